/* Readiness rules on circles: of single references, and of asset dependencies, whose members share one inherited value. */
#include "readiness.h"

#include "core/graph.h"

#include <stdlib.h>
#include <string.h>

#define M run->model

/* ------------------------------------------------------------------ circles of one reference each */

/* Records of a type in the order of their ids, and the number of the walk that came by each. */
typedef struct trail {
    isms_id *ids;
    uint32_t *walk;
    size_t count;
} trail;

static size_t place_of(const isms_id *ids, size_t count, isms_id id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Tells the circle that a record lies on, from its least id on. */
static void tell_circle(isms__run *run, isms_id on, isms_attribute link, const char *relation)
{
    isms_id least = on, id = on;
    isms__buffer ids = {.allocator = run->a};
    while ((id = isms_link(M, id, link)) != on)
        if (strcmp(isms_record_key(M, id), isms_record_key(M, least)) < 0)
            least = id;
    id = least;
    do {
        isms__buffer_print(&ids, "%s%s", ids.size ? ", " : "", isms_record_key(M, id));
        isms__target_record(run, id);
        id = isms_link(M, id, link);
    } while (id != least);
    isms__say(run, "relation", relation);
    isms__say(run, "ids", isms__buffer_c(&ids));
    run->failed |= ids.failed;
    isms__buffer_dispose(&ids);
    isms__fire(run);
}

/* Each record is passed once: a walk ends where it, or an earlier one, has been; only the first of these is a circle. */
static uint32_t find_circles(isms__run *run, const trail *t, isms_attribute link, const char *relation)
{
    uint32_t found = 0;
    for (size_t i = 0; i < t->count && !run->failed; i++) {
        uint32_t walk = (uint32_t)i + 1;
        isms_id id = t->ids[i];
        size_t place = i;
        while (id && !t->walk[place]) {
            t->walk[place] = walk;
            id = isms_link(M, id, link);
            place = id ? place_of(t->ids, t->count, id) : 0;
        }
        if (!id || t->walk[place] != walk)
            continue;
        tell_circle(run, id, link, relation);
        found++;
    }
    return found;
}

isms__verdict isms__judge_ref_03(isms__run *run, isms_id unused)
{
    (void)unused;
    static const struct {
        isms_type type;
        isms_attribute link;
        const char *name;
    } relations[] = {{ISMS_DOCUMENT, ISMS_DOCUMENT_SUPERSEDES, "documents.supersedes"},
                     {ISMS_CORRECTIVE_ACTION, ISMS_CORRECTIVE_ACTION_PREVIOUS, "corrective_actions.previous"},
                     {ISMS_AUDIT_FINDING, ISMS_AUDIT_FINDING_RECURRENCE_OF, "audit_findings.recurrence_of"},
                     {ISMS_PERSON, ISMS_PERSON_REPORTS_TO, "persons.reports_to"}};
    uint32_t fired = 0;
    for (size_t i = 0; i < sizeof relations / sizeof relations[0] && !run->failed; i++) {
        trail t = {.count = isms_count(M, relations[i].type)};
        t.ids = isms__allocate(run->a, t.count * sizeof *t.ids);
        t.walk = isms__allocate_zero(run->a, t.count * sizeof *t.walk);
        run->failed |= t.count && (!t.ids || !t.walk);
        if (!run->failed && t.count) {
            isms_next_many(M, relations[i].type, ISMS_NONE, t.ids, t.count);
            fired += find_circles(run, &t, relations[i].link, relations[i].name);
        }
        isms__release(run->a, t.ids, t.count * sizeof *t.ids);
        isms__release(run->a, t.walk, t.count * sizeof *t.walk);
    }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ circles of dependencies */

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
        g->from[n] = (uint32_t)place_of(g->assets, g->nodes, from);
        g->to[n++] = (uint32_t)place_of(g->assets, g->nodes, to);
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
