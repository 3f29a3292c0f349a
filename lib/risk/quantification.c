/* Risks of a model as scenarios of a portfolio, with their controls, and the appetite against what comes out. */
#include "quantification.h"

#include "assessment.h"
#include "core/diagnostics.h"
#include "core/number.h"
#include "shift.h"

#include <isms/effect.h>
#include <isms/quantification.h>
#include <math.h>
#include <string.h>

typedef struct job {
    const isms_model *model;
    const isms_allocator *a;
    isms_diagnostics *problems;
    isms_portfolio *out;
    const char *currency;
    bool mixed; /* amounts of two currencies were met */
    isms_id risk;
    const isms__pair *pair; /* NULL: states are those of the model */
} job;

static isms_status refuse(const job *j, const char *attribute, const char *why)
{
    char record[160] = "risk ";
    isms__where where = {record, attribute, NULL, 0, 0};
    strncat(record, isms_record_key(j->model, j->risk), sizeof record - 6);
    isms_record_location(j->model, j->risk, &where.source, &where.line, &where.column);
    isms__report(j->problems, ISMS_SEVERITY_WARNING, "ISMS-QUANT-01", &where, "risk %s is not quantified: %s %s",
                 isms_record_key(j->model, j->risk), attribute, why);
    return ISMS_E_DATA;
}

/* ------------------------------------------------------------------ numbers of the model */

/* The amount of an attribute; NaN where it is absent. ISMS_E_DATA for another currency than the ones before. */
static isms_status take_amount(job *j, const char *amount, const char *currency, double *out)
{
    if (!j->currency)
        j->currency = currency;
    if (strcmp(j->currency, currency) != 0) {
        j->mixed = true;
        isms__report(j->problems, ISMS_SEVERITY_ERROR, "ISMS-QUANT-02", NULL,
                     "risk %s states its loss in %s, others in %s: amounts of different currencies are not added",
                     isms_record_key(j->model, j->risk), currency, j->currency);
        return ISMS_E_DATA;
    }
    return isms__real_parse(amount, strlen(amount), out) ? ISMS_OK : ISMS_E_DATA;
}

static isms_status amount_of(job *j, isms_attribute attribute, double *out)
{
    const char *amount, *currency;
    *out = NAN;
    return isms_get_money(j->model, j->risk, attribute, &amount, &currency) == ISMS_OK ? take_amount(j, amount, currency, out)
                                                                                       : ISMS_OK;
}

/* A law by its parameters, in the order that isms_distribution_new wants them. */
typedef struct spec {
    isms_law law; /* 0: none */
    double parameters[4];
    size_t count;
    const char *missing; /* what would have to be there */
} spec;

static bool complete(const spec *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (isnan(s->parameters[i]))
            return false;
    return s->law != 0;
}

static isms_status make(const job *j, const spec *s, const char *attribute, isms_distribution **out)
{
    if (!complete(s))
        return refuse(j, attribute, s->missing ? s->missing : "has no law that is known here");
    isms_status status = isms_distribution_new(s->law, s->parameters, s->count, j->a, NULL, out);
    if (status < 0 && status != ISMS_E_NO_MEMORY)
        refuse(j, attribute, isms_status_text(status));
    return status;
}

/* ------------------------------------------------------------------ frequency */

static double frequency_number(const job *j, isms_attribute attribute)
{
    return isms_real(j->model, j->risk, attribute, NAN);
}

