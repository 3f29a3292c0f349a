/* Risks in groups: highest levels, how many, what is not known, and expected losses that add up. */
#include "test.h"

static isms_model *read_register(void)
{
    static const char text[] =
        "{\"libisms\":\"1.0\",\"risk_methods\":[{\"id\":\"M-1\",\"levels\":[{\"id\":\"low\"},{\"id\":\"high\"}],"
        "\"matrix\":[[\"low\",\"low\"],[\"low\",\"high\"]]},{\"id\":\"M-2\",\"levels\":[{\"id\":\"ok\"},{\"id\":\"bad\"}],"
        "\"matrix\":[[\"ok\",\"bad\"],[\"bad\",\"bad\"]]}],"
        "\"assets\":[{\"id\":\"A-1\"},{\"id\":\"A-2\"}],\"persons\":[{\"id\":\"P-1\"}],"
        "\"controls\":[{\"id\":\"C-1\",\"themes\":[\"physical\"]}],\"risks\":["
        "{\"id\":\"R-1\",\"method\":\"M-1\",\"owner\":\"P-1\",\"assets\":[\"A-1\",\"A-2\",\"A-1\"],\"controls\":[\"A.8.1\","
        "\"A.8.2\",\"C-1\"],\"current\":{\"likelihood\":2,\"impact\":2},\"inherent\":{\"likelihood\":1,\"impact\":1},"
        "\"frequency\":{\"distribution\":\"poisson\",\"mean\":2},"
        "\"loss\":{\"distribution\":\"constant\",\"mode\":{\"amount\":\"100\",\"currency\":\"EUR\"}}},"
        "{\"id\":\"R-2\",\"method\":\"M-1\",\"owner\":\"P-1\",\"assets\":[\"A-2\"],\"current\":{\"likelihood\":1,\"impact\":1}}"
        ","
        "{\"id\":\"R-3\",\"method\":\"M-1\",\"owner\":\"P-1\"},"
        "{\"id\":\"R-4\",\"method\":\"M-2\",\"owner\":\"P-1\",\"current\":{\"likelihood\":1,\"impact\":2}},"
        "{\"id\":\"R-5\",\"method\":\"M-1\",\"status\":\"closed\",\"current\":{\"likelihood\":2,\"impact\":2}}]}";
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", text, sizeof text - 1, NULL, NULL), ISMS_OK);
    return m;
}

static isms_risk_groups *groups_by(const isms_model *m, isms_risk_dimension by, isms_state state, const isms_simulation *losses)
{
    isms_assessment *x = NULL;
    isms_risk_groups *g = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_risk_groups_build(x, by, state, losses, NULL, &g), ISMS_OK);
    isms_assessment_free(x); /* groups live on */
    return g;
}

static void a_group_has_its_highest_level_and_how_many_are_not_known(void)
{
    isms_model *m = read_register();
    isms_risk_groups *g = groups_by(m, ISMS_RISKS_BY_OWNER, -1, NULL);
    isms_model_free(m);
    CU_ASSERT_EQUAL_FATAL(isms_risk_groups_count(g), 2); /* levels of two methods are not compared */
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_name(g, 0), "P-1");
    for (size_t i = 0; i < 2; i++) {
        bool three = isms_risk_groups_risk_count(g, i) == 3;
        CU_ASSERT_EQUAL(isms_risk_groups_highest(g, i), 1);
        CU_ASSERT_STRING_EQUAL(isms_risk_groups_level(g, i), three ? "high" : "bad");
        CU_ASSERT_EQUAL(isms_risk_groups_at_highest(g, i), 1);
        CU_ASSERT_EQUAL(isms_risk_groups_unknown(g, i), three ? 1 : 0);
    }
    CU_ASSERT_PTR_NULL(isms_risk_groups_name(g, 2));
    isms_risk_groups_free(g);
    isms_risk_groups_free(NULL);
}

