/* The command treatments: what treatment plans take away for what they cost, and the best set under a budget. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void print_heading(FILE *to, const isms_treatment_values *v, int64_t years)
{
    const char *currency = isms_treatment_values_currency(v);
    fprintf(to, "Treatment plans by what they take away for what they cost, %s a year, outlay spread over %lld years\n\n",
            currency ? currency : "amounts", (long long)years);
    fprintf(to, "  %-8s %11s %-9s %11s %11s %11s %7s %8s %11s %11s\n", "plan", "takes away", "95 %", "off TVaR 95", "outlay",
            "cost", "ratio", "return", "present", "at most");
}

static void print_row(FILE *to, const isms_model *model, const isms_treatment_value *r)
{
    char a[7][CLI_AMOUNT], error[CLI_AMOUNT + 2] = "", ratio[24] = "", back[24] = "";
    const char *title = isms_text(model, r->plan, ISMS_TREATMENT_PLAN_TITLE);
    if (!isnan(r->reduction.value))
        snprintf(error, sizeof error, "+-%s", cli_amount((r->reduction.high - r->reduction.low) / 2, a[1]));
    if (!isnan(r->ratio))
        snprintf(ratio, sizeof ratio, "%.2f", r->ratio);
    if (!isnan(r->benefit))
        snprintf(back, sizeof back, "%.0f %%", 100 * r->benefit);
    fprintf(to, "%s %-8s %11s %-9s %11s %11s %11s %7s %8s %11s %11s  %s\n", r->chosen ? "*" : " ",
            isms_record_key(model, r->plan), cli_amount(r->reduction.value, a[0]), error, cli_amount(r->tail, a[2]),
            cli_amount(r->outlay, a[3]), cli_amount(r->cost, a[4]), ratio, back, cli_amount(r->present, a[5]),
            cli_amount(r->most, a[6]), title ? title : "");
}

static void print_csv_row(FILE *to, const isms_model *model, const isms_treatment_value *r)
{
    const double numbers[] = {r->reduction.value, r->reduction.low, r->reduction.high, r->before, r->tail, r->outlay, r->cost,
                              r->ratio,           r->benefit,       r->present,        r->most};
    fputs(isms_record_key(model, r->plan), to);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (isnan(numbers[i]))
            fputc(',', to);
        else
            fprintf(to, ",%.4f", numbers[i]);
    }
    fprintf(to, ",%d\n", (int)r->chosen);
}

static void print_choice(FILE *to, const isms_treatment_values *v)
{
    isms_treatment_choice choice = ISMS_TREATMENT_CHOICE_INIT;
    char a[3][CLI_AMOUNT];
    if (isms_treatment_values_choice(v, &choice) != ISMS_OK)
        return;
    fprintf(to, "\n* the best set under the budget: takes away %s a year for %s in the first year",
            cli_amount(choice.reduction, a[0]), cli_amount((double)choice.cost / 100, a[1]));
    if (choice.exact)
        fputs("; no other set takes away more.\n", to);
    else
        fprintf(to, "; no set takes away more than %s.\n", cli_amount(choice.bound, a[2]));
}

static int print_all(const isms_model *model, const isms_treatment_values *v, const cli_options *options)
{
    FILE *file = cli_open(options);
    bool csv = options->format && strcmp(options->format, "csv") == 0;
    if (!file)
        return EXIT_WRONG;
    if (csv)
        fputs("plan,reduction,reduction_low,reduction_high,before,tail,outlay,cost,ratio,return,present_value,at_most,chosen\n",
              file);
    else
        print_heading(file, v, 3);
    for (size_t i = 0; i < isms_treatment_values_count(v); i++) {
        isms_treatment_value row = ISMS_TREATMENT_VALUE_INIT;
        if (isms_treatment_values_get(v, i, &row) != ISMS_OK || (options->top && i >= (size_t)options->top))
            continue;
        if (csv)
            print_csv_row(file, model, &row);
        else
            print_row(file, model, &row);
    }
    if (!csv)
        print_choice(file, v);
    return cli_close(file, options);
}

static int value(const isms_model *model, const cli_options *options)
{
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    isms_treatment_values_options o = ISMS_TREATMENT_VALUES_OPTIONS_INIT;
    isms_treatment_values *v = NULL;
    char *end = NULL;
    o.simulation = &how;
    o.flags = options->all ? ISMS_TREATMENT_VALUES_ALL : 0;
    o.budget = options->budget ? strtod(options->budget, &end) : 0;
    if (end && (*end || !(o.budget > 0)))
        return cli_wrong("--budget needs an amount above 0: %s", options->budget);
    if (!cli_trials(options, &how))
        return EXIT_WRONG;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_treatment_values_run(model, &o, problems, &v);
    int exit_status = status < 0 ? cli_failed("treatments", status) : print_all(model, v, options);
    fflush(stdout);
    if (!options->quiet)
        cli_print_diagnostics(problems, stderr);
    isms_diagnostics_free(problems);
    isms_treatment_values_free(v);
    return exit_status;
}

int cmd_treatments(const cli_options *options, int count, char **arguments)
{
    (void)count;
    if (options->format && strcmp(options->format, "text") != 0 && strcmp(options->format, "csv") != 0)
        return cli_not_among("form", options->format, (const char *const[]){"text", "csv", NULL});
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int exit_status = value(model, options);
    isms_model_free(model);
    return exit_status;
}
