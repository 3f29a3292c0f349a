/** @file
 * The pre-audit: would this ISMS pass, and why?
 *
 * All readiness rules are evaluated on a model like a compiler's diagnostics. The result is immutable and lives on without the
 * model. Nothing reads the clock: the as-of date is an option, so the same model answers for last year, today and next March.
 *
 * @par Threads
 * A run reads the model only; a finished result may be read by any number of threads.
 */
#ifndef ISMS_AUDIT_H
#define ISMS_AUDIT_H

#include <isms/area.h>
#include <isms/finding.h>
#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kind of audit that is looked ahead to: a value of the enumeration `stage`, such as `ISMS_STAGE_2`; 0 is the internal audit.
 */
typedef int32_t isms_stage;

/** A stage by name: `internal`, `gap`, `stage1`, `stage2`, `surveillance` (or `surv`), `recertification` (or `recert`),
 * `special`.
 *  @return the stage, or 0. @since 0.1 */
ISMS_API isms_stage isms_stage_by_name(const char *name);

/** Options of a pre-audit. Zero means the default. */
typedef struct isms_audit_options {
    uint32_t struct_size;              /**< set by #ISMS_AUDIT_OPTIONS_INIT */
    uint32_t flags;                    /**< 0 */
    isms_day as_of;                    /**< the date that the answer holds for; required */
    isms_stage stage;                  /**< audit that is looked ahead to; default internal */
    int32_t lookback_months;           /**< how far back occasions count; default 12 */
    int32_t review_months;             /**< interval of risk reviews where no method states one; default 12 */
    int32_t plan_days;                 /**< days for the plan of a corrective action; default 30 */
    int32_t action_days;               /**< days until a finding needs a corrective action; default 30 */
    int32_t verify_days;               /**< days for verification after it was done; default 90 */
    int32_t report_days;               /**< days for the report of an audit; default 30 */
    int32_t lesson_days;               /**< days for lessons, reviews of unintended changes, joiners' training; default 30 */
    int32_t coverage_months;           /**< time within which each control is audited; default 36 */
    const isms_allocator *allocator;   /**< where the result lives; NULL for malloc */
    const isms_thresholds *thresholds; /**< profile and numbers of grading; NULL for the defaults; copied into the result */
    /** Severities of integrity and hygiene rules: `ISMS-SOA-14=off,ISMS-ACT-01=note`, with error, warning, note or off; NULL
     * for their own. Conformity is never changed so, and the rules of ids, references, dates and scales are never lowered. */
    const char *severities;
    uint64_t reserved; /**< 0 */
} isms_audit_options;

/** Default options. */
#define ISMS_AUDIT_OPTIONS_INIT                                                                                                \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_audit_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 0                             \
    }

/** Result of a pre-audit. */
typedef struct isms_audit isms_audit;

/**
 * Evaluates all readiness rules.
 * @param model    the ISMS; only read
 * @param options  as-of date and stage
 * @param problems optional: each result is appended as a diagnostic too
 * @param[out] out owned by the caller
 * @return #ISMS_E_MISUSE without an as-of date, #ISMS_E_RANGE for an unknown stage, a threshold out of its range or a severity
 *         that a rule cannot have, #ISMS_E_NOT_FOUND for a severity of no rule, #ISMS_E_SYNTAX for severities that cannot be
 *         read, #ISMS_E_NO_MEMORY, #ISMS_E_UNSUPPORTED. @since 0.1
 */
