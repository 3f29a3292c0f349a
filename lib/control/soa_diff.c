/* Two Statements of Applicability side by side: rows, values and links that came, went or changed. */
#include "soa.h"

#include <isms/soa_diff.h>
#include <string.h>

typedef struct part {
    uint32_t name, before, after;
    uint8_t change, column, kind;
} part;

typedef struct changed_row {
    uint32_t control, line;
    size_t first, count; /* parts */
    uint8_t change;
} changed_row;

struct isms_soa_diff {
    isms_allocator host;
    isms__buffer texts;
    changed_row *rows;
    part *parts;
    size_t row_count, row_capacity, part_count, part_capacity;
};

/* A row of each side while they are compared; a side without the row has NULL. */
typedef struct pair {
    isms_soa_diff *diff;
    const isms_soa *soa[2];
    const isms__soa_row *row[2];
    isms_status status;
} pair;

static const char *text_at(const isms_soa_diff *diff, uint32_t at)
{
    return isms__buffer_c(&diff->texts) + at;
}

static uint32_t keep(pair *p, const char *text)
{
    return isms__buffer_keep(&p->diff->texts, text, text ? strlen(text) : 0, &p->status);
}

static part *add_part(pair *p, isms_soa_change change)
{
    isms_soa_diff *d = p->diff;
    if (!isms__grow(&d->host, (void **)&d->parts, &d->part_capacity, d->part_count, sizeof *d->parts, &p->status))
        return NULL;
    d->parts[d->part_count] = (part){.change = (uint8_t)change};
    return &d->parts[d->part_count++];
}

/* ------------------------------------------------------------------ values */

static void compare_value(pair *p, isms_soa_column column)
{
    const char *text[2];
    for (int side = 0; side < 2; side++)
        text[side] = p->row[side] ? isms__soa_at(p->soa[side], p->row[side]->cells[column - 1]) : "";
    if (strcmp(text[0], text[1]) == 0)
        return;
    part *found = add_part(p, ISMS_SOA_CHANGE_VALUE);
    if (!found)
        return;
    found->column = (uint8_t)column;
    found->name = keep(p, isms_soa_column_name(column));
    found->before = keep(p, text[0]);
    found->after = keep(p, text[1]);
}

/* ------------------------------------------------------------------ links */

static const char *key_of(const isms_soa *soa, uint32_t record)
{
    return isms__soa_at(soa, soa->records[record].key);
}

static int compare_vias(const pair *p, const isms__soa_link *x, const isms__soa_link *y)
{
    if (!x->via || !y->via)
        return (x->via != 0) - (y->via != 0);
    const isms__soa_record *a = &p->soa[0]->records[x->via - 1], *b = &p->soa[1]->records[y->via - 1];
    return a->kind != b->kind ? a->kind - b->kind : strcmp(key_of(p->soa[0], x->via - 1), key_of(p->soa[1], y->via - 1));
}

/* In the order in which links stand, which is the same on both sides. */
static int compare_links(const pair *p, const isms__soa_link *x, const isms__soa_link *y)
{
    if (x->kind != y->kind)
        return x->kind - y->kind;
    int order = strcmp(key_of(p->soa[0], x->record), key_of(p->soa[1], y->record));
    return order ? order : compare_vias(p, x, y);
}

static const char *state_of(const isms_soa *soa, const isms__soa_link *l)
{
    return isms__soa_at(soa, soa->records[l->record].state);
}

static void link_part(pair *p, isms_soa_change change, const isms__soa_link *before, const isms__soa_link *after)
{
    int side = before ? 0 : 1;
    const isms__soa_link *l = before ? before : after;
    part *found = add_part(p, change);
    if (!found)
        return;
    isms__buffer *texts = &p->diff->texts;
    found->kind = l->kind;
    found->before = keep(p, before ? state_of(p->soa[0], before) : "");
    found->after = keep(p, after ? state_of(p->soa[1], after) : "");
    found->name = (uint32_t)texts->size;
    isms__buffer_print(texts, "%s %s", isms_soa_link_kind_name(l->kind), key_of(p->soa[side], l->record));
    if (l->via)
        isms__buffer_print(texts, " through %s", key_of(p->soa[side], l->via - 1));
    isms__buffer_char(texts, '\0');
}

