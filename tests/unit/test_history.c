/* Histories: every change on paper, chained, so that whatever is done to the paper shows, and the model comes back as it was.
 */
#include "generator.h"
#include "test.h"

static char *write_history(const isms_history *h, size_t *size)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL_FATAL(isms_history_write(h, test_sink_write, &sink), ISMS_OK);
    *size = sink.size;
    return sink.bytes;
}

static isms_status read_history(const char *bytes, size_t size, isms_diagnostics *problems, isms_history **out)
{
    test_source source = {.bytes = bytes, .size = size, .piece = 97, .fails_at = TEST_NEVER};
    isms_history_options options = ISMS_HISTORY_OPTIONS_INIT;
    options.source = "acme.journal.ndjson";
    return isms_history_read(test_source_read, &source, &options, problems, out);
}

static isms_history *new_history(void)
{
    isms_history *h = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_history_new(NULL, &h), ISMS_OK);
    return h;
}

/* A model whose journal has four transactions, the last one an undo. */
static isms_model *worked_on(void)
{
    isms_model *m = NULL;
    isms_id risk, owner;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_model_begin(m, "Marta Klein", "first assessment");
    isms_model_stamp(m, "2026-03-02");
    isms_record_create(m, ISMS_PERSON, "P-1", &owner);
    isms_record_create(m, ISMS_RISK, "R-1", &risk);
    isms_set_text(m, risk, ISMS_RISK_TITLE, "Theft of a \"laptop\"\n\xc3\xa4");
    isms_set_link(m, risk, ISMS_RISK_OWNER, owner);
    isms_model_commit(m);
    isms_model_begin(m, "Jo Lund", "laptops are encrypted");
    isms_model_stamp(m, "2026-06-30T09:00:00+02:00");
    isms_set_level(m, risk, ISMS_RISK_INHERENT, 4, 3);
    isms_add_text(m, risk, ISMS_RISK_TAGS, "mobile");
    isms_model_commit(m);
    isms_model_begin(m, "Jo Lund", "P-1 left");
    isms_model_stamp(m, "2026-07-01");
    isms_record_delete(m, owner);
    isms_model_commit(m);
    isms_model_undo(m);
    return m;
}

static isms_history *of_work(void)
{
    isms_model *m = worked_on();
    isms_history *h = new_history();
    size_t added = 0;
    CU_ASSERT_EQUAL(isms_history_append(h, m, 0, &added), ISMS_OK);
    CU_ASSERT_EQUAL(added, 4);
    isms_model_free(m);
    return h;
}

/* ------------------------------------------------------------------ what an entry says */

static void expect_change(const isms_history *h, size_t i, size_t k, isms_type type, const char *record, const char *attribute,
                          const char *before, const char *after)
{
    isms_type t;
    const char *r, *a, *b, *c;
    CU_ASSERT_EQUAL_FATAL(isms_history_change(h, i, k, &t, &r, &a, &b, &c), ISMS_OK);
    CU_ASSERT_EQUAL(t, type);
    CU_ASSERT_STRING_EQUAL(r, record);
    CU_ASSERT_STRING_EQUAL(a, attribute);
    CU_ASSERT_STRING_EQUAL(b, before);
    CU_ASSERT_STRING_EQUAL(c, after);
}

