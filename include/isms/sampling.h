/** @file
 * Sampling: how many sites and records to look at, by the rules S-*, and what a clean sample means.
 */
#ifndef ISMS_SAMPLING_H
#define ISMS_SAMPLING_H

#include <isms/effort.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sites to visit, after IAF MD 1 as accreditation bodies quote it; the central function is added every time.
 * @param sites      sites in the scope
 * @param audit      which audit
 * @param visit_all  1 for the method that visits every site over the cycle (S-02), 0 for the sample (S-01)
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling; the number is the sites; ERROR without sites (S-00)
 * @retval ISMS_E_RANGE there is no such audit
 * @since 0.1
 */
ISMS_API isms_status isms_sampling_sites(int32_t sites, isms_cycle_audit audit, int32_t visit_all,
                                         const isms_allocator *allocator, isms_ruling **out);

/**
 * Records to draw from a control's operation (S-03), a policy of the library.
 * @param frequency  how often the control operates: `yearly`, `quarterly`, `monthly`, `weekly`, `daily`, `more`
 * @param population records that there are; the sample is never larger
 * @param allocator  where the ruling lives, NULL for malloc
 * @param out        receives the ruling; the number is the records; remarks say what a clean sample means
 * @retval ISMS_E_NOT_FOUND there is no such frequency
 * @retval ISMS_E_RANGE     the population is negative
 * @since 0.1
 */
ISMS_API isms_status isms_sampling_records(const char *frequency, int64_t population, const isms_allocator *allocator,
                                           isms_ruling **out);

/**
 * What a sample without lapses says (S-04): the rate of lapses may still be about three in the number drawn.
 * @param drawn     records that were looked at, all without lapse
 * @param allocator where the ruling lives, NULL for malloc
 * @param out       receives the ruling: the highest likely rate such as `20.0 %`; the number is in per mille
 * @retval ISMS_E_RANGE nothing was drawn
 * @since 0.1
 */
ISMS_API isms_status isms_sampling_clean(int64_t drawn, const isms_allocator *allocator, isms_ruling **out);

/**
 * Chance that a sample shows no lapse although there are some: (1 - p)^n, rounded down.
 * @param rate_pct rate of lapses in per cent, 0 to 100
 * @param drawn    records drawn, 0 or more
 * @return parts in a million; -1 where an argument is out of range. @since 0.1
 */
ISMS_API int32_t isms_sampling_miss_ppm(int32_t rate_pct, int64_t drawn);

#ifdef __cplusplus
}
#endif
#endif
