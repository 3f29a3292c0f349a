/* Frozen Statements of Applicability: read back byte for byte, compared with another day, noted in the model. */
#include "test.h"

static const char sample[] =
    "person P-1; title Marta\n"
    "soa S-1; version 2; version_date 2026-01-01; status approved; approved_by P-1; approved_on 2026-01-02\n"
    "risk R-1; treatment_options modify; controls A.8.13, C-1; current.level high; residual.level low\n"
    "control C-1; implements A.8.13; status implemented; evidence EV-1\n"
    "treatment_plan T-1; risks R-1, R-2; controls A.8.13, C-1; status in_progress; due_on 2026-05-01\n"
    "risk R-2; treatment_options modify\n"
    "evidence EV-1; collected_on 2025-01-01; valid_until 2026-12-31\n"
    "obligation O-1; kind legal; controls A.5.34\n"
    "soa_entry E-1; soa S-1; control A.8.13; applicable true; reasons risk, legal; status implemented; measures C-9\n"
    "soa_entry E-2; control X-1; added true; applicable true; justification Ours\n"
    "soa_entry E-3; control X-2; added true; applicable false; maturity 3\n";

static isms_soa *build(const isms_model *m, const char *day)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    options.as_of = isms_date_parse(day);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &soa), ISMS_OK);
    return soa;
}

static test_sink frozen_bytes(const isms_soa *soa)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL_FATAL(isms_soa_write_canonical(soa, test_sink_write, &sink), ISMS_OK);
    return sink;
}

static isms_status read_back(const char *bytes, size_t size, const isms_allocator *a, isms_soa **out)
{
    test_source source = {.bytes = bytes, .size = size, .fails_at = TEST_NEVER, .piece = 1000};
    return isms_soa_frozen_read(test_source_read, &source, a, out);
}

static isms_soa *freeze(const isms_soa *soa)
{
    test_sink sink = frozen_bytes(soa);
    isms_soa *back = NULL;
    CU_ASSERT_EQUAL_FATAL(read_back(sink.bytes, sink.size, NULL, &back), ISMS_OK);
    test_sink_dispose(&sink);
    return back;
}

static void what_is_read_back_has_the_same_bytes(void)
{
    isms_model *m = test_model_of(sample);
    isms_set_text(m, test_record(m, "soa_entry", "E-2"), ISMS_SOA_ENTRY_JUSTIFICATION, "a\tb\nc\\d");
    isms_soa *soa = build(m, "2026-03-01"), *back = freeze(soa);
    test_sink before = frozen_bytes(soa), after = frozen_bytes(back);
    CU_ASSERT_EQUAL(before.size, after.size);
    CU_ASSERT_STRING_EQUAL(before.bytes, after.bytes);
    char hash[65], other[65];
    isms_soa_hash(soa, hash);
    isms_soa_hash(back, other);
    CU_ASSERT_STRING_EQUAL(hash, other);
    CU_ASSERT_EQUAL(isms_soa_is_frozen(soa), 0);
    CU_ASSERT_EQUAL(isms_soa_is_frozen(back), 1);
    test_sink_dispose(&before);
    test_sink_dispose(&after);
    isms_soa_free(soa);
    isms_soa_free(back);
    isms_model_free(m);
}

