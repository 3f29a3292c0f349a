/** @file
 * Distributions: a law of probability with its parameters, as losses, rates, probabilities and numbers of events have them.
 *
 * A distribution is immutable once it is made and may be read by any number of threads. Its numbers come from arithmetic of
 * libisms itself and are the same to the bit on every machine.
 *
 * @par Errors of the calls that make one
 * #ISMS_E_NOT_FINITE, #ISMS_E_NOT_POSITIVE, #ISMS_E_RANGE, #ISMS_E_LOW_NOT_BELOW_HIGH and #ISMS_E_MODE_OUT_OF_RANGE for a
 * parameter (the diagnostic's attribute is its name, such as `high` or `parts[2]`), #ISMS_E_MISUSE for a missing one,
 * #ISMS_E_NO_MEMORY. Nothing is made then.
 */
#ifndef ISMS_DISTRIBUTION_H
#define ISMS_DISTRIBUTION_H

#include <isms/diagnostics.h>
#include <isms/law.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A distribution. */
typedef struct isms_distribution isms_distribution;

/** @name Making
 * @{ */

/**
 * Makes a distribution of a law that has parameters of its own.
 * @param parameters in the order of #isms_law_parameter_name; @param count how many are given; trailing ones may have defaults
 * @param allocator NULL for malloc; @param problems NULL, or where the offending parameter is named
 * @param[out] out owned by the caller; NULL on failure.
 * @par Source
 * N. Johnson, S. Kotz, N. Balakrishnan, Continuous Univariate Distributions and Univariate Discrete Distributions; PERT:
 * D. Malcolm and others (1959), in both conventions
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_new(isms_law law, const double *parameters, size_t count,
                                           const isms_allocator *allocator, isms_diagnostics *problems,
                                           isms_distribution **out);

/**
 * Makes the distribution of a sample: each of the values, at least one, has the same probability.
 * @par Source
 * empirical distribution function
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_empirical(const double *values, size_t count, const isms_allocator *allocator,
                                                 isms_diagnostics *problems, isms_distribution **out);

/**
 * Makes a mixture: part i with probability weights[i] / sum of the weights.
 * @param parts none of them a number of events; copied; @param weights above 0; @param count 1 to 1,000.
 * @par Source
 * weighted sum of distribution functions
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_mixture(const isms_distribution *const *parts, const double *weights, size_t count,
                                               const isms_allocator *allocator, isms_diagnostics *problems,
                                               isms_distribution **out);

/**
 * Makes the distribution of X given that low <= X <= high: probability outside is spread over the inside, never heaped up at
 * the ends. @param base not a number of events; copied; @param low,high may be infinite; some probability lies between.
 * @par Source
 * conditional distribution: renormalised, so that no probability is left at the ends
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_truncated(const isms_distribution *base, double low, double high,
                                                 const isms_allocator *allocator, isms_diagnostics *problems,
                                                 isms_distribution **out);

/**
 * Makes the distribution of factor * X. @param base not a number of events; copied; @param factor above 0.
 * @par Source
 * change of unit
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_scaled(const isms_distribution *base, double factor, const isms_allocator *allocator,
                                              isms_diagnostics *problems, isms_distribution **out);

/**
 * Makes the distribution of min(X, cap): a known upper limit of a loss. @param base not a number of events; copied.
 * @par Source
 * min(X, cap): the probability beyond lies at the cap (S. Klugman, H. Panjer, G. Willmot, Loss Models)
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_capped(const isms_distribution *base, double cap, const isms_allocator *allocator,
                                              isms_diagnostics *problems, isms_distribution **out);

/**
 * Makes a number of events that is Poisson with a rate that is itself uncertain: drawn anew each year.
 * @param rate not a number of events, nowhere below 0; copied.
 * @par Source
 * mixed Poisson distribution, S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_mixed_poisson(const isms_distribution *rate, const isms_allocator *allocator,
                                                     isms_diagnostics *problems, isms_distribution **out);

/** A copy with memory of its own. @since 0.1 */
ISMS_API isms_status isms_distribution_copy(const isms_distribution *distribution, const isms_allocator *allocator,
                                            isms_distribution **out);

