/* Quantile functions as tables of cubic pieces: building them. */
#include "table.h"

#include "distribution.h"
#include "special.h"

/* One side of a quantile function: x at the distance m from the end of (0, 1), and dx/dm. */
typedef struct knot {
    double m, x, slope;
} knot;

static double knot_distance(int k)
{
    int octave = k >> ISMS__TABLE_BITS, step = k & ((1 << ISMS__TABLE_BITS) - 1);
    double start = isms__from_bits((uint64_t)(1023 - 26 + octave) << 52);
    return start * (1 + (double)step / (1 << ISMS__TABLE_BITS));
}

/* Cubic with the values and slopes of two knots, the slopes held so that it stays monotone (F. Fritsch and R. Carlson, 1980).
 */
static void write_piece(double *c, const knot *a, const knot *b)
{
    double rise = b->x - a->x, width = b->m - a->m, most = 3 * fabs(rise), sign = rise < 0 ? -1 : 1;
    double from = fabs(a->slope * width), to = fabs(b->slope * width);
    from = sign * (from < most ? from : most);
    to = sign * (to < most ? to : most);
    c[0] = a->x;
    c[1] = from;
    c[2] = 3 * rise - 2 * from - to;
    c[3] = from + to - 2 * rise;
}

/* Any continuous distribution, by its quantile function. */
static knot knot_of(const isms_distribution *d, double m, bool upper)
{
    double x = isms__distribution_quantile(d, upper ? 1 - m : m), density = d->family->density(d, x);
    return (knot){m, x, density > 0 ? (upper ? -1 : 1) / density : INFINITY};
}

static void fill_side(const isms_distribution *d, bool upper, double *pieces)
{
    knot before = knot_of(d, knot_distance(0), upper);
    for (int k = 0; k < ISMS__TABLE_SIDE; k++) {
        knot next = knot_of(d, knot_distance(k + 1), upper);
        write_piece(pieces + 4 * k, &before, &next);
        before = next;
    }
}

/* Beta distribution on (0, 1): its density as the exponential of two logarithms. */
typedef struct beta {
    double alpha, beta, log_scale;
} beta;

static double beta_density(const beta *b, double x)
{
    return isms__exp((b->alpha - 1) * isms__log(x) + (b->beta - 1) * isms__log(1 - x) - b->log_scale);
}

/* Probability between two near points: Gauss-Legendre with two nodes. */
static double beta_between(const beta *b, double from, double to)
{
    double middle = 0.5 * (from + to), half = 0.5 * (to - from), off = 0.5773502691896258 * half;
    return half * (beta_density(b, middle - off) + beta_density(b, middle + off));
}

/* From knot to knot: x grows like a power of m, which gives a guess; one step of Newton makes it good. */
static knot beta_next(const beta *b, const knot *a, double m)
{
    double x = a->x * isms__pow(m / a->m, a->m * a->slope / a->x), density = beta_density(b, x);
    if (x < 1 && density > 0 && density < INFINITY)
        x -= (beta_between(b, a->x, x) - (m - a->m)) / density;
    if (!(x > a->x && x < 1))
        x = isms__beta_quantile(b->alpha, b->beta, m);
    return (knot){m, x, 1 / beta_density(b, x)};
}

static void fill_beta_side(double alpha, double beta_, double end, double width, double *pieces)
{
    beta b = {alpha, beta_, isms__log_gamma(alpha) + isms__log_gamma(beta_) - isms__log_gamma(alpha + beta_)};
    knot before = {knot_distance(0), isms__beta_quantile(alpha, beta_, knot_distance(0)), 0};
    before.slope = 1 / beta_density(&b, before.x);
    for (int k = 0; k < ISMS__TABLE_SIDE; k++) {
        knot next = beta_next(&b, &before, knot_distance(k + 1));
        knot from = {before.m, end + width * before.x, width * before.slope},
             to = {next.m, end + width * next.x, width * next.slope};
        write_piece(pieces + 4 * k, &from, &to);
        before = next;
    }
}

void isms__table_fill(const isms_distribution *d, double *pieces)
{
    double *upper = pieces + 4 * ISMS__TABLE_SIDE;
    if (d->family == &isms__beta_family) {
        fill_beta_side(d->a[0], d->a[1], d->a[2], d->a[3] - d->a[2], pieces);
        fill_beta_side(d->a[1], d->a[0], d->a[3], d->a[2] - d->a[3], upper);
    } else {
        fill_side(d, false, pieces);
        fill_side(d, true, upper);
    }
}
