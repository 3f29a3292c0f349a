/* The Statement of Applicability in words: every cell, and what the whole rests on. */
#include "needed.h"
#include "soa.h"

#include "schema/schema.h"

/* A cell while it is written. */
typedef struct cell {
    isms__soa_work *w;
    const isms_soa *soa;
    const isms__soa_row *row;
    isms__buffer *out;
} cell;

static void add(const cell *c, const char *text)
{
    isms__buffer_text(c->out, text);
}

/* Adds a part, with "; " before all but the first. */
static void add_part(const cell *c, const char *text)
{
    if (c->out->size)
        add(c, "; ");
    add(c, text);
}

/* ------------------------------------------------------------------ names of records */

enum { NAMED_MOST = 5 };

static bool gives(const isms_soa *soa, const isms__soa_link *l, uint32_t reasons, bool direct)
{
    bool needs = l->kind <= ISMS_SOA_LINK_OBLIGATION || (!direct && l->kind == ISMS_SOA_LINK_PARTY);
    const isms__soa_record *r = &soa->records[l->record];
    return needs && (l->origin & ISMS_SOA_ORIGIN_DERIVED) && (!direct || !l->via) &&
           (reasons == UINT32_MAX || (r->reasons & reasons));
}

void isms__soa_name_needs(isms__buffer *out, const isms_soa *soa, const isms__soa_row *row, uint32_t reasons, bool direct)
{
    uint32_t named = 0, more = 0, last = UINT32_MAX;
    for (uint32_t i = 0; i < row->link_count; i++) {
        const isms__soa_link *l = &soa->links[row->first_link + i];
        if (!gives(soa, l, reasons, direct) || l->record == last)
            continue;
        last = l->record;
        if (named == NAMED_MOST) {
            more++;
            continue;
        }
        isms__buffer_print(out, "%s%s %s", named++ ? ", " : "", isms_soa_link_kind_name(l->kind),
                           isms__soa_at(soa, soa->records[l->record].key));
    }
    if (more)
        isms__buffer_print(out, " and %u more", more);
}

/* ------------------------------------------------------------------ cells of one value */

static const char *text_of(const cell *c, isms_attribute attribute)
{
    return isms_text(c->w->m, c->row->entry, attribute);
}

static void write_control(const cell *c)
{
    add(c, isms__soa_at(c->soa, c->row->control));
}

static void write_title(const cell *c)
{
    add(c, isms__soa_at(c->soa, c->row->title));
}

static void write_theme(const cell *c)
{
    add(c, isms__value_name(ISMS_ENUM_THEME, c->row->theme));
}

static void write_entry(const cell *c)
{
    add(c, isms_record_key(c->w->m, c->row->entry));
}

static void write_applicable(const cell *c)
{
    add(c, isms__value_name(ISMS_ENUM_YES_NO_UNKNOWN, c->row->applicable));
}

static void write_needed(const cell *c)
{
    add(c, isms__value_name(ISMS_ENUM_YES_NO_UNKNOWN, isms__need_answer(c->row->need, c->soa->needs_known)));
}

static void write_justification(const cell *c)
{
    add(c, text_of(c, ISMS_SOA_ENTRY_JUSTIFICATION));
}

static void write_status(const cell *c)
{
    add(c, isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, c->row->stated_status));
}

static void write_derived_status(const cell *c)
{
    if (c->row->standing.measures && !c->row->derived_status)
        add(c, "unknown");
    add(c, isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, c->row->derived_status));
}

static void write_implementation(const cell *c)
{
    add(c, text_of(c, ISMS_SOA_ENTRY_IMPLEMENTATION));
}

static void write_due_on(const cell *c)
{
    isms__buffer_day(c->out, isms_day_of(c->w->m, c->row->entry, ISMS_SOA_ENTRY_DUE_ON));
}

static void write_reviewed_on(const cell *c)
{
    isms__buffer_day(c->out, isms_day_of(c->w->m, c->row->entry, ISMS_SOA_ENTRY_REVIEWED_ON));
}

static void write_maturity(const cell *c)
{
    int64_t maturity = 0;
    if (isms_get_integer(c->w->m, c->row->entry, ISMS_SOA_ENTRY_MATURITY, &maturity) == ISMS_OK)
        isms__buffer_integer(c->out, maturity);
}

/* ------------------------------------------------------------------ reasons */

static void write_reasons(const cell *c)
{
    for (int32_t reason = isms__value_next(ISMS_ENUM_SOA_REASON, 0); reason;
         reason = isms__value_next(ISMS_ENUM_SOA_REASON, reason))
        if (c->row->reasons & UINT32_C(1) << reason)
            add_part(c, isms__value_name(ISMS_ENUM_SOA_REASON, reason));
}

static void write_derived_reasons(const cell *c)
{
    for (int32_t reason = isms__value_next(ISMS_ENUM_SOA_REASON, 0); reason;
         reason = isms__value_next(ISMS_ENUM_SOA_REASON, reason))
        if (c->row->derived_reasons & UINT32_C(1) << reason) {
            add_part(c, isms__value_name(ISMS_ENUM_SOA_REASON, reason));
            add(c, " (");
            isms__soa_name_needs(c->out, c->soa, c->row, UINT32_C(1) << reason, false);
            add(c, ")");
        }
}

