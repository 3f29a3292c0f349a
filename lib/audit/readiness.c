/* Evaluating a readiness rule: its records, what the predicate says of each, and the findings that come of it. */
#include "readiness.h"

#include "schema/schema.h"

#include <isms/finding.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const isms__readiness_rule isms__readiness_rules[] = {
#define ISMS_READINESS(symbol, id, kind, requirement, type, shape, severity, needs, facts, message, fix, condition)            \
    {id,      ISMS__##kind, ISMS__##shape, ISMS_SEVERITY_##severity, (isms_type)ISMS_##type, requirement, needs, facts,        \
     message, fix,          condition,     isms__judge_##symbol},
#include "readiness_rules.def"
#undef ISMS_READINESS
};

const size_t isms__readiness_rule_count = sizeof isms__readiness_rules / sizeof isms__readiness_rules[0];

ptrdiff_t isms__readiness_find(const char *id)
{
    for (size_t i = 0; id && i < isms__readiness_rule_count; i++)
        if (strcmp(isms__readiness_rules[i].id, id) == 0)
            return (ptrdiff_t)i;
    return -1;
}

/* ------------------------------------------------------------------ texts of the result */

uint32_t isms__keep(isms_audit *audit, const char *text)
{
    if (!text || !*text)
        return 0;
    if (audit->texts.size == 0)
        isms__buffer_char(&audit->texts, '\0'); /* offset 0 is the empty text */
    uint32_t at = (uint32_t)audit->texts.size;
    isms__buffer_add(&audit->texts, text, strlen(text) + 1);
    return at;
}

const char *isms__text_of(const isms_audit *audit, uint32_t offset)
{
    return offset && offset < audit->texts.size ? audit->texts.data + offset : "";
}

/* ------------------------------------------------------------------ what a predicate says */

void isms__say(isms__run *run, const char *name, const char *value)
{
    isms__buffer_add(&run->variables, name, strlen(name) + 1);
    isms__buffer_add(&run->variables, value ? value : "", value ? strlen(value) + 1 : 1);
}

void isms__say_number(isms__run *run, const char *name, int64_t value)
{
    char digits[24];
    isms__buffer b = {.allocator = run->a};
    isms__buffer_integer(&b, value);
    size_t n = b.size < sizeof digits ? b.size : sizeof digits - 1;
    memcpy(digits, isms__buffer_c(&b), n);
    digits[n] = '\0';
    run->failed |= b.failed;
    isms__buffer_dispose(&b);
    isms__say(run, name, digits);
}

void isms__say_day(isms__run *run, const char *name, isms_day day)
{
    char text[11];
    isms_date_format(day, text);
    isms__say(run, name, text);
}

void isms__say_lacking(isms__run *run, isms_attribute attribute)
{
    for (size_t i = 0; i < run->lacking_count; i++)
        if (run->lacking[i] == attribute)
            return;
    if (run->lacking_count < ISMS__LACKING)
        run->lacking[run->lacking_count++] = attribute;
}

static void say_what_is_lacking(isms__run *run)
{
    isms__buffer list = {.allocator = run->a};
    for (size_t i = 0; i < run->lacking_count; i++)
        isms__buffer_print(&list, "%s%s", i ? ", " : "", isms__attribute_path(run->lacking[i]));
    if (list.size)
        isms__say(run, "list", isms__buffer_c(&list));
    run->failed |= list.failed;
    isms__buffer_dispose(&list);
}

void isms__target(isms__run *run, const char *text)
{
    isms__buffer_add(&run->targets, text, strlen(text) + 1);
}

static void about(isms__run *run, isms_id record)
{
    if (!isms__reserve(run->a, (void **)&run->about, &run->about_capacity, run->about_count + 1, sizeof *run->about)) {
        run->failed = true;
        return;
    }
    run->about[run->about_count++] = record;
}

void isms__relate(isms__run *run, isms_id record)
{
    if (!record)
        return;
    if (!isms__reserve(run->a, (void **)&run->related, &run->related_capacity, run->related_count + 1, sizeof record)) {
        run->failed = true;
        return;
    }
    run->related[run->related_count++] = record;
}

void isms__target_record(isms__run *run, isms_id record)
{
    const char *key = isms_record_key(run->model, record);
    isms__target(run, key ? key : "");
    about(run, record);
}

