/* Adapters of the quantitative methods: annual losses calculated exactly, and the factors of Open FAIR. */
#include "risk_cases.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double input(const case_row *row, const char *key)
{
    return case_real(row, key, NAN);
}

/* ---- annual loss, exactly */

/* The key of a quantile ("q0.95", "var0.99", "tvar0.9") without its word; NaN for another key. */
static double argument_of(const char *key, const char *word)
{
    double value;
    size_t n = strlen(word);
    return strncmp(key, word, n) == 0 && case_parse_real(key + n, &value) ? value : NAN;
}

/* Every quantile and tail mean that the row asks for, and what it may ask besides. */
static void put_compound(const case_row *row, case_output *out, isms_compound *c)
{
    const char *const *keys;
    size_t n = c ? case_expected_keys(row, &keys) : 0;
    isms_estimate e;
    if (!c)
        return;
    case_put_real(out, "mean", isms_compound_mean(c));
    case_put_real(out, "var", isms_compound_variance(c));
    case_put_real(out, "sd", sqrt(isms_compound_variance(c)));
    case_put_real(out, "p_zero", isms_compound_zero(c));
    for (size_t i = 0; i < n; i++) {
        double q = argument_of(keys[i], "var"), t = argument_of(keys[i], "tvar"), k = argument_of(keys[i], "p");
        q = q == q ? q : argument_of(keys[i], "q");
        if (q == q && !case_failed(out, isms_compound_quantile(c, q, &e)))
            case_put_real(out, keys[i], e.value);
        if (t == t && !case_failed(out, isms_compound_tail_mean(c, t, &e)))
            case_put_real(out, keys[i], e.value);
        if (k == k)
            case_put_real(out, keys[i], isms_compound_probability(c, (uint64_t)k));
    }
    isms_compound_free(c);
}

static isms_compound *compound_of(case_output *out, isms_distribution *count, isms_distribution *loss)
{
    isms_compound *c = NULL;
    if (count && loss)
        case_failed(out, isms_compound_new((const isms_distribution *[]){count}, (const isms_distribution *[]){loss}, 1, NULL,
                                           NULL, &c));
    isms_distribution_free(count);
    isms_distribution_free(loss);
    return c;
}

static isms_compound *bernoulli_lognormal(const case_row *row, case_output *out)
{
    return compound_of(out, case_distribution(row, out, ISMS_LAW_BERNOULLI, (const char *[]){"p"}, 1),
                       case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2));
}

static void run_bernoulli_lognormal(const case_row *row, case_output *out)
{
    put_compound(row, out, bernoulli_lognormal(row, out));
}

static void run_poisson_moments(const case_row *row, case_output *out)
{
    put_compound(row, out,
                 compound_of(out, case_distribution(row, out, ISMS_LAW_POISSON, (const char *[]){"lam"}, 1),
                             case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2)));
}

/* "rate:low:high|rate:low:high|..." */
static void run_poisson_quantiles(const case_row *row, case_output *out)
{
    const char *const *texts;
    size_t n = case_words(row, "components", '|', &texts);
    isms_distribution **counts = case_memory(n * sizeof *counts), **losses = case_memory(n * sizeof *losses);
    isms_compound *c = NULL;
    bool fine = true;
    for (size_t i = 0; i < n; i++) {
        const char *const *fields;
        double values[3] = {NAN, NAN, NAN};
        size_t count = case_split(texts[i], ':', &fields);
        for (size_t j = 0; j < 3 && j < count; j++)
            case_parse_real(fields[j], &values[j]);
        fine = fine && !case_failed(out, isms_distribution_new(ISMS_LAW_POISSON, values, 1, NULL, NULL, &counts[i])) &&
               !case_failed(out, isms_distribution_new(ISMS_LAW_LOGNORMAL_INTERVAL, values + 1, 2, NULL, NULL, &losses[i]));
    }
    if (fine)
        case_failed(out, isms_compound_new((const isms_distribution *const *)counts, (const isms_distribution *const *)losses,
                                           n, NULL, NULL, &c));
    put_compound(row, out, c);
    for (size_t i = 0; i < n; i++) {
        isms_distribution_free(counts[i]);
        isms_distribution_free(losses[i]);
    }
}

static isms_distribution *count_of_kind(const case_row *row, case_output *out)
{
    const char *kind = case_text(row, "kind");
    if (kind && strcmp(kind, "negbin") == 0)
        return case_distribution(row, out, ISMS_LAW_NEGATIVE_BINOMIAL, (const char *[]){"r", "beta"}, 2);
    if (kind && strcmp(kind, "binomial") == 0)
        return case_distribution(row, out, ISMS_LAW_BINOMIAL, (const char *[]){"n", "p"}, 2);
    if (kind && strcmp(kind, "bernoulli") == 0)
        return case_distribution(row, out, ISMS_LAW_BERNOULLI, (const char *[]){"p"}, 1);
    return case_distribution(row, out, ISMS_LAW_POISSON, (const char *[]){"lam"}, 1);
}

