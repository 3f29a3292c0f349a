/* The matrix linter: findings as sentences with rule ids and waivers. */
#include "lint.h"

#include "core/buffer.h"
#include "scale.h"

#include <math.h>
#include <string.h>

enum { MOST_FINDINGS = 100 }; /* of one rule */

static const struct rule {
    const char *id;
    isms_severity severity;
    const char *text;
} rules[ISMS__RULES] = {
    [ISMS__RM001] = {"RM001", ISMS_SEVERITY_WARNING, "fewer than three levels are used"},
    [ISMS__RM002] = {"RM002", ISMS_SEVERITY_WARNING, "a level that no cell has"},
    [ISMS__RM010] = {"RM010", ISMS_SEVERITY_ERROR, "the level falls where likelihood or consequence rises"},
    [ISMS__RM011] = {"RM011", ISMS_SEVERITY_NOTE, "neighbouring cells are more than one level apart"},
    [ISMS__RM020] = {"RM020", ISMS_SEVERITY_WARNING, "a top cell can hold a risk that is no greater than one of a bottom cell"},
    [ISMS__RM021] = {"RM021", ISMS_SEVERITY_WARNING, "a bottom cell touches a top cell"},
    [ISMS__RM030] = {"RM030", ISMS_SEVERITY_NOTE, "a cell that can hold zero risk is not at the bottom level"},
    [ISMS__RM031] = {"RM031", ISMS_SEVERITY_NOTE, "a cell overlaps in risk with top cells only, and is not top"},
    [ISMS__RM032] = {"RM032", ISMS_SEVERITY_NOTE, "a cell overlaps in risk with bottom cells only, and is not bottom"},
    [ISMS__RM033] = {"RM033", ISMS_SEVERITY_NOTE, "a middle cell neither lies between bottom and top nor overlaps with both"},
    [ISMS__RM040] = {"RM040", ISMS_SEVERITY_NOTE, "pairs of cells where the higher label can hold the lower risk"},
    [ISMS__RM041] = {"RM041", ISMS_SEVERITY_NOTE, "a level covers risks that differ by more than a factor of a hundred"},
    [ISMS__RM042] = {"RM042", ISMS_SEVERITY_ERROR, "intervals of a scale overlap or leave gaps"},
    [ISMS__RM043] = {"RM043", ISMS_SEVERITY_ERROR, "consequence scales are measured in different units"},
    [ISMS__RM050] = {"RM050", ISMS_SEVERITY_NOTE, "a joint event is rated likelier than one of its parts"},
    [ISMS__RM051] = {"RM051", ISMS_SEVERITY_WARNING, "a level lies outside the values that can occur"},
    [ISMS__RM052] = {"RM052", ISMS_SEVERITY_WARNING, "two matrices of one register give different levels"},
};

typedef struct finding {
    int rule;
    int32_t cell;
    size_t message, waived; /* offsets into the texts */
} finding;

struct isms_lint {
    isms_allocator allocator;
    isms__survey survey;
    int32_t columns;
    const isms_matrix *matrix; /* only while the linter runs */
    isms_lint_options options; /* the same */
    finding *findings;
    size_t count, capacity;
    size_t by_rule[ISMS__RULES];
    isms__buffer text;
    bool failed;
};

static const struct rule *rule_by_id(const char *id)
{
    for (size_t i = 0; i < ISMS__RULES; i++)
        if (id && strcmp(rules[i].id, id) == 0)
            return &rules[i];
    return NULL;
}

const char *isms_lint_rule_text(const char *rule)
{
    const struct rule *r = rule_by_id(rule);
    return r ? r->text : NULL;
}

static isms_status check_options(const isms_lint_options *given, isms_lint_options *out)
{
    if (!isms__options_copy(out, sizeof *out, given))
        return ISMS_E_UNSUPPORTED;
    if (out->waiver_count && !out->waivers)
        return ISMS_E_MISUSE;
    for (uint32_t i = 0; i < out->waiver_count; i++) {
        if (!rule_by_id(out->waivers[i].rule))
            return ISMS_E_NOT_FOUND;
        if (!out->waivers[i].reason || !*out->waivers[i].reason)
            return ISMS_E_MISUSE;
    }
    return ISMS_OK;
}

