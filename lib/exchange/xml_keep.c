/* Members that the schema does not know, in XML: those that we wrote, in the W3C's vocabulary for JSON, and elements and
 * attributes of others, which become texts, objects and lists. All of it is kept as JSON. */
#include "members.h"
#include "xml.h"

#include "core/number.h"
#include "core/text.h"

#include <string.h>

/* ------------------------------------------------------------------ names */

/* Is that a name of the schema where the top frame is? */
static bool is_known(isms__xml_reader *r, const isms__xml_frame *frame, const char *name)
{
    if (frame->what == ISMS__XML_ROOT)
        return strcmp(name, "libisms") == 0 || strcmp(name, "document") == 0 || isms__load_type(name);
    bool id = frame->record && !(r->shape->type->flags & ISMS__FLAG_HEADER) && strcmp(name, "id") == 0;
    return id || isms__shape_member(r->shape, frame->node, &r->shape->nodes[frame->node - r->shape->nodes], name, strlen(name));
}

/* An attribute of the host's own, which the record takes when it ends. */
static bool is_extension(const isms__xml_reader *r, const isms__xml_frame *frame, const char *name)
{
    const isms__extension *x = r->load->model->extension;
    const isms__attribute *a = x && frame->record ? isms__extended_find(x, r->shape->type, name) : NULL;
    return a && a->id % 1000 >= ISMS__EXTENSION_NUMBER;
}

/* Writes the name of a member of the root, a record or a group, whose value is to follow. */
static void open_member(isms__xml_reader *r, isms__xml_frame *frame, const char *name, uint64_t place)
{
    bool known = is_extension(r, frame, name) || (frame->record && isms__member_of_import(name));
    if ((r->load->options->flags & ISMS_READ_STRICT) && !known)
        isms__xml_report(r, ISMS__PROBLEM_UNKNOWN, name, place, "the schema does not know the member %.100s", name);
    if (frame->what != ISMS__XML_ROOT) {
        isms__nest_member(r->keep, &frame->nest, name, r->shape->type->flags & ISMS__FLAG_HEADER);
        return;
    }
    if (r->keep->size)
        isms__buffer_char(r->keep, ',');
    isms__json_quote(r->keep, name, strlen(name));
    isms__buffer_char(r->keep, ':');
}

/* A name with its namespace, where that is not ours. uri NULL: an attribute, which has none of its own. */
static const char *full_name(isms__xml_reader *r, const char *name, const char *uri)
{
    if (!uri || isms__xml_is_ours(r, uri))
        return name;
    isms__buffer_clear(&r->aside);
    isms__buffer_print(&r->aside, "{%s}%s", uri, name);
    return isms__buffer_c(&r->aside);
}

static void put_attribute(isms__xml_reader *r, const isms__xml_tag *tag, const isms__xml_attribute *a)
{
    if (isms__text_valid(a->value, a->size))
        isms__json_quote(r->keep, a->value, a->size);
    else
        isms__xml_report(r, ISMS__PROBLEM_CHARACTER, a->name, isms__xml_value_place(r, tag, a),
                         "%.100s holds a character that texts may not hold", a->name);
}

void isms__xml_keep_attribute(isms__xml_reader *r, const isms__xml_tag *tag, const isms__xml_attribute *a)
{
    const char *name = full_name(r, a->name, a->uri);
    if (!a->uri && is_known(r, isms__xml_top(r), name)) { /* at the root only: a group knows its attributes */
        isms__xml_report(r, ISMS__PROBLEM_KIND, name, isms__xml_tag_place(r, tag),
                         "%.100s has to be an element, not an attribute", name);
        return;
    }
    open_member(r, isms__xml_top(r), name, isms__xml_value_place(r, tag, a));
    put_attribute(r, tag, a);
}

typedef struct twice {
    isms__xml_reader *r;
    uint64_t place;
} twice;

static void report_twice(void *user, isms__json name)
{
    const twice *t = user;
    isms__buffer plain;
    isms__buffer_init(&plain, t->r->load->allocator);
    isms__json_decode(&plain, name);
    isms__xml_report(t->r, ISMS__PROBLEM_TWICE, isms__buffer_c(&plain), t->place,
                     "the member %.100s stands twice in one object", isms__buffer_c(&plain));
    isms__buffer_dispose(&plain);
}

bool isms__xml_check_twice(isms__xml_reader *r, isms__json object)
{
    twice t = {r, r->shape ? r->record_place : 0};
    return isms__json_each_twice(object, r->load->allocator, report_twice, &t);
}

/* ------------------------------------------------------------------ the vocabulary of the W3C */

