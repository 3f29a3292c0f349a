/* The members of a JSON object by their names. */
#include "json_index.h"

#include "core/sort.h"

#include <string.h>

enum { SMALL = 2000 }; /* bytes of an object that is searched as it is */

static int compare(isms__json a, isms__json b)
{
    int order = memcmp(a.text, b.text, a.size < b.size ? a.size : b.size);
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int by_name(const void *a, const void *b, const void *user)
{
    const isms__json_pair *x = a, *y = b;
    (void)user;
    return compare(x->name, y->name);
}

static bool gather(isms__json_index *x)
{
    isms__json_walk walk;
    isms__json_pair pair;
    isms__json_open(&walk, x->object, '{');
    while (isms__json_member(&walk, &pair.name, &pair.value)) {
        if (!isms__reserve(x->allocator, (void **)&x->pairs, &x->capacity, x->count + 1, sizeof *x->pairs))
            return false;
        x->pairs[x->count++] = pair;
    }
    return isms__sort(x->allocator, x->pairs, x->count, sizeof *x->pairs, by_name, NULL);
}

void isms__json_index_start(isms__json_index *x, const isms_allocator *a, isms__json object)
{
    *x = (isms__json_index){.object = object, .allocator = a};
    if (object.size > SMALL && *object.text == '{' && !gather(x))
        isms__json_index_end(x);
}

void isms__json_index_end(isms__json_index *x)
{
    isms__release(x->allocator, x->pairs, x->capacity * sizeof *x->pairs);
    x->pairs = NULL;
    x->count = x->capacity = 0;
}

isms__json isms__json_index_get(const isms__json_index *x, isms__json name)
{
    isms__json value = {"", 0};
    size_t low = 0, high = x->count;
    if (!x->pairs)
        isms__json_find(x->object, name.text + 1, name.size - 2, &value);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, x->pairs[middle].name);
        if (order == 0)
            return x->pairs[middle].value;
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return value;
}
