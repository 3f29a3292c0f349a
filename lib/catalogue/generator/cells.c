/* From texts to cells, by the kind that the schema gives the attribute. */
#include "work.h"

#include "core/number.h"

#include <stdlib.h>
#include <string.h>

enum { ITEM_MOST = 256 };

/* Where a value stands, for messages. */
typedef struct place {
    const work *work;
    const part *part;
    uint32_t row;
} place;

#define REFUSE(at, ...) fail((at)->part->file.path, tsv_line((at)->row), __VA_ARGS__)

static int by_key(const void *key, const void *e)
{
    return strcmp(key, ((const entry *)e)->key);
}

/* Row of a record plus 1, or 0. */
static uint32_t row_of(const place *at, isms_type type, const char *key)
{
    for (const set *s = at->work->sets; s < at->work->sets + at->work->set_count; s++) {
        const entry *found = s->type->id == type ? bsearch(key, s->order, s->rows, sizeof *s->order, by_key) : NULL;
        if (found)
            return found->row + 1;
    }
    return 0;
}

static uint32_t encode_reference(const place *at, isms_type target, const char *key)
{
    uint32_t row = row_of(at, target, key);
    if (!row)
        REFUSE(at, "there is no %s `%s`", isms_type_name(target), key);
    return row;
}

static uint32_t encode_requirement(const place *at, const char *text, pool *texts)
{
    if (!row_of(at, ISMS_CONTROL_REFERENCE, text) && !row_of(at, ISMS_CLAUSE, text) && !row_of(at, ISMS_REQUIREMENT, text))
        REFUSE(at, "there is no control, clause or requirement `%s`", text);
    return pool_text(texts, text, strlen(text));
}

static uint32_t encode_enum(const place *at, int32_t enumeration, const char *text)
{
    int32_t value = isms__value_by_name(enumeration, text);
    if (value <= 0)
        REFUSE(at, "`%s` is no value of %s", text, isms__enum_name(enumeration));
    return (uint32_t)value;
}

static uint32_t encode_boolean(const place *at, const char *text)
{
    if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
        REFUSE(at, "`%s` is neither yes nor no", text);
    return text[0] == 'y' ? 2 : 1;
}

static uint32_t encode_date(const place *at, const char *text)
{
    isms_day day = isms_date_parse(text);
    if (day == 0)
        REFUSE(at, "`%s` is no date", text);
    return (uint32_t)day;
}

static uint32_t encode_integer(const place *at, const char *text)
{
    int64_t value = 0;
    if (!isms__integer_parse(text, strlen(text), &value) || value < -0x3ffffffe || value > 0x3ffffffe)
        REFUSE(at, "`%s` is no integer of 31 bits", text);
    uint32_t zigzag = value < 0 ? (uint32_t)(-value) * 2 - 1 : (uint32_t)value * 2;
    return zigzag * 2 + 2;
}

static uint32_t encode(const place *at, const isms__attribute *a, const char *text, pool *texts)
{
    switch (a->kind) {
    case ISMS_KIND_TEXT:
    case ISMS_KIND_LEVEL:
    case ISMS_KIND_TIMESTAMP:
        return pool_text(texts, text, strlen(text));
    case ISMS_KIND_REQUIREMENT:
        return encode_requirement(at, text, texts);
    case ISMS_KIND_BOOLEAN:
        return encode_boolean(at, text);
    case ISMS_KIND_ENUM:
        return encode_enum(at, a->target, text);
    case ISMS_KIND_DATE:
        return encode_date(at, text);
    case ISMS_KIND_INTEGER:
        return encode_integer(at, text);
    case ISMS_KIND_REFERENCE:
        return encode_reference(at, a->target, text);
    default:
        REFUSE(at, "the kind of `%s` cannot be in the catalogue", a->path);
    }
}

static uint32_t encode_list(const place *at, const isms__attribute *a, const char *text, char separator, pool *texts)
{
    uint32_t items[ITEM_MOST], count = 0;
    for (const char *end = text; end; text = end + 1) {
        end = strchr(text, separator);
        size_t size = end ? (size_t)(end - text) : strlen(text);
        char *item = keep(size + 1);
        memcpy(item, text, size);
        if (size == 0 || count == ITEM_MOST)
            REFUSE(at, size ? "more than %d items" : "an empty item (of at most %d)", ITEM_MOST);
        items[count++] = encode(at, a, item, texts);
        if (!end)
            break;
    }
    return pool_list(texts, items, count);
}

/* The attribute's value for a text in the given form; a text that is empty is no value. */
static uint32_t encode_column(const place *at, const isms__attribute *a, const char *text, uint8_t form, pool *texts)
{
    static const char separators[] = {[ISMS__FORM_COMMAS] = ',', [ISMS__FORM_PLUSES] = '+'};
    bool list = form == ISMS__FORM_COMMAS || form == ISMS__FORM_PLUSES;
    if (list != isms__is_list(a))
        REFUSE(at, "`%s` is %sa list in the schema", a->path, list ? "not " : "");
    if (text[0] == '\0')
        return 0;
    if (list)
        return encode_list(at, a, text, separators[form], texts);
    if (form == ISMS__FORM_SCOPED)
        text = join(at->part->framework, ":", text, NULL);
    return encode(at, a, text, texts);
}

static void fill(work *w, set *s, const place *at, const char *path, const char *text, uint8_t form)
{
    if (!path || !path[0])
        return;
    const isms__attribute *a = isms__attribute_get(isms__attribute_by_path(s->type->id, path));
    uint32_t row = at->part->first + at->row;
    s->cells[(size_t)row * s->columns + s->places[a->column] - 1] = encode_column(at, a, text, form, &w->pool);
}

static void fill_row(work *w, set *s, const place *at)
{
    const table *t = at->part->table;
    const char *key = at->part->keys[at->row];
    s->keys[at->part->first + at->row] = pool_text(&w->pool, key, strlen(key));
    fill(w, s, at, t->scope, at->part->framework, ISMS__FORM_PLAIN);
    fill(w, s, at, t->path, t->value, ISMS__FORM_PLAIN);
    for (uint32_t i = 0; i < t->column_count; i++)
        fill(w, s, at, t->columns[i].path, tsv_cell(&at->part->file, at->row, i), t->columns[i].form);
}

void fill_cells(work *w)
{
    for (set *s = w->sets; s < w->sets + w->set_count; s++) {
        s->keys = keep(s->rows * sizeof *s->keys);
        s->cells = keep((size_t)s->rows * s->columns * sizeof *s->cells + 1);
        for (const part *p = w->parts; p < w->parts + w->part_count; p++)
            for (uint32_t row = 0; p->table->type == s->type->id && row < p->file.rows; row++)
                fill_row(w, s, &(place){w, p, row});
    }
}
