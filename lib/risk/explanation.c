/* A tree of nodes that says how a number or level came about, as text and as canonical JSON. */
#include "explanation.h"

#include <math.h>
#include <string.h>

static const char *const rule_names[ISMS__RULE_COUNT] = {
    [ISMS__RULE_RECORDED] = "recorded",
    [ISMS__RULE_MISSING] = "not recorded",
    [ISMS__RULE_HIGHEST] = "the highest of the criteria",
    [ISMS__RULE_SUM] = "the sum of the criteria",
    [ISMS__RULE_WEIGHTED] = "the weighted mean of the criteria, rounded up",
    [ISMS__RULE_CARRIED] = "carried over from the scale of another method",
    [ISMS__RULE_STEPS] = "inherent less the declared steps, at least 1",
    [ISMS__RULE_PRODUCT] = "likelihood times impact",
    [ISMS__RULE_ADDED] = "likelihood plus impact",
    [ISMS__RULE_LEVEL] = "level at that place of the method",
    [ISMS__RULE_FORMULA] = "formula of the method",
    [ISMS__RULE_NEIGHBOUR] = "level one step aside",
    [ISMS__RULE_DECISION] = "acceptance criteria of the method",
    [ISMS__RULE_OPERATION] = "coverage * (reliability * efficacy + (1 - reliability) * degraded efficacy)",
    [ISMS__RULE_JOINT] = "1 - the product of what each effect leaves",
    [ISMS__RULE_COMBINED] = "combination rule of the method",
    [ISMS__RULE_LEAST_LEFT] = "max(0, sum of what is left - (k - 1))",
    [ISMS__RULE_MOST_LEFT] = "the least of what each control leaves",
    [ISMS__RULE_SHARE] = "Shapley value in the combined effect",
    [ISMS__RULE_VALUATION] = "valuation inherited along dependencies",
    [ISMS__RULE_ACCEPTANCE] = "acceptance on record",
    [ISMS__RULE_LINTER] = "matrix linter",
    [ISMS__RULE_NOTE] = "note"};

void isms__tree_init(isms__tree *t, const isms_allocator *a)
{
    *t = (isms__tree){.a = a};
    isms__buffer_init(&t->texts, a);
    isms__buffer_char(&t->texts, '\0'); /* place 0 is "none" */
}

void isms__tree_dispose(isms__tree *t)
{
    isms__release(t->a, t->nodes, t->capacity * sizeof *t->nodes);
    isms__buffer_dispose(&t->texts);
}

static size_t keep(isms__tree *t, const char *text)
{
    size_t place = t->texts.size;
    if (!text)
        return 0;
    isms__buffer_text(&t->texts, text);
    isms__buffer_char(&t->texts, '\0');
    t->failed |= t->texts.failed;
    return place;
}

int32_t isms__tree_add(isms__tree *t, int32_t parent, int32_t rule, int32_t show, const char *name, double value)
{
    if (t->failed || !isms__reserve(t->a, (void **)&t->nodes, &t->capacity, t->count + 1, sizeof *t->nodes)) {
        t->failed = true;
        return -1;
    }
    t->nodes[t->count] = (isms__node){.parent = parent, .rule = rule, .show = show, .value = value, .name = keep(t, name)};
    return (int32_t)t->count++;
}

void isms__tree_label(isms__tree *t, int32_t node, const char *text)
{
    if (node >= 0)
        t->nodes[node].label = keep(t, text);
}

void isms__tree_source(isms__tree *t, int32_t node, const char *text)
{
    if (node >= 0)
        t->nodes[node].source = keep(t, text);
}

void isms__tree_rename(isms__tree *t, int32_t node, const char *name)
{
    if (node >= 0)
        t->nodes[node].name = keep(t, name);
}

const char *isms__tree_text(const isms__tree *t, size_t place)
{
    return place && place < t->texts.size ? t->texts.data + place : NULL;
}

int32_t isms__tree_child(const isms__tree *t, int32_t parent, int32_t after)
{
    for (size_t i = (size_t)(after < parent ? parent : after) + 1; i < t->count; i++)
        if (t->nodes[i].parent == parent)
            return (int32_t)i;
    return -1;
}

/* ------------------------------------------------------------------ text */

static bool has_line(const isms__node *n)
{
    return n->show != ISMS__SHOW_INLINE && n->show != ISMS__SHOW_NOT;
}

static int32_t next_line(const isms__tree *t, int32_t parent, int32_t after)
{
    int32_t i = isms__tree_child(t, parent, after);
    while (i >= 0 && !has_line(&t->nodes[i]))
        i = isms__tree_child(t, parent, i);
    return i;
}

