/* The statistics of a simulated sample. Order statistics come from a histogram over the leading bits of the numbers: only the
 * few buckets that hold a wanted rank are looked into. */
#include "summary.h"

#include "special.h"

#include <isms/statistics.h>

#include <string.h>

enum {
    MANTISSA = 7,             /* 128 buckets an octave */
    BUCKETS = 53 << MANTISSA, /* 1 to 2^53 */
    CHUNK = 1 << 11,
    RANKS = 3 * ISMS__QUANTILES_MOST
};

isms_status isms__question_set_quantile(isms__question *question, size_t i, double q)
{
    if (!(q > 0 && q < 1))
        return ISMS_E_RANGE;
    double n = (double)question->trials, rank = ceil(q * n);
    if (rank > 1 && (rank - 1) / n >= q)
        rank -= 1;
    question->q[i] = q;
    question->rank[i] = rank < 1 ? 1 : (uint64_t)rank;
    return isms_statistics_quantile_ranks(question->trials, q, question->confidence, &question->low_rank[i],
                                          &question->high_rank[i], NULL);
}

bool isms__scratch_new(isms__scratch *s, size_t trials, const isms_allocator *a)
{
    *s = (isms__scratch){trials, isms__allocate(a, trials * sizeof(double)), isms__allocate(a, trials * sizeof(double)),
                         isms__allocate(a, BUCKETS * sizeof(uint32_t))};
    return s->values && s->picked && s->histogram;
}

void isms__scratch_dispose(isms__scratch *s, const isms_allocator *a)
{
    isms__release(a, s->values, s->trials * sizeof(double));
    isms__release(a, s->picked, s->trials * sizeof(double));
    isms__release(a, s->histogram, BUCKETS * sizeof(uint32_t));
}

static size_t bucket_of(double x) /* x is at least 1 */
{
    return (size_t)((isms__bits(x) >> (52 - MANTISSA)) - (UINT64_C(1023) << MANTISSA));
}

static double bucket_start(size_t bucket)
{
    return isms__from_bits(((uint64_t)bucket + (UINT64_C(1023) << MANTISSA)) << (52 - MANTISSA));
}

static double sum_of_lanes(const double *t)
{
    return ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7]));
}

/* The sum of all is exact; as a double it is rounded once. */
static double mean_of(const double *x, size_t n, const isms__kernel *k)
{
    uint64_t low = 0, high = 0;
    for (size_t i = 0; i < n; i += CHUNK) {
        uint64_t part = k->sum(x + i, n - i < CHUNK ? n - i : CHUNK), before = low;
        low += part;
        high += low < before;
    }
    return ((double)high * 18446744073709551616.0 + (double)low) / (double)n;
}

double isms__difference_deviation(const double *x, const double *y, double mean, size_t trials, const isms__kernel *k)
{
    double lanes[8] = {0};
    k->spread(x, y, mean, lanes, trials);
    return sqrt(sum_of_lanes(lanes) / (double)(trials - 1));
}

static double deviation_of(const double *x, double mean, size_t n, const isms__kernel *k)
{
    static const double nothing[CHUNK];
    double lanes[8] = {0};
    for (size_t i = 0; i < n; i += CHUNK)
        k->spread(x + i, nothing, mean, lanes, n - i < CHUNK ? n - i : CHUNK);
    return sqrt(sum_of_lanes(lanes) / (double)(n - 1));
}

/* Counts what is above 0 by bucket, and returns how many there are; *values is where they stand, gathered where there are
 * zeros. */
static size_t count_buckets(const double *x, const isms__kernel *k, isms__scratch *s, const double **values)
{
    size_t count = (size_t)k->above(x, s->trials, 0), n = 0;
    *values = count == s->trials ? x : s->values;
    for (size_t i = 0; n < count && count < s->trials; i++) {
        s->values[n] = x[i];
        n += x[i] > 0;
    }
    memset(s->histogram, 0, BUCKETS * sizeof *s->histogram);
    for (size_t i = 0; i < count; i++)
        s->histogram[bucket_of((*values)[i])]++;
    return count;
}

