/* Loading records: values become cells, cells a record, problems diagnostics; all in one transaction. */
#include "load.h"

#include "core/bytes.h"
#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"
#include "members.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ start and end */

static isms_status prepare(isms__load *l)
{
    const isms_allocator *a = l->allocator;
    const char *source = l->options->source;
    l->rows = isms__allocate(a, isms__type_count * sizeof *l->rows);
    l->updated = isms__allocate_zero(a, isms__type_count * sizeof *l->updated);
    l->lists = isms__allocate_zero(a, ISMS__LOAD_LISTS * sizeof *l->lists);
    if (!l->rows || !l->updated || !l->lists)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < isms__type_count; i++)
        l->rows[i] = l->model->registers[i].rows;
    isms__reverse_stale(l->model);
    return source && *source ? isms__source_add(l->model, source, &l->source) : ISMS_OK;
}

isms_status isms__load_start(isms__load *l, isms_model *m, const isms_read_options *options, isms_diagnostics *problems)
{
    memset(l, 0, sizeof *l);
    l->model = m;
    l->allocator = options->allocator;
    l->options = options;
    l->problems = problems;
    isms__shapes_init(&l->shapes, l->allocator, l->model->extension);
    isms__buffer_init(&l->root, l->allocator);
    isms_status status = isms_model_begin(m, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    status = prepare(l);
    return status == ISMS_OK ? ISMS_OK : isms__load_end(l, status);
}

static void dispose(isms__load *l)
{
    const isms_allocator *a = l->allocator;
    isms__shapes_dispose(&l->shapes);
    isms__buffer_dispose(&l->root);
    isms__release(a, l->items, l->item_capacity * sizeof *l->items);
    for (size_t i = 0; l->updated && l->rows && i < isms__type_count; i++)
        isms__release(a, l->updated[i], l->rows[i] / 8 + 1);
    isms__release(a, l->updated, isms__type_count * sizeof *l->updated);
    isms__release(a, l->lists, ISMS__LOAD_LISTS * sizeof *l->lists);
    isms__release(a, l->rows, isms__type_count * sizeof *l->rows);
}

/* What the schema does not know of the root is kept with the header, as its member "/", over what another document said there.
 */
static isms_status keep_root(isms__load *l)
{
    isms_id header = isms_header(l->model);
    const char *there = isms_record_unknown(l->model, header);
    isms__buffer given, both;
    isms__buffer_init(&given, l->allocator);
    isms__buffer_init(&both, l->allocator);
    isms__buffer_text(&given, "{\"/\":{");
    isms__buffer_add(&given, isms__buffer_c(&l->root), l->root.size);
    isms__buffer_text(&given, "}}");
    isms__members_overlay((isms__json){there ? there : "{}", there ? strlen(there) : 2},
                          (isms__json){isms__buffer_c(&given), given.size}, &both);
    bool failed = given.failed || both.failed || l->root.failed;
    isms_status status = failed ? ISMS_E_NO_MEMORY : isms_record_set_unknown(l->model, header, both.data);
    isms__buffer_dispose(&given);
    isms__buffer_dispose(&both);
    return status;
}

isms_status isms__load_end(isms__load *l, isms_status status)
{
    if (status == ISMS_OK)
        status = l->status;
    if (status == ISMS_OK && (l->root.size || l->root.failed))
        status = keep_root(l);
    if (status == ISMS_OK)
        status = isms__load_migrate(l);
    if (status == ISMS_OK && !isms__put_list(l->model, NULL, 0)) /* what grows at the end of the arena must not be shared */
        status = ISMS_E_NO_MEMORY;
    dispose(l);
    if (status == ISMS_OK)
        return isms_model_commit(l->model);
    isms_model_rollback(l->model);
    return status;
}

/* ------------------------------------------------------------------ problems */

/* Which status the call has where several apply: a limit counts more than wrong data, what ends the reading most. */
static int rank(isms_status status)
{
    return status == ISMS_OK ? 0 : status == ISMS_E_DATA ? 1 : status == ISMS_E_LIMIT ? 2 : 3;
}

isms_status isms__load_report(isms__load *l, isms__problem problem, const char *attribute, uint64_t line, uint64_t column,
                              const char *format, ...)
{
    isms_status status = isms__problem_status(problem);
    char message[1024];
    isms__where where = {.record = l->type ? l->label : NULL,
                         .attribute = attribute,
                         .source = l->options->source,
                         .line = line < UINT32_MAX ? (uint32_t)line : UINT32_MAX,
                         .column = column < UINT32_MAX ? (uint32_t)column : UINT32_MAX};
    if (rank(status) > rank(l->status))
        l->status = status;
    if (!l->problems)
        return status;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    isms__report(l->problems, ISMS_SEVERITY_ERROR, isms__problem_rule(problem), &where, "%s", message);
    return status;
}

/* Appends what fits; a path that is too long is cut. */
static void add(char *out, size_t room, const char *text)
{
    size_t used = strlen(out), n = strlen(text);
    if (n > room - used - 1)
        n = room - used - 1;
    memcpy(out + used, text, n);
    out[used + n] = '\0';
}

static void add_step(const isms__step *step, char *out, size_t room)
{
    char index[32];
    if (!step || !step->up)
        return;
    add_step(step->up, out, room);
    if (step->name && *out)
        add(out, room, ".");
    snprintf(index, sizeof index, "[%zu]", step->index);
    add(out, room, step->name ? step->name : index);
}

void isms__step_path(const isms__step *step, char *out, size_t room)
{
    out[0] = '\0';
    add_step(step, out, room);
}

/* What one value of the attribute has to be, in words. */
static void describe_value(const isms__node *n, char *out, size_t room)
{
    static const char *const words[] = {
        [ISMS_KIND_TEXT] = "a text",
        [ISMS_KIND_INTEGER] = "a whole number within +-(2^53 - 1)",
        [ISMS_KIND_REAL] = "a finite number",
        [ISMS_KIND_MONEY] = "an amount and its currency such as {\"amount\":\"8000.00\",\"currency\":\"EUR\"}",
        [ISMS_KIND_BOOLEAN] = "true or false",
        [ISMS_KIND_DATE] = "a date YYYY-MM-DD that exists",
        [ISMS_KIND_TIMESTAMP] = "a date, time and zone such as 2026-06-30T09:00:00Z",
        [ISMS_KIND_LEVEL] = "the id of a level",
        [ISMS_KIND_REQUIREMENT] = "the id of a requirement or control such as 9.2.1, A.5.15 or gdpr:Art.32",
        [ISMS_KIND_GROUP] = "an object",
        [ISMS_KIND_TABLE] = "a text"};
    if (n->a->kind == ISMS_KIND_REFERENCE) {
        add(out, room, "the id of a record of ");
        add(out, room, n->target->plural);
        add(out, room, ", 1 to 128 letters, digits, '.', '_', ':' or '-'");
    } else if (n->a->kind == ISMS_KIND_ENUM) {
        add(out, room, "one of");
        for (uint32_t i = 0; i < n->value_count; i++) {
            add(out, room, i ? ", " : " ");
            add(out, room, n->values[i].name);
        }
    } else {
        add(out, room, words[n->a->kind]);
    }
}

/* The same for what stands at that step: a list, an item of it, or a single value. */
static void describe(const isms__node *n, const isms__step *step, char *out, size_t room)
{
    out[0] = '\0';
    if (n->form == ISMS__FORM_LIST && step->name)
        add(out, room, "a list, each item of it ");
    if (n->form == ISMS__FORM_ITEMS && step->name)
        add(out, room, "a list, each item of it ");
    if (n->form == ISMS__FORM_TABLE && step->name)
        add(out, room, "a list of rows, each a list, each item of it ");
    if (n->form == ISMS__FORM_TABLE && !step->name && step->up->name)
        add(out, room, "a row, a list, each item of it ");
    describe_value(n, out, room);
}

void isms__load_refuse(isms__load *l, const isms__node *n, isms_status status, const char *what, const isms__step *step,
                       uint64_t line, uint64_t column)
{
    char path[160], wanted[600];
    isms__step_path(step, path, sizeof path);
    describe(n, step, wanted, sizeof wanted);
    if (status == ISMS_E_LIMIT)
        isms__load_report(l, n->form == ISMS__FORM_VALUE ? ISMS__PROBLEM_LONG_TEXT : ISMS__PROBLEM_MANY_VALUES, path, line,
                          column, "%s is longer than the limit allows", path);
    else if (status == ISMS_E_TEXT)
        isms__load_report(l, ISMS__PROBLEM_CHARACTER, path, line, column, "%s holds a character that texts may not hold", path);
    else if (status == ISMS_E_KIND)
        isms__load_report(l, ISMS__PROBLEM_KIND, path, line, column, "%s is %s; it has to be %s", path, what, wanted);
    else
        isms__load_report(l, n->a->kind == ISMS_KIND_ENUM ? ISMS__PROBLEM_ENUM : ISMS__PROBLEM_VALUE, path, line, column,
                          "%s is %s; it has to be %s", path, what, wanted);
}

/* ------------------------------------------------------------------ values */

static isms_status enumerator(const isms__node *n, const char *text, size_t size, uint32_t *cell)
{
    for (uint32_t i = 0; i < n->value_count; i++)
        if (isms__equal(text, size, n->values[i].name)) {
            *cell = (uint32_t)n->values[i].value;
            return ISMS_OK;
        }
    return ISMS_E_RANGE;
}

isms_status isms__load_text(isms__load *l, const isms__node *n, const char *text, size_t size, uint32_t *cell)
{
    if (n->a->kind == ISMS_KIND_REFERENCE)
        return isms__encode_link(l->model, n->a, text, size, cell);
    if (n->a->kind == ISMS_KIND_ENUM)
        return enumerator(n, text, size, cell);
    return isms__encode_checked(l->model, n->a, text, size, cell);
}

isms_status isms__load_number(isms__load *l, const isms__node *n, double value, uint32_t *cell)
{
    if (n->a->kind == ISMS_KIND_REAL)
        return isms__encode_real(l->model, n->a, value, cell);
    if (n->a->kind != ISMS_KIND_INTEGER)
        return ISMS_E_KIND;
    if (!(fabs(value) <= (double)ISMS__INTEGER_MAX) || value != floor(value))
        return ISMS_E_RANGE;
    return isms__encode_integer(l->model, n->a, (int64_t)value, cell);
}

isms_status isms__load_boolean(isms__load *l, const isms__node *n, bool value, uint32_t *cell)
{
    (void)l;
    *cell = value ? 2 : 1;
    return n->a->kind == ISMS_KIND_BOOLEAN ? ISMS_OK : ISMS_E_KIND;
}

isms_status isms__load_lexical(isms__load *l, const isms__node *n, const char *text, size_t size, uint32_t *cell)
{
    double value;
    int64_t whole;
    switch (n->a->kind) {
    case ISMS_KIND_INTEGER:
        return isms__integer_parse(text, size, &whole) ? isms__encode_integer(l->model, n->a, whole, cell) : ISMS_E_RANGE;
    case ISMS_KIND_REAL:
        return isms__real_parse(text, size, &value) ? isms__load_number(l, n, value, cell) : ISMS_E_RANGE;
    case ISMS_KIND_BOOLEAN:
        if (!isms__equal(text, size, "true") && !isms__equal(text, size, "false"))
            return ISMS_E_RANGE;
        return isms__load_boolean(l, n, text[0] == 't', cell);
    default:
        return isms__load_text(l, n, text, size, cell);
    }
}

/* ------------------------------------------------------------------ lists */

static bool item_room(isms__load *l, size_t more)
{
    return isms__reserve(l->allocator, (void **)&l->items, &l->item_capacity, l->item_count + more, sizeof *l->items);
}

isms_status isms__load_item(isms__load *l, uint32_t cell)
{
    if (l->item_count >= l->model->max_list)
        return ISMS_E_LIMIT;
    if (!item_room(l, 1))
        return ISMS_E_NO_MEMORY;
    l->items[l->item_count++] = cell;
    return ISMS_OK;
}

static bool is_list(const isms__load *l, uint32_t address)
{
    const uint32_t *list = address ? isms__list_at(l->model, address) : NULL;
    return list && list[0] == l->item_count && isms__same(list + 1, l->items, l->item_count * sizeof *l->items);
}

/* The address of the items as a list; short lists that come again and again are stored once. Of two that share a place in the
 * cache, the one that came last is looked at first. */
static uint32_t put_list(isms__load *l)
{
    if (l->item_count > 4)
        return isms__put_list(l->model, l->items, l->item_count);
    uint32_t hash = isms__hash((const char *)l->items, l->item_count * sizeof *l->items, 0) % ISMS__LOAD_LISTS;
    uint32_t *two = &l->lists[hash & ~1u], first = two[0];
    if (is_list(l, first))
        return first;
    two[0] = is_list(l, two[1]) ? two[1] : isms__put_list(l->model, l->items, l->item_count);
    two[1] = first;
    return two[0];
}

isms_status isms__load_list(isms__load *l, const isms__node *n)
{
    if (!l->item_count)
        return ISMS_OK;
    uint32_t cell = put_list(l);
    l->cells[n->a->column] = cell;
    l->item_count = 0;
    return cell ? ISMS_OK : ISMS_E_NO_MEMORY;
}

isms_status isms__load_row(isms__load *l, const isms__node *items, uint32_t **row)
{
    if (items->columns && l->item_count / items->columns >= l->model->max_list)
        return ISMS_E_LIMIT;
    if (!item_room(l, items->columns))
        return ISMS_E_NO_MEMORY;
    *row = l->items + l->item_count;
    memset(*row, 0, items->columns * sizeof **row);
    l->item_count += items->columns;
    return ISMS_OK;
}

/* A list for each member that any item has; where none has any, one for the first member, so that the items are counted. */
isms_status isms__load_rows(isms__load *l, const isms__node *items)
{
    size_t width = items->columns, count = width ? l->item_count / width : 0;
    bool any = false;
    for (size_t pass = 0; pass < 2 && count && !any; pass++)
        for (size_t c = 0; c < width; c++) {
            uint32_t *list, union_of = 0;
            for (size_t i = 0; i < count; i++)
                union_of |= l->items[i * width + c];
            if (!union_of && !(pass == 1 && c == 0))
                continue;
            void *out;
            uint32_t address = isms__arena_reserve(&l->model->lists, &l->model->host, (count + 1) * sizeof *list, &out);
            if (!address)
                return ISMS_E_NO_MEMORY;
            list = out;
            list[0] = (uint32_t)count;
            for (size_t i = 0; i < count; i++)
                list[1 + i] = l->items[i * width + c];
            l->cells[items->a->column + 1 + c] = address;
            any = true;
        }
    l->item_count = 0;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ records */

isms_status isms__load_register(isms__load *l, const isms__type *type)
{
    return isms_register_set_delivered(l->model, type->id, 1);
}

void isms__load_record(isms__load *l, const isms__type *type, uint64_t line, uint64_t column)
{
    memset(l->cells, 0, (isms__columns_in(l->model, type) + 3) / 4 * 4 * sizeof *l->cells);
    l->type = type;
    l->line = line < UINT32_MAX ? (uint32_t)line : UINT32_MAX;
    l->column = column < 0xffffff ? (uint32_t)column : 0xffffff;
    l->item_count = 0;
    isms__load_name(l, NULL);
}

void isms__load_name(isms__load *l, const char *key)
{
    l->label[0] = '\0';
    if (!l->problems)
        return;
    if (l->type->flags & ISMS__FLAG_HEADER)
        add(l->label, sizeof l->label, l->type->name);
    else if (key)
        snprintf(l->label, sizeof l->label, "%s %s", l->type->name, key);
}

/* Marks a row that was there before as read; false where it was marked already. E_NO_MEMORY through *status. */
static bool mark_updated(isms__load *l, uint32_t row, isms_status *status)
{
    uint8_t **bits = &l->updated[l->type->index], bit = (uint8_t)(1u << (row & 7));
    if (!*bits)
        *bits = isms__allocate_zero(l->allocator, l->rows[l->type->index] / 8 + 1);
    if (!*bits) {
        *status = ISMS_E_NO_MEMORY;
        return true;
    }
    bool fresh = !((*bits)[row / 8] & bit);
    (*bits)[row / 8] |= bit;
    return fresh;
}

static void report_duplicate(isms__load *l, const char *key, uint32_t row, bool before)
{
    const isms__register *r = isms__register_of(l->model, l->type);
    uint32_t line = isms__column_get(&r->columns[ISMS__LINE], row);
    if (before)
        isms__load_report(l, ISMS__PROBLEM_DUPLICATE, "id", l->line, l->column, "%s %s is in the model already", l->type->name,
                          key);
    else
        isms__load_report(l, ISMS__PROBLEM_DUPLICATE, "id", l->line, l->column, "%s %s stands twice; the first is at line %u",
                          l->type->name, key, (unsigned)line);
}

static isms_status write_place(isms__load *l, uint32_t row)
{
    isms__register *r = isms__register_of(l->model, l->type);
    return isms__column_put(&r->columns[ISMS__LINE], &l->model->host, row, l->line) &&
                   isms__column_put(&r->columns[ISMS__PLACE], &l->model->host, row, l->source << 24 | l->column)
               ? ISMS_OK
               : ISMS_E_NO_MEMORY;
}

/* What the record had beside the schema stays where the document does not say otherwise. */
static isms_status write_unknown(isms__load *l, uint32_t row, const isms__buffer *unknown)
{
    uint32_t cell = isms__column_get(&isms__register_of(l->model, l->type)->columns[ISMS__UNKNOWN], row);
    isms__json there = {"{}", 2}, given = {unknown->data, unknown->size};
    isms__buffer both;
    if (cell)
        there.text = isms__text_at(l->model, cell, &there.size);
    isms__buffer_init(&both, l->allocator);
    if (there.size > 2) {
        isms__members_overlay(there, given, &both);
        given = (isms__json){isms__buffer_c(&both), both.size};
    }
    cell = both.failed ? 0 : isms__put_text(l->model, given.text, given.size);
    isms__buffer_dispose(&both);
    return cell ? isms__write(l->model, l->type, ISMS__UNKNOWN, row, cell) : ISMS_E_NO_MEMORY;
}

/* A record that was there before: what the document says of it is set, with the journal. */
static isms_status update(isms__load *l, uint32_t row)
{
    isms_status status = ISMS_OK;
    for (uint32_t c = 0; c < isms__columns_in(l->model, l->type) && status == ISMS_OK; c++)
        if (l->cells[c])
            status = isms__write(l->model, l->type, ISMS__FIRST + c, row, l->cells[c]);
    return status;
}

/* The row of the record, made where it is not there; *known where it was there before. ISMS_DONE: it is not to be written. */
static isms_status find_row(isms__load *l, const char *key, size_t size, uint32_t *row, bool *known)
{
    isms_model *m = l->model;
    isms_status status = isms__row_new(m, l->type, key, size, true, row);
    *known = status == ISMS_E_EXISTS;
    if (!*known)
        return status;
    *row = isms__key_find(m, l->type, key, size) - 1;
    status = ISMS_OK;
    bool before = *row < l->rows[l->type->index], header = l->type->flags & ISMS__FLAG_HEADER;
    bool update = header || (l->options->flags & ISMS_READ_UPDATE);
    if (before && update && mark_updated(l, *row, &status))
        return status;
    report_duplicate(l, key, *row, before && !update);
    return ISMS_DONE;
}

/* The header's list of registers becomes what the model knows of them; names that are not the schema's stay in the list. */
static isms_status take_registers(isms__load *l)
{
    uint32_t *cell = &l->cells[isms__attribute_get(ISMS_HEADER_REGISTERS)->column];
    uint32_t count = *cell ? isms__list_at(l->model, *cell)[0] : 0;
    isms_status status = ISMS_OK;
    l->item_count = 0;
    for (uint32_t i = 0; i < count && status == ISMS_OK; i++) {
        uint32_t item = isms__list_at(l->model, *cell)[1 + i];
        if (!item)
            continue; /* no text; it has been reported */
        const isms__type *type = isms__load_type(isms__text_at(l->model, item, NULL));
        status = type ? isms__load_register(l, type) : isms__load_item(l, item);
    }
    *cell = 0;
    return status == ISMS_OK ? isms__load_list(l, &(isms__node){.a = isms__attribute_get(ISMS_HEADER_REGISTERS)}) : status;
}

const isms__type *isms__load_type(const char *plural)
{
    for (size_t i = 0; i < isms__type_count; i++)
        if (!isms__types[i].flags && strcmp(isms__types[i].plural, plural) == 0)
            return &isms__types[i];
    return NULL;
}

isms_status isms__load_commit(isms__load *l, const char *key, size_t size, const isms__buffer *unknown)
{
    uint32_t row = 0;
    bool known = false;
    if (++l->records > l->options->max_records)
        return isms__load_report(l, ISMS__PROBLEM_MANY_RECORDS, NULL, l->line, l->column, "there are more than %llu records",
                                 (unsigned long long)l->options->max_records);
    if (!key)
        return ISMS_OK;
    isms_status status = l->type->id == ISMS_HEADER ? take_registers(l) : ISMS_OK;
    if (status == ISMS_OK)
        status = find_row(l, key, size, &row, &known);
    if (status == ISMS_DONE)
        return ISMS_OK;
    if (status == ISMS_E_LIMIT)
        return isms__load_report(l, ISMS__PROBLEM_MANY_RECORDS, NULL, l->line, l->column,
                                 "the model holds as many records as it may");
    if (status == ISMS_OK)
        status = known ? update(l, row) : isms__row_fill(l->model, l->type, row, l->cells);
    if (status == ISMS_OK)
        status = write_place(l, row);
    if (status == ISMS_OK && unknown && unknown->size)
        status = write_unknown(l, row, unknown);
    return status;
}
