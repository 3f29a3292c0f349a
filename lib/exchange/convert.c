/* From a cell to values: which way, and what becomes of a cell that cannot be read. */
#include "importer.h"

#include "core/number.h"
#include "fold.h"
#include "schema/schema.h"

#include <string.h>

typedef isms__reading (*reader)(isms__importer *im, const isms__register_column *c, const char *text, size_t size);

static isms__reading not_read(const char *text, size_t size)
{
    return isms__is_nothing(text, size) ? ISMS__NOTHING : ISMS__NOT_READ;
}

static isms__reading partly(bool more)
{
    return more ? ISMS__READ_PARTLY : ISMS__READ;
}

const char *isms__list_signs(const isms__register_column *c)
{
    if (!isms__attribute_is_list(c->attribute))
        return "";
    return c->is->flags & ISMS__COMMA ? ";|\n," : ";|\n";
}

static isms__reading read_text(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    size_t at = 0, length;
    for (const char *part; (part = isms__next_piece(text, size, isms__list_signs(c), &at, &length)) != NULL;)
        isms__stage_text(&im->stage, c->attribute, part, length);
    return ISMS__READ;
}

static isms__reading read_integer(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    int64_t value;
    size_t n = size;
    const char *digits = text;
    if (n > 1 && text[n - 1] == '%') {
        n--;
        digits = isms__trim(text, &n);
    }
    if (!isms__integer_parse(digits, n, &value))
        return not_read(text, size);
    isms__stage_integer(&im->stage, c->attribute, value);
    return ISMS__READ;
}

static isms__reading read_real(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    double value;
    bool percent = size > 1 && text[size - 1] == '%';
    size_t n = percent ? size - 1 : size;
    if (!isms__read_number(isms__trim(text, &n), n, &value))
        return not_read(text, size);
    isms__stage_real(&im->stage, c->attribute, percent ? value / 100 : value);
    return ISMS__READ;
}

static isms__reading read_money(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    char amount[40], currency[4] = "";
    const char *preset = c->currency[0] ? c->currency : im->options->currency;
    if (!preset)
        preset = isms_text(im->model, isms_header(im->model), ISMS_HEADER_CURRENCY);
    if (preset && strlen(preset) == 3)
        memcpy(currency, preset, 4);
    if (!isms__read_amount(text, size, amount, sizeof amount, currency))
        return not_read(text, size);
    isms__stage_money(&im->stage, c->attribute, amount, strlen(amount), currency);
    return ISMS__READ;
}

static isms__reading read_boolean(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    bool loosely;
    int32_t value = isms__value_of_word(ISMS_ENUM_YES_NO, text, size, &loosely);
    if (!value)
        return not_read(text, size);
    isms__stage_integer(&im->stage, c->attribute, value == ISMS_YES_NO_YES);
    return partly(loosely);
}

static isms__reading read_day(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    isms_day day;
    bool more;
    if (!isms__read_day(text, size, im->options->flags, &day, &more))
        return not_read(text, size);
    isms__stage_integer(&im->stage, c->attribute, day);
    return partly(more);
}

static isms__reading read_enumeration(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    bool list = isms__attribute_is_list(c->attribute), any = false, all = true, loosely;
    const char *signs = !list ? "" : c->is->flags & ISMS__COMMA ? ";|\n,+" : ";|\n+";
    size_t at = 0, length;
    for (const char *part; (part = isms__next_piece(text, size, signs, &at, &length)) != NULL;) {
        int32_t value = isms__value_of_word(isms__attribute_target(c->attribute), part, length, &loosely);
        if (value)
            isms__stage_integer(&im->stage, c->attribute, value);
        any |= value != 0;
        all &= value && !loosely;
    }
    return any ? partly(!all) : not_read(text, size);
}

static isms__reading read_level(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    const char *level = isms__import_level(im, text, size);
    bool loosely;
    int32_t word = level ? 0 : isms__value_of_word(ISMS_ENUM_RATING, text, size, &loosely);
    if (isms__is_nothing(text, size))
        return ISMS__NOTHING;
    if (!level && !im->method && word && !loosely)
        level = isms__value_name(ISMS_ENUM_RATING, word);
    if (level)
        isms__stage_text(&im->stage, c->attribute, level, strlen(level));
    else
        isms__stage_text(&im->stage, c->attribute, text, size);
    return ISMS__READ;
}

