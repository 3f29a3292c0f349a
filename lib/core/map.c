/* A map from texts to numbers: open addressing, linear probing, at most half full. */
#include "map.h"

#include "hash.h"

#include <string.h>

struct isms__map_entry {
    size_t key, size; /* of the key in map->keys */
    uint64_t value;
    uint32_t hash;
    bool used;
};

void isms__map_init(isms__map *map, const isms_allocator *a, uint64_t seed)
{
    memset(map, 0, sizeof *map);
    map->allocator = a;
    map->seed = seed;
}

void isms__map_dispose(isms__map *map)
{
    if (!map->allocator)
        return;
    isms__release(map->allocator, map->entries, map->capacity * sizeof *map->entries);
    isms__release(map->allocator, map->keys, map->keys_capacity);
    isms__map_init(map, map->allocator, map->seed);
}

void isms__map_clear(isms__map *map)
{
    if (map->entries)
        memset(map->entries, 0, map->capacity * sizeof *map->entries);
    map->count = map->keys_size = 0;
}

/* The entry of a key, or the free one where it belongs. The map is never full. */
static isms__map_entry *slot(const isms__map *map, const char *key, size_t size, uint32_t hash)
{
    size_t mask = map->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        isms__map_entry *e = &map->entries[i];
        if (!e->used || (e->hash == hash && e->size == size && memcmp(map->keys + e->key, key, size) == 0))
            return e;
    }
}

uint64_t *isms__map_find(const isms__map *map, const char *key, size_t size)
{
    if (!map->count)
        return NULL;
    isms__map_entry *e = slot(map, key, size, isms__hash(key, size, map->seed));
    return e->used ? &e->value : NULL;
}

static bool grow(isms__map *map)
{
    if (map->count + 1 <= map->capacity / 2)
        return true;
    size_t capacity = map->capacity ? map->capacity * 2 : 32;
    if (capacity > SIZE_MAX / sizeof *map->entries)
        return false;
    isms__map bigger = *map;
    bigger.capacity = capacity;
    bigger.entries = isms__allocate_zero(map->allocator, capacity * sizeof *bigger.entries);
    if (!bigger.entries)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        const isms__map_entry *e = &map->entries[i];
        if (e->used)
            *slot(&bigger, map->keys + e->key, e->size, e->hash) = *e;
    }
    isms__release(map->allocator, map->entries, map->capacity * sizeof *map->entries);
    *map = bigger;
    return true;
}

bool isms__map_put(isms__map *map, const char *key, size_t size, uint64_t value)
{
    uint32_t hash = isms__hash(key, size, map->seed);
    if (!grow(map) || size > SIZE_MAX - 1 - map->keys_size ||
        !isms__reserve(map->allocator, (void **)&map->keys, &map->keys_capacity, map->keys_size + size + 1, 1))
        return false;
    isms__map_entry *e = slot(map, key, size, hash);
    if (!e->used) {
        *e = (isms__map_entry){map->keys_size, size, value, hash, true};
        if (size)
            memcpy(map->keys + map->keys_size, key, size);
        map->keys_size += size;
        map->count++;
    }
    e->value = value;
    return true;
}
