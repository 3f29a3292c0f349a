/* The transition from Annex A of 2013: where each control comes from, what is asked, and what is written. */
#include "test.h"

static const char old[] =
    "person P-1\n"
    "soa_entry E-1; control A.9.1.1; applicable true; status implemented; owner P-1; justification Rules of access; risks R-1\n"
    "soa_entry E-2; control A.9.1.2; applicable false; status implemented; owner P-1; justification No network; risks R-1, "
    "R-2\n"
    "soa_entry E-3; control A.6.1.1; applicable true; status partial; reasons risk\n"
    "soa_entry E-4; control A.8.34; applicable true; status none\n"
    "soa_entry E-5; control A.9.9.9; applicable true\n"
    "soa_entry E-6; control A.18.2.3; applicable true; status planned\n"
    "risk R-1; treatment_options modify; controls A.9.1.1, A.9.1.2, C-1\n"
    "risk R-2; controls A.5.15\n"
    "treatment_plan T-1; status done; controls A.9.1.1\n"
    "treatment_plan T-2; controls A.18.2.3, A.7.7.7\n"
    "control C-1; implements A.9.1.1\n"
    "audit_finding F-1; requirement A.9.1.1\n";

static isms_transition *draft(const isms_model *m)
{
    isms_transition *t = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_transition_draft(m, NULL, &t), ISMS_OK);
    return t;
}

static size_t row_of(const isms_transition *t, const char *control)
{
    size_t i = 0;
    while (i < isms_transition_count(t) && strcmp(isms_transition_control(t, i), control) != 0)
        i++;
    CU_ASSERT_FATAL(i < isms_transition_count(t));
    return i;
}

static bool asks(const isms_transition *t, const char *question)
{
    for (size_t i = 0; i < isms_transition_question_count(t); i++)
        if (strcmp(isms_transition_question(t, i), question) == 0)
            return true;
    return false;
}

static void each_control_says_where_it_comes_from(void)
{
    isms_model *m = test_model_of(old);
    isms_transition *t = draft(m);
    CU_ASSERT_EQUAL(isms_transition_count(t), 93);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.5.15")), ISMS_CARRIED_MERGED);
    CU_ASSERT_EQUAL(isms_transition_source_count(t, row_of(t, "A.5.15")), 2);
    CU_ASSERT_STRING_EQUAL(isms_transition_source(t, row_of(t, "A.5.15"), 1), "A.9.1.2");
    CU_ASSERT_EQUAL(isms_transition_source_entry(t, row_of(t, "A.5.15"), 1), test_record(m, "soa_entry", "E-2"));
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.5.2")), ISMS_CARRIED_ONE);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.5.7")), ISMS_CARRIED_NEW);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.5.1")), ISMS_CARRIED_MISSING);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.8.34")), ISMS_CARRIED_KEPT);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.5.36")), ISMS_CARRIED_MERGED);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "A.8.8")), ISMS_CARRIED_MERGED);
    size_t of_kind[6] = {0};
    for (size_t i = 0; i < 93; i++)
        of_kind[isms_transition_kind_of(t, i)]++;
    CU_ASSERT_EQUAL(of_kind[ISMS_CARRIED_NEW], 11);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, 93), 0);
    CU_ASSERT_STRING_EQUAL(isms_transition_source(t, 93, 0), "");
    isms_transition_free(t);
    isms_model_free(m);
}