static isms_status start(const isms_allocator *allocator, const isms_lint_options *options, isms_lint **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_lint_options ours;
    if (!a)
        return ISMS_E_MISUSE;
    isms_status status = check_options(options, &ours);
    if (status != ISMS_OK)
        return status;
    isms_lint *lint = isms__allocate_zero(a, sizeof *lint);
    if (!lint)
        return ISMS_E_NO_MEMORY;
    lint->allocator = *a;
    lint->options = ours;
    isms__buffer_init(&lint->text, &lint->allocator);
    isms__buffer_char(&lint->text, '\0'); /* offset 0 is the empty text */
    *out = lint;
    return ISMS_OK;
}

/* By rule, and for one rule as they were found. */
static void sort_findings(isms_lint *lint)
{
    for (size_t i = 1; i < lint->count; i++) {
        finding f = lint->findings[i];
        size_t k = i;
        for (; k > 0 && lint->findings[k - 1].rule > f.rule; k--)
            lint->findings[k] = lint->findings[k - 1];
        lint->findings[k] = f;
    }
}

static isms_status finish(isms_lint *lint, isms_lint **out)
{
    sort_findings(lint);
    lint->matrix = NULL;
    memset(&lint->options, 0, sizeof lint->options);
    if (lint->failed || lint->text.failed) {
        isms_lint_free(lint);
        return ISMS_E_NO_MEMORY;
    }
    *out = lint;
    return ISMS_OK;
}

void isms_lint_free(isms_lint *lint)
{
    if (!lint)
        return;
    isms_allocator a = lint->allocator;
    isms__buffer_dispose(&lint->text);
    isms__release(&a, lint->findings, lint->capacity * sizeof(finding));
    isms__release(&a, lint, sizeof *lint);
}

static size_t keep(isms_lint *lint, const char *text)
{
    size_t at = lint->text.size;
    isms__buffer_add(&lint->text, text, strlen(text) + 1);
    return at;
}

static size_t reason_of(isms_lint *lint, int rule)
{
    for (uint32_t i = 0; i < lint->options.waiver_count; i++)
        if (strcmp(lint->options.waivers[i].rule, rules[rule].id) == 0)
            return keep(lint, lint->options.waivers[i].reason);
    return 0;
}

/* Begins a finding; its sentence is written into the texts and ended with a NUL by the caller. NULL where it is not kept. */
static isms__buffer *begin(isms_lint *lint, int rule, int32_t cell)
{
    if (lint->by_rule[rule]++ >= MOST_FINDINGS || lint->failed)
        return NULL;
    if (!isms__reserve(&lint->allocator, (void **)&lint->findings, &lint->capacity, lint->count + 1, sizeof(finding))) {
        lint->failed = true;
        return NULL;
    }
    finding f = {.rule = rule, .cell = cell, .waived = reason_of(lint, rule)};
    f.message = lint->text.size;
    lint->findings[lint->count++] = f;
    return &lint->text;
}

static void end(isms__buffer *b)
{
    isms__buffer_char(b, '\0');
}

/* Names of cells and levels in sentences. */

static void name_level(isms__buffer *b, const isms_matrix *m, int32_t level)
{
    if (m->scales[2])
        isms__buffer_text(b, isms_scale_label(m->scales[2], level));
    else
        isms__buffer_print(b, "level %d", (int)level);
}

static void name_position(isms__buffer *b, const char *axis, const isms_scale *scale, int32_t position)
{
    isms__buffer_print(b, "%s ", axis);
    if (scale)
        isms__buffer_text(b, isms_scale_label(scale, position));
    else
        isms__buffer_integer(b, position + 1);
}

static void name_cell(isms__buffer *b, const isms_matrix *m, int32_t cell)
{
    name_position(b, "likelihood", m->scales[0], cell / m->columns);
    isms__buffer_text(b, ", ");
    name_position(b, "consequence", m->scales[1], cell % m->columns);
    isms__buffer_text(b, " (");
    name_level(b, m, m->cells[cell]);
    isms__buffer_char(b, ')');
}

