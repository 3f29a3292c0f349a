/* Readiness rules of clauses 9 and 10.1: metrics, internal audits, management reviews, actions, improvement. */
#include "readiness.h"

#include <isms/catalogue.h>

#include <string.h>

#define M run->model

/* ------------------------------------------------------------------ 9.1 metrics */

isms__verdict isms__judge_9_1_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_METRIC) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_9_1_02(isms__run *run, isms_id metric)
{
    if (isms__is(run, metric, ISMS_METRIC_STATUS, "retired"))
        return ISMS__OUT;
    bool all = isms__filled(run, metric, ISMS_METRIC_METHOD) && isms_has(M, metric, ISMS_METRIC_EVERY_DAYS) &&
               isms_has(M, metric, ISMS_METRIC_MEASURED_BY) && isms_has(M, metric, ISMS_METRIC_ANALYSED_BY);
    return all ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_9_1_03(isms__run *run, isms_id metric)
{
    const isms_id *ids;
    isms__schedule s = {.anchor = isms__day(run, metric, ISMS_METRIC_STARTS_ON),
                        .days = (int32_t)isms_integer(M, metric, ISMS_METRIC_EVERY_DAYS, 0),
                        .grace = (int32_t)isms_integer(M, metric, ISMS_METRIC_GRACE_DAYS, 0)};
    for (size_t i = 0, n = isms__refs(run, 0, metric, ISMS_MEASUREMENT_METRIC, &ids); i < n; i++)
        isms__schedule_done(run, &s, isms__day(run, ids[i], ISMS_MEASUREMENT_MEASURED_ON));
    return isms__judge_occasions(run, &s);
}

/* ------------------------------------------------------------------ 9.2 internal audits */

static bool is_internal(const isms__run *run, isms_id audit)
{
    return isms__is(run, audit, ISMS_AUDIT_KIND, "internal") && !isms__is(run, audit, ISMS_AUDIT_STATUS, "cancelled");
}

static bool completed_since(const isms__run *run, isms_id audit, isms_day after)
{
    isms_day day = isms__day(run, audit, ISMS_AUDIT_COMPLETED_ON);
    return day && day <= run->as_of && day > after;
}

/* At these stages a plan does not replace the audit or the review. */
static bool must_be_done(const isms__run *run)
{
    return run->stage == ISMS_STAGE_2 || run->stage == ISMS_STAGE_SURVEILLANCE || run->stage == ISMS_STAGE_RECERTIFICATION;
}

isms__verdict isms__judge_9_2_01(isms__run *run, isms_id unused)
{
    (void)unused;
    bool planned = false;
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a)) {
        if (!is_internal(run, a))
            continue;
        if (isms__done_by_now(run, a, ISMS_AUDIT_COMPLETED_ON))
            return ISMS__CLEAR;
        planned |= isms__day(run, a, ISMS_AUDIT_PLANNED_ON) >= run->as_of;
    }
    return planned && !must_be_done(run) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_9_2_02(isms__run *run, isms_id programme)
{
    isms_day to = isms__day(run, programme, ISMS_PROGRAMME_PERIOD_TO);
    if (isms__rule_fired(run, "ISMS-9.2-01") || (to && to < run->as_of))
        return ISMS__OUT;
    isms__schedule s = {.anchor = isms__day(run, programme, ISMS_PROGRAMME_PERIOD_FROM),
                        .months = (int32_t)isms_integer(M, programme, ISMS_PROGRAMME_FREQUENCY_MONTHS, 0)};
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a))
        if (is_internal(run, a))
            isms__schedule_done(run, &s, isms__day(run, a, ISMS_AUDIT_COMPLETED_ON));
    return isms__judge_occasions(run, &s);
}

isms__verdict isms__judge_9_2_03(isms__run *run, isms_id unused)
{
    (void)unused;
    if (isms__rule_fired(run, "ISMS-9.2-01"))
        return ISMS__OUT;
    return isms_count(M, ISMS_PROGRAMME) ? ISMS__CLEAR : isms__fire(run);
}

