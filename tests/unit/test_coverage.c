/* Coverage of frameworks: states, bounds, authority, and what must hold of every coverage. */
#include "test.h"

static isms_coverage *cover(const isms_model *m, const char *framework, const char *through)
{
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *c = NULL;
    options.framework = framework;
    options.through = through;
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &c), ISMS_OK);
    return c;
}

static size_t find(const isms_coverage *c, const char *requirement)
{
    size_t i = isms_coverage_find(c, requirement);
    CU_ASSERT_FATAL(i < isms_coverage_count(c));
    return i;
}

/* State and bounds of a requirement: "met 1 1". */
static const char *state(const isms_coverage *c, const char *requirement)
{
    static char text[40];
    size_t i = find(c, requirement);
    snprintf(text, sizeof text, "%s %d %d", isms_coverage_state_name(isms_coverage_state_of(c, i)),
             (int)isms_coverage_is_certain(c, i), (int)isms_coverage_is_possible(c, i));
    return text;
}

static const char own[] = "framework own; title House rules\n"
                          "evidence EV-1; collected_on 2026-01-01\n"
                          "soa_entry E-1; control A.5.1; applicable true; status implemented; evidence EV-1\n"
                          "soa_entry E-2; control A.5.2; applicable true; status implemented\n"
                          "soa_entry E-3; control A.5.3; applicable true; status partial\n"
                          "soa_entry E-4; control A.5.4; applicable true; status none\n"
                          "soa_entry E-5; control A.5.5; applicable false; justification There is no such thing here.\n"
                          "mapping_set S-1; confidence high; source Consultant\n"
                          "mapping_set S-2; confidence high; source Auditor\n"
                          "requirement own:1; framework own; title One; position 1\n"
                          "requirement own:1a; framework own; parent own:1; position 2\n"
                          "requirement own:1b; framework own; parent own:1; position 3\n"
                          "requirement own:2; framework own; position 4\n"
                          "requirement own:3; framework own; position 5\n"
                          "requirement own:4; framework own; position 6\n"
                          "requirement own:5; framework own; position 7\n"
                          "requirement own:6; framework own; position 8\n"
                          "requirement own:7; framework own; position 9\n"
                          "mapping M-1; mapping_set S-1; requirement A.5.1; target own:1; relationship superset\n"
                          "mapping M-2; mapping_set S-1; requirement A.5.4; target own:1a; relationship intersects\n"
                          "mapping M-3; mapping_set S-1; requirement A.5.2; target own:2; relationship equal\n"
                          "mapping M-4; mapping_set S-1; requirement A.5.4; target own:3; relationship superset\n"
                          "mapping M-5; mapping_set S-1; requirement A.5.5; target own:3; relationship intersects\n"
                          "mapping M-6; mapping_set S-1; requirement A.5.1; target own:4; relationship subset\n"
                          "mapping M-7; mapping_set S-1; requirement A.5.1; target own:5; relationship superset\n"
                          "mapping M-8; mapping_set S-2; requirement A.5.1; target own:5; relationship intersects\n"
                          "mapping M-9; mapping_set S-1; requirement A.5.6; target own:6; relationship superset\n";

