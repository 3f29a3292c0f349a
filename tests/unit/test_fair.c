/* Open FAIR: what the tree needs, what follows from it, and that the simulation agrees. */
#include "test.h"

#include <math.h>

static void give(isms_fair *fair, isms_fair_factor factor, isms_law law, double a, double b, double c)
{
    isms_distribution *d = NULL;
    size_t count = (size_t)isms_law_parameter_required(law);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_new(law, (double[]){a, b, c}, count, NULL, NULL, &d), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_fair_set(fair, factor, d, NULL), ISMS_OK);
    isms_distribution_free(d);
}

static isms_fair *whole_tree(void)
{
    isms_fair *fair = isms_fair_new(NULL);
    give(fair, ISMS_FAIR_CF, ISMS_LAW_PERT, 2, 10, 30);
    give(fair, ISMS_FAIR_POA, ISMS_LAW_PERT, 0.1, 0.3, 0.6);
    give(fair, ISMS_FAIR_TCAP, ISMS_LAW_PERT, 0.2, 0.5, 0.9);
    give(fair, ISMS_FAIR_RS, ISMS_LAW_PERT, 0.3, 0.6, 0.8);
    give(fair, ISMS_FAIR_PL, ISMS_LAW_LOGNORMAL_INTERVAL, 1e3, 2e4, 0);
    give(fair, ISMS_FAIR_SLEF, ISMS_LAW_PERT, 0.1, 0.2, 0.4);
    give(fair, ISMS_FAIR_SLM, ISMS_LAW_PERT, 1e4, 4e4, 2e5);
    return fair;
}

static void the_simulation_of_a_tree_has_its_moments(void)
{
    isms_fair *fair = whole_tree();
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    double mean, variance, sd, lef;
    isms_estimate e;
    o.trials = 1 << 17;
    CU_ASSERT_EQUAL(isms_fair_check(fair, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_fair_add(fair, p, "R-1", NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_fair_moments(fair, ISMS_FAIR_RISK, &mean, &variance), ISMS_OK);
    CU_ASSERT_EQUAL(isms_fair_moments(fair, ISMS_FAIR_LEF, &lef, NULL), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, &o, NULL, &s), ISMS_OK);
    CU_ASSERT_EQUAL(isms_simulation_mean(s, 0, 0, &e), ISMS_OK);
    CU_ASSERT(fabs(e.value - mean) <= 5 * (e.high - e.value) / 1.96);
    CU_ASSERT_EQUAL(isms_simulation_deviation(s, 0, 0, &sd), ISMS_OK);
    CU_ASSERT(fabs(sd / sqrt(variance) - 1) < 0.02);
    CU_ASSERT(lef > 0.5 && lef < 3);
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_fair_free(fair);
}

static void a_factor_that_is_missing_or_given_twice_is_named(void)
{
    isms_fair *fair = isms_fair_new(NULL);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_fair_check(fair, problems), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 2);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "lef");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 1), "lm");
    give(fair, ISMS_FAIR_TEF, ISMS_LAW_CONSTANT, 2, 0, 0);
    give(fair, ISMS_FAIR_PL, ISMS_LAW_CONSTANT, 100, 0, 0);
    isms_diagnostics_clear(problems);
    CU_ASSERT_EQUAL(isms_fair_check(fair, problems), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "vuln");
    give(fair, ISMS_FAIR_VULN, ISMS_LAW_CONSTANT, 0.5, 0, 0);
    CU_ASSERT_EQUAL(isms_fair_check(fair, NULL), ISMS_OK);
    give(fair, ISMS_FAIR_SLEF, ISMS_LAW_CONSTANT, 0.5, 0, 0);
    isms_diagnostics_clear(problems);
    CU_ASSERT_EQUAL(isms_fair_check(fair, problems), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "slm");
    CU_ASSERT_EQUAL(isms_fair_set(fair, ISMS_FAIR_SLEF, NULL, NULL), ISMS_OK);
    give(fair, ISMS_FAIR_LEF, ISMS_LAW_CONSTANT, 1, 0, 0);
    isms_diagnostics_clear(problems);
    CU_ASSERT_EQUAL(isms_fair_check(fair, problems), ISMS_E_GIVEN_TWICE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "lef");
    CU_ASSERT_EQUAL(isms_fair_moments(fair, ISMS_FAIR_RISK, NULL, NULL), ISMS_E_GIVEN_TWICE);
    isms_diagnostics_free(problems);
    isms_fair_free(fair);
}

