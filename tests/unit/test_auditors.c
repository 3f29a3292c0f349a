/* What auditors decide beside the rules of the pre-audit: overrides of what was computed, issues and causes that they name,
 * majors that areas propose, and what their findings mean for the conclusion. */
#include "test.h"

#include <stdio.h>

static isms_audit *audit_on(const char *lines, isms_stage stage, isms_day as_of)
{
    isms_model *m = test_model_of(lines);
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = as_of;
    options.stage = stage;
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    isms_model_free(m);
    return audit;
}

static isms_audit *audit_of(const char *lines, isms_stage stage)
{
    return audit_on(lines, stage, isms_date(2026, 3, 1));
}

static size_t find(const isms_audit *audit, const char *rule)
{
    size_t i = 0;
    while (i < isms_audit_count(audit) && strcmp(isms_audit_rule(audit, i), rule) != 0)
        i++;
    return i;
}

static size_t area(const isms_audit *audit, isms_area_scope scope, const char *name)
{
    size_t i = 0;
    while (i < isms_audit_area_count(audit) &&
           (isms_audit_area_scope(audit, i) != scope || strcmp(isms_audit_area_name(audit, i), name) != 0))
        i++;
    return i;
}

/* ------------------------------------------------------------------ overrides */

#define RISKS                                                                                                                  \
    "risk R-1; inherent.level low\nrisk R-2; owner P; inherent.level low\nrisk R-3; owner P; inherent.level low\n" /* one of   \
                                                                                                                      three    \
                                                                                                                      without  \
                                                                                                                      owner:   \
                                                                                                                      MINOR by \
                                                                                                                      F-B20 */
#define WHY "rationale An owner was named orally and acts on it, seen on site"

static void test_an_override_in_force_counts_and_the_computed_outcome_stays(void)
{
    isms_audit *plain = audit_of(RISKS, ISMS_STAGE_INTERNAL);
    isms_audit *audit = audit_of(RISKS "finding_override O-1; rule ISMS-RISK-05; targets R-1; computed_outcome MINOR; "
                                       "computed_rule F-B20; new_outcome MAJOR; " WHY "; author P; decided_on 2026-02-01\n",
                                 ISMS_STAGE_INTERNAL);
    size_t i = find(audit, "ISMS-RISK-05");
    CU_ASSERT_STRING_EQUAL(isms_audit_outcome(audit, i), "MINOR");
    CU_ASSERT_EQUAL_FATAL(isms_audit_override_count(audit), 1);
    CU_ASSERT_EQUAL(isms_audit_overridden(audit, i), 0);
    CU_ASSERT_EQUAL(isms_audit_overridden(audit, i + 1), SIZE_MAX);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_key(audit, 0), "O-1");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_target(audit, 0), "ISMS-RISK-05");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_computed(audit, 0), "MINOR");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_proposed(audit, 0), "MAJOR");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_outcome(audit, 0), "ACCEPT");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_rule(audit, 0), "O-00");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_author(audit, 0), "P");
    CU_ASSERT(strlen(isms_audit_override_text(audit, 0)) > 0 && strlen(isms_audit_override_rationale(audit, 0)) > 20);
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), isms_audit_major_count(plain) + 1);
    CU_ASSERT_EQUAL(isms_audit_minor_count(audit) + 1, isms_audit_minor_count(plain));
    CU_ASSERT_EQUAL(isms_audit_area_majors(audit, area(audit, ISMS_AREA_REQUIREMENT, "6.1.2")), 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), "FAIL");
    CU_ASSERT_EQUAL(isms_audit_score(audit), isms_audit_score(plain)); /* judgement never enters the score */
    CU_ASSERT_EQUAL(isms_audit_score_upper(audit), isms_audit_score_upper(plain));
    CU_ASSERT_STRING_EQUAL(isms_audit_override_key(audit, 1), "");
    CU_ASSERT_EQUAL(isms_audit_override(audit, 1), ISMS_NONE);
    isms_audit_free(audit);
    isms_audit_free(plain);
}

/* What becomes of one override of the result MINOR of RISKS. */
static void expect_override(const char *fields, const char *outcome, const char *rule)
{
    char lines[1000];
    snprintf(lines, sizeof lines, RISKS "finding_override O-1; rule ISMS-RISK-05; targets R-1; %s\n", fields);
    isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_EQUAL_FATAL(isms_audit_override_count(audit), 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_outcome(audit, 0), outcome);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_rule(audit, 0), rule);
    bool in_force = isms_audit_overridden(audit, find(audit, "ISMS-RISK-05")) == 0;
    CU_ASSERT_EQUAL(in_force, strcmp(outcome, "ACCEPT") == 0);
    isms_audit_free(audit);
}

