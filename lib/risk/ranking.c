/* The ranking of an assessment: highest present level first. Made when it is first asked for. */
#include "assessment.h"
#include "core/sort.h"

#include <string.h>

typedef struct ranked {
    int32_t rank, product;
    uint64_t prefix; /* the first bytes of the id, which mostly decide: the id itself lies far away */
    uint32_t index;
} ranked;

static uint64_t prefix_of(const char *key)
{
    uint64_t prefix = 0;
    for (int i = 0; i < 8; i++) {
        prefix = prefix << 8 | (unsigned char)*key;
        key += *key != '\0';
    }
    return prefix;
}

static int worse_first(const void *a, const void *b, const void *user)
{
    const isms_assessment *x = user;
    const ranked *p = a, *q = b;
    if (p->rank != q->rank)
        return p->rank > q->rank ? -1 : 1;
    if (p->product != q->product)
        return p->product > q->product ? -1 : 1;
    if (p->prefix != q->prefix)
        return p->prefix < q->prefix ? -1 : 1;
    return strcmp(isms_record_key(x->model, x->risks[p->index].risk), isms_record_key(x->model, x->risks[q->index].risk));
}

static bool fill(const isms_assessment *x, ranked *list, uint32_t *out)
{
    for (size_t i = 0; i < x->count; i++) {
        const isms__assessed *a = &x->risks[i];
        const isms__assessed_state *s = a->present >= 0 ? &a->states[a->present] : NULL;
        list[i] = (ranked){s ? s->rank : -1, s ? s->likelihood * s->impact : 0, prefix_of(isms_record_key(x->model, a->risk)),
                           (uint32_t)i};
    }
    bool sorted = isms__sort(&x->host, list, x->count, sizeof *list, worse_first, x);
    for (size_t i = 0; sorted && i < x->count; i++)
        out[i] = list[i].index;
    return sorted;
}

/* Two threads may rank at once: the first one's is kept. */
static const uint32_t *ranking_of(isms_assessment *x)
{
    uint32_t *there = atomic_load(&x->ranking), *none = NULL;
    if (there)
        return there;
    size_t size = (x->count + 1) * sizeof *there;
    ranked *list = isms__allocate(&x->host, (x->count + 1) * sizeof *list);
    there = isms__allocate(&x->host, size);
    bool good = list && there && fill(x, list, there);
    isms__release(&x->host, list, (x->count + 1) * sizeof *list);
    if (good && atomic_compare_exchange_strong(&x->ranking, &none, there))
        return there;
    isms__release(&x->host, there, size);
    return none;
}

isms_id isms_assessment_ranked(const isms_assessment *given, size_t i)
{
    isms_assessment *x = (isms_assessment *)(uintptr_t)given; /* a cache: what callers see does not change */
    const uint32_t *ranking = x && i < x->count ? ranking_of(x) : NULL;
    return ranking ? x->risks[ranking[i]].risk : ISMS_NONE;
}
