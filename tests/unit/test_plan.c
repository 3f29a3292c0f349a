/* Audit programmes: a plan within capacity, by independent and competent auditors, and what remains uncovered. */
#include "test.h"

static isms_day d(const char *text)
{
    return isms_date_parse(text);
}

static isms_programme_unit unit_of(const char *id, isms_planning_kind kind, const char *last)
{
    isms_programme_unit u = ISMS_PROGRAMME_UNIT_INIT;
    u.id = id;
    u.kind = kind;
    u.area = id;
    u.hours = 4;
    u.last_audited = d(last);
    return u;
}

static void add(isms_programme *p, isms_programme_unit u)
{
    CU_ASSERT_EQUAL(isms_programme_add_unit(p, &u), ISMS_OK);
}

static isms_plan *plan_of(const isms_programme *p, const char *as_of, const char *until)
{
    isms_plan *plan = NULL;
    CU_ASSERT_EQUAL(isms_plan_build(p, d(as_of), d(until), NULL, NULL, &plan), ISMS_OK);
    return plan;
}

/* Number of the n-th entry of a unit, or the count where there is none. */
static size_t find(const isms_plan *plan, const char *unit, int n)
{
    for (size_t i = 0; i < isms_plan_count(plan); i++)
        if (strcmp(isms_plan_unit(plan, i), unit) == 0 && n-- == 0)
            return i;
    return isms_plan_count(plan);
}

static isms_programme *small_programme(void)
{
    isms_programme *p = isms_programme_new(NULL);
    add(p, unit_of("9.2", ISMS_PLANNING_CLAUSE, "2025-09-01"));
    add(p, unit_of("9.3", ISMS_PLANNING_CLAUSE, NULL));
    add(p, unit_of("A.5.15", ISMS_PLANNING_CONTROL, "2024-01-15"));
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-1", NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-2", d("2026-09-15"), 8), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-1", d("2026-03-15"), 8), ISMS_OK);
    return p;
}

static void units_are_audited_when_they_fall_due(void)
{
    isms_programme *p = small_programme();
    isms_plan *plan = plan_of(p, "2026-01-01", "2026-12-31");
    size_t never = find(plan, "9.3", 0), clause = find(plan, "9.2", 0);
    CU_ASSERT_EQUAL(isms_plan_count(plan), 2);
    CU_ASSERT_STRING_EQUAL(isms_plan_audit(plan, never), "AU-1");
    CU_ASSERT_EQUAL(isms_plan_due(plan, never), d("2026-01-01"));
    CU_ASSERT_EQUAL(isms_plan_state_of(plan, never), ISMS_PLAN_LATE);
    CU_ASSERT_STRING_EQUAL(isms_plan_audit(plan, clause), "AU-1"); /* due on 1 September, before AU-2 */
    CU_ASSERT_EQUAL(isms_plan_state_of(plan, clause), ISMS_PLAN_IN_TIME);
    CU_ASSERT_EQUAL(isms_plan_interval(plan, clause), 12);
    CU_ASSERT_STRING_EQUAL(isms_plan_auditor(plan, clause), "P-1");
    CU_ASSERT_STRING_EQUAL(isms_plan_reason(plan, clause), "Due every 12 months, on 2026-09-01.");
    CU_ASSERT_EQUAL(find(plan, "A.5.15", 0), isms_plan_count(plan)); /* due in 2027 only */
    CU_ASSERT_EQUAL(isms_plan_uncovered_count(plan), 0);
    CU_ASSERT_EQUAL(isms_plan_hours(plan, "AU-1"), 8);
    CU_ASSERT_EQUAL(isms_plan_hours(plan, "AU-9"), 0);
    isms_programme_free(p);
    CU_ASSERT_STRING_EQUAL(isms_plan_unit(plan, clause), "9.2"); /* the plan lives on */
    isms_plan_free(plan);
}

static void a_cycle_repeats_what_falls_due_again(void)
{
    isms_programme *p = small_programme();
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-3", d("2027-03-01"), 40), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-4", d("2028-03-01"), 40), ISMS_OK);
    isms_plan *plan = plan_of(p, "2026-01-01", "2028-12-31");
    size_t second = find(plan, "9.3", 1), third = find(plan, "9.3", 2);
    CU_ASSERT_STRING_EQUAL(isms_plan_audit(plan, second), "AU-3");
    CU_ASSERT_EQUAL(isms_plan_due(plan, second), d("2027-03-15"));
    CU_ASSERT_STRING_EQUAL(isms_plan_audit(plan, third), "AU-4");
    CU_ASSERT(find(plan, "A.5.15", 0) < isms_plan_count(plan));
    CU_ASSERT_EQUAL(isms_plan_uncovered_count(plan), 0);
    isms_plan_free(plan);
    isms_programme_free(p);
}

