/* The requirements of a framework in order, from the catalogue and from the model: ISO/IEC 27001:2022 with its clauses and
 * controls, the built-in frameworks, and those that a host adds. */
#ifndef ISMS__CONTROL_FRAME_H
#define ISMS__CONTROL_FRAME_H

#include "core/names.h"

#include <isms/model.h>

/* Id of ISO/IEC 27001:2022 as a framework; its requirements have no prefix. */
#define ISMS__FRAME_27001 "iso27001"

/* One requirement. Texts are borrowed from the catalogue or the model. */
typedef struct isms__demand {
    const char *name;  /* as mappings write it, such as `gdpr:Art.32` */
    const char *title; /* or "" */
    uint32_t parent;   /* number + 1 of the one above; 0 for none */
    uint32_t children;
    bool heading; /* its record says that conformity cannot be judged */
} isms__demand;

/* Stays where it is: the numbers know their place in memory. */
typedef struct isms__frame {
    const char *id, *title;
    isms__demand *demands;
    size_t count, capacity;
    isms__names numbers; /* number + 1 by name */
} isms__frame;

/* ISMS_E_NOT_FOUND where neither the catalogue nor the model has a framework of that id. model may be NULL; id NULL is
 * ISO/IEC 27001:2022. After a failure there is nothing to dispose of. */
isms_status isms__frame_load(isms__frame *out, const isms_model *model, const char *id, const isms_allocator *a);
void isms__frame_dispose(isms__frame *frame, const isms_allocator *a);

/* Length of the framework's id in front of a requirement's name; 0 where there is none. */
size_t isms__frame_prefix(const char *name);

/* True where a requirement of that name belongs to the framework. */
bool isms__frame_has_prefix(const char *name, const char *framework);

#endif