static void an_entry_says_who_when_why_and_what(void)
{
    isms_history *h = of_work();
    const char *who, *when, *why;
    size_t changes;
    CU_ASSERT_EQUAL(isms_history_count(h), 4);
    CU_ASSERT_EQUAL(isms_history_entry(h, 1, &who, &when, &why, &changes), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(who, "Jo Lund");
    CU_ASSERT_STRING_EQUAL(when, "2026-06-30T09:00:00+02:00");
    CU_ASSERT_STRING_EQUAL(why, "laptops are encrypted");
    CU_ASSERT_EQUAL(changes, 3);
    expect_change(h, 1, 0, ISMS_RISK, "R-1", "tags", "null", "[\"mobile\"]");
    expect_change(h, 1, 1, ISMS_RISK, "R-1", "inherent.likelihood", "null", "4");
    expect_change(h, 1, 2, ISMS_RISK, "R-1", "inherent.impact", "null", "3");
    expect_change(h, 0, 0, ISMS_PERSON, "", "delivered", "null", "true");
    expect_change(h, 0, 1, ISMS_PERSON, "P-1", "id", "null", "\"P-1\"");
    expect_change(h, 0, 3, ISMS_RISK, "R-1", "id", "null", "\"R-1\"");
    expect_change(h, 0, 4, ISMS_RISK, "R-1", "title", "null", "\"Theft of a \\\"laptop\\\"\\n\xc3\xa4\"");
    expect_change(h, 2, 0, ISMS_PERSON, "P-1", "id", "\"P-1\"", "null");
    CU_ASSERT_EQUAL(isms_history_kind(h, 2), ISMS_JOURNAL_CHANGE);
    CU_ASSERT_EQUAL(isms_history_kind(h, 3), ISMS_JOURNAL_UNDO);
    CU_ASSERT_EQUAL(isms_history_kind(h, 4), -1);
    CU_ASSERT_EQUAL(isms_history_change(h, 1, 3, NULL, NULL, NULL, NULL, NULL), ISMS_E_NOT_FOUND);
    isms_history_free(h);
}

static void what_was_there_before_the_journal_is_found_first(void)
{
    isms_model *m = worked_on();
    isms_history *h = new_history();
    size_t added = 0, changes = 9;
    const char *who;
    isms_model_forget(m);
    CU_ASSERT_EQUAL(isms_history_append(h, m, 0, &added), ISMS_OK);
    CU_ASSERT_EQUAL(added, 1);
    CU_ASSERT_EQUAL(isms_history_kind(h, 0), ISMS_JOURNAL_FOUND);
    isms_history_entry(h, 0, &who, NULL, NULL, NULL);
    CU_ASSERT_STRING_EQUAL(who, "");
    CU_ASSERT_EQUAL(isms_history_append(h, m, 0, &added), ISMS_OK);
    CU_ASSERT_EQUAL(added, 0);
    CU_ASSERT_EQUAL(isms_history_record(h, m, "Jo", "2026-08-01", "", &changes), ISMS_OK);
    CU_ASSERT_EQUAL(changes, 0);
    CU_ASSERT_EQUAL(isms_history_count(h), 1);
    isms_history_free(h);
    isms_model_free(m);
}

static void an_edit_of_the_file_is_recorded_as_what_differs(void)
{
    isms_history *h = of_work();
    isms_model *now = NULL;
    size_t changes;
    isms_history_model(h, isms_history_count(h), &now);
    isms_set_text(now, test_record(now, "risk", "R-1"), ISMS_RISK_TITLE, "Theft");
    CU_ASSERT_EQUAL(isms_history_record(h, now, "Jo Lund", "2026-08-01", "shorter", &changes), ISMS_OK);
    CU_ASSERT_EQUAL(changes, 1);
    expect_change(h, 4, 0, ISMS_RISK, "R-1", "title", "\"Theft of a \\\"laptop\\\"\\n\xc3\xa4\"", "\"Theft\"");
    CU_ASSERT_EQUAL(isms_history_verify(h, NULL, now, NULL), ISMS_OK);
    isms_model_free(now);
    isms_history_free(h);
}

static void wrong_use_is_refused_and_changes_nothing(void)
{
    isms_history *h = of_work(), *none = h;
    isms_model *m = worked_on(), *out = m;
    char head[65];
    size_t n;
    strcpy(head, isms_history_head(h));
    CU_ASSERT_EQUAL(isms_history_record(h, m, "a\x01", NULL, NULL, NULL), ISMS_E_TEXT);
    CU_ASSERT_EQUAL(isms_history_record(h, m, "a", "yesterday", NULL, NULL), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_history_record(h, isms_catalogue(), "a", NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_history_record(NULL, m, NULL, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_history_append(h, m, 99, NULL), ISMS_E_NOT_FOUND);
    isms_model_begin(m, NULL, NULL);
    CU_ASSERT_EQUAL(isms_history_append(h, m, 0, NULL), ISMS_E_BUSY);
    CU_ASSERT_EQUAL(isms_history_record(h, m, NULL, NULL, NULL, NULL), ISMS_E_BUSY);
    isms_model_rollback(m);
    CU_ASSERT_EQUAL(isms_history_model(h, 5, &out), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(out);
    CU_ASSERT_EQUAL(isms_history_count_at(h, "soon", &n), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_history_open("nowhere.ndjson", NULL, NULL, &none), ISMS_E_IO);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_STRING_EQUAL(isms_history_head(h), head);
    isms_history_free(h);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ points of time */

static size_t count_at(const isms_history *h, const char *when)
{
    size_t n = 99;
    CU_ASSERT_EQUAL(isms_history_count_at(h, when, &n), ISMS_OK);
    return n;
}

static void a_date_counts_as_a_whole_day_and_a_time_as_an_instant(void)
{
    isms_history *h = of_work(); /* 2026-03-02, 2026-06-30T09:00+02:00, 2026-07-01, none */
    CU_ASSERT_EQUAL(count_at(h, "2026-03-01"), 0);
    CU_ASSERT_EQUAL(count_at(h, "2026-03-02"), 1);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-29"), 1);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-30"), 2);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-30T06:59:59Z"), 1);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-30T07:00:00Z"), 2);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-30T05:00:00-02:00"), 2);
    CU_ASSERT_EQUAL(count_at(h, "2026-06-30T23:59:59Z"), 2);
    CU_ASSERT_EQUAL(count_at(h, "2026-07-01T00:00:00Z"), 4); /* the undo has no time: it counts with the one before it */
    CU_ASSERT_EQUAL(count_at(h, "2027-01-01"), 4);
    isms_history_free(h);
}

/* ------------------------------------------------------------------ tampering */

/* Is it refused, with a diagnostic of a journal rule? */
static bool refused(const char *bytes, size_t size)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_history *h = NULL;
    isms_status status = read_history(bytes, size, problems, &h);
    bool good = status < 0 && status != ISMS_E_INTERNAL && !h && isms_diagnostics_count(problems) == 1 &&
                isms_diagnostics_row(problems, 0) > 0;
    isms_history_free(h);
    isms_diagnostics_free(problems);
    return good;
}

