/* A framework and mappings of a host's own, as records: all that is asked of Annex A and of built-in frameworks is answered. */
#include "test.h"

static const char records[] =
    "{\"libisms\":\"1.0\",\n"
    "\"frameworks\":[{\"id\":\"house\",\"title\":\"House rules\"},{\"id\":\"group\",\"title\":\"Group rules\"}],\n"
    "\"requirements\":[\n"
    "{\"id\":\"house:1\",\"title\":\"Two people look\",\"framework\":\"house\",\"position\":1},\n"
    "{\"id\":\"house:2\",\"title\":\"Keys\",\"framework\":\"house\",\"position\":2,\"assessable\":false},\n"
    "{\"id\":\"house:2.1\",\"title\":\"Keys change each year\",\"framework\":\"house\",\"parent\":\"house:2\"},\n"
    "{\"id\":\"house:3\",\"title\":\"Doors are green\",\"framework\":\"house\",\"position\":3,\n"
    " \"theme\":\"physical\",\"control_types\":[\"preventive\"]},\n"
    "{\"id\":\"group:X\",\"title\":\"Above the house\",\"framework\":\"group\"}],\n"
    "\"mappings\":[\n"
    "{\"id\":\"m1\",\"framework\":\"house\",\"requirement\":\"A.8.32\",\"target\":\"house:1\","
    "\"relationship\":\"equal\",\"confidence\":\"high\"},\n"
    "{\"id\":\"m2\",\"framework\":\"house\",\"requirement\":\"A.8.24\",\"target\":\"house:2.1\","
    "\"relationship\":\"superset\",\"confidence\":\"medium\"},\n"
    "{\"id\":\"m3\",\"framework\":\"group\",\"requirement\":\"house:1\",\"target\":\"group:X\","
    "\"relationship\":\"equal\",\"confidence\":\"high\"}],\n"
    "\"controls\":[{\"id\":\"C-1\",\"title\":\"Reviews\",\"status\":\"implemented\",\"implements\":[\"A.8.32\"]},\n"
    "{\"id\":\"C-2\",\"title\":\"Paint\",\"status\":\"implemented\",\"implements\":[\"house:3\"]}],\n"
    "\"evidence\":[{\"id\":\"E-1\",\"title\":\"log\",\"requirements\":[\"A.8.32\",\"house:3\"],"
    "\"collected_on\":\"2026-06-01\"}],\n"
    "\"soa_entries\":[{\"id\":\"S-1\",\"control\":\"A.8.32\",\"applicable\":true,\"status\":\"implemented\","
    "\"justification\":\"r\"},\n"
    "{\"id\":\"S-2\",\"control\":\"house:3\",\"added\":true,\"applicable\":true,\"status\":\"implemented\","
    "\"justification\":\"ours\"}]}\n";

static isms_model *own(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", records, strlen(records), NULL, NULL), ISMS_OK);
    return m;
}

/* A section as CSV. */
static char *section(const isms_model *m, const char *name, const char *about, const char *through)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.as_of = isms_date(2026, 6, 30);
    options.about = about;
    options.through = through;
    CU_ASSERT_EQUAL_FATAL(isms_report_write(m, name, "csv", &options, test_sink_write, &sink), ISMS_OK);
    return sink.bytes;
}

static void expect_line(char *text, const char *first, const char *part)
{
    const char *line = strncmp(text, first, strlen(first)) == 0 ? text : NULL;
    for (const char *p = text; !line && (p = strchr(p, '\n')) != NULL; p++)
        line = strncmp(p + 1, first, strlen(first)) == 0 ? p + 1 : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(line);
    const char *end = strchr(line, '\n'), *found = strstr(line, part);
    if (!found || (end && found > end))
        printf("no %s in %.*s\n", part, end ? (int)(end - line) : 200, line);
    CU_ASSERT(found && (!end || found < end));
}

