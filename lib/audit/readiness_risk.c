/* Readiness rules of 6.1.2, 6.1.3 and 8.2, 8.3: risks, acceptances, treatment plans. */
#include "readiness.h"

#include <string.h>

#define M run->model

isms__verdict isms__judge_risk_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_METHOD) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_risk_02(isms__run *run, isms_id method)
{
    if (isms__filled(run, method, ISMS_METHOD_ACCEPTANCE_CRITERIA))
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms_list_count(M, method, ISMS_METHOD_LEVELS_DECISION); i < n; i++)
        if (isms_list_value(M, method, ISMS_METHOD_LEVELS_DECISION, i))
            return ISMS__CLEAR;
    return ISMS__FIRED;
}

isms__verdict isms__judge_risk_03(isms__run *run, isms_id method)
{
    return isms__filled(run, method, ISMS_METHOD_ASSESSMENT_CRITERIA) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_risk_04(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_RISK) ? ISMS__CLEAR : isms__fire(run);
}

static bool is_open(const isms__run *run, isms_id risk)
{
    return risk && isms_value(M, risk, ISMS_RISK_STATUS) != ISMS_RISK_STATUS_CLOSED;
}

isms__verdict isms__judge_risk_05(isms__run *run, isms_id risk)
{
    if (!is_open(run, risk))
        return ISMS__OUT;
    return isms_has(M, risk, ISMS_RISK_OWNER) ? ISMS__CLEAR : ISMS__FIRED;
}

/* The present level of a risk; rules that ask one after the other get what the first worked out. */
static const char *present_level(isms__run *run, isms_id risk)
{
    size_t row = (uint32_t)risk, before = run->level_capacity;
    if (!isms__reserve(run->a, (void **)&run->levels, &run->level_capacity, row + 1, sizeof *run->levels)) {
        run->failed = true;
        return NULL;
    }
    if (run->level_capacity > before)
        memset(run->levels + before, 0, (run->level_capacity - before) * sizeof *run->levels);
    if (!run->levels[row]) {
        const char *level = isms__present_level(run, risk);
        run->levels[row] = level ? level : "";
    }
    return *run->levels[row] ? run->levels[row] : NULL;
}

isms__verdict isms__judge_risk_06(isms__run *run, isms_id risk)
{
    if (!is_open(run, risk))
        return ISMS__OUT;
    return present_level(run, risk) ? ISMS__CLEAR : ISMS__FIRED;
}

/* SCALE-01 says what is off the scale; it is asked, not told again. */
static bool is_off_scale(isms__run *run, isms_id risk)
{
    isms__run probe = *run;
    probe.variables = (isms__buffer){.allocator = run->a};
    probe.related = NULL;
    probe.related_count = probe.related_capacity = 0;
    bool off = isms__judge_scale_01(&probe, risk) == ISMS__FIRED;
    isms__buffer_dispose(&probe.variables);
    isms__release(run->a, probe.related, probe.related_capacity * sizeof *probe.related);
    run->failed |= probe.failed;
    return off;
}

isms__verdict isms__judge_risk_07(isms__run *run, isms_id risk)
{
    static const struct {
        const char *name;
        isms_attribute likelihood, impact, level;
    } stages[] = {{"inherent", ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_INHERENT_IMPACT, ISMS_RISK_INHERENT_LEVEL},
                  {"current", ISMS_RISK_CURRENT_LIKELIHOOD, ISMS_RISK_CURRENT_IMPACT, ISMS_RISK_CURRENT_LEVEL},
                  {"residual", ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_RESIDUAL_IMPACT, ISMS_RISK_RESIDUAL_LEVEL}};
    isms_id method = isms__method_of(run, risk);
    isms__verdict verdict = ISMS__OUT;
    if (!method || !isms__method_is_sound(run, method))
        return method ? ISMS__OUT : ISMS__NOT_KNOWN;
    for (size_t i = 0; i < 3; i++) {
        const char *recorded = isms_text(M, risk, stages[i].level);
        if (!recorded)
            continue;
        int64_t l = isms_integer(M, risk, stages[i].likelihood, 0), c = isms_integer(M, risk, stages[i].impact, 0);
        const char *computed = isms__matrix_level(run, method, l, c);
        if (!computed)
            continue;
        if (verdict == ISMS__OUT && is_off_scale(run, risk))
            return ISMS__OUT;
        verdict = ISMS__CLEAR;
        if (strcmp(recorded, computed) == 0)
            continue;
        isms__say(run, "stage", stages[i].name);
        isms__say(run, "recorded", recorded);
        isms__say(run, "computed", computed);
        isms__say_number(run, "likelihood", l);
        isms__say_number(run, "impact", c);
        isms__relate(run, method);
        return ISMS__FIRED;
    }
    return verdict;
}

