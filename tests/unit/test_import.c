/* Imports: each profile on small registers, every oddity of the field, accounting, importing again, hostile input. */
#include "test.h"

#include "core/input.h"

#include <dirent.h>

/* A model, its diagnostics and the result of the last import. */
typedef struct setting {
    isms_model *model;
    isms_diagnostics *problems;
    isms_import *result;
    isms_import_options options;
} setting;

static setting fresh(void)
{
    setting s = {NULL, isms_diagnostics_new(NULL), NULL, ISMS_IMPORT_OPTIONS_INIT};
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &s.model), ISMS_OK);
    return s;
}

static void done(setting *s)
{
    isms_import_free(s->result);
    isms_diagnostics_free(s->problems);
    isms_model_free(s->model);
}

static uint64_t rows_of(const setting *s, isms_import_outcome outcome)
{
    return isms_import_rows_of(s->result, 0, outcome);
}

/* Each row is accounted for once. */
static void accounts(const isms_import *result)
{
    for (size_t i = 0; i < isms_import_count(result); i++) {
        uint64_t sum = 0;
        for (isms_import_outcome o = ISMS_IMPORT_CREATED; o <= ISMS_IMPORT_SKIPPED; o++)
            sum += isms_import_rows_of(result, i, o);
        CU_ASSERT_EQUAL(sum, isms_import_rows(result, i));
    }
}

static isms_status take(setting *s, const char *name, const char *text)
{
    isms_import_free(s->result);
    s->result = NULL;
    isms_diagnostics_clear(s->problems);
    isms_status status = isms_import_text(s->model, name, text, strlen(text), &s->options, s->problems, &s->result);
    accounts(s->result);
    return status;
}

static void says(const setting *s, const char *rule, const char *part)
{
    for (size_t i = 0; i < isms_diagnostics_count(s->problems); i++)
        if (strcmp(isms_diagnostics_rule(s->problems, i), rule) == 0 && strstr(isms_diagnostics_line(s->problems, i), part)) {
            CU_PASS("said");
            return;
        }
    printf("nobody says %s \"%s\":\n", rule, part);
    for (size_t i = 0; i < isms_diagnostics_count(s->problems); i++)
        printf("    %s\n", isms_diagnostics_line(s->problems, i));
    CU_FAIL("not said");
}

/* The attribute of a record as text, lists parted by ','. */
static const char *value_of(const setting *s, isms_type type, const char *key, const char *path)
{
    static char out[1000];
    isms_id id = isms_find(s->model, type, key);
    isms_attribute a = isms_attribute_by_path(type, path);
    const isms_model *m = s->model;
    out[0] = '\0';
    if (!id || !a || !isms_has(m, id, a))
        return id && a ? "(none)" : "(no such record or attribute)";
    size_t n = isms_attribute_is_list(a) ? isms_list_count(m, id, a) : 1;
    for (size_t i = 0; i < n; i++) {
        char item[300] = "";
        bool list = isms_attribute_is_list(a);
        int64_t integer = 0;
        double real = 0;
        const char *amount = "", *currency = "";
        switch (isms_attribute_kind(a)) {
        case ISMS_KIND_INTEGER:
            if (list)
                isms_list_integer(m, id, a, i, &integer);
            else
                isms_get_integer(m, id, a, &integer);
            snprintf(item, sizeof item, "%lld", (long long)integer);
            break;
        case ISMS_KIND_REAL:
            isms_get_real(m, id, a, &real);
            snprintf(item, sizeof item, "%d/1000", (int)(real * 1000 + 0.5));
            break;
        case ISMS_KIND_BOOLEAN:
            snprintf(item, sizeof item, "%s", isms_boolean(m, id, a, 0) ? "yes" : "no");
            break;
        case ISMS_KIND_DATE:
            isms_date_format(isms_day_of(m, id, a), item);
            break;
        case ISMS_KIND_MONEY:
            isms_get_money(m, id, a, &amount, &currency);
            snprintf(item, sizeof item, "%s %s", amount, currency);
            break;
        case ISMS_KIND_ENUM:
            snprintf(item, sizeof item, "%s",
                     isms_value_name(isms_attribute_target(a), list ? isms_list_value(m, id, a, i) : isms_value(m, id, a)));
            break;
        case ISMS_KIND_REFERENCE:
            snprintf(item, sizeof item, "%s", list ? isms_list_key(m, id, a, i) : isms_link_key(m, id, a));
            break;
        default:
            snprintf(item, sizeof item, "%s", list ? isms_list_text(m, id, a, i) : isms_text(m, id, a));
        }
        size_t used = strlen(out);
        snprintf(out + used, sizeof out - used, "%s%s", i ? "," : "", item);
    }
    return out;
}

