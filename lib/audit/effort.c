/* Auditor time: the table of days, its adjustments, and the shares of surveillance and recertification. */
#include <isms/effort.h>

#include "core/memory.h"
#include "core/number.h"
#include "ruling.h"

#include <string.h>

static const struct {
    int32_t most, half_days;
    bool unverified; /* a single source */
} bands[] = {
    {10, 10, false},   {15, 12, false},  {25, 14, false},  {45, 17, false},   {65, 20, false},  {85, 22, false},
    {125, 24, false},  {175, 26, false}, {275, 28, false}, {425, 30, false},  {625, 33, false}, {875, 35, false},
    {1175, 37, false}, {1550, 39, true}, {2025, 42, true}, {2675, 44, true},  {3450, 46, true}, {4350, 48, true},
    {5450, 50, true},  {6800, 52, true}, {8500, 54, true}, {10700, 56, true},
};

static const struct {
    const char *text;
    int32_t effect;
} factors[] = {
    {"complicated logistics, several buildings", 1},
    {"staff of several languages", 1},
    {"much regulation", 1},
    {"data of high risk", 1},
    {"several sites", 1},
    {"software developed in house", 1},
    {"many critical assets", 1},
    {"low risk of business and data", -1},
    {"mature management system", -1},
    {"earlier audits known to the body", -1},
    {"few processes", -1},
    {"high share of staff with one simple task", -1},
    {"no development of software", -1},
};

/* Share of the initial time, in parts. */
static const struct {
    const char *name;
    int64_t part, of;
} shares[] = {
    [ISMS_CYCLE_AUDIT_INITIAL] = {"initial", 1, 1},
    [ISMS_CYCLE_AUDIT_SURVEILLANCE] = {"surveillance", 1, 3},
    [ISMS_CYCLE_AUDIT_RECERTIFICATION] = {"recertification", 2, 3},
};

enum { BANDS = sizeof bands / sizeof bands[0], FACTORS = sizeof factors / sizeof factors[0] };

enum { NOBODY, ABOVE_TABLE, TABLE, EFFECTIVE, TOO_MUCH, ADJUSTED, SHARE, MATRIX, NO_MATRIX };

static const isms_rule rules[] = {
    [NOBODY] = {"T-00", "ERROR", "P", "persons", "An audit needs at least one person in the scope.", NULL},
    [ABOVE_TABLE] = {"T-01", "FOLLOW_PROGRESSION", "V", "persons",
                     "{persons} persons are above the table; go on as its last bands do, from {days} days.",
                     "Calculate it in writing."},
    [TABLE] = {"T-01", NULL, "V", "persons", "{persons} persons: {days} days for Stage 1 and Stage 2.", NULL},
    [EFFECTIVE] = {"T-02", NULL, "V", "groups other",
                   "{all} people count as {persons}: each group with one simple activity as its square root, rounded up.",
                   "Justify by risk that the activity is simple, repetitive and supervised."},
    [TOO_MUCH] = {"T-03", "REJECT", "VM", "persons adj",
                  "A reduction of {reduction} % is more than the {most} % that are allowed here.", "Reduce by less."},
    [ADJUSTED] = {"T-03", NULL, "VMP", "persons adj",
                  "{persons} persons: {table} days, adjusted by {adjustment} %, rounded up to {days} days.",
                  "Justify each adjustment."},
    [SHARE] =
        {"T-04", NULL, "VP", "persons adj audit",
         "{persons} persons: {initial} days initially; the {audit} audit takes about {part}/{of}, rounded up to {days} days.",
         NULL},
    [MATRIX] = {"T-05", NULL, "M", "business it matrix", "Business factors are {business}, IT factors {it}: {adjustment} %.",
                NULL},
    [NO_MATRIX] = {"T-05", "ERROR", "M", "business it matrix",
                   "Business factors are {business}, IT factors {it}: the percentage for it was not supplied.",
                   "Supply the matrix of percentages."},
};

