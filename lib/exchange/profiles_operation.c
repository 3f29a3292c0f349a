/* Profiles of the registers of operation: suppliers, incidents, changes, continuity, keys, disposal, privacy. */
#include "profile_words.h"

static const isms__profile_column suppliers_columns[] = {
    ISMS__KEY_COLUMN("supplier id|vendor id|supplier no|vendor no|lieferanten id|lieferantennummer|lieferanten nr"),
    ISMS__TELLING_TITLE(
        "supplier|supplier name|vendor|vendor name|company|name|title|lieferant|lieferantenname|dienstleister|firma"),
    ISMS__TELLING_COLUMN("services", "service|services|service type|product|leistung|leistungen|dienstleistung|produkt"),
    ISMS__COLUMN("category", "category|type|supplier type|vendor type|kategorie|typ|art"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__TELLING_COLUMN("criticality", "criticality|supplier criticality|risk tier|tier|kritikalität"),
    ISMS__COLUMN("data_accessed", "data accessed|data access|data|data types|datenzugriff|daten"),
    ISMS__COLUMN("location", "location|country|standort|land"),
    ISMS__COLUMN("contract_from", "contract start|contract from|contract start date|vertragsbeginn|vertrag von"),
    ISMS__COLUMN("contract_until", "contract end|contract until|contract end date|contract expiry|vertragsende|vertrag bis"),
    ISMS__TELLING_COLUMN("data_processing_agreed", "dpa signed|dpa|data processing agreement|avv|avv unterzeichnet|"
                                                   "auftragsverarbeitungsvertrag"),
    ISMS__COLUMN("certificates", "certifications|certification|certificates|zertifizierungen|zertifizierung|zertifikate"),
    ISMS__COLUMN("last_assessed_on",
                 "last assessment|last assessed|last assessed on|assessment date|letzte bewertung|" ISMS__LAST_REVIEW),
    ISMS__COLUMN("last_result", "review result|last result|assessment result|result|prüfergebnis|ergebnis|bewertungsergebnis"),
    ISMS__COLUMN("next_assessment_on", "next assessment|next assessment date|nächste bewertung|" ISMS__NEXT_REVIEW),
    {"assess_every_months", "assessment interval|review interval|review frequency|prüfintervall|bewertungsintervall",
     ISMS__HOW_MONTHS, 0, NULL},
    ISMS__COLUMN("personal_data", "personal data|processes personal data|pii|personenbezogene daten"),
    ISMS__COLUMN("agreement", "agreement|contract|nda|vertrag|vereinbarung"),
    ISMS__COLUMN("security_requirements_agreed",
                 "security requirements agreed|security clauses|security requirements in contract|"
                 "sicherheitsanforderungen vereinbart|sicherheitsklauseln"),
    ISMS__COLUMN("contact", "contact|contact person|ansprechpartner|kontakt"),
    ISMS__RAW_COLUMN("data sensitivity|sensitivität der daten"),
    ISMS__RAW_COLUMN("connectivity|anbindung"),
    ISMS__RAW_COLUMN("privileged access|privilegierter zugriff"),
    ISMS__RAW_COLUMN("risk tier|risk rating|risikoklasse"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(suppliers, SUPPLIER, 0, "supplier-register", NULL, NULL, "suppliers and how they are kept under control");

static const isms__profile_column supplier_assessments_columns[] = {
    ISMS__KEY_COLUMN("assessment id|review id|bewertungs id"),
    {"supplier", "supplier|supplier id|vendor|vendor id|lieferant|lieferanten id", ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING,
     NULL},
    ISMS__TELLING_COLUMN("assessed_on", "assessment date|assessed on|date|review date|bewertungsdatum|bewertet am|datum"),
    ISMS__COLUMN("method", "review type|assessment type|method|type|bewertungsart|methode|art"),
    ISMS__TELLING_COLUMN("score", "security score|score|rating|bewertung|punktzahl"),
    ISMS__TELLING_COLUMN("open_points", "open findings|open points|open issues|offene feststellungen|offene punkte"),
    ISMS__COLUMN("next_on", ISMS__NEXT_REVIEW "|next assessment|nächste bewertung"),
    ISMS__COLUMN("result", "result|assessment result|ergebnis"),
    ISMS__PERSON_COLUMN("assessor", "assessor|assessed by|reviewer|bewertet von|prüfer"),
    ISMS__COLUMN("status", ISMS__STATUS),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(supplier_assessments, SUPPLIER_ASSESSMENT, 0, "supplier-assessments", NULL, NULL, "assessments of suppliers");

static const isms__profile_column incidents_columns[] = {
    ISMS__KEY_COLUMN("incident id|incident no|incident number|ticket|ticket id|vorfall id|vorfallnummer|vorfall nr"),
    ISMS__TITLE_COLUMN("title|incident|incident title|summary|name|subject|titel|vorfall|bezeichnung|kurzbeschreibung"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("category", "type|category|incident type|incident category|typ|art|kategorie"),
    ISMS__TELLING_COLUMN("severity", "severity|incident severity|priority|schweregrad|schwere|priorität"),
    ISMS__COLUMN("assets", "affected assets|affected asset|affected systems|assets|asset|betroffene assets|betroffene werte|"
                           "betroffene systeme"),
    ISMS__COLUMN("reported_by", "reported by|reporter|gemeldet von|gemeldet durch"),
    ISMS__TELLING_COLUMN("reported_on", "reported at|reported on|reported|date reported|report date|gemeldet am|meldedatum"),
    ISMS__TELLING_COLUMN("detected_on", "detected at|detected on|detected|detection date|date detected|entdeckt am|erkannt am"),
    ISMS__COLUMN("occurred_on", "occurred at|occurred on|occurred|incident date|date|eingetreten am|vorfalldatum|datum"),
    ISMS__COLUMN("detection", "detection method|how detected|detection|erkennungsmethode|erkennung"),
    ISMS__RAW_COLUMN("detected by|erkannt durch|entdeckt durch"),
    {"response_team", "response team|team|response-team|bearbeitungsteam", ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__TELLING_COLUMN("contained_on", "containment at|contained at|contained on|contained|containment date|eingedämmt am"),
    ISMS__TELLING_COLUMN("resolved_on",
                         "resolved at|resolved on|resolved|resolution date|date resolved|closed on|date closed|behoben am|"
                         "gelöst am|abgeschlossen am"),
    ISMS__RAW_COLUMN("mttr|mttr (h)|time to resolve|lösungszeit"),
    ISMS__COLUMN("personal_data", "data breach|personal data breach|personal data affected|datenschutzverletzung|"
                                  "personenbezogene daten betroffen"),
    ISMS__RAW_COLUMN("authority notification|notification|behördenmeldung|meldung an behörde"),
    ISMS__COLUMN("notified_on", "notified on|authority notified on|behörde informiert am"),
    ISMS__COLUMN("cause", "root cause|cause|ursache|grundursache"),
    ISMS__COLUMN("response",
                 "corrective action|corrective actions|response|action taken|actions taken|actions|korrekturmaßnahme|"
                 "maßnahme|maßnahmen|reaktion"),
    ISMS__COLUMN("lessons", "lessons learned|lessons learnt|lessons|erkenntnisse|lehren"),
    {"risks", "risk|risks|related risk|related risks|risk id|risiko|risiken", ISMS__HOW_IDS, 0, NULL},
    ISMS__COLUMN("failed_controls", "failed controls|failed control|versagte kontrollen"),
    ISMS__COLUMN("loss", "loss|cost|damage|schaden|kosten"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(incidents, INCIDENT, 0, "incident-register", NULL, NULL, "information security incidents");

static const isms__profile_column changes_columns[] = {
    ISMS__KEY_COLUMN("change id|change no|change number|change nr|änderungs id"),
    ISMS__TITLE_COLUMN("title|change|change title|summary|name|titel|änderung|bezeichnung"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("kind", "type|change type|kind|typ|art"),
    ISMS__COLUMN("tags", "category|kategorie"),
    {"requested_by", "requester|requested by|requestor|antragsteller|beantragt von", ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("requested_on", "requested on|request date|date requested|beantragt am|antragsdatum"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("assets",
                 "systems|affected systems|assets|affected assets|system|systeme|betroffene systeme|betroffene assets"),
    ISMS__RAW_COLUMN("risk|risk level|risiko|risikostufe"),
    ISMS__COLUMN("purpose", "impact|purpose|consequences|auswirkung|auswirkungen|zweck"),
    ISMS__TELLING_COLUMN("rollback_plan", "rollback plan|rollback|backout plan|rückfallplan"),
    ISMS__TELLING_COLUMN("planned_on",
                         "planned start|planned date|planned on|scheduled|scheduled date|geplanter start|geplant am"),
    ISMS__RAW_COLUMN("planned end|geplantes ende"),
    ISMS__TELLING_COLUMN("approved_on", "cab date|approved on|approval date|cab datum|genehmigt am"),
    ISMS__PERSON_COLUMN("approved_by", "approved by|approver|genehmigt von|genehmiger"),
    ISMS__COLUMN("status", "cab decision|decision|approval status|cab entscheidung|entscheidung|" ISMS__STATUS),
    ISMS__COLUMN("result", "actual result|result|outcome|tatsächliches ergebnis|ergebnis"),
    ISMS__COLUMN("implemented_on", "implemented on|implementation date|actual date|actual start|umgesetzt am|durchgeführt am"),
    ISMS__COLUMN("reviewed_on", "reviewed on|post implementation review|pir date|nachgeprüft am"),
    ISMS__RAW_COLUMN("closure date|closed on|closed|abschlussdatum|geschlossen am"),
    ISMS__COLUMN("significant", "significant|significant change|major change|wesentlich"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(changes, CHANGE, 0, "change-log", NULL, NULL, "changes to systems and to the management system");

static const isms__profile_column continuity_columns[] = {
    ISMS__KEY_COLUMN("plan id|dr id|bcp id"),
    {"assets", "system|systems|asset|assets|application|systeme|anwendung", ISMS__HOW_KIND, ISMS__NATURAL, "title"},
    ISMS__RAW_COLUMN("criticality|kritikalität"),
    {"rto_hours", "rto|recovery time objective|wiederanlaufzeit", ISMS__HOW_HOURS, ISMS__TELLING, NULL},
    {"rpo_hours", "rpo|recovery point objective|maximaler datenverlust", ISMS__HOW_HOURS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("backup_method", "backup method|backup|backup-methode|sicherungsmethode"),
    ISMS__COLUMN("backup_frequency", "backup frequency|backup-frequenz|sicherungsfrequenz"),
    ISMS__COLUMN("backup_location", "backup location|backup-standort|backup-ort|sicherungsort"),
    {"document", "runbook|plan document|document|plan|notfallplan|dokument", ISMS__HOW_KIND, 0, "activation"},
    ISMS__TELLING_COLUMN("last_exercised_on",
                         "last restore test|last test|last tested|last exercise|letzter restore-test|letzter test|"
                         "letzte übung"),
    ISMS__RAW_COLUMN("last test result|test result|letztes testergebnis|testergebnis"),
    ISMS__COLUMN("next_exercise_on",
                 "next test|next restore test|next exercise|nächster test|nächster restore-test|nächste übung"),
    ISMS__COLUMN("strategy", "strategy|recovery strategy|strategie"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("title", "title|name|titel"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(continuity, CONTINUITY_PLAN, 0, "disaster-recovery", NULL, NULL, "how systems are restored after a disruption");

static const isms__profile_column keys_columns[] = {
    ISMS__KEY_COLUMN("key id|certificate id|schlüssel id|zertifikat id"),
    ISMS__COLUMN("title", "title|name|key name|certificate|titel|bezeichnung"),
    {"purpose", "purpose|usage|use|zweck|verwendung", ISMS__HOW_KIND, ISMS__NATURAL, NULL},
    ISMS__TELLING_COLUMN("algorithm", "algorithm|algorithmus"),
    ISMS__TELLING_COLUMN("length_bits", "key length|length|key size|schlüssellänge|länge"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("assets", "system|systems|asset|assets|systeme"),
    ISMS__COLUMN("created_on", "created|created on|creation date|issued|erstellt|erstellt am|ausgestellt am"),
    ISMS__COLUMN("expires_on", "expiry|expires|expires on|expiry date|valid until|ablauf|ablaufdatum|gültig bis"),
    {"rotate_every_months", "rotation interval|rotation|rotationsintervall", ISMS__HOW_MONTHS, ISMS__TELLING, NULL},
    ISMS__COLUMN("storage", "storage|stored in|speicherung|aufbewahrung"),
    ISMS__COLUMN("backup", "backup|sicherung"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(keys, CRYPTOGRAPHIC_KEY, 0, "cryptography-register", "purpose", NULL,
              "cryptographic keys and certificates in use");

static const isms__profile_column disposals_columns[] = {
    ISMS__KEY_COLUMN("deletion id|disposal id|löschungs id"),
    {"subject", "data / media|data|media|item|what|subject|daten / medien|daten|medien|datenträger|gegenstand", ISMS__HOW_KIND,
     ISMS__NATURAL | ISMS__TELLING, NULL},
    ISMS__COLUMN("title", "title|name|titel"),
    ISMS__COLUMN("reason", "reason|grund|anlass"),
    ISMS__TELLING_COLUMN("method", "method|deletion method|destruction method|methode|löschmethode|vernichtungsmethode"),
    ISMS__TELLING_COLUMN("standard", "standard|norm|verfahren"),
    {"performed_by", "performed by|deleted by|destroyed by|durchgeführt von|gelöscht von", ISMS__HOW_KIND,
     ISMS__STUB | ISMS__TELLING, NULL},
    {"verified_by", "verified by|witness|verifiziert von|geprüft von", ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("disposed_on", "date|disposed on|deletion date|destroyed on|datum|gelöscht am|vernichtet am|entsorgt am"),
    ISMS__COLUMN("assets", "asset|assets|asset id"),
    {"evidence", "certificate|zertifikat|" ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(disposals, DISPOSAL, 0, "deletion-log", "subject", NULL, "information and media that were deleted or destroyed");

static const isms__profile_column privacy_requests_columns[] = {
    ISMS__KEY_COLUMN("request id|request no|anfrage id|anfrage nr"),
    ISMS__TELLING_COLUMN("kind", "request type|type|kind|anfrageart|art|typ"),
    ISMS__TELLING_COLUMN("received_on", "received|received on|received date|date received|eingegangen am|eingangsdatum"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("answered_on", "answered on|answered|completed on|response date|beantwortet am|abgeschlossen am"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__RAW_COLUMN("days open|tage offen"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__TELLING_COLUMN("identity_verified", "identity verified|identity verification|identity verification status|"
                                              "identität geprüft|identitätsprüfung"),
    ISMS__RAW_COLUMN("data sources searched|durchsuchte datenquellen"),
    ISMS__RAW_COLUMN("retention rule applied|angewendete aufbewahrungsregel"),
    ISMS__COLUMN("result", "result|outcome|ergebnis"),
    ISMS__COLUMN("title", "title|name|titel"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(privacy_requests, RIGHTS_REQUEST, 0, "privacy-requests", "kind", NULL, "requests of persons about data on them");
