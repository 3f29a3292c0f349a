/* A partial document finds its records in the model: by (system, key), or else by id. The document's records are given the ids
 * that the model has for them, references follow, and then it is read like any other. */
#include "adopt.h"

#include "core/diagnostics.h"
#include "core/map.h"
#include "importer.h"
#include "json_text.h"
#include "model/store.h"
#include "problem.h"

#include <stdio.h>
#include <string.h>

typedef struct work {
    isms_model *model, *part;
    const isms_allocator *allocator;
    isms_diagnostics *problems;
    isms__map known; /* (system, key) to the model's record, for the type that is looked at */
    isms__buffer name;
    isms_id *targets; /* of the document's records of that type: what each is in the model, or ISMS_NONE */
    size_t count, capacity;
    isms_status status;
    bool refused;
} work;

static void refuse(work *w, isms_id record, const char *reason, const char *key)
{
    char label[160];
    isms__where where = {.record = label, .attribute = "origins"};
    const char *type = isms_type_name(isms_record_type(w->part, record));
    snprintf(label, sizeof label, "%s %s", type, isms_record_key(w->part, record));
    isms_record_location(w->part, record, &where.source, &where.line, &where.column);
    isms__report(w->problems, ISMS_SEVERITY_ERROR, isms__problem_rule(ISMS__PROBLEM_DUPLICATE), &where, "%s %s %s %s", type,
                 isms_record_key(w->part, record), reason, key);
    w->refused = true;
}

/* ------------------------------------------------------------------ origins */

typedef struct origins {
    isms_attribute systems, keys;
} origins;

static origins origins_of(isms_type type)
{
    return (origins){isms__attribute_by_path(type, "origins[].system"), isms__attribute_by_path(type, "origins[].key")};
}

/* Origin i of a record as one text, empty where it is not whole. */
static isms__json origin_name(work *w, const isms_model *m, isms_id id, origins o, size_t i)
{
    const char *system = isms_list_text(m, id, o.systems, i), *key = isms_list_text(m, id, o.keys, i);
    isms__buffer_clear(&w->name);
    if (system && key) {
        isms__buffer_add(&w->name, system, strlen(system) + 1);
        isms__buffer_text(&w->name, key);
    }
    if (w->name.failed)
        w->status = ISMS_E_NO_MEMORY;
    return (isms__json){isms__buffer_c(&w->name), w->name.size};
}

static void learn(work *w, isms_type type)
{
    origins o = origins_of(type);
    isms__map_clear(&w->known);
    for (isms_id id = isms_first(w->model, type); id && o.systems && w->status == ISMS_OK; id = isms_next(w->model, id))
        for (size_t i = 0, n = isms_list_count(w->model, id, o.systems); i < n && w->status == ISMS_OK; i++) {
            isms__json name = origin_name(w, w->model, id, o, i);
            if (name.size && !isms__map_find(&w->known, name.text, name.size) &&
                !isms__map_put(&w->known, name.text, name.size, id))
                w->status = ISMS_E_NO_MEMORY;
        }
}

/* Do two records name one system with different keys? Then they are not the same, whatever their ids. */
static bool differ_in_origin(const work *w, isms_id id, isms_id other, origins o)
{
    for (size_t i = 0, n = isms_list_count(w->part, id, o.systems); i < n; i++)
        for (size_t k = 0, m = isms_list_count(w->model, other, o.systems); k < m; k++) {
            const char *a = isms_list_text(w->part, id, o.systems, i), *b = isms_list_text(w->model, other, o.systems, k);
            const char *x = isms_list_text(w->part, id, o.keys, i), *y = isms_list_text(w->model, other, o.keys, k);
            if (a && b && strcmp(a, b) == 0 && x && y && strcmp(x, y) != 0)
                return true;
        }
    return false;
}

