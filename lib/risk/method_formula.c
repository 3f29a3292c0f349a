/* Formulas of methods: words, functions, operators, and the code that they become. */
#include "method_parse.h"

#include "core/number.h"
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const isms__type number = {NULL, NULL, false};

isms__type isms__parser_fail(isms__parser *p, isms_status status, const char *format, ...)
{
    if (p->status != ISMS_OK)
        return number;
    va_list args;
    va_start(args, format);
    vsnprintf(p->detail, sizeof p->detail, format, args);
    va_end(args);
    for (size_t bad; (bad = isms__text_first_invalid(p->detail, strlen(p->detail))) < strlen(p->detail);)
        p->detail[bad] = '?'; /* a character may have been cut */
    p->status = status;
    return number;
}

/* Words and signs. */

void isms__parser_space(isms__parser *p)
{
    while (*p->at == ' ' || *p->at == '\t')
        p->at++;
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

size_t isms__name_length(const char *s)
{
    size_t n = 0;
    if (!starts_name(*s))
        return 0;
    while (starts_name(s[n]) || (s[n] >= '0' && s[n] <= '9') || s[n] == '.')
        n++;
    return n;
}

/* Reads a name into out, which has room for a token. */
bool isms__parser_name(isms__parser *p, char *out)
{
    isms__parser_space(p);
    size_t n = isms__name_length(p->at);
    if (n == 0 || n > ISMS__TOKEN_MOST) {
        isms__parser_fail(p, ISMS_E_SYNTAX, "a name is missing before \"%.40s\"", p->at);
        return false;
    }
    memcpy(out, p->at, n);
    out[n] = '\0';
    p->at += n;
    return true;
}

bool isms__parser_take(isms__parser *p, const char *sign)
{
    isms__parser_space(p);
    size_t n = strlen(sign);
    if (strncmp(p->at, sign, n) != 0 || (starts_name(sign[0]) && isms__name_length(p->at) != n))
        return false;
    p->at += n;
    return true;
}

bool isms__parser_expect(isms__parser *p, const char *sign)
{
    if (isms__parser_take(p, sign))
        return true;
    isms__parser_fail(p, ISMS_E_SYNTAX, "\"%s\" is missing", sign);
    return false;
}

double isms__parser_number(isms__parser *p)
{
    isms__parser_space(p);
    size_t n = *p->at == '-' ? 1 : 0;
    n += strspn(p->at + n, "0123456789.");
    if ((p->at[n] == 'e' || p->at[n] == 'E') && n > 0) {
        size_t sign = p->at[n + 1] == '-' || p->at[n + 1] == '+' ? 2 : 1;
        n += sign + strspn(p->at + n + sign, "0123456789");
    }
    double value = 0;
    if (!isms__real_parse(p->at, n, &value))
        isms__parser_fail(p, ISMS_E_SYNTAX, "a number is missing before \"%.40s\"", p->at);
    p->at += n;
    return value;
}

/* Scales and matrices by name: the method's own, else a preset, which then becomes one of the method's. */

int16_t isms__parser_named(isms__parser *p, int32_t kind, const char *name)
{
    isms_method *m = p->m;
    isms__named *list = kind == ISMS_PRESET_SCALE ? m->scales : m->matrices;
    size_t *count = kind == ISMS_PRESET_SCALE ? &m->scale_count : &m->matrix_count;
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i].name, name) == 0)
            return (int16_t)i;
    if (*count == ISMS__METHOD_NAMED) {
        isms__parser_fail(p, ISMS_E_LIMIT, "too many scales or matrices at %s", name);
        return 0;
    }
    isms_status status = isms__preset_named(&m->allocator, kind, name, &list[*count]);
    if (status != ISMS_OK) {
        isms__parser_fail(p, status, "there is no scale or matrix %s", name);
        return 0;
    }
    return (int16_t)(*count)++;
}

/* Code. */

