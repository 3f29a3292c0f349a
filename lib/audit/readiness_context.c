/* Readiness rules of clauses 4 and 5: context, parties, scope, policy, roles. */
#include "readiness.h"

#include <string.h>

#define M run->model

isms__verdict isms__judge_4_1_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_CONTEXT_ISSUE) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_4_1_02(isms__run *run, isms_id unused)
{
    (void)unused;
    size_t internal = 0, external = 0, n = isms_count(M, ISMS_CONTEXT_ISSUE);
    for (isms_id c = isms_first(M, ISMS_CONTEXT_ISSUE); c; c = isms_next(M, c)) {
        internal += isms__is(run, c, ISMS_CONTEXT_ISSUE_ORIGIN, "internal");
        external += isms__is(run, c, ISMS_CONTEXT_ISSUE_ORIGIN, "external");
    }
    if (n == 0)
        return ISMS__OUT;
    if (internal + external < n && (!internal || !external))
        return ISMS__NOT_KNOWN; /* an issue without origin may be the missing side */
    if (internal && external)
        return ISMS__CLEAR;
    isms__say_number(run, "count", (int64_t)n);
    isms__say(run, "origin", internal ? "internal" : "external");
    isms__say(run, "other", internal ? "external" : "internal");
    return isms__fire(run);
}

isms__verdict isms__judge_4_1_03(isms__run *run, isms_id unused)
{
    (void)unused;
    for (isms_id s = isms_first(M, ISMS_SCOPE); s; s = isms_next(M, s))
        if (isms_has(M, s, ISMS_SCOPE_CLIMATE_RELEVANT))
            return ISMS__CLEAR;
    for (isms_id c = isms_first(M, ISMS_CONTEXT_ISSUE); c; c = isms_next(M, c))
        if (isms__is(run, c, ISMS_CONTEXT_ISSUE_CATEGORY, "climate"))
            return ISMS__CLEAR;
    return isms__fire(run);
}

