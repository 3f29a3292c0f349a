/* Effectiveness of controls: by which test it holds, what is overdue, and what the risks would be. */
#include "test.h"

static isms_effectiveness *judge(const isms_model *m, const char *as_of)
{
    isms_effectiveness_options options = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    isms_effectiveness *e = NULL;
    options.as_of = isms_date_parse(as_of);
    CU_ASSERT_EQUAL_FATAL(isms_effectiveness_judge(m, &options, &e), ISMS_OK);
    return e;
}

static const char *line(const isms_effectiveness *e, const char *control)
{
    return isms_effectiveness_line(e, isms_effectiveness_find(e, control));
}

/* The line of a control C-1 with these attributes and these tests on 1 June 2026. */
static void expect(const char *control, const char *tests, const char *said)
{
    char lines[800];
    snprintf(lines, sizeof lines, "control C-1; %s\n%s", control, tests);
    isms_model *m = test_model_of(lines);
    isms_effectiveness *e = judge(m, "2026-06-01");
    CU_ASSERT_STRING_EQUAL(line(e, "C-1"), said);
    isms_effectiveness_free(e);
    isms_model_free(m);
}

static void the_state_follows_from_status_and_tests(void)
{
    expect("status planned", "", "C-1: not in place");
    expect("status retired", "", "C-1: not in place");
    expect("status implemented; retired_on 2026-06-01", "", "C-1: not in place");
    expect("status implemented; implemented_on 2026-06-02", "", "C-1: not in place");
    expect("status implemented", "", "C-1: untested; operation not tested");
    expect("title Something", "", "C-1: unknown; operation not tested");
    expect("status degraded", "", "C-1: degraded; operation not tested");
    expect("status implemented", "control_test T-1; control C-1; kind operation; tested_on 2026-05-01; result effective\n",
           "C-1: effective; operation effective on 2026-05-01 (T-1)");
    expect("status implemented", "control_test T-1; control C-1; kind design; tested_on 2026-05-01; result ineffective\n",
           "C-1: unsuited; design ineffective on 2026-05-01 (T-1); operation not tested");
    expect("status implemented",
           "control_test T-1; control C-1; tested_on 2026-05-01; result ineffective; sample_size 20; failures 3\n",
           "C-1: degraded; operation ineffective on 2026-05-01 (T-1, 3 of 20 failed)");
    expect("status partial; due_on 2026-05-31",
           "control_test T-1; control C-1; tested_on 2026-05-01; result effective; sample_size 20; failures 1\n",
           "C-1: effective; operation effective on 2026-05-01 (T-1, 1 of 20 failed); only partly in place; it should have been "
           "in place before; effective although cases failed");
}

static void the_latest_test_that_is_not_later_than_the_day_holds(void)
{
    static const char before[] = "control_test T-1; control C-1; tested_on 2026-01-01; result ineffective\n"
                                 "control_test T-2; control C-1; tested_on 2026-06-01; result effective\n"
                                 "control_test T-3; control C-1; tested_on 2026-06-02; result ineffective\n"
                                 "control_test T-4; control C-1; result ineffective\n"
                                 "control_test T-5; control C-9; tested_on 2026-05-01; result ineffective\n";
    expect("status implemented", before,
           "C-1: effective; operation effective on 2026-06-01 (T-2); a result without a date was not counted");
    expect("status implemented",
           "control_test T-1; control C-1; tested_on 2026-01-01; result effective\n"
           "control_test T-2; control C-1; tested_on 2026-01-01; result ineffective\n",
           "C-1: degraded; operation ineffective on 2026-01-01 (T-2)");
}

static void what_the_control_states_counts_where_no_test_does(void)
{
    expect(
        "status implemented; test_result effective; last_tested_on 2026-02-01; design_result effective", "",
        "C-1: effective; design effective (as the control states); operation effective on 2026-02-01 (as the control states)");
    expect("status implemented; test_result effective", "",
           "C-1: untested; operation not tested; a result without a date was not counted");
    expect("status implemented; test_result effective; last_tested_on 2026-02-01",
           "control_test T-1; control C-1; tested_on 2026-03-01; result ineffective\n",
           "C-1: degraded; operation ineffective on 2026-03-01 (T-1); the control states another result than its latest test");
}

static void a_test_that_is_due_makes_it_overdue(void)
{
    static const char test[] = "control_test T-1; control C-1; tested_on 2025-05-31; result effective\n";
    expect("status implemented; test_every_months 12", test,
           "C-1: overdue; operation effective on 2025-05-31 (T-1); next test 2026-05-31, overdue");
    expect("status implemented; test_every_months 13", test,
           "C-1: effective; operation effective on 2025-05-31 (T-1); next test 2026-06-30");
    expect("status implemented; next_test_on 2026-06-01", test,
           "C-1: effective; operation effective on 2025-05-31 (T-1); next test 2026-06-01");
    expect("status implemented; next_test_on 2025-05-31", test, "C-1: effective; operation effective on 2025-05-31 (T-1)");
    expect("status implemented; implemented_on 2025-01-01; test_every_months 6", "",
           "C-1: untested; operation not tested; next test 2025-07-01, overdue");
}

