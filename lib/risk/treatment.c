/* Choosing treatments: ranking, and the knapsack under a budget. */
#include <isms/treatment.h>

#include "core/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct item {
    double ratio, gain;
    int64_t cost;
    int32_t index;
} item;

/* A total order, so that the sort has one outcome. */
static int by_ratio(const void *left, const void *right)
{
    const item *a = left, *b = right;
    if (a->ratio != b->ratio)
        return a->ratio > b->ratio ? -1 : 1;
    if (a->gain != b->gain)
        return a->gain > b->gain ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static isms_status check_numbers(const double *x, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i]))
            return ISMS_E_NOT_EVALUATED;
        if (isinf(x[i]))
            return ISMS_E_NOT_FINITE;
    }
    return ISMS_OK;
}

static isms_status fill_ratios(item *items, const double *reductions, const double *costs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!(costs[i] > 0))
            return ISMS_E_COST_NOT_POSITIVE;
        items[i] = (item){reductions[i] / costs[i], reductions[i], 0, (int32_t)i};
        if (!isfinite(items[i].ratio))
            return ISMS_E_NOT_FINITE;
    }
    return ISMS_OK;
}

isms_status isms_treatment_rank(const double *reductions, const double *costs, size_t count, const isms_allocator *allocator,
                                int32_t *order, double *ratios)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || (count && (!reductions || !costs || !order)))
        return ISMS_E_MISUSE;
    if (count > INT32_MAX)
        return ISMS_E_LIMIT;
    isms_status status = check_numbers(reductions, count);
    if (status == ISMS_OK)
        status = check_numbers(costs, count);
    if (status != ISMS_OK || count == 0)
        return status;
    item *items = isms__allocate(a, count * sizeof *items);
    if (!items)
        return ISMS_E_NO_MEMORY;
    status = fill_ratios(items, reductions, costs, count);
    if (status == ISMS_OK) {
        for (size_t i = 0; i < count && ratios; i++)
            ratios[i] = items[i].ratio;
        qsort(items, count, sizeof *items, by_ratio);
        for (size_t i = 0; i < count; i++)
            order[i] = items[i].index;
    }
    isms__release(a, items, count * sizeof *items);
    return status;
}

/* Exact choice: sums of subsets of one half of the items that no other subset beats, by rising cost and gain. */

typedef struct sum {
    int64_t cost;
    double gain;
    uint32_t items;
} sum;

enum { MOST_HALF = ISMS_TREATMENT_EXACT / 2, MOST_SUMS = 1 << MOST_HALF };

/* Keeps a sum where it takes away more than all that cost no more. */
static size_t keep(sum *list, size_t count, sum s)
{
    if (count && s.gain <= list[count - 1].gain)
        return count;
    if (count && s.cost == list[count - 1].cost)
        count--;
    list[count] = s;
    return count + 1;
}

/* All of `from`, with and without one more item. */
static size_t extend(const sum *from, size_t count, const item *it, uint32_t bit, int64_t budget, sum *to)
{
    size_t i = 0, j = 0, kept = 0;
    while (i < count || (j < count && from[j].cost <= budget - it->cost)) {
        bool with = j < count && from[j].cost <= budget - it->cost && (i == count || from[j].cost + it->cost < from[i].cost);
        sum s = with ? (sum){from[j].cost + it->cost, from[j].gain + it->gain, from[j].items | bit} : from[i];
        if (with)
            j++;
        else
            i++;
        kept = keep(to, kept, s);
    }
    return kept;
}

/* The undominated sums of items[0..n), in `list`; `spare` is as large. Returns their number. */
static size_t sums_of(const item *items, size_t n, int64_t budget, sum *list, sum *spare)
{
    size_t count = 1;
    list[0] = (sum){0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        count = extend(list, count, &items[i], UINT32_C(1) << i, budget, spare);
        memcpy(list, spare, count * sizeof *list);
    }
    return count;
}

static void mark(const item *items, uint32_t set, int32_t *chosen, isms_treatment_choice *out)
{
    for (size_t i = 0; set >> i; i++) {
        if (!(set >> i & 1))
            continue;
        chosen[items[i].index] = 1;
        out->cost += items[i].cost;
        out->reduction += items[i].gain;
    }
}

