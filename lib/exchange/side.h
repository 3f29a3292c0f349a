/* A model as its records in JSON, register after register and by their ids: what compares models and puts them together walks
 * several of these side by side. */
#ifndef ISMS__EXCHANGE_SIDE_H
#define ISMS__EXCHANGE_SIDE_H

#include "json_put.h"

typedef struct isms__side {
    isms_write_options options;
    isms__save save;
    isms__json_put put;
    isms__buffer text; /* the record that was written last */
    const isms__type *type;
    isms__shape *shape;
    uint32_t *rows, count, at; /* of the register, and where in it the walk is */
} isms__side;

void isms__side_start(isms__side *s, const isms_model *m, const isms_allocator *a);
void isms__side_end(isms__side *s);

/* Goes to the start of a register. Only ISMS_E_NO_MEMORY. */
isms_status isms__side_register(isms__side *s, const isms__type *type);

/* Which of the sides (a bit each) stand at the record with the least id; 0: the register is through. */
unsigned isms__sides_at(const isms__side *sides, size_t count);
void isms__sides_next(isms__side *sides, size_t count, unsigned at);

/* The record where the walk is: its id, its handle, and all of it as compact JSON, valid until the next one. */
const char *isms__side_key(const isms__side *s, size_t *size);
isms_id isms__side_id(const isms__side *s);
isms_status isms__side_record(isms__side *s, isms__json *out);

/* Any record, likewise; the walk is over then. */
isms_status isms__side_one(isms__side *s, isms_id record, isms__json *out);

/* The document's own record, `{}` where nothing is known of it. The walk has to be started with its type. */
isms_status isms__side_header(isms__side *s, isms__json *out);

/* Are two compact values the same? The order of an object's members does not count. Two empty ones are the same. Memory is
 * taken for objects with many members. */
bool isms__json_same(const isms_allocator *memory, isms__json a, isms__json b);
bool isms__json_is_object(isms__json value);

/* The member of an object; empty where there is none. */
isms__json isms__json_member_of(isms__json object, const char *name, size_t size);

/* The node of a member that the schema knows; NULL: it does not, or group is NULL. `name` has quotes. */
const isms__node *isms__side_node(isms__shape *shape, const isms__node *group, isms__json name);

#endif
