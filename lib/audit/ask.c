/* What a predicate can ask of the model. */
#include "readiness.h"

#include "schema/schema.h"

#include <isms/catalogue.h>

#include <string.h>

bool isms__filled(const isms__run *run, isms_id record, isms_attribute attribute)
{
    isms_kind kind = isms__attribute_kind(attribute);
    if (kind != ISMS_KIND_TEXT || isms__attribute_is_list(attribute))
        return isms_has(run->model, record, attribute) != 0;
    const char *text = isms_text(run->model, record, attribute);
    return text && *text;
}

bool isms__is(const isms__run *run, isms_id record, isms_attribute attribute, const char *value)
{
    const char *text = isms_text(run->model, record, attribute);
    return text && strcmp(text, value) == 0;
}

bool isms__one_of(const isms__run *run, isms_id record, isms_attribute attribute, const char *const *values)
{
    for (; *values; values++)
        if (isms__is(run, record, attribute, *values))
            return true;
    return false;
}

bool isms__lists(const isms__run *run, isms_id record, isms_attribute attribute, const char *value)
{
    for (size_t i = 0, n = isms_list_count(run->model, record, attribute); i < n; i++) {
        const char *text = isms_list_text(run->model, record, attribute, i);
        if (text && strcmp(text, value) == 0)
            return true;
    }
    return false;
}

bool isms__yes(const isms__run *run, isms_id record, isms_attribute attribute)
{
    return isms_boolean(run->model, record, attribute, 0) != 0;
}

isms_day isms__day(const isms__run *run, isms_id record, isms_attribute attribute)
{
    return isms_day_of(run->model, record, attribute);
}

bool isms__done_by_now(const isms__run *run, isms_id record, isms_attribute attribute)
{
    isms_day day = isms__day(run, record, attribute);
    return day && day <= run->as_of;
}

size_t isms__refs(isms__run *run, int slot, isms_id target, isms_attribute attribute, const isms_id **out)
{
    size_t n = isms_referrers(run->model, target, attribute, run->ids[slot], run->id_capacity[slot]);
    if (n > run->id_capacity[slot]) {
        if (!isms__reserve(run->a, (void **)&run->ids[slot], &run->id_capacity[slot], n, sizeof *run->ids[slot])) {
            run->failed = true;
            return 0;
        }
        n = isms_referrers(run->model, target, attribute, run->ids[slot], run->id_capacity[slot]);
    }
    *out = run->ids[slot];
    return n;
}

/* What is told of several must not depend on their order in the file. */
isms_id isms__lesser(const isms__run *run, isms_id a, isms_id b)
{
    if (!a || !b)
        return a ? a : b;
    isms_type x = isms_record_type(run->model, a), y = isms_record_type(run->model, b);
    if (x != y)
        return x < y ? a : b;
    return strcmp(isms_record_key(run->model, a), isms_record_key(run->model, b)) <= 0 ? a : b;
}

bool isms__rule_fired(const isms__run *run, const char *id)
{
    ptrdiff_t i = isms__readiness_find(id);
    return i >= 0 && run->audit->tallies[i].state == ISMS__HAS_FIRED;
}

bool isms__rule_is_open(const isms__run *run, const char *id)
{
    ptrdiff_t i = isms__readiness_find(id);
    return i >= 0 && run->audit->tallies[i].state == ISMS__NOT_DETERMINED;
}

bool isms__is_clause(const char *requirement)
{
    return requirement && isms_find(isms_catalogue(), ISMS_CLAUSE, requirement) != ISMS_NONE;
}

bool isms__is_annex(const char *requirement)
{
    return requirement && isms_find(isms_catalogue(), ISMS_CONTROL_REFERENCE, requirement) != ISMS_NONE;
}

bool isms__covers(const char *what, const char *requirement)
{
    size_t n = strlen(what);
    return strncmp(what, requirement, n) == 0 && (requirement[n] == '\0' || requirement[n] == '.');
}

isms_day isms__operating_since(const isms__run *run)
{
    for (isms_id s = isms_first(run->model, ISMS_SCOPE); s; s = isms_next(run->model, s)) {
        isms_day day = isms__day(run, s, ISMS_SCOPE_OPERATING_SINCE);
        if (day)
            return day;
    }
    return 0;
}

/* ------------------------------------------------------------------ risk methods */

isms_id isms__method_of(const isms__run *run, isms_id risk)
{
    isms_id method = isms_link(run->model, risk, ISMS_RISK_METHOD);
    return method || isms_has(run->model, risk, ISMS_RISK_METHOD) ? method : run->annual_method;
}

int isms__level_rank(const isms__run *run, isms_id method, const char *level)
{
    size_t n = level ? isms_list_count(run->model, method, ISMS_METHOD_LEVELS_ID) : 0;
    for (size_t i = 0; i < n; i++) {
        const char *id = isms_list_text(run->model, method, ISMS_METHOD_LEVELS_ID, i);
        if (id && strcmp(id, level) == 0)
            return (int)i;
    }
    return -1;
}

const char *isms__matrix_level(const isms__run *run, isms_id method, int64_t likelihood, int64_t impact)
{
    return likelihood < 1 || impact < 1
               ? NULL
               : isms_table_text(run->model, method, ISMS_METHOD_MATRIX, (size_t)likelihood - 1, (size_t)impact - 1);
}

