/* Overrides of the model: decisions of auditors against computed outcomes, checked by the rules O-* and applied (audit.md 1.7).
 *
 * The computed outcome stays beside the other. An override in force counts in areas and in the conclusion, never in the score.
 */
#include "readiness.h"

#include "core/sort.h"

#include <isms/override.h>

#include <string.h>

#define M run->model

static const char *text(const isms__run *run, isms_id record, isms_attribute attribute)
{
    const char *value = isms_text(M, record, attribute);
    return value ? value : "";
}

/* A date, or that of a moment in time. */
static isms_day day_of(const isms__run *run, isms_id record, isms_attribute date, isms_attribute moment)
{
    char day[11] = "";
    isms_day found = isms__day(run, record, date);
    const char *at = text(run, record, moment);
    if (found || strlen(at) < 10)
        return found;
    memcpy(day, at, 10);
    return isms_date_parse(day);
}

/* Whether the finding's audit has somebody on its team under that id or name. */
static bool is_in_team(const isms__run *run, isms_id audit, const char *name)
{
    isms_id lead = isms_link(M, audit, ISMS_AUDIT_LEAD);
    for (size_t i = 0, n = isms_list_count(M, audit, ISMS_AUDIT_AUDITORS); i <= n; i++) {
        isms_id member = i < n ? isms_list_link(M, audit, ISMS_AUDIT_AUDITORS, i) : lead;
        const char *key = i < n ? isms_list_key(M, audit, ISMS_AUDIT_AUDITORS, i) : isms_link_key(M, audit, ISMS_AUDIT_LEAD);
        if ((key && strcmp(key, name) == 0) || (member && strcmp(text(run, member, ISMS_PERSON_TITLE), name) == 0))
            return true;
    }
    return false;
}

/* The recorded finding that it names, or -1. */
static ptrdiff_t finding_of(const isms__run *run, isms_id record)
{
    isms_id finding = isms_link(M, record, ISMS_FINDING_OVERRIDE_FINDING);
    for (size_t i = 0; finding && i < run->audit->recorded_count; i++)
        if (run->audit->recorded[i].id == finding)
            return (ptrdiff_t)i;
    return -1;
}

/* What is said of the same facts now: of a result, or of a recorded finding that has facts of its own. */
static isms_status grade_now(isms__run *run, const isms__overriding *o, isms_finding **out)
{
    const isms_audit *audit = run->audit;
    uint32_t facts = o->result >= 0 ? audit->results[o->result].facts : o->finding >= 0 ? audit->recorded[o->finding].facts : 0;
    if (!facts)
        return ISMS_ABSENT;
    isms_facts *f = isms_facts_new(run->a);
    isms_status status = f ? isms_facts_parse(f, isms__text_of(audit, facts)) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_finding_classify(f, &audit->thresholds, run->a, out);
    isms_facts_free(f);
    return status;
}

/* The number of sixteen hexadecimal digits; 0 where it is something else, which says nothing of the facts. */
static uint64_t digest_of(const char *digits)
{
    uint64_t number = 0;
    if (strlen(digits) != 16 || strspn(digits, "0123456789abcdef") != 16)
        return 0;
    for (; *digits; digits++)
        number = number << 4 | (uint64_t)(*digits <= '9' ? *digits - '0' : *digits - 'a' + 10);
    return number;
}

