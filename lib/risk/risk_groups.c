/* Risks in groups: by owner, asset, theme, category, criterion, or all together. */
#include "assessment.h"
#include "core/names.h"
#include "core/sort.h"
#include "model/theme.h"
#include "schema/schema.h"

#include <isms/aggregate.h>
#include <isms/catalogue.h>
#include <isms/risk_groups.h>
#include <math.h>
#include <string.h>

static const char *const dimension_names[] = {"",      "whole",    "owner",    "asset",
                                              "theme", "category", "criterion"}; /* by isms_risk_dimension */

enum { DIMENSIONS = sizeof dimension_names / sizeof dimension_names[0] };

/* A risk in a group, while they are gathered. */
typedef struct member {
    uint32_t group, risk; /* name of the group, index in the assessment */
    int32_t method;
} member;

typedef struct group {
    const char *name, *level; /* borrowed from the snapshot */
    isms_id method;
    size_t first, count, at_highest, unknown;
    int32_t highest;
    double loss; /* NaN: none */
} group;

struct isms_risk_groups {
    isms_allocator host;
    isms_model *model; /* a snapshot that names are borrowed from */
    isms_id *risks;
    group *groups;
    size_t member_count, count;
};

typedef struct work {
    const isms_assessment *x;
    const isms_simulation *losses;
    const isms_allocator *a;
    isms_state state;
    member *members;
    const char **names; /* by number of the group */
    size_t count, capacity, name_count, name_capacity;
    isms__names numbers;
    bool failed;
} work;

const char *isms_risk_dimension_name(isms_risk_dimension dimension)
{
    return dimension >= ISMS_RISKS_WHOLE && dimension < DIMENSIONS ? dimension_names[dimension] : NULL;
}

isms_risk_dimension isms_risk_dimension_by_name(const char *name)
{
    for (isms_risk_dimension d = ISMS_RISKS_WHOLE; name && d < DIMENSIONS; d++)
        if (strcmp(dimension_names[d], name) == 0)
            return d;
    return 0;
}

/* ------------------------------------------------------------------ gathering */

/* Number of the group of that name. */
static uint32_t number_of(work *w, const char *name)
{
    uint32_t *number = isms__names_at(&w->numbers, w->a, name);
    if (!number ||
        (!*number && !isms__reserve(w->a, (void **)&w->names, &w->name_capacity, w->name_count + 1, sizeof *w->names))) {
        w->failed = true;
        return 0;
    }
    if (!*number) {
        w->names[w->name_count++] = name;
        *number = (uint32_t)w->name_count;
    }
    return *number - 1;
}

static void join(work *w, uint32_t risk, const char *name)
{
    uint32_t number = number_of(w, name ? name : "");
    if (w->failed || !isms__reserve(w->a, (void **)&w->members, &w->capacity, w->count + 1, sizeof *w->members)) {
        w->failed = true;
        return;
    }
    w->members[w->count++] = (member){number, risk, w->x->risks[risk].method};
}

static void join_listed(work *w, uint32_t risk, isms_attribute list, bool keys)
{
    const isms_model *m = w->x->model;
    isms_id id = w->x->risks[risk].risk;
    size_t n = isms_list_count(m, id, list);
    for (size_t i = 0; i < n; i++)
        join(w, risk, keys ? isms_list_key(m, id, list, i) : isms_list_text(m, id, list, i));
    if (!n)
        join(w, risk, NULL);
}

