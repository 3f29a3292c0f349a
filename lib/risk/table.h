/* Quantile functions as tables of cubic pieces. The pieces get shorter towards both ends of (0, 1), the same number for each
 * halving of the distance to the end, so that a tail is as precise as the middle: for the smooth quantile functions that occur
 * the relative error is below 1e-6. */
#ifndef ISMS__RISK_TABLE_H
#define ISMS__RISK_TABLE_H

#include "core/elementary.h"
#include "core/memory.h"

#include <isms/distribution.h>

enum {
    ISMS__TABLE_BITS = 3,     /* 8 pieces an octave */
    ISMS__TABLE_OCTAVES = 25, /* 2^-26 to 1/2; beyond, the quantile function itself is asked */
    ISMS__TABLE_SIDE = ISMS__TABLE_OCTAVES << ISMS__TABLE_BITS, /* pieces on one side */
    ISMS__TABLE_SIZE = 2 * ISMS__TABLE_SIDE * 4                 /* numbers: four for each piece */
};

#define ISMS__TABLE_LEAST 0x1p-26 /* distance to the nearer end of (0, 1) from which on the table holds */

/* Where u stands: the number of the first coefficient of its piece, as the bits of a double, and the place in the piece, 0
 * to 1. Nearer to an end than ISMS__TABLE_LEAST, and at 1/2 itself, the number is not below ISMS__TABLE_SIZE. No branch: which
 * side u is on cannot be predicted. */
static inline double isms__table_place(double u, double *inside)
{
    double rest = 1 - u, m = u < rest ? u : rest;
    uint64_t bits = isms__bits(m), upper = isms__bits(rest - u) >> 63; /* the sign: set where u > 1/2 */
    uint64_t piece = (bits >> (52 - ISMS__TABLE_BITS)) - ((uint64_t)(1023 - 26) << ISMS__TABLE_BITS);
    uint64_t past = piece < ISMS__TABLE_SIDE ? 0 : ISMS__TABLE_SIZE;
    uint64_t low = bits & ((UINT64_C(1) << (52 - ISMS__TABLE_BITS)) - 1);
    *inside = isms__from_bits(UINT64_C(0x3ff0000000000000) | low << ISMS__TABLE_BITS) - 1;
    return isms__from_bits(4 * (piece + upper * ISMS__TABLE_SIDE) | past);
}

static inline double isms__table_value(const double *c, double t)
{
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

/* Fills the pieces of a continuous distribution. */
void isms__table_fill(const isms_distribution *d, double *pieces);

#endif
