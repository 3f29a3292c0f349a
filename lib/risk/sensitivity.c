/* Sensitivity of the sum of a portfolio to each uncertain input, with the same random numbers. */
#include <isms/sensitivity.h>

#include "portfolio.h"
#include "simulation.h"

#include "core/elementary.h"
#include "core/sort.h"

#include <string.h>

enum { INPUTS = 3 };

struct isms_sensitivity {
    isms_allocator allocator;
    size_t count, room;
    isms_sensitivity_bar *bars;
    double base;
};

void isms_sensitivity_free(isms_sensitivity *s)
{
    if (!s)
        return;
    isms_allocator a = s->allocator;
    isms__release(&a, s->bars, s->room * sizeof *s->bars);
    isms__release(&a, s, sizeof *s);
}

size_t isms_sensitivity_count(const isms_sensitivity *s)
{
    return s ? s->count : 0;
}

isms_status isms_sensitivity_get(const isms_sensitivity *s, size_t index, isms_sensitivity_bar *out)
{
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (index >= s->count)
        return ISMS_E_NOT_FOUND;
    *out = s->bars[index];
    return ISMS_OK;
}

double isms_sensitivity_base(const isms_sensitivity *s)
{
    return s ? s->base : NAN;
}

/* What the analysis works on. */
typedef struct analysis {
    const isms_portfolio *portfolio;
    isms_sensitivity_options options;
    isms_simulation_options simulation;
    isms_simulation *base;
    const isms__kernel *kernel;
    isms__scratch scratch;
    double *own, *varied, *sum; /* of a scenario as it is and with one input held, and of all; by state, of all one */
    size_t years;               /* trials times states */
    isms_sensitivity *out;
} analysis;

/* The distribution behind an input, or NULL where the scenario has none that is uncertain. */
static const isms_distribution *input_of(const isms__scenario *s, isms_sensitivity_input input)
{
    const isms_distribution *d = input == ISMS_SENSITIVITY_LOSS ? s->loss : s->secondary;
    if (input == ISMS_SENSITIVITY_FREQUENCY) {
        bool is_mixed = s->frequency->family == &isms__mixed_poisson_family;
        d = is_mixed ? s->frequency->parts[0] : s->frequency->family->is_count ? NULL : s->frequency;
    }
    return d && d->family != &isms__constant_family ? d : NULL;
}

/* The scenario with an input held at a value. What it needs is made anew, and freed by free_held. */
static isms_status hold(const isms__scenario *s, isms_sensitivity_input input, double value, const isms_allocator *a,
                        isms__scenario *out, isms_distribution **made)
{
    isms_distribution *constant = NULL;
    *out = *s;
    isms_status status = isms_distribution_new(ISMS_LAW_CONSTANT, &value, 1, a, NULL, &constant);
    if (status != ISMS_OK)
        return status;
    if (input == ISMS_SENSITIVITY_FREQUENCY && s->frequency->family->is_count) {
        status = isms_distribution_mixed_poisson(constant, a, NULL, made);
        isms_distribution_free(constant);
        out->frequency = *made;
        return status;
    }
    *made = constant;
    *(input == ISMS_SENSITIVITY_FREQUENCY ? &out->frequency
      : input == ISMS_SENSITIVITY_LOSS    ? &out->loss
                                          : &out->secondary) = constant;
    return ISMS_OK;
}

static double measure(const isms_simulation *base, isms_sensitivity_measure m, const isms__summary *s)
{
    double units = m == ISMS_SENSITIVITY_MEAN ? s->mean : m == ISMS_SENSITIVITY_QUANTILE ? s->tails[0].value : s->tails[0].mean;
    return units * base->unit;
}