static void every_byte_that_is_changed_taken_out_or_put_in_shows(void)
{
    isms_history *h = of_work();
    size_t size, bad = 0;
    char *bytes = write_history(h, &size), *copy = malloc(size + 2);
    static const unsigned char masks[] = {1, 2, 0x20, 0x80, 0xff};
    for (size_t i = 0; i < size; i++) {
        for (size_t k = 0; k < sizeof masks; k++) {
            memcpy(copy, bytes, size);
            copy[i] = (char)((unsigned char)copy[i] ^ masks[k]);
            bad += !refused(copy, size);
        }
        memcpy(copy, bytes, i);
        memcpy(copy + i, bytes + i + 1, size - i - 1);
        bad += !refused(copy, size - 1);
        for (const char *c = " 0\n}\""; *c; c++) {
            memcpy(copy, bytes, i);
            copy[i] = *c;
            memcpy(copy + i + 1, bytes + i, size - i);
            bad += !refused(copy, size + 1);
        }
    }
    CU_ASSERT_EQUAL(bad, 0);
    free(copy);
    free(bytes);
    isms_history_free(h);
}

/* The lines of a history: header, then entries. */
typedef struct lines {
    char *bytes;
    const char *at[12];
    size_t size[12], count;
} lines;

static lines lines_of(const isms_history *h)
{
    lines l = {.count = 0};
    size_t size;
    l.bytes = write_history(h, &size);
    for (const char *p = l.bytes; *p; p = strchr(p, '\n') + 1) {
        l.at[l.count] = p;
        l.size[l.count++] = (size_t)(strchr(p, '\n') + 1 - p);
    }
    return l;
}

