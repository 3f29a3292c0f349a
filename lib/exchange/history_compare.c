/* What differs between two models, record by record and attribute by attribute, as an entry of a history says it. */
#include "history.h"

#include "core/sort.h"
#include "value_text.h"

#include <string.h>

typedef struct comparison {
    const isms_model *before, *after;
    isms__buffer old_text, new_text;
    isms__history_visit visit;
    void *user;
} comparison;

void isms__history_keys_dispose(isms__history_keys *keys)
{
    isms__release(keys->allocator, keys->list, keys->capacity * sizeof *keys->list);
}

isms_status isms__history_touch(isms__history_keys *keys, const isms_model *m, const isms__type *type, uint32_t row)
{
    size_t size;
    if (!isms__reserve(keys->allocator, (void **)&keys->list, &keys->capacity, keys->count + 1, sizeof *keys->list))
        return ISMS_E_NO_MEMORY;
    const char *key = isms__text_at(m, isms__key_cell(m, type, row), &size);
    keys->list[keys->count++] = (isms__history_key){type->index, (uint32_t)size, key};
    return ISMS_OK;
}

static isms_status touch_all(isms__history_keys *keys, const isms_model *m)
{
    isms_status status = ISMS_OK;
    for (size_t t = 0; t < isms__type_count; t++)
        for (uint32_t row = 0, rows = isms__rows(m, &isms__types[t]); row < rows && status == ISMS_OK; row++)
            if (isms__row_live(m, &isms__types[t], row))
                status = isms__history_touch(keys, m, &isms__types[t], row);
    return status;
}

static int by_type_and_key(const void *a, const void *b, const void *user)
{
    const isms__history_key *x = a, *y = b;
    (void)user;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    int order = memcmp(x->key, y->key, x->size < y->size ? x->size : y->size);
    return order ? order : (x->size > y->size) - (x->size < y->size);
}

static isms_status put_in_order(isms__history_keys *keys)
{
    size_t kept = 0;
    if (!isms__sort(keys->allocator, keys->list, keys->count, sizeof *keys->list, by_type_and_key, NULL))
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < keys->count; i++)
        if (!kept || by_type_and_key(&keys->list[kept - 1], &keys->list[i], NULL) != 0)
            keys->list[kept++] = keys->list[i];
    keys->count = kept;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ one record */

static isms_status tell(comparison *c, const isms__type *type, const isms__history_key *key, const char *attribute)
{
    if (c->old_text.failed || c->new_text.failed)
        return ISMS_E_NO_MEMORY;
    if (c->old_text.size == c->new_text.size && memcmp(c->old_text.data, c->new_text.data, c->old_text.size) == 0)
        return ISMS_OK;
    const isms__history_difference d = {type, key->key, key->size, attribute, &c->old_text, &c->new_text};
    return c->visit(c->user, &d);
}

static void clear(comparison *c)
{
    isms__buffer_clear(&c->old_text);
    isms__buffer_clear(&c->new_text);
}

static void put_key(isms__buffer *out, uint32_t row, const isms__history_key *key)
{
    if (row)
        isms__json_quote(out, key->key, key->size);
    else
        isms__buffer_text(out, "null");
}

static isms_status compare_id(comparison *c, const isms__type *type, const isms__history_key *key, uint32_t was, uint32_t is)
{
    clear(c);
    put_key(&c->old_text, was, key);
    put_key(&c->new_text, is, key);
    return tell(c, type, key, "id");
}

static void put_value(isms__buffer *out, const isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row)
{
    if (row)
        isms__value_put(out, m, type, a, row - 1);
    else
        isms__buffer_text(out, "null");
}

void isms__history_put_unknown(isms__buffer *out, const isms_model *m, const isms__type *type, uint32_t row)
{
    uint32_t cell = isms__column_get(&isms__register_of(m, type)->columns[ISMS__UNKNOWN], row);
    size_t size = 0;
    const char *text = cell ? isms__text_at(m, cell, &size) : "";
    if (size > 2) /* more than {} */
        isms__json_quote(out, text, size);
    else
        isms__buffer_text(out, "null");
}

