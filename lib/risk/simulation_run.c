/* The trials of a portfolio: scenarios in waves, their trials in stretches that any thread may take, sums of whole numbers. */
#include "plan.h"
#include "pool.h"
#include "simulation.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum {
    WAVE_TRIALS = 1 << 21, /* trials of a wave, of all its scenarios, with several threads */
    STRETCHES = 16,        /* parts that the trials of a scenario are cut into */
    REPORT = 1 << 16       /* steps of work between two calls of the progress callback: about a millisecond */
};

/* What one thread works in; taken and given back by an atomic exchange. */
typedef struct desk {
    atomic_int taken;
    isms__workspace *workspace;
    isms__scratch scratch;
} desk;

typedef struct run {
    isms_simulation *out;
    const isms_portfolio *portfolio;
    const isms_simulation_options *options;
    const isms__kernel *kernel;
    isms__pool pool;
    size_t trials, stretches, stretch;
    int32_t states, desk_count;
    desk *desks;
    size_t wave_room, wave_first, wave_size;
    isms__plan *plans;  /* of a wave */
    double *years;      /* of a wave: scenario, state, trial */
    int64_t *sums;      /* state, trial */
    isms_status status; /* of the memory of a wave */
    pthread_t caller;
    atomic_int stop;
    atomic_flag reporting;
    atomic_uint_fast64_t done, work; /* trials finished; steps since the last report */
} run;

static desk *take_desk(run *r)
{
    for (int32_t i = 0;; i = (i + 1) % r->desk_count)
        if (!atomic_exchange(&r->desks[i].taken, 1))
            return &r->desks[i];
}

static void give_back(desk *d)
{
    atomic_store(&d->taken, 0);
}

/* On the caller's thread, or on any of a lent pool, one at a time. */
static void report(run *r)
{
    bool mine = r->options->pool || pthread_equal(pthread_self(), r->caller);
    if (!mine || atomic_flag_test_and_set(&r->reporting))
        return;
    atomic_store(&r->work, 0);
    uint64_t total = (uint64_t)r->trials * r->out->count;
    if (r->options->progress(r->options->progress_user, atomic_load(&r->done), total) != 0)
        atomic_store(&r->stop, 1);
    atomic_flag_clear(&r->reporting);
}

static bool tick(void *context, uint64_t work, uint64_t trials)
{
    run *r = context;
    if (!r->options->progress)
        return false;
    if (trials)
        atomic_fetch_add(&r->done, trials);
    if (atomic_fetch_add(&r->work, work) + work >= REPORT)
        report(r);
    return atomic_load(&r->stop) != 0;
}

static double *years_of(const run *r, size_t in_wave, int32_t state)
{
    return r->years + (in_wave * (size_t)r->states + (size_t)state) * r->trials;
}

static void prepare(void *data, uint64_t index)
{
    run *r = data;
    isms__plan_fill(&r->plans[index]);
}

/* One stretch of the trials of one scenario of the wave. */
static void try_stretch(void *data, uint64_t index)
{
    run *r = data;
    size_t in_wave = (size_t)index / r->stretches, first = (size_t)index % r->stretches * r->stretch;
    desk *d = take_desk(r);
    isms__tick told = {tick, r};
    for (size_t t = first; t < first + r->stretch && !atomic_load(&r->stop); t += ISMS__BLOCK) {
        double *years[ISMS_PORTFOLIO_STATES];
        for (int32_t s = 0; s < r->states; s++)
            years[s] = years_of(r, in_wave, s) + t;
        if (!isms__plan_block(&r->plans[in_wave], r->kernel, d->workspace, t, years, &told))
            break;
    }
    give_back(d);
}

static void summarise_outcome(run *r, isms__outcome *o, const double *x)
{
    desk *d = take_desk(r);
    isms__summarise(x, &r->out->question, r->kernel, &d->scratch, o->summary);
    if (o->sorted) {
        memcpy(o->sorted, x, r->trials * sizeof *x);
        isms__sort_whole(o->sorted, d->scratch.values, r->trials);
    }
    give_back(d);
}

static void compare_states(run *r, size_t subject, const double *const *years)
{
    for (int32_t b = 1; b < r->states; b++) {
        isms__outcome *o = isms__outcome_at(r->out, subject, b);
        for (int32_t a = 0; a < b; a++) {
            double mean = isms__outcome_at(r->out, subject, a)->summary->mean - o->summary->mean;
            o->differences[a] = isms__difference_deviation(years[a], years[b], mean, r->trials, r->kernel);
        }
    }
}

