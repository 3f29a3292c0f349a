/** @file
 * Risk assessment of a model: the level of each risk in each state, and why.
 *
 * The result is immutable and lives on without the model; any number of threads may read it.
 */
#ifndef ISMS_ASSESSMENT_H
#define ISMS_ASSESSMENT_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** State of a risk. */
typedef int32_t isms_state;

/** Values of #isms_state. */
enum {
    ISMS_INHERENT = 0, /**< without controls */
    ISMS_CURRENT = 1,  /**< with the controls that are implemented */
    ISMS_RESIDUAL = 2, /**< with the planned ones too, at the plan's end */
    ISMS_TARGET = 3    /**< what is to be reached: a demand, not an assessment */
};

/** How a level came about. */
typedef int32_t isms_level_origin;

/** Values of #isms_level_origin. */
enum {
    ISMS_LEVEL_UNKNOWN = 0,  /**< something that is needed is not known: never a middle value */
    ISMS_LEVEL_COMPUTED = 1, /**< from likelihood and impact by the method's matrix */
    ISMS_LEVEL_RECORDED = 2, /**< only the level is recorded; it is taken over */
    ISMS_LEVEL_DERIVED = 3   /**< from an earlier state and the declared effects of controls */
};

/** What the acceptance criteria say of a level. */
typedef int32_t isms_decision;

/** Options of an assessment. Zero means the default. */
typedef struct isms_assess_options {
    uint32_t struct_size; /**< set by #ISMS_ASSESS_OPTIONS_INIT */
    uint32_t flags;       /**< 0 */
    isms_day as_of;       /**< the day that it holds for: a control counts from its date of implementation until it is
                               retired, an acceptance until it expires; 0: by their status only */
    const char *method;   /**< id of the one risk method to use for all risks, or of a preset matrix; NULL: each risk's own, or
                               the only one */
    const isms_allocator *allocator; /**< where the result lives; NULL for malloc */
} isms_assess_options;

/** Default options. */
#define ISMS_ASSESS_OPTIONS_INIT                                                                                               \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_assess_options), 0, 0, NULL, NULL                                                                \
    }

/** Levels of all risks of a model. */
typedef struct isms_assessment isms_assessment;

/**
 * Assesses all risks, by the matrices of their methods (ISO/IEC 27001:2022, 6.1.2 d).
 *
 * Likelihood and impact that are recorded decide; impacts on several criteria are aggregated by the method (default: the
 * highest; a weighted mean only where the method is semi-quantitative, and rounded up). The level is that of the method's
 * matrix, or of the product or sum of the positions by the least score of each level, or what its formula gives (a preset
 * method or a definition, see isms/method.h) for the risk's factors and, where it asks for them, likelihood and impact. Where
 * one method is used for all, positions on the scales of others are carried over as by #isms_method_compare, and not known
 * where that cannot be done; levels that were recorded under others do not count then. A state without values of its own is
 * derived from the state before it where controls declare effects in steps, else it is unknown. A recorded level that differs
 * from the computed one is kept and told; it is never changed.
 * @param problems optional: a warning for each risk that cannot be assessed or whose recorded level differs
 * @param[out] out owned by the caller
 * @retval ISMS_E_NOT_FOUND no risk method and no preset matrix has the id of the option
 * @since 0.1
 */
ISMS_API isms_status isms_assess(const isms_model *model, const isms_assess_options *options, isms_diagnostics *problems,
                                 isms_assessment **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_assessment_free(isms_assessment *assessment);

/** Name of a state, such as `residual`; "" for none. @since 0.1 */
ISMS_API const char *isms_state_name(isms_state state);

/** @name Risks of the assessment
 * In the order of the model. A risk that is not there gives 0, -1 or NULL. @since 0.1
 * @{ */
ISMS_API size_t isms_assessment_count(const isms_assessment *assessment);           /**< number of risks */
ISMS_API isms_id isms_assessment_risk(const isms_assessment *assessment, size_t i); /**< risk @p i, from 0 */
/** Risk @p i of a ranking: highest present level first, then likelihood times impact, then id. The ranking is made when it is
 * first asked for; #ISMS_NONE where memory is short then. */
ISMS_API isms_id isms_assessment_ranked(const isms_assessment *assessment, size_t i);
ISMS_API const char *isms_assessment_level(const isms_assessment *assessment, isms_id risk,
                                           isms_state state); /**< id, or NULL */
ISMS_API int32_t isms_assessment_rank(const isms_assessment *assessment, isms_id risk,
                                      isms_state state); /**< from 0, lowest; -1 */
ISMS_API int32_t isms_assessment_likelihood(const isms_assessment *assessment, isms_id risk,
                                            isms_state state);                                              /**< from 1; 0 */
ISMS_API int32_t isms_assessment_impact(const isms_assessment *assessment, isms_id risk, isms_state state); /**< from 1; 0 */
/** How the level came about. @since 0.1 */
ISMS_API isms_level_origin isms_assessment_origin(const isms_assessment *assessment, isms_id risk, isms_state state);
/** Recorded level where it differs from the one above; else NULL. */
ISMS_API const char *isms_assessment_recorded(const isms_assessment *assessment, isms_id risk, isms_state state);
/** The state that holds now: current, else residual, else inherent; -1 where all are unknown. */
ISMS_API isms_state isms_assessment_present(const isms_assessment *assessment, isms_id risk);
/** A value of the enumeration `decision` for the level, or 0 where the method says nothing of it. */
ISMS_API isms_decision isms_assessment_decision(const isms_assessment *assessment, isms_id risk, isms_state state);
/** Why the level is what it is, as a tree of lines; borrowed, made when it is first asked for; "" for no risk and where memory
 * is short. It names likelihood and impact with what they follow from, the cell with what one step more or less would give,
 * what controls take away and the share of each (#isms_effect_shapley), the worth of the assets, who assessed it, acceptances
 * with authority and expiry, the linter's remarks on the matrix, and what the criteria say. */
ISMS_API const char *isms_assessment_explain(const isms_assessment *assessment, isms_id risk, isms_state state);
/** The same as one canonical JSON object: sorted members, shortest numbers; equal inputs give equal bytes. A node has a name,
 * a rule, and where there are some a value, a label for it, the source of an input, and the nodes that it follows from. The
 * method stands with its version and a SHA-256 of what decides in it. */
ISMS_API const char *isms_assessment_explain_json(const isms_assessment *assessment, isms_id risk, isms_state state);
/** Number of open risks whose present level is @p level; NULL counts those that are unknown. */
ISMS_API size_t isms_assessment_count_at(const isms_assessment *assessment, const char *level);
/** @} */

/**
 * Computes every node of an explanation again from the nodes below it: scales carried over, criteria aggregated, steps taken
 * off, the matrix made anew and looked up, effects combined, the valuation inherited.
 * @param problems optional: the first node that differs
 * @retval ISMS_OK          all nodes agree: positions and levels exactly, shares to 1e-12
 * @retval ISMS_E_DATA      one does not
 * @retval ISMS_E_NOT_FOUND there is no such risk
 * @retval ISMS_E_RANGE     there is no such state
 * @par Source
 * ISO/IEC 27001:2022, 6.1.2 b: assessments give consistent, valid and comparable results
 * @since 0.1
 */
ISMS_API isms_status isms_assessment_replay(const isms_assessment *assessment, isms_id risk, isms_state state,
                                            isms_diagnostics *problems);

#ifdef __cplusplus
}
#endif
#endif
