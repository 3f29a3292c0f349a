/* What the pre-audit says beside its results: options, suppressions, auditors' findings, areas, what to do first; and the
 * review pack, the calendar and the plan of a model. */
#include "test.h"

#define REPAIRED ISMS_SOURCE_DIR "/examples/data/nordlicht-certifiable.json"
#define FLAWED   ISMS_SOURCE_DIR "/examples/data/nordlicht.json"

static const isms_audit_options initial = ISMS_AUDIT_OPTIONS_INIT;

static isms_audit *audited(const isms_model *m, isms_audit_options options)
{
    isms_audit *audit = NULL;
    if (!options.as_of)
        options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    return audit;
}

/* Audits such records and frees the model; the result lives on. */
static isms_audit *audit_of(const char *lines, isms_stage stage)
{
    isms_model *m = test_model_of(lines);
    isms_audit_options options = initial;
    options.stage = stage;
    isms_audit *audit = audited(m, options);
    isms_model_free(m);
    return audit;
}

static size_t find(const isms_audit *audit, const char *rule)
{
    size_t i = 0;
    while (i < isms_audit_count(audit) && strcmp(isms_audit_rule(audit, i), rule) != 0)
        i++;
    return i;
}

static size_t area(const isms_audit *audit, const char *name)
{
    size_t i = 0;
    while (i < isms_audit_area_count(audit) && strcmp(isms_audit_area_name(audit, i), name) != 0)
        i++;
    return i;
}

static void test_an_empty_report_is_not_clean(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_audit *audit = audited(m, initial);
    CU_ASSERT_STRING_EQUAL(isms_audit_title(audit), "empty");
    isms_audit_free(audit);
    isms_model_free(m);
    audit = audit_of("person P\nincident +\n", 0);
    CU_ASSERT_STRING_EQUAL(isms_audit_title(audit), "incomplete");
    CU_ASSERT_EQUAL(isms_audit_assertion_count(audit), 1);
    CU_ASSERT_EQUAL(isms_audit_assertion(audit, 0), ISMS_INCIDENT);
    CU_ASSERT_EQUAL(isms_audit_assertion(audit, 1), 0);
    isms_audit_free(audit);
}

static void test_severities_are_options(void)
{
    isms_model *m = test_model_of("action A-1; due_on 2026-02-01\n");
    isms_audit_options options = initial;
    options.severities = "ISMS-ACT-01=error,ISMS-SOA-14=off";
    isms_audit *audit = audited(m, options), *none = NULL;
    CU_ASSERT_EQUAL(isms_audit_severity(audit, find(audit, "ISMS-ACT-01")), ISMS_SEVERITY_ERROR);
    size_t changed = 0;
    for (size_t i = 0; i < isms_readiness_rule_count(); i++)
        changed += *isms_audit_setting(audit, i) != '\0';
    CU_ASSERT_EQUAL(changed, 2);
    isms_audit_free(audit);
    options.severities = "ISMS-ACT-01=off";
    audit = audited(m, options);
    CU_ASSERT_EQUAL(find(audit, "ISMS-ACT-01"), isms_audit_count(audit));
    isms_audit_free(audit);
    static const struct {
        const char *text;
        isms_status status;
    } wrong[] = {{"ISMS-REF-01=off", ISMS_E_RANGE},  {"ISMS-DATE-01=note", ISMS_E_RANGE},
                 {"ISMS-9.2-01=note", ISMS_E_RANGE}, {"ISMS-NO-01=note", ISMS_E_NOT_FOUND},
                 {"ISMS-ACT-01", ISMS_E_SYNTAX},     {"ISMS-ACT-01=loud", ISMS_E_RANGE}};
    options.as_of = isms_date(2026, 3, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.severities = wrong[i].text;
        CU_ASSERT_EQUAL(isms_audit_run(m, &options, NULL, &none), wrong[i].status);
        CU_ASSERT_PTR_NULL(none);
    }
    isms_model_free(m);
}

