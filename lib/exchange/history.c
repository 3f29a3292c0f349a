/* Histories: making them, adding entries from a model, asking what they hold. */
#include "history.h"

#include "core/diagnostics.h"
#include "core/text.h"
#include "problem.h"
#include "window.h"

#include <string.h>

static isms_history *allocate_history(const isms_allocator *a)
{
    isms_history *h = isms__allocate_zero(a, sizeof *h);
    if (!h)
        return NULL;
    h->host = *a;
    isms__buffer_init(&h->texts, &h->host);
    isms__sha256_text(ISMS__HISTORY_HEADER, sizeof ISMS__HISTORY_HEADER - 1, h->genesis);
    return h;
}

isms_status isms_history_new(const isms_history_options *given, isms_history **out)
{
    static const isms_history_options defaults = ISMS_HISTORY_OPTIONS_INIT;
    static const isms_model_options model = ISMS_MODEL_OPTIONS_INIT;
    isms_history_options o;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&o, sizeof o, given ? given : &defaults) || o.flags)
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(o.allocator);
    if (!a)
        return ISMS_E_MISUSE;
    isms_history *h = allocate_history(a);
    if (!h)
        return ISMS_E_NO_MEMORY;
    isms_status status =
        isms__options_copy(&h->model, sizeof h->model, o.model ? o.model : &model) ? ISMS_OK : ISMS_E_UNSUPPORTED;
    h->model.struct_size = sizeof h->model;
    if (status == ISMS_OK)
        status = isms__extension_copy(h->model.extension, a, &h->extension);
    h->model.extension = h->extension;
    if (status == ISMS_OK)
        status = isms__history_model_new(h, &h->tip);
    if (status != ISMS_OK) {
        isms_history_free(h);
        return status;
    }
    *out = h;
    return ISMS_OK;
}

void isms_history_free(isms_history *h)
{
    if (!h)
        return;
    const isms_allocator a = h->host;
    isms_model_free(h->tip);
    isms__extension_release(h->extension);
    isms__buffer_dispose(&h->texts);
    isms__release(&a, h->changes, h->change_capacity * sizeof *h->changes);
    isms__release(&a, h->entries, h->entry_capacity * sizeof *h->entries);
    isms__release(&a, h, sizeof *h);
}

/* ------------------------------------------------------------------ adding */

size_t isms__history_keep(isms_history *h, const char *text, size_t size)
{
    size_t at = h->texts.size;
    isms__buffer_add(&h->texts, text, size);
    isms__buffer_char(&h->texts, '\0');
    return at;
}

/* An entry is being added: its changes follow, then close_entry puts it behind the others with its hash and takes the tip
 * there. drop takes everything back that was added since the mark. */
typedef struct history_mark {
    size_t texts, changes, entries;
} history_mark;

static history_mark begin(const isms_history *h)
{
    return (history_mark){h->texts.size, h->change_count, h->entry_count};
}

static void drop(isms_history *h, history_mark mark)
{
    h->texts.size = mark.texts;
    h->texts.failed = false;
    h->change_count = mark.changes;
    h->entry_count = mark.entries;
}

isms_status isms__history_add_change(isms_history *h, isms__history_change change)
{
    if (h->texts.failed ||
        !isms__reserve(&h->host, (void **)&h->changes, &h->change_capacity, h->change_count + 1, sizeof *h->changes))
        return ISMS_E_NO_MEMORY;
    h->changes[h->change_count++] = change;
    return ISMS_OK;
}

static isms_status close_entry(isms_history *h, isms_journal_kind kind, size_t who, size_t when, size_t why, size_t first)
{
    isms__buffer scratch;
    size_t bad;
    if (h->texts.failed ||
        !isms__reserve(&h->host, (void **)&h->entries, &h->entry_capacity, h->entry_count + 1, sizeof *h->entries))
        return ISMS_E_NO_MEMORY;
    isms__history_entry *e = &h->entries[h->entry_count];
    *e = (isms__history_entry){
        .kind = kind, .who = who, .when = when, .why = why, .first = first, .count = h->change_count - first};
    isms__buffer_init(&scratch, &h->host);
    isms__history_hash(h, h->entry_count, &scratch, e->hash);
    bool failed = scratch.failed, fits = scratch.size < ISMS__HISTORY_LINE_MOST - ISMS__WINDOW_SIZE;
    isms__buffer_dispose(&scratch);
    if (failed || !fits)
        return failed ? ISMS_E_NO_MEMORY : ISMS_E_LIMIT;
    isms_status status = isms__history_apply(h, h->entry_count, h->tip, &bad);
    h->entry_count += status == ISMS_OK;
    return status == ISMS_E_DATA ? ISMS_E_INTERNAL : status;
}

