/* Presets: finding the rows and making objects of them. */
#include "preset.h"

#include "core/memory.h"
#include "method.h"

#include <string.h>

static const isms__preset *table_of(int32_t kind)
{
    static const isms__preset *const tables[] = {NULL, isms__preset_scales, isms__preset_matrices, isms__preset_methods,
                                                 isms__preset_criteria};
    return kind >= ISMS_PRESET_SCALE && kind <= ISMS_PRESET_CRITERIA ? tables[kind] : NULL;
}

static const isms__preset *row_by_id(int32_t kind, const char *id)
{
    for (const isms__preset *p = table_of(kind); id && p && p->id; p++)
        if (strcmp(p->id, id) == 0)
            return p;
    return NULL;
}

size_t isms_preset_count(int32_t kind)
{
    const isms__preset *table = table_of(kind);
    size_t n = 0;
    while (table && table[n].id)
        n++;
    return n;
}

static const isms__preset *row_at(int32_t kind, size_t row)
{
    return row < isms_preset_count(kind) ? &table_of(kind)[row] : NULL;
}

const char *isms_preset_id(int32_t kind, size_t row)
{
    const isms__preset *p = row_at(kind, row);
    return p ? p->id : NULL;
}

int32_t isms_preset_version(int32_t kind, size_t row)
{
    const isms__preset *p = row_at(kind, row);
    return p ? p->version : 0;
}

const char *isms_preset_title(int32_t kind, size_t row)
{
    const isms__preset *p = row_at(kind, row);
    return p ? p->title : NULL;
}

const char *isms_preset_source(int32_t kind, size_t row)
{
    const isms__preset *p = row_at(kind, row);
    return p ? p->source : NULL;
}

const char *isms_preset_definition(int32_t kind, size_t row)
{
    const isms__preset *p = row_at(kind, row);
    return p ? p->definition : NULL;
}

isms_status isms_preset_scale(const char *id, const isms_allocator *allocator, isms_scale **out)
{
    if (!id || !out)
        return ISMS_E_MISUSE;
    const isms__preset *p = row_by_id(ISMS_PRESET_SCALE, id);
    return p ? isms_scale_parse(p->definition, p->unit, allocator, out) : ISMS_E_NOT_FOUND;
}

isms_status isms_preset_matrix(const char *id, const isms_allocator *allocator, isms_matrix **out)
{
    if (!id || !out)
        return ISMS_E_MISUSE;
    const isms__preset *p = row_by_id(ISMS_PRESET_MATRIX, id);
    if (!p)
        return ISMS_E_NOT_FOUND;
    isms_scale *scales[3] = {NULL, NULL, NULL};
    isms_matrix *plain = NULL;
    isms_status status = isms_preset_scale(p->rows, allocator, &scales[0]);
    if (status == ISMS_OK)
        status = isms_preset_scale(p->columns, allocator, &scales[1]);
    if (status == ISMS_OK)
        status = isms_preset_scale(p->levels, allocator, &scales[2]);
    if (status == ISMS_OK)
        status = isms_matrix_parse(p->definition, scales[2], allocator, &plain);
    if (status == ISMS_OK)
        status = isms_matrix_with_scales(plain, scales[0], scales[1], scales[2], allocator, out);
    isms_matrix_free(plain);
    for (size_t i = 0; i < 3; i++)
        isms_scale_free(scales[i]);
    return status;
}

isms_status isms_preset_method(const char *id, const isms_allocator *allocator, isms_method **out)
{
    if (!id || !out)
        return ISMS_E_MISUSE;
    const isms__preset *p = row_by_id(ISMS_PRESET_METHOD, id);
    return p ? isms_method_parse(p->id, p->version, p->definition, allocator, NULL, out) : ISMS_E_NOT_FOUND;
}

isms_status isms_preset_criteria(const char *id, const isms_allocator *allocator, isms_criteria **out)
{
    if (!id || !out)
        return ISMS_E_MISUSE;
    const isms__preset *p = row_by_id(ISMS_PRESET_CRITERIA, id);
    if (!p)
        return ISMS_E_NOT_FOUND;
    isms_scale *scale = NULL;
    isms_status status = isms_preset_scale(p->id, allocator, &scale);
    if (status == ISMS_OK)
        status = isms_criteria_parse(scale, p->definition, allocator, out);
    isms_scale_free(scale);
    return status;
}

isms_status isms__preset_named(const isms_allocator *allocator, int32_t kind, const char *id, isms__named *out)
{
    const isms__preset *p = row_by_id(kind, id);
    if (!p)
        return ISMS_E_NOT_FOUND;
    *out = (isms__named){p->id, p->version, NULL, NULL};
    return kind == ISMS_PRESET_SCALE ? isms_preset_scale(id, allocator, &out->scale)
                                     : isms_preset_matrix(id, allocator, &out->matrix);
}
