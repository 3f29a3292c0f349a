/* The level of a risk at a stage. */
#include "level.h"

typedef struct stage {
    isms_attribute level, likelihood, impact;
} stage;

static const stage inherent = {ISMS_RISK_INHERENT_LEVEL, ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_INHERENT_IMPACT};
static const stage current = {ISMS_RISK_CURRENT_LEVEL, ISMS_RISK_CURRENT_LIKELIHOOD, ISMS_RISK_CURRENT_IMPACT};
static const stage residual = {ISMS_RISK_RESIDUAL_LEVEL, ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_RESIDUAL_IMPACT};

/* The recorded level, else the cell of the method's table; positions count from 1. */
static const char *level_at(const isms_model *m, isms_id risk, const stage *s)
{
    const char *level = isms_text(m, risk, s->level);
    int64_t likelihood = isms_integer(m, risk, s->likelihood, 0), impact = isms_integer(m, risk, s->impact, 0);
    if (level || likelihood < 1 || impact < 1)
        return level;
    return isms_table_text(m, isms_link(m, risk, ISMS_RISK_METHOD), ISMS_METHOD_MATRIX, (size_t)likelihood - 1,
                           (size_t)impact - 1);
}

const char *isms__level_present(const isms_model *m, isms_id risk)
{
    const stage *order[] = {&current, &residual, &inherent};
    const char *level = NULL;
    for (size_t i = 0; i < 3 && !level; i++)
        level = level_at(m, risk, order[i]);
    return level;
}

const char *isms__level_residual(const isms_model *m, isms_id risk)
{
    return level_at(m, risk, &residual);
}
