/* From the id that people chose to the row: an open-addressing table for each register. */
#include "store.h"

#include "core/bytes.h"
#include "core/hash.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Is that the text at the address? Ids are short, so their length is one byte but for the longest. */
static inline bool key_is(const isms_model *m, uint32_t address, const char *key, size_t size)
{
    if (size >= 0x80)
        return isms__text_is(m, address, key, size);
    const unsigned char *text = isms__arena_at(&m->texts, address);
    return *text == size && isms__same(text + 1, key, size);
}

/* The part of a tag that is the row. */
static inline uint32_t row_mask(const isms__register *r)
{
    return r->slot_count - 1;
}

/* A place in the table of keys. */
typedef struct slot {
    uint32_t *tag, *key;
} slot;

static inline slot slot_in(isms__slots *line, uint32_t i)
{
    return (slot){&line->tags[i], &line->keys[i]};
}

/* A bit for each slot of the line whose tag has these bits under the mask. Without a branch: in a large table the line comes
 * from memory, and a wrong guess would keep the processor from going for the next one meanwhile. */
#if defined(__SSE2__)
static inline uint32_t matches(const isms__slots *line, uint32_t bits, uint32_t mask)
{
    const __m128i *tags = (const __m128i *)(const void *)line->tags;
    __m128i wanted = _mm_set1_epi32((int32_t)(bits & mask)), part = _mm_set1_epi32((int32_t)mask);
    __m128i first = _mm_cmpeq_epi32(_mm_and_si128(_mm_load_si128(tags), part), wanted);
    __m128i second = _mm_cmpeq_epi32(_mm_and_si128(_mm_load_si128(tags + 1), part), wanted);
    __m128i bytes = _mm_packs_epi16(_mm_packs_epi32(first, second), _mm_setzero_si128());
    return (uint32_t)_mm_movemask_epi8(bytes);
}
#else
static inline uint32_t matches(const isms__slots *line, uint32_t bits, uint32_t mask)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < ISMS__SLOTS; i++)
        found |= (uint32_t)(((line->tags[i] ^ bits) & mask) == 0) << i;
    return found;
}
#endif

static inline uint32_t lowest(uint32_t bits)
{
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctz(bits);
#else
    uint32_t i = 0;
    while (!(bits >> i & 1))
        i++;
    return i;
#endif
}

/* Does a slot with this part of its tag hold a key? */
static inline bool holds(uint32_t row, uint32_t mask)
{
    return row - 1 < mask - 1;
}

/* The slot that holds the key; without one, and with no table, its tag is NULL. */
static slot slot_of(const isms_model *m, const isms__register *r, uint32_t hash, const char *key, size_t size)
{
    if (!r->slots)
        return (slot){NULL, NULL};
    uint32_t mask = row_mask(r), lines = mask / ISMS__SLOTS;
    for (uint32_t n = 0; n <= lines; n++) {
        isms__slots *line = &r->slots[(hash + n) & lines];
        for (uint32_t bits = matches(line, hash, ~mask); bits; bits &= bits - 1) {
            uint32_t i = lowest(bits);
            if (holds(line->tags[i] & mask, mask) && key_is(m, line->keys[i], key, size))
                return slot_in(line, i);
        }
        if (matches(line, 0, UINT32_MAX))
            break;
    }
    return (slot){NULL, NULL};
}

/* The row + 1 of a key that stands where the first tag that matches says, as nearly all do; 0: it has to be searched for. */
static inline uint32_t at_first_match(const isms_model *m, const isms__register *r, uint32_t hash, const char *key, size_t size)
{
    uint32_t mask = row_mask(r);
    const isms__slots *line = &r->slots[hash & mask / ISMS__SLOTS];
    uint32_t bits = matches(line, hash, ~mask);
    if (!bits)
        return 0;
    uint32_t i = lowest(bits), row = line->tags[i] & mask;
    const unsigned char *text = isms__arena_at(&m->texts, line->keys[i]);
    return holds(row, mask) && *text == size && isms__same(text + 1, key, size) ? row : 0;
}

uint32_t isms__key_find(const isms_model *m, const isms__type *type, const char *key, size_t size)
{
    if (m->fixed)
        return isms__fixed_find(m, type, key, size);
    const isms__register *r = isms__register_of(m, type);
    const slot there = slot_of(m, r, isms__hash(key, size, m->hash_seed), key, size);
    return there.tag ? *there.tag & row_mask(r) : 0;
}

static isms_id find_slowly(const isms_model *m, const isms__type *type, const char *key, size_t size)
{
    uint32_t row = isms__key_find(m, type, key, size);
    return row ? isms__id_of_row(m, type, row - 1) : ISMS_NONE;
}

/* Ids of 4 to 16 bytes, where no row is dead, without a call and in few steps: the processor then waits for the memory of
 * several look-ups at once. */
static isms_id find_sized(const isms_model *m, const isms__type *t, const char *key, size_t size)
{
    const isms__register *r = m->fixed ? NULL : isms__register_of(m, t);
    if (!r || !r->slots || !isms__all_live(r) || size < 4 || size > 16)
        return find_slowly(m, t, key, size);
    uint32_t row = at_first_match(m, r, isms__hash(key, size, m->hash_seed), key, size);
    return row ? isms__id(t, ISMS__GENERATION, row - 1) : find_slowly(m, t, key, size);
}

