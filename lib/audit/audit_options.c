/* Options of a pre-audit: their defaults, the thresholds in force, and the severities of rules. */
#include "readiness.h"

#include "schema/schema.h"

#include <string.h>

static const isms_audit_options default_options = ISMS_AUDIT_OPTIONS_INIT;

static void or_default(int32_t *value, int32_t otherwise)
{
    if (*value <= 0)
        *value = otherwise;
}

isms_status isms__options_take(const isms_audit_options *given, isms_audit_options *o)
{
    if (!isms__options_copy(o, sizeof *o, given ? given : &default_options) || o->flags || o->reserved)
        return ISMS_E_UNSUPPORTED;
    if (o->stage == 0)
        o->stage = ISMS_STAGE_INTERNAL;
    if (!isms__value_name(ISMS_ENUM_STAGE, o->stage) || o->as_of < 0 || o->as_of > isms_date(9999, 12, 31))
        return ISMS_E_RANGE;
    or_default(&o->lookback_months, 12);
    or_default(&o->review_months, 12);
    or_default(&o->plan_days, 30);
    or_default(&o->action_days, 30);
    or_default(&o->verify_days, 90);
    or_default(&o->report_days, 30);
    or_default(&o->lesson_days, 30);
    or_default(&o->coverage_months, 36);
    return ISMS_OK;
}

/* Conformity is graded by the classifier, and without sound ids, references, dates and scales nothing else can be trusted. */
static bool may_be_set(const isms__readiness_rule *rule, int32_t severity)
{
    static const char *const fixed[] = {"ISMS-ID-", "ISMS-REF-", "ISMS-DATE-", "ISMS-SCALE-"};
    if (rule->kind == ISMS__CONFORMITY)
        return false;
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (strncmp(rule->id, fixed[i], strlen(fixed[i])) == 0)
            return severity && severity <= rule->severity; /* a lower number is more severe */
    return true;
}

static int32_t severity_by_name(const char *name, size_t size)
{
    static const char *const names[] = {"off", "error", "warning", "note"};
    for (int32_t i = 0; i < 4; i++)
        if (strlen(names[i]) == size && strncmp(names[i], name, size) == 0)
            return i;
    return -1;
}

/* One `RULE=severity` of the list. */
static isms_status set_one(isms_audit *audit, const char *item, size_t size)
{
    char id[32];
    const char *equals = memchr(item, '=', size);
    size_t n = equals ? (size_t)(equals - item) : 0;
    if (n == 0 || n >= sizeof id)
        return ISMS_E_SYNTAX;
    memcpy(id, item, n);
    id[n] = '\0';
    ptrdiff_t rule = isms__readiness_find(id);
    int32_t severity = severity_by_name(equals + 1, size - n - 1);
    if (rule < 0)
        return ISMS_E_NOT_FOUND;
    if (severity < 0 || !may_be_set(&isms__readiness_rules[rule], severity))
        return ISMS_E_RANGE;
    audit->severities[rule] = severity;
    return ISMS_OK;
}

isms_status isms__options_settle(isms_audit *audit, const isms_audit_options *o)
{
    isms_status status = isms_thresholds_resolve(o->thresholds, &audit->thresholds);
    audit->options = *o;
    audit->options.allocator = NULL;
    audit->options.thresholds = NULL;
    audit->options.severities = NULL;
    for (size_t i = 0; i < isms__readiness_rule_count; i++)
        audit->severities[i] = isms__readiness_rules[i].severity;
    for (const char *p = o->severities; p && *p && status == ISMS_OK;) {
        size_t n = strcspn(p, ",");
        status = set_one(audit, p, n);
        p += n + (p[n] == ',');
    }
    return status;
}
