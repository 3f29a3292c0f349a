/* The transition inside: where each control of 2022 comes from, questions, lists. */
#ifndef ISMS__CONTROL_CARRY_H
#define ISMS__CONTROL_CARRY_H

#include "core/buffer.h"
#include "core/names.h"

#include <isms/transition.h>

/* An entry that a control comes from. */
typedef struct isms__carry_source {
    isms_id entry;
    uint32_t control; /* text: the id that it uses */
    uint32_t row;
} isms__carry_source;

typedef struct isms__carry_row {
    uint32_t control; /* text */
    uint32_t first_source, source_count;
    uint32_t predecessors; /* controls of the edition before */
    uint8_t kind;
} isms__carry_row;

/* What a control was before. */
typedef struct isms__carry_pair {
    uint32_t before, row; /* text; row */
} isms__carry_pair;

typedef struct isms__carry_question {
    uint32_t text, row; /* row UINT32_MAX: none */
    isms_id record;
} isms__carry_question;

typedef struct isms__carry_list {
    isms_id record;
    isms_attribute list;
} isms__carry_list;

struct isms_transition {
    isms_allocator host;
    isms__buffer texts;
    uint32_t framework;    /* text: of the host's own, or "" for Annex A */
    isms__carry_row *rows; /* behind row_count one for each other entry of the version, which stays as it is */
    isms__carry_pair *pairs;
    isms__carry_source *sources;
    isms__carry_question *questions;
    isms__carry_list *lists;
    size_t row_count, other_count, row_capacity, pair_count, pair_capacity, source_count, source_capacity, question_count,
        question_capacity, list_count, list_capacity;
};

static inline const char *isms__carry_at(const isms_transition *t, uint32_t at)
{
    return isms__buffer_c(&t->texts) + at;
}

/* A value of an entry that has to agree where entries merge. */
extern const isms_attribute isms__carry_single[];
extern const size_t isms__carry_single_count;

/* True where all sources of a row agree on an attribute. */
bool isms__carry_agrees(const isms_transition *t, const isms_model *m, const isms__carry_row *row, isms_attribute attribute);

/* The rows and pairs of a framework of the model; NULL: Annex A. `rows` gets row + 1 by control, whose names it borrows from
 * the model and the catalogue. */
isms_status isms__carry_load(isms_transition *t, const isms_model *m, const char *framework, isms__names *rows);

/* Calls visit, where it is not NULL, with each control that one of the edition before became; how many there were. */
size_t isms__carry_targets(const isms_transition *t, const char *before, void (*visit)(void *user, const char *control),
                           void *user);

#endif
