/* Loading, printing, and the end of a command. */
#include "cli.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int cli_wrong(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("isms: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\n", stderr);
    va_end(args);
    return EXIT_WRONG;
}

int cli_failed(const char *what, isms_status status)
{
    const char *why = status == ISMS_E_IO && errno ? strerror(errno) : isms_status_text(status);
    return cli_wrong("%s: %s (%s)", what, why, isms_status_name(status));
}

bool cli_colour(FILE *file)
{
    const char *term = getenv("TERM");
    return isatty(fileno(file)) && !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

static const char *colour_of(isms_severity severity)
{
    return severity == ISMS_SEVERITY_ERROR ? "\033[31m" : severity == ISMS_SEVERITY_WARNING ? "\033[33m" : "\033[36m";
}

void cli_print_diagnostics(const isms_diagnostics *problems, FILE *to)
{
    int before = errno; /* a terminal that is none is no failure */
    bool colour = cli_colour(to);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        fprintf(to, "%s%s%s\n", colour ? colour_of(isms_diagnostics_severity(problems, i)) : "",
                isms_diagnostics_line(problems, i), colour ? "\033[0m" : "");
    if (isms_diagnostics_dropped(problems))
        fprintf(to, "... and %zu more\n", isms_diagnostics_dropped(problems));
    errno = before;
}

/* ------------------------------------------------------------------ progress, where somebody looks on */

int32_t cli_progress(void *user, uint64_t done, uint64_t total)
{
    unsigned *shown = user;
    unsigned percent = total ? (unsigned)(done * 100 / total) : 0;
    if (total > (8u << 20) && percent != *shown) {
        *shown = percent;
        fprintf(stderr, "\r%u %%%s", percent, percent >= 100 ? "\r     \r" : "");
    }
    return 0;
}

/* ------------------------------------------------------------------ loading */

static int64_t read_file(void *user, char *bytes, size_t size)
{
    size_t n = fread(bytes, 1, size, user);
    return n == 0 && ferror((FILE *)user) ? -1 : (int64_t)n;
}

static isms_status load_stream(FILE *file, const char *name, isms_read_options *read, isms_diagnostics *problems,
                               isms_model **model)
{
    read->source = read->source ? read->source : name;
    isms_status status = isms_model_new(read->model, model);
    if (status == ISMS_OK)
        status = isms_model_read(*model, read->format, read_file, file, read, problems);
    if (status < 0) {
        isms_model_free(*model);
        *model = NULL;
    }
    return status;
}

bool cli_extension(const cli_options *options, isms_extension **out)
{
    static char bytes[1 << 16];
    *out = NULL;
    if (!options->extension)
        return true;
    FILE *file = fopen(options->extension, "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    if (!file || size == sizeof bytes) {
        cli_wrong(file ? "%s: more than 64 KiB" : "%s: the file cannot be opened", options->extension);
        return false;
    }
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_extension_read_text(bytes, size, NULL, problems, out);
    cli_print_diagnostics(problems, stderr);
    if (status < 0)
        cli_failed(options->extension, status);
    isms_diagnostics_free(problems);
    return status == ISMS_OK;
}

/* One of a list of limits, such as `depth=128`. */
static bool set_limit(isms_read_options *read, const char *word, size_t size)
{
    const struct {
        const char *name;
        uint64_t *at;
    } limits[] = {{"text", &read->max_text},
                  {"values", &read->max_values},
                  {"record", &read->max_record_bytes},
                  {"records", &read->max_records},
                  {"bytes", &read->max_bytes}};
    char *end;
    const char *mark = memchr(word, '=', size);
    size_t n = mark ? (size_t)(mark - word) : 0;
    unsigned long long number = n && mark[1] >= '1' && mark[1] <= '9' ? strtoull(mark + 1, &end, 10) : 0;
    if (!number || end != word + size)
        return false;
    if (n == 5 && memcmp(word, "depth", n) == 0) {
        read->max_depth = number < 512 ? (uint32_t)number : 512;
        return true;
    }
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (strlen(limits[i].name) == n && memcmp(word, limits[i].name, n) == 0) {
            *limits[i].at = number;
            return true;
        }
    return false;
}

bool cli_limits(const cli_options *options, isms_read_options *read)
{
    const char *word = options->limits;
    while (word && *word) {
        size_t n = strcspn(word, ",");
        if (!set_limit(read, word, n)) {
            cli_wrong("--limits: %.*s is none of depth=N, text=N, values=N, record=N, records=N, bytes=N", (int)n, word);
            return false;
        }
        word += n + (word[n] == ',');
    }
    return true;
}

/* REV:FILE, as git shows it. */
static isms_status load_revision(const char *name, isms_read_options *read, isms_diagnostics *problems, isms_model **model)
{
    int ends[2], result = 0;
    if (pipe(ends) != 0)
        return ISMS_E_IO;
    pid_t git = fork();
    if (git == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execlp("git", "git", "show", "--end-of-options", name, (char *)NULL);
        perror("isms: git");
        _exit(127);
    }
    close(ends[1]);
    FILE *file = fdopen(ends[0], "rb");
    isms_status status = git > 0 && file ? load_stream(file, name, read, problems, model) : ISMS_E_IO;
    if (file)
        fclose(file);
    else
        close(ends[0]);
    if (git > 0)
        waitpid(git, &result, 0);
    if (!result)
        return status;
    isms_diagnostics_clear(problems); /* git has said what is wrong, and what it wrote is no document */
    isms_model_free(*model);
    *model = NULL;
    return ISMS_E_NOT_FOUND;
}

/* The options of reading are right; cli_limits has seen to that. */
static isms_status load(const char *path, const char *name, const isms_model_options *how, const cli_options *options,
                        isms_diagnostics *problems, isms_model **model)
{
    isms_read_options read = ISMS_READ_OPTIONS_INIT;
    cli_limits(options, &read);
    unsigned shown = 0;
    read.flags = options->strict ? ISMS_READ_STRICT : 0;
    if (isatty(STDERR_FILENO)) {
        read.progress = cli_progress;
        read.user = &shown;
    }
    read.format = options->from;
    read.source = name;
    read.model = how;
    errno = 0; /* what it is after a failure is what the system said */
    if (strcmp(path, "-") == 0)
        return load_stream(stdin, "standard input", &read, problems, model);
    if (strchr(path, ':') && access(path, F_OK) != 0)
        return load_revision(path, &read, problems, model);
    return isms_model_open(path, &read, problems, model);
}

isms_model *cli_load_as(const char *path, const char *name, const cli_options *options)
{
    isms_model_options how = ISMS_MODEL_OPTIONS_INIT;
    isms_extension *extension = NULL;
    isms_model *model = NULL;
    isms_read_options read = ISMS_READ_OPTIONS_INIT;
    if (!cli_limits(options, &read) || !cli_extension(options, &extension))
        return NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    how.extension = extension;
    isms_status status = load(path, name, &how, options, problems, &model);
    isms_extension_free(extension);
    cli_print_diagnostics(problems, stderr);
    if (status < 0)
        cli_failed(path, status);
    isms_diagnostics_free(problems);
    return model;
}

isms_diagnostics *cli_unknown_members(const char *path, const cli_options *options)
{
    isms_model_options how = ISMS_MODEL_OPTIONS_INIT;
    isms_extension *extension = NULL;
    isms_model *model = NULL;
    cli_options strictly = *options;
    strictly.strict = true;
    if (strcmp(path, "-") == 0 || !cli_extension(options, &extension))
        return NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    how.extension = extension;
    load(path, NULL, &how, &strictly, problems, &model);
    isms_extension_free(extension);
    isms_model_free(model);
    return problems;
}

isms_model *cli_load(const char *path, const cli_options *options)
{
    return cli_load_as(path, NULL, options);
}

/* ------------------------------------------------------------------ printing */

void cli_print_location(const isms_model *model, isms_id record)
{
    uint32_t line = 0, column = 0;
    const char *source = NULL;
    if (record && isms_record_location(model, record, &source, &line, &column) == ISMS_OK && line)
        printf("%s:%u:%u: ", source, line, column);
}

int32_t cli_write(void *user, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) == size ? 0 : -1;
}

