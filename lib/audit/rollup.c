/* Roll-up of a pre-audit: what was found against each requirement, in each clause and theme, and in the whole (audit.md 1.6).
 */
#include "readiness.h"

#include "model/theme.h"

#include <isms/catalogue.h>

#include <string.h>

static const char *const themes[] = {"A.5", "A.6", "A.7", "A.8"};

enum { THEMES = sizeof themes / sizeof themes[0] };

static bool is_requirement(const isms_model *catalogue, isms_id clause)
{
    return strcmp(isms_text(catalogue, clause, ISMS_CLAUSE_KIND), "requirement") == 0;
}

const char *isms__area_name(const isms_audit *audit, const isms__sum *area)
{
    return area->name ? area->name : isms__text_of(audit, area->label);
}

static void add(isms_audit *audit, isms_area_scope scope, const char *name)
{
    audit->areas[audit->area_count++] = (isms__sum){.scope = scope, .name = name};
}

/* Requirements in the order of the catalogue, then clauses 4 to 10 and themes. */
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
}

/* The areas of the catalogue come first. */
int32_t isms__area_find(const isms_audit *audit, const char *requirement, bool group)
{
    for (size_t i = 0; *requirement && i < audit->area_count && audit->areas[i].name; i++) {
        const isms__sum *area = &audit->areas[i];
        bool is_group = area->scope == ISMS_AREA_CLAUSE || area->scope == ISMS_AREA_THEME;
        if ((group ? is_group : area->scope == ISMS_AREA_REQUIREMENT) && isms__covers(area->name, requirement))
            return (int32_t)i;
    }
    return -1;
}

/* Areas that the records name: requirements and controls of the organization's own, issues and causes. */
enum { OWN, ISSUES, CAUSES, NAMED };

typedef struct shared {
    isms__names names[NAMED]; /* -> 1 + area */
    bool failed;
} shared;

static bool is_fixed(const isms__sum *area)
{
    return area->scope != ISMS_AREA_ISSUE && area->scope != ISMS_AREA_CAUSE;
}

/* The area of that name, which is made where it is new. An issue that has the name of an area is that area, so that a major
 * which is written against the clause that failed can accept what a theme proposes. */
static int32_t place_of(isms__run *run, shared *s, isms_area_scope scope, const char *name)
{
    isms_audit *audit = run->audit;
    size_t names = scope == ISMS_AREA_CAUSE ? CAUSES : scope == ISMS_AREA_ISSUE ? ISSUES : OWN;
    uint32_t *place = name && *name ? isms__names_at(&s->names[names], run->a, name) : NULL;
    s->failed |= name && *name && !place;
    if (!place)
        return -1;
    for (size_t i = 0; scope == ISMS_AREA_ISSUE && !*place && i < audit->area_count; i++)
        if (is_fixed(&audit->areas[i]) && strcmp(isms__area_name(audit, &audit->areas[i]), name) == 0)
            *place = (uint32_t)i + 1;
    if (!*place) {
        add(audit, scope, NULL);
        audit->areas[audit->area_count - 1].label = isms__keep(audit, name);
        *place = (uint32_t)audit->area_count;
    }
    return (int32_t)*place - 1;
}

/* The cause as the auditor named it, else the category that a corrective action found. */
static const char *cause_of(isms__run *run, isms_id finding)
{
    const isms_id *ids;
    const char *cause = isms_text(run->model, finding, ISMS_AUDIT_FINDING_CAUSE);
    size_t n = cause ? 0 : isms__refs(run, 0, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids);
    for (size_t i = 0; i < n; i++) {
        const char *found = isms_text(run->model, ids[i], ISMS_CORRECTIVE_ACTION_ROOT_CAUSE_CATEGORY);
        if (found && (!cause || strcmp(found, cause) < 0))
            cause = found;
    }
    return cause;
}

/* The name of a requirement or control that the organization, or a framework beside ISO/IEC 27001, has; else NULL. */
static const char *known_name(const isms__run *run, const char *requirement)
{
    const isms_model *m = run->model, *c = isms_catalogue();
    isms_id own = isms_find(m, ISMS_REQUIREMENT, requirement), control = isms_find(m, ISMS_CONTROL, requirement);
    if (own || control)
        return isms_record_key(m, own ? own : control);
    isms_id known = isms_find(c, ISMS_REQUIREMENT, requirement);
    return known ? isms_record_key(c, known) : NULL;
}

/* The area of a requirement of its own; `name` lives as long as the model. */
static int32_t own_place(isms__run *run, shared *s, const char *name)
{
    isms_audit *audit = run->audit;
    int32_t theme = isms__added_theme(run->model, name), place = place_of(run, s, ISMS_AREA_REQUIREMENT, name);
    if (place >= 0)
        audit->areas[place].group = theme >= 1 && theme <= THEMES ? isms__area_find(audit, themes[theme - 1], true) : -1;
    return place;
}

/* Controls that the Statement of Applicability adds to those of Annex A, in its order. */
static void make_added_areas(isms__run *run, shared *s)
{
    const isms_model *m = run->model;
    for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e; e = isms_next(m, e)) {
        const char *control = isms_text(m, e, ISMS_SOA_ENTRY_CONTROL);
        bool added = control && !isms__is_annex(control) && isms__yes(run, e, ISMS_SOA_ENTRY_ADDED);
        if (added)
            own_place(run, s, control);
    }
}

