/* Prints the hash of one portfolio's simulation, after having made it with every instruction set of the processor, 1, 2, 4 and
 * 8 threads, and the scenarios in three orders: they all have to agree. Builds of it are compared by same_bits.sh. */
#include <isms.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCENARIOS = 6 };

/* Frequency and loss: laws of each kind, with the numbers that they need. */
static const struct {
    const char *id;
    isms_law frequency, loss;
    int mixed; /* the frequency is the rate of a Poisson law */
    double f[3], x[3];
} scenarios[SCENARIOS] = {{"ransom", ISMS_LAW_POISSON, ISMS_LAW_LOGNORMAL_INTERVAL, 0, {0.4}, {1e4, 1e6, 0.9}},
                          {"outage", ISMS_LAW_PERT, ISMS_LAW_PERT, 1, {0.5, 2, 9}, {100, 4000, 60000}},
                          {"fraud", ISMS_LAW_NEGATIVE_BINOMIAL, ISMS_LAW_PARETO, 0, {1.5, 0.7}, {2000, 2.5}},
                          {"leak", ISMS_LAW_BERNOULLI, ISMS_LAW_TRIANGULAR, 0, {0.2}, {1e4, 3e4, 9e5}},
                          {"theft", ISMS_LAW_LOGNORMAL_INTERVAL, ISMS_LAW_EXPONENTIAL, 1, {0.1, 3, 0.9}, {5000}},
                          {"fine", ISMS_LAW_POISSON, ISMS_LAW_UNIFORM, 0, {0.05}, {1e5, 2e6}}};

static void need(isms_status status, const char *what)
{
    if (status == ISMS_OK)
        return;
    fprintf(stderr, "%s: %s\n", what, isms_status_text(status));
    exit(2);
}

static isms_distribution *law(isms_law which, const double *numbers)
{
    isms_distribution *d = NULL;
    need(isms_distribution_new(which, numbers, (size_t)isms_law_parameter_required(which), NULL, NULL, &d),
         isms_law_name(which));
    return d;
}

static void add(isms_portfolio *p, int which)
{
    isms_distribution *f = law(scenarios[which].frequency, scenarios[which].f), *mixed = NULL;
    isms_distribution *x = law(scenarios[which].loss, scenarios[which].x);
    if (scenarios[which].mixed)
        need(isms_distribution_mixed_poisson(f, NULL, NULL, &mixed), "mixed");
    need(isms_portfolio_add(p, scenarios[which].id, mixed ? mixed : f, x, NULL, NULL), scenarios[which].id);
    isms_distribution_free(f);
    isms_distribution_free(mixed);
    isms_distribution_free(x);
}

/* The scenarios from `first` on, all of them; then what ties them to each other, by their ids. */
static isms_portfolio *portfolio(int first)
{
    isms_portfolio *p = isms_portfolio_new(NULL);
    int32_t shock = -1;
    double rate = 0.3;
    isms_distribution *strikes = law(ISMS_LAW_POISSON, &rate);
    for (int i = 0; i < SCENARIOS; i++)
        add(p, (first + i) % SCENARIOS);
    int32_t ransom = isms_portfolio_find(p, "ransom"), fraud = isms_portfolio_find(p, "fraud"),
            leak = isms_portfolio_find(p, "leak");
    need(isms_portfolio_set_effect(p, ransom, 1, 0.5, 0.25), "effect");
    need(isms_portfolio_set_cover(p, fraud, 1, ISMS_COVER_EVENT, 1000, 20000), "cover");
    need(isms_portfolio_add_shock(p, "supplier", strikes, NULL, &shock), "shock");
    need(isms_portfolio_link_shock(p, shock, ransom, 0.8), "link");
    need(isms_portfolio_correlate(p, (int32_t[]){fraud, leak}, 2, (double[]){1, 0.6, 0.6, 1}, NULL), "copula");
    isms_distribution_free(strikes);
    return p;
}

static uint64_t simulate(const isms_portfolio *p, isms_instructions instructions, int32_t threads, int *ran)
{
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    o.trials = 1 << 12;
    o.seed = 20261122;
    o.instructions = instructions;
    o.threads = threads;
    isms_status status = isms_simulation_run(p, &o, NULL, &s);
    *ran = status != ISMS_E_UNSUPPORTED;
    need(*ran ? status : ISMS_OK, "simulation");
    uint64_t hash = isms_simulation_hash(s);
    isms_simulation_free(s);
    return hash;
}

int main(void)
{
    static const int32_t threads[] = {1, 2, 4, 8};
    uint64_t first = 0;
    int sets = 0, differ = 0, ran = 0;
    for (int order = 0; order < SCENARIOS; order += 2) {
        isms_portfolio *p = portfolio(order);
        for (isms_instructions i = ISMS_INSTRUCTIONS_BASELINE; i <= ISMS_INSTRUCTIONS_AVX512; i++) {
            for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
                uint64_t hash = simulate(p, i, threads[t], &ran);
                if (!ran)
                    break;
                first = first ? first : hash;
                differ += hash != first;
            }
            sets += order == 0 && ran;
        }
        isms_portfolio_free(p);
    }
    if (differ)
        fprintf(stderr, "%d results differ from the first one\n", differ);
    printf("%016llx, %d instruction sets\n", (unsigned long long)first, sets);
    return differ != 0;
}
