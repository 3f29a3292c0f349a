/* The input pack of a management review in the making, and what each input is told from. */
#ifndef ISMS__AUDIT_REVIEW_H
#define ISMS__AUDIT_REVIEW_H

#include "core/buffer.h"

#include <isms/review.h>

typedef struct isms__review_maker {
    const isms_model *model;
    isms_review *review;
    const isms_allocator *a;
    isms_day since, as_of;
    isms_day before; /* the time before, as long as the one covered, begins here */
    size_t input;
    bool failed;
} isms__review_maker;

/* Adds a line of what was built in b. */
void isms__review_tell(isms__review_maker *maker, isms_id record, isms__buffer *b);

typedef struct isms__review_source {
    const char *input;
    void (*tell)(isms__review_maker *maker, isms__buffer *b);
    isms_type registers[3];
} isms__review_source;

const isms__review_source *isms__review_source_of(const char *input); /* NULL: no register holds it */

#endif