static void a_factor_has_to_be_possible(void)
{
    isms_fair *fair = isms_fair_new(NULL);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_distribution *half = NULL, *count = NULL;
    isms_distribution_new(ISMS_LAW_UNIFORM, (double[]){0.5, 1.5}, 2, NULL, NULL, &half);
    isms_distribution_new(ISMS_LAW_POISSON, (double[]){1}, 1, NULL, NULL, &count);
    CU_ASSERT_EQUAL(isms_fair_set(fair, ISMS_FAIR_VULN, half, problems), ISMS_E_RANGE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "vuln");
    CU_ASSERT_EQUAL(isms_fair_set(fair, ISMS_FAIR_TEF, count, problems), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_fair_set(fair, ISMS_FAIR_RISK, half, problems), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_fair_set(fair, 13, half, problems), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_fair_set(fair, ISMS_FAIR_TCAP, half, problems), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_fair_factor_name(ISMS_FAIR_SLEF), "slef");
    CU_ASSERT_PTR_NULL(isms_fair_factor_name(0));
    isms_diagnostics_free(problems);
    isms_distribution_free(half);
    isms_distribution_free(count);
    isms_fair_free(fair);
}

static void ties_are_no_events(void)
{
    isms_fair_contest c;
    CU_ASSERT_EQUAL(isms_fair_contests((double[]){5, 4, 3, 2, 1}, (double[]){1, 2, 3, 4, 5}, 5, &c), ISMS_OK);
    CU_ASSERT_EQUAL(c.events, 2);
    CU_ASSERT_EQUAL(c.vulnerability, 0.4);
    CU_ASSERT_EQUAL(c.threat_margin, 3);
    CU_ASSERT_EQUAL(c.resistance_margin, 2);
    CU_ASSERT_EQUAL(isms_fair_contests((double[]){NAN}, (double[]){1}, 1, &c), ISMS_E_NOT_FINITE);
}

static isms_status build(const isms_allocator *allocator)
{
    isms_distribution *d = NULL;
    isms_fair *fair = isms_fair_new(allocator);
    isms_portfolio *p = isms_portfolio_new(allocator);
    isms_status status = fair && p ? ISMS_OK : ISMS_E_NO_MEMORY;
    static const isms_fair_factor factors[] = {ISMS_FAIR_CF, ISMS_FAIR_POA,  ISMS_FAIR_VULN,
                                               ISMS_FAIR_PL, ISMS_FAIR_SLEF, ISMS_FAIR_SLM};
    isms_distribution_new(ISMS_LAW_UNIFORM, (double[]){0.1, 0.9}, 2, NULL, NULL, &d);
    for (size_t i = 0; status == ISMS_OK && i < sizeof factors / sizeof factors[0]; i++)
        status = isms_fair_set(fair, factors[i], d, NULL);
    if (status == ISMS_OK)
        status = isms_fair_add(fair, p, "R-1", NULL, NULL);
    isms_distribution_free(d);
    isms_portfolio_free(p);
    isms_fair_free(fair);
    return status;
}

static void short_memory_leaves_nothing_behind(void)
{
    sweep_allocations(build);
}

int main(void)
{
    static const test_case tests[] = {
        {"the simulation of a tree has its moments", the_simulation_of_a_tree_has_its_moments},
        {"a factor that is missing or given twice is named", a_factor_that_is_missing_or_given_twice_is_named},
        {"a factor has to be possible", a_factor_has_to_be_possible},
        {"ties are no events", ties_are_no_events},
        {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
        {NULL, NULL}};
    return run_suite("fair", tests);
}
