/* What if a control fails, comes late or is added: the same assessment with the effects of controls given back or taken off. */
#include "comparison.h"
#include "core/diagnostics.h"
#include "schema/schema.h"
#include "shift.h"

enum { CHANGES_MOST = 1000 };

/* A change that was checked. */
typedef struct change {
    isms_what_if given;
    isms_day from, until; /* of a late control; 0 where not known */
    size_t touched;       /* rows that it has a part in */
    const char *idle;     /* why it has none */
} change;

typedef struct job {
    isms_comparison *out;
    const isms_model *model; /* the snapshot of the assessment */
    change *changes;
    size_t count;
    isms_day as_of;
} job;

/* What all changes do to one state of one risk. */
typedef struct sum {
    isms__shift back, off;         /* given back by controls that are missing, taken off by those that are added */
    bool missing, added, all_late; /* is there such a change; are all of them late ones */
} sum;

/* ------------------------------------------------------------------ checking what was asked */

static isms_status check_late(change *c, const isms_model *m, isms_day as_of, isms_diagnostics *problems)
{
    c->from = isms_day_of(m, c->given.control, ISMS_CONTROL_DUE_ON);
    if (c->given.days < 0)
        return ISMS_E_RANGE;
    if (!c->given.until && (!c->from || !c->given.days)) {
        isms__report(problems, ISMS_SEVERITY_ERROR, "ISMS-WHATIF-01", NULL,
                     "control %s has no due date: say the day until which it is late", isms_record_key(m, c->given.control));
        return ISMS_E_NOT_EVALUATED;
    }
    c->until = c->given.until ? c->given.until : c->from + c->given.days;
    if (as_of && as_of >= c->until)
        c->idle = "it has come by then";
    return ISMS_OK;
}

static isms_status check_change(job *j, size_t i, isms_diagnostics *problems)
{
    change *c = &j->changes[i];
    if (c->given.kind < ISMS_CONTROL_FAILS || c->given.kind > ISMS_CONTROL_ADDED)
        return ISMS_E_RANGE;
    if (isms_record_type(j->model, c->given.control) != ISMS_CONTROL ||
        (c->given.risk && isms_record_type(j->model, c->given.risk) != ISMS_RISK))
        return ISMS_E_NOT_FOUND;
    for (size_t k = 0; k < i; k++)
        if (j->changes[k].given.control == c->given.control)
            return ISMS_E_EXISTS;
    return c->given.kind == ISMS_CONTROL_LATE ? check_late(c, j->model, j->as_of, problems) : ISMS_OK;
}

static isms_status check_changes(job *j, const isms_what_if *changes, isms_diagnostics *problems)
{
    size_t step = changes->struct_size;
    isms_status status = step ? ISMS_OK : ISMS_E_MISUSE;
    for (size_t i = 0; i < j->count && status == ISMS_OK; i++) {
        const void *given = (const char *)changes + i * step;
        status = isms__options_copy(&j->changes[i].given, sizeof j->changes[i].given, given) ? ISMS_OK : ISMS_E_UNSUPPORTED;
        if (status == ISMS_OK)
            status = check_change(j, i, problems);
    }
    return status;
}

/* ------------------------------------------------------------------ which change touches which state of which risk */

/* Was the control counted on in that state? Of one that is degraded a part was; of one whose status nobody says it may have
 * been. */
static bool counted_on(const isms_model *m, isms_id control, int state, bool derived, isms_day as_of)
{
    if (derived)
        return isms__control_in_place(m, control, state, as_of);
    int32_t status = isms_value(m, control, ISMS_CONTROL_STATUS);
    if (status == ISMS_CONTROL_STATUS_PLANNED)
        return state == ISMS_RESIDUAL;
    return status != ISMS_CONTROL_STATUS_RETIRED;
}

/* A level that was derived counts on the controls that the risk names by their ids, and on no others. */
static bool touches(const job *j, const change *c, isms_id risk, int state, bool derived)
{
    const isms_what_if *g = &c->given;
    bool named = isms__risk_counts_on(j->model, risk, g->control, derived);
    if (c->idle || (g->risk && g->risk != risk))
        return false;
    if (g->kind == ISMS_CONTROL_ADDED)
        return (named || g->risk == risk) &&
               !(named && counted_on(j->model, g->control, state, derived, j->out->before->as_of));
    if (g->kind == ISMS_CONTROL_LATE)
        return named && state == ISMS_RESIDUAL &&
               isms_value(j->model, g->control, ISMS_CONTROL_STATUS) != ISMS_CONTROL_STATUS_IMPLEMENTED &&
               counted_on(j->model, g->control, state, derived, j->out->before->as_of);
    return named && counted_on(j->model, g->control, state, derived, j->out->before->as_of);
}

