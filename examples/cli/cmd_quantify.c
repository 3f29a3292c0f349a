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

/* ------------------------------------------------------------------ all */

static void print_text(FILE *to, const isms_model *model, const isms_simulation *s, const row *rows, size_t count, size_t shown,
                       const row *whole, const char *currency)
{
    char trials[CLI_AMOUNT], a[3][CLI_AMOUNT];
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

static int print_all(const isms_model *model, const isms_simulation *s, const char *currency, const cli_options *options)
{
    size_t count = (size_t)isms_simulation_count(s), shown = count;
    row *rows = calloc(count + 1, sizeof *rows), whole;
    bool csv = options->format && strcmp(options->format, "csv") == 0, exceeded = false;
    isms_status status = rows ? take_row(s, ISMS_WHOLE, &whole) : ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = take_row(s, (int32_t)i, &rows[i]);
    FILE *file = status == ISMS_OK ? cli_open(options) : NULL;
    if (!file) {
        free(rows);
        return status == ISMS_OK ? EXIT_WRONG : cli_failed("quantify", status);
    }
    qsort(rows, count, sizeof *rows, costlier_first);
    if (options->top && (size_t)options->top < shown)
        shown = (size_t)options->top;
    if (csv) {
        fputs("risk,inherent,mean,mean_low,mean_high,p95,p95_low,p95_high,p99,p99_low,p99_high,tvar95,tvar95_low,tvar95_high,"
              "residual,no_loss\n",
              file);
        for (size_t i = 0; i < shown; i++)
            print_csv_row(file, &rows[i], isms_simulation_id(s, rows[i].scenario));
        print_csv_row(file, &whole, "all");
    } else {
        print_text(file, model, s, rows, count, shown, &whole, currency);
        exceeded = print_appetite(file, model, s, currency);
    }
    free(rows);
    int exit_status = cli_close(file, options);
    return exit_status ? exit_status : exceeded ? EXIT_FINDINGS : EXIT_FINE;
}

static int simulate(const isms_model *model, const isms_portfolio *portfolio, const char *currency, const cli_options *options)
{
    static const double quantiles[] = {0.95, 0.99};
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    unsigned shown = 0;
    if (!cli_trials(options, &how))
        return EXIT_WRONG;
    how.states = 3;
    how.quantiles = quantiles;
    how.quantile_count = 2;
    how.progress_user = &shown;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_simulation_run(portfolio, &how, problems, &s);
    cli_print_diagnostics(problems, stderr);
    int exit_status = status < 0 ? cli_failed("quantify", status) : print_all(model, s, currency, options);
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
        return cli_wrong("there is no form %s here; there are text, csv", options->format);
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
        exit_status = cli_wrong("no open risk has a frequency and a loss that can be used");
    else
        exit_status = simulate(model, portfolio, currency, options);
    isms_diagnostics_free(problems);
    isms_portfolio_free(portfolio);
    isms_model_free(model);
    return exit_status;
}
