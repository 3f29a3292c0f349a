/* What the room of controls derives from records: which controls are needed, how far they are in place, what evidence is worth.
 */
#include "test.h"

#include "control/derive.h"
#include "control/needed.h"
#include "core/sha256.h"
#include "core/sort.h"

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

/* ------------------------------------------------------------------ needed */

static int32_t answer(const isms_model *m, const char *control)
{
    isms__needed needed;
    CU_ASSERT_EQUAL_FATAL(isms__needed_collect(&needed, m, &isms__default_allocator), ISMS_OK);
    int32_t found = isms__needed_answer(&needed, control);
    isms__needed_dispose(&needed, &isms__default_allocator);
    return found;
}

static void a_control_is_needed_by_plans_obligations_and_treated_risks(void)
{
    isms_model *m = fresh();
    isms_id plan = make(m, ISMS_TREATMENT_PLAN, "T-1"), duty = make(m, ISMS_OBLIGATION, "O-1"),
            risk = make(m, ISMS_RISK, "R-1");
    isms_add_text(m, plan, ISMS_TREATMENT_PLAN_CONTROLS, "A.8.24");
    isms_add_text(m, duty, ISMS_OBLIGATION_CONTROLS, "A.5.34");
    isms_add_text(m, risk, ISMS_RISK_CONTROLS, "A.8.13");
    CU_ASSERT_EQUAL(answer(m, "A.8.24"), ISMS_YES_NO_UNKNOWN_YES);
    CU_ASSERT_EQUAL(answer(m, "A.5.34"), ISMS_YES_NO_UNKNOWN_YES);
    CU_ASSERT_EQUAL(answer(m, "A.8.13"), ISMS_YES_NO_UNKNOWN_NO);
    isms_set_text(m, plan, ISMS_TREATMENT_PLAN_STATUS, "cancelled");
    isms_set_boolean(m, duty, ISMS_OBLIGATION_APPLICABLE, 0);
    isms_add_text(m, risk, ISMS_RISK_TREATMENT_OPTIONS, "retain");
    isms_add_text(m, risk, ISMS_RISK_TREATMENT_OPTIONS, "modify");
    CU_ASSERT_EQUAL(answer(m, "A.8.24"), ISMS_YES_NO_UNKNOWN_NO);
    CU_ASSERT_EQUAL(answer(m, "A.5.34"), ISMS_YES_NO_UNKNOWN_NO);
    CU_ASSERT_EQUAL(answer(m, "A.8.13"), ISMS_YES_NO_UNKNOWN_YES);
    isms_set_text(m, risk, ISMS_RISK_STATUS, "closed");
    CU_ASSERT_EQUAL(answer(m, "A.8.13"), ISMS_YES_NO_UNKNOWN_NO);
    isms_model_free(m);
}

static void from_a_register_that_is_absent_or_partial_nothing_is_concluded(void)
{
    isms_model *m = fresh();
    CU_ASSERT_EQUAL(answer(m, "A.5.1"), ISMS_YES_NO_UNKNOWN_UNKNOWN);
    isms_register_set_delivered(m, ISMS_RISK, 1);
    isms_register_set_delivered(m, ISMS_TREATMENT_PLAN, 1);
    CU_ASSERT_EQUAL(answer(m, "A.5.1"), ISMS_YES_NO_UNKNOWN_UNKNOWN);
    isms_register_set_delivered(m, ISMS_OBLIGATION, 1);
    CU_ASSERT_EQUAL(answer(m, "A.5.1"), ISMS_YES_NO_UNKNOWN_NO);
    isms_add_text(m, isms_header(m), ISMS_HEADER_PARTIAL, "risks");
    CU_ASSERT_EQUAL(answer(m, "A.5.1"), ISMS_YES_NO_UNKNOWN_UNKNOWN);
    isms_model_free(m);
}

static isms_status collect(const isms_allocator *a)
{
    isms_model *m = NULL;
    isms_status status = isms_model_new(NULL, &m);
    for (int i = 0; i < 40 && status == ISMS_OK; i++) {
        char key[16];
        isms_id plan = ISMS_NONE;
        snprintf(key, sizeof key, "T-%d", i);
        status = isms_record_create(m, ISMS_TREATMENT_PLAN, key, &plan);
        isms_add_text(m, plan, ISMS_TREATMENT_PLAN_CONTROLS, key);
    }
    isms__needed needed;
    if (status == ISMS_OK && (status = isms__needed_collect(&needed, m, a)) == ISMS_OK)
        isms__needed_dispose(&needed, a);
    isms_model_free(m);
    return status;
}

static void collecting_survives_a_failing_allocation(void)
{
    sweep_allocations(collect);
}

