/* Matrices as the room sees them: cells and the numeric ends of rows and columns. */
#ifndef ISMS__RISK_MATRIX_H
#define ISMS__RISK_MATRIX_H

#include <isms/matrix.h>

#include "core/decimal.h"
#include "core/memory.h"

/* Ends of the rows or columns. Without numeric scales these are 0, 1, 2, ...: products then differ from those of the unit
 * scale i/n by a common factor only, so that every comparison comes out the same. */
typedef struct isms__axis {
    bool numeric; /* the ends come from a scale or from bounds */
    isms__decimal low[ISMS_MATRIX_MOST], high[ISMS_MATRIX_MOST];
} isms__axis;

struct isms_matrix {
    isms_allocator allocator;
    int32_t rows, columns, levels;
    isms__axis likelihood, consequence;
    isms_scale *scales[3]; /* likelihood, consequence, level; NULL where there is none */
    int32_t cells[];
};

isms__product isms__matrix_least(const isms_matrix *m, int32_t row, int32_t column);    /* least quantitative risk of a cell */
isms__product isms__matrix_greatest(const isms_matrix *m, int32_t row, int32_t column); /* greatest */

#endif
