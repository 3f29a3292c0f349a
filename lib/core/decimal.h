/* Exact decimals: a 64-bit mantissa and a power of ten, compared and multiplied without rounding. */
#ifndef ISMS__CORE_DECIMAL_H
#define ISMS__CORE_DECIMAL_H

#include <isms/common.h>
#include <stdbool.h>

__extension__ typedef unsigned __int128 isms__wide; /* what a product of two mantissas needs */

typedef struct isms__decimal {
    int64_t mantissa; /* without trailing zeros; 0 has exponent 0 */
    int32_t exponent;
} isms__decimal;

/* A product of two decimals that are not negative: value * 10^exponent. */
typedef struct isms__product {
    isms__wide value;
    int32_t exponent;
} isms__product;

/* Reads "0.001", "1e3", "-4.5E-2": the whole of text[0..size), at most 18 significant digits; false otherwise. */
bool isms__decimal_parse(const char *text, size_t size, isms__decimal *out);

int isms__decimal_compare(isms__decimal a, isms__decimal b); /* -1, 0, 1 */

isms__product isms__decimal_multiply(isms__decimal a, isms__decimal b); /* neither is negative */
int isms__product_compare(isms__product a, isms__product b);            /* exact, whatever the exponents */

#endif
