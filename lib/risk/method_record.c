/* Risk methods that are records of a model: their matrices, lint, and presets taken over. */
#include "assessment.h"
#include "core/buffer.h"
#include "core/number.h"
#include "model/store.h"
#include "preset.h"

#include <isms/method_record.h>
#include <math.h>
#include <string.h>

/* ------------------------------------------------------------------ scales */

typedef struct axis {
    isms_attribute labels, lower, upper, unit;
} axis;

static const axis likelihood = {ISMS_METHOD_LIKELIHOOD, ISMS_METHOD_LIKELIHOOD_STEPS_LOWER, ISMS_METHOD_LIKELIHOOD_STEPS_UPPER,
                                ISMS_METHOD_LIKELIHOOD_STEPS_UNIT},
                  impact = {ISMS_METHOD_IMPACT, ISMS_METHOD_IMPACT_STEPS_LOWER, ISMS_METHOD_IMPACT_STEPS_UPPER,
                            ISMS_METHOD_IMPACT_STEPS_UNIT};

/* "1 [0,0.05); 2 [0.05,0.2)": NULL where a step has no interval. */
static isms_status axis_scale(const isms_allocator *a, const isms_model *m, isms_id method, const axis *x, size_t steps,
                              isms_scale **out)
{
    isms__buffer b;
    double lower, upper;
    isms_status status = ISMS_OK;
    *out = NULL;
    isms__buffer_init(&b, a);
    for (size_t i = 0; i < steps && status == ISMS_OK; i++) {
        status = isms_list_real(m, method, x->lower, i, &lower);
        if (status == ISMS_OK)
            status = isms_list_real(m, method, x->upper, i, &upper);
        if (status != ISMS_OK)
            break;
        isms__buffer_print(&b, "%s%zu [", i ? "; " : "", i + 1);
        isms__buffer_real(&b, lower);
        isms__buffer_char(&b, ',');
        isms__buffer_real(&b, upper);
        isms__buffer_char(&b, ')');
    }
    if (b.failed)
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_scale_parse(isms__buffer_c(&b), isms_list_text(m, method, x->unit, 0), a, out);
    isms__buffer_dispose(&b);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
}

/* Ids of the levels: NULL where one cannot be an id of a scale. */
static isms_status level_scale(const isms_allocator *a, const isms_model *m, isms_id method, isms_scale **out)
{
    isms__buffer b;
    *out = NULL;
    isms__buffer_init(&b, a);
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_LEVELS_ID); i < n; i++) {
        isms__buffer_text(&b, i ? "; " : "");
        isms__buffer_text(&b, isms_list_text(m, method, ISMS_METHOD_LEVELS_ID, i));
    }
    isms_status status = b.failed ? ISMS_E_NO_MEMORY : isms_scale_parse(isms__buffer_c(&b), NULL, a, out);
    isms__buffer_dispose(&b);
    return status == ISMS_E_NO_MEMORY ? status : ISMS_OK;
}

/* ------------------------------------------------------------------ matrix */

static isms_status bare_matrix(const isms_allocator *a, const isms_model *m, isms_id method, size_t rows, size_t columns,
                               isms_matrix **out)
{
    int32_t cells[ISMS_MATRIX_MOST * ISMS_MATRIX_MOST];
    if (rows > ISMS_MATRIX_MOST || columns > ISMS_MATRIX_MOST)
        return ISMS_E_RANGE;
    bool given = isms_table_row_count(m, method, ISMS_METHOD_MATRIX) > 0;
    for (size_t r = 0; r < rows; r++) {
        if (given && isms_table_column_count(m, method, ISMS_METHOD_MATRIX, r) != columns)
            return ISMS_E_DATA;
        for (size_t c = 0; c < columns; c++) {
            int32_t rank = isms__method_cell(m, method, r, c);
            if (rank < 0)
                return ISMS_E_DATA;
            cells[r * columns + c] = rank;
        }
    }
    return isms_matrix_new((int32_t)rows, (int32_t)columns, cells, a, out);
}

