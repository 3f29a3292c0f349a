/* Writing a record as JSON: straight from the cells into the buffer. */
#include "json_put.h"

#include "core/number.h"

#include <string.h>

static const isms__json nothing = {"{}", 2};

/* ------------------------------------------------------------------ punctuation */

static void separate(isms__json_put *w)
{
    if (!w->first)
        isms__buffer_char(w->b, ',');
    w->first = false;
    if (w->pretty)
        isms__json_indent(w->b, w->depth);
}

void isms__json_put_open(isms__json_put *w, char bracket)
{
    isms__buffer_char(w->b, bracket);
    w->depth++;
    w->first = true;
}

void isms__json_put_close(isms__json_put *w, char bracket)
{
    w->depth--;
    if (w->pretty && !w->first)
        isms__json_indent(w->b, w->depth);
    isms__buffer_char(w->b, bracket);
    w->first = false;
}

void isms__json_put_item(isms__json_put *w)
{
    separate(w);
}

void isms__json_put_label(isms__json_put *w, const char *name)
{
    separate(w);
    isms__buffer_char(w->b, '"');
    isms__buffer_text(w->b, name);
    isms__buffer_text(w->b, w->pretty ? "\": " : "\":");
}

static void put_node_label(isms__json_put *w, const isms__node *n)
{
    separate(w);
    isms__buffer_add(w->b, isms__node_label(n), n->size + 3u);
    if (w->pretty)
        isms__buffer_char(w->b, ' ');
}

/* A member that is there as text; `skip` bytes at the start of its name are left out. */
static void put_raw(isms__json_put *w, isms__json name, size_t skip, isms__json value)
{
    separate(w);
    isms__buffer_char(w->b, '"');
    isms__buffer_add(w->b, name.text + 1 + skip, name.size - 1 - skip);
    isms__buffer_text(w->b, w->pretty ? ": " : ":");
    if (w->pretty)
        isms__json_pretty(w->b, value, w->depth);
    else
        isms__json_compact(w->b, value);
}

void isms__json_put_raw(isms__json_put *w, isms__json name, isms__json value)
{
    put_raw(w, name, 0, value);
}

/* ------------------------------------------------------------------ values */

static void put_token(isms__json_put *w, const char *text, size_t size)
{
    isms__buffer *b = w->b;
    if (!isms__buffer_room(b, size + 2))
        return;
    char *out = b->data + b->size;
    out[0] = '"';
    memcpy(out + 1, text, size);
    out[size + 1] = '"';
    b->size += size + 2;
    b->data[b->size] = '\0';
}

static void put_money(isms__json_put *w, const char *amount)
{
    const char *currency = amount + strlen(amount) + 1;
    isms__json_put_open(w, '{');
    isms__json_put_label(w, "amount");
    put_token(w, amount, strlen(amount));
    isms__json_put_label(w, "currency");
    put_token(w, currency, strlen(currency));
    isms__json_put_close(w, '}');
}

static void put_enumerator(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    for (uint32_t i = 0; i < n->value_count; i++)
        if ((uint32_t)n->values[i].value == cell)
            put_token(w, n->values[i].name, strlen(n->values[i].name));
}

static void put_reference(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    size_t size;
    uint32_t row = isms__follow(w->model, n->target, cell - 1);
    const char *key = isms__text_at(w->model, isms__key_cell(w->model, n->target, row), &size);
    put_token(w, key, size);
}

static void put_scalar(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    const isms_model *m = w->model;
    char date[11];
    size_t size;
    const char *text;
    switch (n->a->kind) {
    case ISMS_KIND_INTEGER:
        isms__buffer_integer(w->b, isms__integer_of(m, cell));
        break;
    case ISMS_KIND_REAL:
        isms__buffer_real(w->b, isms__real_of(m, cell));
        break;
    case ISMS_KIND_BOOLEAN:
        isms__buffer_text(w->b, cell == 2 ? "true" : "false");
        break;
    case ISMS_KIND_DATE:
        isms_date_format((isms_day)cell, date);
        put_token(w, date, 10);
        break;
    case ISMS_KIND_ENUM:
        put_enumerator(w, n, cell);
        break;
    case ISMS_KIND_REFERENCE:
        put_reference(w, n, cell);
        break;
    case ISMS_KIND_MONEY:
        put_money(w, isms__text_at(m, cell, NULL));
        break;
    default:
        text = isms__text_at(m, cell, &size);
        isms__json_quote(w->b, text, size);
    }
}

