/* Histories as files: reading with every check, and writing. */
#include "history.h"

#include "core/diagnostics.h"
#include "core/input.h"
#include "core/number.h"
#include "core/output.h"
#include "core/text.h"
#include "json_scan.h"
#include "json_text.h"
#include "problem.h"
#include "save.h"
#include "window.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct reading {
    isms_history *history;
    isms__window window;
    isms__json_scan scan;
    isms__buffer again; /* the line as it has to be */
    const char *source;
    isms_diagnostics *problems;
} reading;

/* What a line says beside what the history keeps. */
typedef struct line {
    isms__json changes, number, hash, kind, previous, when, who, why;
} line;

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
static isms_status
report(const reading *r, isms__problem problem, size_t offset, const char *format, ...)
{
    char message[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const isms__where where = {.source = r->source,
                               .line = r->window.line < UINT32_MAX ? (uint32_t)r->window.line : UINT32_MAX,
                               .column = offset < UINT32_MAX - 1 ? (uint32_t)offset + 1 : UINT32_MAX};
    isms__report(r->problems, ISMS_SEVERITY_ERROR, isms__problem_rule(problem), &where, "%s", message);
    return isms__problem_status(problem);
}

/* Entries are named by the number that their place gives them. */
static size_t number_of(const reading *r)
{
    return r->history->entry_count + 1;
}

/* ------------------------------------------------------------------ lines */

/* The next line, in the window with scan.size bytes and a line feed behind them; ISMS_DONE at the end. */
static isms_status next_line(reading *r)
{
    isms__window *w = &r->window;
    for (;;) {
        size_t size = (size_t)(w->end - w->at);
        isms__json_result result = ISMS__JSON_MORE;
        if (size && !isms__json_is_space(*w->at))
            result = isms__json_scan_value(&r->scan, w->at, size, w->done);
        else if (size)
            return report(r, ISMS__PROBLEM_JOURNAL_LINE, 0, "a line holds one entry, and nothing stands before it");
        if (result == ISMS__JSON_NO_MEMORY)
            return ISMS_E_NO_MEMORY;
        if (result == ISMS__JSON_BROKEN && (r->scan.problem != ISMS__PROBLEM_ENDS || w->done))
            return report(r, w->done && r->scan.problem == ISMS__PROBLEM_ENDS ? ISMS__PROBLEM_ENDS : ISMS__PROBLEM_JOURNAL_LINE,
                          r->scan.error_at, "the line is not JSON: %s", r->scan.message);
        if (result == ISMS__JSON_VALUE && r->scan.size < size)
            return ISMS_OK;
        isms_status status = isms__window_more(w);
        if (status == ISMS_DONE && size == 0)
            return ISMS_DONE;
        if (status == ISMS_DONE)
            return report(r, ISMS__PROBLEM_ENDS, size, "the journal ends within a line");
        if (status == ISMS_E_LIMIT)
            return report(r, ISMS__PROBLEM_LONG_RECORD, 0, "the line is longer than 512 MiB");
        if (status == ISMS_E_IO)
            return report(r, ISMS__PROBLEM_READING, 0, "reading failed");
        if (status != ISMS_OK)
            return status;
    }
}

static isms_status check_line(const reading *r)
{
    const isms__json_scan *s = &r->scan;
    if (s->fault_count)
        return report(r, ISMS__PROBLEM_JOURNAL_LINE, s->faults[0].at, "the line is not JSON: %s", s->faults[0].message);
    if (r->window.at[s->size] == '\r')
        return report(r, ISMS__PROBLEM_JOURNAL_LINE, s->size,
                      "a carriage return stands behind the entry: lines end with a line feed");
    if (r->window.at[s->size] != '\n')
        return report(r, ISMS__PROBLEM_JOURNAL_LINE, s->size, "a line holds one entry, and nothing stands behind it");
    return ISMS_OK;
}

static void pass_line(reading *r)
{
    isms__window *w = &r->window;
    w->at += r->scan.size + 1;
    w->line++;
    w->line_start = isms__window_place(w);
}

static isms_status read_header(reading *r)
{
    isms__json version = {"", 0}, type = {"", 0};
    isms_status status = next_line(r);
    if (status == ISMS_DONE)
        return report(r, ISMS__PROBLEM_ENDS, 0, "the journal is empty");
    if (status != ISMS_OK)
        return status;
    const isms__json header = {r->window.at, r->scan.size};
    if (r->scan.fault_count == 0) {
        isms__json_find(header, "libisms", 7, &version);
        isms__json_find(header, "type", 4, &type);
    }
    if (!isms__equal(type.text, type.size, "\"journal\""))
        return report(r, ISMS__PROBLEM_JOURNAL_LINE, 0, "the first line of a journal is %s", ISMS__HISTORY_HEADER);
    if (!isms__equal(version.text, version.size, "\"1.0\""))
        return report(r, ISMS__PROBLEM_MAJOR, 0, "the journal is of version %.*s; this library reads version \"1.0\"",
                      version.size < 30 ? (int)version.size : 30, version.text);
    if (!isms__equal(header.text, header.size, ISMS__HISTORY_HEADER))
        return report(r, ISMS__PROBLEM_JOURNAL_LINE, 0, "the first line of a journal is %s", ISMS__HISTORY_HEADER);
    status = check_line(r);
    if (status == ISMS_OK)
        pass_line(r);
    return status;
}

/* ------------------------------------------------------------------ what a line says */

static bool member(isms__json_walk *walk, const char *name, char first, isms__json *value)
{
    isms__json label;
    return isms__json_member(walk, &label, value) && isms__equal(label.text, label.size, name) &&
           (!first || *value->text == first);
}

static bool take_members(isms__json text, line *l)
{
    isms__json_walk walk;
    isms__json more;
    return isms__json_open(&walk, text, '{') && member(&walk, "\"changes\"", '[', &l->changes) &&
           member(&walk, "\"entry\"", 0, &l->number) && member(&walk, "\"hash\"", '"', &l->hash) &&
           member(&walk, "\"kind\"", '"', &l->kind) && member(&walk, "\"previous\"", '"', &l->previous) &&
           member(&walk, "\"when\"", '"', &l->when) && member(&walk, "\"who\"", '"', &l->who) &&
           member(&walk, "\"why\"", '"', &l->why) && !isms__json_member(&walk, &more, &more) &&
           l->hash.size == ISMS__SHA256_TEXT + 1;
}

static size_t keep_text(isms_history *h, isms__json quoted)
{
    size_t at = h->texts.size;
    isms__json_decode(&h->texts, quoted);
    isms__buffer_char(&h->texts, '\0');
    return at;
}

/* ISMS_E_DATA: an item is no change. */
static isms_status take_changes(isms_history *h, isms__json changes)
{
    isms__json_walk all, walk;
    isms__json item, after, attribute, before, record, type, more;
    if (!isms__json_open(&all, changes, '['))
        return ISMS_E_DATA;
    while (isms__json_item(&all, &item)) {
        if (!isms__json_open(&walk, item, '{') || !member(&walk, "\"after\"", 0, &after) ||
            !member(&walk, "\"attribute\"", '"', &attribute) || !member(&walk, "\"before\"", 0, &before) ||
            !member(&walk, "\"record\"", '"', &record) || !member(&walk, "\"type\"", '"', &type) ||
            isms__json_member(&walk, &more, &more))
            return ISMS_E_DATA;
        isms__history_change c;
        c.type = keep_text(h, type);
        c.record = keep_text(h, record);
        c.attribute = keep_text(h, attribute);
        c.before = isms__history_keep(h, before.text, before.size);
        c.after = isms__history_keep(h, after.text, after.size);
        isms_status status = isms__history_add_change(h, c);
        if (status != ISMS_OK)
            return status;
    }
    return ISMS_OK;
}

static isms_journal_kind kind_of(isms__json quoted)
{
    for (isms_journal_kind k = 0; isms__history_kind_name(k); k++)
        if (isms__equal(quoted.text + 1, quoted.size - 2, isms__history_kind_name(k)))
            return k;
    return -1;
}

/* The hash of the line without its member hash, which has a comma before it. */
static bool hash_fits(isms__json text, const line *l)
{
    static const char label[] = ",\"hash\":";
    char hash[ISMS__SHA256_TEXT];
    isms__sha256_state state;
    const char *first = l->hash.text - (sizeof label - 1), *behind = l->hash.text + l->hash.size;
    isms__sha256_start(&state);
    isms__sha256_add(&state, text.text, (size_t)(first - text.text));
    isms__sha256_add(&state, behind, (size_t)(text.text + text.size - behind));
    isms__sha256_finish_text(&state, hash);
    return memcmp(hash, l->hash.text + 1, ISMS__SHA256_TEXT - 1) == 0;
}

/* ------------------------------------------------------------------ entries */

static isms_status check_chain(const reading *r, isms__json text, const line *l)
{
    int64_t number;
    const char *head = isms_history_head(r->history);
    if (!hash_fits(text, l))
        return report(r, ISMS__PROBLEM_JOURNAL_HASH, 0,
                      "entry %zu was altered: its content does not have the hash that it says", number_of(r));
    if (!isms__integer_parse(l->number.text, l->number.size, &number) || (uint64_t)number != number_of(r))
        return report(r, ISMS__PROBLEM_JOURNAL_CHAIN, 0,
                      "entry %.*s stands where entry %zu has to stand: one was removed, inserted or put elsewhere",
                      l->number.size < 20 ? (int)l->number.size : 20, l->number.text, number_of(r));
    if (!isms__equal(l->previous.text + 1, l->previous.size - 2, head))
        return report(
            r, ISMS__PROBLEM_JOURNAL_CHAIN, 0,
            "entry %zu follows one with the hash %.8s..., but the one before it has %.8s...: that was altered or replaced",
            number_of(r), l->previous.size > 9 ? l->previous.text + 1 : "?", head);
    return ISMS_OK;
}

static isms_status refuse_form(const reading *r, const char *why)
{
    return report(r, ISMS__PROBLEM_JOURNAL_LINE, 0, "entry %zu %s", number_of(r), why);
}

/* Behind the others, not yet counted. */
static isms_status place_entry(reading *r, const line *l, size_t first)
{
    isms_history *h = r->history;
    if (!isms__reserve(&h->host, (void **)&h->entries, &h->entry_capacity, h->entry_count + 1, sizeof *h->entries))
        return ISMS_E_NO_MEMORY;
    isms__history_entry *e = &h->entries[h->entry_count];
    *e = (isms__history_entry){.kind = kind_of(l->kind), .first = first, .count = h->change_count - first};
    e->who = keep_text(h, l->who);
    e->when = keep_text(h, l->when);
    e->why = keep_text(h, l->why);
    memcpy(e->hash, l->hash.text + 1, ISMS__SHA256_TEXT - 1);
    if (h->texts.failed)
        return ISMS_E_NO_MEMORY;
    const char *when = isms__history_text(h, e->when);
    if (e->kind < 0)
        return refuse_form(r, "is of a kind that this version does not know");
    if (*when && !isms_date_parse(when) && !isms__timestamp_valid(when, strlen(when)))
        return refuse_form(r, "has a time that is neither a date nor an RFC 3339 date-time");
    return ISMS_OK;
}

/* The line has to be what would be written for what was understood of it. */
static isms_status check_form(reading *r, isms__json text)
{
    isms__buffer_clear(&r->again);
    isms__history_line(r->history, r->history->entry_count, &r->again);
    if (r->again.failed)
        return ISMS_E_NO_MEMORY;
    if (r->again.size != text.size || memcmp(r->again.data, text.text, text.size) != 0)
        return refuse_form(r, "is not in the form of RFC 8785");
    return ISMS_OK;
}

static isms_status apply(const reading *r)
{
    const isms_history *h = r->history;
    size_t bad = 0;
    isms_status status = isms__history_apply(h, h->entry_count, h->tip, &bad);
    if (status == ISMS_OK)
        status = isms__history_check_unknown(h, h->entry_count, h->tip, &bad);
    if (status != ISMS_E_DATA)
        return status;
    const isms__history_change *c = &h->changes[h->entries[h->entry_count].first + bad];
    return report(r, ISMS__PROBLEM_JOURNAL_CHANGE, 0,
                  "entry %zu: change %zu, %.60s %.128s %.100s, does not fit what was there before", number_of(r), bad + 1,
                  isms__history_text(h, c->type), isms__history_text(h, c->record), isms__history_text(h, c->attribute));
}

static isms_status read_entry(reading *r)
{
    const isms__json text = {r->window.at, r->scan.size};
    line l;
    size_t first = r->history->change_count;
    isms_status status = check_line(r);
    if (status != ISMS_OK)
        return status;
    if (!take_members(text, &l))
        return refuse_form(r, "does not have the members of an entry in their order");
    status = check_chain(r, text, &l);
    if (status != ISMS_OK)
        return status;
    status = take_changes(r->history, l.changes);
    if (status == ISMS_E_DATA)
        return refuse_form(r, "has a change without the members of one in their order");
    if (status == ISMS_OK)
        status = place_entry(r, &l, first);
    if (status == ISMS_OK)
        status = check_form(r, text);
    if (status == ISMS_OK)
        status = apply(r);
    if (status != ISMS_OK)
        return status;
    r->history->entry_count++;
    pass_line(r);
    return ISMS_OK;
}

static isms_status read_all(reading *r)
{
    isms_status status = read_header(r);
    if (status == ISMS_OK)
        status = isms_model_begin(r->history->tip, NULL, NULL);
    while (status == ISMS_OK) {
        status = next_line(r);
        if (status == ISMS_OK)
            status = read_entry(r);
    }
    return status == ISMS_DONE ? isms_model_commit(r->history->tip) : status;
}

isms_status isms_history_read(isms_read read, void *user, const isms_history_options *options, isms_diagnostics *problems,
                              isms_history **out)
{
    isms_history_options o;
    reading r = {.problems = problems};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!read)
        return ISMS_E_MISUSE;
    isms_status status = isms_history_new(options, &r.history);
    if (status != ISMS_OK)
        return status;
    r.source = options && isms__options_copy(&o, sizeof o, options) ? o.source : NULL;
    status = isms__window_start(&r.window, &r.history->host, read, user);
    if (status == ISMS_OK) {
        r.window.max_window = ISMS__HISTORY_LINE_MOST;
        isms__json_scan_init(&r.scan, &r.history->host);
        r.scan.max_text = r.scan.max_values = ISMS__HISTORY_LINE_MOST;
        r.scan.max_depth = ISMS__JSON_DEPTH_MOST;
        isms__buffer_init(&r.again, &r.history->host);
        status = read_all(&r);
        isms__buffer_dispose(&r.again);
        isms__json_scan_dispose(&r.scan);
    }
    isms__window_dispose(&r.window);
    if (status != ISMS_OK) {
        isms_history_free(r.history);
        return status;
    }
    *out = r.history;
    return ISMS_OK;
}

