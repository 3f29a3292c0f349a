/* Extensions described in JSON, so that programs, scripts and other languages share one description. */
#include "core/diagnostics.h"
#include "core/text.h"
#include "json_scan.h"
#include "json_text.h"
#include "problem.h"
#include "schema/extension.h"
#include "window.h"

#include <isms/extension.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct reading {
    isms_extension *extension;
    isms__buffer text;     /* the description, with zeros behind it */
    isms__buffer plain[4]; /* texts of the item that is looked at */
    isms_diagnostics *problems;
    isms_status status;
} reading;

/* Reports at a byte of the description. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
static void
report(reading *r, isms__problem problem, const char *at, const char *format, ...)
{
    char message[300];
    isms__where where = {.source = "extension", .line = 1, .column = 1};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    for (const char *p = r->text.data; p < at; p++) {
        where.column = *p == '\n' ? 1 : where.column + 1;
        where.line += *p == '\n';
    }
    isms__report(r->problems, ISMS_SEVERITY_ERROR, isms__problem_rule(problem), &where, "%s", message);
    r->status = r->status == ISMS_OK ? isms__problem_status(problem) : r->status;
}

/* A call of extension.h that refused what the description says. */
static void take_status(reading *r, isms_status status, const char *at, const char *what)
{
    if (status == ISMS_E_NO_MEMORY)
        r->status = status;
    else if (status != ISMS_OK)
        report(r, ISMS__PROBLEM_EXTENSION, at, "%s: %s", what, isms_status_text(status));
}

/* The text of a member, "" where it is absent; reported where it is no text. */
static const char *text_of(reading *r, isms__json object, const char *name, size_t slot)
{
    isms__json value = {NULL, 0};
    isms__buffer_clear(&r->plain[slot]);
    isms__json_find(object, name, strlen(name), &value);
    if (!value.text)
        return "";
    if (*value.text != '"') {
        report(r, ISMS__PROBLEM_EXTENSION, value.text, "%s is a text", name);
        return "";
    }
    isms__json_decode(&r->plain[slot], value);
    if (r->plain[slot].failed)
        r->status = ISMS_E_NO_MEMORY;
    return isms__buffer_c(&r->plain[slot]);
}

/* Members that are none of `names` (parted by blanks) are mistakes: a description has no later versions to fear. */
static void refuse_others(reading *r, isms__json object, const char *names)
{
    isms__json_walk walk;
    isms__json name, value;
    if (!isms__json_open(&walk, object, '{')) {
        report(r, ISMS__PROBLEM_EXTENSION, object.text, "this has to be an object");
        return;
    }
    while (isms__json_member(&walk, &name, &value)) {
        bool known = false;
        for (const char *p = names; *p && !known; p += strcspn(p, " "), p += *p == ' ')
            known = strcspn(p, " ") == name.size - 2 && memcmp(p, name.text + 1, name.size - 2) == 0;
        if (!known)
            report(r, ISMS__PROBLEM_EXTENSION, name.text, "there is no member %.*s here; there are: %s",
                   name.size < 60 ? (int)name.size : 60, name.text, names);
    }
}

/* ------------------------------------------------------------------ enumerations */

static void add_values(reading *r, int32_t number, isms__json values)
{
    isms__json_walk walk;
    isms__json item;
    if (!isms__json_open(&walk, values, '[')) {
        report(r, ISMS__PROBLEM_EXTENSION, values.text, "an enumeration is a list of the names of its values");
        return;
    }
    while (isms__json_item(&walk, &item)) {
        isms__buffer_clear(&r->plain[1]);
        isms__json_decode(&r->plain[1], item);
        take_status(r,
                    *item.text == '"' ? isms_extension_add_value(r->extension, number, isms__buffer_c(&r->plain[1]), NULL, NULL)
                                      : ISMS_E_KIND,
                    item.text, "value");
    }
}

static void add_enums(reading *r, isms__json root)
{
    isms__json enums = {NULL, 0}, name, values;
    isms__json_walk walk;
    isms__json_find(root, "enumerations", 12, &enums);
    if (!enums.text)
        return;
    if (!isms__json_open(&walk, enums, '{')) {
        report(r, ISMS__PROBLEM_EXTENSION, enums.text, "enumerations is an object of lists");
        return;
    }
    while (isms__json_member(&walk, &name, &values)) {
        int32_t number;
        isms__buffer_clear(&r->plain[0]);
        isms__json_decode(&r->plain[0], name);
        isms_status status = isms_extension_add_enum(r->extension, isms__buffer_c(&r->plain[0]), &number);
        take_status(r, status, name.text, "enumeration");
        if (status == ISMS_OK)
            add_values(r, number, values);
    }
}

/* ------------------------------------------------------------------ attributes */

static const char *const kinds[] = {"",          "text",        "integer", "real",      "money",       "boolean", "date",
                                    "timestamp", "enumeration", "level",   "reference", "requirement", "group",   "table"};

static isms_kind kind_named(const char *name)
{
    for (isms_kind k = ISMS_KIND_TEXT; k <= ISMS_KIND_TABLE; k++)
        if (strcmp(kinds[k], name) == 0)
            return k;
    return 0;
}

/* An enumeration of the extension without its prefix, or one of the schema. */
static int32_t enum_named(const isms__extension *x, const char *name)
{
    size_t skip = strlen(x->prefix) + 1;
    for (size_t i = 0; i < x->enum_count; i++)
        if (strcmp(x->enums[i].name + skip, name) == 0)
            return ISMS__EXTENSION_ENUM + (int32_t)i;
    for (int32_t e = 1; e < ISMS__EXTENSION_ENUM; e++)
        if (isms__enum_name(e) && strcmp(isms__enum_name(e), name) == 0)
            return e;
    return 0;
}

