/* What treatment plans take away, against what they cost: a pair of states for each plan, with common random numbers. */
#include "core/diagnostics.h"
#include "quantification.h"
#include "shift.h"

#include <isms/investment.h>
#include <isms/treatment_values.h>
#include <math.h>
#include <string.h>

enum { CURRENCY = 8, DEFAULT_YEARS = 3, MOST_YEARS = 100, TRIALS = 1 << 14 };

struct isms_treatment_values {
    isms_allocator host;
    isms_treatment_value *rows;
    size_t count, capacity;
    isms_treatment_choice choice;
    bool chose;
    char currency[CURRENCY];
};

typedef struct job {
    const isms_model *m;
    const isms_allocator *a;
    isms_diagnostics *problems;
    isms_treatment_values_options options;
    isms_simulation_options simulation;
    isms_treatment_values *out;
    isms_id *risks, *controls; /* room for those of one plan */
    size_t risk_room, control_room;
} job;

/* ------------------------------------------------------------------ what a plan is about */

static size_t find_risks(const job *j, isms_id plan)
{
    size_t count = 0;
    for (size_t i = 0, n = isms_list_count(j->m, plan, ISMS_TREATMENT_PLAN_RISKS); i < n && count < j->risk_room; i++) {
        isms_id risk = isms_list_link(j->m, plan, ISMS_TREATMENT_PLAN_RISKS, i);
        if (risk)
            j->risks[count++] = risk;
    }
    return count;
}

/* Is it named by its id, or by an Annex A control that it implements? */
static bool is_named(const isms_model *m, isms_id plan, isms_id control)
{
    for (size_t i = 0, n = isms_list_count(m, plan, ISMS_TREATMENT_PLAN_CONTROLS); i < n; i++) {
        const char *name = isms_list_text(m, plan, ISMS_TREATMENT_PLAN_CONTROLS, i);
        if (strcmp(name, isms_record_key(m, control)) == 0 || isms__control_implements(m, control, name))
            return true;
    }
    return false;
}

static size_t find_controls(const job *j, isms_id plan)
{
    size_t count = 0;
    for (isms_id c = isms_first(j->m, ISMS_CONTROL); c && count < j->control_room; c = isms_next(j->m, c))
        if (is_named(j->m, plan, c))
            j->controls[count++] = c;
    return count;
}

static void say(const job *j, isms_id plan, const char *why)
{
    isms__report(j->problems, ISMS_SEVERITY_NOTE, "ISMS-TREAT-01", NULL, "treatment plan %s: %s", isms_record_key(j->m, plan),
                 why);
}

/* ------------------------------------------------------------------ what it takes away */

static isms_status measure(const job *j, const isms_portfolio *portfolio, isms_treatment_value *row)
{
    isms_simulation *s = NULL;
    isms_estimate before, tails[2];
    isms_status status = isms_simulation_run(portfolio, &j->simulation, j->problems, &s);
    if (status == ISMS_OK)
        status = isms_simulation_mean(s, ISMS_WHOLE, 0, &before);
    if (status == ISMS_OK)
        status = isms_simulation_reduction(s, ISMS_WHOLE, 0, 1, &row->reduction);
    for (int state = 0; state < 2 && status == ISMS_OK; state++)
        status = isms_simulation_tail_mean(s, ISMS_WHOLE, state, 0.95, &tails[state]);
    if (status == ISMS_OK) {
        row->before = before.value;
        row->tail = tails[0].value - tails[1].value;
        row->most = before.value / 2.718281828459045;
    }
    isms_simulation_free(s);
    return status;
}

static isms_status take_currency(job *j, isms_id plan, const char *currency)
{
    char *known = j->out->currency;
    if (!currency || strlen(currency) >= CURRENCY)
        return ISMS_OK;
    if (*known && strcmp(known, currency) != 0) {
        isms__report(j->problems, ISMS_SEVERITY_ERROR, "ISMS-TREAT-02", NULL,
                     "treatment plan %s: its losses are in %s, others in %s: amounts of different currencies are not compared",
                     isms_record_key(j->m, plan), currency, known);
        return ISMS_E_DATA;
    }
    memcpy(known, currency, strlen(currency) + 1);
    return ISMS_OK;
}

static isms_status value_plan(job *j, isms_id plan, isms_treatment_value *row)
{
    isms__pair pair = {j->controls, find_controls(j, plan), plan, true};
    isms_portfolio *portfolio = NULL;
    const char *currency = NULL;
    isms_status status = isms__quantification_pair(j->m, j->a, j->risks, find_risks(j, plan), &pair, &portfolio, &currency);
    if (status == ISMS_OK)
        status = take_currency(j, plan, currency);
    if (status == ISMS_OK) {
        row->risks = isms_portfolio_count(portfolio);
        if (row->risks)
            status = measure(j, portfolio, row);
        else
            say(j, plan, "none of its risks has a frequency and a loss");
        if (row->risks && status == ISMS_OK && row->reduction.value == 0) {
            say(j, plan, "none of its controls declares a share of frequency or loss, and it shares nothing");
            row->reduction = (isms_estimate){NAN, NAN, NAN};
            row->tail = NAN;
        }
    }
    isms_portfolio_free(portfolio);
    return status;
}

