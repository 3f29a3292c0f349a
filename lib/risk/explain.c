/* Explaining an assessed level: the tree from what is recorded to the level, and what one step more or less would change. */
#include "assessment.h"

#include "explanation.h"
#include "shift.h"

#include "schema/schema.h"

#include <isms/effect.h>
#include <isms/method_record.h>
#include <isms/valuation.h>
#include <math.h>
#include <string.h>

/* What a tree is built from. */
typedef struct build {
    const isms_assessment *x;
    const isms_model *m;
    const isms__assessed *a;
    const isms__assessed_state *s;
    const isms__method_table *t, *own; /* own: the method whose scales the positions are recorded on, where it is another one */
    int state;
    isms__tree *tree;
    isms__buffer work; /* for words */
} build;

static const char *words(build *b)
{
    return isms__buffer_c(&b->work);
}

static isms__buffer *start(build *b)
{
    isms__buffer_clear(&b->work);
    return &b->work;
}

static int32_t leaf(build *b, int32_t parent, int32_t show, const char *name, double value, const char *source)
{
    int32_t node = isms__tree_add(b->tree, parent, ISMS__RULE_RECORDED, show, name, value);
    isms__tree_source(b->tree, node, source);
    return node;
}

static void note(build *b, int32_t show, const char *name, const char *label)
{
    isms__tree_label(b->tree, isms__tree_add(b->tree, -1, ISMS__RULE_NOTE, show, name, NAN), label);
}

/* "risk R-1 current.likelihood" */
static const char *source_of(build *b, const char *attribute)
{
    isms__buffer_print(start(b), "risk %s %s.%s", isms_record_key(b->m, b->a->risk), isms__states[b->state].name, attribute);
    return words(b);
}

/* ------------------------------------------------------------------ likelihood and impact */

typedef struct axis {
    const char *name;
    int which;
    isms_attribute recorded, labels;
    int32_t value, inherent; /* positions; 0: not known */
} axis;

static const char *step_label(const isms_model *m, isms_id method, isms_attribute labels, int64_t position)
{
    return method && position > 0 ? isms_list_text(m, method, labels, (size_t)position - 1) : NULL;
}

static const char *name_of(const isms_model *m, isms_id record)
{
    const char *title = isms_text(m, record, isms__attribute_by_path(isms_record_type(m, record), "title"));
    return title ? title : isms_record_key(m, record);
}

/* A control that declares steps, in the order in which the risk names them. */
static void add_steps(build *b, int32_t parent, const axis *x)
{
    for (size_t i = 0, n = isms_list_count(b->m, b->a->risk, ISMS_RISK_CONTROLS); i < n; i++) {
        isms_id control = isms_find(b->m, ISMS_CONTROL, isms_list_text(b->m, b->a->risk, ISMS_RISK_CONTROLS, i));
        if (!control || !isms__control_in_place(b->m, control, b->state, b->x->as_of))
            continue;
        int64_t steps = isms__shift_of(b->m, ISMS_NONE, b->a->risk, control).steps[x->which];
        if (!steps)
            continue;
        int32_t node = leaf(b, parent, ISMS__SHOW_LINE, isms_record_key(b->m, control), (double)steps, "declared steps");
        isms__tree_label(b->tree, node, isms_text(b->m, control, ISMS_CONTROL_TITLE));
    }
}

static void add_criteria(build *b, int32_t parent)
{
    const isms__state_attributes *s = &isms__states[b->state];
    isms_id method = b->own ? b->own->record : b->t ? b->t->record : ISMS_NONE;
    for (size_t i = 0, n = isms_list_count(b->m, b->a->risk, s->impacts); i < n; i++) {
        const char *criterion = isms_list_text(b->m, b->a->risk, s->criteria, i);
        int64_t impact = 0;
        double weight;
        bool known = isms_list_integer(b->m, b->a->risk, s->impacts, i, &impact) == ISMS_OK;
        int32_t node = leaf(b, parent, ISMS__SHOW_LINE, criterion ? criterion : "criterion", known ? (double)impact : NAN,
                            source_of(b, "impacts"));
        isms__tree_label(b->tree, node, step_label(b->m, method, ISMS_METHOD_IMPACT, impact));
        if (isms_value(b->m, method, ISMS_METHOD_AGGREGATION) == ISMS_AGGREGATION_WEIGHTED &&
            !isnan(weight = isms__method_weight(b->m, method, criterion)))
            leaf(b, node, ISMS__SHOW_INLINE, "weight", weight, isms_record_key(b->m, method));
    }
}

