/* Three-way merge: the records of three models are walked side by side, the merged ones are written as JSON while the reader
 * takes them into a new model. */
#include "merge.h"

#include "core/sort.h"
#include "json_index.h"

#include <isms/exchange.h>
#include <string.h>

enum { BASE = ISMS_MERGE_BASE, OURS = ISMS_MERGE_OURS, THEIRS = ISMS_MERGE_THEIRS };

/* A merge under way. */
typedef struct work {
    isms_merge *merge;
    isms__side sides[ISMS__SIDES];
    isms_id records[ISMS__SIDES]; /* that are merged */
    uint32_t key;
    isms__buffer path, out; /* out: JSON that the reader has not taken yet, from `taken` on */
    size_t taken, next;     /* next: 0 the start, then 1 + index of the type */
    bool inside, listed;    /* a register is under way; its list is open */
    isms_status status;
} work;

static const isms__json nothing = {"", 0};

/* ------------------------------------------------------------------ rules */

static bool is_equal(isms__json a, isms__json b)
{
    return a.size == b.size && memcmp(a.text, b.text, a.size) == 0;
}

/* The value where one side left it alone or both did the same: bytes first, then meaning. False: both sides changed it. */
static bool pick(const work *w, const isms__three *v, isms__json *out)
{
    const isms_allocator *a = &w->merge->host;
    isms__json base = v->of[BASE], ours = v->of[OURS], theirs = v->of[THEIRS];
    if (is_equal(ours, theirs) || is_equal(base, theirs))
        *out = ours;
    else if (is_equal(base, ours))
        *out = theirs;
    else if (isms__json_same(a, ours, theirs))
        *out = memcmp(ours.text, theirs.text, ours.size) < 0 ? ours : theirs;
    else if (isms__json_same(a, base, theirs))
        *out = ours;
    else if (isms__json_same(a, base, ours))
        *out = theirs;
    else
        return false;
    return true;
}

/* ------------------------------------------------------------------ conflicts */

static uint32_t keep(work *w, const char *text, size_t size)
{
    uint32_t at = 0;
    isms_status status = isms__merge_keep(w->merge, text, size, &at);
    if (w->status == ISMS_OK)
        w->status = status;
    return at;
}

static void keep_side(work *w, isms__conflict *c, size_t side, isms__json value)
{
    const isms_model *m = w->sides[side].save.model;
    isms_status status = isms__merge_place(w->merge, m, w->records[side], &c->sources[side], &c->lines[side]);
    if (w->status == ISMS_OK)
        w->status = status;
    c->values[side] = keep(w, value.text, value.size);
}

static void add_conflict(work *w, isms_attribute attribute, const isms__three *v)
{
    isms__conflict *c = w->path.failed ? NULL : isms__merge_add(w->merge);
    if (!c) {
        w->status = ISMS_E_NO_MEMORY;
        return;
    }
    c->type = w->sides[0].type->id;
    c->attribute = attribute;
    c->key = w->key;
    c->path = keep(w, isms__buffer_c(&w->path), w->path.size);
    for (size_t i = 0; i < ISMS__SIDES; i++)
        keep_side(w, c, i, v->of[i]);
}

/* ------------------------------------------------------------------ members */

static void merge_objects(work *w, const isms__node *group, const isms__three *v, isms__json skipped);

/* Where an object is open, so that it can be taken back. */
static void put_label(work *w, isms__json name)
{
    char last = w->out.size ? w->out.data[w->out.size - 1] : '{';
    if (last != '{')
        isms__buffer_char(&w->out, ',');
    isms__buffer_add(&w->out, name.text, name.size);
    isms__buffer_char(&w->out, ':');
}

static void put_value(work *w, isms__json name, isms__json value)
{
    if (value.size == 0 || w->out.failed)
        return;
    put_label(w, name);
    isms__buffer_add(&w->out, value.text, value.size);
}

