/* Members of a record that the schema does not know, gathered as a JSON object while the record is read: groups and items are
 * opened only where something of that kind is in them. */
#ifndef ISMS__EXCHANGE_NEST_H
#define ISMS__EXCHANGE_NEST_H

#include "core/buffer.h"
#include "load.h"

/* How deep in the record the reading is: the path for diagnostics, and what has been written of it. */
typedef struct isms__nest {
    isms__step step;
    struct isms__nest *up;
    bool list;    /* items, not members */
    bool written; /* its bracket is written */
    size_t count; /* what is written inside of it */
} isms__nest;

/* Appends the name of a member and its colon; the value is to follow. in_header: the nest is the document's own record. */
void isms__nest_member(isms__buffer *b, isms__nest *n, const char *name, bool in_header);
void isms__nest_close(isms__buffer *b, const isms__nest *n); /* nothing of this group, list or item comes any more */

#endif
