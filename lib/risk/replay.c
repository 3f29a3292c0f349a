/* Replaying an explanation: every node is computed again from those below it, by the public kernel, and must agree. */
#include "assessment.h"

#include "explanation.h"

#include <isms/effect.h>
#include <isms/method_record.h>
#include <isms/valuation.h>
#include <math.h>
#include <string.h>

typedef struct replay {
    const isms_assessment *x;
    const isms__assessed *a;
    int state;
    const isms__tree *tree;
    isms_matrix *matrix; /* of the method, made anew; NULL where it has none */
    isms_valuation *valuation;
    isms_status status; /* of what a node needed */
} replay;

enum { VALUES = ISMS_EFFECT_MOST };

/* A control of a combination has one effect, or several that are joined. */
static bool has_rule(const isms__node *n, int32_t rule)
{
    return n->rule == rule || (rule == ISMS__RULE_JOINT && n->rule == ISMS__RULE_OPERATION);
}

/* Values of the children that have the rule. */
static size_t values_below(const isms__tree *t, int32_t node, int32_t rule, double *out)
{
    size_t n = 0;
    for (int32_t i = isms__tree_child(t, node, -1); i >= 0 && n < VALUES; i = isms__tree_child(t, node, i))
        if (has_rule(&t->nodes[i], rule))
            out[n++] = t->nodes[i].value;
    return n;
}

static double named_below(const isms__tree *t, int32_t node, const char *name)
{
    for (int32_t i = isms__tree_child(t, node, -1); i >= 0; i = isms__tree_child(t, node, i))
        if (strcmp(isms__tree_text(t, t->nodes[i].name), name) == 0)
            return t->nodes[i].value;
    return NAN;
}

static double found(const replay *r, const char *name)
{
    return named_below(r->tree, -1, name);
}

/* ------------------------------------------------------------------ a rule each */

static double again_criteria(const replay *r, int32_t node, int32_t rule)
{
    double sum = 0, most = 0, weighted = 0, weights = 0;
    for (int32_t i = isms__tree_child(r->tree, node, -1); i >= 0; i = isms__tree_child(r->tree, node, i)) {
        double one = r->tree->nodes[i].value, weight = named_below(r->tree, i, "weight");
        sum += one;
        most = isnan(one) || isnan(most) ? NAN : fmax(one, most);
        weighted += weight * one;
        weights += weight;
    }
    return rule == ISMS__RULE_SUM ? sum : rule == ISMS__RULE_WEIGHTED ? ceil(weighted / weights) : most;
}

static double again_carried(replay *r, int32_t node)
{
    const isms__method_table *own = &r->x->methods[isms__assessment_own_method(r->x, r->a)];
    isms_matrix *from = NULL;
    int32_t child = isms__tree_child(r->tree, node, -1), position = -1;
    bool impact = r->tree->nodes[node].detail[0];
    double given = child >= 0 ? r->tree->nodes[child].value : NAN;
    isms_status status = isms_method_record_matrix(r->x->model, own->record, &r->x->host, &from);
    r->status = status == ISMS_E_NO_MEMORY ? status : r->status;
    if (status == ISMS_OK && r->matrix && !isnan(given))
        position = impact
                       ? isms__position_carried((int32_t)given - 1, isms_matrix_consequence_count(from),
                                                isms_matrix_consequence_scale(from), isms_matrix_consequence_count(r->matrix),
                                                isms_matrix_consequence_scale(r->matrix))
                       : isms__position_carried((int32_t)given - 1, isms_matrix_likelihood_count(from),
                                                isms_matrix_likelihood_scale(from), isms_matrix_likelihood_count(r->matrix),
                                                isms_matrix_likelihood_scale(r->matrix));
    isms_matrix_free(from);
    return position >= 0 ? (double)position + 1 : NAN;
}

static double again_steps(const replay *r, int32_t node)
{
    double values[VALUES], left;
    size_t n = values_below(r->tree, node, ISMS__RULE_RECORDED, values);
    if (!n)
        return NAN;
    left = values[0];
    for (size_t i = 1; i < n; i++)
        left -= values[i];
    return fmax(left, 1);
}

