/* Compound distributions: making them, their moments, and the closed form of at most one event a year. */
#include "compound.h"

#include "special.h"

#include <stdio.h>
#include <string.h>

enum { MOST_KINDS = 10000, MOST_SEVERITIES = 100000 };

void isms_compound_free(isms_compound *c)
{
    if (!c)
        return;
    isms_allocator a = c->allocator;
    for (size_t i = 0; i < c->kinds; i++) {
        if (c->counts)
            isms_distribution_free(c->counts[i]);
        if (c->losses)
            isms_distribution_free(c->losses[i]);
    }
    isms__release(&a, c->counts, c->kinds * sizeof *c->counts);
    isms__release(&a, c->losses, c->kinds * sizeof *c->losses);
    isms__release(&a, c->probabilities, c->size * sizeof *c->probabilities);
    isms__release(&a, c, sizeof *c);
}

static isms_status start(size_t kinds, bool losses, const isms_allocator *allocator, isms_compound **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a)
        return ISMS_E_MISUSE;
    isms_compound *c = isms__allocate_zero(a, sizeof *c);
    if (!c)
        return ISMS_E_NO_MEMORY;
    c->allocator = *a;
    c->kinds = kinds;
    c->counts = isms__allocate_zero(a, kinds * sizeof *c->counts);
    if (losses)
        c->losses = isms__allocate_zero(a, kinds * sizeof *c->losses);
    if (!c->counts || (losses && !c->losses)) {
        isms_compound_free(c);
        return ISMS_E_NO_MEMORY;
    }
    *out = c;
    return ISMS_OK;
}

static bool is_simple_count(const isms_distribution *count)
{
    return count->family == &isms__poisson_family || count->family == &isms__negative_binomial_family ||
           count->family == &isms__binomial_family;
}

static isms_status check_kind(const isms_distribution *count, const isms_distribution *loss, const char **wrong)
{
    if (!count || !loss)
        return ISMS_E_MISUSE;
    *wrong = "counts";
    if (!count->family->is_count)
        return ISMS_E_KIND;
    if (!is_simple_count(count))
        return ISMS_E_UNSUPPORTED;
    *wrong = "losses";
    if (loss->family->is_count)
        return ISMS_E_KIND;
    return loss->family->least(loss) >= 0 ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status check_kinds(const isms_distribution *const *counts, const isms_distribution *const *losses, size_t kinds,
                               isms_diagnostics *problems)
{
    for (size_t i = 0; i < kinds; i++) {
        const char *wrong = NULL;
        isms_status status = check_kind(counts[i], losses[i], &wrong);
        if (status != ISMS_OK && wrong) {
            char path[40];
            snprintf(path, sizeof path, "%s[%zu]", wrong, i);
            return isms__refuse(problems, status, NULL, path);
        }
        if (status != ISMS_OK)
            return status;
    }
    return ISMS_OK;
}

/* E[z^N] at a real z in [0, 1]. */
static double generating(const isms_distribution *count, double z)
{
    if (count->family == &isms__poisson_family)
        return isms__exp(count->a[0] * (z - 1));
    if (count->family == &isms__negative_binomial_family)
        return isms__exp(-count->a[0] * isms__log1p(-count->a[1] * (z - 1)));
    return isms__pow(1 + count->a[1] * (z - 1), count->a[0]);
}

static void set_moments(isms_compound *c)
{
    c->zero = 1;
    for (size_t i = 0; i < c->kinds; i++) {
        const isms_distribution *n = c->counts[i], *x = c->losses[i];
        double mean_n = n->family->mean(n), mean_x = x->family->mean(x);
        if (mean_n > 0) {
            c->mean += mean_n * mean_x;
            c->variance += mean_n * x->family->variance(x) + n->family->variance(n) * mean_x * mean_x;
        }
        c->zero *= generating(n, x->family->below(x, 0));
    }
}

isms_status isms_compound_new(const isms_distribution *const *counts, const isms_distribution *const *losses, size_t kinds,
                              const isms_allocator *allocator, isms_diagnostics *problems, isms_compound **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!counts || !losses || kinds == 0)
        return ISMS_E_MISUSE;
    if (kinds > MOST_KINDS)
        return isms__refuse(problems, ISMS_E_LIMIT, NULL, "counts");
    isms_compound *c = NULL;
    isms_status status = check_kinds(counts, losses, kinds, problems);
    if (status == ISMS_OK)
        status = start(kinds, true, allocator, &c);
    for (size_t i = 0; status == ISMS_OK && i < kinds; i++) {
        status = isms_distribution_copy(counts[i], &c->allocator, &c->counts[i]);
        if (status == ISMS_OK)
            status = isms_distribution_copy(losses[i], &c->allocator, &c->losses[i]);
    }
    if (status != ISMS_OK) {
        isms_compound_free(c);
        return status;
    }
    bool at_most_one = kinds == 1 && counts[0]->family == &isms__binomial_family && counts[0]->a[0] == 1;
    c->method = at_most_one ? ISMS_COMPOUND_CLOSED : ISMS_COMPOUND_GRID;
    set_moments(c);
    *out = c;
    return ISMS_OK;
}

