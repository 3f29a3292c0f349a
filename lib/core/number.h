/* Numbers as text: the same bytes in every locale. */
#ifndef ISMS__CORE_NUMBER_H
#define ISMS__CORE_NUMBER_H

#include <isms/common.h>
#include <stdbool.h>

enum { ISMS__REAL_SIZE = 40 }; /* room for any double and its NUL */

#define ISMS__INTEGER_MAX INT64_C(9007199254740991) /* 2^53 - 1: what JSON carries exactly; the least is its negative */

size_t isms__integer_format(int64_t value, char *out); /* decimal digits and a NUL, at most 22 bytes; returns the length */
/* digits / 10^places, as short: the last digit behind the point is not 0. places is at most 6. */
size_t isms__decimal_format(uint64_t digits, unsigned places, bool negative, char *out);
/* Shortest decimal that reads back exactly, in the form of ECMAScript and RFC 8785; value is finite, -0 is written as 0. */
size_t isms__real_format(double value, char *out);

/* Reads a JSON number that fills the whole of text[0..size); false where it is none or is not finite. */
bool isms__real_parse(const char *text, size_t size, double *out);

/* Reads a decimal integer within +-2^53-1 that fills the whole of text; false otherwise. */
bool isms__integer_parse(const char *text, size_t size, int64_t *out);

/* The C locale for the calling thread, and back again; for the span of one call into a library whose numbers follow the locale.
 */
typedef struct isms__locale {
    void *saved;
} isms__locale;
bool isms__locale_enter(isms__locale *guard);
void isms__locale_leave(isms__locale *guard);

#endif