/* ------------------------------------------------------------------ what it costs */

static double money(const job *j, isms_id plan, isms_attribute attribute)
{
    double amount;
    return isms__money_in(j->m, plan, attribute, j->out->currency, &amount) == ISMS_OK ? amount : NAN;
}

static void take_costs(const job *j, isms_id plan, isms_treatment_value *row)
{
    double running = money(j, plan, ISMS_TREATMENT_PLAN_COST_PER_YEAR), outlay = money(j, plan, ISMS_TREATMENT_PLAN_BUDGET);
    outlay = isnan(outlay) ? money(j, plan, ISMS_TREATMENT_PLAN_COST) : outlay;
    if (isnan(running) && isnan(outlay)) {
        say(j, plan, "no budget and no cost is stated in the currency of the losses");
        return;
    }
    row->running = running = isnan(running) ? 0 : running;
    row->outlay = isnan(outlay) ? 0 : outlay;
    row->cost = row->outlay / j->options.years + running;
    if (isnan(row->reduction.value) || !(row->cost > 0))
        return;
    row->ratio = row->reduction.value / row->cost;
    isms_investment_return(row->reduction.value, 0, row->cost, &row->benefit);
    isms_investment_present_value(row->outlay, row->reduction.value, running, j->options.rate, j->options.years, &row->present);
}

static isms_status add_plan(job *j, isms_id plan)
{
    isms_treatment_value row = ISMS_TREATMENT_VALUE_INIT;
    isms_treatment_values *v = j->out;
    row.plan = plan;
    row.reduction = (isms_estimate){NAN, NAN, NAN};
    row.before = row.tail = row.outlay = row.running = row.cost = row.ratio = row.benefit = row.present = row.most = NAN;
    isms_status status = value_plan(j, plan, &row);
    if (status != ISMS_OK)
        return status;
    take_costs(j, plan, &row);
    if (!isms__reserve(&v->host, (void **)&v->rows, &v->capacity, v->count + 1, sizeof row))
        return ISMS_E_NO_MEMORY;
    v->rows[v->count++] = row;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ ranking and choosing */

/* Columns of the rows that have a ratio. */
typedef struct columns {
    double *reductions, *costs;
    int64_t *cents;
    int32_t *order, *chosen;
    isms_treatment_value *sorted;
    size_t rows, count;
} columns;

/* Rows with a ratio first. */
static void part(isms_treatment_values *v, columns *c)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < v->count; i++) {
            if (isnan(v->rows[i].ratio) != (pass == 1))
                continue;
            c->sorted[c->rows++] = v->rows[i];
            c->count += pass == 0;
        }
    }
    for (size_t i = 0; i < c->count; i++) {
        double first_year = c->sorted[i].outlay + c->sorted[i].running;
        c->reductions[i] = c->sorted[i].reduction.value;
        c->costs[i] = c->sorted[i].cost;
        c->cents[i] = (int64_t)fmin(ceil(first_year * 100), 9e15);
    }
}

static isms_status rank_rows(const job *j, columns *c)
{
    isms_treatment_values *v = j->out;
    part(v, c);
    isms_status status = c->count ? isms_treatment_rank(c->reductions, c->costs, c->count, j->a, c->order, NULL) : ISMS_OK;
    if (status == ISMS_OK && c->count && j->options.budget > 0) {
        v->choice = (isms_treatment_choice)ISMS_TREATMENT_CHOICE_INIT;
        status = isms_treatment_choose(c->reductions, c->cents, c->count, (int64_t)(j->options.budget * 100), j->a, c->chosen,
                                       &v->choice);
        v->chose = status == ISMS_OK;
    }
    for (size_t i = 0; i < c->rows && status == ISMS_OK; i++) {
        size_t from = i < c->count ? (size_t)c->order[i] : i;
        v->rows[i] = c->sorted[from];
        v->rows[i].chosen = v->chose && i < c->count ? c->chosen[from] : 0;
    }
    return status;
}

static isms_status rank_all(const job *j)
{
    size_t n = j->out->count + 1;
    columns c = {isms__allocate(j->a, n * sizeof *c.reductions),
                 isms__allocate(j->a, n * sizeof *c.costs),
                 isms__allocate(j->a, n * sizeof *c.cents),
                 isms__allocate(j->a, n * sizeof *c.order),
                 isms__allocate_zero(j->a, n * sizeof *c.chosen),
                 isms__allocate(j->a, n * sizeof *c.sorted),
                 0,
                 0};
    bool good = c.reductions && c.costs && c.cents && c.order && c.chosen && c.sorted;
    isms_status status = good ? rank_rows(j, &c) : ISMS_E_NO_MEMORY;
    isms__release(j->a, c.reductions, n * sizeof *c.reductions);
    isms__release(j->a, c.costs, n * sizeof *c.costs);
    isms__release(j->a, c.cents, n * sizeof *c.cents);
    isms__release(j->a, c.order, n * sizeof *c.order);
    isms__release(j->a, c.chosen, n * sizeof *c.chosen);
    isms__release(j->a, c.sorted, n * sizeof *c.sorted);
    return status;
}

