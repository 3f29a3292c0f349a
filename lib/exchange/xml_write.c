/* The writer of XML documents: straight from the cells into the buffer. Two blanks of indentation where it is for people; texts
 * get no white space that is not theirs. */
#include "core/clean.h"
#include "core/text.h"
#include "format.h"
#include "lexical.h"
#include "value_text.h"
#include "xml_form.h"

#include <string.h>

#define NAMESPACE      "urn:libisms:isms:1"
#define JSON_NAMESPACE "http://www.w3.org/2005/xpath-functions"

typedef struct put {
    isms__row row;
    isms__buffer *b;
    isms__chain attributes, elements; /* of the register that is being written: what some record has */
    bool pretty;
    unsigned depth;
    isms__buffer text, value; /* for a moment */
} put;

/* ------------------------------------------------------------------ marks */

/* What has to be escaped in both, and in attributes beyond that: their white space would be changed. */
static const char *escape_of(char c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return attribute ? NULL : "&gt;"; /* because of ]]> */
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    default:
        return NULL;
    }
}

/* How many bytes at the start need no escape in an attribute; texts need fewer. */
static size_t clean_size(const char *text, size_t size)
{
    return isms__clean_size(text, size, (isms__specials){{'&', '<', '>', '"'}});
}

/* One byte, without a call where there is room. */
static inline void put_byte(put *w, char c)
{
    char *to = isms__buffer_claim(w->b, 1);
    if (!to)
        return;
    *to = c;
    isms__buffer_fill(w->b, to + 1);
}

static inline void put_bytes(put *w, const char *bytes, size_t size)
{
    char *to = isms__buffer_claim(w->b, size);
    if (to)
        isms__buffer_fill(w->b, isms__copy(to, bytes, size));
}

static void put_escaped(put *w, const char *text, size_t size, bool attribute)
{
    for (;;) {
        size_t clean = clean_size(text, size);
        char *to = isms__buffer_claim(w->b, clean);
        if (!to)
            return;
        isms__buffer_fill(w->b, isms__copy(to, text, clean));
        if (clean == size)
            return;
        const char *escape = escape_of(text[clean], attribute);
        if (escape)
            isms__buffer_text(w->b, escape);
        else
            put_byte(w, text[clean]);
        text += clean + 1;
        size -= clean + 1;
    }
}

static void put_attribute(put *w, const char *name, size_t size, isms__lexical v)
{
    size_t clean = v.plain ? v.size : clean_size(v.text, v.size);
    char *to = isms__buffer_claim(w->b, size + clean + 4);
    if (!to)
        return;
    *to++ = ' ';
    to = isms__copy(to, name, size);
    *to++ = '=';
    *to++ = '"';
    to = isms__copy(to, v.text, clean);
    *to = '"';
    isms__buffer_fill(w->b, clean == v.size ? to + 1 : to);
    if (clean < v.size) {
        put_escaped(w, v.text + clean, v.size - clean, true);
        put_byte(w, '"');
    }
}

static inline void put_text_attribute(put *w, const char *name, const char *value, size_t size)
{
    put_attribute(w, name, strlen(name), (isms__lexical){value, size, false, false});
}

static inline char *add_start(const put *w, char *to, const char *name, size_t size)
{
    to = isms__add_line(to, w->pretty, w->depth);
    *to++ = '<';
    return isms__copy(to, name, size);
}

static inline char *add_end(char *to, const char *name, size_t size)
{
    *to++ = '<';
    *to++ = '/';
    to = isms__copy(to, name, size);
    *to++ = '>';
    return to;
}

/* `<name` on a line of its own; attributes may follow. */
static void put_start(put *w, const char *name, size_t size)
{
    char *to = isms__buffer_claim(w->b, isms__line_size(w->depth) + 1 + size);
    if (to)
        isms__buffer_fill(w->b, add_start(w, to, name, size));
}

static void put_end(put *w, const char *name, size_t size)
{
    char *to = isms__buffer_claim(w->b, size + 3);
    if (to)
        isms__buffer_fill(w->b, add_end(to, name, size));
}

