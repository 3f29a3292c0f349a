/* A table that is filled cell by cell and then written in one of several forms. Sections fill, forms write. */
#ifndef ISMS__REPORT_TABLE_H
#define ISMS__REPORT_TABLE_H

#include "core/buffer.h"
#include "core/output.h"

typedef struct isms__table {
    const char *title;
    const char *const *columns; /* names as in data: lower case, '_' for blanks; NULL ends */
    size_t column_count;
    isms__buffer cells; /* NUL-terminated, row after row */
    size_t cell_count;
    isms__buffer text; /* the cell in the making */
    isms__buffer lead; /* what stands above it for people, a line each; nothing where it is empty */
} isms__table;

void isms__table_start(isms__table *t, const isms_allocator *a, const char *title, const char *const *columns);
void isms__table_cell(isms__table *t, const char *text); /* NULL is an empty cell */
void isms__table_number(isms__table *t, int64_t value);
void isms__table_day(isms__table *t, isms_day day);
void isms__table_built(isms__table *t); /* what was put into t->text becomes a cell */
void isms__table_free(isms__table *t);

/* How a table is written. */
typedef struct isms__form {
    const char *name, *ending;
    void (*write)(const isms__table *t, const isms_allocator *a, isms__output *o);
} isms__form;

const isms__form *isms__form_find(const char *name);
const isms__form *isms__form_at(size_t i); /* NULL past the last */

/* Cells of a table, one after the other. */
typedef struct isms__cells {
    const isms__table *table;
    size_t at;
} isms__cells;

const char *isms__cells_next(isms__cells *cells); /* NULL at the end */

#endif
