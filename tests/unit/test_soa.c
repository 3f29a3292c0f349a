/* The Statement of Applicability: rows, derived reasons, contradictions, the proof that it is complete, its canonical form. */
#include "test.h"

#include "core/sha256.h"

enum { ROWS_OF_ANNEX_A = 93 };

static isms_soa *build(const isms_model *m, const char *as_of)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.as_of = isms_date_parse(as_of);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &soa), ISMS_OK);
    return soa;
}

static size_t row_of(const isms_soa *soa, const char *control)
{
    size_t row = isms_soa_find(soa, control);
    CU_ASSERT_FATAL(row < isms_soa_count(soa));
    return row;
}

static const char *cell(const isms_soa *soa, const char *control, isms_soa_column column)
{
    return isms_soa_text(soa, row_of(soa, control), column);
}

static size_t check_of(const isms_soa *soa, const char *rule)
{
    size_t i = 0;
    while (i < isms_soa_check_count(soa) && strcmp(isms_soa_check_rule(soa, i), rule) != 0)
        i++;
    return i;
}

static isms_soa_check_state state(const isms_soa *soa, const char *rule)
{
    return isms_soa_check_state_of(soa, check_of(soa, rule));
}

/* The rules that fired, with the controls: "ISMS-SOA-05 A.7.12;ISMS-SOA-15 -;". */
static char *fired(const isms_soa *soa)
{
    static char text[4000];
    size_t size = 0;
    text[0] = '\0';
    for (size_t c = 0; c < isms_soa_check_count(soa); c++)
        for (size_t i = 0; i < isms_soa_problem_count(soa, c) && size < sizeof text - 100; i++) {
            const char *control = isms_soa_text(soa, isms_soa_problem_row(soa, c, i), ISMS_SOA_COLUMN_CONTROL);
            size += (size_t)snprintf(text + size, sizeof text - size, "%s %s;", isms_soa_check_rule(soa, c),
                                     *control ? control : "-");
        }
    return text;
}

/* ------------------------------------------------------------------ rows */

static void an_empty_model_has_all_rows_and_proves_nothing(void)
{
    isms_model *m = test_model_of("");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(isms_soa_count(soa), ROWS_OF_ANNEX_A);
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, ISMS_SOA_COLUMN_CONTROL), "A.5.1");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 92, ISMS_SOA_COLUMN_CONTROL), "A.8.34");
    for (size_t i = 1; i < ROWS_OF_ANNEX_A; i++)
        CU_ASSERT(isms_soa_theme(soa, i - 1) <= isms_soa_theme(soa, i));
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, ISMS_SOA_COLUMN_THEME), "organizational");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, ISMS_SOA_COLUMN_APPLICABLE), "unknown");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, ISMS_SOA_COLUMN_NEEDED), "unknown");
    for (size_t c = 0; c < isms_soa_check_count(soa); c++)
        CU_ASSERT_EQUAL(isms_soa_check_state_of(soa, c), ISMS_SOA_CHECK_NOT_DETERMINED);
    CU_ASSERT_STRING_EQUAL(isms_soa_check_message(soa, 0), "Not determined: register `soa_entries` was not delivered.");
    CU_ASSERT_EQUAL(isms_soa_is_complete(soa), 0);
    CU_ASSERT_EQUAL(isms_soa_total(soa, 0, ISMS_SOA_TOTAL_UNDECIDED), ROWS_OF_ANNEX_A);
    CU_ASSERT_EQUAL(isms_soa_total(soa, ISMS_THEME_PEOPLE, ISMS_SOA_TOTAL_ROWS), 8);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void what_lies_past_the_end_is_nothing(void)
{
    isms_model *m = test_model_of("");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(isms_soa_find(soa, "A.9.9"), ROWS_OF_ANNEX_A);
    CU_ASSERT_EQUAL(isms_soa_find(soa, NULL), ROWS_OF_ANNEX_A);
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, ROWS_OF_ANNEX_A, ISMS_SOA_COLUMN_TITLE), "");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 0, 26), "");
    CU_ASSERT_EQUAL(isms_soa_needed(soa, ROWS_OF_ANNEX_A), 0);
    CU_ASSERT_STRING_EQUAL(isms_soa_link_key(soa, 0, 0), "");
    CU_ASSERT_EQUAL(isms_soa_link_record(soa, 0, 0), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_soa_problem_row(soa, 99, 0), ROWS_OF_ANNEX_A);
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(soa, 0, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_soa_check_rule(soa, 16), "");
    CU_ASSERT_PTR_NULL(isms_soa_column_name(0));
    CU_ASSERT_STRING_EQUAL(isms_soa_column_name(ISMS_SOA_COLUMN_PROBLEMS), "problems");
    CU_ASSERT_PTR_NULL(isms_soa_column_name(ISMS_SOA_COLUMN_DOCUMENTS + 1));
    CU_ASSERT_STRING_EQUAL(isms_soa_stray(soa, 0), "");
    isms_soa_free(soa);
    isms_soa_free(NULL);
    char text[65];
    CU_ASSERT_EQUAL(isms_soa_count(NULL), 0);
    CU_ASSERT_EQUAL(isms_soa_is_complete(NULL), 0);
    CU_ASSERT_EQUAL(isms_soa_hash(NULL, text), ISMS_E_MISUSE);
    isms_model_free(m);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("risk R-1\n");
    isms_soa *soa = (isms_soa *)m;
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    CU_ASSERT_EQUAL(isms_soa_build(NULL, NULL, &soa), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(soa);
    CU_ASSERT_EQUAL(isms_soa_build(m, NULL, NULL), ISMS_E_MISUSE);
    options.version = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_soa_build(m, &options, &soa), ISMS_E_STALE);
    options = (isms_soa_options)ISMS_SOA_OPTIONS_INIT;
    options.thin_length = -1;
    CU_ASSERT_EQUAL(isms_soa_build(m, &options, &soa), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_soa_write_canonical(NULL, test_sink_write, NULL), ISMS_E_MISUSE);
    isms_model_free(m);
}

