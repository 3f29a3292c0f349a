/** @file
 * Risk matrices: the level for each pair of likelihood and consequence. Rows are likelihoods, columns consequences, both
 * ascending and numbered from 0; levels are numbered from 0, lowest first.
 *
 * A matrix is read-only once it is made, and may then be used by any number of threads. Checks of a matrix are in isms/lint.h.
 */
#ifndef ISMS_MATRIX_H
#define ISMS_MATRIX_H

#include <isms/common.h>
#include <isms/scale.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A table of levels. */
typedef struct isms_matrix isms_matrix;

/** Limits of a matrix; it has no more levels than a scale (#ISMS_SCALE_MOST). */
enum {
    ISMS_MATRIX_MOST = 32 /**< the most rows and the most columns */
};

/** How a matrix is made from a formula; see #isms_matrix_from_rule. */
enum {
    ISMS_MATRIX_PRODUCT = 1, /**< position of the likelihood times position of the consequence, both from 1 */
    ISMS_MATRIX_SUM = 2      /**< their sum: for scales that are logarithmic */
};

/**
 * Makes a matrix from its cells.
 * @param likelihoods         rows, 1 to #ISMS_MATRIX_MOST
 * @param consequences        columns, 1 to #ISMS_MATRIX_MOST
 * @param levels              the cells row by row, each 0 to #ISMS_SCALE_MOST - 1
 * @param allocator           where its memory comes from; NULL for malloc
 * @param[out] out            the matrix; the caller frees it
 * @retval ISMS_E_RANGE       a count or a level outside its range
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_new(int32_t likelihoods, int32_t consequences, const int32_t *levels,
                                     const isms_allocator *allocator, isms_matrix **out);

/**
 * Makes a matrix from its cells as text: rows parted by `|`, cells by `,`, each a number from 0 or, where @p scale is given,
 * the id of a level of it: `"0,1|1,2"`, `"low,high|high,high"`.
 * @param scale  levels of the cells, copied; NULL where they are numbers without names
 * @retval ISMS_E_SYNTAX     a cell is neither, or rows differ in length
 * @retval ISMS_E_NOT_FOUND  the scale has no such level
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_parse(const char *cells, const isms_scale *scale, const isms_allocator *allocator,
                                       isms_matrix **out);

/**
 * Makes a matrix from a rule and thresholds: the level of a cell is the number of thresholds that its product or sum reaches.
 * @param rule        #ISMS_MATRIX_PRODUCT or #ISMS_MATRIX_SUM
 * @param thresholds  ascending; fewer than #ISMS_SCALE_MOST
 * @retval ISMS_E_LOW_NOT_BELOW_HIGH  the thresholds do not ascend
 * @par Source
 * bands of a product or a sum of positions
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_from_rule(int32_t rule, int32_t likelihoods, int32_t consequences, const int32_t *thresholds,
                                           size_t count, const isms_allocator *allocator, isms_matrix **out);

/**
 * Makes a matrix of three levels from two thresholds of quantitative risk (likelihood times consequence): 0 where all of a cell
 * is at most @p low, 2 where all of it is at least @p high, 1 elsewhere. Weakly consistent by construction.
 * @param likelihood_bounds   ends of the rows' intervals, one more than there are rows, ascending decimals, none negative
 * @param consequence_bounds  the same for the columns
 * @param low,high            decimals, @p low below @p high
 * @retval ISMS_E_LOW_NOT_BELOW_HIGH  bounds do not ascend, or @p low is not below @p high
 * @retval ISMS_E_RANGE               fewer than two or too many bounds, or a negative one
 * @retval ISMS_E_SYNTAX              something is no decimal of at most 18 digits
 * @par Source
 * own construction; the axiom is the weak consistency of Cox 2008 as worded in isms/lint.h
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_synthesise(const char *const *likelihood_bounds, size_t likelihood_count,
                                            const char *const *consequence_bounds, size_t consequence_count, const char *low,
                                            const char *high, const isms_allocator *allocator, isms_matrix **out);

/** Frees a matrix; NULL is allowed. @since 0.1 */
ISMS_API void isms_matrix_free(isms_matrix *matrix);

