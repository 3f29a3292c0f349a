/* Elementary functions of our own. Those of C libraries differ in the last bit from one to the next; these give the same bits
 * on every machine, compiler and instruction set, because they are made of IEEE additions, multiplications, divisions and
 * square roots only. They have no branches, so that a compiler can run them over arrays. */
#ifndef ISMS__CORE_ELEMENTARY_H
#define ISMS__CORE_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Bits of a double, and back. */
static inline uint64_t isms__bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double isms__from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Adding and taking away 1.5 * 2^52 rounds to the nearest integer, ties to even; |x| < 2^51. */
#define ISMS__ROUNDER  6755399441055744.0
#define ISMS__LN2_HIGH 0.6931471803691238
#define ISMS__LN2_LOW  1.9082149292705877e-10

/* e^x for |x| <= 708, within 1 ulp. x = n ln 2 + r; the polynomial in r is a minimax fit of (e^r - 1 - r - r^2/2) / r^3. */
static inline double isms__exp_core(double x)
{
    double shifted = x * 1.4426950408889634 + ISMS__ROUNDER, n = shifted - ISMS__ROUNDER;
    double r = (x - n * ISMS__LN2_HIGH) - n * ISMS__LN2_LOW, r2 = r * r, r4 = r2 * r2;
    double a = 0.16666666666666666 + 0.04166666666665136 * r + r2 * (0.008333333333332155 + 0.0013888888905881542 * r);
    double b = 0.0001984126985433861 + 2.4801536388690766e-05 * r + r2 * (2.755728006701698e-06 + 2.761380686153829e-07 * r);
    double q = a + r4 * (b + r4 * 2.5095554677111112e-08);
    double y = 1 + (r + (0.5 * r2 + r2 * r * q));
    return y * isms__from_bits((isms__bits(shifted) << 52) + UINT64_C(0x3ff0000000000000));
}

/* The same for any |x| by clamping: what lies outside +-708 counts as that. */
static inline double isms__exp_clamped(double x)
{
    x = x < -708 ? -708 : x;
    return isms__exp_core(x > 708 ? 708 : x);
}

/* ln x for normal x > 0, within 1 ulp. x = 2^e m with m in [sqrt 1/2, sqrt 2); the polynomial is a minimax fit of the series of
 * 2 artanh(s), s = (m - 1) / (m + 1). */
static inline double isms__log_core(double x)
{
    uint64_t shifted = isms__bits(x) - UINT64_C(0x3fe6a09e667f3bcd);
    double e = isms__from_bits(((shifted + (UINT64_C(1024) << 52)) >> 52) | UINT64_C(0x4330000000000000)) -
               (4503599627370496.0 + 1024.0);
    double f = isms__from_bits((shifted & UINT64_C(0x000fffffffffffff)) + UINT64_C(0x3fe6a09e667f3bcd)) - 1;
    double s = f / (2 + f), z = s * s, z2 = z * z, half = 0.5 * f * f;
    double a = 0.3999999999999594 + 0.28571428581352726 * z + z2 * (0.22222218298461424 + 0.18182384385399725 * z);
    double tail = z * (0.6666666666666667 + z * (a + z2 * z2 * (0.15347816222239247 + 0.1442631991138798 * z)));
    return e * ISMS__LN2_HIGH - ((half - (s * (half + tail) + e * ISMS__LN2_LOW)) - f);
}

/* For any argument, as C's functions of the same name; what lies below the smallest normal number is 0. */
double isms__exp(double x);
double isms__log(double x);
double isms__expm1(double x);
double isms__log1p(double x);
double isms__pow(double x, double y);                      /* x >= 0 */
void isms__sincos(double x, double *sine, double *cosine); /* |x| < 2^20 */

#endif
