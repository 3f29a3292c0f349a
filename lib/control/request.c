/* The smallest set of evidence that answers a list of requests. */
#include <isms/request.h>

#include "core/buffer.h"
#include "core/sort.h"
#include "cover.h"
#include "crosswalk.h"
#include "ties.h"

#include <string.h>

enum { CELLS_MOST = 200000000 }; /* pieces times requests */

typedef struct piece {
    isms_id id;
    uint32_t key;        /* text */
    size_t first, count; /* in answered */
} piece;

struct isms_request {
    isms_allocator host;
    isms__buffer texts;
    piece *pieces;
    uint32_t *answered, *missing; /* texts */
    size_t piece_count, piece_capacity, answered_count, answered_capacity, missing_count, missing_capacity;
    isms__cover_answer answer;
};

/* A request, and the pieces of evidence that answer it. */
typedef struct asked {
    const char *name;
    uint32_t text;
    uint32_t element; /* among those that can be answered; UINT32_MAX: none can */
} asked;

typedef struct hit {
    isms_id evidence;
    uint32_t asked;
} hit;

typedef struct work {
    isms_request *r;
    const isms_model *m;
    const isms_allocator *a;
    isms_request_options options;
    isms__ties ties;
    asked *asked;
    size_t asked_count, asked_capacity;
    hit *hits;
    size_t hit_count, hit_capacity;
    isms_status status;
} work;

static uint32_t keep(work *w, const char *text)
{
    return isms__buffer_keep(&w->r->texts, text, strlen(text), &w->status);
}

static const char *text_at(const isms_request *r, uint32_t at)
{
    return isms__buffer_c(&r->texts) + at;
}

/* ------------------------------------------------------------------ requests */

static int by_name(const void *a, const void *b, const void *user)
{
    (void)user;
    return strcmp(((const asked *)a)->name, ((const asked *)b)->name);
}

static void take_requests(work *w, const char *const *requirements, size_t count)
{
    for (size_t i = 0; i < count && w->status == ISMS_OK; i++) {
        if (!requirements[i])
            isms__fail(&w->status, ISMS_E_MISUSE);
        else if (isms__grow(w->a, (void **)&w->asked, &w->asked_capacity, w->asked_count, sizeof *w->asked, &w->status))
            w->asked[w->asked_count++] = (asked){.name = requirements[i], .element = UINT32_MAX};
    }
    if (w->status == ISMS_OK && !isms__sort(w->a, w->asked, w->asked_count, sizeof *w->asked, by_name, NULL))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    size_t kept = 0;
    for (size_t i = 0; i < w->asked_count && w->status == ISMS_OK; i++)
        if (!kept || strcmp(w->asked[kept - 1].name, w->asked[i].name) != 0)
            w->asked[kept++] = w->asked[i];
    w->asked_count = w->status == ISMS_OK ? kept : 0;
    for (size_t i = 0; i < w->asked_count; i++)
        w->asked[i].text = keep(w, w->asked[i].name);
}

/* ------------------------------------------------------------------ who answers */

static void add_hits(work *w, const char *name, size_t request)
{
    for (size_t t = isms__ties_find(&w->ties, name); t < w->ties.count && strcmp(w->ties.items[t].name, name) == 0; t++) {
        isms_id evidence = w->ties.items[t].evidence;
        bool counts =
            !w->options.as_of || isms_evidence_judge(w->m, evidence, w->options.as_of, NULL) == ISMS_EVIDENCE_STATE_VALID;
        if (counts && isms__grow(w->a, (void **)&w->hits, &w->hit_capacity, w->hit_count, sizeof *w->hits, &w->status))
            w->hits[w->hit_count++] = (hit){evidence, (uint32_t)request};
    }
}

/* Requests of one framework stand together, since they are in order and share its prefix. */
static size_t end_of_framework(const work *w, size_t first)
{
    size_t n = isms__frame_prefix(w->asked[first].name), i = first + 1;
    while (i < w->asked_count && isms__frame_prefix(w->asked[i].name) == n &&
           strncmp(w->asked[i].name, w->asked[first].name, n + 1) == 0)
        i++;
    return i;
}