static void emit(isms__parser *p, isms__op_code code, int32_t args, int16_t index, double value)
{
    p->stack += 1 - args;
    if (p->m->code_count == ISMS__METHOD_CODE || p->stack > ISMS__METHOD_STACK) {
        isms__parser_fail(p, ISMS_E_LIMIT, "the formulas are too long");
        return;
    }
    isms__op *op = &p->m->code[p->m->code_count++];
    op->code = (uint8_t)code;
    op->args = (uint8_t)args;
    op->index = index;
    op->number = value;
}

/* Functions: what they take, and what comes out. */

enum {
    TAKES_SCALE = 1,  /* the first argument is the name of a scale, which the result is a level of */
    TAKES_MATRIX = 2, /* the first is the name of a matrix */
    TAKES_WORD = 4,   /* the first is a word */
    TAKES_LEVELS = 8, /* levels are allowed, and the result is what the last argument is */
    COUNTS = 16,      /* the result is a plain number whatever the arguments are */
    NO_ORDINALS = 32, /* refused for ordinals unless the method is semi-quantitative */
    FROM_LEVEL = 64   /* a level becomes an ordinal */
};

static const struct function {
    const char *name;
    isms__op_code code;
    uint8_t least, most; /* arguments, without the name of a scale or matrix */
    uint8_t flags;
} functions[] = {
    {"table", ISMS__OP_TABLE, 2, 2, TAKES_MATRIX},
    {"level_of", ISMS__OP_LEVEL_OF, 1, 1, TAKES_SCALE},
    {"reach", ISMS__OP_REACH, 2, 16, TAKES_SCALE},
    {"pass", ISMS__OP_PASS, 2, 16, TAKES_SCALE},
    {"position", ISMS__OP_POSITION, 1, 1, FROM_LEVEL},
    {"sum", ISMS__OP_SUM, 1, 16, 0},
    {"product", ISMS__OP_PRODUCT, 1, 16, NO_ORDINALS},
    {"mean", ISMS__OP_MEAN, 1, 16, NO_ORDINALS},
    {"max", ISMS__OP_MAX, 1, 16, TAKES_LEVELS},
    {"min", ISMS__OP_MIN, 1, 16, TAKES_LEVELS},
    {"known", ISMS__OP_KNOWN, 1, 16, TAKES_LEVELS | COUNTS},
    {"count", ISMS__OP_COUNT, 1, 16, TAKES_LEVELS | COUNTS},
    {"first", ISMS__OP_FIRST, 1, 16, TAKES_LEVELS},
    {"pick", ISMS__OP_PICK, 2, 16, TAKES_WORD | TAKES_LEVELS},
    {"if", ISMS__OP_IF, 3, 3, TAKES_LEVELS},
    {"when", ISMS__OP_WHEN, 2, 2, TAKES_LEVELS},
    {"positive", ISMS__OP_POSITIVE, 1, 1, 0},
    {"clamp", ISMS__OP_CLAMP, 3, 3, 0},
    {"floor", ISMS__OP_FLOOR, 1, 1, 0},
    {"ceil", ISMS__OP_CEIL, 1, 1, 0},
    {"round", ISMS__OP_ROUND, 2, 2, 0},
    {"log10", ISMS__OP_LOG10, 1, 1, 0},
    {"ln", ISMS__OP_LN, 1, 1, 0},
    {"exp", ISMS__OP_EXP, 1, 1, 0},
    {"power", ISMS__OP_POWER, 2, 2, 0},
    {"permutation", ISMS__OP_PERMUTATION, 1, 1, COUNTS},
    {"near", ISMS__OP_NEAR, 2, 2, COUNTS},
};

static const struct function *function_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

bool isms__is_function(const char *name)
{
    return function_by_name(name) != NULL;
}

static bool same_scale(const isms_scale *a, const isms_scale *b)
{
    if (a == b)
        return true;
    if (!a || !b || isms_scale_count(a) != isms_scale_count(b))
        return false;
    for (int32_t i = 0; i < isms_scale_count(a); i++)
        if (strcmp(isms_scale_id(a, i), isms_scale_id(b, i)) != 0)
            return false;
    return true;
}

