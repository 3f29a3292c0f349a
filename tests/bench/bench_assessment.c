/* Benchmarks of the qualitative assessment: nanoseconds a risk by size of the register; and how soon a simulation stops. */
#include "bench.h"

#include <isms.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FEW = 10000, MANY = 1000000, STEPS = 5 };

/* ------------------------------------------------------------------ all risks of a model */

static const char *const levels[STEPS] = {"very_low", "low", "medium", "high", "critical"};

static isms_id add_method(isms_model *m)
{
    isms_id method = ISMS_NONE;
    isms_record_create(m, ISMS_METHOD, "M-1", &method);
    for (int l = 0; l < STEPS; l++) {
        const char *row[STEPS];
        for (int i = 0; i < STEPS; i++)
            row[i] = levels[(l + i) / 2];
        isms_add_text(m, method, ISMS_METHOD_LEVELS_ID, levels[l]);
        isms_add_row(m, method, ISMS_METHOD_MATRIX, row, STEPS);
    }
    return method;
}

/* Inherent, current and residual likelihood and impact of each risk. */
static isms_model *model_of(int risks)
{
    isms_model *m = NULL;
    if (isms_model_new(NULL, &m) != ISMS_OK)
        abort();
    isms_id method = add_method(m);
    isms_model_begin(m, NULL, NULL);
    for (int i = 0; i < risks; i++) {
        char key[16];
        isms_id r = ISMS_NONE;
        snprintf(key, sizeof key, "R-%07d", i);
        if (isms_record_create(m, ISMS_RISK, key, &r) != ISMS_OK)
            abort();
        isms_set_link(m, r, ISMS_RISK_METHOD, method);
        isms_set_level(m, r, ISMS_RISK_INHERENT, 1 + i % STEPS, 1 + i / 7 % STEPS);
        isms_set_level(m, r, ISMS_RISK_CURRENT, 1 + i / 3 % STEPS, 1 + i / 11 % STEPS);
        isms_set_level(m, r, ISMS_RISK_RESIDUAL, 1 + i / 5 % STEPS, 1);
    }
    isms_model_commit(m);
    return m;
}

typedef struct register_job {
    isms_model *model;
    int repeat;
} register_job;

static void assess(void *context)
{
    const register_job *j = context;
    for (int i = 0; i < j->repeat; i++) {
        isms_assessment *x = NULL;
        if (isms_assess(j->model, NULL, NULL, &x) != ISMS_OK)
            abort();
        isms_assessment_free(x);
    }
}

static void run_levels(bench_report *report)
{
    register_job few = {model_of(FEW), MANY / FEW}, many = {model_of(MANY), 1};
    const bench_way ways[] = {{"10,000 risks", assess, &few}, {"1,000,000 risks", assess, &many}};
    bench_result results[2];
    bench_compare(report, BENCH_WORKED, "risks/s, three states each", MANY, ways, 2, results);
    bench_goal(report, "ns a risk at a million", 1e9 * results[1].median / MANY, false, 15);
    bench_goal(report, "a million against ten thousand, time a risk", results[1].median / results[0].median, false, 1.5);
    isms_model_free(few.model);
    isms_model_free(many.model);
}

/* ------------------------------------------------------------------ arrays of a host */

typedef struct arrays {
    isms_matrix *matrix;
    int32_t *likelihoods, *impacts, *ranks;
} arrays;

static void look_up(void *context)
{
    const arrays *a = context;
    if (isms_matrix_look_up(a->matrix, MANY, a->likelihoods, a->impacts, a->ranks) != ISMS_OK)
        abort();
}

static void run_look_up(bench_report *report)
{
    arrays a = {NULL, calloc(MANY, sizeof(int32_t)), calloc(MANY, sizeof(int32_t)), calloc(MANY, sizeof(int32_t))};
    bench_result result[1];
    if (a.likelihoods && a.impacts && a.ranks && isms_preset_matrix("iso27005.matrix5", NULL, &a.matrix) == ISMS_OK) {
        for (int32_t i = 0; i < MANY; i++) {
            a.likelihoods[i] = i % STEPS;
            a.impacts[i] = i / 7 % STEPS;
        }
        bench_compare(report, BENCH_WORKED, "look-ups/s", MANY, (bench_way[]){{"matrix, a million", look_up, &a}}, 1, result);
        bench_goal(report, "ns a look-up", 1e9 * result[0].median / MANY, false, 15);
    }
    isms_matrix_free(a.matrix);
    free(a.likelihoods);
    free(a.impacts);
    free(a.ranks);
}

/* ------------------------------------------------------------------ cancellation */

enum { HEAVY = 60, TRIALS = 1 << 22, CALLS = 40 };

typedef struct watch {
    double last, longest, cancelled;
    int calls;
} watch;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The host is asked again and again whether to go on; it says no at the fortieth call. */
static int32_t watched(void *user, uint64_t done, uint64_t total)
{
    watch *w = user;
    double at = now();
    (void)done;
    (void)total;
    if (w->last > 0 && at - w->last > w->longest)
        w->longest = at - w->last;
    w->last = at;
    w->cancelled = ++w->calls == CALLS ? at : w->cancelled;
    return w->calls >= CALLS;
}

static isms_portfolio *heavy(void)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    isms_distribution *f = NULL, *x = NULL;
    isms_distribution_new(ISMS_LAW_POISSON, (double[]){20}, 1, NULL, NULL, &f);
    isms_distribution_new(ISMS_LAW_LOGNORMAL_INTERVAL, (double[]){1000, 50000}, 2, NULL, NULL, &x);
    for (int i = 0; i < HEAVY; i++) {
        char id[16];
        snprintf(id, sizeof id, "S-%d", i);
        if (isms_portfolio_add(p, id, f, x, NULL, NULL) != ISMS_OK)
            abort();
    }
    isms_distribution_free(f);
    isms_distribution_free(x);
    return p;
}

static void run_cancel(bench_report *report)
{
    isms_portfolio *p = heavy();
    for (int32_t threads = 1; threads <= 2; threads++) {
        watch w = {0, 0, 0, 0};
        isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
        isms_simulation *s = NULL;
        char note[96];
        o.trials = TRIALS;
        o.threads = threads;
        o.progress = watched;
        o.progress_user = &w;
        isms_status status = isms_simulation_run(p, &o, NULL, &s);
        double stopped = 1e3 * (now() - w.cancelled);
        snprintf(note, sizeof note, "%d thread%s: asked every %.1f ms at most, back %.1f ms after the refusal", (int)threads,
                 threads == 1 ? "" : "s", 1e3 * w.longest, stopped);
        bench_note(report, note);
        bench_goal(report, "ms from the wish to cancel until the call is back", 1e3 * w.longest + stopped, false, 50);
        if (status != ISMS_E_CANCELLED)
            bench_note(report, "the simulation was not cancelled");
        isms_simulation_free(s);
    }
    isms_portfolio_free(p);
}

const bench bench_assessment[] = {
    {"assess.levels", "levels of three states of every risk, ten thousand and a million", run_levels},
    {"assess.look_up", "a million look-ups in a matrix", run_look_up},
    {"simulation.cancel", "how soon a simulation of 250 million scenario-years stops", run_cancel},
    {NULL, NULL, NULL}};
