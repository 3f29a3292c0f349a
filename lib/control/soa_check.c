/* The checks of the Statement of Applicability: why it is complete, or what is missing (readiness rules ISMS-SOA). */
#include "needed.h"
#include "soa.h"

#include "core/sort.h"
#include "schema/schema.h"

#include <string.h>

/* What the checks need; a bit for each register or field. */
enum {
    NEEDS_ENTRIES = 1, /* delivered, and whole */
    NEEDS_SOME_ENTRIES = 2,
    NEEDS_SOAS = 4,
    NEEDS_RISKS = 8,
    NEEDS_PLANS = 16,
    NEEDS_SOME_PLANS = 32,
    NEEDS_OBLIGATIONS = 64,
    NEEDS_MEASURES = 128,
    NEEDS_EVIDENCE = 256,
    NEEDS_DAY = 512,
    NEEDS_STATUS = 1024,
    NEEDS_EVIDENCE_FIELD = 2048,
    NEEDS_DUE_FIELD = 4096,
    NEEDS_APPROVAL_FIELD = 8192
};

static const struct {
    unsigned bit;
    isms_type type;
    isms_attribute field; /* 0: the register itself */
    bool whole;           /* a partial register is not enough */
} needs[] = {
    {NEEDS_ENTRIES, ISMS_SOA_ENTRY, 0, true},
    {NEEDS_SOME_ENTRIES, ISMS_SOA_ENTRY, 0, false},
    {NEEDS_SOAS, ISMS_SOA, 0, false},
    {NEEDS_RISKS, ISMS_RISK, 0, true},
    {NEEDS_PLANS, ISMS_TREATMENT_PLAN, 0, true},
    {NEEDS_SOME_PLANS, ISMS_TREATMENT_PLAN, 0, false},
    {NEEDS_OBLIGATIONS, ISMS_OBLIGATION, 0, true},
    {NEEDS_MEASURES, ISMS_CONTROL, 0, true},
    {NEEDS_EVIDENCE, ISMS_EVIDENCE, 0, true},
    {NEEDS_STATUS, ISMS_SOA_ENTRY, ISMS_SOA_ENTRY_STATUS, false},
    {NEEDS_EVIDENCE_FIELD, ISMS_SOA_ENTRY, ISMS_SOA_ENTRY_EVIDENCE, false},
    {NEEDS_DUE_FIELD, ISMS_SOA_ENTRY, ISMS_SOA_ENTRY_DUE_ON, false},
    {NEEDS_APPROVAL_FIELD, ISMS_SOA, ISMS_SOA_APPROVED_ON, false},
};

/* True where the export left this field out; that some records are missing says nothing about those that are there. */
static bool field_is_partial(const isms_model *m, isms_attribute field)
{
    const char *register_name = isms_type_plural(isms__attribute_type(field));
    size_t n = strlen(register_name);
    for (size_t i = 0, count = isms_list_count(m, isms_header(m), ISMS_HEADER_PARTIAL); i < count; i++) {
        const char *left_out = isms_list_text(m, isms_header(m), ISMS_HEADER_PARTIAL, i);
        if (strncmp(left_out, register_name, n) == 0 && left_out[n] == '.' &&
            strcmp(left_out + n + 1, isms__attribute_path(field)) == 0)
            return true;
    }
    return false;
}

/* Fills *which with what is lacking first; false where nothing is. */
static bool lacks(const isms_model *m, unsigned bits, size_t *which)
{
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        if (!(bits & needs[i].bit))
            continue;
        *which = i;
        if (!isms_register_is_delivered(m, needs[i].type))
            return true;
        if (needs[i].field ? field_is_partial(m, needs[i].field)
                           : needs[i].whole && isms_register_is_partial(m, needs[i].type, 0))
            return true;
    }
    return false;
}

/* One check while it runs. */
typedef struct run {
    isms__soa_work *w;
    isms__soa_check *check;
    uint32_t number;
    size_t row;             /* of the entry that is looked at */
    size_t problem_row;     /* of the problem that is open */
    isms_id problem_record; /* that it is about: the entry of the row, else another record, or none */
    const isms__soa_row *r; /* the same */
    isms_id entry;
} run;

