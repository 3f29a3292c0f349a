/* What each input of a management review can be told from the registers: 9.3.2 a to g. */
#include "review.h"

#include "readiness.h"

#include <string.h>

#define M maker->model

static bool within(isms_day day, isms_day from, isms_day to)
{
    return day && day > from && day <= to;
}

static bool is_new(const isms__review_maker *maker, isms_day day)
{
    return within(day, maker->since, maker->as_of);
}

static isms_day day_of(const isms__review_maker *maker, isms_id id, isms_attribute a)
{
    return isms_day_of(M, id, a);
}

static const char *text_of(const isms__review_maker *maker, isms_id id, isms_attribute a)
{
    const char *text = isms_text(M, id, a);
    return text ? text : "";
}

static bool is(const isms__review_maker *maker, isms_id id, isms_attribute a, const char *value)
{
    return strcmp(text_of(maker, id, a), value) == 0;
}

static void add_day(isms__buffer *b, const char *before, isms_day day)
{
    char text[11];
    if (!day)
        return;
    isms_date_format(day, text);
    isms__buffer_print(b, "%s%s", before, text);
}

/* "AC-07 Rotate the keys" */
static void start(const isms__review_maker *maker, isms__buffer *b, isms_id id, isms_attribute title)
{
    const char *words = text_of(maker, id, title);
    isms__buffer_print(b, "%s%s%s", isms_record_key(M, id), *words ? " " : "", words);
}

static void add_lateness(const isms__review_maker *maker, isms__buffer *b, isms_day due)
{
    add_day(b, ", due ", due);
    if (due && due < maker->as_of)
        isms__buffer_print(b, ", overdue by %d %s", (int)(maker->as_of - due), maker->as_of - due == 1 ? "day" : "days");
}

/* ------------------------------------------------------------------ a to c */

static void tell_actions(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id a = isms_first(M, ISMS_ACTION); a; a = isms_next(M, a)) {
        isms_day done = day_of(maker, a, ISMS_ACTION_DONE_ON), raised = day_of(maker, a, ISMS_ACTION_RAISED_ON);
        bool over = (done && done <= maker->as_of) || is(maker, a, ISMS_ACTION_STATUS, "done") ||
                    is(maker, a, ISMS_ACTION_STATUS, "cancelled");
        if (raised > maker->as_of || (over && !is_new(maker, done)))
            continue;
        start(maker, b, a, ISMS_ACTION_TITLE);
        isms__buffer_text(b, over ? ": done" : ": open");
        if (over)
            add_day(b, " on ", done);
        else
            add_lateness(maker, b, day_of(maker, a, ISMS_ACTION_DUE_ON));
        isms__review_tell(maker, a, b);
    }
}

static void tell_changes(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id c = isms_first(M, ISMS_CHANGE); c; c = isms_next(M, c)) {
        isms_day done = day_of(maker, c, ISMS_CHANGE_IMPLEMENTED_ON), asked = day_of(maker, c, ISMS_CHANGE_REQUESTED_ON);
        if (!is_new(maker, done) && !is_new(maker, asked))
            continue;
        start(maker, b, c, ISMS_CHANGE_TITLE);
        add_day(b, done && done <= maker->as_of ? ": made on " : ": asked for on ",
                done && done <= maker->as_of ? done : asked);
        if (isms_boolean(M, c, ISMS_CHANGE_SIGNIFICANT, 0))
            isms__buffer_text(b, ", significant");
        isms__review_tell(maker, c, b);
    }
    for (isms_id c = isms_first(M, ISMS_CONTEXT_ISSUE); c; c = isms_next(M, c)) {
        isms_day day = day_of(maker, c, ISMS_CONTEXT_ISSUE_IDENTIFIED_ON);
        if (!is_new(maker, day))
            continue;
        start(maker, b, c, ISMS_CONTEXT_ISSUE_TITLE);
        isms__buffer_print(b, ": %s issue", text_of(maker, c, ISMS_CONTEXT_ISSUE_ORIGIN));
        add_day(b, ", identified on ", day);
        isms__review_tell(maker, c, b);
    }
}