static int32_t aggregation_rule(const isms_model *m, isms_id method)
{
    switch (isms_value(m, method, ISMS_METHOD_AGGREGATION)) {
    case ISMS_AGGREGATION_SUM:
        return ISMS__RULE_SUM;
    case ISMS_AGGREGATION_WEIGHTED:
        return ISMS__RULE_WEIGHTED;
    default:
        return ISMS__RULE_HIGHEST;
    }
}

/* What is recorded on the axis, or follows from its criteria; its value is 0 where that is not known. */
static int32_t add_recorded(build *b, int32_t parent, const axis *x, const char *name, int64_t value, isms_id method)
{
    const isms__state_attributes *s = &isms__states[b->state];
    bool aggregated =
        x->which == ISMS__IMPACT && !isms_has(b->m, b->a->risk, x->recorded) && isms_list_count(b->m, b->a->risk, s->impacts);
    int32_t node;
    if (!value && !aggregated) {
        isms__buffer_print(start(b), "%s is not recorded", name);
        return isms__tree_add(b->tree, parent, ISMS__RULE_MISSING, ISMS__SHOW_NAME, words(b), NAN);
    }
    node = isms__tree_add(b->tree, parent, aggregated ? aggregation_rule(b->m, method) : ISMS__RULE_RECORDED, ISMS__SHOW_LINE,
                          name, value ? (double)value : NAN);
    isms__tree_label(b->tree, node, step_label(b->m, method, x->labels, value));
    if (!aggregated)
        isms__tree_source(b->tree, node, source_of(b, x->which == ISMS__IMPACT ? "impact" : "likelihood"));
    if (x->which == ISMS__IMPACT)
        add_criteria(b, node);
    return node;
}

static void add_carried(build *b, const axis *x)
{
    int64_t recorded = 0;
    const char *own = isms_record_key(b->m, b->own->record);
    if (isms_get_integer(b->m, b->a->risk, x->recorded, &recorded) != ISMS_OK && x->which == ISMS__IMPACT)
        recorded = isms__impact_aggregated(b->m, b->a->risk, b->own->record, &isms__states[b->state]);
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_CARRIED, ISMS__SHOW_LINE, x->name, x->value ? (double)x->value : NAN);
    isms__tree_label(b->tree, node, step_label(b->m, b->t->record, x->labels, x->value));
    if (node >= 0)
        b->tree->nodes[node].detail[0] = x->which;
    if (!x->value)
        isms__tree_rename(b->tree, node,
                          x->which == ISMS__IMPACT ? "impact is not known on this scale"
                                                   : "likelihood is not known on this scale");
    isms__buffer_print(start(b), "%s under %s", x->name, own);
    char name[200];
    strncpy(name, words(b), sizeof name - 1);
    name[sizeof name - 1] = '\0';
    add_recorded(b, node, x, name, recorded, b->own->record);
}

static void add_axis(build *b, const axis *x)
{
    bool derived = b->s->origin == ISMS_LEVEL_DERIVED;
    if (b->own && !derived) {
        add_carried(b, x);
        return;
    }
    if (!derived) {
        add_recorded(b, -1, x, x->name, x->value, b->t ? b->t->record : ISMS_NONE);
        return;
    }
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_STEPS, ISMS__SHOW_LINE, x->name, x->value);
    isms__tree_label(b->tree, node, step_label(b->m, b->t->record, x->labels, x->value));
    int32_t from = leaf(b, node, ISMS__SHOW_LINE, "inherent", x->inherent, "inherent state");
    isms__tree_label(b->tree, from, step_label(b->m, b->t->record, x->labels, x->inherent));
    add_steps(b, node, x);
}

/* ------------------------------------------------------------------ the level */

