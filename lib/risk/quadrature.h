/* Numerical integration. */
#ifndef ISMS__RISK_QUADRATURE_H
#define ISMS__RISK_QUADRATURE_H

typedef double (*isms__integrand)(const void *context, double x);

/* Integral over [from, to], both finite, by Gauss-Legendre panels that are halved until halving changes a panel by less than
 * `tolerance` (absolute), or by rounding error only, or the work becomes too much. */
double isms__integrate(isms__integrand f, const void *context, double from, double to, double tolerance);

#endif
