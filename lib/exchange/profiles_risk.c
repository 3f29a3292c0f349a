/* Profiles of the registers around risk: assets, threats, vulnerabilities, risks, treatment, exceptions. */
#include "profile_words.h"

static const isms__profile_column assets_columns[] = {
    ISMS__KEY_COLUMN("asset id|asset no|asset number|asset nr|inventory number|inventarnummer|wert id"),
    ISMS__TITLE_COLUMN("asset name|asset|name|title|asset title|bezeichnung|asset bezeichnung|titel|wert|name des assets"),
    ISMS__TELLING_COLUMN("category",
                         "asset type|asset class|asset category|type|class|category|asset typ|typ|art|klasse|kategorie"),
    ISMS__COLUMN("tags", "category|subcategory|subtype|kategorie|unterkategorie"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|asset owner|asset eigentümer"),
    {"custodian", "custodian|asset custodian|administrator|verwalter|betreuer", ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING,
     NULL},
    ISMS__COLUMN("location", "location|storage location|hosting|standort|ort|speicherort"),
    ISMS__TELLING_COLUMN("classification", "classification|data classification|information classification|sensitivity|"
                                           "klassifizierung|klassifikation|schutzklasse|vertraulichkeitsstufe|schutzbedarf"),
    ISMS__TELLING_COLUMN("criticality",
                         "criticality|asset criticality|business criticality|importance|kritikalität|wichtigkeit"),
    ISMS__TELLING_COLUMN("environment", "environment|umgebung"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("personal_data", "personal data|contains personal data|contains pii|pii|personenbezogene daten"),
    {"valuation[]", "confidentiality|c|vertraulichkeit", ISMS__HOW_CRITERION, 0, "confidentiality"},
    {"valuation[]", "integrity|i|integrität", ISMS__HOW_CRITERION, 0, "integrity"},
    {"valuation[]", "availability|a|verfügbarkeit", ISMS__HOW_CRITERION, 0, "availability"},
    ISMS__COLUMN("amount", "quantity|amount|count|anzahl|menge|stück"),
    ISMS__COLUMN("value", "value|asset value|cost|anschaffungswert|kosten"),
    ISMS__COLUMN("users", "users|user|nutzer|benutzer"),
    ISMS__COLUMN("supplier", "supplier|vendor|provider|lieferant|anbieter"),
    ISMS__COLUMN("acquired_on", "acquired on|acquired|purchase date|in use since|angeschafft am|kaufdatum|in betrieb seit"),
    ISMS__COLUMN("disposed_on", "disposed on|disposal date|entsorgt am|außer betrieb seit"),
    ISMS__COLUMN("last_checked_on", "last checked|last checked on|last verified|last inventory|" ISMS__LAST_REVIEW),
    {"rto_hours", "rto|recovery time objective", ISMS__HOW_HOURS, 0, NULL},
    {"rpo_hours", "rpo|recovery point objective", ISMS__HOW_HOURS, 0, NULL},
    {"mtd_hours", "mtd|mtpd|maximum tolerable downtime", ISMS__HOW_HOURS, 0, NULL},
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(assets, ASSET, 0, "asset-register", NULL, NULL, "an inventory of information and other assets");

static const isms__profile_column data_inventory_columns[] = {
    ISMS__KEY_COLUMN("asset id|data id|daten id"),
    ISMS__TELLING_TITLE("system name|system|data asset|data set|dataset|name|title|systemname|datenbestand|titel"),
    ISMS__TELLING_COLUMN("category",
                         "data type|type of data|data category|data categories|datenart|datenkategorie|datenkategorien"),
    ISMS__TELLING_COLUMN("personal_data", "contains pii|pii|contains personal data|personal data|personenbezogene daten"),
    ISMS__COLUMN("location", "residency|data residency|location|speicherort|standort"),
    ISMS__COLUMN("classification", "classification|data classification|sensitivity|klassifizierung"),
    ISMS__RAW_COLUMN("retention period|retention|aufbewahrungsfrist|aufbewahrung"),
    ISMS__RAW_COLUMN("lawful purpose|purpose|legal basis|zweck|rechtsgrundlage"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|data owner"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(data_inventory, ASSET, 0, "data-inventory", NULL, "kind=primary",
              "an inventory of data and the systems that hold them");

static const isms__profile_column threats_columns[] = {
    ISMS__KEY_COLUMN("threat id|bedrohungs id"),
    ISMS__TELLING_TITLE("threat|threat name|name|title|bedrohung|gefährdung|titel|bezeichnung"),
    ISMS__COLUMN("category", "category|type|threat type|kategorie|typ|art"),
    ISMS__COLUMN("source", "source|quelle"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__TELLING_COLUMN("reference", "ttp|ttp (mitre att&ck)|mitre att&ck|mitre|attack technique|technique|technik"),
    ISMS__RAW_COLUMN("relevance|relevanz"),
    ISMS__COLUMN("relevant", "relevant|applicable|anwendbar"),
    ISMS__TELLING_COLUMN("assets", "targeted assets|target assets|affected assets|assets|betroffene assets|betroffene werte"),
    {"likelihood", "likelihood|probability|wahrscheinlichkeit|eintrittswahrscheinlichkeit", ISMS__HOW_POSITION, 0, NULL},
    ISMS__RAW_COLUMN("potential impact|impact|potenzielle auswirkung|auswirkung"),
    ISMS__TELLING_COLUMN("controls", "mitigation controls|mitigating controls|mitigation|controls|kontrollen zur minderung|"
                                     "maßnahmen|kontrollen"),
    ISMS__COLUMN("last_reviewed_on", ISMS__LAST_REVIEW),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(threats, THREAT, 0, "threat-register", NULL, NULL, "the threats that the organization counts with");

static const isms__profile_column vulnerabilities_columns[] = {
    ISMS__KEY_COLUMN("vulnerability id|vuln id|schwachstellen id"),
    ISMS__TELLING_COLUMN("cve", "cve|cve id|cves"),
    ISMS__TITLE_COLUMN("title|vulnerability|name|summary|titel|schwachstelle|bezeichnung"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("product", "product|software|component|produkt|komponente"),
    ISMS__COLUMN("assets", "affected asset|affected assets|asset|assets|host|hosts|system|betroffenes asset|betroffene assets"),
    ISMS__TELLING_COLUMN("cvss_score", "cvss|cvss v3.1|cvss v3|cvss v4|cvss score|base score"),
    ISMS__COLUMN("cvss_vector", "cvss vector|vector|vektor"),
    ISMS__TELLING_COLUMN("epss", "epss|epss score"),
    ISMS__COLUMN("severity", "severity|schweregrad|kritikalität"),
    ISMS__COLUMN("discovered_on",
                 "discovered|discovered on|detected|detected on|date found|first seen|entdeckt|entdeckt am|gefunden am"),
    ISMS__COLUMN("source", "source|quelle|scanner"),
    ISMS__TELLING_COLUMN("patch_available", "patch available|fix available|patch verfügbar"),
    ISMS__COLUMN("due_on", "remediation deadline|fix by|behebungsfrist|" ISMS__DUE),
    ISMS__COLUMN("fixed_on", "fixed on|fixed|remediated on|remediated|date fixed|behoben am|geschlossen am"),
    ISMS__COLUMN("exploited", "exploited|known exploited|kev|ausgenutzt"),
    ISMS__COLUMN("cwe", "cwe|cwe id"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(vulnerabilities, VULNERABILITY, 0, "vulnerability-register", NULL, NULL, "weaknesses that were found");

#define TELLING_POSITION(path, aliases)                                                                                        \
    {                                                                                                                          \
        path, aliases, ISMS__HOW_POSITION, ISMS__TELLING, NULL                                                                 \
    }

static const isms__profile_column risks_columns[] = {
    ISMS__KEY_COLUMN("risk id|risk no|risk number|risk ref|risiko id|risiko nr|risikonummer"),
    ISMS__TITLE_COLUMN("risk title|risk name|risk|title|name|risikotitel|risikobezeichnung|risiko|titel|bezeichnung"),
    ISMS__COLUMN("description", "risk description|risikobeschreibung|" ISMS__DESCRIPTION),
    ISMS__COLUMN("event", "event|risk event|scenario|risk scenario|ereignis|szenario|risikoszenario"),
    ISMS__COLUMN("consequence", "consequence|consequences|impact description|folge|folgen|konsequenz|konsequenzen"),
    ISMS__COLUMN("category", "category|risk category|risk type|type|kategorie|risikokategorie|risikoart"),
    ISMS__COLUMN("assets", "asset|assets|asset / process|asset id|asset ids|affected asset|affected assets|wert|werte|"
                           "asset / prozess|betroffenes asset|betroffene assets|betroffene werte|schutzobjekt"),
    {"threats", "threat|threats|threat id|threat ids|bedrohung|bedrohungen|gefährdung|gefährdungen", ISMS__HOW_KIND, 0,
     "event"},
    ISMS__COLUMN("vulnerabilities", "vulnerability|vulnerabilities|weakness|schwachstelle|schwachstellen"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|risk owner|risikoeigentümer|risikoeigner|risikoverantwortlicher"),
    TELLING_POSITION("inherent.likelihood",
                     "likelihood|inherent likelihood|gross likelihood|likelihood score|probability|"
                     "inherent probability|inherent proba|wahrscheinlichkeit|eintrittswahrscheinlichkeit|"
                     "inhärente wahrscheinlichkeit|bruttowahrscheinlichkeit"),
    TELLING_POSITION("inherent.impact",
                     "impact|inherent impact|max impact|gross impact|impact score|consequence rating|auswirkung|"
                     "max auswirkung|maximale auswirkung|inhärente auswirkung|schadenshöhe|schadensausmaß|schaden"),
    {"inherent.impacts[]", "impact financial|financial impact|auswirkung finanziell|finanzielle auswirkung",
     ISMS__HOW_CRITERION, 0, "financial"},
    {"inherent.impacts[]", "impact operational|operational impact|auswirkung operativ|operative auswirkung",
     ISMS__HOW_CRITERION, 0, "operational"},
    {"inherent.impacts[]", "impact reputational|reputational impact|impact reputation|auswirkung reputation|auswirkung ruf",
     ISMS__HOW_CRITERION, 0, "reputational"},
    {"inherent.impacts[]",
     "impact legal|impact legal/regulatory|legal impact|regulatory impact|auswirkung recht|auswirkung rechtlich|"
     "auswirkung rechtlich/regulatorisch",
     ISMS__HOW_CRITERION, 0, "legal"},
    {"inherent.impacts[]",
     "impact safety|impact health/safety|safety impact|auswirkung gesundheit|auswirkung gesundheit/sicherheit",
     ISMS__HOW_CRITERION, 0, "safety"},
    {"inherent.impacts[]", "impact confidentiality|confidentiality impact|confidentiality|vertraulichkeit", ISMS__HOW_CRITERION,
     0, "confidentiality"},
    {"inherent.impacts[]", "impact integrity|integrity impact|integrity|integrität", ISMS__HOW_CRITERION, 0, "integrity"},
    {"inherent.impacts[]", "impact availability|availability impact|availability|verfügbarkeit", ISMS__HOW_CRITERION, 0,
     "availability"},
    {"",
     "score|risk score|inherent score|inherent risk score|gross score|risk value|rpn|risikowert|inhärenter wert|"
     "inhärenter risikowert|risikozahl",
     ISMS__HOW_SCORE, 0, "inherent"},
    ISMS__COLUMN("inherent.level",
                 "level|risk level|inherent level|inherent risk level|inherent risk|rating|risk rating|gross risk|"
                 "risikostufe|risikolevel|risikoklasse|inhärente risikostufe|bruttorisiko"),
    {"current.likelihood",
     "current likelihood|current probability|current proba|aktuelle wahrscheinlichkeit|"
     "aktuelle eintrittswahrscheinlichkeit",
     ISMS__HOW_POSITION, 0, NULL},
    {"current.impact", "current impact|aktuelle auswirkung", ISMS__HOW_POSITION, 0, NULL},
    {"", "current score|current risk score|aktueller risikowert", ISMS__HOW_SCORE, 0, "current"},
    ISMS__COLUMN("current.level", "current level|current risk level|current risk|aktuelle risikostufe|aktuelles risiko"),
    {"residual.likelihood",
     "residual likelihood|residual probability|residual proba|net likelihood|restwahrscheinlichkeit|"
     "restliche eintrittswahrscheinlichkeit|residuale wahrscheinlichkeit|nettowahrscheinlichkeit",
     ISMS__HOW_POSITION, 0, NULL},
    {"residual.impact",
     "residual impact|residual max impact|net impact|restauswirkung|maximale restauswirkung|residuale auswirkung",
     ISMS__HOW_POSITION, 0, NULL},
    {"", "residual score|residual risk score|net score|restrisikowert|residualer wert|residualer risikowert", ISMS__HOW_SCORE,
     0, "residual"},
    ISMS__COLUMN("residual.level", "residual level|residual risk level|residual risk|net risk|restrisiko|restrisikostufe|"
                                   "restrisikolevel|nettorisiko"),
    ISMS__COLUMN("target_level", "target level|target risk level|target risk|zielrisiko|zielstufe|zielrisikostufe"),
    ISMS__COLUMN("existing_controls",
                 "existing controls|current controls|controls in place|control description|vorhandene kontrollen|"
                 "bestehende kontrollen|vorhandene maßnahmen|bestehende maßnahmen"),
    ISMS__COLUMN("controls",
                 "controls|control|annex a controls|annex a control|annex a|iso controls|control ids|linked controls|"
                 "mitigating controls|additional controls|kontrollen|maßnahmen|annex a kontrolle|annex a kontrollen"),
    {"treatment_options",
     "treatment|treatment option|treatment options|treatment decision|treatment type|treatment types|risk treatment|"
     "risk response|response|strategy|treatment strategy|behandlung|behandlungsentscheidung|behandlungsoption|"
     "behandlungsoptionen|risikobehandlung|behandlungsstrategie",
     ISMS__HOW_KIND, ISMS__COMMA, NULL},
    ISMS__RAW_COLUMN("treatment plan|treatment measures|action plan|planned actions|behandlungsplan|geplante maßnahmen"),
    ISMS__RAW_COLUMN(ISMS__DUE),
    ISMS__COLUMN("status", "risk status|" ISMS__STATUS),
    ISMS__COLUMN("identified_on",
                 "identified on|identified|date identified|date raised|raised|raised on|identifiziert am|erfasst am"),
    ISMS__COLUMN("assessed_on", "assessed on|assessed|last assessed|assessment date|date assessed|bewertet am|letzte bewertung|"
                                "bewertungsdatum|" ISMS__LAST_REVIEW),
    ISMS__COLUMN("review_on", ISMS__NEXT_REVIEW),
    ISMS__COLUMN("closed_on", "closed on|closed|date closed|closure date|geschlossen am|abschlussdatum"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(risks, RISK, ISMS__SCALED, "risk-register", "event|threats|description", NULL,
              "risks with their assessment and what is done about them");

static const isms__profile_column treatment_plans_columns[] = {
    ISMS__KEY_COLUMN("plan id|treatment id|measure id|action id|plan nr|maßnahmen id|maßnahmen nr"),
    ISMS__TITLE_COLUMN(
        "action|treatment action|measure|treatment|treatment plan|title|name|maßnahme|behandlungsmaßnahme|aktion|titel"),
    {"risks", "risk id|risk ids|risk|risks|risk ref|risiko id|risiko ids|risiko|risiken", ISMS__HOW_IDS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("controls", "annex a control|annex a controls|annex a|control|controls|iso control|annex a kontrolle|"
                                     "annex a kontrollen|kontrolle|kontrollen"),
    {"options",
     "option|options|treatment option|treatment options|treatment type|strategy|behandlungsoption|option der behandlung",
     ISMS__HOW_KIND, ISMS__COMMA, NULL},
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("start_on", "start|start date|start on|begin|startdatum|beginn|start am"),
    ISMS__COLUMN("due_on", ISMS__DUE "|end date|enddatum|ende"),
    ISMS__COLUMN("completed_on",
                 "completed|completed on|completion date|done|done on|erledigt am|abgeschlossen am|abschlussdatum"),
    ISMS__TELLING_COLUMN("budget", "budget|planned cost|estimated cost|geplante kosten"),
    ISMS__COLUMN("cost", "cost|costs|actual cost|kosten|ist kosten"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__TELLING_COLUMN("verification", "verification|verification method|success criteria|verifikation|erfolgskontrolle"),
    ISMS__RAW_COLUMN("residual score after|expected residual score|residual score|restrisikowert nach maßnahme|restrisikowert"),
    ISMS__COLUMN("progress", "progress|% complete|percent complete|fortschritt"),
    ISMS__COLUMN("priority", "priority|priorität"),
    ISMS__COLUMN("resources", "resources|ressourcen"),
    ISMS__COLUMN("rationale", "rationale|justification|begründung"),
    ISMS__PERSON_COLUMN("approved_by", "approved by|approver|genehmigt von|genehmiger|freigegeben von"),
    ISMS__COLUMN("approved_on", "approved on|approval date|genehmigt am|freigabedatum"),
    {"evidence", ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(treatment_plans, TREATMENT_PLAN, 0, "treatment-plan", NULL, NULL, "what is to be done about risks");

static const isms__profile_column exceptions_columns[] = {
    ISMS__KEY_COLUMN("exception id|waiver id|ausnahme id|ausnahme nr"),
    ISMS__TITLE_COLUMN("title|exception|name|subject|titel|ausnahme|betreff"),
    ISMS__COLUMN("tags", "type|exception type|category|typ|art|kategorie"),
    {"assets", "scope|affected systems|affected assets|assets|geltungsbereich|umfang|betroffene systeme", ISMS__HOW_KIND, 0,
     "scope"},
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("reason", "reason|justification|business justification|begründung|grund"),
    {"compensating_controls",
     "compensating controls|compensating control|compensating measures|mitigating controls|mitigation|kompensierende "
     "kontrollen|"
     "kompensierende maßnahmen|ausgleichsmaßnahmen",
     ISMS__HOW_KIND, ISMS__TELLING, "compensation"},
    ISMS__PERSON_COLUMN("requested_by", "requested by|requester|beantragt von|antragsteller"),
    ISMS__COLUMN("requested_on", "requested on|request date|beantragt am|antragsdatum"),
    ISMS__PERSON_COLUMN("approver", "approved by|approver|genehmigt von|genehmiger|genehmigt durch"),
    ISMS__TELLING_COLUMN("approved_on", "granted|granted on|approved on|approval date|gewährt|gewährt am|genehmigt am"),
    ISMS__TELLING_COLUMN("expires_on",
                         "expires|expires on|expiry|expiry date|valid until|läuft ab|läuft ab am|ablaufdatum|gültig bis"),
    ISMS__COLUMN("state", ISMS__STATUS),
    ISMS__COLUMN("requirement", "requirement|control|control id|clause|policy requirement|anforderung|kontrolle"),
    {"risk", "risk|risk id|risiko|risiko id", ISMS__HOW_IDS, 0, NULL},
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("closed_on", "closed on|closed|closure date|geschlossen am|beendet am"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(exceptions, EXCEPTION, 0, "exceptions-register", "description", NULL, "leave to depart from a rule for a time");
