/** @file
 * A plan for an audit programme: what is audited when and by whom, within the capacity of the audits, and what remains
 * uncovered.
 */
#ifndef ISMS_PLAN_H
#define ISMS_PLAN_H

#include <isms/programme.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A plan; immutable, may be read by any number of threads. It lives on without its programme. */
typedef struct isms_plan isms_plan;

/** What became of a unit. */
typedef int32_t isms_plan_state;

/** Values of #isms_plan_state. */
enum {
    ISMS_PLAN_IN_TIME = 1,   /**< planned on or before its due day */
    ISMS_PLAN_LATE = 2,      /**< planned, but after its due day */
    ISMS_PLAN_UNCOVERED = 3, /**< due, but no audit has room for it */
    ISMS_PLAN_NO_AUDITOR = 4 /**< due, but no auditor is competent and free of conflict */
};

/**
 * Plans the audits of a programme from @p as_of to @p until.
 *
 * A unit is due its interval (P-03) after its last audit, at once where it never was audited. Each audit, in the order of days,
 * takes what falls due before the next one: by due day, then by score, then in the order of the programme, as long as its hours
 * last. The first auditor who is competent and free of conflict (P-01) is assigned.
 * @param programme  the programme; read, not kept
 * @param as_of      first day of the plan; earlier audits are left out
 * @param until      last day of the plan
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the plan lives, NULL for malloc
 * @param out        receives the plan
 * @retval ISMS_E_RANGE the days are no dates or in the wrong order
 * @since 0.1
 */
ISMS_API isms_status isms_plan_build(const isms_programme *programme, isms_day as_of, isms_day until,
                                     const isms_thresholds *thresholds, const isms_allocator *allocator, isms_plan **out);

/** Frees a plan; NULL is allowed. @since 0.1 */
ISMS_API void isms_plan_free(isms_plan *plan);

/** @name Entries
 * Planned ones first, by day; then what remains uncovered, by due day. Texts are borrowed and never NULL; "" or 0 out of range.
 * @since 0.1
 * @{ */
ISMS_API size_t isms_plan_count(const isms_plan *plan);                       /**< number of entries */
ISMS_API size_t isms_plan_uncovered_count(const isms_plan *plan);             /**< of these, those without an audit */
ISMS_API isms_plan_state isms_plan_state_of(const isms_plan *plan, size_t i); /**< what became of it */
ISMS_API const char *isms_plan_unit(const isms_plan *plan, size_t i);         /**< id of the unit */
ISMS_API const char *isms_plan_audit(const isms_plan *plan, size_t i);        /**< id of the audit, or "" */
ISMS_API const char *isms_plan_auditor(const isms_plan *plan, size_t i);      /**< id of the auditor, or "" */
ISMS_API isms_day isms_plan_day(const isms_plan *plan, size_t i);             /**< day of the audit, or 0 */
ISMS_API isms_day isms_plan_due(const isms_plan *plan, size_t i);             /**< day on which the unit is due */
ISMS_API int32_t isms_plan_interval(const isms_plan *plan, size_t i);         /**< months between its audits (P-03) */
ISMS_API int32_t isms_plan_is_dependent(const isms_plan *plan, size_t i);     /**< 1 where a safeguard is needed (P-02) */
ISMS_API const char *isms_plan_reason(const isms_plan *plan, size_t i);       /**< one sentence */
/** @} */

/** Hours of an audit that the plan fills; 0 where there is no audit of that id. @since 0.1 */
ISMS_API int32_t isms_plan_hours(const isms_plan *plan, const char *audit);

#ifdef __cplusplus
}
#endif
#endif
