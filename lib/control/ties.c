/* Which piece of evidence is tied to which requirement, through every record that ties the two. */
#include "ties.h"
#include "version.h"

#include "core/sort.h"

#include <string.h>

typedef struct work {
    isms__ties *out;
    const isms_model *m;
    const isms_allocator *a;
    isms_id only; /* ISMS_NONE: every piece */
    isms_status status;
} work;

static void tie(work *w, const char *name, isms_id evidence, isms_id by)
{
    isms__ties *out = w->out;
    if (!name || !evidence || (w->only && evidence != w->only) || w->status != ISMS_OK)
        return;
    if (isms__reserve(w->a, (void **)&out->items, &out->capacity, out->count + 1, sizeof *out->items))
        out->items[out->count++] = (isms__tie){name, evidence, by};
    else
        w->status = ISMS_E_NO_MEMORY;
}

/* Each piece of a list to one name. */
static void tie_list(work *w, const char *name, isms_id record, isms_attribute evidence)
{
    for (size_t i = 0, n = isms_list_count(w->m, record, evidence); i < n; i++)
        tie(w, name, isms_list_link(w->m, record, evidence, i), record);
}

/* Each piece of a list to each name of another. */
static void tie_lists(work *w, isms_id names_of, isms_attribute names, isms_id record, isms_attribute evidence)
{
    for (size_t i = 0, n = isms_list_count(w->m, names_of, names); i < n; i++)
        tie_list(w, isms_list_text(w->m, names_of, names, i), record, evidence);
}

/* What a piece names itself; a measure stands for what it implements, and ties the piece to that. */
static void tie_named(work *w, isms_id evidence, const char *name)
{
    isms_id measure = name ? isms_find(w->m, ISMS_CONTROL, name) : ISMS_NONE;
    tie(w, name, evidence, evidence);
    for (size_t i = 0, n = isms_list_count(w->m, measure, ISMS_CONTROL_IMPLEMENTS); i < n; i++)
        tie(w, isms_list_text(w->m, measure, ISMS_CONTROL_IMPLEMENTS, i), evidence, measure);
}

static void tie_evidence(work *w)
{
    for (isms_id e = isms_first(w->m, ISMS_EVIDENCE); e; e = isms_next(w->m, e))
        for (size_t i = 0, n = isms_list_count(w->m, e, ISMS_EVIDENCE_REQUIREMENTS); i < n; i++)
            tie_named(w, e, isms_list_text(w->m, e, ISMS_EVIDENCE_REQUIREMENTS, i));
}

static void tie_measures(work *w)
{
    for (isms_id c = isms_first(w->m, ISMS_CONTROL); c; c = isms_next(w->m, c)) {
        tie_list(w, isms_record_key(w->m, c), c, ISMS_CONTROL_EVIDENCE);
        tie_lists(w, c, ISMS_CONTROL_IMPLEMENTS, c, ISMS_CONTROL_EVIDENCE);
    }
}

static void tie_tests(work *w)
{
    for (isms_id t = isms_first(w->m, ISMS_TEST); t; t = isms_next(w->m, t)) {
        isms_id control = isms_link(w->m, t, ISMS_TEST_CONTROL);
        tie_list(w, isms_record_key(w->m, control), t, ISMS_TEST_EVIDENCE);
        tie_lists(w, control, ISMS_CONTROL_IMPLEMENTS, t, ISMS_TEST_EVIDENCE);
    }
}

/* An entry of the current version is shown by its own evidence and by that of its measures. */
static void tie_entries(work *w)
{
    isms_id version = isms__version_latest(w->m);
    for (isms_id e = isms_first(w->m, ISMS_SOA_ENTRY); e; e = isms_next(w->m, e)) {
        const char *control = isms__version_has(w->m, version, e) ? isms_text(w->m, e, ISMS_SOA_ENTRY_CONTROL) : NULL;
        tie_list(w, control, e, ISMS_SOA_ENTRY_EVIDENCE);
        for (size_t i = 0, n = isms_list_count(w->m, e, ISMS_SOA_ENTRY_MEASURES); i < n; i++)
            tie_list(w, control, isms_list_link(w->m, e, ISMS_SOA_ENTRY_MEASURES, i), ISMS_CONTROL_EVIDENCE);
    }
}

static void tie_assessments(work *w)
{
    for (isms_id r = isms_first(w->m, ISMS_REQUIREMENT_ASSESSMENT); r; r = isms_next(w->m, r))
        tie_list(w, isms_text(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT), r, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE);
}

static void tie_obligations(work *w)
{
    for (isms_id o = isms_first(w->m, ISMS_OBLIGATION); o; o = isms_next(w->m, o))
        tie_lists(w, o, ISMS_OBLIGATION_REQUIREMENTS, o, ISMS_OBLIGATION_EVIDENCE);
}

static int compare(const void *a, const void *b, const void *user)
{
    const isms__tie *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    if (!order)
        order = strcmp(isms_record_key(user, x->evidence), isms_record_key(user, y->evidence));
    if (!order)
        order = isms_record_type(user, x->by) - isms_record_type(user, y->by);
    return order ? order : strcmp(isms_record_key(user, x->by), isms_record_key(user, y->by));
}

static void drop_repeats(isms__ties *ties)
{
    size_t kept = 0;
    for (size_t i = 0; i < ties->count; i++) {
        const isms__tie *x = &ties->items[i];
        const isms__tie *last = kept ? &ties->items[kept - 1] : NULL;
        if (!last || strcmp(last->name, x->name) != 0 || last->evidence != x->evidence || last->by != x->by)
            ties->items[kept++] = *x;
    }
    ties->count = kept;
}

isms_status isms__ties_collect(isms__ties *out, const isms_model *m, isms_id evidence, const isms_allocator *a)
{
    static void (*const sources[])(work *) = {tie_evidence, tie_measures,    tie_tests,
                                              tie_entries,  tie_assessments, tie_obligations};
    *out = (isms__ties){0};
    work w = {out, m, a, evidence, ISMS_OK};
    for (size_t i = 0; i < sizeof sources / sizeof sources[0] && w.status == ISMS_OK; i++)
        sources[i](&w);
    if (w.status == ISMS_OK && !isms__sort(a, out->items, out->count, sizeof *out->items, compare, m))
        w.status = ISMS_E_NO_MEMORY;
    if (w.status != ISMS_OK)
        isms__ties_dispose(out, a);
    else
        drop_repeats(out);
    return w.status;
}

void isms__ties_dispose(isms__ties *ties, const isms_allocator *a)
{
    isms__release(a, ties->items, ties->capacity * sizeof *ties->items);
    *ties = (isms__ties){0};
}

size_t isms__ties_find(const isms__ties *ties, const char *name)
{
    size_t low = 0, high = ties->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(ties->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ties->count && strcmp(ties->items[low].name, name) == 0 ? low : ties->count;
}
