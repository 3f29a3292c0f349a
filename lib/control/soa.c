/* The Statement of Applicability: computing it, and reading the result. */
#include "soa.h"
#include "needed.h"

#include "core/output.h"
#include "core/sha256.h"

#include <string.h>

/* ------------------------------------------------------------------ computing */

isms__buffer *isms__soa_begin(isms__soa_work *w)
{
    isms__buffer_clear(&w->scratch);
    return &w->scratch;
}

/* Adds a text and its NUL; its offset. */
static uint32_t keep(isms__soa_work *w, const char *text, size_t size)
{
    return isms__buffer_keep(&w->soa->texts, text, size, &w->status);
}

uint32_t isms__soa_end(isms__soa_work *w)
{
    if (w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return keep(w, isms__buffer_c(&w->scratch), w->scratch.size);
}

uint32_t isms__soa_copy(isms__soa_work *w, const char *text)
{
    return text ? keep(w, text, strlen(text)) : 0;
}

static void dispose(isms__soa_work *w)
{
    isms__buffer_dispose(&w->scratch);
    isms__names_free(&w->rows, w->a);
    isms__names_free(&w->copies, w->a);
    for (size_t i = 0; i < ISMS__SOA_KINDS; i++)
        isms__names_free(&w->seen[i], w->a);
    isms__release(w->a, w->entries, w->entry_capacity * sizeof *w->entries);
    isms__release(w->a, w->entry_rows, w->entry_row_capacity * sizeof *w->entry_rows);
}

static void run_steps(isms__soa_work *w)
{
    static void (*const steps[])(isms__soa_work *) = {isms__soa_rows, isms__soa_links, isms__soa_settle, isms__soa_look,
                                                      isms__soa_cells};
    isms__buffer_char(&w->soa->texts, '\0'); /* offset 0 is "" */
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && w->status == ISMS_OK; i++)
        steps[i](w);
    if (w->soa->texts.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

static void fill_options(isms_soa_options *o)
{
    static const int32_t default_length = 20, default_copies = 10;
    static const uint64_t default_links = 16000000;
    o->thin_length = o->thin_length ? o->thin_length : default_length;
    o->thin_copies = o->thin_copies ? o->thin_copies : default_copies;
    o->max_links = o->max_links && o->max_links < UINT32_MAX ? o->max_links : default_links;
}

isms_status isms_soa_build(const isms_model *model, const isms_soa_options *options, isms_soa **out)
{
    isms_soa_options given;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&given, sizeof given, options))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(given.allocator);
    if (!model || !a || given.thin_length < 0 || given.thin_copies < 0)
        return ISMS_E_MISUSE;
    isms_soa *soa = isms__allocate_zero(a, sizeof *soa);
    if (!soa)
        return ISMS_E_NO_MEMORY;
    soa->host = *a;
    soa->options = given;
    fill_options(&soa->options);
    isms__buffer_init(&soa->texts, &soa->host);
    isms__soa_work w = {.soa = soa, .m = model, .a = &soa->host};
    isms__buffer_init(&w.scratch, &soa->host);
    run_steps(&w);
    dispose(&w);
    soa->options.allocator = NULL;
    soa->options.assessment = NULL;
    if (w.status != ISMS_OK) {
        isms_soa_free(soa);
        return w.status;
    }
    *out = soa;
    return ISMS_OK;
}

void isms_soa_free(isms_soa *soa)
{
    if (!soa)
        return;
    isms_allocator a = soa->host;
    isms__buffer_dispose(&soa->texts);
    isms__release(&a, soa->rows, soa->row_capacity * sizeof *soa->rows);
    isms__release(&a, soa->records, soa->record_capacity * sizeof *soa->records);
    isms__release(&a, soa->links, soa->link_capacity * sizeof *soa->links);
    isms__release(&a, soa->problems, soa->problem_capacity * sizeof *soa->problems);
    isms__release(&a, soa->strays, soa->stray_capacity * sizeof *soa->strays);
    isms__release(&a, soa, sizeof *soa);
}

/* ------------------------------------------------------------------ the whole */

isms_day isms_soa_as_of(const isms_soa *soa)
{
    return soa ? soa->options.as_of : 0;
}

