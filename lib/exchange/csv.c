/* The CSV scanner: a window over the source that holds one record at a time. A quote that is not closed costs its line only:
 * the window still has what follows, so that reading goes on there. */
#include "csv.h"

#include "core/text.h"

#include <string.h>

enum { AT_START, PLAIN, QUOTED, CLOSED };

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static bool in_quote(const isms__csv_scan *s)
{
    return s->state == QUOTED;
}

size_t isms__csv_break(const char *bytes, size_t size, size_t at)
{
    return bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n' ? 2 : 1;
}

/* One byte. True where the record or its soundness ends there: then *found says which. */
static bool take(isms__csv_scan *s, const char *bytes, char delimiter, isms__csv_found *found)
{
    char c = bytes[s->at];
    *found = ISMS__CSV_END;
    if (s->state == QUOTED) {
        if (c == '"')
            s->state = CLOSED;
        return false;
    }
    if (c == '"' && s->state == AT_START) {
        s->state = QUOTED;
        s->quote = s->at;
        return false;
    }
    if (c == '"' && s->state == CLOSED && bytes[s->at - 1] == '"' && s->at - 1 > s->quote) {
        s->state = QUOTED; /* a doubled quote stands for one */
        return false;
    }
    if (c == delimiter) {
        s->state = AT_START;
        s->field = s->at + 1;
        s->fields++;
        return false;
    }
    if (is_break(c))
        return true;
    if (s->state == CLOSED && c != ' ') {
        *found = ISMS__CSV_BROKEN;
        return true;
    }
    if (s->state == AT_START && c != ' ')
        s->state = PLAIN;
    return false;
}

isms__csv_found isms__csv_scan_on(isms__csv_scan *s, const char *bytes, size_t size, bool last, char delimiter,
                                  const isms__csv_limits *limits)
{
    isms__csv_found found;
    for (; s->at < size; s->at++) {
        if (s->at - s->field > limits->field || s->at > limits->record)
            return ISMS__CSV_TOO_LONG;
        if (take(s, bytes, delimiter, &found)) {
            if (found == ISMS__CSV_END && s->at + 1 == size && bytes[s->at] == '\r' && !last)
                return ISMS__CSV_MORE; /* is it CR LF? */
            return found;
        }
    }
    if (!last)
        return ISMS__CSV_MORE;
    return s->state == QUOTED ? ISMS__CSV_BROKEN : ISMS__CSV_END;
}

/* ------------------------------------------------------------------ the window */

static size_t there(const isms__csv *c)
{
    return (size_t)(c->window.end - c->window.at);
}

static bool starts_with(const isms__csv *c, const char *bytes, size_t size)
{
    return there(c) >= size && memcmp(c->window.at, bytes, size) == 0;
}

/* Lets go of the first `size` bytes. */
static void consume(isms__csv *c, size_t size)
{
    const char *s = c->window.at;
    for (size_t i = 0; i < size; i++)
        if (is_break(s[i])) {
            i += isms__csv_break(s, size, i) - 1;
            c->window.line++;
        }
    c->window.at += size;
}

/* A line `sep=;`, as spreadsheets write and read it. */
static char stated_delimiter(isms__csv *c)
{
    const char *s = c->window.at;
    size_t size = there(c);
    if (size < 6 || !starts_with(c, "sep=", 4) || !is_break(s[5]))
        return 0;
    char delimiter = s[4];
    consume(c, 5 + isms__csv_break(s, size, 5));
    return delimiter;
}

static const char *refuse(const isms__csv *c)
{
    if (starts_with(c, "\xff\xfe", 2) || starts_with(c, "\xfe\xff", 2))
        return "the file is UTF-16; save it as CSV in UTF-8";
    if (starts_with(c, "PK\x03\x04", 4))
        return "the file is a ZIP archive, such as a spreadsheet; save the sheet as CSV in UTF-8";
    if (starts_with(c, "%PDF", 4))
        return "the file is a PDF document, not CSV";
    return NULL;
}

