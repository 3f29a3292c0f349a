/* The catalogue: its tables are the files of facts, its records hang together. */
#include "test.h"

#include "catalogue/data.h"

#include <cjson/cJSON.h>

static const struct {
    const char *name, *file; /* `*` stands for the framework */
} files[] = {{"annex-a", "annex_a_2022.tsv"},
             {"annex-a-2013", "annex_a_2013.tsv"},
             {"transition", "transition_2013_2022.tsv"},
             {"clauses", "clauses_2022.tsv"},
             {"documents", "documented_information.tsv"},
             {"management-review", "management_review_inputs.tsv"},
             {"glossary", "glossary.tsv"},
             {"threats", "threats.tsv"},
             {"vulnerabilities", "vulnerabilities.tsv"},
             {"matrices", "matrices.tsv"},
             {"frameworks", "crosswalk/frameworks.tsv"},
             {"sources", "crosswalk/sources.tsv"},
             {"sources-added", "crosswalk/sources_added.tsv"},
             {"requirements", "crosswalk/requirements_*.tsv"},
             {"crosswalk", "crosswalk/crosswalk_*.tsv"},
             {"clausewalk", "crosswalk/clausewalk_*.tsv"}};

/* The table as text, which the caller frees. */
static char *table_text(size_t i, const char *format)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    isms_status status =
        isms_catalogue_write(isms_catalogue_table_name(i), isms_catalogue_table_framework(i), format, test_sink_write, &sink);
    CU_ASSERT_EQUAL(status, ISMS_OK);
    return sink.bytes;
}

/* The file of facts below a folder that table i was made from, which the caller frees. */
static char *facts(const char *folder, size_t i)
{
    const char *file = NULL;
    for (size_t k = 0; k < sizeof files / sizeof files[0]; k++)
        if (strcmp(files[k].name, isms_catalogue_table_name(i)) == 0)
            file = files[k].file;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    const char *star = strchr(file, '*');
    char name[128];
    if (star)
        snprintf(name, sizeof name, "%.*s%s%s", (int)(star - file), file, isms_catalogue_table_framework(i), star + 1);
    char *path = test_path(folder, star ? name : file);
    char *text = test_slurp(path, NULL);
    free(path);
    return text;
}

static void compare_tables(const char *folder)
{
    for (size_t i = 0; i < isms_catalogue_table_count(); i++) {
        char *want = facts(folder, i), *have = table_text(i, "tsv");
        bool added = strcmp(isms_catalogue_table_name(i), "sources-added") == 0;
        if (want || !added)
            CU_ASSERT(want && have && strcmp(want, have) == 0);
        free(want);
        free(have);
    }
}

static void tables_are_the_files_they_were_made_from(void)
{
    CU_ASSERT_EQUAL(isms_catalogue_table_count(), 13 + 13 + 13 + 6);
    compare_tables(ISMS_SOURCE_DIR "/lib/catalogue/data");
}

static void tables_are_the_shared_facts(void)
{
    char *folder = test_shared("facts");
    if (folder)
        compare_tables(folder);
    free(folder);
}

/* Appends a JSON value as a cell of the file of facts has it. */
static void append_cell(char *line, const cJSON *value, const char *separator)
{
    if (cJSON_IsString(value))
        strcat(line, value->valuestring);
    if (cJSON_IsBool(value))
        strcat(line, cJSON_IsTrue(value) ? "yes" : "no");
    if (cJSON_IsNumber(value))
        sprintf(line + strlen(line), "%d", value->valueint);
    for (const cJSON *item = cJSON_IsArray(value) ? value->child : NULL; item; item = item->next) {
        append_cell(line, item, separator);
        strcat(line, item->next ? separator : "");
    }
}

/* Compares a JSON object with a line of the file, whose columns are those of the header; returns the next line. */
static char *compare_line(const cJSON *object, const char *header, char *text, const char *separator)
{
    char names[512], line[2048] = "";
    snprintf(names, sizeof names, "%s", header);
    for (char *name = strtok(names, "\t"); name; name = strtok(NULL, "\t")) {
        append_cell(line, cJSON_GetObjectItemCaseSensitive(object, name), separator);
        strcat(line, "\t");
    }
    line[strlen(line) - 1] = '\0';
    size_t size = strcspn(text, "\n");
    CU_ASSERT(strlen(line) == size && memcmp(line, text, size) == 0);
    return text + size + 1;
}

