/* Setting attributes: find the cell, encode the value, write it. */
#include "store.h"

#include "core/text.h"

#include <string.h>

/* Where a value goes. */
typedef struct place {
    const isms__type *type;
    const isms__attribute *a;
    uint32_t row;
} place;

static isms_status find_place(const isms_model *m, isms_id record, isms_attribute attribute, place *out)
{
    isms__spot spot;
    if (!isms__locate(m, record, &spot))
        return ISMS_E_STALE;
    out->type = spot.type;
    out->row = spot.row;
    out->a = isms__attribute_in(m, attribute);
    return out->a && attribute / 1000 == spot.type->id ? ISMS_OK : ISMS_E_ATTRIBUTE;
}

static uint32_t *cell_list(isms_model *m, uint32_t cell)
{
    return isms__arena_at(&m->lists, cell);
}

/* Appends to a list. Where the list is new and the last thing in the arena it grows in place, so that building one is linear.
 */
static isms_status append(isms_model *m, const place *at, uint32_t item)
{
    uint32_t old = isms__cell(m, at->type, at->a->column, at->row), count = old ? cell_list(m, old)[0] : 0;
    if (count >= m->max_list)
        return ISMS_E_LIMIT;
    bool fresh = at->row >= m->savepoints[m->depth - 1].rows[at->type->index];
    if (old && fresh && old + 1 + count == isms__arena_end(&m->lists) && isms__arena_extend(&m->lists, sizeof(uint32_t))) {
        uint32_t *list = cell_list(m, old);
        list[1 + count] = item;
        list[0] = count + 1;
        if (at->a->kind == ISMS_KIND_REFERENCE && m->reverse)
            isms__reverse_changed(m, at->type, at->a, at->row, old);
        return ISMS_OK;
    }
    void *out;
    uint32_t address = isms__arena_reserve(&m->lists, &m->host, (count + 2) * sizeof(uint32_t), &out);
    if (!address)
        return ISMS_E_NO_MEMORY;
    uint32_t *list = out;
    list[0] = count + 1;
    if (count)
        memcpy(list + 1, cell_list(m, old) + 1, count * sizeof *list);
    list[1 + count] = item;
    return isms__write(m, at->type, ISMS__FIRST + at->a->column, at->row, address);
}

/* One value on its way: how it is encoded is the caller's `encode`. */
typedef struct value {
    const char *text, *currency;
    size_t size;
    int64_t integer;
    double real;
} value;

typedef isms_status (*encoder)(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell);

static isms_status encode_text(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    return isms__encode_text(m, a, v->text, v->size, cell);
}

static isms_status encode_integer(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    return isms__encode_integer(m, a, v->integer, cell);
}

static isms_status encode_real(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    return isms__encode_real(m, a, v->real, cell);
}

static isms_status encode_key(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    return isms__encode_link(m, a, v->text, v->size, cell);
}

static isms_status encode_money(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    return isms__encode_money(m, a, v->text, v->size, v->currency, strlen(v->currency), cell);
}

static isms_status encode_boolean(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    (void)m;
    *cell = v->integer ? 2 : 1;
    return a->kind == ISMS_KIND_BOOLEAN ? ISMS_OK : ISMS_E_KIND;
}

