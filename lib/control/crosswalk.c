/* Crosswalks: direct pairs and chains through a framework in between, in order, with gaps on both sides. */
#include "crosswalk.h"

#include "core/buffer.h"
#include "core/sort.h"
#include "schema/schema.h"

#include <isms/catalogue.h>
#include <string.h>

enum { PAIRS_MOST = 16000000 };

/* A pair; texts are offsets, 0 is "". */
typedef struct pair {
    uint32_t from, to, via, set, sources, line;
    uint32_t from_place, to_place; /* in their frameworks; UINT32_MAX: not a requirement that is known */
    uint8_t relationship, confidence;
    bool judgement, disputed;
} pair;

struct isms_crosswalk {
    isms_allocator host;
    isms__buffer texts;
    pair *pairs;
    size_t pair_count, pair_capacity;
    uint32_t *gaps[2]; /* texts */
    size_t gap_count[2], gap_capacity[2], requirement_count[2];
};

/* What is at hand while one is made. */
typedef struct work {
    isms_crosswalk *x;
    const isms_allocator *a;
    isms_crosswalk_options options;
    isms__choice choice;
    isms__frame frames[2];
    isms_status status;
} work;

static const char *text_at(const isms_crosswalk *x, uint32_t at)
{
    return isms__buffer_c(&x->texts) + at;
}

/* ------------------------------------------------------------------ texts */

static uint32_t begin(const work *w)
{
    return (uint32_t)w->x->texts.size;
}

static uint32_t end(work *w, uint32_t begun)
{
    if (w->x->texts.size == begun)
        return 0;
    isms__buffer_char(&w->x->texts, '\0');
    if (w->x->texts.size > UINT32_MAX)
        isms__fail(&w->status, ISMS_E_LIMIT);
    return begun;
}

static uint32_t keep(work *w, const char *text)
{
    uint32_t begun = begin(w);
    isms__buffer_text(&w->x->texts, text);
    return end(w, begun);
}

static void add_sources(isms__buffer *out, const isms__step *s)
{
    size_t n = isms_list_count(s->model, s->record, ISMS_MAPPING_SOURCES);
    for (size_t i = 0; i < n; i++) {
        isms__buffer_text(out, i ? "+" : "");
        isms__buffer_text(out, isms_list_text(s->model, s->record, ISMS_MAPPING_SOURCES, i));
    }
    isms_id set = isms_link(s->model, s->record, ISMS_MAPPING_MAPPING_SET);
    const char *source = isms_text(s->model, set, ISMS_MAPPING_SET_SOURCE);
    if (!n)
        isms__buffer_text(out, source ? source : "source not stated");
}

static uint32_t join(work *w, const char *first, const char *second)
{
    uint32_t begun = begin(w);
    isms__buffer_text(&w->x->texts, first);
    if (second && *second && strcmp(first, second) != 0) {
        isms__buffer_text(&w->x->texts, *first ? ", " : "");
        isms__buffer_text(&w->x->texts, second);
    }
    return end(w, begun);
}

/* ------------------------------------------------------------------ pairs */

static uint32_t place_of(const work *w, int side, const char *name)
{
    return isms__names_get(&w->frames[side].numbers, name) - 1; /* 0, unknown, becomes UINT32_MAX */
}

