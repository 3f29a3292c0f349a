/* From the id that people chose to the row: an open-addressing table for each register, binary search in a catalogue. */
#include "store.h"

#include "core/text.h"

#include <string.h>

static bool key_is(const isms_model *m, uint32_t address, const char *key, size_t size)
{
    size_t n;
    const char *text = isms__text_at(m, address, &n);
    return n == size && memcmp(text, key, size) == 0;
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

/* The slot of a key: the one that holds it, else the first empty one. NULL where there is no table. */
static isms__slot *slot_of(const isms_model *m, const isms__register *r, uint32_t tag, const char *key, size_t size)
{
    if (!r->slots)
        return NULL;
    uint32_t mask = r->slot_count - 1;
    for (uint32_t i = tag & mask;; i = (i + 1) & mask) {
        isms__slot *slot = &r->slots[i];
        if (slot->row == 0)
            return slot;
        if (slot->row != ISMS__TOMBSTONE && slot->tag == tag &&
            key_is(m, isms__column_get(&r->columns[ISMS__KEY], slot->row - 1), key, size))
            return slot;
    }
}

uint32_t isms__key_find(const isms_model *m, const isms__type *type, const char *key, size_t size)
{
    if (m->fixed)
        return fixed_find(m, type->id, key, size);
    isms__slot *slot = slot_of(m, isms__register_of(m, type), isms__hash(key, size, m->hash_seed), key, size);
    return slot ? slot->row : 0;
}

static void insert(isms__slot *slots, uint32_t count, isms__slot entry)
{
    uint32_t i = entry.tag & (count - 1);
    while (slots[i].row)
        i = (i + 1) & (count - 1);
    slots[i] = entry;
}

bool isms__key_reserve(isms_model *m, const isms__type *type)
{
    isms__register *r = isms__register_of(m, type);
    if (r->slots && (uint64_t)r->slots_used + 1 <= (uint64_t)r->slot_count * 7 / 10)
        return true;
    uint32_t count = 16, used = 0;
    while ((uint64_t)count * 7 / 10 <= (uint64_t)r->rows + 1)
        count *= 2;
    isms__slot *slots = isms__allocate_zero(&m->host, (size_t)count * sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < r->slot_count; i++)
        if (r->slots[i].row && r->slots[i].row != ISMS__TOMBSTONE) {
            insert(slots, count, r->slots[i]);
            used++;
        }
    isms__release(&m->host, r->slots, (size_t)r->slot_count * sizeof *slots);
    r->slots = slots;
    r->slot_count = count;
    r->slots_used = used;
    return true;
}

void isms__key_point(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    size_t size;
    const char *key = isms__text_at(m, isms__column_get(&r->columns[ISMS__KEY], row), &size);
    uint32_t tag = isms__hash(key, size, m->hash_seed);
    isms__slot *slot = slot_of(m, r, tag, key, size);
    if (slot->row == 0) {
        slot->tag = tag;
        r->slots_used++;
    }
    slot->row = row + 1;
}

void isms__key_remove(isms_model *m, const isms__type *type, uint32_t row)
{
    isms__register *r = isms__register_of(m, type);
    size_t size;
    const char *key = isms__text_at(m, isms__column_get(&r->columns[ISMS__KEY], row), &size);
    isms__slot *slot = slot_of(m, r, isms__hash(key, size, m->hash_seed), key, size);
    if (slot && slot->row == row + 1)
        slot->row = ISMS__TOMBSTONE;
}
