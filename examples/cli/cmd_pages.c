/* The command reference: pages of the documentation that the library writes itself, as Markdown. */
#include "cli.h"

#include <string.h>

/* Text of a cell: what Markdown and Doxygen would take for their own is escaped, but not within backticks. */
static void print_cell(FILE *to, const char *text)
{
    bool code = false;
    for (; text && *text; text++) {
        code ^= *text == '`';
        if (*text == '\n')
            fputs("; ", to);
        else if (*text == '|')
            fputs("\\|", to);
        else if (code || !strchr("<>*_#@\\~", *text))
            fputc(*text, to);
        else
            fprintf(to, *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : "\\%c", *text);
    }
}

/* A row of texts; the first one, a name, as code. */
static void print_row(FILE *to, size_t count, const char *const *cells)
{
    fprintf(to, "| `%s` |", cells[0]);
    for (size_t i = 1; i < count; i++) {
        fputs(" ", to);
        print_cell(to, cells[i]);
        fputs(" |", to);
    }
    fputs("\n", to);
}

/* ------------------------------------------------------------------ rules */

static void print_readiness(FILE *to, const char *kind)
{
    static const char *const severities[] = {"", "error", "warning", "note"};
    fprintf(to, "\n### %s {#rules_%s}\n\n| rule | about | severity | fires when | fix |\n|---|---|---|---|---|\n", kind, kind);
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        isms_severity severity = isms_readiness_rule_severity(i);
        if (strcmp(isms_readiness_rule_kind(i), kind) != 0)
            continue;
        print_row(to, 5,
                  (const char *const[]){isms_readiness_rule_id(i), isms_readiness_rule_requirement(i),
                                        severity >= 1 && severity <= 3 ? severities[severity] : "graded",
                                        isms_readiness_rule_condition(i), isms_readiness_rule_fix(i)});
    }
}

static void rules_page(FILE *to)
{
    fputs("# Rules {#rules_reference}\n\n"
          "Written by `isms reference rules`. `isms rules ID` prints one rule in full, also what it needs to be determined.\n\n"
          "## Rules of the pre-audit {#rules_readiness}\n\n"
          "They look at the model. Those of integrity and hygiene have a severity; those of conformity yield facts, and the "
          "rules\nof grading below give the outcome.\n",
          to);
    print_readiness(to, "integrity");
    print_readiness(to, "hygiene");
    print_readiness(to, "conformity");
    fputs("\n## Rules of grading {#rules_grading}\n\n"
          "They grade what was found, roll it up and draw the conclusion. The first one of a group that applies decides. "
          "Authority:\n`V` read in a public source, `U` source documents of this library's design, `M` memory of a published "
          "text, `P` a policy of the\nproject, where no source says it. The thresholds\nin them are policies with defaults, "
          "and project judgement where no source gives a number.\n",
          to);
    const char *group = "";
    for (const isms_rule *r = isms_rule_next(NULL); r; r = isms_rule_next(r)) {
        if (strcmp(group, isms_rule_group(r)) != 0) {
            group = isms_rule_group(r);
            fprintf(to,
                    "\n### %s {#rules_group_%s}\n\n| rule | outcome | says | looks at | authority |\n|---|---|---|---|---|\n",
                    group, group);
        }
        print_row(to, 5,
                  (const char *const[]){isms_rule_id(r), isms_rule_outcome(r), isms_rule_sentence(r), isms_rule_facts(r),
                                        isms_rule_authority(r)});
    }
}

/* ------------------------------------------------------------------ presets */

