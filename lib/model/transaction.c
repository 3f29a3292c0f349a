/* Transactions: the one way in for all writes, savepoints, undo and the journal. */
#include "store.h"

#include "core/text.h"

#include <string.h>

/* What depends on a cell: the number of live records, the way from a key to its row, the index of references. */
static void settle(isms_model *m, const isms__type *type, uint32_t column, uint32_t row, uint32_t before, uint32_t after)
{
    isms__register *r = isms__register_of(m, type);
    if (column == ISMS__META) {
        bool was = before & ISMS__LIVE, is = after & ISMS__LIVE;
        if (was != is) {
            r->live += is ? 1u : UINT32_MAX;
            m->records += is ? 1u : UINT64_MAX;
            isms__reverse_stale(m);
        }
        if (is)
            isms__key_point(m, type, row);
    } else if (column == ISMS__FORWARD && !after) {
        isms__key_point(m, type, row);
        isms__reverse_stale(m);
    } else if (column >= ISMS__FIRST && after) {
        const isms__attribute *a = isms__attribute_at(m, type, column - ISMS__FIRST);
        if (a->kind == ISMS_KIND_REFERENCE && m->reverse)
            isms__reverse_changed(m, type, a, row, after);
    }
}

/* Sets a cell and what depends on it. Can fail only where a snapshot shares the chunk or the cell is new. */
static bool put(isms_model *m, const isms__type *type, uint32_t column, uint32_t row, uint32_t before, uint32_t after)
{
    isms__register *r = isms__register_of(m, type);
    if (column == ISMS__KEY) /* the old key must be readable while its slot is looked for */
        isms__key_remove(m, type, row);
    if (!isms__column_set(&r->columns[column], &m->host, row, after)) {
        if (column == ISMS__KEY)
            isms__key_point(m, type, row);
        return false;
    }
    if (column == ISMS__KEY)
        isms__key_point(m, type, row);
    settle(m, type, column, row, before, after);
    return true;
}

isms_status isms__write(isms_model *m, const isms__type *type, uint32_t column, uint32_t row, uint32_t value)
{
    isms__register *r = isms__register_of(m, type);
    uint32_t before = isms__column_get(&r->columns[column], row);
    if (before == value)
        return ISMS_OK;
    /* Rows made since the savepoint vanish as a whole when it is rolled back, and come and go as a whole when undone. */
    bool journaled = column == ISMS__META ||
                     (row < m->savepoints[m->depth - 1].rows[type->index] && column != ISMS__LINE && column != ISMS__PLACE);
    if (journaled &&
        !isms__reserve(&m->host, (void **)&m->changes, &m->change_capacity, m->change_count + 1, sizeof *m->changes))
        return ISMS_E_NO_MEMORY;
    if (!put(m, type, column, row, before, value))
        return ISMS_E_NO_MEMORY;
    if (journaled)
        m->changes[m->change_count++] = (isms__change){type->index, (uint16_t)column, row, before, value};
    return ISMS_OK;
}

/* ------------------------------------------------------------------ savepoints */

static isms_status push(isms_model *m)
{
    size_t old = m->savepoint_capacity;
    if (m->depth >= 64)
        return ISMS_E_LIMIT;
    if (!isms__reserve(&m->host, (void **)&m->savepoints, &m->savepoint_capacity, m->depth + 1, sizeof *m->savepoints))
        return ISMS_E_NO_MEMORY;
    memset(m->savepoints + old, 0, (m->savepoint_capacity - old) * sizeof *m->savepoints);
    isms__savepoint *sp = &m->savepoints[m->depth];
    if (!sp->rows)
        sp->rows = isms__allocate(&m->host, isms__type_count * sizeof *sp->rows);
    /* Room for what a commit writes down, so that a commit cannot fail. */
    if (!sp->rows ||
        !isms__reserve(&m->host, (void **)&m->transactions, &m->transaction_capacity, m->transaction_count + 1,
                       sizeof *m->transactions) ||
        !isms__reserve(&m->host, (void **)&m->undo, &m->undo_capacity, m->undo_count + 1, sizeof *m->undo) ||
        !isms__reserve(&m->host, (void **)&m->redo, &m->redo_capacity, m->redo_count + 1, sizeof *m->redo))
        return ISMS_E_NO_MEMORY;
    sp->changes = m->change_count;
    sp->sources = m->source_count;
    sp->texts = isms__arena_mark_now(&m->texts);
    sp->lists = isms__arena_mark_now(&m->lists);
    sp->wide = isms__arena_mark_now(&m->wide);
    for (size_t i = 0; i < isms__type_count; i++)
        sp->rows[i] = m->registers[i].rows;
    if (m->depth++ == 0)
        m->open = (isms__transaction){.first = m->change_count};
    return ISMS_OK;
}

