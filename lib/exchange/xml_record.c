/* Records of XML documents: attributes and elements become cells along the schema. */
#include "xml.h"

#include "core/text.h"
#include "xml_form.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ problems with values */

/* "inherent.likelihood" in the group; `name` NULL: the group itself. */
static void path_of(const isms__xml_frame *group, const char *name, char *out, size_t room)
{
    isms__step step = {&group->nest.step, name, 0};
    isms__step_path(name ? &step : &group->nest.step, out, room);
}

static void refuse(isms__xml_reader *r, const isms__node *n, isms_status status, const char *text, size_t size,
                   const isms__step *step, uint64_t place)
{
    char what[100];
    uint64_t line, column;
    int shown = size < 60 ? (int)size : 60;
    while (shown < (int)size && shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--;
    snprintf(what, sizeof what, "\"%.*s%s\"", shown, text, shown < (int)size ? "..." : "");
    isms__xml_tell_faults(r, place);
    isms__xml_places_find(&r->places, place, &line, &column);
    isms__load_refuse(r->load, n, status, what, step, line, column);
}

/* What cannot stand as it does. */
static void refuse_form(isms__xml_reader *r, const isms__xml_frame *group, const char *name, uint64_t place, const char *wanted)
{
    char path[200];
    path_of(group, name, path, sizeof path);
    isms__xml_report(r, ISMS__PROBLEM_KIND, path, place, "%s has to be %s", path, wanted);
}

static void refuse_attributes(isms__xml_reader *r, const isms__xml_tag *tag)
{
    for (int i = 0; i < tag->attribute_count; i++) {
        isms__xml_attribute a = isms__xml_attribute_at(r, tag, i);
        isms__xml_report(r, ISMS__PROBLEM_KIND, NULL, isms__xml_value_place(r, tag, &a), "%.100s has no attribute %.100s",
                         tag->name, a.name);
    }
}

/* ------------------------------------------------------------------ values */

/* What no text may hold is not there any more, but for what came as character references: carriage returns before a line feed
 * go, elsewhere no text may hold them, nor noncharacters. */
static isms_status check_text(isms__buffer *text)
{
    size_t to = 0;
    if (isms__text_valid(isms__buffer_c(text), text->size))
        return ISMS_OK;
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] != '\r' || i + 1 == text->size || text->data[i + 1] != '\n')
            text->data[to++] = text->data[i];
    text->data[text->size = to] = '\0';
    return isms__text_valid(text->data, text->size) ? ISMS_OK : ISMS_E_TEXT;
}

static isms_status convert(isms__xml_reader *r, const isms__node *n, uint32_t *cell)
{
    const char *text = isms__buffer_c(&r->text);
    isms_status status = check_text(&r->text);
    if (status != ISMS_OK)
        return status;
    if (n->form == ISMS__FORM_TABLE) {
        if (r->text.size > r->load->model->max_text)
            return ISMS_E_LIMIT;
        *cell = isms__put_interned(r->load->model, text, r->text.size);
        return *cell ? ISMS_OK : ISMS_E_NO_MEMORY;
    }
    if (n->a->kind != ISMS_KIND_MONEY)
        return isms__load_lexical(r->load, n, text, r->text.size, cell);
    return isms__encode_money(r->load->model, n->a, text, r->text.size, isms__buffer_c(&r->currency), r->currency.size, cell);
}

/* The text of the element that ends is a value: it goes into the record, the list or the row. */
void isms__xml_end_value(isms__xml_reader *r)
{
    isms__xml_frame *frame = isms__xml_top(r), *up = frame - 1;
    const isms__node *n = frame->node;
    uint32_t cell = 0;
    isms_status status = frame->told || r->text.failed ? ISMS_OK : convert(r, n, &cell);
    if (status == ISMS_E_NO_MEMORY) {
        isms__xml_stop(r, status);
        return;
    }
    if (status != ISMS_OK) {
        refuse(r, n, status, isms__buffer_c(&r->text), r->text.size, &frame->nest.step, frame->place);
        cell = 0;
    }
    if (up->what == ISMS__XML_GROUP)
        up->cells[n->a->column - up->first] = cell;
    else if (up->what == ISMS__XML_CELLS &&
             isms__reserve(r->load->allocator, (void **)&r->row, &r->row_capacity, r->row_count + 1, sizeof *r->row))
        r->row[r->row_count++] = cell;
    else if (up->what == ISMS__XML_CELLS)
        isms__xml_stop(r, ISMS_E_NO_MEMORY);
    else if (isms__load_item(r->load, cell) == ISMS_E_NO_MEMORY)
        isms__xml_stop(r, ISMS_E_NO_MEMORY);
}

