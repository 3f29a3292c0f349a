/* By which records each clause of ISO/IEC 27001:2022 can be told to be met; what is not here is asked. */
#include "gap.h"

#include "needed.h"

#include <string.h>

static bool by_then(const isms__sign_case *c, isms_attribute date)
{
    isms_day day = isms_day_of(c->m, c->record, date);
    return day && (!c->as_of || day <= c->as_of);
}

static bool has_text(const isms__sign_case *c, isms_attribute list, const char *text)
{
    for (size_t i = 0, n = isms_list_count(c->m, c->record, list); i < n; i++)
        if (strcmp(isms_list_text(c->m, c->record, list, i), text) == 0)
            return true;
    return false;
}

/* ------------------------------------------------------------------ which records are relevant */

static bool open_risk(const isms__sign_case *c)
{
    return isms_value(c->m, c->record, ISMS_RISK_STATUS) != ISMS_RISK_STATUS_CLOSED;
}

static bool treated_risk(const isms__sign_case *c)
{
    return isms__risk_is_open(c->m, c->record) && isms_list_count(c->m, c->record, ISMS_RISK_TREATMENT_OPTIONS) > 0;
}

static bool live_document(const isms__sign_case *c)
{
    int32_t status = isms_value(c->m, c->record, ISMS_DOCUMENT_STATUS);
    return status != ISMS_DOCUMENT_STATUS_DRAFT && status != ISMS_DOCUMENT_STATUS_OBSOLETE;
}

static bool top_policy(const isms__sign_case *c)
{
    return live_document(c) && isms_value(c->m, c->record, ISMS_DOCUMENT_KIND) == ISMS_DOCUMENT_KIND_POLICY &&
           has_text(c, ISMS_DOCUMENT_SATISFIES, "5.2.e");
}

static bool serves_clause(const isms__sign_case *c)
{
    return live_document(c) && has_text(c, ISMS_DOCUMENT_SATISFIES, c->clause);
}

static bool serves_any(const isms__sign_case *c)
{
    return live_document(c) && isms_list_count(c->m, c->record, ISMS_DOCUMENT_SATISFIES) > 0;
}

static bool record_document(const isms__sign_case *c)
{
    return isms_value(c->m, c->record, ISMS_DOCUMENT_KIND) == ISMS_DOCUMENT_KIND_RECORD;
}

static bool live_plan(const isms__sign_case *c)
{
    return isms__plan_counts(c->m, c->record);
}

static bool decided_plan(const isms__sign_case *c)
{
    return live_plan(c) && isms_value(c->m, c->record, ISMS_TREATMENT_PLAN_STATUS) != ISMS_TREATMENT_PLAN_STATUS_DRAFT;
}

static bool finished_plan(const isms__sign_case *c)
{
    return isms_value(c->m, c->record, ISMS_TREATMENT_PLAN_STATUS) == ISMS_TREATMENT_PLAN_STATUS_DONE;
}

static bool reports(const isms__sign_case *c)
{
    return has_text(c, ISMS_ROLE_DUTIES, "isms_reporting");
}

static bool ensures_conformity(const isms__sign_case *c)
{
    return has_text(c, ISMS_ROLE_DUTIES, "isms_conformity");
}

static bool has_competence_gap(const isms__sign_case *c)
{
    return isms_has(c->m, c->record, ISMS_ASSIGNMENT_GAP) != 0;
}

static bool measured(const isms__sign_case *c)
{
    return by_then(c, ISMS_MEASUREMENT_MEASURED_ON);
}

static bool performed(const isms__sign_case *c)
{
    return by_then(c, ISMS_RISK_ASSESSMENT_PERFORMED_ON);
}

static bool internal_audit(const isms__sign_case *c)
{
    return isms_value(c->m, c->record, ISMS_AUDIT_KIND) == ISMS_AUDIT_KIND_INTERNAL && by_then(c, ISMS_AUDIT_COMPLETED_ON);
}

static bool held_review(const isms__sign_case *c)
{
    return by_then(c, ISMS_MANAGEMENT_REVIEW_HELD_ON);
}

static bool nonconformity(const isms__sign_case *c)
{
    int32_t class_ = isms_value(c->m, c->record, ISMS_AUDIT_FINDING_CLASS);
    return class_ == ISMS_FINDING_CLASS_MAJOR || class_ == ISMS_FINDING_CLASS_MINOR;
}

