/* Assessing the risks of a model: computed, recorded, derived, unknown; and what is said about it. */
#include "test.h"

static isms_id make(isms_model *m, isms_type type, const char *key)
{
    isms_id id = ISMS_NONE;
    CU_ASSERT_EQUAL(isms_record_create(m, type, key, &id), ISMS_OK);
    return id;
}

/* A 3 x 3 method: low, mid, high. */
static isms_model *with_method(void)
{
    static const char *const rows[3][3] = {{"low", "low", "mid"}, {"low", "mid", "high"}, {"mid", "high", "high"}};
    static const char *const levels[] = {"low", "mid", "high"}, *const decisions[] = {"accept", "tolerate", "treat"};
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_id method = make(m, ISMS_METHOD, "M-1");
    for (int i = 0; i < 3; i++) {
        isms_add_text(m, method, ISMS_METHOD_LIKELIHOOD, i ? "more" : "rare");
        isms_add_text(m, method, ISMS_METHOD_IMPACT, i ? "more" : "small");
        isms_add_text(m, method, ISMS_METHOD_LEVELS_ID, levels[i]);
        isms_add_text(m, method, ISMS_METHOD_LEVELS_DECISION, decisions[i]);
        isms_add_row(m, method, ISMS_METHOD_MATRIX, rows[i], 3);
    }
    return m;
}

static void a_level_comes_from_the_matrix_of_the_only_method(void)
{
    isms_model *m = with_method();
    isms_assessment *x = NULL;
    isms_id r = make(m, ISMS_RISK, "R-1");
    isms_set_text(m, r, ISMS_RISK_TITLE, "Theft");
    isms_set_level(m, r, ISMS_RISK_INHERENT, 2, 3);
    isms_set_text(m, r, ISMS_RISK_INHERENT_LEVEL, "mid");
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_assess(m, NULL, problems, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_assessment_level(x, r, ISMS_INHERENT), "high");
    CU_ASSERT_STRING_EQUAL(isms_assessment_recorded(x, r, ISMS_INHERENT), "mid");
    CU_ASSERT_EQUAL(isms_assessment_decision(x, r, ISMS_INHERENT), ISMS_DECISION_TREAT);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 1);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), "ISMS-ASSESS-03");
    CU_ASSERT_STRING_EQUAL(isms_assessment_explain(x, r, ISMS_INHERENT),
                           "R-1 \"Theft\"  inherent = high (3 of 3)   method M-1\n"
                           "|- likelihood = 2 (more)\n"
                           "|- impact = 3 (more)\n"
                           "|- matrix[2][3] = high; likelihood - 1 gives mid; impact - 1 gives mid\n"
                           "|- recorded as mid, which the matrix does not give; the record is kept\n"
                           "|- linter: 9 remarks on the matrix (RM020, RM021, RM030, RM040)\n"
                           "'- acceptance criteria: treat\n");
    isms_assessment_free(x);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void what_is_not_known_stays_unknown(void)
{
    isms_model *m = with_method();
    isms_assessment *x = NULL;
    isms_id half = make(m, ISMS_RISK, "R-1"), off = make(m, ISMS_RISK, "R-2"), recorded = make(m, ISMS_RISK, "R-3");
    isms_set_integer(m, half, ISMS_RISK_INHERENT_LIKELIHOOD, 2);
    isms_set_level(m, off, ISMS_RISK_INHERENT, 4, 1);
    isms_set_text(m, recorded, ISMS_RISK_CURRENT_LEVEL, "mid");
    CU_ASSERT_EQUAL(isms_assess(m, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_PTR_NULL(isms_assessment_level(x, half, ISMS_INHERENT));
    CU_ASSERT_PTR_NULL(isms_assessment_level(x, off, ISMS_INHERENT));
    CU_ASSERT_EQUAL(isms_assessment_present(x, off), -1);
    CU_ASSERT_EQUAL(isms_assessment_origin(x, recorded, ISMS_CURRENT), ISMS_LEVEL_RECORDED);
    CU_ASSERT_EQUAL(isms_assessment_present(x, recorded), ISMS_CURRENT);
    CU_ASSERT_EQUAL(isms_assessment_ranked(x, 0), recorded);
    CU_ASSERT_EQUAL(isms_assessment_count_at(x, NULL), 2);
    CU_ASSERT_EQUAL(isms_assessment_count_at(x, "mid"), 1);
    isms_assessment_free(x);
    isms_model_free(m);
}

static void the_worst_criterion_decides_and_controls_lower_by_their_steps(void)
{
    isms_model *m = with_method();
    isms_assessment *x = NULL;
    isms_id r = make(m, ISMS_RISK, "R-1"), c = make(m, ISMS_CONTROL, "C-1"), d = make(m, ISMS_CONTROL, "C-2");
    isms_set_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, 3);
    isms_add_text(m, r, ISMS_RISK_INHERENT_IMPACTS_CRITERION, "money");
    isms_add_integer(m, r, ISMS_RISK_INHERENT_IMPACTS_IMPACT, 1);
    isms_add_text(m, r, ISMS_RISK_INHERENT_IMPACTS_CRITERION, "health");
    isms_add_integer(m, r, ISMS_RISK_INHERENT_IMPACTS_IMPACT, 2);
    isms_add_text(m, r, ISMS_RISK_CONTROLS, "C-1");
    isms_add_text(m, r, ISMS_RISK_CONTROLS, "C-2");
    isms_set_text(m, c, ISMS_CONTROL_STATUS, "implemented");
    isms_set_text(m, d, ISMS_CONTROL_STATUS, "planned");
    for (int i = 0; i < 2; i++) {
        isms_add_text(m, i ? d : c, ISMS_CONTROL_EFFECTS_ACTS_ON, "frequency");
        isms_add_integer(m, i ? d : c, ISMS_CONTROL_EFFECTS_STEPS, 1);
    }
    CU_ASSERT_EQUAL(isms_assess(m, NULL, NULL, &x), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_assessment_level(x, r, ISMS_INHERENT), "high");
    CU_ASSERT_STRING_EQUAL(isms_assessment_level(x, r, ISMS_CURRENT), "mid");
    CU_ASSERT_STRING_EQUAL(isms_assessment_level(x, r, ISMS_RESIDUAL), "low");
    CU_ASSERT_EQUAL(isms_assessment_origin(x, r, ISMS_CURRENT), ISMS_LEVEL_DERIVED);
    isms_assessment_free(x);
    isms_model_free(m);
}

static const char *level_under(const isms_model *m, const char *method, isms_id risk, isms_state state)
{
    static char level[64];
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.method = method;
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, &options, NULL, &x), ISMS_OK);
    const char *id = isms_assessment_level(x, risk, state);
    snprintf(level, sizeof level, "%s", id ? id : "unknown");
    isms_assessment_free(x);
    return level;
}

