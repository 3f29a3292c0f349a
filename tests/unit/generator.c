/* Made-up documents for properties that hold for any document. */
#include "generator.h"

#include "core/buffer.h"

#include <isms.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct maker {
    isms__buffer b;
    uint64_t state;
} maker;

static const char *const awkward[] = {
    "",
    " ",
    "plain",
    " leads and trails ",
    "two\nlines\n",
    "\ttab\t",
    "<b>&amp;</b> ]]> <![CDATA[x]]>",
    "\"quoted\" 'quoted' \\ back",
    "\xc3\xa4\xc3\xb6\xc3\xbc \xe2\x82\xac \xe6\xbc\xa2 \xf0\x9f\x98\x80",
    "\xc2\xa0\xe2\x80\xa8\xef\xbb\xbf",
    "<?pi?><!-- c --> %s %n {\"a\":[1]}",
    "\xef\xbf\xbd\x7f\xc2\x85",
};

static const char *const names[] = {"mood",     "a b",       "",         "/",   "//",      "type", "j:map", "x<y>&\"'",
                                    "tab\tkey", "line\nkey", "\xc3\xa9", "1st", "unknown", "item", "xmlns", "house"};

enum { AWKWARD = sizeof awkward / sizeof *awkward, NAMES = sizeof names / sizeof *names };

/* 0 to most - 1 */
static unsigned some(maker *m, unsigned most)
{
    m->state = m->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(m->state >> 33) % most;
}

static void put_unknown_value(maker *m, unsigned depth);

static void put_unknown_members(maker *m, unsigned depth, bool root)
{
    unsigned first = some(m, NAMES), count = some(m, 4);
    for (unsigned i = 0; i < count; i++) {
        const char *name = names[(first + i) % NAMES];
        if (root && strcmp(name, "document") == 0)
            continue;
        isms__buffer_char(&m->b, ',');
        isms__buffer_json(&m->b, name);
        isms__buffer_char(&m->b, ':');
        put_unknown_value(m, depth);
    }
}

static void put_unknown_value(maker *m, unsigned depth)
{
    static const char *const numbers[] = {"0", "-0", "1.50e+3", "1E-7", "123456789012345678901234567890", "-12.0"};
    switch (some(m, depth < 4 ? 7 : 5)) {
    case 0:
        isms__buffer_text(&m->b, numbers[some(m, 6)]);
        break;
    case 1:
        isms__buffer_text(&m->b, some(m, 2) ? "true" : "false");
        break;
    case 2:
        isms__buffer_text(&m->b, "null");
        break;
    case 3:
    case 4:
        isms__buffer_json(&m->b, awkward[some(m, AWKWARD)]);
        break;
    case 5:
        isms__buffer_char(&m->b, '[');
        for (unsigned i = 0, n = some(m, 3); i < n; i++) {
            isms__buffer_text(&m->b, i ? "," : "");
            put_unknown_value(m, depth + 1);
        }
        isms__buffer_char(&m->b, ']');
        break;
    default:
        isms__buffer_text(&m->b, some(m, 2) ? "{" : "{\"first\":1");
        if (m->b.data[m->b.size - 1] != '{')
            put_unknown_members(m, depth + 1, false);
        isms__buffer_char(&m->b, '}');
    }
}

static void put_enumerator(maker *m, int32_t enumeration)
{
    int32_t value = isms_value_next(NULL, enumeration, 0), next;
    for (unsigned n = some(m, 4); n && (next = isms_value_next(NULL, enumeration, value)) != 0; n--)
        value = next;
    isms__buffer_json(&m->b, isms_value_name(NULL, enumeration, value));
}

static void put_scalar(maker *m, isms_attribute a)
{
    static const char *const reals[] = {"0", "0.1", "-2.5", "1e-300", "1.7976931348623157e308", "12345678.9", "5e-324"};
    static const char *const integers[] = {"0", "-1", "7", "9007199254740991", "-9007199254740991", "1073741824"};
    static const char *const requirements[] = {"\"9.2.1\"", "\"A.5.15\"", "\"gdpr:Art.32(1)(a)\"", "\"C-1\""};
    switch (isms_attribute_kind(NULL, a)) {
    case ISMS_KIND_INTEGER:
        isms__buffer_text(&m->b, integers[some(m, 6)]);
        break;
    case ISMS_KIND_REAL:
        isms__buffer_text(&m->b, reals[some(m, 7)]);
        break;
    case ISMS_KIND_BOOLEAN:
        isms__buffer_text(&m->b, some(m, 2) ? "true" : "false");
        break;
    case ISMS_KIND_MONEY:
        isms__buffer_text(&m->b, some(m, 2) ? "{\"amount\":\"8000.00\",\"currency\":\"EUR\"}"
                                            : "{\"amount\":\"-0.000000001\",\"currency\":\"CHF\"}");
        break;
    case ISMS_KIND_DATE:
        isms__buffer_print(&m->b, "\"20%02u-%02u-%02u\"", some(m, 100), 1 + some(m, 12), 1 + some(m, 28));
        break;
    case ISMS_KIND_TIMESTAMP:
        isms__buffer_text(&m->b, some(m, 2) ? "\"2026-06-30T09:00:00Z\"" : "\"2026-06-30T09:00:00.250+02:00\"");
        break;
    case ISMS_KIND_ENUM:
        put_enumerator(m, isms_attribute_target(NULL, a));
        break;
    case ISMS_KIND_REFERENCE:
        isms__buffer_print(&m->b, "\"K-%u\"", some(m, 6));
        break;
    case ISMS_KIND_REQUIREMENT:
        isms__buffer_text(&m->b, requirements[some(m, 4)]);
        break;
    case ISMS_KIND_LEVEL:
        isms__buffer_text(&m->b, some(m, 2) ? "\"high\"" : "\"very low\"");
        break;
    default:
        isms__buffer_json(&m->b, awkward[some(m, AWKWARD)]);
    }
}

