/* What lies ahead, computed from the records of a model: corrective actions, the audit plan, the calendar of a certificate. */
#include "test.h"

#include <stdio.h>

/* ------------------------------------------------------------------ corrective action and the programme, from records */

static void expect_ruling(isms_status status, isms_ruling *const *ruling, const char *outcome, const char *rule)
{
    CU_ASSERT_EQUAL(status, ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_ruling_outcome(*ruling), outcome);
    CU_ASSERT_STRING_EQUAL(isms_ruling_rule(*ruling), rule);
    isms_ruling_free(*ruling);
}

static void test_a_record_says_what_its_next_step_lacks(void)
{
    isms_model *m =
        test_model_of("corrective_action C-1; owner P\n"
                      "corrective_action C-2; state ACKNOWLEDGED; owner P; correction x; extent y; root_cause human error; "
                      "action z; due_on 2026-05-01\n"
                      "corrective_action C-3; state IMPLEMENTED; owner P; verifier P; verified_on 2026-02-01; "
                      "verification_method sample\n"
                      "corrective_action C-4; state CLOSED\n"
                      "corrective_action C-5; state PLAN_SUBMITTED\n");
    static const struct {
        const char *id, *next, *event, *outcome, *rule;
    } steps[] = {{"C-1", "acknowledge", "acknowledge", "ACKNOWLEDGED", "K-02"},
                 {"C-1", "acknowledge", "dispute", "MISSING:reason", "K-01"},
                 {"C-2", "submit_plan", "submit_plan", "PLAN_SUBMITTED", "K-02"},
                 {"C-3", "verify_effective", "verify_effective", "REJECT", "K-03"},
                 {"C-3", "verify_effective", "submit_plan", "ERROR", "K-00"},
                 {"C-4", "", "recur", "MISSING:new_finding", "K-01"},
                 {"C-5", "accept_plan", "reject_plan", "MISSING:reviewer,reason", "K-01"}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        isms_id action = isms_find(m, ISMS_CORRECTIVE_ACTION, steps[i].id);
        isms_ruling *r = NULL;
        CU_ASSERT_STRING_EQUAL(isms_corrective_next_event(m, action), steps[i].next);
        expect_ruling(isms_corrective_take_record(m, action, steps[i].event, NULL, &r), &r, steps[i].outcome, steps[i].rule);
    }
    isms_ruling *r = NULL;
    CU_ASSERT_EQUAL(isms_corrective_take_record(m, ISMS_NONE, "recur", NULL, &r), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_corrective_take_record(NULL, ISMS_NONE, "recur", NULL, &r), ISMS_E_MISUSE);
    CU_ASSERT_STRING_EQUAL(isms_corrective_next_event(m, ISMS_NONE), "");
    isms_model_free(m);
}

static void expect_overdue(const isms_model *m, const char *id, isms_day as_of, const char *outcome, int64_t days)
{
    isms_ruling *r = NULL;
    CU_ASSERT_EQUAL(isms_corrective_overdue_record(m, isms_find(m, ISMS_CORRECTIVE_ACTION, id), as_of, NULL, NULL, &r),
                    ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_ruling_outcome(r), outcome);
    CU_ASSERT_EQUAL(isms_ruling_number(r), days);
    isms_ruling_free(r);
}

