/* What came out of a simulation, asked for number by number. */
#include "simulation.h"

#include "core/elementary.h"

#include <string.h>

isms_engine isms_simulation_engine(const isms_simulation *s)
{
    return s ? s->engine : -1;
}

uint64_t isms_simulation_trials(const isms_simulation *s)
{
    return s && s->engine == ISMS_ENGINE_SIMULATION ? s->trials : 0;
}

uint64_t isms_simulation_seed(const isms_simulation *s)
{
    return s ? s->seed : 0;
}

int32_t isms_simulation_count(const isms_simulation *s)
{
    return s ? (int32_t)s->count : 0;
}

int32_t isms_simulation_state_count(const isms_simulation *s)
{
    return s ? s->states : 0;
}

const char *isms_simulation_id(const isms_simulation *s, int32_t scenario)
{
    return s && scenario >= 0 && (size_t)scenario < s->count ? s->ids[scenario] : NULL;
}

int32_t isms_simulation_find(const isms_simulation *s, const char *scenario)
{
    uint64_t *index = s && scenario ? isms__map_find(&s->index, scenario, strlen(scenario)) : NULL;
    return index ? (int32_t)*index : -1;
}

uint64_t isms_simulation_hash(const isms_simulation *s)
{
    return s ? s->hash : 0;
}

/* The outcome of a scenario or the sum in a state; NULL where there is none. */
static const isms__outcome *outcome(const isms_simulation *s, int32_t scenario, int32_t state)
{
    if (!s || scenario < ISMS_WHOLE || (scenario >= 0 && (size_t)scenario >= s->count) || state < 0 || state >= s->states)
        return NULL;
    return isms__outcome_at(s, scenario == ISMS_WHOLE ? s->count : (size_t)scenario, state);
}

static isms_estimate exactly(double value)
{
    return (isms_estimate){value, value, value};
}

static double mean_of(const isms_simulation *s, const isms__outcome *o)
{
    return o->compound ? isms_compound_mean(o->compound) : o->summary->mean * s->unit;
}

static double deviation_of(const isms_simulation *s, const isms__outcome *o)
{
    return o->compound ? sqrt(isms_compound_variance(o->compound)) : o->summary->sd * s->unit;
}

isms_status isms_simulation_mean(const isms_simulation *s, int32_t scenario, int32_t state, isms_estimate *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    double mean = mean_of(s, o), error = o->compound ? 0 : s->question.z * deviation_of(s, o) / sqrt((double)s->trials);
    *out = (isms_estimate){mean, mean - error, mean + error};
    return ISMS_OK;
}

isms_status isms_simulation_deviation(const isms_simulation *s, int32_t scenario, int32_t state, double *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    *out = deviation_of(s, o);
    return ISMS_OK;
}

isms_status isms_simulation_extremes(const isms_simulation *s, int32_t scenario, int32_t state, double *least, double *most)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s)
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return ISMS_E_UNSUPPORTED;
    if (least)
        *least = o->summary->least * s->unit;
    if (most)
        *most = o->summary->most * s->unit;
    return ISMS_OK;
}

/* A tail that the options asked for, or one that the kept trials give. */
static isms_status tail_of(const isms_simulation *s, const isms__outcome *o, double q, bool mean, isms__tail *out)
{
    for (size_t i = 0; i < s->question.quantile_count; i++) {
        if (s->question.q[i] == q) {
            *out = o->summary->tails[i];
            return ISMS_OK;
        }
    }
    if (!o->sorted)
        return ISMS_E_NOT_FOUND;
    isms__question one = s->question;
    isms_status status = isms__question_set_quantile(&one, 0, q);
    if (status != ISMS_OK)
        return status;
    const double *x = o->trials ? o->trials : o->sorted;
    if (mean && !o->trials)
        return ISMS_E_NOT_FOUND; /* the batches need the order of the trials */
    isms__tail_of(x, o->sorted, &one, 0, isms__kernel_find(ISMS_INSTRUCTIONS_BASELINE), out);
    return ISMS_OK;
}

