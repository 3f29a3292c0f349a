/* Commands on the Statement of Applicability: soa, gap, soa-diff, freeze. */
#include "cli.h"

#include <string.h>

/* ------------------------------------------------------------------ Statement of Applicability and gaps */

/* The checks that came out so. */
static void print_checks(const isms_soa *soa, isms_soa_check_state state, const char *what)
{
    for (size_t c = 0; c < isms_soa_check_count(soa); c++)
        if (isms_soa_check_state_of(soa, c) == state) {
            printf("%s%s", what, isms_soa_check_rule(soa, c));
            what = ", ";
        }
}

/* Why it is complete, or what is missing: each check with what it rests on. */
static void print_proof(const isms_model *model, const isms_soa *soa, bool all)
{
    enum { SHOWN = 10 };
    char day[11];
    for (size_t c = 0; c < isms_soa_check_count(soa); c++) {
        size_t n = isms_soa_problem_count(soa, c);
        printf("%-14s %-14s %s %s\n", isms_soa_check_rule(soa, c), isms_soa_check_state_name(isms_soa_check_state_of(soa, c)),
               isms_soa_check_question(soa, c), isms_soa_check_message(soa, c));
        for (size_t i = 0; i < n && (all || i < SHOWN); i++) {
            fputs("    ", stdout);
            cli_print_location(model, isms_soa_problem_record(soa, c, i));
            puts(isms_soa_problem_text(soa, c, i));
        }
        if (n > SHOWN && !all)
            printf("    ... and %zu more; --all shows them\n", n - SHOWN);
    }
    for (size_t i = 0; i < isms_soa_stray_count(soa); i++)
        printf("names no control: %s\n", isms_soa_stray(soa, i));
    isms_date_format(isms_soa_approved_on(soa), day);
    printf("\nVersion %s, %s%s%s%s.\n", *isms_soa_version_text(soa) ? isms_soa_version_text(soa) : "not stated",
           isms_soa_approved_on(soa) ? "approved by " : "not approved",
           isms_soa_approved_on(soa) ? isms_soa_approved_by(soa) : "", isms_soa_approved_on(soa) ? " on " : "", day);
    printf("%s", isms_soa_is_complete(soa) ? "Complete" : "Not shown to be complete");
    print_checks(soa, ISMS_SOA_CHECK_FIRED, "; wrong: ");
    print_checks(soa, ISMS_SOA_CHECK_NOT_DETERMINED, "; not determined: ");
    printf(". It rests on %s\n", isms_soa_summary(soa));
}

static int soa_proof(const isms_model *model, const cli_options *options, isms_id version)
{
    isms_soa_options of_soa = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    of_soa.as_of = options->as_of;
    of_soa.version = version;
    isms_status status = isms_soa_build(model, &of_soa, &soa);
    if (status < 0)
        return cli_failed("soa", status);
    print_proof(model, soa, options->all);
    int exit_status = isms_soa_is_complete(soa) ? EXIT_FINE : EXIT_FINDINGS;
    isms_soa_free(soa);
    return exit_status;
}

int cmd_soa(const cli_options *options, int count, char **arguments)
{
    (void)count;
    cli_options to = *options;
    bool text = !options->output && (!options->format || strcmp(options->format, "text") == 0);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    to.about = options->record;
    isms_id version = isms_find(model, ISMS_SOA, to.about);
    int status = to.about && !version ? cli_no_record(model, ISMS_SOA, to.about) : EXIT_FINE;
    if (status == EXIT_FINE && !(text && options->check))
        status = cli_report(model, options->check ? "soa_checks" : "soa", &to, "text");
    if (status == EXIT_FINE && text && !options->check)
        putchar('\n');
    if (status == EXIT_FINE && text)
        status = soa_proof(model, options, version);
    isms_model_free(model);
    return status;
}

int cmd_gap(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = cli_report(model, "gap", options, "text");
    if (status == EXIT_FINE && !options->output && !options->format) {
        printf("\n");
        status = cli_report(model, "steps", options, "text");
    }
    isms_model_free(model);
    return status;
}

static int64_t read_bytes(void *user, char *out, size_t room)
{
    size_t n = fread(out, 1, room, user);
    return n == 0 && ferror((FILE *)user) ? -1 : (int64_t)n;
}

/* A frozen Statement of Applicability starts with its name; anything else is a document. */
static bool is_frozen(FILE *file)
{
    char start[4];
    bool frozen = fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, "soa\t", sizeof start) == 0;
    rewind(file);
    return frozen;
}

/* ISMS_ABSENT where the file is not a frozen one. */
static isms_status thaw(const char *path, isms_soa **soa)
{
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    isms_status status = file && is_frozen(file) ? isms_soa_frozen_read(read_bytes, file, NULL, soa) : ISMS_ABSENT;
    if (file)
        fclose(file);
    return status;
}

