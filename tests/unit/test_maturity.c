/* Maturity of controls: where it comes from, and what groups are rolled up to. */
#include "test.h"

static const char sample[] =
    "document -; maturity_scale none, initial, repeatable, defined, managed, optimised\n"
    "control C-1; implements A.8.1; maturity 3; target_maturity 3\n"
    "control C-2; implements A.8.1; maturity 1; target_maturity 4\n"
    "control C-3; implements A.8.2; maturity 9\n"
    "control X-1; status implemented; maturity 2\n"
    "soa_entry E-1; control A.8.1; applicable true\n"
    "soa_entry E-2; control A.8.2; applicable true; target_maturity 2\n"
    "soa_entry E-3; control A.8.3; applicable true; maturity 4; target_maturity 4\n"
    "soa_entry E-4; control A.8.4; applicable true; maturity 2; target_maturity 3\n"
    "soa_entry E-5; control A.8.5; applicable false; maturity 0\n"
    "soa_entry E-6; control A.5.1; applicable true; tags berlin\n"
    "soa_entry E-7; control X-1; added true; applicable true\n"
    "requirement_assessment RA-1; requirement A.5.1; result partial; maturity 5; assessed_on 2026-01-01\n"
    "requirement_assessment RA-2; requirement A.5.1; result conform; maturity 3; assessed_on 2026-02-01\n"
    "requirement_assessment RA-3; requirement A.5.1; result conform; maturity 1; assessed_on 2026-09-01\n";

typedef struct rolled_up {
    isms_model *model;
    isms_soa *soa;
    isms_maturity *maturity;
} rolled_up;

static rolled_up roll_up(const char *lines, isms_dimension dimension)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_grouping *grouping = NULL;
    rolled_up x = {test_model_of(lines), NULL, NULL};
    options.as_of = isms_date(2026, 6, 1);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(x.model, &options, &x.soa), ISMS_OK);
    if (dimension)
        CU_ASSERT_EQUAL_FATAL(isms_grouping_build(x.model, x.soa, dimension, NULL, NULL, &grouping), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_maturity_roll_up(x.model, x.soa, grouping, NULL, &x.maturity), ISMS_OK);
    isms_grouping_free(grouping);
    return x;
}

static void dispose(rolled_up *x)
{
    isms_maturity_free(x->maturity);
    isms_soa_free(x->soa);
    isms_model_free(x->model);
}

static int32_t value(const rolled_up *x, const char *control)
{
    return isms_maturity_value(x->maturity, isms_soa_find(x->soa, control));
}

static isms_maturity_origin origin(const rolled_up *x, const char *control)
{
    return isms_maturity_origin_of(x->maturity, isms_soa_find(x->soa, control));
}

static void the_entry_holds_then_the_lowest_measure_then_the_latest_assessment(void)
{
    rolled_up x = roll_up(sample, 0);
    CU_ASSERT_EQUAL(value(&x, "A.8.3"), 4);
    CU_ASSERT_EQUAL(origin(&x, "A.8.3"), ISMS_MATURITY_ENTRY);
    CU_ASSERT_EQUAL(value(&x, "A.8.1"), 1);
    CU_ASSERT_EQUAL(origin(&x, "A.8.1"), ISMS_MATURITY_MEASURES);
    CU_ASSERT_EQUAL(isms_maturity_target(x.maturity, isms_soa_find(x.soa, "A.8.1")), 4);
    CU_ASSERT_EQUAL(value(&x, "A.5.1"), 3);
    CU_ASSERT_EQUAL(origin(&x, "A.5.1"), ISMS_MATURITY_ASSESSMENT);
    CU_ASSERT_EQUAL(value(&x, "X-1"), 2);
    CU_ASSERT_EQUAL(value(&x, "A.5.2"), -1);
    CU_ASSERT_EQUAL(origin(&x, "A.5.2"), ISMS_MATURITY_NONE);
    CU_ASSERT_EQUAL(value(&x, "A.9.9"), -1);
    dispose(&x);
}

static void a_value_off_the_scale_is_none_and_is_told(void)
{
    rolled_up x = roll_up(sample, 0);
    CU_ASSERT_EQUAL(value(&x, "A.8.2"), -1);
    CU_ASSERT_EQUAL(isms_maturity_off_scale_count(x.maturity), 1);
    CU_ASSERT_STRING_EQUAL(isms_maturity_off_scale_text(x.maturity, 0), "control C-3: 9");
    CU_ASSERT_STRING_EQUAL(isms_maturity_off_scale_text(x.maturity, 1), "");
    CU_ASSERT_EQUAL(isms_maturity_step_count(x.maturity), 6);
    CU_ASSERT_STRING_EQUAL(isms_maturity_step(x.maturity, 3), "defined");
    CU_ASSERT_STRING_EQUAL(isms_maturity_step(x.maturity, 6), "");
    dispose(&x);
}