/* Is the requirement covered by an internal audit completed after that day? An item stands under its ancestors; A.5 for A.5.1.
 */
static bool covered_since(const isms__run *run, const char *requirement, isms_day after)
{
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a)) {
        if (!is_internal(run, a) || !completed_since(run, a, after))
            continue;
        for (size_t i = 0, n = isms_list_count(M, a, ISMS_AUDIT_COVERED); i < n; i++)
            if (isms__covers(isms_list_text(M, a, ISMS_AUDIT_COVERED, i), requirement))
                return true;
    }
    return false;
}

static isms__verdict fire_list(isms__run *run, int64_t n, int64_t missed, isms__buffer *list)
{
    isms__say_number(run, "n", n);
    isms__say_number(run, "missed", missed);
    isms__say(run, "list", isms__buffer_c(list));
    run->failed |= list->failed;
    isms__buffer_dispose(list);
    return missed ? isms__fire(run) : n ? ISMS__CLEAR : ISMS__OUT;
}

isms__verdict isms__judge_9_2_04(isms__run *run, isms_id unused)
{
    (void)unused;
    const isms_model *catalogue = isms_catalogue();
    isms_day since = isms__operating_since(run);
    int64_t w = 0, n = 0, missed = 0;
    if (isms__rule_fired(run, "ISMS-9.2-01"))
        return ISMS__OUT;
    for (isms_id p = isms_first(M, ISMS_PROGRAMME); p && w == 0; p = isms_next(M, p))
        w = isms_integer(M, p, ISMS_PROGRAMME_CYCLE_MONTHS, 0);
    if (w < 1 || w > 1200)
        w = 12;
    if (!since)
        return ISMS__NOT_KNOWN;
    if (isms_date_add_months(since, (int32_t)w) > run->as_of)
        return ISMS__OUT;
    isms__buffer list = {.allocator = run->a};
    isms_day after = isms_date_add_months(run->as_of, -(int32_t)w);
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c; c = isms_next(catalogue, c)) {
        if (!isms__is(&(isms__run){.model = catalogue}, c, ISMS_CLAUSE_KIND, "requirement"))
            continue;
        n++;
        if (covered_since(run, isms_record_key(catalogue, c), after))
            continue;
        isms__buffer_print(&list, "%s%s", missed ? ", " : "", isms_record_key(catalogue, c));
        missed++;
    }
    isms__say_number(run, "w", w);
    return fire_list(run, n, missed, &list);
}

isms__verdict isms__judge_9_2_05(isms__run *run, isms_id unused)
{
    (void)unused;
    int32_t w = run->audit->options.coverage_months;
    isms_day since = isms__operating_since(run);
    int64_t n = 0, missed = 0;
    if (isms__rule_fired(run, "ISMS-9.2-01"))
        return ISMS__OUT;
    if (!since)
        return ISMS__NOT_KNOWN;
    if (isms_date_add_months(since, w) > run->as_of)
        return ISMS__OUT;
    isms__buffer list = {.allocator = run->a};
    for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
        const char *control = isms_text(M, e, ISMS_SOA_ENTRY_CONTROL);
        if (!control || !isms__yes(run, e, ISMS_SOA_ENTRY_APPLICABLE))
            continue;
        n++;
        if (covered_since(run, control, isms_date_add_months(run->as_of, -w)))
            continue;
        isms__buffer_print(&list, "%s%s", missed ? ", " : "", control);
        missed++;
    }
    return fire_list(run, n, missed, &list);
}

/* ------------------------------------------------------------------ independence */

static bool covered_by(const isms__run *run, isms_id audit, const char *requirement)
{
    for (size_t i = 0, n = isms_list_count(M, audit, ISMS_AUDIT_COVERED); requirement && i < n; i++)
        if (isms__covers(isms_list_text(M, audit, ISMS_AUDIT_COVERED, i), requirement))
            return true;
    return false;
}

