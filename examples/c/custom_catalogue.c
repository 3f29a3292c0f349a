/* A framework of one's own, and how it maps to Annex A, as records beside the rest of the ISMS; then it is asked, stated, shown
 * and audited like any other. */
#include <isms.h>
#include <stdio.h>
#include <string.h>

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

/* The second requirement belongs to the Statement of Applicability too, and an audit found something against it. */
static void add_own_control(isms_model *model)
{
    isms_id entry = make(model, ISMS_SOA_ENTRY, "S-2", ISMS_SOA_ENTRY_CONTROL, "house:5");
    isms_id finding = make(model, ISMS_AUDIT_FINDING, "F-1", ISMS_AUDIT_FINDING_REQUIREMENT, "house:5");
    isms_id pair = make(model, ISMS_MAPPING, "house:5-A.8.24", ISMS_MAPPING_REQUIREMENT, "A.8.24");
    isms_set_text(model, pair, ISMS_MAPPING_TARGET, "house:5");
    isms_set_boolean(model, entry, ISMS_SOA_ENTRY_ADDED, 1);
    isms_set_boolean(model, entry, ISMS_SOA_ENTRY_APPLICABLE, 1);
    isms_set_text(model, entry, ISMS_SOA_ENTRY_STATUS, "implemented");
    isms_set_text(model, finding, ISMS_AUDIT_FINDING_TITLE, "Keys of 2019 are in use");
    isms_set_text(model, finding, ISMS_AUDIT_FINDING_CLASS, "minor");
}

/* What to show for it, and what a pre-audit makes of it: as for a control of Annex A. */
static void tell_own_control(const isms_model *model)
{
    isms_suggestion *evidence = NULL;
    isms_audit *audit = NULL;
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    options.as_of = isms_date(2026, 6, 30);
    if (isms_suggestion_find_evidence(model, "house:5", NULL, &evidence) == ISMS_OK)
        for (size_t i = 0; i < isms_suggestion_count(evidence); i++)
            printf("for house:5: %s\n", isms_suggestion_control(evidence, i));
    if (isms_audit_run(model, &options, NULL, &audit) == ISMS_OK)
        for (size_t i = 0; i < isms_audit_area_count(audit); i++)
            if (strcmp(isms_audit_area_name(audit, i), "house:5") == 0)
                printf("house:5: %s %s\n", isms_audit_area_outcome(audit, i), isms_audit_area_text(audit, i));
    isms_suggestion_free(evidence);
    isms_audit_free(audit);
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
    add_own_control(model);
    tell_own_control(model);
    isms_coverage_free(coverage);
    isms_model_free(model);
    return 0;
}
