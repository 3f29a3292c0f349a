/* The score pair of a pre-audit: a mean that falls when data are withheld (readiness.md 10). */
#include "readiness.h"

#include <isms/catalogue.h>

#include <string.h>

enum { NOTHING = -1 };

/* Sum of the values of a requirement's rules: known ones as they are, unknown ones as 0 and as 100. */
typedef struct sums {
    int32_t lower, upper, rules, determined;
} sums;

/* What the rules come to; worst is of a rule as a whole, of_area of a rule at one requirement. */
typedef struct values {
    int8_t *worst, *of_area;
    size_t areas;
} values;

typedef struct totals {
    int32_t lower, upper, count;
} totals;

static int8_t value_of(const isms__result *r)
{
    if (r->unknown_need || r->confirm || r->grade == ISMS_GRADE_MAJOR || r->undetermined)
        return 0;
    return r->grade == ISMS_GRADE_MINOR ? 50 : r->grade == ISMS_GRADE_OFI ? 90 : 100;
}

static void lower_to(int8_t *value, int8_t to)
{
    if (*value == NOTHING || to < *value)
        *value = to;
}

static bool make_values(const isms__run *run, values *v)
{
    const isms_audit *audit = run->audit;
    size_t rules = isms__readiness_rule_count;
    v->areas = audit->area_count;
    v->worst = isms__allocate(run->a, rules);
    v->of_area = isms__allocate(run->a, rules * v->areas);
    if (!v->worst || !v->of_area)
        return false;
    memset(v->worst, NOTHING, rules);
    memset(v->of_area, NOTHING, rules * v->areas);
    for (size_t i = 0; i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        lower_to(&v->worst[r->rule], value_of(r));
        if (r->places[ISMS__IN_REQUIREMENT] >= 0)
            lower_to(&v->of_area[r->rule * v->areas + (size_t)r->places[ISMS__IN_REQUIREMENT]], value_of(r));
    }
    return true;
}

static void free_values(const isms__run *run, values *v)
{
    isms__release(run->a, v->worst, isms__readiness_rule_count);
    isms__release(run->a, v->of_area, isms__readiness_rule_count * v->areas);
}

/* Where a rule counts: at the fact `ref` where that is fixed, else at its requirement; a rule with neither judges whether the
 * organization does as it said it would, which is 8.1. */
static void home_of(const isms__readiness_rule *rule, char out[32])
{
    const char *ref = strstr(rule->facts, "ref="), *from = *rule->requirement ? rule->requirement : "8.1";
    size_t n = ref ? strcspn(ref + 4, ";") : 0;
    if (n >= 2 && n < 32 && !memchr(ref + 4, '{', n)) /* a single letter stands for all of Annex A */
        from = ref + 4;
    else
        n = strlen(from);
    memcpy(out, from, n);
    out[n] = '\0';
}

/* A rule that judges one control after the other, by its entry in the Statement of Applicability. */
static bool is_per_control(const isms__readiness_rule *rule)
{
    return strstr(rule->facts, "ref={control}") != NULL;
}

