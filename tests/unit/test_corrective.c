/* Corrective action and the rules of the audit programme. */
#include "test.h"

static isms_day d(const char *text)
{
    return isms_date_parse(text);
}

/* ---- steps */

static void expect_step(const char *state, const char *event, const char *fields, int32_t own, const char *outcome,
                        const char *rule)
{
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    isms_ruling *ruling = NULL;
    step.state = state;
    step.event = event;
    step.fields = fields;
    step.verifier_is_owner = own;
    isms_status status = isms_corrective_take(&step, NULL, &ruling);
    test_ruling(status, ruling, outcome, rule);
}

static void every_pair_of_state_and_event_is_answered(void)
{
    for (int32_t s = 0; isms_corrective_state(s); s++) {
        CU_ASSERT(isms_value_by_name(NULL, ISMS_ENUM_CORRECTIVE_ACTION_STATE, isms_corrective_state(s)) != 0);
        for (int32_t t = 0; isms_corrective_transition_event(t); t++) {
            const char *state = isms_corrective_state(s), *event = isms_corrective_transition_event(t), *to = NULL;
            for (int32_t k = 0; isms_corrective_transition_from(k); k++)
                if (strcmp(isms_corrective_transition_from(k), state) == 0 &&
                    strcmp(isms_corrective_transition_event(k), event) == 0)
                    to = isms_corrective_transition_to(k);
            expect_step(state, event, isms_corrective_transition_needs(t), 0, to ? to : "ERROR", to ? "K-02" : "K-00");
        }
    }
    expect_step("ASLEEP", "acknowledge", "owner", 0, "ERROR", "K-00");
}

static void each_field_that_a_step_needs_is_asked_for(void)
{
    expect_step("ACKNOWLEDGED", "submit_plan", "correction,action,due,owner", 0, "MISSING:extent,cause", "K-01");
    expect_step("ACKNOWLEDGED", "submit_plan", NULL, 0, "MISSING:correction,extent,cause,action,due,owner", "K-01");
    expect_step("DISPUTED", "withdraw_finding", "decided_by", 0, "MISSING:rationale", "K-01");
    expect_step("CLOSED", "recur", "", 0, "MISSING:new_finding", "K-01");
    expect_step("RAISED", "acknowledge", "owners", 0, "MISSING:owner", "K-01");
}

static void the_owner_verifies_nothing(void)
{
    expect_step("IMPLEMENTED", "verify_effective", "verifier,verified_on,method", 1, "REJECT", "K-03");
    expect_step("IMPLEMENTED", "verify_ineffective", "verifier,reason", 1, "REJECT", "K-03");
    expect_step("IMPLEMENTED", "verify_effective", "verifier", 1, "MISSING:verified_on,method", "K-01");
    expect_step("PLAN_ACCEPTED", "submit_evidence", "evidence,done_on", 1, "IMPLEMENTED", "K-02");
    expect_step("PLAN_ACCEPTED", "verify_effective", "verifier,verified_on,method", 0, "ERROR", "K-00");
}

