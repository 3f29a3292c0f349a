/* Which version of the Statement of Applicability is the current one, and which entries belong to it. */
#include "version.h"

#include <string.h>

static bool comes_before(const isms_model *m, isms_id a, isms_id b)
{
    isms_day day_a = isms_day_of(m, a, ISMS_SOA_VERSION_DATE), day_b = isms_day_of(m, b, ISMS_SOA_VERSION_DATE);
    return day_a != day_b ? day_a < day_b : strcmp(isms_record_key(m, a), isms_record_key(m, b)) < 0;
}

isms_id isms__version_latest(const isms_model *m)
{
    isms_id latest = isms_first(m, ISMS_SOA);
    for (isms_id v = latest; v; v = isms_next(m, v))
        if (comes_before(m, latest, v))
            latest = v;
    return latest;
}

bool isms__version_has(const isms_model *m, isms_id version, isms_id entry)
{
    const char *named = isms_link_key(m, entry, ISMS_SOA_ENTRY_SOA);
    return !named || !version || strcmp(named, isms_record_key(m, version)) == 0;
}
