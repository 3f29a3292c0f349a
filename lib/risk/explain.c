/* Explaining an assessed level: the way from what is recorded to the level, and what one step more or less would change. */
#include "assessment.h"

#include "core/buffer.h"

#include <string.h>

static void add_title(const isms_assessment *x, const isms__assessed *a, const isms__assessed_state *s, int state,
                      isms__buffer *b)
{
    const char *title = isms_text(x->model, a->risk, ISMS_RISK_TITLE), *level = isms__assessment_level_id(x, a, s->rank);
    isms__buffer_print(b, "%s", isms_record_key(x->model, a->risk));
    if (title)
        isms__buffer_print(b, " \"%s\"", title);
    isms__buffer_print(b, "  %s = %s", isms__states[state].name, level ? level : "not known");
    if (a->method >= 0) {
        isms_id method = x->methods[a->method].record;
        size_t levels = isms_list_count(x->model, method, ISMS_METHOD_LEVELS_ID);
        if (s->rank >= 0)
            isms__buffer_print(b, " (%d of %zu)", s->rank + 1, levels);
        isms__buffer_print(b, "   method %s", isms_record_key(x->model, method));
        const char *version = isms_text(x->model, method, ISMS_METHOD_VERSION);
        if (version)
            isms__buffer_print(b, " version %s", version);
    }
    isms__buffer_char(b, '\n');
}

static void add_axis(const isms_assessment *x, const isms__assessed *a, const char *name, int value, isms_attribute labels,
                     isms__buffer *b)
{
    const char *label =
        a->method >= 0 && value > 0 ? isms_list_text(x->model, x->methods[a->method].record, labels, (size_t)value - 1) : NULL;
    if (!value) {
        isms__buffer_print(b, "|- %s is not recorded\n", name);
        return;
    }
    isms__buffer_print(b, "|- %s = %d", name, value);
    if (label)
        isms__buffer_print(b, " (%s)", label);
    isms__buffer_char(b, '\n');
}

static void add_criteria(const isms_assessment *x, const isms__assessed *a, int state, isms__buffer *b)
{
    const isms__state_attributes *s = &isms__states[state];
    for (size_t i = 0, n = isms_list_count(x->model, a->risk, s->impacts); i < n; i++) {
        const char *criterion = isms_list_text(x->model, a->risk, s->criteria, i);
        int64_t impact = 0;
        isms_list_integer(x->model, a->risk, s->impacts, i, &impact);
        isms__buffer_print(b, "|  |- %s = %d\n", criterion ? criterion : "criterion", (int)impact);
    }
}

/* Level at a neighbouring cell, where it is another one. */
static void add_neighbour(const isms_assessment *x, const isms__assessed *a, const isms__assessed_state *s, int dl, int di,
                          isms__buffer *b)
{
    const isms__method_table *t = &x->methods[a->method];
    int l = s->likelihood + dl, i = s->impact + di;
    if (l < 1 || i < 1 || l > t->rows || i > t->columns)
        return;
    int16_t rank = t->ranks[(l - 1) * t->columns + (i - 1)];
    if (rank >= 0 && rank != s->rank)
        isms__buffer_print(b, "; %s %s 1 gives %s", dl ? "likelihood" : "impact", dl + di > 0 ? "+" : "-",
                           isms__assessment_level_id(x, a, rank));
}

static void add_cell(const isms_assessment *x, const isms__assessed *a, const isms__assessed_state *s, isms__buffer *b)
{
    isms__buffer_print(b, "|- matrix[%d][%d] = %s", s->likelihood, s->impact, isms__assessment_level_id(x, a, s->rank));
    add_neighbour(x, a, s, -1, 0, b);
    add_neighbour(x, a, s, 1, 0, b);
    add_neighbour(x, a, s, 0, -1, b);
    add_neighbour(x, a, s, 0, 1, b);
    isms__buffer_char(b, '\n');
}

static void add_origin(const isms_assessment *x, const isms__assessed *a, const isms__assessed_state *s, int state,
                       isms__buffer *b)
{
    if (s->origin == ISMS_LEVEL_RECORDED) {
        isms__buffer_text(
            b, "|- the level is recorded as it is; without likelihood and impact on the scales nothing is computed\n");
    } else if (s->origin == ISMS_LEVEL_DERIVED) {
        isms__steps by = isms__assessment_steps(x, a->risk, state);
        isms__buffer_print(
            b,
            "|- derived from inherent %d x %d: controls %s declare %d step(s) on likelihood and %d on impact, which "
            "add up and stop at 1\n",
            a->states[ISMS_INHERENT].likelihood, a->states[ISMS_INHERENT].impact,
            state == ISMS_CURRENT ? "in place" : "in place or planned", (int)by.likelihood, (int)by.impact);
    }
    if (s->origin == ISMS_LEVEL_COMPUTED && s->recorded >= 0 && s->recorded != s->rank)
        isms__buffer_print(b, "|- recorded as %s, which the matrix does not give; the record is kept\n",
                           isms__assessment_level_id(x, a, s->recorded));
}

