/* The exact engine behind a simulation's interface: each scenario and the sum of all as compound distributions. */
#include "portfolio.h"
#include "simulation.h"

static bool is_plain(const isms__effect *e)
{
    return !(e->cover[ISMS_COVER_EVENT].limit > 0) && !(e->cover[ISMS_COVER_YEAR].limit > 0);
}

static bool is_exact(const isms_portfolio *p, size_t scenario, int32_t states)
{
    const isms__scenario *s = &p->scenarios[scenario];
    const isms__family *f = s->frequency->family;
    if (s->secondary || s->group >= 0)
        return false;
    for (int32_t i = 0; i < states; i++)
        if (!is_plain(&s->effects[i]))
            return false;
    for (size_t i = 0; i < p->link_count; i++)
        if (p->links[i].scenario == (int32_t)scenario)
            return false;
    return f == &isms__poisson_family || f == &isms__negative_binomial_family || f == &isms__binomial_family;
}

bool isms__simulation_is_exact(const isms_portfolio *p, int32_t states, int32_t *wrong)
{
    for (size_t i = 0; i < p->scenario_count; i++) {
        if (!is_exact(p, i, states)) {
            *wrong = (int32_t)i;
            return false;
        }
    }
    return true;
}

/* Events of which a share is prevented, each by itself, are of the same law with a smaller parameter. */
static isms_status thin(const isms_distribution *count, double prevented, const isms_allocator *a, isms_distribution **out)
{
    isms_status status = isms_distribution_copy(count, a, out);
    if (status == ISMS_OK)
        (*out)->a[count->family == &isms__poisson_family ? 0 : 1] *= 1 - prevented;
    return status;
}

static isms_status shrink(const isms_distribution *loss, double mitigated, const isms_allocator *a, isms_distribution **out)
{
    if (mitigated == 0)
        return isms_distribution_copy(loss, a, out);
    if (mitigated == 1)
        return isms_distribution_new(ISMS_LAW_CONSTANT, (double[]){0}, 1, a, NULL, out);
    return isms_distribution_scaled(loss, 1 - mitigated, a, NULL, out);
}

/* The scenarios as they are in one state. */
typedef struct kinds {
    isms_distribution **counts, **losses;
    size_t count;
} kinds;

static void kinds_dispose(kinds *k, const isms_allocator *a)
{
    for (size_t i = 0; i < k->count; i++) {
        if (k->counts)
            isms_distribution_free(k->counts[i]);
        if (k->losses)
            isms_distribution_free(k->losses[i]);
    }
    isms__release(a, k->counts, k->count * sizeof *k->counts);
    isms__release(a, k->losses, k->count * sizeof *k->losses);
}

static isms_status kinds_new(kinds *k, const isms_portfolio *p, int32_t state, const isms_allocator *a)
{
    k->count = p->scenario_count;
    k->counts = isms__allocate_zero(a, k->count * sizeof *k->counts);
    k->losses = isms__allocate_zero(a, k->count * sizeof *k->losses);
    isms_status status = k->counts && k->losses ? ISMS_OK : ISMS_E_NO_MEMORY;
    for (size_t i = 0; status == ISMS_OK && i < k->count; i++) {
        const isms__effect *e = &p->scenarios[i].effects[state];
        status = thin(p->scenarios[i].frequency, e->prevented, a, &k->counts[i]);
        if (status == ISMS_OK)
            status = shrink(p->scenarios[i].loss, e->mitigated, a, &k->losses[i]);
    }
    return status;
}

static isms_status calculate(isms_simulation *s, const kinds *k, int32_t state, isms_diagnostics *problems)
{
    const isms_distribution *const *counts = (const isms_distribution *const *)k->counts;
    const isms_distribution *const *losses = (const isms_distribution *const *)k->losses;
    isms_status status = ISMS_OK;
    for (size_t i = 0; status == ISMS_OK && i < k->count; i++)
        status =
            isms_compound_new(counts + i, losses + i, 1, &s->allocator, problems, &isms__outcome_at(s, i, state)->compound);
    if (status == ISMS_OK)
        status = isms_compound_new(counts, losses, k->count, &s->allocator, problems,
                                   &isms__outcome_at(s, s->count, state)->compound);
    return status;
}

isms_status isms__simulation_exact(isms_simulation *s, const isms_portfolio *p, isms_diagnostics *problems)
{
    s->engine = ISMS_ENGINE_EXACT;
    isms_status status = ISMS_OK;
    for (int32_t state = 0; status == ISMS_OK && state < s->states; state++) {
        kinds k = {NULL, NULL, 0};
        status = kinds_new(&k, p, state, &s->allocator);
        if (status == ISMS_OK)
            status = calculate(s, &k, state, problems);
        kinds_dispose(&k, &s->allocator);
    }
    return status;
}
