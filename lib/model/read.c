/* From ids to cells and from cells to values, in a model on the heap and in a catalogue alike. */
#include "store.h"

#include <string.h>

static const isms__fixed_type *fixed_of(const isms_model *m, isms_type type)
{
    uint8_t place = m->fixed->type_places[type];
    return place ? &m->fixed->types[place - 1] : NULL;
}

uint32_t isms__fixed_find(const isms_model *m, const isms__type *type, const char *key, size_t size)
{
    const isms__fixed_type *f = fixed_of(m, type->id);
    uint32_t low = 0, high = f ? f->rows : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, row = f->order[middle];
        size_t n;
        const char *text = isms__text_at(m, f->keys[row], &n);
        int order = memcmp(text, key, n < size ? n : size);
        if (order == 0 && n == size)
            return row + 1;
        if (order < 0 || (order == 0 && n < size))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

uint32_t isms__rows(const isms_model *m, const isms__type *type)
{
    if (!m->fixed)
        return isms__register_of(m, type)->rows;
    const isms__fixed_type *f = fixed_of(m, type->id);
    return f ? f->rows : 0;
}

/* Generation and flags of a row; 0 where there is none. */
static inline uint32_t meta(const isms_model *m, const isms__type *type, uint32_t row)
{
    const isms__register *r = isms__register_of(m, type);
    if (row >= r->rows)
        return 0;
    if (isms__all_live(r)) /* all look the same */
        return ISMS__GENERATION << 8 | ISMS__LIVE;
    return isms__column_get(&r->columns[ISMS__META], row);
}

bool isms__row_live(const isms_model *m, const isms__type *type, uint32_t row)
{
    return m->fixed ? row < isms__rows(m, type) : (meta(m, type, row) & ISMS__LIVE) != 0;
}

uint32_t isms__follow(const isms_model *m, const isms__type *type, uint32_t row)
{
    if (m->fixed)
        return row;
    const isms__register *r = isms__register_of(m, type);
    if (isms__all_live(r))
        return row;
    while (!(isms__column_get(&r->columns[ISMS__META], row) & ISMS__LIVE)) {
        uint32_t next = isms__column_get(&r->columns[ISMS__FORWARD], row);
        if (!next)
            break;
        row = next - 1;
    }
    return row;
}

isms_id isms__id_of_row(const isms_model *m, const isms__type *type, uint32_t row)
{
    if (m->fixed)
        return row < isms__rows(m, type) ? isms__id(type, 1, row) : ISMS_NONE;
    uint32_t word = meta(m, type, row);
    return word & ISMS__LIVE ? isms__id(type, word >> 8, row) : ISMS_NONE;
}

bool isms__locate(const isms_model *m, isms_id id, isms__spot *out)
{
    const isms__type *type = m ? isms__type_get((isms_type)(id >> 56)) : NULL;
    if (!type)
        return false;
    out->type = type;
    out->row = (uint32_t)id;
    if (m->fixed)
        return isms__id_of_row(m, type, out->row) == id;
    uint32_t word = meta(m, type, out->row);
    return word & ISMS__LIVE && isms__id(type, word >> 8, out->row) == id;
}

uint32_t isms__cell(const isms_model *m, const isms__type *type, uint32_t column, uint32_t row)
{
    if (!m->fixed) {
        const isms__register *r = isms__register_of(m, type);
        return r->columns ? isms__column_get(&r->columns[ISMS__FIRST + column], row) : 0;
    }
    const isms__fixed_type *f = fixed_of(m, type->id);
    return f && row < f->rows && f->places[column] ? f->cells[(size_t)row * f->columns + f->places[column] - 1] : 0;
}

uint32_t isms__key_cell(const isms_model *m, const isms__type *type, uint32_t row)
{
    return m->fixed ? fixed_of(m, type->id)->keys[row] : isms__column_get(&isms__register_of(m, type)->columns[ISMS__KEY], row);
}

const char *isms__long_text_at(const unsigned char *at, size_t *size)
{
    size_t n = 0;
    unsigned shift = 0;
    do {
        n |= (size_t)(*at & 0x7f) << shift;
        shift += 7;
    } while (*at++ & 0x80);
    if (size)
        *size = n;
    return (const char *)at;
}

bool isms__text_is(const isms_model *m, uint32_t address, const char *text, size_t size)
{
    size_t n;
    const char *there = isms__text_at(m, address, &n);
    return n == size && memcmp(there, text, size) == 0;
}

int64_t isms__integer_of(const isms_model *m, uint32_t cell)
{
    if (cell & 1) {
        int64_t value;
        memcpy(&value, isms__arena_at(&m->wide, cell >> 1), sizeof value);
        return value;
    }
    uint32_t zigzag = (cell - 2) >> 1;
    return (int64_t)(zigzag >> 1) ^ -(int64_t)(zigzag & 1);
}

const double isms__powers[ISMS__PLACES] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

double isms__real_of(const isms_model *m, uint32_t cell)
{
    double value;
    if (cell & 1) {
        memcpy(&value, isms__arena_at(&m->wide, cell >> 1), sizeof value);
        return value;
    }
    value = (double)(cell >> 5) / isms__powers[(cell >> 1 & 7) - 1];
    return cell >> 4 & 1 ? -value : value;
}

/* ------------------------------------------------------------------ one value */

/* The cell of an attribute of a record, and what it is. */
typedef struct look {
    const isms__attribute *a;
    const isms__type *type;
    uint32_t cell;
} look;

static isms_status find_cell(const isms_model *m, isms_id record, isms_attribute attribute, look *out)
{
    isms__spot spot;
    if (!isms__locate(m, record, &spot))
        return ISMS_E_STALE;
    out->a = attribute % 1000 < ISMS__EXTENSION_NUMBER ? isms__attribute_of(spot.type, attribute)
                                                       : isms__extension_of_type(m->extension, spot.type, attribute);
    out->type = spot.type;
    if (!out->a)
        return ISMS_E_ATTRIBUTE;
    out->cell = isms__cell(m, spot.type, out->a->column, spot.row);
    return ISMS_OK;
}

static isms_status one(const isms_model *m, isms_id record, isms_attribute attribute, isms_kind kind, look *out)
{
    isms_status status = find_cell(m, record, attribute, out);
    if (status != ISMS_OK)
        return status;
    if (out->a->kind != kind || isms__is_list(out->a))
        return ISMS_E_KIND;
    return out->cell ? ISMS_OK : ISMS_ABSENT;
}

static bool kind_is_text(isms_kind kind)
{
    return kind == ISMS_KIND_TEXT || kind == ISMS_KIND_LEVEL || kind == ISMS_KIND_REQUIREMENT || kind == ISMS_KIND_TIMESTAMP ||
           kind == ISMS_KIND_MONEY;
}

int32_t isms_has(const isms_model *m, isms_id record, isms_attribute attribute)
{
    look at;
    if (find_cell(m, record, attribute, &at) != ISMS_OK)
        return 0;
    if (at.a->kind != ISMS_KIND_GROUP)
        return at.cell != 0;
    size_t n = strlen(at.a->path); /* a group: any member */
    for (isms_attribute next = isms__attribute_next(at.type->id, attribute); next;
         next = isms__attribute_next(at.type->id, next)) {
        const isms__attribute *member = isms__attribute_get(next);
        if (strncmp(member->path, at.a->path, n) != 0 || member->path[n] != '.')
            break;
        if (member->kind != ISMS_KIND_GROUP && isms_has(m, record, next))
            return 1;
    }
    return 0;
}

isms_status isms_get_text(const isms_model *m, isms_id record, isms_attribute attribute, const char **out, size_t *size)
{
    look at;
    isms_status status = find_cell(m, record, attribute, &at);
    if (status != ISMS_OK)
        return status;
    if (isms__is_list(at.a) || !out)
        return out ? ISMS_E_KIND : ISMS_E_MISUSE;
    if (at.a->kind == ISMS_KIND_ENUM && at.cell) {
        *out = isms__extended_value(m->extension, at.a->target, (int32_t)at.cell)->name;
        if (size)
            *size = strlen(*out);
        return ISMS_OK;
    }
    if (!kind_is_text(at.a->kind) && at.a->kind != ISMS_KIND_ENUM)
        return ISMS_E_KIND;
    if (!at.cell)
        return ISMS_ABSENT;
    *out = isms__text_at(m, at.cell, size);
    if (size && at.a->kind == ISMS_KIND_MONEY)
        *size = strlen(*out);
    return ISMS_OK;
}

const char *isms_text(const isms_model *m, isms_id record, isms_attribute attribute)
{
    const char *text = NULL;
    return isms_get_text(m, record, attribute, &text, NULL) == ISMS_OK ? text : NULL;
}

isms_status isms_get_integer(const isms_model *m, isms_id record, isms_attribute attribute, int64_t *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_INTEGER, &at);
    if (status == ISMS_OK)
        *out = isms__integer_of(m, at.cell);
    return status;
}

