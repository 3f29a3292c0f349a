/* The quantitative model of a risk that is more than one frequency and one loss: a FAIR tree of factors, forms of loss,
 * insurance, and correlation with the risks of its group. */
#include "quantification.h"

#include "core/diagnostics.h"
#include "core/number.h"
#include "schema/schema.h"

#include <isms/fair.h>
#include <math.h>
#include <string.h>

typedef struct job {
    const isms_model *m;
    const isms_allocator *a;
    isms_diagnostics *problems;
    isms_id risk, record; /* a risk, and its quantification */
    const char **currency;
    isms_fair *fair;
} job;

static const isms_fair_factor factors[] = {0,
                                           ISMS_FAIR_CF,
                                           ISMS_FAIR_POA,
                                           ISMS_FAIR_TEF,
                                           ISMS_FAIR_TCAP,
                                           ISMS_FAIR_RS,
                                           ISMS_FAIR_VULN,
                                           ISMS_FAIR_LEF,
                                           ISMS_FAIR_PL,
                                           ISMS_FAIR_SLEF,
                                           ISMS_FAIR_SLM}; /* by value of loss_factor; asset value and exposure are none */

enum { FACTORS = sizeof factors / sizeof factors[0] };

static isms_status refuse(const job *j, const char *what, const char *why)
{
    char record[160] = "risk ";
    isms__where where = {record, what, NULL, 0, 0};
    strncat(record, isms_record_key(j->m, j->risk), sizeof record - 6);
    isms_record_location(j->m, j->record, &where.source, &where.line, &where.column);
    isms__report(j->problems, ISMS_SEVERITY_WARNING, "ISMS-QUANT-01", &where, "risk %s is not quantified: %s of %s %s",
                 isms_record_key(j->m, j->risk), what, isms_record_key(j->m, j->record), why);
    return ISMS_E_DATA;
}

static isms_status give(const job *j, isms_fair_factor factor, const isms__range *range, double scale, const char *what)
{
    isms_distribution *d = NULL, *scaled = NULL;
    isms_status status = isms__range_distribution(j->a, range, &d);
    if (status == ISMS_OK && scale != 1)
        status = isms_distribution_scaled(d, scale, j->a, NULL, &scaled);
    if (status == ISMS_OK)
        status = isms_fair_set(j->fair, factor, scaled ? scaled : d, NULL);
    isms_distribution_free(d);
    isms_distribution_free(scaled);
    return status < 0 && status != ISMS_E_NO_MEMORY ? refuse(j, what, isms_status_text(status)) : status;
}

/* ------------------------------------------------------------------ factors */

static double real_at(const job *j, isms_attribute list, size_t i)
{
    double value;
    return isms_list_real(j->m, j->record, list, i, &value) == ISMS_OK ? value : NAN;
}

static isms__range factor_range(const job *j, size_t i)
{
    int64_t confidence = 90;
    isms_list_integer(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_CONFIDENCE, i, &confidence);
    return (isms__range){isms_list_value(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_DISTRIBUTION, i),
                         real_at(j, ISMS_RISK_QUANTIFICATION_FACTORS_LOW, i),
                         real_at(j, ISMS_RISK_QUANTIFICATION_FACTORS_MODE, i),
                         real_at(j, ISMS_RISK_QUANTIFICATION_FACTORS_HIGH, i), (double)confidence / 100};
}

/* Place of a factor in the list, or the number of factors. */
static size_t place_of(const job *j, int32_t factor)
{
    size_t n = isms_list_count(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_FACTOR), i = 0;
    while (i < n && isms_list_value(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_FACTOR, i) != factor)
        i++;
    return i;
}

/* Single loss expectancy: value of the asset, which is certain, times the share of it that an event destroys. */
static isms_status give_exposure(const job *j, size_t n)
{
    size_t asset = place_of(j, ISMS_LOSS_FACTOR_ASSET_VALUE), exposure = place_of(j, ISMS_LOSS_FACTOR_EXPOSURE_FACTOR);
    if (asset == n && exposure == n)
        return ISMS_OK;
    if (asset == n || exposure == n)
        return refuse(j, "factors", "needs asset value and exposure factor both");
    isms__range value = factor_range(j, asset), share = factor_range(j, exposure);
    if (!(value.mode > 0))
        return refuse(j, "asset_value", "needs a mode above 0: it is certain");
    return give(j, ISMS_FAIR_PL, &share, value.mode, "exposure_factor");
}

static isms_status give_factors(const job *j)
{
    size_t n = isms_list_count(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_FACTOR);
    isms_status status = give_exposure(j, n);
    for (size_t i = 0; i < n && status == ISMS_OK; i++) {
        int32_t factor = isms_list_value(j->m, j->record, ISMS_RISK_QUANTIFICATION_FACTORS_FACTOR, i);
        isms__range range = factor_range(j, i);
        if (factor > 0 && factor < FACTORS)
            status = give(j, factors[factor], &range, 1, isms__value_name(ISMS_ENUM_LOSS_FACTOR, factor));
    }
    return status;
}

