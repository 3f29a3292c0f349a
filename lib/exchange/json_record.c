/* A record of a JSON document: scanned strictly, parsed by cJSON, walked once along the schema. */
#include "json.h"
#include "json_lock.h"
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
    return r->scan.tape[ordinal] & ~ISMS__JSON_FAULTY;
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

/* Back from a value to the name before it. */
static isms__json name_before(const isms__json_reader *r, size_t ordinal)
{
    const char *p = r->text + offset_of(r, ordinal) - 1;
    while (*p != '"')
        p--;
    const char *end = p + 1;
    for (p--;; p--) {
        const char *slashes = p;
        while (*p == '"' && slashes > r->text && slashes[-1] == '\\')
            slashes--;
        if (*p == '"' && (p - slashes) % 2 == 0)
            return (isms__json){p, (size_t)(end - p)};
    }
}

/* ------------------------------------------------------------------ members that are not known */

static void keep_unknown(isms__json_reader *r, const char *name, size_t ordinal, isms__nest *n)
{
    isms__nest_member(&r->unknown, n, name, r->shape->type->flags & ISMS__FLAG_HEADER);
    isms__json_compact(&r->unknown, slice(r, ordinal));
}

const char *isms__json_line_name(const isms__json_reader *r, const char *name)
{
    bool escaped = r->typed && *name == '/' && isms__json_is_type_name((isms__json){name, strlen(name)});
    return name + escaped;
}

