/* The worst risks, what is wrong in the Statement of Applicability, and whether the next audit would pass. */
#include <isms.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    isms_model *acme = NULL;
    isms_assessment *risks = NULL;
    isms_soa *soa = NULL;
    isms_audit *audit = NULL;
    isms_soa_options soa_options = ISMS_SOA_OPTIONS_INIT;
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;

    soa_options.as_of = options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_SURVEILLANCE;
    if (isms_model_open(argc > 1 ? argv[1] : "examples/data/nordlicht.json", NULL, NULL, &acme) == ISMS_OK &&
        isms_assess(acme, NULL, NULL, &risks) == ISMS_OK && isms_soa_build(acme, &soa_options, &soa) == ISMS_OK &&
        isms_audit_run(acme, &options, NULL, &audit) == ISMS_OK) {
        for (size_t i = 0; i < 5 && i < isms_assessment_count(risks); i++) {
            isms_id risk = isms_assessment_ranked(risks, i);
            const char *level = isms_assessment_level(risks, risk, ISMS_CURRENT);
            printf("%s %s %s\n", isms_record_key(acme, risk), level ? level : "None", isms_text(acme, risk, ISMS_RISK_TITLE));
        }
        for (size_t row = 0; row < isms_soa_count(soa); row++)
            if (*isms_soa_text(soa, row, ISMS_SOA_COLUMN_PROBLEMS))
                printf("%s %s\n", isms_soa_text(soa, row, ISMS_SOA_COLUMN_CONTROL),
                       isms_soa_text(soa, row, ISMS_SOA_COLUMN_PROBLEMS));
        puts(isms_audit_headline(audit));
    }
    isms_audit_free(audit);
    isms_soa_free(soa);
    isms_assessment_free(risks);
    isms_model_free(acme);
    return audit ? 0 : 1;
}