/* ------------------------------------------------------------------ saying why */

static void say_share(isms__buffer *b, const char *of, double remaining)
{
    isms__buffer_integer(b, (int64_t)((1 - remaining) * 1000 + 0.5) / 10);
    isms__buffer_print(b, " %% of %s", of);
}

static void say_shift(isms__buffer *b, const isms__shift *s)
{
    static const char *const axes[2] = {"likelihood", "impact"}, *const quantities[2] = {"the frequency", "the loss"};
    const char *between = "";
    for (int axis = 0; axis < 2; axis++) {
        if (s->steps[axis])
            isms__buffer_print(b, "%s%lld step%s of %s", between, (long long)s->steps[axis], s->steps[axis] == 1 ? "" : "s",
                               axes[axis]);
        between = s->steps[axis] ? " and " : between;
        if (s->remaining[axis] < 1) {
            isms__buffer_text(b, between);
            say_share(b, quantities[axis], s->remaining[axis]);
            between = " and ";
        }
    }
    if (!*between)
        isms__buffer_text(b, s->unclear ? "an amount that nobody declared" : "no steps");
    else if (s->unclear)
        isms__buffer_text(b, ", and more that the scales do not show");
}

static void say_change(const job *j, const change *c, const isms__shift *s, isms__buffer *b)
{
    const char *title = isms_text(j->model, c->given.control, ISMS_CONTROL_TITLE);
    isms__buffer_print(b, "|- %s", isms_record_key(j->model, c->given.control));
    if (title)
        isms__buffer_print(b, " \"%s\"", title);
    if (c->given.kind == ISMS_CONTROL_LATE) {
        isms__buffer_text(b, " is late");
        if (c->from) {
            isms__buffer_text(b, ": due on ");
            isms__buffer_day(b, c->from);
            isms__buffer_text(b, ", it comes on ");
        } else {
            isms__buffer_text(b, " until ");
        }
        isms__buffer_day(b, c->until);
    } else {
        isms__buffer_text(b, c->given.kind == ISMS_CONTROL_FAILS ? " fails" : " is added");
    }
    isms__buffer_text(b, c->given.kind == ISMS_CONTROL_ADDED ? "; it takes away " : "; it took away ");
    say_shift(b, s);
    isms__buffer_char(b, '\n');
}

static void say_side(const isms_comparison *x, const isms__assessed *a, int32_t rank, int64_t l, int64_t i)
{
    isms__buffer *b = &((isms_comparison *)(uintptr_t)x)->text;
    isms__buffer_text(b, isms__assessment_level_id(x->before, a, rank));
    if (l && i)
        isms__buffer_print(b, " (%lld x %lld)", (long long)l, (long long)i);
}

static void say_decision(const isms_comparison *x, const isms__assessed *a, const int32_t *ranks, isms__buffer *b)
{
    isms_decision before = isms__assessment_decision_at(x->before, a, ranks[ISMS_BEFORE]),
                  after = isms__assessment_decision_at(x->before, a, ranks[ISMS_AFTER]),
                  worst = isms__assessment_decision_at(x->before, a, ranks[ISMS_AT_WORST]);
    const char *named[3] = {isms__value_name(ISMS_ENUM_DECISION, before), isms__value_name(ISMS_ENUM_DECISION, after),
                            isms__value_name(ISMS_ENUM_DECISION, worst)};
    isms__buffer_print(b, "'- acceptance criteria: %s", named[0] ? named[0] : "say nothing");
    if (after != before)
        isms__buffer_print(b, " -> %s", named[1] ? named[1] : "nothing");
    if (worst != after)
        isms__buffer_print(b, ", %s at worst", named[2] ? named[2] : "nothing");
    isms__buffer_char(b, '\n');
}

/* ------------------------------------------------------------------ one state of one risk */

typedef struct point {
    int64_t likelihood, impact;
} point;

/* What the level can rise to at most: that of the state before, where it is known; else the highest of the method. */
typedef struct roof {
    point most;
    int32_t rank;
    const char *what;
} roof;

static roof roof_of(const isms_comparison *x, const isms__assessed *a, bool all_late)
{
    const isms__method_table *t = &x->before->methods[a->method];
    const isms__assessed_state *s = &a->states[all_late && a->states[ISMS_CURRENT].rank >= 0 ? ISMS_CURRENT : ISMS_INHERENT];
    roof r = {{t->rows, t->columns},
              (int32_t)isms_list_count(x->before->model, t->record, ISMS_METHOD_LEVELS_ID) - 1,
              "the highest, because the inherent level is not known"};
    if (s->likelihood && s->impact)
        r.most = (point){s->likelihood, s->impact};
    if (s->rank >= 0) {
        r.rank = s->rank;
        r.what = s == &a->states[ISMS_CURRENT] ? "the current level" : "the inherent level";
    }
    return r;
}

