/* Laws of probability: names, parameters, checks, and how each law reduces to a family of distributions. */
#include "distribution.h"
#include "special.h"

#include "core/diagnostics.h"

#include <string.h>

isms_status isms__refuse(isms_diagnostics *problems, isms_status status, const char *record, const char *path)
{
    char rule[40];
    size_t n = 0;
    const char *name = isms_status_name(status);
    if (strncmp(name, "E_", 2) == 0)
        name += 2;
    for (; name[n] && n + 1 < sizeof rule; n++)
        rule[n] = (char)(name[n] >= 'A' && name[n] <= 'Z' ? name[n] - 'A' + 'a' : name[n]);
    rule[n] = '\0';
    isms__where where = {record, path, NULL, 0, 0};
    isms__report(problems, ISMS_SEVERITY_ERROR, rule, &where, "%s: %s", path, isms_status_text(status));
    return status;
}

isms_status isms__need_check(double value, isms__need need)
{
    if (!isfinite(value))
        return ISMS_E_NOT_FINITE;
    switch (need) {
    case ISMS__POSITIVE:
        return value > 0 ? ISMS_OK : ISMS_E_NOT_POSITIVE;
    case ISMS__NOT_NEGATIVE:
        return value >= 0 ? ISMS_OK : ISMS_E_RANGE;
    case ISMS__PROBABILITY:
        return value >= 0 && value <= 1 ? ISMS_OK : ISMS_E_RANGE;
    case ISMS__INSIDE_0_1:
        return value > 0 && value < 1 ? ISMS_OK : ISMS_E_RANGE;
    default:
        return ISMS_OK;
    }
}

static isms_status ordered(double low, double high, int which, int *wrong)
{
    *wrong = which;
    return low < high ? ISMS_OK : ISMS_E_LOW_NOT_BELOW_HIGH;
}

static isms_status reduce_interval(const double *g, double *a, int *wrong)
{
    a[0] = g[0];
    a[1] = g[1];
    return ordered(g[0], g[1], 0, wrong);
}

static isms_status mode_inside(const double *g, int *wrong)
{
    isms_status status = ordered(g[0], g[2], 0, wrong);
    if (status == ISMS_OK && !(g[0] <= g[1] && g[1] <= g[2])) {
        *wrong = 1;
        status = ISMS_E_MODE_OUT_OF_RANGE;
    }
    return status;
}

static isms_status reduce_triangular(const double *g, double *a, int *wrong)
{
    memcpy(a, g, 3 * sizeof *a);
    return mode_inside(g, wrong);
}

