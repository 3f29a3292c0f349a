/* Adapters of the quantitative methods: distributions, samples, random numbers, dependence, economics. */
#include "risk_cases.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double input(const case_row *row, const char *key)
{
    return case_real(row, key, NAN);
}

static void put_parameter(case_output *out, const isms_distribution *d, const char *name)
{
    double value;
    if (isms_distribution_parameter(d, name, &value) == ISMS_OK)
        case_put_real(out, name, value);
}

static double quantile(const isms_distribution *d, double q)
{
    double x = NAN;
    isms_distribution_quantile(d, q, &x);
    return x;
}

/* What any row may ask of a distribution. */
static void put_distribution(case_output *out, isms_distribution *d)
{
    static const char *const names[] = {"mu", "sigma", "alpha", "beta"};
    if (!d)
        return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        put_parameter(out, d, names[i]);
    case_put_real(out, "mean", isms_distribution_mean(d));
    case_put_real(out, "var", isms_distribution_variance(d));
    case_put_real(out, "sd", sqrt(isms_distribution_variance(d)));
    case_put_real(out, "median", quantile(d, 0.5));
    case_put_real(out, "mode", isms_distribution_mode(d));
    case_put_real(out, "p90", quantile(d, 0.9));
    case_put_real(out, "p95", quantile(d, 0.95));
    case_put_real(out, "p99", quantile(d, 0.99));
    isms_distribution_free(d);
}

/* ---- normal, lognormal, PERT */

static void run_norm_ppf(const case_row *row, case_output *out)
{
    case_put_real(out, "z", isms_normal_quantile(input(row, "p")));
}

static void run_lognormal_ci90(const case_row *row, case_output *out)
{
    put_distribution(out, case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2));
}

static void run_lognormal_ci(const case_row *row, case_output *out)
{
    put_distribution(
        out, case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high", "confidence"}, 3));
}

static void run_lognormal_quantiles(const case_row *row, case_output *out)
{
    put_distribution(out,
                     case_distribution(row, out, ISMS_LAW_LOGNORMAL_QUANTILES, (const char *[]){"p1", "x1", "p2", "x2"}, 4));
}

static void run_lognormal_moments(const case_row *row, case_output *out)
{
    put_distribution(out, case_distribution(row, out, ISMS_LAW_LOGNORMAL_MOMENTS, (const char *[]){"mean", "sd"}, 2));
}

static const char *const pert_keys[] = {"low", "mode", "high", "gamma"};

static void run_pert(const case_row *row, case_output *out)
{
    put_distribution(out, case_distribution(row, out, ISMS_LAW_PERT, pert_keys, 4));
}

static void run_pert_classic(const case_row *row, case_output *out)
{
    put_distribution(out, case_distribution(row, out, ISMS_LAW_PERT_CLASSIC, pert_keys, 4));
}

static void run_pert_quantile(const case_row *row, case_output *out)
{
    isms_distribution *d = case_distribution(row, out, ISMS_LAW_PERT, pert_keys, 4);
    double x;
    if (d && !case_failed(out, isms_distribution_quantile(d, input(row, "q"), &x)))
        case_put_real(out, "x", x);
    isms_distribution_free(d);
}

/* ---- annual loss expectancy */

static void run_ale_sle(const case_row *row, case_output *out)
{
    double sle, ale;
    if (case_failed(out, isms_investment_loss_expectancy(input(row, "asset_value"), input(row, "exposure_factor"),
                                                         input(row, "aro"), &sle, &ale)))
        return;
    case_put_real(out, "sle", sle);
    case_put_real(out, "ale", ale);
}

static void run_ale_poisson(const case_row *row, case_output *out)
{
    isms_distribution *count = case_distribution(row, out, ISMS_LAW_POISSON, (const char *[]){"frequency"}, 1);
    isms_distribution *loss = case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2);
    if (count && loss)
        case_put_real(out, "ale", isms_distribution_mean(count) * isms_distribution_mean(loss));
    isms_distribution_free(count);
    isms_distribution_free(loss);
}