static void test_each_rule_on_overrides_is_applied_to_records(void)
{
    expect_override("new_outcome MINOR; author P; " WHY, "REJECT", "O-06");
    expect_override("new_outcome NOT_DETERMINED; author P; " WHY, "REJECT", "O-05");
    expect_override("new_outcome MAJOR; author P; rationale too short", "REJECT", "O-01");
    expect_override("new_outcome MAJOR; " WHY, "REJECT", "O-01");
    expect_override("new_outcome OFI; author P; " WHY, "REJECT", "O-02");
    expect_override("author P; " WHY, "REJECT", "");
    expect_override("new_outcome MAJOR; author P; " WHY, "ACCEPT", "O-00");
}

static void test_an_override_of_other_facts_is_stale(void)
{
    expect_override("computed_outcome MAJOR; new_outcome MAJOR; author P; " WHY, "STALE", "");
    expect_override("computed_outcome MINOR; computed_rule F-B33; new_outcome MAJOR; author P; " WHY, "STALE", "");
    expect_override("computed_outcome MINOR; facts_hash 0123456789abcdef; new_outcome MAJOR; author P; " WHY, "STALE", "");
    expect_override("computed_outcome MINOR; facts_hash sha256:ab; new_outcome MAJOR; author P; " WHY, "ACCEPT", "O-00");
    isms_audit *audit = audit_of(RISKS, ISMS_STAGE_INTERNAL);
    isms_finding *finding = NULL;
    char digest[17], fields[300];
    CU_ASSERT_EQUAL_FATAL(isms_audit_finding(audit, find(audit, "ISMS-RISK-05"), NULL, &finding), ISMS_OK);
    isms_override_digest(finding, digest);
    CU_ASSERT_EQUAL(strlen(digest), 16);
    snprintf(fields, sizeof fields, "computed_outcome MINOR; facts_hash %s; new_outcome MAJOR; author P; " WHY, digest);
    expect_override(fields, "ACCEPT", "O-00");
    isms_finding_free(finding);
    isms_audit_free(audit);
    audit = audit_of(
        "risk R-1; owner P\nfinding_override O-1; rule ISMS-RISK-05; targets R-1; new_outcome MAJOR; author P; " WHY "\n",
        ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_outcome(audit, 0), "STALE"); /* what it was about was mended */
    CU_ASSERT_STRING_EQUAL(isms_audit_override_computed(audit, 0), "");
    isms_audit_free(audit);
}

static void test_an_override_holds_from_its_day_on_and_the_last_one_wins(void)
{
    static const char lines[] = RISKS
        "finding_override O-2; rule ISMS-RISK-05; targets R-1; new_outcome MAJOR; author P; decided_on 2026-02-01; " WHY "\n"
        "finding_override O-1; rule ISMS-RISK-05; targets R-1; new_outcome MAJOR; author Q; "
        "decided_at 2026-02-15T10:00:00Z; " WHY "\n";
    isms_audit *audit = audit_on(lines, ISMS_STAGE_INTERNAL, isms_date(2026, 1, 31));
    CU_ASSERT_EQUAL(isms_audit_override_count(audit), 0);
    isms_audit_free(audit);
    audit = audit_on(lines, ISMS_STAGE_INTERNAL, isms_date(2026, 2, 1));
    CU_ASSERT_EQUAL(isms_audit_override_count(audit), 1);
    isms_audit_free(audit);
    audit = audit_on(lines, ISMS_STAGE_INTERNAL, isms_date(2026, 3, 1));
    CU_ASSERT_EQUAL_FATAL(isms_audit_override_count(audit), 2);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_author(audit, isms_audit_overridden(audit, find(audit, "ISMS-RISK-05"))), "Q");
    isms_audit_free(audit);
}

/* A recorded finding that its facts grade MAJOR, by a team of L and N; %s are fields of the override. */
static void expect_lowering(const char *fields, const char *outcome, const char *rule)
{
    char lines[1000];
    snprintf(lines, sizeof lines,
             "person L; title Lead Auditor\naudit A-1; kind internal; lead L; auditors N; completed_on 2026-01-10; "
             "report_on 2026-02-10\n"
             "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open; facts.impl none\n"
             "finding_override O-1; finding F-1; computed_outcome MAJOR; new_outcome MINOR; author L; " WHY "; %s\n",
             fields);
    isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_EQUAL_FATAL(isms_audit_override_count(audit), 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_target(audit, 0), "F-1");
    CU_ASSERT_STRING_EQUAL(isms_audit_override_outcome(audit, 0), outcome);
    CU_ASSERT_STRING_EQUAL(isms_audit_override_rule(audit, 0), rule);
    bool lowered = strcmp(outcome, "ACCEPT") == 0;
    CU_ASSERT_EQUAL(isms_audit_recorded_overridden(audit, 0), lowered ? 0 : SIZE_MAX);
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), lowered ? 0 : 1);
    CU_ASSERT_STRING_EQUAL(isms_audit_recorded_grade(audit, 0), "MAJOR"); /* as recorded, for ever */
    isms_audit_free(audit);
}

