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

static isms_status one_risk(isms_model *m)
{
    isms_id risk;
    return isms_record_create(m, ISMS_RISK, "R-1", &risk);
}

static isms_status a_busy_change(isms_model *m)
{
    isms_id risk = isms_find(m, ISMS_RISK, "R-1"), other = ISMS_NONE;
    isms_status status = isms_model_begin(m, "who", "why");
    if (status < 0)
        return status;
    status = isms_set_text(m, risk, ISMS_RISK_TITLE, "title");
    for (char key[] = "R-A"; key[2] <= 'Z' && status >= 0; key[2]++) {
        status = isms_record_create(m, ISMS_RISK, key, &other);
        if (status >= 0)
            status = isms_add_text(m, risk, ISMS_RISK_TAGS, key);
    }
    if (status >= 0)
        status = isms_set_level(m, risk, ISMS_RISK_INHERENT, 4, 5);
    if (status >= 0)
        return isms_model_commit(m);
    isms_model_rollback(m);
    return status;
}

static void a_fingerprint_sees_every_change(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(one_risk(m), ISMS_OK);
    isms_id risk = isms_find(m, ISMS_RISK, "R-1");
    uint64_t seen[8] = {test_fingerprint(m)};
    isms_set_text(m, risk, ISMS_RISK_TITLE, "title");
    seen[1] = test_fingerprint(m);
    isms_set_text(m, risk, ISMS_RISK_TITLE, "Title");
    seen[2] = test_fingerprint(m);
    isms_add_text(m, risk, ISMS_RISK_TAGS, "tag");
    seen[3] = test_fingerprint(m);
    isms_set_link_key(m, risk, ISMS_RISK_METHOD, "M-1");
    seen[4] = test_fingerprint(m);
    isms_set_level(m, risk, ISMS_RISK_INHERENT, 4, 5);
    seen[5] = test_fingerprint(m);
    isms_set_level(m, risk, ISMS_RISK_INHERENT, 4, 4);
    seen[6] = test_fingerprint(m);
    isms_register_set_delivered(m, ISMS_ASSET, 1);
    seen[7] = test_fingerprint(m);
    for (size_t i = 1; i < 8; i++)
        CU_ASSERT_NOT_EQUAL(seen[i], seen[i - 1]);
    isms_model *same = NULL;
    CU_ASSERT_EQUAL(isms_model_snapshot(m, &same), ISMS_OK);
    CU_ASSERT_EQUAL(test_fingerprint(same), seen[7]);
    isms_model_free(same);
    isms_model_free(m);
}

static void a_change_that_fails_leaves_the_model_as_it_was(void)
{
    sweep_changes(one_risk, a_busy_change);
}

int main(void)
{
    static const test_case tests[] = {
        {"a source delivers in pieces and fails where told", a_source_delivers_in_pieces_and_fails_where_told},
        {"a sink keeps what came before it failed", a_sink_keeps_what_came_before_it_failed},
        {"a folder goes away with what is in it", a_folder_goes_away_with_what_is_in_it},
        {"a sweep visits every allocation", a_sweep_visits_every_allocation},
        {"a fingerprint sees every change", a_fingerprint_sees_every_change},
        {"a change that fails leaves the model as it was", a_change_that_fails_leaves_the_model_as_it_was},
        {NULL, NULL}};
    return run_suite("support", tests);
}
