/* Adapters of control effect, inheritance, aggregation and vulnerability scores. */
#include "risk_cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Effect of controls. */

static void run_combine(const case_row *row, case_output *out)
{
    const double *e;
    double combined, parameter = case_real(row, "delta", case_real(row, "rho", 0));
    size_t n = case_reals(row, "e", &e);
    if (!case_failed(out, isms_effect_combine(isms_effect_rule_by_name(case_text(row, "model")), parameter, e, n, &combined)))
        case_put_real(out, "combined", combined);
}

static void run_bounds(const case_row *row, case_output *out)
{
    const double *e;
    double least, greatest, independent;
    size_t n = case_reals(row, "e", &e);
    if (case_failed(out, isms_effect_bounds(e, n, &least, &greatest, &independent)))
        return;
    case_put_real(out, "residual_min", least);
    case_put_real(out, "residual_max", greatest);
    case_put_real(out, "residual_indep", independent);
}

static void run_susceptibility(const case_row *row, case_output *out)
{
    const double *e;
    double left;
    size_t n = case_reals(row, "opeff", &e);
    if (!case_failed(out, isms_effect_bounds(e, n, NULL, NULL, &left)))
        case_put_real(out, "susceptibility", left);
}

static void run_in_operation(const case_row *row, case_output *out)
{
    double effect;
    if (!case_failed(out, isms_effect_in_operation(case_real(row, "coverage", NAN), case_real(row, "rel", NAN),
                                                   case_real(row, "intended", NAN), case_real(row, "variant", NAN), &effect)))
        case_put_real(out, "opeff", effect);
}

/* The stages of the worked example that rows refer to by id (inputs as in the tests of neoprehn/pyfair-cam), for files that do
 * not hold all of them. */
static const struct example_stage {
    const char *id;
    double v[9];
} example_stages[] = {
    {"cam_stage_1", {0.95, 0.70, 0.95, 0.40, 0.90, 0.042, 0.95, 0.25, 0.40}},
    {"cam_stage_2", {0.98, 0.85, 0.95, 0.60, 0.92, 0.042, 0.95, 0.50, 0.55}},
    {"cam_stage_3", {0.96, 0.80, 0.94, 0.75, 0.90, 0.042, 0.94, 0.50, 0.60}},
    {"cam_stage_4", {0.92, 0.90, 0.96, 0.65, 0.88, 0.042, 0.92, 1.00, 0.65}},
    {"cam_stage_5", {0.88, 0.75, 0.92, 0.55, 0.85, 0.042, 0.90, 0.75, 0.50}},
    {"cam_stage_6", {0.85, 0.60, 0.90, 0.45, 0.80, 0.042, 0.88, 0.25, 0.45}},
};
static const double example_progression[] = {0.9, 0.85, 0.8, 0.75, 0.7, 0.95};

static isms_detection stage_of(const double *v)
{
    return (isms_detection){sizeof(isms_detection), v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]};
}

static isms_detection stage_of_row(const case_row *row)
{
    static const char *const keys[] = {"coverage",     "visibility", "rel_v",         "recognition", "rel_r",
                                       "cadence_days", "rel_m",      "duration_days", "rho"};
    double v[9];
    for (size_t i = 0; i < 9; i++)
        v[i] = case_real(row, keys[i], NAN);
    return stage_of(v);
}

/* The stage of a row id: of the file, else of the example. */
static bool stage_by_id(const char *id, isms_detection *stage)
{
    const case_row *row = case_row_by_id(id);
    if (row) {
        *stage = stage_of_row(row);
        return true;
    }
    for (size_t i = 0; i < sizeof example_stages / sizeof example_stages[0]; i++) {
        if (strcmp(example_stages[i].id, id) == 0) {
            *stage = stage_of(example_stages[i].v);
            return true;
        }
    }
    return false;
}