static uint8_t least(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/* Adds one step, or a chain of two. */
static void add_pair(work *w, const isms__step *first, const isms__step *second)
{
    isms_crosswalk *x = w->x;
    const isms__step *last = second ? second : first;
    int32_t relationship = second ? isms_mapping_compose(first->relationship, second->relationship) : first->relationship;
    if (w->status != ISMS_OK || (!relationship && !(w->options.flags & ISMS_CROSSWALK_VAGUE)))
        return;
    if (x->pair_count >= PAIRS_MOST ||
        !isms__reserve(w->a, (void **)&x->pairs, &x->pair_capacity, x->pair_count + 1, sizeof *x->pairs)) {
        isms__fail(&w->status, x->pair_count >= PAIRS_MOST ? ISMS_E_LIMIT : ISMS_E_NO_MEMORY);
        return;
    }
    pair p = {.relationship = (uint8_t)relationship,
              .confidence = least(first->confidence, last->confidence),
              .judgement = first->judgement || last->judgement,
              .from_place = place_of(w, 0, first->from),
              .to_place = place_of(w, 1, last->to)};
    p.from = keep(w, first->from);
    p.to = keep(w, last->to);
    p.via = second ? keep(w, first->to) : 0;
    p.set = join(w, isms__step_set(first), second ? isms__step_set(second) : NULL);
    p.sources = begin(w);
    add_sources(&x->texts, first);
    if (second) {
        isms__buffer_text(&x->texts, ", ");
        add_sources(&x->texts, second);
    }
    p.sources = end(w, p.sources);
    x->pairs[x->pair_count++] = p;
}

/* The steps of a list by where they start: those of name number n are order[starts[n - 1]] to order[starts[n]]. */
typedef struct fan {
    isms__names names;
    uint32_t *next, *heads; /* chains of steps, + 1, in the order of the list */
    size_t count;
} fan;

static void fan_dispose(fan *f, const isms_allocator *a)
{
    isms__names_free(&f->names, a);
    isms__release(a, f->next, f->count * sizeof *f->next);
}

static bool fan_build(fan *f, const isms__steps *steps, const isms_allocator *a)
{
    f->count = steps->count;
    f->next = isms__allocate_zero(a, f->count * sizeof *f->next);
    for (size_t i = steps->count; f->next && i-- > 0;) {
        uint32_t *head = isms__names_at(&f->names, a, steps->items[i].from);
        if (!head)
            return false;
        f->next[i] = *head;
        *head = (uint32_t)i + 1;
    }
    return f->next != NULL;
}

/* The two ends that pairs lead between. */
typedef struct ends {
    const char *from, *to;
} ends;

static void chain(work *w, ends e, const char *through)
{
    isms__steps first = {0}, second = {0};
    fan by_start = {0};
    isms_status status = isms__steps_gather(&first, &w->choice, e.from, through, w->a);
    if (status == ISMS_OK)
        status = isms__steps_gather(&second, &w->choice, through, e.to, w->a);
    if (status == ISMS_OK && !fan_build(&by_start, &second, w->a))
        status = ISMS_E_NO_MEMORY;
    if (status != ISMS_OK)
        isms__fail(&w->status, status);
    for (size_t i = 0; i < first.count && w->status == ISMS_OK; i++)
        for (uint32_t k = isms__names_get(&by_start.names, first.items[i].to); k; k = by_start.next[k - 1])
            if (strcmp(first.items[i].from, second.items[k - 1].to) != 0)
                add_pair(w, &first.items[i], &second.items[k - 1]);
    fan_dispose(&by_start, w->a);
    isms__steps_dispose(&first, w->a);
    isms__steps_dispose(&second, w->a);
}

static bool same_framework(const char *a, const char *b)
{
    a = a ? a : ISMS__FRAME_27001;
    b = b ? b : ISMS__FRAME_27001;
    return strcmp(a, b) == 0;
}

static void chain_unless_end(work *w, ends e, const char *through)
{
    if (w->status == ISMS_OK && !same_framework(through, e.from) && !same_framework(through, e.to))
        chain(w, e, through);
}

static void chain_through_any(work *w, ends e)
{
    const isms_model *c = isms_catalogue(), *m = w->choice.model;
    chain_unless_end(w, e, ISMS__FRAME_27001);
    for (isms_id f = isms_first(c, ISMS_FRAMEWORK); f; f = isms_next(c, f))
        chain_unless_end(w, e, isms_record_key(c, f));
    for (isms_id f = m ? isms_first(m, ISMS_FRAMEWORK) : ISMS_NONE; f; f = isms_next(m, f))
        if (!isms_find(c, ISMS_FRAMEWORK, isms_record_key(m, f)))
            chain_unless_end(w, e, isms_record_key(m, f));
}

static void gather_between(work *w, ends e)
{
    isms__steps direct = {0};
    isms_status status = isms__steps_gather(&direct, &w->choice, e.from, e.to, w->a);
    if (status != ISMS_OK)
        isms__fail(&w->status, status);
    for (size_t i = 0; i < direct.count && w->status == ISMS_OK; i++)
        add_pair(w, &direct.items[i], NULL);
    isms__steps_dispose(&direct, w->a);
    if (w->options.through && strcmp(w->options.through, "*") == 0)
        chain_through_any(w, e);
    else if (w->options.through && w->status == ISMS_OK)
        chain_unless_end(w, e, w->options.through);
}

/* Frameworks of the model's own beside ISO/IEC 27001, on the side where that is. */
static void gather_own(work *w)
{
    const isms_model *m = w->choice.model;
    ends e = {w->options.from, w->options.to};
    bool starts = same_framework(e.from, NULL), is_end = same_framework(e.to, NULL);
    for (isms_id f = m ? isms_first(m, ISMS_FRAMEWORK) : ISMS_NONE; f && starts != is_end; f = isms_next(m, f)) {
        const char *own = isms_record_key(m, f);
        if (same_framework(own, e.from) || same_framework(own, e.to) || isms_find(isms_catalogue(), ISMS_FRAMEWORK, own))
            continue;
        gather_between(w, starts ? (ends){own, e.to} : (ends){e.from, own});
    }
}

static void gather_pairs(work *w)
{
    gather_between(w, (ends){w->options.from, w->options.to});
    if (w->options.flags & ISMS_CROSSWALK_OWN)
        gather_own(w);
}

/* ------------------------------------------------------------------ order */

static int compare_ends(const isms_crosswalk *x, const pair *p, const pair *q)
{
    if (p->from_place != q->from_place)
        return p->from_place < q->from_place ? -1 : 1;
    int order = strcmp(text_at(x, p->from), text_at(x, q->from));
    if (order)
        return order;
    if (p->to_place != q->to_place)
        return p->to_place < q->to_place ? -1 : 1;
    return strcmp(text_at(x, p->to), text_at(x, q->to));
}

static int compare_pairs(const void *a, const void *b, const void *user)
{
    const isms_crosswalk *x = user;
    const pair *p = a, *q = b;
    int order = compare_ends(x, p, q);
    if (!order)
        order = (p->via != 0) - (q->via != 0);
    if (!order)
        order = strcmp(text_at(x, p->set), text_at(x, q->set));
    if (!order)
        order = strcmp(text_at(x, p->via), text_at(x, q->via));
    if (!order)
        order = p->relationship - q->relationship;
    return order ? order : strcmp(text_at(x, p->sources), text_at(x, q->sources));
}

/* Direct pairs of the same ends stand together. */
static void mark_disputes(isms_crosswalk *x)
{
    for (size_t first = 0, i = 1; i <= x->pair_count; i++) {
        if (i < x->pair_count && !x->pairs[i].via && compare_ends(x, &x->pairs[first], &x->pairs[i]) == 0)
            continue;
        bool disputed = false;
        for (size_t k = first; k < i; k++)
            disputed |= x->pairs[k].relationship != x->pairs[first].relationship;
        for (size_t k = first; k < i; k++)
            x->pairs[k].disputed = disputed;
        first = i;
    }
}

static void write_lines(work *w)
{
    isms__buffer line;
    isms__buffer_init(&line, w->a);
    for (size_t i = 0; i < w->x->pair_count && w->status == ISMS_OK; i++) {
        pair *p = &w->x->pairs[i];
        const char *via = text_at(w->x, p->via), *set = text_at(w->x, p->set);
        const char *relationship = isms__value_name(ISMS_ENUM_RELATIONSHIP, p->relationship);
        isms__buffer_clear(&line);
        isms__buffer_print(&line, "%s %s %s (%s, %s", text_at(w->x, p->from), relationship ? relationship : "may touch",
                           text_at(w->x, p->to), isms__value_name(ISMS_ENUM_CONFIDENCE, p->confidence),
                           text_at(w->x, p->sources));
        isms__buffer_print(&line, "%s%s%s%s)", *set ? ", " : "", set, *via ? ", through " : "", via);
        if (line.failed)
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
        p->line = keep(w, isms__buffer_c(&line));
    }
    isms__buffer_dispose(&line);
}

/* ------------------------------------------------------------------ gaps */

/* By a pair of its own, or of what it stands under; a framework is not deep. */
static bool is_touched(const isms__frame *f, const bool *touched, size_t i)
{
    size_t at = i + 1;
    while (at && !touched[at - 1])
        at = f->demands[at - 1].parent;
    return at > 0;
}

static void find_gaps(work *w, int side)
{
    isms_crosswalk *x = w->x;
    const isms__frame *f = &w->frames[side];
    bool *touched = isms__allocate_zero(w->a, f->count * sizeof *touched);
    x->requirement_count[side] = f->count;
    if (!touched || !isms__reserve(w->a, (void **)&x->gaps[side], &x->gap_capacity[side], f->count, sizeof *x->gaps[side]))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (size_t i = 0; i < x->pair_count && w->status == ISMS_OK; i++) {
        uint32_t place = side ? x->pairs[i].to_place : x->pairs[i].from_place;
        if (place < f->count && x->pairs[i].relationship != ISMS_RELATIONSHIP_NO_RELATIONSHIP)
            touched[place] = true;
    }
    for (size_t i = 0; i < f->count && w->status == ISMS_OK; i++)
        if (!f->demands[i].heading && !f->demands[i].children && !is_touched(f, touched, i))
            x->gaps[side][x->gap_count[side]++] = keep(w, f->demands[i].name);
    isms__release(w->a, touched, f->count * sizeof *touched);
}

/* ------------------------------------------------------------------ making one */

static void load_frames(work *w)
{
    const char *ids[] = {w->options.from, w->options.to};
    for (int side = 0; side < 2 && w->status == ISMS_OK; side++) {
        isms_status status = isms__frame_load(&w->frames[side], w->choice.model, ids[side], w->a);
        if (status != ISMS_OK)
            isms__fail(&w->status, status);
    }
    const char *through = w->options.through;
    if (through && strcmp(through, "*") != 0 && strcmp(through, ISMS__FRAME_27001) != 0 &&
        !isms_find(isms_catalogue(), ISMS_FRAMEWORK, through) &&
        !(w->choice.model && isms_find(w->choice.model, ISMS_FRAMEWORK, through)))
        isms__fail(&w->status, ISMS_E_NOT_FOUND);
}

static void make(work *w)
{
    isms__buffer_char(&w->x->texts, '\0'); /* offset 0 is "" */
    load_frames(w);
    if (w->status == ISMS_OK)
        gather_pairs(w);
    if (w->x->texts.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (w->status == ISMS_OK && !isms__sort(w->a, w->x->pairs, w->x->pair_count, sizeof *w->x->pairs, compare_pairs, w->x))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    if (w->status == ISMS_OK) {
        mark_disputes(w->x);
        write_lines(w);
        find_gaps(w, 0);
        find_gaps(w, 1);
    }
    if (w->x->texts.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (int side = 0; side < 2; side++)
        isms__frame_dispose(&w->frames[side], w->a);
}

isms_status isms_crosswalk_build(const isms_model *model, const isms_crosswalk_options *options, isms_crosswalk **out)
{
    work w = {.status = ISMS_OK};
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&w.options, sizeof w.options, options) ||
        w.options.flags & ~(ISMS_CROSSWALK_VAGUE | ISMS_CROSSWALK_OWN))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(w.options.allocator);
    if (!a)
        return ISMS_E_MISUSE;
    isms_crosswalk *x = isms__allocate_zero(a, sizeof *x);
    if (!x)
        return ISMS_E_NO_MEMORY;
    x->host = *a;
    isms__buffer_init(&x->texts, &x->host);
    w.x = x;
    w.a = &x->host;
    w.choice = (isms__choice){model, w.options.set, w.options.as_of};
    make(&w);
    if (w.status != ISMS_OK) {
        isms_crosswalk_free(x);
        return w.status;
    }
    *out = x;
    return ISMS_OK;
}

void isms_crosswalk_free(isms_crosswalk *crosswalk)
{
    if (!crosswalk)
        return;
    isms_allocator a = crosswalk->host;
    isms__buffer_dispose(&crosswalk->texts);
    isms__release(&a, crosswalk->pairs, crosswalk->pair_capacity * sizeof *crosswalk->pairs);
    for (int side = 0; side < 2; side++)
        isms__release(&a, crosswalk->gaps[side], crosswalk->gap_capacity[side] * sizeof *crosswalk->gaps[side]);
    isms__release(&a, crosswalk, sizeof *crosswalk);
}

/* ------------------------------------------------------------------ reading */

size_t isms_crosswalk_count(const isms_crosswalk *crosswalk)
{
    return crosswalk ? crosswalk->pair_count : 0;
}

/* A pair of nothing for what lies past the end. */
static const pair *pair_at(const isms_crosswalk *crosswalk, size_t i)
{
    static const pair none = {0};
    return i < isms_crosswalk_count(crosswalk) ? &crosswalk->pairs[i] : &none;
}

static const char *text_of(const isms_crosswalk *crosswalk, uint32_t at)
{
    return crosswalk ? text_at(crosswalk, at) : "";
}

const char *isms_crosswalk_from(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->from);
}

