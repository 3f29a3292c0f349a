/* Options: one table for all commands, help, and the word that was probably meant. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum kind { TEXT, NUMBER, DAY, FLAG } kind;

typedef struct option {
    const char *name, *value, *help;
    char letter;
    kind kind;
    size_t offset;
} option;

#define FIELD(member) offsetof(cli_options, member)

static const option options_table[] = {
    {"format", "FORM", "form of the output", 'f', TEXT, FIELD(format)},
    {"output", "FILE", "write there instead of standard output", 'o', TEXT, FIELD(output)},
    {"as-of", "DATE", "the date that the answer holds for, YYYY-MM-DD; default today", 0, DAY, FIELD(as_of)},
    {"stage", "STAGE", "audit to look ahead to", 0, TEXT, FIELD(stage)},
    {"profile", "NAME", "profile by name", 0, TEXT, FIELD(profile)},
    {"scale", "NAME", "risk scale of registers that state none", 0, TEXT, FIELD(scale)},
    {"system", "NAME", "name of the system that the data come from", 0, TEXT, FIELD(system)},
    {"title", "TEXT", "title of the document", 0, TEXT, FIELD(title)},
    {"explain", "ID", "explain this record", 0, TEXT, FIELD(explain)},
    {"method", "ID", "risk method to use", 0, TEXT, FIELD(method)},
    {"against", "ID", "risk method or preset matrix to compare with", 0, TEXT, FIELD(against)},
    {"from", "FORMAT", "format of the input", 0, TEXT, FIELD(from)},
    {"to", "FORMAT", "format of the output", 0, TEXT, FIELD(to)},
    {"framework", "ID", "framework, such as gdpr", 0, TEXT, FIELD(framework)},
    {"fails", "ID", "the control that fails, or several: C-12,C-14", 0, TEXT, FIELD(fails)},
    {"late", "ID", "the planned control that comes late, or several", 0, TEXT, FIELD(late)},
    {"days", "N", "days that it is late", 0, NUMBER, FIELD(days)},
    {"until", "DATE", "the day on which it comes", 0, DAY, FIELD(until)},
    {"added", "ID", "the control that is put in place, or several", 0, TEXT, FIELD(added)},
    {"risk", "ID", "look at this risk only", 0, TEXT, FIELD(risk)},
    {"trials", "N", "number of simulated years", 0, NUMBER, FIELD(trials)},
    {"seed", "TEXT", "seed of the simulation", 0, TEXT, FIELD(seed)},
    {"budget", "AMOUNT", "budget for treatments", 0, TEXT, FIELD(budget)},
    {"top", "N", "only the first N rows", 0, NUMBER, FIELD(top)},
    {"canonical", NULL, "the form for hashing", 0, FLAG, FIELD(canonical)},
    {"strict", NULL, "refuse members that the schema does not know", 0, FLAG, FIELD(strict)},
    {"all", NULL, "show what is suppressed too", 0, FLAG, FIELD(all)},
    {"why", NULL, "add the reasons of each grade", 0, FLAG, FIELD(why)},
    {"rules", "LIST", "severities of rules: RULE=off,RULE=note", 0, TEXT, FIELD(rules)},
    {"quiet", NULL, "say errors only", 'q', FLAG, FIELD(quiet)},
    {"help", NULL, "this help", 'h', FLAG, FIELD(help)}};

enum { OPTIONS = sizeof options_table / sizeof options_table[0] };

static bool takes(const cli_command *command, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = command->takes; (p = strstr(p, name)) != NULL; p += n)
        if ((p == command->takes || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return strcmp(name, "help") == 0;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

/* Levenshtein distance of two short words. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64], n = strlen(b);
    if (n >= 63 || strlen(a) >= 63)
        return 99;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t old = row[j];
            row[j] = smallest(row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
            corner = old;
        }
    }
    return row[n];
}

const char *cli_nearest(const char *word, const char *const *words)
{
    const char *best = NULL;
    size_t least = strlen(word) / 2 + 1;
    for (; *words; words++) {
        size_t d = distance(word, *words);
        if (d < least) {
            least = d;
            best = *words;
        }
    }
    return best;
}

void cli_print_help(const cli_command *command)
{
    printf("isms %s%s%s\n    %s\n", command->name, *command->arguments ? " " : "", command->arguments, command->summary);
    if (*command->help)
        printf("\n%s", command->help);
    printf("\nOptions:\n");
    for (size_t i = 0; i < OPTIONS; i++) {
        const option *o = &options_table[i];
        char left[40];
        if (!takes(command, o->name))
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

static bool set(const option *o, const char *value, cli_options *out)
{
    char *at = (char *)out + o->offset, *end;
    if (o->kind == TEXT) {
        memcpy(at, &value, sizeof value);
        return true;
    }
    if (o->kind == DAY) {
        isms_day day = isms_date_parse(value);
        memcpy(at, &day, sizeof day);
        return day != 0;
    }
    int64_t number = strtoll(value, &end, 10);
    memcpy(at, &number, sizeof number);
    return *value && !*end && number >= 0;
}

static const option *find(const cli_command *command, const char *word, size_t size)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        const option *o = &options_table[i];
        bool is = word[1] == '-' ? strlen(o->name) == size - 2 && strncmp(o->name, word + 2, size - 2) == 0
                                 : size == 2 && o->letter && o->letter == word[1];
        if (is && takes(command, o->name))
            return o;
    }
    return NULL;
}

static int unknown(const cli_command *command, const char *word)
{
    const char *names[OPTIONS + 1];
    size_t n = 0;
    for (size_t i = 0; i < OPTIONS; i++)
        if (takes(command, options_table[i].name))
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
        const option *o = find(command, word, equals ? (size_t)(equals - word) : strlen(word));
        if (!o)
            return unknown(command, word);
        if (o->kind == FLAG) {
            bool yes = true;
            memcpy((char *)options + o->offset, &yes, sizeof yes);
            continue;
        }
        const char *value = equals ? equals + 1 : i + 1 < argc ? argv[++i] : NULL;
        if (!value || !set(o, value, options)) {
            cli_wrong("--%s needs %s: %s", o->name,
                      o->kind == DAY      ? "a date such as 2026-06-30"
                      : o->kind == NUMBER ? "a number, not below 0"
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
