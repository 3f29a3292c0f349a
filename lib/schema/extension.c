/* Extensions: attributes and enumerations of a host's own, added one after the other and copied by models. */
#include "extension.h"

#include "core/text.h"

#include <isms/extension.h>
#include <string.h>

enum { PREFIX_MOST = 20, NAME_MOST = 40, VALUES_MOST = 1000 };

static bool name_valid(const char *name, size_t most)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return n > 0 && n <= most && name[n] == '\0' && name[0] >= 'a' && name[0] <= 'z' && name[n - 1] != '_';
}

static char *copy_text(const isms_allocator *a, const char *text)
{
    size_t size = strlen(text) + 1;
    char *out = isms__allocate(a, size);
    if (out)
        memcpy(out, text, size);
    return out;
}

static void free_text(const isms_allocator *a, const char *text)
{
    if (text)
        isms__release(a, (void *)(uintptr_t)text, strlen(text) + 1);
}

/* "prefix_name" */
static char *join(const isms__extension *x, const char *name)
{
    size_t n = strlen(x->prefix), size = n + 1 + strlen(name) + 1;
    char *out = isms__allocate(&x->host, size);
    if (!out)
        return NULL;
    memcpy(out, x->prefix, n);
    out[n] = '_';
    memcpy(out + n + 1, name, size - n - 1);
    return out;
}

isms_status isms_extension_new(const char *prefix, const isms_allocator *allocator, isms_extension **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!prefix || !a)
        return ISMS_E_MISUSE;
    if (!name_valid(prefix, PREFIX_MOST))
        return ISMS_E_TOKEN;
    isms__extension *x = isms__allocate_zero(a, sizeof *x);
    if (!x)
        return ISMS_E_NO_MEMORY;
    x->host = *a;
    atomic_init(&x->references, 1);
    x->prefix = copy_text(a, prefix);
    if (!x->prefix) {
        isms__release(a, x, sizeof *x);
        return ISMS_E_NO_MEMORY;
    }
    *out = x;
    return ISMS_OK;
}

static void free_attributes(const isms_allocator *a, isms__extension_type *t)
{
    for (size_t i = 0; i < t->count; i++) {
        free_text(a, t->list[i].path);
        free_text(a, t->list[i].doc);
    }
    isms__release(a, t->list, t->capacity * sizeof *t->list);
}

static void free_enum(const isms_allocator *a, isms__extension_enum *e)
{
    for (size_t i = 0; i < e->count; i++) {
        free_text(a, e->rows[i].name);
        free_text(a, e->rows[i].doc);
    }
    free_text(a, e->name);
    isms__release(a, e->rows, e->capacity * sizeof *e->rows);
}

void isms_extension_free(isms_extension *x)
{
    if (!x)
        return;
    const isms_allocator a = x->host;
    for (size_t i = 0; i < ISMS__TYPE_MOST; i++)
        free_attributes(&a, &x->types[i]);
    for (size_t i = 0; i < x->enum_count; i++)
        free_enum(&a, &x->enums[i]);
    isms__release(&a, x->enums, x->enum_capacity * sizeof *x->enums);
    free_text(&a, x->prefix);
    isms__release(&a, x, sizeof *x);
}

isms__extension *isms__extension_share(isms__extension *x)
{
    if (x)
        atomic_fetch_add_explicit(&x->references, 1, memory_order_relaxed);
    return x;
}

void isms__extension_release(isms__extension *x)
{
    if (x && atomic_fetch_sub_explicit(&x->references, 1, memory_order_acq_rel) == 1)
        isms_extension_free(x);
}

/* ------------------------------------------------------------------ adding */

/* Is there a member of that name, whatever it holds? */
static bool is_taken(const isms__extension *x, const isms__type *t, const char *path)
{
    for (uint32_t c = 0; c < isms__extended_columns(x, t); c++) {
        const char *there = isms__extended_attribute(x, t, c)->path;
        if (isms__equal(there, strcspn(there, ".["), path))
            return true;
    }
    return false;
}

static bool target_fits(const isms__extension *x, isms_kind kind, int32_t target)
{
    const isms__type *t = isms__type_get(target);
    if (kind == ISMS_KIND_REFERENCE)
        return t && !t->flags;
    if (kind == ISMS_KIND_ENUM)
        return isms__extended_enum_name(x, target) != NULL;
    return target == 0;
}

static bool kind_fits(const isms__extension *x, isms_kind kind, uint32_t flags, int32_t target)
{
    const uint32_t rules = ISMS_EXTENSION_REFUSE | ISMS_EXTENSION_CASCADE;
    bool known = (kind >= ISMS_KIND_TEXT && kind <= ISMS_KIND_REQUIREMENT) || kind == ISMS_KIND_TABLE;
    if (!known || (flags & ~(rules | ISMS_EXTENSION_LIST)) || (flags & rules) == rules)
        return false;
    if ((kind == ISMS_KIND_TABLE && (flags & ISMS_EXTENSION_LIST)) || (kind != ISMS_KIND_REFERENCE && (flags & rules)))
        return false;
    return target_fits(x, kind, target);
}

