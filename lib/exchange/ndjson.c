/* NDJSON: a header, one record a line, a trailer with counts. The content equals that of the JSON document. */
#include "json.h"
#include "json_put.h"

#include "core/number.h"
#include "core/text.h"

#include <string.h>

/* ------------------------------------------------------------------ reading */

typedef struct lines {
    isms__json_reader r;
    const isms__type *last; /* type of the line before: the next one is probably of it too */
    uint64_t *counts;       /* lines of each type */
    isms__map others;       /* lines of types that the schema does not know, by name */
    isms__buffer open;      /* name of such a type whose lines are being gathered, with quotes; empty where there is none */
    bool ended;             /* the trailer was there */
} lines;

static isms__json piece(const isms__buffer *b)
{
    return (isms__json){isms__buffer_c(b), b->size};
}

static bool same(isms__json a, isms__json b)
{
    return a.size == b.size && memcmp(a.text, b.text, a.size) == 0;
}

/* The type whose quoted name that is. */
static const isms__type *type_named(lines *s, isms__json quoted)
{
    for (size_t i = 0; i <= isms__type_count; i++) {
        const isms__type *type = i == 0 ? s->last : &isms__types[i - 1];
        if (type && !type->flags && isms__equal(quoted.text + 1, quoted.size - 2, type->name))
            return type;
    }
    return NULL;
}

/* Behind a line: only its end may follow. */
static isms_status line_ends(lines *s, uint64_t first_line)
{
    isms__json_reader *r = &s->r;
    uint64_t line = r->window->line;
    char c;
    isms_status status = isms__json_peek(r, &c);
    if (status == ISMS_OK && (line != first_line || (c && r->window->line == line)))
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0,
                                 "each record has a line of its own, which holds nothing else");
    return status;
}