static void summarise_subject(run *r, size_t subject, const double *const *years)
{
    for (int32_t s = 0; s < r->states && !atomic_load(&r->stop); s++) {
        summarise_outcome(r, isms__outcome_at(r->out, subject, s), years[s]);
        tick(r, r->trials, 0);
    }
    if (!atomic_load(&r->stop))
        compare_states(r, subject, years);
}

/* Adds a stretch of every scenario of the wave to the sum of all. Whole numbers: the order does not matter. */
static void add_stretch(run *r, size_t stretch)
{
    size_t first = stretch * r->stretch;
    for (int32_t s = 0; s < r->states; s++)
        for (size_t i = 0; i < r->wave_size; i++)
            r->kernel->add(years_of(r, i, s) + first, r->sums + (size_t)s * r->trials + first, r->stretch);
}

static void finish(void *data, uint64_t index)
{
    run *r = data;
    if (atomic_load(&r->stop))
        return;
    if (index >= r->wave_size) {
        add_stretch(r, (size_t)index - r->wave_size);
        return;
    }
    const double *years[ISMS_PORTFOLIO_STATES];
    for (int32_t s = 0; s < r->states; s++)
        years[s] = years_of(r, (size_t)index, s);
    summarise_subject(r, r->wave_first + (size_t)index, years);
}

