/* Roll-up of a pre-audit: requirements, areas, the score pair and the conclusion (readiness.md 9 and 10). */
#include "readiness.h"

#include <isms/area.h>
#include <isms/catalogue.h>
#include <isms/conclusion.h>
#include <isms/finding.h>

#include <string.h>

enum { NOTHING = -1 };

/* Sum of the values of a requirement's rules: known ones as they are, unknown ones as 0 and as 100. */
typedef struct sums {
    int32_t lower, upper, rules, determined;
    int32_t majors, minors, ofis;
} sums;

static int32_t value_of(const isms__result *r)
{
    if (r->unknown_need || r->confirm || r->grade == ISMS_GRADE_MAJOR || r->undetermined)
        return 0;
    return r->grade == ISMS_GRADE_MINOR ? 50 : r->grade == ISMS_GRADE_OFI ? 90 : 100;
}

static void add_value(sums *s, int32_t lower, int32_t upper, bool determined)
{
    s->lower += lower;
    s->upper += upper;
    s->rules++;
    s->determined += determined;
}

/* The fact `ref` of a rule, where it is fixed; "" where the finding says it. */
static void home_of(const isms__readiness_rule *rule, char out[32])
{
    const char *ref = strstr(rule->facts, "ref=");
    size_t n = ref ? strcspn(ref + 4, ";") : 0;
    out[0] = '\0';
    if (n && n < 32 && !memchr(ref + 4, '{', n)) {
        memcpy(out, ref + 4, n);
        out[n] = '\0';
    }
}

/* A rule that judges one control after the other, by its entry in the Statement of Applicability. */
static bool is_per_control(const isms__readiness_rule *rule)
{
    return strstr(rule->facts, "ref={control}") != NULL;
}

/* Worst value over the results of a rule, or of those of one requirement. */
static int32_t worst(const isms_audit *audit, size_t rule, const char *requirement, int32_t otherwise)
{
    int32_t value = otherwise;
    for (size_t i = 0; i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        if (r->rule != rule)
            continue;
        const char *facts = isms__text_of(audit, r->facts), *ref = requirement ? strstr(facts, "ref=") : NULL;
        size_t n = ref ? strcspn(ref + 4, ";") : 0;
        if (requirement && (strlen(requirement) != n || strncmp(ref + 4, requirement, n) != 0))
            continue;
        int32_t v = value_of(r);
        if (value == NOTHING || v < value)
            value = v;
    }
    return value;
}

/* A rule that another one silences takes that one's value. */
static size_t speaker(const isms_audit *audit, size_t rule)
{
    const char *silent = strstr(isms__readiness_rules[rule].condition, "Silent when ");
    char id[32];
    if (!silent || audit->tallies[rule].state != ISMS__NOT_APPLICABLE)
        return rule;
    size_t n = strcspn(silent + 12, " ");
    if (n >= sizeof id)
        return rule;
    memcpy(id, silent + 12, n);
    id[n] = '\0';
    ptrdiff_t other = isms__readiness_find(id);
    return other >= 0 && audit->tallies[other].state == ISMS__HAS_FIRED ? (size_t)other : rule;
}

static void add_rule(const isms_audit *audit, size_t rule, sums *s)
{
    size_t by = speaker(audit, rule);
    const isms__tally *t = &audit->tallies[by];
    if (t->state == ISMS__NOT_APPLICABLE)
        return;
    if (t->state == ISMS__NOT_DETERMINED)
        add_value(s, 0, 100, false);
    else if (t->state == ISMS__WAS_CLEAR)
        add_value(s, 100, 100, true);
    else {
        int32_t v = worst(audit, by, NULL, 100);
        add_value(s, t->unknown ? 0 : v, v, true);
    }
}

