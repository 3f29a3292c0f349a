/* Grading without an object: the facts in effect, the rules that fire, and the search for the nearest change. */
#ifndef ISMS__AUDIT_FINDING_H
#define ISMS__AUDIT_FINDING_H

#include "facts.h"
#include "rule.h"

#include <isms/finding.h>

/* The facts with everything that the rules derive from them. */
typedef struct isms__case {
    const isms_facts *facts;
    const isms_thresholds *thresholds; /* defaults filled in */
    int64_t occasions, missed, late;   /* after approved exceptions */
    int64_t fulfilled;                 /* ISMS__FUL_YES, _NO or _UNKNOWN */
    bool severe;                       /* nothing done is a major: always, except under profile cb at lower risk */
    bool limited;                      /* only a document, one item, or declared as planned: extent does not matter */
} isms__case;

/* Phases of grading. Of a phase marked "first" only the first row that fires counts. */
typedef enum isms__phase {
    ISMS__PHASE_GATE,       /* first: ends the grading */
    ISMS__PHASE_FULFILLED,  /* first: ends the grading of a fulfilled requirement */
    ISMS__PHASE_REMARK,     /* not fulfilled, each: reported beside, never names the result */
    ISMS__PHASE_LAPSE,      /* first: what kind of lapse */
    ISMS__PHASE_EXTENT,     /* first, unless limited: how much of it */
    ISMS__PHASE_AGGRAVATION /* each */
} isms__phase;

enum {
    ISMS__CONFIRM = 1,     /* proposed; the auditor must confirm */
    ISMS__BY_PROFILE = 2,  /* minor instead of major where the case is not severe */
    ISMS__WEAK = 4,        /* does not name the result where another rule of the same grade fired */
    ISMS__OBSERVATION = 8, /* carries the note */
};

typedef struct isms__finding_rule {
    isms_rule rule;
    isms__phase phase;
    isms_finding_state state;
    isms_grade grade;
    unsigned flags;
    bool (*fires)(const isms__case *c);
} isms__finding_rule;

const isms__finding_rule *isms__finding_rule_at(size_t i); /* NULL past the last */

enum { ISMS__HITS_MOST = 16 };

typedef struct isms__hit {
    const isms__finding_rule *rule;
    isms_grade grade;
} isms__hit;

typedef struct isms__grading {
    isms_finding_state state;
    isms_grade grade;
    bool confirm;
    size_t count;
    isms__hit hits[ISMS__HITS_MOST]; /* the naming rule first, the others in table order */
} isms__grading;

/* Derives the case and grades it; allocates nothing. The case and the thresholds stay referred to by out_case. */
void isms__finding_grade(const isms_facts *facts, const isms_thresholds *thresholds, isms__case *out_case, isms__grading *out);

typedef struct isms__change {
    isms_fact fact;
    isms_facts facts; /* with the change made */
} isms__change;

/* False where no change of one fact alters the outcome. */
bool isms__finding_nearest_change(const isms_facts *facts, const isms_thresholds *thresholds, isms__change *out);

#endif
