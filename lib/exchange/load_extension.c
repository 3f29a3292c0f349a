/* Attributes of a host's own that stand among the members which the schema does not know, as in XML: they become cells. */
#include "load.h"
#include "value_text.h"

#include <string.h>

/* The attribute that a quoted name stands for, NULL where it is none of the extension's. */
static const isms__attribute *find(const isms__load *l, isms__json name)
{
    const isms__extension_type *own = &l->model->extension->types[l->type->index];
    for (size_t i = 0; i < own->count; i++)
        if (strlen(own->list[i].path) == name.size - 2 && memcmp(own->list[i].path, name.text + 1, name.size - 2) == 0)
            return &own->list[i];
    return NULL;
}

static void refuse(isms__load *l, const isms__attribute *a, isms__json value)
{
    isms__node node = {.a = a, .form = (uint8_t)isms__form_of(a)};
    isms__step record = {NULL, NULL, 0}, step = {&record, a->path, 0};
    char shown[64];
    size_t n = value.size < sizeof shown - 4 ? value.size : sizeof shown - 4;
    memcpy(shown, value.text, n);
    memcpy(shown + n, n < value.size ? "..." : "", n < value.size ? 4 : 1);
    if (a->kind == ISMS_KIND_ENUM)
        node.values = isms__extended_values(l->model->extension, a->target, &node.value_count);
    if (a->kind == ISMS_KIND_REFERENCE)
        node.target = isms__type_get(a->target);
    isms__load_refuse(l, &node, ISMS_E_RANGE, shown, &step, l->line, l->column);
}

static isms_status take(isms__load *l, const isms__attribute *a, isms__json value)
{
    uint32_t cell = 0;
    isms_status status = *value.text == 'n' ? ISMS_E_DATA : isms__value_cell(l->model, a, value, &cell);
    if (status == ISMS_E_DATA) {
        refuse(l, a, value);
        return ISMS_OK;
    }
    l->cells[a->column] = cell;
    return status;
}

isms_status isms__load_extension(isms__load *l, isms__buffer *unknown)
{
    isms__json_walk walk;
    isms__json name, value, object = {isms__buffer_c(unknown), unknown->size};
    isms__buffer rest;
    isms_status status = ISMS_OK;
    if (!unknown->size || !l->model->extension || !isms__json_open(&walk, object, '{'))
        return ISMS_OK;
    isms__buffer_init(&rest, l->allocator);
    while (status == ISMS_OK && isms__json_member(&walk, &name, &value)) {
        const isms__attribute *a = find(l, name);
        if (a) {
            status = take(l, a, value);
            continue;
        }
        isms__buffer_char(&rest, rest.size ? ',' : '{');
        isms__buffer_add(&rest, name.text, name.size);
        isms__buffer_char(&rest, ':');
        isms__buffer_add(&rest, value.text, value.size);
    }
    if (rest.size)
        isms__buffer_char(&rest, '}');
    isms__buffer_clear(unknown);
    isms__buffer_add(unknown, isms__buffer_c(&rest), rest.size);
    if (rest.failed || unknown->failed)
        status = ISMS_E_NO_MEMORY;
    isms__buffer_dispose(&rest);
    return status;
}
