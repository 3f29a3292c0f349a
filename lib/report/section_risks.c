/* Report sections on risk: the register, worst first, and the heat map. */
#include "section.h"

#include "schema/schema.h"

#include <isms/assessment.h>
#include <isms/risk_groups.h>

#include <string.h>

static isms_status assess(const isms__report_job *job, isms_assessment **out)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    options.method = job->options.method;
    return isms_assess(job->model, &options, NULL, out);
}

/* Values of a list, joined. */
static void joined(isms__table *t, const isms_model *m, isms_id record, isms_attribute list)
{
    for (size_t i = 0, n = isms_list_count(m, record, list); i < n; i++) {
        const char *text = isms_list_text(m, record, list, i);
        isms__buffer_print(&t->text, "%s%s", i ? ", " : "", text ? text : isms_list_key(m, record, list, i));
    }
    isms__table_built(t);
}

/* Level of a state, with likelihood x impact where they are known. */
static void level_cell(isms__table *t, const isms_assessment *x, isms_id risk, isms_state state)
{
    const char *level = isms_assessment_level(x, risk, state);
    int l = isms_assessment_likelihood(x, risk, state), i = isms_assessment_impact(x, risk, state);
    if (level)
        isms__buffer_text(&t->text, level);
    if (l && i)
        isms__buffer_print(&t->text, "%s(%d x %d)", level ? " " : "", l, i);
    isms__table_built(t);
}

/* Name of a person where it is known, else the id that is written. */
static void person_cell(isms__table *t, const isms_model *m, isms_id record, isms_attribute link)
{
    const char *name = isms_text(m, isms_link(m, record, link), ISMS_PERSON_TITLE);
    isms__table_cell(t, name ? name : isms_link_key(m, record, link));
}

isms_status isms__section_risks(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"risk",     "title",     "owner",    "inherent", "current", "residual",
                                          "decision", "treatment", "controls", "status",   NULL};
    const isms_model *m = job->model;
    isms_assessment *x = NULL;
    isms_status status = assess(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    size_t n = isms_assessment_count(x);
    if (job->options.most && job->options.most < n)
        n = (size_t)job->options.most;
    for (size_t i = 0; i < n; i++) {
        isms_id r = isms_assessment_ranked(x, i);
        isms__table_cell(out, isms_record_key(m, r));
        isms__table_cell(out, isms_text(m, r, ISMS_RISK_TITLE));
        person_cell(out, m, r, ISMS_RISK_OWNER);
        level_cell(out, x, r, ISMS_INHERENT);
        level_cell(out, x, r, ISMS_CURRENT);
        level_cell(out, x, r, ISMS_RESIDUAL);
        isms__table_cell(out,
                         isms__value_name(ISMS_ENUM_DECISION, isms_assessment_decision(x, r, isms_assessment_present(x, r))));
        joined(out, m, r, ISMS_RISK_TREATMENT_OPTIONS);
        joined(out, m, r, ISMS_RISK_CONTROLS);
        isms__table_cell(out, isms_text(m, r, ISMS_RISK_STATUS));
    }
    isms_assessment_free(x);
    return ISMS_OK;
}

/* ------------------------------------------------------------------ groups */

/* What people call the record that a group is named after. */
static const char *group_title(const isms_model *m, isms_risk_dimension dimension, const char *name)
{
    if (dimension == ISMS_RISKS_BY_OWNER)
        return isms_text(m, isms_find(m, ISMS_PERSON, name), ISMS_PERSON_TITLE);
    if (dimension == ISMS_RISKS_BY_ASSET)
        return isms_text(m, isms_find(m, ISMS_ASSET, name), ISMS_ASSET_TITLE);
    return NULL;
}

static void group_rows(const isms__report_job *job, isms__table *t, isms_risk_dimension dimension, const isms_risk_groups *g)
{
    for (size_t i = 0; i < isms_risk_groups_count(g); i++) {
        const char *name = isms_risk_groups_name(g, i);
        isms__table_cell(t, isms_risk_dimension_name(dimension));
        isms__table_cell(t, name);
        isms__table_cell(t, group_title(job->model, dimension, name));
        isms__table_number(t, (int64_t)isms_risk_groups_risk_count(g, i));
        isms__table_cell(t, isms_risk_groups_level(g, i));
        isms__table_number(t, (int64_t)isms_risk_groups_at_highest(g, i));
        isms__table_number(t, (int64_t)isms_risk_groups_unknown(g, i));
        isms__table_cell(t, isms_record_key(job->model, isms_risk_groups_method(g, i)));
    }
}

