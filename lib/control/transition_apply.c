/* Writing the draft of a transition into its model, as one transaction. */
#include "carry.h"

#include "schema/schema.h"

#include <string.h>

/* What is at hand while it is written; the first failure stays. */
typedef struct work {
    const isms_transition *t;
    isms_model *m;
    const char *soa;
    isms_id version, entry;
    isms_id record; /* whose list is rewritten */
    isms_attribute list;
    isms_status status;
} work;

static void note(work *w, isms_status status)
{
    if (w->status == ISMS_OK && status != ISMS_OK && status != ISMS_ABSENT)
        w->status = status;
}

/* An id made of two parts: `SOA-2.A.5.1`. */
static isms_id create(work *w, isms_type type, const char *tail)
{
    isms_id id = ISMS_NONE;
    isms__buffer key;
    isms__buffer_init(&key, &w->t->host);
    isms__buffer_print(&key, "%s%s%s", w->soa, *tail ? "." : "", tail);
    note(w, key.failed ? ISMS_E_NO_MEMORY : isms_record_create(w->m, type, isms__buffer_c(&key), &id));
    isms__buffer_dispose(&key);
    return id;
}

/* ------------------------------------------------------------------ values */

/* A text of the model moves when the model grows, so that each is copied before it is written. */
static void copy_link(work *w, isms_id from, isms_attribute attribute)
{
    isms__buffer key;
    isms__buffer_init(&key, &w->t->host);
    isms__buffer_text(&key, isms_link_key(w->m, from, attribute));
    note(w, key.failed ? ISMS_E_NO_MEMORY : isms_set_link_key(w->m, w->entry, attribute, isms__buffer_c(&key)));
    isms__buffer_dispose(&key);
}

static void copy_value(work *w, isms_id from, isms_attribute attribute)
{
    int64_t integer = 0;
    if (!isms_has(w->m, from, attribute))
        return;
    switch (isms__attribute_kind(attribute)) {
    case ISMS_KIND_BOOLEAN:
        note(w, isms_set_boolean(w->m, w->entry, attribute, isms_boolean(w->m, from, attribute, 0)));
        return;
    case ISMS_KIND_DATE:
        note(w, isms_set_day(w->m, w->entry, attribute, isms_day_of(w->m, from, attribute)));
        return;
    case ISMS_KIND_INTEGER:
        note(w, isms_get_integer(w->m, from, attribute, &integer));
        note(w, isms_set_integer(w->m, w->entry, attribute, integer));
        return;
    case ISMS_KIND_REFERENCE:
        copy_link(w, from, attribute);
        return;
    default: /* an enumeration, whose names are constants */
        note(w, isms_set_text(w->m, w->entry, attribute, isms_text(w->m, from, attribute)));
    }
}

static const char *item_of(const isms_model *m, isms_id record, isms_attribute list, size_t i)
{
    bool link = isms__attribute_kind(list) == ISMS_KIND_REFERENCE;
    return link ? isms_list_key(m, record, list, i) : isms_list_text(m, record, list, i);
}

static bool has_item(const isms_model *m, isms_id record, isms_attribute list, const char *item)
{
    for (size_t i = 0, n = isms_list_count(m, record, list); i < n; i++)
        if (strcmp(item_of(m, record, list, i), item) == 0)
            return true;
    return false;
}

static void add_item(work *w, isms_id record, isms_attribute list, const char *item)
{
    if (has_item(w->m, record, list, item))
        return;
    if (isms__attribute_kind(list) == ISMS_KIND_REFERENCE)
        note(w, isms_add_link_key(w->m, record, list, item));
    else
        note(w, isms_add_text(w->m, record, list, item));
}

