/* SARIF 2.1.0: the pre-audit as code-hosting sites show it, an annotation for each result (readiness.md 12). */
#include "sarif.h"

#include <isms/audit.h>

#include <string.h>

enum { LOCATIONS = 1000 }; /* of one result; the number left out is told */

static const char *const levels[] = {"none", "error", "warning", "note"}; /* by isms_severity */

static void key(isms__output *o, const char *name)
{
    isms__output_text(o, "\"");
    isms__output_text(o, name);
    isms__output_text(o, "\":");
}

static void text(isms__output *o, const char *name, const char *value)
{
    key(o, name);
    isms__output_json(o, value ? value : "", value ? strlen(value) : 0);
}

static void number(isms__output *o, const char *name, int64_t value)
{
    key(o, name);
    isms__output_integer(o, value);
}

static void message(isms__output *o, const char *name, const char *value)
{
    key(o, name);
    isms__output_text(o, "{");
    text(o, "text", value);
    isms__output_text(o, "}");
}

static void add_rules(isms__output *o)
{
    isms__output_text(o, "\"rules\":[");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        isms__output_text(o, i ? ",\n{" : "\n{");
        text(o, "id", isms_readiness_rule_id(i));
        isms__output_text(o, ",");
        message(o, "shortDescription", isms_readiness_rule_condition(i));
        isms__output_text(o, ",");
        message(o, "help", isms_readiness_rule_fix(i));
        isms__output_text(o, ",\"defaultConfiguration\":{");
        text(o, "level", levels[isms_readiness_rule_severity(i)]);
        isms__output_text(o, "}");
        isms__output_text(o, ",\"properties\":{");
        text(o, "kind", isms_readiness_rule_kind(i));
        isms__output_text(o, ",");
        text(o, "requirement", isms_readiness_rule_requirement(i));
        isms__output_text(o, ",");
        text(o, "needs", isms_readiness_rule_needs(i));
        isms__output_text(o, "}}");
    }
    isms__output_text(o, "]");
}

static size_t rule_index(const char *id)
{
    size_t i = 0;
    while (i < isms_readiness_rule_count() && strcmp(isms_readiness_rule_id(i), id) != 0)
        i++;
    return i;
}

static void add_location(isms__output *o, const isms_model *m, const isms_audit *x, size_t i, isms_id record)
{
    const char *source = "";
    uint32_t line = 0, column = 0;
    isms_record_location(m, record, &source, &line, &column);
    isms__output_text(o, "{\"physicalLocation\":{\"artifactLocation\":{");
    text(o, "uri", *source ? source : isms_audit_source(x, i));
    isms__output_text(o, "},\"region\":{");
    number(o, "startLine", line ? line : 1);
    isms__output_text(o, ",");
    number(o, "startColumn", column ? column : 1);
    isms__output_text(o, "}}");
    const char *type = isms_type_plural(isms_record_type(m, record)), *id = isms_record_key(m, record);
    if (type && id) {
        isms__output_text(o, ",\"logicalLocations\":[{\"fullyQualifiedName\":\"");
        isms__output_text(o, type);
        isms__output_text(o, "/");
        isms__output_text(o, id);
        isms__output_text(o, "\"}]");
    }
    isms__output_text(o, "}");
}

/* FNV-1a of rule and targets: no line and no date, so that it survives edits of the file. */
static void add_fingerprint(isms__output *o, const char *rule, const char *targets)
{
    uint64_t h = UINT64_C(14695981039346656037);
    char digits[17];
    for (const char *p = rule; *p; p++)
        h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
    h = (h ^ ' ') * UINT64_C(1099511628211);
    for (const char *p = targets; *p; p++)
        h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
    for (int i = 15; i >= 0; i--, h >>= 4)
        digits[i] = "0123456789abcdef"[h & 15];
    digits[16] = '\0';
    isms__output_text(o, "\"partialFingerprints\":{\"isms/1\":\"");
    isms__output_text(o, digits);
    isms__output_text(o, "\"}");
}

static void add_suppression(isms__output *o, const isms_model *m, isms_id suppression)
{
    char until[11];
    isms_date_format(isms_day_of(m, suppression, ISMS_SUPPRESSION_EXPIRES_ON), until);
    isms__output_text(o, ",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\",");
    text(o, "justification", isms_text(m, suppression, ISMS_SUPPRESSION_REASON));
    isms__output_text(o, ",\"properties\":{");
    text(o, "author", isms_text(m, suppression, ISMS_SUPPRESSION_AUTHOR));
    isms__output_text(o, ",");
    text(o, "expiresOn", until);
    isms__output_text(o, "}}]");
}

