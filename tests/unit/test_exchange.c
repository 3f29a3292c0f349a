/* Documents go out and come back byte for byte, in each format and form; reading and writing fail without leaving a trace. */
#include "test.h"

#include "exchange/problem.h"
#include "generate.h"

#include <cjson/cJSON.h>

/* The document through a format and a form, back as it is written for people. */
static bool survives(const char *text, size_t size, const char *format, isms_form form)
{
    isms_model *first = test_read("json", text, size);
    isms_blob *between = test_write(first, format, form);
    isms_model *second = test_read(format, isms_blob_bytes(between), isms_blob_size(between));
    isms_blob *last = test_write(second, "json", ISMS_FORM_PRETTY), *again = test_write(second, format, form);
    bool good = test_blob_is(last, text, size) && test_blob_is(again, isms_blob_bytes(between), isms_blob_size(between));
    isms_blob_free(last);
    isms_blob_free(again);
    isms_blob_free(between);
    isms_model_free(first);
    isms_model_free(second);
    return good;
}

static void every_kind_of_value_survives_every_format(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    CU_ASSERT(survives(text, size, "json", ISMS_FORM_PRETTY));
    CU_ASSERT(survives(text, size, "json", ISMS_FORM_COMPACT));
    for (const char *format = isms_format_next(NULL); format; format = isms_format_next(format))
        CU_ASSERT(survives(text, size, format, ISMS_FORM_PRETTY));
    free(text);
}

static void the_model_says_what_the_document_said(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *m = test_read("json", text, size);
    isms_id risk = isms_find(m, ISMS_RISK, "R-1"), method = isms_find(m, ISMS_METHOD, "M-1"),
            asset = isms_find(m, ISMS_ASSET, "AS-1");
    const char *amount, *currency, *source;
    uint32_t line, column;
    double real = 0;
    CU_ASSERT_EQUAL(isms_value(m, risk, ISMS_RISK_STATUS), isms_value_by_name(NULL, ISMS_ENUM_RISK_STATUS, "open"));
    CU_ASSERT_EQUAL(isms_integer(m, risk, ISMS_RISK_INHERENT_IMPACT, 0), 9007199254740991);
    CU_ASSERT_EQUAL(isms_link(m, risk, ISMS_RISK_METHOD), method);
    CU_ASSERT_EQUAL(isms_list_link(m, risk, ISMS_RISK_ASSETS, 0), asset);
    CU_ASSERT_EQUAL(isms_list_link(m, risk, ISMS_RISK_ASSETS, 1), ISMS_NONE);
    CU_ASSERT_STRING_EQUAL(isms_list_key(m, risk, ISMS_RISK_ASSETS, 1), "AS-404");
    CU_ASSERT_EQUAL(isms_day_of(m, risk, ISMS_RISK_ASSESSED_ON), isms_date(2026, 2, 28));
    CU_ASSERT_EQUAL(isms_real(m, risk, ISMS_RISK_VELOCITY_DAYS, 0), 0.3);
    CU_ASSERT_EQUAL(isms_get_money(m, method, ISMS_METHOD_CAPACITY, &amount, &currency), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(amount, "-12345678901234567890.123456789");
    CU_ASSERT_STRING_EQUAL(currency, "USD");
    CU_ASSERT_EQUAL(isms_list_count(m, method, ISMS_METHOD_LEVELS_ID), 3);
    CU_ASSERT_PTR_NULL(isms_list_key(m, method, ISMS_METHOD_LEVELS_AUTHORITY_ROLE, 0));
    CU_ASSERT_STRING_EQUAL(isms_list_key(m, method, ISMS_METHOD_LEVELS_AUTHORITY_ROLE, 1), "RO-1");
    CU_ASSERT_EQUAL(isms_list_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, 0, &real), ISMS_ABSENT);
    CU_ASSERT(isms_list_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, 2, &real) == ISMS_OK && real == 12.25);
    CU_ASSERT_STRING_EQUAL(isms_table_text(m, method, ISMS_METHOD_MATRIX, 1, 2), "high");
    CU_ASSERT_STRING_EQUAL(isms_record_unknown(m, method), "{\"levels\":[{},{\"since\":\"2020\"}]}");
    CU_ASSERT(isms_register_is_delivered(m, ISMS_SOA_ENTRY) && isms_count(m, ISMS_SOA_ENTRY) == 0);
    CU_ASSERT_FALSE(isms_register_is_delivered(m, ISMS_AUDIT));
    CU_ASSERT(isms_register_is_partial(m, ISMS_RISK, ISMS_RISK_OWNER));
    CU_ASSERT_EQUAL(isms_record_location(m, risk, &source, &line, &column), ISMS_OK);
    CU_ASSERT(line > 100 && column == 5 && *source == '\0');
    CU_ASSERT_EQUAL(isms_journal_count(m), 1);
    isms_model_free(m);
    free(text);
}

