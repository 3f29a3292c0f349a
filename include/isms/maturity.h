/** @file
 * Maturity of controls on the organization's own scale, for each control, for each group of them and for all.
 *
 * Steps of a scale have an order and no distance. Groups are therefore rolled up by rules that need no distance: the lowest
 * step, the median, the share at or above the target, and how many controls stand on each step. A mean is given only where it
 * is asked for, and says what it is.
 *
 * The scale is `maturity_scale` of the document, lowest step first, which counts as 0. Without one, steps are shown by their
 * numbers. The maturity of a row of the Statement of Applicability is what its entry states, else the lowest of its measures,
 * else that of the latest assessment of the control; a value off the scale counts as none, and is told. Only applicable rows
 * count. A result is immutable, and outlives the model.
 */
#ifndef ISMS_MATURITY_H
#define ISMS_MATURITY_H

#include <isms/grouping.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Maturity of controls and of groups; read-only. */
typedef struct isms_maturity isms_maturity;

/** Where the maturity of a row comes from. */
typedef int32_t isms_maturity_origin;

/** Values of #isms_maturity_origin. */
enum {
    ISMS_MATURITY_NONE = 0,      /**< nobody says */
    ISMS_MATURITY_ENTRY = 1,     /**< its entry states it */
    ISMS_MATURITY_MEASURES = 2,  /**< the lowest of its measures */
    ISMS_MATURITY_ASSESSMENT = 3 /**< the latest assessment of the control */
};

/** What a group is rolled up to, for #isms_maturity_figure. */
enum {
    ISMS_MATURITY_APPLICABLE = 1, /**< applicable controls */
    ISMS_MATURITY_RATED = 2,      /**< of these: with a maturity */
    ISMS_MATURITY_LOWEST = 3,     /**< lowest step; -1 where none is rated */
    ISMS_MATURITY_MEDIAN = 4,     /**< median step, the lower of the two in the middle; -1 where none is rated */
    ISMS_MATURITY_HIGHEST = 5,    /**< highest step; -1 where none is rated */
    ISMS_MATURITY_AIMED = 6,      /**< applicable controls with a target */
    ISMS_MATURITY_REACHED = 7     /**< of these: rated at or above it */
};

/**
 * Rolls the maturity of controls up.
 * @param model     the model that @p soa was computed from
 * @param soa       the rows
 * @param grouping  groups of these rows; NULL: themes, then added controls without one
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_NO_MEMORY
 * @par Source
 * ISO/IEC 27001:2022, 9.1; Stevens 1946 on which figures an ordinal scale allows
 * @since 0.1
 */
ISMS_API isms_status isms_maturity_roll_up(const isms_model *model, const isms_soa *soa, const isms_grouping *grouping,
                                           const isms_allocator *allocator, isms_maturity **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_maturity_free(isms_maturity *maturity);

/** @name The scale
 * @since 0.1
 * @{ */
ISMS_API size_t isms_maturity_step_count(const isms_maturity *maturity);             /**< number of steps; 0: none is stated */
ISMS_API const char *isms_maturity_step(const isms_maturity *maturity, size_t step); /**< label of a step, or "" */
ISMS_API size_t isms_maturity_off_scale_count(const isms_maturity *maturity);        /**< values that are no step of it */
ISMS_API const char *isms_maturity_off_scale_text(const isms_maturity *maturity, size_t i); /**< such as `soa_entry E-3: 9` */
/** @} */

/** @name Controls
 * By row of the Statement of Applicability. @since 0.1
 * @{ */
ISMS_API int32_t isms_maturity_value(const isms_maturity *maturity, size_t row);  /**< step, or -1 */
ISMS_API int32_t isms_maturity_target(const isms_maturity *maturity, size_t row); /**< step that is aimed at, or -1 */
ISMS_API isms_maturity_origin isms_maturity_origin_of(const isms_maturity *maturity, size_t row); /**< where it comes from */
/** @} */

/** @name Groups
 * Those of the grouping, or themes; the last one is all controls. They count from 0. @since 0.1
 * @{ */
ISMS_API size_t isms_maturity_group_count(const isms_maturity *maturity);              /**< groups, and all */
ISMS_API const char *isms_maturity_group(const isms_maturity *maturity, size_t group); /**< name; `all` for the last */
ISMS_API int64_t isms_maturity_figure(const isms_maturity *maturity, size_t group, int32_t what); /**< `ISMS_MATURITY_*` */
ISMS_API size_t isms_maturity_on_step(const isms_maturity *maturity, size_t group, size_t step);  /**< controls on a step */
/**
 * The arithmetic mean of the steps' numbers. It supposes that all steps are equally far apart, which an ordinal scale does not
 * say: show it as "mean of ordinal steps", beside the median.
 * @param[out] out the mean
 * @return #ISMS_ABSENT where no control of the group is rated, #ISMS_E_MISUSE. @since 0.1
 */
ISMS_API isms_status isms_maturity_ordinal_mean(const isms_maturity *maturity, size_t group, double *out);
/** The group as a sentence: `technological: 20 of 34 rated; lowest 1 initial, median 3 defined; 12 of 18 at or above target`.
 */
ISMS_API const char *isms_maturity_line(const isms_maturity *maturity, size_t group);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
