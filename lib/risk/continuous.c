/* Families of continuous distributions, and the constant. Formulas: N. Johnson, S. Kotz, N. Balakrishnan, Continuous Univariate
 * Distributions; limited moments: S. Klugman, H. Panjer, G. Willmot, Loss Models, appendix A. */
#include "distribution.h"
#include "quadrature.h"
#include "special.h"

static double first(const isms_distribution *d)
{
    return d->a[0];
}

static double minus_infinity(const isms_distribution *d)
{
    (void)d;
    return -INFINITY;
}

static double plus_infinity(const isms_distribution *d)
{
    (void)d;
    return INFINITY;
}

static double zero(const isms_distribution *d)
{
    (void)d;
    return 0;
}

static double power(double x, int k)
{
    return k == 1 ? x : x * x;
}

/* ---- constant */

static double constant_below(const isms_distribution *d, double x)
{
    return x >= d->a[0];
}

static double constant_above(const isms_distribution *d, double x)
{
    return x < d->a[0];
}

static double constant_atom(const isms_distribution *d, double x)
{
    return x == d->a[0];
}

static double constant_quantile(const isms_distribution *d, double p)
{
    (void)p;
    return d->a[0];
}

static double constant_limited(const isms_distribution *d, int k, double c)
{
    return power(d->a[0] < c ? d->a[0] : c, k);
}

const isms__family isms__constant_family = {{NULL},          false,         first,         zero,
                                            first,           first,         first,         constant_below,
                                            constant_above,  constant_atom, constant_atom, constant_quantile,
                                            constant_limited};

/* ---- uniform: low, high */

static double second(const isms_distribution *d)
{
    return d->a[1];
}

static double uniform_mean(const isms_distribution *d)
{
    return 0.5 * (d->a[0] + d->a[1]);
}

static double uniform_variance(const isms_distribution *d)
{
    double width = d->a[1] - d->a[0];
    return width * width / 12;
}

static double share(double x, double low, double high)
{
    return x <= low ? 0 : x >= high ? 1 : (x - low) / (high - low);
}

static double uniform_below(const isms_distribution *d, double x)
{
    return share(x, d->a[0], d->a[1]);
}

static double uniform_above(const isms_distribution *d, double x)
{
    return share(-x, -d->a[1], -d->a[0]);
}

static double uniform_density(const isms_distribution *d, double x)
{
    return x >= d->a[0] && x <= d->a[1] ? 1 / (d->a[1] - d->a[0]) : 0;
}

static double uniform_quantile(const isms_distribution *d, double p)
{
    return d->a[0] + p * (d->a[1] - d->a[0]);
}

/* E[min(X, c)^k] of a law on a bounded interval: c^k P(X > c) and the moment of what lies below c. */
static double uniform_limited(const isms_distribution *d, int k, double c)
{
    double low = d->a[0], high = d->a[1];
    if (c <= low)
        return power(c, k);
    double to = c < high ? c : high, inside = (to - low) / (high - low);
    double moment = k == 1 ? 0.5 * (low + to) : (low * low + low * to + to * to) / 3;
    return inside * moment + (1 - inside) * power(c < high ? c : 0, k);
}

const isms__family isms__uniform_family = {
    {NULL},        false,           uniform_mean, uniform_variance, NULL,           first, second, uniform_below,
    uniform_above, uniform_density, NULL,         uniform_quantile, uniform_limited};

/* ---- triangular: low, mode, high */

static double third(const isms_distribution *d)
{
    return d->a[2];
}

static double triangular_mean(const isms_distribution *d)
{
    return (d->a[0] + d->a[1] + d->a[2]) / 3;
}

static double triangular_variance(const isms_distribution *d)
{
    double u = d->a[1] - d->a[0], w = d->a[2] - d->a[0];
    return (u * u + w * w - u * w) / 18;
}

static double triangular_tail(double from, double mode, double to, double x) /* probability on the side of `from` up to x */
{
    double depth = (x - from) / (to - from);
    return depth * ((x - from) / (mode - from));
}

