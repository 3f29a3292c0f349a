/* Scales as the room sees them: the levels with exact ends. */
#ifndef ISMS__RISK_SCALE_H
#define ISMS__RISK_SCALE_H

#include <isms/scale.h>

#include "core/decimal.h"

typedef struct isms__level {
    const char *id, *label;
    isms__decimal lower, upper;
    double low, high; /* the same ends as doubles; infinite where there is none */
    bool has_interval, has_upper, closed;
} isms__level;

const isms__level *isms__scale_level(const isms_scale *scale, int32_t level); /* level exists */

/* A copy with an allocator of its own. */
isms_status isms__scale_copy(const isms_allocator *allocator, const isms_scale *scale, isms_scale **out);

#endif