static void what_differs_and_what_is_new_is_asked_with_its_place(void)
{
    isms_model *m = test_model_of(old);
    isms_transition *t = draft(m);
    CU_ASSERT(asks(t, "A.5.15 takes up A.9.1.1 (E-1: yes), A.9.1.2 (E-2: no), which differ in `applicable`: which holds?"));
    CU_ASSERT(asks(t, "soa_entry E-5 names A.9.9.9, which is no control of 2013: which one is meant?"));
    CU_ASSERT(asks(t, "treatment_plan T-2 names A.7.7.7, which is no control of 2013: which one is meant?"));
    size_t about_new = 0, conflicts = 0;
    for (size_t i = 0; i < isms_transition_question_count(t); i++) {
        about_new += strstr(isms_transition_question(t, i), " is new in 2022: is it necessary") != NULL;
        conflicts += strstr(isms_transition_question(t, i), "which differ in") != NULL;
        if (strstr(isms_transition_question(t, i), "which differ in")) {
            CU_ASSERT_EQUAL(isms_transition_question_control(t, i), row_of(t, "A.5.15"));
            CU_ASSERT_EQUAL(isms_transition_question_record(t, i), test_record(m, "soa_entry", "E-1"));
        }
    }
    CU_ASSERT_EQUAL(about_new, 11);
    CU_ASSERT_EQUAL(conflicts, 1);
    CU_ASSERT_EQUAL(isms_transition_list_count(t), 3);
    CU_ASSERT_EQUAL(isms_transition_list(t, 0), ISMS_RISK_CONTROLS);
    CU_ASSERT_EQUAL(isms_transition_list_record(t, 2), test_record(m, "control", "C-1"));
    CU_ASSERT_EQUAL(isms_transition_list(t, 3), 0);
    isms_transition_free(t);
    isms_model_free(m);
}

static void applying_writes_a_version_and_keeps_the_past(void)
{
    isms_model *m = test_model_of(old);
    isms_transition *t = draft(m);
    CU_ASSERT_EQUAL_FATAL(isms_transition_apply(t, m, "SOA-2", isms_date(2026, 3, 1)), ISMS_OK);
    isms_id merged = test_record(m, "soa_entry", "SOA-2.A.5.15");
    CU_ASSERT_EQUAL(isms_has(m, merged, ISMS_SOA_ENTRY_APPLICABLE), 0);
    CU_ASSERT_STRING_EQUAL(isms_text(m, merged, ISMS_SOA_ENTRY_STATUS), "implemented");
    CU_ASSERT_STRING_EQUAL(isms_link_key(m, merged, ISMS_SOA_ENTRY_OWNER), "P-1");
    CU_ASSERT_STRING_EQUAL(isms_text(m, merged, ISMS_SOA_ENTRY_JUSTIFICATION), "A.9.1.1: Rules of access\nA.9.1.2: No network");
    CU_ASSERT_EQUAL(isms_list_count(m, merged, ISMS_SOA_ENTRY_RISKS), 2);
    isms_id one = test_record(m, "soa_entry", "SOA-2.A.5.2");
    CU_ASSERT_STRING_EQUAL(isms_text(m, one, ISMS_SOA_ENTRY_STATUS), "partial");
    CU_ASSERT_EQUAL(isms_boolean(m, one, ISMS_SOA_ENTRY_APPLICABLE, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, one, ISMS_SOA_ENTRY_REASONS, 0), "risk");
    CU_ASSERT_STRING_EQUAL(isms_link_key(m, test_record(m, "soa_entry", "E-5"), ISMS_SOA_ENTRY_SOA), "SOA-2.2013");
    isms_id risk = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_list_count(m, risk, ISMS_RISK_CONTROLS), 2);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, risk, ISMS_RISK_CONTROLS, 0), "A.5.15");
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, risk, ISMS_RISK_CONTROLS, 1), "C-1");
    isms_id plan = test_record(m, "treatment_plan", "T-2");
    CU_ASSERT_EQUAL(isms_list_count(m, plan, ISMS_TREATMENT_PLAN_CONTROLS), 3);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, plan, ISMS_TREATMENT_PLAN_CONTROLS, 2), "A.7.7.7");
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, test_record(m, "treatment_plan", "T-1"), ISMS_TREATMENT_PLAN_CONTROLS, 0),
                           "A.9.1.1");
    CU_ASSERT_STRING_EQUAL(isms_text(m, test_record(m, "audit_finding", "F-1"), ISMS_AUDIT_FINDING_REQUIREMENT), "A.9.1.1");
    isms_soa *soa = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, NULL, &soa), ISMS_OK);
    CU_ASSERT_EQUAL(isms_soa_count(soa), 93);
    CU_ASSERT_STRING_EQUAL(isms_soa_version_text(soa), "SOA-2");
    CU_ASSERT_EQUAL(isms_soa_entry(soa, isms_soa_find(soa, "A.5.15")), merged);
    isms_soa_free(soa);
    CU_ASSERT_EQUAL(isms_transition_apply(t, m, "SOA-2", 0), ISMS_E_EXISTS);
    isms_transition_free(t);
    isms_model_free(m);
}