/* Where steps were cut off at 1, the ones beyond are given back first. */
static point start_of(const isms_comparison *x, const isms__assessed *a, int state)
{
    const isms__assessed_state *s = &a->states[state], *inherent = &a->states[ISMS_INHERENT];
    if (s->origin != ISMS_LEVEL_DERIVED)
        return (point){s->likelihood, s->impact};
    isms__steps by = isms__assessment_steps(x->before, a->risk, state);
    return (point){inherent->likelihood - by.likelihood, inherent->impact - by.impact};
}

static point moved(const isms_comparison *x, const isms__assessed *a, int state, const sum *by, const roof *up_to)
{
    const isms_model *m = x->before->model;
    isms_id method = x->before->methods[a->method].record;
    point from = start_of(x, a, state);
    int64_t p[2] = {from.likelihood, from.impact}, most[2] = {up_to->most.likelihood, up_to->most.impact};
    for (int axis = 0; axis < 2; axis++) {
        p[axis] = isms__shift_up(m, method, axis, p[axis], &by->back, most[axis]);
        p[axis] = isms__shift_down(m, method, axis, p[axis], &by->off);
    }
    return (point){p[0], p[1]};
}

/* Only missing controls can raise a level, and only added ones can lower it, whatever the matrix says. */
static int32_t settled(int32_t before, int32_t after, const sum *by)
{
    if (after < 0 || (after > before && !by->missing) || (after < before && !by->added))
        return before;
    return after;
}

