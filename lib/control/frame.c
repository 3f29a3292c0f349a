/* The requirements of a framework in order. */
#include "frame.h"

#include "core/sort.h"

#include <isms/catalogue.h>
#include <string.h>

size_t isms__frame_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? (size_t)(colon - name) : 0;
}

bool isms__frame_has_prefix(const char *name, const char *framework)
{
    size_t n = isms__frame_prefix(name);
    if (!framework || strcmp(framework, ISMS__FRAME_27001) == 0)
        return n == 0;
    return n && strlen(framework) == n && memcmp(name, framework, n) == 0;
}

/* Adds a requirement, unless one of that name is there; what the model adds to a built-in framework comes behind it. */
static isms_status add(isms__frame *f, const isms_allocator *a, isms__demand demand)
{
    uint32_t *number = isms__names_at(&f->numbers, a, demand.name);
    if (!number || (!*number && !isms__reserve(a, (void **)&f->demands, &f->capacity, f->count + 1, sizeof *f->demands)))
        return ISMS_E_NO_MEMORY;
    if (*number)
        return ISMS_OK;
    demand.title = demand.title ? demand.title : "";
    f->demands[f->count++] = demand;
    *number = (uint32_t)f->count;
    return ISMS_OK;
}

static isms_status load_27001(isms__frame *f, const isms_allocator *a)
{
    const isms_model *c = isms_catalogue();
    isms_status status = ISMS_OK;
    for (isms_id r = isms_first(c, ISMS_CLAUSE); r && status == ISMS_OK; r = isms_next(c, r))
        if (isms_value(c, r, ISMS_CLAUSE_KIND) == ISMS_CLAUSE_KIND_REQUIREMENT)
            status = add(f, a, (isms__demand){.name = isms_record_key(c, r), .title = isms_text(c, r, ISMS_CLAUSE_TITLE)});
    for (isms_id r = isms_first(c, ISMS_CONTROL_REFERENCE); r && status == ISMS_OK; r = isms_next(c, r))
        status =
            add(f, a, (isms__demand){.name = isms_record_key(c, r), .title = isms_text(c, r, ISMS_CONTROL_REFERENCE_TITLE)});
    return status;
}

static isms_status add_record(isms__frame *f, const isms_allocator *a, const isms_model *m, isms_id r)
{
    return add(f, a,
               (isms__demand){.name = isms_record_key(m, r),
                              .title = isms_text(m, r, ISMS_REQUIREMENT_TITLE),
                              .heading = isms_boolean(m, r, ISMS_REQUIREMENT_ASSESSABLE, 1) == 0});
}

/* By place among the siblings, then by id, so that the order of records does not matter. */
static int by_position(const void *a, const void *b, const void *user)
{
    const isms_model *m = user;
    isms_id x = *(const isms_id *)a, y = *(const isms_id *)b;
    int64_t place_x = isms_integer(m, x, ISMS_REQUIREMENT_POSITION, INT64_MAX);
    int64_t place_y = isms_integer(m, y, ISMS_REQUIREMENT_POSITION, INT64_MAX);
    if (place_x != place_y)
        return place_x < place_y ? -1 : 1;
    return strcmp(isms_record_key(m, x), isms_record_key(m, y));
}

static bool belongs(const isms_model *m, isms_id requirement, const char *framework)
{
    const char *key = isms_link_key(m, requirement, ISMS_REQUIREMENT_FRAMEWORK);
    return key ? strcmp(key, framework) == 0 : isms__frame_has_prefix(isms_record_key(m, requirement), framework);
}

static isms_status load_from_catalogue(isms__frame *f, const isms_allocator *a)
{
    const isms_model *c = isms_catalogue();
    isms_status status = ISMS_OK;
    for (isms_id r = isms_first(c, ISMS_REQUIREMENT); r && status == ISMS_OK; r = isms_next(c, r))
        if (belongs(c, r, f->id))
            status = add_record(f, a, c, r);
    return status;
}

