/* Walking, copying and ordering JSON text that was checked before. */
#include "json_text.h"

#include "core/number.h"
#include "core/sort.h"

#include <string.h>

enum { DEPTH_MOST = 600 }; /* deeper than any reader lets through */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && is_space(*p))
        p++;
    return p;
}

/* Behind the text whose opening quote is at p. */
static const char *skip_text(const char *p, const char *end)
{
    for (p++; p < end && *p != '"'; p++)
        if (*p == '\\' && p + 1 < end)
            p++;
    return p < end ? p + 1 : end;
}

static const char *skip_value(const char *p, const char *end)
{
    size_t depth = 0;
    while (p < end) {
        char c = *p;
        if (c == '"') {
            p = skip_text(p, end);
        } else if (c == '{' || c == '[') {
            depth++;
            p++;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return p;
            depth--;
            p++;
        } else if (depth == 0 && (c == ',' || c == ':' || is_space(c))) {
            return p;
        } else {
            p++;
            if (depth == 0) {
                while (p < end && !strchr(",:]} \n\r\t", *p))
                    p++;
                return p;
            }
        }
        if (depth == 0)
            return p;
    }
    return end;
}

/* ------------------------------------------------------------------ walking */

bool isms__json_open(isms__json_walk *walk, isms__json value, char bracket)
{
    if (value.size < 2 || value.text[0] != bracket)
        return false;
    walk->at = value.text + 1;
    walk->end = value.text + value.size - 1;
    return true;
}

bool isms__json_item(isms__json_walk *walk, isms__json *value)
{
    const char *p = skip_space(walk->at, walk->end);
    if (p < walk->end && *p == ',')
        p = skip_space(p + 1, walk->end);
    const char *behind = skip_value(p, walk->end);
    if (behind == p)
        return false;
    *value = (isms__json){p, (size_t)(behind - p)};
    walk->at = behind;
    return true;
}

bool isms__json_member(isms__json_walk *walk, isms__json *name, isms__json *value)
{
    if (!isms__json_item(walk, name) || *name->text != '"')
        return false;
    const char *p = skip_space(walk->at, walk->end);
    if (p == walk->end || *p != ':')
        return false;
    walk->at = p + 1;
    return isms__json_item(walk, value);
}

bool isms__json_find(isms__json object, const char *name, size_t size, isms__json *value)
{
    isms__json_walk walk;
    isms__json label, here;
    if (object.size <= 2 || !isms__json_open(&walk, object, '{'))
        return false;
    while (isms__json_member(&walk, &label, &here))
        if (label.size == size + 2 && memcmp(label.text + 1, name, size) == 0) {
            *value = here;
            return true;
        }
    return false;
}

/* ------------------------------------------------------------------ texts */

