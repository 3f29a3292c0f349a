/* Evidence once, used everywhere: what a piece supports, and the fewest pieces that answer a list of requests. */
#include "test.h"

#include "control/cover.h"

static const char sample[] =
    "evidence EV-1; collected_on 2026-01-01; valid_until 2026-06-30\n"
    "evidence EV-2; collected_on 2026-01-01; requirements gdpr:Art.32(1)(a), 9.1\n"
    "evidence EV-3; collected_on 2025-01-01; valid_until 2025-12-31\n"
    "control C-1; implements A.8.24, own:1; evidence EV-1\n"
    "control_test T-1; control C-1; evidence EV-2\n"
    "soa_entry E-1; control A.5.1; evidence EV-3\n"
    "soa_entry E-2; control A.8.13; measures C-1\n"
    "requirement_assessment Q-1; requirement 9.2.1; evidence EV-1\n"
    "obligation O-1; requirements own:2; evidence EV-1\n"
    "framework own\n"
    "requirement own:1; framework own; position 1\n"
    "requirement own:2; framework own; position 2\n"
    "requirement own:3; framework own; position 3\n"
    "mapping M-1; requirement own:3; target A.8.13; relationship subset; sources house; confidence high\n";

static isms_reuse *find(const isms_model *m, const char *key, const char *framework)
{
    isms_reuse_options options = ISMS_REUSE_OPTIONS_INIT;
    isms_reuse *r = NULL;
    options.as_of = isms_date(2026, 3, 1);
    options.framework = framework;
    CU_ASSERT_EQUAL_FATAL(isms_reuse_find(m, test_record(m, "evidence", key), &options, &r), ISMS_OK);
    return r;
}

static bool has_line(const isms_reuse *r, const char *line)
{
    for (size_t i = 0; i < isms_reuse_count(r); i++)
        if (strcmp(isms_reuse_line(r, i), line) == 0)
            return true;
    return false;
}

static void a_piece_supports_what_is_tied_to_it(void)
{
    isms_model *m = test_model_of(sample);
    isms_reuse *r = find(m, "EV-1", "own");
    CU_ASSERT_EQUAL(isms_reuse_count(r), 3);
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(r, 0), "own:1, through control C-1");
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(r, 1), "own:2, through obligation O-1");
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(r, 2), "own:3, through A.8.13 of control C-1 (superset, high confidence, house)");
    CU_ASSERT_EQUAL(isms_reuse_relationship(r, 2), ISMS_RELATIONSHIP_SUPERSET);
    CU_ASSERT_EQUAL(isms_reuse_confidence(r, 2), ISMS_CONFIDENCE_HIGH);
    CU_ASSERT_STRING_EQUAL(isms_reuse_start(r, 2), "A.8.13");
    CU_ASSERT_EQUAL(isms_reuse_by(r, 2), test_record(m, "control", "C-1"));
    CU_ASSERT_EQUAL(isms_reuse_is_judgement(r, 2), 0);
    CU_ASSERT_EQUAL(isms_reuse_state(r), ISMS_EVIDENCE_STATE_VALID);
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(r, 3), "");
    isms_reuse_free(r);
    isms_model_free(m);
}

static void a_piece_reaches_every_framework(void)
{
    isms_model *m = test_model_of(sample);
    isms_reuse *r = find(m, "EV-2", NULL);
    CU_ASSERT_STRING_EQUAL(isms_reuse_framework(r, 0), "iso27001");
    CU_ASSERT(has_line(r, "9.1, through evidence EV-2"));
    CU_ASSERT(has_line(r, "A.8.24, through control_test T-1"));
    CU_ASSERT(has_line(r, "gdpr:Art.32(1)(a), through evidence EV-2"));
    CU_ASSERT(has_line(r, "own:1, through control_test T-1"));
    CU_ASSERT(has_line(r, "gdpr:Art.32(1)(a), through A.8.24 of control_test T-1 (intersects, medium confidence, "
                          "iso27701-2019-annexd-via-dpm, catalogue)"));
    isms_reuse_free(r);
    r = find(m, "EV-3", NULL);
    CU_ASSERT_EQUAL(isms_reuse_state(r), ISMS_EVIDENCE_STATE_EXPIRED);
    CU_ASSERT(isms_reuse_count(r) > 10);
    isms_reuse_free(r);
    isms_reuse *none = NULL;
    CU_ASSERT_EQUAL(isms_reuse_find(m, test_record(m, "control", "C-1"), NULL, &none), ISMS_E_STALE);
    isms_reuse_options options = ISMS_REUSE_OPTIONS_INIT;
    options.framework = "none such";
    CU_ASSERT_EQUAL(isms_reuse_find(m, test_record(m, "evidence", "EV-1"), &options, &none), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_reuse_find(NULL, ISMS_NONE, NULL, &none), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(NULL, 0), "");
    isms_reuse_free(NULL);
    isms_model_free(m);
}

