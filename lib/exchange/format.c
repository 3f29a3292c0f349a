/* The table of formats, and what all writers share. */
#include "format.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

enum { PRETTY = 1 << ISMS_FORM_PRETTY, COMPACT = 1 << ISMS_FORM_COMPACT, CANONICAL = 1 << ISMS_FORM_CANONICAL };

/* Recognised in this order. */
static const isms__format formats[] = {
    {"ndjson", ".ndjson", "a header, one record a line and a trailer with counts, each a JSON object: for streams",
     PRETTY | COMPACT, isms__ndjson_recognise, isms__ndjson_read, isms__ndjson_write},
    {"json", ".json", "one JSON object with a list of records for each register: for people, git and other programs",
     PRETTY | COMPACT | CANONICAL, isms__json_recognise, isms__json_read, isms__json_write},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

const isms__format *isms__format_named(const char *name)
{
    for (size_t i = 0; name && i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const isms__format *isms__format_of_path(const char *path)
{
    size_t n = path ? strlen(path) : 0;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        size_t size = strlen(formats[i].ending);
        if (n > size && isms__equal_fold(path + n - size, formats[i].ending))
            return &formats[i];
    }
    return NULL;
}

const isms__format *isms__format_of_content(const char *head, size_t size)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats[i].recognise(head, size))
            return &formats[i];
    return NULL;
}

const char *isms_format_next(const char *previous)
{
    const isms__format *f = isms__format_named(previous);
    size_t next = f ? (size_t)(f - formats) + 1 : 0;
    return (!previous || f) && next < FORMAT_COUNT ? formats[next].name : NULL;
}

const char *isms_format_by_path(const char *path)
{
    const isms__format *f = isms__format_of_path(path);
    return f ? f->name : NULL;
}

const char *isms_format_ending(const char *format)
{
    const isms__format *f = isms__format_named(format);
    return f ? f->ending : NULL;
}

const char *isms_format_doc(const char *format)
{
    const isms__format *f = isms__format_named(format);
    return f ? f->doc : NULL;
}

/* ------------------------------------------------------------------ what all writers share */

bool isms__save_wants(const isms__save *s, const isms__type *type)
{
    const isms_write_options *o = s->options;
    if ((type->flags & ISMS__FLAG_HEADER) || !isms_register_is_delivered(s->model, type->id))
        return false;
    for (uint32_t i = 0; i < o->type_count; i++)
        if (o->types[i] == type->id)
            return true;
    return o->types == NULL;
}

/* A row with its key, for sorting. */
typedef struct keyed {
    const char *key;
    uint32_t size, row;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = memcmp(x->key, y->key, x->size < y->size ? x->size : y->size);
    return order ? order : (x->size > y->size) - (x->size < y->size);
}

static keyed keyed_of(const isms__save *s, const isms__type *type, uint32_t row)
{
    size_t size;
    const char *key = isms__text_at(s->model, isms__key_cell(s->model, type, row), &size);
    return (keyed){key, (uint32_t)size, row};
}

static bool sort_rows(const isms__save *s, const isms__type *type, uint32_t *rows, uint32_t count)
{
    const isms_allocator *a = s->options->allocator;
    keyed *list = isms__allocate(a, count * sizeof *list);
    if (!list)
        return false;
    for (uint32_t i = 0; i < count; i++)
        list[i] = keyed_of(s, type, rows[i]);
    qsort(list, count, sizeof *list, by_key);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = list[i].row;
    isms__release(a, list, count * sizeof *list);
    return true;
}

bool isms__save_rows(const isms__save *s, const isms__type *type, uint32_t **rows, uint32_t *count)
{
    uint32_t most = (uint32_t)isms_count(s->model, type->id), all = isms__rows(s->model, type), n = 0;
    bool sorted = true;
    keyed last = {"", 0, 0};
    *count = most;
    *rows = most ? isms__allocate(s->options->allocator, most * sizeof **rows) : NULL;
    if (most && !*rows)
        return false;
    for (uint32_t row = 0; row < all && n < most; row++) {
        if (!isms__row_live(s->model, type, row))
            continue;
        keyed here = keyed_of(s, type, row);
        sorted = sorted && by_key(&last, &here) <= 0;
        last = here;
        (*rows)[n++] = row;
    }
    if (sorted || sort_rows(s, type, *rows, n))
        return true;
    isms__save_release(s, *rows, most);
    return false;
}

void isms__save_release(const isms__save *s, uint32_t *rows, uint32_t count)
{
    isms__release(s->options->allocator, rows, count * sizeof *rows);
}

isms_status isms__save_step(isms__save *s)
{
    const isms_write_options *o = s->options;
    if (++s->records % 256 == 0 && o->progress && o->progress(o->user, s->records, s->model->records))
        s->sink->status = ISMS_E_CANCELLED;
    return isms__sink_pass(s->sink);
}