static void add_value(sums *s, int32_t lower, int32_t upper, bool determined)
{
    s->lower += lower;
    s->upper += upper;
    s->rules++;
    s->determined += determined;
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

static void add_rule(const isms_audit *audit, size_t rule, const values *v, sums *s)
{
    size_t by = speaker(audit, rule);
    const isms__tally *t = &audit->tallies[by];
    if (t->state == ISMS__NOT_DETERMINED)
        add_value(s, 0, 100, false);
    else if (t->state == ISMS__WAS_CLEAR)
        add_value(s, 100, 100, true);
    else if (t->state == ISMS__HAS_FIRED) {
        int32_t value = v->worst[by] == NOTHING ? 100 : v->worst[by];
        add_value(s, t->unknown ? 0 : value, value, true);
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

/* Counts a requirement in its area, the group of that and the whole audit. */
static void count_in_areas(isms_audit *audit, size_t area, int32_t group, bool determined)
{
    size_t where[3] = {area, group >= 0 ? (size_t)group : area, audit->area_count - 1};
    for (size_t i = 0; i < 3; i++) {
        if (i && where[i] == area)
            continue;
        audit->areas[where[i]].assessed += determined;
        audit->areas[where[i]].undetermined += !determined;
    }
}

/* Adds a requirement to the totals, and to the areas that it belongs to. */
static void settle(isms__run *run, size_t area, sums *s, totals *t)
{
    isms_audit *audit = run->audit;
    const char *name = isms__area_name(audit, &audit->areas[area]);
    if (s->rules == 0) {
        bool conform = assessed_as_conform(run, name);
        add_value(s, conform ? 100 : 0, 100, conform);
    }
    t->lower += s->lower / s->rules;
    t->upper += s->upper / s->rules;
    t->count++;
    bool own = !audit->areas[area].name;
    count_in_areas(audit, area, own ? audit->areas[area].group : isms__area_find(audit, name, true), s->determined > 0);
}

static void score_clause(isms__run *run, size_t area, const values *v, totals *t)
{
    sums s = {0};
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        const isms__readiness_rule *rule = &isms__readiness_rules[i];
        char home[32];
        if (rule->kind != ISMS__CONFORMITY || is_per_control(rule))
            continue;
        home_of(rule, home);
        if (isms__covers(run->audit->areas[area].name, home))
            add_rule(run->audit, i, v, &s);
    }
    settle(run, area, &s, t);
}

static void add_control_rule(isms__run *run, size_t rule, int8_t value, bool settled, sums *s)
{
    if (value != NOTHING)
        add_value(s, value, value, true);
    else if (run->audit->tallies[rule].state != ISMS__NOT_DETERMINED && settled)
        add_value(s, 100, 100, true);
    else
        add_value(s, 0, 100, false);
}

/* Whether the Statement of Applicability speaks of the control: included, or excluded while it is known whether it is needed.
 */
static bool is_settled(isms__run *run, isms_id entry, const char *control)
{
    if (!entry)
        return false;
    bool excluded = isms_boolean(run->model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0;
    return isms__yes(run, entry, ISMS_SOA_ENTRY_APPLICABLE) ||
           (excluded && strcmp(isms__is_needed(run, control), "unknown") != 0);
}

/* Not in the universe. */
static bool is_soundly_excluded(isms__run *run, isms_id entry, const char *control)
{
    return entry && isms_boolean(run->model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0 &&
           isms__filled(run, entry, ISMS_SOA_ENTRY_JUSTIFICATION) && strcmp(isms__is_needed(run, control), "no") == 0;
}

static void score_control(isms__run *run, size_t area, isms_id entry, const values *v, totals *t)
{
    const char *control = isms__area_name(run->audit, &run->audit->areas[area]);
    if (is_soundly_excluded(run, entry, control))
        return;
    bool settled = is_settled(run, entry, control);
    sums s = {0};
    for (size_t i = 0; i < isms__readiness_rule_count; i++) {
        const isms__readiness_rule *rule = &isms__readiness_rules[i];
        char home[32];
        if (rule->kind != ISMS__CONFORMITY)
            continue;
        home_of(rule, home);
        if (is_per_control(rule))
            add_control_rule(run, i, v->of_area[i * v->areas + area], settled, &s);
        else if (strcmp(home, control) == 0)
            add_rule(run->audit, i, v, &s);
    }
    settle(run, area, &s, t);
}

/* A requirement of the organization's own is outside the score, whose universe is that of ISO/IEC 27001; it counts in its
 * areas. */
static void score_own(isms__run *run, size_t area, isms_id entry, const values *v)
{
    totals outside = {0};
    if (entry)
        score_control(run, area, entry, v, &outside);
    else
        count_in_areas(run->audit, area, run->audit->areas[area].group, run->audit->areas[area].determined);
}

/* The entry of each control; of several the one with the least id, whatever their order. */
static bool find_entries(isms__run *run, isms_id *entries)
{
    const isms_model *m = run->model;
    isms__names places = {0};
    bool good = true;
    for (size_t i = 0; i < run->audit->area_count && good; i++) {
        if (run->audit->areas[i].scope != ISMS_AREA_REQUIREMENT)
            continue;
        uint32_t *place = isms__names_at(&places, run->a, isms__area_name(run->audit, &run->audit->areas[i]));
        good = place != NULL;
        if (good)
            *place = (uint32_t)i + 1;
    }
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e && good; e = isms_next(m, e)) {
        const char *control = isms_text(m, e, ISMS_SOA_ENTRY_CONTROL);
        uint32_t place = control ? isms__names_get(&places, control) : 0;
        isms_id other = place ? entries[place - 1] : ISMS_NONE;
        if (place && (!other || strcmp(isms_record_key(m, e), isms_record_key(m, other)) < 0))
            entries[place - 1] = e;
    }
    isms__names_free(&places, run->a);
    return good;
}

static int32_t mean(int32_t sum, int32_t count, int32_t otherwise)
{
    return count ? sum / count : otherwise;
}

isms_status isms__score(isms__run *run)
{
    isms_audit *audit = run->audit;
    totals clauses = {0}, controls = {0};
    values v = {0};
    isms_id *entries = isms__allocate_zero(run->a, audit->area_count * sizeof *entries);
    bool good = make_values(run, &v) && entries && find_entries(run, entries);
    for (size_t i = 0; i < audit->area_count && good; i++) {
        if (audit->areas[i].scope != ISMS_AREA_REQUIREMENT)
            continue;
        if (!audit->areas[i].name)
            score_own(run, i, entries[i], &v);
        else if (isms__is_annex(audit->areas[i].name))
            score_control(run, i, entries[i], &v, &controls);
        else
            score_clause(run, i, &v, &clauses);
        good = !run->failed;
    }
    free_values(run, &v);
    isms__release(run->a, entries, audit->area_count * sizeof *entries);
    if (!good)
        return ISMS_E_NO_MEMORY;
    int32_t k = mean(controls.lower, controls.count, 100), ku = mean(controls.upper, controls.count, 100);
    audit->score = (2 * mean(clauses.lower, clauses.count, 0) + k) / 3;
    audit->upper = (2 * mean(clauses.upper, clauses.count, 0) + ku) / 3;
    return ISMS_OK;
}
