/* Each rule of the pre-audit fires and is silent, made from the smallest change; and what holds for every result. */
#include "test.h"

#define REPAIRED ISMS_SOURCE_DIR "/examples/data/nordlicht-certifiable.json"

typedef struct pair {
    const char *rule, *common, *fires, *silent;
} pair;

static const pair pairs[] = {
#define PAIR(rule, common, fires, silent) {rule, common, fires, silent},
#include "rule_pairs.def"
#undef PAIR
};

enum { PAIRS = sizeof pairs / sizeof pairs[0] };

/* {"libisms":"1.0", common, members} with double quotes. The caller frees it. */
static char *document(const char *common, const char *members)
{
    size_t size = strlen(common) + strlen(members) + 32;
    char *text = malloc(size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    snprintf(text, size, "{'libisms':'1.0',%s%s}", common, members);
    for (char *p = text; *p; p++)
        if (*p == '\'')
            *p = '"';
    return text;
}

static isms_model *read_text(const char *text)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    if (isms_model_read_text(m, "json", text, strlen(text), NULL, problems) < 0)
        CU_FAIL(text);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        puts(isms_diagnostics_line(problems, i));
    isms_diagnostics_free(problems);
    return m;
}

static isms_audit *audited(const isms_model *m, isms_day as_of)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = as_of;
    options.stage = ISMS_STAGE_2;
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    return audit;
}

static size_t rule_number(const char *id)
{
    size_t i = 0;
    while (i < isms_readiness_rule_count() && strcmp(isms_readiness_rule_id(i), id) != 0)
        i++;
    return i;
}

static isms_rule_state state_in(const char *common, const char *members, const char *rule)
{
    char *text = document(common, members);
    isms_model *m = read_text(text);
    isms_audit *audit = audited(m, isms_date(2026, 3, 1));
    isms_rule_state state = isms_audit_rule_state(audit, rule_number(rule));
    isms_audit_free(audit);
    isms_model_free(m);
    free(text);
    return state;
}

static void test_each_rule_fires(void)
{
    for (size_t i = 0; i < PAIRS; i++)
        if (state_in(pairs[i].common, pairs[i].fires, pairs[i].rule) != ISMS_RULE_FIRED) {
            printf("%s does not fire\n", pairs[i].rule);
            CU_FAIL("a rule does not fire");
        }
}

static void test_each_rule_is_silent(void)
{
    for (size_t i = 0; i < PAIRS; i++) {
        isms_rule_state state = state_in(pairs[i].common, pairs[i].silent, pairs[i].rule);
        if (state != ISMS_RULE_CLEAR && state != ISMS_RULE_NOT_APPLICABLE) {
            printf("%s is not silent\n", pairs[i].rule);
            CU_FAIL("a rule is not silent");
        }
    }
}

/* Whole documents, because the Statement of Applicability needs all of its rows. */
static void test_missing_rows_of_the_statement(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_open(REPAIRED, NULL, NULL, &m), ISMS_OK);
    size_t rule = rule_number("ISMS-SOA-02");
    isms_audit *audit = audited(m, isms_date(2026, 6, 30));
    CU_ASSERT_EQUAL(isms_audit_rule_state(audit, rule), ISMS_RULE_CLEAR);
    isms_audit_free(audit);
    CU_ASSERT_EQUAL(isms_record_delete(m, isms_find(m, ISMS_SOA_ENTRY, "SOA-A.5.1")), ISMS_OK);
    audit = audited(m, isms_date(2026, 6, 30));
    CU_ASSERT_EQUAL(isms_audit_rule_state(audit, rule), ISMS_RULE_FIRED);
    isms_audit_free(audit);
    isms_model_free(m);
}

static bool refused_by(const char *members, const char *rule)
{
    char *text = document("", members);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *m = NULL;
    bool found = false;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_status status = isms_model_read_text(m, "json", text, strlen(text), NULL, problems);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        found |= strcmp(isms_diagnostics_rule(problems, i), rule) == 0;
    isms_model_free(m);
    isms_diagnostics_free(problems);
    free(text);
    return status < 0 && found;
}

static void test_rules_of_the_reader(void)
{
    CU_ASSERT(refused_by("'risks':[{'id':'R'},{'id':'R'}]", "ISMS-ID-01"));
    CU_ASSERT(!refused_by("'risks':[{'id':'R'},{'id':'S'}]", "ISMS-ID-01"));
    CU_ASSERT(refused_by("'risks':[{'id':'R 1'}]", "ISMS-ID-02"));
    CU_ASSERT(!refused_by("'risks':[{'id':'R-1'}]", "ISMS-ID-02"));
}

static void test_no_rule_is_without_a_pair(void)
{
    static const char *const elsewhere[] = {"ISMS-ID-01", "ISMS-ID-02", "ISMS-SOA-02"}; /* the tests above */
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        bool there = false;
        for (size_t k = 0; k < PAIRS; k++)
            there |= strcmp(pairs[k].rule, isms_readiness_rule_id(i)) == 0;
        for (size_t k = 0; k < sizeof elsewhere / sizeof elsewhere[0]; k++)
            there |= strcmp(elsewhere[k], isms_readiness_rule_id(i)) == 0;
        if (!there) {
            printf("%s has no pair\n", isms_readiness_rule_id(i));
            CU_FAIL("a rule is not tried");
        }
    }
}

int main(void)
{
    static const test_case tests[] = {
        {"each rule fires", test_each_rule_fires},
        {"each rule is silent after the smallest change", test_each_rule_is_silent},
        {"a missing row of the Statement of Applicability is found", test_missing_rows_of_the_statement},
        {"the reader tells of ids", test_rules_of_the_reader},
        {"no rule is without a pair", test_no_rule_is_without_a_pair},
        {NULL, NULL}};
    return run_suite("rules", tests);
}
