/* What a control does to a risk on the ordinal scales of its method: declared steps, and shares by way of the intervals. */
#ifndef ISMS__RISK_SHIFT_H
#define ISMS__RISK_SHIFT_H

#include <isms/model.h>
#include <stdbool.h>

enum { ISMS__LIKELIHOOD = 0, ISMS__IMPACT = 1 };

typedef struct isms__shift {
    int64_t steps[2];    /* by axis */
    double remaining[2]; /* share of frequency and of loss that is left, 0 to 1; 1 where none, or steps, are declared */
    double left[2];      /* the same also where steps are declared: for quantities */
    bool unclear;        /* nothing is declared, or something that the scales cannot show */
} isms__shift;

extern const isms__shift isms__no_shift;

/* One declared effect of a control. */
typedef struct isms__part {
    int axis;     /* ISMS__LIKELIHOOD or ISMS__IMPACT; -1: it acts on something that these scales do not show */
    bool stepped; /* steps are declared */
    bool shared;  /* a share is declared that can be used */
    int64_t steps;
    double efficacy, coverage, reliability, degraded, effect; /* 0 to 1 */
} isms__part;

/* The i-th effect that is declared for the control on this risk, else by the control itself; false past the end. */
bool isms__shift_part(const isms_model *m, isms_id risk, isms_id control, size_t i, isms__part *out);

/* What is declared for the control on this risk, else by the control itself. */
isms__shift isms__shift_of(const isms_model *m, isms_id method, isms_id risk, isms_id control);

/* Does the control implement that requirement of Annex A? */
bool isms__control_implements(const isms_model *m, isms_id control, const char *requirement);

/* Does the risk name the control: by its id, or unless `directly`, by an Annex A control that it implements or by its effects?
 */
bool isms__risk_counts_on(const isms_model *m, isms_id risk, isms_id control, bool directly);

/* Adds what two controls do. */
isms__shift isms__shift_sum(isms__shift a, isms__shift b);

/* Position on a scale after a shift is given back (up) or taken off, from 1 to `most`. */
int64_t isms__shift_up(const isms_model *m, isms_id method, int axis, int64_t position, const isms__shift *by, int64_t most);
int64_t isms__shift_down(const isms_model *m, isms_id method, int axis, int64_t position, const isms__shift *by);

#endif
