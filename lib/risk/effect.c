/* Effect of controls: in operation, combined, bounded, and along the stages of detection. */
#include "effect.h"

#include "core/elementary.h"

#include <string.h>

static const struct row {
    const char *name;
    isms_effect_rule rule;
    bool monotone;
} rules[] = {
    {"multiplicative", ISMS_EFFECT_MULTIPLICATIVE, true},
    {"max", ISMS_EFFECT_MAX, true},
    {"diminishing", ISMS_EFFECT_DIMINISHING, true},
    {"common_cause", ISMS_EFFECT_COMMON_CAUSE, true},
    {"series", ISMS_EFFECT_SERIES, false},
    {"weakest_link", ISMS_EFFECT_WEAKEST_LINK, false},
    {"mean", ISMS_EFFECT_MEAN, false},
};

static const struct row *row_of(isms_effect_rule rule)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].rule == rule)
            return &rules[i];
    return NULL;
}

const char *isms_effect_rule_name(isms_effect_rule rule)
{
    const struct row *row = row_of(rule);
    return row ? row->name : NULL;
}

isms_effect_rule isms_effect_rule_by_name(const char *name)
{
    for (size_t i = 0; name && i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].name, name) == 0)
            return rules[i].rule;
    return 0;
}

int32_t isms_effect_rule_is_monotone(isms_effect_rule rule)
{
    const struct row *row = row_of(rule);
    return row && row->monotone;
}

/* A share is a number from 0 to 1. */
static isms_status check_share(double x)
{
    if (x != x)
        return ISMS_E_NOT_EVALUATED;
    return x >= 0 && x <= 1 ? ISMS_OK : ISMS_E_RANGE;
}

static isms_status check_shares(const double *x, size_t count)
{
    if (count && !x)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        isms_status status = check_share(x[i]);
        if (status != ISMS_OK)
            return status;
    }
    return ISMS_OK;
}

isms_status isms_effect_in_operation(double coverage, double reliability, double intended, double variant, double *effect)
{
    const double shares[] = {coverage, reliability, intended, variant};
    isms_status status = check_shares(shares, 4);
    if (!effect)
        return ISMS_E_MISUSE;
    if (status != ISMS_OK)
        return status;
    *effect = coverage * (reliability * intended + (1 - reliability) * variant);
    return ISMS_OK;
}

/* Combination. */

typedef struct summary {
    double failing, working, sum, max, min; /* products of 1-e and of e, and so on */
} summary;

static summary summarise(const double *e, size_t count)
{
    summary s = {1, 1, 0, 0, 1};
    for (size_t i = 0; i < count; i++) {
        s.failing *= 1 - e[i];
        s.working *= e[i];
        s.sum += e[i];
        s.max = e[i] > s.max ? e[i] : s.max;
        s.min = e[i] < s.min ? e[i] : s.min;
    }
    return s;
}

