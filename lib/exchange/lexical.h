/* What JSON and XML write alike: the characters of a value, before quotes and escapes, and the start of a line. */
#ifndef ISMS__EXCHANGE_LEXICAL_H
#define ISMS__EXCHANGE_LEXICAL_H

#include "core/number.h"
#include "row.h"

/* For a function that is small where its arguments are known, which compilers do not always see. */
#if defined(__GNUC__)
#define ISMS__INLINE static inline __attribute__((always_inline))
#else
#define ISMS__INLINE static inline
#endif

typedef struct isms__lexical {
    const char *text; /* in the model, or in the room given */
    size_t size;
    bool plain;  /* no character of it needs an escape */
    bool number; /* or true or false: JSON does not quote it */
} isms__lexical;

static inline isms__lexical isms__lexical_enumerator(const isms__node *n, uint32_t cell)
{
    for (uint32_t i = 0; i < n->value_count; i++)
        if ((uint32_t)n->values[i].value == cell)
            return (isms__lexical){n->values[i].name, n->values[i].size, true, false};
    return (isms__lexical){"", 0, true, false};
}

/* A cell that holds the digits and the places has them already. */
static inline size_t isms__lexical_real(const isms_model *m, uint32_t cell, char *room)
{
    return cell & 1 ? isms__real_format(isms__real_of(m, cell), room)
                    : isms__decimal_format(cell >> 5, (cell >> 1 & 7) - 1, cell >> 4 & 1, room);
}

/* `room` has ISMS__REAL_SIZE bytes. An amount of money comes as it is stored: the amount, a NUL and the letters of its
 * currency. */
ISMS__INLINE isms__lexical isms__lexical_of(const isms__row *r, const isms__node *n, uint32_t cell, char *room)
{
    isms__lexical v = {room, 0, true, false};
    switch (n->a->kind) {
    case ISMS_KIND_INTEGER:
        v.size = isms__integer_format(isms__integer_of(r->model, cell), room);
        v.number = true;
        return v;
    case ISMS_KIND_REAL:
        v.size = isms__lexical_real(r->model, cell, room);
        v.number = true;
        return v;
    case ISMS_KIND_BOOLEAN:
        return cell == 2 ? (isms__lexical){"true", 4, true, true} : (isms__lexical){"false", 5, true, true};
    case ISMS_KIND_DATE:
        isms_date_format((isms_day)cell, room);
        v.size = 10;
        return v;
    case ISMS_KIND_ENUM:
        return isms__lexical_enumerator(n, cell);
    case ISMS_KIND_REFERENCE:
        v.text = isms__row_target(r, n, cell, &v.size);
        return v;
    default:
        v.text = isms__text_at(r->model, cell, &v.size);
        v.plain = n->a->kind == ISMS_KIND_MONEY;
        return v;
    }
}

/* A line feed and two blanks for each level, where the text is for people; and the room that it needs. */
enum { ISMS__FEW_BLANKS = 16 }; /* are written at once, as a fixed size takes an instruction; few lines have more */

static inline size_t isms__line_size(unsigned depth)
{
    return 1 + ISMS__FEW_BLANKS + 2 * (size_t)depth;
}

static inline char *isms__add_line(char *to, bool pretty, unsigned depth)
{
    size_t blanks = 2 * (size_t)depth;
    if (!pretty)
        return to;
    *to++ = '\n';
    memset(to, ' ', ISMS__FEW_BLANKS);
    if (blanks > ISMS__FEW_BLANKS)
        memset(to, ' ', blanks);
    return to + blanks;
}

#endif
