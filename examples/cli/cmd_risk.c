/* Commands on risk methods and controls: what-if, compare, lint-matrix. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------------ what if */

enum { CHANGES_MOST = 64 };

/* The controls of a list such as C-12,C-14, each with the same change. */
static int add_changes(const isms_model *model, const cli_options *options, const char *ids, isms_what_if_kind kind,
                       isms_what_if *changes, size_t *count)
{
    while (ids && *ids) {
        char id[160];
        size_t n = strcspn(ids, ",");
        if (*count == CHANGES_MOST || n >= sizeof id)
            return cli_wrong("too many controls: %s", ids);
        memcpy(id, ids, n);
        id[n] = '\0';
        isms_what_if change = ISMS_WHAT_IF_INIT;
        change.kind = kind;
        change.control = isms_find(model, ISMS_CONTROL, id);
        change.risk = options->risk ? isms_find(model, ISMS_RISK, options->risk) : ISMS_NONE;
        change.until = kind == ISMS_CONTROL_LATE ? options->until : 0;
        change.days = kind == ISMS_CONTROL_LATE ? (int32_t)options->days : 0;
        if (!change.control)
            return cli_no_record(model, ISMS_CONTROL, id);
        if (options->risk && !change.risk)
            return cli_no_record(model, ISMS_RISK, options->risk);
        changes[(*count)++] = change;
        ids += n + (ids[n] == ',');
    }
    return EXIT_FINE;
}

static void print_rows(const isms_comparison *x, isms_comparison_change which, const char *heading)
{
    bool any = false;
    for (size_t i = 0; i < isms_comparison_count(x); i++) {
        if (isms_comparison_changes(x, i) != which)
            continue;
        printf("%s%s", any ? "\n" : heading, isms_comparison_explain(x, i));
        any = true;
    }
    if (any)
        putchar('\n');
}

static void print_broken(const isms_model *model, const isms_comparison *x)
{
    for (size_t i = 0; i < isms_comparison_broken_count(x); i++) {
        size_t row = isms_comparison_broken_row(x, i);
        bool certain = isms_comparison_broken_is_certain(x, i);
        isms_id acceptance = isms_comparison_broken(x, i);
        const char *level = isms_text(model, acceptance, ISMS_RISK_ACCEPTANCE_LEVEL);
        printf("Acceptance %s of %s at %s %s: it would be %s%s.\n", isms_record_key(model, acceptance),
               isms_record_key(model, isms_comparison_risk(x, row)), level ? level : "its level",
               certain ? "no longer holds" : "may no longer hold",
               isms_comparison_level(x, row, certain ? ISMS_AFTER : ISMS_AT_WORST), certain ? "" : " at worst");
    }
}

static int print_comparison(const isms_model *model, const isms_comparison *x, bool all)
{
    size_t counts[3] = {0, 0, 0};
    for (size_t i = 0; i < isms_comparison_count(x); i++)
        counts[isms_comparison_changes(x, i)]++;
    print_rows(x, ISMS_CHANGE_CERTAIN, "These levels change:\n\n");
    print_rows(x, ISMS_CHANGE_POSSIBLE, "These levels may change; nothing is declared that says how much:\n\n");
    if (all)
        print_rows(x, ISMS_CHANGE_NONE, "These levels stay:\n\n");
    print_broken(model, x);
    printf("%s%zu level%s change%s, %zu may, %zu stay%s; %zu acceptance%s affected.\n",
           isms_comparison_broken_count(x) ? "\n" : "", counts[ISMS_CHANGE_CERTAIN],
           counts[ISMS_CHANGE_CERTAIN] == 1 ? "" : "s", counts[ISMS_CHANGE_CERTAIN] == 1 ? "s" : "",
           counts[ISMS_CHANGE_POSSIBLE], counts[ISMS_CHANGE_NONE], counts[ISMS_CHANGE_NONE] == 1 ? "s" : "",
           isms_comparison_broken_count(x), isms_comparison_broken_count(x) == 1 ? " is" : "s are");
    return counts[ISMS_CHANGE_CERTAIN] || counts[ISMS_CHANGE_POSSIBLE] ? EXIT_FINDINGS : EXIT_FINE;
}

