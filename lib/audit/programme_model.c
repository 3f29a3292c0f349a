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

/* What speaks for auditing a requirement sooner, by its id: high risk (1), and the days of the last change and incident. */
typedef struct signs {
    isms__names high, changed, hit;
} signs;

static void free_signs(signs *s, const isms_allocator *a)
{
    isms__names_free(&s->high, a);
    isms__names_free(&s->changed, a);
    isms__names_free(&s->hit, a);
}

static void mark(isms__run *run, isms__names *set, const char *name, isms_day day)
{
    uint32_t *value = name ? isms__names_at(set, run->a, name) : NULL;
    run->failed |= name && !value;
    if (value && *value < (uint32_t)day)
        *value = (uint32_t)day;
}

/* A requirement, or an own control: then what it implements. */
static void mark_control(isms__run *run, isms__names *set, isms_id control, isms_day day)
{
    for (size_t i = 0, n = isms_list_count(run->model, control, ISMS_CONTROL_IMPLEMENTS); i < n; i++)
        mark(run, set, isms_list_text(run->model, control, ISMS_CONTROL_IMPLEMENTS, i), day);
}

static void mark_controls_of_risk(isms__run *run, isms__names *set, isms_id risk, isms_day day)
{
    for (size_t i = 0, n = isms_list_count(run->model, risk, ISMS_RISK_CONTROLS); i < n; i++) {
        const char *name = isms_list_text(run->model, risk, ISMS_RISK_CONTROLS, i);
        mark(run, set, name, day);
        mark_control(run, set, name ? isms_find(run->model, ISMS_CONTROL, name) : ISMS_NONE, day);
    }
}

/* A significant change touches the controls of its risks, and the handling of changes itself. */
static void mark_change(isms__run *run, signs *s, isms_id change)
{
    const isms_model *m = run->model;
    isms_day day = isms_day_of(m, change, ISMS_CHANGE_IMPLEMENTED_ON);
    if (!isms__yes(run, change, ISMS_CHANGE_SIGNIFICANT) || !day || day > run->as_of)
        return;
    mark(run, &s->changed, "6.3", day);
    mark(run, &s->changed, "8.1", day);
    for (size_t i = 0, n = isms_list_count(m, change, ISMS_CHANGE_RISKS); i < n; i++)
        mark_controls_of_risk(run, &s->changed, isms_list_link(m, change, ISMS_CHANGE_RISKS, i), day);
}

static void mark_incident(isms__run *run, signs *s, isms_id incident)
{
    const isms_model *m = run->model;
    isms_day day = isms_day_of(m, incident, ISMS_INCIDENT_DETECTED_ON);
    if (!day)
        day = isms_day_of(m, incident, ISMS_INCIDENT_OCCURRED_ON);
    for (size_t i = 0, n = day && day <= run->as_of ? isms_list_count(m, incident, ISMS_INCIDENT_FAILED_CONTROLS) : 0; i < n;
         i++)
        mark_control(run, &s->hit, isms_list_link(m, incident, ISMS_INCIDENT_FAILED_CONTROLS, i), day);
}

static void collect_signs(isms__run *run, signs *s)
{
    const isms_model *m = run->model;
    for (isms_id r = isms_first(m, ISMS_RISK); r && !run->failed; r = isms_next(m, r))
        if (isms__risk_is_open(m, r) && must_be_treated(run, r))
            mark_controls_of_risk(run, &s->high, r, 1);
    for (isms_id c = isms_first(m, ISMS_CHANGE); c && !run->failed; c = isms_next(m, c))
        mark_change(run, s, c);
    for (isms_id i = isms_first(m, ISMS_INCIDENT); i && !run->failed; i = isms_next(m, i))
        mark_incident(run, s, i);
}

