/* The model: records, values, references, deletion, transactions, undo, snapshots. */
#include "test.h"

static isms_model *fresh(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    return m;
}

static isms_id make(isms_model *m, isms_type type, const char *key)
{
    isms_id id = ISMS_NONE;
    CU_ASSERT_EQUAL(isms_record_create(m, type, key, &id), ISMS_OK);
    return id;
}

static void records_are_found_by_id_and_walked_in_order(void)
{
    isms_model *m = fresh();
    char key[16];
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "R-%d", i);
        make(m, ISMS_RISK, key);
    }
    CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 3000);
    int i = 0;
    for (isms_id r = isms_first(m, ISMS_RISK); r; r = isms_next(m, r), i++) {
        snprintf(key, sizeof key, "R-%d", i);
        CU_ASSERT_STRING_EQUAL(isms_record_key(m, r), key);
        CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, key), r);
    }
    CU_ASSERT_EQUAL(i, 3000);
    CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, "R-3000"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_record_create(m, ISMS_RISK, "R-7", NULL), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_record_create(m, ISMS_RISK, "no blanks", NULL), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_record_create(m, ISMS_HEADER, "x", NULL), ISMS_E_MISUSE);
    isms_id some[7];
    CU_ASSERT_EQUAL(isms_next_many(m, ISMS_RISK, isms_find(m, ISMS_RISK, "R-2995"), some, 7), 4);
    CU_ASSERT_EQUAL(some[3], isms_find(m, ISMS_RISK, "R-2999"));
    isms_model_free(m);
}

static void values_come_back_as_they_were_set(void)
{
    isms_model *m = fresh();
    isms_id r = make(m, ISMS_RISK, "R-1");
    CU_ASSERT_EQUAL(isms_set_text(m, r, ISMS_RISK_TITLE, "Théft\nof a laptop"), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_TITLE), "Théft\nof a laptop");
    CU_ASSERT_EQUAL(isms_set_text(m, r, ISMS_RISK_TITLE, "\x01"), ISMS_E_TEXT);
    CU_ASSERT_EQUAL(isms_set_integer(m, r, ISMS_RISK_TITLE, 1), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_set_text(m, r, ISMS_METHOD_TITLE, "x"), ISMS_E_ATTRIBUTE);
    static const int64_t integers[] = {0, 1, -1, 5, INT32_MAX, -INT64_C(9007199254740991), INT64_C(9007199254740991)};
    for (size_t i = 0; i < sizeof integers / sizeof integers[0]; i++) {
        CU_ASSERT_EQUAL(isms_set_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, integers[i]), ISMS_OK);
        CU_ASSERT_EQUAL(isms_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, 99), integers[i]);
    }
    CU_ASSERT_EQUAL(isms_set_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, INT64_C(9007199254740992)), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_has(m, r, ISMS_RISK_INHERENT), 1);
    CU_ASSERT_EQUAL(isms_clear(m, r, ISMS_RISK_INHERENT), ISMS_OK);
    CU_ASSERT_EQUAL(isms_has(m, r, ISMS_RISK_INHERENT), 0);
    CU_ASSERT_EQUAL(isms_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, 99), 99);
    CU_ASSERT_EQUAL(isms_add_text(m, r, ISMS_RISK_TAGS, "a"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, r, ISMS_RISK_TAGS, "b"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, r, ISMS_RISK_TAGS, "c"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_list_remove(m, r, ISMS_RISK_TAGS, 1), ISMS_OK);
    CU_ASSERT_EQUAL(isms_list_count(m, r, ISMS_RISK_TAGS), 2);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, r, ISMS_RISK_TAGS, 1), "c");
    isms_id method = make(m, ISMS_METHOD, "M-1");
    CU_ASSERT_EQUAL(isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"low", "mid"}, 2), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"mid", "high", "x"}, 3), ISMS_OK);
    CU_ASSERT_EQUAL(isms_table_row_count(m, method, ISMS_METHOD_MATRIX), 2);
    CU_ASSERT_EQUAL(isms_table_column_count(m, method, ISMS_METHOD_MATRIX, 1), 3);
    CU_ASSERT_STRING_EQUAL(isms_table_text(m, method, ISMS_METHOD_MATRIX, 1, 1), "high");
    CU_ASSERT_PTR_NULL(isms_table_text(m, method, ISMS_METHOD_MATRIX, 2, 0));
    isms_model_free(m);
}

