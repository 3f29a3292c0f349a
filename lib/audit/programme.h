/* An audit programme as the planner sees it. */
#ifndef ISMS__AUDIT_PROGRAMME_H
#define ISMS__AUDIT_PROGRAMME_H

#include <isms/programme.h>

#include "core/memory.h"

/* The texts of an entry in one block: the id first, then one or two others. */
typedef struct isms__words {
    char *block;
    size_t size;
    const char *id, *second, *third;
} isms__words;

typedef struct isms__unit {
    isms__words words; /* id, area, competence */
    isms_planning_need need;
    int32_t hours;
    isms_day last_audited;
} isms__unit;

typedef struct isms__auditor {
    isms__words words; /* id, competences */
} isms__auditor;

typedef struct isms__tie {
    isms__words words; /* id of the auditor, area */
    isms_planning_tie tie;
} isms__tie;

typedef struct isms__held {
    isms__words words; /* id */
    isms_day day;
    int32_t hours;
} isms__held;

struct isms_programme {
    isms_allocator host;
    isms__unit *units;
    isms__auditor *auditors;
    isms__tie *ties;
    isms__held *audits;
    size_t unit_count, unit_capacity, auditor_count, auditor_capacity, tie_count, tie_capacity, audit_count, audit_capacity;
};

#endif