static void take_unknown(isms__json_reader *r, const char *name, isms__nest *n)
{
    size_t ordinal = r->ordinal++;
    if (!n->up && !(r->shape->type->flags & ISMS__FLAG_HEADER))
        name = isms__json_line_name(r, name);
    char path[200];
    r->odd = true;
    if (!(r->scan.tape[ordinal] & ISMS__JSON_FAULTY))
        keep_unknown(r, name, ordinal, n);
    if (r->load->options->flags & ISMS_READ_STRICT) {
        isms__step step = {&n->step, name, 0};
        isms__step_path(&step, path, sizeof path);
        isms__json_report(r, ISMS__PROBLEM_UNKNOWN, path, (size_t)(name_before(r, ordinal).text - r->text),
                          "the schema does not know the member %s", path);
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
    isms_kind kind = n->a->kind;
    switch (item->type & 0xff) {
    case cJSON_String:
        if (kind == ISMS_KIND_INTEGER || kind == ISMS_KIND_REAL || kind == ISMS_KIND_BOOLEAN || kind == ISMS_KIND_MONEY)
            return ISMS_E_KIND;
        return isms__load_text(r->load, n, item->valuestring, strlen(item->valuestring), cell);
    case cJSON_Number:
        return isms__load_number(r->load, n, item->valuedouble, cell);
    case cJSON_True:
    case cJSON_False:
        return isms__load_boolean(r->load, n, (item->type & 0xff) == cJSON_True, cell);
    case cJSON_Object:
        return kind == ISMS_KIND_MONEY ? money(r, n, item, cell) : ISMS_E_KIND;
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
    if (status == ISMS_E_LIMIT) {
        refuse(r, n, status, list, ordinal, step);
        r->load->item_count = 0;
        return ISMS_OK;
    }
    return status == ISMS_OK ? isms__load_list(r->load, n) : status;
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

/* Members of a record that are no attributes: its id, and its type where lines are read. */
static bool is_own(const isms__json_reader *r, const char *name)
{
    bool header = r->shape->type->flags & ISMS__FLAG_HEADER;
    return !header && (strcmp(name, "id") == 0 || (r->typed && strcmp(name, "type") == 0));
}

static void take_own(isms__json_reader *r, const cJSON *item)
{
    size_t ordinal = r->ordinal++;
    if (item->child)
        skip_inside(r, ordinal);
}

static isms_status take_members(isms__json_reader *r, const isms__node *group, const cJSON *object, target to, isms__nest *n)
{
    isms__node *after = &r->shape->nodes[group - r->shape->nodes];
    uint64_t seen[2] = {0, 0};
    isms_status status = ISMS_OK;
    for (const cJSON *child = object->child; child && status == ISMS_OK; child = child->next) {
        if (!n->up && is_own(r, child->string)) {
            take_own(r, child);
            continue;
        }
        isms__node *node = isms__shape_member(r->shape, group, after, child->string);
        if (!node) {
            take_unknown(r, child->string, n);
            continue;
        }
        unsigned place = (unsigned)(node - r->shape->nodes) - group->first;
        r->odd |= seen[place / 64] >> place % 64 & 1;
        seen[place / 64] |= UINT64_C(1) << place % 64;
        after = node;
        if (node->form == ISMS__FORM_VALUE) {
            isms__step step = {&n->step, node->name, 0};
            status = take_scalar(r, node, child, &step, &to.cells[node->a->column - to.first]);
        } else {
            status = take_inside(r, node, child, to, n);
        }
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

/* A name stands twice: the second one is reported. */
static void report_twice(void *user, isms__json name)
{
    isms__json_reader *r = user;
    isms__buffer plain;
    isms__buffer_init(&plain, r->load->allocator);
    isms__json_decode(&plain, name);
    isms__json_report(r, ISMS__PROBLEM_TWICE, isms__buffer_c(&plain), (size_t)(name.text - r->text),
                      "the member %.100s stands twice in one object", isms__buffer_c(&plain));
    isms__buffer_dispose(&plain);
}

bool isms__json_report_twice(isms__json_reader *r, isms__json value)
{
    return isms__json_each_twice(value, r->load->allocator, report_twice, r);
}

static void report_faults(isms__json_reader *r)
{
    for (size_t i = 0; i < r->scan.fault_count; i++)
        isms__json_report(r, r->scan.faults[i].problem, NULL, r->scan.faults[i].at, "%s", r->scan.faults[i].message);
}

void isms__json_mend_value(isms__json_reader *r)
{
    report_faults(r);
    isms__json_mend(&r->scan, r->window->at);
}

/* The id of the record, or NULL where there is none that could be used, which is reported. */
static const char *find_id(isms__json_reader *r, const cJSON *record)
{
    size_t ordinal = 1;
    const cJSON *id = record->child;
    if (r->shape->type->flags & ISMS__FLAG_HEADER)
        return "document";
    while (id && strcmp(id->string, "id") != 0) {
        id = id->next;
        ordinal = 0;
    }
    if (!id) {
        isms__json_report(r, ISMS__PROBLEM_ID, "id", 0, "this record of %s has no id", r->shape->type->plural);
        return NULL;
    }
    if (ordinal && (r->scan.tape[ordinal] & ISMS__JSON_FAULTY))
        return NULL;
    if (cJSON_IsString(id) && isms__token_valid(id->valuestring, strlen(id->valuestring))) {
        isms__load_name(r->load, id->valuestring);
        return id->valuestring;
    }
    isms__json_report(r, ISMS__PROBLEM_ID, "id", ordinal ? offset_of(r, ordinal) : 0,
                      "the id of a record is a text of 1 to 128 letters, digits, '.', '_', ':' or '-'");
    return NULL;
}

static isms_status take_record(isms__json_reader *r, const cJSON *record)
{
    isms__nest root = {.step = {NULL, NULL, 0}};
    const char *id = find_id(r, record);
    report_faults(r);
    r->ordinal = 1;
    r->odd = false;
    isms__buffer_clear(&r->unknown);
    isms_status status = take_members(r, r->shape->nodes, record, (target){r->load->cells, 0}, &root);
    isms__nest_close(&r->unknown, &root);
    if (r->odd && !isms__json_report_twice(r, (isms__json){r->text, r->scan.size}))
        status = ISMS_E_NO_MEMORY;
    if (r->unknown.failed)
        status = ISMS_E_NO_MEMORY;
    return status == ISMS_OK ? isms__load_commit(r->load, id, id ? strlen(id) : 0, &r->unknown) : status;
}

isms_status isms__json_record(isms__json_reader *r, const isms__type *type)
{
    isms__load *l = r->load;
    isms__load_record(l, type, r->window->line, isms__window_column(r->window));
    isms_status status = ISMS_OK;
    isms__json_mend(&r->scan, r->window->at);
    r->text = r->window->at;
    r->shape = isms__shapes_get(&l->shapes, type);
    cJSON *tree = r->shape ? isms__json_parse(r->text, r->scan.size) : NULL;
    if (!tree)
        status = ISMS_E_NO_MEMORY; /* the text is well-formed, so nothing else can be wrong */
    else if (!cJSON_IsObject(tree))
        isms__json_report(r, ISMS__PROBLEM_KIND, NULL, 0, "a record has to be an object");
    else {
        if (r->scan.has_return)
            strip_returns(tree);
        status = take_record(r, tree);
    }
    cJSON_Delete(tree);
    isms__json_pass(r);
    l->type = NULL;
    return status;
}
