/* Adapters of the quantitative methods: distributions, compounds, simulation, dependence, economics. */
#include "risk_cases.h"

const case_method case_methods_quantitative[] = {{NULL, NULL}};
