/* The inside of a portfolio. */
#ifndef ISMS__RISK_PORTFOLIO_H
#define ISMS__RISK_PORTFOLIO_H

#include <isms/portfolio.h>

#include "distribution.h"

#include "core/map.h"

typedef struct isms__layer {
    double deductible, limit; /* limit 0: no cover */
} isms__layer;

/* What happens to the events of a scenario in one state. */
typedef struct isms__effect {
    double prevented, mitigated;
    isms__layer cover[2]; /* by isms_cover */
} isms__effect;

typedef struct isms__scenario {
    char *id;
    isms_distribution *frequency, *loss, *secondary; /* secondary may be NULL */
    double chance;                                   /* of a secondary loss */
    isms_distribution *factors[2];                   /* of the rate of a mixed Poisson frequency; may be NULL */
    isms__effect effects[ISMS_PORTFOLIO_STATES];
    int32_t group; /* of the copula, or -1 */
} isms__scenario;

typedef struct isms__shock {
    char *id;
    isms_distribution *frequency;
} isms__shock;

typedef struct isms__link {
    int32_t shock, scenario;
    double probability;
} isms__link;

/* Scenarios tied by a copula, in order of their ids, and the triangular root of their correlations in that order. */
typedef struct isms__group {
    size_t size;
    int32_t *members;
    double *root;
} isms__group;

/* What a scenario is made of; all is copied, and what follows the loss may be NULL. */
typedef struct isms__new_scenario {
    const char *id;
    const isms_distribution *frequency, *loss, *factors[2], *secondary;
    double chance;
} isms__new_scenario;

isms_status isms__portfolio_add(isms_portfolio *p, const isms__new_scenario *s, isms_diagnostics *problems, int32_t *index);

struct isms_portfolio {
    isms_allocator allocator;
    isms__map ids; /* of the scenarios */
    isms__scenario *scenarios;
    size_t scenario_count, scenario_room;
    isms__shock *shocks;
    size_t shock_count, shock_room;
    isms__link *links;
    size_t link_count, link_room;
    isms__group *groups;
    size_t group_count, group_room;
    int32_t states;
};

#endif
