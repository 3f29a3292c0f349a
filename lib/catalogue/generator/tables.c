/* THE list of the catalogue's tables: which file of data/ fills which record type, and what its columns are. */
#include "work.h"

enum { PLAIN = ISMS__FORM_PLAIN, COMMAS = ISMS__FORM_COMMAS, PLUSES = ISMS__FORM_PLUSES, SCOPED = ISMS__FORM_SCOPED };

static const column annex_a[] = {
    {"id", "", PLAIN},
    {"theme", "theme", PLAIN},
    {"title", "title", PLAIN},
    {"control_types", "control_types", COMMAS},
    {"security_properties", "security_properties", COMMAS},
    {"cybersecurity_concepts", "cybersecurity_concepts", COMMAS},
    {"operational_capabilities", "operational_capabilities", COMMAS},
    {"security_domains", "security_domains", COMMAS},
    {"is_new_2022", "is_new_2022", PLAIN},
    {"objective", "objective", PLAIN},
};

static const column annex_a_2013[] = {
    {"id", "", PLAIN},
    {"domain", "domain", PLAIN},
    {"domain_title", "domain_title", PLAIN},
    {"title", "title", PLAIN},
};

static const column transition[] = {
    {"id_2013", "id_2013", PLAIN},
    {"id_2022", "id_2022", PLAIN},
    {"change", "change", PLAIN},
};

static const column clauses[] = {
    {"id", "", PLAIN},
    {"parent", "parent", PLAIN},
    {"title", "title", PLAIN},
    {"kind", "kind", PLAIN},
    {"requirement", "requirement", PLAIN},
    {"pdca", "pdca", PLAIN},
    {"documented_information", "documented_information", PLAIN},
    {"mandatory", "mandatory", PLAIN},
    {"amendment", "amendment", PLAIN},
};

static const column documents[] = {
    {"clause", "clause", PLAIN},
    {"name", "name", PLAIN},
    {"kind", "kind", PLAIN},
    {"basis", "basis", PLAIN},
};

static const column management_review[] = {
    {"id", "", PLAIN},
    {"parent", "parent", PLAIN},
    {"input", "input", PLAIN},
};

static const column glossary[] = {
    {"term", "term", PLAIN},
    {"reference", "reference", PLAIN},
    {"definition", "definition", PLAIN},
};

static const column threats[] = {
    {"id", "", PLAIN},
    {"category", "category", PLAIN},
    {"source_category", "source_category", PLAIN},
    {"title", "title", PLAIN},
    {"security_properties", "security_properties", COMMAS},
    {"source", "source", PLAIN},
};

static const column vulnerabilities[] = {
    {"id", "", PLAIN},
    {"category", "category", PLAIN},
    {"title", "title", PLAIN},
    {"security_properties", "security_properties", COMMAS},
    {"threats", "threats", COMMAS},
    {"source", "source", PLAIN},
};

static const column matrices[] = {
    {"matrix", "matrix", PLAIN}, {"likelihood", "likelihood", PLAIN}, {"consequence", "consequence", PLAIN},
    {"level", "level", PLAIN},   {"source", "source", PLAIN},
};

static const column frameworks[] = {
    {"framework_id", "", PLAIN},
    {"name", "title", PLAIN},
    {"publisher", "publisher", PLAIN},
    {"version", "version", PLAIN},
    {"date", "published", PLAIN},
    {"kind", "kind", PLAIN},
    {"requirements", "requirement_count", PLAIN},
};

static const column sources[] = {
    {"source", "", PLAIN},         {"citation", "citation", PLAIN}, {"url", "url", PLAIN},
    {"licence", "licence", PLAIN}, {"kind", "kind", PLAIN},         {"ship_advice", "ship_advice", PLAIN},
};

static const column requirements[] = {
    {"requirement_id", "requirement_id", PLAIN},
    {"parent_id", "parent", SCOPED},
    {"title", "title", PLAIN},
};

static const column crosswalk[] = {
    {"annex_a_id", "requirement", PLAIN},
    {"requirement_id", "target", SCOPED},
    {"relationship", "relationship", PLAIN},
    {"source", "sources", PLUSES},
};

static const column clausewalk[] = {
    {"iso27001_clause", "requirement", PLAIN},
    {"requirement_id", "target", SCOPED},
    {"relationship", "relationship", PLAIN},
    {"source", "sources", PLUSES},
};

#define COLUMNS(list) .columns = list, .column_count = sizeof(list) / sizeof(list)[0]

const table tables[] = {
    {.name = "annex-a", .file = "annex_a_2022.tsv", .type = ISMS_CONTROL_REFERENCE, .key = "0", COLUMNS(annex_a)},
    {.name = "annex-a-2013",
     .file = "annex_a_2013.tsv",
     .type = ISMS_CONTROL_REFERENCE_2013,
     .key = "0",
     COLUMNS(annex_a_2013)},
    {.name = "transition", .file = "transition_2013_2022.tsv", .type = ISMS_TRANSITION, .key = "0:1", COLUMNS(transition)},
    {.name = "clauses", .file = "clauses_2022.tsv", .type = ISMS_CLAUSE, .key = "0", COLUMNS(clauses)},
    {.name = "documents",
     .file = "documented_information.tsv",
     .type = ISMS_REQUIRED_DOCUMENT,
     .key = "0:#",
     COLUMNS(documents)},
    {.name = "management-review",
     .file = "management_review_inputs.tsv",
     .type = ISMS_REVIEW_INPUT,
     .key = "0",
     COLUMNS(management_review)},
    {.name = "glossary", .file = "glossary.tsv", .type = ISMS_TERM, .key = "0", COLUMNS(glossary)},
    {.name = "threats", .file = "threats.tsv", .type = ISMS_THREAT, .key = "0", COLUMNS(threats)},
    {.name = "vulnerabilities",
     .file = "vulnerabilities.tsv",
     .type = ISMS_VULNERABILITY,
     .key = "0",
     COLUMNS(vulnerabilities)},
    {.name = "matrices", .file = "matrices.tsv", .type = ISMS_MATRIX_CELL, .key = "0:1:2", COLUMNS(matrices)},
    {.name = "frameworks", .file = "crosswalk/frameworks.tsv", .type = ISMS_FRAMEWORK, .key = "0", COLUMNS(frameworks)},
    {.name = "sources", .file = "crosswalk/sources.tsv", .type = ISMS_SOURCE, .key = "0", COLUMNS(sources)},
    {.name = "sources-added", .file = "crosswalk/sources_added.tsv", .type = ISMS_SOURCE, .key = "0", COLUMNS(sources)},
    {.name = "requirements",
     .file = "crosswalk/requirements_*.tsv",
     .type = ISMS_REQUIREMENT,
     .key = "f:0",
     COLUMNS(requirements),
     .scope = "framework"},
    {.name = "crosswalk",
     .file = "crosswalk/crosswalk_*.tsv",
     .type = ISMS_MAPPING,
     .key = "f:0:1",
     COLUMNS(crosswalk),
     .scope = "framework",
     .path = "kind",
     .value = "control"},
    {.name = "clausewalk",
     .file = "crosswalk/clausewalk_*.tsv",
     .type = ISMS_MAPPING,
     .key = "f:0:1",
     COLUMNS(clausewalk),
     .scope = "framework",
     .path = "kind",
     .value = "clause",
     .optional = true},
};

const uint32_t table_count = sizeof tables / sizeof tables[0];
