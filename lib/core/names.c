/* A set of names with a number each: open addressing. */
#include "names.h"

#include "hash.h"

#include <string.h>

static isms__name *slot_of(const isms__names *set, const char *name)
{
    size_t mask = set->capacity - 1;
    size_t i = isms__hash(name, strlen(name), (uintptr_t)set) & mask;
    while (set->slots[i].text && strcmp(set->slots[i].text, name) != 0)
        i = (i + 1) & mask;
    return &set->slots[i];
}

static bool room(isms__names *set, const isms_allocator *a)
{
    if (set->count + 1 <= set->capacity / 2)
        return true;
    isms__names old = *set;
    set->capacity = old.capacity ? old.capacity * 2 : 64;
    set->slots = isms__allocate_zero(a, set->capacity * sizeof *set->slots);
    if (!set->slots) {
        *set = old;
        return false;
    }
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].text)
            *slot_of(set, old.slots[i].text) = old.slots[i];
    isms__release(a, old.slots, old.capacity * sizeof *old.slots);
    return true;
}

uint32_t *isms__names_at(isms__names *set, const isms_allocator *a, const char *name)
{
    isms__name *slot = set->capacity ? slot_of(set, name) : NULL;
    if (slot && slot->text)
        return &slot->value;
    if (!room(set, a))
        return NULL;
    slot = slot_of(set, name);
    slot->text = name;
    set->count++;
    return &slot->value;
}

uint32_t isms__names_get(const isms__names *set, const char *name)
{
    const isms__name *slot = set->capacity ? slot_of(set, name) : NULL;
    return slot && slot->text ? slot->value : 0;
}

void isms__names_free(isms__names *set, const isms_allocator *a)
{
    isms__release(a, set->slots, set->capacity * sizeof *set->slots);
    memset(set, 0, sizeof *set);
}
