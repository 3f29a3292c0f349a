/* A whole pre-audit as one JSON object: the answer, what it was computed with, results, judgements of people, areas, rules,
 * steps. */
#include "audit_json.h"

#include "member.h"

#include "schema/schema.h"

#include <isms/audit.h>

#include <string.h>

/* Texts of a row, as members; empty ones are left out. */
typedef struct field {
    const char *name;
    const char *(*get)(const isms_audit *x, size_t i);
} field;

static void add_fields(isms__output *o, const field *fields, const isms_audit *x, size_t i)
{
    bool first = true;
    for (; fields->name; fields++) {
        const char *value = fields->get(x, i);
        if (!value || !*value)
            continue;
        isms__output_text(o, first ? "" : ", ");
        isms__member_text(o, fields->name, value);
        first = false;
    }
}

static void open_list(isms__output *o, const char *name)
{
    isms__output_text(o, ",\n");
    isms__member_key(o, name);
    isms__output_text(o, " [");
}

static void open_row(isms__output *o, bool *first)
{
    isms__output_text(o, *first ? "\n  {" : ",\n  {");
    *first = false;
}

static void close_list(isms__output *o, bool empty)
{
    isms__output_text(o, empty ? "]" : "\n]");
}

/* ------------------------------------------------------------------ the answer */

static void add_answer(isms__output *o, const isms_audit *x)
{
    static const struct {
        const char *name;
        const char *(*get)(const isms_audit *x);
    } texts[] = {{"conclusion", isms_audit_conclusion},   {"conclusion_rule", isms_audit_conclusion_rule},
                 {"because", isms_audit_conclusion_text}, {"next", isms_audit_conclusion_next},
                 {"headline", isms_audit_headline},       {"report_is", isms_audit_title}};
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"score", isms_audit_score(x)},
                   {"score_upper", isms_audit_score_upper(x)},
                   {"determined_percent", isms_audit_determined(x)},
                   {"majors", (int64_t)isms_audit_major_count(x)},
                   {"minors", (int64_t)isms_audit_minor_count(x)},
                   {"ofis", (int64_t)isms_audit_ofi_count(x)},
                   {"integrity_errors", (int64_t)isms_audit_error_count(x)}};
    char day[11];
    isms_date_format(isms_audit_as_of(x), day);
    isms__member_text(o, "as_of", day);
    isms__output_text(o, ",\n");
    isms__member_text(o, "stage", isms__value_name(ISMS_ENUM_STAGE, isms_audit_stage(x)));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        isms__output_text(o, ",\n");
        isms__member_text(o, texts[i].name, texts[i].get(x));
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        isms__output_text(o, ",\n");
        isms__member_number(o, numbers[i].name, numbers[i].value);
    }
}

/* The set in force, so that the result can be computed again, and the severities that the options gave rules. */
static void add_settings(isms__output *o, const isms_audit *x)
{
    const isms_thresholds *t = isms_audit_thresholds(x);
    bool first = true;
    isms__output_text(o, ",\n\"thresholds\": {");
    for (int32_t i = 0; isms_thresholds_name(i); i++) {
        const char *name = isms_thresholds_name(i);
        isms__output_text(o, i ? ", " : "");
        if (strcmp(name, "profile") == 0)
            isms__member_text(o, name, t->profile == ISMS_PROFILE_CB ? "cb" : "source");
        else
            isms__member_number(o, name, isms_thresholds_get(t, name));
    }
    isms__output_text(o, "},\n\"severities\": {");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        if (!*isms_audit_setting(x, i))
            continue;
        isms__output_text(o, first ? "" : ", ");
        isms__member_text(o, isms_readiness_rule_id(i), isms_audit_setting(x, i));
        first = false;
    }
    isms__output_text(o, "}");
}

/* ------------------------------------------------------------------ results */

static void add_record(isms__output *o, const isms_model *m, isms_id record)
{
    isms__output_text(o, "{");
    isms__member_text(o, "type", isms_type_name(isms_record_type(m, record)));
    isms__output_text(o, ", ");
    isms__member_text(o, "id", isms_record_key(m, record));
    isms__output_text(o, "}");
}

