/* Who is in charge of what, for the rules on auditors who audit their own work. */
#ifndef ISMS__AUDIT_IN_CHARGE_H
#define ISMS__AUDIT_IN_CHARGE_H

#include "core/names.h"

#include <isms/common.h>

/* How somebody is in charge: by an entry of the Statement of Applicability, a control, a role in an area. */
typedef enum isms__charge_kind { ISMS__BY_ENTRY = 1, ISMS__BY_CONTROL = 2, ISMS__BY_ROLE = 4 } isms__charge_kind;

/* A requirement, or an area, that somebody is in charge of. Texts are borrowed from the model. */
typedef struct isms__charge {
    const char *owner, *over, *what;
    isms__charge_kind kind;
    isms_day until; /* of a role: its last day; 0: it lasts */
} isms__charge;

typedef struct isms__charges {
    isms__charge *items; /* those of an owner side by side; at most one of a kind for each requirement or area */
    size_t count, capacity;
    isms__names starts; /* owner -> 1 + place of the first */
    bool ready;
} isms__charges;

void isms__charges_free(isms__charges *all, const isms_allocator *a);

#endif