static bool finished_action(const isms__sign_case *c)
{
    return by_then(c, ISMS_CORRECTIVE_ACTION_DONE_ON);
}

/* ------------------------------------------------------------------ what must be so beside the fields */

static bool says_when_to_accept(const isms__sign_case *c)
{
    return isms_has(c->m, c->record, ISMS_METHOD_ACCEPTANCE_CRITERIA) ||
           isms_list_count(c->m, c->record, ISMS_METHOD_LEVELS_DECISION) > 0;
}

static bool has_any(const isms__sign_case *c, const isms_attribute *attributes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isms_has(c->m, c->record, attributes[i]))
            return true;
    return false;
}

static bool is_rated_for_impact(const isms__sign_case *c)
{
    static const isms_attribute any[] = {ISMS_RISK_INHERENT_IMPACT,  ISMS_RISK_CURRENT_IMPACT,  ISMS_RISK_RESIDUAL_IMPACT,
                                         ISMS_RISK_INHERENT_IMPACTS, ISMS_RISK_CURRENT_IMPACTS, ISMS_RISK_LOSS};
    return has_any(c, any, sizeof any / sizeof any[0]);
}

static bool is_rated_for_likelihood(const isms__sign_case *c)
{
    static const isms_attribute any[] = {ISMS_RISK_INHERENT_LIKELIHOOD, ISMS_RISK_CURRENT_LIKELIHOOD,
                                         ISMS_RISK_RESIDUAL_LIKELIHOOD, ISMS_RISK_FREQUENCY};
    return has_any(c, any, sizeof any / sizeof any[0]);
}

static bool has_a_level(const isms__sign_case *c)
{
    static const isms_attribute any[] = {ISMS_RISK_INHERENT_LEVEL, ISMS_RISK_CURRENT_LEVEL, ISMS_RISK_RESIDUAL_LEVEL};
    return has_any(c, any, sizeof any / sizeof any[0]) || (is_rated_for_impact(c) && is_rated_for_likelihood(c));
}

static bool is_measurable(const isms__sign_case *c)
{
    static const isms_attribute any[] = {ISMS_OBJECTIVE_METRIC, ISMS_OBJECTIVE_TARGET, ISMS_OBJECTIVE_NOT_MEASURABLE_BECAUSE};
    return has_any(c, any, sizeof any / sizeof any[0]);
}

static bool is_provided(const isms__sign_case *c)
{
    return isms_value(c->m, c->record, ISMS_RESOURCE_NEED_PROVIDED) == ISMS_RESOURCE_PROVIDED_YES;
}

static bool has_retention(const isms__sign_case *c)
{
    static const isms_attribute any[] = {ISMS_DOCUMENT_RETENTION_MONTHS, ISMS_DOCUMENT_RETENTION_UNTIL};
    return has_any(c, any, sizeof any / sizeof any[0]);
}

/* An input counts when it is listed itself; an item of it does not stand for it. */
static bool looks_at_input(const isms__sign_case *c)
{
    return has_text(c, ISMS_MANAGEMENT_REVIEW_INPUTS, c->clause);
}

/* ------------------------------------------------------------------ the table */

#define ANY     ISMS__SIGN_ANY
#define EACH    ISMS__SIGN_EACH
#define EACH_IF ISMS__SIGN_EACH_IF
#define OR_ANY  ISMS__SIGN_OR_ANY

