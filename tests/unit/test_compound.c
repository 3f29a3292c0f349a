/* Exact annual losses: closed form, Panjer's recursion and the Fourier grid against each other and against known values. */
#include "test.h"

#include <math.h>

static isms_distribution *make(isms_law law, double a, double b)
{
    isms_distribution *d = NULL;
    CU_ASSERT_EQUAL_FATAL(
        isms_distribution_new(law, (double[]){a, b}, (size_t)isms_law_parameter_required(law), NULL, NULL, &d), ISMS_OK);
    return d;
}

static isms_compound *compound(isms_distribution *count, isms_distribution *loss)
{
    isms_compound *c = NULL;
    CU_ASSERT_EQUAL_FATAL(
        isms_compound_new((const isms_distribution *[]){count}, (const isms_distribution *[]){loss}, 1, NULL, NULL, &c),
        ISMS_OK);
    isms_distribution_free(count);
    isms_distribution_free(loss);
    return c;
}

static bool near(double a, double b, double relative)
{
    return fabs(a - b) <= relative * fabs(b);
}

static bool holds(const isms_estimate *e, double truth, double width)
{
    return e->low <= truth * (1 + 1e-12) && truth * (1 - 1e-12) <= e->high && e->high - e->low <= 2 * width * truth;
}

/* A year with at most one event: calculated as such, and as a binomial of two halves that make one on the grid. */
static void the_grid_holds_the_closed_form(void)
{
    isms_compound *closed = compound(make(ISMS_LAW_BERNOULLI, 0.4, 0), make(ISMS_LAW_LOGNORMAL_INTERVAL, 5e4, 5e5));
    isms_distribution *zero = make(ISMS_LAW_POISSON, 0, 0), *event = make(ISMS_LAW_BERNOULLI, 0.4, 0),
                      *loss = make(ISMS_LAW_LOGNORMAL_INTERVAL, 5e4, 5e5);
    isms_compound *grid = NULL;
    CU_ASSERT_EQUAL(isms_compound_new((const isms_distribution *[]){event, zero}, (const isms_distribution *[]){loss, loss}, 2,
                                      NULL, NULL, &grid),
                    ISMS_OK);
    CU_ASSERT_EQUAL(isms_compound_method_of(closed), ISMS_COMPOUND_CLOSED);
    CU_ASSERT_EQUAL(isms_compound_method_of(grid), ISMS_COMPOUND_GRID);
    CU_ASSERT(near(isms_compound_mean(grid), isms_compound_mean(closed), 1e-14));
    CU_ASSERT(near(isms_compound_zero(grid), 0.6, 1e-14));
    static const double qs[] = {0.3, 0.7, 0.95, 0.999};
    for (size_t i = 0; i < sizeof qs / sizeof qs[0]; i++) {
        isms_estimate exact, e;
        CU_ASSERT_EQUAL(isms_compound_quantile(closed, qs[i], &exact), ISMS_OK);
        CU_ASSERT_EQUAL(isms_compound_quantile(grid, qs[i], &e), ISMS_OK);
        CU_ASSERT(holds(&e, exact.value, 1e-4));
        CU_ASSERT_EQUAL(isms_compound_tail_mean(closed, qs[i], &exact), ISMS_OK);
        CU_ASSERT_EQUAL(isms_compound_tail_mean(grid, qs[i], &e), ISMS_OK);
        CU_ASSERT(holds(&e, exact.value, 1e-4));
        CU_ASSERT_EQUAL(isms_compound_exceedance(closed, 3e5 * (double)(i + 1), &exact), ISMS_OK);
        CU_ASSERT_EQUAL(isms_compound_exceedance(grid, 3e5 * (double)(i + 1), &e), ISMS_OK);
        CU_ASSERT(holds(&e, exact.value, 1e-3));
    }
    isms_compound_free(closed);
    isms_compound_free(grid);
    isms_distribution_free(zero);
    isms_distribution_free(event);
    isms_distribution_free(loss);
}

