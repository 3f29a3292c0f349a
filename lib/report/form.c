/* Forms of a table: aligned text, Markdown, CSV, JSON. */
#include "table.h"

#include "exchange/csv_write.h"

#include <string.h>

/* Columns that people read: "owned_by" is "Owned by". */
static void heading(isms__output *o, const char *name)
{
    char text[64];
    size_t n = strlen(name) < sizeof text ? strlen(name) : sizeof text - 1;
    for (size_t i = 0; i < n; i++)
        text[i] = name[i] == '_' ? ' ' : name[i];
    if (n && text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    isms__output_add(o, text, n);
}

/* ------------------------------------------------------------------ text */

enum { WIDEST = 60 };

/* Characters of UTF-8, as a terminal counts most of them. */
static size_t characters(const char *text, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static void pad(isms__output *o, size_t used, size_t width)
{
    for (; used < width; used++)
        isms__output_add(o, " ", 1);
}

/* A cell on one line: what does not fit is cut, line breaks become blanks. The last column is never cut. */
static size_t cell_on_line(isms__output *o, const char *text, size_t most)
{
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        if (((unsigned char)*p & 0xc0) != 0x80 && ++n > most) {
            isms__output_text(o, "\xe2\x80\xa6");
            return n;
        }
        isms__output_add(o, *p == '\n' || *p == '\t' ? " " : p, 1);
    }
    return n;
}

static void write_text(const isms__table *t, const isms_allocator *a, isms__output *o)
{
    size_t *widths = isms__allocate_zero(a, t->column_count * sizeof *widths);
    isms__cells cells = {t, 0};
    size_t column = 0;
    isms__output_text(o, isms__buffer_c(&t->lead));
    if (t->lead.size)
        isms__output_text(o, "\n");
    for (const char *c; widths && (c = isms__cells_next(&cells)) != NULL; column = (column + 1) % t->column_count) {
        size_t n = characters(c, strlen(c));
        n = n > WIDEST ? WIDEST + 1 : n;
        widths[column] = n > widths[column] ? n : widths[column];
    }
    for (size_t i = 0; i < t->column_count; i++) {
        size_t n = strlen(t->columns[i]);
        if (widths)
            widths[i] = n > widths[i] ? n : widths[i];
        heading(o, t->columns[i]);
        if (i + 1 < t->column_count)
            pad(o, n, (widths ? widths[i] : 20) + 2);
    }
    isms__output_text(o, "\n");
    cells.at = column = 0;
    for (const char *c; (c = isms__cells_next(&cells)) != NULL; column = (column + 1) % t->column_count) {
        bool last = column + 1 == t->column_count;
        size_t n = cell_on_line(o, c, last ? SIZE_MAX : WIDEST);
        if (last)
            isms__output_text(o, "\n");
        else
            pad(o, n, (widths ? widths[column] : 20) + 2);
    }
    if (!t->cells.size)
        isms__output_text(o, "(nothing to show)\n");
    isms__release(a, widths, t->column_count * sizeof *widths);
}

/* ------------------------------------------------------------------ Markdown */

static void markdown_cell(isms__output *o, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            isms__output_text(o, "<br>");
        else if (strchr("|\\`*_<>[]", *p)) {
            isms__output_add(o, "\\", 1);
            isms__output_add(o, p, 1);
        } else
            isms__output_add(o, p, 1);
    }
}

/* Each line a paragraph. */
static void markdown_lead(isms__output *o, const char *lead)
{
    char line[2] = {0, 0};
    for (; *lead; lead++) {
        line[0] = *lead;
        if (*lead == '\n')
            isms__output_text(o, "\n\n");
        else
            markdown_cell(o, line);
    }
}

static void write_markdown(const isms__table *t, const isms_allocator *a, isms__output *o)
{
    (void)a;
    isms__output_text(o, "## ");
    isms__output_text(o, t->title);
    isms__output_text(o, "\n\n");
    markdown_lead(o, isms__buffer_c(&t->lead));
    isms__output_text(o, "|");
    for (size_t i = 0; i < t->column_count; i++) {
        isms__output_text(o, " ");
        heading(o, t->columns[i]);
        isms__output_text(o, " |");
    }
    isms__output_text(o, "\n|");
    for (size_t i = 0; i < t->column_count; i++)
        isms__output_text(o, " --- |");
    isms__cells cells = {t, 0};
    size_t column = 0;
    for (const char *c; (c = isms__cells_next(&cells)) != NULL; column = (column + 1) % t->column_count) {
        isms__output_text(o, column == 0 ? "\n| " : " ");
        markdown_cell(o, c);
        isms__output_text(o, " |");
    }
    isms__output_text(o, t->cells.size ? "\n" : "\n\nNothing to show.\n");
}

/* ------------------------------------------------------------------ CSV (RFC 4180, LF) */

static void write_csv(const isms__table *t, const isms_allocator *a, isms__output *o)
{
    (void)a;
    isms__csv_writer w = {.out = o};
    isms__cells cells = {t, 0};
    size_t column = 0;
    for (size_t i = 0; i < t->column_count; i++)
        isms__csv_cell(&w, t->columns[i]);
    isms__csv_end_record(&w);
    for (const char *c; (c = isms__cells_next(&cells)) != NULL;) {
        isms__csv_cell(&w, c);
        if (++column % t->column_count == 0)
            isms__csv_end_record(&w);
    }
}

/* ------------------------------------------------------------------ JSON: an array of objects; empty cells are left out */

static void write_json(const isms__table *t, const isms_allocator *a, isms__output *o)
{
    (void)a;
    isms__output_text(o, "[");
    isms__cells cells = {t, 0};
    size_t column = 0, row = 0;
    bool first = true;
    for (const char *c; (c = isms__cells_next(&cells)) != NULL; column = (column + 1) % t->column_count) {
        if (column == 0) {
            isms__output_text(o, row++ ? ",\n  {" : "\n  {");
            first = true;
        }
        if (*c) {
            isms__output_text(o, first ? "\"" : ", \"");
            isms__output_text(o, t->columns[column]);
            isms__output_text(o, "\": ");
            isms__output_json(o, c, strlen(c));
            first = false;
        }
        if (column + 1 == t->column_count)
            isms__output_text(o, "}");
    }
    isms__output_text(o, row ? "\n]\n" : "]\n");
}

static const isms__form forms[] = {
    {"text", ".txt", write_text}, {"md", ".md", write_markdown}, {"csv", ".csv", write_csv}, {"json", ".json", write_json}};

const isms__form *isms__form_at(size_t i)
{
    return i < sizeof forms / sizeof forms[0] ? &forms[i] : NULL;
}

const isms__form *isms__form_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}
