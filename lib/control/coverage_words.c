/* Coverage in words: for each requirement its state, by what, and on which authority. */
#include "coverage.h"

#include "schema/schema.h"

#include <string.h>

enum { SHOWN_MOST = 12 };

static void add_authority(const isms_crosswalk *x, size_t pair, isms__buffer *out)
{
    const char *relationship = isms__value_name(ISMS_ENUM_RELATIONSHIP, isms_crosswalk_relationship(x, pair));
    const char *set = isms_crosswalk_set(x, pair), *via = isms_crosswalk_via(x, pair);
    isms__buffer_print(out, "%s, %s confidence, %s%s%s", relationship ? relationship : "may touch",
                       isms__value_name(ISMS_ENUM_CONFIDENCE, isms_crosswalk_confidence(x, pair)),
                       isms_crosswalk_sources(x, pair), *set ? ", " : "", set);
    if (*via)
        isms__buffer_print(out, ", through %s", via);
    if (isms_crosswalk_is_judgement(x, pair))
        isms__buffer_text(out, ", judgement of the project");
    if (isms_crosswalk_is_disputed(x, pair))
        isms__buffer_text(out, ", disputed");
}

static void write_reason(isms__coverage_work *w, isms__coverage_reason *r)
{
    static const char *const heads[] = {"", "", "measure ", "evidence ", "assessment "};
    const isms_coverage *c = w->c;
    isms__buffer *out = isms__coverage_begin(w);
    if (r->kind == ISMS_COVERAGE_PAIR) {
        add_authority(c->crosswalk, r->pair, out);
        r->authority = isms__coverage_end(w);
        isms__coverage_begin(w);
    }
    const char *evidence = isms__coverage_at(c, r->evidence);
    isms__buffer_print(out, "%s%s", heads[r->kind], isms__coverage_at(c, r->start));
    if (r->kind != ISMS_COVERAGE_EVIDENCE) {
        isms__buffer_print(out, " (%s", isms_coverage_place_name(r->place));
        if (*evidence && r->place == ISMS_PLACE_SHOWN)
            isms__buffer_print(out, " by %s", evidence);
        isms__buffer_char(out, ')');
    }
    r->text = isms__coverage_end(w);
}

/* "A.8.24 (in place; intersects, medium confidence)": the authority goes into the bracket. */
static void add_reason(const isms_coverage *c, const isms__coverage_reason *r, isms__buffer *out)
{
    const char *text = isms__coverage_at(c, r->text);
    if (!r->authority) {
        isms__buffer_text(out, text);
        return;
    }
    isms__buffer_add(out, text, strlen(text) - 1);
    isms__buffer_print(out, "; %s)", isms__coverage_at(c, r->authority));
}

static void write_line(isms__coverage_work *w, isms__coverage_row *row)
{
    const isms_coverage *c = w->c;
    for (uint32_t i = 0; i < row->reason_count && w->status == ISMS_OK; i++)
        write_reason(w, &w->c->reasons[row->first_reason + i]);
    if (w->status != ISMS_OK)
        return;
    isms__buffer *out = isms__coverage_begin(w);
    isms__buffer_print(out, "%s: %s", isms__coverage_at(c, row->requirement), isms_coverage_state_name(row->state));
    for (uint32_t i = 0; i < row->reason_count && i < SHOWN_MOST; i++) {
        isms__buffer_text(out, i ? "; " : ", by ");
        add_reason(c, &c->reasons[row->first_reason + i], out);
    }
    if (row->reason_count > SHOWN_MOST)
        isms__buffer_print(out, " and %u more", row->reason_count - SHOWN_MOST);
    if (!row->own_certain && row->parent && c->rows[row->parent - 1].certain && row->certain)
        isms__buffer_print(out, ", as a part of %s", isms__coverage_at(c, c->rows[row->parent - 1].requirement));
    row->line = isms__coverage_end(w);
}

void isms__coverage_words(isms__coverage_work *w)
{
    isms_coverage *c = w->c;
    for (size_t i = 0; i < c->row_count && w->status == ISMS_OK; i++)
        write_line(w, &c->rows[i]);
    c->framework = isms__coverage_copy(w, w->frame.id);
    c->title = isms__coverage_copy(w, w->frame.title);
    isms__buffer_print(isms__coverage_begin(w), "%s: certainly met %zu, possibly met %zu of %zu", w->frame.id, c->certain,
                       c->possible, c->units);
    c->summary = isms__coverage_end(w);
}
