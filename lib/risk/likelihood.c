/* Likelihood as rate, probability and return period. */
#include <isms/likelihood.h>

#include "distribution.h"

#include "core/elementary.h"

static isms_status check_two(double a, isms__need need_a, double b, isms__need need_b, const void *out)
{
    if (!out)
        return ISMS_E_MISUSE;
    isms_status status = isms__need_check(a, need_a);
    return status != ISMS_OK ? status : isms__need_check(b, need_b);
}

isms_status isms_likelihood_from_rate(double rate, double years, double *probability)
{
    isms_status status = check_two(rate, ISMS__NOT_NEGATIVE, years, ISMS__POSITIVE, probability);
    if (status == ISMS_OK)
        *probability = -isms__expm1(-rate * years);
    return status;
}

isms_status isms_likelihood_to_rate(double probability, double years, double *rate)
{
    isms_status status = check_two(probability, ISMS__PROBABILITY, years, ISMS__POSITIVE, rate);
    if (status == ISMS_OK && probability == 1)
        status = ISMS_E_RANGE;
    if (status == ISMS_OK)
        *rate = -isms__log1p(-probability) / years;
    return status;
}

isms_status isms_likelihood_from_return_period(double period, double years, double *probability)
{
    isms_status status = check_two(period, ISMS__POSITIVE, years, ISMS__POSITIVE, probability);
    if (status == ISMS_OK && period < 1)
        status = ISMS_E_RANGE;
    if (status == ISMS_OK)
        *probability = -isms__expm1(years * isms__log1p(-1 / period));
    return status;
}

isms_status isms_likelihood_from_epss(double p30, double *probability, double *rate)
{
    double a_year;
    isms_status status = isms_likelihood_to_rate(p30, 30.0 / 365.0, &a_year);
    if (status != ISMS_OK)
        return status;
    if (probability)
        *probability = -isms__expm1(-a_year);
    if (rate)
        *rate = a_year;
    return ISMS_OK;
}
