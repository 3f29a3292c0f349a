/** @file
 * Gap analysis against ISO/IEC 27001:2022: each heading, requirement and item of clauses 4 to 10, and each control, with its
 * state: derived where the records can tell, asked where they cannot, never assumed; and what closes most gaps for least
 * effort.
 *
 * From a register that was not delivered nothing is concluded: the requirement is asked. What an assessment of the model states
 * (`requirement_assessments`) stands beside what is derived; where they differ the worse of the two holds, and the difference
 * is told. Clauses 4 to 10 cannot be excluded. A result is immutable, and outlives the model.
 */
#ifndef ISMS_GAP_H
#define ISMS_GAP_H

#include <isms/soa.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A gap analysis; read-only. */
typedef struct isms_gap isms_gap;

/** How far a requirement is met. */
typedef int32_t isms_gap_state;

/** Values of #isms_gap_state. */
enum {
    ISMS_GAP_MET = 1,           /**< the records show it, or an assessment says so */
    ISMS_GAP_PARTLY = 2,        /**< some of it is there, and some is known to be missing */
    ISMS_GAP_OPEN = 3,          /**< it is known to be missing */
    ISMS_GAP_ASKED = 4,         /**< the records cannot tell: there is a question */
    ISMS_GAP_NOT_APPLICABLE = 5 /**< a control that is excluded, justified and not needed; never a clause */
};

/** What a row is. */
typedef int32_t isms_gap_kind;

/** Values of #isms_gap_kind. */
enum {
    ISMS_GAP_HEADING = 1,     /**< a clause that only groups others */
    ISMS_GAP_REQUIREMENT = 2, /**< a clause that is assessed */
    ISMS_GAP_ITEM = 3,        /**< an item of one */
    ISMS_GAP_CONTROL = 4      /**< a control of Annex A, or an added one */
};

/** Leaves the steps out. */
#define ISMS_GAP_NO_PLAN 1u

/** What an analysis can be told. Zero and NULL mean the default. */
typedef struct isms_gap_options {
    uint32_t struct_size;            /**< sizeof(isms_gap_options), set by #ISMS_GAP_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_GAP_NO_PLAN */
    isms_day as_of;                  /**< what is dated later is not there yet; 0: dates are not looked at */
    const isms_soa *soa;             /**< Statement of Applicability computed from the model; NULL: for the same day */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
} isms_gap_options;

/** Default options. */
#define ISMS_GAP_OPTIONS_INIT                                                                                                  \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_gap_options), 0, 0, NULL, NULL                                                                   \
    }

/**
 * Analyses a model.
 * @param options  NULL for defaults
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @par Source
 * ISO/IEC 27001:2022 with Amendment 1:2024, clauses 4 to 10 and Annex A; which records show a requirement is a rule of this
 * library
 * @since 0.1
 */
ISMS_API isms_status isms_gap_analyse(const isms_model *model, const isms_gap_options *options, isms_gap **out);

/** Frees an analysis; NULL is allowed. @since 0.1 */
ISMS_API void isms_gap_free(isms_gap *gap);

/** @name Requirements
 * Clauses in the order of the standard, then controls. They count from 0. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_gap_count(const isms_gap *gap);                         /**< number of rows */
ISMS_API size_t isms_gap_find(const isms_gap *gap, const char *requirement); /**< row; the number of rows where there is none */
ISMS_API const char *isms_gap_requirement(const isms_gap *gap, size_t i);    /**< such as `6.1.2.c` or `A.5.15` */
ISMS_API const char *isms_gap_words(const isms_gap *gap, size_t i);          /**< what it asks for, in our own words */
ISMS_API isms_gap_kind isms_gap_kind_of(const isms_gap *gap, size_t i);      /**< what it is */
ISMS_API isms_gap_state isms_gap_state_of(const isms_gap *gap, size_t i);    /**< how far it is met, all considered */
ISMS_API isms_gap_state isms_gap_derived(const isms_gap *gap, size_t i);     /**< from the records alone */
ISMS_API int32_t isms_gap_stated(const isms_gap *gap, size_t i);       /**< `ISMS_ASSESSMENT_RESULT_*` of the latest one; 0 */
ISMS_API isms_id isms_gap_assessment(const isms_gap *gap, size_t i);   /**< the assessment, or #ISMS_NONE */
ISMS_API int32_t isms_gap_is_shown(const isms_gap *gap, size_t i);     /**< 1: met, and valid evidence shows it */
ISMS_API int32_t isms_gap_differs(const isms_gap *gap, size_t i);      /**< 1: the assessment and the records disagree */
ISMS_API const char *isms_gap_reason(const isms_gap *gap, size_t i);   /**< what the state rests on, in words */
ISMS_API const char *isms_gap_question(const isms_gap *gap, size_t i); /**< what is asked, or "" */
ISMS_API const char *isms_gap_state_name(isms_gap_state state);        /**< such as `partly`; "" for none */
/** Rows of a kind (0: any) in a state (0: any). @since 0.1 */
ISMS_API size_t isms_gap_total(const isms_gap *gap, isms_gap_kind kind, isms_gap_state state);
/** @} */

/** @name What closes most gaps for least effort
 * Steps in the order in which they are best taken: each closes the most gaps a day of work, given those before it; then those
 * of unknown effort, in the order of the rows. A step is a set of measures that are not in place yet (a control's gap closes
 * when all its measures are), or one assessed requirement with its effort. The choice is greedy; where gaps and measures are
 * very many, it goes by the effort of each gap alone. A gap for which no measure and no effort is known has no step. They count
 * from 0. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_gap_step_count(const isms_gap *gap);                      /**< number of steps */
ISMS_API const char *isms_gap_step_records(const isms_gap *gap, size_t step);  /**< ids of the measures or the assessment */
ISMS_API double isms_gap_step_effort(const isms_gap *gap, size_t step);        /**< days of work; below 0: not known */
ISMS_API size_t isms_gap_step_closes(const isms_gap *gap, size_t step);        /**< number of gaps that it closes */
ISMS_API size_t isms_gap_step_row(const isms_gap *gap, size_t step, size_t i); /**< row of gap @p i; the number of rows */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
