/* Benchmarks of the simulation: scenario-years a second with all quantiles, by model, instruction set and threads; against
 * plain C, and against the sum of its own kernels. */
#include "bench.h"

#include <isms.h>

#include "risk/kernel.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCENARIOS = 40, TRIALS = 1 << 17, BLOCK = ISMS__BLOCK };

/* What a scenario of the benchmark is made of; the same numbers as in the prototypes that the goals come from. */
typedef struct numbers {
    double low_rate, high_rate, low_loss, high_loss;
} numbers;

static uint64_t scramble(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static numbers numbers_of(int scenario)
{
    uint64_t h = scramble((uint64_t)scenario + 77);
    numbers n = {.low_rate = 0.1 * (double)(1 + h % 10), .low_loss = 1000.0 * (double)(1 + (h >> 16) % 50)};
    n.high_rate = n.low_rate * (double)(2 + (h >> 8) % 6);
    n.high_loss = n.low_loss * (double)(5 + (h >> 24) % 40);
    return n;
}

static isms_distribution *make(isms_law law, double a, double b, double c)
{
    isms_distribution *d = NULL;
    if (isms_distribution_new(law, (double[]){a, b, c}, (size_t)isms_law_parameter_required(law), NULL, NULL, &d) != ISMS_OK)
        abort();
    return d;
}

static isms_distribution *frequency_of(char model, const numbers *n)
{
    if (model == 'a')
        return make(ISMS_LAW_POISSON, sqrt(n->low_rate * n->high_rate), 0, 0);
    if (model == 'b')
        return make(ISMS_LAW_PERT, n->low_rate, n->low_rate + 0.3 * (n->high_rate - n->low_rate), n->high_rate);
    isms_distribution *rate = make(ISMS_LAW_LOGNORMAL_INTERVAL, n->low_rate, n->high_rate, 0), *mixed = NULL;
    if (isms_distribution_mixed_poisson(rate, NULL, NULL, &mixed) != ISMS_OK)
        abort();
    isms_distribution_free(rate);
    return mixed;
}

static isms_distribution *loss_of(char model, const numbers *n)
{
    if (model == 'b')
        return make(ISMS_LAW_PERT, n->low_loss, n->low_loss + 0.2 * (n->high_loss - n->low_loss), n->high_loss);
    return make(ISMS_LAW_LOGNORMAL_INTERVAL, n->low_loss, n->high_loss, 0);
}

static isms_portfolio *portfolio_of(char model)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    for (int i = 0; i < SCENARIOS; i++) {
        numbers n = numbers_of(i);
        char id[16];
        isms_distribution *f = frequency_of(model, &n), *x = loss_of(model, &n);
        snprintf(id, sizeof id, "S-%d", i);
        if (isms_portfolio_add(p, id, f, x, NULL, NULL) != ISMS_OK)
            abort();
        isms_distribution_free(f);
        isms_distribution_free(x);
    }
    return p;
}

typedef struct job {
    isms_portfolio *portfolio;
    isms_simulation_options options;
    uint64_t hash;
    double mean;
} job;

static void simulate(void *context)
{
    job *j = context;
    isms_simulation *s = NULL;
    isms_estimate mean = {0, 0, 0};
    if (isms_simulation_run(j->portfolio, &j->options, NULL, &s) != ISMS_OK)
        abort();
    isms_simulation_mean(s, ISMS_WHOLE, 0, &mean);
    j->hash = isms_simulation_hash(s);
    j->mean = mean.value;
    isms_simulation_free(s);
}

static job job_of(isms_portfolio *p, isms_instructions instructions, int32_t threads)
{
    job j = {.portfolio = p, .options = ISMS_SIMULATION_OPTIONS_INIT};
    j.options.trials = TRIALS;
    j.options.seed = 12345;
    j.options.instructions = instructions;
    j.options.threads = threads;
    return j;
}

/* Model c in plain C, as one would write it in an hour: the C library's functions, qsort for the quantiles. */
typedef struct plain {
    uint64_t state;
    double *years, *sum, mean;
} plain;

static double plain_uniform(plain *p)
{
    p->state = p->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double)(p->state >> 12) + 0.5) * 0x1p-52;
}

static double plain_lognormal(plain *p, double mu, double sigma)
{
    double r = sqrt(-2 * log(plain_uniform(p)));
    return exp(mu + sigma * r * cos(6.283185307179586 * plain_uniform(p)));
}

