/* Risk matrices: making them from cells, a rule or two thresholds, and looking levels up. */
#include "matrix.h"

#include "core/number.h"
#include "core/text.h"
#include "scale.h"

#include <string.h>

static size_t size_of(int32_t rows, int32_t columns)
{
    return sizeof(isms_matrix) + (size_t)rows * (size_t)columns * sizeof(int32_t);
}

static bool size_allowed(int32_t rows, int32_t columns)
{
    return rows >= 1 && rows <= ISMS_MATRIX_MOST && columns >= 1 && columns <= ISMS_MATRIX_MOST;
}

static void count_up(isms__axis *axis)
{
    axis->numeric = false;
    for (int32_t i = 0; i < ISMS_MATRIX_MOST; i++) {
        axis->low[i] = (isms__decimal){i, 0};
        axis->high[i] = (isms__decimal){i + 1, 0};
    }
}

/* A matrix with empty cells, rows and columns counted up. */
static isms_status make(const isms_allocator *allocator, int32_t rows, int32_t columns, isms_matrix **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a)
        return ISMS_E_MISUSE;
    if (!size_allowed(rows, columns))
        return ISMS_E_RANGE;
    isms_matrix *m = isms__allocate_zero(a, size_of(rows, columns));
    if (!m)
        return ISMS_E_NO_MEMORY;
    m->allocator = *a;
    m->rows = rows;
    m->columns = columns;
    count_up(&m->likelihood);
    count_up(&m->consequence);
    *out = m;
    return ISMS_OK;
}

static void count_levels(isms_matrix *m)
{
    m->levels = 0;
    for (int32_t i = 0; i < m->rows * m->columns; i++)
        if (m->cells[i] >= m->levels)
            m->levels = m->cells[i] + 1;
}

void isms_matrix_free(isms_matrix *matrix)
{
    if (!matrix)
        return;
    for (size_t i = 0; i < 3; i++)
        isms_scale_free(matrix->scales[i]);
    isms_allocator a = matrix->allocator;
    isms__release(&a, matrix, size_of(matrix->rows, matrix->columns));
}

isms_status isms_matrix_new(int32_t likelihoods, int32_t consequences, const int32_t *levels, const isms_allocator *allocator,
                            isms_matrix **out)
{
    if (!levels || !out)
        return ISMS_E_MISUSE;
    isms_matrix *m = NULL;
    isms_status status = make(allocator, likelihoods, consequences, &m);
    if (status != ISMS_OK)
        return status;
    for (int32_t i = 0; i < likelihoods * consequences && status == ISMS_OK; i++) {
        m->cells[i] = levels[i];
        if (levels[i] < 0 || levels[i] >= ISMS_SCALE_MOST)
            status = ISMS_E_RANGE;
    }
    count_levels(m);
    if (status == ISMS_OK)
        *out = m;
    else
        isms_matrix_free(m);
    return status;
}

/* One cell of text, without white space around it. */
static isms_status read_cell(const char *text, size_t size, const isms_scale *scale, int32_t *level)
{
    char id[ISMS__TOKEN_MOST + 1];
    int64_t number;
    while (size && *text == ' ') {
        text++;
        size--;
    }
    while (size && text[size - 1] == ' ')
        size--;
    if (size == 0 || size >= sizeof id)
        return ISMS_E_SYNTAX;
    memcpy(id, text, size);
    id[size] = '\0';
    if (scale) {
        *level = isms_scale_find(scale, id);
        return *level < 0 ? ISMS_E_NOT_FOUND : ISMS_OK;
    }
    if (!isms__integer_parse(text, size, &number))
        return ISMS_E_SYNTAX;
    *level = number >= 0 && number < ISMS_SCALE_MOST ? (int32_t)number : -1;
    return *level < 0 ? ISMS_E_RANGE : ISMS_OK;
}

/* Reads all cells; *rows and *columns say how many there were. */
static isms_status read_cells(const char *text, const isms_scale *scale, int32_t *cells, int32_t *rows, int32_t *columns)
{
    int32_t column = 0, n = 0;
    *rows = *columns = 0;
    for (;; text++) {
        size_t size = strcspn(text, ",|");
        if (n == ISMS_MATRIX_MOST * ISMS_MATRIX_MOST || column == ISMS_MATRIX_MOST)
            return ISMS_E_RANGE;
        isms_status status = read_cell(text, size, scale, &cells[n++]);
        if (status != ISMS_OK)
            return status;
        column++;
        text += size;
        if (*text == ',')
            continue;
        if (*rows > 0 && column != *columns)
            return ISMS_E_SYNTAX;
        *columns = column;
        column = 0;
        ++*rows;
        if (!*text)
            return ISMS_OK;
    }
}