static isms_day start_of(const isms__run *run, isms_id audit)
{
    isms_day start = isms__day(run, audit, ISMS_AUDIT_STARTED_ON);
    return start ? start : isms__day(run, audit, ISMS_AUDIT_PLANNED_ON);
}

/* A role counts as long as it lasts, and for less than twelve months after. */
static bool is_audited(const isms__run *run, isms_id audit, const isms__charge *c)
{
    if (c->kind != ISMS__BY_ROLE)
        return covered_by(run, audit, c->over);
    isms_day start = start_of(run, audit);
    return isms__lists(run, audit, ISMS_AUDIT_AREAS, c->over) &&
           !(c->until && start && isms_date_add_months(c->until, 12) <= start);
}

static const char *audited_process(const isms__run *run, isms_id audit, const char *owner)
{
    for (size_t i = 0, n = isms_list_count(M, audit, ISMS_AUDIT_PROCESSES); i < n; i++) {
        isms_id process = isms_list_link(M, audit, ISMS_AUDIT_PROCESSES, i);
        const char *key = isms_link_key(M, process, ISMS_PROCESS_OWNER);
        if (key && strcmp(key, owner) == 0)
            return isms_record_key(M, process);
    }
    return NULL;
}

static bool is_before(const isms__charge *x, const isms__charge *y)
{
    return x->kind != y->kind ? x->kind < y->kind : strcmp(x->what, y->what) < 0;
}

/* What the audit looks at of that which a person is in charge of in one of the ways asked for, or as the owner of a process;
 * NULL: nothing. */
static const char *audited_of(isms__run *run, isms_id audit, const char *person, unsigned kinds)
{
    size_t count;
    const isms__charge *found = NULL, *list = isms__charges_of(run, person, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i].kind & kinds && (!found || is_before(&list[i], found)) && is_audited(run, audit, &list[i]))
            found = &list[i];
    return found ? found->what : audited_process(run, audit, person);
}

/* The lead and the auditors, one after the other; NULL at the end. */
static const char *auditor(const isms__run *run, isms_id audit, size_t i)
{
    const char *lead = isms_link_key(M, audit, ISMS_AUDIT_LEAD);
    if (lead && i == 0)
        return lead;
    return isms_list_key(M, audit, ISMS_AUDIT_AUDITORS, lead ? i - 1 : i);
}

isms__verdict isms__judge_9_2_06(isms__run *run, isms_id audit)
{
    const char *person;
    if (!is_internal(run, audit))
        return ISMS__OUT;
    for (size_t i = 0; (person = auditor(run, audit, i)) != NULL; i++) {
        const char *what = audited_of(run, audit, person, ISMS__BY_ENTRY | ISMS__BY_CONTROL | ISMS__BY_ROLE);
        if (!what)
            continue;
        isms__say(run, "what", what);
        isms__say(run, "person", person);
        isms__say(run, "audit", isms_record_key(M, audit));
        isms__relate(run, isms_find(M, ISMS_CONTROL, what));
        isms__relate(run, isms_find(M, ISMS_PROCESS, what));
        isms__relate(run, isms_find(M, ISMS_PERSON, person));
        return ISMS__FIRED;
    }
    return ISMS__CLEAR;
}

isms__verdict isms__judge_9_2_07(isms__run *run, isms_id audit)
{
    const char *person;
    if (!is_internal(run, audit))
        return ISMS__OUT;
    if (isms__filled(run, audit, ISMS_AUDIT_INDEPENDENCE_SAFEGUARD))
        return ISMS__CLEAR;
    for (size_t i = 0; (person = auditor(run, audit, i)) != NULL; i++) {
        const char *boss = isms_link_key(M, isms_find(M, ISMS_PERSON, person), ISMS_PERSON_REPORTS_TO);
        if (!boss || !audited_of(run, audit, boss, ISMS__BY_ENTRY))
            continue;
        isms__say(run, "person", person);
        isms__say(run, "owner", boss);
        return ISMS__FIRED;
    }
    return ISMS__CLEAR;
}

