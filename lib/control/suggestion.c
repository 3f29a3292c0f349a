/* Suggestions: controls that something in the document states for a risk, and evidence for a control. */
#include <isms/suggestion.h>

#include "core/buffer.h"
#include "core/names.h"
#include "core/sort.h"

#include <isms/catalogue.h>
#include <string.h>

typedef struct reason {
    uint32_t text, next; /* next: number + 1 of the item's next reason */
    isms_id record;
    isms_suggestion_source source;
} reason;

typedef struct item {
    uint32_t control;            /* text */
    uint32_t first, last, count; /* reasons; first and last by number + 1 */
    isms_suggestion_source best;
    bool named;
} item;

struct isms_suggestion {
    isms_allocator host;
    isms__buffer texts;
    item *items;
    reason *reasons;
    size_t item_count, item_capacity, reason_count, reason_capacity;
};

/* Why another risk is like it. */
typedef struct cause {
    uint32_t text; /* "with the same weakness V-2" */
    isms_suggestion_source source;
} cause;

typedef struct work {
    isms_suggestion *s;
    const isms_model *m;
    const isms_allocator *a;
    isms_id risk;                    /* or */
    const char *control;             /* that evidence is looked for */
    isms__names threats, weaknesses; /* by id: 1 named by the risk, 2 by way of a weakness */
    isms__names numbers;             /* item + 1 by control; borrows from the model */
    isms__names like;                /* risks that are like it, by id: place + 1 in causes */
    cause *causes;
    size_t cause_count, cause_capacity;
    const char *category; /* only where nothing else is named */
    isms__buffer scratch;
    isms_status status;
} work;

static const char *text_at(const isms_suggestion *s, uint32_t at)
{
    return isms__buffer_c(&s->texts) + at;
}

