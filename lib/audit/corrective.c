/* Corrective action: transitions and what they need, deadlines, and what the next audit takes from it. */
#include <isms/corrective.h>

#include "core/memory.h"
#include "core/text.h"
#include "ruling.h"
#include "transition.h"

#include <string.h>

enum { DUE_NONE, DUE_PLAN, DUE_ACTION, DUE_VERIFIED };

static const struct {
    const char *name;
    int due; /* which date counts while it stands there */
    const char *next;
} states[] = {
    {"RAISED", DUE_PLAN, "Acknowledge or dispute it."},
    {"DISPUTED", DUE_NONE, "Someone decides the dispute."},
    {"ACKNOWLEDGED", DUE_PLAN, "Submit correction, extent, cause and action with date and owner."},
    {"PLAN_SUBMITTED", DUE_ACTION, "Have the plan reviewed."},
    {"PLAN_ACCEPTED", DUE_ACTION, "Carry it out and submit evidence."},
    {"IMPLEMENTED", DUE_VERIFIED, "Have effectiveness verified by someone other than the owner."},
    {"CLOSED", DUE_NONE, NULL},
    {"REOPENED", DUE_PLAN, "Look for the cause again and submit a new plan."},
    {"CANCELLED", DUE_NONE, NULL},
};

#define PLAN "correction,extent,cause,action,due,owner"

/* Every pair of state and event that is not here is refused. */
static const isms__transition transitions[] = {
    {"RAISED", "acknowledge", "owner", "ACKNOWLEDGED"},
    {"RAISED", "dispute", "reason", "DISPUTED"},
    {"DISPUTED", "uphold", "decided_by", "ACKNOWLEDGED"},
    {"DISPUTED", "withdraw_finding", "decided_by,rationale", "CANCELLED"},
    {"ACKNOWLEDGED", "submit_plan", PLAN, "PLAN_SUBMITTED"},
    {"REOPENED", "submit_plan", PLAN, "PLAN_SUBMITTED"},
    {"PLAN_SUBMITTED", "accept_plan", "reviewer", "PLAN_ACCEPTED"},
    {"PLAN_SUBMITTED", "reject_plan", "reviewer,reason", "ACKNOWLEDGED"},
    {"PLAN_ACCEPTED", "submit_evidence", "evidence,done_on", "IMPLEMENTED"},
    {"IMPLEMENTED", "verify_effective", "verifier,verified_on,method", "CLOSED"},
    {"IMPLEMENTED", "verify_ineffective", "verifier,reason", "REOPENED"},
    {"CLOSED", "recur", "new_finding", "REOPENED"},
};

enum { STATES = sizeof states / sizeof states[0], TRANSITIONS = sizeof transitions / sizeof transitions[0] };

enum {
    FORBIDDEN,
    MISSING,
    TAKEN,
    OWN_WORK,
    DEADLINE,
    NO_DEADLINE,
    OVERDUE,
    IN_TIME,
    NOTHING_DUE,
    BACK_MAJOR,
    BACK_MINOR,
    OPEN_LATE,
    SETTLED,
    OFI_OPEN,
    MAJOR_OPEN,
    OPEN_IN_TIME
};

static const isms_rule rules[] = {
    [FORBIDDEN] = {"K-00", "ERROR", "M", "state event", "{event} is not possible in {state}; possible there: {possible}.",
                   NULL},
    [MISSING] = {"K-01", NULL, "M", "state event has", "{event} needs {missing} too.", "Fill it in."},
    [TAKEN] = {"K-02", NULL, "M", "state event has", "{event} leads from {state} to {to}.", "{next}"},
    [OWN_WORK] = {"K-03", "REJECT", "P", "verifier_is_owner", "The owner of an action cannot verify it.",
                  "Let someone else verify it."},
    [DEADLINE] = {"K-04", NULL, "VP", "grade audit_end", "For a {grade}: {task} by {day}.", NULL},
    [NO_DEADLINE] = {"K-04", "none", "P", "grade", "For a {grade}: no deadline for {task}.", NULL},
    [OVERDUE] = {"K-05", "OVERDUE", "P", "state due as_of", "{task} was due on {day} (days late: {number}).", "{next}"},
    [IN_TIME] = {"K-05", "IN_TIME", "P", "state due as_of", "{task} is due on {day}.", NULL},
    [NOTHING_DUE] = {"K-05", "NOTHING_DUE", "P", "state due as_of", "In {state} nothing is due, or no date was set.", NULL},
    [BACK_MAJOR] = {"K-06", "major_recur", "P", "state grade back", "A major that was closed is back.", NULL},
    [BACK_MINOR] = {"K-06", "minor_recur", "V", "state grade back", "A minor that was closed is back.", "Compare the causes."},
    [OPEN_LATE] = {"K-06", "minor_open_late", "V", "state overdue", "Not corrected as agreed.", NULL},
    [SETTLED] = {"K-06", "none", "V", "state", "It is settled.", NULL},
    [OFI_OPEN] = {"K-06", "ofi_open", "V", "state grade", "An opportunity that was not taken; that is no nonconformity.", NULL},
    [MAJOR_OPEN] = {"K-06", "none", "P", "state grade", "A major inside its time is judged by its own facts.", NULL},
    [OPEN_IN_TIME] = {"K-06", "minor_open_intime", "V", "state", "A minor inside its agreed time.", NULL},
};