static double triangular_below(const isms_distribution *d, double x)
{
    double low = d->a[0], mode = d->a[1], high = d->a[2];
    if (x <= low || x >= high)
        return x >= high;
    return x < mode ? triangular_tail(low, mode, high, x) : 1 - triangular_tail(high, mode, low, x);
}

static double triangular_above(const isms_distribution *d, double x)
{
    double low = d->a[0], mode = d->a[1], high = d->a[2];
    if (x <= low || x >= high)
        return x <= low;
    return x > mode ? triangular_tail(high, mode, low, x) : 1 - triangular_tail(low, mode, high, x);
}

static double triangular_density(const isms_distribution *d, double x)
{
    double low = d->a[0], mode = d->a[1], high = d->a[2];
    if (x < low || x > high)
        return 0;
    double height = 2 / (high - low);
    if (x == mode)
        return height;
    return height * (x < mode ? (x - low) / (mode - low) : (high - x) / (high - mode));
}

static double triangular_quantile(const isms_distribution *d, double p)
{
    double low = d->a[0], mode = d->a[1], high = d->a[2], width = high - low;
    if (p < (mode - low) / width)
        return low + sqrt(p * width * (mode - low));
    return high - sqrt((1 - p) * width * (high - mode));
}

typedef struct weighted {
    const isms_distribution *d;
    int k;
} weighted;

static double moment_slope(const void *context, double x) /* d/dx of E[min(X, x)^k] */
{
    const weighted *w = context;
    return (w->k == 1 ? 1 : 2 * x) * w->d->family->above(w->d, x);
}

/* E[min(X, c)^k] = least^k + integral of k x^(k-1) P(X > x) up to c; in two parts where the density has a corner. */
static double integrated_limited(const isms_distribution *d, int k, double c, double corner)
{
    double low = d->family->least(d), high = d->family->most(d);
    if (c <= low)
        return power(c, k);
    double to = c < high ? c : high, middle = corner < to ? corner : to;
    weighted w = {d, k};
    return power(low, k) + isms__integrate(moment_slope, &w, low, middle, 0) + isms__integrate(moment_slope, &w, middle, to, 0);
}

static double triangular_limited(const isms_distribution *d, int k, double c)
{
    return integrated_limited(d, k, c, d->a[1]);
}

const isms__family isms__triangular_family = {{NULL},
                                              false,
                                              triangular_mean,
                                              triangular_variance,
                                              second,
                                              first,
                                              third,
                                              triangular_below,
                                              triangular_above,
                                              triangular_density,
                                              NULL,
                                              triangular_quantile,
                                              triangular_limited};

/* ---- normal: mean, sd */

static double normal_variance(const isms_distribution *d)
{
    return d->a[1] * d->a[1];
}

static double normal_z(const isms_distribution *d, double x)
{
    return (x - d->a[0]) / d->a[1];
}

static double normal_below(const isms_distribution *d, double x)
{
    return isms__normal_cdf(normal_z(d, x));
}

static double normal_above(const isms_distribution *d, double x)
{
    return isms__normal_cdf(-normal_z(d, x));
}

static double normal_density(const isms_distribution *d, double x)
{
    return isms__normal_density(normal_z(d, x)) / d->a[1];
}

static double normal_quantile(const isms_distribution *d, double p)
{
    return d->a[0] + d->a[1] * isms__normal_quantile(p);
}

static double normal_limited(const isms_distribution *d, int k, double c)
{
    double mean = d->a[0], sd = d->a[1], z = normal_z(d, c), below = isms__normal_cdf(z), density = isms__normal_density(z);
    double inside = k == 1 ? mean * below - sd * density : (mean * mean + sd * sd) * below - sd * (mean + c) * density;
    return inside + power(c, k) * isms__normal_cdf(-z);
}

