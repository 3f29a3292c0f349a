/* The command quantify: what a year may cost, by risk and all together, and what the appetite says of it. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ a row */

typedef struct row {
    int32_t scenario;
    double inherent, residual, nothing; /* P(no loss) */
    isms_estimate mean, p95, p99, tail;
} row;

static isms_status take_row(const isms_simulation *s, int32_t scenario, row *out)
{
    isms_estimate one = {0, 0, 0};
    out->scenario = scenario;
    isms_status status = isms_simulation_mean(s, scenario, ISMS_INHERENT, &one);
    out->inherent = one.value;
    if (status == ISMS_OK)
        status = isms_simulation_mean(s, scenario, ISMS_RESIDUAL, &one);
    out->residual = one.value;
    if (status == ISMS_OK)
        status = isms_simulation_zero(s, scenario, ISMS_CURRENT, &one);
    out->nothing = one.value;
    if (status == ISMS_OK)
        status = isms_simulation_mean(s, scenario, ISMS_CURRENT, &out->mean);
    if (status == ISMS_OK)
        status = isms_simulation_quantile(s, scenario, ISMS_CURRENT, 0.95, &out->p95);
    if (status == ISMS_OK)
        status = isms_simulation_quantile(s, scenario, ISMS_CURRENT, 0.99, &out->p99);
    if (status == ISMS_OK)
        status = isms_simulation_tail_mean(s, scenario, ISMS_CURRENT, 0.95, &out->tail);
    return status;
}

static int costlier_first(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->mean.value != y->mean.value)
        return x->mean.value > y->mean.value ? -1 : 1;
    return x->scenario - y->scenario;
}

static void print_row(FILE *to, const row *r, const char *id, const char *title)
{
    char a[7][CLI_AMOUNT];
    fprintf(to, "%-7s %11s %11s +-%-7s %11s %11s %11s %11s %7.1f %%%s%s\n", id, cli_amount(r->inherent, a[0]),
            cli_amount(r->mean.value, a[1]), cli_amount((r->mean.high - r->mean.low) / 2, a[2]), cli_amount(r->residual, a[3]),
            cli_amount(r->p95.value, a[4]), cli_amount(r->p99.value, a[5]), cli_amount(r->tail.value, a[6]), 100 * r->nothing,
            *title ? "  " : "", title);
}

static void print_csv_row(FILE *to, const row *r, const char *id)
{
    const isms_estimate *all[] = {&r->mean, &r->p95, &r->p99, &r->tail};
    fprintf(to, "%s,%.2f", id, r->inherent);
    for (size_t i = 0; i < 4; i++)
        fprintf(to, ",%.2f,%.2f,%.2f", all[i]->value, all[i]->low, all[i]->high);
    fprintf(to, ",%.2f,%.6f\n", r->residual, r->nothing);
}

/* ------------------------------------------------------------------ the appetite */

static void print_anchor(FILE *to, double loss, double allowed, const isms_estimate *e, const char *currency)
{
    char text[CLI_AMOUNT];
    fprintf(to, "  a year above %11s %s: %5.2f %% [%.2f, %.2f], at most %g %%  %s\n", cli_amount(loss, text), currency,
            100 * e->value, 100 * e->low, 100 * e->high, 100 * allowed,
            e->value <= allowed ? "within"
            : e->low <= allowed ? "EXCEEDED, though within the error of the simulation"
                                : "EXCEEDED");
}

enum { ANCHORS = 64 };

static bool print_appetite(FILE *to, const isms_model *model, const isms_simulation *s, const char *currency)
{
    bool exceeded = false;
    for (isms_id m = isms_first(model, ISMS_METHOD); m; m = isms_next(model, m)) {
        double losses[ANCHORS], allowed[ANCHORS];
        isms_estimate e[ANCHORS];
        isms_appetite_verdict verdict;
        size_t n = 0;
        isms_status status = isms_quantification_appetite(model, m, currency, s, ISMS_CURRENT, ANCHORS, e, &verdict);
        if (status == ISMS_ABSENT)
            continue;
        if (status != ISMS_OK) {
            fprintf(to, "\nThe appetite of %s cannot be compared: %s.\n", isms_record_key(model, m), isms_status_text(status));
            continue;
        }
        isms_quantification_anchors(model, m, currency, ANCHORS, losses, allowed, &n);
        fprintf(to, "\nAppetite of %s: %s\n", isms_record_key(model, m), verdict.within ? "kept" : "exceeded");
        for (size_t i = 0; i < n; i++)
            print_anchor(to, losses[i], allowed[i], &e[i], currency);
        exceeded |= !verdict.within;
    }
    return exceeded;
}

/* ------------------------------------------------------------------ precision and sensitivity */

static void print_precision(FILE *to, const isms_simulation *s)
{
    uint64_t needed = 0;
    char a[2][CLI_AMOUNT];
    if (isms_simulation_engine(s) == ISMS_ENGINE_EXACT)
        fputs("Computed exactly; intervals are brackets that hold the value for certain.\n", to);
    else if (isms_simulation_required_trials(s, ISMS_WHOLE, ISMS_CURRENT, 0.01, &needed) == ISMS_OK)
        fprintf(to, "To know the mean of all to 1 %% it takes %s simulated years; there were %s.\n",
                cli_amount((double)needed, a[0]), cli_amount((double)isms_simulation_trials(s), a[1]));
}

