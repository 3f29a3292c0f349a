/* The statistics of a simulated sample: exact order statistics, tail means, and their errors. */
#ifndef ISMS__RISK_SUMMARY_H
#define ISMS__RISK_SUMMARY_H

#include "kernel.h"

enum { ISMS__QUANTILES_MOST = 16, ISMS__LOSSES_MOST = 64, ISMS__CURVE_MOST = 256, ISMS__BATCHES = 64 };

/* What is asked of every sample of a run; all have the same number of trials. */
typedef struct isms__question {
    size_t trials;
    double confidence, z, t; /* quantiles of the normal, and of Student's distribution for the batches */
    size_t quantile_count, loss_count;
    double q[ISMS__QUANTILES_MOST];
    uint64_t rank[ISMS__QUANTILES_MOST], low_rank[ISMS__QUANTILES_MOST], high_rank[ISMS__QUANTILES_MOST]; /* from 1 */
    double losses[ISMS__LOSSES_MOST];                                                                     /* in units */
} isms__question;

isms_status isms__question_set_quantile(isms__question *question, size_t i, double q);

typedef struct isms__tail {
    double value, low, high, mean, error;
} isms__tail;

/* All in units. */
typedef struct isms__summary {
    double mean, sd, least, most;
    uint64_t zeros;
    isms__tail tails[ISMS__QUANTILES_MOST];
    uint64_t above[ISMS__LOSSES_MOST];
    size_t curve_count;
    double curve_loss[ISMS__CURVE_MOST];
    uint64_t curve_above[ISMS__CURVE_MOST];
} isms__summary;

/* Working memory for a summary of a number of trials. */
typedef struct isms__scratch {
    size_t trials;
    double *values, *picked;
    uint32_t *histogram;
} isms__scratch;

bool isms__scratch_new(isms__scratch *s, size_t trials, const isms_allocator *a);
void isms__scratch_dispose(isms__scratch *s, const isms_allocator *a);

/* x holds whole numbers from 0 to ISMS__YEAR_MOST. */
void isms__summarise(const double *x, const isms__question *question, const isms__kernel *k, isms__scratch *scratch,
                     isms__summary *out);

/* One quantile of a sample whose values are also there in ascending order. */
void isms__tail_of(const double *x, const double *sorted, const isms__question *question, size_t i, const isms__kernel *k,
                   isms__tail *out);

/* Standard deviation of the differences of two samples, trial by trial. */
double isms__difference_deviation(const double *x, const double *y, double mean, size_t trials, const isms__kernel *k);

/* Ascending order of whole numbers from 0 to ISMS__YEAR_MOST; work has the same size. */
void isms__sort_whole(double *x, double *work, size_t n);

#endif