static void add_neighbour(build *b, int32_t level, int dl, int di)
{
    int32_t rank = isms__method_rank(b->t, b->s->likelihood + dl, b->s->impact + di);
    if (b->t->formula && isms__formula_beside(b->x, b->a, b->state, dl, di, &rank) == ISMS_E_NO_MEMORY)
        b->tree->failed = true;
    if (rank < 0 || rank == b->s->rank)
        return;
    isms__buffer_print(start(b), "%s %s 1", dl ? "likelihood" : "impact", dl + di > 0 ? "+" : "-");
    int32_t node = isms__tree_add(b->tree, level, ISMS__RULE_NEIGHBOUR, ISMS__SHOW_INLINE, words(b), rank + 1);
    isms__tree_label(b->tree, node, isms__assessment_level_id(b->x, b->a, rank));
    if (node >= 0) {
        b->tree->nodes[node].detail[0] = dl;
        b->tree->nodes[node].detail[1] = di;
    }
}

static void add_neighbours(build *b, int32_t level)
{
    add_neighbour(b, level, -1, 0);
    add_neighbour(b, level, 1, 0);
    add_neighbour(b, level, 0, -1);
    add_neighbour(b, level, 0, 1);
}

static void add_score(build *b)
{
    bool sum = isms_value(b->m, b->t->record, ISMS_METHOD_RULE) == ISMS_METHOD_RULE_SUM;
    isms__tree_add(b->tree, -1, sum ? ISMS__RULE_ADDED : ISMS__RULE_PRODUCT, ISMS__SHOW_LINE, "score",
                   sum ? b->s->likelihood + b->s->impact : b->s->likelihood * b->s->impact);
}

/* The level, and every step of the formula that it comes from. */
static void add_formula(build *b)
{
    isms_evaluation *e = NULL;
    isms_status status = isms__formula_evaluate(b->x, b->a, b->state, &e);
    b->tree->failed |= status == ISMS_E_NO_MEMORY;
    int32_t level =
        isms__tree_add(b->tree, -1, ISMS__RULE_FORMULA, ISMS__SHOW_WORDS, isms_method_id(b->t->formula), b->s->rank + 1);
    isms__tree_label(b->tree, level, isms__assessment_level_id(b->x, b->a, b->s->rank));
    add_neighbours(b, level);
    for (int32_t i = 0; i < isms_evaluation_count(e); i++) {
        const char *text = isms_evaluation_text(e, i), *rule = isms_evaluation_rule(e, i);
        if (!*text || strcmp(isms_evaluation_name(e, i), "require") == 0)
            continue;
        isms__buffer_print(start(b), strcmp(rule, "input") == 0 ? "%s" : "%s <- %s", text, rule);
        int32_t step = isms__tree_add(b->tree, level, ISMS__RULE_NOTE, ISMS__SHOW_WORDS, isms_evaluation_name(e, i), NAN);
        isms__tree_label(b->tree, step, words(b));
        isms__tree_source(b->tree, step, strcmp(rule, "input") == 0 ? "factors and positions of the risk" : NULL);
    }
    isms_evaluation_free(e);
}

static void add_level(build *b)
{
    const isms__assessed_state *s = b->s;
    if (b->t && b->t->formula && s->origin == ISMS_LEVEL_COMPUTED) {
        add_formula(b);
        return;
    }
    if (s->origin == ISMS_LEVEL_RECORDED) {
        int32_t node = leaf(b, -1, ISMS__SHOW_WORDS, "level as it is recorded, without likelihood and impact on the scales",
                            s->rank + 1, source_of(b, "level"));
        isms__tree_label(b->tree, node, isms__assessment_level_id(b->x, b->a, s->rank));
        return;
    }
    if (!b->t)
        note(b, ISMS__SHOW_NAME, "no risk method applies to it", NULL);
    if (s->rank < 0)
        return;
    if (b->t->scored)
        add_score(b);
    isms__buffer_print(start(b), b->t->scored ? "level" : "matrix[%d][%d]", s->likelihood, s->impact);
    int32_t level = isms__tree_add(b->tree, -1, ISMS__RULE_LEVEL, ISMS__SHOW_WORDS, words(b), s->rank + 1);
    isms__tree_label(b->tree, level, isms__assessment_level_id(b->x, b->a, s->rank));
    add_neighbours(b, level);
    if (s->recorded >= 0 && s->recorded != s->rank) {
        isms__buffer_print(start(b), "recorded as %s, which the %s does not give; the record is kept",
                           isms__assessment_level_id(b->x, b->a, s->recorded), b->t->scored ? "method" : "matrix");
        int32_t remark = isms__tree_add(b->tree, -1, ISMS__RULE_NOTE, ISMS__SHOW_NAME, words(b), NAN);
        isms__tree_source(b->tree, remark, source_of(b, "level"));
    }
}

