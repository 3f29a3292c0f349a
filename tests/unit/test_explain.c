/* Explanations of levels: what they name, their JSON, and that every node comes out again. */
#include "test.h"

#include "risk/assessment.h"
#include "risk/explanation.h"

static const char method[] =
    "\"risk_methods\":[{\"id\":\"M-1\",\"version\":\"3\",\"likelihood\":[\"rare\",\"likely\",\"often\"],"
    "\"impact\":[\"small\",\"great\",\"huge\"],"
    "\"levels\":[{\"id\":\"low\",\"decision\":\"accept\"},{\"id\":\"mid\",\"decision\":\"tolerate\",\"authority_role\":\"RO-"
    "1\","
    "\"expires_after_months\":12},{\"id\":\"high\",\"decision\":\"treat\"}],"
    "\"matrix\":[[\"low\",\"low\",\"mid\"],[\"low\",\"mid\",\"high\"],[\"mid\",\"high\",\"high\"]]}],"
    "\"roles\":[{\"id\":\"RO-1\",\"title\":\"Board\"}],\"persons\":[{\"id\":\"P-1\",\"title\":\"Ada\"}]";

static isms_model *read_risks(const char *records)
{
    char text[6000];
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    int n = snprintf(text, sizeof text, "{\"libisms\":\"1.0\",%s,%s}", method, records);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", text, (size_t)n, NULL, NULL), ISMS_OK);
    return m;
}

static isms_assessment *assess(const isms_model *m, const char *under, isms_day as_of)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.method = under;
    options.as_of = as_of;
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, &options, NULL, &x), ISMS_OK);
    return x;
}

#define RISK                                                                                                                   \
    "\"risks\":[{\"id\":\"R-1\",\"title\":\"Theft\",\"inherent\":{\"likelihood\":3,\"impacts\":[{\"criterion\":\"money\","     \
    "\"impact\":1},{\"criterion\":\"health\",\"impact\":3}]},\"controls\":[\"C-1\",\"C-2\"],\"assets\":[\"A-1\"],"             \
    "\"assessed_on\":\"2026-02-01\",\"assessed_by\":[\"P-1\"]}],"                                                              \
    "\"assets\":[{\"id\":\"A-1\"},{\"id\":\"A-2\",\"valuation\":[{\"criterion\":\"money\",\"value\":3}]}],"                    \
    "\"asset_dependencies\":[{\"id\":\"D-1\",\"from\":\"A-2\",\"to\":\"A-1\"}],"                                               \
    "\"controls\":[{\"id\":\"C-1\",\"title\":\"Locks\",\"status\":\"implemented\",\"coverage\":0.5,\"reliability\":0.9,"       \
    "\"effects\":["                                                                                                            \
    "{\"acts_on\":\"frequency\",\"steps\":1,\"efficacy\":0.8}]},{\"id\":\"C-2\",\"status\":\"implemented\",\"reliability\":0." \
    "5,"                                                                                                                       \
    "\"effects\":[{\"acts_on\":\"frequency\",\"efficacy\":0.5},{\"acts_on\":\"frequency\",\"efficacy\":0.2}]}],"               \
    "\"risk_acceptances\":[{\"id\":\"RA-1\",\"state\":\"active\",\"risk\":\"R-1\",\"level\":\"mid\",\"approver\":\"P-1\","     \
    "\"expires_on\":\"2026-12-31\"}]"

static void the_tree_names_what_a_level_follows_from(void)
{
    isms_model *m = read_risks(RISK);
    isms_assessment *x = assess(m, NULL, isms_date(2027, 1, 1));
    CU_ASSERT_STRING_EQUAL(
        isms_assessment_explain(x, test_record(m, "risk", "R-1"), ISMS_CURRENT),
        "R-1 \"Theft\"  current = high (3 of 3)   method M-1 version 3\n"
        "|- likelihood = 2 (likely) <- inherent less the declared steps, at least 1\n"
        "|  |- inherent = 3 (often)\n"
        "|  '- C-1 = 1 (Locks)\n"
        "|- impact = 3 (huge) <- inherent less the declared steps, at least 1\n"
        "|  '- inherent = 3 (huge)\n"
        "|- matrix[2][3] = high; likelihood - 1 gives mid; impact - 1 gives mid\n"
        "|- controls: C-1 (implemented), C-2 (implemented)\n"
        "|- share of the frequency that controls take away = 0.568 (multiplicative); whatever their "
        "dependence, there remain at least 0.315; at most 0.64\n"
        "|  |- C-1 = 0.36 (Locks); coverage 0.5; reliability 0.9; efficacy 0.8; its share of the whole 0.302\n"
        "|  '- C-2 = 0.325; its share of the whole 0.266\n"
        "|     |- effect = 0.25; coverage 1; reliability 0.5; efficacy 0.5\n"
        "|     '- effect = 0.1; coverage 1; reliability 0.5; efficacy 0.2\n"
        "|- money of A-1 = 3 (from A-2)\n"
        "|- assessed on 2026-02-01 by Ada\n"
        "|- acceptance RA-1: mid, by Ada, until 2026-12-31; it has expired; it does not cover this level\n"
        "|- linter: 9 remarks on the matrix (RM020, RM021, RM030, RM040)\n"
        "'- acceptance criteria: treat\n");
    isms_assessment_free(x);
    isms_model_free(m);
}

