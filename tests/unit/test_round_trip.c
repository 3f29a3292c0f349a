/* Documents made up along the schema come back byte for byte through the formats in any order. */
#include "generator.h"
#include "test.h"

enum { DOCUMENTS = 150 };

static isms_model *read_text(const char *format, const char *bytes, size_t size)
{
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    isms_status status = isms_model_read_text(model, format, bytes, size, NULL, problems);
    if (status != ISMS_OK) {
        for (size_t i = 0; i < isms_diagnostics_count(problems) && i < 5; i++)
            printf("%s\n", isms_diagnostics_line(problems, i));
        isms_model_free(model);
        model = NULL;
    }
    isms_diagnostics_free(problems);
    return model;
}

/* The model through a format into a new one, which takes its place. */
static bool pass(isms_model **model, const char *format, isms_form form)
{
    isms_blob *blob = test_write(*model, format, form);
    isms_model *next = read_text(format, isms_blob_bytes(blob), isms_blob_size(blob));
    isms_blob *again = next ? test_write(next, format, form) : NULL;
    bool good = next && test_same_blob(blob, again);
    isms_blob_free(blob);
    isms_blob_free(again);
    isms_model_free(*model);
    *model = next;
    return good;
}

static const char *formats[8];
static size_t format_count;

/* Every order of the formats, `left` of them to come. */
static bool every_order(isms_model **model, unsigned used, size_t left)
{
    if (left == 0)
        return true;
    for (size_t i = 0; i < format_count; i++)
        if (!(used >> i & 1) && (!pass(model, formats[i], left % 2 ? ISMS_FORM_PRETTY : ISMS_FORM_COMPACT) ||
                                 !every_order(model, used | 1u << i, left - 1)))
            return false;
    return true;
}

static bool comes_back(const char *json, size_t size)
{
    isms_model *model = read_text("json", json, size);
    if (!model)
        return false;
    isms_blob *before = test_write(model, "json", ISMS_FORM_PRETTY),
              *canonical = test_write(model, "json", ISMS_FORM_CANONICAL);
    bool good = every_order(&model, 0, format_count);
    isms_blob *after = good ? test_write(model, "json", ISMS_FORM_PRETTY) : NULL;
    isms_blob *last = good ? test_write(model, "json", ISMS_FORM_CANONICAL) : NULL;
    good = good && test_same_blob(before, after) && test_same_blob(canonical, last);
    isms_blob_free(before);
    isms_blob_free(canonical);
    isms_blob_free(after);
    isms_blob_free(last);
    isms_model_free(model);
    return good;
}

static void documents_made_up_come_back_through_every_order_of_formats(void)
{
    unsigned bad = 0;
    for (unsigned i = 0; i < DOCUMENTS && bad < 3; i++) {
        char *text = generated_document(i);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        if (!comes_back(text, strlen(text))) {
            printf("document %u does not come back\n", i);
            bad++;
        }
        free(text);
    }
    CU_ASSERT_EQUAL(bad, 0);
}

static void the_samples_come_back_through_every_order_of_formats(void)
{
    static const char *const paths[] = {"/tests/data/every_kind.json", "/examples/data/nordlicht.json",
                                        "/examples/data/nordlicht-certifiable.json"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char path[1000];
        size_t size;
        snprintf(path, sizeof path, "%s%s", ISMS_SOURCE_DIR, paths[i]);
        char *text = test_slurp(path, &size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT(comes_back(text, size));
        free(text);
    }
}

int main(void)
{
    static const test_case tests[] = {
        {"documents made up come back through every order of formats",
         documents_made_up_come_back_through_every_order_of_formats},
        {"the samples come back through every order of formats", the_samples_come_back_through_every_order_of_formats},
        {NULL, NULL}};
    for (const char *f = isms_format_next(NULL); f && format_count < 8; f = isms_format_next(f))
        formats[format_count++] = f;
    return run_suite("round trips", tests);
}
