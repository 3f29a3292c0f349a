/* The model as a whole: making, freeing, snapshots, registers that were delivered. */
#include "store.h"

#include <string.h>

static const isms_model_options default_options = ISMS_MODEL_OPTIONS_INIT;

static uint64_t or_default(uint64_t given, uint64_t otherwise)
{
    return given ? given : otherwise;
}

static isms_model *allocate_model(const isms_allocator *a)
{
    isms_model *m = isms__allocate_zero(a, sizeof *m);
    isms__register *registers = m ? isms__allocate_zero(a, isms__type_count * sizeof *registers) : NULL;
    if (!registers) {
        isms__release(a, m, sizeof *m);
        return NULL;
    }
    m->host = *a;
    m->registers = registers;
    isms__arena_init(&m->texts, 0);
    isms__arena_init(&m->lists, 2);
    isms__arena_init(&m->wide, 3);
    return m;
}

isms_status isms_model_new(const isms_model_options *given, isms_model **out)
{
    isms_model_options options;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&options, sizeof options, given ? given : &default_options) ||
        (options.flags & ~ISMS_MODEL_NO_JOURNAL))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(options.allocator);
    if (!a)
        return ISMS_E_MISUSE;
    isms_model *m = allocate_model(a);
    if (!m)
        return ISMS_E_NO_MEMORY;
    m->keep_journal = !(options.flags & ISMS_MODEL_NO_JOURNAL);
    m->max_records = or_default(options.max_records, 16000000);
    m->max_text = or_default(options.max_text, 1u << 20);
    m->max_list = or_default(options.max_list, 1000000);
    m->hash_seed = or_default(options.hash_seed, (uint64_t)(uintptr_t)m);
    uint32_t row;
    bool opened = false;
    isms_status status = isms__extension_copy(options.extension, a, &m->extension);
    if (status == ISMS_OK)
        status = isms__edit_begin(m, false, &opened);
    if (status == ISMS_OK)
        status = isms__edit_end(m, opened, isms__row_new(m, isms__type_get(ISMS_HEADER), "document", 8, true, &row));
    if (status != ISMS_OK) {
        isms_model_free(m);
        return status;
    }
    isms_model_forget(m);
    m->revision = 0;
    *out = m;
    return ISMS_OK;
}

void isms_model_free(isms_model *m)
{
    if (!m || m->fixed)
        return;
    const isms_allocator a = m->host;
    for (size_t i = 0; i < isms__type_count; i++) {
        isms__register *r = &m->registers[i];
        uint32_t columns = ISMS__FIRST + isms__columns_in(m, &isms__types[i]);
        for (uint32_t c = 0; r->columns && c < columns; c++)
            isms__column_dispose(&r->columns[c], &a);
        isms__release(&a, r->columns, columns * sizeof *r->columns);
        isms__keys_dispose(r, &a);
    }
    for (size_t i = 0; i < m->savepoint_capacity; i++)
        isms__release(&a, m->savepoints[i].rows, isms__type_count * sizeof(uint32_t));
    isms__arena_dispose(&m->texts, &a);
    isms__arena_dispose(&m->lists, &a);
    isms__arena_dispose(&m->wide, &a);
    isms__reverse_free(m);
    isms__release(&a, m->interned, m->interned_capacity * sizeof *m->interned);
    isms__release(&a, m->sources, m->source_capacity * sizeof *m->sources);
    isms__release(&a, m->changes, m->change_capacity * sizeof *m->changes);
    isms__release(&a, m->transactions, m->transaction_capacity * sizeof *m->transactions);
    isms__release(&a, m->undo, m->undo_capacity * sizeof *m->undo);
    isms__release(&a, m->redo, m->redo_capacity * sizeof *m->redo);
    isms__release(&a, m->savepoints, m->savepoint_capacity * sizeof *m->savepoints);
    isms__release(&a, m->registers, isms__type_count * sizeof *m->registers);
    isms__extension_release(m->extension);
    isms__release(&a, m, sizeof *m);
}

static bool share_register(isms_model *to, const isms_model *from, const isms__type *type)
{
    const isms__register *r = isms__register_of(from, type);
    isms__register *copy = isms__register_of(to, type);
    copy->delivered = r->delivered;
    if (!r->columns)
        return true;
    uint32_t columns = ISMS__FIRST + isms__columns_in(from, type);
    copy->columns = isms__allocate_zero(&to->host, columns * sizeof *copy->columns);
    if (!copy->columns)
        return false;
    for (uint32_t c = 0; c < columns; c++)
        if (!isms__column_share(&copy->columns[c], &r->columns[c], &to->host))
            return false;
    copy->rows = r->rows;
    copy->live = r->live;
    return isms__keys_copy(copy, r, &to->host);
}

