/** @file
 * A ruling: what one rule of the audit room said about what it was asked, with its reason and what must happen next.
 *
 * Areas, overrides, conclusions, the life of a certificate and its dates, audit time, sampling, corrective action and the audit
 * programme all answer with one.
 */
#ifndef ISMS_RULING_H
#define ISMS_RULING_H

#include <isms/thresholds.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a rule said; immutable, may be read by any number of threads. */
typedef struct isms_ruling isms_ruling;

/** Frees a ruling; NULL is allowed. @since 0.1 */
ISMS_API void isms_ruling_free(isms_ruling *ruling);

/** @name What was ruled
 * Texts are borrowed from the ruling and never NULL. @since 0.1
 * @{ */
ISMS_API const char *isms_ruling_outcome(const isms_ruling *ruling); /**< such as `RECOMMEND`, `2029-03-14`, `16.5`, `ERROR` */
ISMS_API const char *isms_ruling_rule(const isms_ruling *ruling);    /**< id of the rule, such as `C-S2a` */
ISMS_API const char *isms_ruling_authority(const isms_ruling *ruling); /**< letters as for #isms_rule_authority */
ISMS_API const char *isms_ruling_sentence(const isms_ruling *ruling);  /**< why, with the facts filled in */
ISMS_API const char *isms_ruling_next_step(const isms_ruling *ruling); /**< what must happen next, or "" */
/** All of it: outcome, rule, sentence, next step and remarks. */
ISMS_API const char *isms_ruling_text(const isms_ruling *ruling);
ISMS_API int64_t isms_ruling_number(const isms_ruling *ruling); /**< the result in the unit that the function states; else 0 */
ISMS_API isms_day isms_ruling_day(const isms_ruling *ruling);   /**< the date that it gives; else 0 */
/** 1 where a number comes from a source that could not be checked; a remark says which. */
ISMS_API int32_t isms_ruling_is_unverified(const isms_ruling *ruling);
ISMS_API size_t isms_ruling_remark_count(const isms_ruling *ruling);               /**< warnings, missing fields, limits */
ISMS_API const char *isms_ruling_remark(const isms_ruling *ruling, size_t i);      /**< one of them; "" out of range */
ISMS_API const isms_thresholds *isms_ruling_thresholds(const isms_ruling *ruling); /**< in force, defaults filled in */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
