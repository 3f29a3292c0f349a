/** @file
 * Overrides: an auditor's judgement in place of a computed grade, which is kept beside it for ever.
 */
#ifndef ISMS_OVERRIDE_H
#define ISMS_OVERRIDE_H

#include <isms/finding.h>
#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The record of an override. Texts are read, not kept; NULL and "" are both absent. */
typedef struct isms_override {
    uint32_t struct_size;      /**< sizeof(isms_override) */
    int32_t issued;            /**< 1 where the report that holds the finding was issued already */
    const char *computed;      /**< verdict that was computed, as #isms_finding_verdict wrote it */
    const char *computed_rule; /**< rule that named it, or NULL */
    const char *proposed;      /**< COMPLIANT, OFI, MINOR or MAJOR */
    const char *rationale;     /**< why; its characters are counted against the threshold min_rationale */
    const char *criterion;     /**< requirement that is not fulfilled; needed to raise a fulfilled one to MINOR or MAJOR */
    const char *author;        /**< who judged */
    const char *reviewer;      /**< who reviewed it, outside the audit team; needed to lower a major */
    int32_t reviewer_in_team;  /**< 1 where the reviewer belongs to the audit team, which then counts as none */
    uint32_t reserved;         /**< 0 */
    uint64_t facts;            /**< #isms_override_fingerprint of the finding that was judged; 0 where it is not known */
} isms_override;

/** An override with nothing in it. */
#define ISMS_OVERRIDE_INIT                                                                                                     \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_override), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0                                  \
    }

/**
 * Checks an override by the rules O-*, in their order.
 * @param override   the record
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives ACCEPT, PENDING_REVIEW or REJECT
 * @retval ISMS_E_MISUSE computed or proposed is absent
 * @since 0.1
 */
ISMS_API isms_status isms_override_check(const isms_override *override, const isms_thresholds *thresholds,
                                         const isms_allocator *allocator, isms_ruling **out);

/** A number that stands for the facts and thresholds of a finding: another one after a change. Never 0. @since 0.1 */
ISMS_API uint64_t isms_override_fingerprint(const isms_finding *finding);

/** The same as sixteen hexadecimal digits and a NUL, as `facts_hash` of a `finding_override` holds it. @since 0.1 */
ISMS_API void isms_override_digest(const isms_finding *finding, char out[17]);

/** 1 where the finding is no longer the one that was judged, so that the override must be renewed. @since 0.1 */
ISMS_API int32_t isms_override_is_stale(const isms_override *override, const isms_finding *now);

#ifdef __cplusplus
}
#endif
#endif