static void put_object(work *w, const isms__node *group, isms__json name, const isms__three *v)
{
    isms__three objects = *v;
    size_t before = w->out.size;
    for (size_t i = 0; i < ISMS__SIDES; i++)
        if (objects.of[i].size == 0)
            objects.of[i] = (isms__json){"{}", 2};
    put_label(w, name);
    isms__buffer_char(&w->out, '{');
    size_t inside = w->out.size;
    merge_objects(w, group, &objects, nothing);
    if (group && w->out.size == inside)
        w->out.size = before; /* a group of the schema is there where something is in it */
    else
        isms__buffer_char(&w->out, '}');
}

/* A list whose items are a set. False where it has to be a conflict. */
static bool put_set(work *w, isms__json name, const isms__three *v)
{
    bool merged = false;
    size_t before = w->out.size;
    put_label(w, name);
    if (!w->out.failed && !isms__merge_sets(v, &w->merge->host, &w->out, &merged))
        w->status = ISMS_E_NO_MEMORY;
    if (!merged || (w->out.size >= 2 && w->out.data[w->out.size - 2] == '['))
        w->out.size = before;
    return merged || w->status != ISMS_OK;
}

/* Objects that the schema does not know are merged by member where both sides have one. */
static bool is_open(const isms__three *v)
{
    return isms__json_is_object(v->of[OURS]) && isms__json_is_object(v->of[THEIRS]) &&
           (v->of[BASE].size == 0 || isms__json_is_object(v->of[BASE]));
}

static void merge_value(work *w, const isms__node *group, isms__json name, const isms__three *v)
{
    isms__json value;
    const isms__node *n = isms__side_node(w->sides[0].shape, group, name);
    if (pick(w, v, &value)) {
        put_value(w, name, value);
        return;
    }
    if (n ? n->form == ISMS__FORM_GROUP : is_open(v)) {
        put_object(w, n, name, v);
        return;
    }
    if (n && isms__merge_is_set(n->a) && put_set(w, name, v))
        return;
    add_conflict(w, n ? n->a->id : 0, v);
    put_value(w, name, v->of[OURS]);
}

static void merge_member(work *w, const isms__node *group, isms__json name, const isms__json_index *objects)
{
    isms__three v;
    size_t size = w->path.size;
    for (size_t i = 0; i < ISMS__SIDES; i++)
        v.of[i] = isms__json_index_get(&objects[i], name);
    if (size && w->path.data[size - 1] != '/')
        isms__buffer_char(&w->path, '.');
    isms__json_decode(&w->path, name);
    merge_value(w, group, name, &v);
    if (!w->path.failed && w->path.data) {
        w->path.size = size;
        w->path.data[size] = '\0';
    }
    if (w->out.failed || w->path.failed)
        w->status = ISMS_E_NO_MEMORY;
}

static int by_name(const void *a, const void *b, const void *user)
{
    const isms__json *x = a, *y = b;
    (void)user;
    return isms__json_compare_names((isms__json){x->text + 1, x->size - 2}, (isms__json){y->text + 1, y->size - 2});
}

/* Names that a side has and the base has not. */
static bool gather_new(const isms_allocator *a, const isms__json_index *objects, isms__json **names, size_t *count,
                       size_t *capacity)
{
    isms__json_walk walk;
    isms__json name, value;
    for (size_t i = OURS; i <= THEIRS; i++) {
        isms__json_open(&walk, objects[i].object, '{');
        while (isms__json_member(&walk, &name, &value)) {
            if (isms__json_index_get(&objects[BASE], name).size ||
                (i == THEIRS && isms__json_index_get(&objects[OURS], name).size))
                continue;
            if (!isms__reserve(a, (void **)names, capacity, *count + 1, sizeof **names))
                return false;
            (*names)[(*count)++] = name;
        }
    }
    return isms__sort(a, *names, *count, sizeof **names, by_name, NULL);
}

