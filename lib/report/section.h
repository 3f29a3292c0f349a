/* Sections of a report: each fills a table from a result. */
#ifndef ISMS__REPORT_SECTION_H
#define ISMS__REPORT_SECTION_H

#include "table.h"

#include <isms/report.h>

/* What a section is filled from. */
typedef struct isms__report {
    const isms_model *model;
    const isms_allocator *a;
    isms_report_options options;
} isms__report_job;

typedef isms_status (*isms__section)(const isms__report_job *job, isms__table *out);

isms_status isms__section_summary(const isms__report_job *job, isms__table *out);
isms_status isms__section_risks(const isms__report_job *job, isms__table *out);
isms_status isms__section_heatmap(const isms__report_job *job, isms__table *out);
isms_status isms__section_risk_groups(const isms__report_job *job, isms__table *out);
isms_status isms__section_assets(const isms__report_job *job, isms__table *out);
isms_status isms__section_soa(const isms__report_job *job, isms__table *out);
isms_status isms__section_soa_checks(const isms__report_job *job, isms__table *out);
isms_status isms__section_findings(const isms__report_job *job, isms__table *out);
isms_status isms__section_priorities(const isms__report_job *job, isms__table *out);
isms_status isms__section_recorded(const isms__report_job *job, isms__table *out);
isms_status isms__section_overrides(const isms__report_job *job, isms__table *out);
isms_status isms__section_audits(const isms__report_job *job, isms__table *out);
isms_status isms__section_corrective(const isms__report_job *job, isms__table *out);
isms_status isms__section_areas(const isms__report_job *job, isms__table *out);
isms_status isms__section_gap(const isms__report_job *job, isms__table *out);
isms_status isms__section_steps(const isms__report_job *job, isms__table *out);
isms_status isms__section_maturity(const isms__report_job *job, isms__table *out);
isms_status isms__section_suggestions(const isms__report_job *job, isms__table *out);
isms_status isms__section_effectiveness(const isms__report_job *job, isms__table *out);
isms_status isms__section_frameworks(const isms__report_job *job, isms__table *out);
isms_status isms__section_framework_gaps(const isms__report_job *job, isms__table *out);
isms_status isms__section_controls(const isms__report_job *job, isms__table *out);
isms_status isms__section_evidence(const isms__report_job *job, isms__table *out);
isms_status isms__section_requests(const isms__report_job *job, isms__table *out);
isms_status isms__section_transition(const isms__report_job *job, isms__table *out);
isms_status isms__section_review(const isms__report_job *job, isms__table *out);
isms_status isms__section_calendar(const isms__report_job *job, isms__table *out);
isms_status isms__section_plan(const isms__report_job *job, isms__table *out);
isms_status isms__section_rules(const isms__report_job *job, isms__table *out);

/* The Statement of Applicability for the day of the report, and its rows in the groups that the report asks for. */
struct isms_soa;
struct isms_grouping;
isms_status isms__section_soa_build(const isms__report_job *job, struct isms_soa **out);
isms_status isms__section_group(const isms__report_job *job, const struct isms_soa *soa, struct isms_grouping **out);

#endif
