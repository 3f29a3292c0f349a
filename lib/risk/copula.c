/* Gaussian copula: correlation matrices, and two dependent events. */
#include <isms/copula.h>

#include "correlation.h"
#include "distribution.h"
#include "special.h"

#include <stdio.h>

enum { MOST_SIZE = 1000 };

static isms_status refuse_entry(isms_diagnostics *problems, isms_status status, size_t i, size_t j)
{
    char path[64];
    snprintf(path, sizeof path, "matrix[%zu][%zu]", i, j);
    return isms__refuse(problems, status, NULL, path);
}

static isms_status check_entries(const double *m, size_t n, isms_diagnostics *problems)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double r = m[i * n + j];
            if (!isfinite(r))
                return refuse_entry(problems, ISMS_E_NOT_FINITE, i, j);
            if (r != m[j * n + i])
                return refuse_entry(problems, ISMS_E_NOT_SYMMETRIC, i, j);
            if (i == j ? r != 1 : !(r >= -1 && r <= 1))
                return refuse_entry(problems, ISMS_E_RANGE, i, j);
        }
    }
    return ISMS_OK;
}

/* Cholesky's root, in place of a zeroed matrix. A pivot of 0 is allowed where what stands below it is 0 too: the row is then a
 * combination of those before it. */
static isms_status triangular_root(const double *m, size_t n, double *root, size_t *bad)
{
    const double small = 1e-10;
    for (size_t j = 0; j < n; j++) {
        *bad = j;
        double pivot = m[j * n + j];
        for (size_t k = 0; k < j; k++)
            pivot -= root[j * n + k] * root[j * n + k];
        if (pivot < -small)
            return ISMS_E_NOT_POSITIVE_SEMIDEFINITE;
        root[j * n + j] = pivot > small ? sqrt(pivot) : 0;
        for (size_t i = j + 1; i < n; i++) {
            double rest = m[i * n + j];
            for (size_t k = 0; k < j; k++)
                rest -= root[i * n + k] * root[j * n + k];
            if (pivot > small)
                root[i * n + j] = rest / root[j * n + j];
            else if (fabs(rest) > 1e-5)
                return ISMS_E_NOT_POSITIVE_SEMIDEFINITE;
        }
    }
    return ISMS_OK;
}

isms_status isms__correlation_check(const double *matrix, size_t size, const isms_allocator *allocator,
                                    isms_diagnostics *problems, double **root)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!matrix || size == 0 || !a)
        return ISMS_E_MISUSE;
    if (size > MOST_SIZE)
        return isms__refuse(problems, ISMS_E_LIMIT, NULL, "matrix");
    isms_status status = check_entries(matrix, size, problems);
    if (status != ISMS_OK)
        return status;
    size_t bytes = size * size * sizeof(double), bad = 0;
    double *l = isms__allocate_zero(a, bytes);
    if (!l)
        return ISMS_E_NO_MEMORY;
    status = triangular_root(matrix, size, l, &bad);
    if (status != ISMS_OK)
        refuse_entry(problems, status, bad, bad);
    if (status == ISMS_OK && root)
        *root = l;
    else
        isms__release(a, l, bytes);
    return status;
}

isms_status isms_copula_check(const double *matrix, size_t size, const isms_allocator *allocator, isms_diagnostics *problems)
{
    return isms__correlation_check(matrix, size, allocator, problems, NULL);
}

isms_status isms_copula_bernoulli_pair(double p1, double p2, double rho, double *both, double *any, double *phi)
{
    isms_status status = isms__need_check(p1, ISMS__PROBABILITY);
    if (status == ISMS_OK)
        status = isms__need_check(p2, ISMS__PROBABILITY);
    if (status == ISMS_OK && !isfinite(rho))
        status = ISMS_E_NOT_FINITE;
    if (status == ISMS_OK && !(rho >= -1 && rho <= 1))
        status = ISMS_E_RANGE;
    if (status != ISMS_OK)
        return status;
    double p = isms__normal_both_below(isms__normal_quantile(p1), isms__normal_quantile(p2), rho);
    if (both)
        *both = p;
    if (any)
        *any = p1 + p2 - p;
    if (phi)
        *phi = (p - p1 * p2) / sqrt(p1 * (1 - p1) * p2 * (1 - p2));
    return ISMS_OK;
}
