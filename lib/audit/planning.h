/* The rules of an audit programme without an object, for making plans. */
#ifndef ISMS__AUDIT_PLANNING_H
#define ISMS__AUDIT_PLANNING_H

#include <isms/planning.h>
#include <stdbool.h>

int32_t isms__planning_score(const isms_planning_need *need);
int32_t isms__planning_interval(const isms_planning_need *need, const isms_thresholds *thresholds); /* months */
bool isms__planning_need_valid(const isms_planning_need *need);

/* -1 conflict, 0 warning, 1 independent. */
int isms__planning_independence(const isms_planning_tie *tie, const isms_thresholds *thresholds);

#endif
