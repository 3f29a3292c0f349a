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

static void what_it_is_mapped_to_is_covered_by_it(void)
{
    isms_model *m = own();
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *x = NULL;
    CU_ASSERT_EQUAL(isms_set_text(m, isms_find(m, ISMS_MAPPING, "m3"), ISMS_MAPPING_REQUIREMENT, "house:3"), ISMS_OK);
    options.framework = "group";
    options.as_of = isms_date(2026, 6, 30);
    CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &x), ISMS_OK);
    CU_ASSERT_TRUE(isms_coverage_is_certain(x, isms_coverage_find(x, "group:X"))); /* house:3 is in place, and equal */
    isms_coverage_free(x);
    char *rows = section(m, "requests", "group:X", NULL);
    expect_line(rows, "E-1,", "group:X");
    free(rows);
    rows = section(m, "evidence", "E-1", NULL);
    expect_line(rows, "group,group:X,", "house:3");
    free(rows);
    isms_model_free(m);
}

static void crosswalks_take_it_in_where_they_are_asked_to(void)
{
    isms_model *m = own();
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.to = "group";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 0);
    size_t gaps = isms_crosswalk_gap_count(x, 0);
    isms_crosswalk_free(x);
    options.flags = ISMS_CROSSWALK_OWN;
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_count(x), 1);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_from(x, 0), "house:1");
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(x, 0), gaps); /* of ISO/IEC 27001 */
    isms_crosswalk_free(x);
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

/* A model of that text, in which each % stands for the control. */
static isms_model *with(const char *text, const char *control)
{
    isms_model *m = NULL;
    char *document = malloc(strlen(text) * 12 + 1), *to = document;
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    for (const char *from = text; *from; from++) {
        size_t n = *from == '%' ? strlen(control) : 1;
        memcpy(to, *from == '%' ? control : from, n);
        to += n;
    }
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", document, (size_t)(to - document), NULL, NULL), ISMS_OK);
    free(document);
    return m;
}

static const char findings[] =
    "{\"libisms\":\"1.0\",\"frameworks\":[{\"id\":\"house\",\"title\":\"House rules\"}],\n"
    "\"requirements\":[{\"id\":\"house:3\",\"framework\":\"house\",\"theme\":\"technological\"}],\n"
    "\"audits\":[{\"id\":\"AU-1\",\"kind\":\"internal\",\"completed_on\":\"2026-05-02\"}],\n"
    "\"audit_findings\":[\n"
    "{\"id\":\"F-1\",\"audit\":\"AU-1\",\"class\":\"minor\",\"requirement\":\"%\",\"raised_on\":\"2026-05-02\"},\n"
    "{\"id\":\"F-2\",\"audit\":\"AU-1\",\"class\":\"minor\",\"requirement\":\"%\",\"raised_on\":\"2026-05-02\"},\n"
    "{\"id\":\"F-3\",\"audit\":\"AU-1\",\"class\":\"minor\",\"requirement\":\"%\",\"raised_on\":\"2026-05-02\"}]}";

/* The place of an area in an audit; the number of areas where it has none of that name. */
static size_t area(const isms_audit *audit, isms_area_scope scope, const char *name)
{
    size_t i = 0;
    while (i < isms_audit_area_count(audit) &&
           (isms_audit_area_scope(audit, i) != scope || strcmp(isms_audit_area_name(audit, i), name) != 0))
        i++;
    return i;
}

static void minors_on_it_add_up_to_a_major_as_on_annex_a(void)
{
    static const char *const controls[] = {"A.8.13", "house:3"};
    char conclusions[2][200];
    int32_t scores[2];
    for (int i = 0; i < 2; i++) {
        isms_model *m = with(findings, controls[i]);
        isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
        isms_audit *audit = NULL;
        options.as_of = isms_date(2026, 6, 30);
        CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
        size_t own = area(audit, ISMS_AREA_REQUIREMENT, controls[i]), theme = area(audit, ISMS_AREA_THEME, "A.8");
        CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(audit, own), "AGG_MAJOR");
        CU_ASSERT_STRING_EQUAL(isms_audit_area_rule(audit, own), "AG-2");
        CU_ASSERT_EQUAL(isms_audit_area_minors(audit, own), 3);
        CU_ASSERT_EQUAL(isms_audit_area_minors(audit, theme), 3);
        snprintf(conclusions[i], sizeof conclusions[i], "%s", isms_audit_conclusion(audit));
        scores[i] = isms_audit_score(audit);
        isms_audit_free(audit);
        isms_model_free(m);
    }
    CU_ASSERT_STRING_EQUAL(conclusions[0], conclusions[1]);
    CU_ASSERT_EQUAL(scores[0], scores[1]); /* the score is of ISO/IEC 27001 */
}

static void it_counts_in_its_theme_as_assessed_where_nothing_is_found(void)
{
    isms_model *m = own();
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *before = NULL, *after = NULL;
    options.as_of = isms_date(2026, 6, 30);
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &after), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, isms_find(m, ISMS_SOA_ENTRY, "S-2")), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &before), ISMS_OK);
    size_t mine = area(after, ISMS_AREA_REQUIREMENT, "house:3"), theme = area(after, ISMS_AREA_THEME, "A.7");
    CU_ASSERT_STRING_EQUAL(isms_audit_area_outcome(after, mine), "COMPLIANT");
    CU_ASSERT_EQUAL(isms_audit_area_assessed(after, mine), 1);
    CU_ASSERT_EQUAL(isms_audit_area_assessed(after, theme), isms_audit_area_assessed(before, theme) + 1);
    CU_ASSERT_EQUAL(area(before, ISMS_AREA_REQUIREMENT, "house:3"), isms_audit_area_count(before));
    CU_ASSERT_EQUAL(isms_audit_score(after), isms_audit_score(before));
    isms_audit_free(before);
    isms_audit_free(after);
    isms_model_free(m);
}

