/* A framework of one's own, and how it maps to Annex A, as records beside the rest of the ISMS. */
#include <isms.h>
#include <stdio.h>

static isms_id make(isms_model *model, isms_type type, const char *key, isms_attribute attribute, const char *text)
{
    isms_id id = ISMS_NONE;
    isms_record_create(model, type, key, &id);
    isms_set_text(model, id, attribute, text);
    return id;
}

int main(void)
{
    isms_model *model = NULL;
    if (isms_model_new(NULL, &model) != ISMS_OK)
        return 1;
    isms_id house = make(model, ISMS_FRAMEWORK, "house-rules", ISMS_FRAMEWORK_TITLE, "House rules for software");
    isms_id rule = make(model, ISMS_REQUIREMENT, "house-rules.4", ISMS_REQUIREMENT_TITLE, "Two people look at each change");
    isms_set_link(model, rule, ISMS_REQUIREMENT_FRAMEWORK, house);
    isms_id pair = make(model, ISMS_MAPPING, "house-rules.4-A.8.32", ISMS_MAPPING_REQUIREMENT, "A.8.32");
    isms_set_link(model, pair, ISMS_MAPPING_FRAMEWORK, house);
    isms_set_text(model, pair, ISMS_MAPPING_TARGET, "house-rules.4");
    isms_set_text(model, pair, ISMS_MAPPING_RELATIONSHIP, "superset");

    isms_id referrers[4];
    size_t n = isms_referrers(model, house, 0, referrers, 4);
    printf("%zu records name %s\n", n, isms_text(model, house, ISMS_FRAMEWORK_TITLE));
    printf("%s is the %s of: %s\n", isms_text(model, pair, ISMS_MAPPING_REQUIREMENT),
           isms_text(model, pair, ISMS_MAPPING_RELATIONSHIP), isms_text(model, rule, ISMS_REQUIREMENT_TITLE));
    isms_model_free(model);
    return 0;
}
