/* What a host can ask of a finished pre-audit. */
#include "readiness.h"

#include <string.h>

/* ------------------------------------------------------------------ the answer */

const char *isms_audit_conclusion(const isms_audit *audit)
{
    return audit ? isms__text_of(audit, audit->conclusion) : "";
}

const char *isms_audit_conclusion_rule(const isms_audit *audit)
{
    return audit ? isms__text_of(audit, audit->conclusion_rule) : "";
}

const char *isms_audit_conclusion_text(const isms_audit *audit)
{
    return audit ? isms__text_of(audit, audit->conclusion_text) : "";
}

const char *isms_audit_headline(const isms_audit *audit)
{
    return audit ? isms__text_of(audit, audit->headline) : "";
}

int32_t isms_audit_score(const isms_audit *audit)
{
    return audit ? audit->score : 0;
}

int32_t isms_audit_score_upper(const isms_audit *audit)
{
    return audit ? audit->upper : 0;
}

int32_t isms_audit_determined(const isms_audit *audit)
{
    return audit ? audit->determined : 0;
}

size_t isms_audit_major_count(const isms_audit *audit)
{
    return audit ? audit->counts.majors : 0;
}

size_t isms_audit_minor_count(const isms_audit *audit)
{
    return audit ? audit->counts.minors : 0;
}

size_t isms_audit_ofi_count(const isms_audit *audit)
{
    return audit ? audit->ofis : 0;
}

size_t isms_audit_error_count(const isms_audit *audit)
{
    return audit ? audit->errors : 0;
}

isms_day isms_audit_as_of(const isms_audit *audit)
{
    return audit ? audit->options.as_of : 0;
}

isms_stage isms_audit_stage(const isms_audit *audit)
{
    return audit ? audit->options.stage : 0;
}

/* ------------------------------------------------------------------ results */

static const isms__result *at(const isms_audit *audit, size_t i)
{
    return audit && i < audit->count ? &audit->results[i] : NULL;
}

size_t isms_audit_count(const isms_audit *audit)
{
    return audit ? audit->count : 0;
}

const char *isms_audit_outcome(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->outcome) : "";
}

isms_severity isms_audit_severity(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->severity : 0;
}

const char *isms_audit_rule(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__readiness_rules[at(audit, i)->rule].id : "";
}

const char *isms_audit_classifier(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->classifier) : "";
}

const char *isms_audit_requirement(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->requirement) : "";
}

const char *isms_audit_targets(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->targets) : "";
}

size_t isms_audit_record_count(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->count : 0;
}

isms_id isms_audit_record(const isms_audit *audit, size_t i, size_t k)
{
    const isms__result *r = at(audit, i);
    return r && k < r->count ? audit->ids[r->first + k] : ISMS_NONE;
}

size_t isms_audit_related_count(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->related : 0;
}

isms_id isms_audit_related(const isms_audit *audit, size_t i, size_t k)
{
    const isms__result *r = at(audit, i);
    return r && k < r->related ? audit->ids[r->first + r->count + k] : ISMS_NONE;
}

const char *isms_audit_facts(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->facts) : "";
}

const char *isms_audit_message(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->message) : "";
}

const char *isms_audit_fix(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__readiness_rules[at(audit, i)->rule].fix : "";
}

const char *isms_audit_source(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->source) : "";
}

uint32_t isms_audit_row(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->line : 0;
}

uint32_t isms_audit_column(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->column : 0;
}

int32_t isms_audit_suppressed(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->suppressed : 0;
}

const char *isms_audit_line(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, audit->lines[i]) : "";
}

/* ------------------------------------------------------------------ coverage and the rules */

const char *isms_audit_conclusion_next(const isms_audit *audit)
{
    return audit ? isms__text_of(audit, audit->conclusion_next) : "";
}

const char *isms_audit_title(const isms_audit *audit)
{
    return audit ? audit->title : "";
}

const isms_thresholds *isms_audit_thresholds(const isms_audit *audit)
{
    return audit ? &audit->thresholds : NULL;
}

const char *isms_audit_setting(const isms_audit *audit, size_t rule)
{
    static const char *const names[] = {"off", "error", "warning", "note"};
    if (!audit || rule >= isms__readiness_rule_count || audit->severities[rule] == isms__readiness_rules[rule].severity)
        return "";
    return names[audit->severities[rule]];
}

size_t isms_audit_assertion_count(const isms_audit *audit)
{
    return audit ? audit->assertion_count : 0;
}

isms_type isms_audit_assertion(const isms_audit *audit, size_t i)
{
    return audit && i < audit->assertion_count ? audit->assertions[i] : 0;
}

int32_t isms_audit_record_suppressed(const isms_audit *audit, size_t i, size_t k)
{
    const isms__result *r = at(audit, i);
    return r && k < r->count && audit->hidden ? audit->hidden[r->first + k] : 0;
}

isms_id isms_audit_suppression(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->suppression : ISMS_NONE;
}

isms_status isms_audit_finding(const isms_audit *audit, size_t i, const isms_allocator *allocator, isms_finding **out)
{
    if (!audit || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!at(audit, i) || !at(audit, i)->classifier)
        return ISMS_ABSENT;
    isms_facts *facts = isms_facts_new(allocator);
    if (!facts)
        return ISMS_E_NO_MEMORY;
    isms_status status = isms_facts_parse(facts, isms__text_of(audit, at(audit, i)->facts));
    if (status == ISMS_OK)
        status = isms_finding_classify(facts, &audit->thresholds, allocator, out);
    isms_facts_free(facts);
    return status;
}

isms_rule_state isms_audit_rule_state(const isms_audit *audit, size_t rule)
{
    return audit && rule < isms__readiness_rule_count ? audit->tallies[rule].state : ISMS_RULE_NOT_APPLICABLE;
}

const char *isms_audit_rule_reason(const isms_audit *audit, size_t rule)
{
    return audit && rule < isms__readiness_rule_count ? isms__text_of(audit, audit->tallies[rule].reason) : "";
}

size_t isms_audit_rules_in_state(const isms_audit *audit, isms_rule_state state)
{
    size_t n = 0;
    for (size_t i = 0; audit && i < isms__readiness_rule_count; i++)
        n += audit->tallies[i].state == state;
    return n;
}

size_t isms_readiness_rule_count(void)
{
    return isms__readiness_rule_count;
}

static const isms__readiness_rule *rule_at(size_t i)
{
    return i < isms__readiness_rule_count ? &isms__readiness_rules[i] : NULL;
}

const char *isms_readiness_rule_id(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->id : NULL;
}

const char *isms_readiness_rule_kind(size_t rule)
{
    static const char *const kinds[] = {"integrity", "hygiene", "conformity"};
    return rule_at(rule) ? kinds[rule_at(rule)->kind] : NULL;
}

const char *isms_readiness_rule_requirement(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->requirement : NULL;
}

const char *isms_readiness_rule_condition(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->condition : NULL;
}

const char *isms_readiness_rule_needs(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->needs : NULL;
}

const char *isms_readiness_rule_fix(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->fix : NULL;
}

isms_severity isms_readiness_rule_severity(size_t rule)
{
    return rule_at(rule) ? rule_at(rule)->severity : 0;
}
