/* Levels of all risks, state by state: columns of the register are read chunk by chunk, so that a risk costs a few cells. */
#include "assessment.h"
#include "model/store.h"
#include "shift.h"

#include <math.h>

/* ------------------------------------------------------------------ cells of 512 risks */

enum { LIKELIHOOD, IMPACT, LEVEL, IMPACTS, PER_STATE };

typedef struct cells {
    const uint32_t *meta, *method, *status, *controls, *states[4][PER_STATE];
} cells;

enum { COLUMNS = 4 + 4 * PER_STATE };

typedef uint32_t room[COLUMNS][ISMS__CHUNK_ROWS]; /* for cells that are not stored one by one */

static const uint32_t *cells_of(const isms__register *r, isms_attribute attribute, size_t chunk, uint32_t *space)
{
    return isms__column_cells(&r->columns[ISMS__FIRST + isms__attribute_get(attribute)->column], chunk, space);
}

static cells open_chunk(const isms__register *r, size_t chunk, uint32_t (*space)[ISMS__CHUNK_ROWS])
{
    cells c;
    c.meta = isms__column_cells(&r->columns[ISMS__META], chunk, *space++);
    c.method = cells_of(r, ISMS_RISK_METHOD, chunk, *space++);
    c.status = cells_of(r, ISMS_RISK_STATUS, chunk, *space++);
    c.controls = cells_of(r, ISMS_RISK_CONTROLS, chunk, *space++);
    for (int s = 0; s < 4; s++) {
        const isms__state_attributes *of = &isms__states[s];
        const isms_attribute attributes[PER_STATE] = {of->likelihood, of->impact, of->level, of->impacts};
        for (int i = 0; i < PER_STATE; i++)
            c.states[s][i] = cells_of(r, attributes[i], chunk, *space++);
    }
    return c;
}

/* ------------------------------------------------------------------ methods and recorded levels, remembered */

enum { REMEMBERED = 64 };

/* The rank of a text of a level under a method. Short texts are stored once, so that few addresses come again and again. */
typedef struct remembered {
    uint32_t address;
    int32_t method;
    int16_t rank;
} remembered;

typedef struct job {
    isms_assessment *x;
    const isms__type *type, *method_type;
    int32_t *methods; /* index by row of the register of methods */
    uint32_t method_rows;
    int32_t otherwise; /* method of a risk that names none */
    int32_t only;      /* the only method of the model besides one that is used for all; -1 */
    remembered levels[REMEMBERED];
} job;

static int32_t method_of(const job *j, uint32_t cell)
{
    if (j->x->one_method || !cell)
        return j->otherwise;
    return cell - 1 < j->method_rows ? j->methods[cell - 1] : -1;
}

/* The method that a risk is recorded under, where one is used for all; -1. */
static int32_t own_method(const job *j, uint32_t cell)
{
    if (!j->x->one_method)
        return -1;
    return cell ? (cell - 1 < j->method_rows ? j->methods[cell - 1] : -1) : j->only;
}

static int16_t recorded_rank(job *j, int32_t method, uint32_t address)
{
    remembered *r = &j->levels[(address ^ address >> 6 ^ (uint32_t)method) % REMEMBERED];
    if (r->address != address || r->method != method)
        *r = (remembered){
            address, method,
            isms__method_level(j->x->model, j->x->methods[method].record, isms__text_at(j->x->model, address, NULL))};
    return r->rank;
}

/* ------------------------------------------------------------------ one state */

/* A position on a scale: 0 where it is not set, or is none. */
static inline int16_t position(uint32_t cell)
{
    uint32_t zigzag = (cell - 2) >> 1; /* of a small integer, which all positions are; see store.h */
    bool none = !cell || (cell & 1) || (zigzag & 1) || zigzag >> 1 > INT16_MAX;
    return none ? 0 : (int16_t)(zigzag >> 1);
}

/* Impact of several criteria, by the method's aggregation; 0 where it is not known. A mean of positions is taken only where the
 * method says that such arithmetic is meant, and rounded up. */
