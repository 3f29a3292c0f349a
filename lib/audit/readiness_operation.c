/* Readiness rules of clause 8 and of the controls that the registers of suppliers, incidents, duties and exceptions show. */
#include "readiness.h"

#include <string.h>

#define M run->model

isms__verdict isms__judge_8_1_01(isms__run *run, isms_id process)
{
    return isms__filled(run, process, ISMS_PROCESS_CRITERIA) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_8_1_02(isms__run *run, isms_id process)
{
    return isms_has(M, process, ISMS_PROCESS_EVIDENCE) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_8_1_03(isms__run *run, isms_id process)
{
    if (!isms__yes(run, process, ISMS_PROCESS_OUTSOURCED))
        return ISMS__OUT;
    return isms_has(M, process, ISMS_PROCESS_SUPPLIER) && isms__filled(run, process, ISMS_PROCESS_OVERSIGHT) ? ISMS__CLEAR
                                                                                                             : ISMS__FIRED;
}

isms__verdict isms__judge_8_1_04(isms__run *run, isms_id change)
{
    isms_day done = isms__day(run, change, ISMS_CHANGE_IMPLEMENTED_ON);
    if (!isms__yes(run, change, ISMS_CHANGE_UNINTENDED))
        return ISMS__OUT;
    bool due = done && done + run->audit->options.lesson_days < run->as_of;
    return due && !isms__done_by_now(run, change, ISMS_CHANGE_REVIEWED_ON) ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ suppliers */

static const char *const serious[] = {"high", "critical", NULL};

static bool is_active(const isms__run *run, isms_id supplier)
{
    return !isms__is(run, supplier, ISMS_SUPPLIER_STATUS, "ended");
}

isms__verdict isms__judge_sup_01(isms__run *run, isms_id s)
{
    bool unknown = !isms_has(M, s, ISMS_SUPPLIER_CRITICALITY);
    if (!is_active(run, s) || (!unknown && !isms__one_of(run, s, ISMS_SUPPLIER_CRITICALITY, serious)))
        return ISMS__OUT;
    bool agreed =
        isms__filled(run, s, ISMS_SUPPLIER_AGREEMENT) && isms__yes(run, s, ISMS_SUPPLIER_SECURITY_REQUIREMENTS_AGREED);
    return agreed ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_sup_02(isms__run *run, isms_id s)
{
    int64_t months = isms_integer(M, s, ISMS_SUPPLIER_ASSESS_EVERY_MONTHS, 0);
    bool unknown = !isms_has(M, s, ISMS_SUPPLIER_CRITICALITY), high = isms__one_of(run, s, ISMS_SUPPLIER_CRITICALITY, serious);
    if (!is_active(run, s) || (months < 1 && !high && !unknown))
        return ISMS__OUT;
    if (months < 1 || months > 1200)
        months = 12;
    isms_day last = isms__day(run, s, ISMS_SUPPLIER_LAST_ASSESSED_ON);
    return last && isms_date_add_months(last, (int32_t)months) >= run->as_of ? ISMS__CLEAR : ISMS__FIRED;
}

/* ------------------------------------------------------------------ incidents */

isms__verdict isms__judge_inc_01(isms__run *run, isms_id i)
{
    bool unknown = !isms_has(M, i, ISMS_INCIDENT_SEVERITY);
    isms_day resolved = isms__day(run, i, ISMS_INCIDENT_RESOLVED_ON);
    if ((!unknown && !isms__one_of(run, i, ISMS_INCIDENT_SEVERITY, serious)) ||
        resolved + run->audit->options.lesson_days >= run->as_of)
        return ISMS__OUT;
    return isms__filled(run, i, ISMS_INCIDENT_LESSONS) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_inc_02(isms__run *run, isms_id i)
{
    bool unknown = !isms_has(M, i, ISMS_INCIDENT_SEVERITY);
    isms_day detected = isms__day(run, i, ISMS_INCIDENT_DETECTED_ON);
    if ((!unknown && !isms__one_of(run, i, ISMS_INCIDENT_SEVERITY, serious)) ||
        (detected && detected + run->audit->options.lesson_days >= run->as_of))
        return ISMS__OUT;
    size_t n = isms_list_count(M, i, ISMS_INCIDENT_RISKS);
    if (n == 0) {
        isms__say(run, "risk", "no risk");
        return ISMS__FIRED;
    }
    for (size_t k = 0; k < n; k++) {
        isms_id risk = isms_list_link(M, i, ISMS_INCIDENT_RISKS, k);
        isms_day assessed = isms__day(run, risk, ISMS_RISK_ASSESSED_ON);
        if (assessed && assessed >= detected)
            continue;
        isms__say(run, "risk", isms_list_key(M, i, ISMS_INCIDENT_RISKS, k));
        return ISMS__FIRED;
    }
    return ISMS__CLEAR;
}

isms__verdict isms__judge_inc_03(isms__run *run, isms_id i)
{
    const isms_id *ids;
    isms_day due = isms__day(run, i, ISMS_INCIDENT_NOTIFICATION_DUE_ON), told = isms__day(run, i, ISMS_INCIDENT_NOTIFIED_ON);
    bool late = told && told <= run->as_of ? told > due : due < run->as_of;
    if (!late)
        return ISMS__CLEAR;
    bool managed = isms__filled(run, i, ISMS_INCIDENT_LESSONS) || isms__refs(run, 0, i, ISMS_CORRECTIVE_ACTION_INCIDENT, &ids);
    isms__say(run, "law_managed", managed ? "yes" : "no");
    isms__say_day(run, "notification_due_on", due);
    return ISMS__FIRED;
}

/* ------------------------------------------------------------------ obligations and exceptions */

isms__verdict isms__judge_obl_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_OBLIGATION) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_obl_02(isms__run *run, isms_id o)
{
    if (!isms__is(run, o, ISMS_OBLIGATION_STATUS, "breach"))
        return ISMS__CLEAR;
    const char *managed = isms_text(M, o, ISMS_OBLIGATION_BREACH_MANAGED);
    isms__say(run, "law_managed", managed ? managed : "unknown");
    isms__say(run, "id", isms_record_key(M, o));
    return ISMS__FIRED;
}

static bool in_force(const isms__run *run, isms_id exception)
{
    return !isms_has(M, exception, ISMS_EXCEPTION_STATE) || isms__is(run, exception, ISMS_EXCEPTION_STATE, "active");
}

isms__verdict isms__judge_exc_01(isms__run *run, isms_id x)
{
    isms_day until = isms__day(run, x, ISMS_EXCEPTION_EXPIRES_ON);
    const char *requirement = isms_text(M, x, ISMS_EXCEPTION_REQUIREMENT);
    if (!in_force(run, x) || isms__is_clause(requirement))
        return ISMS__OUT;
    isms__say(run, "requirement", requirement);
    isms__say_day(run, "expires_on", until);
    return until < run->as_of ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_exc_02(isms__run *run, isms_id x)
{
    if (!in_force(run, x))
        return ISMS__OUT;
    bool approved = isms_has(M, x, ISMS_EXCEPTION_APPROVER) && isms__done_by_now(run, x, ISMS_EXCEPTION_APPROVED_ON);
    return approved ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_exc_03(isms__run *run, isms_id x)
{
    const char *requirement = isms_text(M, x, ISMS_EXCEPTION_REQUIREMENT);
    if (!in_force(run, x))
        return ISMS__OUT;
    isms__say(run, "requirement", requirement);
    return isms__is_clause(requirement) ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_exc_04(isms__run *run, isms_id x)
{
    if (!in_force(run, x))
        return ISMS__OUT;
    bool expires = isms_has(M, x, ISMS_EXCEPTION_EXPIRES_ON), risk = isms_has(M, x, ISMS_EXCEPTION_RISK);
    isms__say(run, "field", !expires ? "expires_on" : "risk");
    return expires && risk ? ISMS__CLEAR : ISMS__FIRED;
}