ISMS_API isms_status isms_audit_run(const isms_model *model, const isms_audit_options *options, isms_diagnostics *problems,
                                    isms_audit **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_audit_free(isms_audit *audit);

/**
 * Evaluates integrity and hygiene rules only, and appends what they find to @p problems.
 * @param as_of date for the rules that need one; 0: those rules are left out
 * @return #ISMS_OK where nothing was found, #ISMS_PARTIAL where something was. @since 0.1
 */
ISMS_API isms_status isms_check(const isms_model *model, isms_day as_of, isms_diagnostics *problems);

/** @name The answer
 * Texts are borrowed from the result and never NULL. @since 0.1
 * @{ */
ISMS_API const char *isms_audit_conclusion(const isms_audit *audit); /**< `FAIL`, `RECOMMEND_AFTER_PLAN`, ...: audit.md 2 */
ISMS_API const char *isms_audit_conclusion_rule(const isms_audit *audit); /**< rule that gives it, such as `C-S2c` */
ISMS_API const char *isms_audit_conclusion_text(const isms_audit *audit); /**< why, one sentence */
ISMS_API const char *isms_audit_conclusion_next(const isms_audit *audit); /**< what must happen next, or "" */
/** `findings`; `clean` where every conformity rule is determined or not applicable and nothing was found; `incomplete` where
 * nothing was found but not all was determined; `empty` where nothing could be determined at all. */
ISMS_API const char *isms_audit_title(const isms_audit *audit);
/** The pair of score and conclusion in one line, as it must be shown: `FAIL (2 majors), score 41 (at most 78), 52 %
 * determined`. */
ISMS_API const char *isms_audit_headline(const isms_audit *audit);
ISMS_API int32_t isms_audit_score(const isms_audit *audit);       /**< 0 to 100; what is not known counts 0 */
ISMS_API int32_t isms_audit_score_upper(const isms_audit *audit); /**< 0 to 100; what is not known counts 100 */
ISMS_API int32_t
isms_audit_determined(const isms_audit *audit); /**< percent of the conformity rules that could be determined */
/** Majors; those that areas propose, and open ones that auditors recorded, included. */
ISMS_API size_t isms_audit_major_count(const isms_audit *audit);
ISMS_API size_t isms_audit_minor_count(const isms_audit *audit); /**< minors, open recorded ones included */
ISMS_API size_t isms_audit_ofi_count(const isms_audit *audit);   /**< opportunities for improvement */
ISMS_API size_t isms_audit_error_count(const isms_audit *audit); /**< integrity errors */
ISMS_API isms_day isms_audit_as_of(const isms_audit *audit);     /**< the date that it holds for */
ISMS_API isms_stage isms_audit_stage(const isms_audit *audit);   /**< the stage it was asked for */
/** @} */

/** @name Results, worst first
 * @p i counts from 0; out of range gives "" or 0. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_count(const isms_audit *audit);                     /**< results, suppressed ones included */
ISMS_API const char *isms_audit_outcome(const isms_audit *audit, size_t i);    /**< `MAJOR`, `MINOR+confirm`, `error`, ... */
ISMS_API isms_severity isms_audit_severity(const isms_audit *audit, size_t i); /**< for display */
ISMS_API const char *isms_audit_rule(const isms_audit *audit, size_t i);       /**< readiness rule, such as `ISMS-9.2-01` */
ISMS_API const char *isms_audit_classifier(const isms_audit *audit,
                                           size_t i); /**< rule that grades it, such as `F-B30`; or "" */
ISMS_API const char *isms_audit_requirement(const isms_audit *audit, size_t i);  /**< what it is held against */
ISMS_API const char *isms_audit_targets(const isms_audit *audit, size_t i);      /**< ids joined by commas; `-` for the model */
ISMS_API size_t isms_audit_record_count(const isms_audit *audit, size_t i);      /**< records that it is about */
ISMS_API isms_id isms_audit_record(const isms_audit *audit, size_t i, size_t k); /**< one of them, in the model audited */
/** Other records that it rests on, such as the plan that needs an excluded control. */
ISMS_API size_t isms_audit_related_count(const isms_audit *audit, size_t i);
ISMS_API isms_id isms_audit_related(const isms_audit *audit, size_t i, size_t k); /**< one of them, in the model audited */
ISMS_API const char *isms_audit_facts(const isms_audit *audit, size_t i);         /**< facts given to the classifier */
ISMS_API const char *isms_audit_message(const isms_audit *audit, size_t i);       /**< what is wrong, one sentence */
ISMS_API const char *isms_audit_fix(const isms_audit *audit, size_t i);           /**< what to do about it */
ISMS_API const char *isms_audit_source(const isms_audit *audit, size_t i);        /**< document it was read from, or "" */
ISMS_API uint32_t isms_audit_row(const isms_audit *audit, size_t i);              /**< line in it, from 1; 0 unknown */
ISMS_API uint32_t isms_audit_column(const isms_audit *audit, size_t i);           /**< column, from 1; 0 unknown */
ISMS_API int32_t isms_audit_suppressed(const isms_audit *audit, size_t i); /**< 1 where a suppression hides it from lists */
/** All of it: `acme.json:41:9: major: ... [ISMS-9.2-01 F-B30]`. */
ISMS_API const char *isms_audit_line(const isms_audit *audit, size_t i);
/** @} */

/** State of a rule over the whole model. */
typedef int32_t isms_rule_state;

/** Values of #isms_rule_state. */
enum {
    ISMS_RULE_NOT_APPLICABLE = 0, /**< nothing to judge */
    ISMS_RULE_CLEAR = 1,          /**< judged, nothing found */
    ISMS_RULE_NOT_DETERMINED = 2, /**< data are missing: says nothing */
    ISMS_RULE_FIRED = 3           /**< found something */
};

/**
 * The finding behind a result: its reasons, and by #isms_finding_counterfactual the nearest change that alters it.
 * @param audit     the result of a pre-audit
 * @param i         number of the result
 * @param allocator where the finding lives, NULL for malloc
 * @param[out] out  owned by the caller
 * @retval ISMS_ABSENT results of integrity and hygiene are not graded
 * @since 0.1
 */
ISMS_API isms_status isms_audit_finding(const isms_audit *audit, size_t i, const isms_allocator *allocator, isms_finding **out);

/** @name Suppressions
 * A suppression hides a result, or one record of a population, from lists; it counts all the same. @since 0.1
 * @{ */
ISMS_API int32_t isms_audit_record_suppressed(const isms_audit *audit, size_t i,
                                              size_t k); /**< 1 where record @p k is hidden */
ISMS_API isms_id isms_audit_suppression(const isms_audit *audit,
                                        size_t i); /**< record that hides it or a part; or #ISMS_NONE */
/** @} */

/** @name What auditors recorded
 * Open findings of people, as of the date. They stand beside the results of the rules and are never mixed with them. Those that
 * take up a result (by rule and targets) lend it their facts; the others count in the conclusion where they are of the same
 * stream: internal audits, or audits of the certification body. In the order of their ids; "" or 0 out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_recorded_count(const isms_audit *audit);                /**< how many */
ISMS_API isms_id isms_audit_recorded(const isms_audit *audit, size_t i);           /**< the record, in the model audited */
ISMS_API const char *isms_audit_recorded_key(const isms_audit *audit, size_t i);   /**< its id */
ISMS_API const char *isms_audit_recorded_title(const isms_audit *audit, size_t i); /**< its title, or "" */
ISMS_API const char *isms_audit_recorded_requirement(const isms_audit *audit, size_t i); /**< what it is held against */
ISMS_API const char *isms_audit_recorded_grade(const isms_audit *audit, size_t i);       /**< as the auditor says: `MINOR` */
ISMS_API const char *isms_audit_recorded_outcome(const isms_audit *audit, size_t i);     /**< as its facts say, or "" */
ISMS_API const char *isms_audit_recorded_classifier(const isms_audit *audit, size_t i);  /**< rule that grades it, or "" */
ISMS_API const char *isms_audit_recorded_facts(const isms_audit *audit, size_t i);       /**< facts given to the classifier */
ISMS_API int32_t isms_audit_recorded_counts(const isms_audit *audit, size_t i);          /**< 1: counts in the conclusion */
/** Grade that an auditor recorded for result @p i: shown beside the computed one, never in its place. */
ISMS_API const char *isms_audit_stored(const isms_audit *audit, size_t i);
/** @} */

/** @name Overrides
 * Decisions of auditors (`finding_override`) against a computed outcome, up to the date, in the order of their day and id. Each
 * is checked by the rules O-* against what is computed now. One that is accepted counts in areas and in the conclusion, never
 * in the score; the computed outcome stays beside it. "" or 0 out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_override_count(const isms_audit *audit);              /**< how many */
ISMS_API isms_id isms_audit_override(const isms_audit *audit, size_t i);         /**< the record, in the model audited */
ISMS_API const char *isms_audit_override_key(const isms_audit *audit, size_t i); /**< its id */
/** What it is about: the id of a recorded finding, or a rule of the pre-audit. */
ISMS_API const char *isms_audit_override_target(const isms_audit *audit, size_t i);
ISMS_API const char *isms_audit_override_computed(const isms_audit *audit, size_t i); /**< as the facts say today, or "" */
ISMS_API const char *isms_audit_override_proposed(const isms_audit *audit, size_t i); /**< as the auditor says */
/** `ACCEPT`, `PENDING_REVIEW`, `REJECT`, or `STALE`: it was made on other facts and must be renewed. */
ISMS_API const char *isms_audit_override_outcome(const isms_audit *audit, size_t i);
ISMS_API const char *isms_audit_override_rule(const isms_audit *audit, size_t i);      /**< such as `O-04`; "" where stale */
ISMS_API const char *isms_audit_override_text(const isms_audit *audit, size_t i);      /**< why, one sentence */
ISMS_API const char *isms_audit_override_rationale(const isms_audit *audit, size_t i); /**< the auditor's */
ISMS_API const char *isms_audit_override_author(const isms_audit *audit, size_t i);    /**< who decided */
/** The override in force for result @p result; SIZE_MAX: none. */
ISMS_API size_t isms_audit_overridden(const isms_audit *audit, size_t result);
/** The override in force for finding @p recorded of those that auditors recorded; SIZE_MAX: none. */
ISMS_API size_t isms_audit_recorded_overridden(const isms_audit *audit, size_t recorded);
/** @} */

/** @name Areas
 * The 30 clauses that can be assessed, the 93 controls, clauses 4 to 10, the themes, the issues and causes that auditors named,
 * and the whole audit; rules AG-*. A major that an area proposes counts until an auditor accepts it, by a major of that
 * requirement or issue, or declines it, by a finding with a `declined_reason`. "" or 0 out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_area_count(const isms_audit *audit);                    /**< how many */
ISMS_API isms_area_scope isms_audit_area_scope(const isms_audit *audit, size_t i); /**< what it is */
/** `6.1.2`, `A.5.18`, `9`, `A.8`, `audit`, or the name that auditors gave an issue or a cause. */
ISMS_API const char *isms_audit_area_name(const isms_audit *audit, size_t i);
ISMS_API int32_t isms_audit_area_majors(const isms_audit *audit, size_t i);       /**< majors found in it */
ISMS_API int32_t isms_audit_area_minors(const isms_audit *audit, size_t i);       /**< minors */
ISMS_API int32_t isms_audit_area_ofis(const isms_audit *audit, size_t i);         /**< opportunities for improvement */
ISMS_API int32_t isms_audit_area_assessed(const isms_audit *audit, size_t i);     /**< requirements with a determined rule */
ISMS_API int32_t isms_audit_area_undetermined(const isms_audit *audit, size_t i); /**< requirements without one */
ISMS_API const char *isms_audit_area_outcome(const isms_audit *audit,
                                             size_t i);                       /**< `AGG_MAJOR`: proposes a major of its own */
ISMS_API const char *isms_audit_area_rule(const isms_audit *audit, size_t i); /**< rule that says so, such as `AG-3` */
ISMS_API const char *isms_audit_area_text(const isms_audit *audit, size_t i); /**< why, one sentence */
/** 1 where result @p result counts in area @p i, and so is linked to the major that it proposes. */
ISMS_API int32_t isms_audit_area_has(const isms_audit *audit, size_t i, size_t result);
/** The same for finding @p recorded of those that auditors recorded. */
ISMS_API int32_t isms_audit_area_has_recorded(const isms_audit *audit, size_t i, size_t recorded);
/** @} */

/** @name What to do first
 * The fewest actions that lead to a better conclusion, then to the next better one. "" out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_priority_count(const isms_audit *audit);            /**< how many actions */
ISMS_API size_t isms_audit_priority_result(const isms_audit *audit, size_t i); /**< result that it settles; SIZE_MAX: none */
ISMS_API const char *isms_audit_priority_reason(const isms_audit *audit, size_t i); /**< why it comes here */
/** Conclusion that holds once this action and all others that lead to it are done. */
ISMS_API const char *isms_audit_priority_conclusion(const isms_audit *audit, size_t i);
/** @} */

/** @name What was in force
 * @since 0.1
 * @{ */
ISMS_API const isms_thresholds *isms_audit_thresholds(const isms_audit *audit); /**< defaults filled in; NULL for NULL */
/** Severity that the options gave a rule, other than its own: `error`, `warning`, `note`, `off`; else "". */
ISMS_API const char *isms_audit_setting(const isms_audit *audit, size_t rule);
/** @} */

/** @name Assertions
 * Registers that were delivered empty and leave rules with nothing to judge ("no incident occurred"): for the auditor to
 * confirm. @since 0.1
 * @{ */
ISMS_API size_t isms_audit_assertion_count(const isms_audit *audit);        /**< how many */
ISMS_API isms_type isms_audit_assertion(const isms_audit *audit, size_t i); /**< type of the register; 0 out of range */
/** @} */

/** @name Coverage: what was determined
 * So that a clean report can be told from an empty one. @p rule counts from 0, below isms_readiness_rule_count(). @since 0.1
 * @{ */
ISMS_API isms_rule_state isms_audit_rule_state(const isms_audit *audit, size_t rule); /**< over the whole model */
ISMS_API const char *isms_audit_rule_reason(const isms_audit *audit, size_t rule);    /**< why it was not determined, or "" */
ISMS_API size_t isms_audit_rules_in_state(const isms_audit *audit, isms_rule_state state); /**< how many rules are in it */
/** @} */

/** @name The rules
 * Read-only data. @since 0.1
 * @{ */
ISMS_API size_t isms_readiness_rule_count(void);                   /**< how many rules there are */
ISMS_API const char *isms_readiness_rule_id(size_t rule);          /**< NULL out of range, as all of these */
ISMS_API const char *isms_readiness_rule_kind(size_t rule);        /**< `integrity`, `hygiene`, `conformity` */
ISMS_API const char *isms_readiness_rule_requirement(size_t rule); /**< clause or control, or "" */
ISMS_API const char *isms_readiness_rule_condition(size_t rule);   /**< when it fires */
ISMS_API const char *isms_readiness_rule_needs(size_t rule);       /**< data without which it is not determined */
ISMS_API const char *isms_readiness_rule_fix(size_t rule);         /**< what to do */
ISMS_API isms_severity isms_readiness_rule_severity(size_t rule);  /**< its own; warning for conformity; 0 out of range */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
