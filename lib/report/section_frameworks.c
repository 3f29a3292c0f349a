/* Report sections on frameworks: how far each is covered, its requirements with their authority, and the gaps of both sides. */
#include "section.h"

#include <isms/catalogue.h>
#include <isms/coverage.h>
#include <string.h>

/* What several coverages share. */
typedef struct shared {
    isms_soa *soa;
    isms_gap *gap;
} shared;

static isms_status share(const isms__report_job *job, shared *out)
{
    isms_soa_options of_soa = ISMS_SOA_OPTIONS_INIT;
    isms_gap_options of_gap = ISMS_GAP_OPTIONS_INIT;
    *out = (shared){NULL, NULL};
    of_soa.as_of = of_gap.as_of = job->options.as_of;
    of_soa.allocator = of_gap.allocator = job->a;
    isms_status status = isms_soa_build(job->model, &of_soa, &out->soa);
    of_gap.soa = out->soa;
    of_gap.flags = ISMS_GAP_NO_PLAN;
    return status == ISMS_OK ? isms_gap_analyse(job->model, &of_gap, &out->gap) : status;
}

static void unshare(shared *s)
{
    isms_gap_free(s->gap);
    isms_soa_free(s->soa);
}

static isms_status cover(const isms__report_job *job, const shared *s, const char *framework, isms_coverage **out)
{
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    options.framework = framework;
    options.through = job->options.through;
    options.set = job->options.set;
    options.confidence = job->options.confidence;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    options.soa = s->soa;
    options.gap = s->gap;
    return isms_coverage_run(job->model, &options, out);
}

/* ------------------------------------------------------------------ all frameworks */

static isms_status add_framework(const isms__report_job *job, const shared *s, const char *id, isms__table *out)
{
    static const isms_coverage_state states[] = {ISMS_COVERAGE_PARTLY, ISMS_COVERAGE_OPEN, ISMS_COVERAGE_UNKNOWN};
    isms_coverage *c = NULL;
    isms_status status = cover(job, s, id, &c);
    if (status != ISMS_OK)
        return status;
    isms__table_cell(out, id);
    isms__table_cell(out, isms_coverage_title(c));
    isms__table_number(out, (int64_t)isms_coverage_units(c));
    isms__table_number(out, (int64_t)isms_coverage_certain(c));
    isms__table_number(out, (int64_t)isms_coverage_possible(c));
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        isms__table_number(out, (int64_t)isms_coverage_total(c, states[i]));
    isms_coverage_free(c);
    return ISMS_OK;
}

typedef isms_status (*add_one)(const isms__report_job *job, const shared *s, const char *framework, isms__table *out);

/* The built-in ones, then those that the host adds. */
static isms_status add_each(const isms__report_job *job, const shared *s, add_one add, isms__table *out)
{
    const isms_model *from[] = {isms_catalogue(), job->model};
    isms_status status = ISMS_OK;
    for (int i = 0; i < 2; i++)
        for (isms_id f = isms_first(from[i], ISMS_FRAMEWORK); f && status == ISMS_OK; f = isms_next(from[i], f))
            if (i == 0 || !isms_find(from[0], ISMS_FRAMEWORK, isms_record_key(from[i], f)))
                status = add(job, s, isms_record_key(from[i], f), out);
    return status;
}

static isms_status all_frameworks(const isms__report_job *job, const shared *s, isms__table *out)
{
    static const char *const columns[] = {
        "framework", "title", "requirements", "certainly_met", "possibly_met", "partly", "open", "unknown", NULL};
    isms__table_start(out, job->a, "", columns);
    return add_each(job, s, add_framework, out);
}

/* ------------------------------------------------------------------ one framework */

static void add_reasons(isms__table *out, const isms_coverage *c, size_t i)
{
    size_t n = isms_coverage_reason_count(c, i);
    for (size_t k = 0; k < n; k++)
        isms__buffer_print(&out->text, "%s%s", k ? "; " : "", isms_coverage_reason_text(c, i, k));
    isms__table_built(out);
    for (size_t k = 0, shown = 0; k < n; k++)
        if (*isms_coverage_reason_authority(c, i, k))
            isms__buffer_print(&out->text, "%s%s: %s", shown++ ? "; " : "", isms_coverage_reason_start(c, i, k),
                               isms_coverage_reason_authority(c, i, k));
    isms__table_built(out);
}

/* What only groups others has a state only where something speaks of it as such. */
static bool is_heading(const isms_coverage *c, size_t i)
{
    return !isms_coverage_is_unit(c, i) && isms_coverage_units_below(c, i) && !isms_coverage_reason_count(c, i);
}

static isms_status one_framework(const isms__report_job *job, const shared *s, isms__table *out)
{
    static const char *const columns[] = {"requirement",         "title", "state", "certainly_met", "possibly_met", "of", "by",
                                          "on_the_authority_of", NULL};
    isms_coverage *c = NULL;
    isms_status status = cover(job, s, job->options.about, &c);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    isms__buffer_print(&out->lead, "%s: %s\n", isms_coverage_title(c), isms_coverage_summary(c));
    for (size_t i = 0; i < isms_coverage_count(c); i++) {
        isms__table_cell(out, isms_coverage_requirement(c, i));
        isms__table_cell(out, isms_coverage_requirement_title(c, i));
        isms__table_cell(out, is_heading(c, i) ? "" : isms_coverage_state_name(isms_coverage_state_of(c, i)));
        isms__table_number(out, (int64_t)isms_coverage_certain_below(c, i));
        isms__table_number(out, (int64_t)isms_coverage_possible_below(c, i));
        isms__table_number(out, (int64_t)isms_coverage_units_below(c, i));
        add_reasons(out, c, i);
    }
    isms_coverage_free(c);
    return ISMS_OK;
}

isms_status isms__section_frameworks(const isms__report_job *job, isms__table *out)
{
    shared s;
    isms_status status = share(job, &s);
    if (status == ISMS_OK)
        status = job->options.about ? one_framework(job, &s, out) : all_frameworks(job, &s, out);
    unshare(&s);
    return status;
}

/* ------------------------------------------------------------------ gaps of both sides */

static isms_status add_gaps(const isms__report_job *job, const shared *s, const char *framework, isms__table *out)
{
    (void)s;
    static const char *const sides[] = {"what the organization does, and the framework does not ask for",
                                        "what the framework asks for, and nothing is mapped to"};
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.to = framework;
    options.through = job->options.through;
    options.set = job->options.set;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    isms_status status = isms_crosswalk_build(job->model, &options, &x);
    for (int32_t side = 1; side >= 0 && status == ISMS_OK; side--)
        for (size_t i = 0; i < isms_crosswalk_gap_count(x, side); i++) {
            isms__table_cell(out, framework);
            isms__table_cell(out, isms_crosswalk_gap(x, side, i));
            isms__table_cell(out, sides[side]);
        }
    isms_crosswalk_free(x);
    return status;
}

isms_status isms__section_framework_gaps(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"framework", "requirement", "gap", NULL};
    const char *framework = job->options.about;
    isms__table_start(out, job->a, "", columns);
    return framework ? add_gaps(job, NULL, framework, out) : add_each(job, NULL, add_gaps, out);
}
