/* An assessment inside: what was found of each risk, and the methods of the model made ready for look-ups. */
#ifndef ISMS__RISK_ASSESSMENT_H
#define ISMS__RISK_ASSESSMENT_H

#include "core/memory.h"

#include <isms/assessment.h>
#include <isms/evaluation.h>
#include <isms/scale.h>
#include <stdatomic.h>

typedef struct isms__state_attributes {
    const char *name;
    isms_attribute likelihood, impact, level, criteria, impacts;
} isms__state_attributes;

extern const isms__state_attributes isms__states[4]; /* by isms_state */

typedef struct isms__method_table {
    isms_id record;
    isms_method *formula; /* where the level follows from a formula; NULL */
    bool scored;          /* by the product or sum of the positions, not by a matrix */
    int32_t rows, columns;
    int8_t *ranks;    /* rows * columns; -1 where the cell names no level; NULL without matrix and rule */
    uint8_t *carried; /* where one method is used for all: its positions for those on the scales of this one, rows then columns,
                         0 where there is none; NULL for that one itself */
} isms__method_table;

/* Kept small: at a million risks the memory that is touched is the time that an assessment takes. */
enum { ISMS__RANK_MOST = INT8_MAX, ISMS__POSITION_MOST = UINT8_MAX, ISMS__METHODS_MOST = INT16_MAX };

typedef struct isms__assessed_state {
    int8_t rank, recorded;      /* -1: unknown, none */
    uint8_t likelihood, impact; /* 0: unknown, or beyond every scale */
    uint8_t origin;
} isms__assessed_state;

typedef struct isms__assessed {
    isms_id risk;
    int16_t method; /* index; -1: none */
    int8_t present; /* state that holds now; -1: all are unknown */
    bool open;
    isms__assessed_state states[4];
} isms__assessed;

typedef struct isms__explanation {
    size_t size;
    char text[];
} isms__explanation;

enum { ISMS__EXPLANATIONS = 8 }; /* of a risk: text and JSON of four states */

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
    _Atomic(struct isms_valuation *) valuation;           /* of the assets; made when first asked for */
    _Atomic(_Atomic(isms__explanation *) *) explanations; /* eight for each risk, each made when first asked for */
};

typedef struct isms__steps {
    int64_t likelihood, impact;
} isms__steps;

const isms__assessed *isms__assessment_find(const isms_assessment *x, isms_id risk);
const char *isms__assessment_level_id(const isms_assessment *x, const isms__assessed *a, int32_t rank);
isms__steps isms__assessment_steps(const isms_assessment *x, isms_id risk, int state);
struct isms_valuation *isms__assessment_valuation(const isms_assessment *x); /* NULL where memory is short */
void isms__assessment_forget(isms_assessment *x);                            /* the explanations */

isms_status isms__assess_levels(isms_assessment *x); /* the risks, once the methods are there */
isms_decision isms__assessment_decision_at(const isms_assessment *x, const isms__assessed *a, int32_t rank);

int8_t isms__method_level(const isms_model *m, isms_id method, const char *level); /* -1: no level of the method */

/* Size of the matrix of a method, given or by its rule; false where it has neither. Then the level of a cell, from 0; -1. */
bool isms__method_size(const isms_model *m, isms_id method, size_t *rows, size_t *columns);
int8_t isms__method_cell(const isms_model *m, isms_id method, size_t row, size_t column);

/* Impact of the criteria of a state, by the aggregation of a method; 0: not known. */
uint8_t isms__impact_aggregated(const isms_model *m, isms_id risk, isms_id method, const isms__state_attributes *of);
double isms__method_weight(const isms_model *m, isms_id method, const char *criterion);

/* Where one method is used for all: the only other one of the model, and the one that a risk is recorded under; -1. */
int32_t isms__assessment_only_other(const isms_assessment *x);
int32_t isms__assessment_own_method(const isms_assessment *x, const isms__assessed *a);

int8_t isms__level_of_score(const isms_model *m, isms_id method, double score); /* by the least scores; -1 */
int8_t isms__assessed_present(const isms__assessed *a);                         /* the state that holds now; -1 */

/* Formulas of methods. An evaluation is ISMS_ABSENT for a state that the formula says nothing of. */
isms_status isms__formula_make(const isms_allocator *a, const isms_model *m, isms_id record, isms_method **out);
isms_status isms__formula_evaluate(const isms_assessment *x, const isms__assessed *a, int state, isms_evaluation **out);
int32_t isms__formula_rank(const isms_assessment *x, const isms__assessed *a, const isms_evaluation *e);
isms_status isms__formula_beside(const isms_assessment *x, const isms__assessed *a, int state, int likelihood, int impact,
                                 int32_t *rank);
isms_status isms__assess_formulas(isms_assessment *x);

isms_status isms__method_tables(isms_assessment *x); /* of all methods of the model */
void isms__method_tables_free(isms_assessment *x);

/* Position on a scale, from 0, for one on another: by intervals where both have some in one unit, else as it is where both have
 * as many steps; else -1. */
int32_t isms__position_carried(int32_t position, int32_t from_size, const isms_scale *from, int32_t to_size,
                               const isms_scale *to);

/* Level of a cell by positions from 1; -1 where there is none. */
static inline int8_t isms__method_rank(const isms__method_table *t, int64_t likelihood, int64_t impact)
{
    uint64_t row = (uint64_t)likelihood - 1, column = (uint64_t)impact - 1, columns = (uint64_t)t->columns;
    return row < (uint64_t)t->rows && column < columns ? t->ranks[row * columns + column] : -1;
}

bool isms__control_in_place(const isms_model *m, isms_id control, int state, isms_day as_of); /* 0: by status alone */

/* The rule by which a method combines effects of controls, with its parameter. */
int32_t isms__method_combination(const isms_model *m, isms_id method, double *parameter);

/* The tree of a state of a risk. ISMS_E_DATA where a node is not what comes out when it is computed again; then its index. */
struct isms__tree;
void isms__assessment_tree(const isms_assessment *x, const isms__assessed *a, int state, struct isms__tree *out);
isms_status isms__assessment_recompute(const isms_assessment *x, const isms__assessed *a, int state,
                                       const struct isms__tree *tree, int32_t *node);

#endif
