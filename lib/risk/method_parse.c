/* Methods from text: the statements. */
#include "method_parse.h"

#include "core/diagnostics.h"
#include "core/memory.h"
#include "core/text.h"

#include <math.h>
#include <string.h>

static isms__step *new_step(isms__parser *p, const char *name, char *end)
{
    if (p->m->step_count == ISMS_METHOD_STEPS_MOST) {
        isms__parser_fail(p, ISMS_E_LIMIT, "too many inputs and results");
        return NULL;
    }
    if (end)
        *end = '\0';
    if (*name && (isms_method_find(p->m, name) >= 0 || isms__is_function(name))) {
        isms__parser_fail(p, ISMS_E_EXISTS, "%s is taken", name);
        return NULL;
    }
    isms__step *s = &p->m->steps[p->m->step_count];
    memset(s, 0, sizeof *s);
    s->name = name;
    s->rule = "";
    return s;
}

/* "[low,high]" or "[low,)" behind the kind of an input. */
static void take_range(isms__parser *p, isms__step *s)
{
    s->has_range = true;
    s->low = isms__parser_number(p);
    s->high = INFINITY;
    isms__parser_expect(p, ",");
    if (isms__parser_take(p, ")"))
        return;
    s->high = isms__parser_number(p);
    isms__parser_expect(p, "]");
    if (p->status == ISMS_OK && s->low > s->high)
        isms__parser_fail(p, ISMS_E_LOW_NOT_BELOW_HIGH, "the range of %s is empty", s->name);
}

static void take_kind(isms__parser *p, isms__step *s)
{
    char name[ISMS__TOKEN_MOST + 1];
    if (isms__parser_take(p, "level")) {
        s->kind = ISMS_STEP_LEVEL;
        if (isms__parser_name(p, name))
            s->scale = p->m->scales[isms__parser_named(p, ISMS_PRESET_SCALE, name)].scale;
        return;
    }
    if (isms__parser_take(p, "word")) {
        s->kind = ISMS_STEP_WORD;
        isms__parser_space(p);
        s->words = p->at;
        p->at += strcspn(p->at, " ");
        if (*p->at)
            *p->at++ = '\0';
        return;
    }
    s->kind = isms__parser_take(p, "number")    ? ISMS_STEP_NUMBER
              : isms__parser_take(p, "ordinal") ? ISMS_STEP_ORDINAL
              : isms__parser_take(p, "list")    ? ISMS_STEP_LIST
                                                : 0;
    s->ordinal = s->kind == ISMS_STEP_ORDINAL;
    if (!s->kind)
        isms__parser_fail(p, ISMS_E_SYNTAX, "%s is a level, number, ordinal, list or word", s->name);
    p->m->has_lists = p->m->has_lists || s->kind == ISMS_STEP_LIST;
    if (isms__parser_take(p, "["))
        take_range(p, s);
}

/* The default of an input: a number, or a level or word by its name. */
static void take_default(isms__parser *p, isms__step *s)
{
    char name[ISMS__TOKEN_MOST + 1];
    s->has_default = true;
    if (s->kind != ISMS_STEP_LEVEL && s->kind != ISMS_STEP_WORD) {
        s->otherwise = isms__parser_number(p);
        return;
    }
    if (!isms__parser_name(p, name))
        return;
    int32_t at = s->scale ? isms_scale_find(s->scale, name) : isms__word_find(s->words, name, strlen(name));
    if (at < 0)
        isms__parser_fail(p, ISMS_E_NOT_FOUND, "%s is not one of its values", name);
    s->otherwise = at;
}

static void end_statement(isms__parser *p)
{
    isms__parser_space(p);
    if (*p->at)
        isms__parser_fail(p, ISMS_E_SYNTAX, "\"%.40s\" is too much", p->at);
}

static void input_statement(isms__parser *p)
{
    isms__parser_space(p);
    char *name = p->at;
    p->at += isms__name_length(p->at);
    if (p->at == name || *p->at != ' ') {
        isms__parser_fail(p, ISMS_E_SYNTAX, "an input has a name and a kind, not \"%.40s\"", name);
        return;
    }
    char *end = p->at++;
    isms__step *s = new_step(p, name, end);
    if (!s)
        return;
    take_kind(p, s);
    if (isms__parser_take(p, "="))
        take_default(p, s);
    if (isms__parser_take(p, "unset")) {
        s->has_unset = true;
        s->unset = isms__parser_number(p);
    }
    end_statement(p);
    p->m->step_count++;
}

static void compile(isms__parser *p, isms__step *s)
{
    isms__parser_space(p);
    s->rule = p->at;
    s->from = (int16_t)p->m->code_count;
    p->stack = 0;
    isms__type t = isms__parser_formula(p);
    end_statement(p);
    s->to = (int16_t)p->m->code_count;
    s->scale = t.scale;
    s->words = t.words;
    s->ordinal = t.ordinal;
    p->m->step_count++;
}

