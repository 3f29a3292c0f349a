/* Dates of a certification cycle: the rules D-*. */
#include <isms/cycle.h>

#include "core/date.h"
#include "core/memory.h"
#include "cycle.h"
#include "ruling.h"

#include <string.h>

enum {
    EXPIRY,
    SURVEILLANCE_DUE,
    SURVEILLANCE_OK,
    SURVEILLANCE_LATE,
    YEARS_NONE,
    YEARS_MISSING,
    RECERTIFICATION,
    RESTORABLE_UNTIL,
    STILL_VALID,
    RESTORABLE,
    NOT_RESTORABLE,
    RENEWED,
    RESTORED,
    NEW_CYCLE,
    STAGE2_CLOSING,
    CLOSING,
    CLOSING_AT_EXPIRY,
    SUSPENSION_END,
    TRANSFER_UNTIL,
    STAGE1_OK,
    STAGE1_STALE
};

static const isms_rule rules[] = {
    [EXPIRY] = {"D-01", NULL, "UVP", "decision cycle",
                "Three years a cycle from the decision of {from}: {day} is the last valid day.",
                "Decide on recertification before it expires."},
    [SURVEILLANCE_DUE] = {"D-02", NULL, "VP", "decision",
                          "The first surveillance ends within twelve months of the decision: by {day}.", NULL},
    [SURVEILLANCE_OK] = {"D-02", "ok", "VP", "decision last_day", "The first surveillance ended in time, by {day}.", NULL},
    [SURVEILLANCE_LATE] = {"D-02", "late", "VP", "decision last_day",
                           "The first surveillance ended after {day} (days late: {number}); bodies suspend for it.",
                           "Document a waiver, or expect suspension."},
    [YEARS_NONE] = {"D-03", "none", "V", "decision held recert", "Every calendar year that needs a surveillance has one.",
                    NULL},
    [YEARS_MISSING] = {"D-03", NULL, "V", "decision held recert", "Without a surveillance in the calendar years {years}.",
                       "Hold one in each calendar year but that of recertification."},
    [RECERTIFICATION] = {"D-04", NULL, "V", "expiry",
                         "The recertification audit is best held from {from} to {day}; no rule fixes it.", NULL},
    [RESTORABLE_UNTIL] = {"D-05", NULL, "V", "expiry",
                          "An expired certificate can be restored until {day}, at the body's discretion.", NULL},
    [STILL_VALID] = {"D-05", "ACTIVE", "V", "today expiry", "The certificate is valid until {from}.", NULL},
    [RESTORABLE] = {"D-05", "EXPIRED_RESTORABLE", "V", "today expiry", "Expired on {from}; it can be restored until {day}.",
                    "Finish what is outstanding and restore it."},
    [NOT_RESTORABLE] = {"D-05", "EXPIRED_FINAL", "V", "today expiry", "Expired on {from}; it could be restored until {day}.",
                        "Carry out at least a Stage 2; a new cycle begins."},
    [RENEWED] = {"D-06", NULL, "VM", "anchor cycle expiry decision", "Decided before expiry: the cycle goes on to {day}.",
                 NULL},
    [RESTORED] =
        {"D-06", NULL, "M", "anchor cycle expiry decision",
         "Restored, effective from the decision (days without a certificate: {number}); the old cycle goes on to {day}.", NULL},
    [NEW_CYCLE] = {"D-06", NULL, "V", "expiry decision", "Too late to restore: a new cycle from the decision to {day}.", NULL},
    [STAGE2_CLOSING] = {"D-07", NULL, "V", "audit_end",
                        "Majors of Stage 2 must be verified within six months of its last day: by {day}.",
                        "Otherwise carry out another Stage 2."},
    [CLOSING] = {"D-08", NULL, "V", "audit_end days", "Majors must be verified within {number} days of the audit: by {day}.",
                 "Otherwise the certificate is suspended."},
    [CLOSING_AT_EXPIRY] = {"D-08", NULL, "V", "audit_end days expiry",
                           "The certificate expires before the closing time of {number} days ends: by {day}.",
                           "Otherwise the certificate lapses."},
    [SUSPENSION_END] = {"D-09", NULL, "VP", "start expiry",
                        "A suspension lasts six months at most and not past expiry: until {day}.",
                        "Resolve the cause, reduce the scope, or the certificate is withdrawn."},
    [TRANSFER_UNTIL] = {"D-10", NULL, "V", "cb_lost expiry",
                        "The body lost its accreditation on {from}: the certificate must be transferred by {day}.",
                        "Transfer it."},
    [STAGE1_OK] = {"D-11", "ok", "VP", "stage1 stage2", "Stage 1 is not older than {number} months.", NULL},
    [STAGE1_STALE] = {"D-11", "stale", "VP", "stage1 stage2", "Stage 1 is older than {number} months.",
                      "The body judges whether Stage 1 is still valid, and justifies it."},
};

