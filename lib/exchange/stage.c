/* Staged values, and writing those that differ from what the record has. */
#include "stage.h"

#include "core/memory.h"
#include "schema/schema.h"

#include <string.h>

void isms__stage_init(isms__stage *s, const isms_allocator *a)
{
    memset(s, 0, sizeof *s);
    isms__buffer_init(&s->texts, a);
}

void isms__stage_dispose(isms__stage *s)
{
    const isms_allocator *a = s->texts.allocator;
    if (!a)
        return;
    isms__release(a, s->values, s->capacity * sizeof *s->values);
    isms__release(a, s->kept, s->kept_capacity * sizeof *s->kept);
    isms__buffer_dispose(&s->texts);
    isms__stage_init(s, a);
}

void isms__stage_clear(isms__stage *s)
{
    isms__buffer_clear(&s->texts);
    s->count = s->kept_count = 0;
}

static bool is_staged(const isms__stage *s, isms_attribute a)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->values[i].attribute == a)
            return true;
    return false;
}

static isms__staged *add(isms__stage *s, isms_attribute a)
{
    if (!isms__attribute_is_list(a) && is_staged(s, a))
        return NULL;
    if (!isms__reserve(s->texts.allocator, (void **)&s->values, &s->capacity, s->count + 1, sizeof *s->values)) {
        s->failed = true;
        return NULL;
    }
    isms__staged *v = &s->values[s->count++];
    memset(v, 0, sizeof *v);
    v->attribute = a;
    return v;
}

/* Keeps a text with its NUL; returns where. */
static size_t put(isms__stage *s, const char *text, size_t size)
{
    size_t at = s->texts.size;
    isms__buffer_add(&s->texts, text, size);
    isms__buffer_char(&s->texts, '\0');
    s->failed |= s->texts.failed;
    return at;
}

void isms__stage_text(isms__stage *s, isms_attribute a, const char *text, size_t size)
{
    isms__staged *v = add(s, a);
    if (!v)
        return;
    v->text = put(s, text, size);
    v->size = size;
}

void isms__stage_key(isms__stage *s, isms_attribute a, const char *key, size_t size)
{
    for (size_t i = 0; i < s->count; i++) /* a list of references names each once */
        if (s->values[i].attribute == a && s->values[i].size == size &&
            memcmp(s->texts.data + s->values[i].text, key, size) == 0)
            return;
    isms__stage_text(s, a, key, size);
}

void isms__stage_integer(isms__stage *s, isms_attribute a, int64_t value)
{
    isms__staged *v = add(s, a);
    if (v)
        v->integer = value;
}

void isms__stage_real(isms__stage *s, isms_attribute a, double value)
{
    isms__staged *v = add(s, a);
    if (v)
        v->real = value;
}

void isms__stage_money(isms__stage *s, isms_attribute a, const char *amount, size_t size, const char *currency)
{
    isms__staged *v = add(s, a);
    if (!v)
        return;
    v->text = put(s, amount, size);
    v->size = size;
    memcpy(v->currency, currency, 3);
}

void isms__stage_keep(isms__stage *s, size_t column, const char *text, size_t size)
{
    if (!isms__reserve(s->texts.allocator, (void **)&s->kept, &s->kept_capacity, s->kept_count + 1, sizeof *s->kept)) {
        s->failed = true;
        return;
    }
    size_t at = put(s, text, size);
    s->kept[s->kept_count++] = (isms__staged_kept){column, at, size};
}

void isms__stage_join(isms__stage *s, const isms__stage *more)
{
    for (size_t i = 0; i < more->count && !s->failed; i++) {
        const isms__staged *from = &more->values[i];
        isms__staged *to = add(s, from->attribute);
        if (!to)
            continue;
        *to = *from;
        to->text = put(s, isms__buffer_c(&more->texts) + from->text, from->size);
    }
    for (size_t i = 0; i < more->kept_count && !s->failed; i++)
        isms__stage_keep(s, more->kept[i].column, more->texts.data + more->kept[i].text, more->kept[i].size);
}

/* ------------------------------------------------------------------ comparing and writing */

static const char *text_of(const isms__stage *s, const isms__staged *v)
{
    return s->texts.data + v->text;
}

static bool same_text(const isms__stage *s, const isms__staged *v, const char *there)
{
    return there && strcmp(there, text_of(s, v)) == 0;
}

static bool same_item(const isms__stage *s, const isms__staged *v, const isms_model *m, isms_id r, size_t i)
{
    int64_t integer;
    double real;
    switch (isms__attribute_kind(v->attribute)) {
    case ISMS_KIND_INTEGER:
        return isms_list_integer(m, r, v->attribute, i, &integer) == ISMS_OK && integer == v->integer;
    case ISMS_KIND_REAL:
        return isms_list_real(m, r, v->attribute, i, &real) == ISMS_OK && real >= v->real && real <= v->real;
    case ISMS_KIND_ENUM:
        return isms_list_value(m, r, v->attribute, i) == v->integer;
    case ISMS_KIND_REFERENCE:
        return same_text(s, v, isms_list_key(m, r, v->attribute, i));
    default:
        return same_text(s, v, isms_list_text(m, r, v->attribute, i));
    }
}

