/* Report sections on controls and evidence: groups by an attribute, what each piece of evidence supports, the fewest pieces
 * for a list of requests, and the draft of a transition from the edition of 2013. */
#include "section.h"

#include "core/map.h"

#include <isms/grouping.h>
#include <isms/request.h>
#include <isms/reuse.h>
#include <isms/transition.h>
#include <string.h>

isms_status isms__section_soa_build(const isms__report_job *job, isms_soa **out)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    return isms_soa_build(job->model, &options, out);
}

/* ------------------------------------------------------------------ controls by an attribute */

/* By an attribute of Annex A or of the labels, or any other of entries and measures; by theme where none is named. */
isms_status isms__section_group(const isms__report_job *job, const isms_soa *soa, isms_grouping **out)
{
    const char *name = job->options.about;
    isms_dimension d = ISMS_BY_THEME;
    while (name && isms_grouping_dimension_name(d) && strcmp(isms_grouping_dimension_name(d), name) != 0)
        d++;
    if (isms_grouping_dimension_name(d))
        return isms_grouping_build(job->model, soa, d, NULL, job->a, out);
    return isms_grouping_build_by(job->model, soa, name, NULL, job->a, out);
}

isms_status isms__section_controls(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"group", "controls",          "applicable",    "implemented", "shown_by_evidence",
                                          "risks", "lower_than_before", "still_to_fall", "which",       NULL};
    isms_soa *soa = NULL;
    isms_grouping *g = NULL;
    isms_status status = isms__section_soa_build(job, &soa);
    if (status == ISMS_OK)
        status = isms__section_group(job, soa, &g);
    if (status == ISMS_OK)
        isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_grouping_count(g); i++) {
        isms__table_cell(out, *isms_grouping_name(g, i) ? isms_grouping_name(g, i) : "(none)");
        for (int32_t what = ISMS_GROUP_ROWS; what <= ISMS_GROUP_TO_REDUCE; what++)
            isms__table_number(out, (int64_t)isms_grouping_total(g, i, what));
        for (size_t k = 0; isms_grouping_row(g, i, k) < isms_soa_count(soa); k++)
            isms__buffer_print(&out->text, "%s%s", k ? ", " : "",
                               isms_soa_text(soa, isms_grouping_row(g, i, k), ISMS_SOA_COLUMN_CONTROL));
        isms__table_built(out);
    }
    isms_grouping_free(g);
    isms_soa_free(soa);
    return status;
}

/* ------------------------------------------------------------------ evidence */

static isms_status find_uses(const isms__report_job *job, isms_id evidence, isms_reuse **out)
{
    isms_reuse_options options = ISMS_REUSE_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    options.flags = evidence ? 0 : ISMS_REUSE_NO_LINES;
    return isms_reuse_find(job->model, evidence, &options, out);
}

static isms_status one_piece(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"framework", "requirement", "how", NULL};
    isms_id evidence = isms_find(job->model, ISMS_EVIDENCE, job->options.about);
    isms_reuse *r = NULL;
    isms_status status = evidence ? find_uses(job, evidence, &r) : ISMS_E_NOT_FOUND;
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    for (size_t i = 0; i < isms_reuse_count(r); i++) {
        isms__table_cell(out, isms_reuse_framework(r, i));
        isms__table_cell(out, isms_reuse_requirement(r, i));
        isms__table_cell(out, isms_reuse_line(r, i));
    }
    isms_reuse_free(r);
    return ISMS_OK;
}

/* Uses stand by framework and by requirement, so that a piece has met one before where it was the last that it met. */
typedef struct tally {
    const char *framework, *requirement; /* the last */
    int64_t frameworks, requirements;
} tally;

static void count_uses(const isms_model *m, const isms_reuse *r, const isms__map *places, tally *tallies)
{
    for (size_t i = 0; i < isms_reuse_count(r); i++) {
        const char *key = isms_record_key(m, isms_reuse_evidence(r, i));
        tally *t = &tallies[*isms__map_find(places, key, strlen(key))];
        t->frameworks += !t->framework || strcmp(t->framework, isms_reuse_framework(r, i)) != 0;
        t->requirements += !t->requirement || strcmp(t->requirement, isms_reuse_requirement(r, i)) != 0;
        t->framework = isms_reuse_framework(r, i);
        t->requirement = isms_reuse_requirement(r, i);
    }
}

