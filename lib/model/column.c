/* A column of cells in shared chunks. */
#include "column.h"

#include <string.h>

static void drop(isms__chunk *chunk, const isms_allocator *a)
{
    if (chunk && atomic_fetch_sub(&chunk->references, 1) == 1)
        isms__release(a, chunk, sizeof *chunk);
}

static bool chunk_room(isms__column *column, const isms_allocator *a, size_t need)
{
    if (need <= column->count)
        return true;
    size_t before = column->count;
    if (!isms__reserve(a, (void **)&column->chunks, &column->count, need, sizeof *column->chunks))
        return false;
    memset(column->chunks + before, 0, (column->count - before) * sizeof *column->chunks);
    return true;
}

/* The chunk, made or copied so that it is ours alone. */
static isms__chunk *own(isms__column *column, const isms_allocator *a, size_t i)
{
    isms__chunk *chunk = column->chunks[i];
    if (chunk && atomic_load(&chunk->references) == 1)
        return chunk;
    isms__chunk *fresh = isms__allocate(a, sizeof *fresh);
    if (!fresh)
        return NULL;
    if (chunk)
        memcpy(fresh->cells, chunk->cells, sizeof fresh->cells);
    else
        memset(fresh->cells, 0, sizeof fresh->cells);
    atomic_init(&fresh->references, 1);
    drop(chunk, a);
    column->chunks[i] = fresh;
    return fresh;
}

bool isms__column_set(isms__column *column, const isms_allocator *a, uint32_t row, uint32_t value)
{
    size_t i = row >> ISMS__CHUNK_SHIFT;
    if (value == 0 && (i >= column->count || !column->chunks[i]))
        return true;
    if (!chunk_room(column, a, i + 1))
        return false;
    isms__chunk *chunk = own(column, a, i);
    if (!chunk)
        return false;
    chunk->cells[row & (ISMS__CHUNK_ROWS - 1)] = value;
    return true;
}

bool isms__column_share(isms__column *to, const isms__column *from, const isms_allocator *a)
{
    memset(to, 0, sizeof *to);
    if (!from->count)
        return true;
    to->chunks = isms__allocate(a, from->count * sizeof *to->chunks);
    if (!to->chunks)
        return false;
    to->count = from->count;
    memcpy(to->chunks, from->chunks, from->count * sizeof *to->chunks);
    for (size_t i = 0; i < to->count; i++)
        if (to->chunks[i])
            atomic_fetch_add(&to->chunks[i]->references, 1);
    return true;
}

void isms__column_dispose(isms__column *column, const isms_allocator *a)
{
    for (size_t i = 0; i < column->count; i++)
        drop(column->chunks[i], a);
    isms__release(a, column->chunks, column->count * sizeof *column->chunks);
    memset(column, 0, sizeof *column);
}

void isms__column_truncate(isms__column *column, const isms_allocator *a, uint32_t rows)
{
    size_t first = (rows + ISMS__CHUNK_ROWS - 1) >> ISMS__CHUNK_SHIFT;
    for (size_t i = first; i < column->count; i++) {
        drop(column->chunks[i], a);
        column->chunks[i] = NULL;
    }
    uint32_t rest = rows & (ISMS__CHUNK_ROWS - 1);
    size_t last = rows >> ISMS__CHUNK_SHIFT;
    if (rest && last < column->count && column->chunks[last])
        memset(column->chunks[last]->cells + rest, 0, (ISMS__CHUNK_ROWS - rest) * sizeof(uint32_t));
}

uint64_t isms__column_bytes(const isms__column *column)
{
    uint64_t bytes = column->count * sizeof *column->chunks;
    for (size_t i = 0; i < column->count; i++)
        if (column->chunks[i])
            bytes += sizeof(isms__chunk);
    return bytes;
}
