/* The schema as documents: which forms there are, and the walk that they share. */
#include <isms/extension.h>
#include <isms/schema_write.h>

#include "schema_forms.h"

#include <string.h>

static const struct {
    const char *name;
    void (*write)(isms__output *o, const isms__extension *extension);
} forms[] = {{"json-schema", isms__schema_json}, {"xsd", isms__schema_xsd}, {"markdown", isms__schema_markdown}};

isms_status isms_schema_write(const char *form, isms_write write, void *user)
{
    return isms_extension_schema_write(NULL, form, write, user);
}

isms_status isms_extension_schema_write(const isms_extension *extension, const char *form, isms_write write, void *user)
{
    isms__output o;
    if (!form || !write)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(forms[i].name, form) != 0)
            continue;
        isms__output_start(&o, write, user);
        forms[i].write(&o, extension);
        return isms__output_finish(&o);
    }
    return ISMS_E_FORMAT;
}

const isms__type *isms__schema_next_type(const isms__type *previous)
{
    size_t i = previous ? (size_t)previous->index + 1 : 0;
    while (i < isms__type_count && isms__types[i].flags)
        i++;
    return i < isms__type_count ? &isms__types[i] : NULL;
}

const isms__attribute *isms__schema_next_member(const isms__extension *extension, const isms__type *type,
                                                const isms__attribute *group, const isms__attribute *previous)
{
    for (uint32_t c = previous ? previous->column + 1u : 0; c < isms__extended_columns(extension, type); c++)
        if (isms__is_member(isms__extended_attribute(extension, type, c), group))
            return isms__extended_attribute(extension, type, c);
    return NULL;
}

int32_t isms__schema_next_enum(const isms__extension *extension, int32_t previous)
{
    enum { MOST = 2 * ISMS__EXTENSION_ENUM };
    uint32_t count;
    for (int32_t e = previous + 1; e < MOST; e++) {
        isms__extended_values(extension, e, &count);
        if (count)
            return e;
    }
    return 0;
}

void isms__schema_name(isms__output *o, const isms__attribute *a)
{
    size_t size;
    const char *name = isms__last_part(a->path, &size);
    isms__output_add(o, name, size);
}

void isms__schema_indent(isms__output *o, unsigned depth)
{
    isms__output_text(o, "\n");
    for (unsigned i = 0; i < depth; i++)
        isms__output_text(o, "  ");
}
