/* Options: one table for all commands, and help. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FIELD(member) offsetof(cli_options, member)

static const cli_option options_table[] = {
    {"format", "FORM", "form of the output", 'f', CLI_TEXT, FIELD(format), CLI_FORMS},
    {"output", "FILE", "write there instead of standard output", 'o', CLI_TEXT, FIELD(output), CLI_FILES},
    {"as-of", "DATE", "the date that the answer holds for, YYYY-MM-DD; default today", 0, CLI_DAY, FIELD(as_of), CLI_NOTHING},
    {"stage", "STAGE", "audit to look ahead to", 0, CLI_TEXT, FIELD(stage), CLI_STAGES},
    {"profile", "NAME", "profile by name", 0, CLI_TEXT, FIELD(profile), CLI_IMPORT_PROFILES},
    {"scale", "NAME", "risk scale of registers that state none", 0, CLI_TEXT, FIELD(scale), CLI_SCALES},
    {"system", "NAME", "name of the system that the data come from", 0, CLI_TEXT, FIELD(system), CLI_NOTHING},
    {"title", "TEXT", "title of the document", 0, CLI_TEXT, FIELD(title), CLI_NOTHING},
    {"explain", "ID", "explain this record", 0, CLI_TEXT, FIELD(explain), CLI_NOTHING},
    {"method", "ID", "risk method to use", 0, CLI_TEXT, FIELD(method), CLI_NOTHING},
    {"against", "ID", "risk method or preset matrix to compare with, or several", 0, CLI_TEXT, FIELD(against), CLI_PRESETS},
    {"from", "FORMAT", "format of the input", 0, CLI_TEXT, FIELD(from), CLI_FORMATS},
    {"to", "FORMAT", "format of the output", 0, CLI_TEXT, FIELD(to), CLI_FORMATS},
    {"framework", "ID", "framework, such as gdpr", 0, CLI_TEXT, FIELD(framework), CLI_FRAMEWORKS},
    {"through", "ID", "add chains through this framework, * for any", 0, CLI_TEXT, FIELD(through), CLI_FRAMEWORKS},
    {"set", "ID", "only this mapping set; catalogue: only the built-in pairs", 0, CLI_TEXT, FIELD(set), CLI_NOTHING},
    {"confidence", "GRADE", "least confidence that counts: low, medium, high", 0, CLI_TEXT, FIELD(confidence), CLI_CONFIDENCES},
    {"by", "ATTRIBUTE", "attribute to group by", 0, CLI_TEXT, FIELD(by), CLI_ATTRIBUTES},
    {"soa", "ID", "version of the Statement of Applicability", 0, CLI_TEXT, FIELD(record), CLI_NOTHING},
    {"extension", "FILE", "attributes of one's own, described in JSON", 0, CLI_TEXT, FIELD(extension), CLI_FILES},
    {"limits", "LIST", "of reading: depth=N,text=N,values=N,record=N,records=N,bytes=N; a service may want less", 0, CLI_TEXT,
     FIELD(limits), CLI_NOTHING},
    {"add", "FILE", "add an entry for what differs in this document", 0, CLI_TEXT, FIELD(add), CLI_FILES},
    {"who", "NAME", "whose change it is", 0, CLI_TEXT, FIELD(who), CLI_NOTHING},
    {"when", "TIME", "when it happened, a date or date-time; default today", 0, CLI_TEXT, FIELD(when), CLI_NOTHING},
    {"reason", "TEXT", "why", 0, CLI_TEXT, FIELD(reason), CLI_NOTHING},
    {"at", "TIME", "write the document as it was at this date or date-time", 0, CLI_TEXT, FIELD(at), CLI_NOTHING},
    {"entry", "N", "write the document as it was after entry N", 0, CLI_COUNT, FIELD(entry), CLI_NOTHING},
    {"head", "HASH", "ask for the entry with this hash, kept elsewhere", 0, CLI_TEXT, FIELD(head), CLI_NOTHING},
    {"document", "FILE", "compare the end of the journal with this document", 0, CLI_TEXT, FIELD(document), CLI_FILES},
    {"fails", "ID", "the control that fails, or several: C-12,C-14", 0, CLI_TEXT, FIELD(fails), CLI_NOTHING},
    {"late", "ID", "the planned control that comes late, or several", 0, CLI_TEXT, FIELD(late), CLI_NOTHING},
    {"days", "N", "days that it is late", 0, CLI_NUMBER, FIELD(days), CLI_NOTHING},
    {"until", "DATE", "the day on which it comes", 0, CLI_DAY, FIELD(until), CLI_NOTHING},
    {"added", "ID", "the control that is put in place, or several", 0, CLI_TEXT, FIELD(added), CLI_NOTHING},
    {"risk", "ID", "look at this risk only", 0, CLI_TEXT, FIELD(risk), CLI_NOTHING},
    {"trials", "N", "number of simulated years", 0, CLI_NUMBER, FIELD(trials), CLI_NOTHING},
    {"seed", "TEXT", "seed of the simulation", 0, CLI_TEXT, FIELD(seed), CLI_NOTHING},
    {"engine", "NAME", "exact, simulation (default) or auto", 0, CLI_TEXT, FIELD(engine), CLI_NOTHING},
    {"tornado", NULL, "which uncertain input moves the mean most", 0, CLI_FLAG, FIELD(tornado), CLI_NOTHING},
    {"budget", "AMOUNT", "budget for treatments", 0, CLI_TEXT, FIELD(budget), CLI_NOTHING},
    {"top", "N", "only the first N rows", 0, CLI_NUMBER, FIELD(top), CLI_NOTHING},
    {"canonical", NULL, "the form for hashing", 0, CLI_FLAG, FIELD(canonical), CLI_NOTHING},
    {"strict", NULL, "refuse members that the schema does not know", 0, CLI_FLAG, FIELD(strict), CLI_NOTHING},
    {"all", NULL, "show what is suppressed or left out too", 0, CLI_FLAG, FIELD(all), CLI_NOTHING},
    {"why", NULL, "add the reasons of each grade", 0, CLI_FLAG, FIELD(why), CLI_NOTHING},
    {"mean", NULL, "add the mean of ordinal steps, which supposes that they are equally far apart", 0, CLI_FLAG, FIELD(mean),
     CLI_NOTHING},
    {"check", NULL, "only the checks: is it complete, or as it was frozen", 0, CLI_FLAG, FIELD(check), CLI_NOTHING},
    {"rules", "LIST", "severities of rules: RULE=off,RULE=note", 0, CLI_TEXT, FIELD(rules), CLI_NOTHING},
    {"name", "NAME", "what messages call the document", 0, CLI_TEXT, FIELD(name), CLI_FILES},
    {"only", "LIST", "only these and what they refer to: risk/R-001,audits", 0, CLI_TEXT, FIELD(only), CLI_TYPES},
    {"quiet", NULL, "say errors only", 'q', CLI_FLAG, FIELD(quiet), CLI_NOTHING},
    {"help", NULL, "this help", 'h', CLI_FLAG, FIELD(help), CLI_NOTHING}};

enum { OPTIONS = sizeof options_table / sizeof options_table[0] };

const cli_option *cli_option_next(const cli_option *previous)
{
    const cli_option *next = previous ? previous + 1 : options_table;
    return next < options_table + OPTIONS ? next : NULL;
}

/* --profile of audit is another thing than that of import. */
cli_word_kind cli_values_of(const cli_command *command, const cli_option *option)
{
    bool audit = strcmp(command->name, "audit") == 0 && strcmp(option->name, "profile") == 0;
    return audit ? CLI_AUDIT_PROFILES : option->values;
}

