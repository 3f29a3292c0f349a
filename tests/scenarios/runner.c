/* Runs scenarios through the public interface and prints or compares the canonical line of each call. See README.md.
 * usage: scenario_runner [--print] FILE... */
#include "callbacks.h"

#include <cJSON.h>
#include <isms.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef union word {
    int64_t i;
    uint64_t u;
    double d;
    void *p;
    const char *s;
    void (*f)(void);
} word;

typedef struct field {
    const char *name, *kind;
    size_t offset;
} field;

typedef struct structure {
    const char *name;
    size_t size, count;
    const field *fields;
} structure;

typedef struct constant {
    const char *name;
    int64_t value;
} constant;

typedef struct function {
    const char *name, *result;
    size_t count;
    const char *const *kinds;
    void (*call)(const word *a, word *r);
} function;

#include "interface.inc"

enum { ARGUMENTS = 16, NAMES = 256, BLOCKS = 4096 };

/* A result that is printed behind the call: room that it wrote to, or what a callback collected. */
typedef struct output {
    const char *kind;
    void *at;
    long count; /* 0: one, not in an array */
    channel *bytes;
} output;

typedef struct run {
    struct {
        char name[32];
        word value;
    } names[NAMES];
    size_t name_count;
    void *blocks[BLOCKS];
    size_t block_count;
    channel *channels[BLOCKS];
    size_t channel_count;
    const channel *written; /* what the last callback that writes has collected */
    channel line;
    output outputs[ARGUMENTS];
    size_t output_count;
    const cJSON *hash; /* what # stands for */
    const char *file;
} run;

static void fail(const run *r, const char *what, const char *name)
{
    fprintf(stderr, "%s: %s%s%s\n", r->file, what, name ? ": " : "", name ? name : "");
    exit(2);
}

static void *room(run *r, size_t size)
{
    void *block = calloc(1, size ? size : 1);
    if (!block || r->block_count == BLOCKS)
        fail(r, "too many arguments", NULL);
    r->blocks[r->block_count++] = block;
    return block;
}

/* ------------------------------------------------------------------ what is printed */

static void put(run *r, const char *text)
{
    channel_write(&r->line, text, strlen(text));
}