/* What the audit programme itself says of a requirement. */
static void take_from_programme(const isms_model *m, isms_day as_of, isms_programme_unit *unit)
{
    isms_id p = isms_first(m, ISMS_PROGRAMME);
    for (size_t i = 0, n = isms_list_count(m, p, ISMS_PROGRAMME_UNITS_REQUIREMENT); i < n; i++) {
        const char *requirement = isms_list_text(m, p, ISMS_PROGRAMME_UNITS_REQUIREMENT, i);
        if (!requirement || strcmp(requirement, unit->id) != 0)
            continue;
        int64_t risk;
        double hours;
        isms_day day = isms_list_day(m, p, ISMS_PROGRAMME_UNITS_LAST_AUDITED_ON, i);
        if (isms_list_integer(m, p, ISMS_PROGRAMME_UNITS_RISK, i, &risk) == ISMS_OK && risk >= 0 && risk <= 3)
            unit->risk = (int32_t)risk;
        unit->changed |= isms_list_boolean(m, p, ISMS_PROGRAMME_UNITS_CHANGED, i, 0);
        unit->last_audited = day > unit->last_audited && day <= as_of ? day : unit->last_audited;
        if (isms_list_real(m, p, ISMS_PROGRAMME_UNITS_HOURS, i, &hours) == ISMS_OK && hours >= 1 && hours <= 1000)
            unit->hours = (int32_t)hours;
    }
}

static isms_status add_unit(isms_programme *p, const isms__run *run, const signs *s, const char *id, isms_planning_kind kind)
{
    isms_programme_unit unit = ISMS_PROGRAMME_UNIT_INIT;
    unit.id = unit.area = id;
    unit.kind = kind;
    unit.risk = kind == ISMS_PLANNING_CONTROL && isms__names_get(&s->high, id) ? 2 : 1;
    unit.last_audited = last_audited(run->model, id, run->as_of);
    unit.changed = (isms_day)isms__names_get(&s->changed, id) > unit.last_audited;
    unit.incident = (isms_day)isms__names_get(&s->hit, id) > unit.last_audited;
    take_from_programme(run->model, run->as_of, &unit);
    count_findings(run->model, &unit, run->as_of);
    return isms_programme_add_unit(p, &unit);
}

static isms_status add_units(isms_programme *p, const isms__run *run, const signs *s)
{
    const isms_model *catalogue = isms_catalogue(), *m = run->model;
    isms_status status = ISMS_OK;
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c && status == ISMS_OK; c = isms_next(catalogue, c))
        if (strcmp(isms_text(catalogue, c, ISMS_CLAUSE_KIND), "requirement") == 0)
            status = add_unit(p, run, s, isms_record_key(catalogue, c), ISMS_PLANNING_CLAUSE);
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e && status == ISMS_OK; e = isms_next(m, e)) {
        const char *control = isms_text(m, e, ISMS_SOA_ENTRY_CONTROL);
        if (!control || !isms_boolean(m, e, ISMS_SOA_ENTRY_APPLICABLE, 0))
            continue;
        status = add_unit(p, run, s, control, ISMS_PLANNING_CONTROL);
        if (status == ISMS_E_EXISTS)
            status = ISMS_OK; /* two entries of one control */
    }
    return status;
}

/* ------------------------------------------------------------------ auditors */

/* What the person is in charge of as an owner, and what as an owner's subordinate. */
static isms_status add_ownership(isms_programme *p, isms__run *run, const char *auditor, const char *owner, bool is_boss)
{
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    size_t count;
    const isms__charge *list = isms__charges_of(run, owner, &count);
    isms_status status = run->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    tie.owns_area = !is_boss;
    tie.reports_to_owner = is_boss;
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        if (list[i].kind != ISMS__BY_ROLE && (!is_boss || list[i].kind == ISMS__BY_ENTRY))
            status = isms_programme_add_tie(p, auditor, list[i].over, &tie);
    return status;
}

static int32_t months_between(isms_day from, isms_day to)
{
    int32_t months = 0;
    while (months < 1200 && isms_date_add_months(from, months + 1) && isms_date_add_months(from, months + 1) <= to)
        months++;
    return months;
}

