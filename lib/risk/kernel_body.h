/* The source of every kernel. A file that includes it names the kernel by ISMS__KERNEL and is compiled for its instruction set.
 * The loops have no branch and no order of their own within an array, so that a compiler may run them on vectors of any width;
 * the build forbids it to contract or reorder arithmetic, so that each width gives the same bits. */
#include "kernel.h"
#include "special.h"
#include "table.h"

#include <string.h>

static inline uint64_t mixed(isms__key key, uint64_t counter)
{
    uint64_t x = counter + key.first;
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x ^= key.second;
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* 52 bits into (0, 1): a number in [1, 2) less what is just below 1. */
static inline double unit(uint64_t x)
{
    return isms__from_bits((x >> 12) | UINT64_C(0x3ff0000000000000)) - 0.99999999999999988898;
}

static void sequence(isms__key key, uint64_t first, double *restrict out, size_t n)
{
    uint64_t counter = first * ISMS__COUNTER_STEP;
    for (size_t i = 0; i < n; i++) {
        out[i] = unit(mixed(key, counter));
        counter += ISMS__COUNTER_STEP;
    }
}

static void scattered(isms__key key, const uint64_t *restrict counters, double *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = unit(mixed(key, counters[i]));
}

/* The rational functions of algorithm AS 241 (M. J. Wichura, 1988): the middle, and the nearer tail. */
static inline double centre(double q)
{
    double r = 0.180625 - q * q;
    double n =
        ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r +
           13731.693765509461125) *
              r +
          1971.5909503065514427) *
             r +
         133.14166789178437745) *
            r +
        3.387132872796366608;
    double d =
        ((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r +
           5394.1960214247511077) *
              r +
          687.1870074920579083) *
             r +
         42.313330701600911252) *
            r +
        1;
    return q * n / d;
}

static inline double tail(double s)
{
    double r = s - 1.6;
    double n = ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
                   1.27045825245236838258) *
                      r +
                  3.64784832476320460504) *
                     r +
                 5.7694972214606914055) *
                    r +
                4.6303378461565452959) *
                   r +
               1.42343711074968357734;
    double d = ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
                   0.14810397642748007459) *
                      r +
                  0.68976733498510000455) *
                     r +
                 1.6763848301838038494) *
                    r +
                2.05319162663775882187) *
                   r +
               1;
    return n / d;
}

/* The middle for all; the 15 % outside of it are gathered, computed and put back. */
static void normal(const double *restrict u, double *restrict out, double *restrict work, size_t n)
{
    double *p = work, *z = work + n, *index = work + 2 * n;
    size_t outside = 0;
    for (size_t i = 0; i < n; i++)
        out[i] = centre(u[i] - 0.5);
    for (size_t i = 0; i < n; i++) {
        p[outside] = u[i];
        index[outside] = (double)i;
        outside += !(u[i] >= 0.075 && u[i] <= 0.925);
    }
    for (size_t i = 0; i < outside; i++) {
        double near_end = p[i] < 0.5 ? p[i] : 1 - p[i], s = sqrt(-isms__log_core(near_end)), t = tail(s);
        z[i] = p[i] < 0.5 ? -t : t;
    }
    for (size_t i = 0; i < outside; i++)
        out[(size_t)index[i]] = z[i] > 5.2 || z[i] < -5.2 ? isms__normal_quantile(p[i]) : z[i];
}

static void exponential(const double *restrict x, double slope, double scale, double *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = scale * isms__exp_clamped(slope * x[i]);
}

static void logarithm(const double *restrict x, double *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = isms__log_core(x[i]);
}

enum { GROUP = 16 };

static void look_up(const double *restrict u, const double *restrict cdf, size_t size, double *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i += GROUP) {
        double k[GROUP] = {0}, left = 1;
        for (size_t step = 0; step < size && left > 0; step++) {
            double at = cdf[step];
            left = 0;
            for (size_t j = 0; j < GROUP; j++) {
                double above = u[i + j] > at ? 1.0 : 0.0;
                k[j] += above;
                left += above;
            }
        }
        memcpy(out + i, k, sizeof k);
    }
}

