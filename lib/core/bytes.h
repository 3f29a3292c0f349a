/* Copying and comparing texts of few bytes, which most are: without a call, by two pieces that may overlap. */
#ifndef ISMS__CORE_BYTES_H
#define ISMS__CORE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A piece of a fixed size is copied in an instruction or two. */
#define ISMS__COPY_ENDS(to, from, size, piece)                                                                                 \
    do {                                                                                                                       \
        char first_[piece], last_[piece];                                                                                      \
        memcpy(first_, from, piece);                                                                                           \
        memcpy(last_, (from) + (size) - (piece), piece);                                                                       \
        memcpy(to, first_, piece);                                                                                             \
        memcpy((to) + (size) - (piece), last_, piece);                                                                         \
    } while (0)

/* Copies a text, short ones without a call; behind it. */
static inline char *isms__copy(char *to, const char *text, size_t size)
{
    if (size > 32) {
        memcpy(to, text, size);
    } else if (size >= 16) {
        ISMS__COPY_ENDS(to, text, size, 16);
    } else if (size >= 8) {
        ISMS__COPY_ENDS(to, text, size, 8);
    } else if (size >= 4) {
        ISMS__COPY_ENDS(to, text, size, 4);
    } else if (size > 0) {
        char middle = text[size / 2], last = text[size - 1];
        to[0] = text[0];
        to[size / 2] = middle;
        to[size - 1] = last;
    }
    return to + size;
}

/* Are the bytes the same? */
static inline bool isms__same(const void *a, const void *b, size_t size)
{
    const char *x = a, *y = b;
    if (size - 8 <= 8) {
        uint64_t words[4];
        memcpy(&words[0], x, 8);
        memcpy(&words[1], y, 8);
        memcpy(&words[2], x + size - 8, 8);
        memcpy(&words[3], y + size - 8, 8);
        return ((words[0] ^ words[1]) | (words[2] ^ words[3])) == 0;
    }
    if (size - 4 < 4) {
        uint32_t words[4];
        memcpy(&words[0], x, 4);
        memcpy(&words[1], y, 4);
        memcpy(&words[2], x + size - 4, 4);
        memcpy(&words[3], y + size - 4, 4);
        return ((words[0] ^ words[1]) | (words[2] ^ words[3])) == 0;
    }
    return memcmp(x, y, size) == 0;
}

#endif