static void evidence_is_suggested_for_it(void)
{
    isms_model *m = own();
    isms_suggestion *s = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_find_evidence(m, "house:1", NULL, &s), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_count(s), 1); /* of the control of Annex A that is mapped to it */
    CU_ASSERT_STRING_EQUAL(isms_suggestion_control(s, 0), isms_suggestion_evidence("A.8.32"));
    CU_ASSERT_EQUAL(isms_suggestion_reason_source(s, 0, 0), ISMS_SUGGESTED_BY_MAPPING);
    CU_ASSERT_EQUAL(isms_suggestion_reason_record(s, 0, 0), isms_find(m, ISMS_MAPPING, "m1"));
    isms_suggestion_free(s);
    isms_id paint = isms_find(m, ISMS_CONTROL, "C-2");
    CU_ASSERT_EQUAL(isms_add_text(m, paint, ISMS_CONTROL_EVIDENCE_REQUIRED, "photograph of each door"), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_find_evidence(m, "house:3", NULL, &s), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_suggestion_count(s), 1); /* of the measure */
    CU_ASSERT_STRING_EQUAL(isms_suggestion_control(s, 0), "photograph of each door");
    CU_ASSERT_STRING_EQUAL(isms_suggestion_reason(s, 0, 0), "control C-2 asks for it");
    isms_suggestion_free(s);
    CU_ASSERT_EQUAL(isms_suggestion_find_evidence(m, "house:99", NULL, &s), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(s);
    isms_model_free(m);
}

static void in_place_without_evidence_it_is_told(void)
{
    isms_model *m = own();
    CU_ASSERT_EQUAL(isms_set_text(m, isms_find(m, ISMS_SOA_ENTRY, "S-2"), ISMS_SOA_ENTRY_CONTROL, "house:1"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, isms_find(m, ISMS_EVIDENCE, "E-1")), ISMS_OK);
    char *rows = section(m, "suggestions", NULL, NULL);
    expect_line(rows, "house:1,", isms_suggestion_evidence("A.8.32"));
    free(rows);
    isms_model_free(m);
}

static void a_list_of_all_that_applies_has_it(void)
{
    isms_model *m = own();
    char *rows = section(m, "requests", NULL, NULL);
    expect_line(rows, "E-1,", "house:3");
    free(rows);
    isms_model_free(m);
}

static void its_maturity_counts_in_its_theme(void)
{
    isms_model *m = own();
    CU_ASSERT_EQUAL(isms_set_integer(m, isms_find(m, ISMS_SOA_ENTRY, "S-2"), ISMS_SOA_ENTRY_MATURITY, 3), ISMS_OK);
    char *rows = section(m, "maturity", NULL, NULL);
    expect_line(rows, "physical,", "physical,1,1,3,3,3");
    expect_line(rows, "added,", "added,0,");
    free(rows);
    isms_model_free(m);
}

static void risks_that_it_treats_are_grouped_by_its_theme(void)
{
    isms_model *m = own();
    isms_id risk = ISMS_NONE;
    CU_ASSERT_EQUAL(isms_record_create(m, ISMS_RISK, "R-1", &risk), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, risk, ISMS_RISK_CONTROLS, "house:3"), ISMS_OK);
    char *rows = section(m, "risk_groups", NULL, NULL);
    expect_line(rows, "theme,", "theme,physical,");
    free(rows);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"it is sound", it_is_sound},
        {"coverage says how far each requirement is met", coverage_says_how_far_each_requirement_is_met},
        {"what it is mapped to is covered by it", what_it_is_mapped_to_is_covered_by_it},
        {"crosswalks take it in where they are asked to", crosswalks_take_it_in_where_they_are_asked_to},
        {"crosswalks lead from, through and to it", crosswalks_lead_from_through_and_to_it},
        {"the statement has a row for what was added from it", the_statement_has_a_row_for_what_was_added_from_it},
        {"the gap analysis has it too", the_gap_analysis_has_it_too},
        {"it stands in the groups that its requirement says", it_stands_in_the_groups_that_its_requirement_says},
        {"evidence is used for it as for everything", evidence_is_used_for_it_as_for_everything},
        {"minors on it add up to a major as on Annex A", minors_on_it_add_up_to_a_major_as_on_annex_a},
        {"it counts in its theme as assessed where nothing is found",
         it_counts_in_its_theme_as_assessed_where_nothing_is_found},
        {"evidence is suggested for it", evidence_is_suggested_for_it},
        {"in place without evidence it is told", in_place_without_evidence_it_is_told},
        {"a list of all that applies has it", a_list_of_all_that_applies_has_it},
        {"its maturity counts in its theme", its_maturity_counts_in_its_theme},
        {"risks that it treats are grouped by its theme", risks_that_it_treats_are_grouped_by_its_theme},
        {NULL, NULL}};
    return run_suite("own catalogue", tests);
}