/* Reads the lines in that order ("0124"; `+` the forged one) and compares the one diagnostic with rule, line and a part of its
 * text. */
static void expect_problem(const lines *l, const char *order, const char *forged, const char *rule, unsigned line,
                           const char *part)
{
    char text[20000];
    size_t size = 0;
    isms_history *h = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    for (; *order; order++) {
        const char *from = *order == '+' ? forged : l->at[*order - '0'];
        size_t n = *order == '+' ? strlen(forged) : l->size[*order - '0'];
        memcpy(text + size, from, n);
        size += n;
    }
    CU_ASSERT_EQUAL(read_history(text, size, problems, &h), ISMS_E_DATA);
    CU_ASSERT_EQUAL_FATAL(isms_diagnostics_count(problems), 1);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), rule);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_source(problems, 0), "acme.journal.ndjson");
    CU_ASSERT_EQUAL(isms_diagnostics_row(problems, 0), line);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_diagnostics_message(problems, 0), part));
    isms_diagnostics_free(problems);
}

static void an_entry_that_is_removed_moved_doubled_or_inserted_is_named(void)
{
    isms_history *h = of_work();
    lines l = lines_of(h);
    CU_ASSERT_EQUAL_FATAL(l.count, 5);
    expect_problem(&l, "0234", NULL, "ISMS-JOURNAL-03", 2, "entry 2 stands where entry 1 has to stand");
    expect_problem(&l, "0134", NULL, "ISMS-JOURNAL-03", 3, "entry 3 stands where entry 2 has to stand");
    expect_problem(&l, "0124", NULL, "ISMS-JOURNAL-03", 4, "entry 4 stands where entry 3 has to stand");
    expect_problem(&l, "01324", NULL, "ISMS-JOURNAL-03", 3, "entry 3 stands where entry 2 has to stand");
    expect_problem(&l, "011234", NULL, "ISMS-JOURNAL-03", 3, "entry 1 stands where entry 2 has to stand");
    expect_problem(&l, "1234", NULL, "ISMS-JOURNAL-01", 1, "the first line of a journal");
    expect_problem(&l, "0+", "{}\r\n", "ISMS-JOURNAL-01", 2, "a carriage return stands behind the entry");
    free(l.bytes);
    isms_history_free(h);
}

/* Somebody who knows how hashes are made writes an entry anew: it is whole and follows the one before it. */
static void an_entry_that_is_forged_with_its_hash_shows_in_the_next(void)
{
    isms_history *h = of_work(), *forger = NULL;
    isms_model *then = NULL;
    lines l = lines_of(h), forged;
    CU_ASSERT_EQUAL_FATAL(read_history(l.bytes, l.size[0] + l.size[1], NULL, &forger), ISMS_OK);
    isms_history_model(h, 2, &then);
    isms_history_record(forger, then, "Somebody Else", "2026-06-30T09:00:00+02:00", "laptops are encrypted", NULL);
    forged = lines_of(forger);
    char line[4000];
    memcpy(line, forged.at[2], forged.size[2]);
    line[forged.size[2]] = '\0';
    expect_problem(&l, "01+34", line, "ISMS-JOURNAL-03", 4, "entry 3 follows one with the hash");
    free(forged.bytes);
    free(l.bytes);
    isms_model_free(then);
    isms_history_free(forger);
    isms_history_free(h);
}

static void an_altered_entry_is_named(void)
{
    isms_history *h = of_work();
    lines l = lines_of(h);
    char altered[4000];
    memcpy(altered, l.at[2], l.size[2]);
    altered[l.size[2]] = '\0';
    strstr(altered, "\"after\":4")[8] = '5';
    expect_problem(&l, "01+34", altered, "ISMS-JOURNAL-02", 3, "entry 2 was altered");
    free(l.bytes);
    isms_history_free(h);
}

