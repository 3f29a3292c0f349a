/* The verdict of a pre-audit: counts, conclusion for the stage, headline and title (audit.md 2, readiness.md 9 and 10). */
#include "readiness.h"

#include <isms/conclusion.h>

#include <string.h>

/* Stage 1 asks whether the system is ready to be audited at all (audit.md 2, key gaps). */
static bool has_key_gap(const isms__run *run)
{
    static const char *const each[] = {"ISMS-4.3-01", "ISMS-RISK-01", "ISMS-RISK-04", "ISMS-SOA-01",
                                       "ISMS-OBL-01", "ISMS-4.3-04",  "ISMS-GAP-01",  "ISMS-EXC-03"};
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
        if (isms__rule_fired(run, each[i]))
            return true;
    return isms__rule_fired(run, "ISMS-9.2-01") && isms__rule_fired(run, "ISMS-9.3-01");
}

/* How many of the elements of that list nobody can tell of: from silence it does not follow that they are there. */
static size_t count_key_unknown(const isms__run *run)
{
    static const char *const each[] = {"ISMS-4.3-01", "ISMS-RISK-01", "ISMS-RISK-04", "ISMS-SOA-01", "ISMS-OBL-01"};
    bool audits = isms__rule_is_open(run, "ISMS-9.2-01"), reviews = isms__rule_is_open(run, "ISMS-9.3-01");
    size_t n =
        (audits && (reviews || isms__rule_fired(run, "ISMS-9.3-01"))) || (reviews && isms__rule_fired(run, "ISMS-9.2-01"));
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
        n += isms__rule_is_open(run, each[i]);
    return n;
}

static int32_t audit_kind(isms_stage stage)
{
    static const struct {
        isms_stage stage;
        int32_t kind;
    } kinds[] = {{ISMS_STAGE_GAP, ISMS_AUDIT_KIND_GAP},
                 {ISMS_STAGE_1, ISMS_AUDIT_KIND_STAGE1},
                 {ISMS_STAGE_2, ISMS_AUDIT_KIND_STAGE2},
                 {ISMS_STAGE_SURVEILLANCE, ISMS_AUDIT_KIND_SURVEILLANCE},
                 {ISMS_STAGE_RECERTIFICATION, ISMS_AUDIT_KIND_RECERTIFICATION},
                 {ISMS_STAGE_SPECIAL, ISMS_AUDIT_KIND_SPECIAL},
                 {ISMS_STAGE_INTERNAL, ISMS_AUDIT_KIND_INTERNAL}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].stage == stage)
            return kinds[i].kind;
    return 0;
}

isms_status isms__redraw(const isms_audit *audit, const isms__counts *counts, const isms_allocator *a, isms_ruling **out)
{
    isms_conclusion found = ISMS_CONCLUSION_INIT;
    found.kind = audit_kind(audit->options.stage);
    found.majors = (int32_t)counts->majors;
    found.minors = (int32_t)counts->minors;
    found.plans_accepted = (int32_t)(counts->plans < counts->minors ? counts->plans : counts->minors);
    found.key_gap = counts->key_gaps > 0;
    found.key_undetermined = (int32_t)counts->key_unknown;
    found.scope_unclear = counts->unclear_scopes > 0;
    found.past_six_months = counts->past_six_months;
    found.past_deadline = counts->past_deadline;
    found.expired = counts->expired;
    found.restorable = counts->restorable;
    found.undetermined = counts->majors ? 0 : (int32_t)counts->undetermined; /* a major fails whatever else is found */
    return isms_conclusion_draw(&found, &audit->thresholds, a, out);
}

static void count_results(isms_audit *audit)
{
    for (size_t i = 0; i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        audit->counts.majors += r->counted == ISMS_GRADE_MAJOR;
        audit->counts.minors += r->counted == ISMS_GRADE_MINOR;
        audit->ofis += r->counted == ISMS_GRADE_OFI;
        audit->errors += isms__readiness_rules[r->rule].kind == ISMS__INTEGRITY && r->severity == ISMS_SEVERITY_ERROR;
    }
    for (size_t i = 0; i < audit->recorded_count; i++) {
        const isms__recorded *f = &audit->recorded[i];
        audit->counts.majors += f->counts && f->counted == ISMS_GRADE_MAJOR;
        audit->counts.minors += f->counts && f->counted == ISMS_GRADE_MINOR;
        audit->counts.plans += f->counts && f->counted == ISMS_GRADE_MINOR && f->plan_accepted;
    }
}

