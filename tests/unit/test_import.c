/* Imports: what each profile makes of a small register, in English and German. */
#include "test.h"

#include "support/registers.h"

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
            bool known = !path[0] || isms_attribute_by_path(NULL, isms_import_profile_type(p), path);
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
        setting s = setting_new();
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
        setting_free(&s);
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
        setting s = setting_new();
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
        setting_free(&s);
    }
}

static void what_cannot_be_read_is_kept_as_written_and_said(void)
{
    setting s = setting_new();
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
    setting_free(&s);
}

/* A register, and what is to come of it: `type key path=value`, lines parted by LF. */
typedef struct example {
    const char *text, *expected;
} example;

static void expect(const setting *s, const char *lines)
{
    while (*lines) {
        char type[40], key[80], path[60], value[200];
        int n = 0;
        if (sscanf(lines, "%39[^ ] %79[^ ] %59[^=]=%199[^\n]%n", type, key, path, value, &n) != 4) {
            CU_FAIL("the expectation is not written like that");
            return;
        }
        has(s, isms_type_by_name(type), key, path, value);
        lines += n + (lines[n] == '\n');
    }
}

static void check_examples(const example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        setting s = setting_new();
        CU_ASSERT(take(&s, "register.csv", examples[i].text) >= 0);
        CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_SKIPPED), 0);
        expect(&s, examples[i].expected);
        uint64_t revision = isms_model_revision(s.model);
        CU_ASSERT(take(&s, "register.csv", examples[i].text) >= 0);
        CU_ASSERT_EQUAL(isms_model_revision(s.model), revision); /* the same again changes nothing */
        CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_CREATED) + rows_of(&s, ISMS_IMPORT_UPDATED) + rows_of(&s, ISMS_IMPORT_NAMED),
                        0);
        setting_free(&s);
    }
}

#define CHECK(examples) check_examples(examples, sizeof examples / sizeof *examples)

