/* Commands on documents: new, check, convert, fmt. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------------ new */

static isms_status add_method(isms_model *model)
{
    static const char *const likelihood[] = {"rare", "unlikely", "possible", "likely", "almost certain"};
    static const char *const impact[] = {"negligible", "minor", "moderate", "major", "severe"};
    static const char *const levels[][2] = {
        {"low", "accept"}, {"medium", "tolerate"}, {"high", "treat"}, {"critical", "treat"}};
    static const char *const matrix[5][5] = {{"low", "low", "low", "low", "medium"},
                                             {"low", "low", "medium", "medium", "high"},
                                             {"low", "medium", "medium", "high", "high"},
                                             {"low", "medium", "high", "high", "critical"},
                                             {"medium", "high", "high", "critical", "critical"}};
    isms_id m = ISMS_NONE;
    isms_status status = isms_record_create(model, ISMS_METHOD, "RM-1", &m);
    for (size_t i = 0; i < 5 && status == ISMS_OK; i++) {
        status = isms_add_text(model, m, ISMS_METHOD_LIKELIHOOD, likelihood[i]);
        if (status == ISMS_OK)
            status = isms_add_text(model, m, ISMS_METHOD_IMPACT, impact[i]);
        if (status == ISMS_OK)
            status = isms_add_row(model, m, ISMS_METHOD_MATRIX, matrix[i], 5);
    }
    for (size_t i = 0; i < 4 && status == ISMS_OK; i++) {
        status = isms_add_text(model, m, ISMS_METHOD_LEVELS_ID, levels[i][0]);
        if (status == ISMS_OK)
            status = isms_add_text(model, m, ISMS_METHOD_LEVELS_DECISION, levels[i][1]);
    }
    return status == ISMS_OK ? isms_set_text(model, m, ISMS_METHOD_TITLE, "5 x 5 matrix") : status;
}

static isms_status add_entries(isms_model *model)
{
    const isms_model *catalogue = isms_catalogue();
    isms_status status = ISMS_OK;
    for (isms_id c = isms_first(catalogue, ISMS_CONTROL_REFERENCE); c && status == ISMS_OK; c = isms_next(catalogue, c)) {
        const char *control = isms_record_key(catalogue, c);
        char key[32];
        isms_id entry = ISMS_NONE;
        snprintf(key, sizeof key, "SOA-%s", control);
        status = isms_record_create(model, ISMS_SOA_ENTRY, key, &entry);
        if (status == ISMS_OK)
            status = isms_set_text(model, entry, ISMS_SOA_ENTRY_CONTROL, control);
        if (status == ISMS_OK)
            status = isms_set_text(model, entry, ISMS_SOA_ENTRY_TITLE, isms_text(catalogue, c, ISMS_CONTROL_REFERENCE_TITLE));
    }
    return status;
}

int cmd_new(const cli_options *options, int count, char **arguments)
{
    (void)count;
    (void)arguments;
    isms_model *model = NULL;
    if (options->output && strcmp(options->output, "-") != 0 && access(options->output, F_OK) == 0)
        return cli_wrong("%s is there already, and new does not overwrite a document", options->output);
    if (!cli_can_save(options->output))
        return EXIT_WRONG;
    isms_status status = isms_model_new(NULL, &model);
    if (status == ISMS_OK)
        status = isms_set_text(model, isms_header(model), ISMS_HEADER_TITLE, options->title ? options->title : "New ISMS");
    if (status == ISMS_OK)
        status = add_method(model);
    if (status == ISMS_OK)
        status = add_entries(model);
    int exit_status = status == ISMS_OK ? cli_save(model, options, options->output, NULL) : cli_failed("new", status);
    isms_model_free(model);
    return exit_status;
}

/* ------------------------------------------------------------------ check */

