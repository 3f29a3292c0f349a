/* CSV registers: each row is accounted for, and what was taken comes back the same by every format. */
#include "fuzz.h"

static void account_for_rows(const isms_import *import)
{
    for (size_t i = 0; i < isms_import_count(import); i++) {
        uint64_t rows = 0;
        for (isms_import_outcome outcome = ISMS_IMPORT_CREATED; outcome <= ISMS_IMPORT_SKIPPED; outcome++)
            rows += isms_import_rows_of(import, i, outcome);
        PROMISED(rows == isms_import_rows(import, i));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    isms_model *model = NULL;
    isms_import *import = NULL;
    isms_import_options options = ISMS_IMPORT_OPTIONS_INIT;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    options.scale = "product-5x5:5,10,16";
    PROMISED(problems && isms_model_new(NULL, &model) == ISMS_OK);
    isms_status status = isms_import_text(model, "register.csv", (const char *)data, size, &options, problems, &import);
    if (status == ISMS_OK || status == ISMS_PARTIAL)
        account_for_rows(import);
    PROMISED(status == ISMS_OK || isms_diagnostics_count(problems) > 0);
    fuzz_round_trips(model);
    isms_import_free(import);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return 0;
}