static spec frequency_spec(const job *j, int32_t law)
{
    double low = frequency_number(j, ISMS_RISK_FREQUENCY_LOW), mode = frequency_number(j, ISMS_RISK_FREQUENCY_MODE),
           high = frequency_number(j, ISMS_RISK_FREQUENCY_HIGH), mean = frequency_number(j, ISMS_RISK_FREQUENCY_MEAN),
           dispersion = frequency_number(j, ISMS_RISK_FREQUENCY_DISPERSION),
           confidence = (double)isms_integer(j->model, j->risk, ISMS_RISK_FREQUENCY_CONFIDENCE, 90) / 100;
    double one = isnan(mean) ? mode : mean;
    switch (law) {
    case ISMS_FREQUENCY_LAW_NEGATIVE_BINOMIAL: /* variance / mean = 1 + beta */
        return (spec){ISMS_LAW_NEGATIVE_BINOMIAL, {one / (dispersion - 1), dispersion - 1}, 2, "needs mean and dispersion"};
    case ISMS_FREQUENCY_LAW_BERNOULLI:
        return (spec){ISMS_LAW_BERNOULLI, {one}, 1, "needs a mean"};
    case ISMS_FREQUENCY_LAW_BINOMIAL: /* variance / mean = 1 - p */
        return (spec){ISMS_LAW_BINOMIAL, {one / (1 - dispersion), 1 - dispersion}, 2, "needs mean and dispersion"};
    case ISMS_FREQUENCY_LAW_PERT_POISSON:
        return (spec){ISMS_LAW_PERT, {low, mode, high}, 3, "needs low, mode and high"};
    case ISMS_FREQUENCY_LAW_LOGNORMAL_POISSON:
        return (spec){ISMS_LAW_LOGNORMAL_INTERVAL, {low, high, confidence}, 3, "needs low and high"};
    default:
        return (spec){ISMS_LAW_POISSON, {one}, 1, "needs a mean"};
    }
}

static isms_status make_frequency(const job *j, isms_distribution **out)
{
    int32_t law = isms_value(j->model, j->risk, ISMS_RISK_FREQUENCY_DISTRIBUTION);
    spec s = frequency_spec(j, law);
    isms_distribution *rate = NULL;
    isms_status status = make(j, &s, "frequency", &rate);
    if (status != ISMS_OK || (law != ISMS_FREQUENCY_LAW_PERT_POISSON && law != ISMS_FREQUENCY_LAW_LOGNORMAL_POISSON)) {
        *out = rate;
        return status;
    }
    status = isms_distribution_mixed_poisson(rate, j->a, NULL, out);
    isms_distribution_free(rate);
    return status;
}

/* ------------------------------------------------------------------ loss */

typedef struct loss_attributes {
    const char *name;
    isms_attribute law, low, mode, high, confidence;
} loss_attributes;

static const loss_attributes primary = {"loss",
                                        ISMS_RISK_LOSS_DISTRIBUTION,
                                        ISMS_RISK_LOSS_LOW,
                                        ISMS_RISK_LOSS_MODE,
                                        ISMS_RISK_LOSS_HIGH,
                                        ISMS_RISK_LOSS_CONFIDENCE},
                             secondary = {"secondary_loss",
                                          ISMS_RISK_SECONDARY_LOSS_DISTRIBUTION,
                                          ISMS_RISK_SECONDARY_LOSS_LOW,
                                          ISMS_RISK_SECONDARY_LOSS_MODE,
                                          ISMS_RISK_SECONDARY_LOSS_HIGH,
                                          ISMS_RISK_SECONDARY_LOSS_CONFIDENCE};

typedef struct amounts {
    double low, mode, high, mean, deviation, floor, cap, shape, confidence;
} amounts;

static isms_status take_amounts(job *j, const loss_attributes *l, amounts *out)
{
    bool first = l == &primary;
    *out = (amounts){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0.9};
    isms_status status = amount_of(j, l->low, &out->low);
    if (status == ISMS_OK)
        status = amount_of(j, l->mode, &out->mode);
    if (status == ISMS_OK)
        status = amount_of(j, l->high, &out->high);
    if (status == ISMS_OK && first)
        status = amount_of(j, ISMS_RISK_LOSS_MEAN, &out->mean);
    if (status == ISMS_OK && first)
        status = amount_of(j, ISMS_RISK_LOSS_DEVIATION, &out->deviation);
    if (status == ISMS_OK && first)
        status = amount_of(j, ISMS_RISK_LOSS_FLOOR, &out->floor);
    if (status == ISMS_OK && first)
        status = amount_of(j, ISMS_RISK_LOSS_CAP, &out->cap);
    if (first)
        out->shape = isms_real(j->model, j->risk, ISMS_RISK_LOSS_SHAPE, NAN);
    out->confidence = (double)isms_integer(j->model, j->risk, l->confidence, 90) / 100;
    return status;
}

