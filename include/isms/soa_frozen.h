/** @file
 * Frozen Statements of Applicability: the facts of a day as bytes that can be stored, hashed, read again and compared with
 * those of another day.
 *
 * #isms_soa_write_canonical writes the bytes, #isms_soa_hash is their SHA-256, and `sha256sum` of the file gives the same. What
 * is read back has the rows, what they state, what was derived, and each link with its state; it can be compared
 * (isms/soa_diff.h) and written again, byte for byte. It has no checks and no records, so that analyses need a computed one.
 */
#ifndef ISMS_SOA_FROZEN_H
#define ISMS_SOA_FROZEN_H

#include <isms/soa.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads a frozen Statement of Applicability. What is read is checked: all controls of Annex A in order, added controls and
 * links in theirs, texts as the model allows them.
 * @param read      gives the bytes
 * @param user      handed to @p read
 * @param allocator where the result lives; NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure; freed by #isms_soa_free
 * @retval ISMS_E_FORMAT    it is no frozen Statement of Applicability
 * @retval ISMS_E_VERSION   it is of a later version of the form
 * @retval ISMS_E_TRUNCATED it ends too early
 * @retval ISMS_E_SYNTAX    a line is not as it should be
 * @retval ISMS_E_TEXT      it holds bytes that are no text
 * @retval ISMS_E_LIMIT     it is larger than 512 MiB
 * @retval ISMS_E_IO        @p read failed
 * @since 0.1
 */
ISMS_API isms_status isms_soa_frozen_read(isms_read read, void *user, const isms_allocator *allocator, isms_soa **out);

/** 1 where it was read back and not computed. @since 0.1 */
ISMS_API int32_t isms_soa_is_frozen(const isms_soa *soa);

/**
 * Notes in the model what was frozen: day and hash, in `as_of` and `hash` of the version that @p soa was computed from, as one
 * transaction. Neither changes the hash. A version is approved before it is frozen: the approval is among the facts.
 * @param soa   a computed Statement of Applicability with a day
 * @param model the model that it was computed from
 * @return #ISMS_E_MISUSE also for one without a day or that was read back, #ISMS_E_NOT_FOUND where the model has no version,
 * and the errors of writing calls. @since 0.1
 */
ISMS_API isms_status isms_soa_frozen_note(const isms_soa *soa, isms_model *model);

/**
 * Is a version still as it was frozen: computes it for the day that was noted, and compares the hash.
 * @param version   record of type #ISMS_SOA; #ISMS_NONE: the one of the latest date
 * @param allocator where working memory comes from; NULL for malloc
 * @param[out] same 1: the facts are the same, 0: they are not
 * @return #ISMS_ABSENT where it was never frozen, #ISMS_E_NOT_FOUND where there is no version, #ISMS_E_MISUSE, and the errors
 * of #isms_soa_build. @since 0.1
 */
ISMS_API isms_status isms_soa_frozen_holds(const isms_model *model, isms_id version, const isms_allocator *allocator,
                                           int32_t *same);

#ifdef __cplusplus
}
#endif
#endif
