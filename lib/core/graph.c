/* Strongly connected components after Tarjan (1972), with a stack of our own instead of recursion. */
#include "graph.h"

#include <string.h>

typedef struct walk {
    uint32_t *start, *next, *target; /* edges of node i: target[start[i]] .. target[start[i + 1] - 1] */
    uint32_t *order, *low;           /* order 0: not seen yet */
    uint32_t *path, *open;           /* the way down, and nodes without a component yet */
    uint32_t path_size, open_size, counter, components;
    uint32_t *component;
} walk;

enum { ARRAYS = 6 };
static const uint32_t NO_COMPONENT = UINT32_MAX;

static void place_edges(walk *w, size_t nodes, const uint32_t *from, const uint32_t *to, size_t edges)
{
    for (size_t i = 0; i < edges; i++)
        w->start[from[i] + 1]++;
    for (size_t i = 0; i < nodes; i++)
        w->start[i + 1] += w->start[i];
    memcpy(w->next, w->start, nodes * sizeof *w->next);
    for (size_t i = 0; i < edges; i++)
        w->target[w->next[from[i]]++] = to[i];
    memcpy(w->next, w->start, nodes * sizeof *w->next);
}

static void enter(walk *w, uint32_t node)
{
    w->order[node] = w->low[node] = ++w->counter;
    w->path[w->path_size++] = node;
    w->open[w->open_size++] = node;
}

static void leave(walk *w)
{
    uint32_t node = w->path[--w->path_size];
    if (w->low[node] == w->order[node]) {
        uint32_t member;
        do {
            member = w->open[--w->open_size];
            w->component[member] = w->components;
        } while (member != node);
        w->components++;
    }
    if (w->path_size && w->low[node] < w->low[w->path[w->path_size - 1]])
        w->low[w->path[w->path_size - 1]] = w->low[node];
}

static void visit(walk *w, uint32_t root)
{
    enter(w, root);
    while (w->path_size) {
        uint32_t node = w->path[w->path_size - 1];
        if (w->next[node] == w->start[node + 1]) {
            leave(w);
            continue;
        }
        uint32_t to = w->target[w->next[node]++];
        if (!w->order[to])
            enter(w, to);
        else if (w->component[to] == NO_COMPONENT && w->order[to] < w->low[node])
            w->low[node] = w->order[to];
    }
}

ptrdiff_t isms__components(const isms_allocator *a, size_t nodes, const uint32_t *from, const uint32_t *to, size_t edges,
                           uint32_t *component)
{
    size_t size = ((nodes + 1) * ARRAYS + edges) * sizeof(uint32_t);
    uint32_t *memory = isms__allocate_zero(a, size);
    if (!memory)
        return -1;
    size_t row = nodes + 1;
    walk w = {.start = memory,
              .next = memory + row,
              .order = memory + 2 * row,
              .low = memory + 3 * row,
              .path = memory + 4 * row,
              .open = memory + 5 * row,
              .target = memory + 6 * row,
              .component = component};
    place_edges(&w, nodes, from, to, edges);
    for (size_t i = 0; i < nodes; i++)
        component[i] = NO_COMPONENT;
    for (size_t i = 0; i < nodes; i++)
        if (!w.order[i])
            visit(&w, (uint32_t)i);
    isms__release(a, memory, size);
    return (ptrdiff_t)w.components;
}
