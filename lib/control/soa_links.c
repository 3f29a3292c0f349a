/* Links of the Statement of Applicability: which records stand behind each row, directly or through a measure or a plan. */
#include "level.h"
#include "needed.h"
#include "soa.h"

#include "core/sort.h"
#include "core/text.h"

#include <isms/catalogue.h>
#include <string.h>

/* ------------------------------------------------------------------ records and their state in words */

static void add_word(isms__buffer *out, const char *word)
{
    if (word && out->size)
        isms__buffer_text(out, ", ");
    isms__buffer_text(out, word);
}

static void add_day(isms__buffer *out, const char *word, isms_day day)
{
    if (!day)
        return;
    add_word(out, word);
    isms__buffer_char(out, ' ');
    isms__buffer_day(out, day);
}

static void describe_plan(isms__soa_work *w, isms__soa_record *r)
{
    isms__buffer *out = &w->scratch;
    add_word(out, isms_text(w->m, r->id, ISMS_TREATMENT_PLAN_STATUS));
    add_day(out, "due", isms_day_of(w->m, r->id, ISMS_TREATMENT_PLAN_DUE_ON));
    r->reasons = 1u << ISMS_SOA_REASON_RISK;
}

static void describe_risk(isms__soa_work *w, isms__soa_record *r)
{
    isms__buffer *out = &w->scratch;
    const isms_assessment *x = w->soa->options.assessment;
    const char *present =
        x ? isms_assessment_level(x, r->id, isms_assessment_present(x, r->id)) : isms__level_present(w->m, r->id);
    const char *residual = x ? isms_assessment_level(x, r->id, ISMS_RESIDUAL) : isms__level_residual(w->m, r->id);
    r->holds = isms__risk_is_open(w->m, r->id);
    r->reasons = 1u << ISMS_SOA_REASON_RISK;
    add_word(out, r->holds ? NULL : isms_text(w->m, r->id, ISMS_RISK_STATUS));
    add_word(out, present ? present : "not rated");
    if (residual && present && strcmp(present, residual) != 0) {
        add_word(out, "residual ");
        isms__buffer_text(out, residual);
    }
}

/* How a register words the kind of a duty, by its first letters. */
static const struct {
    const char *start;
    uint8_t reason;
} duty_kinds[] = {
    {"contract", ISMS_SOA_REASON_CONTRACT}, {"vertrag", ISMS_SOA_REASON_CONTRACT}, {"customer", ISMS_SOA_REASON_CONTRACT},
    {"legal", ISMS_SOA_REASON_LEGAL},       {"law", ISMS_SOA_REASON_LEGAL},        {"regulat", ISMS_SOA_REASON_LEGAL},
    {"statut", ISMS_SOA_REASON_LEGAL},      {"gesetz", ISMS_SOA_REASON_LEGAL},     {"expectation", ISMS_SOA_REASON_BUSINESS},
};

static bool starts_with(const char *text, const char *start)
{
    while (*start && isms__lower((unsigned char)*text) == *start) {
        text++;
        start++;
    }
    return !*start;
}

/* The reason that a duty of this kind is; 0 where the kind is not stated or not known. */
static uint8_t duty_reason(const char *kind)
{
    for (size_t i = 0; kind && i < sizeof duty_kinds / sizeof duty_kinds[0]; i++)
        if (starts_with(kind, duty_kinds[i].start))
            return (uint8_t)(1u << duty_kinds[i].reason);
    return 0;
}

static void describe_obligation(isms__soa_work *w, isms__soa_record *r)
{
    const char *kind = isms_text(w->m, r->id, ISMS_OBLIGATION_KIND);
    r->reasons = duty_reason(kind);
    add_word(&w->scratch, kind ? kind : "kind not stated");
    add_word(&w->scratch, isms_text(w->m, r->id, ISMS_OBLIGATION_STATUS));
}

static void describe_party(isms__soa_work *w, isms__soa_record *r)
{
    const char *kind = isms_text(w->m, r->id, ISMS_PARTY_REQUIREMENT_KIND);
    r->reasons = duty_reason(kind);
    add_word(&w->scratch, kind ? kind : "kind not stated");
}

