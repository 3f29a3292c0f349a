/* The axioms of the linter, counted on a table of cells; findings are told to whoever listens. */
#ifndef ISMS__RISK_LINT_H
#define ISMS__RISK_LINT_H

#include "matrix.h"

#include <isms/lint.h>

enum { ISMS__LINT_METRICS = ISMS_LINT_IMPOSSIBLE + 1 };

/* Rules, as positions in the table of lint.c. */
enum {
    ISMS__RM001,
    ISMS__RM002,
    ISMS__RM010,
    ISMS__RM011,
    ISMS__RM020,
    ISMS__RM021,
    ISMS__RM030,
    ISMS__RM031,
    ISMS__RM032,
    ISMS__RM033,
    ISMS__RM040,
    ISMS__RM041,
    ISMS__RM042,
    ISMS__RM043,
    ISMS__RM050,
    ISMS__RM051,
    ISMS__RM052,
    ISMS__RULES
};

/* What the axioms are checked on: levels of the cells and the least and greatest risk of each. */
typedef struct isms__survey {
    int32_t rows, columns;
    const int32_t *cells;
    isms__product *least, *greatest;
    int64_t metrics[ISMS__LINT_METRICS];
    int32_t top, bottom;
    /* told of each finding: the cell, and the other cell (or the same) that it is about; may be NULL */
    void (*found)(void *user, int rule, int32_t cell, int32_t other);
    void *user;
} isms__survey;

void isms__survey_run(isms__survey *s); /* fills the metrics, top and bottom */
bool isms__survey_holds(const isms__survey *s, int32_t axiom);

#endif
