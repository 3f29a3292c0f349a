/** @file
 * Import of CSV registers: what organizations have, read into the model through named profiles.
 *
 * A register is recognised by its header, or the host names its profile. Each row becomes a record, adds to one, or is left out
 * with a located diagnostic; nothing is dropped in silence. What has no place in the schema, or cannot be read as its attribute
 * demands, stays with the record as it was written, in the member `import` of its unknown members, under the column's header.
 *
 * Importing again updates: a record is found by the ids that it has in the source (its `origins`), and only what differs is
 * written. Owners, training courses and the like that a register names without an id become records with a title; their
 * register was not delivered and is named in `document.partial`, as are columns that a register could have had and had not, and
 * a register of which rows were left out.
 *
 * @par Rules of the diagnostics
 * `ISMS-IMPORT-HEADER` the header is missing or not recognised; `-ROW` a row was left out; `-ID` two rows with one id;
 * `-VALUE` a cell could not be read and is kept as written; `-CONTROL` a control id that the edition of 2022 does not have;
 * `-COLUMN` columns that are kept as written; `-SCALE` a risk register without a scale; `-SCORE` a stored score that is not the
 * product of its inputs; `-RECORD` what was made from a name or taken over from another source. `ISMS-IO-01` the file cannot
 * be read; `ISMS-LIMIT-06` it is larger than the limit.
 */
#ifndef ISMS_IMPORT_H
#define ISMS_IMPORT_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An import profile; 0 is none. Numbers may change between versions, names do not. */
typedef int32_t isms_import_profile;

/** @name Profiles
 * @since 0.1
 * @{ */
ISMS_API isms_import_profile
isms_import_profile_next(isms_import_profile previous); /**< the profile after @p previous; 0 starts, 0 ends */
ISMS_API isms_import_profile
isms_import_profile_by_name(const char *name); /**< such as `risk-register`; 0 where there is none */
ISMS_API const char *isms_import_profile_name(isms_import_profile profile);    /**< NULL where there is none */
ISMS_API const char *isms_import_profile_doc(isms_import_profile profile);     /**< what the register holds, one sentence */
ISMS_API isms_type isms_import_profile_type(isms_import_profile profile);      /**< type of the records that a row becomes */
ISMS_API size_t isms_import_profile_column_count(isms_import_profile profile); /**< columns that it knows */
/** @} */

/** @name Columns of a profile
 * Column @p i counts from 0.
 * @since 0.1
 * @{ */
/** Path of the attribute that the column becomes, or of the group that it adds to; "" where it is the id or is kept as it is;
 *  NULL where there is no such column. */
ISMS_API const char *isms_import_profile_column_path(isms_import_profile profile, size_t i);
/** Headers that the column is known by, parted by `|`; a match goes without case, blanks, punctuation, accents and units in
 *  brackets. NULL where there is no such column. */
ISMS_API const char *isms_import_profile_column_headers(isms_import_profile profile, size_t i);
/** 1 where the column holds the id of the record. */
ISMS_API int32_t isms_import_profile_column_is_id(isms_import_profile profile, size_t i);
/** @} */

/** What an import did. Immutable; freed with #isms_import_free. */
typedef struct isms_import isms_import;

/** Flags of #isms_import_options. */
enum {
    ISMS_IMPORT_DAY_FIRST = 1,   /**< 05/06/2026 is 5 June; without a flag only dates that can be one thing are read */
    ISMS_IMPORT_MONTH_FIRST = 2, /**< 05/06/2026 is May 6 */
    ISMS_IMPORT_KEEP = 4         /**< an empty cell leaves alone what the record has; without it the value is cleared */
};

/** What an import can be told. Zero and NULL mean the default. */
typedef struct isms_import_options {
    uint32_t struct_size; /**< sizeof(isms_import_options), set by #ISMS_IMPORT_OPTIONS_INIT */
    uint32_t flags;       /**< #ISMS_IMPORT_DAY_FIRST and others */
    const char *profile;  /**< name of a profile, such as `risk-register`; NULL: by the header */
    const char *scale;    /**< scale of a risk register: see #isms_import_scale_next; or the id of a risk method of the model */
    const char *system;   /**< name of the system that the ids are of; NULL: the file's name without folder and ending */
    const char *currency; /**< ISO 4217 code of amounts without one; NULL: that of the header or the document */
    uint64_t max_bytes;   /**< of one file; default 1 GiB */
    uint64_t max_field;   /**< bytes of one cell; default 1 MiB */
    uint32_t max_columns; /**< default 4096 */
    uint32_t reserved;    /**< 0 */
    isms_progress progress; /**< called with bytes read; NULL for none */
    void *progress_user;    /**< handed to it */
} isms_import_options;