static void a_cut_end_shows_against_a_hash_that_was_kept(void)
{
    isms_history *h = of_work(), *cut = NULL;
    lines l = lines_of(h);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    size_t size = l.size[0] + l.size[1] + l.size[2];
    CU_ASSERT_EQUAL_FATAL(read_history(l.bytes, size, NULL, &cut), ISMS_OK);
    CU_ASSERT_EQUAL(isms_history_count(cut), 2);
    CU_ASSERT_EQUAL(isms_history_verify(cut, NULL, NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_history_verify(cut, isms_history_head(h), NULL, problems), ISMS_E_DATA);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-JOURNAL-05");
    CU_ASSERT_EQUAL(isms_history_verify(h, isms_history_head(cut), NULL, NULL), ISMS_OK); /* it has only grown since */
    isms_history_free(cut);
    isms_diagnostics_free(problems);
    free(l.bytes);
    isms_history_free(h);
}

static void a_document_that_the_journal_does_not_lead_to_is_told_attribute_by_attribute(void)
{
    isms_history *h = of_work();
    isms_model *m = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_history_model(h, 4, &m);
    isms_set_text(m, test_record(m, "risk", "R-1"), ISMS_RISK_TITLE, "Theft");
    isms_record_create(m, ISMS_ASSET, "A-1", NULL);
    CU_ASSERT_EQUAL(isms_history_verify(h, NULL, m, problems), ISMS_E_DATA);
    CU_ASSERT_EQUAL_FATAL(isms_diagnostics_count(problems), 3);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-JOURNAL-06");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_record(problems, 1), "asset A-1");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_record(problems, 2), "risk R-1");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 2), "title");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_diagnostics_message(problems, 2), "title is \"Theft\" in the document"));
    isms_diagnostics_free(problems);
    isms_model_free(m);
    isms_history_free(h);
}

/* A host may set what no reader keeps; on paper it is not believed. */
static void members_that_no_document_could_have_are_refused(void)
{
    static const char *const unknown[] = {"{\"id\":\"R-9\"}", "{\"x\":1,\"x\":2}", "{\"title\":\"other\"}"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        isms_model *m = worked_on();
        isms_history *h = new_history();
        isms_record_set_unknown(m, test_record(m, "risk", "R-1"), unknown[i]);
        CU_ASSERT_EQUAL(isms_history_record(h, m, "A", NULL, NULL, NULL), ISMS_OK);
        lines l = lines_of(h);
        expect_problem(&l, "01", NULL, "ISMS-JOURNAL-04", 2, "risk R-1 *, does not fit");
        free(l.bytes);
        isms_history_free(h);
        isms_model_free(m);
    }
}

/* ------------------------------------------------------------------ rebuilding */

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static isms_id any_record(const isms_model *m, uint32_t *state)
{
    for (unsigned tries = 0; tries < 400; tries++) {
        isms_type type = (isms_type)(next(state) % 127 + 1);
        isms_id id = isms_first(m, type);
        for (uint64_t k = isms_count(m, type) ? next(state) % isms_count(m, type) : 0; k > 0; k--)
            id = isms_next(m, id);
        if (id && id != isms_header(m))
            return id;
    }
    return ISMS_NONE;
}

static isms_attribute any_attribute(isms_type type, uint32_t *state)
{
    isms_attribute found = 0;
    unsigned seen = 0;
    for (isms_attribute a = isms_attribute_next(NULL, type, 0); a; a = isms_attribute_next(NULL, type, a))
        if (next(state) % ++seen == 0)
            found = a;
    return found;
}

static void read_another(isms_model *m, uint32_t *state)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    char *text = generated_document(next(state) % 1000);
    options.flags = ISMS_READ_UPDATE;
    CU_ASSERT_EQUAL(isms_model_read_text(m, "json", text, strlen(text), &options, NULL), ISMS_OK);
    free(text);
}

