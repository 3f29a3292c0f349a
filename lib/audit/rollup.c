/* Roll-up of a pre-audit: what was found against each requirement, in each clause and theme, and in the whole (audit.md 1.6).
 */
#include "readiness.h"

#include <isms/catalogue.h>

#include <string.h>

static const char *const themes[] = {"A.5", "A.6", "A.7", "A.8"};

enum { THEMES = sizeof themes / sizeof themes[0] };

static bool is_requirement(const isms_model *catalogue, isms_id clause)
{
    return strcmp(isms_text(catalogue, clause, ISMS_CLAUSE_KIND), "requirement") == 0;
}

static void add(isms_audit *audit, isms_area_scope scope, const char *name)
{
    audit->areas[audit->area_count++] = (isms__sum){.scope = scope, .name = name};
}

/* Requirements in the order of the catalogue, then clauses 4 to 10, themes, and the whole audit. */
static void make_areas(isms_audit *audit)
{
    const isms_model *catalogue = isms_catalogue();
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c; c = isms_next(catalogue, c))
        if (is_requirement(catalogue, c))
            add(audit, ISMS_AREA_REQUIREMENT, isms_record_key(catalogue, c));
    for (isms_id c = isms_first(catalogue, ISMS_CONTROL_REFERENCE); c; c = isms_next(catalogue, c))
        add(audit, ISMS_AREA_REQUIREMENT, isms_record_key(catalogue, c));
    for (isms_id c = isms_first(catalogue, ISMS_CLAUSE); c; c = isms_next(catalogue, c))
        if (!strchr(isms_record_key(catalogue, c), '.'))
            add(audit, ISMS_AREA_CLAUSE, isms_record_key(catalogue, c));
    for (size_t i = 0; i < THEMES; i++)
        add(audit, ISMS_AREA_THEME, themes[i]);
    add(audit, ISMS_AREA_AUDIT, "audit");
}

int32_t isms__area_find(const isms_audit *audit, const char *requirement, bool group)
{
    for (size_t i = 0; *requirement && i + 1 < audit->area_count; i++) {
        const isms__sum *area = &audit->areas[i];
        if ((area->scope != ISMS_AREA_REQUIREMENT) == group && isms__covers(area->name, requirement))
            return (int32_t)i;
    }
    return -1;
}

static void count_in(isms__sum *area, isms_grade grade)
{
    area->majors += grade == ISMS_GRADE_MAJOR;
    area->minors += grade == ISMS_GRADE_MINOR;
    area->ofis += grade == ISMS_GRADE_OFI;
}

static void count_at(isms_audit *audit, const char *requirement, isms_grade grade, int32_t *requirement_area,
                     int32_t *group_area)
{
    *requirement_area = isms__area_find(audit, requirement, false);
    *group_area = isms__area_find(audit, requirement, true);
    if (*requirement_area >= 0)
        count_in(&audit->areas[*requirement_area], grade);
    if (*group_area >= 0)
        count_in(&audit->areas[*group_area], grade);
    count_in(&audit->areas[audit->area_count - 1], grade);
}

isms_status isms__areas_start(isms__run *run)
{
    isms_audit *audit = run->audit;
    const isms_model *catalogue = isms_catalogue();
    size_t most = (size_t)isms_count(catalogue, ISMS_CLAUSE) + (size_t)isms_count(catalogue, ISMS_CONTROL_REFERENCE) + 32;
    audit->areas = isms__allocate_zero(run->a, most * sizeof *audit->areas);
    if (!audit->areas)
        return ISMS_E_NO_MEMORY;
    audit->area_capacity = most;
    make_areas(audit);
    for (size_t i = 0; i < audit->count; i++) {
        isms__result *r = &audit->results[i];
        count_at(audit, isms__text_of(audit, r->ref), r->grade, &r->requirement_area, &r->group_area);
    }
    for (size_t i = 0; i < audit->recorded_count; i++) {
        isms__recorded *f = &audit->recorded[i];
        if (f->counts)
            count_at(audit, isms__text_of(audit, f->requirement), f->stored, &f->requirement_area, &f->group_area);
    }
    return ISMS_OK;
}

/* Why an auditor declined the major that this area proposes; NULL where that was not recorded. */
static const char *declined(const isms__run *run, const isms__sum *area)
{
    const isms_model *m = run->model;
    for (size_t i = 0; i < run->audit->recorded_count; i++) {
        isms_id f = run->audit->recorded[i].id;
        const char *reason = isms_text(m, f, ISMS_AUDIT_FINDING_DECLINED_REASON);
        if (reason && *reason && isms__is(run, f, ISMS_AUDIT_FINDING_REQUIREMENT, area->name))
            return reason;
    }
    return NULL;
}

isms_status isms__area_ruling(const isms_audit *audit, const isms__sum *area, const char *declined_because,
                              const isms_allocator *a, isms_ruling **out)
{
    isms_area found = ISMS_AREA_INIT;
    found.scope = area->scope;
    found.majors = area->majors;
    found.minors = area->minors;
    found.ofis = area->ofis;
    found.assessed = area->assessed;
    found.undetermined = area->undetermined;
    found.declined_because = declined_because;
    return isms_area_aggregate(&found, &audit->thresholds, a, out);
}

isms_status isms__areas_rule(isms__run *run)
{
    isms_audit *audit = run->audit;
    for (size_t i = 0; i < audit->area_count; i++) {
        isms__sum *area = &audit->areas[i];
        isms_ruling *ruling = NULL;
        isms_status status = isms__area_ruling(audit, area, area->minors ? declined(run, area) : NULL, run->a, &ruling);
        if (status != ISMS_OK)
            return status;
        area->outcome = isms__keep(audit, isms_ruling_outcome(ruling));
        area->rule = isms__keep(audit, isms_ruling_rule(ruling));
        area->sentence = isms__keep(audit, isms_ruling_sentence(ruling));
        area->proposed = strcmp(isms_ruling_outcome(ruling), "AGG_MAJOR") == 0;
        audit->counts.majors += area->proposed;
        isms_ruling_free(ruling);
    }
    return ISMS_OK;
}

/* ------------------------------------------------------------------ what a host can ask */

static const isms__sum *at(const isms_audit *audit, size_t i)
{
    return audit && i < audit->area_count ? &audit->areas[i] : NULL;
}

size_t isms_audit_area_count(const isms_audit *audit)
{
    return audit ? audit->area_count : 0;
}

isms_area_scope isms_audit_area_scope(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->scope : 0;
}

const char *isms_audit_area_name(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->name : "";
}

int32_t isms_audit_area_majors(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->majors : 0;
}

int32_t isms_audit_area_minors(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->minors : 0;
}

int32_t isms_audit_area_ofis(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->ofis : 0;
}

int32_t isms_audit_area_assessed(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->assessed : 0;
}

int32_t isms_audit_area_undetermined(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->undetermined : 0;
}

const char *isms_audit_area_outcome(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->outcome) : "";
}

const char *isms_audit_area_rule(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->rule) : "";
}

const char *isms_audit_area_text(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->sentence) : "";
}
