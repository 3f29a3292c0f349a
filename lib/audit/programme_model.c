/* An audit programme from the records of a model. */
#include "readiness.h"

#include <isms/catalogue.h>
#include <isms/programme.h>

#include <string.h>

/* Day of the last internal audit that covered the requirement; 0 for never. */
static isms_day last_audited(const isms_model *m, const char *requirement, isms_day as_of)
{
    isms_day last = 0;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a; a = isms_next(m, a)) {
        isms_day day = isms_day_of(m, a, ISMS_AUDIT_COMPLETED_ON);
        if (isms_value(m, a, ISMS_AUDIT_KIND) != ISMS_AUDIT_KIND_INTERNAL || day > as_of || day <= last)
            continue;
        for (size_t i = 0, n = isms_list_count(m, a, ISMS_AUDIT_COVERED); i < n; i++) {
            const char *covered = isms_list_text(m, a, ISMS_AUDIT_COVERED, i);
            if (covered && isms__covers(covered, requirement))
                last = day;
        }
    }
    return last;
}

static void count_findings(const isms_model *m, isms_programme_unit *unit, isms_day as_of)
{
    for (isms_id f = isms_first(m, ISMS_AUDIT_FINDING); f; f = isms_next(m, f)) {
        const char *requirement = isms_text(m, f, ISMS_AUDIT_FINDING_REQUIREMENT);
        int32_t class = isms_value(m, f, ISMS_AUDIT_FINDING_CLASS);
        isms_day closed = isms_day_of(m, f, ISMS_AUDIT_FINDING_CLOSED_ON);
        bool recent = !closed || closed > isms_date_add_months(as_of, -36);
        if (!requirement || !isms__covers(unit->id, requirement) || !recent ||
            (class != ISMS_FINDING_CLASS_MAJOR && class != ISMS_FINDING_CLASS_MINOR))
            continue;
        unit->findings += !closed;
        unit->major |= class == ISMS_FINDING_CLASS_MAJOR;
    }
}

/* Does the method say that a risk of this level has to be treated? */
static bool must_be_treated(const isms__run *run, isms_id risk)
{
    isms_id method = isms__method_of(run, risk);
    int rank = isms__level_rank(run, method, isms__present_level(run, risk));
    const char *decision = rank < 0 ? NULL : isms_list_text(run->model, method, ISMS_METHOD_LEVELS_DECISION, (size_t)rank);
    return decision && strcmp(decision, "treat") == 0;
}

/* The controls that open risks name which have to be treated. */
static isms_status collect_high(isms__names *high, const isms_model *m, const isms_allocator *a)
{
    isms__run run = {.model = m, .a = a};
    if (isms_count(m, ISMS_METHOD) == 1)
        run.annual_method = isms_first(m, ISMS_METHOD);
    for (isms_id r = isms_first(m, ISMS_RISK); r; r = isms_next(m, r)) {
        if (!isms__risk_is_open(m, r) || !must_be_treated(&run, r))
            continue;
        for (size_t i = 0, n = isms_list_count(m, r, ISMS_RISK_CONTROLS); i < n; i++) {
            const char *control = isms_list_text(m, r, ISMS_RISK_CONTROLS, i);
            uint32_t *value = control ? isms__names_at(high, a, control) : NULL;
            if (control && !value)
                return ISMS_E_NO_MEMORY;
            if (value)
                *value = 1;
        }
    }
    return ISMS_OK;
}

static isms_status add_unit(isms_programme *p, const isms_model *m, const char *id, isms_planning_kind kind, int32_t risk,
                            isms_day as_of)
{
    isms_programme_unit unit = ISMS_PROGRAMME_UNIT_INIT;
    unit.id = id;
    unit.kind = kind;
    unit.risk = risk;
    unit.last_audited = last_audited(m, id, as_of);
    count_findings(m, &unit, as_of);
    return isms_programme_add_unit(p, &unit);
}

