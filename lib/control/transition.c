/* The draft of the transition from Annex A of 2013 to that of 2022, and reading it. */
#include "carry.h"
#include "frame.h"
#include "version.h"

#include "core/sort.h"
#include "schema/schema.h"

#include <isms/catalogue.h>
#include <string.h>

/* An id of Annex A with three numbers is one of 2013. */
static bool looks_like_2013(const char *id)
{
    size_t dots = 0;
    if (strncmp(id, "A.", 2) != 0)
        return false;
    for (; *id; id++)
        dots += *id == '.';
    return dots == 3;
}

/* ------------------------------------------------------------------ the draft */

typedef struct work {
    isms_transition *t;
    const isms_model *m;
    const isms_allocator *a;
    isms__names rows; /* row + 1 by control of 2022 */
    isms_id entry;    /* that is placed */
    isms_status status;
} work;

static uint32_t keep(work *w, const char *text)
{
    return isms__buffer_keep(&w->t->texts, text, strlen(text), &w->status);
}

static const char *framework_of(const work *w)
{
    return isms__carry_at(w->t, w->t->framework);
}

/* Of the edition before. */
static bool is_before(const work *w, const char *control)
{
    return isms__carry_targets(w->t, control, NULL, NULL) > 0;
}

/* Meant for this framework, and neither of its new edition nor of the one before. */
static bool is_astray(const work *w, const char *control)
{
    if (!*framework_of(w))
        return looks_like_2013(control);
    return isms__frame_has_prefix(control, framework_of(w)) && !isms_find(w->m, ISMS_REQUIREMENT, control);
}