static uint32_t hex4(const char *p, const char *end)
{
    uint32_t value = 0;
    for (int i = 0; i < 4 && p + i < end; i++) {
        char c = p[i];
        value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value & 0xffff;
}

static void put_utf8(isms__buffer *out, uint32_t code)
{
    char c[4];
    size_t n = 0;
    if (code < 0x80) {
        c[n++] = (char)code;
    } else if (code < 0x800) {
        c[n++] = (char)(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        c[n++] = (char)(0xe0 | code >> 12);
        c[n++] = (char)(0x80 | (code >> 6 & 0x3f));
    } else {
        c[n++] = (char)(0xf0 | code >> 18);
        c[n++] = (char)(0x80 | (code >> 12 & 0x3f));
        c[n++] = (char)(0x80 | (code >> 6 & 0x3f));
    }
    if (code >= 0x80)
        c[n++] = (char)(0x80 | (code & 0x3f));
    isms__buffer_add(out, c, n);
}

/* An escape at p: appends what it says and returns the byte behind it. A carriage return goes into the line feed behind it. */
static const char *decode_escape(isms__buffer *out, const char *p, const char *end)
{
    static const char codes[] = {
        ['b'] = 8, ['f'] = 12, ['n'] = 10, ['r'] = 13, ['t'] = 9, ['"'] = '"', ['\\'] = '\\', ['/'] = '/'};
    if (p + 1 >= end)
        return end;
    if (p[1] != 'u') {
        size_t kind = (unsigned char)p[1];
        if (kind < sizeof codes && codes[kind] != '\r')
            isms__buffer_char(out, codes[kind]);
        return p + 2;
    }
    uint32_t code = hex4(p + 2, end);
    p = p + 6 < end ? p + 6 : end;
    if (code >= 0xd800 && code < 0xdc00 && end - p >= 6) {
        code = 0x10000 + ((code - 0xd800) << 10) + ((hex4(p + 2, end) - 0xdc00) & 0x3ff);
        p += 6;
    }
    if (code != '\r')
        put_utf8(out, code);
    return p;
}

void isms__json_decode(isms__buffer *out, isms__json quoted)
{
    const char *p = quoted.text + 1, *end = quoted.text + quoted.size - 1;
    while (quoted.size >= 2 && p < end) {
        const char *escape = memchr(p, '\\', (size_t)(end - p));
        isms__buffer_add(out, p, (size_t)((escape ? escape : end) - p));
        p = escape ? decode_escape(out, escape, end) : end;
    }
}

static void put_escape(isms__buffer *out, unsigned char c)
{
    static const char names[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
    static const char hex[] = "0123456789abcdef";
    if (c < sizeof names && names[c])
        isms__buffer_add(out, (char[]){'\\', names[c]}, 2);
    else
        isms__buffer_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

void isms__json_quote(isms__buffer *out, const char *text, size_t size)
{
    size_t clean = isms__json_clean_size(text, size);
    char *to = isms__buffer_claim(out, clean + 2);
    if (!to)
        return;
    *to++ = '"';
    memcpy(to, text, clean);
    to += clean;
    *to = '"';
    isms__buffer_fill(out, clean == size ? to + 1 : to);
    while (clean < size) {
        put_escape(out, (unsigned char)text[clean++]);
        size_t more = isms__json_clean_size(text + clean, size - clean);
        isms__buffer_add(out, text + clean, more);
        clean += more;
        if (clean == size)
            isms__buffer_char(out, '"');
    }
}

/* Copies a quoted text with the fewest escapes; most have none at all. */
static void copy_text(isms__buffer *out, isms__json quoted)
{
    if (!memchr(quoted.text, '\\', quoted.size)) {
        isms__buffer_add(out, quoted.text, quoted.size);
        return;
    }
    isms__buffer plain;
    isms__buffer_init(&plain, out->allocator);
    isms__json_decode(&plain, quoted);
    isms__json_quote(out, isms__buffer_c(&plain), plain.size);
    out->failed = out->failed || plain.failed;
    isms__buffer_dispose(&plain);
}

/* ------------------------------------------------------------------ laying out */

void isms__json_compact(isms__buffer *out, isms__json value)
{
    const char *p = value.text, *end = p + value.size;
    while (p < end) {
        const char *first = p;
        if (is_space(*p)) {
            p++;
        } else if (*p == '"') {
            p = skip_text(p, end);
            copy_text(out, (isms__json){first, (size_t)(p - first)});
        } else {
            isms__buffer_char(out, *p++);
        }
    }
}

/* A line feed and the blanks. */
static void indent(isms__buffer *out, unsigned depth)
{
    if (!isms__buffer_room(out, 1 + 2 * (size_t)depth))
        return;
    out->data[out->size++] = '\n';
    memset(out->data + out->size, ' ', 2 * (size_t)depth);
    out->size += 2 * (size_t)depth;
    out->data[out->size] = '\0';
}

void isms__json_pretty(isms__buffer *out, isms__json value, unsigned depth)
{
    const char *p = value.text, *end = p + value.size;
    while (p < end) {
        const char *first = p;
        char c = *p;
        if (c == '"') {
            p = skip_text(p, end);
            copy_text(out, (isms__json){first, (size_t)(p - first)});
            continue;
        }
        p++;
        if (is_space(c))
            continue;
        const char *next = skip_space(p, end);
        if ((c == '{' || c == '[') && next < end && (*next == '}' || *next == ']')) {
            isms__buffer_add(out, (char[]){c, *next}, 2);
            p = next + 1;
            continue;
        }
        if ((c == '}' || c == ']') && depth > 0)
            indent(out, --depth);
        isms__buffer_char(out, c);
        if (c == '{' || c == '[')
            indent(out, ++depth);
        else if (c == ',')
            indent(out, depth);
        else if (c == ':')
            isms__buffer_char(out, ' ');
    }
}

bool isms__json_is_type_name(isms__json name)
{
    size_t slashes = 0;
    while (slashes < name.size && name.text[slashes] == '/')
        slashes++;
    return name.size - slashes == 4 && memcmp(name.text + slashes, "type", 4) == 0;
}

/* ------------------------------------------------------------------ ordering */

/* A member with its name decoded, in a buffer that all names of the object share. */
typedef struct member {
    isms__json name, value;
    size_t at, size;
    bool again; /* the name stood there before */
} member;

typedef struct members {
    const isms_allocator *allocator;
    member *list;
    size_t count, capacity;
    isms__buffer names;
} members;

typedef struct entry {
    isms__json name;
    member *member;
} entry;

/* That of UTF-16, which is that of the bytes of UTF-8, but for what lies beyond U+FFFF: it comes before U+E000. */
int isms__json_compare_names(isms__json a, isms__json b)
{
    size_t n = a.size < b.size ? a.size : b.size;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)a.text[i], d = (unsigned char)b.text[i];
        if (c == d)
            continue;
        bool c_high = c >= 0xf0, d_high = d >= 0xf0;
        if (c_high != d_high && (c_high ? d : c) >= 0xee)
            return c_high ? -1 : 1;
        return c < d ? -1 : 1;
    }
    return a.size < b.size ? -1 : a.size > b.size;
}

static int by_name(const void *a, const void *b, const void *user)
{
    (void)user;
    return isms__json_compare_names(((const entry *)a)->name, ((const entry *)b)->name);
}

static bool gather(members *m, isms__json object)
{
    isms__json_walk walk;
    isms__json name, value;
    if (!isms__json_open(&walk, object, '{'))
        return true;
    while (isms__json_member(&walk, &name, &value)) {
        if (!isms__reserve(m->allocator, (void **)&m->list, &m->capacity, m->count + 1, sizeof *m->list))
            return false;
        size_t at = m->names.size;
        isms__json_decode(&m->names, name);
        m->list[m->count++] = (member){name, value, at, m->names.size - at, false};
    }
    return !m->names.failed;
}

/* The members in order; *sorted is to be released. */
static bool sort(const members *m, entry **sorted)
{
    *sorted = m->count ? isms__allocate(m->allocator, m->count * sizeof **sorted) : NULL;
    if (m->count && !*sorted)
        return false;
    for (size_t i = 0; i < m->count; i++)
        (*sorted)[i] = (entry){{isms__buffer_c(&m->names) + m->list[i].at, m->list[i].size}, &m->list[i]};
    return isms__sort(m->allocator, *sorted, m->count, sizeof **sorted, by_name, NULL);
}

static void dispose(members *m, entry *sorted)
{
    isms__release(m->allocator, sorted, m->count * sizeof *sorted);
    isms__release(m->allocator, m->list, m->capacity * sizeof *m->list);
    isms__buffer_dispose(&m->names);
}

static void canonical(isms__buffer *out, isms__json value, unsigned depth);

static void canonical_object(isms__buffer *out, isms__json value, unsigned depth)
{
    members m = {.allocator = out->allocator};
    entry *sorted = NULL;
    isms__buffer_init(&m.names, out->allocator);
    if (!gather(&m, value) || !sort(&m, &sorted))
        out->failed = true;
    isms__buffer_char(out, '{');
    for (size_t i = 0; i < m.count && sorted; i++) {
        if (i)
            isms__buffer_char(out, ',');
        copy_text(out, sorted[i].member->name);
        isms__buffer_char(out, ':');
        canonical(out, sorted[i].member->value, depth + 1);
    }
    isms__buffer_char(out, '}');
    dispose(&m, sorted);
}

static void canonical_list(isms__buffer *out, isms__json value, unsigned depth)
{
    isms__json_walk walk;
    isms__json item;
    bool first = true;
    isms__buffer_char(out, '[');
    isms__json_open(&walk, value, '[');
    for (; isms__json_item(&walk, &item); first = false) {
        if (!first)
            isms__buffer_char(out, ',');
        canonical(out, item, depth + 1);
    }
    isms__buffer_char(out, ']');
}

static void canonical(isms__buffer *out, isms__json value, unsigned depth)
{
    double number;
    if (value.size >= 2 && value.text[0] == '{' && depth < DEPTH_MOST)
        canonical_object(out, value, depth);
    else if (value.size >= 2 && value.text[0] == '[' && depth < DEPTH_MOST)
        canonical_list(out, value, depth);
    else if (isms__real_parse(value.text, value.size, &number))
        isms__buffer_real(out, number);
    else
        isms__json_compact(out, value);
}

void isms__json_canonical(isms__buffer *out, isms__json value)
{
    canonical(out, value, 0);
}

/* ------------------------------------------------------------------ names that stand twice */

static bool twice(isms__json value, const isms_allocator *a, void (*visit)(void *, isms__json), void *user, unsigned depth);

static bool twice_in_object(isms__json value, const isms_allocator *a, void (*visit)(void *, isms__json), void *user,
                            unsigned depth)
{
    members m = {.allocator = a};
    entry *sorted = NULL;
    isms__buffer_init(&m.names, a);
    bool good = gather(&m, value) && sort(&m, &sorted);
    for (size_t i = 1; good && i < m.count; i++) /* the sort is stable: what comes later in the text comes later here */
        sorted[i].member->again = isms__json_compare_names(sorted[i - 1].name, sorted[i].name) == 0;
    for (size_t i = 0; good && i < m.count; i++) {
        if (m.list[i].again)
            visit(user, m.list[i].name);
        good = twice(m.list[i].value, a, visit, user, depth + 1);
    }
    dispose(&m, sorted);
    return good;
}

static bool twice(isms__json value, const isms_allocator *a, void (*visit)(void *, isms__json), void *user, unsigned depth)
{
    isms__json_walk walk;
    isms__json item;
    if (depth >= DEPTH_MOST)
        return true;
    if (value.size && *value.text == '{')
        return twice_in_object(value, a, visit, user, depth);
    bool good = true;
    if (isms__json_open(&walk, value, '['))
        while (good && isms__json_item(&walk, &item))
            good = twice(item, a, visit, user, depth + 1);
    return good;
}

bool isms__json_each_twice(isms__json value, const isms_allocator *a, void (*visit)(void *user, isms__json name), void *user)
{
    return twice(value, a, visit, user, 0);
}
