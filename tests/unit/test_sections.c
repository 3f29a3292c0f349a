/* Report sections on frameworks, controls, evidence, requests and the transition: what a reader finds in them. */
#include "test.h"

static const char sample[] = "framework own; title House rules\n"
                             "requirement own:1; framework own; title One; position 1\n"
                             "requirement own:1a; framework own; parent own:1; position 2\n"
                             "requirement own:2; framework own; position 3\n"
                             "mapping_set S-1; confidence high; source Consultant\n"
                             "mapping M-1; mapping_set S-1; requirement A.8.13; target own:1a; relationship superset\n"
                             "evidence EV-1; title Restore test; collected_on 2026-01-01; requirements 9.1\n"
                             "evidence EV-2; title Nothing to do with it\n"
                             "control C-1; implements A.8.13; status implemented; tags crown jewel; evidence EV-1; maturity 3\n"
                             "control_test T-1; control C-1; tested_on 2026-02-01; result ineffective\n"
                             "soa_entry E-1; control A.8.13; applicable true; reasons risk\n"
                             "soa_entry E-2; control A.8.14; applicable true; status none\n";

static char *section_of(const isms_model *m, const char *section, const char *about)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.as_of = isms_date(2026, 3, 1);
    options.about = about;
    CU_ASSERT_EQUAL_FATAL(isms_report_write(m, section, "csv", &options, test_sink_write, &sink), ISMS_OK);
    return sink.bytes;
}

/* The section holds the line; the text is freed. */
static void expect(const char *section, const char *about, const char *line)
{
    isms_model *m = test_model_of(sample);
    char *text = section_of(m, section, about);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, line));
    if (!strstr(text, line))
        fprintf(stderr, "%s has no line\n%sbut is\n%s\n", section, line, text);
    free(text);
    isms_model_free(m);
}

/* A form of the whole section, for people. */
static char *for_people(const isms_model *m, const char *section, const char *form)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_report_write(m, section, form, &options, test_sink_write, &sink), ISMS_OK);
    return sink.bytes;
}

static void the_overview_says_what_is_there_and_what_is_not(void)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    static const char *const rows[2][2] = {{"low", "low"}, {"low", "high"}};
    isms_model *m = test_model_of("risk_method M; likelihood a, b; impact x, y; levels[].id low, high\n"
                                  "risk R-1; method M; current.likelihood 2; current.impact 2\n"
                                  "risk R-2; method M; current.likelihood 2; current.impact 2\n");
    for (int i = 0; i < 2; i++)
        CU_ASSERT_EQUAL(isms_add_row(m, isms_first(m, ISMS_METHOD), ISMS_METHOD_MATRIX, rows[i], 2), ISMS_OK);
    char *map = section_of(m, "heatmap", NULL);
    CU_ASSERT_STRING_EQUAL(map, "likelihood,impact_1,impact_2\n2,low,high: R-1 R-2\n1,low,low\n");
    options.as_of = isms_date(2026, 3, 1);
    options.stage = ISMS_STAGE_SURVEILLANCE;
    CU_ASSERT_EQUAL_FATAL(isms_report_write(m, "summary", "csv", &options, test_sink_write, &sink), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(sink.bytes, "\nLooking ahead to,surveillance\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(sink.bytes, "\nCovered by internal audits,\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(sink.bytes, ": 4.1, 4.2, 4.3, 4.4, 5.1, 5.2, 5.3, 6.1.1, 6.1.2, 6.1.3, 6.2, 6.3 and "));
    test_add(m, "action A-1; title Move; status open\nmanagement_review V-1; held_on 2025-09-01; status held\n");
    char *review = section_of(m, "review", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(review, ",A-1,Move: open"));
    free(review);
    free(map);
    free(sink.bytes);
    isms_model_free(m);
}