/* Chances of detection of the stages PREFIX1 to PREFIXn; false where one is not there or refused. */
static bool chain_of(const char *prefix, size_t prefix_size, size_t n, double *detection)
{
    for (size_t i = 0; i < n; i++) {
        char id[80];
        isms_detection stage;
        snprintf(id, sizeof id, "%.*s%zu", (int)prefix_size, prefix, i + 1);
        if (!stage_by_id(id, &stage) || isms_effect_detection(&stage, NULL, &detection[i]) != ISMS_OK)
            return false;
    }
    return true;
}

enum { MOST_STAGES = 16 };

/* A row whose id ends in a number is that stage of a chain. */
static void put_reach(const case_row *row, case_output *out)
{
    const char *id = case_id(row);
    size_t size = strlen(id), digits = 0;
    while (digits < size && id[size - digits - 1] >= '0' && id[size - digits - 1] <= '9')
        digits++;
    size_t stage = digits ? strtoul(id + size - digits, NULL, 10) : 0;
    double detection[MOST_STAGES], reach[MOST_STAGES];
    if (stage >= 1 && stage <= sizeof example_progression / sizeof example_progression[0] &&
        chain_of(id, size - digits, stage, detection) &&
        isms_effect_outcomes(detection, example_progression, stage, reach, NULL) == ISMS_OK)
        case_put_real(out, "p_reach", reach[stage - 1]);
}

static void run_detection(const case_row *row, case_output *out)
{
    isms_detection stage = stage_of_row(row);
    double reviews, p;
    if (case_failed(out, isms_effect_detection(&stage, &reviews, &p)))
        return;
    case_put_real(out, "reviews", reviews);
    case_put_real(out, "p_detect", p);
    if (case_expected(row, "p_reach"))
        put_reach(row, out);
}

/* stages=PREFIX1..n */
static void run_outcomes(const case_row *row, case_output *out)
{
    const char *stages = case_text(row, "stages"), *dots = stages ? strstr(stages, "..") : NULL;
    const double *progression;
    double detection[MOST_STAGES];
    size_t n = case_reals(row, "progression", &progression);
    isms_outcomes o = ISMS_OUTCOMES_INIT;
    if (!dots || n > MOST_STAGES || !chain_of(stages, (size_t)(dots - stages) - 1, n, detection)) {
        case_put_error(out, "stages");
        return;
    }
    if (case_failed(out, isms_effect_outcomes(detection, progression, n, NULL, &o)))
        return;
    case_put_real(out, "early", o.early);
    case_put_real(out, "mid", o.middle);
    case_put_real(out, "late", o.late);
    case_put_real(out, "full_impact", o.full);
    case_put_real(out, "attacker_fails", o.failed);
    case_put_real(out, "total", o.early + o.middle + o.late + o.full + o.failed);
}

/* Vulnerability scores. */

static void run_cvss3(const case_row *row, case_output *out)
{
    isms_cvss cvss = ISMS_CVSS_INIT;
    if (!case_failed(out, isms_cvss_base(case_text(row, "vector"), ISMS_CVSS_3_1, &cvss)))
        case_put_real(out, "score", cvss.score);
}

/* SimpleRisk rounds the impact and the base score up to one decimal. */
static void run_cvss2(const case_row *row, case_output *out)
{
    isms_cvss cvss = ISMS_CVSS_INIT;
    if (case_failed(out, isms_cvss_base(case_text(row, "vector"), ISMS_CVSS_2_0, &cvss)))
        return;
    case_put_real(out, "spec", cvss.score);
    case_put_real(out, "score", cvss.score);
    double impact = ceil(cvss.impact * 10) / 10,
           base = (0.6 * impact + 0.4 * cvss.exploitability - 1.5) * (impact > 0 ? 1.176 : 0);
    char ours[32];
    snprintf(ours, sizeof ours, "%g", cvss.score);
    case_put_peer(out, "simplerisk", ceil(base * 10) / 10, ours);
}

/* Inheritance of protection need: parents by name, one asset below them. */

enum { MOST_ASSETS = 64, MOST_EDGES = 256 };

