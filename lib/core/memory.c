/* Memory: the host's allocator, growth of arrays, options structures of other versions. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static void *default_allocate(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void *default_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    return realloc(block, new_size);
}

static void default_release(void *user, void *block, size_t size)
{
    (void)user;
    (void)size;
    free(block);
}

const isms_allocator isms__default_allocator = {sizeof(isms_allocator), NULL, default_allocate, default_resize,
                                                default_release};

const isms_allocator *isms__allocator_or_default(const isms_allocator *given)
{
    if (!given)
        return &isms__default_allocator;
    if (given->struct_size < sizeof *given || !given->allocate || !given->resize || !given->release)
        return NULL;
    return given;
}

void *isms__allocate(const isms_allocator *a, size_t size)
{
    return a->allocate(a->user, size ? size : 1);
}

void *isms__allocate_zero(const isms_allocator *a, size_t size)
{
    void *block = isms__allocate(a, size);
    if (block)
        memset(block, 0, size);
    return block;
}

void *isms__resize(const isms_allocator *a, void *block, size_t old_size, size_t new_size)
{
    if (!block)
        return isms__allocate(a, new_size);
    return a->resize(a->user, block, old_size ? old_size : 1, new_size ? new_size : 1);
}

void isms__release(const isms_allocator *a, void *block, size_t size)
{
    if (block)
        a->release(a->user, block, size ? size : 1);
}

bool isms__reserve(const isms_allocator *a, void **items, size_t *capacity, size_t need, size_t element)
{
    if (need <= *capacity)
        return true;
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2)
            return false;
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / element)
        return false;
    void *grown = isms__resize(a, *items, *capacity * element, wanted * element);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

bool isms__grow(const isms_allocator *a, void **items, size_t *capacity, size_t count, size_t element, isms_status *status)
{
    if (*status == ISMS_OK && !isms__reserve(a, items, capacity, count + 1, element))
        *status = ISMS_E_NO_MEMORY;
    return *status == ISMS_OK;
}

enum { OPTIONS_MOST = 4096 };

bool isms__options_copy(void *ours, size_t our_size, const void *theirs)
{
    memset(ours, 0, our_size);
    if (!theirs)
        return true;
    uint32_t their_size = 0;
    memcpy(&their_size, theirs, sizeof their_size);
    if (their_size < sizeof their_size || their_size > OPTIONS_MOST)
        return false; /* no version has options so large: the size was never set */
    for (size_t i = our_size; i < their_size; i++)
        if (((const unsigned char *)theirs)[i] != 0)
            return false;
    memcpy(ours, theirs, their_size < our_size ? their_size : our_size);
    return true;
}
