/* Quantile functions as tables of cubic pieces. The pieces get shorter towards both ends of (0, 1), the same number for each
 * halving of the distance to the end, so that a tail is as precise as the middle: for the smooth quantile functions that occur
 * the relative error is below 1e-6. */
#ifndef ISMS__RISK_TABLE_H
#define ISMS__RISK_TABLE_H

#include "core/elementary.h"
#include "core/memory.h"

#include <isms/distribution.h>

enum {
    ISMS__TABLE_BITS = 4,     /* 16 pieces an octave */
    ISMS__TABLE_OCTAVES = 31, /* 2^-32 to 1/2; beyond, the quantile function itself is asked */
    ISMS__TABLE_SIDE = ISMS__TABLE_OCTAVES << ISMS__TABLE_BITS, /* pieces on one side */
    ISMS__TABLE_SIZE = 2 * ISMS__TABLE_SIDE * 4                 /* numbers: four for each piece */
};

#define ISMS__TABLE_LEAST 0x1p-32 /* distance to the nearer end of (0, 1) from which on the table holds */

/* Value at u by the distance to the nearer end, which is at least ISMS__TABLE_LEAST; of a piece, the powers of the place in it.
 */
static inline double isms__table_at(const double *pieces, double u)
{
    double m = u < 0.5 ? u : 1 - u;
    uint64_t bits = isms__bits(m), place = (bits >> (52 - ISMS__TABLE_BITS)) - ((uint64_t)(1023 - 32) << ISMS__TABLE_BITS);
    place = place < ISMS__TABLE_SIDE ? place : ISMS__TABLE_SIDE - 1; /* 1/2 itself */
    uint64_t inside = bits & ((UINT64_C(1) << (52 - ISMS__TABLE_BITS)) - 1);
    double t = isms__from_bits(UINT64_C(0x3ff0000000000000) | inside << ISMS__TABLE_BITS) - 1;
    const double *c = pieces + 4 * (place + (u < 0.5 ? 0 : ISMS__TABLE_SIDE));
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

/* Fills the pieces of a continuous distribution. */
void isms__table_fill(const isms_distribution *d, double *pieces);

#endif
