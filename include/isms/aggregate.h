/** @file
 * Aggregation of levels and of rates that depend on each other. Levels are never averaged: the summary of a group is its
 * highest level, how many have it, and how many have none.
 */
#ifndef ISMS_AGGREGATE_H
#define ISMS_AGGREGATE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Summary of levels, such as those of all risks.
 * @param levels           @p count positions of levels from 0; -1 is not set
 * @param[out] highest     highest level, or -1 where none is set; may be NULL
 * @param[out] at_highest  how many have it; may be NULL
 * @param[out] not_set     how many have none; may be NULL
 * @retval ISMS_E_RANGE  a level below -1
 * @par Source
 * own rule: positions on an ordinal scale have no mean, so that the highest and its number stand for a group
 * @since 0.1
 */
ISMS_API isms_status isms_aggregate_levels(const int32_t *levels, size_t count, int32_t *highest, size_t *at_highest,
                                           size_t *not_set);

/**
 * The same for each of several groups at once, such as the risks of each owner.
 * @param levels           @p count positions of levels from 0; -1 is not set
 * @param groups           @p count groups, 0 to @p group_count - 1; -1 belongs to none and is left out
 * @param[out] highest,at_highest,not_set  @p group_count figures each
 * @retval ISMS_E_RANGE  a level below -1, or a group that does not exist
 * @par Source
 * as #isms_aggregate_levels
 * @since 0.1
 */
ISMS_API isms_status isms_aggregate_groups(const int32_t *levels, const int32_t *groups, size_t count, size_t group_count,
                                           int32_t *highest, size_t *at_highest, size_t *not_set);

/**
 * Rates of events that set each other off: rate(B) = own(B) + sum of rate(A) * q(A, B) over the events A that lead to B with
 * probability q.
 * @param own        @p events rates of their own, 0 or more
 * @param from,to,q  @p edges: @p from leads to @p to with probability @p q, 0 to 1
 * @param allocator  for working memory; NULL for malloc
 * @param[out] rates @p events rates
 * @retval ISMS_E_NOT_EVALUATED  a rate or probability is not set (NaN)
 * @retval ISMS_E_NOT_FINITE     a rate is infinite
 * @retval ISMS_E_RANGE          one is outside its range, or an event does not exist
 * @retval ISMS_E_DATA           events lead back to themselves
 * @par Source
 * expected events of a multi-type branching process without cycles, solved in topological order (A. Kahn, 1962)
 * @since 0.1
 */
ISMS_API isms_status isms_aggregate_cascade(const double *own, size_t events, const int32_t *from, const int32_t *to,
                                            const double *q, size_t edges, const isms_allocator *allocator, double *rates);

#ifdef __cplusplus
}
#endif
#endif
