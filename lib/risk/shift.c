/* What a control does to a risk on the ordinal scales of its method: declared steps, and shares by way of the intervals. */
#include "shift.h"

#include <isms/effect.h>
#include <math.h>
#include <string.h>

const isms__shift isms__no_shift = {{0, 0}, {1, 1}, {1, 1}, false};

static const struct {
    isms_attribute lower, upper;
} bounds[2] = {{ISMS_METHOD_LIKELIHOOD_STEPS_LOWER, ISMS_METHOD_LIKELIHOOD_STEPS_UPPER},
               {ISMS_METHOD_IMPACT_STEPS_LOWER, ISMS_METHOD_IMPACT_STEPS_UPPER}};

static int axis_of(int32_t acts_on)
{
    if (acts_on == ISMS_EFFECT_ON_FREQUENCY || acts_on == ISMS_EFFECT_ON_VULNERABILITY)
        return ISMS__LIKELIHOOD;
    return acts_on == ISMS_EFFECT_ON_MAGNITUDE || acts_on == ISMS_EFFECT_ON_SHARE ? ISMS__IMPACT : -1; /* never the frequency */
}

static bool interval(const isms_model *m, isms_id method, int axis, int64_t position, double *lower, double *upper)
{
    return isms_list_real(m, method, bounds[axis].lower, (size_t)position - 1, lower) == ISMS_OK &&
           isms_list_real(m, method, bounds[axis].upper, (size_t)position - 1, upper) == ISMS_OK && *lower >= 0 &&
           *lower < *upper;
}

/* Position whose interval holds the middle of another one's, times a factor; `position` itself where there are no numbers. */
static int64_t scaled(const isms_model *m, isms_id method, int axis, int64_t position, double factor)
{
    double lower, upper;
    int64_t last = (int64_t)isms_list_count(m, method, bounds[axis].lower);
    if (factor == 1 || !interval(m, method, axis, position, &lower, &upper))
        return position;
    double value = (lower > 0 ? sqrt(lower * upper) : upper / 2) * factor;
    for (int64_t p = last; p > 1; p--)
        if (interval(m, method, axis, p, &lower, &upper) && value >= lower)
            return p;
    return 1;
}

/* One entry of a list of effects. */
typedef struct entry {
    isms_id record; /* that has the list */
    isms_attribute acts_on, steps, efficacy;
    size_t at;
} entry;

static double share(const isms_model *m, const entry *e, isms_id control, isms_attribute of_risk, isms_attribute of_control)
{
    double value = isms_real(m, control, of_control, 1);
    if (e->record != control)
        isms_list_real(m, e->record, of_risk, e->at, &value);
    return value;
}

static isms__part part_of(const isms_model *m, isms_id control, const entry *e)
{
    isms__part p = {.axis = axis_of(isms_list_value(m, e->record, e->acts_on, e->at))};
    p.stepped = isms_list_integer(m, e->record, e->steps, e->at, &p.steps) == ISMS_OK && p.steps >= 0 && p.steps <= 1000;
    p.coverage = share(m, e, control, ISMS_RISK_CONTROL_EFFECTS_COVERAGE, ISMS_CONTROL_COVERAGE);
    p.reliability = share(m, e, control, ISMS_RISK_CONTROL_EFFECTS_RELIABILITY, ISMS_CONTROL_RELIABILITY);
    p.degraded = isms_real(m, control, ISMS_CONTROL_DEGRADED_EFFICACY, 0);
    p.shared = isms_list_real(m, e->record, e->efficacy, e->at, &p.efficacy) == ISMS_OK &&
               isms_effect_in_operation(p.coverage, p.reliability, p.efficacy, p.degraded, &p.effect) == ISMS_OK;
    p.steps = p.stepped ? p.steps : 0;
    return p;
}

