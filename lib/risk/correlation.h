/* Correlation matrices and their triangular roots. */
#ifndef ISMS__RISK_CORRELATION_H
#define ISMS__RISK_CORRELATION_H

#include <isms/diagnostics.h>

/* Checks a matrix; *root, where not NULL, receives size * size numbers L with L L' = matrix, lower triangular, which the caller
 * gives back to the allocator (NULL for the default). */
isms_status isms__correlation_check(const double *matrix, size_t size, const isms_allocator *allocator,
                                    isms_diagnostics *problems, double **root);

#endif
