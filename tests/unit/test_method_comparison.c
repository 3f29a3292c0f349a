/* One register under several methods. */
#include "test.h"

/* Two methods with intervals: three steps and two, and three preset-like ones without. */
static isms_model *two_methods(void)
{
    static const char *const three[3][3] = {{"low", "low", "mid"}, {"low", "mid", "high"}, {"mid", "high", "high"}},
                             *const two[2][3] = {{"fine", "fine", "bad"}, {"fine", "bad", "bad"}};
    isms_model *m = test_model_of("risk_method M-3; likelihood_steps[].lower 0, 1, 2; likelihood_steps[].upper 1, 2, 10; "
                                  "likelihood_steps[].unit 1/year, 1/year, 1/year; levels[].id low, mid, high; "
                                  "levels[].decision accept, tolerate, treat\n"
                                  "risk_method M-2; likelihood_steps[].lower 0, 3; likelihood_steps[].upper 3, 10; "
                                  "likelihood_steps[].unit 1/year, 1/year; "
                                  "levels[].id fine, bad; levels[].decision accept, treat\n"
                                  "risk_method M-0\n"
                                  "risk R-1; title Theft; method M-3; current.likelihood 2; current.impact 2\n"
                                  "risk R-2; method M-3; current.likelihood 3; current.impact 3\n"
                                  "risk R-3; method M-3; current.level high\n"
                                  "risk R-4; method M-3; status closed; current.likelihood 3; current.impact 3\n");
    for (int i = 0; i < 3; i++)
        isms_add_row(m, test_record(m, "risk_method", "M-3"), ISMS_METHOD_MATRIX, three[i], 3);
    for (int i = 0; i < 2; i++)
        isms_add_row(m, test_record(m, "risk_method", "M-2"), ISMS_METHOD_MATRIX, two[i], 3);
    return m;
}

static void scales_of_different_size_are_bridged_by_their_intervals(void)
{
    static const char *const methods[] = {"M-3", "M-2"};
    isms_model *m = two_methods();
    isms_method_comparison *x = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_method_compare(m, methods, 2, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_method_comparison_count(x), 3);
    CU_ASSERT_EQUAL(isms_method_comparison_risk(x, 0), test_record(m, "risk", "R-1"));
    CU_ASSERT_EQUAL(isms_method_comparison_state(x, 0), ISMS_CURRENT);
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 0, 0), "mid");
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 0, 1), "fine"); /* sqrt(1 * 2) lies below 3 */
    CU_ASSERT_EQUAL(isms_method_comparison_decision(x, 0, 0), ISMS_DECISION_TOLERATE);
    CU_ASSERT_EQUAL(isms_method_comparison_changes(x, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_explain(x, 0), "R-1 \"Theft\"  current\n"
                                                                 "|- M-3: matrix[2][2] of 3 x 3 = mid, tolerate\n"
                                                                 "'- M-2: matrix[1][2] of 2 x 3 = fine, accept\n");
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 1, 1), "bad"); /* sqrt(2 * 10) = 4.5 */
    CU_ASSERT_EQUAL(isms_method_comparison_changes(x, 1), 0);             /* both treat, whatever the names of their levels */
    CU_ASSERT_EQUAL(isms_method_comparison_rank(x, 2, 0), -1);
    CU_ASSERT_PTR_NULL(isms_method_comparison_level(x, 2, 1));
    CU_ASSERT_EQUAL(isms_method_comparison_changes(x, 2), 0);
    isms_method_comparison_free(x);
    isms_model_free(m);
}

static void a_preset_stands_beside_a_method_of_the_model(void)
{
    static const char *const methods[] = {"M-3", "owasp.matrix"};
    isms_model *m = two_methods();
    isms_method_comparison *x = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_method_compare(m, methods, 2, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 1, 0), "high");
    CU_ASSERT(isms_method_comparison_rank(x, 1, 1) == -1 || isms_method_comparison_level(x, 1, 1) != NULL);
    isms_method_comparison_free(x);
    isms_model_free(m);
}

static void methods_that_cannot_be_compared_are_named(void)
{
    static const char *const unknown[] = {"M-3", "M-9"}, *const empty[] = {"M-0", "M-3"};
    isms_model *m = two_methods();
    isms_method_comparison *x = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_method_compare(m, unknown, 2, NULL, problems, &x), ISMS_E_NOT_FOUND);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0),
                           "method M-9: neither a risk method of the model nor a preset matrix");
    CU_ASSERT_EQUAL(isms_method_compare(m, empty, 2, NULL, problems, &x), ISMS_ABSENT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 1), "method M-0: it has no matrix");
    CU_ASSERT_EQUAL(isms_method_compare(m, unknown, 1, NULL, NULL, &x), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_method_compare(m, NULL, 2, NULL, NULL, &x), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(x);
    CU_ASSERT_EQUAL(isms_method_comparison_count(x), 0);
    CU_ASSERT_EQUAL(isms_method_comparison_risk(x, 0), ISMS_NONE);
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_explain(x, 0), "");
    isms_method_comparison_free(x);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status compare_one(const isms_allocator *a)
{
    static const char *const methods[] = {"M-3", "owasp.matrix", "M-2"};
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_method_comparison *x = NULL;
    options.allocator = a;
    isms_status status = isms_method_compare(shared, methods, 3, &options, NULL, &x);
    isms_method_comparison_free(x);
    return status;
}

static void a_comparison_survives_short_memory(void)
{
    shared = two_methods();
    sweep_allocations(compare_one);
    isms_model_free(shared);
}

static void a_register_without_methods_is_read_on_the_scales_of_the_first(void)
{
    isms_model *m = test_model_of("risk R-1; inherent.likelihood 4; inherent.impact 5\n");
    isms_method_comparison *x = NULL;
    const char *const methods[] = {"iso27005.matrix5", "nist80030.risk"};
    CU_ASSERT_EQUAL_FATAL(isms_method_compare(m, methods, 2, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 0, 0), "5");
    CU_ASSERT_STRING_EQUAL(isms_method_comparison_level(x, 0, 1), "VH");
    isms_method_comparison_free(x);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"scales of different size are bridged by their intervals", scales_of_different_size_are_bridged_by_their_intervals},
        {"a preset stands beside a method of the model", a_preset_stands_beside_a_method_of_the_model},
        {"methods that cannot be compared are named", methods_that_cannot_be_compared_are_named},
        {"a comparison survives short memory", a_comparison_survives_short_memory},
        {"a register without methods is read on the scales of the first",
         a_register_without_methods_is_read_on_the_scales_of_the_first},
        {NULL, NULL}};
    return run_suite("compare", tests);
}
