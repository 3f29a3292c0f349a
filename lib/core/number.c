/* Numbers as text. C's own conversions follow the locale, so they run under the C locale of this thread only. */
#define _GNU_SOURCE /* newlocale, uselocale */
#include "number.h"

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

size_t isms__integer_format(int64_t value, char *out)
{
    char reversed[24];
    size_t n = 0, length = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        reversed[n++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        out[length++] = '-';
    while (n)
        out[length++] = reversed[--n];
    out[length] = '\0';
    return length;
}

/* Turns printf's "1e+05" and "1e-07" into "1e5" and "1e-7": one spelling, whatever the C library pads. */
static size_t tidy_exponent(char *text)
{
    char *e = strchr(text, 'e');
    if (!e)
        return strlen(text);
    char *from = e + 1, *to = e + 1;
    if (*from == '-')
        *to++ = *from++;
    else if (*from == '+')
        from++;
    while (*from == '0' && from[1])
        from++;
    memmove(to, from, strlen(from) + 1);
    return strlen(text);
}

size_t isms__real_format(double value, char *out)
{
    if (value == floor(value) && fabs(value) <= (double)ISMS__INTEGER_MAX && !(value == 0 && signbit(value)))
        return isms__integer_format((int64_t)value, out);
    isms__locale guard;
    bool entered = isms__locale_enter(&guard);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, ISMS__REAL_SIZE, "%.*g", digits, value);
        if (strtod(out, NULL) == value)
            break;
    }
    if (entered)
        isms__locale_leave(&guard);
    return tidy_exponent(out);
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

bool isms__real_parse(const char *text, size_t size, double *out)
{
    char copy[512];
    if (size == 0 || size >= sizeof copy || number_length(text, size) != size)
        return false;
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