/* Lines of a type that the schema does not know are kept as a list of the root. */
static isms_status close_others(lines *s)
{
    if (s->open.size)
        isms__buffer_char(&s->r.load->root, ']');
    isms__buffer_clear(&s->open);
    return s->open.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static isms_status keep_other(lines *s, isms__json type, isms__json record)
{
    isms__json_reader *r = &s->r;
    isms__buffer *root = &r->load->root;
    uint64_t *count = isms__map_find(&s->others, type.text, type.size);
    if (r->load->options->flags & ISMS_READ_STRICT)
        isms__json_report(r, ISMS__PROBLEM_UNKNOWN, NULL, 0, "the schema does not know the type %.*s", (int)type.size,
                          type.text);
    bool goes_on = same(piece(&s->open), type);
    if (count && !goes_on)
        isms__json_report(r, ISMS__PROBLEM_TWICE, NULL, 0, "the lines of type %.*s do not stand together", (int)type.size,
                          type.text);
    if (!isms__map_put(&s->others, type.text, type.size, count ? *count + 1 : 1))
        return ISMS_E_NO_MEMORY;
    if (!goes_on) {
        close_others(s);
        isms__buffer_add(&s->open, type.text, type.size);
        isms__buffer_text(root, root->size ? "," : "");
        isms__json_compact(root, type);
        isms__buffer_text(root, ":[");
    } else {
        isms__buffer_char(root, ',');
    }
    isms__json_compact(root, record);
    return s->open.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

/* ---- the trailer */

static isms_status compare_count(lines *s, isms__json name, isms__json value)
{
    int64_t stated;
    const isms__type *type = type_named(s, name);
    const uint64_t *other = isms__map_find(&s->others, name.text, name.size);
    uint64_t read = type ? s->counts[type->index] : other ? *other : 0;
    if (!isms__integer_parse(value.text, value.size, &stated) || stated < 0 || (uint64_t)stated != read)
        isms__json_report(&s->r, ISMS__PROBLEM_COUNTS, "counts", 0,
                          "the trailer counts %.*s lines of type %.*s, but %llu were read",
                          value.size < 30 ? (int)value.size : 30, value.text, name.size < 100 ? (int)name.size : 100, name.text,
                          (unsigned long long)read);
    if (type)
        s->counts[type->index] = 0;
    return ISMS_OK;
}

static void check_counts(lines *s, isms__json trailer)
{
    isms__json_walk walk;
    isms__json counts, name, value;
    if (!isms__json_find(trailer, "counts", 6, &counts) || !isms__json_open(&walk, counts, '{')) {
        isms__json_report(&s->r, ISMS__PROBLEM_COUNTS, "counts", 0, "the trailer has no counts");
        return;
    }
    while (isms__json_member(&walk, &name, &value))
        compare_count(s, name, value);
    for (size_t i = 0; i < isms__type_count; i++)
        if (s->counts[i])
            isms__json_report(&s->r, ISMS__PROBLEM_COUNTS, "counts", 0, "the trailer does not count the %llu lines of type %s",
                              (unsigned long long)s->counts[i], isms__types[i].name);
}

static isms_status read_trailer(lines *s, isms__json trailer)
{
    s->ended = true;
    isms__json_mend_value(&s->r, "");
    check_counts(s, trailer);
    isms__json_pass(&s->r);
    return close_others(s);
}

/* ---- lines */

static isms_status read_record(lines *s, const isms__type *type)
{
    isms_status status = close_others(s);
    if (!s->counts[type->index]++ && status == ISMS_OK)
        status = isms__load_register(s->r.load, type);
    s->last = type;
    return status == ISMS_OK ? isms__json_record(&s->r, type) : status;
}

static isms_status read_line(lines *s)
{
    isms__json_reader *r = &s->r;
    isms_status status = isms__json_value(r);
    if (status != ISMS_OK)
        return status;
    isms__json line = {r->window->at, r->scan.size}, type;
    if (!isms__json_find(line, "type", 4, &type) || type.size < 2 || *type.text != '"') {
        isms__json_report(r, ISMS__PROBLEM_KIND, "type", 0, "a line is an object that says its type");
        isms__json_pass(r);
        return ISMS_OK;
    }
    if (isms__equal(type.text, type.size, "\"trailer\""))
        return read_trailer(s, line);
    const isms__type *known = type_named(s, type);
    if (known)
        return read_record(s, known);
    isms__json_mend_value(r, "");
    status = keep_other(s, type, line);
    isms__json_pass(r);
    return status;
}

static isms_status read_header(lines *s)
{
    char c;
    isms__json_reader *r = &s->r;
    isms_status status = isms__json_begin(r, &c);
    uint64_t line = r->window->line;
    if (status == ISMS_OK && c != '{')
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "the first line is an object of type \"header\"");
    if (status == ISMS_OK)
        r->window->at++;
    if (status == ISMS_OK)
        status = isms__json_members(r);
    return status == ISMS_OK ? line_ends(s, line) : status;
}

static isms_status read_lines(lines *s)
{
    char c = '\0';
    isms__json_reader *r = &s->r;
    isms_status status = read_header(s);
    if (status == ISMS_OK)
        status = isms__json_finish(r);
    if (status == ISMS_OK)
        status = isms__json_peek(r, &c);
    while (status == ISMS_OK && c && !s->ended) {
        uint64_t line = r->window->line;
        status = read_line(s);
        if (status == ISMS_OK)
            status = line_ends(s, line);
        if (status == ISMS_OK)
            status = isms__json_peek(r, &c);
    }
    if (status != ISMS_OK)
        return status;
    if (c)
        return isms__json_report(r, ISMS__PROBLEM_SYNTAX, NULL, 0, "something stands behind the trailer");
    return s->ended ? ISMS_OK : isms__json_truncated(r);
}

isms_status isms__ndjson_read(isms__load *l, isms__window *w)
{
    lines s = {.last = NULL};
    isms__json_reader_init(&s.r, l, w);
    s.r.typed = true;
    isms__map_init(&s.others, l->allocator, l->model->hash_seed);
    isms__buffer_init(&s.open, l->allocator);
    s.counts = isms__allocate_zero(l->allocator, isms__type_count * sizeof *s.counts);
    isms_status status = s.counts ? read_lines(&s) : ISMS_E_NO_MEMORY;
    isms__release(l->allocator, s.counts, isms__type_count * sizeof *s.counts);
    isms__map_dispose(&s.others);
    isms__buffer_dispose(&s.open);
    isms__json_reader_dispose(&s.r);
    return status;
}

/* The first line is an object whose type is "header". */
bool isms__ndjson_recognise(const char *head, size_t size)
{
    isms__json_walk walk = {head + 1, head + size};
    isms__json name, value;
    if (size < 2 || *head != '{')
        return false;
    while (isms__json_member(&walk, &name, &value) && walk.at < walk.end)
        if (isms__equal(name.text, name.size, "\"type\""))
            return isms__equal(value.text, value.size, "\"header\"");
    return false;
}

/* ------------------------------------------------------------------ writing */

static isms_status write_header(isms__json_put *w, isms__save *s)
{
    isms__json root = isms__root_members(s->model);
    isms__json_put_open(w, '{');
    isms__json_put_version(w, root);
    isms__json_put_raw(w, (isms__json){"\"type\"", 6}, (isms__json){"\"header\"", 8}, false);
    isms_status status = isms__json_put_header(w, s);
    isms__json_put_root(w, root);
    isms__json_put_close(w, '}');
    isms__buffer_char(w->b, '\n');
    return status;
}

static isms_status write_register(isms__json_put *w, isms__save *s, const isms__type *type)
{
    uint32_t *rows, count;
    isms__shape *shape = isms__shapes_get(&s->shapes, type);
    isms_status status = ISMS_OK;
    if (!shape || !isms__save_rows(s, type, &rows, &count))
        return ISMS_E_NO_MEMORY;
    isms__row_type(&w->row, shape);
    for (uint32_t i = 0; i < count && status == ISMS_OK; i++) {
        isms__json_put_record(w, rows[i], type->name);
        isms__buffer_char(w->b, '\n');
        status = isms__save_step(s);
    }
    isms__save_release(s, rows, count);
    return status;
}

static void write_trailer(isms__json_put *w, isms__save *s)
{
    w->first = true;
    isms__json_put_open(w, '{');
    isms__json_put_raw(w, (isms__json){"\"type\"", 6}, (isms__json){"\"trailer\"", 9}, false);
    isms__json_put_label(w, "counts");
    isms__json_put_open(w, '{');
    for (size_t i = 0; i < isms__type_count; i++) {
        const isms__type *type = &isms__types[i];
        if (!isms__save_wants(s, type) || !isms_count(s->model, type->id))
            continue;
        isms__json_put_label(w, type->name);
        isms__buffer_integer(w->b, (int64_t)isms_count(s->model, type->id));
    }
    isms__json_put_close(w, '}');
    isms__json_put_close(w, '}');
    isms__buffer_char(w->b, '\n');
}

isms_status isms__ndjson_write(isms__save *s)
{
    isms__json_put w = {.row.model = s->model, .b = &s->sink->b, .first = true, .registers = s};
    isms_status status = write_header(&w, s);
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++)
        if (isms__save_wants(s, &isms__types[i]))
            status = write_register(&w, s, &isms__types[i]);
    if (status == ISMS_OK)
        write_trailer(&w, s);
    return status;
}
