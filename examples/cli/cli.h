/* What every command of the isms program shares: options, loading, printing, exit status. */
#ifndef ISMS_CLI_H
#define ISMS_CLI_H

#include <isms.h>

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_WRONG = 2 };

/* The options that any command can name; each command says which ones it takes. */
typedef struct cli_options {
    const char *format, *output, *stage, *profile, *scale, *system, *title, *explain, *framework, *from, *to, *record, *against,
        *fails, *engine, *method, *seed, *budget, *rules, *name, *only;
    const char *about, *by, *through, *set, *confidence; /* of the commands on controls; about has no option of its own */
    const char *extension;                               /* file that describes attributes of one's own */
    const char *limits;                                  /* of what is read: depth=128,text=4194304 */
    const char *add, *who, *when, *reason, *at, *head, *document; /* of journal, with entry */
    int64_t entry;
    const char *late, *added, *risk; /* of what-if, with fails, until and days */
    isms_day until;
    int64_t days;
    isms_day as_of; /* today where it is not given */
    int64_t top, trials;
    bool as_of_given, help, all, why, tornado, canonical, strict, quiet, mean, check;
} cli_options;

/* Kinds of words that an argument or the value of an option can be. */
typedef enum cli_word_kind {
    CLI_NOTHING,
    CLI_FILES,
    CLI_COMMANDS,
    CLI_RULES,
    CLI_CATALOGUES,
    CLI_FRAMEWORKS,
    CLI_TYPES,
    CLI_STAGES,
    CLI_IMPORT_PROFILES,
    CLI_SCALES,
    CLI_PRESETS,
    CLI_PRESET_METHODS,
    CLI_FORMATS,
    CLI_FORMS,
    CLI_SHELLS,
    CLI_PAGES,
    CLI_AUDIT_PROFILES,
    CLI_ATTRIBUTES,
    CLI_CONFIDENCES
} cli_word_kind;

typedef struct cli_command {
    const char *name, *arguments, *summary;
    const char *takes; /* names of the options it takes, blank-separated */
    const char *help;  /* more about it, and examples */
    int (*run)(const cli_options *options, int count, char **arguments);
    int least, most;     /* number of arguments; most -1: any */
    cli_word_kind words; /* what the arguments are; zero: files */
} cli_command;

typedef enum cli_option_kind { CLI_TEXT, CLI_NUMBER, CLI_COUNT, CLI_DAY, CLI_FLAG } cli_option_kind;

typedef struct cli_option {
    const char *name, *value, *help; /* value NULL: a flag */
    char letter;                     /* or zero */
    cli_option_kind kind;
    size_t offset; /* in cli_options */
    cli_word_kind values;
} cli_option;

extern const cli_command cli_commands[]; /* name NULL ends */

/* Parses argv behind the command's name; returns the number of arguments that are left in `arguments`, or -1 after a message.
 */
int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options, char **arguments);
void cli_print_help(const cli_command *command);

/* Loads a document, or says on standard error what is wrong and returns NULL. `-` is standard input. */
isms_model *cli_load(const char *path, const cli_options *options);

/* The extension of --extension, NULL where none is asked for; false after a message. The caller frees it. */
bool cli_extension(const cli_options *options, isms_extension **out);

/* The limits of --limits; false after a message. */
bool cli_limits(const cli_options *options, isms_read_options *read);

isms_model *cli_load_as(const char *path, const char *name, const cli_options *options); /* name: in messages; NULL: the path */

/* The members of a document that the schema does not know, as diagnostics; NULL where it cannot be read a second time. */
isms_diagnostics *cli_unknown_members(const char *path, const cli_options *options);

/* Says on standard error that a call failed, with its status; returns EXIT_WRONG. */
int cli_failed(const char *what, isms_status status);
int cli_wrong(const char *format, ...); /* the same for a message of our own */

void cli_print_diagnostics(const isms_diagnostics *problems, FILE *to);

/* Writes a document to a path, or to standard output for NULL and `-`; format NULL goes by the path. Returns the exit status.
 */
int cli_save(const isms_model *model, const cli_options *options, const char *path, const char *format);

/* Has the file an ending that a format goes by? False after a message, before the work is done. NULL and `-` are fine. */
bool cli_can_save(const char *path);

/* An isms_progress that shows percents on standard error; user is an unsigned that begins with 0. */
int32_t cli_progress(void *user, uint64_t done, uint64_t total);

/* An isms_write to a FILE given as user. */
int32_t cli_write(void *user, const char *bytes, size_t size);

