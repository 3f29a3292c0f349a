/* Readiness rules of 10.2, of findings and assessments, and of the certificate. */
#include "readiness.h"

#include "core/text.h"
#include "schema/schema.h"

#include <string.h>

#define M run->model

static const char *const nonconformities[] = {"major", "minor", NULL};

isms__verdict isms__judge_find_01(isms__run *run, isms_id finding)
{
    if (!isms__one_of(run, finding, ISMS_AUDIT_FINDING_CLASS, nonconformities))
        return ISMS__OUT;
    return isms_has(M, finding, ISMS_AUDIT_FINDING_REQUIREMENT) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_cap_01(isms__run *run, isms_id finding)
{
    const isms_id *ids;
    isms_day raised = isms__day(run, finding, ISMS_AUDIT_FINDING_RAISED_ON);
    bool other_class = isms_has(M, finding, ISMS_AUDIT_FINDING_CLASS) &&
                       !isms__one_of(run, finding, ISMS_AUDIT_FINDING_CLASS, nonconformities);
    if (other_class || isms__is(run, finding, ISMS_AUDIT_FINDING_STATUS, "withdrawn") ||
        (raised && raised + run->audit->options.action_days >= run->as_of))
        return ISMS__OUT;
    return isms__refs(run, 0, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids) ? ISMS__CLEAR : ISMS__FIRED;
}

/* What each state claims, on top of the state before it. */
typedef struct claim {
    int step; /* 1 ACKNOWLEDGED ... 5 CLOSED */
    isms_attribute attribute;
} claim;

static int step_of(const char *state)
{
    static const char *const steps[] = {"ACKNOWLEDGED", "PLAN_SUBMITTED", "PLAN_ACCEPTED", "IMPLEMENTED", "CLOSED"};
    for (int i = 0; state && i < 5; i++)
        if (strcmp(state, steps[i]) == 0)
            return i + 1;
    return 0;
}

isms__verdict isms__judge_cap_02(isms__run *run, isms_id action)
{
    static const claim claims[] = {{1, ISMS_CORRECTIVE_ACTION_OWNER},         {2, ISMS_CORRECTIVE_ACTION_CORRECTION},
                                   {2, ISMS_CORRECTIVE_ACTION_EXTENT},        {2, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE},
                                   {2, ISMS_CORRECTIVE_ACTION_ACTION},        {2, ISMS_CORRECTIVE_ACTION_DUE_ON},
                                   {3, ISMS_CORRECTIVE_ACTION_PLAN_REVIEWER}, {4, ISMS_CORRECTIVE_ACTION_EVIDENCE},
                                   {4, ISMS_CORRECTIVE_ACTION_DONE_ON},       {5, ISMS_CORRECTIVE_ACTION_VERIFIER},
                                   {5, ISMS_CORRECTIVE_ACTION_VERIFIED_ON},   {5, ISMS_CORRECTIVE_ACTION_VERIFICATION_METHOD},
                                   {5, ISMS_CORRECTIVE_ACTION_EFFECTIVE}};
    const char *state = isms_text(M, action, ISMS_CORRECTIVE_ACTION_STATE);
    int step = step_of(state);
    isms__buffer list = {.allocator = run->a};
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++)
        if (claims[i].step <= step && !isms__filled(run, action, claims[i].attribute))
            isms__buffer_print(&list, "%s%s", list.size ? ", " : "", isms__attribute_path(claims[i].attribute));
    bool missing = list.size > 0;
    isms__say(run, "state", state);
    isms__say(run, "list", isms__buffer_c(&list));
    run->failed |= list.failed;
    isms__buffer_dispose(&list);
    return missing ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_cap_03(isms__run *run, isms_id action)
{
    const char *verifier = isms_link_key(M, action, ISMS_CORRECTIVE_ACTION_VERIFIER);
    const char *owner = isms_link_key(M, action, ISMS_CORRECTIVE_ACTION_OWNER);
    isms__say(run, "verifier", verifier);
    isms__relate(run, isms_link(M, action, ISMS_CORRECTIVE_ACTION_VERIFIER));
    return verifier && owner && strcmp(verifier, owner) == 0 ? ISMS__FIRED : ISMS__CLEAR;
}

static bool is_state(const isms__run *run, isms_id action, const char *state)
{
    return isms__is(run, action, ISMS_CORRECTIVE_ACTION_STATE, state);
}

isms__verdict isms__judge_cap_04(isms__run *run, isms_id action)
{
    isms_day due = isms__day(run, action, ISMS_CORRECTIVE_ACTION_PLAN_DUE_ON);
    isms_day raised = isms__day(run, action, ISMS_CORRECTIVE_ACTION_RAISED_ON);
    if (!due && raised)
        due = raised + run->audit->options.plan_days;
    if (is_state(run, action, "CANCELLED") || (due && due >= run->as_of))
        return ISMS__OUT;
    return isms__done_by_now(run, action, ISMS_CORRECTIVE_ACTION_PLAN_SUBMITTED_ON) ? ISMS__CLEAR : ISMS__FIRED;
}

static const char *const certification_audits[] = {"stage1", "stage2", "surveillance", "recertification", NULL};

static bool by_certification_body(const isms__run *run, isms_id finding)
{
    return isms__one_of(run, isms_link(M, finding, ISMS_AUDIT_FINDING_AUDIT), ISMS_AUDIT_KIND, certification_audits);
}

static bool is_minor_of_body(const isms__run *run, isms_id action)
{
    isms_id finding = isms_link(M, action, ISMS_CORRECTIVE_ACTION_FINDING);
    return isms__is(run, finding, ISMS_AUDIT_FINDING_CLASS, "minor") && by_certification_body(run, finding);
}

isms__verdict isms__judge_cap_05(isms__run *run, isms_id action)
{
    if (isms__day(run, action, ISMS_CORRECTIVE_ACTION_DUE_ON) >= run->as_of || is_state(run, action, "CANCELLED") ||
        is_minor_of_body(run, action))
        return ISMS__OUT;
    return isms__done_by_now(run, action, ISMS_CORRECTIVE_ACTION_DONE_ON) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_cap_06(isms__run *run, isms_id action)
{
    isms_id finding = isms_link(M, action, ISMS_CORRECTIVE_ACTION_FINDING);
    isms_day due = isms__day(run, action, ISMS_CORRECTIVE_ACTION_DUE_ON);
    if (is_state(run, action, "CANCELLED") || !is_minor_of_body(run, action))
        return ISMS__OUT;
    if (due >= run->as_of || isms__done_by_now(run, action, ISMS_CORRECTIVE_ACTION_DONE_ON))
        return ISMS__CLEAR;
    isms__say(run, "requirement", isms_text(M, finding, ISMS_AUDIT_FINDING_REQUIREMENT));
    isms__say(run, "finding", isms_record_key(M, finding));
    isms__relate(run, finding);
    isms__say_day(run, "due_on", due);
    return ISMS__FIRED;
}

static isms__verdict closed_has(const isms__run *run, isms_id action, isms_attribute attribute)
{
    if (isms_has(M, action, ISMS_CORRECTIVE_ACTION_STATE) && !is_state(run, action, "CLOSED"))
        return ISMS__OUT;
    return isms__filled(run, action, attribute) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_cap_07(isms__run *run, isms_id action)
{
    return closed_has(run, action, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE);
}

isms__verdict isms__judge_cap_08(isms__run *run, isms_id action)
{
    return closed_has(run, action, ISMS_CORRECTIVE_ACTION_EXTENT);
}

isms__verdict isms__judge_cap_09(isms__run *run, isms_id action)
{
    static const char *const empty_words[] = {"human error", "user error", "carelessness", "forgotten"};
    const char *cause = isms_text(M, action, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE);
    bool thin = isms__is(run, action, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE_CATEGORY, "human_error") && !*cause;
    for (size_t i = 0; i < sizeof empty_words / sizeof empty_words[0]; i++)
        thin |= isms__equal_fold(cause, empty_words[i]);
    isms__say(run, "root_cause", cause);
    return thin ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_cap_10(isms__run *run, isms_id action)
{
    isms_day done = isms__day(run, action, ISMS_CORRECTIVE_ACTION_DONE_ON);
    if (done + run->audit->options.verify_days >= run->as_of)
        return ISMS__OUT;
    return isms__done_by_now(run, action, ISMS_CORRECTIVE_ACTION_VERIFIED_ON) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_cap_11(isms__run *run, isms_id action)
{
    static const char *const at_work[] = {"REOPENED", "ACKNOWLEDGED", "PLAN_SUBMITTED", "PLAN_ACCEPTED", NULL};
    if (!isms__is(run, action, ISMS_CORRECTIVE_ACTION_EFFECTIVE, "no"))
        return ISMS__OUT;
    return isms__one_of(run, action, ISMS_CORRECTIVE_ACTION_STATE, at_work) ? ISMS__CLEAR : ISMS__FIRED;
}

/* The corrective action of a finding that was closed and verified before a day. */
static isms_id closed_action(isms__run *run, isms_id finding, isms_day before)
{
    const isms_id *ids;
    for (size_t i = 0, n = isms__refs(run, 0, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids); i < n; i++) {
        isms_day verified = isms__day(run, ids[i], ISMS_CORRECTIVE_ACTION_VERIFIED_ON);
        if (is_state(run, ids[i], "CLOSED") && verified && verified < before)
            return ids[i];
    }
    return ISMS_NONE;
}

static const char *cause_category(isms__run *run, isms_id finding)
{
    const isms_id *ids;
    for (size_t i = 0, n = isms__refs(run, 1, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids); i < n; i++) {
        const char *category = isms_text(M, ids[i], ISMS_CORRECTIVE_ACTION_ROOT_CAUSE_CATEGORY);
        if (category)
            return category;
    }
    return NULL;
}

isms__verdict isms__judge_cap_12(isms__run *run, isms_id finding)
{
    isms_id earlier = isms_link(M, finding, ISMS_AUDIT_FINDING_RECURRENCE_OF);
    isms_day raised = isms__day(run, finding, ISMS_AUDIT_FINDING_RAISED_ON);
    if (!earlier || by_certification_body(run, finding) != by_certification_body(run, earlier))
        return ISMS__OUT;
    isms_id action = closed_action(run, earlier, raised);
    bool major = isms__is(run, earlier, ISMS_AUDIT_FINDING_CLASS, "major");
    if (!action || !isms__one_of(run, earlier, ISMS_AUDIT_FINDING_CLASS, nonconformities))
        return ISMS__CLEAR;
    const char *then = isms_text(M, action, ISMS_CORRECTIVE_ACTION_ROOT_CAUSE_CATEGORY), *now = cause_category(run, finding);
    isms__say(run, "hist", major ? "major_recur" : "minor_recur");
    isms__say(run, "same_cause", !then || !now ? "unknown" : strcmp(then, now) == 0 ? "yes" : "no");
    isms__say(run, "requirement", isms_text(M, finding, ISMS_AUDIT_FINDING_REQUIREMENT));
    isms__say(run, "earlier", isms_record_key(M, earlier));
    isms__relate(run, earlier);
    isms__say_day(run, "verified_on", isms__day(run, action, ISMS_CORRECTIVE_ACTION_VERIFIED_ON));
    return ISMS__FIRED;
}

isms__verdict isms__judge_cap_13(isms__run *run, isms_id finding)
{
    static const char *const over[] = {"CLOSED", "CANCELLED", NULL};
    const isms_id *ids;
    size_t n = isms__refs(run, 0, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids), closed = 0;
    bool is_closed = isms__is(run, finding, ISMS_AUDIT_FINDING_STATUS, "closed");
    bool is_open = isms__is(run, finding, ISMS_AUDIT_FINDING_STATUS, "open");
    if (n == 0 || (!is_closed && !is_open))
        return n ? ISMS__CLEAR : ISMS__OUT;
    isms_id witness = ids[0];
    for (size_t i = 0; i < n; i++) {
        closed += is_state(run, ids[i], "CLOSED");
        if (is_closed && !isms__one_of(run, ids[i], ISMS_CORRECTIVE_ACTION_STATE, over)) {
            witness = ids[i];
            closed = n + 1;
            break;
        }
    }
    const char *state = isms_text(M, witness, ISMS_CORRECTIVE_ACTION_STATE);
    isms__say(run, "status", is_closed ? "closed" : "open");
    isms__say(run, "action", isms_record_key(M, witness));
    isms__relate(run, witness);
    isms__say(run, "state", state ? state : "not set");
    return closed == n + 1 || (is_open && closed == n) ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ assessments of requirements */

isms__verdict isms__judge_gap_01(isms__run *run, isms_id assessment)
{
    const char *requirement = isms_text(M, assessment, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT);
    isms__say(run, "requirement", requirement);
    return isms__is(run, assessment, ISMS_REQUIREMENT_ASSESSMENT_RESULT, "not_applicable") && isms__is_clause(requirement)
               ? ISMS__FIRED
               : ISMS__CLEAR;
}

/* Open nonconformities by their requirement, the one with the least id of each. */
static void collect_open(isms__run *run)
{
    run->open_ready = true;
    for (isms_id f = isms_first(M, ISMS_AUDIT_FINDING); f && !run->failed; f = isms_next(M, f)) {
        const char *requirement = isms_text(M, f, ISMS_AUDIT_FINDING_REQUIREMENT), *key = isms_record_key(M, f);
        if (!requirement || !isms__one_of(run, f, ISMS_AUDIT_FINDING_CLASS, nonconformities) ||
            !isms__is(run, f, ISMS_AUDIT_FINDING_STATUS, "open"))
            continue;
        uint32_t *place = isms__names_at(&run->open, run->a, requirement);
        if (place && *place && strcmp(isms_record_key(M, run->open_ids[*place - 1]), key) <= 0)
            continue;
        if (!place || !isms__reserve(run->a, (void **)&run->open_ids, &run->open_capacity, run->open.count, sizeof f)) {
            run->failed = true;
            return;
        }
        if (!*place)
            *place = (uint32_t)run->open.count;
        run->open_ids[*place - 1] = f;
    }
}

isms__verdict isms__judge_gap_02(isms__run *run, isms_id assessment)
{
    const char *requirement = isms_text(M, assessment, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT);
    if (!requirement || !isms__is(run, assessment, ISMS_REQUIREMENT_ASSESSMENT_RESULT, "conform"))
        return ISMS__OUT;
    if (!run->open_ready)
        collect_open(run);
    uint32_t place = isms__names_get(&run->open, requirement);
    if (!place || run->failed)
        return ISMS__CLEAR;
    isms__say(run, "requirement", requirement);
    isms__say(run, "finding", isms_record_key(M, run->open_ids[place - 1]));
    isms__relate(run, run->open_ids[place - 1]);
    return ISMS__FIRED;
}

/* ------------------------------------------------------------------ the certificate (audit.md 3.2) */

/* Last valid day of a cycle: D-01. */
static isms_day last_valid_day(isms_day decision, int32_t cycle)
{
    char from[11], to[11];
    isms_day end = isms_date_add_months(decision, 36 * cycle);
    if (!end)
        return 0;
    isms_date_format(decision, from);
    isms_date_format(end, to);
    return strcmp(from + 8, to + 8) != 0 ? end : end - 1; /* a day that was clamped takes no further day */
}

isms__verdict isms__judge_cert_01(isms__run *run, isms_id c)
{
    int64_t cycle = isms_integer(M, c, ISMS_CERTIFICATION_CYCLE, 1);
    isms_day expires = isms__day(run, c, ISMS_CERTIFICATION_EXPIRES_ON);
    isms_day computed =
        cycle >= 1 && cycle <= 100 ? last_valid_day(isms__day(run, c, ISMS_CERTIFICATION_DECISION_ON), (int32_t)cycle) : 0;
    isms__say_day(run, "expires_on", expires);
    isms__say_day(run, "computed", computed);
    return computed && expires != computed ? ISMS__FIRED : ISMS__CLEAR;
}

static const char *const active_states[] = {"ACTIVE", "ACTIVE_MAJOR_OPEN", "SUSPENDED", NULL};

/* A surveillance audit completed in (after, until]. */
static bool surveyed(const isms__run *run, isms_day after, isms_day until)
{
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a)) {
        isms_day day = isms__day(run, a, ISMS_AUDIT_COMPLETED_ON);
        if (isms__is(run, a, ISMS_AUDIT_KIND, "surveillance") && day > after && day <= until && day <= run->as_of)
            return true;
    }
    return false;
}

isms__verdict isms__judge_cert_02(isms__run *run, isms_id c)
{
    isms_day decision = isms__day(run, c, ISMS_CERTIFICATION_DECISION_ON), due = isms_date_add_months(decision, 12);
    bool active =
        isms__is(run, c, ISMS_CERTIFICATION_STATE, "ACTIVE") || isms__is(run, c, ISMS_CERTIFICATION_STATE, "ACTIVE_MAJOR_OPEN");
    if ((isms_has(M, c, ISMS_CERTIFICATION_STATE) && !active) || isms_integer(M, c, ISMS_CERTIFICATION_CYCLE, 1) > 1 ||
        run->as_of <= due)
        return ISMS__OUT;
    isms__say_day(run, "due", due);
    return surveyed(run, decision, due) ? ISMS__CLEAR : ISMS__FIRED;
}

static int32_t year_of(isms_day day)
{
    char text[11];
    isms_date_format(day, text);
    return (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
}

/* One finding for each calendar year without surveillance. */
isms__verdict isms__judge_cert_03(isms__run *run, isms_id c)
{
    isms_day decision = isms__day(run, c, ISMS_CERTIFICATION_DECISION_ON),
             expires = isms__day(run, c, ISMS_CERTIFICATION_EXPIRES_ON);
    isms__verdict verdict = ISMS__OUT;
    if (!decision || !expires)
        return ISMS__NOT_KNOWN;
    for (int32_t year = year_of(decision) + 1; year < year_of(expires) && isms_date(year, 12, 31) < run->as_of; year++) {
        if (verdict == ISMS__OUT)
            verdict = ISMS__CLEAR;
        if (surveyed(run, isms_date(year - 1, 12, 31), isms_date(year, 12, 31)))
            continue;
        if (verdict == ISMS__FIRED) { /* the one before is made here, the last one by the caller */
            isms__say(run, "id", isms_record_key(M, c));
            isms__target_record(run, c);
            isms__fire(run);
        }
        isms__say_number(run, "year", year);
        verdict = ISMS__FIRED;
    }
    return verdict;
}

isms__verdict isms__judge_cert_04(isms__run *run, isms_id c)
{
    isms_day expires = isms__day(run, c, ISMS_CERTIFICATION_EXPIRES_ON), window = isms_date_add_months(expires, -6);
    if (run->as_of < window || run->as_of > expires)
        return ISMS__OUT;
    isms_day since = isms_date_add_months(window, -12);
    for (isms_id a = isms_first(M, ISMS_AUDIT); a; a = isms_next(M, a))
        if (isms__is(run, a, ISMS_AUDIT_KIND, "recertification") && !isms__is(run, a, ISMS_AUDIT_STATUS, "cancelled") &&
            (isms__day(run, a, ISMS_AUDIT_PLANNED_ON) >= since || isms__day(run, a, ISMS_AUDIT_COMPLETED_ON) >= since))
            return ISMS__CLEAR;
    isms__say_day(run, "expires_on", expires);
    return ISMS__FIRED;
}

isms__verdict isms__judge_cert_05(isms__run *run, isms_id c)
{
    isms_day expires = isms__day(run, c, ISMS_CERTIFICATION_EXPIRES_ON);
    if (!isms__one_of(run, c, ISMS_CERTIFICATION_STATE, active_states))
        return ISMS__OUT;
    isms__say(run, "state", isms_text(M, c, ISMS_CERTIFICATION_STATE));
    isms__say_day(run, "expires_on", expires);
    return expires < run->as_of ? ISMS__FIRED : ISMS__CLEAR;
}