isms__verdict isms__judge_4_2_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_INTERESTED_PARTY) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_4_2_02(isms__run *run, isms_id party)
{
    const isms_id *ids;
    return isms__refs(run, 0, party, ISMS_PARTY_REQUIREMENT_PARTY, &ids) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_4_2_03(isms__run *run, isms_id requirement)
{
    if (isms_boolean(M, requirement, ISMS_PARTY_REQUIREMENT_RELEVANT, 1) == 0)
        return ISMS__OUT;
    return isms_has(M, requirement, ISMS_PARTY_REQUIREMENT_ADDRESSED) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_4_3_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_SCOPE) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_4_3_02(isms__run *run, isms_id scope)
{
    return isms__filled(run, scope, ISMS_SCOPE_STATEMENT) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_4_3_03(isms__run *run, isms_id scope)
{
    if (!isms__filled(run, scope, ISMS_SCOPE_STATEMENT))
        return ISMS__OUT;
    return isms__filled(run, scope, ISMS_SCOPE_INTERFACES) ? ISMS__CLEAR : ISMS__FIRED;
}

/* One finding for each clause that is set aside. */
isms__verdict isms__judge_4_3_04(isms__run *run, isms_id scope)
{
    isms__verdict verdict = ISMS__CLEAR;
    for (size_t i = 0, n = isms_list_count(M, scope, ISMS_SCOPE_EXCLUDED_REQUIREMENTS); i < n; i++) {
        const char *excluded = isms_list_text(M, scope, ISMS_SCOPE_EXCLUDED_REQUIREMENTS, i);
        if (!isms__is_clause(excluded))
            continue;
        if (verdict == ISMS__FIRED) { /* the one before is made here, the last one by the caller */
            isms__say(run, "id", isms_record_key(M, scope));
            isms__target_record(run, scope);
            isms__fire(run);
        }
        isms__say(run, "excluded", excluded);
        verdict = ISMS__FIRED;
    }
    return verdict;
}

/* ------------------------------------------------------------------ 5.2 policy */

static bool satisfies(const isms__run *run, isms_id document, const char *clause)
{
    for (size_t i = 0, n = isms_list_count(M, document, ISMS_DOCUMENT_SATISFIES); i < n; i++) {
        const char *text = isms_list_text(M, document, ISMS_DOCUMENT_SATISFIES, i);
        if (text && isms__covers(clause, text))
            return true;
    }
    return false;
}

static bool is_top_policy(const isms__run *run, isms_id document)
{
    static const char *const current[] = {"approved", "published", NULL};
    return isms__is(run, document, ISMS_DOCUMENT_KIND, "policy") && satisfies(run, document, "5.2") &&
           isms__one_of(run, document, ISMS_DOCUMENT_STATUS, current);
}

static isms_id top_policy(const isms__run *run)
{
    for (isms_id d = isms_first(M, ISMS_DOCUMENT); d; d = isms_next(M, d))
        if (is_top_policy(run, d))
            return d;
    return ISMS_NONE;
}

isms__verdict isms__judge_5_2_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return top_policy(run) ? ISMS__CLEAR : isms__fire(run);
}

static isms__verdict fire_at_policy(isms__run *run, isms_id policy)
{
    isms__say(run, "id", isms_record_key(M, policy));
    isms__target_record(run, policy);
    return isms__fire(run);
}

isms__verdict isms__judge_5_2_02(isms__run *run, isms_id unused)
{
    (void)unused;
    isms_id policy = top_policy(run), person = isms_link(M, policy, ISMS_DOCUMENT_APPROVED_BY);
    if (!policy)
        return ISMS__OUT;
    if (isms_has(M, policy, ISMS_DOCUMENT_APPROVED_BY)) {
        const char *key = isms_link_key(M, policy, ISMS_DOCUMENT_APPROVED_BY);
        isms__say(run, "approved_by", key);
        isms__say(run, "person", key);
        if (!person || !isms_has(M, person, ISMS_PERSON_TOP_MANAGEMENT))
            return ISMS__NOT_KNOWN;
        if (isms__yes(run, person, ISMS_PERSON_TOP_MANAGEMENT))
            return ISMS__CLEAR;
    }
    return fire_at_policy(run, policy);
}

isms__verdict isms__judge_5_2_03(isms__run *run, isms_id unused)
{
    (void)unused;
    const isms_id *ids;
    isms_id policy = top_policy(run);
    if (!policy)
        return ISMS__OUT;
    if (isms_has(M, policy, ISMS_DOCUMENT_COMMUNICATED_ON) || isms__refs(run, 0, policy, ISMS_ACKNOWLEDGEMENT_DOCUMENT, &ids))
        return ISMS__CLEAR;
    return fire_at_policy(run, policy);
}

isms__verdict isms__judge_5_2_04(isms__run *run, isms_id unused)
{
    (void)unused;
    isms_id policy = top_policy(run);
    if (!policy)
        return ISMS__OUT;
    int64_t months = isms_integer(M, policy, ISMS_DOCUMENT_REVIEW_EVERY_MONTHS, 0);
    bool reviewed = isms__done_by_now(run, policy, ISMS_DOCUMENT_LAST_REVIEWED_ON);
    isms_day last = isms__day(run, policy, reviewed ? ISMS_DOCUMENT_LAST_REVIEWED_ON : ISMS_DOCUMENT_APPROVED_ON);
    if (months < 1 || months > 1200 || !last)
        return ISMS__NOT_KNOWN;
    isms_day due = isms_date_add_months(last, (int32_t)months);
    if (!due || due >= run->as_of)
        return ISMS__CLEAR;
    isms__say(run, "prior_op", reviewed ? "yes" : "no");
    isms__say_number(run, "interval", due - last);
    isms__say_number(run, "overdue", run->as_of - due);
    isms__say_day(run, "due", due);
    return fire_at_policy(run, policy);
}

/* ------------------------------------------------------------------ 5.3 roles */

isms__verdict isms__judge_5_3_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_ROLE) ? ISMS__CLEAR : isms__fire(run);
}

static bool assignment_is_current(const isms__run *run, isms_id a)
{
    isms_day from = isms__day(run, a, ISMS_ASSIGNMENT_FROM), until = isms__day(run, a, ISMS_ASSIGNMENT_UNTIL);
    return from <= run->as_of && (!until || until >= run->as_of);
}

static isms__verdict duty_is_assigned(isms__run *run, const char *duty)
{
    for (isms_id a = isms_first(M, ISMS_ASSIGNMENT); a; a = isms_next(M, a))
        if (assignment_is_current(run, a) && isms__lists(run, isms_link(M, a, ISMS_ASSIGNMENT_ROLE), ISMS_ROLE_DUTIES, duty))
            return ISMS__CLEAR;
    return isms__fire(run);
}

isms__verdict isms__judge_5_3_02(isms__run *run, isms_id unused)
{
    (void)unused;
    return duty_is_assigned(run, "isms_conformity");
}

isms__verdict isms__judge_5_3_03(isms__run *run, isms_id unused)
{
    (void)unused;
    return duty_is_assigned(run, "isms_reporting");
}