/* The model's record that one of the document's is. */
static isms_id target_of(work *w, isms_id id, isms_type type)
{
    origins o = origins_of(type);
    isms_id found = ISMS_NONE;
    for (size_t i = 0, n = o.systems ? isms_list_count(w->part, id, o.systems) : 0; i < n; i++) {
        isms__json name = origin_name(w, w->part, id, o, i);
        uint64_t *there = name.size ? isms__map_find(&w->known, name.text, name.size) : NULL;
        if (there && found && *there != found)
            refuse(w, id, "has the origins of two records, one of them", isms_record_key(w->model, *there));
        found = there && !found ? *there : found;
    }
    if (found)
        return found;
    found = isms_find(w->model, type, isms_record_key(w->part, id));
    if (found && o.systems && differ_in_origin(w, id, found, o))
        refuse(w, id, "is another record of that system than the model's", isms_record_key(w->model, found));
    return found;
}

/* ------------------------------------------------------------------ ids */

/* What a text that names a record of the document becomes; NULL: it stays. w->known has the records that get another id. */
static const char *new_name(const work *w, const char *text)
{
    const uint64_t *i = text ? isms__map_find(&w->known, text, strlen(text)) : NULL;
    return i ? isms_record_key(w->model, w->targets[*i]) : NULL;
}

static void rename_in_list(work *w, isms_id id, isms_attribute a)
{
    size_t n = isms_list_count(w->part, id, a);
    bool named = false;
    for (size_t i = 0; i < n && !named; i++)
        named = new_name(w, isms_list_text(w->part, id, a, i)) != NULL;
    for (size_t i = 0; i < n && named && w->status == ISMS_OK; i++) { /* each item once to the end of the list */
        const char *item = isms_list_text(w->part, id, a, 0), *name = new_name(w, item);
        isms__buffer_clear(&w->name);
        isms__buffer_text(&w->name, name ? name : item);
        w->status = w->name.failed ? ISMS_E_NO_MEMORY : isms_list_remove(w->part, id, a, 0);
        if (w->status == ISMS_OK)
            w->status = isms_add_text(w->part, id, a, isms__buffer_c(&w->name));
    }
}

static void rename_in_texts(work *w, isms_id id, const isms__attribute *a)
{
    const char *name = isms__is_list(a) ? NULL : new_name(w, isms_text(w->part, id, a->id));
    if (name)
        w->status = isms_set_text(w->part, id, a->id, name);
    else if (isms__is_list(a))
        rename_in_list(w, id, a->id);
}

/* Requirements name controls and requirements of the document as texts, so they do not follow by themselves. */
static void rename_named_in(work *w, const isms__type *type)
{
    for (uint32_t c = 0; c < isms__columns_in(w->part, type); c++) {
        const isms__attribute *a = isms__attribute_at(w->part, type, c);
        if (a->kind != ISMS_KIND_REQUIREMENT || strstr(a->path, "[]"))
            continue;
        for (isms_id id = isms_first(w->part, type->id); id && w->status == ISMS_OK; id = isms_next(w->part, id))
            rename_in_texts(w, id, a);
    }
}

/* The id that record i of the document gets; NULL: it keeps its own. */
static const char *new_key(const work *w, isms_id id, size_t i)
{
    const char *to = isms_record_key(w->model, w->targets[i]);
    return to && strcmp(isms_record_key(w->part, id), to) != 0 ? to : NULL;
}

static void rename_named(work *w, isms_type type)
{
    size_t i = 0;
    isms__map_clear(&w->known);
    for (isms_id id = isms_first(w->part, type); id; id = isms_next(w->part, id), i++) {
        const char *is = isms_record_key(w->part, id);
        if (new_key(w, id, i) && !isms__map_put(&w->known, is, strlen(is), i))
            w->status = ISMS_E_NO_MEMORY;
    }
    for (size_t t = 0; t < isms__type_count && w->known.count; t++)
        if (isms_count(w->part, isms__types[t].id))
            rename_named_in(w, &isms__types[t]);
}