/* The value that was said last under a name; NULL where none was. */
static const char *said(const isms__run *run, const char *name, size_t size)
{
    const char *found = NULL;
    for (size_t i = 0; i < run->variables.size;) {
        const char *n = run->variables.data + i, *v = n + strlen(n) + 1;
        if (strlen(n) == size && memcmp(n, name, size) == 0)
            found = v;
        i = (size_t)(v - run->variables.data) + strlen(v) + 1;
    }
    return found;
}

#define NOT_STATED "(not stated)"

/* Fills {name} in a template. */
static void fill(const isms__run *run, const char *template, isms__buffer *out)
{
    for (const char *p = template; *p;) {
        const char *close = *p == '{' ? strchr(p, '}') : NULL;
        if (!close) {
            isms__buffer_char(out, *p++);
            continue;
        }
        const char *value = said(run, p + 1, (size_t)(close - p - 1));
        isms__buffer_text(out, value && *value ? value : NOT_STATED);
        p = close + 1;
    }
}

/* Fills the facts; a fact whose value does not exist is left out, so that the classifier's default holds. */
static void fill_facts(const isms__run *run, isms__buffer *out)
{
    isms__buffer_print(out, "stage=%s;profile=%s", isms__value_name(ISMS_ENUM_STAGE, run->stage),
                       run->audit->thresholds.profile == ISMS_PROFILE_CB ? "cb" : "source");
    for (const char *p = run->rule->facts; *p;) {
        size_t n = strcspn(p, ";");
        const char *open = memchr(p, '{', n);
        if (!open) {
            isms__buffer_char(out, ';');
            isms__buffer_add(out, p, n);
        } else {
            const char *close = memchr(open, '}', n);
            const char *value = close ? said(run, open + 1, (size_t)(close - open - 1)) : NULL;
            if (value && *value) {
                isms__buffer_char(out, ';');
                isms__buffer_add(out, p, (size_t)(open - p));
                isms__buffer_text(out, value);
            }
        }
        p += n + (p[n] == ';');
    }
}

/* ------------------------------------------------------------------ findings */

isms_status isms__classify(isms__run *run, const char *facts, isms__result *result)
{
    isms_facts *f = isms_facts_new(run->a);
    isms_finding *finding = NULL;
    isms_status status = f ? isms_facts_parse(f, facts) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_finding_classify(f, &run->audit->thresholds, run->a, &finding);
    if (status == ISMS_OK) {
        isms_finding_state state = isms_finding_status(finding);
        result->outcome = isms__keep(run->audit, isms_finding_verdict(finding));
        result->classifier = isms__keep(run->audit, isms_finding_rule(finding));
        result->confirm = (uint8_t)isms_finding_confirm(finding);
        result->undetermined = state == ISMS_FINDING_NOT_DETERMINED;
        bool shown = state == ISMS_FINDING_GRADED || state == ISMS_FINDING_CARRIED;
        result->grade = shown ? (uint8_t)isms_finding_grade(finding) : 0;
        result->ref = isms__keep(run->audit, isms_facts_value(f, ISMS_FACT_REF));
        result->invalid = state == ISMS_FINDING_INVALID;
    }
    isms_finding_free(finding);
    isms_facts_free(f);
    return status;
}

/* A rule that gives facts against each other is a defect of the library. Equal facts, as those of ten thousand records that
 * lapse alike, are graded once. */
static isms_status judge_finding(isms__run *run, const char *facts, isms__result *result)
{
    isms__result *graded = &run->graded;
    if (!graded->facts || strcmp(isms__text_of(run->audit, graded->facts), facts) != 0) {
        *graded = (isms__result){0};
        isms_status status = isms__classify(run, facts, graded);
        if (status != ISMS_OK || graded->invalid)
            return status == ISMS_OK ? ISMS_E_INTERNAL : status;
        graded->facts = isms__keep(run->audit, facts);
    }
    result->outcome = graded->outcome;
    result->classifier = graded->classifier;
    result->confirm = graded->confirm;
    result->undetermined = graded->undetermined;
    result->grade = graded->grade;
    result->ref = graded->ref;
    result->facts = graded->facts;
    return ISMS_OK;
}

