/* Records: making, finding, walking, renaming, deleting, and where they were read. */
#include "store.h"

#include "core/text.h"

#include <string.h>

/* The register with its columns made. */
static bool register_ready(isms_model *m, const isms__type *type)
{
    isms__register *r = isms__register_of(m, type);
    if (!r->columns)
        r->columns = isms__allocate_zero(&m->host, (ISMS__FIRST + isms__columns_in(m, type)) * sizeof *r->columns);
    return r->columns != NULL;
}

static bool note_created(isms_model *m, const isms__type *type, uint32_t row)
{
    const isms__savepoint *sp = &m->savepoints[m->depth - 1];
    if (m->change_count > sp->changes) {
        isms__change *last = &m->changes[m->change_count - 1];
        if (last->column == ISMS__CREATED && last->type == type->index && last->row + last->before == row) {
            last->before++;
            return true;
        }
    }
    if (!isms__reserve(&m->host, (void **)&m->changes, &m->change_capacity, m->change_count + 2, sizeof *m->changes))
        return false;
    m->changes[m->change_count++] = (isms__change){type->index, ISMS__CREATED, row, 1, 1};
    return true;
}

/* Everything that can fail comes before the row counts, so that a failure leaves nothing behind. */
isms_status isms__row_new(isms_model *m, const isms__type *type, const char *key, size_t size, bool live, uint32_t *row)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t before = isms__key_find(m, type, key, size);
    if (live && before && isms__row_live(m, type, before - 1))
        return ISMS_E_EXISTS;
    if (r->rows >= UINT32_MAX - 2 || (live && m->records >= m->max_records))
        return ISMS_E_LIMIT;
    if (!register_ready(m, type) || !isms__key_reserve(m, type))
        return ISMS_E_NO_MEMORY;
    uint32_t fresh = r->rows;
    uint32_t text = before ? isms__column_get(&r->columns[ISMS__KEY], before - 1) : isms__put_text(m, key, size);
    uint32_t state = (uint32_t)ISMS__GENERATION << 8 | (live ? ISMS__LIVE : 0);
    if (!text || !isms__column_put(&r->columns[ISMS__KEY], &m->host, fresh, text) ||
        !isms__column_put(&r->columns[ISMS__META], &m->host, fresh, state))
        return ISMS_E_NO_MEMORY; /* a row beyond the last is never read, and is written afresh when it is made */
    if (before && isms__write(m, type, ISMS__FORWARD, before - 1, fresh + 1) != ISMS_OK)
        return ISMS_E_NO_MEMORY;
    if (live && !note_created(m, type, fresh)) {
        if (before)
            isms__write(m, type, ISMS__FORWARD, before - 1, 0);
        return ISMS_E_NO_MEMORY;
    }
    r->rows++;
    if (live) {
        r->live++;
        m->records++;
    }
    if (before) {
        isms__key_point(m, type, fresh);
        isms__reverse_stale(m);
    } else {
        isms__key_add(m, type, fresh);
    }
    *row = fresh;
    return ISMS_OK;
}

