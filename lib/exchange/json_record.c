/* A record of a JSON document: its members, found by the strict scanner, are parsed by cJSON one after the other and walked
 * once along the schema. A member at a time keeps cJSON's trees small: its blocks come from, and go back to, the allocator's
 * hot end. */
#include "json.h"
#include "json_lock.h"
#include "members.h"
#include "nest.h"

#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ where something stands */

/* Line and column of a byte of the value that is visible. */
static void locate(const isms__json_reader *r, size_t offset, uint64_t *line, uint64_t *column)
{
    const isms__window *w = r->window;
    const char *p = w->at, *at = w->at + offset;
    *line = w->line;
    *column = isms__window_column(w) + offset;
    while ((p = memchr(p, '\n', (size_t)(at - p))) != NULL) {
        ++*line;
        *column = (uint64_t)(at - ++p) + 1;
    }
}

isms_status isms__json_report(isms__json_reader *r, isms__problem problem, const char *attribute, size_t offset,
                              const char *format, ...)
{
    char message[600];
    uint64_t line, column;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    locate(r, offset, &line, &column);
    return isms__load_report(r->load, problem, attribute, line, column, "%s", message);
}

static size_t offset_of(const isms__json_reader *r, size_t ordinal)
{
    return r->scan.tape[ordinal] & ISMS__JSON_OFFSET;
}

/* The text of a value. */
static isms__json slice(const isms__json_reader *r, size_t ordinal)
{
    const char *first = r->text + offset_of(r, ordinal);
    isms__json_walk walk = {first, r->text + r->scan.size};
    isms__json value = {first, 0};
    isms__json_item(&walk, &value);
    return value;
}

/* Goes behind the value that was visited last, whatever is in it. */
static void skip_inside(isms__json_reader *r, size_t ordinal)
{
    isms__json value = slice(r, ordinal);
    size_t end = (size_t)(value.text - r->text) + value.size;
    while (r->ordinal < r->scan.count && offset_of(r, r->ordinal) < end)
        r->ordinal++;
}

/* ------------------------------------------------------------------ members that are not known */

const char *isms__json_line_name(const isms__json_reader *r, const char *name)
{
    bool escaped = r->typed && *name == '/' && isms__json_is_type_name((isms__json){name, strlen(name)});
    return name + escaped;
}

/* Keeps a member; `name` is NUL-terminated and plain. */
static void take_unknown(isms__json_reader *r, const char *name, isms__nest *n)
{
    size_t ordinal = r->ordinal++;
    char path[200];
    if (!n->up && !(r->shape->type->flags & ISMS__FLAG_HEADER))
        name = isms__json_line_name(r, name);
    r->odd = true;
    isms__nest_member(&r->unknown, n, name, r->shape->type->flags & ISMS__FLAG_HEADER);
    isms__json_compact(&r->unknown, slice(r, ordinal));
    if (r->load->options->flags & ISMS_READ_STRICT) {
        isms__step step = {&n->step, name, 0};
        isms__step_path(&step, path, sizeof path);
        if (!isms__member_of_import(path))
            isms__json_report(r, ISMS__PROBLEM_UNKNOWN, path, offset_of(r, ordinal), "the schema does not know the member %s",
                              path);
    }
    skip_inside(r, ordinal);
}

/* ------------------------------------------------------------------ values */

static const char *kind_words(const cJSON *item)
{
    switch (item->type & 0xff) {
    case cJSON_String:
        return "a text";
    case cJSON_Number:
        return "a number";
    case cJSON_Object:
        return "an object";
    case cJSON_Array:
        return "a list";
    case cJSON_NULL:
        return "null, which is left out where nothing is known";
    default:
        return "true or false";
    }
}

static void refuse(isms__json_reader *r, const isms__node *n, isms_status status, const cJSON *item, size_t ordinal,
                   const isms__step *step)
{
    char what[100];
    isms__json value = slice(r, ordinal);
    uint64_t line, column;
    int shown = value.size < 60 ? (int)value.size : 60;
    while (shown < (int)value.size && shown > 0 && ((unsigned char)value.text[shown] & 0xc0) == 0x80)
        shown--;
    snprintf(what, sizeof what, "%.*s%s", shown, value.text, shown < (int)value.size ? "..." : "");
    locate(r, offset_of(r, ordinal), &line, &column);
    isms__load_refuse(r->load, n, status, status == ISMS_E_KIND ? kind_words(item) : what, step, line, column);
    skip_inside(r, ordinal);
}

