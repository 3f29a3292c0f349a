/* Two documents: no difference means the same document, either way round there are as many, and each form can be written. */
#include "fuzz.h"

static size_t count_differences(const isms_model *before, const isms_model *after)
{
    static const char *const forms[] = {"json", "text", "csv"};
    isms_diff *diff = NULL;
    PROMISED(isms_diff_models(before, after, NULL, &diff) == ISMS_OK);
    for (size_t i = 0; i < 3; i++) {
        fuzz_text text = {NULL, 0};
        PROMISED(isms_diff_write(diff, forms[i], fuzz_gather, &text) == ISMS_OK);
        if (i == 0)
            fuzz_is_json(&text);
        free(text.bytes);
    }
    size_t count = isms_diff_count(diff);
    isms_diff_free(diff);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    isms_model *models[2];
    fuzz_models(data, size, models, 2);
    size_t count = count_differences(models[0], models[1]);
    PROMISED(count || fuzz_same_models(models[0], models[1])); /* not the other way: 1e2 is another text than 100 */
    PROMISED(count_differences(models[1], models[0]) == count);
    PROMISED(count_differences(models[0], models[0]) == 0);
    isms_model_free(models[0]);
    isms_model_free(models[1]);
    return 0;
}