static void run_lattice(const case_row *row, case_output *out)
{
    const double *severity;
    size_t n = case_reals(row, "severity", &severity);
    isms_distribution *count = count_of_kind(row, out);
    isms_compound *c = NULL;
    if (count)
        case_failed(out, isms_compound_lattice(count, severity, n, NULL, NULL, &c));
    put_compound(row, out, c);
    isms_distribution_free(count);
}

static void run_lec(const case_row *row, case_output *out)
{
    isms_compound *c = bernoulli_lognormal(row, out);
    isms_estimate e;
    if (c && !case_failed(out, isms_compound_exceedance(c, input(row, "loss"), &e)))
        case_put_real(out, "exceedance", e.value);
    isms_compound_free(c);
}

/* "loss:allowed,loss:allowed,..." */
static void run_appetite(const case_row *row, case_output *out)
{
    const char *const *texts;
    size_t n = case_words(row, "anchors", ',', &texts);
    double *losses = case_memory(3 * n * sizeof *losses), *allowed = losses + n, *exceedance = allowed + n;
    isms_compound *c = bernoulli_lognormal(row, out);
    isms_appetite_verdict verdict;
    for (size_t i = 0; c && i < n; i++) {
        const char *const *fields;
        isms_estimate e;
        char key[32];
        if (case_split(texts[i], ':', &fields) != 2 || !case_parse_real(fields[0], &losses[i]) ||
            !case_parse_real(fields[1], &allowed[i]) || case_failed(out, isms_compound_exceedance(c, losses[i], &e)))
            break;
        exceedance[i] = e.value;
        snprintf(key, sizeof key, "e%zu", i + 1);
        case_put_real(out, key, e.value);
    }
    if (c && !case_failed(out, isms_appetite_check(exceedance, allowed, n, &verdict))) {
        case_put_boolean(out, "within", verdict.within);
        if (verdict.within)
            case_put_text(out, "first_breach", "none");
        else
            case_put_real(out, "first_breach", losses[verdict.first_breach]);
    }
    isms_compound_free(c);
}

/* The density of a year's loss above 0 is p times that of an event's. */
static void run_quantile_error(const case_row *row, case_output *out)
{
    isms_compound *c = bernoulli_lognormal(row, out);
    isms_distribution *loss = case_distribution(row, out, ISMS_LAW_LOGNORMAL_INTERVAL, (const char *[]){"low", "high"}, 2);
    double q = input(row, "q");
    isms_estimate e;
    if (c && loss && !case_failed(out, isms_compound_quantile(c, q, &e))) {
        double density = input(row, "p") * isms_distribution_density(loss, e.value);
        case_put_real(out, "var", e.value);
        case_put_real(out, "density", density);
        case_put_real(out, "se", isms_statistics_quantile_error(q, density, case_word(row, "n", 10)));
    }
    isms_compound_free(c);
    isms_distribution_free(loss);
}

/* ---- Open FAIR: the tree, with single numbers as constants */

/* Gives a factor a constant, or a PERT of four numbers; false where the row has no such input. */
static bool give(const case_row *row, case_output *out, isms_fair *fair, isms_fair_factor factor, const char *key)
{
    const double *values;
    size_t n = case_reals(row, key, &values);
    isms_distribution *d = NULL;
    if (n == 0)
        return false;
    if (!case_failed(out, isms_distribution_new(n == 1 ? ISMS_LAW_CONSTANT : ISMS_LAW_PERT, values, n, NULL, NULL, &d)))
        case_failed(out, isms_fair_set(fair, factor, d, NULL));
    isms_distribution_free(d);
    return true;
}

static void put_factor(case_output *out, const isms_fair *fair, isms_fair_factor factor, const char *key)
{
    double mean;
    if (isms_fair_moments(fair, factor, &mean, NULL) == ISMS_OK)
        case_put_real(out, key, mean);
}

/* Whatever factors a row gives, and whatever it may ask of those that follow. */
static void run_fair(const case_row *row, case_output *out)
{
    static const isms_fair_factor asked[] = {ISMS_FAIR_LEF, ISMS_FAIR_TEF, ISMS_FAIR_VULN, ISMS_FAIR_LM};
    isms_fair *fair = isms_fair_new(NULL);
    double mean, variance;
    for (isms_fair_factor f = ISMS_FAIR_LEF; f <= ISMS_FAIR_SLM; f++)
        give(row, out, fair, f, isms_fair_factor_name(f));
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        put_factor(out, fair, asked[i], isms_fair_factor_name(asked[i]));
    isms_status status = isms_fair_moments(fair, ISMS_FAIR_RISK, &mean, &variance);
    if (status == ISMS_OK) {
        case_put_real(out, "ale", mean);
        case_put_real(out, "mean", mean);
        case_put_real(out, "var", variance);
        case_put_real(out, "sd", sqrt(variance));
    } else if (status != ISMS_E_NOT_EVALUATED) {
        case_failed(out, status);
    }
    isms_fair_free(fair);
}

