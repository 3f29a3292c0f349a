/* A stage: the values that a record is to have, gathered before they are written, so that only what differs is written. */
#ifndef ISMS__EXCHANGE_STAGE_H
#define ISMS__EXCHANGE_STAGE_H

#include <isms/model.h>

#include "core/buffer.h"

typedef struct isms__staged {
    isms_attribute attribute;
    size_t text, size; /* of a text, key or amount in the stage's texts */
    int64_t integer;   /* of an integer, boolean, day or enumeration */
    double real;
    char currency[4];
} isms__staged;

typedef struct isms__staged_kept {
    size_t column; /* whose header names it */
    size_t text, size;
} isms__staged_kept;

typedef struct isms__stage {
    isms__buffer texts;
    isms__staged *values;
    size_t count, capacity;
    isms__staged_kept *kept;
    size_t kept_count, kept_capacity;
    bool failed; /* memory was short: the stage is of no use */
} isms__stage;

void isms__stage_init(isms__stage *s, const isms_allocator *a);
void isms__stage_dispose(isms__stage *s);
void isms__stage_clear(isms__stage *s);

/* Adds a value; to an attribute that is no list, the first one stays. */
void isms__stage_text(isms__stage *s, isms_attribute a, const char *text, size_t size); /* text, level, requirement */
void isms__stage_key(isms__stage *s, isms_attribute a, const char *key, size_t size);   /* of a reference */
void isms__stage_integer(isms__stage *s, isms_attribute a, int64_t value);              /* integer, boolean, day, enumeration */
void isms__stage_real(isms__stage *s, isms_attribute a, double value);
void isms__stage_money(isms__stage *s, isms_attribute a, const char *amount, size_t size, const char *currency);

/* Keeps the cell of a column as it is written. */
void isms__stage_keep(isms__stage *s, size_t column, const char *text, size_t size);

/* Adds the values of one stage to those of another. */
void isms__stage_join(isms__stage *s, const isms__stage *more);

/* Makes the attribute of a record what the stage holds for it; without a value it is cleared where `clears` says so. */
isms_status isms__stage_write(const isms__stage *s, isms_model *m, isms_id record, isms_attribute a, bool clears,
                              bool *changed);

#endif
