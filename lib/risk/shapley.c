/* Attribution: Shapley values of controls, exact over all sets or sampled over orders. */
#include "effect.h"

#include "core/memory.h"

#include <isms/random.h>

#include <math.h>
#include <string.h>

typedef struct game {
    isms_effect_value value;
    void *user;
    size_t count;
} game;

/* Value of each set of at most ISMS_SHAPLEY_EXACT controls, NULL where memory is short. */
static double *values_of_all_sets(const isms_allocator *a, const game *g)
{
    size_t sets = (size_t)1 << g->count;
    double *values = isms__allocate(a, sets * sizeof *values);
    for (size_t s = 0; values && s < sets; s++)
        values[s] = g->value(g->user, s);
    return values;
}

static int members(size_t set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

/* A set of s controls comes before control i in s! (n-s-1)! of n! orders. */
static void exact_shares(const double *values, size_t count, double *shares)
{
    double weight[ISMS_SHAPLEY_EXACT + 1];
    double n = (double)count, choose = 1; /* weight(s) = 1 / (n * C(n-1, s)) */
    for (size_t s = 0; s < count; s++) {
        weight[s] = 1 / (n * choose);
        choose = choose * (n - 1 - (double)s) / ((double)s + 1);
    }
    for (size_t i = 0; i < count; i++) {
        shares[i] = 0;
        for (size_t set = 0; set < (size_t)1 << count; set++)
            if (!(set >> i & 1))
                shares[i] += weight[members(set)] * (values[set | (size_t)1 << i] - values[set]);
    }
}

/* The k-th random order (Fisher-Yates); draws are a function of seed and k only. */
static void draw_order(uint64_t seed, uint32_t k, size_t count, uint8_t *order)
{
    for (size_t i = 0; i < count; i++)
        order[i] = (uint8_t)i;
    for (size_t i = count; i > 1; i--) {
        double u;
        isms_random_pair(seed, 0, k, (uint32_t)i, &u, NULL);
        size_t j = (size_t)(u * (double)i);
        uint8_t kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

static void add_order(const game *g, const uint8_t *order, bool reversed, double none, double *shares)
{
    uint64_t set = 0;
    double before = none;
    for (size_t i = 0; i < g->count; i++) {
        size_t control = order[reversed ? g->count - 1 - i : i];
        set |= UINT64_C(1) << control;
        double after = g->value(g->user, set);
        shares[control] += after - before;
        before = after;
    }
}

static void sampled_shares(const game *g, uint32_t samples, uint64_t seed, double none, double *shares)
{
    uint8_t order[ISMS_SHAPLEY_MOST];
    memset(shares, 0, g->count * sizeof *shares);
    for (uint32_t k = 0; k < samples; k++) {
        draw_order(seed, k, g->count, order);
        add_order(g, order, false, none, shares);
        add_order(g, order, true, none, shares);
    }
    for (size_t i = 0; i < g->count; i++)
        shares[i] /= 2 * (double)samples;
}

static isms_status check_finite(const double *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(x[i]))
            return ISMS_E_NOT_FINITE;
    return ISMS_OK;
}

isms_status isms_effect_shapley(isms_effect_value value, void *user, size_t count, uint32_t samples, uint64_t seed,
                                const isms_allocator *allocator, double *shares, double *alone)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || !value || (count && !shares) || (count > ISMS_SHAPLEY_EXACT && samples == 0))
        return ISMS_E_MISUSE;
    if (count > ISMS_SHAPLEY_MOST)
        return ISMS_E_LIMIT;
    const game g = {value, user, count};
    uint64_t all = count == 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
    double ours[ISMS_SHAPLEY_MOST], losses[ISMS_SHAPLEY_MOST], whole = value(user, all);
    if (count <= ISMS_SHAPLEY_EXACT) {
        double *values = values_of_all_sets(a, &g);
        if (!values)
            return ISMS_E_NO_MEMORY;
        exact_shares(values, count, ours);
        isms__release(a, values, ((size_t)1 << count) * sizeof *values);
    } else {
        sampled_shares(&g, samples, seed, value(user, 0), ours);
    }
    for (size_t i = 0; i < count; i++)
        losses[i] = whole - value(user, all & ~(UINT64_C(1) << i));
    if (check_finite(ours, count) != ISMS_OK || check_finite(losses, count) != ISMS_OK)
        return ISMS_E_NOT_FINITE;
    if (count)
        memcpy(shares, ours, count * sizeof *shares);
    if (alone && count)
        memcpy(alone, losses, count * sizeof *alone);
    return ISMS_OK;
}

/* The combined effect as a game. */
typedef struct combination {
    isms_effect_rule rule;
    double parameter;
    const double *effects;
    size_t count;
} combination;

static double combined_effect(void *user, uint64_t controls)
{
    const combination *c = user;
    double chosen[ISMS_SHAPLEY_MOST];
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        if (controls >> i & 1)
            chosen[n++] = c->effects[i];
    return isms__effect_combine(c->rule, c->parameter, chosen, n);
}

isms_status isms_effect_attribute(isms_effect_rule rule, double parameter, const double *effects, size_t count,
                                  uint32_t samples, uint64_t seed, const isms_allocator *allocator, double *shares,
                                  double *alone)
{
    isms_status status = isms__effect_check(rule, parameter, effects, count);
    if (status != ISMS_OK)
        return status;
    combination c = {rule, parameter, effects, count};
    return isms_effect_shapley(combined_effect, &c, count, samples, seed, allocator, shares, alone);
}
