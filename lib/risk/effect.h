/* Combination of effects without checks, for attribution, which combines thousands of sets. */
#ifndef ISMS__RISK_EFFECT_H
#define ISMS__RISK_EFFECT_H

#include <isms/effect.h>

#include <stdbool.h>

isms_status isms__effect_check(isms_effect_rule rule, double parameter, const double *effects, size_t count);
double isms__effect_combine(isms_effect_rule rule, double parameter, const double *effects, size_t count);

#endif