static void registers_around_risk(void)
{
    static const example examples[] = {
        {"Asset ID,Asset Name,Type,Category,Owner,Custodian,Classification,Criticality,Confidentiality,Status\n"
         "AS-1,Mail,Service,Cloud,Head of IT,IT,Internal,Very high (24/7),3,Active\n",
         "asset AS-1 title=Mail\nasset AS-1 category=Service\nasset AS-1 tags=Cloud\nasset AS-1 owner=head-of-it\n"
         "asset AS-1 custodian=it\nasset AS-1 criticality=critical\nasset AS-1 valuation[].criterion=confidentiality\n"
         "asset AS-1 valuation[].value=3"},
        {"ID;Bezeichnung;Typ;Eigentümer;Klassifizierung;Kritikalität;RTO;RPO\nW-1;ERP;Anwendung;Frau "
         "Özdemir;Vertraulich;Hoch;4 h;15 min\n",
         "asset W-1 title=ERP\nasset W-1 owner=frau-oezdemir\nasset W-1 criticality=high\nasset W-1 rto_hours=4000/1000\n"
         "asset W-1 rpo_hours=250/1000\nperson frau-oezdemir title=Frau Özdemir"},
        {"ID,Threat,Category,Source,TTP (MITRE ATT&CK),Targeted Assets,Likelihood,Mitigation Controls,Last Reviewed\n"
         "T-1,Ransomware,Malware,BSI,T1486,AST-001 servers; AST-002,4,A.8.7 and backups,2026-04-01\n",
         "threat T-1 title=Ransomware\nthreat T-1 reference=T1486\nthreat T-1 assets=AST-001,AST-002\nthreat T-1 likelihood=4\n"
         "threat T-1 controls=A.8.7\nthreat T-1 last_reviewed_on=2026-04-01"},
        {"ID,CVE,Titel,Betroffenes Asset,CVSS v3.1,EPSS,Schweregrad,Entdeckt,Patch verfügbar,Behebungsfrist\n"
         "V-1,CVE-2026-1,Overflow,AST-005 AST-004,\"7,8\",0.08,Hoch,14.01.2026,Ja (anbieterseitig),14.02.2026\n",
         "vulnerability V-1 cve=CVE-2026-1\nvulnerability V-1 assets=AST-005,AST-004\nvulnerability V-1 cvss_score=7800/1000\n"
         "vulnerability V-1 epss=80/1000\nvulnerability V-1 severity=high\nvulnerability V-1 discovered_on=2026-01-14\n"
         "vulnerability V-1 patch_available=yes\nvulnerability V-1 due_on=2026-02-14"},
        {"ref_id,name,inherent_proba,inherent_impact,existing_controls,current_proba,current_impact,residual_proba,residual_"
         "impact,treatment\n"
         "R.1,Flood,3,5,dyke,2,5,1,4,transfer\n",
         "risk R.1 inherent.impact=5\nrisk R.1 current.likelihood=2\nrisk R.1 residual.likelihood=1\nrisk R.1 "
         "residual.impact=4\n"
         "risk R.1 treatment_options=share\nrisk R.1 existing_controls=dyke"},
        {"ID,Risk,Likelihood (1-5),Impact Financial,Impact Legal/Regulatory,Max Impact,Treatment,Controls\n"
         "R-1,Leak,4,3,5,5,\"mitigate, transfer\",\"A.5.15, A.5.17\"\n",
         "risk R-1 inherent.impact=5\nrisk R-1 inherent.impacts[].criterion=financial,legal\nrisk R-1 "
         "inherent.impacts[].impact=3,5\n"
         "risk R-1 treatment_options=modify,share\nrisk R-1 controls=A.5.15,A.5.17"},
        {"ID,Risiko-ID,Maßnahme,Annex-A-Kontrolle,Verantwortlich,Fällig,Budget (EUR),Status,Verifikation\n"
         "RTP-1,R-1,MFA,A 5.17 A 8.5,ISB,30.06.2026,8000,In Bearbeitung,Test\n",
         "treatment_plan RTP-1 title=MFA\ntreatment_plan RTP-1 risks=R-1\ntreatment_plan RTP-1 controls=A.5.17,A.8.5\n"
         "treatment_plan RTP-1 budget=8000 EUR\ntreatment_plan RTP-1 status=in_progress\ntreatment_plan RTP-1 "
         "due_on=2026-06-30"},
        {"ID,Typ,Geltungsbereich,Beschreibung,Begründung,Kompensierende Kontrollen,Genehmigt von,Gewährt,Läuft ab,Status\n"
         "EX-1,Web,AST-013 Runner,Kein Scan,Fehler,Offline-Scan,ISB,2026-02-01,2026-08-01,Aktiv\n",
         "exception EX-1 title=Kein Scan\nexception EX-1 assets=AST-013\nexception EX-1 scope=AST-013 Runner\n"
         "exception EX-1 compensation=Offline-Scan\nexception EX-1 approver=isb\nexception EX-1 approved_on=2026-02-01\n"
         "exception EX-1 expires_on=2026-08-01\nexception EX-1 state=active\nexception EX-1 tags=Web"}};
    CHECK(examples);
}

