/* Grading: derives the case from the facts, runs the table of rules, and picks the rule that names the result. */
#include "finding.h"

#include <string.h>

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Approved exceptions remove lapses, missed ones first; an excepted missed occasion no longer counts as one that fell due. */
static void apply_exceptions(isms__case *c)
{
    const int64_t *value = c->facts->value;
    int64_t missed = value[ISMS_FACT_MISSED], left = value[ISMS_FACT_EXCEPTED], covered = least(missed, left);
    c->missed = missed - covered;
    c->late = value[ISMS_FACT_LATE] - least(value[ISMS_FACT_LATE], left - covered);
    c->occasions = value[ISMS_FACT_N] - covered;
}

static int64_t derive_fulfilled(const isms__case *c)
{
    const int64_t *value = c->facts->value;
    bool is_planned = value[ISMS_FACT_PLANNED] == ISMS__PLANNED_YES;
    if (is_planned && value[ISMS_FACT_PLAN_LATE] == ISMS__PLAN_LATE_YES)
        return ISMS__FUL_NO;
    if (value[ISMS_FACT_FUL] != ISMS__FUL_DERIVED)
        return value[ISMS_FACT_FUL];
    bool absent = value[ISMS_FACT_IMPL] == ISMS__IMPL_NONE && value[ISMS_FACT_APPL] == ISMS__APPL_YES && !is_planned;
    return c->missed + c->late > 0 || absent ? ISMS__FUL_NO : ISMS__FUL_YES;
}

static bool is_severe(const isms__case *c)
{
    const int64_t *value = c->facts->value;
    bool cb = c->thresholds->profile == ISMS_PROFILE_CB;
    if (isms_facts_has(c->facts, ISMS_FACT_PROFILE))
        cb = value[ISMS_FACT_PROFILE] == ISMS__PROFILE_CB;
    return !cb || value[ISMS_FACT_REQ] == ISMS__REQ_CLAUSE || value[ISMS_FACT_REQ] == ISMS__REQ_LEGAL ||
           value[ISMS_FACT_RISK] == ISMS__RISK_HIGH || value[ISMS_FACT_RISK] == ISMS__RISK_CRITICAL;
}

static void derive(isms__case *c, const isms_facts *facts, const isms_thresholds *thresholds)
{
    const int64_t *value = facts->value;
    c->facts = facts;
    c->thresholds = thresholds;
    apply_exceptions(c);
    c->fulfilled = derive_fulfilled(c);
    c->severe = is_severe(c);
    c->limited = value[ISMS_FACT_DOCONLY] == ISMS__DOCONLY_YES || value[ISMS_FACT_GRAN] == ISMS__GRAN_ITEM ||
                 value[ISMS_FACT_PLANNED] == ISMS__PLANNED_YES;
}

static void hit(isms__grading *out, const isms__case *c, const isms__finding_rule *rule)
{
    isms_grade grade = rule->flags & ISMS__BY_PROFILE && !c->severe ? ISMS_GRADE_MINOR : rule->grade;
    if (out->count < ISMS__HITS_MOST)
        out->hits[out->count++] = (isms__hit){rule, grade};
}

static bool only_first(isms__phase phase)
{
    return phase != ISMS__PHASE_REMARK && phase != ISMS__PHASE_AGGRAVATION;
}

static void run_phase(isms__grading *out, const isms__case *c, isms__phase phase)
{
    const isms__finding_rule *rule;
    for (size_t i = 0; (rule = isms__finding_rule_at(i)) != NULL; i++) {
        if (rule->phase != phase || !rule->fires(c))
            continue;
        hit(out, c, rule);
        if (only_first(phase))
            return;
    }
}

static void run(isms__grading *out, const isms__case *c)
{
    run_phase(out, c, ISMS__PHASE_GATE);
    if (out->count)
        return;
    if (c->fulfilled == ISMS__FUL_YES) {
        run_phase(out, c, ISMS__PHASE_FULFILLED);
        return;
    }
    run_phase(out, c, ISMS__PHASE_REMARK);
    run_phase(out, c, ISMS__PHASE_LAPSE);
    if (!c->limited)
        run_phase(out, c, ISMS__PHASE_EXTENT);
    run_phase(out, c, ISMS__PHASE_AGGRAVATION);
}

/* At major a firm rule beats one to be confirmed, at minor a telling one beats a weak one; among equals the last names. */
static bool names_better(const isms__hit *a, const isms__hit *b)
{
    if (a->grade != b->grade)
        return a->grade > b->grade;
    unsigned lesser = a->grade == ISMS_GRADE_MAJOR ? ISMS__CONFIRM : ISMS__WEAK;
    return !(a->rule->flags & lesser) || (b->rule->flags & lesser);
}

static size_t naming(const isms__grading *g)
{
    size_t best = 0;
    for (size_t i = 1; i < g->count; i++)
        if (names_better(&g->hits[i], &g->hits[best]))
            best = i;
    return best;
}

static bool needs_confirmation(const isms__grading *g, const isms__hit *named)
{
    if (named->grade != ISMS_GRADE_MINOR)
        return named->rule->flags & ISMS__CONFIRM;
    for (size_t i = 0; i < g->count; i++)
        if (g->hits[i].rule->flags & ISMS__CONFIRM)
            return true;
    return false;
}

void isms__finding_grade(const isms_facts *facts, const isms_thresholds *thresholds, isms__case *out_case, isms__grading *out)
{
    derive(out_case, facts, thresholds);
    out->count = 0;
    run(out, out_case);
    size_t best = naming(out);
    isms__hit named = out->hits[best];
    memmove(&out->hits[1], &out->hits[0], best * sizeof out->hits[0]);
    out->hits[0] = named;
    out->grade = named.grade;
    out->state = named.rule->state;
    out->confirm = needs_confirmation(out, &named);
}