/** Frees a distribution; NULL is allowed. @since 0.1 */
ISMS_API void isms_distribution_free(isms_distribution *distribution);
/** @} */

/** @name Asking
 * A NULL distribution gives NaN or 0. A moment that does not exist is infinite.
 * @{ */

/** The law that it was made of. @since 0.1 */
ISMS_API isms_law isms_distribution_law(const isms_distribution *distribution);

/**
 * A parameter by name: one that was given (such as `mode`), or one that follows from them: `mu` and `sigma` of a lognormal,
 * `alpha` and `beta` of a PERT.
 * @return #ISMS_E_NOT_FOUND where it has no parameter of that name. @since 0.1
 */
ISMS_API isms_status isms_distribution_parameter(const isms_distribution *distribution, const char *name, double *out);

/**
 * Expected value.
 * @par Source
 * closed form of the law, else quadrature
 * @since 0.1
 */
ISMS_API double isms_distribution_mean(const isms_distribution *distribution);

/**
 * Variance; that of a sample is the mean square of the deviations (divided by n).
 * @par Source
 * closed form of the law, else quadrature
 * @since 0.1
 */
ISMS_API double isms_distribution_variance(const isms_distribution *distribution);

/** Most likely value, or NaN where the law has none that is singled out (uniform, sample, mixture). @since 0.1 */
ISMS_API double isms_distribution_mode(const isms_distribution *distribution);

/** Lowest value that it can have, or minus infinity. @since 0.1 */
ISMS_API double isms_distribution_least(const isms_distribution *distribution);

/** Greatest value that it can have, or infinity. @since 0.1 */
ISMS_API double isms_distribution_most(const isms_distribution *distribution);

/**
 * P(X <= x).
 * @par Source
 * closed form of the law, see #isms_distribution_new
 * @since 0.1
 */
ISMS_API double isms_distribution_cdf(const isms_distribution *distribution, double x);

/**
 * P(X > x), the exceedance probability, with its relative precision where it is small.
 * @par Source
 * 1 - F(x), computed without cancellation where F is near 1
 * @since 0.1
 */
ISMS_API double isms_distribution_exceedance(const isms_distribution *distribution, double x);

/**
 * Density at x; for a number of events, a constant or a sample the probability of exactly x.
 * @par Source
 * closed form of the law, see #isms_distribution_new
 * @since 0.1
 */
ISMS_API double isms_distribution_density(const isms_distribution *distribution, double x);

/**
 * The smallest x with P(X <= x) >= q (inverse of the distribution function, also where it has steps).
 * @param q in (0, 1) @return #ISMS_E_RANGE for another q.
 * @par Source
 * inverse distribution function; where it has no closed form, bracketed Newton steps
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_quantile(const isms_distribution *distribution, double q, double *out);

/**
 * E[min(X, limit)], the limited expected value. What an insurance with a deductible and a limit pays an event is
 * limited(deductible + limit) - limited(deductible) (S. Klugman, H. Panjer, G. Willmot, Loss Models). @since 0.1
 */
ISMS_API isms_status isms_distribution_limited_mean(const isms_distribution *distribution, double limit, double *out);

/**
 * P(X > Y) of two independent distributions, neither a number of events; ties do not count. With the capability of a threat and
 * the strength of what resists it this is the vulnerability of Open FAIR. Exact to 1e-12 where no closed form is known.
 * @par Source
 * P(X > Y) as an integral of the exceedance of X over Y, the vulnerability of Open FAIR
 * @since 0.1
 */
ISMS_API isms_status isms_distribution_exceeds(const isms_distribution *x, const isms_distribution *y, double *out);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