static void put_text(run *r, const char *text, size_t size)
{
    char piece[64];
    if (size > 400) {
        uint64_t hash = 14695981039346656037u;
        for (size_t i = 0; i < size; i++)
            hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
        snprintf(piece, sizeof piece, "{\"bytes\":%zu,\"fnv1a\":\"%016llx\"}", size, (unsigned long long)hash);
        put(r, piece);
        return;
    }
    put(r, "\"");
    for (size_t i = 0; i < size; i++) {
        static const char plain[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
        const char *special = text[i] ? strchr(plain, text[i]) : NULL;
        if (special)
            snprintf(piece, sizeof piece, "\\%c", letters[special - plain]);
        else if ((unsigned char)text[i] < 0x20)
            snprintf(piece, sizeof piece, "\\u%04x", (unsigned)(unsigned char)text[i]);
        else
            snprintf(piece, sizeof piece, "%c", text[i]);
        put(r, text[i] ? piece : "\\u0000");
    }
    put(r, "\"");
}

/* The shortest digits that read back, laid out as RFC 8785 does. */
static void put_real(run *r, double value)
{
    char e[40], digits[40], out[64];
    if (isnan(value) || isinf(value)) {
        put(r, isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
        return;
    }
    if (value == 0) {
        put(r, "0");
        return;
    }
    for (int p = 0; p < 17; p++) {
        snprintf(e, sizeof e, "%.*e", p, fabs(value));
        if (strtod(e, NULL) == fabs(value)) /* exactly */
            break;
    }
    int n = 0, k = 0, exponent = atoi(strchr(e, 'e') + 1);
    for (const char *c = e; *c != 'e'; c++)
        if (*c != '.')
            digits[n++] = *c;
    digits[n] = '\0';
    if (value < 0)
        out[k++] = '-';
    if (exponent >= 0 && exponent < 21) {
        for (int i = 0; i < n || i <= exponent; i++) {
            if (i == exponent + 1)
                out[k++] = '.';
            out[k++] = i < n ? digits[i] : '0';
        }
        out[k] = '\0';
    } else if (exponent < 0 && exponent >= -7 + 1) {
        k += snprintf(out + k, sizeof out - (size_t)k, "0.%.*s%s", -exponent - 1, "000000", digits);
    } else {
        snprintf(out + k, sizeof out - (size_t)k, "%c%s%se%+d", digits[0], n > 1 ? "." : "", digits + 1, exponent);
    }
    put(r, out);
}

static void put_value(run *r, const char *kind, const void *at);

static const structure *structure_named(run *r, const char *kind)
{
    size_t n = strlen(kind) - 2;
    for (size_t i = 0; i < sizeof structures / sizeof structures[0]; i++)
        if (strlen(structures[i].name) == n && strncmp(structures[i].name, kind + 1, n) == 0)
            return &structures[i];
    fail(r, "no such structure", kind);
    return NULL;
}

static void put_structure(run *r, const structure *s, const char *at)
{
    const char *comma = "";
    put(r, "{");
    for (size_t i = 0; i < s->count; i++) {
        const field *f = &s->fields[i];
        if (strchr("iulwdbs{", f->kind[0]) == NULL || strcmp(f->name, "struct_size") == 0)
            continue;
        put(r, comma);
        put_text(r, f->name, strlen(f->name));
        put(r, ":");
        put_value(r, f->kind, at + f->offset);
        comma = ",";
    }
    put(r, "}");
}

#define LOAD(type, name)                                                                                                       \
    type name;                                                                                                                 \
    memcpy(&name, at, sizeof name)

static void put_value(run *r, const char *kind, const void *at)
{
    char out[32];
    LOAD(unsigned char, byte);
    if (kind[0] == '{') {
        put_structure(r, structure_named(r, kind), at);
    } else if (kind[0] == 'd') {
        LOAD(double, value);
        put_real(r, value);
    } else if (kind[0] == 's') {
        LOAD(const char *, text);
        if (text)
            put_text(r, text, strlen(text));
        else
            put(r, "null");
    } else if (kind[0] == 'h') {
        LOAD(void *, handle);
        put(r, handle ? "\"handle\"" : "null");
    } else {
        if (kind[0] == 'i') {
            LOAD(int32_t, value);
            snprintf(out, sizeof out, "%lld", (long long)value);
        } else if (kind[0] == 'u') {
            LOAD(uint32_t, value);
            snprintf(out, sizeof out, "%llu", (unsigned long long)value);
        } else if (kind[0] == 'l') {
            LOAD(int64_t, value);
            snprintf(out, sizeof out, "%lld", (long long)value);
        } else if (kind[0] == 'w') {
            LOAD(uint64_t, value);
            snprintf(out, sizeof out, "%llu", (unsigned long long)value);
        } else {
            snprintf(out, sizeof out, "%u", byte);
        }
        put(r, out);
    }
}

static size_t size_of(run *r, const char *kind)
{
    switch (kind[0]) {
    case 'i':
    case 'u':
        return 4;
    case 'b':
    case 'c':
        return 1;
    case '{':
        return structure_named(r, kind)->size;
    default:
        return 8;
    }
}

static void put_output(run *r, const output *o)
{
    size_t size = o->bytes ? 0 : size_of(r, o->kind);
    if (o->bytes) {
        put_text(r, o->bytes->bytes ? o->bytes->bytes : "", o->bytes->size);
    } else if (o->kind[0] == 'c') {
        put_text(r, o->at, strnlen(o->at, (size_t)(o->count ? o->count : 1)));
    } else if (!o->count) {
        put_value(r, o->kind, o->at);
    } else {
        put(r, "[");
        for (long i = 0; i < o->count; i++) {
            put(r, i ? "," : "");
            put_value(r, o->kind, (const char *)o->at + size * (size_t)i);
        }
        put(r, "]");
    }
}

static void put_result(run *r, const char *kind, word value)
{
    int32_t narrow = (int32_t)value.i;
    uint32_t wide = (uint32_t)value.u;
    if (kind[0] == '\0')
        put(r, "null");
    else if (kind[0] == 'S')
        put_text(r, isms_status_name(narrow), strlen(isms_status_name(narrow)));
    else
        put_value(r, kind,
                  kind[0] == 'i'   ? (const void *)&narrow
                  : kind[0] == 'u' ? (const void *)&wide
                                   : (const void *)&value);
}

/* ------------------------------------------------------------------ what goes in */

static word *named(run *r, const char *name)
{
    for (size_t i = 0; i < r->name_count; i++)
        if (strcmp(r->names[i].name, name) == 0)
            return &r->names[i].value;
    return NULL;
}

static void call_it(run *r, const char *name, word value)
{
    word *slot = named(r, name);
    if (!slot) {
        if (r->name_count == NAMES || strlen(name) >= sizeof r->names[0].name)
            fail(r, "too many names", name);
        snprintf(r->names[r->name_count].name, sizeof r->names[0].name, "%s", name);
        slot = &r->names[r->name_count++].value;
    }
    *slot = value;
}

static word constant_named(run *r, const char *name)
{
    word value = {0};
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++)
        if (strcmp(constants[i].name, name) == 0) {
            value.i = constants[i].value;
            return value;
        }
    fail(r, "no such constant", name);
    return value;
}

static void store(run *r, const char *kind, const cJSON *json, char *at);

static void *elements(run *r, const char *kind, const cJSON *json)
{
    size_t size = size_of(r, kind), i = 0;
    const cJSON *item;
    if (!cJSON_IsArray(json)) {
        char *one = room(r, size);
        store(r, kind, json, one);
        return one;
    }
    char *all = room(r, size * (size_t)cJSON_GetArraySize(json));
    cJSON_ArrayForEach(item, json) store(r, kind, item, all + size * i++);
    return all;
}

/* One argument or field, but for those that the call writes to. */
static word argument(run *r, const char *kind, const cJSON *json)
{
    word value = {0};
    const char *text = cJSON_GetStringValue(json);
    if (cJSON_IsNull(json))
        return value;
    if (text && text[0] == '$') {
        word *found = named(r, text + 1);
        if (!found)
            fail(r, "no such name", text);
        return *found;
    }
    if (strchr("iulwb", kind[0]))
        return text ? constant_named(r, text) : (value.i = (int64_t)json->valuedouble, value);
    if (kind[0] == 'd')
        return text ? (value.d = strtod(text, NULL), value) : (value.d = json->valuedouble, value);
    if (kind[0] == 's')
        return value.s = text, value;
    if (kind[0] == 'P')
        return value.f = (void (*)(void))channel_progress, value;
    if (kind[0] == '<' || kind[0] == '>')
        return value.p = elements(r, kind + 1, json), value;
    fail(r, "an argument does not fit", kind);
    return value;
}

static void store(run *r, const char *kind, const cJSON *json, char *at)
{
    if (kind[0] == '{') {
        const structure *s = structure_named(r, kind);
        const cJSON *member;
        uint32_t size = (uint32_t)s->size;
        if (strcmp(s->fields[0].name, "struct_size") == 0)
            memcpy(at, &size, sizeof size);
        cJSON_ArrayForEach(member, json)
        {
            size_t i = 0;
            while (i < s->count && strcmp(s->fields[i].name, member->string) != 0)
                i++;
            if (i == s->count)
                fail(r, "no such field", member->string);
            store(r, s->fields[i].kind, member, at + s->fields[i].offset);
        }
        return;
    }
    word value = argument(r, kind, json);
    int32_t narrow = (int32_t)value.i;
    unsigned char byte = (unsigned char)value.i;
    size_t size = size_of(r, kind);
    memcpy(at, size == 4 ? (const void *)&narrow : size == 1 ? (const void *)&byte : (const void *)&value, size);
}

/* "?", "?name" or "?name*5": room for results. */
static word room_for(run *r, const char *kind, const char *text, char *name)
{
    word value = {0};
    const char *star = strchr(text, '*');
    output *o = &r->outputs[r->output_count++];
    o->kind = kind + 1;
    o->count = star ? strtol(star + 1, NULL, 10) : 0;
    o->bytes = NULL;
    o->at = value.p = room(r, size_of(r, o->kind) * (size_t)(o->count ? o->count : 1));
    if (o->kind[0] == '{')
        store(r, o->kind, NULL, o->at);
    snprintf(name, 32, "%.*s", (int)(star ? star - text - 1 : 31), text + 1);
    return value;
}

static word callback(run *r, const char *kind, const char *text, channel **opened)
{
    word value = {0};
    if (kind[0] == 'E')
        return value.f = (void (*)(void))value_of_controls, value;
    if (kind[0] == 'P')
        return value.f = (void (*)(void))channel_progress, value;
    channel *c = calloc(1, sizeof *c);
    if (!c || r->channel_count == BLOCKS)
        fail(r, "too many callbacks", NULL);
    r->channels[r->channel_count++] = *opened = c;
    if (kind[0] == 'R') {
        bool again = strcmp(text, "@again") == 0 && r->written && r->written->bytes;
        channel_write(c, again ? r->written->bytes : text + 6, again ? r->written->size : strlen(text + 6));
        return value.f = (void (*)(void))channel_read, value;
    }
    r->outputs[r->output_count++] = (output){kind, NULL, 0, c};
    r->written = c;
    return value.f = (void (*)(void))channel_write, value;
}

/* ------------------------------------------------------------------ calls */

static const function *function_named(run *r, const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    fail(r, "no such function", name);
    return NULL;
}

static word value_written(run *r, const output *o)
{
    word value = {0};
    if (o->count || o->kind[0] == '{')
        return value.p = o->at, value;
    if (o->kind[0] == 'i') {
        int32_t narrow;
        memcpy(&narrow, o->at, sizeof narrow);
        return value.i = narrow, value;
    }
    memcpy(&value, o->at, size_of(r, o->kind));
    return value;
}

static void one_call(run *r, const char *name, const cJSON *step)
{
    const function *f = function_named(r, name);
    const cJSON *args = cJSON_GetObjectItem(step, "args");
    word words[ARGUMENTS] = {{0}}, result = {0};
    char names[ARGUMENTS][32] = {{0}};
    channel *opened = NULL;
    if ((size_t)cJSON_GetArraySize(args) != f->count || f->count > ARGUMENTS)
        fail(r, "wrong number of arguments", name);
    r->output_count = 0;
    for (size_t i = 0; i < f->count; i++) {
        const cJSON *json = cJSON_GetArrayItem(args, (int)i);
        const char *text = cJSON_GetStringValue(json);
        if (text && strcmp(text, "#") == 0)
            json = r->hash, text = cJSON_GetStringValue(json);
        if (f->kinds[i][0] == '>' && text && text[0] == '?')
            words[i] = room_for(r, f->kinds[i], text, names[r->output_count]);
        else if (text && text[0] == '@' && strchr("WRPE", f->kinds[i][0]))
            words[i] = callback(r, f->kinds[i], text, &opened);
        else if (f->kinds[i][0] == 'v')
            words[i].p = opened;
        else
            words[i] = argument(r, f->kinds[i], json);
    }
    f->call(words, &result);
    put(r, "[");
    put_text(r, name, strlen(name));
    put(r, ",");
    put_result(r, f->result, result);
    for (size_t i = 0; i < r->output_count; i++) {
        put(r, ",");
        put_output(r, &r->outputs[i]);
        if (names[i][0] && !r->outputs[i].bytes)
            call_it(r, names[i], value_written(r, &r->outputs[i]));
    }
    put(r, "]\n");
    const char *as = cJSON_GetStringValue(cJSON_GetObjectItem(step, "as"));
    if (as)
        call_it(r, as, result);
}

static void one_step(run *r, const cJSON *step)
{
    const cJSON *calls = cJSON_GetObjectItem(step, "calls"), *call;
    if (!calls)
        one_call(r, cJSON_GetStringValue(cJSON_GetObjectItem(step, "call")), step);
    cJSON_ArrayForEach(call, calls) one_call(r, cJSON_GetStringValue(call), step);
}

static void all_steps(run *r, const cJSON *steps)
{
    const cJSON *step;
    cJSON_ArrayForEach(step, steps)
    {
        const cJSON *values = cJSON_GetObjectItem(step, "for");
        if (!values)
            one_step(r, step);
        cJSON_ArrayForEach(r->hash, values) one_step(r, step);
    }
}

/* ------------------------------------------------------------------ files */

static char *contents(const char *path)
{
    FILE *file = fopen(path, "rb");
    channel c = {0};
    char piece[4096];
    for (size_t n; file && (n = fread(piece, 1, sizeof piece, file)) > 0;)
        channel_write(&c, piece, n);
    if (file)
        fclose(file);
    channel_write(&c, "", 1);
    return c.bytes;
}

/* Says where the lines first differ from those that are expected. */
static int compare(const char *path, const char *lines, const cJSON *expected)
{
    const cJSON *line;
    int number = 0;
    cJSON_ArrayForEach(line, expected)
    {
        const char *want = cJSON_GetStringValue(line);
        size_t n = strcspn(lines, "\n");
        number++;
        if (!want || strlen(want) != n || strncmp(want, lines, n) != 0) {
            printf("%s: call %d\n  expected %s\n  has      %.*s\n", path, number, want ? want : "", (int)n, lines);
            return 1;
        }
        lines += n + (lines[n] == '\n');
    }
    if (*lines)
        printf("%s: more calls than are expected: %.*s\n", path, (int)strcspn(lines, "\n"), lines);
    return *lines != '\0';
}

static int one_file(const char *path, int print)
{
    run *r = calloc(1, sizeof *r);
    char *text = contents(path);
    cJSON *json = cJSON_Parse(text);
    int bad = 0;
    if (!r)
        return 2;
    r->file = path;
    if (!json)
        fail(r, "this is no JSON", NULL);
    all_steps(r, cJSON_GetObjectItem(json, "steps"));
    channel_write(&r->line, "", 1);
    if (print)
        fputs(r->line.bytes, stdout);
    else
        bad = compare(path, r->line.bytes, cJSON_GetObjectItem(json, "expect"));
    for (size_t i = 0; i < r->block_count; i++)
        free(r->blocks[i]);
    for (size_t i = 0; i < r->channel_count; i++) {
        free(r->channels[i]->bytes);
        free(r->channels[i]);
    }
    free(r->line.bytes);
    cJSON_Delete(json);
    free(text);
    free(r);
    return bad;
}

int main(int argc, char **argv)
{
    int print = argc > 1 && strcmp(argv[1], "--print") == 0, bad = 0;
    for (int i = 1 + print; i < argc; i++)
        bad += one_file(argv[i], print);
    if (bad)
        puts("Where the new bytes are right: cmake --build build --target scenarios_refresh");
    if (!print)
        printf("%d scenarios, %d differ\n", argc - 1, bad);
    return bad != 0;
}
