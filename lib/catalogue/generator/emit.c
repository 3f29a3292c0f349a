/* Writing the C source. */
#include "work.h"

#include <stdio.h>
#include <string.h>

static void emit_numbers(FILE *out, const char *declaration, const uint32_t *numbers, size_t count)
{
    fprintf(out, "\nstatic const %s[] = {", declaration);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%lu,", i % 24 ? "" : "\n", (unsigned long)numbers[i]);
    fputs("\n};\n", out);
}

static void emit_bytes(FILE *out, const char *declaration, const unsigned char *bytes, size_t count)
{
    fprintf(out, "\nstatic const %s[] = {", declaration);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % 32 ? "" : "\n", bytes[i]);
    fputs("\n};\n", out);
}

static void emit_set(FILE *out, const set *s)
{
    uint32_t *order = keep(s->rows * sizeof *order);
    for (uint32_t i = 0; i < s->rows; i++)
        order[i] = s->order[i].row;
    const char *name = s->type->name;
    emit_bytes(out, join("uint8_t ", name, "_places", NULL), s->places, isms__columns(s->type));
    emit_numbers(out, join("uint32_t ", name, "_cells", NULL), s->cells, (size_t)s->rows * s->columns);
    emit_numbers(out, join("uint32_t ", name, "_keys", NULL), s->keys, s->rows);
    emit_numbers(out, join("uint32_t ", name, "_order", NULL), order, s->rows);
}

static void emit_fixed(FILE *out, const work *w)
{
    unsigned char places[ISMS__TYPE_MOST] = {0};
    fputs("\nstatic const isms__fixed_type types[] = {\n", out);
    for (uint32_t i = 0; i < w->set_count; i++) {
        const set *s = &w->sets[i];
        const char *name = s->type->name;
        places[s->type->id] = (unsigned char)(i + 1);
        fprintf(out, "{%ld, %lu, %lu, %s_places, %s_cells, %s_keys, %s_order},\n", (long)s->type->id, (unsigned long)s->rows,
                (unsigned long)s->columns, name, name, name, name);
    }
    fputs("};\n", out);
    emit_bytes(out, "uint8_t type_places", places, sizeof places);
    fputs("\nconst isms__fixed isms__catalogue_fixed = {(const char *)texts, lists, types, type_places};\n", out);
}

/* The columns of each table, one table behind the other; those of a table with many files are written once. */
static void emit_columns(FILE *out, work *w)
{
    fputs("\nconst isms__catalogue_column isms__catalogue_columns[] = {\n", out);
    for (const table *t = tables; t < tables + table_count; t++)
        for (const column *c = t->columns; c < t->columns + t->column_count; c++) {
            const isms__attribute *a = isms__attribute_get(isms__attribute_by_path(t->type, c->path));
            fprintf(out, "{%lu, %d, %u},\n", (unsigned long)pool_text(&w->pool, c->name, strlen(c->name)),
                    a ? a->column + 1 : 0, c->form);
        }
    fputs("};\n", out);
}

static uint32_t first_column(const table *t)
{
    uint32_t n = 0;
    for (const table *before = tables; before < t; before++)
        n += before->column_count;
    return n;
}

static void emit_tables(FILE *out, work *w)
{
    fputs("\nconst isms__catalogue_table isms__catalogue_tables[] = {\n", out);
    for (const part *p = w->parts; p < w->parts + w->part_count; p++) {
        const table *t = p->table;
        uint32_t framework = p->framework ? pool_text(&w->pool, p->framework, strlen(p->framework)) : 0;
        fprintf(out, "{%lu, %lu, %ld, %lu, %lu, %lu, %lu},\n", (unsigned long)pool_text(&w->pool, t->name, strlen(t->name)),
                (unsigned long)framework, (long)t->type, (unsigned long)p->first, (unsigned long)p->file.rows,
                (unsigned long)first_column(t), (unsigned long)t->column_count);
    }
    fprintf(out, "};\n\nconst uint32_t isms__catalogue_table_count = %lu;\n", (unsigned long)w->part_count);
}

void emit(work *w, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        fail(path, 0, "cannot be written");
    fputs("/* The catalogue as constants. Written by lib/catalogue/generator from lib/catalogue/data. */\n"
          "#include \"catalogue/data.h\"\n",
          out);
    emit_columns(out, w);
    emit_tables(out, w);
    emit_bytes(out, "unsigned char texts", w->pool.texts, w->pool.text_size);
    emit_numbers(out, "uint32_t lists", w->pool.lists, w->pool.list_size);
    for (uint32_t i = 0; i < w->set_count; i++)
        emit_set(out, &w->sets[i]);
    emit_fixed(out, w);
    if (ferror(out) || fclose(out) != 0)
        fail(path, 0, "cannot be written");
}
