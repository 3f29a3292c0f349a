/* A part of a model with what it refers to, and parts that find their records in a full model. */
#include "generator.h"
#include "test.h"

/* Ends the model and compares what it was, compactly. */
static void expect(isms_model *m, const char *text)
{
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    isms_blob *blob = NULL;
    options.form = ISMS_FORM_COMPACT;
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(m, "json", &options, &blob), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_blob_bytes(blob), text);
    if (strcmp(isms_blob_bytes(blob), text) != 0)
        printf("\n%s\n", isms_blob_bytes(blob));
    isms_blob_free(blob);
    isms_model_free(m);
}

static const char whole[] =
    "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\",\"partial\":[\"suppliers\"]},\"incidents\":[],"
    "\"persons\":[{\"id\":\"P-1\"},{\"id\":\"P-2\",\"reports_to\":\"P-1\"},{\"id\":\"P-3\"}],"
    "\"risk_methods\":[{\"id\":\"RM-1\"}],"
    "\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-2\"},{\"id\":\"A-2\"}],"
    "\"controls\":[{\"id\":\"C-1\"},{\"id\":\"C-2\"}],"
    "\"risks\":[{\"id\":\"R-1\",\"assets\":[\"A-1\",\"A-9\"],\"controls\":[\"C-2\",\"A.5.1\"]},{\"id\":\"R-2\"}],\"x\":{\"k\":"
    "1}}";

static isms_model *extracted(const isms_model *m, const char *risk, uint32_t flags, isms_type type)
{
    isms_extract_options options = ISMS_EXTRACT_OPTIONS_INIT;
    isms_id record = risk ? test_record(m, "risk", risk) : ISMS_NONE;
    isms_model *part = NULL;
    options.flags = flags;
    options.types = type ? &type : NULL;
    options.type_count = type ? 1 : 0;
    CU_ASSERT_EQUAL_FATAL(isms_extract_records(m, &record, risk ? 1 : 0, &options, &part), ISMS_OK);
    return part;
}

static void a_part_has_what_its_records_refer_to(void)
{
    isms_model *m = test_read_json(whole);
    expect(
        extracted(m, "R-1", 0, 0),
        "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\",\"partial\":[\"suppliers\",\"persons\",\"assets\",\"controls\","
        "\"risks\"]},\"persons\":[{\"id\":\"P-1\"},{\"id\":\"P-2\",\"reports_to\":\"P-1\"}],"
        "\"risk_methods\":[{\"id\":\"RM-1\"}],\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-2\"}],\"controls\":[{\"id\":\"C-2\"}],"
        "\"risks\":[{\"id\":\"R-1\",\"assets\":[\"A-1\",\"A-9\"],\"controls\":[\"C-2\",\"A.5.1\"]}],\"incidents\":[],"
        "\"x\":{\"k\":1}}");
    isms_model_free(m);
}

static void a_register_comes_as_a_whole(void)
{
    isms_model *m = test_read_json(whole);
    expect(extracted(m, NULL, 0, ISMS_ASSET),
           "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\",\"partial\":[\"suppliers\",\"persons\",\"risk_methods\","
           "\"controls\",\"risks\"]},\"persons\":[{\"id\":\"P-1\"},{\"id\":\"P-2\",\"reports_to\":\"P-1\"}],"
           "\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-2\"},{\"id\":\"A-2\"}],\"incidents\":[],\"x\":{\"k\":1}}");
    isms_model_free(m);
}

static void records_can_come_alone(void)
{
    isms_model *m = test_read_json(whole);
    expect(extracted(m, "R-2", ISMS_EXTRACT_ALONE, 0),
           "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\",\"partial\":[\"suppliers\",\"persons\",\"risk_methods\","
           "\"assets\","
           "\"controls\",\"risks\"]},\"risks\":[{\"id\":\"R-2\"}],\"incidents\":[],\"x\":{\"k\":1}}");
    isms_model_free(m);
}

