/** @file
 * The model: the records of an ISMS, their attributes and references, transactions, undo and the journal.
 *
 * A model is the root object. A record is a 64-bit id inside its model; an id whose record is gone gives #ISMS_E_STALE, never a
 * crash. Reading calls take any model, writing calls refuse a read-only one (#isms_catalogue, a snapshot) with
 * #ISMS_E_READ_ONLY.
 *
 * @par Errors of all writing calls
 * #ISMS_E_MISUSE for a missing argument, #ISMS_E_STALE, #ISMS_E_ATTRIBUTE, #ISMS_E_KIND, #ISMS_E_READ_ONLY, #ISMS_E_LIMIT and
 * #ISMS_E_NO_MEMORY. A call that fails has changed nothing.
 *
 * @par Threads
 * One thread at a time; a read-only model may be read by any number of threads at once.
 */
#ifndef ISMS_MODEL_H
#define ISMS_MODEL_H

#include <isms/diagnostics.h>
#include <isms/schema.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Attributes of a host's own; see extension.h. */
typedef struct isms_extension isms_extension;

/** A record inside its model; #ISMS_NONE is no record. */
typedef uint64_t isms_id;

/** No record. */
#define ISMS_NONE ((isms_id)0)

/** What a new model can be told. Zero and NULL mean the default. */
typedef struct isms_model_options {
    uint32_t struct_size;            /**< sizeof(isms_model_options), set by #ISMS_MODEL_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_MODEL_NO_JOURNAL */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
    uint64_t max_records;            /**< records of all types together; default 16,000,000 */
    uint64_t max_text;               /**< bytes of one text; default 1 MiB */
    uint64_t max_list;               /**< values of one list; default 1,000,000 */
    uint64_t hash_seed;              /**< something that the author of a hostile document does not know; default: an address */
    const isms_extension *extension; /**< attributes of the host's own, copied; NULL for none */
} isms_model_options;

/** Keeps neither journal nor undo once a transaction is committed; saves memory in bulk jobs. */
#define ISMS_MODEL_NO_JOURNAL 1u

/** Default options. */
#define ISMS_MODEL_OPTIONS_INIT                                                                                                \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_model_options), 0, NULL, 0, 0, 0, 0, NULL                                                        \
    }

/** @name Models
 * @{ */

/** An empty model. @param options NULL for defaults. @param[out] out owned by the caller; NULL on failure.
 *  @return #ISMS_E_NO_MEMORY, #ISMS_E_UNSUPPORTED for options of a newer library. @since 0.1 */
ISMS_API isms_status isms_model_new(const isms_model_options *options, isms_model **out);

/** Frees a model or a snapshot; NULL is allowed. Snapshots live on when their model is freed, and the other way round. @since
 * 0.1 */
ISMS_API void isms_model_free(isms_model *model);

/**
 * An immutable copy of the model as it is, sharing what has not changed; costs little. Not inside a transaction. Its journal is
 * empty: it is a state, and the way to it stays with the model.
 * @param[out] out owned by the caller; freed with #isms_model_free; any number of threads may read it. @since 0.1
 */
ISMS_API isms_status isms_model_snapshot(const isms_model *model, isms_model **out);

/** 1 where the model cannot be written. @since 0.1 */
ISMS_API int32_t isms_model_is_read_only(const isms_model *model);

/** Number that grows by one with each committed transaction; 0 for a new model. @since 0.1 */
ISMS_API uint64_t isms_model_revision(const isms_model *model);

/** Bytes that the model holds from its allocator. @since 0.1 */
ISMS_API uint64_t isms_model_bytes(const isms_model *model);
/** @} */

/** @name Records
 * Records of a type come in the order in which they were created.
 * @{ */

/** Number of records of a type. @since 0.1 */
ISMS_API uint64_t isms_count(const isms_model *model, isms_type type);

/** First record of a type, or #ISMS_NONE. @since 0.1 */
ISMS_API isms_id isms_first(const isms_model *model, isms_type type);

/** The record of the same type after @p record, or #ISMS_NONE; also where @p record itself has been deleted. @since 0.1 */
ISMS_API isms_id isms_next(const isms_model *model, isms_id record);

/** Fills @p out with up to @p capacity records that come after @p after (#ISMS_NONE: from the first). @return how many. @since
 * 0.1 */