static void human_error_alone_is_remarked_on(void)
{
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    isms_ruling *ruling = NULL;
    step.state = "ACKNOWLEDGED";
    step.event = "submit_plan";
    step.fields = "correction,extent,cause,action,due,owner";
    step.cause = "Human Error";
    CU_ASSERT_EQUAL(isms_corrective_take(&step, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_remark_count(ruling), 1);
    isms_ruling_free(ruling);
    step.cause = "no alarm on a full disk";
    CU_ASSERT_EQUAL(isms_corrective_take(&step, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_remark_count(ruling), 0);
    isms_ruling_free(ruling);
    CU_ASSERT_EQUAL(isms_corrective_take(NULL, NULL, &ruling), ISMS_E_MISUSE);
}

/* ---- dates */

static void deadlines_follow_the_grade(void)
{
    static const struct {
        isms_grade grade;
        isms_corrective_task task;
        int32_t stage2;
        const char *expiry, *outcome;
    } rows[] = {
        {ISMS_GRADE_MAJOR, ISMS_CORRECTIVE_PLAN, 0, NULL, "2026-09-30"},
        {ISMS_GRADE_MAJOR, ISMS_CORRECTIVE_EVIDENCE, 0, NULL, "2026-11-29"},
        {ISMS_GRADE_MAJOR, ISMS_CORRECTIVE_VERIFIED, 0, "2026-10-15", "2026-10-15"},
        {ISMS_GRADE_MAJOR, ISMS_CORRECTIVE_EVIDENCE, 1, NULL, "2027-02-28"},
        {ISMS_GRADE_MINOR, ISMS_CORRECTIVE_PLAN, 0, NULL, "2026-09-30"},
        {ISMS_GRADE_MINOR, ISMS_CORRECTIVE_EVIDENCE, 0, NULL, "2026-11-29"},
        {ISMS_GRADE_MINOR, ISMS_CORRECTIVE_VERIFIED, 0, NULL, "2027-08-15"},
        {ISMS_GRADE_OFI, ISMS_CORRECTIVE_PLAN, 0, NULL, "none"},
    };
    isms_corrective_dates dates = ISMS_CORRECTIVE_DATES_INIT;
    isms_ruling *ruling = NULL;
    dates.audit_end = d("2026-08-31");
    dates.next_audit = d("2027-08-15");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        dates.grade = rows[i].grade;
        dates.stage2 = rows[i].stage2;
        dates.expiry = d(rows[i].expiry);
        isms_status status = isms_corrective_deadline(&dates, rows[i].task, NULL, NULL, &ruling);
        test_ruling(status, ruling, rows[i].outcome, "K-04");
    }
    dates.grade = ISMS_GRADE_COMPLIANT;
    CU_ASSERT_EQUAL(isms_corrective_deadline(&dates, ISMS_CORRECTIVE_PLAN, NULL, NULL, &ruling), ISMS_E_RANGE);
    dates.grade = ISMS_GRADE_MINOR;
    dates.next_audit = 0;
    CU_ASSERT_EQUAL(isms_corrective_deadline(&dates, ISMS_CORRECTIVE_VERIFIED, NULL, NULL, &ruling), ISMS_E_RANGE);
    dates.audit_end = isms_date(9999, 12, 31);
    CU_ASSERT_EQUAL(isms_corrective_deadline(&dates, ISMS_CORRECTIVE_PLAN, NULL, NULL, &ruling), ISMS_E_RANGE);
}

static void overdue_is_derived_from_the_date_that_counts(void)
{
    static const struct {
        const char *state, *as_of, *outcome;
        int64_t days;
    } rows[] = {
        {"RAISED", "2026-02-01", "IN_TIME", 0},        {"RAISED", "2026-02-02", "OVERDUE", 1},
        {"PLAN_ACCEPTED", "2026-03-01", "IN_TIME", 0}, {"PLAN_ACCEPTED", "2026-03-11", "OVERDUE", 10},
        {"IMPLEMENTED", "2026-04-02", "OVERDUE", 1},   {"CLOSED", "2030-01-01", "NOTHING_DUE", 0},
        {"CANCELLED", "2030-01-01", "NOTHING_DUE", 0}, {"DISPUTED", "2030-01-01", "NOTHING_DUE", 0},
    };
    isms_ruling *ruling = NULL;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_status status = isms_corrective_overdue(rows[i].state, d("2026-02-01"), d("2026-03-01"), d("2026-04-01"),
                                                     d(rows[i].as_of), NULL, &ruling);
        CU_ASSERT_EQUAL(isms_ruling_number(ruling), rows[i].days);
        test_ruling(status, ruling, rows[i].outcome, "K-05");
    }
    isms_status status = isms_corrective_overdue("RAISED", 0, 0, 0, d("2026-04-01"), NULL, &ruling);
    test_ruling(status, ruling, "NOTHING_DUE", "K-05");
    CU_ASSERT_EQUAL(isms_corrective_overdue("ASLEEP", 0, 0, 0, 0, NULL, &ruling), ISMS_E_NOT_FOUND);
}

