/* Simulations: oracles within five standard errors, and that the same question has the same answer to the bit. */
#include "test.h"

#include <math.h>

static isms_distribution *make(isms_law law, double a, double b, double c)
{
    isms_distribution *d = NULL;
    size_t count = (size_t)isms_law_parameter_required(law);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_new(law, (double[]){a, b, c}, count, NULL, NULL, &d), ISMS_OK);
    return d;
}

static isms_distribution *mixed(isms_distribution *rate)
{
    isms_distribution *d = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_distribution_mixed_poisson(rate, NULL, NULL, &d), ISMS_OK);
    isms_distribution_free(rate);
    return d;
}

/* Adds a scenario and frees what it was made of. */
static int32_t add(isms_portfolio *p, const char *id, isms_distribution *frequency, isms_distribution *loss)
{
    int32_t index = -1;
    CU_ASSERT_EQUAL_FATAL(isms_portfolio_add(p, id, frequency, loss, NULL, &index), ISMS_OK);
    isms_distribution_free(frequency);
    isms_distribution_free(loss);
    return index;
}

static isms_simulation *simulate(const isms_portfolio *p, const isms_simulation_options *o)
{
    isms_simulation *s = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, o, NULL, &s), ISMS_OK);
    return s;
}

static isms_simulation_options with_trials(int power)
{
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    o.trials = (uint64_t)1 << power;
    o.seed = 20260101;
    return o;
}

/* One scenario of every kind, with controls, insurance, shocks and a copula. */
static isms_portfolio *everything(const isms_allocator *allocator)
{
    isms_portfolio *p = isms_portfolio_new(allocator);
    int32_t shock = 0;
    add(p, "fixed", make(ISMS_LAW_POISSON, 0.8, 0, 0), make(ISMS_LAW_LOGNORMAL_INTERVAL, 1e4, 2e5, 0));
    add(p, "mixed", mixed(make(ISMS_LAW_LOGNORMAL_INTERVAL, 0.1, 2, 0)), make(ISMS_LAW_PERT, 1e3, 5e3, 4e4));
    add(p, "clustered", make(ISMS_LAW_NEGATIVE_BINOMIAL, 0.7, 2, 0), make(ISMS_LAW_GENERALISED_PARETO, 100, 5000, 0.3));
    add(p, "rare", make(ISMS_LAW_BERNOULLI, 0.05, 0, 0), make(ISMS_LAW_TRIANGULAR, 1e5, 2e5, 1e6));
    add(p, "product", make(ISMS_LAW_PERT, 0.1, 0.4, 1.5), make(ISMS_LAW_EXPONENTIAL, 2e4, 0, 0));
    add(p, "many", make(ISMS_LAW_POISSON, 90, 0, 0), make(ISMS_LAW_UNIFORM, 10, 500, 0));
    add(p, "wild", mixed(make(ISMS_LAW_UNIFORM, 50, 90, 0)), make(ISMS_LAW_CONSTANT, 12.34, 0, 0));
    isms_distribution *second = make(ISMS_LAW_LOGNORMAL, 8, 1, 0), *strikes = make(ISMS_LAW_POISSON, 0.2, 0, 0);
    CU_ASSERT_EQUAL(isms_portfolio_set_secondary(p, 0, 0.3, second, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 1, 0.5, 0.25), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 1, 1, 0.0, 0.9), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 2, 1, ISMS_COVER_EVENT, 1000, 20000), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 5, 1, ISMS_COVER_YEAR, 10000, INFINITY), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_add_shock(p, "supplier", strikes, NULL, &shock), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, shock, 0, 0.8), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, shock, 3, 0.4), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_correlate(p, (int32_t[]){3, 2}, 2, (double[]){1, 0.6, 0.6, 1}, NULL), ISMS_OK);
    isms_distribution_free(second);
    isms_distribution_free(strikes);
    return p;
}

enum { POWER = 14 };

/* Computed once and written down: every compiler, optimization and processor has to come to it. */
static const uint64_t hash_of_everything = UINT64_C(0xd8b740406fb1cfe2);