static void copy_items(work *w, isms_id from, isms_attribute list)
{
    isms__buffer item;
    isms__buffer_init(&item, &w->t->host);
    for (size_t i = 0, n = isms_list_count(w->m, from, list); i < n && w->status == ISMS_OK; i++) {
        isms__buffer_clear(&item);
        isms__buffer_text(&item, item_of(w->m, from, list, i));
        note(w, item.failed ? ISMS_E_NO_MEMORY : ISMS_OK);
        if (w->status == ISMS_OK)
            add_item(w, w->entry, list, isms__buffer_c(&item));
    }
    isms__buffer_dispose(&item);
}

/* Texts of several entries are joined, each with the id that it belonged to; equal ones stand once. */
static void join_texts(work *w, const isms__carry_row *row, isms_attribute attribute)
{
    const isms__carry_source *sources = &w->t->sources[row->first_source];
    bool same = isms__carry_agrees(w->t, w->m, row, attribute);
    isms__buffer text;
    isms__buffer_init(&text, &w->t->host);
    for (uint32_t k = 0; k < (same ? 1 : row->source_count); k++) {
        const char *part = isms_text(w->m, sources[k].entry, attribute);
        if (!part || !*part)
            continue;
        isms__buffer_text(&text, text.size ? "\n" : "");
        if (!same)
            isms__buffer_print(&text, "%s: ", isms__carry_at(w->t, sources[k].control));
        isms__buffer_text(&text, part);
    }
    note(w, text.failed ? ISMS_E_NO_MEMORY : ISMS_OK);
    if (text.size && w->status == ISMS_OK)
        note(w, isms_set_text(w->m, w->entry, attribute, isms__buffer_c(&text)));
    isms__buffer_dispose(&text);
}

/* ------------------------------------------------------------------ entries */

static const isms_attribute joined[] = {ISMS_SOA_ENTRY_JUSTIFICATION, ISMS_SOA_ENTRY_IMPLEMENTATION, ISMS_SOA_ENTRY_REFERENCE,
                                        ISMS_SOA_ENTRY_NOTES};
static const isms_attribute united[] = {ISMS_SOA_ENTRY_REASONS,   ISMS_SOA_ENTRY_RISKS,        ISMS_SOA_ENTRY_OBLIGATIONS,
                                        ISMS_SOA_ENTRY_MEASURES,  ISMS_SOA_ENTRY_ALTERNATIVES, ISMS_SOA_ENTRY_EVIDENCE,
                                        ISMS_SOA_ENTRY_DOCUMENTS, ISMS_SOA_ENTRY_TAGS};

/* Controls beyond Annex A stay marked as added. */
static void mark_added(work *w, const isms__carry_row *row)
{
    for (uint32_t k = 0; k < row->source_count; k++)
        if (isms_boolean(w->m, w->t->sources[row->first_source + k].entry, ISMS_SOA_ENTRY_ADDED, 0)) {
            note(w, isms_set_boolean(w->m, w->entry, ISMS_SOA_ENTRY_ADDED, 1));
            return;
        }
}

static void write_entry(work *w, const isms__carry_row *row)
{
    const isms__carry_source *sources = &w->t->sources[row->first_source];
    w->entry = create(w, ISMS_SOA_ENTRY, isms__carry_at(w->t, row->control));
    note(w, isms_set_text(w->m, w->entry, ISMS_SOA_ENTRY_CONTROL, isms__carry_at(w->t, row->control)));
    note(w, isms_set_link(w->m, w->entry, ISMS_SOA_ENTRY_SOA, w->version));
    for (size_t i = 0; i < isms__carry_single_count && w->status == ISMS_OK; i++)
        if (isms__carry_agrees(w->t, w->m, row, isms__carry_single[i]))
            copy_value(w, sources[0].entry, isms__carry_single[i]);
    mark_added(w, row);
    if (row >= w->t->rows + w->t->row_count)
        join_texts(w, row, ISMS_SOA_ENTRY_TITLE);
    for (size_t i = 0; i < sizeof joined / sizeof joined[0] && w->status == ISMS_OK; i++)
        join_texts(w, row, joined[i]);
    for (size_t i = 0; i < sizeof united / sizeof united[0]; i++)
        for (uint32_t k = 0; k < row->source_count && w->status == ISMS_OK; k++)
            copy_items(w, sources[k].entry, united[i]);
}

