/* The input pack of a management review: its lines in order, notes of people, and what is missing. */
#include "review.h"

#include "core/memory.h"
#include "core/sort.h"

#include <isms/catalogue.h>

#include <string.h>

enum { INPUTS_MOST = 16 };

typedef struct line {
    size_t input;
    isms_id record;
    uint32_t key, text;
} line;

struct isms_review {
    isms_allocator host;
    isms_day since;
    isms__buffer texts;
    line *lines;
    size_t count, capacity;
    size_t first[INPUTS_MOST + 1];
    const char *inputs[INPUTS_MOST], *titles[INPUTS_MOST]; /* of the catalogue */
    uint32_t missing[INPUTS_MOST];
    size_t input_count;
};

#define M maker->model

static uint32_t keep(isms_review *r, const char *text)
{
    uint32_t at = (uint32_t)r->texts.size;
    isms__buffer_add(&r->texts, text, strlen(text) + 1);
    return at;
}

void isms__review_tell(isms__review_maker *maker, isms_id record, isms__buffer *b)
{
    isms_review *r = maker->review;
    const char *key = record ? isms_record_key(M, record) : "";
    if (!isms__reserve(&r->host, (void **)&r->lines, &r->capacity, r->count + 1, sizeof *r->lines)) {
        maker->failed = true;
        return;
    }
    r->lines[r->count++] = (line){maker->input, record, keep(r, key ? key : ""), keep(r, isms__buffer_c(b))};
    maker->failed |= b->failed;
    isms__buffer_clear(b);
}

/* ------------------------------------------------------------------ what is missing; notes of the review in preparation */

/* Notes on the input in reviews that are not held yet. */
static bool tell_notes(isms__review_maker *maker, isms__buffer *b, const char *input)
{
    bool any = false;
    for (isms_id r = isms_first(M, ISMS_MANAGEMENT_REVIEW); r; r = isms_next(M, r)) {
        isms_day held = isms_day_of(M, r, ISMS_MANAGEMENT_REVIEW_HELD_ON);
        const char *status = isms_text(M, r, ISMS_MANAGEMENT_REVIEW_STATUS);
        if ((held && held <= maker->as_of) || (status && strcmp(status, "cancelled") == 0))
            continue;
        for (size_t i = 0, n = isms_list_count(M, r, ISMS_MANAGEMENT_REVIEW_INPUT_NOTES_INPUT); i < n; i++) {
            const char *of = isms_list_text(M, r, ISMS_MANAGEMENT_REVIEW_INPUT_NOTES_INPUT, i);
            const char *note = isms_list_text(M, r, ISMS_MANAGEMENT_REVIEW_INPUT_NOTES_SUMMARY, i);
            if (!of || !note || strcmp(of, input) != 0)
                continue;
            isms__buffer_print(b, "Noted: %s", note);
            isms__review_tell(maker, r, b);
            any = true;
        }
    }
    return any;
}

static void say_missing(isms__review_maker *maker, isms__buffer *b, const isms__review_source *s)
{
    for (size_t i = 0; i < 3 && s->registers[i]; i++)
        if (!isms_register_is_delivered(M, s->registers[i]) || isms_register_is_partial(M, s->registers[i], 0))
            isms__buffer_print(b, "%s`%s`", b->size ? ", " : "Not delivered whole: ", isms_type_plural(s->registers[i]));
    if (b->size)
        maker->review->missing[maker->input] = keep(maker->review, isms__buffer_c(b));
    maker->failed |= b->failed;
    isms__buffer_clear(b);
}

static void make_input(isms__review_maker *maker, isms__buffer *b, const char *input)
{
    const isms__review_source *s = isms__review_source_of(input);
    bool noted = tell_notes(maker, b, input);
    if (s) {
        say_missing(maker, b, s);
        s->tell(maker, b);
    } else if (!noted && strcmp(input, "9.3.2.d") != 0) /* d stands for its four items */
        maker->review->missing[maker->input] =
            keep(maker->review, "No register holds it: write it as a note (input_notes) of the review in preparation.");
}

static int by_input(const void *a, const void *b, const void *user)
{
    const line *x = a, *y = b;
    const isms_review *r = user;
    if (x->input != y->input)
        return x->input < y->input ? -1 : 1;
    int order = strcmp(r->texts.data + x->key, r->texts.data + y->key);
    return order ? order : strcmp(r->texts.data + x->text, r->texts.data + y->text);
}