static void the_canonical_form_is_that_of_rfc_8785(void)
{
    const char *text = "{\"\\u20ac\":\"Euro\",\"libisms\":\"1.0\",\"\\ud83d\\ude00\":1,\"\\ufb33\":2,\"1\":{\"b\":[1E30,4.50,"
                       "2e-3,1e-27,-0,56.0],"
                       "\"a\":\"\\u20ac$\\u000a\\\"\\\\\\/"
                       "\"},\"risks\":[{\"title\":\"t\",\"id\":\"R-1\",\"velocity_days\":333333333.33333329}]}";
    const char *wanted =
        "{\"1\":{\"a\":\"\xe2\x82\xac$\\n\\\"\\\\/\",\"b\":[1e+30,4.5,0.002,1e-27,0,56]},\"libisms\":\"1.0\","
        "\"risks\":[{\"id\":\"R-1\",\"title\":\"t\",\"velocity_days\":333333333.3333333}],\"\xe2\x82\xac\":\"Euro\","
        "\"\xf0\x9f\x98\x80\":1,\"\xef\xac\xb3\":2}";
    isms_model *model = test_read("json", text, strlen(text));
    isms_blob *blob = test_write(model, "json", ISMS_FORM_CANONICAL);
    CU_ASSERT_STRING_EQUAL(isms_blob_bytes(blob), wanted);
    isms_blob_free(blob);
    isms_model_free(model);
}

static void the_canonical_form_of_what_it_gives_is_the_same(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *first = test_read("json", text, size);
    isms_blob *once = test_write(first, "json", ISMS_FORM_CANONICAL);
    isms_model *second = test_read(NULL, isms_blob_bytes(once), isms_blob_size(once));
    isms_blob *twice = test_write(second, "json", ISMS_FORM_CANONICAL);
    CU_ASSERT(test_blob_is(twice, isms_blob_bytes(once), isms_blob_size(once)));
    isms_blob_free(once);
    isms_blob_free(twice);
    isms_model_free(first);
    isms_model_free(second);
    free(text);
}

static void registers_and_records_come_in_one_order_whatever_the_input_has(void)
{
    const char *text = "{\"risks\":[{\"id\":\"R-10\"},{\"id\":\"R-1\"},{\"id\":\"R-9\"},{\"id\":\"R-1.a\"}],\"assets\":[],"
                       "\"libisms\":\"1.0\"}";
    const char *wanted = "{\"libisms\":\"1.0\",\"assets\":[],\"risks\":[{\"id\":\"R-1\"},{\"id\":\"R-1.a\"},{\"id\":\"R-10\"},{"
                         "\"id\":\"R-9\"}]}\n";
    isms_model *model = test_read(NULL, text, strlen(text));
    isms_blob *blob = test_write(model, "json", ISMS_FORM_COMPACT);
    CU_ASSERT_EQUAL(isms_blob_size(blob), strlen(wanted) - 1);
    CU_ASSERT_EQUAL(memcmp(isms_blob_bytes(blob), wanted, strlen(wanted) - 1), 0);
    isms_blob_free(blob);
    isms_model_free(model);
}

static void a_newer_minor_version_keeps_its_number_and_its_members(void)
{
    static const char text[] =
        "{\n  \"libisms\": \"1.3\",\n  \"risks\": [\n    {\n      \"id\": \"R-1\",\n      \"mood\": \"calm\"\n    }\n  ],\n"
        "  \"weather\": []\n}\n";
    CU_ASSERT(survives(text, sizeof text - 1, "json", ISMS_FORM_PRETTY));
    CU_ASSERT(survives(text, sizeof text - 1, "ndjson", ISMS_FORM_PRETTY));
}

