/* Arithmetic of certification cycles, for the calendar. */
#ifndef ISMS__AUDIT_CYCLE_H
#define ISMS__AUDIT_CYCLE_H

#include <isms/common.h>
#include <stdbool.h>

int32_t isms__cycle_year(isms_day day); /* calendar year of a date */

/* Last valid day of a cycle, 0 where it leaves the calendar; whether the day was clamped to the month's end. */
isms_day isms__cycle_expiry(isms_day anchor, int32_t cycle, bool *clamped);

#endif
