/* The trials of a block: how many events each has, what each event costs in each state, and the sums of the years. */
#include "plan.h"

#include "special.h"

#include <string.h>

enum { BLOCK = ISMS__BLOCK, BATCH = 2 * ISMS__BLOCK, MOST_EVENTS = 1 << 20 };

#define MOST_RATE 64.0                       /* of the kernel's Poisson inversion */
#define LAYER     (ISMS__COUNTER_STEP << 40) /* between two events of one trial */

struct isms__workspace {
    size_t offset; /* from the start of the allocation */
    double u[BLOCK], v[BLOCK], counts[BLOCK], rate[BLOCK], none[BLOCK], block_work[4 * BLOCK];
    uint64_t start[BLOCK]; /* counter of the first event of each trial */
    uint16_t alive[BLOCK];
    size_t events;
    uint64_t counters[BATCH]; /* of each event that waits */
    uint16_t trial[BATCH];    /* within the block */
    uint64_t chosen[BATCH];   /* counters of those that have a secondary loss, */
    uint16_t which[BATCH];    /* and which they are */
    double draw[BATCH], loss[BATCH], extra[BATCH], settled[BATCH], prevented[BATCH], work[4 * BATCH];
};

isms__workspace *isms__workspace_new(const isms_allocator *a)
{
    char *block = isms__allocate(a, sizeof(isms__workspace) + 64);
    if (!block)
        return NULL;
    size_t offset = 64 - (size_t)((uintptr_t)block % 64);
    isms__workspace *w = (isms__workspace *)(void *)(block + offset);
    w->offset = offset;
    w->events = 0;
    return w;
}

void isms__workspace_free(isms__workspace *w, const isms_allocator *a)
{
    if (w)
        isms__release(a, (char *)w - w->offset, sizeof(isms__workspace) + 64);
}

/* ---- numbers of events */

static double slow_count(const isms_distribution *law, double u)
{
    double n = law->family->quantile(law, u);
    return n < MOST_EVENTS ? n : MOST_EVENTS;
}

static void count_by_rate(const isms__counter *c, const isms__kernel *k, isms__workspace *w, uint64_t first, const double *u)
{
    k->sequence(c->rate_key, first, w->none, BLOCK);
    isms__sampler_draw(&c->rate, k, w->none, w->rate, w->block_work, BLOCK);
    for (int32_t f = 0; f < c->factor_count; f++) {
        k->sequence(c->factor_keys[f], first, w->none, BLOCK);
        isms__sampler_draw(&c->factors[f], k, w->none, w->v, w->block_work, BLOCK);
        for (size_t i = 0; i < BLOCK; i++)
            w->rate[i] *= w->v[i];
    }
    k->exponential(w->rate, -1, 1, w->none, BLOCK);
    for (size_t i = 0; i < BLOCK; i++)
        w->block_work[i] = w->rate[i] < MOST_RATE ? w->rate[i] : 0;
    k->poisson(u, w->block_work, w->none, w->counts, BLOCK);
    for (size_t i = 0; i < BLOCK; i++) {
        if (w->rate[i] < MOST_RATE)
            continue;
        isms_distribution law = {.family = &isms__poisson_family, .a = {w->rate[i] < MOST_EVENTS ? w->rate[i] : MOST_EVENTS}};
        w->counts[i] = slow_count(&law, u[i]);
    }
}

static void count(const isms__counter *c, const isms__kernel *k, isms__workspace *w, uint64_t first, const double *u)
{
    switch (c->way) {
    case ISMS__COUNTER_TABLE:
        k->look_up(u, c->cdf, c->size, w->counts, BLOCK);
        for (size_t i = 0; c->first > 0 && i < BLOCK; i++)
            w->counts[i] += c->first;
        break;
    case ISMS__COUNTER_RATE:
        count_by_rate(c, k, w, first, u);
        break;
    default:
        for (size_t i = 0; i < BLOCK; i++)
            w->counts[i] = slow_count(c->law, u[i]);
    }
}

