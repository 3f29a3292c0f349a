/* What closes most gaps for least effort: measures that are not in place, chosen greedily. */
#include "gap.h"

/* A measure that is not in place. */
typedef struct measure {
    isms_id id;
    double effort; /* below 0: not known */
    bool chosen;
    uint32_t mark; /* of the bundle that was looked at last */
} measure;

/* A gap and what it takes to close it: measures, or an assessment with an effort of its own. */
typedef struct gap_item {
    uint32_t row;
    uint32_t first, count; /* in needs */
    double effort;         /* of the assessment, where there is no measure; below 0: not known */
    bool closed;
} gap_item;

typedef struct plan {
    isms__gap_work *w;
    measure *measures;
    gap_item *items;
    uint32_t *needs; /* measures of the items */
    isms__names numbers;
    size_t measure_count, measure_capacity, item_count, item_capacity, need_count, need_capacity;
    uint32_t mark;
} plan;

/* Beyond this many comparisons the overlap of gaps is not weighed. */
static const double work_most = 2e8;

/* ------------------------------------------------------------------ what there is to do */

static bool is_outstanding(const isms_model *m, isms_id id)
{
    int32_t status = isms_value(m, id, ISMS_CONTROL_STATUS);
    return isms_record_type(m, id) == ISMS_CONTROL && status != ISMS_CONTROL_STATUS_IMPLEMENTED &&
           status != ISMS_CONTROL_STATUS_RETIRED;
}

static void need_measure(plan *p, isms_id id)
{
    const isms_model *m = p->w->m;
    uint32_t *number = isms__names_at(&p->numbers, p->w->a, isms_record_key(m, id));
    if (!number) {
        isms__fail(&p->w->status, ISMS_E_NO_MEMORY);
        return;
    }
    if (!*number) {
        if (!isms__grow(p->w->a, (void **)&p->measures, &p->measure_capacity, p->measure_count, sizeof *p->measures,
                        &p->w->status))
            return;
        p->measures[p->measure_count++] = (measure){.id = id, .effort = isms_real(m, id, ISMS_CONTROL_EFFORT_DAYS, -1)};
        *number = (uint32_t)p->measure_count;
    }
    if (isms__grow(p->w->a, (void **)&p->needs, &p->need_capacity, p->need_count, sizeof *p->needs, &p->w->status))
        p->needs[p->need_count++] = *number - 1;
}

/* The measures of a control that are not in place; each once, since links are. */
static void need_measures(plan *p, const char *control)
{
    const isms_soa *soa = p->w->soa;
    size_t row = isms_soa_find(soa, control);
    for (size_t i = 0, n = isms_soa_link_count(soa, row); i < n && p->w->status == ISMS_OK; i++) {
        isms_id id = isms_soa_link_record(soa, row, i);
        if (isms_soa_link_kind_of(soa, row, i) == ISMS_SOA_LINK_MEASURE && is_outstanding(p->w->m, id))
            need_measure(p, id);
    }
}

static void add_item(plan *p, uint32_t row)
{
    const isms__gap_row *r = &p->w->gap->rows[row];
    if (r->state != ISMS_GAP_OPEN && r->state != ISMS_GAP_PARTLY)
        return;
    gap_item item = {.row = row, .first = (uint32_t)p->need_count, .effort = -1};
    if (r->kind == ISMS_GAP_CONTROL)
        need_measures(p, isms__gap_at(p->w->gap, r->requirement));
    item.count = (uint32_t)p->need_count - item.first;
    if (!item.count)
        item.effort = isms_real(p->w->m, r->assessment, ISMS_REQUIREMENT_ASSESSMENT_EFFORT_DAYS, -1);
    if (!item.count && item.effort < 0)
        return;
    if (isms__grow(p->w->a, (void **)&p->items, &p->item_capacity, p->item_count, sizeof *p->items, &p->w->status))
        p->items[p->item_count++] = item;
}

/* ------------------------------------------------------------------ choosing */

/* Days of work of what is left to do for a gap; below 0: not known. */
static double effort_of(const plan *p, const gap_item *item)
{
    double effort = 0;
    if (!item->count)
        return item->effort;
    for (uint32_t i = 0; i < item->count; i++) {
        const measure *x = &p->measures[p->needs[item->first + i]];
        if (x->chosen)
            continue;
        if (x->effort < 0)
            return -1;
        effort += x->effort;
    }
    return effort;
}