static void add_records(isms__output *o, const isms_model *m, const isms_audit *x, size_t i, const char *name, size_t count,
                        isms_id (*get)(const isms_audit *x, size_t i, size_t k))
{
    isms__output_text(o, ", ");
    isms__member_key(o, name);
    isms__output_text(o, " [");
    for (size_t k = 0; k < count; k++) {
        isms__output_text(o, k ? ", " : "");
        add_record(o, m, get(x, i, k));
    }
    isms__output_text(o, "]");
}

static const char *counts_as(const isms_audit *x, size_t i)
{
    return isms_audit_override_proposed(x, isms_audit_overridden(x, i));
}

static void add_result(isms__output *o, const isms_model *m, const isms_audit *x, size_t i)
{
    static const field fields[] = {{"outcome", isms_audit_outcome},
                                   {"rule", isms_audit_rule},
                                   {"graded_by", isms_audit_classifier},
                                   {"requirement", isms_audit_requirement},
                                   {"message", isms_audit_message},
                                   {"fix", isms_audit_fix},
                                   {"facts", isms_audit_facts},
                                   {"recorded_as", isms_audit_stored},
                                   {"counts_as", counts_as},
                                   {"source", isms_audit_source},
                                   {NULL, NULL}};
    add_fields(o, fields, x, i);
    isms__output_text(o, ", ");
    isms__member_number(o, "line", isms_audit_row(x, i));
    isms__output_text(o, ", ");
    isms__member_number(o, "column", isms_audit_column(x, i));
    isms__output_text(o, isms_audit_suppressed(x, i) ? ", \"suppressed\": true" : ", \"suppressed\": false");
    add_records(o, m, x, i, "records", isms_audit_record_count(x, i), isms_audit_record);
    add_records(o, m, x, i, "related", isms_audit_related_count(x, i), isms_audit_related);
}

static void add_results(isms__output *o, const isms_model *m, const isms_audit *x)
{
    bool first = true;
    open_list(o, "results");
    for (size_t i = 0; i < isms_audit_count(x); i++) {
        open_row(o, &first);
        add_result(o, m, x, i);
        isms__output_text(o, "}");
    }
    close_list(o, first);
}

/* ------------------------------------------------------------------ people, areas, rules, steps */

static const char *recorded_counts_as(const isms_audit *x, size_t i)
{
    return isms_audit_override_proposed(x, isms_audit_recorded_overridden(x, i));
}

static void add_recorded(isms__output *o, const isms_audit *x)
{
    static const field fields[] = {{"finding", isms_audit_recorded_key},
                                   {"recorded_as", isms_audit_recorded_grade},
                                   {"computed", isms_audit_recorded_outcome},
                                   {"graded_by", isms_audit_recorded_classifier},
                                   {"requirement", isms_audit_recorded_requirement},
                                   {"title", isms_audit_recorded_title},
                                   {"facts", isms_audit_recorded_facts},
                                   {"counts_as", recorded_counts_as},
                                   {NULL, NULL}};
    bool first = true;
    open_list(o, "recorded");
    for (size_t i = 0; i < isms_audit_recorded_count(x); i++) {
        open_row(o, &first);
        add_fields(o, fields, x, i);
        isms__output_text(o, isms_audit_recorded_counts(x, i) ? ", \"counts\": true}" : ", \"counts\": false}");
    }
    close_list(o, first);
}

static void add_overrides(isms__output *o, const isms_audit *x)
{
    static const field fields[] = {{"override", isms_audit_override_key},      {"about", isms_audit_override_target},
                                   {"computed", isms_audit_override_computed}, {"decided", isms_audit_override_proposed},
                                   {"verdict", isms_audit_override_outcome},   {"rule", isms_audit_override_rule},
                                   {"because", isms_audit_override_text},      {"rationale", isms_audit_override_rationale},
                                   {"author", isms_audit_override_author},     {NULL, NULL}};
    bool first = true;
    open_list(o, "overrides");
    for (size_t i = 0; i < isms_audit_override_count(x); i++) {
        open_row(o, &first);
        add_fields(o, fields, x, i);
        isms__output_text(o, "}");
    }
    close_list(o, first);
}

