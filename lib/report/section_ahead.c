/* Report sections for what lies ahead: corrective actions, the next management review, the dates of certificates, the next
 * audits. */
#include "section.h"

#include "schema/schema.h"

#include <isms/calendar.h>
#include <isms/conclusion.h>
#include <isms/corrective.h>
#include <isms/plan.h>
#include <isms/review.h>

#include <string.h>

isms_status isms__section_audits(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"audit",   "kind", "completed_on", "conclusion", "rule",
                                          "because", "next", "recorded",     NULL};
    const isms_model *m = job->model;
    isms_status status = ISMS_OK;
    isms__table_start(out, job->a, "", columns);
    for (isms_id audit = isms_first(m, ISMS_AUDIT); audit && status >= 0; audit = isms_next(m, audit)) {
        isms_ruling *ruling = NULL;
        status = isms_conclusion_of_record(m, audit, job->options.as_of, job->options.thresholds, job->a, &ruling);
        if (status == ISMS_E_RANGE)
            status = ISMS_OK; /* it does not say what kind of audit it was */
        if (status != ISMS_OK || !ruling)
            continue;
        isms__table_cell(out, isms_record_key(m, audit));
        isms__table_cell(out, isms__value_name(ISMS_ENUM_AUDIT_KIND, isms_value(m, audit, ISMS_AUDIT_KIND)));
        isms__table_day(out, isms_day_of(m, audit, ISMS_AUDIT_COMPLETED_ON));
        isms__table_cell(out, isms_ruling_outcome(ruling));
        isms__table_cell(out, isms_ruling_rule(ruling));
        isms__table_cell(out, isms_ruling_sentence(ruling));
        isms__table_cell(out, isms_ruling_next_step(ruling));
        isms__table_cell(out, isms_text(m, audit, ISMS_AUDIT_CONCLUSION));
        isms_ruling_free(ruling);
    }
    return status < 0 ? status : ISMS_OK;
}

/* Takes the outcome of a ruling as a cell, or the empty cell. */
static void add_outcome(isms__table *out, const isms_ruling *ruling, const char *other_than)
{
    const char *outcome = isms_ruling_outcome(ruling);
    isms__table_cell(out, strcmp(outcome, other_than) == 0 ? "" : outcome);
}

/* The fields that are missing; for another refusal its reason. */
static const char *lacking(const isms_ruling *step)
{
    const char *outcome = isms_ruling_outcome(step), *rule = isms_ruling_rule(step);
    if (strcmp(rule, "K-01") == 0)
        return outcome + strlen("MISSING:");
    return strcmp(rule, "K-02") == 0 ? "" : isms_ruling_sentence(step);
}

static isms_status add_action(const isms__report_job *job, isms_id action, isms__table *out)
{
    const isms_model *m = job->model;
    isms_day as_of = job->options.as_of;
    isms_id finding = isms_link(m, action, ISMS_CORRECTIVE_ACTION_FINDING);
    isms_ruling *step = NULL, *overdue = NULL, *history = NULL;
    const char *event = isms_corrective_next_event(m, action), *state = isms_text(m, action, ISMS_CORRECTIVE_ACTION_STATE);
    isms_status status = *event ? isms_corrective_take_record(m, action, event, job->a, &step) : ISMS_OK;
    if (status == ISMS_OK)
        status = isms_corrective_overdue_record(m, action, as_of, job->options.thresholds, job->a, &overdue);
    if (status == ISMS_OK && finding)
        status = isms_corrective_history_record(m, finding, as_of, job->options.thresholds, job->a, &history);
    isms__table_cell(out, isms_record_key(m, action));
    isms__table_cell(out, isms_link_key(m, action, ISMS_CORRECTIVE_ACTION_FINDING));
    isms__table_cell(out, isms_text(m, finding, ISMS_AUDIT_FINDING_CLASS));
    isms__table_cell(out, isms_link_key(m, action, ISMS_CORRECTIVE_ACTION_OWNER));
    isms__table_cell(out, state ? state : "RAISED");
    isms__table_cell(out, event);
    isms__table_cell(out, lacking(step));
    isms__table_day(out, isms_ruling_day(overdue));
    isms__table_cell(out, strcmp(isms_ruling_outcome(overdue), "OVERDUE") == 0 ? isms_ruling_sentence(overdue) : "");
    add_outcome(out, history, "none");
    isms__table_cell(out, isms_ruling_remark(step, 0));
    isms_ruling_free(step);
    isms_ruling_free(overdue);
    isms_ruling_free(history);
    return status;
}

