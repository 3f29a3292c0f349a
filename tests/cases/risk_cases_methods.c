/* Adapters of the qualitative methods: presets, matrices, scores, control effect, inheritance, treatment. */
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
    isms_matrix_with_bounds(NULL, plain, p, np, c, nc, &m);
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
    if (case_failed(out, isms_matrix_parse(NULL, case_text(row, "matrix"), NULL, &m)))
        return;
    m = matrix_with_bounds(row, m);
    if (!case_failed(out, isms_lint_matrix(NULL, m, NULL, &lint))) {
        put_axioms(out, lint);
        put_metrics(out, lint);
    }
    isms_lint_free(lint);
    isms_matrix_free(m);
}

static void put_matrix(case_output *out, const isms_matrix *m)
{
    int32_t rows = isms_matrix_likelihoods(m), columns = isms_matrix_consequences(m);
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
        isms_matrix_synthesise(NULL, p, np, c, nc, case_text(row, "green_at_most"), case_text(row, "red_at_least"), &m);
    if (case_failed(out, status))
        return;
    put_matrix(out, m);
    if (!case_failed(out, isms_lint_matrix(NULL, m, NULL, &lint)))
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

const case_method case_methods_qualitative[] = {
    {"matrix.lint", run_lint}, {"matrix.synthesise", run_synthesise}, {"matrix.enumerate", run_enumerate}, {NULL, NULL}};
