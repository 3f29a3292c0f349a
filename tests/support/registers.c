/* Imports under test. */
#include "registers.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

setting setting_new(void)
{
    setting s = {NULL, isms_diagnostics_new(NULL), NULL, ISMS_IMPORT_OPTIONS_INIT};
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &s.model), ISMS_OK);
    return s;
}

void setting_free(setting *s)
{
    isms_import_free(s->result);
    isms_diagnostics_free(s->problems);
    isms_model_free(s->model);
}

uint64_t rows_of(const setting *s, isms_import_outcome outcome)
{
    return isms_import_rows_of(s->result, 0, outcome);
}

/* Each row is accounted for once. */
void accounts(const isms_import *result)
{
    for (size_t i = 0; i < isms_import_count(result); i++) {
        uint64_t sum = 0;
        for (isms_import_outcome o = ISMS_IMPORT_CREATED; o <= ISMS_IMPORT_SKIPPED; o++)
            sum += isms_import_rows_of(result, i, o);
        CU_ASSERT_EQUAL(sum, isms_import_rows(result, i));
    }
}

isms_status take(setting *s, const char *name, const char *text)
{
    isms_import_free(s->result);
    s->result = NULL;
    isms_diagnostics_clear(s->problems);
    isms_status status = isms_import_text(s->model, name, text, strlen(text), &s->options, s->problems, &s->result);
    accounts(s->result);
    return status;
}

void says(const setting *s, const char *rule, const char *part)
{
    for (size_t i = 0; i < isms_diagnostics_count(s->problems); i++)
        if (strcmp(isms_diagnostics_rule(s->problems, i), rule) == 0 && strstr(isms_diagnostics_line(s->problems, i), part)) {
            CU_PASS("said");
            return;
        }
    printf("nobody says %s \"%s\":\n", rule, part);
    for (size_t i = 0; i < isms_diagnostics_count(s->problems); i++)
        printf("    %s\n", isms_diagnostics_line(s->problems, i));
    CU_FAIL("not said");
}

/* The attribute of a record as text, lists parted by ','. */
static const char *value_of(const setting *s, isms_type type, const char *key, const char *path)
{
    static char out[1000];
    isms_id id = isms_find(s->model, type, key);
    isms_attribute a = isms_attribute_by_path(NULL, type, path);
    const isms_model *m = s->model;
    out[0] = '\0';
    if (!id || !a || !isms_has(m, id, a))
        return id && a ? "(none)" : "(no such record or attribute)";
    size_t n = isms_attribute_is_list(NULL, a) ? isms_list_count(m, id, a) : 1;
    for (size_t i = 0; i < n; i++) {
        char item[300] = "";
        bool list = isms_attribute_is_list(NULL, a);
        int64_t integer = 0;
        double real = 0;
        const char *amount = "", *currency = "";
        switch (isms_attribute_kind(NULL, a)) {
        case ISMS_KIND_INTEGER:
            if (list)
                isms_list_integer(m, id, a, i, &integer);
            else
                isms_get_integer(m, id, a, &integer);
            snprintf(item, sizeof item, "%lld", (long long)integer);
            break;
        case ISMS_KIND_REAL:
            isms_get_real(m, id, a, &real);
            snprintf(item, sizeof item, "%d/1000", (int)(real * 1000 + 0.5));
            break;
        case ISMS_KIND_BOOLEAN:
            snprintf(item, sizeof item, "%s", isms_boolean(m, id, a, 0) ? "yes" : "no");
            break;
        case ISMS_KIND_DATE:
            isms_date_format(isms_day_of(m, id, a), item);
            break;
        case ISMS_KIND_MONEY:
            isms_get_money(m, id, a, &amount, &currency);
            snprintf(item, sizeof item, "%s %s", amount, currency);
            break;
        case ISMS_KIND_ENUM:
            snprintf(item, sizeof item, "%s",
                     isms_value_name(NULL, isms_attribute_target(NULL, a),
                                     list ? isms_list_value(m, id, a, i) : isms_value(m, id, a)));
            break;
        case ISMS_KIND_REFERENCE:
            snprintf(item, sizeof item, "%s", list ? isms_list_key(m, id, a, i) : isms_link_key(m, id, a));
            break;
        default:
            snprintf(item, sizeof item, "%s", list ? isms_list_text(m, id, a, i) : isms_text(m, id, a));
        }
        size_t used = strlen(out);
        snprintf(out + used, sizeof out - used, "%s%s", i ? "," : "", item);
    }
    return out;
}

void has(const setting *s, isms_type type, const char *key, const char *path, const char *expected)
{
    const char *value = value_of(s, type, key, path);
    CU_ASSERT_STRING_EQUAL(value, expected);
    if (strcmp(value, expected) != 0)
        printf("%s %s %s: %s instead of %s\n", isms_type_name(type), key, path, value, expected);
}

void keeps(const setting *s, isms_type type, const char *key, const char *expected)
{
    const char *json = isms_record_unknown(s->model, isms_find(s->model, type, key));
    CU_ASSERT_STRING_EQUAL(json ? json : "", expected);
    if (strcmp(json ? json : "", expected) != 0)
        printf("%s %s keeps %s\n", isms_type_name(type), key, json ? json : "nothing");
}