isms_id isms_soa_version(const isms_soa *soa)
{
    return soa ? soa->version : ISMS_NONE;
}

const char *isms_soa_version_text(const isms_soa *soa)
{
    return soa ? isms__soa_at(soa, soa->version_text) : "";
}

const char *isms_soa_approved_by(const isms_soa *soa)
{
    return soa ? isms__soa_at(soa, soa->approved_by) : "";
}

isms_day isms_soa_approved_on(const isms_soa *soa)
{
    return soa ? soa->approved_on : 0;
}

int32_t isms_soa_is_complete(const isms_soa *soa)
{
    for (size_t i = 0; soa && !soa->frozen && i < ISMS__SOA_CHECKS; i++)
        if (soa->checks[i].state == ISMS_SOA_CHECK_FIRED || soa->checks[i].state == ISMS_SOA_CHECK_NOT_DETERMINED)
            return 0;
    return soa && !soa->frozen;
}

const char *isms_soa_summary(const isms_soa *soa)
{
    return soa ? isms__soa_at(soa, soa->summary) : "";
}

static int32_t effective_status(const isms__soa_row *row)
{
    return row->stated_status ? row->stated_status : row->derived_status;
}

static bool counts_as(const isms__soa_row *row, int32_t what)
{
    static const int32_t statuses[] = {ISMS_SOA_ENTRY_STATUS_IMPLEMENTED, ISMS_SOA_ENTRY_STATUS_PARTIAL,
                                       ISMS_SOA_ENTRY_STATUS_PLANNED, ISMS_SOA_ENTRY_STATUS_NONE, 0};
    bool applies = row->applicable == ISMS_YES_NO_UNKNOWN_YES;
    switch (what) {
    case ISMS_SOA_TOTAL_ROWS:
        return true;
    case ISMS_SOA_TOTAL_APPLICABLE:
        return applies;
    case ISMS_SOA_TOTAL_EXCLUDED:
        return row->applicable == ISMS_YES_NO_UNKNOWN_NO;
    case ISMS_SOA_TOTAL_UNDECIDED:
        return row->applicable == ISMS_YES_NO_UNKNOWN_UNKNOWN;
    case ISMS_SOA_TOTAL_SHOWN:
        return applies && effective_status(row) == ISMS_SOA_ENTRY_STATUS_IMPLEMENTED && row->valid_evidence;
    case ISMS_SOA_TOTAL_CONTRADICTION:
        return (row->flags & ISMS_SOA_FLAG_CONTRADICTION) != 0;
    default:
        return applies && what >= ISMS_SOA_TOTAL_IMPLEMENTED && what <= ISMS_SOA_TOTAL_UNKNOWN &&
               effective_status(row) == statuses[what - ISMS_SOA_TOTAL_IMPLEMENTED];
    }
}

size_t isms_soa_total(const isms_soa *soa, int32_t theme, int32_t what)
{
    size_t count = 0;
    for (size_t i = 0; soa && i < soa->row_count; i++) {
        const isms__soa_row *row = &soa->rows[i];
        bool within = theme == 0 || (theme == -1 ? row->added : !row->added && row->theme == theme);
        count += within && counts_as(row, what);
    }
    return count;
}

size_t isms_soa_stray_count(const isms_soa *soa)
{
    return soa ? soa->stray_count : 0;
}

const char *isms_soa_stray(const isms_soa *soa, size_t i)
{
    return i < isms_soa_stray_count(soa) ? isms__soa_at(soa, soa->strays[i]) : "";
}

/* ------------------------------------------------------------------ rows */

size_t isms_soa_count(const isms_soa *soa)
{
    return soa ? soa->row_count : 0;
}

size_t isms_soa_find(const isms_soa *soa, const char *control)
{
    size_t row = 0;
    while (row < isms_soa_count(soa) && (!control || strcmp(isms__soa_at(soa, soa->rows[row].control), control) != 0))
        row++;
    return row;
}

/* A row of nothing for what lies past the end. */
static const isms__soa_row *row_at(const isms_soa *soa, size_t row)
{
    static const isms__soa_row none = {0};
    return row < isms_soa_count(soa) ? &soa->rows[row] : &none;
}

