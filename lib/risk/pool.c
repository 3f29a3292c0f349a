/* Work on several threads. Threads are started here and nowhere else, only where the host asked for more than one. */
#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct job {
    void (*task)(void *data, uint64_t index);
    void *data;
    uint64_t count;
    atomic_uint_fast64_t next;
} job;

static void *work(void *argument)
{
    job *j = argument;
    uint64_t i;
    while ((i = atomic_fetch_add(&j->next, 1)) < j->count)
        j->task(j->data, i);
    return NULL;
}

/* A thread that cannot be started is no error: the others do its work. */
static void run_threads(job *j, int32_t threads)
{
    pthread_t ids[ISMS__THREADS_MOST];
    int32_t started = 0;
    while (started + 1 < threads && (uint64_t)started + 1 < j->count && pthread_create(&ids[started], NULL, work, j) == 0)
        started++;
    work(j);
    while (started > 0)
        pthread_join(ids[--started], NULL);
}

void isms__pool_run(const isms__pool *pool, uint64_t count, void (*task)(void *data, uint64_t index), void *data)
{
    if (pool->host) {
        pool->host(pool->user, count, task, data);
        return;
    }
    job j = {.task = task, .data = data, .count = count};
    atomic_init(&j.next, 0);
    if (pool->threads > 1)
        run_threads(&j, pool->threads);
    else
        work(&j);
}
