/** @file
 * Documents: reading them into a model and writing a model out, in the library's own formats.
 *
 * A format is named by text (`json`, `ndjson`, `xml`); #isms_format_next lists those that this build has. All of them carry the
 * same content, so that any way through them comes back byte for byte.
 *
 * @par What reading promises
 * Reading into a model is one transaction: where it fails or is cancelled, the model is as before. Everything wrong in a
 * document comes back in one run, each as a located diagnostic; only where the document is not well-formed does reading end
 * there. A reference to a record that is not there, a missing attribute and a value outside its scale are no errors: they are
 * kept, and the rules speak about them. Members that this version does not know are kept and written out again.
 *
 * @par Errors of all reading calls
 * #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED (options of a newer library), #ISMS_E_FORMAT, #ISMS_E_IO, #ISMS_E_SYNTAX,
 * #ISMS_E_TRUNCATED, #ISMS_E_VERSION, #ISMS_E_LIMIT, #ISMS_E_DATA, #ISMS_E_CANCELLED, #ISMS_E_READ_ONLY, #ISMS_E_NO_MEMORY.
 * Where several apply, the one that ended the reading wins.
 *
 * @par Memory
 * A document is never held as a whole: a window of 64 KiB, which grows to the largest record, and the model itself. cJSON takes
 * the memory for one record at a time from its own allocator (malloc, unless the host gave it other functions); libxml2 does so
 * for its own window.
 *
 * @par Threads
 * As for models. Parsing of JSON is serialised inside the library, because cJSON keeps the place of its last error in a static
 * variable; a host that calls cJSON itself from another thread at the same time races with that variable, which nobody reads.
 */
#ifndef ISMS_EXCHANGE_H
#define ISMS_EXCHANGE_H

#include <isms/blob.h>
#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Brings a document of another major version up to date. It is called at the end of the reading, inside its transaction: the
 * model holds what this version understands, and each record keeps what it does not (#isms_record_unknown; members of the root
 * are in the header's member `/`). The callback moves that to where it belongs, with the calls that any host has.
 * @param user  what the host put into the options
 * @param model the model, open for writing
 * @param major the document's version
 * @param minor its second part
 * @return #ISMS_OK; any error takes everything back and is what the reading call returns
 */
typedef isms_status (*isms_migrate)(void *user, isms_model *model, int32_t major, int32_t minor);

/** What a reading call can be told. Zero and NULL mean the default. */
typedef struct isms_read_options {
    uint32_t struct_size;            /**< sizeof(isms_read_options), set by #ISMS_READ_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_READ_UPDATE, #ISMS_READ_STRICT, #ISMS_READ_ORIGINS */
    const isms_allocator *allocator; /**< for working memory, and the model of #isms_model_open; NULL: the model's, or malloc */
    const char *format;              /**< #isms_model_open, #isms_model_read_file: NULL to recognise it by ending and content */
    const char *source;              /**< name of the input in diagnostics; NULL: the path, or "" */
    const isms_model_options *model; /**< how #isms_model_open makes the model; NULL for defaults */
    isms_progress progress;          /**< called about every 64 KiB with the bytes read; NULL for none */
    void *user;                      /**< handed to @ref progress and @ref migrate */
    isms_migrate migrate;            /**< for documents of another major version; NULL to refuse them with #ISMS_E_VERSION */
    uint64_t max_bytes;              /**< of the document; default 64 GiB */
    uint64_t max_record_bytes;       /**< of one record; default 64 MiB, at most 512 MiB */
    uint64_t max_records;            /**< of the document; default 16,000,000 */
    uint64_t max_text;               /**< bytes of one text as written; default 1 MiB */
    uint64_t max_values;             /**< values in one record, at all depths; default 1,000,000 */
    uint32_t max_depth;              /**< nesting; default 64, at most 512 */
} isms_read_options;

/** Records that the model has already are updated: what the document says of them is set, everything else stays, members beside
 * the schema too. Without it such a record is an error (`ISMS-ID-01`). */
#define ISMS_READ_UPDATE 1u
/** Members that the schema does not know are errors (`ISMS-UNKNOWN-01`) instead of being kept. What an import keeps in the
 * member `import` of a record is none. */
#define ISMS_READ_STRICT 2u

/**
 * For documents that are a part, or come from another system: as #ISMS_READ_UPDATE, but a record is first looked for by its
 * origins, the (system, key) pairs, and by its id only where no record of the model has one of them. It is given the model's
 * id, references and requirements within the document follow, and the model's own origins stay. A record that has the origins
 * of two, or the id of one that the same system knows by another key, is an error (`ISMS-ID-01`). Of the document's own record
 * only what the model's lacks is taken; what the document leaves out of a register that the model had not is noted in
 * `document.partial`. The part is held twice while it is read.
 */
#define ISMS_READ_ORIGINS 4u

/** Default options. */
#define ISMS_READ_OPTIONS_INIT                                                                                                 \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_read_options), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0                     \
    }

