/* Maturity of controls on a scale, rolled up by figures that an ordinal scale allows. */
#include <isms/maturity.h>

#include "assessed.h"
#include "core/buffer.h"
#include "core/names.h"
#include "schema/schema.h"
#include "soa.h"

#include <isms/soa_frozen.h>

#include <string.h>

enum { STEPS_MOST = 64, THEMES = ISMS_THEME_TECHNOLOGICAL, NOT_RATED = -1 };

typedef struct rating {
    int32_t value, target; /* NOT_RATED: none */
    isms_maturity_origin origin;
    bool applies;
} rating;

typedef struct rolled {
    uint32_t name, line; /* texts */
    int64_t figures[ISMS_MATURITY_REACHED + 1];
    uint32_t on_step[STEPS_MOST];
} rolled;

struct isms_maturity {
    isms_allocator host;
    isms__buffer texts;
    rating *ratings;
    rolled *groups;
    uint32_t steps[STEPS_MOST], *off_scale; /* texts */
    size_t rating_count, group_count, step_count, off_scale_count, off_scale_capacity;
};

typedef struct work {
    isms_maturity *x;
    const isms_model *m;
    const isms_soa *soa;
    const isms_grouping *grouping;
    const isms_allocator *a;
    isms__names assessed; /* place + 1 in assessments, by control */
    isms_id *assessments; /* of the catalogue's controls, the one that holds */
    size_t assessment_count, assessment_capacity;
    isms_status status;
} work;

static const char *text_at(const isms_maturity *x, uint32_t at)
{
    return isms__buffer_c(&x->texts) + at;
}

static uint32_t keep(work *w, const char *text)
{
    return isms__buffer_keep(&w->x->texts, text, text ? strlen(text) : 0, &w->status);
}

/* ------------------------------------------------------------------ the scale */

static void load_scale(work *w)
{
    isms_id header = isms_header(w->m);
    size_t count = isms_list_count(w->m, header, ISMS_HEADER_MATURITY_SCALE);
    for (size_t i = 0; i < count && i < STEPS_MOST; i++)
        w->x->steps[w->x->step_count++] = keep(w, isms_list_text(w->m, header, ISMS_HEADER_MATURITY_SCALE, i));
}

static void tell_off_scale(work *w, isms_id record, int64_t value)
{
    isms_maturity *x = w->x;
    isms__buffer text;
    isms__buffer_init(&text, w->a);
    isms__buffer_print(&text, "%s %s: %lld", isms_type_name(isms_record_type(w->m, record)), isms_record_key(w->m, record),
                       (long long)value);
    if (text.failed ||
        !isms__reserve(w->a, (void **)&x->off_scale, &x->off_scale_capacity, x->off_scale_count + 1, sizeof *x->off_scale))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    else
        x->off_scale[x->off_scale_count++] = keep(w, isms__buffer_c(&text));
    isms__buffer_dispose(&text);
}

/* A step, or NOT_RATED. */
static int32_t step_of(work *w, isms_id record, isms_attribute attribute)
{
    int64_t value = 0, most = w->x->step_count ? (int64_t)w->x->step_count : STEPS_MOST;
    if (!record || isms_get_integer(w->m, record, attribute, &value) != ISMS_OK)
        return NOT_RATED;
    if (value >= 0 && value < most)
        return (int32_t)value;
    tell_off_scale(w, record, value);
    return NOT_RATED;
}

/* ------------------------------------------------------------------ controls */

static void find_assessments(work *w)
{
    isms_day as_of = isms_soa_as_of(w->soa);
    for (isms_id r = isms_first(w->m, ISMS_REQUIREMENT_ASSESSMENT); r && w->status == ISMS_OK; r = isms_next(w->m, r)) {
        const char *control = isms_text(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT);
        if (!control || !isms_has(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_MATURITY) || !isms__assessed_holds(w->m, r, as_of))
            continue;
        uint32_t *place = isms__names_at(&w->assessed, w->a, control);
        if (!place || !isms__reserve(w->a, (void **)&w->assessments, &w->assessment_capacity, w->assessment_count + 1,
                                     sizeof *w->assessments)) {
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
            return;
        }
        if (!*place) {
            w->assessments[w->assessment_count++] = ISMS_NONE;
            *place = (uint32_t)w->assessment_count;
        }
        if (isms__assessed_replaces(w->m, r, w->assessments[*place - 1]))
            w->assessments[*place - 1] = r;
    }
}