/* A peer multiplies by the most likely frequency; the expected loss needs the mean. */
static void run_ale_pert(const case_row *row, case_output *out)
{
    static const char *const keys[] = {"min_freq", "mode_freq", "max_freq", "gamma"};
    isms_distribution *rate = case_distribution(row, out, ISMS_LAW_PERT, keys, 4);
    isms_distribution *loss = case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2);
    if (rate && loss) {
        const char *uses = case_text(row, "uses");
        double mode = 0, mean = isms_distribution_mean(rate), size = isms_distribution_mean(loss);
        isms_distribution_parameter(rate, "mode", &mode);
        case_put_real(out, "mean_freq", mean);
        if (uses && strcmp(uses, "mode") == 0) {
            char ours[64];
            snprintf(ours, sizeof ours, "%.6g, with the mean of the frequency", mean * size);
            case_put_peer(out, "ale", mode * size, ours);
        } else {
            case_put_real(out, "ale", mean * size);
        }
    }
    isms_distribution_free(rate);
    isms_distribution_free(loss);
}

/* ---- likelihood */

static double horizon(const case_row *row)
{
    return case_real(row, "horizon_years", 1);
}

static void run_rate_to_probability(const case_row *row, case_output *out)
{
    double p;
    if (!case_failed(out, isms_likelihood_from_rate(input(row, "rate"), horizon(row), &p)))
        case_put_real(out, "p", p);
}

static void run_probability_to_rate(const case_row *row, case_output *out)
{
    double rate;
    if (!case_failed(out, isms_likelihood_to_rate(input(row, "p"), horizon(row), &rate)))
        case_put_real(out, "rate", rate);
}

static void run_return_period(const case_row *row, case_output *out)
{
    double p;
    if (!case_failed(out, isms_likelihood_from_return_period(input(row, "years"), horizon(row), &p)))
        case_put_real(out, "p", p);
}

static void run_epss(const case_row *row, case_output *out)
{
    double p, rate;
    if (case_failed(out, isms_likelihood_from_epss(input(row, "p30"), &p, &rate)))
        return;
    case_put_real(out, "p_year", p);
    case_put_real(out, "rate_year", rate);
}

/* ---- economics */

static void run_rosi_pair(const case_row *row, case_output *out)
{
    double rosi;
    if (!case_failed(out, isms_investment_return(input(row, "ale_current"), input(row, "ale_residual"),
                                                 input(row, "annual_cost"), &rosi)))
        case_put_real(out, "rosi", rosi);
}

static void run_rosi_ratio(const case_row *row, case_output *out)
{
    double rosi;
    if (!case_failed(out, isms_investment_return_of_ratio(input(row, "ale"), input(row, "mitigation_ratio"),
                                                          input(row, "annual_cost"), &rosi)))
        case_put_real(out, "rosi", rosi);
}

static void run_npv(const case_row *row, case_output *out)
{
    double npv;
    if (!case_failed(out, isms_investment_present_value(input(row, "capex"), input(row, "benefit_per_year"),
                                                        input(row, "opex_per_year"), input(row, "rate"),
                                                        case_integer(row, "years", 0), &npv)))
        case_put_real(out, "npv", npv);
}

static void put_optimum(case_output *out, isms_status status, const isms_investment_optimum *o)
{
    if (case_failed(out, status))
        return;
    case_put_real(out, "z", o->spending);
    case_put_real(out, "residual_v", o->vulnerability);
    case_put_real(out, "bound", o->bound);
    case_put_boolean(out, "within_bound", o->spending <= o->bound);
}

static void run_gordon_loeb_1(const case_row *row, case_output *out)
{
    isms_investment_optimum o;
    put_optimum(
        out, isms_investment_gordon_loeb_1(input(row, "v"), input(row, "L"), input(row, "alpha"), input(row, "beta"), &o), &o);
}

static void run_gordon_loeb_2(const case_row *row, case_output *out)
{
    isms_investment_optimum o;
    put_optimum(out, isms_investment_gordon_loeb_2(input(row, "v"), input(row, "L"), input(row, "alpha"), &o), &o);
}

