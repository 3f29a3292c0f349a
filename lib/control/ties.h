/* Which piece of evidence is tied to which control, clause or requirement, and by which record. */
#ifndef ISMS__CONTROL_TIES_H
#define ISMS__CONTROL_TIES_H

#include "core/memory.h"

#include <isms/model.h>

/* One tie. The name is borrowed from the model. */
typedef struct isms__tie {
    const char *name; /* `A.8.24`, `9.2.1`, `gdpr:Art.32`, `C-12` */
    isms_id evidence;
    isms_id by; /* entry, measure, assessment, test or obligation; the evidence itself where it names the requirement */
} isms__tie;

typedef struct isms__ties {
    isms__tie *items;
    size_t count, capacity;
} isms__ties;

/* All ties of a model; of one piece where `evidence` is not ISMS_NONE. By name, evidence and record, each once. */
isms_status isms__ties_collect(isms__ties *out, const isms_model *m, isms_id evidence, const isms_allocator *a);
void isms__ties_dispose(isms__ties *ties, const isms_allocator *a);

/* The first tie of a name, ties->count where there is none; those of the same name follow. */
size_t isms__ties_find(const isms__ties *ties, const char *name);

#endif