ISMS_API size_t isms_next_many(const isms_model *model, isms_type type, isms_id after, isms_id *out, size_t capacity);

/** The record of a type with that id, or #ISMS_NONE. @since 0.1 */
ISMS_API isms_id isms_find(const isms_model *model, isms_type type, const char *key);

/** The record of a type that another system knows as @p key, or #ISMS_NONE; looks at each record. @since 0.1 */
ISMS_API isms_id isms_find_origin(const isms_model *model, isms_type type, const char *system, const char *key);

/** The one record that stands for the document itself (#ISMS_HEADER); there always is one. @since 0.1 */
ISMS_API isms_id isms_header(const isms_model *model);

/** Type of a record, 0 where it does not exist. @since 0.1 */
ISMS_API isms_type isms_record_type(const isms_model *model, isms_id record);

/** The id that people gave the record, such as `R-042`; NULL where the record does not exist. @since 0.1 */
ISMS_API const char *isms_record_key(const isms_model *model, isms_id record);

/**
 * Creates a record. @param key 1 to 128 letters, digits, '.', '_', ':', '-', unique within the type.
 * @param[out] out the new record; may be NULL.
 * @return #ISMS_E_TOKEN, #ISMS_E_EXISTS, #ISMS_E_MISUSE for a type of the catalogue or the header. @since 0.1
 */
ISMS_API isms_status isms_record_create(isms_model *model, isms_type type, const char *key, isms_id *out);

/**
 * Deletes a record. Each reference to it follows the rule of its attribute (#isms_attribute_delete_rule): it is cleared, its
 * record is deleted too, or the deletion is refused with #ISMS_E_REFERENCED. @since 0.1
 */
ISMS_API isms_status isms_record_delete(isms_model *model, isms_id record);

/** Gives a record another id; references follow. @return as #isms_record_create. @since 0.1 */
ISMS_API isms_status isms_record_rename(isms_model *model, isms_id record, const char *key);

/** Where the record stood in the document it was read from: name of the source ("" unknown), line and column from 1 (0
 * unknown). Any pointer may be NULL. @return #ISMS_E_STALE. @since 0.1 */
ISMS_API isms_status isms_record_location(const isms_model *model, isms_id record, const char **source, uint32_t *line,
                                          uint32_t *column);

/** Says where a record came from; for readers of formats that a host adds. Not journaled. @since 0.1 */
ISMS_API isms_status isms_record_set_location(isms_model *model, isms_id record, const char *source, uint32_t line,
                                              uint32_t column);
/** @} */

/** @name Registers
 * A register that was delivered and is empty says "there was none"; one that was not delivered says nothing.
 * @{ */

/** 1 where the register of a type was delivered: it holds a record, or its delivery was stated. @since 0.1 */
ISMS_API int32_t isms_register_is_delivered(const isms_model *model, isms_type type);

/** States that a register was delivered, or takes that back (records make it delivered all the same). @since 0.1 */
ISMS_API isms_status isms_register_set_delivered(isms_model *model, isms_type type, int32_t delivered);

/** 1 where the document says that the export left out (some of) this register, or with an attribute: this field of it. @since
 * 0.1 */
ISMS_API int32_t isms_register_is_partial(const isms_model *model, isms_type type, isms_attribute attribute);
/** @} */

/** @name Reading attributes
 * The short calls give a fallback where the record has no value, does not exist or has no such attribute; the `get` calls say
 * which: #ISMS_OK, #ISMS_ABSENT, #ISMS_E_STALE, #ISMS_E_ATTRIBUTE, #ISMS_E_KIND (also for a list). On anything but #ISMS_OK the
 * out parameter is not touched. Texts are borrowed until the model changes.
 * @since 0.1
 * @{ */

ISMS_API int32_t isms_has(const isms_model *model, isms_id record, isms_attribute attribute); /**< 1 where there is a value */

/** Text of a text, level, requirement, timestamp, enumeration (name of the value) or money (`8000.00 EUR` is not it: the
 * amount); NULL where absent. @since 0.1 */
ISMS_API const char *isms_text(const isms_model *model, isms_id record, isms_attribute attribute);
ISMS_API int64_t isms_integer(const isms_model *model, isms_id record, isms_attribute attribute,
                              int64_t fallback); /**< @since 0.1 */