static void added_controls_follow_annex_a_by_id(void)
{
    isms_model *m = test_model_of("control X-2; title Ships are guarded; themes physical; status implemented\n"
                                  "soa_entry E-1; control X-2; added true; applicable true; justification Pirates at sea\n"
                                  "soa_entry E-2; control X-1; applicable true; title Something else\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(isms_soa_count(soa), ROWS_OF_ANNEX_A + 2);
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 93, ISMS_SOA_COLUMN_CONTROL), "X-1");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 93, ISMS_SOA_COLUMN_TITLE), "Something else");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 93, ISMS_SOA_COLUMN_FLAGS), "blank; unmarked");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 94, ISMS_SOA_COLUMN_TITLE), "Ships are guarded");
    CU_ASSERT_STRING_EQUAL(isms_soa_text(soa, 94, ISMS_SOA_COLUMN_DERIVED_STATUS), "implemented");
    CU_ASSERT_EQUAL(isms_soa_theme(soa, 94), ISMS_THEME_PHYSICAL);
    CU_ASSERT_EQUAL(isms_soa_is_added(soa, 94), 1);
    CU_ASSERT_EQUAL(isms_soa_total(soa, -1, ISMS_SOA_TOTAL_ROWS), 2);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ reasons */

static void reasons_are_derived_with_the_records_that_give_them(void)
{
    isms_model *m =
        test_model_of("risk R-1; treatment_options modify; controls A.8.13; current.level high; residual.level low\n"
                      "risk R-2; treatment_options retain; controls A.8.13\n"
                      "risk R-3; inherent.level mid\n"
                      "treatment_plan T-1; risks R-1, R-3; controls A.8.13; status in_progress; due_on 2026-06-30\n"
                      "treatment_plan T-2; controls A.8.14; status cancelled\n"
                      "obligation O-1; kind Contractual; controls A.8.13\n"
                      "obligation O-2; kind regulatory; controls A.8.13, A.5.34\n"
                      "party_requirement Q-1; kind expectation; controls A.5.34\n"
                      "soa_entry E-1; control A.8.13; applicable true; reasons risk, business\n"
                      "soa_entry E-2; control A.8.14; applicable true; reasons legal\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_REASONS), "risk; business");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_DERIVED_REASONS),
                           "risk (treatment plan T-1, risk R-1, risk R-3); legal (obligation O-2); contract (obligation O-1)");
    CU_ASSERT_STRING_EQUAL(
        cell(soa, "A.8.13", ISMS_SOA_COLUMN_DISAGREEMENT),
        "does not state legal, which obligation O-2 gives; does not state contract, which obligation O-1 gives");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_RISKS), "R-1 (high, residual low); R-3 (mid)");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_PLANS), "T-1 (in_progress, due 2026-06-30)");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.34", ISMS_SOA_COLUMN_DERIVED_REASONS),
                           "legal (obligation O-2); business (party requirement Q-1)");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.14", ISMS_SOA_COLUMN_DERIVED_REASONS), "");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.14", ISMS_SOA_COLUMN_DISAGREEMENT), "states legal, which no record bears out");
    CU_ASSERT_EQUAL(isms_soa_needed(soa, row_of(soa, "A.8.13")), ISMS_YES_NO_UNKNOWN_YES);
    CU_ASSERT_EQUAL(isms_soa_needed(soa, row_of(soa, "A.8.14")), ISMS_YES_NO_UNKNOWN_NO);
    CU_ASSERT_EQUAL(isms_soa_derived_reasons(soa, row_of(soa, "A.5.34")),
                    1u << ISMS_SOA_REASON_LEGAL | 1u << ISMS_SOA_REASON_BUSINESS);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void levels_come_from_an_assessment_where_one_is_given(void)
{
    isms_model *m = test_model_of("risk_method M-1; likelihood rare, often; impact small, large; levels[].id low, high\n"
                                  "risk R-1; method M-1; treatment_options modify; controls A.8.13; inherent.likelihood 2; "
                                  "inherent.impact 2; current.likelihood 1; current.impact 1\n"
                                  "risk R-2; treatment_options modify; controls A.8.13\n");
    isms_id method = test_record(m, "risk_method", "M-1");
    isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"low", "low"}, 2);
    isms_add_row(m, method, ISMS_METHOD_MATRIX, (const char *[]){"low", "high"}, 2);
    isms_soa *recorded = build(m, "2026-03-01"), *assessed = NULL;
    CU_ASSERT_STRING_EQUAL(cell(recorded, "A.8.13", ISMS_SOA_COLUMN_RISKS), "R-1 (low); R-2 (not rated)");
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_assessment *assessment = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, NULL, NULL, &assessment), ISMS_OK);
    options.assessment = assessment;
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &assessed), ISMS_OK);
    isms_assessment_free(assessment);
    CU_ASSERT_STRING_EQUAL(cell(assessed, "A.8.13", ISMS_SOA_COLUMN_RISKS), "R-1 (low); R-2 (not rated)");
    isms_soa_free(recorded);
    isms_soa_free(assessed);
    isms_model_free(m);
}

