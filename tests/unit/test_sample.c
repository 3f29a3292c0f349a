/* The shipped sample: its flaws are those that its README tells, its repaired twin passes, and each damage to that one is
 * found. */
#include "test.h"

#define DATA     ISMS_SOURCE_DIR "/examples/data/"
#define FLAWED   DATA "nordlicht.json"
#define REPAIRED DATA "nordlicht-certifiable.json"

enum { EDITS = 4, EXPECTED = 4, LINE = 200 };

/* One change: of an attribute (value NULL: taken away; a list gets this one value), or with attribute NULL of the record, which
 * is deleted with all that refuses its deletion. */
typedef struct edit {
    isms_type type;
    const char *key;
    isms_attribute attribute;
    const char *value;
} edit;

typedef struct damage {
    const char *what;
    edit edits[EDITS];
    const char *expected[EXPECTED]; /* as written by result_line */
} damage;

/* What the README tells of nordlicht.json. */
static const char *const flaws[] = {
    "ISMS-SOA-06 SOA-A.8.30 MAJOR F-G07",
    "ISMS-RISK-05 R-040 MINOR F-B20",
    "ISMS-RISK-08 R-030,R-031,R-032 MINOR F-B20",
    "ISMS-RISK-11 RA-02 MINOR F-B20",
    "ISMS-TREAT-03 TP-11 MINOR F-B02",
    "ISMS-SCHED-01 SH-PRIVILEGED MINOR F-B20",
    "ISMS-6.2-04 OBJ-04 MINOR F-B22",
    "ISMS-7.3-02 P-25,P-28 MINOR F-B20",
    "ISMS-SUP-02 S-02 MINOR F-B20",
    "ISMS-CAP-05 CA-11 MINOR F-B20",
    "ISMS-SOA-11 SOA-A.8.8 NOT_DETERMINED F-G10",
    "ISMS-SOA-09 SOA-A.8.12 OFI F-B01",
    "ISMS-SOA-09 SOA-A.8.23 OFI F-B01",
    "ISMS-REF-01 A-36,P-29 error",
    "ISMS-RISK-07 R-034 error",
    "ISMS-CAP-03 CA-06 error",
    "ISMS-REF-04 A-22 warning",
    "ISMS-EVID-01 EV-VULN-SCAN warning",
    "ISMS-ACT-01 AC-07 warning",
    "ISMS-REF-05 A-24,A-25 note suppressed",
    "ISMS-SOA-14 SOA-A.7.6 note",
    NULL,
};

/* What stays in nordlicht-certifiable.json: two controls on their way, and a circle that was confirmed. */
static const char *const left_over[] = {
    "ISMS-SOA-09 SOA-A.8.12 OFI F-B01",
    "ISMS-SOA-09 SOA-A.8.23 OFI F-B01",
    "ISMS-REF-05 A-24,A-25 note suppressed",
    NULL,
};

#define SET(type, key, attribute, value)                                                                                       \
    {                                                                                                                          \
        ISMS_##type, key, ISMS_##type##_##attribute, value                                                                     \
    }
#define CLEAR(type, key, attribute)                                                                                            \
    {                                                                                                                          \
        ISMS_##type, key, ISMS_##type##_##attribute, NULL                                                                      \
    }
#define DELETE(type, key)                                                                                                      \
    {                                                                                                                          \
        ISMS_##type, key, 0, NULL                                                                                              \
    }