static void print_json(const isms_diagnostics *problems)
{
    printf("[");
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++) {
        static const char *const names[] = {"", "error", "warning", "note"};
        printf("%s\n  {\"severity\": \"%s\", \"rule\": \"%s\", \"record\": \"%s\", \"line\": %u, \"column\": %u, \"text\": \"",
               i ? "," : "", names[isms_diagnostics_severity(problems, i)], isms_diagnostics_rule(problems, i),
               isms_diagnostics_record(problems, i), (unsigned)isms_diagnostics_row(problems, i),
               (unsigned)isms_diagnostics_column(problems, i));
        for (const char *p = isms_diagnostics_message(problems, i); *p; p++)
            if (*p == '"' || *p == '\\')
                printf("\\%c", *p);
            else if ((unsigned char)*p < 0x20)
                printf("\\u%04x", (unsigned)*p);
            else
                putchar(*p);
        printf("\"}");
    }
    printf("%s]\n", isms_diagnostics_count(problems) ? "\n" : "");
}

/* What a member was probably meant to be: a register at the root, else an attribute of its record's type. */
static const char *meant(const isms_model *model, const char *record, const char *member)
{
    static cli_words words;
    char type[64];
    size_t size = strcspn(record, " ");
    snprintf(type, sizeof type, "%.*s", (int)size, record);
    words.count = 0;
    if (!*record) {
        for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
            words.word[words.count++] = isms_type_plural(t);
    } else {
        isms_type t = record[size] ? isms_type_by_name(type) : isms_record_type(model, isms_header(model));
        for (isms_attribute a = isms_attribute_next(model, t, 0); a && words.count < CLI_WORDS_MOST;
             a = isms_attribute_next(model, t, a))
            words.word[words.count++] = isms_attribute_path(model, a);
    }
    words.word[words.count] = NULL;
    return cli_nearest(member, words.word);
}

/* Records of one type with the same unknown member are one remark. */
static bool is_like(const isms_diagnostics *list, size_t i, size_t k)
{
    const char *a = isms_diagnostics_record(list, i), *b = isms_diagnostics_record(list, k);
    size_t n = strcspn(a, " ");
    return strcmp(isms_diagnostics_attribute(list, i), isms_diagnostics_attribute(list, k)) == 0 && strcspn(b, " ") == n &&
           strncmp(a, b, n) == 0;
}

