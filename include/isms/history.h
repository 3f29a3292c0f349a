/** @file
 * History: who changed what, when and why, as entries that are chained by SHA-256 and kept beside a document.
 *
 * The journal of a model (#isms_journal_count) lives as long as the model. A history is that journal on paper: each committed
 * change becomes an entry with who, when (given by the host, never the clock), why, and each record and attribute with what it
 * was before and after as canonical JSON text (RFC 8785). It is kept in a file of its own, such as `acme.journal.ndjson` beside
 * `acme.json`: a header, then one entry a line. Each entry has the hash of the one before it and of its own content, so that an
 * entry that was altered, removed, inserted or put elsewhere is found and named when the file is read. From the entries the
 * model can be made again as it was after any of them, or at a date.
 *
 * What a chain cannot show by itself is that its last entries were cut off, or that it was written anew from some entry on. Who
 * wants to know that keeps the hash of the last entry (#isms_history_head) elsewhere and gives it to #isms_history_verify.
 *
 * A history starts from nothing: where a document was there before, all that it holds is the first entry.
 *
 * @par Errors of all calls
 * #ISMS_E_MISUSE for a missing argument, #ISMS_E_UNSUPPORTED for options of a newer library and for a model whose extension is
 * not that of the history, #ISMS_E_NO_MEMORY. A call that fails has changed nothing.
 *
 * @par Threads
 * One thread at a time.
 */
#ifndef ISMS_HISTORY_H
#define ISMS_HISTORY_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A history. It holds the entries and the model as it is after the last one. */
typedef struct isms_history isms_history;

/** What a history can be told. Zero and NULL mean the default. */
typedef struct isms_history_options {
    uint32_t struct_size;            /**< sizeof(isms_history_options), set by #ISMS_HISTORY_OPTIONS_INIT */
    uint32_t flags;                  /**< none yet; 0 */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
    const isms_model_options *model; /**< how the models of the history are made: their extension counts, copied */
    const char *source;              /**< name of the input in diagnostics; NULL: the path, or "" */
} isms_history_options;

/** Default options. */
#define ISMS_HISTORY_OPTIONS_INIT                                                                                              \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_history_options), 0, NULL, NULL, NULL                                                            \
    }

/** @name Making and keeping
 * @{ */

/** An empty history. @param options NULL for defaults. @param[out] out owned by the caller; NULL on failure. @since 0.1 */
ISMS_API isms_status isms_history_new(const isms_history_options *options, isms_history **out);

/** Frees a history; NULL is allowed. Models that were made from it live on. @since 0.1 */
ISMS_API void isms_history_free(isms_history *history);

/**
 * Reads a history and verifies all of it: the form of each line, each hash, the chain, and that each change fits what was there
 * before. The first entry that is not as it was written is named with its line and what is wrong with it.
 * @param read     delivers the bytes, with @p user
 * @param user     handed to @p read
 * @param options  NULL for defaults
 * @param problems gets what is wrong; may be NULL. Rules `ISMS-JOURNAL-01` to `ISMS-JOURNAL-04`
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_DATA, #ISMS_E_TRUNCATED where it ends within a line, #ISMS_E_VERSION, #ISMS_E_IO
 * @since 0.1
 */
ISMS_API isms_status isms_history_read(isms_read read, void *user, const isms_history_options *options,
                                       isms_diagnostics *problems, isms_history **out);

/** The same from a file. @since 0.1 */
ISMS_API isms_status isms_history_open(const char *path, const isms_history_options *options, isms_diagnostics *problems,
                                       isms_history **out);

/** Writes a history: the same entries give the same bytes. @param write takes them, with @p user. @return #ISMS_E_IO. @since
 * 0.1 */
ISMS_API isms_status isms_history_write(const isms_history *history, isms_write write, void *user);

/** Saves a history to a file, which is replaced as a whole as by #isms_model_save. @return #ISMS_E_IO, #ISMS_E_FULL. @since 0.1
 */
ISMS_API isms_status isms_history_save(const isms_history *history, const char *path);
/** @} */

/** @name Adding entries
 * @{ */

/**
 * Adds an entry for each transaction in the journal of a model that changed something. Where the model was not what the last
 * entry led to when that journal began, an entry of kind #ISMS_JOURNAL_FOUND comes first, for which nobody is named.
 * @param after only transactions behind this revision (#isms_model_revision); 0 for all that the journal has. A host that adds
 *              again and again gives the revision of the last time.
 * @param[out] added number of entries; may be NULL
 * @return #ISMS_E_NOT_FOUND where @p after is a revision that the model has not reached, #ISMS_E_BUSY within a transaction,
 *         #ISMS_E_LIMIT where an entry would be longer than 512 MiB
 * @since 0.1
 */