/* ------------------------------------------------------------------ controls */

static void add_names(build *b)
{
    isms__buffer *w = start(b);
    for (size_t i = 0, n = isms_list_count(b->m, b->a->risk, ISMS_RISK_CONTROLS); i < n; i++) {
        const char *name = isms_list_text(b->m, b->a->risk, ISMS_RISK_CONTROLS, i);
        const char *status = isms_text(b->m, isms_find(b->m, ISMS_CONTROL, name), ISMS_CONTROL_STATUS);
        isms__buffer_print(w, "%s%s", i ? ", " : "", name);
        if (status)
            isms__buffer_print(w, " (%s)", status);
    }
    if (w->size)
        note(b, ISMS__SHOW_COLON, "controls", words(b));
}

static void add_operation(build *b, int32_t node, const isms__part *p, isms_id control)
{
    const char *source = isms_record_key(b->m, control);
    leaf(b, node, ISMS__SHOW_INLINE, "coverage", p->coverage, source);
    leaf(b, node, ISMS__SHOW_INLINE, "reliability", p->reliability, source);
    leaf(b, node, ISMS__SHOW_INLINE, "efficacy", p->efficacy, source);
    leaf(b, node, p->degraded > 0 ? ISMS__SHOW_INLINE : ISMS__SHOW_NOT, "degraded efficacy", p->degraded, source);
}

static size_t parts_of(const build *b, int which, isms_id control, isms__part *out, size_t room)
{
    isms__part p;
    size_t n = 0;
    for (size_t i = 0; isms__shift_part(b->m, b->a->risk, control, i, &p); i++)
        if (p.axis == which && p.shared && n < room)
            out[n++] = p;
    return n;
}

enum { PARTS = 16 };

/* What one control does to one axis. Where it has several effects, each takes from what the others left. */
static int32_t add_control(build *b, int32_t parent, int which, isms_id control, double effect)
{
    isms__part parts[PARTS];
    size_t n = parts_of(b, which, control, parts, PARTS);
    int32_t node = isms__tree_add(b->tree, parent, n == 1 ? ISMS__RULE_OPERATION : ISMS__RULE_JOINT, ISMS__SHOW_LINE,
                                  isms_record_key(b->m, control), effect);
    isms__tree_label(b->tree, node, isms_text(b->m, control, ISMS_CONTROL_TITLE));
    for (size_t i = 0; i < n; i++)
        add_operation(
            b, n == 1 ? node : isms__tree_add(b->tree, node, ISMS__RULE_OPERATION, ISMS__SHOW_LINE, "effect", parts[i].effect),
            &parts[i], control);
    return node;
}

enum { CONTROLS = ISMS_SHAPLEY_MOST, SAMPLES = 512 };

typedef struct acting {
    isms_id controls[CONTROLS];
    double effects[CONTROLS];
    size_t count;
} acting;

static void find_acting(const build *b, int which, acting *out)
{
    out->count = 0;
    for (isms_id c = isms_first(b->m, ISMS_CONTROL); c && out->count < CONTROLS; c = isms_next(b->m, c)) {
        if (!isms__control_in_place(b->m, c, b->state, b->x->as_of) || !isms__risk_counts_on(b->m, b->a->risk, c, false))
            continue;
        double left = isms__shift_of(b->m, ISMS_NONE, b->a->risk, c).left[which];
        if (left < 1) {
            out->controls[out->count] = c;
            out->effects[out->count++] = 1 - left;
        }
    }
}