static isms_status load_from_model(isms__frame *f, const isms_model *m, const isms_allocator *a)
{
    isms_id *ids = NULL;
    size_t count = 0, capacity = 0;
    isms_status status = ISMS_OK;
    for (isms_id r = isms_first(m, ISMS_REQUIREMENT); r && status == ISMS_OK; r = isms_next(m, r)) {
        if (!belongs(m, r, f->id))
            continue;
        if (isms__reserve(a, (void **)&ids, &capacity, count + 1, sizeof *ids))
            ids[count++] = r;
        else
            status = ISMS_E_NO_MEMORY;
    }
    if (status == ISMS_OK && !isms__sort(a, ids, count, sizeof *ids, by_position, m))
        status = ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count && status == ISMS_OK; i++)
        status = add_record(f, a, m, ids[i]);
    isms__release(a, ids, capacity * sizeof *ids);
    return status;
}

/* Parents, once all are there. */
static void tie(isms__frame *f, const isms_model *m)
{
    for (size_t i = 0; m && i < f->count; i++) {
        isms_id r = isms_find(m, ISMS_REQUIREMENT, f->demands[i].name);
        const char *parent = isms_link_key(m, r, ISMS_REQUIREMENT_PARENT);
        uint32_t number = parent && !f->demands[i].parent ? isms__names_get(&f->numbers, parent) : 0;
        if (!number || number == i + 1)
            continue;
        f->demands[i].parent = number;
        f->demands[number - 1].children++;
    }
}

enum { DEPTH_MOST = 64 };

/* Cuts circles of parents that a host's records may have, and trees deeper than any framework has: every way up ends soon. */
static void cut_circles(isms__frame *f)
{
    for (size_t i = 0; i < f->count; i++) {
        size_t steps = 0;
        for (uint32_t at = f->demands[i].parent; at && steps <= DEPTH_MOST; at = f->demands[at - 1].parent)
            steps++;
        if (steps <= DEPTH_MOST)
            continue;
        f->demands[f->demands[i].parent - 1].children--;
        f->demands[i].parent = 0;
    }
}

static isms_status load(isms__frame *f, const isms_model *m, const isms_allocator *a)
{
    const isms_model *c = isms_catalogue();
    if (!f->id || strcmp(f->id, ISMS__FRAME_27001) == 0) {
        f->id = ISMS__FRAME_27001;
        f->title = "ISO/IEC 27001:2022";
        return load_27001(f, a);
    }
    isms_id built_in = isms_find(c, ISMS_FRAMEWORK, f->id), own = m ? isms_find(m, ISMS_FRAMEWORK, f->id) : ISMS_NONE;
    if (!built_in && !own)
        return ISMS_E_NOT_FOUND;
    f->id = built_in ? isms_record_key(c, built_in) : isms_record_key(m, own);
    f->title = built_in ? isms_text(c, built_in, ISMS_FRAMEWORK_TITLE) : isms_text(m, own, ISMS_FRAMEWORK_TITLE);
    f->title = f->title ? f->title : f->id;
    isms_status status = load_from_catalogue(f, a);
    if (status == ISMS_OK && m)
        status = load_from_model(f, m, a);
    tie(f, c);
    tie(f, m);
    cut_circles(f);
    return status;
}

isms_status isms__frame_load(isms__frame *out, const isms_model *model, const char *id, const isms_allocator *a)
{
    *out = (isms__frame){.id = id};
    isms_status status = load(out, model, a);
    if (status != ISMS_OK)
        isms__frame_dispose(out, a);
    return status;
}

void isms__frame_dispose(isms__frame *frame, const isms_allocator *a)
{
    isms__release(a, frame->demands, frame->capacity * sizeof *frame->demands);
    isms__names_free(&frame->numbers, a);
    *frame = (isms__frame){0};
}