static void hits_of_framework(work *w, size_t first, size_t end)
{
    size_t n = isms__frame_prefix(w->asked[first].name);
    char *framework = isms__allocate(w->a, n + 1);
    isms_crosswalk *x = NULL;
    isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
    if (!framework) {
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
        return;
    }
    memcpy(framework, w->asked[first].name, n);
    framework[n] = '\0';
    options.flags = ISMS_CROSSWALK_OWN;
    options.from = framework;
    options.as_of = w->options.as_of;
    options.allocator = w->a;
    isms_status status = isms_crosswalk_build(w->m, &options, &x);
    if (status != ISMS_OK)
        isms__fail(&w->status, status);
    for (size_t p = 0; p < isms_crosswalk_count(x) && w->status == ISMS_OK; p++) {
        if (isms_crosswalk_confidence(x, p) < w->options.confidence ||
            isms_crosswalk_relationship(x, p) == ISMS_RELATIONSHIP_NO_RELATIONSHIP)
            continue;
        for (size_t i = first; i < end; i++)
            if (strcmp(w->asked[i].name, isms_crosswalk_from(x, p)) == 0)
                add_hits(w, isms_crosswalk_to(x, p), i);
    }
    isms_crosswalk_free(x);
    isms__release(w->a, framework, n + 1);
}

static void find_hits(work *w)
{
    for (size_t i = 0; i < w->asked_count && w->status == ISMS_OK; i++)
        add_hits(w, w->asked[i].name, i);
    for (size_t first = 0; first < w->asked_count && w->status == ISMS_OK;) {
        bool prefixed = isms__frame_prefix(w->asked[first].name) > 0;
        size_t end = prefixed ? end_of_framework(w, first) : first + 1;
        if (prefixed)
            hits_of_framework(w, first, end);
        first = end;
    }
}

/* By the evidence's id, then by request. */
static int by_evidence(const void *a, const void *b, const void *user)
{
    const hit *x = a, *y = b;
    int order = strcmp(isms_record_key(user, x->evidence), isms_record_key(user, y->evidence));
    return order ? order : (x->asked > y->asked) - (x->asked < y->asked);
}

/* ------------------------------------------------------------------ choosing */

/* Numbers the requests that can be answered; the others are missing. */
static size_t number_elements(work *w)
{
    size_t elements = 0;
    for (size_t i = 0; i < w->hit_count; i++)
        w->asked[w->hits[i].asked].element = 0;
    for (size_t i = 0; i < w->asked_count && w->status == ISMS_OK; i++) {
        if (w->asked[i].element == 0)
            w->asked[i].element = (uint32_t)elements++;
        else if (isms__grow(w->a, (void **)&w->r->missing, &w->r->missing_capacity, w->r->missing_count, sizeof *w->r->missing,
                            &w->status))
            w->r->missing[w->r->missing_count++] = w->asked[i].text;
    }
    return elements;
}

static size_t count_sets(const work *w)
{
    size_t sets = 0;
    for (size_t i = 0; i < w->hit_count; i++)
        sets += !i || w->hits[i].evidence != w->hits[i - 1].evidence;
    return sets;
}

static void add_piece(work *w, const isms__cover *c, size_t set, isms_id evidence)
{
    isms_request *r = w->r;
    piece p = {.id = evidence, .key = keep(w, isms_record_key(w->m, evidence)), .first = r->answered_count};
    for (size_t i = 0; i < w->asked_count; i++) {
        uint32_t element = w->asked[i].element;
        if (element == UINT32_MAX || !(c->words[set * c->stride + element / 64] >> element % 64 & 1))
            continue;
        if (isms__grow(w->a, (void **)&r->answered, &r->answered_capacity, r->answered_count, sizeof *r->answered, &w->status))
            r->answered[r->answered_count++] = w->asked[i].text;
    }
    p.count = r->answered_count - p.first;
    if (isms__grow(w->a, (void **)&r->pieces, &r->piece_capacity, r->piece_count, sizeof *r->pieces, &w->status))
        r->pieces[r->piece_count++] = p;
}

/* Hits stand by evidence, so that set numbers rise with them. */
static void choose(work *w, isms__cover *c, uint64_t *words, isms_id *ids, uint32_t *chosen)
{
    size_t set = 0;
    for (size_t i = 0; i < w->hit_count; i++) {
        set += i && w->hits[i].evidence != w->hits[i - 1].evidence;
        uint32_t element = w->asked[w->hits[i].asked].element;
        words[set * c->stride + element / 64] |= UINT64_C(1) << element % 64;
        ids[set] = w->hits[i].evidence;
    }
    isms_status status = isms__cover_solve(c, chosen, &w->r->answer, w->a);
    if (status != ISMS_OK)
        isms__fail(&w->status, status);
    for (size_t i = 0; i < w->r->answer.count && w->status == ISMS_OK; i++)
        add_piece(w, c, chosen[i], ids[chosen[i]]);
}

