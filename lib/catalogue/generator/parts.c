/* From the tables to their files. */
#include "work.h"

#include <string.h>

enum { PART_MOST = 1024 };

static bool claim(bool *used, char **names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return used[i] = true;
    return false;
}

static const char *file_name(const table *t, const char *framework)
{
    const char *star = strchr(t->file, '*');
    if (!star)
        return t->file;
    char *head = keep((size_t)(star - t->file) + 1);
    memcpy(head, t->file, (size_t)(star - t->file));
    return join(head, framework, star + 1, NULL);
}

static void check_header(const table *t, const tsv *file)
{
    if (file->columns != t->column_count)
        fail(file->path, 1, "%lu columns, the table `%s` has %lu", (unsigned long)file->columns, t->name,
             (unsigned long)t->column_count);
    for (uint32_t i = 0; i < file->columns; i++)
        if (strcmp(file->cells[i], t->columns[i].name) != 0)
            fail(file->path, 1, "column %lu is `%s`, the table `%s` has `%s` there", (unsigned long)i + 1, file->cells[i],
                 t->name, t->columns[i].name);
}

static void open_part(work *w, const table *t, const char *framework, const char *path)
{
    if (w->part_count == PART_MOST)
        fail(path, 0, "more than %d files", PART_MOST);
    part *p = &w->parts[w->part_count++];
    p->table = t;
    p->framework = framework;
    p->file = tsv_read(path);
    check_header(t, &p->file);
}

/* The part that lists the frameworks; it stands before every table that has one file for each. */
static const part *frameworks_of(const work *w)
{
    for (uint32_t i = 0; i < w->part_count; i++)
        if (w->parts[i].table->type == ISMS_FRAMEWORK)
            return &w->parts[i];
    fail("tables.c", 0, "no table of frameworks before the tables of each framework");
}

void open_parts(work *w, const char *directory, char **names, int name_count)
{
    bool *used = keep((size_t)name_count * sizeof *used);
    w->parts = keep(PART_MOST * sizeof *w->parts);
    for (const table *t = tables; t < tables + table_count; t++) {
        const part *list = t->scope ? frameworks_of(w) : NULL;
        for (uint32_t row = 0; row < (list ? list->file.rows : 1); row++) {
            const char *framework = list ? tsv_cell(&list->file, row, 0) : NULL;
            const char *name = file_name(t, framework);
            if (claim(used, names, name_count, name))
                open_part(w, t, framework, join(directory, "/", name, NULL));
            else if (!t->optional && list)
                fail(list->file.path, tsv_line(row), "the framework `%s` has no %s", framework, name);
            else if (!t->optional)
                fail(join(directory, "/", name, NULL), 0, "missing");
        }
    }
    for (int i = 0; i < name_count; i++)
        if (!used[i])
            fail(join(directory, "/", names[i], NULL), 0, "belongs to no table and to no framework of frameworks.tsv");
}
