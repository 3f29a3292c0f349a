/* What is read, through a window: the bytes from `at` to `end` are there, and more come on demand. Behind them stand
 * ISMS__WINDOW_PAD zeros, so that scanners may look at several bytes at a time. */
#ifndef ISMS__EXCHANGE_WINDOW_H
#define ISMS__EXCHANGE_WINDOW_H

#include "core/memory.h"

enum { ISMS__WINDOW_SIZE = 64 * 1024, ISMS__WINDOW_PAD = 16 };

typedef struct isms__window {
    const isms_allocator *allocator;
    isms_read read;
    void *user;
    isms_progress progress;
    void *progress_user;
    uint64_t max_bytes, told; /* bytes at which progress was last told */
    size_t max_window;

    char *bytes;
    size_t capacity;
    char *at, *end;      /* what is there and not yet used; see above */
    bool done;           /* the source has ended: nothing comes behind `end` */
    uint64_t before;     /* bytes of the source before bytes[0] */
    uint64_t line;       /* of `at`, from 1 */
    uint64_t line_start; /* where in the source that line starts */
} isms__window;

isms_status isms__window_start(isms__window *w, const isms_allocator *a, isms_read read, void *user);
void isms__window_dispose(isms__window *w);

/* Makes more of the source visible behind what is there; pointers into the window are void afterwards.
 * ISMS_DONE: the source has ended. ISMS_E_LIMIT: the window may not grow. ISMS_E_IO, _CANCELLED, _NO_MEMORY. */
isms_status isms__window_more(isms__window *w);

/* Bytes before `at` in the source. */
static inline uint64_t isms__window_place(const isms__window *w)
{
    return w->before + (uint64_t)(w->at - w->bytes);
}

/* Bytes of the source that have become visible. */
static inline uint64_t isms__window_total(const isms__window *w)
{
    return w->before + (uint64_t)(w->end - w->bytes);
}

static inline uint32_t isms__window_column(const isms__window *w)
{
    uint64_t column = isms__window_place(w) - w->line_start + 1;
    return column < UINT32_MAX ? (uint32_t)column : UINT32_MAX;
}

#endif