static void each_state_follows_from_what_is_in_place(void)
{
    isms_model *m = test_model_of(own);
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(isms_coverage_title(c), "House rules");
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:1a"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:1b"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:2"), "partly 0 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:3"), "open 0 0");
    CU_ASSERT_STRING_EQUAL(state(c, "own:4"), "partly 0 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:5"), "partly 0 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:6"), "unknown 0 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:7"), "unknown 0 1");
    CU_ASSERT_STRING_EQUAL(isms_coverage_summary(c), "own: certainly met 2, possibly met 7 of 8");
    CU_ASSERT_EQUAL(isms_coverage_total(c, ISMS_COVERAGE_PARTLY), 3);
    CU_ASSERT_EQUAL(isms_coverage_is_unit(c, find(c, "own:1")), 0);
    CU_ASSERT_EQUAL(isms_coverage_units_below(c, find(c, "own:1")), 2);
    CU_ASSERT_EQUAL(isms_coverage_certain_below(c, find(c, "own:1")), 2);
    CU_ASSERT_EQUAL(isms_coverage_parent(c, find(c, "own:1a")), find(c, "own:1"));
    CU_ASSERT_EQUAL(isms_coverage_parent(c, find(c, "own:1")), isms_coverage_count(c));
    CU_ASSERT_EQUAL(isms_crosswalk_gap_count(isms_coverage_crosswalk(c), 1), 1);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_gap(isms_coverage_crosswalk(c), 1, 0), "own:7");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void evidence_that_names_a_measure_shows_it(void)
{
    isms_model *m = test_model_of("framework own; title House rules\n"
                                  "requirement own:1; framework own\n"
                                  "control C-1; implements own:1; status implemented\n"
                                  "evidence EV-2; collected_on 2026-01-01; requirements C-1\n");
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_text(c, 0, 0), "measure C-1 (in place and shown by EV-2)");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void each_requirement_says_by_what_and_on_which_authority(void)
{
    isms_model *m = test_model_of(own);
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_text(c, find(c, "own:1"), 0), "A.5.1 (in place and shown by EV-1)");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_authority(c, find(c, "own:1"), 0),
                           "superset, high confidence, Consultant, S-1");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_text(c, find(c, "own:1"), 1), "");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_authority(c, 99, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_coverage_line(c, find(c, "own:1")),
                           "own:1: met, by A.5.1 (in place and shown by EV-1; superset, high confidence, Consultant, S-1)");
    CU_ASSERT_STRING_EQUAL(isms_coverage_line(c, find(c, "own:1b")), "own:1b: met, as a part of own:1");
    CU_ASSERT_STRING_EQUAL(
        isms_coverage_line(c, find(c, "own:5")),
        "own:5: partly, by A.5.1 (in place and shown by EV-1; superset, high confidence, Consultant, S-1, "
        "disputed); A.5.1 (in place and shown by EV-1; intersects, high confidence, Auditor, S-2, disputed)");
    size_t i = find(c, "own:1");
    CU_ASSERT_EQUAL(isms_coverage_reason_count(c, i), 1);
    CU_ASSERT_EQUAL(isms_coverage_reason_kind(c, i, 0), ISMS_COVERAGE_PAIR);
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_start(c, i, 0), "A.5.1");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_evidence(c, i, 0), "EV-1");
    CU_ASSERT_EQUAL(isms_coverage_reason_place(c, i, 0), ISMS_PLACE_SHOWN);
    CU_ASSERT_EQUAL(isms_coverage_reason_decides(c, i, 0), 1);
    CU_ASSERT_STRING_EQUAL(isms_crosswalk_set(isms_coverage_crosswalk(c), isms_coverage_reason_pair(c, i, 0)), "S-1");
    CU_ASSERT_EQUAL(isms_coverage_reason_kind(c, i, 1), 0);
    isms_coverage_free(c);
    c = cover(m, "dora", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_coverage_line(c, 0), "low confidence, judgement, catalogue, judgement of the project"));
    isms_coverage_free(c);
    isms_model_free(m);
}

