/* How far a text needs no escape: what writers ask of every text. */
#ifndef ISMS__CORE_CLEAN_H
#define ISMS__CORE_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* The characters that need one beside those below a blank; fewer than four repeat one. */
typedef struct isms__specials {
    char of[4];
} isms__specials;

static inline bool isms__is_special(char c, isms__specials s)
{
    return (unsigned char)c < ' ' || c == s.of[0] || c == s.of[1] || c == s.of[2] || c == s.of[3];
}

/* Is any of 16 bytes special, of which two halves were read that may overlap? */
#if defined(__SSE2__)
static inline bool isms__any_special(const char *half, const char *other, isms__specials s)
{
    __m128i low = _mm_loadl_epi64((const __m128i *)(const void *)half);
    __m128i bytes = _mm_unpacklo_epi64(low, _mm_loadl_epi64((const __m128i *)(const void *)other));
    __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(' ' - 1)), bytes);
    for (int i = 0; i < 4; i++)
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(s.of[i])));
    return _mm_movemask_epi8(found) != 0;
}
#else
static inline bool isms__any_special(const char *half, const char *other, isms__specials s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t words[2], found = 0;
    memcpy(&words[0], half, 8);
    memcpy(&words[1], other, 8);
    for (int w = 0; w < 2; w++) {
        found |= (words[w] - ones * ' ') & ~words[w];
        for (int i = 0; i < 4; i++) {
            uint64_t same = words[w] ^ ones * (unsigned char)s.of[i];
            found |= (same - ones) & ~same;
        }
    }
    return (found & tops) != 0;
}
#endif

/* How many bytes at the start need no escape. */
static inline size_t isms__clean_size(const char *text, size_t size, isms__specials s)
{
    size_t i = 0;
    while (i + 16 <= size && !isms__any_special(text + i, text + i + 8, s))
        i += 16;
    if (size - i < 16 && size - i >= 8 && !isms__any_special(text + i, text + size - 8, s))
        return size;
    while (i < size && !isms__is_special(text[i], s))
        i++;
    return i;
}

#endif
