/* Levels of all risks, state by state: columns of the register are read chunk by chunk, so that a risk costs a few cells. */
#include "assessment.h"
#include "model/store.h"
#include "shift.h"

#include <math.h>

/* ------------------------------------------------------------------ cells of 512 risks */

enum { LIKELIHOOD, IMPACT, LEVEL, IMPACTS, PER_STATE };

typedef struct cells {
    const uint32_t *meta, *method, *status, *controls, *states[4][PER_STATE];
    const uint32_t *nothing; /* what a column without any cell there gives */
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
    c.nothing = isms__column_cells(&r->columns[ISMS__META], SIZE_MAX, NULL);
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
    int8_t rank;
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

static int8_t recorded_rank(job *j, int32_t method, uint32_t address)
{
    remembered *r = &j->levels[(address ^ address >> 6 ^ (uint32_t)method) % REMEMBERED];
    if (r->address != address || r->method != method)
        *r = (remembered){
            address, method,
            isms__method_level(j->x->model, j->x->methods[method].record, isms__text_at(j->x->model, address, NULL))};
    return r->rank;
}

/* ------------------------------------------------------------------ one state */

/* A position on a scale: 0 where it is not set, or is none. The cell of a small integer n >= 0, which all positions are, is
 * 4 n + 2; see store.h. */
static inline uint8_t position(uint32_t cell)
{
    uint32_t n = cell >> 2;
    return (cell & 3) == 2 && n <= ISMS__POSITION_MOST ? (uint8_t)n : 0;
}

/* Impact of several criteria, by the method's aggregation; 0 where it is not known. A mean of positions is taken only where the
 * method says that such arithmetic is meant, and rounded up. */
uint8_t isms__impact_aggregated(const isms_model *m, isms_id risk, isms_id method, const isms__state_attributes *of)
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
    return impact > 0 && impact <= ISMS__POSITION_MOST ? (uint8_t)impact : 0;
}

static uint8_t carried(const uint8_t *to, int32_t count, uint8_t position)
{
    return position >= 1 && position <= count ? to[position - 1] : 0;
}

static inline void set_rank(isms__assessed_state *s, const isms__method_table *t)
{
    s->rank = t ? isms__method_rank(t, s->likelihood, s->impact) : (int8_t)-1;
    s->origin = s->rank >= 0 ? ISMS_LEVEL_COMPUTED : s->recorded >= 0 ? ISMS_LEVEL_RECORDED : ISMS_LEVEL_UNKNOWN;
    s->rank = s->rank < 0 ? s->recorded : s->rank;
}

/* What is recorded of one state of one risk; likelihood and impact are there. `own`: the method on whose scales they are
 * recorded, where another one is used for all. */
static void assess_recorded(job *j, isms__assessed *a, const isms__method_table *own, const uint32_t *const *of, uint32_t at,
                            int state)
{
    const isms__method_table *t = a->method >= 0 ? &j->x->methods[a->method] : NULL;
    isms__assessed_state *s = &a->states[state];
    if (!of[IMPACT][at] && of[IMPACTS][at])
        s->impact = isms__impact_aggregated(j->x->model, a->risk,
                                            own ? own->record
                                            : t ? t->record
                                                : ISMS_NONE,
                                            &isms__states[state]);
    s->recorded = of[LEVEL][at] && t && !own ? recorded_rank(j, a->method, of[LEVEL][at]) : -1;
    if (own) {
        s->likelihood = carried(own->carried, own->rows, s->likelihood);
        s->impact = carried(own->carried + own->rows, own->columns, s->impact);
    }
    set_rank(s, t);
}

/* ------------------------------------------------------------------ effects of controls in steps */

/* Is the control in place in that state? Implemented ones in the current state, planned ones too in the residual one. On a day,
 * what comes later is planned still, and what was retired is gone. */
