/** @file
 * Corrective action: its states, what each step needs, its deadlines, and what it means for the next audit.
 *
 * A correction removes the instance, a corrective action the cause; both are needed. Names of states are those of the
 * enumeration `corrective_action_state` of the schema.
 */
#ifndef ISMS_CORRECTIVE_H
#define ISMS_CORRECTIVE_H

#include <isms/finding.h>
#include <isms/model.h>
#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A step of a corrective action. */
typedef struct isms_corrective_step {
    uint32_t struct_size;      /**< sizeof(isms_corrective_step) */
    int32_t verifier_is_owner; /**< 1 where the one who verifies owns the action */
    const char *state;         /**< where it stands, such as `PLAN_ACCEPTED` */
    const char *event;         /**< what happens, such as `submit_evidence` */
    const char *fields;        /**< names of the fields that are filled in, separated by commas; NULL for none */
    const char *cause;         /**< text of the cause, or NULL; one that only blames a person is remarked on */
} isms_corrective_step;

/** A step with nothing in it. */
#define ISMS_CORRECTIVE_STEP_INIT                                                                                              \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_corrective_step), 0, NULL, NULL, NULL, NULL                                                      \
    }

/**
 * What a step leads to, by the rules K-00 to K-03.
 * @param step      the step
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling: the state that follows (K-02); ERROR for a step that is not possible there (K-00);
 *                  `MISSING:field,...` (K-01); REJECT where the owner would verify (K-03)
 * @retval ISMS_E_MISUSE state or event is absent
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_take(const isms_corrective_step *step, const isms_allocator *allocator, isms_ruling **out);

/** What a deadline is for. */
typedef int32_t isms_corrective_task;

/** Values of #isms_corrective_task. */
enum {
    ISMS_CORRECTIVE_PLAN = 1,     /**< the plan is submitted */
    ISMS_CORRECTIVE_EVIDENCE = 2, /**< evidence of implementation is submitted */
    ISMS_CORRECTIVE_VERIFIED = 3  /**< effectiveness is verified */
};

/** Dates from which the deadlines follow; 0 where one is not known. */
typedef struct isms_corrective_dates {
    uint32_t struct_size; /**< sizeof(isms_corrective_dates) */
    isms_grade grade;     /**< grade of the finding */
    isms_day audit_end;   /**< last day of the audit */
    int32_t stage2;       /**< 1 where the audit was a Stage 2 */
    isms_day expiry;      /**< at a recertification the expiry of the certificate */
    isms_day next_audit;  /**< day of the next audit, by which a minor is verified at the latest */
} isms_corrective_dates;

/** Dates of which none is known. */
#define ISMS_CORRECTIVE_DATES_INIT                                                                                             \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_corrective_dates), 0, 0, 0, 0, 0                                                                 \
    }

/**
 * The deadline of a task (K-04). Auditors may shorten it with the severity and the risk of the finding.
 * @param dates      what it follows from
 * @param task       what is due
 * @param thresholds numbers in force (plan_days, close_days), NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling: a date, or `none`
 * @retval ISMS_E_RANGE no such task or grade, or a date that is needed is missing
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_deadline(const isms_corrective_dates *dates, isms_corrective_task task,
                                              const isms_thresholds *thresholds, const isms_allocator *allocator,
                                              isms_ruling **out);

/**
 * Whether a corrective action is overdue (K-05). Derived from dates, never stored.
 * @param state      where it stands; it decides which of the dates counts
 * @param plan_due   day by which the plan is due, or 0
 * @param action_due day by which it is to be implemented, or 0
 * @param verify_due day by which it is to be verified, or 0
 * @param as_of      the day on which it is looked at
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling: `OVERDUE` with the days as #isms_ruling_number, `IN_TIME`, or `NOTHING_DUE`
 * @retval ISMS_E_NOT_FOUND there is no such state
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_overdue(const char *state, isms_day plan_due, isms_day action_due, isms_day verify_due,
                                             isms_day as_of, const isms_allocator *allocator, isms_ruling **out);

/**
 * What the next audit of the same stream takes from it: the value of the fact `hist` (K-06).
 * @param state     where it stands
 * @param grade     grade of the earlier finding
 * @param is_back   1 where the nonconformity was found again after it was closed
 * @param overdue   1 where #isms_corrective_overdue says so
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling; its outcome is a value of #ISMS_FACT_HIST
 * @retval ISMS_E_NOT_FOUND there is no such state
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_history(const char *state, isms_grade grade, int32_t is_back, int32_t overdue,
                                             const isms_allocator *allocator, isms_ruling **out);

/**
 * What a step of a record leads to: as #isms_corrective_take, with the fields that the record has filled in. Nothing is
 * changed.
 * @param model     the ISMS; only read
 * @param action    record of the type `corrective_action`; one without a state was only raised
 * @param event     what happens, such as `submit_plan`
 * @param allocator where the ruling lives, NULL for malloc
 * @param[out] out  receives the ruling
 * @retval ISMS_E_STALE there is no such corrective action
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_take_record(const isms_model *model, isms_id action, const char *event,
                                                 const isms_allocator *allocator, isms_ruling **out);

/** The event that brings a corrective action on from where it stands, such as `submit_plan`; "" where nothing is left to do.
 * @since 0.1 */
ISMS_API const char *isms_corrective_next_event(const isms_model *model, isms_id action);

/**
 * Whether a record is overdue (K-05): by the days that were agreed in it, else by the defaults of K-04 for the grade of its
 * finding and the end of the audit. The plan of an action without a finding is due plan_days after it was raised.
 * @param model      the ISMS; only read
 * @param action     record of the type `corrective_action`
 * @param as_of      the day on which it is looked at
 * @param thresholds numbers in force (plan_days, close_days), NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param[out] out   receives the ruling, as #isms_corrective_overdue
 * @retval ISMS_E_STALE there is no such corrective action
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_overdue_record(const isms_model *model, isms_id action, isms_day as_of,
                                                    const isms_thresholds *thresholds, const isms_allocator *allocator,
                                                    isms_ruling **out);

/**
 * What the next audit takes from a finding of the model (K-06): from its corrective action, from what is overdue, and from
 * findings that repeat it (`recurrence_of`).
 * @param model      the ISMS; only read
 * @param finding    record of the type `audit_finding`
 * @param as_of      the day on which it is looked at
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param[out] out   receives the ruling; its outcome is a value of #ISMS_FACT_HIST
 * @retval ISMS_E_STALE there is no such finding
 * @since 0.1
 */
ISMS_API isms_status isms_corrective_history_record(const isms_model *model, isms_id finding, isms_day as_of,
                                                    const isms_thresholds *thresholds, const isms_allocator *allocator,
                                                    isms_ruling **out);

/** @name Transitions as data
 * @since 0.1
 * @{ */
ISMS_API const char *isms_corrective_state(int32_t i); /**< name of state @p i from 0; NULL past the last */
ISMS_API const char *
isms_corrective_transition_from(int32_t i); /**< state that transition @p i leads from; NULL past the last */
ISMS_API const char *isms_corrective_transition_event(int32_t i); /**< its event; NULL past the last */
ISMS_API const char *
isms_corrective_transition_needs(int32_t i);                   /**< fields that it needs, separated by commas; NULL past it */
ISMS_API const char *isms_corrective_transition_to(int32_t i); /**< state that it leads to; NULL past the last */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
