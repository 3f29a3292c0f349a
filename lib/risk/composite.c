/* Families that stand on values or on other distributions: sample, mixture, truncated, capped. */
#include "distribution.h"
#include "quadrature.h"
#include "special.h"
#include "statistics.h"

static double power(double x, int k)
{
    return k == 1 ? x : x * x;
}

/* ---- sample: values in ascending order */

static double sample_mean(const isms_distribution *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += d->values[i];
    return sum / (double)d->count;
}

static double sample_variance(const isms_distribution *d)
{
    double mean = sample_mean(d), sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += (d->values[i] - mean) * (d->values[i] - mean);
    return sum / (double)d->count;
}

static double sample_least(const isms_distribution *d)
{
    return d->values[0];
}

static double sample_most(const isms_distribution *d)
{
    return d->values[d->count - 1];
}

/* How many values are at most x. */
static size_t sample_rank(const isms_distribution *d, double x)
{
    size_t low = 0, high = d->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->values[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double sample_below(const isms_distribution *d, double x)
{
    return (double)sample_rank(d, x) / (double)d->count;
}

static double sample_above(const isms_distribution *d, double x)
{
    return (double)(d->count - sample_rank(d, x)) / (double)d->count;
}

static double sample_atom(const isms_distribution *d, double x)
{
    size_t to = sample_rank(d, x), from = to;
    while (from > 0 && d->values[from - 1] == x)
        from--;
    return (double)(to - from) / (double)d->count;
}

static double sample_quantile(const isms_distribution *d, double p)
{
    return d->values[isms__sample_rank(p, d->count) - 1];
}

static double sample_limited(const isms_distribution *d, int k, double c)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += power(d->values[i] < c ? d->values[i] : c, k);
    return sum / (double)d->count;
}

const isms__family isms__empirical_family = {{NULL},       false,           sample_mean,   sample_variance, NULL,
                                             sample_least, sample_most,     sample_below,  sample_above,    sample_atom,
                                             sample_atom,  sample_quantile, sample_limited};

/* ---- mixture: values are the running sums of the weights */

static double part_weight(const isms_distribution *d, size_t i)
{
    return d->values[i] - (i ? d->values[i - 1] : 0);
}

static double blend(const isms_distribution *d, double (*of)(const isms_distribution *))
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += part_weight(d, i) * of(d->parts[i]);
    return sum;
}

static double blend_at(const isms_distribution *d, double (*of)(const isms_distribution *, double), double x)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += part_weight(d, i) * of(d->parts[i], x);
    return sum;
}

static double mixture_mean(const isms_distribution *d)
{
    return blend(d, isms_distribution_mean);
}

static double mixture_variance(const isms_distribution *d)
{
    double mean = mixture_mean(d), sum = 0;
    for (size_t i = 0; i < d->count; i++) {
        double off = isms_distribution_mean(d->parts[i]) - mean;
        sum += part_weight(d, i) * (isms_distribution_variance(d->parts[i]) + off * off);
    }
    return sum;
}

static double mixture_least(const isms_distribution *d)
{
    double least = INFINITY;
    for (size_t i = 0; i < d->count; i++)
        least = fmin(least, d->parts[i]->family->least(d->parts[i]));
    return least;
}

static double mixture_most(const isms_distribution *d)
{
    double most = -INFINITY;
    for (size_t i = 0; i < d->count; i++)
        most = fmax(most, d->parts[i]->family->most(d->parts[i]));
    return most;
}

static double mixture_below(const isms_distribution *d, double x)
{
    return blend_at(d, isms_distribution_cdf, x);
}

static double mixture_above(const isms_distribution *d, double x)
{
    return blend_at(d, isms_distribution_exceedance, x);
}

static double mixture_density(const isms_distribution *d, double x)
{
    return blend_at(d, isms_distribution_density, x);
}

static double mixture_atom(const isms_distribution *d, double x)
{
    return blend_at(d, isms__distribution_atom, x);
}

