/** @file
 * Evidence once, used everywhere: for one piece of evidence, every requirement of every framework that it supports, and how.
 *
 * Evidence supports what it names itself, what the measure, the entry of the Statement of Applicability, the test, the
 * assessment or the obligation is about that names it, and what a crosswalk ties to these. It supports: that it proves a
 * requirement is for a person to say. A result is immutable, and outlives the model.
 */
#ifndef ISMS_REUSE_H
#define ISMS_REUSE_H

#include <isms/crosswalk.h>
#include <isms/evidence.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a piece of evidence supports; read-only. */
typedef struct isms_reuse isms_reuse;

/** Leaves the lines in words out, which are most of a large result. */
#define ISMS_REUSE_NO_LINES 1u

/** What is looked at. Zero and NULL mean the default. */
typedef struct isms_reuse_options {
    uint32_t struct_size;            /**< sizeof(isms_reuse_options), set by #ISMS_REUSE_OPTIONS_INIT */
    isms_day as_of;                  /**< day at which the evidence and mapping sets are judged; 0: they are not */
    const char *framework;           /**< only this one; NULL: all, ISO/IEC 27001:2022 first */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
    uint32_t flags;                  /**< #ISMS_REUSE_NO_LINES */
} isms_reuse_options;

/** Default options. */
#define ISMS_REUSE_OPTIONS_INIT                                                                                                \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_reuse_options), 0, NULL, NULL, 0                                                                 \
    }

/**
 * Finds what a piece of evidence supports, or each piece of the model.
 * @param evidence a record of type #ISMS_EVIDENCE; #ISMS_NONE: all of them, at hardly more cost than one
 * @param options  NULL for defaults
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_STALE where there is no such evidence, #ISMS_E_NOT_FOUND for an unknown framework,
 * #ISMS_E_UNSUPPORTED, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_reuse_find(const isms_model *model, isms_id evidence, const isms_reuse_options *options,
                                     isms_reuse **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_reuse_free(isms_reuse *reuse);

/** What the evidence is worth on the day; 0 where it was asked for all. @since 0.1 */
ISMS_API isms_evidence_state isms_reuse_state(const isms_reuse *reuse);

/** @name What it supports
 * By framework, then by requirement, in their order; they count from 0. Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_reuse_count(const isms_reuse *reuse);                      /**< number of uses */
ISMS_API const char *isms_reuse_framework(const isms_reuse *reuse, size_t i);   /**< `iso27001`, `gdpr`, ... */
ISMS_API const char *isms_reuse_requirement(const isms_reuse *reuse, size_t i); /**< the requirement */
ISMS_API isms_id isms_reuse_evidence(const isms_reuse *reuse, size_t i);        /**< the piece of evidence */
ISMS_API isms_id isms_reuse_by(const isms_reuse *reuse, size_t i);              /**< record that ties the evidence to it */
ISMS_API const char *isms_reuse_start(const isms_reuse *reuse, size_t i);       /**< control or clause in between, or "" */
ISMS_API int32_t isms_reuse_relationship(const isms_reuse *reuse, size_t i); /**< of that to the requirement; 0 without one */
ISMS_API int32_t isms_reuse_confidence(const isms_reuse *reuse, size_t i);   /**< `ISMS_CONFIDENCE_*`; 0 without a pair */
ISMS_API int32_t isms_reuse_is_judgement(const isms_reuse *reuse, size_t i); /**< 1: the pair is the project's judgement */
/** The use as a line: `gdpr:Art.32(1)(a), through A.8.24 of soa_entry E-3 (intersects, medium confidence, ...)`. */
ISMS_API const char *isms_reuse_line(const isms_reuse *reuse, size_t i);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
