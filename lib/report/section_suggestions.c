/* Report section on suggestions: controls for risks, each with what states it, and usual evidence for controls. */
#include "section.h"

#include <isms/soa.h>
#include <isms/suggestion.h>
#include <string.h>

static void add_suggestion(const char *about, const isms_suggestion *s, size_t i, isms__table *out)
{
    isms__table_cell(out, about);
    isms__table_cell(out, isms_suggestion_control(s, i));
    isms__table_cell(out, isms_suggestion_is_named(s, i) ? "yes" : "");
    for (size_t k = 0; k < isms_suggestion_reason_count(s, i); k++)
        isms__buffer_print(&out->text, "%s%s", k ? "; " : "", isms_suggestion_reason(s, i, k));
    isms__table_built(out);
}

static isms_status add_risk(const isms__report_job *job, isms_id risk, isms__table *out)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find(job->model, risk, job->a, &s);
    for (size_t i = 0; i < isms_suggestion_count(s); i++)
        add_suggestion(isms_record_key(job->model, risk), s, i, out);
    isms_suggestion_free(s);
    return status;
}

static isms_status add_evidence(const isms__report_job *job, const char *control, isms__table *out)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find_evidence(job->model, control, job->a, &s);
    for (size_t i = 0; i < isms_suggestion_count(s); i++)
        add_suggestion(control, s, i, out);
    isms_suggestion_free(s);
    return status == ISMS_E_NOT_FOUND ? ISMS_OK : status; /* an added control of which nothing more is known */
}

/* Risks that are to be modified, and neither they nor a plan names a control: rule ISMS-SOA-16 tells them. */
static isms_status add_bare_risks(const isms__report_job *job, const isms_soa *soa, isms__table *out)
{
    isms_status status = ISMS_OK;
    for (size_t c = 0; c < isms_soa_check_count(soa); c++) {
        if (strcmp(isms_soa_check_rule(soa, c), "ISMS-SOA-16") != 0)
            continue;
        for (size_t i = 0; i < isms_soa_problem_count(soa, c) && status == ISMS_OK; i++)
            status = add_risk(job, isms_soa_problem_record(soa, c, i), out);
    }
    return status;
}

static isms_status add_all(const isms__report_job *job, isms__table *out)
{
    isms_soa *soa = NULL;
    isms_status status = isms__section_soa_build(job, &soa);
    if (status == ISMS_OK)
        status = add_bare_risks(job, soa, out);
    for (size_t row = 0; row < isms_soa_count(soa) && status == ISMS_OK; row++)
        if (isms_soa_applicable(soa, row) == ISMS_YES_NO_UNKNOWN_YES &&
            isms_soa_status(soa, row) == ISMS_SOA_ENTRY_STATUS_IMPLEMENTED && !isms_soa_valid_evidence(soa, row))
            status = add_evidence(job, isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL), out);
    isms_soa_free(soa);
    return status;
}

isms_status isms__section_suggestions(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"for", "suggested", "has_it", "because", NULL};
    const char *about = job->options.about;
    isms_id risk = isms_find(job->model, ISMS_RISK, about);
    isms_suggestion *known = NULL;
    isms_status status = about && !risk ? isms_suggestion_find_evidence(job->model, about, job->a, &known) : ISMS_OK;
    isms_suggestion_free(known);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    if (risk)
        return add_risk(job, risk, out);
    return about ? add_evidence(job, about, out) : add_all(job, out);
}
