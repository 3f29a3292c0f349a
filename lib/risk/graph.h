/* Directed graphs in compressed rows, and their strongly connected components. */
#ifndef ISMS__RISK_GRAPH_H
#define ISMS__RISK_GRAPH_H

#include <isms/common.h>

typedef struct isms__graph {
    size_t nodes, edges;
    int32_t *out_start, *out; /* successors of node n, ascending: out[out_start[n]..out_start[n+1]) */
    int32_t *in_start, *in;   /* predecessors */
} isms__graph;

isms_status isms__graph_make(const isms_allocator *a, size_t nodes, const int32_t *from, const int32_t *to, size_t edges,
                             isms__graph *out);
void isms__graph_dispose(const isms_allocator *a, isms__graph *graph);

/* Numbers the components so that an edge never leads to a lower number; `order` holds the nodes by component, in one component
 * by number. Linear, and without recursion. */
isms_status isms__graph_components(const isms_allocator *a, const isms__graph *graph, int32_t *component, int32_t *order,
                                   size_t *count);

#endif
