/* For a piece of evidence, or each, every requirement of every framework that it supports. */
#include <isms/reuse.h>

#include "core/buffer.h"
#include "crosswalk.h"
#include "schema/schema.h"
#include "ties.h"

#include <isms/catalogue.h>
#include <string.h>

/* One use; texts are offsets, 0 is "". */
typedef struct use {
    uint32_t framework, requirement, start, line;
    isms_id evidence, by;
    uint8_t relationship, confidence;
    bool judgement;
} use;

struct isms_reuse {
    isms_allocator host;
    isms__buffer texts;
    use *uses;
    size_t count, capacity;
    isms_evidence_state state;
};

typedef struct work {
    isms_reuse *r;
    const isms_model *m;
    const isms_allocator *a;
    isms_day as_of;
    isms__ties ties;
    uint32_t framework, requirement; /* texts of those that are looked at; 0: not made yet */
    bool lines;
    isms_status status;
} work;

static uint32_t keep(work *w, const char *text)
{
    return isms__buffer_keep(&w->r->texts, text, text ? strlen(text) : 0, &w->status);
}

static void write_line(work *w, use *u, const char *requirement, const isms__tie *tie, const isms_crosswalk *x, size_t pair)
{
    isms__buffer line;
    isms__buffer_init(&line, w->a);
    isms__buffer_print(&line, "%s, through ", requirement);
    if (x)
        isms__buffer_print(&line, "%s of ", tie->name);
    isms__buffer_print(&line, "%s %s", isms_type_name(isms_record_type(w->m, tie->by)), isms_record_key(w->m, tie->by));
    if (x) {
        const char *set = isms_crosswalk_set(x, pair);
        isms__buffer_print(&line, " (%s, %s confidence, %s%s%s%s)", isms__value_name(ISMS_ENUM_RELATIONSHIP, u->relationship),
                           isms__value_name(ISMS_ENUM_CONFIDENCE, u->confidence), isms_crosswalk_sources(x, pair),
                           *set ? ", " : "", set, u->judgement ? ", judgement of the project" : "");
    }
    if (line.failed)
        w->status = ISMS_E_NO_MEMORY;
    u->line = keep(w, isms__buffer_c(&line));
    isms__buffer_dispose(&line);
}

/* x NULL: the tie leads to the requirement itself. A pair of x starts from the requirement, so that it is turned round. */
static void add_use(work *w, const char *framework, const char *requirement, const isms__tie *tie, const isms_crosswalk *x,
                    size_t pair)
{
    isms_reuse *r = w->r;
    if (w->status != ISMS_OK)
        return;
    if (!isms__grow(w->a, (void **)&r->uses, &r->capacity, r->count, sizeof *r->uses, &w->status))
        return;
    w->framework = w->framework ? w->framework : keep(w, framework);
    w->requirement = w->requirement ? w->requirement : keep(w, requirement);
    use u = {.evidence = tie->evidence, .by = tie->by, .framework = w->framework, .requirement = w->requirement};
    if (x) {
        u.start = keep(w, tie->name);
        u.relationship = (uint8_t)isms_mapping_inverse(isms_crosswalk_relationship(x, pair));
        u.confidence = (uint8_t)isms_crosswalk_confidence(x, pair);
        u.judgement = isms_crosswalk_is_judgement(x, pair) != 0;
    }
    if (w->lines)
        write_line(w, &u, requirement, tie, x, pair);
    r->uses[r->count++] = u;
}

/* Uses in the order of the framework's requirements. */
static void use_demand(work *w, const isms__frame *f, const isms_crosswalk *back, size_t *pair, const char *demand)
{
    w->requirement = 0;
    for (size_t t = isms__ties_find(&w->ties, demand); t < w->ties.count && strcmp(w->ties.items[t].name, demand) == 0; t++)
        add_use(w, f->id, demand, &w->ties.items[t], NULL, 0);
    for (; back && *pair < isms_crosswalk_count(back) && strcmp(isms_crosswalk_from(back, *pair), demand) == 0; ++*pair) {
        const char *start = isms_crosswalk_to(back, *pair);
        if (isms_crosswalk_relationship(back, *pair) == ISMS_RELATIONSHIP_NO_RELATIONSHIP)
            continue;
        for (size_t t = isms__ties_find(&w->ties, start); t < w->ties.count && strcmp(w->ties.items[t].name, start) == 0; t++)
            add_use(w, f->id, demand, &w->ties.items[t], back, *pair);
    }
}

