/* The rules P-*: independence, interval and coverage. */
#include "planning.h"

#include "core/memory.h"
#include "core/number.h"
#include "ruling.h"

#include <string.h>

enum { CONFLICT_AREA, CONFLICT_LEFT, CONFLICT_CONSULTED, DEPENDS, FREE, INTERVAL, COMPLETE, INCOMPLETE };

static const isms_rule rules[] = {
    [CONFLICT_AREA] = {"P-01", "CONFLICT", "V", "owns_area works_in",
                       "Nobody audits own work: the auditor owns or works in the area.", "Assign someone else."},
    [CONFLICT_LEFT] = {"P-01", "CONFLICT", "P", "months_since",
                       "The auditor left the area {months} months ago, less than {limit}.", "Assign someone else."},
    [CONFLICT_CONSULTED] = {"P-01", "CONFLICT", "M", "consulted",
                            "Consultancy or internal audits for the system {months} months ago, less than {limit}.",
                            "Assign someone else."},
    [DEPENDS] = {"P-02", "WARN", "V", "reports_to_owner",
                 "The auditor reports to the owner of the area; small organizations cannot always avoid it.",
                 "Record a safeguard: an outside auditor, a swap with another firm, or review by top management."},
    [FREE] = {"P-01", "OK", "V", "owns_area works_in months_since reports_to_owner", "Nothing stands against it.", NULL},
    [INTERVAL] = {"P-03", NULL, "P", "risk findings major changed incident",
                  "A score of {score} asks for an audit every {by_score} months; for this kind at most {months}.", NULL},
    [COMPLETE] = {"P-04", "complete", "P", "required covered", "All {number} have a determined outcome.", NULL},
    [INCOMPLETE] = {"P-04", NULL, "P", "required covered", "{number} without a determined outcome: {names}.",
                    "Plan an audit of them."},
};

const isms__rule_table isms__planning_rules = {"programme", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

/* ---- independence */

static int independence_rule(const isms_planning_tie *t, const isms_thresholds *limits)
{
    if (t->owns_area || t->works_in_area)
        return CONFLICT_AREA;
    if (t->left_area && t->months_since < limits->cooling_months)
        return CONFLICT_LEFT;
    if (t->consulted && t->months_consulted < limits->consultancy_months)
        return CONFLICT_CONSULTED;
    return t->reports_to_owner ? DEPENDS : FREE;
}

int isms__planning_independence(const isms_planning_tie *tie, const isms_thresholds *thresholds)
{
    int rule = independence_rule(tie, thresholds);
    return rule == FREE ? 1 : rule == DEPENDS ? 0 : -1;
}

isms_status isms_planning_independence(const isms_planning_tie *tie, const isms_thresholds *thresholds,
                                       const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    isms_planning_tie t;
    if (!tie || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&t, sizeof t, tie))
        return ISMS_E_UNSUPPORTED;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    int rule = independence_rule(&t, &r->thresholds);
    bool left = rule == CONFLICT_LEFT;
    const isms__named values[] = {{"months", left ? t.months_since : t.months_consulted, NULL},
                                  {"limit", left ? r->thresholds.cooling_months : r->thresholds.consultancy_months, NULL},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[rule], NULL, values);
    if (rule == DEPENDS)
        isms__ruling_remark(r, t.has_safeguard ? "A safeguard is recorded." : "No safeguard is recorded.");
    return isms__ruling_finish(r, out);
}

/* ---- interval */

bool isms__planning_need_valid(const isms_planning_need *n)
{
    return n->kind >= ISMS_PLANNING_OTHER && n->kind <= ISMS_PLANNING_SITE && n->risk >= 0 && n->risk <= 3 && n->findings >= 0;
}

int32_t isms__planning_score(const isms_planning_need *n)
{
    return 2 * n->risk + (n->findings < 3 ? n->findings : 3) + (n->major ? 2 : 0) + (n->changed ? 2 : 0) +
           (n->incident ? 1 : 0);
}

static int32_t by_score(int32_t score, const isms_thresholds *t)
{
    return score >= t->half_year_score ? 6 : score >= t->year_score ? 12 : score >= t->two_year_score ? 24 : 36;
}

static int32_t longest(const isms_planning_need *n, const isms_thresholds *t)
{
    switch (n->kind) {
    case ISMS_PLANNING_CLAUSE:
        return t->clause_months;
    case ISMS_PLANNING_CONTROL:
        return n->risk >= 2 ? t->high_risk_months : t->control_months;
    case ISMS_PLANNING_SITE:
        return t->site_months;
    default:
        return INT32_MAX;
    }
}

int32_t isms__planning_interval(const isms_planning_need *need, const isms_thresholds *thresholds)
{
    int32_t months = by_score(isms__planning_score(need), thresholds), most = longest(need, thresholds);
    return months < most ? months : most;
}

isms_status isms_planning_interval(const isms_planning_need *need, const isms_thresholds *thresholds,
                                   const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    isms_planning_need n;
    char text[ISMS__VALUE_SIZE];
    if (!need || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&n, sizeof n, need))
        return ISMS_E_UNSUPPORTED;
    if (!isms__planning_need_valid(&n))
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    int32_t score = isms__planning_score(&n);
    r->number = isms__planning_interval(&n, &r->thresholds);
    isms__integer_format(r->number, text);
    const isms__named values[] = {{"score", score, NULL},
                                  {"by_score", by_score(score, &r->thresholds), NULL},
                                  {"months", r->number, NULL},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[INTERVAL], text, values);
    return isms__ruling_finish(r, out);
}

/* ---- coverage */

static bool among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (names[i] && strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static int64_t list_uncovered(const char *const *required, size_t required_count, const char *const *covered,
                              size_t covered_count, isms__buffer *names)
{
    int64_t missing = 0;
    for (size_t i = 0; i < required_count; i++) {
        if (!required[i] || among(required[i], covered, covered_count))
            continue;
        isms__buffer_text(names, missing++ ? "," : "missing:");
        isms__buffer_text(names, required[i]);
    }
    return missing;
}

isms_status isms_planning_coverage(const char *const *required, size_t required_count, const char *const *covered,
                                   size_t covered_count, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    isms__buffer names;
    if (!out || (required_count && !required) || (covered_count && !covered))
        return ISMS_E_MISUSE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    isms__buffer_init(&names, &r->host);
    r->number = list_uncovered(required, required_count, covered, covered_count, &names);
    const char *text = isms__buffer_c(&names);
    const isms__named values[] = {{"number", r->number ? r->number : (int64_t)required_count, NULL},
                                  {"names", 0, *text ? text + strlen("missing:") : text},
                                  {NULL, 0, NULL}};
    bool failed = names.failed;
    isms__ruling_decide(r, &rules[*text ? INCOMPLETE : COMPLETE], *text ? text : NULL, values);
    isms__buffer_dispose(&names);
    r->texts.failed |= failed;
    return isms__ruling_finish(r, out);
}
