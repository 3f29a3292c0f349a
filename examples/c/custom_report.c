/* A report of one's own: open risks and the controls that treat them, by risk owner, as Markdown. */
#include <isms.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    isms_model *model = NULL;
    isms_assessment *risks = NULL;
    if (argc < 2 || isms_model_open(argv[1], NULL, NULL, &model) != ISMS_OK ||
        isms_assess(model, NULL, NULL, &risks) != ISMS_OK)
        return 1;
    for (isms_id person = isms_first(model, ISMS_PERSON); person; person = isms_next(model, person)) {
        isms_id owned[64];
        size_t n = isms_referrers(model, person, ISMS_RISK_OWNER, owned, 64);
        if (n < 4)
            continue; /* the busiest owners only */
        printf("## %s\n\n", isms_text(model, person, ISMS_PERSON_TITLE));
        for (size_t i = 0; i < n && i < 64; i++) {
            const char *level = isms_assessment_level(risks, owned[i], ISMS_CURRENT);
            printf("- %s (%s) %s\n", isms_record_key(model, owned[i]), level ? level : "not known",
                   isms_text(model, owned[i], ISMS_RISK_TITLE));
        }
        printf("\n");
    }
    isms_assessment_free(risks);
    isms_model_free(model);
    return 0;
}
