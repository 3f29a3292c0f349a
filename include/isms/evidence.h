/** @file
 * Evidence: what a piece is worth on a day.
 *
 * A piece proves something from the day on which it was collected to its last day, both included. The last day is the earlier
 * of `valid_until` and `collected_on` + `freshness_days`; without either it has none.
 */
#ifndef ISMS_EVIDENCE_H
#define ISMS_EVIDENCE_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a piece of evidence is worth; see the values of the same prefix. */
typedef int32_t isms_evidence_state;

/** Values of #isms_evidence_state. */
enum {
    ISMS_EVIDENCE_STATE_VALID = 1,   /**< it proves something on that day */
    ISMS_EVIDENCE_STATE_EXPIRED = 2, /**< its last day is over */
    ISMS_EVIDENCE_STATE_LATER = 3,   /**< it was collected after that day */
    ISMS_EVIDENCE_STATE_UNDATED = 4, /**< nobody says when it was collected, so that it proves nothing */
    ISMS_EVIDENCE_STATE_MISSING = 5, /**< there is no such record of evidence */
    ISMS_EVIDENCE_STATE_UNKNOWN = 6  /**< no day was given */
};

/**
 * Judges a piece of evidence.
 * @param evidence  a record of type #ISMS_EVIDENCE; anything else is missing
 * @param as_of     the day; 0: #ISMS_EVIDENCE_STATE_UNKNOWN
 * @param[out] until its last day, 0 where it has none; may be NULL
 * @par Source
 * ISO/IEC 27001:2022, 7.5.3; the reading of dates is a rule of this library (ISMS-SOA-11, ISMS-EVID-01)
 * @since 0.1
 */
ISMS_API isms_evidence_state isms_evidence_judge(const isms_model *model, isms_id evidence, isms_day as_of, isms_day *until);

/** Name of a state, such as `expired`; "" for no state. @since 0.1 */
ISMS_API const char *isms_evidence_state_name(isms_evidence_state state);

#ifdef __cplusplus
}
#endif
#endif
