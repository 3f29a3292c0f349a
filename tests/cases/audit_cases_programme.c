/* Golden cases of audit time, sites, corrective action and the audit programme: t=time, t=site, t=capa, t=prog. */
#include "audit_cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static isms_cycle_audit audit_of(const char *name)
{
    static const char *const names[] = {"", "initial", "surv", "recert"};
    for (isms_cycle_audit i = ISMS_CYCLE_AUDIT_INITIAL; i <= ISMS_CYCLE_AUDIT_RECERTIFICATION; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

enum { PARTS_MOST = 64 };

/* Cuts a text at its commas; the parts point into it. */
static size_t cut(char *text, const char **parts)
{
    size_t n = 0;
    for (char *at = text; *at && n < PARTS_MOST;) {
        parts[n++] = at;
        at += strcspn(at, ",");
        if (*at)
            *at++ = '\0';
    }
    return n;
}

static isms_status effective_persons(pairs *p, isms_ruling **ruling)
{
    char text[TEXT_MOST];
    const char *parts[PARTS_MOST];
    int32_t groups[PARTS_MOST];
    snprintf(text, sizeof text, "%s", pairs_text(p, "groups", ""));
    size_t count = cut(text, parts);
    for (size_t i = 0; i < count; i++)
        groups[i] = (int32_t)strtol(parts[i], NULL, 10);
    return isms_effort_persons(groups, count, pairs_number(p, "other", 0), NULL, ruling);
}

static isms_status days(pairs *p, isms_ruling **ruling)
{
    isms_effort effort = ISMS_EFFORT_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    effort.persons = pairs_number(p, "persons", 0);
    effort.audit = audit_of(pairs_text(p, "audit", "initial"));
    effort.adjustment_pct = pairs_number(p, "adj", 0);
    return pairs_thresholds(p, &thresholds) ? isms_effort_time(&effort, &thresholds, NULL, ruling) : ISMS_E_RANGE;
}

bool run_time(pairs *p, answer *out)
{
    isms_ruling *ruling = NULL;
    bool effective = strcmp(pairs_text(p, "op", "days"), "effective") == 0;
    if ((effective ? effective_persons(p, &ruling) : days(p, &ruling)) != ISMS_OK)
        return false;
    if (strcmp(isms_ruling_outcome(ruling), "FOLLOW_PROGRESSION") == 0)
        strcpy(out->words, "FOLLOW_PROGRESSION FOLLOW PROGRESSION follow_progression follow progression");
    return answer_ruling(out, ruling);
}

bool run_sites(pairs *p, answer *out)
{
    isms_ruling *ruling = NULL;
    int32_t all = strcmp(pairs_text(p, "method", "sample"), "all") == 0;
    isms_cycle_audit audit = audit_of(pairs_text(p, "audit", "initial"));
    return isms_sampling_sites(pairs_number(p, "sites", 0), audit, all, NULL, &ruling) == ISMS_OK && answer_ruling(out, ruling);
}

bool run_corrective(pairs *p, answer *out)
{
    isms_corrective_step step = ISMS_CORRECTIVE_STEP_INIT;
    isms_ruling *ruling = NULL;
    step.state = pairs_text(p, "state", "");
    step.event = pairs_text(p, "event", "");
    step.fields = pairs_text(p, "has", "");
    step.verifier_is_owner = pairs_yes(p, "verifier_is_owner");
    return isms_corrective_take(&step, NULL, &ruling) == ISMS_OK && answer_ruling(out, ruling);
}

static isms_status independence(pairs *p, isms_ruling **out)
{
    isms_planning_tie tie = ISMS_PLANNING_TIE_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    tie.owns_area = pairs_yes(p, "owns_area");
    tie.works_in_area = pairs_yes(p, "works_in_area") || pairs_yes(p, "works_in");
    tie.months_since = pairs_number(p, "months_since", -1);
    tie.left_area = tie.months_since >= 0;
    tie.reports_to_owner = pairs_yes(p, "reports_to_owner");
    tie.has_safeguard = pairs_yes(p, "safeguard");
    return pairs_thresholds(p, &thresholds) ? isms_planning_independence(&tie, &thresholds, NULL, out) : ISMS_E_RANGE;
}

static isms_status interval(pairs *p, isms_ruling **out)
{
    isms_planning_need need = ISMS_PLANNING_NEED_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    bool clause = pairs_yes(p, "clause") || strcmp(pairs_text(p, "kind", ""), "clause") == 0 ||
                  strcmp(pairs_text(p, "unit", ""), "clause") == 0 || strcmp(pairs_text(p, "req", ""), "clause") == 0;
    need.kind = clause ? ISMS_PLANNING_CLAUSE : ISMS_PLANNING_OTHER;
    need.risk = pairs_number(p, "risk", 0);
    need.findings = pairs_number(p, "findings", 0);
    need.major = pairs_yes(p, "major");
    need.changed = pairs_yes(p, "changed") || pairs_yes(p, "change");
    need.incident = pairs_yes(p, "incident");
    return pairs_thresholds(p, &thresholds) ? isms_planning_interval(&need, &thresholds, NULL, out) : ISMS_E_RANGE;
}

/* A list of `name` or `name:OUTCOME` without what has no determined outcome. */
static void determined_only(const char *list, char *out, size_t size)
{
    size_t at = 0;
    *out = '\0';
    while (*list && at < size) {
        size_t all = strcspn(list, ","), name = strcspn(list, ":,");
        if (strncmp(list + name, ":NOT_", 5) != 0 && strncmp(list + name, ":INVALID", 8) != 0)
            at += (size_t)snprintf(out + at, size - at, "%.*s,", (int)name, list);
        list += all + (list[all] == ',');
    }
}

/* The first list is what is to be covered, the second what was. */
static isms_status coverage(pairs *p, isms_ruling **out)
{
    char required_text[TEXT_MOST], covered_text[TEXT_MOST];
    const char *required[PARTS_MOST], *covered[PARTS_MOST];
    snprintf(required_text, sizeof required_text, "%s", pairs_next(p));
    determined_only(pairs_next(p), covered_text, sizeof covered_text);
    size_t required_count = cut(required_text, required), covered_count = cut(covered_text, covered);
    return isms_planning_coverage(required, required_count, covered, covered_count, NULL, out);
}

bool run_programme(pairs *p, answer *out)
{
    static const struct {
        const char *op;
        isms_status (*call)(pairs *p, isms_ruling **out);
    } operations[] = {{"independent", independence}, {"interval", interval}, {"coverage", coverage}};
    const char *op = pairs_text(p, "op", "");
    isms_ruling *ruling = NULL;
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        if (strcmp(operations[i].op, op) != 0)
            continue;
        if (operations[i].call(p, &ruling) != ISMS_OK)
            return false;
        if (strncmp(isms_ruling_outcome(ruling), "missing:", 8) == 0)
            snprintf(out->words, sizeof out->words, "missing MISSING %s", isms_ruling_outcome(ruling) + 8);
        for (char *at = out->words; *at; at++)
            if (*at == ',')
                *at = ' ';
        return answer_ruling(out, ruling);
    }
    return false;
}
