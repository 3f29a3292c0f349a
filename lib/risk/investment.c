/* Money of a risk: loss expectancy, return on investment, present value, optimal spending. */
#include <isms/investment.h>

#include "distribution.h"

#include "core/elementary.h"

typedef struct need {
    double value;
    isms__need need;
} need;

static isms_status check(const need *needs, size_t count, const void *out)
{
    if (!out)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++) {
        isms_status status = isms__need_check(needs[i].value, needs[i].need);
        if (status != ISMS_OK)
            return status;
    }
    return ISMS_OK;
}

isms_status isms_investment_loss_expectancy(double asset_value, double exposure_factor, double annual_rate, double *single,
                                            double *annual)
{
    need needs[] = {{asset_value, ISMS__NOT_NEGATIVE}, {exposure_factor, ISMS__PROBABILITY}, {annual_rate, ISMS__NOT_NEGATIVE}};
    isms_status status = check(needs, 3, needs);
    if (status != ISMS_OK)
        return status;
    if (single)
        *single = asset_value * exposure_factor;
    if (annual)
        *annual = asset_value * exposure_factor * annual_rate;
    return ISMS_OK;
}

isms_status isms_investment_return(double loss_before, double loss_after, double annual_cost, double *out)
{
    need needs[] = {{loss_before, ISMS__NOT_NEGATIVE}, {loss_after, ISMS__NOT_NEGATIVE}, {annual_cost, ISMS__ANY}};
    isms_status status = check(needs, 3, out);
    if (status != ISMS_OK)
        return status;
    if (!(annual_cost > 0))
        return ISMS_E_COST_NOT_POSITIVE;
    *out = (loss_before - loss_after - annual_cost) / annual_cost;
    return ISMS_OK;
}

isms_status isms_investment_return_of_ratio(double loss_before, double mitigation_ratio, double annual_cost, double *out)
{
    isms_status status = isms__need_check(mitigation_ratio, ISMS__PROBABILITY);
    if (status != ISMS_OK)
        return status;
    return isms_investment_return(loss_before, loss_before * (1 - mitigation_ratio), annual_cost, out);
}

isms_status isms_investment_present_value(double capital, double benefit_a_year, double cost_a_year, double rate, int32_t years,
                                          double *out)
{
    need needs[] = {{capital, ISMS__ANY}, {benefit_a_year, ISMS__ANY}, {cost_a_year, ISMS__ANY}, {rate, ISMS__ANY}};
    isms_status status = check(needs, 4, out);
    if (status != ISMS_OK)
        return status;
    if (!(rate > -1) || years < 0 || years > 1000)
        return ISMS_E_RANGE;
    double value = -capital, discount = 1;
    for (int32_t year = 0; year < years; year++) {
        discount *= 1 + rate;
        value += (benefit_a_year - cost_a_year) / discount;
    }
    *out = value;
    return ISMS_OK;
}

isms_status isms_investment_gordon_loeb_1(double v, double loss, double alpha, double beta, isms_investment_optimum *out)
{
    need needs[] = {{v, ISMS__PROBABILITY}, {loss, ISMS__NOT_NEGATIVE}, {alpha, ISMS__POSITIVE}, {beta, ISMS__POSITIVE}};
    isms_status status = check(needs, 4, out);
    if (status != ISMS_OK)
        return status;
    double z = (isms__pow(v * beta * alpha * loss, 1 / (beta + 1)) - 1) / alpha;
    out->spending = z > 0 ? z : 0;
    out->vulnerability = v / isms__pow(alpha * out->spending + 1, beta);
    out->bound = v * loss / 2.718281828459045;
    return ISMS_OK;
}

isms_status isms_investment_gordon_loeb_2(double v, double loss, double alpha, isms_investment_optimum *out)
{
    need needs[] = {{v, ISMS__PROBABILITY}, {loss, ISMS__NOT_NEGATIVE}, {alpha, ISMS__POSITIVE}};
    isms_status status = check(needs, 3, out);
    if (status != ISMS_OK)
        return status;
    double log_v = isms__log(v), gain = -alpha * v * loss * log_v;
    out->spending = v > 0 && v < 1 && gain > 1 ? -isms__log(gain) / (alpha * log_v) : 0;
    out->vulnerability = isms__pow(v, alpha * out->spending + 1);
    out->bound = v * loss / 2.718281828459045;
    return ISMS_OK;
}