/* The members of the base in its order, then what came, by name: so it does not matter who is who. */
static void merge_objects(work *w, const isms__node *group, const isms__three *v, isms__json skipped)
{
    isms__json_walk walk;
    isms__json name, value, *names = NULL;
    size_t count = 0, capacity = 0;
    isms__json_index objects[ISMS__SIDES];
    for (size_t i = 0; i < ISMS__SIDES; i++)
        isms__json_index_start(&objects[i], &w->merge->host, v->of[i]);
    isms__json_open(&walk, v->of[BASE], '{');
    while (isms__json_member(&walk, &name, &value) && w->status == ISMS_OK)
        if (!is_equal(name, skipped))
            merge_member(w, group, name, objects);
    if (w->status == ISMS_OK && !gather_new(&w->merge->host, objects, &names, &count, &capacity))
        w->status = ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count && w->status == ISMS_OK; i++)
        if (!is_equal(names[i], skipped))
            merge_member(w, group, names[i], objects);
    for (size_t i = 0; i < ISMS__SIDES; i++)
        isms__json_index_end(&objects[i]);
    isms__release(&w->merge->host, names, capacity * sizeof *names);
}

/* ------------------------------------------------------------------ records */

/* Before a record: its register's list, or a comma. */
static void put_list(work *w)
{
    isms__buffer_text(&w->out, w->listed ? ",\n" : ",\n\"");
    if (!w->listed) {
        isms__buffer_text(&w->out, w->sides[0].type->plural);
        isms__buffer_text(&w->out, "\":[");
    }
    w->listed = true;
}

/* A record that both sides have and changed. */
static void put_merged(work *w, const isms__three *v)
{
    static const isms__json id = {"\"id\"", 4};
    isms__three objects = *v;
    if (objects.of[BASE].size == 0)
        objects.of[BASE] = (isms__json){"{}", 2};
    put_list(w);
    isms__buffer_char(&w->out, '{');
    put_value(w, id, isms__json_member_of(v->of[OURS], "id", 2));
    merge_objects(w, w->sides[0].shape->nodes, &objects, id);
    isms__buffer_char(&w->out, '}');
}

static void put_record(work *w, isms__json record)
{
    if (record.size == 0)
        return;
    put_list(w);
    isms__buffer_add(&w->out, record.text, record.size);
}

static void merge_record(work *w, unsigned at)
{
    isms__three v = {{nothing, nothing, nothing}};
    isms__json record;
    const char *key = "";
    size_t size = 0;
    for (size_t i = 0; i < ISMS__SIDES && w->status == ISMS_OK; i++) {
        w->records[i] = at >> i & 1 ? isms__side_id(&w->sides[i]) : ISMS_NONE;
        if (!(at >> i & 1))
            continue;
        w->status = isms__side_record(&w->sides[i], &v.of[i]);
        key = isms__side_key(&w->sides[i], &size);
    }
    if (w->status != ISMS_OK)
        return;
    if (pick(w, &v, &record)) {
        put_record(w, record);
        return;
    }
    size_t before = w->merge->texts.size, count = w->merge->count;
    w->key = keep(w, key, size);
    if (v.of[OURS].size && v.of[THEIRS].size) {
        put_merged(w, &v);
    } else {
        add_conflict(w, 0, &v);
        put_record(w, v.of[OURS]);
    }
    if (w->merge->count == count && w->status == ISMS_OK)
        w->merge->texts.size = before;
}

/* ------------------------------------------------------------------ the document */

static void start_register(work *w, const isms__type *type)
{
    for (size_t i = 0; i < ISMS__SIDES && w->status == ISMS_OK; i++)
        w->status = isms__side_register(&w->sides[i], type);
    w->inside = true;
    w->listed = false;
}

/* What one side said of a register's delivery counts; there are two answers only, so that both cannot say different new ones.
 */
