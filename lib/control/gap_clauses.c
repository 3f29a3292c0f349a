/* Rows of the clauses: what records and assessments say of each, and what its parts say of the whole. */
#include "gap.h"

#include "assessed.h"
#include "derive.h"

#include "schema/schema.h"

#include <isms/catalogue.h>
#include <string.h>

/* ------------------------------------------------------------------ rows */

static const uint8_t kinds[] = {[ISMS_CLAUSE_KIND_HEADING] = ISMS_GAP_HEADING,
                                [ISMS_CLAUSE_KIND_REQUIREMENT] = ISMS_GAP_REQUIREMENT,
                                [ISMS_CLAUSE_KIND_ITEM] = ISMS_GAP_ITEM};

isms__gap_row *isms__gap_add(isms__gap_work *w, const char *requirement, uint8_t kind, const char *words)
{
    isms_gap *gap = w->gap;
    uint32_t *place = isms__names_at(&w->rows, w->a, requirement);
    if (!place || !isms__reserve(w->a, (void **)&gap->rows, &gap->row_capacity, gap->row_count + 1, sizeof *gap->rows)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return NULL;
    }
    isms__gap_row *row = &gap->rows[gap->row_count++];
    *row = (isms__gap_row){.kind = kind, .requirement = isms__gap_copy(w, requirement), .words = isms__gap_copy(w, words)};
    *place = *place ? *place : (uint32_t)gap->row_count;
    return row;
}

static void add_clauses(isms__gap_work *w)
{
    const isms_model *c = isms_catalogue();
    for (isms_id r = isms_first(c, ISMS_CLAUSE); r && w->status == ISMS_OK; r = isms_next(c, r)) {
        const char *parent = isms_link_key(c, r, ISMS_CLAUSE_PARENT);
        isms__gap_row *row = isms__gap_add(w, isms_record_key(c, r), kinds[isms_value(c, r, ISMS_CLAUSE_KIND)],
                                           isms_text(c, r, ISMS_CLAUSE_REQUIREMENT));
        if (row && parent)
            row->parent = isms__names_get(&w->rows, parent);
    }
}

static isms__gap_row *row_of(isms__gap_work *w, const char *requirement)
{
    uint32_t place = requirement ? isms__names_get(&w->rows, requirement) : 0;
    return place ? &w->gap->rows[place - 1] : NULL;
}

/* ------------------------------------------------------------------ what records say */

/* What one sign says: its state and the sentence. */
typedef struct answer {
    uint8_t state;
    uint32_t reason, question;
} answer;

static bool has_fields(const isms__sign *s, const isms__sign_case *c)
{
    for (size_t i = 0; i < sizeof s->fields / sizeof s->fields[0]; i++)
        if (s->fields[i] && !isms_has(c->m, c->record, s->fields[i]))
            return false;
    return !s->holds || s->holds(c);
}

static void count_records(const isms__gap_work *w, const isms__sign *s, size_t *relevant, size_t *good)
{
    isms__sign_case c = {.m = w->m, .as_of = w->gap->as_of, .clause = s->clause};
    *relevant = *good = 0;
    for (c.record = isms_first(w->m, s->type); c.record; c.record = isms_next(w->m, c.record)) {
        if (s->relevant && !s->relevant(&c))
            continue;
        ++*relevant;
        *good += has_fields(s, &c);
    }
}

static bool left_out(const isms_model *m, const isms__sign *s, const char **what)
{
    *what = isms_type_plural(s->type);
    if (!isms_register_is_delivered(m, s->type) || isms_register_is_partial(m, s->type, 0))
        return true;
    for (size_t i = 0; i < sizeof s->fields / sizeof s->fields[0]; i++)
        if (s->fields[i] && isms_register_is_partial(m, s->type, s->fields[i])) {
            *what = isms__attribute_path(s->fields[i]);
            return true;
        }
    return false;
}