/* An element whose children are elements: its start tag ends with its first child. */
typedef struct element {
    const char *name;
    size_t size, before; /* bytes of the name; where the element starts */
    size_t bare;         /* where its attributes start: nothing is in it as long as nothing comes behind */
    bool open;           /* a child was there */
} element;

static element start_element(put *w, const char *name, size_t size)
{
    element e = {name, size, w->b->size, 0, false};
    put_start(w, name, size);
    e.bare = w->b->size;
    return e;
}

static void open_element(put *w, element *e)
{
    if (!e->open) {
        put_byte(w, '>');
        w->depth++;
    }
    e->open = true;
}

static void end_element(put *w, const element *e)
{
    if (!e->open) {
        put_bytes(w, "/>", 2);
        return;
    }
    w->depth--;
    char *to = isms__buffer_claim(w->b, isms__line_size(w->depth) + e->size + 3);
    if (to)
        isms__buffer_fill(w->b, add_end(isms__add_line(to, w->pretty, w->depth), e->name, e->size));
}

/* ------------------------------------------------------------------ values */

/* `<name>text</name>` on a line of its own. */
static void put_text_element(put *w, const char *name, size_t size, isms__lexical v)
{
    if (!v.plain && clean_size(v.text, v.size) < v.size) {
        put_start(w, name, size);
        put_byte(w, '>');
        put_escaped(w, v.text, v.size, false);
        put_end(w, name, size);
        return;
    }
    char *to = isms__buffer_claim(w->b, isms__line_size(w->depth) + 2 * size + v.size + 5);
    if (!to)
        return;
    to = add_start(w, to, name, size);
    *to++ = '>';
    isms__buffer_fill(w->b, add_end(isms__copy(to, v.text, v.size), name, size));
}

/* An amount, a NUL and the three letters of its currency. */
static void put_money(put *w, const char *name, size_t size, uint32_t cell)
{
    static const char currency[] = " currency=\"";
    size_t both;
    const char *amount = isms__text_at(w->row.model, cell, &both);
    char *to = isms__buffer_claim(w->b, isms__line_size(w->depth) + 2 * size + sizeof currency + both + 6);
    if (!to)
        return;
    to = isms__copy(add_start(w, to, name, size), currency, sizeof currency - 1);
    to = isms__copy(to, amount + both - 3, 3);
    *to++ = '"';
    *to++ = '>';
    isms__buffer_fill(w->b, add_end(isms__copy(to, amount, both - 4), name, size));
}

/* For texts, amounts and items. */
static void put_value(put *w, const char *name, size_t size, const isms__node *n, uint32_t cell)
{
    char room[ISMS__REAL_SIZE];
    if (n->a->kind == ISMS_KIND_MONEY) {
        put_money(w, name, size, cell);
        return;
    }
    put_text_element(w, name, size, isms__lexical_of(&w->row, n, cell, room));
}

static void put_cells(put *w, const uint32_t *row)
{
    element e = start_element(w, "row", 3);
    for (uint32_t i = 0; i < row[0]; i++) {
        isms__lexical v = {"", 0, false, false};
        if (row[1 + i])
            v.text = isms__text_at(w->row.model, row[1 + i], &v.size);
        open_element(w, &e);
        put_text_element(w, "cell", 4, v);
    }
    end_element(w, &e);
}

/* A list or a table. */
static void put_list(put *w, const isms__node *n, const uint32_t *list)
{
    element e = start_element(w, n->name, n->size);
    for (uint32_t i = 0; i < list[0]; i++) {
        open_element(w, &e);
        if (n->form == ISMS__FORM_TABLE)
            put_cells(w, isms__list_at(w->row.model, list[1 + i]));
        else
            put_value(w, "item", 4, n, list[1 + i]);
    }
    end_element(w, &e);
}

/* ------------------------------------------------------------------ what the schema does not know */

static void put_json(put *w, const isms__json *name, isms__json value);