/* Losses of 1, 2 or 3 units as a lattice and as a sample on the grid. */
static void the_grid_holds_the_recursion(void)
{
    static const struct {
        isms_law law;
        double a, b;
    } laws[] = {{ISMS_LAW_POISSON, 2.5, 0}, {ISMS_LAW_NEGATIVE_BINOMIAL, 2, 1.5}, {ISMS_LAW_BINOMIAL, 7, 0.6}};
    for (size_t i = 0; i < 3; i++) {
        isms_distribution *count = make(laws[i].law, laws[i].a, laws[i].b), *sample = NULL;
        CU_ASSERT_EQUAL(isms_distribution_empirical((double[]){1, 1, 2, 3}, 4, NULL, NULL, &sample), ISMS_OK);
        isms_compound *lattice = NULL;
        CU_ASSERT_EQUAL(isms_compound_lattice(count, (double[]){0, 0.5, 0.25, 0.25}, 4, NULL, NULL, &lattice), ISMS_OK);
        isms_compound *grid = compound(count, sample);
        CU_ASSERT(near(isms_compound_mean(grid), isms_compound_mean(lattice), 1e-12));
        CU_ASSERT(near(isms_compound_variance(grid), isms_compound_variance(lattice), 1e-12));
        for (double x = 0.5; x < 12; x += 1) {
            isms_estimate exact, e;
            CU_ASSERT_EQUAL(isms_compound_exceedance(lattice, x, &exact), ISMS_OK);
            CU_ASSERT_EQUAL(isms_compound_exceedance(grid, x, &e), ISMS_OK);
            CU_ASSERT(holds(&e, exact.value, 1e-3));
        }
        isms_compound_free(lattice);
        isms_compound_free(grid);
    }
}

static void the_recursion_gives_the_count_itself_for_losses_of_one(void)
{
    isms_distribution *counts[] = {make(ISMS_LAW_POISSON, 3, 0), make(ISMS_LAW_POISSON, 2000, 0),
                                   make(ISMS_LAW_NEGATIVE_BINOMIAL, 900, 2), make(ISMS_LAW_BINOMIAL, 300, 0.9)};
    for (size_t i = 0; i < 4; i++) {
        isms_compound *c = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_compound_lattice(counts[i], (double[]){0, 1}, 2, NULL, NULL, &c), ISMS_OK);
        double sum = 0;
        for (uint64_t k = 0; k < 4000; k++) {
            CU_ASSERT(fabs(isms_compound_probability(c, k) - isms_distribution_density(counts[i], (double)k)) < 1e-12);
            sum += isms_compound_probability(c, k);
        }
        CU_ASSERT(near(sum, 1, 1e-11));
        for (double q = 0.05; q < 1; q += 0.1) {
            isms_estimate e;
            double k;
            CU_ASSERT_EQUAL(isms_compound_quantile(c, q, &e), ISMS_OK);
            CU_ASSERT_EQUAL(isms_distribution_quantile(counts[i], q, &k), ISMS_OK);
            CU_ASSERT_EQUAL(e.value, k);
        }
        isms_compound_free(c);
        isms_distribution_free(counts[i]);
    }
}

/* A scenario is the same as its two halves, each with half the rate. */
static void a_scenario_may_be_split(void)
{
    isms_distribution *half = make(ISMS_LAW_POISSON, 0.75, 0), *loss = make(ISMS_LAW_LOGNORMAL, 11, 1.2);
    isms_compound *whole = compound(make(ISMS_LAW_POISSON, 1.5, 0), make(ISMS_LAW_LOGNORMAL, 11, 1.2)), *halves = NULL;
    CU_ASSERT_EQUAL(isms_compound_new((const isms_distribution *[]){half, half}, (const isms_distribution *[]){loss, loss}, 2,
                                      NULL, NULL, &halves),
                    ISMS_OK);
    for (double q = 0.5; q < 1; q += 0.24) {
        isms_estimate a, b;
        CU_ASSERT_EQUAL(isms_compound_quantile(whole, q, &a), ISMS_OK);
        CU_ASSERT_EQUAL(isms_compound_quantile(halves, q, &b), ISMS_OK);
        CU_ASSERT_EQUAL(a.value, b.value);
    }
    isms_compound_free(whole);
    isms_compound_free(halves);
    isms_distribution_free(half);
    isms_distribution_free(loss);
}

