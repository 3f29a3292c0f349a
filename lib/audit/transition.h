/* Tables of transitions: from a state by an event to another state. */
#ifndef ISMS__AUDIT_TRANSITION_H
#define ISMS__AUDIT_TRANSITION_H

#include "core/buffer.h"

typedef struct isms__transition {
    const char *from, *event;
    const char *needs; /* fields that it needs, separated by commas; NULL for none */
    const char *to;
} isms__transition;

/* The transition of that state and event; NULL where there is none. */
const isms__transition *isms__transition_find(const isms__transition *table, size_t count, const char *state,
                                              const char *event);

/* Appends the events that are possible in a state, `nothing` where there are none. */
void isms__transition_list(isms__buffer *b, const isms__transition *table, size_t count, const char *state);

#endif
