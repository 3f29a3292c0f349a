/* Calendar dates taken apart. */
#ifndef ISMS__CORE_DATE_H
#define ISMS__CORE_DATE_H

#include <isms/common.h>

/* Year, month and day of the month; day must be a date. */
void isms__date_split(isms_day day, int32_t *year, int32_t *month, int32_t *of_month);

#endif
