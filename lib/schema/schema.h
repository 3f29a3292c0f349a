/* The schema tables as the library's rooms use them. */
#ifndef ISMS__SCHEMA_SCHEMA_H
#define ISMS__SCHEMA_SCHEMA_H

#include <isms/schema.h>
#include <stdbool.h>

enum {
    ISMS__TYPE_MOST = 128,      /* type numbers are below this */
    ISMS__ATTRIBUTE_MOST = 128, /* attribute numbers within a type are below this */
    ISMS__FLAG_LIST = 1,        /* attribute */
    ISMS__FLAG_CATALOGUE = 1,   /* type */
    ISMS__FLAG_HEADER = 2       /* type */
};

/* One attribute. `column` is its position within the type, which is the column of the store and the order in documents. */
typedef struct isms__attribute {
    isms_attribute id;
    uint8_t kind, flags, rule;
    uint8_t column;
    int16_t target;
    const char *path, *clause, *doc;
} isms__attribute;

typedef struct isms__type {
    isms_type id;
    uint8_t flags;
    uint8_t index; /* position in schema order */
    const char *name, *plural, *clause, *doc;
} isms__type;

/* One value of an enumeration. */
typedef struct isms__value_row {
    int16_t enumeration, value;
    uint8_t size; /* of the name */
    const char *name, *doc;
} isms__value_row;

extern const isms__type isms__types[];           /* in schema order */
extern const isms__attribute isms__attributes[]; /* in schema order, type after type */
extern const uint16_t isms__attribute_starts[];  /* of each type, and the end of the last */
extern const uint8_t isms__type_count;

/* From numbers to positions plus 1; 0 where there is none. */
extern const uint8_t isms__type_positions[ISMS__TYPE_MOST];
extern const uint16_t isms__attribute_positions[][ISMS__ATTRIBUTE_MOST];

/* NULL where there is none. Every read of a value asks these three. */
static inline const isms__type *isms__type_get(isms_type type)
{
    bool known = type >= 1 && type < ISMS__TYPE_MOST && isms__type_positions[type];
    return known ? &isms__types[isms__type_positions[type] - 1] : NULL;
}

static inline const isms__attribute *isms__attribute_of(const isms__type *type, isms_attribute id)
{
    int32_t number = id / 1000 == type->id ? id % 1000 : 0;
    bool known = number >= 1 && number < ISMS__ATTRIBUTE_MOST && isms__attribute_positions[type->index][number];
    return known ? &isms__attributes[isms__attribute_positions[type->index][number] - 1] : NULL;
}

static inline const isms__attribute *isms__attribute_get(isms_attribute id)
{
    const isms__type *type = isms__type_get(id / 1000);
    return type ? isms__attribute_of(type, id) : NULL;
}

/* As the public calls of the same names, of the schema alone. */
isms_attribute isms__attribute_next(isms_type type, isms_attribute previous);
isms_attribute isms__attribute_by_path(isms_type type, const char *path);
const char *isms__attribute_path(isms_attribute attribute);
isms_type isms__attribute_type(isms_attribute attribute);
isms_kind isms__attribute_kind(isms_attribute attribute);
int32_t isms__attribute_is_list(isms_attribute attribute);
int32_t isms__attribute_target(isms_attribute attribute);
int32_t isms__value_next(int32_t enumeration, int32_t previous);
int32_t isms__value_by_name(int32_t enumeration, const char *name);
const char *isms__value_name(int32_t enumeration, int32_t value);
const char *isms__enum_name(int32_t enumeration);

/* The values of an enumeration, one behind the other in schema order. */
const isms__value_row *isms__values_of(int32_t enumeration, uint32_t *count);

/* Number of attributes of a type, and the first of them. */
static inline uint32_t isms__columns(const isms__type *t)
{
    return (uint32_t)isms__attribute_starts[t->index + 1] - isms__attribute_starts[t->index];
}

static inline const isms__attribute *isms__attributes_of(const isms__type *t)
{
    return isms__attributes + isms__attribute_starts[t->index];
}

static inline bool isms__is_list(const isms__attribute *a)
{
    return (a->flags & ISMS__FLAG_LIST) != 0;
}

#endif