static isms_status scaled_matrix(const isms_allocator *a, const isms_model *m, isms_id method, isms_matrix *bare,
                                 isms_matrix **out)
{
    isms_scale *rows = NULL, *columns = NULL, *levels = NULL;
    isms_status status = axis_scale(a, m, method, &likelihood, (size_t)isms_matrix_likelihood_count(bare), &rows);
    if (status == ISMS_OK)
        status = axis_scale(a, m, method, &impact, (size_t)isms_matrix_consequence_count(bare), &columns);
    if (status == ISMS_OK)
        status = level_scale(a, m, method, &levels);
    if (status == ISMS_OK)
        status = isms_matrix_with_scales(bare, rows, columns, levels, a, out);
    isms_scale_free(rows);
    isms_scale_free(columns);
    isms_scale_free(levels);
    return status;
}

isms_status isms_method_record_matrix(const isms_model *m, isms_id method, const isms_allocator *allocator, isms_matrix **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_matrix *bare = NULL;
    if (!m || !out || !a)
        return ISMS_E_MISUSE;
    if (isms_record_type(m, method) != ISMS_METHOD)
        return ISMS_E_NOT_FOUND;
    size_t rows, columns;
    if (!isms__method_size(m, method, &rows, &columns))
        return ISMS_ABSENT;
    *out = NULL;
    isms_status status = bare_matrix(a, m, method, rows, columns, &bare);
    if (status == ISMS_OK)
        status = scaled_matrix(a, m, method, bare, out);
    isms_matrix_free(bare);
    return status;
}

/* ------------------------------------------------------------------ lint */

enum { WAIVERS_MOST = 64 };

isms_status isms_method_record_lint(const isms_model *m, isms_id method, const isms_allocator *allocator, isms_lint **out)
{
    isms_lint_waiver waivers[WAIVERS_MOST];
    isms_lint_options options = ISMS_LINT_OPTIONS_INIT;
    isms_matrix *matrix = NULL;
    if (!out)
        return ISMS_E_MISUSE;
    isms_status status = isms_method_record_matrix(m, method, allocator, &matrix);
    if (status != ISMS_OK)
        return status;
    for (size_t i = 0, n = isms_list_count(m, method, ISMS_METHOD_WAIVERS_RULE); i < n && options.waiver_count < WAIVERS_MOST;
         i++) {
        isms_lint_waiver w = {isms_list_text(m, method, ISMS_METHOD_WAIVERS_RULE, i),
                              isms_list_text(m, method, ISMS_METHOD_WAIVERS_REASON, i)};
        if (w.rule && isms_lint_rule_text(w.rule) && w.reason && *w.reason)
            waivers[options.waiver_count++] = w;
    }
    options.waivers = waivers;
    status = isms_lint_matrix(matrix, &options, allocator, out);
    isms_matrix_free(matrix);
    return status;
}

/* ------------------------------------------------------------------ presets */

static const isms__preset *preset_of(const char *id)
{
    for (const isms__preset *p = isms__preset_matrices; p->id; p++)
        if (strcmp(p->id, id) == 0)
            return p;
    return NULL;
}

static isms_status add_steps(isms_model *m, isms_id method, const axis *x, const isms_scale *scale)
{
    isms_status status = ISMS_OK;
    for (int32_t i = 0; i < isms_scale_count(scale) && status == ISMS_OK; i++)
        status = isms_add_text(m, method, x->labels, isms_scale_label(scale, i));
    for (int32_t i = 0; i < isms_scale_count(scale) && status == ISMS_OK; i++) {
        double lower, upper;
        if (isms_scale_interval(scale, i, &lower, &upper) != ISMS_OK || !isfinite(upper))
            break;
        status = isms_add_real(m, method, x->lower, lower);
        if (status == ISMS_OK)
            status = isms_add_real(m, method, x->upper, upper);
    }
    return status;
}

