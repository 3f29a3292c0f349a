/* What the links of a row say: derived reasons and status, valid evidence, and remarks on the justification. */
#include "needed.h"
#include "soa.h"

/* ------------------------------------------------------------------ links */

/* A stated link is what the entry says; only a record that names the control bears a reason out. */
static void settle_link(isms__soa_work *w, isms__soa_row *row, const isms__soa_link *l, bool again)
{
    const isms__soa_record *r = &w->soa->records[l->record];
    bool derived = (l->origin & ISMS_SOA_ORIGIN_DERIVED) != 0;
    if (derived)
        row->derived_reasons |= r->reasons;
    if (l->kind == ISMS_SOA_LINK_EVIDENCE && r->holds && !again)
        row->valid_evidence++;
    bool retired = isms_value(w->m, r->id, ISMS_CONTROL_STATUS) == ISMS_CONTROL_STATUS_RETIRED;
    if (l->kind == ISMS_SOA_LINK_MEASURE && !(retired && l->origin == ISMS_SOA_ORIGIN_DERIVED))
        isms__standing_add(&row->standing, w->m, r->id);
}

static void settle_links(isms__soa_work *w, isms__soa_row *row)
{
    row->first_evidence = row->link_count;
    for (uint32_t i = 0; i < row->link_count; i++) {
        const isms__soa_link *l = &w->soa->links[row->first_link + i];
        if (l->kind == ISMS_SOA_LINK_EVIDENCE && i < row->first_evidence)
            row->first_evidence = i;
        settle_link(w, row, l, i && l[-1].record == l->record);
    }
    row->derived_status = isms__standing_status(&row->standing);
}

/* ------------------------------------------------------------------ justifications */

static const char *justification_of(const isms__soa_work *w, const isms__soa_row *row)
{
    const char *text = isms_text(w->m, row->entry, ISMS_SOA_ENTRY_JUSTIFICATION);
    return text && *text ? text : NULL;
}

static void count_copies(isms__soa_work *w)
{
    for (size_t i = 0; i < w->soa->row_count && w->status == ISMS_OK; i++) {
        const isms__soa_row *row = &w->soa->rows[i];
        const char *text = row->applicable == ISMS_YES_NO_UNKNOWN_NO ? justification_of(w, row) : NULL;
        uint32_t *copies = text ? isms__names_at(&w->copies, w->a, text) : NULL;
        if (copies)
            ++*copies;
        else if (text)
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
    }
}

/* Characters, not bytes. */
static int64_t length_of(const char *text)
{
    int64_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static void flag(isms__soa_work *w, isms__soa_row *row)
{
    const isms_soa_options *o = &w->soa->options;
    const char *text = justification_of(w, row);
    bool excluded = row->applicable == ISMS_YES_NO_UNKNOWN_NO;
    bool added = row->added && row->applicable == ISMS_YES_NO_UNKNOWN_YES;
    if ((excluded || added) && !text)
        row->flags |= ISMS_SOA_FLAG_BLANK;
    if (excluded && text && length_of(text) < o->thin_length)
        row->flags |= ISMS_SOA_FLAG_SHORT;
    if (excluded && text && isms__names_get(&w->copies, text) > (uint32_t)o->thin_copies)
        row->flags |= ISMS_SOA_FLAG_COPIED;
    if (excluded && row->need)
        row->flags |= ISMS_SOA_FLAG_CONTRADICTION;
}

void isms__soa_settle(isms__soa_work *w)
{
    w->soa->needs_known = isms__needs_are_known(w->m);
    count_copies(w);
    for (size_t i = 0; i < w->soa->row_count && w->status == ISMS_OK; i++) {
        settle_links(w, &w->soa->rows[i]);
        flag(w, &w->soa->rows[i]);
    }
}
