/* The header of a register: finding the profile, and what each column becomes. */
#include "importer.h"

#include "fold.h"

#include "schema/schema.h"

#include <string.h>

/* The first record that is not blank; ISMS_DONE where there is none. */
static isms_status first_record(isms__csv *csv, const isms__csv_record **out)
{
    isms_status status;
    do
        status = isms__csv_next(csv, out);
    while (status == ISMS_OK && !(*out)->fault && (*out)->count == 1 && (*out)->fields[0].size == 0);
    return status;
}

static isms__binding *bindings_of(const isms_allocator *a, const isms__csv_record *r)
{
    isms__binding *b = isms__allocate(a, r->count * sizeof *b);
    for (size_t i = 0; b && i < r->count; i++) {
        b[i].size = r->fields[i].size;
        b[i].header = isms__trim(r->fields[i].text, &b[i].size);
        b[i].column = -1;
    }
    return b;
}

isms_import_profile isms__header_profile(const isms_allocator *a, isms_read read, void *user, const isms__csv_limits *limits)
{
    isms__csv csv;
    const isms__csv_record *r;
    isms_import_profile best = 0, second = 0;
    isms_status status = isms__csv_open(&csv, a, read, user, limits);
    if (status == ISMS_OK)
        status = first_record(&csv, &r);
    isms__binding *bindings = status == ISMS_OK && !r->fault ? bindings_of(a, r) : NULL;
    if (bindings) {
        if (isms__profile_recognise(bindings, r->count, &best, &second) != ISMS_OK)
            best = 0;
        isms__release(a, bindings, r->count * sizeof *bindings);
    }
    isms__csv_close(&csv);
    return best;
}

/* ------------------------------------------------------------------ what is wrong with a header */

static isms_status refuse(isms__importer *im, uint32_t line, const char *why)
{
    isms__where where = {NULL, NULL, im->source, line, 1};
    isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-HEADER", &where, "%s", why);
    return ISMS_E_FORMAT;
}

static void list_columns(isms__buffer *out, const isms__binding *bindings, size_t count, bool found)
{
    char shown[ISMS__SHOWN];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if ((bindings[i].column >= 0) != found || !bindings[i].size)
            continue;
        if (n++ == 12) {
            isms__buffer_text(out, ", ...");
            break;
        }
        isms__buffer_text(out, n > 1 ? ", " : "");
        isms__buffer_text(out, isms__shown(bindings[i].header, bindings[i].size, shown));
    }
    if (!n)
        isms__buffer_text(out, "none");
}

static isms_status refuse_unknown(isms__importer *im, uint32_t line, isms__binding *bindings, size_t count,
                                  isms_import_profile best, isms_import_profile second)
{
    isms__buffer why;
    isms__buffer_init(&why, &im->host);
    const isms__profile *p = isms__profile_get(best), *q = isms__profile_get(second);
    isms__buffer_text(&why, "no profile fits this header");
    if (p && q && isms__profile_bind(p, bindings, count, NULL) == isms__profile_bind(q, bindings, count, NULL))
        isms__buffer_print(&why, ": it could be %s or %s", p->name, q->name);
    else if (p)
        isms__buffer_print(&why, "; the nearest is %s", p->name);
    if (p) {
        isms__profile_bind(p, bindings, count, NULL);
        isms__buffer_text(&why, ", which knows ");
        list_columns(&why, bindings, count, true);
        isms__buffer_text(&why, " and not ");
        list_columns(&why, bindings, count, false);
    }
    isms__buffer_text(&why, "; name a profile if it is a register of that kind");
    isms_status status = why.failed ? ISMS_E_NO_MEMORY : refuse(im, line, why.data);
    isms__buffer_dispose(&why);
    return status;
}

/* ------------------------------------------------------------------ columns */

bool isms__import_touch(isms__importer *im, isms_attribute a)
{
    if (!a)
        return true;
    for (size_t i = 0; i < im->touched_count; i++)
        if (im->touched[i] == a)
            return true;
    if (!isms__reserve(&im->host, (void **)&im->touched, &im->touched_capacity, im->touched_count + 1, sizeof *im->touched))
        return false;
    im->touched[im->touched_count++] = a;
    return true;
}

static bool touch_path(isms__importer *im, const char *path, const char *tail)
{
    char whole[80];
    size_t n = strlen(path), m = strlen(tail);
    if (n + m + 1 > sizeof whole)
        return true;
    memcpy(whole, path, n);
    memcpy(whole + n, tail, m + 1);
    return isms__import_touch(im, isms__attribute_by_path(im->profile->type, whole));
}

/* "Budget (EUR)": the unit in brackets, where it is a currency. */
static void currency_in_brackets(const char *header, size_t size, char out[4])
{
    size_t n = isms__header_size(header, size);
    if (size - n != 5)
        return;
    for (size_t i = 0; i < 3; i++)
        if (header[n + 1 + i] < 'A' || header[n + 1 + i] > 'Z')
            return;
    memcpy(out, header + n + 1, 3);
}

