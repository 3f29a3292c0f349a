/* An append-only address space of shared pages. */
#include "arena.h"

#include <string.h>

void isms__arena_init(isms__arena *arena, uint8_t unit_shift)
{
    memset(arena, 0, sizeof *arena);
    arena->unit = unit_shift;
}

static size_t block_size(uint32_t pages)
{
    return sizeof(isms__page) + (size_t)pages * ISMS__PAGE_SIZE;
}

static void drop(isms__page *block, const isms_allocator *a)
{
    if (atomic_fetch_sub(&block->references, 1) == 1)
        isms__release(a, block, block_size(block->pages));
}

static void drop_from(isms__arena *arena, const isms_allocator *a, uint32_t first)
{
    for (uint32_t i = first; i < arena->pages;) {
        uint32_t pages = arena->owner[i]->pages;
        drop(arena->owner[i], a);
        i += pages;
    }
    arena->pages = first;
}

void isms__arena_dispose(isms__arena *arena, const isms_allocator *a)
{
    drop_from(arena, a, 0);
    isms__release(a, arena->base, arena->base_capacity * sizeof *arena->base);
    isms__release(a, arena->owner, arena->owner_capacity * sizeof *arena->owner);
    isms__arena_init(arena, arena->unit);
}

static bool table_room(isms__arena *arena, const isms_allocator *a, size_t pages)
{
    return isms__reserve(a, (void **)&arena->base, &arena->base_capacity, pages, sizeof *arena->base) &&
           isms__reserve(a, (void **)&arena->owner, &arena->owner_capacity, pages, sizeof *arena->owner);
}

bool isms__arena_share(isms__arena *to, const isms__arena *from, const isms_allocator *a)
{
    isms__arena_init(to, from->unit);
    if (from->pages == 0)
        return true;
    if (!table_room(to, a, from->pages)) {
        isms__arena_dispose(to, a);
        return false;
    }
    memcpy(to->base, from->base, from->pages * sizeof *from->base);
    memcpy(to->owner, from->owner, from->pages * sizeof *from->owner);
    to->pages = from->pages;
    to->used = ISMS__PAGE_SIZE; /* the copy writes to pages of its own */
    for (uint32_t i = 0; i < from->pages; i += from->owner[i]->pages)
        atomic_fetch_add(&from->owner[i]->references, 1);
    return true;
}

static bool add_block(isms__arena *arena, const isms_allocator *a, size_t bytes)
{
    uint32_t pages = (uint32_t)((bytes + ISMS__PAGE_SIZE - 1) >> ISMS__PAGE_SHIFT);
    uint64_t last_byte = ((uint64_t)arena->pages + pages) << ISMS__PAGE_SHIFT;
    if ((last_byte >> arena->unit) > (arena->unit == 3 ? UINT32_MAX / 2 : UINT32_MAX) ||
        !table_room(arena, a, (size_t)arena->pages + pages))
        return false;
    isms__page *block = isms__allocate(a, block_size(pages));
    if (!block)
        return false;
    atomic_init(&block->references, 1);
    block->pages = pages;
    for (uint32_t i = 0; i < pages; i++) {
        arena->owner[arena->pages + i] = block;
        arena->base[arena->pages + i] = block->data + (size_t)i * ISMS__PAGE_SIZE;
    }
    arena->pages += pages;
    arena->used = 0;
    return true;
}

uint32_t isms__arena_reserve(isms__arena *arena, const isms_allocator *a, size_t bytes, void **out)
{
    if (bytes > UINT32_MAX / 2)
        return 0;
    if (arena->pages == 0 || bytes > ISMS__PAGE_SIZE - arena->used)
        if (!add_block(arena, a, bytes))
            return 0;
    uint32_t pages = arena->owner[arena->pages - 1]->pages;
    uint32_t first = bytes > ISMS__PAGE_SIZE ? arena->pages - pages : arena->pages - 1;
    uint64_t byte = ((uint64_t)first << ISMS__PAGE_SHIFT) + (bytes > ISMS__PAGE_SIZE ? 0 : arena->used);
    *out = arena->base[first] + (bytes > ISMS__PAGE_SIZE ? 0 : arena->used);
    arena->used =
        bytes > ISMS__PAGE_SIZE ? (uint32_t)(bytes - ((size_t)(pages - 1) << ISMS__PAGE_SHIFT)) : arena->used + (uint32_t)bytes;
    return (uint32_t)(byte >> arena->unit) + 1;
}

bool isms__arena_extend(isms__arena *arena, size_t bytes)
{
    if (arena->pages == 0 || bytes > ISMS__PAGE_SIZE - arena->used)
        return false;
    arena->used += (uint32_t)bytes;
    return true;
}

uint32_t isms__arena_end(const isms__arena *arena)
{
    if (arena->pages == 0)
        return 1;
    return (uint32_t)(((((uint64_t)arena->pages - 1) << ISMS__PAGE_SHIFT) + arena->used) >> arena->unit) + 1;
}

isms__arena_mark isms__arena_mark_now(const isms__arena *arena)
{
    return (isms__arena_mark){arena->pages, arena->used};
}

void isms__arena_release_to(isms__arena *arena, const isms_allocator *a, isms__arena_mark mark)
{
    drop_from(arena, a, mark.pages);
    arena->used = mark.used;
}

uint64_t isms__arena_bytes(const isms__arena *arena)
{
    return (uint64_t)arena->pages * ISMS__PAGE_SIZE + (arena->base_capacity + arena->owner_capacity) * sizeof(void *);
}