const char *isms_crosswalk_to(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->to);
}

int32_t isms_crosswalk_relationship(const isms_crosswalk *crosswalk, size_t i)
{
    return pair_at(crosswalk, i)->relationship;
}

int32_t isms_crosswalk_confidence(const isms_crosswalk *crosswalk, size_t i)
{
    return pair_at(crosswalk, i)->confidence;
}

int32_t isms_crosswalk_is_judgement(const isms_crosswalk *crosswalk, size_t i)
{
    return pair_at(crosswalk, i)->judgement;
}

const char *isms_crosswalk_set(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->set);
}

const char *isms_crosswalk_sources(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->sources);
}

const char *isms_crosswalk_via(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->via);
}

int32_t isms_crosswalk_is_disputed(const isms_crosswalk *crosswalk, size_t i)
{
    return pair_at(crosswalk, i)->disputed;
}

const char *isms_crosswalk_line(const isms_crosswalk *crosswalk, size_t i)
{
    return text_of(crosswalk, pair_at(crosswalk, i)->line);
}

size_t isms_crosswalk_gap_count(const isms_crosswalk *crosswalk, int32_t side)
{
    return crosswalk && (side == 0 || side == 1) ? crosswalk->gap_count[side] : 0;
}

const char *isms_crosswalk_gap(const isms_crosswalk *crosswalk, int32_t side, size_t i)
{
    return i < isms_crosswalk_gap_count(crosswalk, side) ? text_at(crosswalk, crosswalk->gaps[side][i]) : "";
}

size_t isms_crosswalk_requirement_count(const isms_crosswalk *crosswalk, int32_t side)
{
    return crosswalk && (side == 0 || side == 1) ? crosswalk->requirement_count[side] : 0;
}
