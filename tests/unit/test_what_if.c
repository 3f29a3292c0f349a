/* What if a control fails, comes late or is added: levels, acceptances, and what is not known. */
#include "test.h"

/* A 3 x 3 method whose likelihood has intervals, so that a share of frequency becomes steps. */
static const char method[] =
    "risk_method M-1; likelihood rare, now and then, often; impact small, middle, great; "
    "likelihood_steps[].lower 0, 0.1, 1; likelihood_steps[].upper 0.1, 1, 10; levels[].id low, mid, high; "
    "levels[].decision accept, tolerate, treat\n";

static isms_model *model_with(const char *records)
{
    static const char *const rows[3][3] = {{"low", "low", "mid"}, {"low", "mid", "high"}, {"mid", "high", "high"}};
    isms_model *m = test_model_of(method);
    for (int i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(isms_add_row(m, test_record(m, "risk_method", "M-1"), ISMS_METHOD_MATRIX, rows[i], 3), ISMS_OK);
    return test_add(m, records);
}

static isms_what_if change_of(const isms_model *m, isms_what_if_kind kind, const char *control)
{
    isms_what_if change = ISMS_WHAT_IF_INIT;
    change.kind = kind;
    change.control = test_record(m, "control", control);
    return change;
}

static isms_comparison *compare(const isms_model *m, isms_what_if_kind kind, const char *control)
{
    isms_what_if change = change_of(m, kind, control);
    isms_comparison *x = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_assess_what_if(m, &change, 1, NULL, NULL, &x), ISMS_OK);
    return x;
}

static void check_row(const isms_comparison *x, size_t row, isms_state state, const char *before, const char *after,
                      const char *worst)
{
    CU_ASSERT_FATAL(row < isms_comparison_count(x));
    CU_ASSERT_EQUAL(isms_comparison_state(x, row), state);
    CU_ASSERT_STRING_EQUAL(isms_comparison_level(x, row, ISMS_BEFORE), before);
    CU_ASSERT_STRING_EQUAL(isms_comparison_level(x, row, ISMS_AFTER), after);
    CU_ASSERT_STRING_EQUAL(isms_comparison_level(x, row, ISMS_AT_WORST), worst);
}

static void declared_steps_come_back_but_never_above_inherent(void)
{
    isms_model *m = model_with("control C-1; title Locks; status implemented; effects[].acts_on frequency; effects[].steps 2\n"
                               "risk R-1; title Theft; controls C-1; inherent.likelihood 2; inherent.impact 3; "
                               "current.likelihood 1; current.impact 3\n"
                               "risk_acceptance A-1; risk R-1; level mid; state active\n"
                               "risk_acceptance A-2; risk R-1; level mid; state revoked\n"
                               "risk_acceptance A-3; risk R-1; level high; state active\n");
    isms_comparison *x = compare(m, ISMS_CONTROL_FAILS, "C-1");
    CU_ASSERT_EQUAL(isms_comparison_count(x), 2);
    check_row(x, 0, ISMS_CURRENT, "mid", "high", "high");
    CU_ASSERT_EQUAL(isms_comparison_changes(x, 0), ISMS_CHANGE_CERTAIN);
    CU_ASSERT_EQUAL(isms_comparison_decision(x, 0, ISMS_BEFORE), ISMS_DECISION_TOLERATE);
    CU_ASSERT_EQUAL(isms_comparison_decision(x, 0, ISMS_AFTER), ISMS_DECISION_TREAT);
    CU_ASSERT_STRING_EQUAL(isms_comparison_explain(x, 0), "R-1 \"Theft\"  current: mid (1 x 3) -> high (2 x 3)\n"
                                                          "|- C-1 \"Locks\" fails; it took away 2 steps of likelihood\n"
                                                          "'- acceptance criteria: tolerate -> treat\n");
    CU_ASSERT_EQUAL(isms_comparison_broken_count(x), 1);
    CU_ASSERT_EQUAL(isms_comparison_broken(x, 0), test_record(m, "risk_acceptance", "A-1"));
    CU_ASSERT_EQUAL(isms_comparison_broken_row(x, 0), 0);
    CU_ASSERT_EQUAL(isms_comparison_broken_is_certain(x, 0), 1);
    isms_comparison_free(x);
    isms_model_free(m);
}

