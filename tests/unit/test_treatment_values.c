/* What treatment plans take away, against what they cost: numbers that are certain, so that they come out exactly. */
#include "test.h"

#include <math.h>

#define EUR(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"

/* One event a year, always; R-1 costs 100 each, R-2 1,000. */
static const char register_text[] =
    "{\"libisms\":\"1.0\",\"risks\":["
    "{\"id\":\"R-1\",\"frequency\":{\"distribution\":\"bernoulli\",\"mean\":1},"
    "\"loss\":{\"distribution\":\"constant\",\"mode\":" EUR(
        "100") "}},"
               "{\"id\":\"R-2\",\"controls\":[\"C-2\"],\"frequency\":{\"distribution\":\"bernoulli\",\"mean\":1},"
               "\"loss\":{\"distribution\":\"constant\",\"mode\":" EUR(
                   "1000") "}},{\"id\":\"R-3\"}],"
                           "\"controls\":[{\"id\":\"C-1\",\"status\":\"planned\",\"effects\":[{\"acts_on\":\"magnitude\","
                           "\"efficacy\":0.25}]},"
                           "{\"id\":\"C-2\",\"status\":\"implemented\",\"implements\":[\"A.8.1\"],\"effects\":[{\"acts_on\":"
                           "\"magnitude\","
                           "\"efficacy\":0.5}]},{\"id\":\"C-3\",\"status\":\"planned\"}],\"treatment_plans\":["
                           "{\"id\":\"T-1\",\"status\":\"in_progress\",\"risks\":[\"R-1\"],\"controls\":[\"C-1\"],"
                           "\"budget\":" EUR(
                               "30") "},"
                                     "{\"id\":\"T-2\",\"status\":\"in_progress\",\"risks\":[\"R-2\"],\"controls\":[\"A.8.1\"],"
                                     "\"cost\":" EUR(
                                         "300") ","
                                                "\"cost_per_year\":" EUR(
                                                    "100") "},"
                                                           "{\"id\":\"T-3\",\"status\":\"in_progress\",\"risks\":[\"R-1\"],"
                                                           "\"options\":[\"share\"],\"deductible\":" EUR(
                                                               "40") ","
                                                                     "\"limit\":" EUR("1000") ",\"cost_per_year\":" EUR(
                                                                         "20") "},"
                                                                               "{\"id\":\"T-4\",\"status\":\"in_progress\","
                                                                               "\"risks\":[\"R-3\"],\"controls\":[\"C-1\"],"
                                                                               "\"budget\":" EUR(
                                                                                   "1") "},"
                                                                                        "{\"id\":\"T-5\",\"status\":\"in_"
                                                                                        "progress\",\"risks\":[\"R-1\"],"
                                                                                        "\"controls\":[\"C-3\"],"
                                                                                        "\"budget\":" EUR(
                                                                                            "1") "},"
                                                                                                 "{\"id\":\"T-6\",\"status\":"
                                                                                                 "\"done\",\"risks\":[\"R-1\"],"
                                                                                                 "\"controls\":[\"C-1\"],"
                                                                                                 "\"cost\":" EUR(
                                                                                                     "3") "},"
                                                                                                          "{\"id\":\"T-7\","
                                                                                                          "\"status\":"
                                                                                                          "\"cancelled\","
                                                                                                          "\"risks\":[\"R-1\"],"
                                                                                                          "\"controls\":[\"C-"
                                                                                                          "1\"]}]}";

static isms_model *read_register(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", register_text, sizeof register_text - 1, NULL, NULL), ISMS_OK);
    return m;
}

static isms_treatment_value row_of(const isms_treatment_values *v, size_t i)
{
    isms_treatment_value row = ISMS_TREATMENT_VALUE_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_get(v, i, &row), ISMS_OK);
    return row;
}