isms_status isms__csv_open_told(isms__csv *c, const isms_allocator *a, isms_read read, void *user,
                                const isms__csv_limits *limits, isms_progress progress, void *progress_user)
{
    memset(c, 0, sizeof *c);
    c->limits = *limits;
    isms_status status = isms__window_start(&c->window, a, read, user);
    c->window.max_bytes = limits->bytes;
    c->window.progress = progress;
    c->window.progress_user = progress_user;
    if (status == ISMS_OK)
        status = isms__window_more(&c->window);
    if (status < 0)
        return status;
    c->refusal = refuse(c);
    if (c->refusal)
        return ISMS_E_FORMAT;
    if (starts_with(c, "\xef\xbb\xbf", 3))
        c->window.at += 3;
    c->delimiter = stated_delimiter(c);
    if (!c->delimiter)
        c->delimiter = isms__csv_delimiter(c->window.at, there(c), c->window.done, limits);
    return ISMS_OK;
}

isms_status isms__csv_open(isms__csv *c, const isms_allocator *a, isms_read read, void *user, const isms__csv_limits *limits)
{
    return isms__csv_open_told(c, a, read, user, limits, NULL, NULL);
}

void isms__csv_close(isms__csv *c)
{
    if (c->window.allocator)
        isms__release(c->window.allocator, c->fields, c->field_capacity * sizeof *c->fields);
    c->fields = NULL;
    c->field_capacity = 0;
    isms__window_dispose(&c->window);
}

/* ------------------------------------------------------------------ one record */

/* Line and column of an offset from the start of the record. */
static void locate(const isms__csv *c, size_t offset, uint32_t *line, uint32_t *column)
{
    const char *s = c->window.at;
    size_t begin = 0;
    *line = (uint32_t)c->window.line;
    for (size_t i = 0; i < offset; i++)
        if (is_break(s[i])) {
            i += isms__csv_break(s, offset, i) - 1;
            begin = i + 1;
            ++*line;
        }
    *column = (uint32_t)(offset - begin) + 1;
}

static void blame(isms__csv *c, isms__csv_fault fault, size_t offset)
{
    c->record.fault = fault;
    c->record.count = 0;
    locate(c, offset, &c->record.fault_line, &c->record.fault_column);
    c->record.fault_byte = offset < there(c) ? (unsigned char)c->window.at[offset] : 0;
}

static isms__csv_fault fault_of(const char *s, size_t size)
{
    if ((unsigned char)*s < 0x80)
        return ISMS__CSV_CHARACTER;
    return isms__text_noncharacter(s, size) ? ISMS__CSV_NONCHARACTER : ISMS__CSV_ENCODING;
}

/* First byte of the record that no text may hold; CR is none, since it is on its way to LF. */
static size_t first_invalid(const char *s, size_t size)
{
    size_t at = isms__text_first_invalid(s, size);
    while (at < size && s[at] == '\r')
        at += 1 + isms__text_first_invalid(s + at + 1, size - at - 1);
    return at;
}

/* Where a field being divided stands in the file. */
typedef struct cursor {
    size_t at, line_start; /* offsets from the start of the record */
    uint32_t line;
} cursor;

/* Takes the quotes off the field whose opening quote is s[at->at], in place, and makes its line breaks LF; returns its size.
 * The cursor stands behind the closing quote then. */
static size_t unquote(char *s, size_t size, cursor *at)
{
    char *out = s + at->at;
    const char *first = out;
    for (size_t i = at->at + 1; i < size; i++) {
        char c = s[i];
        at->at = i + 1;
        if (c == '"' && (i + 1 >= size || s[i + 1] != '"'))
            break;
        if (c == '"')
            i++;
        if (is_break(c)) {
            i += isms__csv_break(s, size, i) - 1;
            at->line_start = i + 1;
            at->line++;
            c = '\n';
        }
        *out++ = c;
    }
    return (size_t)(out - first);
}

