/* Attributes of a host's own: typed, checked when they are read, and no hindrance for programs that do not know them. */
#include <isms.h>
#include <stdio.h>
#include <string.h>

static const char good[] =
    "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"Theft\",\"acme_grade\":\"gold\",\"acme_days\":30}]}";
static const char bad[] = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"acme_grade\":\"tin\",\"acme_days\":\"thirty\"}]}";

int main(void)
{
    isms_extension *acme = NULL;
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_attribute grade = 0, days = 0;
    int32_t grades = 0;
    if (isms_extension_new("acme", NULL, &acme) != ISMS_OK)
        return 1;
    isms_extension_add_enum(acme, "grades", &grades);
    isms_extension_add_value(acme, grades, "gold", NULL, NULL);
    isms_extension_add_value(acme, grades, "silver", NULL, NULL);
    isms_extension_add(acme, ISMS_RISK, "grade", ISMS_KIND_ENUM, 0, grades, "class of service that the risk bears on", &grade);
    isms_extension_add(acme, ISMS_RISK, "days", ISMS_KIND_INTEGER, 0, 0, "days until it is looked at again", &days);
    options.extension = acme;
    if (isms_model_new(&options, &model) != ISMS_OK)
        return 1;

    isms_model_read_text(model, "json", bad, strlen(bad), NULL, problems); /* refused: nothing of it is in the model */
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        printf("%s\n", isms_diagnostics_line(problems, i));
    isms_model_read_text(model, "json", good, strlen(good), NULL, NULL);
    isms_id risk = isms_find(model, ISMS_RISK, "R-1");
    isms_set_integer(model, risk, days, isms_integer(model, risk, days, 0) + 60);
    printf("%s: %s, %lld days\n", isms_text(model, risk, ISMS_RISK_TITLE), isms_text(model, risk, grade),
           (long long)isms_integer(model, risk, days, 0));
    for (isms_attribute a = isms_attribute_next(model, ISMS_RISK, 0); a; a = isms_attribute_next(model, ISMS_RISK, a))
        if (!isms_attribute_path(NULL, a)) /* not of the schema */
            printf("%s: %s\n", isms_attribute_path(model, a), isms_attribute_doc(model, a));

    isms_diagnostics_free(problems);
    isms_model_free(model);
    isms_extension_free(acme);
    return 0;
}
