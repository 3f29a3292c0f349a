/* Distributions, the statistics of samples, and the formulas of likelihood, money and appetite. */
#include "test.h"

#include "risk/quadrature.h"

#include <math.h>

enum { MOST_PARAMETERS = 4 };

typedef struct row {
    isms_law law;
    double parameters[MOST_PARAMETERS];
    size_t count;
} row;

static const row continuous[] = {{ISMS_LAW_UNIFORM, {-2, 5}, 2},
                                 {ISMS_LAW_TRIANGULAR, {1, 2, 7}, 3},
                                 {ISMS_LAW_TRIANGULAR, {1, 1, 7}, 3},
                                 {ISMS_LAW_TRIANGULAR, {1, 7, 7}, 3},
                                 {ISMS_LAW_NORMAL, {3, 2}, 2},
                                 {ISMS_LAW_LOGNORMAL, {0.5, 0.8}, 2},
                                 {ISMS_LAW_LOGNORMAL_INTERVAL, {1, 10}, 2},
                                 {ISMS_LAW_BETA, {2.5, 3.5, -1, 4}, 4},
                                 {ISMS_LAW_PERT, {1, 10, 100}, 3},
                                 {ISMS_LAW_PERT, {0, 10, 10, 4}, 4},
                                 {ISMS_LAW_PERT_CLASSIC, {5, 20, 50, 2}, 4},
                                 {ISMS_LAW_EXPONENTIAL, {4}, 1},
                                 {ISMS_LAW_PARETO, {2, 5}, 2},
                                 {ISMS_LAW_GENERALISED_PARETO, {1, 2, 0.2}, 3},
                                 {ISMS_LAW_GENERALISED_PARETO, {1, 2, -0.4}, 3}};

static const row counts[] = {{ISMS_LAW_POISSON, {0}, 1},
                             {ISMS_LAW_POISSON, {0.1}, 1},
                             {ISMS_LAW_POISSON, {37.5}, 1},
                             {ISMS_LAW_NEGATIVE_BINOMIAL, {2, 1.5}, 2},
                             {ISMS_LAW_NEGATIVE_BINOMIAL, {0.4, 12}, 2},
                             {ISMS_LAW_BERNOULLI, {0.3}, 1},
                             {ISMS_LAW_BERNOULLI, {1}, 1},
                             {ISMS_LAW_BINOMIAL, {12, 0.25}, 2}};

enum { CONTINUOUS = sizeof continuous / sizeof continuous[0], COUNTS = sizeof counts / sizeof counts[0] };

static isms_distribution *make(isms_law law, const double *parameters, size_t count)
{
    isms_distribution *d = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_distribution_new(law, parameters, count, NULL, NULL, &d), ISMS_OK);
    return d;
}

static isms_distribution *of_row(const row *r)
{
    return make(r->law, r->parameters, r->count);
}

static bool near(double a, double b, double relative)
{
    return fabs(a - b) <= relative * (fabs(b) > 1 ? fabs(b) : 1);
}

static double at_quantile(const void *context, double u)
{
    double x = NAN;
    isms_distribution_quantile(context, u, &x);
    return x;
}

static double square_at_quantile(const void *context, double u)
{
    double off = at_quantile(context, u) - isms_distribution_mean(context);
    return off * off;
}

static void check_moments(const isms_distribution *d)
{
    double mean = isms__integrate(at_quantile, d, 0, 1, 1e-9), variance = isms__integrate(square_at_quantile, d, 0, 1, 1e-9);
    CU_ASSERT(near(isms_distribution_mean(d), mean, 1e-6));
    CU_ASSERT(near(isms_distribution_variance(d), variance, 1e-4));
}

static void check_inverse(const isms_distribution *d)
{
    for (int i = 1; i < 200; i++) {
        double p = i / 200.0, x;
        CU_ASSERT_EQUAL(isms_distribution_quantile(d, p, &x), ISMS_OK);
        CU_ASSERT(near(isms_distribution_cdf(d, x), p, 1e-12));
        CU_ASSERT(near(isms_distribution_exceedance(d, x), 1 - p, 1e-12));
        CU_ASSERT(x >= isms_distribution_least(d) && x <= isms_distribution_most(d));
        double h = 1e-5 * (fabs(x) + 1), slope = (isms_distribution_cdf(d, x + h) - isms_distribution_cdf(d, x - h)) / (2 * h);
        CU_ASSERT(fabs(isms_distribution_density(d, x) - slope) <= 1e-4 * (1 + slope) + 0.02 * slope);
    }
}