void isms__xml_start_unknown(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_frame *owner = isms__xml_top(r);
    if (owner->has_unknown) {
        isms__xml_report(r, ISMS__PROBLEM_TWICE, "unknown", isms__xml_tag_place(r, tag), "the element unknown stands twice");
        isms__xml_skip(r, tag);
        return;
    }
    owner->has_unknown = true;
    if (tag->attribute_count)
        isms__xml_report(r, ISMS__PROBLEM_KIND, "unknown", isms__xml_tag_place(r, tag), "unknown has no attributes");
    r->values -= r->values > 0; /* neither it nor its map is a value */
    isms__xml_push(r, ISMS__XML_UNKNOWN, false, tag);
}

/* The key that the element has, in r->aside; false where it has none. */
static bool take_key(isms__xml_reader *r, const isms__xml_tag *tag)
{
    bool found = false;
    isms__buffer_clear(&r->aside);
    for (int i = 0; i < tag->attribute_count; i++) {
        isms__xml_attribute a = isms__xml_attribute_at(r, tag, i);
        bool key = !a.uri && strcmp(a.name, "key") == 0;
        bool plain = !a.uri && (strcmp(a.name, "escaped") == 0 || strcmp(a.name, "escaped-key") == 0) &&
                     isms__equal(a.value, a.size, "false");
        if (key && isms__text_valid(a.value, a.size)) {
            isms__buffer_add(&r->aside, a.value, a.size);
            found = true;
        } else if (!plain) {
            isms__xml_report(r, ISMS__PROBLEM_VALUE, "unknown", isms__xml_value_place(r, tag, &a),
                             "the attribute %.100s of %.100s cannot be taken", a.name, tag->name);
        }
    }
    return found;
}

/* The j:map in <unknown> is the record, group or root itself. */
static void start_wrapper(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_frame *unknown = isms__xml_top(r);
    if (strcmp(tag->name, "map") != 0 || unknown->count++ || take_key(r, tag)) {
        isms__xml_report(r, ISMS__PROBLEM_KIND, "unknown", isms__xml_tag_place(r, tag), "unknown holds one map, without a key");
        isms__xml_skip(r, tag);
        return;
    }
    r->values -= r->values > 0;
    isms__xml_frame *map = isms__xml_push(r, ISMS__XML_MAP, false, tag);
    if (map)
        map->record = true;
}

/* What stands before a value: its name or a comma. false: it cannot stand there. */
static bool open_value(isms__xml_reader *r, isms__xml_frame *up, const isms__xml_tag *tag)
{
    bool key = take_key(r, tag);
    const char *name = isms__buffer_c(&r->aside);
    if (key != (up->what == ISMS__XML_MAP)) {
        isms__xml_report(r, ISMS__PROBLEM_KIND, "unknown", isms__xml_tag_place(r, tag),
                         key ? "an item of an array has no key" : "a member of a map has a key");
        return false;
    }
    if (up->record) { /* the owner is two frames further out: <unknown> is between */
        isms__xml_frame *owner = up - 2;
        if (is_known(r, owner, name)) {
            isms__xml_report(r, ISMS__PROBLEM_TWICE, name, isms__xml_tag_place(r, tag),
                             "%.100s belongs to the schema and cannot stand in unknown", name);
            return false;
        }
        open_member(r, owner, name, isms__xml_tag_place(r, tag));
        return true;
    }
    if (up->count++)
        isms__buffer_char(r->keep, ',');
    if (key) {
        isms__json_quote(r->keep, name, r->aside.size);
        isms__buffer_char(r->keep, ':');
    }
    return true;
}

void isms__xml_start_json(isms__xml_reader *r, const isms__xml_tag *tag)
{
    static const struct {
        const char *name;
        isms__xml_what what;
        char bracket;
    } kinds[] = {{"map", ISMS__XML_MAP, '{'},   {"array", ISMS__XML_ARRAY, '['}, {"string", ISMS__XML_LEAF, 0},
                 {"number", ISMS__XML_LEAF, 0}, {"boolean", ISMS__XML_LEAF, 0},  {"null", ISMS__XML_LEAF, 0}};
    isms__xml_frame *up = isms__xml_top(r);
    size_t kind = 0, count = sizeof kinds / sizeof *kinds;
    while (kind < count && strcmp(kinds[kind].name, tag->name) != 0)
        kind++;
    if (!tag->uri || strcmp(tag->uri, ISMS__XML_JSON) != 0 || kind == count) {
        isms__xml_report(r, ISMS__PROBLEM_KIND, "unknown", isms__xml_tag_place(r, tag), "%.100s is no element of %s", tag->name,
                         ISMS__XML_JSON);
        isms__xml_skip(r, tag);
        return;
    }
    if (up->what == ISMS__XML_UNKNOWN) {
        start_wrapper(r, tag);
        return;
    }
    if (!open_value(r, up, tag)) {
        isms__xml_skip(r, tag);
        return;
    }
    isms__xml_frame *frame = isms__xml_push(r, kinds[kind].what, kinds[kind].bracket != 0, tag);
    if (!frame)
        return;
    frame->leaf = tag->name[2];
    frame->bracket = kinds[kind].bracket;
    if (frame->bracket)
        isms__buffer_char(r->keep, frame->bracket);
}

