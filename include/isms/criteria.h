/** @file
 * Criteria of risk acceptance: what is done at each level, and by whose authority (ISO/IEC 27001:2022, 6.1.2 a 1).
 *
 * Criteria are read-only once they are made, and may then be used by any number of threads.
 */
#ifndef ISMS_CRITERIA_H
#define ISMS_CRITERIA_H

#include <isms/common.h>
#include <isms/scale.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A decision for each level of a scale. */
typedef struct isms_criteria isms_criteria;

/**
 * Makes criteria from text: for each level its id, a decision (`accept`, `tolerate` or `treat`) and, where there is one, the
 * role that may take it, parted by `;`: `"low: accept; medium: tolerate by risk owner; high: treat by top management"`.
 * @param scale      the levels; copied
 * @param text       as above, in any order
 * @param allocator  where its memory comes from; NULL for malloc
 * @param[out] out   the criteria; the caller frees them
 * @retval ISMS_E_SYNTAX         not written like that, or an unknown decision
 * @retval ISMS_E_NOT_FOUND      the scale has no such level
 * @retval ISMS_E_EXISTS         a level twice
 * @retval ISMS_E_NOT_EVALUATED  a level has no decision; none is assumed
 * @retval ISMS_E_DATA           a higher level has a milder decision than a lower one
 * @par Source
 * risk acceptance criteria, ISO/IEC 27001:2022, 6.1.2 a 1
 * @since 0.1
 */
ISMS_API isms_status isms_criteria_parse(const isms_scale *scale, const char *text, const isms_allocator *allocator,
                                         isms_criteria **out);

/** Frees criteria; NULL is allowed. @since 0.1 */
ISMS_API void isms_criteria_free(isms_criteria *criteria);

/** The scale; borrowed. @since 0.1 */
ISMS_API const isms_scale *isms_criteria_scale(const isms_criteria *criteria);

/** The decision at a level: a value of the enumeration `decision` such as `ISMS_DECISION_ACCEPT`, 0 where there is no such
 * level.
 * @since 0.1 */
ISMS_API int32_t isms_criteria_decision(const isms_criteria *criteria, int32_t level);

/** The role that may take the decision, or "". @since 0.1 */
ISMS_API const char *isms_criteria_authority(const isms_criteria *criteria, int32_t level);

#ifdef __cplusplus
}
#endif
#endif
