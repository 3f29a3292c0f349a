/* Tables in rodata that the model serves as read-only records; lib/catalogue fills them. Cells are encoded as in store.h, with
 * addresses that are offsets into texts and lists; nothing is at offset 0 of either. */
#ifndef ISMS__MODEL_FIXED_H
#define ISMS__MODEL_FIXED_H

#include "schema/schema.h"

typedef struct isms__fixed_type {
    isms_type type;
    uint32_t rows;
    uint32_t columns;      /* cells of a row: only attributes of which some record has a value */
    const uint8_t *places; /* by isms__attribute.column: position in a row plus 1; 0: no record has a value */
    const uint32_t *cells; /* rows * columns; 0 is absent */
    const uint32_t *keys;  /* text offset of each row's key */
    const uint32_t *order; /* rows sorted by the bytes of their keys */
} isms__fixed_type;

typedef struct isms__fixed {
    const char *texts;
    const uint32_t *lists;
    const isms__fixed_type *types;
    const uint8_t
        *type_places; /* by number of the type, ISMS__TYPE_MOST of them: position in types plus 1; 0: no such records */
} isms__fixed;

#endif
