/* Documents into models and back, and documents that readers must refuse. */
#include "test.h"

isms_model *test_read(const char *format, const char *text, size_t size)
{
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(model, format, text, size, NULL, NULL), ISMS_OK);
    return model;
}

isms_model *test_read_json(const char *text)
{
    return test_read("json", text, strlen(text));
}

isms_blob *test_write(const isms_model *model, const char *format, isms_form form)
{
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    isms_blob *blob = NULL;
    options.form = form;
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(model, format, &options, &blob), ISMS_OK);
    return blob;
}

bool test_blob_is(const isms_blob *blob, const char *text, size_t size)
{
    return isms_blob_size(blob) == size && memcmp(isms_blob_bytes(blob), text, size) == 0;
}

bool test_same_blob(const isms_blob *a, const isms_blob *b)
{
    return test_blob_is(a, isms_blob_bytes(b), isms_blob_size(b));
}

isms_status test_read_lines(const char *format, const char *text, size_t size, const isms_read_options *given, char *lines,
                            size_t room)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *model = NULL;
    char source[20];
    if (given)
        options = *given;
    snprintf(source, sizeof source, "a.%s", format);
    options.source = source;
    lines[0] = '\0';
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    isms_status status = isms_model_read_text(model, format, text, size, &options, problems);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++) {
        size_t used = strlen(lines);
        snprintf(lines + used, room - used, "%s%s", i ? "\n" : "", isms_diagnostics_line(problems, i));
    }
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems) > 0, status != ISMS_OK);
    if (status != ISMS_OK)
        CU_ASSERT_EQUAL(test_fingerprint(model), before);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return status;
}

void test_refusals(const char *format, const test_refusal *rows, size_t count, const isms_read_options *options)
{
    char lines[4000];
    for (size_t i = 0; i < count; i++) {
        isms_status status = test_read_lines(format, rows[i].text, strlen(rows[i].text), options, lines, sizeof lines);
        CU_ASSERT_EQUAL(status, rows[i].status);
        CU_ASSERT_STRING_EQUAL(lines, rows[i].lines);
        if (status != rows[i].status || strcmp(lines, rows[i].lines) != 0)
            printf("\n%s\n  gave %s\n%s\n", rows[i].text, isms_status_name(status), lines);
    }
}

char *test_every_kind(size_t *size)
{
    char *text = test_slurp(ISMS_SOURCE_DIR "/tests/data/every_kind.json", size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    return text;
}

void test_pieces_agree(const char *text, size_t size, size_t longest, size_t step)
{
    isms_model *whole = test_read(NULL, text, size);
    for (size_t piece = 1; piece <= longest; piece += step) {
        test_source source = {.bytes = text, .size = size, .piece = piece, .fails_at = TEST_NEVER};
        isms_model *model = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
        CU_ASSERT_EQUAL(isms_model_read(model, NULL, test_source_read, &source, NULL, NULL), ISMS_OK);
        CU_ASSERT_EQUAL(test_fingerprint(model), test_fingerprint(whole));
        isms_model_free(model);
    }
    isms_model_free(whole);
}