static bool share_sources(isms_model *to, const isms_model *from)
{
    if (!isms__reserve(&to->host, (void **)&to->sources, &to->source_capacity, from->source_count + 1, sizeof *to->sources))
        return false;
    if (from->source_count)
        memcpy(to->sources, from->sources, from->source_count * sizeof *to->sources);
    to->source_count = from->source_count;
    return true;
}

isms_status isms_model_snapshot(const isms_model *m, isms_model **out)
{
    if (!m || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (m->fixed)
        return ISMS_E_UNSUPPORTED;
    if (m->depth)
        return ISMS_E_BUSY;
    isms_model *copy = allocate_model(&m->host);
    if (!copy)
        return ISMS_E_NO_MEMORY;
    copy->read_only = true;
    copy->extension = isms__extension_share(m->extension);
    copy->max_records = m->max_records;
    copy->max_text = m->max_text;
    copy->max_list = m->max_list;
    copy->hash_seed = m->hash_seed;
    copy->records = m->records;
    copy->revision = m->revision;
    bool good = share_sources(copy, m) && isms__arena_share(&copy->texts, &m->texts, &m->host) &&
                isms__arena_share(&copy->lists, &m->lists, &m->host) && isms__arena_share(&copy->wide, &m->wide, &m->host);
    for (size_t i = 0; i < isms__type_count && good; i++)
        good = share_register(copy, m, &isms__types[i]);
    if (!good) {
        isms_model_free(copy);
        return ISMS_E_NO_MEMORY;
    }
    *out = copy;
    return ISMS_OK;
}

int32_t isms_model_is_read_only(const isms_model *m)
{
    return !m || m->fixed || m->read_only;
}

uint64_t isms_model_revision(const isms_model *m)
{
    return m ? m->revision : 0;
}

uint64_t isms_model_bytes(const isms_model *m)
{
    if (!m || m->fixed)
        return 0;
    uint64_t bytes = sizeof *m + isms__type_count * sizeof *m->registers + isms__arena_bytes(&m->texts) +
                     isms__arena_bytes(&m->lists) + isms__arena_bytes(&m->wide) + m->interned_capacity * sizeof *m->interned +
                     m->change_capacity * sizeof *m->changes + m->transaction_capacity * sizeof *m->transactions;
    for (size_t i = 0; i < isms__type_count; i++) {
        const isms__register *r = &m->registers[i];
        bytes += isms__keys_bytes(r);
        for (uint32_t c = 0; r->columns && c < ISMS__FIRST + isms__columns_in(m, &isms__types[i]); c++)
            bytes += sizeof *r->columns + isms__column_bytes(&r->columns[c]);
    }
    return bytes;
}

/* ------------------------------------------------------------------ registers */

int32_t isms_register_is_delivered(const isms_model *m, isms_type type)
{
    const isms__type *t = isms__type_get(type);
    if (!m || !t)
        return 0;
    return isms_count(m, type) > 0 || (!m->fixed && isms__register_of(m, t)->delivered);
}

isms_status isms_register_set_delivered(isms_model *m, isms_type type, int32_t delivered)
{
    const isms__type *t = isms__type_get(type);
    bool opened;
    if (!m || !t || t->flags)
        return ISMS_E_MISUSE;
    isms_status status = isms__edit_begin(m, false, &opened);
    if (status != ISMS_OK)
        return status;
    isms__register *r = isms__register_of(m, t);
    if (r->delivered != (delivered != 0)) {
        if (isms__reserve(&m->host, (void **)&m->changes, &m->change_capacity, m->change_count + 1, sizeof *m->changes)) {
            m->changes[m->change_count++] = (isms__change){t->index, ISMS__DELIVERED, 0, r->delivered, delivered != 0};
            r->delivered = delivered != 0;
        } else {
            status = ISMS_E_NO_MEMORY;
        }
    }
    return isms__edit_end(m, opened, status);
}

int32_t isms_register_is_partial(const isms_model *m, isms_type type, isms_attribute attribute)
{
    const isms__type *t = isms__type_get(type);
    const isms__attribute *a = m ? isms__attribute_in(m, attribute) : NULL;
    isms_id header = isms_header(m);
    if (!m || !t)
        return 0;
    size_t n = strlen(t->plural);
    for (size_t i = 0, count = isms_list_count(m, header, ISMS_HEADER_PARTIAL); i < count; i++) {
        const char *left_out = isms_list_text(m, header, ISMS_HEADER_PARTIAL, i);
        if (strncmp(left_out, t->plural, n) != 0)
            continue;
        if (left_out[n] == '\0' || (a && left_out[n] == '.' && strcmp(left_out + n + 1, a->path) == 0))
            return 1;
    }
    return 0;
}
