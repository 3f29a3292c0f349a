/* Comparing two models: their records are walked side by side, and those whose text differs are taken apart. */
#include "diff.h"

#include "json_index.h"
#include "side.h"

#include <string.h>

/* A comparison under way. */
typedef struct work {
    isms_diff *diff;
    isms__side sides[2];
    isms_id records[2]; /* that are compared */
    uint32_t key;
    isms__buffer path;
    isms_status status;
} work;

static uint32_t keep(work *w, const char *text, size_t size)
{
    return isms__buffer_keep(&w->diff->texts, text, size, &w->status);
}

static void add(work *w, isms_diff_kind kind, isms_attribute attribute, isms__json before, isms__json after)
{
    isms_diff *d = w->diff;
    if (w->status != ISMS_OK)
        return;
    if (!isms__reserve(&d->host, (void **)&d->changes, &d->capacity, d->count + 1, sizeof *d->changes)) {
        w->status = ISMS_E_NO_MEMORY;
        return;
    }
    isms__difference *c = &d->changes[d->count++];
    *c = (isms__difference){{w->records[0], w->records[1]}, w->sides[0].type->id, attribute, w->key, 0, {0, 0}, kind};
    c->path = keep(w, isms__buffer_c(&w->path), w->path.size);
    c->values[0] = keep(w, before.text, before.size);
    c->values[1] = keep(w, after.text, after.size);
    if (w->path.failed)
        w->status = ISMS_E_NO_MEMORY;
}

/* ------------------------------------------------------------------ members */

static void compare_objects(work *w, const isms__node *group, isms__json before, isms__json after);

/* Goes into a member, and says where its path is to be cut off again. */
static size_t step_into(work *w, isms__json name)
{
    size_t size = w->path.size;
    if (size && w->path.data[size - 1] != '/')
        isms__buffer_char(&w->path, '.');
    isms__json_decode(&w->path, name);
    return size;
}

static void step_out(work *w, size_t size)
{
    if (!w->path.failed && w->path.data) {
        w->path.size = size;
        w->path.data[size] = '\0';
    }
}

/* An object of the schema that is not there is an empty one. */
static isms__json object_of(isms__json value)
{
    return value.size ? value : (isms__json){"{}", 2};
}

static void compare_member(work *w, const isms__node *group, isms__json name, isms__json before, isms__json after)
{
    const isms__node *n = isms__side_node(w->sides[0].shape, group, name);
    size_t size = step_into(w, name);
    if (n && n->form == ISMS__FORM_GROUP)
        compare_objects(w, n, object_of(before), object_of(after));
    else if (!n && isms__json_is_object(before) && isms__json_is_object(after))
        compare_objects(w, NULL, before, after);
    else if (!isms__json_same(&w->diff->host, before, after))
        add(w, ISMS_DIFF_CHANGED, n ? n->a->id : 0, before, after);
    step_out(w, size);
}

/* What was there, in its order, then what came. */
static void compare_objects(work *w, const isms__node *group, isms__json before, isms__json after)
{
    isms__json_walk walk;
    isms__json name, value;
    isms__json_index was, is;
    isms__json_index_start(&was, &w->diff->host, before);
    isms__json_index_start(&is, &w->diff->host, after);
    isms__json_open(&walk, before, '{');
    while (isms__json_member(&walk, &name, &value) && w->status == ISMS_OK)
        compare_member(w, group, name, value, isms__json_index_get(&is, name));
    isms__json_open(&walk, after, '{');
    while (isms__json_member(&walk, &name, &value) && w->status == ISMS_OK)
        if (isms__json_index_get(&was, name).size == 0)
            compare_member(w, group, name, (isms__json){"", 0}, value);
    isms__json_index_end(&was);
    isms__json_index_end(&is);
}

/* ------------------------------------------------------------------ records */

static void compare_record(work *w, unsigned at)
{
    static const isms_diff_kind kinds[] = {0, ISMS_DIFF_REMOVED, ISMS_DIFF_ADDED, ISMS_DIFF_CHANGED};
    isms__json texts[2] = {{"", 0}, {"", 0}};
    for (int i = 0; i < 2 && w->status == ISMS_OK; i++) {
        w->records[i] = at >> i & 1 ? isms__side_id(&w->sides[i]) : ISMS_NONE;
        if (at >> i & 1)
            w->status = isms__side_record(&w->sides[i], &texts[i]);
    }
    if (w->status != ISMS_OK || (texts[0].size == texts[1].size && memcmp(texts[0].text, texts[1].text, texts[0].size) == 0))
        return;
    size_t size;
    const char *key = isms__side_key(&w->sides[at & 1 ? 0 : 1], &size);
    size_t before = w->diff->texts.size, count = w->diff->count;
    w->key = keep(w, key, size);
    if (kinds[at] == ISMS_DIFF_CHANGED)
        compare_objects(w, w->sides[0].shape->nodes, texts[0], texts[1]);
    else
        add(w, kinds[at], 0, texts[0], texts[1]);
    if (w->diff->count == count && w->status == ISMS_OK)
        w->diff->texts.size = before; /* only the order of members differs */
}

