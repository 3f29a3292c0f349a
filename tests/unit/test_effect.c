/* Effect of controls: combination, bounds, attribution, detection. */
#include "test.h"

#include <math.h>

static double random_share(uint64_t trial, uint32_t block)
{
    double u;
    isms_random_pair(1, 2, trial, block, &u, NULL);
    return u;
}

static void rules_combine_as_they_say(void)
{
    static const struct {
        isms_effect_rule rule;
        double parameter, combined;
    } rows[] = {{ISMS_EFFECT_MULTIPLICATIVE, 0, 0.86},  {ISMS_EFFECT_MAX, 0, 0.6},
                {ISMS_EFFECT_SERIES, 0, 0.09},          {ISMS_EFFECT_WEAKEST_LINK, 0, 0.3},
                {ISMS_EFFECT_DIMINISHING, 0.5, 0.7225}, {ISMS_EFFECT_DIMINISHING, 0, 0.6},
                {ISMS_EFFECT_DIMINISHING, 1, 0.86},     {ISMS_EFFECT_COMMON_CAUSE, 0.3, 0.782},
                {ISMS_EFFECT_COMMON_CAUSE, 0, 0.86},    {ISMS_EFFECT_COMMON_CAUSE, 1, 0.6},
                {ISMS_EFFECT_MEAN, 0, 1.4 / 3}};
    static const double effects[] = {0.5, 0.6, 0.3};
    double combined;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CU_ASSERT_EQUAL(isms_effect_combine(rows[i].rule, rows[i].parameter, effects, 3, &combined), ISMS_OK);
        CU_ASSERT_DOUBLE_EQUAL(combined, rows[i].combined, 1e-12);
        CU_ASSERT_EQUAL(isms_effect_combine(rows[i].rule, rows[i].parameter, effects, 0, &combined), ISMS_OK);
        CU_ASSERT_EQUAL(combined, 0);
        CU_ASSERT_EQUAL(isms_effect_rule_by_name(isms_effect_rule_name(rows[i].rule)), rows[i].rule);
    }
    CU_ASSERT_EQUAL(isms_effect_rule_by_name("best"), 0);
    CU_ASSERT_PTR_NULL(isms_effect_rule_name(0));
}