static void registers_around_controls(void)
{
    static const example examples[] = {
        {"Control ID,Control Name,Theme,Applicable,Justification,Implementation Status,Implementation Description,Reference\n"
         "5.1,Policies,Organizational,Yes,needed,Partially implemented,draft,POL-001\nA 8.30,Outsourcing,Tech,No,none "
         "done,N/A,,wiki page\n",
         "soa_entry A.5.1 control=A.5.1\nsoa_entry A.5.1 applicable=yes\nsoa_entry A.5.1 status=partial\nsoa_entry A.5.1 "
         "documents=POL-001\n"
         "soa_entry A.5.1 origins[].key=A.5.1\nsoa_entry A.8.30 control=A.8.30\nsoa_entry A.8.30 applicable=no\n"
         "soa_entry A.8.30 status=(none)\nsoa_entry A.8.30 reference=wiki page"},
        {"Kontroll-ID;Kontrollname;Anwendbar;Begründung;Umsetzungsstatus;Nachweis\nA.5.1;Richtlinien;Ja;nötig;Umgesetzt;"
         "Leitlinie 3.0\n",
         "soa_entry A.5.1 status=implemented\nsoa_entry A.5.1 justification=nötig\nsoa_entry A.5.1 evidence=leitlinie-3-0\n"
         "evidence leitlinie-3-0 title=Leitlinie 3.0"},
        {"control_id,name,applicable,reasons,justification,status\nA.5.1,Policies,yes,\"Risk assessment, LR\",x,not-started\n",
         "soa_entry A.5.1 reasons=risk,legal\nsoa_entry A.5.1 status=none"},
        {"control_id,control_name,owner,test_frequency,evidence_required,status\nC-1,Backups,IT,Quarterly,log; report,Active\n",
         "control C-1 test_every_months=3\ncontrol C-1 evidence_required=log,report\ncontrol C-1 status=implemented"},
        {"control_id,iso_clause,iso_annex_a_control,soc2_tsc,nist_csf_function\n"
         "C-1,5.2; 9.3,A.5.1 Policies; A.5.9 Inventory,CC1.2; CC1.3,PROTECT\n",
         "control C-1 implements=5.2,9.3,A.5.1,A.5.9,soc2-2017:CC1.2,soc2-2017:CC1.3\ncontrol C-1 "
         "cybersecurity_concepts=protect"},
        {"test_id,control_id,test_date,tester,result,issues_found\nT-1,C-1,2026-01-15,Audit,Pass with Observation,late\n",
         "control_test T-1 control=C-1\ncontrol_test T-1 tested_on=2026-01-15\ncontrol_test T-1 result=effective\ncontrol_test "
         "T-1 issues=late"},
        {"evidence_id,control_id,evidence_name,source_system,last_collected_date,next_due_date\nE-1,C-1,Log,SIEM,2026-01-10,"
         "2027-01-10\n",
         "evidence E-1 requirements=C-1\nevidence E-1 collected_on=2026-01-10\nevidence E-1 valid_until=2027-01-10"},
        {"Audit ID,Audit,Type,Planned Date,Completion Date,Lead Auditor,Status,Clauses\nAU-1,Year "
         "1,Internal,2026-02-01,2026-02-03,A. Weber,Completed,4.1 4.2\n",
         "audit AU-1 kind=internal\naudit AU-1 completed_on=2026-02-03\naudit AU-1 lead=a-weber\naudit AU-1 status=completed\n"
         "audit AU-1 covered=4.1,4.2"},
        {"Finding ID,Finding,Class,Clause,Audit,Objective Evidence,Date Raised,Status\nF-1,No review,Minor "
         "NC,9.3,AU-1,minutes,2026-02-03,Open\n",
         "audit_finding F-1 class=minor\naudit_finding F-1 requirement=9.3\naudit_finding F-1 audit=AU-1\naudit_finding F-1 "
         "status=open"},
        {"ID,Quelle,Erfasst am,Feststellung / Abweichung,Ursache,Sofortmaßnahme,Korrekturmaßnahme,Verantwortlich,Fällig,Status,"
         "Wirksamkeitsprüfung,Abschlussdatum\nCA-1,Audit,2026-02-10,Konten,Lücke,entzogen,Prozess,HR,2026-05-15,Abgeschlossen,"
         "Stichprobe,2026-05-01\n",
         "corrective_action CA-1 title=Konten\ncorrective_action CA-1 correction=entzogen\ncorrective_action CA-1 "
         "action=Prozess\n"
         "corrective_action CA-1 root_cause=Lücke\ncorrective_action CA-1 state=CLOSED\ncorrective_action CA-1 "
         "closed_on=2026-05-01\n"
         "corrective_action CA-1 verification_method=Stichprobe\ncorrective_action CA-1 raised_on=2026-02-10"},
        {"ca_id,source,related_item,root_cause,owner,opened_date,target_date,status\n"
         "CA-1,Audit,CTRL-005 Privileged Access,cadence,Ops,2025-12-15,2026-03-31,Pending Validation\n"
         "CA-2,Audit,RISK-004 Vendor,depth,Ops,2025-12-15,2026-03-31,Open\n",
         "corrective_action CA-1 controls=CTRL-005\ncorrective_action CA-1 state=IMPLEMENTED\ncorrective_action CA-1 "
         "title=cadence\n"
         "corrective_action CA-2 risks=RISK-004\ncorrective_action CA-2 controls=(none)\ncorrective_action CA-2 state=RAISED"}};
    CHECK(examples);
}

