/** @file
 * Effect of controls: how coverage and reliability limit one control, how several combine, what each of them contributes, and
 * how detection along the stages of an attack divides its outcomes.
 *
 * An effect is the share of a frequency, a magnitude or a vulnerability that is taken away: 0 is none, 1 is all. NaN is "not
 * set" and gives #ISMS_E_NOT_EVALUATED; a number outside 0 to 1 gives #ISMS_E_RANGE.
 */
#ifndef ISMS_EFFECT_H
#define ISMS_EFFECT_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How effects combine. Controls that each act on their own: the first four. Links of one chain: the next two. */
typedef int32_t isms_effect_rule;

/** Values of #isms_effect_rule; e are the effects in descending order, and no control at all has effect 0. */
enum {
    ISMS_EFFECT_MULTIPLICATIVE = 1, /**< 1 - prod(1 - e): independent layers; the default */
    ISMS_EFFECT_MAX = 2,            /**< max e: controls that are substitutes */
    ISMS_EFFECT_DIMINISHING = 3,    /**< 1 - prod(1 - d^(i-1) e_i): unknown overlap, parameter d from 0 to 1 */
    ISMS_EFFECT_COMMON_CAUSE = 4,   /**< 1 - ((1-r) prod(1-e) + r min(1-e)): they fail together with share r from 0 to 1 */
    ISMS_EFFECT_SERIES = 5,         /**< prod e: all links have to work, independently */
    ISMS_EFFECT_WEAKEST_LINK = 6,   /**< min e: all links have to work, whatever their dependence */
    ISMS_EFFECT_MEAN = 7            /**< sum e / k: for imports only, because a weak control added makes the result worse */
};

/** Name of a rule, such as `common_cause`; NULL for none. @since 0.1 */
ISMS_API const char *isms_effect_rule_name(isms_effect_rule rule);

/** Rule of a name, or 0. @since 0.1 */
ISMS_API isms_effect_rule isms_effect_rule_by_name(const char *name);

/**
 * 1 where a control that is added never makes the combined effect smaller: the first four rules.
 * @par Source
 * own classification; a test tries it
 * @since 0.1
 */
ISMS_API int32_t isms_effect_rule_is_monotone(isms_effect_rule rule);

/** Bounds of #isms_effect_combine. */
enum {
    ISMS_EFFECT_MOST = 1024 /**< the most effects that can be combined */
};

/**
 * Effect of one control in operation: coverage * (reliability * intended + (1 - reliability) * variant).
 * @param coverage     share of what is to be protected that the control covers, 0 to 1
 * @param reliability  share of the time that it is in its intended state, 0 to 1
 * @param intended     effect in the intended state, 0 to 1
 * @param variant      effect in any other state, 0 to 1
 * @param[out] effect  effect in operation
 * @par Source
 * operational efficacy as in FAIR-CAM
 * @since 0.1
 */
ISMS_API isms_status isms_effect_in_operation(double coverage, double reliability, double intended, double variant,
                                              double *effect);

/**
 * Combined effect of several controls on the same factor.
 * @param rule           how
 * @param parameter      d or r of the rule; not looked at by the others
 * @param effects        @p count effects in any order
 * @param[out] combined  0 to 1
 * @retval ISMS_E_LIMIT  more than #ISMS_EFFECT_MOST
 * @par Source
 * reliability of parallel and serial systems; beta-factor model of common cause (K. Fleming, 1975)
 * @since 0.1
 */
ISMS_API isms_status isms_effect_combine(isms_effect_rule rule, double parameter, const double *effects, size_t count,
                                         double *combined);

/**
 * What remains (1 - combined effect) whatever the dependence of the controls is.
 * @param[out] least        max(0, sum(1-e) - (k-1)): they never fail together
 * @param[out] greatest     min(1-e): they fail together
 * @param[out] independent  prod(1-e)
 * @par Source
 * Frechet-Hoeffding bounds on joint failure
 * @since 0.1
 */
ISMS_API isms_status isms_effect_bounds(const double *effects, size_t count, double *least, double *greatest,
                                        double *independent);

/** Value of a set of controls, for #isms_effect_shapley: bit i of @p controls stands for control i. Must be finite. */
typedef double (*isms_effect_value)(void *user, uint64_t controls);

/** Bounds of #isms_effect_shapley. */
enum {
    ISMS_SHAPLEY_EXACT = 12, /**< the most controls that are attributed exactly */
    ISMS_SHAPLEY_MOST = 64   /**< the most controls that are attributed at all */
};