static void test_thresholds_are_options_and_kept(void)
{
    isms_model *m = test_model_of("audit_finding F-1; class minor; raised_on 2025-01-01; requirement 8.1\n"
                                  "audit_finding F-2; class minor; raised_on 2025-01-01; requirement 8.1\n"
                                  "corrective_action C-1; finding F-2; raised_on 2026-02-20\n");
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    isms_audit_options options = initial;
    thresholds.same_req = 1;
    options.thresholds = &thresholds;
    isms_audit *audit = audited(m, options);
    CU_ASSERT_EQUAL(isms_audit_thresholds(audit)->same_req, 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, area(audit, "10.2")), "AGG_MAJOR");
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    CU_ASSERT(isms_audit_priority_count(audit) > 0);
    isms_audit_free(audit);
    thresholds.same_req = -1;
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL(isms_audit_run(m, &options, NULL, &audit), ISMS_E_RANGE);
    isms_model_free(m);
}

static void test_a_suppression_can_hide_one_record_of_a_population(void)
{
    isms_audit *audit =
        audit_of("risk R-1\nrisk R-2\nrisk R-3; owner P\n"
                 "suppression S-1; rule ISMS-RISK-05; record R-1; reason It is owned as soon as the board met.; "
                 "author P; created_on 2026-01-01; expires_on 2026-12-31\n",
                 0);
    size_t i = find(audit, "ISMS-RISK-05");
    CU_ASSERT_EQUAL(isms_audit_record_count(audit, i), 2);
    CU_ASSERT_EQUAL(isms_audit_record_suppressed(audit, i, 0) + isms_audit_record_suppressed(audit, i, 1), 1);
    CU_ASSERT_EQUAL(isms_audit_suppressed(audit, i), 0);
    CU_ASSERT(isms_audit_suppression(audit, i) != ISMS_NONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_audit_message(audit, i), "2 of 3"));
    isms_audit_free(audit);
}

static void test_a_sentence_has_no_gaps(void)
{
    isms_audit *audit = audit_of("objective O-1; status open; owner P; resources none\n"
                                 "objective O-2; status open; plan Do it; resources none; due_on 2026-09-01\n"
                                 "exception X-1; state active; expires_on 2025-12-31\n",
                                 0);
    CU_ASSERT_STRING_EQUAL(isms_audit_message(audit, find(audit, "ISMS-6.2-03")),
                           "2 of 2 objectives lack part of the plan: plan, due_on, evaluation, owner.");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_audit_message(audit, find(audit, "ISMS-EXC-01")), "X-1 from (not stated) expired on"));
    isms_audit_free(audit);
}

static void test_a_result_has_reasons_and_a_nearest_change(void)
{
    isms_audit *audit = audit_of("audit +\n", ISMS_STAGE_2);
    isms_finding *finding = NULL, *other = NULL;
    size_t i = find(audit, "ISMS-9.2-01");
    CU_ASSERT_EQUAL_FATAL(isms_audit_finding(audit, i, NULL, &finding), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_finding_rule(finding), isms_audit_classifier(audit, i));
    CU_ASSERT_EQUAL(isms_finding_counterfactual(finding, NULL, &other), ISMS_OK);
    CU_ASSERT(strlen(isms_finding_change(other)) > 0);
    isms_finding_free(other);
    isms_finding_free(finding);
    CU_ASSERT_EQUAL(isms_audit_finding(audit, isms_audit_count(audit), NULL, &finding), ISMS_ABSENT);
    CU_ASSERT_PTR_NULL(finding);
    isms_audit_free(audit);
}

static void test_findings_of_auditors_stand_apart(void)
{
    static const char lines[] =
        "audit A-1; kind surveillance; completed_on 2025-09-10\n"
        "audit A-2; kind internal; completed_on 2025-09-10\n"
        "audit_finding F-2; audit A-1; class minor; requirement 7.2; raised_on 2026-02-10; status open\n"
        "audit_finding F-1; audit A-2; class major; requirement 8.1; raised_on 2026-02-10; status open; "
        "facts.impl none\n";
    isms_audit *audit = audit_of(lines, ISMS_STAGE_SURVEILLANCE);
    CU_ASSERT_EQUAL_FATAL(isms_audit_recorded_count(audit), 2);
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_key(audit, 0), "F-1");
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_grade(audit, 0), "MAJOR");
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_outcome(audit, 0), "MAJOR");
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_classifier(audit, 0), "F-B30");
    CU_ASSERT_EQUAL(isms_audit_recorded_counts(audit, 0), 0); /* found by the organization itself */
    CU_ASSERT_EQUAL(isms_audit_recorded_counts(audit, 1), 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_outcome(audit, 1), "");
    CU_ASSERT_EQUAL(isms_audit_area_minors(audit, area(audit, "7.2")), 1);
    isms_audit_free(audit);
    audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_EQUAL(isms_audit_recorded_counts(audit, 0), 1);
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    isms_audit_free(audit);
}