static void inherit_need(const case_row *row, case_output *out, int32_t rule, int32_t steps)
{
    const char *const *parents;
    size_t n = case_words(row, "parents", ',', &parents);
    int32_t own[MOST_ASSETS], from[MOST_ASSETS], to[MOST_ASSETS], rules[MOST_ASSETS] = {0}, all_steps[MOST_ASSETS] = {0};
    isms_scale *scale = NULL;
    isms_inheritance *i = NULL;
    if (n >= MOST_ASSETS || case_failed(out, isms_preset_scale("bsi2002.need", NULL, &scale)))
        return;
    for (size_t k = 0; k < n; k++) {
        own[k] = isms_scale_find(scale, parents[k]);
        from[k] = (int32_t)k;
        to[k] = (int32_t)n;
    }
    own[n] = -1;
    rules[n] = rule;
    all_steps[n] = steps;
    isms_inheritance_options options = ISMS_INHERITANCE_OPTIONS_INIT;
    options.highest = isms_scale_count(scale) - 1;
    options.rules = rules;
    options.steps = all_steps;
    if (!case_failed(out, isms_inheritance_run(n + 1, 1, own, from, to, n, &options, NULL, &i))) {
        int32_t need = isms_inheritance_value(i, n, 0);
        case_put_text(out, "need", need < 0 ? "not_evaluated" : isms_scale_id(scale, need));
    }
    isms_inheritance_free(i);
    isms_scale_free(scale);
}

static void run_maximum(const case_row *row, case_output *out)
{
    inherit_need(row, out, ISMS_INHERIT_MAXIMUM, 0);
}

static void run_cumulation(const case_row *row, case_output *out)
{
    inherit_need(row, out, ISMS_INHERIT_CUMULATION, case_integer(row, "cumulation_steps", 0));
}

/* Distribution needs more than one instance. */
static void run_distribution(const case_row *row, case_output *out)
{
    bool redundant = case_integer(row, "redundant_instances", 1) > 1;
    inherit_need(row, out, ISMS_INHERIT_DISTRIBUTION, redundant ? case_integer(row, "distribution_steps", 0) : 0);
}

/* edges=a>b>c,b>d; a=C:3,I:2: assets and criteria are numbered as they come. */

typedef struct names {
    const char *at[MOST_ASSETS];
    size_t count;
} names;

static int32_t number_of(names *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (strcmp(n->at[i], name) == 0)
            return (int32_t)i;
    if (n->count == MOST_ASSETS)
        return -1;
    n->at[n->count] = name;
    return (int32_t)n->count++;
}

typedef struct example {
    names assets, criteria;
    int32_t own[MOST_ASSETS][MOST_ASSETS]; /* asset, criterion */
    int32_t from[MOST_EDGES], to[MOST_EDGES];
    size_t edges;
} example;

static void read_edges(const case_row *row, example *x)
{
    const char *const *chains, *const *assets;
    size_t n = case_words(row, "edges", ',', &chains);
    for (size_t i = 0; i < n; i++) {
        size_t m = case_split(chains[i], '>', &assets);
        for (size_t k = 0; k + 1 < m && x->edges < MOST_EDGES; k++) {
            x->from[x->edges] = number_of(&x->assets, assets[k]);
            x->to[x->edges++] = number_of(&x->assets, assets[k + 1]);
        }
    }
}

static void read_values(const case_row *row, example *x)
{
    const char *const *values, *const *pair;
    for (size_t i = 0; i < x->assets.count; i++) {
        for (size_t k = 0; k < MOST_ASSETS; k++)
            x->own[i][k] = -1;
        size_t n = case_words(row, x->assets.at[i], ',', &values);
        for (size_t k = 0; k < n; k++)
            if (case_split(values[k], ':', &pair) == 2)
                x->own[i][number_of(&x->criteria, pair[0])] = (int32_t)strtol(pair[1], NULL, 10);
    }
}

