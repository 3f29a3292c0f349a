/* The manual page isms(1), written from the table of commands and options. */
#include "cli.h"

#include <string.h>

#define MANUAL_DATE "2026-11-22" /* of this version; a build on another day writes the same bytes */

/* Text as troff wants it: hyphens that can be copied, no line that begins with a request. */
static void print_text(FILE *to, const char *text)
{
    bool fresh = true;
    for (; *text; text++) {
        if (fresh && (*text == '.' || *text == '\''))
            fputs("\\&", to);
        fresh = *text == '\n';
        if (*text == '\\')
            fputs("\\e", to);
        else if (*text == '-')
            fputs("\\-", to);
        else
            fputc(*text, to);
    }
}

/* Help of a command: paragraphs, then what begins with `Example`, shown as written. */
static void print_help(FILE *to, const char *help)
{
    const char *example = strstr(help, "\nExample");
    size_t size = example ? (size_t)(example - help) : strlen(help);
    char text[2048];
    if (size >= sizeof text)
        size = sizeof text - 1;
    memcpy(text, help, size);
    text[size] = '\0';
    for (char *line = text; *line;) {
        size_t n = strcspn(line, "\n");
        bool last = !line[n];
        line[n] = '\0';
        if (*line) {
            print_text(to, line);
            fputc('\n', to);
        } else if (!last && line[1]) {
            fputs(".PP\n", to);
        }
        line += n + !last;
    }
    if (!example)
        return;
    fputs(".PP\n.nf\n", to);
    print_text(to, example + 1);
    fputs(".fi\n", to);
}

static void print_option(FILE *to, const cli_option *o)
{
    fputs(".TP\n", to);
    if (o->letter)
        fprintf(to, "\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", to);
    print_text(to, o->name);
    fputs("\\fR", to);
    if (o->value)
        fprintf(to, " \\fI%s\\fR", o->value);
    fputc('\n', to);
    print_text(to, o->help);
    fputc('\n', to);
}

static void print_command(FILE *to, const cli_command *c)
{
    fputs(".SS \"isms ", to);
    print_text(to, c->name);
    fprintf(to, "%s%s\"\n", *c->arguments ? " " : "", c->arguments);
    print_text(to, c->summary);
    fputs(".\n", to);
    if (*c->takes) {
        const char *blank = "Options: ";
        for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o))
            if (cli_takes(c, o->name) && strcmp(o->name, "help") != 0) {
                fprintf(to, "%s\\fB\\-\\-", blank);
                print_text(to, o->name);
                fputs("\\fR", to);
                blank = ", ";
            }
        fputs(".\n", to);
    }
    if (*c->help) {
        fputs(".PP\n", to);
        print_help(to, c->help);
    }
}

int cmd_manual(const cli_options *options, int count, char **arguments)
{
    (void)count;
    (void)arguments;
    FILE *to = cli_open(options);
    if (!to)
        return EXIT_WRONG;
    fprintf(to, ".TH ISMS 1 " MANUAL_DATE " \"libisms %s\" \"User Commands\"\n", isms_version_text());
    fputs(
        ".SH NAME\nisms \\- a compiler for an information security management system\n"
        ".SH SYNOPSIS\n.B isms\n.I COMMAND\n[\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n"
        ".SH DESCRIPTION\n"
        "Reads an information security management system after ISO/IEC 27001:2022 from a document (JSON, NDJSON or XML) or\n"
        "from CSV registers, computes risks, the Statement of Applicability and a pre\\-audit, and says why for every number\n"
        "and every verdict. It writes nothing but what it is asked for, and opens no connection.\n"
        ".SH COMMANDS\n",
        to);
    for (const cli_command *c = cli_commands; c->name; c++)
        print_command(to, c);
    fputs(".SH OPTIONS\nEach command takes the options that it names.\n", to);
    for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o))
        print_option(to, o);
    fputs(".SH EXIT STATUS\n.TP\n0\nfine\n.TP\n1\nthe data have findings or errors\n.TP\n2\nwrong use, or a file that cannot "
          "be read or was refused\n"
          ".SH ENVIRONMENT\n.TP\nNO_COLOR\nno colours, also on a terminal\n",
          to);
    return cli_close(to, options);
}