/* Themes of the controls that the risk names: of Annex A, of frameworks of the host's own, and of the organization. */
static void join_themes(work *w, uint32_t risk)
{
    const isms_model *m = w->x->model, *annex = isms_catalogue();
    isms_id id = w->x->risks[risk].risk;
    size_t before = w->count;
    for (size_t i = 0, n = isms_list_count(m, id, ISMS_RISK_CONTROLS); i < n; i++) {
        const char *name = isms_list_text(m, id, ISMS_RISK_CONTROLS, i);
        isms_id reference = isms_find(annex, ISMS_CONTROL_REFERENCE, name), control = isms_find(m, ISMS_CONTROL, name);
        if (reference)
            join(w, risk, isms__value_name(ISMS_ENUM_THEME, isms_value(annex, reference, ISMS_CONTROL_REFERENCE_THEME)));
        else if (!control && isms__added_theme(m, name))
            join(w, risk, isms__value_name(ISMS_ENUM_THEME, isms__added_theme(m, name)));
        for (size_t k = 0, t = isms_list_count(m, control, ISMS_CONTROL_THEMES); k < t; k++)
            join(w, risk, isms__value_name(ISMS_ENUM_THEME, isms_list_value(m, control, ISMS_CONTROL_THEMES, k)));
    }
    if (w->count == before)
        join(w, risk, NULL);
}

static void join_all(work *w, isms_risk_dimension dimension)
{
    const isms_model *m = w->x->model;
    for (uint32_t i = 0; i < w->x->count && !w->failed; i++) {
        isms_id id = w->x->risks[i].risk;
        if (!w->x->risks[i].open)
            continue;
        if (dimension == ISMS_RISKS_BY_ASSET)
            join_listed(w, i, ISMS_RISK_ASSETS, true);
        else if (dimension == ISMS_RISKS_BY_CRITERION)
            join_listed(w, i, ISMS_RISK_CRITERIA, false);
        else if (dimension == ISMS_RISKS_BY_THEME)
            join_themes(w, i);
        else
            join(w, i,
                 dimension == ISMS_RISKS_BY_OWNER      ? isms_link_key(m, id, ISMS_RISK_OWNER)
                 : dimension == ISMS_RISKS_BY_CATEGORY ? isms_text(m, id, ISMS_RISK_CATEGORY)
                                                       : "all");
    }
}

/* ------------------------------------------------------------------ groups of what was gathered */

static int by_group(const void *a, const void *b, const void *user)
{
    const member *x = a, *y = b;
    (void)user;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->method != y->method)
        return x->method < y->method ? -1 : 1;
    return (x->risk > y->risk) - (x->risk < y->risk);
}

static int32_t rank_of(const work *w, const isms__assessed *a)
{
    int state = w->state < 0 ? a->present : w->state;
    return state >= 0 ? a->states[state].rank : -1;
}

static double loss_of(const work *w, const isms__assessed *a)
{
    int state = w->state < 0 ? a->present : w->state;
    isms_estimate mean;
    int32_t scenario = w->losses ? isms_simulation_find(w->losses, isms_record_key(w->x->model, a->risk)) : -1;
    return scenario >= 0 && state >= 0 && isms_simulation_mean(w->losses, scenario, state, &mean) == ISMS_OK ? mean.value : NAN;
}

static void add_risk(const work *w, group *g, const isms__assessed *a)
{
    int32_t rank = rank_of(w, a);
    double loss = loss_of(w, a);
    g->count++;
    g->unknown += rank < 0;
    g->at_highest = rank > g->highest ? 1 : g->at_highest + (rank >= 0 && rank == g->highest);
    g->level = rank > g->highest ? isms__assessment_level_id(w->x, a, rank) : g->level;
    g->highest = rank > g->highest ? rank : g->highest;
    if (!isnan(loss))
        g->loss = isnan(g->loss) ? loss : g->loss + loss;
}

static bool same(const member *a, const member *b)
{
    return a->group == b->group && a->method == b->method;
}

/* Members are sorted; one that is there twice, as of an asset that is named twice, counts once. */
static void fill(const work *w, isms_risk_groups *out)
{
    const member *before = NULL;
    for (size_t i = 0; i < w->count; i++) {
        const member *m = &w->members[i];
        const isms__assessed *a = &w->x->risks[m->risk];
        if (!before || !same(before, m))
            out->groups[out->count++] = (group){.name = w->names[m->group],
                                                .method = m->method >= 0 ? w->x->methods[m->method].record : ISMS_NONE,
                                                .first = out->member_count,
                                                .highest = -1,
                                                .loss = NAN};
        if (!before || !same(before, m) || before->risk != m->risk) {
            out->risks[out->member_count++] = a->risk;
            add_risk(w, &out->groups[out->count - 1], a);
        }
        before = m;
    }
}

