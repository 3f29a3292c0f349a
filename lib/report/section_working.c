/* Report sections on how controls work: maturity by groups, and effectiveness by tests. */
#include "section.h"

#include "schema/schema.h"

#include <isms/effectiveness.h>
#include <isms/maturity.h>
#include <string.h>

/* ------------------------------------------------------------------ maturity */

static void add_step(const isms_maturity *x, int64_t step, isms__table *out)
{
    const char *label = step < 0 ? "" : isms_maturity_step(x, (size_t)step);
    if (step >= 0)
        isms__buffer_print(&out->text, "%lld%s%s", (long long)step, *label ? " " : "", label);
    isms__table_built(out);
}

static void add_group(const isms_maturity *x, size_t g, bool with_mean, isms__table *out)
{
    double mean = 0;
    isms__table_cell(out, isms_maturity_group(x, g));
    isms__table_number(out, isms_maturity_figure(x, g, ISMS_MATURITY_APPLICABLE));
    isms__table_number(out, isms_maturity_figure(x, g, ISMS_MATURITY_RATED));
    for (int32_t what = ISMS_MATURITY_LOWEST; what <= ISMS_MATURITY_HIGHEST; what++)
        add_step(x, isms_maturity_figure(x, g, what), out);
    isms__table_number(out, isms_maturity_figure(x, g, ISMS_MATURITY_REACHED));
    isms__table_number(out, isms_maturity_figure(x, g, ISMS_MATURITY_AIMED));
    if (with_mean && isms_maturity_ordinal_mean(x, g, &mean) == ISMS_OK)
        isms__buffer_real(&out->text, mean);
    if (with_mean)
        isms__table_built(out);
}

static isms_status roll_up(const isms__report_job *job, isms_soa **soa, isms_grouping **grouping, isms_maturity **out)
{
    isms_status status = isms__section_soa_build(job, soa);
    if (status == ISMS_OK && job->options.about)
        status = isms__section_group(job, *soa, grouping);
    return status == ISMS_OK ? isms_maturity_roll_up(job->model, *soa, *grouping, job->a, out) : status;
}

isms_status isms__section_maturity(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"group",   "applicable",         "rated",       "lowest", "median",
                                          "highest", "at_or_above_target", "with_target", NULL};
    static const char *const with_mean[] = {"group",
                                            "applicable",
                                            "rated",
                                            "lowest",
                                            "median",
                                            "highest",
                                            "at_or_above_target",
                                            "with_target",
                                            "mean_of_ordinal_steps",
                                            NULL};
    bool mean = (job->options.flags & ISMS_REPORT_ORDINAL_MEAN) != 0;
    isms_soa *soa = NULL;
    isms_grouping *grouping = NULL;
    isms_maturity *x = NULL;
    isms_status status = roll_up(job, &soa, &grouping, &x);
    if (status == ISMS_OK)
        isms__table_start(out, job->a, "", mean ? with_mean : columns);
    for (size_t g = 0; g < isms_maturity_group_count(x); g++)
        add_group(x, g, mean, out);
    isms_maturity_free(x);
    isms_grouping_free(grouping);
    isms_soa_free(soa);
    return status;
}

/* ------------------------------------------------------------------ effectiveness */

static void add_result(const isms_model *m, const isms_effectiveness *e, size_t i, int32_t kind, isms__table *out)
{
    isms_id test = isms_effectiveness_test(e, i, kind);
    isms__table_cell(out, isms__value_name(ISMS_ENUM_TEST_RESULT, isms_effectiveness_result(e, i, kind)));
    isms__table_day(out, isms_effectiveness_tested_on(e, i, kind));
    isms__table_cell(out, test ? isms_record_key(m, test) : "");
}

static void add_remarks(const isms_effectiveness *e, size_t i, isms__table *out)
{
    static const struct {
        uint32_t flag;
        const char *words;
    } remarks[] = {{ISMS_EFFECTIVENESS_FLAG_TEST_OVERDUE, "test overdue"},
                   {ISMS_EFFECTIVENESS_FLAG_LATE, "not in place on time"},
                   {ISMS_EFFECTIVENESS_FLAG_PARTIAL, "partly in place"},
                   {ISMS_EFFECTIVENESS_FLAG_DIFFERS, "states another result than its latest test"},
                   {ISMS_EFFECTIVENESS_FLAG_UNDATED, "a result without a date was not counted"},
                   {ISMS_EFFECTIVENESS_FLAG_EXCEPTIONS, "cases failed"}};
    for (size_t k = 0; k < sizeof remarks / sizeof remarks[0]; k++)
        if (isms_effectiveness_flags(e, i) & remarks[k].flag)
            isms__buffer_print(&out->text, "%s%s", out->text.size ? "; " : "", remarks[k].words);
    isms__table_built(out);
}

static void add_control(const isms_model *m, const isms_effectiveness *e, size_t i, isms__table *out)
{
    isms__table_cell(out, isms_effectiveness_key(e, i));
    isms__table_cell(out, isms_text(m, isms_effectiveness_control(e, i), ISMS_CONTROL_TITLE));
    isms__table_cell(out, isms_effectiveness_state_name(isms_effectiveness_state_of(e, i)));
    add_result(m, e, i, ISMS_TEST_KIND_DESIGN, out);
    add_result(m, e, i, ISMS_TEST_KIND_OPERATION, out);
    isms__table_day(out, isms_effectiveness_next_test(e, i));
    add_remarks(e, i, out);
    for (size_t k = 0; k < isms_effectiveness_consequence_count(e, i); k++)
        isms__buffer_print(&out->text, "%s%s", k ? "; " : "", isms_effectiveness_consequence(e, i, k));
    if (isms_effectiveness_is_asked(e, i) && !isms_effectiveness_consequence_count(e, i))
        isms__buffer_text(&out->text, "no level changes");
    isms__table_built(out);
}

isms_status isms__section_effectiveness(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"control",     "title",        "state",     "design", "design_tested_on",
                                          "design_test", "operation",    "tested_on", "test",   "next_test_on",
                                          "remarks",     "if_it_failed", NULL};
    isms_effectiveness_options options = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    isms_effectiveness *e = NULL;
    options.as_of = job->options.as_of;
    options.control = isms_find(job->model, ISMS_CONTROL, job->options.about);
    options.allocator = job->a;
    if (job->options.about && !options.control)
        return ISMS_E_NOT_FOUND;
    isms_status status = isms_effectiveness_judge(job->model, &options, &e);
    if (status == ISMS_OK)
        isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_effectiveness_count(e); i++)
        add_control(job->model, e, i, out);
    isms_effectiveness_free(e);
    return status;
}
