/** @file
 * What changed between two Statements of Applicability, row by row, and why: which risk, plan, duty, measure or piece of
 * evidence came, went or changed its state.
 *
 * Compared is what the canonical form holds, so that no difference means equal facts; the day and the approval are not. A
 * comparison is immutable, and outlives what it was made from.
 */
#ifndef ISMS_SOA_DIFF_H
#define ISMS_SOA_DIFF_H

#include <isms/soa.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A comparison of two Statements of Applicability; read-only. */
typedef struct isms_soa_diff isms_soa_diff;

/** What happened to a row, a value or a link. */
typedef int32_t isms_soa_change;

/** Values of #isms_soa_change. */
enum {
    ISMS_SOA_CHANGE_CAME = 1,  /**< it is new */
    ISMS_SOA_CHANGE_WENT = 2,  /**< it is gone */
    ISMS_SOA_CHANGE_VALUE = 3, /**< it has another value or state */
};

/**
 * Compares two Statements of Applicability, of one model at two times or of two models.
 * @param before,after  neither is changed
 * @param allocator     where memory comes from; NULL for malloc
 * @param[out] out      owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_soa_compare(const isms_soa *before, const isms_soa *after, const isms_allocator *allocator,
                                      isms_soa_diff **out);

/** Frees a comparison; NULL is allowed. @since 0.1 */
ISMS_API void isms_soa_diff_free(isms_soa_diff *diff);

/** @name Rows that changed
 * They count from 0, in the order of the Statement of Applicability. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_soa_diff_count(const isms_soa_diff *diff);                     /**< number of rows that changed */
ISMS_API const char *isms_soa_diff_control(const isms_soa_diff *diff, size_t i);    /**< the control */
ISMS_API isms_soa_change isms_soa_diff_change(const isms_soa_diff *diff, size_t i); /**< what happened to the row */
/** The whole row, one line: `A.8.13: status implemented -> partial; because measure C-1 implemented -> degraded`. */
ISMS_API const char *isms_soa_diff_line(const isms_soa_diff *diff, size_t i);
/** @} */

/** @name Parts of a row that changed
 * Values of the row first, then its links: those are the reasons. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_soa_diff_part_count(const isms_soa_diff *diff, size_t i);                      /**< parts that changed */
ISMS_API isms_soa_change isms_soa_diff_part_change(const isms_soa_diff *diff, size_t i, size_t k);  /**< what happened */
ISMS_API isms_soa_column isms_soa_diff_part_column(const isms_soa_diff *diff, size_t i, size_t k);  /**< 0 for a link */
ISMS_API isms_soa_link_kind isms_soa_diff_part_kind(const isms_soa_diff *diff, size_t i, size_t k); /**< 0 for a value */
/** Name of the column, or the record and what stands between: `risk R-1`, `evidence EV-2 through C-1`. */
ISMS_API const char *isms_soa_diff_part_name(const isms_soa_diff *diff, size_t i, size_t k);
ISMS_API const char *isms_soa_diff_part_before(const isms_soa_diff *diff, size_t i, size_t k); /**< value or state before */
ISMS_API const char *isms_soa_diff_part_after(const isms_soa_diff *diff, size_t i, size_t k);  /**< value or state after */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
