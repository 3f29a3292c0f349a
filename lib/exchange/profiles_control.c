/* Profiles of the registers around controls: Statement of Applicability, controls, tests, evidence, audits, findings,
 * corrective actions. */
#include "profile_words.h"

static const isms__profile_column soa_columns[] = {
    {"control",
     "control id|control no|control number|control ref|control reference|annex a control|annex a id|iso "
     "control|control|kontroll id|"
     "kontroll nr|kontrolle|kontrollnummer|maßnahmen id|maßnahmen nr|" ISMS__ID,
     ISMS__HOW_CONTROL_KEY, 0, NULL},
    ISMS__COLUMN("title",
                 "control name|control title|name|title|control|kontrollname|kontrolltitel|titel|bezeichnung|kontrolle"),
    ISMS__RAW_COLUMN("theme|domain|category|thema|bereich|kategorie|domäne"),
    ISMS__TELLING_COLUMN("applicable",
                         "applicable|applicability|included|in scope|anwendbar|anwendbarkeit|einbezogen|relevant"),
    {"reasons",
     "reasons|inclusion reason|inclusion reasons|reason for inclusion|reason for selection|gründe|einschlussgrund|auswahlgrund",
     ISMS__HOW_KIND, ISMS__COMMA, NULL},
    ISMS__TELLING_COLUMN("justification", "justification|justification for inclusion|justification for exclusion|rationale|"
                                          "reason for exclusion|reason|begründung|rechtfertigung|ausschlussgrund|grund"),
    ISMS__TELLING_COLUMN("status",
                         "implementation status|implemented|umsetzungsstatus|implementierungsstatus|umgesetzt|" ISMS__STATUS),
    ISMS__COLUMN("implementation", "implementation description|implementation|implementation notes|how implemented|"
                                   "umsetzungsbeschreibung|umsetzung|implementierung|" ISMS__DESCRIPTION),
    {"documents",
     "reference|references|document|documents|policy|policies|referenz|referenzen|dokument|dokumente|richtlinie|verweis",
     ISMS__HOW_KIND, 0, "reference"},
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|control owner"),
    ISMS__COLUMN("due_on", ISMS__DUE "|implementation date|umsetzungstermin"),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    {"risks", "risk|risks|risk id|risk ids|linked risks|related risks|risiko|risiken", ISMS__HOW_IDS, 0, NULL},
    {"measures", "measures|linked controls|implementing controls|umsetzende maßnahmen", ISMS__HOW_KIND, 0, NULL},
    ISMS__COLUMN("maturity", "maturity|maturity level|reifegrad"),
    ISMS__COLUMN("reviewed_on", ISMS__LAST_REVIEW),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(soa, SOA_ENTRY, 0, "soa", NULL, NULL, "a Statement of Applicability, one row a control");

static const isms__profile_column controls_columns[] = {
    ISMS__KEY_COLUMN("control id|control no|control number|kontroll id|maßnahmen id|maßnahmen nr"),
    ISMS__TITLE_COLUMN("control name|control title|control|name|title|kontrolle|kontrollname|maßnahme|titel|bezeichnung"),
    ISMS__COLUMN("description", "control description|" ISMS__DESCRIPTION),
    ISMS__COLUMN("category", "domain|control domain|category|control family|family|bereich|kategorie"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|control owner"),
    ISMS__RAW_COLUMN("framework|frameworks|standard|standards|rahmenwerk"),
    {"test_every_months",
     "test frequency|testing frequency|frequency|test interval|testfrequenz|testintervall|prüffrequenz|prüfintervall",
     ISMS__HOW_MONTHS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("evidence_required", "evidence required|required evidence|geforderter nachweis|geforderte nachweise"),
    ISMS__COLUMN("status", "implementation status|umsetzungsstatus|" ISMS__STATUS),
    ISMS__TELLING_COLUMN("implements", "implements|iso control|iso controls|iso 27001|annex a|annex a control|annex a controls|"
                                       "iso annex a control|requirement|requirements|annex a kontrolle|anforderung"),
    ISMS__TELLING_COLUMN("control_types", "control type|control types|kontrollart|maßnahmenart"),
    ISMS__COLUMN("implemented_on", "implemented on|implementation date|in place since|umgesetzt am|umgesetzt seit"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("last_tested_on", "last tested|last tested on|last test|last test date|zuletzt getestet|letzter test"),
    ISMS__COLUMN("next_test_on", "next test|next test date|next tested on|nächster test"),
    ISMS__COLUMN("test_result", "test result|last test result|testergebnis|letztes testergebnis"),
    ISMS__COLUMN("maturity", "maturity|maturity level|reifegrad"),
    ISMS__COLUMN("cost", "cost|costs|kosten"),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(controls, CONTROL, 0, "controls", NULL, NULL, "the organization's own controls");

static const isms__profile_column control_mapping_columns[] = {
    ISMS__KEY_COLUMN("control id|control no|kontroll id|maßnahmen id"),
    {"implements", "iso clause|iso clauses|clause|clauses|iso 27001 clause|klausel|normkapitel", ISMS__HOW_CLAUSES,
     ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("implements", "iso annex a control|iso annex a controls|annex a control|annex a controls|annex a|"
                                       "iso 27001 control|annex a kontrolle|annex a kontrollen"),
    {"implements", "soc2|soc 2|soc2 tsc|tsc|soc2 criteria|trust services criteria", ISMS__HOW_FRAMEWORK, ISMS__TELLING,
     "soc2-2017"},
    ISMS__TELLING_COLUMN("cybersecurity_concepts",
                         "nist csf function|csf function|cybersecurity concept|cybersecurity concepts"),
    ISMS__COLUMN("description", "control objective|objective|kontrollziel")};
ISMS__PROFILE(control_mapping, CONTROL, ISMS__MERGES, "control-mapping", NULL, NULL,
              "requirements of several frameworks that the organization's own controls put into practice");

static const isms__profile_column control_tests_columns[] = {
    ISMS__KEY_COLUMN("test id|test no|test nr"),
    {"control", "control id|control|kontroll id|kontrolle|maßnahme", ISMS__HOW_IDS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("tested_on", "test date|tested on|date tested|date|testdatum|getestet am|datum"),
    {"tester", "tester|tested by|prüfer|getestet von", ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("result", "result|test result|ergebnis|testergebnis"),
    ISMS__COLUMN("issues", "issues|issues found|observations|findings|feststellungen|auffälligkeiten"),
    ISMS__COLUMN("kind", "test type|type|testart"),
    ISMS__COLUMN("method", "method|test method|methode"),
    ISMS__COLUMN("sample_size", "sample size|sample|stichprobe|stichprobengröße"),
    ISMS__COLUMN("failures", "failures|exceptions|deviations|abweichungen"),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("title", "title|name|titel"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(control_tests, TEST, 0, "control-tests", NULL, NULL, "tests of controls with their results");

static const isms__profile_column evidence_columns[] = {
    ISMS__KEY_COLUMN("evidence id|evidence no|nachweis id|nachweis nr"),
    ISMS__TELLING_TITLE("evidence name|evidence title|evidence|title|name|artifact|nachweis|bezeichnung|titel"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    {"requirements", "control id|control ids|control|controls|requirement|requirements|kontroll id|kontrolle|anforderung",
     ISMS__HOW_IDS, 0, NULL},
    ISMS__TELLING_COLUMN("source", "source system|source|system|quelle|quellsystem"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|evidence owner"),
    ISMS__TELLING_COLUMN("collected_on", "collected on|last collected|last collected date|last collected on|collection date|"
                                         "date collected|erhoben am|gesammelt am|erfasst am"),
    ISMS__TELLING_COLUMN("valid_until",
                         "valid until|next due|next due date|expires|expiry date|next collection|gültig bis|ablaufdatum"),
    ISMS__COLUMN("freshness_days", "freshness days|max age days|gültigkeit in tagen"),
    ISMS__COLUMN("kind", "type|evidence type|kind|art|typ"),
    ISMS__COLUMN("uri", "uri|url|link|location|file|path|ablageort|datei"),
    ISMS__COLUMN("hash", "hash|sha256|checksum|prüfsumme"),
    ISMS__PERSON_COLUMN("collected_by", "collected by|erhoben von"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(evidence, EVIDENCE, 0, "evidence-register", NULL, NULL, "pieces of evidence and when they were collected");

static const isms__profile_column audits_columns[] = {
    ISMS__KEY_COLUMN("audit id|audit no|audit nr"),
    ISMS__TELLING_TITLE("audit|audit title|audit name|title|name|titel|bezeichnung"),
    ISMS__COLUMN("kind", "audit type|type|kind|auditart|art|typ"),
    ISMS__TELLING_COLUMN("planned_on", "planned on|planned date|planned|geplant am|geplant|plantermin"),
    ISMS__COLUMN("started_on", "started on|start date|start|startdatum|beginn|auditbeginn"),
    ISMS__COLUMN("completed_on",
                 "completed on|completion date|end date|completed|date completed|enddatum|ende|abgeschlossen am"),
    ISMS__COLUMN("scope", "scope|audit scope|geltungsbereich|umfang"),
    ISMS__COLUMN("criteria", "criteria|audit criteria|kriterien|auditkriterien"),
    {"covered", "clauses|covered|clauses covered|requirements covered|klauseln|normkapitel", ISMS__HOW_CLAUSES, 0, NULL},
    {"lead", "lead|lead auditor|auditor|auditleiter|leitender auditor", ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING, NULL},
    {"auditors", "auditors|audit team|team|auditteam|auditoren", ISMS__HOW_KIND, ISMS__STUB | ISMS__COMMA, NULL},
    ISMS__COLUMN("report_on", "report date|report on|reported on|berichtsdatum"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("conclusion", "conclusion|result|ergebnis|fazit"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(audits, AUDIT, 0, "audits", NULL, NULL, "audits, planned or carried out");

static const isms__profile_column findings_columns[] = {
    ISMS__KEY_COLUMN("finding id|finding no|nc id|feststellungs id|feststellung nr"),
    ISMS__TITLE_COLUMN("finding|finding title|title|name|summary|feststellung|titel|bezeichnung"),
    ISMS__COLUMN("description", "finding description|" ISMS__DESCRIPTION),
    ISMS__TELLING_COLUMN("class", "class|classification|finding type|severity|grade|type|category|klassifizierung|einstufung|"
                                  "schweregrad|art|klasse"),
    {"requirement", "clause|iso clause|requirement|control|criterion|criteria|klausel|normkapitel|anforderung|kriterium",
     ISMS__HOW_CLAUSES, ISMS__TELLING, NULL},
    {"audit", "audit|audit id", ISMS__HOW_IDS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("objective_evidence",
                         "objective evidence|evidence|audit evidence|objektiver nachweis|nachweis|auditnachweis"),
    ISMS__COLUMN("raised_on", "raised on|raised|date raised|found on|date|identified on|festgestellt am|datum|erfasst am"),
    ISMS__PERSON_COLUMN("raised_by", "raised by|auditor|found by|festgestellt von"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("closed_on", "closed on|closed|date closed|closure date|geschlossen am|abschlussdatum"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__RAW_COLUMN("filtering labels|labels|asset"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(findings, AUDIT_FINDING, 0, "findings", NULL, NULL, "what audits found");

static const isms__profile_column corrective_actions_columns[] = {
    ISMS__KEY_COLUMN("capa id|ca id|car no|nc id|capa nr|korrekturmaßnahmen id"),
    ISMS__COLUMN("source", "source|origin|quelle|herkunft"),
    ISMS__TELLING_COLUMN("raised_on",
                         "date raised|raised|raised on|opened|opened on|opened date|date opened|open date|erfasst am|"
                         "eröffnet am|aufgenommen am|datum"),
    {"title",
     "finding / nonconformity|finding|nonconformity|non conformity|issue|problem|title|feststellung / abweichung|feststellung|"
     "abweichung|nichtkonformität|titel|" ISMS__DESCRIPTION,
     ISMS__HOW_KIND, ISMS__NATURAL | ISMS__TELLING, NULL},
    {"finding", "finding id|audit finding|feststellungs id", ISMS__HOW_IDS, 0, NULL},
    {"incident", "incident id|incident|vorfall id", ISMS__HOW_IDS, 0, NULL},
    {"controls", "related item|related control|related controls|control|control id|controls|betroffene kontrolle",
     ISMS__HOW_MIXED, 0, "risks"},
    ISMS__TELLING_COLUMN("root_cause", "root cause|cause|root cause analysis|ursache|grundursache|ursachenanalyse"),
    ISMS__TELLING_COLUMN("correction", "correction|correction (immediate)|immediate action|immediate correction|containment|"
                                       "sofortmaßnahme|korrektur|sofortkorrektur"),
    ISMS__TELLING_COLUMN("action",
                         "corrective action|corrective actions|action|preventive action|action plan|korrekturmaßnahme|"
                         "korrekturmaßnahmen|maßnahme|abhilfemaßnahme"),
    ISMS__COLUMN("extent", "extent|similar cases|ausmaß|ähnliche fälle"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("state", ISMS__STATUS),
    ISMS__TELLING_COLUMN("verification_method",
                         "effectiveness check|effectiveness review|effectiveness verification|effectiveness|"
                         "verification|verification method|wirksamkeitsprüfung|wirksamkeitskontrolle|wirksamkeit"),
    ISMS__COLUMN("effective", "effective|effective (yes/no)|wirksam"),
    ISMS__PERSON_COLUMN("verifier", "verifier|verified by|verifiziert von|wirksamkeit geprüft von"),
    ISMS__COLUMN("verified_on", "verified on|verification date|verifiziert am|wirksamkeit geprüft am"),
    ISMS__COLUMN("done_on", "done on|completed on|completion date|implemented on|erledigt am|umgesetzt am"),
    ISMS__COLUMN("closed_on",
                 "closure date|closed|closed on|date closed|close date|abschlussdatum|abgeschlossen am|geschlossen am"),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(corrective_actions, CORRECTIVE_ACTION, 0, "corrective-actions", "root_cause|action", NULL,
              "nonconformities with their correction and corrective action");
