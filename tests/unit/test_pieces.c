/* Documents in pieces: cut short, failing, beyond their limits, stopped. */
#include "test.h"

#include <cjson/cJSON.h>

/* ------------------------------------------------------------------ cut short, in pieces, failing */

static void a_document_cut_at_any_byte_is_told_to_be_cut(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    size_t wrong = 0;
    for (size_t n = 0; n + 1 < size; n++) {
        isms_diagnostics_clear(problems);
        isms_status status = isms_model_read_text(model, "json", text, n, NULL, problems);
        size_t count = isms_diagnostics_count(problems);
        wrong += status != ISMS_E_TRUNCATED || count == 0 ||
                 strcmp(isms_diagnostics_rule(problems, count - 1), "ISMS-END-01") != 0 || test_fingerprint(model) != before;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    isms_diagnostics_free(problems);
    isms_model_free(model);
    free(text);
}

static void lines_cut_at_any_byte_are_told_to_be_cut(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *first = test_read("json", text, size), *model = NULL;
    isms_blob *lines = test_write(first, "ndjson", ISMS_FORM_PRETTY);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    size_t wrong = 0;
    for (size_t n = 0; n + 1 < isms_blob_size(lines); n++)
        wrong += isms_model_read_text(model, "ndjson", isms_blob_bytes(lines), n, NULL, NULL) != ISMS_E_TRUNCATED;
    CU_ASSERT_EQUAL(wrong, 0);
    isms_blob_free(lines);
    isms_model_free(first);
    isms_model_free(model);
    free(text);
}

static void pieces_of_any_size_give_the_same_model(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    test_pieces_agree(text, size, 39, 6);
    free(text);
}

static void a_source_that_fails_at_any_byte_leaves_the_model_as_it_was(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    size_t wrong = 0;
    for (size_t n = 0; n <= size; n += 7) {
        test_source source = {.bytes = text, .size = size, .piece = 100, .fails_at = (int64_t)n};
        wrong += isms_model_read(model, "json", test_source_read, &source, NULL, NULL) != ISMS_E_IO ||
                 test_fingerprint(model) != before;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    isms_model_free(model);
    free(text);
}

static void a_sink_that_fails_is_told(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *model = test_read("json", text, size);
    for (size_t n = 0; n < size; n += 97) {
        test_sink sink = {.fails_at = (int64_t)n};
        CU_ASSERT_EQUAL(isms_model_write(model, "json", NULL, test_sink_write, &sink), ISMS_E_IO);
        test_sink_dispose(&sink);
    }
    isms_model_free(model);
    free(text);
}

/* ------------------------------------------------------------------ windows, limits, progress */

/* A document with records of about `width` bytes; the caller frees it. */
static char *document_of(size_t records, size_t width, size_t *size)
{
    char *text = malloc(records * (width + 60) + 100), *at = text;
    at += sprintf(at, "{\"libisms\":\"1.0\",\"risks\":[");
    for (size_t i = 0; i < records; i++) {
        at += sprintf(at, "%s{\"id\":\"R-%zu\",\"title\":\"", i ? ",\n" : "", i);
        for (size_t k = 0; k < width; k++)
            *at++ = k % 61 == 60 ? '\\' : k % 61 == 0 && k ? 'n' : (char)('a' + (i + k) % 26);
        if (at[-1] == '\\')
            at[-1] = 'x';
        at += sprintf(at, "\"}");
    }
    at += sprintf(at, "]}");
    *size = (size_t)(at - text);
    return text;
}

static void records_cross_and_outgrow_the_window(void)
{
    static const struct {
        size_t records, width;
    } rows[] = {{2000, 100}, {40, 9000}, {5, 200000}, {2, 65536 - 50}, {2, 65536}, {3, 131072 - 40}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size;
        char *text = document_of(rows[i].records, rows[i].width, &size);
        isms_model *model = test_read("json", text, size);
        isms_blob *blob = test_write(model, "json", ISMS_FORM_COMPACT);
        cJSON *one = cJSON_ParseWithLength(text, size),
              *two = cJSON_ParseWithLength(isms_blob_bytes(blob), isms_blob_size(blob));
        CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), rows[i].records);
        if (rows[i].records < 10)
            CU_ASSERT(cJSON_Compare(one, two, 1));
        cJSON_Delete(one);
        cJSON_Delete(two);
        isms_blob_free(blob);
        isms_model_free(model);
        free(text);
    }
}

