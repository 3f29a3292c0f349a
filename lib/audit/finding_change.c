/* The counterfactual: the nearest change of one fact that alters the outcome. */
#include "finding.h"

#include <string.h>

typedef struct search {
    const isms_facts *facts;
    const isms_thresholds *thresholds;
    isms__grading now;
    bool ful_follows; /* what was said about fulfilment agrees with the counts, so it changes with them */
    isms__change *best;
    int64_t best_distance;
    isms_grade best_grade;
    bool found;
} search;

static void grade(const search *s, const isms_facts *facts, isms__grading *out)
{
    isms__case c;
    isms__finding_grade(facts, s->thresholds, &c, out);
}

static bool ful_follows(const search *s)
{
    isms_facts derived = *s->facts;
    isms__case as_said, as_derived;
    isms__grading ignored;
    derived.value[ISMS_FACT_FUL] = ISMS__FUL_DERIVED;
    isms__finding_grade(s->facts, s->thresholds, &as_said, &ignored);
    isms__finding_grade(&derived, s->thresholds, &as_derived, &ignored);
    return as_said.fulfilled == as_derived.fulfilled;
}

static void with_change(const search *s, isms_fact fact, int64_t value, isms_facts *out)
{
    *out = *s->facts;
    out->value[fact] = value;
    out->given |= UINT64_C(1) << fact;
    if (isms_fact_is_count(fact) && s->ful_follows)
        out->value[ISMS_FACT_FUL] = ISMS__FUL_DERIVED;
}

/* True where the change gives another outcome that says something: a grade, or that the control does not apply. */
static bool alters(const search *s, isms_fact fact, int64_t value, isms_grade *out)
{
    isms_facts changed;
    isms__grading g;
    with_change(s, fact, value, &changed);
    grade(s, &changed, &g);
    *out = g.grade;
    bool tells = g.state == ISMS_FINDING_GRADED || g.state == ISMS_FINDING_NOT_APPLICABLE;
    return tells && (g.grade != s->now.grade || g.state != s->now.state);
}

static void offer(search *s, isms_fact fact, int64_t value, int64_t distance, isms_grade new_grade)
{
    if (s->found && (distance > s->best_distance || (distance == s->best_distance && new_grade >= s->best_grade)))
        return;
    s->found = true;
    s->best_distance = distance;
    s->best_grade = new_grade;
    s->best->fact = fact;
    with_change(s, fact, value, &s->best->facts);
}

static void try_choice(search *s, isms_fact fact)
{
    isms_grade g;
    for (int32_t value = 0; isms_fact_value(fact, value); value++)
        if (value != s->facts->value[fact] && alters(s, fact, value, &g))
            offer(s, fact, value, 1, g);
}

/* Steps away from the count in doubling strides until the outcome changes, then halves back to the first such count. */
static void try_count(search *s, isms_fact fact, int64_t direction, int64_t room)
{
    isms_grade g = ISMS_GRADE_NONE;
    int64_t same = 0, other = 0, from = s->facts->value[fact];
    for (int64_t stride = 1; same < room && !other; stride *= 2) {
        int64_t far = stride < room ? stride : room;
        if (alters(s, fact, from + direction * far, &g))
            other = far;
        else
            same = far;
    }
    while (other - same > 1) {
        int64_t middle = same + (other - same) / 2;
        if (alters(s, fact, from + direction * middle, &g))
            other = middle;
        else
            same = middle;
    }
    if (other && alters(s, fact, from + direction * other, &g))
        offer(s, fact, from + direction * other, other, g);
}

/* How far a count can rise: lapses up to the occasions, exceptions up to the lapses, delay without bound. */
static int64_t room_above(const isms_facts *facts, isms_fact fact)
{
    const int64_t *value = facts->value;
    int64_t lapses = value[ISMS_FACT_MISSED] + value[ISMS_FACT_LATE];
    if (fact == ISMS_FACT_OVERDUE)
        return value[ISMS_FACT_INTERVAL] > 0 ? value[ISMS_FACT_INTERVAL] * 10 : 0;
    return fact == ISMS_FACT_EXCEPTED ? lapses - value[fact] : value[ISMS_FACT_N] - lapses;
}

static void try_fact(search *s, isms_fact fact)
{
    if (isms__fact_is_choice(fact)) {
        try_choice(s, fact);
        return;
    }
    if (fact == ISMS_FACT_OVERDUE && s->facts->value[fact] < 0)
        return;
    try_count(s, fact, -1, s->facts->value[fact]);
    try_count(s, fact, 1, room_above(s->facts, fact));
}

/* Calls try_fact for each name in a list separated by blanks. */
static void try_named(search *s, const char *names)
{
    while (names && *names) {
        size_t size = strcspn(names, " ");
        isms_fact fact = isms__fact_by_name(names, size);
        if (isms__fact_varied(fact))
            try_fact(s, fact);
        names += size + strspn(names + size, " ");
    }
}

bool isms__finding_nearest_change(const isms_facts *facts, const isms_thresholds *thresholds, isms__change *out)
{
    search s = {.facts = facts, .thresholds = thresholds, .best = out};
    grade(&s, facts, &s.now);
    if (s.now.state == ISMS_FINDING_INVALID)
        return false;
    s.ful_follows = ful_follows(&s);
    try_named(&s, s.now.hits[0].rule->rule.facts);
    for (isms_fact fact = 0; !s.found && (fact = isms_fact_next(fact)) != 0;)
        if (isms__fact_varied(fact) == 1)
            try_fact(&s, fact);
    return s.found;
}