static void absent_and_empty_and_partial_stay_apart_in_every_format(void)
{
    static const char *const texts[] = {
        "{\n  \"libisms\": \"1.0\"\n}\n", "{\n  \"libisms\": \"1.0\",\n  \"audits\": []\n}\n",
        ("{\n  \"libisms\": \"1.0\",\n  \"document\": {\n    \"partial\": [\n      \"audits\"\n    ]\n  },\n"
         "  \"audits\": []\n}\n"),
        "{\n  \"libisms\": \"1.0\",\n  \"document\": {\n    \"registers\": [\n      \"gizmos\"\n    ]\n  }\n}\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (const char *format = isms_format_next(NULL); format; format = isms_format_next(format))
            CU_ASSERT(survives(texts[i], strlen(texts[i]), format, ISMS_FORM_PRETTY));
    const char *stated = "{\"libisms\":\"1.0\",\"document\":{\"registers\":[\"audits\",\"gizmos\"]}}";
    isms_model *model = test_read("json", stated, strlen(stated));
    CU_ASSERT(isms_register_is_delivered(model, ISMS_AUDIT));
    CU_ASSERT_FALSE(isms_register_is_delivered(model, ISMS_RISK));
    isms_model_free(model);
}

static void a_subset_of_types_can_be_written(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *model = test_read("json", text, size);
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    const isms_type types[] = {ISMS_SOA_ENTRY, ISMS_PERSON};
    options.types = types;
    options.type_count = 2;
    isms_blob *blob = NULL;
    CU_ASSERT_EQUAL(isms_model_write_text(model, "ndjson", &options, &blob), ISMS_OK);
    isms_model *part = test_read("ndjson", isms_blob_bytes(blob), isms_blob_size(blob));
    CU_ASSERT_EQUAL(isms_count(part, ISMS_PERSON), 2);
    CU_ASSERT_EQUAL(isms_count(part, ISMS_RISK), 0);
    CU_ASSERT(isms_register_is_delivered(part, ISMS_SOA_ENTRY) && !isms_register_is_delivered(part, ISMS_RISK));
    isms_model_free(part);
    isms_blob_free(blob);
    isms_model_free(model);
    free(text);
}

static void the_catalogue_is_written_like_any_model(void)
{
    isms_blob *blob = test_write(isms_catalogue(), "json", ISMS_FORM_COMPACT);
    cJSON *tree = cJSON_ParseWithLength(isms_blob_bytes(blob), isms_blob_size(blob));
    CU_ASSERT_EQUAL(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(tree, "control_references")), 93);
    cJSON_Delete(tree);
    isms_blob_free(blob);
}

static void a_large_register_survives_and_takes_at_most_256_bytes_a_risk(void)
{
    size_t size, risks = 10000;
    char *text = generate_register(risks, &size);
    isms_model *model = test_read("json", text, size);
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), risks);
    CU_ASSERT(isms_model_bytes(model) <= 256 * risks);
    isms_blob *lines = test_write(model, "ndjson", ISMS_FORM_COMPACT);
    isms_model *again = test_read("ndjson", isms_blob_bytes(lines), isms_blob_size(lines));
    isms_blob *back = test_write(again, "json", ISMS_FORM_COMPACT);
    CU_ASSERT(test_blob_is(back, text, size));
    isms_blob_free(lines);
    isms_blob_free(back);
    isms_model_free(again);
    isms_model_free(model);
    free(text);
}