/* The uniform numbers that drive a frequency: its own, or those of a Gaussian copula over the scenarios tied to it. */
static void drive(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, isms__key own, uint64_t first, double *u)
{
    if (!plan->root) {
        k->sequence(own, first, u, BLOCK);
        return;
    }
    double *sum = w->block_work + 3 * BLOCK;
    memset(sum, 0, BLOCK * sizeof *sum);
    for (size_t j = 0; j < plan->tied_count; j++) {
        k->sequence(plan->tied[j], first, w->v, BLOCK);
        k->normal(w->v, u, w->block_work, BLOCK);
        for (size_t i = 0; i < BLOCK; i++)
            sum[i] += plan->root[j] * u[i];
    }
    for (size_t i = 0; i < BLOCK; i++) {
        double p = isms__normal_cdf(sum[i]);
        u[i] = p < 0x1p-53 ? 0x1p-53 : p > 1 - 0x1p-53 ? 1 - 0x1p-53 : p;
    }
}

/* ---- losses of events */

/* Adds a second loss to the events that have one. */
static void add_secondary(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__event_keys *keys)
{
    size_t n = 0;
    k->scattered(keys->chance, w->counters, w->draw, w->events);
    for (size_t i = 0; i < w->events; i++) {
        w->chosen[n] = w->counters[i];
        w->which[n] = (uint16_t)i;
        n += w->draw[i] < plan->scenario->chance;
    }
    k->scattered(keys->secondary, w->chosen, w->draw, n);
    isms__sampler_draw(&plan->secondary, k, w->draw, w->extra, w->work, n);
    for (size_t i = 0; i < n; i++)
        w->loss[w->which[i]] += w->extra[i];
}

static double retained(double x, const isms__layer *layer)
{
    double over = x - layer->deductible, ceded = over < layer->limit ? over : layer->limit;
    return ceded > 0 ? x - ceded : x;
}

/* Whole units of a share of each loss, after insurance. */
static void settle(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__effect *e, double share,
                   double *out)
{
    const isms__layer *cover = &e->cover[ISMS_COVER_EVENT];
    if (!(cover->limit > 0)) {
        k->settle(w->loss, share / plan->unit, out, w->events);
        return;
    }
    for (size_t i = 0; i < w->events; i++)
        w->extra[i] = retained(w->loss[i] * share, cover);
    k->settle(w->extra, 1 / plan->unit, out, w->events);
}

/* What each event costs in a state: nothing where it is prevented. */
static void settle_events(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__effect *e)
{
    settle(plan, k, w, e, 1 - e->mitigated, w->settled);
    for (size_t i = 0; e->prevented > 0 && i < w->events; i++)
        w->settled[i] = w->prevented[i] < e->prevented ? 0 : w->settled[i];
}

static bool same_effect(const isms__effect *a, const isms__effect *b)
{
    return a->prevented == b->prevented && a->mitigated == b->mitigated &&
           a->cover[ISMS_COVER_EVENT].deductible == b->cover[ISMS_COVER_EVENT].deductible &&
           a->cover[ISMS_COVER_EVENT].limit == b->cover[ISMS_COVER_EVENT].limit;
}

/* Draws the losses of the events that wait, and adds them to their years. */
static void spend(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__event_keys *keys,
                  double *const *years)
{
    const isms__effect *effects = plan->scenario->effects;
    k->scattered(keys->loss, w->counters, w->draw, w->events);
    isms__sampler_draw(&plan->loss, k, w->draw, w->loss, w->work, w->events);
    if (plan->scenario->secondary)
        add_secondary(plan, k, w, keys);
    if (plan->prevents)
        k->scattered(keys->prevented, w->counters, w->prevented, w->events);
    for (int32_t s = 0; s < plan->states; s++) {
        if (s == 0 || !same_effect(&effects[s], &effects[s - 1]))
            settle_events(plan, k, w, &effects[s]);
        double *year = years[s];
        for (size_t i = 0; i < w->events; i++)
            year[w->trial[i]] += w->settled[i];
    }
}

/* Keeps of the events that wait those that a shock causes here. */
static void strike(const isms__strike *strike, const isms__kernel *k, isms__workspace *w)
{
    size_t n = 0;
    k->scattered(strike->hit, w->counters, w->draw, w->events);
    for (size_t i = 0; i < w->events; i++) {
        w->counters[n] = w->counters[i];
        w->trial[n] = w->trial[i];
        n += w->draw[i] < strike->probability;
    }
    w->events = n;
}

