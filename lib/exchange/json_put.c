/* Writing a record as JSON: straight from the cells into the buffer. */
#include "json_put.h"

#include "core/number.h"

#include <string.h>

/* ------------------------------------------------------------------ punctuation */

/* What stands before a member or item. */
static inline char *put_gap(isms__json_put *w, char *to)
{
    if (!w->first)
        *to++ = ',';
    w->first = false;
    if (w->pretty) {
        *to++ = '\n';
        memset(to, ' ', 2 * (size_t)w->depth);
        to += 2 * (size_t)w->depth;
    }
    return to;
}

static size_t gap_most(const isms__json_put *w)
{
    return 2 + 2 * (size_t)w->depth;
}

static void separate(isms__json_put *w)
{
    char *to = isms__buffer_claim(w->b, gap_most(w));
    if (to)
        isms__buffer_fill(w->b, put_gap(w, to));
}

static inline void put_char(isms__json_put *w, char c)
{
    char *to = isms__buffer_claim(w->b, 1);
    if (to) {
        *to = c;
        w->b->size++;
    }
}

void isms__json_put_open(isms__json_put *w, char bracket)
{
    put_char(w, bracket);
    w->depth++;
    w->first = true;
}

void isms__json_put_close(isms__json_put *w, char bracket)
{
    w->depth--;
    if (w->pretty && !w->first)
        isms__json_indent(w->b, w->depth);
    put_char(w, bracket);
    w->first = false;
}

void isms__json_put_item(isms__json_put *w)
{
    separate(w);
}

/* `label` is NAME with quotes and colon; PAD bytes can be read there, and a fixed size is copied in two instructions. */
static inline char *put_name(char *to, const char *label, size_t size)
{
    if (size <= ISMS__LABEL_PAD)
        memcpy(to, label, ISMS__LABEL_PAD);
    else
        memcpy(to, label, size);
    return to + size;
}

static void put_label(isms__json_put *w, const char *label, size_t size)
{
    char *to = isms__buffer_claim(w->b, gap_most(w) + size + 1 + ISMS__LABEL_PAD);
    if (!to)
        return;
    if (w->pretty) {
        to = put_name(put_gap(w, to), label, size);
        *to++ = ' ';
    } else {
        *to = ',';
        to = put_name(to + !w->first, label, size);
        w->first = false;
    }
    isms__buffer_fill(w->b, to);
}

void isms__json_put_label(isms__json_put *w, const char *name)
{
    char label[100 + ISMS__LABEL_PAD] = "\"";
    size_t size = strlen(name);
    memcpy(label + 1, name, size < 90 ? size : 90);
    memcpy(label + 1 + size, "\":", 2);
    put_label(w, label, size + 3);
}

static void put_node_label(isms__json_put *w, const isms__node *n)
{
    put_label(w, isms__node_label(n), n->size + 3u);
}

/* A member that is there as text, its name without quotes; `own`: a line's own, which must not pass for its type. */
static void put_raw(isms__json_put *w, isms__json name, isms__json value, bool own)
{
    separate(w);
    isms__buffer_text(w->b, own && w->registers && isms__json_is_type_name(name) ? "\"/" : "\"");
    isms__buffer_add(w->b, name.text, name.size);
    isms__buffer_text(w->b, w->pretty ? "\": " : "\":");
    if (w->pretty)
        isms__json_pretty(w->b, value, w->depth);
    else
        isms__json_compact(w->b, value);
}

void isms__json_put_raw(isms__json_put *w, isms__json name, isms__json value, bool own)
{
    put_raw(w, (isms__json){name.text + 1, name.size - 2}, value, own);
}

/* ------------------------------------------------------------------ values */

static void put_token(isms__json_put *w, const char *text, size_t size)
{
    char *to = isms__buffer_claim(w->b, size + 2);
    if (!to)
        return;
    to[0] = '"';
    memcpy(to + 1, text, size);
    to[size + 1] = '"';
    w->b->size += size + 2;
}

static void put_money(isms__json_put *w, const char *amount)
{
    static const char labels[2][ISMS__LABEL_PAD] = {"\"amount\":", "\"currency\":"};
    size_t size = strlen(amount);
    isms__json_put_open(w, '{');
    put_label(w, labels[0], 9);
    put_token(w, amount, size);
    put_label(w, labels[1], 11);
    put_token(w, amount + size + 1, 3);
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
    const char *key = isms__row_target(&w->row, n, cell, &size);
    put_token(w, key, size);
}