static uint32_t keep(work *w, const char *text)
{
    if (w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return isms__buffer_keep(&w->s->texts, text, text ? strlen(text) : 0, &w->status);
}

static uint32_t *place_in(work *w, isms__names *set, const char *name)
{
    uint32_t *place = isms__names_at(set, w->a, name);
    if (!place)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return place;
}

/* ------------------------------------------------------------------ what is suggested */

static item *item_of(work *w, const char *control)
{
    isms_suggestion *s = w->s;
    uint32_t *number = place_in(w, &w->numbers, control);
    if (!number)
        return NULL;
    if (!*number) {
        if (!isms__grow(w->a, (void **)&s->items, &s->item_capacity, s->item_count, sizeof *s->items, &w->status))
            return NULL;
        s->items[s->item_count++] = (item){.control = keep(w, control), .best = INT32_MAX};
        *number = (uint32_t)s->item_count;
    }
    return &s->items[*number - 1];
}

/* The reason in words is in scratch. */
static void suggest(work *w, const char *control, isms_id record, isms_suggestion_source source)
{
    isms_suggestion *s = w->s;
    item *x = control && w->status == ISMS_OK ? item_of(w, control) : NULL;
    if (!x)
        return;
    if (!isms__grow(w->a, (void **)&s->reasons, &s->reason_capacity, s->reason_count, sizeof *s->reasons, &w->status))
        return;
    s->reasons[s->reason_count++] = (reason){.text = keep(w, isms__buffer_c(&w->scratch)), .record = record, .source = source};
    if (x->last)
        s->reasons[x->last - 1].next = (uint32_t)s->reason_count;
    else
        x->first = (uint32_t)s->reason_count;
    x->last = (uint32_t)s->reason_count;
    x->count++;
    x->best = source < x->best ? source : x->best;
}

static void suggest_list(work *w, isms_id record, isms_attribute controls, isms_suggestion_source source)
{
    for (size_t i = 0, n = isms_list_count(w->m, record, controls); i < n && w->status == ISMS_OK; i++)
        suggest(w, isms_list_text(w->m, record, controls, i), record, source);
}

/* ------------------------------------------------------------------ threats and weaknesses that the risk names */

static void add_names(work *w, isms__names *set, isms_id record, isms_attribute list)
{
    for (size_t i = 0, n = isms_list_count(w->m, record, list); i < n; i++) {
        const char *key = isms_list_key(w->m, record, list, i);
        uint32_t *place = key ? place_in(w, set, key) : NULL;
        if (place)
            *place = 1;
    }
}

/* Threats that use a weakness, as the document says, else as the catalogue does. */
static void add_users(work *w, const char *weakness)
{
    const isms_model *c = isms_catalogue();
    isms_id own = isms_find(w->m, ISMS_VULNERABILITY, weakness), known = isms_find(c, ISMS_VULNERABILITY, weakness);
    const isms_model *m = own ? w->m : c;
    isms_id record = own ? own : known;
    for (size_t i = 0, n = isms_list_count(m, record, ISMS_VULNERABILITY_THREATS); i < n; i++) {
        const char *key = isms_list_key(m, record, ISMS_VULNERABILITY_THREATS, i);
        uint32_t *place = key ? place_in(w, &w->threats, key) : NULL;
        if (place && !*place)
            *place = 2;
    }
}

static void look_at_risk(work *w)
{
    add_names(w, &w->threats, w->risk, ISMS_RISK_THREATS);
    add_names(w, &w->weaknesses, w->risk, ISMS_RISK_VULNERABILITIES);
    for (size_t i = 0, n = isms_list_count(w->m, w->risk, ISMS_RISK_VULNERABILITIES); i < n; i++) {
        const char *key = isms_list_key(w->m, w->risk, ISMS_RISK_VULNERABILITIES, i);
        if (key)
            add_users(w, key);
    }
    if (!w->threats.count && !w->weaknesses.count)
        w->category = isms_text(w->m, w->risk, ISMS_RISK_CATEGORY);
}

static void describe_statement(work *w, isms_id record, isms_attribute source, const char *how)
{
    const char *from = isms_text(w->m, record, source);
    isms__buffer_clear(&w->scratch);
    isms__buffer_print(&w->scratch, "%s %s%s names it (source: %s)", isms_type_name(isms_record_type(w->m, record)),
                       isms_record_key(w->m, record), how, from ? from : "the document itself");
}

static void take_statements(work *w)
{
    for (isms_id t = isms_first(w->m, ISMS_THREAT); t && w->status == ISMS_OK; t = isms_next(w->m, t)) {
        uint32_t named = isms__names_get(&w->threats, isms_record_key(w->m, t));
        if (!named)
            continue;
        describe_statement(w, t, ISMS_THREAT_SOURCE, named == 2 ? ", which uses a weakness of the risk," : "");
        suggest_list(w, t, ISMS_THREAT_CONTROLS, ISMS_SUGGESTED_BY_THREAT);
    }
    for (isms_id v = isms_first(w->m, ISMS_VULNERABILITY); v && w->status == ISMS_OK; v = isms_next(w->m, v)) {
        if (!isms__names_get(&w->weaknesses, isms_record_key(w->m, v)))
            continue;
        describe_statement(w, v, ISMS_VULNERABILITY_SOURCE, "");
        suggest_list(w, v, ISMS_VULNERABILITY_CONTROLS, ISMS_SUGGESTED_BY_VULNERABILITY);
    }
}

/* ------------------------------------------------------------------ risks that are like it */

/* A risk that is treated in another way than by controls tells nothing about them. */
static bool tells(const isms_model *m, isms_id risk)
{
    size_t n = isms_list_count(m, risk, ISMS_RISK_TREATMENT_OPTIONS);
    for (size_t i = 0; i < n; i++)
        if (isms_list_value(m, risk, ISMS_RISK_TREATMENT_OPTIONS, i) == ISMS_TREATMENT_MODIFY)
            return true;
    return n == 0;
}

static const char *shared(const work *w, isms_id other, isms_attribute list, const isms__names *set)
{
    for (size_t i = 0, n = isms_list_count(w->m, other, list); i < n; i++) {
        const char *key = isms_list_key(w->m, other, list, i);
        if (key && isms__names_get(set, key) == 1)
            return key;
    }
    return NULL;
}

/* What the two have in common: in words into scratch, and as a source; 0 where it is nothing. */
static isms_suggestion_source likeness(work *w, isms_id other)
{
    const char *threat = shared(w, other, ISMS_RISK_THREATS, &w->threats);
    const char *weakness = shared(w, other, ISMS_RISK_VULNERABILITIES, &w->weaknesses);
    const char *category = w->category ? isms_text(w->m, other, ISMS_RISK_CATEGORY) : NULL;
    isms__buffer_clear(&w->scratch);
    if (weakness) {
        isms__buffer_print(&w->scratch, "with the same weakness %s", weakness);
        return ISMS_SUGGESTED_BY_SAME_WEAKNESS;
    }
    if (threat) {
        isms__buffer_print(&w->scratch, "with the same threat %s", threat);
        return ISMS_SUGGESTED_BY_SAME_THREAT;
    }
    if (!category || strcmp(category, w->category) != 0)
        return 0;
    isms__buffer_print(&w->scratch, "of the same category %s", category);
    return ISMS_SUGGESTED_BY_CATEGORY;
}

static void take_like(work *w, isms_id other, isms_suggestion_source source)
{
    const char *key = isms_record_key(w->m, other);
    uint32_t text = keep(w, isms__buffer_c(&w->scratch)), *place = place_in(w, &w->like, key);
    if (!place || !isms__reserve(w->a, (void **)&w->causes, &w->cause_capacity, w->cause_count + 1, sizeof *w->causes)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    w->causes[w->cause_count++] = (cause){text, source};
    *place = (uint32_t)w->cause_count;
    isms__buffer_clear(&w->scratch);
    isms__buffer_print(&w->scratch, "risk %s, %s, is treated by it", key, text_at(w->s, text));
    suggest_list(w, other, ISMS_RISK_CONTROLS, source);
}

static void take_plan(work *w, isms_id plan)
{
    for (size_t i = 0, n = isms_list_count(w->m, plan, ISMS_TREATMENT_PLAN_RISKS); i < n && w->status == ISMS_OK; i++) {
        const char *key = isms_list_key(w->m, plan, ISMS_TREATMENT_PLAN_RISKS, i);
        uint32_t place = key ? isms__names_get(&w->like, key) : 0;
        if (!place)
            continue;
        isms__buffer_clear(&w->scratch);
        isms__buffer_print(&w->scratch, "treatment plan %s for risk %s, %s, names it", isms_record_key(w->m, plan), key,
                           text_at(w->s, w->causes[place - 1].text));
        suggest_list(w, plan, ISMS_TREATMENT_PLAN_CONTROLS, w->causes[place - 1].source);
    }
}

static void take_risks(work *w)
{
    for (isms_id r = isms_first(w->m, ISMS_RISK); r && w->status == ISMS_OK; r = isms_next(w->m, r)) {
        isms_suggestion_source source = r != w->risk && tells(w->m, r) ? likeness(w, r) : 0;
        if (source)
            take_like(w, r, source);
    }
    for (isms_id p = isms_first(w->m, ISMS_TREATMENT_PLAN); p && w->status == ISMS_OK; p = isms_next(w->m, p))
        if (isms_value(w->m, p, ISMS_TREATMENT_PLAN_STATUS) != ISMS_TREATMENT_PLAN_STATUS_CANCELLED)
            take_plan(w, p);
}

/* ------------------------------------------------------------------ what it has already, and order */

static void mark_named(work *w, isms_id record, isms_attribute controls)
{
    for (size_t i = 0, n = isms_list_count(w->m, record, controls); i < n; i++) {
        const char *control = isms_list_text(w->m, record, controls, i);
        uint32_t number = control ? isms__names_get(&w->numbers, control) : 0;
        if (number)
            w->s->items[number - 1].named = true;
    }
}

static void mark_all_named(work *w)
{
    mark_named(w, w->risk, ISMS_RISK_CONTROLS);
    for (isms_id p = isms_first(w->m, ISMS_TREATMENT_PLAN); p; p = isms_next(w->m, p))
        for (size_t i = 0, n = isms_list_count(w->m, p, ISMS_TREATMENT_PLAN_RISKS); i < n; i++)
            if (isms_list_link(w->m, p, ISMS_TREATMENT_PLAN_RISKS, i) == w->risk)
                mark_named(w, p, ISMS_TREATMENT_PLAN_CONTROLS);
}

/* What is stated of threats and of weaknesses weighs alike. */
static int weight_of(const item *x)
{
    return x->best == ISMS_SUGGESTED_BY_THREAT ? ISMS_SUGGESTED_BY_VULNERABILITY : x->best;
}

static int by_weight(const void *a, const void *b, const void *user)
{
    const item *x = a, *y = b;
    if (weight_of(x) != weight_of(y))
        return weight_of(x) - weight_of(y);
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(text_at(user, x->control), text_at(user, y->control));
}

static void find_controls(work *w)
{
    look_at_risk(w);
    take_statements(w);
    take_risks(w);
    mark_all_named(w);
}

/* ------------------------------------------------------------------ evidence for a control */

static void take_measure(work *w, isms_id measure)
{
    bool is_for = strcmp(isms_record_key(w->m, measure), w->control) == 0;
    for (size_t i = 0, n = isms_list_count(w->m, measure, ISMS_CONTROL_IMPLEMENTS); i < n && !is_for; i++)
        is_for = strcmp(isms_list_text(w->m, measure, ISMS_CONTROL_IMPLEMENTS, i), w->control) == 0;
    if (!is_for)
        return;
    isms__buffer_clear(&w->scratch);
    isms__buffer_print(&w->scratch, "control %s asks for it", isms_record_key(w->m, measure));
    suggest_list(w, measure, ISMS_CONTROL_EVIDENCE_REQUIRED, ISMS_SUGGESTED_BY_MEASURE);
}

static void take_schedule(work *w, isms_id schedule)
{
    const char *requirement = isms_text(w->m, schedule, ISMS_SCHEDULE_REQUIREMENT);
    if (!requirement || strcmp(requirement, w->control) != 0)
        return;
    isms__buffer_clear(&w->scratch);
    isms__buffer_print(&w->scratch, "schedule %s asks for it", isms_record_key(w->m, schedule));
    suggest(w, isms_text(w->m, schedule, ISMS_SCHEDULE_EVIDENCE_REQUIRED), schedule, ISMS_SUGGESTED_BY_SCHEDULE);
}

/* What a mapping ties to the control, where that is a control of Annex A. */
static void take_mapping(work *w, const isms_model *m, isms_id mapping)
{
    const char *from = isms_text(m, mapping, ISMS_MAPPING_REQUIREMENT), *to = isms_text(m, mapping, ISMS_MAPPING_TARGET);
    const char *other = !from || !to ? NULL : strcmp(to, w->control) == 0 ? from : strcmp(from, w->control) == 0 ? to : NULL;
    const char *relationship = other ? isms_text(m, mapping, ISMS_MAPPING_RELATIONSHIP) : NULL;
    if (!isms_suggestion_evidence(other) ||
        isms_value(m, mapping, ISMS_MAPPING_RELATIONSHIP) == ISMS_RELATIONSHIP_NO_RELATIONSHIP)
        return;
    isms__buffer_clear(&w->scratch);
    isms__buffer_print(&w->scratch, "usually shown for %s (judgement of the project), which is mapped to it: %s", other,
                       relationship ? relationship : "not stated how");
    suggest(w, isms_suggestion_evidence(other), m == w->m ? mapping : ISMS_NONE, ISMS_SUGGESTED_BY_MAPPING);
}

static void find_evidence(work *w)
{
    const isms_model *c = isms_catalogue();
    for (isms_id r = isms_first(w->m, ISMS_CONTROL); r && w->status == ISMS_OK; r = isms_next(w->m, r))
        take_measure(w, r);
    for (isms_id r = isms_first(w->m, ISMS_SCHEDULE); r && w->status == ISMS_OK; r = isms_next(w->m, r))
        take_schedule(w, r);
    isms__buffer_clear(&w->scratch);
    isms__buffer_text(&w->scratch, "usually shown for it: judgement of the project");
    suggest(w, isms_suggestion_evidence(w->control), ISMS_NONE, ISMS_SUGGESTED_BY_JUDGEMENT);
    for (isms_id r = isms_first(w->m, ISMS_MAPPING); r && w->status == ISMS_OK; r = isms_next(w->m, r))
        take_mapping(w, w->m, r);
    isms_id built_in = isms_find(c, ISMS_REQUIREMENT, w->control) ? isms_first(c, ISMS_MAPPING) : ISMS_NONE;
    for (isms_id r = built_in; r && w->status == ISMS_OK; r = isms_next(c, r))
        take_mapping(w, c, r);
}

/* ------------------------------------------------------------------ finding */

static void find(work *w)
{
    isms_suggestion *s = w->s;
    isms__buffer_char(&s->texts, '\0'); /* offset 0 is "" */
    if (w->control)
        find_evidence(w);
    else
        find_controls(w);
    if (s->texts.failed || w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (w->status == ISMS_OK && !isms__sort(w->a, s->items, s->item_count, sizeof *s->items, by_weight, s))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    isms__names_free(&w->threats, w->a);
    isms__names_free(&w->weaknesses, w->a);
    isms__names_free(&w->numbers, w->a);
    isms__names_free(&w->like, w->a);
    isms__release(w->a, w->causes, w->cause_capacity * sizeof *w->causes);
    isms__buffer_dispose(&w->scratch);
}

/* For the risk, or for the control where that is not NULL. */
static isms_status make(const isms_model *model, isms_id risk, const char *control, const isms_allocator *a,
                        isms_suggestion **out)
{
    isms_suggestion *s = isms__allocate_zero(a, sizeof *s);
    if (!s)
        return ISMS_E_NO_MEMORY;
    s->host = *a;
    isms__buffer_init(&s->texts, &s->host);
    work w = {.s = s, .m = model, .a = &s->host, .risk = risk, .control = control};
    isms__buffer_init(&w.scratch, &s->host);
    find(&w);
    if (w.status != ISMS_OK) {
        isms_suggestion_free(s);
        return w.status;
    }
    *out = s;
    return ISMS_OK;
}

isms_status isms_suggestion_find(const isms_model *model, isms_id risk, const isms_allocator *allocator, isms_suggestion **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !a)
        return ISMS_E_MISUSE;
    return isms_record_type(model, risk) == ISMS_RISK ? make(model, risk, NULL, a, out) : ISMS_E_STALE;
}

/* A control of Annex A, one of the organization, or a requirement of any framework. */
static bool is_known(const isms_model *model, const char *control)
{
    return isms_suggestion_evidence(control) || isms_find(model, ISMS_CONTROL, control) ||
           isms_find(model, ISMS_REQUIREMENT, control) || isms_find(isms_catalogue(), ISMS_REQUIREMENT, control);
}

isms_status isms_suggestion_find_evidence(const isms_model *model, const char *control, const isms_allocator *allocator,
                                          isms_suggestion **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !control || !a)
        return ISMS_E_MISUSE;
    return is_known(model, control) ? make(model, ISMS_NONE, control, a, out) : ISMS_E_NOT_FOUND;
}

void isms_suggestion_free(isms_suggestion *suggestion)
{
    if (!suggestion)
        return;
    isms_allocator a = suggestion->host;
    isms__buffer_dispose(&suggestion->texts);
    isms__release(&a, suggestion->items, suggestion->item_capacity * sizeof *suggestion->items);
    isms__release(&a, suggestion->reasons, suggestion->reason_capacity * sizeof *suggestion->reasons);
    isms__release(&a, suggestion, sizeof *suggestion);
}

/* ------------------------------------------------------------------ reading */

size_t isms_suggestion_count(const isms_suggestion *suggestion)
{
    return suggestion ? suggestion->item_count : 0;
}

/* An item of nothing for what lies past the end. */
static const item *item_at(const isms_suggestion *suggestion, size_t i)
{
    static const item none = {0};
    return i < isms_suggestion_count(suggestion) ? &suggestion->items[i] : &none;
}

const char *isms_suggestion_control(const isms_suggestion *suggestion, size_t i)
{
    return suggestion ? text_at(suggestion, item_at(suggestion, i)->control) : "";
}

int32_t isms_suggestion_is_named(const isms_suggestion *suggestion, size_t i)
{
    return item_at(suggestion, i)->named;
}

size_t isms_suggestion_reason_count(const isms_suggestion *suggestion, size_t i)
{
    return item_at(suggestion, i)->count;
}

static const reason *reason_at(const isms_suggestion *suggestion, size_t i, size_t k)
{
    static const reason none = {0};
    uint32_t at = item_at(suggestion, i)->first;
    for (; at && k; k--)
        at = suggestion->reasons[at - 1].next;
    return at ? &suggestion->reasons[at - 1] : &none;
}

isms_suggestion_source isms_suggestion_reason_source(const isms_suggestion *suggestion, size_t i, size_t k)
{
    return reason_at(suggestion, i, k)->source;
}

isms_id isms_suggestion_reason_record(const isms_suggestion *suggestion, size_t i, size_t k)
{
    return reason_at(suggestion, i, k)->record;
}

const char *isms_suggestion_reason(const isms_suggestion *suggestion, size_t i, size_t k)
{
    return suggestion ? text_at(suggestion, reason_at(suggestion, i, k)->text) : "";
}

/* ------------------------------------------------------------------ evidence */

const char *isms_suggestion_evidence(const char *control)
{
#define ISMS_USUAL_EVIDENCE(control, what) {control, what},
    static const struct {
        const char *control, *what;
    } usual[] = {
#include "usual_evidence.def"
    };
#undef ISMS_USUAL_EVIDENCE
    for (size_t i = 0; control && i < sizeof usual / sizeof usual[0]; i++)
        if (strcmp(usual[i].control, control) == 0)
            return usual[i].what;
    return NULL;
}