const isms__sign isms__signs[] = {
    {"4.1", ISMS_CONTEXT_ISSUE, ANY, NULL, {0}, "context issues", NULL, NULL},
    {"4.1", ISMS_SCOPE, ANY, NULL, {ISMS_SCOPE_CLIMATE_RELEVANT}, "scopes", NULL, NULL},
    {"4.2.a", ISMS_INTERESTED_PARTY, ANY, NULL, {0}, "interested parties", NULL, NULL},
    {"4.2.b",
     ISMS_PARTY_REQUIREMENT,
     ANY,
     NULL,
     {ISMS_PARTY_REQUIREMENT_REQUIREMENT_TEXT},
     "requirements of parties",
     NULL,
     NULL},
    {"4.2.c", ISMS_PARTY_REQUIREMENT, EACH, NULL, {ISMS_PARTY_REQUIREMENT_ADDRESSED}, "requirements of parties", NULL, NULL},
    {"4.3", ISMS_SCOPE, ANY, NULL, {ISMS_SCOPE_STATEMENT}, "scopes", NULL, NULL},
    {"4.3.c", ISMS_SCOPE, EACH, NULL, {ISMS_SCOPE_INTERFACES}, "scopes", NULL, NULL},
    {"5.2.e", ISMS_DOCUMENT, ANY, top_policy, {0}, "current top policies", NULL, NULL},
    {"5.2.f", ISMS_DOCUMENT, EACH, top_policy, {ISMS_DOCUMENT_COMMUNICATED_ON}, "current top policies", NULL, NULL},
    {"5.3.a", ISMS_ROLE, ANY, ensures_conformity, {0}, "roles with the duty isms_conformity", NULL, NULL},
    {"5.3.b", ISMS_ROLE, ANY, reports, {0}, "roles with the duty isms_reporting", NULL, NULL},
    {"6.1.2", ISMS_METHOD, ANY, NULL, {0}, "risk methods", NULL, NULL},
    {"6.1.2.a.1", ISMS_METHOD, EACH, NULL, {0}, "risk methods", says_when_to_accept, "say when a risk can be accepted"},
    {"6.1.2.a.2", ISMS_METHOD, EACH, NULL, {ISMS_METHOD_ASSESSMENT_CRITERIA}, "risk methods", NULL, NULL},
    {"6.1.2.c.1", ISMS_RISK, ANY, NULL, {0}, "risks", NULL, NULL},
    {"6.1.2.c.2", ISMS_RISK, EACH, open_risk, {ISMS_RISK_OWNER}, "risks that are not closed", NULL, NULL},
    {"6.1.2.d.1", ISMS_RISK, EACH, open_risk, {0}, "risks that are not closed", is_rated_for_impact, "are rated for impact"},
    {"6.1.2.d.2",
     ISMS_RISK,
     EACH,
     open_risk,
     {0},
     "risks that are not closed",
     is_rated_for_likelihood,
     "are rated for likelihood"},
    {"6.1.2.d.3", ISMS_RISK, EACH, open_risk, {0}, "risks that are not closed", has_a_level, "have a level"},
    {"6.1.3", ISMS_DOCUMENT, ANY, serves_clause, {0}, "documents of the treatment process", NULL, NULL},
    {"6.1.3.a", ISMS_RISK, ANY, treated_risk, {0}, "risks with an option of treatment", NULL, NULL},
    {"6.1.3.e", ISMS_TREATMENT_PLAN, ANY, live_plan, {0}, "treatment plans", NULL, NULL},
    {"6.1.3.f",
     ISMS_TREATMENT_PLAN,
     EACH,
     decided_plan,
     {ISMS_TREATMENT_PLAN_APPROVED_BY, ISMS_TREATMENT_PLAN_APPROVED_ON},
     "treatment plans beyond draft",
     NULL,
     NULL},
    {"6.2.b", ISMS_OBJECTIVE, EACH, NULL, {0}, "objectives", is_measurable, "can be measured, or say why not"},
    {"6.2.d", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_LAST_REVIEWED_ON}, "objectives", NULL, NULL},
    {"6.2.e", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_COMMUNICATED_ON}, "objectives", NULL, NULL},
    {"6.2.g", ISMS_OBJECTIVE, ANY, NULL, {0}, "objectives", NULL, NULL},
    {"6.2.h", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_PLAN}, "objectives", NULL, NULL},
    {"6.2.i", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_RESOURCES}, "objectives", NULL, NULL},
    {"6.2.j", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_OWNER}, "objectives", NULL, NULL},
    {"6.2.k", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_DUE_ON}, "objectives", NULL, NULL},
    {"6.2.l", ISMS_OBJECTIVE, EACH, NULL, {ISMS_OBJECTIVE_EVALUATION}, "objectives", NULL, NULL},
    {"6.3", ISMS_CHANGE, EACH_IF, NULL, {ISMS_CHANGE_PLAN}, "changes", NULL, NULL},
    {"7.1", ISMS_RESOURCE_NEED, EACH, NULL, {0}, "needs of resources", is_provided, "are provided for"},
    {"7.2.a", ISMS_ROLE, EACH, NULL, {ISMS_ROLE_REQUIRED_COMPETENCE}, "roles", NULL, NULL},
    {"7.2.b", ISMS_ASSIGNMENT, EACH, NULL, {ISMS_ASSIGNMENT_BASIS}, "assignments", NULL, NULL},
    {"7.2.c",
     ISMS_ASSIGNMENT,
     EACH_IF,
     has_competence_gap,
     {ISMS_ASSIGNMENT_GAP_CLOSED_ON},
     "assignments with a gap",
     NULL,
     NULL},
    {"7.2.d", ISMS_ASSIGNMENT, EACH, NULL, {ISMS_ASSIGNMENT_EVIDENCE}, "assignments", NULL, NULL},
    {"7.3.a", ISMS_ACKNOWLEDGEMENT, ANY, NULL, {0}, "acknowledgements of documents", NULL, NULL},
    {"7.4.a", ISMS_COMMUNICATION, EACH, NULL, {ISMS_COMMUNICATION_SUBJECT}, "planned communications", NULL, NULL},
    {"7.4.b", ISMS_COMMUNICATION, EACH, NULL, {ISMS_COMMUNICATION_WHEN}, "planned communications", NULL, NULL},
    {"7.4.c", ISMS_COMMUNICATION, EACH, NULL, {ISMS_COMMUNICATION_AUDIENCE}, "planned communications", NULL, NULL},
    {"7.4.d", ISMS_COMMUNICATION, EACH, NULL, {ISMS_COMMUNICATION_METHOD}, "planned communications", NULL, NULL},
    {"7.5.1.a", ISMS_DOCUMENT, ANY, serves_any, {0}, "documents that name the clause they serve", NULL, NULL},
    {"7.5.2.a",
     ISMS_DOCUMENT,
     EACH,
     live_document,
     {ISMS_DOCUMENT_TITLE, ISMS_DOCUMENT_VERSION},
     "documents in force",
     NULL,
     NULL},
    {"7.5.2.c",
     ISMS_DOCUMENT,
     EACH,
     live_document,
     {ISMS_DOCUMENT_APPROVED_BY, ISMS_DOCUMENT_APPROVED_ON},
     "documents in force",
     NULL,
     NULL},
    {"7.5.3.e", ISMS_DOCUMENT, EACH, live_document, {ISMS_DOCUMENT_VERSION}, "documents in force", NULL, NULL},
    {"7.5.3.f", ISMS_DOCUMENT, EACH_IF, record_document, {0}, "records", has_retention, "say how long they are kept"},
    {"8.1", ISMS_PROCESS, EACH, NULL, {ISMS_PROCESS_CRITERIA, ISMS_PROCESS_EVIDENCE}, "processes", NULL, NULL},
    {"8.2", ISMS_RISK_ASSESSMENT, ANY, performed, {0}, "risk assessments that were carried out", NULL, NULL},
    {"8.2", ISMS_RISK, OR_ANY, NULL, {ISMS_RISK_ASSESSED_ON}, "risks", NULL, NULL},
    {"8.3",
     ISMS_TREATMENT_PLAN,
     EACH_IF,
     finished_plan,
     {ISMS_TREATMENT_PLAN_EVIDENCE},
     "finished treatment plans",
     NULL,
     NULL},
    {"9.1", ISMS_MEASUREMENT, ANY, measured, {0}, "measurements", NULL, NULL},
    {"9.1.a", ISMS_METRIC, ANY, NULL, {0}, "metrics", NULL, NULL},
    {"9.1.b", ISMS_METRIC, EACH, NULL, {ISMS_METRIC_METHOD}, "metrics", NULL, NULL},
    {"9.1.c", ISMS_METRIC, EACH, NULL, {ISMS_METRIC_EVERY_DAYS}, "metrics", NULL, NULL},
    {"9.1.d", ISMS_METRIC, EACH, NULL, {ISMS_METRIC_MEASURED_BY}, "metrics", NULL, NULL},
    {"9.1.e", ISMS_METRIC, EACH, NULL, {ISMS_METRIC_ANALYSED_EVERY_MONTHS}, "metrics", NULL, NULL},
    {"9.1.f", ISMS_METRIC, EACH, NULL, {ISMS_METRIC_ANALYSED_BY}, "metrics", NULL, NULL},
    {"9.2.1", ISMS_AUDIT, ANY, internal_audit, {0}, "completed internal audits", NULL, NULL},
    {"9.2.2", ISMS_PROGRAMME, ANY, NULL, {0}, "audit programmes", NULL, NULL},
    {"9.2.2.a",
     ISMS_AUDIT,
     EACH,
     internal_audit,
     {ISMS_AUDIT_CRITERIA, ISMS_AUDIT_SCOPE},
     "completed internal audits",
     NULL,
     NULL},
    {"9.2.2.b", ISMS_AUDIT, EACH, internal_audit, {ISMS_AUDIT_LEAD}, "completed internal audits", NULL, NULL},
    {"9.2.2.c", ISMS_AUDIT, EACH, internal_audit, {ISMS_AUDIT_REPORTED_TO}, "completed internal audits", NULL, NULL},
    {"9.3.1", ISMS_MANAGEMENT_REVIEW, ANY, held_review, {0}, "management reviews that were held", NULL, NULL},