static isms_status new_outcome(run *r, size_t subject, bool keep, bool trials)
{
    const isms_allocator *a = &r->out->allocator;
    for (int32_t s = 0; s < r->states; s++) {
        isms__outcome *o = isms__outcome_at(r->out, subject, s);
        o->summary = isms__allocate_zero(a, sizeof *o->summary);
        if (keep)
            o->sorted = isms__allocate(a, r->trials * sizeof *o->sorted);
        if (trials)
            o->trials = isms__allocate(a, r->trials * sizeof *o->trials);
        if (!o->summary || (keep && !o->sorted) || (trials && !o->trials))
            return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

/* Makes the plans and results of a wave on the caller's thread, because the host's allocator may know one thread only. */
static isms_status start_wave(run *r, size_t *planned)
{
    for (*planned = 0; *planned < r->wave_size; (*planned)++) {
        size_t scenario = r->wave_first + *planned;
        isms_status status = new_outcome(r, scenario, r->options->keep != 0, false);
        if (status == ISMS_OK)
            status = isms__plan_new(&r->plans[*planned], r->portfolio, scenario, r->states, r->out->unit, r->out->seed,
                                    &r->out->allocator);
        if (status != ISMS_OK)
            return status;
    }
    return ISMS_OK;
}

static isms_status run_wave(run *r)
{
    size_t planned;
    isms_status status = start_wave(r, &planned);
    if (status == ISMS_OK) {
        isms__pool_run(&r->pool, r->wave_size, prepare, r);
        isms__pool_run(&r->pool, r->wave_size * r->stretches, try_stretch, r);
        isms__pool_run(&r->pool, r->wave_size + r->stretches, finish, r);
        status = atomic_load(&r->stop) ? ISMS_E_CANCELLED : ISMS_OK;
    }
    while (planned > 0)
        isms__plan_dispose(&r->plans[--planned]);
    return status;
}

static void finish_whole(void *data, uint64_t state)
{
    run *r = data;
    const int64_t *sums = r->sums + state * r->trials;
    double *trials = isms__outcome_at(r->out, r->out->count, (int32_t)state)->trials;
    for (size_t i = 0; i < r->trials; i++)
        trials[i] = sums[i] < (int64_t)ISMS__YEAR_MOST ? (double)sums[i] : ISMS__YEAR_MOST;
    summarise_outcome(r, isms__outcome_at(r->out, r->out->count, (int32_t)state), trials);
}

static isms_status run_whole(run *r)
{
    const double *years[ISMS_PORTFOLIO_STATES];
    isms_status status = new_outcome(r, r->out->count, true, true);
    if (status != ISMS_OK)
        return status;
    isms__pool_run(&r->pool, (uint64_t)r->states, finish_whole, r);
    for (int32_t s = 0; s < r->states; s++)
        years[s] = isms__outcome_at(r->out, r->out->count, s)->trials;
    compare_states(r, r->out->count, years);
    return ISMS_OK;
}

static void dispose_desks(run *r)
{
    const isms_allocator *a = &r->out->allocator;
    for (int32_t i = 0; r->desks && i < r->desk_count; i++) {
        isms__workspace_free(r->desks[i].workspace, a);
        isms__scratch_dispose(&r->desks[i].scratch, a);
    }
    isms__release(a, r->desks, (size_t)r->desk_count * sizeof *r->desks);
}

static void dispose(run *r)
{
    const isms_allocator *a = &r->out->allocator;
    dispose_desks(r);
    isms__release(a, r->plans, r->wave_room * sizeof *r->plans);
    isms__release(a, r->years, r->wave_room * (size_t)r->states * r->trials * sizeof *r->years);
    isms__release(a, r->sums, (size_t)r->states * r->trials * sizeof *r->sums);
}

static bool new_desks(run *r, bool scratch)
{
    const isms_allocator *a = &r->out->allocator;
    r->desk_count = r->pool.threads;
    r->desks = isms__allocate_zero(a, (size_t)r->desk_count * sizeof *r->desks);
    for (int32_t i = 0; r->desks && i < r->desk_count; i++) {
        r->desks[i].workspace = isms__workspace_new(a);
        if (!r->desks[i].workspace || (scratch && !isms__scratch_new(&r->desks[i].scratch, r->trials, a)))
            return false;
    }
    return r->desks != NULL;
}

static isms_status start(run *r)
{
    const isms_allocator *a = &r->out->allocator;
    size_t threads = (size_t)r->pool.threads, fill = WAVE_TRIALS / r->trials, most = fill > 2 * threads ? fill : 2 * threads;
    r->wave_room = threads == 1 ? 1 : most < r->out->count ? most : r->out->count;
    r->plans = isms__allocate(a, r->wave_room * sizeof *r->plans);
    r->years = isms__allocate(a, r->wave_room * (size_t)r->states * r->trials * sizeof *r->years);
    r->sums = isms__allocate_zero(a, (size_t)r->states * r->trials * sizeof *r->sums);
    return new_desks(r, true) && r->plans && r->years && r->sums ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static run new_run(isms_simulation *s, const isms_portfolio *p, const isms_simulation_options *o, const isms__kernel *kernel)
{
    size_t blocks = (size_t)s->trials / ISMS__BLOCK, stretches = blocks < STRETCHES ? blocks : STRETCHES;
    return (run){.out = s,
                 .portfolio = p,
                 .options = o,
                 .kernel = kernel,
                 .pool = {o->threads > 1 ? o->threads : 1, o->pool, o->pool_user},
                 .trials = (size_t)s->trials,
                 .stretches = stretches,
                 .stretch = (size_t)s->trials / stretches,
                 .states = s->states,
                 .caller = pthread_self(),
                 .reporting = ATOMIC_FLAG_INIT};
}

isms_status isms__simulation_try(isms_simulation *s, const isms_portfolio *p, const isms_simulation_options *o,
                                 const isms__kernel *kernel)
{
    run r = new_run(s, p, o, kernel);
    s->engine = ISMS_ENGINE_SIMULATION;
    isms_status status = start(&r);
    for (size_t first = 0; status == ISMS_OK && first < s->count; first += r.wave_size) {
        r.wave_first = first;
        r.wave_size = s->count - first < r.wave_room ? s->count - first : r.wave_room;
        status = run_wave(&r);
    }
    if (status == ISMS_OK)
        status = run_whole(&r);
    dispose(&r);
    return status;
}

isms_status isms__simulation_retry(isms_simulation *s, const isms_portfolio *p, const isms_simulation_options *o,
                                   const isms__kernel *kernel, size_t scenario, double *years)
{
    run r = new_run(s, p, o, kernel);
    isms__plan plan;
    r.plans = &plan;
    r.years = years;
    isms_status status = new_desks(&r, false) ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms__plan_new(&plan, p, scenario, s->states, s->unit, s->seed, &s->allocator);
    if (status == ISMS_OK) {
        isms__plan_fill(&plan);
        isms__pool_run(&r.pool, r.stretches, try_stretch, &r);
        isms__plan_dispose(&plan);
        status = atomic_load(&r.stop) ? ISMS_E_CANCELLED : ISMS_OK;
    }
    dispose_desks(&r);
    return status;
}