static void json_says_what_the_tables_say(void)
{
    for (size_t i = 0; i < isms_catalogue_table_count(); i++) {
        char *json = table_text(i, "json"), *text = table_text(i, "tsv");
        cJSON *rows = cJSON_Parse(json);
        CU_ASSERT_FATAL(cJSON_IsArray(rows) && text);
        char *line = text + strcspn(text, "\n") + 1;
        line[-1] = '\0';
        for (const cJSON *row = rows->child; row; row = row->next)
            line = compare_line(row, text, line, strstr(isms_catalogue_table_name(i), "walk") ? "+" : ",");
        CU_ASSERT_EQUAL(*line, '\0');
        cJSON_Delete(rows);
        free(json);
        free(text);
    }
}

static void wrong_names_are_told_apart(void)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL(isms_catalogue_write(NULL, NULL, "tsv", test_sink_write, &sink), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_catalogue_write("annex-a", NULL, NULL, test_sink_write, &sink), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_catalogue_write("annex-a", NULL, "tsv", NULL, &sink), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_catalogue_write("annex-b", NULL, "tsv", test_sink_write, &sink), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_catalogue_write("annex-a", "gdpr", "tsv", test_sink_write, &sink), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_catalogue_write("crosswalk", NULL, "tsv", test_sink_write, &sink), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_catalogue_write("clausewalk", "dora", "tsv", test_sink_write, &sink), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_catalogue_write("annex-a", NULL, "xml", test_sink_write, &sink), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(sink.size, 0);
    CU_ASSERT_PTR_NULL(isms_catalogue_table_name(isms_catalogue_table_count()));
    CU_ASSERT_PTR_NULL(isms_catalogue_table_framework(SIZE_MAX));
    CU_ASSERT_EQUAL(isms_catalogue_table_type(isms_catalogue_table_count()), 0);
}

static void a_refused_write_is_told_at_every_byte(void)
{
    char *whole = table_text(0, "tsv");
    size_t size = strlen(whole);
    for (size_t at = 0; at < size; at += 97) {
        test_sink sink = {.fails_at = (int64_t)at};
        CU_ASSERT_EQUAL(isms_catalogue_write("annex-a", NULL, "tsv", test_sink_write, &sink), ISMS_E_IO);
        CU_ASSERT(sink.size <= at && memcmp(whole, sink.bytes ? sink.bytes : "", sink.size) == 0);
        test_sink_dispose(&sink);
    }
    free(whole);
}

static size_t count_theme(const char *theme)
{
    const isms_model *c = isms_catalogue();
    size_t n = 0;
    for (isms_id id = isms_first(c, ISMS_CONTROL_REFERENCE); id; id = isms_next(c, id))
        n += strcmp(isms_text(c, id, ISMS_CONTROL_REFERENCE_THEME), theme) == 0;
    return n;
}

static void annex_a_has_93_controls_in_four_themes(void)
{
    CU_ASSERT_EQUAL(isms_count(isms_catalogue(), ISMS_CONTROL_REFERENCE), 93);
    CU_ASSERT_EQUAL(count_theme("organizational"), 37);
    CU_ASSERT_EQUAL(count_theme("people"), 8);
    CU_ASSERT_EQUAL(count_theme("physical"), 14);
    CU_ASSERT_EQUAL(count_theme("technological"), 34);
    CU_ASSERT_EQUAL(isms_count(isms_catalogue(), ISMS_CONTROL_REFERENCE_2013), 114);
}