isms_status isms__row_fill(isms_model *m, const isms__type *type, uint32_t row, const uint32_t *cells)
{
    isms__column *columns = isms__register_of(m, type)->columns + ISMS__FIRST;
    for (uint32_t c = 0, count = isms__columns_in(m, type); c < count; c += 4) {
        uint64_t four[2]; /* most attributes of most records are absent */
        memcpy(four, cells + c, sizeof four);
        for (uint32_t k = c; (four[0] | four[1]) && k < c + 4; k++)
            if (cells[k] && !isms__column_put(&columns[k], &m->host, row, cells[k]))
                return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

isms_status isms__row_for_key(isms_model *m, const isms__type *type, const char *key, size_t size, uint32_t *row)
{
    uint32_t there = isms__key_find(m, type, key, size);
    if (!there)
        return isms__row_new(m, type, key, size, false, row);
    *row = there - 1;
    return ISMS_OK;
}

isms_status isms_record_create(isms_model *m, isms_type type, const char *key, isms_id *out)
{
    const isms__type *t = isms__type_get(type);
    uint32_t row = 0;
    bool opened;
    if (!m || !t || !key || t->flags)
        return ISMS_E_MISUSE;
    if (!isms__token_valid(key, strlen(key)))
        return ISMS_E_TOKEN;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    status = isms__edit_end(m, opened, isms__row_new(m, t, key, strlen(key), true, &row));
    if (status == ISMS_OK && out)
        *out = isms__id_of_row(m, t, row);
    return status;
}

uint64_t isms_count(const isms_model *m, isms_type type)
{
    const isms__type *t = isms__type_get(type);
    if (!m || !t)
        return 0;
    return m->fixed ? isms__rows(m, t) : isms__register_of(m, t)->live;
}

/* A record that is named before it is there has a row already, and one that was deleted keeps its own. */
bool isms__none_is_missing(const isms_model *m, isms_type type)
{
    return isms__rows(m, isms__type_get(type)) == isms_count(m, type);
}

static isms_id live_from(const isms_model *m, const isms__type *t, uint32_t row)
{
    uint32_t rows = isms__rows(m, t);
    while (row < rows && !isms__row_live(m, t, row))
        row++;
    return row < rows ? isms__id_of_row(m, t, row) : ISMS_NONE;
}

isms_id isms_first(const isms_model *m, isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return m && t ? live_from(m, t, 0) : ISMS_NONE;
}

isms_id isms_next(const isms_model *m, isms_id record)
{
    const isms__type *t = isms__type_get((isms_type)(record >> 56));
    return m && t && (uint32_t)record < UINT32_MAX ? live_from(m, t, (uint32_t)record + 1) : ISMS_NONE;
}

size_t isms_next_many(const isms_model *m, isms_type type, isms_id after, isms_id *out, size_t capacity)
{
    size_t n = 0;
    isms_id id = after ? isms_next(m, after) : isms_first(m, type);
    if (after && (isms_type)(after >> 56) != type)
        return 0;
    for (; id && n < capacity; id = isms_next(m, id))
        out[n++] = id;
    return n;
}

isms_id isms_find_origin(const isms_model *m, isms_type type, const char *system, const char *key)
{
    isms_attribute systems = isms__attribute_by_path(type, "origins[].system");
    isms_attribute keys = isms__attribute_by_path(type, "origins[].key");
    if (!m || !systems || !system || !key)
        return ISMS_NONE;
    for (isms_id id = isms_first(m, type); id; id = isms_next(m, id))
        for (size_t i = 0, n = isms_list_count(m, id, systems); i < n; i++) {
            const char *s = isms_list_text(m, id, systems, i), *k = isms_list_text(m, id, keys, i);
            if (s && k && strcmp(s, system) == 0 && strcmp(k, key) == 0)
                return id;
        }
    return ISMS_NONE;
}

isms_id isms_header(const isms_model *m)
{
    return isms_first(m, ISMS_HEADER);
}

isms_type isms_record_type(const isms_model *m, isms_id record)
{
    isms__spot spot;
    return isms__locate(m, record, &spot) ? spot.type->id : 0;
}

const char *isms_record_key(const isms_model *m, isms_id record)
{
    isms__spot spot;
    return isms__locate(m, record, &spot) ? isms__text_at(m, isms__key_cell(m, spot.type, spot.row), NULL) : NULL;
}

isms_status isms_record_rename(isms_model *m, isms_id record, const char *key)
{
    isms__spot spot;
    bool opened;
    if (!m || !key)
        return ISMS_E_MISUSE;
    if (!isms__token_valid(key, strlen(key)))
        return ISMS_E_TOKEN;
    isms_status status = isms__edit_begin(m, true, &opened);
    if (status != ISMS_OK)
        return status;
    if (!isms__locate(m, record, &spot) || spot.type->flags)
        return isms__edit_end(m, opened, ISMS_E_STALE);
    uint32_t there = isms__key_find(m, spot.type, key, strlen(key));
    if (there == spot.row + 1)
        return isms__edit_end(m, opened, ISMS_OK);
    if (there && isms__row_live(m, spot.type, there - 1))
        return isms__edit_end(m, opened, ISMS_E_EXISTS);
    uint32_t text = isms__key_reserve(m, spot.type) ? isms__put_text(m, key, strlen(key)) : 0;
    status = text ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK && there) {
        status = isms__write(m, spot.type, ISMS__FORWARD, there - 1, spot.row + 1);
        isms__reverse_stale(m);
    }
    if (status == ISMS_OK)
        status = isms__write(m, spot.type, ISMS__KEY, spot.row, text);
    return isms__edit_end(m, opened, status);
}

/* ------------------------------------------------------------------ deletion */

typedef struct doomed {
    isms_id *ids;
    size_t count, capacity;
} doomed;

static bool is_doomed(const doomed *list, isms_id id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->ids[i] == id)
            return true;
    return false;
}