static void history_feeds_the_next_audit(void)
{
    static const struct {
        const char *state;
        isms_grade grade;
        int32_t is_back, overdue;
        const char *hist;
    } rows[] = {
        {"CLOSED", ISMS_GRADE_MINOR, 1, 0, "minor_recur"},
        {"CLOSED", ISMS_GRADE_MAJOR, 1, 0, "major_recur"},
        {"CLOSED", ISMS_GRADE_MINOR, 0, 0, "none"},
        {"CANCELLED", ISMS_GRADE_MINOR, 0, 0, "none"},
        {"REOPENED", ISMS_GRADE_MINOR, 0, 0, "minor_open_late"},
        {"PLAN_ACCEPTED", ISMS_GRADE_MINOR, 0, 1, "minor_open_late"},
        {"PLAN_ACCEPTED", ISMS_GRADE_MAJOR, 0, 1, "minor_open_late"},
        {"PLAN_ACCEPTED", ISMS_GRADE_MINOR, 0, 0, "minor_open_intime"},
        {"IMPLEMENTED", ISMS_GRADE_MINOR, 0, 0, "minor_open_intime"},
        {"PLAN_ACCEPTED", ISMS_GRADE_MAJOR, 0, 0, "none"},
        {"RAISED", ISMS_GRADE_OFI, 0, 1, "ofi_open"},
        {"CLOSED", ISMS_GRADE_OFI, 0, 0, "none"},
    };
    isms_facts *facts = isms_facts_new(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_ruling *ruling = NULL;
        isms_status status =
            isms_corrective_history(rows[i].state, rows[i].grade, rows[i].is_back, rows[i].overdue, NULL, &ruling);
        CU_ASSERT_EQUAL(isms_facts_set(facts, "hist", isms_ruling_outcome(ruling)), ISMS_OK);
        test_ruling(status, ruling, rows[i].hist, "K-06");
    }
    isms_facts_free(facts);
}

/* ---- programme */

static void auditors_do_not_audit_their_own_work(void)
{
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    isms_ruling *ruling = NULL;
    isms_status status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "OK", "P-01");
    tie.left_area = 1;
    tie.months_since = 11;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "CONFLICT", "P-01");
    tie.months_since = 12;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "OK", "P-01");
    tie.reports_to_owner = 1;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    CU_ASSERT_STRING_EQUAL(isms_ruling_remark(ruling, 0), "No safeguard is recorded.");
    test_ruling(status, ruling, "WARN", "P-02");
    tie.consulted = 1;
    tie.months_consulted = 23;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "CONFLICT", "P-01");
    tie.months_consulted = 24;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "WARN", "P-02");
    tie.works_in_area = 1;
    status = isms_planning_independence(&tie, NULL, NULL, &ruling);
    test_ruling(status, ruling, "CONFLICT", "P-01");
}

static void intervals_follow_the_score(void)
{
    static const struct {
        isms_planning_kind kind;
        int32_t risk, findings, major, changed, incident;
        const char *months;
    } rows[] = {
        {ISMS_PLANNING_OTHER, 0, 0, 0, 0, 0, "36"},   {ISMS_PLANNING_OTHER, 1, 0, 0, 0, 0, "36"},
        {ISMS_PLANNING_OTHER, 1, 1, 0, 0, 0, "24"},   {ISMS_PLANNING_OTHER, 2, 0, 0, 0, 0, "24"},
        {ISMS_PLANNING_OTHER, 2, 1, 0, 0, 0, "12"},   {ISMS_PLANNING_OTHER, 3, 0, 0, 2, 0, "12"},
        {ISMS_PLANNING_OTHER, 3, 1, 1, 0, 0, "6"},    {ISMS_PLANNING_OTHER, 0, 99, 1, 2, 1, "12"},
        {ISMS_PLANNING_CLAUSE, 0, 0, 0, 0, 0, "12"},  {ISMS_PLANNING_CLAUSE, 3, 3, 0, 0, 0, "6"},
        {ISMS_PLANNING_CONTROL, 0, 0, 0, 0, 0, "36"}, {ISMS_PLANNING_CONTROL, 2, 0, 0, 0, 0, "12"},
        {ISMS_PLANNING_SITE, 0, 0, 0, 0, 0, "36"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_planning_need need = {(uint32_t)sizeof need, rows[i].kind,    rows[i].risk,    rows[i].findings,
                                   rows[i].major,         rows[i].changed, rows[i].incident};
        isms_ruling *ruling = NULL;
        isms_status status = isms_planning_interval(&need, NULL, NULL, &ruling);
        test_ruling(status, ruling, rows[i].months, "P-03");
    }
    isms_planning_need bad = ISMS_PLANNING_NEED_INIT;
    isms_ruling *ruling = NULL;
    bad.risk = 4;
    CU_ASSERT_EQUAL(isms_planning_interval(&bad, NULL, NULL, &ruling), ISMS_E_RANGE);
}

static void coverage_names_what_is_missing(void)
{
    const char *const required[] = {"9.2", "9.3", "10.2"}, *const covered[] = {"10.2", "8.1", "9.2"};
    isms_ruling *ruling = NULL;
    isms_status status = isms_planning_coverage(required, 3, covered, 3, NULL, &ruling);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 1);
    test_ruling(status, ruling, "missing:9.3", "P-04");
    status = isms_planning_coverage(required, 3, covered, 1, NULL, &ruling);
    test_ruling(status, ruling, "missing:9.2,9.3", "P-04");
    status = isms_planning_coverage(required, 3, required, 3, NULL, &ruling);
    test_ruling(status, ruling, "complete", "P-04");
    CU_ASSERT_EQUAL(isms_planning_coverage(NULL, 1, NULL, 0, NULL, &ruling), ISMS_E_MISUSE);
}

