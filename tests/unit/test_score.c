/* The score pair falls when data are withheld; results do not depend on the order of records, nor on memory. */
#include "test.h"

#include <cjson/cJSON.h>

#define REPAIRED ISMS_SOURCE_DIR "/examples/data/nordlicht-certifiable.json"
#define FLAWED   ISMS_SOURCE_DIR "/examples/data/nordlicht.json"

static uint64_t state; /* of the generator; each test sets it, so that a failure can be repeated */

static size_t below(size_t n)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return n ? (size_t)(state >> 33) % n : 0;
}

static cJSON *loaded(const char *path)
{
    char *text = test_slurp(path, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    cJSON *document = cJSON_Parse(text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    free(text);
    return document;
}

static isms_model *model_of(const cJSON *document)
{
    isms_model *m = NULL;
    char *text = cJSON_PrintUnformatted(document);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_FATAL(isms_model_read_text(m, "json", text, strlen(text), NULL, NULL) >= 0);
    cJSON_free(text);
    return m;
}

static isms_audit *audited(const isms_model *m)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_2;
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    return audit;
}

static int32_t score_of(const cJSON *document)
{
    isms_model *m = model_of(document);
    isms_audit *audit = audited(m);
    int32_t score = isms_audit_score(audit);
    CU_ASSERT(isms_audit_score(audit) <= isms_audit_score_upper(audit));
    isms_audit_free(audit);
    isms_model_free(m);
    return score;
}

/* ------------------------------------------------------------------ withholding */

/* A need that is no trigger: "risks.owner?" gives register and field. */
static bool pick_need(char *register_name, char *field)
{
    char list[256];
    const char *needs = isms_readiness_rule_needs(below(isms_readiness_rule_count()));
    snprintf(list, sizeof list, "%s", needs ? needs : "");
    char *item = strtok(list, ";");
    for (size_t skip = below(3); item && skip; skip--) {
        char *next = strtok(NULL, ";");
        item = next ? next : item;
    }
    if (!item)
        return false;
    item += strspn(item, " ");
    size_t n = strlen(item);
    while (n && item[n - 1] == ' ')
        item[--n] = '\0';
    if (!n || item[n - 1] == '!')
        return false;
    if (item[n - 1] == '?')
        item[--n] = '\0';
    char *dot = strchr(item, '.');
    if (dot)
        *dot++ = '\0';
    snprintf(register_name, 64, "%s", item);
    snprintf(field, 64, "%s", dot && strcmp(dot, "id") != 0 ? dot : "");
    return true;
}

static void declare_partial(cJSON *document, const char *what)
{
    cJSON *header = cJSON_GetObjectItemCaseSensitive(document, "document");
    if (!header)
        header = cJSON_AddObjectToObject(document, "document");
    cJSON *list = cJSON_GetObjectItemCaseSensitive(header, "partial");
    if (!list)
        list = cJSON_AddArrayToObject(header, "partial");
    cJSON_AddItemToArray(list, cJSON_CreateString(what));
}

/* From one record, or from all of them. */
static void remove_field(cJSON *records, const char *field)
{
    size_t n = (size_t)cJSON_GetArraySize(records), only = below(n);
    bool all = below(2);
    for (size_t i = 0; i < n; i++)
        if (all || i == only)
            cJSON_DeleteItemFromObjectCaseSensitive(cJSON_GetArrayItem(records, (int)i), field);
}

/* One withholding of the kinds that the guarantee names; what it was goes to `what`. */
static void withhold(cJSON *document, char what[160])
{
    char name[64], field[64];
    do {
        while (!pick_need(name, field))
            ;
    } while (!cJSON_GetObjectItemCaseSensitive(document, name));
    size_t kind = below(4);
    if (kind == 0) {
        snprintf(what, 160, "register %s removed", name);
        cJSON_DeleteItemFromObjectCaseSensitive(document, name);
    } else if (kind == 1 || !*field) {
        snprintf(what, 160, "%s declared partial", name);
        declare_partial(document, name);
    } else if (kind == 2) {
        char path[130];
        snprintf(path, sizeof path, "%s.%s", name, field);
        snprintf(what, 160, "%s declared partial", path);
        declare_partial(document, path);
    } else {
        snprintf(what, 160, "%s removed from %s", field, name);
        remove_field(cJSON_GetObjectItemCaseSensitive(document, name), field);
    }
}

static void try_withholding(const char *path, size_t walks, size_t steps)
{
    for (size_t w = 0; w < walks; w++) {
        cJSON *document = loaded(path);
        int32_t before = score_of(document);
        for (size_t s = 0; s < steps; s++) {
            char what[160];
            withhold(document, what);
            int32_t after = score_of(document);
            if (after > before)
                printf("walk %zu, step %zu: %s raised the score from %d to %d\n", w, s, what, (int)before, (int)after);
            CU_ASSERT(after <= before);
            before = after;
        }
        cJSON_Delete(document);
    }
}

static void test_withholding_never_raises_the_score(void)
{
    state = 20260630;
    try_withholding(REPAIRED, 12, 10);
    try_withholding(FLAWED, 12, 10);
}

/* ------------------------------------------------------------------ order */

static void shuffle(cJSON *array)
{
    size_t n = (size_t)cJSON_GetArraySize(array);
    for (size_t i = 0; i < n; i++) {
        cJSON *item = cJSON_DetachItemFromArray(array, (int)below(n));
        cJSON_AddItemToArray(array, item);
    }
}

/* Everything that a host can see, without places in the file. */
static char *seen(const isms_model *m, const isms_audit *audit)
{
    size_t size = 1 << 20, n = 0;
    char *text = malloc(size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    n += (size_t)snprintf(text + n, size - n, "%s %s\n", isms_audit_headline(audit), isms_audit_title(audit));
    for (size_t i = 0; i < isms_audit_count(audit); i++)
        n += (size_t)snprintf(text + n, size - n, "%s %s %s %s %s\n", isms_audit_outcome(audit, i), isms_audit_rule(audit, i),
                              isms_audit_targets(audit, i), isms_audit_message(audit, i), isms_audit_facts(audit, i));
    for (size_t i = 0; i < isms_audit_count(audit); i++)
        for (size_t k = 0; k < isms_audit_related_count(audit, i); k++)
            n += (size_t)snprintf(text + n, size - n, "%s\n", isms_record_key(m, isms_audit_related(audit, i, k)));
    for (size_t i = 0; i < isms_audit_area_count(audit); i++)
        n += (size_t)snprintf(text + n, size - n, "%s %s %d\n", isms_audit_area_name(audit, i), isms_audit_area_text(audit, i),
                              (int)isms_audit_area_assessed(audit, i));
    for (size_t i = 0; i < isms_audit_recorded_count(audit); i++)
        n += (size_t)snprintf(text + n, size - n, "%s %s\n", isms_audit_recorded_key(audit, i),
                              isms_audit_recorded_grade(audit, i));
    for (size_t i = 0; i < isms_audit_priority_count(audit); i++)
        n += (size_t)snprintf(text + n, size - n, "%zu %s\n", isms_audit_priority_result(audit, i),
                              isms_audit_priority_reason(audit, i));
    for (size_t i = 0; i < isms_readiness_rule_count(); i++)
        n += (size_t)snprintf(text + n, size - n, "%d %s\n", (int)isms_audit_rule_state(audit, i),
                              isms_audit_rule_reason(audit, i));
    CU_ASSERT_FATAL(n < size);
    return text;
}

static char *seen_of(const cJSON *document)
{
    isms_model *m = model_of(document);
    isms_audit *audit = audited(m);
    char *text = seen(m, audit);
    isms_audit_free(audit);
    isms_model_free(m);
    return text;
}

static void test_order_of_records_does_not_matter(void)
{
    cJSON *document = loaded(FLAWED), *item;
    char *first = seen_of(document);
    state = 42;
    for (size_t k = 0; k < 5; k++) {
        cJSON_ArrayForEach(item, document)
        {
            if (cJSON_IsArray(item))
                shuffle(item);
        }
        char *again = seen_of(document);
        CU_ASSERT_STRING_EQUAL(first, again);
        free(again);
    }
    free(first);
    cJSON_Delete(document);
}

/* ------------------------------------------------------------------ memory */

static isms_model *small;

static isms_status audit_once(const isms_allocator *a)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = isms_date(2026, 3, 1);
    options.stage = ISMS_STAGE_2;
    options.allocator = a;
    isms_status status = isms_audit_run(small, &options, NULL, &audit);
    isms_audit_free(audit);
    return status;
}

static void test_each_allocation_can_fail(void)
{
    small = test_model_of(
        "person P\n"
        "risk R-1; owner P; treatment_options modify\n"
        "risk R-2; owner Q\n"
        "soa_entry E-1; control A.5.1; applicable true; status none\n"
        "soa_entry E-2; control A.5.1; applicable true; status partial\n"
        "schedule S-1; requirement A.5.18; starts_on 2025-01-01; every_months 3\n"
        "occurrence O-1; schedule S-1; done_on 2025-03-28\n"
        "audit A-1; kind surveillance; completed_on 2025-09-10\n"
        "audit_finding F-1; audit A-1; class minor; requirement 7.2; raised_on 2025-09-10; status open; facts.ful no\n"
        "corrective_action C-1; finding F-1; owner P; due_on 2025-12-10\n"
        "suppression X-1; rule ISMS-RISK-05; record R-1; reason It is known and dealt with elsewhere.; author P; "
        "created_on 2026-01-01; expires_on 2026-12-31\n");
    sweep_allocations(audit_once);
    isms_model_free(small);
}

int main(void)
{
    static const test_case tests[] = {{"withholding data never raises the score", test_withholding_never_raises_the_score},
                                      {"the order of records does not matter", test_order_of_records_does_not_matter},
                                      {"each allocation can fail", test_each_allocation_can_fail},
                                      {NULL, NULL}};
    return run_suite("score", tests);
}
