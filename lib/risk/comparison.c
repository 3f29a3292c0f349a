/* Levels of risks before and after: the acceptances that break by it, and what can be asked of a comparison. */
#include "comparison.h"

/* ------------------------------------------------------------------ acceptances */

static int32_t accepted_rank(const isms_assessment *x, const isms__assessed *a, isms_id acceptance)
{
    const isms__method_table *t = a->method >= 0 ? &x->methods[a->method] : NULL;
    int32_t rank =
        t ? isms__method_level(x->model, t->record, isms_text(x->model, acceptance, ISMS_RISK_ACCEPTANCE_LEVEL)) : -1;
    int64_t l = isms_integer(x->model, acceptance, ISMS_RISK_ACCEPTANCE_LIKELIHOOD, 0),
            i = isms_integer(x->model, acceptance, ISMS_RISK_ACCEPTANCE_IMPACT, 0);
    return rank < 0 && t ? isms__method_rank(t, l, i) : rank;
}

static bool in_force(const isms_model *m, isms_id acceptance, isms_day as_of)
{
    int32_t state = isms_value(m, acceptance, ISMS_RISK_ACCEPTANCE_STATE);
    isms_day expires = isms_day_of(m, acceptance, ISMS_RISK_ACCEPTANCE_EXPIRES_ON);
    return (!state || state == ISMS_RISK_ACCEPTANCE_STATE_ACTIVE) && !(as_of && expires && expires < as_of);
}

static size_t first_row_of(const isms_comparison *x, uint32_t risk)
{
    size_t low = 0, high = x->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->rows[middle].risk < risk)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The row that exceeds what was accepted: a certain one before one that is only possible. */
static bool exceeding_row(const isms_comparison *x, uint32_t risk, int32_t accepted, isms__broken *out)
{
    bool found = false;
    for (size_t i = first_row_of(x, risk); i < x->count && x->rows[i].risk == risk; i++) {
        const int32_t *ranks = x->rows[i].ranks;
        int32_t certain = ranks[ISMS_AFTER] > accepted;
        if (ranks[ISMS_BEFORE] > accepted || ranks[ISMS_AT_WORST] <= accepted || (found && out->certain >= certain))
            continue;
        out->row = i;
        out->certain = certain;
        found = true;
    }
    return found;
}

isms_status isms__comparison_find_broken(isms_comparison *x, isms_day as_of)
{
    const isms_model *m = x->before->model;
    for (isms_id a = isms_first(m, ISMS_RISK_ACCEPTANCE); a; a = isms_next(m, a)) {
        const isms__assessed *risk = isms__assessment_find(x->before, isms_link(m, a, ISMS_RISK_ACCEPTANCE_RISK));
        isms__broken one = {.acceptance = a};
        int32_t accepted = risk && in_force(m, a, as_of) ? accepted_rank(x->before, risk, a) : -1;
        if (accepted < 0 || !exceeding_row(x, (uint32_t)(risk - x->before->risks), accepted, &one))
            continue;
        if (!isms__reserve(&x->host, (void **)&x->broken, &x->broken_capacity, x->broken_count + 1, sizeof one))
            return ISMS_E_NO_MEMORY;
        x->broken[x->broken_count++] = one;
    }
    return ISMS_OK;
}

/* ------------------------------------------------------------------ asking */

void isms_comparison_free(isms_comparison *x)
{
    if (!x)
        return;
    const isms_allocator a = x->host;
    isms_assessment_free(x->before);
    isms__release(&a, x->rows, x->capacity * sizeof *x->rows);
    isms__release(&a, x->broken, x->broken_capacity * sizeof *x->broken);
    isms__buffer_dispose(&x->text);
    isms__release(&a, x, sizeof *x);
}

const isms_assessment *isms_comparison_assessment(const isms_comparison *x)
{
    return x ? x->before : NULL;
}

size_t isms_comparison_count(const isms_comparison *x)
{
    return x ? x->count : 0;
}

static const isms__compared *row_of(const isms_comparison *x, size_t row)
{
    return x && row < x->count ? &x->rows[row] : NULL;
}

isms_id isms_comparison_risk(const isms_comparison *x, size_t row)
{
    const isms__compared *r = row_of(x, row);
    return r ? x->before->risks[r->risk].risk : ISMS_NONE;
}

isms_state isms_comparison_state(const isms_comparison *x, size_t row)
{
    const isms__compared *r = row_of(x, row);
    return r ? r->state : -1;
}

isms_comparison_change isms_comparison_changes(const isms_comparison *x, size_t row)
{
    const isms__compared *r = row_of(x, row);
    if (!r)
        return ISMS_CHANGE_NONE;
    return r->ranks[ISMS_AFTER] != r->ranks[ISMS_BEFORE]      ? ISMS_CHANGE_CERTAIN
           : r->ranks[ISMS_AT_WORST] != r->ranks[ISMS_BEFORE] ? ISMS_CHANGE_POSSIBLE
                                                              : ISMS_CHANGE_NONE;
}

int32_t isms_comparison_rank(const isms_comparison *x, size_t row, isms_comparison_side side)
{
    const isms__compared *r = row_of(x, row);
    return r && side >= ISMS_BEFORE && side <= ISMS_AT_WORST ? r->ranks[side] : -1;
}

const char *isms_comparison_level(const isms_comparison *x, size_t row, isms_comparison_side side)
{
    const isms__compared *r = row_of(x, row);
    return r ? isms__assessment_level_id(x->before, &x->before->risks[r->risk], isms_comparison_rank(x, row, side)) : NULL;
}

isms_decision isms_comparison_decision(const isms_comparison *x, size_t row, isms_comparison_side side)
{
    const isms__compared *r = row_of(x, row);
    return r ? isms__assessment_decision_at(x->before, &x->before->risks[r->risk], isms_comparison_rank(x, row, side)) : 0;
}

const char *isms_comparison_explain(const isms_comparison *x, size_t row)
{
    const isms__compared *r = row_of(x, row);
    return r ? x->text.data + r->text : "";
}

size_t isms_comparison_broken_count(const isms_comparison *x)
{
    return x ? x->broken_count : 0;
}

isms_id isms_comparison_broken(const isms_comparison *x, size_t i)
{
    return x && i < x->broken_count ? x->broken[i].acceptance : ISMS_NONE;
}

size_t isms_comparison_broken_row(const isms_comparison *x, size_t i)
{
    return x && i < x->broken_count ? x->broken[i].row : SIZE_MAX;
}

int32_t isms_comparison_broken_is_certain(const isms_comparison *x, size_t i)
{
    return x && i < x->broken_count ? x->broken[i].certain : 0;
}
