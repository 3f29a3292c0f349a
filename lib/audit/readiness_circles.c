/* Readiness rule on circles of asset dependencies: the members share one inherited value. */
#include "readiness.h"

#include "core/graph.h"

#include <stdlib.h>
#include <string.h>

#define M run->model

typedef struct graph {
    isms_id *assets;
    uint32_t *from, *to, *component, *size;
    size_t nodes, edges;
} graph;

static void free_graph(const isms__run *run, graph *g)
{
    isms__release(run->a, g->assets, g->nodes * sizeof *g->assets);
    isms__release(run->a, g->component, g->nodes * sizeof *g->component);
    isms__release(run->a, g->size, (g->nodes + 1) * sizeof *g->size);
    isms__release(run->a, g->from, g->edges * sizeof *g->from);
    isms__release(run->a, g->to, g->edges * sizeof *g->to);
}

/* Position of an asset among the assets, which are walked in the order of their ids. */
static uint32_t position(const graph *g, isms_id asset)
{
    size_t low = 0, high = g->nodes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->assets[middle] < asset)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static bool build(isms__run *run, graph *g)
{
    size_t edges = isms_count(M, ISMS_ASSET_DEPENDENCY);
    g->nodes = isms_count(M, ISMS_ASSET);
    g->edges = edges;
    g->assets = isms__allocate(run->a, g->nodes * sizeof *g->assets);
    g->component = isms__allocate(run->a, g->nodes * sizeof *g->component);
    g->size = isms__allocate_zero(run->a, (g->nodes + 1) * sizeof *g->size);
    g->from = isms__allocate(run->a, edges * sizeof *g->from);
    g->to = isms__allocate(run->a, edges * sizeof *g->to);
    if (!g->assets || !g->component || !g->size || !g->from || !g->to)
        return false;
    isms_next_many(M, ISMS_ASSET, ISMS_NONE, g->assets, g->nodes);
    size_t n = 0;
    for (isms_id d = isms_first(M, ISMS_ASSET_DEPENDENCY); d; d = isms_next(M, d)) {
        isms_id from = isms_link(M, d, ISMS_ASSET_DEPENDENCY_FROM), to = isms_link(M, d, ISMS_ASSET_DEPENDENCY_TO);
        if (!from || !to)
            continue;
        g->from[n] = position(g, from);
        g->to[n++] = position(g, to);
    }
    if (isms__components(run->a, g->nodes, g->from, g->to, n, g->component) < 0)
        return false;
    for (size_t i = 0; i < n; i++) /* an asset that depends on itself is a circle too */
        if (g->from[i] == g->to[i])
            g->size[g->component[g->from[i]]] |= UINT32_C(1) << 31;
    for (size_t i = 0; i < g->nodes; i++)
        g->size[g->component[i]]++;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tell(isms__run *run, const graph *g, uint32_t component)
{
    size_t n = g->size[component] & ~(UINT32_C(1) << 31), k = 0;
    const char **keys = isms__allocate(run->a, n * sizeof *keys);
    isms__buffer ids = {.allocator = run->a};
    if (!keys) {
        run->failed = true;
        return;
    }
    for (size_t i = 0; i < g->nodes; i++)
        if (g->component[i] == component)
            keys[k++] = isms_record_key(M, g->assets[i]);
    qsort(keys, n, sizeof *keys, by_text);
    for (k = 0; k < n; k++) {
        isms__buffer_print(&ids, "%s%s", k ? ", " : "", keys[k]);
        isms__target_record(run, isms_find(M, ISMS_ASSET, keys[k]));
    }
    isms__say(run, "ids", isms__buffer_c(&ids));
    run->failed |= ids.failed;
    isms__buffer_dispose(&ids);
    isms__release(run->a, keys, n * sizeof *keys);
    isms__fire(run);
}

isms__verdict isms__judge_ref_05(isms__run *run, isms_id dependency)
{
    graph g = {0};
    isms__verdict verdict = ISMS__CLEAR;
    if (dependency != isms_first(M, ISMS_ASSET_DEPENDENCY))
        return ISMS__OUT; /* the graph is judged once, at its first edge */
    if (!build(run, &g))
        run->failed = true;
    for (uint32_t i = 0; i < g.nodes && !run->failed; i++) {
        uint32_t c = g.component[i];
        if (g.size[c] < 2)
            continue;
        tell(run, &g, c);
        g.size[c] = 0;
        run->tally->fired++;
        verdict = ISMS__OUT; /* counted here */
    }
    free_graph(run, &g);
    return verdict;
}