/* To an id that no document has, and from there to the model's, so that ids can change places. */
static void rename_all(work *w, isms_type type)
{
    if (type == ISMS_CONTROL || type == ISMS_REQUIREMENT)
        rename_named(w, type);
    for (int pass = 0; pass < 2; pass++) {
        size_t i = 0;
        for (isms_id id = isms_first(w->part, type); id && w->status == ISMS_OK; id = isms_next(w->part, id), i++) {
            const char *to = new_key(w, id, i);
            char key[60];
            if (!to)
                continue;
            snprintf(key, sizeof key, "adopted-%zu:::%zu", i, w->count);
            w->status = isms_record_rename(w->part, id, pass == 0 ? key : to);
        }
    }
}

static void keep_origin(work *w, isms_id id, isms_id target, origins o, size_t i)
{
    w->status = isms_add_text(w->part, id, o.systems, isms_list_text(w->model, target, o.systems, i));
    if (w->status == ISMS_OK)
        w->status = isms_add_text(w->part, id, o.keys, isms_list_text(w->model, target, o.keys, i));
}

/* What the model knows of where a record comes from stays. */
static void keep_origins_of(work *w, isms_id id, isms_id target, origins o)
{
    isms__map own;
    size_t n = isms_list_count(w->part, id, o.systems), all = isms_list_count(w->model, target, o.systems);
    if (!all || n != isms_list_count(w->part, id, o.keys))
        return;
    isms__map_init(&own, w->allocator, w->model->hash_seed);
    for (size_t i = 0; i < n && w->status == ISMS_OK; i++) {
        isms__json name = origin_name(w, w->part, id, o, i);
        if (name.size && !isms__map_put(&own, name.text, name.size, i))
            w->status = ISMS_E_NO_MEMORY;
    }
    for (size_t i = 0; i < all && w->status == ISMS_OK; i++) {
        isms__json name = origin_name(w, w->model, target, o, i);
        if (name.size && !isms__map_find(&own, name.text, name.size))
            keep_origin(w, id, target, o, i);
    }
    isms__map_dispose(&own);
}

static void keep_origins(work *w, isms_type type)
{
    origins o = origins_of(type);
    size_t at = 0;
    for (isms_id id = isms_first(w->part, type); id && o.systems && w->status == ISMS_OK; id = isms_next(w->part, id), at++)
        keep_origins_of(w, id, w->targets[at], o);
}

/* Each record of the model is at most one of the document's. */
static void refuse_twins(work *w, isms_type type)
{
    size_t i = 0;
    isms__map_clear(&w->known);
    for (isms_id id = isms_first(w->part, type); id && w->status == ISMS_OK; id = isms_next(w->part, id), i++) {
        const char *target = (const char *)&w->targets[i];
        uint64_t *twin = w->targets[i] ? isms__map_find(&w->known, target, sizeof *w->targets) : NULL;
        if (twin)
            refuse(w, id, "is the same record of the model as", isms_record_key(w->part, *twin));
        else if (w->targets[i] && !isms__map_put(&w->known, target, sizeof *w->targets, id))
            w->status = ISMS_E_NO_MEMORY;
    }
}

static void find_records(work *w, isms_type type)
{
    w->count = 0;
    learn(w, type);
    for (isms_id id = isms_first(w->part, type); id && w->status == ISMS_OK; id = isms_next(w->part, id)) {
        if (!isms__reserve(w->allocator, (void **)&w->targets, &w->capacity, w->count + 1, sizeof *w->targets))
            w->status = ISMS_E_NO_MEMORY;
        else
            w->targets[w->count++] = target_of(w, id, type);
    }
    refuse_twins(w, type);
    if (w->status == ISMS_OK && !w->refused) {
        keep_origins(w, type);
        rename_all(w, type);
    }
}

/* ------------------------------------------------------------------ the document's own record */