static double plain_year(plain *p, const double *f, const double *x)
{
    double rate = plain_lognormal(p, f[0], f[1]), term = exp(-rate), sum = term, u = plain_uniform(p), loss = 0;
    for (int k = 1; u > sum && k < 1000; k++) {
        loss += plain_lognormal(p, x[0], x[1]);
        term *= rate / k;
        sum += term;
    }
    return loss;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void plain_simulate(void *context)
{
    plain *p = context;
    static const double qs[] = {0.5, 0.9, 0.95, 0.99, 0.999};
    volatile double quantiles[5];
    memset(p->sum, 0, TRIALS * sizeof *p->sum);
    p->mean = 0;
    for (int i = 0; i < SCENARIOS; i++) {
        numbers n = numbers_of(i);
        double f[2] = {0.5 * (log(n.low_rate) + log(n.high_rate)), (log(n.high_rate) - log(n.low_rate)) / 3.28970725390294};
        double x[2] = {0.5 * (log(n.low_loss) + log(n.high_loss)), (log(n.high_loss) - log(n.low_loss)) / 3.28970725390294};
        for (size_t t = 0; t < TRIALS; t++) {
            p->years[t] = plain_year(p, f, x);
            p->sum[t] += p->years[t];
            p->mean += p->years[t];
        }
        qsort(p->years, TRIALS, sizeof *p->years, by_value);
        for (size_t q = 0; q < 5; q++)
            quantiles[q] = p->years[(size_t)(qs[q] * (TRIALS - 1))];
    }
    (void)quantiles;
    p->mean /= TRIALS;
    qsort(p->sum, TRIALS, sizeof *p->sum, by_value);
}

static double millions(void)
{
    return 1e-6 * SCENARIOS * TRIALS;
}

static void note_bits(bench_report *report, const job *a, const job *b)
{
    char text[96];
    snprintf(text, sizeof text, "results %s to the bit (%016llx)", a->hash == b->hash ? "agree" : "DIFFER",
             (unsigned long long)a->hash);
    bench_note(report, text);
    bench_goal(report, "the same bits for every instruction set and number of threads", a->hash == b->hash, true, 1);
}

static bool can_run(isms_instructions instructions)
{
    return isms__kernel_find(instructions) != NULL;
}

static void run_events(bench_report *report)
{
    isms_portfolio *p = portfolio_of('c');
    job baseline = job_of(p, ISMS_INSTRUCTIONS_BASELINE, 1), avx2 = job_of(p, ISMS_INSTRUCTIONS_AVX2, 1),
        best = job_of(p, ISMS_INSTRUCTIONS_BEST, 1);
    plain c = {.state = 1, .years = malloc(TRIALS * sizeof(double)), .sum = malloc(TRIALS * sizeof(double))};
    bench_way ways[4] = {{"plain C, qsort", plain_simulate, &c}, {"baseline", simulate, &baseline}, {"best", simulate, &best}};
    bench_result results[4];
    size_t count = 3;
    if (can_run(ISMS_INSTRUCTIONS_AVX2))
        ways[count++] = (bench_way){"AVX2", simulate, &avx2};
    if (c.years && c.sum) {
        bench_compare(report, BENCH_WORKED, "M scenario-years/s", millions(), ways, count, results);
        bench_goal(report, "M scenario-years/s on one core, baseline instructions", millions() / results[1].median, true, 15);
        if (count == 4)
            bench_goal(report, "M scenario-years/s on one core, AVX2", millions() / results[3].median, true, 30);
        note_bits(report, &baseline, &best);
        bench_goal(report, "difference of the mean from plain C, share", fabs(c.mean / best.mean - 1), false, 0.02);
    }
    free(c.years);
    free(c.sum);
    isms_portfolio_free(p);
}

static void run_threads(bench_report *report)
{
    isms_portfolio *p = portfolio_of('c');
    job one = job_of(p, ISMS_INSTRUCTIONS_BEST, 1), two = job_of(p, ISMS_INSTRUCTIONS_BEST, 2);
    const bench_way ways[] = {{"one thread", simulate, &one}, {"two threads", simulate, &two}};
    bench_result results[2];
    bench_compare(report, BENCH_PASSED, "M scenario-years/s", millions(), ways, 2, results);
    bench_goal(report, "two threads over one", results[0].best / results[1].best, true, 1.85);
    bench_compare(report, BENCH_WORKED, "M scenario-years/s of processor time", millions(), ways, 2, results);
    bench_goal(report, "processor time of two threads over that of one, on a busy machine too",
               results[1].median / results[0].median, false, 2 / 1.85);
    note_bits(report, &one, &two);
    isms_portfolio_free(p);
}

static void run_model(bench_report *report, char model)
{
    isms_portfolio *p = portfolio_of(model);
    job baseline = job_of(p, ISMS_INSTRUCTIONS_BASELINE, 1), best = job_of(p, ISMS_INSTRUCTIONS_BEST, 1);
    const bench_way ways[] = {{"baseline", simulate, &baseline}, {"best", simulate, &best}};
    bench_compare(report, BENCH_WORKED, "M scenario-years/s", millions(), ways, 2, NULL);
    note_bits(report, &baseline, &best);
    isms_portfolio_free(p);
}

static void run_fixed(bench_report *report)
{
    run_model(report, 'a');
}

static void run_product(bench_report *report)
{
    run_model(report, 'b');
}

/* The kernels that model c cannot do without, alone in the cache. */
typedef struct kernels {
    const isms__kernel *kernel;
    double u[BLOCK], z[BLOCK], rate[BLOCK], none[BLOCK], counts[BLOCK], work[3 * BLOCK];
    uint64_t counters[BLOCK];
} kernels;

enum { REPEAT = 500 };

static void run_lognormal(kernels *s)
{
    s->kernel->normal(s->u, s->z, s->work, BLOCK);
    s->kernel->exponential(s->z, 0.5, 1, s->rate, BLOCK);
}

static void kernels_of_a_year(void *context)
{
    kernels *s = context;
    isms__key key = {1, 2};
    for (uint64_t i = 0; i < REPEAT; i++) {
        s->kernel->sequence(key, i * BLOCK, s->u, BLOCK);
        run_lognormal(s);
        s->kernel->exponential(s->rate, -1, 1, s->none, BLOCK);
        s->kernel->sequence(key, i, s->u, BLOCK);
        s->kernel->poisson(s->u, s->rate, s->none, s->counts, BLOCK);
    }
}

static void kernels_of_an_event(void *context)
{
    kernels *s = context;
    isms__key key = {3, 4};
    for (uint64_t i = 0; i < REPEAT; i++) {
        s->kernel->scattered(key, s->counters, s->u, BLOCK);
        run_lognormal(s);
    }
}

static void run_roofline(bench_report *report)
{
    isms_portfolio *p = portfolio_of('c');
    isms_instructions instructions = can_run(ISMS_INSTRUCTIONS_AVX2) ? ISMS_INSTRUCTIONS_AVX2 : ISMS_INSTRUCTIONS_BASELINE;
    job whole = job_of(p, instructions, 1);
    kernels *s = calloc(1, sizeof *s);
    double events = 0;
    for (int i = 0; i < SCENARIOS; i++) {
        numbers n = numbers_of(i);
        isms_distribution *f = frequency_of('c', &n);
        events += isms_distribution_mean(f) / SCENARIOS;
        isms_distribution_free(f);
    }
    if (s) {
        s->kernel = isms__kernel_find(instructions);
        for (uint64_t i = 0; i < BLOCK; i++)
            s->counters[i] = i * ISMS__COUNTER_STEP;
        const bench_way ways[] = {{"whole simulation", simulate, &whole},
                                  {"kernels of a year", kernels_of_a_year, s},
                                  {"kernels of an event", kernels_of_an_event, s}};
        bench_result results[3];
        bench_compare(report, BENCH_WORKED, "runs/s", 1, ways, 3, results);
        double kernel_ns = 1e9 * (results[1].best + events * results[2].best) / (REPEAT * (double)BLOCK);
        double whole_ns = 1e9 * results[0].best / (SCENARIOS * (double)TRIALS);
        bench_goal(report, "share of the sum of the kernels", kernel_ns / whole_ns, true, 0.4);
    }
    free(s);
    isms_portfolio_free(p);
}

const bench bench_simulation[] = {
    {"simulation.events", "lognormal rate, Poisson events, lognormal losses (model c)", run_events},
    {"simulation.fixed", "Poisson events, lognormal losses (model a, that of riskquant)", run_fixed},
    {"simulation.product", "PERT rate times PERT loss (model b, that of pyfair)", run_product},
    {"simulation.threads", "model c on one and on two threads", run_threads},
    {"simulation.roofline", "model c against the sum of its kernels", run_roofline},
    {NULL, NULL, NULL}};