int64_t isms_integer(const isms_model *m, isms_id record, isms_attribute attribute, int64_t fallback)
{
    isms_get_integer(m, record, attribute, &fallback);
    return fallback;
}

isms_status isms_get_real(const isms_model *m, isms_id record, isms_attribute attribute, double *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_REAL, &at);
    if (status == ISMS_OK)
        *out = isms__real_of(m, at.cell);
    else if (status == ISMS_E_KIND && one(m, record, attribute, ISMS_KIND_INTEGER, &at) == ISMS_OK) {
        *out = (double)isms__integer_of(m, at.cell);
        status = ISMS_OK;
    }
    return status;
}

double isms_real(const isms_model *m, isms_id record, isms_attribute attribute, double fallback)
{
    isms_get_real(m, record, attribute, &fallback);
    return fallback;
}

isms_status isms_get_boolean(const isms_model *m, isms_id record, isms_attribute attribute, int32_t *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_BOOLEAN, &at);
    if (status == ISMS_OK)
        *out = at.cell == 2;
    return status;
}

int32_t isms_boolean(const isms_model *m, isms_id record, isms_attribute attribute, int32_t fallback)
{
    isms_get_boolean(m, record, attribute, &fallback);
    return fallback;
}

isms_status isms_get_day(const isms_model *m, isms_id record, isms_attribute attribute, isms_day *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_DATE, &at);
    if (status == ISMS_OK)
        *out = (isms_day)at.cell;
    return status;
}