static void test_lowering_a_major_needs_a_second_reviewer(void)
{
    expect_lowering("decided_on 2026-01-20", "PENDING_REVIEW", "O-04");
    expect_lowering("decided_on 2026-01-20; reviewer R", "PENDING_REVIEW", "O-04"); /* when? */
    expect_lowering("decided_on 2026-01-20; reviewer R; reviewed_on 2026-03-02", "PENDING_REVIEW", "O-04");
    expect_lowering("decided_on 2026-01-20; reviewer N; reviewed_on 2026-01-25", "PENDING_REVIEW", "O-04");
    expect_lowering("decided_on 2026-01-20; reviewer Lead Auditor; reviewed_on 2026-01-25", "PENDING_REVIEW", "O-04");
    expect_lowering("decided_on 2026-01-20; reviewer R; reviewed_on 2026-01-25", "ACCEPT", "O-00");
    expect_lowering("decided_on 2026-02-20; reviewer R; reviewed_on 2026-02-25", "REJECT", "O-07"); /* after the report */
}

/* ------------------------------------------------------------------ areas */

#define AUDIT "audit A-1; kind internal; completed_on 2026-01-10\n"

static void finding(char *lines, const char *id, const char *requirement, const char *more)
{
    char line[400];
    snprintf(line, sizeof line,
             "audit_finding %s; audit A-1; class minor; requirement %s; raised_on 2026-01-10; status open%s%s\n", id,
             requirement, *more ? "; " : "", more);
    strcat(lines, line);
}

static void test_minors_of_one_issue_or_cause_add_up(void)
{
    static const struct {
        isms_area_scope scope;
        const char *field;
    } kinds[] = {{ISMS_AREA_ISSUE, "issue Leavers keep access"}, {ISMS_AREA_CAUSE, "cause Leavers keep access"}};
    for (size_t k = 0; k < 2; k++) {
        char lines[2000] = AUDIT;
        finding(lines, "F-1", "A.5.18", kinds[k].field);
        finding(lines, "F-2", "A.6.5", kinds[k].field);
        isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
        size_t i = area(audit, kinds[k].scope, "Leavers keep access");
        CU_ASSERT_EQUAL(isms_audit_area_minors(audit, i), 2);
        CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, i), "MINOR");
        CU_ASSERT_EQUAL(isms_audit_major_count(audit), 0);
        isms_audit_free(audit);
        finding(lines, "F-3", "7.2", kinds[k].field);
        audit = audit_of(lines, ISMS_STAGE_INTERNAL);
        i = area(audit, kinds[k].scope, "Leavers keep access");
        CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, i), "AGG_MAJOR");
        CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, i), "AG-2");
        CU_ASSERT_EQUAL(isms_audit_area_has_recorded(audit, i, 0), 1); /* the minors are linked, and keep their grade */
        CU_ASSERT_STRING_EQUAL(isms_audit_recorded_grade(audit, 0), "MINOR");
        CU_ASSERT_EQUAL(isms_audit_area_has_recorded(audit, area(audit, ISMS_AREA_REQUIREMENT, "8.1"), 0), 0);
        CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
        CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), "FAIL");
        isms_audit_free(audit);
    }
}

static void test_the_cause_can_be_the_category_of_the_corrective_action(void)
{
    char lines[2000] = AUDIT;
    for (int i = 1; i <= 3; i++) {
        char id[8], action[100];
        snprintf(id, sizeof id, "F-%d", i);
        finding(lines, id, i == 1 ? "7.2" : i == 2 ? "8.1" : "9.1", "");
        snprintf(action, sizeof action, "corrective_action C-%d; finding F-%d; root_cause_category no_owner\n", i, i);
        strcat(lines, action);
    }
    isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, area(audit, ISMS_AREA_CAUSE, "no_owner")), "AGG_MAJOR");
    isms_audit_free(audit);
}

static void three_of_8_1(char *lines)
{
    strcpy(lines, AUDIT);
    for (int i = 1; i <= 3; i++) {
        char id[8];
        snprintf(id, sizeof id, "F-%d", i);
        finding(lines, id, "8.1", "");
    }
}