/* The crosswalk is taken from the framework's side, so that its pairs come in the order of its requirements. */
static void use_framework(work *w, const char *framework)
{
    isms__frame f;
    isms_crosswalk *back = NULL;
    size_t pair = 0;
    w->framework = 0;
    w->status = isms__frame_load(&f, w->m, framework, w->a);
    if (w->status != ISMS_OK)
        return;
    if (strcmp(f.id, ISMS__FRAME_27001) != 0) {
        isms_crosswalk_options options = ISMS_CROSSWALK_OPTIONS_INIT;
        options.flags = ISMS_CROSSWALK_OWN;
        options.from = framework;
        options.as_of = w->as_of;
        options.allocator = w->a;
        w->status = isms_crosswalk_build(w->m, &options, &back);
    }
    for (size_t i = 0; i < f.count && w->status == ISMS_OK; i++)
        use_demand(w, &f, back, &pair, f.demands[i].name);
    isms_crosswalk_free(back);
    isms__frame_dispose(&f, w->a);
}

static void use_all(work *w)
{
    const isms_model *c = isms_catalogue();
    use_framework(w, ISMS__FRAME_27001);
    for (isms_id f = isms_first(c, ISMS_FRAMEWORK); f && w->status == ISMS_OK; f = isms_next(c, f))
        use_framework(w, isms_record_key(c, f));
    for (isms_id f = isms_first(w->m, ISMS_FRAMEWORK); f && w->status == ISMS_OK; f = isms_next(w->m, f))
        if (!isms_find(c, ISMS_FRAMEWORK, isms_record_key(w->m, f)))
            use_framework(w, isms_record_key(w->m, f));
}

isms_status isms_reuse_find(const isms_model *model, isms_id evidence, const isms_reuse_options *options, isms_reuse **out)
{
    isms_reuse_options given;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&given, sizeof given, options) || (given.flags & ~ISMS_REUSE_NO_LINES))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(given.allocator);
    if (!model || !a)
        return ISMS_E_MISUSE;
    if (evidence && isms_record_type(model, evidence) != ISMS_EVIDENCE)
        return ISMS_E_STALE;
    isms_reuse *r = isms__allocate_zero(a, sizeof *r);
    if (!r)
        return ISMS_E_NO_MEMORY;
    r->host = *a;
    r->state = evidence ? isms_evidence_judge(model, evidence, given.as_of, NULL) : 0;
    isms__buffer_init(&r->texts, &r->host);
    isms__buffer_char(&r->texts, '\0'); /* offset 0 is "" */
    work w = {.r = r, .m = model, .a = &r->host, .as_of = given.as_of, .lines = !(given.flags & ISMS_REUSE_NO_LINES)};
    w.status = isms__ties_collect(&w.ties, model, evidence, w.a);
    if (w.status == ISMS_OK && given.framework)
        use_framework(&w, given.framework);
    else if (w.status == ISMS_OK)
        use_all(&w);
    isms__ties_dispose(&w.ties, w.a);
    if (w.status != ISMS_OK) {
        isms_reuse_free(r);
        return w.status;
    }
    *out = r;
    return ISMS_OK;
}

void isms_reuse_free(isms_reuse *reuse)
{
    if (!reuse)
        return;
    isms_allocator a = reuse->host;
    isms__buffer_dispose(&reuse->texts);
    isms__release(&a, reuse->uses, reuse->capacity * sizeof *reuse->uses);
    isms__release(&a, reuse, sizeof *reuse);
}

/* ------------------------------------------------------------------ reading */

isms_evidence_state isms_reuse_state(const isms_reuse *reuse)
{
    return reuse ? reuse->state : 0;
}

size_t isms_reuse_count(const isms_reuse *reuse)
{
    return reuse ? reuse->count : 0;
}

/* A use of nothing for what lies past the end. */
static const use *use_at(const isms_reuse *reuse, size_t i)
{
    static const use none = {0};
    return i < isms_reuse_count(reuse) ? &reuse->uses[i] : &none;
}

static const char *text_of(const isms_reuse *reuse, uint32_t at)
{
    return reuse ? isms__buffer_c(&reuse->texts) + at : "";
}

const char *isms_reuse_framework(const isms_reuse *reuse, size_t i)
{
    return text_of(reuse, use_at(reuse, i)->framework);
}

const char *isms_reuse_requirement(const isms_reuse *reuse, size_t i)
{
    return text_of(reuse, use_at(reuse, i)->requirement);
}

isms_id isms_reuse_evidence(const isms_reuse *reuse, size_t i)
{
    return use_at(reuse, i)->evidence;
}

isms_id isms_reuse_by(const isms_reuse *reuse, size_t i)
{
    return use_at(reuse, i)->by;
}

const char *isms_reuse_start(const isms_reuse *reuse, size_t i)
{
    return text_of(reuse, use_at(reuse, i)->start);
}

int32_t isms_reuse_relationship(const isms_reuse *reuse, size_t i)
{
    return use_at(reuse, i)->relationship;
}

int32_t isms_reuse_confidence(const isms_reuse *reuse, size_t i)
{
    return use_at(reuse, i)->confidence;
}

int32_t isms_reuse_is_judgement(const isms_reuse *reuse, size_t i)
{
    return use_at(reuse, i)->judgement;
}

const char *isms_reuse_line(const isms_reuse *reuse, size_t i)
{
    return text_of(reuse, use_at(reuse, i)->line);
}
