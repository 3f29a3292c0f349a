/* Valuation of the assets of a model, inherited along their dependencies: one run of the kernel for each criterion. */
#include "core/diagnostics.h"
#include "core/memory.h"

#include <isms/valuation.h>
#include <string.h>

enum { HIGHEST = ISMS_INHERITANCE_HIGHEST + 1 }; /* positions count from 1, levels of the kernel from 0 */

struct isms_valuation {
    isms_allocator host;
    isms_model *model; /* a snapshot */
    isms_id *assets, *edges;
    size_t asset_count, edge_count;
    const char *criteria[ISMS_VALUATION_CRITERIA];
    int32_t criteria_count;
    int32_t *own; /* criteria * (assets + edges), from 0; -1 */
    isms_inheritance *runs[ISMS_VALUATION_CRITERIA];
};

/* The graph of one criterion. A dependency that raises or lowers is a node of its own between its two assets, so that each
 * dependency can have steps of its own; such nodes stand behind the assets. */
typedef struct graph {
    int32_t *from, *to, *rules, *steps;
    size_t edges;
} graph;

/* ------------------------------------------------------------------ reading the model */

static isms_status take_records(isms_valuation *v, isms_type type, isms_id **out, size_t *count)
{
    size_t n = isms_count(v->model, type);
    *out = isms__allocate(&v->host, (n + 1) * sizeof **out);
    if (!*out)
        return ISMS_E_NO_MEMORY;
    *count = isms_next_many(v->model, type, ISMS_NONE, *out, n);
    return ISMS_OK;
}

/* Assets stand in the order of their rows. */
static int32_t index_of(const isms_valuation *v, isms_id asset)
{
    size_t low = 0, high = v->asset_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uint32_t)v->assets[middle] < (uint32_t)asset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < v->asset_count && v->assets[low] == asset ? (int32_t)low : -1;
}

static int32_t criterion_of(const isms_valuation *v, const char *name)
{
    for (int32_t k = 0; k < v->criteria_count; k++)
        if (strcmp(v->criteria[k], name) == 0)
            return k;
    return -1;
}

static isms_status take_criteria(isms_valuation *v)
{
    for (size_t a = 0; a < v->asset_count; a++)
        for (size_t i = 0, n = isms_list_count(v->model, v->assets[a], ISMS_ASSET_VALUATION_CRITERION); i < n; i++) {
            const char *name = isms_list_text(v->model, v->assets[a], ISMS_ASSET_VALUATION_CRITERION, i);
            if (!name || criterion_of(v, name) >= 0)
                continue;
            if (v->criteria_count == ISMS_VALUATION_CRITERIA)
                return ISMS_E_LIMIT;
            v->criteria[v->criteria_count++] = name;
        }
    return ISMS_OK;
}

static size_t nodes(const isms_valuation *v)
{
    return v->asset_count + v->edge_count;
}

static void tell(const isms_valuation *v, size_t asset, int32_t k, isms_diagnostics *problems, const char *what)
{
    isms__report(problems, ISMS_SEVERITY_WARNING, "ISMS-VALUATION-01", NULL, "asset %s: its %s %s",
                 isms_record_key(v->model, v->assets[asset]), v->criteria[k], what);
}

static isms_status take_own(isms_valuation *v, isms_diagnostics *problems)
{
    size_t size = (size_t)v->criteria_count * nodes(v);
    v->own = isms__allocate(&v->host, (size + 1) * sizeof *v->own);
    if (!v->own)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < size; i++)
        v->own[i] = -1;
    for (size_t a = 0; a < v->asset_count; a++)
        for (size_t i = 0, n = isms_list_count(v->model, v->assets[a], ISMS_ASSET_VALUATION_CRITERION); i < n; i++) {
            const char *name = isms_list_text(v->model, v->assets[a], ISMS_ASSET_VALUATION_CRITERION, i);
            int64_t value = 0;
            if (!name || isms_list_integer(v->model, v->assets[a], ISMS_ASSET_VALUATION_VALUE, i, &value) != ISMS_OK)
                continue;
            int32_t k = criterion_of(v, name);
            if (value < 1 || value > HIGHEST)
                tell(v, a, k, problems, "is no position from 1 to 64, and is left out");
            else
                v->own[(size_t)k * nodes(v) + a] = (int32_t)value - 1;
        }
    return ISMS_OK;
}

/* ------------------------------------------------------------------ the graph of a criterion */

static bool hands_on(const isms_valuation *v, isms_id edge, int32_t k)
{
    size_t n = isms_list_count(v->model, edge, ISMS_ASSET_DEPENDENCY_CRITERIA);
    for (size_t i = 0; i < n; i++) {
        const char *name = isms_list_text(v->model, edge, ISMS_ASSET_DEPENDENCY_CRITERIA, i);
        if (name && strcmp(name, v->criteria[k]) == 0)
            return true;
    }
    return n == 0;
}