static void a_text_larger_than_a_page_stays_whole(void)
{
    isms_model *m = fresh();
    isms_id r = make(m, ISMS_RISK, "R-1");
    char *big = malloc(200001);
    memset(big, 'x', 200000);
    big[200000] = '\0';
    CU_ASSERT_EQUAL(isms_set_text(m, r, ISMS_RISK_DESCRIPTION, big), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, r, ISMS_RISK_TITLE, "after"), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_DESCRIPTION), big);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_TITLE), "after");
    free(big);
    isms_model_free(m);
}

static void a_reference_waits_for_its_record(void)
{
    isms_model *m = fresh();
    isms_id r = make(m, ISMS_RISK, "R-1");
    CU_ASSERT_EQUAL(isms_set_link_key(m, r, ISMS_RISK_METHOD, "M-1"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_link(m, r, ISMS_RISK_METHOD), ISMS_NONE);
    CU_ASSERT_STRING_EQUAL(isms_link_key(m, r, ISMS_RISK_METHOD), "M-1");
    CU_ASSERT_EQUAL(isms_find(m, ISMS_METHOD, "M-1"), ISMS_NONE);
    isms_id method = make(m, ISMS_METHOD, "M-1");
    CU_ASSERT_EQUAL(isms_link(m, r, ISMS_RISK_METHOD), method);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_METHOD), 1);
    CU_ASSERT_EQUAL(isms_record_rename(m, method, "M-2"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_link(m, r, ISMS_RISK_METHOD), method);
    CU_ASSERT_STRING_EQUAL(isms_link_key(m, r, ISMS_RISK_METHOD), "M-2");
    CU_ASSERT_EQUAL(isms_find(m, ISMS_METHOD, "M-1"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_find(m, ISMS_METHOD, "M-2"), method);
    CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_find(m, ISMS_METHOD, "M-1"), method);
    CU_ASSERT_EQUAL(isms_find(m, ISMS_METHOD, "M-2"), ISMS_NONE);
    isms_model_free(m);
}

static void referrers_are_known_while_the_model_changes(void)
{
    isms_model *m = fresh();
    isms_id method = make(m, ISMS_METHOD, "M-1"), other = make(m, ISMS_METHOD, "M-2"), found[4], risks[3];
    static const char *const keys[] = {"R-1", "R-2", "R-3"};
    for (int i = 0; i < 3; i++) {
        risks[i] = make(m, ISMS_RISK, keys[i]);
        CU_ASSERT_EQUAL(isms_set_link(m, risks[i], ISMS_RISK_METHOD, i < 2 ? method : other), ISMS_OK);
    }
    CU_ASSERT_EQUAL(isms_referrers(m, method, 0, found, 4), 2);
    CU_ASSERT_EQUAL(found[1], risks[1]);
    CU_ASSERT_EQUAL(isms_set_link(m, risks[2], ISMS_RISK_METHOD, method), ISMS_OK);
    CU_ASSERT_EQUAL(isms_referrers(m, method, ISMS_RISK_METHOD, found, 1), 3);
    CU_ASSERT_EQUAL(isms_referrers(m, other, 0, found, 4), 0);
    CU_ASSERT_EQUAL(isms_record_delete(m, method), ISMS_E_REFERENCED);
    CU_ASSERT_EQUAL(isms_clear(m, risks[0], ISMS_RISK_METHOD), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, risks[1]), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, risks[2]), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, method), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_key(m, method), NULL);
    CU_ASSERT_EQUAL(isms_set_text(m, method, ISMS_METHOD_TITLE, "x"), ISMS_E_STALE);
    isms_model_free(m);
}