/* The name under which cells are kept: the header, made different from those before it. */
static bool name_column(isms__importer *im, isms__register_column *c, const isms__binding *b, size_t position)
{
    c->header = im->headers.size;
    isms__buffer_add(&im->headers, b->header, b->size);
    if (!b->size)
        isms__buffer_text(&im->headers, "column");
    size_t plain = im->headers.size - c->header;
    if (!im->headers.failed && (!b->size || isms__map_find(&im->seen, im->headers.data + c->header, plain)))
        isms__buffer_print(&im->headers, " %zu", position + 1);
    if (im->headers.failed)
        return false;
    c->size = im->headers.size - c->header;
    bool known = isms__map_put(&im->seen, im->headers.data + c->header, c->size, 1);
    isms__buffer_char(&im->headers, '\0');
    return known && !im->headers.failed;
}

static bool make_column(isms__importer *im, const isms__binding *b, size_t position)
{
    const isms__profile *p = im->profile;
    isms__register_column *c = &im->columns[im->count++];
    memset(c, 0, sizeof *c);
    if (!name_column(im, c, b, position))
        return false;
    currency_in_brackets(b->header, b->size, c->currency);
    if (b->column < 0)
        return true;
    c->is = &p->columns[b->column];
    if (c->is->how == ISMS__HOW_CRITERION)
        return touch_path(im, c->is->path, ".criterion") && touch_path(im, c->is->path, ".impact") &&
               touch_path(im, c->is->path, ".value");
    c->attribute = isms__attribute_by_path(p->type, c->is->path);
    if (c->is->extra && c->is->how != ISMS__HOW_FRAMEWORK && c->is->how != ISMS__HOW_SCORE)
        c->extra = isms__attribute_by_path(p->type, c->is->extra);
    return isms__import_touch(im, c->attribute) && isms__import_touch(im, c->extra);
}

static bool has_path(const isms__importer *im, const char *path, size_t size)
{
    for (size_t i = 0; i < im->count; i++)
        if (im->columns[i].is && strlen(im->columns[i].is->path) == size && memcmp(im->columns[i].is->path, path, size) == 0)
            return true;
    return false;
}

/* Where no column is the title, one of those that the profile names gives it. */
static bool choose_title(isms__importer *im)
{
    isms_attribute title = isms__attribute_by_path(im->profile->type, "title");
    const char *from = im->profile->title_from;
    if (has_path(im, "title", 5))
        return true;
    for (; from && *from; from += strcspn(from, "|"), from += *from == '|')
        for (size_t i = 0; i < im->count; i++) {
            isms__register_column *c = &im->columns[i];
            if (c->is && strlen(c->is->path) == strcspn(from, "|") && memcmp(c->is->path, from, strlen(c->is->path)) == 0) {
                c->title = title;
                return isms__import_touch(im, title);
            }
        }
    return true;
}

static bool choose_fixed(isms__importer *im)
{
    const char *fixed = im->profile->fixed;
    size_t n = fixed ? strcspn(fixed, "=") : 0;
    char path[40];
    if (!n || n >= sizeof path || has_path(im, fixed, n))
        return true;
    memcpy(path, fixed, n);
    path[n] = '\0';
    im->fixed = isms__attribute_by_path(im->profile->type, path);
    im->fixed_value = isms__value_by_name(isms__attribute_target(im->fixed), fixed + n + 1);
    return isms__import_touch(im, im->fixed);
}

static isms_status make_columns(isms__importer *im, const isms__binding *bindings, size_t count)
{
    while (count > 1 && bindings[count - 1].size == 0) /* commas at the end of the header are no columns */
        count--;
    if (!isms__reserve(&im->host, (void **)&im->columns, &im->capacity, count, sizeof *im->columns))
        return ISMS_E_NO_MEMORY;
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++)
        ok = make_column(im, &bindings[i], i);
    isms__map_clear(&im->seen);
    return ok && choose_title(im) && choose_fixed(im) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static isms_status choose_profile(isms__importer *im, uint32_t line, isms__binding *bindings, size_t count)
{
    isms_import_profile best = 0, second = 0;
    if (im->options->profile) {
        best = isms_import_profile_by_name(im->options->profile);
        if (!isms__profile_bind(isms__profile_get(best), bindings, count, NULL))
            return refuse_unknown(im, line, bindings, count, best, 0);
    } else if (isms__profile_recognise(bindings, count, &best, &second) != ISMS_OK) {
        return refuse_unknown(im, line, bindings, count, best, second);
    }
    im->profile = isms__profile_get(best);
    im->result->profile = best;
    return ISMS_OK;
}

isms_status isms__header_read(isms__importer *im, isms__csv *csv)
{
    const isms__csv_record *r;
    isms_status status = first_record(csv, &r);
    if (status == ISMS_DONE)
        return refuse(im, 1, "the file is empty: there is no header");
    if (status != ISMS_OK)
        return status;
    im->header_line = r->line;
    if (r->fault)
        return refuse(im, r->fault_line,
                      r->fault >= ISMS__CSV_ENCODING ? "the header is not text in UTF-8"
                                                     : "the header cannot be read: an open quote, or too long");
    isms__binding *bindings = bindings_of(&im->host, r);
    if (!bindings)
        return ISMS_E_NO_MEMORY;
    status = choose_profile(im, r->line, bindings, r->count);
    if (status == ISMS_OK)
        status = make_columns(im, bindings, r->count);
    isms__release(&im->host, bindings, r->count * sizeof *bindings);
    return status;
}
