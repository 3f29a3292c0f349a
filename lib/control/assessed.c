/* Which assessment of a requirement holds on a day. */
#include "assessed.h"

#include <string.h>

bool isms__assessed_holds(const isms_model *m, isms_id assessment, isms_day as_of)
{
    int32_t result = isms_value(m, assessment, ISMS_REQUIREMENT_ASSESSMENT_RESULT);
    isms_day from = isms_day_of(m, assessment, ISMS_REQUIREMENT_ASSESSMENT_ASSESSED_ON);
    isms_day until = isms_day_of(m, assessment, ISMS_REQUIREMENT_ASSESSMENT_VALID_UNTIL);
    if (!result || result == ISMS_ASSESSMENT_RESULT_NOT_ASSESSED)
        return false;
    return !as_of || ((!from || from <= as_of) && (!until || as_of <= until));
}

bool isms__assessed_replaces(const isms_model *m, isms_id assessment, isms_id other)
{
    if (!other)
        return true;
    isms_day day = isms_day_of(m, assessment, ISMS_REQUIREMENT_ASSESSMENT_ASSESSED_ON);
    isms_day other_day = isms_day_of(m, other, ISMS_REQUIREMENT_ASSESSMENT_ASSESSED_ON);
    return day != other_day ? day > other_day : strcmp(isms_record_key(m, assessment), isms_record_key(m, other)) > 0;
}