/* An exact product as people write it; beyond 15 digits with an exponent. */
static void name_product(isms__buffer *b, isms__product p)
{
    char digits[48];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    for (; p.value && p.value % 10 == 0; p.value /= 10)
        p.exponent++;
    do {
        digits[--at] = (char)('0' + (int)(p.value % 10));
        p.value /= 10;
    } while (p.value);
    int size = (int)(sizeof digits - 1 - at), whole = size + (int)p.exponent; /* digits before the point */
    if (size > 15 || whole > 15 || whole < -15) {
        isms__buffer_print(b, "%se%d", digits + at, (int)p.exponent);
        return;
    }
    if (whole <= 0)
        isms__buffer_text(b, "0.");
    for (int i = whole; i < 0; i++)
        isms__buffer_char(b, '0');
    for (int i = 0; i < size || i < whole; i++) {
        if (i == whole && i > 0)
            isms__buffer_char(b, '.');
        isms__buffer_char(b, i < size ? digits[at + (size_t)i] : '0');
    }
}

/* What the sentence of a rule says between the cell and the other cell. */
static const char *const relations[ISMS__RULES] = {
    [ISMS__RM010] = " is rated lower than ",
    [ISMS__RM011] = " is more than one level from ",
    [ISMS__RM020] = " can hold a risk that is no greater than one of ",
    [ISMS__RM021] = " touches ",
    [ISMS__RM030] = " can hold zero risk, as the lowest cell does, and is rated higher",
    [ISMS__RM031] = " overlaps in risk with top cells and with no bottom cell",
    [ISMS__RM032] = " overlaps in risk with bottom cells and with no top cell",
    [ISMS__RM033] = " neither lies between a bottom and a top cell nor overlaps in risk with both",
    [ISMS__RM050] = " is above the less likely of the two",
};

static void on_finding(void *user, int rule, int32_t cell, int32_t other)
{
    isms_lint *lint = user;
    isms__buffer *b = begin(lint, rule, cell);
    if (!b)
        return;
    name_cell(b, lint->matrix, cell);
    isms__buffer_text(b, relations[rule]);
    if (other != cell)
        name_cell(b, lint->matrix, other);
    end(b);
}

static void check_levels(isms_lint *lint)
{
    const isms_matrix *m = lint->matrix;
    bool used[ISMS_SCALE_MOST] = {false};
    for (int32_t i = 0; i < m->rows * m->columns; i++)
        used[m->cells[i]] = true;
    isms__buffer *b;
    if (lint->survey.metrics[ISMS_LINT_LEVELS_USED] < 3 && (b = begin(lint, ISMS__RM001, -1))) {
        isms__buffer_print(b, "only %d levels are used: bottom and top cannot be kept apart",
                           (int)lint->survey.metrics[ISMS_LINT_LEVELS_USED]);
        end(b);
    }
    for (int32_t level = 0; level < m->levels; level++) {
        if (!used[level] && (b = begin(lint, ISMS__RM002, -1))) {
            isms__buffer_text(b, "no cell has ");
            name_level(b, m, level);
            end(b);
        }
    }
}

static void report_inversions(isms_lint *lint)
{
    const int64_t *m = lint->survey.metrics;
    isms__buffer *b;
    if (m[ISMS_LINT_INVERSIONS] == 0 || !(b = begin(lint, ISMS__RM040, -1)))
        return;
    isms__buffer_integer(b, m[ISMS_LINT_INVERSIONS]);
    isms__buffer_text(b, " of ");
    isms__buffer_integer(b, m[ISMS_LINT_ORDERED_PAIRS]);
    isms__buffer_text(b, " ordered pairs of cells can rank the lower risk higher");
    if (m[ISMS_LINT_LEVELS_USED] > 3)
        isms__buffer_text(
            b, "; more than three levels make this unavoidable, so compare risks of neighbouring levels by their inputs");
    end(b);
}

/* Least and greatest risk that a level covers; where the ends are not numeric a factor would say nothing. */
static void check_range(isms_lint *lint, int32_t level)
{
    const isms_matrix *m = lint->matrix;
    const isms__product *least = NULL, *greatest = NULL;
    for (int32_t i = 0; i < m->rows * m->columns; i++) {
        if (m->cells[i] != level)
            continue;
        if (!least || isms__product_compare(lint->survey.least[i], *least) < 0)
            least = &lint->survey.least[i];
        if (!greatest || isms__product_compare(lint->survey.greatest[i], *greatest) > 0)
            greatest = &lint->survey.greatest[i];
    }
    if (!least || least->value == 0)
        return;
    isms__product hundredfold = {least->value, least->exponent + 2};
    isms__buffer *b;
    if (isms__product_compare(*greatest, hundredfold) <= 0 || !(b = begin(lint, ISMS__RM041, -1)))
        return;
    name_level(b, m, level);
    isms__buffer_text(b, " covers risks from ");
    name_product(b, *least);
    isms__buffer_text(b, " to ");
    name_product(b, *greatest);
    end(b);
}