static isms_delete_rule rule_of(isms_kind kind, uint32_t flags)
{
    if (kind != ISMS_KIND_REFERENCE)
        return ISMS_DELETE_NONE;
    return flags & ISMS_EXTENSION_REFUSE    ? ISMS_DELETE_REFUSE
           : flags & ISMS_EXTENSION_CASCADE ? ISMS_DELETE_CASCADE
                                            : ISMS_DELETE_CLEAR;
}

/* Takes the texts over where it succeeds. */
static isms_status place_attribute(isms__extension *x, const isms__type *t, isms__attribute row)
{
    isms__extension_type *list = &x->types[t->index];
    if (!isms__reserve(&x->host, (void **)&list->list, &list->capacity, list->count + 1, sizeof *list->list))
        return ISMS_E_NO_MEMORY;
    row.id = t->id * 1000 + ISMS__EXTENSION_NUMBER + (isms_attribute)list->count;
    row.column = (uint8_t)(isms__columns(t) + list->count);
    row.clause = "";
    list->list[list->count++] = row;
    return ISMS_OK;
}

isms_status isms_extension_add(isms_extension *x, isms_type type, const char *name, isms_kind kind, uint32_t flags,
                               int32_t target, const char *doc, isms_attribute *out)
{
    const isms__type *t = isms__type_get(type);
    if (!x || !name || !t || (t->flags & ISMS__FLAG_CATALOGUE))
        return ISMS_E_MISUSE;
    if (!name_valid(name, NAME_MOST))
        return ISMS_E_TOKEN;
    if (!kind_fits(x, kind, flags, target))
        return ISMS_E_KIND;
    if (doc && !isms__text_valid(doc, strlen(doc)))
        return ISMS_E_TEXT;
    if (x->types[t->index].count >= ISMS__EXTENSION_MOST)
        return ISMS_E_LIMIT;
    char *path = join(x, name), *meaning = copy_text(&x->host, doc ? doc : "");
    isms_status status = path && meaning ? ISMS_OK : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK && is_taken(x, t, path))
        status = ISMS_E_EXISTS;
    if (status == ISMS_OK)
        status = place_attribute(x, t,
                                 (isms__attribute){.kind = (uint8_t)kind,
                                                   .flags = flags & ISMS_EXTENSION_LIST ? ISMS__FLAG_LIST : 0,
                                                   .rule = (uint8_t)rule_of(kind, flags),
                                                   .target = (int16_t)target,
                                                   .path = path,
                                                   .doc = meaning});
    if (status != ISMS_OK) {
        free_text(&x->host, path);
        free_text(&x->host, meaning);
        return status;
    }
    if (out)
        *out = x->types[t->index].list[x->types[t->index].count - 1].id;
    return ISMS_OK;
}

isms_status isms_extension_add_enum(isms_extension *x, const char *name, int32_t *out)
{
    if (!x || !name || !out)
        return ISMS_E_MISUSE;
    if (!name_valid(name, NAME_MOST))
        return ISMS_E_TOKEN;
    if (x->enum_count >= VALUES_MOST)
        return ISMS_E_LIMIT;
    char *whole = join(x, name);
    if (!whole)
        return ISMS_E_NO_MEMORY;
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < x->enum_count && status == ISMS_OK; i++)
        status = strcmp(x->enums[i].name, whole) == 0 ? ISMS_E_EXISTS : ISMS_OK;
    if (status == ISMS_OK &&
        !isms__reserve(&x->host, (void **)&x->enums, &x->enum_capacity, x->enum_count + 1, sizeof *x->enums))
        status = ISMS_E_NO_MEMORY;
    if (status != ISMS_OK) {
        free_text(&x->host, whole);
        return status;
    }
    *out = ISMS__EXTENSION_ENUM + (int32_t)x->enum_count;
    x->enums[x->enum_count++] = (isms__extension_enum){.name = whole};
    return ISMS_OK;
}

static isms__extension_enum *find_enum(const isms__extension *x, int32_t enumeration)
{
    int64_t i = (int64_t)enumeration - ISMS__EXTENSION_ENUM;
    return x && i >= 0 && (uint64_t)i < x->enum_count ? &x->enums[i] : NULL;
}

