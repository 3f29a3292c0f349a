/* A part of a model: the records that were asked for and, found along their references, what they need. */
#include "importer.h"
#include "side.h"

#include <isms/exchange.h>
#include <isms/extract.h>
#include <string.h>

typedef struct place {
    const isms__type *type;
    uint32_t row;
} place;

typedef struct work {
    const isms_model *model;
    const isms_allocator *allocator;
    bool alone;
    uint8_t *wanted[ISMS__TYPE_MOST]; /* a byte for each row, by index of the type; NULL: none */
    uint64_t counts[ISMS__TYPE_MOST];
    place *found; /* in the order in which they were found */
    size_t count, capacity;
    isms__buffer text;
} work;

/* ------------------------------------------------------------------ what is wanted */

static isms_status want(work *w, const isms__type *type, uint32_t row)
{
    uint8_t **rows = &w->wanted[type->index];
    if (!isms__row_live(w->model, type, row) || type->flags)
        return ISMS_OK;
    if (!*rows)
        *rows = isms__allocate_zero(w->allocator, isms__rows(w->model, type));
    if (!*rows)
        return ISMS_E_NO_MEMORY;
    if ((*rows)[row])
        return ISMS_OK;
    if (!isms__reserve(w->allocator, (void **)&w->found, &w->capacity, w->count + 1, sizeof *w->found))
        return ISMS_E_NO_MEMORY;
    (*rows)[row] = 1;
    w->counts[type->index]++;
    w->found[w->count++] = (place){type, row};
    return ISMS_OK;
}

static isms_status want_key(work *w, isms_type type, const char *key)
{
    isms__spot spot;
    isms_id id = isms_find(w->model, type, key);
    return isms__locate(w->model, id, &spot) ? want(w, spot.type, spot.row) : ISMS_OK;
}

static isms_status want_target(work *w, const isms__attribute *a, uint32_t cell)
{
    const isms__type *target = isms__type_get(a->target);
    if (a->kind == ISMS_KIND_REFERENCE)
        return want(w, target, isms__follow(w->model, target, cell - 1));
    isms_status status = want_key(w, ISMS_CONTROL, isms__text_at(w->model, cell, NULL));
    return status == ISMS_OK ? want_key(w, ISMS_REQUIREMENT, isms__text_at(w->model, cell, NULL)) : status;
}

static isms_status want_targets(work *w, place p, const isms__attribute *a)
{
    uint32_t cell = isms__cell(w->model, p.type, a->column, p.row);
    if (!cell || (a->kind != ISMS_KIND_REFERENCE && a->kind != ISMS_KIND_REQUIREMENT))
        return ISMS_OK;
    if (!isms__is_list(a))
        return want_target(w, a, cell);
    const uint32_t *list = isms__list_at(w->model, cell);
    isms_status status = ISMS_OK;
    for (uint32_t i = 1; i <= list[0] && status == ISMS_OK; i++)
        if (list[i])
            status = want_target(w, a, list[i]);
    return status;
}

/* A risk without a method is one of the only method there is. */
static isms_status want_method(work *w, place p)
{
    isms__spot spot;
    isms_id only = isms_first(w->model, ISMS_METHOD);
    if (p.type->id != ISMS_RISK || isms__cell(w->model, p.type, isms__attribute_get(ISMS_RISK_METHOD)->column, p.row) ||
        isms_count(w->model, ISMS_METHOD) != 1 || !isms__locate(w->model, only, &spot))
        return ISMS_OK;
    return want(w, spot.type, spot.row);
}

static isms_status want_needs(work *w)
{
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < w->count && status == ISMS_OK; i++) {
        place p = w->found[i];
        status = want_method(w, p);
        for (uint32_t c = 0; c < isms__columns_in(w->model, p.type) && status == ISMS_OK; c++)
            status = want_targets(w, p, isms__attribute_at(w->model, p.type, c));
    }
    return status;
}

static isms_status want_given(work *w, const isms_id *records, size_t count, const isms_extract_options *o)
{
    isms__spot spot;
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = isms__locate(w->model, records[i], &spot) ? want(w, spot.type, spot.row) : ISMS_E_STALE;
    for (uint32_t i = 0; i < o->type_count && status == ISMS_OK; i++) {
        const isms__type *type = isms__type_get(o->types[i]);
        if (!type)
            return ISMS_E_NOT_FOUND;
        for (uint32_t row = 0; row < isms__rows(w->model, type) && status == ISMS_OK; row++)
            status = want(w, type, row);
    }
    return status == ISMS_OK && !w->alone ? want_needs(w) : status;
}

/* ------------------------------------------------------------------ the new model */