static uint8_t judge(const isms__sign *s, size_t relevant, size_t good)
{
    if (!relevant)
        return s->mode == ISMS__SIGN_EACH_IF ? ISMS_GAP_ASKED : ISMS_GAP_OPEN;
    if (s->mode == ISMS__SIGN_ANY || s->mode == ISMS__SIGN_OR_ANY)
        return good ? ISMS_GAP_MET : ISMS_GAP_OPEN;
    if (good == relevant)
        return ISMS_GAP_MET;
    return good ? ISMS_GAP_PARTLY : ISMS_GAP_OPEN;
}

/* "12 of 14 risks have owner". */
static uint32_t say(isms__gap_work *w, const isms__sign *s, size_t relevant, size_t good)
{
    isms__buffer *out = isms__gap_begin(w);
    bool whole = !s->fields[0] && !s->holds;
    if (whole || !relevant)
        isms__buffer_print(out, "%zu %s", relevant, s->words);
    else
        isms__buffer_print(out, "%zu of %zu %s", good, relevant, s->words);
    if (relevant && s->holds)
        isms__buffer_print(out, " %s", s->what);
    for (size_t i = 0; relevant && i < sizeof s->fields / sizeof s->fields[0]; i++)
        if (s->fields[i])
            isms__buffer_print(out, "%s %s", i ? " and" : " have", isms__attribute_path(s->fields[i]));
    return isms__gap_end(w);
}

static answer ask_sign(isms__gap_work *w, const isms__sign *s)
{
    const char *what = NULL;
    size_t relevant = 0, good = 0;
    if (left_out(w->m, s, &what)) {
        isms__buffer_print(isms__gap_begin(w), "`%s` was not delivered", what);
        return (answer){.state = ISMS_GAP_ASKED, .reason = isms__gap_end(w)};
    }
    count_records(w, s, &relevant, &good);
    return (answer){.state = judge(s, relevant, good), .reason = say(w, s, relevant, good)};
}

static const uint8_t of_check[] = {[ISMS_SOA_CHECK_FIRED] = ISMS_GAP_PARTLY,
                                   [ISMS_SOA_CHECK_CLEAR] = ISMS_GAP_MET,
                                   [ISMS_SOA_CHECK_NOT_DETERMINED] = ISMS_GAP_ASKED,
                                   [ISMS_SOA_CHECK_NOT_APPLICABLE] = ISMS_GAP_ASKED};

static answer ask_check(isms__gap_work *w, const char *rule)
{
    size_t i = 0, count = isms_soa_check_count(w->soa);
    while (i + 1 < count && strcmp(isms_soa_check_rule(w->soa, i), rule) != 0)
        i++;
    isms_soa_check_state state = isms_soa_check_state_of(w->soa, i);
    bool nothing = state == ISMS_SOA_CHECK_FIRED && isms_soa_problem_count(w->soa, i) == isms_soa_check_looked_at(w->soa, i);
    isms__buffer_print(isms__gap_begin(w), "%s %s", isms_soa_check_question(w->soa, i), isms_soa_check_message(w->soa, i));
    return (answer){.state = nothing ? ISMS_GAP_OPEN : of_check[state], .reason = isms__gap_end(w)};
}

/* ------------------------------------------------------------------ what parts say of the whole */

static uint8_t combine(unsigned seen)
{
    bool met = (seen & 1u << ISMS_GAP_MET) != 0, partly = (seen & 1u << ISMS_GAP_PARTLY) != 0;
    if (seen & (1u << ISMS_GAP_OPEN | 1u << ISMS_GAP_PARTLY))
        return met || partly ? ISMS_GAP_PARTLY : ISMS_GAP_OPEN;
    return met && !(seen & 1u << ISMS_GAP_ASKED) ? ISMS_GAP_MET : ISMS_GAP_ASKED;
}

/* The better of two signs that stand for each other. */
static uint8_t better(uint8_t a, uint8_t b)
{
    static const uint8_t order[] = {ISMS_GAP_MET, ISMS_GAP_PARTLY, ISMS_GAP_ASKED, ISMS_GAP_OPEN};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return a;
}

/* Joins a sentence to the reason of a row. */
static void add_reason(isms__gap_work *w, isms__gap_row *row, uint32_t more)
{
    isms__buffer *out = isms__gap_begin(w);
    if (row->reason)
        isms__buffer_print(out, "%s; ", isms__gap_at(w->gap, row->reason));
    isms__buffer_text(out, isms__gap_at(w->gap, more));
    row->reason = isms__gap_end(w);
}

