/* Methods from text: statements, and formulas compiled to code for a stack. */
#include "method.h"

#include "core/buffer.h"
#include "core/diagnostics.h"
#include "core/number.h"
#include "core/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct parser {
    isms_method *m;
    char *at;
    isms_status status;
    char detail[160];
    int32_t depth, stack;
} parser;

/* What an expression gives. */
typedef struct type {
    const isms_scale *scale; /* a level of it; NULL for a number */
    const char *words;       /* a word */
    bool ordinal;
} type;

static const type number = {NULL, NULL, false};

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static type
fail(parser *p, isms_status status, const char *format, ...)
{
    if (p->status != ISMS_OK)
        return number;
    va_list args;
    va_start(args, format);
    vsnprintf(p->detail, sizeof p->detail, format, args);
    va_end(args);
    p->status = status;
    return number;
}

/* Words and signs. */

static void skip_space(parser *p)
{
    while (*p->at == ' ' || *p->at == '\t')
        p->at++;
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t name_length(const char *s)
{
    size_t n = 0;
    if (!starts_name(*s))
        return 0;
    while (starts_name(s[n]) || (s[n] >= '0' && s[n] <= '9') || s[n] == '.')
        n++;
    return n;
}

/* Reads a name into out, which has room for a token. */
static bool take_name(parser *p, char *out)
{
    skip_space(p);
    size_t n = name_length(p->at);
    if (n == 0 || n > ISMS__TOKEN_MOST) {
        fail(p, ISMS_E_SYNTAX, "a name is missing before \"%.40s\"", p->at);
        return false;
    }
    memcpy(out, p->at, n);
    out[n] = '\0';
    p->at += n;
    return true;
}

static bool take(parser *p, const char *sign)
{
    skip_space(p);
    size_t n = strlen(sign);
    if (strncmp(p->at, sign, n) != 0 || (starts_name(sign[0]) && name_length(p->at) != n))
        return false;
    p->at += n;
    return true;
}

static bool expect(parser *p, const char *sign)
{
    if (take(p, sign))
        return true;
    fail(p, ISMS_E_SYNTAX, "\"%s\" is missing", sign);
    return false;
}

static double take_number(parser *p)
{
    skip_space(p);
    size_t n = *p->at == '-' ? 1 : 0;
    n += strspn(p->at + n, "0123456789.");
    if ((p->at[n] == 'e' || p->at[n] == 'E') && n > 0) {
        size_t sign = p->at[n + 1] == '-' || p->at[n + 1] == '+' ? 2 : 1;
        n += sign + strspn(p->at + n + sign, "0123456789");
    }
    double value = 0;
    if (!isms__real_parse(p->at, n, &value))
        fail(p, ISMS_E_SYNTAX, "a number is missing before \"%.40s\"", p->at);
    p->at += n;
    return value;
}

/* Names of scales, matrices and steps. */

static int32_t find_step(const isms_method *m, const char *name)
{
    for (int32_t i = 0; i < m->step_count; i++)
        if (strcmp(m->steps[i].name, name) == 0)
            return i;
    return -1;
}

static int16_t find_named(parser *p, int32_t kind, const char *name)
{
    isms_method *m = p->m;
    isms__named *list = kind == ISMS_PRESET_SCALE ? m->scales : m->matrices;
    size_t *count = kind == ISMS_PRESET_SCALE ? &m->scale_count : &m->matrix_count;
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i].name, name) == 0)
            return (int16_t)i;
    if (*count == ISMS__METHOD_NAMED) {
        fail(p, ISMS_E_LIMIT, "too many scales or matrices at %s", name);
        return 0;
    }
    isms_status status = isms__preset_named(&m->allocator, kind, name, &list[*count]);
    if (status != ISMS_OK) {
        fail(p, status, "there is no scale or matrix %s", name);
        return 0;
    }
    return (int16_t)(*count)++;
}

/* Code. */