static void json_says_the_same_with_sorted_members(void)
{
    isms_model *m = read_risks("\"risks\":[{\"id\":\"R-1\",\"inherent\":{\"likelihood\":1,\"impact\":1}}]");
    isms_assessment *x = assess(m, NULL, 0), *y = assess(m, NULL, 0);
    const char *json = isms_assessment_explain_json(x, test_record(m, "risk", "R-1"), ISMS_INHERENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "{\"level\":\"low\",\"method\":{\"id\":\"M-1\",\"sha256\":\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "\"version\":\"3\"},\"nodes\":[{\"label\":\"rare\",\"name\":\"likelihood\",\"rule\":"
                                        "\"recorded\",\"source\":\"risk R-1 inherent.likelihood\",\"value\":1},"));
    CU_ASSERT_PTR_NOT_NULL(strstr(json, "\"risk\":\"R-1\",\"state\":\"inherent\"}"));
    CU_ASSERT_STRING_EQUAL(json, isms_assessment_explain_json(y, test_record(m, "risk", "R-1"), ISMS_INHERENT));
    CU_ASSERT_STRING_EQUAL(isms_assessment_explain_json(x, ISMS_NONE, ISMS_INHERENT), "");
    isms_assessment_free(x);
    isms_assessment_free(y);
    isms_model_free(m);
}

static void every_node_comes_out_again(void)
{
    isms_model *m = read_risks(RISK);
    isms_id r = test_record(m, "risk", "R-1");
    static const char *const methods[] = {NULL, "owasp.matrix", "bsi2003.matrix"};
    for (size_t i = 0; i < 3; i++) {
        isms_assessment *x = assess(m, methods[i], 0);
        for (isms_state state = ISMS_INHERENT; state <= ISMS_TARGET; state++)
            CU_ASSERT_EQUAL(isms_assessment_replay(x, r, state, NULL), ISMS_OK);
        CU_ASSERT_EQUAL(isms_assessment_replay(x, ISMS_NONE, ISMS_INHERENT, NULL), ISMS_E_NOT_FOUND);
        CU_ASSERT_EQUAL(isms_assessment_replay(x, r, 4, NULL), ISMS_E_RANGE);
        isms_assessment_free(x);
    }
    CU_ASSERT_EQUAL(isms_assessment_replay(NULL, r, ISMS_INHERENT, NULL), ISMS_E_MISUSE);
    isms_model_free(m);
}

/* Each value of the tree, falsified by itself, is found. Inputs are what they are; what follows from them is wrong then. */
static void a_falsified_node_is_found(void)
{
    isms_model *m = read_risks(RISK);
    isms_assessment *x = assess(m, NULL, 0);
    const isms__assessed *a = isms__assessment_find(x, test_record(m, "risk", "R-1"));
    isms__tree tree;
    isms__tree_init(&tree, &x->host);
    isms__assessment_tree(x, a, ISMS_CURRENT, &tree);
    for (size_t i = 0; i < tree.count; i++) {
        double value = tree.nodes[i].value;
        int32_t node = -1, rule = tree.nodes[i].rule;
        bool shown_only = rule == ISMS__RULE_NOTE || rule == ISMS__RULE_LINTER;
        if (value != value || shown_only)
            continue;
        tree.nodes[i].value = value > 1 ? value + 1 : value * 0.9 + 0.003; /* effects stay within 0 and 1 */
        CU_ASSERT_EQUAL(isms__assessment_recompute(x, a, ISMS_CURRENT, &tree, &node), ISMS_E_DATA);
        CU_ASSERT(node >= 0);
        tree.nodes[i].value = value;
    }
    isms__tree_dispose(&tree);
    isms_assessment_free(x);
    isms_model_free(m);
}