/* Interval of review: of the risk's method, else the option's. */
static int32_t review_months(const isms__run *run, isms_id risk)
{
    int64_t months = isms_integer(M, isms__method_of(run, risk), ISMS_METHOD_REVIEW_EVERY_MONTHS, 0);
    return months >= 1 && months <= 1200 ? (int32_t)months : run->audit->options.review_months;
}

isms__verdict isms__judge_risk_08(isms__run *run, isms_id risk)
{
    if (!is_open(run, risk))
        return ISMS__OUT;
    isms_day assessed = isms__day(run, risk, ISMS_RISK_ASSESSED_ON), review = isms__day(run, risk, ISMS_RISK_REVIEW_ON);
    if (assessed > run->as_of)
        return ISMS__NOT_KNOWN; /* a later date is not evidence */
    isms_day due = isms_date_add_months(assessed, review_months(run, risk));
    return (due && due < run->as_of) || (review && review < run->as_of && assessed < review) ? ISMS__FIRED : ISMS__CLEAR;
}

/* What the method says of a level; asked anew where method or level are others than those asked last for the slot. */
static const char *decision_at(isms__run *run, isms_id method, const char *level)
{
    isms__decision *known = &run->decisions[(uintptr_t)level / 4 % ISMS__DECISIONS];
    if (level && known->level == level && known->method == method)
        return known->decision;
    int rank = isms__level_rank(run, method, level);
    const char *decision = rank < 0 ? NULL : isms_list_text(M, method, ISMS_METHOD_LEVELS_DECISION, (size_t)rank);
    *known = (isms__decision){method, level, decision};
    return decision;
}

isms__verdict isms__judge_risk_09(isms__run *run, isms_id risk)
{
    const isms_id *plans;
    if (!is_open(run, risk))
        return ISMS__OUT;
    const char *level = present_level(run, risk), *decision = decision_at(run, isms__method_of(run, risk), level);
    if (!decision)
        return ISMS__NOT_KNOWN;
    if (strcmp(decision, "treat") != 0)
        return ISMS__OUT;
    if (isms_list_count(M, risk, ISMS_RISK_TREATMENT_OPTIONS))
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms__refs(run, 0, risk, ISMS_TREATMENT_PLAN_RISKS, &plans); i < n; i++)
        if (!isms__is(run, plans[i], ISMS_TREATMENT_PLAN_STATUS, "cancelled") &&
            isms_list_count(M, plans[i], ISMS_TREATMENT_PLAN_OPTIONS))
            return ISMS__CLEAR;
    return ISMS__FIRED;
}

static bool is_active(const isms__run *run, isms_id acceptance)
{
    return !isms_has(M, acceptance, ISMS_RISK_ACCEPTANCE_STATE) ||
           isms__is(run, acceptance, ISMS_RISK_ACCEPTANCE_STATE, "active");
}

isms__verdict isms__judge_risk_10(isms__run *run, isms_id risk)
{
    const isms_id *ids;
    int32_t status = isms_value(M, risk, ISMS_RISK_STATUS);
    size_t options = isms_list_count(M, risk, ISMS_RISK_TREATMENT_OPTIONS);
    bool retain = options == 1 && isms_list_value(M, risk, ISMS_RISK_TREATMENT_OPTIONS, 0) == ISMS_TREATMENT_RETAIN;
    if (status == ISMS_RISK_STATUS_CLOSED || (!retain && status != ISMS_RISK_STATUS_ACCEPTED))
        return status != ISMS_RISK_STATUS_CLOSED && !isms_has(M, risk, ISMS_RISK_TREATMENT_OPTIONS) ? ISMS__NOT_KNOWN
                                                                                                    : ISMS__OUT;
    for (size_t i = 0, n = isms__refs(run, 0, risk, ISMS_RISK_ACCEPTANCE_RISK, &ids); i < n; i++)
        if (is_active(run, ids[i]) && isms__done_by_now(run, ids[i], ISMS_RISK_ACCEPTANCE_APPROVED_ON))
            return ISMS__CLEAR;
    return ISMS__FIRED;
}