static void put_scalar(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    const isms_model *m = w->row.model;
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
    const uint32_t *list = cell ? isms__list_at(w->row.model, cell) : NULL;
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
        const uint32_t *row = isms__list_at(w->row.model, table[1 + i]);
        separate(w);
        isms__json_put_open(w, '[');
        for (uint32_t k = 0; k < row[0]; k++) {
            size_t size = 0;
            const char *text = row[1 + k] ? isms__text_at(w->row.model, row[1 + k], &size) : "";
            separate(w);
            isms__json_quote(w->b, text, size);
        }
        isms__json_put_close(w, ']');
    }
    isms__json_put_close(w, ']');
}

/* ------------------------------------------------------------------ members */

static void put_members(isms__json_put *w, const isms__node *group, const isms__part *from);

/* A member that is an object; it is taken back where nothing is in it. */
static void put_group(isms__json_put *w, const isms__node *n, const isms__part *from)
{
    isms__part inside;
    if (!isms__row_group(&w->row, n, from, &inside))
        return;
    bool first = w->first;
    size_t before = w->b->size;
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

static void put_items(isms__json_put *w, const isms__node *n, const isms__part *from)
{
    isms__row_items items = isms__row_open_items(&w->row, n, from);
    if (!items.count)
        return;
    put_node_label(w, n);
    isms__json_put_open(w, '[');
    for (uint32_t i = 0; i < items.count; i++) {
        isms__part inside = isms__row_item(&items, i);
        separate(w);
        isms__json_put_open(w, '{');
        put_members(w, n, &inside);
        isms__json_put_close(w, '}');
    }
    isms__json_put_close(w, ']');
}

/* What the schema does not know comes behind what it does. */
static void put_unknown(isms__json_put *w, const isms__node *group, isms__json unknown)
{
    isms__json_walk walk;
    isms__json name, value;
    if (unknown.size > 2 && isms__json_open(&walk, unknown, '{'))
        while (isms__row_unknown(&w->row, group, &walk, &name, &value))
            put_raw(w, name, value, !group->a && !(w->row.shape->type->flags & ISMS__FLAG_HEADER));
}

static void put_value(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    const uint32_t *list = n->form == ISMS__FORM_VALUE ? NULL : isms__list_at(w->row.model, cell);
    if (list && list[0] == 0)
        return;
    put_node_label(w, n);
    if (!list)
        put_scalar(w, n, cell);
    else if (n->form == ISMS__FORM_LIST)
        put_list(w, n, list);
    else
        put_table(w, list);
}

static void put_members(isms__json_put *w, const isms__node *group, const isms__part *from)
{
    const isms__chain *chain = from->unknown.size > 2 || w->registers ? &w->row.all : &w->row.some;
    for (uint16_t i = chain->first[group - w->row.shape->nodes]; i; i = chain->next[i]) {
        const isms__node *n = &w->row.shape->nodes[i];
        if (n->form == ISMS__FORM_GROUP) {
            put_group(w, n, from);
        } else if (n->form == ISMS__FORM_ITEMS) {
            put_items(w, n, from);
        } else {
            uint32_t cell = isms__row_cell(&w->row, n, from);
            if (w->registers && n->a->id == ISMS_HEADER_REGISTERS)
                put_registers(w, n, cell);
            else if (cell)
                put_value(w, n, cell);
        }
    }
    put_unknown(w, group, from->unknown);
}

/* ------------------------------------------------------------------ records */

void isms__json_put_record(isms__json_put *w, uint32_t row, const char *type)
{
    isms__part from = isms__row_start(&w->row, row);
    isms__json_put_open(w, '{');
    if (type) {
        isms__json_put_label(w, "type");
        put_token(w, type, strlen(type));
    }
    if (!(w->row.shape->type->flags & ISMS__FLAG_HEADER)) {
        size_t size;
        const char *key = isms__row_key(&w->row, &size);
        isms__json_put_label(w, "id");
        put_token(w, key, size);
    }
    put_members(w, w->row.shape->nodes, &from);
    isms__json_put_close(w, '}');
}
