/* Schema: what must hold of each line of schema.def, and that the calls walk through all of it. */
#include "test.h"

#include "schema/schema.h"

#include <ctype.h>

/* Says which line a check failed at; CUnit would only name this file. */
static bool holds(bool condition, const char *type, const char *path, const char *what)
{
    if (!condition)
        fprintf(stderr, "%s %s: %s\n", type, path, what);
    CU_ASSERT(condition);
    return condition;
}

static const char *type_name(const isms__attribute *a)
{
    return isms_type_name(a->id / 1000);
}

#define EACH_TYPE(t) (const isms__type *t = isms__types; t < isms__types + isms__type_count; t++)
#define EACH_ATTRIBUTE(t, a)                                                                                                   \
    (const isms__attribute *a = isms__attributes_of(t); a < isms__attributes_of(t) + isms__columns(t); a++)

static bool snake_case(const char *s, size_t n, bool upper)
{
    if (n == 0 || !(upper ? isupper((unsigned char)s[0]) : islower((unsigned char)s[0])) || s[n - 1] == '_')
        return false;
    for (size_t i = 1; i < n; i++) {
        bool letter = upper ? isupper((unsigned char)s[i]) : islower((unsigned char)s[i]);
        if (!letter && !isdigit((unsigned char)s[i]) && !(s[i] == '_' && s[i - 1] != '_'))
            return false;
    }
    return true;
}