static void the_result_is_the_same_to_the_bit_everywhere(void)
{
    isms_portfolio *p = everything(NULL);
    isms_simulation_options o = with_trials(POWER);
    for (isms_instructions i = ISMS_INSTRUCTIONS_BEST; i <= ISMS_INSTRUCTIONS_AVX512; i++) {
        static const int32_t threads[] = {1, 2, 3, 8};
        for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
            isms_simulation *s = NULL;
            o.instructions = i;
            o.threads = threads[t];
            isms_status status = isms_simulation_run(p, &o, NULL, &s);
            if (status == ISMS_E_UNSUPPORTED && i > ISMS_INSTRUCTIONS_BASELINE)
                continue; /* this processor has it not */
            CU_ASSERT_EQUAL(status, ISMS_OK);
            if (isms_simulation_hash(s) != hash_of_everything)
                printf("\nhash %016llx with instructions %d, threads %d\n", (unsigned long long)isms_simulation_hash(s), i,
                       threads[t]);
            CU_ASSERT_EQUAL(isms_simulation_hash(s), hash_of_everything);
            isms_simulation_free(s);
        }
    }
    isms_portfolio_free(p);
}

/* A pool that runs its tasks backwards. */
static void backwards(void *user, uint64_t count, void (*task)(void *data, uint64_t index), void *data)
{
    ++*(int *)user;
    while (count > 0)
        task(data, --count);
}

static void a_lent_pool_may_run_the_tasks_in_any_order(void)
{
    isms_portfolio *p = everything(NULL);
    isms_simulation_options o = with_trials(POWER);
    int calls = 0;
    o.pool = backwards;
    o.pool_user = &calls;
    isms_simulation *s = simulate(p, &o);
    CU_ASSERT_EQUAL(isms_simulation_hash(s), hash_of_everything);
    CU_ASSERT(calls > 0);
    isms_simulation_free(s);
    isms_portfolio_free(p);
}

static bool near_estimate(double value, double truth, double standard_error)
{
    return fabs(value - truth) <= 5 * standard_error;
}

static bool agrees(double seen, double p, double n)
{
    return near_estimate(seen, p, sqrt(p * (1 - p) / n) + 1e-12);
}

/* Compares a simulated scenario with its exact annual loss. */
static void check_oracle(isms_distribution *frequency, isms_distribution *loss, double error)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_compound *exact = NULL;
    CU_ASSERT_EQUAL_FATAL(
        isms_compound_new((const isms_distribution *[]){frequency}, (const isms_distribution *[]){loss}, 1, NULL, NULL, &exact),
        ISMS_OK);
    add(p, "R-1", frequency, loss);
    isms_simulation_options o = with_trials(17);
    isms_estimate e, q;
    double n = (double)o.trials, sd = sqrt(isms_compound_variance(exact));
    isms_simulation *s = simulate(p, &o);
    CU_ASSERT_EQUAL(isms_simulation_mean(s, 0, 0, &e), ISMS_OK);
    CU_ASSERT(near_estimate(e.value, isms_compound_mean(exact), sd / sqrt(n) + error * isms_compound_mean(exact)));
    CU_ASSERT_EQUAL(isms_simulation_zero(s, 0, 0, &e), ISMS_OK);
    CU_ASSERT(agrees(e.value, isms_compound_zero(exact), n));
    static const double qs[] = {0.6, 0.99};
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(isms_compound_quantile(exact, qs[i], &q), ISMS_OK);
        CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, q.low - 0.005, &e), ISMS_OK);
        isms_estimate above_low, above_high;
        CU_ASSERT_EQUAL(isms_compound_exceedance(exact, q.low - 0.005, &above_low), ISMS_OK);
        CU_ASSERT(agrees(e.value, 0.5 * (above_low.low + above_low.high), n) ||
                  (e.value >= above_low.low - 1e-3 && e.value <= above_low.high + 1e-3));
        CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, q.high, &e), ISMS_OK);
        CU_ASSERT_EQUAL(isms_compound_exceedance(exact, q.high, &above_high), ISMS_OK);
        CU_ASSERT(agrees(e.value, above_high.value, n) || (e.value >= above_high.low && e.value <= above_high.high));
    }
    isms_simulation_free(s);
    isms_compound_free(exact);
    isms_portfolio_free(p);
}