/* What a year would cost without the controls that fail, and what the appetite says of it then. */
static isms_status print_loss(const isms_model *model, const isms_simulation *s, const char *currency)
{
    isms_estimate with, without, more;
    char a[4][CLI_AMOUNT];
    isms_status status = isms_simulation_mean(s, ISMS_WHOLE, 1, &with);
    if (status == ISMS_OK)
        status = isms_simulation_mean(s, ISMS_WHOLE, 0, &without);
    if (status == ISMS_OK)
        status = isms_simulation_reduction(s, ISMS_WHOLE, 0, 1, &more);
    if (status != ISMS_OK || without.value == with.value)
        return status;
    printf("\nExpected loss a year in %s: %s -> %s, %s +-%s more.\n", currency ? currency : "the currency of the losses",
           cli_amount(with.value, a[0]), cli_amount(without.value, a[1]), cli_amount(more.value, a[2]),
           cli_amount((more.high - more.low) / 2, a[3]));
    for (isms_id m = isms_first(model, ISMS_METHOD); m; m = isms_next(model, m)) {
        isms_appetite_verdict before, after;
        if (isms_quantification_appetite(model, m, currency, s, 1, 0, NULL, &before) != ISMS_OK ||
            isms_quantification_appetite(model, m, currency, s, 0, 0, NULL, &after) != ISMS_OK)
            continue;
        printf("Appetite of %s: exceeded at %d of its anchors, %d before.\n", isms_record_key(model, m), (int)after.breaches,
               (int)before.breaches);
    }
    return ISMS_OK;
}

static int print_money(const isms_model *model, const isms_what_if *changes, size_t count)
{
    isms_id controls[CHANGES_MOST];
    size_t failed = 0;
    isms_portfolio *portfolio = NULL;
    isms_simulation *s = NULL;
    const char *currency = NULL;
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    how.trials = 1 << 16;
    for (size_t i = 0; i < count; i++)
        if (changes[i].kind == ISMS_CONTROL_FAILS)
            controls[failed++] = changes[i].control;
    isms_status status =
        failed ? isms_quantification_without(model, controls, failed, NULL, NULL, &portfolio, &currency) : ISMS_OK;
    if (status == ISMS_OK && portfolio && isms_portfolio_count(portfolio))
        status = isms_simulation_run(portfolio, &how, NULL, &s);
    if (status == ISMS_OK && s)
        status = print_loss(model, s, currency);
    isms_simulation_free(s);
    isms_portfolio_free(portfolio);
    return status < 0 ? cli_failed("what-if", status) : EXIT_FINE;
}

static int what_if(const isms_model *model, const cli_options *options)
{
    isms_what_if changes[CHANGES_MOST];
    isms_assess_options assess = ISMS_ASSESS_OPTIONS_INIT;
    isms_comparison *x = NULL;
    size_t count = 0;
    assess.method = options->method;
    assess.as_of = options->as_of_given ? options->as_of : 0;
    if (add_changes(model, options, options->fails, ISMS_CONTROL_FAILS, changes, &count) ||
        add_changes(model, options, options->late, ISMS_CONTROL_LATE, changes, &count) ||
        add_changes(model, options, options->added, ISMS_CONTROL_ADDED, changes, &count))
        return EXIT_WRONG;
    if (!count)
        return cli_wrong("what-if needs --fails, --late or --added with the id of a control");
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_assess_what_if(model, changes, count, &assess, problems, &x);
    cli_print_diagnostics(problems, stderr);
    int exit_status = status < 0 ? cli_failed("what-if", status) : print_comparison(model, x, options->all);
    if (exit_status != EXIT_WRONG && print_money(model, changes, count) != EXIT_FINE)
        exit_status = EXIT_WRONG;
    isms_diagnostics_free(problems);
    isms_comparison_free(x);
    return exit_status;
}

