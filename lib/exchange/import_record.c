/* From a stage to a record: which record it is, what differs, and where it came from. */
#include "importer.h"

#include "core/text.h"
#include "members.h"
#include "schema/schema.h"

#include <string.h>

static isms_attribute origin_attribute(isms_type type, bool key)
{
    return isms__attribute_by_path(type, key ? "origins[].key" : "origins[].system");
}

/* The id of a record in the system that is imported from; NULL where it has none there. `elsewhere`: it has one in another. */
static const char *origin_of(const isms__importer *im, isms_id id, const char **elsewhere)
{
    isms_type type = im->profile->type;
    isms_attribute systems = origin_attribute(type, false), keys = origin_attribute(type, true);
    *elsewhere = NULL;
    for (size_t i = 0, n = isms_list_count(im->model, id, systems); i < n; i++) {
        const char *system = isms_list_text(im->model, id, systems, i);
        if (system && strcmp(system, im->system.data) == 0)
            return isms_list_text(im->model, id, keys, i);
        *elsewhere = system;
    }
    return NULL;
}

static isms_status index_controls(isms__importer *im)
{
    for (isms_id id = isms_first(im->model, ISMS_SOA_ENTRY); id; id = isms_next(im->model, id)) {
        const char *control = isms_text(im->model, id, ISMS_SOA_ENTRY_CONTROL);
        size_t size = control ? strlen(control) : 0;
        if (size && !isms__map_put(&im->controls, control, size, isms__map_find(&im->controls, control, size) ? ISMS_NONE : id))
            return ISMS_E_NO_MEMORY;
    }
    return ISMS_OK;
}

isms_status isms__row_index(isms__importer *im)
{
    const char *elsewhere;
    for (isms_id id = isms_first(im->model, im->profile->type); id; id = isms_next(im->model, id)) {
        const char *key = origin_of(im, id, &elsewhere);
        if (key && !isms__map_put(&im->origins, key, strlen(key), id))
            return ISMS_E_NO_MEMORY;
    }
    return im->profile->type == ISMS_SOA_ENTRY ? index_controls(im) : ISMS_OK;
}

/* The entry that a row is about although it has another id: a control has one row in a Statement of Applicability. */
static isms_id entry_of_control(const isms__importer *im)
{
    const uint64_t *there = isms__map_find(&im->controls, im->key.data, im->key.size);
    return there ? *there : ISMS_NONE;
}

/* The id that a key of the source becomes: itself where it can be one, else with '-' for what ids may not hold. */
static void make_token(isms__buffer *out, const char *key, size_t size, const char *type)
{
    if (isms__token_valid(key, size)) {
        isms__buffer_add(out, key, size);
        return;
    }
    bool foreign = size > 100;
    for (size_t i = 0; i < size; i++)
        foreign |= (unsigned char)key[i] >= 0x80;
    if (foreign) {
        isms__slug(out, key, size, type);
        return;
    }
    bool gap = false;
    for (size_t i = 0; i < size; i++) {
        if (!isms__is_token_char((unsigned char)key[i])) {
            gap = out->size > 0;
            continue;
        }
        if (gap)
            isms__buffer_char(out, '-');
        gap = false;
        isms__buffer_char(out, key[i]);
    }
    if (!out->size)
        isms__slug(out, key, size, type);
}

static isms_status add_origin(isms__importer *im, isms_id id)
{
    isms_type type = im->profile->type;
    isms_status status = isms_add_text(im->model, id, origin_attribute(type, false), im->system.data);
    if (status == ISMS_OK)
        status = isms_add_text(im->model, id, origin_attribute(type, true), im->key.data);
    if (status == ISMS_OK && !isms__map_put(&im->origins, im->key.data, im->key.size, id))
        status = ISMS_E_NO_MEMORY;
    return status;
}