static void describe_measure(isms__soa_work *w, isms__soa_record *r)
{
    const char *status = isms_text(w->m, r->id, ISMS_CONTROL_STATUS);
    r->holds = isms_value(w->m, r->id, ISMS_CONTROL_STATUS) == ISMS_CONTROL_STATUS_IMPLEMENTED;
    add_word(&w->scratch, status ? status : "status not stated");
}

static void describe_evidence(isms__soa_work *w, isms__soa_record *r)
{
    isms_day until = 0;
    isms_evidence_state state = isms_evidence_judge(w->m, r->id, w->soa->options.as_of, &until);
    r->holds = state == ISMS_EVIDENCE_STATE_VALID;
    add_word(&w->scratch, isms_evidence_state_name(state));
    add_day(&w->scratch, state == ISMS_EVIDENCE_STATE_EXPIRED ? "last day" : "until", until);
}

static void describe_document(isms__soa_work *w, isms__soa_record *r)
{
    add_word(&w->scratch, isms_text(w->m, r->id, ISMS_DOCUMENT_STATUS));
}

static const struct {
    const char *name;
    isms_type type;
    void (*describe)(isms__soa_work *w, isms__soa_record *r);
} kinds[ISMS__SOA_KINDS] = {
    {"treatment plan", ISMS_TREATMENT_PLAN, describe_plan},
    {"risk", ISMS_RISK, describe_risk},
    {"obligation", ISMS_OBLIGATION, describe_obligation},
    {"party requirement", ISMS_PARTY_REQUIREMENT, describe_party},
    {"measure", ISMS_CONTROL, describe_measure},
    {"alternative", ISMS_CONTROL, describe_measure},
    {"evidence", ISMS_EVIDENCE, describe_evidence},
    {"document", ISMS_DOCUMENT, describe_document},
};

const char *isms_soa_link_kind_name(isms_soa_link_kind kind)
{
    return kind >= 1 && kind <= ISMS__SOA_KINDS ? kinds[kind - 1].name : "";
}

static uint32_t describe(isms__soa_work *w, isms__soa_record *r)
{
    isms__buffer *out = isms__soa_begin(w);
    if (r->id)
        kinds[r->kind - 1].describe(w, r);
    else
        isms__buffer_text(out, "not there");
    return isms__soa_end(w);
}

/* The record of that id, taken in when it is first met; its number + 1, 0 on failure. */
static uint32_t record_of(isms__soa_work *w, isms_soa_link_kind kind, isms_id id, const char *key)
{
    isms_soa *soa = w->soa;
    uint32_t *place = key ? isms__names_at(&w->seen[kind - 1], w->a, key) : NULL;
    if (place && *place)
        return *place;
    if (!place ||
        !isms__reserve(w->a, (void **)&soa->records, &soa->record_capacity, soa->record_count + 1, sizeof *soa->records)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return 0;
    }
    isms__soa_record r = {.id = id, .kind = (uint8_t)kind, .key = isms__soa_copy(w, key)};
    r.state = describe(w, &r);
    soa->records[soa->record_count++] = r;
    return *place = (uint32_t)soa->record_count;
}

static void link(isms__soa_work *w, uint32_t row, uint32_t record, uint32_t via, uint8_t origin)
{
    isms_soa *soa = w->soa;
    if (!record || w->status != ISMS_OK)
        return;
    if (soa->link_count >= soa->options.max_links) {
        isms__fail(&w->status, ISMS_E_LIMIT);
        return;
    }
    if (!isms__grow(w->a, (void **)&soa->links, &soa->link_capacity, soa->link_count, sizeof *soa->links, &w->status))
        return;
    soa->links[soa->link_count++] = (isms__soa_link){row, record - 1, via, soa->records[record - 1].kind, origin};
}

/* ------------------------------------------------------------------ what entries state */

static const struct {
    isms_attribute list;
    uint8_t kind;
} stated_lists[] = {
    {ISMS_SOA_ENTRY_MEASURES, ISMS_SOA_LINK_MEASURE},         {ISMS_SOA_ENTRY_RISKS, ISMS_SOA_LINK_RISK},
    {ISMS_SOA_ENTRY_OBLIGATIONS, ISMS_SOA_LINK_OBLIGATION},   {ISMS_SOA_ENTRY_EVIDENCE, ISMS_SOA_LINK_EVIDENCE},
    {ISMS_SOA_ENTRY_ALTERNATIVES, ISMS_SOA_LINK_ALTERNATIVE}, {ISMS_SOA_ENTRY_DOCUMENTS, ISMS_SOA_LINK_DOCUMENT},
};

