/* Who is in charge of what: requirements by the owner of their entry in the Statement of Applicability or of a control. */
#include "readiness.h"

#include "core/sort.h"

#include <string.h>

#define M run->model

/* By owner, then what it is over; of several the one that is named first, or lasts longest. */
static int compare(const void *a, const void *b, const void *unused)
{
    const isms__charge *x = a, *y = b;
    (void)unused;
    int order = strcmp(x->owner, y->owner);
    if (!order)
        order = strcmp(x->over, y->over);
    if (!order)
        order = (int)x->kind - (int)y->kind;
    if (!order)
        order = strcmp(x->what, y->what);
    return order || x->until == y->until ? order : !x->until || (y->until && x->until > y->until) ? -1 : 1;
}

static void add(isms__run *run, const isms__charge *item)
{
    isms__charges *all = &run->charges;
    if (!item->owner || !item->over || run->failed)
        return;
    if (isms__reserve(run->a, (void **)&all->items, &all->capacity, all->count + 1, sizeof *all->items))
        all->items[all->count++] = *item;
    else
        run->failed = true;
}

static void collect(isms__run *run)
{
    for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
        const char *control = isms_text(M, e, ISMS_SOA_ENTRY_CONTROL);
        add(run, &(isms__charge){isms_link_key(M, e, ISMS_SOA_ENTRY_OWNER), control, control, ISMS__BY_ENTRY, 0});
    }
    for (isms_id c = isms_first(M, ISMS_CONTROL); c; c = isms_next(M, c)) {
        const char *owner = isms_link_key(M, c, ISMS_CONTROL_OWNER), *key = isms_record_key(M, c);
        for (size_t i = 0, n = owner ? isms_list_count(M, c, ISMS_CONTROL_IMPLEMENTS) : 0; i < n; i++)
            add(run, &(isms__charge){owner, isms_list_text(M, c, ISMS_CONTROL_IMPLEMENTS, i), key, ISMS__BY_CONTROL, 0});
    }
    for (isms_id a = isms_first(M, ISMS_ASSIGNMENT); a; a = isms_next(M, a)) {
        const char *area = isms_text(M, isms_link(M, a, ISMS_ASSIGNMENT_ROLE), ISMS_ROLE_AREA);
        add(run, &(isms__charge){isms_link_key(M, a, ISMS_ASSIGNMENT_PERSON), area, area, ISMS__BY_ROLE,
                                 isms__day(run, a, ISMS_ASSIGNMENT_UNTIL)});
    }
}

static bool repeats(const isms__charge *x, const isms__charge *y)
{
    return x->kind == y->kind && strcmp(x->owner, y->owner) == 0 && strcmp(x->over, y->over) == 0;
}

/* Keeps the first of a kind over the same, since a person may own ten thousand controls, and notes where each owner starts. */
static void condense(isms__run *run)
{
    isms__charges *all = &run->charges;
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        const isms__charge *item = &all->items[i];
        if (kept && repeats(item, &all->items[kept - 1]))
            continue;
        if (!kept || strcmp(item->owner, all->items[kept - 1].owner) != 0) {
            uint32_t *place = isms__names_at(&all->starts, run->a, item->owner);
            if (!place) {
                run->failed = true;
                return;
            }
            *place = (uint32_t)kept + 1;
        }
        all->items[kept++] = *item;
    }
    all->count = kept;
}

const isms__charge *isms__charges_of(isms__run *run, const char *owner, size_t *count)
{
    isms__charges *all = &run->charges;
    *count = 0;
    if (!all->ready) {
        all->ready = true;
        collect(run);
        run->failed |= !isms__sort(run->a, all->items, all->count, sizeof *all->items, compare, NULL);
        if (!run->failed)
            condense(run);
    }
    size_t first = run->failed ? 0 : isms__names_get(&all->starts, owner);
    while (first && first - 1 + *count < all->count && strcmp(all->items[first - 1 + *count].owner, owner) == 0)
        (*count)++;
    return first ? &all->items[first - 1] : NULL;
}

void isms__charges_free(isms__charges *all, const isms_allocator *a)
{
    isms__release(a, all->items, all->capacity * sizeof *all->items);
    isms__names_free(&all->starts, a);
}