static void a_piece_that_names_a_measure_supports_what_that_implements(void)
{
    isms_model *m = test_model_of("control C-1; implements A.8.13, 9.1\n"
                                  "evidence EV-1; collected_on 2026-01-01; requirements C-1\n");
    isms_reuse *r = find(m, "EV-1", NULL);
    CU_ASSERT(has_line(r, "9.1, through control C-1"));
    CU_ASSERT(has_line(r, "A.8.13, through control C-1"));
    isms_reuse_free(r);
    isms_model_free(m);
}

static void all_pieces_give_what_each_gives(void)
{
    isms_model *m = test_model_of(sample);
    isms_reuse *all = NULL;
    isms_reuse_options options = ISMS_REUSE_OPTIONS_INIT;
    options.as_of = isms_date(2026, 3, 1);
    options.flags = ISMS_REUSE_NO_LINES;
    CU_ASSERT_EQUAL_FATAL(isms_reuse_find(m, ISMS_NONE, &options, &all), ISMS_OK);
    CU_ASSERT_EQUAL(isms_reuse_state(all), 0);
    CU_ASSERT_STRING_EQUAL(isms_reuse_line(all, 0), "");
    size_t sum = 0;
    for (isms_id e = isms_first(m, ISMS_EVIDENCE); e; e = isms_next(m, e)) {
        isms_reuse *one = find(m, isms_record_key(m, e), NULL);
        size_t k = 0;
        for (size_t i = 0; i < isms_reuse_count(all); i++) {
            if (isms_reuse_evidence(all, i) != e)
                continue;
            CU_ASSERT_STRING_EQUAL(isms_reuse_requirement(all, i), isms_reuse_requirement(one, k));
            CU_ASSERT_STRING_EQUAL(isms_reuse_start(all, i), isms_reuse_start(one, k));
            CU_ASSERT_EQUAL(isms_reuse_by(all, i), isms_reuse_by(one, k));
            k++;
        }
        CU_ASSERT_EQUAL(k, isms_reuse_count(one));
        sum += k;
        isms_reuse_free(one);
    }
    CU_ASSERT_EQUAL(sum, isms_reuse_count(all));
    options.flags = 2;
    isms_reuse_free(all);
    CU_ASSERT_EQUAL(isms_reuse_find(m, ISMS_NONE, &options, &all), ISMS_E_UNSUPPORTED);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ requests */

static isms_request *answer(const isms_model *m, const char *const *requirements, size_t count)
{
    isms_request_options options = ISMS_REQUEST_OPTIONS_INIT;
    isms_request *r = NULL;
    options.as_of = isms_date(2026, 3, 1);
    options.confidence = ISMS_CONFIDENCE_HIGH;
    CU_ASSERT_EQUAL_FATAL(isms_request_answer(m, requirements, count, &options, &r), ISMS_OK);
    return r;
}

static void the_fewest_valid_pieces_answer_a_list(void)
{
    static const char *const list[] = {"own:1", "own:2", "9.2.1", "own:3", "gdpr:Art.32(1)(a)", "A.5.1", "own:1"};
    isms_model *m = test_model_of(sample);
    isms_request *r = answer(m, list, sizeof list / sizeof list[0]);
    CU_ASSERT_EQUAL(isms_request_count(r), 2);
    CU_ASSERT_STRING_EQUAL(isms_request_key(r, 0), "EV-1");
    CU_ASSERT_STRING_EQUAL(isms_request_key(r, 1), "EV-2");
    CU_ASSERT_EQUAL(isms_request_evidence(r, 0), test_record(m, "evidence", "EV-1"));
    CU_ASSERT_EQUAL(isms_request_answered_count(r, 0), 4);
    CU_ASSERT_STRING_EQUAL(isms_request_answered(r, 0, 0), "9.2.1");
    CU_ASSERT_STRING_EQUAL(isms_request_answered(r, 0, 4), "");
    CU_ASSERT_EQUAL(isms_request_missing_count(r), 1);
    CU_ASSERT_STRING_EQUAL(isms_request_missing(r, 0), "A.5.1");
    CU_ASSERT_STRING_EQUAL(isms_request_missing(r, 1), "");
    CU_ASSERT_EQUAL(isms_request_is_smallest(r), 1);
    CU_ASSERT_EQUAL(isms_request_at_least(r), 2);
    isms_request_free(r);
    r = answer(m, NULL, 0);
    CU_ASSERT_EQUAL(isms_request_count(r), 0);
    CU_ASSERT_EQUAL(isms_request_is_smallest(r), 1);
    isms_request_free(r);
    isms_model_free(m);
}

static void wrong_requests_are_refused(void)
{
    static const char *const unknown[] = {"none:1"}, *const nothing[] = {NULL};
    isms_model *m = test_model_of(sample);
    isms_request *r = NULL;
    isms_request_options options = ISMS_REQUEST_OPTIONS_INIT;
    CU_ASSERT_EQUAL(isms_request_answer(m, unknown, 1, NULL, &r), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_request_answer(m, nothing, 1, NULL, &r), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_request_answer(m, NULL, 1, NULL, &r), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_request_answer(m, unknown, 1, NULL, NULL), ISMS_E_MISUSE);
    options.confidence = 4;
    CU_ASSERT_EQUAL(isms_request_answer(m, unknown, 1, &options, &r), ISMS_E_RANGE);
    CU_ASSERT_PTR_NULL(r);
    isms_request_free(NULL);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ set cover */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* The least number of sets, by trying all choices. */
static size_t by_brute_force(const uint64_t *sets, size_t count, uint64_t all)
{
    size_t least = count;
    for (uint32_t choice = 0; choice < 1u << count; choice++) {
        uint64_t covered = 0;
        size_t n = 0;
        for (size_t i = 0; i < count; i++)
            if (choice >> i & 1) {
                covered |= sets[i];
                n++;
            }
        if (covered == all && n < least)
            least = n;
    }
    return least;
}

static void the_cover_is_the_smallest_or_says_how_far_off_it_can_be(void)
{
    enum { SETS = 10, ELEMENTS = 12 };
    uint32_t seed = 3;
    for (int turn = 0; turn < 200; turn++) {
        uint64_t sets[SETS], all = (UINT64_C(1) << ELEMENTS) - 1, covered = 0;
        for (size_t i = 0; i < SETS; i++) {
            sets[i] = draw(&seed, 1u << ELEMENTS) & draw(&seed, 1u << ELEMENTS);
            covered |= sets[i];
        }
        sets[0] |= all & ~covered;
        size_t least = by_brute_force(sets, SETS, all);
        for (uint64_t steps = 1; steps <= 100000; steps *= 100000 - 1) {
            isms__cover c = {sets, SETS, ELEMENTS, 1, steps};
            isms__cover_answer found = {0, 0, false};
            uint32_t chosen[SETS];
            CU_ASSERT_EQUAL(isms__cover_solve(&c, chosen, &found, &isms__default_allocator), ISMS_OK);
            uint64_t got = 0;
            for (size_t i = 0; i < found.count; i++) {
                got |= sets[chosen[i]];
                CU_ASSERT(!i || chosen[i - 1] < chosen[i]);
            }
            CU_ASSERT_EQUAL(got, all);
            CU_ASSERT(found.least <= least && least <= found.count);
            CU_ASSERT_EQUAL(found.smallest && found.count != least, false);
            if (steps > 1)
                CU_ASSERT(found.smallest);
            if (steps > 1)
                break;
        }
    }
}

static isms_model *swept;

static isms_status use_with(const isms_allocator *a)
{
    static const char *const list[] = {"own:1", "own:2", "9.2.1", "own:3", "A.5.1"};
    isms_reuse_options reuse_options = ISMS_REUSE_OPTIONS_INIT;
    isms_request_options request_options = ISMS_REQUEST_OPTIONS_INIT;
    isms_reuse *reuse = NULL;
    isms_request *request = NULL;
    reuse_options.allocator = request_options.allocator = a;
    reuse_options.framework = "own";
    isms_status status = isms_reuse_find(swept, test_record(swept, "evidence", "EV-1"), &reuse_options, &reuse);
    if (status == ISMS_OK)
        status = isms_request_answer(swept, list, sizeof list / sizeof list[0], &request_options, &request);
    isms_reuse_free(reuse);
    isms_request_free(request);
    return status;
}

static void both_survive_a_failing_allocation(void)
{
    swept = test_model_of(sample);
    sweep_allocations(use_with);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"a piece supports what is tied to it", a_piece_supports_what_is_tied_to_it},
        {"a piece reaches every framework", a_piece_reaches_every_framework},
        {"a piece that names a measure supports what that implements",
         a_piece_that_names_a_measure_supports_what_that_implements},
        {"all pieces give what each gives", all_pieces_give_what_each_gives},
        {"the fewest valid pieces answer a list", the_fewest_valid_pieces_answer_a_list},
        {"wrong requests are refused", wrong_requests_are_refused},
        {"the cover is the smallest or says how far off it can be", the_cover_is_the_smallest_or_says_how_far_off_it_can_be},
        {"both survive a failing allocation", both_survive_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("reuse", tests);
}
