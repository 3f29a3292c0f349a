/* Golden cases of findings: t=find. */
#include "audit_cases.h"

#include <stdio.h>
#include <string.h>

/* Everything that is not a threshold is a fact; what is no fact either makes the finding invalid. */
static isms_status set_facts(pairs *p, isms_facts *facts)
{
    char text[TEXT_MOST] = "";
    size_t at = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (p->used[i])
            continue;
        at += (size_t)snprintf(text + at, sizeof text - at, "%s=%s;", p->name[i], p->value[i]);
        p->used[i] = true;
    }
    return isms_facts_parse(facts, text);
}

bool run_finding(pairs *p, answer *out)
{
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    isms_facts *facts = isms_facts_new(NULL);
    isms_finding *finding = NULL;
    bool made = facts && pairs_thresholds(p, &thresholds) && set_facts(p, facts) >= 0 &&
                isms_finding_classify(facts, &thresholds, NULL, &finding) == ISMS_OK;
    if (made) {
        snprintf(out->outcome, sizeof out->outcome, "%s", isms_finding_verdict(finding));
        snprintf(out->rule, sizeof out->rule, "%s", isms_finding_rule(finding));
    }
    isms_finding_free(finding);
    isms_facts_free(facts);
    return made;
}