/* Half the distance of the ends in logarithms is z standard deviations. */
static isms_status reduce_lognormal_interval(const double *g, double *a, int *wrong)
{
    isms_status status = ordered(g[0], g[1], 0, wrong);
    if (status != ISMS_OK)
        return status;
    double low = isms__log(g[0]), high = isms__log(g[1]);
    a[0] = 0.5 * (low + high);
    a[1] = (high - low) / (2 * isms__normal_quantile(0.5 * (1 + g[2])));
    *wrong = 2;
    return a[1] > 0 && isfinite(a[1]) ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status reduce_lognormal_quantiles(const double *g, double *a, int *wrong)
{
    isms_status status = ordered(g[0], g[2], 0, wrong);
    if (status == ISMS_OK)
        status = ordered(g[1], g[3], 1, wrong);
    if (status != ISMS_OK)
        return status;
    double z1 = isms__normal_quantile(g[0]), z2 = isms__normal_quantile(g[2]), x1 = isms__log(g[1]), x2 = isms__log(g[3]);
    a[1] = (x2 - x1) / (z2 - z1);
    a[0] = x1 - z1 * a[1];
    return ISMS_OK;
}

static isms_status reduce_lognormal_moments(const double *g, double *a, int *wrong)
{
    double ratio = g[1] / g[0], variance = isms__log1p(ratio * ratio);
    a[0] = isms__log(g[0]) - 0.5 * variance;
    a[1] = sqrt(variance);
    *wrong = 1;
    return a[1] > 0 && isfinite(a[1]) ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status reduce_beta(const double *g, double *a, int *wrong)
{
    memcpy(a, g, 4 * sizeof *a);
    return ordered(g[2], g[3], 2, wrong);
}

static isms_status reduce_pert(const double *g, double *a, int *wrong)
{
    isms_status status = mode_inside(g, wrong);
    if (status != ISMS_OK)
        return status;
    double low = g[0], mode = g[1], high = g[2], gamma = g[3];
    a[0] = 1 + gamma * (mode - low) / (high - low);
    a[1] = 1 + gamma * (high - mode) / (high - low);
    a[2] = low;
    a[3] = high;
    return ISMS_OK;
}

static isms_status reduce_pert_classic(const double *g, double *a, int *wrong)
{
    isms_status status = mode_inside(g, wrong);
    if (status != ISMS_OK)
        return status;
    double low = g[0], mode = g[1], high = g[2], gamma = g[3];
    double mean = (low + gamma * mode + high) / (gamma + 2), sd = (high - low) / (gamma + 2);
    double weight = (mean - low) / (high - low), size = (mean - low) * (high - mean) / (sd * sd) - 1;
    a[0] = weight * size;
    a[1] = (1 - weight) * size;
    a[2] = low;
    a[3] = high;
    return ISMS_OK;
}

static isms_status reduce_exponential(const double *g, double *a, int *wrong)
{
    (void)wrong;
    a[0] = 0;
    a[1] = g[0];
    a[2] = 0;
    return ISMS_OK;
}

static isms_status reduce_pareto(const double *g, double *a, int *wrong)
{
    (void)wrong;
    a[0] = g[0];
    a[1] = g[0] / g[1];
    a[2] = 1 / g[1];
    return ISMS_OK;
}

/* At shape -1 it is the uniform; below, the density has no bound. */
static isms_status reduce_generalised_pareto(const double *g, double *a, int *wrong)
{
    memcpy(a, g, 3 * sizeof *a);
    *wrong = 2;
    return g[2] > -1 ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status reduce_bernoulli(const double *g, double *a, int *wrong)
{
    (void)wrong;
    a[0] = 1;
    a[1] = g[0];
    return ISMS_OK;
}

static isms_status reduce_binomial(const double *g, double *a, int *wrong)
{
    a[0] = g[0];
    a[1] = g[1];
    *wrong = 0;
    return g[0] == floor(g[0]) && g[0] <= 1e9 ? ISMS_OK : ISMS_E_RANGE;
}

static const isms__law laws[] = {
    {ISMS_LAW_CONSTANT, "constant", &isms__constant_family, 1, 1, {{"value", ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_UNIFORM,
     "uniform",
     &isms__uniform_family,
     2,
     2,
     {{"low", ISMS__ANY, 0}, {"high", ISMS__ANY, 0}},
     reduce_interval},
    {ISMS_LAW_TRIANGULAR,
     "triangular",
     &isms__triangular_family,
     3,
     3,
     {{"low", ISMS__ANY, 0}, {"mode", ISMS__ANY, 0}, {"high", ISMS__ANY, 0}},
     reduce_triangular},
    {ISMS_LAW_NORMAL, "normal", &isms__normal_family, 2, 2, {{"mean", ISMS__ANY, 0}, {"sd", ISMS__POSITIVE, 0}}, NULL},
    {ISMS_LAW_LOGNORMAL,
     "lognormal",
     &isms__lognormal_family,
     2,
     2,
     {{"mu", ISMS__ANY, 0}, {"sigma", ISMS__POSITIVE, 0}},
     NULL},
    {ISMS_LAW_LOGNORMAL_INTERVAL,
     "lognormal_interval",
     &isms__lognormal_family,
     2,
     3,
     {{"low", ISMS__POSITIVE, 0}, {"high", ISMS__POSITIVE, 0}, {"confidence", ISMS__INSIDE_0_1, 0.9}},
     reduce_lognormal_interval},
    {ISMS_LAW_LOGNORMAL_QUANTILES,
     "lognormal_quantiles",
     &isms__lognormal_family,
     4,
     4,
     {{"p1", ISMS__INSIDE_0_1, 0}, {"x1", ISMS__POSITIVE, 0}, {"p2", ISMS__INSIDE_0_1, 0}, {"x2", ISMS__POSITIVE, 0}},
     reduce_lognormal_quantiles},
    {ISMS_LAW_LOGNORMAL_MOMENTS,
     "lognormal_moments",
     &isms__lognormal_family,
     2,
     2,
     {{"mean", ISMS__POSITIVE, 0}, {"sd", ISMS__POSITIVE, 0}},
     reduce_lognormal_moments},
    {ISMS_LAW_BETA,
     "beta",
     &isms__beta_family,
     2,
     4,
     {{"alpha", ISMS__POSITIVE, 0}, {"beta", ISMS__POSITIVE, 0}, {"low", ISMS__ANY, 0}, {"high", ISMS__ANY, 1}},
     reduce_beta},
    {ISMS_LAW_PERT,
     "pert",
     &isms__beta_family,
     3,
     4,
     {{"low", ISMS__ANY, 0}, {"mode", ISMS__ANY, 0}, {"high", ISMS__ANY, 0}, {"gamma", ISMS__POSITIVE, 4}},
     reduce_pert},
    {ISMS_LAW_PERT_CLASSIC,
     "pert_classic",
     &isms__beta_family,
     3,
     4,
     {{"low", ISMS__ANY, 0}, {"mode", ISMS__ANY, 0}, {"high", ISMS__ANY, 0}, {"gamma", ISMS__POSITIVE, 4}},
     reduce_pert_classic},
    {ISMS_LAW_EXPONENTIAL, "exponential", &isms__pareto_family, 1, 1, {{"mean", ISMS__POSITIVE, 0}}, reduce_exponential},
    {ISMS_LAW_PARETO,
     "pareto",
     &isms__pareto_family,
     2,
     2,
     {{"least", ISMS__POSITIVE, 0}, {"alpha", ISMS__POSITIVE, 0}},
     reduce_pareto},
    {ISMS_LAW_GENERALISED_PARETO,
     "generalised_pareto",
     &isms__pareto_family,
     3,
     3,
     {{"threshold", ISMS__ANY, 0}, {"scale", ISMS__POSITIVE, 0}, {"shape", ISMS__ANY, 0}},
     reduce_generalised_pareto},
    {ISMS_LAW_POISSON, "poisson", &isms__poisson_family, 1, 1, {{"rate", ISMS__NOT_NEGATIVE, 0}}, NULL},
    {ISMS_LAW_NEGATIVE_BINOMIAL,
     "negative_binomial",
     &isms__negative_binomial_family,
     2,
     2,
     {{"r", ISMS__POSITIVE, 0}, {"beta", ISMS__POSITIVE, 0}},
     NULL},
    {ISMS_LAW_BERNOULLI, "bernoulli", &isms__binomial_family, 1, 1, {{"p", ISMS__PROBABILITY, 0}}, reduce_bernoulli},
    {ISMS_LAW_BINOMIAL,
     "binomial",
     &isms__binomial_family,
     2,
     2,
     {{"n", ISMS__NOT_NEGATIVE, 0}, {"p", ISMS__PROBABILITY, 0}},
     reduce_binomial},
    {ISMS_LAW_EMPIRICAL, "empirical", &isms__empirical_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_MIXTURE, "mixture", &isms__mixture_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_TRUNCATED, "truncated", &isms__truncated_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_CAPPED, "capped", &isms__capped_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_MIXED_POISSON, "mixed_poisson", &isms__mixed_poisson_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
    {ISMS_LAW_SCALED, "scaled", &isms__scaled_family, 0, 0, {{NULL, ISMS__ANY, 0}}, NULL},
};

enum { LAWS = sizeof laws / sizeof laws[0] };

const isms__law *isms__law_find(isms_law law)
{
    for (size_t i = 0; i < LAWS; i++)
        if (laws[i].law == law)
            return &laws[i];
    return NULL;
}

isms_law isms_law_next(isms_law previous)
{
    for (size_t i = 0; i < LAWS; i++)
        if (laws[i].law > previous)
            return laws[i].law;
    return 0;
}

isms_law isms_law_by_name(const char *name)
{
    for (size_t i = 0; name && i < LAWS; i++)
        if (strcmp(laws[i].name, name) == 0)
            return laws[i].law;
    return 0;
}

const char *isms_law_name(isms_law law)
{
    const isms__law *row = isms__law_find(law);
    return row ? row->name : NULL;
}

int32_t isms_law_parameter_count(isms_law law)
{
    const isms__law *row = isms__law_find(law);
    return row ? row->count : 0;
}

int32_t isms_law_parameter_required(isms_law law)
{
    const isms__law *row = isms__law_find(law);
    return row ? row->required : 0;
}

const char *isms_law_parameter_name(isms_law law, int32_t index)
{
    const isms__law *row = isms__law_find(law);
    return row && index >= 0 && index < row->count ? row->parameters[index].name : NULL;
}

int32_t isms_law_is_count(isms_law law)
{
    const isms__law *row = isms__law_find(law);
    return row && row->family->is_count ? 1 : 0;
}