/* What remains where the i-th strongest control counts d^(i-1) of its effect. */
static double diminished(double d, const double *e, size_t count)
{
    double sorted[ISMS_EFFECT_MOST], weight = 1, remains = 1;
    for (size_t i = 0; i < count; i++) {
        size_t k = i;
        for (; k > 0 && sorted[k - 1] < e[i]; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = e[i];
    }
    for (size_t i = 0; i < count; i++) {
        remains *= 1 - weight * sorted[i];
        weight *= d;
    }
    return remains;
}

double isms__effect_combine(isms_effect_rule rule, double parameter, const double *effects, size_t count)
{
    if (count == 0)
        return 0;
    summary s = summarise(effects, count);
    switch (rule) {
    case ISMS_EFFECT_MULTIPLICATIVE:
        return 1 - s.failing;
    case ISMS_EFFECT_MAX:
        return s.max;
    case ISMS_EFFECT_DIMINISHING:
        return 1 - diminished(parameter, effects, count);
    case ISMS_EFFECT_COMMON_CAUSE:
        return 1 - ((1 - parameter) * s.failing + parameter * (1 - s.max));
    case ISMS_EFFECT_SERIES:
        return s.working;
    case ISMS_EFFECT_WEAKEST_LINK:
        return s.min;
    default: /* ISMS_EFFECT_MEAN */
        return s.sum / (double)count;
    }
}

isms_status isms__effect_check(isms_effect_rule rule, double parameter, const double *effects, size_t count)
{
    bool takes_parameter = rule == ISMS_EFFECT_DIMINISHING || rule == ISMS_EFFECT_COMMON_CAUSE;
    if (!row_of(rule))
        return ISMS_E_MISUSE;
    if (count > ISMS_EFFECT_MOST)
        return ISMS_E_LIMIT;
    isms_status status = takes_parameter ? check_share(parameter) : ISMS_OK;
    return status == ISMS_OK ? check_shares(effects, count) : status;
}

isms_status isms_effect_combine(isms_effect_rule rule, double parameter, const double *effects, size_t count, double *combined)
{
    isms_status status = isms__effect_check(rule, parameter, effects, count);
    if (!combined)
        return ISMS_E_MISUSE;
    if (status == ISMS_OK)
        *combined = isms__effect_combine(rule, parameter, effects, count);
    return status;
}

isms_status isms_effect_bounds(const double *effects, size_t count, double *least, double *greatest, double *independent)
{
    isms_status status = check_shares(effects, count);
    if (status != ISMS_OK)
        return status;
    summary s = summarise(effects, count);
    double sum = (double)count - s.sum - ((double)count - 1); /* of 1-e, less k-1 */
    if (least)
        *least = sum > 0 ? sum : 0;
    if (greatest)
        *greatest = 1 - s.max;
    if (independent)
        *independent = s.failing;
    return ISMS_OK;
}

/* Detection. */

isms_status isms_effect_detection(const isms_detection *stage, double *reviews, double *probability)
{
    if (!stage || stage->struct_size < sizeof *stage || !probability)
        return ISMS_E_MISUSE;
    const double shares[] = {stage->coverage,
                             stage->visibility,
                             stage->visibility_reliability,
                             stage->recognition,
                             stage->recognition_reliability,
                             stage->cadence_reliability,
                             stage->independence};
    isms_status status = check_shares(shares, sizeof shares / sizeof shares[0]);
    if (status != ISMS_OK)
        return status;
    if (stage->cadence != stage->cadence || stage->duration != stage->duration)
        return ISMS_E_NOT_EVALUATED;
    if (!(stage->cadence > 0))
        return ISMS_E_NOT_POSITIVE;
    if (!(stage->duration >= 0 && stage->duration <= 1e300) || !(stage->cadence <= 1e300))
        return ISMS_E_RANGE;
    double v = stage->visibility * stage->visibility_reliability, r = stage->recognition * stage->recognition_reliability;
    double times = stage->duration * stage->cadence_reliability / stage->cadence;
    double recognised = stage->independence > 0 ? 1 - isms__pow(1 - r, stage->independence * times) : r;
    if (reviews)
        *reviews = times;
    *probability = stage->coverage * v * recognised;
    return ISMS_OK;
}

isms_status isms_effect_outcomes(const double *detection, const double *progression, size_t count, double *reach,
                                 isms_outcomes *out)
{
    if (!detection || !progression || count == 0 || (out && out->struct_size < sizeof *out))
        return ISMS_E_MISUSE;
    isms_status status = check_shares(detection, count);
    if (status == ISMS_OK)
        status = check_shares(progression, count);
    if (status != ISMS_OK)
        return status;
    double arrived = 1, thirds[3] = {0, 0, 0}, failed = 0;
    for (size_t i = 0; i < count; i++) {
        double undetected = arrived * (1 - detection[i]);
        if (reach)
            reach[i] = arrived;
        thirds[3 * i / count] += arrived * detection[i];
        failed += undetected * (1 - progression[i]);
        arrived = undetected * progression[i];
    }
    if (out)
        *out = (isms_outcomes){out->struct_size, thirds[0], thirds[1], thirds[2], arrived, failed};
    return ISMS_OK;
}
