/* A three-way merge as the files that do it share it. */
#ifndef ISMS__EXCHANGE_MERGE_H
#define ISMS__EXCHANGE_MERGE_H

#include "json_text.h"
#include "side.h"

#include <isms/merge.h>

enum { ISMS__SIDES = 3 };

typedef struct isms__conflict {
    isms_type type;
    isms_attribute attribute;
    uint32_t key, path, values[ISMS__SIDES], sources[ISMS__SIDES]; /* in texts; 0 is "" */
    uint32_t lines[ISMS__SIDES];
    isms_type target; /* 0, or what is referred to was deleted: */
    isms_merge_side deleter;
    uint32_t target_key, target_source, target_line;
} isms__conflict;

struct isms_merge {
    isms_allocator host;
    isms__buffer texts;
    isms__conflict *conflicts;
    size_t count, capacity;
};

isms_merge *isms__merge_new(const isms_allocator *a); /* NULL: no memory */
isms__conflict *isms__merge_add(isms_merge *merge);   /* zero, the last one; NULL: no memory */
isms_status isms__merge_keep(isms_merge *merge, const char *text, size_t size, uint32_t *at);
isms_status isms__merge_place(isms_merge *merge, const isms_model *m, isms_id record, uint32_t *source, uint32_t *line);

/* Reads JSON that models hold already, so that no limit of reading counts. */
isms_status isms__merge_read(isms_model *m, isms_read read, void *user);

/* Finds the references that the merged model has from one side and that lead to what the other side deleted: each becomes a
 * conflict. What ours refers to is brought back. The walks of the sides have to be through. */
isms_status isms__merge_references(isms_merge *merge, isms__side *sides, isms_model *merged);

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
