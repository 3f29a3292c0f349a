/* Distributions: making, copying and freeing them, and the questions that every one answers. */
#include "distribution.h"
#include "quadrature.h"
#include "special.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARTS = 1000 };

void isms_distribution_free(isms_distribution *d)
{
    if (!d)
        return;
    isms_allocator a = d->allocator;
    for (size_t i = 0; d->parts && i < d->count; i++)
        isms_distribution_free(d->parts[i]);
    isms__release(&a, d->parts, d->count * sizeof *d->parts);
    isms__release(&a, d->values, d->count * sizeof *d->values);
    isms__release(&a, d, sizeof *d);
}

/* An empty distribution of a law with room for values and parts, which are NULL at first. */
static isms_status start(isms_law law, size_t count, bool values, bool parts, const isms_allocator *allocator,
                         isms_distribution **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a)
        return ISMS_E_MISUSE;
    isms_distribution *d = isms__allocate_zero(a, sizeof *d);
    if (!d)
        return ISMS_E_NO_MEMORY;
    d->allocator = *a;
    d->law = law;
    d->family = isms__law_find(law)->family;
    d->count = count;
    if (values)
        d->values = isms__allocate_zero(a, count * sizeof *d->values);
    if (parts)
        d->parts = isms__allocate_zero(a, count * sizeof *d->parts);
    if ((values && !d->values) || (parts && !d->parts)) {
        isms_distribution_free(d);
        return ISMS_E_NO_MEMORY;
    }
    *out = d;
    return ISMS_OK;
}

static isms_status check_parameters(const isms__law *law, const double *given, isms_diagnostics *problems)
{
    for (int i = 0; i < law->count; i++) {
        isms_status status = isms__need_check(given[i], law->parameters[i].need);
        if (status != ISMS_OK)
            return isms__refuse(problems, status, NULL, law->parameters[i].name);
    }
    return ISMS_OK;
}

isms_status isms_distribution_new(isms_law law, const double *parameters, size_t count, const isms_allocator *allocator,
                                  isms_diagnostics *problems, isms_distribution **out)
{
    const isms__law *row = isms__law_find(law);
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!row || row->count == 0 || !parameters || count < (size_t)row->required || count > (size_t)row->count)
        return ISMS_E_MISUSE;
    double given[ISMS__LAW_PARAMETERS] = {0}, a[ISMS__LAW_PARAMETERS];
    for (int i = 0; i < row->count; i++)
        given[i] = (size_t)i < count ? parameters[i] : row->parameters[i].otherwise;
    isms_status status = check_parameters(row, given, problems);
    if (status != ISMS_OK)
        return status;
    memcpy(a, given, sizeof a);
    int wrong = 0;
    if (row->reduce && (status = row->reduce(given, a, &wrong)) != ISMS_OK)
        return isms__refuse(problems, status, NULL, row->parameters[wrong].name);
    status = start(law, 0, false, false, allocator, out);
    if (status != ISMS_OK)
        return status;
    memcpy((*out)->given, given, sizeof given);
    memcpy((*out)->a, a, sizeof a);
    return ISMS_OK;
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

isms_status isms_distribution_empirical(const double *values, size_t count, const isms_allocator *allocator,
                                        isms_diagnostics *problems, isms_distribution **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!values || count == 0 || count > SIZE_MAX / sizeof *values)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        char path[40];
        snprintf(path, sizeof path, "values[%zu]", i);
        if (!isfinite(values[i]))
            return isms__refuse(problems, ISMS_E_NOT_FINITE, NULL, path);
    }
    isms_status status = start(ISMS_LAW_EMPIRICAL, count, true, false, allocator, out);
    if (status != ISMS_OK)
        return status;
    memcpy((*out)->values, values, count * sizeof *values);
    qsort((*out)->values, count, sizeof *values, compare_values);
    return ISMS_OK;
}

isms_status isms_distribution_copy(const isms_distribution *d, const isms_allocator *allocator, isms_distribution **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!d)
        return ISMS_E_MISUSE;
    isms_distribution *copy;
    isms_status status = start(d->law, d->count, d->values != NULL, d->parts != NULL, allocator, &copy);
    if (status != ISMS_OK)
        return status;
    memcpy(copy->given, d->given, sizeof d->given);
    memcpy(copy->a, d->a, sizeof d->a);
    if (d->values)
        memcpy(copy->values, d->values, d->count * sizeof *d->values);
    for (size_t i = 0; d->parts && i < d->count; i++) {
        status = isms_distribution_copy(d->parts[i], &copy->allocator, &copy->parts[i]);
        if (status != ISMS_OK) {
            isms_distribution_free(copy);
            return status;
        }
    }
    *out = copy;
    return ISMS_OK;
}