static void registers_around_the_organization(void)
{
    static const example examples[] = {
        {"Name,E-Mail,Department,Joined,Manager\nAnna Weber,a@example.org,IT,2020-01-01,Bo Li\n",
         "person anna-weber email=a@example.org\nperson anna-weber joined_on=2020-01-01\nperson anna-weber reports_to=bo-li"},
        {"Interested Party,Category,Needs and Expectations,Influence\nCustomers,external,privacy,High\n",
         "interested_party customers interest=privacy\ninterested_party customers influence=high"},
        {"ID,Stakeholder,Bedürfnis,Abgeleitete Anforderung,Quelle,Priorität,Abgedeckt durch,Status\n"
         "SR-1,Kunden,Vertraulichkeit,Verschlüsselung,Vertrag,Hoch,Richtlinie,Abgedeckt\n",
         "party_requirement SR-1 party=kunden\nparty_requirement SR-1 requirement_text=Verschlüsselung\nparty_requirement SR-1 "
         "addressed=yes\n"
         "party_requirement SR-1 priority=high\nparty_requirement SR-1 how_addressed=Richtlinie\ninterested_party kunden "
         "title=Kunden"},
        {"Issue,Internal / External,Category,Effect\nWarm summers,External,climate,cooling fails\n",
         "context_issue warm-summers origin=external\ncontext_issue warm-summers effect=cooling fails"},
        {"Stakeholder,Kategorie,Kommunikationsinhalt,Kanal,Frequenz,Verantwortlich,Sprache\nPresse,Extern,Fakten,Mitteilung,"
         "Bei Ereignis,PR,DE\n",
         "communication presse-fakten audience=Presse\ncommunication presse-fakten subject=Fakten\ncommunication presse-fakten "
         "when=Bei Ereignis\n"
         "communication presse-fakten title=Presse"},
        {"Role,Required Competence,Proficiency Level\nISO,Risk,Advanced\nISO,Audit,Basic\nDev,Code,Basic\n",
         "role iso required_competence=Risk,Audit\nrole dev required_competence=Code"},
        {"Person,Rolle,Schulung,Art,Fällig am,Abgeschlossen am,Status,Nachweis,Nächste Auffrischung\n"
         "Anna Weber,ISB,Lead Implementer,Extern,2026-06-30,2025-11-12,Abgeschlossen,Zertifikat #1,2028-11-12\n",
         "participation anna-weber-lead-implementer person=anna-weber\nparticipation anna-weber-lead-implementer "
         "training=lead-implementer\n"
         "participation anna-weber-lead-implementer completed_on=2025-11-12\nparticipation anna-weber-lead-implementer "
         "evidence=zertifikat-1\n"
         "training lead-implementer title=Lead Implementer"},
        {"ID,Regelwerk,Artikel / Abschnitt,Anforderung,Pflichtart,Verantwortlich,Nachweis,Status,Nächste Prüfung\n"
         "LR-1,DSGVO,Art. 32,Sicherheit,Technisch,ISB,TOM,Nicht konform,2026-12-31\n",
         "obligation LR-1 source=DSGVO\nobligation LR-1 clause=Art. 32\nobligation LR-1 title=Sicherheit\nobligation LR-1 "
         "status=breach\n"
         "obligation LR-1 review_on=2026-12-31\nobligation LR-1 evidence=tom"},
        {"Dok-ID,Titel,Typ,Eigentümer,Genehmiger,Version,Gültig ab,Letzte Prüfung,Nächste Prüfung,Verteiler,Status\n"
         "POL-1,Leitlinie,Richtlinie,ISB,CEO,2.0,15.01.2026,15.01.2026,15.01.2027,Alle,Veröffentlicht\n",
         "document POL-1 kind=policy\ndocument POL-1 approved_by=ceo\ndocument POL-1 version=2.0\ndocument POL-1 "
         "effective_on=2026-01-15\n"
         "document POL-1 next_review_on=2027-01-15\ndocument POL-1 audience=Alle\ndocument POL-1 status=published"},
        {"policy_id,policy_name,owner,version,last_review_date,next_review_due,attestation_required,status\nP-1,Access,IT,1.2,"
         "2025-12-01,2026-12-01,Yes,Overdue\n",
         "document P-1 kind=policy\ndocument P-1 acknowledgement_required=yes\ndocument P-1 status=published"},
        {"ID,Record Category,Owner,Storage Location,Retention Period,Legal Basis / Source,Disposal "
         "Method\nRET-1,Contracts,Legal,DMS,10 years after end,HGB,erase\n",
         "document RET-1 kind=record\ndocument RET-1 retention_months=120\ndocument RET-1 legal_basis=HGB\ndocument RET-1 "
         "disposal=erase"},
        {"ID,Objective,Linked ISO Clause / Risk,Owner,Metric,Baseline,Target,Measurement Frequency,Current Value,Status\n"
         "O-1,Fewer clicks,ISO 6.2 + R-002 + A.8.8,ISO,% clicks,6%,<5%,Quarterly,4.2%,On track\n",
         "objective O-1 requirements=6.2,A.8.8\nobjective O-1 risks=R-002\nobjective O-1 indicator=% clicks\nobjective O-1 "
         "target=<5%\n"
         "objective O-1 review_every_months=3\nobjective O-1 status=open"}};
    CHECK(examples);
}

