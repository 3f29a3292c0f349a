/* Names as people write them, compared without case, blanks, punctuation and accents: "Risk-ID", "risk_id" and "Risk ID" are
 * one, and so are "Eigentümer" and "Eigentuemer". */
#ifndef ISMS__EXCHANGE_FOLD_H
#define ISMS__EXCHANGE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Reads a text folded, byte after byte. */
typedef struct isms__folding {
    const unsigned char *at, *end;
    unsigned char pending; /* second letter of what was spelled out */
} isms__folding;

isms__folding isms__folding_of(const char *text, size_t size);
int isms__folding_next(isms__folding *f); /* -1 at the end */

bool isms__fold_equal(const char *a, size_t a_size, const char *b, size_t b_size);

/* Position, from 1, of the alias that equals the text, in a list parted by '|'; 0 where none does. */
size_t isms__fold_among(const char *text, size_t size, const char *aliases);

/* The folded text, cut at `room`; returns its size. No NUL. */
size_t isms__fold(const char *text, size_t size, char *out, size_t room);

/* The beginning of a text for a message: one line, cut at a character with "..." behind it; returns out. */
enum { ISMS__SHOWN = 88 };
const char *isms__shown(const char *text, size_t size, char out[ISMS__SHOWN]);

/* The text without blanks (TAB, LF too) at both ends. */
const char *isms__trim(const char *text, size_t *size);

/* The next piece of text[*at..size) that ends at one of the signs, trimmed; empty ones are passed over. NULL: no more. */
const char *isms__next_piece(const char *text, size_t size, const char *signs, size_t *at, size_t *length);

#endif
