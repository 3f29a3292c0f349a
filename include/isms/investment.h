/** @file
 * Money of a risk and of what is spent on it: annual loss expectancy, return, present value, and how much is worth spending.
 *
 * Amounts are of one currency, which the caller minds.
 *
 * @par Errors
 * #ISMS_E_NOT_FINITE, #ISMS_E_RANGE, #ISMS_E_NOT_POSITIVE, #ISMS_E_COST_NOT_POSITIVE; nothing is written then.
 */
#ifndef ISMS_INVESTMENT_H
#define ISMS_INVESTMENT_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Loss expectancy: single = value * exposure, annual = single * rate.
 * @param asset_value 0 or more; @param exposure_factor share of the value that one event destroys, in [0, 1]
 * @param annual_rate events a year, 0 or more; @param[out] single,annual each may be NULL.
 * @par Source
 * single and annual loss expectancy, FIPS PUB 65 (1979)
 * @since 0.1
 */
ISMS_API isms_status isms_investment_loss_expectancy(double asset_value, double exposure_factor, double annual_rate,
                                                     double *single, double *annual);

/**
 * Return on a security investment: (loss before - loss after - cost) / cost, all a year (W. Sonnenreich, 2006; ENISA, 2012).
 *  @return #ISMS_E_COST_NOT_POSITIVE for a cost that is not above 0.
 * @par Source
 * W. Sonnenreich, J. Albanese, B. Stout, Return on security investment (2006); ENISA (2012)
 * @since 0.1
 */
ISMS_API isms_status isms_investment_return(double loss_before, double loss_after, double annual_cost, double *out);

/**
 * The same where the share of the loss is known that the investment takes away, in [0, 1].
 * @par Source
 * as #isms_investment_return
 * @since 0.1
 */
ISMS_API isms_status isms_investment_return_of_ratio(double loss_before, double mitigation_ratio, double annual_cost,
                                                     double *out);

/**
 * Net present value: -capital + sum over the years of (benefit - running cost) / (1 + rate)^t, flows at the end of each year.
 * @param rate discount rate a year, above -1; @param years 0 to 1,000.
 * @par Source
 * net present value, flows at the end of each year
 * @since 0.1
 */
ISMS_API isms_status isms_investment_present_value(double capital, double benefit_a_year, double cost_a_year, double rate,
                                                   int32_t years, double *out);

/** What an investment worth making looks like, after L. Gordon and M. Loeb, The Economics of Information Security Investment
 *  (2002). */
typedef struct isms_investment_optimum {
    double spending;      /**< amount that minimises spending + expected loss; 0 where nothing pays */
    double vulnerability; /**< what is left of the vulnerability then */
    double bound;         /**< v L / e: spending never pays beyond it */
} isms_investment_optimum;

/**
 * Optimal spending where it works by S(z, v) = v / (alpha z + 1)^beta: z = ((v beta alpha L)^(1/(beta+1)) - 1) / alpha.
 * @param vulnerability v in [0, 1]; @param loss L, 0 or more; @param alpha above 0; @param beta above 0 (1 or more in the
 * paper).
 * @par Source
 * L. Gordon, M. Loeb, The economics of information security investment (2002), class I
 * @since 0.1
 */
ISMS_API isms_status isms_investment_gordon_loeb_1(double vulnerability, double loss, double alpha, double beta,
                                                   isms_investment_optimum *out);

/**
 * Optimal spending where it works by S(z, v) = v^(alpha z + 1): z = ln(1 / (-alpha v L ln v)) / (alpha ln v).
 * @param vulnerability v in [0, 1]; @param loss L, 0 or more; @param alpha above 0.
 * @par Source
 * L. Gordon, M. Loeb, The economics of information security investment (2002), class II
 * @since 0.1
 */
ISMS_API isms_status isms_investment_gordon_loeb_2(double vulnerability, double loss, double alpha,
                                                   isms_investment_optimum *out);

#ifdef __cplusplus
}
#endif
#endif
