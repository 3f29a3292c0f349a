/** @file
 * The generator and the transformations that every simulation of libisms can be checked with.
 *
 * A draw is a function of what it is for (seed, stream, trial, block); nothing is remembered between two calls.
 */
#ifndef ISMS_RANDOM_H
#define ISMS_RANDOM_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Philox4x32-10, a keyed bijection of 128 bits (J. Salmon, M. Moraes, R. Dror, D. Shaw, Parallel Random Numbers: As Easy as 1,
 * 2, 3, 2011).
 * @param counter four words; @param key two words; @param[out] out four words; may be @p counter.
 * @par Source
 * J. Salmon, M. Moraes, R. Dror, D. Shaw, Parallel random numbers: as easy as 1, 2, 3 (2011)
 * @since 0.1
 */
ISMS_API void isms_random_philox(const uint32_t *counter, const uint32_t *key, uint32_t *out);

/**
 * ((low | high * 2^32) / 2^12 + 0.5) / 2^52: a number of 52 random bits, at least 2^-53 and at most 1 - 2^-53.
 * @par Source
 * own: the middle of one of 2^52 equal parts of the unit interval
 * @since 0.1
 */
ISMS_API double isms_random_unit(uint32_t low, uint32_t high);

/**
 * Two independent numbers in (0, 1): Philox with the counter (block, stream, low and high word of the trial) and the key (low
 * and high word of the seed). Each out may be NULL.
 * @par Source
 * as #isms_random_philox
 * @since 0.1
 */
ISMS_API void isms_random_pair(uint64_t seed, uint32_t stream, uint64_t trial, uint32_t block, double *first, double *second);

/**
 * The number of events whose distribution function first reaches @p u: inverse of the Poisson law with mean @p rate.
 * @param rate 0 to 10^9; @param u in (0, 1) @return #ISMS_E_RANGE, #ISMS_E_NOT_FINITE.
 * @par Source
 * inverse transform: sequential search
 * @since 0.1
 */
ISMS_API isms_status isms_random_poisson(double rate, double u, uint64_t *out);

#ifdef __cplusplus
}
#endif
#endif