/* The arguments of a function, behind the name of its scale or matrix where it has one. */
typedef struct arguments {
    int32_t count;
    int16_t index;
    isms__type first, last;
    bool any_ordinal, one_scale, any_level;
} arguments;

/* The first argument that the result may be; those before it only choose. */
static int32_t first_value(const struct function *f)
{
    return f->code == ISMS__OP_PICK || f->code == ISMS__OP_IF || f->code == ISMS__OP_WHEN;
}

static void take_argument(isms__parser *p, const struct function *f, arguments *a)
{
    isms__type t = isms__parser_formula(p);
    if (t.words && !((f->flags & TAKES_WORD) && a->count == 0))
        isms__parser_fail(p, ISMS_E_KIND, "%s does not take a word", f->name);
    if (a->count == 0)
        a->first = t;
    if (a->count > first_value(f))
        a->one_scale = a->one_scale && same_scale(t.scale, a->last.scale);
    if (a->count >= first_value(f)) {
        a->any_level = a->any_level || t.scale;
        a->any_ordinal = a->any_ordinal || t.ordinal;
    }
    a->last = t;
    a->count++;
}

static arguments take_arguments(isms__parser *p, const struct function *f)
{
    arguments a = {0, 0, number, number, false, true, false};
    char name[ISMS__TOKEN_MOST + 1];
    bool named = (f->flags & (TAKES_SCALE | TAKES_MATRIX)) != 0;
    if (named && isms__parser_name(p, name))
        a.index = isms__parser_named(p, f->flags & TAKES_SCALE ? ISMS_PRESET_SCALE : ISMS_PRESET_MATRIX, name);
    if (named)
        isms__parser_expect(p, ",");
    while (p->status == ISMS_OK && a.count <= f->most) {
        take_argument(p, f, &a);
        if (!isms__parser_take(p, ","))
            break;
    }
    isms__parser_expect(p, ")");
    if (p->status == ISMS_OK && (a.count < f->least || a.count > f->most))
        isms__parser_fail(p, ISMS_E_SYNTAX, "%s has another number of arguments", f->name);
    return a;
}

static isms__type check_table(isms__parser *p, const isms__op *op, isms__type row, isms__type column)
{
    const isms_matrix *m = p->m->matrices[op->index].matrix;
    if (!row.scale || !column.scale || !same_scale(row.scale, isms_matrix_likelihood_scale(m)) ||
        !same_scale(column.scale, isms_matrix_consequence_scale(m)))
        return isms__parser_fail(p, ISMS_E_KIND, "matrix %s has other scales", p->m->matrices[op->index].name);
    return (isms__type){isms_matrix_level_scale(m), NULL, false};
}

static isms__type call(isms__parser *p, const struct function *f)
{
    arguments a = take_arguments(p, f);
    emit(p, f->code, a.count, a.index, 0);
    if (p->status != ISMS_OK)
        return number;
    if (f->flags & TAKES_MATRIX)
        return check_table(p, &p->m->code[p->m->code_count - 1], a.first, a.last);
    if (f->flags & TAKES_WORD && !a.first.words)
        return isms__parser_fail(p, ISMS_E_KIND, "the first argument of %s is a word", f->name);
    if (f->flags & FROM_LEVEL)
        return a.first.scale ? (isms__type){NULL, NULL, true} : isms__parser_fail(p, ISMS_E_KIND, "%s takes a level", f->name);
    if (a.any_level && (!(f->flags & TAKES_LEVELS) || !a.one_scale))
        return isms__parser_fail(p, ISMS_E_KIND, "%s does not take these levels", f->name);
    if (a.any_ordinal && (f->flags & NO_ORDINALS) && !p->m->semi_quantitative)
        return isms__parser_fail(p, ISMS_E_KIND, "%s of ordinals needs \"semi_quantitative\"", f->name);
    if (f->flags & TAKES_SCALE)
        return (isms__type){p->m->scales[a.index].scale, NULL, false};
    if (f->flags & COUNTS)
        return number;
    return (isms__type){a.last.scale, NULL, a.any_ordinal};
}

