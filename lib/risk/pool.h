/* Work on several threads: those of the host, some of our own for the time of a call, or the caller's alone. */
#ifndef ISMS__RISK_POOL_H
#define ISMS__RISK_POOL_H

#include <isms/simulation.h>

#include "core/memory.h"

enum { ISMS__THREADS_MOST = 256 };

typedef struct isms__pool {
    int32_t threads; /* at most this many tasks at a time, at least 1 */
    isms_pool host;  /* NULL: our own */
    void *user;
} isms__pool;

/* Calls task(data, i) once for each i < count and returns when all are done. */
void isms__pool_run(const isms__pool *pool, uint64_t count, void (*task)(void *data, uint64_t index), void *data);

#endif
