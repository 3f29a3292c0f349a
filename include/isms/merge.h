/** @file
 * Three-way merge: what two people changed in copies of one document, put together attribute by attribute.
 *
 * Records are the same where their type and id are. For each attribute, and each member beside the schema:
 * - changed on one side only, or to the same on both: that is the result;
 * - a list of references, requirements or enumerators, `tags`, `origins`, `document.partial`, `document.registers`: what either
 *   side added comes in, what either side removed goes out, what stays keeps its order and what came follows it by bytes;
 * - an object beside the schema that both sides changed: merged member by member;
 * - else both sides say different things, which is a conflict.
 * Of two new versions of the format the later one is the result's.
 * A record that one side deleted and the other changed is a conflict too. The delivery of a register is never one.
 *
 * So is a reference that the result has from one side and that leads to a record which the other side deleted
 * (#isms_merge_target). References that led nowhere on the side that deleted are left alone: #isms_check shows them.
 *
 * In a conflict the result holds what `ours` has, and the conflict says what the others have and where: nothing is lost
 * silently. What `ours` refers to and `theirs` deleted stays; what `ours` deleted is gone, and the reference of `theirs` leads
 * nowhere until one of the two is mended.
 *
 * Without conflicts, exchanging `ours` and `theirs` gives the same document.
 */
#ifndef ISMS_MERGE_H
#define ISMS_MERGE_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The conflicts of a merge; immutable, outlives the models, may be read by any number of threads. */
typedef struct isms_merge isms_merge;

/** One of the three models of a merge. */
typedef int32_t isms_merge_side;

/** Values of #isms_merge_side. */
enum {
    ISMS_MERGE_BASE = 0,  /**< what both sides started from */
    ISMS_MERGE_OURS = 1,  /**< the side that is kept in a conflict */
    ISMS_MERGE_THEIRS = 2 /**< the other side */
};

/**
 * Merges two models that come from a third.
 * @param base,ours,theirs none is changed; may be the same
 * @param options     how the merged model is made, and where memory comes from; NULL for defaults
 * @param[out] merged the merged model, without journal; owned by the caller, freed with #isms_model_free; NULL on failure
 * @param[out] out    the conflicts; owned by the caller, freed with #isms_merge_free; NULL on failure
 * @return #ISMS_OK without conflicts, #ISMS_PARTIAL with some; #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED (options of a newer
 * library), #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY. @since 0.1
 */
ISMS_API isms_status isms_merge_models(const isms_model *base, const isms_model *ours, const isms_model *theirs,
                                       const isms_model_options *options, isms_model **merged, isms_merge **out);

/** Frees the conflicts of a merge; NULL is allowed. @since 0.1 */
ISMS_API void isms_merge_free(isms_merge *merge);

/** @name Conflicts
 * They count from 0: the document itself first, then register after register in schema order, records by their ids; last the
 * references to what was deleted. Past the end: 0, "". Texts are borrowed until the conflicts are freed. @since 0.1
 * @{ */
ISMS_API size_t isms_merge_count(const isms_merge *merge);              /**< number of conflicts */
ISMS_API isms_type isms_merge_type(const isms_merge *merge, size_t i);  /**< type of the record */
ISMS_API const char *isms_merge_key(const isms_merge *merge, size_t i); /**< id of the record; "" for the document */
/** The attribute; 0 for a member beside the schema and where one side deleted the record. */
ISMS_API isms_attribute isms_merge_attribute(const isms_merge *merge, size_t i);
/** Where in the record, as #isms_diff_path writes it; "" where one side deleted the record. */
ISMS_API const char *isms_merge_path(const isms_merge *merge, size_t i);
/** What a side has, as compact JSON: the value, or the record; "" where it has none. Of a reference to what was deleted only
 * the side that refers to it has a value: the id. */
ISMS_API const char *isms_merge_value(const isms_merge *merge, size_t i, isms_merge_side side);
/** Name of the document that the side's record was read from; "" where it has none or that is not known. */
ISMS_API const char *isms_merge_source(const isms_merge *merge, size_t i, isms_merge_side side);
/** Line in that document, from 1; 0 where it is not known. */
ISMS_API uint32_t isms_merge_row(const isms_merge *merge, size_t i, isms_merge_side side);
/** @} */

/**
 * What a conflict's reference leads to, where one side refers to a record that the other one deleted. Any pointer may be NULL.
 * @param merge           the conflicts
 * @param i               number of the conflict
 * @param[out] deleted_by the side that deleted the record
 * @param[out] type,key   of the deleted record; the key is borrowed until the conflicts are freed
 * @param[out] source     name of the document in which the other side has it; "" where that is not known; borrowed likewise
 * @param[out] line       line in that document, from 1; 0 where it is not known
 * @return #ISMS_ABSENT where the conflict is of another kind, and past the end. @since 0.1
 */
ISMS_API isms_status isms_merge_target(const isms_merge *merge, size_t i, isms_merge_side *deleted_by, isms_type *type,
                                       const char **key, const char **source, uint32_t *line);

/**
 * Writes all conflicts.
 * @param merge the conflicts
 * @param form  `text` (a line for each) or `json` (a list of objects); NULL for text
 * @param write receives the bytes; it stops the writing by not returning 0
 * @param user  handed to @p write
 * @return #ISMS_E_MISUSE, #ISMS_E_FORMAT for another form, #ISMS_E_IO. @since 0.1
 */
ISMS_API isms_status isms_merge_write(const isms_merge *merge, const char *form, isms_write write, void *user);

#ifdef __cplusplus
}
#endif
#endif
