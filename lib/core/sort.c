/* Merge sort, from runs of one item upwards. */
#include "sort.h"

#include <string.h>

typedef struct sorting {
    size_t count, size;
    isms__compare compare;
    const void *user;
} sorting;

static bool sorted(const sorting *s, const char *items)
{
    for (size_t i = 1; i < s->count; i++)
        if (s->compare(items + (i - 1) * s->size, items + i * s->size, s->user) > 0)
            return false;
    return true;
}

/* Merges from[low, middle) and from[middle, high) into to. */
static void merge(const sorting *s, const char *from, char *to, size_t low, size_t middle, size_t high)
{
    size_t i = low, k = middle;
    for (size_t out = low; out < high; out++) {
        bool left = i < middle && (k == high || s->compare(from + i * s->size, from + k * s->size, s->user) <= 0);
        memcpy(to + out * s->size, from + (left ? i++ : k++) * s->size, s->size);
    }
}

bool isms__sort(const isms_allocator *a, void *items, size_t count, size_t size, isms__compare compare, const void *user)
{
    sorting s = {count, size, compare, user};
    if (sorted(&s, items))
        return true;
    char *copy = isms__allocate(a, count * size);
    if (!copy)
        return false;
    char *from = items, *to = copy;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t middle = low + width < count ? low + width : count;
            merge(&s, from, to, low, middle, middle + width < count ? middle + width : count);
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * size);
    isms__release(a, copy, count * size);
    return true;
}