static const char *scope_of(const isms_audit *x, size_t i)
{
    static const char *const scopes[] = {"", "requirement", "issue", "cause", "clause", "theme", "audit"};
    return scopes[isms_audit_area_scope(x, i)];
}

static void add_areas(isms__output *o, const isms_audit *x)
{
    static const field fields[] = {{"scope", scope_of},
                                   {"area", isms_audit_area_name},
                                   {"outcome", isms_audit_area_outcome},
                                   {"rule", isms_audit_area_rule},
                                   {"because", isms_audit_area_text},
                                   {NULL, NULL}};
    static const struct {
        const char *name;
        int32_t (*get)(const isms_audit *x, size_t i);
    } counts[] = {{"majors", isms_audit_area_majors},
                  {"minors", isms_audit_area_minors},
                  {"ofis", isms_audit_area_ofis},
                  {"assessed", isms_audit_area_assessed},
                  {"undetermined", isms_audit_area_undetermined}};
    bool first = true;
    open_list(o, "areas");
    for (size_t i = 0; i < isms_audit_area_count(x); i++) {
        open_row(o, &first);
        add_fields(o, fields, x, i);
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
            isms__output_text(o, ", ");
            isms__member_number(o, counts[k].name, counts[k].get(x, i));
        }
        isms__output_text(o, "}");
    }
    close_list(o, first);
}

static void add_rules(isms__output *o, const isms_audit *x)
{
    static const char *const states[] = {"not_applicable", "clear", "not_determined", "fired"};
    bool first = true;
    open_list(o, "rules");
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        open_row(o, &first);
        isms__member_text(o, "rule", isms_readiness_rule_id(i));
        isms__output_text(o, ", ");
        isms__member_text(o, "state", states[isms_audit_rule_state(x, i)]);
        if (*isms_audit_rule_reason(x, i)) {
            isms__output_text(o, ", ");
            isms__member_text(o, "because", isms_audit_rule_reason(x, i));
        }
        isms__output_text(o, "}");
    }
    close_list(o, first);
    isms__output_text(o, ",\n\"said_to_be_none\": [");
    for (size_t i = 0; i < isms_audit_assertion_count(x); i++) {
        const char *name = isms_type_plural(isms_audit_assertion(x, i));
        isms__output_text(o, i ? ", " : "");
        isms__output_json(o, name, strlen(name));
    }
    isms__output_text(o, "]");
}

static void add_steps(isms__output *o, const isms_audit *x)
{
    static const field fields[] = {
        {"leads_to", isms_audit_priority_conclusion}, {"because", isms_audit_priority_reason}, {NULL, NULL}};
    static const field about[] = {
        {"rule", isms_audit_rule}, {"records", isms_audit_targets}, {"fix", isms_audit_fix}, {NULL, NULL}};
    bool first = true;
    open_list(o, "what_to_do_first");
    for (size_t i = 0; i < isms_audit_priority_count(x); i++) {
        size_t result = isms_audit_priority_result(x, i);
        open_row(o, &first);
        add_fields(o, fields, x, i);
        if (result < isms_audit_count(x)) {
            isms__output_text(o, ", ");
            add_fields(o, about, x, result);
            isms__output_text(o, ", ");
            isms__member_number(o, "result", (int64_t)result); /* its place among the results, from 0 */
        }
        isms__output_text(o, "}");
    }
    close_list(o, first);
}

void isms__audit_json_write(isms__output *o, const isms_model *m, const isms_audit *x)
{
    isms__output_text(o, "{\n");
    add_answer(o, x);
    add_settings(o, x);
    add_results(o, m, x);
    add_recorded(o, x);
    add_overrides(o, x);
    add_areas(o, x);
    add_steps(o, x);
    add_rules(o, x);
    isms__output_text(o, "\n}\n");
}