static void what_is_no_share_is_refused(void)
{
    static const double over[] = {0.5, 1.0001}, unset[] = {0.5, NAN}, fine[] = {0.5};
    double out = 7;
    CU_ASSERT_EQUAL(isms_effect_combine(ISMS_EFFECT_MAX, 0, over, 2, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effect_combine(ISMS_EFFECT_MAX, 0, unset, 2, &out), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_effect_combine(ISMS_EFFECT_DIMINISHING, 2, fine, 1, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effect_combine(99, 0, fine, 1, &out), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effect_combine(ISMS_EFFECT_MAX, 0, fine, ISMS_EFFECT_MOST + 1, &out), ISMS_E_LIMIT);
    CU_ASSERT_EQUAL(isms_effect_bounds(over, 2, &out, &out, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effect_in_operation(1, 1, -0.1, 0, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effect_in_operation(NAN, 1, 1, 0, &out), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(out, 7);
    CU_ASSERT_EQUAL(isms_effect_in_operation(0.9, 0.8, 0.7, 0.1, &out), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(out, 0.522, 1e-15);
}

/* An added control never raises a risk, for every rule that claims it; a mean does. */
static void an_added_control_never_raises_a_risk(void)
{
    bool mean_raises = false;
    for (uint64_t trial = 0; trial < 2000; trial++) {
        double e[9];
        size_t n = (size_t)(random_share(trial, 99) * 8);
        for (uint32_t i = 0; i <= n; i++)
            e[i] = random_share(trial, i);
        for (isms_effect_rule rule = ISMS_EFFECT_MULTIPLICATIVE; rule <= ISMS_EFFECT_MEAN; rule++) {
            double before, after, parameter = random_share(trial, 50);
            CU_ASSERT_EQUAL(isms_effect_combine(rule, parameter, e, n, &before), ISMS_OK);
            CU_ASSERT_EQUAL(isms_effect_combine(rule, parameter, e, n + 1, &after), ISMS_OK);
            if (isms_effect_rule_is_monotone(rule))
                CU_ASSERT(after >= before - 1e-15);
            mean_raises = mean_raises || (rule == ISMS_EFFECT_MEAN && after < before);
        }
    }
    CU_ASSERT(mean_raises);
    CU_ASSERT_FALSE(isms_effect_rule_is_monotone(ISMS_EFFECT_MEAN));
}

static void bounds_hold_every_dependence(void)
{
    for (uint64_t trial = 0; trial < 500; trial++) {
        double e[5], least, greatest, independent, combined;
        for (uint32_t i = 0; i < 5; i++)
            e[i] = random_share(trial, i);
        CU_ASSERT_EQUAL(isms_effect_bounds(e, 5, &least, &greatest, &independent), ISMS_OK);
        CU_ASSERT(least <= independent + 1e-15 && independent <= greatest + 1e-15);
        CU_ASSERT_EQUAL(isms_effect_combine(ISMS_EFFECT_COMMON_CAUSE, random_share(trial, 9), e, 5, &combined), ISMS_OK);
        CU_ASSERT(1 - combined >= least - 1e-15 && 1 - combined <= greatest + 1e-15);
    }
    double least, greatest, independent;
    CU_ASSERT_EQUAL(isms_effect_bounds(NULL, 0, &least, &greatest, &independent), ISMS_OK);
    CU_ASSERT(least == 1 && greatest == 1 && independent == 1);
}

static double sum_of(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static void shares_sum_to_the_whole(void)
{
    double e[20], shares[20], alone[20], combined;
    for (uint32_t i = 0; i < 20; i++)
        e[i] = random_share(7, i) / 3;
    for (size_t n = 0; n <= 20; n++) {
        for (isms_effect_rule rule = ISMS_EFFECT_MULTIPLICATIVE; rule <= ISMS_EFFECT_MEAN; rule++) {
            CU_ASSERT_EQUAL(isms_effect_attribute(rule, 0.5, e, n, 8, 1, NULL, shares, alone), ISMS_OK);
            CU_ASSERT_EQUAL(isms_effect_combine(rule, 0.5, e, n, &combined), ISMS_OK);
            CU_ASSERT_DOUBLE_EQUAL(sum_of(shares, n), combined, 1e-12);
        }
    }
}

static double glove(void *user, uint64_t controls)
{
    (void)user;
    return (controls & 1) && (controls & 6) ? 1 : 0; /* a left glove, and one of two right ones */
}

static void shares_are_those_of_shapley(void)
{
    double shares[3], alone[3];
    CU_ASSERT_EQUAL(isms_effect_shapley(glove, NULL, 3, 1, 0, NULL, shares, alone), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(shares[0], 2.0 / 3, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(shares[1], 1.0 / 6, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(shares[2], 1.0 / 6, 1e-15);
    CU_ASSERT(alone[0] == 1 && alone[1] == 0 && alone[2] == 0);
    static const double e[] = {0.6, 0.5, 0.3};
    CU_ASSERT_EQUAL(isms_effect_attribute(ISMS_EFFECT_MULTIPLICATIVE, 0, e, 3, 1, 0, NULL, shares, alone), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(alone[0], 0.86 - 0.65, 1e-15);
    CU_ASSERT(shares[0] > shares[1] && shares[1] > shares[2]);
}

static void sampled_shares_are_near_and_repeat(void)
{
    double e[13], sampled[13], again[13], other[13];
    for (uint32_t i = 0; i < 13; i++)
        e[i] = i == 12 ? 0 : random_share(3, i) / 2;
    CU_ASSERT_EQUAL(isms_effect_attribute(ISMS_EFFECT_MULTIPLICATIVE, 0, e, 13, 2000, 5, NULL, sampled, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_effect_attribute(ISMS_EFFECT_MULTIPLICATIVE, 0, e, 13, 2000, 5, NULL, again, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(memcmp(sampled, again, sizeof sampled), 0);
    CU_ASSERT_EQUAL(sampled[12], 0);
    CU_ASSERT_EQUAL(isms_effect_attribute(ISMS_EFFECT_MULTIPLICATIVE, 0, e, 12, 1, 5, NULL, other, NULL), ISMS_OK); /* exact */
    for (size_t i = 0; i < 12; i++)
        CU_ASSERT_DOUBLE_EQUAL(sampled[i], other[i], 0.005);
}

static double no_number(void *user, uint64_t controls)
{
    (void)user;
    return controls ? INFINITY : 0;
}

static void attribution_has_limits(void)
{
    double shares[ISMS_SHAPLEY_MOST + 1] = {7};
    CU_ASSERT_EQUAL(isms_effect_shapley(no_number, NULL, 2, 1, 0, NULL, shares, NULL), ISMS_E_NOT_FINITE);
    CU_ASSERT_EQUAL(isms_effect_shapley(glove, NULL, ISMS_SHAPLEY_MOST + 1, 1, 0, NULL, shares, NULL), ISMS_E_LIMIT);
    CU_ASSERT_EQUAL(isms_effect_shapley(glove, NULL, 13, 0, 0, NULL, shares, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_effect_shapley(NULL, NULL, 1, 1, 0, NULL, shares, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(shares[0], 7);
    CU_ASSERT_EQUAL(isms_effect_shapley(glove, NULL, ISMS_SHAPLEY_MOST, 4, 0, NULL, shares, NULL), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(sum_of(shares, ISMS_SHAPLEY_MOST), 1, 1e-12);
}

static void detection_never_exceeds_what_is_visible(void)
{
    isms_detection stage = ISMS_DETECTION_INIT;
    double reviews, p;
    stage.coverage = 0.9;
    stage.visibility = 0.8;
    stage.recognition = 0.5;
    stage.cadence = 1;
    stage.duration = 10;
    CU_ASSERT_EQUAL(isms_effect_detection(&stage, &reviews, &p), ISMS_OK);
    CU_ASSERT_EQUAL(reviews, 10);
    CU_ASSERT_DOUBLE_EQUAL(p, 0.36, 1e-15);
    double before = 0;
    for (stage.independence = 0.125; stage.independence <= 1; stage.independence += 0.125) {
        CU_ASSERT_EQUAL(isms_effect_detection(&stage, NULL, &p), ISMS_OK);
        CU_ASSERT(p >= before && p <= 0.9 * 0.8);
        before = p;
    }
    stage.independence = 1;
    stage.cadence = 0;
    CU_ASSERT_EQUAL(isms_effect_detection(&stage, NULL, &p), ISMS_E_NOT_POSITIVE);
    stage.cadence = NAN;
    CU_ASSERT_EQUAL(isms_effect_detection(&stage, NULL, &p), ISMS_E_NOT_EVALUATED);
    stage.cadence = 1;
    stage.recognition = 1.5;
    CU_ASSERT_EQUAL(isms_effect_detection(&stage, NULL, &p), ISMS_E_RANGE);
}

static void outcomes_sum_to_one(void)
{
    for (size_t n = 1; n <= 9; n++) {
        double detection[9], progression[9], reach[9];
        for (uint32_t i = 0; i < n; i++) {
            detection[i] = random_share(n, i);
            progression[i] = random_share(n, 20 + i);
        }
        isms_outcomes o = ISMS_OUTCOMES_INIT;
        CU_ASSERT_EQUAL(isms_effect_outcomes(detection, progression, n, reach, &o), ISMS_OK);
        CU_ASSERT_DOUBLE_EQUAL(o.early + o.middle + o.late + o.full + o.failed, 1, 1e-12);
        CU_ASSERT_EQUAL(reach[0], 1);
    }
    static const double bad[] = {2};
    CU_ASSERT_EQUAL(isms_effect_outcomes(bad, bad, 1, NULL, NULL), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_effect_outcomes(bad, bad, 0, NULL, NULL), ISMS_E_MISUSE);
}

static isms_status attribute_with(const isms_allocator *a)
{
    static const double e[] = {0.6, 0.5, 0.3};
    double shares[3];
    return isms_effect_attribute(ISMS_EFFECT_MULTIPLICATIVE, 0, e, 3, 1, 0, a, shares, NULL);
}

static void short_memory_is_reported(void)
{
    sweep_allocations(attribute_with);
}

int main(void)
{
    static const test_case tests[] = {{"rules combine as they say", rules_combine_as_they_say},
                                      {"what is no share is refused", what_is_no_share_is_refused},
                                      {"an added control never raises a risk", an_added_control_never_raises_a_risk},
                                      {"bounds hold every dependence", bounds_hold_every_dependence},
                                      {"shares sum to the whole", shares_sum_to_the_whole},
                                      {"shares are those of Shapley", shares_are_those_of_shapley},
                                      {"sampled shares are near, and repeat", sampled_shares_are_near_and_repeat},
                                      {"attribution has limits", attribution_has_limits},
                                      {"detection never exceeds what is visible", detection_never_exceeds_what_is_visible},
                                      {"outcomes sum to one", outcomes_sum_to_one},
                                      {"short memory is reported", short_memory_is_reported},
                                      {NULL, NULL}};
    return run_suite("effect", tests);
}