isms_status isms_matrix_parse(const char *cells, const isms_scale *scale, const isms_allocator *allocator, isms_matrix **out)
{
    if (!cells || !out)
        return ISMS_E_MISUSE;
    int32_t levels[ISMS_MATRIX_MOST * ISMS_MATRIX_MOST], rows, columns;
    isms_status status = read_cells(cells, scale, levels, &rows, &columns);
    if (status != ISMS_OK)
        return status;
    isms_matrix *m = NULL, *named = NULL;
    status = isms_matrix_new(rows, columns, levels, allocator, &m);
    if (status != ISMS_OK || !scale) {
        if (status == ISMS_OK)
            *out = m;
        return status;
    }
    status = isms_matrix_with_scales(m, NULL, NULL, scale, allocator, &named);
    isms_matrix_free(m);
    if (status == ISMS_OK)
        *out = named;
    return status;
}

isms_status isms_matrix_from_rule(int32_t rule, int32_t likelihoods, int32_t consequences, const int32_t *thresholds,
                                  size_t count, const isms_allocator *allocator, isms_matrix **out)
{
    if ((rule != ISMS_MATRIX_PRODUCT && rule != ISMS_MATRIX_SUM) || (!thresholds && count) || !out)
        return ISMS_E_MISUSE;
    if (count >= ISMS_SCALE_MOST)
        return ISMS_E_RANGE;
    for (size_t k = 1; k < count; k++)
        if (thresholds[k] <= thresholds[k - 1])
            return ISMS_E_LOW_NOT_BELOW_HIGH;
    isms_matrix *m = NULL;
    isms_status status = make(allocator, likelihoods, consequences, &m);
    if (status != ISMS_OK)
        return status;
    for (int32_t i = 0; i < likelihoods; i++) {
        for (int32_t j = 0; j < consequences; j++) {
            int32_t value = rule == ISMS_MATRIX_PRODUCT ? (i + 1) * (j + 1) : i + j + 2, level = 0;
            while ((size_t)level < count && thresholds[level] <= value)
                level++;
            m->cells[i * consequences + j] = level;
        }
    }
    m->levels = (int32_t)count + 1;
    *out = m;
    return ISMS_OK;
}

/* True where bounds ascend and none is negative; they become the axis. */
static isms_status axis_from_bounds(const char *const *bounds, size_t count, isms__axis *axis)
{
    isms__decimal before = {0, 0};
    if (count < 2 || count > ISMS_MATRIX_MOST + 1)
        return ISMS_E_RANGE;
    for (size_t i = 0; i < count; i++) {
        isms__decimal d;
        if (!bounds[i] || !isms__decimal_parse(bounds[i], strlen(bounds[i]), &d))
            return ISMS_E_SYNTAX;
        if (d.mantissa < 0)
            return ISMS_E_RANGE;
        if (i > 0 && isms__decimal_compare(before, d) >= 0)
            return ISMS_E_LOW_NOT_BELOW_HIGH;
        if (i > 0) {
            axis->low[i - 1] = before;
            axis->high[i - 1] = d;
        }
        before = d;
    }
    axis->numeric = true;
    return ISMS_OK;
}

isms__product isms__matrix_least(const isms_matrix *m, int32_t row, int32_t column)
{
    return isms__decimal_multiply(m->likelihood.low[row], m->consequence.low[column]);
}

isms__product isms__matrix_greatest(const isms_matrix *m, int32_t row, int32_t column)
{
    return isms__decimal_multiply(m->likelihood.high[row], m->consequence.high[column]);
}

static isms_status read_threshold(const char *text, isms__decimal *out)
{
    if (!isms__decimal_parse(text, strlen(text), out))
        return ISMS_E_SYNTAX;
    return out->mantissa < 0 ? ISMS_E_RANGE : ISMS_OK;
}