FILE *cli_open(const cli_options *options)
{
    if (!options->output || strcmp(options->output, "-") == 0)
        return stdout;
    FILE *file = fopen(options->output, "wb");
    if (!file)
        cli_wrong("cannot write %s: %s", options->output, strerror(errno));
    return file;
}

int cli_close(FILE *file, const cli_options *options)
{
    int bad = fflush(file) != 0 || ferror(file);
    if (file != stdout)
        bad |= fclose(file) != 0;
    return bad ? cli_wrong("writing %s failed", options->output ? options->output : "to standard output") : EXIT_FINE;
}

int cli_report(const isms_model *model, const char *section, const cli_options *options, const char *default_format)
{
    isms_report_options report = ISMS_REPORT_OPTIONS_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    const char *form = options->format ? options->format : default_format;
    if (!isms_report_form_ending(form))
        return cli_no_such(CLI_FORMS, form);
    report.as_of = options->as_of;
    report.method = options->method;
    report.most = (uint64_t)options->top;
    report.flags = (options->all ? ISMS_REPORT_ALL : 0) | (options->mean ? ISMS_REPORT_ORDINAL_MEAN : 0);
    report.stage = options->stage ? isms_stage_by_name(options->stage) : 0;
    report.about = options->about;
    report.through = options->through;
    report.set = options->set;
    report.confidence = options->confidence ? isms_value_by_name(NULL, ISMS_ENUM_CONFIDENCE, options->confidence) : 0;
    report.severities = options->rules;
    if (options->profile && strcmp(options->profile, "cb") == 0)
        thresholds.profile = ISMS_PROFILE_CB;
    report.thresholds = &thresholds;
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = isms_report_write(model, section, form, &report, cli_write, file);
    int exit_status = cli_close(file, options);
    return status < 0 ? cli_failed(section, status) : exit_status;
}