static void put_table(maker *m)
{
    isms__buffer_char(&m->b, '[');
    for (unsigned i = 0, rows = some(m, 4); i < rows; i++) {
        isms__buffer_text(&m->b, i ? ",[" : "[");
        for (unsigned k = 0, cells = some(m, 4); k < cells; k++) {
            isms__buffer_text(&m->b, k ? "," : "");
            isms__buffer_json(&m->b, awkward[some(m, AWKWARD)]);
        }
        isms__buffer_char(&m->b, ']');
    }
    isms__buffer_char(&m->b, ']');
}

static void put_members(maker *m, isms_type type, const char *prefix, unsigned chance);

/* An object whose members' paths start with the prefix; "id" of levels and the like are members too. */
static void put_object(maker *m, isms_type type, const char *prefix)
{
    isms__buffer_text(&m->b, "{");
    size_t start = m->b.size;
    put_members(m, type, prefix, 2);
    if (some(m, 3) == 0)
        put_unknown_members(m, 2, false);
    if (m->b.size > start) /* the comma before the first member */
        memmove(m->b.data + start, m->b.data + start + 1, m->b.size-- - start);
    isms__buffer_char(&m->b, '}');
}

static void put_value(maker *m, isms_type type, isms_attribute a, const char *path)
{
    bool repeated = strstr(path, "[]") && !isms_attribute_is_list(NULL, a);
    bool group = isms_attribute_kind(NULL, a) == ISMS_KIND_GROUP, inside = strstr(path, "[].") != NULL;
    char prefix[200];
    snprintf(prefix, sizeof prefix, "%s.", path);
    if (isms_attribute_kind(NULL, a) == ISMS_KIND_TABLE) {
        put_table(m);
    } else if (isms_attribute_is_list(NULL, a) && !inside && !repeated) {
        isms__buffer_char(&m->b, '[');
        for (unsigned i = 0, n = some(m, 4); i < n; i++) {
            isms__buffer_text(&m->b, i ? "," : "");
            if (group)
                put_object(m, type, prefix);
            else
                put_scalar(m, a);
        }
        isms__buffer_char(&m->b, ']');
    } else if (group) {
        put_object(m, type, prefix);
    } else {
        put_scalar(m, a);
    }
}

static void put_members(maker *m, isms_type type, const char *prefix, unsigned chance)
{
    size_t n = strlen(prefix);
    for (isms_attribute a = isms_attribute_next(NULL, type, 0); a; a = isms_attribute_next(NULL, type, a)) {
        const char *path = isms_attribute_path(NULL, a);
        if (strncmp(path, prefix, n) != 0 || strchr(path + n, '.') || some(m, chance) || a == ISMS_HEADER_REGISTERS)
            continue;
        isms__buffer_text(&m->b, ",\"");
        isms__buffer_add(&m->b, path + n, strcspn(path + n, "["));
        isms__buffer_text(&m->b, "\":");
        put_value(m, type, a, path);
    }
}

static void put_register(maker *m, isms_type type)
{
    isms__buffer_print(&m->b, ",\"%s\":[", isms_type_plural(type));
    for (unsigned i = 0, n = some(m, 4); i < n; i++) {
        isms__buffer_print(&m->b, "%s{\"id\":\"K-%u\"", i ? "," : "", i);
        put_members(m, type, "", 3);
        if (some(m, 3) == 0)
            put_unknown_members(m, 1, false);
        isms__buffer_char(&m->b, '}');
    }
    isms__buffer_char(&m->b, ']');
}

char *generated_document(unsigned number)
{
    maker m = {.state = number * UINT64_C(0x9e3779b97f4a7c15) + 1};
    isms__buffer_init(&m.b, &isms__default_allocator);
    isms__buffer_text(&m.b, some(&m, 4) ? "{\"libisms\":\"1.0\"" : "{\"libisms\":\"1.2\"");
    if (some(&m, 2)) {
        isms__buffer_text(&m.b, ",\"document\":{\"home\":\"x\"");
        put_members(&m, ISMS_HEADER, "", 3);
        put_unknown_members(&m, 1, false);
        isms__buffer_char(&m.b, '}');
    }
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        if (t != ISMS_HEADER && !isms_type_is_catalogue(t) && some(&m, 4) == 0)
            put_register(&m, t);
    put_unknown_members(&m, 0, true);
    isms__buffer_char(&m.b, '}');
    char *text = m.b.failed ? NULL : malloc(m.b.size + 1);
    if (text)
        memcpy(text, m.b.data, m.b.size + 1);
    isms__buffer_dispose(&m.b);
    return text;
}

char *wide_document(unsigned ones, int backwards)
{
    enum { MEMBERS = 300 };
    isms__buffer b;
    char member[40];
    isms__buffer_init(&b, &isms__default_allocator);
    isms__buffer_text(&b, "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"x\":{");
    for (unsigned k = 0; k < MEMBERS; k++) {
        unsigned i = backwards ? MEMBERS - 1 - k : k;
        snprintf(member, sizeof member, "%s\"k%u\":%u", k ? "," : "", i, ones >> i % 3 & 1);
        isms__buffer_text(&b, member);
    }
    isms__buffer_text(&b, "}}]}");
    char *text = b.failed ? NULL : malloc(b.size + 1);
    if (text)
        memcpy(text, b.data, b.size + 1);
    isms__buffer_dispose(&b);
    return text;
}
