/** @file
 * An audit programme: what is to be audited, who can audit, and when audits are held. #isms_plan_build plans with it.
 */
#ifndef ISMS_PROGRAMME_H
#define ISMS_PROGRAMME_H

#include <isms/model.h>
#include <isms/planning.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An audit programme; one thread at a time. */
typedef struct isms_programme isms_programme;

/** Something that can be audited: a clause, a control, a site. Texts are copied; NULL is empty. */
typedef struct isms_programme_unit {
    uint32_t struct_size;    /**< sizeof(isms_programme_unit) */
    isms_planning_kind kind; /**< what it is: each kind has a longest interval */
    const char *id;          /**< unique in the programme */
    const char *area;        /**< area that it belongs to, for the independence of auditors */
    const char *competence;  /**< competence that its auditor needs */
    int32_t risk;            /**< 0 low, 1 medium, 2 high, 3 critical */
    int32_t findings;        /**< findings that are open or recent */
    int32_t major;           /**< 1 where there was a major in the last cycle */
    int32_t changed;         /**< 1 where it changed since the last audit */
    int32_t incident;        /**< 1 where there was an incident */
    int32_t hours;           /**< hours that its audit takes; 0 is 1 */
    isms_day last_audited;   /**< day of the last determined outcome; 0 where it was never audited */
    uint32_t reserved;       /**< 0 */
} isms_programme_unit;

/** A unit with nothing known. */
#define ISMS_PROGRAMME_UNIT_INIT                                                                                               \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_programme_unit), 0, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0                                     \
    }

/** An empty programme, or NULL where memory is short. @param allocator NULL for malloc. @since 0.1 */
ISMS_API isms_programme *isms_programme_new(const isms_allocator *allocator);

/** Frees a programme; NULL is allowed. @since 0.1 */
ISMS_API void isms_programme_free(isms_programme *programme);

/**
 * Adds a unit.
 * @retval ISMS_E_EXISTS there is a unit of that id
 * @retval ISMS_E_RANGE  the id is empty, the kind or risk is none, or a number is negative
 * @since 0.1
 */
ISMS_API isms_status isms_programme_add_unit(isms_programme *programme, const isms_programme_unit *unit);

/**
 * Replaces what is known of a unit: after its audit, a change, an incident or a major. A plan made afterwards differs
 * accordingly.
 * @retval ISMS_E_NOT_FOUND there is no unit of that id
 * @since 0.1
 */
ISMS_API isms_status isms_programme_update_unit(isms_programme *programme, const isms_programme_unit *unit);

/**
 * Adds an auditor; those added first are assigned first.
 * @param programme   the programme
 * @param id          unique among auditors
 * @param competences names separated by commas, or NULL
 * @retval ISMS_E_EXISTS there is an auditor of that id
 * @since 0.1
 */
ISMS_API isms_status isms_programme_add_auditor(isms_programme *programme, const char *id, const char *competences);

/**
 * Says how an auditor is tied to an area. Without it there is no tie.
 * @retval ISMS_E_NOT_FOUND there is no such auditor
 * @since 0.1
 */
ISMS_API isms_status isms_programme_add_tie(isms_programme *programme, const char *auditor, const char *area,
                                            const isms_planning_tie *tie);

/**
 * Adds an audit that will be held.
 * @param programme the programme
 * @param id        unique among audits
 * @param day       its day
 * @param hours     its capacity in auditor hours, 1 or more
 * @retval ISMS_E_EXISTS there is an audit of that id
 * @retval ISMS_E_RANGE  no date, or no hours
 * @since 0.1
 */
ISMS_API isms_status isms_programme_add_audit(isms_programme *programme, const char *id, isms_day day, int32_t hours);

/**
 * A programme from a model: a unit for each clause that can be assessed and each applicable control, with its last internal
 * audit, the open findings and majors against it, significant changes and incidents that touched it since then, at high risk
 * where an open risk names it that its method says to treat, and with what the audit programme says of it (`units`). Auditors
 * are the leads and auditors of internal audits and those with audit hours, with their competences, but not who has left; tied
 * to what they own, to what a role of theirs answers for, and to what the one owns whom they report to. Audits are the
 * internal ones that are planned; where none is, one is assumed at the end of each interval of the programme's frequency (12
 * months) until @p until.
 * @param model     the ISMS; only read
 * @param as_of     the day on which the plan begins
 * @param until     the last day of the plan
 * @param allocator where the programme lives, NULL for malloc
 * @param[out] out  owned by the caller
 * @retval ISMS_E_RANGE a day is no date, or they are in the wrong order
 * @since 0.1
 */
ISMS_API isms_status isms_programme_of_model(const isms_model *model, isms_day as_of, isms_day until,
                                             const isms_allocator *allocator, isms_programme **out);

/**
 * What the internal audits of a model have covered (P-04): each clause that can be assessed within `clause_months`, each
 * applicable control within `control_months` before the day.
 * @param model      the ISMS; only read
 * @param as_of      the day on which it is looked at; later audits do not count
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param[out] out   receives the ruling, as #isms_planning_coverage
 * @retval ISMS_E_RANGE as_of is no date
 * @since 0.1
 */
ISMS_API isms_status isms_programme_coverage(const isms_model *model, isms_day as_of, const isms_thresholds *thresholds,
                                             const isms_allocator *allocator, isms_ruling **out);

#ifdef __cplusplus
}
#endif
#endif
