/* Portfolios: scenarios, their controls and insurance, shocks and correlations. */
#include "portfolio.h"

#include "correlation.h"

#include "core/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_SCENARIOS = 1 << 24, MOST_FREQUENCY = 100000 };

isms_portfolio *isms_portfolio_new(const isms_allocator *allocator)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_portfolio *p = a ? isms__allocate_zero(a, sizeof *p) : NULL;
    if (!p)
        return NULL;
    p->allocator = *a;
    p->states = 1;
    isms__map_init(&p->ids, &p->allocator, (uint64_t)(uintptr_t)p);
    return p;
}

static void release_text(const isms_allocator *a, char *text)
{
    if (text)
        isms__release(a, text, strlen(text) + 1);
}

static void dispose_scenario(const isms_allocator *a, isms__scenario *s)
{
    release_text(a, s->id);
    isms_distribution_free(s->frequency);
    isms_distribution_free(s->loss);
    isms_distribution_free(s->secondary);
    isms_distribution_free(s->factors[0]);
    isms_distribution_free(s->factors[1]);
}

static void dispose_group(const isms_allocator *a, isms__group *g)
{
    isms__release(a, g->members, g->size * sizeof *g->members);
    isms__release(a, g->root, g->size * g->size * sizeof *g->root);
}

void isms_portfolio_free(isms_portfolio *p)
{
    if (!p)
        return;
    isms_allocator a = p->allocator;
    for (size_t i = 0; i < p->scenario_count; i++)
        dispose_scenario(&a, &p->scenarios[i]);
    for (size_t i = 0; i < p->shock_count; i++) {
        release_text(&a, p->shocks[i].id);
        isms_distribution_free(p->shocks[i].frequency);
    }
    for (size_t i = 0; i < p->group_count; i++)
        dispose_group(&a, &p->groups[i]);
    isms__map_dispose(&p->ids);
    isms__release(&a, p->scenarios, p->scenario_room * sizeof *p->scenarios);
    isms__release(&a, p->shocks, p->shock_room * sizeof *p->shocks);
    isms__release(&a, p->links, p->link_room * sizeof *p->links);
    isms__release(&a, p->groups, p->group_room * sizeof *p->groups);
    isms__release(&a, p, sizeof *p);
}

static isms_status refuse(isms_diagnostics *problems, isms_status status, const char *id, const char *part)
{
    char path[200];
    snprintf(path, sizeof path, "%s.%s", id, part);
    return isms__refuse(problems, status, id, path);
}