static bool same_single(const isms__stage *s, const isms__staged *v, const isms_model *m, isms_id r)
{
    const char *amount, *currency;
    int64_t integer;
    double real;
    switch (isms__attribute_kind(v->attribute)) {
    case ISMS_KIND_INTEGER:
        return isms_get_integer(m, r, v->attribute, &integer) == ISMS_OK && integer == v->integer;
    case ISMS_KIND_REAL:
        return isms_get_real(m, r, v->attribute, &real) == ISMS_OK && real >= v->real && real <= v->real;
    case ISMS_KIND_BOOLEAN:
        return isms_boolean(m, r, v->attribute, -1) == v->integer;
    case ISMS_KIND_DATE:
        return isms_day_of(m, r, v->attribute) == v->integer;
    case ISMS_KIND_ENUM:
        return isms_value(m, r, v->attribute) == v->integer;
    case ISMS_KIND_REFERENCE:
        return same_text(s, v, isms_link_key(m, r, v->attribute));
    case ISMS_KIND_MONEY:
        return isms_get_money(m, r, v->attribute, &amount, &currency) == ISMS_OK && same_text(s, v, amount) &&
               strcmp(currency, v->currency) == 0;
    default:
        return same_text(s, v, isms_text(m, r, v->attribute));
    }
}

static bool same_list(const isms__stage *s, const isms_model *m, isms_id r, isms_attribute a)
{
    size_t n = 0, there = isms_list_count(m, r, a);
    for (size_t i = 0; i < s->count; i++)
        if (s->values[i].attribute == a && (n >= there || !same_item(s, &s->values[i], m, r, n++)))
            return false;
    return n == there;
}

static isms_status write_item(const isms__stage *s, const isms__staged *v, isms_model *m, isms_id r)
{
    switch (isms__attribute_kind(v->attribute)) {
    case ISMS_KIND_INTEGER:
        return isms_add_integer(m, r, v->attribute, v->integer);
    case ISMS_KIND_REAL:
        return isms_add_real(m, r, v->attribute, v->real);
    case ISMS_KIND_ENUM:
        return isms_add_text(m, r, v->attribute, isms__value_name(isms__attribute_target(v->attribute), (int32_t)v->integer));
    case ISMS_KIND_REFERENCE:
        return isms_add_link_key(m, r, v->attribute, text_of(s, v));
    default:
        return isms_add_text(m, r, v->attribute, text_of(s, v));
    }
}

static isms_status write_single(const isms__stage *s, const isms__staged *v, isms_model *m, isms_id r)
{
    switch (isms__attribute_kind(v->attribute)) {
    case ISMS_KIND_INTEGER:
        return isms_set_integer(m, r, v->attribute, v->integer);
    case ISMS_KIND_REAL:
        return isms_set_real(m, r, v->attribute, v->real);
    case ISMS_KIND_BOOLEAN:
        return isms_set_boolean(m, r, v->attribute, (int32_t)v->integer);
    case ISMS_KIND_DATE:
        return isms_set_day(m, r, v->attribute, (isms_day)v->integer);
    case ISMS_KIND_ENUM:
        return isms_set_value(m, r, v->attribute, (int32_t)v->integer);
    case ISMS_KIND_REFERENCE:
        return isms_set_link_key(m, r, v->attribute, text_of(s, v));
    case ISMS_KIND_MONEY:
        return isms_set_money(m, r, v->attribute, text_of(s, v), v->currency);
    default:
        return isms_set_text_n(m, r, v->attribute, text_of(s, v), v->size);
    }
}

isms_status isms__stage_write(const isms__stage *s, isms_model *m, isms_id record, isms_attribute a, bool clears, bool *changed)
{
    bool has = is_staged(s, a), list = isms__attribute_is_list(a);
    if (!has && (!clears || !isms_has(m, record, a)))
        return ISMS_OK;
    if (has && list && same_list(s, m, record, a))
        return ISMS_OK;
    isms_status status = !has || list ? isms_clear(m, record, a) : ISMS_OK;
    for (size_t i = 0; i < s->count && status == ISMS_OK; i++) {
        const isms__staged *v = &s->values[i];
        if (v->attribute != a)
            continue;
        if (!list && same_single(s, v, m, record))
            return ISMS_OK;
        status = list ? write_item(s, v, m, record) : write_single(s, v, m, record);
    }
    *changed = true;
    return status;
}