static void add_question(work *w, uint32_t row, isms_id record, const isms__buffer *text)
{
    isms_transition *t = w->t;
    if (text->failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (isms__grow(w->a, (void **)&t->questions, &t->question_capacity, t->question_count, sizeof *t->questions, &w->status))
        t->questions[t->question_count++] = (isms__carry_question){keep(w, isms__buffer_c(text)), row, record};
}

/* ------------------------------------------------------------------ entries */

static void add_source(void *user, const char *id_2022)
{
    work *w = user;
    isms_transition *t = w->t;
    uint32_t row = isms__names_get(&w->rows, id_2022);
    const char *control = isms_text(w->m, w->entry, ISMS_SOA_ENTRY_CONTROL);
    if (row && isms__grow(w->a, (void **)&t->sources, &t->source_capacity, t->source_count, sizeof *t->sources, &w->status))
        t->sources[t->source_count++] = (isms__carry_source){w->entry, keep(w, control), row - 1};
}

/* An entry of another framework, or of the organization's own: the new version has it as it is. */
static void keep_entry(work *w, const char *control)
{
    isms_transition *t = w->t;
    size_t row = t->row_count + t->other_count;
    uint32_t *place = isms__names_at(&w->rows, w->a, control);
    if (!place)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (!place || !isms__grow(w->a, (void **)&t->rows, &t->row_capacity, row, sizeof *t->rows, &w->status) ||
        !isms__grow(w->a, (void **)&t->sources, &t->source_capacity, t->source_count, sizeof *t->sources, &w->status))
        return;
    t->rows[row] = (isms__carry_row){.control = keep(w, control), .kind = ISMS_CARRIED_KEPT};
    t->other_count++;
    *place = (uint32_t)row + 1;
    t->sources[t->source_count++] = (isms__carry_source){w->entry, t->rows[row].control, (uint32_t)row};
}

static void ask_what_it_is(work *w, isms_id record, const char *name)
{
    isms__buffer text;
    isms__buffer_init(&text, w->a);
    isms__buffer_print(&text, "%s %s names %s, which is no %s%s: which one is meant?",
                       isms_type_name(isms_record_type(w->m, record)), isms_record_key(w->m, record), name,
                       *framework_of(w) ? "requirement of " : "control of 2013", framework_of(w));
    add_question(w, UINT32_MAX, record, &text);
    isms__buffer_dispose(&text);
}

static void place_entries(work *w)
{
    isms_id version = isms__version_latest(w->m);
    for (isms_id e = isms_first(w->m, ISMS_SOA_ENTRY); e && w->status == ISMS_OK; e = isms_next(w->m, e)) {
        const char *control = isms_text(w->m, e, ISMS_SOA_ENTRY_CONTROL);
        w->entry = e;
        if (!control || !isms__version_has(w->m, version, e))
            continue;
        if (isms__names_get(&w->rows, control))
            add_source(w, control);
        else if (is_before(w, control))
            isms__carry_targets(w->t, control, add_source, w);
        else if (is_astray(w, control))
            ask_what_it_is(w, e, control);
        else
            keep_entry(w, control);
    }
}

/* By control of 2022, then by the id that the entry uses, then by entry. */
typedef struct texts_and_keys {
    const isms_transition *t;
    const isms_model *m;
} texts_and_keys;

static int compare_sources(const void *a, const void *b, const void *user)
{
    const isms__carry_source *x = a, *y = b;
    const texts_and_keys *u = user;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    int order = strcmp(isms__carry_at(u->t, x->control), isms__carry_at(u->t, y->control));
    return order ? order : strcmp(isms_record_key(u->m, x->entry), isms_record_key(u->m, y->entry));
}

static void order_sources(work *w)
{
    isms_transition *t = w->t;
    texts_and_keys u = {t, w->m};
    if (!isms__sort(w->a, t->sources, t->source_count, sizeof *t->sources, compare_sources, &u)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (uint32_t i = 0; i < t->source_count; i++) {
        isms__carry_row *row = &t->rows[t->sources[i].row];
        if (!row->source_count++)
            row->first_source = i;
    }
}

/* ------------------------------------------------------------------ questions about rows */

const isms_attribute isms__carry_single[] = {ISMS_SOA_ENTRY_APPLICABLE, ISMS_SOA_ENTRY_STATUS,
                                             ISMS_SOA_ENTRY_OWNER,      ISMS_SOA_ENTRY_DUE_ON,
                                             ISMS_SOA_ENTRY_MATURITY,   ISMS_SOA_ENTRY_TARGET_MATURITY};
const size_t isms__carry_single_count = sizeof isms__carry_single / sizeof isms__carry_single[0];

/* The value in words, "" where there is none. */
static void add_value(isms__buffer *out, const isms_model *m, isms_id record, isms_attribute attribute)
{
    int64_t integer = 0;
    switch (isms__attribute_kind(attribute)) {
    case ISMS_KIND_BOOLEAN:
        if (isms_has(m, record, attribute))
            isms__buffer_text(out, isms_boolean(m, record, attribute, 0) ? "yes" : "no");
        return;
    case ISMS_KIND_DATE:
        isms__buffer_day(out, isms_day_of(m, record, attribute));
        return;
    case ISMS_KIND_INTEGER:
        if (isms_get_integer(m, record, attribute, &integer) == ISMS_OK)
            isms__buffer_integer(out, integer);
        return;
    case ISMS_KIND_REFERENCE:
        isms__buffer_text(out, isms_link_key(m, record, attribute));
        return;
    default:
        isms__buffer_text(out, isms_text(m, record, attribute));
    }
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* True where two entries say the same of an attribute, or both say nothing. */
static bool same_items(const isms_model *m, isms_id a, isms_id b, isms_attribute attribute)
{
    if (isms_has(m, a, attribute) != isms_has(m, b, attribute))
        return false;
    switch (isms__attribute_kind(attribute)) {
    case ISMS_KIND_BOOLEAN:
        return isms_boolean(m, a, attribute, 0) == isms_boolean(m, b, attribute, 0);
    case ISMS_KIND_DATE:
        return isms_day_of(m, a, attribute) == isms_day_of(m, b, attribute);
    case ISMS_KIND_INTEGER:
        return isms_integer(m, a, attribute, 0) == isms_integer(m, b, attribute, 0);
    case ISMS_KIND_REFERENCE:
        return same_text(isms_link_key(m, a, attribute), isms_link_key(m, b, attribute));
    default:
        return same_text(isms_text(m, a, attribute), isms_text(m, b, attribute));
    }
}

bool isms__carry_agrees(const isms_transition *t, const isms_model *m, const isms__carry_row *row, isms_attribute attribute)
{
    for (uint32_t k = 1; k < row->source_count; k++)
        if (!same_items(m, t->sources[row->first_source].entry, t->sources[row->first_source + k].entry, attribute))
            return false;
    return true;
}

/* "A.5.15 merges A.9.1.1 (yes), A.9.1.2 (no): what is its applicable?" */
static void ask_conflict(work *w, uint32_t number, isms_attribute attribute)
{
    const isms__carry_row *row = &w->t->rows[number];
    isms__buffer text;
    isms__buffer_init(&text, w->a);
    isms__buffer_print(&text, "%s takes up ", isms__carry_at(w->t, row->control));
    for (uint32_t k = 0; k < row->source_count; k++) {
        const isms__carry_source *s = &w->t->sources[row->first_source + k];
        isms__buffer_print(&text, "%s%s (%s: ", k ? ", " : "", isms__carry_at(w->t, s->control),
                           isms_record_key(w->m, s->entry));
        size_t before = text.size;
        add_value(&text, w->m, s->entry, attribute);
        isms__buffer_text(&text, text.size == before ? "nothing)" : ")");
    }
    isms__buffer_print(&text, ", which differ in `%s`: which holds?", isms__attribute_path(attribute));
    add_question(w, number, w->t->sources[row->first_source].entry, &text);
    isms__buffer_dispose(&text);
}

static const char *objective_of(const work *w, const char *control)
{
    const isms_model *c = isms_catalogue();
    isms_id requirement = *framework_of(w) ? isms_find(w->m, ISMS_REQUIREMENT, control) : ISMS_NONE;
    const char *stated = isms_text(w->m, requirement, ISMS_REQUIREMENT_OBJECTIVE);
    if (requirement)
        return stated ? stated : isms_text(w->m, requirement, ISMS_REQUIREMENT_TITLE);
    return isms_text(c, isms_find(c, ISMS_CONTROL_REFERENCE, control), ISMS_CONTROL_REFERENCE_OBJECTIVE);
}

static void ask_control(work *w, uint32_t number, const char *rest)
{
    const char *control = isms__carry_at(w->t, w->t->rows[number].control), *objective = objective_of(w, control);
    isms__buffer text;
    isms__buffer_init(&text, w->a);
    isms__buffer_print(&text, "%s %s: is it necessary, why, and how far is it in place?", control, rest);
    if (objective)
        isms__buffer_print(&text, " (%s)", objective);
    add_question(w, number, ISMS_NONE, &text);
    isms__buffer_dispose(&text);
}

static void settle_row(work *w, uint32_t number)
{
    isms__carry_row *row = &w->t->rows[number];
    bool kept = row->source_count == 1 &&
                same_text(isms__carry_at(w->t, w->t->sources[row->first_source].control), isms__carry_at(w->t, row->control));
    if (!row->source_count)
        row->kind = row->predecessors ? ISMS_CARRIED_MISSING : ISMS_CARRIED_NEW;
    else
        row->kind = kept                                               ? ISMS_CARRIED_KEPT
                    : row->predecessors == 1 && row->source_count == 1 ? ISMS_CARRIED_ONE
                                                                       : ISMS_CARRIED_MERGED;
    if (row->kind == ISMS_CARRIED_NEW)
        ask_control(w, number, *framework_of(w) ? "is new" : "is new in 2022");
    else if (row->kind == ISMS_CARRIED_MISSING)
        ask_control(w, number, "has no entry, and none of its predecessors has one");
    for (size_t i = 0; i < isms__carry_single_count; i++)
        if (!isms__carry_agrees(w->t, w->m, row, isms__carry_single[i]))
            ask_conflict(w, number, isms__carry_single[i]);
}

/* ------------------------------------------------------------------ lists */

static const struct {
    isms_type type;
    isms_attribute list;
} lists[] = {
    {ISMS_RISK, ISMS_RISK_CONTROLS},
    {ISMS_TREATMENT_PLAN, ISMS_TREATMENT_PLAN_CONTROLS},
    {ISMS_OBLIGATION, ISMS_OBLIGATION_CONTROLS},
    {ISMS_PARTY_REQUIREMENT, ISMS_PARTY_REQUIREMENT_CONTROLS},
    {ISMS_CONTROL, ISMS_CONTROL_IMPLEMENTS},
    {ISMS_EVIDENCE, ISMS_EVIDENCE_REQUIREMENTS},
    {ISMS_THREAT, ISMS_THREAT_CONTROLS},
    {ISMS_VULNERABILITY, ISMS_VULNERABILITY_CONTROLS},
};

/* A plan that is done is a record of the past. */
static bool is_past(const isms_model *m, isms_id record)
{
    int32_t status = isms_value(m, record, ISMS_TREATMENT_PLAN_STATUS);
    return status == ISMS_TREATMENT_PLAN_STATUS_DONE || status == ISMS_TREATMENT_PLAN_STATUS_CANCELLED;
}

static void look_at_list(work *w, isms_id record, isms_attribute list)
{
    isms_transition *t = w->t;
    bool found = false;
    for (size_t i = 0, n = isms_list_count(w->m, record, list); i < n; i++) {
        const char *name = isms_list_text(w->m, record, list, i);
        if (is_before(w, name))
            found = true;
        else if (is_astray(w, name))
            ask_what_it_is(w, record, name);
    }
    if (found && isms__grow(w->a, (void **)&t->lists, &t->list_capacity, t->list_count, sizeof *t->lists, &w->status))
        t->lists[t->list_count++] = (isms__carry_list){record, list};
}

static void find_lists(work *w)
{
    for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++)
        for (isms_id r = isms_first(w->m, lists[l].type); r && w->status == ISMS_OK; r = isms_next(w->m, r))
            if (!is_past(w->m, r))
                look_at_list(w, r, lists[l].list);
}

/* ------------------------------------------------------------------ making it */

static void draft(work *w, const char *framework)
{
    w->status = isms__carry_load(w->t, w->m, framework, &w->rows);
    if (w->status == ISMS_OK)
        place_entries(w);
    if (w->status == ISMS_OK)
        order_sources(w);
    for (uint32_t i = 0; i < w->t->row_count && w->status == ISMS_OK; i++)
        settle_row(w, i);
    if (w->status == ISMS_OK)
        find_lists(w);
    isms__names_free(&w->rows, w->a);
}

isms_status isms_transition_draft(const isms_model *model, const isms_allocator *allocator, isms_transition **out)
{
    return isms_transition_draft_framework(model, NULL, allocator, out);
}

isms_status isms_transition_draft_framework(const isms_model *model, const char *framework, const isms_allocator *allocator,
                                            isms_transition **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !a)
        return ISMS_E_MISUSE;
    isms_transition *t = isms__allocate_zero(a, sizeof *t);
    if (!t)
        return ISMS_E_NO_MEMORY;
    t->host = *a;
    isms__buffer_init(&t->texts, &t->host);
    isms__buffer_char(&t->texts, '\0'); /* place 0 is the empty text */
    work w = {.t = t, .m = model, .a = &t->host};
    draft(&w, framework);
    if (w.status != ISMS_OK) {
        isms_transition_free(t);
        return w.status;
    }
    *out = t;
    return ISMS_OK;
}

void isms_transition_free(isms_transition *transition)
{
    if (!transition)
        return;
    isms_allocator a = transition->host;
    isms__buffer_dispose(&transition->texts);
    isms__release(&a, transition->rows, transition->row_capacity * sizeof *transition->rows);
    isms__release(&a, transition->pairs, transition->pair_capacity * sizeof *transition->pairs);
    isms__release(&a, transition->sources, transition->source_capacity * sizeof *transition->sources);
    isms__release(&a, transition->questions, transition->question_capacity * sizeof *transition->questions);
    isms__release(&a, transition->lists, transition->list_capacity * sizeof *transition->lists);
    isms__release(&a, transition, sizeof *transition);
}

/* ------------------------------------------------------------------ reading */

size_t isms_transition_count(const isms_transition *transition)
{
    return transition ? transition->row_count : 0;
}

const char *isms_transition_control(const isms_transition *transition, size_t i)
{
    return i < isms_transition_count(transition) ? isms__carry_at(transition, transition->rows[i].control) : "";
}

isms_transition_kind isms_transition_kind_of(const isms_transition *transition, size_t i)
{
    return i < isms_transition_count(transition) ? transition->rows[i].kind : 0;
}

const char *isms_transition_kind_name(isms_transition_kind kind)
{
    static const char *const names[] = {"", "one", "merged", "new", "missing", "kept"};
    return kind > 0 && kind <= ISMS_CARRIED_KEPT ? names[kind] : "";
}

size_t isms_transition_source_count(const isms_transition *transition, size_t i)
{
    return i < isms_transition_count(transition) ? transition->rows[i].source_count : 0;
}

static const isms__carry_source *source_at(const isms_transition *transition, size_t i, size_t k)
{
    if (k >= isms_transition_source_count(transition, i))
        return NULL;
    return &transition->sources[transition->rows[i].first_source + k];
}

const char *isms_transition_source(const isms_transition *transition, size_t i, size_t k)
{
    const isms__carry_source *s = source_at(transition, i, k);
    return s ? isms__carry_at(transition, s->control) : "";
}

isms_id isms_transition_source_entry(const isms_transition *transition, size_t i, size_t k)
{
    const isms__carry_source *s = source_at(transition, i, k);
    return s ? s->entry : ISMS_NONE;
}

size_t isms_transition_question_count(const isms_transition *transition)
{
    return transition ? transition->question_count : 0;
}

const char *isms_transition_question(const isms_transition *transition, size_t i)
{
    return i < isms_transition_question_count(transition) ? isms__carry_at(transition, transition->questions[i].text) : "";
}

size_t isms_transition_question_control(const isms_transition *transition, size_t i)
{
    uint32_t row = i < isms_transition_question_count(transition) ? transition->questions[i].row : UINT32_MAX;
    return row != UINT32_MAX ? row : isms_transition_count(transition);
}

isms_id isms_transition_question_record(const isms_transition *transition, size_t i)
{
    return i < isms_transition_question_count(transition) ? transition->questions[i].record : ISMS_NONE;
}

size_t isms_transition_list_count(const isms_transition *transition)
{
    return transition ? transition->list_count : 0;
}

isms_id isms_transition_list_record(const isms_transition *transition, size_t i)
{
    return i < isms_transition_list_count(transition) ? transition->lists[i].record : ISMS_NONE;
}

isms_attribute isms_transition_list(const isms_transition *transition, size_t i)
{
    return i < isms_transition_list_count(transition) ? transition->lists[i].list : 0;
}