static spec loss_spec(int32_t law, const amounts *n)
{
    double one = isnan(n->mode) ? n->mean : n->mode;
    switch (law) {
    case ISMS_DISTRIBUTION_CONSTANT:
        return (spec){ISMS_LAW_CONSTANT, {one}, 1, "needs a mode or a mean"};
    case ISMS_DISTRIBUTION_UNIFORM:
        return (spec){ISMS_LAW_UNIFORM, {n->low, n->high}, 2, "needs low and high"};
    case ISMS_DISTRIBUTION_TRIANGULAR:
        return (spec){ISMS_LAW_TRIANGULAR, {n->low, n->mode, n->high}, 3, "needs low, mode and high"};
    case ISMS_DISTRIBUTION_PERT:
        return (spec){ISMS_LAW_PERT, {n->low, n->mode, n->high}, 3, "needs low, mode and high"};
    case ISMS_DISTRIBUTION_PERT_CLASSIC:
        return (spec){ISMS_LAW_PERT_CLASSIC, {n->low, n->mode, n->high}, 3, "needs low, mode and high"};
    case ISMS_DISTRIBUTION_LOGNORMAL:
        if (!isnan(n->mean) && !isnan(n->deviation))
            return (spec){ISMS_LAW_LOGNORMAL_MOMENTS, {n->mean, n->deviation}, 2, NULL};
        return (spec){
            ISMS_LAW_LOGNORMAL_INTERVAL, {n->low, n->high, n->confidence}, 3, "needs low and high, or mean and deviation"};
    case ISMS_DISTRIBUTION_EXPONENTIAL:
        return (spec){ISMS_LAW_EXPONENTIAL, {n->mean}, 1, "needs a mean"};
    case ISMS_DISTRIBUTION_PARETO:
        return (spec){ISMS_LAW_PARETO, {n->low, n->shape}, 2, "needs low and shape"};
    case ISMS_DISTRIBUTION_NORMAL:
        return (spec){ISMS_LAW_NORMAL, {n->mean, n->deviation}, 2, "needs mean and deviation"};
    default:
        return (spec){0, {0}, 0, NULL};
    }
}

static isms_status make_samples(job *j, isms_distribution **out)
{
    size_t n = isms_list_count(j->model, j->risk, ISMS_RISK_LOSS_SAMPLES);
    double *values = isms__allocate(j->a, (n + 1) * sizeof *values);
    isms_status status = values ? ISMS_OK : ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < n && status == ISMS_OK; i++) {
        const char *amount, *currency;
        status = isms_list_money(j->model, j->risk, ISMS_RISK_LOSS_SAMPLES, i, &amount, &currency);
        if (status == ISMS_OK)
            status = take_amount(j, amount, currency, &values[i]);
    }
    if (status == ISMS_OK)
        status = n ? isms_distribution_empirical(values, n, j->a, NULL, out) : refuse(j, "loss.samples", "is empty");
    isms__release(j->a, values, (n + 1) * sizeof *values);
    return status;
}

