/* Memory through the host's allocator, with sizes, and the growth of arrays. */
#ifndef ISMS__CORE_MEMORY_H
#define ISMS__CORE_MEMORY_H

#include <isms/common.h>
#include <stdbool.h>

/* The allocator of malloc and free; constant, so that sharing it is harmless. */
extern const isms_allocator isms__default_allocator;

/* The host's allocator or the default; NULL where the host's is unusable (missing function, unknown size). */
const isms_allocator *isms__allocator_or_default(const isms_allocator *given);

void *isms__allocate(const isms_allocator *a, size_t size);                                 /* NULL on failure */
void *isms__allocate_zero(const isms_allocator *a, size_t size);                            /* the same, filled with zero */
void *isms__resize(const isms_allocator *a, void *block, size_t old_size, size_t new_size); /* block may be NULL */
void isms__release(const isms_allocator *a, void *block, size_t size);                      /* block may be NULL */

/* Makes room for at least `need` elements; doubles. On failure nothing has changed. */
bool isms__reserve(const isms_allocator *a, void **items, size_t *capacity, size_t need, size_t element);

/* The first failure of a piece of work stands. */
static inline void isms__fail(isms_status *status, isms_status failure)
{
    if (*status == ISMS_OK)
        *status = failure;
}

/* Makes room for one more than `count`; false where the work has failed, or fails here for want of memory. */
bool isms__grow(const isms_allocator *a, void **items, size_t *capacity, size_t count, size_t element, isms_status *status);

/* Copies what a host's options structure has into ours, which is zeroed first, so that old and new hosts mix. False where the
 * host's is newer and sets something that this library does not know. */
bool isms__options_copy(void *ours, size_t our_size, const void *theirs);

#endif