isms_day isms_day_of(const isms_model *m, isms_id record, isms_attribute attribute)
{
    isms_day day = 0;
    isms_get_day(m, record, attribute, &day);
    return day;
}

isms_status isms_get_value(const isms_model *m, isms_id record, isms_attribute attribute, int32_t *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_ENUM, &at);
    if (status == ISMS_OK)
        *out = (int32_t)at.cell;
    return status;
}

int32_t isms_value(const isms_model *m, isms_id record, isms_attribute attribute)
{
    int32_t value = 0;
    isms_get_value(m, record, attribute, &value);
    return value;
}

static isms_id link_of(const isms_model *m, const isms__attribute *a, uint32_t cell)
{
    const isms__type *target = isms__type_get(a->target);
    return isms__id_of_row(m, target, isms__follow(m, target, cell - 1));
}

static const char *link_key_of(const isms_model *m, const isms__attribute *a, uint32_t cell)
{
    const isms__type *target = isms__type_get(a->target);
    return isms__text_at(m, isms__key_cell(m, target, isms__follow(m, target, cell - 1)), NULL);
}

isms_status isms_get_link(const isms_model *m, isms_id record, isms_attribute attribute, isms_id *out)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_REFERENCE, &at);
    if (status == ISMS_OK)
        *out = link_of(m, at.a, at.cell);
    return status;
}

isms_id isms_link(const isms_model *m, isms_id record, isms_attribute attribute)
{
    isms_id id = ISMS_NONE;
    isms_get_link(m, record, attribute, &id);
    return id;
}

const char *isms_link_key(const isms_model *m, isms_id record, isms_attribute attribute)
{
    look at;
    return one(m, record, attribute, ISMS_KIND_REFERENCE, &at) == ISMS_OK ? link_key_of(m, at.a, at.cell) : NULL;
}

isms_status isms_get_money(const isms_model *m, isms_id record, isms_attribute attribute, const char **amount,
                           const char **currency)
{
    look at;
    isms_status status = one(m, record, attribute, ISMS_KIND_MONEY, &at);
    if (status == ISMS_OK) {
        *amount = isms__text_at(m, at.cell, NULL);
        *currency = *amount + strlen(*amount) + 1;
    }
    return status;
}

