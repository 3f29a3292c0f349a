/** @file
 * The Statement of Applicability as a computed result (ISO/IEC 27001:2022, 6.1.3 b to d): a row for each control of Annex A,
 * always and in order, then the controls that the organization added; what the entries state beside what the records give, and
 * a list of checks that shows why it is complete, or what is missing.
 *
 * A control is needed where a treatment plan that is not cancelled, an open risk that is treated by modifying it, or an
 * obligation names it. A result is immutable: it may be read by any number of threads, and outlives the model.
 *
 * | check | asks |
 * |---|---|
 * | ISMS-SOA-01 | is there a Statement of Applicability at all |
 * | ISMS-SOA-02 | has each of the 93 controls an entry |
 * | ISMS-SOA-03 | has each control one entry only |
 * | ISMS-SOA-04 | has each included control a reason, stated or derived |
 * | ISMS-SOA-05 | is each exclusion justified |
 * | ISMS-SOA-06 | is no control excluded that is needed |
 * | ISMS-SOA-07 | is each added control justified |
 * | ISMS-SOA-08 | is each applicable control in place, or planned with a date |
 * | ISMS-SOA-09 | is nothing left that is planned or partly done |
 * | ISMS-SOA-10 | has each partly implemented control a date for the rest |
 * | ISMS-SOA-11 | is each implemented control shown by valid evidence |
 * | ISMS-SOA-12 | is no status stated that is better than that of the measures |
 * | ISMS-SOA-13 | is each stated reason borne out by a record |
 * | ISMS-SOA-15 | is the version approved |
 * | ISMS-SOA-16 | has each treated risk a control, its own or one of a plan |
 * | ISMS-TREAT-04 | names each plan that modifies risk a control |
 *
 * A check that needs a register which was not delivered whole is not determined: from silence nothing is concluded.
 */
#ifndef ISMS_SOA_H
#define ISMS_SOA_H

#include <isms/assessment.h>
#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A Statement of Applicability that was computed; read-only. */
typedef struct isms_soa isms_soa;

/** What the computation can be told. Zero and NULL mean the default. */
typedef struct isms_soa_options {
    uint32_t struct_size;              /**< sizeof(isms_soa_options), set by #ISMS_SOA_OPTIONS_INIT */
    isms_day as_of;                    /**< day at which evidence and approval are judged; 0: they are not judged */
    isms_id version;                   /**< record of type #ISMS_SOA; #ISMS_NONE: the one of the latest date */
    const isms_allocator *allocator;   /**< copied; NULL for malloc */
    int32_t thin_length;               /**< a justification of fewer characters is short; default 20 */
    int32_t thin_copies;               /**< a text that justifies more exclusions than this is copied; default 10 */
    uint64_t max_links;                /**< links of all rows together; default 16,000,000 */
    const isms_assessment *assessment; /**< levels of the model's risks; NULL: as recorded, else by the table of the method */
} isms_soa_options;

/** Default options. */
#define ISMS_SOA_OPTIONS_INIT                                                                                                  \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_soa_options), 0, ISMS_NONE, NULL, 0, 0, 0, NULL                                                  \
    }

/** A column, for #isms_soa_text. */
typedef int32_t isms_soa_column;