isms_severity isms__severity_of(const isms__result *r)
{
    return r->grade == ISMS_GRADE_MAJOR   ? ISMS_SEVERITY_ERROR
           : r->grade == ISMS_GRADE_MINOR ? ISMS_SEVERITY_WARNING
                                          : ISMS_SEVERITY_NOTE;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Targets joined by commas; those of a population in the order of their bytes. */
static void join_targets(isms__run *run, isms__buffer *out, uint32_t *count)
{
    size_t n = 0;
    for (size_t i = 0; i < run->targets.size; i += strlen(run->targets.data + i) + 1)
        n++;
    const char **list = n ? isms__allocate(run->a, n * sizeof *list) : NULL;
    *count = (uint32_t)n;
    if (n && !list) {
        run->failed = true;
        return;
    }
    size_t k = 0;
    for (size_t i = 0; i < run->targets.size; i += strlen(run->targets.data + i) + 1)
        list[k++] = run->targets.data + i;
    if (run->rule->shape == ISMS__POPULATION && n)
        qsort(list, n, sizeof *list, compare_texts);
    for (k = 0; k < n; k++) {
        if (k)
            isms__buffer_char(out, ',');
        isms__buffer_text(out, list[k]);
    }
    isms__release(run->a, list, n * sizeof *list);
    if (n == 0)
        isms__buffer_char(out, '-');
}

/* The document that the model was read from: where its first record with a place is from. What is not there at all is located
 * at its beginning. */
static const char *document_of(isms__run *run)
{
    uint32_t line, column;
    for (isms_type t = isms_type_next(0); t && !run->document; t = isms_type_next(t)) {
        const char *source = "";
        isms_record_location(run->model, isms_first(run->model, t), &source, &line, &column);
        run->document = *source ? source : NULL;
    }
    if (!run->document)
        run->document = "";
    return run->document;
}

static void locate(isms__run *run, isms__result *r)
{
    const isms_audit *audit = run->audit;
    uint32_t last = audit->count ? audit->results[audit->count - 1].source : 0;
    const char *source = "";
    if (!run->about_count) {
        source = document_of(run);
        r->line = r->column = *source ? 1 : 0;
    } else if (isms_record_location(run->model, run->about[0], &source, &r->line, &r->column) != ISMS_OK)
        return;
    r->source = last && strcmp(isms__text_of(audit, last), source) == 0 ? last : isms__keep(run->audit, source);
}

static void forget_saying(isms__run *run)
{
    isms__buffer_clear(&run->variables);
    isms__buffer_clear(&run->targets);
    run->about_count = run->related_count = 0;
}

static bool append(isms__run *run, isms__result *r)
{
    isms_audit *audit = run->audit;
    if (!isms__reserve(run->a, (void **)&audit->results, &audit->capacity, audit->count + 1, sizeof *audit->results) ||
        !isms__reserve(run->a, (void **)&audit->ids, &audit->id_capacity,
                       audit->id_count + run->about_count + run->related_count, sizeof *audit->ids))
        return false;
    r->first = (uint32_t)audit->id_count;
    r->count = (uint32_t)run->about_count;
    if (run->about_count)
        memcpy(audit->ids + audit->id_count, run->about, run->about_count * sizeof *audit->ids);
    if (run->related_count)
        memcpy(audit->ids + audit->id_count + run->about_count, run->related, run->related_count * sizeof *audit->ids);
    r->related = (uint32_t)run->related_count;
    audit->id_count += run->about_count + run->related_count;
    audit->results[audit->count++] = *r;
    return true;
}

isms__verdict isms__fire(isms__run *run)
{
    isms__result r = {.rule = (uint32_t)run->index, .severity = run->audit->severities[run->index], .places = {-1, -1, -1, -1}};
    isms__buffer *text = &run->text;
    isms__verdict verdict = ISMS__FIRED;
    isms__buffer_clear(text);
    if (run->rule->kind == ISMS__CONFORMITY) {
        fill_facts(run, text);
        isms_status status = text->failed ? ISMS_E_NO_MEMORY : judge_finding(run, isms__buffer_c(text), &r);
        if (status != ISMS_OK)
            run->failed = true;
        r.severity = isms__severity_of(&r);
        r.counted = r.grade;
        const char *need = said(run, "needed", 6);
        r.unknown_need = need && strcmp(need, "unknown") == 0;
        if (r.grade <= ISMS_GRADE_COMPLIANT && !r.undetermined)
            verdict = ISMS__CLEAR; /* the classifier says: no finding */
    } else {
        r.outcome = isms__keep(run->audit, r.severity == ISMS_SEVERITY_ERROR     ? "error"
                                           : r.severity == ISMS_SEVERITY_WARNING ? "warning"
                                                                                 : "note");
    }
    if (verdict == ISMS__FIRED) {
        isms__buffer_clear(text);
        fill(run, run->rule->message, text);
        r.message = isms__keep(run->audit, isms__buffer_c(text));
        isms__buffer_clear(text);
        join_targets(run, text, &r.target_count);
        r.targets = isms__keep(run->audit, isms__buffer_c(text));
        locate(run, &r);
        const char *requirement = said(run, "requirement", 11);
        if (!requirement)
            requirement = said(run, "control", 7);
        r.requirement = isms__keep(run->audit, *run->rule->requirement ? run->rule->requirement : requirement);
        if (!append(run, &r))
            run->failed = true;
    }
    run->failed |= text->failed || run->targets.failed || run->variables.failed || run->audit->texts.failed;
    forget_saying(run);
    return verdict;
}

/* ------------------------------------------------------------------ one rule */

static void count(isms__tally *t, isms__verdict v)
{
    t->fired += v == ISMS__FIRED;
    t->clear += v == ISMS__CLEAR;
    t->unknown += v == ISMS__NOT_KNOWN;
}

enum { BATCH = 512 }; /* records that are asked for at once */

/* What the rule says of a record, once what it needs is there. */
static isms__verdict judge(isms__run *run, isms_id id)
{
    isms__verdict need = isms__needs_of(run, id);
    isms__verdict v = need == ISMS__OUT ? ISMS__OUT : run->rule->judge(run, id);
    return v != ISMS__OUT && need == ISMS__NOT_KNOWN ? ISMS__NOT_KNOWN : v;
}

static void judge_record(isms__run *run, isms_id id)
{
    isms__verdict v = judge(run, id);
    if (v == ISMS__FIRED) {
        isms__say(run, "id", isms_record_key(run->model, id));
        isms__say(run, "record_type", isms_type_name(run->rule->type));
        if (run->targets.size == 0)
            isms__target_record(run, id);
        v = isms__fire(run);
    }
    count(run->tally, v);
    forget_saying(run);
}

static void judge_records(isms__run *run)
{
    isms_id batch[BATCH], last = ISMS_NONE;
    for (size_t n; (n = isms_next_many(run->model, run->rule->type, last, batch, BATCH)) > 0; last = batch[n - 1])
        for (size_t i = 0; i < n && !run->failed; i++)
            judge_record(run, batch[i]);
}

static void judge_population(isms__run *run)
{
    size_t lapses = 0;
    int64_t n = 0;
    isms__buffer ids = {.allocator = run->a};
    isms_id batch[BATCH], last = ISMS_NONE;
    run->lacking_count = 0;
    for (size_t k; (k = isms_next_many(run->model, run->rule->type, last, batch, BATCH)) > 0; last = batch[k - 1])
        for (size_t i = 0; i < k && !run->failed; i++) {
            isms__verdict v = judge(run, batch[i]);
            count(run->tally, v);
            n += v == ISMS__CLEAR || v == ISMS__FIRED;
            if (v == ISMS__FIRED) {
                isms__buffer_add(&ids, (const char *)&batch[i], sizeof batch[i]);
                lapses++;
            }
            forget_saying(run);
        }
    run->failed |= ids.failed;
    for (size_t i = 0; i < lapses && !run->failed; i++) {
        isms_id id;
        memcpy(&id, ids.data + i * sizeof id, sizeof id);
        isms__target_record(run, id);
    }
    isms__buffer_dispose(&ids);
    if (!lapses || run->failed)
        return;
    isms__say_number(run, "n", n);
    isms__say_number(run, "missed", (int64_t)lapses);
    say_what_is_lacking(run);
    if (isms__fire(run) != ISMS__FIRED) {
        run->tally->fired = 0;
        run->tally->clear += (uint32_t)lapses;
    }
}

void isms__evaluate(isms__run *run, size_t rule)
{
    run->index = rule;
    run->rule = &isms__readiness_rules[rule];
    run->tally = &run->audit->tallies[rule];
    isms__tally *t = run->tally;
    if (!run->audit->severities[rule])
        return; /* switched off */
    if (!isms__needs_met(run)) {
        t->state = ISMS__NOT_DETERMINED;
        return;
    }
    if (run->rule->shape == ISMS__RECORD)
        judge_records(run);
    else if (run->rule->shape == ISMS__POPULATION)
        judge_population(run);
    else
        count(t, run->rule->judge(run, ISMS_NONE));
    forget_saying(run);
    t->state = t->fired     ? ISMS__HAS_FIRED
               : t->unknown ? ISMS__NOT_DETERMINED
               : t->clear   ? ISMS__WAS_CLEAR
                            : ISMS__NOT_APPLICABLE;
    if (t->state == ISMS__NOT_DETERMINED && !t->reason) {
        char text[80];
        snprintf(text, sizeof text, "a value that %s needs is not there", run->rule->id);
        t->reason = isms__keep(run->audit, text);
    }
}