/* A loss is nowhere below the floor (0 where none is stated) and nowhere above the cap. */
static isms_status bound_loss(const job *j, const amounts *n, isms_distribution **loss)
{
    double floor = isnan(n->floor) ? 0 : n->floor;
    isms_distribution *bounded = NULL;
    isms_status status = ISMS_OK;
    if (isms_distribution_least(*loss) < floor) {
        status = isms_distribution_truncated(*loss, floor, INFINITY, j->a, NULL, &bounded);
        if (status == ISMS_OK) {
            isms_distribution_free(*loss);
            *loss = bounded;
        }
    }
    if (status == ISMS_OK && !isnan(n->cap)) {
        status = isms_distribution_capped(*loss, n->cap, j->a, NULL, &bounded);
        if (status == ISMS_OK) {
            isms_distribution_free(*loss);
            *loss = bounded;
        }
    }
    if (status < 0 && status != ISMS_E_NO_MEMORY)
        refuse(j, "loss", "has a floor or cap that does not fit it");
    return status;
}

static isms_status make_loss(job *j, const loss_attributes *l, isms_distribution **out)
{
    amounts n;
    int32_t law = isms_value(j->model, j->risk, l->law);
    isms_status status = take_amounts(j, l, &n);
    spec s = loss_spec(law, &n);
    if (status == ISMS_OK)
        status = law == ISMS_DISTRIBUTION_EMPIRICAL && l == &primary ? make_samples(j, out) : make(j, &s, l->name, out);
    return status == ISMS_OK ? bound_loss(j, &n, out) : status;
}

isms_status isms__range_distribution(const isms_allocator *a, const isms__range *range, isms_distribution **out)
{
    const amounts n = {range->low, range->mode, range->high, NAN, NAN, NAN, NAN, NAN, range->confidence};
    spec s = loss_spec(range->law, &n);
    return complete(&s) ? isms_distribution_new(s.law, s.parameters, s.count, a, NULL, out) : ISMS_E_NOT_EVALUATED;
}

/* ------------------------------------------------------------------ controls */

typedef struct taken {
    double effects[2][ISMS_EFFECT_MOST];
    size_t counts[2];
} taken;

/* Is the control there in that state of the portfolio? */
static bool is_there(const job *j, isms_id control, int state)
{
    for (size_t i = 0; j->pair && i < j->pair->control_count; i++)
        if (j->pair->controls[i] == control && (state == 0 || j->pair->put_in_place))
            return state == 1;
    return isms__control_in_place(j->model, control, j->pair ? ISMS_CURRENT : state, 0) &&
           isms__risk_counts_on(j->model, j->risk, control, false);
}

static void collect(const job *j, int state, taken *out)
{
    out->counts[0] = out->counts[1] = 0;
    for (isms_id c = isms_first(j->model, ISMS_CONTROL); c; c = isms_next(j->model, c)) {
        if (!is_there(j, c, state))
            continue;
        isms__shift s = isms__shift_of(j->model, ISMS_NONE, j->risk, c);
        for (int axis = 0; axis < 2; axis++)
            if (s.left[axis] < 1 && out->counts[axis] < ISMS_EFFECT_MOST)
                out->effects[axis][out->counts[axis]++] = 1 - s.left[axis];
    }
}

static isms_status add_effect(const job *j, int32_t scenario, int state, taken *work)
{
    double parameter, combined[2] = {0, 0};
    isms_effect_rule rule = isms__method_combination(j->model, isms_link(j->model, j->risk, ISMS_RISK_METHOD), &parameter);
    isms_status status = ISMS_OK;
    collect(j, state, work);
    for (int axis = 0; axis < 2 && status == ISMS_OK; axis++)
        if (work->counts[axis])
            status = isms_effect_combine(rule, parameter, work->effects[axis], work->counts[axis], &combined[axis]);
    return status == ISMS_OK
               ? isms_portfolio_set_effect(j->out, scenario, state, combined[ISMS__LIKELIHOOD], combined[ISMS__IMPACT])
               : status;
}

/* ------------------------------------------------------------------ insurance */

isms_status isms__money_in(const isms_model *m, isms_id record, isms_attribute attribute, const char *currency, double *out)
{
    const char *amount, *unit;
    isms_status status = isms_get_money(m, record, attribute, &amount, &unit);
    if (status != ISMS_OK)
        return status;
    return strcmp(unit, currency) == 0 && isms__real_parse(amount, strlen(amount), out) ? ISMS_OK : ISMS_E_DATA;
}

