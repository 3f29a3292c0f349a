/* Adapters of the qualitative methods: presets, matrices, scores, control effect, inheritance, treatment. */
#include "risk_cases.h"

const case_method case_methods_qualitative[] = {{NULL, NULL}};
