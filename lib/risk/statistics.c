/* Statistics of samples: quantiles, tail means and their errors. */
#include "statistics.h"
#include "correlation.h"
#include "distribution.h"
#include "special.h"

#include <stdlib.h>
#include <string.h>

size_t isms__sample_rank(double q, size_t count)
{
    double n = (double)count, k = ceil(q * n);
    if (k > 1 && (k - 1) / n >= q) /* the product was rounded up */
        k -= 1;
    return k < 1 ? 1 : k > n ? count : (size_t)k;
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static isms_status sorted_copy(const isms_allocator *a, const double *values, size_t count, double **out)
{
    if (!a || !values || count == 0 || count > SIZE_MAX / sizeof *values)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return ISMS_E_NOT_FINITE;
    double *copy = isms__allocate(a, count * sizeof *copy);
    if (!copy)
        return ISMS_E_NO_MEMORY;
    memcpy(copy, values, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, compare_values);
    *out = copy;
    return ISMS_OK;
}

static double quantile_of_sorted(const double *sorted, size_t count, double q, isms_quantile_rule rule)
{
    if (rule == ISMS_QUANTILE_INVERSE)
        return sorted[isms__sample_rank(q, count) - 1];
    double position = q * (double)(count - 1);
    size_t below = (size_t)position < count - 1 ? (size_t)position : count - 1, next = below + 1 < count ? below + 1 : below;
    return sorted[below] + (position - (double)below) * (sorted[next] - sorted[below]);
}

isms_status isms_statistics_quantile(const double *values, size_t count, double q, isms_quantile_rule rule,
                                     const isms_allocator *allocator, double *out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    double *sorted;
    if (!out)
        return ISMS_E_MISUSE;
    if (!(q >= 0 && q <= 1) || (rule != ISMS_QUANTILE_INVERSE && rule != ISMS_QUANTILE_LINEAR))
        return ISMS_E_RANGE;
    isms_status status = sorted_copy(a, values, count, &sorted);
    if (status != ISMS_OK)
        return status;
    *out = quantile_of_sorted(sorted, count, q, rule);
    isms__release(a, sorted, count * sizeof *sorted);
    return ISMS_OK;
}

isms_status isms_statistics_tail_mean(const double *values, size_t count, double q, const isms_allocator *allocator,
                                      double *quantile, double *out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    double *sorted;
    if (!out)
        return ISMS_E_MISUSE;
    if (!(q >= 0 && q < 1))
        return ISMS_E_RANGE;
    isms_status status = sorted_copy(a, values, count, &sorted);
    if (status != ISMS_OK)
        return status;
    double start = quantile_of_sorted(sorted, count, q, ISMS_QUANTILE_INVERSE), excess = 0;
    for (size_t i = count; i > 0 && sorted[i - 1] > start; i--)
        excess += sorted[i - 1] - start;
    if (quantile)
        *quantile = start;
    *out = start + excess / ((double)count * (1 - q));
    isms__release(a, sorted, count * sizeof *sorted);
    return ISMS_OK;
}

isms_status isms_statistics_quantile_ranks(uint64_t count, double q, double confidence, uint64_t *lower, uint64_t *upper,
                                           double *coverage)
{
    if (!lower || !upper)
        return ISMS_E_MISUSE;
    if (count == 0 || count > (uint64_t)1 << 52 || !(q > 0 && q < 1) || !(confidence > 0 && confidence < 1))
        return ISMS_E_RANGE;
    isms_distribution hits = {.family = &isms__binomial_family, .a = {(double)count, q}};
    const isms__family *binomial = hits.family;
    double low = binomial->quantile(&hits, 0.5 * (1 - confidence)),
           high = binomial->quantile(&hits, 0.5 * (1 + confidence)) + 1;
    *lower = (uint64_t)low;
    *upper = (uint64_t)high;
    if (coverage)
        *coverage = binomial->below(&hits, high - 1) - binomial->below(&hits, low - 1);
    return ISMS_OK;
}

isms_status isms_statistics_proportion(uint64_t hits, uint64_t count, double confidence, double *low, double *high)
{
    if (!low || !high)
        return ISMS_E_MISUSE;
    if (count == 0 || hits > count || !(confidence > 0 && confidence < 1))
        return ISMS_E_RANGE;
    double k = (double)hits, n = (double)count, side = 0.5 * (1 - confidence);
    *low = hits == 0 ? 0 : isms__beta_quantile(k, n - k + 1, side);
    *high = hits == count ? 1 : 1 - isms__beta_quantile(n - k, k + 1, side);
    return ISMS_OK;
}

double isms_statistics_standard_error(double sd, uint64_t count)
{
    return sd >= 0 && count > 0 ? sd / sqrt((double)count) : NAN;
}

double isms_statistics_quantile_error(double q, double density, uint64_t count)
{
    if (!(q > 0 && q < 1) || !(density > 0) || count == 0)
        return NAN;
    return sqrt(q * (1 - q) / (double)count) / density;
}

isms_status isms_statistics_required_trials(double mean, double sd, double relative_error, double confidence, uint64_t *out)
{
    if (!out)
        return ISMS_E_MISUSE;
    if (!isfinite(mean) || !isfinite(sd) || !isfinite(relative_error))
        return ISMS_E_NOT_FINITE;
    if (!(mean > 0) || !(sd > 0) || !(relative_error > 0))
        return ISMS_E_NOT_POSITIVE;
    if (!(confidence > 0 && confidence < 1))
        return ISMS_E_RANGE;
    double root = isms__normal_quantile(0.5 * (1 + confidence)) * sd / (relative_error * mean), n = ceil(root * root);
    if (!(n < 9e18))
        return ISMS_E_RANGE;
    *out = (uint64_t)n;
    return ISMS_OK;
}

isms_status isms_statistics_sum_deviation(const double *deviations, size_t count, const double *correlations,
                                          const isms_allocator *allocator, double *out)
{
    if (!out || (!deviations && count > 0))
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        isms_status status = isms__need_check(deviations[i], ISMS__NOT_NEGATIVE);
        if (status != ISMS_OK)
            return status;
    }
    if (correlations) {
        isms_status status = isms__correlation_check(correlations, count, allocator, NULL, NULL);
        if (status != ISMS_OK)
            return status;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            sum += deviations[i] * deviations[j] * (correlations ? correlations[i * count + j] : i == j);
    *out = sum > 0 ? sqrt(sum) : 0;
    return ISMS_OK;
}

isms_status isms_statistics_any_of(const double *probabilities, size_t count, double *out)
{
    if (!out || (!probabilities && count > 0))
        return ISMS_E_MISUSE;
    double none = 1;
    for (size_t i = 0; i < count; i++) {
        isms_status status = isms__need_check(probabilities[i], ISMS__PROBABILITY);
        if (status != ISMS_OK)
            return status;
        none *= 1 - probabilities[i];
    }
    *out = 1 - none;
    return ISMS_OK;
}