/* Calls visit for each attribute of `from` that refers to `target`. */
static isms_status each_reference(isms_model *m, isms_id from, isms_id target,
                                  isms_status (*visit)(isms_model *, isms_id, const isms__attribute *, isms_id, doomed *),
                                  doomed *list)
{
    const isms__type *t = isms__type_get((isms_type)(from >> 56));
    isms_status status = ISMS_OK;
    for (uint32_t i = 0; i < isms__columns_in(m, t) && status == ISMS_OK; i++) {
        const isms__attribute *a = isms__attribute_at(m, t, i);
        if (a->kind != ISMS_KIND_REFERENCE || a->target != (int16_t)(target >> 56))
            continue;
        bool refers = !isms__is_list(a) && isms_link(m, from, a->id) == target;
        for (size_t k = 0, n = isms__is_list(a) ? isms_list_count(m, from, a->id) : 0; k < n && !refers; k++)
            refers = isms_list_link(m, from, a->id, k) == target;
        if (refers)
            status = visit(m, from, a, target, list);
    }
    return status;
}

static isms_status collect(isms_model *m, isms_id from, const isms__attribute *a, isms_id target, doomed *list)
{
    (void)target;
    if (a->rule != ISMS_DELETE_CASCADE || is_doomed(list, from))
        return ISMS_OK;
    if (!isms__reserve(&m->host, (void **)&list->ids, &list->capacity, list->count + 1, sizeof *list->ids))
        return ISMS_E_NO_MEMORY;
    list->ids[list->count++] = from;
    return ISMS_OK;
}

static isms_status refuse(isms_model *m, isms_id from, const isms__attribute *a, isms_id target, doomed *list)
{
    (void)m;
    (void)target;
    return a->rule == ISMS_DELETE_REFUSE && !is_doomed(list, from) ? ISMS_E_REFERENCED : ISMS_OK;
}

static isms_status clear(isms_model *m, isms_id from, const isms__attribute *a, isms_id target, doomed *list)
{
    if (is_doomed(list, from))
        return ISMS_OK;
    if (!isms__is_list(a))
        return isms_clear(m, from, a->id);
    isms_status status = ISMS_OK;
    for (size_t k = isms_list_count(m, from, a->id); k-- > 0 && status == ISMS_OK;)
        if (isms_list_link(m, from, a->id, k) == target)
            status = isms_list_remove(m, from, a->id, k);
    return status;
}

static isms_status each_referrer(isms_model *m, isms_id target,
                                 isms_status (*visit)(isms_model *, isms_id, const isms__attribute *, isms_id, doomed *),
                                 doomed *list)
{
    size_t n = isms_referrers(m, target, 0, NULL, 0);
    isms_id *ids = n ? isms__allocate(&m->host, n * sizeof *ids) : NULL;
    if (n && !ids)
        return ISMS_E_NO_MEMORY;
    isms_referrers(m, target, 0, ids, n);
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < n && status == ISMS_OK; i++)
        status = each_reference(m, ids[i], target, visit, list);
    isms__release(&m->host, ids, n * sizeof *ids);
    return status;
}

static isms_status delete_all(isms_model *m, doomed *list)
{
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < list->count && status == ISMS_OK; i++) /* the list grows while it is walked */
        status = each_referrer(m, list->ids[i], collect, list);
    for (size_t i = 0; i < list->count && status == ISMS_OK; i++)
        status = each_referrer(m, list->ids[i], refuse, list);
    for (size_t i = 0; i < list->count && status == ISMS_OK; i++)
        status = each_referrer(m, list->ids[i], clear, list);
    for (size_t i = 0; i < list->count && status == ISMS_OK; i++) {
        isms__spot spot;
        if (isms__locate(m, list->ids[i], &spot))
            status = isms__write(m, spot.type, ISMS__META, spot.row,
                                 isms__column_get(&isms__register_of(m, spot.type)->columns[ISMS__META], spot.row) &
                                     ~(uint32_t)ISMS__LIVE);
    }
    return status;
}