static void it_is_sound(void)
{
    isms_model *m = own();
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_check(m, isms_date(2026, 6, 30), problems), ISMS_OK);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 0);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void coverage_says_how_far_each_requirement_is_met(void)
{
    isms_model *m = own();
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *x = NULL;
    options.framework = "house";
    options.as_of = isms_date(2026, 6, 30);
    CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_coverage_title(x), "House rules");
    CU_ASSERT_EQUAL(isms_coverage_units(x), 3);
    CU_ASSERT_TRUE(isms_coverage_is_certain(x, isms_coverage_find(x, "house:1")));
    CU_ASSERT_FALSE(isms_coverage_is_certain(x, isms_coverage_find(x, "house:2.1")));
    CU_ASSERT_EQUAL(isms_coverage_parent(x, isms_coverage_find(x, "house:2.1")), isms_coverage_find(x, "house:2"));
    CU_ASSERT_FALSE(isms_coverage_is_unit(x, isms_coverage_find(x, "house:2")));
    size_t green = isms_coverage_find(x, "house:3");
    CU_ASSERT_TRUE(isms_coverage_reason_count(x, green) >= 1); /* the measure that names it */
    isms_coverage_free(x);
    char *all = section(m, "frameworks", NULL, NULL);
    expect_line(all, "house,", "House rules,3,1,");
    free(all);
    isms_model_free(m);
}

static void crosswalks_lead_from_through_and_to_it(void)
{
    isms_model *m = own();
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.to = "house";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 2);
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(x, 1), 1);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_gap(x, 1, 0), "house:3");
    isms_crosswalk_free(x);
    options.from = "house";
    options.to = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK); /* backwards */
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 2);
    isms_crosswalk_free(x);
    options.from = NULL;
    options.to = "group";
    options.through = "house";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_count(x), 1);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_from(x, 0), "A.8.32");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_to(x, 0), "group:X");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_via(x, 0), "house:1");
    isms_crosswalk_free(x);
    options.from = "house";
    options.to = "gdpr"; /* two frameworks that only Annex A ties together */
    options.through = "iso27001";
    CU_ASSERT_EQUAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    isms_crosswalk_free(x);
    isms_model_free(m);
}

static void the_statement_has_a_row_for_what_was_added_from_it(void)
{
    isms_model *m = own();
    char *rows = section(m, "soa", NULL, NULL);
    expect_line(rows, "house:3,", "Doors are green,");
    expect_line(rows, "house:3,", "implemented,");
    expect_line(rows, "house:3,", "C-2 (implemented)");
    expect_line(rows, "house:3,", "E-1 (valid)");
    free(rows);
    isms_model_free(m);
}

static void the_gap_analysis_has_it_too(void)
{
    isms_model *m = own();
    char *rows = section(m, "gap", NULL, NULL);
    expect_line(rows, "house:3,", "met");
    free(rows);
    rows = section(m, "framework_gaps", "house", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "house:3"));
    free(rows);
    isms_model_free(m);
}

static void it_stands_in_the_groups_that_its_requirement_says(void)
{
    isms_model *m = own();
    char *rows = section(m, "controls", "theme", NULL);
    expect_line(rows, "physical,", "physical,15,");
    free(rows);
    rows = section(m, "controls", "control_types", NULL);
    expect_line(rows, "preventive,", "house:3");
    free(rows);
    isms_model_free(m);
}

static void evidence_is_used_for_it_as_for_everything(void)
{
    isms_model *m = own();
    char *rows = section(m, "evidence", "E-1", NULL);
    expect_line(rows, "house,house:1,", "A.8.32");
    expect_line(rows, "house,house:3,", "evidence E-1");
    free(rows);
    rows = section(m, "requests", "house:1,house:3", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(rows, "E-1"));
    free(rows);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"it is sound", it_is_sound},
        {"coverage says how far each requirement is met", coverage_says_how_far_each_requirement_is_met},
        {"crosswalks lead from, through and to it", crosswalks_lead_from_through_and_to_it},
        {"the statement has a row for what was added from it", the_statement_has_a_row_for_what_was_added_from_it},
        {"the gap analysis has it too", the_gap_analysis_has_it_too},
        {"it stands in the groups that its requirement says", it_stands_in_the_groups_that_its_requirement_says},
        {"evidence is used for it as for everything", evidence_is_used_for_it_as_for_everything},
        {NULL, NULL}};
    return run_suite("own catalogue", tests);
}
