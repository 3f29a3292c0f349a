/* Sorting with the host's allocator: stable, and never slower than n log n whoever ordered the input. */
#ifndef ISMS__CORE_SORT_H
#define ISMS__CORE_SORT_H

#include "memory.h"

/* Below, equal to or above 0. user is what the caller of isms__sort gave. */
typedef int (*isms__compare)(const void *a, const void *b, const void *user);

/* False where memory for a second copy of the items is short; then nothing has changed. Sorted input costs one pass. */
bool isms__sort(const isms_allocator *a, void *items, size_t count, size_t size, isms__compare compare, const void *user);

#endif
