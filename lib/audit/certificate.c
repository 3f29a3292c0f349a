/* The life of a certificate: states, transitions, and why another transition is refused. */
#include <isms/certificate.h>

#include "ruling.h"
#include "transition.h"

#include <string.h>

static const struct {
    const char *name, *doc, *next;
} states[] = {
    {"NOT_CERTIFIED", "no certificate and no application", "Apply, or transfer a certificate."},
    {"APPLIED", "application received", "The body reviews the application."},
    {"STAGE1_PENDING", "contract made, Stage 1 to come", "Carry out Stage 1."},
    {"STAGE2_PENDING", "ready for Stage 2", "Carry out Stage 2; the body judges whether Stage 1 is still valid."},
    {"MAJOR_OPEN", "majors of Stage 2 are open", "Have corrective action verified within six months of Stage 2."},
    {"DECISION_PENDING", "recommended", "People who did not audit decide; every minor needs an accepted plan."},
    {"ACTIVE", "certificate valid", "Hold surveillance once per calendar year."},
    {"ACTIVE_MAJOR_OPEN", "certificate valid while the closing time of a major runs",
     "Have corrective action verified in time."},
    {"SUSPENDED", "certificate suspended, its dates go on", "Resolve the cause, six months at most."},
    {"WITHDRAWN", "certificate withdrawn", "Apply anew."},
    {"EXPIRED_RESTORABLE", "expired, restorable for six months", "Finish what is outstanding and restore it."},
    {"EXPIRED_FINAL", "expired for more than six months", "Apply anew; at least a Stage 2 is needed."},
    {"REFUSED", "application or certification refused", "Apply anew."},
    {"TRANSFERRED", "certificate moved to another body", NULL},
};

/* Every pair of state and event that is not here is refused. */
static const isms__transition transitions[] = {
    {"NOT_CERTIFIED", "apply", NULL, "APPLIED"},
    {"NOT_CERTIFIED", "transfer_accept", NULL, "ACTIVE"},
    {"APPLIED", "contract", NULL, "STAGE1_PENDING"},
    {"APPLIED", "decline", NULL, "REFUSED"},
    {"STAGE1_PENDING", "stage1_ready", NULL, "STAGE2_PENDING"},
    {"STAGE1_PENDING", "stage1_not_ready", NULL, "STAGE1_PENDING"},
    {"STAGE2_PENDING", "stage1_stale", NULL, "STAGE1_PENDING"},
    {"STAGE2_PENDING", "stage2_no_major", NULL, "DECISION_PENDING"},
    {"STAGE2_PENDING", "stage2_major", NULL, "MAJOR_OPEN"},
    {"MAJOR_OPEN", "majors_verified", NULL, "DECISION_PENDING"},
    {"MAJOR_OPEN", "six_months_passed", NULL, "STAGE2_PENDING"},
    {"DECISION_PENDING", "grant", NULL, "ACTIVE"},
    {"DECISION_PENDING", "refuse", NULL, "REFUSED"},
    {"ACTIVE", "surv_ok", NULL, "ACTIVE"},
    {"ACTIVE", "renew", NULL, "ACTIVE"},
    {"ACTIVE", "change_scope", NULL, "ACTIVE"},
    {"ACTIVE", "surv_major", NULL, "ACTIVE_MAJOR_OPEN"},
    {"ACTIVE", "suspend", NULL, "SUSPENDED"},
    {"ACTIVE", "client_request_suspend", NULL, "SUSPENDED"},
    {"ACTIVE", "withdraw", NULL, "WITHDRAWN"},
    {"ACTIVE", "expire", NULL, "EXPIRED_RESTORABLE"},
    {"ACTIVE", "transfer_out", NULL, "TRANSFERRED"},
    {"ACTIVE_MAJOR_OPEN", "majors_verified", NULL, "ACTIVE"},
    {"ACTIVE_MAJOR_OPEN", "deadline_passed", NULL, "SUSPENDED"},
    {"ACTIVE_MAJOR_OPEN", "suspend", NULL, "SUSPENDED"},
    {"ACTIVE_MAJOR_OPEN", "expire", NULL, "EXPIRED_RESTORABLE"},
    {"SUSPENDED", "resolved", NULL, "ACTIVE"},
    {"SUSPENDED", "reduce_scope", NULL, "ACTIVE"},
    {"SUSPENDED", "six_months_passed", NULL, "WITHDRAWN"},
    {"SUSPENDED", "withdraw", NULL, "WITHDRAWN"},
    {"SUSPENDED", "expire", NULL, "EXPIRED_RESTORABLE"},
    {"EXPIRED_RESTORABLE", "restore", NULL, "ACTIVE"},
    {"EXPIRED_RESTORABLE", "six_months_passed", NULL, "EXPIRED_FINAL"},
    {"REFUSED", "apply", NULL, "APPLIED"},
    {"WITHDRAWN", "apply", NULL, "APPLIED"},
    {"EXPIRED_FINAL", "apply", NULL, "APPLIED"},
};

