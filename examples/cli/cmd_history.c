/* The command on histories: journal. */
#include "cli.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* ------------------------------------------------------------------ listing */

static const char *const kinds[] = {"change", "undo", "redo", "found"};

static void print_entry(FILE *to, const isms_history *h, size_t i)
{
    const char *who, *when, *why;
    isms_history_entry(h, i, &who, &when, &why, NULL);
    fprintf(to, "%zu  %s  %s%s%s%s%s\n", i + 1, *when ? when : "-", *who ? who : "nobody named",
            isms_history_kind(h, i) ? ", " : "", isms_history_kind(h, i) ? kinds[isms_history_kind(h, i)] : "",
            *why ? ": " : "", why);
}

static void print_change(FILE *to, const isms_history *h, size_t i, size_t k)
{
    const char *record, *attribute, *before, *after;
    isms_type type;
    isms_history_change(h, i, k, &type, &record, &attribute, &before, &after);
    const char *name = *record ? isms_type_name(type) : isms_type_plural(type);
    bool document = type == ISMS_HEADER;
    fprintf(to, "    %s%s%s  %s: %s -> %s\n", name, *record && !document ? " " : "", document ? "" : record, attribute, before,
            after);
}

static void print_text(FILE *to, const isms_history *h, size_t first, bool all)
{
    enum { SHOWN = 100 };
    for (size_t i = first; i < isms_history_count(h); i++) {
        size_t changes = 0;
        isms_history_entry(h, i, NULL, NULL, NULL, &changes);
        print_entry(to, h, i);
        for (size_t k = 0; k < changes && (all || k < SHOWN); k++)
            print_change(to, h, i, k);
        if (changes > SHOWN && !all)
            fprintf(to, "    ... and %zu more; --all shows them\n", changes - SHOWN);
    }
    size_t count = isms_history_count(h);
    fprintf(to, "%zu %s as it was written; head %s\n", count, count == 1 ? "entry," : "entries, each", isms_history_head(h));
}

/* A text that a spreadsheet would compute instead of show gets an apostrophe, as in all CSV of the library. */
static void print_cell(FILE *to, const char *text, const char *end)
{
    bool formula = *text && text[1] && strchr("=+-@\t\r", *text), quoted = formula || strpbrk(text, ",\"\r\n");
    fputs(formula ? "\"'" : quoted ? "\"" : "", to);
    for (; *text; text++)
        fprintf(to, *text == '"' ? "\"\"" : "%c", *text);
    fprintf(to, "%s%s", quoted ? "\"" : "", end);
}

static void print_csv(FILE *to, const isms_history *h, size_t first)
{
    fputs("entry,kind,when,who,why,type,record,attribute,before,after\r\n", to);
    for (size_t i = first; i < isms_history_count(h); i++) {
        const char *who, *when, *why, *record, *attribute, *before, *after;
        isms_type type;
        isms_history_entry(h, i, &who, &when, &why, NULL);
        for (size_t k = 0; isms_history_change(h, i, k, &type, &record, &attribute, &before, &after) == ISMS_OK; k++) {
            fprintf(to, "%zu,%s,%s,", i + 1, kinds[isms_history_kind(h, i)], when);
            print_cell(to, who, ",");
            print_cell(to, why, ",");
            fprintf(to, "%s,%s,%s,", isms_type_name(type), record, attribute);
            print_cell(to, before, ",");
            print_cell(to, after, "\r\n");
        }
    }
}

static int list(const isms_history *h, const cli_options *options)
{
    const char *form = options->format ? options->format : "text";
    size_t count = isms_history_count(h), most = options->top ? (size_t)options->top : count;
    size_t first = most < count ? count - most : 0;
    if (strcmp(form, "text") != 0 && strcmp(form, "csv") != 0 && strcmp(form, "json") != 0)
        return cli_not_among("form", form, (const char *const[]){"text", "json", "csv", NULL});
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = ISMS_OK;
    if (strcmp(form, "json") == 0)
        status = isms_history_write(h, cli_write, file);
    else if (strcmp(form, "csv") == 0)
        print_csv(file, h, first);
    else
        print_text(file, h, first, options->all);
    int closed = cli_close(file, options);
    return status < 0 ? cli_failed("journal", status) : closed;
}

/* ------------------------------------------------------------------ adding, going back, checking */

/* Two that add at a time would both start from the same end, and one entry would be lost. The folder is locked, since the
 * journal itself is replaced; where that cannot be, nothing is. */
static int lock_folder(const char *journal)
{
    char folder[4096];
    const char *slash = strrchr(journal, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - journal + 1) : 1, slash ? journal : ".");
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock >= 0)
        flock(lock, LOCK_EX);
    return lock;
}