const isms__rule_table isms__corrective_rules = {"corrective", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

static int32_t find_state(const char *name)
{
    for (int32_t i = 0; i < STATES; i++)
        if (strcmp(states[i].name, name) == 0)
            return i;
    return -1;
}

/* ---- steps */

/* True where a list separated by commas has the name. */
static bool lists(const char *list, const char *name, size_t size)
{
    while (list && *list) {
        size_t n = strcspn(list, ",");
        if (n == size && memcmp(list, name, size) == 0)
            return true;
        list += n + (list[n] == ',');
    }
    return false;
}

static void list_missing(const char *needs, const char *fields, isms__buffer *b)
{
    while (*needs) {
        size_t n = strcspn(needs, ",");
        if (!lists(fields, needs, n)) {
            isms__buffer_text(b, b->size ? "," : "MISSING:");
            isms__buffer_add(b, needs, n);
        }
        needs += n + (needs[n] == ',');
    }
}

static bool blames_a_person(const char *cause)
{
    static const char *const phrases[] = {"human error", "human failure", "operator error", "human error."};
    for (size_t i = 0; cause && i < sizeof phrases / sizeof phrases[0]; i++)
        if (isms__equal_fold(cause, phrases[i]))
            return true;
    return false;
}

/* list: what is missing, or what is possible instead. */
static int rule_of(const isms_corrective_step *step, const isms__transition *transition, isms__buffer *list)
{
    if (!transition) {
        isms__transition_list(list, transitions, TRANSITIONS, step->state);
        return FORBIDDEN;
    }
    list_missing(transition->needs, step->fields, list);
    if (list->size)
        return MISSING;
    return step->verifier_is_owner && lists(transition->needs, "verifier", 8) ? OWN_WORK : TAKEN;
}

static void decide_step(isms_ruling *r, const isms_corrective_step *step)
{
    isms__buffer list;
    isms__buffer_init(&list, &r->host);
    const isms__transition *transition = isms__transition_find(transitions, TRANSITIONS, step->state, step->event);
    int rule = rule_of(step, transition, &list);
    const char *to = transition ? transition->to : "", *text = isms__buffer_c(&list);
    const char *next = *to ? states[find_state(to)].next : NULL;
    const isms__named values[] = {{"state", 0, step->state},
                                  {"event", 0, step->event},
                                  {"possible", 0, text},
                                  {"missing", 0, strncmp(text, "MISSING:", 8) == 0 ? text + 8 : text},
                                  {"to", 0, to},
                                  {"next", 0, next ? next : "Nothing."},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[rule], rule == MISSING ? text : rule == TAKEN ? to : NULL, values);
    if (blames_a_person(step->cause))
        isms__ruling_remark(r, "\"Human error\" alone is no cause: say why the system let it happen.");
    r->texts.failed |= list.failed;
    isms__buffer_dispose(&list);
}

isms_status isms_corrective_take(const isms_corrective_step *step, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    isms_corrective_step s;
    if (!step || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&s, sizeof s, step))
        return ISMS_E_UNSUPPORTED;
    if (!s.state || !s.event)
        return ISMS_E_MISUSE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    decide_step(r, &s);
    return isms__ruling_finish(r, out);
}

/* ---- deadlines */

static const char *const tasks[] = {"", "the plan", "evidence of implementation", "verification"};
static const char *const grades[] = {"", "", "OFI", "minor", "major"};

static isms_day no_later(isms_day day, isms_day limit)
{
    return limit && limit < day ? limit : day;
}

