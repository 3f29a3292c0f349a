/* Embed libisms in thirty lines: open a document, ask whether it would pass Stage 2, and print why not. */
#include <isms.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *model = NULL;

    if (isms_model_open(argc > 1 ? argv[1] : "acme.json", NULL, problems, &model) != ISMS_OK) {
        for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
            fprintf(stderr, "%s\n", isms_diagnostics_line(problems, i));
        isms_diagnostics_free(problems);
        return 1;
    }

    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_2;

    isms_audit *audit = NULL;
    isms_audit_run(model, &options, problems, &audit);
    printf("%s: score %d (at most %d)\n", isms_audit_conclusion(audit), (int)isms_audit_score(audit),
           (int)isms_audit_score_upper(audit));
    for (size_t i = 0; i < isms_audit_count(audit); i++)
        printf("%s: %s\n    fix: %s\n", isms_audit_outcome(audit, i), isms_audit_message(audit, i), isms_audit_fix(audit, i));

    isms_audit_free(audit);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return 0;
}