static void stated_links(isms__soa_work *w)
{
    for (uint32_t row = 0; row < w->soa->row_count; row++)
        for (size_t l = 0; l < sizeof stated_lists / sizeof stated_lists[0]; l++) {
            isms_id entry = w->soa->rows[row].entry;
            isms_attribute list = stated_lists[l].list;
            for (size_t i = 0, n = isms_list_count(w->m, entry, list); i < n && w->status == ISMS_OK; i++)
                link(w, row,
                     record_of(w, stated_lists[l].kind, isms_list_link(w->m, entry, list, i),
                               isms_list_key(w->m, entry, list, i)),
                     0, ISMS_SOA_ORIGIN_STATED);
        }
}

/* ------------------------------------------------------------------ measures */

static uint32_t row_of(const isms__soa_work *w, const char *control)
{
    return control ? isms__names_get(&w->rows, control) : 0;
}

/* Each control of the organization is taken in, since others may name it. It is a measure of what it implements, and of itself
 * where the Statement of Applicability adds it. */
static void measure_links(isms__soa_work *w)
{
    for (isms_id c = isms_first(w->m, ISMS_CONTROL); c && w->status == ISMS_OK; c = isms_next(w->m, c)) {
        const char *key = isms_record_key(w->m, c);
        uint32_t record = record_of(w, ISMS_SOA_LINK_MEASURE, c, key), own = row_of(w, key);
        if (own)
            link(w, own - 1, record, 0, ISMS_SOA_ORIGIN_DERIVED);
        for (size_t i = 0, n = isms_list_count(w->m, c, ISMS_CONTROL_IMPLEMENTS); i < n; i++) {
            uint32_t row = row_of(w, isms_list_text(w->m, c, ISMS_CONTROL_IMPLEMENTS, i));
            if (row)
                link(w, row - 1, record, 0, ISMS_SOA_ORIGIN_DERIVED);
        }
    }
}

/* The rows of each record: those of record r are rows[starts[r]] to rows[starts[r + 1]]. */
typedef struct reach {
    uint32_t *starts, *rows;
    size_t record_count, link_count;
} reach;

static void reach_dispose(reach *x, const isms_allocator *a)
{
    isms__release(a, x->starts, (x->record_count + 1) * sizeof *x->starts);
    isms__release(a, x->rows, x->link_count * sizeof *x->rows);
}

/* Over the links of measures that there are so far. */
static void reach_build(isms__soa_work *w, reach *x)
{
    const isms_soa *soa = w->soa;
    *x = (reach){.record_count = soa->record_count, .link_count = soa->link_count};
    x->starts = isms__allocate_zero(w->a, (x->record_count + 1) * sizeof *x->starts);
    x->rows = isms__allocate(w->a, x->link_count * sizeof *x->rows);
    if (!x->starts || !x->rows) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < soa->link_count; i++)
        if (soa->links[i].kind == ISMS_SOA_LINK_MEASURE)
            x->starts[soa->links[i].record + 1]++;
    for (size_t r = 0; r < x->record_count; r++)
        x->starts[r + 1] += x->starts[r];
    for (size_t i = soa->link_count; i-- > 0;)
        if (soa->links[i].kind == ISMS_SOA_LINK_MEASURE)
            x->rows[--x->starts[soa->links[i].record + 1]] = soa->links[i].row;
    for (size_t r = 0; r < x->record_count; r++)
        x->starts[r] = x->starts[r + 1];
    x->starts[x->record_count] = 0;
    for (size_t i = 0; i < soa->link_count; i++)
        x->starts[x->record_count] += soa->links[i].kind == ISMS_SOA_LINK_MEASURE;
}

/* ------------------------------------------------------------------ who names controls */

static bool party_counts(const isms_model *m, isms_id requirement)
{
    return isms_boolean(m, requirement, ISMS_PARTY_REQUIREMENT_RELEVANT, 1) != 0 &&
           isms_value(m, requirement, ISMS_PARTY_REQUIREMENT_ADDRESSED) != ISMS_YES_NO_NO;
}