static const isms__soa_link *link_at(const pair *p, int side, uint32_t i)
{
    return p->row[side] && i < p->row[side]->link_count ? &p->soa[side]->links[p->row[side]->first_link + i] : NULL;
}

static void compare_row_links(pair *p)
{
    uint32_t i = 0, k = 0;
    for (const isms__soa_link *x, *y; p->status == ISMS_OK; i += x != NULL, k += y != NULL) {
        x = link_at(p, 0, i);
        y = link_at(p, 1, k);
        if (!x && !y)
            return;
        int order = !x ? 1 : !y ? -1 : compare_links(p, x, y);
        x = order > 0 ? NULL : x;
        y = order < 0 ? NULL : y;
        if (order < 0)
            link_part(p, ISMS_SOA_CHANGE_WENT, x, NULL);
        else if (order > 0)
            link_part(p, ISMS_SOA_CHANGE_CAME, NULL, y);
        else if (x->origin != y->origin || strcmp(state_of(p->soa[0], x), state_of(p->soa[1], y)) != 0)
            link_part(p, ISMS_SOA_CHANGE_VALUE, x, y);
    }
}

/* ------------------------------------------------------------------ rows */

static void describe_part(isms__buffer *line, const isms_soa_diff *d, const part *x)
{
    static const char *const verbs[] = {"", " came", " went", ""};
    isms__buffer_print(line, "%s%s", text_at(d, x->name), verbs[x->change]);
    const char *before = text_at(d, x->before), *after = text_at(d, x->after);
    if (x->change == ISMS_SOA_CHANGE_VALUE)
        isms__buffer_print(line, " %s -> %s", *before ? before : "nothing", *after ? after : "nothing");
    else if (*before || *after)
        isms__buffer_print(line, " (%s%s)", before, after);
}

/* The line of a row, from its parts. */
static void describe_row(pair *p, changed_row *row)
{
    static const char *const heads[] = {"", ": came; ", ": went; ", ": "};
    isms_soa_diff *d = p->diff;
    isms__buffer line;
    isms__buffer_init(&line, &d->host);
    isms__buffer_print(&line, "%s%s", text_at(d, row->control), heads[row->change]);
    for (size_t k = 0; k < row->count; k++) {
        const part *x = &d->parts[row->first + k];
        if (k)
            isms__buffer_text(&line, "; ");
        if (x->kind && (k == 0 || !x[-1].kind))
            isms__buffer_text(&line, "because ");
        describe_part(&line, d, x);
    }
    if (line.failed)
        p->status = ISMS_E_NO_MEMORY;
    row->line = keep(p, isms__buffer_c(&line));
    isms__buffer_dispose(&line);
}

static void compare_rows(pair *p, const isms__soa_row *before, const isms__soa_row *after)
{
    isms_soa_diff *d = p->diff;
    size_t first = d->part_count;
    p->row[0] = before;
    p->row[1] = after;
    for (size_t c = 0; c < ISMS__SOA_FACTS && p->status == ISMS_OK; c++)
        compare_value(p, isms__soa_facts[c]);
    compare_row_links(p);
    if (p->status != ISMS_OK || (before && after && d->part_count == first))
        return;
    if (!isms__grow(&d->host, (void **)&d->rows, &d->row_capacity, d->row_count, sizeof *d->rows, &p->status))
        return;
    changed_row *row = &d->rows[d->row_count++];
    *row = (changed_row){.first = first, .count = d->part_count - first};
    row->change = !before ? ISMS_SOA_CHANGE_CAME : !after ? ISMS_SOA_CHANGE_WENT : ISMS_SOA_CHANGE_VALUE;
    row->control = keep(p, isms__soa_at(p->soa[before ? 0 : 1], before ? before->control : after->control));
    describe_row(p, row);
}