static void test_a_stored_grade_stays_beside_the_computed_one(void)
{
    isms_audit *audit =
        audit_of("risk R-1\nrisk R-2; owner P\nrisk R-3; owner P\n"
                 "audit_finding F-1; class ofi; rule ISMS-RISK-05; targets R-1; raised_on 2026-02-10; status open; "
                 "facts.cap doubt\n",
                 0);
    size_t i = find(audit, "ISMS-RISK-05");
    CU_ASSERT_STRING_EQUAL(isms_audit_stored(audit, i), "OFI");
    CU_ASSERT_STRING_EQUAL(isms_audit_outcome(audit, i), "MAJOR"); /* with the fact that only a person can give */
    CU_ASSERT_STRING_EQUAL(isms_audit_classifier(audit, i), "F-A02");
    isms_audit_free(audit);
}

static void test_opportunities_are_no_areas_of_concern(void)
{
    isms_model *m = NULL;
    isms_audit_options options = initial;
    CU_ASSERT_EQUAL_FATAL(isms_model_open(REPAIRED, NULL, NULL, &m), ISMS_OK);
    options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_1;
    isms_audit *audit = audited(m, options);
    CU_ASSERT(isms_audit_ofi_count(audit) > 0);
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), "READY");
    isms_audit_free(audit);
    isms_model_free(m);
}

static void expect_stage_1(const char *lines, const char *conclusion)
{
    isms_audit_options options = initial;
    isms_model *m = test_model_of(lines);
    options.as_of = isms_date(2026, 3, 1);
    options.stage = ISMS_STAGE_1;
    isms_audit *audit = audited(m, options);
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), conclusion);
    if (!*lines)
        CU_ASSERT_STRING_EQUAL(isms_audit_priority_reason(audit, 0),
                               "Supply data: register `context_issues` was not delivered");
    isms_audit_free(audit);
    isms_model_free(m);
}

#define KEY_ELEMENTS                                                                                                           \
    "obligation O-1; status met\nscope S-1; statement All of it\nsoa_entry E-1; control A.5.1\n"                               \
    "management_review V-1; held_on 2026-02-01\nrisk_method M-1\nrisk R-1; title Fire\n"

static void test_silence_is_not_readiness(void)
{
    expect_stage_1("", "INCOMPLETE");
    expect_stage_1(KEY_ELEMENTS, "READY_WITH_CONCERNS");
    expect_stage_1("scope +\n", "NOT_READY");
}

static void test_what_to_do_first_changes_the_verdict(void)
{
    isms_model *m = NULL;
    isms_audit_options options = initial;
    CU_ASSERT_EQUAL_FATAL(isms_model_open(FLAWED, NULL, NULL, &m), ISMS_OK);
    options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_2;
    isms_audit *audit = audited(m, options);
    CU_ASSERT_EQUAL_FATAL(isms_audit_priority_result(audit, 0), find(audit, "ISMS-SOA-06"));
    CU_ASSERT_STRING_EQUAL(isms_audit_priority_conclusion(audit, 0), "RECOMMEND_AFTER_PLAN");
    size_t last = isms_audit_priority_count(audit) - 1;
    CU_ASSERT_STRING_EQUAL(isms_audit_priority_conclusion(audit, last), "RECOMMEND");
    CU_ASSERT_STRING_EQUAL(isms_audit_priority_reason(audit, last + 1), "");
    isms_audit_free(audit);
    CU_ASSERT_EQUAL(isms_set_boolean(m, isms_find(m, ISMS_SOA_ENTRY, "SOA-A.8.30"), ISMS_SOA_ENTRY_APPLICABLE, 1), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, isms_find(m, ISMS_SOA_ENTRY, "SOA-A.8.30"), ISMS_SOA_ENTRY_STATUS, "partial"), ISMS_OK);
    audit = audited(m, options);
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), "RECOMMEND_AFTER_PLAN");
    isms_audit_free(audit);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ review, calendar, plan */

static size_t input(const isms_review *review, const char *name)
{
    size_t i = 0;
    while (i < isms_review_count(review) && strcmp(isms_review_input(review, i), name) != 0)
        i++;
    return i;
}

