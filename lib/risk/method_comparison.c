/* One register under several risk methods: matrices of records and presets, looked up at the same places. */
#include "assessment.h"
#include "core/buffer.h"
#include "core/diagnostics.h"
#include "preset.h"
#include "schema/schema.h"

#include <isms/method_comparison.h>
#include <isms/method_record.h>
#include <string.h>

typedef struct candidate {
    const char *name; /* borrowed from the snapshot or the preset table */
    isms_matrix *matrix;
    isms_decision decisions[ISMS_SCALE_MOST];
} candidate;

typedef struct cell {
    int32_t likelihood, impact, rank; /* positions from 0; -1: not known */
} cell;

typedef struct compared {
    uint32_t risk; /* index in the assessment */
    bool changes;
    size_t text;
    cell cells[ISMS_METHOD_COMPARISON_MOST];
} compared;

struct isms_method_comparison {
    isms_allocator host;
    isms_assessment *risks;
    candidate methods[ISMS_METHOD_COMPARISON_MOST];
    size_t method_count;
    isms_matrix **own; /* of the methods of the assessment; NULL where there is none */
    compared *rows;
    size_t count, capacity;
    isms__buffer text;
};

/* ------------------------------------------------------------------ methods */

static isms_status take_record(isms_method_comparison *x, candidate *c, isms_id method)
{
    const isms_model *m = x->risks->model;
    c->name = isms_record_key(m, method);
    for (size_t i = 0; i < ISMS_SCALE_MOST; i++)
        c->decisions[i] = isms_list_value(m, method, ISMS_METHOD_LEVELS_DECISION, i);
    return isms_method_record_matrix(m, method, &x->host, &c->matrix);
}

static isms_status take_preset(isms_method_comparison *x, candidate *c, const isms__preset *p)
{
    isms_criteria *criteria = NULL;
    c->name = p->id;
    isms_status status = isms_preset_matrix(p->id, &x->host, &c->matrix);
    if (status == ISMS_OK)
        status = isms_preset_criteria(p->levels, &x->host, &criteria);
    for (int32_t i = 0; i < ISMS_SCALE_MOST && criteria; i++)
        c->decisions[i] = isms_criteria_decision(criteria, i);
    isms_criteria_free(criteria);
    return status == ISMS_E_NOT_FOUND ? ISMS_OK : status; /* no decisions are suggested for these levels */
}

static isms_status take_method(isms_method_comparison *x, const char *id, isms_diagnostics *problems)
{
    candidate *c = &x->methods[x->method_count];
    isms_id method = isms_find(x->risks->model, ISMS_METHOD, id);
    const isms__preset *p = isms__preset_matrices;
    isms_status status = ISMS_E_NOT_FOUND;
    while (p->id && strcmp(p->id, id) != 0)
        p++;
    if (method)
        status = take_record(x, c, method);
    else if (p->id)
        status = take_preset(x, c, p);
    x->method_count++;
    if (status != ISMS_OK)
        isms__report(problems, ISMS_SEVERITY_ERROR, "ISMS-COMPARE-01", NULL, "method %s: %s", id,
                     status == ISMS_E_NOT_FOUND ? "neither a risk method of the model nor a preset matrix"
                     : status == ISMS_ABSENT    ? "it has no matrix"
                                                : isms_status_text(status));
    return status;
}

