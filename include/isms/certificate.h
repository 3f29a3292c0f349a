/** @file
 * The life of a certificate: its states, and the events that lead from one to the next.
 *
 * Names of states are those of the enumeration `certification_state` of the schema. A gap analysis before the application is
 * not a state, and a reduced scope is an attribute.
 */
#ifndef ISMS_CERTIFICATE_H
#define ISMS_CERTIFICATE_H

#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What an event does to a certificate, by the rules L-*.
 * @param state                where it stands, such as `ACTIVE`
 * @param event                what happens, such as `surv_major`
 * @param minors_without_plan  minors without an accepted plan; a certificate is granted only when there are none
 * @param allocator            where the ruling lives, NULL for malloc
 * @param out                  receives the ruling: the state that follows (L-01), or ERROR with what would be possible (L-00)
 * @since 0.1
 */
ISMS_API isms_status isms_certificate_event(const char *state, const char *event, int32_t minors_without_plan,
                                            const isms_allocator *allocator, isms_ruling **out);

/** @name States and transitions as data
 * @since 0.1
 * @{ */
ISMS_API const char *isms_certificate_state(int32_t i);     /**< name of state @p i from 0; NULL past the last */
ISMS_API const char *isms_certificate_state_doc(int32_t i); /**< what it means; "" past the last */
/** State that transition @p i leads from, from 0; NULL past the last. */
ISMS_API const char *isms_certificate_transition_from(int32_t i);
ISMS_API const char *isms_certificate_transition_event(int32_t i); /**< event of transition @p i; NULL past the last */
ISMS_API const char *isms_certificate_transition_to(int32_t i);    /**< state that it leads to; NULL past the last */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