static isms__type primary(isms__parser *p)
{
    isms__parser_space(p);
    if (isms__parser_take(p, "(")) {
        isms__type t = isms__parser_formula(p);
        isms__parser_expect(p, ")");
        return t;
    }
    if (!starts_name(*p->at)) {
        emit(p, ISMS__OP_NUMBER, 0, 0, isms__parser_number(p));
        return number;
    }
    char name[ISMS__TOKEN_MOST + 1];
    if (!isms__parser_name(p, name))
        return number;
    const struct function *f = function_by_name(name);
    if (f && isms__parser_take(p, "("))
        return call(p, f);
    int32_t step = isms_method_find(p->m, name);
    if (step < 0)
        return isms__parser_fail(p, ISMS_E_NOT_FOUND, "nothing is called %s", name);
    const isms__step *s = &p->m->steps[step];
    emit(p, ISMS__OP_STEP, 0, (int16_t)step, 0);
    return (isms__type){s->scale, s->words, s->ordinal};
}

static isms__type unary(isms__parser *p)
{
    isms__parser_space(p);
    if (*p->at != '-' || (p->at[1] >= '0' && p->at[1] <= '9'))
        return primary(p);
    p->at++;
    isms__type t = primary(p);
    if (t.scale || t.words)
        return isms__parser_fail(p, ISMS_E_KIND, "a level or word has no negative");
    emit(p, ISMS__OP_NEGATE, 1, 0, 0);
    return t;
}

/* Binary operators, from the ones that bind least. Of two that begin alike the longer stands first. */
static const struct operator_row {
    const char *sign;
    isms__op_code code;
    int level;
} operators[] = {
    {"<=", ISMS__OP_LESS_EQUAL, 0}, {">=", ISMS__OP_GREATER_EQUAL, 0}, {"==", ISMS__OP_EQUAL, 0},
    {"<", ISMS__OP_LESS, 0},        {">", ISMS__OP_GREATER, 0},        {"+", ISMS__OP_ADD, 1},
    {"-", ISMS__OP_SUBTRACT, 1},    {"*", ISMS__OP_MULTIPLY, 2},       {"/", ISMS__OP_DIVIDE, 2},
};

static const struct operator_row *take_operator(isms__parser *p, int level)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (operators[i].level == level && isms__parser_take(p, operators[i].sign))
            return &operators[i];
    return NULL;
}

static isms__type combine(isms__parser *p, const struct operator_row *o, isms__type a, isms__type b)
{
    bool both = a.ordinal && b.ordinal;
    if (a.scale || b.scale || a.words || b.words)
        return isms__parser_fail(p, ISMS_E_KIND, "a level or word takes no part in %s; use position()", o->sign);
    if (both && (o->code == ISMS__OP_MULTIPLY || o->code == ISMS__OP_DIVIDE) && !p->m->semi_quantitative)
        return isms__parser_fail(p, ISMS_E_KIND, "%s of ordinals needs \"semi_quantitative\"", o->sign);
    emit(p, o->code, 2, 0, 0);
    return (isms__type){NULL, NULL, o->level > 0 && (a.ordinal || b.ordinal)};
}

static isms__type binary(isms__parser *p, int level)
{
    if (level > 2)
        return unary(p);
    isms__type t = binary(p, level + 1);
    const struct operator_row *o;
    while (p->status == ISMS_OK && (o = take_operator(p, level)))
        t = combine(p, o, t, binary(p, level + 1));
    return t;
}

isms__type isms__parser_formula(isms__parser *p)
{
    if (++p->depth > ISMS__METHOD_STACK)
        isms__parser_fail(p, ISMS_E_LIMIT, "the formula is nested too deeply");
    isms__type t = p->status == ISMS_OK ? binary(p, 0) : number;
    p->depth--;
    return t;
}
