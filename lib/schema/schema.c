/* The schema: schema.def expanded into tables, and the calls that walk through them. */
#include "schema.h"

#include "core/text.h"

#include <string.h>

/* Flags and rules as the .def spells them. */
enum {
    FLAG_0 = 0,
    FLAG_LIST = ISMS__FLAG_LIST,
    TYPE_0 = 0,
    TYPE_CATALOGUE = ISMS__FLAG_CATALOGUE,
    TYPE_HEADER = ISMS__FLAG_HEADER
};
/* What TARGET names depends on the kind. */
#define TARGET_REFERENCE(t)   ISMS_##t
#define TARGET_ENUM(t)        ISMS_ENUM_##t
#define TARGET_TEXT(t)        0
#define TARGET_INTEGER(t)     0
#define TARGET_REAL(t)        0
#define TARGET_MONEY(t)       0
#define TARGET_BOOLEAN(t)     0
#define TARGET_DATE(t)        0
#define TARGET_TIMESTAMP(t)   0
#define TARGET_LEVEL(t)       0
#define TARGET_REQUIREMENT(t) 0
#define TARGET_GROUP(t)       0
#define TARGET_TABLE(t)       0

/* Positions in the table of attributes: each type's first, then its attributes. */
enum {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc)                        FIRST_##sym, BEFORE_##sym = FIRST_##sym - 1,
#define ISMS_ATTRIBUTE(type, sym, number, path, kind, flags, target, rule, clause, doc) AT_##type##_##sym,
#include <isms/schema.def>
    ATTRIBUTE_COUNT
};

const isms__attribute isms__attributes[] = {
#define ISMS_ATTRIBUTE(type, sym, number, path, kind, flags, target, rule, clause, doc)                                        \
    {ISMS_##type##_##sym,                                                                                                      \
     ISMS_KIND_##kind,                                                                                                         \
     FLAG_##flags,                                                                                                             \
     ISMS_DELETE_##rule,                                                                                                       \
     AT_##type##_##sym - FIRST_##type,                                                                                         \
     TARGET_##kind(target),                                                                                                    \
     path,                                                                                                                     \
     clause,                                                                                                                   \
     doc},
#include <isms/schema.def>
};

enum {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc) TYPE_AT_##sym,
#include <isms/schema.def>
    TYPE_COUNT
};

const uint8_t isms__type_count = TYPE_COUNT;

const isms__type isms__types[] = {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc)                                                               \
    {ISMS_##sym, TYPE_##flags, TYPE_AT_##sym, name, plural, clause, doc},
#include <isms/schema.def>
};

const uint16_t isms__attribute_starts[] = {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc) FIRST_##sym,
#include <isms/schema.def>
    ATTRIBUTE_COUNT};

/* A number that is used twice is an error here (initialised twice). */
const uint8_t isms__type_positions[ISMS__TYPE_MOST] = {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc) [number] = TYPE_AT_##sym + 1,
#include <isms/schema.def>
};