static void emit(parser *p, isms__op_code code, int32_t args, int16_t index, double value)
{
    p->stack += 1 - args;
    if (p->m->code_count == ISMS__METHOD_CODE || p->stack > ISMS__METHOD_STACK) {
        fail(p, ISMS_E_LIMIT, "the formulas are too long");
        return;
    }
    isms__op *op = &p->m->code[p->m->code_count++];
    op->code = (uint8_t)code;
    op->args = (uint8_t)args;
    op->index = index;
    op->number = value;
}

static type expression(parser *p);

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
    type first, last;
    bool any_ordinal, one_scale, any_level;
} arguments;

/* The first argument that the result may be; those before it only choose. */
static int32_t first_value(const struct function *f)
{
    return f->code == ISMS__OP_PICK || f->code == ISMS__OP_IF || f->code == ISMS__OP_WHEN;
}

static void take_argument(parser *p, const struct function *f, arguments *a)
{
    type t = expression(p);
    if (t.words && !((f->flags & TAKES_WORD) && a->count == 0))
        fail(p, ISMS_E_KIND, "%s does not take a word", f->name);
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

static arguments take_arguments(parser *p, const struct function *f)
{
    arguments a = {0, 0, number, number, false, true, false};
    char name[ISMS__TOKEN_MOST + 1];
    bool named = (f->flags & (TAKES_SCALE | TAKES_MATRIX)) != 0;
    if (named && take_name(p, name))
        a.index = find_named(p, f->flags & TAKES_SCALE ? ISMS_PRESET_SCALE : ISMS_PRESET_MATRIX, name);
    if (named)
        expect(p, ",");
    while (p->status == ISMS_OK && a.count <= f->most) {
        take_argument(p, f, &a);
        if (!take(p, ","))
            break;
    }
    expect(p, ")");
    if (p->status == ISMS_OK && (a.count < f->least || a.count > f->most))
        fail(p, ISMS_E_SYNTAX, "%s has another number of arguments", f->name);
    return a;
}

static type check_table(parser *p, const isms__op *op, type row, type column)
{
    const isms_matrix *m = p->m->matrices[op->index].matrix;
    if (!row.scale || !column.scale || !same_scale(row.scale, isms_matrix_likelihood_scale(m)) ||
        !same_scale(column.scale, isms_matrix_consequence_scale(m)))
        return fail(p, ISMS_E_KIND, "matrix %s has other scales", p->m->matrices[op->index].name);
    return (type){isms_matrix_level_scale(m), NULL, false};
}

static type call(parser *p, const struct function *f)
{
    arguments a = take_arguments(p, f);
    emit(p, f->code, a.count, a.index, 0);
    if (p->status != ISMS_OK)
        return number;
    if (f->flags & TAKES_MATRIX)
        return check_table(p, &p->m->code[p->m->code_count - 1], a.first, a.last);
    if (f->flags & TAKES_WORD && !a.first.words)
        return fail(p, ISMS_E_KIND, "the first argument of %s is a word", f->name);
    if (f->flags & FROM_LEVEL)
        return a.first.scale ? (type){NULL, NULL, true} : fail(p, ISMS_E_KIND, "%s takes a level", f->name);
    if (a.any_level && (!(f->flags & TAKES_LEVELS) || !a.one_scale))
        return fail(p, ISMS_E_KIND, "%s does not take these levels", f->name);
    if (a.any_ordinal && (f->flags & NO_ORDINALS) && !p->m->semi_quantitative)
        return fail(p, ISMS_E_KIND, "%s of ordinals needs \"semi_quantitative\"", f->name);
    if (f->flags & TAKES_SCALE)
        return (type){p->m->scales[a.index].scale, NULL, false};
    if (f->flags & COUNTS)
        return number;
    return (type){a.last.scale, NULL, a.any_ordinal};
}

static type primary(parser *p)
{
    skip_space(p);
    if (take(p, "(")) {
        type t = expression(p);
        expect(p, ")");
        return t;
    }
    if (!starts_name(*p->at)) {
        emit(p, ISMS__OP_NUMBER, 0, 0, take_number(p));
        return number;
    }
    char name[ISMS__TOKEN_MOST + 1];
    if (!take_name(p, name))
        return number;
    const struct function *f = function_by_name(name);
    if (f && take(p, "("))
        return call(p, f);
    int32_t step = find_step(p->m, name);
    if (step < 0)
        return fail(p, ISMS_E_NOT_FOUND, "nothing is called %s", name);
    const isms__step *s = &p->m->steps[step];
    emit(p, ISMS__OP_STEP, 0, (int16_t)step, 0);
    return (type){s->scale, s->words, s->ordinal};
}

static type unary(parser *p)
{
    skip_space(p);
    if (*p->at != '-' || (p->at[1] >= '0' && p->at[1] <= '9'))
        return primary(p);
    p->at++;
    type t = primary(p);
    if (t.scale || t.words)
        return fail(p, ISMS_E_KIND, "a level or word has no negative");
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

static const struct operator_row *take_operator(parser *p, int level)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (operators[i].level == level && take(p, operators[i].sign))
            return &operators[i];
    return NULL;
}

static type combine(parser *p, const struct operator_row *o, type a, type b)
{
    bool both = a.ordinal && b.ordinal;
    if (a.scale || b.scale || a.words || b.words)
        return fail(p, ISMS_E_KIND, "a level or word takes no part in %s; use position()", o->sign);
    if (both && (o->code == ISMS__OP_MULTIPLY || o->code == ISMS__OP_DIVIDE) && !p->m->semi_quantitative)
        return fail(p, ISMS_E_KIND, "%s of ordinals needs \"semi_quantitative\"", o->sign);
    emit(p, o->code, 2, 0, 0);
    return (type){NULL, NULL, o->level > 0 && (a.ordinal || b.ordinal)};
}

static type binary(parser *p, int level)
{
    if (level > 2)
        return unary(p);
    type t = binary(p, level + 1);
    const struct operator_row *o;
    while (p->status == ISMS_OK && (o = take_operator(p, level)))
        t = combine(p, o, t, binary(p, level + 1));
    return t;
}

static type expression(parser *p)
{
    if (++p->depth > ISMS__METHOD_STACK)
        fail(p, ISMS_E_LIMIT, "the formula is nested too deeply");
    type t = p->status == ISMS_OK ? binary(p, 0) : number;
    p->depth--;
    return t;
}

/* Statements. */

static isms__step *new_step(parser *p, const char *name, char *end)
{
    if (p->m->step_count == ISMS_METHOD_STEPS_MOST) {
        fail(p, ISMS_E_LIMIT, "too many inputs and results");
        return NULL;
    }
    if (end)
        *end = '\0';
    if (*name && (find_step(p->m, name) >= 0 || function_by_name(name))) {
        fail(p, ISMS_E_EXISTS, "%s is taken", name);
        return NULL;
    }
    isms__step *s = &p->m->steps[p->m->step_count];
    memset(s, 0, sizeof *s);
    s->name = name;
    s->rule = "";
    return s;
}

/* "[low,high]" or "[low,)" behind the kind of an input. */
static void take_range(parser *p, isms__step *s)
{
    s->has_range = true;
    s->low = take_number(p);
    s->high = INFINITY;
    expect(p, ",");
    if (take(p, ")"))
        return;
    s->high = take_number(p);
    expect(p, "]");
    if (p->status == ISMS_OK && s->low > s->high)
        fail(p, ISMS_E_LOW_NOT_BELOW_HIGH, "the range of %s is empty", s->name);
}

static void take_kind(parser *p, isms__step *s)
{
    char name[ISMS__TOKEN_MOST + 1];
    if (take(p, "level")) {
        s->kind = ISMS_STEP_LEVEL;
        if (take_name(p, name))
            s->scale = p->m->scales[find_named(p, ISMS_PRESET_SCALE, name)].scale;
        return;
    }
    if (take(p, "word")) {
        s->kind = ISMS_STEP_WORD;
        skip_space(p);
        s->words = p->at;
        p->at += strcspn(p->at, " ");
        if (*p->at)
            *p->at++ = '\0';
        return;
    }
    s->kind = take(p, "number")    ? ISMS_STEP_NUMBER
              : take(p, "ordinal") ? ISMS_STEP_ORDINAL
              : take(p, "list")    ? ISMS_STEP_LIST
                                   : 0;
    s->ordinal = s->kind == ISMS_STEP_ORDINAL;
    if (!s->kind)
        fail(p, ISMS_E_SYNTAX, "%s is a level, number, ordinal, list or word", s->name);
    p->m->has_lists = p->m->has_lists || s->kind == ISMS_STEP_LIST;
    if (take(p, "["))
        take_range(p, s);
}

/* The default of an input: a number, or a level or word by its name. */
static void take_default(parser *p, isms__step *s)
{
    char name[ISMS__TOKEN_MOST + 1];
    s->has_default = true;
    if (s->kind != ISMS_STEP_LEVEL && s->kind != ISMS_STEP_WORD) {
        s->otherwise = take_number(p);
        return;
    }
    if (!take_name(p, name))
        return;
    int32_t at = s->scale ? isms_scale_find(s->scale, name) : isms__word_find(s->words, name, strlen(name));
    if (at < 0)
        fail(p, ISMS_E_NOT_FOUND, "%s is not one of its values", name);
    s->otherwise = at;
}

static void end_statement(parser *p)
{
    skip_space(p);
    if (*p->at)
        fail(p, ISMS_E_SYNTAX, "\"%.40s\" is too much", p->at);
}

static void input_statement(parser *p)
{
    skip_space(p);
    char *name = p->at;
    p->at += name_length(p->at);
    if (p->at == name || *p->at != ' ') {
        fail(p, ISMS_E_SYNTAX, "an input has a name and a kind, not \"%.40s\"", name);
        return;
    }
    char *end = p->at++;
    isms__step *s = new_step(p, name, end);
    if (!s)
        return;
    take_kind(p, s);
    if (take(p, "="))
        take_default(p, s);
    if (take(p, "unset")) {
        s->has_unset = true;
        s->unset = take_number(p);
    }
    end_statement(p);
    p->m->step_count++;
}

static void compile(parser *p, isms__step *s)
{
    skip_space(p);
    s->rule = p->at;
    s->from = (int16_t)p->m->code_count;
    p->stack = 0;
    type t = expression(p);
    end_statement(p);
    s->to = (int16_t)p->m->code_count;
    s->scale = t.scale;
    s->words = t.words;
    s->ordinal = t.ordinal;
    p->m->step_count++;
}

static void require_statement(parser *p)
{
    isms__step *s = new_step(p, "", NULL);
    if (!s)
        return;
    s->required = true;
    compile(p, s);
}

static void result_statement(parser *p)
{
    char *name = p->at;
    p->at += name_length(p->at);
    char *end = p->at;
    bool optional = take(p, "?");
    if (end == name || !expect(p, "=")) {
        fail(p, ISMS_E_SYNTAX, "\"%.40s\" is no statement", name);
        return;
    }
    isms__step *s = new_step(p, name, end);
    if (!s)
        return;
    s->optional = optional;
    compile(p, s);
}

/* Places a name of the method's own; false where it is taken. */
static isms__named *new_named(parser *p, isms__named *list, size_t *count, char *name, size_t size)
{
    if (*count == ISMS__METHOD_NAMED) {
        fail(p, ISMS_E_LIMIT, "too many scales or matrices");
        return NULL;
    }
    name[size] = '\0';
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(list[i].name, name) == 0) {
            fail(p, ISMS_E_EXISTS, "%s is taken", name);
            return NULL;
        }
    }
    list[*count] = (isms__named){name, 0, NULL, NULL};
    return &list[*count];
}

