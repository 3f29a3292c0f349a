/* Conclusions: the rules C-*, by kind of audit. */
#include <isms/conclusion.h>

#include "core/memory.h"
#include "ruling.h"

typedef isms_conclusion found;

static int32_t open_majors(const found *f)
{
    return f->majors - f->majors_verified;
}

static bool any_open(const found *f)
{
    return open_majors(f) > 0;
}

static bool without_plan(const found *f)
{
    return f->minors > f->plans_accepted;
}

static bool undetermined(const found *f)
{
    return f->undetermined > 0;
}

static bool any_minor(const found *f)
{
    return f->minors > 0;
}

static bool any_major(const found *f)
{
    return f->majors > 0;
}

static bool not_ready(const found *f)
{
    return f->key_gap || f->scope_unclear;
}

static bool key_undetermined(const found *f)
{
    return f->key_undetermined > 0;
}

static bool any_concern(const found *f)
{
    return f->majors > 0 || f->minors > 0 || f->concerns > 0;
}

static bool open_past_six_months(const found *f)
{
    return any_open(f) && f->past_six_months;
}

static bool open_separable_past_six_months(const found *f)
{
    return open_past_six_months(f) && f->scope_separable;
}

static bool open_intolerable(const found *f)
{
    return any_open(f) && (f->past_deadline || f->severe || f->suspend_on_major);
}

static bool expired(const found *f)
{
    return f->expired != 0;
}

static bool expired_too_long(const found *f)
{
    return f->expired && !f->restorable;
}

static bool expired_something_open(const found *f)
{
    return f->expired && (any_open(f) || without_plan(f));
}

static bool not_transferable(const found *f)
{
    return f->not_accredited || f->not_valid;
}

static bool open_or_records_missing(const found *f)
{
    return any_open(f) || f->records_missing;
}

static bool always(const found *f)
{
    (void)f;
    return true;
}

#define KIND(kind) (1u << ISMS_AUDIT_KIND_##kind)
#define ANY_BUT_STAGE1_AND_GAP                                                                                                 \
    (KIND(INTERNAL) | KIND(STAGE2) | KIND(SURVEILLANCE) | KIND(RECERTIFICATION) | KIND(SPECIAL) | KIND(EXTENSION) |            \
     KIND(FOLLOW_UP) | KIND(TRANSFER) | KIND(SUPPLIER))
#define SURVEYED (KIND(SURVEILLANCE) | KIND(SPECIAL)) /* short-notice audits use the rows of surveillance */
#define OWN      (KIND(INTERNAL) | KIND(SUPPLIER))

enum { FOLLOW_UP = 1, RECOMMENDS = 2 };