static void drop_rows(isms_model *m, const isms__type *type, uint32_t first)
{
    isms__register *r = isms__register_of(m, type);
    if (r->rows == first)
        return;
    for (uint32_t row = r->rows; row-- > first;) {
        if (isms__column_get(&r->columns[ISMS__META], row) & ISMS__LIVE) {
            r->live--;
            m->records--;
        }
        isms__key_remove(m, type, row);
    }
    r->rows = first;
    for (uint32_t c = 0; c < ISMS__FIRST + isms__columns_in(m, type); c++)
        isms__column_truncate(&r->columns[c], &m->host, first);
}

/* The values of new rows go before those of old ones are written back, so that runs end again where they ended. */
static void drop_values(isms_model *m, const isms__type *type, uint32_t first)
{
    isms__register *r = isms__register_of(m, type);
    for (uint32_t c = ISMS__UNKNOWN; r->rows > first && c < ISMS__FIRST + isms__columns_in(m, type); c++)
        isms__column_truncate(&r->columns[c], &m->host, first);
}

/* Cannot fail: what it writes was written since the savepoint, so the chunks are ours, and runs shrink at their ends. */
static void roll_back_to(isms_model *m, const isms__savepoint *sp)
{
    for (size_t i = 0; i < isms__type_count; i++)
        drop_values(m, &isms__types[i], sp->rows[i]);
    while (m->change_count > sp->changes) {
        const isms__change c = m->changes[--m->change_count];
        if (c.column == ISMS__DELIVERED)
            m->registers[c.type].delivered = c.before != 0;
        else if (c.column != ISMS__CREATED && c.row < sp->rows[c.type])
            put(m, &isms__types[c.type], c.column, c.row, c.after, c.before);
    }
    for (size_t i = 0; i < isms__type_count; i++)
        drop_rows(m, &isms__types[i], sp->rows[i]);
    if (m->interned)
        memset(m->interned, 0, m->interned_capacity * sizeof *m->interned);
    m->interned_count = 0;
    m->source_count = sp->sources;
    isms__arena_release_to(&m->texts, &m->host, sp->texts);
    isms__arena_release_to(&m->lists, &m->host, sp->lists);
    isms__arena_release_to(&m->wide, &m->host, sp->wide);
    isms__reverse_stale(m);
}

static void write_down(isms_model *m, uint32_t kind)
{
    size_t count = m->change_count - m->open.first;
    if (count == 0)
        return;
    m->revision++;
    if (!m->keep_journal) {
        m->change_count = m->open.first;
        return;
    }
    m->open.revision = m->revision;
    m->open.count = count;
    m->open.kind = kind;
    m->transactions[m->transaction_count] = m->open;
    if (kind == ISMS__UNDO) {
        m->redo[m->redo_count++] = m->transaction_count;
    } else {
        m->undo[m->undo_count++] = m->transaction_count;
        if (kind == ISMS__DO)
            m->redo_count = 0;
    }
    m->transaction_count++;
}

isms_status isms__edit_begin(isms_model *m, bool savepoint, bool *opened)
{
    *opened = false;
    if (m->read_only || m->fixed)
        return ISMS_E_READ_ONLY;
    if (m->depth && !savepoint)
        return ISMS_OK;
    isms_status status = push(m);
    *opened = status == ISMS_OK;
    return status;
}

isms_status isms__edit_end(isms_model *m, bool opened, isms_status status)
{
    if (!opened)
        return status;
    return status == ISMS_OK ? isms_model_commit(m) : (isms_model_rollback(m), status);
}

