/* What a history holds: entries with their changes as texts, and the model behind the last of them. */
#ifndef ISMS__EXCHANGE_HISTORY_H
#define ISMS__EXCHANGE_HISTORY_H

#include "core/buffer.h"
#include "core/sha256.h"
#include "model/store.h"

#include <isms/history.h>

/* Offsets into the texts of the history, each NUL-terminated. */
typedef struct isms__history_change {
    size_t type, record, attribute, before, after;
} isms__history_change;

typedef struct isms__history_entry {
    isms_journal_kind kind;
    size_t who, when, why;
    size_t first, count; /* changes */
    char hash[ISMS__SHA256_TEXT];
} isms__history_entry;

struct isms_history {
    isms_allocator host;
    isms_model_options model;
    isms__extension *extension; /* of these models; NULL: none */
    isms_model *tip;            /* behind the last entry */
    isms__buffer texts;
    isms__history_change *changes;
    size_t change_count, change_capacity;
    isms__history_entry *entries;
    size_t entry_count, entry_capacity;
    char genesis[ISMS__SHA256_TEXT]; /* what the first entry has for the one before it */
};

enum { ISMS__HISTORY_LINE_MOST = 1 << 29 }; /* bytes of a line */

#define ISMS__HISTORY_HEADER "{\"libisms\":\"1.0\",\"type\":\"journal\"}"

static inline const char *isms__history_text(const isms_history *h, size_t offset)
{
    return h->texts.data + offset;
}

/* Name of a type in entries; the document itself is `header`, as in NDJSON, since its own name is that of a record type too. */
static inline const char *isms__history_type_name(const isms__type *type)
{
    return type->flags & ISMS__FLAG_HEADER ? "header" : type->name;
}

/* Adds a text with its NUL and says where it is; a failure shows in h->texts.failed. */
size_t isms__history_keep(isms_history *h, const char *text, size_t size);

/* To the entry that is being added. */
isms_status isms__history_add_change(isms_history *h, isms__history_change change);

/* The line of entry i without its line feed, and its hash. */
void isms__history_line(const isms_history *h, size_t i, isms__buffer *out);
void isms__history_hash(const isms_history *h, size_t i, isms__buffer *scratch, char out[ISMS__SHA256_TEXT]);
const char *isms__history_kind_name(isms_journal_kind kind); /* NULL where there is none */

/* Makes the changes of an entry in a model, inside a transaction. ISMS_E_DATA: change *bad does not fit what is there. */
isms_status isms__history_apply(const isms_history *h, size_t i, isms_model *m, size_t *bad);

/* Are the members beside the schema that the entry gives to records such as a reader keeps? What nobody vouches for may say
 * otherwise, and the model could then be written but not read. ISMS_E_DATA: those of change *bad are not. */
isms_status isms__history_check_unknown(const isms_history *h, size_t i, const isms_model *m, size_t *bad);
isms_status isms__history_model_new(const isms_history *h, isms_model **out); /* an empty one, without a journal */

/* Records to be compared, by what tells them apart; the key is borrowed. */
typedef struct isms__history_key {
    uint8_t type; /* index */
    uint32_t size;
    const char *key;
} isms__history_key;

typedef struct isms__history_keys {
    const isms_allocator *allocator;
    isms__history_key *list;
    size_t count, capacity;
    bool all; /* the list is of no use: all records are to be compared */
} isms__history_keys;

isms_status isms__history_touch(isms__history_keys *keys, const isms_model *m, const isms__type *type, uint32_t row);
void isms__history_keys_dispose(isms__history_keys *keys);

/* Calls visit for each record's attribute in which the two models differ, in the order of an entry. keys NULL: of all records.
 */
typedef struct isms__history_difference {
    const isms__type *type;
    const char *record;
    size_t record_size;
    const char *attribute;
    const isms__buffer *before, *after;
} isms__history_difference;

typedef isms_status (*isms__history_visit)(void *user, const isms__history_difference *difference);

isms_status isms__history_compare(const isms_allocator *a, const isms_model *before, const isms_model *after,
                                  isms__history_keys *keys, isms__history_visit visit, void *user);

/* The value of attribute "*": the members that the schema does not know as a JSON text, or null. */
void isms__history_put_unknown(isms__buffer *out, const isms_model *m, const isms__type *type, uint32_t row);

#endif