/* Other kinds than texts are what their own rules say. */
static bool is_clean(const isms__node *n, const isms__xml_attribute *a)
{
    bool is_text = n->a->kind == ISMS_KIND_TEXT || n->a->kind == ISMS_KIND_LEVEL || n->a->kind == ISMS_KIND_REQUIREMENT;
    return is_text ? isms__text_valid(a->value, a->size) : !memchr(a->value, '\r', a->size);
}

static void take_attribute(isms__xml_reader *r, isms__xml_frame *frame, const isms__node *n, const isms__xml_tag *tag,
                           const isms__xml_attribute *a)
{
    uint32_t cell = 0;
    isms_status status = is_clean(n, a) ? isms__load_lexical(r->load, n, a->value, a->size, &cell) : ISMS_E_TEXT;
    if (status == ISMS_E_NO_MEMORY) {
        isms__xml_stop(r, status);
        return;
    }
    if (status != ISMS_OK) {
        isms__step step = {&frame->nest.step, n->name, 0};
        refuse(r, n, status, a->value, a->size, &step, isms__xml_value_place(r, tag, a));
        cell = 0;
    }
    frame->cells[n->a->column - frame->first] = cell;
}

static void take_id(isms__xml_reader *r, const isms__xml_tag *tag, const isms__xml_attribute *a)
{
    r->has_id = true;
    if (isms__token_valid(a->value, a->size)) {
        isms__buffer_add(&r->key, a->value, a->size);
        isms__load_name(r->load, isms__buffer_c(&r->key));
        return;
    }
    isms__xml_report(r, ISMS__PROBLEM_ID, "id", isms__xml_value_place(r, tag, a),
                     "the id of a record of %s is a text of 1 to 128 letters, digits, '.', '_', ':' or '-'",
                     r->load->type->plural);
}

static bool is_id(const isms__xml_reader *r, const isms__xml_frame *frame, const isms__xml_attribute *a)
{
    return frame->record && !(r->shape->type->flags & ISMS__FLAG_HEADER) && !a->uri && strcmp(a->name, "id") == 0;
}

/* Attributes of a record, group or item: the id first, so that problems with the others can name the record. */
static void take_attributes(isms__xml_reader *r, isms__xml_frame *frame, const isms__xml_tag *tag)
{
    isms__xml_attribute a;
    isms__xml_count(r, (uint64_t)tag->attribute_count);
    for (int i = 0; i < tag->attribute_count && frame->record; i++) {
        a = isms__xml_attribute_at(r, tag, i);
        if (!is_id(r, frame, &a))
            continue;
        take_id(r, tag, &a);
        break;
    }
    const isms__node *group = frame->node;
    for (int i = 0; i < tag->attribute_count && r->status == ISMS_OK; i++) {
        a = isms__xml_attribute_at(r, tag, i);
        if (is_id(r, frame, &a))
            continue;
        isms__node *n = a.uri ? NULL : isms__shape_member(r->shape, group, frame->after, a.name, strlen(a.name));
        if (!n) {
            isms__xml_keep_attribute(r, tag, &a);
            continue;
        }
        frame->after = n;
        if (isms__xml_is_attribute(n))
            take_attribute(r, frame, n, tag, &a);
        else
            refuse_form(r, frame, n->name, isms__xml_value_place(r, tag, &a), "an element, not an attribute");
    }
}

/* ------------------------------------------------------------------ records and what is in them */

/* The record, a group or an item. */
static isms__xml_frame *start_group(isms__xml_reader *r, const isms__node *n, const isms__xml_tag *tag, isms__step step)
{
    isms__xml_frame *up = isms__xml_top(r), *frame = isms__xml_push(r, ISMS__XML_GROUP, true, tag);
    if (!frame)
        return NULL;
    frame->node = n;
    frame->after = &r->shape->nodes[n - r->shape->nodes];
    frame->nest.step = step;
    frame->nest.up = step.up ? &up->nest : NULL;
    return frame;
}

