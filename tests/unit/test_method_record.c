/* Risk methods that are records: their matrices, lint with waivers, presets taken over. */
#include "test.h"

static isms_model *model_with(const char *more, const char *const rows[2][2])
{
    char text[600];
    snprintf(text, sizeof text,
             "risk_method M-1; likelihood_steps[].lower 0, 0.5; likelihood_steps[].upper 0.5, 1; "
             "likelihood_steps[].unit 1/year, 1/year; levels[].id low, high%s\n",
             more);
    isms_model *m = test_model_of(text);
    for (int i = 0; i < 2; i++)
        isms_add_row(m, test_record(m, "risk_method", "M-1"), ISMS_METHOD_MATRIX, rows[i], 2);
    return m;
}

static const char *const rising[2][2] = {{"low", "low"}, {"low", "high"}},
                         *const falling[2][2] = {{"low", "high"}, {"low", "low"}},
                         *const strange[2][2] = {{"low", "odd"}, {"low", "low"}};

static void a_matrix_has_the_scales_of_its_record(void)
{
    isms_model *m = model_with("", rising);
    isms_matrix *matrix = NULL;
    double lower = 0, upper = 0;
    CU_ASSERT_EQUAL_FATAL(isms_method_record_matrix(m, test_record(m, "risk_method", "M-1"), NULL, &matrix), ISMS_OK);
    CU_ASSERT_EQUAL(isms_matrix_level(matrix, 1, 1), 1);
    CU_ASSERT_STRING_EQUAL(isms_scale_id(isms_matrix_level_scale(matrix), 1), "high");
    CU_ASSERT_EQUAL(isms_scale_interval(isms_matrix_likelihood_scale(matrix), 1, &lower, &upper), ISMS_OK);
    CU_ASSERT_EQUAL(lower, 0.5);
    CU_ASSERT_STRING_EQUAL(isms_scale_unit(isms_matrix_likelihood_scale(matrix)), "1/year");
    CU_ASSERT_PTR_NULL(isms_matrix_consequence_scale(matrix));
    isms_matrix_free(matrix);
    isms_model_free(m);
}

static void what_is_no_matrix_is_refused(void)
{
    isms_model *m = model_with("", strange), *without = test_model_of("risk_method M-1\nrisk R-1\n");
    isms_matrix *matrix = NULL;
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL(isms_method_record_matrix(m, test_record(m, "risk_method", "M-1"), NULL, &matrix), ISMS_E_DATA);
    CU_ASSERT_EQUAL(isms_method_record_matrix(without, test_record(without, "risk_method", "M-1"), NULL, &matrix), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_method_record_lint(without, test_record(without, "risk", "R-1"), NULL, &lint), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_method_record_lint(without, ISMS_NONE, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(matrix);
    isms_model_free(m);
    isms_model_free(without);
}

static bool found(const isms_lint *lint, const char *rule, const char *waived)
{
    for (size_t i = 0; i < isms_lint_count(lint); i++)
        if (strcmp(isms_lint_rule(lint, i), rule) == 0)
            return strcmp(isms_lint_waived(lint, i), waived) == 0;
    return false;
}

static void waivers_of_the_record_need_a_reason_and_a_rule(void)
{
    isms_model *m = model_with("; waivers[].rule RM001, RM999, RM010; waivers[].reason two are enough, none, ", falling);
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_method_record_lint(m, test_record(m, "risk_method", "M-1"), NULL, &lint), ISMS_OK);
    CU_ASSERT(found(lint, "RM001", "two are enough"));
    CU_ASSERT(found(lint, "RM010", ""));
    CU_ASSERT_EQUAL(isms_lint_holds(lint, ISMS_LINT_MONOTONE), 0);
    isms_lint_free(lint);
    isms_model_free(m);
}

static void every_preset_matrix_becomes_a_method_with_the_same_cells(void)
{
    isms_model *m = test_model_of("");
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++) {
        char key[32];
        isms_id id = ISMS_NONE;
        isms_matrix *preset = NULL, *record = NULL;
        snprintf(key, sizeof key, "M-%d", (int)i);
        CU_ASSERT_EQUAL_FATAL(isms_method_record_adopt(m, isms_preset_id(ISMS_PRESET_MATRIX, i), key, &id), ISMS_OK);
        CU_ASSERT_STRING_EQUAL(isms_text(m, id, ISMS_METHOD_PRESET), isms_preset_id(ISMS_PRESET_MATRIX, i));
        CU_ASSERT_EQUAL_FATAL(isms_preset_matrix(isms_preset_id(ISMS_PRESET_MATRIX, i), NULL, &preset), ISMS_OK);
        CU_ASSERT_EQUAL_FATAL(isms_method_record_matrix(m, id, NULL, &record), ISMS_OK);
        CU_ASSERT_EQUAL(isms_matrix_likelihood_count(record), isms_matrix_likelihood_count(preset));
        for (int32_t l = 0; l < isms_matrix_likelihood_count(preset); l++)
            for (int32_t c = 0; c < isms_matrix_consequence_count(preset); c++)
                CU_ASSERT_EQUAL(isms_matrix_level(record, l, c), isms_matrix_level(preset, l, c));
        isms_matrix_free(preset);
        isms_matrix_free(record);
    }
    isms_model_free(m);
}

static void adopting_changes_all_or_nothing(void)
{
    isms_model *m = test_model_of("risk_method M-1\n");
    isms_id id = ISMS_NONE;
    uint64_t before = isms_model_revision(m);
    CU_ASSERT_EQUAL(isms_method_record_adopt(m, "owasp.matrix", "M-1", &id), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_method_record_adopt(m, "nobody.matrix", "M-2", &id), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_method_record_adopt(m, "owasp.matrix", "M 2", &id), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_method_record_adopt(m, NULL, "M-2", &id), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(id, ISMS_NONE);
    CU_ASSERT_EQUAL(isms_model_revision(m), before);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_METHOD), 1);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status lint_one(const isms_allocator *a)
{
    isms_lint *lint = NULL;
    isms_status status = isms_method_record_lint(shared, test_record(shared, "risk_method", "M-1"), a, &lint);
    isms_lint_free(lint);
    return status;
}

static isms_status nothing(isms_model *m)
{
    (void)m;
    return ISMS_OK;
}

static isms_status adopt_one(isms_model *m)
{
    return isms_method_record_adopt(m, "owasp.matrix", "M-1", NULL);
}

static void short_memory_is_survived(void)
{
    shared = model_with("", rising);
    sweep_allocations(lint_one);
    isms_model_free(shared);
    sweep_changes(nothing, adopt_one);
}

int main(void)
{
    static const test_case tests[] = {
        {"a matrix has the scales of its record", a_matrix_has_the_scales_of_its_record},
        {"what is no matrix is refused", what_is_no_matrix_is_refused},
        {"waivers of the record need a reason and a rule", waivers_of_the_record_need_a_reason_and_a_rule},
        {"every preset matrix becomes a method with the same cells", every_preset_matrix_becomes_a_method_with_the_same_cells},
        {"adopting changes all or nothing", adopting_changes_all_or_nothing},
        {"short memory is survived", short_memory_is_survived},
        {NULL, NULL}};
    return run_suite("method records", tests);
}
