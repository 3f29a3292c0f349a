/* The words that stand for the values of enumerations in registers, in English and German. The value's own name always does. */
#include "importer.h"

#include "fold.h"

#include "schema/schema.h"

#include <string.h>

/* How a word stands for a value. */
enum {
    EXACTLY,
    LOOSELY /* it says more than the value, or not quite the same: the word is kept too */
};

typedef struct word_list {
    int16_t enumeration, value;
    int8_t how;
    const char *words;
} word_list;

#define EXACT(enumeration, value, words)                                                                                       \
    {                                                                                                                          \
        ISMS_ENUM_##enumeration, ISMS_##enumeration##_##value, EXACTLY, words                                                  \
    }
#define LOOSE(enumeration, value, words)                                                                                       \
    {                                                                                                                          \
        ISMS_ENUM_##enumeration, ISMS_##enumeration##_##value, LOOSELY, words                                                  \
    }

static const word_list lists[] = {
    EXACT(YES_NO, YES,
          "y|true|ja|j|wahr|x|✓|applicable|anwendbar|included|einbezogen|covered|abgedeckt|addressed|verified|verifiziert|1"),
    EXACT(YES_NO, NO,
          "n|false|nein|falsch|not applicable|nicht anwendbar|excluded|ausgeschlossen|not covered|nicht abgedeckt|0"),
    LOOSE(YES_NO, NO, "open|offen|partially covered|teilweise abgedeckt"),

    EXACT(RATING, LOW, "niedrig|gering|l"),
    LOOSE(RATING, LOW, "very low|negligible|sehr niedrig|sehr gering|vernachlässigbar"),
    EXACT(RATING, MEDIUM, "moderate|mittel|med|m|mäßig|normal"),
    EXACT(RATING, HIGH, "hoch|h|major"),
    EXACT(RATING, CRITICAL, "kritisch|crit"),
    LOOSE(RATING, CRITICAL, "very high|sehr hoch|severe|extreme|existenzbedrohend"),

    EXACT(DOCUMENT_STATUS, DRAFT, "entwurf|in draft|in progress|in arbeit|under review|in prüfung"),
    EXACT(DOCUMENT_STATUS, APPROVED, "genehmigt|freigegeben"),
    EXACT(DOCUMENT_STATUS, PUBLISHED, "veröffentlicht|in force|in kraft|gültig"),
    LOOSE(DOCUMENT_STATUS, PUBLISHED, "active|aktiv|live|current|aktuell|overdue|überfällig|review due|prüfung fällig"),
    EXACT(DOCUMENT_STATUS, OBSOLETE,
          "retired|withdrawn|archived|superseded|zurückgezogen|archiviert|ungültig|veraltet|ersetzt"),

    EXACT(DOCUMENT_KIND, POLICY, "richtlinie|leitlinie|policies"),
    LOOSE(DOCUMENT_KIND, POLICY, "standard|guideline|regelung"),
    EXACT(DOCUMENT_KIND, PROCEDURE,
          "verfahren|verfahrensanweisung|arbeitsanweisung|prozess|process|work instruction|prozessbeschreibung"),
    EXACT(DOCUMENT_KIND, PLAN, "konzept"),
    EXACT(DOCUMENT_KIND, RECORD, "aufzeichnung|nachweis|register|report|bericht|protokoll|minutes"),
    EXACT(DOCUMENT_KIND, EXTERNAL, "extern|externes dokument|external document"),

    EXACT(OBLIGATION_STATUS, MET, "compliant|konform|erfüllt|fulfilled|complied|eingehalten|yes|ja"),
    EXACT(OBLIGATION_STATUS, BREACH,
          "non-compliant|noncompliant|not compliant|nicht konform|nicht erfüllt|breached|verletzt|verstoß|no|nein"),

    EXACT(SUPPLIER_STATUS, ACTIVE, "aktiv|current|approved|genehmigt|laufend"),
    EXACT(SUPPLIER_STATUS, ENDED, "inactive|inaktiv|terminated|beendet|gekündigt|expired|abgelaufen|closed"),

    EXACT(CONTROL_STATUS, PLANNED, "geplant|not-implemented|nicht umgesetzt|not started|open|offen"),
    EXACT(CONTROL_STATUS, PARTIAL,
          "partially implemented|partly implemented|teilweise umgesetzt|teilweise|in progress|in umsetzung|in arbeit"),
    EXACT(CONTROL_STATUS, IMPLEMENTED,
          "umgesetzt|fully implemented|vollständig umgesetzt|in place|done|effective|implementiert"),
    LOOSE(CONTROL_STATUS, IMPLEMENTED, "active|aktiv|operational|in betrieb"),
    LOOSE(CONTROL_STATUS, DEGRADED, "needs improvement|verbesserungsbedürftig|ineffective|unwirksam|beeinträchtigt"),
    EXACT(CONTROL_STATUS, RETIRED, "außer betrieb|stillgelegt|obsolete|decommissioned|inactive"),

    EXACT(SOA_ENTRY_STATUS, NONE,
          "not-implemented|nicht umgesetzt|not started|nicht begonnen|open|offen|no|nein|missing|fehlt"),
    EXACT(SOA_ENTRY_STATUS, PLANNED, "geplant|scheduled|vorgesehen"),
    EXACT(SOA_ENTRY_STATUS, PARTIAL,
          "partially implemented|partly implemented|partially|teilweise umgesetzt|teilweise|teilweise implementiert|in "
          "progress|in umsetzung|in arbeit"),
    EXACT(SOA_ENTRY_STATUS, IMPLEMENTED,
          "fully implemented|umgesetzt|vollständig umgesetzt|implementiert|in place|done|yes|ja|erledigt"),

    EXACT(SOA_REASON, RISK,
          "rra|risk assessment|result of risk assessment|risk treatment|risiko|risikobeurteilung|risikobehandlung"),
    EXACT(SOA_REASON, LEGAL, "lr|legal requirement|law|regulatory|gesetz|gesetzlich|rechtlich|recht"),
    EXACT(SOA_REASON, CONTRACT, "co|contractual|contractual obligation|vertrag|vertraglich"),
    EXACT(SOA_REASON, BUSINESS, "br|business requirement|geschäftlich|geschäftsanforderung"),
    EXACT(SOA_REASON, BEST_PRACTICE, "bp|good practice|stand der technik|bewährte praxis"),

    EXACT(TEST_RESULT, EFFECTIVE, "pass|passed|ok|success|successful|wirksam|bestanden|erfolgreich"),
    LOOSE(
        TEST_RESULT, EFFECTIVE,
        "pass with observation|pass with observations|passed with observations|bestanden mit hinweis|bestanden mit hinweisen"),
    EXACT(TEST_RESULT, INEFFECTIVE, "fail|failed|not effective|unwirksam|nicht wirksam|nicht bestanden|fehlgeschlagen"),

    EXACT(TEST_KIND, DESIGN, "design test|test of design|angemessenheit"),
    EXACT(TEST_KIND, OPERATION, "operating|operating effectiveness|test of effectiveness|wirksamkeit"),

    EXACT(RISK_STATUS, OPEN, "offen|active|aktiv|identified|identifiziert"),
    LOOSE(RISK_STATUS, OPEN,
          "in progress|in treatment|under treatment|in behandlung|in bearbeitung|monitoring|monitored|in "
          "überwachung|mitigated|planned|geplant|new|neu|assessed"),
    EXACT(RISK_STATUS, ACCEPTED, "akzeptiert|risk accepted|getragen"),
    EXACT(RISK_STATUS, CLOSED, "geschlossen|abgeschlossen|erledigt|resolved|done"),

    EXACT(TREATMENT, MODIFY,
          "mitigate|mitigation|reduce|reduction|treat|modification|mindern|minderung|vermindern|reduzieren|reduktion|behandeln|"
          "modifizieren|mitigieren"),
    EXACT(TREATMENT, RETAIN,
          "accept|acceptance|retention|accepted|tolerate|akzeptieren|akzeptanz|tragen|beibehalten|risikoakzeptanz"),
    LOOSE(TREATMENT, RETAIN,
          "accept with monitoring|accept and monitor|mit monitoring akzeptieren|unter beobachtung akzeptieren|monitor"),
    EXACT(TREATMENT, AVOID, "avoidance|terminate|eliminate|vermeiden|vermeidung|risikovermeidung"),
    EXACT(TREATMENT, SHARE, "transfer|sharing|insure|insurance|übertragen|teilen|transferieren|risikotransfer|versichern"),

    EXACT(TREATMENT_PLAN_STATUS, DRAFT, "entwurf|proposed|vorgeschlagen"),
    EXACT(TREATMENT_PLAN_STATUS, IN_PROGRESS, "in arbeit|in bearbeitung|in umsetzung|ongoing|laufend|started|begonnen"),
    LOOSE(TREATMENT_PLAN_STATUS, IN_PROGRESS,
          "open|offen|planned|geplant|approved|genehmigt|not started|nicht begonnen|active|aktiv|overdue|überfällig"),
    EXACT(TREATMENT_PLAN_STATUS, DONE,
          "completed|complete|closed|implemented|abgeschlossen|erledigt|umgesetzt|geschlossen|fertig"),
    EXACT(TREATMENT_PLAN_STATUS, CANCELLED, "canceled|abgebrochen|storniert|verworfen"),

    EXACT(EXCEPTION_STATE, PROPOSED, "requested|pending|beantragt|in prüfung|draft|entwurf"),
    EXACT(EXCEPTION_STATE, ACTIVE, "aktiv|approved|granted|genehmigt|gewährt|open"),
    EXACT(EXCEPTION_STATE, REVOKED, "widerrufen|withdrawn|zurückgezogen"),
    EXACT(EXCEPTION_STATE, CLOSED, "geschlossen|beendet|ended"),
    LOOSE(EXCEPTION_STATE, CLOSED, "expired|abgelaufen|rejected|abgelehnt"),

    EXACT(OBJECTIVE_STATUS, OPEN, "offen|in progress|in arbeit|in bearbeitung|active|aktiv"),
    LOOSE(OBJECTIVE_STATUS, OPEN,
          "on track|auf kurs|im plan|behind plan|behind|hinter plan|at "
          "risk|gefährdet|pending|ausstehend|planned|geplant|delayed|verzögert|not started|off track|in verzug"),
    EXACT(OBJECTIVE_STATUS, ACHIEVED, "erreicht|met|done|completed|abgeschlossen"),
    EXACT(OBJECTIVE_STATUS, MISSED, "verfehlt|not achieved|not met|nicht erreicht|failed"),
    EXACT(OBJECTIVE_STATUS, DROPPED, "cancelled|canceled|verworfen|gestrichen|aufgegeben"),

    EXACT(INCIDENT_STATUS, OPEN, "offen|new|neu|in progress|in bearbeitung|investigating|in untersuchung|reported|gemeldet"),
    EXACT(INCIDENT_STATUS, CONTAINED, "eingedämmt"),
    EXACT(INCIDENT_STATUS, RESOLVED, "behoben|gelöst"),
    EXACT(INCIDENT_STATUS, CLOSED, "geschlossen|abgeschlossen"),

    EXACT(AUDIT_STATUS, PLANNED, "geplant|scheduled"),
    EXACT(AUDIT_STATUS, IN_PROGRESS, "in arbeit|in durchführung|läuft|ongoing"),
    EXACT(AUDIT_STATUS, COMPLETED, "abgeschlossen|done|closed|durchgeführt"),
    EXACT(AUDIT_STATUS, CANCELLED, "canceled|abgesagt"),
    EXACT(AUDIT_KIND, INTERNAL, "internal audit|intern|internes audit|1st party|first party"),
    EXACT(AUDIT_KIND, STAGE1, "stage 1|stufe 1|stage 1 audit"),
    EXACT(AUDIT_KIND, STAGE2, "stage 2|stufe 2|certification|certification audit|zertifizierungsaudit|stage 2 audit"),
    EXACT(AUDIT_KIND, SURVEILLANCE, "surveillance audit|überwachungsaudit"),
    EXACT(AUDIT_KIND, RECERTIFICATION, "recertification audit|rezertifizierung|rezertifizierungsaudit"),
    EXACT(AUDIT_KIND, SUPPLIER, "supplier audit|lieferantenaudit|2nd party|second party"),

    EXACT(AUDIT_FINDING_STATUS, OPEN, "offen|in progress|in bearbeitung"),
    EXACT(AUDIT_FINDING_STATUS, CLOSED, "geschlossen|abgeschlossen|resolved|behoben"),
    EXACT(AUDIT_FINDING_STATUS, WITHDRAWN, "zurückgezogen"),
    EXACT(FINDING_CLASS, MAJOR,
          "major nc|major nonconformity|major non-conformity|hauptabweichung|schwerwiegende abweichung|wesentliche abweichung"),
    EXACT(FINDING_CLASS, MINOR, "minor nc|minor nonconformity|minor non-conformity|nebenabweichung|geringfügige abweichung"),
    EXACT(FINDING_CLASS, OFI,
          "opportunity for "
          "improvement|improvement|verbesserungspotenzial|verbesserungspotential|verbesserungsmöglichkeit|empfehlung|"
          "recommendation"),
    EXACT(FINDING_CLASS, OBSERVATION, "beobachtung|hinweis|note"),
    EXACT(FINDING_CLASS, CONFORMITY, "conform|conforming|konform|konformität|positive|positive finding"),

    LOOSE(CORRECTIVE_ACTION_STATE, RAISED, "open|offen|new|neu|not started|planned|geplant"),
    LOOSE(CORRECTIVE_ACTION_STATE, ACKNOWLEDGED, "in progress|in bearbeitung|in arbeit|in umsetzung|overdue|überfällig"),
    LOOSE(CORRECTIVE_ACTION_STATE, IMPLEMENTED,
          "pending validation|pending verification|done|completed|umgesetzt|erledigt|wirksamkeitsprüfung "
          "ausstehend|verification pending"),
    EXACT(CORRECTIVE_ACTION_STATE, CLOSED, "closed|geschlossen|abgeschlossen|verified|verifiziert"),
    EXACT(CORRECTIVE_ACTION_STATE, CANCELLED, "cancelled|canceled|abgebrochen|storniert"),
    EXACT(CORRECTIVE_ACTION_STATE, REOPENED, "wiedereröffnet|wieder geöffnet"),

    EXACT(CONTEXT_ORIGIN, INTERNAL, "intern|internes thema|inside"),
    EXACT(CONTEXT_ORIGIN, EXTERNAL, "extern|externes thema|outside"),

    EXACT(CONTROL_TYPE, PREVENTIVE, "präventiv|vorbeugend|prevent"),
    EXACT(CONTROL_TYPE, DETECTIVE, "detektiv|erkennend|detect"),
    EXACT(CONTROL_TYPE, CORRECTIVE, "korrektiv|korrigierend|correct"),
    EXACT(CYBERSECURITY_CONCEPT, IDENTIFY, "identifizieren"),
    EXACT(CYBERSECURITY_CONCEPT, PROTECT, "schützen"),
    EXACT(CYBERSECURITY_CONCEPT, DETECT, "erkennen"),
    EXACT(CYBERSECURITY_CONCEPT, RESPOND, "reagieren"),
    EXACT(CYBERSECURITY_CONCEPT, RECOVER, "wiederherstellen"),
};

