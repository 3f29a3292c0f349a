/* Evaluations: named inputs into a method, its steps out, each with value, rule and reason, as text and as JSON. */
#include <isms/evaluation.h>

#include "core/buffer.h"
#include "core/diagnostics.h"
#include "core/number.h"
#include "core/text.h"
#include "method.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME, RULE, VALUE, NOTE, TEXTS };

struct isms_evaluation {
    isms_allocator allocator;
    int32_t count;
    size_t texts[ISMS_METHOD_STEPS_MOST][TEXTS]; /* offsets into the pool */
    isms__buffer pool, explanation, json;
    isms__list values[ISMS_METHOD_STEPS_MOST];
    isms__list inputs[ISMS_METHOD_STEPS_MOST]; /* for replay */
    isms__trace traces[ISMS_METHOD_STEPS_MOST];
    double *room; /* of the lists */
    size_t room_size;
};

void isms_evaluation_free(isms_evaluation *evaluation)
{
    if (!evaluation)
        return;
    isms__buffer_dispose(&evaluation->pool);
    isms__buffer_dispose(&evaluation->explanation);
    isms__buffer_dispose(&evaluation->json);
    isms_allocator a = evaluation->allocator;
    isms__release(&a, evaluation->room, evaluation->room_size);
    isms__release(&a, evaluation, sizeof *evaluation);
}

/* Inputs from text. */

static isms_status read_number(const char *text, size_t size, double *out)
{
    while (size && *text == ' ') {
        text++;
        size--;
    }
    while (size && text[size - 1] == ' ')
        size--;
    static const char *const special[] = {"nan", "inf", "-inf", "infinity", "-infinity"};
    char copy[16] = "";
    if (size == 0) {
        *out = NAN;
        return ISMS_OK;
    }
    if (isms__real_parse(text, size, out))
        return ISMS_OK;
    memcpy(copy, text, size < sizeof copy ? size : 0);
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
        if (isms__equal_fold(copy, special[i]))
            return ISMS_E_NOT_FINITE;
    return ISMS_E_SYNTAX;
}

static isms_status read_list(const char *text, isms__list *out)
{
    out->count = 0;
    if (!*text)
        return ISMS_OK;
    for (;; text++) {
        size_t size = strcspn(text, ",");
        if (out->count == ISMS_METHOD_LIST_MOST)
            return ISMS_E_LIMIT;
        isms_status status = read_number(text, size, &out->v[out->count++]);
        if (status != ISMS_OK)
            return status;
        text += size;
        if (!*text)
            return ISMS_OK;
    }
}

static isms_status read_input(const isms__step *s, const char *text, isms__list *out)
{
    double value = NAN;
    if (s->kind == ISMS_STEP_LIST)
        return read_list(text, out);
    isms_status status = ISMS_OK;
    if (*text && s->kind == ISMS_STEP_LEVEL)
        value = isms_scale_find(s->scale, text);
    else if (*text && s->kind == ISMS_STEP_WORD)
        value = isms__word_find(s->words, text, strlen(text));
    else
        status = read_number(text, strlen(text), &value);
    isms__scalar(out, value);
    return status == ISMS_OK && (s->kind == ISMS_STEP_LEVEL || s->kind == ISMS_STEP_WORD) && value < 0 ? ISMS_E_RANGE : status;
}

static isms_status report(isms_diagnostics *list, const isms_method *m, const char *name, isms_status status,
                          const char *reason)
{
    isms__where where = {.record = m->id, .attribute = name};
    isms__report(list, ISMS_SEVERITY_ERROR, "METHOD", &where, "%s: %s", name, reason ? reason : isms_status_text(status));
    return status;
}