bool isms__shift_part(const isms_model *m, isms_id risk, isms_id control, size_t i, isms__part *out)
{
    size_t found = 0;
    for (size_t k = 0, n = isms_list_count(m, risk, ISMS_RISK_CONTROL_EFFECTS_CONTROL); k < n; k++) {
        entry e = {risk, ISMS_RISK_CONTROL_EFFECTS_ACTS_ON, ISMS_RISK_CONTROL_EFFECTS_STEPS, ISMS_RISK_CONTROL_EFFECTS_EFFICACY,
                   k};
        if (isms_list_link(m, risk, ISMS_RISK_CONTROL_EFFECTS_CONTROL, k) != control)
            continue;
        if (found++ == i) {
            *out = part_of(m, control, &e);
            return true;
        }
    }
    entry e = {control, ISMS_CONTROL_EFFECTS_ACTS_ON, ISMS_CONTROL_EFFECTS_STEPS, ISMS_CONTROL_EFFECTS_EFFICACY, i};
    if (found || i >= isms_list_count(m, control, ISMS_CONTROL_EFFECTS_ACTS_ON))
        return false;
    *out = part_of(m, control, &e);
    return true;
}

static void add_part(const isms_model *m, isms_id method, const isms__part *p, isms__shift *sum)
{
    double lower, upper;
    if (p->axis < 0) {
        sum->unclear = true;
        return;
    }
    if (p->shared)
        sum->left[p->axis] *= 1 - p->effect;
    if (p->stepped)
        sum->steps[p->axis] += p->steps;
    else if (p->shared && interval(m, method, p->axis, 1, &lower, &upper))
        sum->remaining[p->axis] *= 1 - p->effect;
    else
        sum->unclear = true;
}

isms__shift isms__shift_of(const isms_model *m, isms_id method, isms_id risk, isms_id control)
{
    isms__shift sum = isms__no_shift;
    isms__part p;
    size_t i = 0;
    while (isms__shift_part(m, risk, control, i, &p)) {
        add_part(m, method, &p, &sum);
        i++;
    }
    sum.unclear |= i == 0;
    return sum;
}

bool isms__control_implements(const isms_model *m, isms_id control, const char *requirement)
{
    for (size_t i = 0, n = isms_list_count(m, control, ISMS_CONTROL_IMPLEMENTS); i < n; i++)
        if (strcmp(isms_list_text(m, control, ISMS_CONTROL_IMPLEMENTS, i), requirement) == 0)
            return true;
    return false;
}

bool isms__risk_counts_on(const isms_model *m, isms_id risk, isms_id control, bool directly)
{
    const char *key = isms_record_key(m, control);
    for (size_t i = 0, n = isms_list_count(m, risk, ISMS_RISK_CONTROLS); i < n; i++) {
        const char *name = isms_list_text(m, risk, ISMS_RISK_CONTROLS, i);
        if (strcmp(name, key) == 0 || (!directly && isms__control_implements(m, control, name)))
            return true;
    }
    for (size_t i = 0, n = directly ? 0 : isms_list_count(m, risk, ISMS_RISK_CONTROL_EFFECTS_CONTROL); i < n; i++)
        if (isms_list_link(m, risk, ISMS_RISK_CONTROL_EFFECTS_CONTROL, i) == control)
            return true;
    return false;
}

isms__shift isms__shift_sum(isms__shift a, isms__shift b)
{
    return (isms__shift){{a.steps[0] + b.steps[0], a.steps[1] + b.steps[1]},
                         {a.remaining[0] * b.remaining[0], a.remaining[1] * b.remaining[1]},
                         {a.left[0] * b.left[0], a.left[1] * b.left[1]},
                         a.unclear || b.unclear};
}

int64_t isms__shift_up(const isms_model *m, isms_id method, int axis, int64_t position, const isms__shift *by, int64_t most)
{
    if (by->remaining[axis] <= 0)
        return most > position ? most
                               : position; /* it took away everything: nothing bounds what comes back but the inherent value */
    int64_t p = scaled(m, method, axis, position, 1 / by->remaining[axis]) + by->steps[axis];
    p = p > most ? most : p;
    return p > position ? p : position;
}

int64_t isms__shift_down(const isms_model *m, isms_id method, int axis, int64_t position, const isms__shift *by)
{
    int64_t p = scaled(m, method, axis, position, by->remaining[axis]);
    p = (p < position ? p : position) - by->steps[axis];
    return p < 1 ? 1 : p;
}
