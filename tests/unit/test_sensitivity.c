/* Sensitivity: the bars of the tornado, their order, and that they are free of noise. */
#include "test.h"

#include <math.h>

static isms_distribution *make(isms_law law, double a, double b, double c)
{
    isms_distribution *d = NULL;
    size_t count = (size_t)isms_law_parameter_required(law);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_new(law, (double[]){a, b, c}, count, NULL, NULL, &d), ISMS_OK);
    return d;
}

static void add(isms_portfolio *p, const char *id, isms_distribution *frequency, bool is_rate, isms_distribution *loss)
{
    isms_distribution *mixed = NULL;
    if (is_rate)
        CU_ASSERT_EQUAL_FATAL(isms_distribution_mixed_poisson(frequency, NULL, NULL, &mixed), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_portfolio_add(p, id, mixed ? mixed : frequency, loss, NULL, NULL), ISMS_OK);
    isms_distribution_free(mixed);
    isms_distribution_free(frequency);
    isms_distribution_free(loss);
}

static isms_portfolio *portfolio(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_distribution *second = make(ISMS_LAW_UNIFORM, 0, 10, 0);
    add(p, "small", make(ISMS_LAW_POISSON, 1, 0, 0), false, make(ISMS_LAW_UNIFORM, 0, 100, 0));
    add(p, "large", make(ISMS_LAW_UNIFORM, 0.5, 1.5, 0), true, make(ISMS_LAW_UNIFORM, 0, 1000, 0));
    add(p, "certain", make(ISMS_LAW_POISSON, 3, 0, 0), false, make(ISMS_LAW_CONSTANT, 70, 0, 0));
    CU_ASSERT_EQUAL(isms_portfolio_set_secondary(p, 2, 0.5, second, NULL), ISMS_OK);
    isms_distribution_free(second);
    return p;
}

static isms_simulation_options few_trials(void)
{
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    o.trials = 1 << 13;
    o.seed = 3;
    return o;
}

static isms_sensitivity *analyse(const isms_portfolio *p, isms_sensitivity_options *o,
                                 const isms_simulation_options *simulation)
{
    isms_sensitivity *s = NULL;
    o->simulation = simulation;
    CU_ASSERT_EQUAL_FATAL(isms_sensitivity_run(p, o, NULL, &s), ISMS_OK);
    return s;
}

static isms_sensitivity_bar bar(const isms_sensitivity *s, size_t i)
{
    isms_sensitivity_bar b = {0};
    CU_ASSERT_EQUAL(isms_sensitivity_get(s, i, &b), ISMS_OK);
    return b;
}

static void the_widest_bar_comes_first(void)
{
    isms_portfolio *p = portfolio();
    isms_simulation_options simulation = few_trials();
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    isms_sensitivity *s = analyse(p, &o, &simulation);
    static const struct {
        int32_t scenario;
        isms_sensitivity_input input;
        double low, high;
    } expected[] = {{1, ISMS_SENSITIVITY_LOSS, 100, 900},
                    {1, ISMS_SENSITIVITY_FREQUENCY, 0.6, 1.4},
                    {0, ISMS_SENSITIVITY_LOSS, 10, 90},
                    {2, ISMS_SENSITIVITY_SECONDARY, 1, 9}};
    CU_ASSERT_EQUAL(isms_sensitivity_count(s), 4);
    for (size_t i = 0; i < 4; i++) {
        isms_sensitivity_bar b = bar(s, i);
        CU_ASSERT_EQUAL(b.scenario, expected[i].scenario);
        CU_ASSERT_EQUAL(b.input, expected[i].input);
        CU_ASSERT(fabs(b.low_input - expected[i].low) < 1e-9);
        CU_ASSERT(fabs(b.high_input - expected[i].high) < 1e-9);
        CU_ASSERT(b.low < isms_sensitivity_base(s) && isms_sensitivity_base(s) < b.high);
    }
    isms_sensitivity_free(s);
    isms_portfolio_free(p);
}