static void add_effects(build *b, int which)
{
    static const char *const names[2] = {"share of the frequency that controls take away",
                                         "share of the loss that controls take away"};
    acting found;
    double combined = 0, least = 1, greatest = 1, independent, parameter, shares[CONTROLS];
    isms_effect_rule rule = isms__method_combination(b->m, b->t ? b->t->record : ISMS_NONE, &parameter);
    find_acting(b, which, &found);
    if (!found.count || isms_effect_combine(rule, parameter, found.effects, found.count, &combined) != ISMS_OK)
        return;
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_COMBINED, ISMS__SHOW_LINE, names[which], combined);
    isms__tree_label(b->tree, node, isms_effect_rule_name(rule));
    if (node < 0 || isms_effect_attribute(rule, parameter, found.effects, found.count, SAMPLES, 0, b->tree->a, shares, NULL) ==
                        ISMS_E_NO_MEMORY) {
        b->tree->failed = true;
        return;
    }
    isms_effect_bounds(found.effects, found.count, &least, &greatest, &independent);
    for (size_t i = 0; i < found.count; i++) {
        int32_t control = add_control(b, node, which, found.controls[i], found.effects[i]);
        isms__tree_add(b->tree, control, ISMS__RULE_SHARE, ISMS__SHOW_INLINE, "its share of the whole", shares[i]);
    }
    isms__tree_add(b->tree, node, ISMS__RULE_LEAST_LEFT, ISMS__SHOW_INLINE, "whatever their dependence, there remain at least",
                   least);
    isms__tree_add(b->tree, node, ISMS__RULE_MOST_LEFT, ISMS__SHOW_INLINE, "at most", greatest);
}

/* ------------------------------------------------------------------ assets */

static bool concerns(const build *b, const char *criterion)
{
    size_t n = isms_list_count(b->m, b->a->risk, ISMS_RISK_CRITERIA);
    for (size_t i = 0; i < n; i++)
        if (strcmp(isms_list_text(b->m, b->a->risk, ISMS_RISK_CRITERIA, i), criterion) == 0)
            return true;
    return n == 0;
}

static void add_worth(build *b, const isms_valuation *v, isms_id asset, int32_t criterion)
{
    int32_t value = isms_valuation_value(v, asset, criterion);
    isms_id via = isms_valuation_via(v, asset, criterion), origin = isms_valuation_origin(v, asset, criterion);
    if (!value || !concerns(b, isms_valuation_criterion(v, criterion)))
        return;
    isms__buffer_print(start(b), "%s of %s", isms_valuation_criterion(v, criterion), isms_record_key(b->m, asset));
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_VALUATION, ISMS__SHOW_LINE, words(b), value);
    isms__buffer_print(start(b), "own");
    if (via)
        isms__buffer_print(start(b), "from %s", isms_record_key(b->m, via));
    if (via && origin && origin != via)
        isms__buffer_print(&b->work, ", at first of %s", isms_record_key(b->m, origin));
    isms__tree_label(b->tree, node, words(b));
    if (node >= 0) {
        b->tree->nodes[node].about = asset;
        b->tree->nodes[node].detail[0] = criterion;
    }
}

static void add_assets(build *b)
{
    size_t n = isms_list_count(b->m, b->a->risk, ISMS_RISK_ASSETS);
    const isms_valuation *v = n ? isms__assessment_valuation(b->x) : NULL;
    b->tree->failed |= n && !v;
    for (size_t i = 0; i < n && v; i++)
        for (int32_t k = 0; k < isms_valuation_criterion_count(v); k++)
            add_worth(b, v, isms_list_link(b->m, b->a->risk, ISMS_RISK_ASSETS, i), k);
}

/* ------------------------------------------------------------------ who, when, accepted by whom */

