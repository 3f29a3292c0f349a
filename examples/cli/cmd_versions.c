/* Commands on versions of a document: diff, merge. */
#include "cli.h"

#include <string.h>

/* Names: what the documents are called in messages. */
static bool load_all(isms_model **models, int count, char **paths, const char *const *names, const cli_options *options)
{
    for (int i = 0; i < count; i++)
        if (!(models[i] = cli_load_as(paths[i], names ? names[i] : NULL, options)))
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
        return cli_not_among("form", options->format, (const char *const[]){"text", "json", "csv", NULL});
    if (status < 0)
        return cli_failed("diff", status);
    return exit_status != EXIT_FINE ? exit_status : isms_diff_count(diff) ? EXIT_FINDINGS : EXIT_FINE;
}

int cmd_diff(const cli_options *options, int count, char **arguments)
{
    isms_model *models[2] = {NULL, NULL};
    isms_diff *diff = NULL;
    int exit_status = EXIT_WRONG;
    if (load_all(models, count, arguments, NULL, options)) {
        isms_status status = isms_diff_models(models[0], models[1], NULL, &diff);
        exit_status = status < 0 ? cli_failed("diff", status) : print_diff(diff, options);
    }
    isms_diff_free(diff);
    free_all(models, 2);
    return exit_status;
}

/* ------------------------------------------------------------------ merge */

/* The format of a file by its ending, or else by its first bytes: git gives its merge drivers files without an ending. */
static const char *format_of(const char *path)
{
    char head[4096];
    const char *format = isms_format_by_path(path);
    FILE *file = format ? NULL : fopen(path, "rb");
    if (file) {
        format = isms_format_by_content(head, fread(head, 1, sizeof head, file));
        fclose(file);
    }
    return format;
}

static int print_conflicts(const isms_merge *merge, const cli_options *options)
{
    isms_status status = isms_merge_write(merge, options->format, cli_write, options->output ? stdout : stderr);
    if (status == ISMS_E_FORMAT)
        return cli_not_among("form", options->format, (const char *const[]){"text", "json", NULL});
    if (status < 0)
        return cli_failed("merge", status);
    return isms_merge_count(merge) ? EXIT_FINDINGS : EXIT_FINE;
}

static int merge_loaded(isms_model **models, const char *ours, const cli_options *options)
{
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    const char *format = options->to;
    if (!format && options->output && !isms_format_by_path(options->output))
        format = format_of(ours);
    isms_status status = isms_merge_models(models[0], models[1], models[2], NULL, &merged, &merge);
    int exit_status = status < 0 ? cli_failed("merge", status) : print_conflicts(merge, options);
    if (exit_status != EXIT_WRONG && cli_save(merged, options, options->output, format) != EXIT_FINE)
        exit_status = EXIT_WRONG;
    isms_model_free(merged);
    isms_merge_free(merge);
    return exit_status;
}

/* An empty file, which is what git gives for a base where both sides made the file. */
static bool is_empty(const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    bool empty = file && fgetc(file) == EOF && !ferror(file);
    if (file)
        fclose(file);
    return empty;
}

/* The three documents; a base that is empty is a document of nothing. */
static bool load_sides(isms_model **models, char **paths, const char *const *names, const cli_options *options)
{
    bool without = is_empty(paths[0]);
    if (without && isms_model_new(NULL, &models[0]) != ISMS_OK)
        return false;
    return load_all(models + without, 3 - without, paths + without, names ? names + without : NULL, options);
}

int cmd_merge(const cli_options *options, int count, char **arguments)
{
    isms_model *models[3] = {NULL, NULL, NULL};
    char names[3][1024];
    const char *const sides[3] = {names[0], names[1], names[2]};
    static const char *const words[] = {" (base)", "", " (theirs)"};
    for (int i = 0; options->name && i < count; i++)
        snprintf(names[i], sizeof names[i], "%s%s", options->name, words[i]);
    int exit_status = EXIT_WRONG;
    if (load_sides(models, arguments, options->name ? sides : NULL, options))
        exit_status = merge_loaded(models, arguments[1], options);
    free_all(models, 3);
    return exit_status;
}