/* The day, 0 where the task has no deadline, or -1 where a date that is needed is missing. */
static isms_day deadline(const isms_corrective_dates *d, isms_corrective_task task, const isms_thresholds *t)
{
    if (d->grade == ISMS_GRADE_OFI)
        return 0;
    if (d->grade == ISMS_GRADE_MINOR && task == ISMS_CORRECTIVE_VERIFIED)
        return d->next_audit ? d->next_audit : -1;
    if (d->audit_end < 1)
        return -1;
    if (task == ISMS_CORRECTIVE_PLAN)
        return d->audit_end + t->plan_days;
    if (d->grade == ISMS_GRADE_MAJOR && d->stage2)
        return isms_date_add_months(d->audit_end, 6);
    return d->grade == ISMS_GRADE_MAJOR ? no_later(d->audit_end + t->close_days, d->expiry) : d->audit_end + t->close_days;
}

isms_status isms_corrective_deadline(const isms_corrective_dates *dates, isms_corrective_task task,
                                     const isms_thresholds *thresholds, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    isms_corrective_dates d;
    char text[11];
    if (!dates || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&d, sizeof d, dates))
        return ISMS_E_UNSUPPORTED;
    if (task < ISMS_CORRECTIVE_PLAN || task > ISMS_CORRECTIVE_VERIFIED || d.grade < ISMS_GRADE_OFI ||
        d.grade > ISMS_GRADE_MAJOR)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    isms_day day = deadline(&d, task, &r->thresholds);
    isms_date_format(day, text);
    if (day < 0 || (day && !*text)) {
        isms_ruling_free(r);
        return ISMS_E_RANGE;
    }
    const isms__named values[] = {{"grade", 0, grades[d.grade]}, {"task", 0, tasks[task]}, {"day", 0, text}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[day ? DEADLINE : NO_DEADLINE], day ? text : NULL, values);
    r->day = day;
    if (d.grade == ISMS_GRADE_MINOR && task == ISMS_CORRECTIVE_EVIDENCE)
        isms__ruling_remark(r, "The accepted plan may do until the next audit; evidence by then is preferred.");
    if (day)
        isms__ruling_remark(r, "A default: the auditor may shorten it with the severity and the risk of the finding.");
    return isms__ruling_finish(r, out);
}

/* ---- what the dates and states mean */

isms_status isms_corrective_overdue(const char *state, isms_day plan_due, isms_day action_due, isms_day verify_due,
                                    isms_day as_of, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    char text[11];
    if (!state || !out)
        return ISMS_E_MISUSE;
    int32_t i = find_state(state);
    if (i < 0)
        return ISMS_E_NOT_FOUND;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    const isms_day due[] = {[DUE_NONE] = 0, [DUE_PLAN] = plan_due, [DUE_ACTION] = action_due, [DUE_VERIFIED] = verify_due};
    static const char *const what[] = {"", "The plan", "The action", "Verification"};
    isms_day day = due[states[i].due];
    bool late = day && day < as_of;
    r->day = day;
    r->number = late ? as_of - day : 0;
    isms_date_format(day, text);
    const isms__named values[] = {{"state", 0, state},         {"task", 0, what[states[i].due]}, {"day", 0, text},
                                  {"number", r->number, NULL}, {"next", 0, states[i].next},      {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[late ? OVERDUE : day ? IN_TIME : NOTHING_DUE], NULL, values);
    return isms__ruling_finish(r, out);
}

static int history_rule(const char *state, isms_grade grade, bool is_back, bool overdue)
{
    bool settled = strcmp(state, "CLOSED") == 0 || strcmp(state, "CANCELLED") == 0;
    if (grade == ISMS_GRADE_OFI)
        return settled ? SETTLED : OFI_OPEN;
    if (is_back && strcmp(state, "CLOSED") == 0)
        return grade == ISMS_GRADE_MAJOR ? BACK_MAJOR : BACK_MINOR;
    if (settled)
        return SETTLED;
    if (overdue || strcmp(state, "REOPENED") == 0)
        return OPEN_LATE;
    return grade == ISMS_GRADE_MAJOR ? MAJOR_OPEN : OPEN_IN_TIME;
}

isms_status isms_corrective_history(const char *state, isms_grade grade, int32_t is_back, int32_t overdue,
                                    const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    if (!state || !out)
        return ISMS_E_MISUSE;
    if (find_state(state) < 0)
        return ISMS_E_NOT_FOUND;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    isms__ruling_decide(r, &rules[history_rule(state, grade, is_back != 0, overdue != 0)], NULL, NULL);
    return isms__ruling_finish(r, out);
}

/* ---- data */

const char *isms_corrective_state(int32_t i)
{
    return i >= 0 && i < STATES ? states[i].name : NULL;
}

const char *isms_corrective_transition_from(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].from : NULL;
}

const char *isms_corrective_transition_event(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].event : NULL;
}

const char *isms_corrective_transition_needs(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].needs : NULL;
}

const char *isms_corrective_transition_to(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].to : NULL;
}
