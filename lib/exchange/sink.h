/* Where a writer's bytes go: they are gathered and handed to the host in large pieces. */
#ifndef ISMS__EXCHANGE_SINK_H
#define ISMS__EXCHANGE_SINK_H

#include "core/buffer.h"

enum { ISMS__SINK_SIZE = 64 * 1024 };

typedef struct isms__sink {
    isms__buffer b; /* writers add here */
    isms_write write;
    void *user;
    isms_status status; /* of the first failure */
} isms__sink;

void isms__sink_start(isms__sink *s, const isms_allocator *a, isms_write write, void *user);
isms_status isms__sink_pass(isms__sink *s); /* hands over what has gathered, if that is much */
isms_status isms__sink_end(isms__sink *s);  /* hands over the rest and disposes of the memory */

#endif
