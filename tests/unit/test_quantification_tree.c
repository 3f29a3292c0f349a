/* Quantitative models of risks: FAIR trees, forms of loss, insurance, correlation, and what cannot be used. */
#include "test.h"

#include <math.h>

#define EUR(amount)         "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"
#define FACTOR(name, value) "{\"factor\":\"" name "\",\"distribution\":\"constant\",\"mode\":" value "}"
#define FORM(second, chance, amount)                                                                                           \
    "{\"form\":\"x\",\"secondary\":" second ",\"probability\":" chance                                                         \
    ",\"distribution\":\"constant\",\"mode\":" EUR(amount) "}"

static isms_model *read_model(const char *quantifications)
{
    char text[4000];
    isms_model *m = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"},{\"id\":\"R-2\"}],\"risk_quantifications\":[%s]}",
                     quantifications);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", text, (size_t)n, NULL, NULL), ISMS_OK);
    return m;
}

static isms_simulation *simulate(const isms_model *m, isms_diagnostics *problems)
{
    isms_portfolio *p = NULL;
    isms_simulation *s = NULL;
    const char *currency = NULL;
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    how.trials = 1 << 16;
    how.states = 3;
    CU_ASSERT_EQUAL_FATAL(isms_quantification_portfolio(m, NULL, problems, &p, &currency), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, &how, NULL, &s), ISMS_OK);
    isms_portfolio_free(p);
    return s;
}

static bool mean_is(const isms_simulation *s, int32_t state, double truth)
{
    isms_estimate e;
    double deviation;
    CU_ASSERT_EQUAL(isms_simulation_mean(s, ISMS_WHOLE, state, &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_simulation_deviation(s, ISMS_WHOLE, state, &deviation), ISMS_OK);
    return fabs(e.value - truth) <= 5 * deviation / 256;
}

static void a_fair_tree_gives_its_mean(void)
{
    isms_model *m =
        read_model("{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("threat_event_frequency", "2") "," FACTOR(
            "vulnerability", "0.25") "],\"loss_forms\":[" FORM("false", "1", "100") "," FORM("true", "0.5", "40") "]}");
    isms_simulation *s = simulate(m, NULL);
    CU_ASSERT(mean_is(s, ISMS_INHERENT, 0.5 * (100 + 0.5 * 40)));
    isms_simulation_free(s);
    isms_model_free(m);
    m = read_model("{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("contact_frequency", "10") "," FACTOR(
        "probability_of_action",
        "0.1") "," FACTOR("threat_capability",
                          "3") "," FACTOR("resistance_strength",
                                          "2") "," FACTOR("asset_value", "1000") "," FACTOR("exposure_factor", "0.2") "]}");
    s = simulate(m, NULL);
    CU_ASSERT(mean_is(s, ISMS_INHERENT, 10 * 0.1 * 1 * 200)); /* the capability is always greater */
    isms_simulation_free(s);
    isms_model_free(m);
}

static void insurance_bears_what_lies_above_the_deductible(void)
{
    isms_model *m = read_model(
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("loss_event_frequency", "1") "],\"loss_forms\":[" FORM(
            "false", "1",
            "100") "],\"insurance\":[{\"deductible\":" EUR("30") ",\"limit\":" EUR("50") ",\"aggregate\":false},{"
                                                                                         "\"deductible\":" EUR(
                                                                                             "1") ",\"limit\""
                                                                                                  ":" EUR(
                                                                                                      "1") ",\"share\":0.5}]}");
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_simulation *s = simulate(m, problems);
    CU_ASSERT(mean_is(s, ISMS_INHERENT, 100));
    CU_ASSERT(mean_is(s, ISMS_CURRENT, 50)); /* 30 below, 20 above the layer */
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 1);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-QUANT-03");
    isms_diagnostics_free(problems);
    isms_simulation_free(s);
    isms_model_free(m);
}

#define TIED(id, risk, rho)                                                                                                    \
    "{\"id\":\"" id "\",\"risk\":\"" risk "\",\"correlation_group\":\"g\",\"correlation\":" rho                                \
    ",\"factors\":[" FACTOR("loss_event_frequency", "1") "],\"loss_forms\":[" FORM("false", "1", "100") "]}"

static double deviation_of_the_whole(const char *quantifications)
{
    isms_model *m = read_model(quantifications);
    isms_simulation *s = simulate(m, NULL);
    double deviation = 0;
    CU_ASSERT(mean_is(s, ISMS_INHERENT, 200));
    CU_ASSERT_EQUAL(isms_simulation_deviation(s, ISMS_WHOLE, ISMS_INHERENT, &deviation), ISMS_OK);
    isms_simulation_free(s);
    isms_model_free(m);
    return deviation;
}

static void risks_of_a_group_move_together(void)
{
    double free = deviation_of_the_whole(TIED("Q-1", "R-1", "0") "," TIED("Q-2", "R-2", "0")),
           tied = deviation_of_the_whole(TIED("Q-1", "R-1", "0.9") "," TIED("Q-2", "R-2", "0.9"));
    CU_ASSERT_DOUBLE_EQUAL(free, 100 * sqrt(2), 3);
    CU_ASSERT(tied > 180 && tied < 200); /* 200 where they are the same */
}

static void what_cannot_be_used_leaves_the_risk_out_and_is_told(void)
{
    static const char *const bad[] = {
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("loss_event_frequency", "1") "]}",
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("loss_event_frequency", "-1") "]}",
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[" FACTOR("asset_value", "5") "]}",
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"factors\":[{\"factor\":\"loss_event_frequency\",\"distribution\":\"pert\",\"low\":"
        "1}]}",
        "{\"id\":\"Q-1\",\"risk\":\"R-1\",\"loss_forms\":[" FORM("false", "1", "1") "," FORM("false", "1", "2") "]}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        isms_model *m = read_model(bad[i]);
        isms_portfolio *p = NULL;
        const char *currency;
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        CU_ASSERT_EQUAL(isms_quantification_portfolio(m, NULL, problems, &p, &currency), ISMS_OK);
        CU_ASSERT_EQUAL(isms_portfolio_count(p), 0);
        CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 1);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-QUANT-01");
        isms_portfolio_free(p);
        isms_diagnostics_free(problems);
        isms_model_free(m);
    }
}

static isms_model *shared;

static isms_status build(const isms_allocator *a)
{
    isms_portfolio *p = NULL;
    const char *currency;
    isms_status status = isms_quantification_portfolio(shared, a, NULL, &p, &currency);
    isms_portfolio_free(p);
    return status;
}

static void building_survives_short_memory(void)
{
    shared = read_model(TIED("Q-1", "R-1", "0.9") "," TIED("Q-2", "R-2", "0.9"));
    sweep_allocations(build);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"a FAIR tree gives its mean", a_fair_tree_gives_its_mean},
        {"insurance bears what lies above the deductible", insurance_bears_what_lies_above_the_deductible},
        {"risks of a group move together", risks_of_a_group_move_together},
        {"what cannot be used leaves the risk out and is told", what_cannot_be_used_leaves_the_risk_out_and_is_told},
        {"building survives short memory", building_survives_short_memory},
        {NULL, NULL}};
    return run_suite("quantification trees", tests);
}