/* Length of the path without its last segment and the point before it; 0 where it has one segment. */
static size_t parent_size(const char *path)
{
    const char *point = strrchr(path, '.');
    return point ? (size_t)(point - path) : 0;
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static size_t segment_name(const char *segment)
{
    return strcspn(segment, ".[");
}

static void segments_are_snake_case(const isms__attribute *a)
{
    for (const char *s = a->path; s; s = strchr(s, '.') ? strchr(s, '.') + 1 : NULL) {
        size_t n = segment_name(s), whole = strcspn(s, ".");
        holds(snake_case(s, n, false), type_name(a), a->path, "is not snake_case");
        holds(whole == n || (whole == n + 2 && strncmp(s + n, "[]", 2) == 0), type_name(a), a->path, "has odd brackets");
    }
}

static void names_are_snake_case(void)
{
    for
        EACH_TYPE(t)
        {
            holds(snake_case(t->name, strlen(t->name), false), t->name, "", "is not snake_case");
            holds(snake_case(t->plural, strlen(t->plural), false), t->plural, "", "is not snake_case");
        for
            EACH_ATTRIBUTE(t, a)
        segments_are_snake_case(a);
        }
    for (int32_t e = 1; e < 128; e++) {
        const char *name = isms_enum_name(NULL, e);
        if (name)
            holds(snake_case(name, strlen(name), false), "enumeration", name, "is not snake_case");
        for (int32_t v = isms_value_next(NULL, e, 0); v; v = isms_value_next(NULL, e, v)) {
            const char *value = isms_value_name(NULL, e, v);
            size_t n = strlen(value);
            holds(snake_case(value, n, false) || snake_case(value, n, true), name, value,
                  "is neither snake_case nor UPPER_CASE");
        }
    }
}

/* The member name, so that `origin` and `origin[]` are the same. */
static bool same_member(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        if (strncmp(a, "[]", 2) == 0)
            a += 2;
        if (strncmp(b, "[]", 2) == 0)
            b += 2;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
    return (!*a || strcmp(a, "[]") == 0) && (!*b || strcmp(b, "[]") == 0);
}

static void no_member_name_stands_for_two_attributes(void)
{
    CU_ASSERT(same_member("origin", "origin[]") && same_member("a[].b", "a.b"));
    CU_ASSERT(!same_member("origin", "origins[]") && !same_member("a.b", "a") && !same_member("target_level", "target.level"));
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
        for (const isms__attribute *b = isms__attributes_of(t); b < a; b++)
            holds(!same_member(a->path, b->path), t->name, a->path, "has the member name of another attribute");
}

static void no_two_registers_have_a_name_in_common(void)
{
    for
        EACH_TYPE(t)
    for (const isms__type *u = isms__types; u < t; u++) {
        holds(strcmp(t->plural, u->plural) != 0, t->plural, "", "names two registers");
        if (!((t->flags | u->flags) & ISMS__FLAG_HEADER))
            holds(strcmp(t->name, u->name) && strcmp(t->name, u->plural) && strcmp(t->plural, u->name), t->name, "",
                  "names two types");
    }
}

static const isms__attribute *before(const isms__type *t, const isms__attribute *a, size_t size)
{
    for (const isms__attribute *b = isms__attributes_of(t); b < a; b++)
        if (strlen(b->path) == size && strncmp(b->path, a->path, size) == 0)
            return b;
    return NULL;
}

static void a_group_stands_before_its_members(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
            {
                size_t size = parent_size(a->path);
                const isms__attribute *group = size ? before(t, a, size) : NULL;
                holds(!size || (group && group->kind == ISMS_KIND_GROUP), t->name, a->path, "has no group before it");
                if (a->kind != ISMS_KIND_GROUP)
                    continue;
                bool next = a + 1 < isms__attributes_of(t) + isms__columns(t) && parent_size(a[1].path) == strlen(a->path);
                holds(next, t->name, a->path, "is a group whose members do not follow it");
            }
}

static void what_is_repeated_is_a_list(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
            {
                const char *repeated = strstr(a->path, "[]");
                if (repeated) {
                    holds(isms__is_list(a), t->name, a->path, "is repeated and no list");
                    holds(!strstr(repeated + 2, "[]"), t->name, a->path, "is repeated in two ways");
                    holds(a->kind != ISMS_KIND_TABLE, t->name, a->path, "is a repeated table");
                }
                holds(a->kind != ISMS_KIND_GROUP || isms__is_list(a) == ends_with(a->path, "[]"), t->name, a->path,
                      "is a group whose brackets and flag disagree");
                holds(!ends_with(a->path, "[]") || a->kind == ISMS_KIND_GROUP, t->name, a->path,
                      "has brackets and is no group");
            }
}

static void targets_exist(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
            {
                if (a->kind == ISMS_KIND_ENUM) {
                    holds(isms_enum_name(NULL, a->target) && isms_value_next(NULL, a->target, 0), t->name, a->path,
                          "has no values");
                } else if (a->kind == ISMS_KIND_REFERENCE) {
                    const isms__type *target = isms__type_get(a->target);
                    if (holds(target && !(target->flags & ISMS__FLAG_HEADER), t->name, a->path, "refers to no register"))
                        holds(!(target->flags & ISMS__FLAG_CATALOGUE) || (t->flags & ISMS__FLAG_CATALOGUE), t->name, a->path,
                              "refers from a document into the built-in catalogue");
                } else {
                    holds(a->target == 0, t->name, a->path, "has a target it cannot use");
                }
                holds((a->rule != ISMS_DELETE_NONE) == (a->kind == ISMS_KIND_REFERENCE), t->name, a->path,
                      "has no rule for deletion, or one that it cannot use");
            }
}

static void only_a_single_reference_takes_its_record_along(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
        holds(a->rule != ISMS_DELETE_CASCADE || !isms__is_list(a), t->name, a->path, "would delete a record for one of many");
}

static bool named_as_a_date(const char *path)
{
    static const char *const ends[] = {"_on", "_from", "_until", "_to", "_since", "_date", "as_of"};
    const char *last = path + parent_size(path) + (parent_size(path) ? 1 : 0);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(last, ends[i]))
            return true;
    return strcmp(last, "from") == 0 || strcmp(last, "until") == 0 || strcmp(last, "on") == 0;
}

static void dates_are_named_as_dates(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
            {
                holds(a->kind != ISMS_KIND_DATE || named_as_a_date(a->path), t->name, a->path,
                      "is a date that is not named as one");
                bool other = ends_with(a->path, "acts_on") || ends_with(a->path, "reported_to");
                holds(!ends_with(a->path, "_on") || a->kind == ISMS_KIND_DATE || other, t->name, a->path,
                      "is named as a date and is none");
            }
}

static void each_line_says_what_it_is(void)
{
    for
        EACH_TYPE(t)
        {
            holds(t->doc[0] && !ends_with(t->doc, "."), t->name, "", "has no sentence, or one with a full stop");
        for
            EACH_ATTRIBUTE(t, a)
        holds(a->doc[0] && !ends_with(a->doc, ".") && !isspace((unsigned char)a->doc[0]), t->name, a->path,
              "has no sentence, or one with a full stop");
        }
}

static void what_any_record_can_have_has_the_same_number_everywhere(void)
{
    static const char *const common[] = {
        "", "title", "description", "tags", "origins[]", "origins[].system", "origins[].key", "owner", NULL, "notes"};
    for
        EACH_TYPE(t)
        {
            if (t->flags)
                continue;
            for (int32_t n = 1; n < 10; n++)
                if (common[n])
                    holds(isms_attribute_by_path(NULL, t->id, common[n]) == t->id * 1000 + n, t->name, common[n],
                          "is missing or elsewhere");
            isms_attribute status = isms_attribute_by_path(NULL, t->id, "status");
            holds(!status || status == t->id * 1000 + 8, t->name, "status", "is not number 8");
        }
}

