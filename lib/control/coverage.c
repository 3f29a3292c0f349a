/* Coverage of a framework: computing it, and reading the result. */
#include "coverage.h"

#include <isms/soa_frozen.h>

#include <string.h>

/* ------------------------------------------------------------------ computing */

isms__buffer *isms__coverage_begin(isms__coverage_work *w)
{
    isms__buffer_clear(&w->scratch);
    return &w->scratch;
}

static uint32_t keep(isms__coverage_work *w, const char *text, size_t size)
{
    if (w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return isms__buffer_keep(&w->c->texts, text, size, &w->status);
}

uint32_t isms__coverage_end(isms__coverage_work *w)
{
    return keep(w, isms__buffer_c(&w->scratch), w->scratch.size);
}

uint32_t isms__coverage_copy(isms__coverage_work *w, const char *text)
{
    return text ? keep(w, text, strlen(text)) : 0;
}

static isms_status make_crosswalk(isms__coverage_work *w)
{
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    options.flags = ISMS_CROSSWALK_OWN;
    options.to = w->options.framework;
    options.through = w->options.through;
    options.set = w->options.set;
    options.as_of = w->options.as_of;
    options.allocator = w->a;
    return isms_crosswalk_build(w->m, &options, &w->c->crosswalk);
}

static void run_steps(isms__coverage_work *w)
{
    static void (*const steps[])(isms__coverage_work *) = {isms__coverage_reasons, isms__coverage_settle, isms__coverage_words};
    isms__buffer_char(&w->c->texts, '\0'); /* offset 0 is "" */
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && w->status == ISMS_OK; i++)
        steps[i](w);
    if (w->c->texts.failed || w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

static void run(isms__coverage_work *w)
{
    isms__buffer_init(&w->scratch, w->a);
    w->status = isms__frame_load(&w->frame, w->m, w->options.framework, w->a);
    if (w->status == ISMS_OK)
        w->status = make_crosswalk(w);
    if (w->status == ISMS_OK)
        w->status = isms__places_load(&w->places, w->m, w->options.soa, w->options.gap, w->options.as_of, w->a);
    if (w->status == ISMS_OK)
        run_steps(w);
    isms__places_dispose(&w->places, w->a);
    isms__frame_dispose(&w->frame, w->a);
    isms__buffer_dispose(&w->scratch);
}

/* Computes what the caller did not give. */
static void run_with_needs(isms__coverage_work *w)
{
    isms_soa *soa = NULL;
    isms_gap *gap = NULL;
    if (!w->options.soa) {
        isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
        options.as_of = w->options.as_of;
        options.allocator = w->a;
        w->status = isms_soa_build(w->m, &options, &soa);
        w->options.soa = soa;
    }
    if (w->status == ISMS_OK && !w->options.gap) {
        isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
        options.flags = ISMS_GAP_NO_PLAN;
        options.as_of = w->options.as_of;
        options.soa = w->options.soa;
        options.allocator = w->a;
        w->status = isms_gap_analyse(w->m, &options, &gap);
        w->options.gap = gap;
    }
    if (w->status == ISMS_OK)
        run(w);
    isms_gap_free(gap);
    isms_soa_free(soa);
}

isms_status isms_coverage_run(const isms_model *model, const isms_coverage_options *options, isms_coverage **out)
{
    isms__coverage_work w = {.m = model};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&w.options, sizeof w.options, options))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(w.options.allocator);
    if (!model || !a || !w.options.framework || isms_soa_is_frozen(w.options.soa))
        return ISMS_E_MISUSE;
    if (w.options.confidence < 0 || w.options.confidence > ISMS_CONFIDENCE_HIGH)
        return ISMS_E_RANGE;
    w.options.confidence = w.options.confidence ? w.options.confidence : ISMS_CONFIDENCE_MEDIUM;
    w.c = isms__allocate_zero(a, sizeof *w.c);
    if (!w.c)
        return ISMS_E_NO_MEMORY;
    w.c->host = *a;
    w.a = &w.c->host;
    isms__buffer_init(&w.c->texts, w.a);
    run_with_needs(&w);
    if (w.status != ISMS_OK) {
        isms_coverage_free(w.c);
        return w.status;
    }
    *out = w.c;
    return ISMS_OK;
}

void isms_coverage_free(isms_coverage *coverage)
{
    if (!coverage)
        return;
    isms_allocator a = coverage->host;
    isms_crosswalk_free(coverage->crosswalk);
    isms__buffer_dispose(&coverage->texts);
    isms__release(&a, coverage->rows, coverage->row_capacity * sizeof *coverage->rows);
    isms__release(&a, coverage->reasons, coverage->reason_capacity * sizeof *coverage->reasons);
    isms__release(&a, coverage, sizeof *coverage);
}

/* ------------------------------------------------------------------ the framework */

static const char *text_of(const isms_coverage *coverage, uint32_t at)
{
    return coverage ? isms__coverage_at(coverage, at) : "";
}

const char *isms_coverage_framework(const isms_coverage *coverage)
{
    return coverage ? isms__coverage_at(coverage, coverage->framework) : "";
}

const char *isms_coverage_title(const isms_coverage *coverage)
{
    return coverage ? isms__coverage_at(coverage, coverage->title) : "";
}

