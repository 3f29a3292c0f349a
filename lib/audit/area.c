/* Areas: the rules AG-*, by which minors add up to a proposed major. */
#include <isms/area.h>

#include "core/memory.h"
#include "ruling.h"

#include <string.h>

typedef struct area_case {
    isms_area area;
    int32_t limit; /* minors that decide in this scope */
    const isms_thresholds *thresholds;
} area_case;

static const struct {
    const char *name;
    size_t threshold;
} scopes[] = {
    {NULL, 0},
    {"requirement", offsetof(isms_thresholds, same_req)},
    {"issue", offsetof(isms_thresholds, same_req)},
    {"cause", offsetof(isms_thresholds, cause)},
    {"clause", offsetof(isms_thresholds, clause)},
    {"theme", offsetof(isms_thresholds, theme_abs)},
    {"audit", offsetof(isms_thresholds, audit_flag)},
};

enum { SCOPES = sizeof scopes / sizeof scopes[0] };

static bool any_major(const area_case *c)
{
    return c->area.majors > 0;
}

static bool declined(const area_case *c)
{
    return c->area.declined_because && c->area.minors > 0;
}

static bool many(const area_case *c)
{
    return c->area.minors >= c->limit;
}

static bool many_on_one_thing(const area_case *c)
{
    return c->area.scope <= ISMS_AREA_CAUSE && many(c);
}

static bool many_in_clause(const area_case *c)
{
    return c->area.scope == ISMS_AREA_CLAUSE && many(c);
}

static bool many_in_theme(const area_case *c)
{
    return c->area.scope == ISMS_AREA_THEME && many(c) &&
           INT64_C(100) * c->area.minors >= (int64_t)c->thresholds->theme_pct * c->area.assessed;
}

static bool many_in_audit(const area_case *c)
{
    return c->area.scope == ISMS_AREA_AUDIT && many(c);
}

static bool any_minor(const area_case *c)
{
    return c->area.minors > 0;
}

static bool any_ofi(const area_case *c)
{
    return c->area.ofis > 0;
}

static bool any_undetermined(const area_case *c)
{
    return c->area.undetermined > 0;
}

static bool always(const area_case *c)
{
    (void)c;
    return true;
}

#define PROPOSED                                                                                                               \
    "Raise one major against the area and link the minors, which keep their own grade and actions; or decline with a reason."

/* First row that applies decides. */
static const struct row {
    isms_rule rule;
    bool (*applies)(const area_case *c);
    int32_t adds; /* majors beyond those that were found */
} rows[] = {
    {{"AG-1", "MAJOR", "U", "majors", "Major nonconformities in the {scope}: {majors}.", NULL}, any_major, 0},
    {{"AG-6", "MINOR", "P", "minors", "The auditor declined the proposed major: {declined}.",
      "Keep the reason with the audit."},
     declined,
     0},
    {{"AG-2", "AGG_MAJOR", "VP", "minors", "{minors} minors on one {scope}, {limit} or more: that may show a systemic failure.",
      PROPOSED},
     many_on_one_thing,
     1},
    {{"AG-3", "AGG_MAJOR", "UP", "minors", "{minors} minors in one clause, {limit} or more.", PROPOSED}, many_in_clause, 1},
    {{"AG-4", "AGG_MAJOR", "UP", "minors assessed",
      "{minors} minors among {assessed} assessed in one theme: {limit} or more, and at least {theme_pct} %.",
      PROPOSED " It is best written against the clause that failed (8.1, 8.3, 9.2 or 10.2)."},
     many_in_theme,
     1},
    {{"AG-5", "MINOR+review", "P", "minors", "{minors} minors in the whole audit, {limit} or more.",
      "Review whether they share a cause; the number alone never makes a major."},
     many_in_audit,
     0},
    {{"AG-7", "MINOR", "U", "minors", "Minors in the {scope}: {minors}, which does not add up to a major.", NULL},
     any_minor,
     0},
    {{"AG-8", "OFI", "U", "ofis", "Opportunities for improvement: {ofis}; they never add up to a nonconformity.", NULL},
     any_ofi,
     0},
    {{"AG-9", "NOT_DETERMINED", "P", "undetermined",
      "Nothing was found, but there are requirements without a determined outcome: {undetermined}.", "Determine them."},
     any_undetermined,
     0},
    {{"AG-9", "COMPLIANT", "U", NULL, "Nothing was found in the {scope}.", NULL}, always, 0},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

const isms__rule_table isms__area_rules = {"area", rows, sizeof rows[0], ROWS};

static bool in_range(const isms_area *a)
{
    return a->scope >= ISMS_AREA_REQUIREMENT && a->scope < SCOPES && a->majors >= 0 && a->minors >= 0 && a->ofis >= 0 &&
           a->assessed >= 0 && a->undetermined >= 0 && a->threshold >= 0;
}

static int32_t limit_of(const isms_area *area, const isms_thresholds *thresholds)
{
    int32_t limit = area->threshold;
    if (!limit)
        memcpy(&limit, (const char *)thresholds + scopes[area->scope].threshold, sizeof limit);
    return limit;
}

static void decide(isms_ruling *r, const area_case *c)
{
    const struct row *row = rows;
    while (!row->applies(c))
        row++;
    const isms_area *a = &c->area;
    const isms__named values[] = {{"majors", a->majors, NULL},
                                  {"minors", a->minors, NULL},
                                  {"ofis", a->ofis, NULL},
                                  {"assessed", a->assessed, NULL},
                                  {"undetermined", a->undetermined, NULL},
                                  {"limit", c->limit, NULL},
                                  {"theme_pct", c->thresholds->theme_pct, NULL},
                                  {"scope", 0, scopes[a->scope].name},
                                  {"declined", 0, a->declined_because},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &row->rule, NULL, values);
    r->number = a->majors + row->adds;
}

isms_status isms_area_aggregate(const isms_area *area, const isms_thresholds *thresholds, const isms_allocator *allocator,
                                isms_ruling **out)
{
    isms_status status;
    area_case c;
    if (!area || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&c.area, sizeof c.area, area))
        return ISMS_E_UNSUPPORTED;
    if (!in_range(&c.area))
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    c.thresholds = &r->thresholds;
    c.limit = limit_of(&c.area, c.thresholds);
    decide(r, &c);
    return isms__ruling_finish(r, out);
}

isms_area_scope isms_area_scope_by_name(const char *name)
{
    for (isms_area_scope i = 1; name && i < SCOPES; i++)
        if (strcmp(scopes[i].name, name) == 0)
            return i;
    return 0;
}
