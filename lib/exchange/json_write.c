/* The writer of JSON documents, laid out for people or after RFC 8785. */
#include "core/sort.h"
#include "json_put.h"

#include <string.h>

static const char version[] = "\"1.0\"";

/* The version that the document's members are of: that of the document that was read, where it was another minor one. */
static isms__json version_of(isms__json root)
{
    isms__json value = {version, sizeof version - 1};
    isms__json_find(root, "libisms", 7, &value);
    return value;
}

void isms__json_put_version(isms__json_put *w, isms__json root)
{
    isms__json_put_raw(w, (isms__json){"\"libisms\"", 9}, version_of(root), false);
}

isms_status isms__json_put_header(isms__json_put *w, isms__save *s)
{
    const isms__type *type = isms__type_get(ISMS_HEADER);
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    size_t before = w->b->size;
    bool first = w->first;
    if (!shape)
        return ISMS_E_NO_MEMORY;
    isms__row_type(&w->row, shape);
    isms__json_put_label(w, "document");
    size_t start = w->b->size;
    if (isms__rows(s->model, type) > 0)
        isms__json_put_record(w, 0, NULL);
    if (w->b->size - start <= 2) { /* nothing is known of it */
        w->b->size = before;
        w->first = first;
    }
    return ISMS_OK;
}

/* The records of a register, as a list. */
static isms_status put_register(isms__json_put *w, isms__save *s, const isms__type *type)
{
    uint32_t *rows, count;
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    isms_status status = ISMS_OK;
    if (!shape || !isms__save_rows(s, type, &rows, &count))
        return ISMS_E_NO_MEMORY;
    isms__row_type(&w->row, shape);
    isms__json_put_open(w, '[');
    for (uint32_t i = 0; i < count && status == ISMS_OK; i++) {
        isms__json_put_item(w);
        isms__json_put_record(w, rows[i], NULL);
        status = isms__save_step(s);
    }
    isms__json_put_close(w, ']');
    isms__save_release(s, rows, count);
    return status;
}

/* The members of the root that are not known; the version stands at the front. */
void isms__json_put_root(isms__json_put *w, isms__json root)
{
    isms__json_walk walk;
    isms__json name, value;
    isms__json_open(&walk, root, '{');
    while (isms__json_member(&walk, &name, &value))
        if (name.size != 9 || memcmp(name.text, "\"libisms\"", 9) != 0)
            isms__json_put_raw(w, name, value, true);
}

static isms_status put_document(isms__json_put *w, isms__save *s)
{
    isms__json root = isms__root_members(s->model);
    isms__json_put_open(w, '{');
    isms__json_put_version(w, root);
    isms_status status = isms__json_put_header(w, s);
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++) {
        const isms__type *type = &isms__types[i];
        if (!isms__save_wants(s, type))
            continue;
        isms__json_put_label(w, type->plural);
        status = put_register(w, s, type);
    }
    isms__json_put_root(w, root);
    isms__json_put_close(w, '}');
    if (w->pretty)
        isms__buffer_char(w->b, '\n');
    return status;
}

/* ------------------------------------------------------------------ RFC 8785 */

/* A member of the root: text, or a register. */
typedef struct part {
    isms__json name, value;
    const isms__type *type;
} part;

typedef struct parts {
    part *list;
    size_t count, capacity;
} parts;

static bool add_part(parts *p, const isms_allocator *a, isms__json name, isms__json value, const isms__type *type)
{
    if (!isms__reserve(a, (void **)&p->list, &p->capacity, p->count + 1, sizeof *p->list))
        return false;
    p->list[p->count++] = (part){name, value, type};
    return true;
}

static int by_name(const void *a, const void *b, const void *user)
{
    (void)user;
    const part *x = a, *y = b;
    return isms__json_compare_names(x->name, y->name);
}