/* A person's statement that the requirement is met, with evidence that still holds. */
static bool assessed_as_conform(const isms__run *run, const char *requirement)
{
    const isms_model *m = run->model;
    for (isms_id a = isms_first(m, ISMS_REQUIREMENT_ASSESSMENT); a; a = isms_next(m, a)) {
        if (!isms__is(run, a, ISMS_REQUIREMENT_ASSESSMENT_RESULT, "conform") ||
            !isms__is(run, a, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT, requirement))
            continue;
        for (size_t i = 0, n = isms_list_count(m, a, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE); i < n; i++)
            if (isms__evidence_valid(run, isms_list_link(m, a, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE, i)))
                return true;
    }
    return false;
}

static void settle(const isms__run *run, const char *requirement, sums *s, int32_t *lower, int32_t *upper)
{
    if (s->rules == 0) {
        bool conform = assessed_as_conform(run, requirement);
        *lower += conform ? 100 : 0;
        *upper += 100;
        s->determined += conform;
        return;
    }
    *lower += s->lower / s->rules;
    *upper += s->upper / s->rules;
}

static void count_grades(const isms_audit *audit, const char *requirement, sums *s)
{
    for (size_t i = 0; i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        const char *facts = isms__text_of(audit, r->facts), *ref = strstr(facts, "ref=");
        size_t n = strlen(requirement);
        if (!ref || strncmp(ref + 4, requirement, n) != 0 || (ref[4 + n] && ref[4 + n] != ';' && ref[4 + n] != '.'))
            continue;
        s->majors += r->grade == ISMS_GRADE_MAJOR;
        s->minors += r->grade == ISMS_GRADE_MINOR;
        s->ofis += r->grade == ISMS_GRADE_OFI;
    }
}

/* Majors that an area proposes on top of its findings. */
static isms_status proposed(isms__run *run, isms_area_scope scope, const sums *s, int32_t assessed, size_t *majors)
{
    isms_area area = ISMS_AREA_INIT;
    isms_ruling *ruling = NULL;
    area.scope = scope;
    area.majors = s->majors;
    area.minors = s->minors;
    area.ofis = s->ofis;
    area.assessed = assessed;
    isms_status status = isms_area_aggregate(&area, NULL, run->a, &ruling);
    if (status == ISMS_OK && strcmp(isms_ruling_outcome(ruling), "AGG_MAJOR") == 0)
        ++*majors;
    isms_ruling_free(ruling);
    return status;
}

typedef struct totals {
    int32_t lower, upper, count, undetermined;
    size_t proposed;
} totals;

/* The 30 clauses that can be assessed; an item belongs to its clause, and each clause to the one of its first number. */
static isms_status roll_up_clauses(isms__run *run, totals *t)
{
    const isms_model *catalogue = isms_catalogue();
    isms_status status = ISMS_OK;
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c && status == ISMS_OK; c = isms_next(catalogue, c)) {
        const char *kind = isms_text(catalogue, c, ISMS_CLAUSE_KIND), *id = isms_record_key(catalogue, c);
        sums s = {0};
        count_grades(run->audit, id, &s);
        if (strcmp(kind, "requirement") != 0) {
            if (!strchr(id, '.'))
                status = proposed(run, ISMS_AREA_CLAUSE, &s, 0, &t->proposed);
            continue;
        }
        for (size_t i = 0; i < isms__readiness_rule_count; i++) {
            const isms__readiness_rule *rule = &isms__readiness_rules[i];
            char home[32];
            home_of(rule, home);
            const char *at = *home ? home : rule->requirement;
            if (rule->kind == ISMS__CONFORMITY && !is_per_control(rule) && isms__covers(id, at))
                add_rule(run->audit, i, &s);
        }
        settle(run, id, &s, &t->lower, &t->upper);
        t->undetermined += s.determined == 0;
        t->count++;
        status = proposed(run, ISMS_AREA_REQUIREMENT, &s, s.determined, &t->proposed);
    }
    return status;
}

static isms_id entry_of(const isms__run *run, const char *control)
{
    const isms_model *m = run->model;
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e; e = isms_next(m, e))
        if (isms__is(run, e, ISMS_SOA_ENTRY_CONTROL, control))
            return e;
    return ISMS_NONE;
}