static isms_status add_units(isms_programme *p, const isms_model *m, isms_day as_of, const isms__names *high)
{
    const isms_model *catalogue = isms_catalogue();
    isms_status status = ISMS_OK;
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c && status == ISMS_OK; c = isms_next(catalogue, c))
        if (strcmp(isms_text(catalogue, c, ISMS_CLAUSE_KIND), "requirement") == 0)
            status = add_unit(p, m, isms_record_key(catalogue, c), ISMS_PLANNING_CLAUSE, 1, as_of);
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e && status == ISMS_OK; e = isms_next(m, e)) {
        const char *control = isms_text(m, e, ISMS_SOA_ENTRY_CONTROL);
        if (!control || !isms_boolean(m, e, ISMS_SOA_ENTRY_APPLICABLE, 0))
            continue;
        status = add_unit(p, m, control, ISMS_PLANNING_CONTROL, isms__names_get(high, control) ? 2 : 1, as_of);
        if (status == ISMS_E_EXISTS)
            status = ISMS_OK; /* two entries of one control */
    }
    return status;
}

static isms_status add_person(isms_programme *p, const char *person)
{
    isms_status status = person ? isms_programme_add_auditor(p, person, NULL) : ISMS_OK;
    return status == ISMS_E_EXISTS ? ISMS_OK : status;
}

static isms_status add_auditors(isms_programme *p, const isms_model *m)
{
    isms_status status = ISMS_OK;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a && status == ISMS_OK; a = isms_next(m, a)) {
        if (isms_value(m, a, ISMS_AUDIT_KIND) != ISMS_AUDIT_KIND_INTERNAL)
            continue;
        status = add_person(p, isms_link_key(m, a, ISMS_AUDIT_LEAD));
        for (size_t i = 0, n = isms_list_count(m, a, ISMS_AUDIT_AUDITORS); i < n && status == ISMS_OK; i++)
            status = add_person(p, isms_list_key(m, a, ISMS_AUDIT_AUDITORS, i));
    }
    return status;
}

enum { HOURS = 80 }; /* of an audit that says nothing of its capacity */

static isms_status add_audits(isms_programme *p, const isms_model *m, isms_day as_of, isms_day until)
{
    isms_status status = ISMS_OK;
    isms_id programme = isms_first(m, ISMS_PROGRAMME);
    double capacity = isms_real(m, programme, ISMS_PROGRAMME_CAPACITY_HOURS, HOURS);
    int32_t hours = capacity >= 1 && capacity <= 100000 ? (int32_t)capacity : HOURS;
    bool planned = false;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a && status == ISMS_OK; a = isms_next(m, a)) {
        isms_day day = isms_day_of(m, a, ISMS_AUDIT_PLANNED_ON);
        if (isms_value(m, a, ISMS_AUDIT_KIND) != ISMS_AUDIT_KIND_INTERNAL || day < as_of || day > until ||
            isms_has(m, a, ISMS_AUDIT_COMPLETED_ON) || isms_value(m, a, ISMS_AUDIT_STATUS) == ISMS_AUDIT_STATUS_CANCELLED)
            continue;
        status = isms_programme_add_audit(p, isms_record_key(m, a), day, hours);
        planned = true;
    }
    int64_t months = isms_integer(m, programme, ISMS_PROGRAMME_FREQUENCY_MONTHS, 12);
    int32_t step = months >= 1 && months <= 120 ? (int32_t)months : 12;
    isms_day day = isms_date_add_months(as_of, step);
    for (int32_t k = 1; !planned && day && day <= until && status == ISMS_OK; day = isms_date_add_months(as_of, ++k * step)) {
        char text[11];
        isms_date_format(day, text);
        status = isms_programme_add_audit(p, text, day, hours);
    }
    return status;
}

isms_status isms_programme_of_model(const isms_model *m, isms_day as_of, isms_day until, const isms_allocator *allocator,
                                    isms_programme **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms__names high = {0};
    if (!m || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (as_of <= 0 || until < as_of || until > isms_date(9999, 12, 31))
        return ISMS_E_RANGE;
    isms_programme *p = isms_programme_new(allocator);
    isms_status status = p ? collect_high(&high, m, a) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = add_units(p, m, as_of, &high);
    if (status == ISMS_OK)
        status = add_auditors(p, m);
    if (status == ISMS_OK)
        status = add_audits(p, m, as_of, until);
    isms__names_free(&high, a);
    if (status == ISMS_OK)
        *out = p;
    else
        isms_programme_free(p);
    return status;
}
