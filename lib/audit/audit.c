/* The pre-audit: run all rules, sort, suppress, conclude, print. What a host can ask of the result is in audit_result.c. */
#include "readiness.h"

#include "core/diagnostics.h"
#include "core/text.h"
#include "schema/schema.h"

#include <isms/finding.h>

#include <stdlib.h>
#include <string.h>

isms_stage isms_stage_by_name(const char *name)
{
    static const struct {
        const char *name;
        isms_stage stage;
    } more[] = {{"surveillance", ISMS_STAGE_SURVEILLANCE}, {"recertification", ISMS_STAGE_RECERTIFICATION}};
    for (size_t i = 0; name && i < sizeof more / sizeof more[0]; i++)
        if (strcmp(name, more[i].name) == 0)
            return more[i].stage;
    return isms__value_by_name(ISMS_ENUM_STAGE, name);
}

/* ------------------------------------------------------------------ order */

/* MAJOR, MINOR, not determined, OFI, then errors, warnings, notes. */
static int group(const isms__result *r)
{
    if (isms__readiness_rules[r->rule].kind == ISMS__CONFORMITY)
        return r->grade == ISMS_GRADE_MAJOR ? 0 : r->grade == ISMS_GRADE_MINOR ? 1 : r->undetermined ? 2 : 3;
    return 3 + (int)r->severity;
}

/* qsort has no context, so results are sorted through pointers that carry their texts. */
typedef struct sortable {
    const char *targets, *message;
    isms__result result;
} sortable;

static int compare(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    int gx = group(&x->result), gy = group(&y->result);
    if (gx != gy)
        return gx < gy ? -1 : 1;
    if (x->result.rule != y->result.rule)
        return x->result.rule < y->result.rule ? -1 : 1;
    int order = strcmp(x->targets, y->targets);
    return order ? order : strcmp(x->message, y->message);
}

static isms_status sort(isms_audit *audit)
{
    if (!audit->count)
        return ISMS_OK;
    sortable *list = isms__allocate(&audit->host, audit->count * sizeof *list);
    if (!list)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < audit->count; i++)
        list[i] = (sortable){isms__text_of(audit, audit->results[i].targets), isms__text_of(audit, audit->results[i].message),
                             audit->results[i]};
    qsort(list, audit->count, sizeof *list, compare);
    for (size_t i = 0; i < audit->count; i++)
        audit->results[i] = list[i].result;
    isms__release(&audit->host, list, audit->count * sizeof *list);
    return ISMS_OK;
}

/* ------------------------------------------------------------------ printed lines */

static void print_line(const isms_audit *audit, const isms__result *r, isms__buffer *b)
{
    const char *source = isms__text_of(audit, r->source);
    if (*source)
        isms__buffer_print(b, "%s:%u:%u: ", source, (unsigned)r->line, (unsigned)r->column);
    for (const char *p = isms__text_of(audit, r->outcome); *p; p++)
        isms__buffer_char(b, *p == '_' ? ' ' : (char)isms__lower(*p));
    isms__buffer_print(b, ": %s [%s", isms__text_of(audit, r->message), isms__readiness_rules[r->rule].id);
    if (r->classifier)
        isms__buffer_print(b, " %s", isms__text_of(audit, r->classifier));
    isms__buffer_char(b, ']');
}