const isms__rule_table isms__effort_rules = {"time", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

static int64_t divide_up(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

static void format_days(int64_t half_days, char *out)
{
    size_t n = isms__integer_format(half_days / 2, out);
    memcpy(out + n, half_days % 2 ? ".5" : "", half_days % 2 ? 3 : 1);
}

static size_t band_of(int32_t persons)
{
    size_t i = 0;
    while (i < BANDS && persons > bands[i].most)
        i++;
    return i;
}

typedef struct allowance {
    int64_t reduction, most;
} allowance;

/* How much is taken off and how much may be; the first limit that is passed. */
static allowance check_reductions(const isms_effort *e, const isms_thresholds *t)
{
    int64_t own = e->adjustment_pct < 0 ? -(int64_t)e->adjustment_pct : 0, all = (int64_t)e->joint_pct - e->adjustment_pct;
    if (e->joint_pct > t->joint_reduction)
        return (allowance){e->joint_pct, t->joint_reduction};
    if (e->sampled_site)
        return (allowance){all > 0 ? all : 0, t->site_reduction};
    return (allowance){own, t->max_reduction};
}

static int rule_of(const isms_effort *e, size_t band, allowance a)
{
    if (e->persons < 1)
        return NOBODY;
    if (a.reduction > a.most)
        return TOO_MUCH;
    if (band == BANDS)
        return ABOVE_TABLE;
    if (e->audit != ISMS_CYCLE_AUDIT_INITIAL)
        return SHARE;
    return e->adjustment_pct || e->joint_pct ? ADJUSTED : TABLE;
}

static void decide_time(isms_ruling *r, const isms_effort *e)
{
    char days[ISMS__VALUE_SIZE], initial[ISMS__VALUE_SIZE], table[ISMS__VALUE_SIZE];
    size_t band = band_of(e->persons), row = band < BANDS ? band : BANDS - 1;
    allowance a = check_reductions(e, &r->thresholds);
    int64_t adjustment = (int64_t)e->adjustment_pct - e->joint_pct;
    int64_t start = divide_up(bands[row].half_days * (100 + adjustment), 100);
    int64_t half = divide_up(start * shares[e->audit].part, shares[e->audit].of);
    int rule = rule_of(e, band, a);
    format_days(bands[row].half_days, table);
    format_days(start, initial);
    format_days(half, days);
    const isms__named values[] = {{"persons", e->persons, NULL},
                                  {"table", 0, table},
                                  {"initial", 0, initial},
                                  {"days", 0, days},
                                  {"adjustment", adjustment, NULL},
                                  {"reduction", a.reduction, NULL},
                                  {"most", a.most, NULL},
                                  {"audit", 0, shares[e->audit].name},
                                  {"part", shares[e->audit].part, NULL},
                                  {"of", shares[e->audit].of, NULL},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[rule], rules[rule].outcome ? NULL : days, values);
    if (rule == NOBODY || rule == TOO_MUCH)
        return;
    r->number = rule == ABOVE_TABLE ? 0 : half;
    if (bands[row].unverified)
        isms__ruling_unverified(r, "Unverified: bands above 1,175 persons rest on a single source.");
    if (e->audit == ISMS_CYCLE_AUDIT_INITIAL)
        isms__ruling_remark(
            r, "No rule splits it; often about 30 % is Stage 1. Up to 20 % may be planning and report; travel does not count.");
}

isms_status isms_effort_time(const isms_effort *effort, const isms_thresholds *thresholds, const isms_allocator *allocator,
                             isms_ruling **out)
{
    isms_status status;
    isms_effort e;
    if (!effort || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&e, sizeof e, effort))
        return ISMS_E_UNSUPPORTED;
    if (!e.audit)
        e.audit = ISMS_CYCLE_AUDIT_INITIAL;
    if (e.audit < ISMS_CYCLE_AUDIT_INITIAL || e.audit > ISMS_CYCLE_AUDIT_RECERTIFICATION || e.joint_pct < 0 ||
        e.joint_pct > 100 || e.adjustment_pct < -1000 || e.adjustment_pct > 1000)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    decide_time(r, &e);
    return isms__ruling_finish(r, out);
}

static int64_t root_up(int64_t n)
{
    int64_t k = 0;
    while (k * k < n)
        k++;
    return k;
}

isms_status isms_effort_persons(const int32_t *groups, size_t count, int32_t other, const isms_allocator *allocator,
                                isms_ruling **out)
{
    isms_status status;
    int64_t effective = other, all = other;
    char text[ISMS__VALUE_SIZE];
    if (!out || (count && !groups))
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        if (groups[i] < 0 || all > INT32_MAX)
            return ISMS_E_RANGE;
        effective += root_up(groups[i]);
        all += groups[i];
    }
    if (other < 0 || all > INT32_MAX)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    isms__integer_format(effective, text);
    const isms__named values[] = {{"persons", effective, NULL}, {"all", all, NULL}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[EFFECTIVE], text, values);
    r->number = effective;
    return isms__ruling_finish(r, out);
}

/* 0 low, 1 medium, 2 high; -1 where a score is none. */
static int group_of(const int32_t scores[3])
{
    int32_t sum = 0;
    for (int i = 0; i < 3; i++) {
        if (scores[i] < 1 || scores[i] > 3)
            return -1;
        sum += scores[i];
    }
    return sum <= 4 ? 0 : sum <= 6 ? 1 : 2;
}

isms_status isms_effort_adjustment(const int32_t business[3], const int32_t it[3], const int32_t *matrix,
                                   const isms_allocator *allocator, isms_ruling **out)
{
    static const char *const names[] = {"low", "medium", "high"};
    isms_status status;
    char text[ISMS__VALUE_SIZE];
    if (!business || !it || !out)
        return ISMS_E_MISUSE;
    int row = group_of(business), column = group_of(it);
    if (row < 0 || column < 0)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    bool known = matrix || (row == 1 && column == 1);
    r->number = matrix ? matrix[row * 3 + column] : 0;
    isms__integer_format(r->number, text);
    const isms__named values[] = {
        {"business", 0, names[row]}, {"it", 0, names[column]}, {"adjustment", r->number, NULL}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[known ? MATRIX : NO_MATRIX], known ? text : NULL, values);
    isms__ruling_unverified(r, "Unverified: groups and percentages of the factors are from memory of the standard.");
    return isms__ruling_finish(r, out);
}

int32_t isms_effort_band_persons(int32_t i)
{
    return i >= 0 && i < BANDS ? bands[i].most : 0;
}

int32_t isms_effort_band_half_days(int32_t i)
{
    return i >= 0 && i < BANDS ? bands[i].half_days : 0;
}

int32_t isms_effort_band_is_unverified(int32_t i)
{
    return i >= 0 && i < BANDS && bands[i].unverified;
}

const char *isms_effort_factor(int32_t i)
{
    return i >= 0 && i < FACTORS ? factors[i].text : NULL;
}

int32_t isms_effort_factor_effect(int32_t i)
{
    return i >= 0 && i < FACTORS ? factors[i].effect : 0;
}