static void apply_signs(isms__gap_work *w)
{
    uint8_t last = 0;
    for (size_t i = 0; i < isms__sign_count && w->status == ISMS_OK; i++) {
        isms__gap_row *row = row_of(w, isms__signs[i].clause);
        answer a = ask_sign(w, &isms__signs[i]);
        if (!row)
            continue;
        if (isms__signs[i].mode == ISMS__SIGN_OR_ANY) {
            row->own &= (uint8_t) ~(1u << last);
            a.state = better(last, a.state);
        }
        row->own |= (uint8_t)(1u << a.state);
        last = a.state;
        add_reason(w, row, a.reason);
    }
    for (size_t i = 0; i < isms__sign_check_count && w->status == ISMS_OK; i++) {
        isms__gap_row *row = row_of(w, isms__sign_checks[i].clause);
        answer a = ask_check(w, isms__sign_checks[i].rule);
        if (!row)
            continue;
        row->own |= (uint8_t)(1u << a.state);
        add_reason(w, row, a.reason);
    }
}

/* Parts stand behind what they are part of, so that one pass from the end settles all. */
static void roll_up(isms__gap_work *w)
{
    for (size_t i = w->gap->row_count; i-- > 0;) {
        isms__gap_row *row = &w->gap->rows[i];
        row->derived = row->state = combine(row->own | row->seen);
        if (row->parent)
            w->gap->rows[row->parent - 1].seen |= (uint8_t)(1u << row->derived);
    }
}

/* ------------------------------------------------------------------ what assessments say */

static void find_assessments(isms__gap_work *w)
{
    for (isms_id r = isms_first(w->m, ISMS_REQUIREMENT_ASSESSMENT); r; r = isms_next(w->m, r)) {
        isms__gap_row *row = row_of(w, isms_text(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_REQUIREMENT));
        if (!row || !isms__assessed_holds(w->m, r, w->gap->as_of) || !isms__assessed_replaces(w->m, r, row->assessment))
            continue;
        row->assessment = r;
        row->stated = isms_value(w->m, r, ISMS_REQUIREMENT_ASSESSMENT_RESULT);
    }
}

static void find_exclusions(isms__gap_work *w)
{
    for (isms_id s = isms_first(w->m, ISMS_SCOPE); s; s = isms_next(w->m, s))
        for (size_t i = 0, n = isms_list_count(w->m, s, ISMS_SCOPE_EXCLUDED_REQUIREMENTS); i < n; i++) {
            isms__gap_row *row = row_of(w, isms_list_text(w->m, s, ISMS_SCOPE_EXCLUDED_REQUIREMENTS, i));
            if (row && row->kind != ISMS_GAP_CONTROL)
                row->excluded = true;
        }
}

static const uint8_t of_result[] = {[ISMS_ASSESSMENT_RESULT_CONFORM] = ISMS_GAP_MET,
                                    [ISMS_ASSESSMENT_RESULT_PARTIAL] = ISMS_GAP_PARTLY,
                                    [ISMS_ASSESSMENT_RESULT_NONCONFORM] = ISMS_GAP_OPEN,
                                    [ISMS_ASSESSMENT_RESULT_NOT_APPLICABLE] = ISMS_GAP_NOT_APPLICABLE};

static bool is_gap(uint8_t state)
{
    return state == ISMS_GAP_OPEN || state == ISMS_GAP_PARTLY;
}