int16_t isms__impact_aggregated(const isms_model *m, isms_id risk, isms_id method, const isms__state_attributes *of)
{
    int32_t rule = isms_value(m, method, ISMS_METHOD_AGGREGATION);
    int64_t sum = 0, most = 0;
    double weighted = 0, weights = 0;
    for (size_t i = 0, n = isms_list_count(m, risk, of->impacts); i < n; i++) {
        int64_t one = 0;
        if (isms_list_integer(m, risk, of->impacts, i, &one) != ISMS_OK)
            return 0; /* a criterion without value: unknown, never a middle value */
        double weight =
            rule == ISMS_AGGREGATION_WEIGHTED ? isms__method_weight(m, method, isms_list_text(m, risk, of->criteria, i)) : 0;
        sum += one;
        most = one > most ? one : most;
        weighted += weight * (double)one;
        weights += weight;
    }
    double impact = rule == ISMS_AGGREGATION_MATRIX ? 0 : rule == ISMS_AGGREGATION_SUM ? (double)sum : (double)most;
    if (rule == ISMS_AGGREGATION_WEIGHTED)
        impact = isms_boolean(m, method, ISMS_METHOD_SEMI_QUANTITATIVE, 0) ? ceil(weighted / weights) : 0;
    return impact > 0 && impact <= INT16_MAX ? (int16_t)impact : 0;
}

static int16_t carried(const int16_t *to, int32_t count, int16_t position)
{
    return position >= 1 && position <= count ? to[position - 1] : 0;
}

/* `own`: the method on whose scales the positions are recorded, where another one is used for all. */
static void assess_recorded(job *j, isms__assessed *a, const isms__method_table *own, const uint32_t *const *of, uint32_t at,
                            int state)
{
    const isms__method_table *t = a->method >= 0 ? &j->x->methods[a->method] : NULL;
    isms__assessed_state *s = &a->states[state];
    s->likelihood = position(of[LIKELIHOOD][at]);
    s->impact = position(of[IMPACT][at]);
    if (!of[IMPACT][at] && of[IMPACTS][at])
        s->impact = isms__impact_aggregated(j->x->model, a->risk, own ? own->record : t ? t->record : ISMS_NONE, &isms__states[state]);
    s->recorded = of[LEVEL][at] && t && !own ? recorded_rank(j, a->method, of[LEVEL][at]) : -1;
    if (own) {
        s->likelihood = carried(own->carried, own->rows, s->likelihood);
        s->impact = carried(own->carried + own->rows, own->columns, s->impact);
    }
    s->rank = t ? isms__method_rank(t, s->likelihood, s->impact) : -1;
    s->origin = s->rank >= 0 ? ISMS_LEVEL_COMPUTED : s->recorded >= 0 ? ISMS_LEVEL_RECORDED : ISMS_LEVEL_UNKNOWN;
    if (s->rank < 0)
        s->rank = s->recorded;
}

/* ------------------------------------------------------------------ effects of controls in steps */

/* Is the control in place in that state? Implemented ones in the current state, planned ones too in the residual one. */
bool isms__control_in_place(const isms_model *m, isms_id control, int state)
{
    int32_t status = isms_value(m, control, ISMS_CONTROL_STATUS);
    if (state == ISMS_CURRENT)
        return status == ISMS_CONTROL_STATUS_IMPLEMENTED;
    return status == ISMS_CONTROL_STATUS_IMPLEMENTED || status == ISMS_CONTROL_STATUS_PLANNED ||
           status == ISMS_CONTROL_STATUS_PARTIAL;
}

/* Own controls of the risk that are in place: their declared steps add up. */
isms__steps isms__assessment_steps(const isms_assessment *x, isms_id risk, int state)
{
    isms__steps sum = {0, 0};
    for (size_t i = 0, n = isms_list_count(x->model, risk, ISMS_RISK_CONTROLS); i < n; i++) {
        isms_id control = isms_find(x->model, ISMS_CONTROL, isms_list_text(x->model, risk, ISMS_RISK_CONTROLS, i));
        if (!control || !isms__control_in_place(x->model, control, state))
            continue;
        isms__shift by = isms__shift_of(x->model, ISMS_NONE, risk, control);
        sum.likelihood += by.steps[ISMS__LIKELIHOOD];
        sum.impact += by.steps[ISMS__IMPACT];
    }
    return sum;
}

