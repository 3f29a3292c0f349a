/* Filling a table. */
#include "table.h"

#include <string.h>

void isms__table_start(isms__table *t, const isms_allocator *a, const char *title, const char *const *columns)
{
    memset(t, 0, sizeof *t);
    isms__buffer_init(&t->cells, a);
    isms__buffer_init(&t->text, a);
    isms__buffer_init(&t->lead, a);
    t->title = title;
    t->columns = columns;
    while (columns[t->column_count])
        t->column_count++;
}

void isms__table_cell(isms__table *t, const char *text)
{
    isms__buffer_add(&t->cells, text ? text : "", text ? strlen(text) + 1 : 1);
    t->cell_count++;
}

void isms__table_number(isms__table *t, int64_t value)
{
    isms__buffer_integer(&t->text, value);
    isms__table_built(t);
}

void isms__table_day(isms__table *t, isms_day day)
{
    isms__buffer_day(&t->text, day);
    isms__table_built(t);
}

void isms__table_built(isms__table *t)
{
    t->cells.failed |= t->text.failed;
    isms__table_cell(t, isms__buffer_c(&t->text));
    isms__buffer_clear(&t->text);
}

void isms__table_free(isms__table *t)
{
    isms__buffer_dispose(&t->cells);
    isms__buffer_dispose(&t->text);
    isms__buffer_dispose(&t->lead);
}

const char *isms__cells_next(isms__cells *cells)
{
    const isms__buffer *b = &cells->table->cells;
    if (cells->at >= b->size)
        return NULL;
    const char *cell = b->data + cells->at;
    cells->at += strlen(cell) + 1;
    return cell;
}
