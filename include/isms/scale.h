/** @file
 * Scales: ordered levels, each with a label and, where it is known, the numbers that it stands for.
 *
 * A scale is read-only once it is made, and may then be used by any number of threads. Levels are numbered from 0, lowest
 * first.
 */
#ifndef ISMS_SCALE_H
#define ISMS_SCALE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An ordered set of levels. */
typedef struct isms_scale isms_scale;

/** Limits of a scale. */
enum {
    ISMS_SCALE_MOST = 32 /**< the most levels that a scale may have */
};

/** Which number stands for a level that has an interval; see #isms_scale_representative. */
enum {
    ISMS_REPRESENTATIVE_MIDDLE = 1,   /**< arithmetic mean of the ends: where all values inside are equally likely */
    ISMS_REPRESENTATIVE_GEOMETRIC = 2 /**< geometric mean: where the orders of magnitude are; both ends above zero */
};

/**
 * Makes a scale from its levels, lowest first, parted by `;`. A level is `id`, or `id [lower,upper) = label`, where the
 * interval and the label may be left out: `"VL [0,5) = Very low; L [5,21) = Low; VH [96,100] = Very high"`. Ends are decimals;
 * an interval holds its lower end, and its upper end only where it closes with `]`; an upper end that is left out is infinity.
 *
 * @param levels     1 to #ISMS_SCALE_MOST levels; ids differ
 * @param unit       what the intervals are measured in, such as `1/yr`, `EUR` or `0..100`; NULL for none
 * @param allocator  where its memory comes from; NULL for malloc
 * @param[out] out   the scale; the caller frees it
 * @retval ISMS_E_SYNTAX              a level is not written like that
 * @retval ISMS_E_EXISTS              two levels have the same id
 * @retval ISMS_E_LOW_NOT_BELOW_HIGH  an interval is empty
 * @retval ISMS_E_LIMIT               more than #ISMS_SCALE_MOST levels, or an end with more than 18 digits
 * @since 0.1
 */
ISMS_API isms_status isms_scale_parse(const char *levels, const char *unit, const isms_allocator *allocator, isms_scale **out);

/** Frees a scale; NULL is allowed. @since 0.1 */
ISMS_API void isms_scale_free(isms_scale *scale);

/** @name Parts of a scale
 * Texts are borrowed from the scale and never NULL: those of a level that does not exist are empty. @since 0.1
 * @{ */
ISMS_API int32_t isms_scale_count(const isms_scale *scale);                    /**< number of levels */
ISMS_API const char *isms_scale_id(const isms_scale *scale, int32_t level);    /**< id of a level */
ISMS_API const char *isms_scale_label(const isms_scale *scale, int32_t level); /**< its label; its id where it has none */
ISMS_API const char *isms_scale_unit(const isms_scale *scale);                 /**< unit of the intervals, or "" */
/** @} */

/** The level with that id or label (ASCII letters of either case are the same), or -1. @since 0.1 */
ISMS_API int32_t isms_scale_find(const isms_scale *scale, const char *id);

/**
 * The interval of a level.
 * @param[out] lower,upper  its ends; @p upper is infinite where it has none. Either may be NULL
 * @retval ISMS_ABSENT  the level has no interval, and nothing is written
 * @retval ISMS_E_RANGE there is no such level
 * @since 0.1
 */
ISMS_API isms_status isms_scale_interval(const isms_scale *scale, int32_t level, double *lower, double *upper);

/**
 * The level that a value lies in.
 * @param[out] level  the level, untouched where the call fails
 * @retval ISMS_E_NOT_FINITE  @p value is no number
 * @retval ISMS_E_RANGE       it lies in no interval
 * @par Source
 * intervals of the scale
 * @since 0.1
 */
ISMS_API isms_status isms_scale_level_of(const isms_scale *scale, double value, int32_t *level);

/**
 * A number that stands for a level: the bridge from an ordinal to a quantitative method. It lies inside the level's interval,
 * so that #isms_scale_level_of gives the same level back.
 * @param kind  #ISMS_REPRESENTATIVE_MIDDLE or #ISMS_REPRESENTATIVE_GEOMETRIC
 * @retval ISMS_E_NOT_EVALUATED  the level has no interval, or no upper end: no number is made up for it
 * @retval ISMS_E_NOT_POSITIVE   a geometric mean of an interval that reaches zero
 * @par Source
 * arithmetic or geometric mean of the ends of the interval
 * @since 0.1
 */
ISMS_API isms_status isms_scale_representative(const isms_scale *scale, int32_t level, int32_t kind, double *value);

/**
 * The level of another scale that stands for the same: for a change of method, and for comparing two.
 * Where both scales have intervals in the same unit, it is the level whose interval holds the number that stands for @p level
 * (the geometric mean of its ends, or their arithmetic mean where it reaches zero). Where they have as many levels, and not
 * both have intervals, it is the level at the same position.
 * @param[out] out  level of @p to
 * @retval ISMS_E_NOT_EVALUATED  the scales have nothing in common, or the level has no number to stand for it; none is guessed
 * @retval ISMS_E_RANGE          there is no such level, or its number lies in no interval of @p to
 * @par Source
 * own rule: what stands for the level, looked up in the other scale
 * @since 0.1
 */
ISMS_API isms_status isms_scale_convert(const isms_scale *from, const isms_scale *to, int32_t level, int32_t *out);

#ifdef __cplusplus
}
#endif
#endif
