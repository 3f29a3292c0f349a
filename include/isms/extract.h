/** @file
 * A part of a model as a model of its own: records, and everything that they refer to.
 */
#ifndef ISMS_EXTRACT_H
#define ISMS_EXTRACT_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an extraction can be told. Zero and NULL mean the default. */
typedef struct isms_extract_options {
    uint32_t struct_size;            /**< sizeof(isms_extract_options), set by #ISMS_EXTRACT_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_EXTRACT_ALONE */
    const isms_allocator *allocator; /**< of the new model; NULL for malloc */
    uint32_t type_count;             /**< how many types @ref types names */
    const isms_type *types;          /**< whole registers, beside the records; NULL for none */
} isms_extract_options;

/** Only what was asked for, without what it refers to. */
#define ISMS_EXTRACT_ALONE 1u

/** Default options. */
#define ISMS_EXTRACT_OPTIONS_INIT                                                                                              \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_extract_options), 0, NULL, 0, NULL                                                               \
    }

/**
 * A new model with some records of another one and with everything that they need: what they refer to, what that refers to, and
 * so on. A requirement that names a control or a requirement of the model counts as a reference, and a risk that names no risk
 * method needs the only one that there is. What refers to them does not come along.
 *
 * The document's own record and the members of its root are copied. A register of which records are left out is named in
 * `document.partial`, so that nothing is concluded from what is not there; one that comes as a whole is not. Write the new
 * model with #isms_model_save; #ISMS_READ_ORIGINS reads such a document back into a full one.
 * @param model   the model; not changed
 * @param records @p count records of it; NULL where @p count is 0
 * @param count   how many
 * @param options NULL for defaults
 * @param[out] out owned by the caller, without journal; freed with #isms_model_free; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_STALE for a record that does not exist, #ISMS_E_NOT_FOUND for a type that there is not,
 *         #ISMS_E_UNSUPPORTED (options of a newer library), #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_extract_records(const isms_model *model, const isms_id *records, size_t count,
                                          const isms_extract_options *options, isms_model **out);

#ifdef __cplusplus
}
#endif
#endif
