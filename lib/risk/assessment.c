/* Assessing the risks of a model: levels by the matrices of their methods, state by state. */
#include "assessment.h"

#include "core/diagnostics.h"
#include "model/store.h"

#include <isms/method_record.h>
#include <string.h>

const isms__state_attributes isms__states[4] = {
    {"inherent", ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_INHERENT_IMPACT, ISMS_RISK_INHERENT_LEVEL,
     ISMS_RISK_INHERENT_IMPACTS_CRITERION, ISMS_RISK_INHERENT_IMPACTS_IMPACT},
    {"current", ISMS_RISK_CURRENT_LIKELIHOOD, ISMS_RISK_CURRENT_IMPACT, ISMS_RISK_CURRENT_LEVEL,
     ISMS_RISK_CURRENT_IMPACTS_CRITERION, ISMS_RISK_CURRENT_IMPACTS_IMPACT},
    {"residual", ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_RESIDUAL_IMPACT, ISMS_RISK_RESIDUAL_LEVEL,
     ISMS_RISK_RESIDUAL_IMPACTS_CRITERION, ISMS_RISK_RESIDUAL_IMPACTS_IMPACT},
    {"target", ISMS_RISK_TARGET_LIKELIHOOD, ISMS_RISK_TARGET_IMPACT, ISMS_RISK_TARGET_LEVEL, ISMS_RISK_TARGET_IMPACTS_CRITERION,
     ISMS_RISK_TARGET_IMPACTS_IMPACT}};

const char *isms_state_name(isms_state state)
{
    return state >= ISMS_INHERENT && state <= ISMS_TARGET ? isms__states[state].name : "";
}

static void tell(const isms_assessment *x, const isms__assessed *a, isms_diagnostics *problems)
{
    char record[160];
    const char *key = isms_record_key(x->model, a->risk);
    isms__where where = {record, NULL, NULL, 0, 0};
    size_t n = strlen(key);
    memcpy(record, "risk ", 5);
    memcpy(record + 5, key, n + 1);
    isms_record_location(x->model, a->risk, &where.source, &where.line, &where.column);
    if (a->method < 0 && a->present < 0)
        isms__report(problems, ISMS_SEVERITY_WARNING, "ISMS-ASSESS-01", &where,
                     "risk %s is not assessed: no risk method applies to it", key);
    else if (a->present < 0)
        isms__report(problems, ISMS_SEVERITY_WARNING, "ISMS-ASSESS-02", &where,
                     "risk %s is not assessed: no state has a level, or a likelihood and an impact on the method's scales",
                     key);
    for (int s = 0; s < 4; s++) {
        const isms__assessed_state *st = &a->states[s];
        if (st->origin == ISMS_LEVEL_COMPUTED && st->recorded >= 0 && st->recorded != st->rank)
            isms__report(problems, ISMS_SEVERITY_WARNING, "ISMS-ASSESS-03", &where,
                         "risk %s: %s level is recorded as %s, computed %s", key, isms__states[s].name,
                         isms__assessment_level_id(x, a, st->recorded), isms__assessment_level_id(x, a, st->rank));
    }
}

static isms_status assess_all(isms_assessment *x, isms_diagnostics *problems)
{
    isms_status status = isms__method_tables(x);
    if (status == ISMS_OK)
        status = isms__assess_levels(x);
    if (status == ISMS_OK)
        status = isms__assess_formulas(x);
    for (size_t i = 0; status == ISMS_OK && problems && i < x->count; i++)
        tell(x, &x->risks[i], problems);
    return status;
}

/* A risk method of the model, else a preset matrix, which the snapshot takes over as a record of its own. */
static isms_status find_method(isms_model *snapshot, const char *id, isms_id *out)
{
    *out = isms_find(snapshot, ISMS_METHOD, id);
    if (*out)
        return ISMS_OK;
    snapshot->read_only = false;
    isms_status status = isms_method_record_adopt(snapshot, id, id, out);
    snapshot->read_only = true;
    return status;
}

static const isms_assess_options default_options = ISMS_ASSESS_OPTIONS_INIT;

