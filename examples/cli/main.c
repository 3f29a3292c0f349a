/* isms: an ISMS from the command line. Arguments, calls, printing; every decision is the library's. */
#include "cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void print_overview(FILE *to)
{
    fputs("isms: a compiler for an information security management system (ISO/IEC 27001:2022)\n\n"
          "usage: isms COMMAND [ARGUMENTS] [OPTIONS]\n\n",
          to);
    for (const cli_command *c = cli_commands; c->name; c++)
        fprintf(to, "  %-13s %s\n", c->name, c->summary);
    fputs("\nBegin with:\n"
          "  isms new --title \"Acme ISMS\" -o acme.json       an empty ISMS with its method and 93 undecided controls\n"
          "  isms import registers/*.csv -o acme.json         or what you keep in spreadsheets today\n"
          "  isms check acme.json                             what is wrong with the data\n"
          "  isms audit acme.json --stage stage1              would it pass, and why not\n"
          "  isms risks acme.json --explain R-042             why a level is what it is\n",
          to);
    fputs("\nisms COMMAND --help says more, with an example; so does man isms. Exit status: 0 fine, 1 findings or errors in "
          "the data, 2 wrong use or unreadable.\n",
          to);
}

static const cli_command *find(const char *name)
{
    for (const cli_command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

int main(int argc, char **argv)
{
    cli_options options;
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a full disk, which is told; it would end the program */
    if (argc < 2) {
        print_overview(stderr);
        return EXIT_WRONG;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        const cli_command *about = argc > 2 ? find(argv[2]) : NULL;
        if (argc > 2 && !about)
            return cli_no_such(CLI_COMMANDS, argv[2]);
        if (about)
            cli_print_help(about);
        else
            print_overview(stdout);
        return EXIT_FINE;
    }
    const cli_command *command = find(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
    if (!command)
        return cli_no_such(CLI_COMMANDS, argv[1]);
    char **arguments = calloc((size_t)argc, sizeof *arguments);
    int count = arguments ? cli_parse(command, argc - 2, argv + 2, &options, arguments) : -1;
    int status = EXIT_WRONG;
    if (count >= 0 && options.help) {
        cli_print_help(command);
        status = EXIT_FINE;
    } else if (count >= 0 && (count < command->least || (command->most >= 0 && count > command->most))) {
        cli_wrong("usage: isms %s%s%s", command->name, *command->arguments ? " " : "", command->arguments);
    } else if (count >= 0) {
        status = command->run(&options, count, arguments);
        if ((fflush(stdout) != 0 || ferror(stdout)) && status != EXIT_WRONG)
            status = cli_wrong("writing to standard output failed");
    }
    free(arguments);
    return status;
}