static void a_draft_of_another_state_is_refused(void)
{
    isms_model *m = test_model_of(old);
    isms_transition *t = draft(m);
    isms_record_delete(m, test_record(m, "soa_entry", "E-1"));
    uint64_t revision = isms_model_revision(m);
    CU_ASSERT_EQUAL(isms_transition_apply(t, m, "SOA-2", 0), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_model_revision(m), revision);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_SOA), 0);
    CU_ASSERT_EQUAL(isms_transition_apply(t, m, "not a token", 0), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_transition_apply(NULL, m, "SOA-2", 0), ISMS_E_MISUSE);
    isms_transition *none = NULL;
    CU_ASSERT_EQUAL(isms_transition_draft(NULL, NULL, &none), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_transition_draft(m, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_transition_question_count(NULL), 0);
    isms_transition_free(t);
    isms_transition_free(NULL);
    isms_model_free(m);
}

static const char house[] = "framework house; title House rules\n"
                            "requirement house:1; framework house; assessable false\n"
                            "requirement house:1.1; framework house; parent house:1; predecessors old:a, old:b\n"
                            "requirement house:1.2; framework house; parent house:1; predecessors old:c\n"
                            "requirement house:1.3; framework house; parent house:1; objective Doors are green\n"
                            "risk R-1; controls old:a, A.5.1, house:9\n"
                            "soa_entry E-1; control old:a; added true; applicable true; justification Of a\n"
                            "soa_entry E-2; control old:b; added true; applicable false; justification Of b\n"
                            "soa_entry E-3; control old:c; added true; applicable true; status implemented\n"
                            "soa_entry E-4; control A.5.1; applicable true; justification Policies\n"
                            "soa_entry E-5; control X-1; added true; title Mine; applicable true\n"
                            "soa_entry E-6; control X-1; added true; status planned\n";

static isms_transition *draft_house(const isms_model *m)
{
    isms_transition *t = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_transition_draft_framework(m, "house", NULL, &t), ISMS_OK);
    return t;
}

static void a_framework_of_the_hosts_own_is_carried_over_as_annex_a_is(void)
{
    isms_model *m = test_model_of(house);
    isms_transition *t = draft_house(m);
    CU_ASSERT_EQUAL(isms_transition_count(t), 3); /* without the heading */
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "house:1.1")), ISMS_CARRIED_MERGED);
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "house:1.2")), ISMS_CARRIED_ONE);
    CU_ASSERT_STRING_EQUAL(isms_transition_source(t, row_of(t, "house:1.2"), 0), "old:c");
    CU_ASSERT_EQUAL(isms_transition_kind_of(t, row_of(t, "house:1.3")), ISMS_CARRIED_NEW);
    CU_ASSERT(asks(t, "house:1.1 takes up old:a (E-1: yes), old:b (E-2: no), which differ in `applicable`: which holds?"));
    CU_ASSERT(asks(t, "house:1.3 is new: is it necessary, why, and how far is it in place? (Doors are green)"));
    CU_ASSERT(asks(t, "risk R-1 names house:9, which is no requirement of house: which one is meant?"));
    CU_ASSERT_EQUAL(isms_transition_question_count(t), 3);
    CU_ASSERT_EQUAL_FATAL(isms_transition_apply(t, m, "S-2", isms_date(2026, 3, 1)), ISMS_OK);
    isms_id merged = test_record(m, "soa_entry", "S-2.house:1.1");
    CU_ASSERT_STRING_EQUAL(isms_text(m, merged, ISMS_SOA_ENTRY_JUSTIFICATION), "old:a: Of a\nold:b: Of b");
    CU_ASSERT_EQUAL(isms_boolean(m, merged, ISMS_SOA_ENTRY_ADDED, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, test_record(m, "risk", "R-1"), ISMS_RISK_CONTROLS, 0), "house:1.1");
    isms_transition_free(t);
    isms_model_free(m);
}