/* The requirements that a role answers for, which the person holds or has left. */
static isms_status add_work(isms_programme *p, const isms__run *run, const char *auditor, isms_id assignment)
{
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    isms_id role = isms_link(run->model, assignment, ISMS_ASSIGNMENT_ROLE);
    isms_day until = isms_day_of(run->model, assignment, ISMS_ASSIGNMENT_UNTIL);
    isms_status status = ISMS_OK;
    tie.works_in_area = !until || until >= run->as_of;
    tie.left_area = !tie.works_in_area;
    tie.months_since = tie.left_area ? months_between(until, run->as_of) : 0;
    for (size_t i = 0, n = isms_list_count(run->model, role, ISMS_ROLE_REQUIREMENTS); i < n && status == ISMS_OK; i++)
        status = isms_programme_add_tie(p, auditor, isms_list_text(run->model, role, ISMS_ROLE_REQUIREMENTS, i), &tie);
    return status;
}

static isms_status add_ties(isms_programme *p, isms__run *run, const char *auditor)
{
    isms_id person = isms_find(run->model, ISMS_PERSON, auditor);
    const char *boss = isms_link_key(run->model, person, ISMS_PERSON_REPORTS_TO);
    const isms_id *ids;
    isms_status status = add_ownership(p, run, auditor, auditor, false);
    if (status == ISMS_OK && boss)
        status = add_ownership(p, run, auditor, boss, true);
    size_t n = person ? isms__refs(run, 0, person, ISMS_ASSIGNMENT_PERSON, &ids) : 0;
    for (size_t i = 0; i < n && status == ISMS_OK; i++)
        status = add_work(p, run, auditor, ids[i]);
    return run->failed ? ISMS_E_NO_MEMORY : status;
}

/* With competences and ties; not who has left. */
static isms_status add_person(isms_programme *p, isms__run *run, const char *key)
{
    isms_id person = key ? isms_find(run->model, ISMS_PERSON, key) : ISMS_NONE;
    if (!key || isms__done_by_now(run, person, ISMS_PERSON_LEFT_ON))
        return ISMS_OK;
    isms__buffer competences = {.allocator = run->a};
    for (size_t i = 0, n = isms_list_count(run->model, person, ISMS_PERSON_COMPETENCES); i < n; i++)
        isms__buffer_print(&competences, "%s%s", i ? "," : "", isms_list_text(run->model, person, ISMS_PERSON_COMPETENCES, i));
    isms_status status =
        competences.failed ? ISMS_E_NO_MEMORY : isms_programme_add_auditor(p, key, isms__buffer_c(&competences));
    isms__buffer_dispose(&competences);
    if (status == ISMS_OK)
        return add_ties(p, run, key);
    return status == ISMS_E_EXISTS ? ISMS_OK : status;
}

static isms_status add_auditors(isms_programme *p, isms__run *run)
{
    const isms_model *m = run->model;
    isms_status status = ISMS_OK;
    for (isms_id a = isms_first(m, ISMS_AUDIT); a && status == ISMS_OK; a = isms_next(m, a)) {
        if (isms_value(m, a, ISMS_AUDIT_KIND) != ISMS_AUDIT_KIND_INTERNAL)
            continue;
        status = add_person(p, run, isms_link_key(m, a, ISMS_AUDIT_LEAD));
        for (size_t i = 0, n = isms_list_count(m, a, ISMS_AUDIT_AUDITORS); i < n && status == ISMS_OK; i++)
            status = add_person(p, run, isms_list_key(m, a, ISMS_AUDIT_AUDITORS, i));
    }
    for (isms_id person = isms_first(m, ISMS_PERSON); person && status == ISMS_OK; person = isms_next(m, person))
        if (isms_real(m, person, ISMS_PERSON_AUDIT_HOURS, 0) > 0)
            status = add_person(p, run, isms_record_key(m, person));
    return status;
}

/* ------------------------------------------------------------------ audits */

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

/* ------------------------------------------------------------------ what past audits covered */

