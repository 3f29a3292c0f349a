/* The table of report sections, and the way from a section to a form. */
#include "audit_json.h"
#include "sarif.h"
#include "section.h"

#include <string.h>

static const struct {
    const char *name, *title;
    isms__section fill;
} sections[] = {
    {"summary", "Summary", isms__section_summary},
    {"risks", "Risk register", isms__section_risks},
    {"heatmap", "Risks by likelihood and impact", isms__section_heatmap},
    {"risk_groups", "Risks by owner, asset, theme and all together", isms__section_risk_groups},
    {"assets", "Valuation of assets", isms__section_assets},
    {"soa", "Statement of Applicability", isms__section_soa},
    {"soa_checks", "Is the Statement of Applicability complete", isms__section_soa_checks},
    {"findings", "Findings of the pre-audit", isms__section_findings},
    {"priorities", "What to do first", isms__section_priorities},
    {"recorded", "Findings that auditors recorded", isms__section_recorded},
    {"overrides", "Decisions of auditors against what was computed", isms__section_overrides},
    {"areas", "Findings by requirement, clause and theme", isms__section_areas},
    {"audits", "Audits and what they come to", isms__section_audits},
    {"corrective", "Corrective actions", isms__section_corrective},
    {"gap", "Requirements and how far they are met", isms__section_gap},
    {"steps", "Steps that close most gaps", isms__section_steps},
    {"frameworks", "Frameworks and how far they are covered", isms__section_frameworks},
    {"framework_gaps", "Gaps between frameworks and what is done", isms__section_framework_gaps},
    {"controls", "Controls by an attribute", isms__section_controls},
    {"maturity", "Maturity of controls", isms__section_maturity},
    {"effectiveness", "Effectiveness of controls", isms__section_effectiveness},
    {"suggestions", "Suggestions for risks without controls and controls without evidence", isms__section_suggestions},
    {"evidence", "What evidence supports", isms__section_evidence},
    {"requests", "The fewest pieces of evidence for a list of requests", isms__section_requests},
    {"transition", "From the edition of 2013 to that of 2022", isms__section_transition},
    {"review", "Input of the management review", isms__section_review},
    {"calendar", "Dates of the certificates", isms__section_calendar},
    {"plan", "Audit plan", isms__section_plan},
    {"rules", "Rules and what the pre-audit could determine", isms__section_rules}};

static const isms_report_options default_options = ISMS_REPORT_OPTIONS_INIT;

static ptrdiff_t find(const char *section)
{
    for (size_t i = 0; section && i < sizeof sections / sizeof sections[0]; i++)
        if (strcmp(sections[i].name, section) == 0)
            return (ptrdiff_t)i;
    return -1;
}

isms_status isms_report_write(const isms_model *model, const char *section, const char *form, const isms_report_options *given,
                              isms_write write, void *user)
{
    isms__report_job job = {.model = model};
    const isms__form *f = isms__form_find(form);
    ptrdiff_t i = find(section);
    if (!model || !write)
        return ISMS_E_MISUSE;
    if (i < 0 || !f)
        return i < 0 ? ISMS_E_NOT_FOUND : ISMS_E_FORMAT;
    if (!isms__options_copy(&job.options, sizeof job.options, given ? given : &default_options) ||
        (job.options.flags & ~(ISMS_REPORT_ALL | ISMS_REPORT_ORDINAL_MEAN)))
        return ISMS_E_UNSUPPORTED;
    job.a = isms__allocator_or_default(job.options.allocator);
    if (!job.a)
        return ISMS_E_MISUSE;
    isms__table table = {0};
    isms_status status = sections[i].fill(&job, &table);
    if (status == ISMS_OK && (table.cells.failed || table.text.failed || table.lead.failed))
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK) {
        isms__output out;
        isms__output_start(&out, write, user);
        table.title = sections[i].title;
        f->write(&table, job.a, &out);
        status = isms__output_finish(&out);
    }
    if (table.columns)
        isms__table_free(&table);
    return status;
}

isms_status isms_report_sarif(const isms_model *model, const struct isms_audit *audit, isms_write write, void *user)
{
    isms__output out;
    if (!model || !audit || !write)
        return ISMS_E_MISUSE;
    isms__output_start(&out, write, user);
    isms__sarif_write(&out, model, audit);
    return isms__output_finish(&out);
}

isms_status isms_report_audit(const isms_model *model, const struct isms_audit *audit, isms_write write, void *user)
{
    isms__output out;
    if (!model || !audit || !write)
        return ISMS_E_MISUSE;
    isms__output_start(&out, write, user);
    isms__audit_json_write(&out, model, audit);
    return isms__output_finish(&out);
}

const char *isms_report_section_next(const char *previous)
{
    ptrdiff_t i = previous ? find(previous) + 1 : 0;
    return (previous && i == 0) || i >= (ptrdiff_t)(sizeof sections / sizeof sections[0]) ? NULL : sections[i].name;
}

const char *isms_report_section_title(const char *section)
{
    ptrdiff_t i = find(section);
    return i < 0 ? NULL : sections[i].title;
}

const char *isms_report_form_next(const char *previous)
{
    size_t i = 0;
    while (previous && isms__form_at(i) && strcmp(isms__form_at(i)->name, previous) != 0)
        i++;
    if (previous)
        i++;
    return isms__form_at(i) ? isms__form_at(i)->name : NULL;
}

const char *isms_report_form_ending(const char *form)
{
    const isms__form *f = isms__form_find(form);
    return f ? f->ending : NULL;
}