static isms_status check_severity(const double *severity, size_t size, isms_diagnostics *problems)
{
    double sum = 0;
    for (size_t k = 0; k < size; k++) {
        isms_status status = isms__need_check(severity[k], ISMS__PROBABILITY);
        if (status != ISMS_OK) {
            char path[40];
            snprintf(path, sizeof path, "severity[%zu]", k);
            return isms__refuse(problems, status, NULL, path);
        }
        sum += severity[k];
    }
    return fabs(sum - 1) <= 1e-9 ? ISMS_OK : isms__refuse(problems, ISMS_E_RANGE, NULL, "severity");
}

static void set_lattice_moments(const double *severity, size_t size, isms_compound *c)
{
    const isms_distribution *n = c->counts[0];
    double mean = 0, square = 0, mean_n = n->family->mean(n);
    for (size_t k = 0; k < size; k++) {
        mean += (double)k * severity[k];
        square += (double)k * (double)k * severity[k];
    }
    c->mean = mean_n * mean;
    c->variance = mean_n * (square - mean * mean) + n->family->variance(n) * mean * mean;
    c->zero = c->probabilities[0];
}

isms_status isms_compound_lattice(const isms_distribution *count, const double *severity, size_t size,
                                  const isms_allocator *allocator, isms_diagnostics *problems, isms_compound **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!count || !severity || size == 0)
        return ISMS_E_MISUSE;
    if (size > MOST_SEVERITIES)
        return isms__refuse(problems, ISMS_E_LIMIT, NULL, "severity");
    if (!is_simple_count(count))
        return isms__refuse(problems, count->family->is_count ? ISMS_E_UNSUPPORTED : ISMS_E_KIND, NULL, "count");
    isms_status status = check_severity(severity, size, problems);
    isms_compound *c = NULL;
    if (status == ISMS_OK)
        status = start(1, false, allocator, &c);
    if (status == ISMS_OK)
        status = isms_distribution_copy(count, &c->allocator, &c->counts[0]);
    if (status == ISMS_OK)
        status = isms__lattice_new(severity, size, c);
    if (status != ISMS_OK) {
        isms_compound_free(c);
        return status;
    }
    c->method = ISMS_COMPOUND_LATTICE;
    set_lattice_moments(severity, size, c);
    *out = c;
    return ISMS_OK;
}

isms_compound_method isms_compound_method_of(const isms_compound *c)
{
    return c ? c->method : 0;
}

double isms_compound_mean(const isms_compound *c)
{
    return c ? c->mean : NAN;
}

double isms_compound_variance(const isms_compound *c)
{
    return c ? c->variance : NAN;
}

