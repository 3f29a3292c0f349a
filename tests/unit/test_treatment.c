/* Choosing treatments, and aggregation. */
#include "test.h"

#include <math.h>

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void measures_are_ranked_by_reduction_for_cost(void)
{
    static const double reductions[] = {10, 30, 5, 20, -1}, costs[] = {10, 10, 1, 4, 1};
    int32_t order[5];
    double ratios[5];
    CU_ASSERT_EQUAL(isms_treatment_rank(reductions, costs, 5, NULL, order, ratios), ISMS_OK);
    static const int32_t expected[] = {3, 2, 1, 0, 4}; /* 5, 5, 3, 1, -1: of equals the greater reduction */
    CU_ASSERT_EQUAL(memcmp(order, expected, sizeof order), 0);
    CU_ASSERT(ratios[3] == 5 && ratios[2] == 5 && ratios[1] == 3);
    static const double free_of_charge[] = {0}, unset[] = {NAN}, endless[] = {INFINITY}, one[] = {1};
    order[0] = 77;
    CU_ASSERT_EQUAL(isms_treatment_rank(one, free_of_charge, 1, NULL, order, NULL), ISMS_E_COST_NOT_POSITIVE);
    CU_ASSERT_EQUAL(isms_treatment_rank(unset, one, 1, NULL, order, NULL), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_treatment_rank(one, endless, 1, NULL, order, NULL), ISMS_E_NOT_FINITE);
    CU_ASSERT_EQUAL(isms_treatment_rank(NULL, one, 1, NULL, order, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(order[0], 77);
    CU_ASSERT_EQUAL(isms_treatment_rank(NULL, NULL, 0, NULL, NULL, NULL), ISMS_OK);
}

static double best_by_trying_all(const double *gains, const int64_t *costs, size_t n, int64_t budget)
{
    double best = 0;
    for (uint32_t set = 0; set < 1u << n; set++) {
        double gain = 0;
        int64_t cost = 0;
        for (size_t i = 0; i < n; i++) {
            if (set >> i & 1) {
                gain += gains[i];
                cost += costs[i];
            }
        }
        best = cost <= budget && gain > best ? gain : best;
    }
    return best;
}

static void check_sums(const double *gains, const int64_t *costs, size_t n, int64_t budget, const int32_t *chosen,
                       const isms_treatment_choice *choice)
{
    double gain = 0;
    int64_t cost = 0;
    for (size_t i = 0; i < n; i++) {
        gain += chosen[i] ? gains[i] : 0;
        cost += chosen[i] ? costs[i] : 0;
    }
    CU_ASSERT_EQUAL(cost, choice->cost);
    CU_ASSERT_DOUBLE_EQUAL(gain, choice->reduction, 1e-9);
    CU_ASSERT(cost <= budget && choice->reduction <= choice->bound + 1e-9);
}

static void no_set_within_the_budget_is_better(void)
{
    uint32_t state = 5;
    for (int round = 0; round < 400; round++) {
        size_t n = 1 + next(&state) % 10;
        double gains[10];
        int64_t costs[10], budget = next(&state) % 200;
        int32_t chosen[10];
        for (size_t i = 0; i < n; i++) {
            gains[i] = (double)(next(&state) % 100) - 10;
            costs[i] = next(&state) % 60;
        }
        isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
        CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, n, budget, NULL, chosen, &choice), ISMS_OK);
        CU_ASSERT(choice.exact);
        CU_ASSERT_EQUAL(choice.reduction, best_by_trying_all(gains, costs, n, budget));
        check_sums(gains, costs, n, budget, chosen, &choice);
    }
}