static isms_status read_inputs(isms_evaluation *e, const isms_method *m, const char *const *names, const char *const *values,
                               size_t count, isms_diagnostics *problems)
{
    bool given[ISMS_METHOD_STEPS_MOST] = {false};
    for (int32_t i = 0; i < m->step_count; i++)
        isms__scalar(&e->inputs[i], NAN);
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !values[i])
            return ISMS_E_MISUSE;
        int32_t step = isms_method_find(m, names[i]);
        if (step < 0 || m->steps[step].kind == ISMS_STEP_RESULT)
            return report(problems, m, names[i], ISMS_E_NOT_FOUND, NULL);
        if (given[step])
            return report(problems, m, names[i], ISMS_E_EXISTS, "it is given twice");
        given[step] = true;
        isms_status status = read_input(&m->steps[step], values[i], &e->inputs[step]);
        if (status != ISMS_OK)
            return report(problems, m, names[i], status, NULL);
    }
    return ISMS_OK;
}

/* Values as text. */

static void write_number(isms__buffer *b, double value, const char *not_set)
{
    if (isnan(value))
        isms__buffer_text(b, not_set);
    else
        isms__buffer_real(b, value == 0 ? 0 : value); /* one zero */
}

static void write_value(isms__buffer *b, const isms__step *s, const isms__list *value)
{
    if (!isms__list_is_set(value))
        return;
    size_t size;
    if (s->scale) {
        isms__buffer_text(b, isms_scale_id(s->scale, (int32_t)value->v[0]));
        return;
    }
    if (s->words) {
        const char *word = isms__word_at(s->words, (int32_t)value->v[0], &size);
        isms__buffer_add(b, word, size);
        return;
    }
    for (int32_t i = 0; i < value->count; i++) {
        if (i)
            isms__buffer_char(b, ',');
        write_number(b, value->v[i], "");
    }
}

/* Notes: what was looked up, and what a step to the side would give. */

static void write_neighbour(isms__buffer *b, const isms_matrix *m, int32_t here, int32_t there, const char *axis,
                            const char *position)
{
    if (there >= 0 && there != here)
        isms__buffer_print(b, "; %s %s would give %s", axis, position, isms_scale_id(isms_matrix_level_scale(m), there));
}

/* What the argument of a table is called: the step that it is, or the axis. */
static const char *argument_name(const isms_method *m, const isms__op *argument, const char *axis)
{
    return argument->code == ISMS__OP_STEP ? m->steps[argument->index].name : axis;
}

static void write_cell(isms__buffer *b, const isms_method *method, const isms__trace *t)
{
    const isms__named *named = &method->matrices[t->op->index];
    const isms_matrix *m = named->matrix;
    const isms_scale *rows = isms_matrix_likelihood_scale(m), *columns = isms_matrix_consequence_scale(m);
    bool simple = t->op[-1].code == ISMS__OP_STEP;
    const char *row = simple ? argument_name(method, t->op - 2, "row") : "row",
               *column = argument_name(method, t->op - 1, "column");
    int32_t here = isms_matrix_level(m, t->row, t->column);
    isms_neighbours n = ISMS_NEIGHBOURS_INIT;
    isms__buffer_text(b, named->name);
    if (named->version)
        isms__buffer_print(b, "@%d", (int)named->version);
    isms__buffer_print(b, "[%s][%s] is %s", isms_scale_id(rows, t->row), isms_scale_id(columns, t->column),
                       isms_scale_id(isms_matrix_level_scale(m), here));
    isms_matrix_neighbours(m, t->row, t->column, &n);
    write_neighbour(b, m, here, n.likelihood_lower, row, isms_scale_id(rows, t->row - 1));
    write_neighbour(b, m, here, n.likelihood_higher, row, isms_scale_id(rows, t->row + 1));
    write_neighbour(b, m, here, n.consequence_lower, column, isms_scale_id(columns, t->column - 1));
    write_neighbour(b, m, here, n.consequence_higher, column, isms_scale_id(columns, t->column + 1));
}