isms_status isms_assess(const isms_model *model, const isms_assess_options *given, isms_diagnostics *problems,
                        isms_assessment **out)
{
    isms_assess_options options;
    isms_model *copy = NULL;
    if (!model || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&options, sizeof options, given ? given : &default_options) || options.flags)
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(options.allocator);
    isms_id method = ISMS_NONE;
    if (!a)
        return ISMS_E_MISUSE;
    isms_status status = isms_model_snapshot(model, &copy);
    if (status == ISMS_OK && options.method)
        status = find_method(copy, options.method, &method);
    if (status != ISMS_OK) {
        isms_model_free(copy);
        return status;
    }
    isms_assessment *x = isms__allocate_zero(a, sizeof *x);
    if (!x) {
        isms_model_free(copy);
        return ISMS_E_NO_MEMORY;
    }
    x->host = *a;
    x->model = copy;
    x->one_method = method;
    x->as_of = options.as_of;
    status = assess_all(x, problems);
    if (status != ISMS_OK) {
        isms_assessment_free(x);
        return status;
    }
    *out = x;
    return ISMS_OK;
}

void isms_assessment_free(isms_assessment *x)
{
    if (!x)
        return;
    const isms_allocator a = x->host;
    isms__assessment_forget(x);
    isms__method_tables_free(x);
    isms__release(&a, x->risks, (x->capacity + 1) * sizeof *x->risks);
    isms__release(&a, atomic_load(&x->ranking), (x->count + 1) * sizeof(uint32_t));
    isms_model_free(x->model);
    isms__release(&a, x, sizeof *x);
}

/* ------------------------------------------------------------------ asking */

size_t isms_assessment_count(const isms_assessment *x)
{
    return x ? x->count : 0;
}

isms_id isms_assessment_risk(const isms_assessment *x, size_t i)
{
    return x && i < x->count ? x->risks[i].risk : ISMS_NONE;
}

/* Risks stand in the order of their ids, which are the order of the model. */
const isms__assessed *isms__assessment_find(const isms_assessment *x, isms_id risk)
{
    size_t low = 0, high = x ? x->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uint32_t)x->risks[middle].risk < (uint32_t)risk)
            low = middle + 1;
        else
            high = middle;
    }
    return x && low < x->count && x->risks[low].risk == risk ? &x->risks[low] : NULL;
}

static const isms__assessed_state *state_of(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed *a = isms__assessment_find(x, risk);
    return a && state >= ISMS_INHERENT && state <= ISMS_TARGET ? &a->states[state] : NULL;
}

const char *isms__assessment_level_id(const isms_assessment *x, const isms__assessed *a, int32_t rank)
{
    return rank < 0 || a->method < 0
               ? NULL
               : isms_list_text(x->model, x->methods[a->method].record, ISMS_METHOD_LEVELS_ID, (size_t)rank);
}

const char *isms_assessment_level(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? isms__assessment_level_id(x, isms__assessment_find(x, risk), s->rank) : NULL;
}

int32_t isms_assessment_rank(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? s->rank : -1;
}

int32_t isms_assessment_likelihood(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? s->likelihood : 0;
}

int32_t isms_assessment_impact(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? s->impact : 0;
}

isms_level_origin isms_assessment_origin(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? s->origin : ISMS_LEVEL_UNKNOWN;
}

const char *isms_assessment_recorded(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s && s->recorded >= 0 && s->recorded != s->rank
               ? isms__assessment_level_id(x, isms__assessment_find(x, risk), s->recorded)
               : NULL;
}

isms_state isms_assessment_present(const isms_assessment *x, isms_id risk)
{
    const isms__assessed *a = isms__assessment_find(x, risk);
    return a ? a->present : -1;
}

isms_decision isms__assessment_decision_at(const isms_assessment *x, const isms__assessed *a, int32_t rank)
{
    return rank >= 0 && a->method >= 0
               ? isms_list_value(x->model, x->methods[a->method].record, ISMS_METHOD_LEVELS_DECISION, (size_t)rank)
               : 0;
}

isms_decision isms_assessment_decision(const isms_assessment *x, isms_id risk, isms_state state)
{
    const isms__assessed_state *s = state_of(x, risk, state);
    return s ? isms__assessment_decision_at(x, isms__assessment_find(x, risk), s->rank) : 0;
}

size_t isms_assessment_count_at(const isms_assessment *x, const char *level)
{
    size_t n = 0;
    for (size_t i = 0; x && i < x->count; i++) {
        const isms__assessed *a = &x->risks[i];
        const char *present = a->present >= 0 ? isms__assessment_level_id(x, a, a->states[a->present].rank) : NULL;
        n += a->open && (level ? present && strcmp(present, level) == 0 : !present);
    }
    return n;
}