static void a_product_or_sum_has_the_level_whose_least_score_it_reaches(void)
{
    static const char *const labels[] = {"1", "2", "3", "4"}, *const levels[] = {"low", "mid", "high"};
    static const double least[] = {1, 4, 9};
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    isms_id method = make(m, ISMS_METHOD, "M-1"), r = make(m, ISMS_RISK, "R-1"), q = make(m, ISMS_RISK, "R-2");
    isms_set_text(m, method, ISMS_METHOD_RULE, "product");
    for (int i = 0; i < 4; i++) {
        isms_add_text(m, method, ISMS_METHOD_LIKELIHOOD, labels[i]);
        isms_add_text(m, method, ISMS_METHOD_IMPACT, labels[i]);
    }
    for (int i = 0; i < 3; i++) {
        isms_add_text(m, method, ISMS_METHOD_LEVELS_ID, levels[i]);
        isms_add_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, least[i]);
    }
    isms_set_level(m, r, ISMS_RISK_INHERENT, 2, 4);
    isms_set_level(m, q, ISMS_RISK_INHERENT, 3, 3);
    CU_ASSERT_STRING_EQUAL(level_under(m, NULL, r, ISMS_INHERENT), "mid");
    CU_ASSERT_STRING_EQUAL(level_under(m, NULL, q, ISMS_INHERENT), "high");
    isms_set_text(m, method, ISMS_METHOD_RULE, "sum");
    CU_ASSERT_STRING_EQUAL(level_under(m, NULL, q, ISMS_INHERENT), "mid");
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL(isms_method_record_lint(m, method, NULL, &lint), ISMS_OK); /* it is linted as the matrix that it is */
    isms_lint_free(lint);
    isms_model_free(m);
}

static void all_risks_can_be_assessed_under_a_preset(void)
{
    isms_model *m = with_method();
    isms_id r = make(m, ISMS_RISK, "R-1");
    isms_set_level(m, r, ISMS_RISK_INHERENT, 2, 3);
    isms_set_text(m, r, ISMS_RISK_CURRENT_LEVEL, "low");
    CU_ASSERT_STRING_EQUAL(level_under(m, "owasp.matrix", r, ISMS_INHERENT), "High");
    CU_ASSERT_STRING_EQUAL(level_under(m, "owasp.matrix", r, ISMS_CURRENT), "unknown");    /* a level of another method */
    CU_ASSERT_STRING_EQUAL(level_under(m, "bsi2003.matrix", r, ISMS_INHERENT), "unknown"); /* 3 steps are not stretched to 4 */
    CU_ASSERT_EQUAL(isms_count(m, ISMS_METHOD), 1);
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.method = "none.such";
    CU_ASSERT_EQUAL(isms_assess(m, &options, NULL, &x), ISMS_E_NOT_FOUND);
    isms_model_free(m);
}