static isms_status money(isms__json_reader *r, const isms__node *n, const cJSON *item, uint32_t *cell)
{
    const char *parts[2] = {NULL, NULL};
    for (const cJSON *child = item->child; child; child = child->next) {
        int which = strcmp(child->string, "amount") == 0 ? 0 : strcmp(child->string, "currency") == 0 ? 1 : -1;
        if (which < 0 || !cJSON_IsString(child) || parts[which])
            return ISMS_E_RANGE;
        parts[which] = child->valuestring;
    }
    if (!parts[0] || !parts[1])
        return ISMS_E_RANGE;
    r->ordinal += 2;
    return isms__encode_money(r->load->model, n->a, parts[0], strlen(parts[0]), parts[1], strlen(parts[1]), cell);
}

static isms_status scalar(isms__json_reader *r, const isms__node *n, const cJSON *item, uint32_t *cell)
{
    switch (item->type & 0xff) {
    case cJSON_String:
        return isms__load_text(r->load, n, item->valuestring, strlen(item->valuestring), cell);
    case cJSON_Number:
        return isms__load_number(r->load, n, item->valuedouble, cell);
    case cJSON_True:
    case cJSON_False:
        return isms__load_boolean(r->load, n, (item->type & 0xff) == cJSON_True, cell);
    case cJSON_Object:
        return n->a->kind == ISMS_KIND_MONEY ? money(r, n, item, cell) : ISMS_E_KIND;
    default:
        return ISMS_E_KIND;
    }
}

/* One value into a cell; what is wrong with it is reported. Only E_NO_MEMORY comes back. */
static isms_status take_scalar(isms__json_reader *r, const isms__node *n, const cJSON *item, const isms__step *step,
                               uint32_t *cell)
{
    size_t ordinal = r->ordinal++;
    if (r->scan.tape[ordinal] & ISMS__JSON_FAULTY) {
        skip_inside(r, ordinal);
        return ISMS_OK;
    }
    isms_status status = scalar(r, n, item, cell);
    if (status == ISMS_OK || status == ISMS_E_NO_MEMORY)
        return status;
    *cell = 0;
    refuse(r, n, status, item, ordinal, step);
    return ISMS_OK;
}

/* The items are gathered, or there were too many of them. */
static isms_status end_list(isms__json_reader *r, const isms__node *n, isms_status status, size_t ordinal,
                            const isms__step *step)
{
    static const cJSON list = {.type = cJSON_Array};
    if (status == ISMS_OK)
        return isms__load_list(r->load, n);
    if (status != ISMS_E_LIMIT)
        return status;
    r->load->item_count = 0;
    refuse(r, n, status, &list, ordinal, step);
    return ISMS_OK;
}

static isms_status take_list(isms__json_reader *r, const isms__node *n, const cJSON *list, const isms__step *step,
                             size_t ordinal)
{
    isms__step at = {step, NULL, 0};
    isms_status status = ISMS_OK;
    for (const cJSON *item = list->child; item && status == ISMS_OK; item = item->next, at.index++) {
        uint32_t cell = 0;
        status = take_scalar(r, n, item, &at, &cell);
        if (status == ISMS_OK)
            status = isms__load_item(r->load, cell);
    }
    return end_list(r, n, status, ordinal, step);
}

