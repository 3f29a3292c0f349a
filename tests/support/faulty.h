/* An allocator that counts what is live and fails the n-th allocation, once or from then on. */
#ifndef ISMS_TEST_FAULTY_H
#define ISMS_TEST_FAULTY_H

#include <isms.h>

#include <stdbool.h>

typedef struct faulty {
    isms_allocator allocator;
    size_t live_blocks, live_bytes, calls, fail_at; /* fail_at 0: never */
    bool forever, failed;
} faulty;

void faulty_init(faulty *f, size_t fail_at, bool forever);

/* Runs scenario(allocator) with the n-th allocation failing, for every n, once and from then on. The scenario frees what it
 * made and returns the first status that was not a success; nothing may leak and no other status than E_NO_MEMORY may come out.
 */
void sweep_allocations(isms_status (*scenario)(const isms_allocator *));

/* The same for a change of a model: prepare fills a new model without failures, then the n-th allocation of change fails, for
 * every n, once and from then on. A change that fails has changed nothing, and succeeds once memory is there. */
void sweep_changes(isms_status (*prepare)(isms_model *), isms_status (*change)(isms_model *));

#endif