bool isms__control_in_place(const isms_model *m, isms_id control, int state, isms_day as_of)
{
    int32_t status = isms_value(m, control, ISMS_CONTROL_STATUS);
    isms_day since = isms_day_of(m, control, ISMS_CONTROL_IMPLEMENTED_ON),
             until = isms_day_of(m, control, ISMS_CONTROL_RETIRED_ON);
    if (as_of && until && until <= as_of)
        return false;
    if (state == ISMS_CURRENT)
        return status == ISMS_CONTROL_STATUS_IMPLEMENTED && !(as_of && since && since > as_of);
    return status == ISMS_CONTROL_STATUS_IMPLEMENTED || status == ISMS_CONTROL_STATUS_PLANNED ||
           status == ISMS_CONTROL_STATUS_PARTIAL;
}

/* Own controls of the risk that are in place: their declared steps add up. */
isms__steps isms__assessment_steps(const isms_assessment *x, isms_id risk, int state)
{
    isms__steps sum = {0, 0};
    for (size_t i = 0, n = isms_list_count(x->model, risk, ISMS_RISK_CONTROLS); i < n; i++) {
        isms_id control = isms_find(x->model, ISMS_CONTROL, isms_list_text(x->model, risk, ISMS_RISK_CONTROLS, i));
        if (!control || !isms__control_in_place(x->model, control, state, x->as_of))
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
    out->likelihood = (uint8_t)(l < 1 ? 1 : l);
    out->impact = (uint8_t)(i < 1 ? 1 : i);
    out->rank = t->ranks[(out->likelihood - 1) * t->columns + (out->impact - 1)];
    if (out->rank >= 0)
        out->origin = ISMS_LEVEL_DERIVED;
}

/* ------------------------------------------------------------------ all risks */

int8_t isms__assessed_present(const isms__assessed *a)
{
    return a->states[ISMS_CURRENT].rank >= 0    ? ISMS_CURRENT
           : a->states[ISMS_RESIDUAL].rank >= 0 ? ISMS_RESIDUAL
           : a->states[ISMS_INHERENT].rank >= 0 ? ISMS_INHERENT
                                                : -1;
}

/* The risks of a chunk: a is the first, and `rows` says where each stands. */
typedef struct chunk_of_risks {
    isms__assessed *a;
    uint32_t count;
    bool one_method; /* all are under the same one, or none */
    uint16_t rows[ISMS__CHUNK_ROWS];
} chunk_of_risks;

static void find_risks(const job *j, const cells *c, uint32_t first, uint32_t n, chunk_of_risks *out)
{
    const cells from = *c;
    const isms__type *type = j->type;
    isms__assessed *a = out->a;
    uint32_t count = 0, named = from.method[0];
    int16_t method = (int16_t)method_of(j, named);
    bool same = true;
    for (uint32_t at = 0; at < n; at++) {
        uint32_t meta = from.meta[at];
        if (!(meta & ISMS__LIVE))
            continue;
        if (from.method[at] != named) {
            named = from.method[at];
            method = (int16_t)method_of(j, named);
        }
        a[count].risk = isms__id(type, meta >> 8, first + at);
        a[count].method = method;
        a[count].open = from.status[at] != ISMS_RISK_STATUS_CLOSED;
        same &= method == a->method;
        out->rows[count++] = (uint16_t)at;
    }
    out->count = count;
    out->one_method = same;
}

/* The method on whose scales a risk is recorded, where another one is used for all. */
static const isms__method_table *carried_from(const job *j, uint32_t cell)
{
    int32_t method = own_method(j, cell);
    return method >= 0 && j->x->methods[method].carried ? &j->x->methods[method] : NULL;
}

/* One state of a chunk where positions are recorded and nothing else, under one method. What the loop needs is held in copies:
 * results are bytes, which could be any of it for all that the compiler knows. */
static void assess_plain(const chunk_of_risks *risks, int state, const uint32_t *likelihoods, const uint32_t *impacts,
                         const isms__method_table *table)
{
    const isms__method_table t = *table;
    isms__assessed *a = risks->a;
    uint32_t count = risks->count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = risks->rows[i];
        uint8_t l = position(likelihoods[at]), k = position(impacts[at]);
        int8_t rank = isms__method_rank(&t, l, k);
        a[i].states[state] = (isms__assessed_state){rank, -1, l, k, rank >= 0 ? ISMS_LEVEL_COMPUTED : ISMS_LEVEL_UNKNOWN};
    }
}