static void a_part_keeps_the_places_of_its_records(void)
{
    isms_model *m = test_read_json(whole);
    CU_ASSERT_EQUAL(isms_record_set_location(m, test_record(m, "risk", "R-2"), "acme.json", 41, 5), ISMS_OK);
    isms_model *part = extracted(m, "R-2", 0, 0);
    const char *source;
    uint32_t line;
    CU_ASSERT_EQUAL(isms_record_location(part, test_record(part, "risk", "R-2"), &source, &line, NULL), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(source, "acme.json");
    CU_ASSERT_EQUAL(line, 41);
    CU_ASSERT_EQUAL(isms_journal_count(part), 0);
    isms_model_free(part);
    isms_model_free(m);
}

static isms_model *source_model;

static isms_status extract_with(const isms_allocator *a)
{
    isms_extract_options options = ISMS_EXTRACT_OPTIONS_INIT;
    isms_id record = isms_find(source_model, ISMS_RISK, "R-1");
    isms_model *part = NULL;
    options.allocator = a;
    isms_status status = isms_extract_records(source_model, &record, 1, &options, &part);
    isms_model_free(part);
    return status;
}

static void wrong_use_and_failing_allocations_leave_nothing_behind(void)
{
    static const isms_type none[] = {9999};
    isms_extract_options options = ISMS_EXTRACT_OPTIONS_INIT;
    isms_id gone = 77;
    source_model = test_read_json(whole);
    isms_model *part = source_model;
    CU_ASSERT_EQUAL(isms_extract_records(source_model, &gone, 1, NULL, &part), ISMS_E_STALE);
    CU_ASSERT_PTR_NULL(part);
    CU_ASSERT_EQUAL(isms_extract_records(source_model, NULL, 1, NULL, &part), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_extract_records(NULL, NULL, 0, NULL, &part), ISMS_E_MISUSE);
    options.types = none;
    options.type_count = 1;
    CU_ASSERT_EQUAL(isms_extract_records(source_model, NULL, 0, &options, &part), ISMS_E_NOT_FOUND);
    options = (isms_extract_options)ISMS_EXTRACT_OPTIONS_INIT;
    options.flags = 8;
    CU_ASSERT_EQUAL(isms_extract_records(source_model, NULL, 0, &options, &part), ISMS_E_UNSUPPORTED);
    sweep_allocations(extract_with);
    isms_model_free(source_model);
}

/* ------------------------------------------------------------------ back into a full model */

static isms_status bring(isms_model *m, const char *part, isms_diagnostics *problems)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.flags = ISMS_READ_ORIGINS;
    options.source = "part.json";
    return isms_model_read_text(m, "json", part, strlen(part), &options, problems);
}

static void becomes(const char *before, const char *part, const char *after)
{
    isms_model *m = test_read_json(before);
    CU_ASSERT_EQUAL(bring(m, part, NULL), ISMS_OK);
    expect(m, after);
}

#define ORIGIN(system, key) "\"origins\":[{\"system\":\"" system "\",\"key\":\"" key "\"}]"

/* Both documents have all members; the order is the model's. */
static void a_part_sets_members_of_wide_objects_by_their_names(void)
{
    char *before = wide_document(1, 0), *part = wide_document(2, 1), *after = wide_document(2, 0);
    becomes(before, part, after);
    free(before);
    free(part);
    free(after);
}

static void a_part_that_comes_back_changes_nothing(void)
{
    isms_model *m = test_read_json(whole), *part = extracted(m, "R-1", 0, 0);
    isms_blob *text = NULL, *before = NULL;
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    options.form = ISMS_FORM_COMPACT;
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(m, "json", &options, &before), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(part, "json", NULL, &text), ISMS_OK);
    CU_ASSERT_EQUAL(bring(m, isms_blob_bytes(text), NULL), ISMS_OK);
    expect(m, isms_blob_bytes(before));
    isms_blob_free(text);
    isms_blob_free(before);
    isms_model_free(part);
}

static void a_record_is_found_by_system_and_key(void)
{
    becomes("{\"libisms\":\"1.0\",\"persons\":[{\"id\":\"P-1\",\"email\":\"a@x\"," ORIGIN("hr", "17") "}]}",
            "{\"libisms\":\"1.0\",\"persons\":[{\"id\":\"U-17\",\"title\":\"Ann\"," ORIGIN(
                "hr", "17") "}],"
                            "\"teams\":[{\"id\":\"T-1\",\"lead\":\"U-17\",\"members\":[\"U-17\",\"P-9\"]}]}",
            "{\"libisms\":\"1.0\",\"persons\":[{\"id\":\"P-1\",\"title\":\"Ann\"," ORIGIN(
                "hr", "17") ",\"email\":\"a@x\"}],"
                            "\"teams\":[{\"id\":\"T-1\",\"members\":[\"P-1\",\"P-9\"],\"lead\":\"P-1\"}]}");
}