static void what_is_read_back_says_what_was_said(void)
{
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01"), *back = freeze(soa);
    isms_model_free(m);
    CU_ASSERT_EQUAL(isms_soa_count(back), 95);
    CU_ASSERT_EQUAL(isms_soa_as_of(back), isms_date(2026, 3, 1));
    CU_ASSERT_STRING_EQUAL(isms_soa_version_text(back), "2");
    CU_ASSERT_STRING_EQUAL(isms_soa_approved_by(back), isms_soa_approved_by(soa));
    CU_ASSERT_EQUAL(isms_soa_approved_on(back), isms_date(2026, 1, 2));
    CU_ASSERT_EQUAL(isms_soa_check_count(back), 0);
    CU_ASSERT_EQUAL(isms_soa_is_complete(back), 0);
    CU_ASSERT_STRING_EQUAL(isms_soa_summary(back), "Read back as it was frozen for 2026-03-01: 95 rows with 10 links.");
    for (size_t row = 0; row < isms_soa_count(soa); row++) {
        CU_ASSERT_EQUAL(isms_soa_applicable(back, row), isms_soa_applicable(soa, row));
        CU_ASSERT_EQUAL(isms_soa_needed(back, row), isms_soa_needed(soa, row));
        CU_ASSERT_EQUAL(isms_soa_reasons(back, row), isms_soa_reasons(soa, row));
        CU_ASSERT_EQUAL(isms_soa_status(back, row), isms_soa_status(soa, row));
        CU_ASSERT_EQUAL(isms_soa_is_added(back, row), isms_soa_is_added(soa, row));
        CU_ASSERT_EQUAL(isms_soa_valid_evidence(back, row), isms_soa_valid_evidence(soa, row));
        CU_ASSERT_EQUAL(isms_soa_link_count(back, row), isms_soa_link_count(soa, row));
        CU_ASSERT_EQUAL(isms_soa_link_record(back, row, 0), ISMS_NONE);
    }
    isms_soa_free(soa);
    isms_soa_free(back);
}

static void another_day_is_compared_with_it(void)
{
    isms_model *m = test_model_of(sample);
    isms_soa *before = build(m, "2026-03-01"), *back = freeze(before), *same = build(m, "2026-03-01");
    isms_soa_free(before);
    isms_soa_diff *diff = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_soa_compare(back, same, NULL, &diff), ISMS_OK);
    CU_ASSERT_EQUAL(isms_soa_diff_count(diff), 0);
    isms_soa_diff_free(diff);
    test_set(m, test_record(m, "evidence", "EV-1"), "valid_until 2026-02-28");
    test_set(m, test_record(m, "obligation", "O-1"), "controls");
    isms_soa *after = build(m, "2026-03-01");
    isms_model_free(m);
    CU_ASSERT_EQUAL_FATAL(isms_soa_compare(back, after, NULL, &diff), ISMS_OK);
    CU_ASSERT_EQUAL(isms_soa_diff_count(diff), 2);
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_line(diff, 0), "A.5.34: needed yes -> no; because obligation O-1 went (legal)");
    CU_ASSERT_STRING_EQUAL(isms_soa_diff_line(diff, 1), "A.8.13: because evidence EV-1 through C-1 valid, until 2026-12-31 -> "
                                                        "expired, last day 2026-02-28");
    isms_soa_diff_free(diff);
    isms_soa_free(back);
    isms_soa_free(same);
    isms_soa_free(after);
}

