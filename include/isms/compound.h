/** @file
 * Annual loss without simulation: the sum of as many losses as there are events in a year, calculated exactly.
 *
 * S = X1 + ... + XN for one kind of event, and the sum over independent kinds. Three ways, each chosen where it applies:
 * a closed form (at most one event a year), the recursion of H. Panjer (losses that are whole numbers of a unit), and the
 * Fourier transform on a grid, once with each loss rounded down and once rounded up, so that the truth lies between the two (P.
 * Embrechts and M. Frei, Panjer recursion versus FFT for compound distributions, 2009).
 *
 * A compound distribution is immutable; any number of threads may ask it.
 */
#ifndef ISMS_COMPOUND_H
#define ISMS_COMPOUND_H

#include <isms/distribution.h>
#include <isms/statistics.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A compound distribution: the loss of a year. */
typedef struct isms_compound isms_compound;

/** How a compound distribution is calculated. */
typedef int32_t isms_compound_method;

/** Values of #isms_compound_method. */
enum {
    ISMS_COMPOUND_CLOSED = 1,  /**< closed form; estimates have no width */
    ISMS_COMPOUND_LATTICE = 2, /**< Panjer's recursion over whole numbers; estimates have no width */
    ISMS_COMPOUND_GRID = 3     /**< Fourier transform; estimates are brackets that hold the truth */
};

/**
 * The loss of a year from independent kinds of events.
 * @param counts number of events a year of each kind: Poisson, negative binomial, Bernoulli or binomial
 * @param losses loss of one event of each kind, nowhere below 0, not a number of events
 * @param kinds how many, 1 to 10,000; @param allocator NULL for malloc; @param problems NULL, or where `counts[i]` or
 * `losses[i]` is named; @param[out] out owned by the caller
 * @return #ISMS_E_UNSUPPORTED for a number of events of another law (simulate it), #ISMS_E_KIND, #ISMS_E_RANGE,
 * #ISMS_E_NO_MEMORY.
 * @par Source
 * collective risk model, S. Klugman, H. Panjer, G. Willmot, Loss Models; Panjer (1981); R. Gruebel, R. Hermesmeier
 * (1999) for the tilted transform; bracket by losses rounded down and up
 * @since 0.1
 */
ISMS_API isms_status isms_compound_new(const isms_distribution *const *counts, const isms_distribution *const *losses,
                                       size_t kinds, const isms_allocator *allocator, isms_diagnostics *problems,
                                       isms_compound **out);

/**
 * The loss of a year from one kind of event whose loss is 0, 1, 2, ... units.
 * @param severity severity[k] is the probability that an event costs k units; they add up to 1 (to 1e-9)
 * @param size how many, 1 to 100,000.
 * @par Source
 * recursion of H. Panjer, Recursive evaluation of a family of compound distributions (1981)
 * @since 0.1
 */
ISMS_API isms_status isms_compound_lattice(const isms_distribution *count, const double *severity, size_t size,
                                           const isms_allocator *allocator, isms_diagnostics *problems, isms_compound **out);

/** Frees a compound distribution; NULL is allowed. @since 0.1 */
ISMS_API void isms_compound_free(isms_compound *compound);

/** How it is calculated. @since 0.1 */
ISMS_API isms_compound_method isms_compound_method_of(const isms_compound *compound);

/**
 * Expected loss: sum of E[N] E[X].
 * @par Source
 * S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API double isms_compound_mean(const isms_compound *compound);

/**
 * Variance: sum of E[N] Var[X] + Var[N] E[X]^2.
 * @par Source
 * S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API double isms_compound_variance(const isms_compound *compound);

/**
 * P(S = 0): a year without loss.
 * @par Source
 * probability generating function of N at P(X = 0)
 * @since 0.1
 */
ISMS_API double isms_compound_zero(const isms_compound *compound);

/**
 * P(S = units), for one that was made by #isms_compound_lattice; else NaN.
 * @par Source
 * as #isms_compound_lattice
 * @since 0.1
 */
ISMS_API double isms_compound_probability(const isms_compound *compound, uint64_t units);

/**
 * P(S > loss), a point of the loss exceedance curve. @return #ISMS_E_NOT_FINITE, #ISMS_E_NO_MEMORY.
 * @par Source
 * sums of the probabilities of the two roundings, which bound the truth
 * @since 0.1
 */
ISMS_API isms_status isms_compound_exceedance(const isms_compound *compound, double loss, isms_estimate *out);

/**
 * Quantile (value at risk): the smallest loss that is not exceeded with probability q or more.
 * @param q in (0, 1) @return #ISMS_E_RANGE, #ISMS_E_NO_MEMORY, #ISMS_E_LIMIT where no grid is fine enough.
 * @par Source
 * smallest loss whose cumulative probability reaches q, in both roundings
 * @since 0.1
 */
ISMS_API isms_status isms_compound_quantile(const isms_compound *compound, double q, isms_estimate *out);

/**
 * Mean of the worst share 1 - q of all years (tail value at risk), errors as #isms_compound_quantile.
 * @par Source
 * C. Acerbi, D. Tasche, On the coherence of expected shortfall (2002), with its correction for atoms
 * @since 0.1
 */
ISMS_API isms_status isms_compound_tail_mean(const isms_compound *compound, double q, isms_estimate *out);

#ifdef __cplusplus
}
#endif
#endif
