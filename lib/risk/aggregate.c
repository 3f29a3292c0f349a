/* Aggregation: the highest level and how many have it; rates of events that set each other off. */
#include <isms/aggregate.h>

#include "core/memory.h"
#include "graph.h"

#include <math.h>
#include <string.h>

typedef struct summary {
    int32_t highest;
    size_t at_highest, not_set;
} summary;

static void add(summary *s, int32_t level)
{
    if (level < 0) {
        s->not_set++;
    } else if (level > s->highest) {
        s->highest = level;
        s->at_highest = 1;
    } else {
        s->at_highest += level == s->highest;
    }
}

isms_status isms_aggregate_levels(const int32_t *levels, size_t count, int32_t *highest, size_t *at_highest, size_t *not_set)
{
    summary s = {-1, 0, 0};
    if (count && !levels)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        if (levels[i] < -1)
            return ISMS_E_RANGE;
        add(&s, levels[i]);
    }
    if (highest)
        *highest = s.highest;
    if (at_highest)
        *at_highest = s.at_highest;
    if (not_set)
        *not_set = s.not_set;
    return ISMS_OK;
}

static isms_status check_groups(const int32_t *levels, const int32_t *groups, size_t count, size_t group_count)
{
    for (size_t i = 0; i < count; i++)
        if (levels[i] < -1 || groups[i] < -1 || (groups[i] >= 0 && (size_t)groups[i] >= group_count))
            return ISMS_E_RANGE;
    return ISMS_OK;
}

isms_status isms_aggregate_groups(const int32_t *levels, const int32_t *groups, size_t count, size_t group_count,
                                  int32_t *highest, size_t *at_highest, size_t *not_set)
{
    if ((count && (!levels || !groups)) || (group_count && (!highest || !at_highest || !not_set)))
        return ISMS_E_MISUSE;
    isms_status status = check_groups(levels, groups, count, group_count);
    if (status != ISMS_OK)
        return status;
    for (size_t g = 0; g < group_count; g++) {
        highest[g] = -1;
        at_highest[g] = not_set[g] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (groups[i] < 0)
            continue;
        size_t g = (size_t)groups[i];
        summary s = {highest[g], at_highest[g], not_set[g]};
        add(&s, levels[i]);
        highest[g] = s.highest;
        at_highest[g] = s.at_highest;
        not_set[g] = s.not_set;
    }
    return ISMS_OK;
}

/* Cascades. */

static isms_status check_cascade(const double *own, size_t events, const int32_t *from, const int32_t *to, const double *q,
                                 size_t edges)
{
    for (size_t i = 0; i < events; i++) {
        if (isnan(own[i]))
            return ISMS_E_NOT_EVALUATED;
        if (isinf(own[i]))
            return ISMS_E_NOT_FINITE;
        if (own[i] < 0)
            return ISMS_E_RANGE;
    }
    for (size_t e = 0; e < edges; e++) {
        if (isnan(q[e]))
            return ISMS_E_NOT_EVALUATED;
        if (!(q[e] >= 0 && q[e] <= 1) || from[e] < 0 || (size_t)from[e] >= events || to[e] < 0 || (size_t)to[e] >= events)
            return ISMS_E_RANGE;
        if (from[e] == to[e])
            return ISMS_E_DATA;
    }
    return ISMS_OK;
}

/* Numbers the edges by the rank of their source, so that one pass over them is enough: by counting, in the order given. */
static void order_edges(const int32_t *rank, const int32_t *from, size_t events, size_t edges, int32_t *start, int32_t *order)
{
    memset(start, 0, (events + 1) * sizeof *start);
    for (size_t e = 0; e < edges; e++)
        start[rank[from[e]] + 1]++;
    for (size_t i = 0; i < events; i++)
        start[i + 1] += start[i];
    for (size_t e = 0; e < edges; e++)
        order[start[rank[from[e]]]++] = (int32_t)e;
}

/* Working memory of a cascade: rank and order of the events, starts and order of the edges. */
static isms_status run_cascade(const isms_allocator *a, const isms__graph *graph, const double *own, const int32_t *from,
                               const int32_t *to, const double *q, double *rates)
{
    size_t n = graph->nodes, components = 0, size = (3 * n + 1 + graph->edges) * sizeof(int32_t);
    int32_t *rank = isms__allocate(a, size);
    if (!rank)
        return ISMS_E_NO_MEMORY;
    int32_t *events = rank + n, *start = events + n, *edges = start + n + 1;
    isms_status status = isms__graph_components(a, graph, rank, events, &components);
    if (status == ISMS_OK && components < n)
        status = ISMS_E_DATA;
    if (status == ISMS_OK) {
        memcpy(rates, own, n * sizeof *rates);
        order_edges(rank, from, n, graph->edges, start, edges);
        for (size_t i = 0; i < graph->edges; i++)
            rates[to[edges[i]]] += rates[from[edges[i]]] * q[edges[i]];
    }
    isms__release(a, rank, size);
    return status;
}

isms_status isms_aggregate_cascade(const double *own, size_t events, const int32_t *from, const int32_t *to, const double *q,
                                   size_t edges, const isms_allocator *allocator, double *rates)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || (events && (!own || !rates)) || (edges && (!from || !to || !q)))
        return ISMS_E_MISUSE;
    if (events > INT32_MAX / 4 || edges > INT32_MAX / 4)
        return ISMS_E_LIMIT;
    isms_status status = check_cascade(own, events, from, to, q, edges);
    isms__graph graph;
    if (status == ISMS_OK && events > 0)
        status = isms__graph_make(a, events, from, to, edges, &graph);
    if (status != ISMS_OK || events == 0)
        return status;
    status = run_cascade(a, &graph, own, from, to, q, rates);
    isms__graph_dispose(a, &graph);
    return status;
}
