/* The calendar of a cycle: its dates in order, and what was done about each. */
#include <isms/calendar.h>

#include "core/memory.h"
#include "cycle.h"

#include <string.h>

typedef struct entry {
    isms_day from, day, done;
    isms_calendar_state state;
    const char *rule, *what;
} entry;

enum { ENTRIES_MOST = 16 };

struct isms_calendar {
    isms_allocator host;
    isms_day as_of;
    size_t count;
    entry entries[ENTRIES_MOST];
};

/* Inserts in the order of days; entries of one day stay in the order of insertion. */
static void insert(isms_calendar *c, entry e)
{
    size_t at = c->count++;
    while (at > 0 && c->entries[at - 1].day > e.day) {
        c->entries[at] = c->entries[at - 1];
        at--;
    }
    c->entries[at] = e;
}

/* Something to be done by a day; nothing where there is no such day. */
static void add_due(isms_calendar *c, const char *rule, const char *what, isms_day from, isms_day day, isms_day done)
{
    bool is_done = done && done <= c->as_of;
    entry e = {from, day, is_done ? done : 0, ISMS_CALENDAR_OPEN, rule, what};
    if (!day)
        return;
    if (is_done)
        e.state = done <= day ? ISMS_CALENDAR_DONE : ISMS_CALENDAR_LATE;
    else if (day < c->as_of)
        e.state = ISMS_CALENDAR_OVERDUE;
    insert(c, e);
}

static void add_mark(isms_calendar *c, const char *rule, const char *what, isms_day day)
{
    if (day)
        insert(c, (entry){day, day, 0, ISMS_CALENDAR_MARK, rule, what});
}

/* First surveillance on or after a day and up to another; 0 where there is none. */
static isms_day held_between(const isms_calendar_input *in, isms_day from, isms_day to)
{
    isms_day first = 0;
    for (size_t i = 0; i < in->surveillance_count; i++) {
        isms_day day = in->surveillances[i];
        if (day >= from && day <= to && (!first || day < first))
            first = day;
    }
    return first;
}

/* The first surveillance of a certificate falls due by the decision and not by the calendar year. */
static void add_first_surveillance(isms_calendar *c, const isms_calendar_input *in, isms_day expiry)
{
    isms_day due = isms_date_add_months(in->anchor, 12);
    add_due(c, "D-02", "first surveillance audit", in->anchor, due, held_between(in, in->anchor, expiry));
}

static void add_surveillances(isms_calendar *c, const isms_calendar_input *in, isms_day start, isms_day expiry)
{
    isms_day end = in->recertification_on && in->recertification_on < expiry ? in->recertification_on : expiry;
    for (int32_t year = isms__cycle_year(start) + 1; year < isms__cycle_year(end); year++) {
        isms_day first = isms_date(year, 1, 1), last = isms_date(year, 12, 31);
        add_due(c, "D-03", "surveillance audit of the calendar year", first, last, held_between(in, first, last));
    }
}

static void add_end(isms_calendar *c, const isms_calendar_input *in, isms_day expiry)
{
    isms_day opens = isms_date_add_months(expiry, -6), closes = isms_date_add_months(expiry, -3);
    isms_day restorable = isms_date_add_months(expiry, 6);
    add_due(c, "D-04", "recertification audit", opens, closes, in->recertification_on);
    add_due(c, "D-01", "decision on recertification; last valid day", expiry, expiry, in->renewed_on);
    bool renewed = in->renewed_on && in->renewed_on <= c->as_of;
    if (renewed && in->renewed_on <= expiry)
        return;
    if (renewed || c->as_of > expiry)
        add_due(c, "D-05", "restoration", expiry, restorable, in->renewed_on);
    else
        add_mark(c, "D-05", "restorable until", restorable);
}

/* Deadlines that something unwanted brings. */
static void add_troubles(isms_calendar *c, const isms_calendar_input *in, isms_day expiry, const isms_thresholds *t)
{
    if (in->majors_on) {
        isms_day due = in->majors_of_stage2 ? isms_date_add_months(in->majors_on, 6) : in->majors_on + t->close_days;
        bool at_expiry = !in->majors_of_stage2 && in->majors_on <= expiry && due > expiry;
        add_due(c, in->majors_of_stage2 ? "D-07" : "D-08", "verification of majors", in->majors_on, at_expiry ? expiry : due,
                in->majors_closed_on);
    }
    if (in->suspended_on) {
        isms_day due = isms_date_add_months(in->suspended_on, 6);
        add_due(c, "D-09", "end of the suspension", in->suspended_on, due > expiry ? expiry : due, in->suspension_lifted_on);
    }
    if (in->accreditation_lost_on) {
        isms_day due = isms_date_add_months(in->accreditation_lost_on, 6);
        add_due(c, "D-10", "transfer to an accredited body", in->accreditation_lost_on, due > expiry ? expiry : due,
                in->transferred_on);
    }
}