static void add_provenance(build *b)
{
    static const isms_attribute confidences[] = {ISMS_RISK_INHERENT_CONFIDENCE, ISMS_RISK_CURRENT_CONFIDENCE,
                                                 ISMS_RISK_RESIDUAL_CONFIDENCE};
    isms__buffer *w = start(b);
    isms_day assessed = isms_day_of(b->m, b->a->risk, ISMS_RISK_ASSESSED_ON);
    const char *confidence = b->state < ISMS_TARGET ? isms_text(b->m, b->a->risk, confidences[b->state]) : NULL;
    if (assessed) {
        isms__buffer_text(w, "assessed on ");
        isms__buffer_day(w, assessed);
    }
    for (size_t i = 0, n = isms_list_count(b->m, b->a->risk, ISMS_RISK_ASSESSED_BY); i < n; i++) {
        isms_id person = isms_list_link(b->m, b->a->risk, ISMS_RISK_ASSESSED_BY, i);
        isms__buffer_print(w, "%s%s",
                           i         ? ", "
                           : w->size ? " by "
                                     : "assessed by ",
                           person ? name_of(b->m, person) : isms_list_key(b->m, b->a->risk, ISMS_RISK_ASSESSED_BY, i));
    }
    for (size_t i = 0, n = isms_list_count(b->m, b->a->risk, ISMS_RISK_EVIDENCE); i < n; i++)
        isms__buffer_print(w, "%s%s",
                           i         ? ", "
                           : w->size ? ", on evidence "
                                     : "evidence ",
                           isms_list_key(b->m, b->a->risk, ISMS_RISK_EVIDENCE, i));
    if (confidence)
        isms__buffer_print(w, "%sconfidence %s", w->size ? ", " : "", confidence);
    if (w->size)
        note(b, ISMS__SHOW_NAME, words(b), NULL);
}

static void add_acceptance(build *b, isms_id acceptance)
{
    isms_id approver = isms_link(b->m, acceptance, ISMS_RISK_ACCEPTANCE_APPROVER);
    isms_day until = isms_day_of(b->m, acceptance, ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
    const char *level = isms_text(b->m, acceptance, ISMS_RISK_ACCEPTANCE_LEVEL);
    int32_t rank = b->t ? isms__method_level(b->m, b->t->record, level) : -1;
    bool expired = until && b->x->as_of && until < b->x->as_of, exceeded = rank >= 0 && b->s->rank > rank;
    if (isms_value(b->m, acceptance, ISMS_RISK_ACCEPTANCE_STATE) != ISMS_RISK_ACCEPTANCE_STATE_ACTIVE)
        return;
    isms__buffer_print(start(b), "acceptance %s", isms_record_key(b->m, acceptance));
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_ACCEPTANCE, ISMS__SHOW_COLON, words(b), !expired && !exceeded);
    isms__buffer *w = start(b);
    isms__buffer_print(w, "%s", level ? level : "no level");
    if (approver)
        isms__buffer_print(w, ", by %s", name_of(b->m, approver));
    if (until) {
        isms__buffer_text(w, ", until ");
        isms__buffer_day(w, until);
    }
    isms__buffer_print(w, "%s%s", expired ? "; it has expired" : "", exceeded ? "; it does not cover this level" : "");
    isms__tree_label(b->tree, node, words(b));
    isms__tree_source(b->tree, node, isms_record_key(b->m, acceptance));
    if (node >= 0) {
        b->tree->nodes[node].about = acceptance;
        b->tree->nodes[node].detail[0] = rank;
    }
}

enum { ACCEPTANCES = 64 };

static void add_acceptances(build *b)
{
    isms_id found[ACCEPTANCES];
    size_t n = isms_referrers(b->m, b->a->risk, ISMS_RISK_ACCEPTANCE_RISK, found, ACCEPTANCES);
    for (size_t i = 0; i < n && i < ACCEPTANCES; i++)
        add_acceptance(b, found[i]);
}

