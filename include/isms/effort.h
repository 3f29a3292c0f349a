/** @file
 * Auditor time: days of an audit from the number of persons, by the rules T-*.
 *
 * The table follows published copies of the table of ISO/IEC 27006; the standard itself was not read. Bands above 1,175 persons
 * rest on a single source and are marked unverified in every result that uses them.
 */
#ifndef ISMS_EFFORT_H
#define ISMS_EFFORT_H

#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Audit of a three-year cycle, for time and samples. */
typedef int32_t isms_cycle_audit;

/** Values of #isms_cycle_audit. */
enum {
    ISMS_CYCLE_AUDIT_INITIAL = 1,        /**< Stage 1 and Stage 2 together */
    ISMS_CYCLE_AUDIT_SURVEILLANCE = 2,   /**< one surveillance audit */
    ISMS_CYCLE_AUDIT_RECERTIFICATION = 3 /**< the recertification audit */
};

/** What the time of an audit depends on. */
typedef struct isms_effort {
    uint32_t struct_size;   /**< sizeof(isms_effort) */
    int32_t persons;        /**< people doing work under the organization's control in the scope, not only employees */
    isms_cycle_audit audit; /**< 0 is the initial audit */
    int32_t adjustment_pct; /**< sum of the adjustments in per cent; reductions are negative */
    int32_t joint_pct;      /**< further reduction for an integrated audit in per cent, 0 or more */
    int32_t sampled_site;   /**< 1 for one sampled site, where all reductions together have a limit of their own */
} isms_effort;

/** An effort with nothing known. */
#define ISMS_EFFORT_INIT                                                                                                       \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_effort), 0, 0, 0, 0, 0                                                                           \
    }

/**
 * Time of an audit in days of eight hours, rounded up to the half day.
 * @param effort     what it depends on
 * @param thresholds numbers in force (max_reduction, site_reduction, joint_reduction), NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling: days such as `16.5`, with the half days as #isms_ruling_number; ERROR without persons
 *                   (T-00); REJECT for too large a reduction (T-03); FOLLOW_PROGRESSION above the table
 * @retval ISMS_E_RANGE there is no such audit, or a percentage is out of range
 * @since 0.1
 */
ISMS_API isms_status isms_effort_time(const isms_effort *effort, const isms_thresholds *thresholds,
                                      const isms_allocator *allocator, isms_ruling **out);

/**
 * Persons after counting groups that do one identical simple activity by their square root, rounded up (T-02).
 * @param groups    number of people of each such group
 * @param count     how many groups; 0 allows @p groups to be NULL
 * @param other     all other people
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling; the number is the effective persons
 * @retval ISMS_E_RANGE a number is negative, or the sum is too large
 * @since 0.1
 */
ISMS_API isms_status isms_effort_persons(const int32_t *groups, size_t count, int32_t other, const isms_allocator *allocator,
                                         isms_ruling **out);

/**
 * Adjustment from six factors scored 1 to 3 (T-05): their two groups are low (3-4), medium (5-6) or high (7-9).
 * @param business  type of business and regulation, processes and tasks, how established the management system is
 * @param it        complexity of infrastructure, dependence on outsourcing and cloud, development of systems
 * @param matrix    nine percentages, row by row for the business group, that the host supplies; they could not be verified, so
 *                  the library has none of its own. NULL: only medium with medium is known, 0 per cent
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling; the number is the percentage for isms_effort.adjustment_pct
 * @retval ISMS_E_RANGE a score is not 1 to 3
 * @since 0.1
 */
ISMS_API isms_status isms_effort_adjustment(const int32_t business[3], const int32_t it[3], const int32_t *matrix,
                                            const isms_allocator *allocator, isms_ruling **out);

/** @name The table and the circumstances as data
 * @since 0.1
 * @{ */
ISMS_API int32_t isms_effort_band_persons(int32_t i);       /**< most persons of band @p i from 0; 0 past the last */
ISMS_API int32_t isms_effort_band_half_days(int32_t i);     /**< half days of the initial audit; 0 past the last */
ISMS_API int32_t isms_effort_band_is_unverified(int32_t i); /**< 1 where it rests on a single source */
ISMS_API const char *isms_effort_factor(int32_t i);         /**< circumstance @p i that changes the time; NULL past the last */
ISMS_API int32_t isms_effort_factor_effect(int32_t i);      /**< 1 more time, -1 less; 0 past the last */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