static isms_status number_pieces(const isms_model *m, isms__map *places)
{
    uint64_t number = 0;
    for (isms_id e = isms_first(m, ISMS_EVIDENCE); e; e = isms_next(m, e)) {
        const char *key = isms_record_key(m, e);
        if (!isms__map_put(places, key, strlen(key), number++))
            return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

static isms_status all_pieces(const isms__report_job *job, const isms_reuse *r, isms__table *out)
{
    static const char *const columns[] = {"evidence", "title", "state", "requirements", "frameworks", NULL};
    const isms_model *m = job->model;
    size_t count = isms_count(m, ISMS_EVIDENCE);
    tally *tallies = isms__allocate_zero(job->a, count * sizeof *tallies), *t = tallies;
    isms__map places;
    isms__map_init(&places, job->a, 0);
    isms_status status = tallies ? number_pieces(m, &places) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK) {
        count_uses(m, r, &places, tallies);
        isms__table_start(out, job->a, "", columns);
    }
    for (isms_id e = isms_first(m, ISMS_EVIDENCE); e && status == ISMS_OK; e = isms_next(m, e), t++) {
        isms__table_cell(out, isms_record_key(m, e));
        isms__table_cell(out, isms_text(m, e, ISMS_EVIDENCE_TITLE));
        isms__table_cell(out, isms_evidence_state_name(isms_evidence_judge(m, e, job->options.as_of, NULL)));
        isms__table_number(out, t->requirements);
        isms__table_number(out, t->frameworks);
    }
    isms__map_dispose(&places);
    isms__release(job->a, tallies, count * sizeof *tallies);
    return status;
}

isms_status isms__section_evidence(const isms__report_job *job, isms__table *out)
{
    isms_reuse *r = NULL;
    if (job->options.about)
        return one_piece(job, out);
    isms_status status = find_uses(job, ISMS_NONE, &r);
    if (status == ISMS_OK)
        status = all_pieces(job, r, out);
    isms_reuse_free(r);
    return status;
}

/* ------------------------------------------------------------------ requests */

/* Names of a list, parted by commas, which are overwritten by NULs. */
static size_t split(char *list, const char **names)
{
    size_t count = 0;
    for (char *at = list; *at;) {
        size_t n = strcspn(at, ",");
        char end = at[n];
        at[n] = '\0';
        if (n)
            names[count++] = at;
        at += n + (end != '\0');
    }
    return count;
}

/* Without a list: whatever the Statement of Applicability says is applicable. */
static void list_applicable(const isms_soa *soa, isms__buffer *out)
{
    for (size_t row = 0; row < isms_soa_count(soa); row++)
        if (isms_soa_applicable(soa, row) == ISMS_YES_NO_UNKNOWN_YES)
            isms__buffer_print(out, "%s,", isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL));
}

static void add_answer(const isms__report_job *job, const isms_request *q, isms__table *out)
{
    for (size_t i = 0; i < isms_request_count(q); i++) {
        isms__table_cell(out, isms_request_key(q, i));
        isms__table_cell(out, isms_text(job->model, isms_request_evidence(q, i), ISMS_EVIDENCE_TITLE));
        for (size_t k = 0; k < isms_request_answered_count(q, i); k++)
            isms__buffer_print(&out->text, "%s%s", k ? ", " : "", isms_request_answered(q, i, k));
        isms__table_built(out);
    }
    if (!isms_request_missing_count(q))
        return;
    isms__table_cell(out, "");
    isms__table_cell(out, "no evidence answers");
    for (size_t i = 0; i < isms_request_missing_count(q); i++)
        isms__buffer_print(&out->text, "%s%s", i ? ", " : "", isms_request_missing(q, i));
    isms__table_built(out);
}

