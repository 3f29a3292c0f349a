/* Relationships as algebra, and crosswalks: side by side, turned round, through a framework in between. */
#include "test.h"

enum { VALUES = ISMS_RELATIONSHIP_NO_RELATIONSHIP, ATOMS = 4, SETS = 1 << ATOMS };

/* ------------------------------------------------------------------ algebra */

/* Whether a relationship holds between two sets of atoms, which are not empty. */
static bool holds(int32_t relationship, unsigned a, unsigned b)
{
    switch (relationship) {
    case ISMS_RELATIONSHIP_EQUAL:
        return a == b;
    case ISMS_RELATIONSHIP_SUBSET:
        return (a & ~b) == 0;
    case ISMS_RELATIONSHIP_SUPERSET:
        return (b & ~a) == 0;
    case ISMS_RELATIONSHIP_INTERSECTS:
        return (a & b) != 0;
    case ISMS_RELATIONSHIP_NO_RELATIONSHIP:
        return (a & b) == 0;
    default:
        return true;
    }
}

/* Whether x holds of a and c in every world where first holds of a and b, and second of b and c. */
static bool follows(int32_t first, int32_t second, int32_t x)
{
    for (unsigned a = 1; a < SETS; a++)
        for (unsigned b = 1; b < SETS; b++)
            for (unsigned c = 1; holds(first, a, b) && c < SETS; c++)
                if (holds(second, b, c) && !holds(x, a, c))
                    return false;
    return true;
}

/* Whether x follows from one relationship alone. */
static bool implies(int32_t relationship, int32_t x)
{
    for (unsigned a = 1; relationship && a < SETS; a++)
        for (unsigned b = 1; b < SETS; b++)
            if (holds(relationship, a, b) && !holds(x, a, b))
                return false;
    return relationship != 0;
}

static void composition_says_all_that_follows_and_no_more(void)
{
    for (int32_t first = 1; first <= VALUES; first++)
        for (int32_t second = 1; second <= VALUES; second++)
            for (int32_t x = 1; x <= VALUES; x++)
                CU_ASSERT_EQUAL(implies(isms_mapping_compose(first, second), x), follows(first, second, x));
}

static void composition_is_associative_and_equal_changes_nothing(void)
{
    for (int32_t a = 0; a <= VALUES; a++) {
        CU_ASSERT_EQUAL(isms_mapping_compose(ISMS_RELATIONSHIP_EQUAL, a), a);
        CU_ASSERT_EQUAL(isms_mapping_compose(a, ISMS_RELATIONSHIP_EQUAL), a);
        for (int32_t b = 0; b <= VALUES; b++) {
            CU_ASSERT_EQUAL(isms_mapping_inverse(isms_mapping_compose(a, b)),
                            isms_mapping_compose(isms_mapping_inverse(b), isms_mapping_inverse(a)));
            for (int32_t c = 0; c <= VALUES; c++)
                CU_ASSERT_EQUAL(isms_mapping_compose(isms_mapping_compose(a, b), c),
                                isms_mapping_compose(a, isms_mapping_compose(b, c)));
        }
    }
    CU_ASSERT_EQUAL(isms_mapping_compose(-1, ISMS_RELATIONSHIP_EQUAL), 0);
    CU_ASSERT_EQUAL(isms_mapping_compose(ISMS_RELATIONSHIP_EQUAL, 6), 0);
    CU_ASSERT_EQUAL(isms_mapping_inverse(6), 0);
}

static int32_t confidence_of(const char *pair)
{
    return isms_mapping_confidence(isms_catalogue(), isms_find(isms_catalogue(), ISMS_MAPPING, pair));
}