int cmd_what_if(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = what_if(model, options);
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ compare */

/* Is a row decided on differently under the first method and another one, where both know its level? */
static bool decided_differently(const isms_method_comparison *x, size_t row, size_t method)
{
    isms_decision a = isms_method_comparison_decision(x, row, 0), b = isms_method_comparison_decision(x, row, method);
    const char *p = isms_method_comparison_level(x, row, 0), *q = isms_method_comparison_level(x, row, method);
    return p && q && (a && b ? a != b : strcmp(p, q) != 0);
}

static int print_methods(const isms_method_comparison *x, size_t methods, bool all)
{
    size_t changes = 0, unknown = 0, count = isms_method_comparison_count(x);
    for (size_t i = 0; i < count; i++) {
        bool known = true, change = false;
        for (size_t k = 0; k < methods; k++) {
            known &= isms_method_comparison_rank(x, i, k) >= 0;
            change |= decided_differently(x, i, k);
        }
        changes += change;
        unknown += !known;
        if (change || all)
            printf("%s\n", isms_method_comparison_explain(x, i));
    }
    printf("%zu of %zu risks would be decided on differently.\n", changes, count);
    if (unknown)
        printf("Of %zu the level is not known under every method; --all says why.\n", unknown);
    return changes ? EXIT_FINDINGS : EXIT_FINE;
}

/* The ids of a list such as iso27005.matrix5,owasp.matrix, cut apart in place. */
static size_t split(char *list, const char **out, size_t room)
{
    size_t count = 0;
    for (char *id = list; *id && count < room; id += strcspn(id, ",")) {
        id += *id == ',';
        out[count++] = id;
    }
    for (char *c = list; *c; c++)
        if (*c == ',')
            *c = '\0';
    return count;
}

static int compare(const isms_model *model, const cli_options *options)
{
    const char *methods[ISMS_METHOD_COMPARISON_MOST] = {options->method};
    isms_method_comparison *x = NULL;
    char against[1024];
    if (!methods[0] && isms_count(model, ISMS_METHOD) == 1)
        methods[0] = isms_record_key(model, isms_first(model, ISMS_METHOD));
    if (!methods[0] || !options->against || strlen(options->against) >= sizeof against)
        return cli_wrong("compare needs two methods: --method RM-1 --against iso27005.matrix5");
    strcpy(against, options->against);
    size_t count = 1 + split(against, methods + 1, ISMS_METHOD_COMPARISON_MOST - 1);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_method_compare(model, methods, count, NULL, problems, &x);
    cli_print_diagnostics(problems, stderr);
    int exit_status = status != ISMS_OK ? cli_failed("compare", status) : print_methods(x, count, options->all);
    isms_diagnostics_free(problems);
    isms_method_comparison_free(x);
    return exit_status;
}

int cmd_compare(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = compare(model, options);
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ lint-matrix */

static void print_axioms(const isms_lint *lint)
{
    static const struct {
        int32_t axiom;
        const char *yes, *no;
    } axioms[] = {{ISMS_LINT_MONOTONE, "levels never fall where likelihood or impact rises",
                   "levels fall where likelihood or impact rises"},
                  {ISMS_LINT_WEAK_CONSISTENCY, "the highest level always means more risk than the lowest",
                   "the highest level can mean less risk than the lowest"},
                  {ISMS_LINT_BETWEENNESS, "no small change leads from the lowest to the highest",
                   "a small change can lead from the lowest to the highest"},
                  {ISMS_LINT_COLOUR_CONSISTENCY, "cells of equal risk have equal levels",
                   "cells of equal risk can have different levels"}};
    for (size_t i = 0; i < sizeof axioms / sizeof axioms[0]; i++) {
        bool holds = isms_lint_holds(lint, axioms[i].axiom);
        printf("  %-7s %s\n", holds ? "yes" : "no", holds ? axioms[i].yes : axioms[i].no);
    }
}

/* Findings of one rule after another; a rule with many cells is shown once, with the number of them. */
static bool print_lint(const char *name, const char *title, const isms_lint *lint, bool all)
{
    size_t n = isms_lint_count(lint), waived = 0, serious = 0;
    bool colour = cli_colour(stdout);
    printf("%s%s%s\n", name, title ? "  " : "", title ? title : "");
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && strcmp(isms_lint_rule(lint, end), isms_lint_rule(lint, i)) == 0)
            end++;
        isms_severity severity = isms_lint_severity(lint, i);
        const char *reason = isms_lint_waived(lint, i);
        const char *word = severity == ISMS_SEVERITY_ERROR ? "error" : severity == ISMS_SEVERITY_WARNING ? "warning" : "note";
        size_t shown = all ? end : i + 1;
        for (size_t k = i; k < shown; k++)
            printf("  %s%-7s%s %s  %s\n", colour && severity <= ISMS_SEVERITY_WARNING ? "\033[33m" : "", word,
                   colour && severity <= ISMS_SEVERITY_WARNING ? "\033[0m" : "", isms_lint_rule(lint, k),
                   isms_lint_message(lint, k));
        if (end > shown)
            printf("                 and %zu more of this kind; --all shows them\n", end - shown);
        if (*reason)
            printf("                 waived: %s\n", reason);
        waived += *reason ? end - i : 0;
        serious += !*reason && severity <= ISMS_SEVERITY_WARNING ? end - i : 0;
        i = end;
    }
    print_axioms(lint);
    printf("  %lld of %lld ordered pairs of cells can mislead", (long long)isms_lint_metric(lint, ISMS_LINT_INVERSIONS),
           (long long)isms_lint_metric(lint, ISMS_LINT_ORDERED_PAIRS));
    if (waived)
        printf("; %zu findings are waived", waived);
    putchar('\n');
    return serious > 0;
}