static void a_record_or_document_beyond_its_limit_is_refused(void)
{
    size_t size;
    char *text = document_of(3, 200000, &size);
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    options.max_record_bytes = 200000;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, size, &options, problems), ISMS_E_LIMIT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0),
                           "1:27: error: a record is longer than 200000 bytes [ISMS-LIMIT-03]");
    CU_ASSERT_EQUAL(isms_diagnostics_column(problems, 0), 27);
    isms_diagnostics_clear(problems);
    options.max_record_bytes = 1000;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, size, &options, problems), ISMS_E_LIMIT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-LIMIT-03");
    options.max_record_bytes = 0;
    options.max_bytes = 300000;
    isms_diagnostics_clear(problems);
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, size, &options, problems), ISMS_E_LIMIT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-LIMIT-06");
    isms_diagnostics_free(problems);
    isms_model_free(model);
    free(text);
}

static int64_t read_nothing(void *user, char *bytes, size_t size)
{
    (void)user;
    (void)bytes;
    (void)size;
    return -1;
}

static void what_goes_wrong_before_the_format_is_known_has_its_place_too(void)
{
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    options.source = "a";
    options.max_bytes = 10;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, "{\"libisms\":\"1.0\"}", 17, &options, problems), ISMS_E_LIMIT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0),
                           "a:1:1: error: the document is longer than the limit allows [ISMS-LIMIT-06]");
    CU_ASSERT_EQUAL(isms_model_read(model, NULL, read_nothing, NULL, &options, problems), ISMS_E_IO);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 1), "a:1:1: error: reading failed [ISMS-IO-01]");
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 2);
    isms_diagnostics_free(problems);
    isms_model_free(model);
}

/* 200 MB of the same byte behind a few that make a document of it. */
typedef struct endless {
    const char *head;
    char byte;
    uint64_t left;
} endless;

static int64_t read_endless(void *user, char *out, size_t room)
{
    endless *e = user;
    size_t n = strlen(e->head);
    if (n) {
        memcpy(out, e->head, n);
        e->head += n;
        return (int64_t)n;
    }
    n = room < e->left ? room : (size_t)e->left;
    memset(out, e->byte, n);
    e->left -= n;
    return (int64_t)n;
}

static void two_hundred_megabytes_of_brackets_are_refused_at_the_first_window(void)
{
    static const char *const heads[] = {
        "", "{\"libisms\":\"1.0\",\"risks\":", "{\"libisms\":\"1.0\",\"risks\":[{\"id\":", "{\"x\":"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        endless e = {heads[i], '[', 200000000};
        isms_model *model = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
        isms_status status = isms_model_read(model, "json", read_endless, &e, NULL, NULL);
        CU_ASSERT(status == ISMS_E_LIMIT || status == ISMS_E_SYNTAX);
        CU_ASSERT(e.left > 199000000);
        isms_model_free(model);
    }
}

static int32_t stop_after(void *user, uint64_t done, uint64_t total)
{
    uint64_t *most = user;
    (void)total;
    return done > *most;
}

static void reading_and_writing_can_be_cancelled(void)
{
    size_t size;
    char *text = document_of(3000, 100, &size);
    uint64_t most = 100000, never = UINT64_MAX, records = 1000;
    isms_model *model = NULL;
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_write_options writing = ISMS_WRITE_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    options.progress = stop_after;
    options.user = &most;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, size, &options, NULL), ISMS_E_CANCELLED);
    CU_ASSERT_EQUAL(test_fingerprint(model), before);
    options.user = &never;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, size, &options, NULL), ISMS_OK);
    isms_blob *blob = NULL;
    writing.progress = stop_after;
    writing.user = &records;
    CU_ASSERT_EQUAL(isms_model_write_text(model, "json", &writing, &blob), ISMS_E_CANCELLED);
    CU_ASSERT_PTR_NULL(blob);
    isms_model_free(model);
    free(text);
}

int main(void)
{
    static const test_case tests[] = {
        {"a document cut at any byte is told to be cut", a_document_cut_at_any_byte_is_told_to_be_cut},
        {"lines cut at any byte are told to be cut", lines_cut_at_any_byte_are_told_to_be_cut},
        {"pieces of any size give the same model", pieces_of_any_size_give_the_same_model},
        {"a source that fails at any byte leaves the model as it was",
         a_source_that_fails_at_any_byte_leaves_the_model_as_it_was},
        {"a sink that fails is told", a_sink_that_fails_is_told},
        {"records cross and outgrow the window", records_cross_and_outgrow_the_window},
        {"a record or document beyond its limit is refused", a_record_or_document_beyond_its_limit_is_refused},
        {"what goes wrong before the format is known has its place too",
         what_goes_wrong_before_the_format_is_known_has_its_place_too},
        {"200 MB of brackets are refused at the first window",
         two_hundred_megabytes_of_brackets_are_refused_at_the_first_window},
        {"reading and writing can be cancelled", reading_and_writing_can_be_cancelled},
        {NULL, NULL}};
    return run_suite("pieces", tests);
}