/* Three digits are enough to read; JSON has all of them. */
static void add_number(isms__buffer *b, double value)
{
    isms__buffer_real(b, fabs(value) < 1e9 ? round(value * 1000) / 1000 : value);
}

static void write_node(const isms__tree *t, int32_t i, isms__buffer *b)
{
    const isms__node *n = &t->nodes[i];
    const char *label = isms__tree_text(t, n->label);
    isms__buffer_text(b, isms__tree_text(t, n->name));
    if (n->show == ISMS__SHOW_COLON)
        isms__buffer_print(b, ": %s", label ? label : "");
    if (n->show == ISMS__SHOW_WORDS)
        isms__buffer_print(b, " = %s", label ? label : "not known");
    if (n->show == ISMS__SHOW_LINE && !isnan(n->value)) {
        isms__buffer_text(b, " = ");
        add_number(b, n->value);
        if (label)
            isms__buffer_print(b, " (%s)", label);
    }
    if (n->show == ISMS__SHOW_LINE && !isnan(n->value) && n->rule >= ISMS__RULE_HIGHEST && n->rule <= ISMS__RULE_ADDED)
        isms__buffer_print(b, " <- %s", rule_names[n->rule]);
    for (int32_t k = isms__tree_child(t, i, -1); k >= 0; k = isms__tree_child(t, i, k)) {
        if (t->nodes[k].show != ISMS__SHOW_INLINE)
            continue;
        isms__buffer_print(b, "; %s", isms__tree_text(t, t->nodes[k].name));
        if (isms__tree_text(t, t->nodes[k].label)) {
            isms__buffer_print(b, " gives %s", isms__tree_text(t, t->nodes[k].label));
        } else if (!isnan(t->nodes[k].value)) {
            isms__buffer_char(b, ' ');
            add_number(b, t->nodes[k].value);
        }
    }
    isms__buffer_char(b, '\n');
}

enum { DEPTH = 6 };

static void write_lines(const isms__tree *t, int32_t parent, int depth, bool *open, isms__buffer *b)
{
    for (int32_t i = next_line(t, parent, -1), next; i >= 0; i = next) {
        next = next_line(t, parent, i);
        for (int d = 0; d < depth; d++)
            isms__buffer_text(b, open[d] ? "|  " : "   ");
        isms__buffer_text(b, next >= 0 ? "|- " : "'- ");
        write_node(t, i, b);
        open[depth] = next >= 0;
        if (depth + 1 < DEPTH)
            write_lines(t, i, depth + 1, open, b);
    }
}

void isms__tree_write_text(const isms__tree *t, isms__buffer *out)
{
    bool open[DEPTH] = {false};
    write_lines(t, -1, 0, open, out);
}

/* ------------------------------------------------------------------ JSON */

static void write_member(isms__buffer *b, const char *name, const char *text)
{
    if (text)
        isms__buffer_print(b, "\"%s\":", name);
    if (text)
        isms__buffer_json(b, text);
    if (text)
        isms__buffer_char(b, ',');
}

static void write_array(const isms__tree *t, int32_t parent, int depth, isms__buffer *b);

/* Members in the order of their names. */
static void write_object(const isms__tree *t, int32_t i, int depth, isms__buffer *b)
{
    const isms__node *n = &t->nodes[i];
    isms__buffer_char(b, '{');
    write_member(b, "label", isms__tree_text(t, n->label));
    write_member(b, "name", isms__tree_text(t, n->name));
    if (isms__tree_child(t, i, -1) >= 0 && depth + 1 < DEPTH) {
        isms__buffer_text(b, "\"nodes\":");
        write_array(t, i, depth + 1, b);
        isms__buffer_char(b, ',');
    }
    isms__buffer_text(b, "\"rule\":");
    isms__buffer_json(b, rule_names[n->rule]);
    if (n->source)
        isms__buffer_char(b, ',');
    if (n->source)
        isms__buffer_text(b, "\"source\":");
    if (n->source)
        isms__buffer_json(b, isms__tree_text(t, n->source));
    if (!isnan(n->value)) {
        isms__buffer_text(b, ",\"value\":");
        isms__buffer_real(b, n->value == 0 ? 0 : n->value);
    }
    isms__buffer_char(b, '}');
}

static void write_array(const isms__tree *t, int32_t parent, int depth, isms__buffer *b)
{
    const char *before = "[";
    for (int32_t i = isms__tree_child(t, parent, -1); i >= 0; i = isms__tree_child(t, parent, i)) {
        isms__buffer_text(b, before);
        write_object(t, i, depth, b);
        before = ",";
    }
    isms__buffer_text(b, *before == '[' ? "[]" : "]");
}

void isms__tree_write_json(const isms__tree *t, isms__buffer *out)
{
    write_array(t, -1, 0, out);
}