static const isms_attribute stages[][3] = {
    {ISMS_RISK_CURRENT_LIKELIHOOD, ISMS_RISK_CURRENT_IMPACT, ISMS_RISK_CURRENT_LEVEL},
    {ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_RESIDUAL_IMPACT, ISMS_RISK_RESIDUAL_LEVEL},
    {ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_INHERENT_IMPACT, ISMS_RISK_INHERENT_LEVEL}};

/* Recorded, else from the matrix; NULL. */
static const char *stage_level(const isms__run *run, isms_id risk, int stage)
{
    const char *level = isms_text(run->model, risk, stages[stage][2]);
    if (level)
        return level;
    int64_t l = isms_integer(run->model, risk, stages[stage][0], 0), i = isms_integer(run->model, risk, stages[stage][1], 0);
    return isms__matrix_level(run, isms__method_of(run, risk), l, i);
}

const char *isms__present_level(const isms__run *run, isms_id risk)
{
    const char *level = NULL;
    for (int stage = 0; stage < 3 && !level; stage++)
        level = stage_level(run, risk, stage);
    return level;
}

static bool is_sound(const isms__run *run, isms_id method)
{
    const isms_model *m = run->model;
    size_t rows = isms_list_count(m, method, ISMS_METHOD_LIKELIHOOD), columns = isms_list_count(m, method, ISMS_METHOD_IMPACT);
    if (!rows || !columns || isms_table_row_count(m, method, ISMS_METHOD_MATRIX) != rows)
        return false;
    for (size_t r = 0; r < rows; r++) {
        if (isms_table_column_count(m, method, ISMS_METHOD_MATRIX, r) != columns)
            return false;
        for (size_t c = 0; c < columns; c++)
            if (isms__level_rank(run, method, isms_table_text(m, method, ISMS_METHOD_MATRIX, r, c)) < 0)
                return false;
    }
    return true;
}

bool isms__method_is_sound(isms__run *run, isms_id method)
{
    if (method != run->sound_method) {
        run->sound_method = method;
        run->sound = is_sound(run, method);
    }
    return run->sound;
}

/* ------------------------------------------------------------------ is a control needed? (readiness.md 4) */

static void collect_needed(isms__run *run)
{
    const isms_model *m = run->model;
    run->needed_ready = true;
    run->failed |= isms__needed_collect(&run->needed, m, run->a) != ISMS_OK;
    for (isms_id r = isms_first(m, ISMS_RISK); r; r = isms_next(m, r))
        for (size_t i = 0, n = isms__risk_is_treated(m, r) ? 0 : isms_list_count(m, r, ISMS_RISK_CONTROLS); i < n; i++) {
            const char *name = isms_list_text(m, r, ISMS_RISK_CONTROLS, i);
            if (!name || (isms__needed_by(&run->needed, name) & ISMS__NEED_RISK))
                continue; /* known already: a treated risk names it */
            uint32_t *value = isms__names_at(&run->named, run->a, name);
            if (value)
                *value = 1;
            run->failed |= !value;
        }
}

unsigned isms__who_needs(isms__run *run, const char *control)
{
    if (!run->needed_ready)
        collect_needed(run);
    return isms__needed_by(&run->needed, control);
}

const char *isms__is_needed(isms__run *run, const char *control)
{
    unsigned bits = isms__who_needs(run, control);
    return isms__value_name(ISMS_ENUM_YES_NO_UNKNOWN, isms__need_answer(bits, run->needed.known));
}

bool isms__risk_names(isms__run *run, const char *control)
{
    if (!run->needed_ready)
        collect_needed(run);
    return (isms__needed_by(&run->needed, control) & ISMS__NEED_RISK) || isms__names_get(&run->named, control);
}

/* ------------------------------------------------------------------ evidence and controls */

bool isms__evidence_expired(const isms__run *run, isms_id e)
{
    isms_day collected = isms__day(run, e, ISMS_EVIDENCE_COLLECTED_ON), until = isms__day(run, e, ISMS_EVIDENCE_VALID_UNTIL);
    int64_t fresh = isms_integer(run->model, e, ISMS_EVIDENCE_FRESHNESS_DAYS, -1);
    return (until && until < run->as_of) || (collected && fresh >= 0 && collected + fresh < run->as_of);
}

bool isms__evidence_valid(const isms__run *run, isms_id e)
{
    isms_day collected = isms__day(run, e, ISMS_EVIDENCE_COLLECTED_ON);
    return e && collected && collected <= run->as_of && !isms__evidence_expired(run, e);
}

const char *isms__status_from_measures(const isms__run *run, isms_id entry)
{
    const isms_model *m = run->model;
    size_t n = isms_list_count(m, entry, ISMS_SOA_ENTRY_MEASURES), implemented = 0, partial = 0, planned = 0;
    if (!n)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        const char *status = isms_text(m, isms_list_link(m, entry, ISMS_SOA_ENTRY_MEASURES, i), ISMS_CONTROL_STATUS);
        implemented += status && strcmp(status, "implemented") == 0;
        partial += status && (strcmp(status, "partial") == 0 || strcmp(status, "degraded") == 0);
        planned += status && strcmp(status, "planned") == 0;
    }
    if (implemented == n)
        return "implemented";
    return implemented || partial ? "partial" : planned ? "planned" : "none";
}
