/* Laws that any simulation has to obey exactly, whatever the numbers are: what may be changed without changing the result, and
 * how the result changes with what it is made of. */
#include "test.h"

#include <math.h>

enum { TRIALS = 1 << 12, KINDS = 6 };

static isms_distribution *make(isms_law law, double a, double b, double c)
{
    isms_distribution *d = NULL;
    size_t count = (size_t)isms_law_parameter_required(law);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_new(law, (double[]){a, b, c}, count, NULL, NULL, &d), ISMS_OK);
    return d;
}

static isms_distribution *frequency_of(int kind)
{
    switch (kind) {
    case 0:
        return make(ISMS_LAW_POISSON, 0.7, 0, 0);
    case 1:
        return make(ISMS_LAW_NEGATIVE_BINOMIAL, 0.5, 4, 0);
    case 2:
        return make(ISMS_LAW_PERT, 0.2, 0.5, 3);
    case 3:
        return make(ISMS_LAW_BINOMIAL, 9, 0.4, 0);
    case 4:
        return make(ISMS_LAW_POISSON, 40, 0, 0);
    default: {
        isms_distribution *rate = make(ISMS_LAW_LOGNORMAL_INTERVAL, 0.2, 9, 0), *mixed = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_distribution_mixed_poisson(rate, NULL, NULL, &mixed), ISMS_OK);
        isms_distribution_free(rate);
        return mixed;
    }
    }
}

static isms_distribution *loss_of(int kind, double scale)
{
    switch (kind) {
    case 0:
        return make(ISMS_LAW_LOGNORMAL_INTERVAL, 1e4 * scale, 3e5 * scale, 0);
    case 1:
        return make(ISMS_LAW_PERT, 100 * scale, 900 * scale, 5000 * scale);
    case 2:
        return make(ISMS_LAW_UNIFORM, 10 * scale, 9000 * scale, 0);
    case 3:
        return make(ISMS_LAW_EXPONENTIAL, 777 * scale, 0, 0);
    case 4:
        return make(ISMS_LAW_TRIANGULAR, 5 * scale, 50 * scale, 300 * scale);
    default:
        return make(ISMS_LAW_GENERALISED_PARETO, 10 * scale, 500 * scale, 0.4);
    }
}

static void add(isms_portfolio *p, int kind, double scale)
{
    char id[16];
    isms_distribution *f = frequency_of(kind), *x = loss_of(kind, scale);
    snprintf(id, sizeof id, "K-%d", kind);
    CU_ASSERT_EQUAL_FATAL(isms_portfolio_add(p, id, f, x, NULL, NULL), ISMS_OK);
    isms_distribution_free(f);
    isms_distribution_free(x);
}

static isms_simulation *simulate(const isms_portfolio *p, uint64_t trials, double unit)
{
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    o.trials = trials;
    o.unit = unit;
    o.seed = 99;
    o.keep = 1;
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, &o, NULL, &s), ISMS_OK);
    return s;
}

static double trial(const isms_simulation *s, int32_t state, uint64_t t)
{
    double loss = NAN;
    CU_ASSERT_EQUAL(isms_simulation_trial(s, state, t, &loss), ISMS_OK);
    return loss;
}

static void fewer_trials_are_a_prefix_of_more(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    for (int kind = 0; kind < KINDS; kind++)
        add(p, kind, 1);
    isms_simulation *few = simulate(p, TRIALS / 4, 0.01), *more = simulate(p, TRIALS, 0.01);
    int differ = 0;
    for (uint64_t t = 0; t < TRIALS / 4; t++)
        differ += trial(few, 0, t) != trial(more, 0, t);
    CU_ASSERT_EQUAL(differ, 0);
    isms_simulation_free(few);
    isms_simulation_free(more);
    isms_portfolio_free(p);
}

static void the_order_of_the_scenarios_does_not_matter(void)
{
    uint64_t first = 0;
    for (int start = 0; start < KINDS; start++) {
        isms_portfolio *p = isms_portfolio_new(NULL);
        for (int i = 0; i < KINDS; i++)
            add(p, (start + i * 5) % KINDS, 1);
        CU_ASSERT_EQUAL(isms_portfolio_correlate(p, (int32_t[]){isms_portfolio_find(p, "K-3"), isms_portfolio_find(p, "K-1")},
                                                 2, (double[]){1, 0.5, 0.5, 1}, NULL),
                        ISMS_OK);
        isms_simulation *s = simulate(p, TRIALS, 0.01);
        first = start == 0 ? isms_simulation_hash(s) : first;
        CU_ASSERT_EQUAL(isms_simulation_hash(s), first);
        isms_simulation_free(s);
        isms_portfolio_free(p);
    }
}