static void clear(run *x)
{
    x->check->clear++;
}

static void undetermined(run *x)
{
    x->check->undetermined++;
}

/* Opens a problem of a row, or of none; its sentence is then added to what comes back, and the problem is ended. */
static isms__buffer *problem(run *x, size_t row)
{
    x->problem_row = row;
    x->problem_record = row < x->w->soa->row_count ? x->w->soa->rows[row].entry : ISMS_NONE;
    return isms__soa_begin(x->w);
}

static void end(run *x)
{
    isms_soa *soa = x->w->soa;
    bool of_row = x->problem_row < soa->row_count;
    uint32_t text = isms__soa_end(x->w);
    if (!isms__grow(x->w->a, (void **)&soa->problems, &soa->problem_capacity, soa->problem_count, sizeof *soa->problems,
                    &x->w->status))
        return;
    soa->problems[soa->problem_count++] =
        (isms__soa_problem){x->number, of_row ? (uint32_t)x->problem_row : UINT32_MAX, text, x->problem_record};
    x->check->problem_count++;
    if (of_row)
        soa->rows[x->problem_row].fired |= UINT32_C(1) << x->number;
}

static const char *control_of(const run *x)
{
    return isms__soa_at(x->w->soa, x->r->control);
}

/* "Control A.5.1 <rest>" as a problem of the row that is looked at. */
static void control_problem(run *x, const char *rest)
{
    const char *control = isms_text(x->w->m, x->entry, ISMS_SOA_ENTRY_CONTROL);
    isms__buffer_print(problem(x, x->row), "Control %s %s", control, rest);
    end(x);
}

/* ------------------------------------------------------------------ of the whole */

static void there_is_one(run *x)
{
    if (isms_first(x->w->m, ISMS_SOA_ENTRY)) {
        clear(x);
        return;
    }
    isms__buffer_text(problem(x, SIZE_MAX), "There is no Statement of Applicability.");
    end(x);
}

static void none_is_overlooked(run *x)
{
    const isms_soa *soa = x->w->soa;
    for (size_t i = 0; i < soa->row_count && x->w->entry_count; i++) {
        const isms__soa_row *row = &soa->rows[i];
        if (row->added)
            continue;
        if (row->entries) {
            clear(x);
            continue;
        }
        static const char *const answers[] = {"it is needed", "it is not needed", "whether it is needed is unknown"};
        const char *answer = answers[isms__need_answer(row->need, soa->needs_known) - 1];
        isms__buffer *out = problem(x, i);
        isms__buffer_print(out, "Control %s has no entry; %s", isms__soa_at(soa, row->control), answer);
        if (row->need) {
            isms__buffer_text(out, " by ");
            isms__soa_name_needs(out, soa, row, UINT32_MAX, true);
        }
        isms__buffer_char(out, '.');
        end(x);
    }
}

static void it_is_approved(run *x)
{
    const isms_soa *soa = x->w->soa;
    if (!soa->version)
        return;
    bool by = isms_link_key(x->w->m, soa->version, ISMS_SOA_APPROVED_BY) != NULL;
    if (by && soa->approved_on && soa->approved_on <= soa->options.as_of) {
        clear(x);
        return;
    }
    isms__buffer_print(problem(x, SIZE_MAX), "Statement of Applicability %s is not approved%s.",
                       isms_record_key(x->w->m, soa->version), by && soa->approved_on ? " on the day that is judged" : "");
    x->problem_record = soa->version;
    end(x);
}

/* ------------------------------------------------------------------ of each entry */

static bool applies(const run *x)
{
    return isms_boolean(x->w->m, x->entry, ISMS_SOA_ENTRY_APPLICABLE, 0) != 0;
}

