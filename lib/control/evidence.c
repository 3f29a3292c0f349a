/* What a piece of evidence is worth on a day. */
#include <isms/evidence.h>

static isms_day sooner(isms_day a, int64_t b)
{
    if (b < 1)
        b = 1;
    return a == 0 || b < a ? (isms_day)b : a;
}

/* The last day on which it proves something; 0: no end is known. */
static isms_day last_day(const isms_model *m, isms_id evidence)
{
    isms_day collected = isms_day_of(m, evidence, ISMS_EVIDENCE_COLLECTED_ON);
    isms_day until = isms_day_of(m, evidence, ISMS_EVIDENCE_VALID_UNTIL);
    int64_t days = 0;
    static const isms_day latest = 3652059; /* 9999-12-31 */
    if (collected && isms_get_integer(m, evidence, ISMS_EVIDENCE_FRESHNESS_DAYS, &days) == ISMS_OK && days < latest - collected)
        until = sooner(until, days > -latest ? collected + days : 1);
    return until;
}

isms_evidence_state isms_evidence_judge(const isms_model *model, isms_id evidence, isms_day as_of, isms_day *until)
{
    isms_day end = isms_record_type(model, evidence) == ISMS_EVIDENCE ? last_day(model, evidence) : 0;
    isms_day collected = isms_day_of(model, evidence, ISMS_EVIDENCE_COLLECTED_ON);
    if (until)
        *until = end;
    if (isms_record_type(model, evidence) != ISMS_EVIDENCE)
        return ISMS_EVIDENCE_STATE_MISSING;
    if (!as_of)
        return ISMS_EVIDENCE_STATE_UNKNOWN;
    if (end && end < as_of)
        return ISMS_EVIDENCE_STATE_EXPIRED;
    if (!collected)
        return ISMS_EVIDENCE_STATE_UNDATED;
    return collected > as_of ? ISMS_EVIDENCE_STATE_LATER : ISMS_EVIDENCE_STATE_VALID;
}

const char *isms_evidence_state_name(isms_evidence_state state)
{
    static const char *const names[] = {"valid", "expired", "collected later", "undated", "missing", "not judged"};
    return state >= ISMS_EVIDENCE_STATE_VALID && state <= ISMS_EVIDENCE_STATE_UNKNOWN ? names[state - 1] : "";
}