static bool gather_parts(parts *p, isms__save *s, isms__json header, isms__json root)
{
    const isms_allocator *a = s->options->allocator;
    isms__json_walk walk;
    isms__json name, value;
    bool good = add_part(p, a, (isms__json){"libisms", 7}, version_of(root), NULL);
    if (header.size > 2)
        good = good && add_part(p, a, (isms__json){"document", 8}, header, NULL);
    for (size_t i = 0; i < isms__type_count && good; i++)
        if (isms__save_wants(s, &isms__types[i]))
            good = add_part(p, a, (isms__json){isms__types[i].plural, strlen(isms__types[i].plural)}, root, &isms__types[i]);
    isms__json_open(&walk, root, '{');
    while (good && isms__json_member(&walk, &name, &value))
        if (name.size != 9 || memcmp(name.text, "\"libisms\"", 9) != 0)
            good = add_part(p, a, (isms__json){name.text + 1, name.size - 2}, value, NULL);
    return good && isms__sort(a, p->list, p->count, sizeof *p->list, by_name, NULL);
}

/* Each record is written compactly beside and then put in order. */
static isms_status put_canonical_register(isms__json_put *side, isms__save *s, const isms__type *type)
{
    uint32_t *rows, count;
    isms__buffer *out = &s->sink->b;
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    isms_status status = ISMS_OK;
    if (!shape || !isms__save_rows(s, type, &rows, &count))
        return ISMS_E_NO_MEMORY;
    isms__row_type(&side->row, shape);
    isms__buffer_char(out, '[');
    for (uint32_t i = 0; i < count && status == ISMS_OK; i++) {
        if (i)
            isms__buffer_char(out, ',');
        isms__buffer_clear(side->b);
        isms__json_put_record(side, rows[i], NULL);
        isms__json_canonical(out, (isms__json){isms__buffer_c(side->b), side->b->size});
        out->failed |= side->b->failed;
        status = isms__save_step(s);
    }
    isms__buffer_char(out, ']');
    isms__save_release(s, rows, count);
    return status;
}

static isms_status put_parts(isms__json_put *side, isms__save *s, const parts *p)
{
    isms__buffer *out = &s->sink->b;
    isms_status status = ISMS_OK;
    isms__buffer_char(out, '{');
    for (size_t i = 0; i < p->count && status == ISMS_OK; i++) {
        isms__buffer_text(out, i ? ",\"" : "\"");
        isms__buffer_add(out, p->list[i].name.text, p->list[i].name.size);
        isms__buffer_text(out, "\":");
        if (p->list[i].type)
            status = put_canonical_register(side, s, p->list[i].type);
        else
            isms__json_canonical(out, p->list[i].value);
    }
    isms__buffer_char(out, '}');
    return status;
}

static isms_status write_canonical(isms__save *s)
{
    const isms_allocator *a = s->options->allocator;
    isms__buffer beside, header;
    parts p = {NULL, 0, 0};
    isms__json root = isms__root_members(s->model);
    isms__shape *shape = isms__shapes_get(&s->shapes, isms__type_get(ISMS_HEADER));
    isms__buffer_init(&beside, a);
    isms__buffer_init(&header, a);
    isms__json_put w = {.row.model = s->model, .b = &header, .first = true};
    isms_status status = shape ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (shape && isms__rows(s->model, shape->type) > 0) {
        isms__row_type(&w.row, shape);
        isms__json_put_record(&w, 0, NULL);
    }
    w.b = &beside;
    if (header.failed || (shape && !gather_parts(&p, s, (isms__json){isms__buffer_c(&header), header.size}, root)))
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = put_parts(&w, s, &p);
    isms__release(a, p.list, p.capacity * sizeof *p.list);
    isms__buffer_dispose(&beside);
    isms__buffer_dispose(&header);
    return status;
}

isms_status isms__json_write(isms__save *s)
{
    isms__json_put w = {.row.model = s->model, .b = &s->sink->b, .pretty = s->options->form == ISMS_FORM_PRETTY, .first = true};
    return s->options->form == ISMS_FORM_CANONICAL ? write_canonical(s) : put_document(&w, s);
}
