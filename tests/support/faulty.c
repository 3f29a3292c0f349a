/* The allocator that fails when told to, and the sweep over all its failures. */
#include "faulty.h"
#include "fingerprint.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fails(faulty *f)
{
    f->calls++;
    if (f->fail_at && (f->calls == f->fail_at || (f->forever && f->calls > f->fail_at))) {
        f->failed = true;
        return true;
    }
    return false;
}

static void *allocate(void *user, size_t size)
{
    faulty *f = user;
    void *p = fails(f) ? NULL : malloc(size);
    if (p) {
        f->live_blocks++;
        f->live_bytes += size;
    }
    return p;
}

static void *resize(void *user, void *block, size_t old_size, size_t new_size)
{
    faulty *f = user;
    void *p = fails(f) ? NULL : realloc(block, new_size);
    if (p)
        f->live_bytes += new_size - old_size;
    return p;
}

static void release(void *user, void *block, size_t size)
{
    faulty *f = user;
    f->live_blocks--;
    f->live_bytes -= size;
    free(block);
}

void faulty_init(faulty *f, size_t fail_at, bool forever)
{
    memset(f, 0, sizeof *f);
    f->allocator = (isms_allocator){sizeof(isms_allocator), f, allocate, resize, release};
    f->fail_at = fail_at;
    f->forever = forever;
}

/* One run of the sweep; false where it is the last one, because no allocation failed or something is wrong. */
static bool survives(isms_status (*scenario)(const isms_allocator *), size_t n, bool forever)
{
    faulty f;
    faulty_init(&f, n, forever);
    isms_status status = scenario(&f.allocator);
    bool expected = status >= 0 || (f.failed && status == ISMS_E_NO_MEMORY);
    CU_ASSERT_EQUAL(f.live_blocks, 0);
    CU_ASSERT_EQUAL(f.live_bytes, 0);
    CU_ASSERT(expected);
    if (f.live_blocks || f.live_bytes || !expected) {
        printf("allocation %zu%s failing: %s, %zu blocks and %zu bytes left\n", n, forever ? " and later" : "",
               isms_status_name(status), f.live_blocks, f.live_bytes);
        return false;
    }
    return f.failed;
}

void sweep_allocations(isms_status (*scenario)(const isms_allocator *))
{
    for (int forever = 0; forever < 2; forever++)
        for (size_t n = 1; survives(scenario, n, forever); n++)
            ;
}

/* True where the change failed and was tried again; reports what it left behind when it failed. */
static bool holds(isms_model *model, isms_status (*change)(isms_model *), faulty *f)
{
    uint64_t before = test_fingerprint(model);
    size_t journal = isms_journal_count(model);
    isms_status status = change(model);
    f->fail_at = 0;
    if (status >= 0)
        return f->failed;
    bool unchanged = test_fingerprint(model) == before && isms_journal_count(model) == journal;
    CU_ASSERT_EQUAL(status, ISMS_E_NO_MEMORY);
    CU_ASSERT(unchanged);
    status = change(model);
    CU_ASSERT(status >= 0);
    return f->failed && unchanged && status >= 0;
}

static bool change_survives(isms_status (*prepare)(isms_model *), isms_status (*change)(isms_model *), size_t n, bool forever)
{
    faulty f;
    faulty_init(&f, 0, forever);
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    options.allocator = &f.allocator;
    options.hash_seed = 1;
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(&options, &model), ISMS_OK);
    CU_ASSERT_FATAL(prepare(model) >= 0);
    /* The model copied the allocator, and the allocator's user is f itself. */
    f.fail_at = f.calls + n;
    bool more = holds(model, change, &f);
    isms_model_free(model);
    CU_ASSERT_EQUAL(f.live_blocks, 0);
    CU_ASSERT_EQUAL(f.live_bytes, 0);
    return more;
}

void sweep_changes(isms_status (*prepare)(isms_model *), isms_status (*change)(isms_model *))
{
    for (int forever = 0; forever < 2; forever++)
        for (size_t n = 1; change_survives(prepare, change, n, forever); n++)
            ;
}
