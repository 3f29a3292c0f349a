/* Writing CSV. */
#include "csv_write.h"

#include <string.h>

/* What a spreadsheet would compute instead of show (CWE-1236); TAB and CR lead there too. A sign alone is none. */
static bool is_formula(const char *text, size_t size)
{
    return size > 1 && memchr("=+-@\t\r", text[0], 6) != NULL;
}

static bool needs_quotes(const char *text, size_t size)
{
    return size > 0 && (text[0] == ' ' || text[size - 1] == ' ' || strpbrk(text, ",\"\n\r"));
}

void isms__csv_cell(isms__csv_writer *w, const char *text)
{
    text = text ? text : "";
    size_t size = strlen(text);
    bool guarded = !w->plain && is_formula(text, size);
    if (w->inside)
        isms__output_text(w->out, ",");
    w->inside = true;
    if (!guarded && !needs_quotes(text, size)) {
        isms__output_add(w->out, text, size);
        return;
    }
    isms__output_text(w->out, guarded ? "\"'" : "\"");
    for (const char *rest = text, *end = text + size; rest < end;) {
        const char *quote = memchr(rest, '"', (size_t)(end - rest)), *stop = quote ? quote + 1 : end;
        isms__output_add(w->out, rest, (size_t)(stop - rest));
        if (quote)
            isms__output_text(w->out, "\"");
        rest = stop;
    }
    isms__output_text(w->out, "\"");
}

void isms__csv_end_record(isms__csv_writer *w)
{
    if (!w->inside) /* one empty cell, which is not the same as no record */
        isms__output_text(w->out, "\"\"");
    isms__output_text(w->out, "\n");
    w->inside = false;
}
