/* SARIF 2.1.0: the pre-audit as code-hosting sites show it, an annotation for each result (readiness.md 12). */
#include "sarif.h"

#include "member.h"

#include "schema/schema.h"

#include <isms/audit.h>
#include <isms/catalogue.h>

#include <string.h>

enum { LOCATIONS = 1000 }; /* of one result; the number left out is told */

static const char *const levels[] = {"none", "error", "warning", "note"}; /* by isms_severity */

static void message(isms__output *o, const char *name, const char *value)
{
    isms__member_key(o, name);
    isms__output_text(o, "{");
    isms__member_text(o, "text", value);
    isms__output_text(o, "}");
}

static void add_rules(isms__output *o)
{
    isms__output_text(o, "\"rules\":[");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        isms__output_text(o, i ? ",\n{" : "\n{");
        isms__member_text(o, "id", isms_readiness_rule_id(i));
        isms__output_text(o, ",");
        message(o, "shortDescription", isms_readiness_rule_condition(i));
        isms__output_text(o, ",");
        message(o, "help", isms_readiness_rule_fix(i));
        isms__output_text(o, ",\"defaultConfiguration\":{");
        isms__member_text(o, "level", levels[isms_readiness_rule_severity(i)]);
        isms__output_text(o, "}");
        isms__output_text(o, ",\"properties\":{");
        isms__member_text(o, "kind", isms_readiness_rule_kind(i));
        isms__output_text(o, ",");
        isms__member_text(o, "requirement", isms_readiness_rule_requirement(i));
        isms__output_text(o, ",");
        isms__member_text(o, "needs", isms_readiness_rule_needs(i));
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

/* A path as a reference of RFC 3986: what is not allowed there is written as its bytes. */
static void uri(isms__output *o, const char *path)
{
    isms__member_key(o, "uri");
    isms__output_text(o, "\"");
    for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || strchr("-._~/", *p);
        const char escaped[] = {'%', "0123456789ABCDEF"[*p >> 4], "0123456789ABCDEF"[*p & 15]};
        isms__output_add(o, plain ? (const char *)p : escaped, plain ? 1 : sizeof escaped);
    }
    isms__output_text(o, "\"");
}

static void add_logical_location(isms__output *o, const char *type, const char *id)
{
    if (!type || !id)
        return;
    isms__output_text(o, ",\"logicalLocations\":[{\"fullyQualifiedName\":\"");
    isms__output_text(o, type);
    isms__output_text(o, "/");
    isms__output_text(o, id);
    isms__output_text(o, "\",");
    isms__member_text(o, "kind", "object");
    isms__output_text(o, "}]");
}

/* Without a record: the place of the result itself. note: what a related location is; NULL for a location. */
static void add_location(isms__output *o, const isms_model *m, const isms_audit *x, size_t i, isms_id record, const char *note)
{
    const char *source = isms_audit_source(x, i);
    uint32_t line = isms_audit_row(x, i), column = isms_audit_column(x, i);
    if (record && isms_record_location(m, record, &source, &line, &column) != ISMS_OK)
        line = column = 0;
    isms__output_text(o, "{\"physicalLocation\":{\"artifactLocation\":{");
    uri(o, source);
    isms__output_text(o, "},\"region\":{");
    isms__member_number(o, "startLine", line ? line : 1);
    isms__output_text(o, ",");
    isms__member_number(o, "startColumn", column ? column : 1);
    isms__output_text(o, "}}");
    add_logical_location(o, isms_type_plural(isms_record_type(m, record)), isms_record_key(m, record));
    if (note) {
        isms__output_text(o, ",");
        message(o, "message", note);
    }
    isms__output_text(o, "}");
}

/* The other records that a result rests on: what it contradicts, what needs it, what comes after it. */
static void add_related(isms__output *o, const isms_model *m, const isms_audit *x, size_t i)
{
    size_t count = isms_audit_related_count(x, i);
    if (!count)
        return;
    isms__output_text(o, "\"relatedLocations\":[");
    for (size_t k = 0; k < count && k < LOCATIONS; k++) {
        isms_id record = isms_audit_related(x, i, k);
        const char *type = isms_type_name(isms_record_type(m, record));
        isms__output_text(o, k ? "," : "");
        add_location(o, m, x, i, record, type);
    }
    isms__output_text(o, "],");
}

/* ------------------------------------------------------------------ the standard as a taxonomy */

