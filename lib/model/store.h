/* How a model is stored: a register of rows for each record type, a column of cells for each attribute.
 *
 * A cell is 32 bits; 0 is "absent". By kind:
 *   text, level, requirement, timestamp  address in texts
 *   money                                address in texts of amount NUL currency
 *   boolean                              1 false, 2 true
 *   date                                 day number
 *   enumeration                          value
 *   integer                              even: zigzag(value) * 2 + 2; odd: address in wide * 2 + 1
 *   real                                 even: |value| * 10^places << 5 | sign << 4 | (places + 1) << 1; odd: address in wide *
 * 2 + 1 reference                            row of the target's register + 1 list                                 address in
 * lists of [count][cell ...] table                                address in lists of [count][list cell ...], each a list of
 * texts
 *
 * A text is its length (LEB128), its bytes and a NUL. A reference to a record that does not exist points at a row that is not
 * live but has the key; when the record arrives, that row forwards to it. */
#ifndef ISMS__MODEL_STORE_H
#define ISMS__MODEL_STORE_H

#include "arena.h"
#include "column.h"
#include "fixed.h"
#include "schema/extension.h"
#include "schema/schema.h"

#include <isms/model.h>

/* Columns before those of the attributes. */
enum {
    ISMS__META = 0,    /* generation * 256 + flags */
    ISMS__KEY = 1,     /* address in texts */
    ISMS__FORWARD = 2, /* row + 1 of the live row with the same key */
    ISMS__UNKNOWN = 3, /* address in texts of a JSON object */
    ISMS__LINE = 4,    /* where the record was read; not journaled */
    ISMS__PLACE = 5,   /* source number * 2^24 + column; not journaled */
    ISMS__FIRST = 6    /* the attributes from here on */
};

enum { ISMS__LIVE = 1, ISMS__GENERATION = 1 }; /* flag of meta; the generation of each row that is made */

/* Slots of the table of keys: eight in a line of the cache, looked at all at once. The lower bits of a tag, as many as number
 * the slots, hold the row + 1: 0 is empty, all ones a slot that was used before. The upper ones hold those of the key's hash,
 * so that another key is seldom looked at. */
enum { ISMS__SLOTS = 8, ISMS__SLOT_LINE = 64 };

typedef struct isms__slots {
    uint32_t tags[ISMS__SLOTS];
    uint32_t keys[ISMS__SLOTS]; /* their texts */
} isms__slots;

typedef struct isms__register {
    isms__column *columns; /* NULL until the first row */
    isms__slots *slots;
    void *slots_block;               /* as allocated, with room to begin at a line */
    uint32_t slot_count, slots_used; /* a power of two; slots that are not empty */
    uint32_t rows, live;
    bool delivered;
} isms__register;

/* One change of a cell. A run of records made has column ISMS__CREATED: row is the first, old the number, new 1; taken back, 0.
 */
typedef struct isms__change {
    uint16_t type; /* index in schema order */
    uint16_t column;
    uint32_t row, before, after;
} isms__change;

enum { ISMS__CREATED = 0xffff, ISMS__DELIVERED = 0xfffe };

typedef struct isms__transaction {
    uint64_t revision;
    uint32_t who, when, why; /* texts */
    uint32_t kind;           /* ISMS__DO, _UNDO, _REDO */
    size_t first, count;     /* changes */
} isms__transaction;

enum { ISMS__DO, ISMS__UNDO, ISMS__REDO };

typedef struct isms__savepoint {
    size_t changes, sources;
    isms__arena_mark texts, lists, wide;
    uint32_t *rows; /* of each register when it was set */
} isms__savepoint;

struct isms__reverse;

