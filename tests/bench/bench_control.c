/* The Statement of Applicability and the coverage of every framework, against the time that loading takes. */
#include "bench.h"
#include "generate.h"

#include <isms.h>
#include <stdlib.h>

enum { RISKS = 100000, CONTROLS = 10000 };

/* A document and the model that it gives. */
typedef struct subject {
    char *text;
    size_t size;
    isms_model *model;
} subject;

static void load_json(void *context)
{
    subject *s = context;
    isms_model *model = NULL;
    if (isms_model_new(NULL, &model) == ISMS_OK)
        isms_model_read_text(model, "json", s->text, s->size, NULL, NULL);
    isms_model_free(s->model);
    s->model = model;
}

static isms_soa *build_soa(const subject *s)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.as_of = isms_date(2026, 6, 30);
    isms_soa_build(s->model, &options, &soa);
    return soa;
}

static void soa(void *context)
{
    isms_soa_free(build_soa(context));
}

static void cover(const subject *s, const isms_soa *soa, const isms_gap *gap, const char *framework)
{
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *coverage = NULL;
    options.framework = framework;
    options.as_of = isms_date(2026, 6, 30);
    options.soa = soa;
    options.gap = gap;
    isms_coverage_run(s->model, &options, &coverage);
    isms_coverage_free(coverage);
}

static void soa_and_coverages(void *context)
{
    const subject *s = context;
    const isms_model *c = isms_catalogue();
    isms_gap_options options = ISMS_GAP_OPTIONS_INIT;
    isms_gap *gap = NULL;
    isms_soa *soa = build_soa(s);
    options.as_of = isms_date(2026, 6, 30);
    options.flags = ISMS_GAP_NO_PLAN;
    options.soa = soa;
    isms_gap_analyse(s->model, &options, &gap);
    for (isms_id f = isms_first(c, ISMS_FRAMEWORK); f; f = isms_next(c, f))
        cover(s, soa, gap, isms_record_key(c, f));
    isms_gap_free(gap);
    isms_soa_free(soa);
}

static void run(bench_report *report)
{
    subject s = {NULL, 0, NULL};
    s.text = generate_isms(RISKS, CONTROLS, &s.size);
    if (!s.text)
        return;
    const bench_way ways[] = {{"load JSON", load_json, &s}, {"soa", soa, &s}, {"soa + 13 coverages", soa_and_coverages, &s}};
    bench_result results[3];
    load_json(&s);
    if (isms_count(s.model, ISMS_RISK) != RISKS || isms_count(s.model, ISMS_CONTROL) != CONTROLS)
        bench_note(report, "the register was not read as it was made");
    bench_compare(report, BENCH_WORKED, "risks/s", RISKS, ways, 3, results);
    bench_goal(report, "soa + 13 coverages / time of loading", results[2].median / results[0].median, false, 1.0);
    isms_model_free(s.model);
    free(s.text);
}

const bench bench_control[] = {
    {"control.speed", "Statement of Applicability and 13 coverages of 100,000 risks and 10,000 controls", run},
    {NULL, NULL, NULL}};
