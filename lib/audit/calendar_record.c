/* The calendar of a certificate as a model holds it. */
#include "core/memory.h"

#include <isms/calendar.h>

/* Is it an audit of that kind for that certificate, completed by the day? Its last day, or 0. */
static isms_day done_for(const isms_model *m, isms_id audit, isms_id certification, int32_t kind, isms_day as_of)
{
    isms_day day = isms_day_of(m, audit, ISMS_AUDIT_COMPLETED_ON);
    isms_id of = isms_link(m, audit, ISMS_AUDIT_CERTIFICATION);
    bool belongs = of ? of == certification : isms_count(m, ISMS_CERTIFICATION) == 1;
    return belongs && isms_value(m, audit, ISMS_AUDIT_KIND) == kind && day <= as_of ? day : 0;
}

static isms_day last_of(const isms_model *m, isms_id certification, int32_t kind, isms_day after, isms_day as_of)
{
    isms_day last = 0;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a; a = isms_next(m, a)) {
        isms_day day = done_for(m, a, certification, kind, as_of);
        if (day > after && day > last)
            last = day;
    }
    return last;
}

static size_t surveillances(const isms_model *m, isms_id certification, isms_day as_of, isms_day *out)
{
    size_t n = 0;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a; a = isms_next(m, a)) {
        isms_day day = done_for(m, a, certification, ISMS_AUDIT_KIND_SURVEILLANCE, as_of);
        if (day)
            out[n++] = day;
    }
    return n;
}

static bool is_by_body(int32_t kind)
{
    return kind >= ISMS_AUDIT_KIND_STAGE2 && kind <= ISMS_AUDIT_KIND_RECERTIFICATION;
}

/* The audit that left majors open last, and the day on which they were verified; a major that is still open comes first. */
static void look_at_majors(const isms_model *m, isms_id certification, isms_day as_of, isms_calendar_input *input)
{
    for (isms_id f = isms_first(m, ISMS_AUDIT_FINDING); f; f = isms_next(m, f)) {
        isms_id audit = isms_link(m, f, ISMS_AUDIT_FINDING_AUDIT);
        int32_t kind = isms_value(m, audit, ISMS_AUDIT_KIND), status = isms_value(m, f, ISMS_AUDIT_FINDING_STATUS);
        isms_day end = is_by_body(kind) ? done_for(m, audit, certification, kind, as_of) : 0;
        isms_day closed = isms_day_of(m, f, ISMS_AUDIT_FINDING_CLOSED_ON);
        if (isms_value(m, f, ISMS_AUDIT_FINDING_CLASS) != ISMS_FINDING_CLASS_MAJOR || !end ||
            status == ISMS_AUDIT_FINDING_STATUS_WITHDRAWN)
            continue;
        closed = closed <= as_of ? closed : 0;
        bool open_before = input->majors_on && !input->majors_closed_on;
        if ((open_before && closed) || (open_before == !closed && end <= input->majors_on))
            continue;
        input->majors_on = end;
        input->majors_of_stage2 = kind == ISMS_AUDIT_KIND_STAGE2;
        input->majors_closed_on = closed;
    }
}

/* A date that had come by the day; 0 for others. */
static isms_day by_then(const isms_model *m, isms_id certification, isms_attribute attribute, isms_day as_of)
{
    isms_day day = isms_day_of(m, certification, attribute);
    return day <= as_of ? day : 0;
}

static void look_at_certificate(const isms_model *m, isms_id c, isms_day as_of, isms_calendar_input *input)
{
    int32_t state = isms_value(m, c, ISMS_CERTIFICATION_STATE);
    if (!state || state == ISMS_CERTIFICATION_STATE_SUSPENDED) /* else it was lifted */
        input->suspended_on = by_then(m, c, ISMS_CERTIFICATION_SUSPENDED_ON, as_of);
    input->accreditation_lost_on = by_then(m, c, ISMS_CERTIFICATION_ACCREDITATION_LOST_ON, as_of);
    input->transferred_on = by_then(m, c, ISMS_CERTIFICATION_TRANSFERRED_ON, as_of);
    input->renewed_on = by_then(m, c, ISMS_CERTIFICATION_RESTORED_ON, as_of);
    look_at_majors(m, c, as_of, input);
}

isms_status isms_calendar_of_record(const isms_model *m, isms_id certification, isms_day as_of,
                                    const isms_thresholds *thresholds, const isms_allocator *allocator, isms_calendar **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_calendar_input input = ISMS_CALENDAR_INPUT_INIT;
    if (!m || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (isms_record_type(m, certification) != ISMS_CERTIFICATION)
        return ISMS_E_STALE;
    int64_t cycle = isms_integer(m, certification, ISMS_CERTIFICATION_CYCLE, 1);
    isms_day decision = isms_day_of(m, certification, ISMS_CERTIFICATION_DECISION_ON);
    isms_day first = isms_day_of(m, certification, ISMS_CERTIFICATION_FIRST_DECISION_ON);
    input.anchor = first ? first : decision;
    input.cycle = cycle >= 1 && cycle <= 1000 ? (int32_t)cycle : 1;
    input.recertification_on = last_of(m, certification, ISMS_AUDIT_KIND_RECERTIFICATION, decision, as_of);
    look_at_certificate(m, certification, as_of, &input);
    size_t most = (size_t)isms_count(m, ISMS_AUDIT);
    isms_day *days = most ? isms__allocate(a, most * sizeof *days) : NULL;
    if (most && !days)
        return ISMS_E_NO_MEMORY;
    input.surveillance_count = most ? surveillances(m, certification, as_of, days) : 0;
    input.surveillances = days;
    isms_status status = isms_calendar_build(&input, as_of, thresholds, allocator, out);
    isms__release(a, days, most * sizeof *days);
    return status;
}
