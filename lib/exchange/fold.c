/* Folding of names. Letters of Latin-1 become ASCII, umlauts the German way; other scripts stay as they are. */
#include "fold.h"

#include "core/text.h"

#include <string.h>

/* U+00C0 to U+00FF: one or two letters, upper and lower case alike; 0 for the two signs among them. */
static const char latin[64][2] = {
    "a",        "a",        "a",        "a", {'a', 'e'}, {'a', 'a'}, {'a', 'e'}, "c",        "e",        "e", "e",        "e",
    "i",        "i",        "i",        "i", "d",        "n",        "o",        "o",        "o",        "o", {'o', 'e'}, "",
    {'o', 'e'}, "u",        "u",        "u", {'u', 'e'}, "y",        {'t', 'h'}, {'s', 's'}, "a",        "a", "a",        "a",
    {'a', 'e'}, {'a', 'a'}, {'a', 'e'}, "c", "e",        "e",        "e",        "e",        "i",        "i", "i",        "i",
    "d",        "n",        "o",        "o", "o",        "o",        {'o', 'e'}, "",         {'o', 'e'}, "u", "u",        "u",
    {'u', 'e'}, "y",        {'t', 'h'}, "y"};

isms__folding isms__folding_of(const char *text, size_t size)
{
    const unsigned char *s = (const unsigned char *)text;
    return (isms__folding){s, s + size, 0};
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%';
}

int isms__folding_next(isms__folding *f)
{
    if (f->pending) {
        int c = f->pending;
        f->pending = 0;
        return c;
    }
    while (f->at < f->end) {
        unsigned char c = (unsigned char)isms__lower(*f->at++);
        if (is_plain(c))
            return c;
        if (c < 0x80)
            continue;
        if (c == 0xc3 && f->at < f->end && (*f->at & 0xc0) == 0x80) {
            const char *letters = latin[*f->at++ & 0x3f];
            f->pending = (unsigned char)letters[1];
            if (letters[0])
                return letters[0];
        } else if (c == 0xc2 && f->at < f->end) {
            f->at++; /* signs of Latin-1, the no-break space among them */
        } else if (c == 0xe2 && f->end - f->at >= 2 && (f->at[0] == 0x80 || f->at[0] == 0x81)) {
            f->at += 2; /* dashes, quotation marks and other general punctuation */
        } else {
            return c;
        }
    }
    return -1;
}

bool isms__fold_equal(const char *a, size_t a_size, const char *b, size_t b_size)
{
    isms__folding fa = isms__folding_of(a, a_size), fb = isms__folding_of(b, b_size);
    int c;
    do {
        c = isms__folding_next(&fa);
        if (c != isms__folding_next(&fb))
            return false;
    } while (c >= 0);
    return true;
}

size_t isms__fold_among(const char *text, size_t size, const char *aliases)
{
    for (size_t n = 1; *aliases; n++) {
        size_t length = strcspn(aliases, "|");
        if (isms__fold_equal(text, size, aliases, length))
            return n;
        aliases += length + (aliases[length] == '|');
    }
    return 0;
}

size_t isms__fold(const char *text, size_t size, char *out, size_t room)
{
    isms__folding f = isms__folding_of(text, size);
    size_t n = 0;
    for (int c; n < room && (c = isms__folding_next(&f)) >= 0;)
        out[n++] = (char)c;
    return n;
}

const char *isms__shown(const char *text, size_t size, char out[ISMS__SHOWN])
{
    enum { MOST = ISMS__SHOWN - 4 };
    size_t n = size < MOST ? size : MOST;
    while (n < size && n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
        n--;
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)text[i] < 0x20 ? ' ' : text[i];
    memcpy(out + n, n < size ? "..." : "", n < size ? 4 : 1);
    return out;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *isms__trim(const char *text, size_t *size)
{
    while (*size && is_blank(text[*size - 1]))
        --*size;
    while (*size && is_blank(*text)) {
        text++;
        --*size;
    }
    if (*size >= 2 && (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] == 0xa0) {
        text += 2; /* a no-break space, as pages that were pasted have it */
        *size -= 2;
    }
    return text;
}

const char *isms__next_piece(const char *text, size_t size, const char *signs, size_t *at, size_t *length)
{
    while (*at < size) {
        const char *piece = text + *at;
        size_t n = 0;
        while (*at + n < size && !strchr(signs, piece[n]))
            n++;
        *at += n + 1;
        piece = isms__trim(piece, &n);
        *length = n;
        if (n)
            return piece;
    }
    return NULL;
}
