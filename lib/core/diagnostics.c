/* Diagnostics: a list of located remarks, each kept as its parts and as the line that a compiler would print. */
#include "diagnostics.h"

#include "buffer.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* One block a diagnostic: the parts stand NUL-terminated one behind the other in text. */
typedef struct item {
    isms_severity severity;
    uint32_t line, column;
    uint32_t rule, record, attribute, source, message; /* offsets into text; the printed line is at 0 */
    size_t size;
    char text[];
} item;

struct isms_diagnostics {
    const isms_allocator *allocator;
    isms_allocator host;
    item **items;
    size_t count, capacity, most, dropped;
    size_t by_severity[4];
};

isms_diagnostics *isms_diagnostics_new(const isms_allocator *allocator)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_diagnostics *list = a ? isms__allocate_zero(a, sizeof *list) : NULL;
    if (!list)
        return NULL;
    list->host = *a;
    list->allocator = &list->host;
    list->most = 10000;
    return list;
}

void isms_diagnostics_clear(isms_diagnostics *list)
{
    if (!list)
        return;
    for (size_t i = 0; i < list->count; i++)
        isms__release(list->allocator, list->items[i], list->items[i]->size);
    list->count = list->dropped = 0;
    memset(list->by_severity, 0, sizeof list->by_severity);
}

void isms_diagnostics_free(isms_diagnostics *list)
{
    if (!list)
        return;
    isms_diagnostics_clear(list);
    isms_allocator a = list->host;
    isms__release(&a, list->items, list->capacity * sizeof(item *));
    isms__release(&a, list, sizeof *list);
}

void isms_diagnostics_limit(isms_diagnostics *list, size_t most)
{
    if (list)
        list->most = most;
}

static const char *severity_name(isms_severity severity)
{
    return severity == ISMS_SEVERITY_ERROR ? "error" : severity == ISMS_SEVERITY_WARNING ? "warning" : "note";
}

/* Does the message name the record itself, in whatever case? */
static bool begins_with(const char *message, const char *record)
{
    while (*record && isms__lower((unsigned char)*message) == isms__lower((unsigned char)*record)) {
        message++;
        record++;
    }
    return *record == '\0';
}

/* Appends the text on one line: control characters as JSON escapes them. */
static void add_on_line(isms__buffer *b, const char *text)
{
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= ' ' && c != 0x7f)
            isms__buffer_char(b, *p);
        else if (c == '\n' || c == '\t' || c == '\r')
            isms__buffer_text(b, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
        else
            isms__buffer_print(b, "\\u%04x", (unsigned)c);
    }
}

static void compose_line(isms__buffer *b, isms_severity severity, const char *rule, const isms__where *w, const char *message)
{
    bool named = w->source && *w->source;
    if (named)
        isms__buffer_text(b, w->source);
    if (w->line)
        isms__buffer_print(b, "%s%u", named ? ":" : "", (unsigned)w->line);
    if (w->line && w->column)
        isms__buffer_print(b, ":%u", (unsigned)w->column);
    if (named || w->line)
        isms__buffer_text(b, ": ");
    isms__buffer_print(b, "%s: ", severity_name(severity));
    if (w->record && *w->record && !begins_with(message, w->record))
        isms__buffer_print(b, "%s: ", w->record);
    add_on_line(b, message);
    if (rule && *rule)
        isms__buffer_print(b, " [%s]", rule);
}

static uint32_t part(isms__buffer *b, const char *text)
{
    uint32_t at = (uint32_t)b->size;
    isms__buffer_text(b, text);
    isms__buffer_char(b, '\0');
    return at;
}

static bool append(isms_diagnostics *list, isms_severity severity, const char *rule, const isms__where *w, const char *message)
{
    isms__buffer b;
    isms__buffer_init(&b, list->allocator);
    compose_line(&b, severity, rule, w, message);
    isms__buffer_char(&b, '\0');
    item head = {.severity = severity, .line = w->line, .column = w->column};
    head.rule = part(&b, rule);
    head.record = part(&b, w->record);
    head.attribute = part(&b, w->attribute);
    head.source = part(&b, w->source);
    head.message = part(&b, message);
    head.size = sizeof head + b.size;
    item *made = NULL;
    if (!b.failed && isms__reserve(list->allocator, (void **)&list->items, &list->capacity, list->count + 1, sizeof(item *)))
        made = isms__allocate(list->allocator, head.size);
    if (made) {
        memcpy(made, &head, sizeof head);
        memcpy(made->text, b.data, b.size);
        list->items[list->count++] = made;
    }
    isms__buffer_dispose(&b);
    return made != NULL;
}

isms_status isms_diagnostics_add(isms_diagnostics *list, isms_severity severity, const char *rule, const char *record,
                                 const char *attribute, const char *source, uint32_t row, uint32_t column, const char *message)
{
    if (!list || !message || severity < ISMS_SEVERITY_ERROR || severity > ISMS_SEVERITY_NOTE)
        return ISMS_E_MISUSE;
    isms__where where = {record, attribute, source, row, column};
    list->by_severity[severity]++;
    if (list->count >= list->most) {
        list->dropped++;
        return ISMS_E_LIMIT;
    }
    if (!append(list, severity, rule, &where, message)) {
        list->dropped++;
        return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

void isms__report(isms_diagnostics *list, isms_severity severity, const char *rule, const isms__where *where,
                  const char *format, ...)
{
    static const isms__where nowhere = {NULL, NULL, NULL, 0, 0};
    if (!list)
        return;
    const isms__where *w = where ? where : &nowhere;
    char message[1024]; /* a message quotes at most a few short texts of the document; more is cut */
    va_list args;
    va_start(args, format);
    int n = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (n >= (int)sizeof message) { /* do not cut a UTF-8 character in two */
        size_t end = sizeof message - 1;
        while (end > 0 && ((unsigned char)message[end - 1] & 0xc0) == 0x80)
            end--;
        if (end > 0 && (unsigned char)message[end - 1] >= 0xc0)
            end--;
        message[end] = '\0';
    }
    isms_diagnostics_add(list, severity, rule, w->record, w->attribute, w->source, w->line, w->column, message);
}

size_t isms_diagnostics_count(const isms_diagnostics *list)
{
    return list ? list->count : 0;
}

size_t isms_diagnostics_count_of(const isms_diagnostics *list, isms_severity severity)
{
    return list && severity >= ISMS_SEVERITY_ERROR && severity <= ISMS_SEVERITY_NOTE ? list->by_severity[severity] : 0;
}

size_t isms_diagnostics_dropped(const isms_diagnostics *list)
{
    return list ? list->dropped : 0;
}

static const item *at(const isms_diagnostics *list, size_t i)
{
    return list && i < list->count ? list->items[i] : NULL;
}

isms_severity isms_diagnostics_severity(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->severity : 0;
}

const char *isms_diagnostics_rule(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text + it->rule : "";
}

const char *isms_diagnostics_record(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text + it->record : "";
}

const char *isms_diagnostics_attribute(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text + it->attribute : "";
}

const char *isms_diagnostics_source(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text + it->source : "";
}

uint32_t isms_diagnostics_row(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->line : 0;
}

uint32_t isms_diagnostics_column(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->column : 0;
}

const char *isms_diagnostics_message(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text + it->message : "";
}

const char *isms_diagnostics_line(const isms_diagnostics *list, size_t i)
{
    const item *it = at(list, i);
    return it ? it->text : "";
}