static void requirements_follow_controls_that_change_places(void)
{
    becomes(
        "{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"C-1\"," ORIGIN("grc", "7") "},{\"id\":\"C-2\"," ORIGIN("grc", "8") "}]}",
        "{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"C-1\"," ORIGIN("grc", "8") "},{\"id\":\"C-2\"," ORIGIN(
            "grc", "7") "}],"
                        "\"risks\":[{\"id\":\"R-1\",\"controls\":[\"C-1\",\"A.5.1\"]},{\"id\":\"R-2\",\"controls\":[\"C-2\","
                        "\"C-1\"]}]}",
        "{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"C-1\"," ORIGIN("grc", "7") "},{\"id\":\"C-2\"," ORIGIN(
            "grc", "8") "}],"
                        "\"risks\":[{\"id\":\"R-1\",\"controls\":[\"C-2\",\"A.5.1\"]},{\"id\":\"R-2\",\"controls\":[\"C-1\","
                        "\"C-2\"]}]}");
}

static void requirements_follow_their_controls(void)
{
    becomes("{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"C-1\"," ORIGIN("grc", "7") "}]}",
            "{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"K-7\"," ORIGIN(
                "grc", "7") "}],"
                            "\"risks\":[{\"id\":\"R-1\",\"controls\":[\"A.5.1\",\"K-7\",\"A.8.1\"]}]}",
            "{\"libisms\":\"1.0\",\"controls\":[{\"id\":\"C-1\"," ORIGIN(
                "grc", "7") "}],"
                            "\"risks\":[{\"id\":\"R-1\",\"controls\":[\"A.5.1\",\"C-1\",\"A.8.1\"]}]}");
}

static void ids_can_change_places(void)
{
    becomes("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") "},{\"id\":\"R-2\"," ORIGIN("grc", "b") "}]}",
            "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"B\"," ORIGIN(
                "grc", "b") "},"
                            "{\"id\":\"R-2\",\"title\":\"A\"," ORIGIN("grc", "a") "}]}",
            "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"A\"," ORIGIN(
                "grc", "a") "},"
                            "{\"id\":\"R-2\",\"title\":\"B\"," ORIGIN("grc", "b") "}]}");
}

static void what_the_model_has_beyond_the_part_stays(void)
{
    becomes(
        "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\"},\"risks\":[{\"id\":\"R-1\",\"title\":\"A\",\"notes\":\"n\","
        "\"origins\":[{\"system\":\"grc\",\"key\":\"a\"},{\"system\":\"old\",\"key\":\"1\"}],\"x\":{\"k\":1,\"l\":2}},"
        "{\"id\":\"R-2\"}],\"y\":{\"m\":1}}",
        "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Part\",\"language\":\"en\"},\"risks\":[{\"id\":\"N-1\",\"title\":"
        "\"B\"," ORIGIN("grc", "a") ",\"x\":{\"l\":3}}],\"y\":{\"n\":2}}",
        "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\",\"language\":\"en\"},\"risks\":[{\"id\":\"R-1\",\"title\":\"B\","
        "\"origins\":[{\"system\":\"grc\",\"key\":\"a\"},{\"system\":\"old\",\"key\":\"1\"}],\"notes\":\"n\","
        "\"x\":{\"k\":1,\"l\":3}},{\"id\":\"R-2\"}],\"y\":{\"m\":1,\"n\":2}}");
}

static void a_register_stays_as_full_as_the_model_had_it(void)
{
    becomes("{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"assets\"]},\"assets\":[],\"risks\":[]}",
            "{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"assets\",\"risks\",\"persons\",\"audits\"]},"
            "\"persons\":[{\"id\":\"P-1\"}],\"risks\":[{\"id\":\"R-1\"}]}",
            "{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"assets\",\"persons\"]},\"persons\":[{\"id\":\"P-1\"}],"
            "\"assets\":[],\"risks\":[{\"id\":\"R-1\"}]}");
}