/* Fills in what the rules O-* look at. */
static isms_override describe(const isms__run *run, const isms__overriding *o)
{
    isms_override x = ISMS_OVERRIDE_INIT;
    isms_id r = o->id, finding = isms_link(M, r, ISMS_FINDING_OVERRIDE_FINDING);
    isms_id audit = isms_link(M, finding, ISMS_AUDIT_FINDING_AUDIT);
    isms_day report = isms__day(run, audit, ISMS_AUDIT_REPORT_ON);
    isms_day reviewed = day_of(run, r, ISMS_FINDING_OVERRIDE_REVIEWED_ON, ISMS_FINDING_OVERRIDE_REVIEWED_AT);
    x.computed = text(run, r, ISMS_FINDING_OVERRIDE_COMPUTED_OUTCOME);
    x.computed_rule = text(run, r, ISMS_FINDING_OVERRIDE_COMPUTED_RULE);
    x.proposed = text(run, r, ISMS_FINDING_OVERRIDE_NEW_OUTCOME);
    x.rationale = text(run, r, ISMS_FINDING_OVERRIDE_RATIONALE);
    x.criterion = text(run, r, ISMS_FINDING_OVERRIDE_REQUIREMENT);
    x.author = text(run, r, ISMS_FINDING_OVERRIDE_AUTHOR);
    x.reviewer = reviewed && reviewed <= run->as_of ? text(run, r, ISMS_FINDING_OVERRIDE_REVIEWER) : "";
    x.reviewer_in_team = *x.reviewer && is_in_team(run, audit, x.reviewer);
    x.issued = report && o->decided && report <= o->decided;
    x.facts = digest_of(text(run, r, ISMS_FINDING_OVERRIDE_FACTS_HASH));
    return x;
}

/* Whether it was made on something else than what is found now. The flag +confirm is no part of the grade. */
static bool is_stale(isms_override x, const isms_finding *now)
{
    static const char *const grades[] = {"", "COMPLIANT", "OFI", "MINOR", "MAJOR"};
    isms_grade grade = isms_finding_grade(now);
    if (grade && strcmp(x.computed, grades[grade]) == 0)
        x.computed = isms_finding_verdict(now);
    return isms_override_is_stale(&x, now) != 0;
}

static void say(isms_audit *audit, isms__overriding *o, const char *outcome, const char *rule, const char *sentence)
{
    o->outcome = isms__keep(audit, outcome);
    o->rule = isms__keep(audit, rule);
    o->sentence = isms__keep(audit, sentence);
}

static isms_status check(isms__run *run, isms__overriding *o)
{
    isms_audit *audit = run->audit;
    isms_override x = describe(run, o);
    isms_finding *now = NULL;
    isms_ruling *ruling = NULL;
    isms_status status = grade_now(run, o, &now);
    if (status < 0)
        return status;
    o->proposed = isms__keep(audit, x.proposed);
    o->rationale = isms__keep(audit, x.rationale);
    o->author = isms__keep(audit, x.author);
    if (now)
        o->computed = isms__keep(audit, isms_finding_verdict(now));
    if (!now)
        say(audit, o, "STALE", "", "What it was made on is not found any more.");
    else if (*x.computed && is_stale(x, now))
        say(audit, o, "STALE", "", "The facts have changed since it was made; it must be renewed.");
    else {
        if (!*x.computed)
            x.computed = isms_finding_verdict(now);
        status = *x.proposed ? isms_override_check(&x, &audit->thresholds, run->a, &ruling) : ISMS_OK;
        if (ruling)
            say(audit, o, isms_ruling_outcome(ruling), isms_ruling_rule(ruling), isms_ruling_sentence(ruling));
        else
            say(audit, o, "REJECT", "", "It does not say what the outcome is to be.");
    }
    isms_ruling_free(ruling);
    isms_finding_free(now);
    return status < 0 ? status : ISMS_OK;
}

static bool is_accepted(const isms_audit *audit, const isms__overriding *o)
{
    return strcmp(isms__text_of(audit, o->outcome), "ACCEPT") == 0;
}

/* Puts it in force; of several the last one decided holds. */
static void apply(isms_audit *audit, size_t at)
{
    const isms__overriding *o = &audit->overrides[at];
    if (!is_accepted(audit, o))
        return;
    if (o->result >= 0) {
        audit->results[o->result].counted = o->grade;
        audit->results[o->result].overridden = (uint32_t)at + 1;
    } else {
        isms__recorded *f = &audit->recorded[o->finding];
        f->counted = o->grade;
        f->overridden = (uint32_t)at + 1;
    }
}