static void capacity_goes_to_the_oldest_then_the_riskiest(void)
{
    isms_programme *p = isms_programme_new(NULL);
    isms_programme_unit risky = unit_of("risky", ISMS_PLANNING_OTHER, NULL);
    risky.risk = 3;
    add(p, unit_of("calm", ISMS_PLANNING_OTHER, NULL));
    add(p, risky);
    add(p, unit_of("oldest", ISMS_PLANNING_CLAUSE, "2020-01-01"));
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-1", NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-1", d("2026-02-01"), 8), ISMS_OK);
    isms_plan *plan = plan_of(p, "2026-01-01", "2026-06-30");
    CU_ASSERT_STRING_EQUAL(isms_plan_unit(plan, 0), "oldest");
    CU_ASSERT_STRING_EQUAL(isms_plan_unit(plan, 1), "risky");
    size_t left = find(plan, "calm", 0);
    CU_ASSERT_EQUAL(isms_plan_state_of(plan, left), ISMS_PLAN_UNCOVERED);
    CU_ASSERT_EQUAL(isms_plan_uncovered_count(plan), 1);
    CU_ASSERT_STRING_EQUAL(isms_plan_audit(plan, left), "");
    CU_ASSERT_EQUAL(isms_plan_day(plan, left), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_plan_reason(plan, left), "no audit has room"));
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_plan_reason(plan, 0), "It is overdue."));
    isms_plan_free(plan);
    isms_programme_free(p);
}

static void auditors_are_independent_and_competent(void)
{
    isms_programme *p = isms_programme_new(NULL);
    isms_planning_tie owns = ISMS_PLANNING_TIE_INIT, reports = ISMS_PLANNING_TIE_INIT;
    isms_programme_unit crypto = unit_of("A.8.24", ISMS_PLANNING_CONTROL, NULL),
                        access = unit_of("A.5.15", ISMS_PLANNING_CONTROL, NULL);
    crypto.competence = "crypto";
    access.area = "IT";
    owns.owns_area = 1;
    reports.reports_to_owner = 1;
    add(p, crypto);
    add(p, access);
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-1", "cryptography,network"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-2", "network,crypto"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_tie(p, "P-1", "IT", &owns), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_tie(p, "P-2", "IT", &reports), ISMS_OK);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-1", d("2026-02-01"), 40), ISMS_OK);
    isms_plan *plan = plan_of(p, "2026-01-01", "2026-06-30");
    CU_ASSERT_STRING_EQUAL(isms_plan_auditor(plan, find(plan, "A.8.24", 0)), "P-2");
    CU_ASSERT_STRING_EQUAL(isms_plan_auditor(plan, find(plan, "A.5.15", 0)), "P-2");
    CU_ASSERT_EQUAL(isms_plan_is_dependent(plan, find(plan, "A.5.15", 0)), 1);
    CU_ASSERT_EQUAL(isms_plan_is_dependent(plan, find(plan, "A.8.24", 0)), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_plan_reason(plan, find(plan, "A.5.15", 0)), "record a safeguard"));
    isms_plan_free(plan);
    CU_ASSERT_EQUAL(isms_programme_add_tie(p, "P-2", "IT", &owns), ISMS_OK); /* the worst tie counts */
    plan = plan_of(p, "2026-01-01", "2026-06-30");
    CU_ASSERT_EQUAL(isms_plan_state_of(plan, find(plan, "A.5.15", 0)), ISMS_PLAN_NO_AUDITOR);
    isms_plan_free(plan);
    isms_programme_free(p);
}

static void a_change_incident_or_major_brings_the_audit_forward(void)
{
    isms_programme *p = small_programme();
    isms_programme_unit u = unit_of("A.5.15", ISMS_PLANNING_CONTROL, "2024-01-15");
    isms_plan *before = plan_of(p, "2026-01-01", "2026-12-31");
    CU_ASSERT_EQUAL(find(before, "A.5.15", 0), isms_plan_count(before));
    u.changed = u.incident = 1; /* a score of 3: every 24 months */
    CU_ASSERT_EQUAL(isms_programme_update_unit(p, &u), ISMS_OK);
    isms_plan *after = plan_of(p, "2026-01-01", "2026-12-31");
    CU_ASSERT_EQUAL(isms_plan_due(after, find(after, "A.5.15", 0)), d("2026-01-15"));
    isms_plan_free(before);
    isms_plan_free(after);
    u.major = 1;
    u.last_audited = d("2025-12-01"); /* a score of 5: every 12 months */
    CU_ASSERT_EQUAL(isms_programme_update_unit(p, &u), ISMS_OK);
    after = plan_of(p, "2026-01-01", "2026-12-31");
    CU_ASSERT_EQUAL(isms_plan_due(after, find(after, "A.5.15", 0)), d("2026-12-01"));
    isms_plan_free(after);
    isms_programme_free(p);
}