static void a_rollback_leaves_nothing_behind(void)
{
    isms_model *m = fresh();
    isms_id r = make(m, ISMS_RISK, "R-1");
    isms_set_text(m, r, ISMS_RISK_TITLE, "before");
    uint64_t revision = isms_model_revision(m), bytes = isms_model_bytes(m);
    CU_ASSERT_EQUAL(isms_model_begin(m, "me", "try"), ISMS_OK);
    isms_set_text(m, r, ISMS_RISK_TITLE, "after");
    isms_set_link_key(m, r, ISMS_RISK_METHOD, "M-9");
    for (int i = 0; i < 2000; i++) {
        char key[16];
        snprintf(key, sizeof key, "N-%d", i);
        isms_set_text(m, make(m, ISMS_RISK, key), ISMS_RISK_TITLE, "a new one");
    }
    isms_register_set_delivered(m, ISMS_METHOD, 1);
    CU_ASSERT_EQUAL(isms_model_rollback(m), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_TITLE), "before");
    CU_ASSERT_EQUAL(isms_has(m, r, ISMS_RISK_METHOD), 0);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 1);
    CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, "N-5"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_register_is_delivered(m, ISMS_METHOD), 0);
    CU_ASSERT_EQUAL(isms_model_revision(m), revision);
    CU_ASSERT(isms_model_bytes(m) < bytes + 200000);
    isms_id again = make(m, ISMS_RISK, "N-5");
    CU_ASSERT_EQUAL(isms_has(m, again, ISMS_RISK_TITLE), 0);
    CU_ASSERT_EQUAL(isms_model_rollback(m), ISMS_E_NO_TRANSACTION);
    isms_model_free(m);
}

static void an_inner_rollback_keeps_the_outer_part(void)
{
    isms_model *m = fresh();
    isms_model_begin(m, NULL, NULL);
    isms_id r = make(m, ISMS_RISK, "R-1");
    isms_set_text(m, r, ISMS_RISK_TITLE, "outer");
    isms_model_begin(m, NULL, NULL);
    isms_set_text(m, r, ISMS_RISK_TITLE, "inner");
    make(m, ISMS_RISK, "R-2");
    isms_model_rollback(m);
    CU_ASSERT_EQUAL(isms_model_commit(m), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_TITLE), "outer");
    CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 1);
    CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 0);
    CU_ASSERT_EQUAL(isms_model_redo(m), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(m, r, ISMS_RISK_TITLE), "outer");
    isms_model_free(m);
}

static void undo_and_redo_walk_the_whole_way(void)
{
    isms_model *m = fresh();
    char key[16];
    for (int i = 0; i < 40; i++) {
        isms_model_begin(m, "me", "step");
        snprintf(key, sizeof key, "R-%d", i % 7);
        isms_id there = isms_find(m, ISMS_RISK, key);
        if (there && i % 3 == 0)
            isms_record_delete(m, there);
        else if (there)
            isms_set_text(m, there, ISMS_RISK_TITLE, i % 2 ? "odd" : "even");
        else
            isms_set_text(m, make(m, ISMS_RISK, key), ISMS_RISK_TITLE, "made");
        isms_model_commit(m);
    }
    uint64_t last = isms_model_revision(m), counts[41];
    for (uint64_t r = 0; r <= last; r++) {
        isms_model *then = NULL;
        CU_ASSERT_EQUAL(isms_model_at_revision(m, r, &then), ISMS_OK);
        counts[r] = isms_count(then, ISMS_RISK);
        isms_model_free(then);
    }
    for (uint64_t r = last; r-- > 0;) {
        CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_OK);
        CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), counts[r]);
        for (isms_id id = isms_first(m, ISMS_RISK); id; id = isms_next(m, id))
            CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, isms_record_key(m, id)), id);
    }
    CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_E_NO_TRANSACTION);
    for (uint64_t r = 1; r <= last; r++) {
        CU_ASSERT_EQUAL(isms_model_redo(m), ISMS_OK);
        CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), counts[r]);
    }
    CU_ASSERT_EQUAL(isms_model_redo(m), ISMS_E_NO_TRANSACTION);
    const char *who, *why;
    size_t changes;
    CU_ASSERT_EQUAL(isms_journal_entry(m, 0, NULL, &who, NULL, &why, &changes), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(who, "me");
    CU_ASSERT_STRING_EQUAL(why, "step");
    CU_ASSERT_EQUAL(changes, 1);
    isms_model_free(m);
}