static void what_names_the_requirement_itself_counts(void)
{
    isms_model *m = test_model_of(own);
    test_add(m, "control C-1; implements own:7; status implemented; evidence EV-1\n"
                "evidence EV-2; collected_on 2026-01-01; requirements own:3\n"
                "requirement_assessment Q-1; requirement own:1a; result nonconform\n"
                "requirement_assessment Q-2; requirement own:2; result conform; evidence EV-1\n"
                "requirement_assessment Q-3; requirement own:4; result not_applicable\n"
                "requirement_assessment Q-4; requirement own:6; result conform\n");
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(state(c, "own:7"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:3"), "partly 0 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:1a"), "open 0 0");
    CU_ASSERT_EQUAL(isms_coverage_differs(c, find(c, "own:1a")), 1);
    CU_ASSERT_STRING_EQUAL(state(c, "own:2"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:4"), "not applicable 0 0");
    CU_ASSERT_STRING_EQUAL(state(c, "own:6"), "partly 0 1");
    CU_ASSERT_EQUAL(isms_coverage_units(c), 7);
    CU_ASSERT_STRING_EQUAL(isms_coverage_line(c, find(c, "own:7")), "own:7: met, by measure C-1 (in place and shown by EV-1)");
    isms_coverage_free(c);
    test_add(m, "control C-2; implements own:7; status planned\n");
    c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(state(c, "own:7"), "partly 0 1");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void clauses_count_as_the_gap_analysis_finds_them(void)
{
    isms_model *m = test_model_of("evidence EV-1; collected_on 2026-01-01\n"
                                  "requirement_assessment Q-1; requirement 4.4; result conform; evidence EV-1\n"
                                  "framework own\nrequirement own:1; framework own\nrequirement own:2; framework own\n"
                                  "mapping M-1; requirement 4.4; target own:1; relationship equal; confidence high\n"
                                  "mapping M-2; requirement 9.2.1; target own:2; relationship equal; confidence high\n"
                                  "audit +\n");
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "met 1 1");
    CU_ASSERT_STRING_EQUAL(isms_coverage_reason_evidence(c, find(c, "own:1"), 0), "EV-1");
    CU_ASSERT_STRING_EQUAL(state(c, "own:2"), "open 0 0");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void confidence_below_the_wanted_makes_nothing_certain(void)
{
    isms_model *m = test_model_of(own);
    test_set(m, test_record(m, "mapping_set", "S-1"), "confidence low");
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *c = NULL;
    options.framework = "own";
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &c), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "partly 0 1");
    isms_coverage_free(c);
    options.confidence = ISMS_CONFIDENCE_LOW;
    CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &c), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "met 1 1");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void a_chain_decides_only_where_no_direct_pair_speaks(void)
{
    isms_model *m =
        test_model_of("evidence EV-1; collected_on 2026-01-01\n"
                      "soa_entry E-1; control A.7.2; applicable true; status implemented; evidence EV-1\n"
                      "framework own\nrequirement own:1; framework own\nrequirement own:2; framework own\n"
                      "mapping M-1; requirement iso-27701-2019:6.8.1.2; target own:1; relationship equal; confidence high\n"
                      "mapping M-2; requirement iso-27701-2019:6.8.1.2; target own:2; relationship equal; confidence high\n"
                      "mapping M-3; requirement A.7.2; target own:2; relationship intersects; confidence high\n");
    isms_coverage *c = cover(m, "own", NULL);
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "unknown 0 1");
    isms_coverage_free(c);
    c = cover(m, "own", "iso-27701-2019");
    CU_ASSERT_STRING_EQUAL(state(c, "own:1"), "met 1 1");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_coverage_line(c, find(c, "own:1")), ", through iso-27701-2019:6.8.1.2)"));
    CU_ASSERT_STRING_EQUAL(state(c, "own:2"), "partly 0 1");
    isms_coverage_free(c);
    isms_model_free(m);
}

static void every_built_in_framework_can_be_covered(void)
{
    isms_model *m = test_model_of(own);
    const isms_model *catalogue = isms_catalogue();
    isms_soa *soa = NULL;
    isms_gap *gap = NULL;
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, NULL, &soa), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_gap_analyse(m, NULL, &gap), ISMS_OK);
    options.soa = soa;
    options.gap = gap;
    for (isms_id f = isms_first(catalogue, ISMS_FRAMEWORK); f; f = isms_next(catalogue, f)) {
        isms_coverage *c = NULL;
        options.framework = isms_record_key(catalogue, f);
        CU_ASSERT_EQUAL_FATAL(isms_coverage_run(m, &options, &c), ISMS_OK);
        CU_ASSERT(isms_coverage_units(c) > 0);
        CU_ASSERT(isms_coverage_certain(c) <= isms_coverage_possible(c));
        CU_ASSERT(isms_coverage_possible(c) <= isms_coverage_units(c));
        size_t states = 0;
        for (isms_coverage_state s = ISMS_COVERAGE_MET; s <= ISMS_COVERAGE_UNKNOWN; s++)
            states += isms_coverage_total(c, s);
        CU_ASSERT_EQUAL(states, isms_coverage_units(c));
        isms_coverage_free(c);
    }
    isms_gap_free(gap);
    isms_soa_free(soa);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ properties */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

enum { ATOMS = 6, CONTROLS = 5, DEMANDS = 4 };

