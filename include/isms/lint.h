/** @file
 * The matrix linter: whether a risk matrix can rank risks without contradicting the quantities behind it.
 *
 * Risk is taken as likelihood times consequence; a cell stands for the closed rectangle between the ends of its row and its
 * column. Without numeric scales the ends are i/n and j/m. Ends are exact decimals and products are compared as 128-bit
 * integers, so that a verdict is the same everywhere. What is checked, with the rule ids (levels used: the highest is "top",
 * the lowest "bottom"):
 *
 * | rule | severity | finding |
 * |---|---|---|
 * | RM001 | warning | fewer than three levels are used: top and bottom cannot be kept apart |
 * | RM002 | warning | a level between bottom and top, or one of the scale, that no cell has |
 * | RM010 | error | the level falls where likelihood or consequence rises |
 * | RM011 | note | neighbouring cells are more than one level apart |
 * | RM020 | warning | a top cell holds a risk that is no greater than one of a bottom cell (weak consistency) |
 * | RM021 | warning | a bottom cell touches a top cell, so that a small change jumps from one to the other (betweenness) |
 * | RM030 | note | a cell that can hold zero risk is not bottom though the lowest cell is |
 * | RM031 | note | a cell overlaps in risk with other top cells and with no other bottom cell, and is not top |
 * | RM032 | note | a cell overlaps in risk with other bottom cells and with no other top cell, and is not bottom |
 * | RM033 | note | a cell between top and bottom neither lies between such cells nor overlaps with both |
 * | RM040 | note | share of pairs of cells where the higher label can hold the lower risk |
 * | RM041 | note | a level covers risks that differ by more than a factor of a hundred |
 * | RM042 | error | intervals of a scale overlap or leave gaps |
 * | RM043 | error | two consequence scales are measured in different units |
 * | RM050 | note | as a table of "A and B": a cell is rated above the less likely of the two |
 * | RM051 | warning | a level of a scale lies outside the values that can occur |
 * | RM052 | warning | two matrices of the same size give different levels |
 *
 * A matrix of four to six levels usually has findings RM030 to RM033, because it has more levels than the axioms allow: it is
 * not useless for that, but its labels do not order risks as a quantity would. Also known, and not found by rule: ratings
 * cluster in the middle, and where frequency and severity move against each other a matrix can rank worse than chance.
 *
 * @par Source
 * axioms paraphrased after Cox, "What's wrong with risk matrices?" (2008), as formalised in this library; the definitions above
 * and in the functions below are what is computed, and no matrix is called compliant with that paper.
 */
#ifndef ISMS_LINT_H
#define ISMS_LINT_H

#include <isms/diagnostics.h>
#include <isms/matrix.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the linter found; read-only. */
typedef struct isms_lint isms_lint;

/** A rule that is waived for this matrix, and why. */
typedef struct isms_lint_waiver {
    const char *rule;   /**< rule id, such as `RM031` */
    const char *reason; /**< kept with the findings; not empty */
} isms_lint_waiver;

/** Options of the linter. */
typedef struct isms_lint_options {
    uint32_t struct_size;            /**< sizeof(isms_lint_options) */
    uint32_t waiver_count;           /**< how many waivers there are */
    const isms_lint_waiver *waivers; /**< findings of these rules are kept, marked as waived */
} isms_lint_options;

/** No waivers. */
#define ISMS_LINT_OPTIONS_INIT                                                                                                 \
    {                                                                                                                          \
        sizeof(isms_lint_options), 0, NULL                                                                                     \
    }

/** Figures of a lint; see #isms_lint_metric. */
enum {
    ISMS_LINT_LEVELS_USED = 1,      /**< different levels among the cells */
    ISMS_LINT_NOT_MONOTONE = 2,     /**< edges where the level falls (RM010) */
    ISMS_LINT_JUMPS = 3,            /**< edges with a difference of two levels or more (RM011) */
    ISMS_LINT_WEAK_PAIRS = 4,       /**< pairs of a bottom and a top cell that overlap or touch in risk (RM020) */
    ISMS_LINT_TOUCH_EDGE = 5,       /**< bottom cells with a top cell one step away (RM021) */
    ISMS_LINT_TOUCH_CORNER = 6,     /**< bottom cells with a top cell one diagonal step away (RM021) */
    ISMS_LINT_ZERO_CONTOUR = 7,     /**< cells of RM030 */
    ISMS_LINT_SHOULD_BE_TOP = 8,    /**< cells of RM031 */
    ISMS_LINT_SHOULD_BE_BOTTOM = 9, /**< cells of RM032 */
    ISMS_LINT_NOT_BETWEEN = 10,     /**< cells of RM033 */
    ISMS_LINT_INVERSIONS = 11,      /**< ordered pairs of cells whose labels can mislead (RM040) */
    ISMS_LINT_ORDERED_PAIRS = 12,   /**< ordered pairs of cells with different levels */
    ISMS_LINT_CELLS = 13,           /**< cells looked at */
    ISMS_LINT_IMPOSSIBLE = 14       /**< cells of RM050, for #isms_lint_conjunction */
};

