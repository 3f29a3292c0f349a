/* Exact decimals: parsing, comparison, and products of two in 128 bits. */
#include "decimal.h"

enum { MOST_DIGITS = 18, MOST_EXPONENT = 4096 };

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool digit(const cursor *c)
{
    return c->at < c->end && *c->at >= '0' && *c->at <= '9';
}

/* Digits into the mantissa; zeros behind the last other digit wait in *zeros, so that 1000000000000000000000 is one digit. */
static bool read_digits(cursor *c, int64_t *mantissa, int *digits, int *zeros, int *count)
{
    for (*count = 0; digit(c); c->at++, ++*count) {
        if (*c->at == '0') {
            ++*zeros;
            continue;
        }
        int steps = *mantissa ? *zeros + 1 : 1;
        if (*digits + steps > MOST_DIGITS)
            return false;
        for (int i = 0; i < steps; i++)
            *mantissa *= 10;
        *mantissa += *c->at - '0';
        *digits += steps;
        *zeros = 0;
    }
    return true;
}

static bool read_exponent(cursor *c, int32_t *exponent)
{
    if (c->at == c->end)
        return true;
    if (*c->at != 'e' && *c->at != 'E')
        return false;
    c->at++;
    bool negative = c->at < c->end && *c->at == '-';
    if (negative || (c->at < c->end && *c->at == '+'))
        c->at++;
    if (!digit(c))
        return false;
    int32_t value = 0;
    for (; digit(c) && value <= MOST_EXPONENT; c->at++)
        value = value * 10 + (*c->at - '0');
    *exponent += negative ? -value : value;
    return c->at == c->end && value <= MOST_EXPONENT;
}

bool isms__decimal_parse(const char *text, size_t size, isms__decimal *out)
{
    cursor c = {text, text + size};
    int digits = 0, zeros = 0, whole = 0, fraction = 0;
    int64_t mantissa = 0;
    bool negative = c.at < c.end && *c.at == '-';
    if (negative)
        c.at++;
    if (size > MOST_EXPONENT || !read_digits(&c, &mantissa, &digits, &zeros, &whole))
        return false;
    if (c.at < c.end && *c.at == '.') {
        c.at++;
        if (!read_digits(&c, &mantissa, &digits, &zeros, &fraction) || fraction == 0)
            return false;
    }
    int32_t exponent = (mantissa ? zeros : 0) - fraction;
    if (whole == 0 || !read_exponent(&c, &exponent))
        return false;
    *out = (isms__decimal){negative ? -mantissa : mantissa, mantissa ? exponent : 0};
    return true;
}

/* Compares a * 10^shift with b; 10^39 is beyond 128 bits, and so are all greater powers. */
static int compare_shifted(isms__wide a, int64_t shift, isms__wide b)
{
    for (; a && shift > 0; shift--) {
        if (a > ~(isms__wide)0 / 10)
            return 1;
        a *= 10;
    }
    return a < b ? -1 : a > b;
}

int isms__product_compare(isms__product a, isms__product b)
{
    int64_t shift = (int64_t)a.exponent - b.exponent;
    return shift >= 0 ? compare_shifted(a.value, shift, b.value) : -compare_shifted(b.value, -shift, a.value);
}

static isms__wide magnitude(int64_t mantissa)
{
    return mantissa < 0 ? (isms__wide)0 - (isms__wide)mantissa : (isms__wide)mantissa;
}

int isms__decimal_compare(isms__decimal a, isms__decimal b)
{
    int sign_a = (a.mantissa > 0) - (a.mantissa < 0), sign_b = (b.mantissa > 0) - (b.mantissa < 0);
    if (sign_a != sign_b)
        return sign_a < sign_b ? -1 : 1;
    isms__product pa = {magnitude(a.mantissa), a.exponent}, pb = {magnitude(b.mantissa), b.exponent};
    return sign_a * isms__product_compare(pa, pb);
}

isms__product isms__decimal_multiply(isms__decimal a, isms__decimal b)
{
    return (isms__product){magnitude(a.mantissa) * magnitude(b.mantissa), a.exponent + b.exponent};
}