static void confidence_follows_from_the_sources(void)
{
    CU_ASSERT_EQUAL(confidence_of("nist-csf-2.0:A.5.1:GV.OV-01"), ISMS_CONFIDENCE_HIGH);
    CU_ASSERT_EQUAL(confidence_of("ccpa:A.5.25:1798.150(a)"), ISMS_CONFIDENCE_LOW);
    CU_ASSERT_EQUAL(confidence_of("gdpr:A.5.1:Art.24(2)"), ISMS_CONFIDENCE_MEDIUM);
    CU_ASSERT_EQUAL(confidence_of("nis2:A.5.36:Art.21(4)"), ISMS_CONFIDENCE_LOW);
    CU_ASSERT_EQUAL(confidence_of("no such pair"), 0);
    isms_id judged = isms_find(isms_catalogue(), ISMS_MAPPING, "nis2:A.5.36:Art.21(4)");
    CU_ASSERT_EQUAL(isms_mapping_is_judgement(isms_catalogue(), judged), 1);
    isms_model *m = test_model_of("mapping_set S-1; confidence high\n"
                                  "mapping M-1; mapping_set S-1\n"
                                  "mapping M-2; mapping_set S-1; confidence medium\n"
                                  "mapping M-3\n");
    CU_ASSERT_EQUAL(isms_mapping_confidence(m, test_record(m, "mapping", "M-1")), ISMS_CONFIDENCE_HIGH);
    CU_ASSERT_EQUAL(isms_mapping_confidence(m, test_record(m, "mapping", "M-2")), ISMS_CONFIDENCE_MEDIUM);
    CU_ASSERT_EQUAL(isms_mapping_confidence(m, test_record(m, "mapping", "M-3")), ISMS_CONFIDENCE_LOW);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ crosswalks */

static isms_crosswalk *build(const isms_model *m, const char *from, const char *to, const char *through)
{
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.from = from;
    options.to = to;
    options.through = through;
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    return x;
}

static void every_built_in_pair_is_there_in_both_directions(void)
{
    const isms_model *c = isms_catalogue();
    size_t pairs = 0;
    for (isms_id f = isms_first(c, ISMS_FRAMEWORK); f; f = isms_next(c, f)) {
        isms_crosswalk *there = build(NULL, NULL, isms_record_key(c, f), NULL);
        isms_crosswalk *back = build(NULL, isms_record_key(c, f), "iso27001", NULL);
        CU_ASSERT_EQUAL(isms_crosswalk_count(there), isms_crosswalk_count(back));
        CU_ASSERT_EQUAL(isms_crosswalk_requirement_count(there, 0), 123);
        CU_ASSERT_EQUAL(isms_crosswalk_requirement_count(there, 1),
                        (size_t)isms_integer(c, f, ISMS_FRAMEWORK_REQUIREMENT_COUNT, 0));
        CU_ASSERT_EQUAL(isms_crosswalk_gap_count(there, 1), isms_crosswalk_gap_count(back, 0));
        pairs += isms_crosswalk_count(there);
        isms_crosswalk_free(there);
        isms_crosswalk_free(back);
    }
    CU_ASSERT_EQUAL(pairs, isms_count(c, ISMS_MAPPING));
}

static void a_pair_tells_its_authority(void)
{
    isms_crosswalk *x = build(NULL, NULL, "gdpr", NULL);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, 0),
                           "4.1 intersects gdpr:Art.24(3) (medium, iso27701-2019-annexd-via-dpm, catalogue)");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_set(x, 0), "catalogue");
    CU_ASSERT_EQUAL(isms_crosswalk_is_judgement(x, 0), 0);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_via(x, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, 100000), "");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_gap(x, 2, 0), "");
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(x, -1), 0);
    CU_ASSERT_EQUAL(isms_crosswalk_count(NULL), 0);
    isms_crosswalk_free(x);
    isms_crosswalk_free(NULL);
}

/* A framework of the host with three requirements, two sets that disagree, and a way through NIS 2. */
static const char own[] =
    "framework own; title House rules\n"
    "requirement own:1; framework own; title Lock the doors; position 2\n"
    "requirement own:2; framework own; title Watch the doors; position 1\n"
    "requirement own:3; framework own; title Paint the doors; assessable false\n"
    "mapping_set S-1; confidence high; source Consultant\n"
    "mapping_set S-2; confidence medium; source Auditor; valid_until 2025-12-31\n"
    "mapping M-1; mapping_set S-1; requirement A.7.2; target own:1; relationship superset\n"
    "mapping M-2; mapping_set S-2; requirement A.7.2; target own:1; relationship intersects\n"
    "mapping M-3; requirement own:2; target A.7.4; relationship subset; sources house\n"
    "mapping M-4; requirement own:9; target A.7.4; relationship subset; status Withdrawn\n"
    "mapping M-5; requirement iso-27701-2019:6.8.1.2; target own:2; relationship equal; confidence high\n";

static void competing_sets_stand_side_by_side(void)
{
    isms_model *m = test_model_of(own);
    isms_crosswalk *x = build(m, NULL, "own", NULL);
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_count(x), 3);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, 0), "A.7.2 superset own:1 (high, Consultant, S-1)");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, 1), "A.7.2 intersects own:1 (medium, Auditor, S-2)");
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, 2), "A.7.4 superset own:2 (low, house)");
    CU_ASSERT_EQUAL(isms_crosswalk_is_disputed(x, 0), 1);
    CU_ASSERT_EQUAL(isms_crosswalk_is_disputed(x, 1), 1);
    CU_ASSERT_EQUAL(isms_crosswalk_is_disputed(x, 2), 0);
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(x, 1), 0);
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(x, 0), 121);
    isms_crosswalk_free(x);

    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    options.to = "own";
    options.as_of = isms_date(2026, 1, 1);
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 2);
    isms_crosswalk_free(x);
    options.set = "S-1";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 1);
    isms_crosswalk_free(x);
    options.set = "catalogue";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(m, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 0);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_gap(x, 1, 0), "own:2");
    isms_crosswalk_free(x);
    isms_model_free(m);
}

