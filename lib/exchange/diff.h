/* A comparison of two models as the files that make and write it share it. */
#ifndef ISMS__EXCHANGE_DIFF_H
#define ISMS__EXCHANGE_DIFF_H

#include "core/buffer.h"

#include <isms/diff.h>

typedef struct isms__difference {
    isms_id records[2];
    isms_type type;
    isms_attribute attribute;
    uint32_t key, path, values[2]; /* in texts; 0 is "" */
    isms_diff_kind kind;
} isms__difference;

struct isms_diff {
    isms_allocator host;
    isms__buffer texts;
    isms__difference *changes;
    size_t count, capacity;
};

#endif