static void a_weighted_mean_of_impacts_wants_a_method_that_means_it(void)
{
    isms_model *m = with_method();
    isms_id method = isms_first(m, ISMS_METHOD), r = make(m, ISMS_RISK, "R-1");
    isms_set_text(m, method, ISMS_METHOD_AGGREGATION, "weighted");
    isms_add_text(m, method, ISMS_METHOD_CRITERIA, "money");
    isms_add_text(m, method, ISMS_METHOD_CRITERIA, "health");
    isms_add_real(m, method, ISMS_METHOD_WEIGHTS, 3);
    isms_add_real(m, method, ISMS_METHOD_WEIGHTS, 1);
    isms_set_integer(m, r, ISMS_RISK_INHERENT_LIKELIHOOD, 3);
    isms_add_text(m, r, ISMS_RISK_INHERENT_IMPACTS_CRITERION, "money");
    isms_add_integer(m, r, ISMS_RISK_INHERENT_IMPACTS_IMPACT, 1);
    isms_add_text(m, r, ISMS_RISK_INHERENT_IMPACTS_CRITERION, "health");
    isms_add_integer(m, r, ISMS_RISK_INHERENT_IMPACTS_IMPACT, 3);
    CU_ASSERT_STRING_EQUAL(level_under(m, NULL, r, ISMS_INHERENT), "unknown");
    isms_set_boolean(m, method, ISMS_METHOD_SEMI_QUANTITATIVE, 1);
    CU_ASSERT_STRING_EQUAL(level_under(m, NULL, r, ISMS_INHERENT), "high"); /* (3 * 1 + 1 * 3) / 4 = 1.5, rounded up */
    isms_model_free(m);
}

static isms_level_origin current_on(const isms_model *m, isms_day day)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.as_of = day;
    CU_ASSERT_EQUAL_FATAL(isms_assess(m, &options, NULL, &x), ISMS_OK);
    isms_level_origin origin = isms_assessment_origin(x, isms_assessment_risk(x, 0), ISMS_CURRENT);
    isms_assessment_free(x);
    return origin;
}

static void a_control_counts_from_its_day_until_it_is_retired(void)
{
    isms_model *m = with_method();
    isms_id r = make(m, ISMS_RISK, "R-1"), c = make(m, ISMS_CONTROL, "C-1");
    isms_set_level(m, r, ISMS_RISK_INHERENT, 3, 3);
    isms_add_text(m, r, ISMS_RISK_CONTROLS, "C-1");
    isms_set_text(m, c, ISMS_CONTROL_STATUS, "implemented");
    isms_set_day(m, c, ISMS_CONTROL_IMPLEMENTED_ON, isms_date(2026, 3, 1));
    isms_set_day(m, c, ISMS_CONTROL_RETIRED_ON, isms_date(2026, 9, 1));
    isms_add_text(m, c, ISMS_CONTROL_EFFECTS_ACTS_ON, "frequency");
    isms_add_integer(m, c, ISMS_CONTROL_EFFECTS_STEPS, 1);
    CU_ASSERT_EQUAL(current_on(m, 0), ISMS_LEVEL_DERIVED);
    CU_ASSERT_EQUAL(current_on(m, isms_date(2026, 2, 28)), ISMS_LEVEL_UNKNOWN); /* without it nothing is known of that state */
    CU_ASSERT_EQUAL(current_on(m, isms_date(2026, 3, 1)), ISMS_LEVEL_DERIVED);
    CU_ASSERT_EQUAL(current_on(m, isms_date(2026, 9, 1)), ISMS_LEVEL_UNKNOWN);
    isms_model_free(m);
}

static isms_model *shared_model;

static isms_status assess_and_explain(const isms_allocator *a)
{
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *x = NULL;
    options.allocator = a;
    options.method = "owasp.matrix";
    isms_status status = isms_assess(shared_model, &options, NULL, &x);
    if (status == ISMS_OK)
        isms_assessment_explain(x, isms_assessment_risk(x, 0), ISMS_INHERENT);
    isms_assessment_free(x);
    return status;
}

static void an_assessment_survives_short_memory(void)
{
    shared_model = with_method();
    isms_set_level(shared_model, make(shared_model, ISMS_RISK, "R-1"), ISMS_RISK_INHERENT, 2, 3);
    sweep_allocations(assess_and_explain);
    isms_model_free(shared_model);
}

int main(void)
{
    static const test_case tests[] = {
        {"a level comes from the matrix of the only method", a_level_comes_from_the_matrix_of_the_only_method},
        {"what is not known stays unknown", what_is_not_known_stays_unknown},
        {"the worst criterion decides, and controls lower by their steps",
         the_worst_criterion_decides_and_controls_lower_by_their_steps},
        {"a product or sum has the level whose least score it reaches",
         a_product_or_sum_has_the_level_whose_least_score_it_reaches},
        {"all risks can be assessed under a preset", all_risks_can_be_assessed_under_a_preset},
        {"a weighted mean of impacts wants a method that means it", a_weighted_mean_of_impacts_wants_a_method_that_means_it},
        {"a control counts from its day until it is retired", a_control_counts_from_its_day_until_it_is_retired},
        {"an assessment survives short memory", an_assessment_survives_short_memory},
        {NULL, NULL}};
    return run_suite("assessment", tests);
}