/* The measure of the sum when the scenario's years are replaced. Whole numbers: taking away is as exact as adding. */
static double replaced(analysis *an)
{
    const double *all = isms__outcome_at(an->base, an->base->count, an->options.state)->trials;
    size_t n = (size_t)an->base->trials, first = n * (size_t)an->options.state;
    isms__summary summary;
    for (size_t i = 0; i < n; i++) {
        double x = all[i] - an->own[first + i] + an->varied[first + i];
        an->sum[i] = x < ISMS__YEAR_MOST ? x : ISMS__YEAR_MOST;
    }
    isms__summarise(an->sum, &an->base->question, an->kernel, &an->scratch, &summary);
    return measure(an->base, an->options.measure, &summary);
}

/* Simulates one scenario alone, as part of the portfolio or in place of one. */
static isms_status years_of(analysis *an, size_t scenario, const isms__scenario *instead, double *years)
{
    isms_portfolio view = *an->portfolio;
    isms__scenario *all = NULL;
    const isms_allocator *a = &an->out->allocator;
    if (instead) {
        all = isms__allocate(a, view.scenario_count * sizeof *all);
        if (!all)
            return ISMS_E_NO_MEMORY;
        memcpy(all, view.scenarios, view.scenario_count * sizeof *all);
        all[scenario] = *instead;
        view.scenarios = all;
    }
    isms_status status = isms__simulation_retry(an->base, &view, &an->simulation, an->kernel, scenario, years);
    isms__release(a, all, view.scenario_count * sizeof *all);
    return status;
}

/* The measure with an input of a scenario held at a quantile. */
static isms_status try_input(analysis *an, size_t scenario, isms_sensitivity_input input, double value, double *out)
{
    isms__scenario held;
    isms_distribution *made = NULL;
    isms_status status = hold(&an->portfolio->scenarios[scenario], input, value, &an->out->allocator, &held, &made);
    if (status == ISMS_OK)
        status = years_of(an, scenario, &held, an->varied);
    if (status == ISMS_OK)
        *out = replaced(an);
    isms_distribution_free(made);
    return status;
}

static isms_status try_scenario(analysis *an, size_t scenario)
{
    const isms__scenario *s = &an->portfolio->scenarios[scenario];
    isms_status status = years_of(an, scenario, NULL, an->own);
    for (isms_sensitivity_input input = 1; status == ISMS_OK && input <= INPUTS; input++) {
        const isms_distribution *d = input_of(s, input);
        if (!d)
            continue;
        isms_sensitivity_bar bar = {.scenario = (int32_t)scenario, .input = input};
        bar.low_input = d->family->quantile(d, an->options.low);
        bar.high_input = d->family->quantile(d, an->options.high);
        status = try_input(an, scenario, input, bar.low_input, &bar.low);
        if (status == ISMS_OK)
            status = try_input(an, scenario, input, bar.high_input, &bar.high);
        if (status == ISMS_OK)
            an->out->bars[an->out->count++] = bar;
    }
    return status;
}

static int compare_bars(const void *a, const void *b, const void *user)
{
    const isms_portfolio *p = user;
    const isms_sensitivity_bar *x = a, *y = b;
    double swing_x = fabs(x->high - x->low), swing_y = fabs(y->high - y->low);
    if (swing_x != swing_y)
        return swing_x > swing_y ? -1 : 1;
    int by_id = strcmp(p->scenarios[x->scenario].id, p->scenarios[y->scenario].id);
    return by_id ? by_id : x->input - y->input;
}

