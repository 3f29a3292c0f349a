/* Sources and sinks that are slow and that break. */
#include "streams.h"

#include <stdlib.h>
#include <string.h>

int64_t test_source_read(void *user, char *out, size_t room)
{
    test_source *source = user;
    size_t count = source->size - source->at;
    if (source->piece && count > source->piece)
        count = source->piece;
    if (count > room)
        count = room;
    if (source->fails_at != TEST_NEVER && source->at + count > (size_t)source->fails_at)
        count = (size_t)source->fails_at - source->at;
    if (source->fails_at != TEST_NEVER && source->at == (size_t)source->fails_at) {
        source->failed = true;
        return -1;
    }
    memcpy(out, source->bytes + source->at, count);
    source->at += count;
    return (int64_t)count;
}

int32_t test_sink_write(void *user, const char *bytes, size_t size)
{
    test_sink *sink = user;
    bool passes = sink->fails_at != TEST_NEVER && sink->size + size > (size_t)sink->fails_at;
    char *grown = passes ? NULL : realloc(sink->bytes, sink->size + size + 1);
    if (!grown) {
        sink->failed = true;
        return 1;
    }
    memcpy(grown + sink->size, bytes, size);
    sink->bytes = grown;
    sink->size += size;
    sink->bytes[sink->size] = '\0';
    return 0;
}

void test_sink_dispose(test_sink *sink)
{
    free(sink->bytes);
    sink->bytes = NULL;
    sink->size = 0;
}
