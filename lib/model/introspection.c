/* Walking through the attributes of a model: those of the schema and those of its extension. */
#include "store.h"

#include <string.h>

static const isms__extension *extension_of(const isms_model *m)
{
    return m ? m->extension : NULL;
}

static const isms__attribute *find(const isms_model *m, isms_attribute attribute)
{
    return attribute > 0 ? isms__extended_get(extension_of(m), attribute) : NULL;
}

isms_attribute isms_attribute_next(const isms_model *m, isms_type type, isms_attribute previous)
{
    const isms__type *t = isms__type_get(type);
    const isms__attribute *a = find(m, previous);
    if (!t || (previous && (!a || previous / 1000 != type)))
        return 0;
    uint32_t next = a ? a->column + 1u : 0;
    return next < isms__extended_columns(extension_of(m), t) ? isms__extended_attribute(extension_of(m), t, next)->id : 0;
}

isms_attribute isms_attribute_by_path(const isms_model *m, isms_type type, const char *path)
{
    const isms__type *t = isms__type_get(type);
    const isms__attribute *a = t && path ? isms__extended_find(extension_of(m), t, path) : NULL;
    return a ? a->id : 0;
}

const char *isms_attribute_path(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->path : NULL;
}

isms_type isms_attribute_type(const isms_model *m, isms_attribute attribute)
{
    return find(m, attribute) ? attribute / 1000 : 0;
}

isms_kind isms_attribute_kind(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->kind : 0;
}

int32_t isms_attribute_is_list(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a && isms__is_list(a) ? 1 : 0;
}

int32_t isms_attribute_target(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->target : 0;
}

isms_delete_rule isms_attribute_delete_rule(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->rule : ISMS_DELETE_NONE;
}

const char *isms_attribute_clause(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->clause : NULL;
}

const char *isms_attribute_doc(const isms_model *m, isms_attribute attribute)
{
    const isms__attribute *a = find(m, attribute);
    return a ? a->doc : NULL;
}

int32_t isms_value_next(const isms_model *m, int32_t enumeration, int32_t previous)
{
    uint32_t count;
    const isms__value_row *rows = isms__extended_values(extension_of(m), enumeration, &count);
    for (uint32_t i = 0; previous && i < count; i++)
        if (rows[i].value == previous)
            return i + 1 < count ? rows[i + 1].value : 0;
    return previous || !count ? 0 : rows[0].value;
}

const char *isms_value_name(const isms_model *m, int32_t enumeration, int32_t value)
{
    const isms__value_row *row = isms__extended_value(extension_of(m), enumeration, value);
    return row ? row->name : NULL;
}

const char *isms_value_doc(const isms_model *m, int32_t enumeration, int32_t value)
{
    const isms__value_row *row = isms__extended_value(extension_of(m), enumeration, value);
    return row ? row->doc : "";
}

int32_t isms_value_by_name(const isms_model *m, int32_t enumeration, const char *name)
{
    uint32_t count;
    const isms__value_row *rows = isms__extended_values(extension_of(m), enumeration, &count);
    for (uint32_t i = 0; name && i < count; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].value;
    return 0;
}

const char *isms_enum_name(const isms_model *m, int32_t enumeration)
{
    return isms__extended_enum_name(extension_of(m), enumeration);
}