static void a_heavy_tail_has_no_mean_but_quantiles(void)
{
    isms_compound *c = compound(make(ISMS_LAW_POISSON, 1, 0), make(ISMS_LAW_PARETO, 1000, 0.8));
    isms_estimate e;
    CU_ASSERT_EQUAL(isms_compound_mean(c), INFINITY);
    CU_ASSERT_EQUAL(isms_compound_tail_mean(c, 0.9, &e), ISMS_OK);
    CU_ASSERT_EQUAL(e.value, INFINITY);
    CU_ASSERT_EQUAL(isms_compound_quantile(c, 0.9, &e), ISMS_OK);
    CU_ASSERT(e.low > 1000 && e.high < 1e6 && e.high - e.low < 1e-3 * e.value);
    isms_compound_free(c);
}

static void what_cannot_be_calculated_is_refused_by_name(void)
{
    isms_distribution *poisson = make(ISMS_LAW_POISSON, 1, 0), *normal = make(ISMS_LAW_NORMAL, 1, 1),
                      *rate = make(ISMS_LAW_UNIFORM, 1, 2);
    isms_distribution *loss = make(ISMS_LAW_LOGNORMAL, 1, 1), *mixed = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_compound *c = NULL;
    CU_ASSERT_EQUAL(isms_distribution_mixed_poisson(rate, NULL, NULL, &mixed), ISMS_OK);
    struct {
        const isms_distribution *count, *loss;
        isms_status status;
        const char *path;
    } rows[] = {{mixed, loss, ISMS_E_UNSUPPORTED, "counts[0]"},
                {loss, loss, ISMS_E_KIND, "counts[0]"},
                {poisson, poisson, ISMS_E_KIND, "losses[0]"},
                {poisson, normal, ISMS_E_RANGE, "losses[0]"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_diagnostics_clear(problems);
        CU_ASSERT_EQUAL(isms_compound_new(&rows[i].count, &rows[i].loss, 1, NULL, problems, &c), rows[i].status);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), rows[i].path);
        CU_ASSERT_PTR_NULL(c);
    }
    CU_ASSERT_EQUAL(isms_compound_lattice(poisson, (double[]){0.5, 0.4}, 2, NULL, problems, &c), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_compound_lattice(poisson, (double[]){-0.5, 1.5}, 2, NULL, problems, &c), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_compound_new(NULL, NULL, 1, NULL, problems, &c), ISMS_E_MISUSE);
    isms_diagnostics_free(problems);
    isms_distribution_free(poisson);
    isms_distribution_free(normal);
    isms_distribution_free(rate);
    isms_distribution_free(mixed);
    isms_distribution_free(loss);
}

static isms_status everything(const isms_allocator *allocator)
{
    isms_distribution *count = make(ISMS_LAW_NEGATIVE_BINOMIAL, 2, 0.5), *loss = make(ISMS_LAW_UNIFORM, 1, 2);
    isms_distribution *binomial = make(ISMS_LAW_BINOMIAL, 3, 0.5);
    isms_compound *grid = NULL, *lattice = NULL, *power = NULL;
    isms_estimate e;
    isms_status status =
        isms_compound_new((const isms_distribution *[]){count}, (const isms_distribution *[]){loss}, 1, allocator, NULL, &grid);
    if (status == ISMS_OK)
        status = isms_compound_quantile(grid, 0.9, &e);
    if (status == ISMS_OK)
        status = isms_compound_lattice(count, (double[]){0.5, 0.5}, 2, allocator, NULL, &lattice);
    if (status == ISMS_OK)
        status = isms_compound_lattice(binomial, (double[]){0.5, 0.5}, 2, allocator, NULL, &power);
    isms_compound_free(grid);
    isms_compound_free(lattice);
    isms_compound_free(power);
    isms_distribution_free(count);
    isms_distribution_free(loss);
    isms_distribution_free(binomial);
    return status;
}

static void short_memory_leaves_nothing_behind(void)
{
    sweep_allocations(everything);
}

int main(void)
{
    static const test_case tests[] = {
        {"the grid holds the closed form", the_grid_holds_the_closed_form},
        {"the grid holds the recursion", the_grid_holds_the_recursion},
        {"the recursion gives the count itself for losses of one", the_recursion_gives_the_count_itself_for_losses_of_one},
        {"a scenario may be split", a_scenario_may_be_split},
        {"a heavy tail has no mean but quantiles", a_heavy_tail_has_no_mean_but_quantiles},
        {"what cannot be calculated is refused by name", what_cannot_be_calculated_is_refused_by_name},
        {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
        {NULL, NULL}};
    return run_suite("compound", tests);
}