/* A risk is shared where the plan is done; in the residual state also where it is under way. */
static bool is_shared(const job *j, isms_id plan, int state)
{
    int32_t status = isms_value(j->model, plan, ISMS_TREATMENT_PLAN_STATUS);
    if (j->pair && j->pair->plan == plan)
        return state == 1;
    return status == ISMS_TREATMENT_PLAN_STATUS_DONE ||
           (!j->pair && state == ISMS_RESIDUAL && status == ISMS_TREATMENT_PLAN_STATUS_IN_PROGRESS);
}

static bool treats(const isms_model *m, isms_id plan, isms_id risk)
{
    for (size_t i = 0, n = isms_list_count(m, plan, ISMS_TREATMENT_PLAN_RISKS); i < n; i++)
        if (isms_list_link(m, plan, ISMS_TREATMENT_PLAN_RISKS, i) == risk)
            return true;
    return false;
}

/* The first plan that shares the risk: what the other side bears of each event, above the deductible. */
static isms_status add_share(const job *j, int32_t scenario, int state)
{
    double deductible = 0, limit = 0;
    for (isms_id p = isms_first(j->model, ISMS_TREATMENT_PLAN); p; p = isms_next(j->model, p)) {
        if (!j->currency || !isms_has(j->model, p, ISMS_TREATMENT_PLAN_LIMIT) || !treats(j->model, p, j->risk) ||
            !is_shared(j, p, state))
            continue;
        isms_status status = isms__money_in(j->model, p, ISMS_TREATMENT_PLAN_LIMIT, j->currency, &limit);
        if (status == ISMS_OK && isms__money_in(j->model, p, ISMS_TREATMENT_PLAN_DEDUCTIBLE, j->currency, &deductible) < 0)
            status = ISMS_E_DATA;
        if (status == ISMS_OK)
            return isms_portfolio_set_cover(j->out, scenario, state, ISMS_COVER_EVENT, deductible, limit);
        isms__report(j->problems, ISMS_SEVERITY_WARNING, "ISMS-QUANT-03", NULL,
                     "treatment plan %s: its deductible and limit are not in %s and share nothing",
                     isms_record_key(j->model, p), j->currency);
    }
    return ISMS_OK;
}

/* ------------------------------------------------------------------ one risk, all risks */

static isms_status make_secondary(job *j, double *chance, isms_distribution **loss)
{
    *chance = isms_real(j->model, j->risk, ISMS_RISK_SECONDARY_LOSS_PROBABILITY, NAN);
    if (!isms_has(j->model, j->risk, ISMS_RISK_SECONDARY_LOSS_DISTRIBUTION))
        return ISMS_OK;
    if (!(*chance >= 0 && *chance <= 1))
        return refuse(j, "secondary_loss", "needs a probability");
    return make_loss(j, &secondary, loss);
}

/* What controls and insurance do in each state. */
static isms_status add_states(job *j, int32_t scenario, taken *work)
{
    isms_status status = ISMS_OK;
    int first = j->pair ? 0 : ISMS_CURRENT, last = j->pair ? 1 : ISMS_RESIDUAL;
    for (int state = first; state <= last && status == ISMS_OK; state++) {
        status = add_effect(j, scenario, state, work);
        if (status == ISMS_OK)
            status = add_share(j, scenario, state);
    }
    return status;
}

static isms_status add_scenario(job *j, const isms_distribution *frequency, const isms_distribution *loss, double chance,
                                const isms_distribution *second, taken *work)
{
    int32_t scenario = -1;
    isms_status status =
        isms_portfolio_add(j->out, isms_record_key(j->model, j->risk), frequency, loss, j->problems, &scenario);
    if (status == ISMS_OK)
        status = add_states(j, scenario, work);
    return status == ISMS_OK && second ? isms_portfolio_set_secondary(j->out, scenario, chance, second, j->problems) : status;
}