static void entries_of_other_frameworks_are_in_the_new_version_as_they_are(void)
{
    isms_model *m = test_model_of(house);
    isms_transition *t = draft_house(m);
    CU_ASSERT_EQUAL_FATAL(isms_transition_apply(t, m, "S-2", 0), ISMS_OK);
    isms_id policies = test_record(m, "soa_entry", "S-2.A.5.1"), mine = test_record(m, "soa_entry", "S-2.X-1");
    CU_ASSERT_STRING_EQUAL(isms_text(m, policies, ISMS_SOA_ENTRY_JUSTIFICATION), "Policies");
    CU_ASSERT_FALSE(isms_has(m, policies, ISMS_SOA_ENTRY_ADDED));
    CU_ASSERT_EQUAL(isms_boolean(m, mine, ISMS_SOA_ENTRY_ADDED, 0), 1); /* two entries of it are one */
    CU_ASSERT_STRING_EQUAL(isms_link_key(m, test_record(m, "soa_entry", "E-5"), ISMS_SOA_ENTRY_SOA), "S-2.before");
    isms_transition_free(t);
    isms_model_free(m);
    m = test_model_of(old);
    test_add(m, "soa_entry E-7; control X-1; added true; applicable true; title Mine\n");
    t = draft(m);
    CU_ASSERT_EQUAL(isms_transition_count(t), 93);
    CU_ASSERT_EQUAL_FATAL(isms_transition_apply(t, m, "SOA-2", 0), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, test_record(m, "soa_entry", "SOA-2.X-1"), ISMS_SOA_ENTRY_TITLE), "Mine");
    isms_transition_free(t);
    CU_ASSERT_EQUAL(isms_transition_draft_framework(m, "house", NULL, &t), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(t);
    isms_model_free(m);
}

static isms_model *swept;

static isms_status draft_with(const isms_allocator *a)
{
    isms_transition *t = NULL;
    isms_status status = isms_transition_draft(swept, a, &t);
    isms_transition_free(t);
    return status;
}

static isms_status draft_house_with(const isms_allocator *a)
{
    isms_transition *t = NULL;
    isms_status status = isms_transition_draft_framework(swept, "house", a, &t);
    isms_transition_free(t);
    return status;
}

static void drafting_survives_a_failing_allocation(void)
{
    swept = test_model_of(old);
    sweep_allocations(draft_with);
    isms_model_free(swept);
    swept = test_model_of(house);
    sweep_allocations(draft_house_with);
    isms_model_free(swept);
}

static isms_status prepare(isms_model *m)
{
    test_add(m, old);
    return ISMS_OK;
}

static isms_status apply(isms_model *m)
{
    isms_transition *t = draft(m);
    isms_status status = isms_transition_apply(t, m, "SOA-2", 0);
    isms_transition_free(t);
    return status;
}

static void applying_changes_all_or_nothing(void)
{
    sweep_changes(prepare, apply);
}

int main(void)
{
    static const test_case tests[] = {
        {"each control says where it comes from", each_control_says_where_it_comes_from},
        {"what differs and what is new is asked with its place", what_differs_and_what_is_new_is_asked_with_its_place},
        {"applying writes a version and keeps the past", applying_writes_a_version_and_keeps_the_past},
        {"a framework of the host's own is carried over as Annex A is",
         a_framework_of_the_hosts_own_is_carried_over_as_annex_a_is},
        {"entries of other frameworks are in the new version as they are",
         entries_of_other_frameworks_are_in_the_new_version_as_they_are},
        {"a draft of another state is refused", a_draft_of_another_state_is_refused},
        {"drafting survives a failing allocation", drafting_survives_a_failing_allocation},
        {"applying changes all or nothing", applying_changes_all_or_nothing},
        {NULL, NULL},
    };
    return run_suite("transition", tests);
}
