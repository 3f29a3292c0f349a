/** @file
 * Many findings in one area: when minors add up to a proposed major.
 */
#ifndef ISMS_AREA_H
#define ISMS_AREA_H

#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an area is. */
typedef int32_t isms_area_scope;

/** Values of #isms_area_scope. */
enum {
    ISMS_AREA_REQUIREMENT = 1, /**< one clause or control */
    ISMS_AREA_ISSUE = 2,       /**< one issue that several findings share */
    ISMS_AREA_CAUSE = 3,       /**< one cause that several findings share */
    ISMS_AREA_CLAUSE = 4,      /**< a top-level clause, 4 to 10 */
    ISMS_AREA_THEME = 5,       /**< a theme or group of controls */
    ISMS_AREA_AUDIT = 6        /**< the whole audit */
};

/** What was found in an area. Carried minors count once; what was not assessed or does not apply is left out. */
typedef struct isms_area {
    uint32_t struct_size;         /**< sizeof(isms_area) */
    isms_area_scope scope;        /**< what the area is */
    int32_t majors;               /**< major nonconformities */
    int32_t minors;               /**< minor nonconformities */
    int32_t ofis;                 /**< opportunities for improvement */
    int32_t assessed;             /**< requirements of the area with a determined outcome */
    int32_t undetermined;         /**< requirements that were looked at without a determined outcome */
    int32_t threshold;            /**< minors that make a major here; 0 for that of the scope */
    const char *declined_because; /**< reason why the auditor declined the proposed major; NULL where not declined */
} isms_area;

/** An area with nothing in it. */
#define ISMS_AREA_INIT                                                                                                         \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_area), 0, 0, 0, 0, 0, 0, 0, NULL                                                                 \
    }

/**
 * Aggregates an area by the rules AG-*.
 *
 * `AGG_MAJOR` proposes one new major against the area; the minors keep their grade and actions and are linked to it. It counts
 * as a major until the auditor accepts it, or declines with a reason. #isms_ruling_number is the number of majors that the area
 * counts.
 * @param area       what was found
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling: MAJOR, AGG_MAJOR, MINOR, MINOR+review, OFI, NOT_DETERMINED or COMPLIANT
 * @retval ISMS_E_RANGE a count is negative, or the scope is none
 * @since 0.1
 */
ISMS_API isms_status isms_area_aggregate(const isms_area *area, const isms_thresholds *thresholds,
                                         const isms_allocator *allocator, isms_ruling **out);

/** The scope of a name: `requirement`, `issue`, `cause`, `clause`, `theme`, `audit`; 0 where there is none. @since 0.1 */
ISMS_API isms_area_scope isms_area_scope_by_name(const char *name);

#ifdef __cplusplus
}
#endif
#endif