static void has(const setting *s, isms_type type, const char *key, const char *path, const char *expected)
{
    const char *value = value_of(s, type, key, path);
    CU_ASSERT_STRING_EQUAL(value, expected);
    if (strcmp(value, expected) != 0)
        printf("%s %s %s: %s instead of %s\n", isms_type_name(type), key, path, value, expected);
}

static void keeps(const setting *s, isms_type type, const char *key, const char *expected)
{
    const char *json = isms_record_unknown(s->model, isms_find(s->model, type, key));
    CU_ASSERT_STRING_EQUAL(json ? json : "", expected);
    if (strcmp(json ? json : "", expected) != 0)
        printf("%s %s keeps %s\n", isms_type_name(type), key, json ? json : "nothing");
}

/* ------------------------------------------------------------------ profiles */

static void every_path_of_every_profile_is_in_the_schema(void)
{
    size_t profiles = 0;
    for (isms_import_profile p = isms_import_profile_next(0); p; p = isms_import_profile_next(p), profiles++) {
        CU_ASSERT_EQUAL(isms_import_profile_by_name(isms_import_profile_name(p)), p);
        CU_ASSERT(strlen(isms_import_profile_doc(p)) > 10);
        CU_ASSERT_PTR_NOT_NULL(isms_type_name(isms_import_profile_type(p)));
        CU_ASSERT(isms_import_profile_column_count(p) <= 64);
        for (size_t i = 0; i < isms_import_profile_column_count(p); i++) {
            const char *path = isms_import_profile_column_path(p, i);
            bool known = !path[0] || isms_attribute_by_path(isms_import_profile_type(p), path);
            CU_ASSERT(known);
            if (!known)
                printf("%s: no attribute %s\n", isms_import_profile_name(p), path);
            CU_ASSERT(strlen(isms_import_profile_column_headers(p, i)) > 0);
        }
    }
    CU_ASSERT(profiles >= 30);
    CU_ASSERT_PTR_NULL(isms_import_profile_name(0));
    CU_ASSERT_PTR_NULL(isms_import_profile_column_path(1, 1000));
    CU_ASSERT_EQUAL(isms_import_profile_by_name("no such"), 0);
}