/* A text that the change before has too is kept once. */
static size_t keep_again(isms_history *h, size_t before, const char *text, size_t size)
{
    bool same = h->change_count && strlen(isms__history_text(h, before)) == size &&
                memcmp(isms__history_text(h, before), text, size) == 0;
    return same ? before : isms__history_keep(h, text, size);
}

static isms_status keep_difference(void *user, const isms__history_difference *d)
{
    isms_history *h = user;
    static const isms__history_change none = {0, 0, 0, 0, 0};
    const isms__history_change last = h->change_count ? h->changes[h->change_count - 1] : none;
    isms__history_change c;
    c.type = keep_again(h, last.type, isms__history_type_name(d->type), strlen(isms__history_type_name(d->type)));
    c.record = h->texts.failed ? 0 : keep_again(h, last.record, d->record, d->record_size);
    c.attribute = isms__history_keep(h, d->attribute, strlen(d->attribute));
    c.before = isms__history_keep(h, isms__buffer_c(d->before), d->before->size);
    c.after = isms__history_keep(h, isms__buffer_c(d->after), d->after->size);
    return isms__history_add_change(h, c);
}

/* What an entry says beside its changes. */
typedef struct about {
    isms_journal_kind kind;
    const char *who, *when, *why;
} about;

/* An entry for what the model has and the tip has not, or the other way round; none where that is nothing. */
static isms_status add_entry(isms_history *h, const isms_model *m, isms__history_keys *keys, const about *said)
{
    size_t first = h->change_count;
    isms_status status = isms__history_compare(&h->host, h->tip, m, keys, keep_difference, h);
    if (status != ISMS_OK || h->change_count == first)
        return status;
    size_t who = isms__history_keep(h, said->who, strlen(said->who)),
           when = isms__history_keep(h, said->when, strlen(said->when)),
           why = isms__history_keep(h, said->why, strlen(said->why));
    return close_entry(h, said->kind, who, when, why, first);
}

/* The tip changes with the entries: all of them, or none. */
static isms_status finish(isms_history *h, history_mark mark, isms_status status)
{
    if (status == ISMS_OK)
        return isms_model_commit(h->tip);
    isms_model_rollback(h->tip);
    drop(h, mark);
    return status;
}

static bool is_time(const char *text)
{
    return isms_date_parse(text) || isms__timestamp_valid(text, strlen(text));
}