static void a_plan_is_worth_what_its_controls_take_away(void)
{
    isms_model *m = read_register();
    isms_treatment_values *v = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_run(m, NULL, problems, &v), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_count(v), 5);
    CU_ASSERT_STRING_EQUAL(isms_treatment_values_currency(v), "EUR");
    isms_treatment_value share = row_of(v, 0), two = row_of(v, 1), one = row_of(v, 2), none = row_of(v, 3), idle = row_of(v, 4);
    CU_ASSERT_STRING_EQUAL(isms_record_key(m, share.plan), "T-3");
    CU_ASSERT_EQUAL(share.reduction.value, 60); /* of 100, above the deductible of 40 */
    CU_ASSERT_EQUAL(share.reduction.low, 60);
    CU_ASSERT_EQUAL(share.ratio, 3);
    CU_ASSERT_STRING_EQUAL(isms_record_key(m, one.plan), "T-1");
    CU_ASSERT_EQUAL(one.reduction.value, 25);
    CU_ASSERT_EQUAL(one.cost, 10); /* 30 over 3 years */
    CU_ASSERT_EQUAL(one.benefit, 1.5);
    CU_ASSERT_EQUAL(one.present, 45); /* -30 + 3 * 25 */
    CU_ASSERT_DOUBLE_EQUAL(one.most, 100 / exp(1), 1e-9);
    CU_ASSERT_EQUAL(two.reduction.value, 500); /* its control is there already: the loss without it is what counts */
    CU_ASSERT_EQUAL(two.before, 1000);
    CU_ASSERT_EQUAL(two.tail, 500);
    CU_ASSERT_EQUAL(two.cost, 200);
    CU_ASSERT_EQUAL(none.risks, 0);
    CU_ASSERT(isnan(none.reduction.value) && isnan(none.ratio) && isnan(idle.reduction.value));
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 2);
    isms_diagnostics_free(problems);
    isms_treatment_values_free(v);
    isms_treatment_values_free(NULL);
    isms_model_free(m);
}

static void a_budget_chooses_the_set_that_takes_away_most(void)
{
    isms_model *m = read_register();
    isms_treatment_values *v = NULL;
    isms_treatment_values_options o = ISMS_TREATMENT_VALUES_OPTIONS_INIT;
    isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
    o.budget = 450;
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_treatment_values_choice(v, &choice), ISMS_OK);
    CU_ASSERT_EQUAL(choice.reduction, 585); /* all three: 20 + 30 + 400 */
    CU_ASSERT_EQUAL(choice.cost, 45000);
    isms_treatment_values_free(v);
    o.budget = 449;
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_treatment_values_choice(v, &choice), ISMS_OK);
    CU_ASSERT_EQUAL(choice.reduction, 560);
    CU_ASSERT_EQUAL(row_of(v, 0).chosen, 1);
    CU_ASSERT_EQUAL(row_of(v, 2).chosen, 0);
    isms_treatment_values_free(v);
    isms_model_free(m);
}

static void what_cannot_be_is_refused(void)
{
    isms_model *m = read_register();
    isms_treatment_values *v = NULL;
    isms_treatment_values_options o = ISMS_TREATMENT_VALUES_OPTIONS_INIT;
    isms_treatment_value row = {0};
    o.flags = ISMS_TREATMENT_VALUES_ALL;
    CU_ASSERT_EQUAL_FATAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_treatment_values_count(v), 6); /* the one that is done, not the cancelled one */
    CU_ASSERT_EQUAL(isms_treatment_values_get(v, 0, &row), ISMS_E_MISUSE);
    row.struct_size = sizeof row;
    CU_ASSERT_EQUAL(isms_treatment_values_get(v, 6, &row), ISMS_E_NOT_FOUND);
    isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
    CU_ASSERT_EQUAL(isms_treatment_values_choice(v, &choice), ISMS_ABSENT);
    isms_treatment_values_free(v);
    v = NULL;
    o.years = 101;
    CU_ASSERT_EQUAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_E_RANGE);
    o.years = 3;
    o.rate = -1;
    CU_ASSERT_EQUAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_E_RANGE);
    o.flags = 8;
    CU_ASSERT_EQUAL(isms_treatment_values_run(m, &o, NULL, &v), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(isms_treatment_values_run(NULL, NULL, NULL, &v), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(v);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status value_plans(const isms_allocator *a)
{
    isms_treatment_values *v = NULL;
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    isms_treatment_values_options o = ISMS_TREATMENT_VALUES_OPTIONS_INIT;
    how.trials = 1024;
    o.simulation = &how;
    o.budget = 450;
    o.allocator = a;
    isms_status status = isms_treatment_values_run(shared, &o, NULL, &v);
    isms_treatment_values_free(v);
    return status;
}

static void values_survive_short_memory(void)
{
    shared = read_register();
    sweep_allocations(value_plans);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"a plan is worth what its controls take away", a_plan_is_worth_what_its_controls_take_away},
        {"a budget chooses the set that takes away most", a_budget_chooses_the_set_that_takes_away_most},
        {"what cannot be is refused", what_cannot_be_is_refused},
        {"values survive short memory", values_survive_short_memory},
        {NULL, NULL}};
    return run_suite("treatment values", tests);
}
