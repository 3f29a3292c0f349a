/* Explanations of an assessment as text and JSON, each made when it is first asked for, and their replay. */
#include "assessment.h"

#include "core/diagnostics.h"
#include "core/sha256.h"
#include "explanation.h"

#include <isms/valuation.h>
#include <math.h>
#include <string.h>

/* What decides in a method: a digest that changes where one of its cells, levels, scores or rules does. */
static void digest(const isms_model *m, isms_id method, const isms__method_table *t, const isms_allocator *a, char *out)
{
    isms__buffer b;
    double least, parameter;
    isms__buffer_init(&b, a);
    isms__buffer_print(&b, "%d %d %d %d %d;", t->rows, t->columns, isms_value(m, method, ISMS_METHOD_RULE),
                       isms_value(m, method, ISMS_METHOD_AGGREGATION), isms__method_combination(m, method, &parameter));
    isms__buffer_real(&b, parameter);
    for (int32_t i = 0; i < t->rows * t->columns; i++)
        isms__buffer_print(&b, " %d", t->ranks[i]);
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_LEVELS_ID); i < n; i++) {
        isms__buffer_print(&b, ";%s %d ", isms_list_text(m, method, ISMS_METHOD_LEVELS_ID, i),
                           isms_list_value(m, method, ISMS_METHOD_LEVELS_DECISION, i));
        if (isms_list_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, i, &least) == ISMS_OK)
            isms__buffer_real(&b, least);
    }
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_CRITERIA); i < n; i++)
        isms__buffer_print(&b, ";%s", isms_list_text(m, method, ISMS_METHOD_CRITERIA, i));
    isms__sha256_text(isms__buffer_c(&b), b.size, out);
    isms__buffer_dispose(&b);
}

static void write_text(const isms_assessment *x, const isms__assessed *a, int state, const isms__tree *tree, isms__buffer *b)
{
    const isms__assessed_state *s = &a->states[state];
    const char *title = isms_text(x->model, a->risk, ISMS_RISK_TITLE), *level = isms__assessment_level_id(x, a, s->rank);
    isms__buffer_print(b, "%s", isms_record_key(x->model, a->risk));
    if (title)
        isms__buffer_print(b, " \"%s\"", title);
    isms__buffer_print(b, "  %s = %s", isms__states[state].name, level ? level : "not known");
    if (a->method >= 0) {
        isms_id method = x->methods[a->method].record;
        const char *version = isms_text(x->model, method, ISMS_METHOD_VERSION);
        if (s->rank >= 0)
            isms__buffer_print(b, " (%d of %zu)", s->rank + 1, isms_list_count(x->model, method, ISMS_METHOD_LEVELS_ID));
        isms__buffer_print(b, "   method %s", isms_record_key(x->model, method));
        if (version)
            isms__buffer_print(b, " version %s", version);
    }
    isms__buffer_char(b, '\n');
    isms__tree_write_text(tree, b);
}

static void write_method(const isms_assessment *x, const isms__assessed *a, isms__buffer *b)
{
    char hash[ISMS__SHA256_TEXT];
    const isms__method_table *t = &x->methods[a->method];
    const char *version = isms_text(x->model, t->record, ISMS_METHOD_VERSION);
    digest(x->model, t->record, t, &x->host, hash);
    isms__buffer_text(b, "\"method\":{\"id\":");
    isms__buffer_json(b, isms_record_key(x->model, t->record));
    isms__buffer_print(b, ",\"sha256\":\"%s\"", hash);
    if (version) {
        isms__buffer_text(b, ",\"version\":");
        isms__buffer_json(b, version);
    }
    isms__buffer_text(b, "},");
}

/* Members in the order of their names. */
static void write_json(const isms_assessment *x, const isms__assessed *a, int state, const isms__tree *tree, isms__buffer *b)
{
    const isms__assessed_state *s = &a->states[state];
    const char *title = isms_text(x->model, a->risk, ISMS_RISK_TITLE), *level = isms__assessment_level_id(x, a, s->rank);
    isms__buffer_char(b, '{');
    if (level) {
        isms__buffer_text(b, "\"level\":");
        isms__buffer_json(b, level);
        isms__buffer_char(b, ',');
    }
    if (a->method >= 0)
        write_method(x, a, b);
    isms__buffer_text(b, "\"nodes\":");
    isms__tree_write_json(tree, b);
    isms__buffer_text(b, ",\"risk\":");
    isms__buffer_json(b, isms_record_key(x->model, a->risk));
    isms__buffer_print(b, ",\"state\":\"%s\"", isms__states[state].name);
    if (title) {
        isms__buffer_text(b, ",\"title\":");
        isms__buffer_json(b, title);
    }
    isms__buffer_char(b, '}');
}