static isms_status check_parts(const isms_distribution *const *parts, const double *weights, size_t count,
                               isms_diagnostics *problems)
{
    for (size_t i = 0; i < count; i++) {
        char path[40];
        isms_status status = isms__need_check(weights[i], ISMS__POSITIVE);
        snprintf(path, sizeof path, "weights[%zu]", i);
        if (status != ISMS_OK)
            return isms__refuse(problems, status, NULL, path);
        snprintf(path, sizeof path, "parts[%zu]", i);
        if (!parts[i])
            return ISMS_E_MISUSE;
        if (parts[i]->family->is_count)
            return isms__refuse(problems, ISMS_E_KIND, NULL, path);
    }
    return ISMS_OK;
}

isms_status isms_distribution_mixture(const isms_distribution *const *parts, const double *weights, size_t count,
                                      const isms_allocator *allocator, isms_diagnostics *problems, isms_distribution **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!parts || !weights || count == 0)
        return ISMS_E_MISUSE;
    if (count > MOST_PARTS)
        return isms__refuse(problems, ISMS_E_LIMIT, NULL, "parts");
    isms_status status = check_parts(parts, weights, count, problems);
    isms_distribution *d = NULL;
    if (status == ISMS_OK)
        status = start(ISMS_LAW_MIXTURE, count, true, true, allocator, &d);
    double total = 0, sum = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    for (size_t i = 0; status == ISMS_OK && i < count; i++) {
        sum += weights[i];
        d->values[i] = i + 1 < count ? sum / total : 1;
        status = isms_distribution_copy(parts[i], &d->allocator, &d->parts[i]);
    }
    if (status != ISMS_OK)
        isms_distribution_free(d);
    else
        *out = d;
    return status;
}

/* A distribution of a law that stands on another distribution. */
static isms_status start_on(isms_law law, const isms_distribution *base, const isms_allocator *allocator,
                            isms_diagnostics *problems, const char *name, isms_distribution **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!base)
        return ISMS_E_MISUSE;
    if (base->family->is_count)
        return isms__refuse(problems, ISMS_E_KIND, NULL, name);
    isms_distribution *d;
    isms_status status = start(law, 1, false, true, allocator, &d);
    if (status != ISMS_OK)
        return status;
    status = isms_distribution_copy(base, &d->allocator, &d->parts[0]);
    if (status != ISMS_OK)
        isms_distribution_free(d);
    else
        *out = d;
    return status;
}

static isms_status check_truncation(const isms_distribution *base, double low, double high, double *below, double *mass,
                                    isms_diagnostics *problems)
{
    if (low != low || high != high)
        return isms__refuse(problems, ISMS_E_NOT_FINITE, NULL, low != low ? "low" : "high");
    if (!(low < high))
        return isms__refuse(problems, ISMS_E_LOW_NOT_BELOW_HIGH, NULL, "low");
    *below = low == -INFINITY ? 0 : base->family->below(base, low) - isms__distribution_atom(base, low);
    *mass = (high == INFINITY ? 1 : base->family->below(base, high)) - *below;
    return *mass > 0 ? ISMS_OK : isms__refuse(problems, ISMS_E_RANGE, NULL, "low");
}

isms_status isms_distribution_truncated(const isms_distribution *base, double low, double high, const isms_allocator *allocator,
                                        isms_diagnostics *problems, isms_distribution **out)
{
    isms_status status = start_on(ISMS_LAW_TRUNCATED, base, allocator, problems, "base", out);
    if (status != ISMS_OK)
        return status;
    double below = 0, mass = 0;
    status = check_truncation(base, low, high, &below, &mass, problems);
    if (status != ISMS_OK) {
        isms_distribution_free(*out);
        *out = NULL;
        return status;
    }
    memcpy((*out)->given, (double[]){low, high, 0, 0}, sizeof(*out)->given);
    memcpy((*out)->a, (double[]){low, high, below, mass}, sizeof(*out)->a);
    return ISMS_OK;
}

/* A distribution that stands on another with one number. */
static isms_status start_with(const isms_allocator *allocator, isms_law law, const isms_distribution *base, double number,
                              isms__need need, isms_diagnostics *problems, const char *name, isms_distribution **out)
{
    isms_status status = start_on(law, base, allocator, problems, "base", out);
    if (status != ISMS_OK)
        return status;
    status = isms__need_check(number, need);
    if (status != ISMS_OK) {
        isms_distribution_free(*out);
        *out = NULL;
        return isms__refuse(problems, status, NULL, name);
    }
    (*out)->given[0] = (*out)->a[0] = number;
    return ISMS_OK;
}

