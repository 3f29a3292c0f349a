/* Graphs: compressed rows by counting, components by Tarjan's algorithm with a stack of its own. */
#include "graph.h"

#include "core/memory.h"

#include <string.h>

static size_t starts_size(size_t nodes)
{
    return (nodes + 1) * sizeof(int32_t);
}

/* Turns counts behind each place into starts, and after filling (which moves each start to the next one's place) back. */
static void add_up(size_t nodes, int32_t *start)
{
    for (size_t n = 0; n < nodes; n++)
        start[n + 1] += start[n];
}

static void step_back(size_t nodes, int32_t *start)
{
    for (size_t n = nodes; n > 0; n--)
        start[n] = start[n - 1];
    start[0] = 0;
}

/* Rows of predecessors in the order of the edges. */
static void fill_rows(size_t nodes, const int32_t *from, const int32_t *to, size_t edges, int32_t *start, int32_t *row)
{
    memset(start, 0, starts_size(nodes));
    for (size_t e = 0; e < edges; e++)
        start[to[e] + 1]++;
    add_up(nodes, start);
    for (size_t e = 0; e < edges; e++)
        row[start[to[e]]++] = from[e];
    step_back(nodes, start);
}

/* The rows of the other direction, each in the order of the nodes, whatever the order of the edges was. */
static void transpose(size_t nodes, const int32_t *start, const int32_t *row, int32_t *other_start, int32_t *other)
{
    memset(other_start, 0, starts_size(nodes));
    for (int32_t e = 0; e < start[nodes]; e++)
        other_start[row[e] + 1]++;
    add_up(nodes, other_start);
    for (size_t n = 0; n < nodes; n++)
        for (int32_t e = start[n]; e < start[n + 1]; e++)
            other[other_start[row[e]]++] = (int32_t)n;
    step_back(nodes, other_start);
}

void isms__graph_dispose(const isms_allocator *a, isms__graph *graph)
{
    isms__release(a, graph->out_start, starts_size(graph->nodes));
    isms__release(a, graph->in_start, starts_size(graph->nodes));
    isms__release(a, graph->out, graph->edges * sizeof(int32_t));
    isms__release(a, graph->in, graph->edges * sizeof(int32_t));
    memset(graph, 0, sizeof *graph);
}

isms_status isms__graph_make(const isms_allocator *a, size_t nodes, const int32_t *from, const int32_t *to, size_t edges,
                             isms__graph *out)
{
    isms__graph g = {.nodes = nodes, .edges = edges};
    g.out_start = isms__allocate(a, starts_size(nodes));
    g.in_start = isms__allocate(a, starts_size(nodes));
    g.out = isms__allocate(a, edges * sizeof(int32_t));
    g.in = isms__allocate(a, edges * sizeof(int32_t));
    if (!g.out_start || !g.in_start || !g.out || !g.in) {
        isms__graph_dispose(a, &g);
        return ISMS_E_NO_MEMORY;
    }
    fill_rows(nodes, from, to, edges, g.in_start, g.in);
    transpose(nodes, g.in_start, g.in, g.out_start, g.out);
    transpose(nodes, g.out_start, g.out, g.in_start, g.in);
    *out = g;
    return ISMS_OK;
}

/* Tarjan's search. Each node is on the path once, so that the arrays of one number a node are enough. */
typedef struct search {
    const isms__graph *g;
    int32_t *component;   /* -1 until the node's component is known */
    int32_t *index, *low; /* time of discovery, 0 before; and the earliest time reachable */
    int32_t *edge;        /* next edge to look at */
    int32_t *path, *open; /* the way to the present node, and the nodes without component */
    int32_t path_size, open_size, time, found;
} search;

static void enter(search *s, int32_t node)
{
    s->index[node] = s->low[node] = ++s->time;
    s->edge[node] = s->g->out_start[node];
    s->path[s->path_size++] = node;
    s->open[s->open_size++] = node;
}

static void lower(int32_t *low, int32_t time)
{
    if (time < *low)
        *low = time;
}

static void leave(search *s, int32_t node)
{
    s->path_size--;
    if (s->path_size)
        lower(&s->low[s->path[s->path_size - 1]], s->low[node]);
    if (s->low[node] != s->index[node])
        return;
    int32_t member;
    do {
        member = s->open[--s->open_size];
        s->component[member] = s->found;
    } while (member != node);
    s->found++;
}

static void walk_from(search *s, int32_t root)
{
    enter(s, root);
    while (s->path_size) {
        int32_t node = s->path[s->path_size - 1];
        if (s->edge[node] == s->g->out_start[node + 1]) {
            leave(s, node);
            continue;
        }
        int32_t next = s->g->out[s->edge[node]++];
        if (!s->index[next])
            enter(s, next);
        else if (s->component[next] < 0)
            lower(&s->low[node], s->index[next]);
    }
}

/* Tarjan finds components from the last to the first; turns the numbers round and sorts the nodes by them. */
static void number_components(search *s, int32_t *component, int32_t *order, int32_t *start)
{
    size_t n = s->g->nodes;
    memset(start, 0, starts_size(n));
    for (size_t i = 0; i < n; i++) {
        component[i] = s->found - 1 - component[i];
        start[component[i] + 1]++;
    }
    for (int32_t c = 0; c < s->found; c++)
        start[c + 1] += start[c];
    for (size_t i = 0; i < n; i++)
        order[start[component[i]]++] = (int32_t)i;
}

isms_status isms__graph_components(const isms_allocator *a, const isms__graph *graph, int32_t *component, int32_t *order,
                                   size_t *count)
{
    size_t n = graph->nodes, size = 6 * starts_size(n);
    int32_t *block = isms__allocate_zero(a, size);
    if (!block)
        return ISMS_E_NO_MEMORY;
    search s = {.g = graph, .component = component, .index = block, .low = block + (n + 1), .edge = block + 2 * (n + 1)};
    s.path = block + 3 * (n + 1);
    s.open = block + 4 * (n + 1);
    for (size_t i = 0; i < n; i++)
        component[i] = -1;
    for (size_t i = 0; i < n; i++)
        if (!s.index[i])
            walk_from(&s, (int32_t)i);
    number_components(&s, component, order, block + 5 * (n + 1));
    *count = (size_t)s.found;
    isms__release(a, block, size);
    return ISMS_OK;
}
