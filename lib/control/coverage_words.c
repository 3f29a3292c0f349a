/* Coverage in words: for each requirement its state, by what, and on which authority. */
#include "coverage.h"

enum { SHOWN_MOST = 12 };

static void add_authority(const isms_crosswalk *x, size_t pair, isms__buffer *out)
{
    const char *relationship = isms_value_name(ISMS_ENUM_RELATIONSHIP, isms_crosswalk_relationship(x, pair));
    const char *set = isms_crosswalk_set(x, pair), *via = isms_crosswalk_via(x, pair);
    isms__buffer_print(out, "%s, %s confidence, %s%s%s", relationship ? relationship : "may touch",
                       isms_value_name(ISMS_ENUM_CONFIDENCE, isms_crosswalk_confidence(x, pair)),
                       isms_crosswalk_sources(x, pair), *set ? ", " : "", set);
    if (*via)
        isms__buffer_print(out, ", through %s", via);
    if (isms_crosswalk_is_judgement(x, pair))
        isms__buffer_text(out, ", judgement of the project");
    if (isms_crosswalk_is_disputed(x, pair))
        isms__buffer_text(out, ", disputed");
}

static void add_reason(const isms_coverage *c, const isms__coverage_reason *r, isms__buffer *out)
{
    static const char *const heads[] = {"", "", "measure ", "evidence ", "assessment "};
    const char *evidence = isms__coverage_at(c, r->evidence);
    isms__buffer_print(out, "%s%s", heads[r->kind], isms__coverage_at(c, r->start));
    if (r->kind == ISMS_COVERAGE_EVIDENCE)
        return;
    isms__buffer_print(out, " (%s", isms_coverage_place_name(r->place));
    if (*evidence && r->place == ISMS_PLACE_SHOWN)
        isms__buffer_print(out, " by %s", evidence);
    if (r->kind == ISMS_COVERAGE_PAIR) {
        isms__buffer_text(out, "; ");
        add_authority(c->crosswalk, r->pair, out);
    }
    isms__buffer_char(out, ')');
}

static void write_line(isms__coverage_work *w, isms__coverage_row *row)
{
    const isms_coverage *c = w->c;
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
