/* Strongly connected components of a directed graph, in linear time and without recursion. */
#ifndef ISMS__CORE_GRAPH_H
#define ISMS__CORE_GRAPH_H

#include "memory.h"

/* Writes the component of each of `nodes` nodes to component[]; components are numbered so that an edge never leads to a higher
 * number (successors first). from[i] -> to[i] are the edges. Returns the number of components, or -1 where memory is short. */
ptrdiff_t isms__components(const isms_allocator *a, size_t nodes, const uint32_t *from, const uint32_t *to, size_t edges,
                           uint32_t *component);

#endif