void isms__xml_start_record(isms__xml_reader *r, const isms__type *type, const isms__xml_tag *tag)
{
    uint64_t line, column;
    r->shape = isms__shapes_get(&r->load->shapes, type);
    if (!r->shape) {
        isms__xml_stop(r, ISMS_E_NO_MEMORY);
        return;
    }
    if (r->fault_count)
        isms__xml_tell_faults(r, isms__xml_tag_place(r, tag));
    isms__xml_places_find(&r->places, isms__xml_tag_place(r, tag), &line, &column);
    isms__load_record(r->load, type, line, column);
    r->record_place = isms__xml_tag_place(r, tag);
    r->values = 1;
    isms__buffer_clear(&r->unknown);
    isms__buffer_clear(&r->key);
    r->keep = &r->unknown;
    isms__xml_frame *frame = start_group(r, r->shape->nodes, tag, (isms__step){NULL, NULL, 0});
    if (!frame)
        return;
    frame->record = true;
    frame->cells = r->load->cells;
    if (type->flags & ISMS__FLAG_HEADER) {
        isms__buffer_text(&r->key, "document");
        isms__load_name(r->load, "document");
    }
    r->has_id = type->flags & ISMS__FLAG_HEADER;
    take_attributes(r, frame, tag);
    if (!r->has_id && r->status == ISMS_OK)
        isms__xml_report(r, ISMS__PROBLEM_ID, "id", isms__xml_tag_place(r, tag), "this record of %s has no id", type->plural);
}

static void start_value(isms__xml_reader *r, const isms__node *n, const isms__xml_tag *tag, isms__step step)
{
    isms__xml_frame *frame = isms__xml_push(r, ISMS__XML_VALUE, false, tag);
    bool money = n->a->kind == ISMS_KIND_MONEY;
    if (!frame)
        return;
    frame->node = n;
    frame->nest.step = step;
    isms__buffer_clear(&r->currency);
    if (!money) {
        refuse_attributes(r, tag);
        return;
    }
    isms__xml_count(r, (uint64_t)tag->attribute_count);
    for (int i = 0; i < tag->attribute_count; i++) {
        isms__xml_attribute a = isms__xml_attribute_at(r, tag, i);
        if (!a.uri && strcmp(a.name, "currency") == 0)
            isms__buffer_add(&r->currency, a.value, a.size);
        else
            isms__xml_report(r, ISMS__PROBLEM_KIND, NULL, isms__xml_value_place(r, tag, &a),
                             "an amount has no attribute %.100s", a.name);
    }
}

/* A list, a table, a list of groups. */
static void start_list(isms__xml_reader *r, const isms__node *n, const isms__xml_tag *tag, isms__step step)
{
    static const uint8_t whats[] = {
        [ISMS__FORM_LIST] = ISMS__XML_LIST, [ISMS__FORM_TABLE] = ISMS__XML_TABLE, [ISMS__FORM_ITEMS] = ISMS__XML_ITEMS};
    isms__xml_frame *up = isms__xml_top(r);
    isms__xml_frame *frame = isms__xml_push(r, (isms__xml_what)whats[n->form], true, tag);
    if (!frame)
        return;
    frame->node = n;
    frame->nest = (isms__nest){.step = step, .up = &up->nest, .list = true};
    refuse_attributes(r, tag);
}

/* A member that is a group: its values go where those of the group around it go. */
static void start_inner(isms__xml_reader *r, const isms__node *n, const isms__xml_tag *tag, isms__step step)
{
    isms__xml_frame *up = isms__xml_top(r), *frame = start_group(r, n, tag, step);
    if (!frame)
        return;
    frame->cells = up->cells;
    frame->first = up->first;
    take_attributes(r, frame, tag);
}

void isms__xml_start_member(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_frame *group = isms__xml_top(r);
    bool ours = isms__xml_is_ours(r, tag->uri);
    isms__node *n = ours ? isms__shape_member(r->shape, group->node, group->after, tag->name, strlen(tag->name)) : NULL;
    isms__step step = {&group->nest.step, n ? n->name : NULL, 0};
    if (!n && ours && strcmp(tag->name, "unknown") == 0) {
        isms__xml_start_unknown(r, tag);
        return;
    }
    if (!n) {
        isms__xml_start_foreign(r, tag);
        return;
    }
    unsigned place = (unsigned)(n - r->shape->nodes) - group->node->first;
    bool again = group->seen[place / 64] >> place % 64 & 1;
    group->seen[place / 64] |= UINT64_C(1) << place % 64;
    group->after = n;
    if (again) {
        char path[200];
        path_of(group, n->name, path, sizeof path);
        isms__xml_report(r, ISMS__PROBLEM_TWICE, path, isms__xml_tag_place(r, tag), "the element %s stands twice", path);
        isms__xml_skip(r, tag);
    } else if (isms__xml_is_attribute(n)) {
        refuse_form(r, group, n->name, isms__xml_tag_place(r, tag), "an attribute, not an element");
        isms__xml_skip(r, tag);
    } else if (n->form == ISMS__FORM_VALUE) {
        start_value(r, n, tag, step);
    } else if (n->form == ISMS__FORM_GROUP) {
        start_inner(r, n, tag, step);
    } else {
        start_list(r, n, tag, step);
    }
}

/* ------------------------------------------------------------------ items */