isms_status isms__section_risk_groups(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"by", "group", "title", "risks", "highest", "at_highest", "unknown", "method", NULL};
    isms_risk_dimension only = isms_risk_dimension_by_name(job->options.about);
    isms_assessment *x = NULL;
    if (job->options.about && !only)
        return ISMS_E_NOT_FOUND;
    isms_status status = assess(job, &x);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (isms_risk_dimension d = ISMS_RISKS_WHOLE; isms_risk_dimension_name(d) && status == ISMS_OK; d++) {
        isms_risk_groups *g = NULL;
        if (only && d != only)
            continue;
        status = isms_risk_groups_build(x, d, -1, NULL, job->a, &g);
        group_rows(job, out, d, g);
        isms_risk_groups_free(g);
    }
    isms_assessment_free(x);
    return status;
}

/* ------------------------------------------------------------------ heat map */

enum { AXIS = 12 }; /* steps of a scale that a table can show */

static const char *const map_columns[] = {"likelihood", "impact_1",  "impact_2",  "impact_3", "impact_4",
                                          "impact_5",   "impact_6",  "impact_7",  "impact_8", "impact_9",
                                          "impact_10",  "impact_11", "impact_12", NULL};

/* The steps of the largest matrix, as far as a table can show them. */
static void size_of_map(const isms_model *m, int *rows, int *columns)
{
    *rows = *columns = 0;
    for (isms_id method = isms_first(m, ISMS_METHOD); method; method = isms_next(m, method)) {
        int r = (int)isms_table_row_count(m, method, ISMS_METHOD_MATRIX),
            c = (int)isms_table_column_count(m, method, ISMS_METHOD_MATRIX, 0);
        *rows = r > *rows ? r : *rows;
        *columns = c > *columns ? c : *columns;
    }
    *rows = *rows > AXIS ? AXIS : *rows;
    *columns = *columns > AXIS ? AXIS : *columns;
}

static bool lies_in(const isms_model *m, const isms_assessment *x, isms_id risk, int likelihood, int impact)
{
    isms_state now = isms_assessment_present(x, risk);
    return now >= 0 && isms_assessment_likelihood(x, risk, now) == likelihood &&
           isms_assessment_impact(x, risk, now) == impact && isms_value(m, risk, ISMS_RISK_STATUS) != ISMS_RISK_STATUS_CLOSED;
}

/* The level of a cell, where there is one method, and the risks. */
static void add_cell(isms__table *out, const isms_model *m, const isms_assessment *x, isms_id method, int likelihood,
                     int impact)
{
    size_t row = (size_t)likelihood - 1, column = (size_t)impact - 1, named = 0;
    const char *level = method ? isms_table_text(m, method, ISMS_METHOD_MATRIX, row, column) : NULL;
    isms__buffer_text(&out->text, level);
    for (size_t k = 0; k < isms_assessment_count(x); k++) {
        isms_id risk = isms_assessment_ranked(x, k);
        if (lies_in(m, x, risk, likelihood, impact))
            isms__buffer_print(&out->text, "%s%s", named++ ? " " : level ? ": " : "", isms_record_key(m, risk));
    }
    isms__table_built(out);
}

/* A row for each likelihood, highest first; a cell names the open risks whose present state lies there. */
isms_status isms__section_heatmap(const isms__report_job *job, isms__table *out)
{
    const isms_model *m = job->model;
    isms_assessment *x = NULL;
    int rows, columns;
    isms_id one = isms_count(m, ISMS_METHOD) == 1 ? isms_first(m, ISMS_METHOD) : ISMS_NONE;
    isms_status status = assess(job, &x);
    if (status != ISMS_OK)
        return status;
    size_of_map(m, &rows, &columns);
    isms__table_start(out, job->a, "", map_columns);
    out->column_count = (size_t)columns + 1;
    for (int likelihood = rows; likelihood >= 1; likelihood--) {
        isms__table_number(out, likelihood);
        for (int impact = 1; impact <= columns; impact++)
            add_cell(out, m, x, one, likelihood, impact);
    }
    isms_assessment_free(x);
    return ISMS_OK;
}