static void refused(const char *before, const char *part, const char *line)
{
    isms_model *m = test_read_json(before);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(bring(m, part, problems), ISMS_E_DATA);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 1);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0), line);
    if (strcmp(isms_diagnostics_line(problems, 0), line) != 0)
        printf("\n%s\n", isms_diagnostics_line(problems, 0));
    isms_diagnostics_free(problems);
    expect(m, before);
}

static void what_cannot_be_one_record_is_refused_with_its_place(void)
{
    refused("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") "},{\"id\":\"R-2\"," ORIGIN("old", "1") "}]}",
            "{\"libisms\":\"1.0\",\n\"risks\":[{\"id\":\"N-1\",\"origins\":[{\"system\":\"grc\",\"key\":\"a\"},"
            "{\"system\":\"old\",\"key\":\"1\"}]}]}",
            "part.json:2:10: error: risk N-1 has the origins of two records, one of them R-2 [ISMS-ID-01]");
    refused("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") "}]}",
            "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "b") "}]}",
            "part.json:1:27: error: risk R-1 is another record of that system than the model's R-1 [ISMS-ID-01]");
    refused("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") "}]}",
            "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"N-1\"," ORIGIN("grc", "a") "},{\"id\":\"R-1\"}]}",
            "part.json:1:79: error: risk R-1 is the same record of the model as N-1 [ISMS-ID-01]");
}

static void a_part_is_one_transaction_with_the_places_of_the_part(void)
{
    isms_model *m = test_read_json("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") "}]}");
    const char *source;
    uint32_t line;
    size_t before = isms_journal_count(m);
    CU_ASSERT_EQUAL(
        bring(m, "{\"libisms\":\"1.0\",\n\n\"risks\":[{\"id\":\"N-1\",\"title\":\"B\"," ORIGIN("grc", "a") "}]}", NULL),
        ISMS_OK);
    CU_ASSERT_EQUAL(isms_journal_count(m), before + 1);
    isms_id risk = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_record_location(m, risk, &source, &line, NULL), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(source, "part.json");
    CU_ASSERT_EQUAL(line, 3);
    CU_ASSERT_EQUAL(isms_model_undo(m), ISMS_OK);
    CU_ASSERT(!isms_has(m, risk, ISMS_RISK_TITLE));
    isms_model_free(m);
}

static isms_status prepare(isms_model *m)
{
    static const char text[] = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"," ORIGIN("grc", "a") ",\"x\":{\"k\":1}}]}";
    return isms_model_read_text(m, "json", text, sizeof text - 1, NULL, NULL);
}

static isms_status change(isms_model *m)
{
    return bring(m,
                 "{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"persons\"]},\"persons\":[{\"id\":\"P-1\"}],"
                 "\"risks\":[{\"id\":\"N-1\",\"owner\":\"P-1\"," ORIGIN("grc", "a") ",\"x\":{\"l\":1}}]}",
                 NULL);
}

static void a_part_that_fails_has_changed_nothing(void)
{
    sweep_changes(prepare, change);
}

int main(void)
{
    static const test_case tests[] = {
        {"a part has what its records refer to", a_part_has_what_its_records_refer_to},
        {"a register comes as a whole", a_register_comes_as_a_whole},
        {"records can come alone", records_can_come_alone},
        {"a part keeps the places of its records", a_part_keeps_the_places_of_its_records},
        {"wrong use and failing allocations leave nothing behind", wrong_use_and_failing_allocations_leave_nothing_behind},
        {"a part sets members of wide objects by their names", a_part_sets_members_of_wide_objects_by_their_names},
        {"a part that comes back changes nothing", a_part_that_comes_back_changes_nothing},
        {"a record is found by system and key", a_record_is_found_by_system_and_key},
        {"requirements follow their controls", requirements_follow_their_controls},
        {"requirements follow controls that change places", requirements_follow_controls_that_change_places},
        {"ids can change places", ids_can_change_places},
        {"what the model has beyond the part stays", what_the_model_has_beyond_the_part_stays},
        {"a register stays as full as the model had it", a_register_stays_as_full_as_the_model_had_it},
        {"what cannot be one record is refused with its place", what_cannot_be_one_record_is_refused_with_its_place},
        {"a part is one transaction with the places of the part", a_part_is_one_transaction_with_the_places_of_the_part},
        {"a part that fails has changed nothing", a_part_that_fails_has_changed_nothing},
        {NULL, NULL}};
    return run_suite("parts of a model", tests);
}