static void a_new_scenario_changes_no_other(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL), *bigger = isms_portfolio_new(NULL);
    for (int kind = 0; kind < KINDS; kind++) {
        if (kind != 2)
            add(p, kind, 1);
        add(bigger, KINDS - 1 - kind, 1);
    }
    isms_simulation *before = simulate(p, TRIALS, 0.01), *after = simulate(bigger, TRIALS, 0.01);
    for (int32_t i = 0; i < isms_simulation_count(before); i++) {
        int32_t j = isms_simulation_find(after, isms_simulation_id(before, i));
        for (double q = 0.05; q < 1; q += 0.05) {
            isms_estimate a, b;
            CU_ASSERT_EQUAL(isms_simulation_quantile(before, i, 0, q, &a), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_quantile(after, j, 0, q, &b), ISMS_OK);
            CU_ASSERT_EQUAL(a.value, b.value);
        }
    }
    isms_simulation_free(before);
    isms_simulation_free(after);
    isms_portfolio_free(p);
    isms_portfolio_free(bigger);
}

/* The sum of two portfolios is the portfolio of both, trial by trial. */
static void portfolios_add_up_trial_by_trial(void)
{
    isms_portfolio *odd = isms_portfolio_new(NULL), *even = isms_portfolio_new(NULL), *both = isms_portfolio_new(NULL);
    for (int kind = 0; kind < KINDS; kind++) {
        add(kind % 2 ? odd : even, kind, 1);
        add(both, kind, 1);
    }
    isms_simulation *a = simulate(odd, TRIALS, 1), *b = simulate(even, TRIALS, 1), *sum = simulate(both, TRIALS, 1);
    int differ = 0;
    for (uint64_t t = 0; t < TRIALS; t++)
        differ += trial(a, 0, t) + trial(b, 0, t) != trial(sum, 0, t);
    CU_ASSERT_EQUAL(differ, 0);
    isms_simulation_free(a);
    isms_simulation_free(b);
    isms_simulation_free(sum);
    isms_portfolio_free(odd);
    isms_portfolio_free(even);
    isms_portfolio_free(both);
}

/* Losses and the unit in another currency: a factor that is a power of two is exact. */
static void a_factor_of_the_losses_is_a_factor_of_the_results(void)
{
    static const double factors[] = {2, 0.25, 1024};
    for (size_t i = 0; i < 3; i++) {
        isms_portfolio *p = isms_portfolio_new(NULL), *scaled = isms_portfolio_new(NULL);
        for (int kind = 1; kind < KINDS; kind++) { /* the first is given by its logarithms, which have no exact factor */
            add(p, kind, 1);
            add(scaled, kind, factors[i]);
        }
        isms_simulation *a = simulate(p, TRIALS, 0.01), *b = simulate(scaled, TRIALS, 0.01 * factors[i]);
        int differ = 0;
        for (uint64_t t = 0; t < TRIALS; t++)
            differ += trial(a, 0, t) * factors[i] != trial(b, 0, t);
        CU_ASSERT_EQUAL(differ, 0);
        isms_estimate x, y;
        CU_ASSERT_EQUAL(isms_simulation_tail_mean(a, ISMS_WHOLE, 0, 0.95, &x), ISMS_OK);
        CU_ASSERT_EQUAL(isms_simulation_tail_mean(b, ISMS_WHOLE, 0, 0.95, &y), ISMS_OK);
        CU_ASSERT_EQUAL(x.value * factors[i], y.value);
        CU_ASSERT_EQUAL(x.high * factors[i], y.high);
        isms_simulation_free(a);
        isms_simulation_free(b);
        isms_portfolio_free(p);
        isms_portfolio_free(scaled);
    }
}

