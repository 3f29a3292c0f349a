/* The reverse direction of references: who refers to this record?
 *
 * An index in rows of sources for each target, built when first asked for. Later changes are kept beside it and the index is
 * made anew when they have become many; what it says is checked against the cells, so an outdated entry does no harm. */
#include "store.h"

#include <stdlib.h>
#include <string.h>

typedef struct addition {
    uint32_t type, row; /* target: type index and row */
    uint64_t source;
} addition;

struct isms__reverse {
    uint32_t **starts; /* for each type: where the sources of row i start; rows + 1 entries */
    uint32_t *rows;    /* for each type: rows when it was built */
    uint64_t *sources; /* type index << 40 | column << 32 | row */
    size_t source_count;
    addition *additions;
    size_t addition_count, addition_capacity;
    bool stale;
};

static uint64_t source_of(const isms__type *type, uint32_t column, uint32_t row)
{
    return (uint64_t)type->index << 40 | (uint64_t)column << 32 | row;
}

static void free_index(const isms_allocator *a, struct isms__reverse *x)
{
    if (!x)
        return;
    for (size_t i = 0; x->starts && x->rows && i < isms__type_count; i++)
        isms__release(a, x->starts[i], ((size_t)x->rows[i] + 1) * sizeof **x->starts);
    isms__release(a, x->starts, isms__type_count * sizeof *x->starts);
    isms__release(a, x->rows, isms__type_count * sizeof *x->rows);
    isms__release(a, x->sources, x->source_count * sizeof *x->sources);
    isms__release(a, x->additions, x->addition_capacity * sizeof *x->additions);
    isms__release(a, x, sizeof *x);
}

void isms__reverse_free(isms_model *m)
{
    free_index(&m->host, atomic_load(&m->reverse));
    atomic_store(&m->reverse, NULL);
}

void isms__reverse_stale(isms_model *m)
{
    struct isms__reverse *x = atomic_load(&m->reverse);
    if (x)
        x->stale = true;
}

/* The targets of one cell: rows + 1, one or many. */
static const uint32_t *targets(const isms_model *m, const isms__attribute *a, uint32_t cell, uint32_t *one, uint32_t *count)
{
    if (isms__is_list(a)) {
        const uint32_t *list = isms__list_at(m, cell);
        *count = list[0];
        return list + 1;
    }
    *one = cell;
    *count = 1;
    return one;
}

void isms__reverse_changed(isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row, uint32_t after)
{
    struct isms__reverse *x = atomic_load(&m->reverse);
    uint32_t one, count;
    const uint32_t *t = x && !x->stale ? targets(m, a, after, &one, &count) : NULL;
    if (!t)
        return;
    if (x->addition_count + count > 1024 + x->source_count / 8 ||
        !isms__reserve(&m->host, (void **)&x->additions, &x->addition_capacity, x->addition_count + count,
                       sizeof *x->additions)) {
        x->stale = true;
        return;
    }
    const isms__type *target = isms__type_get(a->target);
    for (uint32_t i = 0; i < count; i++)
        if (t[i])
            x->additions[x->addition_count++] =
                (addition){target->index, isms__follow(m, target, t[i] - 1), source_of(type, a->column, row)};
}

/* Calls visit for each reference in the model, in order of type, attribute and row. */
typedef void visitor(void *user, const isms__type *target, uint32_t row, uint64_t source);

static void each_in_column(const isms_model *m, const isms__type *type, uint32_t column, visitor *visit, void *user)
{
    const isms__attribute *a = isms__attribute_at(m, type, column);
    const isms__type *target = isms__type_get(a->target);
    for (uint32_t row = 0, rows = isms__rows(m, type); row < rows; row++) {
        uint32_t cell = isms__row_live(m, type, row) ? isms__cell(m, type, column, row) : 0, one, count;
        const uint32_t *t = cell ? targets(m, a, cell, &one, &count) : NULL;
        for (uint32_t k = 0; t && k < count; k++)
            if (t[k]) /* an item of a group that names nobody */
                visit(user, target, isms__follow(m, target, t[k] - 1), source_of(type, column, row));
    }
}

static void each_reference(const isms_model *m, visitor *visit, void *user)
{
    for (const isms__type *type = isms__types; type < isms__types + isms__type_count; type++)
        for (uint32_t c = 0; c < isms__columns_in(m, type); c++)
            if (isms__attribute_at(m, type, c)->kind == ISMS_KIND_REFERENCE)
                each_in_column(m, type, c, visit, user);
}

static void count_one(void *user, const isms__type *target, uint32_t row, uint64_t source)
{
    struct isms__reverse *x = user;
    (void)source;
    x->starts[target->index][row + 1]++;
    x->source_count++;
}

static void place_one(void *user, const isms__type *target, uint32_t row, uint64_t source)
{
    struct isms__reverse *x = user;
    x->sources[x->starts[target->index][row]++] = source;
}