static void check_limits(const isms_distribution *d)
{
    double limited, before = -INFINITY;
    for (int i = 0; i < 40; i++) {
        double limit = -3 + i * 0.5;
        CU_ASSERT_EQUAL(isms_distribution_limited_mean(d, limit, &limited), ISMS_OK);
        CU_ASSERT(limited >= before - 1e-12 && limited <= limit + 1e-12);
        before = limited;
    }
    CU_ASSERT_EQUAL(isms_distribution_limited_mean(d, INFINITY, &limited), ISMS_OK);
    CU_ASSERT_EQUAL(limited, isms_distribution_mean(d));
    CU_ASSERT_EQUAL(isms_distribution_limited_mean(d, 1e9, &limited), ISMS_OK);
    CU_ASSERT(near(limited, isms_distribution_mean(d), 1e-6));
}

static void a_continuous_law_agrees_with_itself(void)
{
    for (size_t i = 0; i < CONTINUOUS; i++) {
        isms_distribution *d = of_row(&continuous[i]);
        check_inverse(d);
        check_moments(d);
        check_limits(d);
        isms_distribution_free(d);
    }
}

static void a_count_is_the_sum_of_its_probabilities(void)
{
    for (size_t i = 0; i < COUNTS; i++) {
        isms_distribution *d = of_row(&counts[i]);
        double sum = 0, mean = 0, square = 0, limited;
        for (int k = 0; k < 600; k++) {
            double p = isms_distribution_density(d, k), q;
            sum += p;
            mean += k * p;
            square += (double)k * k * p;
            CU_ASSERT(near(isms_distribution_cdf(d, k), sum, 1e-13));
            CU_ASSERT(near(isms_distribution_exceedance(d, k + 0.5), 1 - sum, 1e-13));
            if (p > 1e-9 && sum < 1 - 1e-9) {
                CU_ASSERT_EQUAL(isms_distribution_quantile(d, sum - 0.5 * p, &q), ISMS_OK);
                CU_ASSERT_EQUAL(q, k);
            }
        }
        CU_ASSERT(near(sum, 1, 1e-12));
        CU_ASSERT(near(isms_distribution_mean(d), mean, 1e-12));
        CU_ASSERT(near(isms_distribution_variance(d), square - mean * mean, 1e-10));
        CU_ASSERT_EQUAL(isms_distribution_limited_mean(d, 600, &limited), ISMS_OK);
        CU_ASSERT(near(limited, mean, 1e-12));
        CU_ASSERT_EQUAL(isms_distribution_density(d, 1.5), 0);
        CU_ASSERT_EQUAL(isms_distribution_cdf(d, -1), 0);
        isms_distribution_free(d);
    }
}

static void a_mixed_poisson_with_a_gamma_like_rate_is_overdispersed(void)
{
    isms_distribution *rate = make(ISMS_LAW_EXPONENTIAL, (double[]){1.5}, 1), *mixed = NULL; /* a gamma with r = 1 */
    isms_distribution *negative = make(ISMS_LAW_NEGATIVE_BINOMIAL, (double[]){1, 1.5}, 2);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_mixed_poisson(rate, NULL, NULL, &mixed), ISMS_OK);
    for (int k = 0; k < 20; k++) {
        CU_ASSERT(near(isms_distribution_cdf(mixed, k), isms_distribution_cdf(negative, k), 1e-10));
        CU_ASSERT(near(isms_distribution_density(mixed, k), isms_distribution_density(negative, k), 1e-10));
    }
    CU_ASSERT(near(isms_distribution_mean(mixed), 1.5, 1e-15));
    CU_ASSERT(near(isms_distribution_variance(mixed), 1.5 * 2.5, 1e-15));
    isms_distribution_free(rate);
    isms_distribution_free(mixed);
    isms_distribution_free(negative);
}