/* The lowest value of the measures, and the highest of their targets: what all of them reach, and what is aimed at. */
static void rate_by_measures(work *w, size_t row, rating *r, int32_t *target)
{
    const isms__soa_row *s = &w->soa->rows[row];
    for (uint32_t i = 0; i < s->link_count; i++) {
        const isms__soa_link *l = &w->soa->links[s->first_link + i];
        isms_id measure = w->soa->records[l->record].id;
        if (l->kind != ISMS_SOA_LINK_MEASURE || !measure)
            continue;
        int32_t value = step_of(w, measure, ISMS_CONTROL_MATURITY), aim = step_of(w, measure, ISMS_CONTROL_TARGET_MATURITY);
        if (value != NOT_RATED && (r->value == NOT_RATED || value < r->value))
            *r = (rating){value, r->target, ISMS_MATURITY_MEASURES, r->applies};
        *target = aim > *target ? aim : *target;
    }
}

static void rate_row(work *w, size_t row)
{
    rating *r = &w->x->ratings[row];
    isms_id entry = isms_soa_entry(w->soa, row);
    uint32_t place = isms__names_get(&w->assessed, isms_soa_text(w->soa, row, ISMS_SOA_COLUMN_CONTROL));
    int32_t aimed_by_measures = NOT_RATED;
    *r = (rating){step_of(w, entry, ISMS_SOA_ENTRY_MATURITY), step_of(w, entry, ISMS_SOA_ENTRY_TARGET_MATURITY),
                  ISMS_MATURITY_NONE, isms_soa_applicable(w->soa, row) == ISMS_YES_NO_UNKNOWN_YES};
    if (r->value != NOT_RATED) {
        r->origin = ISMS_MATURITY_ENTRY;
        if (r->target != NOT_RATED)
            return;
    }
    rating by_measures = {NOT_RATED, NOT_RATED, ISMS_MATURITY_NONE, r->applies};
    rate_by_measures(w, row, &by_measures, &aimed_by_measures);
    if (r->target == NOT_RATED)
        r->target = aimed_by_measures;
    if (r->value != NOT_RATED)
        return;
    r->value = by_measures.value;
    r->origin = by_measures.origin;
    if (r->value == NOT_RATED && place) {
        r->value = step_of(w, w->assessments[place - 1], ISMS_REQUIREMENT_ASSESSMENT_MATURITY);
        r->origin = r->value == NOT_RATED ? ISMS_MATURITY_NONE : ISMS_MATURITY_ASSESSMENT;
    }
}

/* ------------------------------------------------------------------ groups */

static void count_row(rolled *g, const rating *r)
{
    if (!r->applies)
        return;
    g->figures[ISMS_MATURITY_APPLICABLE]++;
    g->figures[ISMS_MATURITY_RATED] += r->value != NOT_RATED;
    g->figures[ISMS_MATURITY_AIMED] += r->target != NOT_RATED;
    g->figures[ISMS_MATURITY_REACHED] += r->target != NOT_RATED && r->value >= r->target;
    if (r->value != NOT_RATED)
        g->on_step[r->value]++;
}

/* The step on which the n-th of the rated controls stands, n from 0, lowest first. */
static int64_t step_at(const rolled *g, int64_t n)
{
    for (int64_t step = 0; step < STEPS_MOST; step++) {
        n -= g->on_step[step];
        if (n < 0)
            return step;
    }
    return NOT_RATED;
}

static void add_step(const isms_maturity *x, isms__buffer *out, const char *what, int64_t step)
{
    isms__buffer_print(out, "%s%lld", what, (long long)step);
    if (step < (int64_t)x->step_count)
        isms__buffer_print(out, " %s", text_at(x, x->steps[step]));
}

