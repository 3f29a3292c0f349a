/* A column of 32-bit cells in chunks that snapshots share; a chunk is copied when it is shared and written. */
#ifndef ISMS__MODEL_COLUMN_H
#define ISMS__MODEL_COLUMN_H

#include "core/memory.h"

#include <stdatomic.h>

enum { ISMS__CHUNK_SHIFT = 9, ISMS__CHUNK_ROWS = 1 << ISMS__CHUNK_SHIFT };

typedef struct isms__chunk {
    atomic_uint_least32_t references;
    uint32_t cells[ISMS__CHUNK_ROWS];
} isms__chunk;

typedef struct isms__column {
    isms__chunk **chunks; /* NULL where all cells of the chunk are 0 */
    size_t count;         /* room in chunks, all initialised */
} isms__column;

static inline uint32_t isms__column_get(const isms__column *column, uint32_t row)
{
    size_t i = row >> ISMS__CHUNK_SHIFT;
    return i < column->count && column->chunks[i] ? column->chunks[i]->cells[row & (ISMS__CHUNK_ROWS - 1)] : 0;
}

bool isms__column_set(isms__column *column, const isms_allocator *a, uint32_t row, uint32_t value);
bool isms__column_share(isms__column *to, const isms__column *from, const isms_allocator *a);
void isms__column_dispose(isms__column *column, const isms_allocator *a);
void isms__column_truncate(isms__column *column, const isms_allocator *a, uint32_t rows); /* rows from there on become 0 */
uint64_t isms__column_bytes(const isms__column *column);

#endif
