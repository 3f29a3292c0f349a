/* Simulations: options, making and freeing the result, and the choice of the engine. */
#include "simulation.h"

#include "portfolio.h"
#include "special.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_TRIALS = 1 << 10, MOST_TRIALS = 1 << 26, MOST_THREADS = 256, AUTO_EXACT = 32 };

void isms_simulation_free(isms_simulation *s)
{
    if (!s)
        return;
    isms_allocator a = s->allocator;
    size_t outcomes = (s->count + 1) * (size_t)s->states, bytes = (size_t)s->trials * sizeof(double);
    for (size_t i = 0; s->outcomes && i < outcomes; i++) {
        isms__release(&a, s->outcomes[i].summary, sizeof *s->outcomes[i].summary);
        isms__release(&a, s->outcomes[i].trials, bytes);
        isms__release(&a, s->outcomes[i].sorted, bytes);
        isms_compound_free(s->outcomes[i].compound);
    }
    for (size_t i = 0; s->ids && i < s->count; i++)
        if (s->ids[i])
            isms__release(&a, s->ids[i], strlen(s->ids[i]) + 1);
    isms__map_dispose(&s->index);
    isms__release(&a, s->ids, s->count * sizeof *s->ids);
    isms__release(&a, s->outcomes, outcomes * sizeof *s->outcomes);
    isms__release(&a, s, sizeof *s);
}