static void create_and_fill(isms_model *m, uint32_t *state)
{
    char key[20];
    isms_id id = ISMS_NONE;
    snprintf(key, sizeof key, "N-%u", (unsigned)next(state) % 7);
    isms_record_create(m, (isms_type)(next(state) % 127 + 1), key, &id);
    isms_set_text(m, id, any_attribute(isms_record_type(m, id), state), "a text");
    isms_set_link_key(m, id, any_attribute(isms_record_type(m, id), state), "N-3");
}

/* Some edit; many are refused, which changes nothing. */
static void edit(isms_model *m, uint32_t *state)
{
    isms_id id = any_record(m, state);
    char key[20];
    switch (next(state) % 8) {
    case 0:
        isms_record_delete(m, id);
        break;
    case 1:
        snprintf(key, sizeof key, "N-%u", (unsigned)next(state) % 7);
        isms_record_rename(m, id, key);
        break;
    case 2:
        isms_clear(m, id, any_attribute(isms_record_type(m, id), state));
        break;
    case 3:
        isms_list_remove(m, id, any_attribute(isms_record_type(m, id), state), 0);
        break;
    case 4:
        isms_register_set_delivered(m, (isms_type)(next(state) % 127 + 1), (int32_t)(next(state) % 2));
        break;
    case 5:
        isms_record_set_unknown(m, id, next(state) % 2 ? "{\"z\":1,\"a\":[1e1,\"\\u00e4\"]}" : NULL);
        break;
    default:
        create_and_fill(m, state);
    }
}

static void transaction(isms_model *m, uint32_t *state)
{
    uint32_t what = next(state) % 10;
    if (what == 0)
        read_another(m, state);
    else if (what == 1)
        isms_model_undo(m);
    else if (what == 2)
        isms_model_redo(m);
    if (what < 3)
        return;
    isms_model_begin(m, "somebody", "something");
    isms_model_stamp(m, "2026-01-01");
    for (uint32_t i = next(state) % 6; i > 0; i--) {
        isms_model_begin(m, NULL, NULL);
        edit(m, state);
        if (next(state) % 4)
            isms_model_commit(m);
        else
            isms_model_rollback(m);
    }
    isms_model_commit(m);
}

enum { STEPS = 30 };

/* Edits a model step by step; after each the history grows. Then every step comes back as it was saved. */
static bool every_step_comes_back(unsigned seed)
{
    uint32_t state = seed * 2654435761u + 1;
    uint64_t revision = 0;
    isms_model *m = NULL;
    isms_history *h = new_history(), *at_once = new_history(), *again = NULL;
    isms_blob *saved[STEPS] = {NULL};
    size_t counts[STEPS] = {0}, size, size_at_once;
    bool good = true;
    isms_model_new(NULL, &m);
    for (size_t i = 0; i < STEPS; i++) {
        transaction(m, &state);
        CU_ASSERT_EQUAL_FATAL(isms_history_append(h, m, revision, NULL), ISMS_OK);
        revision = isms_model_revision(m);
        counts[i] = isms_history_count(h);
        saved[i] = test_write(m, "json", ISMS_FORM_PRETTY);
        if (next(&state) % 12 == 0)
            isms_model_forget(m);
    }
    for (size_t i = 0; i < STEPS; i++) {
        isms_model *then = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_history_model(h, counts[i], &then), ISMS_OK);
        isms_blob *blob = test_write(then, "json", ISMS_FORM_PRETTY);
        good = good && test_same_blob(blob, saved[i]);
        isms_blob_free(blob);
        isms_blob_free(saved[i]);
        isms_model_free(then);
    }
    good = good && isms_history_verify(h, isms_history_head(h), m, NULL) == ISMS_OK;
    char *bytes = write_history(h, &size);
    good = good && read_history(bytes, size, NULL, &again) == ISMS_OK;
    isms_history_append(at_once, m, 0, NULL);
    if (isms_history_kind(at_once, 0) == ISMS_JOURNAL_CHANGE && isms_history_count(at_once) == isms_history_count(h)) {
        char *other = write_history(at_once, &size_at_once);
        good = good && size == size_at_once && memcmp(bytes, other, size) == 0;
        free(other);
    }
    good = good && isms_history_verify(at_once, NULL, m, NULL) == ISMS_OK;
    free(bytes);
    isms_history_free(h);
    isms_history_free(again);
    isms_history_free(at_once);
    isms_model_free(m);
    return good;
}