static void simulated_losses_agree_with_the_exact_ones(void)
{
    isms_distribution *normal = make(ISMS_LAW_NORMAL, 500, 300, 0), *cut = NULL, *capped = NULL, *mixture = NULL,
                      *scaled = NULL;
    isms_distribution *pert = make(ISMS_LAW_PERT, 10, 20, 400), *lognormal = make(ISMS_LAW_LOGNORMAL, 6, 1, 0), *sample = NULL;
    CU_ASSERT_EQUAL(isms_distribution_truncated(normal, 0, 900, NULL, NULL, &cut), ISMS_OK);
    CU_ASSERT_EQUAL(isms_distribution_capped(lognormal, 1500, NULL, NULL, &capped), ISMS_OK);
    CU_ASSERT_EQUAL(
        isms_distribution_mixture((const isms_distribution *[]){pert, lognormal}, (double[]){1, 2}, 2, NULL, NULL, &mixture),
        ISMS_OK);
    CU_ASSERT_EQUAL(isms_distribution_scaled(cut, 2.5, NULL, NULL, &scaled), ISMS_OK);
    CU_ASSERT_EQUAL(isms_distribution_empirical((double[]){100, 250, 250, 999}, 4, NULL, NULL, &sample), ISMS_OK);
    check_oracle(make(ISMS_LAW_POISSON, 0.6, 0, 0), make(ISMS_LAW_LOGNORMAL_INTERVAL, 1e3, 5e4, 0), 0);
    check_oracle(make(ISMS_LAW_POISSON, 12, 0, 0), make(ISMS_LAW_UNIFORM, 100, 900, 0), 0);
    check_oracle(make(ISMS_LAW_NEGATIVE_BINOMIAL, 0.6, 3, 0), make(ISMS_LAW_EXPONENTIAL, 700, 0, 0), 0);
    check_oracle(make(ISMS_LAW_BERNOULLI, 0.4, 0, 0), make(ISMS_LAW_PARETO, 100, 4, 0), 0);
    check_oracle(make(ISMS_LAW_BINOMIAL, 5, 0.3, 0), make(ISMS_LAW_TRIANGULAR, 10, 100, 900), 0);
    check_oracle(make(ISMS_LAW_POISSON, 1.5, 0, 0), make(ISMS_LAW_GENERALISED_PARETO, 50, 300, 0.2), 0);
    check_oracle(make(ISMS_LAW_POISSON, 2, 0, 0), pert, 1e-6);
    check_oracle(make(ISMS_LAW_POISSON, 2, 0, 0), cut, 0);
    check_oracle(make(ISMS_LAW_POISSON, 2, 0, 0), capped, 0);
    check_oracle(make(ISMS_LAW_POISSON, 2, 0, 0), mixture, 1e-5);
    check_oracle(make(ISMS_LAW_POISSON, 2, 0, 0), scaled, 0);
    check_oracle(make(ISMS_LAW_POISSON, 0.5, 0, 0), sample, 0);
    isms_distribution_free(normal);
    isms_distribution_free(lognormal);
}

/* A rate that is exponential makes the number of events geometric: what is mixed has an exact twin. */
static void a_varying_rate_agrees_with_the_negative_binomial(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    add(p, "events", mixed(make(ISMS_LAW_EXPONENTIAL, 1.5, 0, 0)), make(ISMS_LAW_CONSTANT, 1, 0, 0));
    add(p, "bursts", mixed(make(ISMS_LAW_EXPONENTIAL, 40, 0, 0)), make(ISMS_LAW_CONSTANT, 1, 0, 0));
    isms_simulation_options o = with_trials(17);
    double losses[] = {0, 1, 2, 3, 10, 40, 90, 150};
    o.losses = losses;
    o.loss_count = sizeof losses / sizeof losses[0];
    isms_simulation *s = simulate(p, &o);
    isms_distribution *twins[] = {make(ISMS_LAW_NEGATIVE_BINOMIAL, 1, 1.5, 0), make(ISMS_LAW_NEGATIVE_BINOMIAL, 1, 40, 0)};
    for (int32_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < o.loss_count; k++) {
            isms_estimate e;
            CU_ASSERT_EQUAL(isms_simulation_exceedance(s, i, 0, losses[k], &e), ISMS_OK);
            CU_ASSERT(agrees(e.value, isms_distribution_exceedance(twins[i], losses[k]), (double)o.trials));
        }
        isms_distribution_free(twins[i]);
    }
    isms_simulation_free(s);
    isms_portfolio_free(p);
}