ISMS_API double isms_real(const isms_model *model, isms_id record, isms_attribute attribute,
                          double fallback); /**< real or integer */
ISMS_API int32_t isms_boolean(const isms_model *model, isms_id record, isms_attribute attribute,
                              int32_t fallback);                                                  /**< 0 or 1 */
ISMS_API isms_day isms_day_of(const isms_model *model, isms_id record, isms_attribute attribute); /**< 0 where absent */
ISMS_API int32_t isms_value(const isms_model *model, isms_id record, isms_attribute attribute);   /**< enumeration; 0 absent */
/** Target of a reference; #ISMS_NONE where absent or where the target does not exist. @since 0.1 */
ISMS_API isms_id isms_link(const isms_model *model, isms_id record, isms_attribute attribute);
/** Id of a reference's target as written, also where that record does not exist; NULL where absent. @since 0.1 */
ISMS_API const char *isms_link_key(const isms_model *model, isms_id record, isms_attribute attribute);

ISMS_API isms_status isms_get_text(const isms_model *model, isms_id record, isms_attribute attribute, const char **out,
                                   size_t *size); /**< @p size may be NULL */
/** Integer. */
ISMS_API isms_status isms_get_integer(const isms_model *model, isms_id record, isms_attribute attribute, int64_t *out);
/** Real; an integer too. */
ISMS_API isms_status isms_get_real(const isms_model *model, isms_id record, isms_attribute attribute, double *out);
/** Boolean: 0 or 1. */
ISMS_API isms_status isms_get_boolean(const isms_model *model, isms_id record, isms_attribute attribute, int32_t *out);
/** Date. */
ISMS_API isms_status isms_get_day(const isms_model *model, isms_id record, isms_attribute attribute, isms_day *out);
/** Value of an enumeration. */
ISMS_API isms_status isms_get_value(const isms_model *model, isms_id record, isms_attribute attribute, int32_t *out);
/** Target of a reference; #ISMS_NONE where that record does not exist. */
ISMS_API isms_status isms_get_link(const isms_model *model, isms_id record, isms_attribute attribute, isms_id *out);
/** Money: @p amount and @p currency are borrowed texts such as `8000.00` and `EUR`. @since 0.1 */
ISMS_API isms_status isms_get_money(const isms_model *model, isms_id record, isms_attribute attribute, const char **amount,
                                    const char **currency);
/** @} */

/** @name Lists and tables
 * Items count from 0. In a list of references an item may name a record that does not exist: its link is #ISMS_NONE.
 * @since 0.1
 * @{ */
ISMS_API size_t isms_list_count(const isms_model *model, isms_id record, isms_attribute attribute); /**< 0 where absent */
ISMS_API const char *isms_list_text(const isms_model *model, isms_id record, isms_attribute attribute,
                                    size_t i); /**< or NULL */
/** Target of item @p i of a list of references; #ISMS_NONE past the end and where that record does not exist. */
ISMS_API isms_id isms_list_link(const isms_model *model, isms_id record, isms_attribute attribute, size_t i);
ISMS_API const char *isms_list_key(const isms_model *model, isms_id record, isms_attribute attribute,
                                   size_t i); /**< of a reference */
ISMS_API int32_t isms_list_value(const isms_model *model, isms_id record, isms_attribute attribute,
                                 size_t i); /**< enumeration */
/** Item @p i of a list of integers. @return #ISMS_ABSENT past the end and where there is no such list. */
ISMS_API isms_status isms_list_integer(const isms_model *model, isms_id record, isms_attribute attribute, size_t i,
                                       int64_t *out);
/** Item @p i of a list of reals. @return #ISMS_ABSENT past the end and where there is no such list. */
ISMS_API isms_status isms_list_real(const isms_model *model, isms_id record, isms_attribute attribute, size_t i, double *out);
/** Item @p i of a list of dates; 0 past the end and where it is absent. */
ISMS_API isms_day isms_list_day(const isms_model *model, isms_id record, isms_attribute attribute, size_t i);
/** Item @p i of a list of booleans: 0 or 1; @p fallback past the end and where it is absent. */
ISMS_API int32_t isms_list_boolean(const isms_model *model, isms_id record, isms_attribute attribute, size_t i,
                                   int32_t fallback);
/** Item @p i of a list of amounts: decimal text and ISO 4217 code, borrowed. @return #ISMS_ABSENT past the end and where there
 * is no such list. */
