/* The schema as JSON Schema, draft 2020-12. Members that it does not know are allowed, as the reader keeps them. */
#include "schema_forms.h"

#include <string.h>

typedef struct put {
    isms__output *o;
    const isms__extension *extension;
    unsigned depth;
    bool first; /* nothing is in the object yet */
} put;

static void label(put *p, const char *name)
{
    isms__output_text(p->o, p->first ? "" : ",");
    p->first = false;
    isms__schema_indent(p->o, p->depth);
    isms__output_json(p->o, name, strlen(name));
    isms__output_text(p->o, ": ");
}

static void open_object(put *p)
{
    isms__output_text(p->o, "{");
    p->depth++;
    p->first = true;
}

static void close_object(put *p)
{
    p->depth--;
    if (!p->first)
        isms__schema_indent(p->o, p->depth);
    isms__output_text(p->o, "}");
    p->first = false;
}

static void member(put *p, const char *name, const char *text)
{
    label(p, name);
    isms__output_json(p->o, text, strlen(text));
}

static void raw_member(put *p, const char *name, const char *json)
{
    label(p, name);
    isms__output_text(p->o, json);
}

/* `{"$ref": "#/$defs/name"}` ; the prefix keeps kinds, enumerations and records apart. */
static void reference(put *p, const char *prefix, const char *name)
{
    isms__output_text(p->o, "{\"$ref\": \"#/$defs/");
    isms__output_text(p->o, prefix);
    isms__output_text(p->o, name);
    isms__output_text(p->o, "\"}");
}

/* ------------------------------------------------------------------ attributes */

/* Kinds without a definition of their own are groups and tables. */
static const char *const kinds[] = {[ISMS_KIND_TEXT] = "text",           [ISMS_KIND_INTEGER] = "integer",
                                    [ISMS_KIND_REAL] = "real",           [ISMS_KIND_MONEY] = "money",
                                    [ISMS_KIND_BOOLEAN] = "boolean",     [ISMS_KIND_DATE] = "date",
                                    [ISMS_KIND_TIMESTAMP] = "timestamp", [ISMS_KIND_LEVEL] = "level",
                                    [ISMS_KIND_REFERENCE] = "id",        [ISMS_KIND_REQUIREMENT] = "requirement",
                                    [ISMS_KIND_TABLE] = "table"};

static void put_members(put *p, const isms__type *type, const isms__attribute *group);

static void put_scalar(put *p, const isms__attribute *a)
{
    if (a->kind == ISMS_KIND_ENUM)
        reference(p, "values.", isms__extended_enum_name(p->extension, a->target));
    else
        reference(p, "kind.", kinds[a->kind]);
}

static void put_group(put *p, const isms__type *type, const isms__attribute *a)
{
    open_object(p);
    member(p, "type", "object");
    label(p, "properties");
    open_object(p);
    put_members(p, type, a);
    close_object(p);
    close_object(p);
}

/* In 2020-12 other keywords may stand beside a reference. */
static void put_attribute(put *p, const isms__type *type, const isms__attribute *a)
{
    isms__form form = isms__form_of(a);
    open_object(p);
    member(p, "description", a->doc);
    if (form == ISMS__FORM_GROUP) {
        member(p, "type", "object");
        label(p, "properties");
        open_object(p);
        put_members(p, type, a);
        close_object(p);
    } else if (form == ISMS__FORM_LIST || form == ISMS__FORM_ITEMS) {
        member(p, "type", "array");
        label(p, "items");
        if (form == ISMS__FORM_ITEMS)
            put_group(p, type, a);
        else
            put_scalar(p, a);
    } else {
        label(p, "allOf");
        isms__output_text(p->o, "[");
        put_scalar(p, a);
        isms__output_text(p->o, "]");
    }
    close_object(p);
}

static void put_members(put *p, const isms__type *type, const isms__attribute *group)
{
    const isms__attribute *a = NULL;
    while ((a = isms__schema_next_member(p->extension, type, group, a)) != NULL) {
        char name[64];
        size_t size;
        const char *part = isms__last_part(a->path, &size);
        memcpy(name, part, size < sizeof name ? size : sizeof name - 1);
        name[size < sizeof name ? size : sizeof name - 1] = '\0';
        label(p, name);
        put_attribute(p, type, a);
    }
}

/* ------------------------------------------------------------------ definitions */

/* The characters of texts, as far as a pattern of small engines can say it. */
#define TEXT "^[^\\\\u0000-\\\\u0008\\\\u000b\\\\u000c\\\\u000e-\\\\u001f\\\\ufdd0-\\\\ufdef\\\\ufffe\\\\uffff]*$"

