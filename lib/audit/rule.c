/* The rules of the audit room as one list, and their sentences. */
#include "rule.h"

#include <string.h>

static const isms__rule_table *const tables[] = {
    &isms__finding_rules, &isms__area_rules,   &isms__override_rules, &isms__conclusion_rules, &isms__certificate_rules,
    &isms__cycle_rules,   &isms__effort_rules, &isms__sampling_rules, &isms__corrective_rules, &isms__planning_rules};

enum { TABLES = sizeof tables / sizeof tables[0] };

static const isms_rule *row(const isms__rule_table *table, size_t i)
{
    return (const isms_rule *)(const void *)((const char *)table->rows + i * table->stride);
}

/* Number of the table that the rule stands in, and its row; TABLES where it stands in none. */
static size_t locate(const isms_rule *rule, size_t *i)
{
    for (size_t t = 0; t < TABLES; t++)
        for (*i = 0; *i < tables[t]->count; ++*i)
            if (row(tables[t], *i) == rule)
                return t;
    return TABLES;
}

const isms_rule *isms_rule_next(const isms_rule *previous)
{
    size_t i = 0, t = 0;
    if (!previous)
        return row(tables[0], 0);
    t = locate(previous, &i);
    if (t == TABLES)
        return NULL;
    if (++i < tables[t]->count)
        return row(tables[t], i);
    return t + 1 < TABLES ? row(tables[t + 1], 0) : NULL;
}

const isms_rule *isms_rule_by_id(const char *id)
{
    const isms_rule *rule = id ? isms_rule_next(NULL) : NULL;
    while (rule && strcmp(rule->id, id) != 0)
        rule = isms_rule_next(rule);
    return rule;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

const char *isms_rule_id(const isms_rule *rule)
{
    return rule ? rule->id : "";
}

const char *isms_rule_group(const isms_rule *rule)
{
    size_t i = 0, t = rule ? locate(rule, &i) : TABLES;
    return t < TABLES ? tables[t]->group : "";
}

const char *isms_rule_outcome(const isms_rule *rule)
{
    return rule ? or_empty(rule->outcome) : "";
}

const char *isms_rule_sentence(const isms_rule *rule)
{
    return rule ? rule->sentence : "";
}

const char *isms_rule_next_step(const isms_rule *rule)
{
    return rule ? or_empty(rule->next) : "";
}

const char *isms_rule_facts(const isms_rule *rule)
{
    return rule ? or_empty(rule->facts) : "";
}

const char *isms_rule_authority(const isms_rule *rule)
{
    return rule ? rule->authority : "";
}

void isms__sentence(isms__buffer *b, const char *sentence, isms__value_of value_of, const void *from)
{
    char scratch[ISMS__VALUE_SIZE];
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");
        isms__buffer_add(b, sentence, plain);
        sentence += plain;
        size_t name = strcspn(sentence, "}");
        if (sentence[name] != '}')
            break;
        const char *value = value_of(from, sentence + 1, name - 1, scratch);
        if (value)
            isms__buffer_text(b, value);
        else
            isms__buffer_add(b, sentence, name + 1);
        sentence += name + 1;
    }
}