/* A wanted rank, and where its value goes. */
typedef struct wanted {
    uint64_t rank; /* from 1, in the whole sample */
    double *out;
    size_t bucket, place; /* in which bucket, and the rank in it from 0 */
} wanted;

static size_t list_wanted(const isms__question *question, isms__summary *out, wanted *list)
{
    size_t n = 0;
    for (size_t i = 0; i < question->quantile_count; i++) {
        isms__tail *tail = &out->tails[i];
        wanted three[3] = {{question->rank[i], &tail->value, 0, 0},
                           {question->low_rank[i], &tail->low, 0, 0},
                           {question->high_rank[i], &tail->high, 0, 0}};
        tail->low = 0;
        tail->high = INFINITY;
        for (size_t j = 0; j < 3; j++)
            if (three[j].rank >= 1 && three[j].rank <= question->trials)
                list[n++] = three[j];
    }
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && list[j - 1].rank > list[j].rank; j--) {
            wanted swap = list[j];
            list[j] = list[j - 1];
            list[j - 1] = swap;
        }
    return n;
}

/* Finds the bucket of each rank; ranks among the zeros have their value at once. Returns how many are left, at the front. */
static size_t locate(wanted *list, size_t n, uint64_t zeros, const uint32_t *histogram)
{
    uint64_t before = zeros;
    size_t bucket = 0, left = 0;
    for (size_t i = 0; i < n; i++) {
        if (list[i].rank <= zeros) {
            *list[i].out = 0;
            continue;
        }
        while (before + histogram[bucket] < list[i].rank)
            before += histogram[bucket++];
        list[left] = list[i];
        list[left].bucket = bucket;
        list[left++].place = (size_t)(list[i].rank - before - 1);
    }
    return left;
}

/* The k-th smallest, from 0, of n numbers, which change places (C. A. R. Hoare's selection). */
static double select_rank(double *x, size_t n, size_t k)
{
    size_t low = 0, high = n - 1;
    while (low < high) {
        double pivot = x[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;; i++, j--) {
            while (x[i] < pivot)
                i++;
            while (x[j] > pivot)
                j--;
            if (i >= j)
                break;
            double swap = x[i];
            x[i] = x[j];
            x[j] = swap;
        }
        if (k <= j) /* what lies up to j is at most the pivot, what lies behind at least */
            high = j;
        else
            low = j + 1;
    }
    return x[k];
}

/* Picks the values of the buckets that are wanted, one bucket behind the other, and selects the ranks in them. */
static void pick(wanted *list, size_t n, const double *values, size_t count, isms__scratch *s)
{
    uint8_t slot[BUCKETS];
    size_t fill[RANKS + 1], start[RANKS + 1], slots = 0, total = 0;
    memset(slot, 0, sizeof slot);
    for (size_t i = 0; i < n; i++) {
        if (slot[list[i].bucket])
            continue;
        slot[list[i].bucket] = (uint8_t)++slots;
        start[slots] = fill[slots] = total;
        total += s->histogram[list[i].bucket];
    }
    for (size_t i = 0; i < count; i++) {
        size_t into = slot[bucket_of(values[i])];
        if (into)
            s->picked[fill[into]++] = values[i];
    }
    for (size_t i = 0; i < n; i++) {
        size_t into = slot[list[i].bucket];
        *list[i].out = select_rank(s->picked + start[into], fill[into] - start[into], list[i].place);
    }
}

