/* An append-only address space for values: what was written never moves or changes, so snapshots share it and undo is free.
 *
 * Addresses count units (1, 4 or 8 bytes) from 1; 0 is "nothing". Pages are shared by reference count. */
#ifndef ISMS__MODEL_ARENA_H
#define ISMS__MODEL_ARENA_H

#include "core/memory.h"

#include <stdatomic.h>

enum { ISMS__PAGE_SHIFT = 14, ISMS__PAGE_SIZE = 1 << ISMS__PAGE_SHIFT };

typedef struct isms__page {
    atomic_uint_least32_t references;
    uint32_t pages; /* a value that is larger than a page gets a block of several */
    _Alignas(8) unsigned char data[];
} isms__page;

typedef struct isms__arena {
    unsigned char **base; /* where page i lies */
    isms__page **owner;   /* the block that holds page i; the same one for each page of a block */
    size_t base_capacity, owner_capacity;
    uint32_t pages;
    uint32_t used; /* bytes used of the last page */
    uint8_t unit;  /* log2 of the bytes of a unit */
} isms__arena;

typedef struct isms__arena_mark {
    uint32_t pages, used;
} isms__arena_mark;

void isms__arena_init(isms__arena *arena, uint8_t unit_shift);
void isms__arena_dispose(isms__arena *arena, const isms_allocator *a);
bool isms__arena_share(isms__arena *to, const isms__arena *from, const isms_allocator *a);

/* Room for `bytes` (a multiple of the unit) in one piece; its address, or 0 where memory or addresses are used up. */
uint32_t isms__arena_reserve(isms__arena *arena, const isms_allocator *a, size_t bytes, void **out);

/* Takes `bytes` more directly behind what was reserved last; false where they do not fit into its page. */
bool isms__arena_extend(isms__arena *arena, size_t bytes);

static inline void *isms__arena_at(const isms__arena *arena, uint32_t address)
{
    uint64_t byte = (uint64_t)(address - 1) << arena->unit;
    return arena->base[byte >> ISMS__PAGE_SHIFT] + (byte & (ISMS__PAGE_SIZE - 1));
}

/* The address that the next reservation would get if it fitted into the page. */
uint32_t isms__arena_end(const isms__arena *arena);

isms__arena_mark isms__arena_mark_now(const isms__arena *arena);
void isms__arena_release_to(isms__arena *arena, const isms_allocator *a, isms__arena_mark mark);
uint64_t isms__arena_bytes(const isms__arena *arena);

#endif