static void test_overdue_follows_from_the_record_or_the_defaults(void)
{
    isms_model *m = test_model_of("audit A-1; kind stage2; completed_on 2025-08-31\n"
                                  "audit_finding F-1; audit A-1; class major\naudit_finding F-2; audit A-1; class ofi\n"
                                  "corrective_action C-1; state RAISED; finding F-1\n"
                                  "corrective_action C-2; state PLAN_ACCEPTED; finding F-1; due_on 2025-10-01\n"
                                  "corrective_action C-3; state IMPLEMENTED; finding F-1\n"
                                  "corrective_action C-4; state RAISED; finding F-2\n"
                                  "corrective_action C-5; state RAISED\n"
                                  "corrective_action C-6; state RAISED; raised_on 2026-01-01\n"
                                  "corrective_action C-7; state IMPLEMENTED; raised_on 2026-01-01\n");
    expect_overdue(m, "C-1", isms_date(2025, 9, 30), "IN_TIME", 0); /* the plan: 30 days after the audit */
    expect_overdue(m, "C-1", isms_date(2025, 10, 1), "OVERDUE", 1);
    expect_overdue(m, "C-2", isms_date(2025, 10, 11), "OVERDUE", 10); /* as agreed */
    expect_overdue(m, "C-3", isms_date(2026, 2, 28), "IN_TIME", 0);   /* six months, and February is short */
    expect_overdue(m, "C-3", isms_date(2026, 3, 1), "OVERDUE", 1);
    expect_overdue(m, "C-4", isms_date(2026, 3, 1), "NOTHING_DUE", 0);
    expect_overdue(m, "C-5", isms_date(2026, 3, 1), "NOTHING_DUE", 0);
    expect_overdue(m, "C-6", isms_date(2026, 1, 31), "IN_TIME", 0); /* without a finding: 30 days after it was raised */
    expect_overdue(m, "C-6", isms_date(2026, 2, 1), "OVERDUE", 1);
    expect_overdue(m, "C-7", isms_date(2027, 1, 1), "NOTHING_DUE", 0);
    isms_ruling *r = NULL;
    CU_ASSERT_EQUAL(isms_corrective_overdue_record(m, ISMS_NONE, isms_date(2026, 3, 1), NULL, NULL, &r), ISMS_E_STALE);
    isms_model_free(m);
}

static void test_history_feeds_the_next_audit(void)
{
    static const char lines[] =
        "audit A-1; kind surveillance; completed_on 2025-01-10\naudit A-2; kind surveillance; completed_on 2026-01-10\n"
        "audit_finding F-1; audit A-1; class minor; requirement 8.1; raised_on 2025-01-10; status closed; closed_on "
        "2025-05-01; "
        "cause No owner\n"
        "corrective_action C-1; state CLOSED; finding F-1\n"
        "audit_finding F-2; audit A-2; class minor; requirement 8.1; raised_on 2026-01-10; status open; recurrence_of F-1; "
        "cause No owner; facts.ful no\n"
        "audit_finding F-3; audit A-1; class minor; requirement 7.2; raised_on 2025-01-10; status open\n"
        "corrective_action C-3; state PLAN_ACCEPTED; finding F-3; due_on 2025-06-01\n";
    isms_model *m = test_model_of(lines);
    isms_ruling *r = NULL;
    isms_id first = isms_find(m, ISMS_AUDIT_FINDING, "F-1"), late = isms_find(m, ISMS_AUDIT_FINDING, "F-3");
    expect_ruling(isms_corrective_history_record(m, first, isms_date(2025, 12, 31), NULL, NULL, &r), &r, "none", "K-06");
    expect_ruling(isms_corrective_history_record(m, first, isms_date(2026, 3, 1), NULL, NULL, &r), &r, "minor_recur", "K-06");
    expect_ruling(isms_corrective_history_record(m, late, isms_date(2025, 6, 1), NULL, NULL, &r), &r, "minor_open_intime",
                  "K-06");
    expect_ruling(isms_corrective_history_record(m, late, isms_date(2025, 6, 2), NULL, NULL, &r), &r, "minor_open_late",
                  "K-06");
    CU_ASSERT_EQUAL(isms_corrective_history_record(m, ISMS_NONE, isms_date(2026, 3, 1), NULL, NULL, &r), ISMS_E_STALE);
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = isms_date(2026, 3, 1);
    options.stage = ISMS_STAGE_SURVEILLANCE;
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    isms_model_free(m);
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_key(audit, 0), "F-2");
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_grade(audit, 0), "MINOR");   /* as the auditor says */
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_outcome(audit, 0), "MAJOR"); /* back, with the same cause */
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_classifier(audit, 0), "F-A05");
    isms_audit_free(audit);
}

/* The auditor that the plan of a year assigns to a unit; "" for none. */
static void planned_auditor(const char *lines, const char *unit, char auditor[32], int32_t *interval)
{
    isms_model *m = test_model_of(lines);
    isms_programme *programme = NULL;
    isms_plan *plan = NULL;
    isms_day from = isms_date(2026, 3, 1), until = isms_date(2027, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_programme_of_model(m, from, until, NULL, &programme), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_plan_build(programme, from, until, NULL, NULL, &plan), ISMS_OK);
    strcpy(auditor, "?");
    for (size_t i = isms_plan_count(plan); i-- > 0;)
        if (strcmp(isms_plan_unit(plan, i), unit) == 0) {
            snprintf(auditor, 32, "%s", isms_plan_auditor(plan, i));
            *interval = isms_plan_interval(plan, i);
        }
    isms_plan_free(plan);
    isms_programme_free(programme);
    isms_model_free(m);
}

