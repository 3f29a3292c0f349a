/** @file
 * The conclusion of an audit from what it found. A recommendation is not the decision: that is for people who did not audit.
 */
#ifndef ISMS_CONCLUSION_H
#define ISMS_CONCLUSION_H

#include <isms/model.h>
#include <isms/ruling.h>
#include <isms/schema.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an audit found and where its certificate stands. Flags are 0 or 1. */
typedef struct isms_conclusion {
    uint32_t struct_size;       /**< sizeof(isms_conclusion) */
    int32_t kind;               /**< a value of the enumeration `audit_kind`; follow_up is that of a suspension */
    int32_t majors;             /**< major nonconformities, proposed ones of areas included */
    int32_t majors_verified;    /**< of these, those whose corrective action was verified */
    int32_t minors;             /**< minor nonconformities, carried ones included */
    int32_t plans_accepted;     /**< minors with an accepted plan */
    int32_t undetermined;       /**< mandatory requirements without a determined outcome */
    int32_t concerns;           /**< Stage 1: further areas of concern, beside the majors and minors */
    int32_t key_gap;            /**< Stage 1: a key gap, such as no internal audit done or planned */
    int32_t scope_unclear;      /**< Stage 1: the scope is not clear */
    int32_t past_six_months;    /**< Stage 2, suspension: six months have passed (D-07, D-09) */
    int32_t past_deadline;      /**< surveillance: the closing time has passed (D-08) */
    int32_t severe;             /**< surveillance: too severe to wait */
    int32_t suspend_on_major;   /**< surveillance: the body suspends at once on any major */
    int32_t expired;            /**< recertification: the certificate has expired (D-01) */
    int32_t restorable;         /**< recertification: less than six months ago (D-05) */
    int32_t scope_separable;    /**< suspension: what is affected can be taken out of the scope */
    int32_t not_accredited;     /**< transfer: the other body is not accredited */
    int32_t not_valid;          /**< transfer: the certificate is suspended or not valid */
    int32_t records_missing;    /**< transfer: earlier audit reports or findings are missing */
    int32_t documentation_only; /**< the open majors concern documentation only, not practice */
    int32_t key_undetermined;   /**< Stage 1: key elements, such as the scope, of which nothing is known */
} isms_conclusion;

/** A conclusion with nothing found. */
#define ISMS_CONCLUSION_INIT                                                                                                   \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_conclusion), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                       \
    }

/**
 * Draws the conclusion by the rules C-*, in the order of their table. Open majors are those that are not verified.
 * @param found      what was found
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling, such as RECOMMEND_AFTER_PLAN; #isms_ruling_number is the number of open majors
 * @retval ISMS_E_RANGE a count is negative, more is verified than was found, or there is no such kind of audit
 * @since 0.1
 */
ISMS_API isms_status isms_conclusion_draw(const isms_conclusion *found, const isms_thresholds *thresholds,
                                          const isms_allocator *allocator, isms_ruling **out);

/**
 * The conclusion of an audit of any kind that a model records: from its findings as of a day, what became of their corrective
 * actions, the deadlines D-07 to D-09, and the state of its certificate.
 * @param model      the ISMS; only read
 * @param audit      record of the type `audit`
 * @param as_of      the day on which it is looked at; what came later does not count
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param[out] out   receives the ruling, as #isms_conclusion_draw
 * @retval ISMS_E_STALE there is no such audit
 * @retval ISMS_ABSENT  it was not completed by then
 * @retval ISMS_E_RANGE it says of no kind what it is
 * @since 0.1
 */
ISMS_API isms_status isms_conclusion_of_record(const isms_model *model, isms_id audit, isms_day as_of,
                                               const isms_thresholds *thresholds, const isms_allocator *allocator,
                                               isms_ruling **out);

#ifdef __cplusplus
}
#endif
#endif
