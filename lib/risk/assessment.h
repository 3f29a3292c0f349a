/* An assessment inside: what was found of each risk, and the methods of the model made ready for look-ups. */
#ifndef ISMS__RISK_ASSESSMENT_H
#define ISMS__RISK_ASSESSMENT_H

#include "core/memory.h"

#include <isms/assessment.h>
#include <isms/scale.h>
#include <stdatomic.h>

typedef struct isms__state_attributes {
    const char *name;
    isms_attribute likelihood, impact, level, criteria, impacts;
} isms__state_attributes;

extern const isms__state_attributes isms__states[4]; /* by isms_state */

typedef struct isms__method_table {
    isms_id record;
    int32_t rows, columns;
    int16_t *ranks;   /* rows * columns; -1 where the cell names no level; NULL without matrix and rule */
    int16_t *carried; /* where one method is used for all: its positions for those on the scales of this one, rows then columns,
                         0 where there is none; NULL for that one itself */
} isms__method_table;

typedef struct isms__assessed_state {
    int16_t rank, recorded; /* -1: unknown, none */
    int16_t likelihood, impact;
    uint8_t origin;
} isms__assessed_state;

typedef struct isms__assessed {
    isms_id risk;
    int32_t method; /* index; -1: none */
    int8_t present; /* state that holds now; -1: all are unknown */
    bool open;
    isms__assessed_state states[4];
} isms__assessed;

typedef struct isms__explanation {
    size_t size;
    char text[];
} isms__explanation;

struct isms_assessment {
    isms_allocator host;
    isms_model *model; /* a snapshot */
    isms_id one_method;
    isms_day as_of;
    isms__method_table *methods;
    size_t method_count;
    isms__assessed *risks; /* in the order of the model */
    size_t count, capacity;
    _Atomic(uint32_t *) ranking;                          /* made when first asked for */
    _Atomic(_Atomic(isms__explanation *) *) explanations; /* four for each risk, each made when first asked for */
};

typedef struct isms__steps {
    int64_t likelihood, impact;
} isms__steps;

const isms__assessed *isms__assessment_find(const isms_assessment *x, isms_id risk);
const char *isms__assessment_level_id(const isms_assessment *x, const isms__assessed *a, int32_t rank);
isms__steps isms__assessment_steps(const isms_assessment *x, isms_id risk, int state);
void isms__assessment_forget(isms_assessment *x); /* the explanations */

isms_status isms__assess_levels(isms_assessment *x); /* the risks, once the methods are there */
isms_decision isms__assessment_decision_at(const isms_assessment *x, const isms__assessed *a, int32_t rank);

int16_t isms__method_level(const isms_model *m, isms_id method, const char *level); /* -1: no level of the method */

/* Size of the matrix of a method, given or by its rule; false where it has neither. Then the level of a cell, from 0; -1. */
bool isms__method_size(const isms_model *m, isms_id method, size_t *rows, size_t *columns);
int16_t isms__method_cell(const isms_model *m, isms_id method, size_t row, size_t column);

isms_status isms__method_tables(isms_assessment *x); /* of all methods of the model */
void isms__method_tables_free(isms_assessment *x);

/* Position on a scale, from 0, for one on another: by intervals where both have some, else as it is where both have as many
 * steps; else -1. */
int32_t isms__position_carried(int32_t position, int32_t from_size, const isms_scale *from, int32_t to_size,
                               const isms_scale *to);

/* Level of a cell by positions from 1; -1 where there is none. */
static inline int16_t isms__method_rank(const isms__method_table *t, int64_t likelihood, int64_t impact)
{
    return t->ranks && likelihood >= 1 && impact >= 1 && likelihood <= t->rows && impact <= t->columns
               ? t->ranks[(likelihood - 1) * t->columns + (impact - 1)]
               : -1;
}

bool isms__control_in_place(const isms_model *m, isms_id control, int state);

#endif
