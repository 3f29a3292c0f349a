/** @file
 * What changed between two models, by record and attribute.
 *
 * Records are the same where their type and id are; what a document says beside the schema (unknown members, extensions) is
 * compared too, and so is which registers were delivered. Where records came from (#isms_record_location), their order and the
 * journal are not. No change means that both models give the same document.
 *
 * A comparison is immutable, outlives what it was made from, and may be read by any number of threads.
 */
#ifndef ISMS_DIFF_H
#define ISMS_DIFF_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A comparison of two models; read-only. */
typedef struct isms_diff isms_diff;

/** What a change is. */
typedef int32_t isms_diff_kind;

/** Values of #isms_diff_kind. */
enum {
    ISMS_DIFF_ADDED = 1,   /**< a record came */
    ISMS_DIFF_REMOVED = 2, /**< a record went */
    ISMS_DIFF_CHANGED = 3, /**< an attribute of a record, or a member beside the schema, came, went or has another value */
    ISMS_DIFF_REGISTER = 4 /**< a register was delivered on one side only */
};

/** One of the two models. */
typedef int32_t isms_diff_side;

/** Values of #isms_diff_side. */
enum {
    ISMS_DIFF_BEFORE = 0, /**< the first model */
    ISMS_DIFF_AFTER = 1   /**< the second model */
};

/**
 * Compares two models. Takes time in proportion to both, and memory in proportion to the changes.
 * @param before,after neither is changed; may be the same
 * @param allocator    where memory comes from; NULL for malloc
 * @param[out] out     owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_LIMIT (more than 4 GiB of changes), #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_diff_models(const isms_model *before, const isms_model *after, const isms_allocator *allocator,
                                      isms_diff **out);

/** Frees a comparison; NULL is allowed. @since 0.1 */
ISMS_API void isms_diff_free(isms_diff *diff);

/** @name Changes
 * They count from 0: the document itself first, then register after register in schema order; within one its delivery, then
 * its records by their ids. Past the end: 0, #ISMS_NONE, "". Texts are borrowed until the comparison is freed. @since 0.1
 * @{ */
ISMS_API size_t isms_diff_count(const isms_diff *diff);                     /**< number of changes; 0 where nothing changed */
ISMS_API isms_diff_kind isms_diff_kind_of(const isms_diff *diff, size_t i); /**< what it is */
ISMS_API isms_type isms_diff_type(const isms_diff *diff, size_t i);         /**< type of the record, or of the register */
ISMS_API const char *isms_diff_key(const isms_diff *diff, size_t i); /**< id of the record; "" for document and register */
/** The record in the model of that side, #ISMS_NONE where it is not there. @param side one of #isms_diff_side */
ISMS_API isms_id isms_diff_record(const isms_diff *diff, size_t i, isms_diff_side side);
/** The attribute that changed; 0 for a member beside the schema and for whole records and registers. */
ISMS_API isms_attribute isms_diff_attribute(const isms_diff *diff, size_t i);
/** Where in the record: `status`, `inherent.likelihood`, `extensions.acme.score`; a member of the document's root has a slash
 * before it: `/extensions.acme`. "" for whole records and registers. */
ISMS_API const char *isms_diff_path(const isms_diff *diff, size_t i);
/** The value before as compact JSON, as the document has it: a value, a list, or the whole record; `false` or `true` for the
 * delivery of a register. "" where there was none. */
ISMS_API const char *isms_diff_before(const isms_diff *diff, size_t i);
ISMS_API const char *isms_diff_after(const isms_diff *diff, size_t i); /**< the value after, likewise */
/** @} */

/**
 * Writes all changes.
 * @param diff  the comparison
 * @param form  `text` (a line for each change; of a list what went and what came), `json` (a list of objects) or `csv`; NULL
 * for text
 * @param write receives the bytes; it stops the writing by not returning 0
 * @param user  handed to @p write
 * @return #ISMS_E_MISUSE, #ISMS_E_FORMAT for another form, #ISMS_E_IO. @since 0.1
 */
ISMS_API isms_status isms_diff_write(const isms_diff *diff, const char *form, isms_write write, void *user);

#ifdef __cplusplus
}
#endif
#endif
