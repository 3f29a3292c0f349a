/* Statistics of samples, for the other files of the room. */
#ifndef ISMS__RISK_STATISTICS_H
#define ISMS__RISK_STATISTICS_H

#include <isms/statistics.h>

/* Rank from 1 of the quantile q of a sample: the smallest k with k / count >= q, at least 1. */
size_t isms__sample_rank(double q, size_t count);

#endif