static void tell_demands(isms__review_maker *maker, isms__buffer *b)
{
    size_t relevant = 0;
    for (isms_id q = isms_first(M, ISMS_PARTY_REQUIREMENT); q; q = isms_next(M, q)) {
        if (!isms_boolean(M, q, ISMS_PARTY_REQUIREMENT_RELEVANT, 1))
            continue;
        relevant++;
        if (is(maker, q, ISMS_PARTY_REQUIREMENT_ADDRESSED, "yes"))
            continue;
        start(maker, b, q, ISMS_PARTY_REQUIREMENT_REQUIREMENT_TEXT);
        isms__buffer_text(b, ": relevant and not addressed");
        isms__review_tell(maker, q, b);
    }
    isms__buffer_print(b, "%zu relevant %s of %zu interested %s", relevant, relevant == 1 ? "demand" : "demands",
                       (size_t)isms_count(M, ISMS_INTERESTED_PARTY),
                       isms_count(M, ISMS_INTERESTED_PARTY) == 1 ? "party" : "parties");
    isms__review_tell(maker, ISMS_NONE, b);
}

/* ------------------------------------------------------------------ d: performance */

typedef struct flow {
    size_t raised, raised_before, closed, open;
} flow;

static bool is_nonconformity(const isms__review_maker *maker, isms_id finding)
{
    int32_t class = isms_value(M, finding, ISMS_AUDIT_FINDING_CLASS);
    return class == ISMS_FINDING_CLASS_MAJOR || class == ISMS_FINDING_CLASS_MINOR;
}

static void tell_finding(isms__review_maker *maker, isms__buffer *b, isms_id f, flow *n)
{
    isms_day raised = day_of(maker, f, ISMS_AUDIT_FINDING_RAISED_ON), closed = day_of(maker, f, ISMS_AUDIT_FINDING_CLOSED_ON);
    n->raised += is_new(maker, raised);
    n->raised_before += within(raised, maker->before, maker->since);
    n->closed += is_new(maker, closed);
    if (raised > maker->as_of || (closed && closed <= maker->as_of) ||
        (!is(maker, f, ISMS_AUDIT_FINDING_STATUS, "open") && isms_has(M, f, ISMS_AUDIT_FINDING_STATUS)))
        return;
    n->open++;
    start(maker, b, f, ISMS_AUDIT_FINDING_TITLE);
    isms__buffer_print(b, ": open %s against %s", text_of(maker, f, ISMS_AUDIT_FINDING_CLASS),
                       text_of(maker, f, ISMS_AUDIT_FINDING_REQUIREMENT));
    isms__review_tell(maker, f, b);
}

static void tell_nonconformities(isms__review_maker *maker, isms__buffer *b)
{
    flow n = {0};
    for (isms_id f = isms_first(M, ISMS_AUDIT_FINDING); f; f = isms_next(M, f))
        if (is_nonconformity(maker, f))
            tell_finding(maker, b, f, &n);
    isms__buffer_print(b, "Nonconformities: %zu raised (the time before: %zu), %zu closed, %zu open", n.raised, n.raised_before,
                       n.closed, n.open);
    isms__review_tell(maker, ISMS_NONE, b);
    for (isms_id c = isms_first(M, ISMS_CORRECTIVE_ACTION); c; c = isms_next(M, c)) {
        isms_day due = day_of(maker, c, ISMS_CORRECTIVE_ACTION_DUE_ON), done = day_of(maker, c, ISMS_CORRECTIVE_ACTION_DONE_ON);
        if (!due || due >= maker->as_of || (done && done <= maker->as_of) ||
            is(maker, c, ISMS_CORRECTIVE_ACTION_STATE, "CANCELLED") || is(maker, c, ISMS_CORRECTIVE_ACTION_STATE, "CLOSED"))
            continue;
        start(maker, b, c, ISMS_CORRECTIVE_ACTION_TITLE);
        isms__buffer_text(b, ": corrective action");
        add_lateness(maker, b, due);
        isms__review_tell(maker, c, b);
    }
}