static void a_header_in_english_or_german_tells_its_profile(void)
{
    static const struct {
        const char *profile, *header;
    } headers[] = {
        {"asset-register", "Asset ID,Asset Name,Type,Owner,Classification,Criticality"},
        {"asset-register", "ID;Bezeichnung;Typ;Eigentümer;Klassifizierung;Kritikalität;Standort"},
        {"threat-register", "ID,Threat,Category,Source,Targeted Assets,Mitigation Controls"},
        {"threat-register", "ID,Bedrohung,Kategorie,Quelle,Beschreibung,Betroffene Assets,Zuletzt überprüft"},
        {"vulnerability-register", "ID,CVE,Title,Product,Affected Asset,CVSS v3.1,Severity,Status"},
        {"vulnerability-register", "ID,CVE,Titel,Produkt,Betroffenes Asset,EPSS,Schweregrad,Patch verfügbar,Behebungsfrist"},
        {"risk-register",
         "id,title,asset,threat,vulnerability,likelihood,impact,score,level,treatment,controls,owner,due,status"},
        {"risk-register",
         "ref_id,name,description,inherent_proba,inherent_impact,existing_controls,residual_proba,residual_impact"},
        {"risk-register",
         "Risiko-ID;Risikotitel;Bedrohung;Schwachstelle;Eintrittswahrscheinlichkeit (1-5);Auswirkung (1-5);Behandlung"},
        {"treatment-plan", "ID,Risk ID,Action,Annex A Control,Owner,Due Date,Budget (EUR),Status"},
        {"treatment-plan",
         "ID,Risiko-ID,Maßnahme,Annex-A-Kontrolle,Verantwortlich,Startdatum,Fällig,Budget (EUR),Verifikation"},
        {"soa", "Control ID,Control Name,Theme,Applicable,Justification,Implementation Status"},
        {"soa", "control_id,name,theme,included,justification,status,responsible_party"},
        {"soa", "Kontroll-ID,Kontrollname,Bereich,Anwendbar,Begründung,Umsetzungsstatus,Umsetzungsbeschreibung,Referenz"},
        {"controls", "control_id,control_name,owner,test_frequency,evidence_required,status"},
        {"control-mapping", "control_id,iso_clause,iso_annex_a_control,soc2_tsc,nist_csf_function"},
        {"control-tests", "test_id,control_id,test_date,tester,result,issues_found"},
        {"evidence-register",
         "evidence_id,control_id,evidence_name,source_system,owner,last_collected_date,next_due_date,status"},
        {"exceptions-register", "ID,Type,Scope,Reason,Compensating Controls,Approved By,Granted,Expires,Status"},
        {"exceptions-register",
         "ID,Typ,Geltungsbereich,Begründung,Kompensierende Kontrollen,Genehmigt von,Gewährt,Läuft ab,Status"},
        {"supplier-register", "ID,Supplier,Service,Criticality,DPA Signed,Last Review,Next Review,Owner"},
        {"supplier-register",
         "ID,Lieferant,Leistung,Kritikalität,AVV unterzeichnet,Letzte Prüfung,Prüfergebnis,Nächste Prüfung"},
        {"supplier-assessments",
         "assessment_id,vendor_id,assessment_date,review_type,security_score,open_findings,next_review_due"},
        {"incident-register", "ID,Title,Type,Severity,Affected Assets,Reported At,Resolved At,Root Cause,Status"},
        {"incident-register", "ID,Titel,Typ,Schweregrad,Betroffene Assets,Gemeldet am,Eingedämmt am,Behoben am,Ursache,Status"},
        {"change-log", "ID,Title,Type,Requester,Systems,Rollback Plan,Planned Start,CAB Date,CAB Decision"},
        {"change-log", "ID,Titel,Typ,Antragsteller,Systeme,Rollback-Plan,Geplanter Start,CAB-Datum,CAB-Entscheidung"},
        {"objectives", "ID,Objective,Owner,Metric,Baseline,Target,Current Value,Status"},
        {"objectives", "ID,Ziel,Verantwortlich,Messgröße,Zielwert,Messfrequenz,Aktueller Wert,Status"},
        {"legal-register", "ID,Regulation,Article / Section,Requirement,Obligation Type,Responsible,Evidence,Status"},
        {"legal-register", "ID,Regelwerk,Artikel / Abschnitt,Anforderung,Pflichtart,Verantwortlich,Nachweis,Status"},
        {"corrective-actions",
         "ID,Source,Date Raised,Finding / Nonconformity,Root Cause,Correction,Corrective Action,Owner,Due Date"},
        {"corrective-actions",
         "ID,Quelle,Erfasst am,Feststellung / Abweichung,Ursache,Sofortmaßnahme,Korrekturmaßnahme,Fällig"},
        {"document-register", "Doc ID,Title,Type,Owner,Approver,Version,Effective Date,Last Review,Next Review,Status"},
        {"document-register", "Dok-ID,Titel,Typ,Eigentümer,Genehmiger,Version,Gültig ab,Letzte Prüfung,Nächste Prüfung,Status"},
        {"policy-register", "policy_id,policy_name,owner,version,last_review_date,next_review_due,attestation_required,status"},
        {"retention-schedule",
         "ID,Record Category,Owner,Storage Location,Retention Period,Legal Basis / Source,Disposal Method"},
        {"retention-schedule",
         "ID,Datenkategorie,Eigentümer,Speicherort,Aufbewahrungsfrist,Rechtsgrundlage / Quelle,Entsorgungsmethode"},
        {"training-register", "Person,Role,Training,Type,Due Date,Completion Date,Status,Evidence,Next Refresh"},
        {"training-register", "Person,Rolle,Schulung,Art,Fällig am,Abgeschlossen am,Status,Nachweis,Nächste Auffrischung"},
        {"competence-matrix", "Role,Required Competence,Proficiency Level,Source,Mandatory"},
        {"competence-matrix", "Rolle,Erforderliche Kompetenz,Niveau,Quelle,Pflicht,Auffrischungsintervall (Monate)"},
        {"party-requirements", "ID,Stakeholder,Need,Derived Requirement,Source,Priority,Covered By,Status"},
        {"party-requirements", "ID,Stakeholder,Bedürfnis,Abgeleitete Anforderung,Quelle,Priorität,Abgedeckt durch,Status"},
        {"interested-parties", "Interested Party,Category,Needs and Expectations,Influence"},
        {"communications", "Stakeholder,Category,Communication Content,Channel,Frequency,Owner"},
        {"communications", "Stakeholder,Kategorie,Kommunikationsinhalt,Kanal,Frequenz,Verantwortlich,Sprache"},
        {"context-issues", "Issue,Internal / External,Category,Effect"},
        {"findings", "ref_id,name,description,severity,status,clause"},
        {"audits", "Audit ID,Audit,Type,Planned Date,Lead Auditor,Scope,Status"},
        {"persons", "Name,E-Mail,Department,Joined,Manager"},
        {"disaster-recovery", "ID,System,RTO,RPO,Backup Method,Last Restore Test,Next Test,Owner"},
        {"disaster-recovery", "ID,System,RTO,RPO,Backup-Methode,Letzter Restore-Test,Nächster Test,Verantwortlich"},
        {"cryptography-register", "Key ID,Purpose,Algorithm,Key Length,Owner,Rotation Interval,Status"},
        {"cryptography-register", "Schlüssel-ID,Zweck,Algorithmus,Schlüssellänge,Eigentümer,Rotationsintervall,Status"},
        {"deletion-log", "ID,Data / Media,Reason,Method,Standard,Performed By,Verified By,Date"},
        {"deletion-log", "ID,Daten / Medien,Grund,Methode,Standard,Durchgeführt von,Verifiziert von,Datum,Nachweis"},
        {"privacy-requests", "request_id,request_type,received_date,due_date,status,identity_verification_status"},
        {"data-inventory", "asset_id,system_name,data_type,contains_pii,residency,owner"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        setting s = fresh();
        isms_status status = take(&s, "x.csv", headers[i].header);
        const char *name = isms_import_profile_name(isms_import_profile_of(s.result, 0));
        CU_ASSERT_EQUAL(status, ISMS_OK);
        CU_ASSERT_STRING_EQUAL(name ? name : "", headers[i].profile);
        if (!name || strcmp(name, headers[i].profile) != 0)
            printf("%s\n    is taken for %s: %s\n", headers[i].header, name ? name : "nothing",
                   isms_diagnostics_line(s.problems, 0));
        isms_type type = isms_import_profile_type(isms_import_profile_by_name(headers[i].profile));
        bool adds = strcmp(headers[i].profile, "control-mapping") == 0;    /* it does not say which controls there are */
        CU_ASSERT_EQUAL(isms_register_is_delivered(s.model, type), !adds); /* delivered and empty: there was none */
        done(&s);
    }
}

static void a_risk_register_becomes_risks_in_either_language(void)
{
    static const char *const registers[] = {
        "Risk ID,Risk Title,Threat,Owner,Likelihood (1-5),Impact (1-5),Inherent Score,Inherent Risk Level,Residual Likelihood,"
        "Residual Impact,Residual Risk Level,Treatment Decision,Status,Last Review\n"
        "R-1,Theft of laptops,Theft,Anna Weber,3,4,12,High,2,3,Medium,Mitigate,Open,2026-01-22 09:14\n",
        "Risiko-ID;Risikotitel;Bedrohung;Eigentümer;Eintrittswahrscheinlichkeit (1-5);Auswirkung (1-5);Inhärenter Wert;"
        "Risikostufe;Restwahrscheinlichkeit;Restauswirkung;Restrisiko;Behandlungsentscheidung;Status;Letzte Prüfung\n"
        "R-1;Theft of laptops;Theft;Anna Weber;3;4;12;Hoch;2;3;Mittel;Mindern;Offen;22.01.2026\n"};
    for (size_t i = 0; i < 2; i++) {
        setting s = fresh();
        CU_ASSERT_EQUAL(take(&s, "risks.csv", registers[i]), ISMS_OK);
        CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_CREATED), 1);
        has(&s, ISMS_RISK, "R-1", "title", "Theft of laptops");
        has(&s, ISMS_RISK, "R-1", "event", "Theft");
        has(&s, ISMS_RISK, "R-1", "owner", "anna-weber");
        has(&s, ISMS_PERSON, "anna-weber", "title", "Anna Weber");
        has(&s, ISMS_RISK, "R-1", "inherent.likelihood", "3");
        has(&s, ISMS_RISK, "R-1", "inherent.impact", "4");
        has(&s, ISMS_RISK, "R-1", "inherent.level", "high");
        has(&s, ISMS_RISK, "R-1", "residual.level", "medium");
        has(&s, ISMS_RISK, "R-1", "treatment_options", "modify");
        has(&s, ISMS_RISK, "R-1", "status", "open");
        has(&s, ISMS_RISK, "R-1", "assessed_on", "2026-01-22");
        has(&s, ISMS_RISK, "R-1", "origins[].system", "risks");
        has(&s, ISMS_RISK, "R-1", "origins[].key", "R-1");
        CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_PERSON, 0), 1);
        CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, 0), 0);
        says(&s, "ISMS-IMPORT-SCALE", "risks.csv:1:1: warning");
        const char *source;
        uint32_t line, column;
        CU_ASSERT_EQUAL(isms_record_location(s.model, isms_find(s.model, ISMS_RISK, "R-1"), &source, &line, &column), ISMS_OK);
        CU_ASSERT_STRING_EQUAL(source, "risks.csv");
        CU_ASSERT_EQUAL(line, 2);
        done(&s);
    }
}

