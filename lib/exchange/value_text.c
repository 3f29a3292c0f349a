/* Values of attributes as canonical JSON text: from cells, and back into them. */
#include "value_text.h"

#include "core/number.h"
#include "core/text.h"
#include "shape.h"

#include <string.h>

/* ------------------------------------------------------------------ members of a list of groups */

/* The list of groups that the attribute is a member of, NULL where it is of none. */
static const isms__attribute *items_of(const isms__type *type, const isms__attribute *a)
{
    const isms__attribute *all = isms__attributes_of(type);
    for (uint32_t c = strchr(a->path, '[') ? a->column : 0; c-- > 0;) {
        size_t n = strlen(all[c].path);
        if (all[c].kind == ISMS_KIND_GROUP && isms__is_list(&all[c]) && strncmp(a->path, all[c].path, n) == 0 &&
            a->path[n] == '.')
            return &all[c];
    }
    return NULL;
}

static bool any_item(const uint32_t *list)
{
    for (uint32_t i = 0; i < list[0]; i++)
        if (list[1 + i])
            return true;
    return false;
}

/* How many groups the list has, and whether any member of any of them has a value. */
static uint32_t count_groups(const isms_model *m, const isms__type *type, const isms__attribute *items, uint32_t row, bool *any)
{
    const isms__attribute *all = isms__attributes_of(type);
    size_t n = strlen(items->path);
    uint32_t most = 0;
    *any = false;
    for (uint32_t c = items->column + 1u; c < isms__columns(type) && strncmp(all[c].path, items->path, n) == 0; c++) {
        uint32_t cell = isms__cell(m, type, c, row);
        const uint32_t *list = cell ? isms__list_at(m, cell) : NULL;
        if (!list)
            continue;
        most = list[0] > most ? list[0] : most;
        *any |= any_item(list);
    }
    return most;
}

/* ------------------------------------------------------------------ from cells */

static void put_money(isms__buffer *out, const char *amount)
{
    isms__buffer_text(out, "{\"amount\":\"");
    isms__buffer_text(out, amount);
    isms__buffer_text(out, "\",\"currency\":\"");
    isms__buffer_text(out, amount + strlen(amount) + 1);
    isms__buffer_text(out, "\"}");
}

static void put_text(isms__buffer *out, const isms_model *m, uint32_t address)
{
    size_t size = 0;
    const char *text = address ? isms__text_at(m, address, &size) : "";
    isms__json_quote(out, text, size);
}

static void put_key(isms__buffer *out, const isms_model *m, const isms__attribute *a, uint32_t cell)
{
    const isms__type *target = isms__type_get(a->target);
    put_text(out, m, isms__key_cell(m, target, isms__follow(m, target, cell - 1)));
}

static void put_one(isms__buffer *out, const isms_model *m, const isms__attribute *a, uint32_t cell)
{
    char date[11]; /* YYYY-MM-DD */
    switch (a->kind) {
    case ISMS_KIND_INTEGER:
        isms__buffer_integer(out, isms__integer_of(m, cell));
        break;
    case ISMS_KIND_REAL:
        isms__buffer_real(out, isms__real_of(m, cell));
        break;
    case ISMS_KIND_BOOLEAN:
        isms__buffer_text(out, cell == 2 ? "true" : "false");
        break;
    case ISMS_KIND_DATE:
        isms_date_format((isms_day)cell, date);
        isms__buffer_char(out, '"');
        isms__buffer_text(out, date);
        isms__buffer_char(out, '"');
        break;
    case ISMS_KIND_ENUM:
        isms__buffer_json(out, isms__extended_value(m->extension, a->target, (int32_t)cell)->name);
        break;
    case ISMS_KIND_REFERENCE:
        put_key(out, m, a, cell);
        break;
    case ISMS_KIND_MONEY:
        put_money(out, isms__text_at(m, cell, NULL));
        break;
    default:
        put_text(out, m, cell);
    }
}

/* The items that are there, then null up to `count`. */
static void put_items(isms__buffer *out, const isms_model *m, const isms__attribute *a, const uint32_t *list, uint32_t count)
{
    isms__buffer_char(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = list && i < list[0] ? list[1 + i] : 0;
        isms__buffer_text(out, i ? "," : "");
        if (cell)
            put_one(out, m, a, cell);
        else
            isms__buffer_text(out, "null");
    }
    isms__buffer_char(out, ']');
}

static void put_table(isms__buffer *out, const isms_model *m, const uint32_t *table)
{
    isms__buffer_char(out, '[');
    for (uint32_t i = 0; i < table[0]; i++) {
        const uint32_t *row = isms__list_at(m, table[1 + i]);
        isms__buffer_text(out, i ? ",[" : "[");
        for (uint32_t k = 0; k < row[0]; k++) {
            isms__buffer_text(out, k ? "," : "");
            put_text(out, m, row[1 + k]);
        }
        isms__buffer_char(out, ']');
    }
    isms__buffer_char(out, ']');
}

/* Where no member of any group has a value, the first one counts the groups, as it does when a document is read. */
static void put_member(isms__buffer *out, const isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row,
                       const isms__attribute *items)
{
    bool any;
    uint32_t cell = isms__cell(m, type, a->column, row), count = count_groups(m, type, items, row, &any);
    const uint32_t *list = cell ? isms__list_at(m, cell) : NULL;
    if ((list && any_item(list)) || (count && !any && a->column == items->column + 1))
        put_items(out, m, a, list, count);
    else
        isms__buffer_text(out, "null");
}

