/* A source that delivers its bytes in pieces and fails at a chosen byte, and a sink that takes them so. */
#ifndef ISMS_TEST_STREAMS_H
#define ISMS_TEST_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEST_NEVER = -1 };

typedef struct test_source {
    const char *bytes;
    size_t size, at;
    size_t piece;     /* most bytes of one call; 0: as many as asked for */
    int64_t fails_at; /* the call that would pass this byte fails; TEST_NEVER */
    bool failed;
} test_source;

/* Reads from a test_source up to `room` bytes; 0 at the end, -1 on the failure that was asked for. */
int64_t test_source_read(void *source, char *out, size_t room);

typedef struct test_sink {
    char *bytes; /* what was taken, with a NUL behind it; test_sink_dispose frees it */
    size_t size;
    int64_t fails_at; /* the call that would pass this byte fails; TEST_NEVER */
    bool failed;
} test_sink;

/* Writes to a test_sink, as an isms_write: 0 where all bytes were taken, 1 where none was. */
int32_t test_sink_write(void *sink, const char *bytes, size_t size);
void test_sink_dispose(test_sink *sink);

#endif
