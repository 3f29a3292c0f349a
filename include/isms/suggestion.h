/** @file
 * Suggestions: controls that typically treat a risk, each with the record that it comes from, and what is usually shown for a
 * control of Annex A, or of a framework that is mapped to it.
 *
 * A control is suggested only where something states it: a threat or weakness of the document names it for what the risk names
 * (its `source` is told), or another risk with the same threat or weakness is treated by it. Nothing is invented: where nothing
 * states a control, none is suggested. The built-in catalogue tells which threat uses which weakness, with its source, and no
 * control for either: no source that may be passed on does. A result is immutable, and outlives the model.
 */
#ifndef ISMS_SUGGESTION_H
#define ISMS_SUGGESTION_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Controls that are suggested for a risk, or evidence for a control; read-only. */
typedef struct isms_suggestion isms_suggestion;

/** What states that a control treats the risk, or that evidence is of use. */
typedef int32_t isms_suggestion_source;

/** Values of #isms_suggestion_source; a lesser one weighs more. */
enum {
    ISMS_SUGGESTED_BY_THREAT = 1,        /**< a threat that the risk names, or that uses a weakness that it names */
    ISMS_SUGGESTED_BY_VULNERABILITY = 2, /**< a weakness that the risk names */
    ISMS_SUGGESTED_BY_SAME_WEAKNESS = 3, /**< another risk with a weakness that it names too, or that one's treatment plan */
    ISMS_SUGGESTED_BY_SAME_THREAT = 4,   /**< another risk with a threat that it names too, or that one's treatment plan */
    ISMS_SUGGESTED_BY_CATEGORY = 5,      /**< another risk of the same category, where it names no threat and no weakness */
    ISMS_SUGGESTED_BY_MEASURE = 6,       /**< evidence: a control that implements it asks for it */
    ISMS_SUGGESTED_BY_SCHEDULE = 7,      /**< evidence: a schedule for it asks for it */
    ISMS_SUGGESTED_BY_JUDGEMENT = 8,     /**< evidence: #isms_suggestion_evidence says so */
    ISMS_SUGGESTED_BY_MAPPING = 9        /**< evidence: that says so of a control of Annex A which is mapped to it */
};

/**
 * Finds controls for a risk.
 * @param risk      a record of type #ISMS_RISK
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_STALE where there is no such risk, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_suggestion_find(const isms_model *model, isms_id risk, const isms_allocator *allocator,
                                          isms_suggestion **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_suggestion_free(isms_suggestion *suggestion);

/** @name Controls
 * Those that a threat or weakness states first, then by their best source, the number of reasons and id; they count from 0.
 * Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_suggestion_count(const isms_suggestion *suggestion);                  /**< controls that are suggested */
ISMS_API const char *isms_suggestion_control(const isms_suggestion *suggestion, size_t i); /**< such as `A.8.13` or `C-12` */
ISMS_API int32_t isms_suggestion_is_named(const isms_suggestion *suggestion, size_t i);    /**< 1: the risk has it already */
ISMS_API size_t isms_suggestion_reason_count(const isms_suggestion *suggestion, size_t i); /**< what states it */
ISMS_API isms_suggestion_source isms_suggestion_reason_source(const isms_suggestion *suggestion, size_t i,
                                                              size_t k);                               /**< what that is */
ISMS_API isms_id isms_suggestion_reason_record(const isms_suggestion *suggestion, size_t i, size_t k); /**< the record */
/** In words: `threat TH-3 names it (source: own experience)`, `risk R-7, with the same weakness V-2, is treated by it`. */
ISMS_API const char *isms_suggestion_reason(const isms_suggestion *suggestion, size_t i, size_t k);
/** @} */

/** @name Evidence
 * @{ */
/**
 * Finds what can be shown for a control: what the document's own controls and schedules ask for (`evidence_required`), what is
 * usually shown for it, or for the controls of Annex A that are mapped to it. In the result a piece of evidence stands where a
 * control does; its text is that of #isms_suggestion_control.
 * @param control   control of Annex A, id of a control, or requirement of any framework, built in or the host's own
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_NOT_FOUND where neither the model nor the catalogue has it, #ISMS_E_LIMIT,
 * #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_suggestion_find_evidence(const isms_model *model, const char *control,
                                                   const isms_allocator *allocator, isms_suggestion **out);

/**
 * What is usually shown for a control of Annex A, some pieces parted by `; `. It is the project's own judgement, in its own
 * words: show it as such. Static. @return NULL where @p control is no control of Annex A. @since 0.1
 */
ISMS_API const char *isms_suggestion_evidence(const char *control);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