/* The world behind a random model: what each control and each requirement is made of, and which control is in place. */
typedef struct world {
    unsigned control[CONTROLS], demand[DEMANDS];
    bool in_place[CONTROLS];
} world;

/* A statement that is true of the two sets, of those that there are; NULL to say nothing. */
static const char *statement(unsigned a, unsigned b, uint32_t *seed)
{
    const char *true_ones[4];
    uint32_t count = 0;
    if (!(a & b))
        return draw(seed, 2) ? "no_relationship" : NULL;
    true_ones[count++] = "intersects";
    if (!(a & ~b))
        true_ones[count++] = "subset";
    if (!(b & ~a))
        true_ones[count++] = "superset";
    if (a == b)
        true_ones[count++] = "equal";
    return true_ones[draw(seed, count)];
}

static isms_model *model_of(const world *x, uint32_t *seed)
{
    char line[200];
    isms_model *m = test_model_of("framework own\nevidence EV-1; collected_on 2026-01-01\nmapping_set S-1; confidence high\n");
    for (int i = 0; i < CONTROLS; i++) {
        snprintf(line, sizeof line, "soa_entry E-%d; control A.5.%d; applicable true; status %s; evidence EV-1\n", i, i + 1,
                 x->in_place[i] ? "implemented" : "none");
        test_add(m, line);
    }
    for (int k = 0; k < DEMANDS; k++) {
        snprintf(line, sizeof line, "requirement own:%d; framework own\n", k);
        test_add(m, line);
        for (int i = 0; i < CONTROLS; i++) {
            const char *relationship = statement(x->control[i], x->demand[k], seed);
            if (!relationship)
                continue;
            snprintf(line, sizeof line,
                     "mapping M-%d-%d; mapping_set S-1; requirement A.5.%d; target own:%d; relationship %s\n", i, k, i + 1, k,
                     relationship);
            test_add(m, line);
        }
    }
    return m;
}

static void bounds_contain_what_is_true(void)
{
    uint32_t seed = 7;
    size_t certain = 0, impossible = 0;
    for (int turn = 0; turn < 150; turn++) {
        world x;
        unsigned done = 0;
        char requirement[16];
        for (int i = 0; i < CONTROLS; i++) {
            x.control[i] = 1 + draw(&seed, (1u << ATOMS) - 1);
            x.in_place[i] = draw(&seed, 2) != 0;
            done |= x.in_place[i] ? x.control[i] : 0;
        }
        for (int k = 0; k < DEMANDS; k++)
            x.demand[k] = 1 + draw(&seed, (1u << ATOMS) - 1);
        isms_model *m = model_of(&x, &seed);
        isms_coverage *c = cover(m, "own", NULL);
        for (int k = 0; k < DEMANDS; k++) {
            snprintf(requirement, sizeof requirement, "own:%d", k);
            size_t i = find(c, requirement);
            bool met = (x.demand[k] & ~done) == 0;
            CU_ASSERT(!isms_coverage_is_certain(c, i) || met);
            CU_ASSERT(!met || isms_coverage_is_possible(c, i));
            certain += (size_t)isms_coverage_is_certain(c, i);
            impossible += !isms_coverage_is_possible(c, i);
        }
        isms_coverage_free(c);
        isms_model_free(m);
    }
    CU_ASSERT(certain > 0);
    CU_ASSERT(impossible > 0);
}