static void truncation_spreads_what_it_cuts_off(void)
{
    isms_distribution *normal = make(ISMS_LAW_NORMAL, (double[]){0, 1}, 2), *half = NULL, *none = NULL, *band = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_distribution_truncated(normal, 0, INFINITY, NULL, NULL, &half), ISMS_OK);
    CU_ASSERT(near(isms_distribution_mean(half), 0.7978845608028654, 1e-14)); /* sqrt(2 / pi) */
    CU_ASSERT(near(isms_distribution_variance(half), 1 - 0.6366197723675814, 1e-14));
    CU_ASSERT_EQUAL(isms_distribution_exceedance(half, -1), 1);
    CU_ASSERT_EQUAL(isms_distribution_mode(half), 0);
    check_inverse(half);
    CU_ASSERT_EQUAL_FATAL(isms_distribution_truncated(normal, 0.2, 1.3, NULL, NULL, &band), ISMS_OK);
    check_inverse(band);
    check_moments(band);
    check_limits(band);
    CU_ASSERT_EQUAL(isms_distribution_truncated(normal, 100, 200, NULL, NULL, &none), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_distribution_truncated(normal, 2, 1, NULL, NULL, &none), ISMS_E_LOW_NOT_BELOW_HIGH);
    CU_ASSERT_PTR_NULL(none);
    isms_distribution_free(normal);
    isms_distribution_free(half);
    isms_distribution_free(band);
}

static void a_cap_keeps_the_probability_at_the_cap(void)
{
    isms_distribution *loss = make(ISMS_LAW_LOGNORMAL_INTERVAL, (double[]){1e5, 1e6}, 2), *capped = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_distribution_capped(loss, 1e6, NULL, NULL, &capped), ISMS_OK);
    double x, limited;
    CU_ASSERT_EQUAL(isms_distribution_limited_mean(loss, 1e6, &limited), ISMS_OK);
    CU_ASSERT_EQUAL(isms_distribution_mean(capped), limited);
    CU_ASSERT(near(isms_distribution_density(capped, 1e6), 0.05, 1e-12));
    CU_ASSERT_EQUAL(isms_distribution_quantile(capped, 0.99, &x), ISMS_OK);
    CU_ASSERT_EQUAL(x, 1e6);
    CU_ASSERT_EQUAL(isms_distribution_most(capped), 1e6);
    check_moments(capped);
    isms_distribution_free(loss);
    isms_distribution_free(capped);
}

static void a_mixture_weighs_its_parts(void)
{
    isms_distribution *low = make(ISMS_LAW_UNIFORM, (double[]){0, 1}, 2), *high = make(ISMS_LAW_NORMAL, (double[]){1.5, 1}, 2);
    isms_distribution *mixture = NULL;
    CU_ASSERT_EQUAL_FATAL(
        isms_distribution_mixture((const isms_distribution *[]){low, high}, (double[]){2.9, 1.1}, 2, NULL, NULL, &mixture),
        ISMS_OK);
    CU_ASSERT(near(isms_distribution_mean(mixture), 0.725 * 0.5 + 0.275 * 1.5, 1e-14));
    CU_ASSERT(near(isms_distribution_cdf(mixture, 1), 0.725 + 0.275 * isms_normal_cdf(-0.5), 1e-14));
    check_inverse(mixture);
    check_moments(mixture);
    isms_distribution_free(low);
    isms_distribution_free(high);
    isms_distribution_free(mixture);
}

static void a_sample_keeps_its_steps(void)
{
    isms_distribution *d = NULL;
    double x;
    CU_ASSERT_EQUAL_FATAL(isms_distribution_empirical((double[]){40, 10, 30, 20, 20}, 5, NULL, NULL, &d), ISMS_OK);
    CU_ASSERT_EQUAL(isms_distribution_quantile(d, 0.2, &x), ISMS_OK);
    CU_ASSERT_EQUAL(x, 10);
    CU_ASSERT_EQUAL(isms_distribution_quantile(d, 0.6, &x), ISMS_OK);
    CU_ASSERT_EQUAL(x, 20);
    CU_ASSERT_EQUAL(isms_distribution_quantile(d, 0.61, &x), ISMS_OK);
    CU_ASSERT_EQUAL(x, 30);
    CU_ASSERT_EQUAL(isms_distribution_density(d, 20), 0.4);
    CU_ASSERT_EQUAL(isms_distribution_exceedance(d, 20), 0.4);
    CU_ASSERT_EQUAL(isms_distribution_mean(d), 24);
    CU_ASSERT(near(isms_distribution_variance(d), 104, 1e-15));
    isms_distribution_free(d);
}

