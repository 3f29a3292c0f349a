/* Completion scripts for shells, written from the table of commands and options: what is completed cannot drift from it. */
#include "cli.h"

#include <ctype.h>
#include <string.h>

static void print_words(FILE *to, cli_word_kind kind)
{
    cli_words words;
    cli_words_of(kind, &words);
    for (size_t i = 0; i < words.count; i++)
        fprintf(to, "%s%s", i ? " " : "", words.word[i]);
}

static void print_options(FILE *to, const cli_command *command)
{
    const char *blank = "";
    for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o))
        if (cli_takes(command, o->name)) {
            fprintf(to, "%s--%s", blank, o->name);
            blank = " ";
        }
}

/* ------------------------------------------------------------------ bash */

static void bash(FILE *to)
{
    fputs("# bash completion for isms, written by `isms completion bash`.\n"
          "_isms() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]-} words=\n"
          "    COMPREPLY=()\n"
          "    if ((COMP_CWORD == 1)); then\n"
          "        COMPREPLY=($(compgen -W \"",
          to);
    print_words(to, CLI_COMMANDS);
    fputs(" --help --version\" -- \"$word\"))\n        return\n    fi\n    case $command$before in\n", to);
    for (const cli_command *c = cli_commands; c->name; c++)
        for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o))
            if (o->value && cli_takes(c, o->name) && cli_values_of(c, o) > CLI_FILES) {
                fprintf(to, "    %s--%s) words=\"", c->name, o->name);
                print_words(to, cli_values_of(c, o));
                fputs("\" ;;\n", to);
            }
    fputs("    esac\n    if [[ -z $words && $word == -* ]]; then\n        case $command in\n", to);
    for (const cli_command *c = cli_commands; c->name; c++) {
        fprintf(to, "        %s) words=\"", c->name);
        print_options(to, c);
        fputs("\" ;;\n", to);
    }
    fputs("        esac\n    elif [[ -z $words && $before != -* ]]; then\n        case $command in\n", to);
    for (const cli_command *c = cli_commands; c->name; c++)
        if (c->words > CLI_FILES) {
            fprintf(to, "        %s) words=\"", c->name);
            print_words(to, c->words);
            fputs("\" ;;\n", to);
        }
    fputs("        esac\n    fi\n"
          "    if [[ -n $words ]]; then\n        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
          "    else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n    fi\n"
          "}\ncomplete -o filenames -F _isms isms\n",
          to);
}

/* ------------------------------------------------------------------ zsh and fish */

/* A text within single quotes; what has a meaning of its own there is left out. */
static void print_quoted(FILE *to, const char *text, const char *without)
{
    for (; *text; text++)
        if (!strchr(without, *text))
            fputc(*text, to);
}

static void zsh(FILE *to)
{
    fputs("#compdef isms\n# zsh completion for isms, written by `isms completion zsh`.\n"
          "if ((CURRENT == 2)); then\n    local -a commands=(\n",
          to);
    for (const cli_command *c = cli_commands; c->name; c++) {
        fprintf(to, "        '%s:", c->name);
        print_quoted(to, c->summary, "':");
        fputs("'\n", to);
    }
    fputs("    )\n    _describe command commands\n    return\nfi\ncase $words[2] in\n", to);
    for (const cli_command *c = cli_commands; c->name; c++) {
        fprintf(to, "%s) _arguments", c->name);
        for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o)) {
            if (!cli_takes(c, o->name))
                continue;
            fprintf(to, " '--%s[", o->name);
            print_quoted(to, o->help, "'[]:");
            fputs(o->value ? "]:" : "]", to);
            if (o->value && cli_values_of(c, o) > CLI_FILES) {
                fprintf(to, "%s:(", o->name);
                print_words(to, cli_values_of(c, o));
                fputs(")", to);
            } else if (o->value) {
                fprintf(to, "%s:%s", o->name, cli_values_of(c, o) == CLI_FILES ? "_files" : "");
            }
            fputs("'", to);
        }
        if (c->words > CLI_FILES) {
            fputs(" '*:argument:(", to);
            print_words(to, c->words);
            fputs(")'", to);
        } else {
            fputs(" '*:file:_files'", to);
        }
        fputs(" ;;\n", to);
    }
    fputs("esac\n", to);
}

static void fish(FILE *to)
{
    fputs("# fish completion for isms, written by `isms completion fish`.\n", to);
    for (const cli_command *c = cli_commands; c->name; c++) {
        fprintf(to, "complete -c isms -n __fish_use_subcommand -f -a %s -d '", c->name);
        print_quoted(to, c->summary, "'");
        fputs("'\n", to);
        if (c->words > CLI_FILES) {
            fprintf(to, "complete -c isms -n '__fish_seen_subcommand_from %s' -f -a '", c->name);
            print_words(to, c->words);
            fputs("'\n", to);
        }
        for (const cli_option *o = cli_option_next(NULL); o; o = cli_option_next(o)) {
            if (!cli_takes(c, o->name))
                continue;
            fprintf(to, "complete -c isms -n '__fish_seen_subcommand_from %s' -l %s", c->name, o->name);
            if (o->letter)
                fprintf(to, " -s %c", o->letter);
            if (o->value)
                fputs(cli_values_of(c, o) == CLI_FILES ? " -r" : " -x", to);
            if (o->value && cli_values_of(c, o) > CLI_FILES) {
                fputs(" -a '", to);
                print_words(to, cli_values_of(c, o));
                fputs("'", to);
            }
            fputs(" -d '", to);
            print_quoted(to, o->help, "'");
            fputs("'\n", to);
        }
    }
}

int cmd_completion(const cli_options *options, int count, char **arguments)
{
    static const struct {
        const char *shell;
        void (*write)(FILE *to);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    (void)count;
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        if (strcmp(shells[i].shell, arguments[0]) == 0) {
            FILE *file = cli_open(options);
            if (!file)
                return EXIT_WRONG;
            shells[i].write(file);
            return cli_close(file, options);
        }
    return cli_no_such(CLI_SHELLS, arguments[0]);
}