static void write_band(isms__buffer *b, const isms__named *named, const isms__trace *t)
{
    double low, high;
    isms__buffer_text(b, named->name);
    if (named->version)
        isms__buffer_print(b, "@%d", (int)named->version);
    isms__buffer_text(b, ": ");
    write_number(b, t->value, "");
    isms__buffer_print(b, " is %s", isms_scale_id(named->scale, t->row));
    if (isms_scale_interval(named->scale, t->row, &low, &high) != ISMS_OK)
        return;
    isms__buffer_text(b, ", from ");
    isms__buffer_real(b, low);
    if (isinf(high))
        return;
    isms__buffer_text(b, " to ");
    isms__buffer_real(b, high);
}

static void write_note(isms__buffer *b, const isms_method *m, int32_t step, const isms__trace *t, const isms__list *value)
{
    const isms__step *s = &m->steps[step];
    if (t->op && t->op->code == ISMS__OP_TABLE)
        write_cell(b, m, t);
    else if (t->op)
        write_band(b, &m->scales[t->op->index], t);
    else if (!isms__list_is_set(value) && s->kind == ISMS_STEP_RESULT)
        isms__buffer_text(b, "not evaluated");
    else if (!isms__list_is_set(value))
        isms__buffer_text(b, "not set");
}

static void write_texts(isms_evaluation *e, const isms_method *m)
{
    isms__buffer *b = &e->pool;
    e->count = m->step_count;
    for (int32_t i = 0; i < m->step_count; i++) {
        const isms__step *s = &m->steps[i];
        for (int which = 0; which < TEXTS; which++) {
            e->texts[i][which] = b->size;
            if (which == NAME)
                isms__buffer_text(b, s->required ? "require" : s->name);
            else if (which == RULE)
                isms__buffer_text(b, s->kind == ISMS_STEP_RESULT ? s->rule : "input");
            else if (which == VALUE)
                write_value(b, s, &e->values[i]);
            else
                write_note(b, m, i, &e->traces[i], &e->values[i]);
            isms__buffer_char(b, '\0');
        }
    }
}

static const char warning[] = "arithmetic on ordinals: the number orders risks, its differences and ratios mean nothing";

static void write_explanation(isms_evaluation *e, const isms_method *m)
{
    isms__buffer *b = &e->explanation;
    isms__buffer_print(b, "%s@%d\n", m->id, (int)m->version);
    for (int32_t i = 0; i < e->count; i++) {
        const char *value = isms_evaluation_text(e, i), *note = isms_evaluation_note(e, i), *rule = isms_evaluation_rule(e, i);
        if (m->steps[i].required) {
            isms__buffer_print(b, "  required: %s\n", rule);
            continue;
        }
        isms__buffer_print(b, "  %s = %s", isms_evaluation_name(e, i), *value ? value : note);
        isms__buffer_print(b, m->steps[i].kind == ISMS_STEP_RESULT ? " <- %s" : " (%s)", rule);
        if (*note && *value)
            isms__buffer_print(b, "; %s", note);
        isms__buffer_char(b, '\n');
    }
    if (m->semi_quantitative)
        isms__buffer_print(b, "  warning: %s\n", warning);
}

static void write_json_value(isms__buffer *b, const isms_evaluation *e, const isms__step *s, int32_t i)
{
    const isms__list *value = &e->values[i];
    if (!isms__list_is_set(value)) {
        isms__buffer_text(b, "null");
    } else if (s->scale || s->words) {
        isms__buffer_json(b, isms_evaluation_text(e, i));
    } else if (value->count == 1 && s->kind != ISMS_STEP_LIST) {
        write_number(b, value->v[0], "null");
    } else {
        for (int32_t k = 0; k < value->count; k++) {
            isms__buffer_char(b, k ? ',' : '[');
            write_number(b, value->v[k], "null");
        }
        isms__buffer_char(b, ']');
    }
}

