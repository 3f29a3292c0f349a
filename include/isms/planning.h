/** @file
 * Rules of an audit programme, P-*: who may audit what, how often, and what was covered.
 */
#ifndef ISMS_PLANNING_H
#define ISMS_PLANNING_H

#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How an auditor is tied to the area to be audited. */
typedef struct isms_planning_tie {
    uint32_t struct_size;     /**< sizeof(isms_planning_tie) */
    int32_t owns_area;        /**< 1 where the auditor owns it */
    int32_t works_in_area;    /**< 1 where the auditor works there */
    int32_t left_area;        /**< 1 where the auditor worked there before */
    int32_t months_since;     /**< full months since then */
    int32_t reports_to_owner; /**< 1 where the auditor reports to its owner */
    int32_t consulted;        /**< 1 where the auditor or the body consulted on the system, or audited it internally for it */
    int32_t months_consulted; /**< full months since then */
    int32_t has_safeguard;    /**< 1 where a safeguard is recorded: outside auditor, swap with another firm, review by top
                                   management */
} isms_planning_tie;

/** An auditor without ties. */
#define ISMS_PLANNING_TIE_INIT                                                                                                 \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_planning_tie), 0, 0, 0, 0, 0, 0, 0, 0                                                            \
    }

/**
 * Whether an auditor may audit an area (P-01, P-02).
 * @param tie        how they are tied
 * @param thresholds numbers in force (cooling_months), NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling: CONFLICT, WARN or OK
 * @since 0.1
 */
ISMS_API isms_status isms_planning_independence(const isms_planning_tie *tie, const isms_thresholds *thresholds,
                                                const isms_allocator *allocator, isms_ruling **out);

/** What can be audited. */
typedef int32_t isms_planning_kind;

/** Values of #isms_planning_kind. */
enum {
    ISMS_PLANNING_OTHER = 0,   /**< anything else */
    ISMS_PLANNING_CLAUSE = 1,  /**< a clause, 4 to 10 */
    ISMS_PLANNING_CONTROL = 2, /**< an applicable control */
    ISMS_PLANNING_SITE = 3     /**< a site */
};

/** What the interval between audits depends on. */
typedef struct isms_planning_need {
    uint32_t struct_size;    /**< sizeof(isms_planning_need) */
    isms_planning_kind kind; /**< what is audited: each kind has a longest interval */
    int32_t risk;            /**< 0 low, 1 medium, 2 high, 3 critical */
    int32_t findings;        /**< findings that are open or recent */
    int32_t major;           /**< 1 where there was a major in the last cycle */
    int32_t changed;         /**< 1 where it changed since the last audit */
    int32_t incident;        /**< 1 where there was an incident */
} isms_planning_need;

/** A need with nothing in it. */
#define ISMS_PLANNING_NEED_INIT                                                                                                \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_planning_need), 0, 0, 0, 0, 0, 0                                                                 \
    }

/**
 * Months between audits (P-03): by the score 2 * risk + min(3, findings) + 2 (major) + 2 (changed) + 1 (incident).
 * @param need       what it depends on
 * @param thresholds numbers in force (the scores and longest intervals), NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling; the number is the months
 * @retval ISMS_E_RANGE the risk is not 0 to 3, findings are negative, or there is no such kind
 * @since 0.1
 */
ISMS_API isms_status isms_planning_interval(const isms_planning_need *need, const isms_thresholds *thresholds,
                                            const isms_allocator *allocator, isms_ruling **out);

/**
 * What an audit programme left out (P-04). Only determined outcomes count as covered.
 * @param required       names of what is to be covered
 * @param required_count how many
 * @param covered        names of what has a determined outcome; others are ignored
 * @param covered_count  how many
 * @param allocator      where the ruling lives, NULL for malloc
 * @param out            receives the ruling: `complete`, or `missing:` and the names in their order; the number is how many
 * @since 0.1
 */
ISMS_API isms_status isms_planning_coverage(const char *const *required, size_t required_count, const char *const *covered,
                                            size_t covered_count, const isms_allocator *allocator, isms_ruling **out);

#ifdef __cplusplus
}
#endif
#endif