static void a_measure_between_risk_and_control_is_named(void)
{
    isms_model *m = test_model_of("risk R-1; treatment_options modify; controls C-1\n"
                                  "control C-1; implements A.8.13; status implemented; owner P-1; evidence EV-1\n"
                                  "evidence EV-1; collected_on 2026-01-01; valid_until 2026-03-01\n"
                                  "person P-1; title Marta Klein\n"
                                  "soa_entry E-1; control A.8.13; applicable false; justification Somebody else does it.\n");
    isms_soa *soa = build(m, "2026-03-01");
    size_t row = row_of(soa, "A.8.13");
    CU_ASSERT_EQUAL(isms_soa_link_count(soa, row), 3);
    CU_ASSERT_EQUAL(isms_soa_link_kind_of(soa, row, 0), ISMS_SOA_LINK_RISK);
    CU_ASSERT_STRING_EQUAL(isms_soa_link_via(soa, row, 0), "C-1");
    CU_ASSERT_EQUAL(isms_soa_link_record(soa, row, 0), test_record(m, "risk", "R-1"));
    CU_ASSERT_EQUAL(isms_soa_link_kind_of(soa, row, 1), ISMS_SOA_LINK_MEASURE);
    CU_ASSERT_EQUAL(isms_soa_link_kind_of(soa, row, 2), ISMS_SOA_LINK_EVIDENCE);
    CU_ASSERT_STRING_EQUAL(isms_soa_link_via(soa, row, 2), "C-1");
    CU_ASSERT_STRING_EQUAL(isms_soa_link_state(soa, row, 2), "valid, until 2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_RESPONSIBLE), "Marta Klein (P-1, C-1)");
    CU_ASSERT_EQUAL(isms_soa_valid_evidence(soa, row), 1);
    CU_ASSERT_EQUAL(isms_soa_derived_reasons(soa, row), 1u << ISMS_SOA_REASON_RISK);
    CU_ASSERT_EQUAL(isms_soa_flags(soa, row) & ISMS_SOA_FLAG_CONTRADICTION, 0);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void evidence_that_names_a_measure_shows_its_controls(void)
{
    isms_model *m = test_model_of("control C-1; implements A.8.7, A.8.13; status implemented; evidence EV-1\n"
                                  "evidence EV-1; collected_on 2026-01-01; requirements C-1\n"
                                  "evidence EV-2; collected_on 2026-01-01; requirements C-1, C-9\n"
                                  "soa_entry E-1; control A.8.13; applicable true\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.7", ISMS_SOA_COLUMN_EVIDENCE), "EV-1 (valid); EV-2 (valid)");
    size_t row = row_of(soa, "A.8.13");
    CU_ASSERT_EQUAL(isms_soa_valid_evidence(soa, row), 2);
    CU_ASSERT_EQUAL(isms_soa_link_count(soa, row), 3);
    CU_ASSERT_STRING_EQUAL(isms_soa_link_key(soa, row, 2), "EV-2");
    CU_ASSERT_STRING_EQUAL(isms_soa_link_via(soa, row, 2), "C-1");
    CU_ASSERT_EQUAL(isms_soa_link_origin(soa, row, 2), ISMS_SOA_ORIGIN_DERIVED);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void documents_stand_with_where_it_is_described(void)
{
    isms_model *m = test_model_of("document D-1; status published\n"
                                  "soa_entry E-1; control A.8.13; documents D-1, D-2; reference Handbook, page 7\n"
                                  "soa_entry E-2; control A.8.14; reference Wiki\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.13", ISMS_SOA_COLUMN_DOCUMENTS),
                           "D-1 (published); D-2 (not there); Handbook, page 7");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.14", ISMS_SOA_COLUMN_DOCUMENTS), "Wiki");
    CU_ASSERT_STRING_EQUAL(isms_soa_column_name(ISMS_SOA_COLUMN_DOCUMENTS), "documents");
    isms_soa_free(soa);
    isms_model_free(m);
}

static void names_that_lead_nowhere_are_told(void)
{
    isms_model *m = test_model_of("risk R-2; treatment_options modify; controls A.9.9, 6.1.3, gdpr:Art.32\n"
                                  "risk R-1; treatment_options modify; controls A.9.9\n"
                                  "obligation O-1; controls B-1\n"
                                  "soa_entry E-1; control A.5.1; risks R-7; measures C-9\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(isms_soa_stray_count(soa), 2);
    CU_ASSERT_STRING_EQUAL(isms_soa_stray(soa, 0), "risk R-1: A.9.9");
    CU_ASSERT_STRING_EQUAL(isms_soa_stray(soa, 1), "obligation O-1: B-1");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.1", ISMS_SOA_COLUMN_DISAGREEMENT),
                           "names risk R-7, which is not there; names measure C-9, which is not there");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.1", ISMS_SOA_COLUMN_DERIVED_STATUS), "unknown");
    isms_soa_free(soa);
    isms_model_free(m);
}

static void thin_justifications_are_flagged(void)
{
    char line[120];
    isms_model *m = test_model_of("soa_entry E-0; control A.5.1; applicable false\n"
                                  "soa_entry E-00; control A.5.2; applicable false; justification n/a\n"
                                  "soa_entry E-000; control A.5.3; applicable false; justification Für uns unnötig, denn.\n");
    for (int i = 4; i < 15; i++) {
        snprintf(line, sizeof line,
                 "soa_entry E-%d; control A.5.%d; applicable false; justification Does not apply to our company.\n", i, i);
        test_add(m, line);
    }
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.1", ISMS_SOA_COLUMN_FLAGS), "blank");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.2", ISMS_SOA_COLUMN_FLAGS), "short");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.3", ISMS_SOA_COLUMN_FLAGS), "");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.4", ISMS_SOA_COLUMN_FLAGS), "copied");
    isms_record_delete(m, test_record(m, "soa_entry", "E-14"));
    isms_soa *fewer = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(cell(fewer, "A.5.4", ISMS_SOA_COLUMN_FLAGS), "");
    isms_soa_free(fewer);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ checks */

