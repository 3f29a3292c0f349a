/* Writing a record as JSON. */
#ifndef ISMS__EXCHANGE_JSON_PUT_H
#define ISMS__EXCHANGE_JSON_PUT_H

#include "format.h"
#include "json_text.h"
#include "lexical.h"

typedef struct isms__json_put {
    isms__row row; /* its model is set where the writing starts */
    isms__buffer *b;
    char room[ISMS__REAL_SIZE]; /* for a value, for a moment */
    bool pretty;
    unsigned depth;
    bool first;                  /* nothing has been written in the current object or list yet */
    const isms__save *registers; /* the header lists the registers that this writes; NULL where the document shows them */
} isms__json_put;

/* A record of the type that isms__row_type was told, as an object; `type` is written before its id, or NULL. */
void isms__json_put_record(isms__json_put *w, uint32_t row, const char *type);

/* Punctuation. */
void isms__json_put_open(isms__json_put *w, char bracket);
void isms__json_put_close(isms__json_put *w, char bracket);
void isms__json_put_label(isms__json_put *w, const char *name); /* of a member that needs no escapes */
void isms__json_put_item(isms__json_put *w);                    /* before an item of a list */

/* A member that is there as text. own: one that the schema does not know, of a record or the root. */
void isms__json_put_raw(isms__json_put *w, isms__json name, isms__json value, bool own);

/* Parts of a document: the version, the header's record where it says anything, what the root has beyond that. */
void isms__json_put_version(isms__json_put *w, isms__json root);
isms_status isms__json_put_header(isms__json_put *w, isms__save *s);
void isms__json_put_root(isms__json_put *w, isms__json root);

#endif
