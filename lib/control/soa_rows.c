/* Rows of the Statement of Applicability: the version that is looked at, its entries, the 93 controls and the added ones. */
#include "soa.h"
#include "version.h"

#include "core/sort.h"
#include "model/theme.h"

#include <isms/catalogue.h>
#include <string.h>

/* ------------------------------------------------------------------ the version */

static uint32_t person(isms__soa_work *w, isms_id record, isms_attribute attribute)
{
    const char *name = isms_text(w->m, isms_link(w->m, record, attribute), ISMS_PERSON_TITLE);
    return isms__soa_copy(w, name ? name : isms_link_key(w->m, record, attribute));
}

static void choose_version(isms__soa_work *w)
{
    isms_soa *soa = w->soa;
    soa->version = soa->options.version ? soa->options.version : isms__version_latest(w->m);
    if (!soa->version)
        return;
    if (isms_record_type(w->m, soa->version) != ISMS_SOA) {
        isms__fail(&w->status, ISMS_E_STALE);
        return;
    }
    const char *number = isms_text(w->m, soa->version, ISMS_SOA_VERSION);
    soa->version_text = isms__soa_copy(w, number ? number : isms_record_key(w->m, soa->version));
    soa->approved_by = person(w, soa->version, ISMS_SOA_APPROVED_BY);
    soa->approved_on = isms_day_of(w->m, soa->version, ISMS_SOA_APPROVED_ON);
}

/* ------------------------------------------------------------------ entries */

/* By control, then by id; entries without a control come first. */
static int compare_entries(const void *a, const void *b, const void *user)
{
    const isms_model *m = user;
    isms_id x = *(const isms_id *)a, y = *(const isms_id *)b;
    const char *control_x = isms_text(m, x, ISMS_SOA_ENTRY_CONTROL), *control_y = isms_text(m, y, ISMS_SOA_ENTRY_CONTROL);
    int order = strcmp(control_x ? control_x : "", control_y ? control_y : "");
    return order ? order : strcmp(isms_record_key(m, x), isms_record_key(m, y));
}

static void gather_entries(isms__soa_work *w)
{
    for (isms_id e = isms_first(w->m, ISMS_SOA_ENTRY); e && w->status == ISMS_OK; e = isms_next(w->m, e)) {
        if (!isms__version_has(w->m, w->soa->version, e))
            continue;
        if (!isms__reserve(w->a, (void **)&w->entries, &w->entry_capacity, w->entry_count + 1, sizeof *w->entries))
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
        else
            w->entries[w->entry_count++] = e;
    }
    if (!isms__sort(w->a, w->entries, w->entry_count, sizeof *w->entries, compare_entries, w->m))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

/* ------------------------------------------------------------------ rows */

static isms__soa_row *add_row(isms__soa_work *w, const char *control)
{
    isms_soa *soa = w->soa;
    uint32_t *place = isms__names_at(&w->rows, w->a, control);
    if (!place || !isms__reserve(w->a, (void **)&soa->rows, &soa->row_capacity, soa->row_count + 1, sizeof *soa->rows)) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return NULL;
    }
    isms__soa_row *row = &soa->rows[soa->row_count++];
    *row = (isms__soa_row){.control = isms__soa_copy(w, control), .applicable = ISMS_YES_NO_UNKNOWN_UNKNOWN};
    *place = (uint32_t)soa->row_count;
    return row;
}

static void rows_of_annex_a(isms__soa_work *w)
{
    const isms_model *c = isms_catalogue();
    for (isms_id r = isms_first(c, ISMS_CONTROL_REFERENCE); r; r = isms_next(c, r)) {
        isms__soa_row *row = add_row(w, isms_record_key(c, r));
        if (!row)
            return;
        row->title = isms__soa_copy(w, isms_text(c, r, ISMS_CONTROL_REFERENCE_TITLE));
        row->theme = isms_value(c, r, ISMS_CONTROL_REFERENCE_THEME);
    }
}

/* A control of the organization: its title and theme come from the entry, from the control of that id, or from the requirement
 * of a framework of its own. */
static void add_own(isms__soa_work *w, isms_id entry, const char *control)
{
    isms__soa_row *row = add_row(w, control);
    if (!row)
        return;
    isms_id own = isms_find(w->m, ISMS_CONTROL, control), requirement = isms_find(w->m, ISMS_REQUIREMENT, control);
    const char *title = isms_text(w->m, entry, ISMS_SOA_ENTRY_TITLE);
    if (!title)
        title = own ? isms_text(w->m, own, ISMS_CONTROL_TITLE) : isms_text(w->m, requirement, ISMS_REQUIREMENT_TITLE);
    row->title = isms__soa_copy(w, title);
    row->theme = isms__added_theme(w->m, control);
    row->added = true;
}

static uint32_t reasons_of(const isms_model *m, isms_id entry)
{
    uint32_t bits = 0;
    for (size_t i = 0, n = isms_list_count(m, entry, ISMS_SOA_ENTRY_REASONS); i < n; i++)
        bits |= UINT32_C(1) << isms_list_value(m, entry, ISMS_SOA_ENTRY_REASONS, i);
    return bits;
}

/* What the entry states; the first of several wins. */
static void take_entry(isms__soa_work *w, isms__soa_row *row, isms_id entry)
{
    if (row->entries++) {
        row->flags |= ISMS_SOA_FLAG_DUPLICATE;
        return;
    }
    int32_t applicable = isms_boolean(w->m, entry, ISMS_SOA_ENTRY_APPLICABLE, -1);
    row->entry = entry;
    row->reasons = reasons_of(w->m, entry);
    row->stated_status = isms_value(w->m, entry, ISMS_SOA_ENTRY_STATUS);
    if (applicable >= 0)
        row->applicable = applicable ? ISMS_YES_NO_UNKNOWN_YES : ISMS_YES_NO_UNKNOWN_NO;
    if (row->added && !isms_boolean(w->m, entry, ISMS_SOA_ENTRY_ADDED, 0))
        row->flags |= ISMS_SOA_FLAG_UNMARKED;
}

static void place_entry(isms__soa_work *w, size_t i)
{
    const char *control = isms_text(w->m, w->entries[i], ISMS_SOA_ENTRY_CONTROL);
    w->entry_rows[i] = UINT32_MAX;
    if (!control)
        return;
    if (!isms__names_get(&w->rows, control))
        add_own(w, w->entries[i], control);
    uint32_t place = isms__names_get(&w->rows, control);
    if (!place || w->status != ISMS_OK)
        return;
    w->entry_rows[i] = place - 1;
    take_entry(w, &w->soa->rows[place - 1], w->entries[i]);
}

void isms__soa_rows(isms__soa_work *w)
{
    choose_version(w);
    gather_entries(w);
    if (w->status == ISMS_OK)
        rows_of_annex_a(w);
    if (w->status == ISMS_OK && w->entry_count &&
        !isms__reserve(w->a, (void **)&w->entry_rows, &w->entry_row_capacity, w->entry_count, sizeof *w->entry_rows))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (size_t i = 0; i < w->entry_count && w->status == ISMS_OK; i++)
        place_entry(w, i);
}