const uint16_t isms__attribute_positions[TYPE_COUNT][ISMS__ATTRIBUTE_MOST] = {
#define ISMS_ATTRIBUTE(type, sym, number, path, kind, flags, target, rule, clause, doc)                                        \
    [TYPE_AT_##type][number] = AT_##type##_##sym + 1,
#include <isms/schema.def>
};

/* Positions in the table of values, of which those of an enumeration follow each other: each enumeration's first. */
enum {
#define ISMS_ENUM(sym, number, name, doc)               FIRST_VALUE_##sym, BEFORE_VALUE_##sym = FIRST_VALUE_##sym - 1,
#define ISMS_VALUE(enumeration, sym, number, name, doc) VALUE_AT_##enumeration##_##sym,
#include <isms/schema.def>
    VALUE_COUNT
};

static const uint16_t value_starts[] = {
#define ISMS_ENUM(sym, number, name, doc) FIRST_VALUE_##sym,
#include <isms/schema.def>
    VALUE_COUNT};

enum {
#define ISMS_ENUM(sym, number, name, doc) ENUM_AT_##sym,
#include <isms/schema.def>
    ENUM_COUNT,
    ENUM_MOST = 256 /* numbers of enumerations are below this */
};

static const uint8_t enum_positions[ENUM_MOST] = {
#define ISMS_ENUM(sym, number, name, doc) [number] = ENUM_AT_##sym + 1,
#include <isms/schema.def>
};

static const isms__value_row values[] = {
#define ISMS_VALUE(enumeration, sym, number, name, doc) {ISMS_ENUM_##enumeration, number, sizeof(name) - 1, name, doc},
#include <isms/schema.def>
};

static const struct {
    int16_t enumeration;
    const char *name;
} enums[] = {
#define ISMS_ENUM(sym, number, name, doc) {number, name},
#include <isms/schema.def>
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

isms_type isms_type_next(isms_type previous)
{
    const isms__type *t = isms__type_get(previous);
    size_t next = t ? (size_t)t->index + 1 : 0;
    return (previous == 0 || t) && next < TYPE_COUNT ? isms__types[next].id : 0;
}

isms_type isms_type_by_name(const char *name)
{
    for (size_t i = 0; name && i < TYPE_COUNT; i++)
        if (!(isms__types[i].flags & ISMS__FLAG_HEADER) &&
            (strcmp(isms__types[i].name, name) == 0 || strcmp(isms__types[i].plural, name) == 0))
            return isms__types[i].id;
    return 0;
}

const char *isms_type_name(isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return t ? t->name : NULL;
}

const char *isms_type_plural(isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return t ? t->plural : NULL;
}

const char *isms_type_clause(isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return t ? t->clause : NULL;
}

const char *isms_type_doc(isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return t ? t->doc : NULL;
}

int32_t isms_type_is_catalogue(isms_type type)
{
    const isms__type *t = isms__type_get(type);
    return t && (t->flags & ISMS__FLAG_CATALOGUE) ? 1 : 0;
}

isms_attribute isms__attribute_next(isms_type type, isms_attribute previous)
{
    const isms__type *t = isms__type_get(type);
    const isms__attribute *a = isms__attribute_get(previous);
    if (!t || (previous != 0 && (!a || previous / 1000 != type)))
        return 0;
    uint32_t next = a ? a->column + 1u : 0;
    return next < isms__columns(t) ? isms__attributes_of(t)[next].id : 0;
}

isms_attribute isms__attribute_by_path(isms_type type, const char *path)
{
    const isms__type *t = isms__type_get(type);
    for (uint32_t i = 0; t && path && i < isms__columns(t); i++)
        if (strcmp(isms__attributes_of(t)[i].path, path) == 0)
            return isms__attributes_of(t)[i].id;
    return 0;
}

const char *isms__attribute_path(isms_attribute attribute)
{
    const isms__attribute *a = isms__attribute_get(attribute);
    return a ? a->path : NULL;
}

isms_type isms__attribute_type(isms_attribute attribute)
{
    return isms__attribute_get(attribute) ? attribute / 1000 : 0;
}

isms_kind isms__attribute_kind(isms_attribute attribute)
{
    const isms__attribute *a = isms__attribute_get(attribute);
    return a ? a->kind : 0;
}

int32_t isms__attribute_is_list(isms_attribute attribute)
{
    const isms__attribute *a = isms__attribute_get(attribute);
    return a && isms__is_list(a) ? 1 : 0;
}

int32_t isms__attribute_target(isms_attribute attribute)
{
    const isms__attribute *a = isms__attribute_get(attribute);
    return a ? a->target : 0;
}

const isms__value_row *isms__values_of(int32_t enumeration, uint32_t *count)
{
    *count = 0;
    if (enumeration < 1 || enumeration >= ENUM_MOST || enum_positions[enumeration] == 0)
        return values;
    size_t i = enum_positions[enumeration] - 1u;
    *count = (uint32_t)value_starts[i + 1] - value_starts[i];
    return values + value_starts[i];
}

static const isms__value_row *find_value(int32_t enumeration, int32_t value)
{
    uint32_t count;
    const isms__value_row *rows = isms__values_of(enumeration, &count);
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].value == value)
            return &rows[i];
    return NULL;
}

int32_t isms__value_next(int32_t enumeration, int32_t previous)
{
    uint32_t count;
    const isms__value_row *rows = isms__values_of(enumeration, &count);
    const isms__value_row *next = previous == 0 ? rows : find_value(enumeration, previous);
    if (next && previous != 0)
        next++;
    return next && next < rows + count ? next->value : 0;
}

int32_t isms__value_by_name(int32_t enumeration, const char *name)
{
    uint32_t count;
    const isms__value_row *rows = isms__values_of(enumeration, &count);
    for (uint32_t i = 0; name && i < count; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].value;
    return 0;
}

const char *isms__value_name(int32_t enumeration, int32_t value)
{
    const isms__value_row *row = find_value(enumeration, value);
    return row ? row->name : NULL;
}

const char *isms__enum_name(int32_t enumeration)
{
    for (size_t i = 0; i < COUNT(enums); i++)
        if (enums[i].enumeration == enumeration)
            return enums[i].name;
    return NULL;
}
