/* A set of facts as the classifier sees it. */
#ifndef ISMS__AUDIT_FACTS_H
#define ISMS__AUDIT_FACTS_H

#include <isms/facts.h>

#include <stdbool.h>

/* Values of the choices: ISMS__IMPL_NONE and so on. */
enum {
#define ISMS_FACT_VALUE(fact, sym, number, name) ISMS__##fact##_##sym = (number),
#include <isms/fact.def>
};

enum {
#define ISMS_FACT(sym, number, name, kind, initial, varied, from, doc) ISMS__FACT_LAST_##sym,
#include <isms/fact.def>
    ISMS__FACT_BOUND
};

enum {
    ISMS__FACT_COUNT = ISMS__FACT_BOUND + 1, /* facts are numbered from 1 */
    ISMS__REF_MOST = 128,
    ISMS__UNKNOWN_MOST = 64
};

/* Plain data, so that a finding keeps a copy. */
struct isms_facts {
    isms_allocator host;
    int64_t value[ISMS__FACT_COUNT]; /* by fact: number of the choice, or the count */
    uint64_t given;                  /* bit of the fact */
    char ref[ISMS__REF_MOST + 1];
    char unknown[ISMS__UNKNOWN_MOST + 1]; /* first pair that was not understood, perhaps cut; "" where there is none */
};

isms_fact isms__fact_by_name(const char *name, size_t size);
int32_t isms__fact_value_by_name(isms_fact fact, const char *name, size_t size); /* -1 where there is none */
bool isms__fact_is_choice(isms_fact fact);
int isms__fact_varied(
    isms_fact fact); /* 0 the counterfactual never changes it, 1 it may, 2 only if the naming rule looks at it */
int64_t isms__fact_initial(isms_fact fact);

#endif