static void report_intervals(isms_lint *lint, const isms_scale *scale, int32_t level, const char *what)
{
    isms__buffer *b = begin(lint, ISMS__RM042, -1);
    if (!b)
        return;
    const isms__level *l = isms__scale_level(scale, level), *next = isms__scale_level(scale, level + 1);
    isms__buffer_print(b, "%s ends at ", l->label);
    if (l->has_upper)
        isms__buffer_real(b, l->high);
    else
        isms__buffer_text(b, "no value");
    isms__buffer_print(b, " and %s begins at ", next->label);
    isms__buffer_real(b, next->low);
    isms__buffer_print(b, ": they %s", what);
    end(b);
}

static void check_intervals(isms_lint *lint, const isms_scale *scale)
{
    for (int32_t i = 0; i + 1 < isms_scale_count(scale); i++) {
        const isms__level *l = isms__scale_level(scale, i), *next = isms__scale_level(scale, i + 1);
        if (!l->has_interval || !next->has_interval)
            continue;
        int order = l->has_upper ? isms__decimal_compare(l->upper, next->lower) : 1;
        if (order < 0)
            report_intervals(lint, scale, i, "leave a gap");
        else if (order > 0 || l->closed)
            report_intervals(lint, scale, i, "overlap");
    }
}

/* Risks of the cells, in one block with the survey's arrays. */
static isms__product *allocate_products(const isms_allocator *a, const isms_matrix *m, isms__survey *s, size_t *size)
{
    size_t n = (size_t)(m->rows * m->columns);
    *size = 2 * n * sizeof(isms__product);
    isms__product *block = isms__allocate(a, *size);
    if (!block)
        return NULL;
    s->rows = m->rows;
    s->columns = m->columns;
    s->cells = m->cells;
    s->least = block;
    s->greatest = block + n;
    for (int32_t i = 0; i < m->rows * m->columns; i++) {
        s->least[i] = isms__matrix_least(m, i / m->columns, i % m->columns);
        s->greatest[i] = isms__matrix_greatest(m, i / m->columns, i % m->columns);
    }
    return block;
}

static void check_matrix(isms_lint *lint)
{
    const isms_matrix *m = lint->matrix;
    isms__survey_run(&lint->survey);
    check_levels(lint);
    report_inversions(lint);
    for (int32_t level = 0; level < m->levels && m->likelihood.numeric && m->consequence.numeric; level++)
        check_range(lint, level);
    for (size_t i = 0; i < 3; i++)
        check_intervals(lint, m->scales[i]);
}

isms_status isms_lint_matrix(const isms_matrix *matrix, const isms_lint_options *options, const isms_allocator *allocator,
                             isms_lint **out)
{
    if (!matrix || !out)
        return ISMS_E_MISUSE;
    isms_lint *lint = NULL;
    isms_status status = start(allocator, options, &lint);
    if (status != ISMS_OK)
        return status;
    size_t size = 0;
    isms__product *block = allocate_products(&lint->allocator, matrix, &lint->survey, &size);
    if (!block) {
        isms_lint_free(lint);
        return ISMS_E_NO_MEMORY;
    }
    lint->matrix = matrix;
    lint->columns = matrix->columns;
    lint->survey.found = on_finding;
    lint->survey.user = lint;
    check_matrix(lint);
    isms__release(&lint->allocator, block, size);
    lint->survey.least = lint->survey.greatest = NULL;
    lint->survey.cells = NULL;
    return finish(lint, out);
}

isms_status isms_lint_conjunction(const isms_matrix *matrix, const isms_lint_options *options, const isms_allocator *allocator,
                                  isms_lint **out)
{
    if (!matrix || !out)
        return ISMS_E_MISUSE;
    isms_lint *lint = NULL;
    isms_status status = start(allocator, options, &lint);
    if (status != ISMS_OK)
        return status;
    lint->matrix = matrix;
    lint->columns = matrix->columns;
    int64_t *metrics = lint->survey.metrics;
    metrics[ISMS_LINT_CELLS] = (int64_t)matrix->rows * matrix->columns;
    for (int32_t cell = 0; cell < matrix->rows * matrix->columns; cell++) {
        int32_t row = cell / matrix->columns, column = cell % matrix->columns;
        if (matrix->cells[cell] <= (row < column ? row : column))
            continue;
        metrics[ISMS_LINT_IMPOSSIBLE]++;
        on_finding(lint, ISMS__RM050, cell, cell);
    }
    return finish(lint, out);
}