static isms_status encode_day(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    (void)m;
    *cell = (uint32_t)v->integer;
    if (a->kind != ISMS_KIND_DATE)
        return ISMS_E_KIND;
    return v->integer >= 1 && v->integer <= isms_date(9999, 12, 31) ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status encode_value(isms_model *m, const isms__attribute *a, const value *v, uint32_t *cell)
{
    *cell = (uint32_t)v->integer;
    if (a->kind != ISMS_KIND_ENUM)
        return ISMS_E_KIND;
    return isms__extended_value(m->extension, a->target, (int32_t)v->integer) ? ISMS_OK : ISMS_E_RANGE;
}

/* A single value (list false) is set; an item (list true) is appended. */
static isms_status put(isms_model *m, isms_id record, isms_attribute attribute, encoder encode, const value *v, bool list)
{
    place at;
    uint32_t cell = 0;
    bool opened;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    status = find_place(m, record, attribute, &at);
    if (status == ISMS_OK && (isms__is_list(at.a) != list || at.a->kind == ISMS_KIND_GROUP))
        status = ISMS_E_KIND;
    if (status == ISMS_OK)
        status = encode(m, at.a, v, &cell);
    if (status == ISMS_OK)
        status = list ? append(m, &at, cell) : isms__write(m, at.type, ISMS__FIRST + at.a->column, at.row, cell);
    return isms__edit_end(m, opened, status);
}

isms_status isms_set_text_n(isms_model *m, isms_id record, isms_attribute attribute, const char *text, size_t size)
{
    return m && text ? put(m, record, attribute, encode_text, &(value){.text = text, .size = size}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_text(isms_model *m, isms_id record, isms_attribute attribute, const char *text)
{
    return text ? isms_set_text_n(m, record, attribute, text, strlen(text)) : ISMS_E_MISUSE;
}

isms_status isms_set_integer(isms_model *m, isms_id record, isms_attribute attribute, int64_t v)
{
    return m ? put(m, record, attribute, encode_integer, &(value){.integer = v}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_real(isms_model *m, isms_id record, isms_attribute attribute, double v)
{
    return m ? put(m, record, attribute, encode_real, &(value){.real = v}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_boolean(isms_model *m, isms_id record, isms_attribute attribute, int32_t v)
{
    return m ? put(m, record, attribute, encode_boolean, &(value){.integer = v}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_day(isms_model *m, isms_id record, isms_attribute attribute, isms_day v)
{
    return m ? put(m, record, attribute, encode_day, &(value){.integer = v}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_value(isms_model *m, isms_id record, isms_attribute attribute, int32_t v)
{
    return m ? put(m, record, attribute, encode_value, &(value){.integer = v}, false) : ISMS_E_MISUSE;
}

isms_status isms_set_money(isms_model *m, isms_id record, isms_attribute attribute, const char *amount, const char *currency)
{
    if (!m || !amount || !currency)
        return ISMS_E_MISUSE;
    return put(m, record, attribute, encode_money, &(value){.text = amount, .size = strlen(amount), .currency = currency},
               false);
}

static isms_status put_link(isms_model *m, isms_id record, isms_attribute attribute, isms_id target, bool list)
{
    isms__spot spot;
    if (!m)
        return ISMS_E_MISUSE;
    if (!isms__locate(m, target, &spot))
        return ISMS_E_STALE;
    const isms__attribute *a = isms__attribute_in(m, attribute);
    if (a && (a->kind != ISMS_KIND_REFERENCE || a->target != spot.type->id))
        return ISMS_E_KIND;
    const char *key = isms_record_key(m, target);
    return put(m, record, attribute, encode_key, &(value){.text = key, .size = strlen(key)}, list);
}

isms_status isms_set_link(isms_model *m, isms_id record, isms_attribute attribute, isms_id target)
{
    return put_link(m, record, attribute, target, false);
}

isms_status isms_add_link(isms_model *m, isms_id record, isms_attribute attribute, isms_id target)
{
    return put_link(m, record, attribute, target, true);
}

isms_status isms_set_link_key(isms_model *m, isms_id record, isms_attribute attribute, const char *key)
{
    return m && key ? put(m, record, attribute, encode_key, &(value){.text = key, .size = strlen(key)}, false) : ISMS_E_MISUSE;
}

isms_status isms_add_link_key(isms_model *m, isms_id record, isms_attribute attribute, const char *key)
{
    return m && key ? put(m, record, attribute, encode_key, &(value){.text = key, .size = strlen(key)}, true) : ISMS_E_MISUSE;
}

isms_status isms_add_text(isms_model *m, isms_id record, isms_attribute attribute, const char *text)
{
    return m && text ? put(m, record, attribute, encode_text, &(value){.text = text, .size = strlen(text)}, true)
                     : ISMS_E_MISUSE;
}

isms_status isms_add_integer(isms_model *m, isms_id record, isms_attribute attribute, int64_t v)
{
    return m ? put(m, record, attribute, encode_integer, &(value){.integer = v}, true) : ISMS_E_MISUSE;
}

isms_status isms_add_real(isms_model *m, isms_id record, isms_attribute attribute, double v)
{
    return m ? put(m, record, attribute, encode_real, &(value){.real = v}, true) : ISMS_E_MISUSE;
}

static bool is_member(const isms__attribute *a, const isms__attribute *group)
{
    size_t n = strlen(group->path);
    return strncmp(a->path, group->path, n) == 0 && (a->path[n] == '.' || a->path[n] == '\0');
}

isms_status isms_clear(isms_model *m, isms_id record, isms_attribute attribute)
{
    place at;
    bool opened;
    if (!m)
        return ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, true, &opened);
    if (status != ISMS_OK)
        return status;
    status = find_place(m, record, attribute, &at);
    for (uint32_t c = status == ISMS_OK ? at.a->column : 0; status == ISMS_OK && c < isms__columns_in(m, at.type); c++) {
        const isms__attribute *a = isms__attribute_at(m, at.type, c);
        if (a != at.a && (at.a->kind != ISMS_KIND_GROUP || !is_member(a, at.a)))
            break;
        status = isms__write(m, at.type, ISMS__FIRST + c, at.row, 0);
    }
    return isms__edit_end(m, opened, status);
}

isms_status isms_set_level(isms_model *m, isms_id record, isms_attribute group, int64_t likelihood, int64_t impact)
{
    char path[80];
    bool opened;
    const isms__attribute *a = isms__attribute_get(group);
    if (!m)
        return ISMS_E_MISUSE;
    if (!a)
        return ISMS_E_ATTRIBUTE;
    if (a->kind != ISMS_KIND_GROUP || isms__is_list(a) || strlen(a->path) > 60)
        return ISMS_E_KIND;
    isms_status status = isms__edit_begin(m, true, &opened);
    if (status != ISMS_OK)
        return status;
    size_t n = strlen(a->path);
    memcpy(path, a->path, n);
    memcpy(path + n, ".likelihood", sizeof ".likelihood");
    status = isms_set_integer(m, record, isms__attribute_by_path(group / 1000, path), likelihood);
    memcpy(path + n, ".impact", sizeof ".impact");
    if (status == ISMS_OK)
        status = isms_set_integer(m, record, isms__attribute_by_path(group / 1000, path), impact);
    return isms__edit_end(m, opened, status);
}

isms_status isms_list_remove(isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    place at;
    bool opened;
    if (!m)
        return ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    status = find_place(m, record, attribute, &at);
    if (status == ISMS_OK && at.a->kind != ISMS_KIND_TABLE && (!isms__is_list(at.a) || at.a->kind == ISMS_KIND_GROUP))
        status = ISMS_E_KIND;
    uint32_t cell = status == ISMS_OK ? isms__cell(m, at.type, at.a->column, at.row) : 0;
    uint32_t count = cell ? cell_list(m, cell)[0] : 0;
    if (status == ISMS_OK && i >= count)
        status = ISMS_E_RANGE;
    if (status == ISMS_OK && count == 1) {
        status = isms__write(m, at.type, ISMS__FIRST + at.a->column, at.row, 0);
    } else if (status == ISMS_OK) {
        void *out;
        uint32_t address = isms__arena_reserve(&m->lists, &m->host, count * sizeof(uint32_t), &out);
        if (address) {
            uint32_t *list = out;
            const uint32_t *from = cell_list(m, cell) + 1;
            list[0] = count - 1;
            memcpy(list + 1, from, i * sizeof *list);
            memcpy(list + 1 + i, from + i + 1, (count - 1 - i) * sizeof *list);
        }
        status = address ? isms__write(m, at.type, ISMS__FIRST + at.a->column, at.row, address) : ISMS_E_NO_MEMORY;
    }
    return isms__edit_end(m, opened, status);
}

isms_status isms_add_row(isms_model *m, isms_id record, isms_attribute attribute, const char *const *texts, size_t count)
{
    place at;
    bool opened;
    if (!m || (count && !texts) || count > m->max_list)
        return m && (!count || texts) ? ISMS_E_LIMIT : ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    status = find_place(m, record, attribute, &at);
    if (status == ISMS_OK && at.a->kind != ISMS_KIND_TABLE)
        status = ISMS_E_KIND;
    uint32_t *cells = status == ISMS_OK ? isms__allocate(&m->host, (count + 1) * sizeof *cells) : NULL;
    if (status == ISMS_OK && !cells)
        status = ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count && status == ISMS_OK; i++) {
        size_t size = texts[i] ? strlen(texts[i]) : 0;
        if (!isms__text_valid(texts[i] ? texts[i] : "", size))
            status = ISMS_E_TEXT;
        else if (size > m->max_text)
            status = ISMS_E_LIMIT;
        else if (!(cells[i] = isms__put_interned(m, texts[i] ? texts[i] : "", size)))
            status = ISMS_E_NO_MEMORY;
    }
    uint32_t row = status == ISMS_OK ? isms__put_list(m, cells, count) : 0;
    if (status == ISMS_OK)
        status = row ? append(m, &at, row) : ISMS_E_NO_MEMORY;
    if (cells)
        isms__release(&m->host, cells, (count + 1) * sizeof *cells);
    return isms__edit_end(m, opened, status);
}