static void write_id(char *key, size_t n, size_t at, char differs)
{
    memset(key, 'a', n);
    key[n] = '\0';
    key[at] = differs;
}

/* Two of each length, that differ in their first and in their last character. */
static void ids_of_every_length_are_told_apart(void)
{
    enum { LONGEST = 128 }; /* that an id may be */
    isms_model *m = fresh();
    char key[LONGEST + 1];
    isms_id first[LONGEST + 1], last[LONGEST + 1];
    for (size_t n = 1; n <= LONGEST; n++) {
        write_id(key, n, 0, 'b');
        first[n] = make(m, ISMS_RISK, key);
        write_id(key, n, n - 1, 'c');
        last[n] = make(m, ISMS_RISK, key);
    }
    for (size_t n = 1; n <= LONGEST; n++) {
        write_id(key, n, 0, 'b');
        CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, key), first[n]);
        write_id(key, n, n - 1, 'c');
        CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, key), last[n]);
        write_id(key, n, n / 2, 'd');
        CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, key), ISMS_NONE);
    }
    isms_model_free(m);
}

/* Each renaming leaves a place behind in the table of ids; taking it back and doing it again must not use them all up. */
static void renames_are_taken_back_and_done_again_without_end(void)
{
    enum { NAMES = 300 };
    isms_model *m = fresh();
    isms_id r = make(m, ISMS_RISK, "R-0");
    char key[16];
    for (int i = 1; i < NAMES; i++) {
        snprintf(key, sizeof key, "R-%d", i);
        CU_ASSERT_EQUAL(isms_record_rename(m, r, key), ISMS_OK);
    }
    for (int round = 0; round < 3; round++) {
        for (int i = NAMES - 1; i-- > 0;) {
            CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_OK);
            snprintf(key, sizeof key, "R-%d", i);
            CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, key), r);
            CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, "R-299"), ISMS_NONE);
        }
        for (int i = 1; i < NAMES; i++)
            CU_ASSERT_EQUAL(isms_model_redo(m), ISMS_OK);
        CU_ASSERT_EQUAL(isms_find(m, ISMS_RISK, "R-299"), r);
    }
    isms_model_free(m);
}