static void test_a_proposed_major_is_accepted_or_declined(void)
{
    char lines[2000];
    three_of_8_1(lines);
    isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    size_t i = area(audit, ISMS_AREA_REQUIREMENT, "8.1");
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, i), "AGG_MAJOR");
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    isms_audit_free(audit);

    strcat(lines,
           "audit_finding F-9; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open; proposed true\n");
    audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, i), "AGG_MAJOR"); /* noted, not yet accepted */
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    isms_audit_free(audit);

    three_of_8_1(lines);
    strcat(lines, "audit_finding F-9; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open\n");
    audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, i), "AG-1"); /* accepted: a major of its own, not a second one */
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    CU_ASSERT_EQUAL(isms_audit_area_minors(audit, i), 3);
    isms_audit_free(audit);

    three_of_8_1(lines);
    strcat(lines, "audit_finding F-9; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open; "
                  "declined_reason Three sites with three causes of their own\n");
    audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, i), "AG-6");
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, i), "MINOR");
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 0);
    CU_ASSERT_STRING_NOT_EQUAL(isms_audit_conclusion(audit), "FAIL");
    isms_audit_free(audit);
}

static void test_a_major_of_a_theme_is_written_against_the_clause_that_failed(void)
{
    static const char *const controls[] = {"A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.5"};
    char lines[2000] = AUDIT;
    for (int i = 0; i < 5; i++) {
        char id[8];
        snprintf(id, sizeof id, "F-%d", i);
        finding(lines, id, controls[i], "");
    }
    isms_audit *audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    size_t i = area(audit, ISMS_AREA_THEME, "A.7");
    CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, i), "AG-4");
    isms_audit_free(audit);
    strcat(lines, "audit_finding F-9; audit A-1; class major; requirement 8.3; issue A.7; raised_on 2026-01-10; status open\n");
    audit = audit_of(lines, ISMS_STAGE_INTERNAL);
    CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, i), "AG-1");
    CU_ASSERT_EQUAL(isms_audit_major_count(audit), 1);
    CU_ASSERT_EQUAL(area(audit, ISMS_AREA_ISSUE, "A.7"), isms_audit_area_count(audit)); /* no issue of that name beside it */
    isms_audit_free(audit);
}

static void test_a_result_that_an_auditor_takes_up_counts_in_his_issue(void)
{
    isms_audit *audit = audit_of(
        RISKS
        "audit_finding F-1; class minor; rule ISMS-RISK-05; targets R-1; issue Owners; raised_on 2026-02-10; status open\n",
        ISMS_STAGE_INTERNAL);
    size_t i = area(audit, ISMS_AREA_ISSUE, "Owners");
    CU_ASSERT_EQUAL(isms_audit_area_minors(audit, i), 1);
    CU_ASSERT_EQUAL(isms_audit_area_has(audit, i, find(audit, "ISMS-RISK-05")), 1);
    CU_ASSERT_EQUAL(isms_audit_area_has(audit, i, SIZE_MAX), 0);
    isms_audit_free(audit);
}

/* ------------------------------------------------------------------ conclusions that dates decide */

static void expect_conclusion(const char *lines, isms_stage stage, isms_day as_of, const char *conclusion)
{
    isms_audit *audit = audit_on(lines, stage, as_of);
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), conclusion);
    isms_audit_free(audit);
}

static void test_majors_that_auditors_recorded_meet_their_deadlines(void)
{
    static const char surveillance[] =
        "audit A-1; kind surveillance; completed_on 2026-01-10\n"
        "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open\n";
    static const char stage2[] =
        "audit A-1; kind stage2; completed_on 2025-08-31\n"
        "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2025-08-31; status open\n";
    expect_conclusion(surveillance, ISMS_STAGE_SURVEILLANCE, isms_date(2026, 4, 10), "MAINTAIN_PENDING_FOLLOW_UP");
    expect_conclusion(surveillance, ISMS_STAGE_SURVEILLANCE, isms_date(2026, 4, 11), "SUSPEND");
    expect_conclusion(stage2, ISMS_STAGE_2, isms_date(2026, 2, 28), "NOT_RECOMMENDED_FOLLOW_UP"); /* 31 August + 6 months */
    expect_conclusion(stage2, ISMS_STAGE_2, isms_date(2026, 3, 1), "REPEAT_STAGE2");
}

