/* Which assessment of a requirement holds on a day. */
#ifndef ISMS__CONTROL_ASSESSED_H
#define ISMS__CONTROL_ASSESSED_H

#include <isms/model.h>
#include <stdbool.h>

/* False where it says nothing, or was made later, or holds no more. as_of 0: dates are not looked at. */
bool isms__assessed_holds(const isms_model *m, isms_id assessment, isms_day as_of);

/* The later one replaces the other; of one day the one with the greater id. other may be ISMS_NONE. */
bool isms__assessed_replaces(const isms_model *m, isms_id assessment, isms_id other);

#endif
