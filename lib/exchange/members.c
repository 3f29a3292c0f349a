/* Members of a JSON object, found by their brackets and quotes. The object has been checked by whoever read it. */
#include "members.h"

#include "core/output.h"

#include <string.h>

typedef struct member {
    const char *name, *value; /* with quotes and brackets */
    size_t name_size, value_size;
} member;

static const char *skip_blank(const char *s)
{
    return s + strspn(s, " \t\r\n");
}

static const char *skip_string(const char *s)
{
    for (s++; *s && *s != '"'; s++)
        if (*s == '\\' && s[1])
            s++;
    return *s ? s + 1 : s;
}

static const char *skip_value(const char *s)
{
    size_t depth = 0;
    while (*s) {
        if (*s == '"') {
            s = skip_string(s);
            if (!depth)
                return s;
            continue;
        }
        if (*s == '{' || *s == '[')
            depth++;
        if (*s == '}' || *s == ']') {
            if (!depth)
                return s;
            if (!--depth)
                return s + 1;
        }
        if (!depth && (*s == ',' || *s == ' ' || *s == '\n' || *s == '\t' || *s == '\r'))
            return s;
        s++;
    }
    return s;
}

/* The member at *at, which is behind the opening bracket or behind the last member; false behind the last. */
static bool next_member(const char **at, member *out)
{
    const char *s = skip_blank(*at);
    if (*s == ',')
        s = skip_blank(s + 1);
    if (*s != '"')
        return false;
    out->name = s;
    s = skip_string(s);
    out->name_size = (size_t)(s - out->name);
    s = skip_blank(s);
    out->value = skip_blank(*s == ':' ? s + 1 : s);
    *at = skip_value(out->value);
    out->value_size = (size_t)(*at - out->value);
    return true;
}

static int32_t into_buffer(void *user, const char *bytes, size_t size)
{
    isms__buffer_add(user, bytes, size);
    return 0;
}

static void json_string(isms__buffer *b, const char *text, size_t size)
{
    isms__output out;
    isms__output_start(&out, into_buffer, b);
    isms__output_json(&out, text, size);
    isms__output_finish(&out);
}

/* Opens the object or parts it from the member before. */
static void part(isms__buffer *out, size_t start)
{
    isms__buffer_char(out, out->size == start ? '{' : ',');
}

static void add(isms__buffer *out, size_t start, const char *name, size_t name_size, const char *value, size_t value_size)
{
    part(out, start);
    isms__buffer_add(out, name, name_size);
    isms__buffer_char(out, ':');
    isms__buffer_add(out, value, value_size);
}

static bool same(const isms__buffer *b, size_t from, const char *text, size_t size)
{
    return b->size - from == size && memcmp(b->data + from, text, size) == 0;
}

/* The object of the kept texts: first those that are there, at their place, then new ones. `spelled` is scratch. */
static bool merge(const char *old, const isms__kept *texts, size_t count, isms__buffer *out, isms__buffer *spelled)
{
    size_t start = out->size;
    bool changed = false;
    member m;
    for (const char *at = old ? old + 1 : ""; next_member(&at, &m);) {
        size_t i = 0;
        for (; i < count; i++) {
            isms__buffer_clear(spelled);
            json_string(spelled, texts[i].name, texts[i].name_size);
            if (same(spelled, 0, m.name, m.name_size))
                break;
        }
        if (i == count) {
            add(out, start, m.name, m.name_size, m.value, m.value_size);
            continue;
        }
        isms__buffer_clear(spelled);
        json_string(spelled, texts[i].text, texts[i].size);
        changed |= !same(spelled, 0, m.value, m.value_size);
        if (texts[i].size)
            add(out, start, m.name, m.name_size, isms__buffer_c(spelled), spelled->size);
    }
    for (size_t i = 0; i < count; i++) {
        if (!texts[i].size)
            continue;
        isms__buffer_clear(spelled);
        json_string(spelled, texts[i].name, texts[i].name_size);
        bool there = false;
        for (const char *at = old ? old + 1 : ""; !there && next_member(&at, &m);)
            there = same(spelled, 0, m.name, m.name_size);
        if (there)
            continue;
        changed = true;
        part(out, start);
        isms__buffer_add(out, isms__buffer_c(spelled), spelled->size);
        isms__buffer_char(out, ':');
        json_string(out, texts[i].text, texts[i].size);
    }
    if (out->size > start)
        isms__buffer_char(out, '}');
    return changed;
}

bool isms__members_keep(const char *json, const char *group, const isms__kept *texts, size_t count, isms__buffer *out)
{
    isms__buffer inner, spelled, name;
    member m;
    bool found = false, changed = false;
    isms__buffer_init(&inner, out->allocator);
    isms__buffer_init(&spelled, out->allocator);
    isms__buffer_init(&name, out->allocator);
    json_string(&name, group, strlen(group));
    const char *at = json ? skip_blank(json) : "";
    for (at += *at == '{'; !name.failed && next_member(&at, &m);) {
        if (!same(&name, 0, m.name, m.name_size) || m.value[0] != '{') {
            add(out, 0, m.name, m.name_size, m.value, m.value_size);
            continue;
        }
        found = true;
        changed = merge(m.value, texts, count, &inner, &spelled);
        if (inner.size)
            add(out, 0, m.name, m.name_size, inner.data, inner.size);
    }
    if (!found) {
        changed = merge(NULL, texts, count, &inner, &spelled);
        if (inner.size)
            add(out, 0, isms__buffer_c(&name), name.size, inner.data, inner.size);
    }
    if (out->size)
        isms__buffer_char(out, '}');
    out->failed |= inner.failed || spelled.failed || name.failed;
    isms__buffer_dispose(&inner);
    isms__buffer_dispose(&spelled);
    isms__buffer_dispose(&name);
    return changed || out->failed;
}
