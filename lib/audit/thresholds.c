/* Thresholds of the audit room: their names, defaults and ranges. */
#include <isms/thresholds.h>

#include "core/memory.h"

#include <string.h>

#define AT(member) offsetof(isms_thresholds, member), #member

static const struct row {
    size_t offset;
    const char *name;
    int32_t standard, most; /* default; the least is 1 */
    const char *doc;
} rows[] = {
    {AT(profile), ISMS_PROFILE_SOURCE, ISMS_PROFILE_CB, "profile of grading: 1 source, 2 cb"},
    {AT(breakdown_pct), 50, 100, "share of missed occasions that is a breakdown, %"},
    {AT(breakdown_min_n), 4, INT32_MAX, "fewest occasions for a breakdown by share"},
    {AT(soft_pct), 20, 100, "share of missed occasions that asks for a wider sample, %"},
    {AT(soft_min_n), 5, INT32_MAX, "fewest occasions for a wider sample by share"},
    {AT(late_weight_pct), 50, 100, "weight of a late occasion against a missed one, %"},
    {AT(overdue_pct), 50, 1000, "part of the interval after which a single missed occasion counts as stopped, %"},
    {AT(same_req), 3, INT32_MAX, "minors on one requirement or issue that make a major"},
    {AT(cause), 3, INT32_MAX, "minors of one cause that make a major"},
    {AT(clause), 4, INT32_MAX, "minors in one clause that make a major"},
    {AT(theme_abs), 5, INT32_MAX, "minors in one theme that make a major, together with theme_pct"},
    {AT(theme_pct), 20, 100, "their share of what was assessed in the theme, %"},
    {AT(audit_flag), 10, INT32_MAX, "minors in the whole audit that ask for a review"},
    {AT(min_rationale), 20, INT32_MAX, "characters that the rationale of an override has at least"},
    {AT(max_reduction), 30, 99, "largest reduction of audit time, %"},
    {AT(site_reduction), 50, 99, "largest reduction at one sampled site, all reductions together, %"},
    {AT(joint_reduction), 20, 99, "largest reduction for an integrated audit, %"},
    {AT(plan_days), 30, 36500, "days until the plan of a corrective action is due"},
    {AT(close_days), 90, 36500, "days until a major is closed, outside Stage 2"},
    {AT(stage1_months), 6, 1200, "age of Stage 1 in months at which Stage 2 warns"},
    {AT(cooling_months), 12, 1200, "months that an auditor must have left the area"},
    {AT(consultancy_months), 24, 1200, "months that a body's people must not have consulted on the system"},
    {AT(clause_months), 12, 1200, "longest interval between audits of a clause, months"},
    {AT(control_months), 36, 1200, "longest interval between audits of a control, months"},
    {AT(high_risk_months), 12, 1200, "the same for a control with high or critical risk"},
    {AT(site_months), 36, 1200, "longest interval between audits of a site, months"},
    {AT(half_year_score), 9, INT32_MAX, "score from which a unit is audited every 6 months"},
    {AT(year_score), 5, INT32_MAX, "score from which a unit is audited every 12 months"},
    {AT(two_year_score), 3, INT32_MAX, "score from which a unit is audited every 24 months"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

_Static_assert(sizeof(isms_thresholds) == sizeof(uint32_t) + ROWS * sizeof(int32_t), "every threshold has a row");

static int32_t *member(isms_thresholds *thresholds, const struct row *row)
{
    return (int32_t *)(void *)((char *)thresholds + row->offset);
}

static const struct row *find(const char *name)
{
    for (size_t i = 0; name && i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

isms_status isms_thresholds_resolve(const isms_thresholds *given, isms_thresholds *thresholds)
{
    isms_thresholds copy;
    if (!thresholds)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&copy, sizeof copy, given))
        return ISMS_E_UNSUPPORTED;
    for (size_t i = 0; i < ROWS; i++) {
        int32_t *value = member(&copy, &rows[i]);
        if (*value < 0 || *value > rows[i].most)
            return ISMS_E_RANGE;
        if (*value == 0)
            *value = rows[i].standard;
    }
    copy.struct_size = sizeof copy;
    *thresholds = copy;
    return ISMS_OK;
}

const char *isms_thresholds_name(int32_t i)
{
    return i >= 0 && i < ROWS ? rows[i].name : NULL;
}

const char *isms_thresholds_doc(int32_t i)
{
    return i >= 0 && i < ROWS ? rows[i].doc : "";
}

int32_t isms_thresholds_default(int32_t i)
{
    return i >= 0 && i < ROWS ? rows[i].standard : 0;
}

/* False where the host's structure is older and has no such member. */
static bool reaches(const isms_thresholds *thresholds, const struct row *row)
{
    return row && thresholds && thresholds->struct_size >= row->offset + sizeof(int32_t);
}

int32_t isms_thresholds_get(const isms_thresholds *thresholds, const char *name)
{
    const struct row *row = find(name);
    int32_t value = 0;
    if (reaches(thresholds, row))
        memcpy(&value, (const char *)thresholds + row->offset, sizeof value);
    return value;
}

isms_status isms_thresholds_set(isms_thresholds *thresholds, const char *name, int32_t value)
{
    const struct row *row = find(name);
    if (!thresholds)
        return ISMS_E_MISUSE;
    if (!reaches(thresholds, row))
        return ISMS_E_NOT_FOUND;
    if (value < 0 || value > row->most)
        return ISMS_E_RANGE;
    *member(thresholds, row) = value;
    return ISMS_OK;
}