static isms_status check_frequency(const isms_distribution *d)
{
    double mean = d->family->mean(d);
    return d->family->least(d) >= 0 && mean <= MOST_FREQUENCY ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status check_loss(const isms_distribution *d)
{
    if (d->family->is_count)
        return ISMS_E_KIND;
    return d->family->least(d) >= 0 ? ISMS_OK : ISMS_E_RANGE;
}

static char *copy_text(const isms_allocator *a, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = isms__allocate(a, size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

static isms_status check_scenario(const isms_portfolio *p, const isms__new_scenario *s, isms_diagnostics *problems)
{
    if (!isms__token_valid(s->id, strlen(s->id)))
        return isms__refuse(problems, ISMS_E_TOKEN, NULL, "id");
    if (isms_portfolio_find(p, s->id) >= 0)
        return refuse(problems, ISMS_E_EXISTS, s->id, "id");
    isms_status status = check_frequency(s->frequency);
    if (status != ISMS_OK)
        return refuse(problems, status, s->id, "frequency");
    status = check_loss(s->loss);
    if (status != ISMS_OK)
        return refuse(problems, status, s->id, "loss");
    return p->scenario_count < MOST_SCENARIOS ? ISMS_OK : ISMS_E_LIMIT;
}

static isms_status copy_if_given(const isms_allocator *a, const isms_distribution *d, isms_distribution **out)
{
    return d ? isms_distribution_copy(d, a, out) : ISMS_OK;
}

static isms_status copy_scenario(const isms_allocator *a, const isms__new_scenario *from, isms__scenario *s)
{
    *s = (isms__scenario){.group = -1, .chance = from->chance, .id = copy_text(a, from->id)};
    isms_status status = s->id ? isms_distribution_copy(from->frequency, a, &s->frequency) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_distribution_copy(from->loss, a, &s->loss);
    if (status == ISMS_OK)
        status = copy_if_given(a, from->secondary, &s->secondary);
    for (int i = 0; status == ISMS_OK && i < 2; i++)
        status = copy_if_given(a, from->factors[i], &s->factors[i]);
    return status;
}

isms_status isms__portfolio_add(isms_portfolio *p, const isms__new_scenario *from, isms_diagnostics *problems, int32_t *index)
{
    isms__scenario s;
    isms_status status = check_scenario(p, from, problems);
    if (status != ISMS_OK)
        return status;
    if (!isms__reserve(&p->allocator, (void **)&p->scenarios, &p->scenario_room, p->scenario_count + 1, sizeof *p->scenarios))
        return ISMS_E_NO_MEMORY;
    status = copy_scenario(&p->allocator, from, &s);
    if (status == ISMS_OK && !isms__map_put(&p->ids, from->id, strlen(from->id), p->scenario_count))
        status = ISMS_E_NO_MEMORY;
    if (status != ISMS_OK) {
        dispose_scenario(&p->allocator, &s);
        return status;
    }
    if (index)
        *index = (int32_t)p->scenario_count;
    p->scenarios[p->scenario_count++] = s;
    return ISMS_OK;
}

isms_status isms_portfolio_add(isms_portfolio *p, const char *id, const isms_distribution *frequency,
                               const isms_distribution *loss, isms_diagnostics *problems, int32_t *index)
{
    if (!p || !id || !frequency || !loss)
        return ISMS_E_MISUSE;
    return isms__portfolio_add(p, &(isms__new_scenario){.id = id, .frequency = frequency, .loss = loss}, problems, index);
}

static isms__scenario *scenario_at(const isms_portfolio *p, int32_t scenario)
{
    return p && scenario >= 0 && (size_t)scenario < p->scenario_count ? &p->scenarios[scenario] : NULL;
}

isms_status isms_portfolio_set_secondary(isms_portfolio *p, int32_t scenario, double chance, const isms_distribution *loss,
                                         isms_diagnostics *problems)
{
    isms__scenario *s = scenario_at(p, scenario);
    if (!p || !loss)
        return ISMS_E_MISUSE;
    if (!s)
        return ISMS_E_NOT_FOUND;
    isms_status status = isms__need_check(chance, ISMS__PROBABILITY);
    if (status != ISMS_OK)
        return refuse(problems, status, s->id, "secondary_loss.probability");
    status = check_loss(loss);
    if (status != ISMS_OK)
        return refuse(problems, status, s->id, "secondary_loss");
    isms_distribution *copy;
    status = isms_distribution_copy(loss, &p->allocator, &copy);
    if (status != ISMS_OK)
        return status;
    isms_distribution_free(s->secondary);
    s->secondary = copy;
    s->chance = chance;
    return ISMS_OK;
}

/* The effect of a scenario in a state, for writing; the portfolio then has that state. */
static isms_status effect_at(isms_portfolio *p, int32_t scenario, int32_t state, isms__effect **out)
{
    isms__scenario *s = scenario_at(p, scenario);
    if (!p)
        return ISMS_E_MISUSE;
    if (!s || state < 0 || state >= ISMS_PORTFOLIO_STATES)
        return ISMS_E_NOT_FOUND;
    *out = &s->effects[state];
    return ISMS_OK;
}

static void has_state(isms_portfolio *p, int32_t state)
{
    if (state >= p->states)
        p->states = state + 1;
}

isms_status isms_portfolio_set_effect(isms_portfolio *p, int32_t scenario, int32_t state, double prevented, double mitigated)
{
    isms__effect *effect;
    isms_status status = effect_at(p, scenario, state, &effect);
    if (status == ISMS_OK)
        status = isms__need_check(prevented, ISMS__PROBABILITY);
    if (status == ISMS_OK)
        status = isms__need_check(mitigated, ISMS__PROBABILITY);
    if (status != ISMS_OK)
        return status;
    effect->prevented = prevented;
    effect->mitigated = mitigated;
    has_state(p, state);
    return ISMS_OK;
}

isms_status isms_portfolio_set_cover(isms_portfolio *p, int32_t scenario, int32_t state, isms_cover kind, double deductible,
                                     double limit)
{
    isms__effect *effect;
    isms_status status = effect_at(p, scenario, state, &effect);
    if (status == ISMS_OK && kind != ISMS_COVER_EVENT && kind != ISMS_COVER_YEAR)
        status = ISMS_E_RANGE;
    if (status == ISMS_OK)
        status = isms__need_check(deductible, ISMS__NOT_NEGATIVE);
    if (status == ISMS_OK && limit != INFINITY)
        status = isms__need_check(limit, ISMS__NOT_NEGATIVE);
    if (status != ISMS_OK)
        return status;
    effect->cover[kind] = (isms__layer){deductible, limit};
    has_state(p, state);
    return ISMS_OK;
}

isms_status isms_portfolio_add_shock(isms_portfolio *p, const char *id, const isms_distribution *frequency,
                                     isms_diagnostics *problems, int32_t *index)
{
    if (!p || !id || !frequency)
        return ISMS_E_MISUSE;
    if (!isms__token_valid(id, strlen(id)))
        return isms__refuse(problems, ISMS_E_TOKEN, NULL, "id");
    for (size_t i = 0; i < p->shock_count; i++)
        if (strcmp(p->shocks[i].id, id) == 0)
            return refuse(problems, ISMS_E_EXISTS, id, "id");
    isms_status status = frequency->family->is_count ? check_frequency(frequency) : ISMS_E_KIND;
    if (status != ISMS_OK)
        return refuse(problems, status, id, "frequency");
    if (!isms__reserve(&p->allocator, (void **)&p->shocks, &p->shock_room, p->shock_count + 1, sizeof *p->shocks))
        return ISMS_E_NO_MEMORY;
    isms__shock s = {.id = copy_text(&p->allocator, id)};
    status = s.id ? isms_distribution_copy(frequency, &p->allocator, &s.frequency) : ISMS_E_NO_MEMORY;
    if (status != ISMS_OK) {
        release_text(&p->allocator, s.id);
        return status;
    }
    if (index)
        *index = (int32_t)p->shock_count;
    p->shocks[p->shock_count++] = s;
    return ISMS_OK;
}

isms_status isms_portfolio_link_shock(isms_portfolio *p, int32_t shock, int32_t scenario, double probability)
{
    isms__scenario *s = scenario_at(p, scenario);
    if (!p)
        return ISMS_E_MISUSE;
    if (!s || shock < 0 || (size_t)shock >= p->shock_count)
        return ISMS_E_NOT_FOUND;
    if (!s->frequency->family->is_count)
        return ISMS_E_KIND;
    isms_status status = isms__need_check(probability, ISMS__PROBABILITY);
    if (status != ISMS_OK)
        return status;
    for (size_t i = 0; i < p->link_count; i++)
        if (p->links[i].shock == shock && p->links[i].scenario == scenario)
            return ISMS_E_EXISTS;
    if (!isms__reserve(&p->allocator, (void **)&p->links, &p->link_room, p->link_count + 1, sizeof *p->links))
        return ISMS_E_NO_MEMORY;
    p->links[p->link_count++] = (isms__link){shock, scenario, probability};
    return ISMS_OK;
}

static isms_status check_members(const isms_portfolio *p, const int32_t *scenarios, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const isms__scenario *s = scenario_at(p, scenarios[i]);
        if (!s)
            return ISMS_E_NOT_FOUND;
        if (s->group >= 0)
            return ISMS_E_EXISTS;
        for (size_t j = 0; j < i; j++)
            if (scenarios[j] == scenarios[i])
                return ISMS_E_EXISTS;
    }
    return ISMS_OK;
}

/* Positions of the scenarios in order of their ids, so that the order in which they were named does not matter. */
static void sort_by_id(const isms_portfolio *p, const int32_t *scenarios, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t j = i;
        for (; j > 0 && strcmp(p->scenarios[scenarios[order[j - 1]]].id, p->scenarios[scenarios[i]].id) > 0; j--)
            order[j] = order[j - 1];
        order[j] = i;
    }
}

static isms_status new_group(const isms_portfolio *p, const int32_t *scenarios, size_t count, const double *matrix,
                             isms__group *g)
{
    const isms_allocator *a = &p->allocator;
    size_t *order = isms__allocate(a, count * sizeof *order), bytes = count * count * sizeof(double);
    double *sorted = isms__allocate(a, bytes);
    *g = (isms__group){.size = count, .members = isms__allocate(a, count * sizeof *g->members)};
    isms_status status = order && sorted && g->members ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK) {
        sort_by_id(p, scenarios, order, count);
        for (size_t i = 0; i < count; i++) {
            g->members[i] = scenarios[order[i]];
            for (size_t j = 0; j < count; j++)
                sorted[i * count + j] = matrix[order[i] * count + order[j]];
        }
        status = isms__correlation_check(sorted, count, a, NULL, &g->root);
    }
    if (status != ISMS_OK)
        dispose_group(a, g);
    isms__release(a, order, count * sizeof *order);
    isms__release(a, sorted, bytes);
    return status;
}