static void add_control_rules(isms__run *run, const char *control, isms_id entry, sums *s)
{
    isms_audit *audit = run->audit;
    bool included = isms__yes(run, entry, ISMS_SOA_ENTRY_APPLICABLE);
    bool excluded = entry && isms_boolean(run->model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0;
    bool known = strcmp(isms__is_needed(run, control), "unknown") != 0;
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        const isms__readiness_rule *rule = &isms__readiness_rules[i];
        char home[32];
        home_of(rule, home);
        if (rule->kind != ISMS__CONFORMITY)
            continue;
        if (strcmp(home, control) == 0) {
            add_rule(audit, i, s);
        } else if (is_per_control(rule)) {
            int32_t v = worst(audit, i, control, NOTHING);
            if (audit->tallies[i].state == ISMS__NOT_DETERMINED && v == NOTHING)
                add_value(s, 0, 100, false);
            else if (v != NOTHING)
                add_value(s, v, v, true);
            else if (included || (excluded && known))
                add_value(s, 100, 100, true);
            else
                add_value(s, 0, 100, false);
        }
    }
}

static isms_status roll_up_controls(isms__run *run, totals *t)
{
    const isms_model *catalogue = isms_catalogue();
    isms_status status = ISMS_OK;
    static const char *const themes[] = {"A.5", "A.6", "A.7", "A.8"};
    int32_t assessed[4] = {0};
    for (isms_id c = isms_first(catalogue, ISMS_CONTROL_REFERENCE); c && status == ISMS_OK; c = isms_next(catalogue, c)) {
        const char *id = isms_record_key(catalogue, c);
        isms_id entry = entry_of(run, id);
        bool out = entry && isms_boolean(run->model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0;
        if (out && isms__filled(run, entry, ISMS_SOA_ENTRY_JUSTIFICATION) && strcmp(isms__is_needed(run, id), "no") == 0)
            continue; /* soundly excluded: not in the universe */
        sums s = {0};
        count_grades(run->audit, id, &s);
        add_control_rules(run, id, entry, &s);
        settle(run, id, &s, &t->lower, &t->upper);
        t->count++;
        for (size_t k = 0; k < 4; k++)
            assessed[k] += isms__covers(themes[k], id) && s.determined;
        status = proposed(run, ISMS_AREA_REQUIREMENT, &s, s.determined, &t->proposed);
    }
    for (size_t k = 0; k < 4 && status == ISMS_OK; k++) {
        sums s = {0};
        count_grades(run->audit, themes[k], &s);
        status = proposed(run, ISMS_AREA_THEME, &s, assessed[k], &t->proposed);
    }
    return status;
}

static bool fired(const isms__run *run, const char *id)
{
    return isms__rule_fired(run, id);
}

/* Stage 1 asks whether the system is ready to be audited at all (audit.md 2, key gaps). */
static bool key_gap(const isms__run *run)
{
    return fired(run, "ISMS-4.3-01") || fired(run, "ISMS-RISK-01") || fired(run, "ISMS-RISK-04") || fired(run, "ISMS-SOA-01") ||
           (fired(run, "ISMS-9.2-01") && fired(run, "ISMS-9.3-01")) || fired(run, "ISMS-OBL-01") || fired(run, "ISMS-4.3-04") ||
           fired(run, "ISMS-GAP-01") || fired(run, "ISMS-EXC-03");
}

static int32_t audit_kind(isms_stage stage)
{
    static const struct {
        isms_stage stage;
        const char *kind;
    } kinds[] = {{ISMS_STAGE_GAP, "gap"},
                 {ISMS_STAGE_1, "stage1"},
                 {ISMS_STAGE_2, "stage2"},
                 {ISMS_STAGE_SURVEILLANCE, "surveillance"},
                 {ISMS_STAGE_RECERTIFICATION, "recertification"},
                 {ISMS_STAGE_SPECIAL, "special"},
                 {ISMS_STAGE_INTERNAL, "internal"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].stage == stage)
            return isms_value_by_name(ISMS_ENUM_AUDIT_KIND, kinds[i].kind);
    return 0;
}

static isms_status draw(isms__run *run, const totals *clauses)
{
    isms_audit *audit = run->audit;
    isms_conclusion found = ISMS_CONCLUSION_INIT;
    isms_ruling *ruling = NULL;
    found.kind = audit_kind(run->stage);
    found.majors = (int32_t)audit->majors;
    found.minors = (int32_t)audit->minors;
    found.concerns = (int32_t)audit->ofis;
    found.key_gap = key_gap(run);
    found.scope_unclear = fired(run, "ISMS-4.3-02");
    found.undetermined = audit->majors ? 0 : clauses->undetermined; /* a major fails whatever else is found */
    isms_status status = isms_conclusion_draw(&found, NULL, run->a, &ruling);
    if (status == ISMS_OK) {
        audit->conclusion = isms__keep(audit, isms_ruling_outcome(ruling));
        audit->conclusion_rule = isms__keep(audit, isms_ruling_rule(ruling));
        audit->conclusion_text = isms__keep(audit, isms_ruling_sentence(ruling));
    }
    isms_ruling_free(ruling);
    return status;
}

static void headline(isms_audit *audit)
{
    isms__buffer b = {.allocator = &audit->host};
    isms__buffer_print(&b, "%s (%zu %s, %zu %s), score %d (at most %d), %d %% determined, %zu integrity %s",
                       isms__text_of(audit, audit->conclusion), audit->majors, audit->majors == 1 ? "major" : "majors",
                       audit->minors, audit->minors == 1 ? "minor" : "minors", (int)audit->score, (int)audit->upper,
                       (int)audit->determined, audit->errors, audit->errors == 1 ? "error" : "errors");
    audit->headline = isms__keep(audit, isms__buffer_c(&b));
    audit->texts.failed |= b.failed;
    isms__buffer_dispose(&b);
}

isms_status isms__conclude(isms__run *run)
{
    isms_audit *audit = run->audit;
    totals clauses = {0}, controls = {0};
    size_t known = 0, unknown = 0;
    for (size_t i = 0; i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        audit->majors += r->grade == ISMS_GRADE_MAJOR;
        audit->minors += r->grade == ISMS_GRADE_MINOR;
        audit->ofis += r->grade == ISMS_GRADE_OFI;
        audit->errors += isms__readiness_rules[r->rule].kind == ISMS__INTEGRITY && r->severity == ISMS_SEVERITY_ERROR;
    }
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        if (isms__readiness_rules[i].kind != ISMS__CONFORMITY)
            continue;
        known += audit->tallies[i].state == ISMS__HAS_FIRED || audit->tallies[i].state == ISMS__WAS_CLEAR;
        unknown += audit->tallies[i].state == ISMS__NOT_DETERMINED;
    }
    audit->determined = known + unknown ? (int32_t)(known * 100 / (known + unknown)) : 0;
    isms_status status = roll_up_clauses(run, &clauses);
    if (status == ISMS_OK)
        status = roll_up_controls(run, &controls);
    if (status != ISMS_OK)
        return status;
    audit->majors += clauses.proposed + controls.proposed;
    int32_t c = clauses.count ? clauses.lower / clauses.count : 0, k = controls.count ? controls.lower / controls.count : 100;
    int32_t cu = clauses.count ? clauses.upper / clauses.count : 0, ku = controls.count ? controls.upper / controls.count : 100;
    audit->score = (2 * c + k) / 3;
    audit->upper = (2 * cu + ku) / 3;
    status = draw(run, &clauses);
    headline(audit);
    return status == ISMS_OK && audit->texts.failed ? ISMS_E_NO_MEMORY : status;
}
