/* Walking records along their shape, for writers. */
#include "row.h"

#include <string.h>

static bool column_used(const isms_model *m, const isms__type *type, uint32_t column)
{
    if (m->fixed)
        return true;
    const isms__column *c = isms__register_of(m, type)->columns;
    if (!c)
        return false;
    return isms__column_used(&c[ISMS__FIRST + column]);
}

void isms__row_chain(const isms__row *r, isms__chain *chain, bool used, bool (*wanted)(const isms__node *n))
{
    memset(chain, 0, sizeof *chain);
    for (uint32_t i = r->shape->node_count; i-- > 1;) {
        const isms__node *n = &r->shape->nodes[i];
        if ((used && !r->used[n->a->column]) || (wanted && !wanted(n)))
            continue;
        chain->next[i] = chain->first[n->parent];
        chain->first[n->parent] = (uint16_t)i;
    }
}

void isms__row_type(isms__row *r, isms__shape *shape)
{
    const isms__column *columns = r->model->fixed ? NULL : isms__register_of(r->model, shape->type)->columns;
    r->shape = shape;
    r->columns = columns ? columns + ISMS__FIRST : NULL;
    for (uint32_t c = 0; c < isms__columns_in(r->model, shape->type); c++)
        r->used[c] = column_used(r->model, shape->type, c);
    for (uint32_t i = shape->node_count; i-- > 1;) /* a group is used where a member is; members come behind their group */
        if (r->used[shape->nodes[i].a->column] && shape->nodes[i].parent)
            r->used[shape->nodes[shape->nodes[i].parent].a->column] = true;
    isms__row_chain(r, &r->all, false, NULL);
    isms__row_chain(r, &r->some, true, NULL);
}

/* How many items a list of groups has: as many as its longest member. */
static uint32_t count_items(const isms__row *r, const isms__node *items)
{
    uint32_t count = 0;
    for (uint32_t c = items->a->column + 1u; c <= (uint32_t)items->a->column + items->columns; c++) {
        uint32_t cell = r->used[c] ? isms__cell(r->model, r->shape->type, c, r->row) : 0;
        uint32_t here = cell ? isms__list_at(r->model, cell)[0] : 0;
        count = here > count ? here : count;
    }
    return count;
}

isms__row_items isms__row_open_items(const isms__row *r, const isms__node *n, const isms__part *from)
{
    isms__row_items items = {.count = r->used[n->a->column] ? count_items(r, n) : 0};
    isms__json unknown = isms__no_members;
    items.more = isms__json_find(from->unknown, n->name, n->size, &unknown) && isms__json_open(&items.walk, unknown, '[');
    return items;
}

isms__part isms__row_item(isms__row_items *items, uint32_t i)
{
    isms__part inside = {true, i, isms__no_members};
    items->more = items->more && isms__json_item(&items->walk, &inside.unknown);
    return inside;
}

static bool is_known(const isms__row *r, const isms__node *group, isms__json name)
{
    for (uint16_t i = group->first; i < group->first + group->count; i++) {
        const isms__node *n = &r->shape->nodes[i];
        if (name.size == n->size + 2u && memcmp(name.text + 1, n->name, n->size) == 0)
            return true;
    }
    return false;
}

bool isms__row_unknown(const isms__row *r, const isms__node *group, isms__json_walk *walk, isms__json *name, isms__json *value)
{
    bool header = r->shape->type->flags & ISMS__FLAG_HEADER;
    while (isms__json_member(walk, name, value)) {
        if (is_known(r, group, *name))
            continue;
        size_t slashes = header && !group->a ? strspn(name->text + 1, "/") : 0;
        bool escaped = slashes > 0 && slashes + 2 == name->size; /* by one slash: see isms__nest_member */
        if (escaped && slashes == 1)                             /* "/" itself holds the members of the root */
            continue;
        *name = (isms__json){name->text + 1 + escaped, name->size - 2 - escaped};
        return true;
    }
    return false;
}

isms__json isms__root_members(const isms_model *m)
{
    const char *text = isms_record_unknown(m, isms_header(m));
    isms__json root = isms__no_members;
    if (text)
        isms__json_find((isms__json){text, strlen(text)}, "/", 1, &root);
    return root;
}
