/* References in a merge: what the merged model refers to and one side deleted is a conflict; what ours refers to comes back. */
#include "merge.h"

#include "core/input.h"
#include "core/map.h"

#include <isms/catalogue.h>
#include <isms/exchange.h>
#include <string.h>

enum { BASE = ISMS_MERGE_BASE, OURS = ISMS_MERGE_OURS, THEIRS = ISMS_MERGE_THEIRS, TARGETS = 2 };

typedef struct search {
    isms_merge *merge;
    isms__side *sides;
    isms_model *merged;
    isms__buffer text;
    isms_id *kept; /* records of ours that theirs deleted and that ours refers to */
    size_t count, capacity;
    isms__map there[ISMS__SIDES]; /* what a side has in the attribute that is looked at */
    bool gathered[ISMS__SIDES];
    bool lost[ISMS__TYPE_MOST]; /* by index: a side has a record of the type that the merged model has not */
    isms_status status;
} search;

static const isms_model *model_of(const search *s, isms_merge_side side)
{
    return s->sides[side].save.model;
}

static void note(search *s, isms_status status)
{
    if (s->status == ISMS_OK)
        s->status = status;
}

/* ------------------------------------------------------------------ references */

/* The types that an attribute refers to; requirements may be controls and requirements of the document's own. */
static void targets_of(const isms__attribute *a, isms_type *targets)
{
    bool requirement = a->kind == ISMS_KIND_REQUIREMENT;
    targets[0] = requirement ? ISMS_CONTROL : a->kind == ISMS_KIND_REFERENCE ? a->target : 0;
    targets[1] = requirement ? ISMS_REQUIREMENT : 0;
}

/* The id that item i of a list holds, or the only one. */
static const char *key_at(const isms_model *m, isms_id record, const isms__attribute *a, size_t i)
{
    bool reference = a->kind == ISMS_KIND_REFERENCE;
    if (isms__is_list(a))
        return (reference ? isms_list_key : isms_list_text)(m, record, a->id, i);
    return (reference ? isms_link_key : isms_text)(m, record, a->id);
}

static size_t count_keys(const isms_model *m, isms_id record, const isms__attribute *a)
{
    return isms__is_list(a) ? isms_list_count(m, record, a->id) : 1;
}

/* The record of a side that became this one. */
static isms_id same_record(const search *s, isms_merge_side side, isms_id record)
{
    isms_type type = isms_record_type(s->merged, record);
    const isms_model *m = model_of(s, side);
    return type == ISMS_HEADER ? isms_header(m) : isms_find(m, type, isms_record_key(s->merged, record));
}

/* Does the side say so too? What it has there is gathered when first asked for: lists may be long. */
static bool refers(search *s, isms_merge_side side, isms_id record, const isms__attribute *a, const char *key)
{
    isms__map *there = &s->there[side];
    isms_id same = s->gathered[side] ? ISMS_NONE : same_record(s, side, record);
    s->gathered[side] = true;
    for (size_t i = 0, n = same ? count_keys(model_of(s, side), same, a) : 0; i < n; i++) {
        const char *text = key_at(model_of(s, side), same, a, i);
        if (text && !isms__map_put(there, text, strlen(text), 1))
            note(s, ISMS_E_NO_MEMORY);
    }
    return isms__map_find(there, key, strlen(key)) != NULL;
}

static void forget_gathered(search *s)
{
    for (int side = OURS; side <= THEIRS; side++)
        if (s->gathered[side]) {
            isms__map_dispose(&s->there[side]);
            isms__map_init(&s->there[side], &s->merge->host, s->merged->hash_seed);
            s->gathered[side] = false;
        }
}

/* ------------------------------------------------------------------ conflicts */

static void keep_side(search *s, isms__conflict *c, isms_merge_side side, isms_id record, const char *key)
{
    isms_id there = same_record(s, side, record);
    note(s, isms__merge_place(s->merge, model_of(s, side), there, &c->sources[side], &c->lines[side]));
    if (side != OURS + THEIRS - c->deleter)
        return;
    isms__buffer_clear(&s->text);
    isms__json_quote(&s->text, key, strlen(key));
    note(s, s->text.failed ? ISMS_E_NO_MEMORY : isms__merge_keep(s->merge, s->text.data, s->text.size, &c->values[side]));
}

static void add_conflict(search *s, isms_id record, const isms__attribute *a, isms_id target, isms_merge_side deleter)
{
    const isms_model *m = model_of(s, OURS + THEIRS - deleter);
    const char *key = isms_record_key(m, target), *own = isms_record_key(s->merged, record);
    isms__conflict *c = isms__merge_add(s->merge);
    if (!c) {
        note(s, ISMS_E_NO_MEMORY);
        return;
    }
    c->type = isms_record_type(s->merged, record);
    c->attribute = a->id;
    c->target = isms_record_type(m, target);
    c->deleter = deleter;
    note(s, isms__merge_keep(s->merge, own, strlen(own), &c->key));
    note(s, isms__merge_keep(s->merge, a->path, strlen(a->path), &c->path));
    note(s, isms__merge_keep(s->merge, key, strlen(key), &c->target_key));
    note(s, isms__merge_place(s->merge, m, target, &c->target_source, &c->target_line));
    for (isms_merge_side side = BASE; side <= THEIRS; side++)
        keep_side(s, c, side, record, key);
}

