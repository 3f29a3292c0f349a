/* Controls by their attributes. */
#include "test.h"

static const char sample[] =
    "risk_method M-1; likelihood rare, often; impact small, large; levels[].id low, high\n"
    "evidence EV-1; collected_on 2026-01-01\n"
    "control C-1; implements A.8.7, A.8.13; status implemented; tags crown jewel; category technical; evidence EV-1\n"
    "control X-1; status implemented; themes people; control_types detective; tags crown jewel, berlin\n"
    "soa_entry E-1; control A.8.7; applicable true; tags berlin\n"
    "soa_entry E-2; control A.8.13; applicable true\n"
    "soa_entry E-3; control X-1; added true; applicable true\n"
    "soa_entry E-4; control A.5.1; applicable true; status planned\n"
    "risk R-1; method M-1; treatment_options modify; controls A.8.7, A.8.13; inherent.level high; current.level low\n"
    "risk R-2; method M-1; treatment_options modify; controls A.8.7; inherent.level high; current.level high; residual.level "
    "low\n"
    "risk R-3; method M-1; status closed; controls A.8.7\n";

static isms_grouping *group(const isms_model *m, isms_dimension dimension)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    isms_grouping *g = NULL;
    options.as_of = isms_date(2026, 3, 1);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, &options, &soa), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_grouping_build(m, soa, dimension, NULL, NULL, &g), ISMS_OK);
    isms_soa_free(soa);
    return g;
}

static size_t total(const isms_grouping *g, const char *name, int32_t what)
{
    size_t i = isms_grouping_find(g, name);
    CU_ASSERT_FATAL(i < isms_grouping_count(g));
    return isms_grouping_total(g, i, what);
}

static void controls_stand_under_each_of_their_values(void)
{
    isms_model *m = test_model_of(sample);
    isms_grouping *g = group(m, ISMS_BY_THEME);
    CU_ASSERT_EQUAL(isms_grouping_count(g), 4);
    CU_ASSERT_STRING_EQUAL(isms_grouping_name(g, 3), "technological");
    CU_ASSERT_EQUAL(total(g, "organizational", ISMS_GROUP_ROWS), 37);
    CU_ASSERT_EQUAL(total(g, "people", ISMS_GROUP_ROWS), 9);
    CU_ASSERT_EQUAL(total(g, "technological", ISMS_GROUP_APPLICABLE), 2);
    CU_ASSERT_EQUAL(total(g, "technological", ISMS_GROUP_SHOWN), 2);
    isms_grouping_free(g);
    g = group(m, ISMS_BY_CONTROL_TYPE);
    CU_ASSERT(total(g, "preventive", ISMS_GROUP_ROWS) + total(g, "detective", ISMS_GROUP_ROWS) > 93);
    CU_ASSERT_EQUAL(isms_grouping_has(g, isms_grouping_find(g, "detective"), 93), 1);
    CU_ASSERT_EQUAL(isms_grouping_has(g, isms_grouping_find(g, "corrective"), 93), 0);
    isms_grouping_free(g);
    g = group(m, ISMS_BY_CAPABILITY);
    CU_ASSERT_STRING_EQUAL(isms_grouping_name(g, isms_grouping_count(g) - 1), "");
    CU_ASSERT_EQUAL(isms_grouping_row(g, isms_grouping_count(g) - 1, 0), 93);
    isms_grouping_free(g);
    isms_model_free(m);
}

static void risks_are_counted_once_and_by_their_own_scale(void)
{
    isms_model *m = test_model_of(sample);
    isms_grouping *g = group(m, ISMS_BY_THEME);
    CU_ASSERT_EQUAL(total(g, "technological", ISMS_GROUP_RISKS), 2);
    CU_ASSERT_EQUAL(total(g, "technological", ISMS_GROUP_REDUCED), 1);
    CU_ASSERT_EQUAL(total(g, "technological", ISMS_GROUP_TO_REDUCE), 1);
    CU_ASSERT_EQUAL(total(g, "people", ISMS_GROUP_RISKS), 0);
    isms_grouping_free(g);
    isms_model_free(m);
}

static void the_organizations_own_labels_group_too(void)
{
    isms_model *m = test_model_of(sample);
    isms_grouping *g = group(m, ISMS_BY_TAG);
    CU_ASSERT_EQUAL(isms_grouping_count(g), 3);
    CU_ASSERT_STRING_EQUAL(isms_grouping_name(g, 0), "berlin");
    CU_ASSERT_STRING_EQUAL(isms_grouping_name(g, 1), "crown jewel");
    CU_ASSERT_EQUAL(total(g, "berlin", ISMS_GROUP_ROWS), 2);
    CU_ASSERT_EQUAL(total(g, "crown jewel", ISMS_GROUP_ROWS), 3);
    CU_ASSERT_EQUAL(total(g, "", ISMS_GROUP_ROWS), 91);
    isms_grouping_free(g);
    g = group(m, ISMS_BY_CATEGORY);
    CU_ASSERT_EQUAL(total(g, "technical", ISMS_GROUP_IMPLEMENTED), 2);
    isms_grouping_free(g);
    isms_model_free(m);
}