static void a_model_comes_back_as_it_was_after_every_entry_byte_for_byte(void)
{
    unsigned bad = 0;
    for (unsigned seed = 0; seed < 20 && bad < 3; seed++)
        if (!every_step_comes_back(seed)) {
            printf("seed %u does not come back\n", seed);
            bad++;
        }
    CU_ASSERT_EQUAL(bad, 0);
}

static void a_history_that_is_written_and_read_is_the_same_and_goes_on(void)
{
    for (unsigned i = 0; i < 20; i++) {
        char *text = generated_document(i);
        isms_model *m = NULL, *then = NULL;
        isms_history *h = new_history(), *again = NULL;
        size_t size, size_again;
        isms_model_new(NULL, &m);
        CU_ASSERT_EQUAL(isms_model_read_text(m, "json", text, strlen(text), NULL, NULL), ISMS_OK);
        CU_ASSERT_EQUAL(isms_history_record(h, m, "A", "2026-01-01", "made up", NULL), ISMS_OK);
        char *bytes = write_history(h, &size);
        CU_ASSERT_EQUAL_FATAL(read_history(bytes, size, NULL, &again), ISMS_OK);
        char *bytes_again = write_history(again, &size_again);
        CU_ASSERT(size == size_again && memcmp(bytes, bytes_again, size) == 0);
        isms_history_model(again, 1, &then);
        isms_blob *a = test_write(m, "json", ISMS_FORM_PRETTY), *b = test_write(then, "json", ISMS_FORM_PRETTY);
        CU_ASSERT(test_same_blob(a, b));
        isms_blob_free(a);
        isms_blob_free(b);
        free(bytes);
        free(bytes_again);
        free(text);
        isms_model_free(m);
        isms_model_free(then);
        isms_history_free(h);
        isms_history_free(again);
    }
}

/* ------------------------------------------------------------------ files and memory */

static void a_file_is_replaced_as_a_whole_and_opens_again(void)
{
    char *folder = test_folder_new(), *path = test_path(folder, "acme.journal.ndjson");
    isms_history *h = of_work(), *again = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_history_save(h, path), ISMS_OK);
    CU_ASSERT_EQUAL(isms_history_save(h, path), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_history_open(path, NULL, NULL, &again), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_history_head(again), isms_history_head(h));
    isms_history_free(again);
    test_spit(path, "{\"libisms\":\"2.0\",\"type\":\"journal\"}\n", 35);
    CU_ASSERT_EQUAL(isms_history_open(path, NULL, problems, &again), ISMS_E_VERSION);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_source(problems, 0), path);
    test_spit(path, "", 0);
    CU_ASSERT_EQUAL(isms_history_open(path, NULL, NULL, &again), ISMS_E_TRUNCATED);
    CU_ASSERT_EQUAL(isms_history_save(h, "no/such/folder/j.ndjson"), ISMS_E_IO);
    isms_diagnostics_free(problems);
    isms_history_free(h);
    free(path);
    test_folder_free(folder);
}

