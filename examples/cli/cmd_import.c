/* The command import: registers in, one document out. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

static int list_scales(void)
{
    for (const char *name = isms_import_scale_next(NULL); name; name = isms_import_scale_next(name))
        printf("%s\n", name);
    return EXIT_FINE;
}

static int list_profiles(void)
{
    for (isms_import_profile p = isms_import_profile_next(0); p; p = isms_import_profile_next(p))
        printf("%-24s %s\n", isms_import_profile_name(p), isms_import_profile_doc(p));
    return EXIT_FINE;
}

/* The document that is updated where it is there, else an empty one. */
static isms_model *open_target(const cli_options *options)
{
    isms_model *model = NULL;
    bool to_file = options->output && strcmp(options->output, "-") != 0;
    if (to_file && access(options->output, F_OK) == 0)
        return cli_load(options->output, options);
    isms_status status = isms_model_new(NULL, &model);
    if (status != ISMS_OK)
        cli_failed("import", status);
    return model;
}

static void print_problems(const isms_diagnostics *problems, bool quiet)
{
    if (!quiet) {
        cli_print_diagnostics(problems, stderr);
        return;
    }
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        if (isms_diagnostics_severity(problems, i) == ISMS_SEVERITY_ERROR)
            fprintf(stderr, "%s\n", isms_diagnostics_line(problems, i));
}

static unsigned long long rows(const isms_import *result, size_t file, isms_import_outcome outcome)
{
    return (unsigned long long)isms_import_rows_of(result, file, outcome);
}

/* One line a file: every row is in one of the columns. */
static void print_summary(const isms_import *result)
{
    fprintf(stderr, "%-36s %-22s %6s %7s %7s %9s %6s %7s\n", "file", "profile", "rows", "created", "updated", "unchanged",
            "merged", "skipped");
    for (size_t i = 0; i < isms_import_count(result); i++) {
        const char *path = isms_import_source(result, i), *slash = strrchr(path, '/');
        const char *profile = isms_import_profile_name(isms_import_profile_of(result, i));
        fprintf(stderr, "%-36s %-22s %6llu %7llu %7llu %9llu %6llu %7llu\n", slash ? slash + 1 : path,
                profile ? profile : "not read", (unsigned long long)isms_import_rows(result, i),
                rows(result, i, ISMS_IMPORT_CREATED), rows(result, i, ISMS_IMPORT_UPDATED),
                rows(result, i, ISMS_IMPORT_UNCHANGED), rows(result, i, ISMS_IMPORT_MERGED),
                rows(result, i, ISMS_IMPORT_SKIPPED));
    }
}

/* Documents of our own formats come first: records are found by the ids that other systems have for them. */
static int import_documents(isms_model *model, int *count, char **arguments, const cli_options *options)
{
    int registers = 0, exit_status = EXIT_FINE;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_read_options read = ISMS_READ_OPTIONS_INIT;
    if (!cli_limits(options, &read))
        exit_status = EXIT_WRONG;
    read.flags = ISMS_READ_ORIGINS | (options->strict ? ISMS_READ_STRICT : 0);
    for (int i = 0; i < *count && exit_status == EXIT_FINE; i++) {
        if (!isms_format_by_path(arguments[i])) {
            arguments[registers++] = arguments[i];
            continue;
        }
        isms_status status = isms_model_read_file(model, arguments[i], &read, problems);
        if (status != ISMS_OK)
            exit_status = cli_failed(arguments[i], status);
    }
    print_problems(problems, options->quiet);
    isms_diagnostics_free(problems);
    *count = registers;
    return exit_status;
}

static int import_registers(isms_model *model, int count, char **arguments, const cli_options *options)
{
    isms_import_options import = ISMS_IMPORT_OPTIONS_INIT;
    isms_import *result = NULL;
    unsigned shown = 0;
    import.profile = options->profile;
    import.scale = options->scale;
    import.system = options->system;
    if (isatty(STDERR_FILENO)) {
        import.progress = cli_progress;
        import.progress_user = &shown;
    }
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_import_files(model, (const char *const *)arguments, (size_t)count, &import, problems, &result);
    print_problems(problems, options->quiet);
    if (status < 0)
        cli_failed("import", status);
    else if (!options->quiet)
        print_summary(result);
    isms_import_free(result);
    isms_diagnostics_free(problems);
    return status < 0 ? EXIT_WRONG : status == ISMS_PARTIAL ? EXIT_FINDINGS : EXIT_FINE;
}

int cmd_import(const cli_options *options, int count, char **arguments)
{
    if (options->scale && strcmp(options->scale, "list") == 0)
        return list_scales();
    if (options->profile && strcmp(options->profile, "list") == 0)
        return list_profiles();
    if (count == 0)
        return cli_wrong("import needs at least one file");
    for (int i = 0; i < count; i++)
        if (strcmp(arguments[i], "-") == 0)
            return cli_wrong("import reads files, whose names say where a register is from, and not standard input");
    if (!cli_can_save(options->output))
        return EXIT_WRONG;
    isms_model *model = open_target(options);
    if (!model)
        return EXIT_WRONG;
    int exit_status = import_documents(model, &count, arguments, options);
    if (exit_status == EXIT_FINE && count > 0)
        exit_status = import_registers(model, count, arguments, options);
    if (exit_status != EXIT_WRONG && cli_save(model, options, options->output, NULL) != EXIT_FINE)
        exit_status = EXIT_WRONG;
    isms_model_free(model);
    return exit_status;
}