/* A risk with a quantitative model of its own. */
static isms_status add_modelled(job *j, isms_id record, taken *work)
{
    int32_t scenario = -1;
    isms_status status =
        isms__quantification_tree(j->model, j->a, j->problems, j->risk, record, j->out, &j->currency, &scenario);
    return status == ISMS_OK ? add_states(j, scenario, work) : status;
}

static isms_status add_risk(job *j, taken *work)
{
    isms_id record = isms__quantification_record(j->model, j->risk);
    if (isms__quantification_has_tree(j->model, record))
        return add_modelled(j, record, work);
    isms_distribution *frequency = NULL, *loss = NULL, *second = NULL;
    double chance = 0;
    isms_status status = make_frequency(j, &frequency);
    if (status == ISMS_OK)
        status = make_loss(j, &primary, &loss);
    if (status == ISMS_OK)
        status = make_secondary(j, &chance, &second);
    if (status == ISMS_OK)
        status = add_scenario(j, frequency, loss, chance, second, work);
    isms_distribution_free(frequency);
    isms_distribution_free(loss);
    isms_distribution_free(second);
    return status;
}

static bool has_numbers(const isms_model *m, isms_id risk)
{
    return isms_value(m, risk, ISMS_RISK_STATUS) != ISMS_RISK_STATUS_CLOSED &&
           (isms_has(m, risk, ISMS_RISK_LOSS_DISTRIBUTION) || isms_has(m, risk, ISMS_RISK_FREQUENCY_DISTRIBUTION) ||
            isms__quantification_has_tree(m, isms__quantification_record(m, risk)));
}

/* A risk whose numbers cannot be used is left out, and said. */
static isms_status add_usable(job *j, isms_id risk, taken *work)
{
    const char *before = j->currency;
    j->risk = risk;
    if (!has_numbers(j->model, risk))
        return ISMS_OK;
    isms_status status = add_risk(j, work);
    if (status == ISMS_E_NO_MEMORY || j->mixed)
        return status;
    if (status != ISMS_OK)
        j->currency = before;
    return ISMS_OK;
}

static isms_status add_all(job *j, const isms_id *risks, size_t count)
{
    isms_status status = ISMS_OK;
    taken *work = isms__allocate(j->a, sizeof *work);
    if (!work)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; risks && i < count && status == ISMS_OK; i++)
        if (isms_portfolio_find(j->out, isms_record_key(j->model, risks[i])) < 0)
            status = add_usable(j, risks[i], work);
    for (isms_id r = risks ? ISMS_NONE : isms_first(j->model, ISMS_RISK); r && status == ISMS_OK; r = isms_next(j->model, r))
        status = add_usable(j, r, work);
    isms__release(j->a, work, sizeof *work);
    return status == ISMS_OK ? isms__quantification_tie(j->model, j->out, j->problems) : status;
}

static isms_status make_portfolio(job *j, const isms_id *risks, size_t count, isms_portfolio **out, const char **currency)
{
    *out = NULL;
    *currency = NULL;
    j->out = isms_portfolio_new(j->a);
    isms_status status = j->out ? add_all(j, risks, count) : ISMS_E_NO_MEMORY;
    if (status != ISMS_OK) {
        isms_portfolio_free(j->out);
        return status;
    }
    *out = j->out;
    *currency = j->currency;
    return ISMS_OK;
}

isms_status isms__quantification_pair(const isms_model *model, const isms_allocator *a, const isms_id *risks, size_t count,
                                      const isms__pair *pair, isms_portfolio **out, const char **currency)
{
    job j = {.model = model, .a = a, .pair = pair};
    return make_portfolio(&j, risks, count, out, currency);
}

isms_status isms_quantification_portfolio(const isms_model *model, const isms_allocator *allocator, isms_diagnostics *problems,
                                          isms_portfolio **out, const char **currency)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !out || !currency || !a)
        return ISMS_E_MISUSE;
    job j = {.model = model, .a = a, .problems = problems};
    return make_portfolio(&j, NULL, 0, out, currency);
}