static void lists_that_two_records_share_change_for_one_alone(void)
{
    static const char text[] =
        "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"tags\":[\"a\"]},{\"id\":\"R-2\",\"tags\":[\"a\"]}]}";
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_begin(model, NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", text, sizeof text - 1, NULL, NULL), ISMS_OK);
    isms_id one = isms_find(model, ISMS_RISK, "R-1"), two = isms_find(model, ISMS_RISK, "R-2");
    CU_ASSERT_EQUAL(isms_add_text(model, two, ISMS_RISK_TAGS, "b"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_list_count(model, one, ISMS_RISK_TAGS), 1);
    CU_ASSERT_EQUAL(isms_list_count(model, two, ISMS_RISK_TAGS), 2);
    CU_ASSERT_EQUAL(isms_model_commit(model), ISMS_OK);
    isms_model_free(model);
}

/* ------------------------------------------------------------------ reading into a model that has records */

static void records_that_are_there_are_refused_or_updated_as_asked(void)
{
    const char *before = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"old\",\"event\":\"stays\",\"tags\":["
                         "\"a\"]},{\"id\":\"R-2\"}]}";
    const char *after = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"new\"},{\"id\":\"R-3\"}]}";
    const char *twice = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"x\"},{\"id\":\"R-1\",\"title\":\"y\"}]}";
    isms_model *model = test_read(NULL, before, strlen(before));
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    uint64_t print = test_fingerprint(model);
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, after, strlen(after), NULL, problems), ISMS_E_DATA);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0), "1:27: error: risk R-1 is in the model already [ISMS-ID-01]");
    CU_ASSERT_EQUAL(isms_diagnostics_row(problems, 0), 1);
    CU_ASSERT_EQUAL(isms_diagnostics_column(problems, 0), 27);
    options.flags = ISMS_READ_UPDATE;
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, twice, strlen(twice), &options, problems), ISMS_E_DATA);
    CU_ASSERT_EQUAL(test_fingerprint(model), print);
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, after, strlen(after), &options, problems), ISMS_OK);
    isms_id risk = isms_find(model, ISMS_RISK, "R-1");
    CU_ASSERT_STRING_EQUAL(isms_text(model, risk, ISMS_RISK_TITLE), "new");
    CU_ASSERT_STRING_EQUAL(isms_text(model, risk, ISMS_RISK_EVENT), "stays");
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), 3);
    CU_ASSERT_EQUAL(isms_model_undo(model), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_text(model, risk, ISMS_RISK_TITLE), "old");
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), 2);
    isms_diagnostics_free(problems);
    isms_model_free(model);
}

static void a_reference_resolves_when_its_target_arrives_in_a_later_document(void)
{
    const char *first = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"owner\":\"P-1\"}]}";
    const char *second = "{\"libisms\":\"1.0\",\"persons\":[{\"id\":\"P-1\"}]}";
    isms_model *model = test_read(NULL, first, strlen(first));
    isms_id risk = isms_find(model, ISMS_RISK, "R-1");
    CU_ASSERT_EQUAL(isms_link(model, risk, ISMS_RISK_OWNER), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, second, strlen(second), NULL, NULL), ISMS_OK);
    isms_id person = isms_find(model, ISMS_PERSON, "P-1"), referrer;
    CU_ASSERT_EQUAL(isms_link(model, risk, ISMS_RISK_OWNER), person);
    CU_ASSERT_EQUAL(isms_referrers(model, person, 0, &referrer, 1), 1);
    isms_model_free(model);
}

/* Version 2 of this test calls the title of a risk its name. */
static isms_status from_version_2(void *user, isms_model *model, int32_t major, int32_t minor)
{
    isms_status *answer = user;
    CU_ASSERT(major == 2 && minor == 5);
    for (isms_id risk = isms_first(model, ISMS_RISK); risk; risk = isms_next(model, risk))
        if (isms_record_unknown(model, risk)) {
            CU_ASSERT_STRING_EQUAL(isms_record_unknown(model, risk), "{\"name\":\"Theft\"}");
            CU_ASSERT_EQUAL(isms_set_text(model, risk, ISMS_RISK_TITLE, "Theft"), ISMS_OK);
            CU_ASSERT_EQUAL(isms_record_set_unknown(model, risk, NULL), ISMS_OK);
        }
    return *answer;
}