/* The worse of what is stated and what is derived; a question that was answered is no question any more. */
static void settle(isms__gap_work *w, isms__gap_row *row)
{
    uint8_t stated = of_result[row->stated];
    isms__buffer *out = isms__gap_begin(w);
    if (row->reason)
        isms__buffer_print(out, "%s; ", isms__gap_at(w->gap, row->reason));
    isms__buffer_print(out, "assessment %s says %s", isms_record_key(w->m, row->assessment),
                       isms__value_name(ISMS_ENUM_ASSESSMENT_RESULT, row->stated));
    row->reason = isms__gap_end(w);
    if (row->kind != ISMS_GAP_CONTROL && stated == ISMS_GAP_NOT_APPLICABLE) {
        row->excluded = true;
        return;
    }
    row->differs = row->derived != ISMS_GAP_ASKED && row->derived != stated;
    if (row->derived == ISMS_GAP_ASKED || !is_gap(row->derived) || row->derived == stated)
        row->state = stated;
    else
        row->state = stated == ISMS_GAP_OPEN ? ISMS_GAP_OPEN : row->derived;
    row->shown = row->state == ISMS_GAP_MET &&
                 isms__evidence_holds(w->m, row->assessment, ISMS_REQUIREMENT_ASSESSMENT_EVIDENCE, w->gap->as_of, NULL);
}

static void settle_exclusion(isms__gap_work *w, isms__gap_row *row)
{
    isms__buffer *out = isms__gap_begin(w);
    if (row->reason)
        isms__buffer_print(out, "%s; ", isms__gap_at(w->gap, row->reason));
    isms__buffer_text(out, "is declared not applicable, but no requirement of clauses 4 to 10 can be excluded");
    row->reason = isms__gap_end(w);
    row->state = ISMS_GAP_OPEN;
    row->shown = false;
}

/* An item that nobody can tell is met with the clause that was assessed as a whole. */
static void inherit(isms__gap_work *w, isms__gap_row *row)
{
    const isms__gap_row *above = row->parent ? &w->gap->rows[row->parent - 1] : NULL;
    if (!above || row->state != ISMS_GAP_ASKED || above->state != ISMS_GAP_MET || above->kind == ISMS_GAP_HEADING)
        return;
    isms__buffer *out = isms__gap_begin(w);
    isms__buffer_print(out, "assessed with %s", isms__gap_at(w->gap, above->requirement));
    row->reason = isms__gap_end(w);
    row->state = ISMS_GAP_MET;
    row->shown = above->shown;
}

/* What assessments say of parts changes the whole: it is no better than its worst part, also where it was assessed itself. */
static void roll_up_states(isms__gap_work *w)
{
    for (size_t i = 0; i < w->gap->row_count; i++)
        w->gap->rows[i].seen = 0;
    for (size_t i = w->gap->row_count; i-- > 0;) {
        isms__gap_row *row = &w->gap->rows[i];
        if (row->seen && !row->assessment && !row->excluded)
            row->state = combine(row->own | row->seen);
        if (row->assessment && row->state == ISMS_GAP_MET && row->seen && is_gap(combine(row->seen))) {
            row->state = ISMS_GAP_PARTLY;
            row->differs = true;
            row->shown = false;
        }
        if (row->parent)
            w->gap->rows[row->parent - 1].seen |= (uint8_t)(1u << row->state);
    }
}

static void ask(isms__gap_work *w, isms__gap_row *row)
{
    if (row->state != ISMS_GAP_ASKED || row->kind == ISMS_GAP_HEADING) {
        row->question = 0;
        return;
    }
    if (row->question)
        return;
    isms__buffer_text(isms__gap_begin(w), "How is this met, and what shows it?");
    row->question = isms__gap_end(w);
}

void isms__gap_clauses(isms__gap_work *w)
{
    add_clauses(w);
    if (w->status != ISMS_OK)
        return;
    apply_signs(w);
    roll_up(w);
}

void isms__gap_settle(isms__gap_work *w)
{
    isms_gap *gap = w->gap;
    find_assessments(w);
    find_exclusions(w);
    for (size_t i = 0; i < gap->row_count && w->status == ISMS_OK; i++)
        if (gap->rows[i].assessment)
            settle(w, &gap->rows[i]);
    for (size_t i = 0; i < gap->row_count && w->status == ISMS_OK; i++)
        if (gap->rows[i].excluded)
            settle_exclusion(w, &gap->rows[i]);
    for (size_t i = 0; i < gap->row_count && w->status == ISMS_OK; i++)
        inherit(w, &gap->rows[i]);
    roll_up_states(w);
    for (size_t i = 0; i < gap->row_count && w->status == ISMS_OK; i++)
        ask(w, &gap->rows[i]);
}