static void where_nothing_is_declared_the_level_is_at_worst_inherent(void)
{
    isms_model *m = model_with("control C-1; status implemented; implements A.8.13\n"
                               "risk R-1; controls A.8.13; inherent.likelihood 3; inherent.impact 3; current.likelihood 1; "
                               "current.impact 1\n"
                               "risk R-2; controls C-1; current.level mid\n"
                               "risk_acceptance A-1; risk R-1; level low; state active\n");
    isms_comparison *x = compare(m, ISMS_CONTROL_FAILS, "C-1");
    CU_ASSERT_EQUAL(isms_comparison_count(x), 2);
    check_row(x, 0, ISMS_CURRENT, "low", "low", "high");
    CU_ASSERT_EQUAL(isms_comparison_changes(x, 0), ISMS_CHANGE_POSSIBLE);
    CU_ASSERT(strstr(isms_comparison_explain(x, 0), "at worst the inherent level") != NULL);
    check_row(x, 1, ISMS_CURRENT, "mid", "mid", "high");
    CU_ASSERT(strstr(isms_comparison_explain(x, 1), "the inherent level is not known") != NULL);
    CU_ASSERT_EQUAL(isms_comparison_broken_count(x), 1);
    CU_ASSERT_EQUAL(isms_comparison_broken_is_certain(x, 0), 0);
    isms_comparison_free(x);
    isms_model_free(m);
}

static void a_share_of_frequency_becomes_steps_by_the_intervals(void)
{
    /* now and then: sqrt(0.1 * 1) = 0.316 a year; without a control that takes away 80 %, 1.58: often */
    isms_model *m = model_with("control C-1; status implemented; effects[].acts_on frequency; effects[].efficacy 0.8\n"
                               "risk R-1; controls C-1; inherent.likelihood 3; inherent.impact 2; current.likelihood 2; "
                               "current.impact 2\n"
                               "risk R-2; controls C-1; inherent.likelihood 3; inherent.impact 2; current.likelihood 2; "
                               "current.impact 2; control_effects[].control C-1; control_effects[].acts_on frequency; "
                               "control_effects[].efficacy 0.3\n");
    isms_comparison *x = compare(m, ISMS_CONTROL_FAILS, "C-1");
    check_row(x, 0, ISMS_CURRENT, "mid", "high", "high");
    CU_ASSERT(strstr(isms_comparison_explain(x, 0), "80 % of the frequency") != NULL);
    check_row(x, 1, ISMS_CURRENT, "mid", "mid", "mid"); /* what the risk says of the control goes before */
    isms_comparison_free(x);
    isms_model_free(m);
}