static void day_and_hash_are_noted_and_checked(void)
{
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01"), *back = freeze(soa), *undated = build(m, "");
    int32_t same = -1;
    char hash[65];
    isms_soa_hash(soa, hash);
    CU_ASSERT_EQUAL(isms_soa_frozen_holds(m, ISMS_NONE, NULL, &same), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_soa_frozen_note(back, m), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_soa_frozen_note(undated, m), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_soa_frozen_note(soa, m), ISMS_OK);
    isms_id version = test_record(m, "soa", "S-1");
    CU_ASSERT_STRING_EQUAL(isms_text(m, version, ISMS_SOA_HASH), hash);
    CU_ASSERT_EQUAL(isms_day_of(m, version, ISMS_SOA_AS_OF), isms_date(2026, 3, 1));
    CU_ASSERT_EQUAL(isms_soa_frozen_holds(m, ISMS_NONE, NULL, &same), ISMS_OK);
    CU_ASSERT_EQUAL(same, 1);
    test_set(m, test_record(m, "control", "C-1"), "status degraded");
    CU_ASSERT_EQUAL(isms_soa_frozen_holds(m, version, NULL, &same), ISMS_OK);
    CU_ASSERT_EQUAL(same, 0);
    isms_soa_free(soa);
    isms_soa_free(back);
    isms_soa_free(undated);
    isms_model_free(m);
    m = test_model_of("risk R-1\n");
    soa = build(m, "2026-03-01");
    CU_ASSERT_EQUAL(isms_soa_frozen_note(soa, m), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_soa_frozen_holds(m, ISMS_NONE, NULL, &same), ISMS_E_NOT_FOUND);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void analyses_need_a_computed_one(void)
{
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01"), *back = freeze(soa);
    isms_gap_options of_gap = ISMS_GAP_OPTIONS_INIT;
    isms_coverage_options of_coverage = ISMS_COVERAGE_OPTIONS_INIT;
    isms_gap *gap = NULL;
    isms_coverage *coverage = NULL;
    isms_grouping *grouping = NULL;
    isms_maturity *maturity = NULL;
    of_gap.soa = of_coverage.soa = back;
    of_coverage.framework = "gdpr";
    CU_ASSERT_EQUAL(isms_gap_analyse(m, &of_gap, &gap), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_coverage_run(m, &of_coverage, &coverage), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_grouping_build(m, back, ISMS_BY_THEME, NULL, NULL, &grouping), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_maturity_roll_up(m, back, NULL, NULL, &maturity), ISMS_E_MISUSE);
    isms_soa_free(soa);
    isms_soa_free(back);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ what is refused */

/* The bytes with one text in place of another. */
static char *with(const char *bytes, const char *old, const char *new)
{
    const char *at = strstr(bytes, old);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    char *out = malloc(strlen(bytes) + strlen(new) + 1);
    sprintf(out, "%.*s%s%s", (int)(at - bytes), bytes, new, at + strlen(old));
    return out;
}

static void bytes_that_are_not_as_they_should_be_are_refused(void)
{
    static const struct {
        const char *old, *new;
        isms_status status;
    } cases[] = {{"soa\t1", "sao\t1", ISMS_E_FORMAT},
                 {"soa\t1", "soa\t2", ISMS_E_VERSION},
                 {"soa\t1\t2026-03-01", "soa\t1\t2026-13-01", ISMS_E_SYNTAX},
                 {"soa\t1\t", "soa\t1\t\t", ISMS_E_SYNTAX},
                 {"row\tA.5.2\t", "row\tA.5.3\t", ISMS_E_SYNTAX},
                 {"row\tX-2\t", "row\tX-0\t", ISMS_E_SYNTAX},
                 {"row\tX-2\t", "row\tA.5.1\t", ISMS_E_SYNTAX},
                 {"row\tX-2\t", "row\t\t", ISMS_E_SYNTAX},
                 {"row\tX-2\tE-3\tno\t", "row\tX-2\tE-3\tmaybe\t", ISMS_E_SYNTAX},
                 {"row\tX-2\t", "wor\tX-2\t", ISMS_E_SYNTAX},
                 {"row\tX-2\t", "row\tX-2\t\t", ISMS_E_SYNTAX},
                 {"Ours", "Ou\\rs", ISMS_E_SYNTAX},
                 {"Ours", "Ou\\", ISMS_E_SYNTAX},
                 {"Ours", "Ou\xff", ISMS_E_TEXT},
                 {"Ours", "Ou\x01", ISMS_E_TEXT},
                 {"link\tobligation\tO-1", "link\tobligated\tO-1", ISMS_E_SYNTAX},
                 {"link\tobligation\tO-1", "link\tobligation\t", ISMS_E_SYNTAX},
                 {"link\tobligation\tO-1\t\tderived", "link\tobligation\tO-1\t\tguessed", ISMS_E_SYNTAX},
                 {"link\tobligation\tO-1\t\tderived", "link\tobligation\tO-1\tO-1\tderived", ISMS_E_SYNTAX}};
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01"), *back = NULL;
    test_sink sink = frozen_bytes(soa);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *bytes = with(sink.bytes, cases[i].old, cases[i].new);
        isms_status status = read_back(bytes, strlen(bytes), NULL, &back);
        if (status != cases[i].status)
            fprintf(stderr, "%s: %s\n", cases[i].new, isms_status_name(status));
        CU_ASSERT_EQUAL(status, cases[i].status);
        CU_ASSERT_PTR_NULL(back);
        free(bytes);
    }
    isms_soa_free(soa);
    test_sink_dispose(&sink);
    isms_model_free(m);
}

/* Cut at any byte it is refused, but where what is left is whole: the added rows and links at its end. */
static void bytes_that_end_too_early_are_refused(void)
{
    isms_model *m = test_model_of("obligation O-1; kind legal; controls A.5.34\n");
    isms_soa *soa = build(m, "2026-03-01"), *back = NULL;
    test_sink sink = frozen_bytes(soa);
    for (size_t size = 0; size < sink.size; size++) {
        isms_status status = read_back(sink.bytes, size, NULL, &back);
        CU_ASSERT(status == ISMS_E_TRUNCATED || (size > 0 && size < 4 && status == ISMS_E_FORMAT));
        CU_ASSERT_PTR_NULL(back);
    }
    test_source broken = {.bytes = sink.bytes, .size = sink.size, .fails_at = 100};
    CU_ASSERT_EQUAL(isms_soa_frozen_read(test_source_read, &broken, NULL, &back), ISMS_E_IO);
    CU_ASSERT_EQUAL(isms_soa_frozen_read(NULL, NULL, NULL, &back), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_soa_frozen_read(test_source_read, &broken, NULL, NULL), ISMS_E_MISUSE);
    isms_soa_free(soa);
    test_sink_dispose(&sink);
    isms_model_free(m);
}

/* Bytes changed, doubled and left out at random: it is refused or read, and what is read can be written again. */
static void damaged_bytes_are_refused_or_read(void)
{
    enum { TURNS = 3000 };
    static const char put[] = "\t\n\\\\tnAX- \x01\xff";
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01");
    test_sink sink = frozen_bytes(soa);
    char *bytes = malloc(sink.size + 1);
    uint32_t seed = 1;
    for (int turn = 0; turn < TURNS; turn++) {
        isms_soa *back = NULL;
        memcpy(bytes, sink.bytes, sink.size + 1);
        size_t size = sink.size;
        for (int k = 0; k <= turn % 4; k++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % size;
            if (seed & 128)
                bytes[at] = put[(seed >> 3) % (sizeof put - 1)];
            else
                memmove(bytes + at, bytes + at + 1, size-- - at);
        }
        isms_status status = read_back(bytes, size, NULL, &back);
        CU_ASSERT_EQUAL(status == ISMS_OK, back != NULL);
        if (back) {
            test_sink again = frozen_bytes(back);
            CU_ASSERT_EQUAL(again.size, size);
            CU_ASSERT_EQUAL(memcmp(again.bytes, bytes, size), 0);
            test_sink_dispose(&again);
        }
        isms_soa_free(back);
    }
    free(bytes);
    isms_soa_free(soa);
    test_sink_dispose(&sink);
    isms_model_free(m);
}

static test_sink swept;

static isms_status read_with(const isms_allocator *a)
{
    isms_soa *back = NULL;
    isms_status status = read_back(swept.bytes, swept.size, a, &back);
    isms_soa_free(back);
    return status;
}

static void reading_back_survives_a_failing_allocation(void)
{
    isms_model *m = test_model_of(sample);
    isms_soa *soa = build(m, "2026-03-01");
    swept = frozen_bytes(soa);
    sweep_allocations(read_with);
    isms_soa_free(soa);
    test_sink_dispose(&swept);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"what is read back has the same bytes", what_is_read_back_has_the_same_bytes},
        {"what is read back says what was said", what_is_read_back_says_what_was_said},
        {"another day is compared with it", another_day_is_compared_with_it},
        {"day and hash are noted and checked", day_and_hash_are_noted_and_checked},
        {"analyses need a computed one", analyses_need_a_computed_one},
        {"bytes that are not as they should be are refused", bytes_that_are_not_as_they_should_be_are_refused},
        {"bytes that end too early are refused", bytes_that_end_too_early_are_refused},
        {"damaged bytes are refused or read", damaged_bytes_are_refused_or_read},
        {"reading back survives a failing allocation", reading_back_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("soa_frozen", tests);
}