/* Thirty measures whose costs are their gains: the hardest kind for a search. */
static void thirty_measures_are_exact(void)
{
    double gains[ISMS_TREATMENT_EXACT];
    int64_t costs[ISMS_TREATMENT_EXACT], budget = 0;
    int32_t chosen[ISMS_TREATMENT_EXACT];
    uint32_t state = 9;
    for (size_t i = 0; i < ISMS_TREATMENT_EXACT; i++) {
        costs[i] = 1000000 + next(&state) % 1000000;
        gains[i] = (double)costs[i];
        budget += i % 2 ? costs[i] : 0;
    }
    isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, ISMS_TREATMENT_EXACT, budget, NULL, chosen, &choice), ISMS_OK);
    CU_ASSERT_EQUAL(choice.cost, budget);
    CU_ASSERT(choice.exact);
    check_sums(gains, costs, ISMS_TREATMENT_EXACT, budget, chosen, &choice);
}

static void many_measures_have_a_bound(void)
{
    double gains[200];
    int64_t costs[200];
    int32_t chosen[200];
    uint32_t state = 3;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < 200; i++) {
            gains[i] = 1 + next(&state) % 1000;
            costs[i] = 1 + next(&state) % 1000;
        }
        int64_t budget = 1 + next(&state) % 120000;
        isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
        CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 200, budget, NULL, chosen, &choice), ISMS_OK);
        check_sums(gains, costs, 200, budget, chosen, &choice);
        CU_ASSERT(choice.bound - choice.reduction <= 1000);
    }
    isms_treatment_choice all = ISMS_TREATMENT_CHOICE_INIT;
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 200, 1000000, NULL, chosen, &all), ISMS_OK);
    CU_ASSERT(all.exact && all.bound == all.reduction);
    for (size_t i = 0; i < 200; i++)
        CU_ASSERT_EQUAL(chosen[i], 1);
    for (size_t i = 0; i < 200; i++) { /* one great measure beside many small ones of a slightly better ratio */
        gains[i] = i ? 2 : 150;
        costs[i] = i ? 1 : 100;
    }
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 200, 100, NULL, chosen, &all), ISMS_OK);
    CU_ASSERT_EQUAL(all.reduction, 200);
    for (size_t i = 1; i < 200; i++)
        costs[i] = 51;
    for (size_t i = 1; i < 200; i++)
        gains[i] = 100;
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 200, 100, NULL, chosen, &all), ISMS_OK);
    CU_ASSERT_EQUAL(all.reduction, 150);
    CU_ASSERT(chosen[0] == 1 && chosen[1] == 0 && !all.exact);
}

