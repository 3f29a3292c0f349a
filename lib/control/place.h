/* How far what a crosswalk starts from is in place: controls of the Statement of Applicability, clauses, own measures. */
#ifndef ISMS__CONTROL_PLACE_H
#define ISMS__CONTROL_PLACE_H

#include "core/buffer.h"
#include "core/names.h"
#include "derive.h"

#include <isms/coverage.h>

/* A valid piece of evidence that names a measure. */
typedef struct isms__shown {
    const char *measure; /* borrowed from the model */
    isms_id evidence;
} isms__shown;

/* Finds places by name. Stays where it is. */
typedef struct isms__places {
    const isms_model *m;
    const isms_soa *soa;
    const isms_gap *gap;
    isms_day as_of;
    isms__names rows;    /* row of the Statement of Applicability, + 1 */
    isms__names clauses; /* row of the gap analysis, + 1 */
    isms__shown *shown;  /* by measure, then by evidence */
    size_t shown_count, shown_capacity;
} isms__places;

isms_status isms__places_load(isms__places *p, const isms_model *m, const isms_soa *soa, const isms_gap *gap, isms_day as_of,
                              const isms_allocator *a);
void isms__places_dispose(isms__places *p, const isms_allocator *a);

isms_coverage_place isms__place_of(const isms__places *p, const char *start);

/* Adds ids of the valid evidence of a start: "EV-1, EV-2 and 3 more". */
void isms__place_evidence(const isms__places *p, const char *start, isms__buffer *out);

/* Valid pieces that a measure names, or that name it. */
uint32_t isms__place_valid_evidence(const isms__places *p, isms_id measure);

/* The place of measures taken together. */
isms_coverage_place isms__place_of_standing(const isms__standing *s, uint32_t valid_evidence);

#endif
