/* Families of numbers of events. Formulas: N. Johnson, A. Kemp, S. Kotz, Univariate Discrete Distributions. */
#include "distribution.h"
#include "quadrature.h"
#include "special.h"

static double zero(const isms_distribution *d)
{
    (void)d;
    return 0;
}

static double plus_infinity(const isms_distribution *d)
{
    (void)d;
    return INFINITY;
}

/* The smallest k with P(N <= k) >= p: from a normal guess with steps that double until they have passed it, then halving. */
static double count_quantile(const isms_distribution *d, double p)
{
    double most = d->family->most(d), sd = sqrt(d->family->variance(d));
    double guess = floor(d->family->mean(d) + sd * isms__normal_quantile(p)), low = -1, high, step = 1;
    guess = guess > 0 ? guess : 0;
    if (d->family->below(d, guess) >= p) {
        for (high = guess; high - step >= 0 && d->family->below(d, high - step) >= p; step *= 2)
            high -= step;
        low = high - step > -1 ? high - step : -1;
    } else {
        for (low = guess, high = guess + 1; high < most && d->family->below(d, high) < p && step < 1e15; step *= 2) {
            low = high;
            high += step;
        }
        high = high < most ? high : most;
    }
    while (high - low > 1) {
        double middle = floor(0.5 * (low + high));
        if (d->family->below(d, middle) >= p)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* E[min(N, c)^k] = sum over j of (j^k - (j-1)^k) P(N >= j), and what is left of a c that is not whole. */
static double count_limited(const isms_distribution *d, int k, double c)
{
    if (c <= 0)
        return k == 1 ? c : c * c;
    double whole = floor(c), sum = 0;
    for (double j = 1; j <= whole; j++) {
        double above = d->family->above(d, j - 1);
        sum += (k == 1 ? 1 : 2 * j - 1) * above;
        if (above < 1e-18)
            break;
    }
    return sum + (k == 1 ? c - whole : c * c - whole * whole) * d->family->above(d, whole);
}

static bool is_count(double k)
{
    return k >= 0 && k == floor(k);
}

/* ---- Poisson: rate */

static double poisson_mean(const isms_distribution *d)
{
    return d->a[0];
}

static double poisson_mode(const isms_distribution *d)
{
    return floor(d->a[0]);
}

static double poisson_most(const isms_distribution *d)
{
    return d->a[0] > 0 ? INFINITY : 0;
}

static double poisson_below(const isms_distribution *d, double x)
{
    return isms__poisson_cdf(d->a[0], x);
}

static double poisson_above(const isms_distribution *d, double x)
{
    return isms__poisson_survival(d->a[0], x);
}

static double poisson_density(const isms_distribution *d, double x)
{
    return is_count(x) ? isms__poisson_density(d->a[0], x) : 0;
}

const isms__family isms__poisson_family = {
    {"rate"},      true,          poisson_mean,    poisson_mean,    poisson_mode,   zero,         poisson_most,
    poisson_below, poisson_above, poisson_density, poisson_density, count_quantile, count_limited};

/* ---- negative binomial: r, beta. P(N = k) = C(r + k - 1, k) (1 / (1 + beta))^r (beta / (1 + beta))^k */

static double negative_binomial_mean(const isms_distribution *d)
{
    return d->a[0] * d->a[1];
}

static double negative_binomial_variance(const isms_distribution *d)
{
    return d->a[0] * d->a[1] * (1 + d->a[1]);
}

static double negative_binomial_mode(const isms_distribution *d)
{
    return d->a[0] > 1 ? floor((d->a[0] - 1) * d->a[1]) : 0;
}

static double negative_binomial_below(const isms_distribution *d, double x)
{
    return x < 0 ? 0 : isms__beta_cdf(d->a[0], floor(x) + 1, 1 / (1 + d->a[1]));
}

static double negative_binomial_above(const isms_distribution *d, double x)
{
    return x < 0 ? 1 : isms__beta_cdf(floor(x) + 1, d->a[0], d->a[1] / (1 + d->a[1]));
}

static double negative_binomial_density(const isms_distribution *d, double x)
{
    double r = d->a[0], q = 1 / (1 + d->a[1]);
    if (!is_count(x))
        return 0;
    if (x == 0)
        return isms__pow(q, r);
    return isms__beta_density(r, x + 1, q) * q / (r + x);
}

const isms__family isms__negative_binomial_family = {{"r", "beta"},
                                                     true,
                                                     negative_binomial_mean,
                                                     negative_binomial_variance,
                                                     negative_binomial_mode,
                                                     zero,
                                                     plus_infinity,
                                                     negative_binomial_below,
                                                     negative_binomial_above,
                                                     negative_binomial_density,
                                                     negative_binomial_density,
                                                     count_quantile,
                                                     count_limited};

/* ---- binomial: n, p; Bernoulli is n = 1 */

static double binomial_mean(const isms_distribution *d)
{
    return d->a[0] * d->a[1];
}

static double binomial_variance(const isms_distribution *d)
{
    return d->a[0] * d->a[1] * (1 - d->a[1]);
}

static double binomial_mode(const isms_distribution *d)
{
    double mode = floor((d->a[0] + 1) * d->a[1]);
    return mode < d->a[0] ? mode : d->a[0];
}

static double binomial_most(const isms_distribution *d)
{
    return d->a[1] > 0 ? d->a[0] : 0;
}

static double binomial_below(const isms_distribution *d, double x)
{
    double n = d->a[0], k = floor(x);
    return k < 0 ? 0 : k >= n ? 1 : isms__beta_cdf(n - k, k + 1, 1 - d->a[1]);
}

static double binomial_above(const isms_distribution *d, double x)
{
    double n = d->a[0], k = floor(x);
    return k < 0 ? 1 : k >= n ? 0 : isms__beta_cdf(k + 1, n - k, d->a[1]);
}

static double binomial_density(const isms_distribution *d, double x)
{
    double n = d->a[0], p = d->a[1];
    if (!is_count(x) || x > n)
        return 0;
    if (p == 0 || p == 1)
        return x == (p == 0 ? 0 : n);
    return isms__beta_density(x + 1, n - x + 1, p) / (n + 1);
}

const isms__family isms__binomial_family = {
    {"n", "p"},     true,           binomial_mean,    binomial_variance, binomial_mode,  zero,         binomial_most,
    binomial_below, binomial_above, binomial_density, binomial_density,  count_quantile, count_limited};

/* ---- Poisson with a rate that is itself a distribution */

static double mixed_mean(const isms_distribution *d)
{
    return isms_distribution_mean(d->parts[0]);
}

static double mixed_variance(const isms_distribution *d)
{
    return isms_distribution_mean(d->parts[0]) + isms_distribution_variance(d->parts[0]);
}

typedef struct given_rate {
    const isms_distribution *rate;
    double (*of)(double rate, double k);
    double k;
} given_rate;

static double at_share(const void *context, double u)
{
    const given_rate *g = context;
    return g->of(isms__distribution_quantile(g->rate, u), g->k);
}

static double mix(const isms_distribution *d, double (*of)(double, double), double k)
{
    given_rate g = {d->parts[0], of, k};
    return isms__integrate(at_share, &g, 0, 1, 1e-14);
}

static double mixed_below(const isms_distribution *d, double x)
{
    return x < 0 ? 0 : mix(d, isms__poisson_cdf, x);
}

static double mixed_above(const isms_distribution *d, double x)
{
    return x < 0 ? 1 : mix(d, isms__poisson_survival, x);
}

static double mixed_density(const isms_distribution *d, double x)
{
    return is_count(x) ? mix(d, isms__poisson_density, x) : 0;
}

const isms__family isms__mixed_poisson_family = {{NULL},        true,           mixed_mean,   mixed_variance, NULL,
                                                 zero,          plus_infinity,  mixed_below,  mixed_above,    mixed_density,
                                                 mixed_density, count_quantile, count_limited};
