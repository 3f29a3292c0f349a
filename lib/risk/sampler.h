/* Draws from a distribution by inverse transform: arrays of uniform numbers in, arrays of values out. */
#ifndef ISMS__RISK_SAMPLER_H
#define ISMS__RISK_SAMPLER_H

#include "distribution.h"
#include "kernel.h"

typedef enum isms__shape {
    ISMS__SHAPE_CONSTANT,
    ISMS__SHAPE_UNIFORM,
    ISMS__SHAPE_TRIANGULAR,
    ISMS__SHAPE_NORMAL,
    ISMS__SHAPE_LOGNORMAL,
    ISMS__SHAPE_EXPONENTIAL,
    ISMS__SHAPE_PARETO,
    ISMS__SHAPE_SAMPLE,
    ISMS__SHAPE_TABLE
} isms__shape;

typedef struct isms__sampler {
    isms__shape shape;
    double a, b, c;
    double from, part;    /* the uniform number becomes from + part * u: truncation */
    double factor;        /* times the value */
    double least, most;   /* ends that a value is held within: caps and truncation */
    bool narrowed, held;  /* whether the two lines above do anything */
    const double *values; /* of a sample, borrowed from the distribution */
    size_t count;
    const isms_distribution *base; /* of the table */
    double *table;                 /* owned */
    const isms_allocator *allocator;
} isms__sampler;

/* The distribution is continuous (not a number of events) and outlives the sampler. A sampler is filled before it is used: the
 * work that needs no memory. */
isms_status isms__sampler_new(isms__sampler *s, const isms_distribution *d, const isms_allocator *a);
void isms__sampler_fill(isms__sampler *s);
void isms__sampler_dispose(isms__sampler *s);

/* out[i] of u[i], which is overwritten; work has room for 4 n. */
void isms__sampler_draw(const isms__sampler *s, const isms__kernel *k, double *u, double *out, double *work, size_t n);

#endif