bool cli_takes(const cli_command *command, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = command->takes; (p = strstr(p, name)) != NULL; p += n)
        if ((p == command->takes || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return strcmp(name, "help") == 0;
}

void cli_print_help(const cli_command *command)
{
    printf("isms %s%s%s\n    %s\n", command->name, *command->arguments ? " " : "", command->arguments, command->summary);
    if (*command->help)
        printf("\n%s", command->help);
    printf("\nOptions:\n");
    for (size_t i = 0; i < OPTIONS; i++) {
        const cli_option *o = &options_table[i];
        char left[40];
        if (!cli_takes(command, o->name))
            continue;
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                 o->letter ? ", " : "  ", o->name, o->value ? " " : "", o->value ? o->value : "");
        printf("  %-24s %s\n", left, o->help);
    }
}

static isms_day today(void)
{
    time_t now = time(NULL);
    struct tm local;
    return localtime_r(&now, &local) ? isms_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday) : 0;
}

static bool set(const cli_option *o, const char *value, cli_options *out)
{
    char *at = (char *)out + o->offset, *end;
    if (o->kind == CLI_TEXT) {
        memcpy(at, &value, sizeof value);
        return true;
    }
    if (o->kind == CLI_DAY) {
        isms_day day = isms_date_parse(value);
        memcpy(at, &day, sizeof day);
        return day != 0;
    }
    int64_t number = strtoll(value, &end, 10);
    memcpy(at, &number, sizeof number);
    return *value && !*end && number >= (o->kind == CLI_COUNT);
}

static const cli_option *find(const cli_command *command, const char *word, size_t size)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        const cli_option *o = &options_table[i];
        bool is = word[1] == '-' ? strlen(o->name) == size - 2 && strncmp(o->name, word + 2, size - 2) == 0
                                 : size == 2 && o->letter && o->letter == word[1];
        if (is && cli_takes(command, o->name))
            return o;
    }
    return NULL;
}

static int unknown(const cli_command *command, const char *word)
{
    const char *names[OPTIONS + 1];
    size_t n = 0;
    for (size_t i = 0; i < OPTIONS; i++)
        if (cli_takes(command, options_table[i].name))
            names[n++] = options_table[i].name;
    names[n] = NULL;
    const char *near = word[1] == '-' ? cli_nearest(word + 2, names) : NULL;
    if (near)
        cli_wrong("isms %s has no option %s; did you mean --%s?", command->name, word, near);
    else
        cli_wrong("isms %s has no option %s; isms %s --help lists them", command->name, word, command->name);
    return -1;
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options, char **arguments)
{
    int count = 0;
    bool only_arguments = false;
    memset(options, 0, sizeof *options);
    for (int i = 0; i < argc; i++) {
        char *word = argv[i];
        if (only_arguments || word[0] != '-' || !word[1]) {
            arguments[count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        char *equals = word[1] == '-' ? strchr(word, '=') : NULL;
        const cli_option *o = find(command, word, equals ? (size_t)(equals - word) : strlen(word));
        if (!o)
            return unknown(command, word);
        if (o->kind == CLI_FLAG) {
            bool yes = true;
            memcpy((char *)options + o->offset, &yes, sizeof yes);
            continue;
        }
        const char *value = equals ? equals + 1 : i + 1 < argc ? argv[++i] : NULL;
        if (!value || !set(o, value, options)) {
            cli_wrong("--%s needs %s: %s", o->name,
                      o->kind == CLI_DAY      ? "a date such as 2026-06-30"
                      : o->kind == CLI_NUMBER ? "a number, not below 0"
                      : o->kind == CLI_COUNT  ? "a number from 1"
                                              : "a value",
                      value ? value : "nothing given");
            return -1;
        }
    }
    options->as_of_given = options->as_of != 0;
    if (!options->as_of)
        options->as_of = today();
    return count;
}
