/** @file
 * The calendar of a certificate's whole cycle: every date that the rules D-* give, what was done, and what is due next.
 */
#ifndef ISMS_CALENDAR_H
#define ISMS_CALENDAR_H

#include <isms/model.h>
#include <isms/thresholds.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is known of a certificate. A date that is 0 is not known or has not come. */
typedef struct isms_calendar_input {
    uint32_t struct_size;           /**< sizeof(isms_calendar_input) */
    isms_day anchor;                /**< first certification decision; needed */
    int32_t cycle;                  /**< cycle that is looked at, from 1; 0 is 1 */
    isms_day recertification_on;    /**< last day of the recertification audit at the end of the cycle */
    isms_day renewed_on;            /**< decision that renewed or restored it */
    isms_day majors_on;             /**< last day of the audit that left majors open */
    int32_t majors_of_stage2;       /**< 1 where that audit was a Stage 2 */
    isms_day majors_closed_on;      /**< day on which they were verified */
    isms_day suspended_on;          /**< begin of a suspension */
    isms_day suspension_lifted_on;  /**< its end */
    isms_day accreditation_lost_on; /**< day on which the body lost its accreditation */
    isms_day transferred_on;        /**< day of the transfer */
    const isms_day *surveillances;  /**< last days of the surveillance audits, in any order */
    size_t surveillance_count;      /**< how many */
} isms_calendar_input;

/** A certificate of which nothing is known. */
#define ISMS_CALENDAR_INPUT_INIT                                                                                               \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_calendar_input), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0                                        \
    }

/** Where an entry of a calendar stands. */
typedef int32_t isms_calendar_state;

/** Values of #isms_calendar_state. */
enum {
    ISMS_CALENDAR_DONE = 1,    /**< done in time */
    ISMS_CALENDAR_LATE = 2,    /**< done, but late */
    ISMS_CALENDAR_OPEN = 3,    /**< not done, its day has not passed */
    ISMS_CALENDAR_OVERDUE = 4, /**< not done, and its day has passed */
    ISMS_CALENDAR_MARK = 5     /**< a date that asks for nothing, such as the end of the time for restoration */
};

/** A calendar as of one day; immutable, may be read by any number of threads. */
typedef struct isms_calendar isms_calendar;

/**
 * Makes the calendar of a cycle.
 * @param input      what is known of the certificate
 * @param as_of      the day on which it is looked at
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the calendar lives, NULL for malloc
 * @param out        receives the calendar, its entries in the order of their days
 * @retval ISMS_E_RANGE the anchor or as_of is no date, or the cycle leaves the calendar
 * @since 0.1
 */
ISMS_API isms_status isms_calendar_build(const isms_calendar_input *input, isms_day as_of, const isms_thresholds *thresholds,
                                         const isms_allocator *allocator, isms_calendar **out);

/**
 * The calendar of a certificate as a model holds it: its dates, and the audits that were completed for it.
 *
 * An audit belongs to it that names it, or names no certificate while the model holds only one.
 * @param model         the ISMS; only read
 * @param certification record of type #ISMS_CERTIFICATION
 * @param as_of         the day on which it is looked at; later audits are not taken as done
 * @param thresholds    numbers in force, NULL for the defaults
 * @param allocator     where the calendar lives, NULL for malloc
 * @param[out] out      owned by the caller
 * @retval ISMS_E_RANGE  the record has no decision date, or a date leaves the calendar
 * @retval ISMS_E_STALE  there is no such record
 * @since 0.1
 */
ISMS_API isms_status isms_calendar_of_record(const isms_model *model, isms_id certification, isms_day as_of,
                                             const isms_thresholds *thresholds, const isms_allocator *allocator,
                                             isms_calendar **out);

/** Frees a calendar; NULL is allowed. @since 0.1 */
ISMS_API void isms_calendar_free(isms_calendar *calendar);

/** @name Entries
 * Texts are borrowed and never NULL; "" or 0 out of range. @since 0.1
 * @{ */
ISMS_API size_t isms_calendar_count(const isms_calendar *calendar); /**< number of entries */
ISMS_API isms_day isms_calendar_from(const isms_calendar *calendar,
                                     size_t i);                               /**< first day of a window; else the day itself */
ISMS_API isms_day isms_calendar_day(const isms_calendar *calendar, size_t i); /**< latest day, or the day that is marked */
ISMS_API isms_day isms_calendar_done_on(const isms_calendar *calendar, size_t i); /**< day on which it was done, or 0 */
ISMS_API isms_calendar_state isms_calendar_state_of(const isms_calendar *calendar, size_t i); /**< where it stands */
ISMS_API const char *isms_calendar_rule(const isms_calendar *calendar,
                                        size_t i); /**< rule that gives the day, such as `D-03` */
ISMS_API const char *isms_calendar_what(const isms_calendar *calendar, size_t i); /**< what it is, a few words */
/** @} */

/**
 * What is due next: the first entry that is open at @p day or later, or overdue at the calendar's day.
 * @return its number, or #isms_calendar_count where nothing is due. @since 0.1
 */
ISMS_API size_t isms_calendar_next(const isms_calendar *calendar, isms_day day);

#ifdef __cplusplus
}
#endif
#endif
