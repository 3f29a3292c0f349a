/* Loading records: what every reader of our own formats shares. A reader turns its input into values, one attribute after the
 * other; they become cells here, and the record goes into the model as a whole when it ends. What is wrong is reported here.
 *
 * Everything happens inside one transaction of the model. Once something was wrong nothing of it stays, but reading goes on, so
 * that all of it is told in one run. */
#ifndef ISMS__EXCHANGE_LOAD_H
#define ISMS__EXCHANGE_LOAD_H

#include "core/buffer.h"
#include "core/diagnostics.h"
#include "json_text.h"
#include "model/store.h"
#include "problem.h"
#include "shape.h"

#include <isms/exchange.h>

/* Where in a record a value stands: the way up to the record, whose step has no name. */
typedef struct isms__step {
    const struct isms__step *up;
    const char *name; /* NULL for an item */
    size_t index;     /* of an item */
} isms__step;

enum { ISMS__LOAD_LISTS = 4096 };

typedef struct isms__load {
    isms_model *model;
    const isms_allocator *allocator;
    const isms_read_options *options; /* with the defaults filled in */
    isms_diagnostics *problems;       /* may be NULL */
    isms__shapes shapes;
    uint32_t source;      /* number of the input's name in the model */
    int32_t major, minor; /* version of the document; 0 while it is not known */
    isms_status status;   /* the worst that was reported */
    uint64_t records;     /* in this document */
    uint32_t *rows;       /* of each register before */
    uint8_t **updated;    /* of each register: a bit for each row that was there before and has been read */
    isms__buffer root;    /* members of the root that the schema does not know: `"name":value` parted by commas */

    /* the record that is being read */
    const isms__type *type;
    uint32_t line, column;
    char label[200];
    uint32_t cells[ISMS__COLUMN_MOST];
    uint32_t *items; /* of a list that is being read */
    size_t item_count, item_capacity;
    uint32_t *lists; /* addresses of short lists that were stored, by their hash */
} isms__load;

/* Opens the transaction; isms__load_end closes it: with what was reported, or with `status` where that ended the reading. */
isms_status isms__load_start(isms__load *l, isms_model *m, const isms_read_options *options, isms_diagnostics *problems);
isms_status isms__load_end(isms__load *l, isms_status status);

/* Reports a problem at a place. `attribute` may be NULL. Returns the status that goes with the problem. */
#if defined(__GNUC__)
__attribute__((format(printf, 6, 7)))
#endif
isms_status
isms__load_report(isms__load *l, isms__problem problem, const char *attribute, uint64_t line, uint64_t column,
                  const char *format, ...);

/* The version that the document says, and what its member `requires` says that a reader has to understand. Statuses that end
 * the reading come back. */
isms_status isms__load_version(isms__load *l, const char *text, uint64_t line, uint64_t column);
isms_status isms__load_requires(isms__load *l, isms__json value, uint64_t line, uint64_t column);
isms_status isms__load_migrate(isms__load *l); /* all is in the model: brings it up to date */

/* A record. Its id may be unknown when it starts; `key` is then NULL. */
void isms__load_record(isms__load *l, const isms__type *type, uint64_t line, uint64_t column);
void isms__load_name(isms__load *l, const char *key); /* for diagnostics; NULL: it has none */

/* The record ends: it goes into the model. key NULL: it has none that could be used, which has been reported. `unknown` is a
 * JSON object or empty. Only E_NO_MEMORY and E_LIMIT come back, and they end the reading. */
isms_status isms__load_commit(isms__load *l, const char *key, size_t size, const isms__buffer *unknown);

/* Takes the attributes of the model's extension out of the members that the reader did not know. Only E_NO_MEMORY. */
isms_status isms__load_extension(isms__load *l, isms__buffer *unknown);

/* The type whose register has that name in documents, NULL where there is none that a document may hold. */
const isms__type *isms__load_type(const char *plural);

/* The register was delivered. */
isms_status isms__load_register(isms__load *l, const isms__type *type);

/* Values to cells. Besides E_NO_MEMORY the status says what is wrong: E_KIND, E_RANGE, E_TOKEN, E_TEXT, E_LIMIT, for
 * isms__load_refuse. `text` is valid UTF-8 of allowed characters. */
isms_status isms__load_text(isms__load *l, const isms__node *n, const char *text, size_t size, uint32_t *cell);
isms_status isms__load_number(isms__load *l, const isms__node *n, double value, uint32_t *cell);
isms_status isms__load_boolean(isms__load *l, const isms__node *n, bool value, uint32_t *cell);
/* Any kind but money from its text in XML: `4`, `true`, `R-1`. */
isms_status isms__load_lexical(isms__load *l, const isms__node *n, const char *text, size_t size, uint32_t *cell);

/* Reports a value that was refused with `status`. what: the value as it is to be shown, or the name of its type. */
void isms__load_refuse(isms__load *l, const isms__node *n, isms_status status, const char *what, const isms__step *step,
                       uint64_t line, uint64_t column);

/* Lists: items are gathered, then the list becomes the cell of its attribute. */
isms_status isms__load_item(isms__load *l, uint32_t cell); /* E_LIMIT, E_NO_MEMORY */
isms_status isms__load_list(isms__load *l, const isms__node *n);

/* Items of groups: a row of node->columns cells each, gathered likewise. */
isms_status isms__load_row(isms__load *l, const isms__node *items, uint32_t **row); /* zeroed; valid until the next one */
isms_status isms__load_rows(isms__load *l, const isms__node *items);

/* "levels[2].decision" */
void isms__step_path(const isms__step *step, char *out, size_t room);

#endif
