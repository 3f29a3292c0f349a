/* Valuation of the assets of a model, and where inherited values come from. */
#include "test.h"

static isms_model *read_assets(const char *records)
{
    char text[3000];
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    int n = snprintf(text, sizeof text, "{\"libisms\":\"1.0\",%s}", records);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(m, "json", text, (size_t)n, NULL, NULL), ISMS_OK);
    return m;
}

static isms_id asset(const isms_model *m, const char *key)
{
    return test_record(m, "asset", key);
}

#define VALUE(criterion, value) "{\"criterion\":\"" criterion "\",\"value\":" #value "}"

static void values_go_down_to_what_is_depended_on(void)
{
    isms_model *m = read_assets("\"assets\":[{\"id\":\"A-1\",\"valuation\":[" VALUE("c", 4) "," VALUE(
        "i", 2) "]},"
                "{\"id\":\"A-2\",\"valuation\":[" VALUE(
                    "i", 3) "]},{\"id\":\"A-3\"},{\"id\":\"A-4\"}],"
                            "\"asset_dependencies\":[{\"id\":\"D-1\",\"from\":\"A-1\",\"to\":\"A-2\"},"
                            "{\"id\":\"D-2\",\"from\":\"A-2\",\"to\":\"A-3\",\"criteria\":[\"c\"]},"
                            "{\"id\":\"D-3\",\"from\":\"A-1\",\"to\":\"A-4\",\"inheritance\":\"none\"}]");
    isms_valuation *v = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_valuation_run(m, NULL, NULL, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_valuation_criterion_count(v), 2);
    CU_ASSERT_STRING_EQUAL(isms_valuation_criterion(v, 1), "i");
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-2"), 0), 4);
    CU_ASSERT_EQUAL(isms_valuation_own(v, asset(m, "A-2"), 0), 0);
    CU_ASSERT_EQUAL(isms_valuation_reason(v, asset(m, "A-2"), 0), ISMS_INHERITED_MAXIMUM);
    CU_ASSERT_EQUAL(isms_valuation_via(v, asset(m, "A-3"), 0), asset(m, "A-2"));
    CU_ASSERT_EQUAL(isms_valuation_origin(v, asset(m, "A-3"), 0), asset(m, "A-1"));
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-2"), 1), 3);
    CU_ASSERT_EQUAL(isms_valuation_reason(v, asset(m, "A-2"), 1), ISMS_INHERITED_OWN);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-3"), 1), 0); /* the dependency hands on c alone */
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-4"), 0), 0);
    isms_model_free(m); /* the result lives on */
    CU_ASSERT_STRING_EQUAL(isms_valuation_criterion(v, 0), "c");
    CU_ASSERT_PTR_NULL(isms_valuation_criterion(v, 2));
    CU_ASSERT_EQUAL(isms_valuation_value(v, ISMS_NONE, 0), 0);
    isms_valuation_free(v);
    isms_valuation_free(NULL);
}