static int lint_preset(const char *id, bool all)
{
    isms_matrix *matrix = NULL;
    isms_lint *lint = NULL;
    const char *title = NULL;
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++)
        if (strcmp(isms_preset_id(ISMS_PRESET_MATRIX, i), id) == 0)
            title = isms_preset_title(ISMS_PRESET_MATRIX, i);
    isms_status status = isms_preset_matrix(id, NULL, &matrix);
    if (status == ISMS_OK)
        status = isms_lint_matrix(matrix, NULL, NULL, &lint);
    int exit_status = status < 0 ? cli_failed(id, status) : print_lint(id, title, lint, all) ? EXIT_FINDINGS : EXIT_FINE;
    isms_lint_free(lint);
    isms_matrix_free(matrix);
    return exit_status;
}

static int lint_method(const isms_model *model, isms_id method, bool all, size_t *matrices)
{
    isms_lint *lint = NULL;
    isms_status status = isms_method_record_lint(model, method, NULL, &lint);
    if (status == ISMS_ABSENT)
        return EXIT_FINE;
    if (status < 0)
        return cli_failed(isms_record_key(model, method), status);
    if ((*matrices)++)
        putchar('\n');
    bool serious = print_lint(isms_record_key(model, method), isms_text(model, method, ISMS_METHOD_TITLE), lint, all);
    isms_lint_free(lint);
    return serious ? EXIT_FINDINGS : EXIT_FINE;
}

static bool is_preset(const char *id)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++)
        if (strcmp(isms_preset_id(ISMS_PRESET_MATRIX, i), id) == 0)
            return true;
    return false;
}

int cmd_lint_matrix(const cli_options *options, int count, char **arguments)
{
    size_t matrices = 0;
    int worst = EXIT_FINE;
    if (count == 0) {
        for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++)
            printf("%-26s %s\n", isms_preset_id(ISMS_PRESET_MATRIX, i), isms_preset_title(ISMS_PRESET_MATRIX, i));
        return EXIT_FINE;
    }
    if (is_preset(arguments[0]))
        return lint_preset(arguments[0], options->all);
    if (strcmp(arguments[0], "-") != 0 && !strchr(arguments[0], ':') && access(arguments[0], F_OK) != 0)
        return cli_no_such(CLI_PRESETS, arguments[0]);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    for (isms_id m = isms_first(model, ISMS_METHOD); m; m = isms_next(model, m)) {
        int status = lint_method(model, m, options->all, &matrices);
        worst = status > worst ? status : worst;
    }
    if (!matrices && worst == EXIT_FINE)
        puts("No risk method has a matrix.");
    isms_model_free(model);
    return worst;
}
