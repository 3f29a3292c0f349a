/* The probability that one of two independent values exceeds the other. */
#include "distribution.h"
#include "quadrature.h"
#include "special.h"

typedef struct duel {
    const isms_distribution *x, *y;
} duel;

/* Probability that X exceeds Y at y, weighted by the density of Y there. */
static double by_value(const void *context, double y)
{
    const duel *d = context;
    return d->y->family->density(d->y, y) * d->x->family->above(d->x, y);
}

/* The same at the u-quantile of Y, where every part of [0, 1] has the same weight. */
static double by_share(const void *context, double u)
{
    const duel *d = context;
    return d->x->family->above(d->x, isms__distribution_quantile(d->y, u));
}

/* A density that an integration over values can follow: bounded, on a bounded interval. */
static bool is_tame(const isms_distribution *y)
{
    if (y->family == &isms__beta_family)
        return y->a[0] >= 1 && y->a[1] >= 1;
    return y->family == &isms__uniform_family || y->family == &isms__triangular_family;
}

static double clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

static void sort(double *cuts, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && cuts[j - 1] > cuts[j]; j--) {
            double swap = cuts[j];
            cuts[j] = cuts[j - 1];
            cuts[j - 1] = swap;
        }
}

/* Integrates from end to end in pieces, cut where either distribution has a corner. */
static double integrate(const duel *d)
{
    bool values = is_tame(d->y);
    double mode_x = isms_distribution_mode(d->x), mode_y = isms_distribution_mode(d->y);
    double cuts[6] = {values ? d->y->family->least(d->y) : 0, values ? d->y->family->most(d->y) : 1};
    double corners[4] = {d->x->family->least(d->x), d->x->family->most(d->x), mode_x == mode_x ? mode_x : -INFINITY,
                         mode_y == mode_y ? mode_y : -INFINITY};
    double low = cuts[0], high = cuts[1], sum = 0;
    for (int i = 0; i < 4; i++)
        cuts[2 + i] = clamp(values ? corners[i] : d->y->family->below(d->y, corners[i]), low, high);
    sort(cuts, 6);
    for (int i = 0; i + 1 < 6; i++)
        if (cuts[i] < cuts[i + 1])
            sum += isms__integrate(values ? by_value : by_share, d, cuts[i], cuts[i + 1], 1e-14);
    return clamp(sum, 0, 1);
}

static double exceeds(const isms_distribution *x, const isms_distribution *y);

/* P(X > Y) where Y is one of finitely many values with equal weight. */
static double exceeds_values(const isms_distribution *x, const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += x->family->above(x, values[i]);
    return sum / (double)count;
}

/* P(X > Y) where X is one of finitely many values: P(Y < value). */
static double values_exceed(const double *values, size_t count, const isms_distribution *y)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += y->family->below(y, values[i]) - isms__distribution_atom(y, values[i]);
    return sum / (double)count;
}

static double mixture_duel(const isms_distribution *mixture, const isms_distribution *other, bool mixture_is_x)
{
    double sum = 0, before = 0;
    for (size_t i = 0; i < mixture->count; i++) {
        double weight = mixture->values[i] - before;
        before = mixture->values[i];
        sum += weight * (mixture_is_x ? exceeds(mixture->parts[i], other) : exceeds(other, mixture->parts[i]));
    }
    return sum;
}

static double exceeds(const isms_distribution *x, const isms_distribution *y)
{
    if (y->family == &isms__constant_family)
        return exceeds_values(x, y->a, 1);
    if (y->family == &isms__empirical_family)
        return exceeds_values(x, y->values, y->count);
    if (x->family == &isms__constant_family)
        return values_exceed(x->a, 1, y);
    if (x->family == &isms__empirical_family)
        return values_exceed(x->values, x->count, y);
    if (x->family == &isms__mixture_family || y->family == &isms__mixture_family)
        return x->family == &isms__mixture_family ? mixture_duel(x, y, true) : mixture_duel(y, x, false);
    bool normals = x->family == y->family && (x->family == &isms__normal_family || x->family == &isms__lognormal_family);
    if (normals) /* the difference of two normals (of the logarithms) is normal */
        return isms__normal_cdf((x->a[0] - y->a[0]) / sqrt(x->a[1] * x->a[1] + y->a[1] * y->a[1]));
    duel d = {x, y};
    return integrate(&d);
}

isms_status isms_distribution_exceeds(const isms_distribution *x, const isms_distribution *y, double *out)
{
    if (!x || !y || !out)
        return ISMS_E_MISUSE;
    if (x->family->is_count || y->family->is_count)
        return ISMS_E_KIND;
    *out = exceeds(x, y);
    return ISMS_OK;
}