isms_status isms_simulation_quantile(const isms_simulation *s, int32_t scenario, int32_t state, double q, isms_estimate *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    isms__tail tail;
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!(q > 0 && q < 1))
        return ISMS_E_RANGE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return isms_compound_quantile(o->compound, q, out);
    isms_status status = tail_of(s, o, q, false, &tail);
    if (status == ISMS_OK)
        *out = (isms_estimate){tail.value * s->unit, tail.low * s->unit, tail.high * s->unit};
    return status;
}

isms_status isms_simulation_tail_mean(const isms_simulation *s, int32_t scenario, int32_t state, double q, isms_estimate *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    isms__tail tail;
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!(q > 0 && q < 1))
        return ISMS_E_RANGE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return isms_compound_tail_mean(o->compound, q, out);
    isms_status status = tail_of(s, o, q, true, &tail);
    if (status == ISMS_OK)
        *out = (isms_estimate){tail.mean * s->unit, (tail.mean - tail.error) * s->unit, (tail.mean + tail.error) * s->unit};
    return status;
}

static isms_status proportion(const isms_simulation *s, uint64_t hits, isms_estimate *out)
{
    out->value = (double)hits / (double)s->trials;
    return isms_statistics_proportion(hits, s->trials, s->question.confidence, &out->low, &out->high);
}

isms_status isms_simulation_zero(const isms_simulation *s, int32_t scenario, int32_t state, isms_estimate *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (!o->compound)
        return proportion(s, o->summary->zeros, out);
    *out = exactly(isms_compound_zero(o->compound));
    return ISMS_OK;
}

/* How many of ascending values exceed a loss. */
static uint64_t count_above(const double *sorted, size_t n, double loss)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] > loss)
            high = middle;
        else
            low = middle + 1;
    }
    return n - low;
}

isms_status isms_simulation_exceedance(const isms_simulation *s, int32_t scenario, int32_t state, double loss,
                                       isms_estimate *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!isfinite(loss))
        return ISMS_E_NOT_FINITE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return isms_compound_exceedance(o->compound, loss, out);
    double units = isms__in_units(loss, s->unit);
    for (size_t i = 0; i < s->question.loss_count; i++)
        if (s->question.losses[i] == units)
            return proportion(s, o->summary->above[i], out);
    if (!o->sorted)
        return ISMS_E_NOT_FOUND;
    return proportion(s, count_above(o->sorted, (size_t)s->trials, units), out);
}

/* Of a calculated loss, the losses at round exceedance probabilities. */
static isms_status exact_curve(const isms_compound *c, size_t capacity, double *losses, double *probabilities, size_t *count)
{
    static const double points[] = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};
    size_t n = 0;
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        if (points[i] >= 1 - isms_compound_zero(c))
            continue;
        if (losses && n < capacity) {
            isms_estimate e;
            isms_status status = isms_compound_quantile(c, 1 - points[i], &e);
            if (status != ISMS_OK)
                return status;
            losses[n] = e.value;
            probabilities[n] = points[i];
        }
        n++;
    }
    *count = losses && capacity < n ? capacity : n;
    return ISMS_OK;
}

isms_status isms_simulation_curve(const isms_simulation *s, int32_t scenario, int32_t state, size_t capacity, double *losses,
                                  double *probabilities, size_t *count)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !count || (losses && !probabilities))
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return exact_curve(o->compound, capacity, losses, probabilities, count);
    *count = losses && capacity < o->summary->curve_count ? capacity : o->summary->curve_count;
    for (size_t i = 0; losses && i < *count; i++) {
        losses[i] = o->summary->curve_loss[i] * s->unit;
        probabilities[i] = (double)o->summary->curve_above[i] / (double)s->trials;
    }
    return ISMS_OK;
}