/* Finds the record of the row, or makes it. known: it came from this system before. */
static isms_status find_record(isms__importer *im, isms_id *id, bool *known, isms_import_outcome *outcome)
{
    isms_type type = im->profile->type;
    const uint64_t *there = isms__map_find(&im->origins, im->key.data, im->key.size);
    *known = there && *there; /* 0: a row that was taken back */
    *outcome = ISMS_IMPORT_UNCHANGED;
    if (*known) {
        *id = *there;
        return ISMS_OK;
    }
    isms__buffer_clear(&im->scratch);
    if (im->derived)
        isms__slug(&im->scratch, im->key.data, im->key.size, isms_type_name(type));
    else
        make_token(&im->scratch, im->key.data, im->key.size, isms_type_name(type));
    if (im->scratch.failed)
        return ISMS_E_NO_MEMORY;
    const char *elsewhere = NULL;
    *id = isms_find(im->model, type, im->scratch.data);
    if (!*id)
        *id = entry_of_control(im);
    bool other = *id && (origin_of(im, *id, &elsewhere) || (elsewhere && im->options->system));
    if (*id && !other) {
        *outcome = ISMS_IMPORT_UPDATED;
        if (elsewhere && !(im->profile->flags & ISMS__MERGES))
            isms__import_say(im, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-RECORD", NULL, "it came from \"%s\" before and is updated",
                             elsewhere);
        return add_origin(im, *id);
    }
    *outcome = ISMS_IMPORT_CREATED;
    isms_status status = isms__create_free(im, type, &im->scratch, id);
    if (status == ISMS_OK && strcmp(isms_record_key(im->model, *id), im->key.data) != 0 && other)
        isms__import_say(im, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-RECORD", NULL,
                         "that id belongs to another record; this one became %s", isms_record_key(im->model, *id));
    return status == ISMS_OK ? add_origin(im, *id) : status;
}

/* ------------------------------------------------------------------ what is kept as written */

/* The text of each column, one behind the other in `joined`; the rows of one record are a line each. */
static isms_status join_kept(const isms__importer *im, const isms__stage *stage, isms__kept *texts, isms__buffer *joined)
{
    for (size_t c = 0; c < im->count; c++) {
        size_t start = joined->size;
        for (size_t i = 0; i < stage->kept_count; i++) {
            if (stage->kept[i].column != c)
                continue;
            if (joined->size > start)
                isms__buffer_char(joined, '\n');
            isms__buffer_add(joined, stage->texts.data + stage->kept[i].text, stage->kept[i].size);
        }
        texts[c].name = im->headers.data + im->columns[c].header;
        texts[c].name_size = im->columns[c].size;
        texts[c].size = joined->size - start;
    }
    if (joined->failed)
        return ISMS_E_NO_MEMORY;
    const char *at = isms__buffer_c(joined);
    for (size_t c = 0; c < im->count; at += texts[c++].size)
        texts[c].text = at;
    return ISMS_OK;
}

static isms_status write_kept(isms__importer *im, const isms__stage *stage, isms_id id, bool *changed)
{
    const char *there = isms_record_unknown(im->model, id);
    if (!there && !stage->kept_count)
        return ISMS_OK;
    isms__kept *texts = isms__allocate_zero(&im->host, im->count * sizeof *texts);
    isms__buffer joined, json;
    isms__buffer_init(&joined, &im->host);
    isms__buffer_init(&json, &im->host);
    isms_status status = texts ? join_kept(im, stage, texts, &joined) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK && isms__members_keep(there, "import", texts, im->count, &json)) {
        *changed = true;
        status = json.failed ? ISMS_E_NO_MEMORY : isms_record_set_unknown(im->model, id, json.size ? json.data : NULL);
    }
    isms__release(&im->host, texts, im->count * sizeof *texts);
    isms__buffer_dispose(&joined);
    isms__buffer_dispose(&json);
    return status;
}

isms_status isms__record_write(isms__importer *im, const isms__stage *stage, isms_import_outcome *outcome)
{
    isms_id id = ISMS_NONE;
    bool known, changed = false;
    isms_status status = find_record(im, &id, &known, outcome);
    bool clears = known && !(im->options->flags & ISMS_IMPORT_KEEP);
    for (size_t i = 0; i < im->touched_count && status == ISMS_OK; i++)
        status = isms__stage_write(stage, im->model, id, im->touched[i], clears, &changed);
    if (status == ISMS_OK)
        status = write_kept(im, stage, id, &changed);
    if (status == ISMS_OK && changed && *outcome == ISMS_IMPORT_UNCHANGED)
        *outcome = ISMS_IMPORT_UPDATED;
    if (status == ISMS_OK && *outcome != ISMS_IMPORT_UNCHANGED)
        status = isms_record_set_location(im->model, id, im->source, im->line, 1);
    return status;
}
