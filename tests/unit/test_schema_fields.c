/* Schema: every register and field that the readiness rules name is there, read from the specification where it is at hand;
 * and what people look for in each register. */
#include "test.h"

#include <ctype.h>

/* A part of a line. */
typedef struct span {
    const char *at;
    size_t size;
} span;

static span trimmed(span s)
{
    while (s.size && isspace((unsigned char)s.at[0]))
        s = (span){s.at + 1, s.size - 1};
    while (s.size && isspace((unsigned char)s.at[s.size - 1]))
        s.size--;
    return s;
}

/* Cuts the part before the next `mark` that no bracket encloses; false where nothing is left. */
static bool next_part(span *rest, char mark, span *part)
{
    size_t depth = 0, i = 0;
    if (!rest->at)
        return false;
    for (; i < rest->size && (depth || rest->at[i] != mark); i++) {
        depth += strchr("({[", rest->at[i]) != NULL;
        depth -= strchr(")}]", rest->at[i]) != NULL;
    }
    *part = trimmed((span){rest->at, i});
    *rest = i < rest->size ? (span){rest->at + i + 1, rest->size - i - 1} : (span){NULL, 0};
    return true;
}

/* The length of a name at the start: letters, digits, '_' and, where asked for, '/'. */
static size_t word(span s, bool slashes)
{
    size_t n = 0;
    while (n < s.size && (isalnum((unsigned char)s.at[n]) || s.at[n] == '_' || (slashes && s.at[n] == '/')))
        n++;
    return n;
}

static void print_missing(isms_type type, const char *field, const char *what)
{
    fprintf(stderr, "%s.%s: %s\n", isms_type_plural(type), field, what);
    CU_FAIL("a field of the specification that the schema lacks");
}

/* `field` or `field[]`, below `group` (may be "", else with its point). */
static isms_attribute find_field(isms_type type, const char *group, span name)
{
    char path[128];
    for (int list = 0; list < 2; list++) {
        snprintf(path, sizeof path, "%s%.*s%s", group, (int)name.size, name.at, list ? "[]" : "");
        isms_attribute a = isms_attribute_by_path(NULL, type, path);
        if (a)
            return a;
    }
    snprintf(path, sizeof path, "%s%.*s", group, (int)name.size, name.at);
    print_missing(type, path, "is not there");
    return 0;
}

/* `planned/partial/implemented` behind a field: each has to be a value of its enumeration. */
static void check_values(isms_attribute a, span values)
{
    span value;
    if (isms_attribute_kind(NULL, a) != ISMS_KIND_ENUM || !memchr(values.at, '/', values.size))
        return;
    while (next_part(&values, '/', &value)) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)value.size, value.at);
        if (!isms_value_by_name(NULL, isms_attribute_target(NULL, a), name))
            print_missing(isms_attribute_type(NULL, a), isms_attribute_path(NULL, a), name);
    }
}

static size_t fields_seen;

/* `level accept/tolerate/treat` or `duties[] (isms_reporting)`: the field and, behind it, its values. */
static void check_field(isms_type type, const char *group, span field)
{
    span name = {field.at, word(field, false)};
    isms_attribute a = find_field(type, group, name);
    span rest = trimmed((span){field.at + name.size, field.size - name.size});
    if (!a)
        return;
    fields_seen++;
    bool list = rest.size >= 2 && strncmp(rest.at, "[]", 2) == 0;
    if (list && !isms_attribute_is_list(NULL, a))
        print_missing(type, isms_attribute_path(NULL, a), "is no list");
    if (list)
        rest = trimmed((span){rest.at + 2, rest.size - 2});
    check_values(a, (span){rest.at, word(rest, true)});
}

/* `inherent/current {likelihood, level}` or `levels[{id, decision a/b}]`: each group, and its members in each. */
static void check_groups(isms_type type, span item, const char *brace)
{
    span names = {item.at, word(item, true)}, name, member;
    const char *end = memchr(brace, '}', item.size - (size_t)(brace - item.at));
    while (next_part(&names, '/', &name)) {
        isms_attribute a = find_field(type, "", name);
        span members = {brace + 1, (size_t)((end ? end : item.at + item.size) - brace - 1)};
        char group[64];
        if (!a)
            continue;
        snprintf(group, sizeof group, "%s.", isms_attribute_path(NULL, a));
        while (next_part(&members, ',', &member))
            check_field(type, group, member);
    }
}

static void check_register(span name, span fields)
{
    char plural[64];
    snprintf(plural, sizeof plural, "%.*s", (int)word(name, false), name.at);
    isms_type type = strcmp(plural, "document") == 0 ? ISMS_HEADER : isms_type_by_name(plural);
    if (!type || strcmp(isms_type_plural(type), plural) != 0) {
        fprintf(stderr, "%s: is not there\n", plural);
        CU_FAIL("a register of the specification that the schema lacks");
        return;
    }
    span item;
    while (fields.size && next_part(&fields, ',', &item)) {
        const char *brace = memchr(item.at, '{', item.size);
        if (brace)
            check_groups(type, item, brace);
        else
            check_field(type, "", item);
    }
}