static const isms__need party = {0, ISMS_PARTY_REQUIREMENT, ISMS_PARTY_REQUIREMENT_CONTROLS, party_counts};

static uint8_t kind_of_type(isms_type type)
{
    uint8_t kind = 1;
    while (kinds[kind - 1].type != type)
        kind++;
    return kind;
}

/* A name that is no row and no measure, unless it is a clause or a requirement of a framework. Several records that use the
 * same name count once, with the least of them. */
static void stray(isms__soa_work *w, uint8_t kind, const char *key, const char *name)
{
    isms_soa *soa = w->soa;
    if (strchr(name, ':') || isms_find(isms_catalogue(), ISMS_CLAUSE, name))
        return;
    if (!isms__grow(w->a, (void **)&soa->strays, &soa->stray_capacity, soa->stray_count, sizeof *soa->strays, &w->status))
        return;
    isms__buffer *out = isms__soa_begin(w);
    isms__buffer_add(out, name, strlen(name) + 1);
    isms__buffer_print(out, "%s %s: %s", kinds[kind - 1].name, key, name);
    soa->strays[soa->stray_count++] = isms__soa_end(w);
}

/* Risks that a plan treats depend on the controls of the plan. */
static void plan_risks(isms__soa_work *w, isms_id plan, uint32_t plan_record, uint32_t row)
{
    for (size_t i = 0, n = isms_list_count(w->m, plan, ISMS_TREATMENT_PLAN_RISKS); i < n && w->status == ISMS_OK; i++) {
        isms_id risk = isms_list_link(w->m, plan, ISMS_TREATMENT_PLAN_RISKS, i);
        if (risk && isms__risk_is_open(w->m, risk))
            link(w, row, record_of(w, ISMS_SOA_LINK_RISK, risk, isms_record_key(w->m, risk)), plan_record,
                 ISMS_SOA_ORIGIN_DERIVED);
    }
}

static void name_links(isms__soa_work *w, const isms__need *need, uint8_t kind, isms_id id, const char *name, const reach *x)
{
    uint32_t row = row_of(w, name), measure = isms__names_get(&w->seen[ISMS_SOA_LINK_MEASURE - 1], name);
    const char *key = isms_record_key(w->m, id);
    if (!row && (!measure || measure > x->record_count)) {
        stray(w, kind, key, name);
        return;
    }
    uint32_t record = record_of(w, kind, id, key);
    if (row) {
        w->soa->rows[row - 1].need |= (uint8_t)need->bit;
        link(w, row - 1, record, 0, ISMS_SOA_ORIGIN_DERIVED);
        if (kind == ISMS_SOA_LINK_PLAN)
            plan_risks(w, id, record, row - 1);
        return;
    }
    for (uint32_t i = x->starts[measure - 1]; i < x->starts[measure] && w->status == ISMS_OK; i++)
        link(w, x->rows[i], record, measure, ISMS_SOA_ORIGIN_DERIVED);
}

static void need_links(isms__soa_work *w, const isms__need *need, const reach *x)
{
    uint8_t kind = kind_of_type(need->type);
    for (isms_id r = isms_first(w->m, need->type); r && w->status == ISMS_OK; r = isms_next(w->m, r))
        if (need->counts(w->m, r))
            for (size_t i = 0, n = isms_list_count(w->m, r, need->controls); i < n && w->status == ISMS_OK; i++)
                name_links(w, need, kind, r, isms_list_text(w->m, r, need->controls, i), x);
}

/* ------------------------------------------------------------------ evidence */

static void evidence_of_measures(isms__soa_work *w, const reach *x)
{
    for (uint32_t r = 0; r < x->record_count && w->status == ISMS_OK; r++) {
        isms_id measure = w->soa->records[r].kind == ISMS_SOA_LINK_MEASURE ? w->soa->records[r].id : ISMS_NONE;
        for (size_t i = 0, n = isms_list_count(w->m, measure, ISMS_CONTROL_EVIDENCE); i < n && w->status == ISMS_OK; i++) {
            uint32_t evidence = record_of(w, ISMS_SOA_LINK_EVIDENCE, isms_list_link(w->m, measure, ISMS_CONTROL_EVIDENCE, i),
                                          isms_list_key(w->m, measure, ISMS_CONTROL_EVIDENCE, i));
            for (uint32_t k = x->starts[r]; k < x->starts[r + 1]; k++)
                link(w, x->rows[k], evidence, r + 1, ISMS_SOA_ORIGIN_DERIVED);
        }
    }
}

