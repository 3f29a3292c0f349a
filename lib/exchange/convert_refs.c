/* Ids in text: Annex A controls, clauses and requirements as people write them, and ids of records with or without words. */
#include "importer.h"

#include "core/text.h"
#include "fold.h"
#include "schema/schema.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Number of controls in each theme of Annex A of 2022. */
static const uint8_t theme_sizes[] = {[5] = 37, [6] = 8, [7] = 14, [8] = 34};

/* Numbers with '.' between, at most four; the rest of a clause such as `.c` or `#results` is left at *at. */
static size_t numbers(const char *s, size_t size, size_t *at, uint32_t out[4])
{
    size_t n = 0, i = *at;
    while (n < 4 && i < size && is_digit(s[i])) {
        out[n] = 0;
        for (size_t k = 0; i < size && is_digit(s[i]) && k < 4; i++, k++)
            out[n] = out[n] * 10 + (uint32_t)(s[i] - '0');
        n++;
        *at = i;
        if (i + 1 >= size || s[i] != '.' || !is_digit(s[i + 1]))
            break;
        i++;
    }
    return n;
}

static bool is_control(const uint32_t n[4], size_t count)
{
    return count == 2 && n[0] < sizeof theme_sizes && n[1] >= 1 && n[1] <= theme_sizes[n[0]];
}

static void spell_control(const uint32_t n[4], char out[8])
{
    size_t i = 0;
    out[i++] = 'A';
    out[i++] = '.';
    out[i++] = (char)('0' + n[0]);
    out[i++] = '.';
    if (n[1] >= 10)
        out[i++] = (char)('0' + n[1] / 10);
    out[i++] = (char)('0' + n[1] % 10);
    out[i] = '\0';
}

/* Behind the letter of an Annex A id: at most one of '.', '-', blank. 0 where there is no such letter. */
static size_t annex_letter(const char *s, size_t size)
{
    size_t i = 1;
    if (size < 2 || (s[0] != 'A' && s[0] != 'a'))
        return 0;
    if (s[i] == '.' || s[i] == '-' || s[i] == ' ')
        i++;
    return i < size && is_digit(s[i]) ? i : 0;
}

/* ------------------------------------------------------------------ requirements in text */

/* A walk over the words of a cell. */
typedef struct walk {
    isms__importer *im;
    const isms__register_column *column;
    const char *at, *end;
    bool clause; /* the word before was ISO, clause or the like: a number is a clause */
    size_t found;
    bool words; /* something was passed over that is no id */
} walk;

static bool parts_words(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == ',' || c == ';' || c == '|' || c == '+' || c == '&' || c == '/' ||
           c == '(' || c == ')';
}

static void add_requirement(walk *w, const char *text, size_t size)
{
    isms_attribute a = w->column->attribute;
    const isms__stage *s = &w->im->stage;
    w->found++;
    for (size_t i = 0; i < s->count; i++)
        if (s->values[i].attribute == a && isms__equal(text, size, s->texts.data + s->values[i].text))
            return;
    isms__stage_text(&w->im->stage, a, text, size);
}

static void add_control(walk *w, const uint32_t n[4], size_t count, const char *text, size_t size)
{
    char id[24], shown[ISMS__SHOWN];
    if (is_control(n, count)) {
        spell_control(n, id);
        add_requirement(w, id, strlen(id));
        return;
    }
    size_t length = 0;
    id[length++] = 'A';
    for (size_t i = 0; i < count; i++) {
        uint32_t v = n[i];
        char digits[10];
        size_t k = 0;
        do
            digits[k++] = (char)('0' + v % 10);
        while ((v /= 10) && k < 5);
        id[length++] = '.';
        while (k)
            id[length++] = digits[--k];
    }
    add_requirement(w, id, length);
    isms__import_say(w->im, ISMS_SEVERITY_WARNING, "ISMS-IMPORT-CONTROL", w->column,
                     "%s is no control of Annex A of 2022%s; it is kept as written", isms__shown(text, size, shown),
                     count == 3 ? " but has the form of the edition of 2013" : "");
}