/* Another acceptance of the same risk, approved later, that still holds. */
static bool renewed(isms__run *run, isms_id acceptance, isms_id risk)
{
    const isms_id *ids;
    isms_day approved = isms__day(run, acceptance, ISMS_RISK_ACCEPTANCE_APPROVED_ON);
    for (size_t i = 0, n = isms__refs(run, 0, risk, ISMS_RISK_ACCEPTANCE_RISK, &ids); i < n; i++) {
        isms_day until = isms__day(run, ids[i], ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
        isms_day since = isms__day(run, ids[i], ISMS_RISK_ACCEPTANCE_APPROVED_ON);
        if (ids[i] != acceptance && is_active(run, ids[i]) && since && since <= run->as_of && since >= approved &&
            (!until || until >= run->as_of))
            return true;
    }
    return false;
}

isms__verdict isms__judge_risk_11(isms__run *run, isms_id acceptance)
{
    isms_id risk = isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK);
    isms_day until = isms__day(run, acceptance, ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
    if (!is_active(run, acceptance) || (risk && !is_open(run, risk)))
        return ISMS__OUT;
    if (until >= run->as_of || renewed(run, acceptance, risk))
        return ISMS__CLEAR;
    isms__say(run, "risk", isms_link_key(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK));
    isms__relate(run, isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK));
    isms__say_day(run, "expires_on", until);
    return ISMS__FIRED;
}

static bool holds_role(isms__run *run, isms_id person, isms_id role)
{
    const isms_id *ids;
    for (size_t i = 0, n = role ? isms__refs(run, 0, role, ISMS_ASSIGNMENT_ROLE, &ids) : 0; i < n; i++) {
        isms_day until = isms__day(run, ids[i], ISMS_ASSIGNMENT_UNTIL);
        if (isms_link(M, ids[i], ISMS_ASSIGNMENT_PERSON) == person &&
            isms__day(run, ids[i], ISMS_ASSIGNMENT_FROM) <= run->as_of && (!until || until >= run->as_of))
            return true;
    }
    return false;
}

static bool same_person(const isms__run *run, isms_id a, isms_attribute first, isms_id b, isms_attribute second)
{
    const char *x = isms_link_key(M, a, first), *y = isms_link_key(M, b, second);
    return x && y && strcmp(x, y) == 0;
}

isms__verdict isms__judge_risk_12(isms__run *run, isms_id acceptance)
{
    isms_id risk = isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK);
    const char *level = isms_text(M, acceptance, ISMS_RISK_ACCEPTANCE_LEVEL);
    if (!is_active(run, acceptance))
        return ISMS__OUT;
    if (isms_has(M, acceptance, ISMS_RISK_ACCEPTANCE_APPROVER)) {
        if (!risk || !isms_has(M, risk, ISMS_RISK_OWNER))
            return ISMS__NOT_KNOWN;
        if (same_person(run, acceptance, ISMS_RISK_ACCEPTANCE_APPROVER, risk, ISMS_RISK_OWNER))
            return ISMS__CLEAR;
        isms_id method = isms__method_of(run, risk), approver = isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_APPROVER);
        int rank = isms__level_rank(run, method, level);
        isms_id role = rank >= 0 ? isms_list_link(M, method, ISMS_METHOD_LEVELS_AUTHORITY_ROLE, (size_t)rank) : ISMS_NONE;
        if (approver && holds_role(run, approver, role))
            return ISMS__CLEAR;
    }
    const char *approver = isms_link_key(M, acceptance, ISMS_RISK_ACCEPTANCE_APPROVER);
    isms__say(run, "approver", approver ? approver : "nobody");
    isms__say(run, "risk", isms_link_key(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK));
    isms__relate(run, isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK));
    isms__say(run, "level", level);
    return ISMS__FIRED;
}

isms__verdict isms__judge_risk_13(isms__run *run, isms_id acceptance)
{
    isms_id risk = isms_link(M, acceptance, ISMS_RISK_ACCEPTANCE_RISK), method = isms__method_of(run, risk);
    const char *level = isms_text(M, acceptance, ISMS_RISK_ACCEPTANCE_LEVEL);
    const char *present = risk ? present_level(run, risk) : NULL;
    if (!is_active(run, acceptance))
        return ISMS__OUT;
    int accepted = isms__level_rank(run, method, level), now = isms__level_rank(run, method, present);
    if (accepted < 0 || now < 0)
        return ISMS__NOT_KNOWN;
    if (accepted >= now)
        return ISMS__CLEAR;
    isms__say(run, "level", level);
    isms__say(run, "risk", isms_record_key(M, risk));
    isms__relate(run, risk);
    isms__say(run, "present", present);
    return ISMS__FIRED;
}

