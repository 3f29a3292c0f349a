/* Writing a record as JSON: straight from the cells into the buffer. */
#include "json_put.h"

#include <string.h>

/* ------------------------------------------------------------------ punctuation */

/* What stands before a member or item. */
static inline char *add_gap(isms__json_put *w, char *to)
{
    *to = ',';
    to = isms__add_line(to + !w->first, w->pretty, w->depth);
    w->first = false;
    return to;
}

/* Room that add_gap needs. */
static inline size_t gap_size(const isms__json_put *w)
{
    return 1 + isms__line_size(w->depth);
}

/* `label` is NAME with quotes and colon; PAD bytes can be read there, and a fixed size is copied in two instructions. */
static inline char *add_label(isms__json_put *w, char *to, const char *label, size_t size)
{
    to = add_gap(w, to);
    memcpy(to, label, ISMS__LABEL_PAD);
    if (size > ISMS__LABEL_PAD)
        memcpy(to, label, size);
    to[size] = ' ';
    return to + size + w->pretty;
}

/* Room that add_label needs. */
static inline size_t label_size(const isms__json_put *w, size_t size)
{
    return gap_size(w) + size + 1 + ISMS__LABEL_PAD;
}

/* A value that needs no escape: v.size + 2 bytes. */
static inline char *add_value(char *to, isms__lexical v)
{
    if (v.number)
        return isms__copy(to, v.text, v.size);
    *to++ = '"';
    to = isms__copy(to, v.text, v.size);
    *to++ = '"';
    return to;
}

static void put_char(isms__json_put *w, char c)
{
    char *to = isms__buffer_claim(w->b, 1);
    if (!to)
        return;
    *to = c;
    isms__buffer_fill(w->b, to + 1);
}

void isms__json_put_item(isms__json_put *w)
{
    char *to = isms__buffer_claim(w->b, gap_size(w));
    if (to)
        isms__buffer_fill(w->b, add_gap(w, to));
}

void isms__json_put_open(isms__json_put *w, char bracket)
{
    put_char(w, bracket);
    w->depth++;
    w->first = true;
}

ISMS__INLINE void put_close(isms__json_put *w, char bracket)
{
    w->depth--;
    char *to = isms__buffer_claim(w->b, gap_size(w));
    if (to) {
        to = w->first ? to : isms__add_line(to, w->pretty, w->depth);
        *to++ = bracket;
        isms__buffer_fill(w->b, to);
    }
    w->first = false;
}

void isms__json_put_close(isms__json_put *w, char bracket)
{
    put_close(w, bracket);
}

static void put_label(isms__json_put *w, const char *label, size_t size)
{
    char *to = isms__buffer_claim(w->b, label_size(w, size));
    if (to)
        isms__buffer_fill(w->b, add_label(w, to, label, size));
}

void isms__json_put_label(isms__json_put *w, const char *name)
{
    char label[100 + ISMS__LABEL_PAD] = "\"";
    size_t size = strlen(name);
    memcpy(label + 1, name, size < 90 ? size : 90);
    memcpy(label + 1 + size, "\":", 2);
    put_label(w, label, size + 3);
}

/* The label of a member and the bracket that its value starts with. */
ISMS__INLINE void put_open(isms__json_put *w, const isms__node *n, char bracket)
{
    size_t size = n->size + 3u;
    char *to = isms__buffer_claim(w->b, label_size(w, size) + 1);
    if (to) {
        to = add_label(w, to, isms__node_label(n), size);
        *to = bracket;
        isms__buffer_fill(w->b, to + 1);
    }
    w->depth++;
    w->first = true;
}