/* A piece of evidence names the control itself, or a measure of it. */
static void evidence_link(isms__soa_work *w, isms_id evidence, const char *name, const reach *x)
{
    uint32_t row = row_of(w, name), measure = name ? isms__names_get(&w->seen[ISMS_SOA_LINK_MEASURE - 1], name) : 0;
    if (!row && (!measure || measure > x->record_count))
        return;
    uint32_t record = record_of(w, ISMS_SOA_LINK_EVIDENCE, evidence, isms_record_key(w->m, evidence));
    if (row) {
        link(w, row - 1, record, 0, ISMS_SOA_ORIGIN_DERIVED);
        return;
    }
    for (uint32_t k = x->starts[measure - 1]; k < x->starts[measure]; k++)
        link(w, x->rows[k], record, measure, ISMS_SOA_ORIGIN_DERIVED);
}

static void evidence_links(isms__soa_work *w, const reach *x)
{
    for (isms_id e = isms_first(w->m, ISMS_EVIDENCE); e && w->status == ISMS_OK; e = isms_next(w->m, e))
        for (size_t i = 0, n = isms_list_count(w->m, e, ISMS_EVIDENCE_REQUIREMENTS); i < n && w->status == ISMS_OK; i++)
            evidence_link(w, e, isms_list_text(w->m, e, ISMS_EVIDENCE_REQUIREMENTS, i), x);
}

/* ------------------------------------------------------------------ order */

/* A record's place in the order by kind and id; eight bytes of the id settle most comparisons. */
typedef struct ranked {
    uint64_t front;
    const char *key;
    uint32_t record;
    uint8_t kind;
} ranked;

static uint64_t front_of(const char *key)
{
    uint64_t front = 0;
    for (size_t i = 0; i < 8; i++) {
        front = front << 8 | (unsigned char)*key;
        key += *key != '\0';
    }
    return front;
}

static int compare_ranked(const void *a, const void *b, const void *user)
{
    const ranked *x = a, *y = b;
    (void)user;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->front != y->front)
        return x->front < y->front ? -1 : 1;
    return strcmp(x->key, y->key);
}

static bool same_link(const isms__soa_link *x, const isms__soa_link *y)
{
    return x->row == y->row && x->record == y->record && x->via == y->via;
}

/* What links are ordered by, the least first: each pass keeps the order of the one before. */
static uint32_t via_of(const isms__soa_link *l)
{
    return l->via;
}

static uint32_t record_of_link(const isms__soa_link *l)
{
    return l->record;
}

static uint32_t row_of_link(const isms__soa_link *l)
{
    return l->row;
}

/* One pass of a counting sort; starts has room for each value and one more, all zero. */
static void distribute(const isms__soa_link *from, isms__soa_link *to, size_t count, uint32_t (*value)(const isms__soa_link *),
                       uint32_t *starts, size_t values)
{
    for (size_t i = 0; i < count; i++)
        starts[value(&from[i]) + 1]++;
    for (size_t v = 0; v < values; v++)
        starts[v + 1] += starts[v];
    for (size_t i = 0; i < count; i++)
        to[starts[value(&from[i])]++] = from[i];
}