/* The last two measurements of a metric up to the day. */
static void find_last(const isms__review_maker *maker, isms_id metric, isms_id last[2])
{
    isms_id ids[16], *list = ids;
    last[0] = last[1] = ISMS_NONE;
    size_t n = isms_referrers(M, metric, ISMS_MEASUREMENT_METRIC, ids, 16), capacity = n;
    const isms_allocator *a = maker->a;
    if (n > 16) {
        list = isms__allocate(a, n * sizeof *list);
        n = list ? isms_referrers(M, metric, ISMS_MEASUREMENT_METRIC, list, n) : 0;
    }
    for (size_t i = 0; i < n; i++) {
        isms_day day = day_of(maker, list[i], ISMS_MEASUREMENT_MEASURED_ON);
        if (!day || day > maker->as_of)
            continue;
        if (!last[0] || day > day_of(maker, last[0], ISMS_MEASUREMENT_MEASURED_ON)) {
            last[1] = last[0];
            last[0] = list[i];
        } else if (!last[1] || day > day_of(maker, last[1], ISMS_MEASUREMENT_MEASURED_ON))
            last[1] = list[i];
    }
    if (list != ids)
        isms__release(a, list, capacity * sizeof *list);
}

static void tell_metrics(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id m = isms_first(M, ISMS_METRIC); m; m = isms_next(M, m)) {
        isms_id last[2];
        if (is(maker, m, ISMS_METRIC_STATUS, "retired"))
            continue;
        find_last(maker, m, last);
        start(maker, b, m, ISMS_METRIC_TITLE);
        if (!last[0] || !isms_has(M, last[0], ISMS_MEASUREMENT_VALUE)) {
            isms__buffer_text(b, ": not measured");
            isms__review_tell(maker, m, b);
            continue;
        }
        double value = isms_real(M, last[0], ISMS_MEASUREMENT_VALUE, 0);
        isms__buffer_text(b, ": ");
        isms__buffer_real(b, value);
        isms__buffer_print(b, " %s", text_of(maker, m, ISMS_METRIC_UNIT));
        add_day(b, " on ", day_of(maker, last[0], ISMS_MEASUREMENT_MEASURED_ON));
        if (last[1] && isms_has(M, last[1], ISMS_MEASUREMENT_VALUE)) {
            double before = isms_real(M, last[1], ISMS_MEASUREMENT_VALUE, 0);
            isms__buffer_text(b, value > before ? ", up from " : value < before ? ", down from " : ", as before at ");
            isms__buffer_real(b, before);
        }
        if (isms_has(M, m, ISMS_METRIC_TARGET)) {
            isms__buffer_text(b, ", target ");
            isms__buffer_real(b, isms_real(M, m, ISMS_METRIC_TARGET, 0));
        }
        isms__review_tell(maker, m, b);
    }
}

static void tell_audits(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a)) {
        isms_day done = day_of(maker, a, ISMS_AUDIT_COMPLETED_ON);
        size_t n[6] = {0};
        if (!is_new(maker, done) || is(maker, a, ISMS_AUDIT_STATUS, "cancelled"))
            continue;
        for (isms_id f = isms_first(M, ISMS_AUDIT_FINDING); f; f = isms_next(M, f)) {
            int32_t class = isms_value(M, f, ISMS_AUDIT_FINDING_CLASS);
            if (isms_link(M, f, ISMS_AUDIT_FINDING_AUDIT) == a && class > 0 && class < 6)
                n[class]++;
        }
        start(maker, b, a, ISMS_AUDIT_TITLE);
        isms__buffer_print(b, ": %s audit", text_of(maker, a, ISMS_AUDIT_KIND));
        add_day(b, " completed on ", done);
        isms__buffer_print(b, "; majors %zu, minors %zu, opportunities %zu", n[ISMS_FINDING_CLASS_MAJOR],
                           n[ISMS_FINDING_CLASS_MINOR], n[ISMS_FINDING_CLASS_OFI] + n[ISMS_FINDING_CLASS_OBSERVATION]);
        isms__review_tell(maker, a, b);
    }
}

/* Targets are numbers, or texts that have their unit in them. */
static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789.,+-") == strlen(text);
}