static void a_dependency_has_steps_of_its_own(void)
{
    isms_model *m = read_assets("\"assets\":[{\"id\":\"A-1\",\"valuation\":[" VALUE(
        "c", 4) "]},{\"id\":\"A-2\"},{\"id\":\"A-3\"},{\"id\":\"A-4\"}],"
                "\"asset_dependencies\":[{\"id\":\"D-1\",\"from\":\"A-1\",\"to\":\"A-2\",\"inheritance\":\"distribution\","
                "\"steps\":2},"
                "{\"id\":\"D-2\",\"from\":\"A-1\",\"to\":\"A-3\",\"inheritance\":\"cumulation\"},"
                "{\"id\":\"D-3\",\"from\":\"A-2\",\"to\":\"A-4\"},"
                "{\"id\":\"D-4\",\"from\":\"A-3\",\"to\":\"A-4\",\"inheritance\":\"distribution\",\"steps\":4}]");
    isms_valuation *v = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_valuation_run(m, NULL, NULL, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-2"), 0), 2);
    CU_ASSERT_EQUAL(isms_valuation_reason(v, asset(m, "A-2"), 0), ISMS_INHERITED_DISTRIBUTED);
    CU_ASSERT_EQUAL(isms_valuation_via(v, asset(m, "A-2"), 0), asset(m, "A-1"));
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-3"), 0), 5);
    CU_ASSERT_EQUAL(isms_valuation_reason(v, asset(m, "A-3"), 0), ISMS_INHERITED_CUMULATED);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-4"), 0), 2); /* 2 by A-2, 5 - 4 = 1 by A-3 */
    CU_ASSERT_EQUAL(isms_valuation_via(v, asset(m, "A-4"), 0), asset(m, "A-2"));
    CU_ASSERT_EQUAL(isms_valuation_origin(v, asset(m, "A-4"), 0), asset(m, "A-1"));
    isms_valuation_free(v);
    isms_model_free(m);
}

static void an_own_value_can_be_set_to_stand_and_wants_a_reason(void)
{
    isms_model *m = read_assets("\"assets\":[{\"id\":\"A-1\",\"valuation\":[" VALUE(
        "c", 4) "]},"
                "{\"id\":\"A-2\",\"valuation\":[{\"criterion\":\"c\",\"value\":1,\"override\":true}]},"
                "{\"id\":\"A-3\",\"valuation\":[{\"criterion\":\"c\",\"value\":2,\"override\":true,\"rationale\":\"only test "
                "data\"}]},"
                "{\"id\":\"A-4\",\"valuation\":[" VALUE("c",
                                                        65) "]}],"
                                                            "\"asset_dependencies\":[{\"id\":\"D-1\",\"from\":\"A-1\",\"to\":"
                                                            "\"A-2\"},{\"id\":\"D-2\",\"from\":\"A-1\",\"to\":\"A-3\"}]");
    isms_valuation *v = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL_FATAL(isms_valuation_run(m, NULL, problems, &v), ISMS_OK);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-2"), 0), 1);
    CU_ASSERT_EQUAL(isms_valuation_reason(v, asset(m, "A-2"), 0), ISMS_INHERITED_LOWERED);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-3"), 0), 2);
    CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, "A-4"), 0), 0);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 2);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 0),
                           "asset A-4: its c is no position from 1 to 64, and is left out");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 1),
                           "asset A-2: its c stands below what it would inherit, and no rationale says why");
    isms_valuation_free(v);
    CU_ASSERT_EQUAL(isms_valuation_run(NULL, NULL, NULL, &v), ISMS_E_MISUSE);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void assets_that_depend_on_each_other_share_the_highest_value(void)
{
    isms_model *m = read_assets("\"assets\":[{\"id\":\"A-1\",\"valuation\":[" VALUE(
        "c", 2) "]},{\"id\":\"A-2\"},"
                "{\"id\":\"A-3\",\"valuation\":[" VALUE(
                    "c",
                    3) "]}],\"asset_dependencies\":["
                       "{\"id\":\"D-1\",\"from\":\"A-1\",\"to\":\"A-2\"},{\"id\":\"D-2\",\"from\":\"A-2\",\"to\":\"A-3\"},"
                       "{\"id\":\"D-3\",\"from\":\"A-3\",\"to\":\"A-1\"},{\"id\":\"D-4\",\"from\":\"A-3\",\"to\":\"A-9\"}]");
    isms_valuation *v = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_valuation_run(m, NULL, NULL, &v), ISMS_OK);
    for (int i = 1; i <= 3; i++) {
        char key[8];
        snprintf(key, sizeof key, "A-%d", i);
        CU_ASSERT_EQUAL(isms_valuation_value(v, asset(m, key), 0), 3);
        CU_ASSERT_EQUAL(isms_valuation_origin(v, asset(m, key), 0), asset(m, "A-3"));
    }
    isms_valuation_free(v);
    isms_model_free(m);
}

static isms_model *shared;

static isms_status value_all(const isms_allocator *a)
{
    isms_valuation *v = NULL;
    isms_status status = isms_valuation_run(shared, a, NULL, &v);
    isms_valuation_free(v);
    return status;
}

static void a_valuation_survives_short_memory(void)
{
    shared = read_assets("\"assets\":[{\"id\":\"A-1\",\"valuation\":[" VALUE("c", 2) "," VALUE(
        "i", 2) "]},{\"id\":\"A-2\"}],"
                "\"asset_dependencies\":[{\"id\":\"D-1\",\"from\":\"A-1\",\"to\":\"A-2\",\"inheritance\":\"cumulation\"}]");
    sweep_allocations(value_all);
    isms_model_free(shared);
}

int main(void)
{
    static const test_case tests[] = {
        {"values go down to what is depended on", values_go_down_to_what_is_depended_on},
        {"a dependency has steps of its own", a_dependency_has_steps_of_its_own},
        {"an own value can be set to stand, and wants a reason", an_own_value_can_be_set_to_stand_and_wants_a_reason},
        {"assets that depend on each other share the highest value", assets_that_depend_on_each_other_share_the_highest_value},
        {"a valuation survives short memory", a_valuation_survives_short_memory},
        {NULL, NULL}};
    return run_suite("valuation", tests);
}