int cli_section(const char *section, const cli_options *options, const char *path)
{
    isms_model *model = cli_load(path, options);
    if (!model)
        return EXIT_WRONG;
    int status = cli_report(model, section, options, "text");
    isms_model_free(model);
    return status;
}

bool cli_can_save(const char *path)
{
    if (!path || strcmp(path, "-") == 0 || isms_format_by_path(path))
        return true;
    cli_wrong("%s: no format has that ending; there are .json, .ndjson and .xml", path);
    return false;
}

int cli_save(const isms_model *model, const cli_options *options, const char *path, const char *format)
{
    isms_write_options write = ISMS_WRITE_OPTIONS_INIT;
    if (options->canonical)
        write.form = ISMS_FORM_CANONICAL;
    isms_status status;
    errno = 0;
    if (path && strcmp(path, "-") != 0) {
        write.format = format;
        status = isms_model_save(model, path, &write);
    } else {
        status = isms_model_write(model, format ? format : "json", &write, cli_write, stdout);
        if (fflush(stdout) != 0)
            status = ISMS_E_IO;
    }
    return status < 0 ? cli_failed(path ? path : "standard output", status) : EXIT_FINE;
}

/* ------------------------------------------------------------------ simulations */

/* 1234567.8 as 1,234,568: amounts are read, not parsed. */
const char *cli_amount(double value, char *out)
{
    char digits[CLI_AMOUNT];
    size_t n = 0;
    if (!(fabs(value) < 1e15)) {
        snprintf(out, CLI_AMOUNT, "%s", isnan(value) ? "" : "unbounded");
        return out;
    }
    int size = snprintf(digits, sizeof digits, "%.0f", value);
    for (int i = 0; i < size && n + 2 < CLI_AMOUNT; i++) {
        if (i > 0 && (size - i) % 3 == 0 && digits[i - 1] != '-')
            out[n++] = ',';
        out[n++] = digits[i];
    }
    out[n] = '\0';
    return out;
}

enum { TRIALS_MOST = 1 << 26 }; /* of a simulation */

bool cli_trials(const cli_options *options, isms_simulation_options *how)
{
    char *end = NULL;
    if (options->seed && *options->seed)
        how->seed = strtoull(options->seed, &end, 10);
    if (end && *end) {
        cli_wrong("--seed needs a number: %s", options->seed);
        return false;
    }
    if (options->trials > TRIALS_MOST) {
        cli_wrong("--trials is at most %lld: %lld", (long long)TRIALS_MOST, (long long)options->trials);
        return false;
    }
    for (how->trials = 1024; (int64_t)how->trials < options->trials; how->trials *= 2)
        continue;
    how->trials = options->trials ? how->trials : 0;
    return true;
}