static void insurance_pays_the_limited_expected_value(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_distribution *loss = make(ISMS_LAW_LOGNORMAL_INTERVAL, 1e5, 1e6, 0);
    double low, high, most;
    isms_distribution_limited_mean(loss, 50000, &low);
    isms_distribution_limited_mean(loss, 550000, &high);
    double gross = isms_distribution_mean(loss);
    add(p, "R-1", make(ISMS_LAW_POISSON, 0.9, 0, 0), loss);
    CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 0, 1, ISMS_COVER_EVENT, 50000, 500000), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 0, 2, ISMS_COVER_YEAR, 100000, INFINITY), ISMS_OK);
    isms_simulation_options o = with_trials(17);
    isms_simulation *s = simulate(p, &o);
    isms_estimate e;
    CU_ASSERT_EQUAL(isms_simulation_state_count(s), 3);
    CU_ASSERT_EQUAL(isms_simulation_reduction(s, 0, 0, 1, &e), ISMS_OK);
    double truth = 0.9 * (high - low), error = (e.high - e.value) / 1.96;
    CU_ASSERT(near_estimate(e.value, truth, error));
    CU_ASSERT_EQUAL(isms_simulation_mean(s, 0, 1, &e), ISMS_OK);
    CU_ASSERT(near_estimate(e.value, 0.9 * gross - truth, (e.high - e.value) / 1.96));
    CU_ASSERT_EQUAL(isms_simulation_extremes(s, 0, 2, NULL, &most), ISMS_OK);
    CU_ASSERT_EQUAL(most, 100000);
    isms_simulation_free(s);
    isms_portfolio_free(p);
}

static void a_secondary_loss_comes_with_its_share_of_the_events(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_distribution *second = make(ISMS_LAW_CONSTANT, 1000, 0, 0);
    add(p, "R-1", make(ISMS_LAW_BERNOULLI, 0.5, 0, 0), make(ISMS_LAW_CONSTANT, 1, 0, 0));
    CU_ASSERT_EQUAL(isms_portfolio_set_secondary(p, 0, 0.3, second, NULL), ISMS_OK);
    isms_simulation_options o = with_trials(16);
    isms_simulation *s = simulate(p, &o);
    isms_estimate e;
    CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, 1, &e), ISMS_OK);
    CU_ASSERT(agrees(e.value, 0.15, (double)o.trials));
    CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, 1000, &e), ISMS_OK);
    CU_ASSERT(agrees(e.value, 0.15, (double)o.trials));
    CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, 1001, &e), ISMS_OK);
    CU_ASSERT_EQUAL(e.value, 0);
    isms_distribution_free(second);
    isms_simulation_free(s);
    isms_portfolio_free(p);
}

/* Two events of 1 and of 1000: the sum shows which happened. */
static double share_of_both(isms_portfolio *p)
{
    isms_simulation_options o = with_trials(17);
    isms_simulation *s = simulate(p, &o);
    isms_estimate both;
    CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, 1000.5, &both), ISMS_OK);
    isms_simulation_free(s);
    return both.value;
}

static void a_copula_ties_events_as_much_as_it_says(void)
{
    static const double rhos[] = {0.5, -0.4, 0, 0.9};
    for (size_t i = 0; i < 4; i++) {
        isms_portfolio *p = isms_portfolio_new(NULL);
        add(p, "a", make(ISMS_LAW_BERNOULLI, 0.4, 0, 0), make(ISMS_LAW_CONSTANT, 1, 0, 0));
        add(p, "b", make(ISMS_LAW_BERNOULLI, 0.2, 0, 0), make(ISMS_LAW_CONSTANT, 1000, 0, 0));
        CU_ASSERT_EQUAL(isms_portfolio_correlate(p, (int32_t[]){1, 0}, 2, (double[]){1, rhos[i], rhos[i], 1}, NULL), ISMS_OK);
        double both;
        CU_ASSERT_EQUAL(isms_copula_bernoulli_pair(0.4, 0.2, rhos[i], &both, NULL, NULL), ISMS_OK);
        CU_ASSERT(agrees(share_of_both(p), both, 131072));
        isms_portfolio_free(p);
    }
}