static int side_of(const char *path, const cli_options *options, isms_model **model, isms_soa **soa)
{
    isms_soa_options of_soa = ISMS_SOA_OPTIONS_INIT;
    isms_status status = thaw(path, soa);
    if (status < 0)
        return cli_failed(path, status);
    if (status == ISMS_OK)
        return EXIT_FINE;
    of_soa.as_of = options->as_of;
    *model = cli_load(path, options);
    if (!*model)
        return EXIT_WRONG;
    status = isms_soa_build(*model, &of_soa, soa);
    return status < 0 ? cli_failed(path, status) : EXIT_FINE;
}

static void print_side(const char *path, const isms_soa *soa)
{
    char day[11];
    isms_date_format(isms_soa_as_of(soa), day);
    printf("%s: version %s, state of %s%s\n", path, *isms_soa_version_text(soa) ? isms_soa_version_text(soa) : "none", day,
           isms_soa_is_frozen(soa) ? ", frozen" : "");
}

static int print_changes(char **paths, isms_soa *const *soas)
{
    isms_soa_diff *diff = NULL;
    isms_status status = isms_soa_compare(soas[0], soas[1], NULL, &diff);
    if (status < 0)
        return cli_failed("soa-diff", status);
    for (int i = 0; i < 2; i++)
        print_side(paths[i], soas[i]);
    size_t count = isms_soa_diff_count(diff);
    for (size_t i = 0; i < count; i++)
        printf("%s\n", isms_soa_diff_line(diff, i));
    printf("%zu of the rows changed\n", count);
    isms_soa_diff_free(diff);
    return count ? EXIT_FINDINGS : EXIT_FINE;
}

int cmd_soa_diff(const cli_options *options, int count, char **arguments)
{
    isms_model *models[2] = {NULL, NULL};
    isms_soa *soas[2] = {NULL, NULL};
    int status = EXIT_FINE;
    (void)count;
    for (int i = 0; i < 2 && status == EXIT_FINE; i++)
        status = side_of(arguments[i], options, &models[i], &soas[i]);
    if (status == EXIT_FINE)
        status = print_changes(arguments, soas);
    for (int i = 0; i < 2; i++) {
        isms_soa_free(soas[i]);
        isms_model_free(models[i]);
    }
    return status;
}

/* ------------------------------------------------------------------ freezing */

static int check_frozen(const isms_model *model, isms_id version)
{
    int32_t same = 0;
    isms_status status = isms_soa_frozen_holds(model, version, NULL, &same);
    if (status == ISMS_E_NOT_FOUND)
        return cli_wrong("the document has no version of the Statement of Applicability");
    if (status == ISMS_ABSENT)
        return cli_wrong("the version was never frozen: isms freeze FILE -o FROZEN");
    if (status < 0)
        return cli_failed("freeze", status);
    puts(
        same
            ? "The Statement of Applicability is as it was frozen."
            : "The Statement of Applicability is no longer as it was frozen; soa-diff with the frozen file says what changed.");
    return same ? EXIT_FINE : EXIT_FINDINGS;
}

static int write_frozen(const isms_soa *soa, const cli_options *options)
{
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = isms_soa_write_canonical(soa, cli_write, file);
    int exit_status = cli_close(file, options);
    return status < 0 ? cli_failed(options->output, status) : exit_status;
}

/* The document is written only where it has a version that can carry the note. */
static int note_frozen(const isms_soa *soa, isms_model *model, const cli_options *options, const char *path)
{
    char hash[65], day[11];
    isms_status status = isms_soa_hash(soa, hash);
    if (status == ISMS_OK && isms_soa_version(soa))
        status = isms_soa_frozen_note(soa, model);
    if (status < 0)
        return cli_failed("freeze", status);
    isms_date_format(isms_soa_as_of(soa), day);
    printf("%s: state of %s, sha256 %s\n", options->output, day, hash);
    if (isms_soa_version(soa))
        return cli_save(model, options, path, options->from);
    puts("The document has no version (soas) to note it in; keep the hash.");
    return EXIT_FINE;
}

int cmd_freeze(const cli_options *options, int count, char **arguments)
{
    isms_soa_options of_soa = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    (void)count;
    if (!options->output && !options->check)
        return cli_wrong("freeze needs a file for the frozen state: isms freeze %s -o soa.txt", arguments[0]);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    of_soa.as_of = options->as_of;
    of_soa.version = isms_find(model, ISMS_SOA, options->record);
    int status = options->record && !of_soa.version ? cli_no_record(model, ISMS_SOA, options->record) : EXIT_FINE;
    if (status == EXIT_FINE && options->check)
        status = check_frozen(model, of_soa.version);
    else if (status == EXIT_FINE && isms_soa_build(model, &of_soa, &soa) == ISMS_OK)
        status = write_frozen(soa, options);
    if (status == EXIT_FINE && soa)
        status = note_frozen(soa, model, options, arguments[0]);
    isms_soa_free(soa);
    isms_model_free(model);
    return status;
}
