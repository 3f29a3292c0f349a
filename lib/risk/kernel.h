/* The arithmetic of the simulation over arrays, once for each instruction set: one source, compiled several times, the same
 * bits.
 *
 * A draw is a function of a key and a counter alone (the finalizer of S. Vigna's SplitMix64 with a second key in its middle),
 * so any trial can be computed by itself, in any order and by any thread. */
#ifndef ISMS__RISK_KERNEL_H
#define ISMS__RISK_KERNEL_H

#include "core/memory.h"

enum { ISMS__BLOCK = 1024 }; /* trials computed together, so that what they need stays in the first-level cache */

/* A stream of draws. */
typedef struct isms__key {
    uint64_t first, second;
} isms__key;

#define ISMS__COUNTER_STEP UINT64_C(0x9e3779b97f4a7c15) /* counters are multiplied by it beforehand */

/* Largest loss of one event and of a year, in minor units: sums of doubles that are whole numbers stay exact below 2^53. */
#define ISMS__EVENT_MOST 1125899906842624.0 /* 2^50 */
#define ISMS__YEAR_MOST  4503599627370495.0 /* 2^52 - 1 */

typedef struct isms__kernel {
    const char *name;
    /* out[i] in (0, 1) of the counter (first + i) */
    void (*sequence)(isms__key key, uint64_t first, double *out, size_t n);
    /* out[i] of a counter that is given times ISMS__COUNTER_STEP */
    void (*scattered)(isms__key key, const uint64_t *counters, double *out, size_t n);
    /* out[i] = the normal quantile of u[i]; work has room for 3 n */
    void (*normal)(const double *u, double *out, double *work, size_t n);
    /* out[i] = scale * e^(slope * x[i]), the exponent within +-708 */
    void (*exponential)(const double *x, double slope, double scale, double *out, size_t n);
    /* out[i] = ln x[i], x normal and above 0 */
    void (*logarithm)(const double *x, double *out, size_t n);
    /* out[i] = smallest k with u[i] <= cdf[k], as double; cdf[size - 1] is 1 */
    void (*look_up)(const double *u, const double *cdf, size_t size, double *out, size_t n);
    /* out[i] = Poisson quantile of u[i] at rate[i], which is at most 64; none is e^-rate; n is a multiple of 16 */
    void (*poisson)(const double *u, const double *rate, const double *none, double *out, size_t n);
    /* where[i], inside[i] = place of u[i] in a table, see table.h */
    void (*place)(const double *u, double *where, double *inside, size_t n);
    /* out[i] = whole number nearest to x[i] * factor, at most ISMS__EVENT_MOST */
    void (*settle)(const double *x, double factor, double *out, size_t n);
    /* Sums over whole numbers kept in doubles. n is a multiple of 8; lanes are eight partial sums, by i % 8. */
    uint64_t (*sum)(const double *x, size_t n);                                               /* n at most 2^11 */
    void (*add)(const double *x, int64_t *sums, size_t n);                                    /* sums[i] += x[i], below 2^52 */
    void (*excess)(const double *x, size_t n, double from, double *lanes);                    /* of max(x[i] - from, 0) */
    void (*spread)(const double *x, const double *y, double middle, double *lanes, size_t n); /* of (x[i] - y[i] - middle)^2 */
    void (*extremes)(const double *x, size_t n, double *least, double *most);                 /* n at least 8 */
    uint64_t (*above)(const double *x, size_t n, double from);                                /* how many x[i] > from */
} isms__kernel;

extern const isms__kernel isms__kernel_baseline;
#if defined(__x86_64__) && defined(__GNUC__)
#define ISMS__KERNEL_X86 1
extern const isms__kernel isms__kernel_avx2;
extern const isms__kernel isms__kernel_avx512;
#endif

/* The kernel of an instruction set (see isms/simulation.h); NULL where this processor or this build does not have it. */
const isms__kernel *isms__kernel_find(int32_t instructions);

/* Keys of the streams of a thing with a name: a hash of the seed, the name and the purpose. */
isms__key isms__key_of(uint64_t seed, const char *name, uint32_t purpose);

#endif