/* The file of -o, or standard output; NULL after a message. Close it with cli_close, which says where writing failed. */
FILE *cli_open(const cli_options *options);
int cli_close(FILE *file, const cli_options *options);

/* A report section in the form of --format (default `text`) to -o or standard output. */
int cli_report(const isms_model *model, const char *section, const cli_options *options, const char *default_format);

/* The same of the document at a path. */
int cli_section(const char *section, const cli_options *options, const char *path);

/* An amount as people read it: 1234567.8 as 1,234,568, NaN as nothing. Returns out. */
enum { CLI_AMOUNT = 24 };
const char *cli_amount(double value, char *out);

/* Takes --seed and --trials, which are rounded up to a power of two; false after a message. */
bool cli_trials(const cli_options *options, isms_simulation_options *how);

/* "acme.json:12:5: " where the record's place in its document is known. */
void cli_print_location(const isms_model *model, isms_id record);

bool cli_colour(FILE *file);

const cli_option *cli_option_next(const cli_option *previous); /* NULL starts, NULL ends */
bool cli_takes(const cli_command *command, const char *option);
cli_word_kind cli_values_of(const cli_command *command, const cli_option *option);

/* Words of a kind; they live as long as the program. */
enum { CLI_WORDS_MOST = 4096 };
typedef struct cli_words {
    const char *word[CLI_WORDS_MOST + 1]; /* NULL ends */
    size_t count;
} cli_words;
void cli_words_of(cli_word_kind kind, cli_words *out);
bool cli_is_word(cli_word_kind kind, const char *word);
const char *cli_nearest(const char *word, const char *const *words); /* the likeliest of a list, or NULL */

/* "there is no rule ISMS-SOA-6; did you mean ISMS-SOA-06?" Both return EXIT_WRONG. */
int cli_no_such(cli_word_kind kind, const char *word);
int cli_not_among(const char *what, const char *word, const char *const *there); /* the same for a few words; NULL ends */
int cli_no_record(const isms_model *model, isms_type type, const char *key);

int cmd_new(const cli_options *, int, char **);
int cmd_check(const cli_options *, int, char **);
int cmd_import(const cli_options *, int, char **);
int cmd_convert(const cli_options *, int, char **);
int cmd_fmt(const cli_options *, int, char **);
int cmd_diff(const cli_options *, int, char **);
int cmd_merge(const cli_options *, int, char **);
int cmd_catalogue(const cli_options *, int, char **);
int cmd_risks(const cli_options *, int, char **);
int cmd_quantify(const cli_options *, int, char **);
int cmd_treatments(const cli_options *, int, char **);
int cmd_method(const cli_options *, int, char **);
int cmd_lint_matrix(const cli_options *, int, char **);
int cmd_compare(const cli_options *, int, char **);
int cmd_assets(const cli_options *, int, char **);
int cmd_what_if(const cli_options *, int, char **);
int cmd_soa(const cli_options *, int, char **);
int cmd_gap(const cli_options *, int, char **);
int cmd_controls(const cli_options *, int, char **);
int cmd_suggest(const cli_options *, int, char **);
int cmd_freeze(const cli_options *, int, char **);
int cmd_maturity(const cli_options *, int, char **);
int cmd_effectiveness(const cli_options *, int, char **);
int cmd_coverage(const cli_options *, int, char **);
int cmd_evidence(const cli_options *, int, char **);
int cmd_requests(const cli_options *, int, char **);
int cmd_transition(const cli_options *, int, char **);
int cmd_journal(const cli_options *, int, char **);
int cmd_soa_diff(const cli_options *, int, char **);
int cmd_review(const cli_options *options, int count, char **arguments);
int cmd_actions(const cli_options *options, int count, char **arguments);
int cmd_calendar(const cli_options *options, int count, char **arguments);
int cmd_plan(const cli_options *options, int count, char **arguments);
int cmd_audit(const cli_options *, int, char **);
int cmd_review(const cli_options *, int, char **);
int cmd_calendar(const cli_options *, int, char **);
int cmd_plan(const cli_options *, int, char **);
int cmd_rules(const cli_options *, int, char **);
int cmd_report(const cli_options *, int, char **);
int cmd_schema(const cli_options *, int, char **);
int cmd_reference(const cli_options *, int, char **);
int cmd_completion(const cli_options *, int, char **);
int cmd_manual(const cli_options *, int, char **);
int cmd_version(const cli_options *, int, char **);

#endif