static void add_edge(graph *g, int32_t from, int32_t to)
{
    g->from[g->edges] = from;
    g->to[g->edges++] = to;
}

static void add_dependency(const isms_valuation *v, graph *g, size_t i, int32_t k)
{
    isms_id edge = v->edges[i];
    int32_t from = index_of(v, isms_link(v->model, edge, ISMS_ASSET_DEPENDENCY_FROM)),
            to = index_of(v, isms_link(v->model, edge, ISMS_ASSET_DEPENDENCY_TO)),
            how = isms_value(v->model, edge, ISMS_ASSET_DEPENDENCY_INHERITANCE), between = (int32_t)(v->asset_count + i);
    int64_t steps = isms_integer(v->model, edge, ISMS_ASSET_DEPENDENCY_STEPS, 1);
    if (from < 0 || to < 0 || how == ISMS_INHERITANCE_NONE || !hands_on(v, edge, k))
        return;
    if (how != ISMS_INHERITANCE_CUMULATION && how != ISMS_INHERITANCE_DISTRIBUTION) {
        add_edge(g, from, to);
        return;
    }
    g->rules[between] = how == ISMS_INHERITANCE_CUMULATION ? ISMS_INHERIT_CUMULATION : ISMS_INHERIT_DISTRIBUTION;
    g->steps[between] = steps < 0 ? 0 : steps > HIGHEST ? HIGHEST : (int32_t)steps;
    add_edge(g, from, between);
    add_edge(g, between, to);
}

static bool overrides(const isms_valuation *v, size_t asset, int32_t k, bool *reasoned)
{
    isms_id a = v->assets[asset];
    for (size_t i = 0, n = isms_list_count(v->model, a, ISMS_ASSET_VALUATION_CRITERION); i < n; i++) {
        const char *name = isms_list_text(v->model, a, ISMS_ASSET_VALUATION_CRITERION, i);
        if (!name || strcmp(name, v->criteria[k]) != 0 || !isms_list_boolean(v->model, a, ISMS_ASSET_VALUATION_OVERRIDE, i, 0))
            continue;
        const char *why = isms_list_text(v->model, a, ISMS_ASSET_VALUATION_RATIONALE, i);
        *reasoned = why && *why;
        return true;
    }
    return false;
}

static void fill_graph(const isms_valuation *v, graph *g, int32_t k)
{
    bool reasoned;
    g->edges = 0;
    for (size_t i = 0; i < nodes(v); i++) {
        g->rules[i] = i < v->asset_count && overrides(v, i, k, &reasoned) ? ISMS_INHERIT_OVERRIDE : ISMS_INHERIT_MAXIMUM;
        g->steps[i] = 0;
    }
    for (size_t i = 0; i < v->edge_count; i++)
        add_dependency(v, g, i, k);
}

/* ------------------------------------------------------------------ all criteria */

static void tell_lowered(const isms_valuation *v, int32_t k, isms_diagnostics *problems)
{
    bool reasoned = false;
    for (size_t a = 0; a < v->asset_count; a++)
        if (isms_inheritance_reason(v->runs[k], a, 0) == ISMS_INHERITED_LOWERED && overrides(v, a, k, &reasoned) && !reasoned)
            tell(v, a, k, problems, "stands below what it would inherit, and no rationale says why");
}

static isms_status run_criteria(isms_valuation *v, graph *g, isms_diagnostics *problems)
{
    isms_status status = ISMS_OK;
    for (int32_t k = 0; k < v->criteria_count && status == ISMS_OK; k++) {
        isms_inheritance_options options = ISMS_INHERITANCE_OPTIONS_INIT;
        fill_graph(v, g, k);
        options.rules = g->rules;
        options.steps = g->steps;
        status = isms_inheritance_run(nodes(v), 1, v->own + (size_t)k * nodes(v), g->from, g->to, g->edges, &options, &v->host,
                                      &v->runs[k]);
        if (status == ISMS_OK)
            tell_lowered(v, k, problems);
    }
    return status;
}