/* Ours refers to it, so it has to stay. */
static void keep_target(search *s, isms_id target)
{
    if (isms__reserve(&s->merge->host, (void **)&s->kept, &s->capacity, s->count + 1, sizeof *s->kept))
        s->kept[s->count++] = target;
    else
        note(s, ISMS_E_NO_MEMORY);
}

/* A side that deleted the record and refers to it all the same had that fault before. */
static void check_key(search *s, isms_id record, const isms__attribute *a, const isms_type *targets, const char *key)
{
    for (int i = 0; i < TARGETS; i++)
        if (isms_find(s->merged, targets[i], key))
            return;
    if (a->kind == ISMS_KIND_REQUIREMENT &&
        (isms_find(isms_catalogue(), ISMS_CONTROL_REFERENCE, key) || isms_find(isms_catalogue(), ISMS_REQUIREMENT, key)))
        return;
    for (int i = 0; i < TARGETS; i++)
        for (isms_merge_side deleter = OURS; deleter <= THEIRS; deleter++) {
            isms_id target = isms_find(model_of(s, OURS + THEIRS - deleter), targets[i], key);
            if (!target || refers(s, deleter, record, a, key))
                continue;
            add_conflict(s, record, a, target, deleter);
            if (deleter == THEIRS)
                keep_target(s, target);
            if (!isms__map_put(&s->there[deleter], key, strlen(key), 1)) /* an item that stands twice is told once */
                note(s, ISMS_E_NO_MEMORY);
            return;
        }
}

static bool is_lost(const search *s, isms_type type)
{
    return type && s->lost[isms__type_get(type)->index];
}

static void check_attribute(search *s, isms_id record, const isms__attribute *a)
{
    isms_type targets[TARGETS];
    targets_of(a, targets);
    if (!is_lost(s, targets[0]) && !is_lost(s, targets[1]))
        return;
    for (size_t i = 0, n = count_keys(s->merged, record, a); i < n && s->status == ISMS_OK; i++) {
        const char *key = key_at(s->merged, record, a, i);
        if (key)
            check_key(s, record, a, targets, key);
    }
    forget_gathered(s);
}

static void check_record(search *s, isms_id record)
{
    const isms__type *type = isms__type_get(isms_record_type(s->merged, record));
    for (uint32_t c = 0; c < isms__columns_in(s->merged, type) && s->status == ISMS_OK; c++)
        check_attribute(s, record, isms__attribute_at(s->merged, type, c));
}

/* ------------------------------------------------------------------ the whole */

static bool any_lost(const search *s, const isms__type *t)
{
    isms_type type = t->flags ? 0 : t->id;
    for (isms_merge_side side = OURS; side <= THEIRS; side++) {
        const isms_model *m = model_of(s, side);
        for (isms_id id = isms_first(m, type); id; id = isms_next(m, id))
            if (!isms_find(s->merged, type, isms_record_key(m, id)))
                return true;
    }
    return false;
}

/* Brings a record of ours back into the merged model. */
static void bring_back(search *s, isms_id record)
{
    const isms__type *type = isms__type_get(isms_record_type(model_of(s, OURS), record));
    isms__json json = {"", 0};
    note(s, isms__side_one(&s->sides[OURS], record, &json));
    isms__buffer_clear(&s->text);
    isms__buffer_text(&s->text, "{\"libisms\":\"1.0\",\"");
    isms__buffer_text(&s->text, type->plural);
    isms__buffer_text(&s->text, "\":[");
    isms__buffer_add(&s->text, json.text, json.size);
    isms__buffer_text(&s->text, "]}");
    note(s, s->text.failed ? ISMS_E_NO_MEMORY : ISMS_OK);
    if (s->status == ISMS_OK)
        note(s, isms__merge_read(s->merged, isms__memory_read, &(isms__memory){s->text.data, s->text.size}));
}

/* A record that comes back may refer to others that theirs deleted: s->kept grows on the way. */
static void bring_all_back(search *s)
{
    for (size_t i = 0; i < s->count && s->status == ISMS_OK; i++) {
        const isms_model *ours = model_of(s, OURS);
        isms_type type = isms_record_type(ours, s->kept[i]);
        const char *key = isms_record_key(ours, s->kept[i]);
        if (isms_find(s->merged, type, key))
            continue;
        bring_back(s, s->kept[i]);
        if (s->status == ISMS_OK)
            check_record(s, isms_find(s->merged, type, key));
    }
}

isms_status isms__merge_references(isms_merge *merge, isms__side *sides, isms_model *merged)
{
    search s = {.merge = merge, .sides = sides, .merged = merged};
    bool any = false;
    isms__buffer_init(&s.text, &merge->host);
    for (int side = BASE; side <= THEIRS; side++)
        isms__map_init(&s.there[side], &merge->host, merged->hash_seed);
    for (uint8_t i = 0; i < isms__type_count; i++)
        any |= s.lost[i] = any_lost(&s, &isms__types[i]);
    for (isms_type t = any ? isms_type_next(0) : 0; t; t = isms_type_next(t))
        for (isms_id id = isms_first(merged, t); id && s.status == ISMS_OK; id = isms_next(merged, id))
            check_record(&s, id);
    bring_all_back(&s);
    for (int side = BASE; side <= THEIRS; side++)
        isms__map_dispose(&s.there[side]);
    isms__buffer_dispose(&s.text);
    isms__release(&merge->host, s.kept, s.capacity * sizeof *s.kept);
    return s.status;
}
