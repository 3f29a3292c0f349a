/** @file
 * Quantification of a model: its risks with a frequency and a loss as a portfolio that can be simulated, its controls as what
 * they take away, and its appetite against the loss exceedance curve.
 *
 * States are those of the model: 0 inherent, as the frequency is recorded without controls; 1 current, with the controls in
 * place; 2 residual, with those that are planned too. All are drawn with the same random numbers.
 */
#ifndef ISMS_QUANTIFICATION_H
#define ISMS_QUANTIFICATION_H

#include <isms/appetite.h>
#include <isms/model.h>
#include <isms/simulation.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a portfolio of all open risks that have a frequency and a loss; a scenario has the id of its risk.
 *
 * A risk with a record of type risk quantification that has factors or forms of loss is quantified by that: its FAIR tree
 * (isms/fair.h; factors that are amounts are in the currency of the losses), one primary and one secondary form of loss, layers
 * of insurance by event and by year, and a Gaussian copula over the risks of a correlation group. Else laws are those of the
 * attributes `frequency.distribution` and `loss.distribution`; nothing that is missing is assumed but the stated defaults: a
 * lognormal loss is given by its central 90 % interval, a frequency without a law is Poisson.
 *
 * Controls that a risk names, by their ids or by the Annex A controls that they implement, take away their efficacy times
 * coverage times reliability: of the frequency where they act on frequency or vulnerability, of the loss where they act on
 * magnitude or share it. Earlier detection alone takes nothing away: what it saves is for the forms of loss to say. Several are
 * combined by the rule of the risk method (default: independent layers). A treatment plan with a limit shares each event of its
 * risks above its deductible: in the current state where it is done, in the residual one also where it is under way.
 * @param model         the ISMS; only read
 * @param allocator     where the portfolio lives; NULL for malloc
 * @param problems      optional: a warning for each risk that has numbers which cannot be used, with the attribute
 * @param[out] out      owned by the caller; empty where no risk has numbers
 * @param[out] currency the currency of all losses, borrowed from @p model; NULL where there are none
 * @retval ISMS_E_DATA  two losses are in different currencies: nothing is converted
 * @par Source
 * compound distribution of frequency and loss; factor tree of The Open Group's O-RT and O-RA; combination of efficacies as in
 * isms/effect.h
 * @since 0.1
 */
ISMS_API isms_status isms_quantification_portfolio(const isms_model *model, const isms_allocator *allocator,
                                                   isms_diagnostics *problems, isms_portfolio **out, const char **currency);

/**
 * The same with two states: 0 without some controls, 1 with them, all else as it is now. For what it would cost if controls
 * failed: simulate both and take #isms_simulation_reduction from 1 to 0 or 0 to 1, which is free of noise.
 * @param controls @p count controls of the organization
 * @retval ISMS_E_NOT_FOUND  a record that is no control
 * @retval ISMS_E_DATA       two losses are in different currencies
 * @par Source
 * as #isms_quantification_portfolio
 * @since 0.1
 */
ISMS_API isms_status isms_quantification_without(const isms_model *model, const isms_id *controls, size_t count,
                                                 const isms_allocator *allocator, isms_diagnostics *problems,
                                                 isms_portfolio **out, const char **currency);

/**
 * Losses of the appetite of a risk method, for the option `losses` of a simulation and for reports.
 * @param method            a record of type risk method
 * @param capacity          how many anchors there is room for
 * @param[out] losses       room for as many; NULL to ask for the number
 * @param[out] allowed      highest probability of exceeding each loss in a year; may be NULL
 * @param[out] count        number of anchors
 * @retval ISMS_E_NOT_FOUND no such method
 * @retval ISMS_E_DATA      an anchor without loss or probability, in another currency than @p currency, or for a horizon that
 * is not twelve months
 * @param currency          of the losses that it is compared with; NULL for any
 * @since 0.1
 */
ISMS_API isms_status isms_quantification_anchors(const isms_model *model, isms_id method, const char *currency, size_t capacity,
                                                 double *losses, double *allowed, size_t *count);

/**
 * Compares the sum of all scenarios with the appetite of a risk method, at its anchors: P(S > loss) may be at most what is
 * allowed there; see #isms_appetite_check.
 * @param state             0 inherent, 1 current, 2 residual
 * @param[out] exceedance   P(S > loss) at each anchor, room for @p capacity; may be NULL
 * @retval ISMS_ABSENT      the method states no appetite, and nothing is written
 * @since 0.1
 */
ISMS_API isms_status isms_quantification_appetite(const isms_model *model, isms_id method, const char *currency,
                                                  const isms_simulation *simulation, int32_t state, size_t capacity,
                                                  isms_estimate *exceedance, isms_appetite_verdict *out);

#ifdef __cplusplus
}
#endif
#endif