static void run_share(const case_row *row, case_output *out)
{
    isms_distribution *loss =
        case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"ci90_low", "ci90_high"}, 2);
    double deductible = input(row, "deductible"), limit = input(row, "limit"), upper, lower;
    if (loss && !case_failed(out, isms_distribution_limited_mean(loss, deductible + limit, &upper)) &&
        !case_failed(out, isms_distribution_limited_mean(loss, deductible, &lower))) {
        double mean = isms_distribution_mean(loss);
        case_put_real(out, "mean_gross", mean);
        case_put_real(out, "mean_ceded", upper - lower);
        case_put_real(out, "mean_retained", mean - (upper - lower));
    }
    isms_distribution_free(loss);
}

/* ---- samples */

static void run_empirical_quantile(const case_row *row, case_output *out)
{
    const double *x;
    size_t n = case_reals(row, "x", &x);
    const char *type = case_text(row, "type");
    isms_quantile_rule rule = type && strcmp(type, "linear7") == 0 ? ISMS_QUANTILE_LINEAR : ISMS_QUANTILE_INVERSE;
    double value;
    if (!case_failed(out, isms_statistics_quantile(x, n, input(row, "q"), rule, NULL, &value)))
        case_put_real(out, "value", value);
}

/* A peer averages all values that reach the quantile, ties included. */
static double naive_tail(const double *x, size_t n, double from)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] >= from ? x[i] : 0;
        count += x[i] >= from;
    }
    return sum / count;
}

static void run_empirical_tvar(const case_row *row, case_output *out)
{
    const double *x;
    size_t n = case_reals(row, "x", &x);
    double var, tvar;
    if (case_failed(out, isms_statistics_tail_mean(x, n, input(row, "q"), NULL, &var, &tvar)))
        return;
    char ours[64];
    snprintf(ours, sizeof ours, "%.6g", tvar);
    case_put_real(out, "var", var);
    case_put_real(out, "tvar", tvar);
    case_put_peer(out, "naive_mean_ge_var", naive_tail(x, n, var), ours);
}

static void run_quantile_ranks(const case_row *row, case_output *out)
{
    uint64_t n = case_word(row, "n", 10), lower, upper;
    double coverage;
    if (case_failed(out,
                    isms_statistics_quantile_ranks(n, input(row, "q"), input(row, "confidence"), &lower, &upper, &coverage)))
        return;
    case_put_integer(out, "lower_rank", (int64_t)lower);
    case_put_integer(out, "upper_rank", (int64_t)upper);
    case_put_boolean(out, "upper_exists", upper <= n);
    case_put_real(out, "coverage", coverage);
}

static void run_standard_error(const case_row *row, case_output *out)
{
    case_put_real(out, "se", isms_statistics_standard_error(input(row, "sd"), case_word(row, "n", 10)));
}

static void run_required_n(const case_row *row, case_output *out)
{
    uint64_t n;
    if (!case_failed(out, isms_statistics_required_trials(input(row, "mean"), input(row, "sd"), input(row, "rel_error"),
                                                          input(row, "confidence"), &n)))
        case_put_integer(out, "n", (int64_t)n);
}

/* ---- generator */

static size_t words(const case_row *row, const char *key, uint32_t *out, size_t most)
{
    const char *const *parts;
    size_t n = case_words(row, key, ',', &parts);
    for (size_t i = 0; i < n && i < most; i++)
        out[i] = (uint32_t)strtoul(parts[i], NULL, 16);
    return n;
}

static void run_philox(const case_row *row, case_output *out)
{
    uint32_t counter[4] = {0}, key[2] = {0};
    char text[40];
    words(row, "ctr", counter, 4);
    words(row, "key", key, 2);
    isms_random_philox(counter, key, counter);
    snprintf(text, sizeof text, "%08" PRIx32 ",%08" PRIx32 ",%08" PRIx32 ",%08" PRIx32, counter[0], counter[1], counter[2],
             counter[3]);
    case_put_text(out, "out", text);
}

/* "pois_2_5": the number of events at rate 2.5. */
static double rate_of_key(const char *key)
{
    char text[32];
    double rate = NAN;
    snprintf(text, sizeof text, "%s", key + strlen("pois_"));
    for (char *p = text; *p; p++)
        *p = *p == '_' ? '.' : *p;
    case_parse_real(text, &rate);
    return rate;
}

