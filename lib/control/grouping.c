/* Controls by their attributes: groups of rows, and how far each is covered. */
#include <isms/grouping.h>

#include "core/names.h"
#include "core/sort.h"
#include "schema/schema.h"
#include "soa.h"

#include <isms/soa_frozen.h>

#include <isms/catalogue.h>
#include <isms/extension.h>
#include <string.h>

/* Where a dimension is read: of controls of Annex A, of own controls, of requirements of own frameworks, or from labels of the
 * organization. */
static const struct {
    const char *name;
    int32_t enumeration;
    isms_attribute of_annex, of_own, of_requirement;
} dimensions[] = {
    [ISMS_BY_THEME] = {"theme", ISMS_ENUM_THEME, ISMS_CONTROL_REFERENCE_THEME, ISMS_CONTROL_THEMES, ISMS_REQUIREMENT_THEME},
    [ISMS_BY_CONTROL_TYPE] = {"control_types", ISMS_ENUM_CONTROL_TYPE, ISMS_CONTROL_REFERENCE_CONTROL_TYPES,
                              ISMS_CONTROL_CONTROL_TYPES, ISMS_REQUIREMENT_CONTROL_TYPES},
    [ISMS_BY_PROPERTY] = {"security_properties", ISMS_ENUM_SECURITY_PROPERTY, ISMS_CONTROL_REFERENCE_SECURITY_PROPERTIES,
                          ISMS_CONTROL_SECURITY_PROPERTIES, ISMS_REQUIREMENT_SECURITY_PROPERTIES},
    [ISMS_BY_CONCEPT] = {"cybersecurity_concepts", ISMS_ENUM_CYBERSECURITY_CONCEPT,
                         ISMS_CONTROL_REFERENCE_CYBERSECURITY_CONCEPTS, ISMS_CONTROL_CYBERSECURITY_CONCEPTS,
                         ISMS_REQUIREMENT_CYBERSECURITY_CONCEPTS},
    [ISMS_BY_CAPABILITY] = {"operational_capabilities", ISMS_ENUM_OPERATIONAL_CAPABILITY,
                            ISMS_CONTROL_REFERENCE_OPERATIONAL_CAPABILITIES, ISMS_CONTROL_OPERATIONAL_CAPABILITIES,
                            ISMS_REQUIREMENT_OPERATIONAL_CAPABILITIES},
    [ISMS_BY_DOMAIN] = {"security_domains", ISMS_ENUM_SECURITY_DOMAIN, ISMS_CONTROL_REFERENCE_SECURITY_DOMAINS,
                        ISMS_CONTROL_SECURITY_DOMAINS, ISMS_REQUIREMENT_SECURITY_DOMAINS},
    [ISMS_BY_TAG] = {"tags", 0, 0, ISMS_CONTROL_TAGS, 0},
    [ISMS_BY_CATEGORY] = {"category", 0, 0, ISMS_CONTROL_CATEGORY, 0},
};

enum { DIMENSIONS = sizeof dimensions / sizeof dimensions[0], TOTALS = ISMS_GROUP_TO_REDUCE + 1 };

/* A row in a group, while they are gathered. */
typedef struct member {
    uint32_t group, row;
} member;

typedef struct bucket {
    uint32_t name; /* text */
    size_t first, count;
    size_t totals[TOTALS];
} bucket;

struct isms_grouping {
    isms_allocator host;
    isms__buffer texts;
    bucket *groups;
    member *members;
    size_t group_count, group_capacity, member_count, member_capacity;
};

typedef struct work {
    isms_grouping *g;
    const isms_model *m;
    const isms_soa *soa;
    const isms_assessment *assessment;
    const isms_allocator *a;
    isms_dimension dimension;            /* 0: labels by any attribute */
    isms_attribute of_entry, of_measure; /* where labels stand; 0: nowhere */
    isms__names numbers;                 /* group + 1 by name, of own labels */
    bool named;                          /* the row that is looked at has a value */
    isms_status status;
} work;

static const char *name_of(const isms_grouping *g, size_t i)
{
    return isms__buffer_c(&g->texts) + g->groups[i].name;
}

