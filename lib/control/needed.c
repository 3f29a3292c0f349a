/* Which controls are necessary, and because of which kinds of record. */
#include "needed.h"

#include <string.h>

bool isms__list_has_value(const isms_model *m, isms_id record, isms_attribute list, int32_t value)
{
    for (size_t i = 0, n = isms_list_count(m, record, list); i < n; i++)
        if (isms_list_value(m, record, list, i) == value)
            return true;
    return false;
}

bool isms__plan_counts(const isms_model *m, isms_id plan)
{
    return isms_value(m, plan, ISMS_TREATMENT_PLAN_STATUS) != ISMS_TREATMENT_PLAN_STATUS_CANCELLED;
}

bool isms__risk_is_open(const isms_model *m, isms_id risk)
{
    int32_t status = isms_value(m, risk, ISMS_RISK_STATUS);
    return status == 0 || status == ISMS_RISK_STATUS_OPEN;
}

bool isms__risk_is_treated(const isms_model *m, isms_id risk)
{
    return isms__risk_is_open(m, risk) && isms__list_has_value(m, risk, ISMS_RISK_TREATMENT_OPTIONS, ISMS_TREATMENT_MODIFY);
}

static bool obligation_counts(const isms_model *m, isms_id obligation)
{
    return isms_boolean(m, obligation, ISMS_OBLIGATION_APPLICABLE, 1) != 0;
}

const isms__need isms__needs[ISMS__NEED_COUNT] = {
    {ISMS__NEED_PLAN, ISMS_TREATMENT_PLAN, ISMS_TREATMENT_PLAN_CONTROLS, isms__plan_counts},
    {ISMS__NEED_RISK, ISMS_RISK, ISMS_RISK_CONTROLS, isms__risk_is_treated},
    {ISMS__NEED_OBLIGATION, ISMS_OBLIGATION, ISMS_OBLIGATION_CONTROLS, obligation_counts},
};

bool isms__needs_are_known(const isms_model *m)
{
    for (size_t i = 0; i < ISMS__NEED_COUNT; i++)
        if (!isms_register_is_delivered(m, isms__needs[i].type) || isms_register_is_partial(m, isms__needs[i].type, 0))
            return false;
    return true;
}

/* Texts that were met last, by their addresses: a hundred thousand records share a hundred names, which the model keeps once.
 */
enum { SEEN = 16384 };

static bool is_seen(const char **seen, const char *name)
{
    const char **slot = &seen[(uintptr_t)name / 4 % SEEN];
    bool same = *slot == name;
    *slot = name;
    return same;
}

static bool collect_record(isms__needed *out, const isms_model *m, const isms_allocator *a, const isms__need *need,
                           isms_id record, const char **seen)
{
    for (size_t i = 0, n = isms_list_count(m, record, need->controls); i < n; i++) {
        const char *name = isms_list_text(m, record, need->controls, i);
        if (is_seen(seen, name))
            continue;
        uint32_t *bits = isms__names_at(&out->names, a, name);
        if (!bits)
            return false;
        *bits |= need->bit;
    }
    return true;
}

static bool collect_all(isms__needed *out, const isms_model *m, const isms_allocator *a, const char **seen)
{
    for (size_t i = 0; i < ISMS__NEED_COUNT; i++) {
        memset(seen, 0, SEEN * sizeof *seen);
        for (isms_id r = isms_first(m, isms__needs[i].type); r; r = isms_next(m, r))
            if (isms__needs[i].counts(m, r) && !collect_record(out, m, a, &isms__needs[i], r, seen))
                return false;
    }
    return true;
}

isms_status isms__needed_collect(isms__needed *out, const isms_model *m, const isms_allocator *a)
{
    *out = (isms__needed){.known = isms__needs_are_known(m)};
    const char **seen = isms__allocate(a, SEEN * sizeof *seen);
    bool good = seen && collect_all(out, m, a, seen);
    isms__release(a, seen, SEEN * sizeof *seen);
    if (!good)
        isms__needed_dispose(out, a);
    return good ? ISMS_OK : ISMS_E_NO_MEMORY;
}

void isms__needed_dispose(isms__needed *needed, const isms_allocator *a)
{
    isms__names_free(&needed->names, a);
}

unsigned isms__needed_by(const isms__needed *needed, const char *control)
{
    return isms__names_get(&needed->names, control);
}

int32_t isms__need_answer(unsigned bits, bool known)
{
    if (bits)
        return ISMS_YES_NO_UNKNOWN_YES;
    return known ? ISMS_YES_NO_UNKNOWN_NO : ISMS_YES_NO_UNKNOWN_UNKNOWN;
}

int32_t isms__needed_answer(const isms__needed *needed, const char *control)
{
    return isms__need_answer(isms__needed_by(needed, control), needed->known);
}