size_t isms_coverage_units(const isms_coverage *coverage)
{
    return coverage ? coverage->units : 0;
}

size_t isms_coverage_certain(const isms_coverage *coverage)
{
    return coverage ? coverage->certain : 0;
}

size_t isms_coverage_possible(const isms_coverage *coverage)
{
    return coverage ? coverage->possible : 0;
}

size_t isms_coverage_total(const isms_coverage *coverage, isms_coverage_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < isms_coverage_count(coverage); i++)
        count += coverage->rows[i].unit && coverage->rows[i].state == state;
    return count;
}

const char *isms_coverage_summary(const isms_coverage *coverage)
{
    return coverage ? isms__coverage_at(coverage, coverage->summary) : "";
}

const isms_crosswalk *isms_coverage_crosswalk(const isms_coverage *coverage)
{
    return coverage ? coverage->crosswalk : NULL;
}

/* ------------------------------------------------------------------ requirements */

size_t isms_coverage_count(const isms_coverage *coverage)
{
    return coverage ? coverage->row_count : 0;
}

/* A row of nothing for what lies past the end. */
static const isms__coverage_row *row_at(const isms_coverage *coverage, size_t i)
{
    static const isms__coverage_row none = {0};
    return i < isms_coverage_count(coverage) ? &coverage->rows[i] : &none;
}

size_t isms_coverage_find(const isms_coverage *coverage, const char *requirement)
{
    size_t i = 0;
    while (i < isms_coverage_count(coverage) &&
           (!requirement || strcmp(isms_coverage_requirement(coverage, i), requirement) != 0))
        i++;
    return i;
}

const char *isms_coverage_requirement(const isms_coverage *coverage, size_t i)
{
    return text_of(coverage, row_at(coverage, i)->requirement);
}

const char *isms_coverage_requirement_title(const isms_coverage *coverage, size_t i)
{
    return text_of(coverage, row_at(coverage, i)->title);
}

size_t isms_coverage_parent(const isms_coverage *coverage, size_t i)
{
    uint32_t parent = row_at(coverage, i)->parent;
    return parent ? parent - 1 : isms_coverage_count(coverage);
}

int32_t isms_coverage_is_unit(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->unit;
}

isms_coverage_state isms_coverage_state_of(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->state;
}

int32_t isms_coverage_is_certain(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->certain;
}

int32_t isms_coverage_is_possible(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->possible;
}

int32_t isms_coverage_differs(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->differs;
}

size_t isms_coverage_units_below(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->units_below;
}

size_t isms_coverage_certain_below(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->certain_below;
}

size_t isms_coverage_possible_below(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->possible_below;
}

const char *isms_coverage_line(const isms_coverage *coverage, size_t i)
{
    return text_of(coverage, row_at(coverage, i)->line);
}

const char *isms_coverage_state_name(isms_coverage_state state)
{
    static const char *const names[] = {"", "met", "partly", "open", "unknown", "not applicable"};
    return state > 0 && state <= ISMS_COVERAGE_NOT_APPLICABLE ? names[state] : "";
}

const char *isms_coverage_place_name(isms_coverage_place place)
{
    static const char *const names[] = {
        "", "not in place", "not known", "partly in place", "declared to be in place", "in place and shown"};
    return place > 0 && place <= ISMS_PLACE_SHOWN ? names[place] : "";
}

/* ------------------------------------------------------------------ reasons */

size_t isms_coverage_reason_count(const isms_coverage *coverage, size_t i)
{
    return row_at(coverage, i)->reason_count;
}

static const isms__coverage_reason *reason_at(const isms_coverage *coverage, size_t i, size_t k)
{
    static const isms__coverage_reason none = {.pair = UINT32_MAX};
    return k < isms_coverage_reason_count(coverage, i) ? &coverage->reasons[coverage->rows[i].first_reason + k] : &none;
}

isms_coverage_reason isms_coverage_reason_kind(const isms_coverage *coverage, size_t i, size_t k)
{
    return reason_at(coverage, i, k)->kind;
}

const char *isms_coverage_reason_start(const isms_coverage *coverage, size_t i, size_t k)
{
    return text_of(coverage, reason_at(coverage, i, k)->start);
}

isms_coverage_place isms_coverage_reason_place(const isms_coverage *coverage, size_t i, size_t k)
{
    return reason_at(coverage, i, k)->place;
}

size_t isms_coverage_reason_pair(const isms_coverage *coverage, size_t i, size_t k)
{
    uint32_t pair = reason_at(coverage, i, k)->pair;
    return pair != UINT32_MAX ? pair : isms_crosswalk_count(isms_coverage_crosswalk(coverage));
}

const char *isms_coverage_reason_evidence(const isms_coverage *coverage, size_t i, size_t k)
{
    return text_of(coverage, reason_at(coverage, i, k)->evidence);
}

const char *isms_coverage_reason_text(const isms_coverage *coverage, size_t i, size_t k)
{
    return text_of(coverage, reason_at(coverage, i, k)->text);
}

const char *isms_coverage_reason_authority(const isms_coverage *coverage, size_t i, size_t k)
{
    return text_of(coverage, reason_at(coverage, i, k)->authority);
}

int32_t isms_coverage_reason_decides(const isms_coverage *coverage, size_t i, size_t k)
{
    return reason_at(coverage, i, k)->decides;
}
