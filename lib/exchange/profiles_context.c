/* Profiles of the registers around the organization: persons, roles, parties, duties, documents, objectives, communication. */
#include "profile_words.h"

static const isms__profile_column persons_columns[] = {
    ISMS__KEY_COLUMN("person id|employee id|staff id|personalnummer|personal nr|mitarbeiter id"),
    ISMS__TITLE_COLUMN("name|full name|person|employee|title|mitarbeiter|mitarbeiterin|vollständiger name"),
    ISMS__TELLING_COLUMN("email", "email|e-mail|e-mail address|mail|e-mail-adresse"),
    ISMS__COLUMN("job_title", "job title|position|role|function|stelle|funktion|rolle"),
    ISMS__COLUMN("unit", "unit|department|team|abteilung|bereich|organisationseinheit"),
    ISMS__TELLING_COLUMN("top_management", "top management|oberste leitung|geschäftsleitung"),
    ISMS__COLUMN("external", "external|extern"),
    ISMS__TELLING_COLUMN("joined_on", "joined|joined on|start date|hire date|eintritt|eintrittsdatum|eingetreten am"),
    ISMS__TELLING_COLUMN("left_on", "left|left on|leave date|end date|austritt|austrittsdatum|ausgetreten am"),
    {"reports_to", "reports to|manager|line manager|vorgesetzter|vorgesetzte", ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING,
     NULL},
    {"deputy", "deputy|stellvertretung|stellvertreter", ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("screened_on", "screened on|screening date|background check|überprüft am"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(persons, PERSON, 0, "persons", NULL, NULL, "persons who work under the organization's control");

static const isms__profile_column interested_parties_columns[] = {
    ISMS__KEY_COLUMN("party id|stakeholder id"),
    ISMS__TELLING_TITLE(
        "interested party|interested parties|party|stakeholder|name|title|interessierte partei|partei|interessengruppe"),
    ISMS__COLUMN("category", "category|type|internal / external|kategorie|typ|art|intern / extern"),
    ISMS__TELLING_COLUMN("interest",
                         "interest|interests|needs|expectations|needs and expectations|interesse|interessen|erwartungen|"
                         "bedürfnisse|bedürfnisse und erwartungen"),
    ISMS__TELLING_COLUMN("influence", "influence|power|einfluss|macht"),
    ISMS__COLUMN("contact", "contact|ansprechpartner|kontakt"),
    ISMS__COLUMN("communication", "communication|kommunikation"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__COLUMN("review_on", ISMS__NEXT_REVIEW),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(interested_parties, INTERESTED_PARTY, 0, "interested-parties", NULL, NULL,
              "parties with a stake in information security");

static const isms__profile_column party_requirements_columns[] = {
    ISMS__KEY_COLUMN("requirement id|anforderungs id"),
    {"party", "stakeholder|interested party|party|interessierte partei|partei|interessengruppe", ISMS__HOW_KIND,
     ISMS__STUB | ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__TITLE_COLUMN("need|needs|expectation|need / expectation|title|bedürfnis|bedürfnisse|erwartung|titel"),
    {"requirement_text", "requirement|derived requirement|requirements|anforderung|abgeleitete anforderung|anforderungen",
     ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__COLUMN("source", "source|quelle"),
    ISMS__COLUMN("kind", "type|kind|category|typ|art|kategorie"),
    ISMS__COLUMN("priority", "priority|priorität"),
    ISMS__TELLING_COLUMN("how_addressed",
                         "covered by|addressed by|how addressed|addressed through|abgedeckt durch|umgesetzt durch"),
    ISMS__COLUMN("addressed", "addressed|covered|abgedeckt|" ISMS__STATUS),
    ISMS__COLUMN("relevant", "relevant|relevant to isms"),
    ISMS__COLUMN("controls", "controls|control|annex a controls|kontrollen"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(party_requirements, PARTY_REQUIREMENT, 0, "party-requirements", "requirement_text", NULL,
              "what interested parties require, and how it is met");

static const isms__profile_column context_issues_columns[] = {
    ISMS__KEY_COLUMN("issue id|themen id"),
    ISMS__TELLING_TITLE("issue|context issue|topic|title|name|thema|kontextthema|titel"),
    ISMS__TELLING_COLUMN("origin", "origin|internal / external|internal external|herkunft|intern / extern|intern extern"),
    ISMS__COLUMN("category", "category|type|pestle|kategorie|typ|art"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__TELLING_COLUMN("effect", "effect|impact|effect on isms|auswirkung|wirkung"),
    ISMS__COLUMN("identified_on", "identified on|identified|date|identifiziert am|datum"),
    ISMS__COLUMN("review_on", ISMS__NEXT_REVIEW),
    {"risks", "risk|risks|risk id|risk ids|risiko|risiken", ISMS__HOW_IDS, 0, NULL},
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(context_issues, CONTEXT_ISSUE, 0, "context-issues", NULL, NULL,
              "internal and external issues of the organization");

static const isms__profile_column communications_columns[] = {
    ISMS__KEY_COLUMN("communication id|kommunikations id"),
    {"audience", "stakeholder|audience|recipient|recipients|with whom|target group|empfänger|zielgruppe|mit wem",
     ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    {"subject", "communication content|content|subject|topic|what|kommunikationsinhalt|inhalt|thema|worüber|was",
     ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__TELLING_COLUMN("method", "channel|method|medium|how|kanal|weg|methode|wie"),
    ISMS__TELLING_COLUMN("when", "frequency|when|timing|frequenz|häufigkeit|wann"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|who|wer|sender"),
    ISMS__COLUMN("language", "language|sprache"),
    ISMS__RAW_COLUMN("category|type|kategorie|typ"),
    ISMS__RAW_COLUMN("interest|interest in isms|interesse|interesse am isms"),
    ISMS__COLUMN("last_done_on", "last done|last communicated|zuletzt erfolgt"),
    ISMS__COLUMN("title", "title|name|titel"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(communications, COMMUNICATION, 0, "communications", "audience", NULL,
              "what is communicated with whom, when and how");

static const isms__profile_column competence_columns[] = {
    {"title", "role|job role|position|function|rolle|funktion|stelle", ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__TELLING_COLUMN("required_competence",
                         "required competence|competence|required skill|skill|competency|erforderliche kompetenz|"
                         "kompetenz|qualifikation|fähigkeit"),
    ISMS__RAW_COLUMN("proficiency level|proficiency|level|niveau|stufe"),
    ISMS__RAW_COLUMN("source|quelle|how acquired|erwerb"),
    ISMS__RAW_COLUMN("mandatory|required|pflicht|verpflichtend"),
    ISMS__RAW_COLUMN("refresh interval|refresh interval (months)|refresh|auffrischungsintervall|auffrischung")};
ISMS__PROFILE(competence, ROLE, ISMS__GROUPED, "competence-matrix", NULL, NULL, "roles with the competence that they require");

static const isms__profile_column training_columns[] = {
    ISMS__KEY_COLUMN("training id|record id|schulungs id"),
    {"person", "person|employee|participant|attendee|name|teilnehmer|teilnehmerin|mitarbeiter|mitarbeitende|mitarbeiterin",
     ISMS__HOW_KIND, ISMS__STUB | ISMS__TELLING | ISMS__NATURAL, NULL},
    {"training", "training|course|training name|training title|topic|schulung|kurs|schulungstitel|thema", ISMS__HOW_KIND,
     ISMS__STUB | ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__RAW_COLUMN("role|job title|department|rolle|funktion|abteilung"),
    ISMS__RAW_COLUMN("type|training type|category|art|typ"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__TELLING_COLUMN("completed_on",
                         "completion date|completed|completed on|date completed|date|abgeschlossen am|absolviert am|"
                         "abschlussdatum|datum"),
    ISMS__COLUMN("status", ISMS__STATUS),
    {"evidence", "certificate|zertifikat|" ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__TELLING_COLUMN("valid_until",
                         "next refresh|valid until|expiry|expires|refresher due|nächste auffrischung|gültig bis"),
    ISMS__COLUMN("result", "result|score|ergebnis|note"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(training, PARTICIPATION, 0, "training-register", NULL, NULL,
              "who took part, or is to take part, in which training");

static const isms__profile_column obligations_columns[] = {
    ISMS__KEY_COLUMN("obligation id|law id|requirement id|rechtskataster nr|pflicht id"),
    {"source",
     "regulation|law|legislation|legal "
     "act|act|source|contract|regelwerk|gesetz|vorschrift|verordnung|rechtsquelle|rechtsgrundlage",
     ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    {"clause", "article|article / section|section|clause|paragraph|artikel|artikel / abschnitt|abschnitt|paragraf|paragraph",
     ISMS__HOW_KIND, ISMS__TELLING | ISMS__NATURAL, NULL},
    ISMS__TITLE_COLUMN("requirement|obligation|title|duty|requirement description|anforderung|pflicht|verpflichtung|titel"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__RAW_COLUMN("applicability|applies to|scope|anwendbarkeit|anwendungsbereich|geltungsbereich"),
    ISMS__TELLING_COLUMN("kind", "obligation type|type|kind|category|pflichtart|art|typ|kategorie"),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    {"evidence", "compliance evidence|" ISMS__EVIDENCE, ISMS__HOW_KIND, ISMS__STUB, NULL},
    ISMS__COLUMN("status", "compliance status|compliance|konformität|konformitätsstatus|erfüllungsstatus|" ISMS__STATUS),
    ISMS__COLUMN("review_on", ISMS__NEXT_REVIEW),
    ISMS__COLUMN("jurisdiction", "jurisdiction|country|rechtsraum|land"),
    ISMS__COLUMN("authority", "authority|regulator|supervisory authority|behörde|aufsichtsbehörde"),
    ISMS__COLUMN("controls", "controls|control|annex a controls|annex a|kontrollen|maßnahmen"),
    ISMS__COLUMN("applicable", "applicable|anwendbar"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(obligations, OBLIGATION, 0, "legal-register", NULL, NULL, "legal, regulatory and contractual duties");

#define DOCUMENT_COLUMNS                                                                                                       \
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER "|document owner|policy owner"),                                                  \
        ISMS__PERSON_COLUMN("approved_by", "approver|approved by|genehmiger|genehmigt von|freigegeben von|freigeber"),         \
        ISMS__TELLING_COLUMN("version", "version|revision|current version|rev"),                                               \
        ISMS__COLUMN("approved_on", "approved on|approval date|date approved|genehmigt am|freigegeben am|freigabedatum"),      \
        ISMS__COLUMN("effective_on",                                                                                           \
                     "effective date|effective|effective from|valid from|gültig ab|in kraft ab|inkrafttreten"),                \
        ISMS__TELLING_COLUMN("last_reviewed_on", ISMS__LAST_REVIEW),                                                           \
        ISMS__TELLING_COLUMN("next_review_on", ISMS__NEXT_REVIEW),                                                             \
        {"review_every_months",                                                                                                \
         "review cycle|review interval|review frequency|prüfintervall|prüfzyklus|überprüfungsintervall", ISMS__HOW_MONTHS, 0,  \
         NULL},                                                                                                                \
        ISMS__COLUMN("classification", "classification|klassifizierung|klassifikation"),                                       \
        ISMS__COLUMN("audience", "distribution|audience|target group|verteiler|zielgruppe"),                                   \
        ISMS__COLUMN("acknowledgement_required",                                                                               \
                     "attestation required|acknowledgement required|acknowledgment required|bestätigung erforderlich"),        \
        ISMS__COLUMN("communicated_on", "communicated on|published on|publication date|veröffentlicht am|kommuniziert am"),    \
        {"retention_months", "retention|retention period|aufbewahrung|aufbewahrungsfrist", ISMS__HOW_MONTHS, 0, NULL},         \
        ISMS__PERSON_COLUMN("author", "author|autor|verfasser|ersteller"),                                                     \
        ISMS__COLUMN("uri", "uri|url|link|location|storage location|ablageort|speicherort"),                                   \
        {"satisfies", "clause|clauses|iso clause|satisfies|norm reference|klausel|normkapitel|normbezug", ISMS__HOW_CLAUSES,   \
         0, NULL},                                                                                                             \
        ISMS__COLUMN("language", "language|sprache"), ISMS__COLUMN("description", ISMS__DESCRIPTION),                          \
        ISMS__COLUMN("status", "document status|policy status|" ISMS__STATUS), ISMS__COLUMN("notes", ISMS__NOTES)

static const isms__profile_column documents_columns[] = {
    ISMS__KEY_COLUMN("doc id|document id|document no|document number|doc no|dok id|dok nr|dokument id|dokumentennummer"),
    ISMS__TITLE_COLUMN("title|document title|document|document name|name|titel|dokumententitel|dokument|bezeichnung"),
    ISMS__COLUMN("kind", "document type|type|kind|dokumenttyp|dokumentenart|typ|art"), DOCUMENT_COLUMNS};
ISMS__PROFILE(documents, DOCUMENT, 0, "document-register", NULL, NULL, "documented information and its versions");

static const isms__profile_column policies_columns[] = {
    {"", "policy id|policy no|richtlinien id|richtlinien nr|" ISMS__ID, ISMS__HOW_KEY, 0, NULL},
    ISMS__TELLING_TITLE("policy name|policy|policy title|richtlinie|richtlinienname"),
    DOCUMENT_COLUMNS};
ISMS__PROFILE(policies, DOCUMENT, 0, "policy-register", NULL, "kind=policy", "policies and their reviews");

static const isms__profile_column retention_columns[] = {
    ISMS__KEY_COLUMN("record id|retention id"),
    ISMS__TELLING_TITLE(
        "record category|record type|record|data category|title|datenkategorie|aufzeichnungsart|aufzeichnung|titel"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__COLUMN("uri", "storage location|location|storage|speicherort|ablageort"),
    ISMS__COLUMN("format", "format|medium"),
    {"retention_months", "retention period|retention|keep for|aufbewahrungsfrist|aufbewahrungsdauer|aufbewahrung",
     ISMS__HOW_MONTHS, ISMS__TELLING, NULL},
    ISMS__TELLING_COLUMN("legal_basis", "legal basis / source|legal basis|basis|rechtsgrundlage / quelle|rechtsgrundlage"),
    ISMS__TELLING_COLUMN("disposal", "disposal method|disposal|destruction method|entsorgungsmethode|löschmethode|vernichtung"),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(retention, DOCUMENT, 0, "retention-schedule", NULL, "kind=record", "records and how long they are kept");

static const isms__profile_column objectives_columns[] = {
    ISMS__KEY_COLUMN("objective id|goal id|ziel id|ziel nr"),
    ISMS__TELLING_TITLE("objective|security objective|goal|title|name|ziel|sicherheitsziel|titel"),
    ISMS__COLUMN("description", ISMS__DESCRIPTION),
    {"requirements",
     "linked iso clause / risk|iso clause / risk|linked iso clause|iso clause|clause|requirement|"
     "verknüpfte iso-klausel / risiko|iso-klausel / risiko|iso-klausel|klausel|anforderung",
     ISMS__HOW_MIXED, 0, "risks"},
    ISMS__PERSON_COLUMN("owner", ISMS__OWNER),
    ISMS__TELLING_COLUMN("indicator", "metric|kpi|indicator|measure|messgröße|kennzahl|metrik|indikator"),
    ISMS__COLUMN("baseline", "baseline|baseline value|start value|ausgangswert|basiswert"),
    ISMS__TELLING_COLUMN("target", "target|target value|goal value|zielwert|sollwert|soll"),
    {"review_every_months", "measurement frequency|frequency|measurement interval|messfrequenz|häufigkeit|messintervall",
     ISMS__HOW_MONTHS, 0, NULL},
    ISMS__COLUMN("current_value", "current value|current|actual|actual value|aktueller wert|istwert|ist"),
    ISMS__COLUMN("unit", "unit|einheit"),
    ISMS__COLUMN("status", ISMS__STATUS),
    ISMS__RAW_COLUMN("review date|next review|prüfdatum|nächste prüfung"),
    ISMS__COLUMN("due_on", ISMS__DUE),
    ISMS__COLUMN("plan",
                 "linked action|linked actions|plan|action plan|action|actions|how|verknüpfte maßnahme|maßnahme|maßnahmen"),
    ISMS__COLUMN("resources", "resources|ressourcen"),
    ISMS__COLUMN("evaluation", "evaluation|evaluation method|bewertung|auswertung"),
    ISMS__COLUMN("communicated_on", "communicated on|kommuniziert am"),
    ISMS__COLUMN("last_reviewed_on", ISMS__LAST_REVIEW),
    ISMS__COLUMN("notes", ISMS__NOTES)};
ISMS__PROFILE(objectives, OBJECTIVE, 0, "objectives", NULL, NULL, "information security objectives and how they stand");