static void a_host_can_bring_another_major_version_up_to_date(void)
{
    static const char text[] = "{\"libisms\":\"2.5\",\"risks\":[{\"id\":\"R-1\",\"name\":\"Theft\"}]}";
    isms_model *model = NULL;
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_status answer = ISMS_E_UNSUPPORTED;
    options.migrate = from_version_2;
    options.user = &answer;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", text, sizeof text - 1, NULL, NULL), ISMS_E_VERSION);
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", text, sizeof text - 1, &options, NULL), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(test_fingerprint(model), before);
    answer = ISMS_OK;
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", text, sizeof text - 1, &options, NULL), ISMS_OK);
    isms_blob *blob = test_write(model, "json", ISMS_FORM_COMPACT);
    CU_ASSERT_STRING_EQUAL(isms_blob_bytes(blob), "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"Theft\"}]}");
    isms_blob_free(blob);
    isms_model_free(model);
}

/* ------------------------------------------------------------------ allocations */

static const char small[] =
    "{\"libisms\":\"1.4\",\"document\":{\"title\":\"t\",\"registers\":[\"audits\",\"q\"],\"u\":1},\"risk_methods\":[{\"id\":"
    "\"M\","
    "\"levels\":[{\"id\":\"a\",\"z\":[1,\"\\u0041\"]},{}],\"matrix\":[[\"a\"]]}],\"risks\":[{\"id\":\"R-2\",\"tags\":[\"x\"],"
    "\"inherent\":{\"level\":\"a\",\"q\":{}}},{\"id\":\"R-1\"}],\"other\":{\"b\":1,\"a\":[]}}";

static isms_status read_and_write(const isms_allocator *a)
{
    static const char *const formats[] = {"json", "ndjson", "json"};
    static const isms_form forms[] = {ISMS_FORM_PRETTY, ISMS_FORM_COMPACT, ISMS_FORM_CANONICAL};
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_write_options writing = ISMS_WRITE_OPTIONS_INIT;
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(a);
    options.allocator = writing.allocator = a;
    isms_status status = problems ? isms_model_new(&options, &model) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_model_read_text(model, NULL, small, sizeof small - 1, NULL, problems);
    for (size_t i = 0; i < 3 && status == ISMS_OK; i++) {
        isms_blob *blob = NULL;
        writing.form = forms[i];
        status = isms_model_write_text(model, formats[i], &writing, &blob);
        if (status == ISMS_OK && i == 1) {
            isms_model *second = NULL;
            status = isms_model_new(&options, &second);
            if (status == ISMS_OK)
                status = isms_model_read_text(second, "ndjson", isms_blob_bytes(blob), isms_blob_size(blob), NULL, problems);
            isms_model_free(second);
        }
        isms_blob_free(blob);
    }
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return status;
}

static void no_allocation_that_fails_leaves_anything_behind(void)
{
    sweep_allocations(read_and_write);
}

static isms_status prepare(isms_model *model)
{
    static const char text[] = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"old\",\"owner\":\"P-1\"}]}";
    return isms_model_read_text(model, NULL, text, sizeof text - 1, NULL, NULL);
}

static isms_status update(isms_model *model)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.flags = ISMS_READ_UPDATE;
    return isms_model_read_text(model, NULL, small, sizeof small - 1, &options, NULL);
}

static void an_update_whose_memory_runs_out_changes_nothing(void)
{
    sweep_changes(prepare, update);
}

/* cJSON's own memory, which a host may have taken over. */
static size_t blocks, fail_at;

static void *host_malloc(size_t size)
{
    return ++blocks == fail_at ? NULL : malloc(size);
}

static void memory_of_cjson_is_the_hosts_and_may_run_out(void)
{
    cJSON_Hooks hooks = {host_malloc, free};
    cJSON_InitHooks(&hooks);
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    isms_status status = ISMS_E_NO_MEMORY;
    for (fail_at = 1; status == ISMS_E_NO_MEMORY && fail_at < 1000; fail_at++) {
        blocks = 0;
        CU_ASSERT_EQUAL(test_fingerprint(model), before);
        status = isms_model_read_text(model, NULL, small, sizeof small - 1, NULL, NULL);
    }
    CU_ASSERT_EQUAL(status, ISMS_OK);
    CU_ASSERT(fail_at > 10);
    cJSON_InitHooks(NULL);
    isms_model_free(model);
}

/* ------------------------------------------------------------------ documentation */

