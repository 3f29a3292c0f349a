/* Special functions of probability: normal, gamma, beta, and the sums that follow from them. Same bits everywhere. */
#ifndef ISMS__RISK_SPECIAL_H
#define ISMS__RISK_SPECIAL_H

#include "core/elementary.h"

double isms__normal_density(double z);
double isms__normal_cdf(double z);      /* small values keep their relative precision; 1 - cdf(z) is cdf(-z) */
double isms__normal_quantile(double p); /* -inf and inf at 0 and 1, NaN outside */
double isms__normal_both_below(double h, double k, double rho); /* P(X <= h, Y <= k) of a bivariate normal, to 1e-13 */

double isms__log_gamma(double x);                    /* x > 0 */
double isms__beta_cdf(double a, double b, double x); /* regularised incomplete beta function I_x(a, b) */
double isms__beta_density(double a, double b, double x);
double isms__beta_quantile(double a, double b, double p);

double isms__poisson_density(double rate, double k);
double isms__poisson_cdf(double rate, double k);      /* P(N <= k) */
double isms__poisson_survival(double rate, double k); /* P(N > k) */

#endif
