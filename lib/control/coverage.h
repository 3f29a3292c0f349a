/* Coverage inside: requirements, reasons, and what is at hand while one is computed. */
#ifndef ISMS__CONTROL_COVERAGE_H
#define ISMS__CONTROL_COVERAGE_H

#include "frame.h"
#include "place.h"

typedef struct isms__coverage_reason {
    uint32_t start, evidence, text, authority; /* texts */
    uint32_t pair;                             /* of the crosswalk; UINT32_MAX: none */
    uint32_t demand;
    uint8_t kind, place;
    bool decides;
} isms__coverage_reason;

typedef struct isms__coverage_row {
    uint32_t requirement, title, line; /* texts */
    uint32_t parent;                   /* + 1 */
    uint32_t first_reason, reason_count;
    uint32_t units_below, certain_below, possible_below;
    isms_id assessment;
    isms__standing standing; /* of measures that name it */
    uint32_t valid_evidence; /* of those measures */
    uint8_t state, assessed;
    bool unit, certain, possible, differs, settled;
    bool mapped;                       /* a pair or a measure touches it */
    bool own_certain;                  /* by its own pairs and measures */
    bool own_possible;                 /* the same */
    bool touched;                      /* something that touches it is in place, at least in part */
    bool above_mapped, above_possible; /* the same of what it stands under */
} isms__coverage_row;

struct isms_coverage {
    isms_allocator host;
    isms__buffer texts;
    isms_crosswalk *crosswalk;
    isms__coverage_row *rows;
    isms__coverage_reason *reasons;
    size_t row_count, row_capacity, reason_count, reason_capacity;
    uint32_t framework, title, summary;
    size_t units, certain, possible;
};

typedef struct isms__coverage_work {
    isms_coverage *c;
    const isms_model *m;
    const isms_allocator *a;
    isms_coverage_options options; /* defaults filled in */
    isms__frame frame;
    isms__places places;
    isms__buffer scratch;
    isms_status status;
} isms__coverage_work;

isms__buffer *isms__coverage_begin(isms__coverage_work *w);
uint32_t isms__coverage_end(isms__coverage_work *w);
uint32_t isms__coverage_copy(isms__coverage_work *w, const char *text);
static inline const char *isms__coverage_at(const isms_coverage *c, uint32_t at)
{
    return isms__buffer_c(&c->texts) + at;
}

void isms__coverage_reasons(isms__coverage_work *w); /* rows and what bears on them */
void isms__coverage_settle(isms__coverage_work *w);  /* bounds, states and counts */
void isms__coverage_words(isms__coverage_work *w);   /* lines and summary */

#endif