static void put_unknown(isms__buffer *out, const isms_model *m, const isms__type *type, uint32_t row)
{
    if (row)
        isms__history_put_unknown(out, m, type, row - 1);
    else
        isms__buffer_text(out, "null");
}

/* The row + 1 of the live record with that key, else 0. */
static uint32_t find(const isms_model *m, const isms__type *type, const isms__history_key *key)
{
    uint32_t row = isms__key_find(m, type, key->key, key->size);
    return row && isms__row_live(m, type, row - 1) ? row : 0;
}

/* A record that comes begins with its id, one that goes ends with it. */
static isms_status compare_record(comparison *c, const isms__history_key *key)
{
    const isms__type *type = &isms__types[key->type];
    uint32_t was = find(c->before, type, key), is = find(c->after, type, key);
    isms_status status = !was && is ? compare_id(c, type, key, was, is) : ISMS_OK;
    for (uint32_t i = 0; (was || is) && i < isms__columns_in(c->after, type) && status == ISMS_OK; i++) {
        const isms__attribute *a = isms__attribute_at(c->after, type, i);
        clear(c);
        put_value(&c->old_text, c->before, type, a, was);
        put_value(&c->new_text, c->after, type, a, is);
        status = tell(c, type, key, a->path);
    }
    if (status == ISMS_OK) {
        clear(c);
        put_unknown(&c->old_text, c->before, type, was);
        put_unknown(&c->new_text, c->after, type, is);
        status = tell(c, type, key, "*");
    }
    return status == ISMS_OK && was && !is ? compare_id(c, type, key, was, is) : status;
}

/* ------------------------------------------------------------------ registers, and all of it */

/* A register that comes begins with that, one that goes ends with it: there are no records left then. */
static isms_status compare_register(comparison *c, const isms__type *type, bool comes)
{
    static const isms__history_key none = {0, 0, ""};
    bool is = isms_register_is_delivered(c->after, type->id);
    if (type->flags || is != comes)
        return ISMS_OK;
    clear(c);
    isms__buffer_text(&c->old_text, isms_register_is_delivered(c->before, type->id) ? "true" : "null");
    isms__buffer_text(&c->new_text, is ? "true" : "null");
    return tell(c, type, &none, "delivered");
}

static isms_status compare_all(comparison *c, const isms__history_keys *keys)
{
    isms_status status = ISMS_OK;
    size_t next = 0;
    for (size_t t = 0; t < isms__type_count && status == ISMS_OK; t++) {
        status = compare_register(c, &isms__types[t], true);
        for (; next < keys->count && keys->list[next].type == t && status == ISMS_OK; next++)
            status = compare_record(c, &keys->list[next]);
        if (status == ISMS_OK)
            status = compare_register(c, &isms__types[t], false);
    }
    return status;
}

isms_status isms__history_compare(const isms_allocator *a, const isms_model *before, const isms_model *after,
                                  isms__history_keys *keys, isms__history_visit visit, void *user)
{
    isms__history_keys all = {.allocator = a};
    comparison c = {.before = before, .after = after, .visit = visit, .user = user};
    isms_status status = ISMS_OK;
    if (!keys || keys->all) {
        keys = &all;
        status = touch_all(&all, before);
        if (status == ISMS_OK)
            status = touch_all(&all, after);
    }
    isms__buffer_init(&c.old_text, a);
    isms__buffer_init(&c.new_text, a);
    if (status == ISMS_OK)
        status = put_in_order(keys);
    if (status == ISMS_OK)
        status = compare_all(&c, keys);
    isms__buffer_dispose(&c.old_text);
    isms__buffer_dispose(&c.new_text);
    isms__history_keys_dispose(&all);
    return status;
}