static void add_controls(const isms_assessment *x, const isms__assessed *a, isms__buffer *b)
{
    size_t n = isms_list_count(x->model, a->risk, ISMS_RISK_CONTROLS);
    if (!n)
        return;
    isms__buffer_text(b, "|- controls:");
    for (size_t i = 0; i < n; i++) {
        const char *name = isms_list_text(x->model, a->risk, ISMS_RISK_CONTROLS, i);
        const char *status = isms_text(x->model, isms_find(x->model, ISMS_CONTROL, name), ISMS_CONTROL_STATUS);
        isms__buffer_print(b, "%s %s", i ? "," : "", name);
        if (status)
            isms__buffer_print(b, " (%s)", status);
    }
    isms__buffer_char(b, '\n');
}

static void add_decision(const isms_assessment *x, const isms__assessed *a, const isms__assessed_state *s, isms__buffer *b)
{
    const char *decision = s->rank >= 0 && a->method >= 0 ? isms_list_text(x->model, x->methods[a->method].record,
                                                                           ISMS_METHOD_LEVELS_DECISION, (size_t)s->rank)
                                                          : NULL;
    isms_day assessed = isms_day_of(x->model, a->risk, ISMS_RISK_ASSESSED_ON);
    if (assessed) {
        isms__buffer_text(b, "|- assessed on ");
        isms__buffer_day(b, assessed);
        isms__buffer_char(b, '\n');
    }
    isms__buffer_print(b, "'- acceptance criteria: %s\n", decision ? decision : "say nothing of this level");
}

static isms__explanation *compose(const isms_assessment *x, const isms__assessed *a, int state)
{
    const isms__assessed_state *s = &a->states[state];
    isms__buffer b = {.allocator = &x->host};
    add_title(x, a, s, state, &b);
    add_axis(x, a, "likelihood", s->likelihood, ISMS_METHOD_LIKELIHOOD, &b);
    add_axis(x, a, "impact", s->impact, ISMS_METHOD_IMPACT, &b);
    add_criteria(x, a, state, &b);
    if (s->origin == ISMS_LEVEL_COMPUTED || s->origin == ISMS_LEVEL_DERIVED)
        add_cell(x, a, s, &b);
    add_origin(x, a, s, state, &b);
    if (state != ISMS_INHERENT)
        add_controls(x, a, &b);
    add_decision(x, a, s, &b);
    size_t size = sizeof(isms__explanation) + b.size + 1;
    isms__explanation *made = b.failed ? NULL : isms__allocate(&x->host, size);
    if (made) {
        made->size = size;
        memcpy(made->text, isms__buffer_c(&b), b.size + 1);
    }
    isms__buffer_dispose(&b);
    return made;
}

static _Atomic(isms__explanation *) *table_of(isms_assessment *x)
{
    _Atomic(isms__explanation *) *table = atomic_load(&x->explanations), *none = NULL;
    if (table)
        return table;
    size_t size = (x->count + 1) * 4 * sizeof *table;
    table = isms__allocate_zero(&x->host, size);
    if (!table || atomic_compare_exchange_strong(&x->explanations, &none, table))
        return table;
    isms__release(&x->host, (void *)table, size);
    return none;
}

/* Two threads may make the same text at once: the first one is kept. */
const char *isms_assessment_explain(const isms_assessment *given, isms_id risk, isms_state state)
{
    isms_assessment *x = (isms_assessment *)(uintptr_t)given; /* a cache: what callers see does not change */
    const isms__assessed *a = isms__assessment_find(x, risk);
    _Atomic(isms__explanation *) *table = a && state >= ISMS_INHERENT && state <= ISMS_TARGET ? table_of(x) : NULL;
    if (!table)
        return "";
    _Atomic(isms__explanation *) *slot = &table[(size_t)(a - x->risks) * 4 + (size_t)state];
    isms__explanation *there = atomic_load(slot);
    if (there)
        return there->text;
    isms__explanation *made = compose(x, a, state);
    if (!made)
        return "";
    if (atomic_compare_exchange_strong(slot, &there, made))
        return made->text;
    isms__release(&x->host, made, made->size);
    return there->text;
}

void isms__assessment_forget(isms_assessment *x)
{
    _Atomic(isms__explanation *) *table = atomic_load(&x->explanations);
    for (size_t i = 0; table && i < x->count * 4; i++) {
        isms__explanation *text = atomic_load(&table[i]);
        if (text)
            isms__release(&x->host, text, text->size);
    }
    if (table)
        isms__release(&x->host, (void *)table, (x->count + 1) * 4 * sizeof *table);
}