isms_status isms_history_open(const char *path, const isms_history_options *options, isms_diagnostics *problems,
                              isms_history **out)
{
    static const isms_history_options defaults = ISMS_HISTORY_OPTIONS_INIT;
    isms_history_options o;
    isms__file file;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!path)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&o, sizeof o, options ? options : &defaults))
        return ISMS_E_UNSUPPORTED;
    o.struct_size = sizeof o;
    o.source = o.source ? o.source : path;
    isms_status status = isms__file_open(&file, path);
    if (status != ISMS_OK) {
        const isms__where where = {.source = o.source};
        isms__report(problems, ISMS_SEVERITY_ERROR, isms__problem_rule(ISMS__PROBLEM_READING), &where,
                     "the file cannot be opened");
        return status;
    }
    status = isms_history_read(isms__file_read, &file, &o, problems, out);
    isms__file_close(&file);
    return status;
}

/* ------------------------------------------------------------------ writing */

isms_status isms_history_write(const isms_history *h, isms_write write, void *user)
{
    isms__output out;
    isms__buffer text;
    if (!h || !write)
        return ISMS_E_MISUSE;
    isms__output_start(&out, write, user);
    isms__buffer_init(&text, &h->host);
    isms__output_text(&out, ISMS__HISTORY_HEADER "\n");
    for (size_t i = 0; i < h->entry_count && !text.failed && !out.refused; i++) {
        isms__buffer_clear(&text);
        isms__history_line(h, i, &text);
        isms__buffer_char(&text, '\n');
        isms__output_add(&out, isms__buffer_c(&text), text.size);
    }
    bool failed = text.failed;
    isms__buffer_dispose(&text);
    isms_status status = isms__output_finish(&out);
    return failed ? ISMS_E_NO_MEMORY : status;
}

isms_status isms_history_save(const isms_history *h, const char *path)
{
    isms__replacement file;
    if (!h || !path)
        return ISMS_E_MISUSE;
    isms_status status = isms__replacement_start(&file, &h->host, path);
    return status == ISMS_OK ? isms__replacement_end(&file, isms_history_write(h, isms__replacement_write, &file)) : status;
}