isms_status isms_lint_scale(const isms_scale *scale, double lowest, double highest, const isms_lint_options *options,
                            const isms_allocator *allocator, isms_lint **out)
{
    if (!scale || !out)
        return ISMS_E_MISUSE;
    if (!isfinite(lowest) || !isfinite(highest))
        return ISMS_E_NOT_FINITE;
    if (lowest > highest)
        return ISMS_E_LOW_NOT_BELOW_HIGH;
    isms_lint *lint = NULL;
    isms_status status = start(allocator, options, &lint);
    if (status != ISMS_OK)
        return status;
    for (int32_t i = 0; i < isms_scale_count(scale); i++) {
        const isms__level *l = isms__scale_level(scale, i);
        bool above = l->low > highest, below = l->has_upper && (l->closed ? l->high < lowest : l->high <= lowest);
        isms__buffer *b = l->has_interval && (above || below) ? begin(lint, ISMS__RM051, -1) : NULL;
        if (!b)
            continue;
        isms__buffer_print(b, "%s begins at ", l->label);
        isms__buffer_real(b, l->low);
        isms__buffer_text(b, ", but values go from ");
        isms__buffer_real(b, lowest);
        isms__buffer_text(b, " to ");
        isms__buffer_real(b, highest);
        end(b);
    }
    check_intervals(lint, scale);
    return finish(lint, out);
}

static void compare_units(isms_lint *lint, const isms_matrix *first, const isms_matrix *second)
{
    const char *a = isms_scale_unit(first->scales[1]), *b = isms_scale_unit(second->scales[1]);
    isms__buffer *text = *a && *b && strcmp(a, b) != 0 ? begin(lint, ISMS__RM043, -1) : NULL;
    if (!text)
        return;
    isms__buffer_print(text, "consequences are measured in %s here and in %s there", a, b);
    end(text);
}

isms_status isms_lint_pair(const isms_matrix *first, const isms_matrix *second, const isms_lint_options *options,
                           const isms_allocator *allocator, isms_lint **out)
{
    if (!first || !second || !out)
        return ISMS_E_MISUSE;
    isms_lint *lint = NULL;
    isms_status status = start(allocator, options, &lint);
    if (status != ISMS_OK)
        return status;
    lint->columns = first->columns;
    compare_units(lint, first, second);
    bool same_size = first->rows == second->rows && first->columns == second->columns;
    for (int32_t cell = 0; same_size && cell < first->rows * first->columns; cell++) {
        isms__buffer *b = first->cells[cell] != second->cells[cell] ? begin(lint, ISMS__RM052, cell) : NULL;
        if (!b)
            continue;
        name_cell(b, first, cell);
        isms__buffer_text(b, " is ");
        name_level(b, second, second->cells[cell]);
        isms__buffer_text(b, " in the other matrix");
        end(b);
    }
    return finish(lint, out);
}

size_t isms_lint_count(const isms_lint *lint)
{
    return lint ? lint->count : 0;
}

static const finding *at(const isms_lint *lint, size_t i)
{
    return lint && i < lint->count ? &lint->findings[i] : NULL;
}

const char *isms_lint_rule(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f ? rules[f->rule].id : "";
}

isms_severity isms_lint_severity(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f ? rules[f->rule].severity : 0;
}

const char *isms_lint_message(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f ? lint->text.data + f->message : "";
}

const char *isms_lint_waived(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f ? lint->text.data + f->waived : "";
}

int32_t isms_lint_row(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f && f->cell >= 0 ? f->cell / lint->columns : -1;
}

int32_t isms_lint_column(const isms_lint *lint, size_t i)
{
    const finding *f = at(lint, i);
    return f && f->cell >= 0 ? f->cell % lint->columns : -1;
}

int64_t isms_lint_metric(const isms_lint *lint, int32_t metric)
{
    return lint && metric > 0 && metric < ISMS__LINT_METRICS ? lint->survey.metrics[metric] : 0;
}

int32_t isms_lint_holds(const isms_lint *lint, int32_t axiom)
{
    return lint && isms__survey_holds(&lint->survey, axiom) ? 1 : 0;
}
