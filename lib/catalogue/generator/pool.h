/* The pool of texts and the pool of lists: each distinct one is held once, at an offset. */
#ifndef ISMS__CATALOGUE_GENERATOR_POOL_H
#define ISMS__CATALOGUE_GENERATOR_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct pool {
    unsigned char *texts;
    size_t text_size, text_capacity;
    uint32_t *slots; /* open addressing over the offsets of texts */
    uint32_t slot_count, text_count;
    uint32_t *lists;
    size_t list_size, list_capacity;
} pool;

void pool_start(pool *p);
void pool_end(pool *p);

uint32_t pool_text(pool *p, const char *text, size_t size);         /* offset of [length LEB128][bytes][NUL] */
uint32_t pool_list(pool *p, const uint32_t *items, uint32_t count); /* offset of [count][item]... */

#endif