isms__verdict isms__judge_risk_14(isms__run *run, isms_id risk)
{
    static const struct {
        isms_attribute later, earlier;
        const char *later_name, *earlier_name;
    } pairs[] = {{ISMS_RISK_RESIDUAL_LEVEL, ISMS_RISK_CURRENT_LEVEL, "residual", "current"},
                 {ISMS_RISK_RESIDUAL_LEVEL, ISMS_RISK_INHERENT_LEVEL, "residual", "inherent"},
                 {ISMS_RISK_CURRENT_LEVEL, ISMS_RISK_INHERENT_LEVEL, "current", "inherent"}};
    isms__verdict verdict = ISMS__OUT;
    for (size_t i = 0; i < 3; i++) {
        const char *later = isms_text(M, risk, pairs[i].later);
        const char *earlier = later ? isms_text(M, risk, pairs[i].earlier) : NULL;
        if (!earlier)
            continue;
        isms_id method = isms__method_of(run, risk);
        int a = isms__level_rank(run, method, later), b = isms__level_rank(run, method, earlier);
        if (verdict == ISMS__OUT)
            verdict = a < 0 || b < 0 ? ISMS__NOT_KNOWN : ISMS__CLEAR;
        if (a < 0 || b < 0 || a <= b)
            continue;
        isms__say(run, "later_stage", pairs[i].later_name);
        isms__say(run, "later", later);
        isms__say(run, "earlier_stage", pairs[i].earlier_name);
        isms__say(run, "earlier", earlier);
        return ISMS__FIRED;
    }
    return verdict;
}

isms__verdict isms__judge_risk_15(isms__run *run, isms_id risk)
{
    const isms_id *plans;
    const char *residual = isms_text(M, risk, ISMS_RISK_RESIDUAL_LEVEL);
    const char *before = residual ? isms_text(M, risk, ISMS_RISK_CURRENT_LEVEL) : NULL;
    if (residual && !before)
        before = isms_text(M, risk, ISMS_RISK_INHERENT_LEVEL);
    if (!residual || !before)
        return ISMS__OUT;
    isms_id method = isms__method_of(run, risk);
    int a = isms__level_rank(run, method, residual), b = isms__level_rank(run, method, before);
    if (a < 0 || b < 0)
        return ISMS__NOT_KNOWN;
    if (a >= b || isms_list_count(M, risk, ISMS_RISK_CONTROLS))
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms__refs(run, 0, risk, ISMS_TREATMENT_PLAN_RISKS, &plans); i < n; i++)
        if (isms_list_count(M, plans[i], ISMS_TREATMENT_PLAN_CONTROLS) ||
            isms__lists(run, plans[i], ISMS_TREATMENT_PLAN_OPTIONS, "avoid") ||
            isms__lists(run, plans[i], ISMS_TREATMENT_PLAN_OPTIONS, "share"))
            return ISMS__CLEAR;
    isms__say(run, "residual", residual);
    isms__say(run, "before", before);
    return ISMS__FIRED;
}

isms__verdict isms__judge_risk_16(isms__run *run, isms_id change)
{
    const isms_id *ids;
    isms_day requested = isms__day(run, change, ISMS_CHANGE_REQUESTED_ON);
    if (isms_boolean(M, change, ISMS_CHANGE_SIGNIFICANT, 0) == 0 && isms_has(M, change, ISMS_CHANGE_SIGNIFICANT))
        return ISMS__OUT;
    if (!isms__done_by_now(run, change, ISMS_CHANGE_IMPLEMENTED_ON))
        return ISMS__OUT;
    isms_id named = isms_link(M, change, ISMS_CHANGE_RISK_ASSESSMENT);
    isms_day performed = isms__day(run, named, ISMS_RISK_ASSESSMENT_PERFORMED_ON);
    if (performed && performed >= requested && performed <= run->as_of)
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms__refs(run, 0, change, ISMS_RISK_ASSESSMENT_CHANGE, &ids); i < n; i++) {
        performed = isms__day(run, ids[i], ISMS_RISK_ASSESSMENT_PERFORMED_ON);
        if (performed && performed >= requested && performed <= run->as_of)
            return ISMS__CLEAR;
    }
    return ISMS__FIRED;
}