/* Reasons that a record can give; business and best practice are the organization's own to state. */
static const struct {
    int32_t reason;
    isms_attribute records; /* of the entry, which may name them itself */
    isms_type type;
} borne[] = {
    {ISMS_SOA_REASON_RISK, ISMS_SOA_ENTRY_RISKS, ISMS_RISK},
    {ISMS_SOA_REASON_LEGAL, ISMS_SOA_ENTRY_OBLIGATIONS, ISMS_OBLIGATION},
    {ISMS_SOA_REASON_CONTRACT, ISMS_SOA_ENTRY_OBLIGATIONS, ISMS_OBLIGATION},
};

static bool is_whole(const cell *c, isms_type type)
{
    return isms_register_is_delivered(c->w->m, type) && !isms_register_is_partial(c->w->m, type, 0);
}

static void disagree_on_reason(const cell *c, size_t i)
{
    uint32_t bit = UINT32_C(1) << borne[i].reason;
    const char *name = isms__value_name(ISMS_ENUM_SOA_REASON, borne[i].reason);
    bool stated = (c->row->reasons & bit) != 0, derived = (c->row->derived_reasons & bit) != 0;
    bool named = isms_list_count(c->w->m, c->row->entry, borne[i].records) > 0;
    if (stated && !derived && !named && is_whole(c, borne[i].type)) {
        add_part(c, "states ");
        add(c, name);
        add(c, ", which no record bears out");
    }
    if (derived && !stated && c->row->applicable == ISMS_YES_NO_UNKNOWN_YES) {
        add_part(c, "does not state ");
        add(c, name);
        add(c, ", which ");
        isms__soa_name_needs(c->out, c->soa, c->row, bit, false);
        add(c, " gives");
    }
}

/* Records that the entry names and that do not count. */
static void disagree_on_links(const cell *c)
{
    for (uint32_t i = 0; i < c->row->link_count; i++) {
        const isms__soa_link *l = &c->soa->links[c->row->first_link + i];
        const isms__soa_record *r = &c->soa->records[l->record];
        if (!(l->origin & ISMS_SOA_ORIGIN_STATED) || (r->id && (r->holds || l->kind != ISMS_SOA_LINK_RISK)))
            continue;
        if (c->out->size)
            add(c, "; ");
        isms__buffer_print(c->out, "names %s %s, which is %s", isms_soa_link_kind_name(l->kind), isms__soa_at(c->soa, r->key),
                           r->id ? "not open" : "not there");
    }
}

static void disagree_on_status(const cell *c)
{
    const isms__standing *s = &c->row->standing;
    int32_t stated = c->row->stated_status;
    if (!stated || !s->measures)
        return;
    if (stated > isms__standing_most(s) || stated < isms__standing_least(s)) {
        add_part(c, "states ");
        add(c, isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, stated));
        add(c, ", but its measures give ");
        add(c, isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS,
                                stated > isms__standing_most(s) ? isms__standing_most(s) : isms__standing_least(s)));
    }
}

static void write_disagreement(const cell *c)
{
    if (c->row->flags & ISMS_SOA_FLAG_CONTRADICTION) {
        add(c, "is excluded, although needed by ");
        isms__soa_name_needs(c->out, c->soa, c->row, UINT32_MAX, true);
    }
    for (size_t i = 0; c->row->entry && i < sizeof borne / sizeof borne[0]; i++)
        disagree_on_reason(c, i);
    disagree_on_links(c);
    disagree_on_status(c);
}