static void scale_statement(parser *p)
{
    skip_space(p);
    char *name = p->at;
    size_t size = name_length(name);
    p->at += size;
    if (size == 0 || !expect(p, "=")) {
        fail(p, ISMS_E_SYNTAX, "a scale has a name and levels, not \"%.40s\"", name);
        return;
    }
    isms__named *n = new_named(p, p->m->scales, &p->m->scale_count, name, size);
    isms_status status = n ? isms_scale_parse(&p->m->allocator, p->at, NULL, &n->scale) : ISMS_OK;
    if (status != ISMS_OK)
        fail(p, status, "the levels \"%.60s\" are no scale", p->at);
    else if (n)
        p->m->scale_count++;
}

/* matrix NAME(ROWS, COLUMNS) LEVELS = cells */
static void matrix_statement(parser *p)
{
    skip_space(p);
    char *name = p->at, scale[3][ISMS__TOKEN_MOST + 1];
    size_t size = name_length(name);
    p->at += size;
    bool ok = size > 0 && expect(p, "(") && take_name(p, scale[0]) && expect(p, ",") && take_name(p, scale[1]) &&
              expect(p, ")") && take_name(p, scale[2]) && expect(p, "=");
    if (!ok) {
        fail(p, ISMS_E_SYNTAX, "\"%.40s\" is no matrix", name);
        return;
    }
    const isms_scale *scales[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < 3 && p->status == ISMS_OK; i++)
        scales[i] = p->m->scales[find_named(p, ISMS_PRESET_SCALE, scale[i])].scale;
    if (p->status != ISMS_OK)
        return;
    isms__named *n = new_named(p, p->m->matrices, &p->m->matrix_count, name, size);
    isms_matrix *plain = NULL;
    isms_status status = n ? isms_matrix_parse(&p->m->allocator, p->at, scales[2], &plain) : ISMS_OK;
    if (n && status == ISMS_OK)
        status = isms_matrix_with_scales(&p->m->allocator, plain, scales[0], scales[1], scales[2], &n->matrix);
    isms_matrix_free(plain);
    if (status != ISMS_OK)
        fail(p, status, "the cells \"%.60s\" do not fit the scales", p->at);
    else if (n)
        p->m->matrix_count++;
}

