/* Documents of any format: what the readers take comes back the same by every format and can be analysed; what they refuse is
 * explained and leaves the model as it was. */
#include "fuzz.h"

static void analyse(const isms_model *model)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *audit = NULL;
    isms_soa *soa = NULL;
    isms_assessment *risks = NULL;
    options.as_of = isms_date(2026, 10, 1);
    PROMISED(isms_audit_run(model, &options, NULL, &audit) == ISMS_OK);
    PROMISED(isms_soa_build(model, NULL, &soa) == ISMS_OK);
    PROMISED(isms_assess(model, NULL, NULL, &risks) == ISMS_OK);
    isms_assessment_free(risks);
    isms_soa_free(soa);
    isms_audit_free(audit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    isms_model *model = NULL;
    isms_id before;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    PROMISED(problems && isms_model_new(NULL, &model) == ISMS_OK);
    PROMISED(isms_model_begin(model, "fuzz", NULL) == ISMS_OK);
    PROMISED(isms_record_create(model, ISMS_ASSET, "there-before", &before) == ISMS_OK);
    PROMISED(isms_model_commit(model) == ISMS_OK);
    isms_blob *at_first = fuzz_bytes(model, "json", ISMS_FORM_CANONICAL);
    isms_status status = isms_model_read_text(model, NULL, (const char *)data, size, NULL, problems);
    if (status == ISMS_OK) {
        fuzz_round_trips(model);
        analyse(model);
    } else {
        isms_blob *now = fuzz_bytes(model, "json", ISMS_FORM_CANONICAL);
        PROMISED(fuzz_same(at_first, now));
        PROMISED(isms_diagnostics_count(problems) > 0);
        isms_blob_free(now);
    }
    isms_blob_free(at_first);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return 0;
}