#define INPUT(clause)                                                                                                          \
    {                                                                                                                          \
        clause, ISMS_MANAGEMENT_REVIEW, ANY, held_review, {0}, "management reviews that were held", looks_at_input,            \
            "looked at it"                                                                                                     \
    }
    INPUT("9.3.2.a"),
    INPUT("9.3.2.b"),
    INPUT("9.3.2.c"),
    INPUT("9.3.2.d"),
    INPUT("9.3.2.d.1"),
    INPUT("9.3.2.d.2"),
    INPUT("9.3.2.d.3"),
    INPUT("9.3.2.d.4"),
    INPUT("9.3.2.e"),
    INPUT("9.3.2.f"),
    INPUT("9.3.2.g"),
#undef INPUT
    {"9.3.3",
     ISMS_MANAGEMENT_REVIEW,
     EACH,
     held_review,
     {ISMS_MANAGEMENT_REVIEW_DECISIONS, ISMS_MANAGEMENT_REVIEW_MINUTES},
     "management reviews that were held",
     NULL,
     NULL},
    {"10.2.a.1", ISMS_CORRECTIVE_ACTION, EACH_IF, NULL, {ISMS_CORRECTIVE_ACTION_CORRECTION}, "corrective actions", NULL, NULL},
    {"10.2.b.1",
     ISMS_AUDIT_FINDING,
     EACH_IF,
     nonconformity,
     {ISMS_AUDIT_FINDING_OBJECTIVE_EVIDENCE},
     "nonconformities",
     NULL,
     NULL},
    {"10.2.b.2", ISMS_CORRECTIVE_ACTION, EACH_IF, NULL, {ISMS_CORRECTIVE_ACTION_ROOT_CAUSE}, "corrective actions", NULL, NULL},
    {"10.2.b.3", ISMS_CORRECTIVE_ACTION, EACH_IF, NULL, {ISMS_CORRECTIVE_ACTION_EXTENT}, "corrective actions", NULL, NULL},
    {"10.2.c", ISMS_CORRECTIVE_ACTION, EACH_IF, NULL, {ISMS_CORRECTIVE_ACTION_ACTION}, "corrective actions", NULL, NULL},
    {"10.2.d",
     ISMS_CORRECTIVE_ACTION,
     EACH_IF,
     finished_action,
     {ISMS_CORRECTIVE_ACTION_VERIFIED_ON, ISMS_CORRECTIVE_ACTION_EFFECTIVE},
     "finished corrective actions",
     NULL,
     NULL},
    {"10.2.f", ISMS_AUDIT_FINDING, ANY, NULL, {0}, "audit findings", NULL, NULL},
    {"10.2.g",
     ISMS_CORRECTIVE_ACTION,
     EACH_IF,
     finished_action,
     {ISMS_CORRECTIVE_ACTION_EVIDENCE},
     "finished corrective actions",
     NULL,
     NULL},
};

#undef ANY
#undef EACH
#undef EACH_IF
#undef OR_ANY

const size_t isms__sign_count = sizeof isms__signs / sizeof isms__signs[0];

const isms__sign_check isms__sign_checks[] = {
    {"6.1.3.b", "ISMS-SOA-16"}, {"6.1.3.b", "ISMS-TREAT-04"}, {"6.1.3.c", "ISMS-SOA-02"},
    {"6.1.3.c", "ISMS-SOA-06"}, {"6.1.3.d", "ISMS-SOA-01"},   {"6.1.3.d", "ISMS-SOA-03"},
    {"6.1.3.d", "ISMS-SOA-04"}, {"6.1.3.d", "ISMS-SOA-05"},   {"6.1.3.d", "ISMS-SOA-15"},
};

const size_t isms__sign_check_count = sizeof isms__sign_checks / sizeof isms__sign_checks[0];
