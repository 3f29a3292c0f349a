/* The command method: preset methods, listed, shown, or evaluated with inputs, every step explained. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS = 64 };

static int list_methods(FILE *to)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_METHOD); i++)
        fprintf(to, "%-32s %s\n", isms_preset_id(ISMS_PRESET_METHOD, i), isms_preset_title(ISMS_PRESET_METHOD, i));
    return EXIT_FINE;
}

static size_t row_of(const char *id)
{
    size_t n = isms_preset_count(ISMS_PRESET_METHOD);
    for (size_t i = 0; i < n; i++)
        if (strcmp(isms_preset_id(ISMS_PRESET_METHOD, i), id) == 0)
            return i;
    return n;
}

static int show(size_t row, FILE *to)
{
    const char *definition = isms_preset_definition(ISMS_PRESET_METHOD, row);
    fprintf(to, "%s version %d: %s\nsource: %s\n\n%s", isms_preset_id(ISMS_PRESET_METHOD, row),
            (int)isms_preset_version(ISMS_PRESET_METHOD, row), isms_preset_title(ISMS_PRESET_METHOD, row),
            isms_preset_source(ISMS_PRESET_METHOD, row), definition);
    return EXIT_FINE;
}

/* NAME=VALUE in place. */
static bool part(char *argument, const char **name, const char **value)
{
    char *equals = strchr(argument, '=');
    if (!equals)
        return false;
    *equals = '\0';
    *name = argument;
    *value = equals + 1;
    return true;
}

static int evaluate(size_t row, int count, char **arguments, const cli_options *options, FILE *to)
{
    const char *names[INPUTS], *values[INPUTS];
    isms_method *method = NULL;
    isms_evaluation *e = NULL;
    if (count > INPUTS)
        return cli_wrong("a method takes at most %d inputs", (int)INPUTS);
    for (int i = 0; i < count; i++)
        if (!part(arguments[i], &names[i], &values[i]))
            return cli_wrong("an input is NAME=VALUE, not %s", arguments[i]);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_preset_method(isms_preset_id(ISMS_PRESET_METHOD, row), NULL, &method);
    if (status == ISMS_OK)
        status = isms_evaluation_run(method, names, values, (size_t)count, NULL, problems, &e);
    if (status == ISMS_OK)
        status = isms_evaluation_replay(e, method, NULL);
    cli_print_diagnostics(problems, stderr);
    if (status == ISMS_OK)
        fputs(options->format && strcmp(options->format, "json") == 0 ? isms_evaluation_json(e) : isms_evaluation_explain(e),
              to);
    int exit_status = status < 0 ? cli_failed(isms_preset_id(ISMS_PRESET_METHOD, row), status) : EXIT_FINE;
    isms_diagnostics_free(problems);
    isms_evaluation_free(e);
    isms_method_free(method);
    return exit_status;
}

int cmd_method(const cli_options *options, int count, char **arguments)
{
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    size_t row = count ? row_of(arguments[0]) : 0;
    int exit_status;
    if (row == isms_preset_count(ISMS_PRESET_METHOD))
        exit_status = cli_no_such(CLI_PRESET_METHODS, arguments[0]);
    else
        exit_status = count == 0   ? list_methods(file)
                      : count == 1 ? show(row, file)
                                   : evaluate(row, count - 1, arguments + 1, options, file);
    int closed = cli_close(file, options);
    return exit_status ? exit_status : closed;
}
