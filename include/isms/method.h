/** @file
 * Methods of risk assessment as data: named, versioned compositions of scales, matrices, bands and formulas.
 *
 * A method is written as text, one statement a line:
 *
 * ```
 * scale severity = Low [0,4); Medium [4,7); High [7,10]        levels as in isms_scale_parse
 * matrix table(row_scale, column_scale) level_scale = low,high|high,high
 * semi_quantitative                                            products and means of ordinals are meant, and warned about
 * input likelihood level nist.level                            a level of a scale
 * input impact number [0,10] = 5                               a number in a range, and its default
 * input asset ordinal [0,4] unset -1                           an integer that only ranks; -1 stands for "not set"
 * input factors list [0,9]                                     any number of numbers
 * input mode word technical|business                           one of these words
 * require factors <= 9                                         refused (out of range) where it is false
 * score = mean(factors) * impact                               a result
 * band? = level_of(severity, score)                            a result that may stay without a value
 * ```
 *
 * Expressions have + - * /, comparisons (1 or 0), lists elementwise, and:
 *
 * | function | value |
 * |---|---|
 * | table(m, l, c) | level of matrix m for two levels |
 * | level_of(s, x) | level of scale s whose interval holds x |
 * | reach(s, x, t...) | level of scale s: how many of the ascending thresholds x reaches (t <= x) |
 * | pass(s, x, t...) | level of scale s: how many of them x passes (t < x) |
 * | position(l) | number of a level, from 1; an ordinal |
 * | sum, product, mean, max, min | of all arguments and list elements; the last three of those that are known |
 * | known, count | how many of them are known, how many there are |
 * | first(a, b...) | the first that is known |
 * | pick(w, a, b...) | by the word w: a for its first value, b for its second |
 * | if(c, a, b), when(c, a) | a where c is not 0; else b, or nothing |
 * | positive(x) | x where it is above 0, else nothing |
 * | clamp(x, low, high), floor, ceil, round(x, digits), log10, ln, exp, power(x, y) | |
 * | permutation(list) | 1 where the list holds 1, 2, ... n once each |
 * | near(a, b) | 1 where they differ by at most 1e-9 |
 *
 * **Unknown is a value.** What is not set makes everything that needs it "not evaluated"; it is never replaced by a middle,
 * highest or lowest value. Levels are not numbers: they take part in arithmetic only through `position`, and a product or mean
 * of ordinals is refused unless the method says `semi_quantitative`.
 *
 * A method is read-only once it is made, and may then be used by any number of threads.
 */
#ifndef ISMS_METHOD_H
#define ISMS_METHOD_H

#include <isms/diagnostics.h>
#include <isms/matrix.h>
#include <isms/scale.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A method of risk assessment. */
typedef struct isms_method isms_method;

/** Bounds of a method; a definition beyond them is refused with #ISMS_E_LIMIT. */
enum {
    ISMS_METHOD_STEPS_MOST = 64, /**< inputs and results together */
    ISMS_METHOD_LIST_MOST = 64   /**< numbers in a list */
};

/** What an input takes; see #isms_method_step_kind. */
enum {
    ISMS_STEP_RESULT = 0,  /**< not an input */
    ISMS_STEP_LEVEL = 1,   /**< id or label of a level of its scale */
    ISMS_STEP_NUMBER = 2,  /**< a number */
    ISMS_STEP_ORDINAL = 3, /**< an integer that only ranks */
    ISMS_STEP_LIST = 4,    /**< numbers parted by commas; an empty element is not set */
    ISMS_STEP_WORD = 5     /**< one of the words of the definition */
};

/**
 * Makes a method from its definition. Scales and matrices that it does not define itself are taken from the presets
 * (isms/preset.h).
 * @param id           its name, a token of 1 to 128 letters, digits, `.`, `_`, `:`, `-`
 * @param version      from 1
 * @param definition   as described above
 * @param allocator    where its memory comes from; NULL for malloc
 * @param problems     where the line and what is wrong with it is written; NULL for nowhere
 * @param[out] out     the method; the caller frees it
 * @retval ISMS_E_SYNTAX     a statement is not written like that
 * @retval ISMS_E_NOT_FOUND  a name that nothing has
 * @retval ISMS_E_EXISTS     a name that is taken
 * @retval ISMS_E_KIND       a level in arithmetic, a product or mean of ordinals without `semi_quantitative`, a level of
 * another scale than the matrix has
 * @retval ISMS_E_LIMIT      more than the bounds above
 * @par Source
 * own language, described at the top of this page
 * @since 0.1
 */
ISMS_API isms_status isms_method_parse(const char *id, int32_t version, const char *definition, const isms_allocator *allocator,
                                       isms_diagnostics *problems, isms_method **out);

/** Frees a method; NULL is allowed. @since 0.1 */
ISMS_API void isms_method_free(isms_method *method);

/** @name Parts of a method
 * Texts are borrowed from the method and never NULL. Steps are inputs and results in the order of the definition, numbered from
 * 0.
 * @since 0.1
 * @{ */
ISMS_API const char *isms_method_id(const isms_method *method);                 /**< its name */
ISMS_API int32_t isms_method_version(const isms_method *method);                /**< its version, from 1 */
ISMS_API const char *isms_method_definition(const isms_method *method);         /**< the text it was made from */
ISMS_API int32_t isms_method_is_semi_quantitative(const isms_method *method);   /**< 1 where it does arithmetic on ordinals */
ISMS_API int32_t isms_method_step_count(const isms_method *method);             /**< number of inputs and results */
ISMS_API int32_t isms_method_find(const isms_method *method, const char *name); /**< step of that name, or -1 */
ISMS_API const char *isms_method_step_name(const isms_method *method, int32_t step); /**< name; "" for a requirement */
ISMS_API int32_t isms_method_step_kind(const isms_method *method,
                                       int32_t step); /**< #ISMS_STEP_RESULT, or what an input takes */
ISMS_API const char *isms_method_step_rule(const isms_method *method, int32_t step);        /**< formula of a result, or "" */
ISMS_API const isms_scale *isms_method_step_scale(const isms_method *method, int32_t step); /**< of a level; else NULL */
/** @} */

/**
 * Computes all steps from numbers, without a single allocation: for many risks under one method.
 * @param[in,out] values  one number a step. Inputs are given (levels and words as positions from 0, NaN for not set, which
 * takes the default where there is one); results are written, NaN where not evaluated. Lists are not possible here
 * @param[out] culprit    the step that the status is about, or -1; may be NULL
 * @retval ISMS_E_UNSUPPORTED    the method has an input that is a list
 * @retval ISMS_E_RANGE          an input outside its range, or a requirement that does not hold
 * @retval ISMS_E_NOT_EVALUATED  a result that needs a value needs something that is not set
 * @retval ISMS_E_NOT_POSITIVE   a division by zero, or a logarithm of what is not above zero
 * @par Source
 * the rules of the method
 * @since 0.1
 */
ISMS_API isms_status isms_method_compute(const isms_method *method, double *values, int32_t *culprit);

#ifdef __cplusplus
}
#endif
#endif
