/* A column of 32-bit cells in blocks that snapshots share; a block is copied when it is shared and written.
 *
 * Many columns say the same of one record after the other: a block whose cells are equal from its start, and 0 behind, is a run
 * and takes no memory. It grows and shrinks at its end without any, which rolling back relies on. */
#ifndef ISMS__MODEL_COLUMN_H
#define ISMS__MODEL_COLUMN_H

#include "core/memory.h"

#include <stdatomic.h>

enum { ISMS__CHUNK_SHIFT = 9, ISMS__CHUNK_ROWS = 1 << ISMS__CHUNK_SHIFT };

typedef struct isms__chunk {
    atomic_uint_least32_t references;
    uint32_t cells[ISMS__CHUNK_ROWS];
} isms__chunk;

/* 0: all cells are 0. Odd: a run, value << 32 | length << 1 | 1. Else the address of a chunk. */
typedef uint64_t isms__block;

typedef struct isms__column {
    isms__block *blocks;
    size_t count; /* room in blocks, all initialised */
} isms__column;

static inline isms__chunk *isms__block_chunk(isms__block block)
{
    return (isms__chunk *)(uintptr_t)block;
}

static inline uint32_t isms__run_length(isms__block block)
{
    return (uint32_t)block >> 1;
}

static inline uint32_t isms__column_get(const isms__column *column, uint32_t row)
{
    size_t i = row >> ISMS__CHUNK_SHIFT, at = row & (ISMS__CHUNK_ROWS - 1);
    isms__block block = i < column->count ? column->blocks[i] : 0;
    if (block & 1)
        return at < isms__run_length(block) ? (uint32_t)(block >> 32) : 0;
    return block ? isms__block_chunk(block)->cells[at] : 0;
}

/* The cells of a block, for reading many: those of its chunk, or `room` for ISMS__CHUNK_ROWS cells that is filled. */
const uint32_t *isms__column_cells(const isms__column *column, size_t block, uint32_t *room);

bool isms__column_set(isms__column *column, const isms_allocator *a, uint32_t row, uint32_t value);

/* The same, quick where the chunk is there and ours alone. */
static inline bool isms__column_put(isms__column *column, const isms_allocator *a, uint32_t row, uint32_t value)
{
    size_t i = row >> ISMS__CHUNK_SHIFT;
    isms__block block = i < column->count ? column->blocks[i] : 0;
    if (!block || (block & 1) || atomic_load_explicit(&isms__block_chunk(block)->references, memory_order_acquire) != 1)
        return isms__column_set(column, a, row, value);
    isms__block_chunk(block)->cells[row & (ISMS__CHUNK_ROWS - 1)] = value;
    return true;
}

bool isms__column_share(isms__column *to, const isms__column *from, const isms_allocator *a);
void isms__column_dispose(isms__column *column, const isms_allocator *a);
void isms__column_truncate(isms__column *column, const isms_allocator *a, uint32_t rows); /* rows from there on become 0 */
bool isms__column_used(const isms__column *column);                                       /* any cell may be other than 0 */
uint64_t isms__column_bytes(const isms__column *column);

#endif
