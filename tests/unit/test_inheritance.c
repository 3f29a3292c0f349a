/* Inheritance of valuation along dependencies. */
#include "test.h"

static isms_inheritance *inherit(size_t assets, size_t criteria, const int32_t *own, const int32_t *from, const int32_t *to,
                                 size_t edges, const isms_inheritance_options *options)
{
    isms_inheritance *i = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_inheritance_run(assets, criteria, own, from, to, edges, options, NULL, &i), ISMS_OK);
    return i;
}

static void the_highest_value_travels_down(void)
{
    /* process > app > server > rack; confidentiality, integrity, availability */
    static const int32_t own[] = {3, 2, 4, -1, -1, -1, 1, 1, 1, -1, 3, -1}, from[] = {0, 1, 2}, to[] = {1, 2, 3};
    isms_inheritance *i = inherit(4, 3, own, from, to, 3, NULL);
    static const int32_t expected[] = {3, 2, 4, 3, 2, 4, 3, 2, 4, 3, 3, 4};
    for (size_t k = 0; k < 12; k++)
        CU_ASSERT_EQUAL(isms_inheritance_value(i, k / 3, k % 3), expected[k]);
    CU_ASSERT_EQUAL(isms_inheritance_reason(i, 0, 0), ISMS_INHERITED_OWN);
    CU_ASSERT_EQUAL(isms_inheritance_reason(i, 2, 0), ISMS_INHERITED_MAXIMUM);
    CU_ASSERT_EQUAL(isms_inheritance_via(i, 2, 0), 1);
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 2, 0), 0);
    CU_ASSERT_EQUAL(isms_inheritance_reason(i, 3, 1), ISMS_INHERITED_OWN);
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 3, 1), 3);
    CU_ASSERT_EQUAL(isms_inheritance_via(i, 3, 1), -1);
    CU_ASSERT_EQUAL(isms_inheritance_component_count(i), 4);
    isms_inheritance_free(i);
}

static void shared_assets_take_the_worst_of_each(void)
{
    static const int32_t own[] = {4, 2, 4, 3, 3, 3, -1, -1, -1}, from[] = {0, 1}, to[] = {2, 2};
    isms_inheritance *i = inherit(3, 3, own, from, to, 2, NULL);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 2, 0), 4);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 2, 1), 3);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 2, 2), 4);
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 2, 1), 1);
    isms_inheritance_free(i);
}

static void what_nobody_set_stays_not_set(void)
{
    static const int32_t own[] = {-1, -1, 0}, from[] = {0, 1}, to[] = {1, 2};
    isms_inheritance *i = inherit(3, 1, own, from, to, 2, NULL);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 1, 0), -1);
    CU_ASSERT_EQUAL(isms_inheritance_reason(i, 1, 0), ISMS_INHERITED_NOT_SET);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 2, 0), 0);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 3, 0), -1);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 0, 1), -1);
    CU_ASSERT_EQUAL(isms_inheritance_component(i, 3), -1);
    isms_inheritance_free(i);
    i = inherit(0, 3, NULL, NULL, NULL, 0, NULL);
    CU_ASSERT_EQUAL(isms_inheritance_component_count(i), 0);
    isms_inheritance_free(i);
}

static void cycles_are_one(void)
{
    static const int32_t own[] = {2, 0, 0, 0, 3, 0, -1, -1, -1}, from[] = {0, 1, 1}, to[] = {1, 0, 2};
    isms_inheritance *i = inherit(3, 3, own, from, to, 3, NULL);
    for (size_t asset = 0; asset < 3; asset++) {
        CU_ASSERT_EQUAL(isms_inheritance_value(i, asset, 0), 2);
        CU_ASSERT_EQUAL(isms_inheritance_value(i, asset, 1), 3);
        CU_ASSERT_EQUAL(isms_inheritance_value(i, asset, 2), 0);
    }
    CU_ASSERT_EQUAL(isms_inheritance_component_count(i), 2);
    CU_ASSERT_EQUAL(isms_inheritance_component(i, 0), isms_inheritance_component(i, 1));
    CU_ASSERT(isms_inheritance_component(i, 1) < isms_inheritance_component(i, 2));
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 2, 1), 1);
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 2, 0), 0);
    isms_inheritance_free(i);
}