static isms_status run(isms_valuation *v, isms_diagnostics *problems)
{
    isms_status status = take_records(v, ISMS_ASSET, &v->assets, &v->asset_count);
    if (status == ISMS_OK)
        status = take_records(v, ISMS_ASSET_DEPENDENCY, &v->edges, &v->edge_count);
    if (status == ISMS_OK)
        status = take_criteria(v);
    if (status == ISMS_OK)
        status = take_own(v, problems);
    if (status != ISMS_OK)
        return status;
    size_t each = (2 * v->edge_count + 1) * sizeof(int32_t), node = (nodes(v) + 1) * sizeof(int32_t);
    graph g = {isms__allocate(&v->host, each), isms__allocate(&v->host, each), isms__allocate(&v->host, node),
               isms__allocate(&v->host, node), 0};
    status = g.from && g.to && g.rules && g.steps ? run_criteria(v, &g, problems) : ISMS_E_NO_MEMORY;
    isms__release(&v->host, g.from, each);
    isms__release(&v->host, g.to, each);
    isms__release(&v->host, g.rules, node);
    isms__release(&v->host, g.steps, node);
    return status;
}

isms_status isms_valuation_run(const isms_model *model, const isms_allocator *allocator, isms_diagnostics *problems,
                               isms_valuation **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_model *copy = NULL;
    if (!model || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    isms_status status = isms_model_snapshot(model, &copy);
    if (status != ISMS_OK)
        return status;
    isms_valuation *v = isms__allocate_zero(a, sizeof *v);
    if (!v) {
        isms_model_free(copy);
        return ISMS_E_NO_MEMORY;
    }
    v->host = *a;
    v->model = copy;
    status = run(v, problems);
    if (status != ISMS_OK) {
        isms_valuation_free(v);
        return status;
    }
    *out = v;
    return ISMS_OK;
}

void isms_valuation_free(isms_valuation *v)
{
    if (!v)
        return;
    const isms_allocator a = v->host;
    for (int32_t k = 0; k < v->criteria_count; k++)
        isms_inheritance_free(v->runs[k]);
    isms__release(&a, v->own, ((size_t)v->criteria_count * nodes(v) + 1) * sizeof *v->own);
    isms__release(&a, v->assets, (isms_count(v->model, ISMS_ASSET) + 1) * sizeof *v->assets);
    isms__release(&a, v->edges, (isms_count(v->model, ISMS_ASSET_DEPENDENCY) + 1) * sizeof *v->edges);
    isms_model_free(v->model);
    isms__release(&a, v, sizeof *v);
}

/* ------------------------------------------------------------------ asking */

int32_t isms_valuation_criterion_count(const isms_valuation *v)
{
    return v ? v->criteria_count : 0;
}

const char *isms_valuation_criterion(const isms_valuation *v, int32_t k)
{
    return v && k >= 0 && k < v->criteria_count ? v->criteria[k] : NULL;
}

/* Index of an asset where the criterion is there too; -1. */
static int32_t place_of(const isms_valuation *v, isms_id asset, int32_t k)
{
    return v && k >= 0 && k < v->criteria_count ? index_of(v, asset) : -1;
}

int32_t isms_valuation_value(const isms_valuation *v, isms_id asset, int32_t k)
{
    int32_t i = place_of(v, asset, k);
    return i >= 0 ? isms_inheritance_value(v->runs[k], (size_t)i, 0) + 1 : 0;
}

int32_t isms_valuation_own(const isms_valuation *v, isms_id asset, int32_t k)
{
    int32_t i = place_of(v, asset, k);
    return i >= 0 ? v->own[(size_t)k * nodes(v) + (size_t)i] + 1 : 0;
}

int32_t isms_valuation_reason(const isms_valuation *v, isms_id asset, int32_t k)
{
    int32_t i = place_of(v, asset, k), via = i >= 0 ? isms_inheritance_via(v->runs[k], (size_t)i, 0) : -1;
    if (i < 0)
        return ISMS_INHERITED_NOT_SET;
    int32_t reason = isms_inheritance_reason(v->runs[k], (size_t)i, 0);
    return reason == ISMS_INHERITED_MAXIMUM && via >= (int32_t)v->asset_count
               ? isms_inheritance_reason(v->runs[k], (size_t)via, 0) /* that of the dependency */
               : reason;
}

isms_id isms_valuation_via(const isms_valuation *v, isms_id asset, int32_t k)
{
    int32_t i = place_of(v, asset, k), via = i >= 0 ? isms_inheritance_via(v->runs[k], (size_t)i, 0) : -1;
    if (via >= (int32_t)v->asset_count)
        return isms_link(v->model, v->edges[(size_t)via - v->asset_count], ISMS_ASSET_DEPENDENCY_FROM);
    return via >= 0 ? v->assets[via] : ISMS_NONE;
}

isms_id isms_valuation_origin(const isms_valuation *v, isms_id asset, int32_t k)
{
    int32_t i = place_of(v, asset, k), origin = i >= 0 ? isms_inheritance_origin(v->runs[k], (size_t)i, 0) : -1;
    return origin >= 0 && origin < (int32_t)v->asset_count ? v->assets[origin] : ISMS_NONE;
}
