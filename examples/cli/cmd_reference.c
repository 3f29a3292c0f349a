/* Commands that print what the library knows: catalogue, schema, version. */
#include "cli.h"

#include <string.h>

static int list_tables(void)
{
    const char *last = "";
    for (size_t i = 0; i < isms_catalogue_table_count(); i++) {
        const char *name = isms_catalogue_table_name(i), *framework = isms_catalogue_table_framework(i);
        if (strcmp(last, name) != 0)
            printf("%s%s", i ? "\n" : "", name);
        if (framework && *framework)
            printf(" %s", framework);
        last = name;
    }
    printf("\n");
    return EXIT_FINE;
}

int cmd_catalogue(const cli_options *options, int count, char **arguments)
{
    if (count == 0)
        return list_tables();
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = isms_catalogue_write(arguments[0], count > 1 ? arguments[1] : NULL,
                                              options->format ? options->format : "tsv", cli_write, file);
    int closed = cli_close(file, options);
    if (status == ISMS_E_NOT_FOUND)
        return cli_is_word(CLI_CATALOGUES, arguments[0]) && count > 1 ? cli_no_such(CLI_FRAMEWORKS, arguments[1])
               : cli_is_word(CLI_CATALOGUES, arguments[0])
                   ? cli_wrong("catalogue %s needs a framework, such as isms catalogue %s gdpr", arguments[0], arguments[0])
                   : cli_no_such(CLI_CATALOGUES, arguments[0]);
    return status < 0 ? cli_failed(arguments[0], status) : closed;
}

static const char *const kinds[] = {"",          "text",        "integer", "real",      "money",       "boolean", "date",
                                    "timestamp", "enumeration", "level",   "reference", "requirement", "group",   "table"};

static void print_attribute(const isms_model *model, isms_attribute a)
{
    isms_kind kind = isms_attribute_kind(model, a);
    int32_t number = isms_attribute_target(model, a);
    const char *target = kind == ISMS_KIND_REFERENCE ? isms_type_name(number)
                         : kind == ISMS_KIND_ENUM    ? isms_enum_name(model, number)
                                                     : "";
    const char *clause = isms_attribute_clause(model, a);
    char what[100];
    snprintf(what, sizeof what, "%s%s%s%s", kinds[kind], *target ? " " : "", target,
             isms_attribute_is_list(model, a) && kind != ISMS_KIND_GROUP ? " list" : "");
    printf("  %-34s %-30s %-8s %s\n", isms_attribute_path(model, a), what, clause, isms_attribute_doc(model, a));
}

static int write_schema(const isms_extension *extension, const cli_options *options)
{
    const char *form = strcmp(options->format, "md") == 0 ? "markdown" : options->format;
    FILE *file = cli_open(options);
    if (!file)
        return EXIT_WRONG;
    isms_status status = isms_extension_schema_write(extension, form, cli_write, file);
    int closed = cli_close(file, options);
    if (status == ISMS_E_FORMAT)
        return cli_wrong("the schema has no format %s; there are json-schema, xsd and md", options->format);
    return status < 0 ? cli_failed("schema", status) : closed;
}

static int list_types(void)
{
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        printf("%-26s %-8s %s\n", isms_type_plural(t), isms_type_clause(t), isms_type_doc(t));
    return EXIT_FINE;
}

static int list_attributes(const isms_extension *extension, isms_type type)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *model = NULL;
    options.extension = extension;
    isms_status status = isms_model_new(&options, &model);
    if (status < 0)
        return cli_failed("schema", status);
    printf("%s (register %s): %s\n", isms_type_name(type), isms_type_plural(type), isms_type_doc(type));
    for (isms_attribute a = isms_attribute_next(model, type, 0); a; a = isms_attribute_next(model, type, a))
        print_attribute(model, a);
    isms_model_free(model);
    return EXIT_FINE;
}

int cmd_schema(const cli_options *options, int count, char **arguments)
{
    isms_extension *extension = NULL;
    isms_type type = count ? isms_type_by_name(arguments[0]) : 0;
    if (options->format && count)
        return cli_wrong("the schema is written as a whole: leave out %s", arguments[0]);
    if (count && !type)
        return cli_no_such(CLI_TYPES, arguments[0]);
    if (!cli_extension(options, &extension))
        return EXIT_WRONG;
    int status = options->format ? write_schema(extension, options) : count ? list_attributes(extension, type) : list_types();
    isms_extension_free(extension);
    return status;
}

int cmd_version(const cli_options *options, int count, char **arguments)
{
    (void)options;
    (void)count;
    (void)arguments;
    fputs(isms_build_text(), stdout);
    return EXIT_FINE;
}