static void poisson(const double *restrict u, const double *restrict rate, const double *restrict none, double *restrict out,
                    size_t n)
{
    for (size_t i = 0; i < n; i += GROUP) {
        double k[GROUP] = {0}, term[GROUP], sum[GROUP], left = 1;
        memcpy(term, none + i, sizeof term);
        memcpy(sum, none + i, sizeof sum);
        for (int step = 1; step < 256 && left > 0; step++) {
            double inverse = 1.0 / step;
            left = 0;
            for (size_t j = 0; j < GROUP; j++) {
                double above = u[i + j] > sum[j] ? 1.0 : 0.0;
                k[j] += above;
                left += above;
                term[j] *= rate[i + j] * inverse;
                sum[j] += term[j];
            }
        }
        memcpy(out + i, k, sizeof k);
    }
}

static void place(const double *restrict u, double *restrict where, double *restrict inside, size_t n)
{
    for (size_t i = 0; i < n; i++)
        where[i] = isms__table_place(u[i], &inside[i]);
}

/* Adding and taking away 2^52 rounds to a whole number, ties to even. */
static void settle(const double *restrict x, double factor, double *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double y = x[i] * factor;
        y = y < ISMS__EVENT_MOST ? y : ISMS__EVENT_MOST;
        out[i] = (y + 4503599627370496.0) - 4503599627370496.0;
    }
}

static inline uint64_t whole(double x)
{
    return isms__bits(x + 4503599627370496.0) & UINT64_C(0x000fffffffffffff);
}

static uint64_t sum(const double *restrict x, size_t n)
{
    uint64_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += whole(x[i]);
    return total;
}

static void add(const double *restrict x, int64_t *restrict sums, size_t n)
{
    const int64_t most = INT64_C(1) << 62; /* adding stays commutative when it stops there */
    for (size_t i = 0; i < n; i++) {
        int64_t total = sums[i] + (int64_t)whole(x[i]);
        sums[i] = total < most ? total : most;
    }
}

static void excess(const double *restrict x, size_t n, double from, double *restrict lanes)
{
    double t[8];
    memcpy(t, lanes, sizeof t);
    for (size_t i = 0; i < n; i += 8)
        for (size_t j = 0; j < 8; j++) {
            double over = x[i + j] - from;
            t[j] += over > 0 ? over : 0;
        }
    memcpy(lanes, t, sizeof t);
}

static void spread(const double *restrict x, const double *restrict y, double about, double *restrict lanes, size_t n)
{
    double t[8];
    memcpy(t, lanes, sizeof t);
    for (size_t i = 0; i < n; i += 8)
        for (size_t j = 0; j < 8; j++) {
            double off = x[i + j] - y[i + j] - about;
            t[j] += off * off;
        }
    memcpy(lanes, t, sizeof t);
}

static void extremes(const double *restrict x, size_t n, double *restrict least, double *restrict most)
{
    double low[8], high[8];
    memcpy(low, x, sizeof low);
    memcpy(high, x, sizeof high);
    for (size_t i = 8; i < n; i += 8)
        for (size_t j = 0; j < 8; j++) {
            low[j] = x[i + j] < low[j] ? x[i + j] : low[j];
            high[j] = x[i + j] > high[j] ? x[i + j] : high[j];
        }
    for (size_t j = 1; j < 8; j++) {
        low[0] = low[j] < low[0] ? low[j] : low[0];
        high[0] = high[j] > high[0] ? high[j] : high[0];
    }
    *least = low[0];
    *most = high[0];
}

static uint64_t above(const double *restrict x, size_t n, double from)
{
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += x[i] > from ? 1 : 0;
    return count;
}

const isms__kernel ISMS__KERNEL = {ISMS__KERNEL_NAME, sequence, scattered, normal, exponential, logarithm, look_up,
                                   poisson,           place,    settle,    sum,    add,         excess,    spread,
                                   extremes,          above};