/* Names of what is to be covered, and of what of it was. */
typedef struct cover {
    const char **names[2];
    size_t count[2], capacity[2];
} cover;

enum { REQUIRED, COVERED };

static bool put(const isms_allocator *a, cover *c, int list, const char *name)
{
    if (!isms__reserve(a, (void **)&c->names[list], &c->capacity[list], c->count[list] + 1, sizeof *c->names[list]))
        return false;
    c->names[list][c->count[list]++] = name;
    return true;
}

/* Required; covered where an internal audit looked at it within the months. */
static bool put_requirement(const isms_allocator *a, cover *c, const isms_model *m, const char *name, isms_day as_of,
                            int32_t months)
{
    isms_day last = last_audited(m, name, as_of);
    bool covered = last && isms_date_add_months(last, months) >= as_of;
    return put(a, c, REQUIRED, name) && (!covered || put(a, c, COVERED, name));
}

static bool put_all(const isms_allocator *a, cover *c, const isms_model *m, isms_day as_of, const isms_thresholds *t)
{
    const isms_model *catalogue = isms_catalogue();
    bool good = true;
    for (isms_id k = isms_first(catalogue, ISMS_CLAUSE); k && good; k = isms_next(catalogue, k))
        if (strcmp(isms_text(catalogue, k, ISMS_CLAUSE_KIND), "requirement") == 0)
            good = put_requirement(a, c, m, isms_record_key(catalogue, k), as_of, t->clause_months);
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e && good; e = isms_next(m, e)) {
        const char *control = isms_text(m, e, ISMS_SOA_ENTRY_CONTROL);
        if (control && isms_boolean(m, e, ISMS_SOA_ENTRY_APPLICABLE, 0))
            good = put_requirement(a, c, m, control, as_of, t->control_months);
    }
    return good;
}

isms_status isms_programme_coverage(const isms_model *m, isms_day as_of, const isms_thresholds *thresholds,
                                    const isms_allocator *allocator, isms_ruling **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_thresholds t;
    cover c = {.count = {0}};
    if (!m || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    isms_status status = isms_thresholds_resolve(thresholds, &t);
    if (status != ISMS_OK || as_of <= 0 || as_of > isms_date(9999, 12, 31))
        return status != ISMS_OK ? status : ISMS_E_RANGE;
    status = put_all(a, &c, m, as_of, &t) ? isms_planning_coverage(c.names[REQUIRED], c.count[REQUIRED], c.names[COVERED],
                                                                   c.count[COVERED], allocator, out)
                                          : ISMS_E_NO_MEMORY;
    for (int i = 0; i < 2; i++)
        isms__release(a, c.names[i], c.capacity[i] * sizeof *c.names[i]);
    return status;
}

/* ------------------------------------------------------------------ the programme */

static void free_run(isms__run *run)
{
    isms__charges_free(&run->charges, run->a);
    for (int i = 0; i < 2; i++)
        isms__release(run->a, run->ids[i], run->id_capacity[i] * sizeof *run->ids[i]);
}

isms_status isms_programme_of_model(const isms_model *m, isms_day as_of, isms_day until, const isms_allocator *allocator,
                                    isms_programme **out)
{
    signs s = {.high = {0}};
    isms__run run = {.model = m, .a = isms__allocator_or_default(allocator), .as_of = as_of};
    if (!m || !out || !run.a)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (as_of <= 0 || until < as_of || until > isms_date(9999, 12, 31))
        return ISMS_E_RANGE;
    if (isms_count(m, ISMS_METHOD) == 1)
        run.annual_method = isms_first(m, ISMS_METHOD);
    isms_programme *p = isms_programme_new(allocator);
    collect_signs(&run, &s);
    isms_status status = p && !run.failed ? add_units(p, &run, &s) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = add_auditors(p, &run);
    if (status == ISMS_OK)
        status = add_audits(p, m, as_of, until);
    free_signs(&s, run.a);
    free_run(&run);
    if (status == ISMS_OK)
        *out = p;
    else
        isms_programme_free(p);
    return status;
}