static void a_shock_strikes_together(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_distribution *strike = make(ISMS_LAW_BERNOULLI, 0.3, 0, 0);
    int32_t shock;
    add(p, "a", make(ISMS_LAW_POISSON, 0, 0, 0), make(ISMS_LAW_CONSTANT, 1, 0, 0));
    add(p, "b", make(ISMS_LAW_POISSON, 0, 0, 0), make(ISMS_LAW_CONSTANT, 1000, 0, 0));
    CU_ASSERT_EQUAL(isms_portfolio_add_shock(p, "cloud", strike, NULL, &shock), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, shock, 0, 0.5), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, shock, 1, 0.8), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_link_shock(p, shock, 1, 0.8), ISMS_E_EXISTS);
    CU_ASSERT(agrees(share_of_both(p), 0.3 * 0.5 * 0.8, 131072));
    isms_distribution_free(strike);
    isms_portfolio_free(p);
}

typedef struct watch {
    uint64_t calls, last, stop_at;
} watch;

static int32_t look(void *user, uint64_t done, uint64_t total)
{
    watch *w = user;
    CU_ASSERT(done >= w->last && done <= total);
    w->last = done;
    return ++w->calls == w->stop_at;
}

static void a_simulation_can_be_watched_and_stopped(void)
{
    isms_portfolio *p = everything(NULL);
    isms_simulation_options o = with_trials(16);
    isms_simulation *s = NULL;
    watch w = {0, 0, 0};
    o.progress = look;
    o.progress_user = &w;
    s = simulate(p, &o);
    CU_ASSERT(w.calls > 10);
    isms_simulation_free(s);
    for (int32_t threads = 1; threads <= 2; threads++) {
        w = (watch){0, 0, 3};
        o.threads = threads;
        s = (isms_simulation *)&w; /* replaced by NULL */
        CU_ASSERT_EQUAL(isms_simulation_run(p, &o, NULL, &s), ISMS_E_CANCELLED);
        CU_ASSERT_PTR_NULL(s);
        CU_ASSERT_EQUAL(w.calls, 3);
    }
    isms_portfolio_free(p);
}

static void both_engines_answer_the_same_questions(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    add(p, "a", make(ISMS_LAW_POISSON, 0.5, 0, 0), make(ISMS_LAW_LOGNORMAL_INTERVAL, 5e4, 5e5, 0));
    add(p, "b", make(ISMS_LAW_BERNOULLI, 0.2, 0, 0), make(ISMS_LAW_UNIFORM, 1e5, 3e5, 0));
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 1, 0.4, 0.5), ISMS_OK);
    isms_simulation_options o = with_trials(17);
    isms_simulation *tried = simulate(p, &o);
    o.engine = ISMS_ENGINE_AUTO;
    isms_simulation *exact = simulate(p, &o);
    CU_ASSERT_EQUAL(isms_simulation_engine(tried), ISMS_ENGINE_SIMULATION);
    CU_ASSERT_EQUAL(isms_simulation_engine(exact), ISMS_ENGINE_EXACT);
    CU_ASSERT_EQUAL(isms_simulation_trials(exact), 0);
    for (int32_t subject = ISMS_WHOLE; subject < 2; subject++) {
        for (int32_t state = 0; state < 2; state++) {
            isms_estimate a, b;
            CU_ASSERT_EQUAL(isms_simulation_mean(tried, subject, state, &a), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_mean(exact, subject, state, &b), ISMS_OK);
            CU_ASSERT(near_estimate(a.value, b.value, (a.high - a.value) / 1.96));
            CU_ASSERT_EQUAL(isms_simulation_zero(tried, subject, state, &a), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_zero(exact, subject, state, &b), ISMS_OK);
            CU_ASSERT(agrees(a.value, b.value, 131072));
            CU_ASSERT_EQUAL(isms_simulation_quantile(tried, subject, state, 0.95, &a), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_quantile(exact, subject, state, 0.95, &b), ISMS_OK);
            double half = 5.0 / 1.96;
            CU_ASSERT(b.value >= a.value - half * (a.value - a.low) - 1 && b.value <= a.value + half * (a.high - a.value) + 1);
            CU_ASSERT_EQUAL(isms_simulation_tail_mean(tried, subject, state, 0.95, &a), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_tail_mean(exact, subject, state, 0.95, &b), ISMS_OK);
            CU_ASSERT(near_estimate(a.value, b.value, (a.high - a.value) / 1.9));
        }
    }
    isms_simulation_free(tried);
    isms_simulation_free(exact);
    isms_portfolio_free(p);
}