static void put_assets(case_output *out, const example *x, const isms_inheritance *i)
{
    for (size_t asset = 0; asset < x->assets.count; asset++) {
        char text[MOST_ASSETS * 24] = "";
        for (size_t k = 0; k < x->criteria.count; k++) {
            int32_t value = isms_inheritance_value(i, asset, k);
            size_t size = strlen(text);
            if (value >= 0)
                snprintf(text + size, sizeof text - size, "%s%.12s:%d", size ? "," : "", x->criteria.at[k], (int)value);
        }
        case_put_text(out, x->assets.at[asset], text);
    }
}

static void run_graph(const case_row *row, case_output *out)
{
    example *x = case_memory(sizeof *x);
    read_edges(row, x);
    read_values(row, x);
    size_t n = x->assets.count, criteria = x->criteria.count;
    int32_t *own = case_memory((n * criteria + 1) * sizeof *own);
    for (size_t i = 0; i < n * criteria; i++)
        own[i] = x->own[i / criteria][i % criteria];
    isms_inheritance *i = NULL;
    if (!case_failed(out, isms_inheritance_run(n, criteria, own, x->from, x->to, x->edges, NULL, NULL, &i)))
        put_assets(out, x, i);
    isms_inheritance_free(i);
}

/* Aggregation. */

static void aggregate_levels(const case_row *row, case_output *out)
{
    const double *levels;
    size_t n = case_reals(row, "levels", &levels), at_highest = 0;
    int32_t *positions = case_memory((n + 1) * sizeof *positions), highest = -1;
    for (size_t i = 0; i < n; i++)
        positions[i] = (int32_t)levels[i];
    if (case_failed(out, isms_aggregate_levels(positions, n, &highest, &at_highest, NULL)))
        return;
    case_put_integer(out, "level", highest);
    case_put_integer(out, "count_at_max", (int64_t)at_highest);
}

static void aggregate_deviations(const case_row *row, case_output *out)
{
    const double *x;
    size_t n = case_reals(row, "x", &x);
    double *correlations = case_memory((n * n + 1) * sizeof *correlations), value, rho = case_real(row, "rho", 0);
    for (size_t i = 0; i < n * n; i++)
        correlations[i] = i / n == i % n ? 1 : rho;
    if (!case_failed(out, isms_statistics_sum_deviation(x, n, rho == 0 ? NULL : correlations, NULL, &value)))
        case_put_real(out, "value", value);
}

static void aggregate_any(const case_row *row, case_output *out)
{
    const double *p;
    double value;
    size_t n = case_reals(row, "p", &p);
    if (!case_failed(out, isms_statistics_any_of(p, n, &value)))
        case_put_real(out, "value", value);
}

static void run_aggregate(const case_row *row, case_output *out)
{
    static const case_method models[] = {{"max_level_with_count", aggregate_levels},
                                         {"sqrt_sum_squares", aggregate_deviations},
                                         {"correlated_sd", aggregate_deviations},
                                         {"any_of", aggregate_any},
                                         {NULL, NULL}};
    const char *model = case_text(row, "model");
    for (const case_method *m = models; model && m->name; m++) {
        if (strcmp(m->name, model) == 0) {
            m->run(row, out);
            return;
        }
    }
    case_put_error(out, "unknown_model");
}

const case_method case_methods_effect[] = {{"control.combine", run_combine},
                                           {"control.combine_bounds", run_bounds},
                                           {"control.susceptibility", run_susceptibility},
                                           {"control.opeff", run_in_operation},
                                           {"control.stage_detection", run_detection},
                                           {"control.outcome_classes", run_outcomes},
                                           {"cvss31.base", run_cvss3},
                                           {"cvss30.base", run_cvss3},
                                           {"cvss2.base", run_cvss2},
                                           {"inherit.maximum", run_maximum},
                                           {"inherit.cumulation", run_cumulation},
                                           {"inherit.distribution", run_distribution},
                                           {"inherit.graph_max", run_graph},
                                           {"aggregate", run_aggregate},
                                           {NULL, NULL}};
