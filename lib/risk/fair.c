/* Open FAIR: the tree of factors, what follows from what, and the scenario that comes out. */
#include <isms/fair.h>

#include "distribution.h"
#include "portfolio.h"

#include <math.h>
#include <string.h>

enum { FACTORS = 13 };

struct isms_fair {
    isms_allocator allocator;
    isms_distribution *given[FACTORS];
};

/* How a factor follows from those below it. */
typedef enum rule { RULE_NONE, RULE_PRODUCT, RULE_CONTEST, RULE_MAGNITUDE, RULE_RISK } rule;

static const struct factor {
    const char *name;
    isms__need need;
    rule rule;
    isms_fair_factor parts[3];
} factors[FACTORS] = {
    {NULL, ISMS__ANY, RULE_NONE, {0}},
    {"risk", ISMS__NOT_NEGATIVE, RULE_RISK, {ISMS_FAIR_LEF, ISMS_FAIR_LM}},
    {"lef", ISMS__NOT_NEGATIVE, RULE_PRODUCT, {ISMS_FAIR_TEF, ISMS_FAIR_VULN}},
    {"tef", ISMS__NOT_NEGATIVE, RULE_PRODUCT, {ISMS_FAIR_CF, ISMS_FAIR_POA}},
    {"cf", ISMS__NOT_NEGATIVE, RULE_NONE, {0}},
    {"poa", ISMS__PROBABILITY, RULE_NONE, {0}},
    {"vuln", ISMS__PROBABILITY, RULE_CONTEST, {ISMS_FAIR_TCAP, ISMS_FAIR_RS}},
    {"tcap", ISMS__ANY, RULE_NONE, {0}},
    {"rs", ISMS__ANY, RULE_NONE, {0}},
    {"lm", ISMS__NOT_NEGATIVE, RULE_MAGNITUDE, {ISMS_FAIR_PL, ISMS_FAIR_SLEF, ISMS_FAIR_SLM}},
    {"pl", ISMS__NOT_NEGATIVE, RULE_NONE, {0}},
    {"slef", ISMS__PROBABILITY, RULE_NONE, {0}},
    {"slm", ISMS__NOT_NEGATIVE, RULE_NONE, {0}},
};

static bool is_factor(isms_fair_factor f)
{
    return f > 0 && f < FACTORS;
}

isms_fair *isms_fair_new(const isms_allocator *allocator)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_fair *fair = a ? isms__allocate_zero(a, sizeof *fair) : NULL;
    if (fair)
        fair->allocator = *a;
    return fair;
}

void isms_fair_free(isms_fair *fair)
{
    if (!fair)
        return;
    isms_allocator a = fair->allocator;
    for (int i = 0; i < FACTORS; i++)
        isms_distribution_free(fair->given[i]);
    isms__release(&a, fair, sizeof *fair);
}

const char *isms_fair_factor_name(isms_fair_factor factor)
{
    return is_factor(factor) ? factors[factor].name : NULL;
}

isms_status isms_fair_set(isms_fair *fair, isms_fair_factor factor, const isms_distribution *d, isms_diagnostics *problems)
{
    if (!fair || !is_factor(factor) || factor == ISMS_FAIR_RISK)
        return ISMS_E_MISUSE;
    isms_distribution *copy = NULL;
    if (d) {
        double least = d->family->least(d), most = d->family->most(d);
        isms__need need = factors[factor].need;
        if (d->family->is_count)
            return isms__refuse(problems, ISMS_E_KIND, NULL, factors[factor].name);
        if ((need != ISMS__ANY && least < 0) || (need == ISMS__PROBABILITY && most > 1))
            return isms__refuse(problems, ISMS_E_RANGE, NULL, factors[factor].name);
        isms_status status = isms_distribution_copy(d, &fair->allocator, &copy);
        if (status != ISMS_OK)
            return status;
    }
    isms_distribution_free(fair->given[factor]);
    fair->given[factor] = copy;
    return ISMS_OK;
}