/* Everything else stays to the bit: between low and high there is nothing but the events, which are the same. */
static void a_bar_has_no_noise(void)
{
    isms_portfolio *p = portfolio(), *alone = isms_portfolio_new(NULL);
    isms_simulation_options simulation = few_trials();
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    isms_sensitivity *s = analyse(p, &o, &simulation);
    isms_simulation *counted = NULL;
    isms_estimate events;
    add(alone, "small", make(ISMS_LAW_POISSON, 1, 0, 0), false, make(ISMS_LAW_CONSTANT, 80, 0, 0));
    CU_ASSERT_EQUAL(isms_simulation_run(alone, &simulation, NULL, &counted), ISMS_OK);
    CU_ASSERT_EQUAL(isms_simulation_mean(counted, 0, 0, &events), ISMS_OK);
    isms_sensitivity_bar small = bar(s, 2);
    CU_ASSERT(fabs((small.high - small.low) - events.value) < 1e-9 * small.high);
    isms_simulation_free(counted);
    isms_sensitivity_free(s);
    isms_portfolio_free(alone);
    isms_portfolio_free(p);
}

static void threads_and_measures_change_the_question_only(void)
{
    isms_portfolio *p = portfolio();
    isms_simulation_options simulation = few_trials();
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    double base = 0;
    for (o.measure = ISMS_SENSITIVITY_MEAN; o.measure <= ISMS_SENSITIVITY_TAIL_MEAN; o.measure++) {
        simulation.threads = 1;
        isms_sensitivity *one = analyse(p, &o, &simulation);
        simulation.threads = 3;
        isms_sensitivity *three = analyse(p, &o, &simulation);
        CU_ASSERT(isms_sensitivity_base(one) > base); /* mean < quantile < tail mean */
        base = isms_sensitivity_base(one);
        for (size_t i = 0; i < isms_sensitivity_count(one); i++) {
            isms_sensitivity_bar a = bar(one, i), b = bar(three, i);
            CU_ASSERT(a.scenario == b.scenario && a.input == b.input && a.low == b.low && a.high == b.high);
        }
        isms_sensitivity_free(one);
        isms_sensitivity_free(three);
    }
    isms_portfolio_free(p);
}

static int32_t stop(void *user, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    return ++*(int *)user > 2;
}

static void what_cannot_be_analysed_is_named(void)
{
    isms_portfolio *p = portfolio();
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_sensitivity *s = NULL;
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    o.q = 1;
    CU_ASSERT_EQUAL(isms_sensitivity_run(p, &o, problems, &s), ISMS_E_RANGE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "options.q");
    o.q = 0;
    o.low = 0.95;
    CU_ASSERT_EQUAL(isms_sensitivity_run(p, &o, problems, &s), ISMS_E_LOW_NOT_BELOW_HIGH);
    o.low = 0;
    int calls = 0;
    isms_simulation_options simulation = few_trials();
    simulation.trials = 1 << 16;
    simulation.progress = stop;
    simulation.progress_user = &calls;
    o.simulation = &simulation;
    CU_ASSERT_EQUAL(isms_sensitivity_run(p, &o, problems, &s), ISMS_E_CANCELLED);
    CU_ASSERT_PTR_NULL(s);
    isms_sensitivity_bar b;
    CU_ASSERT_EQUAL(isms_sensitivity_get(NULL, 0, &b), ISMS_E_MISUSE);
    isms_diagnostics_free(problems);
    isms_portfolio_free(p);
}

static isms_status analyse_with(const isms_allocator *allocator)
{
    isms_portfolio *p = portfolio();
    isms_simulation_options simulation = few_trials();
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    isms_sensitivity *s = NULL;
    simulation.trials = 1 << 10;
    simulation.allocator = allocator;
    o.simulation = &simulation;
    isms_status status = isms_sensitivity_run(p, &o, NULL, &s);
    isms_sensitivity_free(s);
    isms_portfolio_free(p);
    return status;
}

static void short_memory_leaves_nothing_behind(void)
{
    sweep_allocations(analyse_with);
}

int main(void)
{
    static const test_case tests[] = {
        {"the widest bar comes first", the_widest_bar_comes_first},
        {"a bar has no noise", a_bar_has_no_noise},
        {"threads and measures change the question only", threads_and_measures_change_the_question_only},
        {"what cannot be analysed is named", what_cannot_be_analysed_is_named},
        {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
        {NULL, NULL}};
    return run_suite("sensitivity", tests);
}
