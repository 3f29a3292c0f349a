/** @file
 * The normal distribution, standard and of two correlated values. The same bits on every machine.
 */
#ifndef ISMS_NORMAL_H
#define ISMS_NORMAL_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Density of the standard normal distribution. @since 0.1 */
ISMS_API double isms_normal_density(double z);

/** P(Z <= z) of the standard normal distribution; small values keep their relative precision. @since 0.1 */
ISMS_API double isms_normal_cdf(double z);

/** Inverse of #isms_normal_cdf by algorithm AS 241 (M. Wichura, 1988); NaN outside [0, 1]. @since 0.1 */
ISMS_API double isms_normal_quantile(double p);

/**
 * P(X <= h and Y <= k) of two standard normal values with correlation @p rho in [-1, 1], to 1e-13, by the identity of R.
 * Plackett (1954). NaN for another correlation. @since 0.1
 */
ISMS_API double isms_normal_both_below(double h, double k, double rho);

#ifdef __cplusplus
}
#endif
#endif
