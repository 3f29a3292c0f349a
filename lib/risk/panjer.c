/* The recursion of H. Panjer (1981) for compound distributions over whole numbers. */
#include "compound.h"

#include "special.h"

#include <string.h>

enum { MOST_SIZE = 1 << 24, MOST_HALVINGS = 40 };

/* A number of events with P(N = k) = (a + b / k) P(N = k - 1), and the logarithm of P(S = 0). */
typedef struct recursion {
    double a, b, log_zero;
} recursion;

static recursion recursion_of(const isms_distribution *count, double share, double f0)
{
    double first = count->a[0] * share; /* of a Poisson or negative binomial law, a share of which is of the same law */
    if (count->family == &isms__poisson_family)
        return (recursion){0, first, first * (f0 - 1)};
    double beta = count->a[1], ratio = beta / (1 + beta);
    return (recursion){ratio, (first - 1) * ratio, -first * isms__log1p(-beta * (f0 - 1))};
}

/* Adds one probability; what grows is the compound's. */
static bool append(isms_compound *c, size_t *capacity, double p)
{
    if (c->size >= MOST_SIZE || !isms__reserve(&c->allocator, (void **)&c->probabilities, capacity, c->size + 1, sizeof p))
        return false;
    c->probabilities[c->size++] = p;
    return true;
}

/* The array is exactly as long as the compound says, because it is released with that size. */
static isms_status fit(isms_compound *c, size_t capacity)
{
    if (capacity == c->size)
        return ISMS_OK;
    double *fitted = isms__resize(&c->allocator, c->probabilities, capacity * sizeof *fitted, c->size * sizeof *fitted);
    if (fitted) {
        c->probabilities = fitted;
        return ISMS_OK;
    }
    isms__release(&c->allocator, c->probabilities, capacity * sizeof *c->probabilities);
    c->probabilities = NULL;
    return ISMS_E_NO_MEMORY;
}

static double next_probability(const isms_compound *c, const recursion *r, const double *severity, size_t size)
{
    size_t k = c->size, most = k < size - 1 ? k : size - 1;
    double sum = 0;
    for (size_t j = 1; j <= most; j++)
        sum += (r->a + r->b * (double)j / (double)k) * severity[j] * c->probabilities[k - j];
    return sum / (1 - r->a * severity[0]);
}

/* Runs until as many terms as the severity has are too small to count, behind the mean. */
static isms_status recurse(const recursion *r, const double *severity, size_t size, double mean, isms_compound *c)
{
    size_t capacity = 0, small = 0;
    bool fine = append(c, &capacity, isms__exp(r->log_zero));
    while (fine && (small <= size || (double)c->size < mean)) {
        double p = next_probability(c, r, severity, size);
        small = p < 1e-19 ? small + 1 : 0;
        fine = append(c, &capacity, p);
    }
    if (fine)
        return fit(c, capacity);
    isms_status status = c->size >= MOST_SIZE ? ISMS_E_LIMIT : ISMS_E_NO_MEMORY;
    isms__release(&c->allocator, c->probabilities, capacity * sizeof *c->probabilities);
    c->probabilities = NULL;
    c->size = 0;
    return status;
}

/* c := the distribution of the sum of c and another of `size` probabilities; small ones at the end are cut off. */
static isms_status convolve(isms_compound *c, const double *other, size_t size)
{
    size_t total = c->size + size - 1;
    double *sum = total <= MOST_SIZE ? isms__allocate_zero(&c->allocator, total * sizeof *sum) : NULL;
    if (!sum)
        return total <= MOST_SIZE ? ISMS_E_NO_MEMORY : ISMS_E_LIMIT;
    for (size_t i = 0; i < c->size; i++)
        for (size_t j = 0; c->probabilities[i] > 0 && j < size; j++)
            sum[i + j] += c->probabilities[i] * other[j];
    isms__release(&c->allocator, c->probabilities, c->size * sizeof *c->probabilities);
    c->probabilities = sum;
    c->size = total;
    size_t capacity = total;
    while (c->size > 1 && sum[c->size - 1] < 1e-19)
        c->size--;
    return fit(c, capacity);
}

static isms_status convolve_self(isms_compound *c)
{
    size_t size = c->size;
    double *copy = isms__allocate(&c->allocator, size * sizeof *copy);
    if (!copy)
        return ISMS_E_NO_MEMORY;
    memcpy(copy, c->probabilities, size * sizeof *copy);
    isms_status status = convolve(c, copy, size);
    isms__release(&c->allocator, copy, size * sizeof *copy);
    return status;
}

/* n events each of which comes with probability p: the n-th power, by squaring; nothing is subtracted. */
static isms_status binomial(const double *severity, size_t size, isms_compound *c)
{
    double p = c->counts[0]->a[1];
    uint64_t n = (uint64_t)c->counts[0]->a[0], bit = 1;
    double *one = isms__allocate(&c->allocator, size * sizeof *one);
    c->probabilities = isms__allocate(&c->allocator, sizeof *c->probabilities);
    c->size = c->probabilities ? 1 : 0;
    isms_status status = one && c->probabilities ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK) {
        c->probabilities[0] = 1;
        for (size_t k = 0; k < size; k++)
            one[k] = p * severity[k] + (k == 0 ? 1 - p : 0);
    }
    while (bit <= n / 2)
        bit *= 2;
    for (; status == ISMS_OK && bit > 0 && n > 0; bit /= 2) {
        status = convolve_self(c);
        if (status == ISMS_OK && (n & bit))
            status = convolve(c, one, size);
    }
    isms__release(&c->allocator, one, size * sizeof *one);
    return status;
}

/* Where P(S = 0) is too small for a double, a half, a quarter, ... of the events is calculated and doubled afterwards. */
isms_status isms__lattice_new(const double *severity, size_t size, isms_compound *c)
{
    const isms_distribution *count = c->counts[0];
    if (count->family == &isms__binomial_family)
        return binomial(severity, size, c);
    double mean = 0, share = 1;
    int halvings = 0;
    for (size_t k = 0; k < size; k++)
        mean += (double)k * severity[k] * count->family->mean(count);
    recursion r = recursion_of(count, share, severity[0]);
    for (; r.log_zero < -600 && halvings < MOST_HALVINGS; halvings++) {
        share *= 0.5;
        r = recursion_of(count, share, severity[0]);
    }
    if (mean > MOST_SIZE || halvings == MOST_HALVINGS)
        return ISMS_E_LIMIT;
    isms_status status = recurse(&r, severity, size, mean * share, c);
    for (int i = 0; status == ISMS_OK && i < halvings; i++)
        status = convolve_self(c);
    return status;
}