static isms__explanation *compose(const isms_assessment *x, const isms__assessed *a, int state, bool json)
{
    isms__buffer b;
    isms__tree tree;
    isms__buffer_init(&b, &x->host);
    isms__tree_init(&tree, &x->host);
    isms__assessment_tree(x, a, state, &tree);
    if (json)
        write_json(x, a, state, &tree, &b);
    else
        write_text(x, a, state, &tree, &b);
    size_t size = sizeof(isms__explanation) + b.size + 1;
    isms__explanation *made = b.failed || tree.failed ? NULL : isms__allocate(&x->host, size);
    if (made) {
        made->size = size;
        memcpy(made->text, isms__buffer_c(&b), b.size + 1);
    }
    isms__tree_dispose(&tree);
    isms__buffer_dispose(&b);
    return made;
}

/* ------------------------------------------------------------------ made when first asked for */

static _Atomic(isms__explanation *) *table_of(isms_assessment *x)
{
    _Atomic(isms__explanation *) *table = atomic_load(&x->explanations), *none = NULL;
    if (table)
        return table;
    size_t size = (x->count + 1) * ISMS__EXPLANATIONS * sizeof *table;
    table = isms__allocate_zero(&x->host, size);
    if (!table || atomic_compare_exchange_strong(&x->explanations, &none, table))
        return table;
    isms__release(&x->host, (void *)table, size);
    return none;
}

/* Two threads may make the same text at once: the first one is kept. */
static const char *explanation_of(const isms_assessment *given, isms_id risk, isms_state state, bool json)
{
    isms_assessment *x = (isms_assessment *)(uintptr_t)given; /* a cache: what callers see does not change */
    const isms__assessed *a = isms__assessment_find(x, risk);
    _Atomic(isms__explanation *) *table = a && state >= ISMS_INHERENT && state <= ISMS_TARGET ? table_of(x) : NULL;
    if (!table)
        return "";
    _Atomic(isms__explanation *) *slot = &table[(size_t)(a - x->risks) * ISMS__EXPLANATIONS + (size_t)state + (json ? 4 : 0)];
    isms__explanation *there = atomic_load(slot);
    if (there)
        return there->text;
    isms__explanation *made = compose(x, a, state, json);
    if (!made)
        return "";
    if (atomic_compare_exchange_strong(slot, &there, made))
        return made->text;
    isms__release(&x->host, made, made->size);
    return there->text;
}

const char *isms_assessment_explain(const isms_assessment *x, isms_id risk, isms_state state)
{
    return explanation_of(x, risk, state, false);
}

const char *isms_assessment_explain_json(const isms_assessment *x, isms_id risk, isms_state state)
{
    return explanation_of(x, risk, state, true);
}

struct isms_valuation *isms__assessment_valuation(const isms_assessment *given)
{
    isms_assessment *x = (isms_assessment *)(uintptr_t)given;
    isms_valuation *there = atomic_load(&x->valuation), *made = NULL;
    if (there || isms_valuation_run(x->model, &x->host, NULL, &made) != ISMS_OK)
        return there;
    if (atomic_compare_exchange_strong(&x->valuation, &there, made))
        return made;
    isms_valuation_free(made);
    return there;
}

void isms__assessment_forget(isms_assessment *x)
{
    _Atomic(isms__explanation *) *table = atomic_load(&x->explanations);
    for (size_t i = 0; table && i < x->count * ISMS__EXPLANATIONS; i++) {
        isms__explanation *text = atomic_load(&table[i]);
        if (text)
            isms__release(&x->host, text, text->size);
    }
    if (table)
        isms__release(&x->host, (void *)table, (x->count + 1) * ISMS__EXPLANATIONS * sizeof *table);
    isms_valuation_free(atomic_load(&x->valuation));
}

/* ------------------------------------------------------------------ replay */

isms_status isms_assessment_replay(const isms_assessment *x, isms_id risk, isms_state state, isms_diagnostics *problems)
{
    const isms__assessed *a = isms__assessment_find(x, risk);
    isms__tree tree;
    int32_t node = -1;
    if (!x)
        return ISMS_E_MISUSE;
    if (!a)
        return ISMS_E_NOT_FOUND;
    if (state < ISMS_INHERENT || state > ISMS_TARGET)
        return ISMS_E_RANGE;
    isms__tree_init(&tree, &x->host);
    isms__assessment_tree(x, a, state, &tree);
    isms_status status = tree.failed ? ISMS_E_NO_MEMORY : isms__assessment_recompute(x, a, state, &tree, &node);
    if (node >= 0)
        isms__report(problems, ISMS_SEVERITY_ERROR, "ISMS-REPLAY-01", NULL,
                     "risk %s, %s: %s is not what comes out when it is computed again", isms_record_key(x->model, risk),
                     isms__states[state].name, isms__tree_text(&tree, tree.nodes[node].name));
    isms__tree_dispose(&tree);
    return status;
}
