/* Runs golden cases of risk methods (FILE.tsv) through the public interface and counts those that pass. */
#include "risk_cases.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PAIRS = 64, MOST_ROWS = 100000 };

typedef struct pair {
    const char *key, *value;
    const char *peer; /* set where the value is a peer's: what libisms says instead */
} pair;

struct case_row {
    const char *id, *method, *tolerance;
    pair inputs[MOST_PAIRS], expected[MOST_PAIRS];
    size_t input_count, expected_count;
};

struct case_output {
    pair values[MOST_PAIRS];
    size_t count;
    const char *error;
};

static case_row *rows;
static size_t row_count;

/* Memory: blocks are chained and given back when the program ends. */

typedef union block {
    union block *next;
    max_align_t align;
} block;

static block *blocks;

void *case_memory(size_t size)
{
    block *b = calloc(1, sizeof *b + size);
    if (!b) {
        fputs("risk_cases: out of memory\n", stderr);
        exit(2);
    }
    b->next = blocks;
    blocks = b;
    return b + 1;
}

static void free_memory(void)
{
    while (blocks) {
        block *next = blocks->next;
        free(blocks);
        blocks = next;
    }
}

static char *copy(const char *text, size_t size)
{
    char *p = case_memory(size + 1);
    memcpy(p, text, size);
    return p;
}

/* Texts into parts and numbers. */

size_t case_split(const char *text, char separator, const char *const **parts)
{
    size_t n = 1, i = 0;
    for (const char *p = text; *p; p++)
        n += *p == separator;
    const char **out = case_memory(n * sizeof *out);
    *parts = out;
    if (!*text)
        return 0;
    for (;;) {
        const char *end = strchr(text, separator);
        out[i++] = copy(text, end ? (size_t)(end - text) : strlen(text));
        if (!end)
            return n;
        text = end + 1;
    }
}

bool case_parse_real(const char *text, double *value)
{
    char *end;
    while (*text == ' ')
        text++;
    if (!*text)
        return false;
    *value = strtod(text, &end);
    while (*end == ' ')
        end++;
    return *end == '\0';
}

/* One element of a list: "3", "1..100" or "0 x96". Returns how many numbers it stands for; the k-th is first + k * step. */
static size_t element(const char *text, double *first, double *step)
{
    const char *dots = strstr(text, ".."), *times = strstr(text, " x");
    double last;
    *step = 0;
    if (dots && case_parse_real(copy(text, (size_t)(dots - text)), first) && case_parse_real(dots + 2, &last) &&
        last >= *first) {
        *step = 1;
        return (size_t)(last - *first) + 1;
    }
    if (times && case_parse_real(copy(text, (size_t)(times - text)), first))
        return (size_t)strtoul(times + 2, NULL, 10);
    return case_parse_real(text, first) ? 1 : 0;
}

size_t case_split_reals(const char *text, const double **values)
{
    const char *const *parts;
    size_t n = case_split(text, ',', &parts), total = 0, k = 0;
    double first, step;
    for (size_t i = 0; i < n; i++)
        total += element(parts[i], &first, &step);
    double *out = case_memory((total + 1) * sizeof *out);
    for (size_t i = 0; i < n; i++) {
        size_t count = element(parts[i], &first, &step);
        for (size_t j = 0; j < count; j++)
            out[k++] = first + (double)j * step;
    }
    *values = out;
    return total;
}

/* Inputs. */

static const pair *find(const pair *pairs, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].key, key) == 0)
            return &pairs[i];
    return NULL;
}

const char *case_text(const case_row *row, const char *key)
{
    const pair *p = find(row->inputs, row->input_count, key);
    return p ? p->value : NULL;
}

double case_real(const case_row *row, const char *key, double otherwise)
{
    const char *text = case_text(row, key);
    double value;
    return text && case_parse_real(text, &value) ? value : otherwise;
}

int32_t case_integer(const case_row *row, const char *key, int32_t otherwise)
{
    double value = case_real(row, key, otherwise);
    return value >= INT32_MIN && value <= INT32_MAX ? (int32_t)value : otherwise;
}

uint64_t case_word(const case_row *row, const char *key, int base)
{
    const char *text = case_text(row, key);
    return text ? strtoull(text, NULL, base) : 0;
}

size_t case_reals(const case_row *row, const char *key, const double **values)
{
    const char *text = case_text(row, key);
    return case_split_reals(text ? text : "", values);
}

size_t case_words(const case_row *row, const char *key, char separator, const char *const **words)
{
    const char *text = case_text(row, key);
    return case_split(text ? text : "", separator, words);
}

const char *case_id(const case_row *row)
{
    return row->id;
}

const char *case_method_of(const case_row *row)
{
    return row->method;
}

