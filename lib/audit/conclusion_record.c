/* The conclusion of an audit that a model records: from its findings, their corrective actions, and the certificate (audit.md
 * 2). */
#include <isms/conclusion.h>

#include "core/memory.h"

#include <string.h>

static bool is_by(isms_day day, isms_day as_of)
{
    return day && day <= as_of;
}

/* How far the corrective actions of a finding had come; a step without a day counts. */
static void look_at_actions(const isms_model *m, isms_id finding, isms_day as_of, bool *planned, bool *verified)
{
    isms_id actions[32];
    size_t n = isms_referrers(m, finding, ISMS_CORRECTIVE_ACTION_FINDING, actions, sizeof actions / sizeof *actions);
    for (size_t i = 0; i < n && i < sizeof actions / sizeof *actions; i++) {
        int32_t state = isms_value(m, actions[i], ISMS_CORRECTIVE_ACTION_STATE);
        *planned |= state >= ISMS_CORRECTIVE_ACTION_STATE_PLAN_ACCEPTED && state <= ISMS_CORRECTIVE_ACTION_STATE_CLOSED &&
                    isms_day_of(m, actions[i], ISMS_CORRECTIVE_ACTION_PLAN_REVIEWED_ON) <= as_of;
        *verified |= state == ISMS_CORRECTIVE_ACTION_STATE_CLOSED &&
                     isms_day_of(m, actions[i], ISMS_CORRECTIVE_ACTION_VERIFIED_ON) <= as_of;
    }
}

/* A major that an area only proposes is none yet, and one that was declined is none. */
static bool counts(const isms_model *m, isms_id finding, isms_day as_of)
{
    const char *declined = isms_text(m, finding, ISMS_AUDIT_FINDING_DECLINED_REASON);
    return isms_day_of(m, finding, ISMS_AUDIT_FINDING_RAISED_ON) <= as_of &&
           isms_value(m, finding, ISMS_AUDIT_FINDING_STATUS) != ISMS_AUDIT_FINDING_STATUS_WITHDRAWN &&
           !isms_boolean(m, finding, ISMS_AUDIT_FINDING_PROPOSED, 0) && !(declined && *declined);
}

static void count_finding(const isms_model *m, isms_id finding, isms_day as_of, isms_conclusion *found)
{
    int32_t class = isms_value(m, finding, ISMS_AUDIT_FINDING_CLASS);
    isms_day closed_on = isms_day_of(m, finding, ISMS_AUDIT_FINDING_CLOSED_ON);
    bool planned = false, verified = is_by(closed_on, as_of);
    verified |= !closed_on && isms_value(m, finding, ISMS_AUDIT_FINDING_STATUS) == ISMS_AUDIT_FINDING_STATUS_CLOSED;
    look_at_actions(m, finding, as_of, &planned, &verified);
    found->majors += class == ISMS_FINDING_CLASS_MAJOR;
    found->majors_verified += class == ISMS_FINDING_CLASS_MAJOR && verified;
    found->minors += class == ISMS_FINDING_CLASS_MINOR;
    found->plans_accepted += class == ISMS_FINDING_CLASS_MINOR && (planned || verified);
}

/* The certificate that the audit names; where it names none, the only one. */
static isms_id certificate_of(const isms_model *m, isms_id audit)
{
    isms_id named = isms_link(m, audit, ISMS_AUDIT_CERTIFICATION);
    return named || isms_count(m, ISMS_CERTIFICATION) != 1 ? named : isms_first(m, ISMS_CERTIFICATION);
}

static void look_at_certificate(const isms_model *m, isms_id c, isms_day as_of, isms_conclusion *found)
{
    isms_day expires = isms_day_of(m, c, ISMS_CERTIFICATION_EXPIRES_ON);
    isms_day suspended = isms_day_of(m, c, ISMS_CERTIFICATION_SUSPENDED_ON);
    int32_t state = isms_value(m, c, ISMS_CERTIFICATION_STATE);
    found->expired = expires && expires < as_of;
    found->restorable = found->expired && as_of <= isms_date_add_months(expires, 6);
    found->not_accredited = is_by(isms_day_of(m, c, ISMS_CERTIFICATION_ACCREDITATION_LOST_ON), as_of);
    found->not_valid = found->expired || (state && state != ISMS_CERTIFICATION_STATE_ACTIVE &&
                                          state != ISMS_CERTIFICATION_STATE_ACTIVE_MAJOR_OPEN);
    if (found->kind == ISMS_AUDIT_KIND_FOLLOW_UP)
        found->past_six_months = suspended && isms_date_add_months(suspended, 6) < as_of;
}

isms_status isms_conclusion_of_record(const isms_model *model, isms_id audit, isms_day as_of, const isms_thresholds *thresholds,
                                      const isms_allocator *allocator, isms_ruling **out)
{
    isms_conclusion found = ISMS_CONCLUSION_INIT;
    isms_thresholds t;
    if (!model || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (isms_record_type(model, audit) != ISMS_AUDIT)
        return ISMS_E_STALE;
    isms_status status = isms_thresholds_resolve(thresholds, &t);
    isms_day end = isms_day_of(model, audit, ISMS_AUDIT_COMPLETED_ON);
    if (status != ISMS_OK || !is_by(end, as_of))
        return status != ISMS_OK ? status : ISMS_ABSENT;
    found.kind = isms_value(model, audit, ISMS_AUDIT_KIND);
    found.key_gap = isms_list_count(model, audit, ISMS_AUDIT_KEY_GAPS) > 0;
    found.scope_unclear = isms_boolean(model, audit, ISMS_AUDIT_SCOPE_UNCLEAR, 0);
    found.severe = isms_boolean(model, audit, ISMS_AUDIT_SEVERE, 0);
    found.scope_separable = isms_boolean(model, audit, ISMS_AUDIT_SEPARABLE, 0);
    found.past_six_months = isms_date_add_months(end, 6) < as_of;
    found.past_deadline = end + t.close_days < as_of;
    look_at_certificate(model, certificate_of(model, audit), as_of, &found);
    for (isms_id f = isms_first(model, ISMS_AUDIT_FINDING); f; f = isms_next(model, f))
        if (isms_link(model, f, ISMS_AUDIT_FINDING_AUDIT) == audit && counts(model, f, as_of))
            count_finding(model, f, as_of, &found);
    return isms_conclusion_draw(&found, thresholds, allocator, out);
}
