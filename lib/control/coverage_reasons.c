/* What bears on each requirement of a framework: pairs, own measures, evidence, assessments. */
#include "coverage.h"

#include "assessed.h"
#include "core/sort.h"

#include <string.h>

static void add_rows(isms__coverage_work *w)
{
    isms_coverage *c = w->c;
    if (!isms__reserve(w->a, (void **)&c->rows, &c->row_capacity, w->frame.count, sizeof *c->rows)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < w->frame.count; i++) {
        const isms__demand *d = &w->frame.demands[i];
        c->rows[c->row_count++] = (isms__coverage_row){.requirement = isms__coverage_copy(w, d->name),
                                                       .title = isms__coverage_copy(w, d->title),
                                                       .parent = d->parent,
                                                       .unit = !d->children && !d->heading};
    }
}

static isms__coverage_row *row_of(isms__coverage_work *w, const char *requirement, uint32_t *demand)
{
    uint32_t number = requirement ? isms__names_get(&w->frame.numbers, requirement) : 0;
    *demand = number - 1;
    return number ? &w->c->rows[number - 1] : NULL;
}

static void add_reason(isms__coverage_work *w, isms__coverage_reason reason)
{
    isms_coverage *c = w->c;
    if (isms__reserve(w->a, (void **)&c->reasons, &c->reason_capacity, c->reason_count + 1, sizeof *c->reasons))
        c->reasons[c->reason_count++] = reason;
    else
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

/* ------------------------------------------------------------------ pairs */

/* Pairs come by where they start, so that the text of a start is made once. */
static void add_pairs(isms__coverage_work *w)
{
    const isms_crosswalk *x = w->c->crosswalk;
    const char *last = "";
    isms__coverage_reason reason = {.kind = ISMS_COVERAGE_PAIR};
    for (size_t i = 0; i < isms_crosswalk_count(x) && w->status == ISMS_OK; i++) {
        const char *start = isms_crosswalk_from(x, i);
        if (strcmp(start, last) != 0) {
            reason.start = isms__coverage_copy(w, start);
            reason.place = (uint8_t)isms__place_of(&w->places, start);
            isms__place_evidence(&w->places, start, isms__coverage_begin(w));
            reason.evidence = isms__coverage_end(w);
        }
        last = start;
        reason.pair = (uint32_t)i;
        if (row_of(w, isms_crosswalk_to(x, i), &reason.demand))
            add_reason(w, reason);
    }
}

/* ------------------------------------------------------------------ what names the requirement itself */

static void add_measures(isms__coverage_work *w)
{
    for (isms_id m = isms_first(w->m, ISMS_CONTROL); m && w->status == ISMS_OK; m = isms_next(w->m, m))
        for (size_t i = 0, n = isms_list_count(w->m, m, ISMS_CONTROL_IMPLEMENTS); i < n; i++) {
            isms__coverage_reason reason = {.kind = ISMS_COVERAGE_MEASURES, .pair = UINT32_MAX};
            isms__coverage_row *row = row_of(w, isms_list_text(w->m, m, ISMS_CONTROL_IMPLEMENTS, i), &reason.demand);
            isms__standing one = {0};
            if (!row || isms_value(w->m, m, ISMS_CONTROL_STATUS) == ISMS_CONTROL_STATUS_RETIRED)
                continue;
            isms__standing_add(&row->standing, w->m, m);
            isms__standing_add(&one, w->m, m);
            uint32_t valid = isms__place_valid_evidence(&w->places, m);
            row->valid_evidence += valid;
            reason.start = isms__coverage_copy(w, isms_record_key(w->m, m));
            reason.place = (uint8_t)isms__place_of_standing(&one, valid);
            isms__place_evidence(&w->places, isms_record_key(w->m, m), isms__coverage_begin(w));
            reason.evidence = isms__coverage_end(w);
            add_reason(w, reason);
        }
}

static void add_evidence(isms__coverage_work *w)
{
    for (isms_id e = isms_first(w->m, ISMS_EVIDENCE); e && w->status == ISMS_OK; e = isms_next(w->m, e))
        for (size_t i = 0, n = isms_list_count(w->m, e, ISMS_EVIDENCE_REQUIREMENTS); i < n; i++) {
            isms__coverage_reason reason = {.kind = ISMS_COVERAGE_EVIDENCE, .pair = UINT32_MAX};
            bool valid = isms_evidence_judge(w->m, e, w->options.as_of, NULL) == ISMS_EVIDENCE_STATE_VALID;
            if (!valid || !row_of(w, isms_list_text(w->m, e, ISMS_EVIDENCE_REQUIREMENTS, i), &reason.demand))
                continue;
            reason.start = reason.evidence = isms__coverage_copy(w, isms_record_key(w->m, e));
            reason.place = ISMS_PLACE_PART;
            add_reason(w, reason);
        }
}

static void find_assessments(isms__coverage_work *w)
{
    for (isms_id r = isms_first(w->m, ISMS_REQUIREMENT_ASSESSMENT); r; r = isms_next(w->m, r)) {
        uint32_t demand;
        isms__coverage_row *row = row_of(w, isms_text(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT), &demand);
        if (row && isms__assessed_holds(w->m, r, w->options.as_of) && isms__assessed_replaces(w->m, r, row->assessment))
            row->assessment = r;
    }
}

static const uint8_t places_of_results[] = {[ISMS_ASSESSMENT_RESULT_CONFORM] = ISMS_PLACE_DECLARED,
                                            [ISMS_ASSESSMENT_RESULT_PARTIAL] = ISMS_PLACE_PART,
                                            [ISMS_ASSESSMENT_RESULT_NONCONFORM] = ISMS_PLACE_NO,
                                            [ISMS_ASSESSMENT_RESULT_NOT_APPLICABLE] = ISMS_PLACE_NO};

static void add_assessments(isms__coverage_work *w)
{
    find_assessments(w);
    for (uint32_t i = 0; i < w->c->row_count && w->status == ISMS_OK; i++) {
        isms__coverage_row *row = &w->c->rows[i];
        uint32_t valid = 0;
        if (!row->assessment)
            continue;
        row->assessed = (uint8_t)isms_value(w->m, row->assessment, ISMS_REQUIREMENT_ASSESSMENT_RESULT);
        isms__evidence_holds(w->m, row->assessment, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE, w->options.as_of, &valid);
        isms__coverage_reason reason = {.kind = ISMS_COVERAGE_ASSESSMENT, .pair = UINT32_MAX, .demand = i};
        reason.start = isms__coverage_copy(w, isms_record_key(w->m, row->assessment));
        reason.place = places_of_results[row->assessed];
        if (valid && row->assessed == ISMS_ASSESSMENT_RESULT_CONFORM)
            reason.place = ISMS_PLACE_SHOWN;
        add_reason(w, reason);
    }
}

/* ------------------------------------------------------------------ order */

/* By requirement, then by kind; pairs by their number, records by their id. */
static int compare_reasons(const void *a, const void *b, const void *user)
{
    const isms__coverage_reason *x = a, *y = b;
    if (x->demand != y->demand)
        return x->demand < y->demand ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind - y->kind;
    if (x->pair != y->pair)
        return x->pair < y->pair ? -1 : 1;
    return strcmp(isms__coverage_at(user, x->start), isms__coverage_at(user, y->start));
}

static void order_reasons(isms__coverage_work *w)
{
    isms_coverage *c = w->c;
    if (!isms__sort(w->a, c->reasons, c->reason_count, sizeof *c->reasons, compare_reasons, c)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (uint32_t i = 0; i < c->reason_count; i++) {
        isms__coverage_row *row = &c->rows[c->reasons[i].demand];
        if (!row->reason_count++)
            row->first_reason = i;
    }
}

void isms__coverage_reasons(isms__coverage_work *w)
{
    add_rows(w);
    if (w->status == ISMS_OK)
        add_pairs(w);
    if (w->status == ISMS_OK)
        add_measures(w);
    if (w->status == ISMS_OK)
        add_evidence(w);
    if (w->status == ISMS_OK)
        add_assessments(w);
    if (w->status == ISMS_OK)
        order_reasons(w);
}
