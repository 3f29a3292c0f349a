/* A comparison inside: rows of levels before and after, their explanations in one text, and the acceptances that break. */
#ifndef ISMS__RISK_COMPARISON_H
#define ISMS__RISK_COMPARISON_H

#include "assessment.h"
#include "core/buffer.h"

#include <isms/what_if.h>

typedef struct isms__compared {
    uint32_t risk; /* index in the assessment */
    int32_t state;
    int32_t ranks[3]; /* by isms_comparison_side */
    size_t text;      /* offset of the explanation */
} isms__compared;

typedef struct isms__broken {
    isms_id acceptance;
    size_t row;
    int32_t certain;
} isms__broken;

struct isms_comparison {
    isms_allocator host;
    isms_assessment *before;
    isms__compared *rows;
    size_t count, capacity;
    isms__broken *broken;
    size_t broken_count, broken_capacity;
    isms__buffer text; /* NUL-terminated explanations */
};

isms_status isms__comparison_find_broken(isms_comparison *x, isms_day as_of);

#endif