/* A member that is there as text, its name without quotes; `own`: a line's own, which must not pass for its type. */
static void put_raw(isms__json_put *w, isms__json name, isms__json value, bool own)
{
    isms__json_put_item(w);
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

static isms__lexical plain(const char *text, size_t size)
{
    return (isms__lexical){text, size, true, false};
}

static void put_plain(isms__json_put *w, const char *text)
{
    size_t size = strlen(text);
    char *to = isms__buffer_claim(w->b, size + 2);
    if (to)
        isms__buffer_fill(w->b, add_value(to, plain(text, size)));
}

/* The object of an amount of money, and the room that it needs. In the model it is the amount, a NUL and the three letters of
 * its currency. */
static size_t money_size(const isms__json_put *w, size_t both)
{
    return 3 * gap_size(w) + 2 * label_size(w, 11) + both + 4;
}

static char *add_money(isms__json_put *w, char *to, const char *amount, size_t both)
{
    static const char labels[2][ISMS__LABEL_PAD] = {"\"amount\":", "\"currency\":"};
    *to++ = '{';
    w->depth++;
    w->first = true;
    to = add_value(add_label(w, to, labels[0], 9), plain(amount, both - 4));
    to = add_value(add_label(w, to, labels[1], 11), plain(amount + both - 3, 3));
    w->depth--;
    to = isms__add_line(to, w->pretty, w->depth);
    *to++ = '}';
    return to;
}

/* A value behind its label or, as an item, behind what stands before one. */
ISMS__INLINE void put_scalar(isms__json_put *w, const isms__node *n, uint32_t cell, bool item)
{
    bool money = n->a->kind == ISMS_KIND_MONEY;
    isms__lexical v = isms__lexical_of(&w->row, n, cell, w->room);
    bool clean = v.plain || isms__json_clean_size(v.text, v.size) == v.size;
    size_t label = n->size + 3u, gap = item ? gap_size(w) : label_size(w, label);
    char *to = isms__buffer_claim(w->b, gap + (money ? money_size(w, v.size) : v.size + 2));
    if (!to)
        return;
    to = item ? add_gap(w, to) : add_label(w, to, isms__node_label(n), label);
    if (money)
        to = add_money(w, to, v.text, v.size);
    else if (clean)
        to = add_value(to, v);
    isms__buffer_fill(w->b, to);
    if (!clean)
        isms__json_quote(w->b, v.text, v.size);
}

static void put_list(isms__json_put *w, const isms__node *n, const uint32_t *list)
{
    put_open(w, n, '[');
    for (uint32_t i = 0; i < list[0]; i++)
        put_scalar(w, n, list[1 + i], true);
    put_close(w, ']');
}

/* Lines do not show which registers were delivered, so their header does. */
static void put_registers(isms__json_put *w, const isms__node *n, uint32_t cell)
{
    const uint32_t *list = cell ? isms__list_at(w->row.model, cell) : NULL;
    bool first = w->first;
    size_t before = w->b->size;
    put_open(w, n, '[');
    for (size_t i = 0; i < isms__type_count; i++)
        if (isms__save_wants(w->registers, &isms__types[i])) {
            isms__json_put_item(w);
            put_plain(w, isms__types[i].plural);
        }
    for (uint32_t i = 0; list && i < list[0]; i++)
        put_scalar(w, n, list[1 + i], true);
    if (!w->first) {
        isms__json_put_close(w, ']');
        return;
    }
    w->depth--;
    w->first = first;
    w->b->size = before;
}

static void put_table(isms__json_put *w, const isms__node *n, const uint32_t *table)
{
    put_open(w, n, '[');
    for (uint32_t i = 0; i < table[0]; i++) {
        const uint32_t *row = isms__list_at(w->row.model, table[1 + i]);
        isms__json_put_item(w);
        isms__json_put_open(w, '[');
        for (uint32_t k = 0; k < row[0]; k++) {
            size_t size = 0;
            const char *text = row[1 + k] ? isms__text_at(w->row.model, row[1 + k], &size) : "";
            isms__json_put_item(w);
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
    put_open(w, n, '{');
    put_members(w, n, &inside);
    if (!w->first) {
        put_close(w, '}');
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
    put_open(w, n, '[');
    for (uint32_t i = 0; i < items.count; i++) {
        isms__part inside = isms__row_item(&items, i);
        isms__json_put_item(w);
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
    if (!list)
        put_scalar(w, n, cell, false);
    else if (n->form == ISMS__FORM_LIST)
        put_list(w, n, list);
    else
        put_table(w, n, list);
}

static void put_members(isms__json_put *w, const isms__node *group, const isms__part *from)
{
    const isms__chain *chain = from->unknown.size > 2 || w->registers ? &w->row.all : &w->row.some;
    const isms__node *nodes = w->row.shape->nodes;
    for (uint16_t i = chain->first[group - nodes]; i; i = chain->next[i]) {
        const isms__node *n = &nodes[i];
        if (n->form == ISMS__FORM_GROUP) {
            put_group(w, n, from);
        } else if (n->form == ISMS__FORM_ITEMS) {
            put_items(w, n, from);
        } else {
            uint32_t cell = isms__row_cell(&w->row, n, from);
            if (chain == &w->row.all && w->registers && n->a->id == ISMS_HEADER_REGISTERS)
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
    static const char id[ISMS__LABEL_PAD] = "\"id\":";
    isms__part from = isms__row_start(&w->row, row);
    isms__json_put_open(w, '{');
    if (type) {
        isms__json_put_label(w, "type");
        put_plain(w, type);
    }
    if (!(w->row.shape->type->flags & ISMS__FLAG_HEADER)) {
        size_t size;
        const char *key = isms__row_key(&w->row, &size);
        char *to = isms__buffer_claim(w->b, label_size(w, 5) + size + 2);
        if (to)
            isms__buffer_fill(w->b, add_value(add_label(w, to, id, 5), plain(key, size)));
    }
    put_members(w, w->row.shape->nodes, &from);
    isms__json_put_close(w, '}');
}