/** Default options. */
#define ISMS_IMPORT_OPTIONS_INIT                                                                                               \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_import_options), 0, NULL, NULL, NULL, NULL, 0, 0, 0, 0, NULL, NULL                               \
    }

/**
 * Imports registers from files. What is referred to is taken before what refers to it, whatever the order of the paths. The
 * whole call is one transaction, and each file one that can fail on its own: it then changes nothing, and the others are taken.
 *
 * @param model        where the records go
 * @param paths        paths of CSV files in UTF-8, read as they are given
 * @param count        how many, at least 1
 * @param options      NULL for defaults
 * @param problems     takes the diagnostics; NULL where nobody wants them
 * @param[out] out     what was done, in the order of the paths; the caller frees it; NULL where the call fails; may be NULL
 * @retval ISMS_OK            each row of each file is in the model
 * @retval ISMS_PARTIAL       rows or files were left out; the diagnostics say which and why
 * @retval ISMS_E_FORMAT      no file could be taken, because none is a register that a profile knows
 * @retval ISMS_E_IO          no file could be taken, because none could be read
 * @retval ISMS_E_LIMIT       no file could be taken, because each is larger than a limit
 * @retval ISMS_E_NOT_FOUND   there is no such profile or scale
 * @retval ISMS_E_CANCELLED   the progress callback stopped it
 * @retval ISMS_E_READ_ONLY   the model cannot be written
 * @since 0.1
 */
ISMS_API isms_status isms_import_files(isms_model *model, const char *const *paths, size_t count,
                                       const isms_import_options *options, isms_diagnostics *problems, isms_import **out);

/** Imports one register from a file; as #isms_import_files. @since 0.1 */
ISMS_API isms_status isms_import_file(isms_model *model, const char *path, const isms_import_options *options,
                                      isms_diagnostics *problems, isms_import **out);

/** Imports one register from memory. @param name stands for the file's name. As #isms_import_files. @since 0.1 */
ISMS_API isms_status isms_import_text(isms_model *model, const char *name, const char *text, size_t size,
                                      const isms_import_options *options, isms_diagnostics *problems, isms_import **out);

/** Imports one register from a host's source. @param name stands for the file's name. As #isms_import_files. @since 0.1 */
ISMS_API isms_status isms_import_stream(isms_model *model, const char *name, isms_read read, void *user,
                                        const isms_import_options *options, isms_diagnostics *problems, isms_import **out);

/** Frees what an import handed out; NULL is allowed. @since 0.1 */
ISMS_API void isms_import_free(isms_import *result);

/** What became of a row. */
typedef int32_t isms_import_outcome;

/** Values of #isms_import_outcome. The rows of a file are the sum of the first five. */
enum {
    ISMS_IMPORT_CREATED = 1,   /**< made a record */
    ISMS_IMPORT_UPDATED = 2,   /**< changed a record */
    ISMS_IMPORT_UNCHANGED = 3, /**< found a record that has it all */
    ISMS_IMPORT_MERGED = 4,    /**< belongs to the record of an earlier row */
    ISMS_IMPORT_SKIPPED = 5,   /**< was left out; a diagnostic says why */
    ISMS_IMPORT_NAMED = 6      /**< no row: records made from names that cells hold, such as owners */
};

/** @name What an import did
 * File @p i counts from 0. Texts are borrowed from the result and never NULL; what is out of range is "" or 0. @since 0.1
 * @{ */
ISMS_API size_t isms_import_count(const isms_import *result);                 /**< number of files */
ISMS_API const char *isms_import_source(const isms_import *result, size_t i); /**< path or name of a file */
ISMS_API isms_status isms_import_status(const isms_import *result, size_t i); /**< as #isms_import_files, for one file */
ISMS_API isms_import_profile isms_import_profile_of(const isms_import *result, size_t i); /**< profile that it was read with */
ISMS_API uint64_t isms_import_rows(const isms_import *result, size_t i); /**< rows below the header, blank ones not */
/** Number of rows (or, for #ISMS_IMPORT_NAMED, records) with an outcome. */
ISMS_API uint64_t isms_import_rows_of(const isms_import *result, size_t i, isms_import_outcome outcome);
/** Header @p k of those that no attribute holds and that are kept as written; "" behind the last. */
ISMS_API const char *isms_import_kept_column(const isms_import *result, size_t i, size_t k);
/** @} */

/** Name of a scale that an import can be told, after @p previous; NULL starts, NULL ends. `product-5x5:6,12,20` stands for any
 *  product of two scales with bands that begin at the numbers: rows x columns, and at most five bounds. @since 0.1 */
ISMS_API const char *isms_import_scale_next(const char *previous);

#ifdef __cplusplus
}
#endif
#endif
