/* The normal distribution: density, cumulative function, its inverse, and the bivariate cumulative function. */
#include "quadrature.h"
#include "special.h"

#include <isms/normal.h>

double isms__normal_density(double z)
{
    return isms__exp(-0.5 * z * z) * 0.3989422804014327;
}

/* (1 + 2x) e^(x^2) erfc(x) for x >= 0 as a Chebyshev series in (x - 3.75) / (x + 3.75): the form of M. M. Shepherd and J. G.
 * Laframboise, Math. Comp. 36 (1981); the coefficients were computed anew. */
static double scaled_erfc(double x)
{
    static const double c[] = {2.3551578691348034,     -0.004590054580646478,  -0.08424913336651792,    0.05920993999819189,
                               -0.026658668435305753,  0.009074997670705265,   -0.002413163540417608,   0.0004907758365258086,
                               -6.916973302501207e-05, 4.13902798607301e-06,   7.74038306619849e-07,    -2.1886401049234397e-07,
                               1.076499946567091e-08,  4.521959811218287e-09,  -7.754400208831351e-10,  -6.318088340886684e-11,
                               2.86879501093067e-11,   1.9455868545777347e-13, -9.65469674843344e-13,   3.25254814814874e-14,
                               3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17,
                               5.068148904796111e-17};
    double t = (x - 3.75) / (x + 3.75), b0 = 0, b1 = 0, b2 = 0;
    for (int i = (int)(sizeof c / sizeof c[0]) - 1; i >= 0; i--) {
        b2 = b1;
        b1 = b0;
        b0 = 2 * t * b1 - b2 + c[i];
    }
    return 0.5 * (b0 - b2) / (1 + 2 * x);
}

/* e^(-z^2/2) for z >= 0; z is split so that the square of its upper half is exact. */
static double exp_minus_half_square(double z)
{
    double high = isms__from_bits(isms__bits(z) & UINT64_C(0xfffffffff8000000));
    return isms__exp(-0.5 * high * high) * isms__exp(-0.5 * (z - high) * (z + high));
}

double isms__normal_cdf(double z)
{
    if (z != z)
        return z;
    if (z < -38)
        return 0;
    if (z > 38)
        return 1;
    double tail = 0.5 * exp_minus_half_square(fabs(z)) * scaled_erfc(fabs(z) * 0.7071067811865476);
    return z < 0 ? tail : 1 - tail;
}

static double rational(double r, const double *num, const double *den)
{
    double n = num[7], d = den[7];
    for (int i = 6; i >= 0; i--) {
        n = n * r + num[i];
        d = d * r + den[i];
    }
    return n / d;
}

/* Algorithm AS 241 (PPND16) of M. J. Wichura, Applied Statistics 37 (1988). */
double isms__normal_quantile(double p)
{
    static const double a[8] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                3.3430575583588128105e4, 2.5090809287301226727e3};
    static const double b[8] = {1.0,
                                4.2313330701600911252e1,
                                6.8718700749205790830e2,
                                5.3941960214247511077e3,
                                2.1213794301586595867e4,
                                3.9307895800092710610e4,
                                2.8729085735721942674e4,
                                5.2264952788528545610e3};
    static const double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[8] = {1.0,
                                2.05319162663775882187e0,
                                1.67638483018380384940e0,
                                6.89767334985100004550e-1,
                                1.48103976427480074590e-1,
                                1.51986665636164571966e-2,
                                5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
    static const double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double f[8] = {1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
    if (!(p > 0 && p < 1))
        return p == 0 ? -INFINITY : p == 1 ? INFINITY : NAN;
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * rational(0.180625 - q * q, a, b);
    double r = sqrt(-isms__log(q < 0 ? p : 1 - p));
    double z = r <= 5 ? rational(r - 1.6, c, d) : rational(r - 5, e, f);
    return q < 0 ? -z : z;
}

typedef struct pair_limits {
    double h, k;
} pair_limits;

/* d/dr of the bivariate cumulative function at correlation r. */
static double correlation_slope(const void *context, double r)
{
    const pair_limits *p = context;
    double rest = 1 - r * r;
    return isms__exp(-(p->h * p->h - 2 * r * p->h * p->k + p->k * p->k) / (2 * rest)) / sqrt(rest) * 0.15915494309189535;
}

/* R. L. Plackett's identity: the cumulative function at rho is that of independence and the integral of its slope. */
double isms__normal_both_below(double h, double k, double rho)
{
    double p = isms__normal_cdf(h), q = isms__normal_cdf(k);
    if (rho >= 1)
        return p < q ? p : q;
    if (rho <= -1)
        return p + q > 1 ? p + q - 1 : 0;
    if (!isfinite(h) || !isfinite(k))
        return p * q;
    pair_limits limits = {h, k};
    double add = rho < 0 ? -isms__integrate(correlation_slope, &limits, rho, 0, 1e-15)
                         : isms__integrate(correlation_slope, &limits, 0, rho, 1e-15);
    double value = p * q + add;
    return value < 0 ? 0 : value;
}

double isms_normal_density(double z)
{
    return isms__normal_density(z);
}

double isms_normal_cdf(double z)
{
    return isms__normal_cdf(z);
}

double isms_normal_quantile(double p)
{
    return isms__normal_quantile(p);
}

double isms_normal_both_below(double h, double k, double rho)
{
    return rho >= -1 && rho <= 1 && h == h && k == k ? isms__normal_both_below(h, k, rho) : NAN;
}