static bool in_last_year(const isms__run *run, isms_day day)
{
    return day && day <= run->as_of && day > isms_date_add_months(run->as_of, -12);
}

isms__verdict isms__judge_9_2_08(isms__run *run, isms_id audit)
{
    isms_day done = isms__day(run, audit, ISMS_AUDIT_COMPLETED_ON);
    if (!is_internal(run, audit) || !in_last_year(run, done) || done + run->audit->options.report_days >= run->as_of)
        return ISMS__OUT;
    return isms__done_by_now(run, audit, ISMS_AUDIT_REPORT_ON) && isms_has(M, audit, ISMS_AUDIT_REPORTED_TO) ? ISMS__CLEAR
                                                                                                             : ISMS__FIRED;
}

isms__verdict isms__judge_9_2_09(isms__run *run, isms_id audit)
{
    if (!is_internal(run, audit) || !in_last_year(run, isms__day(run, audit, ISMS_AUDIT_COMPLETED_ON)))
        return ISMS__OUT;
    return isms__filled(run, audit, ISMS_AUDIT_CRITERIA) && isms__filled(run, audit, ISMS_AUDIT_SCOPE) ? ISMS__CLEAR
                                                                                                       : ISMS__FIRED;
}

/* ------------------------------------------------------------------ 9.3 management reviews */

static bool cancelled(const isms__run *run, isms_id review)
{
    return isms__is(run, review, ISMS_MANAGEMENT_REVIEW_STATUS, "cancelled");
}