static bool is_delivered(const work *w, const isms__type *type)
{
    int32_t said[ISMS__SIDES];
    for (size_t i = 0; i < ISMS__SIDES; i++)
        said[i] = isms_register_is_delivered(w->sides[i].save.model, type->id);
    return said[BASE] == said[OURS] ? said[THEIRS] : said[OURS];
}

static void end_register(work *w, const isms__type *type)
{
    if (!w->listed && is_delivered(w, type)) {
        put_list(w);
        isms__buffer_char(&w->out, ']');
    } else if (w->listed) {
        isms__buffer_char(&w->out, ']');
    }
    w->inside = false;
    w->next++;
}

/* Of two versions with one major number; the result has what came with either. */
static isms__json later(isms__json a, isms__json b)
{
    if (a.size != b.size)
        return a.size > b.size ? a : b;
    return memcmp(a.text, b.text, a.size) > 0 ? a : b;
}

/* The members of the root, but for the version, which stands before them. */
static void put_root(work *w, const isms__three *roots)
{
    static const isms__json version = {"\"libisms\"", 9};
    isms__three v, all = *roots;
    for (size_t i = 0; i < ISMS__SIDES; i++) {
        isms__json given = isms__json_member_of(roots->of[i], "libisms", 7);
        v.of[i] = given.size ? given : (isms__json){"\"1.0\"", 5};
    }
    isms__json chosen;
    put_value(w, version, pick(w, &v, &chosen) ? chosen : later(v.of[OURS], v.of[THEIRS]));
    if (pick(w, roots, &all.of[BASE]))
        all.of[OURS] = all.of[THEIRS] = all.of[BASE];
    merge_objects(w, NULL, &all, version);
}

static void put_head(work *w)
{
    static const isms__json name = {"\"document\"", 10};
    isms__three headers, roots;
    for (size_t i = 0; i < ISMS__SIDES && w->status == ISMS_OK; i++) {
        w->status = isms__side_header(&w->sides[i], &headers.of[i]);
        w->records[i] = isms_header(w->sides[i].save.model);
        roots.of[i] = isms__root_members(w->sides[i].save.model);
    }
    if (w->status != ISMS_OK)
        return;
    isms__buffer_char(&w->out, '{');
    isms__buffer_char(&w->path, '/');
    put_root(w, &roots);
    w->path.size = 0;
    isms__json header;
    if (pick(w, &headers, &header))
        put_value(w, name, header);
    else
        put_object(w, w->sides[0].shape->nodes, name, &headers);
    w->next++;
}

/* One more piece of the document: its head, a record, the end of a register, the end. */
static void step(work *w)
{
    const isms__type *type = w->next ? &isms__types[w->next - 1] : NULL;
    isms__buffer_clear(&w->out);
    w->taken = 0;
    if (!type) {
        put_head(w);
    } else if (w->next > isms__type_count) {
        isms__buffer_text(&w->out, w->next == isms__type_count + 1u ? "}\n" : "");
        w->next++;
    } else if (type->flags) {
        w->next++;
    } else if (!w->inside) {
        start_register(w, type);
    } else {
        unsigned at = isms__sides_at(w->sides, ISMS__SIDES);
        if (at)
            merge_record(w, at);
        else
            end_register(w, type);
        isms__sides_next(w->sides, ISMS__SIDES, at);
    }
    if (w->out.failed && w->status == ISMS_OK)
        w->status = ISMS_E_NO_MEMORY;
}

/* An isms_read: what the reader of JSON takes. */
static int64_t deliver(void *user, char *out, size_t room)
{
    work *w = user;
    while (w->status == ISMS_OK && w->taken == w->out.size && w->next <= isms__type_count + 1u)
        step(w);
    if (w->status != ISMS_OK)
        return -1;
    size_t left = w->out.size - w->taken, size = left < room ? left : room;
    memcpy(out, isms__buffer_c(&w->out) + w->taken, size);
    w->taken += size;
    return (int64_t)size;
}

/* ------------------------------------------------------------------ the merged model */

