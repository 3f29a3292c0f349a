/* The inside of a compound distribution. */
#ifndef ISMS__RISK_COMPOUND_H
#define ISMS__RISK_COMPOUND_H

#include <isms/compound.h>

#include "distribution.h"

struct isms_compound {
    isms_allocator allocator;
    isms_compound_method method;
    size_t kinds;
    isms_distribution **counts, **losses; /* losses is NULL for a lattice */
    double mean, variance, zero;
    size_t size; /* lattice: probabilities of 0 .. size - 1 units; what is left is below 1e-15 */
    double *probabilities;
};

/* P(S > x), quantile and tail mean of each method. */
isms_status isms__lattice_new(const double *severity, size_t size, isms_compound *c); /* fills probabilities */
isms_status isms__grid_exceedance(const isms_compound *c, double loss, isms_estimate *out);
isms_status isms__grid_quantile(const isms_compound *c, double q, isms_estimate *out);
isms_status isms__grid_tail_mean(const isms_compound *c, double q, isms_estimate *out);

#endif
