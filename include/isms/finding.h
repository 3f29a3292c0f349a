/** @file
 * Classifying a finding: facts in, a grade with its reasons out.
 *
 * Integer arithmetic only, a pure function of the facts and the thresholds. A grade is a proposal of the library; a change of
 * it by an auditor is an override and never overwrites what was computed.
 */
#ifndef ISMS_FINDING_H
#define ISMS_FINDING_H

#include <isms/facts.h>
#include <isms/rule.h>
#include <isms/thresholds.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Grade of a finding; a higher number is worse. */
typedef int32_t isms_grade;

/** Values of #isms_grade. */
enum {
    ISMS_GRADE_NONE = 0,      /**< none: see #isms_finding_status */
    ISMS_GRADE_COMPLIANT = 1, /**< fulfilled */
    ISMS_GRADE_OFI = 2,       /**< fulfilled, could be better: opportunity for improvement */
    ISMS_GRADE_MINOR = 3,     /**< not fulfilled, limited lapse */
    ISMS_GRADE_MAJOR = 4      /**< not fulfilled, breakdown: fails the audit */
};

/** Whether a finding could be graded at all. */
typedef int32_t isms_finding_state;

/** Values of #isms_finding_state. */
enum {
    ISMS_FINDING_GRADED = 0,         /**< it has a grade */
    ISMS_FINDING_NOT_APPLICABLE = 1, /**< Annex A control excluded with sound justification */
    ISMS_FINDING_NOT_ASSESSED = 2,   /**< outside the sample; never the same as compliant */
    ISMS_FINDING_NOT_DETERMINED = 3, /**< looked at, the evidence does not suffice yet */
    ISMS_FINDING_CARRIED = 4,        /**< earlier minor still inside its agreed time; its grade is minor */
    ISMS_FINDING_INVALID = 5         /**< the facts contradict each other */
};

/** Result of a classification; immutable, may be read by any number of threads. */
typedef struct isms_finding isms_finding;

/**
 * Grades the facts by the rules F-* in the order of their table.
 * @param facts      what was found; copied
 * @param thresholds numbers in force, or NULL for the defaults; copied
 * @param allocator  where the result lives, NULL for malloc
 * @param out        receives the finding
 * @retval ISMS_E_UNSUPPORTED, ISMS_E_RANGE as #isms_thresholds_resolve
 * @since 0.1
 */
ISMS_API isms_status isms_finding_classify(const isms_facts *facts, const isms_thresholds *thresholds,
                                           const isms_allocator *allocator, isms_finding **out);

/**
 * The finding that the nearest change of one single fact would give.
 *
 * Facts of the naming rule are tried first, then the others; among them the smallest change wins (one step of a choice, one
 * occasion of a count), then the better grade, then the order of the facts. Facts of configuration, sampling and evidence stay.
 * `ful` follows the counts where it agreed with them before.
 * @param finding   a finding
 * @param allocator where the result lives, NULL for malloc
 * @param out       receives the other finding, whose #isms_finding_change says what was changed; NULL where there is none
 * @retval ISMS_ABSENT no change of a single fact alters the outcome
 * @since 0.1
 */
ISMS_API isms_status isms_finding_counterfactual(const isms_finding *finding, const isms_allocator *allocator,
                                                 isms_finding **out);

/** Frees a finding; NULL is allowed. @since 0.1 */
ISMS_API void isms_finding_free(isms_finding *finding);

/** @name What was concluded
 * Texts are borrowed from the finding and never NULL. @since 0.1
 * @{ */
ISMS_API isms_grade isms_finding_grade(const isms_finding *finding);          /**< what it counts as, also at Stage 1 and gap */
ISMS_API isms_finding_state isms_finding_status(const isms_finding *finding); /**< whether it is graded */
/** How it is shown: `MAJOR+confirm`, `AOC(MAJOR)` at Stage 1, `GAP(MINOR)`, `CARRIED(MINOR)`, `NOT_ASSESSED`. */
ISMS_API const char *isms_finding_verdict(const isms_finding *finding);
ISMS_API const char *isms_finding_rule(const isms_finding *finding); /**< id of the rule that names it, such as `F-B31` */
ISMS_API int32_t isms_finding_confirm(const isms_finding *finding);  /**< 1: the auditor must confirm it before it is issued */
ISMS_API const char *isms_finding_note(const isms_finding *finding); /**< `strength`, `observation` or "" */
ISMS_API const char *isms_finding_change(const isms_finding *finding); /**< of a counterfactual: what it would take; else "" */
/** All of it: verdict, rule, each reason with its facts and authority. */
ISMS_API const char *isms_finding_text(const isms_finding *finding);
/** @} */

/** @name Reasons
 * The naming rule first, then every other rule that fired, in the order of the table. Texts are borrowed; "" out of range.
 * @since 0.1
 * @{ */
ISMS_API size_t isms_finding_reason_count(const isms_finding *finding);                    /**< at least 1 */
ISMS_API const isms_rule *isms_finding_reason_rule(const isms_finding *finding, size_t i); /**< NULL out of range */
ISMS_API isms_grade isms_finding_reason_grade(const isms_finding *finding, size_t i); /**< what this rule alone would give */
ISMS_API const char *isms_finding_reason_sentence(const isms_finding *finding, size_t i); /**< with the facts filled in */
ISMS_API const char *isms_finding_reason_facts(const isms_finding *finding, size_t i);    /**< facts used: `n=4, missed=4` */
/** @} */

/** @name What it was made from
 * Borrowed from the finding. @since 0.1
 * @{ */
ISMS_API const isms_facts *isms_finding_facts(const isms_finding *finding);           /**< the facts as they were given */
ISMS_API const isms_thresholds *isms_finding_thresholds(const isms_finding *finding); /**< in force, defaults filled in */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
