/* A scenario made ready for its trials, and the trials of a block. */
#ifndef ISMS__RISK_PLAN_H
#define ISMS__RISK_PLAN_H

#include "portfolio.h"
#include "sampler.h"

/* A number of events made ready: a table of its distribution function, a Poisson rate that varies, or neither. */
typedef struct isms__counter {
    enum { ISMS__COUNTER_TABLE, ISMS__COUNTER_RATE, ISMS__COUNTER_SLOW } way;
    const isms_distribution *law;
    double *cdf; /* P(N <= first + k) for k < size; the last is 1 */
    size_t size;
    double first;
    isms__sampler rate, factors[2]; /* factors of the rate, where there are any */
    isms__key count_key, rate_key, factor_keys[2];
    int32_t factor_count;
} isms__counter;

/* The keys of one stream of events. */
typedef struct isms__event_keys {
    isms__key loss, chance, secondary, prevented;
} isms__event_keys;

typedef struct isms__strike {
    isms__counter counter;
    double probability;
    isms__key hit;
    isms__event_keys events;
} isms__strike;

typedef struct isms__plan {
    const isms__scenario *scenario;
    const isms_allocator *allocator;
    int32_t states;
    double unit;
    bool is_product;       /* rate times loss, without events */
    isms__sampler rate;    /* of a product */
    isms__counter counter; /* of events */
    isms__key rate_key;    /* of a product */
    isms__sampler loss, secondary;
    isms__event_keys events;
    bool prevents;      /* in some state */
    const double *root; /* row of the triangular root of the correlations, or NULL */
    isms__key *tied;    /* what drives the frequency of each scenario of the group up to this one */
    size_t tied_count;
    isms__strike *strikes; /* shocks */
    size_t strike_count;
} isms__plan;

/* Memory and keys (on the caller's thread), then what needs no memory (on any). */
isms_status isms__plan_new(isms__plan *plan, const isms_portfolio *p, size_t scenario, int32_t states, double unit,
                           uint64_t seed, const isms_allocator *a);
void isms__plan_fill(isms__plan *plan);
void isms__plan_dispose(isms__plan *plan);

/* What one thread needs while it computes blocks. */
typedef struct isms__workspace isms__workspace;
isms__workspace *isms__workspace_new(const isms_allocator *a);
void isms__workspace_free(isms__workspace *w, const isms_allocator *a);

/* Told about work done, in steps that take nanoseconds, and trials finished; true where it should stop. */
typedef struct isms__tick {
    bool (*done)(void *context, uint64_t work, uint64_t trials);
    void *context;
} isms__tick;

/* The losses of ISMS__BLOCK trials from `first` on, in whole units, for each state; false where the tick said stop. */
bool isms__plan_block(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, uint64_t first, double *const *years,
                      const isms__tick *tick);

#endif