/* Whether anything below a factor is given. */
static bool has_parts(const isms_fair *fair, isms_fair_factor factor)
{
    for (int i = 0; i < 3; i++) {
        isms_fair_factor part = factors[factor].parts[i];
        if (part && (fair->given[part] || has_parts(fair, part)))
            return true;
    }
    return false;
}

/* A secondary loss may be missing, but not half of it. */
static bool may_be_missing(const isms_fair *fair, isms_fair_factor factor)
{
    bool secondary = factor == ISMS_FAIR_SLEF || factor == ISMS_FAIR_SLM;
    return secondary && !fair->given[ISMS_FAIR_SLEF] && !fair->given[ISMS_FAIR_SLM];
}

/* The first thing wrong decides the status; all are reported. */
static isms_status check(const isms_fair *fair, isms_fair_factor factor, isms_diagnostics *problems)
{
    if (fair->given[factor])
        return has_parts(fair, factor) ? isms__refuse(problems, ISMS_E_GIVEN_TWICE, NULL, factors[factor].name) : ISMS_OK;
    if (factors[factor].rule == RULE_NONE || !(has_parts(fair, factor) || factor == ISMS_FAIR_RISK)) {
        if (may_be_missing(fair, factor))
            return ISMS_OK;
        return isms__refuse(problems, ISMS_E_NOT_EVALUATED, NULL, factors[factor].name);
    }
    isms_status first = ISMS_OK;
    for (int i = 0; i < 3 && factors[factor].parts[i]; i++) {
        isms_status status = check(fair, factors[factor].parts[i], problems);
        first = first == ISMS_OK ? status : first;
    }
    return first;
}

isms_status isms_fair_check(const isms_fair *fair, isms_diagnostics *problems)
{
    return fair ? check(fair, ISMS_FAIR_RISK, problems) : ISMS_E_MISUSE;
}

typedef struct moments {
    double mean, variance;
} moments;

static moments moments_of(const isms_fair *fair, isms_fair_factor factor);

static double square_mean(moments m)
{
    return m.variance + m.mean * m.mean;
}

static moments product(moments a, moments b)
{
    double mean = a.mean * b.mean;
    double variance = a.variance * b.variance + a.variance * b.mean * b.mean + b.variance * a.mean * a.mean;
    return (moments){mean, variance};
}

static double contest(const isms_fair *fair)
{
    double p = NAN;
    isms_distribution_exceeds(fair->given[ISMS_FAIR_TCAP], fair->given[ISMS_FAIR_RS], &p);
    return p;
}

/* Primary loss, and a secondary one with a probability of which only the mean counts, because events are independent. */
static moments magnitude(const isms_fair *fair)
{
    moments m = moments_of(fair, ISMS_FAIR_PL);
    if (!fair->given[ISMS_FAIR_SLEF])
        return m;
    double share = moments_of(fair, ISMS_FAIR_SLEF).mean;
    moments second = moments_of(fair, ISMS_FAIR_SLM);
    double mean = share * second.mean;
    return (moments){m.mean + mean, m.variance + share * square_mean(second) - mean * mean};
}

static moments moments_of(const isms_fair *fair, isms_fair_factor factor)
{
    const isms_distribution *d = fair->given[factor];
    const isms_fair_factor *parts = factors[factor].parts;
    if (d)
        return (moments){d->family->mean(d), d->family->variance(d)};
    switch (factors[factor].rule) {
    case RULE_PRODUCT:
        return product(moments_of(fair, parts[0]), moments_of(fair, parts[1]));
    case RULE_CONTEST:
        return (moments){contest(fair), 0};
    case RULE_MAGNITUDE:
        return magnitude(fair);
    default: {
        moments lef = moments_of(fair, parts[0]), lm = moments_of(fair, parts[1]);
        return (moments){lef.mean * lm.mean, lef.mean * square_mean(lm) + lef.variance * lm.mean * lm.mean};
    }
    }
}

