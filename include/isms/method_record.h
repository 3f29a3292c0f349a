/** @file
 * Risk methods that are records of a model: their matrices, what the linter says of them, and presets taken over as records.
 */
#ifndef ISMS_METHOD_RECORD_H
#define ISMS_METHOD_RECORD_H

#include <isms/lint.h>
#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes the matrix of a risk method, with the scales that the record states: intervals of likelihood and impact where each step
 * has them, and the ids of its levels.
 * @param model      the ISMS; only read
 * @param method     a record of type risk method
 * @param allocator  where its memory comes from; NULL for malloc
 * @param[out] out   the matrix; the caller frees it
 * @retval ISMS_E_NOT_FOUND  no such method
 * @retval ISMS_ABSENT       the method has no matrix, and nothing is written
 * @retval ISMS_E_DATA       a cell names no level of the method, or rows differ in length
 * @retval ISMS_E_RANGE      more rows, columns or levels than a matrix can have
 * @since 0.1
 */
ISMS_API isms_status isms_method_record_matrix(const isms_model *model, isms_id method, const isms_allocator *allocator,
                                               isms_matrix **out);

/**
 * Lints the matrix of a risk method, see #isms_lint_matrix, with the waivers of the record. A waiver without a reason, or of a
 * rule that does not exist, waives nothing.
 * @retval ISMS_ABSENT  the method has no matrix; other errors as #isms_method_record_matrix
 * @since 0.1
 */
ISMS_API isms_status isms_method_record_lint(const isms_model *model, isms_id method, const isms_allocator *allocator,
                                             isms_lint **out);

/**
 * Takes a preset matrix over as a risk method of the model: its scales, levels, cells, and the suggested decisions where there
 * are some. From then on it is the organization's own; `preset` and `version` say where it came from.
 * @param model    the ISMS; the record is made in the open transaction, or in one of its own
 * @param preset   id of a preset matrix, see isms/preset.h
 * @param key      id of the new record
 * @param[out] out the record; may be NULL
 * @retval ISMS_E_NOT_FOUND  there is no preset matrix of that id
 * @retval ISMS_E_EXISTS     the model has a risk method of that id
 * @since 0.1
 */
ISMS_API isms_status isms_method_record_adopt(isms_model *model, const char *preset, const char *key, isms_id *out);

#ifdef __cplusplus
}
#endif
#endif