static void wrong_use_is_refused(void)
{
    isms_ruling *ruling = NULL;
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    isms_corrective_dates dates = ISMS_CORRECTIVE_DATES_INIT;
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    int32_t last = 0;
    step.state = "RAISED";
    CU_ASSERT_EQUAL(isms_corrective_take(&step, NULL, &ruling), ISMS_E_MISUSE);
    step.event = "dispute";
    CU_ASSERT_EQUAL(isms_corrective_take(&step, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_corrective_deadline(&dates, 0, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_corrective_deadline(NULL, 1, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_corrective_overdue(NULL, 0, 0, 0, 0, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_corrective_overdue("RAISED", 0, 0, 0, 0, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_corrective_history(NULL, 0, 0, 0, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_corrective_history("ASLEEP", 0, 0, 0, NULL, &ruling), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_planning_independence(&tie, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_planning_interval(NULL, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(ruling);
    while (isms_corrective_transition_from(last))
        last++;
    for (int32_t i = 0; i < 2; i++) {
        int32_t beyond = i ? -1 : last;
        CU_ASSERT_PTR_NULL(isms_corrective_transition_from(beyond));
        CU_ASSERT_PTR_NULL(isms_corrective_transition_event(beyond));
        CU_ASSERT_PTR_NULL(isms_corrective_transition_needs(beyond));
        CU_ASSERT_PTR_NULL(isms_corrective_transition_to(beyond));
    }
    CU_ASSERT_PTR_NULL(isms_corrective_state(-1));
}

static isms_status correct(const isms_allocator *a)
{
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    const char *const required[] = {"9.2", "9.3"};
    isms_ruling *rulings[4] = {NULL, NULL, NULL, NULL};
    step.state = "ACKNOWLEDGED";
    step.event = "submit_plan";
    isms_status status = isms_corrective_take(&step, a, &rulings[0]);
    step.event = "recur";
    if (status == ISMS_OK)
        status = isms_corrective_take(&step, a, &rulings[1]);
    if (status == ISMS_OK)
        status = isms_corrective_overdue("RAISED", 5, 0, 0, 9, a, &rulings[2]);
    if (status == ISMS_OK)
        status = isms_planning_coverage(required, 2, NULL, 0, a, &rulings[3]);
    for (int i = 0; i < 4; i++)
        isms_ruling_free(rulings[i]);
    return status;
}

static void corrections_survive_short_memory(void)
{
    sweep_allocations(correct);
}

int main(void)
{
    static const test_case tests[] = {
        {"every pair of state and event is answered", every_pair_of_state_and_event_is_answered},
        {"each field that a step needs is asked for", each_field_that_a_step_needs_is_asked_for},
        {"the owner verifies nothing", the_owner_verifies_nothing},
        {"human error alone is remarked on", human_error_alone_is_remarked_on},
        {"deadlines follow the grade", deadlines_follow_the_grade},
        {"overdue is derived from the date that counts", overdue_is_derived_from_the_date_that_counts},
        {"history feeds the next audit", history_feeds_the_next_audit},
        {"auditors do not audit their own work", auditors_do_not_audit_their_own_work},
        {"intervals follow the score", intervals_follow_the_score},
        {"coverage names what is missing", coverage_names_what_is_missing},
        {"wrong use is refused", wrong_use_is_refused},
        {"corrections survive short memory", corrections_survive_short_memory},
        {NULL, NULL}};
    return run_suite("corrective", tests);
}
