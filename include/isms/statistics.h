/** @file
 * Statistics of samples and simulations: quantiles and tail means with their errors.
 *
 * The quantile of libisms is the inverse of the distribution function: the smallest value that at least a share q of the sample
 * does not exceed. Tools built on numpy interpolate between two values instead; #ISMS_QUANTILE_LINEAR reproduces them.
 */
#ifndef ISMS_STATISTICS_H
#define ISMS_STATISTICS_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a quantile of a sample is defined. */
typedef int32_t isms_quantile_rule;

/** Values of #isms_quantile_rule. */
enum {
    ISMS_QUANTILE_INVERSE = 0, /**< smallest x with F(x) >= q (type 1 of R. Hyndman and Y. Fan, 1996): the rule of libisms */
    ISMS_QUANTILE_LINEAR = 7   /**< linear between the order statistics around 1 + (n - 1) q (type 7), as numpy does */
};

/** A number with the interval that it lies in: of confidence for a simulation, guaranteed for an exact calculation. */
typedef struct isms_estimate {
    double value; /**< best single value */
    double low;   /**< lower end */
    double high;  /**< upper end; infinite where the sample is too small to bound it */
} isms_estimate;

/**
 * Quantile of a sample.
 * @param values in any order; @param count at least 1; @param q in [0, 1]; @param allocator for working memory, NULL for malloc
 * @return #ISMS_E_RANGE for q or the rule, #ISMS_E_NOT_FINITE for a value, #ISMS_E_NO_MEMORY.
 * @par Source
 * inverse of the empirical distribution function
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_quantile(const double *values, size_t count, double q, isms_quantile_rule rule,
                                              const isms_allocator *allocator, double *out);

/**
 * Mean of the worst share 1 - q of a sample (tail value at risk, expected shortfall): (sum of what exceeds the quantile
 * + quantile * (1 - q - share of what exceeds it)) / (1 - q), so that ties at the quantile count only as far as they belong to
 * the tail (C. Acerbi and D. Tasche, 2002).
 * @param[out] quantile NULL, or the quantile that it starts from.
 * @par Source
 * C. Acerbi, D. Tasche (2002)
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_tail_mean(const double *values, size_t count, double q, const isms_allocator *allocator,
                                               double *quantile, double *out);

/**
 * Ranks of the order statistics that enclose the quantile q of the sampled distribution, whatever it is, with at least the
 * given confidence: lower is the quantile of Binomial(n, q) at (1 - confidence) / 2, upper is that at (1 + confidence) / 2,
 * plus 1; ranks count from 1 (W. Conover, Practical Nonparametric Statistics).
 * @param[out] lower,upper ranks; an end that the sample is too small for is 0 or n + 1
 * @param[out] coverage NULL, or the probability that the interval contains the quantile.
 * @par Source
 * binomial ranks of order statistics: H. David, H. Nagaraja (2003)
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_quantile_ranks(uint64_t count, double q, double confidence, uint64_t *lower,
                                                    uint64_t *upper, double *coverage);

/**
 * Interval of C. Clopper and E. Pearson (1934) for a probability of which @p hits of @p count trials were seen.
 * @par Source
 * C. Clopper, E. Pearson (1934)
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_proportion(uint64_t hits, uint64_t count, double confidence, double *low, double *high);

/**
 * Standard error of a mean: sd / sqrt(n). NaN for a count of 0 or an sd below 0.
 * @par Source
 * s / sqrt(n)
 * @since 0.1
 */
ISMS_API double isms_statistics_standard_error(double sd, uint64_t count);

/**
 * Asymptotic standard error of a sample quantile: sqrt(q (1 - q) / n) / density at the quantile.
 * @par Source
 * asymptotic error of a sample quantile: sqrt(q (1 - q) / n) / f
 * @since 0.1
 */
ISMS_API double isms_statistics_quantile_error(double q, double density, uint64_t count);

/**
 * Trials needed so that the mean is known to a relative error with a confidence: ceil((z sd / (error mean))^2).
 * @return #ISMS_E_NOT_POSITIVE where the mean, the sd or the error is not above 0, #ISMS_E_RANGE for the confidence or where
 * the number has more than 63 bits.
 * @par Source
 * (z s / (relative error * mean))^2
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_required_trials(double mean, double sd, double relative_error, double confidence,
                                                     uint64_t *out);

/**
 * Standard deviation of a sum: sqrt(x' R x) of the standard deviations x and their correlations R.
 * @param correlations count * count numbers row by row, symmetric and positive semidefinite, or NULL for none (root of the sum
 * of squares).
 * @par Source
 * variance of a sum: sqrt(x' R x)
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_sum_deviation(const double *deviations, size_t count, const double *correlations,
                                                   const isms_allocator *allocator, double *out);

/**
 * Probability that at least one of independent events happens: 1 - prod(1 - p).
 * @par Source
 * 1 - prod(1 - p), for independent events
 * @since 0.1
 */
ISMS_API isms_status isms_statistics_any_of(const double *probabilities, size_t count, double *out);

#ifdef __cplusplus
}
#endif
#endif