static bool excluded(const run *x)
{
    return isms_boolean(x->w->m, x->entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0;
}

static bool justified(const run *x)
{
    const char *text = isms_text(x->w->m, x->entry, ISMS_SOA_ENTRY_JUSTIFICATION);
    return text && *text;
}

static bool lists(const run *x, isms_attribute list)
{
    return isms_list_count(x->w->m, x->entry, list) > 0;
}

static bool is_added(const run *x)
{
    return isms_boolean(x->w->m, x->entry, ISMS_SOA_ENTRY_ADDED, 0) != 0;
}

static void has_one_entry(run *x)
{
    if (x->r->entries < 2) {
        clear(x);
        return;
    }
    if (x->entry != x->r->entry)
        return; /* one problem for all of them */
    isms__buffer_print(problem(x, x->row), "Control %s has %u entries.", control_of(x), x->r->entries);
    end(x);
}

static void has_a_reason(run *x)
{
    if (!applies(x) || is_added(x))
        return;
    if (lists(x, ISMS_SOA_ENTRY_REASONS) || lists(x, ISMS_SOA_ENTRY_RISKS) || lists(x, ISMS_SOA_ENTRY_OBLIGATIONS) ||
        justified(x) || x->r->need)
        clear(x);
    else
        control_problem(x, "is included without a reason, and no record gives one.");
}

static void exclusion_is_justified(run *x)
{
    if (!excluded(x) || x->r->need)
        return;
    if (justified(x))
        clear(x);
    else
        control_problem(x, "is excluded without justification.");
}

static void exclusion_is_not_contradicted(run *x)
{
    if (!excluded(x))
        return;
    if (!x->r->need) {
        clear(x);
        return;
    }
    isms__buffer *out = problem(x, x->row);
    isms__buffer_print(out, "Control %s is excluded by entry %s, although ", control_of(x), isms_record_key(x->w->m, x->entry));
    isms__soa_name_needs(out, x->w->soa, x->r, UINT32_MAX, true);
    isms__buffer_text(out, " needs it.");
    end(x);
}

static void addition_is_justified(run *x)
{
    if (!is_added(x) || !applies(x))
        return;
    if (justified(x))
        clear(x);
    else
        control_problem(x, "is added without justification.");
}

static void is_in_place_or_planned(run *x)
{
    if (!applies(x))
        return;
    int32_t status = isms__entry_status(x->w->m, x->entry);
    if (status == ISMS_SOA_ENTRY_STATUS_NONE)
        control_problem(x, "is applicable, but it is not in place and not planned.");
    else if (status == ISMS_SOA_ENTRY_STATUS_PLANNED && !isms_has(x->w->m, x->entry, ISMS_SOA_ENTRY_DUE_ON))
        control_problem(x, "is applicable, but it is planned without a date.");
    else
        clear(x);
}

static void is_not_outstanding(run *x)
{
    isms_day due = isms_day_of(x->w->m, x->entry, ISMS_SOA_ENTRY_DUE_ON);
    int32_t status = isms__entry_status(x->w->m, x->entry);
    if (!applies(x) || !due)
        return;
    if (status != ISMS_SOA_ENTRY_STATUS_PLANNED && status != ISMS_SOA_ENTRY_STATUS_PARTIAL) {
        clear(x);
        return;
    }
    isms__buffer *out = problem(x, x->row);
    isms__buffer_print(out, "Control %s is %s, due on ", control_of(x), isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, status));
    isms__buffer_day(out, due);
    isms__buffer_text(out, x->w->soa->options.as_of && due < x->w->soa->options.as_of ? ", which is over." : ".");
    end(x);
}

static void the_rest_has_a_date(run *x)
{
    if (!applies(x) || isms__entry_status(x->w->m, x->entry) != ISMS_SOA_ENTRY_STATUS_PARTIAL)
        return;
    if (isms_has(x->w->m, x->entry, ISMS_SOA_ENTRY_DUE_ON))
        clear(x);
    else
        control_problem(x, "is only partly implemented, and its completion is not planned.");
}

static void is_shown_by_evidence(run *x)
{
    if (!applies(x) || isms__entry_status(x->w->m, x->entry) != ISMS_SOA_ENTRY_STATUS_IMPLEMENTED)
        return;
    if (isms__entry_has_evidence(x->w->m, x->entry, x->w->soa->options.as_of))
        clear(x);
    else
        control_problem(x, "is declared implemented without valid evidence.");
}