static void test_the_review_pack_tells_and_says_what_is_missing(void)
{
    isms_model *m = test_model_of("management_review V-1; held_on 2025-09-01; status held\n"
                                  "action A-1; due_on 2026-02-01; status open\n"
                                  "action A-2; done_on 2025-08-01; status done\n"
                                  "objective O-1; current_value 58; target 95 % of installations; unit percent\n"
                                  "objective O-2; title No accounts; current_value 0; target 0; unit accounts\n"
                                  "objective O-3; target 4\n"
                                  "audit_finding F-1; class minor; requirement 8.1; raised_on 2025-10-01; status open\n"
                                  "audit_finding F-2; class ofi; requirement 8.1; raised_on 2025-10-01; status open\n");
    isms_review *review = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_review_build(m, isms_date(2026, 3, 1), NULL, &review), ISMS_OK);
    CU_ASSERT_EQUAL(isms_review_since(review), isms_date(2025, 9, 1));
    CU_ASSERT_EQUAL(isms_review_count(review), 11);
    size_t a = input(review, "9.3.2.a");
    CU_ASSERT_EQUAL(isms_review_line_count(review, a), 1); /* the other one was told last time */
    CU_ASSERT_STRING_EQUAL(isms_review_line(review, a, 0), "A-1: open, due 2026-02-01, overdue by 28 days");
    CU_ASSERT_EQUAL(isms_review_record(review, a, 0), isms_find(m, ISMS_ACTION, "A-1"));
    CU_ASSERT_STRING_EQUAL(isms_review_missing(review, a), "");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_review_missing(review, input(review, "9.3.2.b")), "`changes`"));
    CU_ASSERT(strlen(isms_review_missing(review, input(review, "9.3.2.e"))) > 0);
    CU_ASSERT_EQUAL(isms_review_line_count(review, input(review, "9.3.2.g")), 1);
    size_t goals = input(review, "9.3.2.d.4");
    CU_ASSERT_STRING_EQUAL(isms_review_line(review, goals, 0), "O-1: open, now 58 percent, target 95 % of installations");
    CU_ASSERT_STRING_EQUAL(isms_review_line(review, goals, 1), "O-2 No accounts: open, now 0 accounts, target 0 accounts");
    CU_ASSERT_STRING_EQUAL(isms_review_line(review, goals, 2), "O-3: open, target 4");
    CU_ASSERT_STRING_EQUAL(isms_review_line(review, 99, 0), "");
    isms_review_free(review);
    CU_ASSERT_EQUAL(isms_review_build(m, 0, NULL, &review), ISMS_E_RANGE);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status review_once(const isms_allocator *a)
{
    isms_review *review = NULL;
    isms_status status = isms_review_build(shared, isms_date(2026, 3, 1), a, &review);
    isms_review_free(review);
    return status;
}

static isms_status plan_once(const isms_allocator *a)
{
    isms_programme *programme = NULL;
    isms_calendar *calendar = NULL;
    isms_status status = isms_programme_of_model(shared, isms_date(2026, 3, 1), isms_date(2027, 3, 1), a, &programme);
    isms_programme_free(programme);
    if (status == ISMS_OK)
        status =
            isms_calendar_of_record(shared, isms_first(shared, ISMS_CERTIFICATION), isms_date(2026, 3, 1), NULL, a, &calendar);
    isms_calendar_free(calendar);
    return status;
}

static void test_each_allocation_can_fail(void)
{
    shared = test_model_of("management_review V-1; held_on 2025-09-01; status held\n"
                           "action A-1; due_on 2026-02-01; status open\n"
                           "metric M-1; every_days 30\nmeasurement N-1; metric M-1; measured_on 2026-01-01; value 3\n"
                           "risk R-1; inherent.level high; controls A.5.1\nsoa_entry E-1; control A.5.1; applicable true\n"
                           "audit A-1; kind internal; lead P; completed_on 2025-10-01; covered A.5\n"
                           "audit A-2; kind surveillance; completed_on 2025-12-01\n"
                           "certification C-1; decision_on 2025-01-20; state ACTIVE\n");
    sweep_allocations(review_once);
    sweep_allocations(plan_once);
    isms_model_free(shared);
}