static void what_cannot_be_read_is_kept_as_written_and_said(void)
{
    setting s = fresh();
    CU_ASSERT_EQUAL(take(&s, "plan.csv",
                         "ID,Risk ID,Action,Annex A Control,Due Date,Budget (EUR),Status,Verification,Team\n"
                         "P-1,R-1,Encrypt,A 5.17 A 8.5,Q3-2026,8000,In progress,test,red\n"
                         "P-2,R-2; R-3,Train,\"A.6.3, A.9.4.2\",N/A,8.000,Open,,blue\n"
                         "P-3,R-1,Wait,,30/06/2026,--,Sleeping,,\n"),
                    ISMS_OK);
    has(&s, ISMS_TREATMENT_PLAN, "P-1", "controls", "A.5.17,A.8.5");
    has(&s, ISMS_TREATMENT_PLAN, "P-1", "budget", "8000 EUR");
    has(&s, ISMS_TREATMENT_PLAN, "P-1", "due_on", "(none)");
    keeps(&s, ISMS_TREATMENT_PLAN, "P-1", "{\"import\":{\"Due Date\":\"Q3-2026\",\"Team\":\"red\"}}");
    says(&s, "ISMS-IMPORT-VALUE", "plan.csv:2:30: warning: treatment_plan P-1: column \"Due Date\": \"Q3-2026\"");
    has(&s, ISMS_TREATMENT_PLAN, "P-2", "risks", "R-2,R-3");
    has(&s, ISMS_TREATMENT_PLAN, "P-2", "controls", "A.6.3,A.9.4.2");
    says(&s, "ISMS-IMPORT-CONTROL", "plan.csv:3:20: warning");
    says(&s, "ISMS-IMPORT-VALUE", "plan.csv:3:37: note");
    says(&s, "ISMS-IMPORT-VALUE", "\"8.000\" is not an amount");
    has(&s, ISMS_TREATMENT_PLAN, "P-2", "status", "in_progress");
    has(&s, ISMS_TREATMENT_PLAN, "P-3", "due_on", "2026-06-30");
    has(&s, ISMS_TREATMENT_PLAN, "P-3", "status", "(none)");
    says(&s, "ISMS-IMPORT-COLUMN", "plan.csv:1:1: note: kept with the records as written: Team");
    CU_ASSERT_STRING_EQUAL(isms_import_kept_column(s.result, 0, 0), "Team");
    CU_ASSERT_STRING_EQUAL(isms_import_kept_column(s.result, 0, 1), "");
    done(&s);
}

int main(void)
{
    static const test_case tests[] = {
        {"every path of every profile is in the schema", every_path_of_every_profile_is_in_the_schema},
        {"a header in English or German tells its profile", a_header_in_english_or_german_tells_its_profile},
        {"a risk register becomes risks in either language", a_risk_register_becomes_risks_in_either_language},
        {"what cannot be read is kept as written and said", what_cannot_be_read_is_kept_as_written_and_said},
        {NULL, NULL}};
    return run_suite("import", tests);
}