static void put_list(isms__json_put *w, const isms__node *n, const uint32_t *list)
{
    isms__json_put_open(w, '[');
    for (uint32_t i = 0; i < list[0]; i++) {
        separate(w);
        put_scalar(w, n, list[1 + i]);
    }
    isms__json_put_close(w, ']');
}

/* Lines do not show which registers were delivered, so their header does. */
static void put_registers(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    const uint32_t *list = cell ? isms__list_at(w->model, cell) : NULL;
    bool first = w->first;
    size_t before = w->b->size;
    put_node_label(w, n);
    isms__json_put_open(w, '[');
    for (size_t i = 0; i < isms__type_count; i++)
        if (isms__save_wants(w->registers, &isms__types[i])) {
            separate(w);
            put_token(w, isms__types[i].plural, strlen(isms__types[i].plural));
        }
    for (uint32_t i = 0; list && i < list[0]; i++) {
        separate(w);
        put_scalar(w, n, list[1 + i]);
    }
    if (!w->first) {
        isms__json_put_close(w, ']');
        return;
    }
    w->depth--;
    w->first = first;
    w->b->size = before;
}

static void put_table(isms__json_put *w, const uint32_t *table)
{
    isms__json_put_open(w, '[');
    for (uint32_t i = 0; i < table[0]; i++) {
        const uint32_t *row = isms__list_at(w->model, table[1 + i]);
        separate(w);
        isms__json_put_open(w, '[');
        for (uint32_t k = 0; k < row[0]; k++) {
            size_t size = 0;
            const char *text = row[1 + k] ? isms__text_at(w->model, row[1 + k], &size) : "";
            separate(w);
            isms__json_quote(w->b, text, size);
        }
        isms__json_put_close(w, ']');
    }
    isms__json_put_close(w, ']');
}

/* ------------------------------------------------------------------ members */

/* A record, or item `item` of a list of groups. */
typedef struct source {
    bool in_items;
    uint32_t item;
    isms__json unknown; /* an object */
} source;

static void put_members(isms__json_put *w, const isms__node *group, const source *from);

static uint32_t cell_of(const isms__json_put *w, const isms__node *n, const source *from)
{
    if (!w->used[n->a->column])
        return 0;
    uint32_t cell = isms__cell(w->model, w->shape->type, n->a->column, w->row);
    if (!from->in_items || !cell)
        return cell;
    const uint32_t *list = isms__list_at(w->model, cell);
    return from->item < list[0] ? list[1 + from->item] : 0;
}

/* A member that is an object; it is taken back where nothing is in it. */
static void put_group(isms__json_put *w, const isms__node *n, const source *from)
{
    source inside = {from->in_items, from->item, nothing};
    if (!w->used[n->a->column] && from->unknown.size <= 2)
        return;
    bool first = w->first;
    size_t before = w->b->size;
    isms__json_find(from->unknown, n->name, n->size, &inside.unknown);
    put_node_label(w, n);
    isms__json_put_open(w, '{');
    put_members(w, n, &inside);
    if (!w->first) {
        isms__json_put_close(w, '}');
        return;
    }
    w->depth--;
    w->first = first;
    w->b->size = before;
}

/* How many items a list of groups has: as many as its longest member. */
static uint32_t count_items(const isms__json_put *w, const isms__node *items)
{
    uint32_t count = 0;
    for (uint32_t c = items->a->column + 1u; c <= (uint32_t)items->a->column + items->columns; c++) {
        uint32_t cell = w->used[c] ? isms__cell(w->model, w->shape->type, c, w->row) : 0;
        uint32_t here = cell ? isms__list_at(w->model, cell)[0] : 0;
        count = here > count ? here : count;
    }
    return count;
}

static void put_items(isms__json_put *w, const isms__node *n, const source *from)
{
    isms__json unknown = nothing;
    isms__json_walk walk;
    uint32_t count = w->used[n->a->column] ? count_items(w, n) : 0;
    bool more = isms__json_find(from->unknown, n->name, n->size, &unknown) && isms__json_open(&walk, unknown, '[');
    if (!count)
        return;
    put_node_label(w, n);
    isms__json_put_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        source inside = {true, i, nothing};
        more = more && isms__json_item(&walk, &inside.unknown);
        separate(w);
        isms__json_put_open(w, '{');
        put_members(w, n, &inside);
        isms__json_put_close(w, '}');
    }
    isms__json_put_close(w, ']');
}