isms_id isms_find(const isms_model *m, isms_type type, const char *key)
{
    const isms__type *t = isms__type_get(type);
    return m && t && key ? find_sized(m, t, key, strlen(key)) : ISMS_NONE;
}

/* Puts a key that is not there yet into the first slot for it that is free. */
static void insert(isms__register *r, uint32_t hash, uint32_t row, uint32_t address)
{
    uint32_t mask = row_mask(r), lines = mask / ISMS__SLOTS, at = hash & lines, free;
    while (!(free = matches(&r->slots[at], 0, UINT32_MAX) | matches(&r->slots[at], mask, mask)))
        at = (at + 1) & lines;
    const slot there = slot_in(&r->slots[at], lowest(free));
    if (*there.tag == 0)
        r->slots_used++;
    *there.tag = (hash & ~mask) | (row + 1);
    *there.key = address;
}

static uint32_t hash_of(const isms_model *m, uint32_t address)
{
    size_t size;
    const char *key = isms__text_at(m, address, &size);
    return isms__hash(key, size, m->hash_seed);
}

static size_t table_size(uint32_t count)
{
    return (size_t)count / ISMS__SLOTS * sizeof(isms__slots) + ISMS__SLOT_LINE;
}

/* Gives a register an empty table. */
static bool new_table(isms__register *r, const isms_allocator *a, uint32_t count)
{
    void *block = isms__allocate_zero(a, table_size(count));
    if (!block)
        return false;
    r->slots_block = block;
    r->slots = (isms__slots *)(void *)((char *)block + (ISMS__SLOT_LINE - (uintptr_t)block % ISMS__SLOT_LINE));
    r->slot_count = count;
    r->slots_used = 0;
    return true;
}

/* A table of that size, without the slots that were used before. */
static bool rebuild(isms_model *m, isms__register *r, uint32_t count)
{
    isms__register old = *r;
    if (!new_table(r, &m->host, count))
        return false;
    for (uint32_t i = 0; i < old.slot_count; i++) {
        const slot from = slot_in(&old.slots[i / ISMS__SLOTS], i % ISMS__SLOTS);
        uint32_t row = *from.tag & row_mask(&old);
        if (row != 0 && row != row_mask(&old))
            insert(r, hash_of(m, *from.key), row - 1, *from.key);
    }
    isms__keys_dispose(&old, &m->host);
    return true;
}

bool isms__key_reserve(isms_model *m, const isms__type *type)
{
    isms__register *r = isms__register_of(m, type);
    bool row_fits = (uint64_t)r->rows + 2 < r->slot_count; /* rows outnumber keys where references came before their targets */
    if (r->slots && row_fits && (uint64_t)r->slots_used + 1 <= (uint64_t)r->slot_count * 7 / 10)
        return true;
    uint64_t count = 16;
    while (count * 7 / 10 <= (uint64_t)r->rows + 1)
        count *= 2;
    return count <= UINT32_MAX && rebuild(m, r, (uint32_t)count);
}

bool isms__keys_copy(isms__register *to, const isms__register *from, const isms_allocator *a)
{
    if (!from->slots)
        return true;
    if (!new_table(to, a, from->slot_count))
        return false;
    memcpy(to->slots, from->slots, (size_t)from->slot_count / ISMS__SLOTS * sizeof *to->slots);
    to->slots_used = from->slots_used;
    return true;
}

void isms__keys_dispose(isms__register *r, const isms_allocator *a)
{
    if (r->slots)
        isms__release(a, r->slots_block, table_size(r->slot_count));
}

uint64_t isms__keys_bytes(const isms__register *r)
{
    return r->slots ? table_size(r->slot_count) : 0;
}

void isms__key_add(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t address = isms__column_get(&r->columns[ISMS__KEY], row);
    insert(r, hash_of(m, address), row, address);
}

/* The slot of a row's key, and the key's hash and address. */
static slot slot_of_row(const isms_model *m, const isms__register *r, uint32_t row, uint32_t *hash, uint32_t *address)
{
    size_t size;
    *address = isms__column_get(&r->columns[ISMS__KEY], row);
    const char *key = isms__text_at(m, *address, &size);
    *hash = isms__hash(key, size, m->hash_seed);
    return slot_of(m, r, *hash, key, size);
}

void isms__key_point(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t hash, address;
    const slot there = slot_of_row(m, r, row, &hash, &address);
    if (!there.tag) {
        isms__key_reserve(m, type); /* undoing renames leaves used slots behind; they are free too, without memory for less */
        insert(r, hash, row, address);
        return;
    }
    *there.tag = (hash & ~row_mask(r)) | (row + 1);
    *there.key = address;
}

void isms__key_remove(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t hash, address;
    const slot there = slot_of_row(m, r, row, &hash, &address);
    if (there.tag && (*there.tag & row_mask(r)) == row + 1)
        *there.tag = row_mask(r);
}
