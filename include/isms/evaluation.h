/** @file
 * Evaluations: what a method gives for named inputs, with every step explained.
 *
 * An evaluation is read-only and may be used by any number of threads.
 */
#ifndef ISMS_EVALUATION_H
#define ISMS_EVALUATION_H

#include <isms/diagnostics.h>
#include <isms/method.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Results of a method, step by step. */
typedef struct isms_evaluation isms_evaluation;

/**
 * Evaluates a method.
 * @param names        @p count names of inputs; an input that is not named, or whose value is empty, is not set
 * @param values       @p count values as text: a number, a list such as `5,2,,7`, the id or label of a level, or a word
 * @param allocator    where the result's memory comes from; NULL for malloc
 * @param problems     where the offending input and the reason are written; NULL for nowhere
 * @param[out] out     the evaluation; the caller frees it
 * @retval ISMS_E_NOT_FOUND      the method has no such input
 * @retval ISMS_E_EXISTS         an input is given twice
 * @retval ISMS_E_SYNTAX         a value is no number
 * @retval ISMS_E_NOT_FINITE     a value is infinite or not a number
 * @retval ISMS_E_RANGE          a value outside its range or scale, lists of different length, or a requirement that does not
 * hold
 * @retval ISMS_E_NOT_EVALUATED  a result that needs a value needs something that is not set
 * @retval ISMS_E_NOT_POSITIVE   a division by zero, or a logarithm of what is not above zero
 * @par Source
 * the rules of the method, see isms/method.h
 * @since 0.1
 */
ISMS_API isms_status isms_evaluation_run(const isms_method *method, const char *const *names, const char *const *values,
                                         size_t count, const isms_allocator *allocator, isms_diagnostics *problems,
                                         isms_evaluation **out);

/** Frees an evaluation; NULL is allowed. @since 0.1 */
ISMS_API void isms_evaluation_free(isms_evaluation *evaluation);

/** @name Steps of an evaluation
 * The same steps, in the same order, as the method has. Texts are borrowed and never NULL. @since 0.1
 * @{ */
ISMS_API int32_t isms_evaluation_count(const isms_evaluation *evaluation);                  /**< number of steps */
ISMS_API int32_t isms_evaluation_find(const isms_evaluation *evaluation, const char *name); /**< step of that name, or -1 */
ISMS_API const char *isms_evaluation_name(const isms_evaluation *evaluation,
                                          int32_t step); /**< name of a step; `require` for a requirement */
ISMS_API const char *isms_evaluation_rule(const isms_evaluation *evaluation, int32_t step); /**< its formula, or "input" */
ISMS_API const char *isms_evaluation_text(const isms_evaluation *evaluation,
                                          int32_t step); /**< value; "" where not evaluated */
ISMS_API const char *isms_evaluation_note(const isms_evaluation *evaluation,
                                          int32_t step); /**< matrix cell and neighbours, ... */
/** @} */

/** The value of a step as text, such as `High` or `7.25`; NULL where there is no such step or it was not evaluated. @since 0.1
 */
ISMS_API const char *isms_evaluation_value(const isms_evaluation *evaluation, const char *name);

/**
 * The value of a step as a number: of a level its position from 0, of a list its first element.
 * @retval ISMS_ABSENT       it was not evaluated, and nothing is written
 * @retval ISMS_E_NOT_FOUND  there is no such step
 * @since 0.1
 */
ISMS_API isms_status isms_evaluation_number(const isms_evaluation *evaluation, const char *name, double *value);

/** The whole evaluation as lines of text: method and version, then each step with value, rule, and what it was made from.
 * @since 0.1 */
ISMS_API const char *isms_evaluation_explain(const isms_evaluation *evaluation);

/** The same as one canonical JSON object: sorted members, shortest numbers; equal inputs give equal bytes. @since 0.1 */
ISMS_API const char *isms_evaluation_json(const isms_evaluation *evaluation);

/**
 * Computes every step again with @p method from the inputs that the evaluation kept.
 * @param[out] step  the first step whose value differs, or -1; may be NULL
 * @retval ISMS_OK       all steps agree
 * @retval ISMS_E_DATA   one does not, or the method has other steps
 * @since 0.1
 */
ISMS_API isms_status isms_evaluation_replay(const isms_evaluation *evaluation, const isms_method *method, int32_t *step);

#ifdef __cplusplus
}
#endif
#endif