isms_status isms_fair_moments(const isms_fair *fair, isms_fair_factor factor, double *mean, double *variance)
{
    if (!fair || !is_factor(factor))
        return ISMS_E_MISUSE;
    isms_status status =
        fair->given[factor] || factors[factor].rule != RULE_NONE ? check(fair, factor, NULL) : ISMS_E_NOT_EVALUATED;
    if (status != ISMS_OK)
        return status;
    moments m = moments_of(fair, factor);
    if (mean)
        *mean = m.mean;
    if (variance)
        *variance = m.variance;
    return ISMS_OK;
}

/* The frequency as a rate and up to two factors of it that vary; what is one number goes into the rate. */
typedef struct rate {
    const isms_distribution *base, *varying[2];
    double share;
    int count;
} rate;

static void take_factor(rate *r, const isms_distribution *d, double otherwise)
{
    bool constant = !d || d->family == &isms__constant_family;
    r->share *= constant ? (d ? d->a[0] : otherwise) : 1;
    if (!constant)
        r->varying[r->count++] = d;
}

static rate rate_of(const isms_fair *fair)
{
    rate r = {.base = fair->given[ISMS_FAIR_LEF], .share = 1};
    if (r.base)
        return r;
    r.base = fair->given[ISMS_FAIR_TEF];
    if (!r.base) {
        r.base = fair->given[ISMS_FAIR_CF];
        take_factor(&r, fair->given[ISMS_FAIR_POA], 1);
    }
    take_factor(&r, fair->given[ISMS_FAIR_VULN], fair->given[ISMS_FAIR_VULN] ? 1 : contest(fair));
    return r;
}

/* Poisson events at the rate, made smaller by what is one number. */
static isms_status frequency_of(const rate *r, const isms_allocator *a, isms_distribution **out)
{
    if (r->share == 0)
        return isms_distribution_new(ISMS_LAW_POISSON, &r->share, 1, a, NULL, out);
    isms_distribution *scaled = NULL;
    isms_status status = isms_distribution_scaled(r->base, r->share, a, NULL, &scaled);
    if (status == ISMS_OK)
        status = isms_distribution_mixed_poisson(scaled, a, NULL, out);
    isms_distribution_free(scaled);
    return status;
}

isms_status isms_fair_add(const isms_fair *fair, isms_portfolio *portfolio, const char *id, isms_diagnostics *problems,
                          int32_t *index)
{
    if (!fair || !portfolio || !id)
        return ISMS_E_MISUSE;
    isms_status status = isms_fair_check(fair, problems);
    if (status != ISMS_OK)
        return status;
    rate r = rate_of(fair);
    isms_distribution *frequency = NULL;
    const isms_distribution *loss = fair->given[fair->given[ISMS_FAIR_LM] ? ISMS_FAIR_LM : ISMS_FAIR_PL];
    const isms_distribution *slef = fair->given[ISMS_FAIR_SLEF];
    status = frequency_of(&r, &fair->allocator, &frequency);
    if (status == ISMS_OK)
        status = isms__portfolio_add(portfolio,
                                     &(isms__new_scenario){.id = id,
                                                           .frequency = frequency,
                                                           .loss = loss,
                                                           .factors = {r.varying[0], r.varying[1]},
                                                           .secondary = slef ? fair->given[ISMS_FAIR_SLM] : NULL,
                                                           .chance = slef ? slef->family->mean(slef) : 0},
                                     problems, index);
    isms_distribution_free(frequency);
    return status;
}

isms_status isms_fair_contests(const double *capability, const double *resistance, size_t count, isms_fair_contest *out)
{
    if (!capability || !resistance || count == 0 || !out)
        return ISMS_E_MISUSE;
    isms_fair_contest c = {0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        double margin = capability[i] - resistance[i];
        if (!isfinite(margin))
            return ISMS_E_NOT_FINITE;
        c.events += margin > 0;
        c.threat_margin += margin > 0 ? margin : 0;
        c.resistance_margin += margin > 0 ? 0 : -margin;
    }
    uint64_t others = count - c.events;
    c.vulnerability = (double)c.events / (double)count;
    c.threat_margin = c.events ? c.threat_margin / (double)c.events : 0;
    c.resistance_margin = others ? c.resistance_margin / (double)others : 0;
    *out = c;
    return ISMS_OK;
}
