/* Two Statements of Applicability side by side: what changed, and why. */
#include "test.h"

static isms_soa *build(const isms_model *m)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &soa), ISMS_OK);
    return soa;
}

static isms_soa_diff *compare(const isms_soa *before, const isms_soa *after)
{
    isms_soa_diff *diff = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_soa_compare(before, after, NULL, &diff), ISMS_OK);
    return diff;
}

static isms_model *sample(void)
{
    return test_model_of("risk R-1; treatment_options modify; controls A.8.13; current.level high\n"
                         "control C-1; implements A.8.13; status implemented; evidence EV-1\n"
                         "evidence EV-1; collected_on 2025-01-01; valid_until 2026-12-31\n"
                         "soa_entry E-1; control A.8.13; applicable true; reasons risk; status implemented\n"
                         "soa_entry E-2; control X-1; added true; applicable true; justification Ours.\n");
}

static void equal_facts_have_no_difference(void)
{
    isms_model *m = sample(), *same = sample();
    isms_soa *a = build(m), *b = build(same);
    isms_soa_diff *diff = compare(a, b);
    CU_ASSERT_EQUAL(isms_soa_diff_count(diff), 0);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_line(diff, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_part_name(diff, 0, 0), "");
    isms_soa_diff_free(diff);
    isms_soa_free(a);
    isms_soa_free(b);
    isms_model_free(m);
    isms_model_free(same);
}

static void a_changed_row_is_shown_with_its_reasons(void)
{
    isms_model *m = sample();
    isms_soa *before = build(m);
    test_set(m, test_record(m, "control", "C-1"), "status degraded");
    test_set(m, test_record(m, "soa_entry", "E-1"), "status partial");
    test_set(m, test_record(m, "evidence", "EV-1"), "valid_until 2026-02-28");
    test_set(m, test_record(m, "risk", "R-1"), "controls");
    test_add(m, "obligation O-1; kind legal; controls A.8.13\n");
    isms_soa *after = build(m);
    isms_model_free(m);
    isms_soa_diff *diff = compare(before, after);
    isms_soa_free(before);
    isms_soa_free(after);
    CU_ASSERT_EQUAL(isms_soa_diff_count(diff), 1);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_control(diff, 0), "A.8.13");
    CU_ASSERT_EQUAL(isms_soa_diff_change(diff, 0), ISMS_SOA_CHANGE_VALUE);
    CU_ASSERT_EQUAL(isms_soa_diff_part_count(diff, 0), 6);
    CU_ASSERT_STRING_EQUAL(
        isms_soa_diff_line(diff, 0),
        "A.8.13: status implemented -> partial; derived_status implemented -> partial; because risk R-1 went "
        "(high); obligation O-1 came (legal); measure C-1 implemented -> degraded; evidence EV-1 through C-1 "
        "valid, until 2026-12-31 -> expired, last day 2026-02-28");
    CU_ASSERT_EQUAL(isms_soa_diff_part_column(diff, 0, 0), ISMS_SOA_COLUMN_STATUS);
    CU_ASSERT_EQUAL(isms_soa_diff_part_kind(diff, 0, 2), ISMS_SOA_LINK_RISK);
    CU_ASSERT_EQUAL(isms_soa_diff_part_change(diff, 0, 2), ISMS_SOA_CHANGE_WENT);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_part_before(diff, 0, 4), "implemented");
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_part_after(diff, 0, 4), "degraded");
    isms_soa_diff_free(diff);
}

static void rows_come_and_go(void)
{
    isms_model *m = sample();
    isms_soa *before = build(m);
    isms_record_delete(m, test_record(m, "soa_entry", "E-2"));
    test_add(m, "soa_entry E-3; control X-0; added true; applicable true\n");
    isms_soa *after = build(m);
    isms_soa_diff *diff = compare(before, after);
    CU_ASSERT_EQUAL(isms_soa_diff_count(diff), 2);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_control(diff, 0), "X-0");
    CU_ASSERT_EQUAL(isms_soa_diff_change(diff, 0), ISMS_SOA_CHANGE_CAME);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_control(diff, 1), "X-1");
    CU_ASSERT_EQUAL(isms_soa_diff_change(diff, 1), ISMS_SOA_CHANGE_WENT);
    isms_soa_diff_free(diff);
    isms_soa_free(before);
    isms_soa_free(after);
    isms_model_free(m);
}

static isms_soa *sides[2];

static isms_status compare_with(const isms_allocator *a)
{
    isms_soa_diff *diff = NULL;
    isms_status status = isms_soa_compare(sides[0], sides[1], a, &diff);
    isms_soa_diff_free(diff);
    return status;
}

static void comparing_survives_a_failing_allocation(void)
{
    isms_model *m = sample(), *other = test_model_of("soa_entry E-9; control A.5.1\n");
    sides[0] = build(m);
    sides[1] = build(other);
    sweep_allocations(compare_with);
    isms_soa_diff *diff = NULL;
    CU_ASSERT_EQUAL(isms_soa_compare(NULL, sides[1], NULL, &diff), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_soa_compare(sides[0], sides[1], NULL, NULL), ISMS_E_MISUSE);
    isms_soa_free(sides[0]);
    isms_soa_free(sides[1]);
    isms_model_free(m);
    isms_model_free(other);
}

int main(void)
{
    static const test_case tests[] = {
        {"equal facts have no difference", equal_facts_have_no_difference},
        {"a changed row is shown with its reasons", a_changed_row_is_shown_with_its_reasons},
        {"rows come and go", rows_come_and_go},
        {"comparing survives a failing allocation", comparing_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("soa_diff", tests);
}
