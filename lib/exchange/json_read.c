/* The reader of JSON documents: the version, the document's own record, registers, and what the schema does not know. */
#include "json.h"

#include "core/number.h"
#include "core/text.h"
#include "format.h"

#include <string.h>

void isms__json_reader_init(isms__json_reader *r, isms__load *l, isms__window *w)
{
    const isms_read_options *o = l->options;
    memset(r, 0, sizeof *r);
    r->load = l;
    r->window = w;
    isms__json_scan_init(&r->scan, l->allocator);
    r->scan.max_depth = o->max_depth;
    r->scan.max_text = (size_t)o->max_text;
    r->scan.max_values = (size_t)o->max_values;
    isms__buffer_init(&r->name, l->allocator);
    isms__buffer_init(&r->unknown, l->allocator);
    isms__map_init(&r->names, l->allocator, l->model->hash_seed);
}

void isms__json_reader_dispose(isms__json_reader *r)
{
    isms__json_scan_dispose(&r->scan);
    isms__buffer_dispose(&r->name);
    isms__buffer_dispose(&r->unknown);
    isms__map_dispose(&r->names);
}

/* ------------------------------------------------------------------ making bytes visible */

/* More bytes; ISMS_DONE at the end. What goes wrong is reported. */
static isms_status more(isms__json_reader *r)
{
    isms__window *w = r->window;
    isms_status status = isms__window_more(w);
    if (status == ISMS_E_LIMIT && isms__window_total(w) > w->max_bytes)
        return isms__json_report(r, ISMS__PROBLEM_LONG_DOCUMENT, NULL, 0, "the document is longer than %llu bytes",
                                 (unsigned long long)w->max_bytes);
    if (status == ISMS_E_LIMIT)
        return isms__json_report(r, ISMS__PROBLEM_LONG_RECORD, NULL, 0, "a record is longer than %llu bytes",
                                 (unsigned long long)r->load->options->max_record_bytes);
    if (status == ISMS_E_IO)
        return isms__json_report(r, ISMS__PROBLEM_READING, NULL, (size_t)(w->end - w->at), "reading failed");
    return status;
}

isms_status isms__json_peek(isms__json_reader *r, char *c)
{
    isms__window *w = r->window;
    for (;;) {
        while (isms__json_is_space(*w->at)) {
            if (*w->at++ == '\n') {
                w->line++;
                w->line_start = isms__window_place(w);
            }
        }
        *c = *w->at;
        if (w->at < w->end)
            return *c ? ISMS_OK : isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "a zero byte");
        isms_status status = more(r);
        if (status != ISMS_OK)
            return status == ISMS_DONE ? ISMS_OK : status;
    }
}

isms_status isms__json_truncated(isms__json_reader *r)
{
    const isms__window *w = r->window;
    return isms__json_report(r, ISMS__PROBLEM_ENDS, NULL, (size_t)(w->end - w->at), "the document ends too early");
}

isms_status isms__json_value(isms__json_reader *r)
{
    isms__window *w = r->window;
    for (;;) {
        switch (isms__json_scan_value(&r->scan, w->at, (size_t)(w->end - w->at), w->done)) {
        case ISMS__JSON_VALUE:
            if (r->scan.size <= r->load->options->max_record_bytes)
                return ISMS_OK;
            return isms__json_report(r, ISMS__PROBLEM_LONG_RECORD, NULL, 0, "a record is longer than %llu bytes",
                                     (unsigned long long)r->load->options->max_record_bytes);
        case ISMS__JSON_BROKEN:
            return isms__json_report(r, r->scan.problem, NULL, r->scan.error_at, "%s", r->scan.message);
        case ISMS__JSON_NO_MEMORY:
            return ISMS_E_NO_MEMORY;
        default:
            break;
        }
        if (w->done)
            return isms__json_truncated(r);
        isms_status status = more(r);
        if (status < 0)
            return status;
    }
}

void isms__json_pass(isms__json_reader *r)
{
    isms__window *w = r->window;
    if (r->scan.lines) {
        w->line += r->scan.lines;
        w->line_start = isms__window_place(w) + r->scan.line_start;
    }
    w->at += r->scan.size;
}

