/* Making the changes of an entry in a model: each is checked against what is there, then made, then checked again. */
#include "history.h"

#include "core/text.h"
#include "json_scan.h"
#include "value_text.h"
#include "window.h"

#include <isms/extract.h>
#include <string.h>

/* The changes of one record. */
typedef struct group {
    const isms_history *history;
    isms_model *model;
    const isms__type *type;
    const char *key;
    size_t key_size, first, count;
    isms__buffer text; /* scratch */
} group;

static isms__json piece(const char *text)
{
    return (isms__json){text, strlen(text)};
}

static const char *attribute_of(const group *g, size_t i)
{
    return isms__history_text(g->history, g->history->changes[i].attribute);
}

static const char *after_of(const group *g, size_t i)
{
    return isms__history_text(g->history, g->history->changes[i].after);
}

static const isms__type *find_type(const char *name)
{
    for (size_t i = 0; i < isms__type_count; i++)
        if (!(isms__types[i].flags & ISMS__FLAG_CATALOGUE) && strcmp(isms__history_type_name(&isms__types[i]), name) == 0)
            return &isms__types[i];
    return NULL;
}

/* Row + 1 of the live record, else 0. */
static uint32_t find_row(const group *g)
{
    uint32_t row = isms__key_find(g->model, g->type, g->key, g->key_size);
    return row && isms__row_live(g->model, g->type, row - 1) ? row : 0;
}

static const isms__attribute *find_attribute(const group *g, const char *path)
{
    return isms__extended_find(g->model->extension, g->type, path);
}