/* ------------------------------------------------------------------ lists and tables */

static const uint32_t empty_list[] = {0};

/* The cells of a list, or an empty one. */
static const uint32_t *list_of(const isms_model *m, isms_id record, isms_attribute attribute, isms_kind kind, look *at)
{
    if (find_cell(m, record, attribute, at) != ISMS_OK || !at->cell)
        return empty_list;
    bool list = isms__is_list(at->a) && at->a->kind != ISMS_KIND_GROUP;
    if (at->a->kind == ISMS_KIND_TABLE)
        list = true;
    if (!list || (kind && at->a->kind != kind))
        return empty_list;
    return isms__list_at(m, at->cell);
}

size_t isms_list_count(const isms_model *m, isms_id record, isms_attribute attribute)
{
    look at;
    return list_of(m, record, attribute, 0, &at)[0];
}

const char *isms_list_text(const isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, 0, &at);
    if (i >= list[0] || !list[i + 1])
        return NULL;
    if (at.a->kind == ISMS_KIND_ENUM)
        return isms__extended_value(m->extension, at.a->target, (int32_t)list[i + 1])->name;
    return kind_is_text(at.a->kind) ? isms__text_at(m, list[i + 1], NULL) : NULL;
}

int32_t isms_list_boolean(const isms_model *m, isms_id record, isms_attribute attribute, size_t i, int32_t fallback)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_BOOLEAN, &at);
    return i < list[0] && list[i + 1] ? list[i + 1] == 2 : fallback;
}

isms_day isms_list_day(const isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_DATE, &at);
    return i < list[0] ? (isms_day)list[i + 1] : 0;
}

isms_status isms_list_money(const isms_model *m, isms_id record, isms_attribute attribute, size_t i, const char **amount,
                            const char **currency)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_MONEY, &at);
    if (i >= list[0] || !list[i + 1])
        return ISMS_ABSENT;
    *amount = isms__text_at(m, list[i + 1], NULL);
    *currency = *amount + strlen(*amount) + 1;
    return ISMS_OK;
}

isms_id isms_list_link(const isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_REFERENCE, &at);
    return i < list[0] && list[i + 1] ? link_of(m, at.a, list[i + 1]) : ISMS_NONE;
}

const char *isms_list_key(const isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_REFERENCE, &at);
    return i < list[0] && list[i + 1] ? link_key_of(m, at.a, list[i + 1]) : NULL;
}

int32_t isms_list_value(const isms_model *m, isms_id record, isms_attribute attribute, size_t i)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_ENUM, &at);
    return i < list[0] ? (int32_t)list[i + 1] : 0;
}

isms_status isms_list_integer(const isms_model *m, isms_id record, isms_attribute attribute, size_t i, int64_t *out)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_INTEGER, &at);
    if (i >= list[0] || !list[i + 1])
        return ISMS_ABSENT;
    *out = isms__integer_of(m, list[i + 1]);
    return ISMS_OK;
}

isms_status isms_list_real(const isms_model *m, isms_id record, isms_attribute attribute, size_t i, double *out)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_REAL, &at);
    if (i >= list[0] || !list[i + 1])
        return ISMS_ABSENT;
    *out = isms__real_of(m, list[i + 1]);
    return ISMS_OK;
}

size_t isms_table_row_count(const isms_model *m, isms_id record, isms_attribute attribute)
{
    look at;
    return list_of(m, record, attribute, ISMS_KIND_TABLE, &at)[0];
}

static const uint32_t *table_row(const isms_model *m, isms_id record, isms_attribute attribute, size_t row)
{
    look at;
    const uint32_t *list = list_of(m, record, attribute, ISMS_KIND_TABLE, &at);
    return row < list[0] && list[row + 1] ? isms__list_at(m, list[row + 1]) : empty_list;
}

size_t isms_table_column_count(const isms_model *m, isms_id record, isms_attribute attribute, size_t row)
{
    return table_row(m, record, attribute, row)[0];
}

const char *isms_table_text(const isms_model *m, isms_id record, isms_attribute attribute, size_t row, size_t column)
{
    const uint32_t *list = table_row(m, record, attribute, row);
    return column < list[0] && list[column + 1] ? isms__text_at(m, list[column + 1], NULL) : NULL;
}