/* Names and texts of JSON, without their quotes: most have no escape in them. */
static void put_plain(put *w, isms__json text, bool attribute)
{
    if (!memchr(text.text, '\\', text.size)) {
        put_escaped(w, text.text, text.size, attribute);
        return;
    }
    isms__buffer_clear(&w->text);
    isms__json_decode(&w->text, (isms__json){text.text - 1, text.size + 2});
    put_escaped(w, isms__buffer_c(&w->text), w->text.size, attribute);
}

static void put_json_inside(put *w, element *e, isms__json value)
{
    isms__json_walk walk;
    isms__json label, item;
    if (isms__json_open(&walk, value, '{'))
        while (isms__json_member(&walk, &label, &item)) {
            isms__json name = {label.text + 1, label.size - 2};
            open_element(w, e);
            put_json(w, &name, item);
        }
    else if (isms__json_open(&walk, value, '['))
        while (isms__json_item(&walk, &item)) {
            open_element(w, e);
            put_json(w, NULL, item);
        }
}

/* A value; name, without quotes, is NULL for an item. */
static void put_json(put *w, const isms__json *name, isms__json value)
{
    static const char *const names[256] = {
        ['{'] = "j:map", ['['] = "j:array", ['"'] = "j:string", ['n'] = "j:null", ['t'] = "j:boolean", ['f'] = "j:boolean"};
    const char *tag = names[(unsigned char)*value.text];
    tag = tag ? tag : "j:number";
    element e = start_element(w, tag, strlen(tag));
    if (name) {
        isms__buffer_text(w->b, " key=\"");
        put_plain(w, *name, true);
        put_byte(w, '"');
    }
    if (*value.text == '{' || *value.text == '[') {
        put_json_inside(w, &e, value);
        end_element(w, &e);
        return;
    }
    if (*value.text == 'n') {
        isms__buffer_text(w->b, "/>");
        return;
    }
    put_byte(w, '>');
    if (*value.text == '"')
        put_plain(w, (isms__json){value.text + 1, value.size - 2}, false);
    else
        isms__buffer_add(w->b, value.text, value.size);
    put_end(w, tag, strlen(tag));
}

/* `<unknown>` with its map, around the members; start it with the first of them. */
typedef struct unknown {
    element outer, map;
    bool started;
} unknown;

static void put_unknown_member(put *w, unknown *u, element *owner, isms__json name, isms__json value)
{
    if (!u->started) {
        open_element(w, owner);
        u->outer = start_element(w, "unknown", 7);
        put_text_attribute(w, "xmlns:j", JSON_NAMESPACE, sizeof JSON_NAMESPACE - 1);
        open_element(w, &u->outer);
        u->map = start_element(w, "j:map", 5);
        open_element(w, &u->map);
        u->started = true;
    }
    put_json(w, &name, value);
}

static void end_unknown(put *w, const unknown *u)
{
    if (!u->started)
        return;
    end_element(w, &u->map);
    end_element(w, &u->outer);
}

/* The attributes of the extension, which JSON shows before what nobody knows. */
static void put_extension(put *w, unknown *u, element *owner)
{
    const isms_model *m = w->row.model;
    const isms__type *type = w->row.shape->type;
    for (uint32_t c = isms__columns(type); c < isms__columns_in(m, type); c++) {
        const isms__attribute *a = isms__attribute_at(m, type, c);
        isms__json name = {a->path, strlen(a->path)};
        isms__buffer_clear(&w->value);
        if (w->row.used[c])
            isms__value_put(&w->value, m, type, a, w->row.row);
        if (w->value.size && *w->value.data != 'n')
            put_unknown_member(w, u, owner, name, (isms__json){w->value.data, w->value.size});
    }
}

static bool is_extension(const put *w, const isms__node *group, isms__json name)
{
    const isms__extension *x = w->row.model->extension;
    const isms__extension_type *own = x && !group->a ? &x->types[w->row.shape->type->index] : NULL;
    for (size_t i = 0; own && i < own->count; i++)
        if (isms__equal(name.text, name.size, own->list[i].path))
            return true;
    return false;
}

