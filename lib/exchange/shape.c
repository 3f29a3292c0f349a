/* The tree of a type's attributes, with a table of names for each of its groups. */
#include "shape.h"

#include <string.h>

const char *isms__last_part(const char *path, size_t *size)
{
    const char *dot = strrchr(path, '.');
    const char *part = dot ? dot + 1 : path;
    *size = strcspn(part, "[");
    return part;
}

bool isms__is_member(const isms__attribute *a, const isms__attribute *group)
{
    size_t size, parent = (size_t)(isms__last_part(a->path, &size) - a->path);
    if (!group)
        return parent == 0;
    return parent == strlen(group->path) + 1 && memcmp(a->path, group->path, parent - 1) == 0;
}

isms__form isms__form_of(const isms__attribute *a)
{
    if (a->kind == ISMS_KIND_TABLE)
        return ISMS__FORM_TABLE;
    if (a->kind == ISMS_KIND_GROUP)
        return isms__is_list(a) ? ISMS__FORM_ITEMS : ISMS__FORM_GROUP;
    return isms__is_list(a) && !strstr(a->path, "[]") ? ISMS__FORM_LIST : ISMS__FORM_VALUE;
}

static uint32_t hash(const char *name, size_t size)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)name[i]) * 16777619u;
    return h ^ h >> 15;
}

/* NAME NUL "NAME": NUL */
static char *write_label(char *out, const char *name, size_t size)
{
    memcpy(out, name, size);
    out[size] = '\0';
    out[size + 1] = '"';
    memcpy(out + size + 2, name, size);
    memcpy(out + 2 * size + 2, "\":", 3);
    return out + 2 * size + 5;
}

static void fill_node(const isms__shape *s, isms__node *n, const isms__attribute *a, uint16_t parent, char **text)
{
    size_t size;
    const char *part = isms__last_part(a->path, &size);
    n->a = a;
    n->name = *text;
    n->size = (uint8_t)size;
    n->form = (uint8_t)isms__form_of(a);
    n->parent = parent;
    *text = write_label(*text, part, size);
    if (a->kind == ISMS_KIND_ENUM)
        n->values = isms__extended_values(s->extension, a->target, &n->value_count);
    if (a->kind == ISMS_KIND_REFERENCE)
        n->target = isms__type_get(a->target);
}

/* Columns that belong to a group follow its own. */
static uint8_t columns_behind(const isms__type *type, const isms__attribute *group)
{
    uint32_t c = group->column + 1u;
    size_t n = strlen(group->path);
    while (c < isms__columns(type) && strncmp(isms__attributes_of(type)[c].path, group->path, n) == 0 &&
           isms__attributes_of(type)[c].path[n] == '.')
        c++;
    return (uint8_t)(c - group->column - 1);
}

static uint16_t fill_slots(isms__shape *s, isms__node *group, uint16_t used)
{
    uint32_t room = 2;
    while (room < 2u * group->count)
        room *= 2;
    group->slots = used;
    group->mask = (uint16_t)(room - 1);
    for (uint16_t i = group->first; i < group->first + group->count; i++) {
        uint32_t at = hash(s->nodes[i].name, s->nodes[i].size) & group->mask;
        while (s->slots[group->slots + at])
            at = (at + 1) & group->mask;
        s->slots[group->slots + at] = i;
    }
    return (uint16_t)(used + room);
}

/* Members of a group are found when the group's turn comes, so they stand one behind the other. */
static void fill(isms__shape *s, char *text)
{
    const isms__type *type = s->type;
    uint16_t used = 0;
    s->nodes[0].form = ISMS__FORM_GROUP;
    s->nodes[0].name = "";
    s->node_count = 1;
    for (uint16_t g = 0; g < s->node_count; g++) {
        isms__node *group = &s->nodes[g];
        group->first = (uint16_t)s->node_count;
        if (group->form != ISMS__FORM_GROUP && group->form != ISMS__FORM_ITEMS)
            continue;
        group->columns = group->a ? columns_behind(type, group->a) : 0;
        uint32_t c = group->a ? group->a->column + 1u : 0;
        uint32_t end = group->a ? c + group->columns : isms__extended_columns(s->extension, type);
        for (; c < end; c++)
            if (isms__is_member(isms__extended_attribute(s->extension, type, c), group->a))
                fill_node(s, &s->nodes[s->node_count++], isms__extended_attribute(s->extension, type, c), g, &text);
        group->count = (uint16_t)(s->node_count - group->first);
        used = fill_slots(s, group, used);
    }
    for (uint16_t i = 0; i < s->node_count; i++) {
        s->nodes[i].guess = (uint16_t)(i + 1u < s->node_count ? i + 1 : i);
        s->nodes[i].start = s->nodes[i].first < s->node_count ? s->nodes[i].first : 0;
    }
}

/* NULL: no memory */
static isms__shape *shape_new(const isms_allocator *a, const isms__extension *extension, const isms__type *type)
{
    size_t nodes = isms__extended_columns(extension, type) + 1u, text = 0, groups = 1, slots;
    for (uint32_t c = 0; c + 1 < nodes; c++) {
        const isms__attribute *attribute = isms__extended_attribute(extension, type, c);
        text += 2 * strlen(attribute->path) + 5;
        groups += attribute->kind == ISMS_KIND_GROUP;
    }
    slots = 4 * nodes + 2 * groups;
    size_t size = sizeof(isms__shape) + nodes * sizeof(isms__node) + slots * sizeof(uint16_t) + text + ISMS__LABEL_PAD;
    isms__shape *s = isms__allocate_zero(a, size);
    if (!s)
        return NULL;
    s->type = type;
    s->extension = extension;
    s->size = size;
    s->nodes = (isms__node *)(s + 1);
    s->slots = (uint16_t *)(s->nodes + nodes);
    fill(s, (char *)(s->slots + slots));
    return s;
}

/* NULL is allowed */
static void shape_free(const isms_allocator *a, isms__shape *s)
{
    if (s)
        isms__release(a, s, s->size);
}

isms__node *isms__shape_find(isms__shape *s, const isms__node *group, isms__node *after, const char *name, size_t size)
{
    for (uint32_t at = hash(name, size) & group->mask; s->slots[group->slots + at]; at = (at + 1) & group->mask) {
        isms__node *n = &s->nodes[s->slots[group->slots + at]];
        if (n->size == size && memcmp(n->name, name, size) == 0) {
            *(after == group ? &after->start : &after->guess) = (uint16_t)(n - s->nodes);
            return n;
        }
    }
    return NULL;
}

void isms__shapes_init(isms__shapes *shapes, const isms_allocator *a, const isms__extension *extension)
{
    memset(shapes, 0, sizeof *shapes);
    shapes->allocator = a;
    shapes->extension = extension;
}

void isms__shapes_dispose(isms__shapes *shapes)
{
    for (size_t i = 0; i < isms__type_count; i++)
        shape_free(shapes->allocator, shapes->of[i]);
}

isms__shape *isms__shapes_get(isms__shapes *shapes, const isms__type *type)
{
    if (!shapes->of[type->index])
        shapes->of[type->index] = shape_new(shapes->allocator, shapes->extension, type);
    return shapes->of[type->index];
}