/* Members in the order of their names. */
static void write_json(isms_evaluation *e, const isms_method *m)
{
    isms__buffer *b = &e->json;
    isms__buffer_text(b, "{\"method\":");
    isms__buffer_json(b, m->id);
    isms__buffer_text(b, ",\"steps\":[");
    for (int32_t i = 0; i < e->count; i++) {
        isms__buffer_text(b, i ? ",{\"name\":" : "{\"name\":");
        isms__buffer_json(b, isms_evaluation_name(e, i));
        isms__buffer_text(b, ",\"note\":");
        isms__buffer_json(b, isms_evaluation_note(e, i));
        isms__buffer_text(b, ",\"rule\":");
        isms__buffer_json(b, isms_evaluation_rule(e, i));
        isms__buffer_text(b, ",\"value\":");
        write_json_value(b, e, &m->steps[i], i);
        isms__buffer_char(b, '}');
    }
    isms__buffer_print(b, "],\"version\":%d", (int)m->version);
    if (m->semi_quantitative) {
        isms__buffer_text(b, ",\"warning\":");
        isms__buffer_json(b, warning);
    }
    isms__buffer_char(b, '}');
}

/* Runs all steps from the inputs that the evaluation keeps. */
static isms_status run_from(const isms_evaluation *e, isms__run *r)
{
    double room[(ISMS__METHOD_STACK + 1) * ISMS_METHOD_LIST_MOST];
    isms__list stack[ISMS__METHOD_STACK + 1];
    isms__lists_place(stack, ISMS__METHOD_STACK + 1, room, ISMS_METHOD_LIST_MOST);
    for (int32_t i = 0; i < r->method->step_count; i++)
        isms__list_copy(&r->values[i], &e->inputs[i]);
    r->stack = stack;
    return isms__run_all(r);
}

static isms_status run(isms_evaluation *e, const isms_method *m, isms_diagnostics *problems)
{
    isms__run r = {.method = m, .values = e->values, .traces = e->traces};
    isms_status status = run_from(e, &r);
    if (status != ISMS_OK) {
        const isms__step *s = &m->steps[r.culprit];
        return report(problems, m, s->required ? s->rule : s->name, status, r.reason);
    }
    write_texts(e, m);
    if (e->pool.failed)
        return ISMS_E_NO_MEMORY;
    write_explanation(e, m);
    write_json(e, m);
    return e->explanation.failed || e->json.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static isms_status make_room(isms_evaluation *e, size_t steps)
{
    e->room_size = 2 * steps * ISMS_METHOD_LIST_MOST * sizeof(double);
    e->room = isms__allocate(&e->allocator, e->room_size);
    if (!e->room)
        return ISMS_E_NO_MEMORY;
    isms__lists_place(e->inputs, steps, e->room, ISMS_METHOD_LIST_MOST);
    isms__lists_place(e->values, steps, e->room + steps * ISMS_METHOD_LIST_MOST, ISMS_METHOD_LIST_MOST);
    return ISMS_OK;
}

isms_status isms_evaluation_run(const isms_method *method, const char *const *names, const char *const *values, size_t count,
                                const isms_allocator *allocator, isms_diagnostics *problems, isms_evaluation **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || !method || (count && (!names || !values)) || !out)
        return ISMS_E_MISUSE;
    isms_evaluation *e = isms__allocate_zero(a, sizeof *e);
    if (!e)
        return ISMS_E_NO_MEMORY;
    e->allocator = *a;
    isms__buffer_init(&e->pool, &e->allocator);
    isms__buffer_init(&e->explanation, &e->allocator);
    isms__buffer_init(&e->json, &e->allocator);
    isms_status status = make_room(e, (size_t)method->step_count);
    if (status == ISMS_OK)
        status = read_inputs(e, method, names, values, count, problems);
    if (status == ISMS_OK)
        status = run(e, method, problems);
    if (status == ISMS_OK)
        *out = e;
    else
        isms_evaluation_free(e);
    return status;
}

int32_t isms_evaluation_count(const isms_evaluation *evaluation)
{
    return evaluation ? evaluation->count : 0;
}