static void no_audit_is_filled_beyond_its_hours_and_none_is_lost(void)
{
    isms_programme *p = isms_programme_new(NULL);
    char id[16];
    for (int i = 0; i < 93; i++) {
        isms_programme_unit u = unit_of(NULL, ISMS_PLANNING_CONTROL, NULL);
        snprintf(id, sizeof id, "A.%d", i);
        u.id = id;
        u.hours = 1 + i % 7;
        u.risk = i % 4;
        add(p, u);
    }
    for (int i = 0; i < 6; i++) {
        snprintf(id, sizeof id, "AU-%d", i);
        CU_ASSERT_EQUAL(isms_programme_add_audit(p, id, isms_date(2026 + i / 2, 1 + 6 * (i % 2), 20), 60), ISMS_OK);
    }
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-1", NULL), ISMS_OK);
    isms_plan *plan = plan_of(p, "2026-01-01", "2028-12-31"), *again = plan_of(p, "2026-01-01", "2028-12-31");
    for (int i = 0; i < 6; i++) {
        snprintf(id, sizeof id, "AU-%d", i);
        CU_ASSERT(isms_plan_hours(plan, id) <= 60);
    }
    for (int i = 0; i < 93; i++) {
        snprintf(id, sizeof id, "A.%d", i);
        CU_ASSERT(find(plan, id, 0) < isms_plan_count(plan));
    }
    CU_ASSERT_EQUAL(isms_plan_count(plan), isms_plan_count(again));
    for (size_t i = 0; i < isms_plan_count(plan); i++)
        CU_ASSERT_STRING_EQUAL(isms_plan_unit(plan, i), isms_plan_unit(again, i));
    isms_plan_free(plan);
    isms_plan_free(again);
    isms_programme_free(p);
}

static void wrong_use_is_refused_and_changes_nothing(void)
{
    isms_programme *p = small_programme();
    isms_programme_unit u = unit_of("9.2", ISMS_PLANNING_CLAUSE, NULL);
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    isms_plan *plan = NULL;
    CU_ASSERT_EQUAL(isms_programme_add_unit(p, &u), ISMS_E_EXISTS);
    u.id = "";
    CU_ASSERT_EQUAL(isms_programme_add_unit(p, &u), ISMS_E_RANGE);
    u.id = "9.9";
    CU_ASSERT_EQUAL(isms_programme_update_unit(p, &u), ISMS_E_NOT_FOUND);
    u.risk = 4;
    CU_ASSERT_EQUAL(isms_programme_add_unit(p, &u), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_programme_add_auditor(p, "P-1", NULL), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_programme_add_tie(p, "P-9", "IT", &tie), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-1", d("2026-03-15"), 8), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-5", d("2026-03-15"), 0), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_programme_add_audit(p, "AU-5", 0, 8), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_plan_build(p, 0, d("2026-03-15"), NULL, NULL, &plan), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_plan_build(p, d("2026-03-15"), d("2026-03-14"), NULL, NULL, &plan), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_plan_build(NULL, 1, 2, NULL, NULL, &plan), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(plan);
    CU_ASSERT_STRING_EQUAL(isms_plan_unit(NULL, 0), "");
    isms_programme_free(p);
    isms_programme_free(NULL);
    isms_plan_free(NULL);
    p = isms_programme_new(NULL);
    plan = plan_of(p, "2026-01-01", "2026-12-31");
    CU_ASSERT_EQUAL(isms_plan_count(plan), 0);
    CU_ASSERT_STRING_EQUAL(isms_plan_unit(plan, 0), "");
    isms_plan_free(plan);
    isms_programme_free(p);
}

static isms_status plan_all(const isms_allocator *a)
{
    isms_programme *p = isms_programme_new(a);
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    isms_programme_unit u = unit_of("9.2", ISMS_PLANNING_CLAUSE, NULL), v = unit_of("9.3", ISMS_PLANNING_CLAUSE, NULL);
    isms_plan *plan = NULL;
    isms_status status = p ? isms_programme_add_unit(p, &u) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_programme_add_unit(p, &v);
    if (status == ISMS_OK)
        status = isms_programme_update_unit(p, &v);
    if (status == ISMS_OK)
        status = isms_programme_add_auditor(p, "P-1", NULL);
    if (status == ISMS_OK)
        status = isms_programme_add_tie(p, "P-1", "IT", &tie);
    if (status == ISMS_OK)
        status = isms_programme_add_audit(p, "AU-1", isms_date(2026, 2, 1), 4);
    if (status == ISMS_OK)
        status = isms_plan_build(p, isms_date(2026, 1, 1), isms_date(2026, 12, 31), NULL, a, &plan);
    isms_plan_free(plan);
    isms_programme_free(p);
    return status;
}

static void plans_survive_short_memory(void)
{
    sweep_allocations(plan_all);
}

int main(void)
{
    static const test_case tests[] = {
        {"units are audited when they fall due", units_are_audited_when_they_fall_due},
        {"a cycle repeats what falls due again", a_cycle_repeats_what_falls_due_again},
        {"capacity goes to the oldest, then the riskiest", capacity_goes_to_the_oldest_then_the_riskiest},
        {"auditors are independent and competent", auditors_are_independent_and_competent},
        {"a change, incident or major brings the audit forward", a_change_incident_or_major_brings_the_audit_forward},
        {"no audit is filled beyond its hours and none is lost", no_audit_is_filled_beyond_its_hours_and_none_is_lost},
        {"wrong use is refused and changes nothing", wrong_use_is_refused_and_changes_nothing},
        {"plans survive short memory", plans_survive_short_memory},
        {NULL, NULL}};
    return run_suite("plan", tests);
}
