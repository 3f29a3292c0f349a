/* Suggestions: only what something states, with what states it. */
#include "test.h"

static const char sample[] = "threat T-1; title Phishing; source House catalogue; controls A.6.3, A.8.23\n"
                             "threat T-2; title Theft; controls A.7.8\n"
                             "vulnerability V-1; threats T-2; source Scanner; controls A.8.8\n"
                             "vulnerability V-2; threats T-2\n"
                             "control C-7; implements A.8.7\n"
                             "risk R-1; threats T-1; vulnerabilities V-1; controls A.8.8\n"
                             "risk R-2; threats T-1; treatment_options modify; controls A.8.7, C-7\n"
                             "risk R-3; vulnerabilities V-1; treatment_options modify; controls A.8.7\n"
                             "risk R-4; threats T-1; treatment_options retain; controls A.5.1\n"
                             "risk R-5; threats T-9; controls A.5.2\n"
                             "risk R-6; category fire\n"
                             "risk R-7; category fire; controls A.7.5\n"
                             "risk R-8; vulnerabilities V-1\n"
                             "treatment_plan TP-1; risks R-8; controls A.8.32; status in_progress\n"
                             "treatment_plan TP-2; risks R-8; controls A.8.31; status cancelled\n"
                             "treatment_plan TP-3; risks R-1; controls A.6.3; status draft\n";

static isms_suggestion *find(const isms_model *m, const char *risk)
{
    isms_suggestion *s = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_find(m, test_record(m, "risk", risk), NULL, &s), ISMS_OK);
    return s;
}

static void controls_are_those_that_something_states(void)
{
    isms_model *m = test_model_of(sample);
    isms_suggestion *s = find(m, "R-1");
    static const char *const expected[][2] = {
        {"A.6.3", "threat T-1 names it (source: House catalogue)"},
        {"A.7.8", "threat T-2, which uses a weakness of the risk, names it (source: the "
                  "document itself)"},
        {"A.8.23", "threat T-1 names it (source: House catalogue)"},
        {"A.8.8", "vulnerability V-1 names it (source: Scanner)"},
        {"A.8.7", "risk R-2, with the same threat T-1, is treated by it"},
        {"A.8.32", "treatment plan TP-1 for risk R-8, with the same weakness V-1, names it"},
        {"C-7", "risk R-2, with the same threat T-1, is treated by it"}};
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_count(s), sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < isms_suggestion_count(s); i++) {
        CU_ASSERT_STRING_EQUAL(isms_suggestion_control(s, i), expected[i][0]);
        CU_ASSERT_STRING_EQUAL(isms_suggestion_reason(s, i, 0), expected[i][1]);
    }
    CU_ASSERT_EQUAL(isms_suggestion_reason_count(s, 4), 2);
    CU_ASSERT_STRING_EQUAL(isms_suggestion_reason(s, 4, 1), "risk R-3, with the same weakness V-1, is treated by it");
    CU_ASSERT_EQUAL(isms_suggestion_reason_source(s, 4, 1), ISMS_SUGGESTED_BY_SAME_WEAKNESS);
    CU_ASSERT_EQUAL(isms_suggestion_reason_record(s, 4, 1), test_record(m, "risk", "R-3"));
    CU_ASSERT_EQUAL(isms_suggestion_is_named(s, 0), 1);
    CU_ASSERT_EQUAL(isms_suggestion_is_named(s, 3), 1);
    CU_ASSERT_EQUAL(isms_suggestion_is_named(s, 4), 0);
    isms_suggestion_free(s);
    isms_model_free(m);
}

static void where_nothing_is_stated_nothing_is_suggested(void)
{
    isms_model *m = test_model_of(sample);
    isms_suggestion *s = find(m, "R-5");
    CU_ASSERT_EQUAL(isms_suggestion_count(s), 0);
    CU_ASSERT_STRING_EQUAL(isms_suggestion_control(s, 0), "");
    isms_suggestion_free(s);
    s = find(m, "R-6");
    CU_ASSERT_EQUAL(isms_suggestion_count(s), 1);
    CU_ASSERT_STRING_EQUAL(isms_suggestion_reason(s, 0, 0), "risk R-7, of the same category fire, is treated by it");
    CU_ASSERT_EQUAL(isms_suggestion_reason_source(s, 0, 0), ISMS_SUGGESTED_BY_CATEGORY);
    isms_suggestion_free(s);
    isms_model_free(m);
}

/* A risk that names a weakness of the catalogue: the threat that uses it is known with its source, a control is not. */
static void the_catalogue_leads_from_weakness_to_threat(void)
{
    const isms_model *c = isms_catalogue();
    isms_id weakness = isms_find(c, ISMS_VULNERABILITY, "MONARC-V1");
    const char *threat = isms_list_key(c, weakness, ISMS_VULNERABILITY_THREATS, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(threat);
    char lines[200];
    snprintf(lines, sizeof lines, "risk R-1; vulnerabilities MONARC-V1\nthreat %s; source MONARC; controls A.7.7\n", threat);
    isms_model *m = test_model_of(lines);
    isms_suggestion *s = find(m, "R-1");
    CU_ASSERT_EQUAL(isms_suggestion_count(s), 1);
    CU_ASSERT_STRING_EQUAL(isms_suggestion_control(s, 0), "A.7.7");
    isms_suggestion_free(s);
    isms_model_free(m);
}

static void each_control_of_annex_a_has_usual_evidence(void)
{
    const isms_model *c = isms_catalogue();
    for (isms_id r = isms_first(c, ISMS_CONTROL_REFERENCE); r; r = isms_next(c, r)) {
        const char *what = isms_suggestion_evidence(isms_record_key(c, r));
        CU_ASSERT_PTR_NOT_NULL_FATAL(what);
        CU_ASSERT(strlen(what) > 20);
        CU_ASSERT_PTR_NOT_NULL(strstr(what, "; "));
    }
    CU_ASSERT_PTR_NULL(isms_suggestion_evidence("A.9.9"));
    CU_ASSERT_PTR_NULL(isms_suggestion_evidence(NULL));
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("asset A-1\n");
    isms_suggestion *s = NULL;
    CU_ASSERT_EQUAL(isms_suggestion_find(m, test_record(m, "asset", "A-1"), NULL, &s), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_suggestion_find(NULL, ISMS_NONE, NULL, &s), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_suggestion_find(m, ISMS_NONE, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(s);
    CU_ASSERT_EQUAL(isms_suggestion_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_suggestion_reason(NULL, 0, 0), "");
    isms_suggestion_free(NULL);
    isms_model_free(m);
}

static isms_model *swept;

static isms_status find_with(const isms_allocator *a)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find(swept, test_record(swept, "risk", "R-1"), a, &s);
    isms_suggestion_free(s);
    return status;
}

static isms_status find_evidence_with(const isms_allocator *a)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find_evidence(swept, "gdpr:Art.32(1)(a)", a, &s);
    isms_suggestion_free(s);
    return status;
}

static void finding_survives_a_failing_allocation(void)
{
    swept = test_model_of(sample);
    sweep_allocations(find_with);
    sweep_allocations(find_evidence_with);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"controls are those that something states", controls_are_those_that_something_states},
        {"where nothing is stated nothing is suggested", where_nothing_is_stated_nothing_is_suggested},
        {"the catalogue leads from weakness to threat", the_catalogue_leads_from_weakness_to_threat},
        {"each control of Annex A has usual evidence", each_control_of_annex_a_has_usual_evidence},
        {"wrong use is refused", wrong_use_is_refused},
        {"finding survives a failing allocation", finding_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("suggestion", tests);
}