static void describe(work *w, rolled *g)
{
    const int64_t *f = g->figures;
    isms__buffer out;
    isms__buffer_init(&out, w->a);
    isms__buffer_print(&out, "%s: %lld of %lld rated", text_at(w->x, g->name), (long long)f[ISMS_MATURITY_RATED],
                       (long long)f[ISMS_MATURITY_APPLICABLE]);
    if (f[ISMS_MATURITY_RATED]) {
        add_step(w->x, &out, "; lowest ", f[ISMS_MATURITY_LOWEST]);
        add_step(w->x, &out, ", median ", f[ISMS_MATURITY_MEDIAN]);
        add_step(w->x, &out, ", highest ", f[ISMS_MATURITY_HIGHEST]);
    }
    if (f[ISMS_MATURITY_AIMED])
        isms__buffer_print(&out, "; %lld of %lld at or above target", (long long)f[ISMS_MATURITY_REACHED],
                           (long long)f[ISMS_MATURITY_AIMED]);
    if (out.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    g->line = keep(w, isms__buffer_c(&out));
    isms__buffer_dispose(&out);
}

static void settle_group(work *w, rolled *g, const char *name)
{
    int64_t rated = g->figures[ISMS_MATURITY_RATED];
    g->name = keep(w, name);
    g->figures[ISMS_MATURITY_LOWEST] = rated ? step_at(g, 0) : NOT_RATED;
    g->figures[ISMS_MATURITY_MEDIAN] = rated ? step_at(g, (rated - 1) / 2) : NOT_RATED;
    g->figures[ISMS_MATURITY_HIGHEST] = rated ? step_at(g, rated - 1) : NOT_RATED;
    describe(w, g);
}

static void roll_up_grouping(work *w)
{
    isms_maturity *x = w->x;
    for (size_t i = 0; i + 1 < x->group_count; i++) {
        size_t row;
        for (size_t k = 0; (row = isms_grouping_row(w->grouping, i, k)) < x->rating_count; k++)
            count_row(&x->groups[i], &x->ratings[row]);
        settle_group(w, &x->groups[i], *isms_grouping_name(w->grouping, i) ? isms_grouping_name(w->grouping, i) : "(none)");
    }
}

static void roll_up_themes(work *w)
{
    isms_maturity *x = w->x;
    for (size_t row = 0; row < x->rating_count; row++) {
        int32_t theme = isms_soa_theme(w->soa, row);
        count_row(&x->groups[theme ? theme - 1 : THEMES], &x->ratings[row]);
    }
    for (int32_t theme = 1; theme <= THEMES; theme++)
        settle_group(w, &x->groups[theme - 1], isms__value_name(ISMS_ENUM_THEME, theme));
    settle_group(w, &x->groups[THEMES], "added");
}

static void roll_up(work *w)
{
    isms_maturity *x = w->x;
    isms__buffer_char(&x->texts, '\0'); /* offset 0 is "" */
    load_scale(w);
    find_assessments(w);
    for (size_t row = 0; row < x->rating_count && w->status == ISMS_OK; row++)
        rate_row(w, row);
    if (w->status == ISMS_OK && w->grouping)
        roll_up_grouping(w);
    else if (w->status == ISMS_OK)
        roll_up_themes(w);
    rolled *all = &x->groups[x->group_count - 1];
    for (size_t row = 0; row < x->rating_count && w->status == ISMS_OK; row++)
        count_row(all, &x->ratings[row]);
    settle_group(w, all, "all");
    isms__names_free(&w->assessed, w->a);
    isms__release(w->a, w->assessments, w->assessment_capacity * sizeof *w->assessments);
}

isms_status isms_maturity_roll_up(const isms_model *model, const isms_soa *soa, const isms_grouping *grouping,
                                  const isms_allocator *allocator, isms_maturity **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !soa || !a || isms_soa_is_frozen(soa))
        return ISMS_E_MISUSE;
    isms_maturity *x = isms__allocate_zero(a, sizeof *x);
    if (!x)
        return ISMS_E_NO_MEMORY;
    x->host = *a;
    isms__buffer_init(&x->texts, &x->host);
    x->rating_count = isms_soa_count(soa);
    x->group_count = (grouping ? isms_grouping_count(grouping) : THEMES + 1) + 1;
    x->ratings = isms__allocate_zero(a, x->rating_count * sizeof *x->ratings);
    x->groups = isms__allocate_zero(a, x->group_count * sizeof *x->groups);
    work w = {.x = x, .m = model, .soa = soa, .grouping = grouping, .a = &x->host};
    if (x->ratings && x->groups)
        roll_up(&w);
    else
        w.status = ISMS_E_NO_MEMORY;
    if (w.status != ISMS_OK) {
        isms_maturity_free(x);
        return w.status;
    }
    *out = x;
    return ISMS_OK;
}