static bool is_known(const isms__json_put *w, const isms__node *group, isms__json name)
{
    for (uint16_t i = group->first; i < group->first + group->count; i++) {
        const isms__node *n = &w->shape->nodes[i];
        if (name.size == n->size + 2u && memcmp(name.text + 1, n->name, n->size) == 0)
            return true;
    }
    return false;
}

/* What the schema does not know comes behind what it does; groups took what is theirs. */
static void put_unknown(isms__json_put *w, const isms__node *group, isms__json unknown)
{
    isms__json_walk walk;
    isms__json name, value;
    bool header = w->shape->type->flags & ISMS__FLAG_HEADER;
    if (unknown.size <= 2 || !isms__json_open(&walk, unknown, '{'))
        return;
    while (isms__json_member(&walk, &name, &value)) {
        if (is_known(w, group, name))
            continue;
        size_t slashes = header && !group->a ? strspn(name.text + 1, "/") : 0;
        bool escaped = slashes > 0 && slashes + 2 == name.size;
        if (!escaped || slashes > 1) /* "/" itself holds the members of the root */
            put_raw(w, name, escaped, value);
    }
}

static void put_members(isms__json_put *w, const isms__node *group, const source *from)
{
    const isms__node *n = &w->shape->nodes[group->first], *end = n + group->count;
    uint32_t cell;
    for (; n < end; n++) {
        switch (n->form) {
        case ISMS__FORM_GROUP:
            put_group(w, n, from);
            continue;
        case ISMS__FORM_ITEMS:
            put_items(w, n, from);
            continue;
        default:
            cell = cell_of(w, n, from);
        }
        if (w->registers && n->a->id == ISMS_HEADER_REGISTERS) {
            put_registers(w, n, cell);
            continue;
        }
        if (!cell || (n->form != ISMS__FORM_VALUE && isms__list_at(w->model, cell)[0] == 0))
            continue;
        put_node_label(w, n);
        if (n->form == ISMS__FORM_LIST)
            put_list(w, n, isms__list_at(w->model, cell));
        else if (n->form == ISMS__FORM_TABLE)
            put_table(w, isms__list_at(w->model, cell));
        else
            put_scalar(w, n, cell);
    }
    put_unknown(w, group, from->unknown);
}

/* ------------------------------------------------------------------ records */

static bool column_used(const isms_model *m, const isms__type *type, uint32_t column)
{
    if (m->fixed)
        return true;
    const isms__column *c = isms__register_of(m, type)->columns;
    if (!c)
        return false;
    c += ISMS__FIRST + column;
    for (size_t i = 0; i < c->count; i++)
        if (c->chunks[i])
            return true;
    return false;
}

void isms__json_put_type(isms__json_put *w, isms__shape *shape)
{
    w->shape = shape;
    for (uint32_t c = 0; c < isms__columns(shape->type); c++)
        w->used[c] = column_used(w->model, shape->type, c);
    for (uint32_t i = shape->node_count; i-- > 1;) /* a group is used where a member is; members come behind their group */
        if (w->used[shape->nodes[i].a->column] && shape->nodes[i].parent)
            w->used[shape->nodes[shape->nodes[i].parent].a->column] = true;
}

static isms__json unknown_of(const isms__json_put *w, uint32_t row)
{
    isms__json unknown = nothing;
    const isms__type *type = w->shape->type;
    uint32_t cell = w->model->fixed ? 0 : isms__column_get(&isms__register_of(w->model, type)->columns[ISMS__UNKNOWN], row);
    if (cell)
        unknown.text = isms__text_at(w->model, cell, &unknown.size);
    return unknown;
}

void isms__json_put_record(isms__json_put *w, uint32_t row, const char *type)
{
    source from = {false, 0, unknown_of(w, row)};
    w->row = row;
    isms__json_put_open(w, '{');
    if (type) {
        isms__json_put_label(w, "type");
        put_token(w, type, strlen(type));
    }
    if (!(w->shape->type->flags & ISMS__FLAG_HEADER)) {
        size_t size;
        const char *key = isms__text_at(w->model, isms__key_cell(w->model, w->shape->type, row), &size);
        isms__json_put_label(w, "id");
        put_token(w, key, size);
    }
    put_members(w, w->shape->nodes, &from);
    isms__json_put_close(w, '}');
}

isms__json isms__json_root_members(const isms_model *m)
{
    const char *text = isms_record_unknown(m, isms_header(m));
    isms__json root = nothing;
    if (text)
        isms__json_find((isms__json){text, strlen(text)}, "/", 1, &root);
    return root;
}