static void the_curve_is_that_of_the_trials(void)
{
    isms_portfolio *p = everything(NULL);
    isms_simulation_options o = with_trials(POWER);
    isms_simulation *s = simulate(p, &o);
    double losses[300], probabilities[300];
    size_t count = 0, again = 0;
    CU_ASSERT_EQUAL(isms_simulation_curve(s, ISMS_WHOLE, 0, 0, NULL, NULL, &count), ISMS_OK);
    CU_ASSERT(count > 50 && count <= 300);
    CU_ASSERT_EQUAL(isms_simulation_curve(s, ISMS_WHOLE, 0, 300, losses, probabilities, &again), ISMS_OK);
    CU_ASSERT_EQUAL(count, again);
    for (size_t i = 0; i < count; i++) {
        isms_estimate e;
        CU_ASSERT_EQUAL(isms_simulation_exceedance(s, ISMS_WHOLE, 0, losses[i], &e), ISMS_OK);
        CU_ASSERT_EQUAL(e.value, probabilities[i]);
        CU_ASSERT(e.low <= e.value && e.value <= e.high);
        CU_ASSERT(i == 0 || (losses[i] > losses[i - 1] && probabilities[i] < probabilities[i - 1]));
    }
    CU_ASSERT_EQUAL(probabilities[count - 1], 0);
    isms_simulation_free(s);
    isms_portfolio_free(p);
}

static void order_statistics_are_those_of_a_sorted_sample(void)
{
    isms_portfolio *p = everything(NULL);
    isms_simulation_options o = with_trials(12);
    double qs[] = {0.001, 0.25, 0.5, 0.77, 0.9, 0.95, 0.99, 0.999, 0.9999};
    o.quantiles = qs;
    o.quantile_count = sizeof qs / sizeof qs[0];
    isms_simulation *s = simulate(p, &o);
    double *all = malloc(4096 * sizeof *all), value, tail, mean = 0;
    for (int32_t state = 0; state < 2; state++) {
        for (uint64_t t = 0; t < 4096; t++)
            CU_ASSERT_EQUAL(isms_simulation_trial(s, state, t, &all[t]), ISMS_OK);
        for (size_t i = 0; i < o.quantile_count; i++) {
            isms_estimate e, m;
            CU_ASSERT_EQUAL(isms_simulation_quantile(s, ISMS_WHOLE, state, qs[i], &e), ISMS_OK);
            CU_ASSERT_EQUAL(isms_simulation_tail_mean(s, ISMS_WHOLE, state, qs[i], &m), ISMS_OK);
            CU_ASSERT_EQUAL(isms_statistics_tail_mean(all, 4096, qs[i], NULL, &value, &tail), ISMS_OK);
            CU_ASSERT_EQUAL(e.value, value);
            CU_ASSERT(fabs(m.value - tail) <= 1e-9 * tail);
            CU_ASSERT(e.low <= e.value && e.value <= e.high);
        }
        isms_estimate any;
        CU_ASSERT_EQUAL(isms_simulation_quantile(s, ISMS_WHOLE, state, 0.333, &any), ISMS_OK);
        CU_ASSERT_EQUAL(isms_statistics_quantile(all, 4096, 0.333, ISMS_QUANTILE_INVERSE, NULL, &value), ISMS_OK);
        CU_ASSERT_EQUAL(any.value, value);
        CU_ASSERT_EQUAL(isms_simulation_mean(s, ISMS_WHOLE, state, &any), ISMS_OK);
        mean = 0;
        for (size_t t = 0; t < 4096; t++)
            mean += all[t];
        CU_ASSERT(fabs(any.value - mean / 4096) <= 1e-12 * any.value);
    }
    isms_estimate few;
    CU_ASSERT_EQUAL(isms_simulation_quantile(s, ISMS_WHOLE, 0, 0.9999, &few), ISMS_OK);
    CU_ASSERT_EQUAL(few.high, INFINITY); /* 4,096 trials say nothing of how high it may be */
    CU_ASSERT_EQUAL(isms_simulation_quantile(s, 0, 0, 0.333, &few), ISMS_E_NOT_FOUND);
    isms_simulation_free(s);
    o.keep = 1;
    s = simulate(p, &o);
    CU_ASSERT_EQUAL(isms_simulation_quantile(s, 0, 0, 0.333, &few), ISMS_OK);
    CU_ASSERT_EQUAL(isms_simulation_exceedance(s, 0, 0, 12345.67, &few), ISMS_OK);
    isms_simulation_free(s);
    free(all);
    isms_portfolio_free(p);
}

