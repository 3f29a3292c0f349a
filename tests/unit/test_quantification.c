/* Risks of a model as scenarios, their controls, and the appetite. */
#include "test.h"

#include <math.h>

static void set_money(isms_model *m, const char *risk, isms_attribute a, const char *amount, const char *currency)
{
    CU_ASSERT_EQUAL(isms_set_money(m, test_record(m, "risk", risk), a, amount, currency), ISMS_OK);
}

/* A Poisson frequency of 0.5 a year, each costing 1,000: 500 a year. */
static isms_model *small(void)
{
    isms_model *m = test_model_of("risk_method M-1\n"
                                  "control C-1; status implemented; implements A.8.7; effects[].acts_on frequency; "
                                  "effects[].efficacy 0.5; coverage 0.8\n"
                                  "control C-2; status planned; effects[].acts_on magnitude; effects[].efficacy 0.25\n"
                                  "risk R-1; method M-1; controls A.8.7, C-2; frequency.distribution poisson; "
                                  "frequency.mean 0.5; loss.distribution constant\n");
    set_money(m, "R-1", ISMS_RISK_LOSS_MODE, "1000.00", "EUR");
    return m;
}

static double mean_in(const isms_simulation *s, int32_t state)
{
    isms_estimate e = {0, 0, 0};
    CU_ASSERT_EQUAL(isms_simulation_mean(s, ISMS_WHOLE, state, &e), ISMS_OK);
    return e.value;
}

static isms_simulation *simulate(const isms_portfolio *p)
{
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    isms_simulation *s = NULL;
    how.trials = 1u << 16;
    how.states = 3;
    CU_ASSERT_EQUAL_FATAL(isms_simulation_run(p, &how, NULL, &s), ISMS_OK);
    return s;
}

static void controls_take_away_their_share_by_state(void)
{
    isms_model *m = small();
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_quantification_portfolio(m, NULL, NULL, &p, &currency), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(currency, "EUR");
    CU_ASSERT_EQUAL(isms_portfolio_count(p), 1);
    CU_ASSERT_EQUAL(isms_portfolio_find(p, "R-1"), 0);
    isms_simulation *s = simulate(p);
    CU_ASSERT(fabs(mean_in(s, ISMS_INHERENT) - 500) < 15);        /* 5 standard errors: 5 * 707 / 256 */
    CU_ASSERT(fabs(mean_in(s, ISMS_CURRENT) - 500 * 0.6) < 12);   /* less 0.8 * 0.5 of the events */
    CU_ASSERT(fabs(mean_in(s, ISMS_RESIDUAL) - 300 * 0.75) < 12); /* and a quarter of each loss */
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_model_free(m);
}

static void without_a_control_its_share_comes_back(void)
{
    isms_model *m = small();
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    isms_id controls[2] = {test_record(m, "control", "C-1"), test_record(m, "control", "C-2")};
    CU_ASSERT_EQUAL_FATAL(isms_quantification_without(m, controls, 2, NULL, NULL, &p, &currency), ISMS_OK);
    isms_simulation *s = simulate(p);
    isms_estimate gone;
    CU_ASSERT(fabs(mean_in(s, 0) - 500) < 15);
    CU_ASSERT(fabs(mean_in(s, 1) - 300) < 12); /* C-2 is planned only */
    CU_ASSERT_EQUAL(isms_simulation_reduction(s, ISMS_WHOLE, 0, 1, &gone), ISMS_OK);
    CU_ASSERT(gone.low <= 200 && 200 <= gone.high);
    isms_simulation_free(s);
    isms_portfolio_free(p);
    p = NULL;
    controls[0] = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_quantification_without(m, controls, 1, NULL, NULL, &p, &currency), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(p);
    isms_model_free(m);
}