const case_row *case_row_by_id(const char *id)
{
    for (size_t i = 0; i < row_count; i++)
        if (strcmp(rows[i].id, id) == 0)
            return &rows[i];
    return NULL;
}

const char *case_expected(const case_row *row, const char *key)
{
    const pair *p = find(row->expected, row->expected_count, key);
    return p ? p->value : NULL;
}

size_t case_expected_keys(const case_row *row, const char *const **keys)
{
    const char **out = case_memory((row->expected_count + 1) * sizeof *out);
    for (size_t i = 0; i < row->expected_count; i++)
        out[i] = row->expected[i].key;
    *keys = out;
    return row->expected_count;
}

/* Outputs. */

static void put(case_output *out, const char *key, const char *value, const char *peer)
{
    if (out->count < MOST_PAIRS)
        out->values[out->count++] = (pair){copy(key, strlen(key)), value, peer};
}

void case_put_text(case_output *out, const char *key, const char *value)
{
    put(out, key, value ? copy(value, strlen(value)) : "(null)", NULL);
}

static char *real_text(double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.17g", value);
    return copy(text, strlen(text));
}

void case_put_real(case_output *out, const char *key, double value)
{
    put(out, key, real_text(value), NULL);
}

void case_put_integer(case_output *out, const char *key, int64_t value)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, value);
    case_put_text(out, key, text);
}

void case_put_boolean(case_output *out, const char *key, bool value)
{
    put(out, key, value ? "true" : "false", NULL);
}

void case_put_reals(case_output *out, const char *key, const double *values, size_t count)
{
    char *text = case_memory(count * 26 + 1), *p = text;
    for (size_t i = 0; i < count; i++)
        p += sprintf(p, "%s%.17g", i ? "," : "", values[i]);
    put(out, key, text, NULL);
}

void case_put_error(case_output *out, const char *code)
{
    if (!out->error)
        out->error = copy(code, strlen(code));
}

bool case_failed(case_output *out, isms_status status)
{
    if (status >= 0)
        return false;
    if (status == ISMS_E_RANGE) {
        case_put_error(out, "out_of_range");
        return true;
    }
    const char *name = isms_status_name(status);
    char *code = copy(name, strlen(name));
    for (char *p = code; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    case_put_error(out, strncmp(code, "e_", 2) == 0 ? code + 2 : code);
    return true;
}

isms_distribution *case_distribution(const case_row *row, case_output *out, isms_law law, const char *const *keys, size_t count)
{
    double parameters[4] = {0};
    isms_distribution *d = NULL;
    for (size_t i = 0; i < count; i++)
        parameters[i] = case_real(row, keys[i], NAN);
    case_failed(out, isms_distribution_new(law, parameters, count, NULL, NULL, &d));
    return d;
}

void case_put_peer(case_output *out, const char *key, double value, const char *ours)
{
    put(out, key, real_text(value), copy(ours, strlen(ours)));
}

/* Comparison. */

typedef struct tolerance {
    double absolute, relative;
} tolerance;

/* "exact", "abs:1e-9", "rel:1e-12", or several of them with the keys that they are for: "abs:1e-15 for u; rel:1e-12 for z". */
static tolerance tolerance_of(const char *text, const char *key)
{
    tolerance t = {0, 0};
    const char *const *parts;
    size_t n = case_split(text, ';', &parts);
    for (size_t i = 0; i < n; i++) {
        const char *part = parts[i] + strspn(parts[i], " "), *scope = strstr(part, " for ");
        if (scope && strncmp(key, scope + 5, strlen(scope + 5)) != 0)
            continue;
        if (strncmp(part, "abs:", 4) == 0)
            t.absolute = strtod(part + 4, NULL);
        else if (strncmp(part, "rel:", 4) == 0)
            t.relative = strtod(part + 4, NULL);
    }
    return t;
}

static bool same_piece(const char *expected, const char *got, tolerance t)
{
    double a, b;
    if (!case_parse_real(expected, &a) || !case_parse_real(got, &b))
        return strcmp(expected, got) == 0;
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b);
    return a == b || fabs(a - b) <= t.absolute || fabs(a - b) <= t.relative * fabs(a);
}

/* Lists and tables are compared piece by piece; the separators have to be the same. */
static bool same_value(const char *expected, const char *got, tolerance t)
{
    static const char separators[] = ",|:";
    for (;;) {
        size_t n = strcspn(expected, separators), m = strcspn(got, separators);
        if (!same_piece(copy(expected, n), copy(got, m), t) || expected[n] != got[m])
            return false;
        if (!expected[n])
            return true;
        expected += n + 1;
        got += m + 1;
    }
}

