/** @file
 * Dependence by a Gaussian copula: correlated normal values, turned into probabilities that drive each scenario.
 */
#ifndef ISMS_COPULA_H
#define ISMS_COPULA_H

#include <isms/diagnostics.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Whether numbers form a correlation matrix.
 * @param matrix size * size numbers, row by row; @param size 1 to 1,000
 * @param allocator for working memory, NULL for malloc; @param problems NULL, or where the offending entry is named
 * `matrix[i][j]`
 * @return #ISMS_E_NOT_FINITE; #ISMS_E_RANGE for a diagonal that is not 1 or an entry outside [-1, 1]; #ISMS_E_NOT_SYMMETRIC;
 * #ISMS_E_NOT_POSITIVE_SEMIDEFINITE where no joint distribution has these correlations; #ISMS_E_NO_MEMORY.
 * @par Source
 * a correlation matrix is symmetric with ones on its diagonal and positive semidefinite: its Cholesky factor exists
 * @since 0.1
 */
ISMS_API isms_status isms_copula_check(const double *matrix, size_t size, const isms_allocator *allocator,
                                       isms_diagnostics *problems);

/**
 * Two events of probability @p p1 and @p p2 in a year, tied by a Gaussian copula with correlation @p rho: the chance that both
 * happen is the bivariate normal distribution function at their normal quantiles.
 * @param[out] both,any probability that both happen, that at least one does
 * @param[out] phi correlation of the two indicators, which is smaller than rho in size; NaN where p1 or p2 is 0 or 1
 * @return #ISMS_E_RANGE for a probability outside [0, 1] or a correlation outside [-1, 1]. Each out may be NULL.
 * @par Source
 * bivariate normal probability of two thresholds; phi is the correlation of the two indicators
 * @since 0.1
 */
ISMS_API isms_status isms_copula_bernoulli_pair(double p1, double p2, double rho, double *both, double *any, double *phi);

#ifdef __cplusplus
}
#endif
#endif