static void presets_page(FILE *to)
{
    static const struct {
        const char *title, *name, *text;
        int32_t kind;
    } parts[] = {{"Scales", "scales", "Levels, least first, with their bounds where they have any.", ISMS_PRESET_SCALE},
                 {"Matrices", "matrices", "Levels by likelihood (rows) and consequence.", ISMS_PRESET_MATRIX},
                 {"Methods", "methods", "Compositions that are computed step by step.", ISMS_PRESET_METHOD},
                 {"Criteria", "criteria", "Decisions for the levels of the scale with the same id.", ISMS_PRESET_CRITERIA}};
    fputs("# Presets {#presets_reference}\n\n"
          "Written by `isms reference presets`. A preset is a starting point: bands, acceptance and words are for the "
          "organization\nto decide (ISO/IEC 27001:2022, 6.1.2 a). What a source does not fix is project judgement, and the "
          "column *source* says so.\n",
          to);
    for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        fprintf(to, "\n## %s {#presets_%s}\n\n%s\n\n| id | version | what | source | content |\n|---|---|---|---|---|\n",
                parts[p].title, parts[p].name, parts[p].text);
        for (size_t i = 0; i < isms_preset_count(parts[p].kind); i++) {
            char version[16];
            snprintf(version, sizeof version, "%d", (int)isms_preset_version(parts[p].kind, i));
            print_row(to, 5,
                      (const char *const[]){isms_preset_id(parts[p].kind, i), version, isms_preset_title(parts[p].kind, i),
                                            isms_preset_source(parts[p].kind, i), isms_preset_definition(parts[p].kind, i)});
        }
    }
}

/* ------------------------------------------------------------------ formats */

static void import_profile(FILE *to, isms_import_profile p)
{
    fprintf(to, "\n### %s {#profile_%s}\n\n", isms_import_profile_name(p), isms_import_profile_name(p));
    print_cell(to, isms_import_profile_doc(p));
    fprintf(to, "\n\n| attribute of %s | headers |\n|---|---|\n", isms_type_name(isms_import_profile_type(p)));
    for (size_t c = 0; c < isms_import_profile_column_count(p); c++) {
        const char *path = isms_import_profile_column_path(p, c);
        print_row(to, 2,
                  (const char *const[]){isms_import_profile_column_is_id(p, c) ? "id"
                                        : path && *path                        ? path
                                                                               : "-",
                                        isms_import_profile_column_headers(p, c)});
    }
}

static void formats_page(FILE *to)
{
    fputs("# Formats {#formats_reference}\n\nWritten by `isms reference formats`.\n\n"
          "## Documents {#formats_documents}\n\n| format | ending | what it is |\n|---|---|---|\n",
          to);
    for (const char *f = isms_format_next(NULL); f; f = isms_format_next(f))
        print_row(to, 3, (const char *const[]){f, isms_format_ending(f), isms_format_doc(f)});
    fputs("\n## Reports {#formats_reports}\n\nSections:\n\n| section | title |\n|---|---|\n", to);
    for (const char *s = isms_report_section_next(NULL); s; s = isms_report_section_next(s))
        print_row(to, 2, (const char *const[]){s, isms_report_section_title(s)});
    fputs("\nForms:\n\n| form | ending |\n|---|---|\n", to);
    for (const char *f = isms_report_form_next(NULL); f; f = isms_report_form_next(f))
        print_row(to, 2, (const char *const[]){f, isms_report_form_ending(f)});
    fputs("\nFindings can be written as SARIF too.\n\n## Tables of the catalogue {#formats_catalogue}\n\n"
          "`isms catalogue NAME` writes them as TSV or JSON.\n\n| name | framework | records |\n|---|---|---|\n",
          to);
    for (size_t i = 0; i < isms_catalogue_table_count(); i++) {
        const char *type = isms_type_name(isms_catalogue_table_type(i));
        print_row(to, 3, (const char *const[]){isms_catalogue_table_name(i), isms_catalogue_table_framework(i), type});
    }
    fputs("\n## CSV registers {#formats_registers}\n\n"
          "Each profile is recognised by its header, whatever the order of the columns. Headers are compared without case and\n"
          "punctuation.\n",
          to);
    for (isms_import_profile p = isms_import_profile_next(0); p; p = isms_import_profile_next(p))
        import_profile(to, p);
}

static void schema_page(FILE *to)
{
    isms_schema_write("markdown", cli_write, to);
}

int cmd_reference(const cli_options *options, int count, char **arguments)
{
    static const struct {
        const char *name;
        void (*write)(FILE *to);
    } pages[] = {{"formats", formats_page}, {"presets", presets_page}, {"rules", rules_page}, {"schema", schema_page}};
    (void)count;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(pages[i].name, arguments[0]) == 0) {
            FILE *file = cli_open(options);
            if (!file)
                return EXIT_WRONG;
            pages[i].write(file);
            return cli_close(file, options);
        }
    return cli_no_such(CLI_PAGES, arguments[0]);
}
