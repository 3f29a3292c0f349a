/* Tables in rodata that the model serves as read-only records; lib/catalogue fills them. Cells are encoded as in store.h, with
 * addresses that are offsets into texts and lists. */
#ifndef ISMS__MODEL_FIXED_H
#define ISMS__MODEL_FIXED_H

#include <isms/schema.h>

typedef struct isms__fixed_type {
    isms_type type;
    uint32_t rows, columns;
    const uint32_t *cells; /* rows * columns, a column a schema position; 0 is absent */
    const uint32_t *keys;  /* text offset of each row's key */
    const uint32_t *order; /* rows sorted by the bytes of their keys */
} isms__fixed_type;

typedef struct isms__fixed {
    const char *texts;
    const uint32_t *lists;
    const isms__fixed_type *types;
    uint32_t type_count;
} isms__fixed;

#endif
