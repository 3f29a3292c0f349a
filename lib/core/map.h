/* A map from texts to numbers: the index that readers and checks build on the way. Keys are copied. */
#ifndef ISMS__CORE_MAP_H
#define ISMS__CORE_MAP_H

#include "memory.h"

typedef struct isms__map_entry isms__map_entry;

typedef struct isms__map {
    const isms_allocator *allocator;
    uint64_t seed; /* something that the author of a hostile document does not know */
    isms__map_entry *entries;
    size_t capacity, count;
    char *keys; /* one after the other; entries hold offsets */
    size_t keys_size, keys_capacity;
} isms__map;

void isms__map_init(isms__map *map, const isms_allocator *a, uint64_t seed);
void isms__map_dispose(isms__map *map);
void isms__map_clear(isms__map *map); /* keeps the memory */

/* The number of a key, or NULL where it is not there; borrowed until the map changes. */
uint64_t *isms__map_find(const isms__map *map, const char *key, size_t size);

/* Sets the number of a key; false where memory is short, and nothing has changed. */
bool isms__map_put(isms__map *map, const char *key, size_t size, uint64_t value);

#endif