const char *isms_soa_text(const isms_soa *soa, size_t row, isms_soa_column column)
{
    if (column < 1 || column > ISMS__SOA_COLUMNS || row >= isms_soa_count(soa))
        return "";
    return isms__soa_at(soa, soa->rows[row].cells[column - 1]);
}

int32_t isms_soa_is_added(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->added;
}

int32_t isms_soa_theme(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->theme;
}

isms_id isms_soa_entry(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->entry;
}

int32_t isms_soa_applicable(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->applicable;
}

int32_t isms_soa_needed(const isms_soa *soa, size_t row)
{
    return row < isms_soa_count(soa) ? isms__need_answer(soa->rows[row].need, soa->needs_known) : 0;
}

uint32_t isms_soa_reasons(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->reasons;
}

uint32_t isms_soa_derived_reasons(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->derived_reasons;
}

uint32_t isms_soa_flags(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->flags;
}

int32_t isms_soa_status(const isms_soa *soa, size_t row)
{
    return effective_status(row_at(soa, row));
}

int32_t isms_soa_stated_status(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->stated_status;
}

int32_t isms_soa_derived_status(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->derived_status;
}

size_t isms_soa_valid_evidence(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->valid_evidence;
}

/* ------------------------------------------------------------------ links */

static const isms__soa_link *link_at(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_row *r = row_at(soa, row);
    return i < r->link_count ? &soa->links[r->first_link + i] : NULL;
}

size_t isms_soa_link_count(const isms_soa *soa, size_t row)
{
    return row_at(soa, row)->link_count;
}

isms_soa_link_kind isms_soa_link_kind_of(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l ? l->kind : 0;
}

uint32_t isms_soa_link_origin(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l ? l->origin : 0;
}

isms_id isms_soa_link_record(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l ? soa->records[l->record].id : ISMS_NONE;
}

const char *isms_soa_link_key(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l ? isms__soa_at(soa, soa->records[l->record].key) : "";
}

const char *isms_soa_link_state(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l ? isms__soa_at(soa, soa->records[l->record].state) : "";
}

const char *isms_soa_link_via(const isms_soa *soa, size_t row, size_t i)
{
    const isms__soa_link *l = link_at(soa, row, i);
    return l && l->via ? isms__soa_at(soa, soa->records[l->via - 1].key) : "";
}

/* ------------------------------------------------------------------ checks */

isms_soa_check_state isms_soa_check_state_of(const isms_soa *soa, size_t check)
{
    return check < isms_soa_check_count(soa) ? soa->checks[check].state : 0;
}

const char *isms_soa_check_state_name(isms_soa_check_state state)
{
    static const char *const names[] = {"", "fired", "clear", "not determined", "not applicable"};
    return state > 0 && state <= ISMS_SOA_CHECK_NOT_APPLICABLE ? names[state] : "";
}

const char *isms_soa_check_message(const isms_soa *soa, size_t check)
{
    return check < isms_soa_check_count(soa) ? isms__soa_at(soa, soa->checks[check].message) : "";
}

size_t isms_soa_check_looked_at(const isms_soa *soa, size_t check)
{
    if (check >= isms_soa_check_count(soa))
        return 0;
    return (size_t)soa->checks[check].problem_count + soa->checks[check].clear;
}

size_t isms_soa_problem_count(const isms_soa *soa, size_t check)
{
    return check < isms_soa_check_count(soa) ? soa->checks[check].problem_count : 0;
}

size_t isms_soa_problem_row(const isms_soa *soa, size_t check, size_t i)
{
    if (i >= isms_soa_problem_count(soa, check))
        return isms_soa_count(soa);
    uint32_t row = soa->problems[soa->checks[check].first_problem + i].row;
    return row < soa->row_count ? row : soa->row_count;
}

isms_id isms_soa_problem_record(const isms_soa *soa, size_t check, size_t i)
{
    return i < isms_soa_problem_count(soa, check) ? soa->problems[soa->checks[check].first_problem + i].record : ISMS_NONE;
}

const char *isms_soa_problem_text(const isms_soa *soa, size_t check, size_t i)
{
    if (i >= isms_soa_problem_count(soa, check))
        return "";
    return isms__soa_at(soa, soa->problems[soa->checks[check].first_problem + i].text);
}