static isms__json truth(const isms_model *m, const isms__type *type)
{
    return isms_register_is_delivered(m, type->id) ? (isms__json){"true", 4} : (isms__json){"false", 5};
}

static void compare_register(work *w, const isms__type *type)
{
    for (int i = 0; i < 2 && w->status == ISMS_OK; i++)
        w->status = isms__side_register(&w->sides[i], type);
    w->records[0] = w->records[1] = ISMS_NONE;
    w->key = 0;
    isms__json before = truth(w->sides[0].save.model, type), after = truth(w->sides[1].save.model, type);
    if (before.size != after.size)
        add(w, ISMS_DIFF_REGISTER, 0, before, after);
    for (unsigned at; w->status == ISMS_OK && (at = isms__sides_at(w->sides, 2)) != 0; isms__sides_next(w->sides, 2, at))
        compare_record(w, at);
}

static void compare_headers(work *w)
{
    isms__json headers[2], roots[2];
    for (int i = 0; i < 2 && w->status == ISMS_OK; i++) {
        w->status = isms__side_header(&w->sides[i], &headers[i]);
        w->records[i] = isms_header(w->sides[i].save.model);
        roots[i] = isms__root_members(w->sides[i].save.model);
    }
    if (w->status != ISMS_OK)
        return;
    compare_objects(w, w->sides[0].shape->nodes, headers[0], headers[1]);
    isms__buffer_char(&w->path, '/');
    compare_objects(w, NULL, roots[0], roots[1]);
    step_out(w, 0);
}

static void compare_all(work *w)
{
    compare_headers(w);
    for (size_t i = 0; i < isms__type_count && w->status == ISMS_OK; i++)
        if (!(isms__types[i].flags & ISMS__FLAG_HEADER))
            compare_register(w, &isms__types[i]);
}

/* ------------------------------------------------------------------ the object */

isms_status isms_diff_models(const isms_model *before, const isms_model *after, const isms_allocator *allocator,
                             isms_diff **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!before || !after || !a)
        return ISMS_E_MISUSE;
    isms_diff *d = isms__allocate_zero(a, sizeof *d);
    if (!d)
        return ISMS_E_NO_MEMORY;
    d->host = *a;
    isms__buffer_init(&d->texts, &d->host);
    isms__buffer_char(&d->texts, '\0'); /* offset 0 is "" */
    work w = {.diff = d};
    isms__buffer_init(&w.path, &d->host);
    isms__side_start(&w.sides[0], before, &d->host);
    isms__side_start(&w.sides[1], after, &d->host);
    compare_all(&w);
    isms__side_end(&w.sides[0]);
    isms__side_end(&w.sides[1]);
    isms__buffer_dispose(&w.path);
    if (w.status == ISMS_OK && d->texts.failed)
        w.status = ISMS_E_NO_MEMORY;
    if (w.status != ISMS_OK) {
        isms_diff_free(d);
        return w.status;
    }
    *out = d;
    return ISMS_OK;
}

void isms_diff_free(isms_diff *diff)
{
    if (!diff)
        return;
    isms_allocator a = diff->host;
    isms__buffer_dispose(&diff->texts);
    isms__release(&a, diff->changes, diff->capacity * sizeof *diff->changes);
    isms__release(&a, diff, sizeof *diff);
}

/* ------------------------------------------------------------------ reading */

size_t isms_diff_count(const isms_diff *diff)
{
    return diff ? diff->count : 0;
}

/* A change of nothing for what lies past the end. */
static const isms__difference *change_at(const isms_diff *diff, size_t i)
{
    static const isms__difference none = {.kind = 0};
    return i < isms_diff_count(diff) ? &diff->changes[i] : &none;
}

static const char *text_at(const isms_diff *diff, uint32_t at)
{
    return diff ? isms__buffer_c(&diff->texts) + at : "";
}

isms_diff_kind isms_diff_kind_of(const isms_diff *diff, size_t i)
{
    return change_at(diff, i)->kind;
}

isms_type isms_diff_type(const isms_diff *diff, size_t i)
{
    return change_at(diff, i)->type;
}

const char *isms_diff_key(const isms_diff *diff, size_t i)
{
    return text_at(diff, change_at(diff, i)->key);
}

isms_id isms_diff_record(const isms_diff *diff, size_t i, isms_diff_side side)
{
    return side == ISMS_DIFF_BEFORE || side == ISMS_DIFF_AFTER ? change_at(diff, i)->records[side] : ISMS_NONE;
}

isms_attribute isms_diff_attribute(const isms_diff *diff, size_t i)
{
    return change_at(diff, i)->attribute;
}

const char *isms_diff_path(const isms_diff *diff, size_t i)
{
    return text_at(diff, change_at(diff, i)->path);
}

const char *isms_diff_before(const isms_diff *diff, size_t i)
{
    return text_at(diff, change_at(diff, i)->values[ISMS_DIFF_BEFORE]);
}

const char *isms_diff_after(const isms_diff *diff, size_t i)
{
    return text_at(diff, change_at(diff, i)->values[ISMS_DIFF_AFTER]);
}