/* With an attribute that the schema does not know, of entries and of measures alike. */
static void any_attribute_in_words_groups_too(void)
{
    static const char extension[] = "{\"prefix\": \"acme\", \"attributes\": ["
                                    "{\"type\": \"control\", \"name\": \"line\", \"kind\": \"text\"},"
                                    "{\"type\": \"soa_entry\", \"name\": \"line\", \"kind\": \"text\"},"
                                    "{\"type\": \"control\", \"name\": \"cost\", \"kind\": \"integer\"}]}";
    isms_extension *own = NULL;
    isms_model_options how = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL;
    isms_soa *soa = NULL;
    isms_grouping *g = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_extension_read_text(extension, sizeof extension - 1, NULL, NULL, &own), ISMS_OK);
    how.extension = own;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(&how, &m), ISMS_OK);
    isms_extension_free(own);
    test_add(m, sample);
    isms_set_text(m, test_record(m, "control", "C-1"), isms_attribute_by_path(m, ISMS_CONTROL, "acme_line"), "first");
    isms_set_text(m, test_record(m, "soa_entry", "E-4"), isms_attribute_by_path(m, ISMS_SOA_ENTRY, "acme_line"), "second");
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, NULL, &soa), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_grouping_build_by(m, soa, "acme_line", NULL, NULL, &g), ISMS_OK);
    CU_ASSERT_EQUAL(isms_grouping_count(g), 3);
    CU_ASSERT_EQUAL(total(g, "first", ISMS_GROUP_ROWS), 2);
    CU_ASSERT_EQUAL(total(g, "second", ISMS_GROUP_ROWS), 1);
    isms_grouping_free(g);
    CU_ASSERT_EQUAL_FATAL(isms_grouping_build_by(m, soa, "key_control", NULL, NULL, &g), ISMS_OK);
    CU_ASSERT_EQUAL(isms_grouping_count(g), 1);
    isms_grouping_free(g);
    CU_ASSERT_EQUAL_FATAL(isms_grouping_build_by(m, soa, "status", NULL, NULL, &g), ISMS_OK);
    CU_ASSERT_EQUAL(total(g, "implemented", ISMS_GROUP_ROWS), 3);
    CU_ASSERT_EQUAL(total(g, "planned", ISMS_GROUP_ROWS), 1);
    isms_grouping_free(g);
    CU_ASSERT_EQUAL(isms_grouping_build_by(m, soa, "acme_cost", NULL, NULL, &g), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_grouping_build_by(m, soa, "no_such", NULL, NULL, &g), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_grouping_build_by(m, soa, NULL, NULL, NULL, &g), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(g);
    isms_soa_free(soa);
    isms_model_free(m);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_model_of("");
    isms_soa *soa = NULL;
    isms_grouping *g = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(m, NULL, &soa), ISMS_OK);
    CU_ASSERT_EQUAL(isms_grouping_build(m, soa, 0, NULL, NULL, &g), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_grouping_build(m, soa, 9, NULL, NULL, &g), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_grouping_build(m, NULL, ISMS_BY_THEME, NULL, NULL, &g), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_grouping_build(m, soa, ISMS_BY_THEME, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(g);
    CU_ASSERT_EQUAL(isms_grouping_total(NULL, 0, ISMS_GROUP_ROWS), 0);
    CU_ASSERT_EQUAL(isms_grouping_row(NULL, 0, 0), SIZE_MAX);
    CU_ASSERT_STRING_EQUAL(isms_grouping_name(NULL, 0), "");
    CU_ASSERT_STRING_EQUAL(isms_grouping_dimension_name(ISMS_BY_TAG), "tags");
    isms_grouping_free(NULL);
    isms_soa_free(soa);
    isms_model_free(m);
}

static isms_model *swept;
static isms_soa *swept_soa;
static isms_assessment *swept_assessment;

static isms_status group_with(const isms_allocator *a)
{
    isms_grouping *g = NULL;
    isms_status status = isms_grouping_build(swept, swept_soa, ISMS_BY_TAG, swept_assessment, a, &g);
    isms_grouping_free(g);
    return status;
}

static void grouping_survives_a_failing_allocation(void)
{
    swept = test_model_of(sample);
    CU_ASSERT_EQUAL_FATAL(isms_soa_build(swept, NULL, &swept_soa), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_assess(swept, NULL, NULL, &swept_assessment), ISMS_OK);
    sweep_allocations(group_with);
    isms_assessment_free(swept_assessment);
    isms_soa_free(swept_soa);
    isms_model_free(swept);
}

int main(void)
{
    static const test_case tests[] = {
        {"controls stand under each of their values", controls_stand_under_each_of_their_values},
        {"risks are counted once and by their own scale", risks_are_counted_once_and_by_their_own_scale},
        {"the organization's own labels group too", the_organizations_own_labels_group_too},
        {"any attribute in words groups too", any_attribute_in_words_groups_too},
        {"wrong use is refused", wrong_use_is_refused},
        {"grouping survives a failing allocation", grouping_survives_a_failing_allocation},
        {NULL, NULL},
    };
    return run_suite("grouping", tests);
}
