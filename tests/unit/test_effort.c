/* Audit time and sampling: the tables at their limits, adjustments, and what a clean sample means. */
#include "test.h"

static void expect_time(isms_effort effort, const char *outcome, const char *rule)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_effort_time(&effort, NULL, NULL, &ruling);
    test_ruling(status, ruling, outcome, rule);
}

static isms_effort effort_of(int32_t persons, isms_cycle_audit audit, int32_t adjustment)
{
    isms_effort e = ISMS_EFFORT_INIT;
    e.persons = persons;
    e.audit = audit;
    e.adjustment_pct = adjustment;
    return e;
}

static void days_follow_the_bands(void)
{
    expect_time(effort_of(0, 0, 0), "ERROR", "T-00");
    expect_time(effort_of(-1, 0, 0), "ERROR", "T-00");
    expect_time(effort_of(1, 0, 0), "5", "T-01");
    expect_time(effort_of(10, 0, 0), "5", "T-01");
    expect_time(effort_of(11, 0, 0), "6", "T-01");
    expect_time(effort_of(26, 0, 0), "8.5", "T-01");
    expect_time(effort_of(1175, 0, 0), "18.5", "T-01");
    expect_time(effort_of(1176, 0, 0), "19.5", "T-01");
    expect_time(effort_of(10700, 0, 0), "28", "T-01");
    expect_time(effort_of(10701, 0, 0), "FOLLOW_PROGRESSION", "T-01");
    int32_t last = 0;
    for (int32_t i = 0; isms_effort_band_persons(i); i++) {
        CU_ASSERT(isms_effort_band_persons(i) > last);
        CU_ASSERT(i == 0 || isms_effort_band_half_days(i) > isms_effort_band_half_days(i - 1));
        CU_ASSERT_EQUAL(isms_effort_band_is_unverified(i), isms_effort_band_persons(i) > 1175);
        last = isms_effort_band_persons(i);
    }
    CU_ASSERT_EQUAL(last, 10700);
}

static void bands_of_a_single_source_are_marked(void)
{
    isms_ruling *ruling = NULL;
    isms_effort e = effort_of(1175, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0);
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_is_unverified(ruling), 0);
    isms_ruling_free(ruling);
    e.persons = 1176;
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_is_unverified(ruling), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_text(ruling), "single source"));
    isms_ruling_free(ruling);
}

static void shares_round_up_to_the_half_day(void)
{
    expect_time(effort_of(50, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0), "3.5", "T-04");
    expect_time(effort_of(100, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0), "4", "T-04");
    expect_time(effort_of(100, ISMS_CYCLE_AUDIT_RECERTIFICATION, 0), "8", "T-04");
    expect_time(effort_of(1000, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0), "6.5", "T-04");
    expect_time(effort_of(50, ISMS_CYCLE_AUDIT_SURVEILLANCE, -30), "2.5", "T-04");
}

static void reductions_have_limits_and_increases_none(void)
{
    expect_time(effort_of(50, 0, -30), "7", "T-03");
    expect_time(effort_of(50, 0, -31), "REJECT", "T-03");
    expect_time(effort_of(50, 0, 100), "20", "T-03");
    expect_time(effort_of(50, 0, 3), "10.5", "T-03");
    isms_effort e = effort_of(50, 0, -20);
    e.joint_pct = 20;
    expect_time(e, "6", "T-03");
    e.joint_pct = 21;
    expect_time(e, "REJECT", "T-03");
    e = effort_of(50, 0, -50);
    e.sampled_site = 1;
    expect_time(e, "5", "T-03");
    e.adjustment_pct = -51;
    expect_time(e, "REJECT", "T-03");
    isms_thresholds t = ISMS_THRESHOLDS_INIT;
    isms_ruling *ruling = NULL;
    t.max_reduction = 31;
    e = effort_of(50, 0, -31);
    isms_status status = isms_effort_time(&e, &t, NULL, &ruling);
    test_ruling(status, ruling, "7", "T-03");
}