static void add_taxon(isms__output *o, const char *id, const char *title)
{
    isms__output_text(o, "{");
    isms__member_text(o, "id", id);
    if (title && *title) {
        isms__output_text(o, ",");
        isms__member_text(o, "name", title);
        isms__output_text(o, ",");
        message(o, "shortDescription", title);
    }
    isms__output_text(o, "}");
}

/* ---- frameworks that the model adds */

static isms_id next_own(const isms_model *m, isms_id framework)
{
    isms_id f = framework ? isms_next(m, framework) : isms_first(m, ISMS_FRAMEWORK);
    while (f && isms_find(isms_catalogue(), ISMS_FRAMEWORK, isms_record_key(m, f)))
        f = isms_next(m, f);
    return f;
}

static const char *name_of(const isms_model *m, isms_id framework)
{
    const char *title = isms_text(m, framework, ISMS_FRAMEWORK_TITLE);
    return title && *title ? title : isms_record_key(m, framework);
}

/* The requirement of the framework that follows `previous`, ISMS_NONE for the first. */
static isms_id next_requirement(const isms_model *m, isms_id framework, isms_id previous)
{
    isms_id r = previous ? isms_next(m, previous) : isms_first(m, ISMS_REQUIREMENT);
    while (r && isms_link(m, r, ISMS_REQUIREMENT_FRAMEWORK) != framework)
        r = isms_next(m, r);
    return r;
}

static void add_own_taxonomies(isms__output *o, const isms_model *m)
{
    for (isms_id f = next_own(m, ISMS_NONE); f; f = next_own(m, f)) {
        size_t i = 0;
        isms__output_text(o, ",\n{");
        isms__member_text(o, "name", name_of(m, f));
        isms__output_text(o, ",\"taxa\":[");
        for (isms_id r = next_requirement(m, f, ISMS_NONE); r; r = next_requirement(m, f, r)) {
            isms__output_text(o, i++ ? ",\n" : "\n");
            add_taxon(o, isms_record_key(m, r), isms_text(m, r, ISMS_REQUIREMENT_TITLE));
        }
        isms__output_text(o, "]}");
    }
}

/* ---- the standard, then these */

/* Clauses with their items, then Annex A: the place of each is what results refer to. */
static void add_taxonomy(isms__output *o, const isms_model *model)
{
    const isms_model *c = isms_catalogue();
    isms__output_text(o, ",\n\"taxonomies\":[{\"name\":\"ISO/IEC 27001\",\"version\":\"2022\",\"organization\":\"ISO/IEC\",");
    message(o, "shortDescription",
            "Requirements of clauses 4 to 10 and controls of Annex A, by their numbers and own short titles");
    isms__output_text(o, ",\"taxa\":[");
    size_t i = 0;
    for (isms_id id = isms_first(c, ISMS_CLAUSE); id; id = isms_next(c, id)) {
        isms__output_text(o, i++ ? ",\n" : "\n");
        add_taxon(o, isms_record_key(c, id), isms_text(c, id, ISMS_CLAUSE_TITLE));
    }
    for (isms_id id = isms_first(c, ISMS_CONTROL_REFERENCE); id; id = isms_next(c, id)) {
        isms__output_text(o, ",\n");
        add_taxon(o, isms_record_key(c, id), isms_text(c, id, ISMS_CONTROL_REFERENCE_TITLE));
    }
    isms__output_text(o, "]}");
    add_own_taxonomies(o, model);
    isms__output_text(o, "]");
}

static void add_supported(isms__output *o, const isms_model *m)
{
    int64_t place = 1;
    isms__output_text(o, ",\"supportedTaxonomies\":[{\"name\":\"ISO/IEC 27001\",\"index\":0}");
    for (isms_id f = next_own(m, ISMS_NONE); f; f = next_own(m, f)) {
        isms__output_text(o, ",{");
        isms__member_text(o, "name", name_of(m, f));
        isms__output_text(o, ",");
        isms__member_number(o, "index", place++);
        isms__output_text(o, "}");
    }
    isms__output_text(o, "]");
}

/* ---- what a result refers to */

static void add_reference(isms__output *o, const char *id, int64_t index, const char *taxonomy, int64_t place)
{
    isms__output_text(o, "\"taxa\":[{");
    isms__member_text(o, "id", id);
    isms__output_text(o, ",");
    isms__member_number(o, "index", index);
    isms__output_text(o, ",\"toolComponent\":{");
    isms__member_text(o, "name", taxonomy);
    isms__output_text(o, ",");
    isms__member_number(o, "index", place);
    isms__output_text(o, "}}],");
}

