/** @file
 * Likelihood in its three forms: rate of events a year, probability within a time, return period; and EPSS scores.
 *
 * A rate counts events and may exceed 1; a probability is the chance of at least one. For p = 0.4 in a year the rate is 0.51.
 *
 * @par Errors
 * #ISMS_E_NOT_FINITE, #ISMS_E_RANGE, and #ISMS_E_NOT_POSITIVE for a time that is not above 0; nothing is written then.
 */
#ifndef ISMS_LIKELIHOOD_H
#define ISMS_LIKELIHOOD_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Probability of at least one event in @p years at @p rate a year: 1 - exp(-rate years), the Poisson law.
 * @par Source
 * Poisson process: p = 1 - exp(-rate t)
 * @since 0.1
 */
ISMS_API isms_status isms_likelihood_from_rate(double rate, double years, double *probability);

/**
 * Rate a year of a Poisson process that shows an event within @p years with the @p probability, which is below 1:
 *  -ln(1 - p) / years.
 * @par Source
 * Poisson process: rate = -ln(1 - p) / t
 * @since 0.1
 */
ISMS_API isms_status isms_likelihood_to_rate(double probability, double years, double *rate);

/**
 * Probability of at least one event in @p years where one comes each @p period years on average, at most one a year:
 *  1 - (1 - 1/period)^years. @param period at least 1.
 * @par Source
 * Poisson process of rate 1 / period
 * @since 0.1
 */
ISMS_API isms_status isms_likelihood_from_return_period(double period, double years, double *probability);

/**
 * An EPSS score, the probability of exploitation within 30 days (FIRST, Exploit Prediction Scoring System), for a year of 365
 * days at constant hazard: p = 1 - (1 - p30)^(365/30), rate = -ln(1 - p30) 365/30.
 * @param p30 below 1; @param[out] probability,rate each may be NULL.
 * @par Source
 * own: constant hazard over the 30 days that EPSS (FIRST) speaks of
 * @since 0.1
 */
ISMS_API isms_status isms_likelihood_from_epss(double p30, double *probability, double *rate);

#ifdef __cplusplus
}
#endif
#endif
