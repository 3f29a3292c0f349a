/** @file
 * From Annex A of 2013 to Annex A of 2022: a Statement of Applicability and registers that use the old ids, carried over as a
 * draft with located questions.
 *
 * For each of the 93 controls the draft says where it comes from: one control of 2013, several that were merged, none because
 * it is new. Where the entries that merge agree, the draft takes their value; where they do not, it leaves the value open and
 * asks. Texts and lists are joined, so that nothing is lost. A draft is immutable, and outlives the model.
 */
#ifndef ISMS_TRANSITION_H
#define ISMS_TRANSITION_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A draft of the Statement of Applicability after the edition of 2022; read-only. */
typedef struct isms_transition isms_transition;

/** Where a control of 2022 comes from. */
typedef int32_t isms_transition_kind;

/** Values of #isms_transition_kind. */
enum {
    ISMS_CARRIED_ONE = 1,     /**< one control of 2013, which has an entry */
    ISMS_CARRIED_MERGED = 2,  /**< several of 2013, of which at least one has an entry */
    ISMS_CARRIED_NEW = 3,     /**< none: the control is new */
    ISMS_CARRIED_MISSING = 4, /**< it has predecessors, but none of them has an entry */
    ISMS_CARRIED_KEPT = 5     /**< an entry already uses the id of 2022 */
};

/**
 * Drafts the transition of the current version (that of the latest date). Entries and lists that use ids of 2022 already are
 * kept as they are.
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @par Source
 * correspondence of ISO/IEC 27002:2022, Annex B: identifiers in lib/catalogue/data/transition_2013_2022.tsv
 * @since 0.1
 */
ISMS_API isms_status isms_transition_draft(const isms_model *model, const isms_allocator *allocator, isms_transition **out);

/**
 * Drafts the transition to the current edition of a framework of the host's own, whose requirements say in `predecessors` what
 * they take the place of. What this page says of controls of 2022 holds for its requirements, what it says of 2013 for their
 * predecessors; entries that named no version are moved to `<soa>.before`.
 * @param framework id of the framework; NULL for Annex A
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_NOT_FOUND where there is no such framework, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @since 0.1
 */
ISMS_API isms_status isms_transition_draft_framework(const isms_model *model, const char *framework,
                                                     const isms_allocator *allocator, isms_transition **out);

/** Frees a draft; NULL is allowed. @since 0.1 */
ISMS_API void isms_transition_free(isms_transition *transition);

/**
 * Writes the draft into the model that it was made from, as one transaction: a version @p soa with an entry for each control
 * that was carried over, keyed `<soa>.A.5.1`, and one for each control of other frameworks, as it is; entries that named no
 * version are moved to a version `<soa>.2013`; and the new ids in the `controls` of risks, plans that are not done,
 * obligations, requirements of parties, threats and vulnerabilities, in `implements` of controls, and in `requirements` of
 * evidence. Records of the past, such as findings, keep the old ids.
 * @param soa id of the new version
 * @param day its date; 0: none, so that a version with a date stays the current one
 * @return #ISMS_E_EXISTS where there is such a version, #ISMS_E_STALE where the model has changed so that a record is gone, and
 * the errors of all writing calls; then nothing has changed. @since 0.1
 */
ISMS_API isms_status isms_transition_apply(const isms_transition *transition, isms_model *model, const char *soa, isms_day day);

/** @name Controls of 2022
 * In order; they count from 0. Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_transition_count(const isms_transition *transition);                           /**< 93 for Annex A */
ISMS_API const char *isms_transition_control(const isms_transition *transition, size_t i);          /**< id of 2022 */
ISMS_API isms_transition_kind isms_transition_kind_of(const isms_transition *transition, size_t i); /**< where it comes from */
ISMS_API const char *isms_transition_kind_name(isms_transition_kind kind);                 /**< such as `merged`; "" for none */
ISMS_API size_t isms_transition_source_count(const isms_transition *transition, size_t i); /**< entries that it comes from */
ISMS_API const char *isms_transition_source(const isms_transition *transition, size_t i,
                                            size_t k); /**< id that the entry uses */
ISMS_API isms_id isms_transition_source_entry(const isms_transition *transition, size_t i, size_t k); /**< the entry */
/** @} */

/** @name Questions
 * What has to be decided: of entries that name no known control, then by control, then of lists; they count from 0. Past the
 * end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_transition_question_count(const isms_transition *transition);          /**< number of questions */
ISMS_API const char *isms_transition_question(const isms_transition *transition, size_t i); /**< one sentence */
/** The control of 2022 that it is about; the number of controls where it is about none. */
ISMS_API size_t isms_transition_question_control(const isms_transition *transition, size_t i);
/** The record that it is about, for #isms_record_location; #ISMS_NONE for a control without an entry. */
ISMS_API isms_id isms_transition_question_record(const isms_transition *transition, size_t i);
/** @} */

/** @name Lists that get new ids
 * @since 0.1
 * @{ */
ISMS_API size_t isms_transition_list_count(const isms_transition *transition);             /**< how many there are */
ISMS_API isms_id isms_transition_list_record(const isms_transition *transition, size_t i); /**< the record */
ISMS_API isms_attribute isms_transition_list(const isms_transition *transition, size_t i); /**< its list */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