/* Position among the taxa of the standard; -1 for what is none. */
static int64_t taxon_index(const char *requirement)
{
    const isms_model *c = isms_catalogue();
    int64_t i = 0;
    for (isms_id id = isms_first(c, ISMS_CLAUSE); id; id = isms_next(c, id), i++)
        if (strcmp(isms_record_key(c, id), requirement) == 0)
            return i;
    for (isms_id id = isms_first(c, ISMS_CONTROL_REFERENCE); id; id = isms_next(c, id), i++)
        if (strcmp(isms_record_key(c, id), requirement) == 0)
            return i;
    return -1;
}

static void add_own_taxa(isms__output *o, const isms_model *m, isms_id requirement)
{
    isms_id framework = isms_link(m, requirement, ISMS_REQUIREMENT_FRAMEWORK);
    int64_t place = 1, index = 0;
    isms_id f = next_own(m, ISMS_NONE);
    for (; f && f != framework; f = next_own(m, f))
        place++;
    for (isms_id r = f ? next_requirement(m, f, ISMS_NONE) : ISMS_NONE; r && r != requirement; r = next_requirement(m, f, r))
        index++;
    if (f)
        add_reference(o, isms_record_key(m, requirement), index, name_of(m, f), place);
}

static void add_taxa(isms__output *o, const isms_model *m, const char *requirement)
{
    int64_t index = taxon_index(requirement);
    isms_id own = isms_find(m, ISMS_REQUIREMENT, requirement);
    if (index >= 0)
        add_reference(o, requirement, index, "ISO/IEC 27001", 0);
    else if (own)
        add_own_taxa(o, m, own);
}

/* ------------------------------------------------------------------ results */

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
    char from[11], until[11];
    isms_date_format(isms_day_of(m, suppression, ISMS_SUPPRESSION_CREATED_ON), from);
    isms_date_format(isms_day_of(m, suppression, ISMS_SUPPRESSION_EXPIRES_ON), until);
    isms__output_text(o, ",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\",");
    isms__member_text(o, "justification", isms_text(m, suppression, ISMS_SUPPRESSION_REASON));
    isms__output_text(o, ",\"properties\":{");
    isms__member_text(o, "author", isms_text(m, suppression, ISMS_SUPPRESSION_AUTHOR));
    isms__output_text(o, ",");
    isms__member_text(o, "createdOn", from);
    isms__output_text(o, ",");
    isms__member_text(o, "expiresOn", until);
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
        isms__member_text(o, "rule", isms_rule_id(isms_finding_reason_rule(finding, k)));
        isms__output_text(o, ",");
        isms__member_text(o, "sentence", sentence);
        isms__output_text(o, "}");
    }
    isms__output_text(o, "]");
    if (isms_finding_counterfactual(finding, NULL, &other) == ISMS_OK) {
        isms__output_text(o, ",");
        isms__member_text(o, "counterfactual", isms_finding_change(other));
    }
    isms_finding_free(other);
    isms_finding_free(finding);
}

/* Where any result is suppressed, each says whether it is. */
static bool any_suppressed(const isms_audit *x)
{
    for (size_t i = 0; i < isms_audit_count(x); i++)
        if (isms_audit_suppressed(x, i))
            return true;
    return false;
}

/* The places of the records, or of the finding as a whole; returns how many were left out. */
static size_t add_locations(isms__output *o, const isms_model *m, const isms_audit *x, size_t i)
{
    size_t records = isms_audit_record_count(x, i), shown = records < LOCATIONS ? records : LOCATIONS, told = 0;
    isms__output_text(o, ",\"locations\":[");
    for (size_t k = 0; k < records && told < shown; k++) {
        if (isms_audit_record_suppressed(x, i, k) && !isms_audit_suppressed(x, i))
            continue;
        isms__output_text(o, told++ ? "," : "");
        add_location(o, m, x, i, isms_audit_record(x, i, k), NULL);
    }
    if (!told)
        add_location(o, m, x, i, ISMS_NONE, NULL);
    isms__output_text(o, "],");
    return records - told;
}

