/* From the id that people chose to the row: an open-addressing table for each register, binary search in a catalogue. */
#include "store.h"

#include "core/text.h"

#include <string.h>

/* Is that the text at the address? Ids are short, so their length is one byte but for the longest. */
static inline bool key_is(const isms_model *m, uint32_t address, const char *key, size_t size)
{
    const unsigned char *text = isms__arena_at(&m->texts, address);
    if (size < 0x80)
        return *text == size && memcmp(text + 1, key, size) == 0;
    size_t n;
    const char *there = isms__text_at(m, address, &n);
    return n == size && memcmp(there, key, size) == 0;
}

static uint32_t fixed_find(const isms_model *m, isms_type type, const char *key, size_t size)
{
    const isms__fixed_type *f = isms__fixed_of(m, type);
    uint32_t low = 0, high = f ? f->rows : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, row = f->order[middle];
        size_t n;
        const char *text = isms__text_at(m, f->keys[row], &n);
        int order = memcmp(text, key, n < size ? n : size);
        if (order == 0 && n == size)
            return row + 1;
        if (order < 0 || (order == 0 && n < size))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* The part of a slot that is the row. */
static inline uint32_t row_mask(const isms__register *r)
{
    return r->slot_count - 1;
}

static uint32_t tagged(const isms__register *r, uint32_t hash, uint32_t row)
{
    return (hash & ~row_mask(r)) | (row + 1);
}

/* The slot of a key: the one that holds it, else the first empty one. NULL where there is no table. */
static inline isms__slot *slot_of(const isms_model *m, const isms__register *r, uint32_t hash, const char *key, size_t size)
{
    if (!r->slots)
        return NULL;
    uint32_t mask = row_mask(r);
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        isms__slot *slot = &r->slots[i];
        uint32_t row = slot->tagged_row & mask;
        if (row == 0)
            return slot;
        if (((slot->tagged_row ^ hash) & ~mask) == 0 && row != mask && key_is(m, slot->key, key, size))
            return slot;
    }
}

uint32_t isms__key_find(const isms_model *m, const isms__type *type, const char *key, size_t size)
{
    if (m->fixed)
        return fixed_find(m, type->id, key, size);
    const isms__register *r = isms__register_of(m, type);
    const isms__slot *slot = slot_of(m, r, isms__hash(key, size, m->hash_seed), key, size);
    return slot ? slot->tagged_row & row_mask(r) : 0;
}

/* Puts a key that is not there yet into the first empty slot for it. */
static void insert(const isms_model *m, const isms__register *r, isms__slot entry, uint32_t row)
{
    size_t size;
    const char *key = isms__text_at(m, entry.key, &size);
    uint32_t hash = isms__hash(key, size, m->hash_seed), i = hash & row_mask(r);
    while (r->slots[i].tagged_row)
        i = (i + 1) & row_mask(r);
    r->slots[i] = (isms__slot){tagged(r, hash, row), entry.key};
}

/* A table of that size, without the slots that were used before. */
static bool rebuild(isms_model *m, isms__register *r, uint32_t count)
{
    isms__slot *old = r->slots;
    uint32_t old_count = r->slot_count, used = 0;
    isms__slot *slots = isms__allocate_zero(&m->host, (size_t)count * sizeof *slots);
    if (!slots)
        return false;
    r->slots = slots;
    r->slot_count = count;
    for (uint32_t i = 0; i < old_count; i++) {
        uint32_t row = old[i].tagged_row & (old_count - 1);
        if (row == 0 || row == old_count - 1)
            continue;
        insert(m, r, old[i], row - 1);
        used++;
    }
    isms__release(&m->host, old, (size_t)old_count * sizeof *old);
    r->slots_used = used;
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

/* The slot of a row's key, and the key's hash and address. */
static isms__slot *slot_of_row(const isms_model *m, const isms__register *r, uint32_t row, uint32_t *hash, uint32_t *address)
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
    isms__slot *slot = slot_of_row(m, r, row, &hash, &address);
    if (!slot->tagged_row)
        r->slots_used++;
    *slot = (isms__slot){tagged(r, hash, row), address};
}

void isms__key_remove(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t hash, address;
    isms__slot *slot = slot_of_row(m, r, row, &hash, &address);
    if (slot && (slot->tagged_row & row_mask(r)) == row + 1)
        slot->tagged_row = row_mask(r);
}
