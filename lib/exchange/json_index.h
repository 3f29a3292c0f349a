/* The members of a JSON object by their names: objects beside the schema may have any number of them. */
#ifndef ISMS__EXCHANGE_JSON_INDEX_H
#define ISMS__EXCHANGE_JSON_INDEX_H

#include "json_text.h"

#include "core/memory.h"

typedef struct isms__json_pair {
    isms__json name, value;
} isms__json_pair;

typedef struct isms__json_index {
    isms__json object;
    const isms_allocator *allocator;
    isms__json_pair *pairs; /* by name; NULL: the object is small, or memory is short, and its text is searched */
    size_t count, capacity;
} isms__json_index;

void isms__json_index_start(isms__json_index *x, const isms_allocator *a, isms__json object);
void isms__json_index_end(isms__json_index *x);

/* The value of a member; empty where there is none. `name` has quotes. */
isms__json isms__json_index_get(const isms__json_index *x, isms__json name);

#endif
