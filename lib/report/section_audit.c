/* Report sections of the pre-audit: summary with the verdict, findings, and what could be determined. */
#include "section.h"

#include "schema/schema.h"

#include <isms/assessment.h>
#include <isms/audit.h>
#include <isms/programme.h>

#include <string.h>

static isms_status audit(const isms__report_job *job, isms_audit **out)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.stage = job->options.stage;
    options.allocator = job->a;
    options.thresholds = job->options.thresholds;
    options.severities = job->options.severities;
    return isms_audit_run(job->model, &options, NULL, out);
}

isms_status isms__section_findings(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"outcome", "rule", "graded_by", "requirement", "records",
                                          "message", "fix",  "at",        "counts_as",   NULL};
    isms_audit *x = NULL;
    uint64_t rows = 0;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_audit_count(x); i++) {
        if (isms_audit_suppressed(x, i) && !(job->options.flags & ISMS_REPORT_ALL))
            continue;
        if (job->options.most && rows++ >= job->options.most)
            break;
        isms__table_cell(out, isms_audit_outcome(x, i));
        isms__table_cell(out, isms_audit_rule(x, i));
        isms__table_cell(out, isms_audit_classifier(x, i));
        isms__table_cell(out, isms_audit_requirement(x, i));
        isms__table_cell(out, isms_audit_targets(x, i));
        isms__table_cell(out, isms_audit_message(x, i));
        isms__table_cell(out, isms_audit_fix(x, i));
        if (*isms_audit_source(x, i))
            isms__buffer_print(&out->text, "%s:%u", isms_audit_source(x, i), (unsigned)isms_audit_row(x, i));
        isms__table_built(out);
        isms__table_cell(out, isms_audit_override_proposed(x, isms_audit_overridden(x, i)));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

isms_status isms__section_rules(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"rule", "kind", "requirement", "state", "because", NULL};
    static const char *const states[] = {"not applicable", "clear", "not determined", "fired"};
    isms_audit *x = NULL;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        isms__table_cell(out, isms_readiness_rule_id(i));
        isms__table_cell(out, isms_readiness_rule_kind(i));
        isms__table_cell(out, isms_readiness_rule_requirement(i));
        isms__table_cell(out, states[isms_audit_rule_state(x, i)]);
        isms__table_cell(out, isms_audit_rule_reason(x, i));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

isms_status isms__section_priorities(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"step", "leads_to", "rule", "records", "fix", "because", NULL};
    isms_audit *x = NULL;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_audit_priority_count(x); i++) {
        size_t result = isms_audit_priority_result(x, i);
        if (job->options.most && i >= job->options.most)
            break;
        isms__table_number(out, (int64_t)i + 1);
        isms__table_cell(out, isms_audit_priority_conclusion(x, i));
        isms__table_cell(out, isms_audit_rule(x, result));
        isms__table_cell(out, isms_audit_targets(x, result));
        isms__table_cell(out, isms_audit_fix(x, result));
        isms__table_cell(out, isms_audit_priority_reason(x, i));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

isms_status isms__section_recorded(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"finding", "recorded_as", "computed",  "graded_by", "requirement",
                                          "title",   "counts",      "counts_as", NULL};
    isms_audit *x = NULL;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_audit_recorded_count(x); i++) {
        isms__table_cell(out, isms_audit_recorded_key(x, i));
        isms__table_cell(out, isms_audit_recorded_grade(x, i));
        isms__table_cell(out, isms_audit_recorded_outcome(x, i));
        isms__table_cell(out, isms_audit_recorded_classifier(x, i));
        isms__table_cell(out, isms_audit_recorded_requirement(x, i));
        isms__table_cell(out, isms_audit_recorded_title(x, i));
        isms__table_cell(out, isms_audit_recorded_counts(x, i) ? "yes" : "no");
        isms__table_cell(out, isms_audit_override_proposed(x, isms_audit_recorded_overridden(x, i)));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

isms_status isms__section_overrides(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"override", "about",   "computed",  "decided", "verdict",
                                          "rule",     "because", "rationale", "author",  NULL};
    isms_audit *x = NULL;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_audit_override_count(x); i++) {
        isms__table_cell(out, isms_audit_override_key(x, i));
        isms__table_cell(out, isms_audit_override_target(x, i));
        isms__table_cell(out, isms_audit_override_computed(x, i));
        isms__table_cell(out, isms_audit_override_proposed(x, i));
        isms__table_cell(out, isms_audit_override_outcome(x, i));
        isms__table_cell(out, isms_audit_override_rule(x, i));
        isms__table_cell(out, isms_audit_override_text(x, i));
        isms__table_cell(out, isms_audit_override_rationale(x, i));
        isms__table_cell(out, isms_audit_override_author(x, i));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

isms_status isms__section_areas(const isms__report_job *job, isms__table *out)
{
    static const char *const scopes[] = {"", "requirement", "issue", "cause", "clause", "theme", "audit"};
    static const char *const columns[] = {"scope", "area",     "outcome",      "rule",    "majors", "minors",
                                          "ofis",  "assessed", "undetermined", "because", NULL};
    isms_audit *x = NULL;
    isms_status status = audit(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_audit_area_count(x); i++) {
        isms__table_cell(out, scopes[isms_audit_area_scope(x, i)]);
        isms__table_cell(out, isms_audit_area_name(x, i));
        isms__table_cell(out, isms_audit_area_outcome(x, i));
        isms__table_cell(out, isms_audit_area_rule(x, i));
        isms__table_number(out, isms_audit_area_majors(x, i));
        isms__table_number(out, isms_audit_area_minors(x, i));
        isms__table_number(out, isms_audit_area_ofis(x, i));
        isms__table_number(out, isms_audit_area_assessed(x, i));
        isms__table_number(out, isms_audit_area_undetermined(x, i));
        isms__table_cell(out, isms_audit_area_text(x, i));
    }
    isms_audit_free(x);
    return ISMS_OK;
}

/* ------------------------------------------------------------------ summary */

static void line(isms__table *t, const char *what, const char *value)
{
    isms__table_cell(t, what);
    isms__table_cell(t, value);
}

static void number_line(isms__table *t, const char *what, uint64_t value)
{
    isms__table_cell(t, what);
    isms__table_number(t, (int64_t)value);
}

static void verdict_lines(isms__table *t, const isms_audit *x)
{
    line(t, "Conclusion", isms_audit_headline(x));
    line(t, "Report is", isms_audit_title(x));
    isms__table_cell(t, "Because");
    isms__buffer_print(&t->text, "%s [%s]", isms_audit_conclusion_text(x), isms_audit_conclusion_rule(x));
    isms__table_built(t);
    isms__table_cell(t, "Rules");
    isms__buffer_print(&t->text, "%zu rules: %zu fired, %zu clear, %zu not determined, %zu not applicable",
                       isms_readiness_rule_count(), isms_audit_rules_in_state(x, ISMS_RULE_FIRED),
                       isms_audit_rules_in_state(x, ISMS_RULE_CLEAR), isms_audit_rules_in_state(x, ISMS_RULE_NOT_DETERMINED),
                       isms_audit_rules_in_state(x, ISMS_RULE_NOT_APPLICABLE));
    isms__table_built(t);
}

/* Registers that are empty and delivered. */
static void assertion_line(isms__table *t, const isms_audit *x)
{
    if (isms_audit_assertion_count(x) == 0)
        return;
    isms__table_cell(t, "Said to be none");
    for (size_t i = 0; i < isms_audit_assertion_count(x); i++)
        isms__buffer_print(&t->text, "%s%s", i ? ", " : "", isms_type_plural(isms_audit_assertion(x, i)));
    isms__table_built(t);
}

/* The enumeration has abbreviations for some. */
static const char *stage_in_full(isms_stage stage)
{
    static const char *const names[] = {"surveillance", "recertification"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (isms_stage_by_name(names[i]) == stage)
            return names[i];
    return isms__value_name(ISMS_ENUM_STAGE, stage);
}

/* A sentence that ends in a list, of which the first members are enough here. */
static void add_few(isms__buffer *out, const char *sentence)
{
    enum { SHOWN = 12 };
    size_t members = 1;
    for (const char *p = sentence; *p; p++) {
        members += *p == ',';
        if (members <= SHOWN)
            isms__buffer_char(out, *p);
        if (members <= SHOWN && *p == ',')
            isms__buffer_char(out, ' ');
    }
    if (members > SHOWN)
        isms__buffer_print(out, " and %zu more", members - SHOWN);
}

/* What internal audits have not covered in their time. */
static isms_status coverage_line(isms__table *t, const isms__report_job *job)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_programme_coverage(job->model, job->options.as_of, job->options.thresholds, job->a, &ruling);
    if (status == ISMS_OK) {
        isms__table_cell(t, "Covered by internal audits");
        add_few(&t->text, isms_ruling_sentence(ruling));
        isms__table_built(t);
    }
    isms_ruling_free(ruling);
    return status;
}

/* How many open risks stand at each level, worst first, and how many are not known. */
static void risk_lines(isms__table *t, const isms__report_job *job, const isms_assessment *x)
{
    const isms_model *m = job->model;
    isms__table_cell(t, "Open risks by present level");
    for (isms_id method = isms_first(m, ISMS_METHOD); method; method = isms_next(m, method))
        for (size_t i = isms_list_count(m, method, ISMS_METHOD_LEVELS_ID); i-- > 0;) {
            const char *level = isms_list_text(m, method, ISMS_METHOD_LEVELS_ID, i);
            size_t n = level ? isms_assessment_count_at(x, level) : 0;
            if (n)
                isms__buffer_print(&t->text, "%s%s %zu", t->text.size ? ", " : "", level, n);
        }
    size_t unknown = isms_assessment_count_at(x, NULL);
    if (unknown)
        isms__buffer_print(&t->text, "%snot known %zu", t->text.size ? ", " : "", unknown);
    isms__table_built(t);
}

isms_status isms__section_summary(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"what", "value", NULL};
    const isms_model *m = job->model;
    isms_audit *x = NULL;
    isms_assessment *risks = NULL;
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    options.allocator = job->a;
    isms_status status = audit(job, &x);
    if (status == ISMS_OK)
        status = isms_assess(m, &options, NULL, &risks);
    if (status != ISMS_OK) {
        isms_audit_free(x);
        return status;
    }
    isms__table_start(out, job->a, "", columns);
    line(out, "Document", isms_text(m, isms_header(m), ISMS_HEADER_TITLE));
    line(out, "Organization", isms_text(m, isms_header(m), ISMS_HEADER_ORGANIZATION));
    isms__table_cell(out, "As of");
    isms__table_day(out, job->options.as_of);
    line(out, "Looking ahead to", stage_in_full(isms_audit_stage(x)));
    verdict_lines(out, x);
    assertion_line(out, x);
    status = coverage_line(out, job);
    risk_lines(out, job, risks);
    for (isms_type type = isms_type_next(0); type; type = isms_type_next(type))
        if (type != ISMS_HEADER && !isms_type_is_catalogue(type) && isms_count(m, type))
            number_line(out, isms_type_plural(type), isms_count(m, type));
    isms_assessment_free(risks);
    isms_audit_free(x);
    return status;
}
