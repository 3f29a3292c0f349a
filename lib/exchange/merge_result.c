/* The conflicts of a merge: the object, what it can be asked, and how it is written. */
#include "merge.h"

#include "core/output.h"

#include <string.h>

isms_merge *isms__merge_new(const isms_allocator *a)
{
    isms_merge *merge = isms__allocate_zero(a, sizeof *merge);
    if (!merge)
        return NULL;
    merge->host = *a;
    isms__buffer_init(&merge->texts, &merge->host);
    isms__buffer_char(&merge->texts, '\0'); /* offset 0 is "" */
    return merge;
}

void isms_merge_free(isms_merge *merge)
{
    if (!merge)
        return;
    isms_allocator a = merge->host;
    isms__buffer_dispose(&merge->texts);
    isms__release(&a, merge->conflicts, merge->capacity * sizeof *merge->conflicts);
    isms__release(&a, merge, sizeof *merge);
}

isms__conflict *isms__merge_add(isms_merge *merge)
{
    if (!isms__reserve(&merge->host, (void **)&merge->conflicts, &merge->capacity, merge->count + 1, sizeof *merge->conflicts))
        return NULL;
    isms__conflict *c = &merge->conflicts[merge->count++];
    *c = (isms__conflict){.type = 0};
    return c;
}

isms_status isms__merge_keep(isms_merge *merge, const char *text, size_t size, uint32_t *at)
{
    isms_status status = ISMS_OK;
    *at = isms__buffer_keep(&merge->texts, text, size, &status);
    return status;
}

isms_status isms__merge_place(isms_merge *merge, const isms_model *m, isms_id record, uint32_t *source, uint32_t *line)
{
    const char *name = NULL;
    if (isms_record_location(m, record, &name, line, NULL) != ISMS_OK || !*line)
        return ISMS_OK;
    return isms__merge_keep(merge, name, strlen(name), source);
}

/* ------------------------------------------------------------------ reading */

size_t isms_merge_count(const isms_merge *merge)
{
    return merge ? merge->count : 0;
}

/* A conflict of nothing for what lies past the end. */
static const isms__conflict *conflict_at(const isms_merge *merge, size_t i)
{
    static const isms__conflict none = {.type = 0};
    return i < isms_merge_count(merge) ? &merge->conflicts[i] : &none;
}

static const char *text_at(const isms_merge *merge, uint32_t at)
{
    return merge ? isms__buffer_c(&merge->texts) + at : "";
}

static bool is_side(isms_merge_side side)
{
    return side >= 0 && side < ISMS__SIDES;
}

isms_type isms_merge_type(const isms_merge *merge, size_t i)
{
    return conflict_at(merge, i)->type;
}

const char *isms_merge_key(const isms_merge *merge, size_t i)
{
    return text_at(merge, conflict_at(merge, i)->key);
}

isms_attribute isms_merge_attribute(const isms_merge *merge, size_t i)
{
    return conflict_at(merge, i)->attribute;
}

const char *isms_merge_path(const isms_merge *merge, size_t i)
{
    return text_at(merge, conflict_at(merge, i)->path);
}

const char *isms_merge_value(const isms_merge *merge, size_t i, isms_merge_side side)
{
    return is_side(side) ? text_at(merge, conflict_at(merge, i)->values[side]) : "";
}

const char *isms_merge_source(const isms_merge *merge, size_t i, isms_merge_side side)
{
    return is_side(side) ? text_at(merge, conflict_at(merge, i)->sources[side]) : "";
}

uint32_t isms_merge_row(const isms_merge *merge, size_t i, isms_merge_side side)
{
    return is_side(side) ? conflict_at(merge, i)->lines[side] : 0;
}

