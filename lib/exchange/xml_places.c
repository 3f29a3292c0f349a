/* Places of an XML document, and bytes that it may not have. */
#include "xml_places.h"

#include "core/text.h"

#include <string.h>

enum { LINES_MOST = 1 << 20 }; /* so many are remembered in one record; of earlier ones the line is told roughly */

bool isms__xml_places_init(isms__xml_places *p, const isms_allocator *a)
{
    *p = (isms__xml_places){.allocator = a, .line = 1};
    if (!isms__reserve(a, (void **)&p->starts, &p->capacity, 64, sizeof *p->starts))
        return false;
    p->starts[p->count++] = 0;
    return true;
}

void isms__xml_places_dispose(isms__xml_places *p)
{
    isms__release(p->allocator, p->starts, p->capacity * sizeof *p->starts);
    p->starts = NULL;
    p->capacity = 0;
}

/* Number of the line, counted from the first one that is remembered, on which the place is. */
static size_t find(const isms__xml_places *p, uint64_t place)
{
    size_t low = 0, high = p->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (p->starts[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void forget(isms__xml_places *p, size_t lines)
{
    memmove(p->starts, p->starts + lines, (p->count - lines) * sizeof *p->starts);
    p->count -= lines;
    p->line += lines;
}

bool isms__xml_places_add(isms__xml_places *p, const char *bytes, size_t size, uint64_t from)
{
    const char *at = bytes, *end = bytes + size;
    forget(p, find(p, from));
    if (p->count > LINES_MOST)
        forget(p, p->count / 2);
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        bool room = p->count < p->capacity ||
                    isms__reserve(p->allocator, (void **)&p->starts, &p->capacity, p->count + 1, sizeof *p->starts);
        if (!room)
            return false;
        p->starts[p->count++] = p->seen + (uint64_t)(++at - bytes);
    }
    p->seen += size;
    return true;
}

void isms__xml_places_find(const isms__xml_places *p, uint64_t place, uint64_t *line, uint64_t *column)
{
    size_t i = find(p, place);
    *line = p->line + i;
    *column = place >= p->starts[i] ? place - p->starts[i] + 1 : 1;
}

/* Could the bytes at the end be the start of a character? */
static bool is_start(const unsigned char *s, size_t size)
{
    size_t wanted = s[0] >= 0xc2 && s[0] <= 0xdf ? 2 : s[0] >= 0xe0 && s[0] <= 0xef ? 3 : s[0] >= 0xf0 && s[0] <= 0xf4 ? 4 : 1;
    for (size_t i = 1; i < size; i++)
        if ((s[i] & 0xc0) != 0x80)
            return false;
    return size < wanted;
}

size_t isms__xml_fault(const char *bytes, size_t size, size_t at, bool last, size_t *whole, isms__problem *problem)
{
    *whole = size;
    while (at < size) {
        at += isms__text_first_invalid(bytes + at, size - at);
        if (at == size)
            break;
        const unsigned char *s = (const unsigned char *)bytes + at;
        if (*s == '\r') {
            at++;
            continue;
        }
        if (!last && is_start(s, size - at)) {
            *whole = at;
            return size;
        }
        *problem = *s < 0x80 || isms__text_noncharacter(bytes + at, size - at) ? ISMS__PROBLEM_CHARACTER : ISMS__PROBLEM_UTF8;
        return at;
    }
    return size;
}