/* Puts the records in order and makes the links follow. */
static void order_records(isms__soa_work *w, ranked *order, isms__soa_record *records, uint32_t *places)
{
    isms_soa *soa = w->soa;
    for (uint32_t r = 0; r < soa->record_count; r++) {
        const char *key = isms__soa_at(soa, soa->records[r].key);
        order[r] = (ranked){front_of(key), key, r, soa->records[r].kind};
    }
    if (!isms__sort(w->a, order, soa->record_count, sizeof *order, compare_ranked, NULL)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (uint32_t i = 0; i < soa->record_count; i++) {
        records[i] = soa->records[order[i].record];
        places[order[i].record] = i;
    }
    memcpy(soa->records, records, soa->record_count * sizeof *records);
    for (size_t i = 0; i < soa->link_count; i++) {
        soa->links[i].record = places[soa->links[i].record];
        if (soa->links[i].via)
            soa->links[i].via = places[soa->links[i].via - 1] + 1;
    }
}

/* By row, record and way, in linear time. */
static void sort_links(isms__soa_work *w)
{
    static uint32_t (*const keys[])(const isms__soa_link *) = {via_of, record_of_link, row_of_link};
    isms_soa *soa = w->soa;
    size_t values = soa->record_count + soa->row_count + 1;
    for (size_t pass = 0; pass < sizeof keys / sizeof keys[0] && w->status == ISMS_OK; pass++) {
        isms__soa_link *to = isms__allocate(w->a, soa->link_capacity * sizeof *to);
        uint32_t *starts = isms__allocate_zero(w->a, (values + 1) * sizeof *starts);
        if (to && starts) {
            isms__soa_link *from = soa->links;
            distribute(from, to, soa->link_count, keys[pass], starts, values);
            soa->links = to;
            to = from;
        } else {
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
        }
        isms__release(w->a, to, soa->link_capacity * sizeof *to);
        isms__release(w->a, starts, (values + 1) * sizeof *starts);
    }
}

/* One link for each row, record and way, with all its origins; then the share of each row. */
static void merge_links(isms_soa *soa)
{
    size_t kept = 0;
    for (size_t i = 0; i < soa->link_count; i++) {
        if (kept && same_link(&soa->links[kept - 1], &soa->links[i]))
            soa->links[kept - 1].origin |= soa->links[i].origin;
        else
            soa->links[kept++] = soa->links[i];
    }
    soa->link_count = kept;
    for (size_t i = 0; i < kept; i++) {
        isms__soa_row *row = &soa->rows[soa->links[i].row];
        if (!row->link_count++)
            row->first_link = (uint32_t)i;
    }
}

static void order_links(isms__soa_work *w)
{
    size_t n = w->soa->record_count;
    if (!n)
        return;
    ranked *order = isms__allocate(w->a, n * sizeof *order);
    isms__soa_record *records = isms__allocate(w->a, n * sizeof *records);
    uint32_t *places = isms__allocate(w->a, n * sizeof *places);
    if (order && records && places)
        order_records(w, order, records, places);
    else
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    isms__release(w->a, order, n * sizeof *order);
    isms__release(w->a, records, n * sizeof *records);
    isms__release(w->a, places, n * sizeof *places);
    if (w->status == ISMS_OK)
        sort_links(w);
    if (w->status == ISMS_OK)
        merge_links(w->soa);
}

/* A stray is kept as its name, a NUL, and the sentence. */
static const char *sentence_of(const isms_soa *soa, uint32_t at)
{
    const char *name = isms__soa_at(soa, at);
    return name + strlen(name) + 1;
}

static int compare_strays(const void *a, const void *b, const void *user)
{
    const isms_soa *soa = user;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = strcmp(isms__soa_at(soa, x), isms__soa_at(soa, y));
    return order ? order : strcmp(sentence_of(soa, x), sentence_of(soa, y));
}

static void order_strays(isms__soa_work *w)
{
    isms_soa *soa = w->soa;
    size_t kept = 0;
    if (!isms__sort(w->a, soa->strays, soa->stray_count, sizeof *soa->strays, compare_strays, soa)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < soa->stray_count; i++)
        if (!kept || strcmp(isms__soa_at(soa, soa->strays[kept - 1]), isms__soa_at(soa, soa->strays[i])) != 0)
            soa->strays[kept++] = soa->strays[i];
    soa->stray_count = kept;
    for (size_t i = 0; i < kept; i++)
        soa->strays[i] += (uint32_t)strlen(isms__soa_at(soa, soa->strays[i])) + 1;
}

void isms__soa_links(isms__soa_work *w)
{
    reach measures;
    stated_links(w);
    measure_links(w);
    reach_build(w, &measures);
    for (size_t i = 0; i < ISMS__NEED_COUNT && w->status == ISMS_OK; i++)
        need_links(w, &isms__needs[i], &measures);
    if (w->status == ISMS_OK)
        need_links(w, &party, &measures);
    if (w->status == ISMS_OK)
        evidence_of_measures(w, &measures);
    if (w->status == ISMS_OK)
        evidence_links(w, &measures);
    reach_dispose(&measures, w->a);
    if (w->status == ISMS_OK)
        order_links(w);
    if (w->status == ISMS_OK)
        order_strays(w);
}