/* A peer multiplies and adds samples element by element: a factor of the tree for each pair of constants. */
static void combine(const case_row *row, case_output *out, isms_fair_factor first, isms_fair_factor second,
                    isms_fair_factor result)
{
    const double *a, *b;
    size_t n = case_reals(row, "a", &a), m = case_reals(row, "b", &b);
    double *values = case_memory((n + 1) * sizeof *values), always = 1;
    for (size_t i = 0; i < n && i < m; i++) {
        isms_fair *fair = isms_fair_new(NULL);
        const struct {
            isms_fair_factor factor;
            const double *value;
        } given[] = {{first, &a[i]}, {second, &b[i]}, {result == ISMS_FAIR_LM ? ISMS_FAIR_SLEF : 0, &always}};
        for (size_t j = 0; j < 3; j++) {
            isms_distribution *d = NULL;
            if (given[j].factor &&
                !case_failed(out, isms_distribution_new(ISMS_LAW_CONSTANT, given[j].value, 1, NULL, NULL, &d)))
                case_failed(out, isms_fair_set(fair, given[j].factor, d, NULL));
            isms_distribution_free(d);
        }
        case_failed(out, isms_fair_moments(fair, result, &values[i], NULL));
        isms_fair_free(fair);
    }
    case_put_reals(out, "out", values, n < m ? n : m);
}

static void run_fair_multiply(const case_row *row, case_output *out)
{
    combine(row, out, ISMS_FAIR_LEF, ISMS_FAIR_LM, ISMS_FAIR_RISK);
}

static void run_fair_add(const case_row *row, case_output *out)
{
    combine(row, out, ISMS_FAIR_PL, ISMS_FAIR_SLM, ISMS_FAIR_LM);
}

static void put_contests(case_output *out, const double *capability, size_t n, const double *resistance, size_t m)
{
    isms_fair_contest c;
    if (case_failed(out, n == m ? isms_fair_contests(capability, resistance, n, &c) : ISMS_E_MISUSE))
        return;
    case_put_real(out, "vuln", c.vulnerability);
    case_put_integer(out, "loss_events", (int64_t)c.events);
    case_put_real(out, "mean_tc_exceedance", c.threat_margin);
    case_put_real(out, "mean_diff_exceedance", c.resistance_margin);
}

static void run_fair_step(const case_row *row, case_output *out)
{
    const double *rs, *tcap;
    size_t n = case_reals(row, "tcap", &tcap), m = case_reals(row, "rs", &rs);
    put_contests(out, tcap, n, rs, m);
}

static void run_fair_exceedance(const case_row *row, case_output *out)
{
    const double *tc, *diff;
    size_t n = case_reals(row, "tc", &tc), m = case_reals(row, "diff", &diff);
    put_contests(out, tc, n, diff, m);
}

static void put_vulnerability(case_output *out, isms_distribution *tcap, isms_distribution *rs)
{
    double p;
    if (tcap && rs && !case_failed(out, isms_distribution_exceeds(tcap, rs, &p)))
        case_put_real(out, "vuln", p);
    isms_distribution_free(tcap);
    isms_distribution_free(rs);
}

static isms_distribution *from_list(const case_row *row, case_output *out, isms_law law, const char *key)
{
    const double *values;
    isms_distribution *d = NULL;
    size_t n = case_reals(row, key, &values);
    case_failed(out, isms_distribution_new(law, values, n, NULL, NULL, &d));
    return d;
}

static void run_vuln_pert(const case_row *row, case_output *out)
{
    put_vulnerability(out, from_list(row, out, ISMS_LAW_PERT, "tcap"), from_list(row, out, ISMS_LAW_PERT, "rs"));
}

static void run_vuln_uniform(const case_row *row, case_output *out)
{
    put_vulnerability(out, from_list(row, out, ISMS_LAW_UNIFORM, "tcap"), from_list(row, out, ISMS_LAW_UNIFORM, "rs"));
}

static void run_vuln_normal(const case_row *row, case_output *out)
{
    put_vulnerability(out, case_distribution(row, out, ISMS_LAW_NORMAL, (const char *[]){"tcap_mean", "tcap_sd"}, 2),
                      case_distribution(row, out, ISMS_LAW_NORMAL, (const char *[]){"rs_mean", "rs_sd"}, 2));
}

const case_method case_methods_annual[] = {{"compound.bernoulli_lognormal", run_bernoulli_lognormal},
                                           {"compound.poisson_lognormal_moments", run_poisson_moments},
                                           {"compound.poisson_lognormal_quantiles", run_poisson_quantiles},
                                           {"compound.lattice", run_lattice},
                                           {"lec.bernoulli_lognormal", run_lec},
                                           {"appetite.lec", run_appetite},
                                           {"mc.quantile_se", run_quantile_error},
                                           {"fair.multiply", run_fair_multiply},
                                           {"fair.add", run_fair_add},
                                           {"fair.step_average", run_fair_step},
                                           {"fair.exceedance", run_fair_exceedance},
                                           {"fair.lef", run_fair},
                                           {"fair.point", run_fair},
                                           {"fair.annual_moments", run_fair},
                                           {"fair.vuln_pert", run_vuln_pert},
                                           {"fair.vuln_uniform", run_vuln_uniform},
                                           {"fair.vuln_normal", run_vuln_normal},
                                           {NULL, NULL}};
