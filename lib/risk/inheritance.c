/* Inheritance of valuation: components of the dependency graph, and one pass over them. */
#include <isms/inheritance.h>

#include "core/memory.h"
#include "graph.h"

#include <string.h>

typedef struct cell {
    int8_t value, reason;
    int32_t via, origin;
} cell;

struct isms_inheritance {
    isms_allocator allocator;
    size_t assets, criteria, components;
    int32_t *component; /* one an asset */
    cell *cells;        /* criteria an asset */
};

typedef struct task {
    isms_inheritance *result;
    isms_inheritance_options options;
    const int32_t *own;
    isms__graph graph;
    int32_t *queue; /* room for all assets, for the levels inside a component */
    cell *outside;  /* one an asset: what it inherits from outside its component */
} task;

void isms_inheritance_free(isms_inheritance *inheritance)
{
    if (!inheritance)
        return;
    isms_allocator a = inheritance->allocator;
    isms__release(&a, inheritance->component, inheritance->assets * sizeof(int32_t));
    isms__release(&a, inheritance->cells, inheritance->assets * inheritance->criteria * sizeof(cell));
    isms__release(&a, inheritance, sizeof *inheritance);
}

/* Checks. */

static bool all_within(const int32_t *x, size_t count, int32_t low, int64_t high)
{
    for (size_t i = 0; i < count; i++)
        if (x[i] < low || x[i] > high)
            return false;
    return true;
}

static isms_status check(const task *t, size_t assets, size_t criteria, const int32_t *from, const int32_t *to, size_t edges)
{
    const isms_inheritance_options *o = &t->options;
    if ((assets && criteria && !t->own) || (edges && (!from || !to)))
        return ISMS_E_MISUSE;
    if (assets > INT32_MAX || edges > INT32_MAX || (criteria && assets > INT32_MAX / criteria))
        return ISMS_E_LIMIT;
    bool fine = o->highest >= 0 && o->highest <= ISMS_INHERITANCE_HIGHEST &&
                all_within(t->own, assets * criteria, -1, o->highest) && all_within(from, edges, 0, (int64_t)assets - 1) &&
                all_within(to, edges, 0, (int64_t)assets - 1) &&
                (!o->rules || all_within(o->rules, assets, ISMS_INHERIT_MAXIMUM, ISMS_INHERIT_OVERRIDE)) &&
                (!o->steps || all_within(o->steps, assets, 0, INT32_MAX));
    return fine ? ISMS_OK : ISMS_E_RANGE;
}

/* One asset. */

static int32_t rule_of(const task *t, int32_t asset)
{
    return t->options.rules ? t->options.rules[asset] : ISMS_INHERIT_MAXIMUM;
}

static int32_t own_of(const task *t, int32_t asset, size_t criterion)
{
    return t->own[(size_t)asset * t->result->criteria + criterion];
}

static cell *cell_of(const task *t, int32_t asset, size_t criterion)
{
    return &t->result->cells[(size_t)asset * t->result->criteria + criterion];
}

/* What counts of an inherited level, after the asset's rule. */
static int32_t after_rule(const task *t, int32_t asset, int32_t level)
{
    int32_t rule = rule_of(t, asset), steps = t->options.steps ? t->options.steps[asset] : 1, highest = t->options.highest;
    if (level < 0)
        return level;
    if (rule == ISMS_INHERIT_CUMULATION)
        return steps > highest - level ? highest : level + steps;
    if (rule == ISMS_INHERIT_DISTRIBUTION)
        return steps > level ? 0 : level - steps;
    return level;
}

/* A better offer is a higher level, or of equals the asset with the lower number. */
static bool is_better(const cell *offer, const cell *now)
{
    return offer->value != now->value ? offer->value > now->value : offer->via < now->via;
}

static void offer(const task *t, int32_t from, size_t criterion, cell *now)
{
    const cell *source = cell_of(t, from, criterion);
    const cell c = {source->value, 0, from, source->origin};
    if (source->value >= 0 && (now->value < 0 || is_better(&c, now)))
        *now = c;
}

static bool is_held(const task *t, int32_t asset, size_t criterion)
{
    return rule_of(t, asset) == ISMS_INHERIT_OVERRIDE && own_of(t, asset, criterion) >= 0;
}

