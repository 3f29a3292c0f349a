/** @file
 * Choosing treatments: ranked by what they take away for their cost, and the best set of them under a budget.
 *
 * The reduction of a measure is a number that the host chose (annual loss, tail loss, points of a semi-quantitative score),
 * computed for that measure alone. Where measures act on the same risk their reductions do not add up: take the chosen set back
 * to the assessment before deciding on it.
 */
#ifndef ISMS_TREATMENT_H
#define ISMS_TREATMENT_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Ranks measures by reduction for cost, best first; of equals the one with the greater reduction, then the one that stands
 * first.
 * @param reductions  @p count reductions; a negative one raises the risk and ranks behind all others
 * @param costs       @p count costs above 0, in one unit
 * @param allocator   for working memory; NULL for malloc
 * @param[out] order  @p count positions of measures, from 0
 * @param[out] ratios @p count ratios, in the order of the measures; may be NULL
 * @retval ISMS_E_NOT_EVALUATED      a reduction or cost is not set (NaN)
 * @retval ISMS_E_NOT_FINITE         one is infinite, or a ratio is
 * @retval ISMS_E_COST_NOT_POSITIVE  a cost is not above 0
 * @par Source
 * reduction for cost, as in benefit-cost analysis
 * @since 0.1
 */
ISMS_API isms_status isms_treatment_rank(const double *reductions, const double *costs, size_t count,
                                         const isms_allocator *allocator, int32_t *order, double *ratios);

/** The set of measures that was chosen. */
typedef struct isms_treatment_choice {
    uint32_t struct_size; /**< sizeof(isms_treatment_choice), set by the caller */
    int32_t exact;        /**< 1 where no other set within the budget takes away more */
    int64_t cost;         /**< what the set costs */
    double reduction;     /**< what it takes away */
    double bound;         /**< what no set within the budget can exceed; the reduction itself where that is exact */
} isms_treatment_choice;

/** Sets struct_size. */
#define ISMS_TREATMENT_CHOICE_INIT                                                                                             \
    {                                                                                                                          \
        sizeof(isms_treatment_choice), 0, 0, 0, 0                                                                              \
    }

/** Bounds of #isms_treatment_choose. */
enum {
    ISMS_TREATMENT_EXACT = 30 /**< the most measures that take something away and fit the budget, for an exact choice */
};

/**
 * Chooses the measures that together take away the most for at most @p budget: exactly for up to #ISMS_TREATMENT_EXACT
 * measures, else greedily by reduction for cost, or the best single one, with a bound on what is missed.
 * @param reductions   @p count reductions; measures without one above 0 are not chosen
 * @param costs        @p count costs in minor units of one currency, 0 or more
 * @param budget       in the same unit, 0 or more
 * @param allocator    for working memory; NULL for malloc
 * @param[out] chosen  @p count times 1 or 0
 * @param[out] out     sums; may be NULL
 * @retval ISMS_E_NOT_EVALUATED  a reduction is not set (NaN)
 * @retval ISMS_E_NOT_FINITE     a reduction is infinite
 * @retval ISMS_E_RANGE          a negative cost or budget
 * @par Source
 * 0-1 knapsack: undominated sums of two halves (E. Horowitz, S. Sahni, 1974); bound by the fractional relaxation (G. Dantzig,
 * 1957)
 * @since 0.1
 */
ISMS_API isms_status isms_treatment_choose(const double *reductions, const int64_t *costs, size_t count, int64_t budget,
                                           const isms_allocator *allocator, int32_t *chosen, isms_treatment_choice *out);

#ifdef __cplusplus
}
#endif
#endif
