/* The Statement of Applicability of the shipped sample: each derived reason is true in the document, each deliberate breach
 * gives exactly its rules, and the order of the document does not matter. */
#include "test.h"

#include <dirent.h>

#define REPAIRED ISMS_SOURCE_DIR "/examples/data/nordlicht-certifiable.json"
#define FLAWED   ISMS_SOURCE_DIR "/examples/data/nordlicht.json"

static isms_model *opened(const char *path)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_open(path, NULL, NULL, &m), ISMS_OK);
    return m;
}

static isms_soa *build(const isms_model *m)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.as_of = isms_date(2026, 6, 30);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &soa), ISMS_OK);
    return soa;
}

/* ------------------------------------------------------------------ derived reasons, checked in the document */

static bool list_has(const isms_model *m, isms_id record, isms_attribute list, const char *text)
{
    for (size_t i = 0, n = isms_list_count(m, record, list); i < n; i++)
        if (strcmp(isms_list_text(m, record, list, i), text) == 0)
            return true;
    return false;
}

static bool refers_to(const isms_model *m, isms_id record, isms_attribute list, const char *key)
{
    for (size_t i = 0, n = isms_list_count(m, record, list); i < n; i++)
        if (strcmp(isms_list_key(m, record, list, i), key) == 0)
            return true;
    return false;
}

/* A measure of a control: it implements it, or the entry names it, or it is the added control itself. */
static bool is_measure(const isms_model *m, const isms_soa *soa, size_t row, const char *key)
{
    isms_id measure = isms_find(m, ISMS_CONTROL, key);
    const char *control = isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL);
    return list_has(m, measure, ISMS_CONTROL_IMPLEMENTS, control) ||
           refers_to(m, isms_soa_entry(soa, row), ISMS_SOA_ENTRY_MEASURES, key) || strcmp(control, key) == 0;
}

static isms_attribute controls_of(isms_soa_link_kind kind)
{
    static const isms_attribute lists[] = {
        [ISMS_SOA_LINK_PLAN] = ISMS_TREATMENT_PLAN_CONTROLS,
        [ISMS_SOA_LINK_RISK] = ISMS_RISK_CONTROLS,
        [ISMS_SOA_LINK_OBLIGATION] = ISMS_OBLIGATION_CONTROLS,
        [ISMS_SOA_LINK_PARTY] = ISMS_PARTY_REQUIREMENT_CONTROLS,
    };
    return lists[kind];
}

/* The record names the control, or one of its measures, or a plan for the risk does. */
static bool names_it(const isms_model *m, const isms_soa *soa, size_t row, size_t i)
{
    isms_soa_link_kind kind = isms_soa_link_kind_of(soa, row, i);
    isms_id record = isms_soa_link_record(soa, row, i);
    const char *control = isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL), *via = isms_soa_link_via(soa, row, i);
    isms_id plan = isms_find(m, ISMS_TREATMENT_PLAN, via);
    if (!*via)
        return list_has(m, record, controls_of(kind), control);
    if (kind == ISMS_SOA_LINK_RISK && plan)
        return refers_to(m, plan, ISMS_TREATMENT_PLAN_RISKS, isms_soa_link_key(soa, row, i)) &&
               list_has(m, plan, ISMS_TREATMENT_PLAN_CONTROLS, control);
    return is_measure(m, soa, row, via) && list_has(m, record, controls_of(kind), via);
}

static bool shows_it(const isms_model *m, const isms_soa *soa, size_t row, size_t i)
{
    const char *via = isms_soa_link_via(soa, row, i), *key = isms_soa_link_key(soa, row, i);
    isms_id evidence = isms_soa_link_record(soa, row, i);
    if (!*via)
        return list_has(m, evidence, ISMS_EVIDENCE_REQUIREMENTS, isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL));
    return is_measure(m, soa, row, via) && (refers_to(m, isms_find(m, ISMS_CONTROL, via), ISMS_CONTROL_EVIDENCE, key) ||
                                            list_has(m, evidence, ISMS_EVIDENCE_REQUIREMENTS, via));
}

static bool is_true(const isms_model *m, const isms_soa *soa, size_t row, size_t i)
{
    switch (isms_soa_link_kind_of(soa, row, i)) {
    case ISMS_SOA_LINK_MEASURE:
        return is_measure(m, soa, row, isms_soa_link_key(soa, row, i));
    case ISMS_SOA_LINK_EVIDENCE:
        return shows_it(m, soa, row, i);
    default:
        return names_it(m, soa, row, i);
    }
}