static isms_status put_register(work *w, isms__side *s, const isms__type *type)
{
    const char *gap = "";
    isms_status status = isms__side_register(s, type);
    isms__buffer_text(&w->text, ",\n\"");
    isms__buffer_text(&w->text, type->plural);
    isms__buffer_text(&w->text, "\":[");
    for (; s->at < s->count && status == ISMS_OK; s->at++) {
        isms__json record;
        if (!w->wanted[type->index] || !w->wanted[type->index][s->rows[s->at]])
            continue;
        status = isms__side_record(s, &record);
        isms__buffer_text(&w->text, gap);
        isms__buffer_add(&w->text, record.text, record.size);
        gap = ",\n";
    }
    isms__buffer_char(&w->text, ']');
    return status;
}

/* Is there anything to say of the register: records, or that there are none? */
static bool is_said(const work *w, const isms__type *type)
{
    return !type->flags &&
           (w->counts[type->index] || (isms_register_is_delivered(w->model, type->id) && isms_count(w->model, type->id) == 0));
}

static isms_status put_document(work *w, isms__side *s)
{
    isms__json header, root = isms__root_members(w->model);
    isms_status status = isms__side_header(s, &header);
    if (status != ISMS_OK)
        return status;
    isms__json_put put = {.b = &w->text, .first = true};
    isms__json_put_open(&put, '{');
    isms__json_put_version(&put, root);
    isms__json_put_root(&put, root);
    isms__json_put_label(&put, "document");
    isms__buffer_add(&w->text, header.text, header.size);
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++)
        if (is_said(w, &isms__types[i]))
            status = put_register(w, s, &isms__types[i]);
    isms__buffer_text(&w->text, "}\n");
    return status == ISMS_OK && w->text.failed ? ISMS_E_NO_MEMORY : status;
}

/* Registers of which something was left out. */
static isms_status say_partial(const work *w, isms_model *m)
{
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++)
        if (!isms__types[i].flags && isms_count(w->model, isms__types[i].id) > w->counts[i])
            status = isms__partial_add(m, isms__types[i].plural);
    return status;
}

static void take_places(const work *w, isms_model *m)
{
    const char *source;
    uint32_t line, column;
    for (size_t i = 0; i < w->count; i++) {
        isms_id id = isms__id_of_row(w->model, w->found[i].type, w->found[i].row);
        isms_id copy = isms_find(m, w->found[i].type->id, isms_record_key(w->model, id));
        if (isms_record_location(w->model, id, &source, &line, &column) == ISMS_OK)
            isms_record_set_location(m, copy, source, line, column);
    }
}

static isms_status make_model(work *w, isms_model **out)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_read_options read = ISMS_READ_OPTIONS_INIT;
    isms_model *m = NULL;
    options.allocator = w->allocator;
    options.max_records = w->model->max_records;
    options.max_text = w->model->max_text;
    options.max_list = w->model->max_list;
    options.extension = w->model->extension;
    read.max_records = read.max_record_bytes = read.max_text = read.max_values = UINT64_MAX;
    read.max_depth = UINT32_MAX;
    isms_status status = isms_model_new(&options, &m);
    if (status == ISMS_OK)
        status = isms_model_read_text(m, "json", isms__buffer_c(&w->text), w->text.size, &read, NULL);
    if (status == ISMS_OK)
        status = say_partial(w, m);
    if (status == ISMS_OK)
        status = isms_model_forget(m);
    if (status != ISMS_OK) {
        isms_model_free(m);
        return status;
    }
    take_places(w, m);
    *out = m;
    return ISMS_OK;
}

static void dispose(work *w)
{
    for (size_t i = 0; i < isms__type_count; i++)
        isms__release(w->allocator, w->wanted[i], w->wanted[i] ? isms__rows(w->model, &isms__types[i]) : 0);
    isms__release(w->allocator, w->found, w->capacity * sizeof *w->found);
    isms__buffer_dispose(&w->text);
}

isms_status isms_extract_records(const isms_model *model, const isms_id *records, size_t count,
                                 const isms_extract_options *given, isms_model **out)
{
    isms_extract_options o;
    isms__side side;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&o, sizeof o, given) || (o.flags & ~ISMS_EXTRACT_ALONE))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(o.allocator);
    if (!model || !a || (count && !records) || (o.type_count && !o.types))
        return ISMS_E_MISUSE;
    work w = {.model = model, .allocator = a, .alone = o.flags & ISMS_EXTRACT_ALONE};
    isms__buffer_init(&w.text, a);
    isms__side_start(&side, model, a);
    isms_status status = want_given(&w, records, count, &o);
    if (status == ISMS_OK)
        status = put_document(&w, &side);
    if (status == ISMS_OK)
        status = make_model(&w, out);
    isms__side_end(&side);
    dispose(&w);
    return status;
}