static void an_excluded_control_that_is_needed_is_a_contradiction_with_both_ends(void)
{
    isms_model *m =
        test_model_of("document -; partial soa_entries\n"
                      "obligation O-1; kind contractual; status met\n"
                      "risk R-1; treatment_options modify; controls A.8.13\n"
                      "treatment_plan T-1; risks R-1; options modify; controls A.8.24\n"
                      "soa_entry E-1; control A.8.24; applicable false; justification Not used in our systems.\n"
                      "soa_entry E-2; control A.8.13; applicable false; justification The provider replicates all.\n"
                      "soa_entry E-3; control A.7.12; applicable false\n");
    isms_soa *soa = build(m, "2026-03-01");
    CU_ASSERT_STRING_EQUAL(fired(soa), "ISMS-SOA-05 A.7.12;ISMS-SOA-06 A.8.13;ISMS-SOA-06 A.8.24;");
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(soa, check_of(soa, "ISMS-SOA-06"), 0),
                           "Control A.8.13 is excluded by entry E-2, although risk R-1 needs it.");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.8.24", ISMS_SOA_COLUMN_PROBLEMS), "ISMS-SOA-06");
    CU_ASSERT_EQUAL(isms_soa_total(soa, 0, ISMS_SOA_TOTAL_CONTRADICTION), 2);
    CU_ASSERT_EQUAL(state(soa, "ISMS-SOA-02"), ISMS_SOA_CHECK_NOT_DETERMINED);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void the_status_of_applicable_controls_is_checked_on_the_day(void)
{
    static const char lines[] =
        "document -; partial soa_entries\n"
        "evidence EV-1; collected_on 2025-03-01; valid_until 2026-03-01\n"
        "soa_entry E-1; control A.5.1; applicable true; reasons business; status none\n"
        "soa_entry E-2; control A.5.2; applicable true; reasons business; status planned; due_on 2026-03-01\n"
        "soa_entry E-3; control A.5.3; applicable true; reasons business; status planned\n"
        "soa_entry E-4; control A.5.4; applicable true; reasons business; status implemented\n"
        "soa_entry E-5; control A.5.5; applicable true; reasons business; status implemented; evidence EV-1\n"
        "soa_entry E-6; control A.5.6; applicable true; reasons business; status partial\n";
    isms_model *m = test_model_of(lines);
    isms_soa *soa = build(m, "2026-03-01"), *later = build(m, "2026-03-02");
    CU_ASSERT_STRING_EQUAL(fired(soa),
                           "ISMS-SOA-08 A.5.1;ISMS-SOA-08 A.5.3;ISMS-SOA-09 A.5.2;ISMS-SOA-10 A.5.6;ISMS-SOA-11 A.5.4;");
    CU_ASSERT_STRING_EQUAL(
        fired(later),
        "ISMS-SOA-08 A.5.1;ISMS-SOA-08 A.5.3;ISMS-SOA-09 A.5.2;ISMS-SOA-10 A.5.6;ISMS-SOA-11 A.5.4;ISMS-SOA-11 A.5.5;");
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(later, check_of(later, "ISMS-SOA-09"), 0),
                           "Control A.5.2 is planned, due on 2026-03-01, which is over.");
    isms_soa_free(soa);
    isms_soa_free(later);
    isms_model_free(m);
}