/* From the own value and the best that is inherited to the value and its reason. */
static cell decide(const task *t, int32_t asset, size_t criterion, const cell *inherited)
{
    static const int8_t reasons[] = {ISMS_INHERITED_MAXIMUM, ISMS_INHERITED_CUMULATED, ISMS_INHERITED_DISTRIBUTED,
                                     ISMS_INHERITED_MAXIMUM};
    int32_t own = own_of(t, asset, criterion), level = after_rule(t, asset, inherited->value);
    bool held = is_held(t, asset, criterion);
    if (own < 0 && level < 0)
        return (cell){-1, ISMS_INHERITED_NOT_SET, -1, -1};
    if (!held && level > own)
        return (cell){(int8_t)level, reasons[rule_of(t, asset)], inherited->via, inherited->origin};
    int8_t reason = !held ? ISMS_INHERITED_OWN : level > own ? ISMS_INHERITED_LOWERED : ISMS_INHERITED_OVERRIDE;
    return (cell){(int8_t)own, reason, -1, asset};
}

/* The best that an asset inherits from other components. */
static cell inherited_from_outside(const task *t, int32_t asset, size_t criterion)
{
    cell best = {-1, 0, -1, -1};
    const isms__graph *g = &t->graph;
    for (int32_t e = g->in_start[asset]; e < g->in_start[asset + 1]; e++)
        if (t->result->component[g->in[e]] != t->result->component[asset])
            offer(t, g->in[e], criterion, &best);
    return best;
}

/* Components of several assets: levels spread from the highest down, each asset is reached once at its level. */

/* Sorts the members by falling level of their present values; equals by number. */
static void order_by_level(const task *t, const int32_t *members, int32_t count, size_t criterion, int32_t *out)
{
    int32_t at = 0;
    for (int32_t level = t->options.highest; level >= -1; level--)
        for (int32_t i = 0; i < count; i++)
            if (cell_of(t, members[i], criterion)->value == level)
                out[at++] = members[i];
}

/* Hands the level of an asset to those of its component that have less, and puts them behind it in the queue. */
static int32_t spread_from(const task *t, int32_t asset, size_t criterion, int32_t *queue, int32_t end)
{
    const isms__graph *g = &t->graph;
    const cell source = *cell_of(t, asset, criterion);
    for (int32_t e = g->out_start[asset]; e < g->out_start[asset + 1]; e++) {
        int32_t next = g->out[e];
        cell *c = cell_of(t, next, criterion);
        if (t->result->component[next] != t->result->component[asset] || c->value >= source.value ||
            is_held(t, next, criterion))
            continue;
        *c = (cell){source.value, ISMS_INHERITED_MAXIMUM, asset, source.origin};
        queue[end++] = next;
    }
    return end;
}

/* An override that is lower than what reaches it from inside the component is worth the same remark. */
static void mark_lowered(const task *t, const int32_t *members, int32_t count, size_t criterion)
{
    const isms__graph *g = &t->graph;
    for (int32_t i = 0; i < count; i++) {
        cell *c = cell_of(t, members[i], criterion);
        for (int32_t e = g->in_start[members[i]]; e < g->in_start[members[i] + 1] && c->reason == ISMS_INHERITED_OVERRIDE; e++)
            if (cell_of(t, g->in[e], criterion)->value > c->value)
                c->reason = ISMS_INHERITED_LOWERED;
    }
}

static void spread(const task *t, const int32_t *members, int32_t count, size_t criterion)
{
    int32_t *starts = t->queue, *queue = t->queue + count;
    order_by_level(t, members, count, criterion, starts);
    for (int32_t i = 0; i < count; i++) {
        int32_t begin = 0, end = 1;
        queue[0] = starts[i];
        while (begin < end)
            end = spread_from(t, queue[begin++], criterion, queue, end);
    }
    mark_lowered(t, members, count, criterion);
}

static void settle_component(const task *t, const int32_t *members, int32_t count)
{
    for (size_t k = 0; k < t->result->criteria; k++) {
        for (int32_t i = 0; i < count; i++)
            t->outside[i] = inherited_from_outside(t, members[i], k);
        for (int32_t i = 0; i < count; i++)
            *cell_of(t, members[i], k) = decide(t, members[i], k, &t->outside[i]);
        if (count > 1)
            spread(t, members, count, k);
    }
}

