/* How far what a crosswalk starts from is in place, and what shows it. */
#include "place.h"

#include "core/sort.h"
#include "soa.h"

#include <string.h>

enum { NAMED_MOST = 5 };

/* ------------------------------------------------------------------ evidence that names measures */

static int by_measure(const void *a, const void *b, const void *user)
{
    const isms__shown *x = a, *y = b;
    int order = strcmp(x->measure, y->measure);
    return order ? order : strcmp(isms_record_key(user, x->evidence), isms_record_key(user, y->evidence));
}

static isms_status find_shown(isms__places *p, const isms_allocator *a)
{
    for (isms_id e = isms_first(p->m, ISMS_EVIDENCE); e; e = isms_next(p->m, e))
        for (size_t i = 0, n = isms_list_count(p->m, e, ISMS_EVIDENCE_REQUIREMENTS); i < n; i++) {
            const char *name = isms_list_text(p->m, e, ISMS_EVIDENCE_REQUIREMENTS, i);
            if (!isms_find(p->m, ISMS_CONTROL, name) ||
                isms_evidence_judge(p->m, e, p->as_of, NULL) != ISMS_EVIDENCE_STATE_VALID)
                continue;
            if (!isms__reserve(a, (void **)&p->shown, &p->shown_capacity, p->shown_count + 1, sizeof *p->shown))
                return ISMS_E_NO_MEMORY;
            p->shown[p->shown_count++] = (isms__shown){name, e};
        }
    return isms__sort(a, p->shown, p->shown_count, sizeof *p->shown, by_measure, p->m) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* The first piece that names the measure, or their number. */
static size_t first_shown(const isms__places *p, const char *measure)
{
    size_t low = 0, high = p->shown_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(p->shown[middle].measure, measure) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool names_measure(const isms__places *p, size_t i, const char *measure)
{
    return i < p->shown_count && strcmp(p->shown[i].measure, measure) == 0;
}

static bool is_listed(const isms__places *p, isms_id measure, isms_id evidence)
{
    for (size_t i = 0, n = isms_list_count(p->m, measure, ISMS_CONTROL_EVIDENCE); i < n; i++)
        if (isms_list_link(p->m, measure, ISMS_CONTROL_EVIDENCE, i) == evidence)
            return true;
    return false;
}

uint32_t isms__place_valid_evidence(const isms__places *p, isms_id measure)
{
    uint32_t valid = 0;
    const char *key = isms_record_key(p->m, measure);
    isms__evidence_holds(p->m, measure, ISMS_CONTROL_EVIDENCE, p->as_of, &valid);
    for (size_t i = first_shown(p, key); names_measure(p, i, key); i++)
        valid += !is_listed(p, measure, p->shown[i].evidence);
    return valid;
}

/* ------------------------------------------------------------------ places */

isms_status isms__places_load(isms__places *p, const isms_model *m, const isms_soa *soa, const isms_gap *gap, isms_day as_of,
                              const isms_allocator *a)
{
    *p = (isms__places){.m = m, .soa = soa, .gap = gap, .as_of = as_of};
    for (size_t i = 0; i < isms_soa_count(soa); i++) {
        uint32_t *row = isms__names_at(&p->rows, a, isms_soa_text(soa, i, ISMS_SOA_COLUMN_CONTROL));
        if (!row)
            return ISMS_E_NO_MEMORY;
        *row = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < isms_gap_count(gap) && isms_gap_kind_of(gap, i) != ISMS_GAP_CONTROL; i++) {
        uint32_t *row = isms__names_at(&p->clauses, a, isms_gap_requirement(gap, i));
        if (!row)
            return ISMS_E_NO_MEMORY;
        *row = (uint32_t)i + 1;
    }
    return find_shown(p, a);
}

void isms__places_dispose(isms__places *p, const isms_allocator *a)
{
    isms__names_free(&p->rows, a);
    isms__names_free(&p->clauses, a);
    isms__release(a, p->shown, p->shown_capacity * sizeof *p->shown);
}

static isms_coverage_place of_status(int32_t status, bool shown)
{
    static const isms_coverage_place places[] = {[0] = ISMS_PLACE_UNKNOWN,
                                                 [ISMS_SOA_ENTRY_STATUS_NONE] = ISMS_PLACE_NO,
                                                 [ISMS_SOA_ENTRY_STATUS_PLANNED] = ISMS_PLACE_NO,
                                                 [ISMS_SOA_ENTRY_STATUS_PARTIAL] = ISMS_PLACE_PART,
                                                 [ISMS_SOA_ENTRY_STATUS_IMPLEMENTED] = ISMS_PLACE_DECLARED};
    return status == ISMS_SOA_ENTRY_STATUS_IMPLEMENTED && shown ? ISMS_PLACE_SHOWN : places[status];
}

isms_coverage_place isms__place_of_standing(const isms__standing *s, uint32_t valid_evidence)
{
    int32_t least = isms__standing_least(s), most = isms__standing_most(s);
    if (least < ISMS_SOA_ENTRY_STATUS_PARTIAL && most >= ISMS_SOA_ENTRY_STATUS_PARTIAL)
        return ISMS_PLACE_UNKNOWN;
    return of_status(least, valid_evidence > 0);
}

static isms_coverage_place of_row(const isms_soa *soa, size_t row)
{
    if (isms_soa_applicable(soa, row) == ISMS_YES_NO_UNKNOWN_NO)
        return ISMS_PLACE_NO;
    return of_status(isms_soa_status(soa, row), isms_soa_valid_evidence(soa, row) > 0);
}

static isms_coverage_place of_clause(const isms_gap *gap, size_t row)
{
    static const isms_coverage_place places[] = {
        [0] = ISMS_PLACE_UNKNOWN,        [ISMS_GAP_MET] = ISMS_PLACE_DECLARED,  [ISMS_GAP_PARTLY] = ISMS_PLACE_PART,
        [ISMS_GAP_OPEN] = ISMS_PLACE_NO, [ISMS_GAP_ASKED] = ISMS_PLACE_UNKNOWN, [ISMS_GAP_NOT_APPLICABLE] = ISMS_PLACE_NO};
    isms_gap_state state = isms_gap_state_of(gap, row);
    return state == ISMS_GAP_MET && isms_gap_is_shown(gap, row) ? ISMS_PLACE_SHOWN : places[state];
}

isms_coverage_place isms__place_of(const isms__places *p, const char *start)
{
    uint32_t row = isms__names_get(&p->rows, start), clause = isms__names_get(&p->clauses, start);
    if (row)
        return of_row(p->soa, row - 1);
    if (clause)
        return of_clause(p->gap, clause - 1);
    isms_id own = isms_find(p->m, ISMS_CONTROL, start);
    isms__standing s = {0};
    if (!own)
        return ISMS_PLACE_UNKNOWN;
    isms__standing_add(&s, p->m, own);
    return isms__place_of_standing(&s, isms__place_valid_evidence(p, own));
}

/* ------------------------------------------------------------------ evidence */

static void add_named(isms__buffer *out, uint32_t *named, const char *key)
{
    if (++*named <= NAMED_MOST)
        isms__buffer_print(out, "%s%s", *named > 1 ? ", " : "", key);
}

static void evidence_of_row(const isms_soa *soa, size_t row, isms__buffer *out)
{
    const isms__soa_row *r = &soa->rows[row];
    uint32_t named = 0, last = UINT32_MAX;
    for (uint32_t i = r->first_evidence; i < r->link_count && named < NAMED_MOST; i++) {
        const isms__soa_link *l = &soa->links[r->first_link + i];
        const isms__soa_record *e = &soa->records[l->record];
        if (l->kind == ISMS_SOA_LINK_EVIDENCE && e->holds && l->record != last)
            add_named(out, &named, isms__soa_at(soa, e->key));
        last = l->record;
    }
    if (r->valid_evidence > named)
        isms__buffer_print(out, " and %u more", r->valid_evidence - named);
}

static void say_how_many_more(isms__buffer *out, uint32_t named)
{
    if (named > NAMED_MOST)
        isms__buffer_print(out, " and %u more", named - NAMED_MOST);
}

static uint32_t evidence_of_list(const isms__places *p, isms_id record, isms_attribute list, isms__buffer *out)
{
    uint32_t named = 0;
    for (size_t i = 0, n = isms_list_count(p->m, record, list); i < n; i++)
        if (isms_evidence_judge(p->m, isms_list_link(p->m, record, list, i), p->as_of, NULL) == ISMS_EVIDENCE_STATE_VALID)
            add_named(out, &named, isms_list_key(p->m, record, list, i));
    return named;
}

/* What the measure names, then what names it. */
static void evidence_of_measure(const isms__places *p, isms_id measure, isms__buffer *out)
{
    uint32_t named = evidence_of_list(p, measure, ISMS_CONTROL_EVIDENCE, out);
    const char *key = measure ? isms_record_key(p->m, measure) : "";
    for (size_t i = first_shown(p, key); names_measure(p, i, key); i++)
        if (!is_listed(p, measure, p->shown[i].evidence))
            add_named(out, &named, isms_record_key(p->m, p->shown[i].evidence));
    say_how_many_more(out, named);
}

void isms__place_evidence(const isms__places *p, const char *start, isms__buffer *out)
{
    uint32_t row = isms__names_get(&p->rows, start), clause = isms__names_get(&p->clauses, start);
    if (row)
        evidence_of_row(p->soa, row - 1, out);
    else if (clause)
        say_how_many_more(
            out, evidence_of_list(p, isms_gap_assessment(p->gap, clause - 1), ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE, out));
    else
        evidence_of_measure(p, isms_find(p->m, ISMS_CONTROL, start), out);
}