enum { STATES = sizeof states / sizeof states[0], TRANSITIONS = sizeof transitions / sizeof transitions[0] };

enum { ALLOWED, FORBIDDEN, NO_STATE, PLANS_MISSING };

static const isms_rule rules[] = {
    [ALLOWED] = {"L-01", NULL, "VM", "state event", "{event} leads from {state} to {to}.", "{next}"},
    [FORBIDDEN] = {"L-00", "ERROR", "VM", "state event", "{event} is not possible in {state}; possible there: {possible}.",
                   NULL},
    [NO_STATE] = {"L-00", "ERROR", "P", "state event", "{state} is not a state of a certificate.", NULL},
    [PLANS_MISSING] = {"L-00", "ERROR", "M", "state event minors plans",
                       "A certificate is not granted while minors are without an accepted plan: {unplanned}.",
                       "Submit plans and have them accepted."},
};

const isms__rule_table isms__certificate_rules = {"certificate", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

static int32_t find_state(const char *name)
{
    for (int32_t i = 0; i < STATES; i++)
        if (strcmp(states[i].name, name) == 0)
            return i;
    return -1;
}

static void refuse(isms_ruling *r, const char *state, const char *event)
{
    isms__buffer possible;
    isms__buffer_init(&possible, &r->host);
    isms__transition_list(&possible, transitions, TRANSITIONS, state);
    const isms__named values[] = {
        {"state", 0, state}, {"event", 0, event}, {"possible", 0, isms__buffer_c(&possible)}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[find_state(state) < 0 ? NO_STATE : FORBIDDEN], NULL, values);
    r->texts.failed |= possible.failed;
    isms__buffer_dispose(&possible);
}

static void allow(isms_ruling *r, const isms__transition *transition)
{
    const char *next = states[find_state(transition->to)].next;
    const isms__named values[] = {{"state", 0, transition->from},
                                  {"event", 0, transition->event},
                                  {"to", 0, transition->to},
                                  {"next", 0, next ? next : "Nothing."},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[ALLOWED], transition->to, values);
}

isms_status isms_certificate_event(const char *state, const char *event, int32_t minors_without_plan,
                                   const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    if (!state || !event || !out)
        return ISMS_E_MISUSE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    const isms__transition *transition = isms__transition_find(transitions, TRANSITIONS, state, event);
    const isms__named plans[] = {{"unplanned", minors_without_plan, NULL}, {NULL, 0, NULL}};
    if (!transition)
        refuse(r, state, event);
    else if (minors_without_plan > 0 && strcmp(event, "grant") == 0)
        isms__ruling_decide(r, &rules[PLANS_MISSING], NULL, plans);
    else
        allow(r, transition);
    return isms__ruling_finish(r, out);
}

const char *isms_certificate_state(int32_t i)
{
    return i >= 0 && i < STATES ? states[i].name : NULL;
}

const char *isms_certificate_state_doc(int32_t i)
{
    return i >= 0 && i < STATES ? states[i].doc : "";
}

const char *isms_certificate_transition_from(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].from : NULL;
}

const char *isms_certificate_transition_event(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].event : NULL;
}

const char *isms_certificate_transition_to(int32_t i)
{
    return i >= 0 && i < TRANSITIONS ? transitions[i].to : NULL;
}
