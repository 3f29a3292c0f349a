/* The window over what is read. */
#include "window.h"

#include <string.h>

isms_status isms__window_start(isms__window *w, const isms_allocator *a, isms_read read, void *user)
{
    memset(w, 0, sizeof *w);
    w->allocator = a;
    w->read = read;
    w->user = user;
    w->line = 1;
    w->max_bytes = UINT64_MAX;
    w->max_window = SIZE_MAX / 4;
    w->bytes = isms__allocate(a, ISMS__WINDOW_SIZE);
    if (!w->bytes)
        return ISMS_E_NO_MEMORY;
    w->capacity = ISMS__WINDOW_SIZE;
    w->at = w->end = w->bytes;
    memset(w->end, 0, ISMS__WINDOW_PAD);
    return ISMS_OK;
}

void isms__window_dispose(isms__window *w)
{
    if (w->allocator)
        isms__release(w->allocator, w->bytes, w->capacity);
    w->bytes = NULL;
    w->capacity = 0;
}

/* Room behind what is there: first by moving it to the front, then by a larger window. */
static isms_status make_room(isms__window *w)
{
    size_t used = (size_t)(w->at - w->bytes), kept = (size_t)(w->end - w->at);
    if (used)
        memmove(w->bytes, w->at, kept);
    w->before += used;
    w->at = w->bytes;
    w->end = w->bytes + kept;
    if (kept <= w->capacity / 2)
        return ISMS_OK;
    if (w->capacity >= w->max_window)
        return kept + ISMS__WINDOW_PAD < w->capacity ? ISMS_OK : ISMS_E_LIMIT;
    char *grown = isms__resize(w->allocator, w->bytes, w->capacity, w->capacity * 2);
    if (!grown)
        return ISMS_E_NO_MEMORY;
    w->bytes = w->at = grown;
    w->end = grown + kept;
    w->capacity *= 2;
    return ISMS_OK;
}

static isms_status tell(isms__window *w, uint64_t total)
{
    if (!w->progress || total - w->told < ISMS__WINDOW_SIZE)
        return ISMS_OK;
    w->told = total;
    return w->progress(w->progress_user, total, 0) ? ISMS_E_CANCELLED : ISMS_OK;
}

isms_status isms__window_more(isms__window *w)
{
    isms_status status = w->done ? ISMS_DONE : make_room(w);
    char *first = w->end, *most = w->bytes + w->capacity - ISMS__WINDOW_PAD;
    while (status == ISMS_OK && w->end < most) {
        int64_t n = w->read(w->user, w->end, (size_t)(most - w->end));
        if (n < 0 || n > most - w->end)
            status = ISMS_E_IO;
        else if (n == 0)
            break;
        else
            w->end += n;
    }
    memset(w->end, 0, ISMS__WINDOW_PAD);
    uint64_t total = isms__window_total(w);
    if (status == ISMS_OK && total > w->max_bytes)
        status = ISMS_E_LIMIT;
    if (status == ISMS_OK)
        status = tell(w, total);
    if (status != ISMS_OK)
        return status;
    w->done = w->end < most;
    return w->end > first ? ISMS_OK : ISMS_DONE;
}
