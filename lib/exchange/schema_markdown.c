/* The schema as a reference page for people. */
#include "schema_forms.h"

#include <string.h>

static const char *const kinds[] = {[ISMS_KIND_TEXT] = "text",
                                    [ISMS_KIND_INTEGER] = "integer",
                                    [ISMS_KIND_REAL] = "number",
                                    [ISMS_KIND_MONEY] = "money",
                                    [ISMS_KIND_BOOLEAN] = "true or false",
                                    [ISMS_KIND_DATE] = "date",
                                    [ISMS_KIND_TIMESTAMP] = "date and time",
                                    [ISMS_KIND_ENUM] = "one of ",
                                    [ISMS_KIND_LEVEL] = "level",
                                    [ISMS_KIND_REFERENCE] = "reference to ",
                                    [ISMS_KIND_REQUIREMENT] = "requirement or control",
                                    [ISMS_KIND_GROUP] = "group",
                                    [ISMS_KIND_TABLE] = "rows of texts"};

/* In the cell of a table a bar would end it. */
static void put_cell(isms__output *o, const char *text)
{
    for (size_t n; *text; text += n) {
        n = strcspn(text, "|<");
        isms__output_add(o, text, n);
        if (!text[n])
            return;
        isms__output_text(o, text[n] == '|' ? "\\|" : "&lt;");
        n++;
    }
}

/* Anchors say what they are of, since an enumeration and a register may share a name. */
static void put_link(isms__output *o, const char *name, const char *kind, const char *anchor)
{
    isms__output_text(o, "[");
    isms__output_text(o, name);
    isms__output_text(o, "](#");
    isms__output_text(o, kind);
    isms__output_text(o, anchor);
    isms__output_text(o, ")");
}

static void put_kind(isms__output *o, const isms__extension *extension, const isms__attribute *a)
{
    if (isms__is_list(a) && (a->kind == ISMS_KIND_GROUP || !strstr(a->path, "[]")))
        isms__output_text(o, "list of: ");
    isms__output_text(o, kinds[a->kind]);
    if (a->kind == ISMS_KIND_ENUM)
        put_link(o, isms__extended_enum_name(extension, a->target), "values_", isms__extended_enum_name(extension, a->target));
    if (a->kind == ISMS_KIND_REFERENCE)
        put_link(o, isms__type_get(a->target)->name, "register_", isms__type_get(a->target)->plural);
}

static void put_type(isms__output *o, const isms__extension *extension, const isms__type *type)
{
    isms__output_text(o, "\n### ");
    isms__output_text(o, type->plural);
    isms__output_text(o, " {#register_");
    isms__output_text(o, type->plural);
    isms__output_text(o, "}\n\nA `");
    isms__output_text(o, type->name);
    isms__output_text(o, "` is ");
    isms__output_text(o, type->doc);
    if (*type->clause) {
        isms__output_text(o, " (");
        isms__output_text(o, type->clause);
        isms__output_text(o, ")");
    }
    isms__output_text(o, ".\n\n| attribute | what it holds | clause | meaning |\n|---|---|---|---|\n");
    for (uint32_t c = 0; c < isms__extended_columns(extension, type); c++) {
        const isms__attribute *a = isms__extended_attribute(extension, type, c);
        isms__output_text(o, "| `");
        isms__output_text(o, a->path);
        isms__output_text(o, "` | ");
        put_kind(o, extension, a);
        isms__output_text(o, " | ");
        isms__output_text(o, a->clause);
        isms__output_text(o, " | ");
        put_cell(o, a->doc);
        isms__output_text(o, " |\n");
    }
}

static void put_enum(isms__output *o, const isms__extension *extension, int32_t e)
{
    uint32_t count;
    const isms__value_row *rows = isms__extended_values(extension, e, &count);
    isms__output_text(o, "\n### ");
    isms__output_text(o, isms__extended_enum_name(extension, e));
    isms__output_text(o, " {#values_");
    isms__output_text(o, isms__extended_enum_name(extension, e));
    isms__output_text(o, "}\n\n");
    for (uint32_t i = 0; i < count; i++) {
        isms__output_text(o, "- `");
        isms__output_text(o, rows[i].name);
        isms__output_text(o, *rows[i].doc ? "`: " : "`");
        put_cell(o, rows[i].doc);
        isms__output_text(o, "\n");
    }
}

void isms__schema_markdown(isms__output *o, const isms__extension *extension)
{
    const isms__type *type = NULL;
    isms__output_text(
        o, "# Records and attributes {#schema_reference}\n\n"
           "Written by `isms schema --format md`. A register is a member of a JSON document, an element of an XML document, "
           "and the lines "
           "of its type in NDJSON. Each record has an `id`: 1 to 128 letters, digits, `.`, `_`, `:` or `-`, unique in its "
           "register. "
           "All attributes are optional: what is absent is not known. `levels[].id` is the id of each item of the list "
           "`levels`.\n\n"
           "| kind | in JSON | in XML |\n|---|---|---|\n"
           "| text | string | element; `id` is an attribute |\n"
           "| integer, number | number, integers within +-(2^53 - 1) | attribute |\n"
           "| money | `{\"amount\": \"8000.00\", \"currency\": \"EUR\"}` | `<cost currency=\"EUR\">8000.00</cost>` |\n"
           "| true or false | `true`, `false` | attribute |\n"
           "| date, date and time | `\"2026-06-30\"`, `\"2026-06-30T09:00:00Z\"` | attribute |\n"
           "| one of, level, reference, requirement | string | attribute |\n"
           "| group | object | element |\n"
           "| list | array | element with `item` elements |\n"
           "| rows of texts | array of arrays | `row` and `cell` elements |\n\n"
           "## Registers\n");
    put_type(o, extension, isms__type_get(ISMS_HEADER));
    while ((type = isms__schema_next_type(type)) != NULL)
        put_type(o, extension, type);
    isms__output_text(o, "\n## Values\n");
    for (int32_t e = isms__schema_next_enum(extension, 0); e; e = isms__schema_next_enum(extension, e))
        put_enum(o, extension, e);
}
