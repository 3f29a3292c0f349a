/* How far a control is in place, from its measures, and whether valid evidence shows it. */
#include "derive.h"

void isms__standing_add(isms__standing *s, const isms_model *m, isms_id measure)
{
    s->measures++;
    switch (isms_value(m, measure, ISMS_CONTROL_STATUS)) {
    case ISMS_CONTROL_STATUS_IMPLEMENTED:
        s->implemented++;
        return;
    case ISMS_CONTROL_STATUS_PARTIAL:
    case ISMS_CONTROL_STATUS_DEGRADED:
        s->started++;
        return;
    case ISMS_CONTROL_STATUS_PLANNED:
        s->planned++;
        return;
    case ISMS_CONTROL_STATUS_RETIRED:
        return;
    default:
        s->unknown++;
    }
}

isms__standing isms__standing_of(const isms_model *m, isms_id record, isms_attribute measures)
{
    isms__standing s = {0};
    for (size_t i = 0, n = isms_list_count(m, record, measures); i < n; i++)
        isms__standing_add(&s, m, isms_list_link(m, record, measures, i));
    return s;
}

static int32_t status_with(const isms__standing *s, uint32_t implemented)
{
    if (s->measures && implemented == s->measures)
        return ISMS_SOA_ENTRY_STATUS_IMPLEMENTED;
    if (implemented + s->started)
        return ISMS_SOA_ENTRY_STATUS_PARTIAL;
    return s->planned ? ISMS_SOA_ENTRY_STATUS_PLANNED : ISMS_SOA_ENTRY_STATUS_NONE;
}

int32_t isms__standing_least(const isms__standing *s)
{
    return status_with(s, s->implemented);
}

int32_t isms__standing_most(const isms__standing *s)
{
    return status_with(s, s->implemented + s->unknown);
}

int32_t isms__standing_status(const isms__standing *s)
{
    int32_t least = isms__standing_least(s);
    return s->measures && least == isms__standing_most(s) ? least : 0;
}

int32_t isms__entry_status(const isms_model *m, isms_id entry)
{
    int32_t stated = isms_value(m, entry, ISMS_SOA_ENTRY_STATUS);
    isms__standing s = isms__standing_of(m, entry, ISMS_SOA_ENTRY_MEASURES);
    return stated ? stated : isms__standing_least(&s);
}

bool isms__evidence_holds(const isms_model *m, isms_id record, isms_attribute evidence, isms_day as_of, uint32_t *valid)
{
    uint32_t count = 0;
    for (size_t i = 0, n = isms_list_count(m, record, evidence); i < n; i++)
        if (isms_evidence_judge(m, isms_list_link(m, record, evidence, i), as_of, NULL) == ISMS_EVIDENCE_STATE_VALID)
            count++;
    if (valid)
        *valid = count;
    return count > 0;
}

bool isms__entry_has_evidence(const isms_model *m, isms_id entry, isms_day as_of)
{
    if (isms__evidence_holds(m, entry, ISMS_SOA_ENTRY_EVIDENCE, as_of, NULL))
        return true;
    for (size_t i = 0, n = isms_list_count(m, entry, ISMS_SOA_ENTRY_MEASURES); i < n; i++)
        if (isms__evidence_holds(m, isms_list_link(m, entry, ISMS_SOA_ENTRY_MEASURES, i), ISMS_CONTROL_EVIDENCE, as_of, NULL))
            return true;
    return false;
}