static void run_uniform(const case_row *row, case_output *out)
{
    double u0, u1;
    uint64_t k;
    isms_random_pair(case_word(row, "seed", 10), (uint32_t)case_word(row, "stream", 10), case_word(row, "trial", 10),
                     (uint32_t)case_word(row, "block", 10), &u0, &u1);
    case_put_real(out, "u0", u0);
    case_put_real(out, "u1", u1);
    case_put_real(out, "z0", isms_normal_quantile(u0));
    const char *const *keys;
    size_t n = case_expected_keys(row, &keys);
    for (size_t i = 0; i < n; i++)
        if (strncmp(keys[i], "pois_", 5) == 0 && !case_failed(out, isms_random_poisson(rate_of_key(keys[i]), u1, &k)))
            case_put_integer(out, keys[i], (int64_t)k);
}

static void run_u52(const case_row *row, case_output *out)
{
    case_put_real(out, "u", isms_random_unit((uint32_t)case_word(row, "lo", 16), (uint32_t)case_word(row, "hi", 16)));
}

static void run_poisson_inverse(const case_row *row, case_output *out)
{
    uint64_t k;
    if (!case_failed(out, isms_random_poisson(input(row, "lam"), input(row, "u"), &k)))
        case_put_integer(out, "k", (int64_t)k);
}

/* ---- dependence */

static void run_copula_pair(const case_row *row, case_output *out)
{
    double both, any, phi;
    if (case_failed(out, isms_copula_bernoulli_pair(input(row, "p1"), input(row, "p2"), input(row, "rho"), &both, &any, &phi)))
        return;
    case_put_real(out, "p_both", both);
    case_put_real(out, "p_any", any);
    case_put_real(out, "phi", phi);
}

static void run_copula_validate(const case_row *row, case_output *out)
{
    const char *const *lines;
    size_t n = case_words(row, "matrix", '|', &lines);
    double *matrix = case_memory(n * n * sizeof *matrix);
    for (size_t i = 0; i < n; i++) {
        const double *values;
        size_t count = case_split_reals(lines[i], &values);
        for (size_t j = 0; j < n; j++)
            matrix[i * n + j] = j < count ? values[j] : NAN;
    }
    if (!case_failed(out, isms_copula_check(matrix, n, NULL, NULL)))
        case_put_boolean(out, "valid", true);
}

const case_method case_methods_quantitative[] = {{"math.norm_ppf", run_norm_ppf},
                                                 {"lognormal.from_ci90", run_lognormal_ci90},
                                                 {"lognormal.from_ci", run_lognormal_ci},
                                                 {"lognormal.from_two_quantiles", run_lognormal_quantiles},
                                                 {"lognormal.from_mean_sd", run_lognormal_moments},
                                                 {"pert.modified", run_pert},
                                                 {"pert.classic_sd", run_pert_classic},
                                                 {"pert.quantile", run_pert_quantile},
                                                 {"ale.sle", run_ale_sle},
                                                 {"ale.poisson_lognormal", run_ale_poisson},
                                                 {"ale.pert_frequency", run_ale_pert},
                                                 {"likelihood.rate_to_probability", run_rate_to_probability},
                                                 {"likelihood.probability_to_rate", run_probability_to_rate},
                                                 {"likelihood.return_period", run_return_period},
                                                 {"likelihood.epss_to_annual", run_epss},
                                                 {"rosi.ale_pair", run_rosi_pair},
                                                 {"rosi.mitigation_ratio", run_rosi_ratio},
                                                 {"rosi.npv", run_npv},
                                                 {"gordon_loeb.class1", run_gordon_loeb_1},
                                                 {"gordon_loeb.class2", run_gordon_loeb_2},
                                                 {"treatment.share_lognormal", run_share},
                                                 {"empirical.quantile", run_empirical_quantile},
                                                 {"empirical.tvar", run_empirical_tvar},
                                                 {"empirical.quantile_ci_ranks", run_quantile_ranks},
                                                 {"mc.standard_error", run_standard_error},
                                                 {"mc.required_n", run_required_n},
                                                 {"rng.philox4x32_10", run_philox},
                                                 {"rng.uniform", run_uniform},
                                                 {"rng.u52", run_u52},
                                                 {"rng.poisson_inverse", run_poisson_inverse},
                                                 {"copula.gaussian_bernoulli", run_copula_pair},
                                                 {"copula.validate", run_copula_validate},
                                                 {NULL, NULL}};