static const damage damages[] = {
    {"the relevance of climate change is not decided",
     {CLEAR(SCOPE, "SC-1", CLIMATE_RELEVANT), SET(CONTEXT_ISSUE, "CI-05", CATEGORY, "weather")},
     {"ISMS-4.1-03 - MINOR F-B22"}},
    {"a party's only requirement is deleted", {DELETE(PARTY_REQUIREMENT, "PR-13")}, {"ISMS-4.2-02 IP-09 MINOR F-B22"}},
    {"a clause is excluded from the scope",
     {SET(SCOPE, "SC-1", EXCLUDED_REQUIREMENTS, "9.2.2")},
     {"ISMS-4.3-04 SC-1 MAJOR F-G04"}},
    {"the approver of the policy is removed", {CLEAR(DOCUMENT, "D-POL", APPROVED_BY)}, {"ISMS-5.2-02 D-POL MINOR F-B22"}},
    {"the policy is never reviewed", {CLEAR(DOCUMENT, "D-POL", LAST_REVIEWED_ON)}, {"ISMS-5.2-04 D-POL MAJOR F-B32"}},
    {"the information security officer and the deputy leave",
     {SET(ASSIGNMENT, "AS-04", UNTIL, "2026-05-31"), SET(ASSIGNMENT, "AS-05", UNTIL, "2026-05-31")},
     {"ISMS-5.3-02 - MINOR F-B22", "ISMS-5.3-03 - MINOR F-B22"}},
    {"a risk loses its owner", {CLEAR(RISK, "R-027", OWNER)}, {"ISMS-RISK-05 R-027 MINOR F-B20"}},
    {"a level is typed in that the matrix does not give",
     {SET(RISK, "R-033", CURRENT_LEVEL, "high")},
     {"ISMS-RISK-07 R-033 error"}},
    {"an acceptance expires the day before",
     {SET(RISK_ACCEPTANCE, "RA-01", EXPIRES_ON, "2026-06-29")},
     {"ISMS-RISK-11 RA-01 MINOR F-B20"}},
    {"an acceptance is given by somebody else",
     {SET(RISK_ACCEPTANCE, "RA-04", APPROVER, "P-22")},
     {"ISMS-RISK-12 RA-04 MINOR F-B22"}},
    {"a significant change is made without assessing its risks",
     {DELETE(RISK_ASSESSMENT, "RA-CH-06")},
     {"ISMS-RISK-16 CH-06 MINOR F-B20"}},
    {"a treatment plan passes its date",
     {SET(TREATMENT_PLAN, "TP-09", DUE_ON, "2026-06-29")},
     {"ISMS-TREAT-03 TP-09 MINOR F-B02"}},
    {"a treatment plan names no control", {CLEAR(TREATMENT_PLAN, "TP-14", CONTROLS)}, {"ISMS-TREAT-04 TP-14 MINOR F-B22"}},
    {"a row of the Statement of Applicability is deleted", {DELETE(SOA_ENTRY, "SOA-A.8.24")}, {"ISMS-SOA-02 - MAJOR F-G07"}},
    {"a control that is needed is excluded",
     {SET(SOA_ENTRY, "SOA-A.8.13", APPLICABLE, "false")},
     {"ISMS-SOA-06 SOA-A.8.13 MAJOR F-G07"}},
    {"an exclusion loses its justification",
     {CLEAR(SOA_ENTRY, "SOA-A.7.11", JUSTIFICATION)},
     {"ISMS-SOA-05 SOA-A.7.11 MINOR F-G06"}},
    {"an applicable control is neither in place nor planned",
     {SET(SOA_ENTRY, "SOA-A.6.4", STATUS, "none")},
     {"ISMS-SOA-08 SOA-A.6.4 MAJOR F-B30"}},
    {"a control is said to be in place while its measure is planned",
     {SET(CONTROL, "C-29", STATUS, "planned"), CLEAR(CONTROL, "C-29", IMPLEMENTED_ON)},
     {"ISMS-SOA-12 SOA-A.6.4 error"}},
    {"evidence grows old",
     {SET(EVIDENCE, "EV-CRYPTO", VALID_UNTIL, "2026-06-29")},
     {"ISMS-SOA-11 SOA-A.8.24 NOT_DETERMINED F-G10", "ISMS-EVID-01 EV-CRYPTO warning"}},
    {"nothing follows from a failed test", {CLEAR(CORRECTIVE_ACTION, "CA-12", CONTROLS)}, {"ISMS-CTRL-01 C-31 MINOR F-B20"}},
    {"half of the restore tests are not done",
     {DELETE(OCCURRENCE, "OC-RESTORE-4"), DELETE(OCCURRENCE, "OC-RESTORE-5")},
     {"ISMS-SCHED-01 SH-RESTORE MAJOR+confirm F-B33"}},
    {"an asset loses its owner", {CLEAR(ASSET, "A-30", OWNER)}, {"ISMS-AST-01 A-30 MINOR F-B20"}},
    {"an objective cannot be measured", {CLEAR(OBJECTIVE, "OBJ-05", TARGET)}, {"ISMS-6.2-02 OBJ-05 MINOR F-B22"}},
    {"a change is made without a plan", {CLEAR(CHANGE, "CH-05", PLAN)}, {"ISMS-6.3-01 CH-05 MINOR F-B20"}},
    {"the evidence of a competence is lost", {CLEAR(ASSIGNMENT, "AS-09", EVIDENCE)}, {"ISMS-7.2-02 AS-09 MINOR F-B21"}},
    {"there is no awareness training",
     {SET(TRAINING, "TR-AWARE", KIND, "competence"), SET(TRAINING, "TR-JOIN", KIND, "competence")},
     {"ISMS-7.3-01 - MAJOR F-B30"}},
    {"a procedure in use is not approved", {CLEAR(DOCUMENT, "D-BACKUP", APPROVED_BY)}, {"ISMS-7.5-03 D-BACKUP MINOR F-B20"}},
    {"a superseded policy is published again", {SET(DOCUMENT, "D-POL-2", STATUS, "published")}, {"ISMS-7.5-06 D-POL-2 error"}},
    {"half of the measurements are missing",
     {DELETE(MEASUREMENT, "MS-04-04"), DELETE(MEASUREMENT, "MS-04-05")},
     {"ISMS-9.1-03 MT-04 MAJOR+confirm F-B33"}},
    {"the internal audits are deleted",
     {DELETE(AUDIT, "AU-IA-2024"), DELETE(AUDIT, "AU-IA-2025")},
     {"ISMS-9.2-01 - MAJOR F-B30"}},
    {"an auditor audits own work", {SET(SOA_ENTRY, "SOA-A.7.7", OWNER, "P-27")}, {"ISMS-9.2-06 AU-IA-2025 MINOR F-B20"}},
    {"the management review of the year is deleted", {DELETE(MANAGEMENT_REVIEW, "MR-2026")}, {"ISMS-9.3-02 - MINOR F-B32"}},
    {"a management review looks at one input only",
     {SET(MANAGEMENT_REVIEW, "MR-2026", INPUTS, "9.3.2.a")},
     {"ISMS-9.3-03 MR-2026 MINOR F-B22"}},
    {"a minor of the certification body is not acted on",
     {SET(CORRECTIVE_ACTION, "CA-09", STATE, "PLAN_ACCEPTED"), CLEAR(CORRECTIVE_ACTION, "CA-09", DONE_ON),
      SET(CORRECTIVE_ACTION, "CA-09", DUE_ON, "2026-06-15")},
     {"ISMS-CAP-06 CA-09 MAJOR F-A04"}},
    {"a nonconformity has no corrective action", {DELETE(CORRECTIVE_ACTION, "CA-09")}, {"ISMS-CAP-01 F-14 MINOR F-B20"}},
    {"an action is verified by who carried it out",
     {SET(CORRECTIVE_ACTION, "CA-08", VERIFIER, "P-15")},
     {"ISMS-CAP-03 CA-08 error"}},
    {"a breach was not notified", {CLEAR(INCIDENT, "IN-03", NOTIFIED_ON)}, {"ISMS-INC-03 IN-03 MINOR F-B20"}},
    {"a legal duty is broken and nobody deals with it",
     {SET(OBLIGATION, "OB-08", STATUS, "breach"), SET(OBLIGATION, "OB-08", BREACH_MANAGED, "no")},
     {"ISMS-OBL-02 OB-08 MAJOR F-A07"}},
    {"an exception is used beyond its end",
     {SET(EXCEPTION, "EX-01", EXPIRES_ON, "2026-06-29")},
     {"ISMS-EXC-01 EX-01 MINOR F-B20"}},
    {"a supplier has not agreed to security requirements",
     {SET(SUPPLIER, "S-08", SECURITY_REQUIREMENTS_AGREED, "false")},
     {"ISMS-SUP-01 S-08 MINOR F-B20"}},
};