isms_status isms_model_begin(isms_model *m, const char *who, const char *why)
{
    bool opened;
    if (!m)
        return ISMS_E_MISUSE;
    if ((who && !isms__text_valid(who, strlen(who))) || (why && !isms__text_valid(why, strlen(why))))
        return ISMS_E_TEXT;
    bool outermost = m->depth == 0;
    isms_status status = isms__edit_begin(m, true, &opened);
    if (status != ISMS_OK || !outermost)
        return status;
    m->open.who = who ? isms__put_text(m, who, strlen(who)) : 0;
    m->open.why = why ? isms__put_text(m, why, strlen(why)) : 0;
    if ((who && !m->open.who) || (why && !m->open.why)) {
        isms_model_rollback(m);
        return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

isms_status isms_model_stamp(isms_model *m, const char *when)
{
    if (!m || !when)
        return ISMS_E_MISUSE;
    if (!m->depth)
        return ISMS_E_NO_TRANSACTION;
    if (!isms_date_parse(when) && !isms__timestamp_valid(when, strlen(when)))
        return ISMS_E_RANGE;
    uint32_t text = isms__put_text(m, when, strlen(when));
    if (!text)
        return ISMS_E_NO_MEMORY;
    m->open.when = text;
    return ISMS_OK;
}

isms_status isms_model_commit(isms_model *m)
{
    if (!m)
        return ISMS_E_MISUSE;
    if (!m->depth)
        return ISMS_E_NO_TRANSACTION;
    if (--m->depth == 0)
        write_down(m, ISMS__DO);
    return ISMS_OK;
}

isms_status isms_model_rollback(isms_model *m)
{
    if (!m)
        return ISMS_E_MISUSE;
    if (!m->depth)
        return ISMS_E_NO_TRANSACTION;
    roll_back_to(m, &m->savepoints[m->depth - 1]);
    m->depth--;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ undo, and the model as it was */

static isms_status flip_rows(isms_model *m, const isms__type *type, uint32_t first, uint32_t count, bool live,
                             isms_status (*write)(isms_model *, const isms__type *, uint32_t, uint32_t, uint32_t))
{
    isms__register *r = isms__register_of(m, type);
    isms_status status = ISMS_OK;
    for (uint32_t row = first; row < first + count && status == ISMS_OK; row++) {
        uint32_t meta = isms__column_get(&r->columns[ISMS__META], row);
        status = write(m, type, ISMS__META, row, live ? meta | ISMS__LIVE : meta & ~(uint32_t)ISMS__LIVE);
    }
    return status;
}

static isms_status write_quietly(isms_model *m, const isms__type *type, uint32_t column, uint32_t row, uint32_t value)
{
    uint32_t before = isms__column_get(&isms__register_of(m, type)->columns[column], row);
    return put(m, type, column, row, before, value) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* Takes the changes of a transaction back, last first, through the given way of writing. */
static isms_status invert(isms_model *m, const isms__change *changes, size_t count,
                          isms_status (*write)(isms_model *, const isms__type *, uint32_t, uint32_t, uint32_t))
{
    isms_status status = ISMS_OK;
    for (size_t i = count; i-- > 0 && status == ISMS_OK;) {
        const isms__change c = changes[i];
        const isms__type *type = &isms__types[c.type];
        if (c.column == ISMS__CREATED)
            status = flip_rows(m, type, c.row, c.before, false, write);
        else if (c.column == ISMS__DELIVERED)
            m->registers[c.type].delivered = c.before != 0;
        else
            status = write(m, type, c.column, c.row, c.before);
    }
    return status;
}

static isms_status revert(isms_model *m, size_t index, uint32_t kind)
{
    isms_status status = push(m);
    if (status != ISMS_OK)
        return status;
    const isms__transaction t = m->transactions[index];
    m->open.who = t.who;
    m->open.why = t.why;
    /* The array moves while it grows, so each change is taken by index. */
    for (size_t i = t.count; i-- > 0 && status == ISMS_OK;) {
        const isms__change c = m->changes[t.first + i];
        status = invert(m, &c, 1, isms__write);
        if (status == ISMS_OK && c.column == ISMS__DELIVERED) {
            if (!isms__reserve(&m->host, (void **)&m->changes, &m->change_capacity, m->change_count + 1, sizeof *m->changes)) {
                m->registers[c.type].delivered = c.after != 0;
                status = ISMS_E_NO_MEMORY;
            } else {
                m->changes[m->change_count++] = (isms__change){c.type, ISMS__DELIVERED, 0, c.after, c.before};
            }
        }
    }
    if (status != ISMS_OK) {
        isms_model_rollback(m);
        return status;
    }
    m->depth--;
    write_down(m, kind);
    return ISMS_OK;
}

static isms_status revert_last(isms_model *m, size_t *count, uint32_t kind)
{
    if (m->read_only || m->fixed)
        return ISMS_E_READ_ONLY;
    if (m->depth)
        return ISMS_E_BUSY;
    if (!*count)
        return ISMS_E_NO_TRANSACTION;
    size_t index = (kind == ISMS__UNDO ? m->undo : m->redo)[*count - 1];
    isms_status status = revert(m, index, kind);
    if (status == ISMS_OK)
        (*count)--;
    return status;
}

isms_status isms_model_undo(isms_model *m)
{
    return m ? revert_last(m, &m->undo_count, ISMS__UNDO) : ISMS_E_MISUSE;
}

isms_status isms_model_redo(isms_model *m)
{
    return m ? revert_last(m, &m->redo_count, ISMS__REDO) : ISMS_E_MISUSE;
}

isms_status isms_model_forget(isms_model *m)
{
    if (!m)
        return ISMS_E_MISUSE;
    if (m->read_only || m->fixed)
        return ISMS_E_READ_ONLY;
    if (m->depth)
        return ISMS_E_BUSY;
    isms__release(&m->host, m->changes, m->change_capacity * sizeof *m->changes);
    m->changes = NULL;
    m->change_capacity = m->change_count = 0;
    m->transaction_count = m->undo_count = m->redo_count = 0;
    return ISMS_OK;
}

isms_status isms_model_at_revision(const isms_model *m, uint64_t revision, isms_model **out)
{
    if (!m || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    size_t keep = m->transaction_count;
    while (keep > 0 && m->transactions[keep - 1].revision > revision)
        keep--;
    uint64_t reached = keep < m->transaction_count ? m->transactions[keep].revision - 1 : m->revision;
    if (revision > m->revision || reached != revision)
        return ISMS_E_NOT_FOUND;
    isms_model *copy;
    isms_status status = isms_model_snapshot(m, &copy);
    for (size_t i = m->transaction_count; i-- > keep && status == ISMS_OK;)
        status = invert(copy, m->changes + m->transactions[i].first, m->transactions[i].count, write_quietly);
    if (status != ISMS_OK) {
        isms_model_free(copy);
        return status;
    }
    copy->revision = revision;
    *out = copy;
    return ISMS_OK;
}

isms_status isms__transaction_replay(isms_model *copy, const isms_model *m, size_t i)
{
    const isms__transaction *t = &m->transactions[i];
    isms_status status = ISMS_OK;
    for (size_t k = 0; k < t->count && status == ISMS_OK; k++) {
        const isms__change c = m->changes[t->first + k];
        const isms__type *type = &isms__types[c.type];
        if (c.column == ISMS__CREATED)
            status = flip_rows(copy, type, c.row, c.before, true, write_quietly);
        else if (c.column == ISMS__DELIVERED)
            copy->registers[c.type].delivered = c.after != 0;
        else
            status = write_quietly(copy, type, c.column, c.row, c.after);
    }
    return status;
}

/* ------------------------------------------------------------------ the journal */

size_t isms_journal_count(const isms_model *m)
{
    return m ? m->transaction_count : 0;
}

isms_journal_kind isms_journal_kind_of(const isms_model *m, size_t i)
{
    return m && i < m->transaction_count ? (isms_journal_kind)m->transactions[i].kind : -1;
}

isms_status isms_journal_entry(const isms_model *m, size_t i, uint64_t *revision, const char **who, const char **when,
                               const char **why, size_t *changes)
{
    if (!m || i >= m->transaction_count)
        return ISMS_E_NOT_FOUND;
    const isms__transaction *t = &m->transactions[i];
    if (revision)
        *revision = t->revision;
    if (who)
        *who = t->who ? isms__text_at(m, t->who, NULL) : "";
    if (when)
        *when = t->when ? isms__text_at(m, t->when, NULL) : "";
    if (why)
        *why = t->why ? isms__text_at(m, t->why, NULL) : "";
    if (changes) {
        *changes = 0;
        for (size_t k = 0; k < t->count; k++) {
            const isms__change *c = &m->changes[t->first + k];
            *changes += c->column == ISMS__CREATED ? c->before : c->column == ISMS__FORWARD ? 0 : 1;
        }
    }
    return ISMS_OK;
}

isms_status isms_journal_change(const isms_model *m, size_t i, size_t k, isms_id *record, isms_attribute *attribute)
{
    if (!m || !record || !attribute || i >= m->transaction_count)
        return m && record && attribute ? ISMS_E_NOT_FOUND : ISMS_E_MISUSE;
    const isms__transaction *t = &m->transactions[i];
    for (size_t n = 0; n < t->count; n++) {
        const isms__change *c = &m->changes[t->first + n];
        size_t here = c->column == ISMS__CREATED ? c->before : c->column == ISMS__FORWARD ? 0 : 1;
        if (k >= here) {
            k -= here;
            continue;
        }
        const isms__type *type = &isms__types[c->type];
        *record = c->column == ISMS__DELIVERED ? ISMS_NONE : isms__id(type, 1, c->row + (uint32_t)k);
        *attribute = c->column >= ISMS__FIRST && c->column < ISMS__DELIVERED
                         ? isms__attribute_at(m, type, c->column - ISMS__FIRST)->id
                         : 0;
        return ISMS_OK;
    }
    return ISMS_E_NOT_FOUND;
}
