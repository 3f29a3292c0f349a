/* What every suite needs: CUnit, a table of tests, and the allocator that fails when told to. */
#ifndef ISMS_TEST_H
#define ISMS_TEST_H

#include <isms.h>

#include <CUnit/Basic.h>
#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct test_case {
    const char *sentence; /* what the test proves */
    void (*run)(void);
} test_case;

/* Runs a NULL-terminated table of tests; the exit status of main. */
static inline int run_suite(const char *name, const test_case *tests)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 2;
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    for (; suite && tests->run; tests++)
        CU_add_test(suite, tests->sentence, tests->run);
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();
    unsigned failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures ? 1 : 0;
}

/* An allocator that counts what is live and fails the n-th allocation (once, or from then on). */
typedef struct faulty {
    isms_allocator allocator;
    size_t live_blocks, live_bytes, calls, fail_at; /* fail_at 0: never */
    bool forever, failed;
} faulty;

static inline bool faulty_fails(faulty *f)
{
    f->calls++;
    if (f->fail_at && (f->calls == f->fail_at || (f->forever && f->calls > f->fail_at))) {
        f->failed = true;
        return true;
    }
    return false;
}

static inline void *faulty_allocate(void *user, size_t size)
{
    faulty *f = user;
    void *p = faulty_fails(f) ? NULL : malloc(size);
    if (p) {
        f->live_blocks++;
        f->live_bytes += size;
    }
    return p;
}

static inline void *faulty_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    faulty *f = user;
    void *p = faulty_fails(f) ? NULL : realloc(block, new_size);
    if (p)
        f->live_bytes += new_size - old_size;
    return p;
}

static inline void faulty_release(void *user, void *block, size_t size)
{
    faulty *f = user;
    f->live_blocks--;
    f->live_bytes -= size;
    free(block);
}

static inline void faulty_init(faulty *f, size_t fail_at, bool forever)
{
    memset(f, 0, sizeof *f);
    f->allocator =
        (isms_allocator){sizeof(isms_allocator), f, faulty_allocate, faulty_resize, faulty_release};
    f->fail_at = fail_at;
    f->forever = forever;
}

/* Runs scenario(allocator) with the n-th allocation failing, for every n, once and from then on. The scenario frees what it
 * made and returns the first status that was not a success; nothing may leak and no other status than E_NO_MEMORY may come out. */
static inline void sweep_allocations(isms_status (*scenario)(const isms_allocator *))
{
    for (int forever = 0; forever < 2; forever++) {
        for (size_t n = 1;; n++) {
            faulty f;
            faulty_init(&f, n, forever);
            isms_status status = scenario(&f.allocator);
            CU_ASSERT_EQUAL(f.live_blocks, 0);
            CU_ASSERT_EQUAL(f.live_bytes, 0);
            if (!f.failed) {
                CU_ASSERT(status >= 0);
                break;
            }
            CU_ASSERT(status == ISMS_E_NO_MEMORY || status >= 0);
            if (f.live_blocks || !(status == ISMS_E_NO_MEMORY || status >= 0)) {
                fprintf(stderr, "allocation %zu%s failing: %s\n", n, forever ? " and later" : "", isms_status_name(status));
                break;
            }
        }
    }
}

#endif
