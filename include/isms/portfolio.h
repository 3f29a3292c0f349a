/** @file
 * A portfolio: the loss scenarios that are quantified together, with their controls, insurance and dependence.
 *
 * A scenario has a frequency and a loss. A frequency that is a number of events (Poisson, negative binomial, ...) gives that
 * many independent losses a year; one that is a rate without events (PERT, lognormal, ...) is multiplied by one loss a year,
 * which is what FAIR tools without events do. For uncertain rates with events use #isms_distribution_mixed_poisson.
 *
 * Up to four states are quantified with the same random numbers, so that their difference is free of noise: by convention 0 is
 * inherent, 1 current, 2 residual, 3 target. What is not said of a state is as in state 0 without controls.
 *
 * @par Errors
 * #ISMS_E_MISUSE, #ISMS_E_NO_MEMORY, #ISMS_E_NOT_FOUND for a scenario or shock that is not there, #ISMS_E_LIMIT, and what is
 * wrong with a number. A call that fails changes nothing.
 */
#ifndef ISMS_PORTFOLIO_H
#define ISMS_PORTFOLIO_H

#include <isms/distribution.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A portfolio; one thread at a time. */
typedef struct isms_portfolio isms_portfolio;

/** How many states a portfolio can have. */
#define ISMS_PORTFOLIO_STATES 4

/** What a cover is counted by. */
typedef int32_t isms_cover;

/** Values of #isms_cover. */
enum {
    ISMS_COVER_EVENT = 0, /**< deductible and limit hold for each event */
    ISMS_COVER_YEAR = 1   /**< deductible and limit hold for the sum of a year */
};

/** An empty portfolio, or NULL where memory is short. @param allocator NULL for malloc. @since 0.1 */
ISMS_API isms_portfolio *isms_portfolio_new(const isms_allocator *allocator);

/** Frees a portfolio; NULL is allowed. @since 0.1 */
ISMS_API void isms_portfolio_free(isms_portfolio *portfolio);

/**
 * Adds a scenario. Its random numbers depend on the seed and its id only: other scenarios, their order and their number never
 * change them.
 * @param id 1 to 128 letters, digits, `.`, `_`, `:`, `-`; unique in the portfolio
 * @param frequency nowhere below 0; its mean at most 100,000 a year; copied
 * @param loss of one event, nowhere below 0, not a number of events; copied
 * @param problems NULL, or where `ID.frequency` or `ID.loss` is named; @param[out] index NULL, or its index, from 0
 * @return #ISMS_E_TOKEN, #ISMS_E_EXISTS, #ISMS_E_KIND, #ISMS_E_RANGE.
 * @par Source
 * collective risk model, S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_add(isms_portfolio *portfolio, const char *id, const isms_distribution *frequency,
                                        const isms_distribution *loss, isms_diagnostics *problems, int32_t *index);

/**
 * Gives each event of a scenario a secondary loss with a probability (Open FAIR: secondary loss event frequency, a percentage).
 * @param chance in [0, 1]; of an uncertain one the mean, because events are independent; @param loss as that of
 * #isms_portfolio_add.
 * @par Source
 * The Open Group, Risk Taxonomy (O-RT)
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_set_secondary(isms_portfolio *portfolio, int32_t scenario, double chance,
                                                  const isms_distribution *loss, isms_diagnostics *problems);

/**
 * What controls take away in a state: each event is prevented with a probability, and the loss of one that happens is a share
 * smaller. With the same random numbers in all states, more control never raises the loss of any trial.
 * @param prevented,mitigated in [0, 1].
 * @par Source
 * thinning of a point process; proportional reduction of the loss
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_set_effect(isms_portfolio *portfolio, int32_t scenario, int32_t state, double prevented,
                                               double mitigated);

/**
 * What insurance takes over in a state: of each event or of each year the part above @p deductible, at most @p limit; that of
 * events comes first. What remains is the loss.
 * @param deductible 0 or more; @param limit 0 (none) or more, or infinite.
 * @par Source
 * layer of excess-of-loss insurance: min(max(X - deductible, 0), limit), S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_set_cover(isms_portfolio *portfolio, int32_t scenario, int32_t state, isms_cover kind,
                                              double deductible, double limit);

/**
 * Adds a shock: a cause that strikes several scenarios at once, such as the failure of a common supplier.
 * @param id as of a scenario; unique among the shocks; @param frequency a number of events.
 * @par Source
 * common shock model: A. Marshall, I. Olkin (1967)
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_add_shock(isms_portfolio *portfolio, const char *id, const isms_distribution *frequency,
                                              isms_diagnostics *problems, int32_t *index);

/**
 * Lets each event of a shock cause one of a scenario with a probability, besides the scenario's own events. The scenario's
 * frequency is a number of events.
 * @par Source
 * common shock model with thinning
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_link_shock(isms_portfolio *portfolio, int32_t shock, int32_t scenario, double probability);

/**
 * Ties the frequencies of scenarios by a Gaussian copula: correlated normal values drive the number of events (or the rate) of
 * each. The draws of a tied scenario depend on those that it is tied to, taken in order of their ids; those of others do not
 * change.
 * @param scenarios @p count of them, 2 to 1,000, each in one group only; @param matrix count * count correlations
 * @return errors as #isms_copula_check; #ISMS_E_EXISTS for a scenario that is tied already.
 * @par Source
 * Gaussian copula: D. Li, On default correlation (2000)
 * @since 0.1
 */
ISMS_API isms_status isms_portfolio_correlate(isms_portfolio *portfolio, const int32_t *scenarios, size_t count,
                                              const double *matrix, isms_diagnostics *problems);

/** Number of scenarios. @since 0.1 */
ISMS_API int32_t isms_portfolio_count(const isms_portfolio *portfolio);

/** Id of a scenario; NULL where there is none of that index. @since 0.1 */
ISMS_API const char *isms_portfolio_id(const isms_portfolio *portfolio, int32_t scenario);

/** Index of a scenario, or -1. @since 0.1 */
ISMS_API int32_t isms_portfolio_find(const isms_portfolio *portfolio, const char *id);

/** One more than the highest state that something was said of, at least 1. @since 0.1 */
ISMS_API int32_t isms_portfolio_state_count(const isms_portfolio *portfolio);

#ifdef __cplusplus
}
#endif
#endif