static void losses_of_two_currencies_are_refused(void)
{
    isms_model *m = small();
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    test_add(m, "risk R-2; frequency.distribution poisson; frequency.mean 1; loss.distribution constant\n");
    set_money(m, "R-2", ISMS_RISK_LOSS_MODE, "5", "USD");
    CU_ASSERT_EQUAL(isms_quantification_portfolio(m, NULL, problems, &p, &currency), ISMS_E_DATA);
    CU_ASSERT_PTR_NULL(p);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0), "risk R-2 states its loss in USD, others in EUR: amounts of "
                                                                  "different currencies are not added");
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void what_is_missing_leaves_a_risk_out_and_is_told(void)
{
    isms_model *m = small();
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    test_add(m, "risk R-2; frequency.distribution pert_poisson; frequency.low 1; loss.distribution constant\n"
                "risk R-3; frequency.distribution poisson; frequency.mean 1; loss.distribution lognormal\n"
                "risk R-4; status closed; frequency.distribution poisson; loss.distribution lognormal\n"
                "risk R-5\n");
    CU_ASSERT_EQUAL(isms_quantification_portfolio(m, NULL, problems, &p, &currency), ISMS_OK);
    CU_ASSERT_EQUAL(isms_portfolio_count(p), 1);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 2);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0),
                           "risk R-2 is not quantified: frequency needs low, mode and high");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 1),
                           "risk R-3 is not quantified: loss needs low and high, or mean and deviation");
    CU_ASSERT_EQUAL(isms_quantification_portfolio(NULL, NULL, NULL, &p, &currency), ISMS_E_MISUSE);
    isms_portfolio_free(p);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

/* Each law of the model becomes the distribution of that name; its mean is known in closed form. */
static void every_law_has_its_mean(void)
{
    static const struct {
        const char *law, *low, *mode, *high, *mean, *deviation;
        double expected;
    } laws[] = {{"uniform", "100", NULL, "300", NULL, NULL, 200},    {"triangular", "100", "150", "350", NULL, NULL, 200},
                {"pert", "100", "150", "500", NULL, NULL, 200},      {"pert_classic", "100", "150", "500", NULL, NULL, 200},
                {"lognormal", NULL, NULL, NULL, "200", "50", 200},   {"normal", NULL, NULL, NULL, "200", "10", 200},
                {"exponential", NULL, NULL, NULL, "200", NULL, 200}, {"constant", NULL, "200", NULL, NULL, NULL, 200}};
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
        char text[200];
        isms_portfolio *p = NULL;
        const char *currency = NULL;
        snprintf(text, sizeof text,
                 "risk R-1; frequency.distribution bernoulli; frequency.mean 0.999999; loss.distribution %s\n", laws[i].law);
        isms_model *m = test_model_of(text);
        const struct {
            const char *amount;
            isms_attribute attribute;
        } parts[] = {{laws[i].low, ISMS_RISK_LOSS_LOW},
                     {laws[i].mode, ISMS_RISK_LOSS_MODE},
                     {laws[i].high, ISMS_RISK_LOSS_HIGH},
                     {laws[i].mean, ISMS_RISK_LOSS_MEAN},
                     {laws[i].deviation, ISMS_RISK_LOSS_DEVIATION}};
        for (size_t k = 0; k < 5; k++)
            if (parts[k].amount)
                set_money(m, "R-1", parts[k].attribute, parts[k].amount, "CHF");
        CU_ASSERT_EQUAL_FATAL(isms_quantification_portfolio(m, NULL, NULL, &p, &currency), ISMS_OK);
        CU_ASSERT_EQUAL_FATAL(isms_portfolio_count(p), 1);
        isms_simulation *s = simulate(p);
        CU_ASSERT(fabs(mean_in(s, ISMS_INHERENT) - laws[i].expected) < 4);
        isms_simulation_free(s);
        isms_portfolio_free(p);
        isms_model_free(m);
    }
}

static isms_model *shared;

static isms_status build(const isms_allocator *a)
{
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    isms_status status = isms_quantification_portfolio(shared, a, NULL, &p, &currency);
    isms_portfolio_free(p);
    return status;
}