/* ------------------------------------------------------------------ all plans */

static bool is_wanted(const job *j, isms_id plan)
{
    int32_t status = isms_value(j->m, plan, ISMS_TREATMENT_PLAN_STATUS);
    return status != ISMS_TREATMENT_PLAN_STATUS_CANCELLED &&
           (status != ISMS_TREATMENT_PLAN_STATUS_DONE || (j->options.flags & ISMS_TREATMENT_VALUES_ALL));
}

static isms_status value_all(job *j)
{
    isms_status status = ISMS_OK;
    j->risk_room = isms_count(j->m, ISMS_RISK) + 1;
    j->control_room = isms_count(j->m, ISMS_CONTROL) + 1;
    j->risks = isms__allocate(j->a, j->risk_room * sizeof *j->risks);
    j->controls = isms__allocate(j->a, j->control_room * sizeof *j->controls);
    if (!j->risks || !j->controls)
        status = ISMS_E_NO_MEMORY;
    for (isms_id p = isms_first(j->m, ISMS_TREATMENT_PLAN); p && status == ISMS_OK; p = isms_next(j->m, p))
        if (is_wanted(j, p))
            status = add_plan(j, p);
    isms__release(j->a, j->risks, j->risk_room * sizeof *j->risks);
    isms__release(j->a, j->controls, j->control_room * sizeof *j->controls);
    return status == ISMS_OK ? rank_all(j) : status;
}

static const isms_treatment_values_options default_options = ISMS_TREATMENT_VALUES_OPTIONS_INIT;
static const isms_simulation_options default_simulation = ISMS_SIMULATION_OPTIONS_INIT;

static isms_status take_options(job *j, const isms_treatment_values_options *given)
{
    isms_treatment_values_options *o = &j->options;
    if (!isms__options_copy(o, sizeof *o, given ? given : &default_options) || (o->flags & ~ISMS_TREATMENT_VALUES_ALL))
        return ISMS_E_UNSUPPORTED;
    if (!isms__options_copy(&j->simulation, sizeof j->simulation, o->simulation ? o->simulation : &default_simulation))
        return ISMS_E_UNSUPPORTED;
    j->a = isms__allocator_or_default(o->allocator);
    o->years = o->years ? o->years : DEFAULT_YEARS;
    j->simulation.trials = j->simulation.trials ? j->simulation.trials : TRIALS;
    j->simulation.engine = ISMS_ENGINE_SIMULATION;
    j->simulation.states = 2;
    j->simulation.allocator = j->a;
    if (!j->a)
        return ISMS_E_MISUSE;
    bool good =
        o->years >= 1 && o->years <= MOST_YEARS && o->rate > -1 && isfinite(o->rate) && o->budget >= 0 && o->budget < 1e13;
    return good ? ISMS_OK : ISMS_E_RANGE;
}

isms_status isms_treatment_values_run(const isms_model *model, const isms_treatment_values_options *options,
                                      isms_diagnostics *problems, isms_treatment_values **out)
{
    job j = {.m = model, .problems = problems};
    if (!model || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    isms_status status = take_options(&j, options);
    if (status != ISMS_OK)
        return status;
    j.out = isms__allocate_zero(j.a, sizeof *j.out);
    if (!j.out)
        return ISMS_E_NO_MEMORY;
    j.out->host = *j.a;
    status = value_all(&j);
    if (status == ISMS_OK)
        *out = j.out;
    else
        isms_treatment_values_free(j.out);
    return status;
}

void isms_treatment_values_free(isms_treatment_values *v)
{
    if (!v)
        return;
    const isms_allocator a = v->host;
    isms__release(&a, v->rows, v->capacity * sizeof *v->rows);
    isms__release(&a, v, sizeof *v);
}

/* ------------------------------------------------------------------ asking */

size_t isms_treatment_values_count(const isms_treatment_values *v)
{
    return v ? v->count : 0;
}

isms_status isms_treatment_values_get(const isms_treatment_values *v, size_t i, isms_treatment_value *out)
{
    if (!v || !out || out->struct_size != sizeof *out)
        return ISMS_E_MISUSE;
    if (i >= v->count)
        return ISMS_E_NOT_FOUND;
    *out = v->rows[i];
    return ISMS_OK;
}

isms_status isms_treatment_values_choice(const isms_treatment_values *v, isms_treatment_choice *out)
{
    if (!v || !out || out->struct_size != sizeof *out)
        return ISMS_E_MISUSE;
    if (!v->chose)
        return ISMS_ABSENT;
    *out = v->choice;
    return ISMS_OK;
}

const char *isms_treatment_values_currency(const isms_treatment_values *v)
{
    return v && *v->currency ? v->currency : NULL;
}