static isms_status print_lines(isms_audit *audit)
{
    audit->lines = isms__allocate_zero(&audit->host, (audit->count + 1) * sizeof *audit->lines);
    isms__buffer b = {.allocator = &audit->host};
    for (size_t i = 0; audit->lines && i < audit->count; i++) {
        isms__buffer_clear(&b);
        print_line(audit, &audit->results[i], &b);
        audit->lines[i] = isms__keep(audit, isms__buffer_c(&b));
    }
    bool good = audit->lines && !b.failed && !audit->texts.failed;
    isms__buffer_dispose(&b);
    return good ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static void report(const isms__run *run, isms_diagnostics *problems)
{
    const isms_audit *audit = run->audit;
    for (size_t i = 0; problems && i < audit->count; i++) {
        const isms__result *r = &audit->results[i];
        char record[200] = "";
        if (r->suppressed)
            continue;
        if (r->count) {
            const char *type = isms_type_name(isms_record_type(run->model, audit->ids[r->first]));
            const char *key = isms_record_key(run->model, audit->ids[r->first]);
            size_t n = strlen(type), k = strlen(key);
            memcpy(record, type, n);
            record[n] = ' ';
            memcpy(record + n + 1, key, k + 1);
        }
        isms__where where = {record, NULL, isms__text_of(audit, r->source), r->line, r->column};
        isms__report(problems, r->severity, isms__readiness_rules[r->rule].id, &where, "%s", isms__text_of(audit, r->message));
    }
}

/* ------------------------------------------------------------------ running */

static void start(isms__run *run, const isms_model *model, isms_audit *audit)
{
    memset(run, 0, sizeof *run);
    run->model = model;
    run->a = &audit->host;
    run->audit = audit;
    run->as_of = audit->options.as_of;
    run->stage = audit->options.stage;
    run->variables.allocator = run->targets.allocator = run->text.allocator = run->a;
    if (isms_count(model, ISMS_METHOD) == 1)
        run->annual_method = isms_first(model, ISMS_METHOD);
}

static void finish(isms__run *run)
{
    isms__results_moved(run);
    isms__buffer_dispose(&run->variables);
    isms__buffer_dispose(&run->targets);
    isms__buffer_dispose(&run->text);
    isms__release(run->a, run->about, run->about_capacity * sizeof *run->about);
    isms__release(run->a, run->related, run->related_capacity * sizeof *run->related);
    for (int i = 0; i < 2; i++)
        isms__release(run->a, run->ids[i], run->id_capacity[i] * sizeof *run->ids[i]);
    isms__needed_dispose(&run->needed, run->a);
    isms__names_free(&run->named, run->a);
    isms__names_free(&run->entries, run->a);
    isms__names_free(&run->texts, run->a);
    isms__names_free(&run->mended, run->a);
    isms__charges_free(&run->charges, run->a);
    isms__names_free(&run->open, run->a);
    isms__release(run->a, run->known, ISMS__KNOWN_MOST * sizeof *run->known);
    isms__release(run->a, run->levels, run->level_capacity * sizeof *run->levels);
    isms__release(run->a, run->open_ids, run->open_capacity * sizeof *run->open_ids);
    isms__names_free(&run->requirements, run->a);
}

/* All rules in their order; the one whose table names rules that silence it comes last. */
static void evaluate_all(isms__run *run, bool conformity)
{
    ptrdiff_t last = isms__readiness_find("ISMS-7.5-01");
    for (size_t i = 0; i <= isms__readiness_rule_count && !run->failed; i++) {
        size_t rule = i < isms__readiness_rule_count ? i : (size_t)last;
        if ((ptrdiff_t)i != last && (conformity || isms__readiness_rules[rule].kind != ISMS__CONFORMITY))
            isms__evaluate(run, rule);
    }
}

static bool holds_a_record(const isms_model *m)
{
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        if (t != ISMS_HEADER && isms_count(m, t))
            return true;
    return false;
}

static void leave_integrity_out(isms_audit *audit)
{
    for (size_t i = 0; i < isms__readiness_rule_count; i++)
        if (isms__readiness_rules[i].kind == ISMS__INTEGRITY && !*isms__readiness_rules[i].needs)
            audit->tallies[i].state = ISMS__NOT_APPLICABLE;
}

/* Registers that say "there was none" and leave rules with nothing to judge: an auditor has to confirm that. */
static void note_assertions(isms__run *run)
{
    isms_audit *audit = run->audit;
    for (isms_type t = isms_type_next(0); t && audit->assertion_count < ISMS__ASSERTIONS_MOST; t = isms_type_next(t)) {
        if (isms_count(run->model, t) || !isms__delivered(run, t))
            continue;
        for (size_t i = 0; i < isms__readiness_rule_count; i++)
            if (isms__readiness_rules[i].type == t && isms__readiness_rules[i].kind == ISMS__CONFORMITY &&
                audit->tallies[i].state == ISMS__NOT_APPLICABLE) {
                audit->assertions[audit->assertion_count++] = t;
                break;
            }
    }
}

static isms_status run_all(isms__run *run, bool conformity)
{
    evaluate_all(run, conformity);
    if (run->failed)
        return ISMS_E_NO_MEMORY;
    if (!holds_a_record(run->model))
        leave_integrity_out(run->audit);
    isms_status status = sort(run->audit);
    if (status == ISMS_OK && conformity)
        status = isms__collect_recorded(run);
    if (status == ISMS_OK && run->regraded) {
        status = sort(run->audit);
        isms__results_moved(run);
    }
    if (status == ISMS_OK && conformity)
        status = isms__collect_overrides(run);
    if (status == ISMS_OK)
        status = isms__suppress(run);
    if (status == ISMS_OK && conformity)
        status = isms__conclude(run);
    note_assertions(run);
    return status == ISMS_OK ? print_lines(run->audit) : status;
}

void isms_audit_free(isms_audit *audit)
{
    if (!audit)
        return;
    const isms_allocator a = audit->host;
    isms__release(&a, audit->lines, (audit->count + 1) * sizeof *audit->lines);
    isms__release(&a, audit->hidden, audit->id_count + 1);
    isms__release(&a, audit->areas, audit->area_capacity * sizeof *audit->areas);
    isms__release(&a, audit->recorded, audit->recorded_capacity * sizeof *audit->recorded);
    isms__release(&a, audit->overrides, audit->override_capacity * sizeof *audit->overrides);
    isms__release(&a, audit->steps, audit->step_capacity * sizeof *audit->steps);
    isms__release(&a, audit->severities, isms__readiness_rule_count * sizeof *audit->severities);
    isms__release(&a, audit->tallies, isms__readiness_rule_count * sizeof *audit->tallies);
    isms__release(&a, audit->results, audit->capacity * sizeof *audit->results);
    isms__release(&a, audit->ids, audit->id_capacity * sizeof *audit->ids);
    isms__buffer_dispose(&audit->texts);
    isms__release(&a, audit, sizeof *audit);
}

static isms_status audit_new(const isms_audit_options *o, const isms_allocator *a, isms_audit **out)
{
    isms_audit *audit = isms__allocate_zero(a, sizeof *audit);
    if (!audit)
        return ISMS_E_NO_MEMORY;
    audit->host = *a;
    audit->texts.allocator = &audit->host;
    audit->title = "";
    audit->tallies = isms__allocate_zero(a, isms__readiness_rule_count * sizeof *audit->tallies);
    audit->severities = isms__allocate_zero(a, isms__readiness_rule_count * sizeof *audit->severities);
    isms_status status = audit->tallies && audit->severities ? isms__options_settle(audit, o) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        *out = audit;
    else
        isms_audit_free(audit);
    return status;
}

static isms_status run_model(const isms_model *model, const isms_audit_options *options, bool conformity,
                             isms_diagnostics *problems, isms_audit **out)
{
    const isms_allocator *a = isms__allocator_or_default(options->allocator);
    isms__run run;
    if (!a)
        return ISMS_E_MISUSE;
    isms_status status = audit_new(options, a, out);
    if (status != ISMS_OK)
        return status;
    start(&run, model, *out);
    status = run_all(&run, conformity);
    if (status == ISMS_OK)
        report(&run, problems);
    finish(&run);
    if (status != ISMS_OK) {
        isms_audit_free(*out);
        *out = NULL;
    }
    return status;
}

isms_status isms_audit_run(const isms_model *model, const isms_audit_options *given, isms_diagnostics *problems,
                           isms_audit **out)
{
    isms_audit_options options;
    if (!model || !out)
        return ISMS_E_MISUSE;
    *out = NULL;
    isms_status status = isms__options_take(given, &options);
    if (status == ISMS_OK && !options.as_of)
        status = ISMS_E_MISUSE;
    return status == ISMS_OK ? run_model(model, &options, true, problems, out) : status;
}

isms_status isms_check(const isms_model *model, isms_day as_of, isms_diagnostics *problems)
{
    isms_audit_options options;
    isms_audit *audit = NULL;
    if (!model)
        return ISMS_E_MISUSE;
    isms_status status = isms__options_take(NULL, &options);
    options.as_of = as_of;
    if (status == ISMS_OK)
        status = run_model(model, &options, false, problems, &audit);
    if (status == ISMS_OK && audit->count)
        status = ISMS_PARTIAL;
    isms_audit_free(audit);
    return status;
}