static isms_status choose_exactly(const isms_allocator *a, const item *items, size_t n, int64_t budget, int32_t *chosen,
                                  isms_treatment_choice *out)
{
    size_t half = n / 2, size = 3 * (size_t)MOST_SUMS * sizeof(sum);
    sum *left = isms__allocate(a, size);
    if (!left)
        return ISMS_E_NO_MEMORY;
    sum *right = left + MOST_SUMS, *spare = right + MOST_SUMS;
    size_t lefts = sums_of(items, half, budget, left, spare), k = sums_of(items + half, n - half, budget, right, spare);
    sum best_left = left[0], best_right = right[0];
    for (size_t i = 0; i < lefts; i++) {
        while (k > 1 && right[k - 1].cost > budget - left[i].cost)
            k--;
        if (left[i].gain + right[k - 1].gain > best_left.gain + best_right.gain) {
            best_left = left[i];
            best_right = right[k - 1];
        }
    }
    isms__release(a, left, size);
    mark(items, best_left.items, chosen, out);
    mark(items + half, best_right.items, chosen, out);
    out->bound = out->reduction;
    out->exact = 1;
    return ISMS_OK;
}

/* Greedy choice by ratio; the bound lets the first measure that does not fit be bought in part. */
static void choose_greedily(const item *items, size_t n, int64_t budget, int32_t *chosen, isms_treatment_choice *out)
{
    const item *best = &items[0];
    int64_t left = budget, left_in_bound = budget;
    bool cut = false;
    for (size_t i = 0; i < n; i++) {
        bool fits = items[i].cost <= left;
        best = items[i].gain > best->gain ? &items[i] : best;
        if (!cut && items[i].cost <= left_in_bound) {
            out->bound += items[i].gain;
            left_in_bound -= items[i].cost;
        } else if (!cut) {
            out->bound += items[i].gain * ((double)left_in_bound / (double)items[i].cost);
            cut = true;
        }
        chosen[items[i].index] = fits;
        left -= fits ? items[i].cost : 0;
        out->reduction += fits ? items[i].gain : 0;
    }
    out->cost = budget - left;
    if (best->gain > out->reduction) {
        for (size_t i = 0; i < n; i++)
            chosen[items[i].index] = &items[i] == best;
        out->cost = best->cost;
        out->reduction = best->gain;
    }
    out->exact = !cut;
}

/* Measures that take something away and can be paid. */
static size_t worthwhile(const double *reductions, const int64_t *costs, size_t count, int64_t budget, item *items)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (reductions[i] > 0 && costs[i] <= budget)
            items[n++] = (item){costs[i] ? reductions[i] / (double)costs[i] : INFINITY, reductions[i], costs[i], (int32_t)i};
    return n;
}

static isms_status check_choice(const double *reductions, const int64_t *costs, size_t count, int64_t budget)
{
    if (count > INT32_MAX)
        return ISMS_E_LIMIT;
    for (size_t i = 0; i < count; i++)
        if (costs[i] < 0)
            return ISMS_E_RANGE;
    return budget < 0 ? ISMS_E_RANGE : check_numbers(reductions, count);
}

isms_status isms_treatment_choose(const double *reductions, const int64_t *costs, size_t count, int64_t budget,
                                  const isms_allocator *allocator, int32_t *chosen, isms_treatment_choice *out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || (count && (!reductions || !costs || !chosen)) || (out && out->struct_size < sizeof *out))
        return ISMS_E_MISUSE;
    isms_status status = check_choice(reductions, costs, count, budget);
    if (status != ISMS_OK)
        return status;
    item *items = isms__allocate(a, count * sizeof *items);
    int32_t *ours = isms__allocate_zero(a, count * sizeof *ours);
    isms_treatment_choice result = ISMS_TREATMENT_CHOICE_INIT;
    status = items && ours ? ISMS_OK : ISMS_E_NO_MEMORY;
    size_t n = status == ISMS_OK ? worthwhile(reductions, costs, count, budget, items) : 0;
    result.exact = n == 0;
    if (n > ISMS_TREATMENT_EXACT) {
        qsort(items, n, sizeof *items, by_ratio);
        choose_greedily(items, n, budget, ours, &result);
    } else if (n > 0) {
        status = choose_exactly(a, items, n, budget, ours, &result);
    }
    if (status == ISMS_OK && count)
        memcpy(chosen, ours, count * sizeof *chosen);
    if (status == ISMS_OK && out)
        *out = result;
    isms__release(a, items, count * sizeof *items);
    isms__release(a, ours, count * sizeof *ours);
    return status;
}