/* Where an addition begins: "Yes (vendor side)", "Passed - in 2 h", "closed; see ticket". */
static size_t before_addition(const char *word, size_t size)
{
    for (size_t i = 1; i < size; i++) {
        bool dash = i + 1 < size && word[i - 1] == ' ' && word[i] == '-' && word[i + 1] == ' ';
        bool long_dash = i + 2 < size && memcmp(word + i, "\xe2\x80", 2) == 0 &&
                         ((unsigned char)word[i + 2] == 0x93 || (unsigned char)word[i + 2] == 0x94);
        if (word[i] == '(' || word[i] == ';' || word[i] == ',' || word[i] == ':' || dash || long_dash)
            return i;
    }
    return size;
}

bool isms__is_nothing(const char *text, size_t size)
{
    static const char words[] = "na|nil|nan|null|tbd|tba|tbc|none|keine|keiner|keines|ka|k a|entfällt|offen|unknown|unbekannt|"
                                "not applicable|nicht anwendbar|not available|nicht verfügbar";
    isms__folding f = isms__folding_of(text, size);
    if (isms__folding_next(&f) < 0) /* nothing but signs: --, ?, ... */
        return true;
    const char *bracket = memchr(text, '(', size); /* N/A (auditor) */
    return isms__fold_among(text, bracket && bracket > text ? (size_t)(bracket - text) : size, words) != 0;
}

static int32_t exact(int32_t enumeration, const char *word, size_t size, bool *loosely)
{
    for (int32_t v = isms__value_next(enumeration, 0); v; v = isms__value_next(enumeration, v)) {
        const char *name = isms__value_name(enumeration, v);
        if (isms__fold_equal(word, size, name, strlen(name)))
            return v;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lists[i].enumeration == enumeration && isms__fold_among(word, size, lists[i].words)) {
            *loosely = lists[i].how != EXACTLY;
            return lists[i].value;
        }
    return 0;
}

int32_t isms__value_of_word(int32_t enumeration, const char *word, size_t size, bool *loosely)
{
    *loosely = false;
    int32_t v = exact(enumeration, word, size, loosely);
    size_t shorter = before_addition(word, size);
    if (v || shorter == size)
        return v;
    v = exact(enumeration, word, shorter, loosely);
    *loosely = true;
    return v;
}