/** How the bytes of a document are laid out. */
typedef int32_t isms_form;

/** Values of #isms_form. */
enum {
    ISMS_FORM_PRETTY = 0,   /**< for people and git: two blanks of indentation, LF, a final newline, schema order */
    ISMS_FORM_COMPACT = 1,  /**< the same without white space; NDJSON always is */
    ISMS_FORM_CANONICAL = 2 /**< JSON only: RFC 8785, for hashing and signing */
};

/** What a writing call can be told. Zero and NULL mean the default. */
typedef struct isms_write_options {
    uint32_t struct_size;            /**< sizeof(isms_write_options), set by #ISMS_WRITE_OPTIONS_INIT */
    uint32_t flags;                  /**< none yet; 0 */
    const isms_allocator *allocator; /**< for working memory and the blob; NULL: malloc */
    const char *format;              /**< #isms_model_save: NULL to go by the file's ending */
    isms_form form;                  /**< one of #isms_form */
    uint32_t type_count;             /**< how many types @ref types names */
    const isms_type *types;          /**< only the registers of these types; NULL for all */
    isms_progress progress;          /**< called every few hundred records with the number of records written; NULL for none */
    void *user;                      /**< handed to @ref progress */
} isms_write_options;

/** Default options. */
#define ISMS_WRITE_OPTIONS_INIT                                                                                                \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_write_options), 0, NULL, NULL, 0, 0, NULL, NULL, NULL                                            \
    }

/** @name Reading
 * @{ */

/**
 * A new model from a file. Its journal starts empty.
 * @param path     file name in the form that the operating system wants
 * @param options  NULL for defaults
 * @param problems gets what is wrong with the document; may be NULL
 * @param[out] out owned by the caller, freed with #isms_model_free; NULL on failure
 * @since 0.1
 */
ISMS_API isms_status isms_model_open(const char *path, const isms_read_options *options, isms_diagnostics *problems,
                                     isms_model **out);

/**
 * Reads a document into a model from a callback. @param format name of a format; NULL to recognise it by content.
 * @param read delivers the bytes, with @p user. @since 0.1
 */
ISMS_API isms_status isms_model_read(isms_model *model, const char *format, isms_read read, void *user,
                                     const isms_read_options *options, isms_diagnostics *problems);

/** Reads a document from memory. @param format NULL to recognise it by content. @param bytes @p size bytes. @since 0.1 */
ISMS_API isms_status isms_model_read_text(isms_model *model, const char *format, const char *bytes, size_t size,
                                          const isms_read_options *options, isms_diagnostics *problems);

/** Reads a file into a model. @since 0.1 */
ISMS_API isms_status isms_model_read_file(isms_model *model, const char *path, const isms_read_options *options,
                                          isms_diagnostics *problems);
/** @} */

/** @name Writing
 * The same model gives the same bytes: registers and attributes in schema order, the records of a register by their ids (byte
 * order). What is absent is not written; a register that was delivered and is empty is.
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED (options of a newer library, a form that the format does not have),
 *         #ISMS_E_FORMAT, #ISMS_E_IO, #ISMS_E_CANCELLED, #ISMS_E_NO_MEMORY.
 * @{ */

/** Writes a model through a callback, in pieces of about 64 KiB. @since 0.1 */
ISMS_API isms_status isms_model_write(const isms_model *model, const char *format, const isms_write_options *options,
                                      isms_write write, void *user);

/** Writes a model to memory. @param[out] out owned by the caller, freed with #isms_blob_free; NULL on failure. @since 0.1 */
ISMS_API isms_status isms_model_write_text(const isms_model *model, const char *format, const isms_write_options *options,
                                           isms_blob **out);

/**
 * Saves a model to a file whose ending names the format. The file is written beside the old one, brought to the disk and then
 * takes its place: whatever happens, there is the old file or the new one, never a part. A link is followed, and the file's
 * permissions are kept. @since 0.1
 */
ISMS_API isms_status isms_model_save(const isms_model *model, const char *path, const isms_write_options *options);
/** @} */

/** @name Formats
 * Names are static texts. @since 0.1
 * @{ */
ISMS_API const char *isms_format_next(const char *previous); /**< the format after @p previous; NULL starts, NULL ends */
ISMS_API const char *isms_format_by_path(const char *path);  /**< by the file's ending; NULL where it is no format's */
/** The format of a document by its first bytes, some hundred of them; NULL where it is not recognised. */
ISMS_API const char *isms_format_by_content(const char *bytes, size_t size);
ISMS_API const char *isms_format_ending(const char *format); /**< ending of its files, such as `.json`; NULL for no format */
ISMS_API const char *isms_format_doc(const char *format);    /**< what it is, one sentence; NULL for no format */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