/* Between the least and the greatest quantile of the parts, by halving until no double lies between. */
static double mixture_quantile(const isms_distribution *d, double p)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < d->count; i++) {
        double q = d->parts[i]->family->quantile(d->parts[i], p);
        low = fmin(low, q);
        high = fmax(high, q);
    }
    if (mixture_below(d, low) >= p)
        return low;
    for (int i = 0; i < 2000; i++) {
        double middle = 0.5 * low + 0.5 * high;
        if (!(middle > low && middle < high))
            break;
        if (mixture_below(d, middle) >= p)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static double mixture_limited(const isms_distribution *d, int k, double c)
{
    double sum = 0;
    for (size_t i = 0; i < d->count; i++)
        sum += part_weight(d, i) * d->parts[i]->family->limited(d->parts[i], k, c);
    return sum;
}

const isms__family isms__mixture_family = {
    {NULL},        false,           mixture_mean, mixture_variance, NULL,           mixture_least, mixture_most, mixture_below,
    mixture_above, mixture_density, mixture_atom, mixture_quantile, mixture_limited};

/* ---- truncated: low, high, P(X < low), P(low <= X <= high) */

/* Integral of x^k over what the base has in [low, c]. */
static double truncated_partial(const isms_distribution *d, int k, double c)
{
    const isms_distribution *base = d->parts[0];
    double low = d->a[0], sum = isms__distribution_limited(base, k, c);
    if (c < INFINITY)
        sum -= power(c, k) * base->family->above(base, c);
    if (low > -INFINITY)
        sum -= base->family->limited(base, k, low) - power(low, k) * (1 - d->a[2]);
    return sum;
}

static double truncated_mean(const isms_distribution *d)
{
    return truncated_partial(d, 1, d->a[1]) / d->a[3];
}

static double truncated_variance(const isms_distribution *d)
{
    double mean = truncated_mean(d), variance = truncated_partial(d, 2, d->a[1]) / d->a[3] - mean * mean;
    return variance > 0 ? variance : 0;
}

static double truncated_mode(const isms_distribution *d)
{
    double mode = isms_distribution_mode(d->parts[0]);
    return mode < d->a[0] ? d->a[0] : mode > d->a[1] ? d->a[1] : mode;
}

static double truncated_least(const isms_distribution *d)
{
    return fmax(d->a[0], d->parts[0]->family->least(d->parts[0]));
}

static double truncated_most(const isms_distribution *d)
{
    return fmin(d->a[1], d->parts[0]->family->most(d->parts[0]));
}

static double truncated_below(const isms_distribution *d, double x)
{
    if (x < d->a[0] || x >= d->a[1])
        return x >= d->a[1];
    return fmin(1, (d->parts[0]->family->below(d->parts[0], x) - d->a[2]) / d->a[3]);
}

static double truncated_above(const isms_distribution *d, double x)
{
    const isms_distribution *base = d->parts[0];
    if (x < d->a[0] || x >= d->a[1])
        return x < d->a[0];
    double beyond = d->a[1] < INFINITY ? base->family->above(base, d->a[1]) : 0;
    return fmin(1, (base->family->above(base, x) - beyond) / d->a[3]);
}

static double truncated_density(const isms_distribution *d, double x)
{
    return x < d->a[0] || x > d->a[1] ? 0 : d->parts[0]->family->density(d->parts[0], x) / d->a[3];
}

static double truncated_atom(const isms_distribution *d, double x)
{
    return x < d->a[0] || x > d->a[1] ? 0 : isms__distribution_atom(d->parts[0], x) / d->a[3];
}

static double truncated_quantile(const isms_distribution *d, double p)
{
    double x = isms__distribution_quantile(d->parts[0], d->a[2] + p * d->a[3]);
    return x < d->a[0] ? d->a[0] : x > d->a[1] ? d->a[1] : x;
}

static double truncated_limited(const isms_distribution *d, int k, double c)
{
    if (c <= d->a[0])
        return power(c, k);
    double to = fmin(c, d->a[1]);
    return truncated_partial(d, k, to) / d->a[3] + (c < d->a[1] ? power(c, k) * truncated_above(d, c) : 0);
}

const isms__family isms__truncated_family = {
    {"low", "high"},  false,           truncated_mean,  truncated_variance, truncated_mode, truncated_least,
    truncated_most,   truncated_below, truncated_above, truncated_density,  truncated_atom, truncated_quantile,
    truncated_limited};

/* ---- capped: cap */

static double capped_limited(const isms_distribution *d, int k, double c)
{
    return d->parts[0]->family->limited(d->parts[0], k, fmin(c, d->a[0]));
}

static double capped_mean(const isms_distribution *d)
{
    return capped_limited(d, 1, d->a[0]);
}

static double capped_variance(const isms_distribution *d)
{
    double mean = capped_mean(d), variance = capped_limited(d, 2, d->a[0]) - mean * mean;
    return variance > 0 ? variance : 0;
}

static double capped_mode(const isms_distribution *d)
{
    double mode = isms_distribution_mode(d->parts[0]);
    return mode > d->a[0] ? d->a[0] : mode;
}

static double capped_least(const isms_distribution *d)
{
    return fmin(d->a[0], d->parts[0]->family->least(d->parts[0]));
}

static double capped_most(const isms_distribution *d)
{
    return fmin(d->a[0], d->parts[0]->family->most(d->parts[0]));
}

static double capped_below(const isms_distribution *d, double x)
{
    return x >= d->a[0] ? 1 : d->parts[0]->family->below(d->parts[0], x);
}

static double capped_above(const isms_distribution *d, double x)
{
    return x >= d->a[0] ? 0 : d->parts[0]->family->above(d->parts[0], x);
}

static double capped_atom(const isms_distribution *d, double x)
{
    const isms_distribution *base = d->parts[0];
    if (x > d->a[0])
        return 0;
    return isms__distribution_atom(base, x) + (x == d->a[0] ? base->family->above(base, x) : 0);
}

static double capped_density(const isms_distribution *d, double x)
{
    return x >= d->a[0] ? capped_atom(d, x) : d->parts[0]->family->density(d->parts[0], x);
}

static double capped_quantile(const isms_distribution *d, double p)
{
    return fmin(d->a[0], d->parts[0]->family->quantile(d->parts[0], p));
}

const isms__family isms__capped_family = {{"cap"},      false,           capped_mean,   capped_variance, capped_mode,
                                          capped_least, capped_most,     capped_below,  capped_above,    capped_density,
                                          capped_atom,  capped_quantile, capped_limited};

/* ---- scaled: factor */

static double scaled_mean(const isms_distribution *d)
{
    return d->a[0] * isms_distribution_mean(d->parts[0]);
}

static double scaled_variance(const isms_distribution *d)
{
    return d->a[0] * d->a[0] * isms_distribution_variance(d->parts[0]);
}

static double scaled_mode(const isms_distribution *d)
{
    return d->a[0] * isms_distribution_mode(d->parts[0]);
}

static double scaled_least(const isms_distribution *d)
{
    return d->a[0] * isms_distribution_least(d->parts[0]);
}

static double scaled_most(const isms_distribution *d)
{
    return d->a[0] * isms_distribution_most(d->parts[0]);
}

static double scaled_below(const isms_distribution *d, double x)
{
    return d->parts[0]->family->below(d->parts[0], x / d->a[0]);
}

static double scaled_above(const isms_distribution *d, double x)
{
    return d->parts[0]->family->above(d->parts[0], x / d->a[0]);
}

static double scaled_atom(const isms_distribution *d, double x)
{
    return isms__distribution_atom(d->parts[0], x / d->a[0]);
}

static double scaled_density(const isms_distribution *d, double x)
{
    double atom = scaled_atom(d, x); /* a probability, not a density */
    return atom > 0 ? atom : d->parts[0]->family->density(d->parts[0], x / d->a[0]) / d->a[0];
}

static double scaled_quantile(const isms_distribution *d, double p)
{
    return d->a[0] * d->parts[0]->family->quantile(d->parts[0], p);
}

static double scaled_limited(const isms_distribution *d, int k, double c)
{
    return power(d->a[0], k) * d->parts[0]->family->limited(d->parts[0], k, c / d->a[0]);
}

const isms__family isms__scaled_family = {{"factor"},   false,           scaled_mean,   scaled_variance, scaled_mode,
                                          scaled_least, scaled_most,     scaled_below,  scaled_above,    scaled_density,
                                          scaled_atom,  scaled_quantile, scaled_limited};
