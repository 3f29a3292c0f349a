/* The attributes of a type as the tree that documents show: `inherent.likelihood` is the member likelihood of the object
 * inherent. Every reader and writer of our own formats walks it. */
#ifndef ISMS__EXCHANGE_SHAPE_H
#define ISMS__EXCHANGE_SHAPE_H

#include "core/bytes.h"
#include "core/memory.h"
#include "schema/extension.h"

#include <string.h>

enum { ISMS__LABEL_PAD = 32 }; /* so many bytes can be read from the start of any label */

typedef enum isms__form {
    ISMS__FORM_VALUE, /* one value */
    ISMS__FORM_LIST,  /* any number of values */
    ISMS__FORM_TABLE, /* rows of texts */
    ISMS__FORM_GROUP, /* members; the record itself is one */
    ISMS__FORM_ITEMS  /* any number of groups, each member a list that has the item's value at the item's position */
} isms__form;

isms__form isms__form_of(const isms__attribute *a);
bool isms__is_member(const isms__attribute *a, const isms__attribute *group); /* group NULL: of the record itself */
const char *isms__last_part(const char *path, size_t *size); /* the name: where it starts, its bytes without [] */

typedef struct isms__node {
    const isms__attribute *a; /* NULL for the record itself */
    const char *name;         /* last part of the path, NUL-terminated; behind a quote and before `":`, see isms__node_label */
    uint8_t size;             /* of the name */
    uint8_t form;             /* isms__form */
    uint8_t columns;          /* ISMS__FORM_ITEMS: columns behind its own that belong to its items */
    uint16_t parent, first, count; /* members are nodes first to first + count - 1, in schema order */
    uint16_t slots, mask;          /* where the members' table starts, and its size - 1 */
    uint16_t guess;                /* the node that came next when this one was last looked up; only a guess */
    uint16_t start;                /* of a group: the member that came first the last time; likewise */
    uint32_t value_count;          /* enumerations */
    const isms__value_row *values;
    const isms__type *target; /* references */
} isms__node;

typedef struct isms__shape {
    const isms__type *type;
    const isms__extension *extension;
    size_t size;       /* bytes of this block */
    isms__node *nodes; /* 0 is the record */
    uint16_t *slots;   /* node numbers, 0 is empty */
    uint32_t node_count;
} isms__shape;

/* As isms__shape_member, without the guess. */
isms__node *isms__shape_find(isms__shape *shape, const isms__node *group, isms__node *after, const char *name, size_t size);

/* The member of a group with that name, NULL where there is none. `after` is the member that was found before it, or the group
 * itself; documents repeat themselves, so what came after it the last time is tried first. */
static inline isms__node *isms__shape_member(isms__shape *shape, const isms__node *group, isms__node *after, const char *name,
                                             size_t size)
{
    isms__node *guess = &shape->nodes[after == group ? after->start : after->guess];
    if (guess->size == size && &shape->nodes[guess->parent] == group && isms__same(guess->name, name, size))
        return guess;
    return isms__shape_find(shape, group, after, name, size);
}

/* The member's name as JSON writes it, with quotes and colon: size + 3 bytes. */
static inline const char *isms__node_label(const isms__node *node)
{
    return node->name + node->size + 1;
}

/* The shapes of all types, made when first asked for. */
typedef struct isms__shapes {
    const isms_allocator *allocator;
    const isms__extension *extension;
    isms__shape *of[ISMS__TYPE_MOST];
} isms__shapes;

void isms__shapes_init(isms__shapes *shapes, const isms_allocator *a, const isms__extension *extension);
void isms__shapes_dispose(isms__shapes *shapes);
isms__shape *isms__shapes_get(isms__shapes *shapes, const isms__type *type); /* NULL: no memory */

#endif