static isms_model *opened(const char *path)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *m = NULL;
    isms_status status = isms_model_open(path, NULL, problems, &m);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        puts(isms_diagnostics_line(problems, i));
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), 0);
    CU_ASSERT_EQUAL_FATAL(status, ISMS_OK);
    isms_diagnostics_free(problems);
    return m;
}

static isms_audit *audited(const isms_model *m, const char *stage)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    options.as_of = isms_date(2026, 6, 30);
    options.stage = isms_stage_by_name(stage);
    isms_audit *audit = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_audit_run(m, &options, NULL, &audit), ISMS_OK);
    return audit;
}

/* ------------------------------------------------------------------ results against a list */

/* "ISMS-RISK-11 RA-02 MINOR F-B20" */
static void result_line(const isms_audit *audit, size_t i, char *out)
{
    const char *graded_by = isms_audit_classifier(audit, i);
    snprintf(out, LINE, "%s %s %s%s%s%s", isms_audit_rule(audit, i), isms_audit_targets(audit, i), isms_audit_outcome(audit, i),
             *graded_by ? " " : "", graded_by, isms_audit_suppressed(audit, i) ? " suppressed" : "");
}

static size_t length(const char *const *lines)
{
    size_t n = 0;
    while (lines[n])
        n++;
    return n;
}