static bool build_into(const isms_model *m, struct isms__reverse *x)
{
    const isms_allocator *a = &m->host;
    x->starts = isms__allocate_zero(a, isms__type_count * sizeof *x->starts);
    x->rows = isms__allocate_zero(a, isms__type_count * sizeof *x->rows);
    if (!x->starts || !x->rows)
        return false;
    for (size_t i = 0; i < isms__type_count; i++) {
        x->rows[i] = isms__rows(m, &isms__types[i]);
        x->starts[i] = isms__allocate_zero(a, ((size_t)x->rows[i] + 1) * sizeof **x->starts);
        if (!x->starts[i])
            return false;
    }
    each_reference(m, count_one, x);
    size_t count = x->source_count, sum = 0;
    x->source_count = 0;
    if (count > UINT32_MAX)
        return false;
    x->sources = isms__allocate(a, count * sizeof *x->sources);
    if (!x->sources)
        return false;
    x->source_count = count;
    for (size_t i = 0; i < isms__type_count; i++) /* counts to starts, over all types in one array */
        for (uint32_t row = 0; row <= x->rows[i]; row++) {
            sum += x->starts[i][row];
            x->starts[i][row] = (uint32_t)sum;
        }
    each_reference(m, place_one, x); /* each start moves to its end, which is the next one's start */
    for (size_t i = 0; i < isms__type_count; i++) {
        size_t first = i ? x->starts[i - 1][x->rows[i - 1]] : 0;
        memmove(x->starts[i] + 1, x->starts[i], x->rows[i] * sizeof **x->starts);
        x->starts[i][0] = (uint32_t)first;
    }
    return true;
}

/* The index, made or made anew; NULL where memory is short. Two readers of a snapshot may build it at once: the first one wins.
 */
static struct isms__reverse *index_of(const isms_model *m)
{
    isms_model *mutable_model = (isms_model *)(uintptr_t)m; /* a cache: what callers see does not change */
    struct isms__reverse *there = atomic_load(&mutable_model->reverse);
    if (there && !there->stale)
        return there;
    struct isms__reverse *x = isms__allocate_zero(&m->host, sizeof *x);
    if (!x || !build_into(m, x)) {
        free_index(&m->host, x);
        return NULL;
    }
    if (atomic_compare_exchange_strong(&mutable_model->reverse, &there, x)) {
        free_index(&m->host, there);
        return x;
    }
    free_index(&m->host, x);
    return there;
}

/* Does the record at `row` refer to the target, through the attribute (0: any)? */
static bool refers(const isms_model *m, const isms__type *type, uint32_t row, const isms__spot *target,
                   isms_attribute attribute)
{
    if (!isms__row_live(m, type, row))
        return false;
    for (uint32_t c = 0; c < isms__columns_in(m, type); c++) {
        const isms__attribute *a = isms__attribute_at(m, type, c);
        if (a->kind != ISMS_KIND_REFERENCE || a->target != target->type->id || (attribute && a->id != attribute))
            continue;
        uint32_t cell = isms__cell(m, type, c, row), one, count;
        const uint32_t *t = cell ? targets(m, a, cell, &one, &count) : NULL;
        for (uint32_t k = 0; t && k < count; k++)
            if (t[k] && isms__follow(m, target->type, t[k] - 1) == target->row)
                return true;
    }
    return false;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Type and row of each candidate source, sorted, each once; -1 where memory is short. */
static ptrdiff_t candidates(const isms_model *m, const struct isms__reverse *x, const isms__spot *target, uint64_t **out)
{
    uint32_t t = target->type->index;
    uint32_t first = 0, last = 0;
    if (target->row < x->rows[t]) {
        first = x->starts[t][target->row];
        last = x->starts[t][target->row + 1];
    }
    size_t n = last - first;
    for (size_t i = 0; i < x->addition_count; i++)
        n += x->additions[i].type == t && x->additions[i].row == target->row;
    *out = n ? isms__allocate(&m->host, n * sizeof **out) : NULL;
    if (n && !*out)
        return -1;
    size_t k = 0;
    for (uint32_t i = first; i < last; i++)
        (*out)[k++] = x->sources[i] & ~((uint64_t)0xff << 32);
    for (size_t i = 0; i < x->addition_count; i++)
        if (x->additions[i].type == t && x->additions[i].row == target->row)
            (*out)[k++] = x->additions[i].source & ~((uint64_t)0xff << 32);
    if (k)
        qsort(*out, k, sizeof **out, by_value);
    return (ptrdiff_t)n;
}

static size_t scan(const isms_model *m, const isms__spot *target, isms_attribute attribute, isms_id *out, size_t capacity)
{
    size_t n = 0;
    for (size_t i = 0; i < isms__type_count; i++)
        for (uint32_t row = 0, rows = isms__rows(m, &isms__types[i]); row < rows; row++)
            if (refers(m, &isms__types[i], row, target, attribute)) {
                if (n < capacity)
                    out[n] = isms__id_of_row(m, &isms__types[i], row);
                n++;
            }
    return n;
}

size_t isms_referrers(const isms_model *m, isms_id record, isms_attribute attribute, isms_id *out, size_t capacity)
{
    isms__spot target;
    uint64_t *list = NULL;
    if (!isms__locate(m, record, &target))
        return 0;
    struct isms__reverse *x = m->fixed ? NULL : index_of(m);
    ptrdiff_t count = x ? candidates(m, x, &target, &list) : -1;
    if (count < 0)
        return scan(m, &target, attribute, out, capacity);
    size_t n = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        const isms__type *type = &isms__types[list[i] >> 40];
        if ((i && list[i] == list[i - 1]) || !refers(m, type, (uint32_t)list[i], &target, attribute))
            continue;
        if (n < capacity)
            out[n] = isms__id_of_row(m, type, (uint32_t)list[i]);
        n++;
    }
    isms__release(&m->host, list, (size_t)count * sizeof *list);
    return n;
}
