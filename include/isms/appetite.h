/** @file
 * Risk appetite: how probable a loss of a given size in a year may be at most.
 */
#ifndef ISMS_APPETITE_H
#define ISMS_APPETITE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where a loss exceedance curve first breaks an appetite. */
typedef struct isms_appetite_verdict {
    int32_t within;       /**< 1 where every anchor holds */
    int32_t first_breach; /**< index of the first anchor that does not hold, or -1 */
    int32_t breaches;     /**< how many do not hold */
    double margin;        /**< smallest of (allowed - actual) over the anchors; below 0 where one is broken */
} isms_appetite_verdict;

/**
 * Compares a loss exceedance curve with the anchors of an appetite: P(S > loss_i) may be at most allowed_i, for every i. No
 * curve is drawn between the anchors.
 * @param exceedance P(S > loss_i) of the risk, for each anchor
 * @param allowed highest probability that the appetite allows there; @param count number of anchors, at least 1
 * @return #ISMS_E_NOT_FINITE, #ISMS_E_RANGE for a number that is no probability.
 * @par Source
 * risk appetite as points of the loss exceedance curve: D. Hubbard, R. Seiersen, How to Measure Anything in
 * Cybersecurity Risk (2016)
 * @since 0.1
 */
ISMS_API isms_status isms_appetite_check(const double *exceedance, const double *allowed, size_t count,
                                         isms_appetite_verdict *out);

#ifdef __cplusplus
}
#endif
#endif