static bool fail(const case_row *row, const char *key, const char *expected, const char *got)
{
    printf("FAIL %s (%s): %s is %s, expected %s\n", row->id, row->method, key, got, expected);
    return false;
}

static bool compare(const case_row *row, const case_output *out)
{
    bool passed = true;
    for (size_t i = 0; i < row->expected_count; i++) {
        const pair *want = &row->expected[i];
        bool is_error = strcmp(want->key, "error") == 0;
        if (is_error || out->error) {
            const char *expected = is_error ? want->value : "no error";
            return (out->error && strcmp(expected, out->error) == 0) ||
                   fail(row, "error", expected, out->error ? out->error : "not raised");
        }
        const pair *got = find(out->values, out->count, want->key);
        if (!got)
            passed = fail(row, want->key, want->value, "not put out");
        else if (!same_value(want->value, got->value, tolerance_of(row->tolerance, want->key)))
            passed = fail(row, want->key, want->value, got->value);
        else if (got->peer)
            printf("peer %s: %s = %s is what the peer shows; libisms says %s\n", row->id, want->key, got->value, got->peer);
    }
    return passed;
}

static const case_method *method_by_name(const char *name)
{
    const case_method *const tables[] = {case_methods_qualitative, case_methods_effect, case_methods_quantitative,
                                         case_methods_annual};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const case_method *m = tables[i]; m->name; m++)
            if (strcmp(m->name, name) == 0)
                return m;
    return NULL;
}

static bool is_preset(const char *name)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_METHOD); i++)
        if (strcmp(isms_preset_id(ISMS_PRESET_METHOD, i), name) == 0)
            return true;
    return false;
}

static bool run(const case_row *row)
{
    const case_method *method = method_by_name(row->method);
    if (!method && !is_preset(row->method))
        return fail(row, "method", "one that exists", "unknown");
    case_output *out = case_memory(sizeof *out);
    if (method)
        method->run(row, out);
    else
        case_run_preset(row, out);
    return compare(row, out);
}

/* The file. */

static size_t read_pairs(char *text, pair *pairs)
{
    size_t n = 0;
    while (text && *text && n < MOST_PAIRS) {
        char *next = strchr(text, ';');
        if (next)
            *next++ = '\0';
        char *equals = strchr(text, '=');
        if (equals) {
            *equals = '\0';
            pairs[n++] = (pair){text, equals + 1, NULL};
        }
        text = next;
    }
    return n;
}

static bool read_row(char *line, case_row *row)
{
    char *columns[5] = {line, NULL, NULL, NULL, NULL};
    for (size_t i = 1; i < 5; i++) {
        char *tab = columns[i - 1] ? strchr(columns[i - 1], '\t') : NULL;
        if (tab) {
            *tab = '\0';
            columns[i] = tab + 1;
        }
    }
    if (!columns[4])
        return false;
    columns[4][strcspn(columns[4], "\t")] = '\0';
    row->id = columns[0];
    row->method = columns[1];
    row->input_count = read_pairs(columns[2], row->inputs);
    row->expected_count = read_pairs(columns[3], row->expected);
    row->tolerance = columns[4];
    return row->expected_count > 0;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t size = 0, capacity = 0;
    char *text = NULL;
    for (;;) {
        if (capacity - size < 65536) {
            capacity = capacity * 2 + 131072;
            char *grown = case_memory(capacity);
            if (size)
                memcpy(grown, text, size);
            text = grown;
        }
        size_t n = fread(text + size, 1, capacity - size - 1, file);
        if (n == 0)
            break;
        size += n;
    }
    fclose(file);
    text[size] = '\0';
    return text;
}

/* Reads all rows; those that are not of the format are counted as failed. */
static size_t read_rows(char *text)
{
    size_t lines = 1, bad = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    rows = case_memory((lines < MOST_ROWS ? lines : MOST_ROWS) * sizeof *rows);
    for (char *line = text; line && row_count < MOST_ROWS;) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        line[strcspn(line, "\r")] = '\0';
        if (*line && *line != '#' && strncmp(line, "case_id\t", 8) != 0) {
            if (read_row(line, &rows[row_count])) {
                row_count++;
            } else {
                printf("FAIL %s: not a row of this format\n", line);
                bad++;
            }
        }
        line = next;
    }
    return bad;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: risk_cases FILE.tsv\n", stderr);
        return 2;
    }
    char *text = read_file(argv[1]);
    if (!text) {
        fprintf(stderr, "risk_cases: cannot read %s\n", argv[1]);
        free_memory();
        return 2;
    }
    size_t failed = read_rows(text), passed = 0;
    for (size_t i = 0; i < row_count; i++) {
        if (run(&rows[i]))
            passed++;
        else
            failed++;
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    free_memory();
    return failed ? 1 : 0;
}