isms_status isms_extension_add_value(isms_extension *x, int32_t enumeration, const char *name, const char *doc, int32_t *out)
{
    isms__extension_enum *e = find_enum(x, enumeration);
    if (!x || !name)
        return ISMS_E_MISUSE;
    if (!e)
        return ISMS_E_NOT_FOUND;
    if (!name_valid(name, NAME_MOST))
        return ISMS_E_TOKEN;
    if (doc && !isms__text_valid(doc, strlen(doc)))
        return ISMS_E_TEXT;
    if (e->count >= VALUES_MOST)
        return ISMS_E_LIMIT;
    for (size_t i = 0; i < e->count; i++)
        if (strcmp(e->rows[i].name, name) == 0)
            return ISMS_E_EXISTS;
    char *own = copy_text(&x->host, name), *meaning = copy_text(&x->host, doc ? doc : "");
    if (!own || !meaning || !isms__reserve(&x->host, (void **)&e->rows, &e->capacity, e->count + 1, sizeof *e->rows)) {
        free_text(&x->host, own);
        free_text(&x->host, meaning);
        return ISMS_E_NO_MEMORY;
    }
    e->rows[e->count] = (isms__value_row){(int16_t)enumeration, (int16_t)(e->count + 1), (uint8_t)strlen(own), own, meaning};
    e->count++;
    if (out)
        *out = (int32_t)e->count;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ copying */

static isms_status copy_enums(const isms__extension *from, isms__extension *to)
{
    size_t skip = strlen(from->prefix) + 1;
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < from->enum_count && status == ISMS_OK; i++) {
        const isms__extension_enum *e = &from->enums[i];
        int32_t number;
        status = isms_extension_add_enum(to, e->name + skip, &number);
        for (size_t k = 0; k < e->count && status == ISMS_OK; k++)
            status = isms_extension_add_value(to, number, e->rows[k].name, e->rows[k].doc, NULL);
    }
    return status;
}

static isms_status copy_attributes(const isms__extension *from, isms__extension *to, const isms__type *t)
{
    const isms__extension_type *list = &from->types[t->index];
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < list->count && status == ISMS_OK; i++) {
        isms__attribute row = list->list[i];
        row.path = copy_text(&to->host, row.path);
        row.doc = copy_text(&to->host, row.doc);
        status = row.path && row.doc ? place_attribute(to, t, row) : ISMS_E_NO_MEMORY;
        if (status != ISMS_OK) {
            free_text(&to->host, row.path);
            free_text(&to->host, row.doc);
        }
    }
    return status;
}

isms_status isms__extension_copy(const isms__extension *x, const isms_allocator *a, isms__extension **out)
{
    isms__extension *copy = NULL;
    *out = NULL;
    if (!x)
        return ISMS_OK;
    isms_status status = isms_extension_new(x->prefix, a, &copy);
    if (status == ISMS_OK)
        status = copy_enums(x, copy);
    for (size_t i = 0; i < isms__type_count && status == ISMS_OK; i++)
        status = copy_attributes(x, copy, &isms__types[i]);
    if (status != ISMS_OK) {
        isms_extension_free(copy);
        return status;
    }
    *out = copy;
    return ISMS_OK;
}

static bool same_attribute(const isms__attribute *a, const isms__attribute *b)
{
    return a->kind == b->kind && a->flags == b->flags && a->target == b->target && a->rule == b->rule &&
           strcmp(a->path, b->path) == 0;
}

static bool same_enum(const isms__extension_enum *a, const isms__extension_enum *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = strcmp(a->rows[i].name, b->rows[i].name) == 0;
    return same;
}

bool isms__extension_equal(const isms__extension *a, const isms__extension *b)
{
    static const isms__extension none = {.enum_count = 0};
    a = a ? a : &none;
    b = b ? b : &none;
    bool same = a->enum_count == b->enum_count;
    for (size_t i = 0; i < a->enum_count && same; i++)
        same = same_enum(&a->enums[i], &b->enums[i]);
    for (size_t i = 0; i < ISMS__TYPE_MOST && same; i++) {
        same = a->types[i].count == b->types[i].count;
        for (size_t k = 0; k < a->types[i].count && same; k++)
            same = same_attribute(&a->types[i].list[k], &b->types[i].list[k]);
    }
    return same;
}

/* ------------------------------------------------------------------ looking up */

const isms__attribute *isms__extension_get(const isms__extension *x, isms_attribute id)
{
    const isms__type *t = isms__type_get(id / 1000);
    int32_t i = id % 1000 - ISMS__EXTENSION_NUMBER;
    return x && t && i >= 0 && (size_t)i < x->types[t->index].count ? &x->types[t->index].list[i] : NULL;
}

const isms__attribute *isms__extended_find(const isms__extension *x, const isms__type *t, const char *path)
{
    for (uint32_t c = 0; c < isms__extended_columns(x, t); c++)
        if (strcmp(isms__extended_attribute(x, t, c)->path, path) == 0)
            return isms__extended_attribute(x, t, c);
    return NULL;
}

const isms__value_row *isms__extended_values(const isms__extension *x, int32_t enumeration, uint32_t *count)
{
    const isms__extension_enum *e = find_enum(x, enumeration);
    if (!e)
        return isms__values_of(enumeration, count);
    *count = (uint32_t)e->count;
    return e->rows;
}

const isms__value_row *isms__extended_value(const isms__extension *x, int32_t enumeration, int32_t value)
{
    uint32_t count;
    const isms__value_row *rows = isms__extended_values(x, enumeration, &count);
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].value == value)
            return &rows[i];
    return NULL;
}

const char *isms__extended_enum_name(const isms__extension *x, int32_t enumeration)
{
    const isms__extension_enum *e = find_enum(x, enumeration);
    return e ? e->name : isms__enum_name(enumeration);
}