/* An item of a list of groups has a row of cells of its own. */
static void start_group_item(isms__xml_reader *r, const isms__node *n, const isms__xml_tag *tag, isms__step step)
{
    uint32_t *cells;
    isms_status status = isms__load_row(r->load, n, &cells);
    if (status != ISMS_OK) {
        if (status != ISMS_E_NO_MEMORY)
            status = ISMS_OK;
        if (status == ISMS_OK)
            isms__xml_report(r, ISMS__PROBLEM_MANY_VALUES, NULL, isms__xml_tag_place(r, tag),
                             "more items than the model takes");
        isms__xml_stop(r, status);
        return;
    }
    isms__xml_frame *frame = start_group(r, n, tag, step);
    if (!frame)
        return;
    frame->cells = cells;
    frame->first = n->a->column + 1u;
    take_attributes(r, frame, tag);
}

void isms__xml_start_item(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_frame *list = isms__xml_top(r);
    const isms__node *n = list->node;
    isms__step step = {&list->nest.step, NULL, list->count++};
    const char *wanted = list->what == ISMS__XML_TABLE ? "row" : list->what == ISMS__XML_CELLS ? "cell" : "item";
    if (!isms__xml_is_ours(r, tag->uri) || strcmp(tag->name, wanted) != 0) {
        char path[200];
        isms__step_path(&list->nest.step, path, sizeof path);
        isms__xml_report(r, ISMS__PROBLEM_KIND, path, isms__xml_tag_place(r, tag), "%s holds elements %s, not %.100s", path,
                         wanted, tag->name);
        isms__xml_skip(r, tag);
    } else if (list->what == ISMS__XML_ITEMS) {
        start_group_item(r, n, tag, step);
    } else if (list->what == ISMS__XML_TABLE) {
        isms__xml_frame *row = isms__xml_push(r, ISMS__XML_CELLS, true, tag);
        r->row_count = 0;
        if (!row)
            return;
        row->node = n;
        row->nest = (isms__nest){.step = step};
        refuse_attributes(r, tag);
    } else {
        start_value(r, n, tag, step);
    }
}

/* ------------------------------------------------------------------ ends */

static isms_status end_row(isms__xml_reader *r)
{
    uint32_t none = 0, address = isms__put_list(r->load->model, r->row_count ? r->row : &none, r->row_count);
    return address ? isms__load_item(r->load, address) : ISMS_E_NO_MEMORY;
}

void isms__xml_end_inside(isms__xml_reader *r)
{
    isms__xml_frame *frame = isms__xml_top(r);
    isms_status status = ISMS_OK;
    isms__nest_close(&r->unknown, &frame->nest);
    if (frame->what == ISMS__XML_CELLS)
        status = end_row(r);
    else if (frame->what != ISMS__XML_ITEMS && frame->count > r->load->model->max_list)
        isms__xml_report(r, ISMS__PROBLEM_MANY_VALUES, NULL, frame->place, "more items than the model takes");
    else
        status = frame->what == ISMS__XML_ITEMS ? isms__load_rows(r->load, frame->node) : isms__load_list(r->load, frame->node);
    if (status == ISMS_E_NO_MEMORY)
        isms__xml_stop(r, status);
}

static void end_record(isms__xml_reader *r)
{
    isms__json unknown = {isms__buffer_c(&r->unknown), r->unknown.size};
    isms_status status = ISMS_OK;
    if (r->unknown.failed || r->key.failed || r->text.failed || (unknown.size && !isms__xml_check_twice(r, unknown)))
        status = ISMS_E_NO_MEMORY;
    if (r->fault_count)
        isms__xml_tell_faults(r, isms__xml_place(r));
    uint64_t most = r->load->options->max_record_bytes;
    if (r->places.seen - r->record_place > most && isms__xml_place(r) - r->record_place > most)
        isms__xml_report(r, ISMS__PROBLEM_LONG_RECORD, NULL, r->record_place, "a record is longer than %llu bytes",
                         (unsigned long long)most);
    if (status == ISMS_OK && r->status == ISMS_OK)
        status = isms__load_extension(r->load, &r->unknown);
    if (status == ISMS_OK && r->status == ISMS_OK)
        status = isms__load_commit(r->load, r->key.size ? isms__buffer_c(&r->key) : NULL, r->key.size, &r->unknown);
    r->load->type = NULL;
    r->shape = NULL;
    r->values = 0;
    r->keep = &r->load->root;
    isms__xml_stop(r, status);
}

void isms__xml_end_group(isms__xml_reader *r)
{
    isms__xml_frame *frame = isms__xml_top(r);
    isms__nest_close(&r->unknown, &frame->nest);
    if (frame->record)
        end_record(r);
}