static void wrong_questions_are_named(void)
{
    isms_portfolio *p = everything(NULL), *empty = isms_portfolio_new(NULL);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    double bad_quantile = 1;
    struct {
        isms_simulation_options o;
        isms_status status;
        const char *path;
    } rows[] = {{with_trials(9), ISMS_E_RANGE, "options.trials"},     {with_trials(10), ISMS_E_RANGE, "options.threads"},
                {with_trials(10), ISMS_E_RANGE, "options.unit"},      {with_trials(10), ISMS_E_RANGE, "options.confidence"},
                {with_trials(10), ISMS_E_RANGE, "options.quantiles"}, {with_trials(10), ISMS_E_UNSUPPORTED, "options.engine"},
                {with_trials(10), ISMS_E_RANGE, "options.states"},    {with_trials(10), ISMS_E_RANGE, "options.trials"}};
    rows[1].o.threads = -1;
    rows[2].o.unit = -1;
    rows[3].o.confidence = 1;
    rows[4].o.quantiles = &bad_quantile;
    rows[4].o.quantile_count = 1;
    rows[5].o.engine = ISMS_ENGINE_EXACT;
    rows[6].o.states = 5;
    rows[7].o.trials = 3000;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_simulation *s = NULL;
        isms_diagnostics_clear(problems);
        CU_ASSERT_EQUAL(isms_simulation_run(p, &rows[i].o, problems, &s), rows[i].status);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), rows[i].path);
        CU_ASSERT_PTR_NULL(s);
    }
    isms_simulation *s = NULL;
    CU_ASSERT_EQUAL(isms_simulation_run(empty, NULL, problems, &s), ISMS_E_MISUSE);
    isms_simulation_options newer = with_trials(10);
    struct {
        isms_simulation_options known;
        int32_t unknown;
    } future = {newer, 1};
    future.known.struct_size = sizeof future;
    CU_ASSERT_EQUAL(isms_simulation_run(p, &future.known, problems, &s), ISMS_E_UNSUPPORTED);
    isms_diagnostics_free(problems);
    isms_portfolio_free(empty);
    isms_portfolio_free(p);
}

static void wrong_scenarios_are_named(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_distribution *poisson = make(ISMS_LAW_POISSON, 1, 0, 0), *often = make(ISMS_LAW_POISSON, 1e6, 0, 0);
    isms_distribution *loss = make(ISMS_LAW_UNIFORM, 1, 2, 0), *negative = make(ISMS_LAW_UNIFORM, -1, 2, 0);
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "R-1", often, loss, problems, NULL), ISMS_E_RANGE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "R-1.frequency");
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "R-1", poisson, negative, problems, NULL), ISMS_E_RANGE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 1), "R-1.loss");
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "R-1", poisson, poisson, problems, NULL), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "not a token", poisson, loss, problems, NULL), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_portfolio_count(p), 0);
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "R-1", poisson, loss, problems, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_add(p, "R-1", poisson, loss, problems, NULL), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 1, 1.5, 0), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 1, 1, 0.5, 0), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_portfolio_set_effect(p, 0, 4, 0.5, 0), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_portfolio_set_cover(p, 0, 1, ISMS_COVER_YEAR, -1, 1), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_portfolio_state_count(p), 1);
    CU_ASSERT_EQUAL(isms_portfolio_correlate(p, (int32_t[]){0, 0}, 2, (double[]){1, 0, 0, 1}, problems), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_portfolio_correlate(p, (int32_t[]){0, 1}, 2, (double[]){1, 0, 0, 1}, problems), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_portfolio_find(p, "R-1"), 0);
    CU_ASSERT_EQUAL(isms_portfolio_find(p, "R-2"), -1);
    isms_diagnostics_free(problems);
    isms_distribution_free(poisson);
    isms_distribution_free(often);
    isms_distribution_free(loss);
    isms_distribution_free(negative);
    isms_portfolio_free(p);
}