/* ------------------------------------------------------------------ how far in place */

static void the_status_of_an_entry_follows_from_its_measures(void)
{
    static const struct {
        const char *measures[3];
        int32_t least, most;
    } cases[] = {
        {{NULL}, ISMS_SOA_ENTRY_STATUS_NONE, ISMS_SOA_ENTRY_STATUS_NONE},
        {{"implemented", "implemented"}, ISMS_SOA_ENTRY_STATUS_IMPLEMENTED, ISMS_SOA_ENTRY_STATUS_IMPLEMENTED},
        {{"implemented", "planned"}, ISMS_SOA_ENTRY_STATUS_PARTIAL, ISMS_SOA_ENTRY_STATUS_PARTIAL},
        {{"degraded"}, ISMS_SOA_ENTRY_STATUS_PARTIAL, ISMS_SOA_ENTRY_STATUS_PARTIAL},
        {{"planned", "retired"}, ISMS_SOA_ENTRY_STATUS_PLANNED, ISMS_SOA_ENTRY_STATUS_PLANNED},
        {{"retired"}, ISMS_SOA_ENTRY_STATUS_NONE, ISMS_SOA_ENTRY_STATUS_NONE},
        {{"implemented", ""}, ISMS_SOA_ENTRY_STATUS_PARTIAL, ISMS_SOA_ENTRY_STATUS_IMPLEMENTED},
        {{"planned", ""}, ISMS_SOA_ENTRY_STATUS_PLANNED, ISMS_SOA_ENTRY_STATUS_PARTIAL},
        {{"", ""}, ISMS_SOA_ENTRY_STATUS_NONE, ISMS_SOA_ENTRY_STATUS_IMPLEMENTED},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        isms_model *m = fresh();
        isms_id entry = make(m, ISMS_SOA_ENTRY, "E-1");
        for (size_t i = 0; i < 3 && cases[c].measures[i]; i++) {
            char key[] = {'C', (char)('1' + i), '\0'};
            if (*cases[c].measures[i])
                isms_set_text(m, make(m, ISMS_CONTROL, key), ISMS_CONTROL_STATUS, cases[c].measures[i]);
            isms_add_link_key(m, entry, ISMS_SOA_ENTRY_MEASURES, key);
        }
        isms__standing s = isms__standing_of(m, entry, ISMS_SOA_ENTRY_MEASURES);
        CU_ASSERT_EQUAL(isms__standing_least(&s), cases[c].least);
        CU_ASSERT_EQUAL(isms__standing_most(&s), cases[c].most);
        CU_ASSERT_EQUAL(isms__entry_status(m, entry), cases[c].least);
        isms_set_text(m, entry, ISMS_SOA_ENTRY_STATUS, "planned");
        CU_ASSERT_EQUAL(isms__entry_status(m, entry), ISMS_SOA_ENTRY_STATUS_PLANNED);
        isms_model_free(m);
    }
}

/* ------------------------------------------------------------------ evidence */

static void evidence_holds_from_its_first_to_its_last_day(void)
{
    isms_model *m = fresh();
    isms_id e = make(m, ISMS_EVIDENCE, "EV-1");
    isms_day day = isms_date(2026, 3, 1), until = 0;
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day, &until), ISMS_EVIDENCE_STATE_UNDATED);
    isms_set_day(m, e, ISMS_EVIDENCE_COLLECTED_ON, day);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day, &until), ISMS_EVIDENCE_STATE_VALID);
    CU_ASSERT_EQUAL(until, 0);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day - 1, NULL), ISMS_EVIDENCE_STATE_LATER);
    isms_set_integer(m, e, ISMS_EVIDENCE_FRESHNESS_DAYS, 30);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day + 30, &until), ISMS_EVIDENCE_STATE_VALID);
    CU_ASSERT_EQUAL(until, day + 30);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day + 31, NULL), ISMS_EVIDENCE_STATE_EXPIRED);
    isms_set_day(m, e, ISMS_EVIDENCE_VALID_UNTIL, day + 7);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day + 7, &until), ISMS_EVIDENCE_STATE_VALID);
    CU_ASSERT_EQUAL(until, day + 7);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day + 8, NULL), ISMS_EVIDENCE_STATE_EXPIRED);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, 0, NULL), ISMS_EVIDENCE_STATE_UNKNOWN);
    CU_ASSERT_EQUAL(isms_evidence_judge(m, ISMS_NONE, day, &until), ISMS_EVIDENCE_STATE_MISSING);
    CU_ASSERT_EQUAL(until, 0);
    CU_ASSERT_STRING_EQUAL(isms_evidence_state_name(ISMS_EVIDENCE_STATE_LATER), "collected later");
    CU_ASSERT_STRING_EQUAL(isms_evidence_state_name(0), "");
    CU_ASSERT_STRING_EQUAL(isms_evidence_state_name(7), "");
    isms_model_free(m);
}