static void mark(plan *p, const gap_item *item)
{
    p->mark++;
    for (uint32_t i = 0; i < item->count; i++)
        p->measures[p->needs[item->first + i]].mark = p->mark;
}

/* True where what is marked and what was chosen closes the gap. */
static bool is_closed_by(const plan *p, const gap_item *item)
{
    for (uint32_t i = 0; i < item->count; i++) {
        const measure *x = &p->measures[p->needs[item->first + i]];
        if (!x->chosen && x->mark != p->mark)
            return false;
    }
    return item->count > 0;
}

static size_t closes(plan *p, const gap_item *item)
{
    size_t count = 0;
    mark(p, item);
    for (size_t i = 0; i < p->item_count; i++)
        count += !p->items[i].closed && (&p->items[i] == item || is_closed_by(p, &p->items[i]));
    return count;
}

/* The gap whose measures close most gaps a day; NULL where no effort is known any more. */
static gap_item *best(plan *p, bool weigh)
{
    gap_item *found = NULL;
    double found_effort = 0, found_closes = 0;
    for (size_t i = 0; i < p->item_count; i++) {
        gap_item *item = &p->items[i];
        double effort = item->closed ? -1 : effort_of(p, item);
        if (effort < 0)
            continue;
        double count = weigh ? (double)closes(p, item) : 1;
        if (!found || count * found_effort > found_closes * effort) {
            found = item;
            found_effort = effort;
            found_closes = count;
        }
    }
    return found;
}

static gap_item *first_open(plan *p)
{
    for (size_t i = 0; i < p->item_count; i++)
        if (!p->items[i].closed)
            return &p->items[i];
    return NULL;
}

static uint32_t name_records(plan *p, const gap_item *item)
{
    isms__buffer *out = isms__gap_begin(p->w);
    const isms_model *m = p->w->m;
    if (!item->count)
        isms__buffer_text(out, isms_record_key(m, p->w->gap->rows[item->row].assessment));
    for (uint32_t i = 0; i < item->count; i++) {
        const measure *x = &p->measures[p->needs[item->first + i]];
        if (!x->chosen)
            isms__buffer_print(out, "%s%s", out->size ? ", " : "", isms_record_key(m, x->id));
    }
    return isms__gap_end(p->w);
}

/* Takes a step: everything that closes the gap is done, and so are the gaps that this closes too. */
static void take(plan *p, gap_item *item)
{
    isms_gap *gap = p->w->gap;
    isms__gap_step step = {.records = name_records(p, item), .effort = effort_of(p, item), .first = gap->close_count};
    mark(p, item);
    for (uint32_t i = 0; i < item->count; i++)
        p->measures[p->needs[item->first + i]].chosen = true;
    for (size_t i = 0; i < p->item_count && p->w->status == ISMS_OK; i++) {
        gap_item *other = &p->items[i];
        if (other->closed || !(other == item || is_closed_by(p, other)))
            continue;
        other->closed = true;
        if (isms__grow(p->w->a, (void **)&gap->closes, &gap->close_capacity, gap->close_count, sizeof *gap->closes,
                       &p->w->status))
            gap->closes[gap->close_count++] = other->row;
    }
    step.count = gap->close_count - step.first;
    if (isms__grow(p->w->a, (void **)&gap->steps, &gap->step_capacity, gap->step_count, sizeof *gap->steps, &p->w->status))
        gap->steps[gap->step_count++] = step;
}

void isms__gap_plan(isms__gap_work *w)
{
    plan p = {.w = w};
    for (uint32_t row = 0; row < w->gap->row_count && w->status == ISMS_OK; row++)
        add_item(&p, row);
    double items = (double)p.item_count;
    bool weigh = items * items * (double)p.need_count <= work_most;
    for (gap_item *item; w->status == ISMS_OK && (item = best(&p, weigh)) != NULL;)
        take(&p, item);
    for (gap_item *item; w->status == ISMS_OK && (item = first_open(&p)) != NULL;)
        take(&p, item);
    isms__names_free(&p.numbers, w->a);
    isms__release(w->a, p.measures, p.measure_capacity * sizeof *p.measures);
    isms__release(w->a, p.items, p.item_capacity * sizeof *p.items);
    isms__release(w->a, p.needs, p.need_capacity * sizeof *p.needs);
}
