/** @file
 * The normal distribution, standard and of two correlated values. The same bits on every machine.
 */
#ifndef ISMS_NORMAL_H
#define ISMS_NORMAL_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Density of the standard normal distribution.
 * @par Source
 * e^(-z^2/2) / sqrt(2 pi)
 * @since 0.1
 */
ISMS_API double isms_normal_density(double z);

/**
 * P(Z <= z) of the standard normal distribution; small values keep their relative precision.
 * @par Source
 * erfc as a Chebyshev series: M. Shepherd, J. Laframboise, Mathematics of Computation 36 (1981)
 * @since 0.1
 */
ISMS_API double isms_normal_cdf(double z);

/**
 * Inverse of #isms_normal_cdf by algorithm AS 241 (M. Wichura, 1988); NaN outside [0, 1].
 * @par Source
 * algorithm AS 241: M. Wichura, Applied Statistics 37 (1988)
 * @since 0.1
 */
ISMS_API double isms_normal_quantile(double p);

/**
 * P(X <= h and Y <= k) of two standard normal values with correlation @p rho in [-1, 1], to 1e-13, by the identity of R.
 * Plackett (1954). NaN for another correlation.
 * @par Source
 * R. Plackett's identity (1954), integrated numerically
 * @since 0.1
 */
ISMS_API double isms_normal_both_below(double h, double k, double rho);

#ifdef __cplusplus
}
#endif
#endif