static double exceeds(isms_distribution *x, isms_distribution *y)
{
    double p = NAN;
    CU_ASSERT_EQUAL(isms_distribution_exceeds(x, y, &p), ISMS_OK);
    return p;
}

static void one_of_two_values_exceeds_the_other(void)
{
    isms_distribution *u = make(ISMS_LAW_UNIFORM, (double[]){0, 1}, 2), *half = make(ISMS_LAW_CONSTANT, (double[]){0.5}, 1);
    CU_ASSERT(near(exceeds(u, u), 0.5, 1e-14));
    CU_ASSERT_EQUAL(exceeds(half, half), 0); /* ties do not count */
    CU_ASSERT_EQUAL(exceeds(u, half), 0.5);
    for (size_t i = 0; i < CONTINUOUS; i++) {
        isms_distribution *x = of_row(&continuous[i]);
        CU_ASSERT(near(exceeds(x, x), 0.5, 1e-11));
        for (size_t j = 0; j < i; j++) {
            isms_distribution *y = of_row(&continuous[j]);
            CU_ASSERT(near(exceeds(x, y) + exceeds(y, x), 1, 1e-11));
            isms_distribution_free(y);
        }
        isms_distribution_free(x);
    }
    isms_distribution_free(u);
    isms_distribution_free(half);
}

static void a_parameter_that_does_not_fit_is_named(void)
{
    static const struct {
        isms_law law;
        double parameters[MOST_PARAMETERS];
        size_t count;
        isms_status status;
        const char *name;
    } rows[] = {{ISMS_LAW_PERT, {5, 5, 5, 4}, 4, ISMS_E_LOW_NOT_BELOW_HIGH, "low"},
                {ISMS_LAW_PERT, {5, 2, 10, 4}, 4, ISMS_E_MODE_OUT_OF_RANGE, "mode"},
                {ISMS_LAW_PERT, {5, 6, 10, 0}, 4, ISMS_E_NOT_POSITIVE, "gamma"},
                {ISMS_LAW_LOGNORMAL_INTERVAL, {-1, 10}, 2, ISMS_E_NOT_POSITIVE, "low"},
                {ISMS_LAW_LOGNORMAL_INTERVAL, {1, 10, 1}, 3, ISMS_E_RANGE, "confidence"},
                {ISMS_LAW_LOGNORMAL_QUANTILES, {0.5, 1, 0.4, 2}, 4, ISMS_E_LOW_NOT_BELOW_HIGH, "p1"},
                {ISMS_LAW_NORMAL, {0, -1}, 2, ISMS_E_NOT_POSITIVE, "sd"},
                {ISMS_LAW_CONSTANT, {NAN}, 1, ISMS_E_NOT_FINITE, "value"},
                {ISMS_LAW_POISSON, {-1}, 1, ISMS_E_RANGE, "rate"},
                {ISMS_LAW_BINOMIAL, {2.5, 0.5}, 2, ISMS_E_RANGE, "n"},
                {ISMS_LAW_BERNOULLI, {1.5}, 1, ISMS_E_RANGE, "p"},
                {ISMS_LAW_GENERALISED_PARETO, {0, 1, -1}, 3, ISMS_E_RANGE, "shape"}};
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_distribution *d = (isms_distribution *)&rows; /* replaced by NULL */
        isms_diagnostics_clear(problems);
        CU_ASSERT_EQUAL(isms_distribution_new(rows[i].law, rows[i].parameters, rows[i].count, NULL, problems, &d),
                        rows[i].status);
        CU_ASSERT_PTR_NULL(d);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), rows[i].name);
    }
    isms_distribution *none = NULL;
    CU_ASSERT_EQUAL(isms_distribution_new(ISMS_LAW_PERT, (double[]){1, 2}, 2, NULL, problems, &none), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_distribution_new(ISMS_LAW_MIXTURE, (double[]){1, 2}, 2, NULL, problems, &none), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_distribution_empirical((double[]){1, INFINITY}, 2, NULL, problems, &none), ISMS_E_NOT_FINITE);
    isms_diagnostics_free(problems);
}