#define PROGRAMME                                                                                                              \
    "audit A-1; kind internal; lead P; auditors Q; planned_on 2026-06-01\nsoa_entry E-1; control A.5.1; applicable true"

static void test_the_plan_knows_who_may_not_audit(void)
{
    static const struct {
        const char *lines, *auditor;
    } cases[] = {{PROGRAMME "\n", "P"},
                 {PROGRAMME "; owner P\n", "Q"},
                 {PROGRAMME "\ncontrol C-1; owner P; implements A.5.1\n", "Q"},
                 {PROGRAMME "; owner P\ncontrol C-1; owner Q; implements A.5.1\n", ""},
                 {PROGRAMME "; owner B\nperson P; reports_to B\n", "P"}, /* dependent, which is no conflict */
                 {PROGRAMME "\nperson P; left_on 2026-02-01\n", "Q"},
                 {PROGRAMME "\nperson P\nrole R; requirements A.5.1\nassignment S; role R; person P\n", "Q"},
                 {PROGRAMME "\nperson P\nrole R; requirements A.5.1\nassignment S; role R; person P; until 2025-03-02\n", "Q"},
                 {PROGRAMME "\nperson P\nrole R; requirements A.5.1\nassignment S; role R; person P; until 2025-03-01\n", "P"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char auditor[32];
        int32_t interval = 0;
        planned_auditor(cases[i].lines, "A.5.1", auditor, &interval);
        if (strcmp(auditor, cases[i].auditor) != 0)
            printf("%s: %s\n", cases[i].lines, auditor);
        CU_ASSERT_STRING_EQUAL(auditor, cases[i].auditor);
    }
}

static void test_a_change_or_incident_of_the_model_brings_an_audit_forward(void)
{
    static const char plain[] = PROGRAMME "\n";
    static const char change[] = PROGRAMME "\nrisk R-1; controls C-1\ncontrol C-1; implements A.5.1\n"
                                           "change X; significant true; implemented_on 2026-01-01; risks R-1\n";
    static const char later[] = PROGRAMME "\nrisk R-1; controls A.5.1\n"
                                          "change X; significant true; implemented_on 2026-04-01; risks R-1\n";
    static const char incident[] =
        PROGRAMME "\ncontrol C-1; implements A.5.1\nincident I; detected_on 2026-01-01; failed_controls C-1\n";
    static const char known[] =
        PROGRAMME "\ncontrol C-1; implements A.5.1\nincident I; detected_on 2026-01-01; failed_controls C-1\n"
                  "audit A-0; kind internal; completed_on 2026-02-01; covered A.5\n";
    static const struct {
        const char *lines;
        int32_t interval;
    } cases[] = {{plain, 36}, {change, 24}, {later, 36}, {incident, 24}, {known, 36}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char auditor[32];
        int32_t interval = 36; /* audited already, and not due within the year */
        planned_auditor(cases[i].lines, "A.5.1", auditor, &interval);
        CU_ASSERT_EQUAL(interval, cases[i].interval);
    }
}

static void expect_coverage(const isms_model *m, isms_day as_of, const char *begin, int64_t missing)
{
    isms_ruling *r = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_programme_coverage(m, as_of, NULL, NULL, &r), ISMS_OK);
    CU_ASSERT_EQUAL(strncmp(isms_ruling_outcome(r), begin, strlen(begin)), 0);
    CU_ASSERT_EQUAL(isms_ruling_number(r), missing);
    CU_ASSERT_STRING_EQUAL(isms_ruling_rule(r), "P-04");
    isms_ruling_free(r);
}