static void the_statement_begins_with_whose_it_is(void)
{
    isms_model *m = test_model_of("document -; organization Acme_1\nperson P-1; title Marta\n"
                                  "soa S-1; version 2; approved_by P-1; approved_on 2026-01-02\n"
                                  "soa_entry E-1; control A.8.13; applicable true; status implemented\n");
    char *text = for_people(m, "soa", "text"), *md = for_people(m, "soa", "md"), *csv = for_people(m, "soa", "csv");
    CU_ASSERT_EQUAL(strncmp(text, "Acme_1, version 2, approved by Marta on 2026-01-02, state of 2026-03-01, sha256 ", 79), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\ntechnological: 34 controls, 1 applicable, 33 undecided, 1 implemented\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nNot shown to be complete; wrong: ISMS-SOA-02, "));
    CU_ASSERT_EQUAL(strncmp(md, "## Statement of Applicability\n\nAcme\\_1, version 2, approved by Marta", 66), 0);
    CU_ASSERT_EQUAL(strncmp(csv, "control,title,theme,applicable,needed,", 38), 0);
    free(text);
    free(md);
    free(csv);
    isms_model_free(m);
}

static void frameworks_stand_with_their_interval(void)
{
    expect("frameworks", NULL, "\nown,House rules,2,1,2,0,0,1\n");
    expect("frameworks", NULL, "\ngdpr,");
    expect("frameworks", "own", "own:1,One,,1,1,1,,\n");
    expect("frameworks", "own",
           "own:1a,,met,1,1,1,A.8.13 (in place and shown by EV-1),\"A.8.13: superset, high confidence, Consultant, S-1\"\n");
    expect("frameworks", "own", "own:2,,unknown,0,1,1,,\n");
}

static void gaps_are_shown_from_both_sides(void)
{
    expect("framework_gaps", "own", "own,own:2,\"what the framework asks for, and nothing is mapped to\"\n");
    expect("framework_gaps", "own", "own,A.8.14,\"what the organization does, and the framework does not ask for\"\n");
    expect("framework_gaps", NULL, "gdpr,gdpr:Art.6,");
}

static void controls_are_grouped_by_the_attribute_that_is_asked_for(void)
{
    expect("controls", NULL, "technological,34,2,1,1,0,0,0,");
    expect("controls", "control_types", "\ncorrective,");
    expect("controls", "tags", "crown jewel,1,1,1,1,0,0,0,A.8.13\n");
}

static void controls_tell_how_they_work(void)
{
    expect("maturity", NULL, "technological,2,1,3,3,3,0,0\n");
    expect("maturity", "tags", "crown jewel,1,1,3,3,3,0,0\n");
    expect("effectiveness", NULL, "C-1,,degraded,,,,ineffective,2026-02-01,T-1,,,no level changes\n");
    expect("effectiveness", "C-1", "C-1,,degraded,");
}

static void a_mean_of_ordinal_steps_is_shown_as_such(void)
{
    isms_model *m = test_model_of(sample);
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.flags = ISMS_REPORT_ORDINAL_MEAN;
    CU_ASSERT_EQUAL_FATAL(isms_report_write(m, "maturity", "csv", &options, test_sink_write, &sink), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(sink.bytes, ",mean_of_ordinal_steps\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(sink.bytes, "all,2,1,3,3,3,0,0,3\n"));
    test_sink_dispose(&sink);
    isms_model_free(m);
}

static void suggestions_come_with_what_states_them(void)
{
    isms_model *m = test_model_of("risk R-1; treatment_options modify; threats T-1\n"
                                  "risk R-2; treatment_options modify; threats T-1; controls A.8.13\n"
                                  "treatment_plan +\n"
                                  "soa_entry E-1; control A.8.13; applicable true; status implemented\n");
    char *text = section_of(m, "suggestions", NULL);
    CU_ASSERT_STRING_EQUAL(text, "for,suggested,has_it,because\n"
                                 "R-1,A.8.13,,\"risk R-2, with the same threat T-1, is treated by it\"\n"
                                 "A.8.13,backup plan; job reports; restore tests with time taken and result,,usually shown for "
                                 "it: judgement of the project\n");
    free(text);
    text = section_of(m, "suggestions", "R-2");
    CU_ASSERT_STRING_EQUAL(text, "for,suggested,has_it,because\n");
    free(text);
    isms_model_free(m);
    expect("suggestions", "A.8.13", "A.8.13,backup plan; job reports");
}

static void evidence_tells_what_it_supports(void)
{
    expect("evidence", NULL, "EV-1,Restore test,valid,");
    expect("evidence", NULL, "EV-2,Nothing to do with it,undated,0,0\n");
    expect("evidence", "EV-1",
           "own,own:1a,\"own:1a, through A.8.13 of control C-1 (superset, high confidence, Consultant, S-1)\"\n");
}

static void requests_are_answered_by_the_fewest_pieces(void)
{
    expect("requests", "A.8.13,9.1,own:2", "EV-1,Restore test,\"9.1, A.8.13\"\n,no evidence answers,own:2\n");
    expect("requests", NULL, "EV-1,Restore test,A.8.13\n,no evidence answers,A.8.14\n");
}

static void the_transition_is_empty_where_nothing_is_of_2013(void)
{
    isms_model *m = test_model_of("soa_entry E-1; control A.9.1.1; applicable true\n"
                                  "soa_entry E-2; control A.9.9.9; applicable true\n");
    expect("transition", NULL, "control,comes_from,entries,to_decide\n");
    char *text = section_of(m, "transition", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "A.5.15,merged,A.9.1.1 (E-1),\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "A.5.7,new,,\"A.5.7 is new in 2022: "));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\n,,E-2,\"soa_entry E-2 names A.9.9.9, which is no control of 2013: which one is meant?\"\n"));
    free(text);
    isms_model_free(m);
}

