/* Commands on versions of a document: diff, merge. */
#include "cli.h"

#include <string.h>

static bool load_all(isms_model **models, int count, char **paths, const cli_options *options)
{
    for (int i = 0; i < count; i++)
        if (!(models[i] = cli_load(paths[i], options)))
            return false;
    return true;
}

static void free_all(isms_model **models, int count)
{
    for (int i = 0; i < count; i++)
        isms_model_free(models[i]);
}

/* ------------------------------------------------------------------ diff */

static int print_diff(const isms_diff *diff, const cli_options *options)
{
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = isms_diff_write(diff, options->format, cli_write, file);
    int exit_status = cli_close(file, options);
    if (status == ISMS_E_FORMAT)
        return cli_wrong("there is no form %s here; there are text, json, csv", options->format);
    if (status < 0)
        return cli_failed("diff", status);
    return exit_status != EXIT_FINE ? exit_status : isms_diff_count(diff) ? EXIT_FINDINGS : EXIT_FINE;
}

int cmd_diff(const cli_options *options, int count, char **arguments)
{
    isms_model *models[2] = {NULL, NULL};
    isms_diff *diff = NULL;
    int exit_status = EXIT_WRONG;
    if (load_all(models, count, arguments, options)) {
        isms_status status = isms_diff_models(models[0], models[1], NULL, &diff);
        exit_status = status < 0 ? cli_failed("diff", status) : print_diff(diff, options);
    }
    isms_diff_free(diff);
    free_all(models, 2);
    return exit_status;
}