static void check_entries(work *w)
{
    for (size_t i = 0; i < w->t->source_count; i++)
        if (isms_record_type(w->m, w->t->sources[i].entry) != ISMS_SOA_ENTRY)
            note(w, ISMS_E_STALE);
}

/* Entries without a version would belong to the new one too. */
static void move_old_entries(work *w)
{
    isms_id old = ISMS_NONE;
    for (isms_id e = isms_first(w->m, ISMS_SOA_ENTRY); e && w->status == ISMS_OK; e = isms_next(w->m, e)) {
        if (isms_link_key(w->m, e, ISMS_SOA_ENTRY_SOA))
            continue;
        old = old ? old : create(w, ISMS_SOA, w->t->framework ? "before" : "2013");
        note(w, isms_set_link(w->m, e, ISMS_SOA_ENTRY_SOA, old));
    }
}

/* ------------------------------------------------------------------ lists */

static void add_new_id(void *user, const char *id_2022)
{
    work *w = user;
    if (w->status == ISMS_OK)
        add_item(w, w->record, w->list, id_2022);
}

/* The list is read from a copy, because it is written anew. */
static void rewrite_list(work *w, const isms__carry_list *l)
{
    isms__buffer items;
    size_t n = isms_list_count(w->m, l->record, l->list);
    isms__buffer_init(&items, &w->t->host);
    for (size_t i = 0; i < n; i++) {
        const char *item = isms_list_text(w->m, l->record, l->list, i);
        isms__buffer_add(&items, item, strlen(item) + 1);
    }
    note(w, items.failed ? ISMS_E_NO_MEMORY : ISMS_OK);
    if (w->status == ISMS_OK)
        note(w, isms_clear(w->m, l->record, l->list));
    w->record = l->record;
    w->list = l->list;
    const char *item = isms__buffer_c(&items);
    for (size_t i = 0; i < n && w->status == ISMS_OK; i++, item += strlen(item) + 1)
        if (!isms__carry_targets(w->t, item, add_new_id, w))
            add_item(w, l->record, l->list, item);
    isms__buffer_dispose(&items);
}

/* ------------------------------------------------------------------ all of it */

static void write_all(work *w, isms_day day)
{
    check_entries(w);
    w->version = create(w, ISMS_SOA, "");
    note(w, isms_set_value(w->m, w->version, ISMS_SOA_STATUS, ISMS_DOCUMENT_STATUS_DRAFT));
    if (day)
        note(w, isms_set_day(w->m, w->version, ISMS_SOA_VERSION_DATE, day));
    if (w->status == ISMS_OK)
        move_old_entries(w);
    for (size_t i = 0; i < w->t->row_count + w->t->other_count && w->status == ISMS_OK; i++)
        if (w->t->rows[i].source_count)
            write_entry(w, &w->t->rows[i]);
    for (size_t i = 0; i < w->t->list_count && w->status == ISMS_OK; i++)
        rewrite_list(w, &w->t->lists[i]);
}

isms_status isms_transition_apply(const isms_transition *transition, isms_model *model, const char *soa, isms_day day)
{
    work w = {.t = transition, .m = model, .soa = soa};
    if (!transition || !model || !soa)
        return ISMS_E_MISUSE;
    const char *why = transition->framework ? "transition to a new edition" : "transition to the controls of 2022";
    isms_status status = isms_model_begin(model, NULL, why);
    if (status != ISMS_OK)
        return status;
    write_all(&w, day);
    if (w.status == ISMS_OK)
        w.status = isms_model_commit(model);
    if (w.status != ISMS_OK)
        isms_model_rollback(model);
    return w.status;
}