static void groups_are_rolled_up_without_a_mean(void)
{
    rolled_up x = roll_up(sample, 0);
    const isms_maturity *m = x.maturity;
    CU_ASSERT_EQUAL(isms_maturity_group_count(m), 6);
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(m, 0),
                           "organizational: 1 of 1 rated; lowest 3 defined, median 3 defined, highest 3 "
                           "defined");
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(m, 1), "people: 0 of 0 rated");
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(m, 3),
                           "technological: 3 of 4 rated; lowest 1 initial, median 2 repeatable, highest 4 "
                           "managed; 1 of 4 at or above target");
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(m, 4), "added: 1 of 1 rated; lowest 2 repeatable, median 2 repeatable, highest 2 "
                                                     "repeatable");
    CU_ASSERT_STRING_EQUAL(isms_maturity_group(m, 5), "all");
    CU_ASSERT_EQUAL(isms_maturity_figure(m, 5, ISMS_MATURITY_RATED), 5);
    CU_ASSERT_EQUAL(isms_maturity_figure(m, 5, ISMS_MATURITY_MEDIAN), 2);
    CU_ASSERT_EQUAL(isms_maturity_figure(m, 1, ISMS_MATURITY_LOWEST), -1);
    CU_ASSERT_EQUAL(isms_maturity_on_step(m, 5, 2), 2);
    dispose(&x);
}

static void a_mean_is_given_only_where_it_is_asked_for(void)
{
    rolled_up x = roll_up(sample, 0);
    double mean = -1;
    CU_ASSERT_EQUAL(isms_maturity_ordinal_mean(x.maturity, 5, &mean), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(mean, (1 + 4 + 2 + 3 + 2) / 5.0, 0);
    CU_ASSERT_EQUAL(isms_maturity_ordinal_mean(x.maturity, 1, &mean), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_maturity_ordinal_mean(x.maturity, 6, &mean), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_maturity_ordinal_mean(x.maturity, 5, NULL), ISMS_E_MISUSE);
    dispose(&x);
}

static void any_attribute_can_group(void)
{
    rolled_up x = roll_up(sample, ISMS_BY_TAG);
    CU_ASSERT_EQUAL(isms_maturity_group_count(x.maturity), 3);
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(x.maturity, 0),
                           "berlin: 1 of 1 rated; lowest 3 defined, median 3 defined, highest 3 "
                           "defined");
    CU_ASSERT_STRING_EQUAL(isms_maturity_group(x.maturity, 1), "(none)");
    dispose(&x);
}

static void without_a_scale_steps_are_numbers(void)
{
    rolled_up x = roll_up("soa_entry E-1; control A.5.1; applicable true; maturity 7\n"
                          "soa_entry E-2; control A.5.2; applicable true; maturity 64\n",
                          0);
    CU_ASSERT_EQUAL(isms_maturity_step_count(x.maturity), 0);
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(x.maturity, 5), "all: 1 of 2 rated; lowest 7, median 7, highest 7");
    CU_ASSERT_EQUAL(isms_maturity_off_scale_count(x.maturity), 1);
    dispose(&x);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("");
    isms_maturity *x = NULL;
    CU_ASSERT_EQUAL(isms_maturity_roll_up(m, NULL, NULL, NULL, &x), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(x);
    CU_ASSERT_EQUAL(isms_maturity_group_count(NULL), 0);
    CU_ASSERT_EQUAL(isms_maturity_figure(NULL, 0, 0), 0);
    CU_ASSERT_STRING_EQUAL(isms_maturity_line(NULL, 0), "");
    CU_ASSERT_EQUAL(isms_maturity_target(NULL, 0), -1);
    isms_maturity_free(NULL);
    isms_model_free(m);
}

static isms_model *swept;
static isms_soa *swept_soa;

static isms_status roll_up_with(const isms_allocator *a)
{
    isms_maturity *x = NULL;
    isms_status status = isms_maturity_roll_up(swept, swept_soa, NULL, a, &x);
    isms_maturity_free(x);
    return status;
}

static void rolling_up_survives_a_failing_allocation(void)
{
    swept = test_model_of(sample);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(swept, NULL, &swept_soa), ISMS_OK);
    sweep_allocations(roll_up_with);
    isms_soa_free(swept_soa);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"the entry holds, then the lowest measure, then the latest assessment",
         the_entry_holds_then_the_lowest_measure_then_the_latest_assessment},
        {"a value off the scale is none and is told", a_value_off_the_scale_is_none_and_is_told},
        {"groups are rolled up without a mean", groups_are_rolled_up_without_a_mean},
        {"a mean is given only where it is asked for", a_mean_is_given_only_where_it_is_asked_for},
        {"any attribute can group", any_attribute_can_group},
        {"without a scale steps are numbers", without_a_scale_steps_are_numbers},
        {"wrong use is refused", wrong_use_is_refused},
        {"rolling up survives a failing allocation", rolling_up_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("maturity", tests);
}
