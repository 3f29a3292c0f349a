/* Elementary functions for any argument, on top of the kernels of the header. */
#include "elementary.h"

double isms__exp(double x)
{
    if (x != x)
        return x;
    if (x > 709.782712893384)
        return INFINITY;
    if (x < -708)
        return 0;
    return x > 708 ? isms__exp_core(x - 2) * 7.38905609893065 : isms__exp_core(x);
}

double isms__log(double x)
{
    if (x != x || x < 0)
        return NAN;
    if (x == 0)
        return -INFINITY;
    if (x == INFINITY)
        return x;
    return x < 2.2250738585072014e-308 ? isms__log_core(x * 18014398509481984.0) - 37.429947750237046 : isms__log_core(x);
}

/* Around 0 the leading terms cancel, so the series itself is summed; elsewhere the subtraction is harmless. */
double isms__expm1(double x)
{
    if (x > 0.3 || x < -0.3 || x != x)
        return isms__exp(x) - 1;
    double term = x, sum = 0;
    for (int k = 2; k <= 16; k++) {
        term = term * x / k;
        sum += term;
    }
    return x + sum;
}

/* ln(1 + x) by the rounding error of 1 + x (W. Kahan). */
double isms__log1p(double x)
{
    double u = 1 + x;
    if (u <= 0 || u != u || u == INFINITY)
        return isms__log(u);
    return isms__log(u) - ((u - 1) - x) / u;
}

double isms__pow(double x, double y)
{
    if (y == 0 || x == 1)
        return 1;
    if (x == 0)
        return y > 0 ? 0 : INFINITY;
    return isms__exp(y * isms__log(x));
}

/* x = n pi/2 + r with pi/2 in three parts, so that n * part is exact for the n that are allowed. */
void isms__sincos(double x, double *sine, double *cosine)
{
    double n = (x * 0.6366197723675814 + ISMS__ROUNDER) - ISMS__ROUNDER;
    double r = ((x - n * 1.5707963267341256) - n * 6.077100506303966e-11) - n * 2.0222662487959506e-21;
    double z = r * r;
    double s = r + r * z *
                       (-0.16666666666666666 +
                        z * (0.008333333333330946 +
                             z * (-0.0001984126983675497 +
                                  z * (2.755731610068303e-06 + z * (-2.5051131455427946e-08 + z * 1.591810123027412e-10)))));
    double c =
        1 -
        (0.5 * z - z * z *
                       (0.041666666666666664 +
                        z * (-0.0013888888888887395 +
                             z * (2.4801587298763433e-05 +
                                  z * (-2.7557317270560326e-07 + z * (2.0876146024689747e-09 - z * 1.1382614868556325e-11))))));
    int quarter = (int)((int64_t)n & 3);
    double a = quarter & 1 ? c : s, b = quarter & 1 ? s : c;
    *sine = quarter & 2 ? -a : a;
    *cosine = quarter == 1 || quarter == 2 ? -b : b;
}
