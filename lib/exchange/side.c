/* Walking the records of models side by side. */
#include "side.h"

#include "json_index.h"

#include <string.h>

void isms__side_start(isms__side *s, const isms_model *m, const isms_allocator *a)
{
    memset(s, 0, sizeof *s);
    s->options = (isms_write_options)ISMS_WRITE_OPTIONS_INIT;
    s->options.allocator = a;
    s->save.model = m;
    s->save.options = &s->options;
    isms__shapes_init(&s->save.shapes, a, m->extension);
    isms__buffer_init(&s->text, a);
    s->put.row.model = m;
    s->put.b = &s->text;
}

static void release_rows(isms__side *s)
{
    isms__save_release(&s->save, s->rows, s->count);
    s->rows = NULL;
    s->count = s->at = 0;
}

void isms__side_end(isms__side *s)
{
    release_rows(s);
    isms__shapes_dispose(&s->save.shapes);
    isms__buffer_dispose(&s->text);
}

static isms_status take_type(isms__side *s, const isms__type *type)
{
    release_rows(s);
    s->type = type;
    s->shape = isms__shapes_get(&s->save.shapes, type);
    if (!s->shape)
        return ISMS_E_NO_MEMORY;
    isms__row_type(&s->put.row, s->shape);
    return ISMS_OK;
}

isms_status isms__side_register(isms__side *s, const isms__type *type)
{
    isms_status status = take_type(s, type);
    if (status == ISMS_OK && !isms__save_rows(&s->save, type, &s->rows, &s->count)) {
        s->rows = NULL;
        s->count = 0;
        status = ISMS_E_NO_MEMORY;
    }
    return status;
}

const char *isms__side_key(const isms__side *s, size_t *size)
{
    const isms_model *m = s->save.model;
    return isms__text_at(m, isms__key_cell(m, s->type, s->rows[s->at]), size);
}

isms_id isms__side_id(const isms__side *s)
{
    return isms__id_of_row(s->save.model, s->type, s->rows[s->at]);
}

static int compare_keys(const isms__side *a, const isms__side *b)
{
    size_t a_size, b_size;
    const char *x = isms__side_key(a, &a_size), *y = isms__side_key(b, &b_size);
    int order = memcmp(x, y, a_size < b_size ? a_size : b_size);
    return order ? order : (a_size > b_size) - (a_size < b_size);
}

unsigned isms__sides_at(const isms__side *sides, size_t count)
{
    const isms__side *least = NULL;
    unsigned at = 0;
    for (size_t i = 0; i < count; i++) {
        if (sides[i].at == sides[i].count)
            continue;
        int order = least ? compare_keys(&sides[i], least) : -1;
        if (order < 0) {
            least = &sides[i];
            at = 0;
        }
        if (order <= 0)
            at |= 1u << i;
    }
    return at;
}

void isms__sides_next(isms__side *sides, size_t count, unsigned at)
{
    for (size_t i = 0; i < count; i++)
        sides[i].at += at >> i & 1;
}

static isms_status put_record(isms__side *s, uint32_t row, isms__json *out)
{
    isms__buffer_clear(&s->text);
    s->put.first = true;
    isms__json_put_record(&s->put, row, NULL);
    *out = (isms__json){isms__buffer_c(&s->text), s->text.size};
    return s->text.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

isms_status isms__side_record(isms__side *s, isms__json *out)
{
    return put_record(s, s->rows[s->at], out);
}

isms_status isms__side_one(isms__side *s, isms_id record, isms__json *out)
{
    isms__spot spot;
    if (!isms__locate(s->save.model, record, &spot))
        return ISMS_E_STALE;
    isms_status status = take_type(s, spot.type);
    return status == ISMS_OK ? put_record(s, spot.row, out) : status;
}

isms_status isms__side_header(isms__side *s, isms__json *out)
{
    const isms__type *type = isms__type_get(ISMS_HEADER);
    isms_status status = take_type(s, type);
    *out = (isms__json){"{}", 2};
    if (status != ISMS_OK || isms__rows(s->save.model, type) == 0)
        return status;
    return put_record(s, 0, out);
}

bool isms__json_is_object(isms__json value)
{
    return value.size >= 2 && value.text[0] == '{';
}

static bool same_members(const isms_allocator *memory, isms__json a, isms__json b)
{
    isms__json_walk walk;
    isms__json name, value;
    isms__json_index there;
    bool same = true;
    isms__json_index_start(&there, memory, b);
    isms__json_open(&walk, a, '{');
    while (same && isms__json_member(&walk, &name, &value)) {
        isms__json other = isms__json_index_get(&there, name);
        same = other.size && isms__json_same(memory, value, other);
    }
    isms__json_index_end(&there);
    return same;
}

static bool same_items(const isms_allocator *memory, isms__json a, isms__json b)
{
    isms__json_walk walks[2];
    isms__json x, y;
    isms__json_open(&walks[0], a, '[');
    isms__json_open(&walks[1], b, '[');
    while (isms__json_item(&walks[0], &x))
        if (!isms__json_item(&walks[1], &y) || !isms__json_same(memory, x, y))
            return false;
    return !isms__json_item(&walks[1], &y);
}

/* Values of the same meaning have as many bytes where only the order of members differs. */
bool isms__json_same(const isms_allocator *memory, isms__json a, isms__json b)
{
    if (a.size != b.size)
        return false;
    if (memcmp(a.text, b.text, a.size) == 0)
        return true;
    if (a.text[0] == '{' && b.text[0] == '{')
        return same_members(memory, a, b);
    return a.text[0] == '[' && b.text[0] == '[' && same_items(memory, a, b);
}

isms__json isms__json_member_of(isms__json object, const char *name, size_t size)
{
    isms__json value = {"", 0};
    isms__json_find(object, name, size, &value);
    return value;
}

const isms__node *isms__side_node(isms__shape *shape, const isms__node *group, isms__json name)
{
    if (!group)
        return NULL;
    isms__node *in = &shape->nodes[group - shape->nodes];
    return isms__shape_find(shape, in, in, name.text + 1, name.size - 2);
}
