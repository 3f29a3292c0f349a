/* Corrective actions of a model by the rules K-*: what the next step lacks, what is overdue, what the next audit takes from it.
 */
#include <isms/corrective.h>

#include "core/buffer.h"
#include "schema/schema.h"

#include <string.h>

/* Fields of the rules and the attributes that hold them; "reason" depends on the event. */
static const struct {
    const char *name, *event;
    isms_attribute attribute;
} fields[] = {{"owner", NULL, ISMS_CORRECTIVE_ACTION_OWNER},
              {"reason", "dispute", ISMS_CORRECTIVE_ACTION_DISPUTE_REASON},
              {"reason", "reject_plan", ISMS_CORRECTIVE_ACTION_PLAN_REJECTION},
              {"reason", "verify_ineffective", ISMS_CORRECTIVE_ACTION_INEFFECTIVE_REASON},
              {"decided_by", NULL, ISMS_CORRECTIVE_ACTION_DECIDED_BY},
              {"rationale", NULL, ISMS_CORRECTIVE_ACTION_DECISION_RATIONALE},
              {"correction", NULL, ISMS_CORRECTIVE_ACTION_CORRECTION},
              {"extent", NULL, ISMS_CORRECTIVE_ACTION_EXTENT},
              {"cause", NULL, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE},
              {"action", NULL, ISMS_CORRECTIVE_ACTION_ACTION},
              {"due", NULL, ISMS_CORRECTIVE_ACTION_DUE_ON},
              {"reviewer", NULL, ISMS_CORRECTIVE_ACTION_PLAN_REVIEWER},
              {"evidence", NULL, ISMS_CORRECTIVE_ACTION_EVIDENCE},
              {"done_on", NULL, ISMS_CORRECTIVE_ACTION_DONE_ON},
              {"verifier", NULL, ISMS_CORRECTIVE_ACTION_VERIFIER},
              {"verified_on", NULL, ISMS_CORRECTIVE_ACTION_VERIFIED_ON},
              {"method", NULL, ISMS_CORRECTIVE_ACTION_VERIFICATION_METHOD},
              {"new_finding", NULL, ISMS_CORRECTIVE_ACTION_NEW_FINDING}};

static bool is_action(const isms_model *m, isms_id action)
{
    return m && isms_record_type(m, action) == ISMS_CORRECTIVE_ACTION;
}

/* One that says nothing of its state was only raised. */
static const char *state_of(const isms_model *m, isms_id action)
{
    const char *state = isms_text(m, action, ISMS_CORRECTIVE_ACTION_STATE);
    return state ? state : "RAISED";
}

static bool is_filled(const isms_model *m, isms_id action, isms_attribute attribute)
{
    const char *text = isms__attribute_kind(attribute) == ISMS_KIND_TEXT ? isms_text(m, action, attribute) : "x";
    return isms_has(m, action, attribute) && text && *text;
}

static bool is_same_person(const isms_model *m, isms_id action)
{
    const char *verifier = isms_link_key(m, action, ISMS_CORRECTIVE_ACTION_VERIFIER);
    const char *owner = isms_link_key(m, action, ISMS_CORRECTIVE_ACTION_OWNER);
    return verifier && owner && strcmp(verifier, owner) == 0;
}

isms_status isms_corrective_take_record(const isms_model *model, isms_id action, const char *event,
                                        const isms_allocator *allocator, isms_ruling **out)
{
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!is_action(model, action) || !event || !out || !a)
        return model && event && out && a ? ISMS_E_STALE : ISMS_E_MISUSE;
    isms__buffer filled = {.allocator = a};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if ((!fields[i].event || strcmp(fields[i].event, event) == 0) && is_filled(model, action, fields[i].attribute))
            isms__buffer_print(&filled, "%s%s", filled.size ? "," : "", fields[i].name);
    step.state = state_of(model, action);
    step.event = event;
    step.fields = isms__buffer_c(&filled);
    step.cause = isms_text(model, action, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE);
    step.verifier_is_owner = is_same_person(model, action);
    isms_status status = filled.failed ? ISMS_E_NO_MEMORY : isms_corrective_take(&step, allocator, out);
    isms__buffer_dispose(&filled);
    return status;
}

const char *isms_corrective_next_event(const isms_model *model, isms_id action)
{
    const char *state = is_action(model, action) ? state_of(model, action) : "";
    const char *from;
    if (strcmp(state, "CLOSED") == 0)
        return ""; /* it can only come back */
    for (int32_t i = 0; (from = isms_corrective_transition_from(i)) != NULL; i++)
        if (strcmp(from, state) == 0)
            return isms_corrective_transition_event(i);
    return "";
}

/* ------------------------------------------------------------------ dates */

static isms_grade grade_of(const isms_model *m, isms_id finding)
{
    int32_t class = isms_value(m, finding, ISMS_AUDIT_FINDING_CLASS);
    return class == ISMS_FINDING_CLASS_MAJOR   ? ISMS_GRADE_MAJOR
           : class == ISMS_FINDING_CLASS_MINOR ? ISMS_GRADE_MINOR
                                               : ISMS_GRADE_OFI;
}