static void rules_raise_lower_and_hold(void)
{
    static const int32_t own[] = {1, -1, -1, 0, 1, -1}, from[] = {0, 0, 0, 0, 3}, to[] = {1, 2, 3, 4, 5};
    static const int32_t rules[] = {0,
                                    ISMS_INHERIT_CUMULATION,
                                    ISMS_INHERIT_DISTRIBUTION,
                                    ISMS_INHERIT_OVERRIDE,
                                    ISMS_INHERIT_OVERRIDE,
                                    ISMS_INHERIT_OVERRIDE};
    static const int32_t steps[] = {0, 5, 1, 0, 0, 0};
    isms_inheritance_options o = ISMS_INHERITANCE_OPTIONS_INIT;
    o.highest = 2;
    o.rules = rules;
    o.steps = steps;
    isms_inheritance *i = inherit(6, 1, own, from, to, 5, &o);
    static const struct {
        int32_t value, reason;
    } expected[] = {{1, ISMS_INHERITED_OWN},     {2, ISMS_INHERITED_CUMULATED}, {0, ISMS_INHERITED_DISTRIBUTED},
                    {0, ISMS_INHERITED_LOWERED}, {1, ISMS_INHERITED_OVERRIDE},  {0, ISMS_INHERITED_MAXIMUM}};
    for (size_t k = 0; k < 6; k++) {
        CU_ASSERT_EQUAL(isms_inheritance_value(i, k, 0), expected[k].value);
        CU_ASSERT_EQUAL(isms_inheritance_reason(i, k, 0), expected[k].reason);
    }
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 5, 0), 3);
    isms_inheritance_free(i);
}

/* a > b > c > a, and b holds its own low value: what a has of its own does not reach c through b. */
static void nothing_passes_through_an_override(void)
{
    static const int32_t own[] = {3, 1, -1}, from[] = {0, 1, 2}, to[] = {1, 2, 0}, rules[] = {0, ISMS_INHERIT_OVERRIDE, 0};
    isms_inheritance_options o = ISMS_INHERITANCE_OPTIONS_INIT;
    o.rules = rules;
    isms_inheritance *i = inherit(3, 1, own, from, to, 3, &o);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 0, 0), 3);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 1, 0), 1);
    CU_ASSERT_EQUAL(isms_inheritance_reason(i, 1, 0), ISMS_INHERITED_LOWERED);
    CU_ASSERT_EQUAL(isms_inheritance_value(i, 2, 0), 1);
    CU_ASSERT_EQUAL(isms_inheritance_origin(i, 2, 0), 1);
    isms_inheritance_free(i);
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Reference: relax all edges until nothing changes. Maximum and override only; those mean the same in and out of cycles. */
static void relax(size_t n, const int32_t *own, const int32_t *rules, const int32_t *from, const int32_t *to, size_t edges,
                  int32_t *v)
{
    memcpy(v, own, n * sizeof *v);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t e = 0; e < edges; e++) {
            if (rules[to[e]] == ISMS_INHERIT_OVERRIDE && own[to[e]] >= 0)
                continue;
            if (v[from[e]] > v[to[e]]) {
                v[to[e]] = v[from[e]];
                changed = true;
            }
        }
    }
}

static void random_graphs_agree_with_relaxation(void)
{
    uint32_t state = 11;
    for (int round = 0; round < 2000; round++) {
        int32_t own[12], rules[12], from[40], to[40], shuffled_from[40], shuffled_to[40], expected[12];
        size_t n = 1 + next(&state) % 12, edges = next(&state) % 41;
        for (size_t i = 0; i < n; i++) {
            own[i] = (int32_t)(next(&state) % 6) - 1;
            rules[i] = next(&state) % 4 ? ISMS_INHERIT_MAXIMUM : ISMS_INHERIT_OVERRIDE;
        }
        for (size_t e = 0; e < edges; e++) {
            from[e] = shuffled_from[edges - 1 - e] = (int32_t)(next(&state) % n);
            to[e] = shuffled_to[edges - 1 - e] = (int32_t)(next(&state) % n);
        }
        relax(n, own, rules, from, to, edges, expected);
        isms_inheritance_options o = ISMS_INHERITANCE_OPTIONS_INIT;
        o.rules = rules;
        isms_inheritance *i = inherit(n, 1, own, from, to, edges, &o);
        isms_inheritance *j = inherit(n, 1, own, shuffled_from, shuffled_to, edges, &o);
        for (size_t a = 0; a < n; a++) {
            CU_ASSERT_EQUAL(isms_inheritance_value(i, a, 0), expected[a]);
            CU_ASSERT_EQUAL(isms_inheritance_value(j, a, 0), expected[a]);
            CU_ASSERT_EQUAL(isms_inheritance_origin(j, a, 0), isms_inheritance_origin(i, a, 0));
            CU_ASSERT_EQUAL(isms_inheritance_via(j, a, 0), isms_inheritance_via(i, a, 0));
            CU_ASSERT_EQUAL(isms_inheritance_reason(j, a, 0), isms_inheritance_reason(i, a, 0));
            int32_t origin = isms_inheritance_origin(i, a, 0);
            if (expected[a] >= 0)
                CU_ASSERT_EQUAL(own[origin], expected[a]);
        }
        isms_inheritance_free(i);
        isms_inheritance_free(j);
    }
}

