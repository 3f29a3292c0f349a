/* The table of formats, and what all writers share. */
#include "format.h"

#include "core/sort.h"
#include "core/text.h"

#include <string.h>

enum { PRETTY = 1 << ISMS_FORM_PRETTY, COMPACT = 1 << ISMS_FORM_COMPACT, CANONICAL = 1 << ISMS_FORM_CANONICAL };

/* Recognised in this order. */
static const isms__format formats[] = {
    {"ndjson", ".ndjson", "a header, one record a line and a trailer with counts, each a JSON object: for streams",
     PRETTY | COMPACT, isms__ndjson_recognise, isms__ndjson_read, isms__ndjson_write},
    {"json", ".json", "one JSON object with a list of records for each register: for people, git and other programs",
     PRETTY | COMPACT | CANONICAL, isms__json_recognise, isms__json_read, isms__json_write},
#ifdef ISMS_WITH_XML
    {"xml", ".xml", "one XML document with an element for each register: for programs that speak XML, with an XSD",
     PRETTY | COMPACT, isms__xml_recognise, isms__xml_read, isms__xml_write},
#endif
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

bool isms__format_left_out(const char *name, const char *head, size_t size)
{
    size_t i = 0;
    if (name)
        return isms__equal_fold(name, "xml") && !isms__format_named("xml");
    while (i < size && (head[i] == ' ' || (head[i] >= '\t' && head[i] <= '\r')))
        i++;
    return i < size && head[i] == '<' && !isms__format_named("xml");
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

const char *isms_format_by_content(const char *bytes, size_t size)
{
    const isms__format *f = bytes ? isms__format_of_content(bytes, size) : NULL;
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

/* A register whose rows are being put in order. */
typedef struct keys {
    const isms_model *model;
    const isms__type *type;
} keys;

typedef struct id {
    const char *text;
    size_t size;
} id;

static id id_of(const keys *k, uint32_t row)
{
    id found;
    found.text = isms__text_at(k->model, isms__key_cell(k->model, k->type, row), &found.size);
    return found;
}

static int compare_ids(id x, id y)
{
    int order = memcmp(x.text, y.text, x.size < y.size ? x.size : y.size);
    return order ? order : (x.size > y.size) - (x.size < y.size);
}

static int by_key(const void *a, const void *b, const void *user)
{
    return compare_ids(id_of(user, *(const uint32_t *)a), id_of(user, *(const uint32_t *)b));
}

/* The live rows of a type; are they in the order of their keys, as those that were read from our own writers are? */
static bool gather_rows(const keys *k, uint32_t *rows, uint32_t count)
{
    bool ordered = true;
    id last = {"", 0};
    for (uint32_t row = 0, n = 0; n < count; row++) {
        if (!isms__row_live(k->model, k->type, row))
            continue;
        id here = id_of(k, row);
        ordered = ordered && compare_ids(last, here) <= 0;
        last = here;
        rows[n++] = row;
    }
    return ordered;
}

bool isms__save_rows(const isms__save *s, const isms__type *type, uint32_t **rows, uint32_t *count)
{
    const isms_allocator *a = s->options->allocator;
    const keys k = {s->model, type};
    *count = (uint32_t)isms_count(s->model, type->id);
    *rows = *count ? isms__allocate(a, *count * sizeof **rows) : NULL;
    if (*count && !*rows)
        return false;
    if (gather_rows(&k, *rows, *count) || isms__sort(a, *rows, *count, sizeof **rows, by_key, &k))
        return true;
    isms__save_release(s, *rows, *count);
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
