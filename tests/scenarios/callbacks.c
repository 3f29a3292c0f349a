/* The callbacks of callbacks.h. */
#include "callbacks.h"

#include <stdlib.h>
#include <string.h>

int32_t channel_write(void *user, const char *bytes, size_t size)
{
    channel *to = user;
    if (to->size + size > to->room) {
        size_t room = (to->size + size) * 2;
        char *grown = realloc(to->bytes, room);
        if (!grown)
            return -1;
        to->bytes = grown;
        to->room = room;
    }
    memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
    return 0;
}

int64_t channel_read(void *user, char *out, size_t room)
{
    channel *from = user;
    size_t n = from->size - from->at;
    n = n > 7 ? 7 : n;
    n = n > room ? room : n;
    memcpy(out, from->bytes + from->at, n);
    from->at += n;
    return (int64_t)n;
}

int32_t channel_progress(void *user, uint64_t done, uint64_t total)
{
    (void)user;
    (void)done;
    (void)total;
    return 0;
}

double value_of_controls(void *user, uint64_t controls)
{
    int count = 0;
    (void)user;
    for (; controls; controls &= controls - 1)
        count++;
    return (double)(count * count);
}