/* Why it is graded so, and what would change it; results that are not graded say nothing. */
static void add_reasons(isms__output *o, const isms_audit *x, size_t i)
{
    isms_finding *finding = NULL, *other = NULL;
    if (isms_audit_finding(x, i, NULL, &finding) != ISMS_OK)
        return;
    isms__output_text(o, ",\"reasons\":[");
    for (size_t k = 0; k < isms_finding_reason_count(finding); k++) {
        const char *sentence = isms_finding_reason_sentence(finding, k);
        isms__output_text(o, k ? ",{" : "{");
        text(o, "rule", isms_rule_id(isms_finding_reason_rule(finding, k)));
        isms__output_text(o, ",");
        text(o, "sentence", sentence);
        isms__output_text(o, "}");
    }
    isms__output_text(o, "]");
    if (isms_finding_counterfactual(finding, NULL, &other) == ISMS_OK) {
        isms__output_text(o, ",");
        text(o, "counterfactual", isms_finding_change(other));
    }
    isms_finding_free(other);
    isms_finding_free(finding);
}

static void add_result(isms__output *o, const isms_model *m, const isms_audit *x, size_t i)
{
    bool open = strcmp(isms_audit_outcome(x, i), "NOT_DETERMINED") == 0;
    size_t records = isms_audit_record_count(x, i), shown = records < LOCATIONS ? records : LOCATIONS;
    isms__output_text(o, "{");
    text(o, "ruleId", isms_audit_rule(x, i));
    isms__output_text(o, ",");
    number(o, "ruleIndex", (int64_t)rule_index(isms_audit_rule(x, i)));
    isms__output_text(o, ",");
    text(o, "kind", open ? "open" : "fail");
    isms__output_text(o, ",");
    text(o, "level", open ? "none" : levels[isms_audit_severity(x, i)]);
    isms__output_text(o, ",");
    message(o, "message", isms_audit_message(x, i));
    isms__output_text(o, ",\"locations\":[");
    size_t told = 0;
    for (size_t k = 0; k < records && told < shown; k++) {
        if (isms_audit_record_suppressed(x, i, k) && !isms_audit_suppressed(x, i))
            continue;
        isms__output_text(o, told++ ? "," : "");
        add_location(o, m, x, i, isms_audit_record(x, i, k));
    }
    if (!told)
        add_location(o, m, x, i, ISMS_NONE);
    isms__output_text(o, "],");
    add_fingerprint(o, isms_audit_rule(x, i), isms_audit_targets(x, i));
    if (isms_audit_suppressed(x, i))
        add_suppression(o, m, isms_audit_suppression(x, i));
    isms__output_text(o, ",\"properties\":{");
    text(o, "outcome", isms_audit_outcome(x, i));
    isms__output_text(o, ",");
    text(o, "classifier", isms_audit_classifier(x, i));
    isms__output_text(o, ",");
    text(o, "requirement", isms_audit_requirement(x, i));
    isms__output_text(o, ",");
    text(o, "facts", isms_audit_facts(x, i));
    isms__output_text(o, ",");
    number(o, "locationsLeftOut", (int64_t)(records - told));
    if (*isms_audit_stored(x, i)) {
        isms__output_text(o, ",");
        text(o, "recordedGrade", isms_audit_stored(x, i));
    }
    add_reasons(o, x, i);
    isms__output_text(o, "}}");
}

static void add_coverage(isms__output *o, const isms_audit *x)
{
    bool first = true;
    isms__output_text(o, "\"invocations\":[{\"executionSuccessful\":true,\"toolConfigurationNotifications\":[");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        if (isms_audit_rule_state(x, i) != ISMS_RULE_NOT_DETERMINED)
            continue;
        isms__output_text(o, first ? "\n{" : ",\n{");
        first = false;
        isms__output_text(o, "\"descriptor\":{");
        text(o, "id", isms_readiness_rule_id(i));
        isms__output_text(o, "},\"level\":\"note\",");
        message(o, "message", isms_audit_rule_reason(x, i));
        isms__output_text(o, "}");
    }
    isms__output_text(o, "]}]");
}

void isms__sarif_write(isms__output *o, const isms_model *m, const isms_audit *x)
{
    char day[11];
    isms_date_format(isms_audit_as_of(x), day);
    isms__output_text(o, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
                         "\"tool\":{\"driver\":{\"name\":\"libisms\",");
    text(o, "version", isms_version_text());
    isms__output_text(o, ",");
    add_rules(o);
    isms__output_text(o, "}},\n\"results\":[");
    for (size_t i = 0; i < isms_audit_count(x); i++) {
        isms__output_text(o, i ? ",\n" : "\n");
        add_result(o, m, x, i);
    }
    isms__output_text(o, "],\n");
    add_coverage(o, x);
    isms__output_text(o, ",\n\"properties\":{");
    text(o, "asOf", day);
    isms__output_text(o, ",");
    text(o, "stage", isms_value_name(ISMS_ENUM_STAGE, isms_audit_stage(x)));
    isms__output_text(o, ",");
    text(o, "conclusion", isms_audit_conclusion(x));
    isms__output_text(o, ",");
    number(o, "score", isms_audit_score(x));
    isms__output_text(o, ",");
    number(o, "scoreUpper", isms_audit_score_upper(x));
    isms__output_text(o, ",");
    number(o, "determined", isms_audit_determined(x));
    isms__output_text(o, "}}]}\n");
}