/* Of the rows of a kind the first that applies decides. */
static const struct row {
    isms_rule rule;
    unsigned kinds;
    bool (*applies)(const found *f);
    int says; /* which remarks go with it */
} rows[] = {
    {{"C-G1", "ADVISORY_ONLY", "U", NULL, "A gap analysis is optional and decides nothing.",
      "Close the gaps before applying for certification."},
     KIND(GAP),
     always,
     0},
    {{"C-00", "INCOMPLETE", "P", "undetermined", "Mandatory requirements without a determined outcome: {undetermined}.",
      "Determine them; until then there is no conclusion."},
     ANY_BUT_STAGE1_AND_GAP,
     undetermined,
     0},
    {{"C-IN", "FAIL", "U", "majors", "Major nonconformities: {majors}; one is enough to fail the audit.",
      "Correct them, plan corrective action and verify it."},
     OWN,
     any_major,
     0},
    {{"C-IN", "PASS", "U", "majors minors", "No major nonconformity; minors: {minors}.",
      "Plan corrective action for the minors."},
     OWN,
     any_minor,
     0},
    {{"C-IN", "PASS", "U", "majors minors", "No major and no minor nonconformity.", "Nothing has to be corrected."},
     OWN,
     always,
     0},

    {{"C-S1a", "NOT_READY", "VM", "key_gap scope_unclear",
      "A key gap, or a scope that is not clear: Stage 2 could not succeed.",
      "Close it, repeat Stage 1 in whole or part, and postpone Stage 2."},
     KIND(STAGE1),
     not_ready,
     0},
    {{"C-S1d", "INCOMPLETE", "P", "key_undetermined", "Key elements of which nothing is known: {key_undetermined}.",
      "Deliver scope, risk method and results, Statement of Applicability, obligations, internal audit and management review; "
      "until then nobody can tell whether Stage 2 would succeed."},
     KIND(STAGE1),
     key_undetermined,
     0},
    {{"C-S1b", "READY_WITH_CONCERNS", "V", "majors minors concerns", "Areas of concern that Stage 2 could grade: {concerns}.",
      "Resolve them before Stage 2."},
     KIND(STAGE1),
     any_concern,
     0},
    {{"C-S1c", "READY", "V", NULL, "Nothing stands against Stage 2.", "Carry out Stage 2."}, KIND(STAGE1), always, 0},

    {{"C-S2d", "REPEAT_STAGE2", "V", "majors verified past6m",
      "Majors not verified within six months of the last day of Stage 2: {open}.",
      "Carry out another Stage 2 before any recommendation."},
     KIND(STAGE2),
     open_past_six_months,
     0},
    {{"C-S2c", "NOT_RECOMMENDED_FOLLOW_UP", "V", "majors verified", "Open majors: {open}.",
      "Correct them and have corrective action verified within six months of the last day of Stage 2."},
     KIND(STAGE2),
     any_open,
     FOLLOW_UP},
    {{"C-S2b", "RECOMMEND_AFTER_PLAN", "V", "minors plans", "Minors without an accepted plan: {unplanned}.",
      "Submit plans; certification is recommended once they are accepted."},
     KIND(STAGE2),
     without_plan,
     RECOMMENDS},
    {{"C-S2a", "RECOMMEND", "V", "majors minors plans", "No major is open and every minor has an accepted plan.",
      "The certification body decides."},
     KIND(STAGE2),
     always,
     RECOMMENDS},

    {{"C-SVd", "SUSPEND", "V", "majors verified past_deadline severe cbrule",
      "Open majors: {open}; the closing time has passed, they are severe, or the body suspends at once.",
      "The body decides on suspension; it ends when the cause is resolved, six months at most."},
     SURVEYED,
     open_intolerable,
     FOLLOW_UP},
    {{"C-SVc", "MAINTAIN_PENDING_FOLLOW_UP", "V", "majors verified", "Open majors: {open}; the closing time still runs.",
      "Correct them and have corrective action verified before it ends."},
     SURVEYED,
     any_open,
     FOLLOW_UP},
    {{"C-SVb", "MAINTAIN_AFTER_PLAN", "V", "minors plans", "Minors without an accepted plan: {unplanned}.", "Submit plans."},
     SURVEYED,
     without_plan,
     0},
    {{"C-SVa", "MAINTAIN", "V", "majors minors plans", "No major is open and every minor has an accepted plan.",
      "The certificate stays; verify the minors at the next audit."},
     SURVEYED,
     always,
     0},

    {{"C-RCe", "STAGE2_REQUIRED", "V", "expired within6m", "The certificate expired more than six months ago.",
      "Carry out at least a Stage 2; a new cycle begins."},
     KIND(RECERTIFICATION),
     expired_too_long,
     0},
    {{"C-RCd", "RESTORE_PENDING", "V", "expired within6m majors verified minors plans",
      "The certificate expired within the last six months; open majors: {open}, minors without an accepted plan: {unplanned}.",
      "Finish what is outstanding within six months of expiry."},
     KIND(RECERTIFICATION),
     expired_something_open,
     FOLLOW_UP},
    {{"C-RCd", "RESTORE", "V", "expired within6m",
      "The certificate expired within the last six months and nothing is outstanding.",
      "Restore it from the decision on, never backdated; the cycle stays."},
     KIND(RECERTIFICATION),
     expired,
     RECOMMENDS},
    {{"C-RCc", "NOT_RENEWED_FOLLOW_UP", "V", "majors verified", "Open majors: {open}.",
      "Have corrective action verified before the certificate expires."},
     KIND(RECERTIFICATION),
     any_open,
     FOLLOW_UP},
    {{"C-RCb", "RENEW_AFTER_PLAN", "V", "minors plans", "Minors without an accepted plan: {unplanned}.",
      "Submit plans before expiry."},
     KIND(RECERTIFICATION),
     without_plan,
     RECOMMENDS},
    {{"C-RCa", "RENEW", "V", "majors minors plans", "No major is open and every minor has an accepted plan.",
      "The certification body decides before expiry."},
     KIND(RECERTIFICATION),
     always,
     RECOMMENDS},

    {{"C-EXc", "NOT_EXTENDED_FOLLOW_UP", "P", "majors verified", "Open majors in the extension: {open}.",
      "Correct them and have corrective action verified; the present scope stays."},
     KIND(EXTENSION),
     any_open,
     FOLLOW_UP},
    {{"C-EXb", "EXTEND_AFTER_PLAN", "P", "minors plans", "Minors in the extension without an accepted plan: {unplanned}.",
      "Submit plans."},
     KIND(EXTENSION),
     without_plan,
     RECOMMENDS},
    {{"C-EXa", "EXTEND", "P", "majors minors plans", "Nothing stands against the extension.",
      "The certification body decides."},
     KIND(EXTENSION),
     always,
     RECOMMENDS},

    {{"C-SUc", "REDUCE_SCOPE", "V", "majors verified past6m separable",
      "Open majors after six months of suspension: {open}; what they affect can be taken out of the scope.",
      "Reduce the scope."},
     KIND(FOLLOW_UP),
     open_separable_past_six_months,
     0},
    {{"C-SUd", "WITHDRAW", "V", "majors verified past6m", "Open majors after six months of suspension: {open}.",
      "Withdraw the certificate."},
     KIND(FOLLOW_UP),
     open_past_six_months,
     0},
    {{"C-SUb", "KEEP_SUSPENDED", "V", "majors verified", "Open majors, less than six months into the suspension: {open}.",
      "Resolve them before the six months end."},
     KIND(FOLLOW_UP),
     any_open,
     FOLLOW_UP},
    {{"C-SUa", "LIFT_SUSPENSION", "V", "majors verified", "The cause of the suspension is resolved.", "Lift the suspension."},
     KIND(FOLLOW_UP),
     always,
     0},

    {{"C-TRc", "TREAT_AS_NEW", "V", "accredited status",
      "The other body is not accredited, or its certificate is suspended or not valid.",
      "Treat the client as a new one, with Stage 1 and Stage 2."},
     KIND(TRANSFER),
     not_transferable,
     0},
    {{"C-TRb", "PRE_TRANSFER_VISIT", "V", "majors verified records", "Records are missing, or majors are open: {open}.",
      "Visit the client before the transfer."},
     KIND(TRANSFER),
     open_or_records_missing,
     0},
    {{"C-TRa", "ACCEPT_AFTER_PLAN", "M", "minors plans", "Minors without an accepted plan: {unplanned}.", "Submit plans."},
     KIND(TRANSFER),
     without_plan,
     0},
    {{"C-TRa", "ACCEPT_TRANSFER", "M", "majors minors plans", "Nothing stands against the transfer.",
      "Take over cycle and expiry of the old certificate."},
     KIND(TRANSFER),
     always,
     0},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

const isms__rule_table isms__conclusion_rules = {"conclusion", rows, sizeof rows[0], ROWS};

static bool in_range(const found *f)
{
    return f->kind >= ISMS_AUDIT_KIND_INTERNAL && f->kind <= ISMS_AUDIT_KIND_TRANSFER && f->majors >= 0 &&
           f->majors_verified >= 0 && f->majors_verified <= f->majors && f->minors >= 0 && f->plans_accepted >= 0 &&
           f->undetermined >= 0 && f->concerns >= 0 && f->key_undetermined >= 0;
}

static const struct row *first(const found *f)
{
    const struct row *row = rows;
    while (!(row->kinds & 1u << f->kind) || !row->applies(f))
        row++;
    return row;
}

static void add_remarks(isms_ruling *r, const struct row *row, const found *f)
{
    if (row->says & FOLLOW_UP)
        isms__ruling_remark(r, f->documentation_only
                                   ? "Follow-up: the open majors concern documentation only, so documents suffice."
                                   : "Follow-up: a limited audit on site, because a major concerns practice.");
    if (row->says & RECOMMENDS)
        isms__ruling_remark(r, "A recommendation is not the decision: people who did not audit decide.");
    if (row->kinds & SURVEYED && row->says & FOLLOW_UP)
        isms__ruling_remark(r, "Someone outside the audit must look at the majors.");
}

isms_status isms_conclusion_draw(const isms_conclusion *given, const isms_thresholds *thresholds,
                                 const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    found f;
    if (!given || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&f, sizeof f, given))
        return ISMS_E_UNSUPPORTED;
    if (!in_range(&f))
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    const struct row *row = first(&f);
    const isms__named values[] = {{"majors", f.majors, NULL},
                                  {"minors", f.minors, NULL},
                                  {"open", open_majors(&f), NULL},
                                  {"unplanned", without_plan(&f) ? f.minors - f.plans_accepted : 0, NULL},
                                  {"undetermined", f.undetermined, NULL},
                                  {"key_undetermined", f.key_undetermined, NULL},
                                  {"concerns", (int64_t)f.majors + f.minors + f.concerns, NULL},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &row->rule, NULL, values);
    r->number = open_majors(&f);
    add_remarks(r, row, &f);
    return isms__ruling_finish(r, out);
}