/* A number of clauses or controls at the walk's place; false where it is none. */
static bool take_number(walk *w, bool annex, size_t skip)
{
    uint32_t n[4];
    const char *s = w->at;
    size_t size = (size_t)(w->end - s), at = skip, count = numbers(s, size, &at, n);
    if (count < 2 && !(count == 1 && w->clause))
        return false;
    bool clause = !annex && (w->clause || w->column->is->how == ISMS__HOW_CLAUSES || w->column->is->how == ISMS__HOW_MIXED);
    /* Items of clauses: 6.1.2.c.2 and 9.2.2#results. */
    while (clause && at + 1 < size && (s[at] == '.' || s[at] == '#') && !parts_words(s[at + 1]))
        for (at++; at < size && ((s[at] >= 'a' && s[at] <= 'z') || is_digit(s[at])); at++)
            ;
    if ((at < size && !parts_words(s[at]) && s[at] != '.' && s[at] != ':') || at > 64)
        return false;
    if (clause)
        add_requirement(w, s + skip, at - skip);
    else
        add_control(w, n, count, s, at);
    w->at += at;
    return true;
}

/* `gdpr:Art.32(1)(a)`: a requirement of a framework, up to the next blank. */
static bool take_prefixed(walk *w)
{
    size_t i = 0, size = (size_t)(w->end - w->at);
    while (i < size && isms__is_token_char((unsigned char)w->at[i]) && w->at[i] != ':')
        i++;
    if (i == 0 || i + 1 >= size || w->at[i] != ':' || parts_words(w->at[i + 1]))
        return false;
    while (i < size && w->at[i] != ' ' && w->at[i] != ';' && w->at[i] != ',' && w->at[i] != '|' && w->at[i] != '\n')
        i++;
    if (i > 2 * ISMS__TOKEN_MOST)
        return false;
    add_requirement(w, w->at, i);
    w->at += i;
    return true;
}

/* An id has a digit, a letter and a '-' or an all-digit end: R-002, CTRL-005, AS001. */
static bool looks_like_id(const char *s, size_t size)
{
    bool letter = false, digit = false, dash = false;
    if (!isms__token_valid(s, size))
        return false;
    for (size_t i = 0; i < size; i++) {
        digit |= is_digit(s[i]);
        dash |= s[i] == '-' || s[i] == '_';
        letter |= !is_digit(s[i]) && s[i] != '-' && s[i] != '.' && s[i] != ':' && s[i] != '_';
    }
    return letter && digit && dash && is_digit(s[size - 1]) && s[0] >= 'A' && s[0] <= 'Z';
}

static size_t word_size(const char *at, const char *end)
{
    size_t n = 0;
    while (at + n < end && !parts_words(at[n]))
        n++;
    while (n > 1 && (at[n - 1] == '.' || at[n - 1] == ':'))
        n--;
    return n;
}

/* The type whose records the extra attribute of a mixed column refers to knows the id, or its ids begin like that. */
static bool is_of_extra(const walk *w, const char *word, size_t size)
{
    if (!w->column->extra)
        return false;
    isms_type type = isms__attribute_target(w->column->extra);
    char key[ISMS__TOKEN_MOST + 1];
    memcpy(key, word, size);
    key[size] = '\0';
    if (isms_find(w->im->model, type, key))
        return true;
    return type == ISMS_RISK && isms__fold_among(word, strcspn(key, "-_0123456789"), "r|risk|rsk|risiko") != 0;
}

/* A control of the organization. Where ids of other records are to be expected it has to be there, or be named like one. */
static bool is_own_control(const walk *w, const char *word, size_t size)
{
    char key[ISMS__TOKEN_MOST + 1];
    if (!isms__token_valid(word, size))
        return false;
    memcpy(key, word, size);
    key[size] = '\0';
    if (isms_find(w->im->model, ISMS_CONTROL, key))
        return true;
    if (w->column->is->how == ISMS__HOW_IDS)
        return strcspn(key, "0123456789") < size;
    if (w->column->is->how == ISMS__HOW_MIXED && !isms__fold_among(word, strcspn(key, "-_0123456789"), "c|ctrl|control|con|m"))
        return false;
    return looks_like_id(word, size);
}

static void take_word(walk *w)
{
    static const char around[] =
        "iso|iec|27001|270012022|2022|isoiec27001|clause|clauses|klausel|klauseln|kapitel|kap|abschnitt|section";
    static const char joints[] = "and|und|control|controls|annex|annexa|anhang|anhanga|kontrolle|maßnahme|a";
    size_t n = word_size(w->at, w->end);
    if (n == 0) {
        w->at++;
        return;
    }
    if (isms__fold_among(w->at, n, around)) {
        w->clause = true;
    } else if (looks_like_id(w->at, n) && is_of_extra(w, w->at, n)) {
        isms__stage_key(&w->im->stage, w->column->extra, w->at, n);
        w->found++;
        w->clause = false;
    } else if (is_own_control(w, w->at, n)) {
        add_requirement(w, w->at, n);
        w->clause = false;
    } else if (!isms__fold_among(w->at, n, joints)) {
        w->words = true;
    }
    w->at += n;
}