static bool listed(const char *const *lines, const char *line)
{
    for (; *lines; lines++)
        if (strcmp(*lines, line) == 0)
            return true;
    return false;
}

/* The results are those of the two lists and nothing else; says what is wrong. */
static bool gives(const isms_audit *audit, const char *const *lines, const char *const *more)
{
    size_t found = 0, wanted = length(lines) + length(more);
    for (size_t i = 0; i < isms_audit_count(audit); i++) {
        char line[LINE];
        result_line(audit, i, line);
        if (listed(lines, line) || listed(more, line))
            found++;
        else
            printf("not expected: %s\n", line);
    }
    if (found != wanted)
        printf("%zu of %zu expected results\n", found, wanted);
    return found == wanted && found == isms_audit_count(audit);
}

static const char *const none[] = {NULL};

/* ------------------------------------------------------------------ damaging */

static void erase(isms_model *m, isms_id record)
{
    isms_type own = isms_record_type(m, record);
    isms_id referrer = ISMS_NONE;
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
        for (isms_attribute a = isms_attribute_next(NULL, t, 0); a; a = isms_attribute_next(NULL, t, a))
            if (isms_attribute_target(NULL, a) == own && isms_attribute_delete_rule(NULL, a) == ISMS_DELETE_REFUSE)
                while (isms_referrers(m, record, a, &referrer, 1))
                    erase(m, referrer);
    CU_ASSERT_EQUAL(isms_record_delete(m, record), ISMS_OK);
}

static isms_status set(isms_model *m, isms_id record, isms_attribute attribute, const char *value)
{
    if (isms_attribute_is_list(NULL, attribute))
        return isms_add_text(m, record, attribute, value);
    switch (isms_attribute_kind(NULL, attribute)) {
    case ISMS_KIND_DATE:
        return isms_set_day(m, record, attribute, isms_date_parse(value));
    case ISMS_KIND_BOOLEAN:
        return isms_set_boolean(m, record, attribute, strcmp(value, "true") == 0);
    case ISMS_KIND_ENUM:
        return isms_set_value(m, record, attribute, isms_value_by_name(NULL, isms_attribute_target(NULL, attribute), value));
    case ISMS_KIND_REFERENCE:
        return isms_set_link_key(m, record, attribute, value);
    default:
        return isms_set_text(m, record, attribute, value);
    }
}

static void apply(isms_model *m, const edit *e)
{
    isms_id record = isms_find(m, e->type, e->key);
    CU_ASSERT_NOT_EQUAL_FATAL(record, ISMS_NONE);
    if (!e->attribute) {
        erase(m, record);
        CU_ASSERT_EQUAL(isms_find(m, e->type, e->key), ISMS_NONE);
        return;
    }
    CU_ASSERT_EQUAL(isms_clear(m, record, e->attribute), ISMS_OK);
    if (e->value)
        CU_ASSERT_EQUAL(set(m, record, e->attribute, e->value), ISMS_OK);
}

