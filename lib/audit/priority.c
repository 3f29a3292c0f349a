/* What to do first: the fewest actions that lead to a better conclusion, in the order in which they pay. */
#include "readiness.h"

#include <string.h>

/* The audit as it would be once the actions so far are done. */
typedef struct outlook {
    isms__run *run;
    isms_audit *audit;
    isms__counts counts;
    isms__sum *areas;
    uint8_t *gone; /* of each result: an action settles it */
} outlook;

static bool add_step(outlook *o, size_t result, uint32_t text)
{
    isms_audit *audit = o->audit;
    if (!isms__reserve(o->run->a, (void **)&audit->steps, &audit->step_capacity, audit->step_count + 1, sizeof *audit->steps))
        return false;
    audit->steps[audit->step_count++] = (isms__step){result, text, 0};
    return true;
}

static uint32_t print_area(outlook *o, const isms__sum *area)
{
    isms__buffer b = {.allocator = o->run->a};
    isms__buffer_print(&b, "Too many minors in %s add up to a major (%s).", isms__area_name(o->audit, area),
                       isms__text_of(o->audit, area->rule));
    uint32_t text = isms__keep(o->audit, isms__buffer_c(&b));
    o->run->failed |= b.failed;
    isms__buffer_dispose(&b);
    return text;
}

static void take_away(outlook *o, const isms__result *r)
{
    for (size_t i = 0; i <= ISMS__FINDING_PLACES; i++) {
        int32_t place = i < ISMS__FINDING_PLACES ? r->places[i] : (int32_t)o->audit->area_count - 1;
        if (place < 0)
            continue;
        o->areas[place].majors -= r->counted == ISMS_GRADE_MAJOR;
        o->areas[place].minors -= r->counted == ISMS_GRADE_MINOR;
    }
}

static bool settle(outlook *o, size_t i, uint32_t text)
{
    o->gone[i] = 1;
    take_away(o, &o->audit->results[i]);
    return add_step(o, i, text);
}

static bool settle_grade(outlook *o, isms_grade grade, const char *why)
{
    uint32_t text = 0;
    for (size_t i = 0; i < o->audit->count; i++) {
        if (o->audit->results[i].counted != grade || o->gone[i])
            continue;
        text = text ? text : isms__keep(o->audit, why);
        if (!settle(o, i, text))
            return false;
    }
    return true;
}

static bool settle_recorded(outlook *o, isms_grade grade)
{
    for (size_t i = 0; i < o->audit->recorded_count; i++) {
        const isms__recorded *f = &o->audit->recorded[i];
        if (!f->counts || f->counted != grade || (grade == ISMS_GRADE_MINOR && f->plan_accepted))
            continue;
        isms__buffer b = {.allocator = o->run->a};
        isms__buffer_print(&b, "Close finding %s, which an auditor recorded.", isms__text_of(o->audit, f->key));
        uint32_t text = isms__keep(o->audit, isms__buffer_c(&b));
        o->run->failed |= b.failed;
        isms__buffer_dispose(&b);
        if (!add_step(o, SIZE_MAX, text))
            return false;
    }
    return true;
}

/* Does the area still propose a major of its own? */
static isms_status proposes(outlook *o, const isms__sum *area, bool *out)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms__area_ruling(o->audit, area, NULL, o->run->a, &ruling);
    *out = status == ISMS_OK && strcmp(isms_ruling_outcome(ruling), "AGG_MAJOR") == 0;
    isms_ruling_free(ruling);
    return status;
}

static bool is_in(const isms__result *r, size_t area)
{
    bool found = false;
    for (size_t i = 0; i < ISMS__FINDING_PLACES; i++)
        found |= r->places[i] == (int32_t)area;
    return found;
}

/* Minors of an area that proposes a major, until it no longer does. Requirements come before the areas that hold them, so that
 * what is settled for one counts for the other. */
static isms_status thin_out(outlook *o, size_t at)
{
    bool too_many = o->audit->areas[at].proposed;
    uint32_t text = 0;
    isms_status status = too_many ? proposes(o, &o->areas[at], &too_many) : ISMS_OK;
    for (size_t i = 0; i < o->audit->count && too_many && status == ISMS_OK; i++) {
        const isms__result *r = &o->audit->results[i];
        if (o->gone[i] || r->counted != ISMS_GRADE_MINOR || !is_in(r, at))
            continue;
        text = text ? text : print_area(o, &o->audit->areas[at]);
        status = settle(o, i, text) ? proposes(o, &o->areas[at], &too_many) : ISMS_E_NO_MEMORY;
    }
    return status;
}

