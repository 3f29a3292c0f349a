/* Build a model in memory, change it in a transaction, ask for levels of risk with their reasons. */
#include <isms.h>
#include <stdio.h>

/* The cells of a 3 x 3 matrix, by likelihood. */
static void add_method(isms_model *model)
{
    static const char *const matrix[3][3] = {{"low", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "high"}};
    static const char *const levels[] = {"low", "medium", "high"}, *const decisions[] = {"accept", "tolerate", "treat"};
    isms_id method = ISMS_NONE;
    isms_record_create(model, ISMS_METHOD, "three-by-three", &method);
    for (size_t i = 0; i < 3; i++) {
        isms_add_text(model, method, ISMS_METHOD_LEVELS_ID, levels[i]);
        isms_add_text(model, method, ISMS_METHOD_LEVELS_DECISION, decisions[i]);
        isms_add_row(model, method, ISMS_METHOD_MATRIX, matrix[i], 3);
    }
}

int main(void)
{
    isms_model *model = NULL;
    isms_id laptop = ISMS_NONE, theft = ISMS_NONE;
    if (isms_model_new(NULL, &model) != ISMS_OK)
        return 1;

    isms_model_begin(model, "Marta Klein", "quarterly review"); /* who and why: goes to the journal */
    add_method(model);
    isms_record_create(model, ISMS_ASSET, "AS-17", &laptop);
    isms_set_text(model, laptop, ISMS_ASSET_TITLE, "Field laptops");
    isms_record_create(model, ISMS_RISK, "R-042", &theft);
    isms_set_text(model, theft, ISMS_RISK_TITLE, "Theft of an unencrypted laptop");
    isms_set_link_key(model, theft, ISMS_RISK_METHOD, "three-by-three");
    isms_add_link(model, theft, ISMS_RISK_ASSETS, laptop);
    isms_set_level(model, theft, ISMS_RISK_INHERENT, 3, 2);
    if (isms_model_commit(model) != ISMS_OK)
        isms_model_rollback(model); /* nothing changed */

    isms_assessment *risks = NULL;
    isms_assess(model, NULL, NULL, &risks);
    fputs(isms_assessment_explain(risks, theft, ISMS_INHERENT), stdout);

    for (isms_id r = isms_first(model, ISMS_RISK); r; r = isms_next(model, r))
        printf("%-6s %-12s %s\n", isms_record_key(model, r), isms_assessment_level(risks, r, ISMS_INHERENT),
               isms_text(model, r, ISMS_RISK_TITLE));

    const isms_model *catalogue = isms_catalogue(); /* Annex A reads like any other record */
    isms_id control = isms_find(catalogue, ISMS_CONTROL_REFERENCE, "A.8.24");
    printf("A.8.24 %s\n", isms_text(catalogue, control, ISMS_CONTROL_REFERENCE_TITLE));

    isms_assessment_free(risks);
    isms_model_free(model);
    return 0;
}
