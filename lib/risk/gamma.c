/* Gamma and beta functions, and the Poisson and binomial sums that they give. */
#include "special.h"

#include <stdbool.h>

/* ln Gamma(x) = (x - 1/2) ln x - x + ln(2 pi) / 2 + stirling_rest(x). The rest is an asymptotic series from 10 up; below that
 * the recurrence of Gamma leads there. */
static double stirling_rest(double x)
{
    double below = 0;
    for (; x < 10; x += 1)
        below += (x + 0.5) * isms__log1p(1 / x) - 1;
    double z = 1 / (x * x);
    double series = 0.08333333333333333 +
                    z * (-0.002777777777777778 +
                         z * (0.0007936507936507937 +
                              z * (-0.0005952380952380953 +
                                   z * (0.0008417508417508417 +
                                        z * (-0.0019175269175269176 + z * (0.00641025641025641 - z * 0.029550653594771242))))));
    return below + series / x;
}

double isms__log_gamma(double x)
{
    return (x - 0.5) * isms__log(x) - x + 0.9189385332046728 + stirling_rest(x);
}

/* a ln(a/b) - a + b = a ln(a/b) + (b - a) without the cancellation near a = b (C. Loader, 2000, calls it bd0). */
static double deviance(double a, double b)
{
    double d = (a - b) / b;
    if (fabs(d) > 0.1)
        return a * isms__log(a / b) + b - a;
    double v = d / (2 + d), term = 2 * a * v, sum = (a - b) * v; /* a ln((1+v)/(1-v)) as a series */
    for (int k = 1; k < 20; k++) {
        term *= v * v;
        sum += term / (2 * k + 1);
    }
    return sum;
}

/* x^a (1-x)^b / B(a, b), the peak of which lies at a / (a + b). */
static double beta_power(double a, double b, double x, double y)
{
    double n = a + b;
    double exponent = -deviance(a, n * x) - deviance(b, n * y) + stirling_rest(n) - stirling_rest(a) - stirling_rest(b);
    return isms__exp(exponent) * sqrt(a * b / (6.283185307179586 * n));
}

/* Continued fraction of I_x(a, b) by the method of W. J. Lentz; converges fast for x < (a + 1) / (a + b + 2). */
static double beta_fraction(double a, double b, double x)
{
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double f = d;
    for (int m = 1; m < 100000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        for (int i = 0; i < 2; i++) {
            double term = i ? odd : even;
            d = 1 + term * d;
            c = 1 + term / c;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = fabs(c) < tiny ? tiny : c;
            f *= d * c;
        }
        if (fabs(d * c - 1) < 1e-16)
            break;
    }
    return f;
}

double isms__beta_cdf(double a, double b, double x)
{
    if (!(x > 0))
        return x == x ? 0 : x;
    if (x >= 1)
        return 1;
    double power = beta_power(a, b, x, 1 - x);
    if (x < (a + 1) / (a + b + 2))
        return power * beta_fraction(a, b, x) / a;
    return 1 - power * beta_fraction(b, a, 1 - x) / b;
}

double isms__beta_density(double a, double b, double x)
{
    if (x < 0 || x > 1)
        return 0;
    if (x == 0 || x == 1) {
        double shape = x == 0 ? a : b, other = x == 0 ? b : a;
        return shape > 1 ? 0 : shape < 1 ? INFINITY : other;
    }
    return beta_power(a, b, x, 1 - x) / (x * (1 - x));
}

/* Newton's steps inside a bracket that shrinks with each evaluation; a step that leaves it is replaced by halving. */
double isms__beta_quantile(double a, double b, double p)
{
    if (!(p > 0 && p < 1))
        return p <= 0 ? 0 : p >= 1 ? 1 : NAN;
    double low = 0, high = 1, x = a / (a + b);
    for (int i = 0; i < 200; i++) {
        double rest = isms__beta_cdf(a, b, x) - p, step = rest / isms__beta_density(a, b, x);
        if (fabs(step) <= 2e-16 * x)
            break;
        if (rest > 0)
            high = x;
        else
            low = x;
        x = x - step > low && x - step < high ? x - step : 0.5 * (low + high);
        if (high - low <= 2e-16 * low)
            break;
    }
    return x;
}

double isms__poisson_density(double rate, double k)
{
    if (rate == 0)
        return k == 0;
    if (k == 0)
        return isms__exp(-rate);
    return isms__exp(-deviance(k, rate) - stirling_rest(k)) / sqrt(6.283185307179586 * k);
}

/* Sum of the terms from one end of them to k, outwards from the largest, until they no longer count. */
static double poisson_terms(double rate, double k, bool upward)
{
    double term = isms__poisson_density(rate, k), sum = 0;
    while (term > 1e-17 * sum && k >= 0) {
        sum += term;
        if (upward)
            term *= rate / ++k;
        else
            term *= k-- / rate;
    }
    return sum;
}

double isms__poisson_cdf(double rate, double k)
{
    if (k < 0 || rate != rate || rate == INFINITY)
        return k < 0 || rate == INFINITY ? 0 : rate;
    k = floor(k);
    return k < rate ? poisson_terms(rate, k, false) : 1 - poisson_terms(rate, k + 1, true);
}

double isms__poisson_survival(double rate, double k)
{
    if (k < 0 || rate != rate || rate == INFINITY)
        return k < 0 ? 1 : rate == INFINITY ? 1 : rate;
    k = floor(k);
    return k < rate ? 1 - poisson_terms(rate, k, false) : poisson_terms(rate, k + 1, true);
}
