/* A column of cells in shared chunks and runs. */
#include "column.h"

#include <string.h>

static bool is_chunk(isms__block block)
{
    return block && !(block & 1);
}

static isms__block run_of(uint32_t value, uint32_t length)
{
    return length && value ? (uint64_t)value << 32 | (uint64_t)length << 1 | 1 : 0;
}

static void drop(isms__block block, const isms_allocator *a)
{
    if (is_chunk(block) && atomic_fetch_sub(&isms__block_chunk(block)->references, 1) == 1)
        isms__release(a, isms__block_chunk(block), sizeof(isms__chunk));
}

static bool block_room(isms__column *column, const isms_allocator *a, size_t need)
{
    if (need <= column->count)
        return true;
    size_t before = column->count;
    if (!isms__reserve(a, (void **)&column->blocks, &column->count, need, sizeof *column->blocks))
        return false;
    memset(column->blocks + before, 0, (column->count - before) * sizeof *column->blocks);
    return true;
}

static void fill(isms__chunk *chunk, isms__block from)
{
    uint32_t length = from & 1 ? isms__run_length(from) : 0;
    if (is_chunk(from)) {
        memcpy(chunk->cells, isms__block_chunk(from)->cells, sizeof chunk->cells);
        return;
    }
    memset(chunk->cells, 0, sizeof chunk->cells);
    for (uint32_t i = 0; i < length; i++)
        chunk->cells[i] = (uint32_t)(from >> 32);
}

/* The chunk, made or copied so that it is ours alone. */
static isms__chunk *own(isms__column *column, const isms_allocator *a, size_t i)
{
    isms__block block = column->blocks[i];
    if (is_chunk(block) && atomic_load(&isms__block_chunk(block)->references) == 1)
        return isms__block_chunk(block);
    isms__chunk *fresh = isms__allocate(a, sizeof *fresh);
    if (!fresh)
        return NULL;
    fill(fresh, block);
    atomic_init(&fresh->references, 1);
    drop(block, a);
    column->blocks[i] = (isms__block)(uintptr_t)fresh;
    return fresh;
}

/* Sets a cell where the block can stay, or become, a run. */
static bool set_in_run(isms__block *block, uint32_t at, uint32_t value)
{
    uint32_t length = isms__run_length(*block), run = length ? (uint32_t)(*block >> 32) : value;
    if (value == (at < length ? run : 0))
        return true;
    if (at == length && value == run)
        *block = run_of(run, length + 1);
    else if (value == 0 && at + 1 == length)
        *block = run_of(run, at);
    else
        return false;
    return true;
}

bool isms__column_set(isms__column *column, const isms_allocator *a, uint32_t row, uint32_t value)
{
    size_t i = row >> ISMS__CHUNK_SHIFT;
    uint32_t at = row & (ISMS__CHUNK_ROWS - 1);
    if (value == 0 && i >= column->count)
        return true;
    if (!block_room(column, a, i + 1))
        return false;
    if (!is_chunk(column->blocks[i]) && set_in_run(&column->blocks[i], at, value))
        return true;
    isms__chunk *chunk = own(column, a, i);
    if (!chunk)
        return false;
    chunk->cells[at] = value;
    return true;
}

bool isms__column_share(isms__column *to, const isms__column *from, const isms_allocator *a)
{
    memset(to, 0, sizeof *to);
    if (!from->count)
        return true;
    to->blocks = isms__allocate(a, from->count * sizeof *to->blocks);
    if (!to->blocks)
        return false;
    to->count = from->count;
    memcpy(to->blocks, from->blocks, from->count * sizeof *to->blocks);
    for (size_t i = 0; i < to->count; i++)
        if (is_chunk(to->blocks[i]))
            atomic_fetch_add(&isms__block_chunk(to->blocks[i])->references, 1);
    return true;
}

void isms__column_dispose(isms__column *column, const isms_allocator *a)
{
    for (size_t i = 0; i < column->count; i++)
        drop(column->blocks[i], a);
    isms__release(a, column->blocks, column->count * sizeof *column->blocks);
    memset(column, 0, sizeof *column);
}

void isms__column_truncate(isms__column *column, const isms_allocator *a, uint32_t rows)
{
    size_t first = (rows + ISMS__CHUNK_ROWS - 1) >> ISMS__CHUNK_SHIFT;
    for (size_t i = first; i < column->count; i++) {
        drop(column->blocks[i], a);
        column->blocks[i] = 0;
    }
    uint32_t rest = rows & (ISMS__CHUNK_ROWS - 1);
    size_t last = rows >> ISMS__CHUNK_SHIFT;
    isms__block *block = rest && last < column->count ? &column->blocks[last] : NULL;
    if (block && is_chunk(*block))
        memset(isms__block_chunk(*block)->cells + rest, 0, (ISMS__CHUNK_ROWS - rest) * sizeof(uint32_t));
    else if (block && isms__run_length(*block) > rest)
        *block = run_of((uint32_t)(*block >> 32), rest);
}

bool isms__column_used(const isms__column *column)
{
    for (size_t i = 0; i < column->count; i++)
        if (column->blocks[i])
            return true;
    return false;
}

uint64_t isms__column_bytes(const isms__column *column)
{
    uint64_t bytes = column->count * sizeof *column->blocks;
    for (size_t i = 0; i < column->count; i++)
        if (is_chunk(column->blocks[i]))
            bytes += sizeof(isms__chunk);
    return bytes;
}

static const uint32_t no_cells[ISMS__CHUNK_ROWS];

const uint32_t *isms__column_cells(const isms__column *column, size_t i, uint32_t *room)
{
    isms__block block = i < column->count ? column->blocks[i] : 0;
    if (block && !(block & 1))
        return isms__block_chunk(block)->cells;
    uint32_t value = (uint32_t)(block >> 32), length = isms__run_length(block);
    if (!length)
        return no_cells;
    for (uint32_t at = 0; at < length; at++)
        room[at] = value;
    memset(room + length, 0, (ISMS__CHUNK_ROWS - length) * sizeof *room);
    return room;
}
