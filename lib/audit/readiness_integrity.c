/* Readiness rules about the data as such: references, circles, dates, scales, suppressions. */
#include "readiness.h"

#include "model/store.h"

#include <string.h>

#define M run->model

/* Duplicate and unusable ids are the reader's errors: a model cannot hold them, so here these rules are always silent. */
isms__verdict isms__judge_id_01(isms__run *run, isms_id unused)
{
    (void)run;
    (void)unused;
    return ISMS__CLEAR;
}

isms__verdict isms__judge_id_02(isms__run *run, isms_id unused)
{
    return isms__judge_id_01(run, unused);
}

static void say_record(isms__run *run, isms_id record)
{
    isms__say(run, "record_type", isms_type_name(isms_record_type(M, record)));
    isms__say(run, "id", isms_record_key(M, record));
    isms__target_record(run, record);
}

/* ------------------------------------------------------------------ references */

static bool dangles(const isms__run *run, isms_id record, const isms__attribute *a, size_t i, const char **key)
{
    bool list = isms__is_list(a);
    if ((list ? isms_list_link(M, record, a->id, i) : isms_link(M, record, a->id)) != ISMS_NONE)
        return false; /* by far the most: no name is looked up for them */
    *key = list ? isms_list_key(M, record, a->id, i) : isms_link_key(M, record, a->id);
    return *key != NULL;
}

static void check_reference(isms__run *run, isms_id record, const isms__attribute *a, uint32_t *fired)
{
    size_t n = isms__is_list(a) ? isms_list_count(M, record, a->id) : 1;
    for (size_t i = 0; i < n; i++) {
        const char *key;
        if (!dangles(run, record, a, i, &key))
            continue;
        say_record(run, record);
        isms__say(run, "field", a->path);
        isms__say(run, "target", key);
        isms__target(run, key);
        isms__fire(run);
        (*fired)++;
    }
}

isms__verdict isms__judge_ref_01(isms__run *run, isms_id unused)
{
    (void)unused;
    uint32_t fired = 0;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t)) {
        const isms__type *type = isms__type_get(t);
        if (isms_count(M, t) == 0)
            continue;
        for (uint32_t c = 0; c < isms__columns_in(M, type); c++) {
            const isms__attribute *a = isms__attribute_at(M, type, c);
            if (a->kind != ISMS_KIND_REFERENCE || isms__none_is_missing(M, a->target) || !isms__delivered(run, a->target))
                continue; /* a reference into an absent or partial register is not judged */
            for (isms_id id = isms_first(M, t); id && !run->failed; id = isms_next(M, id))
                check_reference(run, id, a, &fired);
        }
    }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

/* Known to the built-in catalogue, to a framework of the host's, or the id of an own control. */
static bool is_requirement(const isms__run *run, const char *text)
{
    return strchr(text, ':') || isms__is_clause(text) || isms__is_annex(text) || isms_find(M, ISMS_CONTROL, text) ||
           strchr(text, '#'); /* 9.2.2#programme: an item of a clause that the standard does not number */
}

/* The same; each text is looked up once, since a hundred thousand records share a hundred of them, which the model keeps once:
 * those met last are known by their addresses. */
static bool requirement_known(isms__run *run, const char *text)
{
    if (!run->known)
        run->known = isms__allocate_zero(run->a, ISMS__KNOWN_MOST * sizeof *run->known);
    const char **slot = run->known ? &run->known[(uintptr_t)text / 4 % ISMS__KNOWN_MOST] : NULL;
    if (!slot) {
        run->failed = true;
        return true;
    }
    if (*slot == text)
        return true;
    uint32_t *known = isms__names_at(&run->requirements, run->a, text);
    if (!known) {
        run->failed = true;
        return true;
    }
    if (!*known)
        *known = is_requirement(run, text) ? 1 : 2;
    *slot = *known == 1 ? text : *slot;
    return *known == 1;
}