/* The rooms reach the members of a state by their distance from its group. */
static void the_four_states_of_a_risk_are_built_alike(void)
{
    static const isms_attribute states[] = {ISMS_RISK_INHERENT, ISMS_RISK_CURRENT, ISMS_RISK_RESIDUAL, ISMS_RISK_TARGET};
    static const char *const members[] = {"",           ".likelihood",          ".impact",           ".level",
                                          ".impacts[]", ".impacts[].criterion", ".impacts[].impact", ".rationale"};
    for (size_t s = 0; s < 4; s++)
        for (int32_t m = 0; m < 8; m++) {
            char path[64];
            snprintf(path, sizeof path, "%s%s", isms_attribute_path(NULL, states[s]), members[m]);
            CU_ASSERT_EQUAL(isms_attribute_by_path(NULL, ISMS_RISK, path), states[s] + m);
        }
}

static void numbers_fit_their_tables(void)
{
    for
        EACH_TYPE(t)
        {
            CU_ASSERT(t->id > 0 && t->id < ISMS__TYPE_MOST);
            CU_ASSERT(isms__columns(t) > 0 && isms__columns(t) < ISMS__ATTRIBUTE_MOST);
        for
            EACH_ATTRIBUTE(t, a)
            {
                CU_ASSERT(a->id / 1000 == t->id && a->id % 1000 < ISMS__ATTRIBUTE_MOST);
                CU_ASSERT_EQUAL(a->column, a - isms__attributes_of(t));
            }
        }
}

static void a_walk_passes_each_type_and_attribute_once(void)
{
    size_t types = 0;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t)) {
        CU_ASSERT_EQUAL(t, isms__types[types].id);
        size_t attributes = 0;
        for (isms_attribute a = isms_attribute_next(NULL, t, 0); a; a = isms_attribute_next(NULL, t, a)) {
            CU_ASSERT_EQUAL(a, isms__attributes_of(&isms__types[types])[attributes].id);
            CU_ASSERT_EQUAL(isms_attribute_type(NULL, a), t);
            CU_ASSERT_EQUAL(isms_attribute_by_path(NULL, t, isms_attribute_path(NULL, a)), a);
            attributes++;
        }
        CU_ASSERT_EQUAL(attributes, isms__columns(&isms__types[types]));
        types++;
    }
    CU_ASSERT_EQUAL(types, isms__type_count);
}

static void values_are_found_by_name_and_number(void)
{
    for
        EACH_TYPE(t)
        for
            EACH_ATTRIBUTE(t, a)
        for (int32_t v = a->kind == ISMS_KIND_ENUM ? isms_value_next(NULL, a->target, 0) : 0; v;
             v = isms_value_next(NULL, a->target, v)) {
            CU_ASSERT_EQUAL(isms_value_by_name(NULL, a->target, isms_value_name(NULL, a->target, v)), v);
            CU_ASSERT_PTR_NOT_NULL(isms_value_doc(NULL, a->target, v));
        }
}

static void a_register_is_found_by_either_name(void)
{
    CU_ASSERT_EQUAL(isms_type_by_name("risk"), ISMS_RISK);
    CU_ASSERT_EQUAL(isms_type_by_name("risks"), ISMS_RISK);
    CU_ASSERT_EQUAL(isms_type_by_name("document"), ISMS_DOCUMENT); /* the register, not the object that carries all */
    CU_ASSERT_EQUAL(isms_type_is_catalogue(ISMS_CLAUSE), 1);
    CU_ASSERT_EQUAL(isms_type_is_catalogue(ISMS_REQUIREMENT), 0);
    CU_ASSERT_STRING_EQUAL(isms_type_plural(ISMS_METHOD), "risk_methods");
}