static void simple_work_counts_by_its_root(void)
{
    const int32_t groups[] = {50, 49, 0};
    isms_ruling *ruling = NULL;
    isms_status status = isms_effort_persons(groups, 1, 10, NULL, &ruling);
    test_ruling(status, ruling, "18", "T-02");
    status = isms_effort_persons(groups, 3, 0, NULL, &ruling);
    test_ruling(status, ruling, "15", "T-02");
    status = isms_effort_persons(NULL, 0, 7, NULL, &ruling);
    test_ruling(status, ruling, "7", "T-02");
    const int32_t bad[] = {-1};
    CU_ASSERT_EQUAL(isms_effort_persons(bad, 1, 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effort_persons(NULL, 1, 0, NULL, &ruling), ISMS_E_MISUSE);
}

static void the_matrix_of_factors_is_supplied_by_the_host(void)
{
    const int32_t low[] = {1, 1, 2}, medium[] = {2, 2, 2}, high[] = {3, 2, 2}, none[] = {0, 1, 1};
    const int32_t matrix[] = {-10, -5, 0, -5, 0, 20, 0, 20, 100};
    isms_ruling *ruling = NULL;
    isms_status status = isms_effort_adjustment(medium, medium, NULL, NULL, &ruling);
    test_ruling(status, ruling, "0", "T-05");
    status = isms_effort_adjustment(low, medium, NULL, NULL, &ruling);
    test_ruling(status, ruling, "ERROR", "T-05");
    status = isms_effort_adjustment(high, low, matrix, NULL, &ruling);
    test_ruling(status, ruling, "0", "T-05");
    CU_ASSERT_EQUAL(isms_effort_adjustment(high, high, matrix, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 100);
    CU_ASSERT_EQUAL(isms_ruling_is_unverified(ruling), 1);
    isms_ruling_free(ruling);
    CU_ASSERT_EQUAL(isms_effort_adjustment(none, low, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effort_factor_effect(0), 1);
    CU_ASSERT_PTR_NULL(isms_effort_factor(1000));
}

static void the_tables_end_where_they_end(void)
{
    int32_t bands = 0, factors = 0;
    while (isms_effort_band_persons(bands))
        bands++;
    while (isms_effort_factor(factors))
        CU_ASSERT(isms_effort_factor_effect(factors++) != 0);
    for (int i = 0; i < 2; i++) {
        int32_t beyond = i ? -1 : 0;
        CU_ASSERT_EQUAL(isms_effort_band_persons(i ? beyond : bands), 0);
        CU_ASSERT_EQUAL(isms_effort_band_half_days(i ? beyond : bands), 0);
        CU_ASSERT_EQUAL(isms_effort_band_is_unverified(i ? beyond : bands), 0);
        CU_ASSERT_PTR_NULL(isms_effort_factor(i ? beyond : factors));
        CU_ASSERT_EQUAL(isms_effort_factor_effect(i ? beyond : factors), 0);
    }
}

static void wrong_use_is_refused(void)
{
    isms_ruling *ruling = NULL;
    isms_effort e = effort_of(50, 4, 0);
    const int32_t scores[] = {1, 1, 1};
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_RANGE);
    e.audit = -1;
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_RANGE);
    e = effort_of(50, 0, 1001);
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_RANGE);
    e = effort_of(50, 0, -1001);
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_RANGE);
    e.struct_size = 0;
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_UNSUPPORTED);
    e.struct_size = UINT32_MAX; /* never set: nothing behind the structure is read */
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, &ruling), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(isms_effort_time(NULL, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effort_time(&e, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effort_persons(NULL, 0, 1, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effort_adjustment(scores, NULL, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_sampling_records(NULL, 1, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_sampling_records("daily", 1, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_sampling_clean(1, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(ruling);
}

static void an_exact_root_of_sites_does_not_round_up(void)
{
    static const struct {
        int32_t sites;
        isms_cycle_audit audit;
        int32_t all;
        const char *outcome, *rule;
    } rows[] = {
        {25, ISMS_CYCLE_AUDIT_INITIAL, 0, "5", "S-01"},          {26, ISMS_CYCLE_AUDIT_INITIAL, 0, "6", "S-01"},
        {25, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0, "3", "S-01"},     {26, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0, "4", "S-01"},
        {100, ISMS_CYCLE_AUDIT_RECERTIFICATION, 0, "8", "S-01"}, {101, ISMS_CYCLE_AUDIT_RECERTIFICATION, 0, "9", "S-01"},
        {1, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0, "1", "S-01"},      {10, ISMS_CYCLE_AUDIT_SURVEILLANCE, 1, "3", "S-02"},
        {11, ISMS_CYCLE_AUDIT_SURVEILLANCE, 1, "4", "S-02"},     {11, ISMS_CYCLE_AUDIT_INITIAL, 1, "11", "S-02"},
        {11, ISMS_CYCLE_AUDIT_RECERTIFICATION, 1, "11", "S-02"}, {0, ISMS_CYCLE_AUDIT_INITIAL, 0, "ERROR", "S-00"},
        {-3, ISMS_CYCLE_AUDIT_INITIAL, 1, "ERROR", "S-00"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_ruling *ruling = NULL;
        isms_status status = isms_sampling_sites(rows[i].sites, rows[i].audit, rows[i].all, NULL, &ruling);
        test_ruling(status, ruling, rows[i].outcome, rows[i].rule);
    }
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_sampling_sites(5, 0, 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_sampling_sites(5, ISMS_CYCLE_AUDIT_INITIAL, 0, NULL, NULL), ISMS_E_MISUSE);
}

static void records_are_drawn_by_frequency(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_sampling_records("daily", 250, NULL, &ruling);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(isms_ruling_remark(ruling, 0), "If 5 % lapse, a sample of 15 shows none with a chance of 46.3 %."));
    test_ruling(status, ruling, "15", "S-03");
    status = isms_sampling_records("weekly", 3, NULL, &ruling);
    test_ruling(status, ruling, "3", "S-03");
    status = isms_sampling_records("more", 0, NULL, &ruling);
    test_ruling(status, ruling, "0", "S-03");
    CU_ASSERT_EQUAL(isms_sampling_records("hourly", 3, NULL, &ruling), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_sampling_records("daily", -1, NULL, &ruling), ISMS_E_RANGE);
}

static void a_clean_sample_still_leaves_a_rate(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_sampling_clean(15, NULL, &ruling);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 200);
    test_ruling(status, ruling, "20.0 %", "S-04");
    status = isms_sampling_clean(1, NULL, &ruling);
    test_ruling(status, ruling, "100.0 %", "S-04");
    CU_ASSERT_EQUAL(isms_sampling_clean(0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_sampling_miss_ppm(0, 100), 1000000);
    CU_ASSERT_EQUAL(isms_sampling_miss_ppm(50, 3), 125000);
    CU_ASSERT_EQUAL(isms_sampling_miss_ppm(100, 1), 0);
    CU_ASSERT_EQUAL(isms_sampling_miss_ppm(5, INT64_MAX), 0);
    CU_ASSERT_EQUAL(isms_sampling_miss_ppm(101, 1), -1);
}

static isms_status estimate(const isms_allocator *a)
{
    const int32_t groups[] = {50};
    isms_effort e = effort_of(2000, ISMS_CYCLE_AUDIT_INITIAL, -10);
    isms_ruling *rulings[4] = {NULL, NULL, NULL, NULL};
    isms_status status = isms_effort_time(&e, NULL, a, &rulings[0]);
    if (status == ISMS_OK)
        status = isms_effort_persons(groups, 1, 5, a, &rulings[1]);
    if (status == ISMS_OK)
        status = isms_sampling_sites(25, ISMS_CYCLE_AUDIT_SURVEILLANCE, 0, a, &rulings[2]);
    if (status == ISMS_OK)
        status = isms_sampling_records("daily", 100, a, &rulings[3]);
    for (int i = 0; i < 4; i++)
        isms_ruling_free(rulings[i]);
    return status;
}

static void estimates_survive_short_memory(void)
{
    sweep_allocations(estimate);
}

int main(void)
{
    static const test_case tests[] = {
        {"days follow the bands", days_follow_the_bands},
        {"bands of a single source are marked", bands_of_a_single_source_are_marked},
        {"shares round up to the half day", shares_round_up_to_the_half_day},
        {"reductions have limits and increases none", reductions_have_limits_and_increases_none},
        {"simple work counts by its root", simple_work_counts_by_its_root},
        {"the matrix of factors is supplied by the host", the_matrix_of_factors_is_supplied_by_the_host},
        {"the tables end where they end", the_tables_end_where_they_end},
        {"wrong use is refused", wrong_use_is_refused},
        {"an exact root of sites does not round up", an_exact_root_of_sites_does_not_round_up},
        {"records are drawn by frequency", records_are_drawn_by_frequency},
        {"a clean sample still leaves a rate", a_clean_sample_still_leaves_a_rate},
        {"estimates survive short memory", estimates_survive_short_memory},
        {NULL, NULL}};
    return run_suite("effort", tests);
}