/* ------------------------------------------------------------------ the canonical form */

static void add_escaped(isms__output *out, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "\t\n\\");
        isms__output_add(out, text, plain);
        text += plain;
        if (*text)
            isms__output_text(out, *text == '\t' ? "\\t" : *text == '\n' ? "\\n" : "\\\\");
        text += *text != '\0';
    }
}

static void add_member(isms__output *out, const char *text)
{
    isms__output_text(out, "\t");
    add_escaped(out, text);
}

const isms_soa_column isms__soa_facts[ISMS__SOA_FACTS] = {
    ISMS_SOA_COLUMN_ENTRY,         ISMS_SOA_COLUMN_APPLICABLE, ISMS_SOA_COLUMN_NEEDED,         ISMS_SOA_COLUMN_REASONS,
    ISMS_SOA_COLUMN_JUSTIFICATION, ISMS_SOA_COLUMN_STATUS,     ISMS_SOA_COLUMN_DERIVED_STATUS, ISMS_SOA_COLUMN_IMPLEMENTATION,
    ISMS_SOA_COLUMN_RESPONSIBLE,   ISMS_SOA_COLUMN_DUE_ON,     ISMS_SOA_COLUMN_MATURITY,       ISMS_SOA_COLUMN_REVIEWED_ON};

/* "measure C-1": what stands between may be of several kinds. */
static void add_via(const isms_soa *soa, const isms__soa_link *l, isms__output *out)
{
    isms__output_text(out, "\t");
    if (!l->via)
        return;
    const isms__soa_record *via = &soa->records[l->via - 1];
    isms__output_text(out, isms_soa_link_kind_name(via->kind));
    isms__output_text(out, " ");
    add_escaped(out, isms__soa_at(soa, via->key));
}

static void write_row(const isms_soa *soa, size_t row, isms__output *out)
{
    static const char *const origins[] = {"", "stated", "derived", "both"};
    isms__output_text(out, "row");
    add_member(out, isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL));
    for (size_t i = 0; i < ISMS__SOA_FACTS; i++)
        add_member(out, isms_soa_text(soa, row, isms__soa_facts[i]));
    isms__output_text(out, "\n");
    for (size_t i = 0; i < soa->rows[row].link_count; i++) {
        isms__output_text(out, "link");
        add_member(out, isms_soa_link_kind_name(isms_soa_link_kind_of(soa, row, i)));
        add_member(out, isms_soa_link_key(soa, row, i));
        add_via(soa, &soa->links[soa->rows[row].first_link + i], out);
        add_member(out, origins[isms_soa_link_origin(soa, row, i)]);
        add_member(out, isms_soa_link_state(soa, row, i));
        isms__output_text(out, "\n");
    }
}

isms_status isms_soa_write_canonical(const isms_soa *soa, isms_write write, void *user)
{
    char as_of[11], approved_on[11];
    isms__output out;
    if (!soa || !write)
        return ISMS_E_MISUSE;
    isms_date_format(soa->options.as_of, as_of);
    isms_date_format(soa->approved_on, approved_on);
    isms__output_start(&out, write, user);
    isms__output_text(&out, "soa\t1");
    add_member(&out, as_of);
    add_member(&out, isms_soa_version_text(soa));
    add_member(&out, isms_soa_approved_by(soa));
    add_member(&out, approved_on);
    isms__output_text(&out, "\n");
    for (size_t row = 0; row < soa->row_count; row++)
        write_row(soa, row, &out);
    return isms__output_finish(&out);
}

/* Takes a piece of the canonical form into the digest. */
static int32_t digest(void *user, const char *bytes, size_t size)
{
    isms__sha256_add(user, bytes, size);
    return 0;
}

isms_status isms_soa_hash(const isms_soa *soa, char *out)
{
    isms__sha256_state state;
    if (!out)
        return ISMS_E_MISUSE;
    isms__sha256_start(&state);
    isms_status status = isms_soa_write_canonical(soa, digest, &state);
    if (status == ISMS_OK)
        isms__sha256_finish_text(&state, out);
    return status;
}
