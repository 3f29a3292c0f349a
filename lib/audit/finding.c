/* A finding: what was graded, with every reason as text. */
#include "finding.h"

#include "core/memory.h"
#include "core/number.h"

#include <string.h>

struct isms_finding {
    isms_allocator host;
    isms_facts facts;
    isms_thresholds thresholds;
    isms__grading grading;
    isms__buffer texts; /* NUL-terminated, one behind the other; the verdict is at 0 */
    size_t change, all; /* where these start */
    size_t sentence[ISMS__HITS_MOST], used[ISMS__HITS_MOST];
};

static const char *const grade_names[] = {"", "COMPLIANT", "OFI", "MINOR", "MAJOR"};
static const char *const state_names[] = {"", "NOT_APPLICABLE", "NOT_ASSESSED", "NOT_DETERMINED", "CARRIED", "INVALID"};

/* ---- texts */

static const char *fact_text(const isms_facts *facts, isms_fact fact, char scratch[ISMS__VALUE_SIZE])
{
    if (!isms_fact_is_count(fact))
        return isms_facts_value(facts, fact);
    isms__integer_format(isms_facts_count(facts, fact), scratch);
    return scratch;
}

static const char *value_of(const void *from, const char *name, size_t size, char scratch[ISMS__VALUE_SIZE])
{
    const isms_finding *f = from;
    isms_fact fact = isms__fact_by_name(name, size);
    if (fact)
        return fact_text(&f->facts, fact, scratch);
    if (size == 7 && memcmp(name, "unknown", size) == 0)
        return f->facts.unknown;
    char threshold[ISMS__VALUE_SIZE] = "";
    if (size < sizeof threshold)
        memcpy(threshold, name, size);
    int32_t value = isms_thresholds_get(&f->thresholds, threshold);
    isms__integer_format(value, scratch);
    return value ? scratch : NULL;
}

/* The facts that a rule looks at, as far as they were given: `n=4, missed=4`. */
static void add_used(isms_finding *f, const char *names)
{
    char scratch[ISMS__VALUE_SIZE];
    const char *between = "";
    while (names && *names) {
        size_t size = strcspn(names, " ");
        isms_fact fact = isms__fact_by_name(names, size);
        if (isms_facts_has(&f->facts, fact)) {
            isms__buffer_print(&f->texts, "%s%s=%s", between, isms_fact_name(fact), fact_text(&f->facts, fact, scratch));
            between = ", ";
        }
        names += size + strspn(names + size, " ");
    }
}

static void add_verdict(isms_finding *f)
{
    const isms__grading *g = &f->grading;
    int64_t stage = f->facts.value[ISMS_FACT_STAGE];
    const char *wrap = stage == ISMS__STAGE_STAGE1 ? "AOC" : stage == ISMS__STAGE_GAP ? "GAP" : "";
    if (g->state == ISMS_FINDING_CARRIED)
        isms__buffer_print(&f->texts, "%s(%s)", state_names[g->state], grade_names[g->grade]);
    else if (g->state != ISMS_FINDING_GRADED)
        isms__buffer_text(&f->texts, state_names[g->state]);
    else if (g->grade >= ISMS_GRADE_MINOR && *wrap)
        isms__buffer_print(&f->texts, "%s(%s)", wrap, grade_names[g->grade]);
    else
        isms__buffer_text(&f->texts, grade_names[g->grade]);
    if (g->confirm)
        isms__buffer_text(&f->texts, "+confirm");
    isms__buffer_char(&f->texts, '\0');
}

static void add_reasons(isms_finding *f)
{
    for (size_t i = 0; i < f->grading.count; i++) {
        const isms_rule *rule = &f->grading.hits[i].rule->rule;
        f->sentence[i] = f->texts.size;
        isms__sentence(&f->texts, rule->sentence, value_of, f);
        isms__buffer_char(&f->texts, '\0');
        f->used[i] = f->texts.size;
        add_used(f, rule->facts);
        isms__buffer_char(&f->texts, '\0');
    }
}

/* Appends a text of this finding itself; room first, because the buffer may move. */
static void repeat(isms_finding *f, size_t at)
{
    size_t size = f->texts.failed ? 0 : strlen(f->texts.data + at);
    if (isms__buffer_room(&f->texts, size))
        isms__buffer_add(&f->texts, f->texts.data + at, size);
}

static void add_all(isms_finding *f)
{
    isms__buffer *b = &f->texts;
    f->all = b->size;
    repeat(f, 0);
    isms__buffer_print(b, " (%s). ", f->grading.hits[0].rule->rule.id);
    if (f->facts.ref[0])
        isms__buffer_print(b, "%s: ", f->facts.ref);
    for (size_t i = 0; i < f->grading.count && !b->failed; i++) {
        const isms_rule *rule = &f->grading.hits[i].rule->rule;
        if (i)
            isms__buffer_print(b, " Also %s: ", rule->id);
        repeat(f, f->sentence[i]);
        isms__buffer_text(b, " [");
        repeat(f, f->used[i]);
        isms__buffer_print(b, "%s%s]", b->failed || !b->data[f->used[i]] ? "" : "; ", rule->authority);
    }
    if (f->grading.confirm)
        isms__buffer_text(b, " The auditor must confirm it before it is issued.");
    isms__buffer_char(b, '\0');
}