static void divide_one(isms__csv_field *f, char *s, size_t size, char delimiter, cursor *at)
{
    f->line = at->line;
    f->column = (uint32_t)(at->at - at->line_start) + 1;
    f->text = s + at->at;
    size_t quote = at->at;
    while (quote < size && s[quote] == ' ')
        quote++;
    bool quoted = quote < size && s[quote] == '"';
    if (quoted) {
        at->at = quote;
        f->text = s + quote;
        f->size = unquote(s, size, at);
    }
    const char *end = at->at < size ? memchr(s + at->at, delimiter, size - at->at) : NULL;
    at->at = end ? (size_t)(end - s) : size;
    if (!quoted)
        f->size = (size_t)(s + at->at - f->text);
}

/* Divides the record s[0..size), which is sound and has `count` fields. */
static void divide(isms__csv *c, char *s, size_t size, uint32_t count)
{
    cursor at = {0, 0, c->record.line};
    for (uint32_t i = 0; i < count; i++, at.at++)
        divide_one(&c->fields[i], s, size, c->delimiter, &at);
    c->record.fields = c->fields;
    c->record.count = count;
}

/* A record of s[0..size) with its line break at s[size], or none at the end of the input. */
static isms_status deliver(isms__csv *c, size_t size, uint32_t count)
{
    char *s = c->window.at;
    size_t room = there(c), bad = first_invalid(s, size);
    if (count > c->limits.fields)
        blame(c, ISMS__CSV_MANY, 0);
    else if (bad < size)
        blame(c, fault_of(s + bad, size - bad), bad);
    else if (!isms__reserve(c->window.allocator, (void **)&c->fields, &c->field_capacity, count, sizeof *c->fields))
        return ISMS_E_NO_MEMORY;
    size_t whole = size < room ? size + isms__csv_break(s, room, size) : size;
    consume(c, whole);
    if (c->record.fault == ISMS__CSV_SOUND)
        divide(c, s, size, count);
    return ISMS_OK;
}

/* Gives up the rest of the line on which the culprit stands: the faulty quote, or the field that is too long to be held. */
static isms_status give_up_line(isms__csv *c, isms__csv_fault fault, size_t culprit)
{
    blame(c, fault, culprit);
    consume(c, culprit);
    for (;;) {
        const char *s = c->window.at;
        size_t room = there(c), end = 0;
        while (end < room && !is_break(s[end]))
            end++;
        if (end + 1 < room || c->window.done) {
            consume(c, end < room ? end + isms__csv_break(s, room, end) : end);
            return ISMS_OK;
        }
        c->window.at += end; /* the line break may be CR LF, of which the second half has not come yet */
        isms_status status = isms__window_more(&c->window);
        if (status < 0)
            return status;
    }
}

isms_status isms__csv_next(isms__csv *c, const isms__csv_record **out)
{
    *out = &c->record;
    memset(&c->record, 0, sizeof c->record);
    memset(&c->scan, 0, sizeof c->scan);
    c->record.line = (uint32_t)c->window.line;
    for (;;) {
        size_t room = there(c);
        if (room == 0 && c->window.done)
            return ISMS_DONE;
        isms__csv_found found = isms__csv_scan_on(&c->scan, c->window.at, room, c->window.done, c->delimiter, &c->limits);
        bool quoted = in_quote(&c->scan);
        if (found == ISMS__CSV_END)
            return deliver(c, c->scan.at, c->scan.fields + 1);
        if (found == ISMS__CSV_BROKEN)
            return give_up_line(c, quoted ? ISMS__CSV_UNTERMINATED : ISMS__CSV_AFTER_QUOTE, c->scan.quote);
        if (found == ISMS__CSV_TOO_LONG)
            return give_up_line(c, ISMS__CSV_LONG, quoted ? c->scan.quote : c->scan.field);
        isms_status status = isms__window_more(&c->window);
        if (status < 0)
            return status;
    }
}
