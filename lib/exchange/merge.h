/* A three-way merge as the files that do it share it. */
#ifndef ISMS__EXCHANGE_MERGE_H
#define ISMS__EXCHANGE_MERGE_H

#include "json_text.h"
#include "shape.h"

#include <isms/merge.h>

enum { ISMS__SIDES = 3 };

typedef struct isms__conflict {
    isms_type type;
    isms_attribute attribute;
    uint32_t key, path, values[ISMS__SIDES], sources[ISMS__SIDES]; /* in texts; 0 is "" */
    uint32_t lines[ISMS__SIDES];
} isms__conflict;

struct isms_merge {
    isms_allocator host;
    isms__buffer texts;
    isms__conflict *conflicts;
    size_t count, capacity;
};

isms_merge *isms__merge_new(const isms_allocator *a); /* NULL: no memory */
isms_status isms__merge_keep(isms_merge *merge, const char *text, size_t size, uint32_t *at);

/* A value of each side; size 0 where it has none. */
typedef struct isms__three {
    isms__json of[ISMS__SIDES];
} isms__three;

/* Is the order of a list's items without meaning? */
bool isms__merge_is_set(const isms__attribute *a);

/* Writes the list that three sets make. *merged is false where they make none: an item stands twice, or both sides brought what
 * stays into another order. False: no memory. */
bool isms__merge_sets(const isms__three *sets, const isms_allocator *a, isms__buffer *out, bool *merged);

#endif
