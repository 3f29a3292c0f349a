/* Pairs while they are gathered: of the catalogue and of a model, in either direction, and chains of two. */
#ifndef ISMS__CONTROL_CROSSWALK_H
#define ISMS__CONTROL_CROSSWALK_H

#include "frame.h"

#include <isms/crosswalk.h>

/* A step: one mapping record, as written or turned round. Texts are borrowed. */
typedef struct isms__step {
    const isms_model *model; /* where the record is */
    isms_id record;
    const char *from, *to;
    uint8_t relationship, confidence;
    bool judgement;
} isms__step;

typedef struct isms__steps {
    isms__step *items;
    size_t count, capacity;
} isms__steps;

/* Which mappings count. */
typedef struct isms__choice {
    const isms_model *model; /* NULL: none but the catalogue's */
    const char *set;         /* NULL: all */
    isms_day as_of;
} isms__choice;

/* Adds the steps between two frameworks, those written the other way round turned. */
isms_status isms__steps_gather(isms__steps *out, const isms__choice *choice, const char *from, const char *to,
                               const isms_allocator *a);
void isms__steps_dispose(isms__steps *steps, const isms_allocator *a);

const char *isms__step_set(const isms__step *step); /* id of its set, or `catalogue`, or "" for a host's pair without one */

#endif
