/* Risk appetite: a loss exceedance curve against its anchors. */
#include <isms/appetite.h>

#include "distribution.h"

#include "core/elementary.h"

isms_status isms_appetite_check(const double *exceedance, const double *allowed, size_t count, isms_appetite_verdict *out)
{
    if (!exceedance || !allowed || count == 0 || count > INT32_MAX || !out)
        return ISMS_E_MISUSE;
    isms_appetite_verdict verdict = {1, -1, 0, INFINITY};
    for (size_t i = 0; i < count; i++) {
        isms_status status = isms__need_check(exceedance[i], ISMS__PROBABILITY);
        if (status == ISMS_OK)
            status = isms__need_check(allowed[i], ISMS__PROBABILITY);
        if (status != ISMS_OK)
            return status;
        double margin = allowed[i] - exceedance[i];
        if (margin < verdict.margin)
            verdict.margin = margin;
        if (margin >= 0)
            continue;
        verdict.within = 0;
        if (verdict.breaches++ == 0)
            verdict.first_breach = (int32_t)i;
    }
    *out = verdict;
    return ISMS_OK;
}