isms_status isms_history_record(isms_history *h, const isms_model *m, const char *who, const char *when, const char *why,
                                size_t *changes)
{
    const about said = {ISMS_JOURNAL_CHANGE, who ? who : "", when ? when : "", why ? why : ""};
    if (!h || !m || m->fixed)
        return ISMS_E_MISUSE;
    if (!isms__extension_equal(h->extension, m->extension))
        return ISMS_E_UNSUPPORTED;
    if (!isms__text_valid(said.who, strlen(said.who)) || !isms__text_valid(said.why, strlen(said.why)))
        return ISMS_E_TEXT;
    if (*said.when && !is_time(said.when))
        return ISMS_E_RANGE;
    if (m->depth)
        return ISMS_E_BUSY;
    history_mark mark = begin(h);
    isms_status status = isms_model_begin(h->tip, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    status = finish(h, mark, add_entry(h, m, NULL, &said));
    if (status == ISMS_OK && changes)
        *changes = h->change_count - mark.changes;
    return status;
}

/* ------------------------------------------------------------------ from a journal */

/* The records that a transaction touched, by the ids that they have in `state`. One that gets another id is shown by all that
 * refer to it. */
static isms_status touch_changes(isms__history_keys *keys, const isms_model *m, const isms__transaction *t,
                                 const isms_model *state)
{
    isms_status status = ISMS_OK;
    for (size_t k = 0; k < t->count && status == ISMS_OK; k++) {
        const isms__change *c = &m->changes[t->first + k];
        uint32_t rows = c->column == ISMS__CREATED ? c->before : c->column == ISMS__DELIVERED ? 0 : 1;
        keys->all |= c->column == ISMS__KEY;
        for (uint32_t row = c->row; row < c->row + rows && status == ISMS_OK; row++)
            status = isms__history_touch(keys, state, &isms__types[c->type], row);
    }
    return status;
}

/* Takes the state behind transaction i of the model, and adds the entry for it. */
static isms_status add_transaction(isms_history *h, const isms_model *m, size_t i, isms_model *state)
{
    isms__history_keys keys = {.allocator = &h->host};
    about said = {.kind = isms_journal_kind_of(m, i)};
    isms_journal_entry(m, i, NULL, &said.who, &said.when, &said.why, NULL);
    isms_status status = touch_changes(&keys, m, &m->transactions[i], state);
    if (status == ISMS_OK)
        status = isms__transaction_replay(state, m, i);
    if (status == ISMS_OK)
        status = touch_changes(&keys, m, &m->transactions[i], state);
    if (status == ISMS_OK)
        status = add_entry(h, state, &keys, &said);
    isms__history_keys_dispose(&keys);
    return status;
}

static isms_status add_journal(isms_history *h, const isms_model *m, size_t first, isms_model *state)
{
    const about found = {ISMS_JOURNAL_FOUND, "", "", ""};
    isms_status status = add_entry(h, state, NULL, &found);
    for (size_t i = first; i < m->transaction_count && status == ISMS_OK; i++)
        status = add_transaction(h, m, i, state);
    return status;
}

isms_status isms_history_append(isms_history *h, const isms_model *m, uint64_t after, size_t *added)
{
    isms_model *state = NULL;
    size_t first = 0;
    if (!h || !m || m->fixed)
        return ISMS_E_MISUSE;
    if (m->depth)
        return ISMS_E_BUSY;
    if (!isms__extension_equal(h->extension, m->extension))
        return ISMS_E_UNSUPPORTED;
    if (after > m->revision)
        return ISMS_E_NOT_FOUND;
    while (first < m->transaction_count && m->transactions[first].revision <= after)
        first++;
    history_mark mark = begin(h);
    isms_status status =
        isms_model_at_revision(m, first < m->transaction_count ? m->transactions[first].revision - 1 : m->revision, &state);
    if (status == ISMS_OK)
        status = isms_model_begin(h->tip, NULL, NULL);
    if (status == ISMS_OK)
        status = finish(h, mark, add_journal(h, m, first, state));
    isms_model_free(state);
    if (status == ISMS_OK && added)
        *added = h->entry_count - mark.entries;
    return status;
}

/* ------------------------------------------------------------------ asking */

size_t isms_history_count(const isms_history *h)
{
    return h ? h->entry_count : 0;
}

isms_status isms_history_entry(const isms_history *h, size_t i, const char **who, const char **when, const char **why,
                               size_t *changes)
{
    if (!h)
        return ISMS_E_MISUSE;
    if (i >= h->entry_count)
        return ISMS_E_NOT_FOUND;
    const isms__history_entry *e = &h->entries[i];
    if (who)
        *who = isms__history_text(h, e->who);
    if (when)
        *when = isms__history_text(h, e->when);
    if (why)
        *why = isms__history_text(h, e->why);
    if (changes)
        *changes = e->count;
    return ISMS_OK;
}

isms_journal_kind isms_history_kind(const isms_history *h, size_t i)
{
    return h && i < h->entry_count ? h->entries[i].kind : -1;
}

const char *isms_history_hash(const isms_history *h, size_t i)
{
    return h && i < h->entry_count ? h->entries[i].hash : NULL;
}

const char *isms_history_head(const isms_history *h)
{
    if (!h)
        return NULL;
    return h->entry_count ? h->entries[h->entry_count - 1].hash : h->genesis;
}

static isms_type type_named(const char *name)
{
    return strcmp(name, "header") == 0 ? ISMS_HEADER : isms_type_by_name(name);
}

isms_status isms_history_change(const isms_history *h, size_t i, size_t k, isms_type *type, const char **record,
                                const char **attribute, const char **before, const char **after)
{
    if (!h)
        return ISMS_E_MISUSE;
    if (i >= h->entry_count || k >= h->entries[i].count)
        return ISMS_E_NOT_FOUND;
    const isms__history_change *c = &h->changes[h->entries[i].first + k];
    if (type)
        *type = type_named(isms__history_text(h, c->type));
    if (record)
        *record = isms__history_text(h, c->record);
    if (attribute)
        *attribute = isms__history_text(h, c->attribute);
    if (before)
        *before = isms__history_text(h, c->before);
    if (after)
        *after = isms__history_text(h, c->after);
    return ISMS_OK;
}

/* ------------------------------------------------------------------ points of time */

/* Seconds since 0001-01-01T00:00Z; a date is its start. A leap second counts as the one before. */
static int64_t instant(const char *text)
{
    char date[11] = "";
    memcpy(date, text, 10);
    int64_t days = isms_date_parse(date), seconds = 0;
    if (!text[10])
        return days * 86400;
    seconds = (text[11] - '0') * 36000 + (text[12] - '0') * 3600 + (text[14] - '0') * 600 + (text[15] - '0') * 60;
    int64_t last = (text[17] - '0') * 10 + (text[18] - '0');
    seconds += last > 59 ? 59 : last;
    const char *zone = strpbrk(text + 19, "Z+-");
    int64_t offset =
        *zone == 'Z' ? 0 : (zone[1] - '0') * 36000 + (zone[2] - '0') * 3600 + (zone[4] - '0') * 600 + (zone[5] - '0') * 60;
    return days * 86400 + seconds - (*zone == '-' ? -offset : offset);
}

/* Did it happen after the point of time? A date is compared with the date as it is written. */
static bool is_later(const char *happened, const char *when)
{
    if (!*happened)
        return false;
    if (!when[10])
        return strncmp(happened, when, 10) > 0;
    return instant(happened) > instant(when);
}

isms_status isms_history_count_at(const isms_history *h, const char *when, size_t *count)
{
    size_t i = 0;
    if (!h || !when || !count)
        return ISMS_E_MISUSE;
    if (!is_time(when))
        return ISMS_E_RANGE;
    while (i < h->entry_count && !is_later(isms__history_text(h, h->entries[i].when), when))
        i++;
    *count = i;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ checking */

typedef struct checking {
    isms_diagnostics *problems;
    bool differs;
} checking;

static isms_status report_difference(void *user, const isms__history_difference *d)
{
    checking *c = user;
    char record[ISMS__TOKEN_MOST + 80] = "";
    const char *name = d->record_size ? d->type->name : d->type->plural;
    size_t used = strlen(name);
    memcpy(record, name, used);
    if (d->record_size && !(d->type->flags & ISMS__FLAG_HEADER)) {
        record[used++] = ' ';
        memcpy(record + used, d->record, d->record_size);
    }
    const isms__where where = {.record = record, .attribute = d->attribute};
    isms__report(c->problems, ISMS_SEVERITY_ERROR, isms__problem_rule(ISMS__PROBLEM_JOURNAL_DOCUMENT), &where,
                 "%s is %.300s in the document; the journal leads to %.300s", d->attribute, isms__buffer_c(d->after),
                 isms__buffer_c(d->before));
    c->differs = true;
    return ISMS_OK;
}

static bool has_hash(const isms_history *h, const char *head)
{
    bool found = strcmp(head, h->genesis) == 0;
    for (size_t i = 0; i < h->entry_count && !found; i++)
        found = strcmp(head, h->entries[i].hash) == 0;
    return found;
}

isms_status isms_history_verify(const isms_history *h, const char *head, const isms_model *document, isms_diagnostics *problems)
{
    checking c = {.problems = problems};
    if (!h || (document && document->fixed))
        return ISMS_E_MISUSE;
    if (document && !isms__extension_equal(h->extension, document->extension))
        return ISMS_E_UNSUPPORTED;
    if (head && !has_hash(h, head)) {
        c.differs = true;
        isms__report(problems, ISMS_SEVERITY_ERROR, isms__problem_rule(ISMS__PROBLEM_JOURNAL_HEAD), NULL,
                     "no entry has the hash %.64s: the journal lost its end, or was written anew", head);
    }
    isms_status status = document ? isms__history_compare(&h->host, h->tip, document, NULL, report_difference, &c) : ISMS_OK;
    return status == ISMS_OK && c.differs ? ISMS_E_DATA : status;
}