/* | register; register | fields; fields | */
static size_t check_row(span row)
{
    span names, fields, name, part;
    size_t registers = 0;
    next_part(&row, '|', &names); /* what stands before the first bar: nothing */
    if (!next_part(&row, '|', &names) || !next_part(&row, '|', &fields))
        return 0;
    if (names.size == 0 || names.at[0] == '-' || isupper((unsigned char)names.at[0]))
        return 0;
    while (next_part(&names, ';', &name)) {
        if (!next_part(&fields, ';', &part))
            part = (span){name.at, 0};
        check_register(name, part);
        registers++;
    }
    return registers;
}

static void each_field_of_the_specification_is_there(void)
{
    char *path = test_shared("spec/readiness.md"), *text = path ? test_slurp(path, NULL) : NULL;
    const char *table = text ? strstr(text, "\n## 13.") : NULL;
    const char *end = table ? strstr(table + 1, "\n## ") : NULL;
    size_t registers = 0;
    fields_seen = 0;
    for (const char *line = table; line && line < end; line = strchr(line + 1, '\n'))
        if (line[1] == '|')
            registers += check_row((span){line + 1, strcspn(line + 1, "\n")});
    if (text) {
        CU_ASSERT(registers >= 45);
        CU_ASSERT(fields_seen >= 290);
    }
    free(text);
    free(path);
}

/* One column of a line of a table; empty where there is none. */
static span column(const char *line, size_t wanted)
{
    for (; wanted && *line != '\n' && *line; line++)
        wanted -= *line == '\t';
    return (span){line, wanted ? 0 : strcspn(line, "\t\n")};
}

/* `risks.owner?`, `audits` or `corrective_actions.verifier!` */
static void check_need(span need)
{
    const char *point = memchr(need.at, '.', need.size);
    span name = {need.at, point ? (size_t)(point - need.at) : word(need, false)};
    span field = point ? (span){point + 1, (size_t)(need.at + need.size - point - 1)} : (span){need.at, 0};
    field.size = word(field, false);
    if (field.size == 2 && strncmp(field.at, "id", 2) == 0)
        field.size = 0; /* each record has one */
    if (name.size)
        check_register(name, field);
}

static void each_need_of_a_rule_is_there(void)
{
    enum { NEEDS = 9 };
    char *path = test_shared("spec/readiness_rules.tsv"), *text = path ? test_slurp(path, NULL) : NULL;
    fields_seen = 0;
    for (const char *line = text ? strchr(text, '\n') : NULL; line && line[1]; line = strchr(line + 1, '\n')) {
        span needs = column(line + 1, NEEDS), need;
        while (next_part(&needs, ';', &need))
            check_need(need);
    }
    if (text)
        CU_ASSERT(fields_seen >= 140);
    free(text);
    free(path);
}