static void put_unknown(put *w, const isms__node *group, element *owner, isms__json members)
{
    if (members.size <= 2 && (group->a || !w->row.model->extension))
        return;
    isms__json_walk walk;
    isms__json name, value;
    unknown u = {.started = false};
    if (!group->a && w->row.model->extension)
        put_extension(w, &u, owner);
    if (members.size > 2 && isms__json_open(&walk, members, '{'))
        while (isms__row_unknown(&w->row, group, &walk, &name, &value))
            if (!is_extension(w, group, name))
                put_unknown_member(w, &u, owner, name, value);
    end_unknown(w, &u);
}

/* ------------------------------------------------------------------ groups */

static void put_members(put *w, const isms__node *group, element *e, const isms__part *from);

static void put_group(put *w, const isms__node *n, element *owner, const isms__part *from)
{
    isms__part inside;
    if (!isms__row_group(&w->row, n, from, &inside))
        return;
    size_t before = w->b->size;
    bool was_open = owner->open;
    open_element(w, owner);
    element e = start_element(w, n->name, n->size);
    put_members(w, n, &e, &inside);
    if (e.open || w->b->size > e.bare) {
        end_element(w, &e);
        return;
    }
    w->b->size = before; /* nothing is in it */
    if (!was_open)
        w->depth--;
    owner->open = was_open;
}

static void put_items(put *w, const isms__node *n, element *owner, const isms__part *from)
{
    isms__row_items items = isms__row_open_items(&w->row, n, from);
    if (!items.count)
        return;
    open_element(w, owner);
    element list = start_element(w, n->name, n->size);
    open_element(w, &list);
    for (uint32_t i = 0; i < items.count; i++) {
        isms__part inside = isms__row_item(&items, i);
        element e = start_element(w, "item", 4);
        put_members(w, n, &e, &inside);
        end_element(w, &e);
    }
    end_element(w, &list);
}

static void put_attributes(put *w, const isms__node *group, const isms__part *from)
{
    const isms__node *nodes = w->row.shape->nodes;
    char room[ISMS__REAL_SIZE];
    for (uint16_t i = w->attributes.first[group - nodes]; i; i = w->attributes.next[i]) {
        const isms__node *n = &nodes[i];
        uint32_t cell = isms__row_cell(&w->row, n, from);
        if (cell)
            put_attribute(w, n->name, n->size, isms__lexical_of(&w->row, n, cell, room));
    }
}

static void put_elements(put *w, const isms__node *group, element *e, const isms__part *from)
{
    const isms__chain *chain = from->unknown.size > 2 ? &w->row.all : &w->elements;
    const isms__node *nodes = w->row.shape->nodes;
    for (uint16_t i = chain->first[group - nodes]; i; i = chain->next[i]) {
        const isms__node *n = &nodes[i];
        if (chain == &w->row.all && isms__xml_is_attribute(n))
            continue;
        if (n->form == ISMS__FORM_GROUP) {
            put_group(w, n, e, from);
            continue;
        }
        if (n->form == ISMS__FORM_ITEMS) {
            put_items(w, n, e, from);
            continue;
        }
        uint32_t cell = isms__row_cell(&w->row, n, from);
        const uint32_t *list = cell && n->form != ISMS__FORM_VALUE ? isms__list_at(w->row.model, cell) : NULL;
        if (!cell || (list && !list[0]))
            continue;
        open_element(w, e);
        if (list)
            put_list(w, n, list);
        else
            put_value(w, n->name, n->size, n, cell);
    }
}

static void put_members(put *w, const isms__node *group, element *e, const isms__part *from)
{
    put_attributes(w, group, from);
    put_elements(w, group, e, from);
    put_unknown(w, group, e, from->unknown);
}

/* ------------------------------------------------------------------ records and the document */

static bool is_element(const isms__node *n)
{
    return !isms__xml_is_attribute(n);
}