/* The next byte has to be c; `wanted` says what was expected. */
static isms_status expect(isms__json_reader *r, char c, const char *wanted)
{
    char there;
    isms_status status = isms__json_peek(r, &there);
    if (status != ISMS_OK)
        return status;
    if (there == '\0')
        return isms__json_truncated(r);
    if (there != c)
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "%s", wanted);
    r->window->at++;
    return ISMS_OK;
}

isms_status isms__json_begin(isms__json_reader *r, char *c)
{
    isms__window *w = r->window;
    isms_status status = isms__json_peek(r, c);
    if (status == ISMS_OK && w->end - w->at >= 3 && memcmp(w->at, "\xef\xbb\xbf", 3) == 0) {
        isms__json_report(r, ISMS__PROBLEM_MARK, NULL, 0, "a byte order mark stands before the document; it has to go");
        w->at += 3;
        status = isms__json_peek(r, c);
    }
    if (status == ISMS_OK && *c == '\0')
        return isms__json_report(r, ISMS__PROBLEM_ENDS, NULL, 0, "the document is empty");
    return status;
}

isms_status isms__json_finish(isms__json_reader *r)
{
    if (!r->has_version)
        isms__load_report(r->load, ISMS__PROBLEM_NO_VERSION, "libisms", 1, 1,
                          "the document does not say its version: the member \"libisms\" is missing");
    return ISMS_OK;
}

/* ------------------------------------------------------------------ members of the root */

/* r->name stands there for the first time, or that is reported. */
static isms_status once(isms__json_reader *r)
{
    const char *name = isms__buffer_c(&r->name);
    if (isms__map_find(&r->names, name, r->name.size))
        isms__json_report(r, ISMS__PROBLEM_TWICE, name, 0, "the member %.100s stands twice in one object", name);
    return isms__map_put(&r->names, name, r->name.size, 1) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* Adds a member to those of the root that are kept: the value that is visible. */
static void keep_root(isms__json_reader *r, const char *name, isms__json value)
{
    isms__buffer *b = &r->load->root;
    if (b->size)
        isms__buffer_char(b, ',');
    isms__json_quote(b, name, strlen(name));
    isms__buffer_char(b, ':');
    isms__json_compact(b, value);
}

/* The value is the version. */
static isms_status take_version(isms__json_reader *r)
{
    isms__buffer text;
    isms__json value = {r->window->at, r->scan.size};
    isms__json_mend_value(r, "libisms");
    isms__buffer_init(&text, r->load->allocator);
    if (*value.text == '"')
        isms__json_decode(&text, value);
    r->has_version = true;
    isms_status status =
        text.failed ? ISMS_E_NO_MEMORY
                    : isms__load_version(r->load, isms__buffer_c(&text), r->window->line, isms__window_column(r->window));
    isms__buffer_dispose(&text);
    isms__json_pass(r);
    return status;
}

/* A member of the root that the schema does not know: r->name. */
static isms_status root_unknown(isms__json_reader *r)
{
    const char *name = isms__json_line_name(r, isms__buffer_c(&r->name));
    isms__json value = {r->window->at, r->scan.size};
    isms__json_mend_value(r, name);
    r->text = value.text;
    isms_status status = strcmp(name, "requires") == 0
                             ? isms__load_requires(r->load, value, r->window->line, isms__window_column(r->window))
                             : ISMS_OK;
    if (r->load->options->flags & ISMS_READ_STRICT)
        isms__json_report(r, ISMS__PROBLEM_UNKNOWN, name, 0, "the schema does not know the member %.100s", name);
    keep_root(r, name, value);
    if (status == ISMS_OK && !isms__json_report_twice(r, value, name))
        status = ISMS_E_NO_MEMORY;
    isms__json_pass(r);
    return status;
}

/* ------------------------------------------------------------------ the document */

static isms_status read_register(isms__json_reader *r, const isms__type *type)
{
    char c;
    isms_status status = isms__json_peek(r, &c);
    if (status == ISMS_OK && c != '[') {
        status = isms__json_value(r);
        if (status != ISMS_OK)
            return status;
        isms__json_report(r, ISMS__PROBLEM_KIND, type->plural, 0, "%s has to be a list of records", type->plural);
        isms__json_pass(r);
        return ISMS_OK;
    }
    if (status == ISMS_OK)
        r->window->at++;
    if (status == ISMS_OK)
        status = isms__load_register(r->load, type);
    if (status == ISMS_OK)
        status = isms__json_peek(r, &c);
    if (status == ISMS_OK && c == ']') {
        r->window->at++;
        return ISMS_OK;
    }
    while (status == ISMS_OK) {
        status = isms__json_peek(r, &c);
        if (status == ISMS_OK)
            status = isms__json_value(r);
        if (status == ISMS_OK)
            status = isms__json_record(r, type);
        if (status == ISMS_OK)
            status = isms__json_peek(r, &c);
        if (status == ISMS_OK && c == ']') {
            r->window->at++;
            return ISMS_OK;
        }
        if (status == ISMS_OK)
            status = expect(r, ',', "',' or ']' was expected behind a record");
    }
    return status;
}

/* The name of a member, into r->name; stands at its value afterwards. */
static isms_status read_name(isms__json_reader *r)
{
    char c;
    isms_status status = isms__json_peek(r, &c);
    if (status == ISMS_OK && c == '\0')
        return isms__json_truncated(r);
    if (status == ISMS_OK && c != '"')
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "the name of a member was expected, in quotes");
    if (status == ISMS_OK)
        status = isms__json_value(r);
    if (status != ISMS_OK)
        return status;
    isms__json_mend_value(r, "");
    isms__buffer_clear(&r->name);
    isms__json_decode(&r->name, (isms__json){r->window->at, r->scan.size});
    status = r->name.failed ? ISMS_E_NO_MEMORY : once(r);
    isms__json_pass(r);
    if (status == ISMS_OK)
        status = expect(r, ':', "':' was expected behind the name of a member");
    return status == ISMS_OK ? isms__json_peek(r, &c) : status;
}

