/* Methods of a model made ready for look-ups: the level of each cell, by matrix or rule, and positions carried over to the one
 * method that is used for all. */
#include "assessment.h"

#include <isms/effect.h>
#include <isms/matrix.h>
#include <isms/method_record.h>
#include <math.h>
#include <string.h>

int8_t isms__method_level(const isms_model *m, isms_id method, const char *level)
{
    size_t n = isms_list_count(m, method, ISMS_METHOD_LEVELS_ID);
    for (size_t i = 0; level && i < n && i < ISMS__RANK_MOST; i++) {
        const char *id = isms_list_text(m, method, ISMS_METHOD_LEVELS_ID, i);
        if (id && strcmp(id, level) == 0)
            return (int8_t)i;
    }
    return -1;
}

/* ------------------------------------------------------------------ cells */

static bool has_score_rule(const isms_model *m, isms_id method)
{
    int32_t rule = isms_value(m, method, ISMS_METHOD_RULE);
    return rule == ISMS_METHOD_RULE_PRODUCT || rule == ISMS_METHOD_RULE_SUM;
}

bool isms__method_size(const isms_model *m, isms_id method, size_t *rows, size_t *columns)
{
    *rows = isms_table_row_count(m, method, ISMS_METHOD_MATRIX);
    *columns = *rows ? isms_table_column_count(m, method, ISMS_METHOD_MATRIX, 0) : 0;
    if (!*rows && has_score_rule(m, method)) {
        *rows = isms_list_count(m, method, ISMS_METHOD_LIKELIHOOD);
        *columns = isms_list_count(m, method, ISMS_METHOD_IMPACT);
    }
    return *rows && *columns;
}

/* The highest level whose least score is reached. Where a level states none, no score has a level. */
int8_t isms__level_of_score(const isms_model *m, isms_id method, double score)
{
    double least;
    int8_t rank = -1;
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_LEVELS_ID); i < n && i < ISMS__RANK_MOST; i++) {
        if (isms_list_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, i, &least) != ISMS_OK)
            return -1;
        rank = score >= least ? (int8_t)i : rank;
    }
    return rank;
}

int8_t isms__method_cell(const isms_model *m, isms_id method, size_t row, size_t column)
{
    double l = (double)row + 1, i = (double)column + 1;
    if (isms_table_row_count(m, method, ISMS_METHOD_MATRIX))
        return isms__method_level(m, method, isms_table_text(m, method, ISMS_METHOD_MATRIX, row, column));
    return isms__level_of_score(m, method, isms_value(m, method, ISMS_METHOD_RULE) == ISMS_METHOD_RULE_SUM ? l + i : l * i);
}

static isms_status make_table(const isms_assessment *x, isms_id record, isms__method_table *out)
{
    size_t rows, columns;
    *out = (isms__method_table){.record = record, .scored = !isms_table_row_count(x->model, record, ISMS_METHOD_MATRIX)};
    isms_status status = isms__formula_make(&x->host, x->model, record, &out->formula);
    if (status != ISMS_OK || out->formula)
        return status;
    if (!isms__method_size(x->model, record, &rows, &columns) || rows > ISMS_MATRIX_MOST || columns > ISMS_MATRIX_MOST)
        return ISMS_OK; /* levels that are recorded are all that is known */
    out->ranks = isms__allocate(&x->host, rows * columns * sizeof *out->ranks);
    if (!out->ranks)
        return ISMS_E_NO_MEMORY;
    out->rows = (int32_t)rows;
    out->columns = (int32_t)columns;
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            out->ranks[r * columns + c] = isms__method_cell(x->model, record, r, c);
    return ISMS_OK;
}

/* Weight of a criterion of the method; NaN where none is stated. */
double isms__method_weight(const isms_model *m, isms_id method, const char *criterion)
{
    double weight = NAN;
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_CRITERIA); criterion && i < n; i++) {
        const char *name = isms_list_text(m, method, ISMS_METHOD_CRITERIA, i);
        if (name && strcmp(name, criterion) == 0)
            isms_list_real(m, method, ISMS_METHOD_WEIGHTS, i, &weight);
    }
    return weight;
}

int32_t isms__method_combination(const isms_model *m, isms_id method, double *parameter)
{
    static const isms_effect_rule rules[] = {
        ISMS_EFFECT_MULTIPLICATIVE, /* where nothing is said */
        ISMS_EFFECT_MULTIPLICATIVE, ISMS_EFFECT_MAX,          ISMS_EFFECT_SERIES, ISMS_EFFECT_WEAKEST_LINK,
        ISMS_EFFECT_DIMINISHING,    ISMS_EFFECT_COMMON_CAUSE, ISMS_EFFECT_MEAN}; /* by value of the enumeration */
    int32_t rule = isms_value(m, method, ISMS_METHOD_COMBINATION);
    *parameter = isms_real(m, method, ISMS_METHOD_COMBINATION_FACTOR, 0);
    return rules[rule >= 0 && rule < (int32_t)(sizeof rules / sizeof rules[0]) ? rule : 0];
}