static void put_simple(put *p)
{
    static const struct {
        const char *name, *schema;
    } rows[] = {
        {"kind.text", "{\"type\": \"string\", \"pattern\": \"" TEXT "\"}"},
        {"kind.id", "{\"type\": \"string\", \"pattern\": \"^[A-Za-z0-9._:-]{1,128}$\"}"},
        {"kind.integer", "{\"type\": \"integer\", \"minimum\": -9007199254740991, \"maximum\": 9007199254740991}"},
        {"kind.real", "{\"type\": \"number\"}"},
        {"kind.money", "{\"type\": \"object\", \"required\": [\"amount\", \"currency\"], \"additionalProperties\": false, "
                       "\"properties\": {\"amount\": {\"type\": \"string\", \"pattern\": \"^-?[0-9]+([.][0-9]+)?$\"}, "
                       "\"currency\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}}}"},
        {"kind.boolean", "{\"type\": \"boolean\"}"},
        {"kind.date", "{\"type\": \"string\", \"pattern\": \"^" ISMS__PATTERN_DAY "$\"}"},
        {"kind.timestamp", "{\"type\": \"string\", \"pattern\": \"^" ISMS__PATTERN_DAY "T" ISMS__PATTERN_TIME
                           ":([0-5][0-9]|60)([.][0-9]+)?(Z|[+-]" ISMS__PATTERN_TIME ")$\"}"},
        {"kind.level", "{\"type\": \"string\", \"pattern\": \"" TEXT "\"}"},
        {"kind.requirement",
         "{\"type\": \"string\", \"maxLength\": 256, \"pattern\": "
         "\"^[^\\\\u0000-\\\\u0020\\\\u007f]([^\\\\u0000-\\\\u001f\\\\u007f]*[^\\\\u0000-\\\\u0020\\\\u007f])?$\"}"},
        {"kind.table", "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/kind.text\"}}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        raw_member(p, rows[i].name, rows[i].schema);
}

static void put_enums(put *p)
{
    for (int32_t e = isms__schema_next_enum(p->extension, 0); e; e = isms__schema_next_enum(p->extension, e)) {
        char name[80] = "values.";
        uint32_t count;
        const isms__value_row *rows = isms__extended_values(p->extension, e, &count);
        strncat(name, isms__extended_enum_name(p->extension, e), sizeof name - 8);
        label(p, name);
        isms__output_text(p->o, "{\"enum\": [");
        for (uint32_t i = 0; i < count; i++) {
            isms__output_text(p->o, i ? ", " : "");
            isms__output_json(p->o, rows[i].name, strlen(rows[i].name));
        }
        isms__output_text(p->o, "]}");
    }
}

static void put_type(put *p, const isms__type *type, bool header)
{
    char name[80] = "record.";
    strncat(name, type->name, sizeof name - 8);
    label(p, header ? "header" : name);
    open_object(p);
    member(p, "description", type->doc);
    member(p, "type", "object");
    if (!header)
        raw_member(p, "required", "[\"id\"]");
    label(p, "properties");
    open_object(p);
    if (!header)
        raw_member(p, "id", "{\"$ref\": \"#/$defs/kind.id\"}");
    put_members(p, type, NULL);
    close_object(p);
    close_object(p);
}

void isms__schema_json(isms__output *o, const isms__extension *extension)
{
    put p = {o, extension, 0, true};
    const isms__type *type = NULL;
    open_object(&p);
    member(&p, "$schema", "https://json-schema.org/draft/2020-12/schema");
    member(&p, "$id", "urn:libisms:schema:isms:1");
    member(&p, "title", "Document of an information security management system, libisms 1");
    member(&p, "type", "object");
    raw_member(&p, "required", "[\"libisms\"]");
    label(&p, "properties");
    open_object(&p);
    raw_member(&p, "libisms", "{\"type\": \"string\", \"pattern\": \"^1[.](0|[1-9][0-9]*)$\"}");
    raw_member(&p, "document", "{\"$ref\": \"#/$defs/header\"}");
    while ((type = isms__schema_next_type(type)) != NULL) {
        label(&p, type->plural);
        isms__output_text(o, "{\"type\": \"array\", \"items\": ");
        reference(&p, "record.", type->name);
        isms__output_text(o, "}");
    }
    close_object(&p);
    label(&p, "$defs");
    open_object(&p);
    put_simple(&p);
    put_enums(&p);
    put_type(&p, isms__type_get(ISMS_HEADER), true);
    while ((type = isms__schema_next_type(type)) != NULL)
        put_type(&p, type, false);
    close_object(&p);
    close_object(&p);
    isms__output_text(o, "\n");
}
