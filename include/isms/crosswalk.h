/** @file
 * Crosswalks: which requirement of one framework has to do with which of another, on whose authority.
 *
 * A crosswalk holds the built-in pairs and those of the model side by side; none replaces another. Where asked for, chains
 * through one framework in between are added, marked as such: their relationship is what follows for certain (isms/mapping.h),
 * their confidence that of the weaker step. A result is immutable, and outlives the model.
 */
#ifndef ISMS_CROSSWALK_H
#define ISMS_CROSSWALK_H

#include <isms/mapping.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Pairs between two frameworks; read-only. */
typedef struct isms_crosswalk isms_crosswalk;

/** Also keep chains of which nothing follows for certain; their relationship is 0. */
#define ISMS_CROSSWALK_VAGUE 1u
/** Frameworks that the model adds stand beside ISO/IEC 27001:2022, on the side where that is: what their requirements are
 * mapped to is taken in, behind the rest. Gaps stay those of the two frameworks that are named. */
#define ISMS_CROSSWALK_OWN   2u

/** What a crosswalk is made of. Zero and NULL mean the default. */
typedef struct isms_crosswalk_options {
    uint32_t struct_size;            /**< sizeof(isms_crosswalk_options), set by #ISMS_CROSSWALK_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_CROSSWALK_VAGUE, #ISMS_CROSSWALK_OWN */
    const char *from;                /**< framework; NULL or `iso27001`: clauses and controls of ISO/IEC 27001:2022 */
    const char *to;                  /**< framework; the same */
    const char *through;             /**< framework in between, `*` for any; NULL: only direct pairs */
    const char *set;                 /**< only pairs of this mapping set; `catalogue`: only built-in ones; NULL: all */
    isms_day as_of;                  /**< sets that do not apply on that day are left out; 0: all apply */
    const isms_allocator *allocator; /**< NULL for malloc */
} isms_crosswalk_options;

/** Default options. */
#define ISMS_CROSSWALK_OPTIONS_INIT                                                                                            \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_crosswalk_options), 0, NULL, NULL, NULL, NULL, 0, NULL                                           \
    }

/**
 * Makes a crosswalk. Pairs are used in both directions; a pair of the model whose status is `withdrawn` is left out.
 * @param model    mappings, sets and frameworks of a host; NULL: only the built-in ones
 * @param options  NULL: of ISO/IEC 27001:2022 with itself
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED, #ISMS_E_NOT_FOUND for a framework that neither the catalogue nor the model has,
 * #ISMS_E_NO_MEMORY, #ISMS_E_LIMIT for more than 16 million pairs. @since 0.1
 */
ISMS_API isms_status isms_crosswalk_build(const isms_model *model, const isms_crosswalk_options *options, isms_crosswalk **out);

/** Frees a crosswalk; NULL is allowed. @since 0.1 */
ISMS_API void isms_crosswalk_free(isms_crosswalk *crosswalk);

/** @name Pairs
 * In the order of the requirements they start from, then of those they lead to; direct ones first, then by set. They count from
 * 0. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_crosswalk_count(const isms_crosswalk *crosswalk);               /**< number of pairs */
ISMS_API const char *isms_crosswalk_from(const isms_crosswalk *crosswalk, size_t i); /**< where it starts, such as `A.8.24` */
ISMS_API const char *isms_crosswalk_to(const isms_crosswalk *crosswalk, size_t i);   /**< where it leads, `gdpr:Art.32(1)(a)` */
ISMS_API int32_t isms_crosswalk_relationship(const isms_crosswalk *crosswalk, size_t i); /**< `ISMS_RELATIONSHIP_*`; 0 vague */
ISMS_API int32_t isms_crosswalk_confidence(const isms_crosswalk *crosswalk,
                                           size_t i); /**< `ISMS_CONFIDENCE_*`: of the weaker step */
ISMS_API int32_t isms_crosswalk_is_judgement(const isms_crosswalk *crosswalk,
                                             size_t i);                             /**< 1: a step is the project's judgement */
ISMS_API const char *isms_crosswalk_set(const isms_crosswalk *crosswalk, size_t i); /**< mapping set, or `catalogue` */
ISMS_API const char *isms_crosswalk_sources(const isms_crosswalk *crosswalk,
                                            size_t i); /**< authorities, parted by `+`, steps by `, ` */
ISMS_API const char *isms_crosswalk_via(const isms_crosswalk *crosswalk, size_t i); /**< requirement in between, or "" */
/** 1 where another direct pair of the same ends states another relationship. @since 0.1 */
ISMS_API int32_t isms_crosswalk_is_disputed(const isms_crosswalk *crosswalk, size_t i);
/** The pair as a sentence: `A.8.24 intersects gdpr:Art.32(1)(a) (medium, iso27701-2019-annexd-via-dpm, catalogue)`. */
ISMS_API const char *isms_crosswalk_line(const isms_crosswalk *crosswalk, size_t i);
/** @} */

/** @name Gaps
 * Requirements without parts that no pair touches, neither them nor what they stand under, in order; @p side 0 is the framework
 * that pairs start from, 1 the one they lead to.
 * @since 0.1
 * @{ */
ISMS_API size_t isms_crosswalk_gap_count(const isms_crosswalk *crosswalk, int32_t side);          /**< how many there are */
ISMS_API const char *isms_crosswalk_gap(const isms_crosswalk *crosswalk, int32_t side, size_t i); /**< the requirement, or "" */
ISMS_API size_t isms_crosswalk_requirement_count(const isms_crosswalk *crosswalk,
                                                 int32_t side); /**< requirements of that side */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