const isms__rule_table isms__cycle_rules = {"date", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

/* ---- arithmetic */

static bool is_date(isms_day day)
{
    return day >= 1 && day <= isms_date(9999, 12, 31);
}

static int32_t of_month(isms_day day)
{
    int32_t year, month, of;
    isms__date_split(day, &year, &month, &of);
    return of;
}

int32_t isms__cycle_year(isms_day day)
{
    int32_t year, month, of;
    isms__date_split(day, &year, &month, &of);
    return year;
}

static isms_day earlier(isms_day a, isms_day b)
{
    return b && b < a ? b : a;
}

isms_day isms__cycle_expiry(isms_day anchor, int32_t cycle, bool *clamped)
{
    isms_day day = is_date(anchor) && cycle >= 1 && cycle <= 1000 ? isms_date_add_months(anchor, 36 * cycle) : 0;
    *clamped = day && of_month(day) < of_month(anchor);
    return day && !*clamped ? day - 1 : day;
}

/* ---- rulings */

typedef struct answer {
    int rule;
    const char *outcome; /* NULL: that of the rule, or else the day */
    isms_day from, day;
    int64_t number;
    const char *years;
    bool clamped;
} answer;

static isms_status give(const answer *a, const isms_thresholds *thresholds, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    char from[11], day[11];
    if (!out)
        return ISMS_E_MISUSE;
    if (!a->day)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    isms_date_format(a->from, from);
    isms_date_format(a->day, day);
    const isms__named values[] = {
        {"from", 0, from}, {"day", 0, day}, {"number", a->number, NULL}, {"years", 0, a->years}, {NULL, 0, NULL}};
    const isms_rule *rule = &rules[a->rule];
    isms__ruling_decide(r, rule, a->outcome ? a->outcome : rule->outcome ? rule->outcome : day, values);
    if (a->clamped)
        isms__ruling_remark(r, "The day was clamped to the end of its month.");
    r->day = a->day;
    r->number = a->number;
    return isms__ruling_finish(r, out);
}

/* A date so many months after another. */
static isms_status give_months(int rule, isms_day from, int32_t months, isms_day limit, const isms_allocator *allocator,
                               isms_ruling **out)
{
    isms_day after = is_date(from) && (!limit || is_date(limit)) ? isms_date_add_months(from, months) : 0;
    bool clamped = after && of_month(after) < of_month(from);
    answer a = {.rule = rule, .from = from, .day = after ? earlier(after, limit) : 0};
    a.clamped = clamped && a.day == after;
    return give(&a, NULL, allocator, out);
}

isms_status isms_cycle_expiry(isms_day anchor, int32_t cycle, const isms_allocator *allocator, isms_ruling **out)
{
    answer a = {.rule = EXPIRY, .from = anchor};
    a.day = isms__cycle_expiry(anchor, cycle, &a.clamped);
    return give(&a, NULL, allocator, out);
}

isms_status isms_cycle_surveillance_due(isms_day decision, const isms_allocator *allocator, isms_ruling **out)
{
    return give_months(SURVEILLANCE_DUE, decision, 12, 0, allocator, out);
}

isms_status isms_cycle_surveillance_check(isms_day decision, isms_day last_day, const isms_allocator *allocator,
                                          isms_ruling **out)
{
    answer a = {.day = is_date(decision) && is_date(last_day) ? isms_date_add_months(decision, 12) : 0};
    a.number = last_day > a.day ? last_day - a.day : 0;
    a.rule = a.number ? SURVEILLANCE_LATE : SURVEILLANCE_OK;
    return give(&a, NULL, allocator, out);
}

/* One of the days is in that year. */
static bool held_in(const isms_day *held, size_t count, int32_t year)
{
    for (size_t i = 0; i < count; i++)
        if (is_date(held[i]) && isms__cycle_year(held[i]) == year)
            return true;
    return false;
}

isms_status isms_cycle_years_missing(isms_day decision, const isms_day *held, size_t count, isms_day recertification,
                                     const isms_allocator *allocator, isms_ruling **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms__buffer years;
    bool clamped;
    if (!a || !out || (count && !held))
        return ISMS_E_MISUSE;
    isms_day last = recertification ? recertification : isms__cycle_expiry(decision, 1, &clamped);
    if (!is_date(decision) || !is_date(last))
        return ISMS_E_RANGE;
    answer missing = {.rule = YEARS_NONE, .day = last};
    isms__buffer_init(&years, a);
    for (int32_t year = isms__cycle_year(decision) + 1; year < isms__cycle_year(last); year++)
        if (!held_in(held, count, year))
            isms__buffer_print(&years, "%s%d", missing.number++ ? "," : "", (int)year);
    if (missing.number) {
        missing.rule = YEARS_MISSING;
        missing.outcome = missing.years = isms__buffer_c(&years);
    }
    isms_status status = years.failed ? ISMS_E_NO_MEMORY : give(&missing, NULL, allocator, out);
    isms__buffer_dispose(&years);
    return status;
}

isms_status isms_cycle_recertification(isms_day expiry, const isms_allocator *allocator, isms_ruling **out)
{
    char window[24];
    answer a = {.rule = RECERTIFICATION, .outcome = window};
    a.from = is_date(expiry) ? isms_date_add_months(expiry, -6) : 0;
    a.day = a.from ? isms_date_add_months(expiry, -3) : 0;
    isms_date_format(a.from, window);
    window[10] = window[11] = '.';
    isms_date_format(a.day, window + 12);
    return give(&a, NULL, allocator, out);
}

isms_status isms_cycle_restorable_until(isms_day expiry, const isms_allocator *allocator, isms_ruling **out)
{
    return give_months(RESTORABLE_UNTIL, expiry, 6, 0, allocator, out);
}

isms_status isms_cycle_status(isms_day today, isms_day expiry, const isms_allocator *allocator, isms_ruling **out)
{
    answer a = {.from = expiry, .day = is_date(today) && is_date(expiry) ? isms_date_add_months(expiry, 6) : 0};
    a.rule = today <= expiry ? STILL_VALID : today <= a.day ? RESTORABLE : NOT_RESTORABLE;
    return give(&a, NULL, allocator, out);
}

isms_status isms_cycle_renew(isms_day anchor, int32_t cycle, isms_day expiry, isms_day decision,
                             const isms_allocator *allocator, isms_ruling **out)
{
    static const char *const names[] = {"RENEWED", "RESTORED", "NEW_CYCLE"};
    char outcome[32];
    if (!is_date(anchor) || !is_date(expiry) || !is_date(decision) || cycle < 1 || cycle > 999)
        return ISMS_E_RANGE;
    isms_day restorable = isms_date_add_months(expiry, 6);
    int which = decision <= expiry ? 0 : decision <= restorable ? 1 : 2;
    answer a = {.rule = RENEWED + which, .outcome = outcome, .number = which ? decision - expiry - 1 : 0};
    a.day = which < 2 ? isms__cycle_expiry(anchor, cycle + 1, &a.clamped) : isms__cycle_expiry(decision, 1, &a.clamped);
    if (!restorable || !a.day)
        return ISMS_E_RANGE;
    size_t size = strlen(names[which]);
    memcpy(outcome, names[which], size);
    outcome[size] = ':';
    isms_date_format(a.day, outcome + size + 1);
    return give(&a, NULL, allocator, out);
}

isms_status isms_cycle_stage2_closing(isms_day last_day, const isms_allocator *allocator, isms_ruling **out)
{
    return give_months(STAGE2_CLOSING, last_day, 6, 0, allocator, out);
}

isms_status isms_cycle_closing(isms_day last_day, int32_t days, isms_day expiry, const isms_thresholds *thresholds,
                               const isms_allocator *allocator, isms_ruling **out)
{
    isms_thresholds in_force;
    isms_status status = isms_thresholds_resolve(thresholds, &in_force);
    if (status != ISMS_OK)
        return status;
    if (!is_date(last_day) || days < 0 || days > 36500 || (expiry && !is_date(expiry)))
        return ISMS_E_RANGE;
    int32_t allowed = days ? days : in_force.close_days;
    answer a = {.rule = CLOSING, .from = last_day, .number = allowed};
    a.day = is_date(last_day + allowed) ? earlier(last_day + allowed, expiry) : 0;
    if (a.day && a.day != last_day + allowed)
        a.rule = CLOSING_AT_EXPIRY;
    return give(&a, thresholds, allocator, out);
}

isms_status isms_cycle_suspension_end(isms_day start, isms_day expiry, const isms_allocator *allocator, isms_ruling **out)
{
    return give_months(SUSPENSION_END, start, 6, expiry, allocator, out);
}

isms_status isms_cycle_transfer_until(isms_day lost, isms_day expiry, const isms_allocator *allocator, isms_ruling **out)
{
    return give_months(TRANSFER_UNTIL, lost, 6, expiry, allocator, out);
}

isms_status isms_cycle_stage1_age(isms_day stage1, isms_day stage2, const isms_thresholds *thresholds,
                                  const isms_allocator *allocator, isms_ruling **out)
{
    isms_thresholds in_force;
    isms_status status = isms_thresholds_resolve(thresholds, &in_force);
    if (status != ISMS_OK)
        return status;
    answer a = {.from = stage1, .number = in_force.stage1_months};
    a.day = is_date(stage1) && is_date(stage2) ? isms_date_add_months(stage1, in_force.stage1_months) : 0;
    a.rule = stage2 > a.day ? STAGE1_STALE : STAGE1_OK;
    return give(&a, thresholds, allocator, out);
}
