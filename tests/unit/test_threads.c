/* What docs/threads.md promises: independent objects on many threads, one read-only object read by all of them. */
#include "test.h"

#include <pthread.h>

enum { THREADS = 4, RECORDS = 200 };

typedef struct worker {
    pthread_t thread;
    const isms_model *shared;
    uint64_t own, seen, catalogue;
    bool well;
} worker;

static isms_model *small_isms(void)
{
    isms_model *m = NULL;
    bool well = isms_model_new(NULL, &m) == ISMS_OK;
    for (int i = 0; well && i < RECORDS; i++) {
        char key[16];
        isms_id risk = ISMS_NONE;
        snprintf(key, sizeof key, "R-%d", i);
        well = isms_record_create(m, ISMS_RISK, key, &risk) == ISMS_OK &&
               isms_set_text(m, risk, ISMS_RISK_TITLE, key) == ISMS_OK &&
               isms_set_level(m, risk, ISMS_RISK_INHERENT, i % 5 + 1, i % 4 + 1) == ISMS_OK;
    }
    if (well)
        return m;
    isms_model_free(m);
    return NULL;
}

static bool report_and_forget(void)
{
    isms_diagnostics *list = isms_diagnostics_new(NULL);
    bool well = list && isms_diagnostics_add(list, ISMS_SEVERITY_NOTE, "T-1", "risk R-1", NULL, "a", 1, 1, "x") == ISMS_OK &&
                strcmp(isms_diagnostics_line(list, 0), "a:1:1: note: risk R-1: x [T-1]") == 0;
    isms_diagnostics_free(list);
    return well;
}

/* Out as JSON and in again: the copy reads as the original does, but for its history. */
static bool travels(const isms_model *m)
{
    isms_blob *out = NULL, *again = NULL;
    isms_model *copy = NULL;
    bool well = isms_model_new(NULL, &copy) == ISMS_OK && isms_model_write_text(m, "json", NULL, &out) == ISMS_OK &&
                isms_model_read_text(copy, "json", isms_blob_bytes(out), isms_blob_size(out), NULL, NULL) == ISMS_OK &&
                isms_model_write_text(copy, "json", NULL, &again) == ISMS_OK && isms_blob_size(out) == isms_blob_size(again) &&
                memcmp(isms_blob_bytes(out), isms_blob_bytes(again), isms_blob_size(out)) == 0;
    isms_blob_free(out);
    isms_blob_free(again);
    isms_model_free(copy);
    return well;
}

static void *work(void *user)
{
    worker *w = user;
    isms_model *mine = small_isms();
    w->well = mine && report_and_forget() && travels(mine) && travels(w->shared);
    w->own = mine ? test_fingerprint(mine) : 0;
    w->seen = test_fingerprint(w->shared);
    w->catalogue = test_fingerprint(isms_catalogue());
    isms_model_free(mine);
    return NULL;
}

static void many_threads_see_what_one_sees(void)
{
    isms_model *m = small_isms(), *shared = NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(m);
    CU_ASSERT_EQUAL_FATAL(isms_model_snapshot(m, &shared), ISMS_OK);
    worker workers[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = (worker){.shared = shared};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    isms_set_text(m, isms_find(m, ISMS_RISK, "R-7"), ISMS_RISK_TITLE, "changed while others read the snapshot");
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < THREADS; i++) {
        CU_ASSERT(workers[i].well);
        CU_ASSERT_EQUAL(workers[i].own, test_fingerprint(shared));
        CU_ASSERT_EQUAL(workers[i].seen, test_fingerprint(shared));
        CU_ASSERT_EQUAL(workers[i].catalogue, test_fingerprint(isms_catalogue()));
    }
    isms_model_free(m);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {{"many threads see what one sees", many_threads_see_what_one_sees}, {NULL, NULL}};
    return run_suite("threads", tests);
}
