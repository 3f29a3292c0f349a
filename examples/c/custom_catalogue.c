/* A framework of one's own, and how it maps to Annex A, as records beside the rest of the ISMS; then it is asked like any
 * other. */
#include <isms.h>
#include <stdio.h>

static isms_id make(isms_model *model, isms_type type, const char *key, isms_attribute attribute, const char *text)
{
    isms_id id = ISMS_NONE;
    isms_record_create(model, type, key, &id);
    isms_set_text(model, id, attribute, text);
    return id;
}

/* The framework, two requirements, and a pair that leads from Annex A to the first of them. Ids begin with that of the
 * framework. */
static void add_framework(isms_model *model)
{
    isms_id house = make(model, ISMS_FRAMEWORK, "house", ISMS_FRAMEWORK_TITLE, "House rules for software");
    isms_id changes = make(model, ISMS_REQUIREMENT, "house:4", ISMS_REQUIREMENT_TITLE, "Two people look at each change");
    isms_id keys = make(model, ISMS_REQUIREMENT, "house:5", ISMS_REQUIREMENT_TITLE, "Keys are changed each year");
    isms_id pair = make(model, ISMS_MAPPING, "house:4-A.8.32", ISMS_MAPPING_REQUIREMENT, "A.8.32");
    isms_set_link(model, changes, ISMS_REQUIREMENT_FRAMEWORK, house);
    isms_set_link(model, keys, ISMS_REQUIREMENT_FRAMEWORK, house);
    isms_set_link(model, pair, ISMS_MAPPING_FRAMEWORK, house);
    isms_set_text(model, pair, ISMS_MAPPING_TARGET, "house:4");
    isms_set_text(model, pair, ISMS_MAPPING_RELATIONSHIP, "equal");
    isms_set_text(model, pair, ISMS_MAPPING_CONFIDENCE, "high");
}

/* What the organization does: a control for A.8.32, with evidence. */
static void add_practice(isms_model *model)
{
    isms_id control = make(model, ISMS_CONTROL, "C-1", ISMS_CONTROL_TITLE, "Reviews of changes");
    isms_id log = make(model, ISMS_EVIDENCE, "E-1", ISMS_EVIDENCE_TITLE, "Log of reviews");
    isms_id entry = make(model, ISMS_SOA_ENTRY, "S-1", ISMS_SOA_ENTRY_CONTROL, "A.8.32");
    isms_set_text(model, control, ISMS_CONTROL_STATUS, "implemented");
    isms_add_text(model, control, ISMS_CONTROL_IMPLEMENTS, "A.8.32");
    isms_add_link(model, control, ISMS_CONTROL_EVIDENCE, log);
    isms_add_text(model, log, ISMS_EVIDENCE_REQUIREMENTS, "A.8.32");
    isms_set_day(model, log, ISMS_EVIDENCE_COLLECTED_ON, isms_date(2026, 6, 1));
    isms_set_boolean(model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1);
    isms_set_text(model, entry, ISMS_SOA_ENTRY_STATUS, "implemented");
}

int main(void)
{
    isms_model *model = NULL;
    isms_coverage *coverage = NULL;
    isms_coverage_options options = ISMS_COVERAGE_OPTIONS_INIT;
    if (isms_model_new(NULL, &model) != ISMS_OK)
        return 1;
    add_framework(model);
    add_practice(model);
    options.framework = "house";
    options.as_of = isms_date(2026, 6, 30);
    if (isms_coverage_run(model, &options, &coverage) != ISMS_OK)
        return 1;
    for (size_t i = 0; i < isms_coverage_count(coverage); i++) {
        printf("%s\n", isms_coverage_line(coverage, i));
        for (size_t k = 0; k < isms_coverage_reason_count(coverage, i); k++)
            printf("    %s\n", isms_coverage_reason_text(coverage, i, k));
    }
    printf("%s\n", isms_coverage_summary(coverage));
    isms_coverage_free(coverage);
    isms_model_free(model);
    return 0;
}