static void test_coverage_is_lost_after_its_time(void)
{
    isms_model *m =
        test_model_of("soa_entry E-1; control A.5.1; applicable true\nsoa_entry E-2; control A.5.2; applicable false\n"
                      "audit A-1; kind internal; completed_on 2025-03-01; covered 4, 5, 6, 7, 8, 9, 10, A.5\n"
                      "audit A-2; kind surveillance; completed_on 2026-03-01; covered 4\n");
    expect_coverage(m, isms_date(2025, 2, 28), "missing:4.1,", 31); /* nothing yet */
    expect_coverage(m, isms_date(2026, 3, 1), "complete", 0);
    expect_coverage(m, isms_date(2026, 3, 2), "missing:4.1,", 30); /* clauses after a year, */
    expect_coverage(m, isms_date(2028, 3, 2), "missing:4.1,", 31); /* controls after three */
    isms_ruling *r = NULL;
    CU_ASSERT_EQUAL(isms_programme_coverage(m, 0, NULL, NULL, &r), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_programme_coverage(NULL, isms_date(2026, 3, 1), NULL, NULL, &r), ISMS_E_MISUSE);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ conclusions, from records */

static void expect_conclusion(const char *lines, isms_day as_of, const char *outcome)
{
    isms_model *m = test_model_of(lines);
    isms_ruling *r = NULL;
    isms_status status = isms_conclusion_of_record(m, isms_find(m, ISMS_AUDIT, "A"), as_of, NULL, NULL, &r);
    CU_ASSERT_EQUAL(status, *outcome ? ISMS_OK : ISMS_ABSENT);
    CU_ASSERT_STRING_EQUAL(isms_ruling_outcome(r), outcome);
    isms_ruling_free(r);
    isms_model_free(m);
}

#define MAJOR "audit_finding F; audit A; class major; raised_on 2026-01-10\n"
#define MINOR "audit_finding F; audit A; class minor; raised_on 2026-01-10\n"
#define VALID "certification C; state ACTIVE; expires_on 2027-03-14\n"

static void test_an_audit_of_any_kind_is_concluded_from_its_record(void)
{
    static const struct {
        const char *kind, *rest, *outcome;
    } cases[] = {
        {"gap", MAJOR, "ADVISORY_ONLY"},
        {"internal", MAJOR, "FAIL"},
        {"internal", MINOR, "PASS"},
        {"stage1", "", "READY"},
        {"stage1; scope_unclear true", "", "NOT_READY"},
        {"stage2", MINOR, "RECOMMEND_AFTER_PLAN"},
        {"stage2", MINOR "corrective_action X; finding F; state PLAN_ACCEPTED\n", "RECOMMEND"},
        {"stage2", MAJOR, "NOT_RECOMMENDED_FOLLOW_UP"},
        {"stage2", MAJOR "corrective_action X; finding F; state CLOSED; verified_on 2026-02-01\n", "RECOMMEND"},
        {"surveillance", MAJOR, "MAINTAIN_PENDING_FOLLOW_UP"},
        {"surveillance; severe true", MAJOR, "SUSPEND"},
        {"recertification", VALID, "RENEW"},
        {"recertification", "certification C; state ACTIVE; expires_on 2026-01-31\n", "RESTORE"},
        {"recertification", "certification C; state ACTIVE; expires_on 2025-07-31\n", "STAGE2_REQUIRED"},
        {"special", MINOR, "MAINTAIN_AFTER_PLAN"},
        {"extension", VALID, "EXTEND"},
        {"follow_up", "certification C; state SUSPENDED; suspended_on 2025-12-01\n" MAJOR, "KEEP_SUSPENDED"},
        {"follow_up", "certification C; state SUSPENDED; suspended_on 2025-08-01\n" MAJOR, "WITHDRAW"},
        {"follow_up; separable true", "certification C; state SUSPENDED; suspended_on 2025-08-01\n" MAJOR, "REDUCE_SCOPE"},
        {"follow_up", "certification C; state SUSPENDED; suspended_on 2025-12-01\n", "LIFT_SUSPENSION"},
        {"transfer", VALID, "ACCEPT_TRANSFER"},
        {"transfer", "certification C; state SUSPENDED\n", "TREAT_AS_NEW"},
        {"transfer", VALID MAJOR, "PRE_TRANSFER_VISIT"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char lines[500];
        snprintf(lines, sizeof lines, "audit A; completed_on 2026-01-10; kind %s\n%s", cases[i].kind, cases[i].rest);
        expect_conclusion(lines, isms_date(2026, 2, 10), cases[i].outcome);
    }
    expect_conclusion("audit A; kind internal; completed_on 2026-01-10\n", isms_date(2026, 1, 9), "");
}

static void test_a_conclusion_is_that_of_the_day(void)
{
    static const char lines[] = "audit A; kind stage2; completed_on 2026-01-10\n" MAJOR
                                "corrective_action X; finding F; state CLOSED; verified_on 2026-03-01\n";
    expect_conclusion(lines, isms_date(2026, 2, 28), "NOT_RECOMMENDED_FOLLOW_UP");
    expect_conclusion(lines, isms_date(2026, 3, 1), "RECOMMEND");
    expect_conclusion("audit A; kind stage2; completed_on 2026-01-10\n" MAJOR, isms_date(2026, 7, 10),
                      "NOT_RECOMMENDED_FOLLOW_UP");
    expect_conclusion("audit A; kind stage2; completed_on 2026-01-10\n" MAJOR, isms_date(2026, 7, 11), "REPEAT_STAGE2");
    expect_conclusion("audit A; kind internal; completed_on 2026-01-10\naudit_finding F; audit A; class major; proposed true\n",
                      isms_date(2026, 2, 1), "PASS");
    isms_ruling *r = NULL;
    isms_model *m = test_model_of("audit A; completed_on 2026-01-10\n");
    isms_id audit = isms_find(m, ISMS_AUDIT, "A");
    CU_ASSERT_EQUAL(isms_conclusion_of_record(m, audit, isms_date(2026, 2, 1), NULL, NULL, &r), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_conclusion_of_record(m, ISMS_NONE, isms_date(2026, 2, 1), NULL, NULL, &r), ISMS_E_STALE);
    CU_ASSERT_EQUAL(isms_conclusion_of_record(NULL, audit, isms_date(2026, 2, 1), NULL, NULL, &r), ISMS_E_MISUSE);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ the calendar, from records */

/* Rule and state of what is due next for the first certificate; "" for nothing. */
static void expect_next(const char *lines, isms_day as_of, const char *rule, isms_day day, isms_calendar_state state)
{
    isms_model *m = test_model_of(lines);
    isms_calendar *calendar = NULL;
    isms_id record = isms_first(m, ISMS_CERTIFICATION);
    CU_ASSERT_EQUAL_FATAL(isms_calendar_of_record(m, record, as_of, NULL, NULL, &calendar), ISMS_OK);
    size_t next = isms_calendar_next(calendar, as_of);
    CU_ASSERT_STRING_EQUAL(isms_calendar_rule(calendar, next), rule);
    CU_ASSERT_EQUAL(isms_calendar_day(calendar, next), day);
    CU_ASSERT_EQUAL(isms_calendar_state_of(calendar, next), state);
    isms_calendar_free(calendar);
    isms_model_free(m);
}

static void test_a_lapsed_certificate_has_only_restoration_left(void)
{
    static const char lines[] = "certification C; state ACTIVE; decision_on 2023-03-15\n";
    expect_next(lines, isms_date(2026, 3, 14), "D-02", isms_date(2024, 3, 15), ISMS_CALENDAR_OVERDUE);
    expect_next(lines, isms_date(2026, 3, 15), "D-05", isms_date(2026, 9, 14), ISMS_CALENDAR_OPEN);
    expect_next(lines, isms_date(2026, 9, 14), "D-05", isms_date(2026, 9, 14), ISMS_CALENDAR_OPEN);
    expect_next(lines, isms_date(2026, 9, 15), "D-05", isms_date(2026, 9, 14), ISMS_CALENDAR_OVERDUE);
}

static void test_majors_and_suspensions_of_the_model_have_their_deadlines(void)
{
    static const char major[] = "certification C; state ACTIVE_MAJOR_OPEN; decision_on 2025-03-15\n"
                                "audit A; kind surveillance; completed_on 2026-02-10\n"
                                "audit_finding F; audit A; class major; status closed; closed_on 2026-03-01\n";
    static const char suspended[] = "certification C; state SUSPENDED; decision_on 2025-03-15; suspended_on 2026-08-31\n"
                                    "audit A; kind surveillance; completed_on 2026-02-10\n";
    static const char lifted[] = "certification C; state ACTIVE; decision_on 2025-03-15; suspended_on 2026-08-31\n"
                                 "audit A; kind surveillance; completed_on 2026-02-10\n";
    expect_next(major, isms_date(2026, 2, 20), "D-08", isms_date(2026, 5, 11), ISMS_CALENDAR_OPEN);
    expect_next(major, isms_date(2026, 3, 1), "D-04", isms_date(2027, 12, 14), ISMS_CALENDAR_OPEN);
    expect_next(suspended, isms_date(2026, 8, 30), "D-04", isms_date(2027, 12, 14), ISMS_CALENDAR_OPEN); /* not yet */
    expect_next(suspended, isms_date(2026, 8, 31), "D-09", isms_date(2027, 2, 28), ISMS_CALENDAR_OPEN);
    expect_next(lifted, isms_date(2026, 9, 30), "D-04", isms_date(2027, 12, 14), ISMS_CALENDAR_OPEN);
}

/* ------------------------------------------------------------------ memory */

static isms_model *shared;

static isms_status plan_once(const isms_allocator *a)
{
    isms_programme *programme = NULL;
    isms_status status = isms_programme_of_model(shared, isms_date(2026, 3, 1), isms_date(2027, 3, 1), a, &programme);
    isms_programme_free(programme);
    isms_ruling *covered = NULL;
    if (status == ISMS_OK)
        status = isms_programme_coverage(shared, isms_date(2026, 3, 1), NULL, a, &covered);
    isms_ruling_free(covered);
    return status;
}

static isms_status look_once(const isms_allocator *a)
{
    isms_ruling *step = NULL, *history = NULL;
    isms_id action = isms_find(shared, ISMS_CORRECTIVE_ACTION, "C-1"), finding = isms_find(shared, ISMS_AUDIT_FINDING, "F-2");
    isms_status status = isms_corrective_take_record(shared, action, "submit_plan", a, &step);
    if (status == ISMS_OK)
        status = isms_corrective_history_record(shared, finding, isms_date(2026, 3, 1), NULL, a, &history);
    isms_ruling_free(step);
    isms_ruling_free(history);
    return status;
}

static void test_each_allocation_can_fail(void)
{
    shared =
        test_model_of("audit A-1; kind internal; completed_on 2026-01-10\n"
                      "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open; "
                      "facts.impl none; issue X\n"
                      "audit_finding F-2; audit A-1; class minor; requirement 7.2; raised_on 2026-01-10; status open; cause Y\n"
                      "requirement_assessment Q-1; requirement 8.1; result conform\n"
                      "corrective_action C-1; finding F-2; owner P; state ACKNOWLEDGED\n"
                      "audit_finding F-3; audit A-1; class minor; requirement 7.2; raised_on 2026-01-10; status open; "
                      "recurrence_of F-2; facts.ful no\n"
                      "soa_entry E-1; control A.5.1; applicable true; owner P\nrole R; requirements A.5.1\n"
                      "assignment S; role R; person P; until 2025-12-01\nrisk R-9; controls A.5.1\n"
                      "change X; significant true; implemented_on 2026-01-01; risks R-9\n"
                      "person P; reports_to Q\nperson Q; reports_to P\n");
    sweep_allocations(plan_once);
    sweep_allocations(look_once);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"a record says what its next step lacks", test_a_record_says_what_its_next_step_lacks},
        {"overdue follows from the record or the defaults", test_overdue_follows_from_the_record_or_the_defaults},
        {"history feeds the next audit", test_history_feeds_the_next_audit},
        {"the plan knows who may not audit", test_the_plan_knows_who_may_not_audit},
        {"a change or incident brings an audit forward", test_a_change_or_incident_of_the_model_brings_an_audit_forward},
        {"coverage is lost after its time", test_coverage_is_lost_after_its_time},
        {"an audit of any kind is concluded from its record", test_an_audit_of_any_kind_is_concluded_from_its_record},
        {"a conclusion is that of the day", test_a_conclusion_is_that_of_the_day},
        {"a lapsed certificate has only restoration left", test_a_lapsed_certificate_has_only_restoration_left},
        {"majors and suspensions have their deadlines", test_majors_and_suspensions_of_the_model_have_their_deadlines},
        {"each allocation can fail", test_each_allocation_can_fail},
        {NULL, NULL}};
    return run_suite("ahead", tests);
}
