/* Draws by inverse transform: what a distribution needs for it, and the transformation of each shape. */
#include "sampler.h"

#include "special.h"
#include "table.h"

#include <string.h>

static const struct {
    const isms__family *family;
    isms__shape shape;
} shapes[] = {{&isms__constant_family, ISMS__SHAPE_CONSTANT},     {&isms__uniform_family, ISMS__SHAPE_UNIFORM},
              {&isms__triangular_family, ISMS__SHAPE_TRIANGULAR}, {&isms__normal_family, ISMS__SHAPE_NORMAL},
              {&isms__lognormal_family, ISMS__SHAPE_LOGNORMAL},   {&isms__pareto_family, ISMS__SHAPE_PARETO},
              {&isms__empirical_family, ISMS__SHAPE_SAMPLE}};

static isms__shape shape_of(const isms_distribution *d)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (shapes[i].family == d->family)
            return shapes[i].shape;
    return ISMS__SHAPE_TABLE;
}

/* Truncation, caps and factors in any order are a part of the uniform numbers, a factor, and an interval for the values. */
static const isms_distribution *unwrap(isms__sampler *s, const isms_distribution *d)
{
    for (;; d = d->parts[0]) {
        if (d->family == &isms__truncated_family) {
            s->from = d->a[2] + d->a[3] * s->from;
            s->part *= d->a[3];
            s->least = fmax(s->least, s->factor * d->a[0]);
            s->most = fmin(s->most, s->factor * d->a[1]);
            s->narrowed = s->held = true;
        } else if (d->family == &isms__capped_family) {
            s->most = fmin(s->most, s->factor * d->a[0]);
            s->held = true;
        } else if (d->family == &isms__scaled_family) {
            s->factor *= d->a[0];
        } else {
            return d;
        }
    }
}

isms_status isms__sampler_new(isms__sampler *s, const isms_distribution *d, const isms_allocator *a)
{
    memset(s, 0, sizeof *s);
    s->allocator = a;
    s->part = s->factor = 1;
    s->least = -INFINITY;
    s->most = INFINITY;
    const isms_distribution *base = unwrap(s, d);
    s->shape = shape_of(base);
    s->a = base->a[0];
    s->b = base->a[1];
    s->c = base->a[2];
    s->values = base->values;
    s->count = base->count;
    if (s->shape == ISMS__SHAPE_LOGNORMAL)
        s->a = isms__exp(s->a);
    else if (s->shape == ISMS__SHAPE_PARETO && s->c == 0)
        s->shape = ISMS__SHAPE_EXPONENTIAL;
    if (s->shape != ISMS__SHAPE_TABLE)
        return ISMS_OK;
    s->base = base;
    s->table = isms__allocate(a, ISMS__TABLE_SIZE * sizeof *s->table);
    return s->table ? ISMS_OK : ISMS_E_NO_MEMORY;
}

void isms__sampler_fill(isms__sampler *s)
{
    if (s->table)
        isms__table_fill(s->base, s->table);
}

void isms__sampler_dispose(isms__sampler *s)
{
    if (s->allocator)
        isms__release(s->allocator, s->table, ISMS__TABLE_SIZE * sizeof *s->table);
    s->table = NULL;
}

static void triangular(const isms__sampler *s, const double *u, double *out, size_t n)
{
    double low = s->a, high = s->c, width = high - low, left = (s->b - low) * width, right = (high - s->b) * width;
    double turn = (s->b - low) / width;
    for (size_t i = 0; i < n; i++) {
        double p = u[i] < turn ? u[i] * left : (1 - u[i]) * right, depth = sqrt(p);
        out[i] = u[i] < turn ? low + depth : high - depth;
    }
}

/* Of -ln(1 - u): the exponential, or its exponential. */
static void pareto(const isms__sampler *s, const isms__kernel *k, const double *u, double *out, double *work, size_t n)
{
    for (size_t i = 0; i < n; i++)
        work[i] = 1 - u[i];
    k->logarithm(work, out, n);
    if (s->shape == ISMS__SHAPE_PARETO) {
        k->exponential(out, -s->c, 1, work, n);
        for (size_t i = 0; i < n; i++)
            out[i] = s->a + s->b / s->c * (work[i] - 1);
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = s->a - s->b * out[i];
}

static void sample(const isms__sampler *s, const double *u, double *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t rank = (size_t)(u[i] * (double)s->count);
        out[i] = s->values[rank < s->count ? rank : s->count - 1];
    }
}

/* Finding the places is work for vectors; gathering from a table is no faster with them. */
static void from_table(const isms__sampler *s, const isms__kernel *k, const double *u, double *out, double *where, size_t n)
{
    k->place(u, where, out, n);
    for (size_t i = 0; i < n; i++) {
        uint64_t first = isms__bits(where[i]);
        if (first < ISMS__TABLE_SIZE)
            out[i] = isms__table_value(s->table + first, out[i]);
        else
            out[i] = isms__distribution_quantile(s->base, u[i]);
    }
}

static void transform(const isms__sampler *s, const isms__kernel *k, const double *u, double *out, double *work, size_t n)
{
    switch (s->shape) {
    case ISMS__SHAPE_CONSTANT:
        for (size_t i = 0; i < n; i++)
            out[i] = s->a;
        return;
    case ISMS__SHAPE_UNIFORM:
        for (size_t i = 0; i < n; i++)
            out[i] = s->a + u[i] * (s->b - s->a);
        return;
    case ISMS__SHAPE_TRIANGULAR:
        triangular(s, u, out, n);
        return;
    case ISMS__SHAPE_NORMAL:
        k->normal(u, out, work, n);
        for (size_t i = 0; i < n; i++)
            out[i] = s->a + s->b * out[i];
        return;
    case ISMS__SHAPE_LOGNORMAL:
        k->normal(u, work, work + n, n);
        k->exponential(work, s->b, s->a, out, n);
        return;
    case ISMS__SHAPE_SAMPLE:
        sample(s, u, out, n);
        return;
    case ISMS__SHAPE_TABLE:
        from_table(s, k, u, out, work, n);
        return;
    default:
        pareto(s, k, u, out, work, n);
    }
}

static double held(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

void isms__sampler_draw(const isms__sampler *s, const isms__kernel *k, double *u, double *out, double *work, size_t n)
{
    for (size_t i = 0; s->narrowed && i < n; i++)
        u[i] = held(s->from + s->part * u[i], 0x1p-53, 1 - 0x1p-53);
    transform(s, k, u, out, work, n);
    for (size_t i = 0; s->factor != 1 && i < n; i++)
        out[i] *= s->factor;
    for (size_t i = 0; s->held && i < n; i++)
        out[i] = held(out[i], s->least, s->most);
}
