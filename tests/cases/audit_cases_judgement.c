/* Golden cases of areas, overrides and conclusions: t=area, t=ovr, t=conc. */
#include "audit_cases.h"

#include <string.h>

bool run_area(pairs *p, answer *out)
{
    isms_area area = ISMS_AREA_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    isms_ruling *ruling = NULL;
    area.scope = isms_area_scope_by_name(pairs_text(p, "scope", ""));
    area.majors = pairs_number(p, "majors", 0);
    area.minors = pairs_number(p, "minors", 0);
    area.ofis = pairs_number(p, "ofis", 0);
    area.assessed = pairs_number(p, "assessed", 0);
    area.undetermined = pairs_number(p, "undet", 0);
    area.threshold = pairs_number(p, "thr", 0);
    if (pairs_given(p, "declined"))
        area.declined_because = "reason of the auditor";
    return pairs_thresholds(p, &thresholds) && isms_area_aggregate(&area, &thresholds, NULL, &ruling) == ISMS_OK &&
           answer_ruling(out, ruling);
}

/* A text of so many characters. */
static const char *characters(int32_t count)
{
    static char text[TEXT_MOST];
    size_t size = count < 0 ? 0 : count >= TEXT_MOST ? TEXT_MOST - 1 : (size_t)count;
    memset(text, 'x', size);
    text[size] = '\0';
    return text;
}

bool run_override(pairs *p, answer *out)
{
    isms_override override = ISMS_OVERRIDE_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    isms_ruling *ruling = NULL;
    override.computed = pairs_text(p, "computed", "");
    override.proposed = pairs_text(p, "new", "");
    override.rationale = characters(pairs_number(p, "rationale", 0));
    override.author = pairs_given(p, "author") ? "auditor" : NULL;
    override.reviewer = pairs_given(p, "reviewer") ? "reviewer" : NULL;
    override.criterion = pairs_given(p, "criterion") ? "criterion" : NULL;
    override.issued = pairs_yes(p, "locked");
    return pairs_thresholds(p, &thresholds) && isms_override_check(&override, &thresholds, NULL, &ruling) == ISMS_OK &&
           answer_ruling(out, ruling);
}

static int32_t kind_of(const char *name)
{
    static const struct {
        const char *name;
        int32_t kind;
    } kinds[] = {{"gap", ISMS_AUDIT_KIND_GAP},
                 {"internal", ISMS_AUDIT_KIND_INTERNAL},
                 {"stage1", ISMS_AUDIT_KIND_STAGE1},
                 {"stage2", ISMS_AUDIT_KIND_STAGE2},
                 {"surv", ISMS_AUDIT_KIND_SURVEILLANCE},
                 {"recert", ISMS_AUDIT_KIND_RECERTIFICATION},
                 {"special", ISMS_AUDIT_KIND_SPECIAL},
                 {"extension", ISMS_AUDIT_KIND_EXTENSION},
                 {"suspension_followup", ISMS_AUDIT_KIND_FOLLOW_UP},
                 {"transfer", ISMS_AUDIT_KIND_TRANSFER}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return 0;
}

bool run_conclusion(pairs *p, answer *out)
{
    isms_conclusion found = ISMS_CONCLUSION_INIT;
    isms_ruling *ruling = NULL;
    found.kind = kind_of(pairs_text(p, "audit", ""));
    found.majors = pairs_number(p, "majors", 0);
    found.majors_verified = pairs_number(p, "verified", 0);
    found.minors = pairs_number(p, "minors", 0);
    found.plans_accepted = pairs_number(p, "plans", 0);
    found.undetermined = pairs_number(p, "undet", 0);
    found.concerns = pairs_number(p, "concerns", 0);
    found.key_gap = pairs_yes(p, "key_gap");
    found.scope_unclear = pairs_yes(p, "scope_unclear") || strcmp(pairs_text(p, "scope_clear", "yes"), "no") == 0;
    found.past_six_months = pairs_yes(p, "past6m");
    found.past_deadline = pairs_yes(p, "past_deadline");
    found.severe = pairs_yes(p, "severe");
    found.suspend_on_major = strcmp(pairs_text(p, "cbrule", ""), "suspend_on_major") == 0;
    found.expired = pairs_yes(p, "expired");
    found.restorable = pairs_yes(p, "within6m");
    found.scope_separable = pairs_yes(p, "separable");
    found.not_accredited = strcmp(pairs_text(p, "accredited", "yes"), "no") == 0;
    const char *status = pairs_text(p, "status", "valid");
    found.not_valid = strcmp(status, "valid") != 0 && strcmp(status, "active") != 0;
    const char *records = pairs_text(p, "records", "complete");
    found.records_missing = pairs_yes(p, "records_missing") || strcmp(records, "missing") == 0 || strcmp(records, "no") == 0;
    return isms_conclusion_draw(&found, NULL, NULL, &ruling) == ISMS_OK && answer_ruling(out, ruling);
}