static void find_places(isms__run *run, shared *s, const char *requirement, isms_id finding,
                        int32_t places[ISMS__FINDING_PLACES])
{
    const isms_audit *audit = run->audit;
    int32_t place = isms__area_find(audit, requirement, false), group = isms__area_find(audit, requirement, true);
    const char *own = place < 0 && group < 0 ? known_name(run, requirement) : NULL;
    if (own || (place < 0 && group < 0 && isms__names_get(&s->names[OWN], requirement))) {
        place = own ? own_place(run, s, own) : (int32_t)isms__names_get(&s->names[OWN], requirement) - 1;
        group = place >= 0 ? audit->areas[place].group : -1;
    }
    places[ISMS__IN_REQUIREMENT] = place;
    places[ISMS__IN_GROUP] = group;
    if (!finding)
        return;
    places[ISMS__IN_ISSUE] = place_of(run, s, ISMS_AREA_ISSUE, isms_text(run->model, finding, ISMS_AUDIT_FINDING_ISSUE));
    places[ISMS__IN_CAUSE] = place_of(run, s, ISMS_AREA_CAUSE, cause_of(run, finding));
    if (places[ISMS__IN_ISSUE] == places[ISMS__IN_REQUIREMENT] || places[ISMS__IN_ISSUE] == places[ISMS__IN_GROUP])
        places[ISMS__IN_ISSUE] = -1; /* counted there already */
}

static void count_in(isms__sum *area, isms_grade grade)
{
    area->majors += grade == ISMS_GRADE_MAJOR;
    area->minors += grade == ISMS_GRADE_MINOR;
    area->ofis += grade == ISMS_GRADE_OFI;
}

static void count_at(isms_audit *audit, const int32_t places[ISMS__FINDING_PLACES], isms_grade grade, bool determined)
{
    if (places[ISMS__IN_REQUIREMENT] >= 0)
        audit->areas[places[ISMS__IN_REQUIREMENT]].determined |= determined;
    for (size_t i = 0; i < ISMS__FINDING_PLACES; i++)
        if (places[i] >= 0)
            count_in(&audit->areas[places[i]], grade);
    count_in(&audit->areas[audit->area_count - 1], grade);
}

static void find_all_places(isms__run *run)
{
    isms_audit *audit = run->audit;
    shared s = {.failed = false};
    make_added_areas(run, &s);
    for (size_t i = 0; i < audit->count; i++) {
        isms__result *r = &audit->results[i];
        isms_id finding = r->recorded ? audit->recorded[r->recorded - 1].id : ISMS_NONE;
        find_places(run, &s, isms__text_of(audit, r->ref), finding, r->places);
    }
    for (size_t i = 0; i < audit->recorded_count; i++) {
        isms__recorded *f = &audit->recorded[i];
        if (f->counts)
            find_places(run, &s, isms__text_of(audit, f->requirement), f->id, f->places);
    }
    add(audit, ISMS_AREA_AUDIT, "audit");
    for (size_t i = 0; i < NAMED; i++)
        isms__names_free(&s.names[i], run->a);
    run->failed |= s.failed;
}

isms_status isms__areas_start(isms__run *run)
{
    isms_audit *audit = run->audit;
    const isms_model *catalogue = isms_catalogue();
    size_t most = (size_t)isms_count(catalogue, ISMS_CLAUSE) + (size_t)isms_count(catalogue, ISMS_CONTROL_REFERENCE) + 32 +
                  isms_count(run->model, ISMS_SOA_ENTRY) + audit->count + 3 * audit->recorded_count;
    audit->areas = isms__allocate_zero(run->a, most * sizeof *audit->areas);
    if (!audit->areas)
        return ISMS_E_NO_MEMORY;
    audit->area_capacity = most;
    make_areas(audit);
    find_all_places(run);
    for (size_t i = 0; i < audit->count; i++)
        count_at(audit, audit->results[i].places, audit->results[i].counted, !audit->results[i].undetermined);
    for (size_t i = 0; i < audit->recorded_count; i++)
        if (audit->recorded[i].counts)
            count_at(audit, audit->recorded[i].places, audit->recorded[i].counted, true);
    return run->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static bool is_about(isms__run *run, isms_id finding, const isms__sum *area)
{
    const char *name = isms__area_name(run->audit, area);
    if (area->scope == ISMS_AREA_CAUSE) {
        const char *cause = cause_of(run, finding);
        return cause && strcmp(cause, name) == 0;
    }
    return (is_fixed(area) && isms__is(run, finding, ISMS_AUDIT_FINDING_REQUIREMENT, name)) ||
           isms__is(run, finding, ISMS_AUDIT_FINDING_ISSUE, name);
}

/* Why an auditor declined the major that this area proposes; NULL where that was not recorded. */
static const char *declined(isms__run *run, const isms__sum *area)
{
    for (size_t i = 0; i < run->audit->recorded_count; i++) {
        isms_id f = run->audit->recorded[i].id;
        const char *reason = isms_text(run->model, f, ISMS_AUDIT_FINDING_DECLINED_REASON);
        if (reason && *reason && is_about(run, f, area))
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
    return at(audit, i) ? isms__area_name(audit, at(audit, i)) : "";
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

static int32_t holds(const int32_t places[ISMS__FINDING_PLACES], size_t area)
{
    for (size_t i = 0; i < ISMS__FINDING_PLACES; i++)
        if (places[i] >= 0 && (size_t)places[i] == area)
            return 1;
    return 0;
}

int32_t isms_audit_area_has(const isms_audit *audit, size_t i, size_t result)
{
    if (!at(audit, i) || result >= audit->count || !audit->results[result].counted)
        return 0;
    return at(audit, i)->scope == ISMS_AREA_AUDIT || holds(audit->results[result].places, i);
}

int32_t isms_audit_area_has_recorded(const isms_audit *audit, size_t i, size_t recorded)
{
    if (!at(audit, i) || recorded >= audit->recorded_count || !audit->recorded[recorded].counts)
        return 0;
    return at(audit, i)->scope == ISMS_AREA_AUDIT || holds(audit->recorded[recorded].places, i);
}