static void what_is_not_there_is_said_without_a_crash(void)
{
    static const int32_t none[] = {0, -1, 127, 128, 999, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        CU_ASSERT_PTR_NULL(isms_type_name(none[i]));
        CU_ASSERT_PTR_NULL(isms_type_plural(none[i]));
        CU_ASSERT_PTR_NULL(isms_type_clause(none[i]));
        CU_ASSERT_PTR_NULL(isms_type_doc(none[i]));
        CU_ASSERT_EQUAL(isms_type_is_catalogue(none[i]), 0);
        CU_ASSERT_PTR_NULL(isms_attribute_path(NULL, none[i]));
        CU_ASSERT_PTR_NULL(isms_attribute_clause(NULL, none[i]));
        CU_ASSERT_PTR_NULL(isms_attribute_doc(NULL, none[i]));
        CU_ASSERT_EQUAL(isms_attribute_kind(NULL, none[i]), 0);
        CU_ASSERT_EQUAL(isms_attribute_target(NULL, none[i]), 0);
        CU_ASSERT_EQUAL(isms_attribute_next(NULL, none[i], 0), 0);
        CU_ASSERT_PTR_NULL(isms_enum_name(NULL, none[i]));
        CU_ASSERT_EQUAL(isms_value_next(NULL, none[i], 0), 0);
        CU_ASSERT_PTR_NULL(isms_value_name(NULL, none[i], 1));
        CU_ASSERT_STRING_EQUAL(isms_value_doc(NULL, none[i], 1), "");
    }
    CU_ASSERT_EQUAL(isms_type_by_name(NULL), 0);
    CU_ASSERT_EQUAL(isms_type_by_name("Risks"), 0);
    CU_ASSERT_EQUAL(isms_attribute_by_path(NULL, ISMS_RISK, NULL), 0);
    CU_ASSERT_EQUAL(isms_attribute_by_path(NULL, ISMS_RISK, "inherent.colour"), 0);
    CU_ASSERT_EQUAL(isms_attribute_next(NULL, ISMS_RISK, ISMS_ASSET_TITLE), 0);
    CU_ASSERT_EQUAL(isms_value_by_name(NULL, ISMS_ENUM_DECISION, "Treat"), 0);
    CU_ASSERT_EQUAL(isms_value_next(NULL, ISMS_ENUM_DECISION, 99), 0);
}

/* True where a line of a table begins with the id. */
static bool in_table(const char *table, const char *wanted)
{
    size_t n = strlen(wanted);
    for (const char *line = table; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (strncmp(line, wanted, n) == 0 && line[n] == '\t')
            return true;
    return false;
}

static void clauses_are_those_of_the_standard(void)
{
    char *paths[] = {test_shared("facts/clauses_2022.tsv"), test_shared("facts/annex_a_2022.tsv")};
    char *clauses = paths[0] ? test_slurp(paths[0], NULL) : NULL, *controls = paths[1] ? test_slurp(paths[1], NULL) : NULL;
    for (size_t i = 0; clauses && controls && i < isms__attribute_starts[isms__type_count]; i++) {
        const isms__attribute *a = &isms__attributes[i];
        const char *clause = a->clause;
        holds(!*clause || in_table(clauses, clause) || in_table(controls, clause), type_name(a), a->path, clause);
    }
    for (const isms__type *t = isms__types; clauses && controls && t < isms__types + isms__type_count; t++)
        holds(!*t->clause || in_table(clauses, t->clause) || in_table(controls, t->clause), t->name, "", t->clause);
    free(clauses);
    free(controls);
    free(paths[0]);
    free(paths[1]);
}

static const test_case tests[] = {
    {"names are snake_case", names_are_snake_case},
    {"no member name stands for two attributes", no_member_name_stands_for_two_attributes},
    {"no two registers have a name in common", no_two_registers_have_a_name_in_common},
    {"a group stands before its members", a_group_stands_before_its_members},
    {"what is repeated is a list", what_is_repeated_is_a_list},
    {"targets exist", targets_exist},
    {"only a single reference takes its record along", only_a_single_reference_takes_its_record_along},
    {"dates are named as dates", dates_are_named_as_dates},
    {"each line says what it is", each_line_says_what_it_is},
    {"what any record can have has the same number everywhere", what_any_record_can_have_has_the_same_number_everywhere},
    {"the four states of a risk are built alike", the_four_states_of_a_risk_are_built_alike},
    {"numbers fit their tables", numbers_fit_their_tables},
    {"a walk passes each type and attribute once", a_walk_passes_each_type_and_attribute_once},
    {"values are found by name and number", values_are_found_by_name_and_number},
    {"a register is found by either name", a_register_is_found_by_either_name},
    {"what is not there is said without a crash", what_is_not_there_is_said_without_a_crash},
    {"clauses are those of the standard", clauses_are_those_of_the_standard},
    {NULL, NULL}};

int main(void)
{
    return run_suite("schema", tests);
}