static uint32_t flags_of(reading *r, isms__json attribute)
{
    static const struct {
        const char *name;
        uint32_t flag;
    } rules[] = {{"", 0}, {"clear", 0}, {"refuse", ISMS_EXTENSION_REFUSE}, {"cascade", ISMS_EXTENSION_CASCADE}};
    isms__json list = {"false", 5};
    const char *rule = text_of(r, attribute, "on_delete", 2);
    size_t i = 0, count = sizeof rules / sizeof *rules;
    isms__json_find(attribute, "list", 4, &list);
    if (!isms__equal(list.text, list.size, "true") && !isms__equal(list.text, list.size, "false"))
        report(r, ISMS__PROBLEM_EXTENSION, list.text, "list is true or false");
    while (i < count && strcmp(rules[i].name, rule) != 0)
        i++;
    if (i == count)
        report(r, ISMS__PROBLEM_EXTENSION, attribute.text, "on_delete is clear, refuse or cascade");
    return (i < count ? rules[i].flag : 0) | (*list.text == 't' ? ISMS_EXTENSION_LIST : 0);
}

static void add_attribute(reading *r, isms__json attribute)
{
    refuse_others(r, attribute, "type name kind target list on_delete doc");
    const char *type_name = text_of(r, attribute, "type", 0);
    isms_type type = strcmp(type_name, "header") == 0 ? ISMS_HEADER : isms_type_by_name(type_name);
    isms_kind kind = kind_named(text_of(r, attribute, "kind", 1));
    if (!type || !kind) {
        report(r, ISMS__PROBLEM_EXTENSION, attribute.text,
               "an attribute has the type of its records, or header, and a kind: one of "
               "text, integer, real, money, boolean, date, timestamp, enumeration, level, reference, requirement, table");
        return;
    }
    const char *target = text_of(r, attribute, "target", 1);
    int32_t number = kind == ISMS_KIND_ENUM ? enum_named(r->extension, target) : isms_type_by_name(target);
    uint32_t flags = flags_of(r, attribute);
    const char *name = text_of(r, attribute, "name", 2), *doc = text_of(r, attribute, "doc", 3);
    if (r->status != ISMS_E_NO_MEMORY)
        take_status(r, isms_extension_add(r->extension, type, name, kind, flags, number, doc, NULL), attribute.text, name);
}

static void add_attributes(reading *r, isms__json root)
{
    isms__json attributes = {NULL, 0}, item;
    isms__json_walk walk;
    isms__json_find(root, "attributes", 10, &attributes);
    if (!attributes.text)
        return;
    if (!isms__json_open(&walk, attributes, '[')) {
        report(r, ISMS__PROBLEM_EXTENSION, attributes.text, "attributes is a list");
        return;
    }
    while (isms__json_item(&walk, &item))
        add_attribute(r, item);
}

/* ------------------------------------------------------------------ the description */

static isms__json scan(reading *r, size_t size, const isms_allocator *a)
{
    isms__json_scan s;
    isms__json_scan_init(&s, a);
    s.max_text = s.max_values = 1u << 20;
    s.max_depth = 64;
    const char *first = r->text.data + strspn(r->text.data, " \t\r\n");
    size -= (size_t)(first - r->text.data);
    isms__json_result result = size ? isms__json_scan_value(&s, first, size, true) : ISMS__JSON_MORE;
    if (result == ISMS__JSON_NO_MEMORY)
        r->status = ISMS_E_NO_MEMORY;
    else if (result == ISMS__JSON_BROKEN)
        report(r, s.problem, first + s.error_at, "%s", s.message);
    else if (result == ISMS__JSON_MORE)
        report(r, ISMS__PROBLEM_ENDS, first + size, "the description ends too early");
    for (size_t i = 0; result == ISMS__JSON_VALUE && i < s.fault_count; i++)
        report(r, s.faults[i].problem, first + s.faults[i].at, "%s", s.faults[i].message);
    size_t used = s.size;
    isms__json_scan_dispose(&s);
    if (r->status == ISMS_OK && first[used + strspn(first + used, " \t\r\n")])
        report(r, ISMS__PROBLEM_SYNTAX, first + used, "something stands behind the description");
    return (isms__json){first, used};
}

static void take(reading *r, isms__json root, const isms_allocator *a)
{
    refuse_others(r, root, "prefix enumerations attributes");
    isms_status status = isms_extension_new(text_of(r, root, "prefix", 0), a, &r->extension);
    take_status(r, status, root.text, "prefix");
    if (status == ISMS_OK)
        add_enums(r, root);
    if (status == ISMS_OK)
        add_attributes(r, root);
}

isms_status isms_extension_read_text(const char *json, size_t size, const isms_allocator *allocator, isms_diagnostics *problems,
                                     isms_extension **out)
{
    static const char zeros[ISMS__WINDOW_PAD] = {0};
    reading r = {.problems = problems};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!json || !a)
        return ISMS_E_MISUSE;
    isms__buffer_init(&r.text, a);
    for (size_t i = 0; i < 4; i++)
        isms__buffer_init(&r.plain[i], a);
    isms__buffer_add(&r.text, json, size);
    isms__buffer_add(&r.text, zeros, sizeof zeros);
    if (r.text.failed)
        r.status = ISMS_E_NO_MEMORY;
    isms__json root = r.status == ISMS_OK ? scan(&r, size, a) : (isms__json){"", 0};
    if (r.status == ISMS_OK)
        take(&r, root, a);
    isms__buffer_dispose(&r.text);
    for (size_t i = 0; i < 4; i++)
        isms__buffer_dispose(&r.plain[i]);
    if (r.status != ISMS_OK) {
        isms_extension_free(r.extension);
        return r.status;
    }
    *out = r.extension;
    return ISMS_OK;
}
