/* From files to record types: ids, rows, and the places of the attributes in a row. */
#include "work.h"

#include "core/number.h"

#include <stdlib.h>
#include <string.h>

/* Position of a row among those before it in the file whose id begins with the same, from 1. */
static const char *position(const part *p, uint32_t row, const char *same)
{
    size_t size = strlen(same);
    int64_t n = 1;
    for (uint32_t i = 0; i < row; i++)
        n += strncmp(p->keys[i], same, size) == 0;
    char *out = keep(24);
    isms__integer_format(n, out);
    return out;
}

static const char *compose_key(const part *p, uint32_t row)
{
    const char *key = "";
    for (const char *c = p->table->key; *c; c++) {
        const char one[2] = {*c, '\0'};
        if (*c >= '0' && *c <= '9')
            key = join(key, tsv_cell(&p->file, row, (uint32_t)(*c - '0')), NULL);
        else if (*c == 'f')
            key = join(key, p->framework, NULL);
        else if (*c == '#')
            key = join(key, position(p, row, key), NULL);
        else
            key = join(key, one, NULL);
    }
    return key;
}

static uint8_t schema_column(const part *p, const char *path)
{
    isms_attribute id = isms__attribute_by_path(p->table->type, path);
    if (!id)
        fail(p->file.path, 1, "the schema has no attribute `%s` in %s", path, isms_type_name(p->table->type));
    return isms__attribute_get(id)->column;
}

static void place(set *s, const part *p, const char *path)
{
    uint8_t *at = path && path[0] ? &s->places[schema_column(p, path)] : NULL;
    if (at && !*at)
        *at = (uint8_t)++s->columns;
}

static void add_rows(set *s, part *p)
{
    p->first = s->rows;
    p->keys = keep(p->file.rows * sizeof *p->keys + 1);
    for (uint32_t row = 0; row < p->file.rows; row++) {
        p->keys[row] = compose_key(p, row);
        if (p->keys[row][0] == '\0')
            fail(p->file.path, tsv_line(row), "the id is empty");
    }
    s->rows += p->file.rows;
    place(s, p, p->table->scope);
    place(s, p, p->table->path);
    for (uint32_t i = 0; i < p->table->column_count; i++)
        place(s, p, p->table->columns[i].path);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->key, ((const entry *)b)->key);
}

static void sort_rows(const work *w, set *s)
{
    s->order = keep(s->rows * sizeof *s->order + 1);
    uint32_t n = 0;
    for (const part *p = w->parts; p < w->parts + w->part_count; p++)
        for (uint32_t row = 0; p->table->type == s->type->id && row < p->file.rows; row++)
            s->order[n++] = (entry){p->keys[row], p->first + row, p};
    qsort(s->order, n, sizeof *s->order, by_key);
    for (uint32_t i = 1; i < n; i++)
        if (strcmp(s->order[i - 1].key, s->order[i].key) == 0) {
            const entry *later = &s->order[s->order[i].row > s->order[i - 1].row ? i : i - 1];
            fail(later->from->file.path, tsv_line(later->row - later->from->first), "the id `%s` is taken", later->key);
        }
}

void build_sets(work *w)
{
    for (isms_type type = isms_type_next(0); type; type = isms_type_next(type)) {
        set *s = &w->sets[w->set_count];
        s->type = isms__type_get(type);
        for (part *p = w->parts; p < w->parts + w->part_count; p++)
            if (p->table->type == type)
                add_rows(s, p);
        if (s->rows == 0)
            continue;
        sort_rows(w, s);
        w->set_count++;
    }
}