static void put_text(isms__xml_reader *r, const isms__xml_frame *frame)
{
    if (isms__text_valid(isms__buffer_c(&r->text), r->text.size))
        isms__json_quote(r->keep, isms__buffer_c(&r->text), r->text.size);
    else
        isms__xml_report(r, ISMS__PROBLEM_CHARACTER, "unknown", frame->place,
                         "a text holds a character that texts may not hold");
}

static void end_leaf(isms__xml_reader *r, const isms__xml_frame *frame)
{
    const char *text = isms__buffer_c(&r->text);
    double number;
    bool good = true;
    switch (frame->leaf) {
    case 'r': /* string */
        put_text(r, frame);
        return;
    case 'm': /* number */
        good = isms__real_parse(text, r->text.size, &number);
        break;
    case 'o': /* boolean */
        good = strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
        break;
    default: /* null */
        good = r->text.size == 0;
        text = "null";
    }
    if (good)
        isms__buffer_text(r->keep, text);
    else
        isms__xml_report(r, ISMS__PROBLEM_NUMBER, "unknown", frame->place, "\"%.60s\" is no value of that kind", text);
}

/* ------------------------------------------------------------------ elements of others */

static bool is_blank(const isms__buffer *text)
{
    return strspn(isms__buffer_c(text), " \t\r\n") == text->size;
}

static void refuse_mixed(isms__xml_reader *r, isms__xml_frame *frame)
{
    if (!frame->told)
        isms__xml_report(r, ISMS__PROBLEM_KIND, NULL, frame->place,
                         "text and elements stand side by side in an element that the schema does not know");
    frame->told = true;
}

static bool is_item_name(const char *name)
{
    return strcmp(name, "item") == 0 || strcmp(name, "row") == 0 || strcmp(name, "cell") == 0;
}

/* A child of an unknown element: the first one decides whether that is a list or an object. */
static void open_child(isms__xml_reader *r, isms__xml_frame *up, const isms__xml_tag *tag)
{
    if (!is_blank(&r->text))
        refuse_mixed(r, up);
    up->parent = true;
    if (!up->bracket) {
        up->bracket = up->register_like || is_item_name(tag->name) ? '[' : '{';
        isms__buffer_char(r->keep, up->bracket);
    }
    if (up->count++)
        isms__buffer_char(r->keep, ',');
    if (up->bracket == '{') {
        const char *name = full_name(r, tag->name, tag->uri ? tag->uri : "");
        isms__json_quote(r->keep, name, strlen(name));
        isms__buffer_char(r->keep, ':');
    }
}

void isms__xml_start_foreign(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_frame *up = isms__xml_top(r);
    if (up->what == ISMS__XML_FOREIGN)
        open_child(r, up, tag);
    else
        open_member(r, up, full_name(r, tag->name, tag->uri ? tag->uri : ""), isms__xml_tag_place(r, tag));
    isms__xml_frame *frame = isms__xml_push(r, ISMS__XML_FOREIGN, true, tag);
    if (!frame)
        return;
    frame->register_like = up->what == ISMS__XML_ROOT && !tag->attribute_count;
    for (int i = 0; i < tag->attribute_count; i++) {
        isms__xml_attribute a = isms__xml_attribute_at(r, tag, i);
        const char *name = full_name(r, a.name, a.uri);
        isms__buffer_char(r->keep, i ? ',' : '{');
        isms__json_quote(r->keep, name, strlen(name));
        isms__buffer_char(r->keep, ':');
        put_attribute(r, tag, &a);
        frame->bracket = '{';
        frame->count++;
    }
}

static void end_foreign(isms__xml_reader *r, isms__xml_frame *frame)
{
    bool blank = is_blank(&r->text);
    if (!frame->bracket && frame->register_like && blank) {
        isms__buffer_text(r->keep, "[]");
    } else if (!frame->bracket) {
        put_text(r, frame);
    } else if (!blank && !frame->parent) {
        isms__buffer_text(r->keep, ",\"\":");
        put_text(r, frame);
    } else if (!blank) {
        refuse_mixed(r, frame);
    }
    if (frame->bracket)
        isms__buffer_char(r->keep, frame->bracket == '{' ? '}' : ']');
}

void isms__xml_end_kept(isms__xml_reader *r)
{
    isms__xml_frame *frame = isms__xml_top(r);
    if (frame->what == ISMS__XML_LEAF)
        end_leaf(r, frame);
    else if (frame->what == ISMS__XML_FOREIGN)
        end_foreign(r, frame);
    else if (frame->bracket)
        isms__buffer_char(r->keep, frame->bracket == '{' ? '}' : ']');
}