static void tell_objectives(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id o = isms_first(M, ISMS_OBJECTIVE); o; o = isms_next(M, o)) {
        const char *now = text_of(maker, o, ISMS_OBJECTIVE_CURRENT_VALUE), *target = text_of(maker, o, ISMS_OBJECTIVE_TARGET);
        if (is(maker, o, ISMS_OBJECTIVE_STATUS, "dropped"))
            continue;
        start(maker, b, o, ISMS_OBJECTIVE_TITLE);
        isms__buffer_print(b, ": %s",
                           isms_has(M, o, ISMS_OBJECTIVE_STATUS) ? text_of(maker, o, ISMS_OBJECTIVE_STATUS) : "open");
        const char *unit = text_of(maker, o, ISMS_OBJECTIVE_UNIT);
        if (*now)
            isms__buffer_print(b, ", now %s%s%s", now, *unit && is_number(now) ? " " : "", is_number(now) ? unit : "");
        if (*target)
            isms__buffer_print(b, ", target %s%s%s", target, *unit && is_number(target) ? " " : "",
                               is_number(target) ? unit : "");
        if (is(maker, o, ISMS_OBJECTIVE_STATUS, "open") || !isms_has(M, o, ISMS_OBJECTIVE_STATUS))
            add_lateness(maker, b, day_of(maker, o, ISMS_OBJECTIVE_DUE_ON));
        isms__review_tell(maker, o, b);
    }
}

/* ------------------------------------------------------------------ f and g */

/* Open risks at each level of their methods, the worst first, as "high 3, medium 10". */
static void tell_levels(isms__review_maker *maker, isms__buffer *b)
{
    isms__run run = {.model = M, .a = maker->a};
    isms__names levels = {0};
    size_t unknown = 0;
    if (isms_count(M, ISMS_METHOD) == 1)
        run.annual_method = isms_first(M, ISMS_METHOD);
    for (isms_id r = isms_first(M, ISMS_RISK); r; r = isms_next(M, r)) {
        if (is(maker, r, ISMS_RISK_STATUS, "closed"))
            continue;
        const char *level = isms__present_level(&run, r);
        uint32_t *n = level ? isms__names_at(&levels, run.a, level) : NULL;
        maker->failed |= level && !n;
        unknown += !level;
        if (n)
            ++*n;
    }
    isms__buffer_text(b, "Open risks:");
    for (isms_id m = isms_first(M, ISMS_METHOD); m; m = isms_next(M, m))
        for (size_t i = isms_list_count(M, m, ISMS_METHOD_LEVELS_ID); i-- > 0;) {
            const char *level = isms_list_text(M, m, ISMS_METHOD_LEVELS_ID, i);
            uint32_t n = level ? isms__names_get(&levels, level) : 0;
            if (n) {
                isms__buffer_print(b, " %s %u,", level, (unsigned)n);
                *isms__names_at(&levels, run.a, level) = 0; /* told once, also where methods share a level */
            }
        }
    isms__buffer_print(b, " not known %zu", unknown);
    isms__names_free(&levels, run.a);
    isms__review_tell(maker, ISMS_NONE, b);
}

