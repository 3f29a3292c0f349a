/* The scale of a risk register: chosen by the host, or the one that the model has. Never guessed. */
#include "importer.h"

#include <isms/catalogue.h>

#include "core/number.h"
#include "core/text.h"
#include "fold.h"
#include "schema/schema.h"

#include <string.h>

/* What an import can be told. A matrix is one of the catalogue; without one the name says what is multiplied. */
typedef struct scale {
    const char *name, *matrix, *title;
} scale;

static const scale scales[] = {
    {"iso27005-5x5", "iso27005.matrix5", "Matrix of 5 x 5 in the style of ISO/IEC 27005"},
    {"product-5x5:6,12,20", NULL, "Product of likelihood and impact, 5 x 5"},
    {"product-5x5:5,10,15", NULL, "Product of likelihood and impact, 5 x 5"},
    {"product-5x5:5,10,16", NULL, "Product of likelihood and impact, 5 x 5"},
    {"product-5x5:6,12,16", NULL, "Product of likelihood and impact, 5 x 5"},
    {"product-4x4:4,8,12", NULL, "Product of likelihood and impact, 4 x 4"},
    {"product-3x3:3,6", NULL, "Product of likelihood and impact, 3 x 3"},
    {"nist80030", "nist80030.risk", "NIST SP 800-30, likelihood and impact"},
    {"bsi2003", "bsi2003.matrix", "BSI-Standard 200-3, frequency and damage"},
    {"ebios", "ebios.matrix", "EBIOS Risk Manager, likelihood and gravity"},
    {"owasp", "owasp.matrix", "OWASP Risk Rating, likelihood and impact"},
};

enum { SCALES = sizeof scales / sizeof *scales, STEPS = 10, BOUNDS = 5 };

const char *isms_import_scale_next(const char *previous)
{
    size_t i = 0;
    while (previous && i < SCALES && strcmp(scales[i].name, previous) != 0)
        i++;
    i += previous != NULL;
    return i < SCALES ? scales[i].name : NULL;
}

/* ------------------------------------------------------------------ products */

typedef struct product {
    int64_t rows, columns, bounds[BOUNDS];
    size_t count;
} product;

static bool number_up_to(const char **at, const char *ends, int64_t least, int64_t most, int64_t *out)
{
    size_t n = strspn(*at, "0123456789");
    if (!n || !isms__integer_parse(*at, n, out) || *out < least || *out > most || ((*at)[n] && !strchr(ends, (*at)[n])))
        return false;
    *at += n;
    return true;
}

/* `product-5x5:6,12,20`; `product-5x5` alone has no bands and is none. Bounds rise. */
static bool parse_product(const char *name, product *out)
{
    memset(out, 0, sizeof *out);
    if (strncmp(name, "product-", 8) != 0)
        return false;
    name += 8;
    if (!number_up_to(&name, "x", 2, STEPS, &out->rows) || *name++ != 'x' ||
        !number_up_to(&name, ":", 2, STEPS, &out->columns) || *name++ != ':')
        return false;
    for (int64_t least = 2; out->count < BOUNDS; name++) {
        if (!number_up_to(&name, ",", least, out->rows * out->columns, &out->bounds[out->count]))
            return false;
        least = out->bounds[out->count++] + 1;
        if (!*name)
            return true;
    }
    return false;
}

static const scale *find_scale(const char *name)
{
    for (size_t i = 0; i < SCALES; i++)
        if (strcmp(scales[i].name, name) == 0 || (scales[i].matrix && strcmp(scales[i].matrix, name) == 0))
            return &scales[i];
    return NULL;
}

bool isms__import_knows_scale(const isms_model *m, const char *name)
{
    product p;
    return find_scale(name) || parse_product(name, &p) || isms_find(m, ISMS_METHOD, name);
}

/* Names of the steps of a scale with so many, in order, each with other words for it. */
static const char *step_words(int64_t steps, int64_t step)
{
    static const char *const five[] = {
        "very low|rare|remote|negligible|insignificant|sehr gering|sehr niedrig|selten|vernachlässigbar",
        "low|unlikely|minor|gering|niedrig|unwahrscheinlich", "medium|moderate|possible|mittel|möglich|mäßig",
        "high|likely|major|hoch|wahrscheinlich|erheblich",
        "very high|almost certain|severe|critical|catastrophic|sehr hoch|sehr wahrscheinlich|kritisch"};
    static const char *const four[] = {"low|unlikely|minor|gering|niedrig|unwahrscheinlich",
                                       "medium|moderate|possible|mittel|möglich", "high|likely|major|hoch|wahrscheinlich",
                                       "very high|critical|severe|almost certain|sehr hoch|kritisch"};
    static const char *const three[] = {"low|unlikely|minor|gering|niedrig", "medium|moderate|possible|mittel|möglich",
                                        "high|likely|major|hoch|wahrscheinlich"};
    return steps == 5 ? five[step] : steps == 4 ? four[step] : steps == 3 ? three[step] : "";
}