static int worse_first(const void *a, const void *b, const void *user)
{
    const group *x = a, *y = b;
    (void)user;
    if (!*x->name != !*y->name)
        return *x->name ? -1 : 1;
    if (x->highest != y->highest)
        return x->highest > y->highest ? -1 : 1;
    if (x->at_highest != y->at_highest)
        return x->at_highest > y->at_highest ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool build(work *w, isms_risk_groups *g)
{
    g->risks = isms__allocate(&g->host, (w->count + 1) * sizeof *g->risks);
    g->groups = isms__allocate(&g->host, (w->count + 1) * sizeof *g->groups);
    if (!g->risks || !g->groups || w->failed || !isms__sort(w->a, w->members, w->count, sizeof *w->members, by_group, NULL))
        return false;
    fill(w, g);
    return isms__sort(w->a, g->groups, g->count, sizeof *g->groups, worse_first, NULL);
}

isms_status isms_risk_groups_build(const isms_assessment *x, isms_risk_dimension dimension, isms_state state,
                                   const isms_simulation *losses, const isms_allocator *allocator, isms_risk_groups **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!x || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms_risk_dimension_name(dimension) || state < -1 || state > ISMS_TARGET)
        return ISMS_E_RANGE;
    work w = {.x = x, .losses = losses, .a = a, .state = state};
    isms_risk_groups *g = isms__allocate_zero(a, sizeof *g);
    if (!g)
        return ISMS_E_NO_MEMORY;
    g->host = *a;
    isms_status status = isms_model_snapshot(x->model, &g->model);
    if (status == ISMS_OK)
        join_all(&w, dimension);
    size_t room = w.count;
    if (status == ISMS_OK && !build(&w, g))
        status = ISMS_E_NO_MEMORY;
    isms__release(a, w.members, w.capacity * sizeof *w.members);
    isms__release(a, w.names, w.name_capacity * sizeof *w.names);
    isms__names_free(&w.numbers, a);
    g->member_count = room;
    if (status == ISMS_OK)
        *out = g;
    else
        isms_risk_groups_free(g);
    return status;
}

void isms_risk_groups_free(isms_risk_groups *g)
{
    if (!g)
        return;
    const isms_allocator a = g->host;
    isms__release(&a, g->risks, (g->member_count + 1) * sizeof *g->risks);
    isms__release(&a, g->groups, (g->member_count + 1) * sizeof *g->groups);
    isms_model_free(g->model);
    isms__release(&a, g, sizeof *g);
}

/* ------------------------------------------------------------------ asking */

static const group *group_at(const isms_risk_groups *g, size_t i)
{
    return g && i < g->count ? &g->groups[i] : NULL;
}

size_t isms_risk_groups_count(const isms_risk_groups *g)
{
    return g ? g->count : 0;
}

const char *isms_risk_groups_name(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->name : NULL;
}

isms_id isms_risk_groups_method(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->method : ISMS_NONE;
}

size_t isms_risk_groups_risk_count(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->count : 0;
}

int32_t isms_risk_groups_highest(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->highest : -1;
}

const char *isms_risk_groups_level(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->level : NULL;
}

size_t isms_risk_groups_at_highest(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->at_highest : 0;
}

size_t isms_risk_groups_unknown(const isms_risk_groups *g, size_t i)
{
    return group_at(g, i) ? group_at(g, i)->unknown : 0;
}

isms_id isms_risk_groups_risk(const isms_risk_groups *g, size_t i, size_t k)
{
    const group *at = group_at(g, i);
    return at && k < at->count ? g->risks[at->first + k] : ISMS_NONE;
}

isms_status isms_risk_groups_loss(const isms_risk_groups *g, size_t i, double *out)
{
    const group *at = group_at(g, i);
    if (!at || !out)
        return ISMS_E_MISUSE;
    if (isnan(at->loss))
        return ISMS_ABSENT;
    *out = at->loss;
    return ISMS_OK;
}
