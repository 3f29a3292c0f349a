/* A set of names with a number each. Names are borrowed and must outlive the set. */
#ifndef ISMS__CORE_NAMES_H
#define ISMS__CORE_NAMES_H

#include "memory.h"

typedef struct isms__name {
    const char *text; /* NULL: empty slot */
    uint32_t value;
} isms__name;

typedef struct isms__names {
    isms__name *slots;
    size_t capacity, count;
} isms__names;

uint32_t *isms__names_at(isms__names *set, const isms_allocator *a, const char *name); /* made with 0; NULL: no memory */
uint32_t isms__names_get(const isms__names *set, const char *name);                    /* 0 where it is not there */
void isms__names_free(isms__names *set, const isms_allocator *a);

#endif
