/* Text policy: UTF-8 of XML 1.0 characters, tokens, ASCII folding, hashing. */
#include "text.h"

#include <string.h>

/* Bytes of the valid character at s, or 0. Overlong forms, surrogates, U+FFFE and U+FFFF are not valid. */
static size_t character(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return s[0] >= 0x20 || s[0] == '\t' || s[0] == '\n' ? 1 : 0;
    if (s[0] >= 0xc2 && s[0] <= 0xdf)
        return n >= 2 && (s[1] & 0xc0) == 0x80 ? 2 : 0;
    if ((s[0] & 0xf0) == 0xe0) {
        if (n < 3 || (s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80)
            return 0;
        if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] >= 0xa0))
            return 0;
        return s[0] == 0xef && s[1] == 0xbf && s[2] >= 0xbe ? 0 : 3;
    }
    if (s[0] >= 0xf0 && s[0] <= 0xf4) {
        if (n < 4 || (s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80 || (s[3] & 0xc0) != 0x80)
            return 0;
        return (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] >= 0x90) ? 0 : 4;
    }
    return 0;
}

/* True where all eight bytes are printable ASCII: the common case, eight at a time. */
static bool plain8(const char *s)
{
    uint64_t w;
    memcpy(&w, s, sizeof w);
    uint64_t below = (w - UINT64_C(0x2020202020202020)) & ~w;
    return ((below | w) & UINT64_C(0x8080808080808080)) == 0;
}

size_t isms__text_first_invalid(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size) {
        if (size - i >= 8 && plain8(text + i)) {
            i += 8;
            continue;
        }
        size_t n = character((const unsigned char *)text + i, size - i);
        if (n == 0)
            return i;
        i += n;
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

bool isms__is_token_char(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ':' ||
           c == '-';
}

bool isms__token_valid(const char *text, size_t size)
{
    if (size == 0 || size > ISMS__TOKEN_MOST)
        return false;
    for (size_t i = 0; i < size; i++)
        if (!isms__is_token_char((unsigned char)text[i]))
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

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= UINT64_C(0xd6e8feb86659fd93);
    h ^= h >> 29;
    h *= UINT64_C(0xd6e8feb86659fd93);
    return h ^ (h >> 32);
}

uint32_t isms__hash(const char *bytes, size_t size, uint64_t seed)
{
    uint64_t h = seed ^ (size * UINT64_C(0x9e3779b97f4a7c15));
    while (size >= 8) {
        uint64_t w;
        memcpy(&w, bytes, 8);
        h = mix(h ^ w);
        bytes += 8;
        size -= 8;
    }
    uint64_t w = 0;
    memcpy(&w, bytes, size);
    return (uint32_t)mix(h ^ w ^ ((uint64_t)size << 56));
}
