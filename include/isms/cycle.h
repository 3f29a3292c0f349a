/** @file
 * Dates of a certification cycle, by the rules D-*. Every function is pure arithmetic on calendar dates of the body's zone.
 *
 * Months are added with the day clamped to the end of the month. Every cycle is computed from the first decision (the anchor),
 * never from an earlier result, or a 29 February would be lost for good. Dates come with the ruling as text and as
 * #isms_ruling_day; a remark says where a day was clamped. Each function returns #ISMS_E_RANGE where an argument is no date or
 * the result leaves the calendar.
 */
#ifndef ISMS_CYCLE_H
#define ISMS_CYCLE_H

#include <isms/ruling.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Last valid day of a cycle (D-01): the day before the anchor's date 36 months times @p cycle later, or that date itself where
 * it was clamped.
 * @param anchor    date of the first certification decision
 * @param cycle     1 for the first three years
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling
 * @since 0.1
 */
ISMS_API isms_status isms_cycle_expiry(isms_day anchor, int32_t cycle, const isms_allocator *allocator, isms_ruling **out);

/** Latest last day of the first surveillance audit (D-02): twelve months after the decision. @since 0.1 */
ISMS_API isms_status isms_cycle_surveillance_due(isms_day decision, const isms_allocator *allocator, isms_ruling **out);

/** Whether the first surveillance audit, which ended on @p last_day, was in time (D-02): `ok` or `late`; the number is the days
 * that it was late. @since 0.1 */
ISMS_API isms_status isms_cycle_surveillance_check(isms_day decision, isms_day last_day, const isms_allocator *allocator,
                                                   isms_ruling **out);

/**
 * Calendar years without a surveillance audit (D-03): each year between that of the decision and that of recertification needs
 * one.
 * @param decision        date of the decision that began the cycle
 * @param held            last days of the surveillance audits, in any order
 * @param count           how many; 0 allows @p held to be NULL
 * @param recertification day of the recertification audit; 0 for the year in which the certificate expires
 * @param allocator       where the ruling lives, NULL for malloc
 * @param out             receives the ruling: `none`, or the years separated by commas; the number is how many
 * @since 0.1
 */
ISMS_API isms_status isms_cycle_years_missing(isms_day decision, const isms_day *held, size_t count, isms_day recertification,
                                              const isms_allocator *allocator, isms_ruling **out);

/** When the recertification audit is best held (D-04): from six to three months before expiry, written `FROM..TO`; the day is
 * TO. No rule fixes it. @since 0.1 */
ISMS_API isms_status isms_cycle_recertification(isms_day expiry, const isms_allocator *allocator, isms_ruling **out);

/** Last day on which an expired certificate can be restored (D-05): six months after expiry, at the body's discretion. @since
 * 0.1 */
ISMS_API isms_status isms_cycle_restorable_until(isms_day expiry, const isms_allocator *allocator, isms_ruling **out);

/** Where a certificate stands by its expiry alone (D-05): ACTIVE, EXPIRED_RESTORABLE or EXPIRED_FINAL. @since 0.1 */
ISMS_API isms_status isms_cycle_status(isms_day today, isms_day expiry, const isms_allocator *allocator, isms_ruling **out);

/**
 * Expiry after a recertification decision (D-06): `RENEWED:DATE` before expiry and `RESTORED:DATE` within six months after it,
 * both in the old cycle; `NEW_CYCLE:DATE` later. A restored certificate is effective from the decision on, never backdated.
 * @param anchor    date of the first certification decision
 * @param cycle     the cycle that ends
 * @param expiry    last valid day of that cycle
 * @param decision  date of the new decision
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling; the number is the days without a certificate in between
 * @since 0.1
 */
ISMS_API isms_status isms_cycle_renew(isms_day anchor, int32_t cycle, isms_day expiry, isms_day decision,
                                      const isms_allocator *allocator, isms_ruling **out);

/** Until when majors of a Stage 2 must be verified (D-07): six months after its last day, else another Stage 2. @since 0.1 */
ISMS_API isms_status isms_cycle_stage2_closing(isms_day last_day, const isms_allocator *allocator, isms_ruling **out);

/**
 * Until when majors of another audit must be verified (D-08).
 * @param last_day   last day of the audit
 * @param days       closing time of the body; 0 for the threshold close_days
 * @param expiry     for a recertification the expiry, which the deadline does not pass; else 0
 * @param thresholds numbers in force, NULL for the defaults
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling
 * @since 0.1
 */
ISMS_API isms_status isms_cycle_closing(isms_day last_day, int32_t days, isms_day expiry, const isms_thresholds *thresholds,
                                        const isms_allocator *allocator, isms_ruling **out);

/** Until when a suspension can last (D-09): six months, not past expiry; @p expiry may be 0. @since 0.1 */
ISMS_API isms_status isms_cycle_suspension_end(isms_day start, isms_day expiry, const isms_allocator *allocator,
                                               isms_ruling **out);

/** Until when a certificate must be transferred after its body lost accreditation (D-10): six months, not past expiry. @since
 * 0.1 */
ISMS_API isms_status isms_cycle_transfer_until(isms_day lost, isms_day expiry, const isms_allocator *allocator,
                                               isms_ruling **out);

/** Whether Stage 1 is old enough to warn at Stage 2 (D-11): `ok` or `stale`. No rule fixes a limit: the body must judge whether
 * Stage 1 is still valid, and justify it. @since 0.1 */
ISMS_API isms_status isms_cycle_stage1_age(isms_day stage1, isms_day stage2, const isms_thresholds *thresholds,
                                           const isms_allocator *allocator, isms_ruling **out);

#ifdef __cplusplus
}
#endif
#endif