static isms_status answer(const isms__report_job *job, isms__buffer *list, isms__table *out)
{
    static const char *const columns[] = {"evidence", "title", "answers", NULL};
    isms_request_options options = ISMS_REQUEST_OPTIONS_INIT;
    isms_request *q = NULL;
    size_t room = (list->size + 1) * sizeof(const char *);
    isms__buffer_char(list, '\0');
    const char **names = list->failed ? NULL : isms__allocate(job->a, room);
    if (!names)
        return ISMS_E_NO_MEMORY;
    options.as_of = job->options.as_of;
    options.confidence = job->options.confidence;
    options.allocator = job->a;
    size_t count = split(list->data, names);
    isms_status status = isms_request_answer(job->model, names, count, &options, &q);
    isms__release(job->a, names, room);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    add_answer(job, q, out);
    isms_request_free(q);
    return ISMS_OK;
}

isms_status isms__section_requests(const isms__report_job *job, isms__table *out)
{
    isms_soa *soa = NULL;
    isms__buffer list;
    isms_status status = ISMS_OK;
    isms__buffer_init(&list, job->a);
    if (job->options.about)
        isms__buffer_text(&list, job->options.about);
    else if ((status = isms__section_soa_build(job, &soa)) == ISMS_OK)
        list_applicable(soa, &list);
    if (status == ISMS_OK)
        status = answer(job, &list, out);
    isms__buffer_dispose(&list);
    isms_soa_free(soa);
    return status;
}

/* ------------------------------------------------------------------ from 2013 to 2022 */

static void add_questions(const isms_transition *t, size_t control, isms__table *out)
{
    bool first = true;
    for (size_t q = 0; q < isms_transition_question_count(t); q++)
        if (isms_transition_question_control(t, q) == control) {
            isms__buffer_print(&out->text, "%s%s", first ? "" : " ", isms_transition_question(t, q));
            first = false;
        }
    isms__table_built(out);
}

static void add_carried(const isms_model *m, const isms_transition *t, size_t i, isms__table *out)
{
    isms__table_cell(out, isms_transition_control(t, i));
    isms__table_cell(out, isms_transition_kind_name(isms_transition_kind_of(t, i)));
    for (size_t k = 0; k < isms_transition_source_count(t, i); k++)
        isms__buffer_print(&out->text, "%s%s (%s)", k ? ", " : "", isms_transition_source(t, i, k),
                           isms_record_key(m, isms_transition_source_entry(t, i, k)));
    isms__table_built(out);
    add_questions(t, i, out);
}

/* A question that is about no control, with the record that it is about. */
static void add_loose(const isms_model *m, const isms_transition *t, size_t question, isms__table *out)
{
    isms__table_cell(out, "");
    isms__table_cell(out, "");
    isms__table_cell(out, isms_record_key(m, isms_transition_question_record(t, question)));
    isms__table_cell(out, isms_transition_question(t, question));
}

/* Rows are shown where something of the edition of 2013 is there. */
static bool has_2013(const isms_transition *t)
{
    for (size_t i = 0; i < isms_transition_count(t); i++)
        if (isms_transition_kind_of(t, i) == ISMS_CARRIED_ONE || isms_transition_kind_of(t, i) == ISMS_CARRIED_MERGED)
            return true;
    return isms_transition_list_count(t) > 0;
}

isms_status isms__section_transition(const isms__report_job *job, isms__table *out)
{
    static const char *const columns[] = {"control", "comes_from", "entries", "to_decide", NULL};
    isms_transition *t = NULL;
    isms_status status = isms_transition_draft_framework(job->model, job->options.about, job->a, &t);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    size_t count = isms_transition_count(t);
    bool shown = has_2013(t);
    for (size_t i = 0; i < count && shown; i++)
        add_carried(job->model, t, i, out);
    for (size_t q = 0; q < isms_transition_question_count(t); q++)
        if (isms_transition_question_control(t, q) == count)
            add_loose(job->model, t, q, out);
    isms_transition_free(t);
    return ISMS_OK;
}
