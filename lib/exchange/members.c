/* Texts kept in a member of a JSON object: only names that change are touched, the rest keeps its bytes. */
#include "members.h"

#include "json_index.h"

#include <string.h>

bool isms__member_of_import(const char *name)
{
    return strcmp(name, "import") == 0;
}

/* Opens the object or parts it from the member before. */
static void part(isms__buffer *out, size_t start)
{
    isms__buffer_char(out, out->size == start ? '{' : ',');
}

static void add(isms__buffer *out, size_t start, isms__json name, isms__json value)
{
    part(out, start);
    isms__buffer_add(out, name.text, name.size);
    isms__buffer_char(out, ':');
    isms__buffer_add(out, value.text, value.size);
}

static bool same(isms__json a, isms__json b)
{
    return a.size == b.size && memcmp(a.text, b.text, a.size) == 0;
}

/* A text as JSON, in a buffer that is used for nothing else. */
static isms__json quote(isms__buffer *scratch, const char *text, size_t size)
{
    isms__buffer_clear(scratch);
    isms__json_quote(scratch, text, size);
    return (isms__json){isms__buffer_c(scratch), scratch->size};
}

/* Index of the text that has the name; count where none has. */
static size_t find_text(const isms__kept *texts, size_t count, isms__json name, isms__buffer *scratch)
{
    size_t i = 0;
    while (i < count && !same(quote(scratch, texts[i].name, texts[i].name_size), name))
        i++;
    return i;
}

static bool has_name(isms__json object, isms__json wanted)
{
    isms__json_walk walk;
    isms__json name, value;
    if (!isms__json_open(&walk, object, '{'))
        return false;
    while (isms__json_member(&walk, &name, &value))
        if (same(name, wanted))
            return true;
    return false;
}

/* The object of the kept texts: first those that are there, at their place, then new ones. */
static bool merge(isms__json old, const isms__kept *texts, size_t count, isms__buffer *out, isms__buffer *scratch)
{
    size_t start = out->size;
    bool changed = false;
    isms__json_walk walk;
    isms__json name, value;
    for (bool open = isms__json_open(&walk, old, '{'); open && isms__json_member(&walk, &name, &value);) {
        size_t i = find_text(texts, count, name, scratch);
        if (i == count) {
            add(out, start, name, value);
            continue;
        }
        isms__json text = quote(scratch, texts[i].text, texts[i].size);
        changed |= !same(text, value);
        if (texts[i].size)
            add(out, start, name, text);
    }
    for (size_t i = 0; i < count; i++) {
        if (!texts[i].size || (old.size && has_name(old, quote(scratch, texts[i].name, texts[i].name_size))))
            continue;
        changed = true;
        part(out, start);
        isms__json_quote(out, texts[i].name, texts[i].name_size);
        isms__buffer_char(out, ':');
        isms__json_quote(out, texts[i].text, texts[i].size);
    }
    if (out->size > start)
        isms__buffer_char(out, '}');
    return changed;
}

bool isms__members_keep(const char *json, const char *group, const isms__kept *texts, size_t count, isms__buffer *out)
{
    isms__buffer inner, scratch, quoted;
    isms__json_walk walk;
    isms__json object = {json ? json : "", json ? strlen(json) : 0}, name, value, none = {"", 0};
    bool found = false, changed = false;
    isms__buffer_init(&inner, out->allocator);
    isms__buffer_init(&scratch, out->allocator);
    isms__buffer_init(&quoted, out->allocator);
    isms__json ours = quote(&quoted, group, strlen(group));
    if (isms__json_find(object, group, strlen(group), &value) && value.text[0] != '{') /* somebody else's member of that name */
        ours = quote(&quoted, "import_texts", sizeof "import_texts" - 1);
    for (bool open = isms__json_open(&walk, object, '{'); open && isms__json_member(&walk, &name, &value);) {
        if (!same(name, ours) || value.text[0] != '{') {
            add(out, 0, name, value);
            continue;
        }
        found = true;
        changed = merge(value, texts, count, &inner, &scratch);
        if (inner.size)
            add(out, 0, name, (isms__json){inner.data, inner.size});
    }
    if (!found) {
        changed = merge(none, texts, count, &inner, &scratch);
        if (inner.size)
            add(out, 0, ours, (isms__json){inner.data, inner.size});
    }
    if (out->size)
        isms__buffer_char(out, '}');
    out->failed |= inner.failed || scratch.failed || quoted.failed;
    isms__buffer_dispose(&inner);
    isms__buffer_dispose(&scratch);
    isms__buffer_dispose(&quoted);
    return changed || out->failed;
}

static bool is_object(isms__json value)
{
    return value.size >= 2 && value.text[0] == '{';
}

void isms__members_overlay(isms__json under, isms__json over, isms__buffer *out)
{
    isms__json_walk walk;
    isms__json name, value;
    const char *gap = "";
    isms__json_index lower, upper;
    isms__json_index_start(&lower, out->allocator, under);
    isms__json_index_start(&upper, out->allocator, over);
    isms__buffer_char(out, '{');
    isms__json_open(&walk, under, '{');
    for (; isms__json_member(&walk, &name, &value); gap = ",") {
        isms__json above = isms__json_index_get(&upper, name), put = above.size ? above : value;
        isms__buffer_text(out, gap);
        isms__buffer_add(out, name.text, name.size);
        isms__buffer_char(out, ':');
        if (is_object(value) && is_object(above))
            isms__members_overlay(value, above, out);
        else
            isms__buffer_add(out, put.text, put.size);
    }
    isms__json_open(&walk, over, '{');
    while (isms__json_member(&walk, &name, &value)) {
        if (isms__json_index_get(&lower, name).size)
            continue;
        isms__buffer_text(out, gap);
        isms__buffer_add(out, name.text, name.size);
        isms__buffer_char(out, ':');
        isms__buffer_add(out, value.text, value.size);
        gap = ",";
    }
    isms__buffer_char(out, '}');
    isms__json_index_end(&lower);
    isms__json_index_end(&upper);
}
