/* Scenarios of risks with and without some controls, for what a treatment takes away. */
#ifndef ISMS__RISK_QUANTIFICATION_H
#define ISMS__RISK_QUANTIFICATION_H

#include "core/memory.h"

#include <isms/quantification.h>

/* What is there in state 1 and not in state 0; all else is as it is now. */
typedef struct isms__pair {
    const isms_id *controls;
    size_t control_count;
    isms_id plan;      /* a treatment plan whose insurance it is; ISMS_NONE */
    bool put_in_place; /* they are there in state 1 whatever their status; else where they are in place now */
} isms__pair;

/* As isms_quantification_portfolio, of some risks and with two states. */
isms_status isms__quantification_pair(const isms_model *model, const isms_allocator *a, const isms_id *risks, size_t count,
                                      const isms__pair *pair, isms_portfolio **out, const char **currency);

/* The amount of money of an attribute in a currency: ISMS_ABSENT, ISMS_E_DATA for another currency. */
isms_status isms__money_in(const isms_model *model, isms_id record, isms_attribute attribute, const char *currency,
                           double *out);

/* A law with its numbers, as recorded; NaN where one is not. */
typedef struct isms__range {
    int32_t law; /* a value of `distribution` */
    double low, mode, high, confidence;
} isms__range;

isms_status isms__range_distribution(const isms_allocator *a, const isms__range *range, isms_distribution **out);

/* The quantitative model of a risk, ISMS_NONE where it has none of its own; and whether it is a tree or forms of loss. */
isms_id isms__quantification_record(const isms_model *m, isms_id risk);
bool isms__quantification_has_tree(const isms_model *m, isms_id record);

/* Adds it to a portfolio as the scenario of the risk. ISMS_E_DATA where it cannot be used, after a warning. */
isms_status isms__quantification_tree(const isms_model *m, const isms_allocator *a, isms_diagnostics *problems, isms_id risk,
                                      isms_id record, isms_portfolio *out, const char **currency, int32_t *scenario);

/* Ties the scenarios of correlation groups. */
isms_status isms__quantification_tie(const isms_model *m, isms_portfolio *out, isms_diagnostics *problems);

#endif