/* What people who leave other programs look for in each register, as the study of the field lists it, in our names. */
static const struct {
    const char *plural, *fields;
} wanted[] = {
    {"scopes", "statement,boundaries,interfaces,exclusions,excluded_requirements,sites,units,standards,certifications"},
    {"frameworks", "urn,version,edition,locale,licence"},
    {"requirements", "framework,parent,kind,theme,control_types,security_properties,cybersecurity_concepts,"
                     "operational_capabilities,security_domains,assessable,weight,groups,predecessors"},
    {"controls", "control_types,category,implements,status,progress,implemented_on,due_on,retired_on,cost,cost_per_year,"
                 "effort_days,maturity,design_result,test_result,effects[{acts_on,criterion,efficacy}],owner,last_tested_on,"
                 "next_test_on"},
    {"requirement_assessments", "result,score,target_score,documentation_score,justification,assessor,evidence,controls,"
                                "assessed_on,valid_until"},
    {"soas", "version,approved_by,approved_on,hash"},
    {"soa_entries", "control,applicable,reasons,risks,obligations,justification,status,owner,evidence"},
    {"assets", "kind,category,owner,custodian,location,valuation[{criterion,value,override,rationale}],rto_hours,rpo_hours,"
               "mtd_hours,rto_capability_hours,rpo_capability_hours"},
    {"asset_dependencies", "from,to,kind,criteria,weight,inheritance"},
    {"threats", "reference,security_properties,criteria,source_category,risk_sources"},
    {"vulnerabilities", "reference,security_properties,criteria,severity,cve,cwe"},
    {"risk_sources", "reference,origin,criteria"},
    {"risk_methods", "likelihood,impact,likelihood_steps[{lower,upper,unit}],impact_steps[{lower,upper,unit}],"
                     "levels[{label,colour,decision,from_score}],semi_quantitative,criteria,formula,matrix,aggregation,stages,"
                     "combination,rounding,appetite[{loss}],tolerance[{loss}],version,hash"},
    {"risks", "event,risk_sources,threats,vulnerabilities,assets,consequence,owner,inherent{likelihood,impact,level,"
              "impacts,confidence},current{likelihood,impact,level,impacts},residual{likelihood,impact,level,impacts},"
              "target{likelihood,impact,level,impacts},review_on"},
    {"treatment_plans", "options,actions,controls,target_level,budget,due_on,progress"},
    {"risk_acceptances", "criteria,approver,level,expires_on,state,justification"},
    {"audits", "objectives,scope,criteria,methods,sampling,auditors,independence_safeguard,planned_on,agenda,conclusion,"
               "sign_offs[{person,on}]"},
    {"audit_programmes", "frequency_months,risk_basis"},
    {"audit_findings", "class,class_rationale,objective_evidence,requirement,controls,recurrence_of,status"},
    {"corrective_actions", "correction,root_cause,root_cause_method,action,owner,due_on,evidence,effectiveness_criterion,"
                           "effective,verifier,verified_on,previous"},
    {"evidence", "kind,uri,hash,collected_on,valid_until,freshness_days,reviewer"},
    {"mapping_sets", "source,method,status,confidence,gaps"},
    {"mappings", "mapping_set,relationship,rationale,qualifiers,coverage"},
    {"context_issues", "origin,category,effect"},
    {"interested_parties", "category"},
    {"party_requirements", "requirement_text,how_addressed,kind"},
    {"obligations", "source,clause,authority,due_on,status"},
    {"objectives", "target,metric,direction"},
    {"metrics", "target,unit,direction,every_days,method,measured_by,analysed_by,warning,limit"},
    {"measurements", "metric,measured_on,value"},
    {"documents", "kind,classification,version,status,approval_quorum,review_every_months,hash"},
    {"document_versions", "version,change_summary,hash"},
    {"document_approvals", "decision,person"},
    {"acknowledgements", "document,person"},
    {"roles", "duties,authorities,required_competence"},
    {"persons", "deputy"},
    {"teams", "members"},
    {"assignments", "basis,gap"},
    {"management_reviews", "inputs,input_notes[{input,document}],decisions,actions,attendees,suitable,adequate,effective"},
    {"exceptions", "requirement,risk,compensating_controls,approver,expires_on"},
    {"incidents", "category,severity,criteria,timeline[{at,event}],assets,failed_controls,notification_due_on,lessons,risks"},
    {"suppliers", "criticality,dependency,penetration,maturity,trust,subcontractors,exit_plan,certificates"},
    {"supplier_services", "supplier"},
    {"supplier_contracts", "supplier,services"},
    {"supplier_assessments", "supplier,result"},
    {"risk_quantifications", "factors[{factor,distribution}],loss_forms[{form,distribution}],correlation_group,seed"},
    {"snapshots", "as_of,hash"},
    {"change_entries", "actor,before,after,reason"},
    {"certifications", "stage1_on,stage2_on,decision_on,expires_on,body,scope,number,majors_due_on"},
    {"tasks", "records,every_months,due_on,status"},
    {"changes", "plan,planned_on,status"},
    {"trainings", "content"},
    {"participations", "training"},
    {"impact_analyses", "process"},
    {"continuity_plans", "strategy"},
    {"exercises", "plan"},
    {"processing_activities", "purposes"},
    {"privacy_assessments", "activities"},
    {"data_breaches", "incident"},
    {"rights_requests", "answered_on"},
    {"interviews", "topics"},
    {"checklist_items", "question"},
    {"comments", "text"},
    {"projects", "due_on"},
    {"accreditations", "authority"},
    /* what that study wants of every record, beside what each has: thin registers hold it, so that records stay small */
    {"translations", "record_type,record,attribute,language,text"},
    {"record_versions", "record_type,record,revision,valid_from,valid_until,created_at,created_by,changed_at,changed_by,"
                        "provenance,derived_from,method_version,classification"},
};

static void each_register_holds_what_people_look_for(void)
{
    fields_seen = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        check_register((span){wanted[i].plural, strlen(wanted[i].plural)}, (span){wanted[i].fields, strlen(wanted[i].fields)});
    CU_ASSERT(fields_seen >= 250);
}

int main(void)
{
    static const test_case tests[] = {{"each field of the specification is there", each_field_of_the_specification_is_there},
                                      {"each need of a rule is there", each_need_of_a_rule_is_there},
                                      {"each register holds what people look for", each_register_holds_what_people_look_for},
                                      {NULL, NULL}};
    return run_suite("schema_fields", tests);
}
