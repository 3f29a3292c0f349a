/* Bounds of coverage: what is certainly met, what is possibly met, and the state that follows. */
#include "coverage.h"

#include <string.h>

/* ------------------------------------------------------------------ pairs of one requirement */

static bool holds_all(int32_t relationship)
{
    return relationship == ISMS_RELATIONSHIP_EQUAL || relationship == ISMS_RELATIONSHIP_SUPERSET;
}

/* What the pairs of one start and one requirement say together. */
typedef struct verdict {
    bool touches;       /* one of them says more than that there is nothing in common */
    bool direct;        /* there is a direct one */
    bool all_hold;      /* each direct one says that the start holds the requirement */
    int32_t confidence; /* best of the direct ones that say so; where there is none, of the chains */
} verdict;

static verdict judge_pairs(const isms_crosswalk *x, const isms__coverage_reason *reasons, uint32_t count)
{
    verdict v = {.all_hold = true};
    int32_t chains = 0;
    for (uint32_t i = 0; i < count; i++) {
        int32_t relationship = isms_crosswalk_relationship(x, reasons[i].pair);
        int32_t confidence = holds_all(relationship) ? isms_crosswalk_confidence(x, reasons[i].pair) : 0;
        bool direct = !*isms_crosswalk_via(x, reasons[i].pair);
        v.touches |= relationship != ISMS_RELATIONSHIP_NO_RELATIONSHIP;
        v.direct |= direct;
        v.all_hold &= !direct || holds_all(relationship);
        if (direct && confidence > v.confidence)
            v.confidence = confidence;
        if (!direct && confidence > chains)
            chains = confidence;
    }
    if (!v.direct)
        v.confidence = chains;
    return v;
}

/* Takes the pairs of one start into the bounds of the requirement. */
static void settle_pairs(isms__coverage_work *w, isms__coverage_row *row, isms__coverage_reason *reasons, uint32_t count)
{
    verdict v = judge_pairs(w->c->crosswalk, reasons, count);
    uint8_t place = reasons[0].place;
    bool certain = place == ISMS_PLACE_SHOWN && v.all_hold && v.confidence >= w->options.confidence;
    row->mapped |= v.touches;
    row->own_certain |= certain;
    row->own_possible |= v.touches && place != ISMS_PLACE_NO;
    row->touched |= v.touches && place >= ISMS_PLACE_PART;
    for (uint32_t i = 0; i < count; i++)
        reasons[i].decides = certain && holds_all(isms_crosswalk_relationship(w->c->crosswalk, reasons[i].pair));
}

static void settle_measures(isms__coverage_row *row, isms__coverage_reason *reasons)
{
    isms_coverage_place place = isms__place_of_standing(&row->standing, row->valid_evidence);
    if (!row->standing.measures)
        return;
    row->mapped = true;
    row->own_certain |= place == ISMS_PLACE_SHOWN;
    row->own_possible |= place != ISMS_PLACE_NO;
    row->touched |= place >= ISMS_PLACE_PART;
    for (uint32_t i = 0; i < row->reason_count; i++)
        if (reasons[i].kind == ISMS_COVERAGE_MEASURES)
            reasons[i].decides = place == ISMS_PLACE_SHOWN;
}

static bool same_start(const isms__coverage_reason *x, const isms__coverage_reason *y)
{
    return x->kind == y->kind && x->start == y->start;
}

static void settle_own(isms__coverage_work *w, isms__coverage_row *row)
{
    isms__coverage_reason *reasons = row->reason_count ? &w->c->reasons[row->first_reason] : NULL;
    for (uint32_t first = 0, i = 1; first < row->reason_count; i++) {
        if (i < row->reason_count && same_start(&reasons[first], &reasons[i]))
            continue;
        if (reasons[first].kind == ISMS_COVERAGE_PAIR)
            settle_pairs(w, row, &reasons[first], i - first);
        else if (reasons[first].kind == ISMS_COVERAGE_EVIDENCE)
            row->touched = row->own_possible = true;
        first = i;
    }
    settle_measures(row, reasons);
}

/* ------------------------------------------------------------------ states */

/* An assessment of the requirement itself holds against what follows from pairs. */
static void apply_assessment(isms__coverage_row *row, bool shown)
{
    static const uint8_t states[] = {[ISMS_ASSESSMENT_RESULT_PARTIAL] = ISMS_COVERAGE_PARTLY,
                                     [ISMS_ASSESSMENT_RESULT_NONCONFORM] = ISMS_COVERAGE_OPEN,
                                     [ISMS_ASSESSMENT_RESULT_NOT_APPLICABLE] = ISMS_COVERAGE_NOT_APPLICABLE};
    uint8_t before = row->state;
    if (row->assessed == ISMS_ASSESSMENT_RESULT_CONFORM) {
        row->possible = true;
        row->certain |= shown;
        row->state = row->certain ? ISMS_COVERAGE_MET : ISMS_COVERAGE_PARTLY;
        row->differs = before == ISMS_COVERAGE_OPEN;
        return;
    }
    row->certain = row->possible = false;
    row->state = states[row->assessed];
    row->unit &= row->assessed != ISMS_ASSESSMENT_RESULT_NOT_APPLICABLE;
    row->differs = before == ISMS_COVERAGE_MET || (before == ISMS_COVERAGE_PARTLY && row->state == ISMS_COVERAGE_OPEN);
}

static bool is_shown(const isms__coverage_work *w, const isms__coverage_row *row)
{
    return isms__evidence_holds(w->m, row->assessment, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE, w->options.as_of, NULL);
}

/* What stands above is settled first; a framework is not deep. */
static void settle_row(isms__coverage_work *w, isms__coverage_row *row)
{
    isms__coverage_row *above = row->parent ? &w->c->rows[row->parent - 1] : NULL;
    if (row->settled)
        return;
    row->settled = true;
    if (above) {
        settle_row(w, above);
        row->above_mapped = above->mapped || above->above_mapped;
        row->above_possible = above->own_possible || above->above_possible;
    }
    bool mapped = row->mapped || row->above_mapped;
    row->certain = row->own_certain || (above && above->certain);
    row->possible = row->certain || row->own_possible || row->above_possible || !mapped;
    if (row->certain)
        row->state = ISMS_COVERAGE_MET;
    else if (row->touched)
        row->state = ISMS_COVERAGE_PARTLY;
    else
        row->state = row->possible ? ISMS_COVERAGE_UNKNOWN : ISMS_COVERAGE_OPEN;
    if (row->assessed)
        apply_assessment(row, is_shown(w, row));
}

static void count_row(isms_coverage *c, size_t i)
{
    const isms__coverage_row *unit = &c->rows[i];
    c->units++;
    c->certain += unit->certain;
    c->possible += unit->possible;
    for (uint32_t at = (uint32_t)i + 1; at; at = c->rows[at - 1].parent) {
        c->rows[at - 1].units_below++;
        c->rows[at - 1].certain_below += unit->certain;
        c->rows[at - 1].possible_below += unit->possible;
    }
}

void isms__coverage_settle(isms__coverage_work *w)
{
    isms_coverage *c = w->c;
    for (size_t i = 0; i < c->row_count; i++)
        settle_own(w, &c->rows[i]);
    for (size_t i = 0; i < c->row_count; i++)
        settle_row(w, &c->rows[i]);
    for (size_t i = 0; i < c->row_count; i++)
        if (c->rows[i].unit)
            count_row(c, i);
}