static void a_table_without_rows_says_so(void)
{
    isms_model *m = test_model_of(sample);
    char *text = for_people(m, "calendar", "text"), *md = for_people(m, "calendar", "md"),
         *csv = for_people(m, "calendar", "csv");
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n(nothing to show)\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(md, "--- |\n\nNothing to show.\n"));
    CU_ASSERT_EQUAL(strcspn(csv, "\n") + 1, strlen(csv));
    free(text);
    free(md);
    free(csv);
    isms_model_free(m);
}

static void the_summary_names_the_registers_that_were_said_to_be_empty(void)
{
    isms_model *silent = test_model_of(sample), *said = test_model_of("incident +\n");
    char *without = section_of(silent, "summary", NULL), *with = section_of(said, "summary", NULL);
    CU_ASSERT_PTR_NULL(strstr(without, "Said to be none"));
    CU_ASSERT_PTR_NOT_NULL(strstr(with, "\nSaid to be none,incidents\n"));
    free(without);
    free(with);
    isms_model_free(silent);
    isms_model_free(said);
}

static void what_there_is_not_is_not_found(void)
{
    static const char *const sections[] = {"frameworks", "framework_gaps", "controls", "evidence", "maturity", "effectiveness"};
    isms_model *m = test_model_of(sample);
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.about = "none such";
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        CU_ASSERT_EQUAL(isms_report_write(m, sections[i], "csv", &options, test_sink_write, &sink), ISMS_E_NOT_FOUND);
    options.about = "none:1";
    CU_ASSERT_EQUAL(isms_report_write(m, "requests", "csv", &options, test_sink_write, &sink), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(sink.size, 0);
    test_sink_dispose(&sink);
    isms_model_free(m);
}

static isms_model *swept;
static const char *swept_section, *swept_about;

static isms_status write_with(const isms_allocator *a)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    test_sink sink = {.fails_at = TEST_NEVER};
    options.about = swept_about;
    options.as_of = isms_date(2026, 3, 1);
    options.allocator = a;
    isms_status status = isms_report_write(swept, swept_section, "csv", &options, test_sink_write, &sink);
    test_sink_dispose(&sink);
    return status;
}

static void sections_survive_a_failing_allocation(void)
{
    static const char *const all[][2] = {{"framework_gaps", "own"}, {"controls", "tags"}, {"transition", NULL}};
    swept = test_model_of(sample);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        swept_section = all[i][0];
        swept_about = all[i][1];
        sweep_allocations(write_with);
    }
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"the overview says what is there, and what is not", the_overview_says_what_is_there_and_what_is_not},
        {"the statement begins with whose it is", the_statement_begins_with_whose_it_is},
        {"frameworks stand with their interval", frameworks_stand_with_their_interval},
        {"gaps are shown from both sides", gaps_are_shown_from_both_sides},
        {"controls are grouped by the attribute that is asked for", controls_are_grouped_by_the_attribute_that_is_asked_for},
        {"controls tell how they work", controls_tell_how_they_work},
        {"a mean of ordinal steps is shown as such", a_mean_of_ordinal_steps_is_shown_as_such},
        {"suggestions come with what states them", suggestions_come_with_what_states_them},
        {"evidence tells what it supports", evidence_tells_what_it_supports},
        {"requests are answered by the fewest pieces", requests_are_answered_by_the_fewest_pieces},
        {"the transition is empty where nothing is of 2013", the_transition_is_empty_where_nothing_is_of_2013},
        {"a table without rows says so", a_table_without_rows_says_so},
        {"the summary names the registers that were said to be empty",
         the_summary_names_the_registers_that_were_said_to_be_empty},
        {"what there is not is not found", what_there_is_not_is_not_found},
        {"sections survive a failing allocation", sections_survive_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("sections", tests);
}