static void what_was_not_delivered_is_not_determined(void)
{
    isms_model *m = test_model_of("control C-1; status planned; implements A.5.1\n"
                                  "soa_entry E-1; control A.5.1; applicable true; reasons best_practice; status implemented; "
                                  "measures C-1\n"
                                  "soa_entry E-2; control X-1; added true; applicable true; status implemented\n");
    isms_soa *soa = build(m, "2026-03-01"), *undated = build(m, "");
    CU_ASSERT_EQUAL(isms_soa_problem_count(soa, check_of(soa, "ISMS-SOA-02")), 92);
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(soa, check_of(soa, "ISMS-SOA-02"), 0),
                           "Control A.5.2 has no entry; whether it is needed is unknown.");
    CU_ASSERT_EQUAL(isms_soa_problem_count(soa, check_of(soa, "ISMS-SOA-07")), 1);
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(soa, check_of(soa, "ISMS-SOA-12"), 0),
                           "Control A.5.1 is declared implemented, but its measures make it planned.");
    CU_ASSERT_STRING_EQUAL(cell(soa, "A.5.1", ISMS_SOA_COLUMN_DISAGREEMENT),
                           "states implemented, but its measures give planned");
    CU_ASSERT_EQUAL(state(soa, "ISMS-SOA-11"), ISMS_SOA_CHECK_NOT_DETERMINED);
    CU_ASSERT_EQUAL(state(soa, "ISMS-SOA-13"), ISMS_SOA_CHECK_NOT_DETERMINED);
    test_add(m, "evidence +\n");
    isms_soa *again = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(state(again, "ISMS-SOA-11"), ISMS_SOA_CHECK_FIRED);
    isms_soa_free(again);
    isms_soa_free(undated);
    undated = build(m, "");
    CU_ASSERT_EQUAL(state(undated, "ISMS-SOA-11"), ISMS_SOA_CHECK_NOT_DETERMINED);
    CU_ASSERT_STRING_EQUAL(isms_soa_check_message(undated, check_of(undated, "ISMS-SOA-11")),
                           "Not determined: no day was given.");
    isms_soa_free(undated);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* A model whose Statement of Applicability has nothing wrong. */
