/* The inside of a simulation. */
#ifndef ISMS__RISK_SIMULATION_H
#define ISMS__RISK_SIMULATION_H

#include <isms/compound.h>
#include <isms/simulation.h>

#include "summary.h"

#include "core/map.h"

/* A scenario, or the sum of all, in one state. */
typedef struct isms__outcome {
    isms__summary *summary;                    /* simulated */
    double *trials, *sorted;                   /* kept: in the order of the trials (NULL where not), and ascending */
    isms_compound *compound;                   /* exact */
    double differences[ISMS_PORTFOLIO_STATES]; /* standard deviation of the difference to each earlier state */
} isms__outcome;

struct isms_simulation {
    isms_allocator allocator;
    isms_engine engine;
    uint64_t trials, seed, hash;
    double unit;
    int32_t states;
    size_t count; /* of scenarios; the sum is outcome number `count` */
    char **ids;
    isms__map index;
    isms__question question;
    isms__outcome *outcomes; /* (count + 1) * states */
};

static inline isms__outcome *isms__outcome_at(const isms_simulation *s, size_t subject, int32_t state)
{
    return &s->outcomes[subject * (size_t)s->states + (size_t)state];
}

/* Fills it: by trials, or exactly. */
isms_status isms__simulation_try(isms_simulation *s, const isms_portfolio *p, const isms_simulation_options *o,
                                 const isms__kernel *kernel);

/* The years of one scenario once more, perhaps of a changed portfolio: by state, then by trial. */
isms_status isms__simulation_retry(isms_simulation *s, const isms_portfolio *p, const isms_simulation_options *o,
                                   const isms__kernel *kernel, size_t scenario, double *years);

isms_status isms__simulation_exact(isms_simulation *s, const isms_portfolio *p, isms_diagnostics *problems);

/* Whether a portfolio can be calculated exactly; *wrong is a scenario that cannot, or -1. */
bool isms__simulation_is_exact(const isms_portfolio *p, int32_t states, int32_t *wrong);

double isms__in_units(double loss, double unit);

uint64_t isms__simulation_hash(const isms_simulation *s);

#endif