static void raise(uint64_t *limit, uint64_t other)
{
    *limit = other > *limit ? other : *limit;
}

/* A model that holds what any of the three may hold, where the host does not say otherwise. */
static isms_status new_model(const work *w, const isms_model_options *given, isms_model **out)
{
    isms_model_options o = *given;
    o.struct_size = sizeof o;
    o.extension = given->extension ? given->extension : w->sides[ISMS_MERGE_OURS].save.model->extension;
    for (size_t i = 0; i < ISMS__SIDES; i++) {
        const isms_model *m = w->sides[i].save.model;
        raise(&o.max_records, given->max_records ? 0 : m->max_records);
        raise(&o.max_text, given->max_text ? 0 : m->max_text);
        raise(&o.max_list, given->max_list ? 0 : m->max_list);
    }
    return isms_model_new(&o, out);
}

isms_status isms__merge_read(isms_model *m, isms_read read, void *user)
{
    isms_read_options o = ISMS_READ_OPTIONS_INIT;
    o.max_bytes = o.max_records = o.max_record_bytes = o.max_text = o.max_values = UINT64_MAX;
    o.max_depth = UINT32_MAX;
    return isms_model_read(m, "json", read, user, &o, NULL);
}

static isms_status read_merged(work *w, isms_model *m)
{
    isms_status status = isms__merge_read(m, deliver, w);
    return w->status != ISMS_OK ? w->status : status;
}

/* A record stands where ours has it, or else theirs. */
static void take_places(const work *w, isms_model *m)
{
    const char *source;
    uint32_t line, column;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        for (isms_id id = isms_first(m, t); id; id = isms_next(m, id)) {
            const isms_model *from = w->sides[OURS].save.model;
            isms_id there = isms_find(from, t, isms_record_key(m, id));
            if (!there) {
                from = w->sides[THEIRS].save.model;
                there = isms_find(from, t, isms_record_key(m, id));
            }
            if (isms_record_location(from, there, &source, &line, &column) == ISMS_OK)
                isms_record_set_location(m, id, source, line, column);
        }
}

static isms_status run(work *w, const isms_model_options *options, isms_model **out)
{
    isms_model *m = NULL;
    isms_status status = new_model(w, options, &m);
    if (status == ISMS_OK)
        status = read_merged(w, m);
    if (status == ISMS_OK)
        status = isms__merge_references(w->merge, w->sides, m);
    if (status == ISMS_OK)
        status = isms_model_forget(m);
    if (status != ISMS_OK) {
        isms_model_free(m);
        return status;
    }
    take_places(w, m);
    *out = m;
    return w->merge->count ? ISMS_PARTIAL : ISMS_OK;
}

isms_status isms_merge_models(const isms_model *base, const isms_model *ours, const isms_model *theirs,
                              const isms_model_options *given, isms_model **merged, isms_merge **out)
{
    isms_model_options options;
    if (merged)
        *merged = NULL;
    if (out)
        *out = NULL;
    if (!base || !ours || !theirs || !merged || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&options, sizeof options, given))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(options.allocator);
    isms_merge *merge = a ? isms__merge_new(a) : NULL;
    if (!merge)
        return a ? ISMS_E_NO_MEMORY : ISMS_E_MISUSE;
    const isms_model *const models[ISMS__SIDES] = {base, ours, theirs};
    work w = {.merge = merge};
    isms__buffer_init(&w.path, &merge->host);
    isms__buffer_init(&w.out, &merge->host);
    for (size_t i = 0; i < ISMS__SIDES; i++)
        isms__side_start(&w.sides[i], models[i], &merge->host);
    isms_status status = run(&w, &options, merged);
    for (size_t i = 0; i < ISMS__SIDES; i++)
        isms__side_end(&w.sides[i]);
    isms__buffer_dispose(&w.path);
    isms__buffer_dispose(&w.out);
    if (status < 0)
        isms_merge_free(merge);
    else
        *out = merge;
    return status;
}