double isms_compound_zero(const isms_compound *c)
{
    return c ? c->zero : NAN;
}

double isms_compound_probability(const isms_compound *c, uint64_t units)
{
    if (!c || c->method != ISMS_COMPOUND_LATTICE)
        return NAN;
    return units < c->size ? c->probabilities[units] : 0;
}

/* At most one event, with probability p: S is X or 0. */

static double single_exceedance(const isms_compound *c, double loss)
{
    return loss < 0 ? 1 : c->counts[0]->a[1] * c->losses[0]->family->above(c->losses[0], loss);
}

static double single_quantile(const isms_compound *c, double q)
{
    double share = 1 - (1 - q) / c->counts[0]->a[1]; /* of the years with an event, those that lie below */
    return share > 0 ? isms__distribution_quantile(c->losses[0], share) : 0;
}

static double single_tail_mean(const isms_compound *c, double q)
{
    double from = single_quantile(c, q), p = c->counts[0]->a[1];
    double excess = c->losses[0]->family->mean(c->losses[0]) - isms__distribution_limited(c->losses[0], 1, from);
    return p > 0 ? from + p * excess / (1 - q) : from;
}

/* Whole numbers of a unit. */

static double lattice_exceedance(const isms_compound *c, double loss)
{
    double sum = 0;
    if (loss < 0)
        return 1;
    for (size_t k = c->size; k-- > 0 && (double)k > loss;)
        sum += c->probabilities[k];
    return sum;
}

static double lattice_quantile(const isms_compound *c, double q)
{
    double sum = 0;
    for (size_t k = 0; k < c->size; k++) {
        sum += c->probabilities[k];
        if (sum >= q - 1e-14) /* what rounding may have taken from the sum */
            return (double)k;
    }
    return (double)(c->size - 1);
}

static double lattice_tail_mean(const isms_compound *c, double q)
{
    double from = lattice_quantile(c, q), excess = 0;
    for (size_t k = c->size; k-- > 0 && (double)k > from;)
        excess += ((double)k - from) * c->probabilities[k];
    return from + excess / (1 - q);
}

/* Each question with the answer of each method; the grid's has a width. */
typedef struct question {
    double (*single)(const isms_compound *, double);
    double (*lattice)(const isms_compound *, double);
    isms_status (*grid)(const isms_compound *, double, isms_estimate *);
} question;

static isms_status ask(const isms_compound *c, const question *q, double argument, isms_estimate *out)
{
    if (c->method == ISMS_COMPOUND_GRID)
        return q->grid(c, argument, out);
    double value = (c->method == ISMS_COMPOUND_CLOSED ? q->single : q->lattice)(c, argument);
    *out = (isms_estimate){value, value, value};
    return ISMS_OK;
}

isms_status isms_compound_exceedance(const isms_compound *c, double loss, isms_estimate *out)
{
    static const question exceedance = {single_exceedance, lattice_exceedance, isms__grid_exceedance};
    if (!c || !out)
        return ISMS_E_MISUSE;
    return isfinite(loss) ? ask(c, &exceedance, loss, out) : ISMS_E_NOT_FINITE;
}

isms_status isms_compound_quantile(const isms_compound *c, double q, isms_estimate *out)
{
    static const question quantile = {single_quantile, lattice_quantile, isms__grid_quantile};
    if (!c || !out)
        return ISMS_E_MISUSE;
    return q > 0 && q < 1 ? ask(c, &quantile, q, out) : ISMS_E_RANGE;
}

isms_status isms_compound_tail_mean(const isms_compound *c, double q, isms_estimate *out)
{
    static const question tail_mean = {single_tail_mean, lattice_tail_mean, isms__grid_tail_mean};
    if (!c || !out)
        return ISMS_E_MISUSE;
    return q > 0 && q < 1 ? ask(c, &tail_mean, q, out) : ISMS_E_RANGE;
}
