/* Text policy: UTF-8 of XML 1.0 characters, tokens, ASCII folding. */
#include "text.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Bytes of the character of more than one byte at s, or 0 where it is not UTF-8: overlong forms and surrogates are not. */
static size_t sequence(const unsigned char *s, size_t n)
{
    if (s[0] >= 0xc2 && s[0] <= 0xdf)
        return n >= 2 && (s[1] & 0xc0) == 0x80 ? 2 : 0;
    if ((s[0] & 0xf0) == 0xe0) {
        if (n < 3 || (s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80)
            return 0;
        return (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] >= 0xa0) ? 0 : 3;
    }
    if (s[0] >= 0xf0 && s[0] <= 0xf4) {
        if (n < 4 || (s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80 || (s[3] & 0xc0) != 0x80)
            return 0;
        return (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] >= 0x90) ? 0 : 4;
    }
    return 0;
}

/* U+FDD0 to U+FDEF and the last two of each plane, as a sequence of that size. */
static bool is_none(const unsigned char *s, size_t size)
{
    if (size == 3)
        return s[0] == 0xef && ((s[1] == 0xbf && s[2] >= 0xbe) || (s[1] == 0xb7 && s[2] >= 0x90 && s[2] <= 0xaf));
    return size == 4 && (s[1] & 0x0f) == 0x0f && s[2] == 0xbf && s[3] >= 0xbe;
}

bool isms__is_noncharacter(uint32_t code)
{
    return (code & 0xfffe) == 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
}

size_t isms__text_noncharacter(const char *text, size_t size)
{
    size_t n = sequence((const unsigned char *)text, size);
    return is_none((const unsigned char *)text, n) ? n : 0;
}

/* Bytes of the valid character at s, or 0. */
static size_t character(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return s[0] >= 0x20 || s[0] == '\t' || s[0] == '\n' ? 1 : 0;
    size_t size = sequence(s, n);
    return is_none(s, size) ? 0 : size;
}

/* How many of the bytes at the start are printable ASCII or line feeds, in whole blocks: the common case. */
#if defined(__SSE2__)
static size_t plain_blocks(const char *s, size_t size)
{
    size_t i = 0;
    for (; size - i >= 16; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s + i));
        __m128i plain = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(' ' - 1)); /* signed: what is beyond ASCII is not */
        plain = _mm_or_si128(plain, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
        if (_mm_movemask_epi8(plain) != 0xffff)
            break;
    }
    return i;
}
#else
static size_t plain_blocks(const char *s, size_t size)
{
    size_t i = 0;
    for (uint64_t w; size - i >= sizeof w; i += sizeof w) {
        memcpy(&w, s + i, sizeof w);
        if ((((w - UINT64_C(0x2020202020202020)) & ~w) | w) & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}
#endif

size_t isms__text_first_invalid(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size) {
        i += plain_blocks(text + i, size - i);
        for (size_t end = size - i < 16 ? size : i + 16; i < end;) {
            size_t n = (unsigned char)text[i] - 0x20u < 0x60u ? 1 : character((const unsigned char *)text + i, size - i);
            if (n == 0)
                return i;
            i += n;
        }
    }
    return size;
}

size_t isms__text_character(const char *text, size_t size)
{
    return character((const unsigned char *)text, size);
}

bool isms__text_valid(const char *text, size_t size)
{
    return isms__text_first_invalid(text, size) == size;
}

/* 1 for what an id may hold. */
static const uint8_t token_chars[256] = {
    ['.'] = 1, ['_'] = 1, [':'] = 1, ['-'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
    ['7'] = 1, ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1,
    ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1,
    ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1,
    ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1,
    ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1};

bool isms__is_token_char(unsigned char c)
{
    return token_chars[c];
}

bool isms__token_valid(const char *text, size_t size)
{
    if (size == 0 || size > ISMS__TOKEN_MOST)
        return false;
    for (size_t i = 0; i < size; i++)
        if (!token_chars[(unsigned char)text[i]])
            return false;
    return true;
}

int isms__lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool isms__equal_fold(const char *a, const char *b)
{
    while (*a && isms__lower((unsigned char)*a) == isms__lower((unsigned char)*b)) {
        a++;
        b++;
    }
    return isms__lower((unsigned char)*a) == isms__lower((unsigned char)*b);
}

bool isms__equal(const char *a, size_t a_size, const char *b)
{
    return strlen(b) == a_size && memcmp(a, b, a_size) == 0;
}