static isms_model *faultless(void)
{
    char line[200];
    isms_model *m = test_model_of("person P-1; title Marta Klein\n"
                                  "soa S-1; version 1.0; version_date 2026-01-10; approved_by P-1; approved_on 2026-01-12\n"
                                  "evidence EV-1; collected_on 2026-01-01; valid_until 2026-06-30\n"
                                  "control C-1; status implemented; evidence EV-1\n"
                                  "risk R-1; treatment_options modify; controls A.8.13\n"
                                  "treatment_plan T-1; risks R-1; options modify; controls A.8.13\n"
                                  "obligation O-1; kind legal; controls A.5.34\n");
    isms_id c = isms_first(isms_catalogue(), ISMS_CONTROL_REFERENCE);
    for (; c; c = isms_next(isms_catalogue(), c)) {
        const char *key = isms_record_key(isms_catalogue(), c);
        snprintf(line, sizeof line, "soa_entry E-%s; control %s; %s\n", key, key,
                 strcmp(key, "A.8.30") == 0 ? "applicable false; justification Nobody outside develops for us."
                                            : "applicable true; reasons business; status implemented; measures C-1");
        test_add(m, line);
    }
    return m;
}

static void a_faultless_statement_is_complete_and_says_what_it_rests_on(void)
{
    isms_model *m = faultless();
    isms_soa *soa = build(m, "2026-06-30");
    CU_ASSERT_STRING_EQUAL(fired(soa), "");
    CU_ASSERT_EQUAL(isms_soa_is_complete(soa), 1);
    CU_ASSERT_STRING_EQUAL(isms_soa_summary(soa),
                           "93 controls of Annex A, 93 entries, 188 links to 1 treatment plan, 1 risk, 1 obligation, "
                           "0 party requirements, 1 measure, 0 alternatives, 1 piece of evidence, 0 documents.");
    CU_ASSERT_STRING_EQUAL(isms_soa_version_text(soa), "1.0");
    CU_ASSERT_STRING_EQUAL(isms_soa_approved_by(soa), "Marta Klein");
    CU_ASSERT_EQUAL(isms_soa_total(soa, 0, ISMS_SOA_TOTAL_SHOWN), 92);
    CU_ASSERT_STRING_EQUAL(isms_soa_check_message(soa, check_of(soa, "ISMS-SOA-11")),
                           "Looked at 92: 0 wrong, 0 not determined.");
    isms_soa_free(soa);
    isms_model_free(m);
}

static void each_breach_fires_its_own_rule_and_no_other(void)
{
    static const struct {
        const char *type, *key, *change; /* change NULL: the record is deleted */
        const char *expected;
    } breaches[] = {
        {"soa_entry", "E-A.8.13", "applicable false", "ISMS-SOA-06 A.8.13;"},
        {"soa_entry", "E-A.8.30", "justification", "ISMS-SOA-05 A.8.30;"},
        {"soa_entry", "E-A.5.7", "status none", "ISMS-SOA-08 A.5.7;"},
        {"evidence", "EV-1", "valid_until 2026-06-29", "ISMS-SOA-11 A.5.1;"},
        {"treatment_plan", "T-1", "controls", "ISMS-TREAT-04 -;"},
        {"soa_entry", "E-A.5.9", NULL, "ISMS-SOA-02 A.5.9;"},
        {"soa_entry", "E-A.5.9", "control A.5.10", "ISMS-SOA-02 A.5.9;ISMS-SOA-03 A.5.10;"},
        {"soa_entry", "E-A.5.9", "reasons", "ISMS-SOA-04 A.5.9;"},
        {"soa_entry", "E-A.5.9", "reasons legal", "ISMS-SOA-13 A.5.9;"},
        {"soa", "S-1", "approved_on 2026-07-01", "ISMS-SOA-15 -;"},
        {"control", "C-1", "status planned", "ISMS-SOA-12 A.5.1;"},
    };
    for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
        isms_model *m = faultless();
        isms_id record = test_record(m, breaches[i].type, breaches[i].key);
        if (breaches[i].change) {
            test_set(m, record, breaches[i].change);
        } else {
            CU_ASSERT_EQUAL(isms_record_delete(m, record), ISMS_OK);
        }
        isms_soa *soa = build(m, "2026-06-30");
        const char *got = fired(soa);
        if (strncmp(got, breaches[i].expected, strlen(breaches[i].expected)) != 0)
            printf("breach %zu: %s\n", i, got);
        CU_ASSERT_EQUAL(strncmp(got, breaches[i].expected, strlen(breaches[i].expected)), 0);
        const char *rest = got + strlen(breaches[i].expected);
        CU_ASSERT(!*rest || strncmp(rest, breaches[i].expected, strlen("ISMS-SOA-11")) == 0);
        CU_ASSERT_EQUAL(isms_soa_is_complete(soa), 0);
        isms_soa_free(soa);
        isms_model_free(m);
    }
}

