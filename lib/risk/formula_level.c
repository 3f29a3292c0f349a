/* Levels by the formula of a risk method: inputs are the factors of a risk, and the likelihood and impact of a state. */
#include "assessment.h"
#include "core/buffer.h"

#include <isms/evaluation.h>
#include <isms/preset.h>
#include <math.h>
#include <string.h>

isms_status isms__formula_make(const isms_allocator *a, const isms_model *m, isms_id record, isms_method **out)
{
    const char *text = isms_text(m, record, ISMS_METHOD_FORMULA), *preset = isms_text(m, record, ISMS_METHOD_PRESET);
    isms_status status = ISMS_OK;
    *out = NULL;
    if (isms_value(m, record, ISMS_METHOD_RULE) != ISMS_METHOD_RULE_FORMULA)
        return ISMS_OK;
    if (text)
        status = isms_method_parse(isms_record_key(m, record), 1, text, a, NULL, out);
    else if (preset)
        status = isms_preset_method(preset, a, out);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK; /* one that cannot be used gives no level */
}

/* ------------------------------------------------------------------ inputs */

typedef struct inputs {
    const char *names[ISMS_METHOD_STEPS_MOST], *values[ISMS_METHOD_STEPS_MOST];
    size_t places[ISMS_METHOD_STEPS_MOST], count;
    isms__buffer texts;
} inputs;

static void add_value(inputs *in, const isms_method *method, int32_t step, double value)
{
    if (isms_method_step_kind(method, step) == ISMS_STEP_LEVEL)
        isms__buffer_text(&in->texts, isms_scale_id(isms_method_step_scale(method, step), (int32_t)value - 1));
    else
        isms__buffer_real(&in->texts, value);
}

static bool is_axis(const char *name)
{
    return strcmp(name, "likelihood") == 0 || strcmp(name, "impact") == 0;
}

/* The values of one input: factors of that name, several of them as a list; else the position of the state. */
static void add_input(inputs *in, const isms_model *m, const isms__assessed *a, int state, const isms_method *method,
                      int32_t step)
{
    const char *name = isms_method_step_name(method, step);
    const isms__assessed_state *s = &a->states[state];
    size_t place = in->texts.size, found = 0;
    double value;
    for (size_t i = 0, n = isms_list_count(m, a->risk, ISMS_RISK_FACTORS_FACTOR); i < n; i++) {
        const char *factor = isms_list_text(m, a->risk, ISMS_RISK_FACTORS_FACTOR, i);
        if (!factor || strcmp(factor, name) != 0 || isms_list_real(m, a->risk, ISMS_RISK_FACTORS_VALUE, i, &value) != ISMS_OK)
            continue;
        isms__buffer_text(&in->texts, found++ ? "," : "");
        add_value(in, method, step, value);
    }
    int32_t position = strcmp(name, "likelihood") == 0 ? s->likelihood : strcmp(name, "impact") == 0 ? s->impact : 0;
    if (!found && position) {
        add_value(in, method, step, position);
        found = 1;
    }
    isms__buffer_char(&in->texts, '\0');
    if (!found)
        return;
    in->names[in->count] = name;
    in->places[in->count++] = place;
}

/* A method that asks for likelihood and impact is evaluated for each state that has them, another one for the current state:
 * factors are what is now. */
static bool has_state(const isms__assessed *a, int state, const isms_method *method)
{
    bool axes = false;
    for (int32_t step = 0; step < isms_method_step_count(method); step++)
        axes |= isms_method_step_kind(method, step) != ISMS_STEP_RESULT && is_axis(isms_method_step_name(method, step));
    return axes ? a->states[state].likelihood && a->states[state].impact : state == ISMS_CURRENT;
}

isms_status isms__formula_evaluate(const isms_assessment *x, const isms__assessed *a, int state, isms_evaluation **out)
{
    const isms_method *method = x->methods[a->method].formula;
    inputs in = {.count = 0};
    *out = NULL;
    if (!has_state(a, state, method))
        return ISMS_ABSENT;
    isms__buffer_init(&in.texts, &x->host);
    for (int32_t step = 0; step < isms_method_step_count(method); step++)
        if (isms_method_step_kind(method, step) != ISMS_STEP_RESULT)
            add_input(&in, x->model, a, state, method, step);
    for (size_t i = 0; i < in.count && !in.texts.failed; i++)
        in.values[i] = in.texts.data + in.places[i];
    isms_status status =
        in.texts.failed ? ISMS_E_NO_MEMORY : isms_evaluation_run(method, in.names, in.values, in.count, &x->host, NULL, out);
    isms__buffer_dispose(&in.texts);
    return status;
}

/* ------------------------------------------------------------------ levels */

/* The last level that the formula gives, else the level of its last number by the least scores of the method. */
int32_t isms__formula_rank(const isms_assessment *x, const isms__assessed *a, const isms_evaluation *e)
{
    const isms__method_table *t = &x->methods[a->method];
    double number;
    for (int32_t step = isms_method_step_count(t->formula) - 1; step >= 0; step--)
        if (isms_method_step_kind(t->formula, step) == ISMS_STEP_RESULT && isms_method_step_scale(t->formula, step))
            return isms__method_level(x->model, t->record, isms_evaluation_value(e, isms_method_step_name(t->formula, step)));
    for (int32_t step = isms_method_step_count(t->formula) - 1; step >= 0; step--)
        if (isms_method_step_kind(t->formula, step) == ISMS_STEP_RESULT &&
            isms_evaluation_number(e, isms_method_step_name(t->formula, step), &number) == ISMS_OK)
            return isms__level_of_score(x->model, t->record, number);
    return -1;
}

isms_status isms__formula_beside(const isms_assessment *x, const isms__assessed *a, int state, int likelihood, int impact,
                                 int32_t *rank)
{
    isms__assessed moved = *a;
    isms__assessed_state *s = &moved.states[state];
    isms_evaluation *e = NULL;
    int l = s->likelihood + likelihood, i = s->impact + impact;
    *rank = -1;
    if (!s->likelihood || !s->impact || l < 1 || i < 1 || l > ISMS__POSITION_MOST || i > ISMS__POSITION_MOST)
        return ISMS_ABSENT;
    s->likelihood = (uint8_t)l;
    s->impact = (uint8_t)i;
    isms_status status = isms__formula_evaluate(x, &moved, state, &e);
    *rank = status == ISMS_OK ? isms__formula_rank(x, &moved, e) : -1;
    isms_evaluation_free(e);
    return status;
}

static isms_status assess_state(const isms_assessment *x, isms__assessed *a, int state)
{
    isms_evaluation *e = NULL;
    isms__assessed_state *s = &a->states[state];
    isms_status status = isms__formula_evaluate(x, a, state, &e);
    int32_t rank = status == ISMS_OK ? isms__formula_rank(x, a, e) : -1;
    if (rank >= 0) {
        s->rank = (int8_t)rank;
        s->origin = ISMS_LEVEL_COMPUTED;
    }
    isms_evaluation_free(e);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
}

isms_status isms__assess_formulas(isms_assessment *x)
{
    bool any = false;
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < x->method_count; i++)
        any |= x->methods[i].formula != NULL;
    for (size_t i = 0; any && i < x->count && status == ISMS_OK; i++) {
        isms__assessed *a = &x->risks[i];
        if (a->method < 0 || !x->methods[a->method].formula)
            continue;
        for (int state = 0; state < 4 && status == ISMS_OK; state++)
            status = assess_state(x, a, state);
        a->present = isms__assessed_present(a);
    }
    return status;
}