static void check_requirement(isms__run *run, isms_id record, const isms__attribute *a, uint32_t *fired)
{
    bool list = isms__is_list(a);
    for (size_t i = 0, n = list ? isms_list_count(M, record, a->id) : 1; i < n; i++) {
        const char *text = list ? isms_list_text(M, record, a->id, i) : isms_text(M, record, a->id);
        if (!text || requirement_known(run, text))
            continue;
        if (isms_record_type(M, record) == ISMS_SOA_ENTRY && isms__yes(run, record, ISMS_SOA_ENTRY_ADDED))
            continue; /* an added control is defined by its entry */
        say_record(run, record);
        isms__say(run, "field", a->path);
        isms__say(run, "value", text);
        isms__target(run, text);
        isms__fire(run);
        (*fired)++;
    }
}

isms__verdict isms__judge_ref_02(isms__run *run, isms_id unused)
{
    (void)unused;
    static const char *const paths[] = {"requirement", "requirements",          "covered",   "controls", "control",
                                        "implements",  "excluded_requirements", "satisfies", NULL};
    uint32_t fired = 0;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        for (size_t p = 0; isms_count(M, t) && paths[p]; p++) {
            const isms__attribute *a = isms__attribute_get(isms__attribute_by_path(t, paths[p]));
            if (!a || a->kind != ISMS_KIND_REQUIREMENT)
                continue;
            for (isms_id id = isms_first(M, t); id && !run->failed; id = isms_next(M, id))
                if (isms_has(M, id, a->id))
                    check_requirement(run, id, a, &fired);
        }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

/* Records whose person in charge must still be there. */
typedef struct charge {
    isms_type type;
    isms_attribute person, status;
    const char *over[4]; /* statuses under which it no longer matters */
} charge;

isms__verdict isms__judge_ref_04(isms__run *run, isms_id unused)
{
    (void)unused;
    static const charge charges[] = {
        {ISMS_RISK, ISMS_RISK_OWNER, ISMS_RISK_STATUS, {"closed"}},
        {ISMS_CONTROL, ISMS_CONTROL_OWNER, ISMS_CONTROL_STATUS, {"retired"}},
        {ISMS_ASSET, ISMS_ASSET_OWNER, 0, {NULL}},
        {ISMS_DOCUMENT, ISMS_DOCUMENT_OWNER, ISMS_DOCUMENT_STATUS, {"obsolete", "draft"}},
        {ISMS_OBJECTIVE, ISMS_OBJECTIVE_OWNER, ISMS_OBJECTIVE_STATUS, {"achieved", "missed", "dropped"}},
        {ISMS_CORRECTIVE_ACTION, ISMS_CORRECTIVE_ACTION_OWNER, ISMS_CORRECTIVE_ACTION_STATE, {"CLOSED", "CANCELLED"}}};
    uint32_t fired = 0;
    for (size_t i = 0; i < sizeof charges / sizeof charges[0]; i++)
        for (isms_id id = isms_first(M, charges[i].type); id && !run->failed; id = isms_next(M, id)) {
            isms_id person = isms_link(M, id, charges[i].person);
            if (!person || !isms__done_by_now(run, person, ISMS_PERSON_LEFT_ON) ||
                (charges[i].status && isms__one_of(run, id, charges[i].status, charges[i].over)))
                continue;
            say_record(run, id);
            isms__say(run, "person", isms_record_key(M, person));
            isms__relate(run, person);
            isms__say_day(run, "left_on", isms__day(run, person, ISMS_PERSON_LEFT_ON));
            isms__fire(run);
            fired++;
        }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ dates */

isms__verdict isms__judge_date_01(isms__run *run, isms_id unused)
{
    (void)unused;
    static const struct {
        isms_type type;
        const char *earlier, *later;
    } pairs[] = {{ISMS_DOCUMENT, "approved_on", "effective_on"},
                 {ISMS_DOCUMENT, "approved_on", "next_review_on"},
                 {ISMS_RISK, "assessed_on", "review_on"},
                 {ISMS_TREATMENT_PLAN, "approved_on", "completed_on"},
                 {ISMS_RISK_ACCEPTANCE, "approved_on", "expires_on"},
                 {ISMS_EXCEPTION, "approved_on", "expires_on"},
                 {ISMS_CONTROL, "last_tested_on", "next_test_on"},
                 {ISMS_AUDIT, "started_on", "completed_on"},
                 {ISMS_AUDIT, "completed_on", "report_on"},
                 {ISMS_AUDIT_FINDING, "raised_on", "closed_on"},
                 {ISMS_CORRECTIVE_ACTION, "raised_on", "plan_submitted_on"},
                 {ISMS_CORRECTIVE_ACTION, "plan_submitted_on", "done_on"},
                 {ISMS_CORRECTIVE_ACTION, "done_on", "verified_on"},
                 {ISMS_INCIDENT, "occurred_on", "detected_on"},
                 {ISMS_INCIDENT, "detected_on", "reported_on"},
                 {ISMS_INCIDENT, "detected_on", "resolved_on"},
                 {ISMS_EVIDENCE, "collected_on", "valid_until"},
                 {ISMS_CERTIFICATION, "stage1_on", "stage2_on"},
                 {ISMS_CERTIFICATION, "stage2_on", "decision_on"},
                 {ISMS_CERTIFICATION, "decision_on", "expires_on"},
                 {ISMS_ASSIGNMENT, "from", "until"},
                 {ISMS_PERSON, "joined_on", "left_on"},
                 {ISMS_CHANGE, "requested_on", "implemented_on"},
                 {ISMS_PROGRAMME, "period_from", "period_to"}};
    uint32_t fired = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        isms_attribute first = isms__attribute_by_path(pairs[i].type, pairs[i].earlier);
        isms_attribute second = isms__attribute_by_path(pairs[i].type, pairs[i].later);
        for (isms_id id = isms_first(M, pairs[i].type); id && !run->failed; id = isms_next(M, id)) {
            isms_day earlier = isms__day(run, id, first), later = isms__day(run, id, second);
            if (!earlier || !later || earlier <= later)
                continue;
            say_record(run, id);
            isms__say(run, "earlier_field", pairs[i].earlier);
            isms__say_day(run, "earlier", earlier);
            isms__say(run, "later_field", pairs[i].later);
            isms__say_day(run, "later", later);
            isms__fire(run);
            fired++;
        }
    }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_date_02(isms__run *run, isms_id unused)
{
    (void)unused;
    static const char *const paths[] = {
        "approved_on", "completed_on",   "held_on",          "verified_on",     "collected_on", "assessed_on",
        "done_on",     "performed_on",   "raised_on",        "detected_on",     "resolved_on",  "implemented_on",
        "measured_on", "last_tested_on", "last_reviewed_on", "communicated_on", "closed_on",    "acknowledged_on",
        NULL};
    uint32_t fired = 0;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        for (size_t p = 0; isms_count(M, t) && paths[p]; p++) {
            isms_attribute a = isms__attribute_by_path(t, paths[p]);
            for (isms_id id = a ? isms_first(M, t) : ISMS_NONE; id && !run->failed; id = isms_next(M, id)) {
                isms_day day = isms__day(run, id, a);
                if (day <= run->as_of)
                    continue;
                say_record(run, id);
                isms__say(run, "field", paths[p]);
                isms__say_day(run, "date", day);
                isms__say_day(run, "as_of", run->as_of);
                isms__fire(run);
                fired++;
            }
        }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_date_03(isms__run *run, isms_id unused)
{
    (void)unused;
    static const struct {
        isms_type type;
        const char *done, *date;
        const char *excluded[3];
        bool date_may_be_missing;
    } rows[] = {{ISMS_AUDIT, "completed", "completed_on", {"planned", "cancelled"}, false},
                {ISMS_MANAGEMENT_REVIEW, "held", "held_on", {"planned", "cancelled"}, false},
                {ISMS_ACTION, "done", "done_on", {"open"}, false},
                {ISMS_TREATMENT_PLAN, "done", "completed_on", {"draft", "cancelled"}, false},
                {ISMS_INCIDENT, "closed", "resolved_on", {NULL}, false},
                {ISMS_AUDIT_FINDING, "closed", "closed_on", {"open"}, false},
                {ISMS_CONTROL, "implemented", "implemented_on", {"planned"}, true}};
    uint32_t fired = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_attribute status = isms__attribute_by_path(rows[i].type, "status");
        isms_attribute date = isms__attribute_by_path(rows[i].type, rows[i].date);
        for (isms_id id = isms_first(M, rows[i].type); id && !run->failed; id = isms_next(M, id)) {
            isms_day day = isms__day(run, id, date);
            bool without = !day && !rows[i].date_may_be_missing && isms__is(run, id, status, rows[i].done);
            if (!without && !(day && isms__one_of(run, id, status, rows[i].excluded)))
                continue;
            say_record(run, id);
            isms__say(run, "status", isms_text(M, id, status));
            isms__say(run, "field", rows[i].date);
            if (day)
                isms__say_day(run, "date", day);
            else
                isms__say(run, "date", "(not set)");
            isms__fire(run);
            fired++;
        }
    }
    return fired ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ scales */

typedef struct stage_row {
    const char *name;
    isms_attribute likelihood, impact, level;
} stage_row;

static const stage_row stage_rows[] = {
    {"inherent", ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_INHERENT_IMPACT, ISMS_RISK_INHERENT_LEVEL},
    {"current", ISMS_RISK_CURRENT_LIKELIHOOD, ISMS_RISK_CURRENT_IMPACT, ISMS_RISK_CURRENT_LEVEL},
    {"residual", ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_RESIDUAL_IMPACT, ISMS_RISK_RESIDUAL_LEVEL}};

/* Whether the value is off the scale; a scale of no steps has none that is. */
static bool off_scale(const isms__run *run, isms_id risk, isms_attribute value, size_t max, bool *any)
{
    int64_t v;
    if (isms_get_integer(M, risk, value, &v) != ISMS_OK)
        return false;
    *any = true;
    return max && (v < 1 || v > (int64_t)max);
}

static isms__verdict say_off_scale(isms__run *run, isms_id risk, const stage_row *s, isms_id method, bool impact)
{
    isms__say(run, "stage", s->name);
    isms__say(run, "axis", impact ? "impact" : "likelihood");
    isms__say_number(run, "value", isms_integer(M, risk, impact ? s->impact : s->likelihood, 0));
    isms__say_number(run, "max", (int64_t)isms_list_count(M, method, impact ? ISMS_METHOD_IMPACT : ISMS_METHOD_LIKELIHOOD));
    isms__say(run, "method", isms_record_key(M, method));
    isms__relate(run, method);
    return ISMS__FIRED;
}

isms__verdict isms__judge_scale_01(isms__run *run, isms_id risk)
{
    isms_id method = isms__method_of(run, risk);
    size_t likelihoods = isms_list_count(M, method, ISMS_METHOD_LIKELIHOOD);
    size_t impacts = isms_list_count(M, method, ISMS_METHOD_IMPACT);
    bool any = false;
    for (size_t i = 0; i < 3; i++) {
        if (off_scale(run, risk, stage_rows[i].likelihood, likelihoods, &any))
            return say_off_scale(run, risk, &stage_rows[i], method, false);
        if (off_scale(run, risk, stage_rows[i].impact, impacts, &any))
            return say_off_scale(run, risk, &stage_rows[i], method, true);
    }
    if (!any)
        return ISMS__OUT;
    return likelihoods && impacts ? ISMS__CLEAR : ISMS__NOT_KNOWN;
}

isms__verdict isms__judge_scale_02(isms__run *run, isms_id risk)
{
    static const isms_attribute levels[] = {ISMS_RISK_INHERENT_LEVEL, ISMS_RISK_CURRENT_LEVEL, ISMS_RISK_RESIDUAL_LEVEL,
                                            ISMS_RISK_TARGET_LEVEL, ISMS_RISK_LEVEL_WANTED};
    isms_id method = ISMS_NONE;
    bool any = false, known = false;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        const char *level = isms_text(M, risk, levels[i]);
        if (level && !any) {
            any = true;
            method = isms__method_of(run, risk);
            known = isms_has(M, method, ISMS_METHOD_LEVELS_ID) != 0;
        }
        if (!level || !known || isms__level_rank(run, method, level) >= 0)
            continue;
        isms__say(run, "level", level);
        isms__say(run, "method", isms_record_key(M, method));
        isms__relate(run, method);
        return ISMS__FIRED;
    }
    return !any ? ISMS__OUT : known ? ISMS__CLEAR : ISMS__NOT_KNOWN;
}

isms__verdict isms__judge_scale_03(isms__run *run, isms_id method)
{
    const char *wrong = "-";
    size_t rows = isms_table_row_count(M, method, ISMS_METHOD_MATRIX), columns = 0;
    if (isms__method_is_sound(run, method))
        return ISMS__CLEAR;
    for (size_t r = 0; r < rows; r++) {
        columns = isms_table_column_count(M, method, ISMS_METHOD_MATRIX, r);
        for (size_t c = 0; c < columns; c++) {
            const char *cell = isms_table_text(M, method, ISMS_METHOD_MATRIX, r, c);
            if (isms__level_rank(run, method, cell) < 0)
                wrong = cell;
        }
    }
    isms__say_number(run, "rows", (int64_t)rows);
    isms__say_number(run, "columns", (int64_t)columns);
    isms__say_number(run, "likelihood", (int64_t)isms_list_count(M, method, ISMS_METHOD_LIKELIHOOD));
    isms__say_number(run, "impact", (int64_t)isms_list_count(M, method, ISMS_METHOD_IMPACT));
    isms__say(run, "cell", wrong);
    return ISMS__FIRED;
}

isms__verdict isms__judge_scale_04(isms__run *run, isms_id method)
{
    if (!isms__method_is_sound(run, method))
        return ISMS__OUT;
    size_t rows = isms_table_row_count(M, method, ISMS_METHOD_MATRIX),
           columns = isms_table_column_count(M, method, ISMS_METHOD_MATRIX, 0);
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            int here = isms__level_rank(run, method, isms_table_text(M, method, ISMS_METHOD_MATRIX, r, c));
            int below = r ? isms__level_rank(run, method, isms_table_text(M, method, ISMS_METHOD_MATRIX, r - 1, c)) : here;
            int left = c ? isms__level_rank(run, method, isms_table_text(M, method, ISMS_METHOD_MATRIX, r, c - 1)) : here;
            if (here >= below && here >= left)
                continue;
            isms__say_number(run, "likelihood", (int64_t)r + 1);
            isms__say_number(run, "impact", (int64_t)c + 1);
            return ISMS__FIRED;
        }
    return ISMS__CLEAR;
}

/* ------------------------------------------------------------------ suppressions */

isms__verdict isms__judge_supp_01(isms__run *run, isms_id s)
{
    isms_day until = isms__day(run, s, ISMS_SUPPRESSION_EXPIRES_ON);
    if (until >= run->as_of)
        return ISMS__CLEAR;
    isms__say(run, "rule", isms_text(M, s, ISMS_SUPPRESSION_RULE));
    isms__say_day(run, "expires_on", until);
    return ISMS__FIRED;
}

static size_t characters(const char *text)
{
    size_t n = 0;
    for (; text && *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static const char *suppression_problem(const isms__run *run, isms_id s)
{
    ptrdiff_t rule = isms__readiness_find(isms_text(M, s, ISMS_SUPPRESSION_RULE));
    if (rule < 0)
        return "its rule is not known";
    if (isms__readiness_rules[rule].kind == ISMS__INTEGRITY)
        return "an integrity rule cannot be suppressed";
    if (characters(isms_text(M, s, ISMS_SUPPRESSION_REASON)) < 20)
        return "its reason has fewer than 20 characters";
    if (!isms__filled(run, s, ISMS_SUPPRESSION_AUTHOR))
        return "it has no author";
    if (!isms_has(M, s, ISMS_SUPPRESSION_CREATED_ON) || !isms_has(M, s, ISMS_SUPPRESSION_EXPIRES_ON))
        return "its dates are not set";
    return NULL;
}

isms__verdict isms__judge_supp_02(isms__run *run, isms_id s)
{
    const char *problem = suppression_problem(run, s);
    isms__say(run, "problem", problem);
    return problem ? ISMS__FIRED : ISMS__CLEAR;
}

bool isms__suppression_works(const isms__run *run, isms_id s)
{
    return !suppression_problem(run, s) && isms__day(run, s, ISMS_SUPPRESSION_CREATED_ON) <= run->as_of &&
           isms__day(run, s, ISMS_SUPPRESSION_EXPIRES_ON) >= run->as_of;
}
