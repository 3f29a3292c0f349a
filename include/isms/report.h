/** @file
 * Reports: sections over results, each in every form.
 *
 * A section is a table or a short text about a model, such as `summary`, `risks` or `soa`; #isms_report_section_next lists
 * them. A form says how it is written: `text`, `md`, `csv`, `json`. Nothing is decided here; the numbers and verdicts come from
 * the analyses. Some sections can be told what they are about:
 *
 * | section | `about` is | and NULL gives |
 * |---|---|---|
 * | `risk_groups` | a dimension, such as `owner` (#isms_risk_dimension_name) | all dimensions |
 * | `soa`, `soa_checks` | a version of the Statement of Applicability | the one of the latest date |
 * | `frameworks` | a framework, such as `gdpr`: each of its requirements | a row for each framework |
 * | `framework_gaps` | a framework | all frameworks |
 * | `controls` | an attribute, such as `control_types` (#isms_grouping_dimension_name) | themes |
 * | `maturity` | an attribute | themes |
 * | `effectiveness` | a control of the organization | all of them |
 * | `suggestions` | a risk, or a control of Annex A | what lacks controls or evidence |
 * | `evidence` | a piece of evidence: each requirement that it supports | a row for each piece |
 * | `requests` | requirements parted by commas | the applicable controls of Annex A |
 */
#ifndef ISMS_REPORT_H
#define ISMS_REPORT_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Options of a report. Zero means the default. */
typedef struct isms_report_options {
    uint32_t struct_size;            /**< set by #ISMS_REPORT_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_REPORT_ALL, #ISMS_REPORT_ORDINAL_MEAN */
    isms_day as_of;                  /**< the date that it holds for; required by sections that look at dates */
    int32_t stage;                   /**< audit that is looked ahead to, as in #isms_audit_options; default internal */
    uint64_t most;                   /**< rows of `risks` and `findings`, worst first; 0 for all */
    const isms_allocator *allocator; /**< for working memory; NULL for malloc */
    const char *method;              /**< of sections on risks, as in #isms_assess_options */
    const char *about;               /**< what the section is about, see the table above; NULL: all of it */
    const char *through;             /**< of `frameworks` and `framework_gaps`: as in #isms_coverage_options */
    const char *set;                 /**< the same */
    /** Of sections on the pre-audit: profile and numbers of grading, as in #isms_audit_options; NULL for the defaults. */
    const struct isms_thresholds *thresholds;
    const char *severities; /**< of sections on the pre-audit: severities of rules, as in #isms_audit_options */
    int32_t confidence;     /**< of `frameworks` and `requests`: the least that counts (`ISMS_CONFIDENCE_*`) */
} isms_report_options;

/** Shows suppressed findings too. */
#define ISMS_REPORT_ALL          1u
/** Adds the mean of ordinal steps to `maturity`; see #isms_maturity_ordinal_mean for what it supposes. */
#define ISMS_REPORT_ORDINAL_MEAN 2u

/** Default options. */
#define ISMS_REPORT_OPTIONS_INIT                                                                                               \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_report_options), 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0                         \
    }

/**
 * Writes one section in one form.
 * @param model   the ISMS; only read
 * @param section name of the section
 * @param form    `text`, `md`, `csv` or `json`
 * @param options as-of date and the like; NULL for defaults
 * @param write   receives the bytes; it stops the report by not returning 0
 * @param user    handed to @p write
 * @retval ISMS_E_NOT_FOUND there is no such section
 * @retval ISMS_E_FORMAT    there is no such form
 * @retval ISMS_E_IO        @p write refused
 * @since 0.1
 */
ISMS_API isms_status isms_report_write(const isms_model *model, const char *section, const char *form,
                                       const isms_report_options *options, isms_write write, void *user);

struct isms_audit;

/**
 * Writes a pre-audit as SARIF 2.1.0, which code-hosting sites show as annotations of a document kept in their repository.
 * @param model the ISMS that was audited, for the places of its records
 * @param audit the result
 * @param write receives the bytes; it stops by not returning 0
 * @param user  handed to @p write
 * @retval ISMS_E_IO @p write refused
 * @since 0.1
 */
ISMS_API isms_status isms_report_sarif(const isms_model *model, const struct isms_audit *audit, isms_write write, void *user);

/**
 * Writes a pre-audit as one JSON object: the answer, what was in force, results, findings and decisions of auditors, areas,
 * what to do first, and what each rule could determine.
 * @param model the ISMS that was audited, for the ids of its records
 * @param audit the result
 * @param write receives the bytes; it stops by not returning 0
 * @param user  handed to @p write
 * @retval ISMS_E_IO @p write refused
 * @since 0.1
 */
ISMS_API isms_status isms_report_audit(const isms_model *model, const struct isms_audit *audit, isms_write write, void *user);

/** @name What there is
 * NULL starts and ends. @since 0.1
 * @{ */
ISMS_API const char *isms_report_section_next(const char *previous); /**< the section after @p previous */
ISMS_API const char *isms_report_section_title(const char *section); /**< what it is; NULL for no section */
ISMS_API const char *isms_report_form_next(const char *previous);    /**< the form after @p previous */
ISMS_API const char *isms_report_form_ending(const char *form); /**< ending of its files, such as `.md`; NULL for no form */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