/* ------------------------------------------------------------------ forms of loss */

static isms_status amount_at(const job *j, isms_attribute list, size_t i, double *out)
{
    const char *amount, *currency;
    *out = NAN;
    if (isms_list_money(j->m, j->record, list, i, &amount, &currency) != ISMS_OK)
        return ISMS_OK;
    if (!*j->currency)
        *j->currency = currency;
    if (strcmp(*j->currency, currency) != 0 || !isms__real_parse(amount, strlen(amount), out))
        return refuse(j, "loss_forms", "has amounts in another currency than other losses");
    return ISMS_OK;
}

static isms_status form_range(const job *j, size_t i, isms__range *out)
{
    int64_t confidence = 90;
    isms_list_integer(j->m, j->record, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_CONFIDENCE, i, &confidence);
    *out = (isms__range){isms_list_value(j->m, j->record, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_DISTRIBUTION, i), NAN, NAN, NAN,
                         (double)confidence / 100};
    isms_status status = amount_at(j, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_LOW, i, &out->low);
    if (status == ISMS_OK)
        status = amount_at(j, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_MODE, i, &out->mode);
    return status == ISMS_OK ? amount_at(j, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_HIGH, i, &out->high) : status;
}

/* A form that only some events bring is a secondary loss; its probability is the share of those. */
static isms_status give_form(const job *j, size_t i, bool *seen)
{
    double chance = real_at(j, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_PROBABILITY, i);
    bool second = isms_list_boolean(j->m, j->record, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_SECONDARY, i, 0) || chance < 1;
    isms__range range, share = {ISMS_DISTRIBUTION_CONSTANT, NAN, isnan(chance) ? 1 : chance, NAN, 1};
    if (seen[second])
        return refuse(j, "loss_forms", "has more than one primary or one secondary form: state their sum");
    seen[second] = true;
    isms_status status = form_range(j, i, &range);
    if (status == ISMS_OK)
        status = give(j, second ? ISMS_FAIR_SLM : ISMS_FAIR_PL, &range, 1, "loss_forms");
    return status == ISMS_OK && second ? give(j, ISMS_FAIR_SLEF, &share, 1, "loss_forms") : status;
}

static isms_status give_forms(const job *j)
{
    bool seen[2] = {false, false};
    isms_status status = ISMS_OK;
    for (size_t i = 0, n = isms_list_count(j->m, j->record, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_DISTRIBUTION);
         i < n && status == ISMS_OK; i++)
        status = give_form(j, i, seen);
    return status;
}

/* ------------------------------------------------------------------ insurance and dependence */

/* An amount of a layer; NaN where it is absent or in another currency. */
static double layer_amount(const job *j, isms_attribute list, size_t i)
{
    const char *amount, *currency;
    double out;
    bool good = isms_list_money(j->m, j->record, list, i, &amount, &currency) == ISMS_OK && *j->currency &&
                strcmp(*j->currency, currency) == 0 && isms__real_parse(amount, strlen(amount), &out);
    return good ? out : NAN;
}

/* One layer by event and one by year, paid in full by somebody who pays. Others are left out, and said: the loss is then not
 * understated. */
static isms_status add_layer(const job *j, isms_portfolio *out, int32_t scenario, size_t i)
{
    double deductible = layer_amount(j, ISMS_RISK_QUANTIFICATION_INSURANCE_DEDUCTIBLE, i),
           limit = layer_amount(j, ISMS_RISK_QUANTIFICATION_INSURANCE_LIMIT, i),
           share = real_at(j, ISMS_RISK_QUANTIFICATION_INSURANCE_SHARE, i),
           fails = real_at(j, ISMS_RISK_QUANTIFICATION_INSURANCE_DEFAULT_PROBABILITY, i);
    isms_cover kind = isms_list_boolean(j->m, j->record, ISMS_RISK_QUANTIFICATION_INSURANCE_AGGREGATE, i, 0) ? ISMS_COVER_YEAR
                                                                                                             : ISMS_COVER_EVENT;
    isms_status status = ISMS_OK;
    if (share < 1 || fails > 0 || isnan(limit) || isnan(deductible)) {
        isms__report(
            j->problems, ISMS_SEVERITY_WARNING, "ISMS-QUANT-03", NULL,
            "risk %s: a layer of insurance is left out: it has no deductible and limit in the currency of the loss, is paid "
            "in part, or by somebody who may not pay",
            isms_record_key(j->m, j->risk));
        return ISMS_OK;
    }
    for (int state = 1; state <= 2 && status == ISMS_OK; state++)
        status = isms_portfolio_set_cover(out, scenario, state, kind, deductible, limit);
    return status;
}