static void tell_treatment(isms__review_maker *maker, isms__buffer *b)
{
    size_t done = 0, going = 0;
    for (isms_id p = isms_first(M, ISMS_TREATMENT_PLAN); p; p = isms_next(M, p)) {
        isms_day due = day_of(maker, p, ISMS_TREATMENT_PLAN_DUE_ON), end = day_of(maker, p, ISMS_TREATMENT_PLAN_COMPLETED_ON);
        bool over = is(maker, p, ISMS_TREATMENT_PLAN_STATUS, "done") || (end && end <= maker->as_of);
        if (is(maker, p, ISMS_TREATMENT_PLAN_STATUS, "cancelled"))
            continue;
        done += over;
        going += !over;
        if (over)
            continue;
        start(maker, b, p, ISMS_TREATMENT_PLAN_TITLE);
        isms__buffer_text(b, ": treatment plan under way");
        add_lateness(maker, b, due);
        isms__review_tell(maker, p, b);
    }
    isms__buffer_print(b, "Treatment plans: %zu done, %zu under way", done, going);
    isms__review_tell(maker, ISMS_NONE, b);
    for (isms_id a = isms_first(M, ISMS_RISK_ACCEPTANCE); a; a = isms_next(M, a)) {
        isms_day until = day_of(maker, a, ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
        if (!is(maker, a, ISMS_RISK_ACCEPTANCE_STATE, "active") || !until || until > maker->as_of + 92)
            continue;
        const char *risk = isms_link_key(M, a, ISMS_RISK_ACCEPTANCE_RISK);
        isms__buffer_print(b, "%s: acceptance of %s", isms_record_key(M, a), risk ? risk : "an unknown risk");
        add_day(b, until < maker->as_of ? " expired on " : " expires on ", until);
        isms__review_tell(maker, a, b);
    }
}

static void tell_risks(isms__review_maker *maker, isms__buffer *b)
{
    tell_levels(maker, b);
    tell_treatment(maker, b);
}

static void tell_opportunities(isms__review_maker *maker, isms__buffer *b)
{
    for (isms_id f = isms_first(M, ISMS_AUDIT_FINDING); f; f = isms_next(M, f)) {
        int32_t class = isms_value(M, f, ISMS_AUDIT_FINDING_CLASS);
        isms_day closed = day_of(maker, f, ISMS_AUDIT_FINDING_CLOSED_ON);
        if ((class != ISMS_FINDING_CLASS_OFI && class != ISMS_FINDING_CLASS_OBSERVATION) ||
            (closed && closed <= maker->as_of) || day_of(maker, f, ISMS_AUDIT_FINDING_RAISED_ON) > maker->as_of ||
            is(maker, f, ISMS_AUDIT_FINDING_STATUS, "closed") || is(maker, f, ISMS_AUDIT_FINDING_STATUS, "withdrawn"))
            continue;
        start(maker, b, f, ISMS_AUDIT_FINDING_TITLE);
        isms__review_tell(maker, f, b);
    }
    for (isms_id a = isms_first(M, ISMS_ACTION); a; a = isms_next(M, a)) {
        if (!is(maker, a, ISMS_ACTION_KIND, "improvement") || is(maker, a, ISMS_ACTION_STATUS, "done") ||
            is(maker, a, ISMS_ACTION_STATUS, "cancelled") || day_of(maker, a, ISMS_ACTION_RAISED_ON) > maker->as_of)
            continue;
        start(maker, b, a, ISMS_ACTION_TITLE);
        isms__review_tell(maker, a, b);
    }
    for (isms_id i = isms_first(M, ISMS_INCIDENT); i; i = isms_next(M, i)) {
        if (!is_new(maker, day_of(maker, i, ISMS_INCIDENT_RESOLVED_ON)) || !isms_has(M, i, ISMS_INCIDENT_LESSONS))
            continue;
        isms__buffer_print(b, "%s: lesson: %s", isms_record_key(M, i), text_of(maker, i, ISMS_INCIDENT_LESSONS));
        isms__review_tell(maker, i, b);
    }
}

/* ------------------------------------------------------------------ which register tells what */

static const isms__review_source sources[] = {
    {"9.3.2.a", tell_actions, {ISMS_ACTION}},
    {"9.3.2.b", tell_changes, {ISMS_CHANGE, ISMS_CONTEXT_ISSUE}},
    {"9.3.2.c", tell_demands, {ISMS_INTERESTED_PARTY, ISMS_PARTY_REQUIREMENT}},
    {"9.3.2.d.1", tell_nonconformities, {ISMS_AUDIT_FINDING, ISMS_CORRECTIVE_ACTION}},
    {"9.3.2.d.2", tell_metrics, {ISMS_METRIC, ISMS_MEASUREMENT}},
    {"9.3.2.d.3", tell_audits, {ISMS_AUDIT, ISMS_AUDIT_FINDING}},
    {"9.3.2.d.4", tell_objectives, {ISMS_OBJECTIVE}},
    {"9.3.2.f", tell_risks, {ISMS_RISK, ISMS_TREATMENT_PLAN, ISMS_RISK_ACCEPTANCE}},
    {"9.3.2.g", tell_opportunities, {ISMS_AUDIT_FINDING, ISMS_ACTION}},
};

const isms__review_source *isms__review_source_of(const char *input)
{
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (strcmp(sources[i].input, input) == 0)
            return &sources[i];
    return NULL;
}