static void each_problem_of_a_document_is_documented(void)
{
    char *page = test_slurp(ISMS_SOURCE_DIR "/docs/formats.md", NULL), row[300];
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    for (isms__problem i = 0; i < ISMS__PROBLEM_COUNT; i++) {
        snprintf(row, sizeof row, "\n| %s | #ISMS_%s | %s |\n", isms__problem_rule(i),
                 isms_status_name(isms__problem_status(i)), isms__problem_text(i));
        CU_ASSERT_PTR_NOT_NULL(strstr(page, row));
    }
    free(page);
}

/* ------------------------------------------------------------------ what others wrote */

static void the_cases_of_the_rules_load_and_survive(void)
{
    size_t size, cases = 0, wrong = 0;
    char *path = test_shared("cases/readiness_cases.jsonl"), *text = path ? test_slurp(path, &size) : NULL;
    for (char *line = text; line && *line; line = strchr(line, '\n') + 1) {
        cJSON *one = cJSON_ParseWithLength(line, strcspn(line, "\n"));
        char *document = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "document"));
        isms_model *model = test_read("json", document, strlen(document));
        isms_blob *blob = test_write(model, "json", ISMS_FORM_PRETTY);
        wrong += !survives(isms_blob_bytes(blob), isms_blob_size(blob), "ndjson", ISMS_FORM_PRETTY);
        cases++;
        isms_blob_free(blob);
        isms_model_free(model);
        cJSON_free(document);
        cJSON_Delete(one);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(cases > 0 || !text);
    free(text);
    free(path);
}

static void the_sketch_of_the_format_loads_with_what_it_calls_otherwise_kept(void)
{
    char *path = test_shared("samples/own-format-sketch/mini.isms.json");
    isms_model *model = NULL;
    if (!path)
        return;
    CU_ASSERT_EQUAL(isms_model_open(path, NULL, NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), 1);
    isms_blob *blob = test_write(model, "json", ISMS_FORM_PRETTY);
    CU_ASSERT(survives(isms_blob_bytes(blob), isms_blob_size(blob), "ndjson", ISMS_FORM_PRETTY));
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_blob_bytes(blob), "\"assetRefs\": ["));
    isms_blob_free(blob);
    isms_model_free(model);
    free(path);
}

int main(void)
{
    static const test_case tests[] = {
        {"every kind of value survives every format", every_kind_of_value_survives_every_format},
        {"the model says what the document said", the_model_says_what_the_document_said},
        {"the canonical form is that of RFC 8785", the_canonical_form_is_that_of_rfc_8785},
        {"the canonical form of what it gives is the same", the_canonical_form_of_what_it_gives_is_the_same},
        {"registers and records come in one order whatever the input has",
         registers_and_records_come_in_one_order_whatever_the_input_has},
        {"a newer minor version keeps its number and its members", a_newer_minor_version_keeps_its_number_and_its_members},
        {"absent, empty and partial stay apart in every format", absent_and_empty_and_partial_stay_apart_in_every_format},
        {"a subset of types can be written", a_subset_of_types_can_be_written},
        {"the catalogue is written like any model", the_catalogue_is_written_like_any_model},
        {"a large register survives and takes at most 256 bytes a risk",
         a_large_register_survives_and_takes_at_most_256_bytes_a_risk},
        {"lists that two records share change for one alone", lists_that_two_records_share_change_for_one_alone},
        {"records that are there are refused or updated as asked", records_that_are_there_are_refused_or_updated_as_asked},
        {"a reference resolves when its target arrives in a later document",
         a_reference_resolves_when_its_target_arrives_in_a_later_document},
        {"a host can bring another major version up to date", a_host_can_bring_another_major_version_up_to_date},
        {"no allocation that fails leaves anything behind", no_allocation_that_fails_leaves_anything_behind},
        {"an update whose memory runs out changes nothing", an_update_whose_memory_runs_out_changes_nothing},
        {"memory of cJSON is the host's and may run out", memory_of_cjson_is_the_hosts_and_may_run_out},
        {"each problem of a document is documented", each_problem_of_a_document_is_documented},
        {"the cases of the rules load and survive", the_cases_of_the_rules_load_and_survive},
        {"the sketch of the format loads, with what it calls otherwise kept",
         the_sketch_of_the_format_loads_with_what_it_calls_otherwise_kept},
        {NULL, NULL}};
    return run_suite("exchange", tests);
}