const isms__family isms__normal_family = {{NULL},         false,           first,         normal_variance, first,
                                          minus_infinity, plus_infinity,   normal_below,  normal_above,    normal_density,
                                          NULL,           normal_quantile, normal_limited};

/* ---- lognormal: mu, sigma */

static double lognormal_mean(const isms_distribution *d)
{
    return isms__exp(d->a[0] + 0.5 * d->a[1] * d->a[1]);
}

static double lognormal_variance(const isms_distribution *d)
{
    double mean = lognormal_mean(d);
    return mean * mean * isms__expm1(d->a[1] * d->a[1]);
}

static double lognormal_mode(const isms_distribution *d)
{
    return isms__exp(d->a[0] - d->a[1] * d->a[1]);
}

static double lognormal_z(const isms_distribution *d, double x)
{
    return x > 0 ? (isms__log(x) - d->a[0]) / d->a[1] : -INFINITY;
}

static double lognormal_below(const isms_distribution *d, double x)
{
    return isms__normal_cdf(lognormal_z(d, x));
}

static double lognormal_above(const isms_distribution *d, double x)
{
    return isms__normal_cdf(-lognormal_z(d, x));
}

static double lognormal_density(const isms_distribution *d, double x)
{
    return x > 0 ? isms__normal_density(lognormal_z(d, x)) / (d->a[1] * x) : 0;
}

static double lognormal_quantile(const isms_distribution *d, double p)
{
    return isms__exp(d->a[0] + d->a[1] * isms__normal_quantile(p));
}

static double lognormal_limited(const isms_distribution *d, int k, double c)
{
    if (c <= 0)
        return power(c, k);
    double mu = d->a[0], sigma = d->a[1], z = lognormal_z(d, c);
    return isms__exp(k * mu + 0.5 * k * k * sigma * sigma) * isms__normal_cdf(z - k * sigma) +
           power(c, k) * isms__normal_cdf(-z);
}

const isms__family isms__lognormal_family = {
    {"mu", "sigma"},  false,           lognormal_mean,  lognormal_variance, lognormal_mode, zero,
    plus_infinity,    lognormal_below, lognormal_above, lognormal_density,  NULL,           lognormal_quantile,
    lognormal_limited};

/* ---- beta: alpha, beta, low, high */

static double fourth(const isms_distribution *d)
{
    return d->a[3];
}

static double beta_mean(const isms_distribution *d)
{
    return d->a[2] + (d->a[3] - d->a[2]) * (d->a[0] / (d->a[0] + d->a[1]));
}

static double beta_variance(const isms_distribution *d)
{
    double alpha = d->a[0], beta = d->a[1], n = alpha + beta, width = d->a[3] - d->a[2];
    return width * width * alpha * beta / (n * n * (n + 1));
}

static double beta_mode(const isms_distribution *d)
{
    double alpha = d->a[0], beta = d->a[1];
    if (alpha < 1 || beta < 1 || alpha + beta <= 2)
        return NAN;
    return d->a[2] + (d->a[3] - d->a[2]) * (alpha - 1) / (alpha + beta - 2);
}

static double beta_below(const isms_distribution *d, double x)
{
    return isms__beta_cdf(d->a[0], d->a[1], share(x, d->a[2], d->a[3]));
}

static double beta_above(const isms_distribution *d, double x)
{
    return isms__beta_cdf(d->a[1], d->a[0], share(-x, -d->a[3], -d->a[2]));
}

static double beta_density(const isms_distribution *d, double x)
{
    double low = d->a[2], high = d->a[3];
    return x < low || x > high ? 0 : isms__beta_density(d->a[0], d->a[1], (x - low) / (high - low)) / (high - low);
}

/* Solved from the nearer end, so that small and large quantiles keep their precision. */
static double beta_quantile(const isms_distribution *d, double p)
{
    double width = d->a[3] - d->a[2];
    if (p <= 0.5)
        return d->a[2] + width * isms__beta_quantile(d->a[0], d->a[1], p);
    return d->a[3] - width * isms__beta_quantile(d->a[1], d->a[0], 1 - p);
}