isms__verdict isms__judge_9_3_01(isms__run *run, isms_id unused)
{
    (void)unused;
    bool planned = false;
    for (isms_id r = isms_first(M, ISMS_MANAGEMENT_REVIEW); r; r = isms_next(M, r)) {
        if (cancelled(run, r))
            continue;
        if (isms__done_by_now(run, r, ISMS_MANAGEMENT_REVIEW_HELD_ON))
            return ISMS__CLEAR;
        planned |= isms__day(run, r, ISMS_MANAGEMENT_REVIEW_PLANNED_ON) >= run->as_of;
    }
    return planned && !must_be_done(run) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_9_3_02(isms__run *run, isms_id unused)
{
    (void)unused;
    isms__schedule s = {.anchor = isms__operating_since(run)};
    if (isms__rule_fired(run, "ISMS-9.3-01"))
        return ISMS__OUT;
    for (isms_id c = isms_first(M, ISMS_SCOPE); c && !s.months; c = isms_next(M, c))
        s.months = (int32_t)isms_integer(M, c, ISMS_SCOPE_MANAGEMENT_REVIEW_EVERY_MONTHS, 0);
    if (!s.months)
        s.months = 12;
    if (!s.anchor)
        return ISMS__NOT_KNOWN;
    for (isms_id r = isms_first(M, ISMS_MANAGEMENT_REVIEW); r; r = isms_next(M, r))
        if (!cancelled(run, r))
            isms__schedule_done(run, &s, isms__day(run, r, ISMS_MANAGEMENT_REVIEW_HELD_ON));
    isms__verdict v = isms__judge_occasions(run, &s);
    return v == ISMS__FIRED ? isms__fire(run) : v;
}

static bool held_lately(const isms__run *run, isms_id review)
{
    return !cancelled(run, review) && in_last_year(run, isms__day(run, review, ISMS_MANAGEMENT_REVIEW_HELD_ON));
}

isms__verdict isms__judge_9_3_03(isms__run *run, isms_id review)
{
    const isms_model *catalogue = isms_catalogue();
    isms__buffer list = {.allocator = run->a};
    if (!held_lately(run, review))
        return ISMS__OUT;
    for (isms_id i = isms_first(catalogue, ISMS_REVIEW_INPUT); i; i = isms_next(catalogue, i)) {
        const char *input = isms_record_key(catalogue, i);
        bool group = strcmp(input, "9.3.2.d") == 0; /* stands for its four items, which are listed too */
        bool item = strncmp(input, "9.3.2.d.", 8) == 0;
        if (group || isms__lists(run, review, ISMS_MANAGEMENT_REVIEW_INPUTS, input) ||
            (item && isms__lists(run, review, ISMS_MANAGEMENT_REVIEW_INPUTS, "9.3.2.d")))
            continue;
        isms__buffer_print(&list, "%s%s", list.size ? ", " : "", input);
    }
    bool missing = list.size > 0;
    isms__say(run, "list", isms__buffer_c(&list));
    run->failed |= list.failed;
    isms__buffer_dispose(&list);
    return missing ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_9_3_04(isms__run *run, isms_id review)
{
    if (!held_lately(run, review))
        return ISMS__OUT;
    return isms_has(M, review, ISMS_MANAGEMENT_REVIEW_DECISIONS) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_9_3_05(isms__run *run, isms_id review)
{
    bool unknown = false;
    if (!held_lately(run, review))
        return ISMS__OUT;
    for (size_t i = 0, n = isms_list_count(M, review, ISMS_MANAGEMENT_REVIEW_ATTENDEES); i < n; i++) {
        isms_id person = isms_list_link(M, review, ISMS_MANAGEMENT_REVIEW_ATTENDEES, i);
        if (isms__yes(run, person, ISMS_PERSON_TOP_MANAGEMENT))
            return ISMS__CLEAR;
        unknown |= !person;
    }
    return unknown ? ISMS__NOT_KNOWN : ISMS__FIRED;
}

isms__verdict isms__judge_9_3_06(isms__run *run, isms_id review)
{
    if (!held_lately(run, review))
        return ISMS__OUT;
    bool all = isms_has(M, review, ISMS_MANAGEMENT_REVIEW_SUITABLE) && isms_has(M, review, ISMS_MANAGEMENT_REVIEW_ADEQUATE) &&
               isms_has(M, review, ISMS_MANAGEMENT_REVIEW_EFFECTIVE);
    return all ? ISMS__CLEAR : ISMS__FIRED;
}

/* ------------------------------------------------------------------ actions and improvement */

isms__verdict isms__judge_act_01(isms__run *run, isms_id action)
{
    static const char *const over[] = {"done", "cancelled", NULL};
    isms_day due = isms__day(run, action, ISMS_ACTION_DUE_ON);
    if (isms__one_of(run, action, ISMS_ACTION_STATUS, over) || isms__done_by_now(run, action, ISMS_ACTION_DONE_ON))
        return ISMS__OUT;
    isms__say_day(run, "due_on", due);
    return due < run->as_of ? ISMS__FIRED : ISMS__CLEAR;
}

static bool lately(const isms__run *run, isms_id record, isms_attribute first, isms_attribute second)
{
    return in_last_year(run, isms__day(run, record, first)) || in_last_year(run, isms__day(run, record, second));
}

isms__verdict isms__judge_10_1_01(isms__run *run, isms_id unused)
{
    (void)unused;
    for (isms_id a = isms_first(M, ISMS_ACTION); a; a = isms_next(M, a))
        if (isms__is(run, a, ISMS_ACTION_KIND, "improvement") && lately(run, a, ISMS_ACTION_RAISED_ON, ISMS_ACTION_DONE_ON))
            return ISMS__CLEAR;
    for (isms_id f = isms_first(M, ISMS_AUDIT_FINDING); f; f = isms_next(M, f))
        if (isms__is(run, f, ISMS_AUDIT_FINDING_CLASS, "ofi") &&
            lately(run, f, ISMS_AUDIT_FINDING_RAISED_ON, ISMS_AUDIT_FINDING_CLOSED_ON))
            return ISMS__CLEAR;
    for (isms_id r = isms_first(M, ISMS_MANAGEMENT_REVIEW); r; r = isms_next(M, r))
        if (held_lately(run, r) && isms_has(M, r, ISMS_MANAGEMENT_REVIEW_DECISIONS))
            return ISMS__CLEAR;
    return isms__fire(run);
}