isms_status isms_distribution_capped(const isms_distribution *base, double cap, const isms_allocator *allocator,
                                     isms_diagnostics *problems, isms_distribution **out)
{
    return start_with(allocator, ISMS_LAW_CAPPED, base, cap, ISMS__ANY, problems, "cap", out);
}

isms_status isms_distribution_scaled(const isms_distribution *base, double factor, const isms_allocator *allocator,
                                     isms_diagnostics *problems, isms_distribution **out)
{
    return start_with(allocator, ISMS_LAW_SCALED, base, factor, ISMS__POSITIVE, problems, "factor", out);
}

isms_status isms_distribution_mixed_poisson(const isms_distribution *rate, const isms_allocator *allocator,
                                            isms_diagnostics *problems, isms_distribution **out)
{
    if (out)
        *out = NULL;
    if (rate && !rate->family->is_count && rate->family->least(rate) < 0)
        return out ? isms__refuse(problems, ISMS_E_RANGE, NULL, "rate") : ISMS_E_MISUSE;
    return start_on(ISMS_LAW_MIXED_POISSON, rate, allocator, problems, "rate", out);
}

isms_law isms_distribution_law(const isms_distribution *d)
{
    return d ? d->law : 0;
}

isms_status isms_distribution_parameter(const isms_distribution *d, const char *name, double *out)
{
    if (!d || !name || !out)
        return ISMS_E_MISUSE;
    const isms__law *law = isms__law_find(d->law);
    for (int i = 0; i < law->count; i++) {
        if (strcmp(law->parameters[i].name, name) == 0) {
            *out = d->given[i];
            return ISMS_OK;
        }
    }
    for (int i = 0; i < ISMS__LAW_PARAMETERS; i++) {
        if (d->family->names[i] && strcmp(d->family->names[i], name) == 0) {
            *out = d->a[i];
            return ISMS_OK;
        }
    }
    return ISMS_E_NOT_FOUND;
}

double isms_distribution_mean(const isms_distribution *d)
{
    return d ? d->family->mean(d) : NAN;
}

double isms_distribution_variance(const isms_distribution *d)
{
    return d ? d->family->variance(d) : NAN;
}

double isms_distribution_mode(const isms_distribution *d)
{
    return d && d->family->mode ? d->family->mode(d) : NAN;
}

double isms_distribution_least(const isms_distribution *d)
{
    return d ? d->family->least(d) : NAN;
}

double isms_distribution_most(const isms_distribution *d)
{
    return d ? d->family->most(d) : NAN;
}

double isms_distribution_cdf(const isms_distribution *d, double x)
{
    return d && x == x ? d->family->below(d, x) : NAN;
}

double isms_distribution_exceedance(const isms_distribution *d, double x)
{
    return d && x == x ? d->family->above(d, x) : NAN;
}

double isms_distribution_density(const isms_distribution *d, double x)
{
    return d && x == x ? d->family->density(d, x) : NAN;
}

double isms__distribution_atom(const isms_distribution *d, double x)
{
    return d->family->atom ? d->family->atom(d, x) : 0;
}

double isms__distribution_quantile(const isms_distribution *d, double p)
{
    if (p <= 0)
        return d->family->least(d);
    return p >= 1 ? d->family->most(d) : d->family->quantile(d, p);
}

double isms__distribution_limited(const isms_distribution *d, int k, double c)
{
    if (c < INFINITY)
        return d->family->limited(d, k, c);
    double mean = d->family->mean(d);
    return k == 1 ? mean : d->family->variance(d) + mean * mean;
}

isms_status isms_distribution_quantile(const isms_distribution *d, double q, double *out)
{
    if (!d || !out)
        return ISMS_E_MISUSE;
    if (!(q > 0 && q < 1))
        return ISMS_E_RANGE;
    *out = d->family->quantile(d, q);
    return ISMS_OK;
}

isms_status isms_distribution_limited_mean(const isms_distribution *d, double limit, double *out)
{
    if (!d || !out)
        return ISMS_E_MISUSE;
    if (limit != limit || limit == -INFINITY)
        return ISMS_E_NOT_FINITE;
    *out = isms__distribution_limited(d, 1, limit);
    return ISMS_OK;
}