/* Members that the schema does not know are kept, and may be mistyped all the same. Returns how many kinds there are. */
static size_t note_unknown(const isms_model *model, const char *path, const cli_options *options)
{
    enum { KINDS = 50 };
    size_t first[KINDS], many[KINDS], kinds = 0;
    isms_diagnostics *list = cli_unknown_members(path, options);
    for (size_t i = 0; i < isms_diagnostics_count(list); i++) {
        size_t k = 0;
        if (strcmp(isms_diagnostics_rule(list, i), "ISMS-UNKNOWN-01") != 0)
            continue;
        while (k < kinds && !is_like(list, first[k], i))
            k++;
        if (k == KINDS)
            continue;
        if (k == kinds) {
            first[kinds] = i;
            many[kinds++] = 0;
        }
        many[k]++;
    }
    for (size_t k = 0; k < kinds; k++) {
        const char *record = isms_diagnostics_record(list, first[k]), *member = isms_diagnostics_attribute(list, first[k]);
        const char *near = meant(model, record, member);
        printf("%s:%u:%u: note: %s%sthe schema does not know %s; it is kept as it is", isms_diagnostics_source(list, first[k]),
               (unsigned)isms_diagnostics_row(list, first[k]), (unsigned)isms_diagnostics_column(list, first[k]), record,
               *record ? ": " : "", member);
        if (many[k] > 1)
            printf(", in %zu other record%s too", many[k] - 1, many[k] == 2 ? "" : "s");
        printf("%s%s%s [ISMS-UNKNOWN-01]\n", near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    }
    isms_diagnostics_free(list);
    return kinds;
}

int cmd_check(const cli_options *options, int count, char **arguments)
{
    static const char *const forms[] = {"text", "json", NULL};
    (void)count;
    bool json = options->format && strcmp(options->format, "json") == 0;
    if (options->format && !json && strcmp(options->format, "text") != 0)
        return cli_not_among("form", options->format, forms);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_check(model, options->as_of, problems);
    if (json)
        print_json(problems);
    else
        cli_print_diagnostics(problems, stdout);
    size_t errors = isms_diagnostics_count_of(problems, ISMS_SEVERITY_ERROR);
    size_t warnings = isms_diagnostics_count_of(problems, ISMS_SEVERITY_WARNING);
    size_t notes = isms_diagnostics_count_of(problems, ISMS_SEVERITY_NOTE);
    if (!json && !options->strict)
        notes += note_unknown(model, arguments[0], options);
    if (!json)
        printf("%s: %zu error%s, %zu warning%s, %zu note%s\n", strcmp(arguments[0], "-") == 0 ? "standard input" : arguments[0],
               errors, errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
    isms_diagnostics_free(problems);
    isms_model_free(model);
    if (status < 0)
        return cli_failed(arguments[0], status);
    return status == ISMS_PARTIAL ? EXIT_FINDINGS : EXIT_FINE;
}

/* ------------------------------------------------------------------ convert, fmt */

/* What --only names: records as TYPE/ID, registers as TYPE. */
typedef struct selection {
    isms_id *records;
    isms_type *types;
    size_t record_count, type_count;
} selection;

static int select_one(const isms_model *model, char *word, selection *out)
{
    char *slash = strchr(word, '/');
    if (slash)
        *slash = '\0';
    isms_type type = isms_type_by_name(word);
    if (!type)
        return cli_no_such(CLI_TYPES, word);
    if (!slash) {
        out->types[out->type_count++] = type;
        return EXIT_FINE;
    }
    isms_id record = isms_find(model, type, slash + 1);
    if (!record)
        return cli_no_record(model, type, slash + 1);
    out->records[out->record_count++] = record;
    return EXIT_FINE;
}

static int extract(const isms_model *model, const char *only, isms_model **out)
{
    isms_extract_options extract = ISMS_EXTRACT_OPTIONS_INIT;
    size_t most = strlen(only) / 2 + 1;
    char *words = strdup(only), *rest = words;
    selection s = {calloc(most, sizeof(isms_id)), calloc(most, sizeof(isms_type)), 0, 0};
    int exit_status = words && s.records && s.types ? EXIT_FINE : cli_failed("convert", ISMS_E_NO_MEMORY);
    for (char *word; exit_status == EXIT_FINE && (word = strtok_r(rest, ",", &rest)) != NULL;)
        exit_status = select_one(model, word, &s);
    extract.types = s.types;
    extract.type_count = (uint32_t)s.type_count;
    if (exit_status == EXIT_FINE) {
        isms_status status = isms_extract_records(model, s.records, s.record_count, &extract, out);
        exit_status = status == ISMS_OK ? EXIT_FINE : cli_failed("convert", status);
    }
    free(words);
    free(s.records);
    free(s.types);
    return exit_status;
}

int cmd_convert(const cli_options *options, int count, char **arguments)
{
    (void)count;
    if (strcmp(arguments[1], "-") != 0 && !options->to && !isms_format_by_path(arguments[1]))
        return cli_wrong("%s: no format has that ending; use --to", arguments[1]);
    isms_model *model = cli_load(arguments[0], options), *part = NULL;
    if (!model)
        return EXIT_WRONG;
    if (options->only && extract(model, options->only, &part) != EXIT_FINE) {
        isms_model_free(model);
        return EXIT_WRONG;
    }
    if (part) {
        isms_model_free(model);
        model = part;
    }
    int status = cli_save(model, options, arguments[1], options->to);
    isms_model_free(model);
    return status;
}

int cmd_fmt(const cli_options *options, int count, char **arguments)
{
    int worst = EXIT_FINE;
    for (int i = 0; i < count; i++) {
        isms_model *model = cli_load(arguments[i], options);
        int status = model ? cli_save(model, options, arguments[i], NULL) : EXIT_WRONG;
        isms_model_free(model);
        worst = status > worst ? status : worst;
    }
    return worst;
}