static void write_flags(const cell *c)
{
    static const char *const names[] = {"blank", "short", "copied", "duplicate", "contradiction", "unmarked"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (c->row->flags & UINT32_C(1) << i)
            add_part(c, names[i]);
}

/* ------------------------------------------------------------------ links */

static void add_person(const cell *c, isms_id record, isms_attribute owner, const char *through)
{
    const char *key = isms_link_key(c->w->m, record, owner);
    const char *name = isms_text(c->w->m, isms_link(c->w->m, record, owner), ISMS_PERSON_TITLE);
    if (!key)
        return;
    add_part(c, name ? name : key);
    if (name || through)
        isms__buffer_print(c->out, " (%s%s%s)", name ? key : "", name && through ? ", " : "", through ? through : "");
}

static void write_responsible(const cell *c)
{
    add_person(c, c->row->entry, ISMS_SOA_ENTRY_OWNER, NULL);
    for (uint32_t i = 0; i < c->row->link_count && isms_link_key(c->w->m, c->row->entry, ISMS_SOA_ENTRY_OWNER) == NULL; i++) {
        const isms__soa_link *l = &c->soa->links[c->row->first_link + i];
        if (l->kind == ISMS_SOA_LINK_MEASURE)
            add_person(c, c->soa->records[l->record].id, ISMS_CONTROL_OWNER,
                       isms__soa_at(c->soa, c->soa->records[l->record].key));
    }
}

/* Each record once, with its state: "R-1 (high, residual low); R-2 (mid)". */
static void write_links(const cell *c, uint8_t from, uint8_t to)
{
    for (uint32_t i = 0; i < c->row->link_count; i++) {
        const isms__soa_link *l = &c->soa->links[c->row->first_link + i];
        const isms__soa_record *r = &c->soa->records[l->record];
        if (l->kind < from || l->kind > to || (i && l[-1].record == l->record))
            continue;
        add_part(c, isms__soa_at(c->soa, r->key));
        if (r->state) {
            add(c, " (");
            add(c, isms__soa_at(c->soa, r->state));
            add(c, ")");
        }
    }
}

static void write_measures(const cell *c)
{
    write_links(c, ISMS_SOA_LINK_MEASURE, ISMS_SOA_LINK_MEASURE);
}

static void write_evidence(const cell *c)
{
    write_links(c, ISMS_SOA_LINK_EVIDENCE, ISMS_SOA_LINK_EVIDENCE);
}

/* Documents, and where it is described in the entry's own words. */
static void write_documents(const cell *c)
{
    const char *reference = text_of(c, ISMS_SOA_ENTRY_REFERENCE);
    write_links(c, ISMS_SOA_LINK_DOCUMENT, ISMS_SOA_LINK_DOCUMENT);
    if (reference && *reference)
        add_part(c, reference);
}

static void write_risks(const cell *c)
{
    write_links(c, ISMS_SOA_LINK_RISK, ISMS_SOA_LINK_RISK);
}

static void write_plans(const cell *c)
{
    write_links(c, ISMS_SOA_LINK_PLAN, ISMS_SOA_LINK_PLAN);
}

static void write_obligations(const cell *c)
{
    write_links(c, ISMS_SOA_LINK_OBLIGATION, ISMS_SOA_LINK_PARTY);
}

static void write_problems(const cell *c)
{
    for (size_t i = 0; i < ISMS__SOA_CHECKS; i++)
        if (c->row->fired & UINT32_C(1) << i)
            add_part(c, isms_soa_check_rule(c->soa, i));
}

/* ------------------------------------------------------------------ the columns */

static const struct {
    const char *name;
    void (*write)(const cell *c);
} columns[ISMS__SOA_COLUMNS] = {
    {"control", write_control},
    {"title", write_title},
    {"theme", write_theme},
    {"entry", write_entry},
    {"applicable", write_applicable},
    {"needed", write_needed},
    {"reasons", write_reasons},
    {"derived_reasons", write_derived_reasons},
    {"disagreement", write_disagreement},
    {"justification", write_justification},
    {"flags", write_flags},
    {"status", write_status},
    {"derived_status", write_derived_status},
    {"implementation", write_implementation},
    {"responsible", write_responsible},
    {"measures", write_measures},
    {"evidence", write_evidence},
    {"risks", write_risks},
    {"plans", write_plans},
    {"obligations", write_obligations},
    {"due_on", write_due_on},
    {"maturity", write_maturity},
    {"reviewed_on", write_reviewed_on},
    {"problems", write_problems},
    {"documents", write_documents},
};

const char *isms_soa_column_name(isms_soa_column column)
{
    return column >= 1 && column <= ISMS__SOA_COLUMNS ? columns[column - 1].name : NULL;
}

/* ------------------------------------------------------------------ the summary */

static void write_summary(isms__soa_work *w)
{
    const isms_soa *soa = w->soa;
    size_t by_kind[ISMS__SOA_KINDS] = {0};
    for (size_t i = 0; i < soa->record_count; i++)
        by_kind[soa->records[i].kind - 1] += soa->records[i].id != ISMS_NONE;
    isms__buffer *out = isms__soa_begin(w);
    size_t added = isms_soa_total(soa, -1, ISMS_SOA_TOTAL_ROWS);
    isms__buffer_print(out, "%zu controls of Annex A", soa->row_count - added);
    if (added)
        isms__buffer_print(out, " and %zu added", added);
    isms__buffer_print(out, ", %zu entries, %zu links to ", w->entry_count, soa->link_count);
    for (size_t k = 0; k < ISMS__SOA_KINDS; k++) {
        const char *name = isms_soa_link_kind_name((isms_soa_link_kind)k + 1), *end = by_kind[k] == 1 ? "" : "s";
        bool evidence = k + 1 == ISMS_SOA_LINK_EVIDENCE;
        isms__buffer_print(out, "%s%zu %s%s%s", k ? ", " : "", by_kind[k], evidence ? "piece" : name, end,
                           evidence ? " of evidence" : "");
    }
    isms__buffer_char(out, '.');
    w->soa->summary = isms__soa_end(w);
}

void isms__soa_cells(isms__soa_work *w)
{
    for (size_t row = 0; row < w->soa->row_count && w->status == ISMS_OK; row++)
        for (size_t column = 0; column < ISMS__SOA_COLUMNS; column++) {
            cell c = {w, w->soa, &w->soa->rows[row], isms__soa_begin(w)};
            columns[column].write(&c);
            w->soa->rows[row].cells[column] = isms__soa_end(w);
        }
    write_summary(w);
}
