/* The inside of a distribution: a law reduced to a family with few parameters, and what a family can compute. */
#ifndef ISMS__RISK_DISTRIBUTION_H
#define ISMS__RISK_DISTRIBUTION_H

#include <isms/distribution.h>

#include "core/memory.h"

enum { ISMS__LAW_PARAMETERS = 4 };

typedef struct isms__family {
    const char *names[ISMS__LAW_PARAMETERS]; /* of a[], where a user may ask for them; NULL otherwise */
    bool is_count;
    double (*mean)(const isms_distribution *d);
    double (*variance)(const isms_distribution *d);
    double (*mode)(const isms_distribution *d); /* NULL where there is none */
    double (*least)(const isms_distribution *d);
    double (*most)(const isms_distribution *d);
    double (*below)(const isms_distribution *d, double x); /* P(X <= x) */
    double (*above)(const isms_distribution *d, double x); /* P(X > x) */
    double (*density)(const isms_distribution *d, double x);
    double (*atom)(const isms_distribution *d, double x);           /* P(X = x); NULL where that is 0 for each x */
    double (*quantile)(const isms_distribution *d, double p);       /* 0 < p < 1 */
    double (*limited)(const isms_distribution *d, int k, double c); /* E[min(X, c)^k], k is 1 or 2, c finite */
} isms__family;

struct isms_distribution {
    isms_allocator allocator;
    const isms__family *family;
    isms_law law;
    double given[ISMS__LAW_PARAMETERS]; /* as the host gave them, defaults filled in */
    double a[ISMS__LAW_PARAMETERS];     /* of the family */
    size_t count;                       /* of values (sample) or of parts (mixture; 1 where there is a base) */
    double *values;                     /* sample in ascending order; of a mixture the running sums of the weights, 1 at last */
    isms_distribution **parts;
};

extern const isms__family isms__constant_family;          /* a: value */
extern const isms__family isms__uniform_family;           /* a: low, high */
extern const isms__family isms__triangular_family;        /* a: low, mode, high */
extern const isms__family isms__normal_family;            /* a: mean, sd */
extern const isms__family isms__lognormal_family;         /* a: mu, sigma */
extern const isms__family isms__beta_family;              /* a: alpha, beta, low, high */
extern const isms__family isms__pareto_family;            /* a: threshold, scale, shape */
extern const isms__family isms__poisson_family;           /* a: rate */
extern const isms__family isms__negative_binomial_family; /* a: r, beta */
extern const isms__family isms__binomial_family;          /* a: n, p */
extern const isms__family isms__empirical_family;
extern const isms__family isms__mixture_family;
extern const isms__family isms__truncated_family; /* a: low, high, P(X < low), P(low <= X <= high) */
extern const isms__family isms__capped_family;    /* a: cap */
extern const isms__family isms__scaled_family;    /* a: factor */
extern const isms__family isms__mixed_poisson_family;

/* One parameter of a law: its name and what it may be. */
typedef enum isms__need { ISMS__ANY, ISMS__POSITIVE, ISMS__NOT_NEGATIVE, ISMS__PROBABILITY, ISMS__INSIDE_0_1 } isms__need;

typedef struct isms__law_parameter {
    const char *name;
    isms__need need;
    double otherwise; /* the default, where it is not required */
} isms__law_parameter;

typedef struct isms__law {
    isms_law law;
    const char *name;
    const isms__family *family;
    int32_t required, count;
    isms__law_parameter parameters[ISMS__LAW_PARAMETERS];
    /* Checks how the parameters stand to each other and turns them into the family's; *wrong is the index of the one that does
     * not fit. NULL: they are the family's as they are. */
    isms_status (*reduce)(const double *given, double *a, int *wrong);
} isms__law;

const isms__law *isms__law_find(isms_law law); /* NULL where there is none */

/* Adds what a call refuses to the diagnostics, with the code as the rule, and returns the status. */
isms_status isms__refuse(isms_diagnostics *problems, isms_status status, const char *record, const char *path);

/* Whether a value satisfies a need. */
isms_status isms__need_check(double value, isms__need need);

double isms__distribution_atom(const isms_distribution *d, double x);
double isms__distribution_quantile(const isms_distribution *d, double p);       /* ends of the support at 0 and 1 */
double isms__distribution_limited(const isms_distribution *d, int k, double c); /* c may be infinite */

#endif