/* The text of what the model has now for the change; ISMS_E_DATA where there is no such attribute. */
static isms_status show(group *g, const char *attribute)
{
    isms__buffer *out = &g->text;
    uint32_t row = g->key_size ? find_row(g) : 0;
    bool record = g->key_size > 0, is_id = strcmp(attribute, "id") == 0, unknown = strcmp(attribute, "*") == 0;
    const isms__attribute *a = record && !is_id && !unknown ? find_attribute(g, attribute) : NULL;
    isms__buffer_clear(out);
    if (!record && (strcmp(attribute, "delivered") != 0 || g->type->flags))
        return ISMS_E_DATA;
    if (record && !is_id && !unknown && !a)
        return ISMS_E_DATA;
    if (!record)
        isms__buffer_text(out, isms_register_is_delivered(g->model, g->type->id) ? "true" : "null");
    else if (!row)
        isms__buffer_text(out, "null");
    else if (is_id)
        isms__json_quote(out, g->key, g->key_size);
    else if (unknown)
        isms__history_put_unknown(out, g->model, g->type, row - 1);
    else
        isms__value_put(out, g->model, g->type, a, row - 1);
    return out->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static isms_status expect(group *g, size_t i, size_t text)
{
    isms_status status = show(g, attribute_of(g, i));
    if (status != ISMS_OK)
        return status;
    return strcmp(isms__buffer_c(&g->text), isms__history_text(g->history, text)) == 0 ? ISMS_OK : ISMS_E_DATA;
}

/* ------------------------------------------------------------------ making a change */

static isms_status create(const group *g, const char *after)
{
    uint32_t row;
    if (g->type->flags || !isms__token_valid(g->key, g->key_size) || strlen(after) != g->key_size + 2 ||
        memcmp(after + 1, g->key, g->key_size) != 0)
        return ISMS_E_DATA;
    isms_status status = isms__row_new(g->model, g->type, g->key, g->key_size, true, &row);
    return status == ISMS_E_EXISTS ? ISMS_E_DATA : status;
}

/* What a record had is taken from it before it goes. */
static bool is_empty(const group *g, uint32_t row)
{
    const isms__register *r = isms__register_of(g->model, g->type);
    for (uint32_t c = 0; c < isms__columns_in(g->model, g->type); c++)
        if (isms__column_get(&r->columns[ISMS__FIRST + c], row))
            return false;
    return isms__column_get(&r->columns[ISMS__UNKNOWN], row) == 0;
}

static isms_status set_id(const group *g, const char *after)
{
    uint32_t row = find_row(g);
    if (!row)
        return create(g, after);
    if (strcmp(after, "null") != 0 || g->type->flags || !is_empty(g, row - 1))
        return ISMS_E_DATA;
    uint32_t meta = isms__column_get(&isms__register_of(g->model, g->type)->columns[ISMS__META], row - 1);
    return isms__write(g->model, g->type, ISMS__META, row - 1, meta & ~(uint32_t)ISMS__LIVE);
}

/* Is the text one JSON object, well-formed and without faults? */
static bool is_object(const isms_allocator *a, const isms__buffer *text)
{
    isms__json_scan scan;
    isms__json_scan_init(&scan, a);
    scan.max_text = scan.max_values = 1u << 28;
    scan.max_depth = ISMS__JSON_DEPTH_MOST;
    size_t size = text->size - ISMS__WINDOW_PAD;
    bool good = size && text->data[0] == '{' && isms__json_scan_value(&scan, text->data, size, true) == ISMS__JSON_VALUE &&
                scan.size == size && !scan.fault_count;
    isms__json_scan_dispose(&scan);
    return good;
}

static isms_status set_unknown(group *g, uint32_t row, const char *after)
{
    static const char zeros[ISMS__WINDOW_PAD] = {0};
    uint32_t cell = 0;
    isms__buffer_clear(&g->text);
    if (strcmp(after, "null") != 0) {
        isms__json_decode(&g->text, piece(after));
        isms__buffer_add(&g->text, zeros, sizeof zeros);
        if (g->text.failed)
            return ISMS_E_NO_MEMORY;
        if (!is_object(g->text.allocator, &g->text))
            return ISMS_E_DATA;
        cell = isms__put_text(g->model, g->text.data, g->text.size - sizeof zeros);
        if (!cell)
            return ISMS_E_NO_MEMORY;
    }
    return isms__write(g->model, g->type, ISMS__UNKNOWN, row, cell);
}

static isms_status make(group *g, size_t i)
{
    const char *attribute = attribute_of(g, i), *after = after_of(g, i);
    if (!g->key_size)
        return isms_register_set_delivered(g->model, g->type->id, strcmp(after, "true") == 0);
    if (strcmp(attribute, "id") == 0)
        return set_id(g, after);
    uint32_t row = find_row(g);
    if (!row)
        return ISMS_E_DATA;
    if (strcmp(attribute, "*") == 0)
        return set_unknown(g, row - 1, after);
    return isms__value_take(g->model, g->type, find_attribute(g, attribute), row - 1, piece(after));
}

static isms_status expect_before(group *g, size_t i)
{
    return expect(g, i, g->history->changes[i].before);
}

static isms_status expect_after(group *g, size_t i)
{
    return expect(g, i, g->history->changes[i].after);
}

static isms_status each(group *g, isms_status (*step)(group *, size_t), size_t *bad)
{
    isms_status status = ISMS_OK;
    for (size_t i = g->first; i < g->first + g->count && status == ISMS_OK; i++) {
        *bad = i;
        status = step(g, i);
    }
    return status;
}

/* All that was there has to be what the entry says was there; all that it says comes of it has to be there then. */
static isms_status apply_group(group *g, size_t *bad)
{
    isms_status status = each(g, expect_before, bad);
    if (status == ISMS_OK)
        status = each(g, make, bad);
    return status == ISMS_OK ? each(g, expect_after, bad) : status;
}

/* The changes of a record stand together. */
static size_t count_group(const isms_history *h, size_t first, size_t end)
{
    const isms__history_change *all = h->changes;
    const char *type = isms__history_text(h, all[first].type), *record = isms__history_text(h, all[first].record);
    size_t i = first + 1;
    while (i < end && strcmp(isms__history_text(h, all[i].type), type) == 0 &&
           strcmp(isms__history_text(h, all[i].record), record) == 0)
        i++;
    return i - first;
}

isms_status isms__history_apply(const isms_history *h, size_t i, isms_model *m, size_t *bad)
{
    const isms__history_entry *entry = &h->entries[i];
    group g = {.history = h, .model = m, .first = entry->first};
    size_t end = entry->first + entry->count;
    isms_status status = ISMS_OK;
    *bad = entry->first;
    isms__buffer_init(&g.text, &h->host);
    for (; g.first < end && status == ISMS_OK; g.first += g.count) {
        *bad = g.first;
        g.type = find_type(isms__history_text(h, h->changes[g.first].type));
        g.key = isms__history_text(h, h->changes[g.first].record);
        g.key_size = strlen(g.key);
        g.count = count_group(h, g.first, end);
        status = g.type ? apply_group(&g, bad) : ISMS_E_DATA;
    }
    isms__buffer_dispose(&g.text);
    *bad -= entry->first;
    return status;
}

/* ------------------------------------------------------------------ members that the schema does not know */

static isms_id find_record(const isms_model *m, const isms__type *type, const char *key)
{
    return type->flags & ISMS__FLAG_HEADER ? isms_header(m) : isms_find(m, type->id, key);
}

static isms_status canonical_unknown(const isms_model *m, isms_id record, isms__buffer *out)
{
    const char *text = isms_record_unknown(m, record);
    isms__buffer_clear(out);
    if (text)
        isms__json_canonical(out, piece(text));
    return out->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

/* Members of one record, in the model and in the part of it that was written and read again. */
static isms_status same_unknown(const isms_history *h, const isms_model *m, const isms_model *part, const isms__type *type,
                                const char *key)
{
    isms__buffer before, after;
    isms__buffer_init(&before, &h->host);
    isms__buffer_init(&after, &h->host);
    isms_status status = canonical_unknown(m, find_record(m, type, key), &before);
    if (status == ISMS_OK)
        status = canonical_unknown(part, find_record(part, type, key), &after);
    if (status == ISMS_OK &&
        (before.size != after.size || memcmp(isms__buffer_c(&before), isms__buffer_c(&after), before.size)))
        status = ISMS_E_DATA;
    isms__buffer_dispose(&before);
    isms__buffer_dispose(&after);
    return status;
}

/* Calls of visit for each record that has such members by the entry; *bad is the change. */
static isms_status each_unknown(const isms_history *h, size_t i, const isms_model *m, size_t *bad,
                                isms_status (*visit)(void *user, const isms__type *type, const char *key), void *user)
{
    const isms__history_entry *entry = &h->entries[i];
    isms_status status = ISMS_OK;
    for (size_t k = 0; k < entry->count && status == ISMS_OK; k++) {
        const isms__history_change *c = &h->changes[entry->first + k];
        const isms__type *type = find_type(isms__history_text(h, c->type));
        const char *key = isms__history_text(h, c->record);
        if (strcmp(isms__history_text(h, c->attribute), "*") != 0 || !isms_record_unknown(m, find_record(m, type, key)))
            continue;
        *bad = k;
        status = visit(user, type, key);
    }
    return status;
}

typedef struct unknowns {
    const isms_history *history;
    const isms_model *model;
    isms_model *part;
    isms_id *records;
    size_t count, capacity, seen;
} unknowns;

static isms_status gather(void *user, const isms__type *type, const char *key)
{
    unknowns *u = user;
    u->seen++;
    if (type->flags & ISMS__FLAG_HEADER) /* is in every part */
        return ISMS_OK;
    if (!isms__reserve(&u->history->host, (void **)&u->records, &u->capacity, u->count + 1, sizeof *u->records))
        return ISMS_E_NO_MEMORY;
    u->records[u->count++] = find_record(u->model, type, key);
    return ISMS_OK;
}

static isms_status look(void *user, const isms__type *type, const char *key)
{
    const unknowns *u = user;
    return same_unknown(u->history, u->model, u->part, type, key);
}

isms_status isms__history_check_unknown(const isms_history *h, size_t i, const isms_model *m, size_t *bad)
{
    unknowns u = {.history = h, .model = m};
    isms_extract_options options = ISMS_EXTRACT_OPTIONS_INIT;
    isms_status status = each_unknown(h, i, m, bad, gather, &u);
    options.allocator = &h->host;
    options.flags = ISMS_EXTRACT_ALONE;
    if (status == ISMS_OK && u.seen)
        status = isms_extract_records(m, u.records, u.count, &options, &u.part);
    if (status == ISMS_OK && u.seen)
        status = each_unknown(h, i, m, bad, look, &u);
    isms_model_free(u.part);
    isms__release(&h->host, u.records, u.capacity * sizeof *u.records);
    return status == ISMS_OK || status == ISMS_E_NO_MEMORY ? status : ISMS_E_DATA;
}

/* ------------------------------------------------------------------ the model as it was */

isms_status isms__history_model_new(const isms_history *h, isms_model **out)
{
    isms_model_options options = h->model;
    options.flags = ISMS_MODEL_NO_JOURNAL;
    options.allocator = &h->host;
    options.max_records = UINT32_MAX; /* what is written down was in a model before */
    options.max_text = options.max_list = UINT32_MAX;
    return isms_model_new(&options, out);
}

isms_status isms_history_model(const isms_history *h, size_t count, isms_model **out)
{
    isms_model *m = NULL;
    size_t bad;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!h)
        return ISMS_E_MISUSE;
    if (count > h->entry_count)
        return ISMS_E_NOT_FOUND;
    isms_status status = isms__history_model_new(h, &m);
    if (status == ISMS_OK)
        status = isms_model_begin(m, NULL, NULL);
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = isms__history_apply(h, i, m, &bad);
    if (status == ISMS_OK)
        status = isms_model_commit(m);
    if (status != ISMS_OK) {
        isms_model_free(m);
        return status;
    }
    m->keep_journal = true;
    m->revision = 0;
    *out = m;
    return ISMS_OK;
}