static void a_chain_is_marked_and_no_stronger_than_its_weakest_step(void)
{
    isms_model *m = test_model_of(own);
    isms_crosswalk *x = build(m, NULL, "own", "iso-27701-2019");
    size_t chains = 0;
    for (size_t i = 0; i < isms_crosswalk_count(x); i++) {
        if (!*isms_crosswalk_via(x, i))
            continue;
        chains++;
        CU_ASSERT_STRING_EQUAL(isms_crosswalk_from(x, i), "A.7.2");
        CU_ASSERT_STRING_EQUAL(isms_crosswalk_via(x, i), "iso-27701-2019:6.8.1.2");
        CU_ASSERT_EQUAL(isms_crosswalk_confidence(x, i), ISMS_CONFIDENCE_HIGH);
        CU_ASSERT_STRING_EQUAL(isms_crosswalk_line(x, i), "A.7.2 superset own:2 (high, iso27002-2022-annexb+iso27701-2019-cl6, "
                                                          "source not stated, catalogue, through iso-27701-2019:6.8.1.2)");
    }
    CU_ASSERT_EQUAL(chains, 1);
    isms_crosswalk_free(x);
    test_set(m, test_record(m, "mapping", "M-5"), "confidence low");
    x = build(m, NULL, "own", "*");
    for (size_t i = 0; i < isms_crosswalk_count(x); i++)
        if (*isms_crosswalk_via(x, i))
            CU_ASSERT_EQUAL(isms_crosswalk_confidence(x, i), ISMS_CONFIDENCE_LOW);
    isms_crosswalk_free(x);
    isms_model_free(m);
}

static void a_chain_of_overlaps_says_nothing_unless_asked(void)
{
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.from = "nis2";
    options.to = "dora";
    options.through = "iso27001";
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(NULL, &options, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_crosswalk_count(x), 0);
    isms_crosswalk_free(x);
    options.flags = ISMS_CROSSWALK_VAGUE;
    CU_ASSERT_EQUAL_FATAL(isms_crosswalk_build(NULL, &options, &x), ISMS_OK);
    CU_ASSERT(isms_crosswalk_count(x) > 100);
    CU_ASSERT_EQUAL(isms_crosswalk_relationship(x, 0), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_crosswalk_line(x, 0), " may touch "));
    isms_crosswalk_free(x);
}

static void wrong_use_is_refused(void)
{
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.to = "no-such-framework";
    CU_ASSERT_EQUAL(isms_crosswalk_build(NULL, &options, &x), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(x);
    options.to = "gdpr";
    options.through = "no-such-framework";
    CU_ASSERT_EQUAL(isms_crosswalk_build(NULL, &options, &x), ISMS_E_NOT_FOUND);
    options.flags = 4;
    CU_ASSERT_EQUAL(isms_crosswalk_build(NULL, &options, &x), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(isms_crosswalk_build(NULL, NULL, NULL), ISMS_E_MISUSE);
}

static void parents_that_go_round_in_a_circle_are_cut(void)
{
    isms_model *m = test_model_of("framework own\n"
                                  "requirement own:1; framework own; parent own:2\n"
                                  "requirement own:2; framework own; parent own:1\n"
                                  "requirement own:3; framework own; parent own:3\n");
    isms_crosswalk *x = build(m, NULL, "own", NULL);
    CU_ASSERT_EQUAL(isms_crosswalk_requirement_count(x, 1), 3);
    isms_crosswalk_free(x);
    isms_model_free(m);
}

static isms_model *swept;

static isms_status build_with(const isms_allocator *a)
{
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    isms_crosswalk *x = NULL;
    options.allocator = a;
    options.to = "own";
    options.through = "iso-27701-2019";
    isms_status status = isms_crosswalk_build(swept, &options, &x);
    isms_crosswalk_free(x);
    return status;
}

static void building_survives_a_failing_allocation(void)
{
    swept = test_model_of(own);
    sweep_allocations(build_with);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"composition says all that follows and no more", composition_says_all_that_follows_and_no_more},
        {"composition is associative and equal changes nothing", composition_is_associative_and_equal_changes_nothing},
        {"confidence follows from the sources", confidence_follows_from_the_sources},
        {"every built-in pair is there in both directions", every_built_in_pair_is_there_in_both_directions},
        {"a pair tells its authority", a_pair_tells_its_authority},
        {"competing sets stand side by side", competing_sets_stand_side_by_side},
        {"a chain is marked and no stronger than its weakest step", a_chain_is_marked_and_no_stronger_than_its_weakest_step},
        {"a chain of overlaps says nothing unless asked", a_chain_of_overlaps_says_nothing_unless_asked},
        {"wrong use is refused", wrong_use_is_refused},
        {"parents that go round in a circle are cut", parents_that_go_round_in_a_circle_are_cut},
        {"building survives a failing allocation", building_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("crosswalk", tests);
}