static const char risky[] =
    "risk_method M-1; likelihood rare, often; impact small, large; levels[].id low, high\n"
    "control C-1; status degraded; effects[].acts_on frequency; effects[].steps 1\n"
    "control C-2; status implemented; test_result effective; last_tested_on 2026-05-01; effects[].acts_on frequency; "
    "effects[].steps 1\n"
    "control C-3; status implemented\n"
    "risk R-1; method M-1; controls C-1; inherent.likelihood 2; inherent.impact 2; current.likelihood 1; current.impact 2\n"
    "risk R-2; method M-1; controls C-2; inherent.likelihood 2; inherent.impact 2; current.likelihood 1; current.impact 2\n"
    "risk R-3; method M-1; controls C-3; inherent.likelihood 2; inherent.impact 2; current.likelihood 1; current.impact 2\n";

static isms_model *risky_model(void)
{
    isms_model *m = test_model_of(risky);
    isms_id method = test_record(m, "risk_method", "M-1");
    isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"low", "low"}, 2);
    isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"low", "high"}, 2);
    return m;
}

static void the_risk_kernel_says_what_would_be(void)
{
    isms_model *m = risky_model();
    isms_effectiveness *e = judge(m, "2026-06-01");
    CU_ASSERT_EQUAL(isms_effectiveness_count(e), 3);
    CU_ASSERT_EQUAL(isms_effectiveness_is_asked(e, 0), 1);
    CU_ASSERT_EQUAL(isms_effectiveness_consequence_count(e, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_consequence(e, 0, 0), "R-1 current low -> high");
    CU_ASSERT_EQUAL(isms_effectiveness_consequence_risk(e, 0, 0), test_record(m, "risk", "R-1"));
    CU_ASSERT_EQUAL(isms_effectiveness_is_asked(e, 1), 0);
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_consequence(e, 2, 0), "R-3 current low, at worst high");
    CU_ASSERT_EQUAL(isms_effectiveness_total(e, ISMS_EFFECTIVENESS_DEGRADED), 1);
    isms_effectiveness_free(e);
    isms_effectiveness_options options = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    options.as_of = isms_date(2026, 6, 1);
    options.control = test_record(m, "control", "C-2");
    CU_ASSERT_EQUAL_FATAL(isms_effectiveness_judge(m, &options, &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_effectiveness_count(e), 1);
    CU_ASSERT_EQUAL(isms_effectiveness_state_of(e, 0), ISMS_EFFECTIVENESS_EFFECTIVE);
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_consequence(e, 0, 0), "R-2 current low -> high");
    isms_effectiveness_free(e);
    options.control = ISMS_NONE;
    options.most = 1;
    CU_ASSERT_EQUAL_FATAL(isms_effectiveness_judge(m, &options, &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_effectiveness_is_asked(e, 0), 1);
    CU_ASSERT_EQUAL(isms_effectiveness_is_asked(e, 2), 0);
    isms_effectiveness_free(e);
    options.flags = ISMS_EFFECTIVENESS_NO_WHAT_IF;
    CU_ASSERT_EQUAL_FATAL(isms_effectiveness_judge(m, &options, &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_effectiveness_is_asked(e, 0), 0);
    isms_effectiveness_free(e);
    isms_model_free(m);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("risk R-1\n");
    isms_effectiveness *e = NULL;
    isms_effectiveness_options options = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    options.control = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_effectiveness_judge(m, &options, &e), ISMS_E_STALE);
    options.control = ISMS_NONE;
    options.flags = 2;
    CU_ASSERT_EQUAL(isms_effectiveness_judge(m, &options, &e), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(isms_effectiveness_judge(NULL, NULL, &e), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effectiveness_judge(m, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(e);
    CU_ASSERT_EQUAL(isms_effectiveness_count(NULL), 0);
    CU_ASSERT_EQUAL(isms_effectiveness_result(NULL, 0, 99), 0);
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_line(NULL, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_consequence(NULL, 0, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_effectiveness_state_name(0), "");
    CU_ASSERT_STRING_EQUAL(isms_state_name(ISMS_TARGET), "target");
    CU_ASSERT_STRING_EQUAL(isms_state_name(-1), "");
    isms_effectiveness_free(NULL);
    isms_model_free(m);
}

static isms_model *swept;

static isms_status judge_with(const isms_allocator *a)
{
    isms_effectiveness *e = NULL;
    isms_effectiveness_options options = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    options.as_of = isms_date(2026, 6, 1);
    options.allocator = a;
    isms_status status = isms_effectiveness_judge(swept, &options, &e);
    isms_effectiveness_free(e);
    return status;
}

static void judging_survives_a_failing_allocation(void)
{
    swept = risky_model();
    test_add(swept, "control_test T-1; control C-3; tested_on 2026-03-01; result effective\n");
    sweep_allocations(judge_with);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"the state follows from status and tests", the_state_follows_from_status_and_tests},
        {"the latest test that is not later than the day holds", the_latest_test_that_is_not_later_than_the_day_holds},
        {"what the control states counts where no test does", what_the_control_states_counts_where_no_test_does},
        {"a test that is due makes it overdue", a_test_that_is_due_makes_it_overdue},
        {"the risk kernel says what would be", the_risk_kernel_says_what_would_be},
        {"wrong use is refused", wrong_use_is_refused},
        {"judging survives a failing allocation", judging_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("effectiveness", tests);
}