static void take_framework_word(walk *w)
{
    char id[2 * ISMS__TOKEN_MOST];
    size_t n = 0, prefix = strlen(w->column->is->extra);
    while (w->at + n < w->end && !strchr(";|,\n ", w->at[n]))
        n++;
    if (n == 0) {
        w->at++;
        return;
    }
    if (prefix + 1 + n < sizeof id) {
        memcpy(id, w->column->is->extra, prefix);
        id[prefix] = ':';
        memcpy(id + prefix + 1, w->at, n);
        add_requirement(w, id, prefix + 1 + n);
    } else {
        w->words = true;
    }
    w->at += n;
}

isms__reading isms__read_requirements(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    walk w = {im, c, text, text + size, false, 0, false};
    while (w.at < w.end) {
        if (c->is->how == ISMS__HOW_FRAMEWORK) {
            take_framework_word(&w);
            continue;
        }
        if (parts_words(*w.at)) {
            w.clause &= *w.at == ' ' || *w.at == '/';
            w.at++;
            continue;
        }
        size_t letter = annex_letter(w.at, (size_t)(w.end - w.at));
        if ((letter && take_number(&w, true, letter)) || (is_digit(*w.at) && take_number(&w, false, 0)) || take_prefixed(&w))
            continue;
        take_word(&w);
    }
    if (!w.found)
        return ISMS__READ_WORDS;
    return w.words ? ISMS__READ_PARTLY : ISMS__READ;
}

/* ------------------------------------------------------------------ references to records */

/* The word is the id of a record: of one that is there, or by its looks. */
static bool is_record_id(const isms__importer *im, const isms__register_column *c, const char *word, size_t size)
{
    char key[ISMS__TOKEN_MOST + 1];
    if (!isms__token_valid(word, size))
        return false;
    memcpy(key, word, size);
    key[size] = '\0';
    if (isms_find(im->model, isms__attribute_target(c->attribute), key))
        return true;
    if (c->is->how == ISMS__HOW_IDS)
        return strcspn(key, "0123456789") < size;
    return looks_like_id(word, size);
}

/* Ids at the beginning of a part: "AST-005 AST-004", "AST-001 Customer database"; returns how many bytes they take. */
static size_t leading_ids(isms__importer *im, const isms__register_column *c, const char *text, size_t size, size_t *found)
{
    size_t at = 0, taken = 0;
    bool single = !isms__attribute_is_list(c->attribute);
    while (at < size && !(single && *found)) {
        size_t n = word_size(text + at, text + size);
        if (n == 0) {
            if (text[at] == '(')
                break;
            at++;
            continue;
        }
        if (!is_record_id(im, c, text + at, n))
            break;
        isms__stage_key(&im->stage, c->attribute, text + at, n);
        ++*found;
        at += n;
        taken = at;
    }
    while (taken < size && parts_words(text[taken]) && text[taken] != '(')
        taken++;
    return taken;
}

static bool add_named(isms__importer *im, const isms__register_column *c, const char *name, size_t size)
{
    isms_type type = isms__attribute_target(c->attribute);
    isms_id id = isms__find_named(im, type, name, size);
    if (!id && (c->is->flags & ISMS__STUB) && !isms__is_nothing(name, size))
        id = isms__make_named(im, type, name, size);
    const char *key = id ? isms_record_key(im->model, id) : NULL;
    if (key)
        isms__stage_key(&im->stage, c->attribute, key, strlen(key));
    return key != NULL;
}

/* One part of a cell: ids with or without words behind them, or a name. */
static isms__reading read_part(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    size_t found = 0;
    if (isms__find_named(im, isms__attribute_target(c->attribute), text, size))
        return add_named(im, c, text, size) ? ISMS__READ : ISMS__READ_WORDS;
    size_t taken = leading_ids(im, c, text, size, &found);
    if (found)
        return taken < size ? ISMS__READ_PARTLY : ISMS__READ;
    return add_named(im, c, text, size) ? ISMS__READ : ISMS__READ_WORDS;
}

isms__reading isms__read_links(isms__importer *im, const isms__register_column *c, const char *text, size_t size)
{
    bool any = false, all = true;
    size_t at = 0, length;
    for (const char *part; (part = isms__next_piece(text, size, isms__list_signs(c), &at, &length)) != NULL;) {
        isms__reading r = read_part(im, c, part, length);
        any |= r != ISMS__READ_WORDS;
        all &= r == ISMS__READ;
    }
    return !any ? ISMS__READ_WORDS : all ? ISMS__READ : ISMS__READ_PARTLY;
}