isms_status isms_record_delete(isms_model *m, isms_id record)
{
    isms__spot spot;
    bool opened;
    doomed list = {NULL, 0, 0};
    if (!m)
        return ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, true, &opened);
    if (status != ISMS_OK)
        return status;
    if (!isms__locate(m, record, &spot))
        return isms__edit_end(m, opened, ISMS_E_STALE);
    if (spot.type->flags)
        return isms__edit_end(m, opened, ISMS_E_MISUSE);
    status = isms__reserve(&m->host, (void **)&list.ids, &list.capacity, 1, sizeof *list.ids) ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK) {
        list.ids[list.count++] = record;
        status = delete_all(m, &list);
    }
    isms__release(&m->host, list.ids, list.capacity * sizeof *list.ids);
    return isms__edit_end(m, opened, status);
}

/* ------------------------------------------------------------------ where it was read */

isms_status isms__source_add(isms_model *m, const char *name, uint32_t *number)
{
    for (size_t i = 0; i < m->source_count; i++)
        if (strcmp(isms__text_at(m, m->sources[i], NULL), name) == 0) {
            *number = (uint32_t)i + 1;
            return ISMS_OK;
        }
    if (m->source_count >= 254) { /* a byte: further sources share no name */
        *number = 0;
        return ISMS_OK;
    }
    uint32_t text = isms__put_text(m, name, strlen(name));
    if (!text || !isms__reserve(&m->host, (void **)&m->sources, &m->source_capacity, m->source_count + 1, sizeof *m->sources))
        return ISMS_E_NO_MEMORY;
    m->sources[m->source_count++] = text;
    *number = (uint32_t)m->source_count;
    return ISMS_OK;
}

isms_status isms_record_set_location(isms_model *m, isms_id record, const char *source, uint32_t line, uint32_t column)
{
    isms__spot spot;
    uint32_t number = 0;
    bool opened;
    if (!m || !source || !isms__text_valid(source, strlen(source)))
        return ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    status = isms__locate(m, record, &spot) ? isms__source_add(m, source, &number) : ISMS_E_STALE;
    if (status == ISMS_OK)
        status = isms__write(m, spot.type, ISMS__LINE, spot.row, line);
    if (status == ISMS_OK)
        status = isms__write(m, spot.type, ISMS__PLACE, spot.row, number << 24 | (column < 0xffffff ? column : 0xffffff));
    return isms__edit_end(m, opened, status);
}

isms_status isms_record_location(const isms_model *m, isms_id record, const char **source, uint32_t *line, uint32_t *column)
{
    isms__spot spot;
    if (!isms__locate(m, record, &spot))
        return ISMS_E_STALE;
    const isms__register *r = m->fixed ? NULL : isms__register_of(m, spot.type);
    uint32_t place = r ? isms__column_get(&r->columns[ISMS__PLACE], spot.row) : 0;
    if (source)
        *source = place >> 24 ? isms__text_at(m, m->sources[(place >> 24) - 1], NULL) : "";
    if (line)
        *line = r ? isms__column_get(&r->columns[ISMS__LINE], spot.row) : 0;
    if (column)
        *column = place & 0xffffff;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ members that the schema does not know */

const char *isms_record_unknown(const isms_model *m, isms_id record)
{
    isms__spot spot;
    if (!isms__locate(m, record, &spot) || m->fixed)
        return NULL;
    uint32_t cell = isms__column_get(&isms__register_of(m, spot.type)->columns[ISMS__UNKNOWN], spot.row);
    return cell ? isms__text_at(m, cell, NULL) : NULL;
}

isms_status isms_record_set_unknown(isms_model *m, isms_id record, const char *json)
{
    isms__spot spot;
    bool opened;
    if (!m)
        return ISMS_E_MISUSE;
    if (json && !isms__text_valid(json, strlen(json)))
        return ISMS_E_TEXT;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    if (!isms__locate(m, record, &spot))
        return isms__edit_end(m, opened, ISMS_E_STALE);
    uint32_t cell = json ? isms__put_text(m, json, strlen(json)) : 0;
    status = json && !cell ? ISMS_E_NO_MEMORY : isms__write(m, spot.type, ISMS__UNKNOWN, spot.row, cell);
    return isms__edit_end(m, opened, status);
}