static void adding_evidence_never_lowers_coverage(void)
{
    uint32_t seed = 11;
    size_t raised = 0;
    for (int turn = 0; turn < 40; turn++) {
        world x;
        for (int i = 0; i < CONTROLS; i++) {
            x.control[i] = 1 + draw(&seed, (1u << ATOMS) - 1);
            x.in_place[i] = draw(&seed, 3) != 0;
        }
        for (int k = 0; k < DEMANDS; k++)
            x.demand[k] = 1 + draw(&seed, (1u << ATOMS) - 1);
        isms_model *m = model_of(&x, &seed);
        for (isms_id e = isms_first(m, ISMS_SOA_ENTRY); e; e = isms_next(m, e))
            if (draw(&seed, 2))
                isms_clear(m, e, ISMS_SOA_ENTRY_EVIDENCE);
        isms_coverage *before = cover(m, "own", NULL);
        isms_id evidence = test_record(m, "evidence", "EV-1");
        char key[8];
        snprintf(key, sizeof key, "E-%u", draw(&seed, CONTROLS));
        isms_add_link(m, test_record(m, "soa_entry", key), ISMS_SOA_ENTRY_EVIDENCE, evidence);
        if (draw(&seed, 2))
            isms_add_text(m, evidence, ISMS_EVIDENCE_REQUIREMENTS, "own:0");
        isms_coverage *after = cover(m, "own", NULL);
        for (size_t i = 0; i < isms_coverage_count(after); i++) {
            CU_ASSERT(isms_coverage_is_certain(after, i) >= isms_coverage_is_certain(before, i));
            CU_ASSERT(isms_coverage_is_possible(after, i) >= isms_coverage_is_possible(before, i));
        }
        raised += isms_coverage_certain(after) > isms_coverage_certain(before);
        isms_coverage_free(before);
        isms_coverage_free(after);
        isms_model_free(m);
    }
    CU_ASSERT(raised > 0);
}

/* ------------------------------------------------------------------ wrong use and memory */

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("");
    isms_coverage *c = NULL;
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    CU_ASSERT_EQUAL(isms_coverage_run(m, &options, &c), ISMS_E_MISUSE);
    options.framework = "none such";
    CU_ASSERT_EQUAL(isms_coverage_run(m, &options, &c), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(c);
    CU_ASSERT_EQUAL(isms_coverage_run(NULL, &options, &c), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_coverage_run(m, &options, NULL), ISMS_E_MISUSE);
    options.confidence = 4;
    CU_ASSERT_EQUAL(isms_coverage_run(m, &options, &c), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_coverage_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_coverage_line(NULL, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_coverage_summary(NULL), "");
    CU_ASSERT_PTR_NULL(isms_coverage_crosswalk(NULL));
    CU_ASSERT_EQUAL(isms_coverage_reason_pair(NULL, 0, 0), 0);
    CU_ASSERT_STRING_EQUAL(isms_coverage_state_name(6), "");
    CU_ASSERT_STRING_EQUAL(isms_coverage_place_name(0), "");
    isms_coverage_free(NULL);
    isms_model_free(m);
}

static isms_model *swept;
static isms_soa *swept_soa;
static isms_gap *swept_gap;

static isms_status cover_with(const isms_allocator *a)
{
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *c = NULL;
    options.framework = "own";
    options.soa = swept_soa;
    options.gap = swept_gap;
    options.allocator = a;
    isms_status status = isms_coverage_run(swept, &options, &c);
    isms_coverage_free(c);
    return status;
}

static void covering_survives_a_failing_allocation(void)
{
    swept = test_model_of(own);
    test_add(swept, "requirement_assessment Q-2; requirement own:2; result conform; evidence EV-1\n"
                    "control C-1; implements own:7; status implemented; evidence EV-1\n");
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(swept, NULL, &swept_soa), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_gap_analyse(swept, NULL, &swept_gap), ISMS_OK);
    sweep_allocations(cover_with);
    isms_gap_free(swept_gap);
    isms_soa_free(swept_soa);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"each state follows from what is in place", each_state_follows_from_what_is_in_place},
        {"evidence that names a measure shows it", evidence_that_names_a_measure_shows_it},
        {"each requirement says by what and on which authority", each_requirement_says_by_what_and_on_which_authority},
        {"what names the requirement itself counts", what_names_the_requirement_itself_counts},
        {"clauses count as the gap analysis finds them", clauses_count_as_the_gap_analysis_finds_them},
        {"confidence below the wanted makes nothing certain", confidence_below_the_wanted_makes_nothing_certain},
        {"a chain decides only where no direct pair speaks", a_chain_decides_only_where_no_direct_pair_speaks},
        {"every built-in framework can be covered", every_built_in_framework_can_be_covered},
        {"bounds contain what is true", bounds_contain_what_is_true},
        {"adding evidence never lowers coverage", adding_evidence_never_lowers_coverage},
        {"wrong use is refused", wrong_use_is_refused},
        {"covering survives a failing allocation", covering_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("coverage", tests);
}
