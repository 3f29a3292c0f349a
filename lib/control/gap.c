/* The gap analysis: making one, and reading it. */
#include "gap.h"

#include <isms/soa_frozen.h>

#include <string.h>

/* ------------------------------------------------------------------ making one */

isms__buffer *isms__gap_begin(isms__gap_work *w)
{
    isms__buffer_clear(&w->scratch);
    return &w->scratch;
}

static uint32_t keep(isms__gap_work *w, const char *text, size_t size)
{
    if (w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return isms__buffer_keep(&w->gap->texts, text, size, &w->status);
}

uint32_t isms__gap_end(isms__gap_work *w)
{
    return keep(w, isms__buffer_c(&w->scratch), w->scratch.size);
}

uint32_t isms__gap_copy(isms__gap_work *w, const char *text)
{
    return text ? keep(w, text, strlen(text)) : 0;
}

static void run_steps(isms__gap_work *w, bool with_plan)
{
    static void (*const steps[])(isms__gap_work *) = {isms__gap_clauses, isms__gap_controls, isms__gap_settle, isms__gap_plan};
    size_t count = sizeof steps / sizeof steps[0];
    isms__buffer_char(&w->gap->texts, '\0'); /* offset 0 is "" */
    for (size_t i = 0; i < (with_plan ? count : count - 1) && w->status == ISMS_OK; i++)
        steps[i](w);
    if (w->gap->texts.failed || w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

static isms_status make(const isms_model *m, const isms_gap_options *o, const isms_allocator *a, isms_gap *gap)
{
    isms__gap_work w = {.gap = gap, .m = m, .soa = o->soa, .a = a};
    isms_soa *own = NULL;
    if (!w.soa) {
        isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
        options.as_of = o->as_of;
        options.allocator = a;
        w.status = isms_soa_build(m, &options, &own);
        w.soa = own;
    }
    isms__buffer_init(&w.scratch, a);
    if (w.status == ISMS_OK)
        run_steps(&w, !(o->flags & ISMS_GAP_NO_PLAN));
    isms__buffer_dispose(&w.scratch);
    isms__names_free(&w.rows, a);
    isms_soa_free(own);
    return w.status;
}

isms_status isms_gap_analyse(const isms_model *model, const isms_gap_options *options, isms_gap **out)
{
    isms_gap_options given;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&given, sizeof given, options) || given.flags & ~ISMS_GAP_NO_PLAN)
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(given.allocator);
    if (!model || !a || isms_soa_is_frozen(given.soa))
        return ISMS_E_MISUSE;
    isms_gap *gap = isms__allocate_zero(a, sizeof *gap);
    if (!gap)
        return ISMS_E_NO_MEMORY;
    gap->host = *a;
    gap->as_of = given.as_of;
    isms__buffer_init(&gap->texts, &gap->host);
    isms_status status = make(model, &given, &gap->host, gap);
    if (status != ISMS_OK) {
        isms_gap_free(gap);
        return status;
    }
    *out = gap;
    return ISMS_OK;
}

void isms_gap_free(isms_gap *gap)
{
    if (!gap)
        return;
    isms_allocator a = gap->host;
    isms__buffer_dispose(&gap->texts);
    isms__release(&a, gap->rows, gap->row_capacity * sizeof *gap->rows);
    isms__release(&a, gap->steps, gap->step_capacity * sizeof *gap->steps);
    isms__release(&a, gap->closes, gap->close_capacity * sizeof *gap->closes);
    isms__release(&a, gap, sizeof *gap);
}

/* ------------------------------------------------------------------ requirements */

size_t isms_gap_count(const isms_gap *gap)
{
    return gap ? gap->row_count : 0;
}

/* A row of nothing for what lies past the end. */
static const isms__gap_row *row_at(const isms_gap *gap, size_t i)
{
    static const isms__gap_row none = {0};
    return i < isms_gap_count(gap) ? &gap->rows[i] : &none;
}

static const char *text_of(const isms_gap *gap, uint32_t at)
{
    return gap ? isms__gap_at(gap, at) : "";
}

size_t isms_gap_find(const isms_gap *gap, const char *requirement)
{
    size_t i = 0;
    while (i < isms_gap_count(gap) && (!requirement || strcmp(isms_gap_requirement(gap, i), requirement) != 0))
        i++;
    return i;
}

const char *isms_gap_requirement(const isms_gap *gap, size_t i)
{
    return text_of(gap, row_at(gap, i)->requirement);
}

const char *isms_gap_words(const isms_gap *gap, size_t i)
{
    return text_of(gap, row_at(gap, i)->words);
}

isms_gap_kind isms_gap_kind_of(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->kind;
}

isms_gap_state isms_gap_state_of(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->state;
}

isms_gap_state isms_gap_derived(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->derived;
}

int32_t isms_gap_stated(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->stated;
}

isms_id isms_gap_assessment(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->assessment;
}

int32_t isms_gap_is_shown(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->shown;
}

int32_t isms_gap_differs(const isms_gap *gap, size_t i)
{
    return row_at(gap, i)->differs;
}

const char *isms_gap_reason(const isms_gap *gap, size_t i)
{
    return text_of(gap, row_at(gap, i)->reason);
}

const char *isms_gap_question(const isms_gap *gap, size_t i)
{
    return text_of(gap, row_at(gap, i)->question);
}

const char *isms_gap_state_name(isms_gap_state state)
{
    static const char *const names[] = {"", "met", "partly", "open", "asked", "not applicable"};
    return state > 0 && state <= ISMS_GAP_NOT_APPLICABLE ? names[state] : "";
}

size_t isms_gap_total(const isms_gap *gap, isms_gap_kind kind, isms_gap_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < isms_gap_count(gap); i++)
        count += (!kind || gap->rows[i].kind == kind) && (!state || gap->rows[i].state == state);
    return count;
}

/* ------------------------------------------------------------------ steps */

size_t isms_gap_step_count(const isms_gap *gap)
{
    return gap ? gap->step_count : 0;
}

const char *isms_gap_step_records(const isms_gap *gap, size_t step)
{
    return step < isms_gap_step_count(gap) ? isms__gap_at(gap, gap->steps[step].records) : "";
}

double isms_gap_step_effort(const isms_gap *gap, size_t step)
{
    return step < isms_gap_step_count(gap) ? gap->steps[step].effort : 0;
}

size_t isms_gap_step_closes(const isms_gap *gap, size_t step)
{
    return step < isms_gap_step_count(gap) ? gap->steps[step].count : 0;
}

size_t isms_gap_step_row(const isms_gap *gap, size_t step, size_t i)
{
    return i < isms_gap_step_closes(gap, step) ? gap->closes[gap->steps[step].first + i] : isms_gap_count(gap);
}