/* What the part leaves out is left out of the model only where the model had nothing of that register. */
static void say_partial(work *w)
{
    char register_name[100];
    isms_id header = isms_header(w->part);
    for (size_t i = 0; i < isms_list_count(w->part, header, ISMS_HEADER_PARTIAL) && w->status == ISMS_OK; i++) {
        const char *name = isms_list_text(w->part, header, ISMS_HEADER_PARTIAL, i);
        snprintf(register_name, sizeof register_name, "%.*s", (int)strcspn(name, "."), name);
        isms_type type = isms_type_by_name(register_name);
        if (type && isms_register_is_delivered(w->part, type) && !isms_register_is_delivered(w->model, type))
            w->status = isms__partial_add(w->model, name);
    }
    if (w->status == ISMS_OK)
        w->status = isms_clear(w->part, header, ISMS_HEADER_PARTIAL);
}

/* The model's own title and the like stay. */
static void keep_header(work *w)
{
    for (isms_attribute a = isms__attribute_next(ISMS_HEADER, 0); a && w->status == ISMS_OK;
         a = isms__attribute_next(ISMS_HEADER, a))
        if (a != ISMS_HEADER_PARTIAL && isms_has(w->model, isms_header(w->model), a))
            w->status = isms_clear(w->part, isms_header(w->part), a);
}

/* ------------------------------------------------------------------ into the model */

static isms_status read_part(const work *w, const isms_read_options *options)
{
    isms_read_options o = *options;
    isms_write_options write = ISMS_WRITE_OPTIONS_INIT;
    isms_blob *text = NULL;
    o.struct_size = sizeof o;
    o.flags = ISMS_READ_UPDATE;
    o.format = NULL;
    o.migrate = NULL; /* it was done when the part was read */
    o.progress = NULL;
    write.allocator = w->allocator;
    write.form = ISMS_FORM_COMPACT;
    isms_status status = isms_model_write_text(w->part, "json", &write, &text);
    if (status == ISMS_OK)
        status = isms_model_read_text(w->model, "json", isms_blob_bytes(text), isms_blob_size(text), &o, w->problems);
    isms_blob_free(text);
    return status;
}

static isms_status take_places(const work *w)
{
    const char *source;
    uint32_t line, column;
    isms_status status = ISMS_OK;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        for (isms_id id = isms_first(w->part, t); id && status == ISMS_OK; id = isms_next(w->part, id)) {
            isms_id there = isms_find(w->model, t, isms_record_key(w->part, id));
            if (there && isms_record_location(w->part, id, &source, &line, &column) == ISMS_OK)
                status = isms_record_set_location(w->model, there, source, line, column);
        }
    return status;
}

static isms_status run(work *w, const isms_read_options *options)
{
    for (isms_type t = isms_type_next(0); t && w->status == ISMS_OK; t = isms_type_next(t))
        if (t != ISMS_HEADER && isms_first(w->part, t))
            find_records(w, t);
    if (w->status == ISMS_OK && w->refused)
        return ISMS_E_DATA;
    keep_header(w);
    if (w->status == ISMS_OK)
        say_partial(w);
    if (w->status == ISMS_OK)
        w->status = read_part(w, options);
    return w->status == ISMS_OK ? take_places(w) : w->status;
}

isms_status isms__adopt(isms_model *m, isms_model *part, const isms_read_options *options, isms_diagnostics *problems)
{
    work w = {.model = m, .part = part, .allocator = options->allocator, .problems = problems};
    isms_status status = isms_model_begin(m, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    isms__map_init(&w.known, w.allocator, m->hash_seed);
    isms__buffer_init(&w.name, w.allocator);
    status = run(&w, options);
    isms__map_dispose(&w.known);
    isms__buffer_dispose(&w.name);
    isms__release(w.allocator, w.targets, w.capacity * sizeof *w.targets);
    if (status != ISMS_OK) {
        isms_model_rollback(m);
        return status;
    }
    return isms_model_commit(m);
}