static void add_decision(build *b)
{
    isms_id method = b->t ? b->t->record : ISMS_NONE;
    size_t rank = b->s->rank >= 0 ? (size_t)b->s->rank : SIZE_MAX;
    isms_decision decision = isms__assessment_decision_at(b->x, b->a, b->s->rank);
    isms_id role = b->s->rank >= 0 ? isms_list_link(b->m, method, ISMS_METHOD_LEVELS_AUTHORITY_ROLE, rank) : ISMS_NONE;
    int64_t months = 0;
    int32_t node = isms__tree_add(b->tree, -1, ISMS__RULE_DECISION, ISMS__SHOW_COLON, "acceptance criteria",
                                  decision ? (double)decision : NAN);
    isms__buffer *w = start(b);
    isms__buffer_text(w, decision ? isms__value_name(ISMS_ENUM_DECISION, decision) : "say nothing of this level");
    if (role)
        isms__buffer_print(w, ", %s by %s", decision == ISMS_DECISION_TREAT ? "or accepted" : "accepted", name_of(b->m, role));
    if (b->s->rank >= 0 && isms_list_integer(b->m, method, ISMS_METHOD_LEVELS_EXPIRES_AFTER_MONTHS, rank, &months) == ISMS_OK)
        isms__buffer_print(w, ", for at most %lld months", (long long)months);
    isms__tree_label(b->tree, node, words(b));
    if (method)
        isms__tree_source(b->tree, node, isms_record_key(b->m, method));
}

/* "9 remarks (RM030, RM031)" */
static void add_linter(build *b)
{
    isms_lint *lint = NULL;
    size_t waived = 0, shown = 0;
    const char *last = "";
    if (!b->t || b->s->rank < 0 || b->s->origin == ISMS_LEVEL_RECORDED)
        return;
    isms_status status = isms_method_record_lint(b->m, b->t->record, b->tree->a, &lint);
    b->tree->failed |= status == ISMS_E_NO_MEMORY;
    size_t n = isms_lint_count(lint);
    isms__buffer *w = start(b);
    isms__buffer_print(w, "%zu remark%s on the matrix", n, n == 1 ? "" : "s");
    for (size_t i = 0; i < n; i++) {
        waived += *isms_lint_waived(lint, i) != '\0';
        if (strcmp(last, isms_lint_rule(lint, i)) == 0)
            continue;
        last = isms_lint_rule(lint, i);
        isms__buffer_print(w, "%s%s", shown++ ? ", " : " (", last);
    }
    isms__buffer_text(w, shown ? ")" : "");
    if (waived)
        isms__buffer_print(w, ", %zu waived", waived);
    if (status == ISMS_OK) {
        int32_t node =
            isms__tree_add(b->tree, -1, ISMS__RULE_LINTER, n ? ISMS__SHOW_COLON : ISMS__SHOW_NOT, "linter", (double)n);
        isms__tree_label(b->tree, node, words(b));
    }
    isms_lint_free(lint);
}

/* ------------------------------------------------------------------ the tree */

void isms__assessment_tree(const isms_assessment *x, const isms__assessed *a, int state, isms__tree *out)
{
    const isms__state_attributes *of = &isms__states[state];
    int32_t own = isms__assessment_own_method(x, a);
    build b = {.x = x,
               .m = x->model,
               .a = a,
               .s = &a->states[state],
               .t = a->method >= 0 ? &x->methods[a->method] : NULL,
               .own = own >= 0 ? &x->methods[own] : NULL,
               .state = state,
               .tree = out};
    const axis likelihood = {"likelihood",           ISMS__LIKELIHOOD, of->likelihood,
                             ISMS_METHOD_LIKELIHOOD, b.s->likelihood,  a->states[ISMS_INHERENT].likelihood},
               impact = {"impact", ISMS__IMPACT, of->impact, ISMS_METHOD_IMPACT, b.s->impact, a->states[ISMS_INHERENT].impact};
    isms__buffer_init(&b.work, out->a);
    if (!b.t || !b.t->formula || b.s->likelihood || b.s->impact) {
        add_axis(&b, &likelihood);
        add_axis(&b, &impact);
    }
    add_level(&b);
    if (state == ISMS_CURRENT || state == ISMS_RESIDUAL) {
        add_names(&b);
        add_effects(&b, ISMS__LIKELIHOOD);
        add_effects(&b, ISMS__IMPACT);
    }
    add_assets(&b);
    add_provenance(&b);
    if (state != ISMS_INHERENT)
        add_acceptances(&b);
    add_linter(&b);
    add_decision(&b);
    out->failed |= b.work.failed;
    isms__buffer_dispose(&b.work);
}