static isms_status prepare(analysis *an, isms_diagnostics *problems)
{
    double q = an->options.q;
    an->simulation.engine = ISMS_ENGINE_SIMULATION;
    an->simulation.quantiles = &q;
    an->simulation.quantile_count = 1;
    an->simulation.losses = NULL;
    an->simulation.loss_count = 0;
    isms_status status = isms_simulation_run(an->portfolio, &an->simulation, problems, &an->base);
    an->simulation.quantiles = NULL;
    if (status != ISMS_OK)
        return status;
    const isms_allocator *a = &an->base->allocator;
    size_t n = (size_t)an->base->trials;
    an->out = isms__allocate_zero(a, sizeof *an->out);
    if (!an->out)
        return ISMS_E_NO_MEMORY;
    an->out->allocator = *a;
    an->out->room = an->base->count * INPUTS;
    an->out->bars = isms__allocate(a, an->out->room * sizeof *an->out->bars);
    an->years = n * (size_t)an->base->states;
    an->own = isms__allocate(a, an->years * sizeof *an->own);
    an->varied = isms__allocate(a, an->years * sizeof *an->varied);
    an->sum = isms__allocate(a, n * sizeof *an->sum);
    bool fine = isms__scratch_new(&an->scratch, n, a);
    return fine && an->out->bars && an->own && an->varied && an->sum ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static void dispose(analysis *an)
{
    if (!an->base)
        return;
    const isms_allocator *a = &an->base->allocator;
    isms__release(a, an->own, an->years * sizeof *an->own);
    isms__release(a, an->varied, an->years * sizeof *an->varied);
    isms__release(a, an->sum, (size_t)an->base->trials * sizeof *an->sum);
    isms__scratch_dispose(&an->scratch, a);
    isms_simulation_free(an->base);
}

static isms_status check_options(const isms_sensitivity_options *o, isms_diagnostics *problems)
{
    const struct {
        bool fine;
        const char *name;
    } rules[] = {{o->measure >= ISMS_SENSITIVITY_MEAN && o->measure <= ISMS_SENSITIVITY_TAIL_MEAN, "options.measure"},
                 {o->q > 0 && o->q < 1, "options.q"},
                 {o->low > 0 && o->low < 1, "options.low"},
                 {o->high > 0 && o->high < 1, "options.high"},
                 {o->state >= 0 && o->state < ISMS_PORTFOLIO_STATES, "options.state"}};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (!rules[i].fine)
            return isms__refuse(problems, ISMS_E_RANGE, NULL, rules[i].name);
    return o->low < o->high ? ISMS_OK : isms__refuse(problems, ISMS_E_LOW_NOT_BELOW_HIGH, NULL, "options.low");
}

static isms_status analyse(analysis *an)
{
    isms_status status = ISMS_OK;
    const isms__outcome *all = isms__outcome_at(an->base, an->base->count, an->options.state);
    an->kernel = isms__kernel_find(an->simulation.instructions);
    an->out->base = measure(an->base, an->options.measure, all->summary);
    for (size_t i = 0; status == ISMS_OK && i < an->base->count; i++)
        status = try_scenario(an, i);
    const isms_allocator *a = &an->out->allocator;
    if (status == ISMS_OK && !isms__sort(a, an->out->bars, an->out->count, sizeof *an->out->bars, compare_bars, an->portfolio))
        status = ISMS_E_NO_MEMORY;
    return status;
}

isms_status isms_sensitivity_run(const isms_portfolio *portfolio, const isms_sensitivity_options *options,
                                 isms_diagnostics *problems, isms_sensitivity **out)
{
    analysis an = {.portfolio = portfolio};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!portfolio)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&an.options, sizeof an.options, options) ||
        !isms__options_copy(&an.simulation, sizeof an.simulation, an.options.simulation))
        return ISMS_E_UNSUPPORTED;
    an.options.q = an.options.q != 0 ? an.options.q : 0.95;
    an.options.low = an.options.low != 0 ? an.options.low : 0.1;
    an.options.high = an.options.high != 0 ? an.options.high : 0.9;
    isms_status status = check_options(&an.options, problems);
    if (status != ISMS_OK)
        return status;
    an.simulation.struct_size = sizeof an.simulation;
    an.simulation.states = an.options.state + 1 > portfolio->states ? an.options.state + 1 : portfolio->states;
    status = prepare(&an, problems);
    if (status == ISMS_OK)
        status = analyse(&an);
    if (status == ISMS_OK)
        *out = an.out;
    else
        isms_sensitivity_free(an.out);
    dispose(&an);
    return status;
}
