/* Set cover: greedy first, then branch and bound on the element with the fewest sets. */
#include "cover.h"

#include <string.h>

/* Depth of the exact search; beyond it greed has to do. */
enum { DEPTH_MOST = 64 };

typedef struct search {
    const isms__cover *c;
    uint64_t *left;      /* for each depth: elements that are not covered yet */
    uint32_t *path;      /* sets chosen on the way */
    uint32_t *best;      /* of the best answer */
    uint32_t *frequency; /* in how many sets an element is */
    size_t best_count, widest;
    uint64_t steps;
    bool gave_up;
} search;

static int ones(uint64_t word)
{
    int n = 0;
    for (; word; word &= word - 1)
        n++;
    return n;
}

static const uint64_t *set_at(const isms__cover *c, size_t set)
{
    return c->words + set * c->stride;
}

static bool holds(const uint64_t *words, size_t element)
{
    return (words[element / 64] >> element % 64 & 1) != 0;
}

static size_t count_common(const isms__cover *c, const uint64_t *x, const uint64_t *y)
{
    size_t n = 0;
    for (size_t i = 0; i < c->stride; i++)
        n += (size_t)ones(x[i] & y[i]);
    return n;
}

static size_t count_left(const isms__cover *c, const uint64_t *left)
{
    return count_common(c, left, left);
}

static void take(const isms__cover *c, const uint64_t *from, size_t set, uint64_t *to)
{
    for (size_t i = 0; i < c->stride; i++)
        to[i] = from[i] & ~set_at(c, set)[i];
}

static void fill(const isms__cover *c, uint64_t *left)
{
    memset(left, 0, c->stride * sizeof *left);
    for (size_t e = 0; e < c->element_count; e++)
        left[e / 64] |= UINT64_C(1) << e % 64;
}

/* ------------------------------------------------------------------ greed and the bound below */

static void choose_greedily(search *s)
{
    const isms__cover *c = s->c;
    fill(c, s->left);
    for (s->best_count = 0; count_left(c, s->left);) {
        size_t best = 0, most = 0;
        for (size_t set = 0; set < c->set_count; set++) {
            size_t n = count_common(c, s->left, set_at(c, set));
            if (n > most) {
                most = n;
                best = set;
            }
        }
        if (!most)
            return;
        take(c, s->left, best, s->left);
        s->best[s->best_count++] = (uint32_t)best;
    }
}

/* Elements of which no two are in one set need a set each: taken from those that are in the fewest sets. */
static size_t bound_below(search *s)
{
    const isms__cover *c = s->c;
    size_t found = 0;
    fill(c, s->left);
    for (;;) {
        size_t rarest = c->element_count;
        for (size_t e = 0; e < c->element_count; e++)
            if (holds(s->left, e) && (rarest == c->element_count || s->frequency[e] < s->frequency[rarest]))
                rarest = e;
        if (rarest == c->element_count)
            break;
        found++;
        for (size_t set = 0; set < c->set_count; set++)
            if (holds(set_at(c, set), rarest))
                take(c, s->left, set, s->left);
    }
    size_t by_width = s->widest ? (c->element_count + s->widest - 1) / s->widest : 0;
    return found > by_width ? found : by_width;
}

/* ------------------------------------------------------------------ the exact search */

static size_t rarest_left(const search *s, const uint64_t *left)
{
    size_t rarest = s->c->element_count;
    for (size_t e = 0; e < s->c->element_count; e++)
        if (holds(left, e) && (rarest == s->c->element_count || s->frequency[e] < s->frequency[rarest]))
            rarest = e;
    return rarest;
}

static void descend(search *s, size_t depth)
{
    const isms__cover *c = s->c;
    const uint64_t *left = s->left + depth * c->stride;
    size_t remaining = count_left(c, left);
    if (!remaining) {
        memcpy(s->best, s->path, depth * sizeof *s->path);
        s->best_count = depth;
        return;
    }
    if (s->gave_up || ++s->steps > c->max_steps || depth == DEPTH_MOST) {
        s->gave_up = true;
        return;
    }
    if (depth + (remaining + s->widest - 1) / s->widest >= s->best_count)
        return;
    size_t element = rarest_left(s, left);
    for (size_t set = 0; set < c->set_count && !s->gave_up; set++) {
        if (!holds(set_at(c, set), element))
            continue;
        s->path[depth] = (uint32_t)set;
        take(c, left, set, s->left + (depth + 1) * c->stride);
        descend(s, depth + 1);
    }
}

static void prepare(search *s)
{
    const isms__cover *c = s->c;
    for (size_t set = 0; set < c->set_count; set++) {
        size_t width = count_left(c, set_at(c, set));
        s->widest = width > s->widest ? width : s->widest;
        for (size_t e = 0; e < c->element_count; e++)
            s->frequency[e] += holds(set_at(c, set), e);
    }
}

static void sort_numbers(uint32_t *numbers, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && numbers[k - 1] > numbers[k]; k--) {
            uint32_t swap = numbers[k];
            numbers[k] = numbers[k - 1];
            numbers[k - 1] = swap;
        }
}

isms_status isms__cover_solve(const isms__cover *c, uint32_t *chosen, isms__cover_answer *answer, const isms_allocator *a)
{
    size_t left_size = (DEPTH_MOST + 1) * c->stride * sizeof(uint64_t);
    search s = {.c = c, .best = chosen};
    s.left = isms__allocate(a, left_size);
    s.path = isms__allocate(a, (DEPTH_MOST + 1) * sizeof *s.path);
    s.frequency = isms__allocate_zero(a, c->element_count * sizeof *s.frequency);
    bool enough = s.left && s.path && s.frequency;
    if (enough) {
        prepare(&s);
        answer->least = bound_below(&s);
        choose_greedily(&s);
        if (s.best_count > answer->least) {
            fill(c, s.left);
            descend(&s, 0);
        }
        answer->smallest = s.best_count <= answer->least || !s.gave_up;
        answer->count = s.best_count;
        if (answer->smallest)
            answer->least = s.best_count;
        sort_numbers(chosen, s.best_count);
    }
    isms__release(a, s.left, left_size);
    isms__release(a, s.path, (DEPTH_MOST + 1) * sizeof *s.path);
    isms__release(a, s.frequency, c->element_count * sizeof *s.frequency);
    return enough ? ISMS_OK : ISMS_E_NO_MEMORY;
}