static double again_level(const replay *r, int32_t dl, int32_t di)
{
    double l = found(r, "likelihood"), i = found(r, "impact");
    if (!r->matrix || isnan(l) || isnan(i))
        return NAN;
    return isms_matrix_level(r->matrix, (int32_t)l - 1 + dl, (int32_t)i - 1 + di) + 1;
}

static double again_formula(replay *r)
{
    isms_evaluation *e = NULL;
    isms_status status = isms__formula_evaluate(r->x, r->a, r->state, &e);
    if (status == ISMS_OK)
        status = isms_evaluation_replay(e, r->x->methods[r->a->method].formula, NULL);
    int32_t rank = status == ISMS_OK ? isms__formula_rank(r->x, r->a, e) : -1;
    r->status = status == ISMS_E_NO_MEMORY ? status : r->status;
    isms_evaluation_free(e);
    return rank >= 0 ? (double)rank + 1 : NAN;
}

static double again_beside(replay *r, int32_t dl, int32_t di)
{
    if (!r->x->methods[r->a->method].formula)
        return again_level(r, dl, di);
    int32_t rank;
    if (isms__formula_beside(r->x, r->a, r->state, dl, di, &rank) == ISMS_E_NO_MEMORY)
        r->status = ISMS_E_NO_MEMORY;
    return rank >= 0 ? (double)rank + 1 : NAN;
}

static double again_operation(const replay *r, int32_t node)
{
    double out;
    isms_status status =
        isms_effect_in_operation(named_below(r->tree, node, "coverage"), named_below(r->tree, node, "reliability"),
                                 named_below(r->tree, node, "efficacy"), named_below(r->tree, node, "degraded efficacy"), &out);
    return status == ISMS_OK ? out : NAN;
}

static double again_joint(const replay *r, int32_t node)
{
    double values[VALUES], left = 1;
    for (size_t i = 0, n = values_below(r->tree, node, ISMS__RULE_OPERATION, values); i < n; i++)
        left *= 1 - values[i];
    return 1 - left;
}

static double again_combined(const replay *r, int32_t node)
{
    double values[VALUES], parameter, out;
    size_t n = values_below(r->tree, node, ISMS__RULE_JOINT, values);
    isms_effect_rule rule =
        isms__method_combination(r->x->model, r->a->method >= 0 ? r->x->methods[r->a->method].record : ISMS_NONE, &parameter);
    return isms_effect_combine(rule, parameter, values, n, &out) == ISMS_OK ? out : NAN;
}

static double again_bound(const replay *r, int32_t node, bool least)
{
    double values[VALUES], bounds[3];
    size_t n = values_below(r->tree, r->tree->nodes[node].parent, ISMS__RULE_JOINT, values);
    return isms_effect_bounds(values, n, &bounds[0], &bounds[1], &bounds[2]) == ISMS_OK ? bounds[least ? 0 : 1] : NAN;
}

/* Shares are what they are by all of them: they sum to the whole. */
static double again_share(const replay *r, int32_t node)
{
    int32_t whole = r->tree->nodes[r->tree->nodes[node].parent].parent;
    double sum = 0, own = r->tree->nodes[node].value;
    for (int32_t i = isms__tree_child(r->tree, whole, -1); i >= 0; i = isms__tree_child(r->tree, whole, i))
        if (has_rule(&r->tree->nodes[i], ISMS__RULE_JOINT))
            sum += named_below(r->tree, i, "its share of the whole");
    return own + r->tree->nodes[whole].value - sum;
}

static double again_valuation(const replay *r, const isms__node *n)
{
    int32_t value = isms_valuation_value(r->valuation, n->about, n->detail[0]);
    return value ? (double)value : NAN;
}