/**
 * Divides a value among the controls that it comes from: Shapley values, which depend on no order and sum to the value of all
 * controls less that of none. Exact to #ISMS_SHAPLEY_EXACT controls; beyond, the mean over @p samples pairs of an order and its
 * reverse, drawn by the library's generator from @p seed alone.
 * @param value        value of each set, such as the reduction of a risk
 * @param user         handed to @p value
 * @param count        number of controls, at most #ISMS_SHAPLEY_MOST
 * @param samples      1 or more; looked at beyond the exact number only
 * @param seed         the same seed gives the same shares
 * @param allocator    for working memory; NULL for malloc
 * @param[out] shares  @p count shares
 * @param[out] alone   @p count losses where just that control is removed; may be NULL
 * @retval ISMS_E_NOT_FINITE  @p value gave no number
 * @par Source
 * L. Shapley, A Value for n-Person Games (1953)
 * @since 0.1
 */
ISMS_API isms_status isms_effect_shapley(isms_effect_value value, void *user, size_t count, uint32_t samples, uint64_t seed,
                                         const isms_allocator *allocator, double *shares, double *alone);

/**
 * Shares of the combined effect: #isms_effect_shapley of #isms_effect_combine.
 * @par Source
 * L. Shapley, A Value for n-Person Games (1953)
 * @since 0.1
 */
ISMS_API isms_status isms_effect_attribute(isms_effect_rule rule, double parameter, const double *effects, size_t count,
                                           uint32_t samples, uint64_t seed, const isms_allocator *allocator, double *shares,
                                           double *alone);

/** Detection in one stage of an attack. */
typedef struct isms_detection {
    uint32_t struct_size;           /**< sizeof(isms_detection) */
    double coverage;                /**< share of the places where the stage can happen that are watched, 0 to 1 */
    double visibility;              /**< chance that it leaves something to see there, 0 to 1 */
    double visibility_reliability;  /**< reliability of that, 0 to 1 */
    double recognition;             /**< chance that one review recognises it, 0 to 1 */
    double recognition_reliability; /**< reliability of that, 0 to 1 */
    double cadence;                 /**< time between two reviews, above 0, in the unit of duration */
    double cadence_reliability;     /**< share of the reviews that take place, 0 to 1 */
    double duration;                /**< how long the stage lasts, 0 or more */
    double independence;            /**< share of the reviews that count as independent tries, 0 to 1 */
} isms_detection;

/** All parts not set. */
#define ISMS_DETECTION_INIT                                                                                                    \
    {                                                                                                                          \
        sizeof(isms_detection), 0, 0, 1, 0, 1, 0, 1, 0, 0                                                                      \
    }

/**
 * Chance that a stage is detected: coverage * V * (1 - (1-R)^(independence * reviews)), with V and R the reliable visibility
 * and recognition, and reviews = duration * cadence_reliability / cadence. With independence 0 all reviews are one: coverage *
 * V * R.
 * @param[out] reviews      number of reviews in the stage; may be NULL
 * @param[out] probability  0 to 1
 * @retval ISMS_E_NOT_POSITIVE  the cadence
 * @par Source
 * formula of FAIR-CAM's detection chain; the jump at independence 0 is its special case
 * @since 0.1
 */
ISMS_API isms_status isms_effect_detection(const isms_detection *stage, double *reviews, double *probability);

/** How an attack of several stages ends. The five chances sum to 1. */
typedef struct isms_outcomes {
    uint32_t struct_size; /**< sizeof(isms_outcomes), set by the caller */
    double early;         /**< detected in the first third of the stages */
    double middle;        /**< detected in the second third */
    double late;          /**< detected in the last third */
    double full;          /**< never detected, and the attack succeeds */
    double failed;        /**< not detected, but the attacker gives up or fails */
} isms_outcomes;

/** Sets struct_size. */
#define ISMS_OUTCOMES_INIT                                                                                                     \
    {                                                                                                                          \
        sizeof(isms_outcomes), 0, 0, 0, 0, 0                                                                                   \
    }

/**
 * Divides the outcomes of an attack: stage i is reached where no earlier one was detected and each was progressed from.
 * @param detection    chance of detection in each stage, 0 to 1
 * @param progression  chance that an attacker who is not detected goes on from each stage, 0 to 1
 * @param count        number of stages, 1 or more; stage i of n belongs to third 3 i / n, rounded down
 * @param[out] reach   chance to reach each stage; may be NULL
 * @param[out] out     outcomes; may be NULL
 * @par Source
 * chain of conditional probabilities along the stages
 * @since 0.1
 */
ISMS_API isms_status isms_effect_outcomes(const double *detection, const double *progression, size_t count, double *reach,
                                          isms_outcomes *out);

#ifdef __cplusplus
}
#endif
#endif