static void a_late_control_leaves_the_current_level_until_it_comes(void)
{
    isms_model *m = model_with("control C-1; status planned; due_on 2026-03-31\n"
                               "control C-2; status planned\n"
                               "risk R-1; controls C-1; inherent.likelihood 3; inherent.impact 3; current.likelihood 2; "
                               "current.impact 2; residual.likelihood 1; residual.impact 2\n");
    isms_what_if change = change_of(m, ISMS_CONTROL_LATE, "C-1");
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_comparison *x = NULL;
    change.days = 30;
    CU_ASSERT_EQUAL_FATAL(isms_assess_what_if(m, &change, 1, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_comparison_count(x), 1);
    check_row(x, 0, ISMS_RESIDUAL, "low", "low", "mid");
    CU_ASSERT(strstr(isms_comparison_explain(x, 0), "due on 2026-03-31, it comes on 2026-04-30") != NULL);
    CU_ASSERT(strstr(isms_comparison_explain(x, 0), "at worst the current level") != NULL);
    isms_comparison_free(x);
    options.as_of = isms_date(2026, 4, 30);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL_FATAL(isms_assess_what_if(m, &change, 1, &options, problems, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_comparison_count(x), 0);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0), "control C-1 changes nothing: it has come by then");
    isms_comparison_free(x);
    change.control = test_record(m, "control", "C-2");
    CU_ASSERT_EQUAL(isms_assess_what_if(m, &change, 1, NULL, problems, &x), ISMS_E_NOT_EVALUATED);
    change.until = isms_date(2027, 1, 1);
    CU_ASSERT_EQUAL(isms_assess_what_if(m, &change, 1, NULL, NULL, &x), ISMS_OK);
    isms_comparison_free(x);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void a_derived_level_is_derived_again(void)
{
    /* three steps were taken off two: giving one back still leaves the lowest */
    isms_model *m = model_with("control C-1; status implemented; effects[].acts_on frequency; effects[].steps 1\n"
                               "control C-2; status implemented; effects[].acts_on frequency; effects[].steps 2\n"
                               "risk R-1; controls C-1, C-2; inherent.likelihood 3; inherent.impact 2\n");
    isms_comparison *x = compare(m, ISMS_CONTROL_FAILS, "C-1");
    check_row(x, 0, ISMS_CURRENT, "low", "low", "low");
    isms_comparison_free(x);
    x = compare(m, ISMS_CONTROL_FAILS, "C-2");
    check_row(x, 0, ISMS_CURRENT, "low", "mid", "mid");
    isms_comparison_free(x);
    isms_model_free(m);
}

/* Also where the matrix contradicts itself: here the lowest likelihood has the highest level. */
static void an_added_control_never_raises_a_level(void)
{
    static const char *const wild[3][3] = {{"high", "mid", "high"}, {"low", "mid", "low"}, {"mid", "low", "mid"}};
    char text[400];
    isms_model *m = test_model_of(method);
    for (int i = 0; i < 3; i++)
        isms_add_row(m, test_record(m, "risk_method", "M-1"), ISMS_METHOD_MATRIX, wild[i], 3);
    for (int i = 0; i < 81; i++) {
        snprintf(text, sizeof text,
                 "control C-%d; effects[].acts_on %s; effects[].steps %d\n"
                 "risk R-%d; inherent.likelihood %d; inherent.impact %d; current.likelihood %d; current.impact %d\n",
                 i, i % 2 ? "frequency" : "magnitude", i % 4, i, i % 3 + 1, i / 3 % 3 + 1, i / 9 % 3 + 1, i / 27 + 1);
        test_add(m, text);
    }
    for (int i = 0; i < 81; i++) {
        isms_what_if changes[2];
        isms_comparison *x = NULL;
        snprintf(text, sizeof text, "C-%d", i);
        changes[0] = change_of(m, ISMS_CONTROL_ADDED, text);
        snprintf(text, sizeof text, "R-%d", (i * 7) % 81);
        changes[0].risk = test_record(m, "risk", text);
        snprintf(text, sizeof text, "C-%d", (i + 1) % 81);
        changes[1] = change_of(m, ISMS_CONTROL_ADDED, text);
        changes[1].risk = changes[0].risk;
        CU_ASSERT_EQUAL_FATAL(isms_assess_what_if(m, changes, 2, NULL, NULL, &x), ISMS_OK);
        CU_ASSERT(isms_comparison_count(x) > 0);
        for (size_t row = 0; row < isms_comparison_count(x); row++)
            CU_ASSERT(isms_comparison_rank(x, row, ISMS_AT_WORST) <= isms_comparison_rank(x, row, ISMS_BEFORE));
        isms_comparison_free(x);
    }
    isms_model_free(m);
}

static void wrong_changes_are_refused(void)
{
    isms_model *m = model_with("control C-1; status retired\nrisk R-1; controls C-1; current.level mid\n");
    isms_what_if twice[2] = {change_of(m, ISMS_CONTROL_FAILS, "C-1"), change_of(m, ISMS_CONTROL_ADDED, "C-1")};
    isms_what_if one = twice[0];
    isms_comparison *x = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_assess_what_if(m, twice, 2, NULL, NULL, &x), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_assess_what_if(m, twice, 0, NULL, NULL, &x), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_assess_what_if(NULL, twice, 1, NULL, NULL, &x), ISMS_E_MISUSE);
    one.kind = 4;
    CU_ASSERT_EQUAL(isms_assess_what_if(m, &one, 1, NULL, NULL, &x), ISMS_E_RANGE);
    one = twice[0];
    one.control = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_assess_what_if(m, &one, 1, NULL, NULL, &x), ISMS_E_NOT_FOUND);
    one = twice[0];
    one.risk = one.control;
    CU_ASSERT_EQUAL(isms_assess_what_if(m, &one, 1, NULL, NULL, &x), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(x);
    CU_ASSERT_EQUAL(isms_assess_what_if(m, twice, 1, NULL, problems, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0), "control C-1 changes nothing: it is retired");
    CU_ASSERT_EQUAL(isms_comparison_risk(x, 0), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_comparison_state(x, 0), -1);
    CU_ASSERT_PTR_NULL(isms_comparison_level(x, 0, ISMS_AFTER));
    CU_ASSERT_STRING_EQUAL(isms_comparison_explain(x, 0), "");
    CU_ASSERT_EQUAL(isms_comparison_broken(x, 0), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_assessment_count(isms_comparison_assessment(x)), 1);
    isms_comparison_free(x);
    isms_comparison_free(NULL);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status fail_one(const isms_allocator *a)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_what_if change = change_of(shared, ISMS_CONTROL_FAILS, "C-1");
    isms_comparison *x = NULL;
    options.allocator = a;
    isms_status status = isms_assess_what_if(shared, &change, 1, &options, NULL, &x);
    isms_comparison_free(x);
    return status;
}

static void a_comparison_survives_short_memory(void)
{
    shared = model_with("control C-1; status implemented\n"
                        "risk R-1; controls C-1; inherent.likelihood 3; inherent.impact 3; current.level low\n"
                        "risk_acceptance A-1; risk R-1; level low; state active\n");
    sweep_allocations(fail_one);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"declared steps come back, but never above inherent", declared_steps_come_back_but_never_above_inherent},
        {"where nothing is declared the level is at worst inherent", where_nothing_is_declared_the_level_is_at_worst_inherent},
        {"a share of frequency becomes steps by the intervals", a_share_of_frequency_becomes_steps_by_the_intervals},
        {"a late control leaves the current level until it comes", a_late_control_leaves_the_current_level_until_it_comes},
        {"a derived level is derived again", a_derived_level_is_derived_again},
        {"an added control never raises a level", an_added_control_never_raises_a_level},
        {"wrong changes are refused", wrong_changes_are_refused},
        {"a comparison survives short memory", a_comparison_survives_short_memory},
        {NULL, NULL}};
    return run_suite("what-if", tests);
}
