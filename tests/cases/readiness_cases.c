/* Runs golden cases of the pre-audit, one JSON object a line: document, as_of, stage, expected lines; nothing else may fire. */
#include <isms.h>

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct lines {
    char **text;
    size_t count, capacity;
} lines;

static void add_line(lines *list, const char *text)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->text = realloc(list->text, list->capacity * sizeof *list->text);
    }
    char *copy = list->text ? malloc(strlen(text) + 1) : NULL;
    if (!copy) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    strcpy(copy, text);
    list->text[list->count++] = copy;
}

static void free_lines(lines *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->text[i]);
    free(list->text);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_lines(lines *list)
{
    if (list->count)
        qsort(list->text, list->count, sizeof *list->text, compare);
}

/* What the reader refuses counts as found: the rule, the id, `error`; each once. */
static void add_refusals(const isms_diagnostics *problems, lines *got)
{
    char line[400];
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++) {
        const char *record = isms_diagnostics_record(problems, i), *key = strchr(record, ' ');
        snprintf(line, sizeof line, "%s %s error", isms_diagnostics_rule(problems, i), key ? key + 1 : "-");
        size_t k = 0;
        while (k < got->count && strcmp(got->text[k], line) != 0)
            k++;
        if (k == got->count)
            add_line(got, line);
    }
}

static void add_results(const isms_audit *audit, lines *got)
{
    for (size_t i = 0; i < isms_audit_count(audit); i++) {
        const char *classifier = isms_audit_classifier(audit, i), *targets = isms_audit_targets(audit, i);
        size_t size = strlen(targets) + 200;
        char *line = malloc(size);
        if (!line)
            exit(2);
        snprintf(line, size, "%s %s %s%s%s", isms_audit_rule(audit, i), targets, isms_audit_outcome(audit, i),
                 *classifier ? " " : "", classifier);
        add_line(got, line);
        free(line);
    }
}

static const char *text_of(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsString(item) ? item->valuestring : "";
}

/* Loads the document, audits it, and lists what was found. */
static void run_case(const cJSON *object, lines *got)
{
    isms_model *model = NULL;
    isms_audit *audit = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    char *document = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(object, "document"));
    options.as_of = isms_date_parse(text_of(object, "as_of"));
    options.stage = isms_stage_by_name(text_of(object, "stage"));
    isms_status status = document ? isms_model_new(NULL, &model) : ISMS_E_SYNTAX;
    if (status == ISMS_OK)
        status = isms_model_read_text(model, "json", document, strlen(document), NULL, problems);
    if (status < 0)
        add_refusals(problems, got);
    else
        status = isms_audit_run(model, &options, NULL, &audit);
    if (audit)
        add_results(audit, got);
    else if (got->count == 0)
        add_line(got, isms_status_name(status));
    isms_audit_free(audit);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    cJSON_free(document);
}

static int same(const lines *a, const lines *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->text[i], b->text[i]) != 0)
            return 0;
    return 1;
}

static int try_line(const char *text, size_t number)
{
    lines expected = {0}, got = {0};
    cJSON *object = cJSON_Parse(text);
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, "expected"), *item;
    if (!cJSON_IsArray(list)) {
        printf("line %zu: not a case\n", number);
        cJSON_Delete(object);
        return 0;
    }
    cJSON_ArrayForEach(item, list) add_line(&expected, cJSON_IsString(item) ? item->valuestring : "");
    run_case(object, &got);
    sort_lines(&expected);
    sort_lines(&got);
    int good = same(&expected, &got);
    if (!good) {
        printf("%s: %s\n", text_of(object, "case_id"), text_of(object, "title"));
        for (size_t i = 0; i < expected.count; i++)
            printf("    expected %s\n", expected.text[i]);
        for (size_t i = 0; i < got.count; i++)
            printf("    got      %s\n", got.text[i]);
    }
    free_lines(&expected);
    free_lines(&got);
    cJSON_Delete(object);
    return good;
}

/* The next line of any length, without its end; NULL at the end of the file. */
static char *next_line(FILE *file)
{
    size_t size = 0, capacity = 4096;
    char *line = malloc(capacity);
    int c = EOF;
    while (line && (c = getc(file)) != EOF && c != '\n') {
        line[size++] = (char)c;
        if (size == capacity)
            line = realloc(line, capacity *= 2);
    }
    if (!line)
        exit(2);
    if (c == EOF && size == 0) {
        free(line);
        return NULL;
    }
    line[size] = '\0';
    return line;
}

int main(int argc, char **argv)
{
    size_t passed = 0, failed = 0, number = 0;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fputs("usage: readiness_cases FILE.jsonl\n", stderr);
        return 2;
    }
    for (char *line; (line = next_line(file)) != NULL; free(line)) {
        number++;
        if (line[strspn(line, " \t\r")] == '\0')
            continue;
        if (try_line(line, number))
            passed++;
        else
            failed++;
    }
    fclose(file);
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed ? 1 : 0;
}
