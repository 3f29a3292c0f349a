/** @file
 * Laws of probability that a loss, a rate or a number of events can follow: their names and parameters as data.
 *
 * Read-only, costs no allocation, any number of threads.
 */
#ifndef ISMS_LAW_H
#define ISMS_LAW_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A law of probability; 0 is none. Numbers are never reused. */
typedef int32_t isms_law;

/** Values of #isms_law, with the parameters that #isms_distribution_new takes. A parameter in brackets may be left out. */
enum {
    ISMS_LAW_CONSTANT = 1,   /**< value */
    ISMS_LAW_UNIFORM = 2,    /**< low, high */
    ISMS_LAW_TRIANGULAR = 3, /**< low, mode, high */
    ISMS_LAW_NORMAL = 4,     /**< mean, sd */
    ISMS_LAW_LOGNORMAL = 5,  /**< mu, sigma: mean and standard deviation of the logarithm */
    ISMS_LAW_LOGNORMAL_INTERVAL =
        6,                            /**< low, high, [confidence 0.9]: central interval; mu = (ln low + ln high) / 2 and
                                           sigma = (ln high - ln low) / (2 z) with z the normal quantile of (1 + confidence) / 2 */
    ISMS_LAW_LOGNORMAL_QUANTILES = 7, /**< p1, x1, p2, x2: the value x1 is not exceeded with probability p1, x2 with p2 */
    ISMS_LAW_LOGNORMAL_MOMENTS = 8,   /**< mean, sd of the value itself */
    ISMS_LAW_BETA = 9,                /**< alpha, beta, [low 0, high 1] */
    ISMS_LAW_PERT = 10,         /**< low, mode, high, [gamma 4]: beta with alpha = 1 + gamma (mode - low) / (high - low) and
                                     beta = 1 + gamma (high - mode) / (high - low); the form of D. Vose, mc2d and FAIR tools */
    ISMS_LAW_PERT_CLASSIC = 11, /**< low, mode, high, [gamma 4]: beta with mean (low + gamma mode + high) / (gamma + 2) and
                                     standard deviation (high - low) / (gamma + 2); the form of pyfair */
    ISMS_LAW_EXPONENTIAL = 12,  /**< mean */
    ISMS_LAW_PARETO = 13,       /**< least, alpha: P(X > x) = (least / x)^alpha */
    ISMS_LAW_GENERALISED_PARETO =
        14,                /**< threshold, scale, shape: P(X > x) = (1 + shape (x - threshold) / scale)^(-1 / shape) */
    ISMS_LAW_POISSON = 20, /**< rate; a number of events */
    ISMS_LAW_NEGATIVE_BINOMIAL = 21, /**< r, beta: mean r beta, variance r beta (1 + beta); a number of events */
    ISMS_LAW_BERNOULLI = 22,         /**< p; a number of events, 0 or 1 */
    ISMS_LAW_BINOMIAL = 23,          /**< n, p; a number of events */
    ISMS_LAW_EMPIRICAL = 30,         /**< made by #isms_distribution_empirical */
    ISMS_LAW_MIXTURE = 31,           /**< made by #isms_distribution_mixture */
    ISMS_LAW_TRUNCATED = 32,         /**< made by #isms_distribution_truncated */
    ISMS_LAW_CAPPED = 33,            /**< made by #isms_distribution_capped */
    ISMS_LAW_MIXED_POISSON = 34,     /**< made by #isms_distribution_mixed_poisson; a number of events */
    ISMS_LAW_SCALED = 35             /**< made by #isms_distribution_scaled */
};

/** The law after @p previous in order of number; 0 starts, 0 ends. @since 0.1 */
ISMS_API isms_law isms_law_next(isms_law previous);

/** The law of a name such as `pert_classic`, or 0 where there is none. @since 0.1 */
ISMS_API isms_law isms_law_by_name(const char *name);

/** Name of a law, such as `lognormal_interval`; NULL for no law. @since 0.1 */
ISMS_API const char *isms_law_name(isms_law law);

/** How many parameters a law takes at most; 0 for one that has a maker of its own. @since 0.1 */
ISMS_API int32_t isms_law_parameter_count(isms_law law);

/** How many of them cannot be left out; the others follow and have a default. @since 0.1 */
ISMS_API int32_t isms_law_parameter_required(isms_law law);

/** Name of a parameter, such as `mode`; NULL where there is none of that @p index, from 0. @since 0.1 */
ISMS_API const char *isms_law_parameter_name(isms_law law, int32_t index);

/** 1 where a law is of numbers of events: 0, 1, 2, ... @since 0.1 */
ISMS_API int32_t isms_law_is_count(isms_law law);

#ifdef __cplusplus
}
#endif
#endif