static const char *band_name(size_t bounds, size_t band)
{
    static const char *const names[BOUNDS][BOUNDS + 1] = {{"low", "high"},
                                                          {"low", "medium", "high"},
                                                          {"low", "medium", "high", "critical"},
                                                          {"very_low", "low", "medium", "high", "critical"},
                                                          {"very_low", "low", "medium", "high", "very_high", "critical"}};
    return names[bounds - 1][band];
}

static isms_status add_step(isms_model *m, isms_id method, isms_attribute list, int64_t steps, int64_t step)
{
    char label[32];
    const char *words = step_words(steps, step);
    size_t n = strcspn(words, "|");
    if (!n) {
        n = isms__integer_format(step + 1, label);
    } else {
        memcpy(label, words, n);
        label[0] = (char)(label[0] - 'a' + 'A');
        label[n] = '\0';
    }
    return isms_add_text(m, method, list, label);
}

static isms_status fill_product(isms_model *m, isms_id method, const product *p)
{
    const char *row[STEPS];
    isms_status status = isms_set_value(m, method, ISMS_METHOD_RULE, ISMS_METHOD_RULE_PRODUCT);
    for (int64_t i = 0; i < p->rows && status == ISMS_OK; i++)
        status = add_step(m, method, ISMS_METHOD_LIKELIHOOD, p->rows, i);
    for (int64_t i = 0; i < p->columns && status == ISMS_OK; i++)
        status = add_step(m, method, ISMS_METHOD_IMPACT, p->columns, i);
    for (size_t band = 0; band <= p->count && status == ISMS_OK; band++) {
        status = isms_add_text(m, method, ISMS_METHOD_LEVELS_ID, band_name(p->count, band));
        if (status == ISMS_OK)
            status = isms_add_real(m, method, ISMS_METHOD_LEVELS_FROM_SCORE, band ? (double)p->bounds[band - 1] : 1);
    }
    for (int64_t i = 1; i <= p->rows && status == ISMS_OK; i++) {
        for (int64_t k = 1; k <= p->columns; k++) {
            size_t band = 0;
            while (band < p->count && i * k >= p->bounds[band])
                band++;
            row[k - 1] = band_name(p->count, band);
        }
        status = isms_add_row(m, method, ISMS_METHOD_MATRIX, row, (size_t)p->columns);
    }
    return status;
}

/* ------------------------------------------------------------------ matrices of the catalogue */

/* Adds a text to a list that does not have it: the catalogue's cells come in ascending order. */
static isms_status add_once(isms_model *m, isms_id method, isms_attribute list, const char *text)
{
    for (size_t i = 0, n = isms_list_count(m, method, list); i < n; i++)
        if (strcmp(isms_list_text(m, method, list, i), text) == 0)
            return ISMS_OK;
    return isms_add_text(m, method, list, text);
}

static isms_status fill_matrix(isms_model *m, isms_id method, const char *matrix)
{
    const isms_model *catalogue = isms_catalogue();
    const char *row[STEPS], *likelihood = NULL;
    size_t n = 0;
    isms_status status = isms_set_value(m, method, ISMS_METHOD_RULE, ISMS_METHOD_RULE_MATRIX);
    for (isms_id c = isms_first(catalogue, ISMS_MATRIX_CELL); c && status == ISMS_OK; c = isms_next(catalogue, c)) {
        if (strcmp(isms_text(catalogue, c, ISMS_MATRIX_CELL_MATRIX), matrix) != 0)
            continue;
        const char *step = isms_text(catalogue, c, ISMS_MATRIX_CELL_LIKELIHOOD);
        const char *level = isms_text(catalogue, c, ISMS_MATRIX_CELL_LEVEL);
        if (likelihood && strcmp(step, likelihood) != 0) {
            status = isms_add_row(m, method, ISMS_METHOD_MATRIX, row, n);
            n = 0;
        }
        likelihood = step;
        if (n < STEPS)
            row[n++] = level;
        if (status == ISMS_OK)
            status = add_once(m, method, ISMS_METHOD_LIKELIHOOD, step);
        if (status == ISMS_OK)
            status = add_once(m, method, ISMS_METHOD_IMPACT, isms_text(catalogue, c, ISMS_MATRIX_CELL_CONSEQUENCE));
        if (status == ISMS_OK)
            status = add_once(m, method, ISMS_METHOD_LEVELS_ID, level);
    }
    return status == ISMS_OK && n ? isms_add_row(m, method, ISMS_METHOD_MATRIX, row, n) : status;
}

/* ------------------------------------------------------------------ choosing */

/* `product-5x5:6,12,20` is no id; `product-5x5-6-12-20` is. */
static void method_key(const char *name, isms__buffer *out)
{
    for (; *name; name++)
        isms__buffer_char(out, isms__is_token_char((unsigned char)*name) && *name != ':' ? *name : '-');
}

/* A scale says nothing of criteria: they may stand elsewhere. */
static isms_status leave_open(isms_model *m)
{
    isms_status status = isms__partial_add(m, "risk_methods.acceptance_criteria");
    return status == ISMS_OK ? isms__partial_add(m, "risk_methods.assessment_criteria") : status;
}

