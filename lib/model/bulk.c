/* One attribute of many records in one call. */
#include "store.h"

#include <isms/bulk.h>
#include <string.h>

/* The attribute, checked once for all records; NULL with the status where it cannot be read this way. */
static const isms__attribute *single(const isms_model *m, isms_attribute attribute, isms_status *status)
{
    const isms__attribute *a = isms__extended_get(m ? m->extension : NULL, attribute);
    *status = !a ? ISMS_E_ATTRIBUTE : isms__is_list(a) ? ISMS_E_KIND : ISMS_OK;
    return *status == ISMS_OK ? a : NULL;
}

/* The cell of a record, 0 where it has no value; false where there is no such record of that type. */
static bool cell_of(const isms_model *m, isms_id record, const isms__attribute *a, uint32_t *cell)
{
    isms__spot spot;
    if (!isms__locate(m, record, &spot) || spot.type->id != a->id / 1000)
        return false;
    *cell = isms__cell(m, spot.type, a->column, spot.row);
    return true;
}

static void mark(uint8_t *present, size_t i, bool is)
{
    if (present)
        present[i] = is;
}

isms_status isms_bulk_integers(const isms_model *m, const isms_id *records, size_t count, isms_attribute attribute,
                               int64_t *values, uint8_t *present)
{
    isms_status status;
    const isms__attribute *a = single(m, attribute, &status);
    if (!m || (count && (!records || !values)))
        return ISMS_E_MISUSE;
    if (!a || a->kind != ISMS_KIND_INTEGER)
        return a ? ISMS_E_KIND : status;
    for (size_t i = 0; i < count; i++) {
        uint32_t cell;
        if (!cell_of(m, records[i], a, &cell))
            return ISMS_E_STALE;
        values[i] = cell ? isms__integer_of(m, cell) : 0;
        mark(present, i, cell != 0);
    }
    return ISMS_OK;
}

isms_status isms_bulk_reals(const isms_model *m, const isms_id *records, size_t count, isms_attribute attribute, double *values,
                            uint8_t *present)
{
    isms_status status;
    const isms__attribute *a = single(m, attribute, &status);
    if (!m || (count && (!records || !values)))
        return ISMS_E_MISUSE;
    if (!a || (a->kind != ISMS_KIND_REAL && a->kind != ISMS_KIND_INTEGER))
        return a ? ISMS_E_KIND : status;
    for (size_t i = 0; i < count; i++) {
        uint32_t cell;
        if (!cell_of(m, records[i], a, &cell))
            return ISMS_E_STALE;
        values[i] = !cell ? 0 : a->kind == ISMS_KIND_REAL ? isms__real_of(m, cell) : (double)isms__integer_of(m, cell);
        mark(present, i, cell != 0);
    }
    return ISMS_OK;
}

isms_status isms_bulk_values(const isms_model *m, const isms_id *records, size_t count, isms_attribute attribute,
                             int32_t *values, uint8_t *present)
{
    isms_status status;
    const isms__attribute *a = single(m, attribute, &status);
    if (!m || (count && (!records || !values)))
        return ISMS_E_MISUSE;
    if (!a || (a->kind != ISMS_KIND_DATE && a->kind != ISMS_KIND_BOOLEAN && a->kind != ISMS_KIND_ENUM))
        return a ? ISMS_E_KIND : status;
    for (size_t i = 0; i < count; i++) {
        uint32_t cell;
        if (!cell_of(m, records[i], a, &cell))
            return ISMS_E_STALE;
        values[i] = a->kind == ISMS_KIND_BOOLEAN ? cell == 2 : (int32_t)cell;
        mark(present, i, cell != 0);
    }
    return ISMS_OK;
}

isms_status isms_bulk_links(const isms_model *m, const isms_id *records, size_t count, isms_attribute attribute,
                            isms_id *values)
{
    isms_status status;
    const isms__attribute *a = single(m, attribute, &status);
    if (!m || (count && (!records || !values)))
        return ISMS_E_MISUSE;
    if (!a || a->kind != ISMS_KIND_REFERENCE)
        return a ? ISMS_E_KIND : status;
    const isms__type *target = isms__type_get(a->target);
    for (size_t i = 0; i < count; i++) {
        uint32_t cell;
        if (!cell_of(m, records[i], a, &cell))
            return ISMS_E_STALE;
        values[i] = cell ? isms__id_of_row(m, target, isms__follow(m, target, cell - 1)) : ISMS_NONE;
    }
    return ISMS_OK;
}

/* The text of a record's attribute, or its id where a is NULL; NULL where it has none. */
static isms_status text_of(const isms_model *m, isms_id record, const isms__attribute *a, const char **text, size_t *size)
{
    *text = NULL;
    *size = 0;
    if (!a)
        *text = isms_record_key(m, record);
    else if (a->kind == ISMS_KIND_REFERENCE)
        *text = isms_link_key(m, record, a->id);
    else {
        isms_status status = isms_get_text(m, record, a->id, text, size);
        return status == ISMS_ABSENT ? ISMS_OK : status == ISMS_E_ATTRIBUTE ? ISMS_E_STALE : status;
    }
    if (*text)
        *size = strlen(*text);
    return *text || (a && isms_record_type(m, record) == a->id / 1000) ? ISMS_OK : ISMS_E_STALE;
}

isms_status isms_bulk_texts(const isms_model *m, const isms_id *records, size_t count, isms_attribute attribute, char *bytes,
                            size_t capacity, uint64_t *offsets, uint8_t *present)
{
    isms_status status = ISMS_OK;
    const isms__attribute *a = attribute ? single(m, attribute, &status) : NULL;
    uint64_t at = 0;
    if (!m || !offsets || (count && !records) || (capacity && !bytes))
        return ISMS_E_MISUSE;
    if (status != ISMS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const char *text;
        size_t size;
        status = text_of(m, records[i], a, &text, &size);
        if (status != ISMS_OK)
            return status;
        if (size && at <= capacity && size <= capacity - at)
            memcpy(bytes + at, text, size);
        offsets[i] = at;
        at += size;
        mark(present, i, text != NULL);
    }
    offsets[count] = at;
    return at > capacity ? ISMS_PARTIAL : ISMS_OK;
}