static const struct statement {
    const char *word;
    void (*read)(parser *p);
} statements[] = {
    {"input", input_statement}, {"require", require_statement}, {"scale", scale_statement}, {"matrix", matrix_statement}};

static void read_statement(parser *p)
{
    skip_space(p);
    if (!*p->at || *p->at == '#')
        return;
    if (take(p, "semi_quantitative")) {
        p->m->semi_quantitative = true;
        end_statement(p);
        return;
    }
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        if (take(p, statements[i].word)) {
            statements[i].read(p);
            return;
        }
    }
    result_statement(p);
}

static isms_status read_all(isms_method *m, isms_diagnostics *diagnostics)
{
    parser p = {.m = m};
    isms__where where = {.record = m->id};
    for (char *line = m->text, *next; line && p.status == ISMS_OK; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        where.line++;
        p.at = line;
        read_statement(&p);
    }
    if (p.status != ISMS_OK && p.status != ISMS_E_NO_MEMORY)
        isms__report(diagnostics, ISMS_SEVERITY_ERROR, "METHOD", &where, "line %u: %s", (unsigned)where.line, p.detail);
    return p.status;
}

isms_status isms_method_parse(const isms_allocator *allocator, const char *id, int32_t version, const char *definition,
                              isms_diagnostics *diagnostics, isms_method **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || !id || !definition || !out || version < 1)
        return ISMS_E_MISUSE;
    size_t id_size = strlen(id) + 1, text_size = strlen(definition) + 1;
    if (!isms__token_valid(id, id_size - 1))
        return ISMS_E_TOKEN;
    if (!isms__text_valid(definition, text_size - 1))
        return ISMS_E_TEXT;
    size_t size = sizeof(isms_method) + 2 * text_size + id_size;
    isms_method *m = isms__allocate_zero(a, size);
    if (!m)
        return ISMS_E_NO_MEMORY;
    m->allocator = *a;
    m->size = size;
    m->version = version;
    m->definition = memcpy((char *)(m + 1), definition, text_size);
    m->text = memcpy(m->definition + text_size, definition, text_size);
    m->id = memcpy(m->text + text_size, id, id_size);
    isms_status status = read_all(m, diagnostics);
    if (status == ISMS_OK)
        *out = m;
    else
        isms_method_free(m);
    return status;
}
