/* The tables of the catalogue: which there are, and writing them as they were collected. */
#include <isms/catalogue.h>

#include "core/output.h"
#include "data.h"
#include "model/store.h"

#include <string.h>

/* Read only and constant, hence no allocator, no registers, no journal. */
static const isms_model catalogue = {.fixed = &isms__catalogue_fixed, .read_only = true};

typedef struct writing writing;

/* What tells the formats apart. */
typedef struct format {
    const char *name;
    void (*string)(isms__output *out, const char *text, size_t size);
    const char *truth[2];
    void (*table)(writing *w);
} format;

/* A table while it is written. */
struct writing {
    isms__output out;
    const format *format;
    const isms__catalogue_table *table;
    const isms__catalogue_column *columns;
    size_t scope; /* bytes of the framework and its colon at the front of ids */
};

const isms_model *isms_catalogue(void)
{
    return &catalogue;
}

static const char *text_at(uint32_t offset)
{
    return isms__text_at(&catalogue, offset, NULL);
}

static const isms__catalogue_table *table_at(size_t i)
{
    return i < isms__catalogue_table_count ? &isms__catalogue_tables[i] : NULL;
}

size_t isms_catalogue_table_count(void)
{
    return isms__catalogue_table_count;
}

const char *isms_catalogue_table_name(size_t i)
{
    const isms__catalogue_table *t = table_at(i);
    return t ? text_at(t->name) : NULL;
}

const char *isms_catalogue_table_framework(size_t i)
{
    const isms__catalogue_table *t = table_at(i);
    return t && t->framework ? text_at(t->framework) : NULL;
}

isms_type isms_catalogue_table_type(size_t i)
{
    const isms__catalogue_table *t = table_at(i);
    return t ? t->type : 0;
}

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static const isms__catalogue_table *find_table(const char *name, const char *framework)
{
    for (size_t i = 0; i < isms__catalogue_table_count; i++)
        if (same(name, isms_catalogue_table_name(i)) && same(framework, isms_catalogue_table_framework(i)))
            return &isms__catalogue_tables[i];
    return NULL;
}

/* ---------------------------------------------------------------- values */

static void write_string(writing *w, const char *text, size_t skip)
{
    w->format->string(&w->out, text + skip, strlen(text) - skip);
}

/* The value of an attribute that is not a list. */
static void write_value(writing *w, isms_id id, isms_attribute a, size_t skip)
{
    char day[11];
    const char *text = day;
    switch (isms__attribute_kind(a)) {
    case ISMS_KIND_BOOLEAN:
        isms__output_text(&w->out, w->format->truth[isms_boolean(&catalogue, id, a, 0)]);
        return;
    case ISMS_KIND_INTEGER:
        isms__output_integer(&w->out, isms_integer(&catalogue, id, a, 0));
        return;
    case ISMS_KIND_DATE:
        isms_date_format(isms_day_of(&catalogue, id, a), day);
        break;
    case ISMS_KIND_REFERENCE:
        text = isms_link_key(&catalogue, id, a);
        break;
    default:
        text = isms_text(&catalogue, id, a);
    }
    write_string(w, text, skip);
}

static void write_list(writing *w, isms_id id, isms_attribute a, const char *separator)
{
    bool links = isms__attribute_kind(a) == ISMS_KIND_REFERENCE;
    for (size_t i = 0, n = isms_list_count(&catalogue, id, a); i < n; i++) {
        isms__output_text(&w->out, i ? separator : "");
        write_string(w, links ? isms_list_key(&catalogue, id, a, i) : isms_list_text(&catalogue, id, a, i), 0);
    }
}

/* The record of a row of the table. */
static isms_id id_of(const writing *w, uint32_t row)
{
    return isms__id_of_row(&catalogue, isms__type_get(w->table->type), w->table->first + row);
}

/* A column's attribute, 0 where the record's id is the value. */
static isms_attribute attribute_of(const writing *w, const isms__catalogue_column *c)
{
    return c->place ? isms__attributes_of(isms__type_get(w->table->type))[c->place - 1].id : 0;
}

static size_t skip_of(const writing *w, const isms__catalogue_column *c)
{
    return !c->place || c->form == ISMS__FORM_SCOPED ? w->scope : 0;
}

/* ---------------------------------------------------------------- formats */

static void tsv_cell(writing *w, const isms__catalogue_column *c, isms_id id)
{
    isms_attribute a = attribute_of(w, c);
    if (!a)
        write_string(w, isms_record_key(&catalogue, id), skip_of(w, c));
    else if (isms__attribute_is_list(a))
        write_list(w, id, a, c->form == ISMS__FORM_PLUSES ? "+" : ",");
    else if (isms_has(&catalogue, id, a))
        write_value(w, id, a, skip_of(w, c));
}

static void tsv_table(writing *w)
{
    const isms__catalogue_column *end = w->columns + w->table->columns;
    for (const isms__catalogue_column *c = w->columns; c < end; c++) {
        isms__output_text(&w->out, text_at(c->name));
        isms__output_text(&w->out, c + 1 < end ? "\t" : "\n");
    }
    for (uint32_t row = 0; row < w->table->rows; row++)
        for (const isms__catalogue_column *c = w->columns; c < end; c++) {
            tsv_cell(w, c, id_of(w, row));
            isms__output_text(&w->out, c + 1 < end ? "\t" : "\n");
        }
}

/* Writes one member, if it has a value; true where it has. */
static bool json_member(writing *w, const isms__catalogue_column *c, isms_id id, bool first)
{
    isms_attribute a = attribute_of(w, c);
    if (a && !isms_has(&catalogue, id, a))
        return false;
    isms__output_text(&w->out, first ? "" : ", ");
    write_string(w, text_at(c->name), 0);
    isms__output_text(&w->out, ": ");
    if (!a) {
        write_string(w, isms_record_key(&catalogue, id), skip_of(w, c));
    } else if (isms__attribute_is_list(a)) {
        isms__output_text(&w->out, "[");
        write_list(w, id, a, ", ");
        isms__output_text(&w->out, "]");
    } else {
        write_value(w, id, a, skip_of(w, c));
    }
    return true;
}

static void json_table(writing *w)
{
    isms__output_text(&w->out, "[");
    for (uint32_t row = 0; row < w->table->rows; row++) {
        bool first = true;
        isms__output_text(&w->out, row ? ",\n  {" : "\n  {");
        for (uint32_t i = 0; i < w->table->columns; i++)
            if (json_member(w, &w->columns[i], id_of(w, row), first))
                first = false;
        isms__output_text(&w->out, "}");
    }
    isms__output_text(&w->out, "\n]\n");
}

static const format formats[] = {{"tsv", isms__output_add, {"no", "yes"}, tsv_table},
                                 {"json", isms__output_json, {"false", "true"}, json_table}};

isms_status isms_catalogue_write(const char *name, const char *framework, const char *format_name, isms_write write, void *user)
{
    if (!name || !format_name || !write)
        return ISMS_E_MISUSE;
    writing w = {.table = find_table(name, framework)};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(formats[i].name, format_name) == 0)
            w.format = &formats[i];
    if (!w.table)
        return ISMS_E_NOT_FOUND;
    if (!w.format)
        return ISMS_E_FORMAT;
    w.columns = &isms__catalogue_columns[w.table->first_column];
    w.scope = framework ? strlen(framework) + 1 : 0;
    isms__output_start(&w.out, write, user);
    w.format->table(&w);
    return isms__output_finish(&w.out);
}