/* The time to close a major that an auditor recorded runs from the end of the audit: D-07 at Stage 2, else D-08. */
static void look_at_deadlines(isms__run *run)
{
    isms_audit *audit = run->audit;
    for (size_t i = 0; i < audit->recorded_count; i++) {
        const isms__recorded *f = &audit->recorded[i];
        isms_id of = isms_link(run->model, f->id, ISMS_AUDIT_FINDING_AUDIT);
        isms_day end = isms__day(run, of, ISMS_AUDIT_COMPLETED_ON);
        if (!f->counts || f->counted != ISMS_GRADE_MAJOR || !end)
            continue;
        audit->counts.past_deadline |= end + audit->thresholds.close_days < run->as_of;
        audit->counts.past_six_months |= isms_date_add_months(end, 6) < run->as_of;
    }
}

/* The certificate that expires last; one that was withdrawn or handed over is none. */
static void look_at_certificate(isms__run *run)
{
    static const char *const over[] = {"WITHDRAWN", "TRANSFERRED", "REFUSED", NULL};
    isms__counts *n = &run->audit->counts;
    isms_day last = 0;
    for (isms_id c = isms_first(run->model, ISMS_CERTIFICATION); c; c = isms_next(run->model, c)) {
        isms_day expires = isms__day(run, c, ISMS_CERTIFICATION_EXPIRES_ON);
        if (expires > last && !isms__one_of(run, c, ISMS_CERTIFICATION_STATE, over))
            last = expires;
    }
    n->expired = last && last < run->as_of;
    n->restorable = n->expired && run->as_of <= isms_date_add_months(last, 6);
}

static void count_rules(isms_audit *audit)
{
    size_t known = 0, unknown = 0, fired = 0, determined = 0;
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        isms__state state = audit->tallies[i].state;
        bool is_known = state == ISMS__HAS_FIRED || state == ISMS__WAS_CLEAR;
        determined += is_known;
        if (isms__readiness_rules[i].kind != ISMS__CONFORMITY)
            continue;
        known += is_known;
        unknown += state == ISMS__NOT_DETERMINED;
        fired += state == ISMS__HAS_FIRED;
    }
    audit->determined = known + unknown ? (int32_t)(known * 100 / (known + unknown)) : 0;
    audit->title = !audit->count && !determined ? "empty"
                   : fired || audit->count      ? "findings"
                   : unknown                    ? "incomplete"
                                                : "clean";
}

static void add_headline(isms_audit *audit)
{
    const isms__counts *n = &audit->counts;
    isms__buffer b = {.allocator = &audit->host};
    isms__buffer_print(&b, "%s (%zu %s, %zu %s), score %d (at most %d), %d %% determined, %zu integrity %s",
                       isms__text_of(audit, audit->conclusion), n->majors, n->majors == 1 ? "major" : "majors", n->minors,
                       n->minors == 1 ? "minor" : "minors", (int)audit->score, (int)audit->upper, (int)audit->determined,
                       audit->errors, audit->errors == 1 ? "error" : "errors");
    audit->headline = isms__keep(audit, isms__buffer_c(&b));
    audit->texts.failed |= b.failed;
    isms__buffer_dispose(&b);
}

static isms_status draw(isms__run *run)
{
    isms_audit *audit = run->audit;
    isms_ruling *ruling = NULL;
    for (size_t i = 0; i < audit->area_count; i++) {
        const isms__sum *area = &audit->areas[i];
        if (area->scope == ISMS_AREA_REQUIREMENT && !isms__is_annex(area->name))
            audit->counts.undetermined += (size_t)area->undetermined;
    }
    audit->counts.key_gaps = has_key_gap(run);
    audit->counts.key_unknown = count_key_unknown(run);
    look_at_deadlines(run);
    look_at_certificate(run);
    audit->counts.unclear_scopes = isms__rule_fired(run, "ISMS-4.3-02");
    isms_status status = isms__redraw(audit, &audit->counts, run->a, &ruling);
    if (status == ISMS_OK) {
        audit->conclusion = isms__keep(audit, isms_ruling_outcome(ruling));
        audit->conclusion_rule = isms__keep(audit, isms_ruling_rule(ruling));
        audit->conclusion_text = isms__keep(audit, isms_ruling_sentence(ruling));
        audit->conclusion_next = isms__keep(audit, isms_ruling_next_step(ruling));
    }
    isms_ruling_free(ruling);
    return status;
}

isms_status isms__conclude(isms__run *run)
{
    isms_audit *audit = run->audit;
    count_results(audit);
    count_rules(audit);
    isms_status status = isms__areas_start(run);
    if (status == ISMS_OK)
        status = isms__score(run);
    if (status == ISMS_OK)
        status = isms__areas_rule(run);
    if (status == ISMS_OK)
        status = draw(run);
    if (status == ISMS_OK)
        status = isms__prioritise(run);
    add_headline(audit);
    return status == ISMS_OK && audit->texts.failed ? ISMS_E_NO_MEMORY : status;
}