static void require_statement(isms__parser *p)
{
    isms__step *s = new_step(p, "", NULL);
    if (!s)
        return;
    s->required = true;
    compile(p, s);
}

static void result_statement(isms__parser *p)
{
    char *name = p->at;
    p->at += isms__name_length(p->at);
    char *end = p->at;
    bool optional = isms__parser_take(p, "?");
    if (end == name || !isms__parser_expect(p, "=")) {
        isms__parser_fail(p, ISMS_E_SYNTAX, "\"%.40s\" is no statement", name);
        return;
    }
    isms__step *s = new_step(p, name, end);
    if (!s)
        return;
    s->optional = optional;
    compile(p, s);
}

/* Places a name of the method's own; false where it is taken. */
static isms__named *new_named(isms__parser *p, isms__named *list, size_t *count, char *name, size_t size)
{
    if (*count == ISMS__METHOD_NAMED) {
        isms__parser_fail(p, ISMS_E_LIMIT, "too many scales or matrices");
        return NULL;
    }
    name[size] = '\0';
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(list[i].name, name) == 0) {
            isms__parser_fail(p, ISMS_E_EXISTS, "%s is taken", name);
            return NULL;
        }
    }
    list[*count] = (isms__named){name, 0, NULL, NULL};
    return &list[*count];
}

static void scale_statement(isms__parser *p)
{
    isms__parser_space(p);
    char *name = p->at;
    size_t size = isms__name_length(name);
    p->at += size;
    if (size == 0 || !isms__parser_expect(p, "=")) {
        isms__parser_fail(p, ISMS_E_SYNTAX, "a scale has a name and levels, not \"%.40s\"", name);
        return;
    }
    isms__named *n = new_named(p, p->m->scales, &p->m->scale_count, name, size);
    isms_status status = n ? isms_scale_parse(p->at, NULL, &p->m->allocator, &n->scale) : ISMS_OK;
    if (status != ISMS_OK)
        isms__parser_fail(p, status, "the levels \"%.60s\" are no scale", p->at);
    else if (n)
        p->m->scale_count++;
}

/* matrix NAME(ROWS, COLUMNS) LEVELS = cells */
static void matrix_statement(isms__parser *p)
{
    isms__parser_space(p);
    char *name = p->at, scale[3][ISMS__TOKEN_MOST + 1];
    size_t size = isms__name_length(name);
    p->at += size;
    bool ok = size > 0 && isms__parser_expect(p, "(") && isms__parser_name(p, scale[0]) && isms__parser_expect(p, ",") &&
              isms__parser_name(p, scale[1]) && isms__parser_expect(p, ")") && isms__parser_name(p, scale[2]) &&
              isms__parser_expect(p, "=");
    if (!ok) {
        isms__parser_fail(p, ISMS_E_SYNTAX, "\"%.40s\" is no matrix", name);
        return;
    }
    const isms_scale *scales[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < 3 && p->status == ISMS_OK; i++)
        scales[i] = p->m->scales[isms__parser_named(p, ISMS_PRESET_SCALE, scale[i])].scale;
    if (p->status != ISMS_OK)
        return;
    isms__named *n = new_named(p, p->m->matrices, &p->m->matrix_count, name, size);
    isms_matrix *plain = NULL;
    isms_status status = n ? isms_matrix_parse(p->at, scales[2], &p->m->allocator, &plain) : ISMS_OK;
    if (n && status == ISMS_OK)
        status = isms_matrix_with_scales(plain, scales[0], scales[1], scales[2], &p->m->allocator, &n->matrix);
    isms_matrix_free(plain);
    if (status != ISMS_OK)
        isms__parser_fail(p, status, "the cells \"%.60s\" do not fit the scales", p->at);
    else if (n)
        p->m->matrix_count++;
}

static const struct statement {
    const char *word;
    void (*read)(isms__parser *p);
} statements[] = {
    {"input", input_statement}, {"require", require_statement}, {"scale", scale_statement}, {"matrix", matrix_statement}};

static void read_statement(isms__parser *p)
{
    isms__parser_space(p);
    if (!*p->at || *p->at == '#')
        return;
    if (isms__parser_take(p, "semi_quantitative")) {
        p->m->semi_quantitative = true;
        end_statement(p);
        return;
    }
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        if (isms__parser_take(p, statements[i].word)) {
            statements[i].read(p);
            return;
        }
    }
    result_statement(p);
}

static isms_status read_all(isms_method *m, isms_diagnostics *problems)
{
    isms__parser p = {.m = m};
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
        isms__report(problems, ISMS_SEVERITY_ERROR, "METHOD", &where, "line %u: %s", (unsigned)where.line, p.detail);
    return p.status;
}

isms_status isms_method_parse(const char *id, int32_t version, const char *definition, const isms_allocator *allocator,
                              isms_diagnostics *problems, isms_method **out)
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
    isms_status status = read_all(m, problems);
    if (status == ISMS_OK)
        *out = m;
    else
        isms_method_free(m);
    return status;
}