static void a_snapshot_does_not_see_later_changes(void)
{
    isms_model *m = fresh(), *then = NULL;
    isms_id r = make(m, ISMS_RISK, "R-1");
    isms_set_text(m, r, ISMS_RISK_TITLE, "then");
    CU_ASSERT_EQUAL(isms_model_snapshot(m, &then), ISMS_OK);
    isms_set_text(m, r, ISMS_RISK_TITLE, "now");
    make(m, ISMS_RISK, "R-2");
    CU_ASSERT_STRING_EQUAL(isms_text(then, r, ISMS_RISK_TITLE), "then");
    CU_ASSERT_EQUAL(isms_count(then, ISMS_RISK), 1);
    CU_ASSERT_EQUAL(isms_find(then, ISMS_RISK, "R-2"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_set_text(then, r, ISMS_RISK_TITLE, "x"), ISMS_E_READ_ONLY);
    isms_model_free(m);
    CU_ASSERT_STRING_EQUAL(isms_text(then, r, ISMS_RISK_TITLE), "then");
    isms_model_free(then);
}

#define TRY(call)                                                                                                              \
    do {                                                                                                                       \
        if (status >= 0)                                                                                                       \
            status = (call);                                                                                                   \
    } while (0)

static isms_status busy_life(const isms_allocator *a)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL, *then = NULL;
    isms_id method = 0, risk = 0, found[2];
    options.allocator = a;
    options.hash_seed = 1;
    isms_status status = isms_model_new(&options, &m);
    TRY(isms_record_create(m, ISMS_METHOD, "M-1", &method));
    TRY(isms_record_create(m, ISMS_RISK, "R-1", &risk));
    TRY(isms_set_text(m, risk, ISMS_RISK_TITLE, "first"));
    TRY(isms_model_snapshot(m, &then));
    if (status >= 0) {
        uint64_t revision = isms_model_revision(m);
        isms_status inner = isms_model_begin(m, "who", "why");
        bool begun = inner == ISMS_OK;
        for (int i = 0; i < 30 && inner == ISMS_OK; i++) {
            char key[16];
            isms_id id;
            snprintf(key, sizeof key, "X-%d", i);
            inner = isms_record_create(m, ISMS_RISK, key, &id);
            if (inner == ISMS_OK)
                inner = isms_set_link(m, id, ISMS_RISK_METHOD, method);
            if (inner == ISMS_OK)
                inner = isms_add_text(m, risk, ISMS_RISK_TAGS, key);
        }
        if (inner == ISMS_OK)
            inner = isms_set_text(m, risk, ISMS_RISK_TITLE, "second");
        if (begun && inner == ISMS_OK) {
            inner = isms_model_commit(m);
            CU_ASSERT_EQUAL(isms_referrers(m, method, 0, found, 2), 30);
        } else if (begun) {
            isms_model_rollback(m);
            CU_ASSERT_EQUAL(isms_model_revision(m), revision);
            CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 1);
            CU_ASSERT_STRING_EQUAL(isms_text(m, risk, ISMS_RISK_TITLE), "first");
            CU_ASSERT_EQUAL(isms_list_count(m, risk, ISMS_RISK_TAGS), 0);
        }
        status = inner;
    }
    TRY(isms_record_rename(m, method, "M-2"));
    TRY(isms_record_delete(m, risk));
    TRY(isms_model_undo(m));
    TRY(isms_model_undo(m));
    TRY(isms_model_redo(m));
    isms_model_free(m);
    isms_model_free(then);
    return status;
}

static void a_busy_life_survives_short_memory(void)
{
    sweep_allocations(busy_life);
}

int main(void)
{
    static const test_case tests[] = {
        {"records are found by id and walked in order", records_are_found_by_id_and_walked_in_order},
        {"values come back as they were set", values_come_back_as_they_were_set},
        {"a text larger than a page stays whole", a_text_larger_than_a_page_stays_whole},
        {"a reference waits for its record", a_reference_waits_for_its_record},
        {"referrers are known while the model changes", referrers_are_known_while_the_model_changes},
        {"a rollback leaves nothing behind", a_rollback_leaves_nothing_behind},
        {"an inner rollback keeps the outer part", an_inner_rollback_keeps_the_outer_part},
        {"undo and redo walk the whole way", undo_and_redo_walk_the_whole_way},
        {"ids of every length are told apart", ids_of_every_length_are_told_apart},
        {"renames are taken back and done again without end", renames_are_taken_back_and_done_again_without_end},
        {"a snapshot does not see later changes", a_snapshot_does_not_see_later_changes},
        {"a busy life survives short memory", a_busy_life_survives_short_memory},
        {NULL, NULL}};
    return run_suite("model", tests);
}