/* The type of the line that the root is. */
static isms_status read_type(isms__json_reader *r)
{
    if (!isms__equal(r->window->at, r->scan.size, "\"header\""))
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, "type", 0, "the first line has to be of type \"header\"");
    isms__json_pass(r);
    return ISMS_OK;
}

static isms_status read_member(isms__json_reader *r)
{
    isms_status status = read_name(r);
    const isms__type *type = status == ISMS_OK ? isms__load_type(isms__buffer_c(&r->name)) : NULL;
    if (type)
        return read_register(r, type);
    if (status == ISMS_OK)
        status = isms__json_value(r);
    if (status != ISMS_OK)
        return status;
    if (strcmp(isms__buffer_c(&r->name), "libisms") == 0)
        return take_version(r);
    if (r->typed && strcmp(isms__buffer_c(&r->name), "type") == 0)
        return read_type(r);
    if (strcmp(isms__buffer_c(&r->name), "document") == 0)
        return isms__json_record(r, isms__type_get(ISMS_HEADER));
    return root_unknown(r);
}

/* Members up to the closing brace of the root. */
isms_status isms__json_members(isms__json_reader *r)
{
    char c;
    isms_status status = isms__json_peek(r, &c);
    if (status == ISMS_OK && c == '}') {
        r->window->at++;
        return ISMS_OK;
    }
    while (status == ISMS_OK) {
        status = read_member(r);
        if (status == ISMS_OK)
            status = isms__json_peek(r, &c);
        if (status == ISMS_OK && c == '}') {
            r->window->at++;
            return ISMS_OK;
        }
        if (status == ISMS_OK)
            status = expect(r, ',', "',' or '}' was expected behind a member");
    }
    return status;
}

static isms_status read_document(isms__json_reader *r)
{
    char c;
    isms_status status = isms__json_begin(r, &c);
    if (status == ISMS_OK && c != '{')
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "a document starts with '{'");
    if (status == ISMS_OK)
        r->window->at++;
    if (status == ISMS_OK)
        status = isms__json_members(r);
    if (status == ISMS_OK)
        status = isms__json_peek(r, &c);
    if (status == ISMS_OK && c)
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "something stands behind the end of the document");
    return status == ISMS_OK ? isms__json_finish(r) : status;
}

isms_status isms__json_read(isms__load *l, isms__window *w)
{
    isms__json_reader r;
    isms__json_reader_init(&r, l, w);
    isms_status status = read_document(&r);
    isms__json_reader_dispose(&r);
    return status;
}

bool isms__json_recognise(const char *head, size_t size)
{
    size_t i = size >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < size && isms__json_is_space(head[i]))
        i++;
    return i < size && (head[i] == '{' || head[i] == '[');
}