static void choices_that_are_none_are_refused(void)
{
    static const double gains[] = {1}, unset[] = {NAN}, endless[] = {INFINITY};
    static const int64_t costs[] = {1}, negative[] = {-1};
    int32_t chosen[] = {7};
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 1, -1, NULL, chosen, NULL), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, negative, 1, 1, NULL, chosen, NULL), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_treatment_choose(unset, costs, 1, 1, NULL, chosen, NULL), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_treatment_choose(endless, costs, 1, 1, NULL, chosen, NULL), ISMS_E_NOT_FINITE);
    CU_ASSERT_EQUAL(isms_treatment_choose(NULL, costs, 1, 1, NULL, chosen, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(chosen[0], 7);
    isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
    CU_ASSERT_EQUAL(isms_treatment_choose(NULL, NULL, 0, 1, NULL, NULL, &choice), ISMS_OK);
    CU_ASSERT(choice.exact && choice.reduction == 0 && choice.cost == 0);
    CU_ASSERT_EQUAL(isms_treatment_choose(gains, costs, 1, 0, NULL, chosen, &choice), ISMS_OK);
    CU_ASSERT_EQUAL(chosen[0], 0);
}

static void levels_are_counted_never_averaged(void)
{
    static const int32_t levels[] = {2, 3, -1, 3, 1}, groups[] = {0, 2, 0, -1, 2}, below[] = {-2};
    int32_t highest, of_group[3];
    size_t at_highest, not_set, at[3], unset[3];
    CU_ASSERT_EQUAL(isms_aggregate_levels(levels, 5, &highest, &at_highest, &not_set), ISMS_OK);
    CU_ASSERT(highest == 3 && at_highest == 2 && not_set == 1);
    CU_ASSERT_EQUAL(isms_aggregate_groups(levels, groups, 5, 3, of_group, at, unset), ISMS_OK);
    CU_ASSERT(of_group[0] == 2 && at[0] == 1 && unset[0] == 1);
    CU_ASSERT(of_group[1] == -1 && at[1] == 0 && unset[1] == 0);
    CU_ASSERT(of_group[2] == 3 && at[2] == 1 && unset[2] == 0);
    CU_ASSERT_EQUAL(isms_aggregate_levels(NULL, 0, &highest, NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(highest, -1);
    CU_ASSERT_EQUAL(isms_aggregate_levels(below, 1, &highest, NULL, NULL), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_aggregate_groups(levels, groups, 5, 2, of_group, at, unset), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_aggregate_groups(levels, groups, 5, 3, NULL, at, unset), ISMS_E_MISUSE);
}

static void events_set_each_other_off(void)
{
    /* phishing 2/yr leads to malware with 0.5, malware of its own 0.1/yr leads to outage with 0.2, phishing to outage with 0.1
     */
    static const double own[] = {0, 0.1, 2}, q[] = {0.2, 0.5, 0.1}, over[] = {0.2, 1.5, 0.1}, unset[] = {0.2, NAN, 0.1};
    static const int32_t from[] = {1, 2, 2}, to[] = {0, 1, 0}, round[] = {1, 0, 1};
    double rates[3] = {7, 7, 7};
    CU_ASSERT_EQUAL(isms_aggregate_cascade(own, 3, from, round, q, 2, NULL, rates), ISMS_E_DATA);
    CU_ASSERT_EQUAL(isms_aggregate_cascade(own, 3, from, to, over, 3, NULL, rates), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_aggregate_cascade(own, 3, from, to, unset, 3, NULL, rates), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_aggregate_cascade(own, 2, from, to, q, 3, NULL, rates), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(rates[0], 7);
    CU_ASSERT_EQUAL(isms_aggregate_cascade(own, 3, from, to, q, 3, NULL, rates), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(rates[2], 2, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rates[1], 1.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(rates[0], 0.42, 1e-15);
    CU_ASSERT_EQUAL(isms_aggregate_cascade(NULL, 0, NULL, NULL, NULL, 0, NULL, NULL), ISMS_OK);
}

static isms_status choose_with(const isms_allocator *a)
{
    static const double gains[] = {3, 2, 1}, costs[] = {1, 2, 3}, q[] = {0.5};
    static const int64_t prices[] = {1, 2, 3};
    static const int32_t from[] = {0}, to[] = {1};
    int32_t order[3];
    double rates[3];
    isms_status status = isms_treatment_rank(gains, costs, 3, a, order, NULL);
    if (status == ISMS_OK)
        status = isms_treatment_choose(gains, prices, 3, 4, a, order, NULL);
    if (status == ISMS_OK)
        status = isms_aggregate_cascade(gains, 3, from, to, q, 1, a, rates);
    return status;
}

static void short_memory_is_reported(void)
{
    sweep_allocations(choose_with);
}

int main(void)
{
    static const test_case tests[] = {{"measures are ranked by reduction for cost", measures_are_ranked_by_reduction_for_cost},
                                      {"no set within the budget is better", no_set_within_the_budget_is_better},
                                      {"thirty measures are exact", thirty_measures_are_exact},
                                      {"many measures have a bound", many_measures_have_a_bound},
                                      {"choices that are none are refused", choices_that_are_none_are_refused},
                                      {"levels are counted, never averaged", levels_are_counted_never_averaged},
                                      {"events set each other off", events_set_each_other_off},
                                      {"short memory is reported", short_memory_is_reported},
                                      {NULL, NULL}};
    return run_suite("treatment", tests);
}