static void status_is_no_better_than_measures(run *x)
{
    int32_t stated = isms_value(x->w->m, x->entry, ISMS_SOA_ENTRY_STATUS);
    isms__standing s = isms__standing_of(x->w->m, x->entry, ISMS_SOA_ENTRY_MEASURES);
    if (!s.measures)
        return;
    if (!stated || (stated > isms__standing_least(&s) && stated <= isms__standing_most(&s))) {
        undetermined(x);
        return;
    }
    if (stated <= isms__standing_least(&s)) {
        clear(x);
        return;
    }
    isms__buffer_print(problem(x, x->row), "Control %s is declared %s, but its measures make it %s.", control_of(x),
                       isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, stated),
                       isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, isms__standing_most(&s)));
    end(x);
}

/* True where a stated reason has neither a record that the entry names nor one that names the control. */
static bool idle(const run *x, int32_t reason)
{
    if (reason == ISMS_SOA_REASON_RISK)
        return !lists(x, ISMS_SOA_ENTRY_RISKS) && !(x->r->need & (ISMS__NEED_RISK | ISMS__NEED_PLAN));
    if (reason == ISMS_SOA_REASON_LEGAL || reason == ISMS_SOA_REASON_CONTRACT)
        return !lists(x, ISMS_SOA_ENTRY_OBLIGATIONS) && !(x->r->need & ISMS__NEED_OBLIGATION);
    return false;
}

static void reasons_are_borne_out(run *x)
{
    if (!lists(x, ISMS_SOA_ENTRY_REASONS))
        return;
    for (size_t i = 0, n = isms_list_count(x->w->m, x->entry, ISMS_SOA_ENTRY_REASONS); i < n; i++) {
        int32_t reason = isms_list_value(x->w->m, x->entry, ISMS_SOA_ENTRY_REASONS, i);
        if (!idle(x, reason))
            continue;
        isms__buffer_print(problem(x, x->row), "Control %s gives reason %s, but no record bears it out.", control_of(x),
                           isms__value_name(ISMS_ENUM_SOA_REASON, reason));
        end(x);
        return;
    }
    clear(x);
}

/* ------------------------------------------------------------------ of risks and plans */

/* Problems of records stand in the order of their ids, whatever the order in the model. */
static void record_problem(run *x, isms_id record, const char *what, const char *rest)
{
    isms__buffer_print(problem(x, SIZE_MAX), "%s %s %s", what, isms_record_key(x->w->m, record), rest);
    x->problem_record = record;
    end(x);
}

static bool mark_planned(run *x, isms__names *planned)
{
    const isms_model *m = x->w->m;
    for (isms_id p = isms_first(m, ISMS_TREATMENT_PLAN); p; p = isms_next(m, p)) {
        if (!isms__plan_counts(m, p) || !isms_list_count(m, p, ISMS_TREATMENT_PLAN_CONTROLS))
            continue;
        for (size_t i = 0, n = isms_list_count(m, p, ISMS_TREATMENT_PLAN_RISKS); i < n; i++) {
            uint32_t *at = isms__names_at(planned, x->w->a, isms_list_key(m, p, ISMS_TREATMENT_PLAN_RISKS, i));
            if (!at)
                return false;
            *at = 1;
        }
    }
    return true;
}

static void treated_risks_have_controls(run *x)
{
    isms__names planned = {0};
    const isms_model *m = x->w->m;
    if (!mark_planned(x, &planned))
        isms__fail(&x->w->status, ISMS_E_NO_MEMORY);
    for (isms_id r = isms_first(m, ISMS_RISK); r && x->w->status == ISMS_OK; r = isms_next(m, r)) {
        if (!isms__risk_is_treated(m, r))
            continue;
        if (isms_list_count(m, r, ISMS_RISK_CONTROLS) || isms__names_get(&planned, isms_record_key(m, r)))
            clear(x);
        else
            record_problem(x, r, "Risk", "is to be modified, but neither it nor a plan names a control.");
    }
    isms__names_free(&planned, x->w->a);
}

