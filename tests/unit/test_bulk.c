/* Bulk access: the same values as one call a value gives. */
#include "test.h"

enum { MANY = 700 };

static isms_model *with_risks(isms_id *ids)
{
    isms_model *m = NULL;
    char key[16], title[32];
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_model_begin(m, NULL, NULL);
    for (int i = 0; i < MANY; i++) {
        isms_id r = ISMS_NONE;
        snprintf(key, sizeof key, "R-%d", i);
        snprintf(title, sizeof title, "Risk number %d \xc3\xa4", i);
        isms_record_create(m, ISMS_RISK, key, &r);
        if (i % 3)
            isms_set_text(m, r, ISMS_RISK_TITLE, title);
        if (i % 2)
            isms_set_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, i - 5);
        if (i % 5)
            isms_set_day(m, r, ISMS_RISK_ASSESSED_ON, i + 1);
        isms_set_link_key(m, r, ISMS_RISK_OWNER, "P-1");
    }
    isms_record_create(m, ISMS_PERSON, "P-1", NULL);
    isms_model_commit(m);
    CU_ASSERT_EQUAL(isms_next_many(m, ISMS_RISK, ISMS_NONE, ids, MANY), MANY);
    return m;
}

static void columns_hold_what_single_calls_give(void)
{
    static isms_id ids[MANY], links[MANY];
    static int64_t integers[MANY];
    static int32_t days[MANY];
    static double reals[MANY];
    static uint8_t present[MANY];
    isms_model *m = with_risks(ids);
    CU_ASSERT_EQUAL(isms_bulk_integers(m, ids, MANY, ISMS_RISK_INHERENT_LIKELIHOOD, integers, present), ISMS_OK);
    CU_ASSERT_EQUAL(isms_bulk_reals(m, ids, MANY, ISMS_RISK_INHERENT_LIKELIHOOD, reals, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_bulk_values(m, ids, MANY, ISMS_RISK_ASSESSED_ON, days, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_bulk_links(m, ids, MANY, ISMS_RISK_OWNER, links), ISMS_OK);
    for (int i = 0; i < MANY; i++) {
        CU_ASSERT_EQUAL(present[i], isms_has(m, ids[i], ISMS_RISK_INHERENT_LIKELIHOOD));
        CU_ASSERT_EQUAL(integers[i], isms_integer(m, ids[i], ISMS_RISK_INHERENT_LIKELIHOOD, 0));
        CU_ASSERT_EQUAL(reals[i], (double)integers[i]);
        CU_ASSERT_EQUAL(days[i], isms_day_of(m, ids[i], ISMS_RISK_ASSESSED_ON));
        CU_ASSERT_EQUAL(links[i], isms_link(m, ids[i], ISMS_RISK_OWNER));
    }
    isms_model_free(m);
}

static void texts_stand_one_behind_the_other(void)
{
    static isms_id ids[MANY];
    static uint64_t offsets[MANY + 1];
    static uint8_t present[MANY];
    isms_model *m = with_risks(ids);
    CU_ASSERT_EQUAL(isms_bulk_texts(m, ids, MANY, ISMS_RISK_TITLE, NULL, 0, offsets, present), ISMS_PARTIAL);
    char *bytes = malloc((size_t)offsets[MANY]);
    CU_ASSERT_EQUAL(isms_bulk_texts(m, ids, MANY, ISMS_RISK_TITLE, bytes, (size_t)offsets[MANY], offsets, present), ISMS_OK);
    for (int i = 0; i < MANY; i++) {
        const char *title = isms_text(m, ids[i], ISMS_RISK_TITLE);
        size_t size = (size_t)(offsets[i + 1] - offsets[i]);
        CU_ASSERT_EQUAL(present[i], title != NULL);
        CU_ASSERT(title ? strlen(title) == size && memcmp(bytes + offsets[i], title, size) == 0 : size == 0);
    }
    free(bytes);
    CU_ASSERT_EQUAL(isms_bulk_texts(m, ids, 1, 0, NULL, 0, offsets, NULL), ISMS_PARTIAL);
    CU_ASSERT_EQUAL(offsets[1], strlen("R-0"));
    isms_model_free(m);
}

static void wrong_questions_are_refused(void)
{
    static isms_id ids[MANY];
    int64_t one;
    isms_model *m = with_risks(ids);
    isms_id person = isms_find(m, ISMS_PERSON, "P-1");
    CU_ASSERT_EQUAL(isms_bulk_integers(m, ids, 1, ISMS_RISK_TITLE, &one, NULL), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_bulk_integers(m, ids, 1, ISMS_RISK_TAGS, &one, NULL), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_bulk_integers(m, ids, 1, 99, &one, NULL), ISMS_E_ATTRIBUTE);
    CU_ASSERT_EQUAL(isms_bulk_integers(m, &person, 1, ISMS_RISK_INHERENT_LIKELIHOOD, &one, NULL), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_bulk_integers(m, NULL, 1, ISMS_RISK_INHERENT_LIKELIHOOD, &one, NULL), ISMS_E_MISUSE);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {{"columns hold what single calls give", columns_hold_what_single_calls_give},
                                      {"texts stand one behind the other", texts_stand_one_behind_the_other},
                                      {"wrong questions are refused", wrong_questions_are_refused},
                                      {NULL, NULL}};
    return run_suite("bulk", tests);
}