static void print_bar(FILE *to, const isms_portfolio *portfolio, const isms_sensitivity_bar *bar)
{
    static const char *const inputs[] = {"", "frequency", "loss", "secondary loss"};
    char a[4][CLI_AMOUNT], low[32];
    snprintf(low, sizeof low, bar->input == ISMS_SENSITIVITY_FREQUENCY ? "%.3g" : "%.0f", bar->low_input);
    fprintf(to, "  %-8s %-14s %11s  (at %s)  to %11s  (at ", isms_portfolio_id(portfolio, bar->scenario), inputs[bar->input],
            cli_amount(bar->low, a[0]), low, cli_amount(bar->high, a[1]));
    fprintf(to, bar->input == ISMS_SENSITIVITY_FREQUENCY ? "%.3g)\n" : "%.0f)\n", bar->high_input);
}

enum { BARS = 10 };

static isms_status print_tornado(FILE *to, const isms_portfolio *portfolio, const isms_simulation_options *how, size_t most)
{
    isms_sensitivity_options o = ISMS_SENSITIVITY_OPTIONS_INIT;
    isms_sensitivity *s = NULL;
    isms_sensitivity_bar bar;
    char a[CLI_AMOUNT];
    o.state = ISMS_CURRENT;
    o.simulation = how;
    isms_status status = isms_sensitivity_run(portfolio, &o, NULL, &s);
    if (status == ISMS_OK)
        fprintf(to, "\nMean of all is %s; with one input at its 10 %% and its 90 %% quantile, all else as it is:\n",
                cli_amount(isms_sensitivity_base(s), a));
    for (size_t i = 0; i < isms_sensitivity_count(s) && i < (most ? most : BARS); i++)
        if (isms_sensitivity_get(s, i, &bar) == ISMS_OK)
            print_bar(to, portfolio, &bar);
    isms_sensitivity_free(s);
    return status;
}

/* ------------------------------------------------------------------ all */

static void print_text(FILE *to, const isms_model *model, const isms_simulation *s, const row *rows, size_t count, size_t shown,
                       const row *whole, const char *currency)
{
    char trials[CLI_AMOUNT], a[3][CLI_AMOUNT];
    if (isms_simulation_engine(s) == ISMS_ENGINE_EXACT)
        fprintf(to, "Loss a year in %s, by default with the controls that are in place (exact)\n\n", currency);
    else
        fprintf(to, "Loss a year in %s, by default with the controls that are in place (%s simulated years, seed %llu)\n\n",
                currency, cli_amount((double)isms_simulation_trials(s), trials), (unsigned long long)isms_simulation_seed(s));
    fprintf(to, "%-7s %11s %11s %-9s %11s %11s %11s %11s %9s\n", "risk", "inherent", "mean", "95 %", "residual", "P95", "P99",
            "TVaR 95", "no loss");
    for (size_t i = 0; i < shown; i++) {
        const char *id = isms_simulation_id(s, rows[i].scenario);
        const char *title = isms_text(model, isms_find(model, ISMS_RISK, id), ISMS_RISK_TITLE);
        print_row(to, &rows[i], id, title ? title : "");
    }
    if (shown < count)
        fprintf(to, "... and %zu more\n", count - shown);
    print_row(to, whole, "all", "");
    fprintf(to, "\nOne year in twenty costs %s or more [%s, %s]; those years cost", cli_amount(whole->p95.value, a[0]),
            cli_amount(whole->p95.low, a[1]), cli_amount(whole->p95.high, a[2]));
    fprintf(to, " %s on average [%s, %s].\n", cli_amount(whole->tail.value, a[0]), cli_amount(whole->tail.low, a[1]),
            cli_amount(whole->tail.high, a[2]));
}

/* What was asked for and what came out. */
typedef struct outcome {
    const isms_model *model;
    const isms_portfolio *portfolio;
    const isms_simulation *simulation;
    const isms_simulation_options *how;
    const char *currency;
    const cli_options *options;
} outcome;

static isms_status print_groups(FILE *to, const outcome *o)
{
    isms_assessment *x = NULL;
    isms_risk_groups *g = NULL;
    char a[CLI_AMOUNT];
    isms_status status = isms_assess(o->model, NULL, NULL, &x);
    if (status == ISMS_OK)
        status = isms_risk_groups_build(x, isms_risk_dimension_by_name(o->options->by), ISMS_CURRENT, o->simulation, NULL, &g);
    if (status == ISMS_OK)
        fprintf(to, "\nExpected loss a year by %s; a risk counts in each group that it belongs to:\n", o->options->by);
    for (size_t i = 0; i < isms_risk_groups_count(g); i++) {
        double loss;
        const char *name = isms_risk_groups_name(g, i);
        if (isms_risk_groups_loss(g, i, &loss) == ISMS_OK)
            fprintf(to, "  %-24s %11s\n", *name ? name : "(none)", cli_amount(loss, a));
    }
    isms_risk_groups_free(g);
    isms_assessment_free(x);
    return status;
}