static void every_derived_link_is_true_in_the_document(void)
{
    static const char *const paths[] = {REPAIRED, FLAWED};
    size_t derived = 0;
    for (size_t p = 0; p < 2; p++) {
        isms_model *m = opened(paths[p]);
        isms_soa *soa = build(m);
        for (size_t row = 0; row < isms_soa_count(soa); row++)
            for (size_t i = 0; i < isms_soa_link_count(soa, row); i++) {
                if (!(isms_soa_link_origin(soa, row, i) & ISMS_SOA_ORIGIN_DERIVED))
                    continue;
                derived++;
                CU_ASSERT(is_true(m, soa, row, i));
            }
        isms_soa_free(soa);
        isms_model_free(m);
    }
    CU_ASSERT(derived > 500);
}

/* All registers of a folder, as one document. */
static isms_model *imported(const char *folder)
{
    enum { FILES = 64 };
    char *paths[FILES];
    size_t count = 0;
    DIR *files = opendir(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(files);
    for (struct dirent *f; (f = readdir(files)) != NULL && count < FILES;)
        if (strlen(f->d_name) > 4 && strcmp(f->d_name + strlen(f->d_name) - 4, ".csv") == 0)
            paths[count++] = test_path(folder, f->d_name);
    closedir(files);
    isms_model *m = NULL;
    isms_import *result = NULL;
    isms_import_options options = ISMS_IMPORT_OPTIONS_INIT;
    options.scale = "product-5x5:5,10,16";
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT(isms_import_files(m, (const char *const *)paths, count, &options, NULL, &result) >= 0);
    isms_import_free(result);
    while (count)
        free(paths[--count]);
    return m;
}

/* Registers that nobody of this project wrote. */
static void every_derived_link_of_an_imported_register_is_true(void)
{
    static const struct {
        const char *folder;
        size_t entries, least_links;
    } samples[] = {{"samples/cenedril-starter-kit/registers", 92, 20},
                   {"samples/mcp-iso27001/samples", 93, 0},
                   {"samples/northstar/data", 0, 200},
                   {"samples/iso27001-automation/data", 0, 4}};
    for (size_t p = 0; p < sizeof samples / sizeof samples[0]; p++) {
        char *folder = test_shared(samples[p].folder);
        if (!folder)
            return;
        isms_model *m = imported(folder);
        isms_soa *soa = build(m);
        size_t derived = 0;
        CU_ASSERT_EQUAL(isms_soa_count(soa), 93);
        CU_ASSERT_EQUAL(isms_count(m, ISMS_SOA_ENTRY), samples[p].entries);
        for (size_t row = 0; row < isms_soa_count(soa); row++)
            for (size_t i = 0; i < isms_soa_link_count(soa, row); i++) {
                if (!(isms_soa_link_origin(soa, row, i) & ISMS_SOA_ORIGIN_DERIVED))
                    continue;
                derived++;
                CU_ASSERT(is_true(m, soa, row, i));
            }
        CU_ASSERT(derived >= samples[p].least_links);
        isms_soa_free(soa);
        isms_model_free(m);
        free(folder);
    }
}

static bool has_link(const isms_soa *soa, const char *control, isms_soa_link_kind kind, const char *key)
{
    size_t row = isms_soa_find(soa, control);
    for (size_t i = 0; i < isms_soa_link_count(soa, row); i++)
        if (isms_soa_link_kind_of(soa, row, i) == kind && strcmp(isms_soa_link_key(soa, row, i), key) == 0)
            return true;
    return false;
}

/* And the other way round: whatever an open and treated risk or a binding duty names is there. */
static void no_derived_link_is_missing(void)
{
    isms_model *m = opened(REPAIRED);
    isms_soa *soa = build(m);
    size_t seen = 0;
    for (isms_id r = isms_first(m, ISMS_RISK); r; r = isms_next(m, r)) {
        int32_t status = isms_value(m, r, ISMS_RISK_STATUS);
        if ((status && status != ISMS_RISK_STATUS_OPEN) || !isms_list_count(m, r, ISMS_RISK_CONTROLS))
            continue;
        bool modified = false;
        for (size_t i = 0; i < isms_list_count(m, r, ISMS_RISK_TREATMENT_OPTIONS); i++)
            modified |= isms_list_value(m, r, ISMS_RISK_TREATMENT_OPTIONS, i) == ISMS_TREATMENT_MODIFY;
        for (size_t i = 0; modified && i < isms_list_count(m, r, ISMS_RISK_CONTROLS); i++) {
            CU_ASSERT(has_link(soa, isms_list_text(m, r, ISMS_RISK_CONTROLS, i), ISMS_SOA_LINK_RISK, isms_record_key(m, r)));
            seen++;
        }
    }
    for (isms_id o = isms_first(m, ISMS_OBLIGATION); o; o = isms_next(m, o))
        for (size_t i = 0; i < isms_list_count(m, o, ISMS_OBLIGATION_CONTROLS); i++) {
            CU_ASSERT(has_link(soa, isms_list_text(m, o, ISMS_OBLIGATION_CONTROLS, i), ISMS_SOA_LINK_OBLIGATION,
                               isms_record_key(m, o)));
            seen++;
        }
    CU_ASSERT(seen > 50);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ breaches */

/* "ISMS-SOA-05 A.7.11; ": the rules that fired, with the control of each problem, or with its record where it has no row. */
static void fired(const isms_model *m, const isms_soa *soa, char *out, size_t room)
{
    size_t size = 0;
    out[0] = '\0';
    for (size_t c = 0; c < isms_soa_check_count(soa); c++)
        for (size_t i = 0; i < isms_soa_problem_count(soa, c) && size + 80 < room; i++) {
            const char *control = isms_soa_text(soa, isms_soa_problem_row(soa, c, i), ISMS_SOA_COLUMN_CONTROL);
            const char *record = isms_record_key(m, isms_soa_problem_record(soa, c, i));
            size += (size_t)snprintf(out + size, room - size, "%s%s %s", size ? "; " : "", isms_soa_check_rule(soa, c),
                                     *control ? control : record);
        }
}

/* Two controls of the sample are on their way; that stays. */
#define ON_THEIR_WAY "ISMS-SOA-09 A.8.12; ISMS-SOA-09 A.8.23"

static const struct {
    const char *what, *type, *key; /* key NULL: nothing is changed, lines are added */
    const char *change[3];         /* values, as in a line of a test model; "delete" */
    const char *expected;
} breaches[] = {
    {"nothing is broken", "soa_entry", NULL, {""}, ON_THEIR_WAY},
    {"a control that a risk needs is excluded",
     "soa_entry",
     "SOA-A.8.13",
     {"applicable false", "reasons", "justification Backups are the matter of our customers"},
     "ISMS-SOA-06 A.8.13; " ON_THEIR_WAY},
    {"an exclusion has a blank justification",
     "soa_entry",
     "SOA-A.7.11",
     {"justification"},
     "ISMS-SOA-05 A.7.11; " ON_THEIR_WAY},
    {"a listed control is not implemented", "soa_entry", "SOA-A.6.4", {"status none"}, "ISMS-SOA-08 A.6.4; " ON_THEIR_WAY},
    {"evidence is at its last day", "evidence", "EV-CRYPTO", {"freshness_days", "valid_until 2026-06-30"}, ON_THEIR_WAY},
    {"evidence expired by one day",
     "evidence",
     "EV-CRYPTO",
     {"freshness_days", "valid_until 2026-06-29"},
     ON_THEIR_WAY "; ISMS-SOA-11 A.8.24"},
    {"a treated risk has no control",
     "risk",
     NULL,
     {"risk R-999; treatment_options modify; status open\n"},
     ON_THEIR_WAY "; ISMS-SOA-16 R-999"},
    {"the input has 92 rows", "soa_entry", "SOA-A.8.24", {"delete"}, "ISMS-SOA-02 A.8.24; " ON_THEIR_WAY},
    {"two rows speak of one control",
     "soa_entry",
     "SOA-A.8.24",
     {"control A.8.25"},
     "ISMS-SOA-02 A.8.24; ISMS-SOA-03 A.8.25; " ON_THEIR_WAY},
    {"a plan that modifies risk names no control",
     "treatment_plan",
     "TP-14",
     {"controls"},
     ON_THEIR_WAY "; ISMS-TREAT-04 TP-14"},
    {"the approval is later than the day", "soa", "SOA-2.3", {"approved_on 2026-07-01"}, ON_THEIR_WAY "; ISMS-SOA-15 SOA-2.3"},
};

static void break_it(isms_model *m, size_t i)
{
    isms_id record = breaches[i].key ? test_record(m, breaches[i].type, breaches[i].key) : ISMS_NONE;
    for (size_t k = 0; k < 3 && breaches[i].change[k]; k++) {
        if (!record)
            test_add(m, breaches[i].change[k]);
        else if (strcmp(breaches[i].change[k], "delete") == 0)
            CU_ASSERT_EQUAL(isms_record_delete(m, record), ISMS_OK)
        else
            test_set(m, record, breaches[i].change[k]);
    }
}

static void each_breach_gives_exactly_its_rules(void)
{
    for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
        char found[1000];
        isms_model *m = opened(REPAIRED);
        break_it(m, i);
        isms_soa *soa = build(m);
        fired(m, soa, found, sizeof found);
        if (strcmp(found, breaches[i].expected) != 0)
            printf("%s: %s\n  instead of %s\n", breaches[i].what, found, breaches[i].expected);
        CU_ASSERT_STRING_EQUAL(found, breaches[i].expected);
        CU_ASSERT_EQUAL(isms_soa_count(soa), 93);
        isms_soa_free(soa);
        isms_model_free(m);
    }
}

/* ------------------------------------------------------------------ order */

static test_sink canonical(const isms_soa *soa)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL_FATAL(isms_soa_write_canonical(soa, test_sink_write, &sink), ISMS_OK);
    return sink;
}

