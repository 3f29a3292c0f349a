/* Records from lines of text. */
#include "records.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(isms_status status, const char *what)
{
    if (status != ISMS_OK)
        printf("%s: %s\n", what, isms_status_name(status));
    CU_ASSERT_FATAL(status == ISMS_OK);
}

static isms_status set_one(isms_model *m, isms_id id, isms_attribute a, const char *value)
{
    int list = isms_attribute_is_list(NULL, a);
    switch (isms_attribute_kind(NULL, a)) {
    case ISMS_KIND_REFERENCE:
        return list ? isms_add_link_key(m, id, a, value) : isms_set_link_key(m, id, a, value);
    case ISMS_KIND_BOOLEAN:
        return isms_set_boolean(m, id, a, strcmp(value, "true") == 0);
    case ISMS_KIND_DATE:
        return isms_set_day(m, id, a, isms_date_parse(value));
    case ISMS_KIND_INTEGER:
        return list ? isms_add_integer(m, id, a, atoi(value)) : isms_set_integer(m, id, a, atoi(value));
    case ISMS_KIND_REAL:
        return list ? isms_add_real(m, id, a, strtod(value, NULL)) : isms_set_real(m, id, a, strtod(value, NULL));
    default:
        return list ? isms_add_text(m, id, a, value) : isms_set_text(m, id, a, value);
    }
}

/* "path value", or of a list "path value, value". */
static void set_part(isms_model *m, isms_id id, char *part)
{
    char *value = strchr(part, ' ');
    if (!value)
        value = part + strlen(part);
    else
        *value++ = '\0';
    isms_attribute a = isms_attribute_by_path(NULL, isms_record_type(m, id), part);
    char *next = NULL;
    do {
        next = isms_attribute_is_list(NULL, a) ? strstr(value, ", ") : NULL;
        if (next)
            *next = '\0';
        require(set_one(m, id, a, value), part);
        value = next ? next + 2 : NULL;
    } while (next);
}

static void add_line(isms_model *m, char *line)
{
    char *rest = strstr(line, "; ");
    if (rest)
        *rest = '\0';
    char *key = strchr(line, ' ');
    CU_ASSERT_FATAL(key != NULL);
    *key++ = '\0';
    isms_type type = isms_type_by_name(line);
    if (strcmp(key, "+") == 0) {
        require(isms_register_set_delivered(m, type, 1), line);
        return;
    }
    isms_id id = isms_header(m);
    if (strcmp(key, "-") != 0)
        require(isms_record_create(m, type, key, &id), key);
    while (rest) {
        char *part = rest + 2;
        rest = strstr(part, "; ");
        if (rest)
            *rest = '\0';
        set_part(m, id, part);
    }
}

isms_model *test_add(isms_model *m, const char *lines)
{
    size_t size = strlen(lines) + 1;
    char *copy = malloc(size);
    memcpy(copy, lines, size);
    for (char *line = copy, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (*line)
            add_line(m, line);
    }
    free(copy);
    return m;
}

void test_set(isms_model *m, isms_id record, const char *part)
{
    char copy[500];
    snprintf(copy, sizeof copy, "%s", part);
    char *space = strchr(copy, ' ');
    if (space)
        *space = '\0';
    require(isms_clear(m, record, isms_attribute_by_path(NULL, isms_record_type(m, record), copy)), part);
    if (space) {
        *space = ' ';
        set_part(m, record, copy);
    }
}

isms_model *test_model_of(const char *lines)
{
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    return test_add(m, lines);
}

isms_id test_record(const isms_model *m, const char *type, const char *key)
{
    isms_id id = isms_find(m, isms_type_by_name(type), key);
    CU_ASSERT_NOT_EQUAL_FATAL(id, ISMS_NONE);
    return id;
}