static void a_treated_risk_without_a_control_is_found(void)
{
    isms_model *m = faultless();
    test_add(m, "risk R-10; treatment_options modify\nrisk R-9; treatment_options modify\nrisk R-8; treatment_options share\n");
    isms_soa *soa = build(m, "2026-06-30");
    CU_ASSERT_STRING_EQUAL(fired(soa), "ISMS-SOA-16 -;ISMS-SOA-16 -;");
    CU_ASSERT_STRING_EQUAL(isms_soa_problem_text(soa, check_of(soa, "ISMS-SOA-16"), 0),
                           "Risk R-10 is to be modified, but neither it nor a plan names a control.");
    isms_soa_free(soa);
    test_add(m, "treatment_plan T-2; risks R-9, R-10; options modify; controls A.8.7\n");
    soa = build(m, "2026-06-30");
    CU_ASSERT_STRING_EQUAL(fired(soa), "");
    isms_soa_free(soa);
    isms_model_free(m);
}

static void entries_of_another_version_do_not_count(void)
{
    isms_model *m =
        test_model_of("soa S-1; version_date 2025-01-01\n"
                      "soa S-2; version_date 2026-01-01\n"
                      "soa_entry E-1; soa S-1; control A.5.1; applicable false; justification It was so last year.\n"
                      "soa_entry E-2; soa S-2; control A.5.1; applicable true; reasons business\n"
                      "soa_entry E-3; control A.5.2; applicable true; reasons business\n");
    isms_soa *soa = build(m, "2026-03-01"), *old = NULL;
    CU_ASSERT_STRING_EQUAL(isms_soa_version_text(soa), "S-2");
    CU_ASSERT_EQUAL(isms_soa_applicable(soa, 0), ISMS_YES_NO_UNKNOWN_YES);
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    options.version = test_record(m, "soa", "S-1");
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &old), ISMS_OK);
    CU_ASSERT_EQUAL(isms_soa_applicable(old, 0), ISMS_YES_NO_UNKNOWN_NO);
    CU_ASSERT_EQUAL(isms_soa_flags(old, 0) & ISMS_SOA_FLAG_DUPLICATE, 0);
    isms_soa_free(old);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ the canonical form */

static char *canonical(const isms_soa *soa)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL(isms_soa_write_canonical(soa, test_sink_write, &sink), ISMS_OK);
    return sink.bytes;
}

static const char *const shuffled[] = {"risk R-1; treatment_options modify; controls A.8.13, C-1\n",
                                       "risk R-10; treatment_options modify; controls A.8.13\n",
                                       "risk R-2; treatment_options modify; controls C-1, A.9.9\n",
                                       "obligation O-1; kind legal; controls A.8.13, A.9.9\n",
                                       "treatment_plan T-1; risks R-1, R-2; controls A.8.13, A.5.1\n",
                                       "control C-1; implements A.8.13, A.5.1; status implemented\n",
                                       "control C-2; implements A.8.13; status planned; evidence EV-1\n",
                                       "evidence EV-1; collected_on 2026-01-01\n",
                                       "soa_entry E-1; control A.8.13; applicable true; risks R-2, R-1\n",
                                       "soa_entry E-2; control A.8.13; applicable false\n",
                                       "soa_entry E-3; control X-9; applicable true\n",
                                       "soa_entry E-4; control X-1; applicable true\n",
                                       "soa S-1; version_date 2026-01-01\n",
                                       "soa S-2; version_date 2026-01-01\n"};

static void the_order_of_records_does_not_matter(void)
{
    enum { COUNT = sizeof shuffled / sizeof shuffled[0] };
    char *first = NULL;
    for (size_t turn = 0; turn < 40; turn++) {
        isms_model *m = test_model_of("");
        for (size_t i = 0; i < COUNT; i++)
            test_add(m, shuffled[(i * (turn % 3 ? 5 : 3) + turn) % COUNT]);
        isms_soa *soa = build(m, "2026-03-01");
        char *text = canonical(soa), words[20000] = "";
        for (size_t row = 0; row < isms_soa_count(soa); row++)
            for (isms_soa_column c = 1; c <= ISMS_SOA_COLUMN_DOCUMENTS; c++)
                strncat(words, isms_soa_text(soa, row, c), sizeof words - strlen(words) - 1);
        char *all = malloc(strlen(text) + strlen(words) + 1);
        snprintf(all, strlen(text) + strlen(words) + 1, "%s%s", text, words);
        if (first)
            CU_ASSERT_STRING_EQUAL(first, all);
        if (first)
            free(all);
        else
            first = all;
        free(text);
        isms_soa_free(soa);
        isms_model_free(m);
    }
    free(first);
}