static void add_properties(isms__output *o, const isms_audit *x, size_t i, size_t left_out)
{
    isms__output_text(o, ",\"properties\":{");
    isms__member_text(o, "outcome", isms_audit_outcome(x, i));
    isms__output_text(o, ",");
    isms__member_text(o, "classifier", isms_audit_classifier(x, i));
    isms__output_text(o, ",");
    isms__member_text(o, "requirement", isms_audit_requirement(x, i));
    isms__output_text(o, ",");
    isms__member_text(o, "facts", isms_audit_facts(x, i));
    isms__output_text(o, ",");
    isms__member_number(o, "locationsLeftOut", (int64_t)left_out);
    if (isms_audit_overridden(x, i) != SIZE_MAX) {
        isms__output_text(o, ",");
        isms__member_text(o, "countsAs", isms_audit_override_proposed(x, isms_audit_overridden(x, i)));
    }
    if (*isms_audit_stored(x, i)) {
        isms__output_text(o, ",");
        isms__member_text(o, "recordedGrade", isms_audit_stored(x, i));
    }
    add_reasons(o, x, i);
    isms__output_text(o, "}");
}

static void add_result(isms__output *o, const isms_model *m, const isms_audit *x, size_t i, bool suppressions)
{
    bool open = strcmp(isms_audit_outcome(x, i), "NOT_DETERMINED") == 0;
    isms__output_text(o, "{");
    isms__member_text(o, "ruleId", isms_audit_rule(x, i));
    isms__output_text(o, ",");
    isms__member_number(o, "ruleIndex", (int64_t)rule_index(isms_audit_rule(x, i)));
    isms__output_text(o, ",");
    isms__member_text(o, "kind", open ? "open" : "fail");
    isms__output_text(o, ",");
    isms__member_text(o, "level", open ? "none" : levels[isms_audit_severity(x, i)]);
    isms__output_text(o, ",");
    message(o, "message", isms_audit_message(x, i));
    size_t left_out = add_locations(o, m, x, i);
    add_related(o, m, x, i);
    add_taxa(o, m, isms_audit_requirement(x, i));
    add_fingerprint(o, isms_audit_rule(x, i), isms_audit_targets(x, i));
    if (isms_audit_suppressed(x, i))
        add_suppression(o, m, isms_audit_suppression(x, i));
    else if (suppressions)
        isms__output_text(o, ",\"suppressions\":[]");
    add_properties(o, x, i, left_out);
    isms__output_text(o, "}");
}

static void add_undetermined(isms__output *o, const isms_audit *x)
{
    bool first = true;
    isms__output_text(o, "\"invocations\":[{\"executionSuccessful\":true,\"toolConfigurationNotifications\":[");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        if (isms_audit_rule_state(x, i) != ISMS_RULE_NOT_DETERMINED)
            continue;
        isms__output_text(o, first ? "\n{" : ",\n{");
        first = false;
        isms__output_text(o, "\"descriptor\":{");
        isms__member_text(o, "id", isms_readiness_rule_id(i));
        isms__output_text(o, "},\"level\":\"note\",");
        message(o, "message", isms_audit_rule_reason(x, i));
        isms__output_text(o, "}");
    }
    isms__output_text(o, "]}]");
}

void isms__sarif_write(isms__output *o, const isms_model *m, const isms_audit *x)
{
    char day[11];
    bool suppressions = any_suppressed(x);
    isms_date_format(isms_audit_as_of(x), day);
    isms__output_text(o, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
                         "\"tool\":{\"driver\":{\"name\":\"libisms\",");
    isms__member_text(o, "version", isms_version_text());
    isms__output_text(o, ",");
    add_rules(o);
    add_supported(o, m);
    isms__output_text(o, "}}");
    add_taxonomy(o, m);
    isms__output_text(o, ",\n\"results\":[");
    for (size_t i = 0; i < isms_audit_count(x); i++) {
        isms__output_text(o, i ? ",\n" : "\n");
        add_result(o, m, x, i, suppressions);
    }
    isms__output_text(o, "],\n");
    add_undetermined(o, x);
    isms__output_text(o, ",\n\"properties\":{");
    isms__member_text(o, "asOf", day);
    isms__output_text(o, ",");
    isms__member_text(o, "stage", isms__value_name(ISMS_ENUM_STAGE, isms_audit_stage(x)));
    isms__output_text(o, ",");
    isms__member_text(o, "conclusion", isms_audit_conclusion(x));
    isms__output_text(o, ",");
    isms__member_number(o, "score", isms_audit_score(x));
    isms__output_text(o, ",");
    isms__member_number(o, "scoreUpper", isms_audit_score_upper(x));
    isms__output_text(o, ",");
    isms__member_number(o, "determined", isms_audit_determined(x));
    isms__output_text(o, "}}]}\n");
}
