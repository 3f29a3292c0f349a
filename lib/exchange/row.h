/* A record as the writers of our own formats walk it: the cells of its attributes along the shape, and what is kept of it that
 * the schema does not know. */
#ifndef ISMS__EXCHANGE_ROW_H
#define ISMS__EXCHANGE_ROW_H

#include "json_text.h"
#include "model/store.h"
#include "shape.h"

/* What is unknown of a group where nothing is. */
static const isms__json isms__no_members = {"{}", 2};

/* Walks the members of a group: from the group to its first one, from each to the next one; 0 ends. */
typedef struct isms__chain {
    uint16_t first[ISMS__COLUMN_MOST + 1], next[ISMS__COLUMN_MOST + 1];
} isms__chain;

typedef struct isms__row {
    const isms_model *model;
    isms__shape *shape;          /* of the register that is being written */
    const isms__column *columns; /* of its attributes; NULL in a catalogue */
    uint32_t row;
    bool used[ISMS__COLUMN_MOST]; /* columns that any record has a value in */
    isms__chain all, some;        /* members of each group: all of them, and those that any record has */
} isms__row;

/* Where in a record the walk is: in the record itself and its groups, or in item `item` of a list of groups. */
typedef struct isms__part {
    bool in_items;
    uint32_t item;
    isms__json unknown; /* an object */
} isms__part;

/* Walks the unknown items of a list of groups beside the items. */
typedef struct isms__row_items {
    isms__json_walk walk;
    uint32_t count;
    bool more;
} isms__row_items;

void isms__row_type(isms__row *r, isms__shape *shape); /* the records that come are of this type */
/* The members of each group that any record has, or all, and of them those that are wanted; NULL wants them all. */
void isms__row_chain(const isms__row *r, isms__chain *chain, bool used, bool (*wanted)(const isms__node *n));

/* The items of a list of groups: one call to start, then one for each item. */
isms__row_items isms__row_open_items(const isms__row *r, const isms__node *n, const isms__part *from);
isms__part isms__row_item(isms__row_items *items, uint32_t i);

/* The next member of the group that the schema does not know, its name without quotes; false at the end. Groups take what is
 * theirs. Start the walk with isms__json_open(&walk, part->unknown, '{'). */
bool isms__row_unknown(const isms__row *r, const isms__node *group, isms__json_walk *walk, isms__json *name, isms__json *value);

/* The members of the root that the schema does not know; an empty object where there are none. */
isms__json isms__root_members(const isms_model *m);

static inline isms__part isms__row_start(isms__row *r, uint32_t row)
{
    isms__json unknown = isms__no_members;
    const isms_model *m = r->model;
    uint32_t cell = m->fixed ? 0 : isms__column_get(&isms__register_of(m, r->shape->type)->columns[ISMS__UNKNOWN], row);
    if (cell)
        unknown.text = isms__text_at(m, cell, &unknown.size);
    r->row = row;
    return (isms__part){false, 0, unknown};
}

/* The members of a group that is one object; false where nothing can be in it. */
static inline bool isms__row_group(const isms__row *r, const isms__node *n, const isms__part *from, isms__part *inside)
{
    *inside = (isms__part){from->in_items, from->item, isms__no_members};
    if (!r->used[n->a->column] && from->unknown.size <= 2)
        return false;
    if (from->unknown.size > 2)
        isms__json_find(from->unknown, n->name, n->size, &inside->unknown);
    return true;
}

static inline const char *isms__row_key(const isms__row *r, size_t *size)
{
    const isms_model *m = r->model;
    const isms__type *type = r->shape->type;
    uint32_t cell =
        m->fixed ? isms__key_cell(m, type, r->row) : isms__column_get(&isms__register_of(m, type)->columns[ISMS__KEY], r->row);
    return isms__text_at(m, cell, size);
}

/* Key of a reference. */
static inline const char *isms__row_target(const isms__row *r, const isms__node *n, uint32_t cell, size_t *size)
{
    const isms_model *m = r->model;
    const isms__column *columns = m->fixed ? NULL : isms__register_of(m, n->target)->columns;
    uint32_t row = cell - 1;
    bool live = columns && (isms__column_get(&columns[ISMS__META], row) & ISMS__LIVE);
    if (!live)
        row = isms__follow(m, n->target, row);
    return isms__text_at(m, columns ? isms__column_get(&columns[ISMS__KEY], row) : isms__key_cell(m, n->target, row), size);
}

static inline uint32_t isms__row_cell(const isms__row *r, const isms__node *n, const isms__part *from)
{
    uint32_t cell = r->columns ? isms__column_get(&r->columns[n->a->column], r->row)
                               : isms__cell(r->model, r->shape->type, n->a->column, r->row);
    if (!from->in_items || !cell)
        return cell;
    const uint32_t *list = isms__list_at(r->model, cell);
    return from->item < list[0] ? list[1 + from->item] : 0;
}

#endif