isms_status isms_quantification_without(const isms_model *model, const isms_id *controls, size_t count,
                                        const isms_allocator *allocator, isms_diagnostics *problems, isms_portfolio **out,
                                        const char **currency)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    const isms__pair pair = {controls, count, ISMS_NONE, false};
    if (!model || (count && !controls) || !out || !currency || !a)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++)
        if (isms_record_type(model, controls[i]) != ISMS_CONTROL)
            return ISMS_E_NOT_FOUND;
    job j = {.model = model, .a = a, .problems = problems, .pair = &pair};
    return make_portfolio(&j, NULL, 0, out, currency);
}

/* ------------------------------------------------------------------ appetite */

static isms_status anchor(const isms_model *m, isms_id method, const char *currency, size_t i, double *loss, double *allowed)
{
    const char *amount, *unit;
    if (isms_list_money(m, method, ISMS_METHOD_APPETITE_LOSS, i, &amount, &unit) != ISMS_OK ||
        isms_list_real(m, method, ISMS_METHOD_APPETITE_PROBABILITY, i, allowed) != ISMS_OK ||
        (currency && strcmp(currency, unit) != 0) || !isms__real_parse(amount, strlen(amount), loss))
        return ISMS_E_DATA;
    return ISMS_OK;
}

isms_status isms_quantification_anchors(const isms_model *m, isms_id method, const char *currency, size_t capacity,
                                        double *losses, double *allowed, size_t *count)
{
    double loss, probability;
    isms_status status = ISMS_OK;
    if (!m || !count)
        return ISMS_E_MISUSE;
    if (isms_record_type(m, method) != ISMS_METHOD)
        return ISMS_E_NOT_FOUND;
    size_t n = isms_list_count(m, method, ISMS_METHOD_APPETITE_LOSS);
    if (n && isms_integer(m, method, ISMS_METHOD_HORIZON_MONTHS, 12) != 12)
        return ISMS_E_DATA;
    for (size_t i = 0; i < n && status == ISMS_OK; i++)
        status = anchor(m, method, currency, i, &loss, &probability);
    for (size_t i = 0; i < n && i < capacity && status == ISMS_OK; i++) {
        anchor(m, method, currency, i, &loss, &probability);
        if (losses)
            losses[i] = loss;
        if (allowed)
            allowed[i] = probability;
    }
    if (status == ISMS_OK)
        *count = n;
    return status;
}

enum { ANCHORS_MOST = 64 };

isms_status isms_quantification_appetite(const isms_model *m, isms_id method, const char *currency,
                                         const isms_simulation *simulation, int32_t state, size_t capacity,
                                         isms_estimate *exceedance, isms_appetite_verdict *out)
{
    double losses[ANCHORS_MOST], allowed[ANCHORS_MOST], actual[ANCHORS_MOST];
    isms_estimate estimates[ANCHORS_MOST];
    size_t n = 0;
    if (!simulation || !out)
        return ISMS_E_MISUSE;
    isms_status status = isms_quantification_anchors(m, method, currency, ANCHORS_MOST, losses, allowed, &n);
    if (status == ISMS_OK && n > ANCHORS_MOST)
        return ISMS_E_LIMIT;
    if (status == ISMS_OK && n == 0)
        return ISMS_ABSENT;
    for (size_t i = 0; i < n && status == ISMS_OK; i++) {
        status = isms_simulation_exceedance(simulation, ISMS_WHOLE, state, losses[i], &estimates[i]);
        actual[i] = estimates[i].value;
    }
    if (status == ISMS_OK)
        status = isms_appetite_check(actual, allowed, n, out);
    for (size_t i = 0; i < n && i < capacity && exceedance && status == ISMS_OK; i++)
        exceedance[i] = estimates[i];
    return status;
}
