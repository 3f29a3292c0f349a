/* Scenarios of risks with and without some controls, for what a treatment takes away. */
#ifndef ISMS__RISK_QUANTIFICATION_H
#define ISMS__RISK_QUANTIFICATION_H

#include "core/memory.h"

#include <isms/quantification.h>

/* What is there in state 1 and not in state 0; all else is as it is now. */
typedef struct isms__pair {
    const isms_id *controls;
    size_t control_count;
    isms_id plan; /* a treatment plan whose insurance it is; ISMS_NONE */
} isms__pair;

/* As isms_quantification_portfolio, of some risks and with two states. */
isms_status isms__quantification_pair(const isms_model *model, const isms_allocator *a, const isms_id *risks, size_t count,
                                      const isms__pair *pair, isms_portfolio **out, const char **currency);

/* The amount of money of an attribute in a currency: ISMS_ABSENT, ISMS_E_DATA for another currency. */
isms_status isms__money_in(const isms_model *model, isms_id record, isms_attribute attribute, const char *currency,
                           double *out);

#endif