static isms_status everything(const isms_allocator *a)
{
    isms_history_options options = ISMS_HISTORY_OPTIONS_INIT;
    isms_model *m = worked_on(), *then = NULL;
    isms_history *h = NULL, *again = NULL;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.allocator = a;
    isms_status status = isms_history_new(&options, &h);
    if (status == ISMS_OK)
        status = isms_history_append(h, m, 2, NULL);
    if (status == ISMS_OK)
        status = isms_history_model(h, 1, &then);
    if (status == ISMS_OK)
        status = isms_history_record(h, m, "A", NULL, NULL, NULL);
    if (status == ISMS_OK)
        status = isms_history_write(h, test_sink_write, &sink);
    test_source source = {.bytes = sink.bytes, .size = sink.size, .fails_at = TEST_NEVER};
    if (status == ISMS_OK)
        status = isms_history_read(test_source_read, &source, &options, NULL, &again);
    if (status == ISMS_OK)
        status = isms_history_verify(again, isms_history_head(h), m, NULL);
    test_sink_dispose(&sink);
    isms_model_free(m);
    isms_model_free(then);
    isms_history_free(h);
    isms_history_free(again);
    return status;
}

static void every_failing_allocation_is_survived(void)
{
    sweep_allocations(everything);
}

static void reading_and_writing_that_fail_are_told(void)
{
    isms_history *h = of_work(), *again = NULL;
    size_t size;
    char *bytes = write_history(h, &size);
    for (size_t i = 0; i < size; i++) {
        test_source source = {.bytes = bytes, .size = size, .piece = 100, .fails_at = (int64_t)i};
        test_sink sink = {.fails_at = (int64_t)i};
        CU_ASSERT_EQUAL(isms_history_read(test_source_read, &source, NULL, NULL, &again), ISMS_E_IO);
        CU_ASSERT_EQUAL(isms_history_write(h, test_sink_write, &sink), ISMS_E_IO);
        isms_status status = read_history(bytes, i, NULL, &again);
        bool whole = i > 0 && bytes[i - 1] == '\n';
        CU_ASSERT_EQUAL(status, whole ? ISMS_OK : ISMS_E_TRUNCATED);
        isms_history_free(again);
        test_sink_dispose(&sink);
    }
    free(bytes);
    isms_history_free(h);
}

int main(void)
{
    static const test_case tests[] = {
        {"an entry says who, when, why and what", an_entry_says_who_when_why_and_what},
        {"what was there before the journal is found first", what_was_there_before_the_journal_is_found_first},
        {"an edit of the file is recorded as what differs", an_edit_of_the_file_is_recorded_as_what_differs},
        {"wrong use is refused and changes nothing", wrong_use_is_refused_and_changes_nothing},
        {"a date counts as a whole day and a time as an instant", a_date_counts_as_a_whole_day_and_a_time_as_an_instant},
        {"every byte that is changed, taken out or put in shows", every_byte_that_is_changed_taken_out_or_put_in_shows},
        {"an entry that is removed, moved, doubled or inserted is named",
         an_entry_that_is_removed_moved_doubled_or_inserted_is_named},
        {"an entry that is forged with its hash shows in the next", an_entry_that_is_forged_with_its_hash_shows_in_the_next},
        {"an altered entry is named", an_altered_entry_is_named},
        {"a cut end shows against a hash that was kept", a_cut_end_shows_against_a_hash_that_was_kept},
        {"a document that the journal does not lead to is told attribute by attribute",
         a_document_that_the_journal_does_not_lead_to_is_told_attribute_by_attribute},
        {"members that no document could have are refused", members_that_no_document_could_have_are_refused},
        {"a model comes back as it was after every entry, byte for byte",
         a_model_comes_back_as_it_was_after_every_entry_byte_for_byte},
        {"a history that is written and read is the same and goes on",
         a_history_that_is_written_and_read_is_the_same_and_goes_on},
        {"a file is replaced as a whole and opens again", a_file_is_replaced_as_a_whole_and_opens_again},
        {"every failing allocation is survived", every_failing_allocation_is_survived},
        {"reading and writing that fail are told", reading_and_writing_that_fail_are_told},
        {NULL, NULL}};
    return run_suite("history", tests);
}