static isms__reading read_links(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    isms__reading r = isms__read_links(im, c, text, size);
    if (r == ISMS__READ_WORDS && isms__is_nothing(text, size))
        return ISMS__NOTHING;
    if (r == ISMS__READ || !c->extra)
        return r;
    isms__stage_text(&im->stage, c->extra, text, size);
    return ISMS__READ;
}

static isms__reading read_requirements(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    isms__reading r = isms__read_requirements(im, c, text, size);
    return r == ISMS__READ_WORDS && isms__is_nothing(text, size) ? ISMS__NOTHING : r;
}

/* ------------------------------------------------------------------ ways that the profile names */

static isms__reading read_raw(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    (void)im, (void)c, (void)text, (void)size;
    return ISMS__READ_PARTLY;
}

static isms__reading read_months(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    int64_t months;
    bool more;
    if (!isms__read_months(text, size, &months, &more))
        return not_read(text, size);
    isms__stage_integer(&im->stage, c->attribute, months);
    return partly(more);
}

static isms__reading read_hours(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    double hours;
    if (!isms__read_hours(text, size, &hours))
        return not_read(text, size);
    isms__stage_real(&im->stage, c->attribute, hours);
    return ISMS__READ;
}

/* "4", "4 - Likely", "Likely" where the method has that label. */
static isms__reading read_position(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    int64_t value;
    size_t digits = 0;
    while (digits < size && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    bool numbered = digits && (digits == size || strchr(" -(/:", text[digits])) && isms__integer_parse(text, digits, &value);
    if (!numbered && !isms__import_position(im, c->attribute, text, size, &value))
        return not_read(text, size);
    isms__stage_integer(&im->stage, c->attribute, value);
    return partly(numbered && digits < size);
}

/* A number for one criterion: `inherent.impacts[]` has .criterion and .impact, `valuation[]` has .criterion and .value. */
static isms__reading read_criterion(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    static const char *const names[] = {".impact", ".value"};
    char path[80];
    isms_type type = im->profile->type;
    isms_attribute value = 0;
    int64_t number;
    size_t n = strlen(c->is->path);
    if (!isms__integer_parse(text, size, &number))
        return not_read(text, size);
    memcpy(path, c->is->path, n);
    for (size_t i = 0; i < 2 && !value; i++) {
        memcpy(path + n, names[i], strlen(names[i]) + 1);
        value = isms__attribute_by_path(type, path);
    }
    memcpy(path + n, ".criterion", sizeof ".criterion");
    isms__stage_text(&im->stage, isms__attribute_by_path(type, path), c->is->extra, strlen(c->is->extra));
    isms__stage_integer(&im->stage, value, number);
    return ISMS__READ;
}

isms__reading isms__cell_read(isms__importer *im, size_t column, const char *text, size_t size)
{
    static const reader by_kind[] = {
        [ISMS_KIND_TEXT] = read_text,
        [ISMS_KIND_INTEGER] = read_integer,
        [ISMS_KIND_REAL] = read_real,
        [ISMS_KIND_MONEY] = read_money,
        [ISMS_KIND_BOOLEAN] = read_boolean,
        [ISMS_KIND_DATE] = read_day,
        [ISMS_KIND_ENUM] = read_enumeration,
        [ISMS_KIND_LEVEL] = read_level,
        [ISMS_KIND_REFERENCE] = read_links,
        [ISMS_KIND_REQUIREMENT] = read_requirements,
        [ISMS_KIND_TABLE] = NULL,
    };
    static const reader by_how[] = {
        [ISMS__HOW_RAW] = read_raw,     [ISMS__HOW_SCORE] = read_raw,         [ISMS__HOW_MONTHS] = read_months,
        [ISMS__HOW_HOURS] = read_hours, [ISMS__HOW_POSITION] = read_position, [ISMS__HOW_CRITERION] = read_criterion,
        [ISMS__HOW_MIXED] = NULL,
    };
    const isms__register_column *c = &im->columns[column];
    reader how = c->is ? by_how[c->is->how] : read_raw, kind = by_kind[isms__attribute_kind(c->attribute)];
    return (how ? how : kind ? kind : read_raw)(im, c, text, size);
}