static void a_risk_stands_once_in_each_group_that_it_belongs_to(void)
{
    isms_model *m = read_register();
    isms_risk_groups *g = groups_by(m, ISMS_RISKS_BY_ASSET, -1, NULL);
    CU_ASSERT_EQUAL_FATAL(isms_risk_groups_count(g), 4); /* and none under two methods */
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_name(g, 0), "A-1");
    CU_ASSERT_EQUAL(isms_risk_groups_risk_count(g, 0), 1);
    CU_ASSERT_EQUAL(isms_risk_groups_risk_count(g, 1), 2);
    CU_ASSERT_EQUAL(isms_risk_groups_risk(g, 0, 0), test_record(m, "risk", "R-1"));
    CU_ASSERT_EQUAL(isms_risk_groups_risk(g, 0, 1), ISMS_NONE);
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_name(g, 3), "");
    isms_risk_groups_free(g);
    g = groups_by(m, ISMS_RISKS_BY_THEME, ISMS_INHERENT, NULL);
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_name(g, 0), "physical");
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_name(g, 1), "technological");
    CU_ASSERT_STRING_EQUAL(isms_risk_groups_level(g, 0), "low");
    isms_risk_groups_free(g);
    isms_model_free(m);
}

static void expected_losses_add_up(void)
{
    isms_model *m = read_register();
    isms_portfolio *p = NULL;
    isms_simulation *s = NULL;
    isms_simulation_options o = ISMS_SIMULATION_OPTIONS_INIT;
    const char *currency;
    double loss = 0;
    o.engine = ISMS_ENGINE_EXACT;
    o.states = 3;
    CU_ASSERT_EQUAL_FATAL(isms_quantification_portfolio(m, NULL, NULL, &p, &currency), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, &o, NULL, &s), ISMS_OK);
    isms_risk_groups *g = groups_by(m, ISMS_RISKS_BY_ASSET, -1, s);
    CU_ASSERT_EQUAL(isms_risk_groups_loss(g, 0, &loss), ISMS_OK);
    CU_ASSERT_DOUBLE_EQUAL(loss, 200, 1e-6);
    CU_ASSERT_EQUAL(isms_risk_groups_loss(g, 3, &loss), ISMS_ABSENT);
    isms_risk_groups_free(g);
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_model_free(m);
}

static void dimensions_have_names(void)
{
    isms_assessment *x = NULL;
    isms_risk_groups *g = NULL;
    isms_model *m = read_register();
    for (isms_risk_dimension d = ISMS_RISKS_WHOLE; d <= ISMS_RISKS_BY_CRITERION; d++)
        CU_ASSERT_EQUAL(isms_risk_dimension_by_name(isms_risk_dimension_name(d)), d);
    CU_ASSERT_EQUAL(isms_risk_dimension_by_name("moon"), 0);
    CU_ASSERT_PTR_NULL(isms_risk_dimension_name(0));
    CU_ASSERT_EQUAL(isms_assess(m, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_risk_groups_build(x, 99, -1, NULL, NULL, &g), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_risk_groups_build(x, ISMS_RISKS_WHOLE, 4, NULL, NULL, &g), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_risk_groups_build(NULL, ISMS_RISKS_WHOLE, -1, NULL, NULL, &g), ISMS_E_MISUSE);
    isms_assessment_free(x);
    isms_model_free(m);
}

static isms_assessment *swept;

static isms_status group_all(const isms_allocator *a)
{
    isms_risk_groups *g = NULL;
    isms_status status = isms_risk_groups_build(swept, ISMS_RISKS_BY_THEME, -1, NULL, a, &g);
    isms_risk_groups_free(g);
    return status;
}

static void groups_survive_short_memory(void)
{
    isms_model *m = read_register();
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, NULL, NULL, &swept), ISMS_OK);
    sweep_allocations(group_all);
    isms_assessment_free(swept);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"a group has its highest level and how many are not known", a_group_has_its_highest_level_and_how_many_are_not_known},
        {"a risk stands once in each group that it belongs to", a_risk_stands_once_in_each_group_that_it_belongs_to},
        {"expected losses add up", expected_losses_add_up},
        {"dimensions have names", dimensions_have_names},
        {"groups survive short memory", groups_survive_short_memory},
        {NULL, NULL}};
    return run_suite("risk groups", tests);
}
