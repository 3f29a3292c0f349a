/* Suppressions: what they hide from lists. A hidden result keeps its outcome and counts all the same (readiness.md 7). */
#include "readiness.h"

#include <string.h>

/* Hides one record of a population; the result itself where no other is left. */
static void hide_record(isms__run *run, isms__result *r, isms_id suppression, const char *record)
{
    uint32_t left = 0;
    for (uint32_t k = r->first; k < r->first + r->count; k++) {
        const char *key = isms_record_key(run->model, run->audit->ids[k]);
        if (key && strcmp(key, record) == 0) {
            run->audit->hidden[k] = 1;
            r->suppression = suppression;
        }
        left += !run->audit->hidden[k];
    }
    r->suppressed |= left == 0 && r->count > 0;
}

static void hide(isms__run *run, isms__result *r, isms_id suppression)
{
    const char *record = isms_text(run->model, suppression, ISMS_SUPPRESSION_RECORD);
    if (!record || strcmp(isms__text_of(run->audit, r->targets), record) == 0) {
        r->suppressed = 1;
        r->suppression = suppression;
    } else if (isms__readiness_rules[r->rule].shape == ISMS__POPULATION)
        hide_record(run, r, suppression, record);
}

isms_status isms__suppress(isms__run *run)
{
    const isms_model *m = run->model;
    isms_audit *audit = run->audit;
    audit->hidden = isms__allocate_zero(run->a, audit->id_count + 1);
    if (!audit->hidden)
        return ISMS_E_NO_MEMORY;
    for (isms_id s = isms_first(m, ISMS_SUPPRESSION); s && run->as_of; s = isms_next(m, s)) {
        ptrdiff_t rule = isms__readiness_find(isms_text(m, s, ISMS_SUPPRESSION_RULE));
        if (rule < 0 || !isms__suppression_works(run, s))
            continue;
        for (size_t i = 0; i < audit->count; i++)
            if (audit->results[i].rule == (uint32_t)rule)
                hide(run, &audit->results[i], s);
    }
    return ISMS_OK;
}