/* The partial moments of a beta are incomplete beta functions with alpha raised by one and two. */
static double beta_limited(const isms_distribution *d, int k, double c)
{
    double alpha = d->a[0], beta = d->a[1], low = d->a[2], width = d->a[3] - low, z = share(c, low, d->a[3]);
    if (z <= 0)
        return power(c, k);
    double m0 = isms__beta_cdf(alpha, beta, z), m1 = alpha / (alpha + beta) * isms__beta_cdf(alpha + 1, beta, z);
    double m2 = alpha * (alpha + 1) / ((alpha + beta) * (alpha + beta + 1)) * isms__beta_cdf(alpha + 2, beta, z);
    double inside = k == 1 ? low * m0 + width * m1 : low * low * m0 + 2 * low * width * m1 + width * width * m2;
    return inside + (z < 1 ? power(c, k) * beta_above(d, c) : 0);
}

const isms__family isms__beta_family = {{"alpha", "beta", "low", "high"},
                                        false,
                                        beta_mean,
                                        beta_variance,
                                        beta_mode,
                                        third,
                                        fourth,
                                        beta_below,
                                        beta_above,
                                        beta_density,
                                        NULL,
                                        beta_quantile,
                                        beta_limited};

/* ---- generalised Pareto, with the exponential at shape 0: threshold, scale, shape */

static double pareto_mean(const isms_distribution *d)
{
    return d->a[2] < 1 ? d->a[0] + d->a[1] / (1 - d->a[2]) : INFINITY;
}

static double pareto_variance(const isms_distribution *d)
{
    double scale = d->a[1], shape = d->a[2];
    return shape < 0.5 ? scale * scale / ((1 - shape) * (1 - shape) * (1 - 2 * shape)) : INFINITY;
}

static double pareto_most(const isms_distribution *d)
{
    return d->a[2] < 0 ? d->a[0] - d->a[1] / d->a[2] : INFINITY;
}

/* -ln P(X > x) */
static double pareto_hazard(const isms_distribution *d, double x)
{
    double y = (x - d->a[0]) / d->a[1], shape = d->a[2];
    if (y <= 0)
        return 0;
    if (shape == 0)
        return y;
    return shape * y <= -1 ? INFINITY : isms__log1p(shape * y) / shape;
}

static double pareto_below(const isms_distribution *d, double x)
{
    return -isms__expm1(-pareto_hazard(d, x));
}

static double pareto_above(const isms_distribution *d, double x)
{
    return isms__exp(-pareto_hazard(d, x));
}

static double pareto_density(const isms_distribution *d, double x)
{
    if (x < d->a[0] || x > pareto_most(d))
        return 0;
    return isms__exp(-pareto_hazard(d, x) * (1 + d->a[2])) / d->a[1];
}

static double pareto_quantile(const isms_distribution *d, double p)
{
    double hazard = -isms__log1p(-p), shape = d->a[2];
    return d->a[0] + d->a[1] * (shape == 0 ? hazard : isms__expm1(shape * hazard) / shape);
}

static double pareto_limited(const isms_distribution *d, int k, double c)
{
    double threshold = d->a[0], scale = d->a[1], shape = d->a[2];
    if (c <= threshold)
        return power(c, k);
    if (k == 2)
        return integrated_limited(d, k, c, c);
    double hazard = pareto_hazard(d, c);
    if (shape == 1)
        return threshold + scale * hazard;
    return threshold - scale * isms__expm1((shape - 1) * hazard) / (1 - shape);
}

const isms__family isms__pareto_family = {{"threshold", "scale", "shape"},
                                          false,
                                          pareto_mean,
                                          pareto_variance,
                                          first,
                                          first,
                                          pareto_most,
                                          pareto_below,
                                          pareto_above,
                                          pareto_density,
                                          NULL,
                                          pareto_quantile,
                                          pareto_limited};