ISMS_API isms_status isms_list_money(const isms_model *model, isms_id record, isms_attribute attribute, size_t i,
                                     const char **amount, const char **currency);

/** Number of rows of a table; 0 where absent. */
ISMS_API size_t isms_table_row_count(const isms_model *model, isms_id record, isms_attribute attribute);
/** Number of texts in a row of a table; 0 past the end. */
ISMS_API size_t isms_table_column_count(const isms_model *model, isms_id record, isms_attribute attribute, size_t row);
/** One text of a table, borrowed until the model changes; NULL where there is none. */
ISMS_API const char *isms_table_text(const isms_model *model, isms_id record, isms_attribute attribute, size_t row,
                                     size_t column);
/** @} */

/** @name Writing attributes
 * Beside the errors of all writing calls, those that are named here. @since 0.1
 * @{ */
/** Sets a text, level, requirement, timestamp or enumeration (by name). @return #ISMS_E_TEXT, #ISMS_E_RANGE for a value that
 * the kind does not have. @since 0.1 */
ISMS_API isms_status isms_set_text(isms_model *model, isms_id record, isms_attribute attribute, const char *text);
/** The same for a text that is not NUL-terminated. @since 0.1 */
ISMS_API isms_status isms_set_text_n(isms_model *model, isms_id record, isms_attribute attribute, const char *text,
                                     size_t size);
ISMS_API isms_status isms_set_integer(isms_model *model, isms_id record, isms_attribute attribute,
                                      int64_t value); /**< #ISMS_E_RANGE */
ISMS_API isms_status isms_set_real(isms_model *model, isms_id record, isms_attribute attribute,
                                   double value); /**< #ISMS_E_RANGE */
ISMS_API isms_status isms_set_boolean(isms_model *model, isms_id record, isms_attribute attribute,
                                      int32_t value); /**< 0 is false */
ISMS_API isms_status isms_set_day(isms_model *model, isms_id record, isms_attribute attribute,
                                  isms_day value); /**< #ISMS_E_RANGE */
ISMS_API isms_status isms_set_value(isms_model *model, isms_id record, isms_attribute attribute,
                                    int32_t value); /**< #ISMS_E_RANGE */
/** Decimal amount `-?digits[.digits]` of at most 34 digits, and an ISO 4217 code of three capital letters. @return
 * #ISMS_E_RANGE.
 *  @since 0.1 */
ISMS_API isms_status isms_set_money(isms_model *model, isms_id record, isms_attribute attribute, const char *amount,
                                    const char *currency);
/** Refers to a record of the attribute's target type. @return #ISMS_E_STALE, #ISMS_E_KIND for another @p target. */
ISMS_API isms_status isms_set_link(isms_model *model, isms_id record, isms_attribute attribute, isms_id target);
/** Refers to a record by its id, which need not exist yet. @return #ISMS_E_TOKEN. @since 0.1 */
ISMS_API isms_status isms_set_link_key(isms_model *model, isms_id record, isms_attribute attribute, const char *key);
/** Removes the value of an attribute, list or table; of a group: of all its members. @since 0.1 */
ISMS_API isms_status isms_clear(isms_model *model, isms_id record, isms_attribute attribute);

/** Sets likelihood and impact of a group such as #ISMS_RISK_INHERENT (positions on the method's scales, from 1). @since 0.1 */
ISMS_API isms_status isms_set_level(isms_model *model, isms_id record, isms_attribute group, int64_t likelihood,
                                    int64_t impact);

ISMS_API isms_status isms_add_text(isms_model *model, isms_id record, isms_attribute attribute,
                                   const char *text); /**< to a list */
/** Appends a reference to a list. @return as #isms_set_link. */
ISMS_API isms_status isms_add_link(isms_model *model, isms_id record, isms_attribute attribute, isms_id target);
/** Appends a reference by id, to a record that need not exist yet. @return #ISMS_E_TOKEN. */
ISMS_API isms_status isms_add_link_key(isms_model *model, isms_id record, isms_attribute attribute, const char *key);
/** Appends an integer to a list. @return #ISMS_E_RANGE. */
ISMS_API isms_status isms_add_integer(isms_model *model, isms_id record, isms_attribute attribute, int64_t value);
/** Appends a real to a list. @return #ISMS_E_RANGE. */
ISMS_API isms_status isms_add_real(isms_model *model, isms_id record, isms_attribute attribute, double value);
/** Removes item @p i of a list or row @p i of a table; the later ones move up. @return #ISMS_E_RANGE past the end. */
ISMS_API isms_status isms_list_remove(isms_model *model, isms_id record, isms_attribute attribute, size_t i);
/** Appends a row of @p count texts to a table. @since 0.1 */
ISMS_API isms_status isms_add_row(isms_model *model, isms_id record, isms_attribute attribute, const char *const *texts,
                                  size_t count);
