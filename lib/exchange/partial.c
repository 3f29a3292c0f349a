/* What the document says it does not hold: registers that were only named, rows that were left out, columns that were not
 * there. */
#include "importer.h"

#include "schema/schema.h"

#include <string.h>

static size_t find(const isms_model *m, const char *name)
{
    isms_id header = isms_header(m);
    size_t n = isms_list_count(m, header, ISMS_HEADER_PARTIAL), i = 0;
    while (i < n && strcmp(isms_list_text(m, header, ISMS_HEADER_PARTIAL, i), name) != 0)
        i++;
    return i;
}

isms_status isms__partial_add(isms_model *m, const char *name)
{
    isms_id header = isms_header(m);
    if (find(m, name) < isms_list_count(m, header, ISMS_HEADER_PARTIAL))
        return ISMS_OK;
    return isms_add_text(m, header, ISMS_HEADER_PARTIAL, name);
}

static isms_status remove_entry(isms_model *m, const char *name)
{
    size_t i = find(m, name);
    isms_id header = isms_header(m);
    return i < isms_list_count(m, header, ISMS_HEADER_PARTIAL) ? isms_list_remove(m, header, ISMS_HEADER_PARTIAL, i) : ISMS_OK;
}

/* The member of the record that a column speaks of: `inherent` for `inherent.level`, `valuation` for `valuation[]`. */
static void field_name(isms__buffer *out, isms_type type, const char *path)
{
    isms__buffer_clear(out);
    isms__buffer_text(out, isms_type_plural(type));
    isms__buffer_char(out, '.');
    isms__buffer_add(out, path, strcspn(path, ".["));
}

static bool in_file(const isms__importer *im, const char *path)
{
    size_t n = strcspn(path, ".[");
    for (size_t i = 0; i < im->count; i++) {
        const isms__register_column *c = &im->columns[i];
        if (c->is && strcspn(c->is->path, ".[") == n && memcmp(c->is->path, path, n) == 0)
            return true;
        if (n == 5 && memcmp(path, "title", 5) == 0 && c->title)
            return true;
    }
    const char *fixed = im->profile->fixed;
    return fixed && strncmp(fixed, path, n) == 0 && fixed[n] == '=';
}

static bool any_has(const isms_model *m, isms_type type, isms_attribute a)
{
    for (isms_id id = isms_first(m, type); id; id = isms_next(m, id))
        if (isms_has(m, id, a))
            return true;
    return false;
}

static isms_attribute attribute_of_path(isms_type type, const char *path)
{
    char top[80];
    size_t n = strcspn(path, ".[");
    isms_attribute a = isms__attribute_by_path(type, path);
    if (!path[n] || n + 3 > sizeof top)
        return a;
    memcpy(top, path, n);
    top[n] = '\0';
    if (isms__attribute_by_path(type, top))
        return isms__attribute_by_path(type, top);
    memcpy(top + n, "[]", 3);
    return isms__attribute_by_path(type, top);
}

/* Fields from whose absence the readiness rules conclude something (their needs are marked with '?'). */
static bool is_asked_for(const char *path)
{
    static const char *const fields[] = {
        "addressed", "approved_by", "approved_on", "approver",         "basis",    "communicated_on",
        "criteria",  "due_on",      "evidence",    "inherent",         "owner",    "reported_to",
        "status",    "statement",   "interfaces",  "retention_months", "suitable", "treatment_options"};
    size_t n = strcspn(path, ".[");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i]) == n && memcmp(fields[i], path, n) == 0)
            return true;
    return false;
}

/* A field that no record has and that the file had no column for was left out; one that all records have from this file was
 * not. */
static isms_status update_field(isms__importer *im, const char *path, bool covers)
{
    isms_type type = im->profile->type;
    isms_attribute a = attribute_of_path(type, path);
    field_name(&im->scratch, type, path);
    if (im->scratch.failed)
        return ISMS_E_NO_MEMORY;
    if (in_file(im, path))
        return covers ? remove_entry(im->model, im->scratch.data) : ISMS_OK;
    return a && !any_has(im->model, type, a) ? isms__partial_add(im->model, im->scratch.data) : ISMS_OK;
}

isms_status isms__partial_update(isms__importer *im)
{
    isms_type type = im->profile->type;
    const uint64_t *n = im->result->outcomes;
    bool covers = isms_count(im->model, type) == n[ISMS_IMPORT_CREATED] + n[ISMS_IMPORT_UPDATED] + n[ISMS_IMPORT_UNCHANGED];
    const char *name = isms_type_plural(type);
    if (im->profile->flags & ISMS__MERGES)
        return ISMS_OK; /* that register does not say which records there are */
    isms_status status = n[ISMS_IMPORT_SKIPPED] ? isms__partial_add(im->model, name) : remove_entry(im->model, name);
    for (size_t i = 0; i < im->profile->count && status == ISMS_OK; i++)
        if (is_asked_for(im->profile->columns[i].path))
            status = update_field(im, im->profile->columns[i].path, covers);
    if (status == ISMS_OK && !isms_register_is_delivered(im->model, type))
        status = isms_register_set_delivered(im->model, type, 1);
    return status;
}