static const char *text_of(const isms_evaluation *e, int32_t step, int which)
{
    return step >= 0 && step < isms_evaluation_count(e) ? e->pool.data + e->texts[step][which] : "";
}

const char *isms_evaluation_name(const isms_evaluation *evaluation, int32_t step)
{
    return text_of(evaluation, step, NAME);
}

const char *isms_evaluation_rule(const isms_evaluation *evaluation, int32_t step)
{
    return text_of(evaluation, step, RULE);
}

const char *isms_evaluation_text(const isms_evaluation *evaluation, int32_t step)
{
    return text_of(evaluation, step, VALUE);
}

const char *isms_evaluation_note(const isms_evaluation *evaluation, int32_t step)
{
    return text_of(evaluation, step, NOTE);
}

int32_t isms_evaluation_find(const isms_evaluation *evaluation, const char *name)
{
    for (int32_t i = 0; name && i < isms_evaluation_count(evaluation); i++)
        if (strcmp(isms_evaluation_name(evaluation, i), name) == 0)
            return i;
    return -1;
}

const char *isms_evaluation_value(const isms_evaluation *evaluation, const char *name)
{
    int32_t step = isms_evaluation_find(evaluation, name);
    return step >= 0 && isms__list_is_set(&evaluation->values[step]) ? isms_evaluation_text(evaluation, step) : NULL;
}

isms_status isms_evaluation_number(const isms_evaluation *evaluation, const char *name, double *value)
{
    int32_t step = isms_evaluation_find(evaluation, name);
    if (step < 0)
        return ISMS_E_NOT_FOUND;
    if (!value)
        return ISMS_E_MISUSE;
    const isms__list *l = &evaluation->values[step];
    if (l->count == 0 || isnan(l->v[0]))
        return ISMS_ABSENT;
    *value = l->v[0];
    return ISMS_OK;
}

const char *isms_evaluation_explain(const isms_evaluation *evaluation)
{
    return evaluation ? isms__buffer_c(&evaluation->explanation) : "";
}

const char *isms_evaluation_json(const isms_evaluation *evaluation)
{
    return evaluation ? isms__buffer_c(&evaluation->json) : "";
}

static bool same_list(const isms__list *a, const isms__list *b)
{
    if (a->count != b->count)
        return false;
    for (int32_t i = 0; i < a->count; i++)
        if (!(a->v[i] == b->v[i] || (isnan(a->v[i]) && isnan(b->v[i]))))
            return false;
    return true;
}

/* The first step that comes out otherwise, or the number of steps. */
static isms_status compare_again(const isms_evaluation *e, const isms_method *method, int32_t *differs)
{
    size_t size = (size_t)e->count * ISMS_METHOD_LIST_MOST * sizeof(double);
    double *room = isms__allocate(&e->allocator, size);
    if (!room)
        return ISMS_E_NO_MEMORY;
    isms__list values[ISMS_METHOD_STEPS_MOST];
    isms__lists_place(values, (size_t)e->count, room, ISMS_METHOD_LIST_MOST);
    isms__run r = {.method = method, .values = values};
    *differs = 0;
    if (run_from(e, &r) != ISMS_OK)
        *differs = r.culprit;
    else
        while (*differs < e->count && same_list(&values[*differs], &e->values[*differs]))
            ++*differs;
    isms__release(&e->allocator, room, size);
    return ISMS_OK;
}

isms_status isms_evaluation_replay(const isms_evaluation *evaluation, const isms_method *method, int32_t *step)
{
    if (!evaluation || !method)
        return ISMS_E_MISUSE;
    int32_t differs = evaluation->count == method->step_count ? -1 : 0;
    if (differs < 0) {
        isms_status status = compare_again(evaluation, method, &differs);
        if (status != ISMS_OK)
            return status;
    }
    bool agrees = differs == evaluation->count;
    if (step)
        *step = agrees ? -1 : differs;
    return agrees ? ISMS_OK : ISMS_E_DATA;
}
