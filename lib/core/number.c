/* Numbers as text. C's own conversions follow the locale, so they run under the C locale of this thread only. */
#define _GNU_SOURCE /* newlocale, uselocale */
#include "number.h"

#include "bytes.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

bool isms__locale_enter(isms__locale *guard)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c)
        return false;
    guard->saved = (void *)uselocale(c);
    return true;
}

void isms__locale_leave(isms__locale *guard)
{
    locale_t c = uselocale((locale_t)guard->saved);
    freelocale(c);
}

size_t isms__decimal_format(uint64_t digits, unsigned places, bool negative, char *out)
{
    char room[32], *end = room + sizeof room, *at = end;
    if (places) {
        for (unsigned i = 0; i < places; i++, digits /= 10)
            *--at = (char)('0' + digits % 10);
        *--at = '.';
    }
    do {
        *--at = (char)('0' + digits % 10);
        digits /= 10;
    } while (digits);
    if (negative)
        *--at = '-';
    *isms__copy(out, at, (size_t)(end - at)) = '\0';
    return (size_t)(end - at);
}

size_t isms__integer_format(int64_t value, char *out)
{
    if (value >= 0 && value <= 9) { /* most are levels */
        out[0] = (char)('0' + value);
        out[1] = '\0';
        return 1;
    }
    return isms__decimal_format(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 0, value < 0, out);
}

/* Decimals of few digits, the usual case: the double nearest to k / 10^d is computed exactly, so no conversion is needed. */
static size_t format_decimal(double value, char *out)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    if (!(fabs(value) < 1e9))
        return 0;
    for (size_t d = 1; d < sizeof powers / sizeof *powers; d++) {
        double k = floor(fabs(value) * powers[d] + 0.5);
        if (k >= 1e15 || k / powers[d] != fabs(value))
            continue;
        return isms__decimal_format((uint64_t)k, (unsigned)d, value < 0, out);
    }
    return 0;
}

/* The fewest significant digits that read back exactly, without trailing zeros, and the exponent of the first. */
static size_t shortest_digits(double value, char *digits, int *exponent)
{
    char text[ISMS__REAL_SIZE];
    isms__locale guard;
    bool entered = isms__locale_enter(&guard);
    for (int count = value < DBL_MIN ? 1 : 15; count <= 17; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        if (strtod(text, NULL) == value)
            break;
    }
    if (entered)
        isms__locale_leave(&guard);
    char *e = strchr(text, 'e');
    size_t n = 0;
    *exponent = 0;
    for (const char *p = e + 2; *p; p++)
        *exponent = *exponent * 10 + (*p - '0');
    if (e[1] == '-')
        *exponent = -*exponent;
    for (const char *p = text; p < e; p++)
        if (*p >= '0' && *p <= '9')
            digits[n++] = *p;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    return n;
}

static size_t put_zeros(char *out, size_t count)
{
    memset(out, '0', count);
    return count;
}

/* The layout of ECMAScript, which RFC 8785 takes over: a plain decimal from 1e-6 to below 1e21, an exponent beyond. */
static size_t lay_out(const char *digits, size_t count, int exponent, char *out)
{
    size_t n = 0, whole = exponent >= 0 ? (size_t)exponent + 1 : 0;
    if (exponent >= 21 || exponent < -6) {
        out[n++] = digits[0];
        if (count > 1) {
            out[n++] = '.';
            memcpy(out + n, digits + 1, count - 1);
            n += count - 1;
        }
        out[n++] = 'e';
        if (exponent > 0)
            out[n++] = '+';
        return n + isms__integer_format(exponent, out + n);
    }
    if (whole == 0) {
        memcpy(out, "0.", 2);
        n = 2 + put_zeros(out + 2, (size_t)(-exponent - 1));
    }
    for (size_t i = 0; i < count; i++) {
        if (whole && i == whole)
            out[n++] = '.';
        out[n++] = digits[i];
    }
    if (whole > count)
        n += put_zeros(out + n, whole - count);
    out[n] = '\0';
    return n;
}

size_t isms__real_format(double value, char *out)
{
    char digits[ISMS__REAL_SIZE];
    int exponent;
    if (value == floor(value) && fabs(value) <= (double)ISMS__INTEGER_MAX)
        return isms__integer_format((int64_t)value, out);
    size_t n = format_decimal(value, out);
    if (n)
        return n;
    if (value < 0)
        *out = '-';
    n = shortest_digits(fabs(value), digits, &exponent);
    return (value < 0) + lay_out(digits, n, exponent, out + (value < 0));
}

/* Length of the JSON number at the start of text, 0 where there is none. */
static size_t number_length(const char *s, size_t n)
{
    size_t i = 0;
    if (i < n && s[i] == '-')
        i++;
    if (i >= n || s[i] < '0' || s[i] > '9')
        return 0;
    if (s[i] == '0')
        i++;
    else
        while (i < n && s[i] >= '0' && s[i] <= '9')
            i++;
    if (i < n && s[i] == '.') {
        size_t digits = ++i;
        while (i < n && s[i] >= '0' && s[i] <= '9')
            i++;
        if (i == digits)
            return 0;
    }
    if (i < n && (s[i] == 'e' || s[i] == 'E')) {
        i++;
        if (i < n && (s[i] == '+' || s[i] == '-'))
            i++;
        size_t digits = i;
        while (i < n && s[i] >= '0' && s[i] <= '9')
            i++;
        if (i == digits)
            return 0;
    }
    return i;
}

/* A number with at most 15 digits and no exponent is a whole number below 2^53 over a power of ten below 2^53, both exact, so
 * that one division rounds it as it has to be (Clinger 1990). false: it is not that short. */
static bool parse_short(const char *text, size_t size, double *out)
{
    static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    int64_t digits = 0;
    size_t behind = 0, i = *text == '-';
    if (size > 16)
        return false;
    for (bool point = false; i < size; i++) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            digits = digits * 10 + (text[i] - '0');
            behind += point;
        } else {
            return false;
        }
    }
    double value = (double)digits / tens[behind];
    *out = *text == '-' ? -value : value;
    return digits < INT64_C(1000000000000000);
}

bool isms__real_parse(const char *text, size_t size, double *out)
{
    char copy[512];
    if (size == 0 || size >= sizeof copy || number_length(text, size) != size)
        return false;
    if (parse_short(text, size, out))
        return true;
    memcpy(copy, text, size);
    copy[size] = '\0';
    isms__locale guard;
    if (!isms__locale_enter(&guard))
        return false;
    double value = strtod(copy, NULL);
    isms__locale_leave(&guard);
    if (!isfinite(value))
        return false;
    *out = value;
    return true;
}

bool isms__integer_parse(const char *text, size_t size, int64_t *out)
{
    size_t i = 0;
    bool negative = size > 0 && text[0] == '-';
    int64_t value = 0;
    if (negative)
        i++;
    if (i >= size || size - i > 16 || (text[i] == '0' && size - i > 1))
        return false;
    for (; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    if (value > ISMS__INTEGER_MAX)
        return false;
    *out = negative ? -value : value;
    return true;
}