static const char formulas[] =
    "{\"libisms\":\"1.0\",\"risk_methods\":["
    "{\"id\":\"OW\",\"rule\":\"formula\",\"preset\":\"owasp.rating\",\"levels\":[{\"id\":\"Note\"},{\"id\":\"Low\"},{\"id\":"
    "\"Medium\"},"
    "{\"id\":\"High\"},{\"id\":\"Critical\",\"decision\":\"treat\"}]},"
    "{\"id\":\"AD\",\"rule\":\"formula\",\"formula\":\"semi_quantitative\\ninput likelihood ordinal [1,5]\\ninput impact "
    "ordinal "
    "[1,5]\\nscore = likelihood + 2 * "
    "impact\\n\",\"levels\":[{\"id\":\"a\",\"from_score\":1},{\"id\":\"b\",\"from_score\":8}]},"
    "{\"id\":\"NO\",\"rule\":\"formula\",\"formula\":\"nonsense\"}],\"risks\":["
    "{\"id\":\"R-1\",\"method\":\"OW\",\"factors\":[{\"factor\":\"threat_agent\",\"value\":5},{\"factor\":\"threat_agent\","
    "\"value\":7},{\"factor\":\"vulnerability\",\"value\":9},{\"factor\":\"technical\",\"value\":9}]},"
    "{\"id\":\"R-2\",\"method\":\"AD\",\"inherent\":{\"likelihood\":4,\"impact\":2}},"
    "{\"id\":\"R-3\",\"method\":\"OW\",\"factors\":[{\"factor\":\"threat_agent\",\"value\":5}]},"
    "{\"id\":\"R-4\",\"method\":\"NO\",\"inherent\":{\"likelihood\":4,\"impact\":2}}]}";

static void a_formula_gives_levels_from_factors_and_positions(void)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", formulas, sizeof formulas - 1, NULL, NULL), ISMS_OK);
    isms_assessment *x = assess(m, NULL, 0);
    isms_id rated = test_record(m, "risk", "R-1"), added = test_record(m, "risk", "R-2");
    CU_ASSERT_STRING_EQUAL(isms_assessment_level(x, rated, ISMS_CURRENT), "Critical");
    CU_ASSERT_EQUAL(isms_assessment_decision(x, rated, ISMS_CURRENT), ISMS_DECISION_TREAT);
    CU_ASSERT_PTR_NULL(isms_assessment_level(x, rated, ISMS_INHERENT));                         /* factors are what is now */
    CU_ASSERT_PTR_NULL(isms_assessment_level(x, test_record(m, "risk", "R-3"), ISMS_CURRENT));  /* an input is missing */
    CU_ASSERT_PTR_NULL(isms_assessment_level(x, test_record(m, "risk", "R-4"), ISMS_INHERENT)); /* it is no formula */
    CU_ASSERT_STRING_EQUAL(isms_assessment_explain(x, added, ISMS_INHERENT),
                           "R-2  inherent = b (2 of 2)   method AD\n"
                           "|- likelihood = 4\n"
                           "|- impact = 2\n"
                           "|- AD = b; likelihood - 1 gives a; impact - 1 gives a\n"
                           "|  |- likelihood = 4\n"
                           "|  |- impact = 2\n"
                           "|  '- score = 8 <- likelihood + 2 * impact\n"
                           "'- acceptance criteria: say nothing of this level\n");
    for (isms_id r = isms_first(m, ISMS_RISK); r; r = isms_next(m, r))
        for (isms_state state = ISMS_INHERENT; state <= ISMS_TARGET; state++)
            CU_ASSERT_EQUAL(isms_assessment_replay(x, r, state, NULL), ISMS_OK);
    isms_assessment_free(x);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status explain_and_replay(const isms_allocator *a)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.allocator = a;
    isms_status status = isms_assess(shared, &options, NULL, &x);
    isms_id r = isms_assessment_risk(x, 0);
    if (status == ISMS_OK &&
        (!*isms_assessment_explain(x, r, ISMS_CURRENT) || !*isms_assessment_explain_json(x, r, ISMS_CURRENT)))
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_assessment_replay(x, r, ISMS_CURRENT, NULL);
    isms_assessment_free(x);
    return status;
}

static void explanations_survive_short_memory(void)
{
    shared = read_risks(RISK);
    sweep_allocations(explain_and_replay);
    isms_model_free(shared);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &shared), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(shared, "json", formulas, sizeof formulas - 1, NULL, NULL), ISMS_OK);
    sweep_allocations(explain_and_replay);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"the tree names what a level follows from", the_tree_names_what_a_level_follows_from},
        {"JSON says the same with sorted members", json_says_the_same_with_sorted_members},
        {"every node comes out again", every_node_comes_out_again},
        {"a falsified node is found", a_falsified_node_is_found},
        {"a formula gives levels from factors and positions", a_formula_gives_levels_from_factors_and_positions},
        {"explanations survive short memory", explanations_survive_short_memory},
        {NULL, NULL}};
    return run_suite("explain", tests);
}