static isms_status copy_ids(isms_simulation *s, const isms_portfolio *p)
{
    for (size_t i = 0; i < s->count; i++) {
        size_t size = strlen(p->scenarios[i].id) + 1;
        s->ids[i] = isms__allocate(&s->allocator, size);
        if (!s->ids[i])
            return ISMS_E_NO_MEMORY;
        memcpy(s->ids[i], p->scenarios[i].id, size);
        if (!isms__map_put(&s->index, s->ids[i], size - 1, i))
            return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

/* An empty result with the ids of a portfolio. */
static isms_status simulation_new(const isms_portfolio *p, const isms_simulation_options *o, int32_t states,
                                  const isms_allocator *a, isms_simulation **out)
{
    isms_simulation *s = isms__allocate_zero(a, sizeof *s);
    if (!s)
        return ISMS_E_NO_MEMORY;
    s->allocator = *a;
    s->trials = o->trials;
    s->seed = o->seed;
    s->unit = o->unit;
    s->states = states;
    s->count = p->scenario_count;
    isms__map_init(&s->index, &s->allocator, (uint64_t)(uintptr_t)s);
    s->ids = isms__allocate_zero(a, s->count * sizeof *s->ids);
    s->outcomes = isms__allocate_zero(a, (s->count + 1) * (size_t)states * sizeof *s->outcomes);
    isms_status status = s->ids && s->outcomes ? copy_ids(s, p) : ISMS_E_NO_MEMORY;
    if (status != ISMS_OK)
        isms_simulation_free(s);
    else
        *out = s;
    return status;
}

static isms_status refuse(isms_diagnostics *problems, isms_status status, const char *option)
{
    char path[64];
    snprintf(path, sizeof path, "options.%s", option);
    return isms__refuse(problems, status, NULL, path);
}

static void set_defaults(isms_simulation_options *o, const isms_portfolio *p)
{
    static const double quantiles[] = {0.5, 0.9, 0.95, 0.99, 0.999};
    o->trials = o->trials ? o->trials : (uint64_t)1 << 18;
    o->threads = o->threads ? o->threads : 1;
    o->unit = o->unit != 0 ? o->unit : 0.01;
    o->confidence = o->confidence != 0 ? o->confidence : 0.95;
    o->states = o->states ? o->states : p->states;
    if (!o->quantiles) {
        o->quantiles = quantiles;
        o->quantile_count = sizeof quantiles / sizeof quantiles[0];
    }
}

static isms_status check_options(const isms_simulation_options *o, isms_diagnostics *problems)
{
    const struct {
        bool fine;
        const char *name;
    } rules[] = {{o->engine >= ISMS_ENGINE_SIMULATION && o->engine <= ISMS_ENGINE_AUTO, "engine"},
                 {o->trials >= LEAST_TRIALS && o->trials <= MOST_TRIALS && (o->trials & (o->trials - 1)) == 0, "trials"},
                 {o->threads >= 1 && o->threads <= MOST_THREADS, "threads"},
                 {o->unit > 0 && isfinite(o->unit), "unit"},
                 {o->confidence > 0 && o->confidence < 1, "confidence"},
                 {o->quantile_count <= ISMS__QUANTILES_MOST, "quantiles"},
                 {o->loss_count <= ISMS__LOSSES_MOST && (o->losses || o->loss_count == 0), "losses"},
                 {o->states >= 1 && o->states <= ISMS_PORTFOLIO_STATES, "states"}};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (!rules[i].fine)
            return refuse(problems, ISMS_E_RANGE, rules[i].name);
    return ISMS_OK;
}

/* An amount of money in units; an amount that is a whole number of them stays one in spite of rounding. */
double isms__in_units(double loss, double unit)
{
    double units = loss / unit, whole = floor(units + 0.5);
    return fabs(units - whole) <= 1e-9 * fabs(whole) ? whole : units;
}

/* Student's quantile from that of the beta distribution (N. Johnson, S. Kotz, N. Balakrishnan). */
static double student_quantile(double p, double degrees)
{
    double x = isms__beta_quantile(0.5 * degrees, 0.5, 2 * (1 - p));
    return sqrt(degrees * (1 / x - 1));
}

static isms_status set_question(isms__question *q, const isms_simulation_options *o, isms_diagnostics *problems)
{
    double upper = 0.5 * (1 + o->confidence);
    q->trials = (size_t)o->trials;
    q->confidence = o->confidence;
    q->z = isms__normal_quantile(upper);
    q->t = student_quantile(upper, ISMS__BATCHES - 1);
    q->quantile_count = (size_t)o->quantile_count;
    q->loss_count = (size_t)o->loss_count;
    for (size_t i = 0; i < q->quantile_count; i++) {
        isms_status status = isms__question_set_quantile(q, i, o->quantiles[i]);
        if (status != ISMS_OK)
            return refuse(problems, status, "quantiles");
    }
    for (size_t i = 0; i < q->loss_count; i++) {
        if (!isfinite(o->losses[i]))
            return refuse(problems, ISMS_E_NOT_FINITE, "losses");
        q->losses[i] = isms__in_units(o->losses[i], o->unit);
    }
    return ISMS_OK;
}

static isms_status refuse_exact(const isms_portfolio *p, int32_t wrong, isms_diagnostics *problems)
{
    return isms__refuse(problems, ISMS_E_UNSUPPORTED, wrong >= 0 ? p->scenarios[wrong].id : NULL, "options.engine");
}

static isms_status run(const isms_portfolio *p, isms_simulation_options *o, isms_diagnostics *problems, isms_simulation **out)
{
    const isms_allocator *a = isms__allocator_or_default(o->allocator);
    const isms__kernel *kernel = isms__kernel_find(o->instructions);
    int32_t wrong = -1;
    bool can_be_exact = isms__simulation_is_exact(p, o->states, &wrong);
    if (!a)
        return ISMS_E_MISUSE;
    if (!kernel)
        return refuse(problems, ISMS_E_UNSUPPORTED, "instructions");
    if (o->engine == ISMS_ENGINE_EXACT && !can_be_exact)
        return refuse_exact(p, wrong, problems);
    bool exact =
        can_be_exact && (o->engine == ISMS_ENGINE_EXACT || (o->engine == ISMS_ENGINE_AUTO && p->scenario_count <= AUTO_EXACT));
    isms_simulation *s;
    isms_status status = simulation_new(p, o, o->states, a, &s);
    if (status != ISMS_OK)
        return status;
    status = set_question(&s->question, o, problems);
    if (status == ISMS_OK)
        status = exact ? isms__simulation_exact(s, p, problems) : isms__simulation_try(s, p, o, kernel);
    if (status != ISMS_OK) {
        isms_simulation_free(s);
        return status;
    }
    s->hash = isms__simulation_hash(s);
    *out = s;
    return ISMS_OK;
}

isms_status isms_simulation_run(const isms_portfolio *portfolio, const isms_simulation_options *options,
                                isms_diagnostics *problems, isms_simulation **out)
{
    isms_simulation_options o;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!portfolio || portfolio->scenario_count == 0)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&o, sizeof o, options))
        return ISMS_E_UNSUPPORTED;
    set_defaults(&o, portfolio);
    isms_status status = check_options(&o, problems);
    return status == ISMS_OK ? run(portfolio, &o, problems, out) : status;
}