static void absurd_freshness_does_not_leave_the_calendar(void)
{
    isms_model *m = fresh();
    isms_id e = make(m, ISMS_EVIDENCE, "EV-1");
    isms_day day = isms_date(2026, 3, 1);
    isms_set_day(m, e, ISMS_EVIDENCE_COLLECTED_ON, day);
    isms_set_integer(m, e, ISMS_EVIDENCE_FRESHNESS_DAYS, INT64_C(9007199254740991));
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day, NULL), ISMS_EVIDENCE_STATE_VALID);
    isms_set_integer(m, e, ISMS_EVIDENCE_FRESHNESS_DAYS, -INT64_C(9007199254740991));
    CU_ASSERT_EQUAL(isms_evidence_judge(m, e, day, NULL), ISMS_EVIDENCE_STATE_EXPIRED);
    isms_model_free(m);
}

static void an_entry_is_shown_by_its_own_evidence_or_that_of_a_measure(void)
{
    isms_model *m = fresh();
    isms_id entry = make(m, ISMS_SOA_ENTRY, "E-1"), measure = make(m, ISMS_CONTROL, "C-1"), e = make(m, ISMS_EVIDENCE, "EV-1");
    isms_day day = isms_date(2026, 3, 1);
    isms_set_day(m, e, ISMS_EVIDENCE_COLLECTED_ON, day);
    CU_ASSERT(!isms__entry_has_evidence(m, entry, day));
    isms_add_link(m, measure, ISMS_CONTROL_EVIDENCE, e);
    CU_ASSERT(!isms__entry_has_evidence(m, entry, day));
    isms_add_link(m, entry, ISMS_SOA_ENTRY_MEASURES, measure);
    CU_ASSERT(isms__entry_has_evidence(m, entry, day));
    CU_ASSERT(!isms__entry_has_evidence(m, entry, day - 1));
    isms_clear(m, entry, ISMS_SOA_ENTRY_MEASURES);
    isms_add_link(m, entry, ISMS_SOA_ENTRY_EVIDENCE, e);
    isms_add_link_key(m, entry, ISMS_SOA_ENTRY_EVIDENCE, "EV-9");
    uint32_t valid = 0;
    CU_ASSERT(isms__evidence_holds(m, entry, ISMS_SOA_ENTRY_EVIDENCE, day, &valid));
    CU_ASSERT_EQUAL(valid, 1);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ core */

static void the_digest_is_that_of_the_standard(void)
{
    char text[ISMS__SHA256_TEXT];
    isms__sha256_text("abc", 3, text); /* FIPS 180-4, example */
    CU_ASSERT_STRING_EQUAL(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static int by_tens(const void *a, const void *b, const void *user)
{
    (void)user;
    int x = *(const int *)a / 10, y = *(const int *)b / 10;
    return (x > y) - (x < y);
}

static void sorting_is_stable_for_any_count(void)
{
    for (int count = 0; count < 70; count++) {
        int items[70];
        for (int i = 0; i < count; i++)
            items[i] = (i * 37 % 7) * 10 + i / 10;
        CU_ASSERT(isms__sort(&isms__default_allocator, items, (size_t)count, sizeof items[0], by_tens, NULL));
        for (int i = 1; i < count; i++)
            CU_ASSERT(items[i - 1] <= items[i]);
    }
}

int main(void)
{
    static const test_case tests[] = {
        {"a control is needed by plans, obligations and treated risks",
         a_control_is_needed_by_plans_obligations_and_treated_risks},
        {"from a register that is absent or partial nothing is concluded",
         from_a_register_that_is_absent_or_partial_nothing_is_concluded},
        {"collecting survives a failing allocation", collecting_survives_a_failing_allocation},
        {"the status of an entry follows from its measures", the_status_of_an_entry_follows_from_its_measures},
        {"evidence holds from its first to its last day", evidence_holds_from_its_first_to_its_last_day},
        {"absurd freshness does not leave the calendar", absurd_freshness_does_not_leave_the_calendar},
        {"an entry is shown by its own evidence or that of a measure",
         an_entry_is_shown_by_its_own_evidence_or_that_of_a_measure},
        {"the digest is that of the standard", the_digest_is_that_of_the_standard},
        {"sorting is stable for any count", sorting_is_stable_for_any_count},
        {NULL, NULL},
    };
    return run_suite("control", tests);
}