static uint32_t add_group(work *w, const char *name)
{
    isms_grouping *g = w->g;
    if (w->status != ISMS_OK ||
        !isms__reserve(w->a, (void **)&g->groups, &g->group_capacity, g->group_count + 1, sizeof *g->groups)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return 0;
    }
    g->groups[g->group_count] = (bucket){.name = (uint32_t)g->texts.size};
    isms__buffer_add(&g->texts, name, strlen(name) + 1);
    if (g->texts.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return (uint32_t)g->group_count++;
}

static void add_member(work *w, uint32_t number, size_t row)
{
    isms_grouping *g = w->g;
    w->named = true;
    if (w->status == ISMS_OK &&
        isms__reserve(w->a, (void **)&g->members, &g->member_capacity, g->member_count + 1, sizeof *g->members))
        g->members[g->member_count++] = (member){number, (uint32_t)row};
    else
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

/* ------------------------------------------------------------------ values of an enumeration */

static void add_value_groups(work *w)
{
    int32_t enumeration = dimensions[w->dimension].enumeration;
    for (int32_t v = enumeration ? isms__value_next(enumeration, 0) : 0; v; v = isms__value_next(enumeration, v))
        add_group(w, isms__value_name(enumeration, v));
}

/* The place of a value among those of its enumeration, which is its group. */
static uint32_t group_of_value(const work *w, int32_t value)
{
    int32_t enumeration = dimensions[w->dimension].enumeration;
    uint32_t place = 0;
    for (int32_t v = isms__value_next(enumeration, 0); v && v != value; v = isms__value_next(enumeration, v))
        place++;
    return place;
}

static void place_by_value(work *w, const isms_model *m, isms_id record, isms_attribute attribute, size_t row)
{
    if (!isms__attribute_is_list(attribute)) {
        int32_t value = isms_value(m, record, attribute);
        if (value)
            add_member(w, group_of_value(w, value), row);
        return;
    }
    for (size_t i = 0, n = isms_list_count(m, record, attribute); i < n; i++)
        add_member(w, group_of_value(w, isms_list_value(m, record, attribute, i)), row);
}

/* ------------------------------------------------------------------ labels of the organization */

static void place_by_label(work *w, const char *label, size_t row)
{
    uint32_t *number = label ? isms__names_at(&w->numbers, w->a, label) : NULL;
    if (!label)
        return;
    if (!number) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    if (!*number)
        *number = add_group(w, label) + 1;
    add_member(w, *number - 1, row);
}

static void place_by_labels(work *w, isms_id record, isms_attribute attribute, size_t row)
{
    isms_kind kind = isms_attribute_kind(w->m, attribute);
    if (!attribute || !record)
        return;
    if (isms_attribute_is_list(w->m, attribute)) {
        for (size_t i = 0, n = isms_list_count(w->m, record, attribute); i < n; i++)
            place_by_label(w,
                           kind == ISMS_KIND_REFERENCE ? isms_list_key(w->m, record, attribute, i)
                                                       : isms_list_text(w->m, record, attribute, i),
                           row);
        return;
    }
    if (kind == ISMS_KIND_BOOLEAN)
        place_by_label(w,
                       !isms_has(w->m, record, attribute)         ? NULL
                       : isms_boolean(w->m, record, attribute, 0) ? "yes"
                                                                  : "no",
                       row);
    else
        place_by_label(
            w, kind == ISMS_KIND_REFERENCE ? isms_link_key(w->m, record, attribute) : isms_text(w->m, record, attribute), row);
}

static void place_by_measures(work *w, size_t row)
{
    place_by_labels(w, isms_soa_entry(w->soa, row), w->of_entry, row);
    for (size_t i = 0, n = isms_soa_link_count(w->soa, row); i < n && w->status == ISMS_OK; i++)
        if (isms_soa_link_kind_of(w->soa, row, i) == ISMS_SOA_LINK_MEASURE)
            place_by_labels(w, isms_soa_link_record(w->soa, row, i), w->of_measure, row);
}

/* ------------------------------------------------------------------ rows */

/* A control of the organization, or a requirement of a framework of its own, whose theme is a text. */
static void place_added(work *w, const char *control, size_t row)
{
    isms_id own = isms_find(w->m, ISMS_CONTROL, control), requirement = isms_find(w->m, ISMS_REQUIREMENT, control);
    isms_attribute attribute = dimensions[w->dimension].of_requirement;
    if (own || !requirement) {
        place_by_value(w, w->m, own, dimensions[w->dimension].of_own, row);
    } else if (w->dimension != ISMS_BY_THEME) {
        place_by_value(w, w->m, requirement, attribute, row);
    } else {
        int32_t theme = isms__value_by_name(ISMS_ENUM_THEME, isms_text(w->m, requirement, attribute));
        if (theme)
            add_member(w, group_of_value(w, theme), row);
    }
}

static void place_row(work *w, size_t row)
{
    const char *control = isms_soa_text(w->soa, row, ISMS_SOA_COLUMN_CONTROL);
    const isms_model *c = isms_catalogue();
    w->named = false;
    if (!dimensions[w->dimension].enumeration)
        place_by_measures(w, row);
    else if (isms_soa_is_added(w->soa, row))
        place_added(w, control, row);
    else
        place_by_value(w, c, isms_find(c, ISMS_CONTROL_REFERENCE, control), dimensions[w->dimension].of_annex, row);
}

static int by_group_and_row(const void *a, const void *b, const void *user)
{
    const member *x = a, *y = b;
    (void)user;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static int by_name(const void *a, const void *b, const void *user)
{
    return strcmp(name_of(user, *(const uint32_t *)a), name_of(user, *(const uint32_t *)b));
}

/* Own labels are met in the order of the rows; they stand by name. */
static void order_labels(work *w)
{
    isms_grouping *g = w->g;
    size_t n = g->group_count;
    uint32_t *order = isms__allocate(w->a, n * sizeof *order), *places = isms__allocate(w->a, n * sizeof *places);
    bucket *groups = isms__allocate(w->a, n * sizeof *groups);
    for (uint32_t i = 0; order && i < n; i++)
        order[i] = i;
    if (!order || !places || !groups || !isms__sort(w->a, order, n, sizeof *order, by_name, g))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (uint32_t i = 0; i < n && w->status == ISMS_OK; i++) {
        groups[i] = g->groups[order[i]];
        places[order[i]] = i;
    }
    for (uint32_t i = 0; i < n && w->status == ISMS_OK; i++)
        g->groups[i] = groups[i];
    for (size_t i = 0; i < g->member_count && w->status == ISMS_OK; i++)
        g->members[i].group = places[g->members[i].group];
    isms__release(w->a, order, n * sizeof *order);
    isms__release(w->a, places, n * sizeof *places);
    isms__release(w->a, groups, n * sizeof *groups);
}

/* Each row once in each group, and the share of each group. */
static void order_members(work *w)
{
    isms_grouping *g = w->g;
    size_t kept = 0;
    if (!isms__sort(w->a, g->members, g->member_count, sizeof *g->members, by_group_and_row, NULL)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < g->member_count; i++)
        if (!kept || by_group_and_row(&g->members[kept - 1], &g->members[i], NULL) != 0)
            g->members[kept++] = g->members[i];
    g->member_count = kept;
    for (size_t i = 0; i < kept; i++) {
        bucket *x = &g->groups[g->members[i].group];
        if (!x->count++)
            x->first = i;
    }
}

static void place_rows(work *w)
{
    add_value_groups(w);
    uint32_t *unnamed = isms__allocate(w->a, isms_soa_count(w->soa) * sizeof *unnamed);
    size_t unnamed_count = 0;
    if (!unnamed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (size_t row = 0; row < isms_soa_count(w->soa) && w->status == ISMS_OK; row++) {
        place_row(w, row);
        if (!w->named)
            unnamed[unnamed_count++] = (uint32_t)row;
    }
    if (w->status == ISMS_OK && !dimensions[w->dimension].enumeration && w->g->group_count)
        order_labels(w);
    uint32_t rest = unnamed_count ? add_group(w, "") : 0;
    for (size_t i = 0; i < unnamed_count && w->status == ISMS_OK; i++)
        add_member(w, rest, unnamed[i]);
    isms__release(w->a, unnamed, isms_soa_count(w->soa) * sizeof *unnamed);
    if (w->status == ISMS_OK)
        order_members(w);
}

/* ------------------------------------------------------------------ counts */

static void count_row(bucket *x, const isms_soa *soa, size_t row)
{
    bool applies = isms_soa_applicable(soa, row) == ISMS_YES_NO_UNKNOWN_YES;
    bool done = applies && isms_soa_status(soa, row) == ISMS_SOA_ENTRY_STATUS_IMPLEMENTED;
    x->totals[ISMS_GROUP_ROWS]++;
    x->totals[ISMS_GROUP_APPLICABLE] += applies;
    x->totals[ISMS_GROUP_IMPLEMENTED] += done;
    x->totals[ISMS_GROUP_SHOWN] += done && isms_soa_valid_evidence(soa, row) > 0;
}

static bool is_below(int32_t a, int32_t b)
{
    return a >= 0 && b >= 0 && a < b;
}

static void count_risk(const work *w, bucket *x, isms_id risk)
{
    int32_t inherent = isms_assessment_rank(w->assessment, risk, ISMS_INHERENT);
    int32_t present = isms_assessment_rank(w->assessment, risk, isms_assessment_present(w->assessment, risk));
    int32_t residual = isms_assessment_rank(w->assessment, risk, ISMS_RESIDUAL);
    x->totals[ISMS_GROUP_RISKS]++;
    x->totals[ISMS_GROUP_REDUCED] += is_below(present, inherent);
    x->totals[ISMS_GROUP_TO_REDUCE] += is_below(residual, present);
}

/* marks holds, for each record of the result, the last group + 1 that counted it. */
static void count_group(const work *w, uint32_t number, uint32_t *marks)
{
    bucket *x = &w->g->groups[number];
    for (size_t i = 0; i < x->count; i++) {
        size_t row = w->g->members[x->first + i].row;
        const isms__soa_row *r = &w->soa->rows[row];
        count_row(x, w->soa, row);
        for (uint32_t k = 0; k < r->link_count; k++) {
            const isms__soa_link *l = &w->soa->links[r->first_link + k];
            if (l->kind != ISMS_SOA_LINK_RISK || marks[l->record] == number + 1 || !w->soa->records[l->record].holds)
                continue;
            marks[l->record] = number + 1;
            count_risk(w, x, w->soa->records[l->record].id);
        }
    }
}

static void count_groups(work *w)
{
    uint32_t *marks = isms__allocate_zero(w->a, w->soa->record_count * sizeof *marks);
    if (!marks)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (uint32_t i = 0; i < w->g->group_count && w->status == ISMS_OK; i++)
        count_group(w, i, marks);
    isms__release(w->a, marks, w->soa->record_count * sizeof *marks);
}

static void build(work *w)
{
    isms_assessment *own = NULL;
    if (!w->assessment) {
        isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
        options.as_of = isms_soa_as_of(w->soa);
        options.allocator = w->a;
        w->status = isms_assess(w->m, &options, NULL, &own);
        w->assessment = own;
    }
    if (w->status == ISMS_OK)
        place_rows(w);
    if (w->status == ISMS_OK)
        count_groups(w);
    isms__names_free(&w->numbers, w->a);
    isms_assessment_free(own);
}

static isms_status make(work *w, const isms_allocator *allocator, isms_grouping **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    *out = NULL;
    if (!w->m || !w->soa || !a || isms_soa_is_frozen(w->soa))
        return ISMS_E_MISUSE;
    isms_grouping *g = isms__allocate_zero(a, sizeof *g);
    if (!g)
        return ISMS_E_NO_MEMORY;
    g->host = *a;
    isms__buffer_init(&g->texts, &g->host);
    w->g = g;
    w->a = &g->host;
    build(w);
    if (w->status != ISMS_OK) {
        isms_grouping_free(g);
        return w->status;
    }
    *out = g;
    return ISMS_OK;
}

isms_status isms_grouping_build(const isms_model *model, const isms_soa *soa, isms_dimension dimension,
                                const isms_assessment *assessment, const isms_allocator *allocator, isms_grouping **out)
{
    work w = {.m = model, .soa = soa, .assessment = assessment, .dimension = dimension};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!model || !soa)
        return ISMS_E_MISUSE;
    if (!isms_grouping_dimension_name(dimension))
        return ISMS_E_RANGE;
    w.of_entry = dimension == ISMS_BY_TAG ? ISMS_SOA_ENTRY_TAGS : 0;
    w.of_measure = dimensions[dimension].enumeration ? 0 : dimensions[dimension].of_own;
    return make(&w, allocator, out);
}

/* Kinds whose values are words. */
static bool can_label(const isms_model *m, isms_attribute attribute)
{
    isms_kind kind = isms_attribute_kind(m, attribute);
    return kind == ISMS_KIND_TEXT || kind == ISMS_KIND_ENUM || kind == ISMS_KIND_BOOLEAN || kind == ISMS_KIND_REFERENCE;
}

isms_status isms_grouping_build_by(const isms_model *model, const isms_soa *soa, const char *path,
                                   const isms_assessment *assessment, const isms_allocator *allocator, isms_grouping **out)
{
    work w = {.m = model, .soa = soa, .assessment = assessment};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!model || !soa || !path)
        return ISMS_E_MISUSE;
    w.of_entry = isms_attribute_by_path(model, ISMS_SOA_ENTRY, path);
    w.of_measure = isms_attribute_by_path(model, ISMS_CONTROL, path);
    if (!w.of_entry && !w.of_measure)
        return ISMS_E_NOT_FOUND;
    if ((w.of_entry && !can_label(model, w.of_entry)) || (w.of_measure && !can_label(model, w.of_measure)))
        return ISMS_E_KIND;
    return make(&w, allocator, out);
}

void isms_grouping_free(isms_grouping *grouping)
{
    if (!grouping)
        return;
    isms_allocator a = grouping->host;
    isms__buffer_dispose(&grouping->texts);
    isms__release(&a, grouping->groups, grouping->group_capacity * sizeof *grouping->groups);
    isms__release(&a, grouping->members, grouping->member_capacity * sizeof *grouping->members);
    isms__release(&a, grouping, sizeof *grouping);
}

/* ------------------------------------------------------------------ reading */

size_t isms_grouping_count(const isms_grouping *grouping)
{
    return grouping ? grouping->group_count : 0;
}

const char *isms_grouping_name(const isms_grouping *grouping, size_t group)
{
    return group < isms_grouping_count(grouping) ? name_of(grouping, group) : "";
}

size_t isms_grouping_find(const isms_grouping *grouping, const char *name)
{
    size_t i = 0;
    while (i < isms_grouping_count(grouping) && (!name || strcmp(name_of(grouping, i), name) != 0))
        i++;
    return i;
}

size_t isms_grouping_total(const isms_grouping *grouping, size_t group, int32_t what)
{
    return group < isms_grouping_count(grouping) && what > 0 && what < TOTALS ? grouping->groups[group].totals[what] : 0;
}

size_t isms_grouping_row(const isms_grouping *grouping, size_t group, size_t i)
{
    if (group >= isms_grouping_count(grouping) || i >= grouping->groups[group].count)
        return SIZE_MAX;
    return grouping->members[grouping->groups[group].first + i].row;
}

int32_t isms_grouping_has(const isms_grouping *grouping, size_t group, size_t row)
{
    for (size_t i = 0; isms_grouping_row(grouping, group, i) != SIZE_MAX; i++)
        if (isms_grouping_row(grouping, group, i) == row)
            return 1;
    return 0;
}

const char *isms_grouping_dimension_name(isms_dimension dimension)
{
    return dimension > 0 && dimension < DIMENSIONS ? dimensions[dimension].name : NULL;
}