static isms_status make_method(isms__importer *im, const char *name)
{
    const scale *s = find_scale(name);
    product p;
    isms__buffer key;
    isms__buffer_init(&key, &im->host);
    method_key(s ? s->name : name, &key);
    isms_status status = key.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    im->method = status == ISMS_OK ? isms_find(im->model, ISMS_METHOD, key.data) : ISMS_NONE;
    if (status == ISMS_OK && !im->method) {
        bool delivered = isms_register_is_delivered(im->model, ISMS_METHOD);
        status = isms_record_create(im->model, ISMS_METHOD, key.data, &im->method);
        if (status == ISMS_OK)
            status = isms_set_text(im->model, im->method, ISMS_METHOD_TITLE, s ? s->title : "Product of likelihood and impact");
        if (status == ISMS_OK)
            status = isms_set_text(im->model, im->method, ISMS_METHOD_PRESET, s && s->matrix ? s->matrix : name);
        if (status == ISMS_OK)
            status = s && s->matrix            ? fill_matrix(im->model, im->method, s->matrix)
                     : parse_product(name, &p) ? fill_product(im->model, im->method, &p)
                                               : ISMS_E_NOT_FOUND;
        if (status == ISMS_OK && !delivered)
            status = leave_open(im->model);
    }
    isms__buffer_dispose(&key);
    return status;
}

static void ask(isms__importer *im)
{
    isms__buffer names;
    isms__where where = {NULL, "method", im->source, im->header_line, 1};
    isms__buffer_init(&names, &im->host);
    for (const char *name = isms_import_scale_next(NULL); name; name = isms_import_scale_next(name)) {
        isms__buffer_text(&names, names.size ? ", " : "");
        isms__buffer_text(&names, name);
    }
    isms__report(
        im->problems, ISMS_SEVERITY_WARNING, "ISMS-IMPORT-SCALE", &where,
        "this register states no scale, so that its levels cannot be computed; choose one: %s, or the id of a risk method",
        isms__buffer_c(&names));
    isms__buffer_dispose(&names);
}

/* A step of a scale stands in a column: of a risk, or of a threat. */
static bool has_positions(const isms__importer *im)
{
    for (size_t i = 0; i < im->count; i++)
        if (im->columns[i].is && im->columns[i].is->how == ISMS__HOW_POSITION)
            return true;
    return false;
}

isms_status isms__import_choose_scale(isms__importer *im)
{
    const char *name = im->options->scale;
    bool scaled = im->profile->flags & ISMS__SCALED;
    if (name && (scaled || has_positions(im))) {
        im->method_stated = scaled;
        if (scaled && !isms__import_touch(im, ISMS_RISK_METHOD))
            return ISMS_E_NO_MEMORY;
        im->method = isms_find(im->model, ISMS_METHOD, name);
        return im->method ? ISMS_OK : make_method(im, name);
    }
    if (isms_count(im->model, ISMS_METHOD) == 1)
        im->method = isms_first(im->model, ISMS_METHOD);
    else if (scaled)
        ask(im);
    return ISMS_OK;
}

bool isms__import_multiplies(const isms__importer *im)
{
    return !im->method || isms_value(im->model, im->method, ISMS_METHOD_RULE) == ISMS_METHOD_RULE_PRODUCT;
}

/* ------------------------------------------------------------------ reading by the scale */

static bool ends_with(const char *text, const char *tail)
{
    size_t n = strlen(text), m = strlen(tail);
    return n >= m && strcmp(text + n - m, tail) == 0;
}

bool isms__import_position(isms__importer *im, isms_attribute attribute, const char *label, size_t size, int64_t *out)
{
    const char *path = isms__attribute_path(attribute);
    isms_attribute list = path && ends_with(path, "impact") ? ISMS_METHOD_IMPACT : ISMS_METHOD_LIKELIHOOD;
    size_t steps = im->method ? isms_list_count(im->model, im->method, list) : 0;
    for (size_t i = 0; i < steps; i++) {
        const char *step = isms_list_text(im->model, im->method, list, i);
        if (isms__fold_equal(label, size, step, strlen(step)) ||
            isms__fold_among(label, size, step_words((int64_t)steps, (int64_t)i))) {
            *out = (int64_t)i + 1;
            return true;
        }
    }
    return false;
}

const char *isms__import_level(isms__importer *im, const char *label, size_t size)
{
    bool loosely;
    int32_t word = isms__value_of_word(ISMS_ENUM_RATING, label, size, &loosely);
    const char *plain = word && !loosely ? isms__value_name(ISMS_ENUM_RATING, word) : NULL;
    size_t levels = im->method ? isms_list_count(im->model, im->method, ISMS_METHOD_LEVELS_ID) : 0;
    for (size_t i = 0; i < levels; i++) {
        const char *id = isms_list_text(im->model, im->method, ISMS_METHOD_LEVELS_ID, i);
        const char *name = isms_list_text(im->model, im->method, ISMS_METHOD_LEVELS_LABEL, i);
        if (isms__fold_equal(label, size, id, strlen(id)) || (name && isms__fold_equal(label, size, name, strlen(name))) ||
            (plain && isms__fold_equal(plain, strlen(plain), id, strlen(id))))
            return id;
    }
    return NULL;
}
