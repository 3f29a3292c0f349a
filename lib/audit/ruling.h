/* Making rulings: decide once, add remarks, finish. */
#ifndef ISMS__AUDIT_RULING_H
#define ISMS__AUDIT_RULING_H

#include "rule.h"

#include <isms/ruling.h>

#include "core/buffer.h"

/* A value for the sentences: text where it is not NULL, else the number. */
typedef struct isms__named {
    const char *name;
    int64_t number;
    const char *text;
} isms__named;

struct isms_ruling {
    isms_allocator host;
    isms_thresholds thresholds;
    const isms_rule *rule;
    isms__buffer texts; /* NUL-terminated, one behind the other; the outcome is at 0 */
    size_t sentence, next, all;
    size_t *remarks;
    size_t remark_count, remark_capacity;
    bool unverified;
    int64_t number;
    isms_day day;
};

/* An empty ruling under the host's thresholds; NULL and *status on failure. */
isms_ruling *isms__ruling_new(const isms_allocator *allocator, const isms_thresholds *given, isms_status *status);

/* Sets outcome (NULL: that of the rule), rule and sentences; once. The values end with a NULL name; values may be NULL. */
void isms__ruling_decide(isms_ruling *r, const isms_rule *rule, const char *outcome, const isms__named *values);

/* Adds a remark; after isms__ruling_decide. */
void isms__ruling_remark(isms_ruling *r, const char *text);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void isms__ruling_remark_print(isms_ruling *r, const char *format, ...);

void isms__ruling_unverified(isms_ruling *r, const char *why); /* marks it so and adds the remark */

/* Hands the ruling out, or frees it where an allocation failed. */
isms_status isms__ruling_finish(isms_ruling *r, isms_ruling **out);

#endif