static void laws_are_found_by_name(void)
{
    int n = 0;
    for (isms_law law = isms_law_next(0); law; law = isms_law_next(law), n++)
        CU_ASSERT_EQUAL(isms_law_by_name(isms_law_name(law)), law);
    CU_ASSERT_EQUAL(n, 24);
    CU_ASSERT_EQUAL(isms_law_by_name("no such law"), 0);
    CU_ASSERT_STRING_EQUAL(isms_law_parameter_name(ISMS_LAW_PERT, 3), "gamma");
    CU_ASSERT_EQUAL(isms_law_parameter_required(ISMS_LAW_PERT), 3);
    CU_ASSERT_PTR_NULL(isms_law_parameter_name(ISMS_LAW_PERT, 4));
    CU_ASSERT_EQUAL(isms_law_is_count(ISMS_LAW_MIXED_POISSON), 1);
}

static void intervals_of_samples_hold_at_their_ends(void)
{
    double low, high;
    uint64_t lower, upper;
    CU_ASSERT_EQUAL(isms_statistics_proportion(0, 100, 0.95, &low, &high), ISMS_OK);
    CU_ASSERT_EQUAL(low, 0);
    CU_ASSERT(near(high, 1 - pow(0.025, 0.01), 1e-12));
    CU_ASSERT_EQUAL(isms_statistics_proportion(100, 100, 0.95, &low, &high), ISMS_OK);
    CU_ASSERT(near(low, pow(0.025, 0.01), 1e-12));
    CU_ASSERT_EQUAL(high, 1);
    CU_ASSERT_EQUAL(isms_statistics_proportion(5, 50, 0.95, &low, &high), ISMS_OK);
    CU_ASSERT(near(low, 0.03327509358902247, 1e-12)); /* scipy.stats.beta.ppf */
    CU_ASSERT(near(high, 0.21813536643420225, 1e-12));
    CU_ASSERT_EQUAL(isms_statistics_quantile_ranks(10, 0.01, 0.95, &lower, &upper, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(lower, 0);
    CU_ASSERT_EQUAL(isms_statistics_proportion(2, 1, 0.95, &low, &high), ISMS_E_RANGE);
}

static void an_appetite_names_the_first_anchor_that_breaks(void)
{
    isms_appetite_verdict v;
    CU_ASSERT_EQUAL(isms_appetite_check((double[]){0.05, 0.02, 0.002}, (double[]){0.1, 0.01, 0.001}, 3, &v), ISMS_OK);
    CU_ASSERT_EQUAL(v.within, 0);
    CU_ASSERT_EQUAL(v.first_breach, 1);
    CU_ASSERT_EQUAL(v.breaches, 2);
    CU_ASSERT(near(v.margin, -0.01, 1e-15));
    CU_ASSERT_EQUAL(isms_appetite_check((double[]){0.1}, (double[]){0.1}, 1, &v), ISMS_OK);
    CU_ASSERT_EQUAL(v.within, 1);
    CU_ASSERT_EQUAL(v.first_breach, -1);
    CU_ASSERT_EQUAL(isms_appetite_check((double[]){1.1}, (double[]){0.1}, 1, &v), ISMS_E_RANGE);
}

static void money_never_comes_from_an_impossible_number(void)
{
    double out = 7;
    isms_investment_optimum o;
    CU_ASSERT_EQUAL(isms_investment_return(10, 5, 0, &out), ISMS_E_COST_NOT_POSITIVE);
    CU_ASSERT_EQUAL(isms_investment_return_of_ratio(10, 1.5, 1, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_investment_present_value(1, 1, 1, -1, 3, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_likelihood_to_rate(1, 1, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_likelihood_from_rate(1, 0, &out), ISMS_E_NOT_POSITIVE);
    CU_ASSERT_EQUAL(isms_likelihood_from_return_period(0.5, 1, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_statistics_required_trials(0, 1, 0.01, 0.95, &(uint64_t){0}), ISMS_E_NOT_POSITIVE);
    CU_ASSERT_EQUAL(out, 7);
    CU_ASSERT_EQUAL(isms_investment_gordon_loeb_1(0.1, 10, 1e-5, 1, &o), ISMS_OK);
    CU_ASSERT_EQUAL(o.spending, 0); /* nothing pays for so small a loss */
    CU_ASSERT_EQUAL(o.vulnerability, 0.1);
    CU_ASSERT_EQUAL(isms_investment_gordon_loeb_2(1, 1e6, 1e-5, &o), ISMS_OK);
    CU_ASSERT_EQUAL(o.spending, 0);
}

static void correlations_are_checked_where_they_stand(void)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    double ones[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1}, sum;
    CU_ASSERT_EQUAL(isms_copula_check(ones, 3, NULL, problems), ISMS_OK); /* semidefinite is enough */
    CU_ASSERT_EQUAL(isms_copula_check((double[]){1, 2, 2, 1}, 2, NULL, problems), ISMS_E_RANGE);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), "matrix[0][1]");
    CU_ASSERT_EQUAL(isms_statistics_sum_deviation((double[]){1, 2, 3}, 3, ones, NULL, &sum), ISMS_OK);
    CU_ASSERT(near(sum, 6, 1e-15));
    CU_ASSERT_EQUAL(isms_statistics_sum_deviation((double[]){3, 4, 12}, 3, NULL, NULL, &sum), ISMS_OK);
    CU_ASSERT(near(sum, 13, 1e-15));
    CU_ASSERT_EQUAL(isms_statistics_any_of((double[]){0.1, 0.05, 0.02}, 3, &sum), ISMS_OK);
    CU_ASSERT(near(sum, 0.1621, 1e-14));
    isms_diagnostics_free(problems);
}

static isms_status everything(const isms_allocator *allocator)
{
    isms_distribution *a = NULL, *b = NULL, *mixture = NULL, *cut = NULL, *copy = NULL;
    double sum;
    isms_status status = isms_distribution_new(ISMS_LAW_NORMAL, (double[]){0, 1}, 2, allocator, NULL, &a);
    if (status == ISMS_OK)
        status = isms_distribution_empirical((double[]){1, 2, 3}, 3, allocator, NULL, &b);
    if (status == ISMS_OK)
        status = isms_distribution_mixture((const isms_distribution *[]){a, b}, (double[]){1, 1}, 2, allocator, NULL, &mixture);
    if (status == ISMS_OK)
        status = isms_distribution_truncated(mixture, 0, 2, allocator, NULL, &cut);
    if (status == ISMS_OK)
        status = isms_distribution_copy(cut, allocator, &copy);
    if (status == ISMS_OK)
        status = isms_statistics_tail_mean((double[]){1, 2, 3}, 3, 0.5, allocator, NULL, &sum);
    if (status == ISMS_OK)
        status = isms_statistics_sum_deviation((double[]){1, 2}, 2, (double[]){1, 0, 0, 1}, allocator, &sum);
    isms_distribution_free(a);
    isms_distribution_free(b);
    isms_distribution_free(mixture);
    isms_distribution_free(cut);
    isms_distribution_free(copy);
    return status;
}

static void short_memory_leaves_nothing_behind(void)
{
    sweep_allocations(everything);
}

int main(void)
{
    static const test_case tests[] = {
        {"a continuous law agrees with itself", a_continuous_law_agrees_with_itself},
        {"a count is the sum of its probabilities", a_count_is_the_sum_of_its_probabilities},
        {"a mixed Poisson with a gamma rate is negative binomial", a_mixed_poisson_with_a_gamma_like_rate_is_overdispersed},
        {"truncation spreads what it cuts off", truncation_spreads_what_it_cuts_off},
        {"a cap keeps the probability at the cap", a_cap_keeps_the_probability_at_the_cap},
        {"a mixture weighs its parts", a_mixture_weighs_its_parts},
        {"a sample keeps its steps", a_sample_keeps_its_steps},
        {"one of two values exceeds the other", one_of_two_values_exceeds_the_other},
        {"a parameter that does not fit is named", a_parameter_that_does_not_fit_is_named},
        {"laws are found by name", laws_are_found_by_name},
        {"intervals of samples hold at their ends", intervals_of_samples_hold_at_their_ends},
        {"an appetite names the first anchor that breaks", an_appetite_names_the_first_anchor_that_breaks},
        {"money never comes from an impossible number", money_never_comes_from_an_impossible_number},
        {"correlations are checked where they stand", correlations_are_checked_where_they_stand},
        {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
        {NULL, NULL}};
    return run_suite("distribution", tests);
}