static void plans_name_controls(run *x)
{
    const isms_model *m = x->w->m;
    for (isms_id p = isms_first(m, ISMS_TREATMENT_PLAN); p && x->w->status == ISMS_OK; p = isms_next(m, p)) {
        if (!isms_list_count(m, p, ISMS_TREATMENT_PLAN_OPTIONS))
            undetermined(x);
        else if (!isms__plan_counts(m, p) || !isms__list_has_value(m, p, ISMS_TREATMENT_PLAN_OPTIONS, ISMS_TREATMENT_MODIFY))
            continue;
        else if (isms_list_count(m, p, ISMS_TREATMENT_PLAN_CONTROLS))
            clear(x);
        else
            record_problem(x, p, "Treatment plan", "modifies risk but names no control.");
    }
}

/* ------------------------------------------------------------------ the table */

/* How a check looks at the model. */
enum { WHOLE, ENTRIES, ENTRIES_THAT_DECIDE };

static const struct {
    const char *rule, *question;
    unsigned needs;
    int shape; /* ENTRIES_THAT_DECIDE: an entry that does not say whether it applies is not determined */
    void (*look)(run *x);
} checks[ISMS__SOA_CHECKS] = {
    {"ISMS-SOA-01", "Is there a Statement of Applicability?", NEEDS_ENTRIES, WHOLE, there_is_one},
    {"ISMS-SOA-02", "Has each control of Annex A an entry?", NEEDS_ENTRIES, WHOLE, none_is_overlooked},
    {"ISMS-SOA-03", "Has each control one entry only?", NEEDS_SOME_ENTRIES, ENTRIES, has_one_entry},
    {"ISMS-SOA-04", "Has each included control a reason?", NEEDS_SOME_ENTRIES, ENTRIES_THAT_DECIDE, has_a_reason},
    {"ISMS-SOA-05", "Is each exclusion justified?", NEEDS_SOME_ENTRIES, ENTRIES_THAT_DECIDE, exclusion_is_justified},
    {"ISMS-SOA-06", "Is no control excluded that is needed?", NEEDS_SOME_ENTRIES, ENTRIES_THAT_DECIDE,
     exclusion_is_not_contradicted},
    {"ISMS-SOA-07", "Is each added control justified?", NEEDS_SOME_ENTRIES, ENTRIES, addition_is_justified},
    {"ISMS-SOA-08", "Is each applicable control in place, or planned with a date?", NEEDS_SOME_ENTRIES | NEEDS_STATUS,
     ENTRIES_THAT_DECIDE, is_in_place_or_planned},
    {"ISMS-SOA-09", "Is nothing left that is planned or partly done?", NEEDS_SOME_ENTRIES, ENTRIES_THAT_DECIDE,
     is_not_outstanding},
    {"ISMS-SOA-10", "Has each partly implemented control a date for the rest?", NEEDS_SOME_ENTRIES | NEEDS_DUE_FIELD,
     ENTRIES_THAT_DECIDE, the_rest_has_a_date},
    {"ISMS-SOA-11", "Is each implemented control shown by valid evidence?",
     NEEDS_SOME_ENTRIES | NEEDS_EVIDENCE | NEEDS_EVIDENCE_FIELD | NEEDS_DAY, ENTRIES_THAT_DECIDE, is_shown_by_evidence},
    {"ISMS-SOA-12", "Is no status stated that is better than that of the measures?", NEEDS_SOME_ENTRIES | NEEDS_MEASURES,
     ENTRIES, status_is_no_better_than_measures},
    {"ISMS-SOA-13", "Is each stated reason borne out by a record?",
     NEEDS_SOME_ENTRIES | NEEDS_RISKS | NEEDS_PLANS | NEEDS_OBLIGATIONS, ENTRIES, reasons_are_borne_out},
    {"ISMS-SOA-15", "Is the version approved?", NEEDS_SOAS | NEEDS_APPROVAL_FIELD | NEEDS_DAY, WHOLE, it_is_approved},
    {"ISMS-SOA-16", "Has each treated risk a control, its own or one of a plan?", NEEDS_RISKS | NEEDS_PLANS, WHOLE,
     treated_risks_have_controls},
    {"ISMS-TREAT-04", "Does each plan that modifies risk name a control?", NEEDS_SOME_PLANS, WHOLE, plans_name_controls},
};