/* Tail mean from the quantile, and its error from the means of fixed batches of trials. */
static void tail_mean(const double *x, const isms__question *question, size_t i, const isms__kernel *k, isms__tail *out)
{
    size_t size = question->trials / ISMS__BATCHES;
    double rest = 1 - question->q[i], sums[ISMS__BATCHES], total = 0, squares = 0;
    for (size_t b = 0; b < ISMS__BATCHES; b++) {
        double lanes[8] = {0};
        k->excess(x + b * size, size, out->value, lanes);
        sums[b] = sum_of_lanes(lanes);
        total += sums[b];
    }
    double mean = total / ISMS__BATCHES;
    for (size_t b = 0; b < ISMS__BATCHES; b++)
        squares += (sums[b] - mean) * (sums[b] - mean);
    out->mean = out->value + total / ((double)question->trials * rest);
    out->error = question->t * sqrt(squares / (ISMS__BATCHES - 1) / ISMS__BATCHES) / ((double)size * rest);
}

/* Points of the exceedance curve at the ends of buckets, each at least a step of 4 % of its probability below the one before.
 */
static void draw_curve(const isms__scratch *s, size_t count, isms__summary *out)
{
    uint64_t above = count, last = UINT64_MAX;
    out->curve_count = 0;
    for (size_t bucket = 0; bucket < BUCKETS && above > 0; bucket++) {
        if (bucket == 0 || s->histogram[bucket - 1] || out->curve_count == 0) {
            bool steps = (double)above < 0.96 * (double)last || (above < 25 && above < last);
            if (steps && out->curve_count < ISMS__CURVE_MOST) {
                out->curve_loss[out->curve_count] = ceil(bucket_start(bucket)) - 1;
                out->curve_above[out->curve_count++] = above;
                last = above;
            }
        }
        above -= s->histogram[bucket];
    }
    if (out->curve_count < ISMS__CURVE_MOST) {
        out->curve_loss[out->curve_count] = out->most;
        out->curve_above[out->curve_count++] = 0;
    }
}

void isms__summarise(const double *x, const isms__question *question, const isms__kernel *k, isms__scratch *scratch,
                     isms__summary *out)
{
    wanted list[RANKS];
    const double *values;
    size_t count = count_buckets(x, k, scratch, &values);
    k->extremes(x, question->trials, &out->least, &out->most);
    out->zeros = question->trials - count;
    out->mean = mean_of(x, question->trials, k);
    out->sd = deviation_of(x, out->mean, question->trials, k);
    size_t left = locate(list, list_wanted(question, out, list), out->zeros, scratch->histogram);
    pick(list, left, values, count, scratch);
    for (size_t i = 0; i < question->quantile_count; i++)
        tail_mean(x, question, i, k, &out->tails[i]);
    for (size_t i = 0; i < question->loss_count; i++)
        out->above[i] = k->above(x, question->trials, question->losses[i]);
    draw_curve(scratch, count, out);
}

void isms__tail_of(const double *x, const double *sorted, const isms__question *question, size_t i, const isms__kernel *k,
                   isms__tail *out)
{
    size_t low = question->low_rank[i], high = question->high_rank[i];
    out->value = sorted[question->rank[i] - 1];
    out->low = low >= 1 ? sorted[low - 1] : 0;
    out->high = high <= question->trials ? sorted[high - 1] : INFINITY;
    tail_mean(x, question, i, k, out);
}

/* By digits of eleven bits, lowest first; whole numbers in doubles of one sign are ordered as their bits are. */
void isms__sort_whole(double *x, double *work, size_t n)
{
    enum { DIGIT = 11, VALUES = 1 << DIGIT, ROUNDS = 6 };
    double *from = x, *to = work;
    for (int round = 0; round < ROUNDS; round++) {
        size_t starts[VALUES] = {0}, sum = 0;
        int shift = round * DIGIT;
        for (size_t i = 0; i < n; i++)
            starts[isms__bits(from[i]) >> shift & (VALUES - 1)]++;
        for (size_t v = 0; v < VALUES; v++) {
            size_t count = starts[v];
            starts[v] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            to[starts[isms__bits(from[i]) >> shift & (VALUES - 1)]++] = from[i];
        double *swap = from;
        from = to;
        to = swap;
    }
}