struct isms_model {
    const isms__fixed *fixed; /* a catalogue: everything else is unused */
    isms_allocator host;
    isms__extension *extension; /* NULL: none */
    bool read_only, keep_journal;
    uint64_t max_records, max_text, max_list, hash_seed, records;
    isms__register *registers; /* one for each type, in schema order */
    isms__arena texts, lists, wide;
    uint32_t *interned; /* addresses of short texts that come again and again; a cache */
    size_t interned_capacity, interned_count;
    uint32_t *sources; /* texts: names of the documents that were read */
    size_t source_count, source_capacity;

    isms__change *changes;
    size_t change_count, change_capacity;
    isms__transaction *transactions;
    size_t transaction_count, transaction_capacity;
    size_t *undo, *redo; /* transactions that can be taken back, and done again */
    size_t undo_count, undo_capacity, redo_count, redo_capacity;
    isms__savepoint *savepoints;
    size_t depth, savepoint_capacity;
    isms__transaction open;
    uint64_t revision;

    _Atomic(struct isms__reverse *) reverse; /* who refers to whom; built when first asked for */
};

/* A live record: its type, register and row. */
typedef struct isms__spot {
    const isms__type *type;
    uint32_t row;
} isms__spot;

static inline isms_id isms__id(const isms__type *type, uint32_t generation, uint32_t row)
{
    return (isms_id)(uint32_t)type->id << 56 | (isms_id)(generation & 0xffffff) << 32 | row;
}

/* The attributes of a type in a model: those of the schema, then those of the extension. */
static inline uint32_t isms__columns_in(const isms_model *m, const isms__type *type)
{
    return isms__extended_columns(m->extension, type);
}

static inline const isms__attribute *isms__attribute_at(const isms_model *m, const isms__type *type, uint32_t column)
{
    return isms__extended_attribute(m->extension, type, column);
}

static inline const isms__attribute *isms__attribute_in(const isms_model *m, isms_attribute id)
{
    return isms__extended_get(m->extension, id);
}

bool isms__locate(const isms_model *m, isms_id id, isms__spot *out);
isms_id isms__id_of_row(const isms_model *m, const isms__type *type, uint32_t row); /* ISMS_NONE where it is not live */
uint32_t isms__rows(const isms_model *m, const isms__type *type);
bool isms__none_is_missing(const isms_model *m, isms_type type); /* no reference to the type dangles; false: one may */
bool isms__row_live(const isms_model *m, const isms__type *type, uint32_t row);
uint32_t isms__follow(const isms_model *m, const isms__type *type, uint32_t row);                     /* through forwards */
uint32_t isms__fixed_find(const isms_model *m, const isms__type *type, const char *key, size_t size); /* row + 1; 0 */

/* Reading. column is the position of the attribute in its type. */
uint32_t isms__cell(const isms_model *m, const isms__type *type, uint32_t column, uint32_t row);
uint32_t isms__key_cell(const isms_model *m, const isms__type *type, uint32_t row);
const char *isms__long_text_at(const unsigned char *at, size_t *size); /* of 128 bytes or more */
bool isms__text_is(const isms_model *m, uint32_t address, const char *text, size_t size);
enum { ISMS__PLACES = 7 }; /* decimal places of reals that lie in their cells: 0 to 6 */
extern const double isms__powers[ISMS__PLACES];
int64_t isms__integer_of(const isms_model *m, uint32_t cell);
double isms__real_of(const isms_model *m, uint32_t cell);

/* Writing, inside an edit. */
uint32_t isms__put_text(isms_model *m, const char *text, size_t size); /* 0: no memory */
uint32_t isms__put_interned(isms_model *m, const char *text, size_t size);
uint32_t isms__put_integer(isms_model *m, int64_t value);
uint32_t isms__put_real(isms_model *m, double value);
uint32_t isms__put_list(isms_model *m, const uint32_t *cells, size_t count);
isms_status isms__write(isms_model *m, const isms__type *type, uint32_t column, uint32_t row, uint32_t value);
isms_status isms__row_new(isms_model *m, const isms__type *type, const char *key, size_t size, bool live, uint32_t *row);
isms_status isms__row_for_key(isms_model *m, const isms__type *type, const char *key, size_t size, uint32_t *row);
/* Writes the cells of a row that was made in this edit, column by column of the type; 0 is absent. There are
 * ISMS__COLUMN_MOST of them, 0 behind those of the type. Not journaled, as the row comes and goes as a whole; the index of
 * references has to be stale. */