ISMS_API isms_status isms_history_append(isms_history *history, const isms_model *model, uint64_t after, size_t *added);

/**
 * Adds one entry for all in which a model differs from what the last entry led to, whoever changed it: for documents that are
 * edited as files. Nothing is added where nothing differs.
 * @param who  whose change it is, NULL for unknown
 * @param when when it happened, a date or an RFC 3339 date-time; NULL for unknown
 * @param why  why; NULL for unknown
 * @param[out] changes number of changes in the entry, 0 where none was added; may be NULL
 * @return #ISMS_E_TEXT, #ISMS_E_RANGE for @p when, #ISMS_E_BUSY within a transaction, #ISMS_E_LIMIT as above
 * @since 0.1
 */
ISMS_API isms_status isms_history_record(isms_history *history, const isms_model *model, const char *who, const char *when,
                                         const char *why, size_t *changes);
/** @} */

/** @name Reading entries
 * Entries count from 0. Texts are borrowed until the history changes.
 * @{ */

/** Number of entries. @since 0.1 */
ISMS_API size_t isms_history_count(const isms_history *history);

/** Who, when and why of an entry, "" where not known, and how many changes it has. Any pointer may be NULL.
 *  @return #ISMS_E_NOT_FOUND. @since 0.1 */
ISMS_API isms_status isms_history_entry(const isms_history *history, size_t i, const char **who, const char **when,
                                        const char **why, size_t *changes);

/** Kind of an entry; -1 where there is none. @since 0.1 */
ISMS_API isms_journal_kind isms_history_kind(const isms_history *history, size_t i);

/** Hash of an entry, 64 hexadecimal digits; NULL where there is none. @since 0.1 */
ISMS_API const char *isms_history_hash(const isms_history *history, size_t i);

/** Hash of the last entry, which stands for all of them; that of the header where there is none. @since 0.1 */
ISMS_API const char *isms_history_head(const isms_history *history);

/**
 * Change @p k of an entry, both from 0.
 * @param[out] type      type of the record
 * @param[out] record    its id, `document` for the document itself, "" for the register of the type
 * @param[out] attribute path of the attribute; `id` where the record was created or deleted; `*` for the members that the
 *                       schema does not know, as one text; `delivered` of a register
 * @param[out] before    JSON text of the value, `null` where it was absent
 * @param[out] after     likewise
 * Any of them may be NULL. @return #ISMS_E_NOT_FOUND. @since 0.1
 */
ISMS_API isms_status isms_history_change(const isms_history *history, size_t i, size_t k, isms_type *type, const char **record,
                                         const char **attribute, const char **before, const char **after);
/** @} */

/** @name Going back, and checking
 * @{ */

/**
 * The model as it was after the first @p count entries, made anew; 0 gives an empty one, #isms_history_count the present one.
 * @param[out] out owned by the caller, freed with #isms_model_free; its own journal is empty
 * @return #ISMS_E_NOT_FOUND where there are fewer entries
 * @since 0.1
 */
ISMS_API isms_status isms_history_model(const isms_history *history, size_t count, isms_model **out);

/**
 * How many entries there were at a point of time: those before the first one that happened later. An entry for which no time is
 * known counts with the one before it.
 * @param when  a date: all of that day counts, by the date as it is written in the entries; or an RFC 3339 date-time
 * @param[out] count number of entries, for #isms_history_model
 * @return #ISMS_E_RANGE where @p when is neither
 * @since 0.1
 */
ISMS_API isms_status isms_history_count_at(const isms_history *history, const char *when, size_t *count);

/**
 * Checks a history against what is known from elsewhere.
 * @param head     a hash that was kept elsewhere: an entry has to have it; NULL to leave that out. Where the history has lost
 * its end or was written anew, none has it (`ISMS-JOURNAL-05`).
 * @param document the document of the present: it has to be what the last entry led to (`ISMS-JOURNAL-06` for each difference);
 *                 NULL to leave that out
 * @param problems gets what is wrong; may be NULL
 * @return #ISMS_E_DATA where something is wrong
 * @since 0.1
 */
ISMS_API isms_status isms_history_verify(const isms_history *history, const char *head, const isms_model *document,
                                         isms_diagnostics *problems);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