void isms__value_put(isms__buffer *out, const isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row)
{
    uint32_t cell = isms__cell(m, type, a->column, row);
    const isms__attribute *items = items_of(type, a);
    if (items) {
        put_member(out, m, type, a, row, items);
        return;
    }
    const uint32_t *list = cell && isms__form_of(a) != ISMS__FORM_VALUE ? isms__list_at(m, cell) : NULL;
    if (!cell || a->kind == ISMS_KIND_GROUP || (list && list[0] == 0))
        isms__buffer_text(out, "null");
    else if (a->kind == ISMS_KIND_TABLE)
        put_table(out, m, list);
    else if (list)
        put_items(out, m, a, list, list[0]);
    else
        put_one(out, m, a, cell);
}

/* ------------------------------------------------------------------ into cells */

static bool is_null(isms__json value)
{
    return value.size == 4 && memcmp(value.text, "null", 4) == 0;
}

/* What a kind of attribute says of a text that it does not take. */
static isms_status refused(isms_status status)
{
    return status == ISMS_OK || status == ISMS_E_NO_MEMORY ? status : ISMS_E_DATA;
}

static isms_status take_text(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell)
{
    isms__buffer plain;
    if (value.size < 2 || value.text[0] != '"')
        return ISMS_E_DATA;
    isms__buffer_init(&plain, &m->host);
    isms__json_decode(&plain, value);
    isms_status status = plain.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    if (status == ISMS_OK && a->kind == ISMS_KIND_REFERENCE)
        status = isms__encode_link(m, a, isms__buffer_c(&plain), plain.size, cell);
    else if (status == ISMS_OK)
        status = isms__encode_text(m, a, isms__buffer_c(&plain), plain.size, cell);
    isms__buffer_dispose(&plain);
    return refused(status);
}

static isms_status take_money(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell)
{
    isms__json amount = {"", 0}, currency = {"", 0};
    isms__json_find(value, "amount", 6, &amount);
    isms__json_find(value, "currency", 8, &currency);
    if (amount.size < 2 || currency.size < 2)
        return ISMS_E_DATA;
    return refused(isms__encode_money(m, a, amount.text + 1, amount.size - 2, currency.text + 1, currency.size - 2, cell));
}

static isms_status take_one(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell)
{
    int64_t whole;
    double real;
    switch (a->kind) {
    case ISMS_KIND_INTEGER:
        return isms__integer_parse(value.text, value.size, &whole) ? refused(isms__encode_integer(m, a, whole, cell))
                                                                   : ISMS_E_DATA;
    case ISMS_KIND_REAL:
        return isms__real_parse(value.text, value.size, &real) ? refused(isms__encode_real(m, a, real, cell)) : ISMS_E_DATA;
    case ISMS_KIND_BOOLEAN:
        *cell = value.text[0] == 't' ? 2 : 1;
        return value.text[0] == 't' || value.text[0] == 'f' ? ISMS_OK : ISMS_E_DATA;
    case ISMS_KIND_MONEY:
        return take_money(m, a, value, cell);
    case ISMS_KIND_GROUP:
        return ISMS_E_DATA;
    default:
        return take_text(m, a, value, cell);
    }
}

typedef isms_status (*take_item)(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell);

static isms_status take_items(isms_model *m, const isms__attribute *a, isms__json value, take_item take, uint32_t *cell)
{
    isms__json_walk walk;
    isms__json item;
    uint32_t *cells = NULL;
    size_t count = 0, capacity = 0;
    isms_status status = isms__json_open(&walk, value, '[') ? ISMS_OK : ISMS_E_DATA;
    while (status == ISMS_OK && isms__json_item(&walk, &item)) {
        if (!isms__reserve(&m->host, (void **)&cells, &capacity, count + 1, sizeof *cells)) {
            status = ISMS_E_NO_MEMORY;
            break;
        }
        cells[count] = 0;
        status = is_null(item) ? ISMS_OK : take(m, a, item, &cells[count]);
        count++;
    }
    if (status == ISMS_OK) {
        *cell = isms__put_list(m, cells, count);
        status = *cell ? ISMS_OK : ISMS_E_NO_MEMORY;
    }
    isms__release(&m->host, cells, capacity * sizeof *cells);
    return status;
}

/* A text of a table, which has no attribute of its own. */
static isms_status take_cell(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell)
{
    static const isms__attribute text = {.kind = ISMS_KIND_TEXT, .flags = ISMS__FLAG_LIST};
    (void)a;
    return take_text(m, &text, value, cell);
}

static isms_status take_row(isms_model *m, const isms__attribute *a, isms__json value, uint32_t *cell)
{
    return take_items(m, a, value, take_cell, cell);
}

isms_status isms__value_cell(isms_model *m, const isms__attribute *a, isms__json text, uint32_t *cell)
{
    *cell = 0;
    if (is_null(text) || isms__equal(text.text, text.size, "[]"))
        return ISMS_OK;
    if (a->kind == ISMS_KIND_TABLE)
        return take_items(m, a, text, take_row, cell);
    return isms__is_list(a) ? take_items(m, a, text, take_one, cell) : take_one(m, a, text, cell);
}

isms_status isms__value_take(isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row, isms__json text)
{
    uint32_t cell;
    isms_status status = isms__value_cell(m, a, text, &cell);
    return status == ISMS_OK ? isms__write(m, type, ISMS__FIRST + a->column, row, cell) : status;
}