/* The default of a deadline (K-04); 0 where there is none, or what it follows from is not known. */
static isms_day deadline(const isms_model *m, isms_id action, isms_corrective_task task, const isms_thresholds *thresholds,
                         const isms_allocator *a, isms_status *status)
{
    isms_corrective_dates dates = ISMS_CORRECTIVE_DATES_INIT;
    isms_id finding = isms_link(m, action, ISMS_CORRECTIVE_ACTION_FINDING),
            audit = isms_link(m, finding, ISMS_AUDIT_FINDING_AUDIT);
    isms_ruling *ruling = NULL;
    dates.grade = grade_of(m, finding);
    dates.audit_end = isms_day_of(m, audit, ISMS_AUDIT_COMPLETED_ON);
    if (!dates.audit_end)
        dates.audit_end = isms_day_of(m, action, ISMS_CORRECTIVE_ACTION_RAISED_ON);
    dates.stage2 = isms_value(m, audit, ISMS_AUDIT_KIND) == ISMS_AUDIT_KIND_STAGE2;
    if (isms_value(m, audit, ISMS_AUDIT_KIND) == ISMS_AUDIT_KIND_RECERTIFICATION)
        dates.expiry = isms_day_of(m, isms_link(m, audit, ISMS_AUDIT_CERTIFICATION), ISMS_CERTIFICATION_EXPIRES_ON);
    bool known = finding || (task == ISMS_CORRECTIVE_PLAN && dates.audit_end);
    if (!finding)
        dates.grade = ISMS_GRADE_MINOR; /* what nobody graded needs a plan too, from the day on which it was raised */
    isms_status found = known ? isms_corrective_deadline(&dates, task, thresholds, a, &ruling) : ISMS_E_RANGE;
    isms_day day = found == ISMS_OK ? isms_ruling_day(ruling) : 0;
    isms_ruling_free(ruling);
    *status = found == ISMS_OK || found == ISMS_E_RANGE ? *status : found;
    return day;
}

/* What was agreed, else the default. */
static isms_day due(const isms_model *m, isms_id action, isms_attribute agreed, isms_corrective_task task,
                    const isms_thresholds *thresholds, const isms_allocator *a, isms_status *status)
{
    isms_day day = isms_day_of(m, action, agreed);
    return day ? day : deadline(m, action, task, thresholds, a, status);
}

isms_status isms_corrective_overdue_record(const isms_model *model, isms_id action, isms_day as_of,
                                           const isms_thresholds *thresholds, const isms_allocator *allocator,
                                           isms_ruling **out)
{
    isms_status status = ISMS_OK;
    if (!is_action(model, action) || !out)
        return model && out ? ISMS_E_STALE : ISMS_E_MISUSE;
    isms_day plan =
        due(model, action, ISMS_CORRECTIVE_ACTION_PLAN_DUE_ON, ISMS_CORRECTIVE_PLAN, thresholds, allocator, &status);
    isms_day done = due(model, action, ISMS_CORRECTIVE_ACTION_DUE_ON, ISMS_CORRECTIVE_EVIDENCE, thresholds, allocator, &status);
    isms_day verified =
        due(model, action, ISMS_CORRECTIVE_ACTION_VERIFY_DUE_ON, ISMS_CORRECTIVE_VERIFIED, thresholds, allocator, &status);
    if (status != ISMS_OK)
        return status;
    return isms_corrective_overdue(state_of(model, action), plan, done, verified, as_of, allocator, out);
}

/* ------------------------------------------------------------------ history */

/* The action that answers the finding; of several the one that is least far. */
static isms_id action_of(const isms_model *m, isms_id finding)
{
    isms_id found = ISMS_NONE;
    for (isms_id a = isms_first(m, ISMS_CORRECTIVE_ACTION); a; a = isms_next(m, a))
        if (isms_link(m, a, ISMS_CORRECTIVE_ACTION_FINDING) == finding &&
            (!found || (isms_value(m, found, ISMS_CORRECTIVE_ACTION_STATE) == ISMS_CORRECTIVE_ACTION_STATE_CLOSED)))
            found = a;
    return found;
}

static bool is_back(const isms_model *m, isms_id finding, isms_day as_of)
{
    for (isms_id f = isms_first(m, ISMS_AUDIT_FINDING); f; f = isms_next(m, f))
        if (isms_link(m, f, ISMS_AUDIT_FINDING_RECURRENCE_OF) == finding &&
            isms_day_of(m, f, ISMS_AUDIT_FINDING_RAISED_ON) <= as_of)
            return true;
    return false;
}

isms_status isms_corrective_history_record(const isms_model *model, isms_id finding, isms_day as_of,
                                           const isms_thresholds *thresholds, const isms_allocator *allocator,
                                           isms_ruling **out)
{
    isms_ruling *overdue = NULL;
    bool late = false;
    if (!model || !out)
        return ISMS_E_MISUSE;
    if (isms_record_type(model, finding) != ISMS_AUDIT_FINDING)
        return ISMS_E_STALE;
    isms_id action = action_of(model, finding);
    bool closed = isms_value(model, finding, ISMS_AUDIT_FINDING_STATUS) == ISMS_AUDIT_FINDING_STATUS_CLOSED;
    isms_status status =
        action ? isms_corrective_overdue_record(model, action, as_of, thresholds, allocator, &overdue) : ISMS_OK;
    if (status != ISMS_OK)
        return status;
    if (overdue)
        late = strcmp(isms_ruling_outcome(overdue), "OVERDUE") == 0;
    isms_ruling_free(overdue);
    const char *state = action ? state_of(model, action) : closed ? "CLOSED" : "RAISED";
    return isms_corrective_history(state, grade_of(model, finding), is_back(model, finding, as_of), late, allocator, out);
}