/** @} */

/** @name The reverse direction
 * @{ */
/**
 * Fills @p out with up to @p capacity records that refer to @p target, in order of type and creation, each once.
 * @param attribute only through this attribute; 0 for any. @return how many there are, which may be more than @p capacity.
 * @since 0.1
 */
ISMS_API size_t isms_referrers(const isms_model *model, isms_id target, isms_attribute attribute, isms_id *out,
                               size_t capacity);
/** @} */

/** @name Transactions, undo, journal
 * Outside a transaction each writing call is one of its own. Transactions nest: an inner rollback undoes the inner part only.
 * @{ */
/** Opens a transaction. @param who whose change it is, and @param why why; both kept in the journal, may be NULL. @since 0.1 */
ISMS_API isms_status isms_model_begin(isms_model *model, const char *who, const char *why);
/** Says when the change happened (RFC 3339 or a date), since the library reads no clock; for the open transaction. @since 0.1
 */
ISMS_API isms_status isms_model_stamp(isms_model *model, const char *when);
ISMS_API isms_status isms_model_commit(isms_model *model);   /**< #ISMS_E_NO_TRANSACTION. @since 0.1 */
ISMS_API isms_status isms_model_rollback(isms_model *model); /**< #ISMS_E_NO_TRANSACTION. @since 0.1 */
ISMS_API isms_status
isms_model_undo(isms_model *model); /**< takes the last transaction back; that is a revision too. @since 0.1 */
ISMS_API isms_status isms_model_redo(isms_model *model); /**< @since 0.1 */
/** Forgets journal and undo and gives their memory back. @since 0.1 */
ISMS_API isms_status isms_model_forget(isms_model *model);

/** Number of transactions in the journal. @since 0.1 */
ISMS_API size_t isms_journal_count(const isms_model *model);
/** Who, when and why of transaction @p i, from 0; "" where not given. Any pointer may be NULL. @since 0.1 */
ISMS_API isms_status isms_journal_entry(const isms_model *model, size_t i, uint64_t *revision, const char **who,
                                        const char **when, const char **why, size_t *changes);
/** What a transaction of the journal is. */
typedef int32_t isms_journal_kind;

/** Values of #isms_journal_kind. */
enum {
    ISMS_JOURNAL_CHANGE = 0, /**< a change */
    ISMS_JOURNAL_UNDO = 1,   /**< took an earlier one back */
    ISMS_JOURNAL_REDO = 2,   /**< did again what was taken back */
    ISMS_JOURNAL_FOUND = 3   /**< only in a history: what was there already, or was changed elsewhere; nobody is named */
};

/** Kind of transaction @p i, from 0; -1 out of range. @since 0.1 */
ISMS_API isms_journal_kind isms_journal_kind_of(const isms_model *model, size_t i);

/** Change @p k of transaction @p i: the record, and the attribute that was set or cleared, or 0 where the record was created,
 *  deleted or brought back. @since 0.1 */
ISMS_API isms_status isms_journal_change(const isms_model *model, size_t i, size_t k, isms_id *record,
                                         isms_attribute *attribute);
/** A snapshot of the model as it was at @p revision. @return #ISMS_E_NOT_FOUND where the journal does not reach back. @since
 * 0.1 */
ISMS_API isms_status isms_model_at_revision(const isms_model *model, uint64_t revision, isms_model **out);
/** @} */

/** @name Members that the schema does not know
 * @{ */
/** JSON object of the members of a record that this version does not know; NULL where there are none. @since 0.1 */
ISMS_API const char *isms_record_unknown(const isms_model *model, isms_id record);
/** Sets it; NULL removes it. @p json must be a JSON object that a reader has checked. @since 0.1 */
ISMS_API isms_status isms_record_set_unknown(isms_model *model, isms_id record, const char *json);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