void isms_maturity_free(isms_maturity *maturity)
{
    if (!maturity)
        return;
    isms_allocator a = maturity->host;
    isms__buffer_dispose(&maturity->texts);
    isms__release(&a, maturity->ratings, maturity->rating_count * sizeof *maturity->ratings);
    isms__release(&a, maturity->groups, maturity->group_count * sizeof *maturity->groups);
    isms__release(&a, maturity->off_scale, maturity->off_scale_capacity * sizeof *maturity->off_scale);
    isms__release(&a, maturity, sizeof *maturity);
}

/* ------------------------------------------------------------------ reading */

size_t isms_maturity_step_count(const isms_maturity *maturity)
{
    return maturity ? maturity->step_count : 0;
}

const char *isms_maturity_step(const isms_maturity *maturity, size_t step)
{
    return step < isms_maturity_step_count(maturity) ? text_at(maturity, maturity->steps[step]) : "";
}

size_t isms_maturity_off_scale_count(const isms_maturity *maturity)
{
    return maturity ? maturity->off_scale_count : 0;
}

const char *isms_maturity_off_scale_text(const isms_maturity *maturity, size_t i)
{
    return i < isms_maturity_off_scale_count(maturity) ? text_at(maturity, maturity->off_scale[i]) : "";
}

/* A rating of nothing for what lies past the end. */
static const rating *rating_at(const isms_maturity *maturity, size_t row)
{
    static const rating none = {NOT_RATED, NOT_RATED, ISMS_MATURITY_NONE, false};
    return maturity && row < maturity->rating_count ? &maturity->ratings[row] : &none;
}

int32_t isms_maturity_value(const isms_maturity *maturity, size_t row)
{
    return rating_at(maturity, row)->value;
}

int32_t isms_maturity_target(const isms_maturity *maturity, size_t row)
{
    return rating_at(maturity, row)->target;
}

isms_maturity_origin isms_maturity_origin_of(const isms_maturity *maturity, size_t row)
{
    return rating_at(maturity, row)->origin;
}

size_t isms_maturity_group_count(const isms_maturity *maturity)
{
    return maturity ? maturity->group_count : 0;
}

const char *isms_maturity_group(const isms_maturity *maturity, size_t group)
{
    return group < isms_maturity_group_count(maturity) ? text_at(maturity, maturity->groups[group].name) : "";
}

int64_t isms_maturity_figure(const isms_maturity *maturity, size_t group, int32_t what)
{
    bool known = group < isms_maturity_group_count(maturity) && what > 0 && what <= ISMS_MATURITY_REACHED;
    return known ? maturity->groups[group].figures[what] : 0;
}

size_t isms_maturity_on_step(const isms_maturity *maturity, size_t group, size_t step)
{
    return group < isms_maturity_group_count(maturity) && step < STEPS_MOST ? maturity->groups[group].on_step[step] : 0;
}

isms_status isms_maturity_ordinal_mean(const isms_maturity *maturity, size_t group, double *out)
{
    int64_t sum = 0, rated = isms_maturity_figure(maturity, group, ISMS_MATURITY_RATED);
    if (!out || group >= isms_maturity_group_count(maturity))
        return ISMS_E_MISUSE;
    for (size_t step = 0; step < STEPS_MOST; step++)
        sum += (int64_t)(step * isms_maturity_on_step(maturity, group, step));
    if (!rated)
        return ISMS_ABSENT;
    *out = (double)sum / (double)rated;
    return ISMS_OK;
}

const char *isms_maturity_line(const isms_maturity *maturity, size_t group)
{
    return group < isms_maturity_group_count(maturity) ? text_at(maturity, maturity->groups[group].line) : "";
}