/* One state of a chunk. */
static void assess_state(job *j, const cells *c, const chunk_of_risks *risks, int state)
{
    static const isms__method_table none = {0};
    static const isms__assessed_state unknown = {-1, -1, 0, 0, ISMS_LEVEL_UNKNOWN};
    const uint32_t *const *of = c->states[state];
    bool plain = !j->x->one_method && risks->one_method && risks->count && of[LEVEL] == c->nothing && of[IMPACTS] == c->nothing;
    bool empty = plain && of[LIKELIHOOD] == c->nothing && of[IMPACT] == c->nothing;
    if (plain && !empty) {
        assess_plain(risks, state, of[LIKELIHOOD], of[IMPACT],
                     risks->a->method >= 0 ? &j->x->methods[risks->a->method] : &none);
        return;
    }
    for (uint32_t i = 0; i < risks->count; i++) {
        isms__assessed *a = &risks->a[i];
        isms__assessed_state *s = &a->states[state];
        uint32_t at = risks->rows[i];
        *s = unknown;
        if (empty)
            continue;
        s->likelihood = position(of[LIKELIHOOD][at]);
        s->impact = position(of[IMPACT][at]);
        assess_recorded(j, a, carried_from(j, c->method[at]), of, at, state);
    }
}

static void assess_chunk(job *j, const cells *c, const chunk_of_risks *risks)
{
    for (int state = 0; state < 4; state++)
        assess_state(j, c, risks, state);
    bool controlled = c->controls != c->nothing;
    for (uint32_t i = 0; i < risks->count; i++) {
        isms__assessed *a = &risks->a[i];
        if (controlled && c->controls[risks->rows[i]]) {
            derive(j->x, a, ISMS_CURRENT);
            derive(j->x, a, ISMS_RESIDUAL);
        }
        a->present = isms__assessed_present(a);
    }
}

#if defined(__GNUC__)
#define ISMS__FETCH(address) __builtin_prefetch(address)
#else
#define ISMS__FETCH(address) ((void)(address))
#endif

enum { LINE = 64 / sizeof(uint32_t) };

static void fetch_column(const cells *c, const uint32_t *column)
{
    for (size_t at = 0; column != c->nothing && at < ISMS__CHUNK_ROWS; at += LINE)
        ISMS__FETCH(column + at);
}

/* Asks for the cells of a chunk before they are needed: each column lies somewhere else. */
static void fetch(const cells *c)
{
    fetch_column(c, c->meta);
    for (int state = 0; state < 4; state++)
        for (int i = 0; i < PER_STATE; i++)
            fetch_column(c, c->states[state][i]);
}

static void assess_rows(job *j, room *space)
{
    const isms__register *r = isms__register_of(j->x->model, j->type);
    chunk_of_risks risks = {.a = j->x->risks};
    cells now, next = open_chunk(r, 0, space[0]);
    for (uint32_t row = 0, chunk = 0; row < r->rows; row += ISMS__CHUNK_ROWS) {
        now = next;
        chunk++;
        next = open_chunk(r, chunk, space[chunk & 1]);
        fetch(&next);
        find_risks(j, &now, row, r->rows - row < ISMS__CHUNK_ROWS ? r->rows - row : ISMS__CHUNK_ROWS, &risks);
        assess_chunk(j, &now, &risks);
        risks.a += risks.count;
    }
    j->x->count = (size_t)(risks.a - j->x->risks);
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
    room *space = isms__allocate(&x->host, 2 * sizeof *space); /* of this chunk and of the next one */
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
        assess_rows(&j, space);
    isms__release(&x->host, space, 2 * sizeof *space);
    isms__release(&x->host, j.methods, (j.method_rows + 1) * sizeof *j.methods);
    return good ? ISMS_OK : ISMS_E_NO_MEMORY;
}
