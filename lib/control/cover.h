/* Set cover: the fewest sets that hold all elements, exact up to a bound on the work. */
#ifndef ISMS__CONTROL_COVER_H
#define ISMS__CONTROL_COVER_H

#include "core/memory.h"

/* Sets over elements 0 to element_count - 1, as bits: set s is words[s * stride] to words[s * stride + stride - 1]. */
typedef struct isms__cover {
    const uint64_t *words;
    size_t set_count, element_count, stride;
    uint64_t max_steps;
} isms__cover;

typedef struct isms__cover_answer {
    size_t count;  /* sets that were chosen */
    size_t least;  /* fewer cannot do it */
    bool smallest; /* count is the least possible */
} isms__cover_answer;

/* chosen has room for set_count numbers, which come in ascending order. Each element must be in a set. */
isms_status isms__cover_solve(const isms__cover *c, uint32_t *chosen, isms__cover_answer *answer, const isms_allocator *a);

#endif