static void look_at_entries(run *x, bool that_decide)
{
    isms__soa_work *w = x->w;
    for (size_t i = 0; i < w->entry_count && w->status == ISMS_OK; i++) {
        x->entry = w->entries[i];
        x->row = w->entry_rows[i];
        x->r = x->row < w->soa->row_count ? &w->soa->rows[x->row] : NULL;
        if (!x->r || (that_decide && !isms_has(w->m, x->entry, ISMS_SOA_ENTRY_APPLICABLE)))
            undetermined(x);
        else
            checks[x->number].look(x);
    }
}

static void say_what_lacks(isms__soa_work *w, isms__soa_check *check, size_t which)
{
    isms__buffer *out = isms__soa_begin(w);
    bool there = isms_register_is_delivered(w->m, needs[which].type);
    isms__buffer_print(out, "Not determined: %s `%s", needs[which].field && there ? "field" : "register",
                       isms_type_plural(needs[which].type));
    if (needs[which].field && there)
        isms__buffer_print(out, ".%s", isms__attribute_path(needs[which].field));
    isms__buffer_text(out, there ? "` was not delivered whole." : "` was not delivered.");
    check->state = ISMS_SOA_CHECK_NOT_DETERMINED;
    check->message = isms__soa_end(w);
}

static void conclude(isms__soa_work *w, isms__soa_check *c)
{
    isms__buffer *out = isms__soa_begin(w);
    c->state = c->problem_count  ? ISMS_SOA_CHECK_FIRED
               : c->undetermined ? ISMS_SOA_CHECK_NOT_DETERMINED
               : c->clear        ? ISMS_SOA_CHECK_CLEAR
                                 : ISMS_SOA_CHECK_NOT_APPLICABLE;
    if (c->state == ISMS_SOA_CHECK_NOT_APPLICABLE)
        isms__buffer_text(out, "There is nothing that it could look at.");
    else
        isms__buffer_print(out, "Looked at %u: %u wrong, %u not determined.", c->problem_count + c->clear + c->undetermined,
                           c->problem_count, c->undetermined);
    c->message = isms__soa_end(w);
}

static int by_row_and_text(const void *a, const void *b, const void *user)
{
    const isms__soa_problem *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return strcmp(isms__soa_at(user, x->text), isms__soa_at(user, y->text));
}

static void check_one(isms__soa_work *w, uint32_t number)
{
    isms__soa_check *check = &w->soa->checks[number];
    run x = {.w = w, .check = check, .number = number};
    size_t which = 0;
    check->first_problem = (uint32_t)w->soa->problem_count;
    if (lacks(w->m, checks[number].needs, &which)) {
        say_what_lacks(w, check, which);
        return;
    }
    if ((checks[number].needs & NEEDS_DAY) && !w->soa->options.as_of) {
        check->state = ISMS_SOA_CHECK_NOT_DETERMINED;
        check->message = isms__soa_copy(w, "Not determined: no day was given.");
        return;
    }
    if (checks[number].shape == WHOLE)
        checks[number].look(&x);
    else
        look_at_entries(&x, checks[number].shape == ENTRIES_THAT_DECIDE);
    if (check->problem_count && !isms__sort(w->a, &w->soa->problems[check->first_problem], check->problem_count,
                                            sizeof *w->soa->problems, by_row_and_text, w->soa))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    conclude(w, check);
}

void isms__soa_look(isms__soa_work *w)
{
    for (uint32_t i = 0; i < ISMS__SOA_CHECKS && w->status == ISMS_OK; i++)
        check_one(w, i);
}

/* ------------------------------------------------------------------ reading */

size_t isms_soa_check_count(const isms_soa *soa)
{
    return soa && !soa->frozen ? ISMS__SOA_CHECKS : 0;
}

const char *isms_soa_check_rule(const isms_soa *soa, size_t check)
{
    return check < isms_soa_check_count(soa) ? checks[check].rule : "";
}

const char *isms_soa_check_question(const isms_soa *soa, size_t check)
{
    return check < isms_soa_check_count(soa) ? checks[check].question : "";
}