/** Values of #isms_soa_column. */
enum {
    ISMS_SOA_COLUMN_CONTROL = 1,         /**< id of the control, such as `A.5.15` */
    ISMS_SOA_COLUMN_TITLE = 2,           /**< its short title */
    ISMS_SOA_COLUMN_THEME = 3,           /**< its theme */
    ISMS_SOA_COLUMN_ENTRY = 4,           /**< id of the entry that speaks of it */
    ISMS_SOA_COLUMN_APPLICABLE = 5,      /**< yes, no or unknown, as the entry states it */
    ISMS_SOA_COLUMN_NEEDED = 6,          /**< yes, no or unknown, from the records */
    ISMS_SOA_COLUMN_REASONS = 7,         /**< reasons that the entry states */
    ISMS_SOA_COLUMN_DERIVED_REASONS = 8, /**< reasons that records give, each with the records */
    ISMS_SOA_COLUMN_DISAGREEMENT = 9,    /**< where the two differ */
    ISMS_SOA_COLUMN_JUSTIFICATION = 10,  /**< why it is in or out, in the entry's words */
    ISMS_SOA_COLUMN_FLAGS = 11,          /**< names of #isms_soa_flags */
    ISMS_SOA_COLUMN_STATUS = 12,         /**< status that the entry states */
    ISMS_SOA_COLUMN_DERIVED_STATUS = 13, /**< status that the measures give */
    ISMS_SOA_COLUMN_IMPLEMENTATION = 14, /**< how it is put into practice, in the entry's words */
    ISMS_SOA_COLUMN_RESPONSIBLE = 15,    /**< owner of the entry, else owners of the measures */
    ISMS_SOA_COLUMN_MEASURES = 16,       /**< measures and their status */
    ISMS_SOA_COLUMN_EVIDENCE = 17,       /**< pieces of evidence and what they are worth on the day */
    ISMS_SOA_COLUMN_RISKS = 18,          /**< risks that depend on it, with their present and residual level */
    ISMS_SOA_COLUMN_PLANS = 19,          /**< treatment plans that name it */
    ISMS_SOA_COLUMN_OBLIGATIONS = 20,    /**< obligations and requirements of interested parties that name it */
    ISMS_SOA_COLUMN_DUE_ON = 21,         /**< by when it is to be in place */
    ISMS_SOA_COLUMN_MATURITY = 22,       /**< stated maturity */
    ISMS_SOA_COLUMN_REVIEWED_ON = 23,    /**< when the entry was last looked at */
    ISMS_SOA_COLUMN_PROBLEMS = 24,       /**< ids of the checks that fired for it */
    ISMS_SOA_COLUMN_DOCUMENTS = 25       /**< documents that describe it, and where, in the entry's words */
};

/** Remarks on a row, bits of #isms_soa_flags. */
enum {
    ISMS_SOA_FLAG_BLANK = 1,          /**< excluded, or added, without justification */
    ISMS_SOA_FLAG_SHORT = 2,          /**< the justification of the exclusion is short */
    ISMS_SOA_FLAG_COPIED = 4,         /**< the justification stands in many exclusions */
    ISMS_SOA_FLAG_DUPLICATE = 8,      /**< several entries speak of it; the one with the least id is shown */
    ISMS_SOA_FLAG_CONTRADICTION = 16, /**< excluded, although it is needed */
    ISMS_SOA_FLAG_UNMARKED = 32       /**< neither in Annex A nor marked as added */
};

/** What a link leads to. */
typedef int32_t isms_soa_link_kind;

/** Values of #isms_soa_link_kind, in the order in which the links of a row stand. */
enum {
    ISMS_SOA_LINK_PLAN = 1,        /**< a treatment plan */
    ISMS_SOA_LINK_RISK = 2,        /**< a risk */
    ISMS_SOA_LINK_OBLIGATION = 3,  /**< an obligation */
    ISMS_SOA_LINK_PARTY = 4,       /**< a requirement of an interested party */
    ISMS_SOA_LINK_MEASURE = 5,     /**< a control of the organization that puts it into practice */
    ISMS_SOA_LINK_ALTERNATIVE = 6, /**< a control of the organization that treats the risk instead */
    ISMS_SOA_LINK_EVIDENCE = 7,    /**< a piece of evidence */
    ISMS_SOA_LINK_DOCUMENT = 8     /**< a document */
};

/** Where a link comes from, bits of #isms_soa_link_origin. */
enum {
    ISMS_SOA_ORIGIN_STATED = 1, /**< the entry names the record */
    ISMS_SOA_ORIGIN_DERIVED = 2 /**< the record names the control, or a measure or plan that stands between */
};

/** State of a check. */
typedef int32_t isms_soa_check_state;

/** Values of #isms_soa_check_state. */
enum {
    ISMS_SOA_CHECK_FIRED = 1,          /**< something is wrong or missing */
    ISMS_SOA_CHECK_CLEAR = 2,          /**< looked at, and nothing is wrong */
    ISMS_SOA_CHECK_NOT_DETERMINED = 3, /**< what it needs was not delivered */
    ISMS_SOA_CHECK_NOT_APPLICABLE = 4  /**< there is nothing that it could look at */
};

/** What rows are counted by, for #isms_soa_total. */
enum {
    ISMS_SOA_TOTAL_ROWS = 1,          /**< rows */
    ISMS_SOA_TOTAL_APPLICABLE = 2,    /**< stated as applicable */
    ISMS_SOA_TOTAL_EXCLUDED = 3,      /**< stated as not applicable */
    ISMS_SOA_TOTAL_UNDECIDED = 4,     /**< without a statement */
    ISMS_SOA_TOTAL_IMPLEMENTED = 5,   /**< applicable and implemented */
    ISMS_SOA_TOTAL_PARTIAL = 6,       /**< applicable and partly implemented */
    ISMS_SOA_TOTAL_PLANNED = 7,       /**< applicable and planned */
    ISMS_SOA_TOTAL_NONE = 8,          /**< applicable and not in place */
    ISMS_SOA_TOTAL_UNKNOWN = 9,       /**< applicable and of unknown status */
    ISMS_SOA_TOTAL_SHOWN = 10,        /**< applicable, implemented and shown by valid evidence */
    ISMS_SOA_TOTAL_CONTRADICTION = 11 /**< excluded, although needed */
};