isms_status isms__row_fill(isms_model *m, const isms__type *type, uint32_t row, const uint32_t *cells);
isms_status isms__source_add(isms_model *m, const char *name, uint32_t *number);

/* The checked form of a value given as text, for an attribute that is not a list item's container; see value.c. */
isms_status isms__encode_text(isms_model *m, const isms__attribute *a, const char *text, size_t size, uint32_t *cell);
/* The same for a text that is known to be valid UTF-8 of allowed characters. */
isms_status isms__encode_checked(isms_model *m, const isms__attribute *a, const char *text, size_t size, uint32_t *cell);
isms_status isms__encode_integer(isms_model *m, const isms__attribute *a, int64_t value, uint32_t *cell);
isms_status isms__encode_real(isms_model *m, const isms__attribute *a, double value, uint32_t *cell);
isms_status isms__encode_money(isms_model *m, const isms__attribute *a, const char *amount, size_t amount_size,
                               const char *currency, size_t currency_size, uint32_t *cell);
isms_status isms__encode_link(isms_model *m, const isms__attribute *a, const char *key, size_t size, uint32_t *cell);
bool isms__timestamp_valid(const char *text, size_t size);

/* Keys of a register. */
uint32_t isms__key_find(const isms_model *m, const isms__type *type, const char *key,
                        size_t size); /* row + 1, live or not; 0 */
bool isms__key_reserve(isms_model *m, const isms__type *type);
bool isms__keys_copy(isms__register *to, const isms__register *from, const isms_allocator *a);
void isms__keys_dispose(isms__register *r, const isms_allocator *a);
uint64_t isms__keys_bytes(const isms__register *r);
void isms__key_add(isms_model *m, const isms__type *type, uint32_t row);    /* a row whose key no other has; room is reserved */
void isms__key_point(isms_model *m, const isms__type *type, uint32_t row);  /* the key of row leads to row from now on */
void isms__key_remove(isms_model *m, const isms__type *type, uint32_t row); /* if it leads to row */

/* An edit: the transaction or savepoint that one writing call needs. Multi-cell calls ask for a savepoint. */
isms_status isms__edit_begin(isms_model *m, bool savepoint, bool *opened);
isms_status isms__edit_end(isms_model *m, bool opened, isms_status status);

/* Takes a copy of the model as it was before transaction i (isms_model_at_revision) to what it was behind it. */
isms_status isms__transaction_replay(isms_model *copy, const isms_model *m, size_t i);

void isms__reverse_free(isms_model *m);
void isms__reverse_changed(isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row, uint32_t after);
void isms__reverse_stale(isms_model *m);

/* A text, with a NUL behind it; size may be NULL. */
static inline const char *isms__text_at(const isms_model *m, uint32_t address, size_t *size)
{
    const unsigned char *at =
        m->fixed ? (const unsigned char *)m->fixed->texts + address : (const unsigned char *)isms__arena_at(&m->texts, address);
    if (*at & 0x80)
        return isms__long_text_at(at, size);
    if (size)
        *size = *at;
    return (const char *)at + 1;
}

/* [count][cells] */
static inline const uint32_t *isms__list_at(const isms_model *m, uint32_t address)
{
    return m->fixed ? m->fixed->lists + address : isms__arena_at(&m->lists, address);
}

static inline isms__register *isms__register_of(const isms_model *m, const isms__type *type)
{
    return &m->registers[type->index];
}

/* No row of the register is dead, so none has to be asked. */
static inline bool isms__all_live(const isms__register *r)
{
    return r->live == r->rows;
}

#endif