/* A row of a table: its texts become a list of their own, whose address is the item of the table. */
static isms_status take_row(isms__json_reader *r, const isms__node *n, const cJSON *row, const isms__step *step,
                            uint32_t *cells, uint32_t *address)
{
    isms_model *m = r->load->model;
    isms__step at = {step, NULL, 0};
    for (const cJSON *item = row->child; item; item = item->next, at.index++) {
        size_t ordinal = r->ordinal++, size = cJSON_IsString(item) ? strlen(item->valuestring) : 0;
        cells[at.index] = 0;
        if (r->scan.tape[ordinal] & ISMS__JSON_FAULTY)
            skip_inside(r, ordinal);
        else if (!cJSON_IsString(item) || size > m->max_text)
            refuse(r, n, cJSON_IsString(item) ? ISMS_E_LIMIT : ISMS_E_KIND, item, ordinal, &at);
        else if (!(cells[at.index] = isms__put_interned(m, item->valuestring, size)))
            return ISMS_E_NO_MEMORY;
    }
    *address = isms__put_list(m, cells, at.index);
    return *address ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static size_t children(const cJSON *item)
{
    size_t count = 0;
    for (const cJSON *child = item->child; child; child = child->next)
        count++;
    return count;
}

static isms_status take_table(isms__json_reader *r, const isms__node *n, const cJSON *table, const isms__step *step)
{
    isms__step at = {step, NULL, 0};
    isms_status status = ISMS_OK;
    for (const cJSON *row = table->child; row && status == ISMS_OK; row = row->next, at.index++) {
        size_t ordinal = r->ordinal++, width = children(row);
        uint32_t address = 0;
        if ((r->scan.tape[ordinal] & ISMS__JSON_FAULTY) || !cJSON_IsArray(row)) {
            refuse(r, n, ISMS_E_KIND, row, ordinal, &at);
            continue;
        }
        uint32_t *cells = isms__allocate(r->load->allocator, (width + 1) * sizeof *cells);
        status = cells ? take_row(r, n, row, &at, cells, &address) : ISMS_E_NO_MEMORY;
        isms__release(r->load->allocator, cells, (width + 1) * sizeof *cells);
        if (status == ISMS_OK)
            status = isms__load_item(r->load, address);
    }
    return status == ISMS_OK ? isms__load_list(r->load, n) : status;
}

/* ------------------------------------------------------------------ objects */

/* Where the values of members go: cells[column - first]. */
typedef struct target {
    uint32_t *cells, first;
} target;

static isms_status take_members(isms__json_reader *r, const isms__node *group, const cJSON *object, target to, isms__nest *n);

static isms_status take_items(isms__json_reader *r, const isms__node *items, const cJSON *list, isms__nest *n)
{
    isms_status status = ISMS_OK;
    isms__nest item = {.step = {&n->step, NULL, 0}, .up = n};
    for (const cJSON *child = list->child; child && status == ISMS_OK; child = child->next, item.step.index++) {
        size_t ordinal = r->ordinal++;
        uint32_t *cells;
        item.written = false;
        item.count = 0;
        if (r->scan.tape[ordinal] & ISMS__JSON_FAULTY || !cJSON_IsObject(child)) {
            refuse(r, items, ISMS_E_KIND, child, ordinal, &item.step);
            continue;
        }
        status = isms__load_row(r->load, items, &cells);
        if (status == ISMS_OK)
            status = take_members(r, items, child, (target){cells, items->a->column + 1u}, &item);
        isms__nest_close(&r->unknown, &item);
    }
    return status == ISMS_OK ? isms__load_rows(r->load, items) : status;
}

static bool form_fits(const isms__node *n, const cJSON *item)
{
    switch (n->form) {
    case ISMS__FORM_LIST:
    case ISMS__FORM_TABLE:
    case ISMS__FORM_ITEMS:
        return cJSON_IsArray(item);
    case ISMS__FORM_GROUP:
        return cJSON_IsObject(item);
    default:
        return true;
    }
}

/* A list or a group. */
static isms_status take_inside(isms__json_reader *r, const isms__node *n, const cJSON *item, target to, isms__nest *up)
{
    isms__nest inside = {.step = {&up->step, n->name, 0}, .up = up, .list = n->form == ISMS__FORM_ITEMS};
    size_t ordinal = r->ordinal++;
    isms_status status = ISMS_OK;
    if (r->scan.tape[ordinal] & ISMS__JSON_FAULTY) {
        skip_inside(r, ordinal);
    } else if (!form_fits(n, item)) {
        refuse(r, n, ISMS_E_KIND, item, ordinal, &inside.step);
    } else if (n->form == ISMS__FORM_LIST) {
        status = take_list(r, n, item, &inside.step, ordinal);
    } else if (n->form == ISMS__FORM_TABLE) {
        status = take_table(r, n, item, &inside.step);
    } else {
        status = n->form == ISMS__FORM_ITEMS ? take_items(r, n, item, &inside) : take_members(r, n, item, to, &inside);
        isms__nest_close(&r->unknown, &inside);
    }
    return status;
}

/* Notes that the member was there; where it was before, all names of the record are looked at. */
static void note_seen(isms__json_reader *r, const isms__node *group, const isms__node *n, uint64_t *seen)
{
    unsigned place = (unsigned)(n - r->shape->nodes) - group->first;
    uint64_t bit = UINT64_C(1) << place % 64;
    r->odd |= (seen[place / 64] & bit) != 0;
    seen[place / 64] |= bit;
}

static isms_status take_value(isms__json_reader *r, const isms__node *n, const cJSON *item, target to, isms__nest *up)
{
    isms__step step = {&up->step, n->name, 0};
    if (n->form == ISMS__FORM_VALUE)
        return take_scalar(r, n, item, &step, &to.cells[n->a->column - to.first]);
    return take_inside(r, n, item, to, up);
}

static isms_status take_members(isms__json_reader *r, const isms__node *group, const cJSON *object, target to, isms__nest *n)
{
    isms__node *after = &r->shape->nodes[group - r->shape->nodes];
    uint64_t seen[ISMS__COLUMN_MOST / 64] = {0};
    isms_status status = ISMS_OK;
    for (const cJSON *child = object->child; child && status == ISMS_OK; child = child->next) {
        isms__node *node = isms__shape_member(r->shape, group, after, child->string, strlen(child->string));
        if (!node) {
            take_unknown(r, child->string, n);
            continue;
        }
        note_seen(r, group, node, seen);
        after = node;
        status = take_value(r, node, child, to, n);
    }
    return status;
}

/* ------------------------------------------------------------------ the record */

/* The carriage return of an escaped CRLF goes into the line feed. */
static void strip_text(char *text)
{
    char *to = text;
    for (const char *from = text; text && *from; from++)
        if (*from != '\r')
            *to++ = *from;
    if (text)
        *to = '\0';
}

static void strip_returns(cJSON *item)
{
    for (; item; item = item->next) {
        strip_text(item->valuestring);
        strip_text(item->string);
        strip_returns(item->child);
    }
}

void isms__json_mend_value(isms__json_reader *r, const char *within)
{
    isms__json_mend(&r->scan, r->window->at);
    isms__json_report_faults(r, within);
}

/* The name of a member of the record, plain; most stand there as they are. */
static isms__json plain_name(isms__json_reader *r, const isms__json_part *part)
{
    isms__json quoted = {r->text + part->name, part->name_size};
    if (!part->escaped)
        return (isms__json){quoted.text + 1, quoted.size - 2};
    isms__buffer_clear(&r->name);
    isms__json_decode(&r->name, quoted);
    return (isms__json){isms__buffer_c(&r->name), r->name.size};
}

/* Members of a record that are no attributes: its id, and its type where lines are read. */
static bool is_own(const isms__json_reader *r, isms__json name, const char *own)
{
    return isms__equal(name.text, name.size, own) && !(r->shape->type->flags & ISMS__FLAG_HEADER);
}

/* The tree of a member's value; NULL: no memory, since the text is well-formed. */
static cJSON *parse_part(isms__json_reader *r, const isms__json_part *part)
{
    cJSON *tree = isms__json_parse(r->text + part->value, part->value_size);
    if (tree && r->scan.has_return)
        strip_returns(tree);
    return tree;
}

/* Copies the id where it can be used; else that is reported and the key stays empty. */
static void keep_id(isms__json_reader *r, const isms__json_part *part, isms__json id)
{
    if (!isms__token_valid(id.text, id.size)) {
        isms__json_report(r, ISMS__PROBLEM_ID, "id", part->value,
                          "the id of a record of %s is a text of 1 to 128 letters, digits, '.', '_', ':' or '-'",
                          r->shape->type->plural);
        return;
    }
    memcpy(r->key, id.text, id.size);
    r->key[id.size] = '\0';
    r->key_size = id.size;
    isms__load_name(r->load, r->key);
}

static isms_status take_id(isms__json_reader *r, const isms__json_part *part)
{
    isms__json id = {"", 0};
    if (r->scan.tape[part->ordinal] & ISMS__JSON_FAULTY)
        return ISMS_OK;
    if (isms__json_plain_text(r, part, &id)) {
        keep_id(r, part, id);
        return ISMS_OK;
    }
    cJSON *tree = parse_part(r, part);
    if (!tree)
        return ISMS_E_NO_MEMORY;
    if (cJSON_IsString(tree))
        id = (isms__json){tree->valuestring, strlen(tree->valuestring)};
    keep_id(r, part, id);
    cJSON_Delete(tree);
    return ISMS_OK;
}

/* The id comes first, wherever it stands, since what is reported names the record. */
static isms_status find_id(isms__json_reader *r)
{
    r->key_size = 0;
    if (r->shape->type->flags & ISMS__FLAG_HEADER) {
        memcpy(r->key, "document", 9);
        r->key_size = 8;
        return ISMS_OK;
    }
    for (size_t i = 0; i < r->scan.part_count; i++)
        if (is_own(r, plain_name(r, &r->scan.parts[i]), "id"))
            return take_id(r, &r->scan.parts[i]);
    isms__json_report(r, ISMS__PROBLEM_ID, "id", 0, "this record of %s has no id", r->shape->type->plural);
    return ISMS_OK;
}

static isms_status take_unknown_part(isms__json_reader *r, isms__json name, isms__nest *root)
{
    isms__buffer copy;
    isms__buffer_init(&copy, r->load->allocator);
    isms__buffer_add(&copy, name.text, name.size);
    if (!copy.failed)
        take_unknown(r, isms__buffer_c(&copy), root);
    isms_status status = copy.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    isms__buffer_dispose(&copy);
    return status;
}

static isms_status take_part(isms__json_reader *r, const isms__json_part *part, isms__node **after, uint64_t *seen,
                             isms__nest *root)
{
    isms__json name = plain_name(r, part);
    isms__node *group = r->shape->nodes, *node = isms__shape_member(r->shape, group, *after, name.text, name.size);
    r->ordinal = part->ordinal;
    if (r->scan.tape[part->ordinal] & ISMS__JSON_FAULTY)
        return ISMS_OK;
    if (!node)
        return is_own(r, name, "id") || (r->typed && is_own(r, name, "type")) ? ISMS_OK : take_unknown_part(r, name, root);
    note_seen(r, group, node, seen);
    *after = node;
    isms_status status = isms__json_plain(r, node, part);
    if (status != ISMS_DONE)
        return status;
    cJSON *tree = parse_part(r, part);
    status = tree ? take_value(r, node, tree, (target){r->load->cells, 0}, root) : ISMS_E_NO_MEMORY;
    cJSON_Delete(tree);
    return status;
}

static isms_status take_record(isms__json_reader *r)
{
    isms__nest root = {.step = {NULL, NULL, 0}};
    isms__node *after = r->shape->nodes;
    uint64_t seen[ISMS__COLUMN_MOST / 64] = {0};
    isms_status status = find_id(r);
    isms__json_report_faults(r, "");
    r->odd = false;
    isms__buffer_clear(&r->unknown);
    for (size_t i = 0; i < r->scan.part_count && status == ISMS_OK; i++)
        status = take_part(r, &r->scan.parts[i], &after, seen, &root);
    isms__nest_close(&r->unknown, &root);
    if (r->odd && !isms__json_report_twice(r, (isms__json){r->text, r->scan.size}, ""))
        status = ISMS_E_NO_MEMORY;
    if (r->unknown.failed || r->name.failed)
        status = ISMS_E_NO_MEMORY;
    return status == ISMS_OK ? isms__load_commit(r->load, r->key_size ? r->key : NULL, r->key_size, &r->unknown) : status;
}

isms_status isms__json_record(isms__json_reader *r, const isms__type *type)
{
    isms__load *l = r->load;
    isms_status status = ISMS_OK;
    isms__load_record(l, type, r->window->line, isms__window_column(r->window));
    isms__json_mend(&r->scan, r->window->at);
    r->text = r->window->at;
    r->shape = isms__shapes_get(&l->shapes, type);
    if (!r->shape)
        status = ISMS_E_NO_MEMORY;
    else if (*r->text == '{')
        status = take_record(r);
    else
        isms__json_report(r, ISMS__PROBLEM_KIND, NULL, 0, "%s%s has to be an object",
                          type->flags & ISMS__FLAG_HEADER ? "" : "a record of ", type->plural);
    isms__json_pass(r);
    l->type = NULL;
    return status;
}
