/* Adapters of the matrix linter and of the preset methods. */
#include "risk_cases.h"

#include <string.h>

/* The matrix linter. */

static isms_matrix *matrix_with_bounds(const case_row *row, isms_matrix *plain)
{
    const char *const *p, *const *c;
    isms_matrix *m = NULL;
    size_t np = case_words(row, "p_bounds", ',', &p), nc = case_words(row, "c_bounds", ',', &c);
    if (np == 0 || nc == 0)
        return plain;
    isms_matrix_with_bounds(plain, p, np, c, nc, NULL, &m);
    isms_matrix_free(plain);
    return m;
}

static void put_axioms(case_output *out, const isms_lint *lint)
{
    static const struct {
        const char *key;
        int32_t axiom;
    } rows[] = {{"weak_consistency", ISMS_LINT_WEAK_CONSISTENCY},
                {"betweenness", ISMS_LINT_BETWEENNESS},
                {"colour_consistency", ISMS_LINT_COLOUR_CONSISTENCY}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        case_put_boolean(out, rows[i].key, isms_lint_holds(lint, rows[i].axiom));
}

static void put_metrics(case_output *out, const isms_lint *lint)
{
    static const struct {
        const char *key;
        int32_t metric;
    } rows[] = {{"levels_used", ISMS_LINT_LEVELS_USED},    {"monotone_violations", ISMS_LINT_NOT_MONOTONE},
                {"edge_jumps_gt1", ISMS_LINT_JUMPS},       {"wc_pairs", ISMS_LINT_WEAK_PAIRS},
                {"bt_edge", ISMS_LINT_TOUCH_EDGE},         {"bt_corner", ISMS_LINT_TOUCH_CORNER},
                {"cc0", ISMS_LINT_ZERO_CONTOUR},           {"cc1", ISMS_LINT_SHOULD_BE_TOP},
                {"cc2", ISMS_LINT_SHOULD_BE_BOTTOM},       {"cc3", ISMS_LINT_NOT_BETWEEN},
                {"inversion_pairs", ISMS_LINT_INVERSIONS}, {"ordered_pairs", ISMS_LINT_ORDERED_PAIRS}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        case_put_integer(out, rows[i].key, isms_lint_metric(lint, rows[i].metric));
}

static void run_lint(const case_row *row, case_output *out)
{
    isms_matrix *m = NULL;
    isms_lint *lint = NULL;
    if (case_failed(out, isms_matrix_parse(case_text(row, "matrix"), NULL, NULL, &m)))
        return;
    m = matrix_with_bounds(row, m);
    if (!case_failed(out, isms_lint_matrix(m, NULL, NULL, &lint))) {
        put_axioms(out, lint);
        put_metrics(out, lint);
    }
    isms_lint_free(lint);
    isms_matrix_free(m);
}

static void put_matrix(case_output *out, const isms_matrix *m)
{
    int32_t rows = isms_matrix_likelihood_count(m), columns = isms_matrix_consequence_count(m);
    char *text = case_memory((size_t)(rows * columns) * 3 + 1), *p = text;
    for (int32_t i = 0; i < rows; i++)
        for (int32_t j = 0; j < columns; j++) {
            if (i + j)
                *p++ = j ? ',' : '|';
            *p++ = (char)('0' + isms_matrix_level(m, i, j));
        }
    case_put_text(out, "matrix", text);
}

static void run_synthesise(const case_row *row, case_output *out)
{
    const char *const *p, *const *c;
    isms_matrix *m = NULL;
    isms_lint *lint = NULL;
    size_t np = case_words(row, "p_bounds", ',', &p), nc = case_words(row, "c_bounds", ',', &c);
    isms_status status =
        isms_matrix_synthesise(p, np, c, nc, case_text(row, "green_at_most"), case_text(row, "red_at_least"), NULL, &m);
    if (case_failed(out, status))
        return;
    put_matrix(out, m);
    if (!case_failed(out, isms_lint_matrix(m, NULL, NULL, &lint)))
        put_axioms(out, lint);
    isms_lint_free(lint);
    isms_matrix_free(m);
}

static void run_enumerate(const case_row *row, case_output *out)
{
    const char *scope = case_text(row, "scope");
    int64_t solutions = 0;
    int32_t monotone = scope && strcmp(scope, "monotone") == 0;
    if (!case_failed(out,
                     isms_lint_enumerate(case_integer(row, "n", 0), case_integer(row, "colours", 0), monotone, &solutions)))
        case_put_integer(out, "solutions", solutions);
}

static void run_conjunction(const case_row *row, case_output *out)
{
    static const struct {
        const char *name, *preset;
    } names[] = {{"NIST_G5", "nist80030.likelihood"}, {"NIST_I2", "nist80030.risk"}};
    const char *text = case_text(row, "matrix");
    isms_matrix *m = NULL;
    isms_lint *lint = NULL;
    isms_status status = ISMS_E_NOT_FOUND;
    for (size_t i = 0; text && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(text, names[i].name) == 0)
            status = isms_preset_matrix(names[i].preset, NULL, &m);
    if (status == ISMS_E_NOT_FOUND)
        status = isms_preset_matrix(text, NULL, &m);
    if (status == ISMS_E_NOT_FOUND)
        status = isms_matrix_parse(text, NULL, NULL, &m);
    if (!case_failed(out, status) && !case_failed(out, isms_lint_conjunction(m, NULL, NULL, &lint))) {
        case_put_integer(out, "cells", isms_lint_metric(lint, ISMS_LINT_CELLS));
        case_put_integer(out, "impossible", isms_lint_metric(lint, ISMS_LINT_IMPOSSIBLE));
    }
    isms_lint_free(lint);
    isms_matrix_free(m);
}

/* Preset methods: inputs and results have the names of the rows, except where a table says otherwise. */

typedef struct alias {
    const char *in_case, *in_method;
} alias;

typedef struct inputs {
    const char *names[ISMS_METHOD_STEPS_MOST], *values[ISMS_METHOD_STEPS_MOST];
    size_t count;
} inputs;

static void give(inputs *in, const char *name, const char *value)
{
    if (value && in->count < ISMS_METHOD_STEPS_MOST) {
        in->names[in->count] = name;
        in->values[in->count++] = value;
    }
}

static const char *renamed(const alias *names, const char *in_case)
{
    for (; names && names->in_case; names++)
        if (strcmp(names->in_case, in_case) == 0)
            return names->in_method;
    return in_case;
}

static const char *name_in_case(const alias *names, const char *in_method)
{
    for (; names && names->in_case; names++)
        if (strcmp(names->in_method, in_method) == 0)
            return names->in_case;
    return in_method;
}

static bool is_given(const inputs *in, const char *name)
{
    for (size_t i = 0; i < in->count; i++)
        if (strcmp(in->names[i], name) == 0)
            return true;
    return false;
}

/* Evaluates a preset with the row's inputs, beside those already given; NULL where it was refused. */
static isms_evaluation *evaluate(const case_row *row, const char *preset, inputs *in, const alias *names, isms_status *status)
{
    isms_method *m = NULL;
    isms_evaluation *e = NULL;
    *status = isms_preset_method(preset, NULL, &m);
    for (int32_t i = 0; *status == ISMS_OK && i < isms_method_step_count(m); i++) {
        const char *name = isms_method_step_name(m, i);
        if (isms_method_step_kind(m, i) != ISMS_STEP_RESULT && !is_given(in, name))
            give(in, name, case_text(row, name_in_case(names, name)));
    }
    if (*status == ISMS_OK)
        *status = isms_evaluation_run(m, in->names, in->values, in->count, NULL, NULL, &e);
    if (*status == ISMS_OK && isms_evaluation_replay(e, m, NULL) != ISMS_OK)
        *status = ISMS_E_INTERNAL;
    isms_method_free(m);
    return e;
}

/* Puts out what the row asks for; where a result was not evaluated, `unset`, or "not_evaluated" where that is NULL. */
static void put_results(const case_row *row, case_output *out, const isms_evaluation *e, const alias *names, const char *unset)
{
    const char *const *keys;
    size_t n = case_expected_keys(row, &keys);
    for (size_t i = 0; i < n; i++) {
        const char *name = renamed(names, keys[i]), *value = isms_evaluation_value(e, name);
        if (value)
            case_put_text(out, keys[i], value);
        else if (isms_evaluation_find(e, name) >= 0)
            case_put_text(out, keys[i], unset ? unset : "not_evaluated");
    }
}

static void run_renamed(const case_row *row, case_output *out, const char *preset, const alias *results, const alias *given)
{
    inputs in = {.count = 0};
    isms_status status;
    isms_evaluation *e = evaluate(row, preset, &in, given, &status);
    if (!case_failed(out, status))
        put_results(row, out, e, results, NULL);
    isms_evaluation_free(e);
}

void case_run_preset(const case_row *row, case_output *out)
{
    run_renamed(row, out, case_method_of(row), NULL, NULL);
}

static void run_modify(const case_row *row, case_output *out)
{
    static const alias results[] = {{"lef", "lef_after"}, {"lm", "lm_after"}, {NULL, NULL}};
    run_renamed(row, out, case_method_of(row), results, NULL);
}

static void run_shift(const case_row *row, case_output *out)
{
    static const alias results[] = {{"likelihood", "likelihood_after"}, {"impact", "impact_after"}, {NULL, NULL}};
    static const alias given[] = {{"scale", "scale_size"}, {NULL, NULL}};
    run_renamed(row, out, case_method_of(row), results, given);
}

/* MONARC writes -1 for "not set"; where the threat affects nothing it has no value at all, and stops with an error. */
static void run_monarc(const case_row *row, case_output *out)
{
    inputs in = {.count = 0};
    isms_status status;
    isms_evaluation *e = evaluate(row, case_method_of(row), &in, NULL, &status);
    if (case_failed(out, status))
        return;
    const char *affected = isms_evaluation_value(e, "affected");
    bool nothing = affected && strcmp(affected, "0") == 0;
    if (nothing)
        case_put_text(out, "residual", isms_evaluation_value(e, "residual") ? "a value" : "undefined");
    put_results(row, out, e, NULL, "-1");
    isms_evaluation_free(e);
}

static void run_stakeholder(const case_row *row, case_output *out)
{
    inputs in = {.count = 0};
    isms_status status;
    isms_evaluation *e = evaluate(row, case_method_of(row), &in, NULL, &status);
    if (status == ISMS_E_NOT_POSITIVE) /* maturity or trust is zero: CISO Assistant shows 0, "no threat" */
        case_put_peer(out, "threat_level", 0, "error not_positive");
    else if (!case_failed(out, status))
        put_results(row, out, e, NULL, NULL);
    isms_evaluation_free(e);
}

static void run_simplerisk_classic(const case_row *row, case_output *out)
{
    const char *const *size;
    inputs in = {.count = 0};
    isms_status status;
    if (case_words(row, "scale", 'x', &size) == 2) {
        give(&in, "most_likelihood", size[0]);
        give(&in, "most_impact", size[1]);
    }
    isms_evaluation *e = evaluate(row, case_method_of(row), &in, NULL, &status);
    if (status == ISMS_E_NOT_EVALUATED) /* SimpleRisk scores a missing input as the worst */
        case_put_peer(out, "score", 10, "error not_evaluated");
    else if (!case_failed(out, status))
        put_results(row, out, e, NULL, NULL);
    isms_evaluation_free(e);
}

static void run_simplerisk_owasp(const case_row *row, case_output *out)
{
    static const char *const names[] = {"low", "medium", "high", "very_high"};
    const char *const *levels;
    inputs in = {.count = 0};
    isms_status status;
    size_t n = case_words(row, "levels", ',', &levels);
    for (size_t i = 0; i < n && i < 4; i++)
        give(&in, names[i], levels[i]);
    isms_evaluation *e = evaluate(row, case_method_of(row), &in, NULL, &status);
    if (!case_failed(out, status))
        put_results(row, out, e, NULL, NULL);
    isms_evaluation_free(e);
}

static void run_product_bands(const case_row *row, case_output *out)
{
    const double *bands;
    run_renamed(row, out, case_reals(row, "bands", &bands) == 4 ? "score.product5" : "score.product4", NULL, NULL);
}

const case_method case_methods_qualitative[] = {{"matrix.lint", run_lint},
                                                {"matrix.lint.conjunction", run_conjunction},
                                                {"matrix.synthesise", run_synthesise},
                                                {"matrix.enumerate", run_enumerate},
                                                {"ebios.stakeholder", run_stakeholder},
                                                {"monarc.info", run_monarc},
                                                {"monarc.op", run_monarc},
                                                {"monarc.inherit", run_monarc},
                                                {"simplerisk.classic", run_simplerisk_classic},
                                                {"simplerisk.owasp", run_simplerisk_owasp},
                                                {"score.product_bands", run_product_bands},
                                                {"treatment.modify", run_modify},
                                                {"treatment.ordinal_shift", run_shift},
                                                {NULL, NULL}};