static isms_status print_csv(FILE *to, const outcome *o, const row *rows, size_t shown, const row *whole)
{
    fputs("risk,inherent,mean,mean_low,mean_high,p95,p95_low,p95_high,p99,p99_low,p99_high,tvar95,tvar95_low,tvar95_high,"
          "residual,no_loss\n",
          to);
    for (size_t i = 0; i < shown; i++)
        print_csv_row(to, &rows[i], isms_simulation_id(o->simulation, rows[i].scenario));
    print_csv_row(to, whole, "all");
    return ISMS_OK;
}

static isms_status print_report(FILE *to, const outcome *o, const row *rows, size_t count, size_t shown, const row *whole,
                                bool *exceeded)
{
    isms_status status = ISMS_OK;
    print_text(to, o->model, o->simulation, rows, count, shown, whole, o->currency);
    print_precision(to, o->simulation);
    if (o->options->by)
        status = print_groups(to, o);
    if (status == ISMS_OK && o->options->tornado)
        status = print_tornado(to, o->portfolio, o->how, (size_t)o->options->top);
    *exceeded = print_appetite(to, o->model, o->simulation, o->currency);
    return status;
}

static int print_all(const outcome *o)
{
    const isms_simulation *s = o->simulation;
    size_t count = (size_t)isms_simulation_count(s), shown = count;
    row *rows = calloc(count + 1, sizeof *rows), whole;
    bool exceeded = false, csv = o->options->format && strcmp(o->options->format, "csv") == 0;
    isms_status status = rows ? take_row(s, ISMS_WHOLE, &whole) : ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = take_row(s, (int32_t)i, &rows[i]);
    FILE *file = status == ISMS_OK ? cli_open(o->options) : NULL;
    if (!file) {
        free(rows);
        return status == ISMS_OK ? EXIT_WRONG : cli_failed("quantify", status);
    }
    qsort(rows, count, sizeof *rows, costlier_first);
    if (o->options->top && (size_t)o->options->top < shown)
        shown = (size_t)o->options->top;
    status = csv ? print_csv(file, o, rows, shown, &whole) : print_report(file, o, rows, count, shown, &whole, &exceeded);
    free(rows);
    int exit_status = cli_close(file, o->options);
    if (status < 0)
        return cli_failed("quantify", status);
    return exit_status ? exit_status : exceeded ? EXIT_FINDINGS : EXIT_FINE;
}

static bool take_engine(const cli_options *options, isms_simulation_options *how)
{
    static const char *const names[] = {"simulation", "exact", "auto"}; /* by isms_engine */
    if (!options->engine)
        return true;
    for (isms_engine e = ISMS_ENGINE_SIMULATION; e <= ISMS_ENGINE_AUTO; e++) {
        if (strcmp(options->engine, names[e]) != 0)
            continue;
        how->engine = e;
        return true;
    }
    cli_not_among("engine", options->engine, (const char *const[]){"simulation", "exact", "auto", NULL});
    return false;
}

static int simulate(const isms_model *model, const isms_portfolio *portfolio, const char *currency, const cli_options *options)
{
    static const double quantiles[] = {0.95, 0.99};
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    if (!cli_trials(options, &how) || !take_engine(options, &how))
        return EXIT_WRONG;
    how.states = 3;
    how.quantiles = quantiles;
    how.quantile_count = 2;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_simulation_run(portfolio, &how, problems, &s);
    const outcome o = {model, portfolio, s, &how, currency ? currency : "the currency of the factors", options};
    cli_print_diagnostics(problems, stderr);
    if (status == ISMS_E_UNSUPPORTED && how.engine == ISMS_ENGINE_EXACT)
        cli_wrong(
            "exact are only Poisson, negative binomial, Bernoulli and binomial frequencies, without insurance and shocks");
    int exit_status = status < 0 ? cli_failed("quantify", status) : print_all(&o);
    isms_diagnostics_free(problems);
    isms_simulation_free(s);
    return exit_status;
}

int cmd_quantify(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_portfolio *portfolio = NULL;
    const char *currency = NULL;
    if (options->format && strcmp(options->format, "text") != 0 && strcmp(options->format, "csv") != 0)
        return cli_not_among("form", options->format, (const char *const[]){"text", "csv", NULL});
    if (options->by && !isms_risk_dimension_by_name(options->by))
        return cli_wrong("losses are grouped by whole, owner, asset, theme, category or criterion, not by %s", options->by);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_quantification_portfolio(model, NULL, problems, &portfolio, &currency);
    cli_print_diagnostics(problems, stderr);
    int exit_status = EXIT_FINE;
    if (status < 0)
        exit_status = cli_failed("quantify", status);
    else if (isms_portfolio_count(portfolio) == 0)
        exit_status =
            cli_wrong("no open risk has a frequency and a loss that can be used; isms schema risk names their attributes");
    else
        exit_status = simulate(model, portfolio, currency, options);
    isms_diagnostics_free(problems);
    isms_portfolio_free(portfolio);
    isms_model_free(model);
    return exit_status;
}