static int add(isms_history *h, const char *path, const cli_options *options)
{
    char today[11];
    size_t changes = 0;
    isms_date_format(options->as_of, today);
    isms_model *model = cli_load(options->add, options);
    if (!model)
        return EXIT_WRONG;
    isms_status status =
        isms_history_record(h, model, options->who, options->when ? options->when : today, options->reason, &changes);
    if (status == ISMS_OK && changes)
        status = isms_history_save(h, path);
    isms_model_free(model);
    if (status == ISMS_E_RANGE)
        return cli_wrong("--when is a date or a date-time such as 2026-06-30T09:00:00Z, not %s", options->when);
    if (status < 0)
        return cli_failed(path, status);
    if (changes)
        printf("entry %zu, %zu change%s; head %s\n", isms_history_count(h), changes, changes == 1 ? "" : "s",
               isms_history_head(h));
    else
        printf("nothing has changed; head %s\n", isms_history_head(h));
    return EXIT_FINE;
}

static int rebuild(const isms_history *h, const cli_options *options)
{
    isms_model *model = NULL;
    size_t count = (size_t)options->entry;
    isms_status status = options->at ? isms_history_count_at(h, options->at, &count) : ISMS_OK;
    if (status == ISMS_E_RANGE)
        return cli_wrong("--at is a date or a date-time such as 2026-06-30T09:00:00Z, not %s", options->at);
    if (count == 0)
        return cli_wrong("the journal begins later than that");
    status = isms_history_model(h, count, &model);
    if (status == ISMS_E_NOT_FOUND)
        return cli_wrong("the last entry is %zu", isms_history_count(h));
    if (status < 0)
        return cli_failed("journal", status);
    int exit_status = cli_save(model, options, options->output, options->to);
    isms_model_free(model);
    return exit_status;
}

static int verify(const isms_history *h, const cli_options *options)
{
    isms_model *document = options->document ? cli_load(options->document, options) : NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = ISMS_E_IO;
    if (document || !options->document) {
        status = isms_history_verify(h, options->head, document, problems);
        cli_print_diagnostics(problems, stdout);
        if (status == ISMS_OK)
            printf("all is as it was written: %zu %s; head %s\n", isms_history_count(h),
                   isms_history_count(h) == 1 ? "entry" : "entries", isms_history_head(h));
    }
    isms_diagnostics_free(problems);
    isms_model_free(document);
    return status == ISMS_OK ? EXIT_FINE : status == ISMS_E_DATA ? EXIT_FINDINGS : EXIT_WRONG;
}

/* Where there is none yet and something is to be added, it begins here. A journal that was tampered with is a finding. */
static int open_history(const char *path, const cli_options *options, isms_history **out)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    bool begins = options->add && access(path, F_OK) != 0;
    isms_history_options how = ISMS_HISTORY_OPTIONS_INIT;
    isms_model_options model = ISMS_MODEL_OPTIONS_INIT;
    isms_extension *extension = NULL;
    if (!cli_extension(options, &extension)) {
        isms_diagnostics_free(problems);
        return EXIT_WRONG;
    }
    model.extension = extension;
    how.model = &model;
    isms_status status = begins ? isms_history_new(&how, out) : isms_history_open(path, &how, problems, out);
    isms_extension_free(extension);
    cli_print_diagnostics(problems, stderr);
    bool said = isms_diagnostics_count(problems) > 0;
    isms_diagnostics_free(problems);
    if (status < 0 && !said)
        cli_failed(path, status);
    return status == ISMS_OK ? EXIT_FINE : status == ISMS_E_DATA || status == ISMS_E_TRUNCATED ? EXIT_FINDINGS : EXIT_WRONG;
}

int cmd_journal(const cli_options *options, int count, char **arguments)
{
    isms_history *h = NULL;
    (void)count;
    if ((options->add != NULL) + (options->at != NULL) + (options->entry > 0) + (options->head || options->document) > 1)
        return cli_wrong("one at a time: --add, --at, --entry, or a check with --head and --document");
    int lock = options->add ? lock_folder(arguments[0]) : -1;
    int status = open_history(arguments[0], options, &h);
    if (status == EXIT_FINE && options->add)
        status = add(h, arguments[0], options);
    else if (status == EXIT_FINE && (options->at || options->entry))
        status = rebuild(h, options);
    else if (status == EXIT_FINE && (options->head || options->document))
        status = verify(h, options);
    else if (status == EXIT_FINE)
        status = list(h, options);
    isms_history_free(h);
    if (lock >= 0)
        close(lock);
    return status;
}
