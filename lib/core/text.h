/* Text policy: what a text or an id of the model may be, checked in one place. */
#ifndef ISMS__CORE_TEXT_H
#define ISMS__CORE_TEXT_H

#include <isms/common.h>
#include <stdbool.h>

enum { ISMS__TOKEN_MOST = 128 };

/* Valid UTF-8 of XML 1.0 characters, but for the noncharacters of Unicode; CR is not allowed either, because XML parsers turn
 * it into LF. */
bool isms__text_valid(const char *text, size_t size);

/* Position of the first byte that isms__text_valid refuses, or size. */
size_t isms__text_first_invalid(const char *text, size_t size);

/* Bytes of the valid character at the start of text[0..size), size > 0; 0 where it is none or is not allowed. */
size_t isms__text_character(const char *text, size_t size);

/* Code points that Unicode keeps for no character; and bytes of the one at the start of a text, 0 where there is none. */
bool isms__is_noncharacter(uint32_t code);
size_t isms__text_noncharacter(const char *text, size_t size);

/* Record id: 1 to 128 of letters, digits, '.', '_', ':', '-'. */
bool isms__token_valid(const char *text, size_t size);

bool isms__is_token_char(unsigned char c);

/* ASCII only, so that no locale matters. */
int isms__lower(int c);
bool isms__equal_fold(const char *a, const char *b);
bool isms__equal(const char *a, size_t a_size, const char *b); /* b is NUL-terminated */

#endif