/* The day of the last review that was held; twelve months ago where none was. */
static isms_day last_review(const isms_model *m, isms_day as_of)
{
    isms_day last = 0;
    for (isms_id r = isms_first(m, ISMS_MANAGEMENT_REVIEW); r; r = isms_next(m, r)) {
        isms_day held = isms_day_of(m, r, ISMS_MANAGEMENT_REVIEW_HELD_ON);
        const char *status = isms_text(m, r, ISMS_MANAGEMENT_REVIEW_STATUS);
        if (held < as_of && held > last && !(status && strcmp(status, "cancelled") == 0))
            last = held;
    }
    return last ? last : isms_date_add_months(as_of, -12);
}

static void make_all(isms__review_maker *maker)
{
    isms_review *r = maker->review;
    isms__buffer b = {.allocator = &r->host};
    const isms_model *catalogue = isms_catalogue();
    keep(r, ""); /* offset 0 is the empty text */
    for (isms_id i = isms_first(catalogue, ISMS_REVIEW_INPUT); i && maker->input < INPUTS_MOST; i = isms_next(catalogue, i)) {
        r->inputs[maker->input] = isms_record_key(catalogue, i);
        r->titles[maker->input] = isms_text(catalogue, i, ISMS_REVIEW_INPUT_INPUT);
        make_input(maker, &b, r->inputs[maker->input]);
        maker->input++;
    }
    r->input_count = maker->input;
    maker->failed |= b.failed || r->texts.failed;
    isms__buffer_dispose(&b);
    maker->failed = maker->failed || !isms__sort(&r->host, r->lines, r->count, sizeof *r->lines, by_input, r);
    for (size_t i = 0, k = 0; i <= INPUTS_MOST; i++) {
        while (k < r->count && r->lines[k].input < i)
            k++;
        r->first[i] = k;
    }
}

isms_status isms_review_build(const isms_model *model, isms_day as_of, const isms_allocator *allocator, isms_review **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!model || !out || !a)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (as_of <= 0 || as_of > isms_date(9999, 12, 31))
        return ISMS_E_RANGE;
    isms_review *r = isms__allocate_zero(a, sizeof *r);
    if (!r)
        return ISMS_E_NO_MEMORY;
    r->host = *a;
    r->since = last_review(model, as_of);
    r->texts.allocator = &r->host;
    isms__review_maker maker = {.model = model, .review = r, .a = &r->host, .since = r->since, .as_of = as_of};
    maker.before = r->since - (as_of - r->since);
    make_all(&maker);
    if (maker.failed) {
        isms_review_free(r);
        return ISMS_E_NO_MEMORY;
    }
    *out = r;
    return ISMS_OK;
}

void isms_review_free(isms_review *review)
{
    if (!review)
        return;
    const isms_allocator a = review->host;
    isms__release(&a, review->lines, review->capacity * sizeof *review->lines);
    isms__buffer_dispose(&review->texts);
    isms__release(&a, review, sizeof *review);
}

/* ------------------------------------------------------------------ what a host can ask */

isms_day isms_review_since(const isms_review *review)
{
    return review ? review->since : 0;
}

size_t isms_review_count(const isms_review *review)
{
    return review ? review->input_count : 0;
}

const char *isms_review_input(const isms_review *review, size_t i)
{
    return i < isms_review_count(review) ? review->inputs[i] : "";
}

const char *isms_review_title(const isms_review *review, size_t i)
{
    return i < isms_review_count(review) ? review->titles[i] : "";
}

const char *isms_review_missing(const isms_review *review, size_t i)
{
    return i < isms_review_count(review) ? review->texts.data + review->missing[i] : "";
}

size_t isms_review_line_count(const isms_review *review, size_t i)
{
    return i < isms_review_count(review) ? review->first[i + 1] - review->first[i] : 0;
}

const char *isms_review_line(const isms_review *review, size_t i, size_t k)
{
    return k < isms_review_line_count(review, i) ? review->texts.data + review->lines[review->first[i] + k].text : "";
}

isms_id isms_review_record(const isms_review *review, size_t i, size_t k)
{
    return k < isms_review_line_count(review, i) ? review->lines[review->first[i] + k].record : ISMS_NONE;
}