static void solve(work *w)
{
    size_t elements = number_elements(w), sets = count_sets(w);
    isms__cover c = {
        .set_count = sets, .element_count = elements, .stride = elements / 64 + 1, .max_steps = w->options.max_steps};
    w->r->answer.smallest = true;
    if (!elements || w->status != ISMS_OK)
        return;
    if (sets > CELLS_MOST / (c.stride * 64)) {
        isms__fail(&w->status, ISMS_E_LIMIT);
        return;
    }
    size_t size = sets * c.stride * sizeof(uint64_t);
    uint64_t *words = isms__allocate_zero(w->a, size);
    isms_id *ids = isms__allocate(w->a, sets * sizeof *ids);
    uint32_t *chosen = isms__allocate(w->a, sets * sizeof *chosen);
    c.words = words;
    if (words && ids && chosen)
        choose(w, &c, words, ids, chosen);
    else
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    isms__release(w->a, words, size);
    isms__release(w->a, ids, sets * sizeof *ids);
    isms__release(w->a, chosen, sets * sizeof *chosen);
}

static void answer(work *w, const char *const *requirements, size_t count)
{
    take_requests(w, requirements, count);
    if (w->status == ISMS_OK)
        w->status = isms__ties_collect(&w->ties, w->m, ISMS_NONE, w->a);
    if (w->status == ISMS_OK)
        find_hits(w);
    if (w->status == ISMS_OK && !isms__sort(w->a, w->hits, w->hit_count, sizeof *w->hits, by_evidence, w->m))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (w->status == ISMS_OK)
        solve(w);
    isms__ties_dispose(&w->ties, w->a);
    isms__release(w->a, w->asked, w->asked_capacity * sizeof *w->asked);
    isms__release(w->a, w->hits, w->hit_capacity * sizeof *w->hits);
}

isms_status isms_request_answer(const isms_model *model, const char *const *requirements, size_t count,
                                const isms_request_options *options, isms_request **out)
{
    static const uint64_t default_steps = 200000;
    work w = {.m = model};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&w.options, sizeof w.options, options))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(w.options.allocator);
    if (!model || !a || (count && !requirements))
        return ISMS_E_MISUSE;
    if (w.options.confidence < 0 || w.options.confidence > ISMS_CONFIDENCE_HIGH)
        return ISMS_E_RANGE;
    w.options.max_steps = w.options.max_steps ? w.options.max_steps : default_steps;
    isms_request *r = isms__allocate_zero(a, sizeof *r);
    if (!r)
        return ISMS_E_NO_MEMORY;
    r->host = *a;
    isms__buffer_init(&r->texts, &r->host);
    isms__buffer_char(&r->texts, '\0'); /* place 0 is the empty text */
    w.r = r;
    w.a = &r->host;
    answer(&w, requirements, count);
    if (w.status != ISMS_OK) {
        isms_request_free(r);
        return w.status;
    }
    *out = r;
    return ISMS_OK;
}

void isms_request_free(isms_request *request)
{
    if (!request)
        return;
    isms_allocator a = request->host;
    isms__buffer_dispose(&request->texts);
    isms__release(&a, request->pieces, request->piece_capacity * sizeof *request->pieces);
    isms__release(&a, request->answered, request->answered_capacity * sizeof *request->answered);
    isms__release(&a, request->missing, request->missing_capacity * sizeof *request->missing);
    isms__release(&a, request, sizeof *request);
}

/* ------------------------------------------------------------------ reading */

size_t isms_request_count(const isms_request *request)
{
    return request ? request->piece_count : 0;
}

isms_id isms_request_evidence(const isms_request *request, size_t i)
{
    return i < isms_request_count(request) ? request->pieces[i].id : ISMS_NONE;
}

const char *isms_request_key(const isms_request *request, size_t i)
{
    return i < isms_request_count(request) ? text_at(request, request->pieces[i].key) : "";
}

size_t isms_request_answered_count(const isms_request *request, size_t i)
{
    return i < isms_request_count(request) ? request->pieces[i].count : 0;
}

const char *isms_request_answered(const isms_request *request, size_t i, size_t k)
{
    if (k >= isms_request_answered_count(request, i))
        return "";
    return text_at(request, request->answered[request->pieces[i].first + k]);
}

size_t isms_request_missing_count(const isms_request *request)
{
    return request ? request->missing_count : 0;
}

const char *isms_request_missing(const isms_request *request, size_t i)
{
    return i < isms_request_missing_count(request) ? text_at(request, request->missing[i]) : "";
}

int32_t isms_request_is_smallest(const isms_request *request)
{
    return request ? request->answer.smallest : 0;
}

size_t isms_request_at_least(const isms_request *request)
{
    return request ? request->answer.least : 0;
}
