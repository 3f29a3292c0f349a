/* Gap analysis: what records show, what is asked, what assessments change, and what closes most gaps. */
#include "test.h"

static isms_gap *analyse(const isms_model *m)
{
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    isms_gap *gap = NULL;
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_gap_analyse(m, &options, &gap), ISMS_OK);
    return gap;
}

static isms_gap_state state(const isms_gap *gap, const char *requirement)
{
    size_t i = isms_gap_find(gap, requirement);
    CU_ASSERT_FATAL(i < isms_gap_count(gap));
    return isms_gap_state_of(gap, i);
}

static const char *reason(const isms_gap *gap, const char *requirement)
{
    return isms_gap_reason(gap, isms_gap_find(gap, requirement));
}

static void from_nothing_nothing_is_concluded(void)
{
    isms_model *m = test_model_of("");
    isms_gap *gap = analyse(m);
    CU_ASSERT_EQUAL(isms_gap_count(gap), isms_count(isms_catalogue(), ISMS_CLAUSE) + 93);
    CU_ASSERT_EQUAL(isms_gap_total(gap, ISMS_GAP_REQUIREMENT, 0), 30);
    CU_ASSERT_EQUAL(isms_gap_total(gap, 0, ISMS_GAP_ASKED), isms_gap_count(gap));
    for (size_t i = 0; i < isms_gap_count(gap); i++)
        CU_ASSERT_EQUAL(*isms_gap_question(gap, i) == '\0', isms_gap_kind_of(gap, i) == ISMS_GAP_HEADING);
    CU_ASSERT_STRING_EQUAL(reason(gap, "9.2.1"), "`audits` was not delivered");
    CU_ASSERT_EQUAL(isms_gap_step_count(gap), 0);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void registers_that_are_there_and_empty_are_gaps(void)
{
    isms_model *m = test_model_of("interested_party +\nparty_requirement +\naudit +\nchange +\n");
    isms_gap *gap = analyse(m);
    CU_ASSERT_EQUAL(state(gap, "4.2.a"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(state(gap, "4.2"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(state(gap, "9.2.1"), ISMS_GAP_OPEN);
    CU_ASSERT_STRING_EQUAL(reason(gap, "9.2.1"), "0 completed internal audits");
    CU_ASSERT_EQUAL(state(gap, "6.3"), ISMS_GAP_ASKED);
    CU_ASSERT_EQUAL(state(gap, "4"), ISMS_GAP_OPEN);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void records_show_what_they_can(void)
{
    isms_model *m = test_model_of(
        "interested_party I-1\n"
        "party_requirement Q-1; requirement_text Keep it secret; addressed yes\n"
        "party_requirement Q-2; requirement_text Keep it there\n"
        "risk R-1; owner P-1; inherent.likelihood 2; inherent.impact 3; assessed_on 2026-01-01\n"
        "risk R-2; inherent.level low\n"
        "risk R-3; status closed\n"
        "risk_assessment +\n"
        "audit AU-1; kind internal; completed_on 2026-02-01; criteria own rules; scope all; lead P-1; reported_to P-2\n"
        "audit AU-2; kind internal; completed_on 2026-04-01\n"
        "management_review MR-1; held_on 2026-01-15; inputs 9.3.2.a, 9.3.2.d.3; decisions none\n");
    isms_gap *gap = analyse(m);
    CU_ASSERT_EQUAL(state(gap, "4.2.a"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "4.2.c"), ISMS_GAP_PARTLY);
    CU_ASSERT_STRING_EQUAL(reason(gap, "4.2.c"), "1 of 2 requirements of parties have addressed");
    CU_ASSERT_EQUAL(state(gap, "4.2"), ISMS_GAP_PARTLY);
    CU_ASSERT_EQUAL(state(gap, "6.1.2.c.2"), ISMS_GAP_PARTLY);
    CU_ASSERT_STRING_EQUAL(reason(gap, "6.1.2.c.2"), "1 of 2 risks that are not closed have owner");
    CU_ASSERT_EQUAL(state(gap, "6.1.2.d.3"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "8.2"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "9.2.2.a"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "9.3.2.a"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "9.3.2.d"), ISMS_GAP_PARTLY);
    CU_ASSERT_EQUAL(state(gap, "9.3.2.d.3"), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(state(gap, "9.3.3"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(isms_gap_is_shown(gap, isms_gap_find(gap, "4.2.a")), 0);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void an_assessment_answers_and_the_worse_of_two_holds(void)
{
    isms_model *m =
        test_model_of("evidence EV-1; collected_on 2026-01-01\n"
                      "requirement_assessment Q-1; requirement 5.1; result conform; evidence EV-1; assessed_on 2026-01-02\n"
                      "requirement_assessment Q-0; requirement 5.1; result nonconform; assessed_on 2025-01-02\n"
                      "requirement_assessment Q-2; requirement 4.4; result conform; valid_until 2026-02-28\n"
                      "requirement_assessment Q-3; requirement 4.2.a; result conform\n"
                      "requirement_assessment Q-4; requirement 7.5.1.b; result nonconform\n"
                      "requirement_assessment Q-5; requirement 7.5.1; result conform\n"
                      "interested_party +\n");
    isms_gap *gap = analyse(m);
    size_t led = isms_gap_find(gap, "5.1");
    CU_ASSERT_EQUAL(isms_gap_state_of(gap, led), ISMS_GAP_MET);
    CU_ASSERT_EQUAL(isms_gap_derived(gap, led), ISMS_GAP_ASKED);
    CU_ASSERT_EQUAL(isms_gap_stated(gap, led), ISMS_ASSESSMENT_RESULT_CONFORM);
    CU_ASSERT_EQUAL(isms_gap_assessment(gap, led), test_record(m, "requirement_assessment", "Q-1"));
    CU_ASSERT_EQUAL(isms_gap_is_shown(gap, led), 1);
    CU_ASSERT_EQUAL(isms_gap_differs(gap, led), 0);
    CU_ASSERT_EQUAL(state(gap, "5.1.c"), ISMS_GAP_MET);
    CU_ASSERT_STRING_EQUAL(reason(gap, "5.1.c"), "assessed with 5.1");
    CU_ASSERT_STRING_EQUAL(isms_gap_question(gap, isms_gap_find(gap, "5.1.c")), "");
    CU_ASSERT_EQUAL(state(gap, "4.4"), ISMS_GAP_ASKED);
    CU_ASSERT_EQUAL(state(gap, "4.2.a"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(isms_gap_differs(gap, isms_gap_find(gap, "4.2.a")), 1);
    CU_ASSERT_EQUAL(state(gap, "7.5.1.b"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(state(gap, "7.5.1"), ISMS_GAP_PARTLY);
    CU_ASSERT_EQUAL(isms_gap_differs(gap, isms_gap_find(gap, "7.5.1")), 1);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void clauses_cannot_be_excluded(void)
{
    isms_model *m = test_model_of("scope S-1; excluded_requirements 9.2.2, A.7.4\n"
                                  "requirement_assessment Q-1; requirement 6.3; result not_applicable\n"
                                  "requirement_assessment Q-2; requirement A.7.4; result not_applicable\n");
    isms_gap *gap = analyse(m);
    CU_ASSERT_EQUAL(state(gap, "9.2.2"), ISMS_GAP_OPEN);
    CU_ASSERT_EQUAL(state(gap, "6.3"), ISMS_GAP_OPEN);
    CU_ASSERT_PTR_NOT_NULL(strstr(reason(gap, "6.3"), "no requirement of clauses 4 to 10 can be excluded"));
    CU_ASSERT_EQUAL(state(gap, "A.7.4"), ISMS_GAP_NOT_APPLICABLE);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void controls_follow_the_statement_of_applicability(void)
{
    isms_model *m = test_model_of("evidence EV-1; collected_on 2026-01-01\n"
                                  "risk R-1; treatment_options modify; controls A.5.7\n"
                                  "soa_entry E-1; control A.5.1; applicable true; status implemented; evidence EV-1\n"
                                  "soa_entry E-2; control A.5.2; applicable true; status implemented\n"
                                  "soa_entry E-3; control A.5.3; applicable true; status partial\n"
                                  "soa_entry E-4; control A.5.4; applicable true; status planned\n"
                                  "soa_entry E-5; control A.5.5; applicable false; justification We have no such thing.\n"
                                  "soa_entry E-6; control A.5.6; applicable false\n"
                                  "soa_entry E-7; control A.5.7; applicable false; justification We have no such thing.\n"
                                  "soa_entry E-8; control A.5.8; applicable true\n");
    isms_gap *gap = analyse(m);
    static const struct {
        const char *control;
        isms_gap_state state;
        const char *question;
    } expected[] = {
        {"A.5.1", ISMS_GAP_MET, ""},
        {"A.5.2", ISMS_GAP_ASKED, "What shows that it works? No valid evidence is linked."},
        {"A.5.3", ISMS_GAP_PARTLY, ""},
        {"A.5.4", ISMS_GAP_OPEN, ""},
        {"A.5.5", ISMS_GAP_NOT_APPLICABLE, ""},
        {"A.5.6", ISMS_GAP_ASKED, "Why is it not necessary?"},
        {"A.5.7", ISMS_GAP_OPEN, ""},
        {"A.5.8", ISMS_GAP_ASKED, "Is it in place? Neither the entry nor a measure says so."},
        {"A.5.9", ISMS_GAP_ASKED, "Is it necessary, and is it in place?"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        CU_ASSERT_EQUAL(state(gap, expected[i].control), expected[i].state);
        CU_ASSERT_STRING_EQUAL(isms_gap_question(gap, isms_gap_find(gap, expected[i].control)), expected[i].question);
    }
    CU_ASSERT_EQUAL(isms_gap_total(gap, ISMS_GAP_CONTROL, ISMS_GAP_OPEN), 2);
    isms_gap_free(gap);
    isms_model_free(m);
}

static const char planned[] = "control C-1; status planned; implements A.5.1, A.5.2; effort_days 4\n"
                              "control C-2; status planned; implements A.5.2, A.5.3; effort_days 2\n"
                              "control C-3; status planned; implements A.5.4\n"
                              "control C-4; status implemented; implements A.5.1\n"
                              "soa_entry E-1; control A.5.1; applicable true\n"
                              "soa_entry E-2; control A.5.2; applicable true\n"
                              "soa_entry E-3; control A.5.3; applicable true\n"
                              "soa_entry E-4; control A.5.4; applicable true\n"
                              "requirement_assessment Q-1; requirement 5.1; result nonconform; effort_days 1\n"
                              "requirement_assessment Q-2; requirement 5.3; result nonconform\n";

static void steps_close_most_gaps_for_least_effort(void)
{
    isms_model *m = test_model_of(planned);
    isms_gap *gap = analyse(m);
    CU_ASSERT_EQUAL_FATAL(isms_gap_step_count(gap), 3);
    CU_ASSERT_STRING_EQUAL(isms_gap_step_records(gap, 0), "Q-1");
    CU_ASSERT_EQUAL(isms_gap_step_effort(gap, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_gap_step_records(gap, 1), "C-1, C-2");
    CU_ASSERT_EQUAL(isms_gap_step_effort(gap, 1), 6);
    CU_ASSERT_EQUAL(isms_gap_step_closes(gap, 1), 3);
    CU_ASSERT_STRING_EQUAL(isms_gap_requirement(gap, isms_gap_step_row(gap, 1, 2)), "A.5.3");
    CU_ASSERT_STRING_EQUAL(isms_gap_step_records(gap, 2), "C-3");
    CU_ASSERT(isms_gap_step_effort(gap, 2) < 0);
    CU_ASSERT_EQUAL(isms_gap_step_row(gap, 2, 1), isms_gap_count(gap));
    isms_gap_free(gap);
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    options.flags = ISMS_GAP_NO_PLAN;
    CU_ASSERT_EQUAL_FATAL(isms_gap_analyse(m, &options, &gap), ISMS_OK);
    CU_ASSERT_EQUAL(isms_gap_step_count(gap), 0);
    isms_gap_free(gap);
    isms_model_free(m);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("");
    isms_gap *gap = NULL;
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    CU_ASSERT_EQUAL(isms_gap_analyse(NULL, NULL, &gap), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_gap_analyse(m, NULL, NULL), ISMS_E_MISUSE);
    options.flags = 2;
    CU_ASSERT_EQUAL(isms_gap_analyse(m, &options, &gap), ISMS_E_UNSUPPORTED);
    CU_ASSERT_PTR_NULL(gap);
    CU_ASSERT_EQUAL(isms_gap_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_gap_reason(NULL, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_gap_state_name(0), "");
    CU_ASSERT_STRING_EQUAL(isms_gap_state_name(ISMS_GAP_ASKED), "asked");
    CU_ASSERT_STRING_EQUAL(isms_gap_state_name(9), "");
    isms_gap_free(NULL);
    isms_model_free(m);
}

static isms_model *swept;
static isms_soa *swept_soa;

static isms_status analyse_with(const isms_allocator *a)
{
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    isms_gap *gap = NULL;
    options.allocator = a;
    options.soa = swept_soa;
    isms_status status = isms_gap_analyse(swept, &options, &gap);
    isms_gap_free(gap);
    return status;
}

static void analysing_survives_a_failing_allocation(void)
{
    swept = test_model_of(planned);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(swept, NULL, &swept_soa), ISMS_OK);
    sweep_allocations(analyse_with);
    isms_soa_free(swept_soa);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"from nothing nothing is concluded", from_nothing_nothing_is_concluded},
        {"registers that are there and empty are gaps", registers_that_are_there_and_empty_are_gaps},
        {"records show what they can", records_show_what_they_can},
        {"an assessment answers and the worse of two holds", an_assessment_answers_and_the_worse_of_two_holds},
        {"clauses cannot be excluded", clauses_cannot_be_excluded},
        {"controls follow the Statement of Applicability", controls_follow_the_statement_of_applicability},
        {"steps close most gaps for least effort", steps_close_most_gaps_for_least_effort},
        {"wrong use is refused", wrong_use_is_refused},
        {"analysing survives a failing allocation", analysing_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("gap", tests);
}
