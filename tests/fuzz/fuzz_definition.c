/* Definitions written as text: what is taken gives a whole object, what is not is refused. The first line says what it is. */
#include "fuzz.h"

static void try_method(const char *text)
{
    isms_method *method = NULL, *again = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_method_parse("fuzz", 1, text, NULL, problems, &method);
    PROMISED((status == ISMS_OK) == (method != NULL));
    if (method) {
        PROMISED(isms_method_step_count(method) >= 0);
        PROMISED(isms_method_parse("fuzz", 1, isms_method_definition(method), NULL, NULL, &again) == ISMS_OK);
    }
    isms_method_free(again);
    isms_method_free(method);
    isms_diagnostics_free(problems);
}

static void try_matrix(const char *text)
{
    isms_matrix *matrix = NULL;
    isms_lint *lint = NULL;
    if (isms_matrix_parse(text, NULL, NULL, &matrix) == ISMS_OK)
        PROMISED(isms_lint_matrix(matrix, NULL, NULL, &lint) == ISMS_OK);
    isms_lint_free(lint);
    isms_matrix_free(matrix);
}

static void try_scale(const char *text)
{
    isms_scale *scale = NULL;
    isms_criteria *criteria = NULL;
    isms_scale_parse(text, NULL, NULL, &scale);
    isms_scale_free(scale);
    PROMISED(isms_scale_parse("low,medium,high", NULL, NULL, &scale) == ISMS_OK);
    isms_criteria_parse(scale, text, NULL, &criteria);
    isms_criteria_free(criteria);
    isms_scale_free(scale);
}

static void try_facts(const char *text)
{
    isms_facts *facts = isms_facts_new(NULL);
    PROMISED(facts);
    isms_facts_parse(facts, text);
    isms_facts_free(facts);
}

static void try_date(const char *text)
{
    char again[16];
    isms_day day = isms_date_parse(text);
    isms_date_format(day, again);
    PROMISED(!day || isms_date_parse(again) == day);
}

static void try_vector(const char *text)
{
    isms_cvss score = ISMS_CVSS_INIT;
    isms_cvss_base(text, 0, &score);
}

static const struct {
    const char *name;
    void (*call)(const char *text);
} kinds[] = {{"method", try_method}, {"matrix", try_matrix}, {"scale", try_scale},
             {"facts", try_facts},   {"date", try_date},     {"vector", try_vector}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = memchr(data, '\n', size);
    size_t name = end ? (size_t)(end - data) : size;
    char *text = calloc(size - name + 1, 1);
    PROMISED(text);
    if (end)
        memcpy(text, end + 1, size - name - 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i].name) == name && memcmp(kinds[i].name, data, name) == 0)
            kinds[i].call(text);
    free(text);
    return 0;
}