static void registers_of_operation(void)
{
    static const example examples[] = {
        {"ID,Lieferant,Leistung,Kritikalität,AVV unterzeichnet,Letzte Prüfung,Prüfergebnis,Nächste "
         "Prüfung,Status,Verantwortlich,Vertragsende\n"
         "L-1,Cloud AG,Server,Kritisch,Nein (nur NDA),2026-01-15,gut,2027-01-15,Aktiv,IT,Rollierend\n",
         "supplier L-1 title=Cloud AG\nsupplier L-1 services=Server\nsupplier L-1 criticality=critical\nsupplier L-1 "
         "data_processing_agreed=no\n"
         "supplier L-1 last_assessed_on=2026-01-15\nsupplier L-1 status=active\nsupplier L-1 contract_until=(none)"},
        {"assessment_id,vendor_id,assessment_date,review_type,security_score,open_findings,next_review_due\nVA-1,VEND-001,2025-"
         "09-15,Onboarding,82,3,2026-09-15\n",
         "supplier_assessment VA-1 supplier=VEND-001\nsupplier_assessment VA-1 score=82000/1000\nsupplier_assessment VA-1 "
         "open_points=3"},
        {"ID,Titel,Typ,Schweregrad,Betroffene Assets,Gemeldet am,Eingedämmt am,Behoben "
         "am,Datenschutzverletzung,Ursache,Status,Response-Team\n"
         "I-1,Phishing,Mail,Mittel,AST-006 (1 Laptop),2026-01-22 09:14,22.01.2026,2026-01-22 "
         "14:00,Ja,Filter,Geschlossen,SecOps\n",
         "incident I-1 severity=medium\nincident I-1 assets=AST-006\nincident I-1 reported_on=2026-01-22\nincident I-1 "
         "contained_on=2026-01-22\n"
         "incident I-1 personal_data=yes\nincident I-1 status=closed\nincident I-1 response_team=secops\nteam secops "
         "title=SecOps"},
        {"ID,Title,Type,Category,Requester,Owner,Systems,Risk,Rollback Plan,Planned Start,CAB Date,CAB Decision\n"
         "CH-1,Upgrade,Normal,Infra,IT,M. Schulz,AST-004 AST-005,Low,restore,2026-03-15 22:00,2026-03-11,Approved\n",
         "change CH-1 kind=Normal\nchange CH-1 assets=AST-004,AST-005\nchange CH-1 planned_on=2026-03-15\nchange CH-1 "
         "approved_on=2026-03-11\n"
         "change CH-1 status=Approved\nchange CH-1 rollback_plan=restore"},
        {"ID,System,RTO,RPO,Backup Method,Last Restore Test,Next Test,Owner\nDR-1,AST-001 Database,4h,1 "
         "day,snapshot,2026-02-15,2026-05-15,IT\n",
         "continuity_plan DR-1 assets=AST-001\ncontinuity_plan DR-1 title=AST-001 Database\ncontinuity_plan DR-1 "
         "rpo_hours=24000/1000\n"
         "continuity_plan DR-1 last_exercised_on=2026-02-15"},
        {"Schlüssel-ID,Zweck,Algorithmus,Schlüssellänge,Eigentümer,Ablauf,Rotationsintervall,Status\nK-1,TLS,RSA,2048,IT,01.09."
         "2026,12 Monate,Aktiv\n",
         "cryptographic_key K-1 length_bits=2048\ncryptographic_key K-1 rotate_every_months=12\ncryptographic_key K-1 "
         "expires_on=2026-09-01\n"
         "cryptographic_key K-1 title=TLS"},
        {"ID,Data / Media,Reason,Method,Standard,Performed By,Verified "
         "By,Date\nD-1,Laptops,old,shred,NIST,Vendor,IT,2026-02-20\n",
         "disposal D-1 subject=Laptops\ndisposal D-1 performed_by=vendor\ndisposal D-1 disposed_on=2026-02-20"},
        {"request_id,request_type,received_date,due_date,status,identity_verification_status\nPR-1,Access,2026-01-10,2026-02-"
         "09,Closed,Verified\n",
         "rights_request PR-1 kind=Access\nrights_request PR-1 received_on=2026-01-10\nrights_request PR-1 "
         "identity_verified=yes"},
        {"asset_id,system_name,data_type,contains_pii,residency,owner\nDATA-1,CRM,Customer data,Yes,Canada,Sales\n",
         "asset DATA-1 kind=primary\nasset DATA-1 personal_data=yes\nasset DATA-1 location=Canada\nasset DATA-1 "
         "category=Customer data"}};
    CHECK(examples);
}

int main(void)
{
    static const test_case tests[] = {
        {"every path of every profile is in the schema", every_path_of_every_profile_is_in_the_schema},
        {"a header in English or German tells its profile", a_header_in_english_or_german_tells_its_profile},
        {"a risk register becomes risks in either language", a_risk_register_becomes_risks_in_either_language},
        {"registers around risk", registers_around_risk},
        {"registers around controls", registers_around_controls},
        {"registers around the organization", registers_around_the_organization},
        {"registers of operation", registers_of_operation},
        {"what cannot be read is kept as written and said", what_cannot_be_read_is_kept_as_written_and_said},
        {NULL, NULL}};
    return run_suite("import", tests);
}