/* Annex A stands at the front of both and in the same order; the added controls follow by id. */
static void compare_all(pair *p)
{
    const isms_soa *a = p->soa[0], *b = p->soa[1];
    for (size_t i = 0, k = 0; (i < a->row_count || k < b->row_count) && p->status == ISMS_OK;) {
        const isms__soa_row *x = i < a->row_count ? &a->rows[i] : NULL, *y = k < b->row_count ? &b->rows[k] : NULL;
        int order = !x ? 1 : !y ? -1 : x->added != y->added ? x->added - y->added : 0;
        if (x && y && x->added && y->added)
            order = strcmp(isms__soa_at(a, x->control), isms__soa_at(b, y->control));
        compare_rows(p, order > 0 ? NULL : x, order < 0 ? NULL : y);
        i += order <= 0;
        k += order >= 0;
    }
}

isms_status isms_soa_compare(const isms_soa *before, const isms_soa *after, const isms_allocator *allocator,
                             isms_soa_diff **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!before || !after || !a)
        return ISMS_E_MISUSE;
    isms_soa_diff *d = isms__allocate_zero(a, sizeof *d);
    if (!d)
        return ISMS_E_NO_MEMORY;
    d->host = *a;
    isms__buffer_init(&d->texts, &d->host);
    isms__buffer_char(&d->texts, '\0'); /* offset 0 is "" */
    pair p = {.diff = d, .soa = {before, after}};
    compare_all(&p);
    if (d->texts.failed)
        p.status = ISMS_E_NO_MEMORY;
    if (p.status != ISMS_OK) {
        isms_soa_diff_free(d);
        return p.status;
    }
    *out = d;
    return ISMS_OK;
}

void isms_soa_diff_free(isms_soa_diff *diff)
{
    if (!diff)
        return;
    isms_allocator a = diff->host;
    isms__buffer_dispose(&diff->texts);
    isms__release(&a, diff->rows, diff->row_capacity * sizeof *diff->rows);
    isms__release(&a, diff->parts, diff->part_capacity * sizeof *diff->parts);
    isms__release(&a, diff, sizeof *diff);
}

/* ------------------------------------------------------------------ reading */

size_t isms_soa_diff_count(const isms_soa_diff *diff)
{
    return diff ? diff->row_count : 0;
}

const char *isms_soa_diff_control(const isms_soa_diff *diff, size_t i)
{
    return i < isms_soa_diff_count(diff) ? text_at(diff, diff->rows[i].control) : "";
}

isms_soa_change isms_soa_diff_change(const isms_soa_diff *diff, size_t i)
{
    return i < isms_soa_diff_count(diff) ? diff->rows[i].change : 0;
}

const char *isms_soa_diff_line(const isms_soa_diff *diff, size_t i)
{
    return i < isms_soa_diff_count(diff) ? text_at(diff, diff->rows[i].line) : "";
}

size_t isms_soa_diff_part_count(const isms_soa_diff *diff, size_t i)
{
    return i < isms_soa_diff_count(diff) ? diff->rows[i].count : 0;
}

/* A part of nothing for what lies past the end. */
static const part *part_at(const isms_soa_diff *diff, size_t i, size_t k)
{
    static const part none = {0};
    return k < isms_soa_diff_part_count(diff, i) ? &diff->parts[diff->rows[i].first + k] : &none;
}

isms_soa_change isms_soa_diff_part_change(const isms_soa_diff *diff, size_t i, size_t k)
{
    return part_at(diff, i, k)->change;
}

isms_soa_column isms_soa_diff_part_column(const isms_soa_diff *diff, size_t i, size_t k)
{
    return part_at(diff, i, k)->column;
}

isms_soa_link_kind isms_soa_diff_part_kind(const isms_soa_diff *diff, size_t i, size_t k)
{
    return part_at(diff, i, k)->kind;
}

const char *isms_soa_diff_part_name(const isms_soa_diff *diff, size_t i, size_t k)
{
    return diff ? text_at(diff, part_at(diff, i, k)->name) : "";
}

const char *isms_soa_diff_part_before(const isms_soa_diff *diff, size_t i, size_t k)
{
    return diff ? text_at(diff, part_at(diff, i, k)->before) : "";
}

const char *isms_soa_diff_part_after(const isms_soa_diff *diff, size_t i, size_t k)
{
    return diff ? text_at(diff, part_at(diff, i, k)->after) : "";
}