static void building_survives_short_memory(void)
{
    shared = small();
    test_add(shared, "risk R-2; frequency.distribution pert_poisson; frequency.low 1; frequency.mode 2; frequency.high 3; "
                     "loss.distribution normal; secondary_loss.probability 0.5; secondary_loss.distribution constant\n");
    set_money(shared, "R-2", ISMS_RISK_LOSS_MEAN, "100", "EUR");
    set_money(shared, "R-2", ISMS_RISK_LOSS_DEVIATION, "10", "EUR");
    set_money(shared, "R-2", ISMS_RISK_LOSS_CAP, "150", "EUR");
    set_money(shared, "R-2", ISMS_RISK_SECONDARY_LOSS_MODE, "10", "EUR");
    sweep_allocations(build);
    isms_model_free(shared);
}

static void the_appetite_is_looked_at_in_its_currency_only(void)
{
    static const char text[] = "{\"libisms\":\"1.0\",\"risk_methods\":[{\"id\":\"M-2\",\"appetite\":["
                               "{\"loss\":{\"amount\":\"500\",\"currency\":\"EUR\"},\"probability\":0.9},"
                               "{\"loss\":{\"amount\":\"1500\",\"currency\":\"EUR\"},\"probability\":0.01}]}]}";
    isms_model *m = small();
    isms_portfolio *p = NULL;
    const char *currency = NULL;
    double losses[2] = {0, 0}, allowed[2] = {0, 0};
    isms_estimate e[2];
    isms_appetite_verdict verdict;
    size_t n = 0;
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", text, sizeof text - 1, NULL, NULL), ISMS_OK);
    isms_id with = test_record(m, "risk_method", "M-2"), without = test_record(m, "risk_method", "M-1");
    CU_ASSERT_EQUAL(isms_quantification_anchors(m, with, "EUR", 2, losses, allowed, &n), ISMS_OK);
    CU_ASSERT_EQUAL(n, 2);
    CU_ASSERT_EQUAL(losses[1], 1500);
    CU_ASSERT_EQUAL(allowed[0], 0.9);
    CU_ASSERT_EQUAL(isms_quantification_anchors(m, with, "USD", 0, NULL, NULL, &n), ISMS_E_DATA);
    CU_ASSERT_EQUAL(isms_quantification_anchors(m, ISMS_NONE, NULL, 0, NULL, NULL, &n), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL_FATAL(isms_quantification_portfolio(m, NULL, NULL, &p, &currency), ISMS_OK);
    isms_simulation *s = simulate(p);
    CU_ASSERT_EQUAL(isms_quantification_appetite(m, without, currency, s, ISMS_CURRENT, 0, NULL, &verdict), ISMS_ABSENT);
    CU_ASSERT_EQUAL_FATAL(isms_quantification_appetite(m, with, currency, s, ISMS_CURRENT, 2, e, &verdict), ISMS_OK);
    CU_ASSERT_EQUAL(verdict.within, 0); /* two events or more in a year: 1 - 1.3 exp(-0.3) = 3.7 % */
    CU_ASSERT_EQUAL(verdict.first_breach, 1);
    CU_ASSERT(fabs(e[0].value - (1 - exp(-0.3))) < 0.01);
    isms_simulation_free(s);
    isms_portfolio_free(p);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"controls take away their share by state", controls_take_away_their_share_by_state},
        {"without a control its share comes back", without_a_control_its_share_comes_back},
        {"losses of two currencies are refused", losses_of_two_currencies_are_refused},
        {"what is missing leaves a risk out and is told", what_is_missing_leaves_a_risk_out_and_is_told},
        {"every law has its mean", every_law_has_its_mean},
        {"building survives short memory", building_survives_short_memory},
        {"the appetite is looked at in its currency only", the_appetite_is_looked_at_in_its_currency_only},
        {NULL, NULL}};
    return run_suite("quantification", tests);
}