static void colour_cells(isms_matrix *m, isms__decimal low, isms__decimal high)
{
    const isms__decimal one = {1, 0};
    isms__product green = isms__decimal_multiply(low, one), red = isms__decimal_multiply(high, one);
    for (int32_t i = 0; i < m->rows; i++) {
        for (int32_t j = 0; j < m->columns; j++) {
            int32_t *cell = &m->cells[i * m->columns + j];
            if (isms__product_compare(isms__matrix_greatest(m, i, j), green) <= 0)
                *cell = 0;
            else
                *cell = isms__product_compare(isms__matrix_least(m, i, j), red) >= 0 ? 2 : 1;
        }
    }
    m->levels = 3;
}

isms_status isms_matrix_synthesise(const char *const *likelihood_bounds, size_t likelihood_count,
                                   const char *const *consequence_bounds, size_t consequence_count, const char *low,
                                   const char *high, const isms_allocator *allocator, isms_matrix **out)
{
    if (!likelihood_bounds || !consequence_bounds || !low || !high || !out)
        return ISMS_E_MISUSE;
    isms__axis likelihood, consequence;
    isms__decimal a, b;
    count_up(&likelihood);
    count_up(&consequence);
    isms_status status = axis_from_bounds(likelihood_bounds, likelihood_count, &likelihood);
    if (status == ISMS_OK)
        status = axis_from_bounds(consequence_bounds, consequence_count, &consequence);
    if (status == ISMS_OK)
        status = read_threshold(low, &a);
    if (status == ISMS_OK)
        status = read_threshold(high, &b);
    if (status != ISMS_OK)
        return status;
    if (isms__decimal_compare(a, b) >= 0)
        return ISMS_E_LOW_NOT_BELOW_HIGH;
    isms_matrix *m = NULL;
    status = make(allocator, (int32_t)likelihood_count - 1, (int32_t)consequence_count - 1, &m);
    if (status != ISMS_OK)
        return status;
    m->likelihood = likelihood;
    m->consequence = consequence;
    colour_cells(m, a, b);
    *out = m;
    return ISMS_OK;
}

/* Copies, all but the scales for which others are given. */
static isms_status copy_with(const isms_allocator *allocator, const isms_matrix *from, const isms_scale *const scales[3],
                             isms_matrix **out)
{
    isms_matrix *m = NULL;
    isms_status status = make(allocator, from->rows, from->columns, &m);
    if (status != ISMS_OK)
        return status;
    memcpy(m->cells, from->cells, (size_t)(from->rows * from->columns) * sizeof(int32_t));
    m->levels = from->levels;
    m->likelihood = from->likelihood;
    m->consequence = from->consequence;
    for (size_t i = 0; i < 3 && status == ISMS_OK; i++) {
        const isms_scale *scale = scales[i] ? scales[i] : from->scales[i];
        if (scale)
            status = isms__scale_copy(&m->allocator, scale, &m->scales[i]);
    }
    if (status == ISMS_OK)
        *out = m;
    else
        isms_matrix_free(m);
    return status;
}

/* The intervals of a scale become the axis where every level has one with both ends, none negative. */
static void axis_from_scale(const isms_scale *scale, isms__axis *axis)
{
    int32_t n = isms_scale_count(scale);
    for (int32_t i = 0; i < n; i++) {
        const isms__level *l = isms__scale_level(scale, i);
        if (!l->has_interval || !l->has_upper || l->lower.mantissa < 0)
            return;
    }
    for (int32_t i = 0; i < n; i++) {
        axis->low[i] = isms__scale_level(scale, i)->lower;
        axis->high[i] = isms__scale_level(scale, i)->upper;
    }
    axis->numeric = true;
}

isms_status isms_matrix_with_scales(const isms_matrix *matrix, const isms_scale *likelihood, const isms_scale *consequence,
                                    const isms_scale *level, const isms_allocator *allocator, isms_matrix **out)
{
    if (!matrix || !out)
        return ISMS_E_MISUSE;
    for (int32_t i = 0; i < matrix->rows * matrix->columns; i++)
        if (level && matrix->cells[i] >= isms_scale_count(level))
            return ISMS_E_RANGE;
    if ((likelihood && isms_scale_count(likelihood) != matrix->rows) ||
        (consequence && isms_scale_count(consequence) != matrix->columns))
        return ISMS_E_RANGE;
    const isms_scale *const scales[3] = {likelihood, consequence, level};
    isms_matrix *m = NULL;
    isms_status status = copy_with(allocator, matrix, scales, &m);
    if (status != ISMS_OK)
        return status;
    if (likelihood)
        axis_from_scale(likelihood, &m->likelihood);
    if (consequence)
        axis_from_scale(consequence, &m->consequence);
    if (level)
        m->levels = isms_scale_count(level);
    *out = m;
    return ISMS_OK;
}

