/* The correspondence of two editions: the controls or requirements of the new one, and what each of them took the place of. */
#include "carry.h"
#include "frame.h"

#include "core/sort.h"

#include <isms/catalogue.h>
#include <string.h>

typedef struct loading {
    isms_transition *t;
    isms__names *rows;
    isms_status status;
} loading;

static uint32_t keep(loading *l, const char *text)
{
    return isms__buffer_keep(&l->t->texts, text, strlen(text), &l->status);
}

static void add_row(loading *l, const char *control)
{
    isms_transition *t = l->t;
    uint32_t *place = isms__names_at(l->rows, &t->host, control);
    if (!place)
        isms__fail(&l->status, ISMS_E_NO_MEMORY);
    else if (isms__grow(&t->host, (void **)&t->rows, &t->row_capacity, t->row_count, sizeof *t->rows, &l->status)) {
        t->rows[t->row_count++] = (isms__carry_row){.control = keep(l, control)};
        *place = (uint32_t)t->row_count;
    }
}

static void add_pair(loading *l, const char *before, const char *control)
{
    isms_transition *t = l->t;
    uint32_t row = isms__names_get(l->rows, control);
    if (!row || !isms__grow(&t->host, (void **)&t->pairs, &t->pair_capacity, t->pair_count, sizeof *t->pairs, &l->status))
        return;
    t->pairs[t->pair_count++] = (isms__carry_pair){keep(l, before), row - 1};
    t->rows[row - 1].predecessors++;
}

static void load_annex(loading *l)
{
    const isms_model *c = isms_catalogue();
    for (isms_id r = isms_first(c, ISMS_CONTROL_REFERENCE); r && l->status == ISMS_OK; r = isms_next(c, r))
        add_row(l, isms_record_key(c, r));
    for (isms_id x = isms_first(c, ISMS_TRANSITION); x && l->status == ISMS_OK; x = isms_next(c, x))
        add_pair(l, isms_link_key(c, x, ISMS_TRANSITION_ID_2013), isms_link_key(c, x, ISMS_TRANSITION_ID_2022));
}

static void add_predecessors(loading *l, const isms_model *m, const char *name)
{
    isms_id requirement = isms_find(m, ISMS_REQUIREMENT, name);
    for (size_t i = 0, n = isms_list_count(m, requirement, ISMS_REQUIREMENT_PREDECESSORS); i < n && l->status == ISMS_OK; i++)
        add_pair(l, isms_list_text(m, requirement, ISMS_REQUIREMENT_PREDECESSORS, i), name);
}

static void load_framework(loading *l, const isms_model *m, const char *framework)
{
    isms__frame frame;
    l->status = isms__frame_load(&frame, m, framework, &l->t->host);
    if (l->status != ISMS_OK)
        return;
    l->t->framework = keep(l, framework);
    for (size_t i = 0; i < frame.count && l->status == ISMS_OK; i++)
        if (!frame.demands[i].heading && !frame.demands[i].children)
            add_row(l, frame.demands[i].name);
    for (size_t i = 0; i < frame.count && l->status == ISMS_OK; i++)
        add_predecessors(l, m, frame.demands[i].name);
    isms__frame_dispose(&frame, &l->t->host);
}

/* By what was before, then in the order of the rows, so that one is found without looking at all. */
static int compare_pairs(const void *a, const void *b, const void *user)
{
    const isms__carry_pair *x = a, *y = b;
    int order = strcmp(isms__carry_at(user, x->before), isms__carry_at(user, y->before));
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

isms_status isms__carry_load(isms_transition *t, const isms_model *m, const char *framework, isms__names *rows)
{
    loading l = {t, rows, ISMS_OK};
    if (framework && strcmp(framework, ISMS__FRAME_27001) != 0)
        load_framework(&l, m, framework);
    else
        load_annex(&l);
    if (l.status == ISMS_OK && !isms__sort(&t->host, t->pairs, t->pair_count, sizeof *t->pairs, compare_pairs, t))
        l.status = ISMS_E_NO_MEMORY;
    return l.status;
}

/* The first pair whose text before is not less. */
static size_t first_pair(const isms_transition *t, const char *before)
{
    size_t low = 0, high = t->pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(isms__carry_at(t, t->pairs[middle].before), before) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t isms__carry_targets(const isms_transition *t, const char *before, void (*visit)(void *user, const char *control),
                           void *user)
{
    size_t first = first_pair(t, before), i = first;
    for (; i < t->pair_count && strcmp(isms__carry_at(t, t->pairs[i].before), before) == 0; i++)
        if (visit)
            visit(user, isms__carry_at(t, t->rows[t->pairs[i].row].control));
    return i - first;
}