static isms_status add_layers(const job *j, isms_portfolio *out, int32_t scenario)
{
    isms_status status = ISMS_OK;
    for (size_t i = 0, n = isms_list_count(j->m, j->record, ISMS_RISK_QUANTIFICATION_INSURANCE_LIMIT);
         i < n && status == ISMS_OK; i++)
        status = add_layer(j, out, scenario, i);
    return status;
}

isms_id isms__quantification_record(const isms_model *m, isms_id risk)
{
    isms_id found[1];
    return isms_referrers(m, risk, ISMS_RISK_QUANTIFICATION_RISK, found, 1) ? found[0] : ISMS_NONE;
}

bool isms__quantification_has_tree(const isms_model *m, isms_id record)
{
    return isms_list_count(m, record, ISMS_RISK_QUANTIFICATION_FACTORS_FACTOR) ||
           isms_list_count(m, record, ISMS_RISK_QUANTIFICATION_LOSS_FORMS_DISTRIBUTION);
}

isms_status isms__quantification_tree(const isms_model *m, const isms_allocator *a, isms_diagnostics *problems, isms_id risk,
                                      isms_id record, isms_portfolio *out, const char **currency, int32_t *scenario)
{
    job j = {m, a, problems, risk, record, currency, isms_fair_new(a)};
    isms_diagnostics *why = isms_diagnostics_new(a);
    isms_status status = j.fair && why ? give_factors(&j) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = give_forms(&j);
    if (status == ISMS_OK) {
        status = isms_fair_add(j.fair, out, isms_record_key(m, risk), why, scenario);
        if (status < 0 && status != ISMS_E_NO_MEMORY)
            status = refuse(&j, "the tree",
                            isms_diagnostics_count(why) ? isms_diagnostics_message(why, 0) : isms_status_text(status));
    }
    if (status == ISMS_OK)
        status = add_layers(&j, out, *scenario);
    isms_diagnostics_free(why);
    isms_fair_free(j.fair);
    return status;
}

enum { TIED = 64 };

/* Risks of one group move together: the same correlation between each two of them. */
static isms_status tie(const isms_model *m, isms_portfolio *out, isms_id first, isms_diagnostics *problems)
{
    int32_t scenarios[TIED];
    double matrix[TIED * TIED], rho = isms_real(m, first, ISMS_RISK_QUANTIFICATION_CORRELATION, 0);
    const char *group = isms_text(m, first, ISMS_RISK_QUANTIFICATION_CORRELATION_GROUP);
    size_t n = 0;
    for (isms_id r = first; r && n < TIED; r = isms_next(m, r)) {
        const char *other = isms_text(m, r, ISMS_RISK_QUANTIFICATION_CORRELATION_GROUP);
        const char *risk = isms_link_key(m, r, ISMS_RISK_QUANTIFICATION_RISK);
        int32_t scenario = other && risk && strcmp(group, other) == 0 ? isms_portfolio_find(out, risk) : -1;
        if (scenario >= 0)
            scenarios[n++] = scenario;
    }
    for (size_t i = 0; i < n * n; i++)
        matrix[i] = i / n == i % n ? 1 : rho;
    if (n < 2 || rho == 0)
        return ISMS_OK;
    isms_status status = isms_portfolio_correlate(out, scenarios, n, matrix, problems);
    if (status < 0 && status != ISMS_E_NO_MEMORY) {
        isms__report(problems, ISMS_SEVERITY_WARNING, "ISMS-QUANT-04", NULL, "correlation group %s is not tied: %s", group,
                     isms_status_text(status));
        return ISMS_OK;
    }
    return status;
}

/* Is it the first record of its group? */
static bool leads(const isms_model *m, isms_id record)
{
    const char *group = isms_text(m, record, ISMS_RISK_QUANTIFICATION_CORRELATION_GROUP);
    for (isms_id r = isms_first(m, ISMS_RISK_QUANTIFICATION); group && r != record; r = isms_next(m, r)) {
        const char *other = isms_text(m, r, ISMS_RISK_QUANTIFICATION_CORRELATION_GROUP);
        if (other && strcmp(group, other) == 0)
            return false;
    }
    return group != NULL;
}

isms_status isms__quantification_tie(const isms_model *m, isms_portfolio *out, isms_diagnostics *problems)
{
    isms_status status = ISMS_OK;
    for (isms_id r = isms_first(m, ISMS_RISK_QUANTIFICATION); r && status == ISMS_OK; r = isms_next(m, r))
        if (leads(m, r))
            status = tie(m, out, r, problems);
    return status;
}