static void derive(const isms_assessment *x, isms__assessed *a, int state)
{
    const isms__method_table *t = a->method >= 0 ? &x->methods[a->method] : NULL;
    isms__assessed_state *out = &a->states[state], *from = &a->states[ISMS_INHERENT];
    if (out->rank >= 0 || !t || !t->ranks || !from->likelihood || !from->impact || from->likelihood > t->rows ||
        from->impact > t->columns)
        return;
    isms__steps by = isms__assessment_steps(x, a->risk, state);
    if (!by.likelihood && !by.impact)
        return; /* no effect is declared: unknown */
    int64_t l = from->likelihood - by.likelihood, i = from->impact - by.impact;
    out->likelihood = (int16_t)(l < 1 ? 1 : l);
    out->impact = (int16_t)(i < 1 ? 1 : i);
    out->rank = t->ranks[(out->likelihood - 1) * t->columns + (out->impact - 1)];
    if (out->rank >= 0)
        out->origin = ISMS_LEVEL_DERIVED;
}

/* ------------------------------------------------------------------ all risks */

static int8_t present_of(const isms__assessed *a)
{
    return a->states[ISMS_CURRENT].rank >= 0    ? ISMS_CURRENT
           : a->states[ISMS_RESIDUAL].rank >= 0 ? ISMS_RESIDUAL
           : a->states[ISMS_INHERENT].rank >= 0 ? ISMS_INHERENT
                                                : -1;
}

static void assess_risk(job *j, const cells *c, uint32_t at, isms__assessed *a)
{
    int32_t recorded_under = own_method(j, c->method[at]);
    const isms__method_table *own = recorded_under >= 0 ? &j->x->methods[recorded_under] : NULL;
    a->method = method_of(j, c->method[at]);
    for (int state = 0; state < 4; state++)
        assess_recorded(j, a, own && own->carried ? own : NULL, c->states[state], at, state);
    if (c->controls[at]) {
        derive(j->x, a, ISMS_CURRENT);
        derive(j->x, a, ISMS_RESIDUAL);
    }
    a->present = present_of(a);
    a->open = c->status[at] != ISMS_RISK_STATUS_CLOSED;
}

static void assess_rows(job *j, uint32_t (*space)[ISMS__CHUNK_ROWS])
{
    const isms__register *r = isms__register_of(j->x->model, j->type);
    isms__assessed *a = j->x->risks;
    for (uint32_t row = 0; row < r->rows; row += ISMS__CHUNK_ROWS) {
        cells c = open_chunk(r, row >> ISMS__CHUNK_SHIFT, space);
        uint32_t n = r->rows - row < ISMS__CHUNK_ROWS ? r->rows - row : ISMS__CHUNK_ROWS;
        for (uint32_t at = 0; at < n; at++) {
            if (!(c.meta[at] & ISMS__LIVE))
                continue;
            a->risk = isms__id(j->type, c.meta[at] >> 8, row + at);
            assess_risk(j, &c, at, a++);
        }
    }
    j->x->count = (size_t)(a - j->x->risks);
}

static int32_t method_index(const isms_assessment *x, isms_id record)
{
    for (size_t i = 0; i < x->method_count; i++)
        if (x->methods[i].record == record)
            return (int32_t)i;
    return -1;
}

/* Also of a row that another one stands for, because the method came after the first that names it. */
static void index_methods(job *j)
{
    const isms_model *m = j->x->model;
    for (uint32_t row = 0; row < j->method_rows; row++)
        j->methods[row] = method_index(j->x, isms__id_of_row(m, j->method_type, isms__follow(m, j->method_type, row)));
}

isms_status isms__assess_levels(isms_assessment *x)
{
    job j = {.x = x, .type = isms__type_get(ISMS_RISK), .method_type = isms__type_get(ISMS_METHOD)};
    room *space = isms__allocate(&x->host, sizeof *space);
    x->capacity = isms_count(x->model, ISMS_RISK);
    x->risks = isms__allocate(&x->host, (x->capacity + 1) * sizeof *x->risks);
    j.method_rows = isms__rows(x->model, j.method_type);
    j.methods = isms__allocate(&x->host, (j.method_rows + 1) * sizeof *j.methods);
    j.otherwise = x->one_method ? method_index(x, x->one_method) : x->method_count == 1 ? 0 : -1;
    j.only = isms__assessment_only_other(x);
    bool good = space && x->risks && j.methods;
    if (good)
        index_methods(&j);
    if (good && x->capacity)
        assess_rows(&j, *space);
    isms__release(&x->host, space, sizeof *space);
    isms__release(&x->host, j.methods, (j.method_rows + 1) * sizeof *j.methods);
    return good ? ISMS_OK : ISMS_E_NO_MEMORY;
}