isms__verdict isms__judge_risk_17(isms__run *run, isms_id unused)
{
    (void)unused;
    isms__schedule s = {.anchor = isms__operating_since(run)};
    for (isms_id m = isms_first(M, ISMS_METHOD); m; m = isms_next(M, m)) {
        int64_t months = isms_integer(M, m, ISMS_METHOD_REVIEW_EVERY_MONTHS, 0);
        if (months > s.months && months <= 1200)
            s.months = (int32_t)months;
    }
    if (!s.anchor || !s.months)
        return ISMS__NOT_KNOWN;
    for (isms_id a = isms_first(M, ISMS_RISK_ASSESSMENT); a; a = isms_next(M, a))
        isms__schedule_done(run, &s, isms__day(run, a, ISMS_RISK_ASSESSMENT_PERFORMED_ON));
    isms__verdict v = isms__judge_occasions(run, &s);
    return v == ISMS__FIRED ? isms__fire(run) : v;
}

/* ------------------------------------------------------------------ treatment plans */

isms__verdict isms__judge_treat_01(isms__run *run, isms_id unused)
{
    (void)unused;
    if (isms_count(M, ISMS_TREATMENT_PLAN))
        return ISMS__CLEAR;
    for (isms_id r = isms_first(M, ISMS_RISK); r; r = isms_next(M, r))
        for (size_t i = 0, n = is_open(run, r) ? isms_list_count(M, r, ISMS_RISK_TREATMENT_OPTIONS) : 0; i < n; i++)
            if (strcmp(isms_list_text(M, r, ISMS_RISK_TREATMENT_OPTIONS, i), "retain") != 0)
                return isms__fire(run);
    return ISMS__CLEAR;
}

static bool approved_by(const isms__run *run, isms_id plan, const char *person)
{
    for (size_t i = 0, n = isms_list_count(M, plan, ISMS_TREATMENT_PLAN_APPROVED_BY); i < n; i++) {
        const char *key = isms_list_key(M, plan, ISMS_TREATMENT_PLAN_APPROVED_BY, i);
        if (key && strcmp(key, person) == 0)
            return true;
    }
    return false;
}

isms__verdict isms__judge_treat_02(isms__run *run, isms_id plan)
{
    static const char *const outside[] = {"draft", "cancelled", NULL};
    if (isms__one_of(run, plan, ISMS_TREATMENT_PLAN_STATUS, outside))
        return ISMS__OUT;
    size_t n = isms_list_count(M, plan, ISMS_TREATMENT_PLAN_RISKS);
    for (size_t i = 0; i < n; i++)
        if (!isms_has(M, isms_list_link(M, plan, ISMS_TREATMENT_PLAN_RISKS, i), ISMS_RISK_OWNER))
            return ISMS__OUT;
    if (!isms__done_by_now(run, plan, ISMS_TREATMENT_PLAN_APPROVED_ON))
        return ISMS__FIRED;
    for (size_t i = 0; i < n; i++)
        if (!approved_by(run, plan, isms_link_key(M, isms_list_link(M, plan, ISMS_TREATMENT_PLAN_RISKS, i), ISMS_RISK_OWNER)))
            return ISMS__FIRED;
    return ISMS__CLEAR;
}

isms__verdict isms__judge_treat_03(isms__run *run, isms_id plan)
{
    static const char *const over[] = {"done", "cancelled", NULL};
    isms_day due = isms__day(run, plan, ISMS_TREATMENT_PLAN_DUE_ON);
    if (isms__one_of(run, plan, ISMS_TREATMENT_PLAN_STATUS, over) ||
        isms__done_by_now(run, plan, ISMS_TREATMENT_PLAN_COMPLETED_ON))
        return ISMS__OUT;
    isms__say_day(run, "due_on", due);
    return due < run->as_of ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_treat_04(isms__run *run, isms_id plan)
{
    if (isms__is(run, plan, ISMS_TREATMENT_PLAN_STATUS, "cancelled"))
        return ISMS__OUT;
    if (isms_has(M, plan, ISMS_TREATMENT_PLAN_OPTIONS) && !isms__lists(run, plan, ISMS_TREATMENT_PLAN_OPTIONS, "modify"))
        return ISMS__OUT;
    return isms_list_count(M, plan, ISMS_TREATMENT_PLAN_CONTROLS) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_treat_05(isms__run *run, isms_id plan)
{
    if (isms_has(M, plan, ISMS_TREATMENT_PLAN_STATUS) && !isms__is(run, plan, ISMS_TREATMENT_PLAN_STATUS, "done"))
        return ISMS__OUT;
    return isms_list_count(M, plan, ISMS_TREATMENT_PLAN_EVIDENCE) ? ISMS__CLEAR : ISMS__FIRED;
}