static double again_decision(replay *r)
{
    const isms__assessed_state *s = &r->a->states[r->state];
    isms_id method = r->a->method >= 0 ? r->x->methods[r->a->method].record : ISMS_NONE;
    bool formula = r->a->method >= 0 && r->x->methods[r->a->method].formula;
    double level = s->origin == ISMS_LEVEL_RECORDED ? s->rank + 1 : formula ? again_formula(r) : again_level(r, 0, 0);
    int32_t decision =
        isnan(level) || level < 1 ? 0 : isms_list_value(r->x->model, method, ISMS_METHOD_LEVELS_DECISION, (size_t)level - 1);
    return decision ? (double)decision : NAN;
}

static double again_acceptance(const replay *r, const isms__node *n)
{
    isms_day until = isms_day_of(r->x->model, n->about, ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
    bool expired = until && r->x->as_of && until < r->x->as_of;
    return !expired && !(n->detail[0] >= 0 && r->a->states[r->state].rank > n->detail[0]);
}

static double again(replay *r, int32_t i)
{
    const isms__node *n = &r->tree->nodes[i];
    switch (n->rule) {
    case ISMS__RULE_HIGHEST:
    case ISMS__RULE_SUM:
    case ISMS__RULE_WEIGHTED:
        return again_criteria(r, i, n->rule);
    case ISMS__RULE_CARRIED:
        return again_carried(r, i);
    case ISMS__RULE_STEPS:
        return again_steps(r, i);
    case ISMS__RULE_PRODUCT:
        return found(r, "likelihood") * found(r, "impact");
    case ISMS__RULE_ADDED:
        return found(r, "likelihood") + found(r, "impact");
    case ISMS__RULE_LEVEL:
        return again_level(r, 0, 0);
    case ISMS__RULE_FORMULA:
        return again_formula(r);
    case ISMS__RULE_NEIGHBOUR:
        return again_beside(r, n->detail[0], n->detail[1]);
    case ISMS__RULE_DECISION:
        return again_decision(r);
    case ISMS__RULE_OPERATION:
        return again_operation(r, i);
    case ISMS__RULE_JOINT:
        return again_joint(r, i);
    case ISMS__RULE_COMBINED:
        return again_combined(r, i);
    case ISMS__RULE_LEAST_LEFT:
    case ISMS__RULE_MOST_LEFT:
        return again_bound(r, i, n->rule == ISMS__RULE_LEAST_LEFT);
    case ISMS__RULE_SHARE:
        return again_share(r, i);
    case ISMS__RULE_VALUATION:
        return again_valuation(r, n);
    case ISMS__RULE_ACCEPTANCE:
        return again_acceptance(r, n);
    default:
        return n->value; /* an input */
    }
}

/* Positions and levels agree exactly, shares but for the last digits. */
static bool agrees(const isms__node *n, double value)
{
    if (isnan(n->value) || isnan(value))
        return isnan(n->value) && isnan(value);
    return n->value == value || fabs(n->value - value) <= 1e-12;
}

isms_status isms__assessment_recompute(const isms_assessment *x, const isms__assessed *a, int state, const isms__tree *tree,
                                       int32_t *node)
{
    replay r = {x, a, state, tree, NULL, NULL, ISMS_OK};
    isms_status status =
        a->method >= 0 ? isms_method_record_matrix(x->model, x->methods[a->method].record, &x->host, &r.matrix) : ISMS_OK;
    status = status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
    if (status == ISMS_OK && isms_list_count(x->model, a->risk, ISMS_RISK_ASSETS))
        status = isms_valuation_run(x->model, &x->host, NULL, &r.valuation);
    *node = -1;
    for (size_t i = 0; i < tree->count && status == ISMS_OK && *node < 0; i++)
        if (!agrees(&tree->nodes[i], again(&r, (int32_t)i)))
            *node = (int32_t)i;
    isms_matrix_free(r.matrix);
    isms_valuation_free(r.valuation);
    if (r.status != ISMS_OK) {
        *node = -1;
        return r.status;
    }
    return status == ISMS_OK && *node >= 0 ? ISMS_E_DATA : status;
}
