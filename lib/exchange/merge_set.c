/* Merging lists whose items are a set: what either side added comes in, what either removed goes out. */
#include "merge.h"

#include "core/sort.h"

#include <string.h>

bool isms__merge_is_set(const isms__attribute *a)
{
    static const isms_attribute of_header[] = {ISMS_HEADER_PARTIAL, ISMS_HEADER_REGISTERS};
    isms__form form = isms__form_of(a);
    if (form == ISMS__FORM_ITEMS)
        return strcmp(a->path, "origins[]") == 0;
    if (form != ISMS__FORM_LIST)
        return false;
    return a->kind == ISMS_KIND_REFERENCE || a->kind == ISMS_KIND_REQUIREMENT || a->kind == ISMS_KIND_ENUM ||
           strcmp(a->path, "tags") == 0 || a->id == of_header[0] || a->id == of_header[1];
}

/* The items of a side, in their order and sorted. */
typedef struct items {
    isms__json *list, *sorted;
    size_t count, room;
} items;

static int by_bytes(const void *a, const void *b, const void *user)
{
    const isms__json *x = a, *y = b;
    (void)user;
    int order = memcmp(x->text, y->text, x->size < y->size ? x->size : y->size);
    return order ? order : (x->size > y->size) - (x->size < y->size);
}

static size_t count_items(isms__json list)
{
    isms__json_walk walk;
    isms__json item;
    size_t count = 0;
    if (isms__json_open(&walk, list, '['))
        while (isms__json_item(&walk, &item))
            count++;
    return count;
}

static bool take_items(items *s, isms__json list, const isms_allocator *a)
{
    isms__json_walk walk;
    s->room = 2 * count_items(list) + 1;
    s->list = isms__allocate(a, s->room * sizeof *s->list);
    if (!s->list)
        return false;
    if (isms__json_open(&walk, list, '['))
        while (isms__json_item(&walk, &s->list[s->count]))
            s->count++;
    s->sorted = s->list + s->count;
    memcpy(s->sorted, s->list, s->count * sizeof *s->list);
    return isms__sort(a, s->sorted, s->count, sizeof *s->list, by_bytes, NULL);
}

static bool has_twins(const items *s)
{
    for (size_t i = 1; i < s->count; i++)
        if (by_bytes(&s->sorted[i - 1], &s->sorted[i], NULL) == 0)
            return true;
    return false;
}

static bool has(const items *s, const isms__json *item)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = by_bytes(item, &s->sorted[middle], NULL);
        if (order == 0)
            return true;
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return false;
}

static bool stays(const items *sides, const isms__json *item)
{
    return has(&sides[0], item) && has(&sides[1], item) && has(&sides[2], item);
}

/* Do two sides have what stays in the same order? */
static bool same_order(const items *sides, const items *a, const items *b)
{
    for (size_t i = 0, k = 0;; i++, k++) {
        while (i < a->count && !stays(sides, &a->list[i]))
            i++;
        while (k < b->count && !stays(sides, &b->list[k]))
            k++;
        if (i >= a->count || k >= b->count)
            return i >= a->count && k >= b->count;
        if (by_bytes(&a->list[i], &b->list[k], NULL) != 0)
            return false;
    }
}

/* The side whose order counts: the one that changed it; NULL where both did, differently. */
static const items *order_of(const items *sides)
{
    if (same_order(sides, &sides[0], &sides[1]))
        return &sides[2];
    if (same_order(sides, &sides[0], &sides[2]) || same_order(sides, &sides[1], &sides[2]))
        return &sides[1];
    return NULL;
}

static void put_item(isms__buffer *out, const isms__json *item)
{
    isms__buffer_text(out, isms__buffer_c(out)[out->size - 1] == '[' ? "" : ",");
    isms__buffer_add(out, item->text, item->size);
}

/* What came on either side, by bytes. */
static void put_new(isms__buffer *out, const items *sides)
{
    const items *base = &sides[0], *a = &sides[1], *b = &sides[2];
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        int order = i == a->count ? 1 : k == b->count ? -1 : by_bytes(&a->sorted[i], &b->sorted[k], NULL);
        const isms__json *item = order <= 0 ? &a->sorted[i] : &b->sorted[k];
        if (!has(base, item))
            put_item(out, item);
        i += order <= 0;
        k += order >= 0;
    }
}

static void put_set(isms__buffer *out, const items *sides, const items *order)
{
    isms__buffer_char(out, '[');
    for (size_t i = 0; i < order->count && !out->failed; i++)
        if (stays(sides, &order->list[i]))
            put_item(out, &order->list[i]);
    if (!out->failed)
        put_new(out, sides);
    isms__buffer_char(out, ']');
}

bool isms__merge_sets(const isms__three *sets, const isms_allocator *a, isms__buffer *out, bool *merged)
{
    items sides[ISMS__SIDES] = {{NULL, NULL, 0, 0}};
    bool good = true, twins = false;
    for (size_t i = 0; i < ISMS__SIDES && good; i++) {
        good = take_items(&sides[i], sets->of[i], a);
        twins |= good && has_twins(&sides[i]);
    }
    const items *order = good && !twins ? order_of(sides) : NULL;
    *merged = order != NULL;
    if (order)
        put_set(out, sides, order);
    for (size_t i = 0; i < ISMS__SIDES; i++)
        isms__release(a, sides[i].list, sides[i].room * sizeof *sides[i].list);
    return good && !out->failed;
}