/* The lines of the document's NDJSON form in another order: records come in any order, and refer forward and back. */
static char *shuffled(const char *text, size_t size, uint32_t seed)
{
    const char **lines = malloc((size / 2 + 1) * sizeof *lines);
    size_t count = 0;
    for (const char *at = text; at < text + size; at = strchr(at, '\n') + 1)
        lines[count++] = at;
    for (size_t i = count - 2; i > 1; i--) { /* header and trailer stay where they are */
        seed = seed * 1664525u + 1013904223u;
        size_t k = 1 + (seed >> 8) % i;
        const char *other = lines[i];
        lines[i] = lines[k];
        lines[k] = other;
    }
    char *out = malloc(size + 1), *to = out;
    for (size_t i = 0; i < count; i++) {
        size_t n = (size_t)(strchr(lines[i], '\n') - lines[i]) + 1;
        memcpy(to, lines[i], n);
        to += n;
    }
    *to = '\0';
    free(lines);
    return out;
}

static void a_permuted_document_gives_the_same_bytes(void)
{
    isms_model *m = opened(FLAWED);
    isms_soa *soa = build(m);
    isms_blob *text = NULL;
    test_sink first = canonical(soa);
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(m, "ndjson", NULL, &text), ISMS_OK);
    for (uint32_t turn = 1; turn <= 5; turn++) {
        char *other = shuffled(isms_blob_bytes(text), isms_blob_size(text), turn);
        isms_model *again = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &again), ISMS_OK);
        CU_ASSERT_FATAL(isms_model_read_text(again, "ndjson", other, isms_blob_size(text), NULL, NULL) >= 0);
        isms_soa *same = build(again);
        test_sink bytes = canonical(same);
        CU_ASSERT_STRING_EQUAL(first.bytes, bytes.bytes);
        for (size_t row = 0; row < isms_soa_count(soa); row++)
            for (isms_soa_column c = 1; c <= ISMS_SOA_COLUMN_DOCUMENTS; c++)
                CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, row, c), isms_soa_text(same, row, c));
        test_sink_dispose(&bytes);
        isms_soa_free(same);
        isms_model_free(again);
        free(other);
    }
    test_sink_dispose(&first);
    isms_blob_free(text);
    isms_soa_free(soa);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"every derived link is true in the document", every_derived_link_is_true_in_the_document},
        {"every derived link of an imported register is true", every_derived_link_of_an_imported_register_is_true},
        {"no derived link is missing", no_derived_link_is_missing},
        {"each breach gives exactly its rules", each_breach_gives_exactly_its_rules},
        {"a permuted document gives the same bytes", a_permuted_document_gives_the_same_bytes},
        {NULL, NULL},
    };
    return run_suite("soa_sample", tests);
}