static isms_status settle_majors(outlook *o)
{
    if (!settle_grade(o, ISMS_GRADE_MAJOR, "A major nonconformity decides the conclusion.") ||
        !settle_recorded(o, ISMS_GRADE_MAJOR))
        return ISMS_E_NO_MEMORY;
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < o->audit->area_count && status == ISMS_OK; i++)
        status = thin_out(o, i);
    o->counts.majors = o->counts.key_gaps = 0;
    return status;
}

static bool is_told(const isms_audit *audit, const char *reason)
{
    for (size_t i = 0; i < audit->step_count; i++)
        if (audit->steps[i].result == SIZE_MAX && strcmp(isms__text_of(audit, audit->steps[i].text), reason) == 0)
            return true;
    return false;
}

/* The step that supplies what a rule could not do without, once for all rules that say the same. */
static bool supply(outlook *o, uint32_t reason)
{
    isms__buffer b = {.allocator = o->run->a};
    isms__buffer_print(&b, "Supply data: %s", isms__text_of(o->audit, reason));
    bool good =
        !b.failed && (is_told(o->audit, isms__buffer_c(&b)) || add_step(o, SIZE_MAX, isms__keep(o->audit, isms__buffer_c(&b))));
    isms__buffer_dispose(&b);
    return good;
}

/* The data without which rules could not be determined; each is told once. */
static isms_status settle_unknown(outlook *o)
{
    const isms_audit *audit = o->audit;
    o->counts.undetermined = o->counts.key_unknown = 0;
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        const isms__tally *t = &audit->tallies[i];
        if (isms__readiness_rules[i].kind == ISMS__CONFORMITY && t->state == ISMS__NOT_DETERMINED && !supply(o, t->reason))
            return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

static isms_status settle_minors(outlook *o)
{
    bool good = settle_grade(o, ISMS_GRADE_MINOR, "A minor nonconformity needs correction, or a plan that is accepted.") &&
                settle_recorded(o, ISMS_GRADE_MINOR);
    o->counts.minors = o->counts.plans = o->counts.unclear_scopes = 0;
    return good ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* One stretch of the way; its steps are kept where the conclusion at its end is another one. */
static isms_status walk(outlook *o, isms_status (*phase)(outlook *), uint32_t *conclusion)
{
    size_t before = o->audit->step_count;
    isms_ruling *ruling = NULL;
    isms_status status = phase(o);
    if (status == ISMS_OK)
        status = isms__redraw(o->audit, &o->counts, o->run->a, &ruling);
    if (status == ISMS_OK && strcmp(isms_ruling_outcome(ruling), isms__text_of(o->audit, *conclusion)) == 0)
        o->audit->step_count = before;
    else if (status == ISMS_OK && o->audit->step_count > before) {
        *conclusion = isms__keep(o->audit, isms_ruling_outcome(ruling));
        for (size_t i = before; i < o->audit->step_count; i++)
            o->audit->steps[i].conclusion = *conclusion;
    }
    isms_ruling_free(ruling);
    return status;
}

isms_status isms__prioritise(isms__run *run)
{
    static isms_status (*const phases[])(outlook *) = {settle_majors, settle_unknown, settle_minors};
    isms_audit *audit = run->audit;
    uint32_t conclusion = audit->conclusion;
    outlook o = {.run = run, .audit = audit, .counts = audit->counts};
    o.areas = isms__allocate(run->a, audit->area_count * sizeof *o.areas);
    o.gone = isms__allocate_zero(run->a, audit->count + 1);
    isms_status status = o.areas && o.gone ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        memcpy(o.areas, audit->areas, audit->area_count * sizeof *o.areas);
    for (size_t i = 0; i < sizeof phases / sizeof phases[0] && status == ISMS_OK; i++)
        status = walk(&o, phases[i], &conclusion);
    isms__release(run->a, o.areas, audit->area_count * sizeof *o.areas);
    isms__release(run->a, o.gone, audit->count + 1);
    return run->failed ? ISMS_E_NO_MEMORY : status;
}

/* ------------------------------------------------------------------ what a host can ask */

static const isms__step *at(const isms_audit *audit, size_t i)
{
    return audit && i < audit->step_count ? &audit->steps[i] : NULL;
}

size_t isms_audit_priority_count(const isms_audit *audit)
{
    return audit ? audit->step_count : 0;
}

size_t isms_audit_priority_result(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->result : SIZE_MAX;
}

const char *isms_audit_priority_reason(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->text) : "";
}

const char *isms_audit_priority_conclusion(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->conclusion) : "";
}
