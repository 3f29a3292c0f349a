/* Report sections on gaps: each requirement with its state, and the steps that close most for least effort. */
#include "section.h"

#include <isms/gap.h>

static isms_status analyse(const isms__report_job *job, isms_gap **out)
{
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    return isms_gap_analyse(job->model, &options, out);
}

isms_status isms__section_gap(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"requirement", "asks_for", "state", "shown", "rests_on", "question", NULL};
    isms_gap *gap = NULL;
    isms_status status = analyse(job, &gap);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_gap_count(gap); i++) {
        if (isms_gap_kind_of(gap, i) == ISMS_GAP_HEADING)
            continue;
        isms__table_cell(out, isms_gap_requirement(gap, i));
        isms__table_cell(out, isms_gap_words(gap, i));
        isms__table_cell(out, isms_gap_state_name(isms_gap_state_of(gap, i)));
        isms__table_cell(out, isms_gap_is_shown(gap, i) ? "yes" : "");
        isms__table_cell(out, isms_gap_reason(gap, i));
        isms__table_cell(out, isms_gap_question(gap, i));
    }
    isms_gap_free(gap);
    return ISMS_OK;
}

isms_status isms__section_steps(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"step", "records", "effort_days", "closes", "requirements", NULL};
    isms_gap *gap = NULL;
    isms_status status = analyse(job, &gap);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t s = 0; s < isms_gap_step_count(gap); s++) {
        isms__table_number(out, (int64_t)s + 1);
        isms__table_cell(out, isms_gap_step_records(gap, s));
        if (isms_gap_step_effort(gap, s) >= 0)
            isms__buffer_real(&out->text, isms_gap_step_effort(gap, s));
        isms__table_built(out);
        isms__table_number(out, (int64_t)isms_gap_step_closes(gap, s));
        for (size_t i = 0; i < isms_gap_step_closes(gap, s); i++)
            isms__buffer_print(&out->text, "%s%s", i ? ", " : "", isms_gap_requirement(gap, isms_gap_step_row(gap, s, i)));
        isms__table_built(out);
    }
    isms_gap_free(gap);
    return ISMS_OK;
}
