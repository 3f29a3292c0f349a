/** @file
 * Coverage of a framework: how far its requirements are met by what the organization does for ISO/IEC 27001:2022, as an
 * interval, with the explanation of each requirement and the authority that it rests on.
 *
 * A pair of a crosswalk is evidence worth looking at, and no more than what it claims is concluded from it. A requirement is
 *
 * | state | when | certainly met | possibly met |
 * |---|---|---|---|
 * | met | see below | yes | yes |
 * | partly | something that touches it is in place, but it does not follow that all of it is met | no | yes |
 * | open | what touches it is known, and none of it is in place | no | no |
 * | unknown | nothing is known to touch it, or nobody knows if that is in place | no | yes |
 *
 * It is met where a control or clause that is equal to it or holds it is in place and shown by valid evidence, on an authority
 * of at least the wanted confidence, and no set disputes it; or measures of the organization that implement it are all in place
 * and shown; or what it stands under is met; or it was assessed as met, with valid evidence.
 *
 * An assessment of the requirement itself holds against what follows from pairs: partly met is not met, not met is open, and
 * what does not apply is not counted. The interval of a framework counts its units, which are the requirements without parts.
 * Adding evidence never lowers it. A result is immutable, and outlives the model.
 */
#ifndef ISMS_COVERAGE_H
#define ISMS_COVERAGE_H

#include <isms/crosswalk.h>
#include <isms/gap.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Coverage of a framework; read-only. */
typedef struct isms_coverage isms_coverage;

/** How far a requirement is met. */
typedef int32_t isms_coverage_state;

/** Values of #isms_coverage_state. */
enum {
    ISMS_COVERAGE_MET = 1,           /**< certainly met, if the authority is right */
    ISMS_COVERAGE_PARTLY = 2,        /**< something is in place for it */
    ISMS_COVERAGE_OPEN = 3,          /**< nothing is in place for it */
    ISMS_COVERAGE_UNKNOWN = 4,       /**< nobody can tell */
    ISMS_COVERAGE_NOT_APPLICABLE = 5 /**< it was assessed as not applicable */
};

/** How far something is in place. */
typedef int32_t isms_coverage_place;

/** Values of #isms_coverage_place, in rising order. */
enum {
    ISMS_PLACE_NO = 1,       /**< not in place, planned, or excluded */
    ISMS_PLACE_UNKNOWN = 2,  /**< nobody says */
    ISMS_PLACE_PART = 3,     /**< partly */
    ISMS_PLACE_DECLARED = 4, /**< it is said to be, without valid evidence */
    ISMS_PLACE_SHOWN = 5     /**< it is, and valid evidence shows it */
};

/** What a reason is. */
typedef int32_t isms_coverage_reason;

/** Values of #isms_coverage_reason. */
enum {
    ISMS_COVERAGE_PAIR = 1,      /**< a control, a clause or a measure that a crosswalk ties to the requirement */
    ISMS_COVERAGE_MEASURES = 2,  /**< measures of the organization that name the requirement themselves */
    ISMS_COVERAGE_EVIDENCE = 3,  /**< a piece of evidence that names the requirement */
    ISMS_COVERAGE_ASSESSMENT = 4 /**< an assessment of the requirement */
};

/** What is computed. Zero and NULL mean the default. */
typedef struct isms_coverage_options {
    uint32_t struct_size;            /**< sizeof(isms_coverage_options), set by #ISMS_COVERAGE_OPTIONS_INIT */
    int32_t confidence;              /**< least confidence (`ISMS_CONFIDENCE_*`) that makes certain; default medium */
    const char *framework;           /**< id of the framework, such as `gdpr`; must be given */
    const char *through;             /**< as in #isms_crosswalk_options */
    const char *set;                 /**< as in #isms_crosswalk_options */
    isms_day as_of;                  /**< day at which evidence, sets and assessments are judged */
    const isms_soa *soa;             /**< Statement of Applicability computed from the model; NULL: for the same day */
    const isms_gap *gap;             /**< gap analysis of the model; NULL: computed for the same day */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
} isms_coverage_options;

/** Default options. */
#define ISMS_COVERAGE_OPTIONS_INIT                                                                                             \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_coverage_options), 0, NULL, NULL, NULL, 0, NULL, NULL, NULL                                      \
    }

/**
 * Computes the coverage of a framework, built-in or the host's own. For several frameworks, give the same @c soa and @c gap.
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED, #ISMS_E_NOT_FOUND for an unknown framework, #ISMS_E_RANGE for a confidence that
 * there is not, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @par Source
 * bounds of a union of sets of which only inclusion and overlap are known; the grades of confidence of isms/mapping.h
 * @since 0.1
 */
ISMS_API isms_status isms_coverage_run(const isms_model *model, const isms_coverage_options *options, isms_coverage **out);

/** Frees a coverage; NULL is allowed. @since 0.1 */
ISMS_API void isms_coverage_free(isms_coverage *coverage);