isms_status isms_simulation_required_trials(const isms_simulation *s, int32_t scenario, int32_t state, double relative_error,
                                            uint64_t *out)
{
    const isms__outcome *o = outcome(s, scenario, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!o)
        return ISMS_E_NOT_FOUND;
    return isms_statistics_required_trials(mean_of(s, o), deviation_of(s, o), relative_error, s->question.confidence, out);
}

isms_status isms_simulation_reduction(const isms_simulation *s, int32_t scenario, int32_t from, int32_t to, isms_estimate *out)
{
    const isms__outcome *a = outcome(s, scenario, from), *b = outcome(s, scenario, to);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!a || !b)
        return ISMS_E_NOT_FOUND;
    double difference = mean_of(s, a) - mean_of(s, b), sd = 0;
    if (!a->compound && from != to)
        sd = (from < to ? b->differences[from] : a->differences[to]) * s->unit;
    double error = s->question.z * sd / sqrt((double)s->trials);
    *out = (isms_estimate){difference, difference - error, difference + error};
    return ISMS_OK;
}

isms_status isms_simulation_trial(const isms_simulation *s, int32_t state, uint64_t trial, double *out)
{
    const isms__outcome *o = outcome(s, ISMS_WHOLE, state);
    if (!s || !out)
        return ISMS_E_MISUSE;
    if (!o || (!o->compound && trial >= s->trials))
        return ISMS_E_NOT_FOUND;
    if (o->compound)
        return ISMS_E_UNSUPPORTED;
    *out = o->trials[trial] * s->unit;
    return ISMS_OK;
}

/* ---- hash */

static uint64_t mix(uint64_t h, uint64_t x)
{
    h ^= x;
    h *= UINT64_C(0xd6e8feb86659fd93);
    return h ^ (h >> 32);
}

static uint64_t mix_real(uint64_t h, double x)
{
    return mix(h, isms__bits(x));
}

static uint64_t hash_summary(const isms_simulation *s, const isms__outcome *o)
{
    const isms__summary *m = o->summary;
    uint64_t h = mix(mix_real(mix_real(mix_real(mix_real(1, m->mean), m->sd), m->least), m->most), m->zeros);
    for (size_t i = 0; i < s->question.quantile_count; i++) {
        const isms__tail *t = &m->tails[i];
        h = mix_real(mix_real(mix_real(mix_real(mix_real(h, t->value), t->low), t->high), t->mean), t->error);
    }
    for (size_t i = 0; i < s->question.loss_count; i++)
        h = mix(h, m->above[i]);
    for (size_t i = 0; i < m->curve_count; i++)
        h = mix_real(mix(h, m->curve_above[i]), m->curve_loss[i]);
    for (int32_t i = 0; i < s->states; i++)
        h = mix_real(h, o->differences[i]);
    for (size_t i = 0; o->trials && i < s->trials; i++)
        h = mix_real(h, o->trials[i]);
    return h;
}

static uint64_t hash_compound(const isms_compound *c)
{
    return mix_real(mix_real(mix_real(2, isms_compound_mean(c)), isms_compound_variance(c)), isms_compound_zero(c));
}

/* The scenarios are added up, so that their order does not matter. */
uint64_t isms__simulation_hash(const isms_simulation *s)
{
    uint64_t total = mix(mix(mix_real(3, s->unit), (uint64_t)s->engine), s->count);
    for (size_t i = 0; i <= s->count; i++) {
        uint64_t h = mix(4, i < s->count);
        for (const char *c = i < s->count ? s->ids[i] : ""; *c; c++)
            h = mix(h, (unsigned char)*c);
        for (int32_t state = 0; state < s->states; state++) {
            const isms__outcome *o = isms__outcome_at(s, i, state);
            h = mix(h, o->compound ? hash_compound(o->compound) : hash_summary(s, o));
        }
        total += h;
    }
    return total;
}