/* What it would take: `With missed=1 instead of 4 it would be MINOR (F-B20).` */
static void add_change(isms_finding *f, const isms_finding *before, isms_fact fact)
{
    char now[ISMS__VALUE_SIZE], then[ISMS__VALUE_SIZE];
    f->change = f->texts.size;
    if (before && !f->texts.failed) {
        isms__buffer_print(&f->texts, "With %s=%s instead of %s it would be ", isms_fact_name(fact),
                           fact_text(&f->facts, fact, now), fact_text(&before->facts, fact, then));
        repeat(f, 0);
        isms__buffer_print(&f->texts, " (%s).", f->grading.hits[0].rule->rule.id);
    }
    isms__buffer_char(&f->texts, '\0');
}

/* ---- making */

/* before and fact: what a counterfactual was changed from, and in which fact. */
static isms_status make(const isms_facts *facts, const isms_thresholds *thresholds, const isms_allocator *a,
                        const isms_finding *before, isms_fact fact, isms_finding **out)
{
    isms__case c;
    isms_finding *f = isms__allocate_zero(a, sizeof *f);
    if (!f)
        return ISMS_E_NO_MEMORY;
    f->host = *a;
    f->facts = *facts;
    f->thresholds = *thresholds;
    isms__finding_grade(&f->facts, &f->thresholds, &c, &f->grading);
    isms__buffer_init(&f->texts, &f->host);
    isms__buffer_room(&f->texts, 480); /* usually all of it, at once */
    add_verdict(f);
    add_change(f, before, fact);
    add_reasons(f);
    add_all(f);
    if (f->texts.failed) {
        isms_finding_free(f);
        return ISMS_E_NO_MEMORY;
    }
    *out = f;
    return ISMS_OK;
}

isms_status isms_finding_classify(const isms_facts *facts, const isms_thresholds *thresholds, const isms_allocator *allocator,
                                  isms_finding **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_thresholds in_force;
    if (!facts || !a || !out)
        return ISMS_E_MISUSE;
    isms_status status = isms_thresholds_resolve(thresholds, &in_force);
    return status == ISMS_OK ? make(facts, &in_force, a, NULL, 0, out) : status;
}

isms_status isms_finding_counterfactual(const isms_finding *finding, const isms_allocator *allocator, isms_finding **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms__change change;
    if (!finding || !a || !out)
        return ISMS_E_MISUSE;
    if (!isms__finding_nearest_change(&finding->facts, &finding->thresholds, &change)) {
        *out = NULL;
        return ISMS_ABSENT;
    }
    return make(&change.facts, &finding->thresholds, a, finding, change.fact, out);
}

void isms_finding_free(isms_finding *finding)
{
    if (!finding)
        return;
    isms_allocator a = finding->host;
    isms__buffer_dispose(&finding->texts);
    isms__release(&a, finding, sizeof *finding);
}

/* ---- reading */

isms_grade isms_finding_grade(const isms_finding *finding)
{
    return finding ? finding->grading.grade : ISMS_GRADE_NONE;
}

isms_finding_state isms_finding_status(const isms_finding *finding)
{
    return finding ? finding->grading.state : ISMS_FINDING_INVALID;
}

const char *isms_finding_verdict(const isms_finding *finding)
{
    return finding ? finding->texts.data : "";
}

const char *isms_finding_rule(const isms_finding *finding)
{
    return finding ? finding->grading.hits[0].rule->rule.id : "";
}

int32_t isms_finding_confirm(const isms_finding *finding)
{
    return finding && finding->grading.confirm;
}

const char *isms_finding_note(const isms_finding *finding)
{
    if (!finding)
        return "";
    if (finding->grading.hits[0].rule->flags & ISMS__OBSERVATION)
        return "observation";
    bool strong = finding->facts.value[ISMS_FACT_STRENGTH] == ISMS__STRENGTH_YES;
    return strong && finding->grading.grade == ISMS_GRADE_COMPLIANT ? "strength" : "";
}

const char *isms_finding_change(const isms_finding *finding)
{
    return finding ? finding->texts.data + finding->change : "";
}

const char *isms_finding_text(const isms_finding *finding)
{
    return finding ? finding->texts.data + finding->all : "";
}

size_t isms_finding_reason_count(const isms_finding *finding)
{
    return finding ? finding->grading.count : 0;
}

static bool has_reason(const isms_finding *finding, size_t i)
{
    return finding && i < finding->grading.count;
}

const isms_rule *isms_finding_reason_rule(const isms_finding *finding, size_t i)
{
    return has_reason(finding, i) ? &finding->grading.hits[i].rule->rule : NULL;
}

isms_grade isms_finding_reason_grade(const isms_finding *finding, size_t i)
{
    return has_reason(finding, i) ? finding->grading.hits[i].grade : ISMS_GRADE_NONE;
}

const char *isms_finding_reason_sentence(const isms_finding *finding, size_t i)
{
    return has_reason(finding, i) ? finding->texts.data + finding->sentence[i] : "";
}

const char *isms_finding_reason_facts(const isms_finding *finding, size_t i)
{
    return has_reason(finding, i) ? finding->texts.data + finding->used[i] : "";
}

const isms_facts *isms_finding_facts(const isms_finding *finding)
{
    return finding ? &finding->facts : NULL;
}

const isms_thresholds *isms_finding_thresholds(const isms_finding *finding)
{
    return finding ? &finding->thresholds : NULL;
}