/**
 * A copy of a matrix with scales that give its rows, columns and levels names, and numbers to the linter.
 * @param likelihood,consequence,level  copied; any may be NULL. They have as many levels as the matrix has rows and columns,
 * and at least as many as it uses
 * @retval ISMS_E_RANGE  a scale does not fit
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_with_scales(const isms_matrix *matrix, const isms_scale *likelihood,
                                             const isms_scale *consequence, const isms_scale *level,
                                             const isms_allocator *allocator, isms_matrix **out);

/**
 * A copy of a matrix with numeric ends of its rows and columns, for the linter.
 * @param likelihood_bounds,consequence_bounds  as for #isms_matrix_synthesise; one more each than there are rows and columns
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_with_bounds(const isms_matrix *matrix, const char *const *likelihood_bounds,
                                             size_t likelihood_count, const char *const *consequence_bounds,
                                             size_t consequence_count, const isms_allocator *allocator, isms_matrix **out);

/** @name Parts of a matrix
 * @since 0.1
 * @{ */
ISMS_API int32_t isms_matrix_likelihood_count(const isms_matrix *matrix);  /**< number of rows */
ISMS_API int32_t isms_matrix_consequence_count(const isms_matrix *matrix); /**< number of columns */
ISMS_API int32_t
isms_matrix_level_count(const isms_matrix *matrix); /**< levels: those of its scale, else the highest used and 1 */
/** Level of a cell, or -1 where there is no such cell: what is not set (-1) stays not set. */
ISMS_API int32_t isms_matrix_level(const isms_matrix *matrix, int32_t likelihood, int32_t consequence);
ISMS_API const isms_scale *isms_matrix_likelihood_scale(const isms_matrix *matrix);  /**< borrowed; NULL where it has none */
ISMS_API const isms_scale *isms_matrix_consequence_scale(const isms_matrix *matrix); /**< borrowed; NULL where it has none */
ISMS_API const isms_scale *isms_matrix_level_scale(const isms_matrix *matrix);       /**< borrowed; NULL where it has none */
/** @} */

/**
 * Levels of many pairs at once; the result for a pair outside the matrix, or not set, is -1.
 * @param likelihoods,consequences  @p count positions each, from 0
 * @param[out] levels               @p count levels
 * @par Source
 * the matrix itself
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_look_up(const isms_matrix *matrix, size_t count, const int32_t *likelihoods,
                                         const int32_t *consequences, int32_t *levels);

/** The four neighbours of a cell. */
typedef struct isms_neighbours {
    uint32_t struct_size;       /**< sizeof(isms_neighbours), set by the caller */
    int32_t likelihood_lower;   /**< level with likelihood one step lower; -1 where there is no such cell */
    int32_t likelihood_higher;  /**< one step higher */
    int32_t consequence_lower;  /**< level with consequence one step lower */
    int32_t consequence_higher; /**< one step higher */
    int32_t sensitive;          /**< how many of the four have another level than the cell itself */
} isms_neighbours;

/** Sets struct_size. */
#define ISMS_NEIGHBOURS_INIT                                                                                                   \
    {                                                                                                                          \
        sizeof(isms_neighbours), -1, -1, -1, -1, 0                                                                             \
    }

/**
 * The levels one step away from a cell: what a slightly different rating would give. @retval ISMS_E_RANGE no such cell
 * @par Source
 * the matrix itself, one step aside
 * @since 0.1
 */
ISMS_API isms_status isms_matrix_neighbours(const isms_matrix *matrix, int32_t likelihood, int32_t consequence,
                                            isms_neighbours *out);

#ifdef __cplusplus
}
#endif
#endif