isms_status isms_portfolio_correlate(isms_portfolio *p, const int32_t *scenarios, size_t count, const double *matrix,
                                     isms_diagnostics *problems)
{
    if (!p || !scenarios || !matrix || count < 2)
        return ISMS_E_MISUSE;
    isms_status status = isms__correlation_check(matrix, count, &p->allocator, problems, NULL);
    if (status == ISMS_OK)
        status = check_members(p, scenarios, count);
    if (status != ISMS_OK)
        return status;
    if (!isms__reserve(&p->allocator, (void **)&p->groups, &p->group_room, p->group_count + 1, sizeof *p->groups))
        return ISMS_E_NO_MEMORY;
    isms__group g;
    status = new_group(p, scenarios, count, matrix, &g);
    if (status != ISMS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        p->scenarios[scenarios[i]].group = (int32_t)p->group_count;
    p->groups[p->group_count++] = g;
    return ISMS_OK;
}

int32_t isms_portfolio_count(const isms_portfolio *p)
{
    return p ? (int32_t)p->scenario_count : 0;
}

const char *isms_portfolio_id(const isms_portfolio *p, int32_t scenario)
{
    const isms__scenario *s = scenario_at(p, scenario);
    return s ? s->id : NULL;
}

int32_t isms_portfolio_find(const isms_portfolio *p, const char *id)
{
    uint64_t *index = p && id ? isms__map_find(&p->ids, id, strlen(id)) : NULL;
    return index ? (int32_t)*index : -1;
}

int32_t isms_portfolio_state_count(const isms_portfolio *p)
{
    return p ? p->states : 0;
}