static bool flush(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__event_keys *keys,
                  const isms__strike *by, double *const *years, const isms__tick *tick)
{
    uint64_t work = w->events;
    if (by)
        strike(by, k, w);
    spend(plan, k, w, keys, years);
    w->events = 0;
    return !tick->done(tick->context, work, 0);
}

/* All events of the block: first the first of each trial, then the second of those that have one, and so on, so that no trial
 * occurs twice in a row and no branch depends on a number of events. */
static bool play(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, const isms__event_keys *keys,
                 const isms__strike *by, double *const *years, const isms__tick *tick)
{
    size_t alive = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        w->alive[alive] = (uint16_t)i;
        alive += w->counts[i] > 0;
    }
    uint64_t layer = 0;
    for (double done = 1; alive > 0; done += 1, layer += LAYER) {
        if (w->events + alive > BATCH && !flush(plan, k, w, keys, by, years, tick))
            return false;
        size_t left = 0, events = w->events;
        for (size_t i = 0; i < alive; i++) {
            uint16_t trial = w->alive[i];
            w->trial[events + i] = trial;
            w->counters[events + i] = w->start[trial] + layer;
            w->alive[left] = trial;
            left += w->counts[trial] > done;
        }
        w->events = events + alive;
        alive = left;
    }
    return w->events == 0 || flush(plan, k, w, keys, by, years, tick);
}

/* Rate times loss: one loss a trial, and no events. */
static void multiply(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, uint64_t first, double *const *years)
{
    const isms__effect *effects = plan->scenario->effects;
    drive(plan, k, w, plan->rate_key, first, w->u);
    isms__sampler_draw(&plan->rate, k, w->u, w->rate, w->block_work, BLOCK);
    memcpy(w->counters, w->start, sizeof w->start);
    w->events = BLOCK;
    k->scattered(plan->events.loss, w->counters, w->draw, BLOCK);
    isms__sampler_draw(&plan->loss, k, w->draw, w->loss, w->work, BLOCK);
    if (plan->scenario->secondary)
        add_secondary(plan, k, w, &plan->events);
    for (size_t i = 0; i < BLOCK; i++)
        w->loss[i] *= w->rate[i];
    for (int32_t s = 0; s < plan->states; s++) {
        double share = (1 - effects[s].prevented) * (1 - effects[s].mitigated);
        settle(plan, k, w, &effects[s], share, years[s]);
    }
    w->events = 0;
}

/* What insurance takes over of each year, and the most that a year can cost. */
static void close_years(const isms__plan *plan, double *const *years)
{
    for (int32_t s = 0; s < plan->states; s++) {
        isms__layer cover = plan->scenario->effects[s].cover[ISMS_COVER_YEAR];
        cover.deductible /= plan->unit;
        cover.limit /= plan->unit;
        double *year = years[s];
        for (size_t i = 0; i < BLOCK; i++)
            year[i] = year[i] < ISMS__YEAR_MOST ? year[i] : ISMS__YEAR_MOST;
        if (!(cover.limit > 0))
            continue;
        for (size_t i = 0; i < BLOCK; i++)
            year[i] = (retained(year[i], &cover) + 4503599627370496.0) - 4503599627370496.0; /* to whole units */
    }
}

bool isms__plan_block(const isms__plan *plan, const isms__kernel *k, isms__workspace *w, uint64_t first, double *const *years,
                      const isms__tick *tick)
{
    for (size_t i = 0; i < BLOCK; i++)
        w->start[i] = (first + i) * ISMS__COUNTER_STEP;
    if (plan->is_product) {
        multiply(plan, k, w, first, years);
    } else {
        for (int32_t s = 0; s < plan->states; s++)
            memset(years[s], 0, BLOCK * sizeof *years[s]);
        drive(plan, k, w, plan->counter.count_key, first, w->u);
        count(&plan->counter, k, w, first, w->u);
        if (!play(plan, k, w, &plan->events, NULL, years, tick))
            return false;
    }
    for (size_t i = 0; i < plan->strike_count; i++) {
        const isms__strike *by = &plan->strikes[i];
        k->sequence(by->counter.count_key, first, w->u, BLOCK);
        count(&by->counter, k, w, first, w->u);
        if (!play(plan, k, w, &by->events, by, years, tick))
            return false;
    }
    close_years(plan, years);
    return !tick->done(tick->context, BLOCK, BLOCK);
}