/* ------------------------------------------------------------------ tests */

static void is_as_the_library_writes_it(const char *path)
{
    isms_model *m = opened(path);
    isms_blob *written = NULL;
    size_t size = 0;
    char *read = test_slurp(path, &size);
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(m, "json", NULL, &written), ISMS_OK);
    CU_ASSERT_EQUAL(isms_blob_size(written), size);
    CU_ASSERT(read && strcmp(isms_blob_bytes(written), read) == 0);
    free(read);
    isms_blob_free(written);
    isms_model_free(m);
}

static void both_files_are_as_the_library_writes_them(void)
{
    is_as_the_library_writes_it(FLAWED);
    is_as_the_library_writes_it(REPAIRED);
}

static void the_flaws_are_those_of_the_readme(void)
{
    isms_model *m = opened(FLAWED);
    isms_audit *audit = audited(m, "stage2");
    CU_ASSERT(gives(audit, flaws, none));
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), "NOT_RECOMMENDED_FOLLOW_UP");
    isms_audit_free(audit);
    isms_model_free(m);
}

/* The first words of a row of the README's table that name a rule: every rule that fires is told there. */
static void the_readme_names_every_rule_that_fires(void)
{
    char *readme = test_slurp(DATA "README.md", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(readme);
    for (size_t i = 0; flaws[i]; i++) {
        char rule[LINE];
        snprintf(rule, sizeof rule, "| %.*s |", (int)strcspn(flaws[i], " "), flaws[i]);
        CU_ASSERT_PTR_NOT_NULL(strstr(readme, rule));
    }
    free(readme);
}

static void the_repaired_file_passes(const char *stage, const char *conclusion)
{
    isms_model *m = opened(REPAIRED);
    isms_audit *audit = audited(m, stage);
    CU_ASSERT(gives(audit, left_over, none));
    CU_ASSERT_STRING_EQUAL(isms_audit_conclusion(audit), conclusion);
    CU_ASSERT_EQUAL(isms_audit_determined(audit), 100);
    CU_ASSERT_EQUAL(isms_audit_rules_in_state(audit, ISMS_RULE_NOT_DETERMINED), 0);
    CU_ASSERT_EQUAL(isms_audit_error_count(audit), 0);
    isms_audit_free(audit);
    isms_model_free(m);
}

static void the_repaired_file_passes_every_audit(void)
{
    the_repaired_file_passes("stage2", "RECOMMEND");
    the_repaired_file_passes("surveillance", "MAINTAIN");
    the_repaired_file_passes("internal", "PASS");
}

static void every_damage_is_found_with_its_rule_and_grade(void)
{
    isms_model *m = opened(REPAIRED);
    uint64_t whole = test_fingerprint(m);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const damage *d = &damages[i];
        CU_ASSERT_EQUAL_FATAL(isms_model_begin(m, "test", d->what), ISMS_OK);
        for (size_t k = 0; k < EDITS && d->edits[k].type; k++)
            apply(m, &d->edits[k]);
        isms_audit *audit = audited(m, "stage2");
        bool well = gives(audit, left_over, d->expected);
        CU_ASSERT(well);
        if (!well)
            printf("after: %s\n", d->what);
        isms_audit_free(audit);
        CU_ASSERT_EQUAL(isms_model_rollback(m), ISMS_OK);
    }
    CU_ASSERT_EQUAL(test_fingerprint(m), whole);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"both files are as the library writes them", both_files_are_as_the_library_writes_them},
        {"the flaws of the sample are those of its README", the_flaws_are_those_of_the_readme},
        {"the README names every rule that fires", the_readme_names_every_rule_that_fires},
        {"the repaired sample passes Stage 2, surveillance and internal audit", the_repaired_file_passes_every_audit},
        {"every damage to it is found with its rule and grade", every_damage_is_found_with_its_rule_and_grade},
        {NULL, NULL},
    };
    return run_suite("sample", tests);
}
