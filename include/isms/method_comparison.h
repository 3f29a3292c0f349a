/** @file
 * One register under several risk methods, side by side: which risks would be decided on differently if the method changed.
 */
#ifndef ISMS_METHOD_COMPARISON_H
#define ISMS_METHOD_COMPARISON_H

#include <isms/assessment.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Levels of risks under several methods. Immutable; it lives on without the model, and any number of threads may read it. */
typedef struct isms_method_comparison isms_method_comparison;

/** Bounds of #isms_method_compare. */
enum {
    ISMS_METHOD_COMPARISON_MOST = 8 /**< the most methods */
};

/**
 * Looks the present state of each risk up in the matrix of each method.
 *
 * Likelihood and impact are those of the assessment under the risk's own method, carried over (#isms_scale_convert): by the
 * intervals of the steps where both scales have some in one unit, else by position where they have as many steps, else the
 * level is not known: positions of different scales are not stretched. In a register without any risk method they are taken to
 * be on the scales of the first method. Levels of different methods have names of their own, so that what counts is the
 * decision: a row changes where the methods decide differently, or, where one of them says nothing of decisions, where the ids
 * of the levels differ.
 * @param model    the ISMS; only read
 * @param methods  @p count ids of risk methods of the model or of preset matrices, the model's first
 * @param count    2 to #ISMS_METHOD_COMPARISON_MOST
 * @param options  as for #isms_assess; NULL for defaults
 * @param problems optional: the method that cannot be used
 * @param[out] out owned by the caller
 * @retval ISMS_E_NOT_FOUND  a method is neither
 * @retval ISMS_ABSENT       a method has no matrix
 * @retval ISMS_E_DATA       the matrix of a method cannot be used
 * @retval ISMS_E_RANGE      too few or too many methods
 * @par Source
 * bridge between scales by the interval of the step, as isms/scale.h
 * @since 0.1
 */
ISMS_API isms_status isms_method_compare(const isms_model *model, const char *const *methods, size_t count,
                                         const isms_assess_options *options, isms_diagnostics *problems,
                                         isms_method_comparison **out);

/** Frees a comparison; NULL is allowed. @since 0.1 */
ISMS_API void isms_method_comparison_free(isms_method_comparison *comparison);

/** @name Rows
 * One for each open risk, in the order of the model; methods in the order that they were given. What is not there gives
 * #ISMS_NONE, -1, 0, NULL or "". @since 0.1
 * @{ */
ISMS_API size_t isms_method_comparison_count(const isms_method_comparison *comparison);             /**< number of rows */
ISMS_API isms_id isms_method_comparison_risk(const isms_method_comparison *comparison, size_t row); /**< the risk */
ISMS_API isms_state isms_method_comparison_state(const isms_method_comparison *comparison,
                                                 size_t row); /**< its present state */
/** Id of the level under a method; NULL where it is not known. */
ISMS_API const char *isms_method_comparison_level(const isms_method_comparison *comparison, size_t row, size_t method);
/** Position of the level among those of the method, from 0; -1 where it is not known. */
ISMS_API int32_t isms_method_comparison_rank(const isms_method_comparison *comparison, size_t row, size_t method);
/** What the method decides at that level: a value of the enumeration `decision`, or 0. */
ISMS_API isms_decision isms_method_comparison_decision(const isms_method_comparison *comparison, size_t row, size_t method);
/** 1 where a method decides otherwise than the first. */
ISMS_API int32_t isms_method_comparison_changes(const isms_method_comparison *comparison, size_t row);
/** Why, as a tree of lines; borrowed. */
ISMS_API const char *isms_method_comparison_explain(const isms_method_comparison *comparison, size_t row);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