/* Matrices of the risks' own methods, for the intervals of their scales. One that cannot be made has none. */
static isms_status take_own(isms_method_comparison *x)
{
    size_t n = x->risks->method_count;
    x->own = isms__allocate_zero(&x->host, (n + 1) * sizeof *x->own);
    if (!x->own)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        if (isms_method_record_matrix(x->risks->model, x->risks->methods[i].record, &x->host, &x->own[i]) == ISMS_E_NO_MEMORY)
            return ISMS_E_NO_MEMORY;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ looking up */

static cell look_up(const isms_method_comparison *x, const isms__assessed *a, const candidate *c)
{
    const isms__assessed_state *s = a->present >= 0 ? &a->states[a->present] : NULL;
    const isms__method_table *t = a->method >= 0 ? &x->risks->methods[a->method] : NULL;
    const isms_matrix *own = a->method >= 0 ? x->own[a->method] : NULL;
    cell out = {-1, -1, -1};
    if (!s || !t)
        return out;
    out.likelihood = isms__position_carried(s->likelihood - 1, t->rows, own ? isms_matrix_likelihood_scale(own) : NULL,
                                            isms_matrix_likelihood_count(c->matrix), isms_matrix_likelihood_scale(c->matrix));
    out.impact = isms__position_carried(s->impact - 1, t->columns, own ? isms_matrix_consequence_scale(own) : NULL,
                                        isms_matrix_consequence_count(c->matrix), isms_matrix_consequence_scale(c->matrix));
    if (s->origin != ISMS_LEVEL_RECORDED)
        out.rank = isms_matrix_level(c->matrix, out.likelihood, out.impact);
    return out;
}

static const char *level_id(const candidate *c, int32_t rank)
{
    const isms_scale *levels = isms_matrix_level_scale(c->matrix);
    return rank >= 0 && levels ? isms_scale_id(levels, rank) : NULL;
}

static isms_decision decision_at(const candidate *c, int32_t rank)
{
    return rank >= 0 && rank < ISMS_SCALE_MOST ? c->decisions[rank] : 0;
}

static bool differ(const candidate *a, int32_t rank_a, const candidate *b, int32_t rank_b)
{
    isms_decision x = decision_at(a, rank_a), y = decision_at(b, rank_b);
    const char *p = level_id(a, rank_a), *q = level_id(b, rank_b);
    if (rank_a < 0 || rank_b < 0)
        return (rank_a < 0) != (rank_b < 0);
    if (x && y)
        return x != y;
    return p && q ? strcmp(p, q) != 0 : rank_a != rank_b;
}

static void say_row(isms_method_comparison *x, const isms__assessed *a, const compared *row)
{
    isms__buffer *b = &x->text;
    const char *title = isms_text(x->risks->model, a->risk, ISMS_RISK_TITLE);
    isms__buffer_text(b, isms_record_key(x->risks->model, a->risk));
    if (title)
        isms__buffer_print(b, " \"%s\"", title);
    isms__buffer_print(
        b, "  %s%s\n", a->present >= 0 ? isms__states[a->present].name : "not assessed",
        a->present >= 0 && a->states[a->present].origin == ISMS_LEVEL_RECORDED ? ", of which only the level is recorded" : "");
    for (size_t k = 0; k < x->method_count; k++) {
        const candidate *c = &x->methods[k];
        const cell *at = &row->cells[k];
        const char *level = level_id(c, at->rank), *decision = isms__value_name(ISMS_ENUM_DECISION, decision_at(c, at->rank));
        isms__buffer_print(b, "%s %s: ", k + 1 < x->method_count ? "|-" : "'-", c->name);
        if (at->rank < 0) {
            isms__buffer_text(b, at->likelihood < 0 || at->impact < 0
                                     ? "not known; its scales have other steps, and not all intervals are stated\n"
                                     : "not known\n");
            continue;
        }
        isms__buffer_print(b, "matrix[%d][%d] of %d x %d = %s%s%s\n", at->likelihood + 1, at->impact + 1,
                           isms_matrix_likelihood_count(c->matrix), isms_matrix_consequence_count(c->matrix),
                           level ? level : "a level", decision ? ", " : "", decision ? decision : "");
    }
    isms__buffer_char(b, '\0');
}

static isms_status add_row(isms_method_comparison *x, uint32_t risk)
{
    const isms__assessed *a = &x->risks->risks[risk];
    compared row = {.risk = risk, .text = x->text.size};
    for (size_t k = 0; k < x->method_count; k++) {
        row.cells[k] = look_up(x, a, &x->methods[k]);
        row.changes |= differ(&x->methods[0], row.cells[0].rank, &x->methods[k], row.cells[k].rank);
    }
    if (!isms__reserve(&x->host, (void **)&x->rows, &x->capacity, x->count + 1, sizeof row))
        return ISMS_E_NO_MEMORY;
    say_row(x, a, &row);
    x->rows[x->count++] = row;
    return x->text.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

/* ------------------------------------------------------------------ all */

static isms_status run(isms_method_comparison *x, const char *const *methods, size_t count, isms_diagnostics *problems)
{
    isms_status status = take_own(x);
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = methods[i] ? take_method(x, methods[i], problems) : ISMS_E_MISUSE;
    for (size_t i = 0; i < x->risks->count && status == ISMS_OK; i++)
        if (x->risks->risks[i].open)
            status = add_row(x, (uint32_t)i);
    return status;
}

static const isms_assess_options default_options = ISMS_ASSESS_OPTIONS_INIT;

/* Positions of a register without any risk method are taken to be on the scales of the first of those that are compared. */
static isms_status assess_own(const isms_model *model, const char *first, const isms_assess_options *given,
                              isms_assessment **out)
{
    isms_assess_options options;
    if (!isms__options_copy(&options, sizeof options, given ? given : &default_options))
        return ISMS_E_UNSUPPORTED;
    if (!options.method && !isms_count(model, ISMS_METHOD))
        options.method = first;
    return isms_assess(model, &options, NULL, out);
}

isms_status isms_method_compare(const isms_model *model, const char *const *methods, size_t count,
                                const isms_assess_options *options, isms_diagnostics *problems, isms_method_comparison **out)
{
    isms_assessment *risks = NULL;
    if (!model || !methods || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (count < 2 || count > ISMS_METHOD_COMPARISON_MOST)
        return ISMS_E_RANGE;
    isms_status status = assess_own(model, methods[0], options, &risks);
    if (status != ISMS_OK)
        return status;
    const isms_allocator host = risks->host;
    isms_method_comparison *x = isms__allocate_zero(&host, sizeof *x);
    if (!x) {
        isms_assessment_free(risks);
        return ISMS_E_NO_MEMORY;
    }
    x->host = host;
    x->risks = risks;
    isms__buffer_init(&x->text, &x->host);
    status = run(x, methods, count, problems);
    if (status != ISMS_OK) {
        isms_method_comparison_free(x);
        return status;
    }
    *out = x;
    return ISMS_OK;
}

void isms_method_comparison_free(isms_method_comparison *x)
{
    if (!x)
        return;
    const isms_allocator a = x->host;
    for (size_t i = 0; x->own && i < x->risks->method_count; i++)
        isms_matrix_free(x->own[i]);
    isms__release(&a, x->own, x->own ? (x->risks->method_count + 1) * sizeof *x->own : 0);
    for (size_t i = 0; i < x->method_count; i++)
        isms_matrix_free(x->methods[i].matrix);
    isms__release(&a, x->rows, x->capacity * sizeof *x->rows);
    isms__buffer_dispose(&x->text);
    isms_assessment_free(x->risks);
    isms__release(&a, x, sizeof *x);
}

/* ------------------------------------------------------------------ asking */

static const compared *row_of(const isms_method_comparison *x, size_t row)
{
    return x && row < x->count ? &x->rows[row] : NULL;
}

size_t isms_method_comparison_count(const isms_method_comparison *x)
{
    return x ? x->count : 0;
}

isms_id isms_method_comparison_risk(const isms_method_comparison *x, size_t row)
{
    const compared *r = row_of(x, row);
    return r ? x->risks->risks[r->risk].risk : ISMS_NONE;
}

isms_state isms_method_comparison_state(const isms_method_comparison *x, size_t row)
{
    const compared *r = row_of(x, row);
    return r ? x->risks->risks[r->risk].present : -1;
}

int32_t isms_method_comparison_rank(const isms_method_comparison *x, size_t row, size_t method)
{
    const compared *r = row_of(x, row);
    return r && method < x->method_count ? r->cells[method].rank : -1;
}

const char *isms_method_comparison_level(const isms_method_comparison *x, size_t row, size_t method)
{
    int32_t rank = isms_method_comparison_rank(x, row, method);
    return rank >= 0 ? level_id(&x->methods[method], rank) : NULL;
}

isms_decision isms_method_comparison_decision(const isms_method_comparison *x, size_t row, size_t method)
{
    int32_t rank = isms_method_comparison_rank(x, row, method);
    return rank >= 0 ? decision_at(&x->methods[method], rank) : 0;
}

int32_t isms_method_comparison_changes(const isms_method_comparison *x, size_t row)
{
    const compared *r = row_of(x, row);
    return r ? r->changes : 0;
}

const char *isms_method_comparison_explain(const isms_method_comparison *x, size_t row)
{
    const compared *r = row_of(x, row);
    return r ? x->text.data + r->text : "";
}