static void the_hash_is_that_of_the_canonical_form_and_follows_the_facts(void)
{
    isms_model *m = test_model_of("soa_entry E-1; control A.5.1; applicable true; justification one\n");
    isms_set_text(m, test_record(m, "soa_entry", "E-1"), ISMS_SOA_ENTRY_JUSTIFICATION, "a\tb\nc\\d");
    isms_soa *soa = build(m, "2026-03-01"), *next_day = build(m, "2026-03-02");
    char *text = canonical(soa);
    CU_ASSERT_EQUAL(strncmp(text, "soa\t1\t2026-03-01\t\t\t\nrow\tA.5.1\tE-1\tyes\tunknown\t\ta\\tb\\nc\\\\d\t", 55), 0);
    char hash[65], other[65], expected[65];
    CU_ASSERT_EQUAL(isms_soa_hash(soa, hash), ISMS_OK);
    CU_ASSERT_EQUAL(isms_soa_hash(next_day, other), ISMS_OK);
    isms__sha256_text(text, strlen(text), expected);
    CU_ASSERT_STRING_EQUAL(hash, expected);
    CU_ASSERT_STRING_NOT_EQUAL(hash, other);
    CU_ASSERT_EQUAL(isms_soa_hash(soa, NULL), ISMS_E_MISUSE);
    test_sink full = {.fails_at = 100};
    CU_ASSERT_EQUAL(isms_soa_write_canonical(soa, test_sink_write, &full), ISMS_E_IO);
    test_sink_dispose(&full);
    free(text);
    isms_soa_free(soa);
    isms_soa_free(next_day);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ limits and memory */

static void the_number_of_links_is_limited(void)
{
    isms_model *m = faultless();
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.max_links = 50;
    CU_ASSERT_EQUAL(isms_soa_build(m, &options, &soa), ISMS_E_LIMIT);
    CU_ASSERT_PTR_NULL(soa);
    isms_model_free(m);
}

static isms_model *swept;

static isms_status build_with(const isms_allocator *a)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.allocator = a;
    options.as_of = isms_date(2026, 3, 1);
    isms_status status = isms_soa_build(swept, &options, &soa);
    isms_soa_free(soa);
    return status;
}

static void building_survives_a_failing_allocation(void)
{
    swept = test_model_of("");
    for (size_t i = 0; i < sizeof shuffled / sizeof shuffled[0]; i++)
        test_add(swept, shuffled[i]);
    sweep_allocations(build_with);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"an empty model has all rows and proves nothing", an_empty_model_has_all_rows_and_proves_nothing},
        {"what lies past the end is nothing", what_lies_past_the_end_is_nothing},
        {"wrong use is refused", wrong_use_is_refused},
        {"added controls follow Annex A by id", added_controls_follow_annex_a_by_id},
        {"reasons are derived with the records that give them", reasons_are_derived_with_the_records_that_give_them},
        {"levels come from an assessment where one is given", levels_come_from_an_assessment_where_one_is_given},
        {"a measure between risk and control is named", a_measure_between_risk_and_control_is_named},
        {"evidence that names a measure shows its controls", evidence_that_names_a_measure_shows_its_controls},
        {"documents stand with where it is described", documents_stand_with_where_it_is_described},
        {"names that lead nowhere are told", names_that_lead_nowhere_are_told},
        {"thin justifications are flagged", thin_justifications_are_flagged},
        {"an excluded control that is needed is a contradiction with both ends",
         an_excluded_control_that_is_needed_is_a_contradiction_with_both_ends},
        {"the status of applicable controls is checked on the day", the_status_of_applicable_controls_is_checked_on_the_day},
        {"what was not delivered is not determined", what_was_not_delivered_is_not_determined},
        {"a faultless statement is complete and says what it rests on",
         a_faultless_statement_is_complete_and_says_what_it_rests_on},
        {"each breach fires its own rule and no other", each_breach_fires_its_own_rule_and_no_other},
        {"a treated risk without a control is found", a_treated_risk_without_a_control_is_found},
        {"entries of another version do not count", entries_of_another_version_do_not_count},
        {"the order of records does not matter", the_order_of_records_does_not_matter},
        {"the hash is that of the canonical form and follows the facts",
         the_hash_is_that_of_the_canonical_form_and_follows_the_facts},
        {"the number of links is limited", the_number_of_links_is_limited},
        {"building survives a failing allocation", building_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("soa", tests);
}