static void start_type(put *w, isms__shape *shape)
{
    isms__row_type(&w->row, shape);
    isms__row_chain(&w->row, &w->attributes, true, isms__xml_is_attribute);
    isms__row_chain(&w->row, &w->elements, true, is_element);
}

/* false: nothing was in it. */
static bool put_record(put *w, uint32_t row)
{
    const isms__type *type = w->row.shape->type;
    isms__part from = isms__row_start(&w->row, row);
    element e = start_element(w, type->name, strlen(type->name));
    if (!(type->flags & ISMS__FLAG_HEADER)) {
        size_t size;
        const char *key = isms__row_key(&w->row, &size);
        put_text_attribute(w, "id", key, size);
    }
    put_members(w, w->row.shape->nodes, &e, &from);
    bool any = e.open || w->b->size > e.bare;
    end_element(w, &e);
    return any;
}

static isms_status put_register(put *w, isms__save *s, const isms__type *type)
{
    uint32_t *rows, count;
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    isms_status status = ISMS_OK;
    if (!shape || !isms__save_rows(s, type, &rows, &count))
        return ISMS_E_NO_MEMORY;
    start_type(w, shape);
    element e = start_element(w, type->plural, strlen(type->plural));
    for (uint32_t i = 0; i < count && status == ISMS_OK; i++) {
        open_element(w, &e);
        put_record(w, rows[i]);
        status = isms__save_step(s);
    }
    end_element(w, &e);
    isms__save_release(s, rows, count);
    return status;
}

static isms_status put_header(put *w, isms__save *s, element *root)
{
    const isms__type *type = isms__type_get(ISMS_HEADER);
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    if (!shape)
        return ISMS_E_NO_MEMORY;
    if (isms__rows(s->model, type) == 0)
        return ISMS_OK;
    start_type(w, shape);
    size_t before = w->b->size;
    open_element(w, root);
    if (!put_record(w, 0)) {
        w->b->size = before;
        w->depth--;
        root->open = false;
    }
    return ISMS_OK;
}

static void put_root_unknown(put *w, element *root, isms__json members)
{
    isms__json_walk walk;
    isms__json name, value;
    unknown u = {.started = false};
    isms__json_open(&walk, members, '{');
    while (isms__json_member(&walk, &name, &value))
        if (name.size != 9 || memcmp(name.text, "\"libisms\"", 9) != 0)
            put_unknown_member(w, &u, root, (isms__json){name.text + 1, name.size - 2}, value);
    end_unknown(w, &u);
}

static isms_status put_document(put *w, isms__save *s)
{
    isms__json members = isms__root_members(s->model), version = {"\"1.0\"", 5};
    isms__json_find(members, "libisms", 7, &version);
    isms__buffer_text(w->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    if (!w->pretty)
        put_byte(w, '\n');
    element root = start_element(w, "isms", 4);
    put_text_attribute(w, "xmlns", NAMESPACE, sizeof NAMESPACE - 1);
    put_text_attribute(w, "libisms", version.text + 1, version.size - 2);
    isms_status status = put_header(w, s, &root);
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++) {
        if (!isms__save_wants(s, &isms__types[i]))
            continue;
        open_element(w, &root);
        status = put_register(w, s, &isms__types[i]);
    }
    put_root_unknown(w, &root, members);
    end_element(w, &root);
    put_byte(w, '\n');
    return status;
}

isms_status isms__xml_write(isms__save *s)
{
    s->shapes.extension = NULL; /* its attributes go into <unknown>, for readers that do not have it */
    put w = {.row.model = s->model, .b = &s->sink->b, .pretty = s->options->form == ISMS_FORM_PRETTY};
    isms__buffer_init(&w.text, s->options->allocator);
    isms__buffer_init(&w.value, s->options->allocator);
    isms_status status = put_document(&w, s);
    if ((w.text.failed || w.value.failed) && status == ISMS_OK)
        status = ISMS_E_NO_MEMORY;
    isms__buffer_dispose(&w.text);
    isms__buffer_dispose(&w.value);
    return status;
}
