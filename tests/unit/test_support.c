/* The helpers of the tests themselves: what they promise to every other suite. */
#include "test.h"

static void a_source_delivers_in_pieces_and_fails_where_told(void)
{
    for (int64_t fails_at = 0; fails_at <= 5; fails_at++) {
        test_source source = {.bytes = "hello", .size = 5, .piece = 1, .fails_at = fails_at < 5 ? fails_at : TEST_NEVER};
        char out[8];
        int64_t got = 0, calls = 0;
        while ((got = test_source_read(&source, out, sizeof out)) > 0)
            calls++;
        CU_ASSERT_EQUAL(calls, fails_at);
        CU_ASSERT_EQUAL(got, fails_at < 5 ? -1 : 0);
        CU_ASSERT_EQUAL(source.failed, fails_at < 5);
    }
}

static void a_sink_keeps_what_came_before_it_failed(void)
{
    test_sink sink = {.fails_at = 5};
    CU_ASSERT_EQUAL(test_sink_write(&sink, "hell", 4), 0);
    CU_ASSERT_EQUAL(test_sink_write(&sink, "o there", 7), 1);
    CU_ASSERT(sink.failed);
    CU_ASSERT_STRING_EQUAL(sink.bytes, "hell");
    test_sink_dispose(&sink);
}

static void a_folder_goes_away_with_what_is_in_it(void)
{
    char *folder = test_folder_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    char *path = test_path(folder, "a.txt");
    CU_ASSERT(test_spit(path, "a\0b", 3));
    size_t size = 0;
    char *back = test_slurp(path, &size);
    CU_ASSERT(back && size == 3 && memcmp(back, "a\0b", 4) == 0);
    free(back);
    test_folder_free(folder);
    CU_ASSERT_PTR_NULL(test_slurp(path, NULL));
    free(path);
}

/* Three blocks, one of which moves. */
static isms_status three_blocks(const isms_allocator *a)
{
    void *first = a->allocate(a->user, 10), *second = a->allocate(a->user, 20);
    void *moved = second ? a->resize(a->user, second, 20, 40) : NULL;
    if (first)
        a->release(a->user, first, 10);
    if (second)
        a->release(a->user, moved ? moved : second, moved ? 40 : 20);
    return first && moved ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static void a_sweep_visits_every_allocation(void)
{
    sweep_allocations(three_blocks);
    faulty f;
    faulty_init(&f, 3, false);
    CU_ASSERT_EQUAL(three_blocks(&f.allocator), ISMS_E_NO_MEMORY);
    CU_ASSERT(f.failed && f.calls == 3 && f.live_blocks == 0 && f.live_bytes == 0);
}

int main(void)
{
    static const test_case tests[] = {
        {"a source delivers in pieces and fails where told", a_source_delivers_in_pieces_and_fails_where_told},
        {"a sink keeps what came before it failed", a_sink_keeps_what_came_before_it_failed},
        {"a folder goes away with what is in it", a_folder_goes_away_with_what_is_in_it},
        {"a sweep visits every allocation", a_sweep_visits_every_allocation},
        {NULL, NULL}};
    return run_suite("support", tests);
}