static bool valid(isms_day day)
{
    return day >= 1 && day <= isms_date(9999, 12, 31);
}

static bool dates_valid(const isms_calendar_input *in, isms_day as_of)
{
    const isms_day optional[] = {in->recertification_on,    in->renewed_on,    in->majors_on,
                                 in->majors_closed_on,      in->suspended_on,  in->suspension_lifted_on,
                                 in->accreditation_lost_on, in->transferred_on};
    for (size_t i = 0; i < sizeof optional / sizeof optional[0]; i++)
        if (optional[i] && !valid(optional[i]))
            return false;
    for (size_t i = 0; i < in->surveillance_count; i++)
        if (!valid(in->surveillances[i]))
            return false;
    return valid(in->anchor) && valid(as_of) && in->cycle >= 0;
}

static isms_status fill(isms_calendar *c, const isms_calendar_input *in, const isms_thresholds *t)
{
    bool clamped;
    int32_t cycle = in->cycle ? in->cycle : 1;
    isms_day expiry = isms__cycle_expiry(in->anchor, cycle, &clamped);
    if (!expiry || !isms_date_add_months(expiry, 6))
        return ISMS_E_RANGE;
    isms_day before = cycle > 1 ? isms__cycle_expiry(in->anchor, cycle - 1, &clamped) : 0;
    isms_day start = before ? before + 1 : in->anchor;
    add_mark(c, "D-01", "begin of the cycle", start);
    if (cycle == 1)
        add_first_surveillance(c, in, expiry);
    add_surveillances(c, in, start, expiry);
    add_end(c, in, expiry);
    add_troubles(c, in, expiry, t);
    return ISMS_OK;
}

isms_status isms_calendar_build(const isms_calendar_input *input, isms_day as_of, const isms_thresholds *thresholds,
                                const isms_allocator *allocator, isms_calendar **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_calendar_input in;
    isms_thresholds in_force;
    if (!a || !input || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&in, sizeof in, input))
        return ISMS_E_UNSUPPORTED;
    isms_status status = isms_thresholds_resolve(thresholds, &in_force);
    if (status != ISMS_OK)
        return status;
    if ((in.surveillance_count && !in.surveillances) || !dates_valid(&in, as_of))
        return ISMS_E_RANGE;
    isms_calendar *c = isms__allocate_zero(a, sizeof *c);
    if (!c)
        return ISMS_E_NO_MEMORY;
    c->host = *a;
    c->as_of = as_of;
    status = fill(c, &in, &in_force);
    if (status != ISMS_OK) {
        isms_calendar_free(c);
        return status;
    }
    *out = c;
    return ISMS_OK;
}

void isms_calendar_free(isms_calendar *calendar)
{
    if (!calendar)
        return;
    isms_allocator a = calendar->host;
    isms__release(&a, calendar, sizeof *calendar);
}

static const entry *at(const isms_calendar *calendar, size_t i)
{
    static const entry none = {0, 0, 0, 0, "", ""};
    return calendar && i < calendar->count ? &calendar->entries[i] : &none;
}

size_t isms_calendar_count(const isms_calendar *calendar)
{
    return calendar ? calendar->count : 0;
}

isms_day isms_calendar_from(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->from;
}

isms_day isms_calendar_day(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->day;
}

isms_day isms_calendar_done_on(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->done;
}

isms_calendar_state isms_calendar_state_of(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->state;
}

const char *isms_calendar_rule(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->rule;
}

const char *isms_calendar_what(const isms_calendar *calendar, size_t i)
{
    return at(calendar, i)->what;
}

/* Once the certificate has lapsed, nothing that was missed before can be made good: only restoration is left. */
static bool waits_for_restoration(const entry *e)
{
    return e->state != ISMS_CALENDAR_MARK && e->state != ISMS_CALENDAR_DONE && strcmp(e->rule, "D-05") == 0;
}

size_t isms_calendar_next(const isms_calendar *calendar, isms_day day)
{
    size_t count = isms_calendar_count(calendar);
    for (size_t i = 0; i < count; i++)
        if (waits_for_restoration(&calendar->entries[i]))
            return i;
    for (size_t i = 0; i < count; i++) {
        const entry *e = &calendar->entries[i];
        if (e->state == ISMS_CALENDAR_OVERDUE || (e->state == ISMS_CALENDAR_OPEN && e->day >= day))
            return i;
    }
    return count;
}