static void bad_input_is_refused(void)
{
    static const int32_t own[] = {0, 1}, from[] = {0}, to[] = {1}, beyond[] = {2}, low[] = {-2, 0}, rules[] = {0, 4},
                         steps[] = {0, -1};
    isms_inheritance *i = NULL;
    isms_inheritance_options o = ISMS_INHERITANCE_OPTIONS_INIT;
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, own, from, beyond, 1, NULL, NULL, &i), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, low, from, to, 1, NULL, NULL, &i), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, NULL, from, to, 1, NULL, NULL, &i), ISMS_E_MISUSE);
    o.highest = 0;
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, own, from, to, 1, &o, NULL, &i), ISMS_E_RANGE);
    o.highest = 64;
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, own, from, to, 1, &o, NULL, &i), ISMS_E_RANGE);
    o.highest = 1;
    o.rules = rules;
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, own, from, to, 1, &o, NULL, &i), ISMS_E_RANGE);
    o.rules = NULL;
    o.steps = steps;
    CU_ASSERT_EQUAL(isms_inheritance_run(2, 1, own, from, to, 1, &o, NULL, &i), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_inheritance_run((size_t)1 << 32, 1, own, from, to, 1, NULL, NULL, &i), ISMS_E_LIMIT);
    CU_ASSERT_PTR_NULL(i);
}

/* A chain and one great cycle of 100,000 assets: deep recursion or a second power would show. */
static void a_hundred_thousand_assets_are_no_matter(void)
{
    enum { N = 100000 };
    int32_t *own = malloc(3 * N * sizeof *own), *from = malloc(2 * N * sizeof *from), *to = malloc(2 * N * sizeof *to);
    CU_ASSERT_FATAL(own && from && to);
    for (int32_t i = 0; i < N; i++) {
        own[3 * i] = own[3 * i + 1] = own[3 * i + 2] = i % 7 ? -1 : i % 5;
        from[i] = i;
        to[i] = i + 1 < N ? i + 1 : 0;
        from[N + i] = i;
        to[N + i] = (int32_t)((int64_t)i * 7919 % N);
    }
    own[0] = 6;
    isms_inheritance *chain = inherit(N, 3, own, from, to, N - 1, NULL), *cycle = inherit(N, 3, own, from, to, 2 * N, NULL);
    CU_ASSERT_EQUAL(isms_inheritance_value(chain, N - 1, 0), 6);
    CU_ASSERT_EQUAL(isms_inheritance_origin(chain, N - 1, 0), 0);
    CU_ASSERT_EQUAL(isms_inheritance_component_count(chain), N);
    CU_ASSERT_EQUAL(isms_inheritance_value(cycle, N / 2, 0), 6);
    CU_ASSERT_EQUAL(isms_inheritance_component_count(cycle), 1);
    isms_inheritance_free(chain);
    isms_inheritance_free(cycle);
    free(own);
    free(from);
    free(to);
}

static isms_status inherit_with(const isms_allocator *a)
{
    static const int32_t own[] = {1, 2, 0}, from[] = {0, 1, 2}, to[] = {1, 2, 0};
    isms_inheritance *i = NULL;
    isms_status status = isms_inheritance_run(3, 1, own, from, to, 3, NULL, a, &i);
    isms_inheritance_free(i);
    return status;
}

static void short_memory_is_reported(void)
{
    sweep_allocations(inherit_with);
}

int main(void)
{
    static const test_case tests[] = {{"the highest value travels down", the_highest_value_travels_down},
                                      {"shared assets take the worst of each", shared_assets_take_the_worst_of_each},
                                      {"what nobody set stays not set", what_nobody_set_stays_not_set},
                                      {"cycles are one", cycles_are_one},
                                      {"rules raise, lower and hold", rules_raise_lower_and_hold},
                                      {"nothing passes through an override", nothing_passes_through_an_override},
                                      {"random graphs agree with relaxation", random_graphs_agree_with_relaxation},
                                      {"bad input is refused", bad_input_is_refused},
                                      {"a hundred thousand assets are no matter", a_hundred_thousand_assets_are_no_matter},
                                      {"short memory is reported", short_memory_is_reported},
                                      {NULL, NULL}};
    return run_suite("inheritance", tests);
}