/* State after state a little more control and insurance: no trial of any scenario may ever get worse. */
static void more_control_never_raises_the_loss_of_a_trial(void)
{
    for (int kind = 0; kind < KINDS; kind++) {
        isms_portfolio *p = isms_portfolio_new(NULL);
        isms_distribution *shock = make(ISMS_LAW_POISSON, 0.5, 0, 0);
        int32_t index;
        add(p, kind, 1);
        CU_ASSERT_EQUAL(isms_portfolio_add_shock(p, "shock", shock, NULL, &index), ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, index, 0, 0.7), kind == 2 ? ISMS_E_KIND : ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 1, 0.2, 0), ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 2, 0.2, 0.3), ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 3, 0.6, 0.3), ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 0, 3, ISMS_COVER_EVENT, 100, 10000), ISMS_OK);
        isms_simulation *s = simulate(p, TRIALS, 0.01);
        int worse = 0, better = 0;
        for (uint64_t t = 0; t < TRIALS; t++) {
            for (int32_t state = 1; state < 4; state++) {
                worse += trial(s, state, t) > trial(s, state - 1, t);
                better += trial(s, state, t) < trial(s, state - 1, t);
            }
        }
        CU_ASSERT_EQUAL(worse, 0);
        CU_ASSERT(better > TRIALS / 10);
        isms_simulation_free(s);
        isms_portfolio_free(p);
        isms_distribution_free(shock);
    }
}

/* What is said of one state or one scenario leaves the numbers of every other as they were. */
static void a_control_changes_only_what_it_acts_on(void)
{
    isms_portfolio *plain = isms_portfolio_new(NULL), *treated = isms_portfolio_new(NULL);
    for (int kind = 0; kind < KINDS; kind++) {
        add(plain, kind, 1);
        add(treated, kind, 1);
    }
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(treated, 4, 2, 0.5, 0.5), ISMS_OK);
    isms_simulation *a = simulate(plain, TRIALS, 0.01), *b = simulate(treated, TRIALS, 0.01);
    for (int32_t i = 0; i < KINDS; i++) {
        for (int32_t state = 0; state < 3; state++) {
            isms_estimate x, y;
            CU_ASSERT_EQUAL(isms_simulation_mean(a, i, 0, &x), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_mean(b, i, state, &y), ISMS_OK);
            CU_ASSERT_EQUAL(x.value == y.value, !(i == 4 && state == 2));
        }
    }
    isms_estimate reduction;
    CU_ASSERT_EQUAL(isms_simulation_reduction(b, 0, 0, 2, &reduction), ISMS_OK);
    CU_ASSERT_EQUAL(reduction.value, 0);
    CU_ASSERT_EQUAL(reduction.high, 0);
    CU_ASSERT_EQUAL(isms_simulation_reduction(b, ISMS_WHOLE, 0, 2, &reduction), ISMS_OK);
    CU_ASSERT(reduction.low > 0);
    isms_simulation_free(a);
    isms_simulation_free(b);
    isms_portfolio_free(plain);
    isms_portfolio_free(treated);
}

static void another_seed_gives_other_trials(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    add(p, 0, 1);
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *a = NULL, *b = NULL;
    o.trials = TRIALS;
    CU_ASSERT_EQUAL(isms_simulation_run(p, &o, NULL, &a), ISMS_OK);
    o.seed = 1;
    CU_ASSERT_EQUAL(isms_simulation_run(p, &o, NULL, &b), ISMS_OK);
    int same = 0;
    for (uint64_t t = 0; t < TRIALS; t++)
        same += trial(a, 0, t) > 0 && trial(a, 0, t) == trial(b, 0, t);
    CU_ASSERT_EQUAL(same, 0);
    CU_ASSERT_NOT_EQUAL(isms_simulation_hash(a), isms_simulation_hash(b));
    isms_simulation_free(a);
    isms_simulation_free(b);
    isms_portfolio_free(p);
}

int main(void)
{
    static const test_case tests[] = {
        {"fewer trials are a prefix of more", fewer_trials_are_a_prefix_of_more},
        {"the order of the scenarios does not matter", the_order_of_the_scenarios_does_not_matter},
        {"a new scenario changes no other", a_new_scenario_changes_no_other},
        {"portfolios add up trial by trial", portfolios_add_up_trial_by_trial},
        {"a factor of the losses is a factor of the results", a_factor_of_the_losses_is_a_factor_of_the_results},
        {"more control never raises the loss of a trial", more_control_never_raises_the_loss_of_a_trial},
        {"a control changes only what it acts on", a_control_changes_only_what_it_acts_on},
        {"another seed gives other trials", another_seed_gives_other_trials},
        {NULL, NULL}};
    return run_suite("simulation laws", tests);
}
