/* Scales: ordered levels with optional intervals. */
#include "scale.h"

#include "core/memory.h"
#include "core/number.h"
#include "core/text.h"

#include <math.h>
#include <string.h>

/* One block: the levels, and behind them a copy of the definition, in which the texts are cut. */
struct isms_scale {
    isms_allocator allocator;
    size_t size; /* of the block */
    int32_t count;
    const char *unit;
    isms__level levels[ISMS_SCALE_MOST];
    char text[];
};

/* Cuts white space from both ends of text[0..*size). */
static char *trim(char *text, size_t *size)
{
    while (*size && (*text == ' ' || *text == '\n' || *text == '\t')) {
        text++;
        --*size;
    }
    while (*size && (text[*size - 1] == ' ' || text[*size - 1] == '\n' || text[*size - 1] == '\t'))
        --*size;
    return text;
}

static isms_status read_end(char *text, size_t size, isms__decimal *exact, double *real)
{
    text = trim(text, &size);
    if (!isms__real_parse(text, size, real))
        return ISMS_E_SYNTAX;
    return isms__decimal_parse(text, size, exact) ? ISMS_OK : ISMS_E_LIMIT;
}

/* The interval that opens at `open` ([) within text; *end is set behind it. */
static isms_status read_interval(isms__level *level, char *open, char **end)
{
    char *comma = strchr(open, ','), *close = comma ? strpbrk(comma, ")]") : NULL;
    if (!close)
        return ISMS_E_SYNTAX;
    isms_status status = read_end(open + 1, (size_t)(comma - open - 1), &level->lower, &level->low);
    size_t upper = (size_t)(close - comma - 1);
    level->has_interval = true;
    level->closed = *close == ']';
    level->high = INFINITY;
    trim(comma + 1, &upper);
    level->has_upper = upper > 0;
    if (status == ISMS_OK && level->has_upper)
        status = read_end(comma + 1, (size_t)(close - comma - 1), &level->upper, &level->high);
    *end = close + 1;
    if (status != ISMS_OK || !level->has_upper)
        return status;
    int order = isms__decimal_compare(level->lower, level->upper);
    return order < 0 || (order == 0 && level->closed) ? ISMS_OK : ISMS_E_LOW_NOT_BELOW_HIGH;
}

/* One level; text is NUL-terminated and is cut into id and label. */
static isms_status read_level(char *text, isms__level *level)
{
    size_t size = strlen(text);
    char *open = strchr(text, '['), *equals = strchr(text, '='), *rest = open ? NULL : equals;
    if (open && (!equals || open < equals)) {
        isms_status status = read_interval(level, open, &rest);
        if (status != ISMS_OK)
            return status;
        rest += strspn(rest, " \t\n");
        size = (size_t)(open - text);
    } else if (equals) {
        rest = equals;
        size = (size_t)(equals - text);
    }
    if (rest && *rest && *rest != '=')
        return ISMS_E_SYNTAX;
    text = trim(text, &size);
    if (size == 0)
        return ISMS_E_SYNTAX;
    level->id = level->label = text;
    if (rest && *rest) {
        size_t label = strlen(rest + 1);
        char *from = trim(rest + 1, &label);
        if (label == 0)
            return ISMS_E_SYNTAX;
        from[label] = '\0';
        level->label = from;
    }
    text[size] = '\0';
    return ISMS_OK;
}

static isms_status read_levels(isms_scale *scale, char *text)
{
    for (char *next; text; text = next) {
        next = strchr(text, ';');
        if (next)
            *next++ = '\0';
        if (scale->count == ISMS_SCALE_MOST)
            return ISMS_E_LIMIT;
        isms__level *level = &scale->levels[scale->count];
        isms_status status = read_level(text, level);
        if (status != ISMS_OK)
            return status;
        for (int32_t i = 0; i < scale->count; i++)
            if (isms__equal_fold(scale->levels[i].id, level->id))
                return ISMS_E_EXISTS;
        scale->count++;
    }
    return ISMS_OK;
}

isms_status isms_scale_parse(const char *levels, const char *unit, const isms_allocator *allocator, isms_scale **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || !levels || !out)
        return ISMS_E_MISUSE;
    size_t text_size = strlen(levels) + 1, unit_size = strlen(unit ? unit : "") + 1;
    if (!isms__text_valid(levels, text_size - 1) || !isms__text_valid(unit ? unit : "", unit_size - 1))
        return ISMS_E_TEXT;
    size_t size = sizeof(isms_scale) + text_size + unit_size;
    isms_scale *scale = isms__allocate_zero(a, size);
    if (!scale)
        return ISMS_E_NO_MEMORY;
    scale->allocator = *a;
    scale->size = size;
    scale->unit = memcpy(scale->text + text_size, unit ? unit : "", unit_size);
    isms_status status = read_levels(scale, memcpy(scale->text, levels, text_size));
    if (status == ISMS_OK)
        *out = scale;
    else
        isms_scale_free(scale);
    return status;
}

void isms_scale_free(isms_scale *scale)
{
    if (!scale)
        return;
    isms_allocator a = scale->allocator;
    isms__release(&a, scale, scale->size);
}

