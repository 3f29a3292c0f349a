/* Making a scenario ready for its trials: keys, tables, what is tied to it. */
#include "plan.h"

#include "special.h"

#include <string.h>

enum { MOST_TABLE = 4096 };

/* What a stream of draws is for; part of its key. */
enum purpose {
    PURPOSE_COUNT = 1,
    PURPOSE_RATE = 2,
    PURPOSE_LOSS = 3,
    PURPOSE_CHANCE = 4,
    PURPOSE_SECONDARY = 5,
    PURPOSE_PREVENTED = 6,
    PURPOSE_SHOCK = 7,
    PURPOSE_HIT = 8,
    PURPOSE_FACTOR = 9 /* and 10 */
};

static isms__event_keys event_keys(uint64_t seed, const char *id)
{
    return (isms__event_keys){isms__key_of(seed, id, PURPOSE_LOSS), isms__key_of(seed, id, PURPOSE_CHANCE),
                              isms__key_of(seed, id, PURPOSE_SECONDARY), isms__key_of(seed, id, PURPOSE_PREVENTED)};
}

/* The stretch of a law that a draw of 52 bits can reach; where it is long, there is no table. */
static isms_status counter_table(isms__counter *c, const isms_allocator *a)
{
    const isms_distribution *d = c->law;
    double first = d->family->quantile(d, 0x1p-53), last = d->family->quantile(d, 1 - 0x1p-53);
    c->way = last - first < MOST_TABLE ? ISMS__COUNTER_TABLE : ISMS__COUNTER_SLOW;
    if (c->way == ISMS__COUNTER_SLOW)
        return ISMS_OK;
    c->first = first;
    c->size = (size_t)(last - first) + 1;
    c->cdf = isms__allocate(a, c->size * sizeof *c->cdf);
    return c->cdf ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static isms_status counter_new(isms__counter *c, const isms_distribution *law, uint64_t seed, const char *id,
                               const isms_allocator *a)
{
    *c = (isms__counter){
        .law = law, .count_key = isms__key_of(seed, id, PURPOSE_COUNT), .rate_key = isms__key_of(seed, id, PURPOSE_RATE)};
    if (law->family != &isms__mixed_poisson_family)
        return counter_table(c, a);
    c->way = ISMS__COUNTER_RATE;
    return isms__sampler_new(&c->rate, law->parts[0], a);
}

static isms_status counter_add_factors(isms__counter *c, const isms__scenario *s, uint64_t seed, const isms_allocator *a)
{
    isms_status status = ISMS_OK;
    for (uint32_t i = 0; status == ISMS_OK && i < 2 && s->factors[i]; i++) {
        c->factor_keys[i] = isms__key_of(seed, s->id, PURPOSE_FACTOR + i);
        c->factor_count++;
        status = isms__sampler_new(&c->factors[i], s->factors[i], a);
    }
    return status;
}

static void counter_fill(isms__counter *c)
{
    for (size_t k = 0; k < c->size; k++)
        c->cdf[k] = k + 1 < c->size ? c->law->family->below(c->law, c->first + (double)k) : 1;
    isms__sampler_fill(&c->rate);
    isms__sampler_fill(&c->factors[0]);
    isms__sampler_fill(&c->factors[1]);
}

static void counter_dispose(isms__counter *c, const isms_allocator *a)
{
    isms__release(a, c->cdf, c->size * sizeof *c->cdf);
    isms__sampler_dispose(&c->rate);
    isms__sampler_dispose(&c->factors[0]);
    isms__sampler_dispose(&c->factors[1]);
    c->cdf = NULL;
}

/* The key that drives the frequency of a scenario: its number of events, or its rate where it has none. */
static isms__key driving_key(const isms__scenario *s, uint64_t seed)
{
    return isms__key_of(seed, s->id, s->frequency->family->is_count ? PURPOSE_COUNT : PURPOSE_RATE);
}

static isms_status tie(isms__plan *plan, const isms_portfolio *p, size_t scenario, uint64_t seed)
{
    const isms__scenario *s = plan->scenario;
    if (s->group < 0)
        return ISMS_OK;
    const isms__group *g = &p->groups[s->group];
    size_t place = 0;
    while (g->members[place] != (int32_t)scenario)
        place++;
    plan->root = g->root + place * g->size;
    plan->tied_count = place + 1;
    plan->tied = isms__allocate(plan->allocator, plan->tied_count * sizeof *plan->tied);
    for (size_t i = 0; plan->tied && i < plan->tied_count; i++)
        plan->tied[i] = driving_key(&p->scenarios[g->members[i]], seed);
    return plan->tied ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static isms_status add_strikes(isms__plan *plan, const isms_portfolio *p, size_t scenario, uint64_t seed)
{
    size_t count = 0;
    for (size_t i = 0; i < p->link_count; i++)
        count += p->links[i].scenario == (int32_t)scenario;
    if (count == 0)
        return ISMS_OK;
    plan->strikes = isms__allocate_zero(plan->allocator, count * sizeof *plan->strikes);
    plan->strike_count = plan->strikes ? count : 0;
    isms_status status = plan->strikes ? ISMS_OK : ISMS_E_NO_MEMORY;
    for (size_t i = 0, n = 0; status == ISMS_OK && i < p->link_count; i++) {
        if (p->links[i].scenario != (int32_t)scenario)
            continue;
        const isms__shock *shock = &p->shocks[p->links[i].shock];
        uint64_t own = isms__key_of(seed, shock->id, PURPOSE_SHOCK).first;
        isms__strike *strike = &plan->strikes[n++];
        strike->probability = p->links[i].probability;
        strike->hit = isms__key_of(own, plan->scenario->id, PURPOSE_HIT);
        strike->events = event_keys(own, plan->scenario->id);
        status = counter_new(&strike->counter, shock->frequency, own, shock->id, plan->allocator);
    }
    return status;
}

isms_status isms__plan_new(isms__plan *plan, const isms_portfolio *p, size_t scenario, int32_t states, double unit,
                           uint64_t seed, const isms_allocator *a)
{
    const isms__scenario *s = &p->scenarios[scenario];
    *plan = (isms__plan){.scenario = s,
                         .allocator = a,
                         .states = states,
                         .unit = unit,
                         .is_product = !s->frequency->family->is_count,
                         .rate_key = isms__key_of(seed, s->id, PURPOSE_RATE),
                         .events = event_keys(seed, s->id)};
    for (int32_t i = 0; i < states; i++)
        plan->prevents = plan->prevents || s->effects[i].prevented > 0;
    isms_status status = isms__sampler_new(&plan->loss, s->loss, a);
    if (status == ISMS_OK && s->secondary)
        status = isms__sampler_new(&plan->secondary, s->secondary, a);
    if (status == ISMS_OK && plan->is_product)
        status = isms__sampler_new(&plan->rate, s->frequency, a);
    if (status == ISMS_OK && !plan->is_product)
        status = counter_new(&plan->counter, s->frequency, seed, s->id, a);
    if (status == ISMS_OK)
        status = counter_add_factors(&plan->counter, s, seed, a);
    if (status == ISMS_OK)
        status = tie(plan, p, scenario, seed);
    if (status == ISMS_OK)
        status = add_strikes(plan, p, scenario, seed);
    if (status != ISMS_OK)
        isms__plan_dispose(plan);
    return status;
}

void isms__plan_fill(isms__plan *plan)
{
    isms__sampler_fill(&plan->loss);
    isms__sampler_fill(&plan->secondary);
    isms__sampler_fill(&plan->rate);
    counter_fill(&plan->counter);
    for (size_t i = 0; i < plan->strike_count; i++)
        counter_fill(&plan->strikes[i].counter);
}

void isms__plan_dispose(isms__plan *plan)
{
    isms__sampler_dispose(&plan->loss);
    isms__sampler_dispose(&plan->secondary);
    isms__sampler_dispose(&plan->rate);
    counter_dispose(&plan->counter, plan->allocator);
    for (size_t i = 0; i < plan->strike_count; i++)
        counter_dispose(&plan->strikes[i].counter, plan->allocator);
    isms__release(plan->allocator, plan->strikes, plan->strike_count * sizeof *plan->strikes);
    isms__release(plan->allocator, plan->tied, plan->tied_count * sizeof *plan->tied);
    plan->strikes = NULL;
    plan->tied = NULL;
    plan->strike_count = plan->tied_count = 0;
}