static isms_status small_portfolio(const isms_allocator *allocator)
{
    isms_distribution *f = make(ISMS_LAW_POISSON, 1, 0, 0), *x = make(ISMS_LAW_PERT, 1, 2, 9),
                      *r = mixed(make(ISMS_LAW_UNIFORM, 1, 2, 0));
    isms_portfolio *p = isms_portfolio_new(allocator);
    isms_simulation *s = NULL;
    int32_t shock = 0;
    isms_status status = p ? isms_portfolio_add(p, "a", f, x, NULL, NULL) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_portfolio_add(p, "b", r, x, NULL, NULL);
    if (status == ISMS_OK)
        status = isms_portfolio_set_secondary(p, 0, 0.5, x, NULL);
    if (status == ISMS_OK)
        status = isms_portfolio_add_shock(p, "s", f, NULL, &shock);
    if (status == ISMS_OK)
        status = isms_portfolio_link_shock(p, shock, 0, 0.5);
    if (status == ISMS_OK)
        status = isms_portfolio_correlate(p, (int32_t[]){0, 1}, 2, (double[]){1, 0.1, 0.1, 1}, NULL);
    isms_simulation_options o = with_trials(10);
    o.allocator = allocator;
    o.keep = 1;
    if (status == ISMS_OK)
        status = isms_simulation_run(p, &o, NULL, &s);
    CU_ASSERT((status == ISMS_OK) == (s != NULL));
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_distribution_free(f);
    isms_distribution_free(x);
    isms_distribution_free(r);
    return status;
}

static isms_status small_exact(const isms_allocator *allocator)
{
    isms_distribution *f = make(ISMS_LAW_POISSON, 1, 0, 0), *x = make(ISMS_LAW_PERT, 1, 2, 9);
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_simulation *s = NULL;
    isms_portfolio_add(p, "a", f, x, NULL, NULL);
    isms_portfolio_set_effect(p, 0, 1, 0.5, 0.5);
    isms_portfolio_set_effect(p, 0, 2, 0.5, 1);
    isms_simulation_options o = with_trials(10);
    o.allocator = allocator;
    o.engine = ISMS_ENGINE_EXACT;
    isms_status status = isms_simulation_run(p, &o, NULL, &s);
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_distribution_free(f);
    isms_distribution_free(x);
    return status;
}

static void short_memory_leaves_nothing_behind(void)
{
    sweep_allocations(small_portfolio);
    sweep_allocations(small_exact);
}

int main(void)
{
    static const test_case tests[] = {
        {"the result is the same to the bit everywhere", the_result_is_the_same_to_the_bit_everywhere},
        {"a lent pool may run the tasks in any order", a_lent_pool_may_run_the_tasks_in_any_order},
        {"simulated losses agree with the exact ones", simulated_losses_agree_with_the_exact_ones},
        {"a varying rate agrees with the negative binomial", a_varying_rate_agrees_with_the_negative_binomial},
        {"insurance pays the limited expected value", insurance_pays_the_limited_expected_value},
        {"a secondary loss comes with its share of the events", a_secondary_loss_comes_with_its_share_of_the_events},
        {"a copula ties events as much as it says", a_copula_ties_events_as_much_as_it_says},
        {"a shock strikes together", a_shock_strikes_together},
        {"a simulation can be watched and stopped", a_simulation_can_be_watched_and_stopped},
        {"both engines answer the same questions", both_engines_answer_the_same_questions},
        {"the curve is that of the trials", the_curve_is_that_of_the_trials},
        {"order statistics are those of a sorted sample", order_statistics_are_those_of_a_sorted_sample},
        {"wrong questions are named", wrong_questions_are_named},
        {"wrong scenarios are named", wrong_scenarios_are_named},
        {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
        {NULL, NULL}};
    return run_suite("simulation", tests);
}