static void test_the_calendar_of_a_record_takes_its_audits(void)
{
    isms_model *m = test_model_of("certification C-1; decision_on 2025-01-20; state ACTIVE\n"
                                  "certification C-2; number 7\n"
                                  "audit A-1; kind surveillance; certification C-1; completed_on 2025-12-01\n"
                                  "audit A-2; kind surveillance; completed_on 2025-12-02\n");
    isms_calendar *calendar = NULL;
    isms_id record = test_record(m, "certification", "C-1");
    CU_ASSERT_EQUAL_FATAL(isms_calendar_of_record(m, record, isms_date(2026, 3, 1), NULL, NULL, &calendar), ISMS_OK);
    bool seen = false;
    for (size_t i = 0; i < isms_calendar_count(calendar); i++)
        if (strcmp(isms_calendar_rule(calendar, i), "D-02") == 0) {
            seen = true;
            CU_ASSERT_EQUAL(isms_calendar_done_on(calendar, i), isms_date(2025, 12, 1));
        }
    CU_ASSERT(seen);
    isms_calendar_free(calendar);
    calendar = NULL;
    CU_ASSERT_EQUAL(isms_calendar_of_record(m, ISMS_NONE, isms_date(2026, 3, 1), NULL, NULL, &calendar), ISMS_E_STALE);
    CU_ASSERT_EQUAL(
        isms_calendar_of_record(m, test_record(m, "certification", "C-2"), isms_date(2026, 3, 1), NULL, NULL, &calendar),
        ISMS_E_RANGE);
    isms_model_free(m);
}

static void test_the_plan_of_a_model_covers_clauses_and_controls(void)
{
    isms_model *m =
        test_model_of("soa_entry E-1; control A.5.1; applicable true\nsoa_entry E-2; control A.5.2; applicable false\n"
                      "audit A-1; kind internal; lead P-1; completed_on 2025-10-01; covered 4, A.5\n"
                      "audit A-2; kind internal; planned_on 2026-10-01; lead P-1\n");
    isms_programme *programme = NULL;
    isms_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_programme_of_model(m, isms_date(2026, 3, 1), isms_date(2027, 3, 1), NULL, &programme), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_plan_build(programme, isms_date(2026, 3, 1), isms_date(2027, 3, 1), NULL, NULL, &plan), ISMS_OK);
    bool clause = false, excluded = false;
    for (size_t i = 0; i < isms_plan_count(plan); i++) {
        clause |= strcmp(isms_plan_unit(plan, i), "9.2.1") == 0 && strcmp(isms_plan_audit(plan, i), "A-2") == 0;
        excluded |= strcmp(isms_plan_unit(plan, i), "A.5.2") == 0;
    }
    CU_ASSERT(clause);
    CU_ASSERT(!excluded);
    isms_plan_free(plan);
    isms_programme_free(programme);
    CU_ASSERT_EQUAL(isms_programme_of_model(m, isms_date(2026, 3, 1), isms_date(2026, 2, 1), NULL, &programme), ISMS_E_RANGE);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"an empty report is not a clean one", test_an_empty_report_is_not_clean},
        {"severities are options", test_severities_are_options},
        {"thresholds are options and kept", test_thresholds_are_options_and_kept},
        {"a suppression can hide one record", test_a_suppression_can_hide_one_record_of_a_population},
        {"a sentence has no gaps", test_a_sentence_has_no_gaps},
        {"a result has reasons and a nearest change", test_a_result_has_reasons_and_a_nearest_change},
        {"findings of auditors stand apart", test_findings_of_auditors_stand_apart},
        {"a stored grade stays beside the computed one", test_a_stored_grade_stays_beside_the_computed_one},
        {"opportunities are no areas of concern", test_opportunities_are_no_areas_of_concern},
        {"silence is not readiness", test_silence_is_not_readiness},
        {"what to do first changes the verdict", test_what_to_do_first_changes_the_verdict},
        {"the review pack tells, and says what is missing", test_the_review_pack_tells_and_says_what_is_missing},
        {"the calendar of a record takes its audits", test_the_calendar_of_a_record_takes_its_audits},
        {"the plan of a model covers clauses and controls", test_the_plan_of_a_model_covers_clauses_and_controls},
        {"each allocation can fail", test_each_allocation_can_fail},
        {NULL, NULL}};
    return run_suite("preaudit", tests);
}
