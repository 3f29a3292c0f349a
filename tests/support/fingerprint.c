/* Walks a model through the public interface and hashes what it reads (FNV-1a). */
#include "fingerprint.h"

#include <string.h>

typedef struct walk {
    const isms_model *model;
    isms_id record;
    isms_attribute attribute;
    uint64_t hash;
} walk;

static void add(walk *w, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        w->hash = (w->hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
}

static void add_integer(walk *w, int64_t value)
{
    add(w, &value, sizeof value);
}

static void add_text(walk *w, const char *text)
{
    add_integer(w, text ? (int64_t)strlen(text) : -1);
    if (text)
        add(w, text, strlen(text));
}

static void add_real(walk *w, isms_status status, double value)
{
    add_integer(w, status);
    if (status == ISMS_OK)
        add(w, &value, sizeof value);
}

/* Every accessor is asked; those of other kinds say so, which does no harm. */
static void add_single(walk *w)
{
    const char *amount = NULL, *currency = NULL;
    double real = 0;
    isms_get_money(w->model, w->record, w->attribute, &amount, &currency);
    isms_status status = isms_get_real(w->model, w->record, w->attribute, &real);
    add_text(w, isms_text(w->model, w->record, w->attribute));
    add_text(w, isms_link_key(w->model, w->record, w->attribute));
    add_text(w, currency);
    add_real(w, status, real);
    add_integer(w, isms_boolean(w->model, w->record, w->attribute, -1));
    add_integer(w, isms_day_of(w->model, w->record, w->attribute));
}

static void add_list(walk *w)
{
    size_t count = isms_list_count(w->model, w->record, w->attribute);
    add_integer(w, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        int64_t integer = 0;
        double real = 0;
        isms_status status = isms_list_integer(w->model, w->record, w->attribute, i, &integer);
        add_integer(w, status == ISMS_OK ? integer : INT64_MIN);
        status = isms_list_real(w->model, w->record, w->attribute, i, &real);
        add_real(w, status, real);
        add_text(w, isms_list_text(w->model, w->record, w->attribute, i));
        add_text(w, isms_list_key(w->model, w->record, w->attribute, i));
    }
}

static void add_table(walk *w)
{
    for (size_t row = 0; row < isms_table_row_count(w->model, w->record, w->attribute); row++)
        for (size_t column = 0; column < isms_table_column_count(w->model, w->record, w->attribute, row); column++)
            add_text(w, isms_table_text(w->model, w->record, w->attribute, row, column));
}

static void add_record(walk *w, isms_type type)
{
    add_integer(w, (int64_t)w->record);
    add_text(w, isms_record_key(w->model, w->record));
    add_text(w, isms_record_unknown(w->model, w->record));
    for (w->attribute = isms_attribute_next(NULL, type, 0); w->attribute;
         w->attribute = isms_attribute_next(NULL, type, w->attribute)) {
        if (!isms_has(w->model, w->record, w->attribute))
            continue;
        add_integer(w, w->attribute);
        if (isms_attribute_kind(NULL, w->attribute) == ISMS_KIND_TABLE)
            add_table(w);
        else if (isms_attribute_is_list(NULL, w->attribute))
            add_list(w);
        else
            add_single(w);
    }
}

uint64_t test_fingerprint(const isms_model *model)
{
    walk w = {.model = model, .hash = 14695981039346656037u};
    add_integer(&w, (int64_t)isms_model_revision(model));
    for (isms_type type = isms_type_next(0); type; type = isms_type_next(type)) {
        add_integer(&w, type);
        add_integer(&w, isms_register_is_delivered(model, type));
        add_integer(&w, isms_register_is_partial(model, type, 0));
        for (w.record = isms_first(model, type); w.record; w.record = isms_next(model, w.record))
            add_record(&w, type);
    }
    return w.hash;
}
