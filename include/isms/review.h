/** @file
 * What a management review has to look at (ISO/IEC 27001:2022, 9.3.2 a to g), computed from the model, and what is missing.
 *
 * The pack covers the time since the last review that was held, or twelve months where none was; trends compare it with the
 * same time before. What no register holds, such as the voice of interested parties, is taken from the notes of the review that
 * is being prepared, and is otherwise said to be missing.
 */
#ifndef ISMS_REVIEW_H
#define ISMS_REVIEW_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An input pack; immutable, may be read by any number of threads, outlives the model. */
typedef struct isms_review isms_review;

/**
 * Computes the pack.
 * @param model     the ISMS; only read
 * @param as_of     the day on which the review is prepared
 * @param allocator where the pack lives, NULL for malloc
 * @param[out] out  owned by the caller
 * @retval ISMS_E_RANGE as_of is no date
 * @since 0.1
 */
ISMS_API isms_status isms_review_build(const isms_model *model, isms_day as_of, const isms_allocator *allocator,
                                       isms_review **out);

/** Frees a pack; NULL is allowed. @since 0.1 */
ISMS_API void isms_review_free(isms_review *review);

ISMS_API isms_day isms_review_since(const isms_review *review); /**< first day that it covers. @since 0.1 */

/** @name Inputs
 * In the order of the catalogue of review inputs. Texts are borrowed and never NULL; "" or 0 out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_review_count(const isms_review *review);                         /**< inputs: those of the catalogue */
ISMS_API const char *isms_review_input(const isms_review *review, size_t i);          /**< such as `9.3.2.d.1` */
ISMS_API const char *isms_review_title(const isms_review *review, size_t i);          /**< what it is, in our own words */
ISMS_API const char *isms_review_missing(const isms_review *review, size_t i);        /**< what it lacks, one sentence; or "" */
ISMS_API size_t isms_review_line_count(const isms_review *review, size_t i);          /**< lines of that input */
ISMS_API const char *isms_review_line(const isms_review *review, size_t i, size_t k); /**< one of them, a sentence */
ISMS_API isms_id isms_review_record(const isms_review *review, size_t i,
                                    size_t k); /**< record that it is about, or #ISMS_NONE */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
