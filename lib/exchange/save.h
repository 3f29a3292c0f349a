/* Saving a file so that there is always the old one or the new one. */
#ifndef ISMS__EXCHANGE_SAVE_H
#define ISMS__EXCHANGE_SAVE_H

#include "core/memory.h"

typedef struct isms__replacement {
    const isms_allocator *allocator;
    char *target, *beside; /* the file, behind links, and the new one beside it */
    size_t target_size, beside_size;
    int descriptor;
    isms_status status; /* of the first failure */
} isms__replacement;

isms_status isms__replacement_start(isms__replacement *r, const isms_allocator *a, const char *path);
int32_t isms__replacement_write(void *replacement, const char *bytes, size_t size); /* an isms_write */

/* `status` is how the writing went. Where all is well the new file takes the place; else it goes away and the old one stays. */
isms_status isms__replacement_end(isms__replacement *r, isms_status status);

#endif