/** Axioms; see #isms_lint_holds. */
enum {
    ISMS_LINT_MONOTONE = 1,          /**< RM010 never fires */
    ISMS_LINT_WEAK_CONSISTENCY = 2,  /**< RM020 never fires, and two levels are used at least */
    ISMS_LINT_BETWEENNESS = 3,       /**< RM021 never fires, and two levels are used at least */
    ISMS_LINT_COLOUR_CONSISTENCY = 4 /**< RM030 to RM033 never fire, and two levels are used at least */
};

/**
 * Checks one matrix: all rules but RM043 and RM050 to RM052.
 * @param options    waivers; NULL for none
 * @param allocator  for the result; NULL for malloc
 * @param[out] out   the findings; the caller frees them
 * @retval ISMS_E_UNSUPPORTED  an option that this library does not know
 * @retval ISMS_E_NOT_FOUND    a waiver names no rule
 * @retval ISMS_E_MISUSE       a waiver has no reason
 * @par Source
 * axioms after L. A. Cox, What's wrong with risk matrices? (2008), as worded at the top of this page; further rules are
 * own
 * @since 0.1
 */
ISMS_API isms_status isms_lint_matrix(const isms_matrix *matrix, const isms_lint_options *options,
                                      const isms_allocator *allocator, isms_lint **out);

/**
 * Checks a table of two likelihoods as a table of "A and B" (RM050): the joint event cannot be likelier than either. Positions
 * of rows, columns and levels are taken to mean the same degrees.
 * @par Source
 * P(A and B) <= min(P(A), P(B))
 * @since 0.1
 */
ISMS_API isms_status isms_lint_conjunction(const isms_matrix *matrix, const isms_lint_options *options,
                                           const isms_allocator *allocator, isms_lint **out);

/**
 * Checks a scale of results against the values that can occur (RM051, RM042).
 * @param lowest,highest  the least and the greatest value that the method can give
 * @par Source
 * own rule: a level that no value reaches is a mistake
 * @since 0.1
 */
ISMS_API isms_status isms_lint_scale(const isms_scale *scale, double lowest, double highest, const isms_lint_options *options,
                                     const isms_allocator *allocator, isms_lint **out);

/**
 * Checks two matrices that are used for the same register against each other (RM043, RM052).
 * @par Source
 * own rule: two matrices of one register that rate the same place differently
 * @since 0.1
 */
ISMS_API isms_status isms_lint_pair(const isms_matrix *first, const isms_matrix *second, const isms_lint_options *options,
                                    const isms_allocator *allocator, isms_lint **out);

/** Frees findings; NULL is allowed. @since 0.1 */
ISMS_API void isms_lint_free(isms_lint *lint);

/** Number of findings kept: at most 100 for each rule; the figures of #isms_lint_metric count all. @since 0.1 */
ISMS_API size_t isms_lint_count(const isms_lint *lint);

/** @name Parts of finding @p i
 * Texts are borrowed from the findings and never NULL. Cells that do not apply are -1. @since 0.1
 * @{ */
ISMS_API const char *isms_lint_rule(const isms_lint *lint, size_t i);       /**< rule id */
ISMS_API isms_severity isms_lint_severity(const isms_lint *lint, size_t i); /**< 0 where there is no such finding */
ISMS_API const char *isms_lint_message(const isms_lint *lint, size_t i);    /**< one sentence */
ISMS_API const char *isms_lint_waived(const isms_lint *lint, size_t i);     /**< reason of the waiver, or "" */
ISMS_API int32_t isms_lint_row(const isms_lint *lint, size_t i);            /**< likelihood of the cell, from 0 */
ISMS_API int32_t isms_lint_column(const isms_lint *lint, size_t i);         /**< consequence of the cell, from 0 */
/** @} */

/**
 * A figure, such as #ISMS_LINT_INVERSIONS; 0 for one that does not exist.
 * @par Source
 * counts of the rules named
 * @since 0.1
 */
ISMS_API int64_t isms_lint_metric(const isms_lint *lint, int32_t metric);

/**
 * 1 where an axiom, such as #ISMS_LINT_BETWEENNESS, holds; waivers do not change it.
 * @par Source
 * as #isms_lint_matrix
 * @since 0.1
 */
ISMS_API int32_t isms_lint_holds(const isms_lint *lint, int32_t axiom);

/** What a rule id means, one sentence; NULL where there is no such rule. @since 0.1 */
ISMS_API const char *isms_lint_rule_text(const char *rule);

/**
 * Counts the n x n matrices, on unit scales, that hold weak consistency, betweenness and colour consistency.
 * @param n        1 to 4 rows and columns, or to 6 where only monotone matrices are looked at
 * @param levels   levels that may be used, 1 to 3
 * @param monotone 1: only matrices whose levels never fall; 0: all, for n up to 3
 * @retval ISMS_E_LIMIT  more matrices than can be looked at
 * @par Source
 * own enumeration of all colourings
 * @since 0.1
 */
ISMS_API isms_status isms_lint_enumerate(int32_t n, int32_t levels, int32_t monotone, int64_t *solutions);

#ifdef __cplusplus
}
#endif
#endif
