/* What every rule of the audit room has, and how its sentence is filled in. */
#ifndef ISMS__AUDIT_RULE_H
#define ISMS__AUDIT_RULE_H

#include <isms/rule.h>

#include "core/buffer.h"

struct isms_rule {
    const char *id;
    const char *outcome;   /* NULL where it is computed */
    const char *authority; /* letters of audit.md 0 */
    const char *facts;     /* names separated by blanks, or NULL */
    const char *sentence;
    const char *next; /* what must happen next, or NULL */
};

/* Rules in a table whose rows begin with an isms_rule. */
typedef struct isms__rule_table {
    const char *group;
    const void *rows;
    size_t stride, count;
} isms__rule_table;

extern const isms__rule_table isms__finding_rules, isms__area_rules, isms__override_rules, isms__conclusion_rules,
    isms__certificate_rules, isms__cycle_rules, isms__effort_rules, isms__sampling_rules, isms__corrective_rules,
    isms__planning_rules;

enum { ISMS__VALUE_SIZE = 24 };

/* Value of a name in a sentence; may be written to scratch. NULL where there is none of that name. */
typedef const char *(*isms__value_of)(const void *from, const char *name, size_t size, char scratch[ISMS__VALUE_SIZE]);

/* Appends the sentence with each {name} replaced; a name without a value stays as written. */
void isms__sentence(isms__buffer *b, const char *sentence, isms__value_of value_of, const void *from);

#endif