/** @name Computing
 * @{ */

/**
 * Computes the Statement of Applicability of a model. Entries that name no version belong to the one that is chosen; where the
 * model has no version at all, each entry belongs to it. The result does not depend on the order of records in the model.
 * @param options  NULL for defaults
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED for options of a newer library, #ISMS_E_STALE where @c version is no version of
 * this model, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @par Source
 * ISO/IEC 27001:2022, 6.1.3 b to d; the checks ISMS-SOA-01 to ISMS-SOA-16 and ISMS-TREAT-04 are rules of this library
 * @since 0.1
 */
ISMS_API isms_status isms_soa_build(const isms_model *model, const isms_soa_options *options, isms_soa **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_soa_free(isms_soa *soa);
/** @} */

/** @name The whole
 * Texts are borrowed from the result and never NULL. @since 0.1
 * @{ */
ISMS_API isms_day isms_soa_as_of(const isms_soa *soa);           /**< the day that was given; 0: none */
ISMS_API isms_id isms_soa_version(const isms_soa *soa);          /**< record of the version, or #ISMS_NONE */
ISMS_API const char *isms_soa_version_text(const isms_soa *soa); /**< number of the version, or its id, or "" */
ISMS_API const char *isms_soa_approved_by(const isms_soa *soa);  /**< who approved it, or "" */
ISMS_API isms_day isms_soa_approved_on(const isms_soa *soa);     /**< when, or 0 */
/** 1 where each check is determined and silent: complete, justified, in place, shown, and approved. @since 0.1 */
ISMS_API int32_t isms_soa_is_complete(const isms_soa *soa);
/** What the result rests on, one sentence with the numbers of rows, links and records. @since 0.1 */
ISMS_API const char *isms_soa_summary(const isms_soa *soa);
/** Rows of a theme (`ISMS_THEME_*`; 0 for all, -1 for the added controls) by one of `ISMS_SOA_TOTAL_*`. @since 0.1 */
ISMS_API size_t isms_soa_total(const isms_soa *soa, int32_t theme, int32_t what);
/** Number of names in the `controls` of plans, risks and obligations that are no row and no measure, each counted once. */
ISMS_API size_t isms_soa_stray_count(const isms_soa *soa);
ISMS_API const char *isms_soa_stray(const isms_soa *soa,
                                    size_t i); /**< the record and the name: `risk R-1: A.9.9`; "" past the end */
/** @} */

/** @name Rows
 * Rows count from 0: the 93 controls of Annex A in order, then the added ones by id. Past the end: 0, #ISMS_NONE, "".
 * @since 0.1
 * @{ */
ISMS_API size_t isms_soa_count(const isms_soa *soa);                     /**< number of rows, at least 93 */
ISMS_API size_t isms_soa_find(const isms_soa *soa, const char *control); /**< row of a control; the number of rows where none */
ISMS_API const char *isms_soa_column_name(isms_soa_column column);       /**< such as `derived_status`; NULL past the last */
ISMS_API const char *isms_soa_text(const isms_soa *soa, size_t row, isms_soa_column column); /**< a cell; never NULL */
ISMS_API int32_t isms_soa_is_added(const isms_soa *soa, size_t row);         /**< 1 for a control beyond Annex A */
ISMS_API int32_t isms_soa_theme(const isms_soa *soa, size_t row);            /**< `ISMS_THEME_*`, 0 where not known */
ISMS_API isms_id isms_soa_entry(const isms_soa *soa, size_t row);            /**< its entry */
ISMS_API int32_t isms_soa_applicable(const isms_soa *soa, size_t row);       /**< `ISMS_YES_NO_UNKNOWN_*`, as stated */
ISMS_API int32_t isms_soa_needed(const isms_soa *soa, size_t row);           /**< `ISMS_YES_NO_UNKNOWN_*`, from the records */
ISMS_API uint32_t isms_soa_reasons(const isms_soa *soa, size_t row);         /**< stated, bits 1 << `ISMS_SOA_REASON_*` */
ISMS_API uint32_t isms_soa_derived_reasons(const isms_soa *soa, size_t row); /**< derived, bits 1 << `ISMS_SOA_REASON_*` */
ISMS_API uint32_t isms_soa_flags(const isms_soa *soa, size_t row);           /**< bits `ISMS_SOA_FLAG_*` */
ISMS_API int32_t isms_soa_status(const isms_soa *soa,
                                 size_t row); /**< `ISMS_SOA_ENTRY_STATUS_*`: stated, else derived; 0 unknown */
ISMS_API int32_t isms_soa_stated_status(const isms_soa *soa, size_t row); /**< as the entry states it, 0 where it does not */
ISMS_API int32_t isms_soa_derived_status(const isms_soa *soa,
                                         size_t row); /**< from all its measures; 0 without any, or unknown */
ISMS_API size_t isms_soa_valid_evidence(const isms_soa *soa, size_t row); /**< pieces of evidence that are valid on the day */
/** @} */

/** @name Links of a row
 * By kind, then by id of the record; they count from 0. Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_soa_link_count(const isms_soa *soa, size_t row);                         /**< number of links */
ISMS_API isms_soa_link_kind isms_soa_link_kind_of(const isms_soa *soa, size_t row, size_t i); /**< what it leads to */
ISMS_API uint32_t isms_soa_link_origin(const isms_soa *soa, size_t row, size_t i);            /**< bits `ISMS_SOA_ORIGIN_*` */
ISMS_API isms_id isms_soa_link_record(const isms_soa *soa, size_t row, size_t i);             /**< the record, in its model */
ISMS_API const char *isms_soa_link_key(const isms_soa *soa, size_t row, size_t i);            /**< its id */
ISMS_API const char *isms_soa_link_state(const isms_soa *soa, size_t row, size_t i); /**< level, status or worth, in words */
ISMS_API const char *isms_soa_link_via(const isms_soa *soa, size_t row, size_t i);   /**< measure or plan between, or "" */
ISMS_API const char *isms_soa_link_kind_name(isms_soa_link_kind kind);               /**< such as `risk`; "" for none */
/** @} */

/** @name Checks
 * They count from 0, in the order of the table above. Past the end: 0, "". @since 0.1
 * @{ */
ISMS_API size_t isms_soa_check_count(const isms_soa *soa);                                /**< number of checks */
ISMS_API const char *isms_soa_check_rule(const isms_soa *soa, size_t check);              /**< id, such as `ISMS-SOA-06` */
ISMS_API const char *isms_soa_check_question(const isms_soa *soa, size_t check);          /**< what it asks */
ISMS_API isms_soa_check_state isms_soa_check_state_of(const isms_soa *soa, size_t check); /**< how it came out */
ISMS_API const char *isms_soa_check_state_name(isms_soa_check_state state);               /**< such as `clear`; "" for none */
ISMS_API const char *isms_soa_check_message(const isms_soa *soa, size_t check);           /**< why, one sentence */
ISMS_API size_t isms_soa_check_looked_at(const isms_soa *soa, size_t check);       /**< records or rows that it could judge */
ISMS_API size_t isms_soa_problem_count(const isms_soa *soa, size_t check);         /**< how often it fired */
ISMS_API size_t isms_soa_problem_row(const isms_soa *soa, size_t check, size_t i); /**< row; the number of rows where none */
/** The entry, risk, plan or version that it is about, for #isms_record_location; #ISMS_NONE where there is none. */
ISMS_API isms_id isms_soa_problem_record(const isms_soa *soa, size_t check, size_t i);
ISMS_API const char *isms_soa_problem_text(const isms_soa *soa, size_t check, size_t i); /**< one sentence with both ends */
/** @} */

/** @name Frozen versions
 * @{ */

/**
 * Writes the canonical form of the facts: day, version, approval, and for each row what is stated, what is derived and each
 * link with its state; a line each, parts parted by a tab, with `\\t`, `\\n` and `\\\\` for tab, line feed and backslash.
 * Titles and messages, which are words of this library, are left out. Equal facts give equal bytes.
 * @return #ISMS_E_MISUSE, #ISMS_E_IO where @p write refused. @since 0.1
 */
ISMS_API isms_status isms_soa_write_canonical(const isms_soa *soa, isms_write write, void *user);

/**
 * SHA-256 of the canonical form, computed on each call.
 * @param[out] out room for 65 bytes: 64 hexadecimal digits and a NUL
 * @return #ISMS_E_MISUSE. @since 0.1
 */
ISMS_API isms_status isms_soa_hash(const isms_soa *soa, char *out);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
