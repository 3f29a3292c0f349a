/* Writing CSV. Numbers and dates are never taken for formulas, so a negative number keeps its sign bare. */
#include "csv_write.h"

#include <string.h>

static void part(isms__csv_writer *w)
{
    if (w->inside)
        isms__buffer_char(w->out, ',');
    w->inside = true;
}

/* What a spreadsheet would compute instead of show (CWE-1236); TAB and CR lead there too. */
static bool is_formula(const char *text, size_t size)
{
    return size > 0 && memchr("=+-@\t\r", text[0], 6) != NULL;
}

static bool needs_quotes(const char *text, size_t size)
{
    if (size == 0)
        return false;
    if (text[0] == ' ' || text[size - 1] == ' ')
        return true;
    for (size_t i = 0; i < size; i++)
        if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r' || text[i] == ';' || text[i] == '\t')
            return true;
    return false;
}

void isms__csv_cell_n(isms__csv_writer *w, const char *text, size_t size)
{
    bool guarded = !w->plain && is_formula(text, size);
    part(w);
    if (!guarded && !needs_quotes(text, size)) {
        isms__buffer_add(w->out, text, size);
        return;
    }
    isms__buffer_text(w->out, guarded ? "\"'" : "\"");
    for (const char *rest = text, *end = text + size; rest < end;) {
        const char *quote = memchr(rest, '"', (size_t)(end - rest)), *stop = quote ? quote + 1 : end;
        isms__buffer_add(w->out, rest, (size_t)(stop - rest));
        if (quote)
            isms__buffer_char(w->out, '"');
        rest = stop;
    }
    isms__buffer_char(w->out, '"');
}

void isms__csv_cell(isms__csv_writer *w, const char *text)
{
    isms__csv_cell_n(w, text ? text : "", text ? strlen(text) : 0);
}

void isms__csv_cell_integer(isms__csv_writer *w, int64_t value)
{
    part(w);
    isms__buffer_integer(w->out, value);
}

void isms__csv_cell_real(isms__csv_writer *w, double value)
{
    part(w);
    isms__buffer_real(w->out, value);
}

void isms__csv_cell_day(isms__csv_writer *w, isms_day day)
{
    part(w);
    isms__buffer_day(w->out, day);
}

void isms__csv_end_record(isms__csv_writer *w)
{
    if (!w->inside) /* one empty cell, which is not the same as no record */
        isms__buffer_text(w->out, "\"\"");
    isms__buffer_char(w->out, '\n');
    w->inside = false;
}