isms_status isms__section_corrective(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"action", "finding", "grade",   "owner",      "state",  "next_step",
                                          "lacks",  "due_on",  "overdue", "next_audit", "remark", NULL};
    isms_status status = ISMS_OK;
    isms__table_start(out, job->a, "", columns);
    for (isms_id c = isms_first(job->model, ISMS_CORRECTIVE_ACTION); c && status == ISMS_OK; c = isms_next(job->model, c))
        status = add_action(job, c, out);
    return status;
}

/* A line names its record itself; in a table the record has a column. */
static const char *without_key(const char *line, const char *key)
{
    size_t n = key ? strlen(key) : 0;
    if (!n || strncmp(line, key, n) != 0 || !strchr(": ", line[n]))
        return line;
    const char *rest = line + n;
    return rest + strspn(rest, ": ");
}

isms_status isms__section_review(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"input", "what", "record", "line", NULL};
    isms_review *r = NULL;
    isms_status status = isms_review_build(job->model, job->options.as_of, job->a, &r);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_review_count(r); i++) {
        for (size_t k = 0; k < isms_review_line_count(r, i); k++) {
            isms__table_cell(out, isms_review_input(r, i));
            isms__table_cell(out, k ? "" : isms_review_title(r, i));
            const char *key = isms_record_key(job->model, isms_review_record(r, i, k));
            isms__table_cell(out, key);
            isms__table_cell(out, without_key(isms_review_line(r, i, k), key));
        }
        if (!*isms_review_missing(r, i))
            continue;
        isms__table_cell(out, isms_review_input(r, i));
        isms__table_cell(out, isms_review_line_count(r, i) ? "" : isms_review_title(r, i));
        isms__table_cell(out, NULL);
        isms__table_cell(out, isms_review_missing(r, i));
    }
    isms_review_free(r);
    return ISMS_OK;
}

static void add_calendar(isms__table *out, const isms__report_job *job, isms_id certification, const isms_calendar *c)
{
    static const char *const states[] = {"", "done", "late", "open", "overdue", "mark"};
    size_t next = isms_calendar_next(c, job->options.as_of);
    for (size_t i = 0; i < isms_calendar_count(c); i++) {
        isms__table_cell(out, isms_record_key(job->model, certification));
        isms__table_day(out, isms_calendar_from(c, i));
        isms__table_day(out, isms_calendar_day(c, i));
        isms__table_cell(out, states[isms_calendar_state_of(c, i)]);
        isms__table_day(out, isms_calendar_done_on(c, i));
        isms__table_cell(out, i == next ? "next" : "");
        isms__table_cell(out, isms_calendar_rule(c, i));
        isms__table_cell(out, isms_calendar_what(c, i));
    }
}

isms_status isms__section_calendar(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"certificate", "from", "until", "state", "done_on", "next", "rule", "what", NULL};
    isms_status status = ISMS_OK;
    isms__table_start(out, job->a, "", columns);
    for (isms_id c = isms_first(job->model, ISMS_CERTIFICATION); c && status == ISMS_OK; c = isms_next(job->model, c)) {
        isms_calendar *calendar = NULL;
        if (!isms_has(job->model, c, ISMS_CERTIFICATION_DECISION_ON))
            continue; /* not certified yet: no cycle runs */
        status = isms_calendar_of_record(job->model, c, job->options.as_of, NULL, job->a, &calendar);
        if (status == ISMS_OK)
            add_calendar(out, job, c, calendar);
        isms_calendar_free(calendar);
    }
    return status;
}

isms_status isms__section_plan(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"day", "audit", "requirement", "state", "due", "months", "auditor", "because", NULL};
    static const char *const states[] = {"", "in time", "late", "uncovered", "no auditor"};
    isms_programme *programme = NULL;
    isms_plan *plan = NULL;
    isms_day until = isms_date_add_months(job->options.as_of, 36);
    isms_status status = isms_programme_of_model(job->model, job->options.as_of, until, job->a, &programme);
    if (status == ISMS_OK)
        status = isms_plan_build(programme, job->options.as_of, until, NULL, job->a, &plan);
    isms_programme_free(programme);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_plan_count(plan) && (!job->options.most || i < job->options.most); i++) {
        isms__table_day(out, isms_plan_day(plan, i));
        isms__table_cell(out, isms_plan_audit(plan, i));
        isms__table_cell(out, isms_plan_unit(plan, i));
        isms__table_cell(out, states[isms_plan_state_of(plan, i)]);
        isms__table_day(out, isms_plan_due(plan, i));
        isms__table_number(out, isms_plan_interval(plan, i));
        isms__table_cell(out, isms_plan_auditor(plan, i));
        isms__table_cell(out, isms_plan_reason(plan, i));
    }
    isms_plan_free(plan);
    return ISMS_OK;
}