static const char *moved(const isms_scale *from, isms_scale *to, const char *text)
{
    return to->text + (text - from->text);
}

isms_status isms__scale_copy(const isms_allocator *allocator, const isms_scale *scale, isms_scale **out)
{
    isms_scale *copy = isms__allocate(allocator, scale->size);
    if (!copy)
        return ISMS_E_NO_MEMORY;
    memcpy(copy, scale, scale->size);
    copy->allocator = *allocator;
    copy->unit = moved(scale, copy, scale->unit);
    for (int32_t i = 0; i < copy->count; i++) {
        copy->levels[i].id = moved(scale, copy, scale->levels[i].id);
        copy->levels[i].label = moved(scale, copy, scale->levels[i].label);
    }
    *out = copy;
    return ISMS_OK;
}

int32_t isms_scale_count(const isms_scale *scale)
{
    return scale ? scale->count : 0;
}

static const isms__level *level_or_null(const isms_scale *scale, int32_t level)
{
    return scale && level >= 0 && level < scale->count ? &scale->levels[level] : NULL;
}

const isms__level *isms__scale_level(const isms_scale *scale, int32_t level)
{
    return &scale->levels[level];
}

const char *isms_scale_id(const isms_scale *scale, int32_t level)
{
    const isms__level *l = level_or_null(scale, level);
    return l ? l->id : "";
}

const char *isms_scale_label(const isms_scale *scale, int32_t level)
{
    const isms__level *l = level_or_null(scale, level);
    return l ? l->label : "";
}

const char *isms_scale_unit(const isms_scale *scale)
{
    return scale ? scale->unit : "";
}

int32_t isms_scale_find(const isms_scale *scale, const char *id)
{
    if (!scale || !id)
        return -1;
    for (int32_t i = 0; i < scale->count; i++)
        if (isms__equal_fold(scale->levels[i].id, id))
            return i;
    for (int32_t i = 0; i < scale->count; i++)
        if (isms__equal_fold(scale->levels[i].label, id))
            return i;
    return -1;
}

isms_status isms_scale_interval(const isms_scale *scale, int32_t level, double *lower, double *upper)
{
    const isms__level *l = level_or_null(scale, level);
    if (!l)
        return ISMS_E_RANGE;
    if (!l->has_interval)
        return ISMS_ABSENT;
    if (lower)
        *lower = l->low;
    if (upper)
        *upper = l->high;
    return ISMS_OK;
}

static bool holds(const isms__level *l, double value)
{
    return l->has_interval && value >= l->low && (value < l->high || (l->closed && value == l->high));
}

isms_status isms_scale_level_of(const isms_scale *scale, double value, int32_t *level)
{
    if (!scale || !level)
        return ISMS_E_MISUSE;
    if (!isfinite(value))
        return ISMS_E_NOT_FINITE;
    for (int32_t i = 0; i < scale->count; i++) {
        if (holds(&scale->levels[i], value)) {
            *level = i;
            return ISMS_OK;
        }
    }
    return ISMS_E_RANGE;
}

isms_status isms_scale_representative(const isms_scale *scale, int32_t level, int32_t kind, double *value)
{
    const isms__level *l = level_or_null(scale, level);
    if (!l)
        return ISMS_E_RANGE;
    if (!value || (kind != ISMS_REPRESENTATIVE_MIDDLE && kind != ISMS_REPRESENTATIVE_GEOMETRIC))
        return ISMS_E_MISUSE;
    if (!l->has_interval || !l->has_upper)
        return ISMS_E_NOT_EVALUATED;
    if (kind == ISMS_REPRESENTATIVE_GEOMETRIC && !(l->low > 0))
        return ISMS_E_NOT_POSITIVE;
    *value = kind == ISMS_REPRESENTATIVE_MIDDLE ? l->low / 2 + l->high / 2 : sqrt(l->low) * sqrt(l->high);
    if (!(*value >= l->low && *value < l->high)) /* rounding must not leave the interval */
        *value = l->low;
    return ISMS_OK;
}

static bool is_numeric(const isms_scale *scale)
{
    for (int32_t i = 0; i < scale->count; i++)
        if (!scale->levels[i].has_interval)
            return false;
    return true;
}

isms_status isms_scale_convert(const isms_scale *from, const isms_scale *to, int32_t level, int32_t *out)
{
    double value;
    if (!from || !to || !out)
        return ISMS_E_MISUSE;
    if (!level_or_null(from, level))
        return ISMS_E_RANGE;
    if (!is_numeric(from) || !is_numeric(to)) {
        if (from->count != to->count)
            return ISMS_E_NOT_EVALUATED;
        *out = level;
        return ISMS_OK;
    }
    if (strcmp(from->unit, to->unit) != 0)
        return ISMS_E_NOT_EVALUATED;
    isms_status status = isms_scale_representative(from, level, ISMS_REPRESENTATIVE_GEOMETRIC, &value);
    if (status == ISMS_E_NOT_POSITIVE)
        status = isms_scale_representative(from, level, ISMS_REPRESENTATIVE_MIDDLE, &value);
    return status == ISMS_OK ? isms_scale_level_of(to, value, out) : status;
}
