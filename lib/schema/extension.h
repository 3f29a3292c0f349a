/* Attributes of a host's own, behind those of the schema. Every call takes NULL for "no extension". */
#ifndef ISMS__SCHEMA_EXTENSION_H
#define ISMS__SCHEMA_EXTENSION_H

#include "core/memory.h"
#include "schema.h"

#include <stdatomic.h>

enum {
    ISMS__EXTENSION_NUMBER = 500,                                   /* numbers of attributes within a type, from here on */
    ISMS__EXTENSION_ENUM = 1000,                                    /* numbers of enumerations, from here on */
    ISMS__EXTENSION_MOST = 64,                                      /* attributes of a type */
    ISMS__COLUMN_MOST = ISMS__ATTRIBUTE_MOST + ISMS__EXTENSION_MOST /* of a type */
};

typedef struct isms__extension_type {
    isms__attribute *list;
    size_t count, capacity;
} isms__extension_type;

typedef struct isms__extension_enum {
    char *name;
    isms__value_row *rows;
    size_t count, capacity;
} isms__extension_enum;

typedef struct isms_extension isms__extension;
struct isms_extension {
    isms_allocator host;
    atomic_uint_least32_t references;
    char *prefix;
    isms__extension_type types[ISMS__TYPE_MOST]; /* by index of the type */
    isms__extension_enum *enums;
    size_t enum_count, enum_capacity;
};

/* A copy that models share; it is never changed. */
isms_status isms__extension_copy(const isms__extension *x, const isms_allocator *a, isms__extension **out);
bool isms__extension_equal(const isms__extension *a, const isms__extension *b); /* the same attributes under the same numbers */
isms__extension *isms__extension_share(isms__extension *x);
void isms__extension_release(isms__extension *x);

static inline uint32_t isms__extended_columns(const isms__extension *x, const isms__type *t)
{
    return isms__columns(t) + (x ? (uint32_t)x->types[t->index].count : 0);
}

static inline const isms__attribute *isms__extended_attribute(const isms__extension *x, const isms__type *t, uint32_t column)
{
    uint32_t own = isms__columns(t);
    return column < own ? &isms__attributes_of(t)[column] : &x->types[t->index].list[column - own];
}

/* NULL where there is none. */
const isms__attribute *isms__extension_get(const isms__extension *x, isms_attribute id);
const isms__attribute *isms__extended_find(const isms__extension *x, const isms__type *t, const char *path);

/* The attribute of an extension, where it is of that type. */
static inline const isms__attribute *isms__extension_of_type(const isms__extension *x, const isms__type *t, isms_attribute id)
{
    return id / 1000 == t->id ? isms__extension_get(x, id) : NULL;
}

static inline const isms__attribute *isms__extended_get(const isms__extension *x, isms_attribute id)
{
    return id % 1000 < ISMS__EXTENSION_NUMBER ? isms__attribute_get(id) : isms__extension_get(x, id);
}

/* The values of an enumeration of either. */
const isms__value_row *isms__extended_values(const isms__extension *x, int32_t enumeration, uint32_t *count);
const isms__value_row *isms__extended_value(const isms__extension *x, int32_t enumeration, int32_t value); /* NULL: none */
const char *isms__extended_enum_name(const isms__extension *x, int32_t enumeration);                       /* NULL: none */

#endif