static isms_status add_levels(isms_model *m, isms_id method, const isms_scale *scale, const isms_criteria *criteria)
{
    isms_status status = ISMS_OK;
    for (int32_t i = 0; i < isms_scale_count(scale) && status == ISMS_OK; i++) {
        status = isms_add_text(m, method, ISMS_METHOD_LEVELS_ID, isms_scale_id(scale, i));
        if (status == ISMS_OK)
            status = isms_add_text(m, method, ISMS_METHOD_LEVELS_LABEL, isms_scale_label(scale, i));
        const char *decision = criteria ? isms__value_name(ISMS_ENUM_DECISION, isms_criteria_decision(criteria, i)) : NULL;
        if (status == ISMS_OK && decision)
            status = isms_add_text(m, method, ISMS_METHOD_LEVELS_DECISION, decision);
    }
    return status;
}

static isms_status add_cells(isms_model *m, isms_id method, const isms_matrix *matrix, const isms_scale *levels)
{
    const char *cells[ISMS_MATRIX_MOST];
    int32_t columns = isms_matrix_consequence_count(matrix);
    isms_status status = ISMS_OK;
    for (int32_t r = 0; r < isms_matrix_likelihood_count(matrix) && status == ISMS_OK; r++) {
        for (int32_t c = 0; c < columns; c++)
            cells[c] = isms_scale_id(levels, isms_matrix_level(matrix, r, c));
        status = isms_add_row(m, method, ISMS_METHOD_MATRIX, cells, (size_t)columns);
    }
    return status;
}

static isms_status fill(isms_model *m, isms_id method, const isms__preset *p, const isms_matrix *matrix,
                        const isms_criteria *criteria)
{
    char version[24];
    const isms_scale *levels = isms_matrix_level_scale(matrix);
    isms__integer_format(p->version, version);
    isms_status status = isms_set_text(m, method, ISMS_METHOD_TITLE, p->title);
    if (status == ISMS_OK)
        status = isms_set_text(m, method, ISMS_METHOD_PRESET, p->id);
    if (status == ISMS_OK)
        status = isms_set_text(m, method, ISMS_METHOD_VERSION, version);
    if (status == ISMS_OK)
        status = add_steps(m, method, &likelihood, isms_matrix_likelihood_scale(matrix));
    if (status == ISMS_OK)
        status = add_steps(m, method, &impact, isms_matrix_consequence_scale(matrix));
    if (status == ISMS_OK)
        status = add_levels(m, method, levels, criteria);
    return status == ISMS_OK ? add_cells(m, method, matrix, levels) : status;
}

static isms_status adopt(isms_model *m, const isms__preset *p, const char *key, isms_id *out)
{
    isms_matrix *matrix = NULL;
    isms_criteria *criteria = NULL;
    isms_status status = isms_record_create(m, ISMS_METHOD, key, out);
    if (status == ISMS_OK)
        status = isms_preset_matrix(p->id, &m->host, &matrix);
    if (status == ISMS_OK)
        status = isms_preset_criteria(p->levels, &m->host, &criteria);
    if (status == ISMS_E_NOT_FOUND) /* no decisions are suggested for these levels */
        status = ISMS_OK;
    if (status == ISMS_OK)
        status = fill(m, *out, p, matrix, criteria);
    isms_criteria_free(criteria);
    isms_matrix_free(matrix);
    return status;
}

isms_status isms_method_record_adopt(isms_model *m, const char *preset, const char *key, isms_id *out)
{
    isms_id method = ISMS_NONE;
    if (!m || !preset || !key)
        return ISMS_E_MISUSE;
    const isms__preset *p = preset_of(preset);
    if (!p)
        return ISMS_E_NOT_FOUND;
    isms_status status = isms_model_begin(m, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    status = adopt(m, p, key, &method);
    if (status != ISMS_OK) {
        isms_model_rollback(m);
        return status;
    }
    status = isms_model_commit(m);
    if (status == ISMS_OK && out)
        *out = method;
    return status;
}