static void test_an_action_counts_from_its_day_on(void)
{
    static const char lines[] =
        "audit A-1; kind stage2; completed_on 2026-01-10\n"
        "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open\n"
        "corrective_action C-1; finding F-1; state CLOSED; verified_on 2026-02-20; closed_on 2026-02-20\n";
    isms_audit *audit = audit_on(lines, ISMS_STAGE_2, isms_date(2026, 2, 19));
    CU_ASSERT_EQUAL(isms_audit_recorded_counts(audit, 0), 1);
    isms_audit_free(audit);
    audit = audit_on(lines, ISMS_STAGE_2, isms_date(2026, 2, 20));
    CU_ASSERT_EQUAL(isms_audit_recorded_counts(audit, 0), 0);
    isms_audit_free(audit);
}

static void test_an_expired_certificate_is_restored_or_granted_anew(void)
{
    static const char lines[] =
        "certification C-1; state ACTIVE; decision_on 2023-03-15; expires_on 2026-03-14\n"
        "audit A-1; kind recertification; completed_on 2026-02-10\n"
        "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-02-10; status open\n";
    expect_conclusion(lines, ISMS_STAGE_RECERTIFICATION, isms_date(2026, 3, 14), "NOT_RENEWED_FOLLOW_UP");
    expect_conclusion(lines, ISMS_STAGE_RECERTIFICATION, isms_date(2026, 3, 15), "RESTORE_PENDING");
    expect_conclusion(lines, ISMS_STAGE_RECERTIFICATION, isms_date(2026, 9, 14), "RESTORE_PENDING");
    expect_conclusion(lines, ISMS_STAGE_RECERTIFICATION, isms_date(2026, 9, 15), "STAGE2_REQUIRED");
}

/* ------------------------------------------------------------------ memory */

static isms_model *shared;

static isms_status audit_once(const isms_allocator *a)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    options.as_of = isms_date(2026, 3, 1);
    options.allocator = a;
    isms_status status = isms_audit_run(shared, &options, NULL, &audit);
    isms_audit_free(audit);
    return status;
}

static void test_each_allocation_can_fail(void)
{
    shared = test_model_of(
        RISKS AUDIT "audit_finding F-1; audit A-1; class major; requirement 8.1; raised_on 2026-01-10; status open; "
                    "facts.impl none; issue X\n"
                    "audit_finding F-2; audit A-1; class minor; requirement 7.2; raised_on 2026-01-10; status open; cause Y\n"
                    "requirement_assessment Q-1; requirement 8.1; result conform\n"
                    "corrective_action C-1; finding F-2; owner P; state ACKNOWLEDGED\n"
                    "audit_finding F-3; audit A-1; class minor; requirement 7.2; raised_on 2026-01-10; status open; "
                    "recurrence_of F-2; facts.ful no\n"
                    "soa_entry E-1; control A.5.1; applicable true; owner P\nrole R; requirements A.5.1\n"
                    "assignment S; role R; person P; until 2025-12-01\nrisk R-9; controls A.5.1\n"
                    "change X; significant true; implemented_on 2026-01-01; risks R-9\n"
                    "person P; reports_to Q\nperson Q; reports_to P\n"
                    "finding_override O-1; finding F-1; new_outcome MINOR; author P; " WHY "\n"
                    "finding_override O-2; rule ISMS-RISK-05; targets R-1; new_outcome MAJOR; author P; " WHY "\n");
    sweep_allocations(audit_once);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"an override in force counts, the computed outcome stays",
         test_an_override_in_force_counts_and_the_computed_outcome_stays},
        {"each rule on overrides is applied to records", test_each_rule_on_overrides_is_applied_to_records},
        {"an override of other facts is stale", test_an_override_of_other_facts_is_stale},
        {"an override holds from its day on, the last one wins", test_an_override_holds_from_its_day_on_and_the_last_one_wins},
        {"lowering a major needs a second reviewer", test_lowering_a_major_needs_a_second_reviewer},
        {"minors of one issue or cause add up", test_minors_of_one_issue_or_cause_add_up},
        {"the cause can be the category of the action", test_the_cause_can_be_the_category_of_the_corrective_action},
        {"a proposed major is accepted or declined", test_a_proposed_major_is_accepted_or_declined},
        {"a theme's major is written against the clause", test_a_major_of_a_theme_is_written_against_the_clause_that_failed},
        {"a result taken up counts in the issue", test_a_result_that_an_auditor_takes_up_counts_in_his_issue},
        {"recorded majors meet their deadlines", test_majors_that_auditors_recorded_meet_their_deadlines},
        {"an expired certificate is restored or granted anew", test_an_expired_certificate_is_restored_or_granted_anew},
        {"an action counts from its day on", test_an_action_counts_from_its_day_on},
        {"each allocation can fail", test_each_allocation_can_fail},
        {NULL, NULL}};
    return run_suite("auditors", tests);
}