static bool add(isms__run *run, isms_id record)
{
    isms_audit *audit = run->audit;
    isms__overriding o = {.id = record, .result = -1};
    o.decided = day_of(run, record, ISMS_FINDING_OVERRIDE_DECIDED_ON, ISMS_FINDING_OVERRIDE_DECIDED_AT);
    if (o.decided > run->as_of)
        return true; /* not yet */
    isms_grade grade = isms_value(M, record, ISMS_FINDING_OVERRIDE_NEW_OUTCOME);
    o.grade = (uint8_t)(grade <= ISMS_GRADE_MAJOR ? grade : ISMS_GRADE_NONE);
    o.key = isms__keep(audit, isms_record_key(M, record));
    o.finding = finding_of(run, record);
    if (o.finding >= 0) {
        o.target = audit->recorded[o.finding].key;
        o.result = audit->recorded[o.finding].result >= 0 ? isms__result_of(run, audit->recorded[o.finding].id,
                                                                            ISMS_AUDIT_FINDING_RULE, ISMS_AUDIT_FINDING_TARGETS)
                                                          : -1;
    } else {
        const char *rule = isms_text(M, record, ISMS_FINDING_OVERRIDE_RULE);
        o.target = isms__keep(audit, rule ? rule : isms_link_key(M, record, ISMS_FINDING_OVERRIDE_FINDING));
        o.result = isms__result_of(run, record, ISMS_FINDING_OVERRIDE_RULE, ISMS_FINDING_OVERRIDE_TARGETS);
    }
    if (!isms__reserve(run->a, (void **)&audit->overrides, &audit->override_capacity, audit->override_count + 1, sizeof o))
        return false;
    audit->overrides[audit->override_count++] = o;
    return true;
}

static int by_day_and_key(const void *a, const void *b, const void *audit)
{
    const isms__overriding *x = a, *y = b;
    if (x->decided != y->decided)
        return x->decided < y->decided ? -1 : 1;
    return strcmp(isms__text_of(audit, x->key), isms__text_of(audit, y->key));
}

isms_status isms__collect_overrides(isms__run *run)
{
    isms_audit *audit = run->audit;
    isms_status status = ISMS_OK;
    for (isms_id r = isms_first(M, ISMS_FINDING_OVERRIDE); r; r = isms_next(M, r))
        if (!add(run, r))
            return ISMS_E_NO_MEMORY;
    if (!isms__sort(run->a, audit->overrides, audit->override_count, sizeof *audit->overrides, by_day_and_key, audit))
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < audit->override_count && status == ISMS_OK; i++) {
        status = check(run, &audit->overrides[i]);
        if (status == ISMS_OK)
            apply(audit, i);
    }
    return run->failed ? ISMS_E_NO_MEMORY : status;
}

/* ------------------------------------------------------------------ what a host can ask */

static const isms__overriding *at(const isms_audit *audit, size_t i)
{
    return audit && i < audit->override_count ? &audit->overrides[i] : NULL;
}

size_t isms_audit_override_count(const isms_audit *audit)
{
    return audit ? audit->override_count : 0;
}

isms_id isms_audit_override(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->id : ISMS_NONE;
}

const char *isms_audit_override_key(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->key) : "";
}

const char *isms_audit_override_target(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->target) : "";
}

const char *isms_audit_override_computed(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->computed) : "";
}

const char *isms_audit_override_proposed(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->proposed) : "";
}

const char *isms_audit_override_outcome(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->outcome) : "";
}

const char *isms_audit_override_rule(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->rule) : "";
}

const char *isms_audit_override_text(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->sentence) : "";
}

const char *isms_audit_override_rationale(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->rationale) : "";
}

const char *isms_audit_override_author(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->author) : "";
}

size_t isms_audit_overridden(const isms_audit *audit, size_t result)
{
    size_t k = audit && result < audit->count ? audit->results[result].overridden : 0;
    return k ? k - 1 : SIZE_MAX;
}

size_t isms_audit_recorded_overridden(const isms_audit *audit, size_t recorded)
{
    size_t k = audit && recorded < audit->recorded_count ? audit->recorded[recorded].overridden : 0;
    return k ? k - 1 : SIZE_MAX;
}