/* ------------------------------------------------------------------ positions carried over */

int32_t isms__position_carried(int32_t position, int32_t from_size, const isms_scale *from, int32_t to_size,
                               const isms_scale *to)
{
    int32_t out = -1;
    if (position < 0 || position >= from_size)
        return -1;
    if (from && to && strcmp(isms_scale_unit(from), isms_scale_unit(to)) == 0)
        return isms_scale_convert(from, to, position, &out) == ISMS_OK ? out : -1;
    return from_size == to_size ? position : -1;
}

static void carry(isms__method_table *t, const isms_matrix *from, const isms_matrix *to)
{
    for (int32_t i = 0; i < t->rows; i++)
        t->carried[i] = (uint8_t)(isms__position_carried(i, t->rows, isms_matrix_likelihood_scale(from),
                                                         isms_matrix_likelihood_count(to), isms_matrix_likelihood_scale(to)) +
                                  1);
    for (int32_t i = 0; i < t->columns; i++)
        t->carried[t->rows + i] =
            (uint8_t)(isms__position_carried(i, t->columns, isms_matrix_consequence_scale(from),
                                             isms_matrix_consequence_count(to), isms_matrix_consequence_scale(to)) +
                      1);
}

/* Where a matrix cannot be made, nothing is carried over from its scales. */
static isms_status carry_over(isms_assessment *x, isms__method_table *t, const isms_matrix *to)
{
    isms_matrix *from = NULL;
    t->carried = isms__allocate_zero(&x->host, (size_t)(t->rows + t->columns + 1) * sizeof *t->carried);
    if (!t->carried)
        return ISMS_E_NO_MEMORY;
    isms_status status = isms_method_record_matrix(x->model, t->record, &x->host, &from);
    if (status == ISMS_OK)
        carry(t, from, to);
    isms_matrix_free(from);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
}

static isms_status carry_all(isms_assessment *x)
{
    isms_matrix *to = NULL;
    isms_status status = isms_method_record_matrix(x->model, x->one_method, &x->host, &to);
    for (size_t i = 0; i < x->method_count && status == ISMS_OK; i++)
        if (x->methods[i].record != x->one_method)
            status = carry_over(x, &x->methods[i], to);
    isms_matrix_free(to);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
}

/* ------------------------------------------------------------------ whose positions */

int32_t isms__assessment_only_other(const isms_assessment *x)
{
    int32_t other = -1;
    for (size_t i = 0; x->one_method && i < x->method_count; i++) {
        if (x->methods[i].record == x->one_method)
            continue;
        if (other >= 0)
            return -1;
        other = (int32_t)i;
    }
    return other;
}

int32_t isms__assessment_own_method(const isms_assessment *x, const isms__assessed *a)
{
    isms_id method = isms_link(x->model, a->risk, ISMS_RISK_METHOD);
    if (!x->one_method || method == x->one_method)
        return -1;
    for (size_t i = 0; method && i < x->method_count; i++)
        if (x->methods[i].record == method)
            return (int32_t)i;
    return isms_has(x->model, a->risk, ISMS_RISK_METHOD) ? -1 : isms__assessment_only_other(x);
}

/* ------------------------------------------------------------------ all */

isms_status isms__method_tables(isms_assessment *x)
{
    size_t n = isms_count(x->model, ISMS_METHOD);
    isms_status status = ISMS_OK;
    if (n > ISMS__METHODS_MOST)
        return ISMS_E_LIMIT;
    x->methods = isms__allocate_zero(&x->host, (n + 1) * sizeof *x->methods);
    if (!x->methods)
        return ISMS_E_NO_MEMORY;
    for (isms_id r = isms_first(x->model, ISMS_METHOD); r && status == ISMS_OK; r = isms_next(x->model, r))
        status = make_table(x, r, &x->methods[x->method_count++]);
    return status == ISMS_OK && x->one_method ? carry_all(x) : status;
}

void isms__method_tables_free(isms_assessment *x)
{
    if (!x->methods)
        return;
    for (size_t i = 0; i < x->method_count; i++) {
        isms__method_table *t = &x->methods[i];
        isms_method_free(t->formula);
        isms__release(&x->host, t->ranks, (size_t)t->rows * (size_t)t->columns * sizeof *t->ranks);
        isms__release(&x->host, t->carried, (size_t)(t->rows + t->columns + 1) * sizeof *t->carried);
    }
    isms__release(&x->host, x->methods, (isms_count(x->model, ISMS_METHOD) + 1) * sizeof *x->methods);
}