isms_status isms_matrix_with_bounds(const isms_matrix *matrix, const char *const *likelihood_bounds, size_t likelihood_count,
                                    const char *const *consequence_bounds, size_t consequence_count,
                                    const isms_allocator *allocator, isms_matrix **out)
{
    if (!matrix || !likelihood_bounds || !consequence_bounds || !out)
        return ISMS_E_MISUSE;
    if (likelihood_count != (size_t)matrix->rows + 1 || consequence_count != (size_t)matrix->columns + 1)
        return ISMS_E_RANGE;
    isms__axis likelihood = matrix->likelihood, consequence = matrix->consequence;
    isms_status status = axis_from_bounds(likelihood_bounds, likelihood_count, &likelihood);
    if (status == ISMS_OK)
        status = axis_from_bounds(consequence_bounds, consequence_count, &consequence);
    if (status != ISMS_OK)
        return status;
    static const isms_scale *const same[3] = {NULL, NULL, NULL};
    isms_matrix *m = NULL;
    status = copy_with(allocator, matrix, same, &m);
    if (status != ISMS_OK)
        return status;
    m->likelihood = likelihood;
    m->consequence = consequence;
    *out = m;
    return ISMS_OK;
}

int32_t isms_matrix_likelihood_count(const isms_matrix *matrix)
{
    return matrix ? matrix->rows : 0;
}

int32_t isms_matrix_consequence_count(const isms_matrix *matrix)
{
    return matrix ? matrix->columns : 0;
}

int32_t isms_matrix_level_count(const isms_matrix *matrix)
{
    return matrix ? matrix->levels : 0;
}

const isms_scale *isms_matrix_likelihood_scale(const isms_matrix *matrix)
{
    return matrix ? matrix->scales[0] : NULL;
}

const isms_scale *isms_matrix_consequence_scale(const isms_matrix *matrix)
{
    return matrix ? matrix->scales[1] : NULL;
}

const isms_scale *isms_matrix_level_scale(const isms_matrix *matrix)
{
    return matrix ? matrix->scales[2] : NULL;
}

static int32_t level_at(const isms_matrix *m, int32_t row, int32_t column)
{
    bool inside = row >= 0 && row < m->rows && column >= 0 && column < m->columns;
    return inside ? m->cells[row * m->columns + column] : -1;
}

int32_t isms_matrix_level(const isms_matrix *matrix, int32_t likelihood, int32_t consequence)
{
    return matrix ? level_at(matrix, likelihood, consequence) : -1;
}

isms_status isms_matrix_look_up(const isms_matrix *matrix, size_t count, const int32_t *likelihoods,
                                const int32_t *consequences, int32_t *levels)
{
    if (!matrix || (count && (!likelihoods || !consequences || !levels)))
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++)
        levels[i] = level_at(matrix, likelihoods[i], consequences[i]);
    return ISMS_OK;
}

isms_status isms_matrix_neighbours(const isms_matrix *matrix, int32_t likelihood, int32_t consequence, isms_neighbours *out)
{
    if (!matrix || !out || out->struct_size < sizeof *out)
        return ISMS_E_MISUSE;
    int32_t here = level_at(matrix, likelihood, consequence);
    if (here < 0)
        return ISMS_E_RANGE;
    out->likelihood_lower = level_at(matrix, likelihood - 1, consequence);
    out->likelihood_higher = level_at(matrix, likelihood + 1, consequence);
    out->consequence_lower = level_at(matrix, likelihood, consequence - 1);
    out->consequence_higher = level_at(matrix, likelihood, consequence + 1);
    const int32_t around[] = {out->likelihood_lower, out->likelihood_higher, out->consequence_lower, out->consequence_higher};
    out->sensitive = 0;
    for (size_t i = 0; i < 4; i++)
        out->sensitive += around[i] >= 0 && around[i] != here;
    return ISMS_OK;
}