static isms_status add_row(isms_comparison *x, const isms__assessed *a, int state, const sum *by, const isms__buffer *why)
{
    const isms__assessed_state *s = &a->states[state];
    const isms__method_table *t = &x->before->methods[a->method];
    const char *title = isms_text(x->before->model, a->risk, ISMS_RISK_TITLE);
    bool placed = s->likelihood && s->impact && s->origin != ISMS_LEVEL_RECORDED;
    roof up_to = roof_of(x, a, by->all_late);
    point at = {s->likelihood, s->impact};
    isms__compared row = {.risk = (uint32_t)(a - x->before->risks), .state = state, .text = x->text.size};
    if (placed)
        at = moved(x, a, state, by, &up_to);
    row.ranks[ISMS_BEFORE] = s->rank;
    row.ranks[ISMS_AFTER] = placed ? settled(s->rank, isms__method_rank(t, at.likelihood, at.impact), by) : s->rank;
    row.ranks[ISMS_AT_WORST] = row.ranks[ISMS_AFTER];
    if (by->missing && (by->back.unclear || !placed) && up_to.rank > row.ranks[ISMS_AFTER])
        row.ranks[ISMS_AT_WORST] = up_to.rank;
    if (!isms__reserve(&x->host, (void **)&x->rows, &x->capacity, x->count + 1, sizeof row))
        return ISMS_E_NO_MEMORY;
    isms__buffer *b = &x->text;
    isms__buffer_text(b, isms_record_key(x->before->model, a->risk));
    if (title)
        isms__buffer_print(b, " \"%s\"", title);
    isms__buffer_print(b, "  %s: ", isms__states[state].name);
    say_side(x, a, s->rank, s->likelihood, s->impact);
    if (row.ranks[ISMS_AFTER] != s->rank || at.likelihood != s->likelihood || at.impact != s->impact) {
        isms__buffer_text(b, " -> ");
        say_side(x, a, row.ranks[ISMS_AFTER], at.likelihood, at.impact);
    } else if (row.ranks[ISMS_AT_WORST] == s->rank) {
        isms__buffer_text(b, ", as before");
    }
    if (row.ranks[ISMS_AT_WORST] != row.ranks[ISMS_AFTER])
        isms__buffer_print(b, ", at worst %s", isms__assessment_level_id(x->before, a, row.ranks[ISMS_AT_WORST]));
    isms__buffer_char(b, '\n');
    isms__buffer_add(b, isms__buffer_c(why), why->size);
    if (row.ranks[ISMS_AT_WORST] != row.ranks[ISMS_AFTER])
        isms__buffer_print(b, "|- how much comes back is not known: at worst %s\n", up_to.what);
    say_decision(x, a, row.ranks, b);
    isms__buffer_char(b, '\0');
    x->rows[x->count++] = row;
    return b->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static isms_status compare_state(job *j, const isms__assessed *a, int state, isms__buffer *why)
{
    const isms__method_table *t = &j->out->before->methods[a->method];
    sum by = {isms__no_shift, isms__no_shift, false, false, true};
    bool derived = a->states[state].origin == ISMS_LEVEL_DERIVED;
    isms__buffer_clear(why);
    for (size_t i = 0; i < j->count; i++) {
        change *c = &j->changes[i];
        if (!touches(j, c, a->risk, state, derived))
            continue;
        isms__shift s = isms__shift_of(j->model, t->record, a->risk, c->given.control);
        if (derived) /* by steps alone */
            s = (isms__shift){{s.steps[0], s.steps[1]}, {1, 1}, {1, 1}, false};
        bool added = c->given.kind == ISMS_CONTROL_ADDED;
        if (added)
            by.off = isms__shift_sum(by.off, s);
        else
            by.back = isms__shift_sum(by.back, s);
        by.added |= added;
        by.missing |= !added;
        by.all_late &= c->given.kind == ISMS_CONTROL_LATE;
        say_change(j, c, &s, why);
        c->touched++;
    }
    return by.missing || by.added ? add_row(j->out, a, state, &by, why) : ISMS_OK;
}

static isms_status compare_all(job *j)
{
    isms_comparison *x = j->out;
    isms__buffer why;
    isms_status status = ISMS_OK;
    isms__buffer_init(&why, &x->host);
    for (size_t i = 0; i < x->before->count && status == ISMS_OK; i++) {
        const isms__assessed *a = &x->before->risks[i];
        for (int state = ISMS_CURRENT; state <= ISMS_RESIDUAL && a->method >= 0 && a->open && status == ISMS_OK; state++)
            if (a->states[state].rank >= 0)
                status = compare_state(j, a, state, &why);
    }
    if (why.failed)
        status = ISMS_E_NO_MEMORY;
    isms__buffer_dispose(&why);
    return status;
}

static void tell_idle(const job *j, isms_diagnostics *problems)
{
    for (size_t i = 0; i < j->count; i++) {
        const change *c = &j->changes[i];
        int32_t status = isms_value(j->model, c->given.control, ISMS_CONTROL_STATUS);
        const char *why = c->idle                                 ? c->idle
                          : status == ISMS_CONTROL_STATUS_RETIRED ? "it is retired"
                          : c->given.kind == ISMS_CONTROL_LATE    ? "it is not planned for an assessed risk that names it"
                          : c->given.kind == ISMS_CONTROL_ADDED   ? "it is in place already, or no assessed risk names it"
                                                                  : "no assessed risk names it, or what it implements";
        if (!c->touched)
            isms__report(problems, ISMS_SEVERITY_NOTE, "ISMS-WHATIF-02", NULL, "control %s changes nothing: %s",
                         isms_record_key(j->model, c->given.control), why);
    }
}

/* ------------------------------------------------------------------ all */

static isms_status run(job *j, const isms_what_if *changes, isms_diagnostics *problems)
{
    isms_comparison *x = j->out;
    j->changes = isms__allocate_zero(&x->host, j->count * sizeof *j->changes);
    if (!j->changes)
        return ISMS_E_NO_MEMORY;
    isms_status status = check_changes(j, changes, problems);
    if (status == ISMS_OK)
        status = compare_all(j);
    if (status == ISMS_OK)
        status = isms__comparison_find_broken(x, j->as_of);
    if (status == ISMS_OK)
        tell_idle(j, problems);
    isms__release(&x->host, j->changes, j->count * sizeof *j->changes);
    return status;
}

isms_status isms_assess_what_if(const isms_model *model, const isms_what_if *changes, size_t count,
                                const isms_assess_options *options, isms_diagnostics *problems, isms_comparison **out)
{
    isms_assessment *before = NULL;
    if (!model || !changes || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (count < 1 || count > CHANGES_MOST)
        return ISMS_E_RANGE;
    isms_status status = isms_assess(model, options, NULL, &before);
    if (status != ISMS_OK)
        return status;
    const isms_allocator host = before->host;
    isms_comparison *x = isms__allocate_zero(&host, sizeof *x);
    if (!x) {
        isms_assessment_free(before);
        return ISMS_E_NO_MEMORY;
    }
    x->host = host;
    x->before = before;
    isms__buffer_init(&x->text, &x->host);
    job j = {x, before->model, NULL, count, before->as_of};
    status = run(&j, changes, problems);
    if (status != ISMS_OK) {
        isms_comparison_free(x);
        return status;
    }
    *out = x;
    return ISMS_OK;
}