/* Components are numbered so that who hands on comes first; their members lie together in `order`. */
static void settle_all(const task *t, const int32_t *order)
{
    const int32_t *component = t->result->component;
    int32_t n = (int32_t)t->result->assets;
    for (int32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && component[order[end]] == component[order[i]];)
            end++;
        settle_component(t, order + i, end - i);
    }
}

/* Memory. */

static isms_status make_result(const isms_allocator *a, size_t assets, size_t criteria, isms_inheritance **out)
{
    isms_inheritance *r = isms__allocate_zero(a, sizeof *r);
    if (!r)
        return ISMS_E_NO_MEMORY;
    r->allocator = *a;
    r->assets = assets;
    r->criteria = criteria;
    r->component = isms__allocate(a, assets * sizeof(int32_t));
    r->cells = isms__allocate(a, assets * criteria * sizeof(cell));
    if (!r->component || !r->cells) {
        isms_inheritance_free(r);
        return ISMS_E_NO_MEMORY;
    }
    *out = r;
    return ISMS_OK;
}

/* Runs the task with its working memory: order of the assets, queue of the spread, what comes from outside. */
static isms_status settle(const isms_allocator *a, task *t, const int32_t *from, const int32_t *to, size_t edges)
{
    size_t n = t->result->assets, order_size = n * sizeof(int32_t), queue_size = 2 * n * sizeof(int32_t);
    isms_status status = isms__graph_make(a, n, from, to, edges, &t->graph);
    if (status != ISMS_OK)
        return status;
    int32_t *order = isms__allocate(a, order_size);
    t->queue = isms__allocate(a, queue_size);
    t->outside = isms__allocate(a, n * sizeof(cell));
    status = order && t->queue && t->outside ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms__graph_components(a, &t->graph, t->result->component, order, &t->result->components);
    if (status == ISMS_OK)
        settle_all(t, order);
    isms__release(a, order, order_size);
    isms__release(a, t->queue, queue_size);
    isms__release(a, t->outside, n * sizeof(cell));
    isms__graph_dispose(a, &t->graph);
    return status;
}

isms_status isms_inheritance_run(size_t assets, size_t criteria, const int32_t *own, const int32_t *from, const int32_t *to,
                                 size_t edges, const isms_inheritance_options *options, const isms_allocator *allocator,
                                 isms_inheritance **out)
{
    static const isms_inheritance_options defaults = ISMS_INHERITANCE_OPTIONS_INIT;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    task t = {.own = own};
    if (!a || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&t.options, sizeof t.options, options ? options : &defaults))
        return ISMS_E_UNSUPPORTED;
    isms_status status = check(&t, assets, criteria, from, to, edges);
    if (status == ISMS_OK)
        status = make_result(a, assets, criteria, &t.result);
    if (status != ISMS_OK)
        return status;
    status = settle(a, &t, from, to, edges);
    if (status == ISMS_OK)
        *out = t.result;
    else
        isms_inheritance_free(t.result);
    return status;
}

/* Reading. */

static const cell *cell_or_null(const isms_inheritance *i, size_t asset, size_t criterion)
{
    return i && asset < i->assets && criterion < i->criteria ? &i->cells[asset * i->criteria + criterion] : NULL;
}

int32_t isms_inheritance_value(const isms_inheritance *i, size_t asset, size_t criterion)
{
    const cell *c = cell_or_null(i, asset, criterion);
    return c ? c->value : -1;
}

int32_t isms_inheritance_reason(const isms_inheritance *i, size_t asset, size_t criterion)
{
    const cell *c = cell_or_null(i, asset, criterion);
    return c ? c->reason : ISMS_INHERITED_NOT_SET;
}

int32_t isms_inheritance_via(const isms_inheritance *i, size_t asset, size_t criterion)
{
    const cell *c = cell_or_null(i, asset, criterion);
    return c ? c->via : -1;
}

int32_t isms_inheritance_origin(const isms_inheritance *i, size_t asset, size_t criterion)
{
    const cell *c = cell_or_null(i, asset, criterion);
    return c ? c->origin : -1;
}

int32_t isms_inheritance_component(const isms_inheritance *i, size_t asset)
{
    return i && asset < i->assets ? i->component[asset] : -1;
}

size_t isms_inheritance_component_count(const isms_inheritance *i)
{
    return i ? i->components : 0;
}
