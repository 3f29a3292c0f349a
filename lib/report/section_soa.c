/* Report sections on the Statement of Applicability: always a row for each control, and the checks that prove it complete. */
#include "section.h"

#include <isms/soa.h>

/* The columns that a reader wants, in the order of the document; the rest is for programs. */
static const isms_soa_column shown[] = {
    ISMS_SOA_COLUMN_CONTROL,        ISMS_SOA_COLUMN_TITLE,       ISMS_SOA_COLUMN_THEME,           ISMS_SOA_COLUMN_APPLICABLE,
    ISMS_SOA_COLUMN_NEEDED,         ISMS_SOA_COLUMN_REASONS,     ISMS_SOA_COLUMN_DERIVED_REASONS, ISMS_SOA_COLUMN_JUSTIFICATION,
    ISMS_SOA_COLUMN_FLAGS,          ISMS_SOA_COLUMN_STATUS,      ISMS_SOA_COLUMN_DERIVED_STATUS,  ISMS_SOA_COLUMN_DUE_ON,
    ISMS_SOA_COLUMN_IMPLEMENTATION, ISMS_SOA_COLUMN_RESPONSIBLE, ISMS_SOA_COLUMN_MEASURES,        ISMS_SOA_COLUMN_EVIDENCE,
    ISMS_SOA_COLUMN_DOCUMENTS,      ISMS_SOA_COLUMN_RISKS,       ISMS_SOA_COLUMN_MATURITY,        ISMS_SOA_COLUMN_REVIEWED_ON,
    ISMS_SOA_COLUMN_DISAGREEMENT,   ISMS_SOA_COLUMN_PROBLEMS};

enum { SHOWN = sizeof shown / sizeof shown[0] };

static const char *const columns[SHOWN + 1] = {
    "control",       "title",    "theme",     "applicable",     "needed",   "reasons",        "derived_reasons",
    "justification", "flags",    "status",    "derived_status", "due_on",   "implementation", "responsible",
    "measures",      "evidence", "documents", "risks",          "maturity", "reviewed_on",    "disagreement",
    "problems",      NULL};

static isms_status build(const isms__report_job *job, isms_soa **out)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    options.version = isms_find(job->model, ISMS_SOA, job->options.about);
    if (job->options.about && !options.version)
        return ISMS_E_NOT_FOUND;
    return isms_soa_build(job->model, &options, out);
}

isms_status isms__section_soa(const isms__report_job *job, isms__table *out)
{
    isms_soa *soa = NULL;
    isms_status status = build(job, &soa);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t row = 0; row < isms_soa_count(soa); row++)
        for (size_t i = 0; i < SHOWN; i++)
            isms__table_cell(out, isms_soa_text(soa, row, shown[i]));
    isms_soa_free(soa);
    return ISMS_OK;
}

isms_status isms__section_soa_checks(const isms__report_job *job, isms__table *out)
{
    static const char *const check_columns[] = {"rule", "asks", "result", "looked_at", "found", "because", NULL};
    isms_soa *soa = NULL;
    isms_status status = build(job, &soa);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", check_columns);
    for (size_t c = 0; c < isms_soa_check_count(soa); c++) {
        isms__table_cell(out, isms_soa_check_rule(soa, c));
        isms__table_cell(out, isms_soa_check_question(soa, c));
        isms__table_cell(out, isms_soa_check_state_name(isms_soa_check_state_of(soa, c)));
        isms__table_number(out, (int64_t)isms_soa_check_looked_at(soa, c));
        isms__table_number(out, (int64_t)isms_soa_problem_count(soa, c));
        isms__buffer_text(&out->text, isms_soa_check_message(soa, c));
        for (size_t i = 0; i < isms_soa_problem_count(soa, c); i++)
            isms__buffer_print(&out->text, " %s", isms_soa_problem_text(soa, c, i));
        isms__table_built(out);
    }
    isms_soa_free(soa);
    return ISMS_OK;
}
