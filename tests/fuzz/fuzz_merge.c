/* Three documents: what one side alone changed is the result, who is who does not matter without conflicts, and the result is
 * a document like any other. */
#include "fuzz.h"

/* The merge, and how many conflicts it has. */
static isms_model *merge_of(const isms_model *base, const isms_model *ours, const isms_model *theirs, size_t *conflicts)
{
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    fuzz_text json = {NULL, 0}, text = {NULL, 0};
    isms_status status = isms_merge_models(base, ours, theirs, NULL, &merged, &merge);
    *conflicts = isms_merge_count(merge);
    PROMISED(status == (*conflicts ? ISMS_PARTIAL : ISMS_OK));
    PROMISED(isms_merge_write(merge, "json", fuzz_gather, &json) == ISMS_OK);
    PROMISED(isms_merge_write(merge, "text", fuzz_gather, &text) == ISMS_OK);
    fuzz_is_json(&json);
    free(json.bytes);
    free(text.bytes);
    isms_merge_free(merge);
    return merged;
}

static void expect(const isms_model *base, const isms_model *ours, const isms_model *theirs, const isms_model *expected)
{
    size_t conflicts;
    isms_model *merged = merge_of(base, ours, theirs, &conflicts);
    PROMISED(conflicts == 0 && fuzz_same_models(merged, expected));
    isms_model_free(merged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    isms_model *m[3];
    size_t there, back;
    fuzz_models(data, size, m, 3);
    isms_model *one = merge_of(m[0], m[1], m[2], &there), *two = merge_of(m[0], m[2], m[1], &back);
    PROMISED((there == 0) == (back == 0));
    PROMISED(there || fuzz_same_models(one, two));
    fuzz_round_trips(one);
    expect(m[0], m[0], m[2], m[2]);
    expect(m[0], m[1], m[0], m[1]);
    expect(m[0], m[1], m[1], m[1]);
    isms_model_free(one);
    isms_model_free(two);
    for (size_t i = 0; i < 3; i++)
        isms_model_free(m[i]);
    return 0;
}