isms_status isms_merge_target(const isms_merge *merge, size_t i, isms_merge_side *deleted_by, isms_type *type, const char **key,
                              const char **source, uint32_t *line)
{
    const isms__conflict *c = conflict_at(merge, i);
    if (!c->target)
        return ISMS_ABSENT;
    if (deleted_by)
        *deleted_by = c->deleter;
    if (type)
        *type = c->target;
    if (key)
        *key = text_at(merge, c->target_key);
    if (source)
        *source = text_at(merge, c->target_source);
    if (line)
        *line = c->target_line;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ writing */

static const char *const side_names[ISMS__SIDES] = {"base", "ours", "theirs"};

static void put_place(isms__output *out, const isms_merge *merge, size_t i, isms_merge_side side)
{
    isms__output_text(out, isms_merge_source(merge, i, side));
    isms__output_text(out, ":");
    isms__output_integer(out, isms_merge_row(merge, i, side));
}

/* What a side has; a record that changed is too much for a line. */
static void put_value(isms__output *out, const isms_merge *merge, size_t i, isms_merge_side side)
{
    const char *value = isms_merge_value(merge, i, side);
    if (*isms_merge_path(merge, i))
        isms__output_text(out, *value ? value : "nothing");
    else
        isms__output_text(out, !*value ? "deleted" : side == ISMS_MERGE_BASE ? "there" : "changed");
}

/* ... ours refers to asset A-1 (ours.json:12) (kept), theirs deleted it */
static void put_reference(isms__output *out, const isms_merge *merge, const isms__conflict *c)
{
    bool ours = c->deleter == ISMS_MERGE_THEIRS;
    isms__output_text(out, ours ? ": ours refers to " : ": theirs refers to ");
    isms__output_text(out, isms_type_name(c->target));
    isms__output_text(out, " ");
    isms__output_text(out, text_at(merge, c->target_key));
    if (c->target_line) {
        isms__output_text(out, " (");
        isms__output_text(out, text_at(merge, c->target_source));
        isms__output_text(out, ":");
        isms__output_integer(out, c->target_line);
        isms__output_text(out, ")");
    }
    isms__output_text(out, ours ? " (kept), theirs deleted it\n" : ", ours deleted it (kept)\n");
}

/* ours.json:41: conflict: risk R-1: status: base "open" (base.json:41), ours "closed" (kept), theirs "new" (theirs.json:44) */
static void put_line(isms__output *out, const isms_merge *merge, size_t i)
{
    const isms__conflict *c = &merge->conflicts[i];
    const char *key = isms_merge_key(merge, i), *path = isms_merge_path(merge, i);
    isms_merge_side at = c->target && c->deleter == ISMS_MERGE_OURS ? ISMS_MERGE_THEIRS : ISMS_MERGE_OURS;
    if (isms_merge_row(merge, i, at)) {
        put_place(out, merge, i, at);
        isms__output_text(out, ": ");
    }
    isms__output_text(out, "conflict: ");
    isms__output_text(out, isms_type_name(isms_merge_type(merge, i)));
    isms__output_text(out, *key ? " " : "");
    isms__output_text(out, key);
    isms__output_text(out, *path ? ": " : "");
    isms__output_text(out, path);
    if (c->target) {
        put_reference(out, merge, c);
        return;
    }
    for (isms_merge_side side = 0; side < ISMS__SIDES; side++) {
        isms__output_text(out, side ? ", " : ": ");
        isms__output_text(out, side_names[side]);
        isms__output_text(out, " ");
        put_value(out, merge, i, side);
        if (side == ISMS_MERGE_OURS) {
            isms__output_text(out, " (kept)");
        } else if (isms_merge_row(merge, i, side)) {
            isms__output_text(out, " (");
            put_place(out, merge, i, side);
            isms__output_text(out, ")");
        }
    }
    isms__output_text(out, "\n");
}

static void put_member(isms__output *out, const char *label, const char *text)
{
    isms__output_text(out, label);
    isms__output_json(out, text, strlen(text));
}

static void put_side(isms__output *out, const isms_merge *merge, size_t i, isms_merge_side side)
{
    const char *value = isms_merge_value(merge, i, side);
    put_member(out, ", ", side_names[side]);
    isms__output_text(out, ": {");
    if (*value) {
        isms__output_text(out, "\"value\": ");
        isms__output_text(out, value);
    }
    if (isms_merge_row(merge, i, side)) {
        put_member(out, *value ? ", \"source\": " : "\"source\": ", isms_merge_source(merge, i, side));
        isms__output_text(out, ", \"line\": ");
        isms__output_integer(out, isms_merge_row(merge, i, side));
    }
    isms__output_text(out, "}");
}

static void put_target(isms__output *out, const isms_merge *merge, const isms__conflict *c)
{
    put_member(out, ", \"refers_to\": {\"type\": ", isms_type_name(c->target));
    put_member(out, ", \"id\": ", text_at(merge, c->target_key));
    put_member(out, ", \"deleted_by\": ", side_names[c->deleter]);
    if (c->target_line) {
        put_member(out, ", \"source\": ", text_at(merge, c->target_source));
        isms__output_text(out, ", \"line\": ");
        isms__output_integer(out, c->target_line);
    }
    isms__output_text(out, "}");
}

static void put_object(isms__output *out, const isms_merge *merge, size_t i)
{
    const char *key = isms_merge_key(merge, i), *path = isms_merge_path(merge, i);
    put_member(out, i ? ",\n  {\"type\": " : "\n  {\"type\": ", isms_type_name(isms_merge_type(merge, i)));
    if (*key)
        put_member(out, ", \"id\": ", key);
    if (*path)
        put_member(out, ", \"attribute\": ", path);
    if (merge->conflicts[i].target)
        put_target(out, merge, &merge->conflicts[i]);
    for (isms_merge_side side = 0; side < ISMS__SIDES; side++)
        put_side(out, merge, i, side);
    isms__output_text(out, "}");
}

isms_status isms_merge_write(const isms_merge *merge, const char *form, isms_write write, void *user)
{
    isms__output out;
    if (!merge || !write)
        return ISMS_E_MISUSE;
    bool json = form && strcmp(form, "json") == 0;
    if (form && !json && strcmp(form, "text") != 0)
        return ISMS_E_FORMAT;
    isms__output_start(&out, write, user);
    isms__output_text(&out, json ? "[" : "");
    for (size_t i = 0; i < merge->count; i++)
        (json ? put_object : put_line)(&out, merge, i);
    isms__output_text(&out, !json ? "" : merge->count ? "\n]\n" : "]\n");
    return isms__output_finish(&out);
}
