/* Report section on assets: what each is worth by criterion, and where an inherited value comes from. */
#include "section.h"

#include <isms/valuation.h>

static const char *const reasons[] = {[ISMS_INHERITED_NOT_SET] = "",
                                      [ISMS_INHERITED_OWN] = "own",
                                      [ISMS_INHERITED_MAXIMUM] = "inherited",
                                      [ISMS_INHERITED_CUMULATED] = "inherited, raised",
                                      [ISMS_INHERITED_DISTRIBUTED] = "inherited, lowered",
                                      [ISMS_INHERITED_OVERRIDE] = "own, set to stand",
                                      [ISMS_INHERITED_LOWERED] = "own, set to stand below what is inherited"};

static void position_cell(isms__table *t, int32_t value)
{
    if (value)
        isms__table_number(t, value);
    else
        isms__table_cell(t, NULL);
}

static void add_row(const isms__report_job *job, isms__table *t, const isms_valuation *v, isms_id asset, int32_t k)
{
    const isms_model *m = job->model;
    isms_id via = isms_valuation_via(v, asset, k), origin = isms_valuation_origin(v, asset, k);
    isms__table_cell(t, isms_record_key(m, asset));
    isms__table_cell(t, isms_text(m, asset, ISMS_ASSET_TITLE));
    isms__table_cell(t, isms_valuation_criterion(v, k));
    position_cell(t, isms_valuation_own(v, asset, k));
    position_cell(t, isms_valuation_value(v, asset, k));
    isms__table_cell(t, reasons[isms_valuation_reason(v, asset, k)]);
    isms__table_cell(t, via ? isms_record_key(m, via) : NULL);
    isms__table_cell(t, via && origin ? isms_record_key(m, origin) : NULL);
}

isms_status isms__section_assets(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"asset", "title", "criterion", "own", "value", "how", "from", "at_first", NULL};
    isms_valuation *v = NULL;
    isms_status status = isms_valuation_run(job->model, job->a, NULL, &v);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (isms_id a = isms_first(job->model, ISMS_ASSET); a; a = isms_next(job->model, a))
        for (int32_t k = 0; k < isms_valuation_criterion_count(v); k++)
            if (isms_valuation_value(v, a, k))
                add_row(job, out, v, a, k);
    isms_valuation_free(v);
    return ISMS_OK;
}