static void every_record_is_found_by_its_id(void)
{
    const isms_model *c = isms_catalogue();
    uint64_t all = 0;
    for (isms_type type = isms_type_next(0); type; type = isms_type_next(type))
        for (isms_id id = isms_first(c, type); id; id = isms_next(c, id), all++)
            CU_ASSERT_EQUAL(isms_find(c, type, isms_record_key(c, id)), id);
    CU_ASSERT(all > 5000);
    CU_ASSERT_EQUAL(isms_find(c, ISMS_CONTROL_REFERENCE, "A.5.38"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_find(c, ISMS_CONTROL_REFERENCE, ""), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_find(c, ISMS_RISK, "A.5.1"), ISMS_NONE);
}

static void controls_read_like_any_record(void)
{
    const isms_model *c = isms_catalogue();
    isms_id id = isms_find(c, ISMS_CONTROL_REFERENCE, "A.5.7");
    CU_ASSERT_STRING_EQUAL(isms_text(c, id, ISMS_CONTROL_REFERENCE_TITLE), "Threat intelligence");
    CU_ASSERT_EQUAL(isms_boolean(c, id, ISMS_CONTROL_REFERENCE_IS_NEW_2022, 0), 1);
    CU_ASSERT_EQUAL(isms_list_count(c, id, ISMS_CONTROL_REFERENCE_CONTROL_TYPES), 3);
    CU_ASSERT_EQUAL(isms_list_value(c, id, ISMS_CONTROL_REFERENCE_CONTROL_TYPES, 1), ISMS_CONTROL_TYPE_DETECTIVE);
    id = isms_find(c, ISMS_REQUIREMENT, "gdpr:Art.32(1)(a)");
    CU_ASSERT_STRING_EQUAL(isms_text(c, id, ISMS_REQUIREMENT_REQUIREMENT_ID), "Art.32(1)(a)");
    CU_ASSERT_STRING_EQUAL(isms_link_key(c, id, ISMS_REQUIREMENT_PARENT), "gdpr:Art.32(1)");
    CU_ASSERT_EQUAL(isms_link(c, id, ISMS_REQUIREMENT_FRAMEWORK), isms_find(c, ISMS_FRAMEWORK, "gdpr"));
    CU_ASSERT_EQUAL(isms_set_text((isms_model *)(uintptr_t)c, id, ISMS_REQUIREMENT_TITLE, "x"), ISMS_E_READ_ONLY);
}

static void every_pair_leads_from_a_clause_or_control_to_a_requirement_of_its_framework(void)
{
    const isms_model *c = isms_catalogue();
    for (isms_id id = isms_first(c, ISMS_MAPPING); id; id = isms_next(c, id)) {
        bool control = isms_value(c, id, ISMS_MAPPING_KIND) == ISMS_MAPPING_KIND_CONTROL;
        isms_type from = control ? ISMS_CONTROL_REFERENCE : ISMS_CLAUSE;
        isms_id target = isms_find(c, ISMS_REQUIREMENT, isms_text(c, id, ISMS_MAPPING_TARGET));
        CU_ASSERT(isms_find(c, from, isms_text(c, id, ISMS_MAPPING_REQUIREMENT)) != ISMS_NONE);
        CU_ASSERT(target != ISMS_NONE);
        CU_ASSERT_EQUAL(isms_link(c, target, ISMS_REQUIREMENT_FRAMEWORK), isms_link(c, id, ISMS_MAPPING_FRAMEWORK));
        CU_ASSERT(isms_value(c, id, ISMS_MAPPING_RELATIONSHIP) != 0);
    }
    CU_ASSERT_EQUAL(isms_count(c, ISMS_MAPPING), 3029);
}

static void every_pair_names_sources_that_are_held(void)
{
    const isms_model *c = isms_catalogue();
    for (isms_id id = isms_first(c, ISMS_MAPPING); id; id = isms_next(c, id)) {
        size_t n = isms_list_count(c, id, ISMS_MAPPING_SOURCES);
        CU_ASSERT(n > 0);
        for (size_t i = 0; i < n; i++)
            CU_ASSERT(isms_find(c, ISMS_SOURCE, isms_list_text(c, id, ISMS_MAPPING_SOURCES, i)) != ISMS_NONE);
    }
}

static void frameworks_hold_as_many_requirements_as_they_say(void)
{
    const isms_model *c = isms_catalogue();
    CU_ASSERT_EQUAL(isms_count(c, ISMS_FRAMEWORK), 13);
    for (isms_id f = isms_first(c, ISMS_FRAMEWORK); f; f = isms_next(c, f)) {
        int64_t n = 0;
        for (isms_id id = isms_first(c, ISMS_REQUIREMENT); id; id = isms_next(c, id))
            n += isms_link(c, id, ISMS_REQUIREMENT_FRAMEWORK) == f;
        CU_ASSERT_EQUAL(isms_integer(c, f, ISMS_FRAMEWORK_REQUIREMENT_COUNT, -1), n);
    }
}

static void calls_on_models_take_the_catalogue(void)
{
    const isms_model *c = isms_catalogue();
    isms_model *writable = (isms_model *)(uintptr_t)c, *copy = NULL;
    isms_id id = isms_find(c, ISMS_CLAUSE, "9.3.2"), ids[16];
    uint32_t line = 7;
    CU_ASSERT_EQUAL(isms_model_is_read_only(c), 1);
    CU_ASSERT_EQUAL(isms_model_revision(c), 0);
    CU_ASSERT_EQUAL(isms_model_bytes(c), 0);
    CU_ASSERT_EQUAL(isms_journal_count(c), 0);
    CU_ASSERT_EQUAL(isms_register_is_delivered(c, ISMS_CLAUSE), 1);
    CU_ASSERT_EQUAL(isms_register_is_delivered(c, ISMS_RISK), 0);
    CU_ASSERT_EQUAL(isms_register_is_partial(c, ISMS_CLAUSE, 0), 0);
    CU_ASSERT_PTR_NULL(isms_record_unknown(c, id));
    CU_ASSERT_EQUAL(isms_record_location(c, id, NULL, &line, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(line, 0);
    CU_ASSERT_EQUAL(isms_find_origin(c, ISMS_CLAUSE, "x", "y"), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_referrers(c, id, ISMS_CLAUSE_PARENT, ids, 16), 7);
    CU_ASSERT_EQUAL(isms_record_type(c, ids[6]), ISMS_CLAUSE);
    CU_ASSERT_EQUAL(isms_next_many(c, ISMS_CLAUSE, ISMS_NONE, ids, 16), 16);
    CU_ASSERT_EQUAL(isms_model_begin(writable, NULL, NULL), ISMS_E_READ_ONLY);
    CU_ASSERT_EQUAL(isms_record_delete(writable, id), ISMS_E_READ_ONLY);
    CU_ASSERT_EQUAL(isms_record_create(writable, ISMS_RISK, "R-1", NULL), ISMS_E_READ_ONLY);
    CU_ASSERT_EQUAL(isms_model_undo(writable), ISMS_E_READ_ONLY);
    CU_ASSERT(isms_model_snapshot(c, &copy) < 0 || isms_count(copy, ISMS_CLAUSE) == isms_count(c, ISMS_CLAUSE));
    isms_model_free(copy);
    isms_model_free(writable); /* does nothing */
    CU_ASSERT_EQUAL(isms_count(c, ISMS_CLAUSE), 161);
}

/* Both are held: the cells with the source of each matrix, for people; the rows of a preset, for methods. */
static void the_cells_of_matrices_are_those_of_the_presets(void)
{
    const isms_model *c = isms_catalogue();
    for (isms_id cell = isms_first(c, ISMS_MATRIX_CELL); cell; cell = isms_next(c, cell)) {
        isms_matrix *matrix = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_preset_matrix(isms_text(c, cell, ISMS_MATRIX_CELL_MATRIX), NULL, &matrix), ISMS_OK);
        const isms_scale *rows = isms_matrix_likelihood_scale(matrix), *columns = isms_matrix_consequence_scale(matrix);
        int32_t level = isms_matrix_level(matrix, isms_scale_find(rows, isms_text(c, cell, ISMS_MATRIX_CELL_LIKELIHOOD)),
                                          isms_scale_find(columns, isms_text(c, cell, ISMS_MATRIX_CELL_CONSEQUENCE)));
        CU_ASSERT_STRING_EQUAL(isms_scale_id(isms_matrix_level_scale(matrix), level),
                               isms_text(c, cell, ISMS_MATRIX_CELL_LEVEL));
        isms_matrix_free(matrix);
    }
    CU_ASSERT_EQUAL(isms_count(c, ISMS_MATRIX_CELL), 116);
}

int main(void)
{
    static const test_case tests[] = {
        {"tables are the files that they were made from", tables_are_the_files_they_were_made_from},
        {"tables are the shared facts", tables_are_the_shared_facts},
        {"JSON says what the tables say", json_says_what_the_tables_say},
        {"wrong names are told apart", wrong_names_are_told_apart},
        {"a refused write is told at every byte", a_refused_write_is_told_at_every_byte},
        {"Annex A has 93 controls in four themes", annex_a_has_93_controls_in_four_themes},
        {"every record is found by its id", every_record_is_found_by_its_id},
        {"controls and requirements read like any record", controls_read_like_any_record},
        {"every pair leads to a requirement of its framework",
         every_pair_leads_from_a_clause_or_control_to_a_requirement_of_its_framework},
        {"every pair names sources that are held", every_pair_names_sources_that_are_held},
        {"frameworks hold as many requirements as they say", frameworks_hold_as_many_requirements_as_they_say},
        {"the cells of matrices are those of the presets", the_cells_of_matrices_are_those_of_the_presets},
        {"calls on models take the catalogue", calls_on_models_take_the_catalogue},
        {NULL, NULL}};
    return run_suite("catalogue", tests);
}