/** @name The framework
 * @since 0.1
 * @{ */
ISMS_API const char *isms_coverage_framework(const isms_coverage *coverage); /**< its id */
ISMS_API const char *isms_coverage_title(const isms_coverage *coverage);     /**< its title */
ISMS_API size_t isms_coverage_units(const isms_coverage *coverage);          /**< requirements that are counted */
ISMS_API size_t isms_coverage_certain(const isms_coverage *coverage);        /**< of these: certainly met */
ISMS_API size_t isms_coverage_possible(const isms_coverage *coverage);       /**< of these: possibly met */
/** Units in a state. @since 0.1 */
ISMS_API size_t isms_coverage_total(const isms_coverage *coverage, isms_coverage_state state);
/** The interval in words: `gdpr: certainly met 12, possibly met 88 of 101`. @since 0.1 */
ISMS_API const char *isms_coverage_summary(const isms_coverage *coverage);
/** The pairs that it rests on, with the gaps of both sides; borrowed. @since 0.1 */
ISMS_API const isms_crosswalk *isms_coverage_crosswalk(const isms_coverage *coverage);
/** @} */

/** @name Requirements
 * In the order of the framework; they count from 0. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_coverage_count(const isms_coverage *coverage);                            /**< requirements and headings */
ISMS_API size_t isms_coverage_find(const isms_coverage *coverage, const char *requirement);    /**< number, or the count */
ISMS_API const char *isms_coverage_requirement(const isms_coverage *coverage, size_t i);       /**< id, such as `gdpr:Art.32` */
ISMS_API const char *isms_coverage_requirement_title(const isms_coverage *coverage, size_t i); /**< short title, or "" */
ISMS_API size_t isms_coverage_parent(const isms_coverage *coverage, size_t i);   /**< what it stands under, or the count */
ISMS_API int32_t isms_coverage_is_unit(const isms_coverage *coverage, size_t i); /**< 1 where it is counted */
ISMS_API isms_coverage_state isms_coverage_state_of(const isms_coverage *coverage, size_t i); /**< how far it is met */
ISMS_API int32_t isms_coverage_is_certain(const isms_coverage *coverage, size_t i);           /**< 1: certainly met */
ISMS_API int32_t isms_coverage_is_possible(const isms_coverage *coverage, size_t i);          /**< 1: possibly met */
ISMS_API int32_t isms_coverage_differs(const isms_coverage *coverage,
                                       size_t i); /**< 1: its assessment holds against what follows */
ISMS_API size_t isms_coverage_units_below(const isms_coverage *coverage, size_t i);    /**< units in it, itself included */
ISMS_API size_t isms_coverage_certain_below(const isms_coverage *coverage, size_t i);  /**< of these: certainly met */
ISMS_API size_t isms_coverage_possible_below(const isms_coverage *coverage, size_t i); /**< of these: possibly met */
/** The whole explanation, one line: state, by what, on which authority. @since 0.1 */
ISMS_API const char *isms_coverage_line(const isms_coverage *coverage, size_t i);
ISMS_API const char *isms_coverage_state_name(isms_coverage_state state); /**< such as `partly`; "" for none */
ISMS_API const char *isms_coverage_place_name(isms_coverage_place place); /**< such as `in place and shown`; "" for none */
/** @} */

/** @name Reasons of a requirement
 * They count from 0. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_coverage_reason_count(const isms_coverage *coverage, size_t i); /**< number of reasons */
ISMS_API isms_coverage_reason isms_coverage_reason_kind(const isms_coverage *coverage, size_t i, size_t k); /**< what it is */
/** Control, clause or record that it starts from, such as `A.8.24` or `EV-3`. */
ISMS_API const char *isms_coverage_reason_start(const isms_coverage *coverage, size_t i, size_t k);
ISMS_API isms_coverage_place isms_coverage_reason_place(const isms_coverage *coverage, size_t i,
                                                        size_t k); /**< how far in place */
/** Number of its pair in #isms_coverage_crosswalk; the number of pairs where it is none. */
ISMS_API size_t isms_coverage_reason_pair(const isms_coverage *coverage, size_t i, size_t k);
ISMS_API const char *isms_coverage_reason_evidence(const isms_coverage *coverage, size_t i,
                                                   size_t k); /**< ids of valid evidence */
/** The reason in words: `A.8.24 (in place and shown by EV-1)`. */
ISMS_API const char *isms_coverage_reason_text(const isms_coverage *coverage, size_t i, size_t k);
/** What the pair rests on: `intersects, medium confidence, iso27701-2019-annexd-via-dpm, catalogue`, with the requirement in
 * between of a chain, and whether it is the project's judgement or disputed; "" where it is no pair. */
ISMS_API const char *isms_coverage_reason_authority(const isms_coverage *coverage, size_t i, size_t k);
ISMS_API int32_t isms_coverage_reason_decides(const isms_coverage *coverage, size_t i,
                                              size_t k); /**< 1: makes it certainly met */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
